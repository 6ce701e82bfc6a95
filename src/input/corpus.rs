//! Corpora: many articles in one file.
//!
//! Takes a record (a JSON object), gives the article in its fields. Fields that are not named are looked for under
//! the names that corpora usually give them, and the guess is told.

use super::Article;
use super::skim::Skimmed;
use crate::error::{Error, Result};
use serde_json::Value;

/// Which fields of a record hold what. A dotted path (`meta.source.name`) reaches into nested objects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The text of the article.
    pub text: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// The outlet that published it.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
}

impl Fields {
    /// Whether any field is named.
    pub fn given(&self) -> bool {
        self != &Fields::default()
    }
}

pub(super) const TEXT_NAMES: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "fulltext",
    "full_text",
    "articleBody",
    "article_text",
    "maintext",
    "story",
];
pub(super) const ID_NAMES: &[&str] =
    &["id", "doc_id", "docid", "document_id", "article_id", "text_name", "uuid", "_id", "filename", "name"];
pub(super) const DATE_NAMES: &[&str] = &[
    "date",
    "published",
    "publication_date",
    "pub_date",
    "date_published",
    "datePublished",
    "published_at",
    "pubdate",
];
pub(super) const SOURCE_NAMES: &[&str] =
    &["outlet", "source", "publisher", "publication", "site_name", "site", "newspaper"];
pub(super) const URL_NAMES: &[&str] = &["url", "link", "canonical_url", "source_url", "uri"];
pub(super) const TITLE_NAMES: &[&str] = &["title", "headline"];

/// Whether bytes begin like a JSON object.
pub(super) fn looks_like_json(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let mut rest = start.iter().filter(|b| !b.is_ascii_whitespace());
    rest.next() == Some(&b'{') && matches!(rest.next(), Some(b'"' | b'}'))
}

pub(super) fn article(path: &str, number: usize, json: &[u8], fields: &Fields) -> Result<Article> {
    let place = || format!("{path}: line {number}");
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    // What lies inside the fields is wanted only where a path leads there.
    let named = [&fields.text, &fields.id, &fields.date, &fields.source, &fields.url, &fields.title];
    let record = if named.into_iter().flatten().any(|name| name.contains('.')) {
        serde_json::from_slice(json)
    } else {
        serde_json::from_slice(json).map(|Skimmed(record)| record)
    };
    let record: Value = record.map_err(|e| Error::input(place(), format!("not a JSON object: {e}")))?;
    let Value::Object(entries) = &record else {
        return Err(Error::input(place(), "not a JSON object"));
    };
    let mut notices = Vec::new();
    let text = match &fields.text {
        Some(name) => lookup(&record, name),
        None => TEXT_NAMES.iter().find_map(|name| {
            let value = entries.get(*name)?;
            notices.push(format!("{path}: text read from field \"{name}\" (--text-field chooses another)"));
            Some(value)
        }),
    };
    let Some(text) = text else {
        let names: Vec<&str> = entries.keys().map(String::as_str).collect();
        let message = match &fields.text {
            Some(name) => format!("no field \"{name}\" (have: {})", names.join(", ")),
            None => format!("which field is the text? name it with --text-field (have: {})", names.join(", ")),
        };
        return Err(Error::input(place(), message));
    };
    let Value::String(text) = text else {
        return Err(Error::input(place(), format!("the text field holds {}, not a string", kind(text))));
    };
    let mut article = Article::new(String::new(), text.as_str());
    article.notices = notices;
    article.id = field(&record, &fields.id, ID_NAMES).unwrap_or_else(|| format!("{path}:{number}"));
    article.date = field(&record, &fields.date, DATE_NAMES);
    article.outlet = field(&record, &fields.source, SOURCE_NAMES);
    article.url = field(&record, &fields.url, URL_NAMES);
    article.title = field(&record, &fields.title, TITLE_NAMES);
    Ok(article)
}

/// A named or usual field as text; numbers as they stand, everything else as absent.
fn field(record: &Value, named: &Option<String>, usual: &[&str]) -> Option<String> {
    let value = match named {
        Some(name) => lookup(record, name),
        None => usual.iter().find_map(|name| record.get(name).filter(|v| v.is_string() || v.is_number())),
    };
    match value? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The value under a dotted path; a key that holds the dots itself goes first.
fn lookup<'a>(record: &'a Value, path: &str) -> Option<&'a Value> {
    if let Some(value) = record.get(path) {
        return Some(value);
    }
    path.split('.').try_fold(record, |value, key| match value {
        Value::Array(list) => list.get(key.parse::<usize>().ok()?),
        _ => value.get(key),
    })
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, fields: &Fields) -> Result<Article> {
        article("c.jsonl", 7, json.as_bytes(), fields)
    }

    #[test]
    fn usual_fields_are_found_and_the_guess_is_told() {
        let json = r#"{"id": 12, "body": "Hej.", "source": "The Quay Post", "date": "2024-03-01", "title": ""}"#;
        let got = read(json, &Fields::default()).unwrap();
        assert_eq!((got.id.as_str(), got.text.as_str(), got.title), ("12", "Hej.", None));
        assert_eq!((got.outlet.as_deref(), got.date.as_deref()), (Some("The Quay Post"), Some("2024-03-01")));
        assert!(got.notices[0].contains("\"body\""));
    }

    #[test]
    fn dotted_paths_reach_into_objects_and_lists() {
        let fields = Fields {
            text: Some("doc.parts.0.t".into()),
            id: Some("doc.key".into()),
            source: Some("meta.name".into()),
            ..Fields::default()
        };
        let json = r#"{"doc": {"parts": [{"t": "A."}], "key": "k1"}, "meta.name": "Flat"}"#;
        let got = read(json, &fields).unwrap();
        assert_eq!((got.text.as_str(), got.id.as_str(), got.outlet.as_deref()), ("A.", "k1", Some("Flat")));
        assert!(got.notices.is_empty());
    }

    #[test]
    fn a_missing_id_is_the_place() {
        assert_eq!(read(r#"{"text": "x"}"#, &Fields::default()).unwrap().id, "c.jsonl:7");
    }

    #[test]
    fn errors_say_where_and_what_there_is() {
        let named = Fields { text: Some("text".into()), ..Fields::default() };
        assert_eq!(
            read(r#"{"headline": "x", "lead": "y"}"#, &named).unwrap_err().to_string(),
            "c.jsonl: line 7: no field \"text\" (have: headline, lead)"
        );
        for bad in ["{", "[1]", "12", r#"{"text": 5}"#, r#"{"lead": "y"}"#] {
            assert!(read(bad, &Fields::default()).unwrap_err().to_string().starts_with("c.jsonl: line 7: "));
        }
    }
}
