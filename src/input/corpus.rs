//! Corpora: many articles in one file.
//!
//! Takes a record (a JSON object), gives the article in its fields. Fields that are not named are looked for under
//! the names that corpora usually give them, and the guess is told.

use super::Article;
use crate::error::{Error, Result, told};
use serde_json::error::Category;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Which fields of a record hold what. A dotted path (`meta.source.name`) reaches into nested objects.
///
/// ```
/// use whosaid::input::{Fields, Form, Item, Settings};
/// let line = r#"{"meta": {"key": "t7"}, "story": {"words": "“We sail,” Anna Haro said."}}"#;
/// let fields = Fields { text: Some("story.words".into()), id: Some("meta.key".into()), ..Fields::default() };
/// let settings = Settings { fields, ..Settings::default() };
/// let article = Item::bytes("c.jsonl", line, Form::JsonLines).load(&settings).remove(0)?;
/// assert_eq!((article.id.as_str(), article.text.as_str()), ("t7", "“We sail,” Anna Haro said."));
/// # Ok::<(), whosaid::Error>(())
/// ```
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

/// The fields of a record as they are written: of those that are not asked for, however much they hold, nothing is kept.
type Record<'j> = BTreeMap<String, &'j RawValue>;

/// The article of a line of JSON lines.
pub(super) fn article(path: &str, number: usize, json: &[u8], fields: &Fields) -> Result<Article> {
    record(path, &format!("{path}: line {number}"), &format!("{path}:{number}"), json, fields)
}

/// Whether an object has a text, by the field that was named or under one of the usual names.
pub(super) fn has_text(record: &Record<'_>, fields: &Fields) -> bool {
    let text = |value: &RawValue| value.get().starts_with('"');
    match &fields.text {
        Some(name) => lookup(record, name).is_some_and(text),
        None => TEXT_NAMES.iter().any(|name| record.get(*name).copied().is_some_and(text)),
    }
}

/// The article of an object: where an error places it, and what it is called if it has no id.
pub(super) fn record(path: &str, place: &str, id: &str, json: &[u8], fields: &Fields) -> Result<Article> {
    let place = || place.to_owned();
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    let record: Record<'_> = serde_json::from_slice(json).map_err(|e| match e.classify() {
        Category::Data => Error::input(place(), "not a JSON object"),
        _ => Error::input(place(), format!("not a JSON object: {e}")),
    })?;
    let mut notices = Vec::new();
    let text = match &fields.text {
        Some(name) => lookup(&record, name),
        None => TEXT_NAMES.iter().find_map(|name| {
            let value = record.get(*name)?;
            notices.push(format!("{path}: text read from field \"{name}\" (--text-field chooses another)"));
            Some(*value)
        }),
    };
    let Some(text) = text else {
        let names: Vec<&str> = record.keys().map(String::as_str).collect();
        let message = match &fields.text {
            Some(name) => format!("no field \"{name}\" (have: {})", told(&names)),
            None => format!("which field is the text? name it with --text-field (have: {})", told(&names)),
        };
        return Err(Error::asked(place(), message));
    };
    if !text.get().starts_with('"') {
        return Err(Error::input(place(), format!("the text field holds {}, not a string", kind(text))));
    }
    let text: String =
        serde_json::from_str(text.get()).map_err(|e| Error::input(place(), format!("the text cannot be read: {e}")))?;
    Ok(Article {
        notices,
        id: field(&record, &fields.id, ID_NAMES).unwrap_or_else(|| id.to_owned()),
        date: field(&record, &fields.date, DATE_NAMES),
        outlet: field(&record, &fields.source, SOURCE_NAMES),
        url: field(&record, &fields.url, URL_NAMES),
        title: field(&record, &fields.title, TITLE_NAMES),
        ..Article::new(String::new(), text)
    })
}

/// A named or usual field as text; numbers as they are written, everything else as absent.
fn field(record: &Record<'_>, named: &Option<String>, usual: &[&str]) -> Option<String> {
    let is_word = |value: &&RawValue| value.get().starts_with('"') || is_number(value);
    let value = match named {
        Some(name) => lookup(record, name),
        None => usual.iter().find_map(|name| record.get(*name).copied().filter(is_word)),
    };
    let value = value.filter(is_word)?.get();
    let text = if value.starts_with('"') { serde_json::from_str(value).ok()? } else { value.to_owned() };
    (!text.is_empty()).then_some(text)
}

/// Whether a value is a number.
fn is_number(value: &RawValue) -> bool {
    value.get().starts_with(|c: char| c == '-' || c.is_ascii_digit())
}

/// The value under a dotted path; a key that holds the dots itself goes first.
fn lookup<'j>(record: &Record<'j>, path: &str) -> Option<&'j RawValue> {
    if let Some(value) = record.get(path) {
        return Some(value);
    }
    let mut keys = path.split('.');
    let first = *record.get(keys.next()?)?;
    keys.try_fold(first, |value, key| match value.get().starts_with('[') {
        true => serde_json::from_str::<Vec<&RawValue>>(value.get()).ok()?.get(key.parse::<usize>().ok()?).copied(),
        false => serde_json::from_str::<Record<'_>>(value.get()).ok()?.get(key).copied(),
    })
}

fn kind(value: &RawValue) -> &'static str {
    match value.get().as_bytes().first() {
        Some(b'n') => "null",
        Some(b't' | b'f') => "a truth value",
        Some(b'"') => "a string",
        Some(b'[') => "a list",
        Some(b'{') => "an object",
        _ => "a number",
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
    fn ids_keep_their_characters() {
        for id in ["1.10", "123456789012345678901234567890", "1e400", "-0.0", "1E5", "18446744073709551616"] {
            let json = format!(r#"{{"id": {id}, "text": "x", "deep": {{"id": {id}}}}}"#);
            assert_eq!(read(&json, &Fields::default()).unwrap().id, id);
            let fields = Fields { id: Some("deep.id".into()), ..Fields::default() };
            assert_eq!(read(&json, &fields).unwrap().id, id);
        }
        let other = r#"{"id": null, "doc_id": true, "uuid": "a\u0062", "text": "x"}"#;
        assert_eq!(read(other, &Fields::default()).unwrap().id, "ab");
    }

    #[test]
    fn what_is_not_asked_for_only_has_to_be_json() {
        for odd in [r#"[1, {"b": "\ud800"}]"#, r#"{"b": 1e999}"#] {
            assert_eq!(read(&format!(r#"{{"a": {odd}, "text": "x"}}"#), &Fields::default()).unwrap().text, "x");
        }
        for bad in [r#"[1"#, r#"{"b"}"#, r#"[1, {"b": tru}]"#] {
            assert!(read(&format!(r#"{{"a": {bad}, "text": "x"}}"#), &Fields::default()).is_err(), "{bad}");
        }
        let lone = read(r#"{"text": "a \ud800 b"}"#, &Fields::default()).unwrap_err().to_string();
        assert!(lone.starts_with("c.jsonl: line 7: the text cannot be read"), "{lone}");
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
