//! What `whosaid verify` checks: files of claims, and drafts.

use super::{config, tell};
use crate::input::{Items, Settings, read_text, shown};
use crate::verify::draft::{Placed, draft_claims};
use crate::verify::patch::unified_patch;
use crate::verify::{Answer, Claims, read_claims};
use anyhow::{Context, Result, bail};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A draft, with its text where there is one to patch.
pub(super) struct Draft {
    /// The file as named.
    pub(super) given: PathBuf,
    /// Its name as messages have it.
    pub(super) path: String,
    text: Option<String>,
    /// Its claims.
    pub(super) placed: Vec<Placed>,
}

/// A file's name and text; `-` is standard input.
pub(super) fn text_of(path: &Path) -> Result<(String, String)> {
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input")?;
        return Ok(("standard input".to_owned(), text));
    }
    // Tables from spreadsheets come in all encodings.
    let file = read_text(path, &Default::default())?;
    file.notices.iter().for_each(|n| tell(n));
    Ok((file.id, file.text))
}

/// The claims of a file.
pub(super) fn claims_of(path: &Path) -> Result<Claims> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    if ["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&ending.as_str()) {
        #[cfg(feature = "xlsx")]
        return Ok(crate::verify::sheet::read_claims_sheet(path)?);
        #[cfg(not(feature = "xlsx"))]
        bail!("{}: a workbook: this program was built without the feature \"xlsx\"", path.display());
    }
    let (name, text) = text_of(path)?;
    Ok(read_claims(&name, &text)?)
}

impl Draft {
    /// Reads a draft; the ids of its claims are `line:column`.
    pub(super) fn read(path: &Path, settings: &Settings) -> Result<Draft> {
        let extractor = config::extractor();
        let plain = Settings { form: None, ..settings.clone() };
        let mut out = Draft { given: path.to_owned(), path: shown(path), text: None, placed: Vec::new() };
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
        if path != Path::new("-") && ["", "md", "markdown", "mdown", "txt", "text"].contains(&ending.as_str()) {
            // As it stands: lines are those of the file, and what is quoted or commented out is told by its signs.
            let file = read_text(path, &settings.limits)?;
            out.placed = draft_claims(&file.text, |text| extractor.extract(text));
            out.text = Some(file.text);
            return Ok(out);
        }
        for item in Items::new(&[path], &plain) {
            for article in item?.load(&plain) {
                let article = article?;
                out.placed.extend(draft_claims(&article.text, |text| extractor.extract(text)));
            }
        }
        Ok(out)
    }

    /// The corrections as a patch.
    pub(super) fn patch(&self, answers: &[Answer]) -> Result<String> {
        let Some(text) = &self.text else {
            bail!("{}: only a draft in plain text or Markdown can be patched", self.path);
        };
        Ok(unified_patch(&self.path, text, &self.placed, answers))
    }
}
