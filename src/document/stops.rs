//! The place where a sentence may end, as the productions of sentences see it.

use super::items::{Item, QuotedPart, part_of};
use super::openings;
use super::tokens::TokenKind;
use crate::grammar::reader::{Alphabet, Ends};
use crate::grammar::rules::sentences::{self as rule, TABLE};
use crate::grammar::{Grammar, RuleId};
use crate::lexicon::WordClass;

/// The rules that say that a sentence goes on; the others say that it ends.
const GOES_ON: [RuleId; 6] = [rule::ABBREVIATION, rule::INITIAL, rule::DOUBTFUL, rule::DATE, rule::TIGHT, rule::TAGGED];
const ENDS: [RuleId; 2] = [rule::STOP, rule::QUOTESTOP];

/// Bits for what can be asked of a place; a terminal is one of them, or one of several.
mod bit {
    pub const NAME: u32 = 1;
    pub const ABBREVIATION: u32 = 1 << 1;
    pub const DOUBTFUL: u32 = 1 << 2;
    pub const INITIAL: u32 = 1 << 3;
    pub const MONTH: u32 = 1 << 4;
    pub const JOINT: u32 = 1 << 5;
    pub const EXCLAMATION: u32 = 1 << 6;
    pub const STOPPED: u32 = 1 << 7;
    pub const EXCLAIMED: u32 = 1 << 8;
    pub const CLOSING: u32 = 1 << 9;
    pub const BEGINS: u32 = 1 << 11;
    pub const OPENER: u32 = 1 << 12;
    pub const CLOSED_CLASS: u32 = 1 << 13;
    pub const COMMON: u32 = 1 << 14;
    pub const NUMBER: u32 = 1 << 15;
    pub const QUOTATION: u32 = 1 << 16;
    pub const DASH: u32 = 1 << 17;
    pub const TIGHT: u32 = 1 << 18;
    pub const TAGGED: u32 = 1 << 19;
    pub const SPEECH: u32 = 1 << 20;
}

/// A place where a sentence may end.
struct Stop(u32);

/// Whether a sentence may end at an item.
#[inline]
pub(super) fn may_end(item: &Item) -> bool {
    matches!(item.kind, TokenKind::Stop | TokenKind::Exclaim | TokenKind::Mark)
}

/// Whether a sentence ends at an item of the paragraph that ends at `end`.
pub(super) fn ends(text: &str, items: &[Item], parts: &[QuotedPart], at: usize, end: usize, grammar: &Grammar) -> bool {
    let item = &items[at];
    let stop = match item.kind {
        TokenKind::Stop | TokenKind::Exclaim => at_sign(text, items, parts, at, end),
        TokenKind::Mark if item.is_quote() => match at_quotation(text, items, parts, at, end, grammar) {
            Some(stop) => stop,
            None => return false,
        },
        _ => return false,
    };
    grammar.sentences.get(stop.0, || u32::from(stop.ends_sentence(grammar))) == 1
}

/// The place at a stop, a question mark, an exclamation mark.
fn at_sign(text: &str, items: &[Item], parts: &[QuotedPart], at: usize, end: usize) -> Stop {
    let mut bits = if items[at].kind == TokenKind::Exclaim { bit::EXCLAMATION } else { 0 };
    if !items[at].spaced {
        bits |= bit::JOINT;
    }
    if let Some(before) = at.checked_sub(1).map(|b| &items[b]).filter(|b| b.kind == TokenKind::Word) {
        let given = at >= 2 && items[at - 2].capital && items[at - 2].is(WordClass::FIRST_NAME);
        bits |= before_stop(text, before, given);
        let named = at >= 2 && items[at - 2].capital && items[at - 2].kind == TokenKind::Word;
        bits |= if named { bit::NAME } else { 0 };
        if bits & bit::DOUBTFUL != 0 && opens_name(text, items, at, end) {
            bits |= bit::ABBREVIATION;
        }
    }
    let mut next = items[..end].get(at + 1);
    if next.is_some_and(|n| n.is_word() && !n.spaced) {
        bits |= bit::TIGHT;
    }
    if next.is_some_and(|n| n.kind == TokenKind::Close) {
        bits |= bit::CLOSING;
        next = items[..end].get(at + 2);
    }
    let speech = |next: &Item| {
        let last = part_of(parts, next).and_then(|part| part.last_inside);
        matches!(last, Some(TokenKind::Stop | TokenKind::Exclaim | TokenKind::Comma))
    };
    bits |= if next.is_some_and(speech) { bit::SPEECH } else { 0 };
    Stop(bits | after(text, next))
}

/// How many words of a body's name are looked at behind an abbreviation.
const BODY: usize = 6;

/// Whether an abbreviation behind its article begins the name of a body: The U.S. Coast Guard said; not "left the U.S.
/// Haro said".
fn opens_name(text: &str, items: &[Item], at: usize, end: usize) -> bool {
    let article = at.checked_sub(2).map(|article| &items[article]);
    let Some(article) = article.filter(|article| article.text(text).eq_ignore_ascii_case("the")) else { return false };
    let part = |i: &&Item| i.kind == TokenKind::Word && (i.capital || i.is(WordClass::CONJUNCTION));
    let last = items[at + 1..end].iter().take(BODY).take_while(part).filter(|i| i.capital).last();
    let body = |i: &Item| i.is(WordClass::ORGANISATION | WordClass::SUFFIX) && !i.is(WordClass::FIRST_NAME);
    last.is_some_and(|last| article.capital || body(last))
}

/// What the word before a stop is; `given` says that a given name stands before it: Harry I. Lund.
fn before_stop(text: &str, before: &Item, given: bool) -> u32 {
    // "He was ill. Haro": a word in small letters, no state.
    let plain = WordClass::COMMON | WordClass::ADJECTIVE | WordClass::NOUN | WordClass::VERB | WordClass::FUNCTION;
    let dotted = before.dotted;
    if before.is(WordClass::ABBREVIATION) && (before.capital || dotted) {
        return bit::ABBREVIATION;
    }
    let word = before.text(text);
    if before.capital && (given || word != "I") && word.chars().nth(1).is_none() {
        return bit::INITIAL;
    }
    let may = before.is(WordClass::ABBREVIATION_MAY) && (before.capital || dotted || !before.is(plain));
    if may || before.capital && dotted {
        return bit::DOUBTFUL;
    }
    if before.is(WordClass::CALENDAR) && word.len() <= 4 { bit::MONTH } else { 0 }
}

/// What follows.
fn after(text: &str, next: Option<&Item>) -> u32 {
    let Some(next) = next else { return 0 };
    let function =
        WordClass::DETERMINER | WordClass::SUBJECT_PRONOUN | WordClass::PREPOSITION | WordClass::SUBORDINATOR;
    let mut bits = if begins(text, next) { bit::BEGINS } else { 0 };
    let mut add = |holds: bool, bit: u32| bits |= if holds { bit } else { 0 };
    add(next.is_quote(), bit::QUOTATION);
    add(next.kind == TokenKind::Number, bit::NUMBER);
    add(next.kind == TokenKind::Dash, bit::DASH);
    add(next.is(function | WordClass::CONJUNCTION), bit::CLOSED_CLASS);
    // "Laurence H. Tribe": many a surname is a common word.
    add(next.is(WordClass::COMMON) && !next.is(WordClass::FIRST_NAME), bit::COMMON);
    let opener = next.capital && next.is(function | WordClass::COMMON);
    add(opener && !next.is(WordClass::TITLE | WordClass::FIRST_NAME | WordClass::ORGANISATION), bit::OPENER);
    bits
}

/// The place behind a quotation; none where nothing follows or no stop ends its words.
fn at_quotation(
    text: &str,
    items: &[Item],
    parts: &[QuotedPart],
    at: usize,
    end: usize,
    grammar: &Grammar,
) -> Option<Stop> {
    let next = items[..end].get(at + 1)?;
    let bits = match part_of(parts, &items[at])?.last_inside? {
        TokenKind::Stop => bit::STOPPED,
        TokenKind::Exclaim | TokenKind::Ellipsis | TokenKind::Dash if begins(text, next) => {
            let tagged = openings::tag_follows(text, items, at + 1..end, grammar);
            bit::EXCLAIMED | if tagged { bit::TAGGED } else { 0 }
        }
        // Two quotations side by side, the first without its stop.
        _ => return None,
    };
    Some(Stop(bits | after(text, Some(next))))
}

/// Whether a sentence can begin with this item.
pub(super) fn begins(text: &str, item: &Item) -> bool {
    if item.is_quote() {
        return true;
    }
    match item.kind {
        TokenKind::Word => item.capital || item.text(text).chars().any(char::is_uppercase) || !has_case(text, item),
        TokenKind::Number | TokenKind::Open | TokenKind::Mark | TokenKind::Dash | TokenKind::Symbol => true,
        _ => false,
    }
}

/// Whether the word is of a script with capitals.
fn has_case(text: &str, item: &Item) -> bool {
    let first = item.text(text).chars().next().unwrap_or('a');
    first.is_lowercase() || first.is_uppercase()
}

impl Stop {
    fn ends_sentence(&self, grammar: &Grammar) -> bool {
        let reads = |id: &RuleId| grammar.program(*id).is_some_and(|program| program.read(self, 0).is_ok());
        !GOES_ON.iter().any(reads) && ENDS.iter().any(reads)
    }

    fn has(&self, bits: u32) -> bool {
        self.0 & bits != 0
    }
}

impl Alphabet for Stop {
    fn len(&self) -> usize {
        if self.has(bit::CLOSING) { 6 } else { 5 }
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let closing = self.has(bit::CLOSING);
        let quotation = bit::STOPPED | bit::EXCLAIMED;
        let reads = match (TABLE.terminals[usize::from(terminal)], at) {
            ("any", 0..=2) => true,
            ("name", 0) => self.has(bit::NAME),
            ("abbreviation", 1) => self.has(bit::ABBREVIATION),
            ("doubtful", 1) => self.has(bit::DOUBTFUL),
            ("initial", 1) => self.has(bit::INITIAL),
            ("month", 1) => self.has(bit::MONTH),
            ("joint", 2) => self.has(bit::JOINT),
            ("stop", 3) => !self.has(quotation),
            ("full-stop", 3) => !self.has(quotation | bit::EXCLAMATION),
            ("quotation-end", 3) => self.has(quotation),
            ("exclaimed-quotation", 3) => self.has(bit::EXCLAIMED),
            ("closing", 4) => closing,
            (_, 4) if closing => false,
            (name, 4 | 5) => self.has(match name {
                "begins" => bit::BEGINS,
                "opener" => bit::OPENER | bit::QUOTATION,
                "closed-class" => bit::CLOSED_CLASS,
                "common" => bit::COMMON,
                "number" => bit::NUMBER,
                "dash" => bit::DASH,
                "tight" => bit::TIGHT,
                "tagged" => bit::TAGGED,
                "speech" => bit::SPEECH,
                _ => 0,
            }),
            _ => false,
        };
        if reads {
            ends.push(at as u32 + 1);
        }
    }
}
