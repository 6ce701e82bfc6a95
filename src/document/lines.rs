//! Lines of a text, without the white space around them.
//!
//! Takes a text whose line ends are `\n` or `\r\n`; gives its lines that hold anything. It does not join them.

use memchr::memchr;

/// One line that is not blank. All offsets are bytes of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where its text begins, indentation left out.
    pub start: usize,
    /// Where its text ends, trailing white space left out.
    pub end: usize,
    /// White-space bytes before its text.
    pub indent: usize,
    /// Whether at least one blank line stands before it.
    pub after_blank: bool,
}

impl Line {
    /// The line's text.
    pub(super) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }

    /// The line's length in bytes.
    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }
}

/// The lines of `text` that are not blank.
pub(super) fn split(text: &str) -> Vec<Line> {
    // A guess from the usual length of a paragraph; too low a guess costs a few copies.
    let mut lines = Vec::with_capacity(text.len() / 160 + 4);
    let mut at = 0;
    let mut after_blank = false;
    while at < text.len() {
        let stop = memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
        let whole = &text[at..stop];
        let trimmed = whole.trim_start();
        let indent = whole.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        if trimmed.is_empty() {
            after_blank = true;
        } else {
            let start = at + indent;
            lines.push(Line { start, end: start + trimmed.len(), indent, after_blank });
            after_blank = false;
        }
        at = stop + 1;
    }
    lines
}

/// Whether a line ends a sentence: a full stop or its like, perhaps behind closing marks.
pub(super) fn is_ended(line: &str) -> bool {
    let rest = line.trim_end_matches(['"', '”', '“', '’', '\'', '»', '«', '›', ')', ']', '*', '_']);
    rest.ends_with(['.', '!', '?', '…', '。'])
}

/// Whether a line breaks off inside a sentence: it ends with a letter, a digit, a comma or a hyphen.
pub(super) fn breaks_off(line: &str) -> bool {
    let rest = line.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']']);
    rest.chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | '\u{2010}' | '—' | '–' | '&' | '%'))
}

/// The first character of a line that is no opening mark.
pub(super) fn first_letter(line: &str) -> Option<char> {
    line.chars().find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '«' | '‹' | '„' | '‚' | '(' | '[' | '`'))
}

/// Whether a line goes on in lower case.
pub(super) fn goes_on(line: &str) -> bool {
    first_letter(line).is_some_and(char::is_lowercase)
}

/// The last word of a line, letters only.
pub(super) fn last_word(line: &str) -> &str {
    let line = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = line.char_indices().rev().find(|(_, c)| !c.is_alphanumeric()).map_or(0, |(i, c)| i + c.len_utf8());
    &line[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_and_trims() {
        let text = "\n one \r\n\r\n\n\ttwo\u{a0}\nthree";
        let lines = split(text);
        let got: Vec<_> = lines.iter().map(|l| (l.text(text), l.indent, l.after_blank)).collect();
        assert_eq!(got, [("one", 1, true), ("two", 1, true), ("three", 0, false)]);
        assert!(split("").is_empty() && split(" \n \r\n\u{3000}").is_empty());
    }

    #[test]
    fn tells_ends_from_breaks() {
        for (line, ended, off) in [
            ("It ended.", true, false),
            ("“It ended.”", true, false),
            ("the deal (in May)", false, true),
            ("the nego-", false, true),
            ("He said:", false, false),
            ("Is it over?’", true, false),
            ("“We appeal,”", false, true),
        ] {
            assert_eq!((is_ended(line), breaks_off(line)), (ended, off), "{line}");
        }
    }

    #[test]
    fn finds_words_and_letters() {
        assert_eq!(last_word("of the, "), "the");
        assert_eq!(last_word("…"), "");
        assert!(goes_on("“and so") && !goes_on("And so") && !goes_on("9 so") && !goes_on(""));
    }
}
