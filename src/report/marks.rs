//! The text cut where marks begin and end.
//!
//! Takes a text and its rows, gives segments: each stretch of text with the roles it plays and the rows it plays them
//! for. Marks may overlap in any way (a speaker inside another quotation); segments never do.

use crate::offsets::Points;
use crate::record::{Kind, Quotation};
use crate::span::Span;
use serde::Serialize;

/// Stands for a row where there is none.
const NO_ROW: usize = usize::MAX;

/// A stretch of text.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Segment {
    text: String,
    /// Classes of the mark, empty for plain text: `q` quote, `v` inside quotation marks, `s` speaker, `c` cue,
    /// `o` outlet, `k` words in marks that nobody said, `x` what was not read.
    class: String,
    /// The rows it belongs to, outermost first: `1-3 1-4`.
    rows: String,
    /// The colour of the innermost row.
    hue: u32,
    /// The rows whose quote begins here, and other places that links lead to.
    begins: Vec<String>,
}

const ROLES: [char; 7] = ['q', 'v', 's', 'c', 'o', 'k', 'x'];
/// The places of the last two among them.
const MARKED: usize = 5;
const UNREAD: usize = 6;
/// No role: a place that a link leads to.
const ANCHOR: usize = 7;

/// Where something begins or ends: position, whether it begins, row, role. Ends sort before beginnings at the same place.
type Edge = (usize, bool, usize, usize);

/// The edges of all that is shown, in order.
fn edges(rows: &[Quotation], cut: &[Span], places: &[(String, usize)]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    for (row, q) in rows.iter().enumerate() {
        let single = [(2, q.speaker_span), (3, q.cue_span), (4, q.source_span)];
        let words = if q.kind == Kind::Marked { MARKED } else { 0 };
        let inside = if q.kind == Kind::Marked { &[][..] } else { &q.verbatim_spans[..] };
        let several = q.quote_spans.iter().map(|s| (words, *s)).chain(inside.iter().map(|s| (1, *s)));
        for (role, span) in several.chain(single.into_iter().filter_map(|(role, span)| Some((role, span?)))) {
            if !span.is_empty() {
                edges.push((span.start, true, row, role));
                edges.push((span.end, false, row, role));
            }
        }
    }
    for span in cut {
        edges.push((span.start, true, NO_ROW, UNREAD));
        edges.push((span.end, false, NO_ROW, UNREAD));
    }
    edges.extend(places.iter().enumerate().map(|(n, (_, at))| (*at, true, n, ANCHOR)));
    edges.sort_unstable();
    edges
}

/// Cuts the text. `keys` holds the id and the colour of each row, `cut` what was not read, `places` the anchors that are
/// asked for beside those of the rows, each with its code point.
pub(super) fn segments(
    text: &str,
    rows: &[Quotation],
    keys: &[(String, u32)],
    cut: &[Span],
    places: &[(String, usize)],
) -> Vec<Segment> {
    let points = Points::new(text);
    let edges = edges(rows, cut, places);
    let mut segments = Vec::new();
    let mut active: Vec<(usize, usize)> = Vec::new();
    let mut begun = vec![false; rows.len()];
    let mut begins: Vec<String> = Vec::new();
    let mut at = 0;
    for (place, opens, row, role) in edges {
        if place > at {
            let words = points.slice(Span::new(at, place));
            if !words.is_empty() {
                segments.push(segment(words, &active, keys, std::mem::take(&mut begins)));
            }
            at = place;
        }
        if role == ANCHOR {
            begins.push(places[row].0.clone());
        } else if opens {
            active.push((row, role));
            if (role == 0 || role == MARKED) && !std::mem::replace(&mut begun[row], true) {
                begins.push(keys[row].0.clone());
            }
        } else if let Some(i) = active.iter().rposition(|a| *a == (row, role)) {
            active.remove(i);
        }
    }
    let rest = &text[points.byte(at)..];
    if !rest.is_empty() || !begins.is_empty() {
        segments.push(segment(rest, &[], keys, begins));
    }
    if hard_wrapped(text) {
        join_lines(&mut segments);
    }
    segments
}

/// The least length of a line that a machine broke.
const WRAPPED: usize = 45;

/// Whether the lines were broken by a machine: hardly any is longer than such lines are, and several reach it.
fn hard_wrapped(text: &str) -> bool {
    let lengths: Vec<usize> = text.lines().map(|l| l.trim_end().chars().count()).filter(|n| *n > 0).collect();
    let long = lengths.iter().filter(|n| **n > 100).count();
    let wrapped = lengths.iter().filter(|n| (WRAPPED..=100).contains(*n)).count();
    wrapped >= 3 && long * 10 <= lengths.len()
}

/// Shows the line breaks of a machine as spaces; every letter keeps its place.
fn join_lines(segments: &mut [Segment]) {
    let whole: Vec<char> = segments.iter().flat_map(|s| s.text.chars()).collect();
    let mut shown = whole.clone();
    let mut start = 0;
    for (at, _) in whole.iter().enumerate().filter(|(_, c)| **c == '\n') {
        let ends_paragraph = whole.get(at + 1).is_none_or(|next| matches!(next, '\n' | '\r'));
        if at - start >= WRAPPED && !ends_paragraph {
            // A compound that was broken at its hyphen needs no space.
            let letter = |at: usize| whole.get(at).is_some_and(|c| c.is_alphabetic());
            let compound = at > 1 && whole[at - 1] == '-' && letter(at - 2) && letter(at + 1);
            shown[at] = if compound { '\u{200b}' } else { ' ' };
        }
        start = at + 1;
    }
    let mut shown = shown.into_iter();
    for segment in segments {
        let length = segment.text.chars().count();
        segment.text = shown.by_ref().take(length).collect();
    }
}

fn segment(text: &str, active: &[(usize, usize)], keys: &[(String, u32)], begins: Vec<String>) -> Segment {
    let mut rows: Vec<usize> = Vec::new();
    for (row, _) in active.iter().filter(|(row, _)| *row != NO_ROW) {
        if !rows.contains(row) {
            rows.push(*row);
        }
    }
    let classes: Vec<String> = ROLES
        .iter()
        .enumerate()
        .filter(|(i, _)| active.iter().any(|a| a.1 == *i))
        .map(|(_, c)| c.to_string())
        .collect();
    Segment {
        text: text.chars().map(|c| if c.is_control() && !"\n\r\t".contains(c) { '\u{FFFD}' } else { c }).collect(),
        class: classes.join(" "),
        rows: rows.iter().map(|row| keys[*row].0.as_str()).collect::<Vec<_>>().join(" "),
        hue: rows.last().map_or(0, |row| keys[*row].1),
        begins,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::sample;

    fn cut(text: &str, rows: &[Quotation]) -> Vec<(String, String, String)> {
        let keys: Vec<_> = rows.iter().map(|q| (format!("1-{}", q.n), 7)).collect();
        let all = segments(text, rows, &keys, &[], &[]);
        assert_eq!(all.iter().map(|s| s.text.as_str()).collect::<String>(), text, "no letter is lost or doubled");
        all.into_iter().map(|s| (s.text, s.class, s.rows)).collect()
    }

    #[test]
    fn overlapping_marks_become_segments_side_by_side() {
        let outer = Quotation { n: 1, quote_spans: vec![Span::new(0, 9)], ..sample::bare_row() };
        let inner = Quotation {
            n: 2,
            quote_spans: vec![Span::new(6, 9)],
            speaker_span: Some(Span::new(3, 5)),
            ..sample::bare_row()
        };
        let plain = |t: &str, c: &str, r: &str| (t.to_owned(), c.to_owned(), r.to_owned());
        assert_eq!(
            cut("åb XY cde.", &[outer, inner]),
            [
                plain("åb ", "q", "1-1"),
                plain("XY", "q s", "1-1 1-2"),
                plain(" ", "q", "1-1"),
                plain("cde", "q", "1-1 1-2"),
                plain(".", "", ""),
            ]
        );
    }

    #[test]
    fn spans_behind_the_text_do_no_harm() {
        let row = Quotation { quote_spans: vec![Span::new(2, 90), Span::new(95, 99)], ..sample::bare_row() };
        assert_eq!(cut("abcd", &[row])[1].0, "cd");
        assert_eq!(cut("", &[]), []);
    }

    #[test]
    fn machine_made_line_breaks_are_shown_as_spaces() {
        let line = "x".repeat(60);
        let text = format!("{line}\n{line}\n\n{line}\nend.\n");
        let row = Quotation { quote_spans: vec![Span::new(10, 70)], ..sample::bare_row() };
        let all = segments(&text, &[row], &[("1-2".into(), 0)], &[], &[]);
        let shown: String = all.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(shown, format!("{line} {line}\n\n{line} end.\n"));
    }

    #[test]
    fn the_first_segment_of_a_quote_is_known() {
        let row = Quotation { quote_spans: vec![Span::new(1, 2), Span::new(3, 4)], ..sample::bare_row() };
        let all = segments("abcde", &[row], &[("1-2".into(), 0)], &[], &[]);
        let begins: Vec<usize> = all.iter().map(|s| s.begins.len()).collect();
        assert_eq!(begins, [0, 1, 0, 0, 0]);
    }
}
