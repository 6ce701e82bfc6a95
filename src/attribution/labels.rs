//! Labels of turns: what stands before the words that somebody says in a transcript.
//!
//! Takes a paragraph and the next one, gives the label and the words as `TURN` reads them. Whether a document has turns at
//! all, `transcript` says.

use super::Analysis;
use crate::document::{Item, TokenKind};
use crate::grammar::reader::{Alphabet, Ends, Reading};
use crate::grammar::rules::paragraphs::{TABLE, TURN};
use crate::lexicon::WordClass;
use std::ops::Range;

/// Items of a label at most.
const LABEL: usize = 20;
/// Words of the name in it at most.
const NAME: usize = 6;

/// Items of a day at most: 02 / 03 / 2026 , 10
const DAY: usize = 8;

/// A paragraph that a label opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labelled {
    /// The paragraph of the label.
    pub paragraph: usize,
    /// The paragraph of the words.
    pub last: usize,
    /// The name, or the letter.
    pub label: Range<usize>,
    /// The colon, if there is one.
    pub colon: Option<usize>,
    pub words: Range<usize>,
    /// Q or A.
    pub letter: bool,
    /// A time stands beside it.
    pub timed: bool,
    /// The label stands on a line of its own without a colon.
    pub alone: bool,
}

/// A paragraph and the one behind it.
struct Paragraph<'p, 'd> {
    analysis: &'p Analysis<'d>,
    start: usize,
    /// Where the first paragraph ends, and the second.
    end: usize,
    last: usize,
}

fn terminal(name: &str) -> u8 {
    TABLE.terminals.iter().position(|terminal| *terminal == name).map_or(u8::MAX, |n| n as u8)
}

/// The label and the words of a paragraph.
pub(super) fn labelled(analysis: &Analysis<'_>, paragraph: usize) -> Option<Labelled> {
    let paragraphs = &analysis.document.paragraphs;
    let Range { start, end } = paragraphs[paragraph].clone();
    let items = &analysis.document.items;
    let opens = |item: &Item| match item.kind {
        TokenKind::Word => item.capital,
        TokenKind::Number | TokenKind::Open | TokenKind::Symbol => true,
        _ => false,
    };
    // Nearly all paragraphs have no colon near their start, are no lone name, and begin with no letter.
    let head = &items[start..end.min(start + LABEL)];
    let colon = || head.iter().any(|item| item.kind == TokenKind::Colon);
    let alone = || end - start <= LABEL && (items[end - 1].is_word() || items[end - 1].kind == TokenKind::Close);
    let letter = || head.iter().take(3).any(|item| matches!(item.text(analysis.document.text()), "Q" | "A"));
    if !opens(&items[start]) || !(colon() || alone() || letter()) {
        return None;
    }
    let last = paragraphs.get(paragraph + 1).map_or(end, |next| next.end);
    let text = Paragraph { analysis, start, end, last };
    let reading = analysis.document.grammar.program(TURN)?.read(&text, 0).ok()?;
    let part = |name: &str| reading.part(terminal(name)).map(|r| r.start + start..r.end + start);
    let words = part("words")?;
    let letter = part("letter");
    let name = name(&reading, start).map(|name| text.person(&reading).filter(|_| !text.names(&name)).unwrap_or(name));
    let alone = part("line-end").is_some();
    Some(Labelled {
        paragraph,
        last: paragraph + usize::from(words.start >= end),
        letter: letter.is_some(),
        label: letter.or(name)?,
        colon: part("colon").map(|colon| colon.start),
        words,
        timed: part("time").is_some(),
        alone: alone && part("colon").is_none(),
    })
}

/// The items of the name.
fn name(reading: &Reading, start: usize) -> Option<Range<usize>> {
    let name = terminal("name");
    let mut parts = reading.parts.iter().filter(|(part, _)| *part == name).map(|(_, range)| range);
    let first = parts.next()?;
    let last = parts.next_back().unwrap_or(first);
    Some(first.start as usize + start..last.end as usize + start)
}

impl Paragraph<'_, '_> {
    /// Whether items are a person's name: a given name or a title, and more.
    fn names(&self, items: &Range<usize>) -> bool {
        let first = self.analysis.document.items.get(items.start);
        let capital = |item: &Item| item.is_word() && item.capital;
        items.len() > 1
            && first.is_some_and(|item| item.is(WordClass::FIRST_NAME | WordClass::TITLE))
            && self.analysis.document.items[items.clone()]
                .iter()
                .all(|item| capital(item) || item.kind == TokenKind::Stop)
    }

    /// The person whose office the label tells: The Secretary of State for Rivers (Dame Petra Voll).
    fn person(&self, reading: &Reading) -> Option<Range<usize>> {
        let aside = terminal("aside");
        let mut asides = reading.parts.iter().filter(|(part, _)| *part == aside).map(|(_, range)| range);
        asides.find_map(|range| {
            let inside = range.start as usize + self.start + 1..range.end as usize + self.start - 1;
            self.names(&inside).then_some(inside)
        })
    }

    fn item(&self, at: usize) -> Option<&Item> {
        self.analysis.document.items[..self.last].get(self.start + at)
    }

    fn word(&self, at: usize) -> &str {
        self.analysis.document.word(self.start + at)
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.item(at).filter(|item| !item.is_quote() && self.start + at < self.end).map(|item| item.kind)
    }

    /// A word of a name: THE COURT, Anna Haro, Dr. J. de Haro, Speaker 2.
    fn name(&self, at: usize) -> bool {
        let Some(item) = self.item(at).filter(|_| at < LABEL && self.start + at < self.end) else { return false };
        match item.kind {
            TokenKind::Word if item.capital => !self.letter(at) || at > 0 && self.kind(at - 1) == Some(TokenKind::Word),
            TokenKind::Word => {
                let near = at > 0 && at < NAME + self.time(0).unwrap_or(0);
                near && (item.is(WordClass::PREPOSITION) || self.somebody(at))
            }
            TokenKind::Number => at > 0,
            TokenKind::Stop => at > 0 && !item.spaced && self.abbreviated(at - 1),
            _ => false,
        }
    }

    /// Whether a word goes on in a label that says what sort of person speaks: Woman on street.
    fn somebody(&self, at: usize) -> bool {
        let person = |n: usize| self.item(n).is_some_and(|i| i.capital && i.is(WordClass::PERSON | WordClass::PERSONS));
        let plain = |item: &Item| item.cue == 0 && !item.is(WordClass::AUXILIARY | WordClass::SUBJECT_PRONOUN);
        self.item(at).is_some_and(plain) && (0..at).any(person)
    }

    fn abbreviated(&self, at: usize) -> bool {
        let short = self.word(at).chars().count() <= 1;
        short || self.item(at).is_some_and(|i| i.is(WordClass::ABBREVIATION | WordClass::ABBREVIATION_MAY))
    }

    fn letter(&self, at: usize) -> bool {
        matches!(self.word(at), "Q" | "A")
    }

    /// [00:01], (00:01:12), 14:32, and with the day before it or the half of the day behind it, as chats have them
    /// ([02/03/2026, 10:14:22 AM]): what of it stands here.
    fn time(&self, at: usize) -> Option<usize> {
        let colon = |at: usize| self.kind(at) == Some(TokenKind::Colon);
        let bracket = self.kind(at) == Some(TokenKind::Open);
        let from = at + usize::from(bracket);
        let mut end = self.day(from);
        if !(self.number(end) && colon(end + 1) && self.number(end + 2)) {
            return None;
        }
        end += 3;
        while colon(end) && self.number(end + 1) {
            end += 2;
        }
        end += usize::from(matches!(self.kind(end), Some(TokenKind::Word)) && self.half(end));
        if !bracket {
            return Some(end);
        }
        (self.kind(end) == Some(TokenKind::Close)).then_some(end + 1)
    }

    fn number(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number) && self.word(at).len() <= 2
    }

    fn half(&self, at: usize) -> bool {
        matches!(self.word(at), "AM" | "PM" | "am" | "pm")
    }

    /// Where the time begins behind a day: 02/03/2026, 2026-03-02.
    fn day(&self, at: usize) -> usize {
        let parts = |kind: Option<TokenKind>| {
            matches!(
                kind,
                Some(TokenKind::Number | TokenKind::Symbol | TokenKind::Dash | TokenKind::Stop | TokenKind::Comma)
            )
        };
        let end = (at..at + DAY).find(|&at| !parts(self.kind(at))).unwrap_or(at);
        let year =
            |at: usize| self.word(at).contains('/') || self.word(at).bytes().filter(u8::is_ascii_digit).count() >= 4;
        // The number before the colon is the hour.
        if end > at + 1 && self.kind(end) == Some(TokenKind::Colon) && (at..end - 1).any(year) { end - 1 } else { at }
    }

    fn stars(&self, at: usize) -> usize {
        let star = |at: &usize| {
            self.kind(*at) == Some(TokenKind::Symbol) && self.word(*at).trim_matches(['*', '_']).is_empty()
        };
        (at..).take_while(star).count()
    }

    /// (voice-over), (D-Lori), [through translator].
    fn aside(&self, at: usize) -> Option<usize> {
        if self.kind(at) != Some(TokenKind::Open) {
            return None;
        }
        let close = (at + 1..at + LABEL).find(|&at| self.kind(at) == Some(TokenKind::Close))?;
        Some(close + 1)
    }

    /// What somebody says: the rest of the paragraph, from a capital on.
    fn words(&self, at: usize) -> Option<usize> {
        let first = self.item(at)?;
        let begins = match first.kind {
            TokenKind::Word => first.capital,
            TokenKind::Open | TokenKind::Number | TokenKind::Ellipsis => true,
            _ => false,
        };
        let at = self.start + at;
        let end = if at < self.end { self.end } else { self.last };
        let spaced = first.spaced || at == self.end;
        (begins && spaced && end > at).then_some(end - self.start)
    }
}

impl Alphabet for Paragraph<'_, '_> {
    fn len(&self) -> usize {
        self.last - self.start
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let kind = self.kind(at);
        let one = |reads: bool| reads.then_some(at + 1);
        let end = match TABLE.terminals[usize::from(terminal)] {
            "time" => self.time(at),
            "stars" => Some(at + self.stars(at)).filter(|end| *end > at),
            "name" => one(self.name(at)),
            "title" => {
                let word =
                    matches!(kind, Some(TokenKind::Word | TokenKind::Number | TokenKind::Clitic | TokenKind::Comma));
                one(word && at < LABEL)
            }
            "letter" => one(kind == Some(TokenKind::Word) && self.letter(at)),
            "aside" => self.aside(at),
            "comma" => one(kind == Some(TokenKind::Comma)),
            "dash" => one(kind == Some(TokenKind::Dash)),
            "colon" => one(kind == Some(TokenKind::Colon)),
            "stop" => one(kind == Some(TokenKind::Stop)),
            "line-end" => (self.start + at == self.end && self.last > self.end).then_some(at),
            "words" => self.words(at),
            _ => None,
        };
        if let Some(end) = end {
            ends.push(end as u32);
        }
    }
}
