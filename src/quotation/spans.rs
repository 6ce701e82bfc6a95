//! From the turns of marks to quoted spans.

use super::marks::Set;
use super::pairing::{Pairing, Running, Sign, Turn};
use super::place::Place;
use super::reading::Readings;
use super::tag::tag;
use super::{Part, Quoted};
use crate::document::{Token, TokenKind};
use crate::grammar::Grammar;
use crate::lexicon::Lexicon;
use crate::span::Span;
use std::ops::Range;

/// Finds the outermost quoted spans of a document.
pub fn quoted_spans(text: &str, tokens: &[Token], lexicon: &Lexicon, grammar: &Grammar) -> Vec<Quoted> {
    let mut reader = Reader {
        text,
        tokens,
        lexicon,
        grammar,
        pairing: Pairing::default(),
        marks: Vec::new(),
        signs: Vec::new(),
        open: Vec::new(),
        inner: Vec::new(),
        all: Vec::new(),
    };
    let mut running = None;
    let mut next = paragraph(tokens, 0);
    while let Some(here) = next {
        next = paragraph(tokens, here.end);
        let follows = next.as_ref().map_or(tokens.len(), |next| next.start);
        running = reader.paragraph(here, running, follows);
    }
    reader.all
}

/// The next paragraph: tokens between two breaks.
fn paragraph(tokens: &[Token], from: usize) -> Option<Range<usize>> {
    let start = from + tokens.get(from..)?.iter().position(|t| t.kind != TokenKind::Break)?;
    let end = tokens[start..].iter().position(|t| t.kind == TokenKind::Break).map_or(tokens.len(), |n| start + n);
    Some(start..end)
}

/// A mark: its first token, and how many it has (two for `` and '').
#[derive(Clone, Copy, Debug)]
struct Mark {
    token: usize,
    width: usize,
}

impl Mark {
    fn end(self) -> usize {
        self.token + self.width
    }
}

struct Reader<'r> {
    text: &'r str,
    tokens: &'r [Token],
    lexicon: &'r Lexicon,
    grammar: &'r Grammar,
    pairing: Pairing,
    /// The marks of the paragraph, and what the pairing sees of them.
    marks: Vec<Mark>,
    signs: Vec<Sign>,
    /// The marks that are open, the outermost first.
    open: Vec<Mark>,
    /// What inner marks hold, of the outer quotation that is open.
    inner: Vec<Span>,
    all: Vec<Quoted>,
}

impl Reader<'_> {
    /// Reads a paragraph that begins inside `running`; the next one begins at `follows`. Gives what runs on.
    fn paragraph(&mut self, range: Range<usize>, running: Running, follows: usize) -> Running {
        self.find_marks(&range);
        if self.marks.is_empty() {
            return None;
        }
        let again = self.opening(follows);
        let goes_on = |set: Set| again == Some(set);
        let mut pairing = std::mem::take(&mut self.pairing);
        let left = pairing.paragraph(&self.signs, running, goes_on, || self.ends_in_tag(&range));
        self.pairing = pairing;
        let turns = std::mem::take(&mut self.pairing.turns);
        let mut joins = running.is_some();
        self.open.clear();
        for (n, turn) in turns.iter().enumerate() {
            self.turn(self.marks[n], *turn, &mut joins);
        }
        self.pairing.turns = turns;
        if let Some(&opener) = self.open.first() {
            let end = if left.is_some() { range.end } else { self.unclosed(opener, range.end) };
            self.finish(opener, end, None, joins);
        }
        left
    }

    /// What a mark does; `joins` tells whether the next part goes on with the quotation before.
    fn turn(&mut self, mark: Mark, turn: Turn, joins: &mut bool) {
        match turn {
            Turn::Plain => {}
            Turn::Open | Turn::Again => self.open.push(mark),
            Turn::Close(levels) => {
                let depth = self.open.len().saturating_sub(levels as usize);
                let Some(&opener) = self.open.get(depth) else { return };
                self.open.truncate(depth);
                // Of two marks that close two quotations the second closes the outer one.
                let two = levels == 2 && mark.width == 2;
                let mark = if two { Mark { token: mark.token + 1, width: 1 } } else { mark };
                if depth == 0 {
                    self.finish(opener, mark.end(), Some(mark), std::mem::take(joins));
                } else {
                    self.inner.push(Span::new(self.words_from(opener), self.tokens[mark.token].start as usize));
                }
            }
            Turn::Reopen => {
                if let Some(&opener) = self.open.first() {
                    let end = self.unclosed(opener, mark.token);
                    self.finish(opener, end, None, std::mem::take(joins));
                }
                self.open.clear();
                self.open.push(mark);
            }
        }
    }

    /// The marks of a paragraph, with what the productions say of each.
    fn find_marks(&mut self, range: &Range<usize>) {
        self.marks.clear();
        self.signs.clear();
        let tokens = &self.tokens[..range.end];
        let mut at = range.start;
        while at < range.end {
            if tokens[at].kind != TokenKind::Mark {
                at += 1;
                continue;
            }
            let width = if self.twice(at, range.end) { 2 } else { 1 };
            let place = Place::of(self.text, &tokens[range.start..], at - range.start, width);
            self.marks.push(Mark { token: at, width });
            self.signs.push(Sign {
                set: place.shape.set,
                twice: width == 2,
                readings: Readings::of(self.grammar, &place),
            });
            at += width;
        }
    }

    /// Whether the tokens at `at` are one doubled mark: `` or ''.
    fn twice(&self, at: usize, end: usize) -> bool {
        let [a, b] = &self.tokens[at..end.min(at + 2)] else { return false };
        let text = a.text(self.text);
        !b.spaced
            && b.kind == TokenKind::Mark
            && text == b.text(self.text)
            && matches!(text, "'" | "`" | "\u{2019}" | "\u{2018}")
    }

    /// The set of the mark that opens the paragraph at `start`, if one does that could go on with a quotation.
    fn opening(&self, start: usize) -> Option<Set> {
        let end = self.tokens.len().min(start + 4);
        if self.tokens.get(start)?.kind != TokenKind::Mark {
            return None;
        }
        let width = if self.twice(start, end) { 2 } else { 1 };
        let place = Place::of(self.text, &self.tokens[start..end], 0, width);
        Readings::of(self.grammar, &place).again.then_some(place.shape.set)
    }

    /// Where words end that no mark closes: before what says whose they are, or at `end`.
    fn unclosed(&self, opener: Mark, end: usize) -> usize {
        tag(self.text, &self.tokens[..end], opener.end() + 1, self.lexicon, self.grammar)
            .map_or(end, |tag| tag.comma + 1)
    }

    /// Whether the last sentence of a paragraph ends in words about a named speaker.
    fn ends_in_tag(&self, range: &Range<usize>) -> bool {
        let words =
            self.tokens[range.clone()].iter().rposition(Token::is_word).map_or(range.start, |n| range.start + n);
        let stop = |t: &Token| matches!(t.kind, TokenKind::Stop | TokenKind::Exclaim);
        let start = self.tokens[range.start..words].iter().rposition(stop).map_or(range.start, |n| range.start + n + 1);
        tag(self.text, &self.tokens[..range.end], start, self.lexicon, self.grammar).is_some_and(|tag| tag.named)
    }

    /// Where the words behind an opening mark begin.
    fn words_from(&self, opener: Mark) -> usize {
        self.tokens[opener.end() - 1].end as usize
    }

    /// Writes down the part from an opening mark to the token `last`, which `closer` closes.
    fn finish(&mut self, opener: Mark, last: usize, closer: Option<Mark>, joins: bool) {
        let from = self.words_from(opener);
        let to = match closer {
            Some(mark) => self.tokens[mark.token].start,
            None => self.tokens[last - 1].end,
        } as usize;
        let part = Part { first: opener.token, last, inner: Span::new(from.min(to), to) };
        let closed = closer.is_some();
        match self.all.last_mut().filter(|_| joins) {
            Some(quoted) => {
                quoted.parts.push(part);
                quoted.closed = closed;
                quoted.inner.append(&mut self.inner);
            }
            None => self.all.push(Quoted { parts: vec![part], closed, inner: std::mem::take(&mut self.inner) }),
        }
    }
}
