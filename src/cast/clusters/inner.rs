//! Names inside the phrase of another mention: Haro's lawyer, a spokesman for Anna Haro.
//!
//! Takes a mention, gives the names that it holds beside its head's.

use super::{Found, Sort, name_range};
use crate::attribution::Analysis;
use crate::cast::names::NameWords;
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use crate::mention::{Mention, MentionKind};
use smallvec::smallvec;
use std::ops::Range;

/// Names inside a phrase that are not its head: Haro's lawyer, a spokesman for Anna Haro.
pub(super) fn inner_names(analysis: &Analysis<'_>, number: usize, mention: &Mention, found: &mut Vec<Found>) {
    let items = &analysis.document.items;
    if matches!(mention.kind, MentionKind::Pronoun | MentionKind::Relative) || mention.phrase.len() < 2 {
        return;
    }
    let outer = mention.phrase.items();
    let core = if matches!(mention.kind, MentionKind::Name | MentionKind::Body) {
        name_range(analysis, mention)
    } else {
        0..0
    };
    let mut at = outer.start;
    while at < outer.end {
        if core.contains(&at) {
            at = core.end;
            continue;
        }
        if !capital(analysis, at) {
            at += 1;
            continue;
        }
        let from = at;
        let joins = |at: usize| joint(analysis, from..outer.end, at) && !core.contains(&(at + 1));
        let goes_on = |at: usize| capital(analysis, at) || initial_stop(analysis, from, at) || joins(at);
        while at < outer.end && !core.contains(&at) && goes_on(at) {
            at += if joins(at) { 2 } else { 1 };
        }
        while at > from && items[at - 1].kind == TokenKind::Stop {
            at -= 1;
        }
        let mut range = from..at;
        at = at.max(from + 1);
        let titled = without_titles(analysis, &mut range);
        let words = NameWords::read(analysis.document, std::slice::from_ref(&range));
        let sort = sort_of(analysis, &words, &range, titled, range.start > outer.start)
            .or_else(|| unknown(analysis, mention, &words, &range));
        found.extend(sort.map(|sort| Found { mention: number, parts: smallvec![range], words, sort, inner: true }));
    }
}

/// Whether a name in a phrase goes on with a small word and the capital behind it: the National Union | of Bakers, Feld | &
/// Sons.
fn joint(analysis: &Analysis<'_>, name: Range<usize>, at: usize) -> bool {
    let document = analysis.document;
    let next = at > name.start && at + 1 < name.end && capital(analysis, at + 1);
    let body = |at: usize| document.items[at].is(WordClass::ORGANISATION) && document.items[at].capital;
    next && (document.word(at) == "&" || document.word(at) == "of" && at > name.start + 1 && body(at - 1))
}

/// A name of several words that nothing tells to be a person's or a body's, behind what comes from somebody: crews from
/// Ozan Valley Electric, the warehouse of Grell Imports.
fn unknown(analysis: &Analysis<'_>, mention: &Mention, words: &NameWords, range: &Range<usize>) -> Option<Sort> {
    let document = analysis.document;
    let before = range.start.checked_sub(1)?;
    let of = document.is_any(before, listed!["from", "by"])
        || document.word(before) == "of" && mention.kind != MentionKind::People;
    let other = WordClass::PLACE | WordClass::METONYM | WordClass::DEMONYM | WordClass::TITLE | WordClass::PERSON;
    let other = other | WordClass::FIRST_NAME;
    let names = words.words.len() > 1 && !document.items[range.clone()].iter().any(|i| i.is(other));
    (of && names && mention.kind != MentionKind::Person).then_some(Sort::Person)
}

/// Cuts titles and offices off the front of a name; tells whether there were any.
fn without_titles(analysis: &Analysis<'_>, range: &mut Range<usize>) -> bool {
    let items = &analysis.document.items;
    let titled = range.len() > 1 && items[range.start].is(WordClass::TITLE | WordClass::PERSON);
    while range.len() > 1
        && items[range.start].is(WordClass::TITLE | WordClass::PERSON | WordClass::DEMONYM)
        && !items[range.start].is(WordClass::FIRST_NAME)
    {
        range.start += 1;
        if items[range.start].kind == TokenKind::Stop && range.len() > 1 {
            range.start += 1;
        }
    }
    // State Department Inspector General Anna Haro: the name begins behind the office.
    let office = WordClass::TITLE | WordClass::PERSON;
    let behind = (range.start + 1..range.end.saturating_sub(1)).rev().find(|&at| {
        let before = if items[at - 1].kind == TokenKind::Stop { at.saturating_sub(2) } else { at - 1 };
        items[at].is(WordClass::FIRST_NAME)
            && before >= range.start
            && items[before].is(office)
            && !items[at].is(office)
    });
    range.start = behind.unwrap_or(range.start);
    titled || behind.is_some()
}

/// What a name inside a phrase is, where it begins or recalls anybody; `inside` where it does not begin the phrase.
fn sort_of(
    analysis: &Analysis<'_>,
    words: &NameWords,
    range: &Range<usize>,
    titled: bool,
    inside: bool,
) -> Option<Sort> {
    let items = &analysis.document.items;
    let given = items[range.start].is(WordClass::FIRST_NAME);
    let possessive = items.get(range.end).is_some_and(|i| i.kind == TokenKind::Clitic);
    // Only what looks like a person or a body begins somebody new here; anything else can but recall one.
    let several = words.words.len() > 1;
    let last = &items[range.end - 1];
    let joint = range.clone().any(|at| joint(analysis, range.clone(), at));
    let body = several
        && !given
        && (joint
            || last.is(WordClass::ORGANISATION | WordClass::SUFFIX | WordClass::OUTLET_WORD)
            || analysis.document.outlet(analysis.lexicon, range.clone()).is_some());
    let common =
        WordClass::COMMON | WordClass::PLACE | WordClass::METONYM | WordClass::ORGANISATION | WordClass::OUTLET_WORD;
    let plain = words.words.len() == 2 && possessive && !words.words.iter().any(|w| items[w.at].is(common));
    let person = several && !body && (given || titled || plain);
    if body {
        return Some(Sort::Body);
    }
    let recalls = words.words.len() == 1 && (possessive || titled || inside);
    (person || recalls).then_some(Sort::Person)
}

fn capital(analysis: &Analysis<'_>, at: usize) -> bool {
    let item = &analysis.document.items[at];
    let function = WordClass::DETERMINER
        | WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::POSSESSIVE
        | WordClass::SUBJECT_PRONOUN
        | WordClass::CALENDAR;
    item.kind == TokenKind::Word
        && item.capital
        && !item.is(function)
        && !(item.is(WordClass::COMMON) && !item.is(WordClass::FIRST_NAME) && starts_sentence(analysis, at))
}

pub(in crate::cast) fn starts_sentence(analysis: &Analysis<'_>, at: usize) -> bool {
    let sentences = &analysis.document.sentences;
    sentences.binary_search_by_key(&at, |s| s.items.start).is_ok()
}

/// The stop of an initial or a title inside a name.
fn initial_stop(analysis: &Analysis<'_>, from: usize, at: usize) -> bool {
    let items = &analysis.document.items;
    items[at].kind == TokenKind::Stop
        && at > from
        && (analysis.document.word(at - 1).chars().count() == 1 || items[at - 1].is(WordClass::ABBREVIATION))
}
