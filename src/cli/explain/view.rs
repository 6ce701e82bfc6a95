//! The text around a quotation with marks under its parts.
//!
//! Takes a text and spans of code points with their names, gives lines of a bounded width: the text as it stands, and
//! under it marks of a kind for each part, the name of the part where it begins.

use crate::Span;
use crate::cli::color::Palette;
use unicode_width::UnicodeWidthChar;

/// The width of the text, in columns of the terminal.
const WIDTH: usize = 92;
/// Code points shown before the first and behind the last part at most.
const CONTEXT: usize = 60;

/// A part to be marked.
pub(super) struct Part {
    pub span: Span,
    /// What stands under it.
    pub mark: char,
    pub name: &'static str,
}

/// The lines to show, text and marks by turns.
pub(super) fn view(text: &[char], parts: &[Part], palette: Palette) -> String {
    let (Some(first), Some(last)) = (parts.iter().map(|p| p.span.start).min(), parts.iter().map(|p| p.span.end).max())
    else {
        return String::new();
    };
    let (first, last) = (first.min(text.len()), last.min(text.len()));
    let start = (first.saturating_sub(CONTEXT)..first).rev().find(|&i| ends_sentence(text, i)).map_or_else(
        || word_start(text, first.saturating_sub(CONTEXT)),
        |i| (i + 1..first).find(|&i| !text[i].is_whitespace() && !CLOSERS.contains(text[i])).unwrap_or(first),
    );
    let most = text.len().min(last + CONTEXT);
    let end = (last.max(1) - 1..most)
        .find(|&i| i + 1 >= last && ends_sentence(text, i))
        .map_or(most, |i| (i + 1..text.len()).find(|&i| !CLOSERS.contains(text[i])).unwrap_or(text.len()));
    let mut out = String::new();
    for line in lines(text, start, end) {
        let shown: String = text[line.clone()].iter().map(|c| if c.is_control() { ' ' } else { *c }).collect();
        out.push_str(&format!("    {}\n", shown.trim_end()));
        if let Some(marks) = marks(text, &line, parts) {
            out.push_str(&format!("    {}\n", palette.place(marks)));
        }
    }
    out
}

const CLOSERS: &str = "”\"’'»)";

/// A full stop with a blank behind it, or a paragraph's end.
fn ends_sentence(text: &[char], at: usize) -> bool {
    let behind = text[at + 1..].iter().find(|c| !CLOSERS.contains(**c));
    match text[at] {
        '.' | '!' | '?' => behind.is_none_or(|c| c.is_whitespace()),
        '\n' => behind == Some(&'\n'),
        _ => false,
    }
}

fn word_start(text: &[char], at: usize) -> usize {
    match at {
        0 => 0,
        _ => (at..text.len()).find(|&i| text[i - 1].is_whitespace()).unwrap_or(at),
    }
}

fn width(c: char) -> usize {
    if c.is_control() { 1 } else { c.width().unwrap_or(0) }
}

/// The stretch cut into lines at its own paragraph breaks and where the width ends.
fn lines(text: &[char], start: usize, end: usize) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut from = start;
    let mut space = None;
    let mut used = 0;
    let mut at = start;
    while at < end {
        let c = text[at];
        if c == '\n' && (text.get(at + 1).is_some_and(|n| *n == '\n' || *n == '\r')) {
            lines.push(from..at);
            while at < end && text[at].is_whitespace() {
                at += 1;
            }
            (from, space, used) = (at, None, 0);
            continue;
        }
        if c.is_whitespace() {
            space = Some(at);
        }
        used += width(c);
        if used > WIDTH {
            let cut = space.filter(|s| *s > from).map_or(at, |s| s + 1);
            lines.push(from..cut);
            used = text[cut..=at].iter().map(|c| width(*c)).sum();
            (from, space) = (cut, None);
        }
        at += 1;
    }
    if from < end {
        lines.push(from..end);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The marks under a line, and the names behind the parts that begin on it.
fn marks(text: &[char], line: &std::ops::Range<usize>, parts: &[Part]) -> Option<String> {
    let mut marks = String::new();
    for at in line.clone() {
        // The smallest part wins where parts lie in one another.
        let over = parts.iter().filter(|p| p.span.start <= at && at < p.span.end).min_by_key(|p| p.span.len());
        let mark = over.map_or(' ', |p| p.mark);
        marks.extend(std::iter::repeat_n(mark, width(text[at])));
    }
    let marks = marks.trim_end();
    if marks.is_empty() {
        return None;
    }
    let mut names: Vec<&Part> =
        parts.iter().filter(|p| line.start <= p.span.start && p.span.start < line.end).collect();
    names.sort_by_key(|p| p.span.start);
    let mut named: Vec<String> = names.iter().map(|p| format!("{} {}", p.mark, p.name)).collect();
    named.dedup();
    match named.is_empty() {
        true => Some(marks.to_owned()),
        false => Some(format!("{marks}   {}", named.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::color::Color;

    fn shown(text: &str, parts: &[Part]) -> String {
        view(&text.chars().collect::<Vec<_>>(), parts, Color::Never.palette())
    }

    fn part(start: usize, end: usize, mark: char, name: &'static str) -> Part {
        Part { span: Span::new(start, end), mark, name }
    }

    #[test]
    fn marks_stand_under_their_words() {
        let parts = [part(13, 16, '~', "quote"), part(25, 28, '=', "speaker"), part(19, 23, '^', "cue")];
        let expected = "    “Så det,” said Åsa.\n     ~~~~~~   ^^^^ ===   ~ quote, ^ cue, = speaker\n";
        let parts = [part(1, 7, '~', "quote"), part(15, 18, '=', "speaker"), part(10, 14, '^', parts[2].name)];
        assert_eq!(shown("“Så det,” said Åsa. More.", &parts), expected);
    }

    #[test]
    fn wide_letters_and_long_lines_keep_their_marks() {
        let expected = "    日本 said\n         ^^^^   ^ cue\n";
        assert_eq!(shown("日本 said", &[part(3, 7, '^', "cue")]), expected);
        let text = "word ".repeat(60);
        let long = shown(&text, &[part(0, 300, '~', "quote")]);
        assert!(long.lines().all(|line| line.chars().count() <= WIDTH + 20), "{long}");
        assert_eq!(long.matches("~ quote").count(), 1);
    }

    #[test]
    fn spans_behind_the_text_do_no_harm() {
        assert_eq!(shown("", &[part(3, 7, '^', "cue")]), "");
        assert!(shown("short", &[part(3, 700, '^', "cue")]).contains("^^"));
    }
}
