//! The shape of the code: a file that a stranger reads in one sitting, a function that fits on a screen, and few words in it.

use std::path::{Path, PathBuf};

/// The most lines of a file, its tests among them.
const FILE: usize = 400;
/// The most lines of a function outside tests.
const FUNCTION: usize = 60;

/// What is longer as yet: files by their path, functions as `path: name`. What no longer is must go from here.
const LONGER: &[&str] = &["source/names.rs: phrase"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            files(&entry, found);
        } else if entry.extension().is_some_and(|e| e == "rs") {
            found.push(entry);
        }
    }
}

/// The functions of a file outside its tests, each with its length from its first line to its closing brace.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines.windows(2).position(|pair| pair[0] == "#[cfg(test)]" && pair[1].ends_with('{'));
    let name = |line: &str| {
        let words = line.trim_start().split_inclusive([' ', '(', '<']).collect::<Vec<_>>();
        let at = words.iter().position(|word| *word == "fn ")?;
        let before = words[..at]
            .iter()
            .all(|word| matches!(word.trim(), "pub" | "pub(" | "const" | "async" | "in") || word.ends_with(") "));
        before.then(|| words[at + 1].trim_end_matches(['(', '<', ' ']).to_owned())
    };
    let mut found = Vec::new();
    for (at, line) in lines[..tests.unwrap_or(lines.len())].iter().enumerate() {
        let Some(name) = name(line).filter(|_| !line.trim_end().ends_with('}')) else { continue };
        // A function without a body has none to be long.
        let opens = lines[at..].iter().find(|l| l.ends_with(['{', ';']));
        let close = format!("{}}}", " ".repeat(line.len() - line.trim_start().len()));
        let end = lines[at..].iter().position(|l| *l == close).filter(|_| opens.is_some_and(|l| l.ends_with('{')));
        found.extend(end.map(|end| (name, end + 1)));
    }
    found
}

#[test]
fn functions_are_found_with_their_lengths() {
    let text = "pub(crate) fn a() {\n    b();\n}\n\nimpl X {\n    const fn b(&self) -> u8 {\n        1\n    }\n\n    fn one() {}\n}\n\n\
                #[cfg(test)]\nmod tests {\n    fn c() {\n    }\n}\n";
    assert_eq!(functions(text), [("a".to_owned(), 3), ("b".to_owned(), 3)]);
}

#[test]
fn files_and_functions_are_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    files(&root.join("src"), &mut found);
    found.sort();
    let mut longer = Vec::new();
    for file in found {
        let text = std::fs::read_to_string(&file).unwrap();
        let path = file.strip_prefix(root.join("src")).unwrap().display().to_string().replace('\\', "/");
        longer.extend((text.lines().count() > FILE).then(|| path.clone()));
        let tests = path.ends_with("tests.rs") || path.ends_with("properties.rs");
        let long = functions(&text).into_iter().filter(|(_, length)| !tests && *length > FUNCTION);
        longer.extend(long.map(|(name, _)| format!("{path}: {name}")));
    }
    let new: Vec<&String> = longer.iter().filter(|long| !LONGER.contains(&long.as_str())).collect();
    assert!(new.is_empty(), "over {FILE} lines, or functions over {FUNCTION}; divide along their concepts: {new:#?}");
    let gone: Vec<&&str> = LONGER.iter().filter(|long| !longer.iter().any(|l| l == **long)).collect();
    assert!(gone.is_empty(), "short by now; take them from the list: {gone:#?}");
}
