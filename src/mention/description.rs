//! What a description is, by its head noun: a person, several, a body, a text.
//!
//! Takes the head of a phrase that names nobody, gives its kind, or nothing where no speaker can be meant.

use super::phrase::{Context, plain};
use super::run::opens_clause;
use super::words::Class;
use super::{Mention, MentionKind, words};
use crate::document::{Ending, Item, Items, Parsed, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;

/// `percentage = number ( "%" | "percent" | "per" "cent" )` at the head of a clause, before its cue: 61% said
pub(super) fn percentage<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Mention> {
    let none = Err(nom::Err::Error(()));
    let at = input.position();
    if input.first().is_none_or(|i| i.kind != TokenKind::Number) {
        return none;
    }
    let is = |n: usize, word: &str| input.get(n).is_some() && context.document.word(at + n) == word;
    let length = match () {
        () if is(1, "%") || is(1, "percent") => 2,
        () if is(1, "per") && is(2, "cent") => 3,
        () => return none,
    };
    let cue = input.get(length).is_some_and(|i| i.cue != 0 && !i.capital);
    if !cue || !opens_clause(context, at) {
        return none;
    }
    Ok((input.skip(length), plain(MentionKind::People, at..at + length, at)))
}

/// The kind of a description by its head noun.
pub(super) fn description(head: &Item, context: Context<'_>, at: usize) -> Option<MentionKind> {
    // "that egregiously": an opener and an adverb are no phrase.
    let noun = WordClass::NOUN
        | WordClass::ADJECTIVE
        | WordClass::PERSON
        | WordClass::PERSONS
        | WordClass::QUANTIFIER
        | WordClass::ORGANISATION
        | WordClass::GROUP
        | WordClass::DOCUMENT
        | WordClass::NOUN_CUE;
    let opened = at > context.sentence_start && context.document.items[at - 1].is(WordClass::THAT);
    if (head.is(WordClass::ADVERB) || opened) && !head.is(noun) && head.ending == Ending::Ly {
        return None;
    }
    if head.kind == TokenKind::Number || words::is(context, at, Class::TIME) {
        return None;
    }
    // Figures that were obtained are no people.
    let obtained = &rule_words::OBTAINED;
    let figures = context.document.is_any(at, listed!["figures"]) && context.document.is_any(at + 1, obtained);
    let kind = if figures {
        MentionKind::Document
    } else if head.is(WordClass::PERSON) && !head.is(WordClass::PERSONS) {
        MentionKind::Person
    } else if head.is(WordClass::PERSONS | WordClass::GROUP | WordClass::QUANTIFIER) {
        MentionKind::People
    } else if head.is(WordClass::ORGANISATION | WordClass::OUTLET_NOUN) {
        MentionKind::Organisation
    } else if head.is(WordClass::DOCUMENT) {
        MentionKind::Document
    } else {
        // "co-founder", "vice-president": the last part decides, but not in "mayor-elect".
        let word = context.document.word(at);
        let joined = !word.bytes().all(|b| b.is_ascii_alphabetic());
        let class = if joined { class_of_last(context, word) } else { WordClass::NONE };
        match class {
            _ if joined && word.ends_with("year-old") => MentionKind::Person,
            _ if word.ends_with(['n', 'r', 't'])
                && rule_words::PERSON_ENDING.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e)) =>
            {
                MentionKind::Person
            }
            c if c.any(WordClass::PERSON) => MentionKind::Person,
            c if c.any(WordClass::PERSONS | WordClass::GROUP) => MentionKind::People,
            _ => MentionKind::Other,
        }
    };
    Some(kind)
}

/// The class of the last part of a joined word.
pub(super) fn class_of_last(context: Context<'_>, word: &str) -> WordClass {
    let office = ["-elect", "-designate"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    // "mum-of-two": the first part there.
    let last = match word.split_once("-of-") {
        Some((first, _)) => first,
        None => office.rsplit(['-', '\u{2010}']).next().unwrap_or(word),
    };
    if last.len() < word.len() { context.lexicon.word(&last.to_lowercase()).class } else { WordClass::NONE }
}
