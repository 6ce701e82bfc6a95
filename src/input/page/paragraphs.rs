//! Paragraphs that the search for the article lost.
//!
//! Takes the paragraphs of prose of a page, in order and with the part of the page that holds each, and the text that was
//! found; gives the text with those that stand in the same part and were lost: behind a deck, in a second `<article>`.

use dom_query::{Document, NodeId, NodeRef};
use std::collections::HashMap;

/// A paragraph of prose.
pub(super) struct Paragraph {
    text: String,
    /// The part of the page in which it stands.
    part: Option<NodeId>,
}

/// What holds an article, the smallest first that is found above a paragraph.
const PARTS: &[&str] = &["article", "main"];

/// The shortest paragraph that is looked at, in characters.
const SHORTEST: usize = 40;

/// The paragraphs of prose of a page.
pub(super) fn of(page: &Document) -> Vec<Paragraph> {
    let mut parts: HashMap<NodeId, Option<NodeId>> = HashMap::new();
    let paragraph = |node: &NodeRef<'_>| {
        let text = node.formatted_text().trim().to_owned();
        is_prose(node, &text).then(|| Paragraph { text, part: part_of(node, &mut parts) })
    };
    page.select("p").nodes().iter().filter_map(paragraph).collect()
}

/// The outermost article around a node, or the main part; found once for each parent.
fn part_of(node: &NodeRef<'_>, known: &mut HashMap<NodeId, Option<NodeId>>) -> Option<NodeId> {
    let parent = node.parent()?;
    if let Some(part) = known.get(&parent.id) {
        return *part;
    }
    let above = parent.ancestors(None);
    let all = || std::iter::once(&parent).chain(above.iter());
    let part = PARTS.iter().find_map(|name| all().filter(|n| n.has_name(name)).last()).map(|n| n.id);
    known.insert(parent.id, part);
    part
}

/// Whether it is words of an article, as far as one paragraph tells: long enough, ended like a sentence, few links.
fn is_prose(node: &NodeRef<'_>, text: &str) -> bool {
    let ends = text.trim_end_matches(['”', '"', '’', '\'', ')', '»', ' ']).ends_with(['.', '!', '?', '…', ':']);
    let linked: usize = node.descendants().iter().filter(|n| n.has_name("a")).map(|a| a.text().chars().count()).sum();
    let all = text.chars().count();
    all >= SHORTEST && ends && linked * 2 < all
}

fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with the paragraphs that were lost.
pub(super) fn completed(shown: String, paragraphs: &[Paragraph]) -> String {
    let blocks: Vec<&str> = shown.split("\n\n").collect();
    let places: HashMap<String, usize> = blocks.iter().enumerate().map(|(i, block)| (key(block), i)).collect();
    // For each paragraph of the page, the block of the text that it is.
    let found: Vec<Option<usize>> = paragraphs.iter().map(|p| places.get(&key(&p.text)).copied()).collect();
    let Some(part) = main_part(paragraphs, &found) else { return shown };
    let mut before: HashMap<usize, Vec<&str>> = HashMap::new();
    let mut waiting: Vec<&str> = Vec::new();
    let mut looks = LOOKS;
    for (paragraph, found) in paragraphs.iter().zip(&found) {
        match found {
            Some(block) => before.entry(*block).or_default().append(&mut waiting),
            None if paragraph.part == Some(part) && !stands(&shown, &paragraph.text, &mut looks) => {
                waiting.push(&paragraph.text)
            }
            None => {}
        }
    }
    if before.values().all(Vec::is_empty) && waiting.is_empty() {
        return shown;
    }
    let mut all: Vec<&str> = Vec::with_capacity(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        all.extend(before.remove(&i).unwrap_or_default());
        all.push(block);
    }
    all.extend(waiting);
    all.join("\n\n")
}

/// How many bytes are looked through for paragraphs that stand in the text as part of others.
const LOOKS: usize = 1 << 30;

/// Whether a paragraph stands somewhere in the text; once too much was looked through, every one does.
fn stands(shown: &str, paragraph: &str, looks: &mut usize) -> bool {
    match looks.checked_sub(shown.len()) {
        Some(rest) => {
            *looks = rest;
            shown.contains(paragraph)
        }
        None => true,
    }
}

/// The part of the page that holds most of what was found, if it holds nearly all of it.
fn main_part(paragraphs: &[Paragraph], found: &[Option<usize>]) -> Option<NodeId> {
    let mut counts: HashMap<NodeId, usize> = HashMap::new();
    let of_article = || paragraphs.iter().zip(found).filter(|(_, found)| found.is_some());
    of_article().filter_map(|(p, _)| p.part).for_each(|part| *counts.entry(part).or_default() += 1);
    let (part, count) = counts.into_iter().max_by_key(|(part, count)| (*count, std::cmp::Reverse(part.clone())))?;
    (count * 10 >= of_article().count() * 8).then_some(part)
}
