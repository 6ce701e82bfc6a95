//! Paths to files.
//!
//! Takes the paths of the command line, gives the files below them in a fixed order. It opens no file.

use crate::error::{Error, Result};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A place to read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file that holds one text.
    Text(PathBuf),
    /// A corpus with one JSON object a line.
    JsonLines(PathBuf),
    /// Standard input.
    Stdin,
}

/// The endings of files that are read when they are met in a folder.
const TEXT_ENDINGS: &[&str] = &["txt", "text"];
const JSON_LINES_ENDINGS: &[&str] = &["jsonl", "ndjson"];

/// Lists what the paths name. A folder stands for the texts and corpora below it, sorted by path; hidden files are
/// passed over and a folder that is reached twice through links is read once.
pub fn find(paths: &[String]) -> Vec<Result<Found>> {
    let mut all = Vec::new();
    for name in paths {
        if name == "-" {
            all.push(Ok(Found::Stdin));
            continue;
        }
        let path = Path::new(name);
        match std::fs::metadata(path) {
            Err(e) => all.push(Err(Error::io(name, e))),
            Ok(about) if about.is_dir() => {
                let mut files = Vec::new();
                let mut failures = Vec::new();
                below(path, &mut BTreeSet::new(), &mut files, &mut failures);
                if files.is_empty() && failures.is_empty() {
                    let message = format!(
                        "no texts in this folder (looked for .{})",
                        TEXT_ENDINGS.iter().chain(JSON_LINES_ENDINGS).copied().collect::<Vec<_>>().join(", .")
                    );
                    failures.push(Error::input(name, message));
                }
                all.extend(files.into_iter().map(|file| Ok(kind(file))));
                all.extend(failures.into_iter().map(Err));
            }
            Ok(_) => all.push(Ok(kind(path.to_owned()))),
        }
    }
    all
}

fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn kind(path: PathBuf) -> Found {
    if JSON_LINES_ENDINGS.contains(&ending(&path).as_str()) { Found::JsonLines(path) } else { Found::Text(path) }
}

fn below(folder: &Path, seen: &mut BTreeSet<PathBuf>, files: &mut Vec<PathBuf>, failures: &mut Vec<Error>) {
    if let Ok(real) = folder.canonicalize()
        && !seen.insert(real)
    {
        return;
    }
    let entries = std::fs::read_dir(folder).and_then(|entries| entries.collect::<std::io::Result<Vec<_>>>());
    let mut paths: Vec<PathBuf> = match entries {
        Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
        Err(e) => return failures.push(Error::io(folder.display().to_string(), e)),
    };
    paths.retain(|p| !p.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    paths.sort();
    for path in paths {
        if path.is_dir() {
            below(&path, seen, files, failures);
        } else if TEXT_ENDINGS.iter().chain(JSON_LINES_ENDINGS).any(|e| *e == ending(&path)) {
            files.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_texts_sorted_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("whosaid-walk-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("b")).unwrap();
        for name in ["c.txt", "a.TXT", "b/z.jsonl", "b/x.csv", ".hidden.txt"] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        let found: Vec<_> = find(&[folder.display().to_string()]).into_iter().map(|f| f.unwrap()).collect();
        let expected = [
            Found::Text(folder.join("a.TXT")),
            Found::JsonLines(folder.join("b/z.jsonl")),
            Found::Text(folder.join("c.txt")),
        ];
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, expected);
    }
}
