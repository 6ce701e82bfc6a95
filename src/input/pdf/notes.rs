//! Notes at the foot of a page.
//!
//! Takes the lines of a document, takes out those of its notes and gives them. A note begins with a mark that stands raised in the
//! text of its page; from there to the end of the block there are nothing but notes: in smaller letters, or all of the page.

use super::lines::{Line, body_size};
use std::collections::{HashMap, HashSet};

/// Letters of notes are smaller than those of the text by so much.
const SMALLER: f32 = 0.95;

/// Takes the notes out of the lines; gives each in one line.
pub(super) fn set_aside(lines: &mut Vec<Line>) -> Vec<String> {
    let mut marks: HashMap<usize, Vec<String>> = HashMap::new();
    for line in lines.iter().filter(|line| !line.marks.is_empty()) {
        marks.entry(line.page).or_default().extend(line.marks.iter().cloned());
    }
    if marks.is_empty() {
        return Vec::new();
    }
    let body = body_size(lines);
    let mut notes: Vec<String> = Vec::new();
    let mut out = vec![false; lines.len()];
    let mut from = 0;
    while from < lines.len() {
        let (page, block) = (lines[from].page, lines[from].block);
        let to = from + lines[from..].iter().take_while(|line| line.page == page && line.block == block).count();
        if let Some(marks) = marks.get(&page) {
            let known: HashSet<&str> = marks.iter().map(String::as_str).collect();
            let first = foot(&lines[from..to], marks, &known, body).map_or(to, |at| from + at);
            for at in first..to {
                out[at] = true;
                match notes.last_mut().filter(|_| at > first && begins(&lines[at], &known).is_none()) {
                    Some(note) => *note = format!("{note} {}", lines[at].text),
                    None => notes.push(lines[at].text.clone()),
                }
            }
        }
        from = to;
    }
    let mut out = out.into_iter();
    lines.retain(|_| !out.next().unwrap_or(false));
    notes
}

/// Where the notes begin in a block.
fn foot(block: &[Line], marks: &[String], known: &HashSet<&str>, body: f32) -> Option<usize> {
    let small = block.iter().rev().take_while(|line| line.size < body * SMALLER).count();
    let smaller = (block.len() - small..block.len()).find(|&at| begins(&block[at], known).is_some());
    smaller.or_else(|| {
        // In letters of the same size: only if each mark of the page is found there, in order, behind words that have them.
        // A list has a stop or a bracket behind its numbers.
        let listed = |line: &Line| mark(&line.text).is_some_and(|mark| line.text[mark.len()..].starts_with(['.', ')']));
        let is_first = |line: &Line| begins(line, known) == marks.first().map(String::as_str) && !listed(line);
        let first = block.iter().rposition(is_first)?;
        let mut wanted = marks.iter().peekable();
        for line in &block[first..] {
            _ = wanted.next_if(|mark| begins(line, known) == Some(mark.as_str()));
        }
        (first > 0 && wanted.peek().is_none()).then_some(first)
    })
}

/// The mark that a line begins with, if it is one of those of its page.
fn begins<'l>(line: &'l Line, known: &HashSet<&str>) -> Option<&'l str> {
    mark(&line.text).filter(|mark| known.contains(mark))
}

/// The mark that a line begins with: `12 Vote of 11 March`, `* In a letter`.
fn mark(text: &str) -> Option<&str> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let end = if digits > 0 { digits } else { text.find(|c: char| !"*†‡".contains(c)).unwrap_or(text.len()) };
    (1..=6).contains(&end).then(|| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: usize, texts: &[(&str, f32, &[&str])]) -> Vec<Line> {
        let line = |(i, (text, size, marks)): (usize, &(&str, f32, &[&str]))| {
            let marks = marks.iter().map(|mark| (*mark).to_owned()).collect();
            let y = 700.0 - 12.0 * i as f32;
            Line { text: (*text).to_owned(), x0: 50.0, x1: 300.0, y, size: *size, page: number, block: 0, marks }
        };
        texts.iter().enumerate().map(line).collect()
    }

    #[test]
    fn notes_are_taken_out_with_all_their_lines() {
        for size in [8.0, 10.0] {
            let mut lines = page(
                1,
                &[
                    ("The harbour was shut, and the council", 10.0, &["1"]),
                    ("12 boats lay there. “Late,” said Bo.", 10.0, &["2"]),
                    ("1", size, &[]),
                    ("Vote of 11 March, taken", size, &[]),
                    ("in the old hall.", size, &[]),
                    ("2 Interview, 12 March.", size, &[]),
                ],
            );
            lines.extend(page(2, &[("She left.", 10.0, &[]), ("1 boat stayed.", 10.0, &[])]));
            let notes = set_aside(&mut lines);
            assert_eq!(notes, ["1 Vote of 11 March, taken in the old hall.", "2 Interview, 12 March."]);
            assert_eq!(lines.len(), 4);
        }
    }

    #[test]
    fn lists_are_no_notes() {
        let mut lines = page(
            1,
            &[
                ("The council voted for these", 10.0, &["1", "2"]),
                ("1 A ferry.", 10.0, &[]),
                ("Nobody came.", 10.0, &[]),
            ],
        );
        assert!(set_aside(&mut lines).is_empty() && lines.len() == 3);
    }
}
