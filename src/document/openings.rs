//! What opens a paragraph and is no part of its first sentence: an hour, a dateline; and what follows a question in marks.

use super::items::{Item, QuotedPart, part_of};
use super::stops::begins;
use super::tokens::TokenKind;
use crate::grammar::Grammar;
use crate::grammar::reader::{Alphabet, Ends};
use crate::grammar::rules::openings::{DATELINE, HOUR, SAIDAFTER, TABLE};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use std::ops::Range;

/// How far after a quotation that ends in `?` or `!` a cue is looked for before the quotation counts as a sentence.
const TAG_REACH: usize = 14;
/// How many items an hour or a dateline has at most.
const OPENING_REACH: usize = 16;
/// How far after a quotation behind a dateline its speaker and cue stand.
const SPEAKER_REACH: usize = 10;
/// How far behind a cue its speaker's name begins: said farmer Kamal.
const NAME_REACH: usize = 3;

/// A stretch of items, from the first on.
struct Stretch<'i> {
    text: &'i str,
    items: &'i [Item],
    /// The whole paragraph.
    paragraph: &'i [Item],
    parts: &'i [QuotedPart],
}

/// Where what opens a paragraph ends; its start where nothing does.
pub(super) fn opening(
    text: &str,
    items: &[Item],
    parts: &[QuotedPart],
    paragraph: &Range<usize>,
    grammar: &Grammar,
) -> usize {
    let start = paragraph.start;
    let first = &items[start];
    let rule = match first.kind {
        TokenKind::Number => HOUR,
        TokenKind::Word if first.capital => DATELINE,
        _ => return start,
    };
    let end = paragraph.end.min(start + OPENING_REACH);
    // Nearly every paragraph begins with a word that is no dateline: without a sign that one ends in there is none.
    let sign = |item: &Item| matches!(item.kind, TokenKind::Dash | TokenKind::Colon);
    if rule == DATELINE && !items[start..end].iter().any(sign) {
        return start;
    }
    let stretch = Stretch { text, items: &items[start..end], paragraph: &items[paragraph.clone()], parts };
    let reading = grammar.program(rule).and_then(|program| program.read(&stretch, 0).ok());
    // What begins after it is looked at alone.
    reading.map_or(start, |reading| start + reading.end)
}

/// Whether a speaker and a cue follow before anything else: `"Who pays?" Haro asked.`
pub(super) fn tag_follows(text: &str, items: &[Item], after: Range<usize>, grammar: &Grammar) -> bool {
    let reach = after.start..after.end.min(after.start + TAG_REACH);
    let stretch = Stretch { text, items: &items[reach], paragraph: &[], parts: &[] };
    grammar.program(SAIDAFTER).is_some_and(|program| program.read(&stretch, 0).is_ok())
}

impl Stretch<'_> {
    fn digits(&self, at: usize, most: u32, least_digits: usize) -> bool {
        let word = self.items[at].text(self.text);
        (least_digits..=2).contains(&word.len()) && word.parse::<u32>().is_ok_and(|n| n < most)
    }

    /// A word of a place in capitals: GYUMRI, PORT-AU-PRINCE.
    fn capitals(&self, at: usize) -> bool {
        let item = &self.items[at];
        item.kind == TokenKind::Word && item.capital && (item.upper && item.end - item.start >= 2 || item.dotted)
    }

    /// What goes on with a place in capitals: further capitals, the stop of an abbreviation, a stroke.
    fn more(&self, at: usize) -> bool {
        let item = &self.items[at];
        match item.kind {
            TokenKind::Word => item.upper || item.dotted && item.capital,
            TokenKind::Stop => !item.spaced && at > 0 && self.items[at - 1].end - self.items[at - 1].start <= 3,
            TokenKind::Symbol => !item.spaced && item.text(self.text) == "/",
            _ => false,
        }
    }

    /// Whether a quotation begins here that has a named speaker and a cue of its own behind it: what stands before it is the
    /// place then, and nobody's label. YELGAON: “We pay for water,” Kamal Jadhav said.
    fn tagged(&self, at: usize) -> bool {
        let Some((first, rest)) = self.paragraph.get(at..).and_then(|items| items.split_first()) else { return false };
        // With a stop of its own the quotation ends its sentence, and what follows says nothing of it.
        let last = part_of(self.parts, first).and_then(|part| part.last_inside);
        if !matches!(last, Some(TokenKind::Comma | TokenKind::Exclaim | TokenKind::Dash | TokenKind::Ellipsis)) {
            return false;
        }
        let ends = |item: &Item| item.is_quote() || item.kind == TokenKind::Stop;
        let tag: Vec<&Item> = rest.iter().take(SPEAKER_REACH).take_while(|item| !ends(item)).collect();
        let Some(cue) = tag.iter().position(|item| item.is(WordClass::CUE) && !item.capital) else { return false };
        let named = |item: &&Item| item.is_word() && item.capital && !item.is(WordClass::SUBJECT_PRONOUN);
        tag.iter().take(cue + 1 + NAME_REACH).any(named)
    }

    /// Whether a clause ends behind the one spoken to, without anything that it goes on to report: asked the mayor.
    fn addressee_ends(&self, at: usize) -> bool {
        let reported = WordClass::THAT | WordClass::SUBORDINATOR | WordClass::WH | WordClass::TO | WordClass::AUXILIARY;
        self.items[at..]
            .iter()
            .take_while(|i| {
                !matches!(i.kind, TokenKind::Stop | TokenKind::Exclaim | TokenKind::Semicolon | TokenKind::Comma)
            })
            .all(|i| !i.is_quote() && i.kind != TokenKind::Colon && !i.is(reported))
    }

    /// A word between a quotation and its cue.
    fn other(&self, at: usize) -> bool {
        let item = &self.items[at];
        // "Miss Amis asked", "May asked": names that are verbs too.
        let verb = item.is(WordClass::BE | WordClass::MODAL | WordClass::THINK) && !item.capital;
        let ends = matches!(item.kind, TokenKind::Stop | TokenKind::Exclaim | TokenKind::Semicolon);
        !(item.is_quote() || ends || at > 0 && item.is(WordClass::CUE) || verb)
    }
}

impl Alphabet for Stretch<'_> {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let name = TABLE.terminals[usize::from(terminal)];
        let Some(item) = self.items.get(at) else {
            if name == "addressee-end" {
                ends.push(at as u32);
            }
            return;
        };
        let object = WordClass::DETERMINER | WordClass::POSSESSIVE;
        let clause = WordClass::THAT | WordClass::SUBJECT_PRONOUN | WordClass::TO;
        let asked = rule_words::SPEAKS_TO_FORM.contains(&item.hash);
        let (reads, width) = match name {
            "hour" => (self.digits(at, 24, 1), 1),
            "minutes" => (self.digits(at, 60, 2), 1),
            "zone" => (rule_words::DATELINE_CLOCK.holds(item.text(self.text)), 1),
            "capitals" => (self.capitals(at), 1),
            "more" => (self.more(at), 1),
            "date" => (item.is(WordClass::CALENDAR), 1),
            "name" => (item.kind == TokenKind::Word && item.capital, 1),
            "place" => {
                let rest = item.is_word() && (item.capital || item.kind == TokenKind::Number);
                (rest || matches!(item.kind, TokenKind::Stop | TokenKind::Comma), 1)
            }
            "sign" => (matches!(item.kind, TokenKind::Dash | TokenKind::Colon | TokenKind::Stop), 1),
            "known-place" => (self.capitals(at) && item.is(WordClass::PLACE), 1),
            "colon" => (item.kind == TokenKind::Colon, 1),
            "dash" => (item.kind == TokenKind::Dash, 1),
            "comma" => (item.kind == TokenKind::Comma, 1),
            "bracket" => (item.kind == TokenKind::Open, 1),
            "closing" => (item.kind == TokenKind::Close, 1),
            "tagged" => (self.tagged(at), 0),
            "begins" => (begins(self.text, item), 0),
            "other" => (self.other(at), 1),
            "cue" => (item.is(WordClass::CUE), 1),
            "asked" => (item.is(WordClass::CUE) && asked, 1),
            "reported" => (item.is_quote() || item.is(clause | object), 1),
            "object" => (item.is(object), 0),
            "addressee-end" => (self.addressee_ends(at), 0),
            _ => (false, 0),
        };
        if reads {
            ends.push((at + width) as u32);
        }
    }
}
