//! Sentences over items.
//!
//! Takes the items of each paragraph, gives sentence ranges. A stop ends a sentence unless it belongs to an
//! abbreviation, an initial or a number; a quotation ends one where its own last stop does and what follows does not
//! go on with the sentence ("Who pays?" asked Haro).

use super::items::{Item, QuotedPart, Sentence, part_of};
use super::tokens::TokenKind;
use crate::lexicon::{WordClass, word_hash};
use std::ops::Range;

/// How far behind a quotation that ends in `?` or `!` a cue is looked for before the quotation counts as a sentence.
const TAG_REACH: usize = 14;

/// The longest sentence, in items. Nobody writes a longer one, and what is looked for in a sentence costs more than its
/// length: a text without stops must not bring the work to a halt.
const LONGEST: usize = 250;

/// Cuts the paragraphs into sentences.
pub fn sentences(text: &str, items: &[Item], parts: &[QuotedPart], paragraphs: &[Range<usize>]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        // 14:32 Westgrid says: the hour of an entry is a sentence of its own.
        let hour = hour(text, items, paragraph);
        if hour > paragraph.start {
            sentences.push(Sentence { items: paragraph.start..hour, paragraph: number });
        }
        let mut begin = hour;
        let mut at = hour;
        while at < paragraph.end {
            if ends_sentence(text, items, parts, at, paragraph.end) || at + 1 - begin >= LONGEST {
                let mut end = at + 1;
                while end < paragraph.end && items[end].kind == TokenKind::Close {
                    end += 1;
                }
                sentences.push(Sentence { items: begin..end, paragraph: number });
                begin = end;
                at = end;
            } else {
                at += 1;
            }
        }
        if begin < paragraph.end {
            sentences.push(Sentence { items: begin..paragraph.end, paragraph: number });
        }
    }
    sentences
}

/// Where the hour ends that opens a paragraph: 14:32, 2.15pm, 9:05 GMT; its start where none does.
fn hour(text: &str, items: &[Item], paragraph: &Range<usize>) -> usize {
    let start = paragraph.start;
    let word = |at: usize| items[..paragraph.end].get(at).map_or("", |item| item.text(text));
    let number = |at: usize, most: u32| {
        let digits = word(at);
        digits.len() <= 2 && digits.parse::<u32>().is_ok_and(|n| n < most)
    };
    let clock = |at: usize| {
        let (hours, minutes) = word(at).split_once(['.', ':']).unwrap_or_default();
        minutes.len() == 2 && hours.parse::<u32>().is_ok_and(|n| n < 24) && minutes.parse::<u32>().is_ok_and(|n| n < 60)
    };
    let colon = items[..paragraph.end].get(start + 1).is_some_and(|i| i.kind == TokenKind::Colon);
    let mut end = if number(start, 24) && colon && number(start + 2, 60) && word(start + 2).len() == 2 {
        start + 3
    } else if clock(start) && word(start).contains(':') {
        start + 1
    } else {
        return start;
    };
    if matches!(word(end), "am" | "pm" | "AM" | "PM" | "GMT" | "BST" | "CET" | "UTC" | "ET") {
        end += 1;
    }
    if items[..paragraph.end]
        .get(end)
        .is_some_and(|i| matches!(i.kind, TokenKind::Dash | TokenKind::Colon | TokenKind::Stop))
    {
        end += 1;
    }
    let follows = items[..paragraph.end].get(end).is_some_and(|next| begins_sentence(text, next));
    if follows { end } else { start }
}

fn ends_sentence(text: &str, items: &[Item], parts: &[QuotedPart], at: usize, end: usize) -> bool {
    let item = &items[at];
    let next = items[..end].get(at + 1);
    if item.is_quote() {
        return next.is_some() && quote_ends_sentence(text, items, parts, at, end);
    }
    match item.kind {
        TokenKind::Exclaim => next.is_none_or(|n| begins_sentence(text, n) || n.kind == TokenKind::Close),
        TokenKind::Stop => stop_ends_sentence(text, items, at, end),
        _ => false,
    }
}

/// Whether a sentence can begin with this item.
fn begins_sentence(text: &str, item: &Item) -> bool {
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

fn stop_ends_sentence(text: &str, items: &[Item], at: usize, end: usize) -> bool {
    let Some(next) = items[..end].get(at + 1) else { return true };
    let attached = !items[at].spaced;
    // 3.5, .com, example.org: nothing ends without a space, but for a mark or a bracket.
    if next.is_word() && !next.spaced {
        return false;
    }
    // The bracket's own stop: "(R-Fla.), who", "(He left.) Then".
    let mut next = next;
    if next.kind == TokenKind::Close {
        match items[..end].get(at + 2) {
            None => return true,
            Some(behind) => next = behind,
        }
    }
    if !begins_sentence(text, next) {
        return false;
    }
    let Some(before) = at.checked_sub(1).map(|b| &items[b]).filter(|b| attached && b.kind == TokenKind::Word) else {
        return true;
    };
    let word = before.text(text);
    if before.is(WordClass::ABBREVIATION) && (before.capital || word.contains('.')) {
        return false;
    }
    let single = before.capital && word.chars().count() == 1;
    let initialism = before.capital && word.contains('.');
    if single && word != "I" {
        // An initial: J. Smith; but "Plan B. The".
        let closed = WordClass::DETERMINER
            | WordClass::SUBJECT_PRONOUN
            | WordClass::PREPOSITION
            | WordClass::SUBORDINATOR
            | WordClass::CONJUNCTION;
        // "Laurence H. Tribe": many a surname is a common word.
        let named = at >= 2 && items[at - 2].capital && items[at - 2].kind == TokenKind::Word;
        return next.is(closed) || next.is(WordClass::COMMON) && !next.is(WordClass::FIRST_NAME) && !named;
    }
    // "He was ill. Haro": a word in small letters, no state.
    let plain = WordClass::COMMON | WordClass::ADJECTIVE | WordClass::NOUN | WordClass::VERB | WordClass::FUNCTION;
    let may = before.is(WordClass::ABBREVIATION_MAY) && (before.capital || word.contains('.') || !before.is(plain));
    if may || initialism {
        return next.is_quote()
            || (next.capital
                && next.is(WordClass::COMMON
                    | WordClass::DETERMINER
                    | WordClass::SUBJECT_PRONOUN
                    | WordClass::PREPOSITION
                    | WordClass::SUBORDINATOR)
                && !next.is(WordClass::TITLE | WordClass::FIRST_NAME));
    }
    if before.is(WordClass::CALENDAR) && word.len() <= 4 && next.kind == TokenKind::Number {
        return false;
    }
    true
}

fn quote_ends_sentence(text: &str, items: &[Item], parts: &[QuotedPart], at: usize, end: usize) -> bool {
    let Some(next) = items[..end].get(at + 1) else { return true };
    if !begins_sentence(text, next) || next.kind == TokenKind::Dash {
        return false;
    }
    match part_of(parts, &items[at]).and_then(|part| part.last_inside) {
        Some(TokenKind::Stop) => true,
        Some(TokenKind::Exclaim | TokenKind::Ellipsis | TokenKind::Dash) => !tag_follows(items, at + 1, end),
        // Two quotations side by side, the first without its stop.
        _ => false,
    }
}

/// Cues whose object is whoever is spoken to: Haro asked the mayor.
const ASKED: &[u32] = &[
    word_hash("ask"),
    word_hash("asks"),
    word_hash("asked"),
    word_hash("tell"),
    word_hash("tells"),
    word_hash("told"),
];

/// Whether a clause ends behind the one spoken to, without anything that it goes on to report: asked the mayor.
fn addressee_ends(behind: &[Item]) -> bool {
    let reported = WordClass::THAT | WordClass::SUBORDINATOR | WordClass::WH | WordClass::TO | WordClass::AUXILIARY;
    behind
        .iter()
        .take_while(|i| {
            !matches!(i.kind, TokenKind::Stop | TokenKind::Exclaim | TokenKind::Semicolon | TokenKind::Comma)
        })
        .all(|i| !i.is_quote() && i.kind != TokenKind::Colon && !i.is(reported))
}

/// Whether a speaker and a cue follow before anything else: `"Who pays?" Haro asked.`
fn tag_follows(items: &[Item], from: usize, end: usize) -> bool {
    let reach = &items[from..end.min(from + TAG_REACH)];
    for (n, item) in reach.iter().enumerate() {
        if item.is_quote() || matches!(item.kind, TokenKind::Stop | TokenKind::Exclaim | TokenKind::Semicolon) {
            return false;
        }
        if item.is(WordClass::CUE) && n > 0 {
            // The cue ends its clause: a stop, a comma, an adverbial; not an object or a that-clause.
            let behind = reach.get(n + 1);
            let clause = WordClass::THAT | WordClass::SUBJECT_PRONOUN | WordClass::TO;
            return behind.is_none_or(|b| {
                !b.is_quote()
                    && !b.is(clause)
                    && (!b.is(WordClass::DETERMINER | WordClass::POSSESSIVE)
                        || ASKED.contains(&item.hash) && addressee_ends(&reach[n + 1..]))
            });
        }
        // "Miss Amis asked", "May asked": names that are verbs too.
        if item.is(WordClass::BE | WordClass::MODAL | WordClass::THINK) && !item.capital {
            return false;
        }
    }
    false
}

/// Whether nearly every word of a sentence has a capital, as in a headline: of the short ones those that are no function
/// words count too.
pub(crate) fn title_case(items: &[Item], sentence: &Sentence) -> bool {
    if sentence.items.len() < 4 || sentence.items.len() > 30 {
        return false;
    }
    let (mut capital, mut all) = (0, 0);
    // One in ten may be without, and there are thirty at most.
    const WITHOUT: usize = 3;
    for item in &items[sentence.items.clone()] {
        if item.kind == TokenKind::Word {
            // A short word without a capital speaks against it where a headline would give it one: the council met.
            if item.end - item.start >= 4 || !item.capital && !item.is(WordClass::FUNCTION | WordClass::TO) {
                all += 1;
                capital += usize::from(item.capital);
                if all - capital > WITHOUT {
                    return false;
                }
            }
        }
    }
    all >= 4 && capital * 10 >= all * 9
}
