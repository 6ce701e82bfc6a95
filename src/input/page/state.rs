//! The article among the data that a page was built from.
//!
//! Takes the scripts of a page whose text its program puts in only when a browser runs it (`__NEXT_DATA__`,
//! `Fusion.globalContent = {...}`), gives the longest story in them: a text under a key of texts, or a list of paragraphs.

use super::non_empty;
use dom_query::Document;
use serde_json::{Map, Value};

/// A story.
#[derive(Default)]
pub(super) struct Story {
    pub title: Option<String>,
    pub date: Option<String>,
    pub body: String,
}

/// Keys that hold the words of a paragraph, or a whole text.
const TEXTS: &[&str] =
    &["content", "text", "html", "value", "body", "articlebody", "bodyhtml", "paragraph", "data", "children"];

/// Keys of headlines.
const TITLES: &[&str] = &["headline", "title", "headlines", "name"];

/// How deep data are looked through, and how many beginnings of them in a script.
const DEPTH: usize = 48;
const BEGINNINGS: usize = 16;

/// The shortest script that may hold a story, and the shortest story, in bytes.
const SCRIPT: usize = 500;
const STORY: usize = 400;

/// The shortest paragraph of prose, in bytes.
const PARAGRAPH: usize = 40;

/// The scripts of a page that are long enough to hold a story; to be called before they are taken out.
pub(super) fn scripts(page: &Document) -> Vec<String> {
    let scripts = page.select("script:not([type='application/ld+json'])");
    scripts.nodes().iter().map(|script| script.text().to_string()).filter(|text| text.len() >= SCRIPT).collect()
}

/// The longest story in scripts.
pub(super) fn story(scripts: &[String]) -> Option<Story> {
    let stories = scripts.iter().flat_map(|script| values(script)).filter_map(|value| of(&value, 0));
    stories.reduce(longer)
}

/// The longer of two; of two that are as long the first.
fn longer(a: Story, b: Story) -> Story {
    if b.body.len() > a.body.len() { b } else { a }
}

/// The objects that a script is, or that it assigns.
fn values(script: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut rest = script.trim_start();
    let mut begin = rest.starts_with(['{', '[']).then_some(0);
    for _ in 0..BEGINNINGS {
        let Some(at) = begin.or_else(|| assigned(rest)) else { break };
        let mut read = serde_json::Deserializer::from_str(&rest[at..]).into_iter::<Value>();
        match read.next() {
            Some(Ok(value)) => {
                let behind = at + read.byte_offset();
                all.push(value);
                rest = &rest[behind..];
            }
            _ => rest = &rest[at + 1..],
        }
        begin = None;
    }
    all
}

/// Where an object with a key in marks is assigned: `={"`, `= {"`.
fn assigned(script: &str) -> Option<usize> {
    memchr::memchr_iter(b'=', script.as_bytes()).find_map(|at| {
        let behind = script[at + 1..].trim_start();
        let inner = behind.strip_prefix('{')?.trim_start();
        inner.starts_with('"').then(|| script.len() - behind.len())
    })
}

/// The longest story in a value, with the headline and the date that stand nearest around it.
fn of(value: &Value, depth: usize) -> Option<Story> {
    if depth > DEPTH {
        return None;
    }
    match value {
        Value::Array(list) => {
            let inner = list.iter().filter_map(|item| of(item, depth + 1)).reduce(longer);
            inner.into_iter().chain(listed(list)).reduce(longer)
        }
        Value::Object(entries) => {
            let inner = entries.values().filter_map(|item| of(item, depth + 1)).reduce(longer);
            let mut found = inner.into_iter().chain(whole(entries)).reduce(longer)?;
            found.title = found.title.or_else(|| title(entries));
            found.date = found.date.or_else(|| date(entries));
            Some(found)
        }
        _ => None,
    }
}

/// A story that stands as one text under a key of texts.
fn whole(entries: &Map<String, Value>) -> Option<Story> {
    let texts = entries.iter().filter(|(key, _)| is_text(key)).filter_map(|(_, value)| value.as_str());
    let sentences = |text: &str| [". ", ".<", ".\n"].iter().any(|end| text.contains(end));
    let longest = texts.filter(|text| text.len() >= STORY && sentences(text)).max_by_key(|text| text.len())?;
    let body = super::plain(longest);
    (body.len() >= STORY).then(|| Story { body, ..Story::default() })
}

/// A story that stands as a list of its paragraphs. A list of things with headlines is one of stories.
fn listed(list: &[Value]) -> Option<Story> {
    let is_story = |item: &Value| item.get("headline").or_else(|| item.get("headlines")).is_some();
    if list.iter().any(is_story) {
        return None;
    }
    let paragraphs: Vec<String> = list
        .iter()
        .map(|item| words(item, 0))
        .map(|words| super::plain(words.trim()))
        .filter(|words| !words.is_empty())
        .collect();
    let prose = |words: &&String| {
        words.len() >= PARAGRAPH
            && words.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with(['.', '!', '?', '…', ':'])
    };
    let body = paragraphs.join("\n\n");
    (body.len() >= STORY && paragraphs.iter().filter(prose).count() * 2 >= paragraphs.len().max(4))
        .then(|| Story { body, ..Story::default() })
}

/// The words of a paragraph: a text, or what stands under its keys of texts.
fn words(item: &Value, depth: usize) -> String {
    match item {
        Value::String(text) => text.clone(),
        Value::Array(list) if depth < 8 => list.iter().map(|item| words(item, depth + 1)).collect(),
        Value::Object(entries) if depth < 8 => {
            let texts = entries.iter().filter(|(key, value)| is_text(key) && !value.is_null());
            texts.map(|(_, value)| words(value, depth + 1)).find(|words| !words.is_empty()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The letters of a key in lower case.
fn bare(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_text(key: &str) -> bool {
    TEXTS.contains(&bare(key).as_str())
}

fn title(entries: &Map<String, Value>) -> Option<String> {
    let titled = TITLES.iter().find_map(|wanted| entries.iter().find(|(key, _)| bare(key) == *wanted))?.1;
    let text =
        titled.as_str().or_else(|| ["basic", "default", "main"].iter().find_map(|key| titled.get(key)?.as_str()));
    text.and_then(non_empty).map(|title| super::plain(&title))
}

fn date(entries: &Map<String, Value>) -> Option<String> {
    let starts = ["publish", "datepublish", "firstpublish", "displaydate", "pubdate"];
    let dated = |key: &String| starts.iter().any(|start| bare(key).starts_with(start));
    let given = entries.iter().filter(|(key, _)| dated(key)).filter_map(|(_, value)| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    given.into_iter().find(|date| crate::input::dates::iso(date).is_some_and(|iso| iso.len() >= 10))
}

#[cfg(test)]
mod tests {
    use crate::input::page::article;

    fn sentence(n: usize) -> String {
        format!("Sentence number {n} of the story tells what the harbour office said about the ice, and who heard it.")
    }

    fn read(scripts: &str) -> crate::input::Article {
        let page =
            format!("<html><head><title>Ferry late</title></head><body><div id=app></div>{scripts}</body></html>");
        article("a.html".into(), &page, &Default::default()).unwrap()
    }

    #[test]
    fn a_story_that_only_a_program_shows() {
        let html: String = (0..6).map(|n| format!("<p>{}</p>", sentence(n))).collect();
        let blocks: Vec<_> =
            (0..6).map(|n| serde_json::json!({"type": "text", "content": sentence(n), "_id": "x"})).collect();
        let nested: Vec<_> = (0..6)
            .map(|n| serde_json::json!({"type": "paragraph", "content": [{"type": "text", "text": sentence(n)}]}))
            .collect();
        let teasers =
            serde_json::json!([{"headline": "Other", "text": sentence(9)}, {"headline": "More", "text": sentence(8)}]);
        for body in [serde_json::json!(html), serde_json::json!(blocks), serde_json::json!(nested)] {
            let data = serde_json::json!({"props": {"story": {"headline": "Ferry late again", "publishedAt": "2026-03-02T10:00:00Z", "body": body}, "more": teasers}});
            for script in [
                format!("<script id='__NEXT_DATA__' type='application/json'>{data}</script>"),
                format!("<script>window.Quay=window.Quay||{{}};Quay.content={data};Quay.config={{\"a\":1}};</script>"),
            ] {
                let one = read(&script);
                let wanted: Vec<String> = (0..6).map(sentence).collect();
                assert_eq!(one.text, wanted.join("\n\n"), "{script}");
                assert_eq!(one.date.as_deref(), Some("2026-03-02T10:00:00Z"));
            }
        }
    }

    #[test]
    fn what_a_page_shows_goes_before_its_data() {
        let shown: String = (0..4).map(|n| format!("<p>{}</p>", sentence(n))).collect();
        let other: String = (10..40).map(|n| format!("<p>{}</p>", sentence(n))).collect();
        let data = serde_json::json!({"other": {"headline": "Quite another story", "body": other}});
        let one = read(&format!(
            "<article><h1>Ferry late</h1>{shown}</article><script type='application/json'>{data}</script>"
        ));
        assert!(one.text.contains("number 3 ") && !one.text.contains("number 10 "), "{}", one.text);
    }
}
