//! How deep and how large the tree of a page would be, before anybody builds it.
//!
//! Takes the source of a page, counts what is open at once, attributes, and elements, among them those that a browser
//! makes anew where a paragraph ends inside bold or a font. It builds nothing and takes time by the length of the page:
//! the parsers and searches behind it take more the deeper the elements lie.

use super::super::limits::{Limit, Limits, Reached};

/// Elements that hold nothing.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
];

/// Elements that end by themselves where the next begins: none lies in another without one that counts between them.
const BRIEF: &[&str] = &[
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rb", "rp", "rt",
    "rtc", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"];

/// Elements that no end tag of something outside can close.
const CLOSED: &[&str] = &["applet", "marquee", "math", "object", "select", "svg", "table", "template"];

/// Elements that go on behind the end of what they were opened in.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that end an open paragraph, and with it what is open in it. Those whose beginning is sometimes passed over
/// (forms, tables) are none of them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
];

/// Fails where the tree would be too deep or too large.
pub(in crate::input) fn check(html: &str, limits: &Limits) -> Result<(), Reached> {
    let mut tree = Tree { open: Vec::new(), paragraph: None, formatting: Vec::new(), elements: 0, limits };
    let mut rest = html;
    let mut text = Text::default();
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        text.take(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            tree.text(std::mem::take(&mut text))?;
            continue;
        }
        let (closes, tag) = rest.strip_prefix('/').map_or((false, rest), |tag| (true, tag));
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(tag.len());
        let name = tag[..end].to_ascii_lowercase();
        let (attributes, length) = attributes(&tag[end..]);
        limits.check(Limit::Elements, attributes / 4)?;
        let of_tag = &tag[end..end + length];
        rest = &tag[end + length..];
        match closes {
            true => tree.close(&name),
            false => {
                tree.text(std::mem::take(&mut text))?;
                tree.open(&name, of_tag)?;
            }
        }
        if !closes && RAW.contains(&name.as_str()) {
            rest = behind_end(rest, &name);
        }
    }
    text.take(rest);
    tree.text(text)
}

/// How many bytes of text the parser copies in the time of an element.
const COPIED: u64 = 1 << 14;

/// A piece of text: the parser copies what it has of it at each reference (`&amp;`).
#[derive(Default)]
struct Text {
    bytes: u64,
    references: u64,
}

impl Text {
    fn take(&mut self, more: &str) {
        self.bytes += more.len() as u64;
        self.references += memchr::memchr_iter(b'&', more.as_bytes()).count() as u64;
    }
}

/// How many attributes a tag has, and where it ends.
fn attributes(tag: &str) -> (u64, usize) {
    let (mut count, mut quoted, mut value, mut between) = (0, None, false, true);
    for (at, byte) in tag.bytes().enumerate() {
        match (quoted, byte) {
            (Some(mark), byte) if byte == mark => (quoted, between) = (None, true),
            (Some(_), _) => {}
            (None, b'>') => return (count, at + 1),
            (None, b'"' | b'\'') if value => (quoted, value) = (Some(byte), false),
            (None, b'=') if !between => value = true,
            (None, byte) if byte.is_ascii_whitespace() => between = true,
            (None, b'/') if !value => between = true,
            (None, _) if value => (value, between) = (false, false),
            (None, _) if between => (count, between) = (count + 1, false),
            (None, _) => {}
        }
    }
    (count, tag.len())
}

/// What follows the end of an element without markup.
fn behind_end<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest.as_bytes(), b"</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest;
        }
    }
    ""
}

struct Tree<'l> {
    /// The names of what is open.
    open: Vec<String>,
    /// How much was open where the open paragraph began.
    paragraph: Option<usize>,
    /// Formatting that is open, with its attributes, wherever it was opened.
    formatting: Vec<(String, u64)>,
    elements: u64,
    limits: &'l Limits,
}

impl Tree<'_> {
    /// Counts what a piece of text costs as elements.
    fn text(&mut self, text: Text) -> Result<(), Reached> {
        self.elements += text.bytes * text.references / COPIED;
        self.limits.check(Limit::Tags, self.elements)
    }

    fn open(&mut self, name: &str, of_tag: &str) -> Result<(), Reached> {
        // Formatting is made anew in whatever begins while it is open.
        self.elements += 1 + self.formatting.len() as u64;
        self.limits.check(Limit::Tags, self.elements)?;
        if BLOCKS.contains(&name) {
            self.end_paragraph();
        }
        if name == "p" {
            self.paragraph = Some(self.open.len());
        }
        let foreign = || self.open.iter().any(|open| open == "svg" || open == "math");
        // What holds no markup holds no elements: its end is looked for where it begins.
        if VOID.contains(&name) || RAW.contains(&name) || BRIEF.contains(&name) || (of_tag.ends_with("/>") && foreign())
        {
            return Ok(());
        }
        if FORMATTING.contains(&name) {
            let hash = of_tag.bytes().fold(0u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)));
            let entry = (name.to_owned(), hash);
            // Of three that are the same no fourth is made anew.
            if self.formatting.iter().filter(|other| **other == entry).count() < 3 {
                self.formatting.push(entry);
                self.limits.check(Limit::Elements, self.formatting.len() as u64)?;
            }
        }
        self.open.push(name.to_owned());
        self.limits.check(Limit::Elements, self.open.len() as u64)
    }

    /// Ends the open paragraph with all in it, unless something lies between that no paragraph ends through.
    fn end_paragraph(&mut self) {
        let inside =
            |begun: &usize| self.open[*begun..].iter().all(|open| open != "button" && !CLOSED.contains(&&**open));
        if let Some(begun) = self.paragraph.filter(inside) {
            self.open.truncate(begun);
            self.paragraph = None;
        }
    }

    fn close(&mut self, name: &str) {
        if FORMATTING.contains(&name)
            && let Some(at) = self.formatting.iter().rposition(|(other, _)| other == name)
        {
            self.formatting.remove(at);
        }
        if name == "p" {
            return self.end_paragraph();
        }
        let through = CLOSED.contains(&name);
        for at in (0..self.open.len()).rev() {
            if self.open[at] == name {
                self.open.truncate(at);
                self.paragraph = self.paragraph.filter(|begun| *begun <= at);
                return;
            }
            if !through && CLOSED.contains(&self.open[at].as_str()) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(html: &str) -> bool {
        check(html, &Limits::default()).is_ok()
    }

    #[test]
    fn honest_pages_fit() {
        for (piece, times) in [
            ("<p>One <b>two</b> <i>three<br>four", 20_000),
            ("<div class=\"a b\"><p>One</div>", 100_000),
            ("<table><tr><td>One<tr><td>Two</table>", 50_000),
            ("<ul><li>One<li>Two</ul>", 50_000),
            ("<div><font color=red>One</div>", 50_000),
            ("<script>if (a < b) document.write('<div><div>')</script>", 50_000),
            ("<!-- <div> --><img src='a>b'>", 50_000),
            ("<svg><path d=\"\"/><g/></svg>", 50_000),
            ("a < b and <3 < ", 50_000),
            ("<p>Bread &amp; butter, “late” &mdash; he said", 50_000),
            ("<p><span>One</p><h2>Two</h2>", 50_000),
            ("<p>One <a href=x>two<p>", 50_000),
        ] {
            assert!(fits(&piece.repeat(times)), "{piece}");
        }
    }

    #[test]
    fn what_grows_without_end_does_not() {
        for piece in [
            "<div>",
            "<table><tr><td>",
            "<ul><li>",
            "<q>",
            "<DIV/>",
            "<div></span>",
            "<div><table></div>",
            "<svg><g>",
            "<x-y>",
            "<b><p></p>",
            "<b>",
            "<p><button>",
            "<p><table></p>",
            "<span>",
        ] {
            assert!(!fits(&piece.repeat(2_000)), "{piece}");
        }
        assert!(!fits(&"a&amp;".repeat(300_000)) && !fits(&"a&</x>".repeat(300_000)), "references");
        let fonts: String = (0..300).map(|n| format!("<div><font color={n}></div>")).collect();
        assert!(!fits(&fonts), "fonts");
        let anew: String = (0..200).map(|n| format!("<div><font color={n}></div>")).collect();
        assert!(!fits(&(anew + &"<p>x".repeat(100_000))), "made anew");
        let attributes: String = (0..2_000).map(|n| format!(" a{n}='>'")).collect();
        assert!(!fits(&format!("<p{attributes}>")), "attributes");
        assert!(fits(&format!("<p a='{attributes}'>").replace('\'', "\"")), "a value");
    }
}
