//! Links to words in a page.
//!
//! Takes the page's address, the article's text and a span of it (code points), gives a text-fragment link
//! (`#:~:text=`) that names the words once: with their neighbours where they occur twice, as start and end where they
//! are long. Does not know how the page is laid out.

use crate::span::Span;

/// Longer texts are named by their first and last words.
const LONG: usize = 300;
/// How many words name a start, an end or a neighbour.
const WORDS: usize = 5;

/// Whether an address is one of the web, which a page may lead to.
pub(super) fn is_web(url: &str) -> bool {
    let lower = url.trim_start().get(..8).unwrap_or(url.trim_start()).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")) && !url.contains(char::is_control)
}

#[cfg(any(feature = "cli", feature = "train"))]
/// A text in an address: all but letters, digits and `- _ . ~` percent-encoded.
pub(super) fn percent_encoded(text: &str) -> String {
    let mut out = String::new();
    for b in text.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(b as char),
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

/// The address with a fragment that points at the span.
pub fn text_fragment(url: &str, text: &str, span: Span) -> String {
    let page = flat_spaces(text);
    let chars: Vec<char> = text.chars().collect();
    let (start, end) = (span.start.min(chars.len()), span.end.min(chars.len()));
    let part = |a: usize, b: usize| flat_spaces(&chars[a..b.max(a)].iter().collect::<String>());
    let exact = part(start, end);
    // A fragment does not reach across blocks: words of several paragraphs are named by their ends.
    let blocks = chars[start..end].iter().collect::<String>().contains(
        "

",
    );
    let words: Vec<&str> = exact.split(' ').collect();
    let long = exact.chars().count() > LONG || blocks;
    let body = if long {
        let n = WORDS.min(words.len().div_ceil(2));
        let (first, last) = (words[..n].join(" "), words[words.len() - n..].join(" "));
        format!("{},{}", encoded(&first), encoded(&last))
    } else {
        encoded(&exact)
    };
    // Browsers look for the start first, whatever its case.
    let named = if long { WORDS.min(words.len().div_ceil(2)) } else { words.len() };
    let start_words = words[..named].join(" ").to_lowercase();
    let repeated = page.to_lowercase().matches(&start_words).count() > 1;
    let (mut prefix, mut suffix) = (String::new(), String::new());
    if repeated {
        let before = part(start.saturating_sub(200), start);
        let after = part(end, (end + 200).min(chars.len()));
        let mut back: Vec<&str> = before.trim().rsplit(' ').filter(|w| !w.is_empty()).take(WORDS).collect();
        back.reverse();
        let ahead: Vec<&str> = after.trim().split(' ').filter(|w| !w.is_empty()).take(WORDS).collect();
        if !back.is_empty() {
            prefix = format!("{}-,", encoded(&back.join(" ")));
        }
        if !ahead.is_empty() {
            suffix = format!(",-{}", encoded(&ahead.join(" ")));
        }
    }
    let joint = if url.contains('#') { "" } else { "#" };
    format!("{url}{joint}:~:text={prefix}{body}{suffix}")
}

fn flat_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Percent-encoding of all but letters, digits and `_ . ~`: the hyphen, the comma and the ampersand have a meaning.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for b in text.trim().bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b'~' => out.push(b as char),
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((b, tail)) = rest.split_first() {
            if *b == b'%' {
                bytes.push(u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap());
                rest = &tail[2..];
            } else {
                bytes.push(*b);
                rest = tail;
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    /// The fragment's parts, decoded: prefix, start, end, suffix.
    fn parts(link: &str) -> (String, String, String, String) {
        let mut fields: Vec<&str> = link.split(":~:text=").nth(1).unwrap().split(',').collect();
        let prefix = fields[0].strip_suffix('-').map(decoded);
        if prefix.is_some() {
            fields.remove(0);
        }
        let suffix = fields.last().unwrap().strip_prefix('-').map(decoded);
        if suffix.is_some() {
            fields.pop();
        }
        let end = fields.get(1).map(|f| decoded(f)).unwrap_or_default();
        (prefix.unwrap_or_default(), decoded(fields[0]), end, suffix.unwrap_or_default())
    }

    fn span(text: &str, piece: &str, nth: usize) -> Span {
        let byte = text.match_indices(piece).nth(nth).unwrap().0;
        let start = text[..byte].chars().count();
        Span::new(start, start + piece.chars().count())
    }

    #[test]
    fn a_decoded_fragment_stands_exactly_once_in_the_text() {
        let text = "“Well-made, safe & sound,” he said. “Not so,” she said. “Not so,” they said – again.";
        let link = text_fragment("https://a.example/x", text, span(text, "Well-made, safe & sound", 0));
        assert_eq!(link, "https://a.example/x#:~:text=Well%2Dmade%2C%20safe%20%26%20sound");
        assert_eq!(text.matches(&parts(&link).1).count(), 1);
        let second = parts(&text_fragment("https://a.example/x", text, span(text, "Not so", 1)));
        assert_eq!(second.1, "Not so");
        let around = format!("{}{}{}", second.0, second.1, second.3);
        assert_eq!(text.matches(&around).count(), 1, "{around}");
    }

    #[test]
    fn long_words_are_named_by_their_ends() {
        let text = format!("“{} the end of it”", "word after word ".repeat(30));
        let (_, start, end, _) = parts(&text_fragment("u#top", &text, Span::new(1, text.chars().count() - 1)));
        assert_eq!((start.as_str(), end.as_str()), ("word after word word after", "word the end of it"));
    }
}
