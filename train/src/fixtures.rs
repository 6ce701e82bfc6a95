//! Fixtures as annotated texts.
//!
//! Takes a folder of `NAME.txt` with expected rows in `NAME.csv`, gives what they teach. Words, cue and mention are looked for
//! in the text; so a fixture teaches whether or not the program gives its rows already.

use crate::corpus::{Article, Judged};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use whosaid::Span;
use whosaid::stages::check::Table;
use whosaid::stages::teach::{Gold, Silence, refused};
use whosaid::writer::Column;

/// What it counts that nobody says anything in a fixture: less than its rows, since the grammar refuses by rules what these
/// show, and must be let see it.
const SILENCE: f32 = 1.0;

/// More than any sentence is long.
const FAR: usize = 10_000;

/// How far apart two parts of a quotation can be.
const APART: usize = 400;

/// Reads the fixtures below a folder, and the sentences that rules refuse.
pub fn read(folder: &Path, set: usize, weight: f32) -> Result<Vec<Article>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths).with_context(|| folder.display().to_string())?;
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let table = Table::read(&path.with_extension("csv"))?;
        // Rows that are not found in the text as they are written would teach that nobody says them.
        let Some(golds) = golds(&text, &table, weight) else { continue };
        let doc = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        articles.push(Article {
            set,
            doc,
            silence: Silence::Nothing(SILENCE),
            text,
            golds,
            answers: Vec::new(),
            judged: Judged::None,
            annotations: None,
        });
    }
    articles.extend(refused().into_iter().enumerate().map(|(n, text)| Article {
        set,
        doc: format!("refused {n}"),
        silence: Silence::Refused(weight),
        text,
        golds: Vec::new(),
        answers: Vec::new(),
        judged: Judged::None,
        annotations: None,
    }));
    Ok(articles)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|e| e == "txt") && path.with_extension("csv").exists() {
            paths.push(path);
        }
    }
    Ok(())
}

fn golds(text: &str, table: &Table, weight: f32) -> Option<Vec<Gold>> {
    let column = |name: &str| table.columns.iter().position(|c| Some(*c) == Column::from_name(name));
    let [quote, cue, mention] = ["quote", "cue", "speaker_mention"].map(column);
    let (quote, cue, mention) = (quote?, cue?, mention?);
    let flat = Flat::of(text);
    let mut from = 0;
    let mut golds = Vec::new();
    for row in &table.rows {
        let content = flat.parts(&row[quote], from).or_else(|| flat.parts(&row[quote], 0))?;
        from = content[0].start;
        let cue = flat.nearest(&row[cue], &content);
        let source = flat.nearest(&row[mention], if cue.is_empty() { &content } else { &cue });
        // Whose words they are is not said there: the candidate may have a mention that speaks for nobody.
        let weight = if source.is_empty() && !cue.is_empty() { 0.0 } else { weight };
        let original = |spans: Vec<Span>| spans.into_iter().map(|s| flat.original(s)).collect();
        golds.push(Gold { source: original(source), cue: original(cue), content: original(content), weight });
    }
    Some(golds)
}

/// A text with every run of white space as one space, and where its bytes stand in the original.
struct Flat {
    text: String,
    at: Vec<usize>,
}

impl Flat {
    fn of(original: &str) -> Flat {
        let mut flat = Flat { text: String::new(), at: Vec::new() };
        for (at, c) in original.char_indices() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == ' ' && flat.text.ends_with(' ') {
                continue;
            }
            flat.text.push(c);
            flat.at.extend(
                (0..c.len_utf8()).map(|n| at + n.min(original[at..].chars().next().map_or(0, char::len_utf8) - 1)),
            );
        }
        flat.at.push(original.len());
        flat
    }

    fn original(&self, span: Span) -> Span {
        Span::new(self.at[span.start], self.at[span.end])
    }

    /// Where the parts of a quotation stand, one after the other, the first at or after `from`: each as long as the text
    /// goes on with the same words.
    fn parts(&self, quote: &str, from: usize) -> Option<Vec<Span>> {
        let mut words: &[&str] = &quote.split_whitespace().filter(|word| *word != "…").collect::<Vec<_>>();
        let mut parts: Vec<Span> = Vec::new();
        while !words.is_empty() {
            let at = parts.last().map_or(from, |part| part.end);
            let (count, part) =
                (1..=words.len()).rev().find_map(|n| Some((n, self.find(&words[..n].join(" "), at)?)))?;
            if parts.last().is_some_and(|before| part.start - before.end > APART) {
                return None;
            }
            parts.push(part);
            words = &words[count..];
        }
        (!parts.is_empty()).then_some(parts)
    }

    fn find(&self, words: &str, from: usize) -> Option<Span> {
        let words = words.trim();
        let rest = self.text.get(from..).filter(|_| !words.is_empty())?;
        rest.find(words).map(|at| Span::new(from + at, from + at + words.len()))
    }

    /// The place of some words that is nearest to others, and not among them.
    fn nearest(&self, words: &str, others: &[Span]) -> Vec<Span> {
        let words = words.trim();
        if words.is_empty() {
            return Vec::new();
        }
        let inside = |span: &Span| others.iter().any(|other| other.overlaps(*span));
        let word = |at: Option<char>| at.is_some_and(char::is_alphanumeric);
        // A sentence that ends between the two is farther than any words of the same one.
        let between = |from: usize, to: usize| {
            let gap = self.text.get(from..to).unwrap_or("");
            let ends = gap.trim_end().contains(['.', '!', '?']) && gap.len() > 1;
            gap.len() + if ends { FAR } else { 0 }
        };
        let gap = |span: &Span, other: &Span| {
            if span.end <= other.start { between(span.end, other.start) } else { between(other.end, span.start) }
        };
        let distance = |span: &Span| others.iter().map(|other| gap(span, other)).min();
        let found = self.text.match_indices(words).map(|(at, _)| Span::new(at, at + words.len()));
        let whole = |span: &Span| {
            let letters = word(words.chars().next()) && word(self.text[..span.start].chars().next_back())
                || word(words.chars().next_back()) && word(self.text[span.end..].chars().next());
            !letters
        };
        found.filter(|span| !inside(span) && whole(span)).min_by_key(distance).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_in_the_text() {
        let text = "“We\nwait,” she said. “The said road is\n\nshut,” said Bo Ek, “again.”";
        let flat = Flat::of(text);
        let first = flat.parts("We wait", 0).unwrap();
        assert_eq!(&text[flat.original(first[0]).start..flat.original(first[0]).end], "We\nwait");
        let cue = flat.nearest("said", &first);
        assert_eq!(&flat.text[..cue[0].start], "“We wait,” she ");
        let second = flat.parts("The said road is shut … again.", 0).unwrap();
        let cue = flat.nearest("said", &second);
        assert!(flat.text[cue[0].end..].starts_with(" Bo Ek"));
        assert_eq!(flat.parts("nowhere", 0), None);
    }
}
