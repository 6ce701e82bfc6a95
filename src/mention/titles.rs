//! The titles before a name: Deputy Foreign Minister, Sgt. 1st Class, Haji.
//!
//! Takes a capitalised stretch, gives where the name begins behind its titles and role nouns.

use super::name::phrase_at;
use super::phrase::{Context, PARTICLES, particle};
use super::words;
use super::words::Class;
use crate::document::{Ending, TokenKind};
use crate::lexicon::set::listed;
use crate::lexicon::{PhraseKind, WordClass};
use std::ops::Range;

/// Whether a word before a full name is what somebody is, or where: Oboist Clara Weiss, (in) Moscow Vardan Toganyan.
fn no_name(context: Context<'_>, stretch: &Range<usize>, at: usize, next: usize) -> bool {
    let items = &context.document.items;
    let (word, item) = (context.document.word(at), &items[at]);
    if words::is(context, at, Class::HONORIFIC) && next < stretch.end && at == stretch.start {
        return true;
    }
    // "Airline Meridia": what it is, at the head of a sentence; but "Radio Kattvik".
    let known =
        WordClass::COMMON | WordClass::ORGANISATION | WordClass::PLACE | WordClass::FIRST_NAME | WordClass::SUFFIX;
    if at == context.sentence_start
        && next + 1 == stretch.end
        && item.is(WordClass::ORGANISATION | WordClass::OUTLET_NOUN)
        && item.is(WordClass::COMMON)
        && !words::is(context, at, Class::FIRST_WORD)
        && !items[next].is(known)
    {
        return true;
    }
    let full_name_behind =
        next + 1 < stretch.end && items[next].is(WordClass::FIRST_NAME) && items[next].kind == TokenKind::Word;
    let body = items[stretch.end - 1].is(WordClass::ORGANISATION | WordClass::SUFFIX)
        && !items[stretch.end - 1].is(WordClass::FIRST_NAME);
    if !full_name_behind
        || body && next + 2 == stretch.end
        || item.is(WordClass::FIRST_NAME)
        || item.kind != TokenKind::Word
        || word.len() < 3
    {
        return false;
    }
    let office = item.upper && word.len() <= 4;
    // former Shark Danny Haro
    let former = at > 0 && items[at - 1].is(WordClass::TITLE_MODIFIER) && stretch.end > next + 1;
    let sentence_start = at == context.sentence_start;
    let plain = WordClass::NOUN | WordClass::ADJECTIVE | WordClass::VERB | WordClass::ADVERB | WordClass::COMMON;
    let agent = ["ist", "woman", "person", "ologist", "eer", "keeper", "maker"].iter().any(|e| word.ends_with(e));
    office
        || former
        || item.is(WordClass::PLACE | WordClass::METONYM | WordClass::DEMONYM)
        || agent
        // Brave Anna Haro said; Using Anna Haro's words
        || sentence_start && (item.is(plain) || item.ending == Ending::Ing)
}

/// Whether a word is a given name there, and no title: `next` is the place behind it and its stop, `end` that of the stretch.
fn is_given(context: Context<'_>, at: usize, next: usize, end: usize) -> bool {
    let items = &context.document.items;
    let item = &items[at];
    // "Don Ytterberg" is a name, "Don Pedro Alarcón" has a title.
    let rank = words::is(context, at, Class::RANK) && !matches!(context.document.word(next), "Le" | "La" | "De");
    // Marine John “Tig” Haro: the name goes on behind its nickname.
    let nicknamed = next + 1 == end && items.get(next + 1).is_some_and(|i| i.is_quote());
    let ranked = rank && (next + 1 < end || nicknamed) && items[next].is(WordClass::FIRST_NAME);
    // "Maj." is a rank, Maj a given name.
    let abbreviated = next > at + 1 && item.is(WordClass::TITLE);
    // Haji Gul Mohammad: an address before a full name, though others have it as a given name.
    let addressed = words::is(context, at, Class::HONORIFIC)
        && next + 1 < end
        && !particle(context, next)
        && !items[end - 1].is(WordClass::ORGANISATION | WordClass::SUFFIX);
    // SHO Anna Haro: a rank in letters, though Sho is a given name.
    let letters = item.upper && item.is(WordClass::TITLE) && !items[end - 1].upper;
    item.is(WordClass::FIRST_NAME) && !ranked && !abbreviated && !addressed && !letters
}

/// Where the name begins in a capitalised stretch: behind its titles and role nouns.
pub(super) fn split_titles(context: Context<'_>, stretch: Range<usize>) -> usize {
    let items = &context.document.items;
    // The Prosecutor General's Office: whose it is belongs to the name.
    let owned = items[stretch.clone()].iter().any(|i| matches!(i.kind, TokenKind::Clitic | TokenKind::Mark));
    if owned {
        return stretch.start;
    }
    let name = behind_titles(context, &stretch);
    // Network Rail: a name that everybody knows has no title.
    if name > stretch.start && super::bodies::known(context, stretch.clone()) { stretch.start } else { name }
}

/// Where the name begins if whatever reads like a title or a role noun is one.
fn behind_titles(context: Context<'_>, stretch: &Range<usize>) -> usize {
    let items = &context.document.items;
    let mut name = stretch.start;
    let mut at = stretch.start;
    while at + 1 < stretch.end {
        let item = &items[at];
        let next = at + 1 + usize::from(items[at + 1].kind == TokenKind::Stop);
        if next >= stretch.end {
            break;
        }
        let given = is_given(context, at, next, stretch.end);
        // Lisa M. Madigan: no Monsieur.
        if at > stretch.start && context.document.word(at).len() == 1 {
            at = next;
            continue;
        }
        if of_body(context, stretch.end, at, next) {
            break;
        }
        if name > stretch.start && name == at && next + 1 < stretch.end && grade(context, at) {
            name = at + 2;
            at = name;
            continue;
        }
        if (item.is(WordClass::TITLE | WordClass::PERSON) || context.document.word(at) == "Royal")
            && titled_body(context, at, stretch.end)
        {
            break;
        }
        let common = item.upper && next + 1 == stretch.end && super::bodies::common(context, next);
        let title = !given
            && !particle(context, at)
            && !van(context, at)
            && !common
            && (item.is(WordClass::TITLE | WordClass::PERSON)
                // Democrats Anna Haro and Per Lind
                || item.is(WordClass::PERSONS) && next + 1 < stretch.end && items[next].is(WordClass::FIRST_NAME)
                || at == stretch.start && plural_office(context, at, stretch.end)
                || compound_title(context, at)
                || no_name(context, &(name..stretch.end), at, next));
        let phrase = phrase_at(context, at, stretch.end).filter(|(_, kind)| {
            matches!(kind, PhraseKind::Title) || matches!(kind, PhraseKind::Noun(c) if c.any(WordClass::PERSON))
        });
        if let Some((end, _)) = phrase.filter(|(end, _)| *end < stretch.end) {
            name = if items[end].kind == TokenKind::Stop && end + 1 < stretch.end { end + 1 } else { end };
            at = name;
            continue;
        }
        name = if title { next } else { name };
        at = next;
    }
    name
}

/// Whether a word that could be somebody's title belongs to the name of a body: the Republican National Committee, Green
/// Shore, Sentry Ridge Corp.
fn of_body(context: Context<'_>, end: usize, at: usize, next: usize) -> bool {
    let (items, item) = (&context.document.items, &context.document.items[at]);
    let last = &items[if items[end - 1].kind == TokenKind::Stop { end - 2 } else { end - 1 }];
    let firm = last.is(WordClass::SUFFIX) && !last.is(WordClass::ORGANISATION | WordClass::FIRST_NAME);
    if firm && item.is(WordClass::PERSON | WordClass::TITLE) && !item.is(WordClass::ORGANISATION) {
        return true;
    }
    let noun = next + 1 == end && last.is(WordClass::COMMON) && !last.is(WordClass::FIRST_NAME);
    words::is(context, at, Class::PARTISAN) && (last.is(WordClass::ORGANISATION | WordClass::SUFFIX) || noun)
}

/// Whether a word is the second of a listed title, whatever it is elsewhere: Det Con, not "con".
pub(super) fn goes_on(context: Context<'_>, at: usize) -> bool {
    let title = |first: usize| phrase_at(context, first, context.document.items.len());
    at > context.sentence_start
        && title(at - 1).is_some_and(|(end, kind)| end > at && matches!(kind, PhraseKind::Title))
}

/// Whether a word is the capitalised particle of a surname: Paolo Di Ventri, no DI.
fn van(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    let stop = context.document.items.get(at + 1).is_some_and(|i| i.kind == TokenKind::Stop);
    item.capital && !item.upper && !stop && context.document.is_any_case(at, &PARTICLES)
}

/// Whether the plural of an office stands before the names of those who hold it: Senators Haro and Krag, Justices R. V.
/// Haro and Anna Krag.
fn plural_office(context: Context<'_>, at: usize, end: usize) -> bool {
    let items = &context.document.items;
    let capital = |at: usize| items.get(at).is_some_and(|i| i.capital && i.kind == TokenKind::Word);
    let joined = context.document.is_any(end, listed!["and"]) && capital(end + 1);
    let body = items[end - 1].is(WordClass::ORGANISATION | WordClass::SUFFIX | WordClass::PLACE);
    let one = || context.document.word(at).strip_suffix('s').map(str::to_lowercase);
    let office = || one().is_some_and(|one| context.lexicon.word(&one).class.any(WordClass::TITLE));
    joined && !body && items[at].ending == Ending::S && office()
}

/// Whether an item is the number of a rank's grade: Sgt. 1st Class, Petty Officer Second Class.
pub(super) fn grade(context: Context<'_>, at: usize) -> bool {
    let numbered = context.document.items[at].kind == TokenKind::Number
        || matches!(context.document.word(at), "1st" | "2nd" | "3rd" | "First" | "Second" | "Third");
    numbered && context.document.items.get(at + 1).is_some_and(|_| context.document.word(at + 1) == "Class")
}

/// Whether a title is the first word of a body's name: the General Medical Council.
pub(super) fn titled_body(context: Context<'_>, at: usize, end: usize) -> bool {
    let items = &context.document.items;
    let body = &items[end - 1];
    if let Some((end_of, PhraseKind::Noun(_))) = phrase_at(context, at, end)
        && end_of == end
        && body.kind == TokenKind::Word
    {
        return body.is(WordClass::ORGANISATION | WordClass::SUFFIX) || at + 2 == end;
    }
    // The Justice Department, the Superior Court: an office before what only bodies are called.
    if end == at + 2 && words::is(context, end - 1, Class::SEAT) {
        return true;
    }
    if context.document.word(at) == "Royal" {
        return body.is(WordClass::ORGANISATION | WordClass::SUFFIX);
    }
    end > at + 2
        && body.is(WordClass::ORGANISATION | WordClass::SUFFIX)
        && !body.is(WordClass::FIRST_NAME)
        && (at + 1..end - 1).all(|n| {
            let general = context.document.word(at) == "General" && !items[n].is(WordClass::FIRST_NAME);
            let joins = || context.document.is_any(n, listed!["and"]);
            items[n].kind == TokenKind::Word && (general || super::bodies::common(context, n) || joins())
        })
}

/// Whether a word of several parts is a title by the last: Secretary-Treasurer, Co-Chair, Lt-Col; mum-of-two by the first.
fn compound_title(context: Context<'_>, at: usize) -> bool {
    let word = context.document.word(at);
    let class = super::description::class_of_last(context, word);
    // Sgt-Maj, though Maj is a given name too
    let ranks = || word.split('-').all(|part| context.lexicon.word(&part.to_lowercase()).class.any(WordClass::TITLE));
    class.any(WordClass::TITLE | WordClass::PERSON) && (!class.any(WordClass::FIRST_NAME) || ranks())
}
