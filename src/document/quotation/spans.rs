//! From the turns of marks to quoted spans.

use super::marks::Set;
use super::pairing::{Pairing, Running, Sign, Turn};
use super::place::Place;
use super::reading::Readings;
use super::tag::tag;
use super::{Part, Quoted};
use crate::document::{Token, TokenKind};
use crate::grammar::Grammar;
use crate::grammar::reader::Known;
use crate::grammar::rules::marks::LATECLOSER;
use crate::lexicon::Lexicon;
use crate::span::Span;
use std::cell::OnceCell;
use std::ops::Range;

/// How odd it is that a quotation runs on without an opening mark.
const RUNS_ON_BARE: u32 = 2;
/// For how many paragraphs it may, and how long these are in tokens.
const BARE: usize = 3;
const LONGEST_BARE: usize = 400;

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
        if let Some(set) = running
            && self.opening(range.start).is_none()
        {
            // No mark opens the paragraph: its first word does.
            let readings = Readings { open: None, close: None, plain: 0, again: true };
            self.marks.insert(0, Mark { token: range.start, width: 0 });
            self.signs.insert(0, Sign { set, twice: false, readings });
        }
        if self.marks.is_empty() {
            return None;
        }
        let mut pairing = std::mem::take(&mut self.pairing);
        let again = self.opening(follows);
        // Looked for where something is open at all.
        let closer = OnceCell::new();
        let goes_on = |set: Set| match again {
            Some(again) => (again == set).then_some(0),
            None => {
                let closer = closer.get_or_init(|| self.closing_ahead(follows));
                closer.and_then(|closer| set.closed_by(closer)).map(|_| RUNS_ON_BARE)
            }
        };
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

    /// The mark that closes something before any opens it, in one of the paragraphs from `start` on.
    fn closing_ahead(&self, start: usize) -> Option<Set> {
        let program = self.grammar.program(LATECLOSER)?;
        let mut next = paragraph(self.tokens, start);
        for _ in 0..BARE {
            let here = next.filter(|here| here.len() <= LONGEST_BARE)?;
            let tokens = &self.tokens[here.clone()];
            for at in (0..tokens.len()).filter(|&at| tokens[at].kind == TokenKind::Mark) {
                let place = Place::of(self.text, tokens, at, 1);
                let readings = Readings::of(self.grammar, &place);
                if readings.open.is_some() || program.read_whole(&place, Known::NOTHING).is_ok() {
                    return readings.open.is_none().then_some(place.shape.set);
                }
            }
            next = paragraph(self.tokens, here.end);
        }
        None
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
        if opener.width == 0 {
            return self.tokens[opener.token].start as usize;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The words between the marks of every quoted span, the parts of one joined by ` ¶ `, an unclosed one with `…` behind.
    fn quoted(text: &str) -> Vec<String> {
        let tokens = crate::document::tokens::tokens(text);
        let spans = quoted_spans(text, &tokens, Lexicon::built_in(), Grammar::built_in());
        let words = |part: &Part| text[part.inner.start..part.inner.end].trim().to_owned();
        spans
            .iter()
            .map(|q| q.parts.iter().map(words).collect::<Vec<_>>().join(" ¶ ") + if q.closed { "" } else { "…" })
            .collect()
    }

    #[test]
    fn pairs_marks_of_every_kind() {
        for (text, expected) in [
            (
                "“Go,” he said. \"Now.\" «Run», ‹fast›, „Ja“, „Tak”, ``so''.",
                &["Go,", "Now.", "Run", "fast", "Ja", "Tak", "so"][..],
            ),
            ("‘Go,’ he said. 'Now.' The boys' boat and the nurses' bus left.", &["Go,", "Now."]),
            ("'That was the nurses' decision,' Haro said.", &["That was the nurses' decision,"]),
            ("Rock 'n' roll of the '90s, 'twas said.", &[]),
            ("He is 5'11\" and the pipe 6\" wide.", &[]),
            ("“She said ‘run’, and ‘now’,” Haro said.", &["She said ‘run’, and ‘now’,"]),
            ("‘She said ‘run’ and I ran,’ Haro said.", &["She said ‘run’ and I ran,"]),
            ("\"She said “run” and I ran,\" Haro said.", &["She said “run” and I ran,"]),
            ("”Yes,” Haro said. ”No,“ said Lund.", &["Yes,", "No,"]),
            ("“The key,\" he said, was worn \"like a medal.\"", &["The key,", "like a medal."]),
            ("“The ferry is late ”. It rained. “Go ”, he added.", &["The ferry is late", "Go"]),
            ("« Oui », he said. « Non. »", &["Oui", "Non."]),
            ("“We built it”—he tapped the map—“for nothing.”", &["We built it", "for nothing."]),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }

    #[test]
    fn runs_over_paragraphs_and_ends_where_it_must() {
        for (text, expected) in [
            ("“We lost it.\n“Nobody came,” she said.", &["We lost it. ¶ Nobody came,"][..]),
            ("‘We lost it.\n‘Nobody came,’ she said.", &["We lost it. ¶ Nobody came,"]),
            ("'We lost it.\n'Nobody came,' she said.", &["We lost it. ¶ Nobody came,"]),
            ("“We lost it.\nNobody came,” she said.", &["We lost it. ¶ Nobody came,"]),
            ("“We lost it.\nNobody came. “No,” she said.", &["We lost it.…", "No,"]),
            ("“The yard is shut, said Lida Haro.\n“We wait,” he said.", &["The yard is shut,…", "We wait,"]),
            ("He spoke of a “plan and left.\nShe stayed.", &[]),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }

    #[test]
    fn marks_without_end_cost_no_more_than_their_number() {
        for unit in ["“", "\"", "'a ", "‘“", "”\n", "“a\n", "a' "] {
            assert!(quoted(&unit.repeat(20_000)).len() <= 20_000);
        }
    }
}
