//! JSON that is no JSON lines: a list of articles, an article, or what an interface answered, with the articles somewhere in it.
//!
//! Takes the decoded text of a file, gives its articles by the fields that a corpus has (see `corpus`).

use super::Article;
use super::corpus::{self, Fields};
use crate::error::Result;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// How deep articles are looked for.
const DEPTH: usize = 6;

/// The articles of a text; nothing if it is no JSON of objects.
pub(super) fn articles(id: &str, text: &str, fields: &Fields) -> Option<Vec<Result<Article>>> {
    let text = text.trim_start_matches('\u{FEFF}');
    if !begins(text) {
        return None;
    }
    let values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let values: Vec<&RawValue> = values.collect::<std::result::Result<_, _>>().ok()?;
    let mut found: Vec<&RawValue> = Vec::new();
    for value in values {
        found.extend(records(value, fields, 0));
    }
    let alone = found.len() == 1;
    let articles = found.iter().enumerate().map(|(i, record)| {
        let place = if alone { id.to_owned() } else { format!("{id}#{}", i + 1) };
        corpus::record(id, &place, &place, record.get().as_bytes(), fields)
    });
    (!found.is_empty()).then(|| articles.collect())
}

/// Whether a text begins like an object with a key, or a list of objects.
fn begins(text: &str) -> bool {
    let text = text.trim_start();
    let object = |text: &str| text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'));
    object(text) || text.strip_prefix('[').is_some_and(|rest| object(rest.trim_start()))
}

/// The objects in a value that are articles: itself, those of a list, or the most that lie under one of its keys.
fn records<'j>(value: &'j RawValue, fields: &Fields, depth: usize) -> Vec<&'j RawValue> {
    if depth > DEPTH {
        return Vec::new();
    }
    if value.get().starts_with('[') {
        let list: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
        return list.into_iter().flat_map(|item| records(item, fields, depth + 1)).collect();
    }
    let Ok(object) = serde_json::from_str::<BTreeMap<String, &RawValue>>(value.get()) else { return Vec::new() };
    if corpus::has_text(&object, fields) {
        return vec![value];
    }
    let most = object.into_values().map(|inner| records(inner, fields, depth + 1)).max_by_key(Vec::len);
    match most.filter(|most| !most.is_empty()) {
        Some(most) => most,
        // What it has instead of a text is told.
        None if depth == 0 => vec![value],
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Vec<(String, String)> {
        let all = articles("a.json", json, &Fields::default()).unwrap();
        all.into_iter().map(|article| article.unwrap()).map(|article| (article.id, article.text)).collect()
    }

    fn wanted(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn articles_are_found_wherever_they_lie() {
        assert_eq!(
            read(r#"[{"text": "One."}, {"body": "Two.", "id": 7}]"#),
            wanted(&[("a.json#1", "One."), ("7", "Two.")])
        );
        assert_eq!(read("{\n \"title\": \"T\",\n \"text\": \"One.\"\n}"), wanted(&[("a.json", "One.")]));
        assert_eq!(
            read(
                r#"{"status": "ok", "response": {"total": 2, "results": [{"fields": {"body": "One."}}, {"fields": {"body": "Two."}}]}}"#
            ),
            wanted(&[("a.json#1", "One."), ("a.json#2", "Two.")])
        );
        assert_eq!(read("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n").len(), 2);
    }

    #[test]
    fn what_is_no_json_is_none_and_json_without_texts_is_told() {
        for text in ["[Music] The ferry", "{\"a\": ", "plain", "[]", "{}", "[1]", "\"text\""] {
            assert!(articles("a.json", text, &Fields::default()).is_none(), "{text}");
        }
        let told = articles("a.json", "{\"lead\": 1}", &Fields::default()).unwrap();
        assert!(told[0].as_ref().unwrap_err().to_string().contains("(have: lead)"));
        let deep = format!("{}1{}", "{\"a\":".repeat(100), "}".repeat(100));
        assert!(articles("a.json", &deep, &Fields::default()).unwrap()[0].is_err());
    }
}
