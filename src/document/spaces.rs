//! Runs of white space.

use std::borrow::Cow;

/// The text with every run of white space that holds a line break as one space.
pub(crate) fn clean(text: &str) -> String {
    cleaned(text).into_owned()
}

/// As [`clean`], without a copy where nothing is to do.
pub(crate) fn cleaned(text: &str) -> Cow<'_, str> {
    if plain(text.as_bytes())
        || !text.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}']) && !text.contains("  ")
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether there is plainly no line break and no run of spaces.
fn plain(text: &[u8]) -> bool {
    match text.len() {
        33.. => plain_in_steps::<33>(text),
        9.. => plain_in_steps::<9>(text),
        _ => !text.iter().zip(text.iter().skip(1).chain(b".")).any(|(&a, &b)| odd(a, b)),
    }
}

/// [`plain`] for at least `N` bytes: many bytes, each with the one behind it, are looked at in one step.
fn plain_in_steps<const N: usize>(text: &[u8]) -> bool {
    let step = |bytes: &[u8; N]| (1..N).fold(false, |found, n| found | odd(bytes[n - 1], bytes[n]));
    let mut rest = text;
    while let Some(bytes) = rest.first_chunk() {
        if step(bytes) {
            return false;
        }
        rest = &rest[N - 1..];
    }
    // What is left is looked at together with some of what was before.
    text.last_chunk().is_some_and(|bytes| (rest.len() < 2 || !step(bytes)) && !odd(bytes[N - 1], b'.'))
}

/// Whether a byte is one of a line break, or with the next the end of one or a run of spaces.
#[inline]
fn odd(a: u8, b: u8) -> bool {
    (a < b' ') | (a | b == b' ') | (a == 0xC2) & (b == 0x85) | (a == 0x80) & (b & 0xFE == 0xA8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_and_runs_of_blanks_become_one_space_wherever_they_stand() {
        for length in 0..70 {
            assert_eq!(clean(&"a".repeat(length)), "a".repeat(length));
            for (odd, at) in
                ["\n", "\u{85}", "\u{2028}", "  "].iter().flat_map(|odd| (1..length).map(move |at| (odd, at)))
            {
                let (before, behind) = ("a".repeat(at), "é".repeat(length - at));
                assert_eq!(clean(&format!("{before}{odd}{behind}")), format!("{before} {behind}"));
            }
            assert_eq!(clean(&format!("{} ", "a".repeat(length))), format!("{} ", "a".repeat(length)));
        }
    }
}
