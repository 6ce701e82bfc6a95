//! HTML character references left in plain text: `&ldquo;`, `&#8220;`, `&amp;quot;`.
//!
//! Takes the text behind an ampersand; gives the characters meant and the length of the reference. Only references that
//! are closed by a semicolon count, so `AT&T` and `R&D;` stay.

use std::borrow::Cow;

/// The longest reference looked for, in bytes, `&CounterClockwiseContourIntegral;` being the longest there is.
const LONGEST: usize = 34;

/// Decodes the reference at the start of `text`, which begins with `&`.
///
/// Gives the characters and the number of bytes that the reference takes. References escaped twice (`&amp;quot;`) are
/// decoded twice.
pub(super) fn decode(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let (decoded, len) = decode_once(text)?;
    if decoded == "&" {
        let rest = &text[len..];
        let mut inner = String::with_capacity(LONGEST + 1);
        inner.push('&');
        inner.extend(rest.chars().take(LONGEST));
        if let Some((decoded, inner_len)) = decode_once(&inner) {
            return Some((decoded, len + inner_len - 1));
        }
    }
    Some((decoded, len))
}

fn decode_once(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let body = text.as_bytes().get(1..)?;
    let semicolon = body.iter().take(LONGEST).position(|b| !(b.is_ascii_alphanumeric() || *b == b'#'))?;
    if body[semicolon] != b';' || semicolon < 2 {
        return None;
    }
    let len = semicolon + 2;
    let reference = &text[..len];
    let decoded = htmlize::unescape(reference);
    if decoded == reference {
        return None;
    }
    let decoded = match &*decoded {
        // Marks of the page, not of the text; a line break inside a paragraph is a space.
        "\u{ad}" | "\u{200b}" | "\u{200c}" | "\u{200d}" | "\u{200e}" | "\u{200f}" | "\u{feff}" => Cow::Borrowed(""),
        "\n" | "\r" | "\t" | "\u{2028}" | "\u{2029}" | "\0" => Cow::Borrowed(" "),
        text => Cow::Owned(text.to_string()),
    };
    Some((decoded, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_references() {
        for (text, expected) in [
            ("&ldquo;Yes", Some(("“", 7))),
            ("&quot;", Some(("\"", 6))),
            ("&amp; he", Some(("&", 5))),
            ("&#8220;", Some(("“", 7))),
            ("&#x201C;", Some(("“", 8))),
            ("&#147;", Some(("“", 6))),
            ("&nbsp;", Some(("\u{a0}", 6))),
            ("&shy;", Some(("", 5))),
            ("&amp;quot; he", Some(("\"", 10))),
            ("&amp;ldquo;", Some(("“", 11))),
            ("&amp;amp;", Some(("&", 9))),
            ("&T said", None),
            ("&T; said", None),
            ("&", None),
            ("& so; on", None),
            ("&copy 2024", None),
            ("&é;", None),
        ] {
            let got = decode(text);
            assert_eq!(got.as_ref().map(|(c, n)| (&**c, *n)), expected, "{text}");
        }
    }
}
