//! An article as verification reads it.
//!
//! Takes the text and its rows, gives the words with their places, the passages that the rows are, and what stands
//! inside quotation marks. Does not know claims. Places count code points of the original text.

use super::forms;
use super::lists::listed;
use super::marks::Inside;
use super::weave::{without_page_numbers, woven};
use super::words::{self, Word};
use crate::document::{CodePoints, View, repair};
use crate::lexicon::{Lexicon, WordClass};
use crate::record::{Kind, Quotation};
use crate::span::Span;

/// The words of an article.
#[derive(Debug)]
pub struct Text<'a> {
    view: View<'a>,
    points: CodePoints<'a>,
    /// The words, in order; spans count bytes of the view.
    pub words: Vec<Word>,
    /// The code points of each word in the original.
    pub places: Vec<Span>,
    /// The bytes of each word in the original.
    bytes: Vec<Span>,
    /// The hash of each word.
    pub hashes: Vec<u64>,
    /// The hash of each word's form in reported speech.
    pub reported: Vec<u64>,
    /// Whether something was left out before each word: page furniture.
    pub gap_before: Vec<bool>,
    /// Whether each word stands inside quotation marks.
    pub marked: Vec<bool>,
    /// Whether each word stands in square brackets.
    pub editorial: Vec<bool>,
    /// Whether each word stands inside marks within marks.
    pub inner: Vec<bool>,
}

/// A stretch of words that belong together: the words of a row, or of a window of the text.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// Numbers of the article's words.
    pub words: Vec<usize>,
    /// Whether each of them is given as verbatim.
    pub verbatim: Vec<bool>,
    /// They are the words of a row: nothing of the writer's stands before them.
    pub row: bool,
}

impl<'a> Text<'a> {
    /// Reads an article.
    pub fn new(original: &'a str) -> Self {
        let view = repair::view(original);
        let points = CodePoints::new(original);
        let words = woven(view.text(), words::words(view.text()));
        let (words, Inside { marked, editorial, inner }) = without_page_numbers(view.text(), words);
        let bytes: Vec<Span> = words
            .iter()
            .map(|w| {
                let spans = view.to_original(w.span);
                match (spans.first(), spans.last()) {
                    (Some(a), Some(b)) => Span::new(a.start, b.end),
                    _ => Span::default(),
                }
            })
            .collect();
        let places = bytes.iter().map(|b| points.span(*b)).collect();
        let hashes = words.iter().map(|w| words::hash(&w.norm)).collect();
        let reported = words.iter().map(|w| words::hash(forms::class(&w.norm))).collect();
        let mut gap_before = vec![false; words.len()];
        for (n, pair) in words.windows(2).enumerate() {
            gap_before[n + 1] = view.to_original(Span::new(pair[0].span.start, pair[1].span.end)).len() > 1;
        }
        Text { view, points, words, places, bytes, hashes, reported, gap_before, marked, editorial, inner }
    }

    /// The code point at a byte of the original.
    pub fn point(&self, byte: usize) -> usize {
        self.points.at(byte)
    }

    /// The first word that ends behind a code point.
    pub fn word_at(&self, place: usize) -> usize {
        self.places.partition_point(|p| p.end <= place)
    }

    /// The text between two words that follow one another.
    pub fn between(&self, before: usize, after: usize) -> &str {
        let (a, b) = (self.words[before].span.end, self.words[after].span.start);
        &self.view.text()[a..b.max(a)]
    }

    /// The mark that ends a sentence right behind a word, the first of several.
    pub fn mark_behind(&self, word: usize) -> Option<char> {
        let text = self.view.text();
        let next = self.words.get(word + 1).map_or(text.len(), |w| w.span.start);
        let between = &text[self.words[word].span.end.min(next)..next];
        between.chars().find(|c| matches!(c, '.' | '!' | '?'))
    }

    /// The sentence around some words, before and behind them, and the two sentences that follow.
    pub fn surroundings(&self, first: usize, last: usize) -> (&str, &str, &str) {
        let text = self.view.text();
        let (from, to) = (self.words[first].span.start, self.words[last].span.end);
        let before = &text[sentence_start(&text[..from])..from];
        let after = &text[to..];
        let rest = sentence_end(after);
        let next = rest + sentence_end(&after[rest..]);
        (before, &after[..rest], &after[rest..next + sentence_end(&after[next..])])
    }

    /// The words that begin inside a span of code points.
    fn within(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.places.partition_point(|p| p.end <= span.start);
        let to = self.places.partition_point(|p| p.start < span.end);
        from..to.max(from)
    }

    /// The passage that a row is.
    pub fn passage(&self, row: &Quotation) -> Passage {
        let mut out = Passage { row: true, ..Passage::default() };
        for span in &row.quote_spans {
            for n in self.within(*span) {
                let place = self.places[n];
                let quoted = row.kind == Kind::Direct
                    || row.verbatim_spans.iter().any(|v| v.start < place.end && place.start < v.end);
                out.words.push(n);
                out.verbatim.push(quoted);
            }
        }
        out
    }

    /// The words inside marks of the paragraph that holds a code point, as one passage: what stands between them is
    /// passed over, as a reader passes over "she said". Also the code point behind the paragraph's last word.
    pub fn marked_paragraph(&self, place: usize) -> (Passage, usize) {
        let at = self.places.partition_point(|p| p.end <= place).min(self.words.len().saturating_sub(1));
        if self.words.is_empty() {
            return (Passage::default(), place);
        }
        let breaks = |a: usize| self.view.text()[self.words[a].span.end..self.words[a + 1].span.start].contains('\n');
        let first = (0..at).rev().find(|a| breaks(*a)).map_or(0, |a| a + 1);
        let last = (at..self.words.len() - 1).find(|a| breaks(*a)).unwrap_or(self.words.len() - 1);
        let words: Vec<usize> = (first..=last).filter(|n| self.marked[*n]).collect();
        (Passage { verbatim: vec![true; words.len()], words, row: false }, self.places[last].end)
    }

    /// The window of words around places (code points) where runs of a claim of `length` words begin.
    pub fn window(&self, from: usize, to: usize, length: usize) -> Passage {
        let first = self.places.partition_point(|p| p.end <= from).saturating_sub(2 * length + 8);
        let last = (self.places.partition_point(|p| p.start <= to) + 2 * length + 8).min(self.words.len());
        let words: Vec<usize> = (first..last.max(first)).collect();
        let verbatim = words.iter().map(|n| self.marked[*n]).collect();
        Passage { words, verbatim, row: false }
    }

    /// The repaired text from one word to another.
    pub fn repaired(&self, first: usize, last: usize) -> &str {
        let (a, b) = (self.words[first].span, self.words[last].span);
        &self.view.text()[a.start..b.end.max(a.start)]
    }

    /// The original bytes from one word to another.
    fn reach(&self, first: usize, last: usize) -> Span {
        let (a, b) = (self.bytes[first].start, self.bytes[last].end);
        Span::new(a, b.max(a))
    }

    /// The original text from one word to another, as it stands.
    pub fn as_it_stands(&self, first: usize, last: usize) -> &'a str {
        let span = self.reach(first, last);
        &self.view.original()[span.start..span.end]
    }

    /// The original text from one word to another, line breaks as spaces.
    pub fn written(&self, first: usize, last: usize) -> String {
        flat(self.as_it_stands(first, last))
    }

    /// Up to `count` code points of the original before the one word and behind the other.
    pub fn around(&self, first: usize, last: usize, count: usize) -> (&'a str, &'a str) {
        let (text, span) = (self.view.original(), self.reach(first, last));
        let from = text[..span.start].char_indices().rev().take(count).last().map_or(span.start, |(b, _)| b);
        let after = &text[span.end..];
        (&text[from..span.start], after.char_indices().nth(count).map_or(after, |(b, _)| &after[..b]))
    }

    /// The sentences around some words in pieces as they stand. `marks` are code points with what they are; of two marks
    /// that overlap the later one in the list shows.
    pub fn shown(&self, first: usize, last: usize, marks: &[(Span, &'static str)]) -> Vec<(String, &'static str)> {
        let (text, span) = (self.view.original(), self.reach(first, last));
        let before = &text[..span.start];
        let mut from = sentence_start(before.trim_end_matches(|c: char| !c.is_alphanumeric()));
        let after = &text[span.end..];
        let rest = sentence_end(after);
        let mut to = span.end + rest + sentence_end(&after[rest..]);
        // The speaker may stand in another sentence, not far.
        let start = self.point(from);
        if let Some(low) = marks.iter().map(|m| m.0.start).min().filter(|m| *m < start && start - m < 600) {
            from = text[..from].char_indices().rev().nth(start - low - 1).map_or(0, |(b, _)| b);
        }
        let end = self.point(to);
        if let Some(high) = marks.iter().map(|m| m.0.end).max().filter(|m| *m > end && m - end < 600) {
            to = text[to..].char_indices().nth(high - end).map_or(text.len(), |(b, _)| to + b);
        }
        let start = self.point(from);
        let mut out: Vec<(String, &'static str)> = Vec::new();
        for (n, c) in text[from..to].chars().enumerate() {
            let at = start + n;
            let tag = marks.iter().rev().find(|m| m.0.start <= at && at < m.0.end).map_or("", |m| m.1);
            match out.last_mut() {
                Some(piece) if piece.1 == tag => piece.0.push(c),
                _ => out.push((c.to_string(), tag)),
            }
        }
        out
    }

    /// Whether the sentence around some words holds a word of saying outside them.
    pub fn tells(&self, first: usize, last: usize) -> bool {
        let (text, span) = (self.view.original(), self.reach(first, last));
        let before = &text[sentence_start(&text[..span.start])..span.start];
        let after = &text[span.end..span.end + sentence_end(&text[span.end..])];
        [before, after].iter().any(|t| words::words(t).iter().any(|w| listed("telling", &w.norm)))
    }

    /// The sentences around some words: one before and one after, line breaks as spaces.
    pub fn context(&self, first: usize, last: usize) -> (String, String) {
        let (text, span) = (self.view.original(), self.reach(first, last));
        let before = &text[..span.start];
        let from = sentence_start(before.trim_end_matches(|c: char| !c.is_alphanumeric()));
        let after = &text[span.end..];
        // The rest of this sentence, then the next one.
        let rest = sentence_end(after);
        let to = rest + sentence_end(&after[rest..]);
        (flat(&before[from..]), flat(&after[..to]))
    }
}

/// The text with every stretch of white space that holds a line break as one space.
pub fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        out.push_str(rest[..at].trim_end());
        out.push(' ');
        rest = rest[at..].trim_start();
    }
    out.push_str(rest);
    out.trim().to_owned()
}

const CLOSERS: &[char] = &['"', '”', '’', '\'', '»', ')', ']'];

/// The byte at which the sentence begins that `text` ends in.
fn sentence_start(text: &str) -> usize {
    let floor = text.len().saturating_sub(1000);
    let mut at = text.len();
    for (b, c) in text.char_indices().rev() {
        if b < floor {
            break;
        }
        let ends = c == '\n' && text[b..].starts_with("\n\n")
            || matches!(c, '.' | '!' | '?') && !abbreviates(&text[..=b]) && {
                let rest = text[b + 1..].trim_start_matches(CLOSERS);
                rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(|c: char| !c.is_lowercase())
            };
        if ends {
            let rest = text[b + 1..].trim_start_matches(CLOSERS).trim_start();
            return text.len() - rest.len();
        }
        at = b;
    }
    at
}

/// Whether a text ends in a shortened word with its point: Jan., Dr.
fn abbreviates(text: &str) -> bool {
    let word = text.strip_suffix('.').and_then(|t| t.rsplit(|c: char| !c.is_alphanumeric()).next());
    let known = |w: &str| Lexicon::built_in().word(&w.to_lowercase()).class.any(WordClass::ABBREVIATION);
    word.is_some_and(|w| w.starts_with(char::is_uppercase) && w.is_ascii() && known(w))
}

/// The byte behind the first sentence end in `text`.
fn sentence_end(text: &str) -> usize {
    for (b, c) in text.char_indices() {
        if b > 1000 || text[b..].starts_with("\n\n") {
            return b;
        }
        if matches!(c, '.' | '!' | '?') {
            let rest = text[b + 1..].trim_start_matches(CLOSERS);
            if !abbreviates(&text[..=b]) && (rest.is_empty() || rest.starts_with(char::is_whitespace)) {
                return text.len() - rest.trim_start_matches([' ', '\t']).len();
            }
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_reach_over_their_words() {
        let text = Text::new("He said “we won't go” and 'never'.\nIt’s \"over\" [sic] now.");
        let marked: Vec<&str> =
            text.words.iter().zip(&text.marked).filter(|(_, m)| **m).map(|(w, _)| &*w.norm).collect();
        assert_eq!(marked, ["we", "won't", "go", "never", "over"]);
        assert!(text.editorial[text.words.iter().position(|w| &*w.norm == "sic").unwrap()]);
    }

    #[test]
    fn context_is_a_sentence_before_and_after() {
        let original = "One thing. Two things. “We go,” she said. Four things. Five.";
        let text = Text::new(original);
        let first = text.words.iter().position(|w| &*w.norm == "we").unwrap();
        let (before, after) = text.context(first, first + 1);
        assert_eq!(before, "Two things. “");
        assert_eq!(after, ",” she said. Four things.");
        assert_eq!(flat("a \n b\r\nc  d"), "a b c  d");
        let text = Text::new("Old. SARN, Jan. 12 - Dr. Moe said: “We go.” More.");
        let at = text.words.iter().position(|w| &*w.norm == "we").unwrap();
        assert_eq!(text.context(at, at + 1).0, "SARN, Jan. 12 - Dr. Moe said: “");
    }
}
