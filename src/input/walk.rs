//! Paths to files.
//!
//! Takes the paths of the command line, gives the files below them in a fixed order. It opens no file.

use super::passed::{Passed, Reason};
use crate::error::{Error, Result};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A place to read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Found {
    /// What a message calls it.
    pub(super) fn name(&self) -> String {
        match self {
            Found::File(path) => shown(path),
            Found::Stdin => "standard input".to_owned(),
        }
    }
}

/// A path as messages and ids show it: what is not UTF-8 in it as `\xFF`, so that no two paths look the same.
pub fn shown(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| out.push_str(&format!("\\x{byte:02X}")));
    }
    out
}

/// The endings of files that are read when they are met in a folder, each also with `.gz` or `.zst` behind it.
const ENDINGS: &[&str] = &[
    "txt", "text", "md", "markdown", "htm", "html", "xhtml", "mhtml", "mht", "pdf", "docx", "docm", "odt", "rtf",
    "epub", "eml", "mbox", "vtt", "srt", "sbv", "ass", "ssa", "ttml", "dfxp", "xml", "rss", "atom", "rdf", "nitf",
    "ris", "warc", "jsonl", "ndjson",
];

/// Tables: beside texts they are as often results as corpora, so they are read only when named.
const TABLES: &[&str] = &["csv", "tsv", "tab", "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet", "pq", "json"];

/// Archives: what was unpacked beside them would be read twice.
const ARCHIVES: &[&str] = &["zip"];

/// Lists what the paths name. A folder stands for the texts, pages and corpora below it, sorted by path; hidden files
/// are passed over and a folder that is reached twice through links is read once. A path that does not exist and holds
/// `*`, `?` or `[` is a pattern. What a folder holds besides is noted as passed over.
pub fn find<P: AsRef<Path>>(paths: &[P], passed: &Passed) -> Vec<Result<Found>> {
    let mut all = Vec::new();
    for path in paths.iter().map(AsRef::as_ref) {
        if path == Path::new("-") {
            all.push(Ok(Found::Stdin));
            continue;
        }
        match (std::fs::metadata(path), path.to_str()) {
            (Err(_), Some(name)) if name.contains(['*', '?', '[']) => matching(name, &mut all, passed),
            (Err(e), _) => all.push(Err(Error::io(shown(path), e))),
            (Ok(about), _) if about.is_dir() => folder(path, &mut all, passed),
            (Ok(_), _) => all.push(Ok(Found::File(path.to_owned()))),
        }
    }
    all
}

fn matching(pattern: &str, all: &mut Vec<Result<Found>>, passed: &Passed) {
    let before = all.len();
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    match glob::glob_with(pattern, options) {
        // The crate gives paths in alphabetical order.
        Ok(paths) => {
            for path in paths {
                match path {
                    Ok(path) if path.is_dir() => folder(&path, all, passed),
                    Ok(path) if is_special(&path) => all.push(Err(special(&path))),
                    Ok(path) => all.push(Ok(Found::File(path))),
                    Err(e) => all.push(Err(Error::io(shown(e.path()), e.into()))),
                }
            }
        }
        Err(e) => return all.push(Err(Error::asked(pattern, format!("not a pattern: {}", e.msg)))),
    }
    if all.len() == before {
        all.push(Err(Error::asked(pattern, "no file matches this pattern")));
    }
}

fn folder(path: &Path, all: &mut Vec<Result<Found>>, passed: &Passed) {
    let mut files = Vec::new();
    let mut failures = Vec::new();
    below(path, &mut BTreeSet::new(), &mut files, &mut failures, passed);
    if files.is_empty() && failures.is_empty() {
        let message =
            format!("no texts in this folder (looked for .{}; tables and archives must be named)", ENDINGS.join(", ."));
        failures.push(Error::asked(shown(path), message));
    }
    all.extend(files.into_iter().map(|file| Ok(Found::File(file))));
    all.extend(failures.into_iter().map(Err));
}

/// The name of a file in lower case, without the ending of what it is packed with.
pub(super) fn unpacked_name(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).map(str::to_owned).unwrap_or(name)
}

/// Why a file with this name is not read where it is met; nothing if it is.
pub(super) fn passed_over(path: &Path) -> Option<Reason> {
    let name = unpacked_name(path);
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some(ending) if ENDINGS.contains(&ending) => None,
        Some(ending) if TABLES.contains(&ending) => Some(Reason::Table),
        Some(ending) if ARCHIVES.contains(&ending) => Some(Reason::Archive),
        _ => Some(Reason::Foreign),
    }
}

/// Whether a folder holds the pictures and frames of a page that a browser saved beside it: `ferry_files` of `ferry.html`.
fn of_saved_page(folder: &Path) -> bool {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = ["_files", "-Dateien", "_fichiers", "_archivos", ".files"].iter().find_map(|end| name.strip_suffix(end));
    stem.is_some_and(|stem| {
        ["html", "htm", "xhtml"].iter().any(|ending| folder.with_file_name(format!("{stem}.{ending}")).is_file())
    })
}

fn below(
    folder: &Path,
    seen: &mut BTreeSet<PathBuf>,
    files: &mut Vec<PathBuf>,
    failures: &mut Vec<Error>,
    passed: &Passed,
) {
    if let Ok(real) = folder.canonicalize()
        && !seen.insert(real)
    {
        return;
    }
    let entries = std::fs::read_dir(folder).and_then(|entries| entries.collect::<std::io::Result<Vec<_>>>());
    let mut paths: Vec<PathBuf> = match entries {
        Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
        Err(e) => return failures.push(Error::io(shown(folder), e)),
    };
    paths.sort_unstable();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            passed.note(&path, Reason::Hidden);
        } else if path.is_dir() {
            match of_saved_page(&path) {
                true => passed.note_kind(&shown(&path), "folder".to_owned(), Reason::PageParts),
                false => below(&path, seen, files, failures, passed),
            }
        } else if let Some(reason) = passed_over(&path) {
            passed.note(&path, reason);
        } else if is_special(&path) {
            failures.push(special(&path));
        } else {
            files.push(path);
        }
    }
}

/// Whether this is a pipe, a device or a socket.
fn is_special(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// That something with the name of a text is none: reading it might never end.
fn special(path: &Path) -> Error {
    let message = "passed over: a pipe, device or socket is read only when it is named outright";
    Error::input(shown(path), message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[String], root: &Path) -> Vec<String> {
        let found = find(paths, &Passed::default()).into_iter().map(|found| match found {
            Ok(Found::File(path)) => path.strip_prefix(root).unwrap().display().to_string(),
            other => format!("{other:?}"),
        });
        found.collect()
    }

    #[test]
    fn a_folder_gives_its_texts_sorted_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("b")).unwrap();
        for name in ["c.txt", "a.TXT", "b/z.jsonl.gz", "b/y.txt.zst", "b/x.csv", "d.html", ".hidden.txt", "e.gz"] {
            std::fs::write(root.path().join(name), "x").unwrap();
        }
        let all = names(&[root.path().display().to_string()], root.path());
        assert_eq!(all, ["a.TXT", "b/y.txt.zst", "b/z.jsonl.gz", "c.txt", "d.html"]);
        let pattern = root.path().join("*.t[xX]t").display().to_string();
        assert_eq!(names(&[pattern], root.path()), ["c.txt"]);
        let none = root.path().join("*.doc").display().to_string();
        assert!(find(&[none], &Passed::default())[0].as_ref().unwrap_err().to_string().contains("no file matches"));
    }

    #[test]
    fn what_a_folder_holds_besides_is_noted() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("ferry_files")).unwrap();
        std::fs::create_dir_all(root.path().join("case_files")).unwrap();
        for name in
            ["ferry.html", "ferry_files/frame.html", "case_files/a.txt", "a.png", "b.PNG", "c.doc", "d.csv", "e.zip"]
        {
            std::fs::write(root.path().join(name), "x").unwrap();
        }
        let passed = Passed::default();
        let found = find(&[root.path().display().to_string()], &passed);
        assert_eq!(found.len(), 2, "{found:?}");
        let expected = [
            "2 .png, 1 .doc: not read",
            "1 .csv: tables are read when they are named",
            "1 .zip: archives are read when they are named",
            "1 folder: parts of saved web pages, not read",
        ];
        assert_eq!(passed.lines(), expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_back_to_the_folder_is_not_followed_twice() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(root.path(), root.path().join("back")).unwrap();
        assert_eq!(names(&[root.path().display().to_string()], root.path()), ["a.txt"]);
    }
}
