//! Text of others on its way to a terminal.
//!
//! Takes text, gives it with everything visible that a terminal would obey: escape sequences, bells, controls, marks that
//! turn the direction of writing. A file cannot clear the screen, and its name can forge no line of ours.

use std::borrow::Cow;

/// A message of one line: a line break inside is shown too.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    shown(text, |c| obeyed(c) && c != '\t', false)
}

/// Text of several lines.
pub(super) fn lines(text: &str) -> Cow<'_, str> {
    shown(text, |c| obeyed(c) && c != '\t' && c != '\n', false)
}

/// Text of several lines with our own colours in it, if there are any.
pub(super) fn coloured(text: &str, colours: bool) -> Cow<'_, str> {
    shown(text, |c| obeyed(c) && c != '\t' && c != '\n', colours)
}

/// Whether a terminal would do something other than show this.
fn obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn shown(text: &str, hidden: impl Fn(char) -> bool, colours: bool) -> Cow<'_, str> {
    if !text.contains(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let colour = if colours { colour(rest) } else { 0 };
        let length = if colour > 0 { colour } else { c.len_utf8() };
        match c {
            _ if colour > 0 => out.push_str(&rest[..colour]),
            '\n' if hidden(c) => out.push_str("\\n"),
            '\r' if hidden(c) => out.push_str("\\r"),
            c if hidden(c) => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
        rest = &rest[length..];
    }
    Cow::Owned(out)
}

/// The length of the sequence that sets colours and weight, if the text begins with one.
fn colour(text: &str) -> usize {
    let Some(inside) = text.strip_prefix("\u{1b}[") else { return 0 };
    let length = inside.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(inside.len());
    if inside[length..].starts_with('m') { 2 + length + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        let evil = "e\u{1b}]0;P\u{7}\u{9b}2J\u{202e}x\nwhosaid: done\r\u{2028}\t\u{7f}";
        assert_eq!(line(evil), "e\\u{1b}]0;P\\u{7}\\u{9b}2J\\u{202e}x\\nwhosaid: done\\r\\u{2028}\t\\u{7f}");
        assert!(lines(evil).contains("x\nwhosaid") && !lines(evil).contains(['\u{1b}', '\u{7}', '\u{202e}', '\r']));
        assert!(matches!(line("“Så,” said Bo Ek."), Cow::Borrowed(_)));
    }

    #[test]
    fn our_own_colours_stay() {
        let text = "\u{1b}[1mrow\u{1b}[0m \u{1b}[2J\u{1b}]0;x\u{7}";
        assert_eq!(coloured(text, true), "\u{1b}[1mrow\u{1b}[0m \\u{1b}[2J\\u{1b}]0;x\\u{7}");
        assert!(!coloured(text, false).contains('\u{1b}'));
    }
}
