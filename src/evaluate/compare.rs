//! How the measures compare texts.
//!
//! Takes strings, gives which words stand in them and the form in which a value stands in a listing. Does not know articles.
//! The notions are those of Python's `str`, in which the reference scorers are written, so that no figure differs in its last
//! digit.

use crate::normal::{is_space, is_word};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Whether the words of `needle` stand in `hay` with word boundaries around them.
pub fn contains_words(hay: &str, needle: &str) -> bool {
    let (Some(first), Some(last)) = (needle.chars().next(), needle.chars().next_back()) else {
        return hay.chars().any(is_word);
    };
    hay.match_indices(needle).any(|(at, _)| {
        let before = hay[..at].chars().next_back().is_some_and(is_word);
        let after = hay[at + needle.len()..].chars().next().is_some_and(is_word);
        before != is_word(first) && after != is_word(last)
    })
}

/// The text without white space at its ends.
pub fn strip(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The texts of the spans, joined by a space; offsets outside the text give what lies inside.
pub fn joined(text: &[char], spans: &[super::Offsets]) -> String {
    let mut out = String::new();
    for (n, &(start, end)) in spans.iter().enumerate() {
        if n > 0 {
            out.push(' ');
        }
        let end = end.clamp(0, text.len() as i64) as usize;
        let start = start.clamp(0, end as i64) as usize;
        out.extend(&text[start..end]);
    }
    out
}

/// The first `n` characters.
pub fn cut(text: &str, n: usize) -> String {
    text.chars().take(n).collect()
}

/// A value as it stands in the listings: quoted, with escapes, `None` where there is none.
pub fn shown(value: Option<&str>) -> String {
    let Some(value) = value else { return "None".to_owned() };
    let quote = if value.contains('\'') && !value.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in value.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => out.extend(['\\', c]),
            ' ' => out.push(' '),
            c if printable(c) => out.push(c),
            c if (c as u32) < 0x100 => out.push_str(&format!("\\x{:02x}", c as u32)),
            c if (c as u32) < 0x10000 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push_str(&format!("\\U{:08x}", c as u32)),
        }
    }
    out.push(quote);
    out
}

fn printable(c: char) -> bool {
    use GeneralCategory as G;
    !matches!(
        c.general_category(),
        G::Control
            | G::Format
            | G::Surrogate
            | G::PrivateUse
            | G::Unassigned
            | G::LineSeparator
            | G::ParagraphSeparator
            | G::SpaceSeparator
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_word_boundaries() {
        assert!(contains_words("radio farda tonight", "radio farda"));
        assert!(!contains_words("radios", "radio"));
        assert!(contains_words("x", ""));
    }

    #[test]
    fn listings_quote_like_the_reference() {
        assert_eq!(shown(None), "None");
        assert_eq!(shown(Some("it's")), "\"it's\"");
        assert_eq!(shown(Some("it's \"so\"")), "'it\\'s \"so\"'");
        assert_eq!(shown(Some("a\u{a0}b\n\u{200b}")), "'a\\xa0b\\n\\u200b'");
    }
}
