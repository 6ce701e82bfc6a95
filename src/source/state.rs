//! The press of the state where it has no other name: state television, Iranian state TV.
//!
//! Takes items, gives the [`Outlet`] that such words are. A station with a name of its own (state broadcaster ZBC, state
//! television channel TRT) is read by `outlets`; state media are several, none of them named.

use super::context::{Context, Evidence, Outlet};
use super::words::{self, OutletKind, noun_kind};
use crate::document::TokenKind;
use crate::lexicon::WordClass;

/// `state-press = [ "the" ] [ DEMONYM | PLACE "'s" ] "state" medium`
pub fn press(context: Context<'_>, start: usize, end: usize) -> Option<Outlet> {
    let article = start < end && context.item(start).hash == words::ARTICLE;
    let first = start + usize::from(article);
    let from = |class: WordClass| first < end && context.item(first).capital && context.item(first).is(class);
    let owned = first + 1 < end && context.name_word(first) && !context.item(first).is(WordClass::FIRST_NAME);
    let owner = if owned { context.possessive(first + 1) } else { 0 };
    let at = match owner {
        0 => first + usize::from(from(WordClass::DEMONYM)),
        ending => first + 1 + ending,
    };
    if at + 1 >= end || !named(context, at) || goes_on(context, at + 2) {
        return None;
    }
    Some(Outlet {
        phrase: start..at + 2,
        name: if owner > 0 { at } else { first }..at + 2,
        programme: None,
        kind: OutletKind::Broadcaster,
        evidence: Evidence::Described,
        row: None,
        indefinite: false,
        article,
        journalist: false,
        alias: None,
    })
}

/// Whether an outlet is such a press: it is named where it passes on what somebody said; who only speaks on it or to it does
/// so on no station that is named.
pub fn is(context: Context<'_>, outlet: &Outlet) -> bool {
    outlet.name.len() > 1 && outlet.row.is_none() && named(context, outlet.name.end - 2)
}

/// Whether "state television" begins at an item; a capital elsewhere than where a sentence begins is that of a name.
fn named(context: Context<'_>, at: usize) -> bool {
    let item = context.item(at);
    let Some(medium) = context.document.items.get(at + 1) else { return false };
    let opens = || at == 0 || !context.item(at - 1).is_word();
    crate::cast::state_press(context.document, at) && (!medium.capital || medium.upper) && (!item.capital || opens())
}

/// Whether another noun or a name stands behind the medium: a state TV host, state radio station, state television RTS.
fn goes_on(context: Context<'_>, at: usize) -> bool {
    let Some(next) = context.document.items.get(at) else { return false };
    let noun =
        WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP | WordClass::ORGANISATION | WordClass::DOCUMENT;
    let name = next.capital && !next.is(WordClass::CALENDAR | WordClass::SUBJECT_PRONOUN);
    next.kind == TokenKind::Word && (name || noun_kind(next.hash).is_some() || next.cue == 0 && next.is(noun))
}
