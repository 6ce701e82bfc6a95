//! One direction: no folder of `src` uses one above it.
//!
//! Draws the graph of imports (`crate::...` outside tests) and holds it against the layers of the house, from the ground up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The layers from the ground up; a module uses those of lower layers only.
const LAYERS: &[&[&str]] = &[
    // Ground: used by all, using nothing.
    &["bytes", "error", "neutralised", "normal", "packed", "perfect", "policy", "span"],
    &["offsets", "record"],
    &["lexicon"],
    &["grammar", "model"],
    &["document"],
    &["clause"],
    &["cue"],
    &["mention"],
    &["attribution"],
    &["cast"],
    &["confidence", "source"],
    &["aliases", "rows"],
    &["explain", "extras"],
    &["pipeline"],
    &["input"],
    &["writer"],
    &["check", "evaluate", "report"],
    &["verify"],
    &["summary"],
    &["teach"],
    &["cli"],
    &["stages"],
];

/// Beside the house: what names the modules.
const APART: &[&str] = &["lib", "main"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            files(&entry, found);
        } else if entry.extension().is_some_and(|e| e == "rs") {
            found.push(entry);
        }
    }
}

/// What of a source file is neither comment nor test.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod ").filter(|&at| !text[at..].lines().nth(1).unwrap_or("").ends_with(';'));
    let lines = text[..end.unwrap_or(text.len())].lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The first names behind every `crate::`, those of a group too.
fn imports(code: &str) -> BTreeSet<String> {
    let name = |text: &str| {
        text.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("").to_owned()
    };
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut from = 0;
        for (n, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                ',' | '}' if depth == 0 => {
                    found.insert(name(&group[from..n]));
                    from = n + 1;
                    if c == '}' {
                        break;
                    }
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
    }
    found.remove("");
    found
}

/// The module that a name of the crate's root stands for: `Quotation` is of `record`.
fn reexports(lib: &str) -> BTreeMap<String, String> {
    let mut homes = BTreeMap::new();
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub use ")) {
        let Some((module, names)) = line.trim_end_matches(';').split_once("::") else { continue };
        for name in names.trim_matches(['{', '}']).split(',').map(str::trim) {
            homes.insert(name.to_owned(), module.to_owned());
        }
    }
    homes
}

/// Whether a file is a module that its folder has for tests only.
fn only_tests(path: &Path) -> bool {
    let folder = path.parent().unwrap();
    let stem = path.file_stem().unwrap().to_string_lossy();
    let parents = [folder.join("mod.rs"), folder.with_extension("rs"), folder.join("lib.rs")];
    let declared = format!("#[cfg(test)]\nmod {stem};");
    parents.iter().any(|parent| std::fs::read_to_string(parent).is_ok_and(|text| text.contains(&declared)))
}

#[test]
fn no_folder_uses_one_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let homes = reexports(&std::fs::read_to_string(root.join("lib.rs")).unwrap());
    let level = |module: &str| LAYERS.iter().position(|layer| layer.contains(&module));
    let mut paths = Vec::new();
    files(&root, &mut paths);
    paths.sort();
    let mut faults = Vec::new();
    for path in &paths {
        let below = path.strip_prefix(&root).unwrap();
        let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs");
        // Modules that only tests have.
        if APART.contains(&module) || only_tests(path) {
            continue;
        }
        let Some(own) = level(module) else {
            faults.push(format!("{module}: stands in no layer; say in tests/direction.rs where it belongs"));
            continue;
        };
        for name in imports(&code(&std::fs::read_to_string(path).unwrap())) {
            let used = homes.get(&name).unwrap_or(&name);
            match level(used) {
                _ if used == module => {}
                Some(other) if other < own => {}
                Some(_) => faults.push(format!("{}: {module} uses {used}, which is not below it", below.display())),
                // A macro or a constant of the crate's root.
                None => faults.push(format!("{}: {module} uses {used}, which stands in no layer", below.display())),
            }
        }
    }
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn imports_are_seen_in_groups_and_paths() {
    let text = "use crate::error::{Error, Result};\nuse crate::{a, b::{c, d}, Span};\n// crate::no\nfn f() { crate::rows::g() }\n#[cfg(test)]\nmod tests {\n use crate::h;\n}";
    let found = imports(&code(text));
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["Span", "a", "b", "error", "rows"]);
    let homes = reexports("pub use record::{Kind, Quotation};\npub use span::Span;\n");
    assert_eq!((homes["Kind"].as_str(), homes["Span"].as_str()), ("record", "span"));
}
