//! What stands within an outlet: its programme, its journalist, its desk.
//!
//! Takes the phrase of an outlet, reads what follows its name: ABC's This Week, CNN's Jake Tapper, RFE/RL's Ukrainian
//! Service, ATV's talk show “Straight Question”.

use super::context::{Context, Evidence, Outlet};
use super::names::{phrase, stretch};
use super::outlets::noun;
use super::relays::programme;
use super::words::{self, OutletKind, noun_kind};
use crate::document::{Document, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use std::ops::Range;

/// `inner`: the programme or the journalist behind the name
pub fn inner(context: Context<'_>, outlet: &mut Outlet, end: usize) {
    let mut at = outlet.phrase.end;
    let ending = if at < end { context.possessive(at) } else { 0 };
    let possessive = ending > 0;
    at += ending;
    // ATV's talk show “Straight Question”
    if let Some(show) = noun(context, at, end).filter(|n| n.kind == OutletKind::Programme) {
        at = show.items.end;
    }
    if at >= end {
        return;
    }
    if context.item(at).is_quote() {
        in_marks(context, outlet, at, possessive);
    } else if !possessive {
        beside(context, outlet, at, end);
    } else if staff(context, at, end) {
        outlet.journalist = true;
    } else if let Some((behind, row)) = phrase(context, at, end)
        && context.lexicon.outlet(row).is_some_and(|o| OutletKind::from_word(o.kind) == OutletKind::Programme)
    {
        // Sunday Morning with Trevor Phillips
        let with = behind + 1 < end && context.item(behind).hash == words::WITH && context.name_word(behind + 1);
        let behind = if with { stretch(context, behind + 1, end).end } else { behind };
        outlet.phrase.end = behind;
        // the Today programme
        let noun = !context.item(behind - 1).capital && noun_kind(context.item(behind - 1).hash).is_some();
        outlet.programme = Some(at..behind - usize::from(noun));
        outlet.kind = OutletKind::Programme;
    } else if context.name_word(at) {
        named(context, outlet, at, end);
    } else if let Some(behind) = title(context, at, end) {
        outlet.phrase.end = behind;
        outlet.programme = Some(at..behind);
        outlet.kind = OutletKind::Programme;
    }
}

/// A title that opens with a small word written large, or is an hour: As It Happens, 7.30. Gives its end.
fn title(context: Context<'_>, at: usize, end: usize) -> Option<usize> {
    let item = context.item(at);
    if item.kind == TokenKind::Number {
        let counted =
            at + 1 < end && context.item(at + 1).is(WordClass::NOUN | WordClass::CALENDAR | WordClass::NUMBER);
        let hour = context.document.word(at).contains(['.', ':']);
        let noun = at + 1 < end && noun_kind(context.item(at + 1).hash) == Some(OutletKind::Programme);
        return (hour && (noun || !counted)).then_some(at + 1);
    }
    let large = |at: usize| context.item(at).kind == TokenKind::Word && context.item(at).capital;
    let small = |at: usize| context.document.is_any(at, listed!["the", "of", "and", "a", "at"]);
    // Beyond the Headlines
    let inside = |&n: &usize| large(n) || n > at && small(n) && n + 1 < end && large(n + 1);
    let behind = (at..end).take_while(inside).last()? + 1;
    (behind > at + 1).then_some(behind)
}

/// Whether a person is described at an item: the Island's correspondent, Trend's special correspondent.
fn staff(context: Context<'_>, at: usize, end: usize) -> bool {
    let small = |&at: &usize| !context.item(at).capital && context.item(at).kind == TokenKind::Word;
    let mut words = (at..end.min(at + 3)).take_while(small);
    let person = words.find(|&at| !context.item(at).is(WordClass::ADJECTIVE) || context.item(at).is(WordClass::PERSON));
    person.is_some_and(|at| context.item(at).is(WordClass::PERSON))
}

/// A programme whose title stands in marks.
fn in_marks(context: Context<'_>, outlet: &mut Outlet, at: usize, possessive: bool) {
    if at == outlet.phrase.end && outlet.evidence < Evidence::Described {
        return;
    }
    if let Some(text) = quoted(context.document, at)
        && (possessive || at > outlet.phrase.end || !text.contains([',', ';']))
        && title_case(text)
    {
        // Told Civic Line's “The Noon Hour”: whoever has a programme is a station.
        if possessive && context.addressed && !context.person(&outlet.name) {
            outlet.evidence = outlet.evidence.max(Evidence::Described);
        }
        outlet.programme = Some(at..at + 1);
        outlet.kind = OutletKind::Programme;
        outlet.phrase.end = at + 1;
    }
}

/// What stands beside the name without a possessive: CNN affiliate WUSK, Fox News host Megyn Kelly.
fn beside(context: Context<'_>, outlet: &mut Outlet, at: usize, end: usize) {
    if words::STATIONS.contains(&context.item(at).hash) && at + 1 < end && context.name_word(at + 1) {
        let range = stretch(context, at + 1, end);
        outlet.phrase.end = range.end;
        (outlet.name, outlet.row, outlet.kind) = (range, None, OutletKind::Broadcaster);
    } else if context.item(at).is(WordClass::PERSON) && !context.item(at).capital {
        outlet.journalist = true;
    }
}

/// The name behind a possessive: a desk's, a programme's, a journalist's.
fn named(context: Context<'_>, outlet: &mut Outlet, at: usize, end: usize) {
    let mut range = stretch(context, at, end);
    // RFE/RL's Ukrainian Service
    if words::DESKS.contains(&context.item(range.end - 1).hash) {
        outlet.name.end = range.end;
        outlet.phrase.end = range.end;
        outlet.row = None;
        return;
    }
    // Face the Nation, Meet the Press
    while range.end + 1 < end
        && matches!(context.document.word(range.end), "the" | "of" | "with" | "and" | "at")
        && context.name_word(range.end + 1)
    {
        range.end = stretch(context, range.end + 1, end).end;
    }
    // First Up
    let titled = title(context, range.end - 1, end).filter(|&behind| behind > range.end);
    range.end = titled.unwrap_or(range.end);
    // Morning Ireland
    let shown = |n: usize| words::PROGRAMME_WORDS.contains(&context.item(n).hash);
    let of_place = context.item(range.end - 1).is(WordClass::PLACE) && (range.start..range.end - 1).any(shown);
    let place = if of_place { WordClass::NONE } else { WordClass::PLACE };
    // NTV's Lena Holm: a name in full is a person's, though there be places of the name.
    let body = !context.person(&range) && range.clone().any(|n| context.item(n).is(WordClass::ORGANISATION | place));
    // BBC's Football Focus: words of the language, behind which nobody is described.
    let word = |n: usize| {
        let item = context.item(n);
        let other =
            WordClass::FIRST_NAME | WordClass::TITLE | WordClass::PERSON | WordClass::PERSONS | WordClass::METONYM;
        item.is(WordClass::CALENDAR) || item.is(WordClass::COMMON | WordClass::NOUN) && !item.is(other)
    };
    let behind = context.document.items.get(range.end);
    // Told KBC's Sunday Interview the road was shut: what is said begins.
    let said = if context.addressed { WordClass::DETERMINER | WordClass::SUBJECT_PRONOUN } else { WordClass::NONE };
    let over = WordClass::PREPOSITION | WordClass::THAT | WordClass::CALENDAR | said;
    let alone = behind.is_none_or(|i| i.kind != TokenKind::Word || i.is(over));
    let podcast = behind.is_some_and(|i| words::PODCASTS.contains(&i.hash));
    let plain = range.len() > 1 && (podcast || alone && range.clone().all(word));
    let programme = !body && (plain || range.clone().any(|n| words::PROGRAMME_WORDS.contains(&context.item(n).hash)))
        || !body && range.len() == 1 && !context.surnames.contains(&context.item(at).hash)
        || phrase(context, at, end).is_some()
        || titled.is_some();
    // The People's Assembly
    if body && !programme {
        if outlet.name.len() == 1 && context.item(outlet.name.start).is(WordClass::COMMON | WordClass::PERSONS) {
            outlet.evidence = Evidence::Unknown;
        }
        return;
    }
    outlet.phrase.end = range.end;
    if programme && !context.person(&range) {
        outlet.programme = Some(range);
        outlet.kind = OutletKind::Programme;
    } else {
        outlet.journalist = true;
    }
}

/// The text between the marks of a quoted part, if it is short.
pub fn quoted<'t>(document: &'t Document<'_>, at: usize) -> Option<&'t str> {
    let item = document.items.get(at)?;
    let (_, part) = document.quoted(item)?;
    let text = document.text()[part.inner.start..part.inner.end].trim();
    let text = text.trim_end_matches([',', '.', '?', '!', ';']);
    (text.len() <= 60 && text.split_whitespace().count() <= 6).then_some(text)
}

/// Whether a text is written like a title.
pub fn title_case(text: &str) -> bool {
    let small = ["the", "a", "of", "and", "in", "on", "with", "to", "for", "at"];
    text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && text.split_whitespace().all(|w| {
            w.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| c.is_uppercase() || c.is_numeric())
                || small.contains(&w)
        })
}

/// A programme by its title.
pub fn of_title(title: Range<usize>) -> Outlet {
    Outlet { phrase: title.clone(), name: title.clone(), programme: Some(title.clone()), ..programme(title.start) }
}

/// The title behind the noun of a programme, between commas: her podcast, Straight Talk, drew; her podcast, Straight Talk.
pub fn apposed(context: Context<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    if at + 1 >= end || context.item(at).kind != TokenKind::Comma {
        return None;
    }
    let title = unmarked(context, at + 1, end)?;
    let closed = context.document.items.get(title.end).is_none_or(|i| !i.is_word() && i.kind != TokenKind::Clitic);
    closed.then_some(title)
}

/// Words that a title has at most.
const TITLE: usize = 8;

/// A title written without marks, where nothing but a programme's can stand: an episode of Sofa So Good, of The Morning Shed.
pub fn unmarked(context: Context<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let article = at < end && context.item(at).hash == words::ARTICLE;
    let start = at + usize::from(article);
    let mut behind = start;
    for at in start..end.min(start + TITLE) {
        let item = context.item(at);
        let large = item.kind == TokenKind::Word && item.capital;
        let inner = item.kind == TokenKind::Clitic
            || context.document.is_any(at, listed!["the", "of", "and", "a", "&"])
                && at + 1 < end
                && context.item(at + 1).capital;
        if large || behind == at && item.kind == TokenKind::Number && at > start {
            behind = at + 1;
        } else if behind < at || !inner {
            break;
        }
    }
    while behind > start && context.item(behind - 1).is(WordClass::CALENDAR) {
        behind -= 1;
    }
    let title = start..behind;
    let other = WordClass::PLACE | WordClass::METONYM | WordClass::DEMONYM | WordClass::SUBJECT_PRONOUN;
    let named = !title.is_empty()
        && !context.person(&title)
        && (title.len() > 1 || article || !context.surnames.contains(&context.item(start).hash))
        && !title.clone().all(|at| context.item(at).is(other));
    (named && (behind >= end || context.possessive(behind) == 0)).then_some(title)
}
