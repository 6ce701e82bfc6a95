//! What a page says of itself as JSON-LD.

use super::non_empty;
use dom_query::Document;
use serde_json::{Map, Value};

/// An entry of a live blog.
pub(super) struct Entry {
    pub title: Option<String>,
    pub body: String,
    pub time: Option<String>,
}

/// The article as data.
#[derive(Default)]
pub(super) struct Data {
    pub body: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    /// The entries of a live blog, as they stand in the data.
    pub entries: Vec<Entry>,
    /// Bodies that are told of in one place and named by an id in others.
    bodies: Vec<(String, String)>,
    /// The id of the publisher, where that is all that the article says of it.
    publisher: Option<String>,
}

/// How deep lists and graphs are looked through.
const DEPTH: usize = 8;

impl Data {
    pub(super) fn of(page: &Document) -> Data {
        let mut data = Data::default();
        for script in page.select("script[type='application/ld+json']").nodes() {
            // Some pages wrap it as a comment or leave line breaks in strings.
            let text = script.text();
            let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
            let value =
                serde_json::from_str(text).or_else(|_| serde_json::from_str(&text.replace(['\n', '\r', '\t'], " ")));
            if let Ok(value) = value {
                data.search(&value, 0);
            }
        }
        // What an article points to may stand behind it; a page that tells of one news organisation is its.
        let named = |id: &String| data.bodies.iter().find(|(other, _)| other == id).map(|(_, name)| name.clone());
        data.outlet = data.outlet.take().or_else(|| data.publisher.as_ref().and_then(named));
        data
    }

    /// Looks for articles at any depth that pages have: lists and `@graph`.
    fn search(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Array(list) if depth < DEPTH => list.iter().for_each(|item| self.search(item, depth + 1)),
            Value::Object(entries) if depth < DEPTH => {
                for inner in ["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|key| entries.get(*key)) {
                    self.search(inner, depth + 1);
                }
                let article = |kind: &str| {
                    kind.ends_with("Article") || ["Report", "LiveBlogPosting", "BlogPosting"].contains(&kind)
                };
                if is(entries, article) {
                    self.take(entries);
                }
                let text = |key: &str| entries.get(key).and_then(Value::as_str).and_then(non_empty);
                if is(entries, |kind| kind.ends_with("Organization"))
                    && let (Some(id), Some(name)) = (text("@id"), text("name"))
                {
                    self.bodies.push((id, super::plain(&name)));
                }
            }
            _ => {}
        }
    }

    fn take(&mut self, entries: &Map<String, Value>) {
        let text = |key: &str| entries.get(key).and_then(Value::as_str).and_then(non_empty);
        let first = |own: &mut Option<String>, found: Option<String>| *own = own.take().or(found);
        first(&mut self.body, text("articleBody").map(|body| super::plain(&body)));
        first(&mut self.title, text("headline").or_else(|| text("name")).map(|title| super::plain(&title)));
        first(&mut self.date, text("datePublished").or_else(|| text("dateCreated")));
        first(&mut self.url, text("url"));
        let publisher = entries.get("publisher").map(|p| p.get(0).unwrap_or(p));
        let of_publisher = |key: &str| publisher.and_then(|p| p.get(key)).and_then(Value::as_str).and_then(non_empty);
        first(&mut self.outlet, of_publisher("name").map(|name| super::plain(&name)));
        first(&mut self.publisher, of_publisher("@id"));
        let updates = entries.get("liveBlogUpdate").map_or(&[][..], |list| list.as_array().map_or(&[], Vec::as_slice));
        for update in updates.iter().filter_map(Value::as_object) {
            let text = |key: &str| update.get(key).and_then(Value::as_str).and_then(non_empty);
            if let Some(body) = text("articleBody") {
                self.entries.push(Entry {
                    title: text("headline").map(|title| super::plain(&title)),
                    body: super::plain(&body),
                    time: text("datePublished").or_else(|| text("dateModified")),
                });
            }
        }
    }
}

fn is(entries: &Map<String, Value>, wanted: impl Fn(&str) -> bool) -> bool {
    match entries.get("@type") {
        Some(Value::String(kind)) => wanted(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(wanted),
        _ => false,
    }
}
