//! What "and" joins inside a noun phrase: scientists in Norway and Iceland, a letter from the union and two councils.
//!
//! Takes a mention, the object of its preposition and what stands behind it, gives the end of the list that belongs to
//! the preposition. Like is joined with like: phrases of one sort behind a preposition are its objects, one that is like
//! the head instead is a second subject (the head of the union and the minister said). The verb decides where it shows
//! a number: a friend of Haro and Lind says, a friend of Haro and Lind say.

use super::phrase::Context;
use super::run::run;
use super::tail::attached;
use super::{Mention, MentionKind};
use crate::document::{Items, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use std::ops::Range;

/// The most members of a list behind its first.
const MOST: usize = 8;

/// What a phrase behind a preposition is, as far as lists keep to one sort.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Place,
    Name,
    Body,
    People,
    Person,
    Other,
}

/// `objects = object { "," object } [ "," ] "and" object`, behind the first: gives the rest and the end of the last one
pub(super) fn objects<'d>(
    context: Context<'d>,
    mention: &Mention,
    preposition: &str,
    first: &Range<usize>,
    input: Items<'d>,
) -> Option<(Items<'d>, usize)> {
    let (mut rest, mut commas) = (input, 0);
    for _ in 0..MOST {
        let comma = rest.first()?.kind == TokenKind::Comma;
        let after = if comma { rest.skip(1) } else { rest };
        let and =
            after.first()?.is(WordClass::CONJUNCTION) && context.document.is_any(after.position(), listed!["and"]);
        if !comma && !and {
            return None;
        }
        commas += usize::from(comma);
        let (after, next) = run(context, if and { after.skip(1) } else { after }).ok()?;
        let end = next.end;
        if !belongs(context, mention, preposition, first, &next, number(context, after).filter(|_| and)) {
            return None;
        }
        rest = after;
        if and {
            // Where a list of names ends without a verb, its commas can be those of asides.
            let named = commas > 0 && context.document.items[end - 1].capital;
            let verb = || rest.first().is_some_and(|i| i.cue != 0 || i.is(WordClass::VERB | WordClass::AUXILIARY));
            return (!named || verb()).then_some((rest, end));
        }
    }
    None
}

/// Whether a phrase behind "and" is governed by the preposition of the one before it. `verb` tells the number of the
/// verb behind, where it shows one: true for several.
fn belongs(
    context: Context<'_>,
    mention: &Mention,
    preposition: &str,
    first: &Range<usize>,
    next: &Range<usize>,
    verb: Option<bool>,
) -> bool {
    let items = &context.document.items;
    let head = &items[mention.head];
    // The Ministry of Health and Welfare
    if head.capital && mention.kind != MentionKind::Name && super::bodies::goes_on(context, first, next) {
        return true;
    }
    let (one, other) = (sort(context, first), sort(context, next));
    let opener = WordClass::DETERMINER | WordClass::POSSESSIVE;
    let opened = items[next.start].is(opener | WordClass::NUMBER | WordClass::QUANTIFIER);
    if governed(context, mention) && opened {
        return false;
    }
    let text = mention.kind == MentionKind::Document || head.is(WordClass::DOCUMENT | WordClass::NOUN_CUE);
    let single = mention.kind == MentionKind::Person || text && !context.document.word(mention.head).ends_with('s');
    if single && verb == Some(true) {
        return one == Sort::Place && other == Sort::Place;
    }
    let same = items[first.start].is(opener) == items[next.start].is(opener);
    let owned = items[next.start].is(WordClass::POSSESSIVE);
    let several = matches!(mention.kind, MentionKind::People | MentionKind::Organisation)
        || preposition == "for"
        || attached(context, mention.head)
        || verb == Some(false);
    match (one, other) {
        (Sort::Place, Sort::Place) => true,
        // A report by the council and an inquiry by the ministry: two texts.
        _ if text => !items[next.end - 1].is(WordClass::DOCUMENT),
        (Sort::Name | Sort::Body, Sort::Name | Sort::Body)
            if items[first.end - 1].capital && items[next.end - 1].capital =>
        {
            several
        }
        (Sort::Body, Sort::Body) => same || owned,
        (Sort::People, Sort::People) | (Sort::Other, Sort::Other) => same && (!opened || items[first.start].is(opener)),
        (Sort::Person, Sort::Person) => same && mention.kind == MentionKind::People,
        _ => false,
    }
}

/// Whether a verb or preposition before a mention has it as its object, so that "and" can begin a clause behind it: he
/// met the head of the union and the ministry said nothing.
fn governed(context: Context<'_>, mention: &Mention) -> bool {
    let before = mention.phrase.start().checked_sub(1).filter(|&at| at >= context.sentence_start);
    before.map(|at| &context.document.items[at]).is_some_and(|i| {
        i.kind == TokenKind::Word
            && i.cue == 0
            && i.is(WordClass::VERB | WordClass::PREPOSITION | WordClass::TO)
            && !i.is(WordClass::SUBORDINATOR)
    })
}

/// The sort of a phrase by its last word.
fn sort(context: Context<'_>, run: &Range<usize>) -> Sort {
    let items = &context.document.items;
    let last = &items[run.end - 1];
    let body = WordClass::ORGANISATION | WordClass::OUTLET_NOUN;
    if last.capital && last.kind == TokenKind::Word {
        let place = items[run.clone()].iter().all(|i| i.capital && !i.is(WordClass::TITLE));
        if place && last.is(WordClass::PLACE | WordClass::METONYM) {
            return Sort::Place;
        }
        if last.is(body | WordClass::SUFFIX | WordClass::OUTLET_WORD) {
            return Sort::Body;
        }
        let titled = items[run.clone()].iter().any(|i| i.is(WordClass::TITLE | WordClass::PERSON));
        return if titled { Sort::Person } else { Sort::Name };
    }
    match last {
        i if i.is(body) => Sort::Body,
        i if i.is(WordClass::PERSONS | WordClass::GROUP) => Sort::People,
        i if i.is(WordClass::PERSON) => Sort::Person,
        _ => Sort::Other,
    }
}

/// The number that a verb shows: whether several people or things are its subject.
fn number(context: Context<'_>, rest: Items<'_>) -> Option<bool> {
    let item = rest.first().filter(|i| i.kind == TokenKind::Word && !i.capital)?;
    if let Some(cue) = context.lexicon.cue(item.cue) {
        let form = &cue.inflection;
        return (!form.past && (form.third || form.base)).then_some(!form.third);
    }
    let at = rest.position();
    let one = context.document.is_any(at, listed!["is", "was", "has", "does"]);
    (one || context.document.is_any(at, listed!["are", "were", "have", "do"])).then_some(!one)
}
