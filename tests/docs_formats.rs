//! The page on formats names what there is.

use whosaid::lexicon::overlay::{Overlay, list_text};

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
