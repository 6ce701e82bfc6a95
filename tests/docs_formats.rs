//! The page on formats names what there is.

use whosaid::{Overlay, list_text};

#[test]
fn its_configuration_is_one_that_is_read() {
    let page = include_str!("../docs/formats.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let table: toml::Table = example.parse().unwrap();
    let mut overlay = Overlay::default();
    for (list, change) in table["lists"].as_table().unwrap() {
        assert!(list_text(list).is_ok(), "{list}");
        for row in change.get("add").and_then(|rows| rows.as_array()).into_iter().flatten() {
            let cells: Vec<(String, String)> =
                row.as_table().unwrap().iter().map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned())).collect();
            overlay.add(list, &cells).unwrap();
        }
        for key in change.get("remove").and_then(|keys| keys.as_array()).into_iter().flatten() {
            overlay.remove(list, key.as_str().unwrap()).unwrap();
        }
    }
    assert!(list_text("outlets").unwrap().starts_with("name,kind,aliases"));
}

#[test]
fn it_tells_every_flag_and_no_other() {
    let page = include_str!("../docs/formats.md");
    let table = page.split("## Flags").nth(1).and_then(|rest| rest.split("## ").next()).unwrap();
    let told: Vec<(&str, &str)> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "))
        .filter(|(flag, meaning)| *flag != "flag" && !meaning.is_empty())
        .collect();
    assert_eq!(told, whosaid::FLAGS);
}

#[test]
fn every_flag_that_the_fixtures_have_is_told() {
    for folder in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")).unwrap().flatten() {
        let Ok(files) = std::fs::read_dir(folder.path()) else { continue };
        for text in files.flatten().map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")) {
            let text = std::fs::read_to_string(text).unwrap();
            let extras = whosaid::Extras { nested: true, marked: true };
            for row in whosaid::Extractor::default().extract_with(&text, extras) {
                for flag in row.flags {
                    assert!(whosaid::FLAGS.iter().any(|(name, _)| *name == flag), "{flag}");
                }
            }
        }
    }
}
