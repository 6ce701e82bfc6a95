//! The corrections of a draft as a unified patch.
//!
//! Takes a draft and the places in it that have other words than the text, gives the patch that `patch` and `git apply`
//! take. Does not judge anything. Spans count code points of the draft.

use super::answer::Answer;
use super::axes::Verdict;
use super::draft::Placed;
use crate::span::Span;
use std::fmt::Write;

/// Lines around a change.
const AROUND: usize = 3;

/// The patch that gives the draft the text's own words, for every claim with words changed that stands in one piece.
pub fn unified_patch(name: &str, draft: &str, placed: &[Placed], answers: &[Answer]) -> String {
    let mut edits: Vec<(Span, &str)> = placed
        .iter()
        .zip(answers)
        .filter(|(_, a)| a.verdict == Verdict::Altered)
        .filter_map(|(p, a)| {
            let corrected = a.finding.as_ref().map(|f| f.corrected.as_str()).filter(|c| !c.is_empty())?;
            // Words parted by "she said" would have to be parted anew.
            let [span] = p.spans[..] else { return None };
            Some((span, corrected))
        })
        .collect();
    edits.sort_by_key(|e| e.0.start);
    edits.dedup_by(|b, a| b.0.start < a.0.end);
    if edits.is_empty() {
        return String::new();
    }
    let chars: Vec<char> = draft.chars().collect();
    let before: Vec<&str> = draft.split_inclusive('\n').collect();
    // Lines with the code point at which each begins.
    let starts: Vec<usize> =
        std::iter::once(0).chain(chars.iter().enumerate().filter(|(_, c)| **c == '\n').map(|(n, _)| n + 1)).collect();
    let line_of = |at: usize| starts.partition_point(|s| *s <= at) - 1;
    // Edits that share a line are one change.
    let mut changes: Vec<(usize, usize, String)> = Vec::new();
    let mut n = 0;
    while n < edits.len() {
        let (first, mut last) = (line_of(edits[n].0.start), line_of(edits[n].0.end.max(1) - 1));
        let mut group = vec![edits[n]];
        while n + 1 < edits.len() && line_of(edits[n + 1].0.start) <= last {
            n += 1;
            last = last.max(line_of(edits[n].0.end.max(1) - 1));
            group.push(edits[n]);
        }
        n += 1;
        let (from, to) = (starts[first], starts.get(last + 1).copied().unwrap_or(chars.len()));
        let mut after = String::new();
        let mut at = from;
        for (span, corrected) in group {
            let words = inner(&chars, span);
            after.extend(&chars[at..words.start]);
            after.push_str(corrected);
            at = words.end;
        }
        after.extend(&chars[at..to]);
        changes.push((first, last + 1, after));
    }
    written(name, &before, &changes)
}

/// From the first letter of a span to the last: marks and points at its ends stay.
fn inner(chars: &[char], span: Span) -> Span {
    let letters = |n: &usize| chars[*n].is_alphanumeric();
    let (start, end) = (span.start, span.end.min(chars.len()));
    match ((start..end).find(letters), (start..end).rev().find(letters)) {
        (Some(a), Some(b)) => Span::new(a, b + 1),
        _ => span,
    }
}

/// Writes changes (first line, line behind the last, new text) as hunks; those whose surroundings touch are one.
fn written(name: &str, lines: &[&str], changes: &[(usize, usize, String)]) -> String {
    let mut out = format!("--- a/{name}\n+++ b/{name}\n");
    let mut n = 0;
    let mut moved = 0isize;
    let push = |out: &mut String, sign: char, line: &str| {
        out.push(sign);
        out.push_str(line.strip_suffix('\n').unwrap_or(line));
        out.push('\n');
        if !line.ends_with('\n') {
            out.push_str("\\ No newline at end of file\n");
        }
    };
    while n < changes.len() {
        let first = n;
        while n + 1 < changes.len() && changes[n + 1].0 <= changes[n].1 + 2 * AROUND {
            n += 1;
        }
        let from = changes[first].0.saturating_sub(AROUND);
        let to = (changes[n].1 + AROUND).min(lines.len());
        let (mut body, mut at, mut added) = (String::new(), from, 0usize);
        for (start, end, after) in &changes[first..=n] {
            lines[at..*start].iter().for_each(|l| push(&mut body, ' ', l));
            lines[*start..*end].iter().for_each(|l| push(&mut body, '-', l));
            let new: Vec<&str> = after.split_inclusive('\n').collect();
            new.iter().for_each(|l| push(&mut body, '+', l));
            added += new.len();
            at = *end;
        }
        lines[at..to].iter().for_each(|l| push(&mut body, ' ', l));
        let removed: usize = changes[first..=n].iter().map(|c| c.1 - c.0).sum();
        let count = to - from;
        let _ = writeln!(
            out,
            "@@ -{},{count} +{},{} @@",
            from + 1,
            (from + 1).saturating_add_signed(moved),
            count + added - removed
        );
        out.push_str(&body);
        moved += added as isize - removed as isize;
        n += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_a_hunk_with_its_surroundings() {
        let lines: Vec<&str> = "a\nb\nc\nd\ne\nf\ng\nh".split_inclusive('\n').collect();
        let patch = written("x.md", &lines, &[(4, 5, "E\n".to_owned()), (7, 8, "H".to_owned())]);
        let want = "--- a/x.md\n+++ b/x.md\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n-h\n\\ No newline at end of file\n+H\n\\ No newline at end of file\n";
        assert_eq!(patch, want);
    }
}
