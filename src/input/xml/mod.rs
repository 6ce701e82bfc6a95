//! XML of news: feeds (RSS, Atom), NITF, NewsML, Factiva, subtitles (TTML).
//!
//! Takes the decoded text of a file, gives its articles: their paragraphs, and title, date, outlet and address as far as the
//! elements tell them. Elements are known by their names without prefixes: agencies write the same standard with different
//! ones. Captions, notes and pictures are left out.

mod feed;
mod news;
mod timed;

use super::Article;
use super::limits::{Limit, Limits};
use crate::error::{Error, Result};
use roxmltree::{Document, Node, ParsingOptions};

/// Elements, texts and attributes that a document may have for each element of a page: half of them are the line breaks
/// between elements.
const NODES: u64 = 2;

/// How often a document is mended.
const MENDINGS: usize = 12;

/// How deep elements are followed, whatever the limit is: each takes a piece of the stack.
const DEPTH: usize = 1024;

/// The articles of a document.
pub(super) fn articles(id: &str, text: &str, limits: &Limits) -> Vec<Result<Article>> {
    if most_attributes(text) / 4 > limits.of(Limit::Elements) {
        return vec![Err(limits.reached(Limit::Elements).at(id))];
    }
    let mut text = std::borrow::Cow::Borrowed(text);
    // What feeds do wrongly is mended, each fault when it shows.
    for _ in 0..MENDINGS {
        match mended(&text, limits).filter(|mended| *mended != *text) {
            Some(mended) => text = mended.into(),
            None => break,
        }
    }
    let document = match parsed(&text, limits) {
        Ok(document) => document,
        Err(roxmltree::Error::NodesLimitReached) => return vec![Err(limits.reached(Limit::Tags).at(id))],
        Err(e) => return vec![Err(Error::input(id, format!("damaged XML: {e}")))],
    };
    if depth(&document) > limits.of(Limit::Elements).min(DEPTH as u64) {
        return vec![Err(limits.reached(Limit::Elements).at(id))];
    }
    let root = document.root_element();
    let found = match name(root) {
        "rss" | "feed" | "RDF" => feed::articles(id, root),
        "tt" => vec![timed::article(id, root)],
        _ => news::articles(id, root),
    };
    match found.is_empty() {
        false => found,
        true if matches!(name(root), "rss" | "feed" | "RDF") => vec![Err(Error::input(id, "this feed has no items"))],
        true => {
            let message = format!(
                "no article in this XML (its first element is <{}>; feeds, NITF, NewsML and Factiva are known, --input-format text reads it as it stands)",
                name(root)
            );
            vec![Err(Error::input(id, message))]
        }
    }
}

fn parsed<'t>(text: &'t str, limits: &Limits) -> std::result::Result<Document<'t>, roxmltree::Error> {
    let nodes_limit = u32::try_from(NODES.saturating_mul(limits.of(Limit::Tags))).unwrap_or(u32::MAX);
    let options = ParsingOptions { allow_dtd: true, nodes_limit, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
}

/// How deep elements lie in one another.
fn depth(document: &Document<'_>) -> u64 {
    let mut depths: Vec<u64> = vec![0; document.descendants().count() + 1];
    let deepest = document.descendants().map(|node| {
        let depth = node.parent().and_then(|parent| depths.get(parent.id().get_usize()).copied()).unwrap_or(0) + 1;
        if let Some(own) = depths.get_mut(node.id().get_usize()) {
            *own = depth;
        }
        depth
    });
    deepest.max().unwrap_or(0)
}

/// The most attributes of an element: each is compared with all others of it.
fn most_attributes(text: &str) -> u64 {
    let (mut most, mut rest) = (0u64, text.as_bytes());
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = &rest[at + 1..];
        let end = [(&b"!--"[..], &b"-->"[..]), (&b"![CDATA["[..], &b"]]>"[..])].iter().find_map(|(open, close)| {
            let inner = rest.strip_prefix(*open)?;
            Some(memchr::memmem::find(inner, close).map_or(rest.len(), |end| open.len() + end))
        });
        if let Some(end) = end {
            rest = &rest[end..];
            continue;
        }
        let (mut count, mut quoted, mut length) = (0u64, None, rest.len());
        for (at, byte) in rest.iter().enumerate() {
            match (quoted, byte) {
                (Some(mark), byte) if mark == byte => quoted = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quoted = Some(byte),
                (None, b'=') => count += 1,
                (None, b'>' | b'<') => {
                    length = at;
                    break;
                }
                (None, _) => {}
            }
        }
        most = count.max(most);
        rest = &rest[length..];
    }
    most
}

/// The document without the fault that it cannot be read for; nothing if there is none, or none that can be mended.
fn mended(text: &str, limits: &Limits) -> Option<String> {
    use roxmltree::Error::{MalformedEntityReference, NonXmlChar, UnknownEntityReference, UnknownNamespace};
    match parsed(text, limits).err()? {
        UnknownEntityReference(..) | MalformedEntityReference(..) | NonXmlChar(..) => Some(mended_entities(text)),
        UnknownNamespace(prefix, _) => Some(declared(text, &prefix)),
        _ => None,
    }
}

/// Feeds have entities of HTML, bare `&` and control characters in them, though XML knows them not.
fn mended_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) =
        rest.find(|c: char| c == '&' || (c < ' ' && !"\n\r\t".contains(c)) || c == '\u{FFFE}' || c == '\u{FFFF}')
    {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if !rest.starts_with('&') {
            rest = &rest[rest.chars().next().map_or(1, char::len_utf8)..];
            continue;
        }
        let length = rest[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).map_or(rest.len(), |n| n + 1);
        let entity = &rest[..length];
        match (rest[length..].starts_with(';'), &entity[1..]) {
            (true, "amp" | "lt" | "gt" | "quot" | "apos") => out.push_str(entity),
            (true, inner) if inner.starts_with('#') => out.push_str(entity),
            (true, inner) if !inner.is_empty() => {
                let whole = format!("{entity};");
                let read = htmlize::unescape(&whole);
                if *read == whole {
                    out.push_str(&whole.replace('&', "&amp;"))
                } else {
                    out.push_str(&read)
                }
                rest = &rest[length + 1..];
                continue;
            }
            _ => out.push_str(&entity.replace('&', "&amp;")),
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The document with a prefix declared that it uses and does not declare.
fn declared(text: &str, prefix: &str) -> String {
    match super::kind::root(text) {
        Some((_, at)) => format!("{} xmlns:{prefix}=\"undeclared:{prefix}\"{}", &text[..at], &text[at..]),
        None => text.to_owned(),
    }
}

fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// All words of an element in one line; nothing if there are none.
fn line(node: Node<'_, '_>) -> Option<String> {
    let mut words = String::new();
    for text in node.descendants().filter(Node::is_text).filter_map(|n| n.text()) {
        words.push_str(text);
        words.push(' ');
    }
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The elements below one with any of these names, in order.
fn all<'a, 'i>(node: Node<'a, 'i>, names: &'static [&'static str]) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |n| n.is_element() && names.contains(&name(*n)))
}

/// The words of the first element with one of these names, the names in their order.
fn first(node: Node<'_, '_>, names: &[&'static str]) -> Option<String> {
    names.iter().find_map(|wanted| node.descendants().filter(|n| n.is_element() && name(*n) == *wanted).find_map(line))
}

/// The words of a child element.
fn child(node: Node<'_, '_>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|wanted| node.children().filter(|n| is(n, wanted)).find_map(line))
}

/// Whether it is an element of this name, and none of those that describe pictures and sounds of an item.
fn is(node: &Node<'_, '_>, wanted: &str) -> bool {
    let media = |space: &str| ["mrss", "itunes", "undeclared:media"].iter().any(|word| space.contains(word));
    node.is_element() && name(*node) == wanted && !node.tag_name().namespace().is_some_and(media)
}

/// Text that may be HTML, as text.
fn plain(text: &str) -> String {
    if !text.contains('<') && !text.contains('&') {
        return super::word::tidy(text.trim());
    }
    #[cfg(feature = "html")]
    return super::page::fragment(text);
    #[cfg(not(feature = "html"))]
    htmlize::unescape(text).into_owned()
}

/// A headline without the outlet's name, which some feeds put behind it.
fn headline(title: &str, outlet: Option<&str>) -> String {
    #[cfg(feature = "html")]
    return super::names::headline(title, outlet, None, &[]);
    #[cfg(not(feature = "html"))]
    {
        _ = outlet;
        title.to_owned()
    }
}

/// The text of an element as it stands.
fn raw(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect()
}

/// Elements that stand for a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "paragraph",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hl1",
    "hl2",
    "li",
    "dt",
    "dd",
    "tr",
    "div",
    "section",
    "blockquote",
    "block",
    "bq",
    "pre",
    "br",
    "lead",
    "body",
    "article",
    "title",
    "table",
    "ul",
    "ol",
    "leadParagraph",
    "tailParagraphs",
];

/// Elements whose words are not those of the text.
const APART: &[&str] = &[
    "media",
    "figure",
    "figcaption",
    "aside",
    "style",
    "script",
    "head",
    "body.head",
    "body.end",
    "note",
    "nitf-table-metadata",
    "media-caption",
    "media-producer",
    "photo",
    "img",
    "image",
    "caption",
    "credit",
    "fn",
    "byline",
    "distributor",
];

/// The words of an element: a blank line between paragraphs.
fn paragraphs(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    gather(node, (0, false), &mut out);
    let text: Vec<String> = out
        .split('\u{0}')
        .map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|p| !p.is_empty())
        .collect();
    text.join("\n\n")
}

/// Gathers words, with a NUL where a paragraph begins or ends. `place` is how deep they lie, and whether in a block quotation.
fn gather(node: Node<'_, '_>, place: (usize, bool), out: &mut String) {
    let (depth, in_block) = place;
    if depth > DEPTH {
        return;
    }
    for child in node.children() {
        if child.is_text() {
            out.push_str(&child.text().unwrap_or_default().replace('\u{0}', " "));
        } else if child.is_element() && !APART.contains(&name(child)) {
            let block = BLOCKS.contains(&name(child));
            let quotation = !in_block && matches!(name(child), "bq" | "blockquote");
            let quoted = name(child) == "q" && !marked(&raw(child));
            if block {
                out.push('\u{0}');
            }
            if quoted {
                out.push('“');
            }
            let from = out.len();
            gather(child, (depth + 1, in_block || quotation), out);
            if quoted {
                out.push('”');
            }
            if quotation {
                let words = out.split_off(from);
                out.push_str(&block_quotation(&words, announced(out), self::child(child, &["credit"])));
            }
            if block {
                out.push('\u{0}');
            } else if matches!(name(child), "td" | "th") {
                out.push('\t');
            }
        }
    }
}

/// Whether a colon stands before a block.
fn announced(before: &str) -> bool {
    before.trim_end_matches(['\u{0}', ' ', '\n', '\r', '\t']).ends_with(':')
}

/// The words of a block quotation with the marks that a text has, where a colon or a line of credit says that it is one.
fn block_quotation(words: &str, announced: bool, credit: Option<String>) -> String {
    let parts: Vec<&str> = words.split('\u{0}').map(str::trim).filter(|part| !part.is_empty()).collect();
    let plain = !parts.first().is_some_and(|first| marked(first)) && (announced || credit.is_some());
    let (open, close) = if plain { ("“", "”") } else { ("", "") };
    let signed = credit.filter(|_| !parts.is_empty()).map(|credit| format!(" — {credit}")).unwrap_or_default();
    let opened: Vec<String> = parts.iter().map(|part| format!("{open}{part}")).collect();
    format!("{}{}{signed}", opened.join("\u{0}"), if parts.is_empty() { "" } else { close })
}

fn marked(text: &str) -> bool {
    text.trim_start().starts_with(['“', '"', '«', '„', '‘', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told() {
        for (xml, word) in [
            ("<rss><channel>", "damaged XML"),
            ("<rss><channel><item><a:b>", "damaged XML"),
            ("<sitemap><loc>x</loc></sitemap>", "<sitemap>"),
            ("<rss><channel><item/></channel></rss>", "neither text nor title"),
            ("<!DOCTYPE a [<!ENTITY b '&b;'>]><nitf>&b;</nitf>", "damaged XML"),
        ] {
            let all = articles("a.xml", xml, &Limits::default());
            assert!(all[0].as_ref().unwrap_err().to_string().contains(word), "{xml}: {:?}", all[0]);
        }
    }
}
