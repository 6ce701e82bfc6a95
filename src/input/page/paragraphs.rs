//! Paragraphs that the search for the article lost.
//!
//! Takes the paragraphs of prose of a page, in order and with the part of the page that holds each, and the text that was
//! found; gives the text with those that stand in the same part and were lost: behind a deck, in a second `<article>`.

use crate::input::{Landmark, dates};
use dom_query::{Document, NodeId, NodeRef};
use std::collections::HashMap;

/// A paragraph of prose.
pub(super) struct Paragraph {
    text: String,
    /// The part of the page in which it stands.
    part: Option<Part>,
    /// The time that stands before it, if none of its paragraphs does in between.
    time: Option<String>,
}

/// A part of a page that may hold an article, or a piece of one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Part {
    id: NodeId,
    /// What holds it, and others beside it.
    around: Option<NodeId>,
    /// Whether it is a story of its own: with a headline, or a link to it.
    own: bool,
}

/// What holds an article, the best first.
const PARTS: &[&str] = &["article", "main"];

/// The shortest paragraph that is looked at, in characters.
const SHORTEST: usize = 40;

/// The paragraphs of prose of a page.
pub(super) fn of(page: &Document) -> Vec<Paragraph> {
    let mut parts: HashMap<NodeId, Option<Part>> = HashMap::new();
    let mut time: Option<String> = None;
    let paragraph = |node: &NodeRef<'_>| {
        if node.has_name("time") {
            time = node.attr("datetime").and_then(|given| dates::iso(&given)).filter(|iso| iso.contains('T'));
            return None;
        }
        let text = node.formatted_text().trim().to_owned();
        is_prose(node, &text).then(|| Paragraph { text, part: part_of(node, &mut parts), time: time.take() })
    };
    page.select("p, time[datetime]").nodes().iter().filter_map(paragraph).collect()
}

/// The fewest entries of a live blog.
const ENTRIES: usize = 3;

/// Where the entries of a live blog begin in its text: a time stands before each of them, and no two have the same.
pub(super) fn times(text: &str, paragraphs: &[Paragraph]) -> Vec<Landmark> {
    let timed: HashMap<String, &String> =
        paragraphs.iter().filter_map(|p| Some((key(p.text.lines().next()?), p.time.as_ref()?))).collect();
    if timed.len() < ENTRIES {
        return Vec::new();
    }
    let mut at = 0;
    let mut all: Vec<Landmark> = Vec::new();
    for line in text.split('\n') {
        if let Some(time) = timed.get(&key(line)) {
            all.push(Landmark { at, label: (*time).clone() });
        }
        at += line.chars().count() + 1;
    }
    let mut different: Vec<&str> = all.iter().map(|entry| entry.label.as_str()).collect();
    different.sort_unstable();
    different.dedup();
    if different.len() == all.len() && all.len() >= ENTRIES { all } else { Vec::new() }
}

/// The outermost article around a node, or the main part; found once for each parent.
fn part_of(node: &NodeRef<'_>, known: &mut HashMap<NodeId, Option<Part>>) -> Option<Part> {
    let parent = node.parent()?;
    if let Some(part) = known.get(&parent.id) {
        return *part;
    }
    let above = parent.ancestors(None);
    let all = || std::iter::once(&parent).chain(above.iter());
    let found = PARTS.iter().find_map(|name| all().rfind(|n| n.has_name(name)));
    let part = found.map(|found| {
        let seen = known.values().flatten().find(|part| part.id == found.id).copied();
        seen.unwrap_or_else(|| Part { id: found.id, around: found.parent().map(|p| p.id), own: is_own(found) })
    });
    known.insert(parent.id, part);
    part
}

/// Whether an article has a first heading, or a heading that leads elsewhere.
fn is_own(article: &NodeRef<'_>) -> bool {
    let leads = |heading: &NodeRef<'_>| {
        heading.descendants().iter().any(|n| n.has_name("a")) || heading.parent().is_some_and(|p| p.has_name("a"))
    };
    article
        .descendants()
        .iter()
        .any(|n| n.has_name("h1") || ["h2", "h3", "h4"].iter().any(|h| n.has_name(h)) && leads(n))
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
    let Some(main) = main_part(paragraphs, &found) else { return shown };
    let mut sizes: HashMap<NodeId, usize> = HashMap::new();
    paragraphs.iter().filter_map(|p| p.part).for_each(|part| *sizes.entry(part.id).or_default() += 1);
    // Some pages part one story into several articles beside each other; teasers and further stories have headings.
    let belongs = |part: Part| {
        part.id == main.id || !part.own && part.around == main.around && sizes.get(&part.id).is_some_and(|n| *n > 1)
    };
    let mut before: HashMap<usize, Vec<&str>> = HashMap::new();
    let mut waiting: Vec<&str> = Vec::new();
    let mut looks = LOOKS;
    for (paragraph, found) in paragraphs.iter().zip(&found) {
        match found {
            Some(block) => before.entry(*block).or_default().append(&mut waiting),
            None if paragraph.part.is_some_and(belongs) && !stands(&shown, &paragraph.text, &mut looks) => {
                waiting.push(&paragraph.text);
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

/// The part of the page that holds most of what was found, if it holds nearly all of it, with those beside it.
fn main_part(paragraphs: &[Paragraph], found: &[Option<usize>]) -> Option<Part> {
    let mut counts: HashMap<Part, usize> = HashMap::new();
    let of_article = || paragraphs.iter().zip(found).filter(|(_, found)| found.is_some());
    of_article().filter_map(|(p, _)| p.part).for_each(|part| *counts.entry(part).or_default() += 1);
    let (main, _) = counts.iter().max_by_key(|(part, count)| (**count, std::cmp::Reverse(part.id)))?;
    let beside: usize = counts.iter().filter(|(part, _)| part.around == main.around).map(|(_, count)| count).sum();
    (beside * 10 >= of_article().count() * 8).then_some(*main)
}

#[cfg(test)]
mod tests {
    use crate::input::page::article;

    fn read(body: &str) -> String {
        let page = format!("<html><body><main>{body}</main></body></html>");
        article("a.html".into(), &page, &Default::default()).unwrap().text
    }

    fn sentence(n: usize) -> String {
        format!(
            "<p>Sentence number {n} of the story tells what the harbour office said about the ice, and who heard it.</p>"
        )
    }

    fn sentences(range: std::ops::Range<usize>) -> String {
        range.map(sentence).collect()
    }

    #[test]
    fn a_story_in_several_articles_is_one() {
        let body = format!(
            "<h1>Ferry late</h1><article>{}</article><article>{}</article><article><h3><a href='/x'>Other</a></h3>{}</article>",
            sentences(0..6),
            sentences(6..9),
            sentences(20..22)
        );
        let text = read(&body);
        assert!((0..9).all(|n| text.contains(&format!("number {n} "))), "{text}");
        assert!(!text.contains("number 20 "), "{text}");
        let order: Vec<usize> = (0..9).map(|n| text.find(&format!("number {n} ")).unwrap()).collect();
        assert!(order.is_sorted());
    }

    #[test]
    fn entries_of_a_live_blog_have_the_times_beside_them() {
        let entry = |n: usize| {
            format!(
                "<article><header><time datetime='2026-03-02T1{n}:05:00Z'>1{n}.05</time></header>{}</article>",
                sentences(2 * n..2 * n + 2)
            )
        };
        let read = |body: String| {
            let page = format!("<html><body><main>{body}</main></body></html>");
            article("a.html".into(), &page, &Default::default()).unwrap()
        };
        let live = read(format!("<h1>Ferry live</h1>{}{}{}", entry(0), entry(1), entry(2)));
        let times: Vec<(String, &str)> = live
            .times
            .iter()
            .map(|mark| (live.text.chars().skip(mark.at).take(17).collect(), mark.label.as_str()))
            .collect();
        let wanted = |n: usize| format!("Sentence number {n}");
        assert_eq!(
            times,
            [
                (wanted(0), "2026-03-02T10:05:00Z"),
                (wanted(2), "2026-03-02T11:05:00Z"),
                (wanted(4), "2026-03-02T12:05:00Z")
            ]
        );
        // The time of an article is no time of an entry.
        let plain = read(format!(
            "<article><h1>Ferry late</h1><time datetime='2026-03-02T10:05:00Z'></time>{}</article>",
            sentences(0..6)
        ));
        assert!(plain.times.is_empty());
    }

    #[test]
    fn first_paragraphs_behind_a_deck_are_there() {
        let body = format!(
            "<article><header><h1>Ferry late</h1><div class='deck'><p>What the ice does.</p></div></header><div class='intro'>{}</div><div class='body'>{}</div></article>",
            sentence(0),
            sentences(1..8)
        );
        let text = read(&body);
        assert!((0..8).all(|n| text.contains(&format!("number {n} "))), "{text}");
    }
}
