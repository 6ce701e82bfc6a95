//! What a body is by its name: an outlet, a land, one of the state or of a cause.
//!
//! Takes an entity, tells whether it can be meant by what firms alone, or all but outlets, are called.

use crate::cast::clusters::{Entity, Sort};
use crate::cast::discourse::Walk;
use crate::cast::words;
use crate::cast::words::Class;
use crate::lexicon::WordClass;
use crate::lexicon::outlet_kind::{OutletKind, noun_kind};
use crate::lexicon::rule_words;
use std::ops::Range;

/// Whether an entity is one of the listed outlets.
pub(super) fn is_outlet(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let analysis = walk.analysis;
    let word = WordClass::OUTLET_WORD;
    entity.parts.first().is_some_and(|part| {
        analysis.document.outlet(analysis.lexicon, part.clone()).is_some()
            // The Harbour Post, whatever list it stands in
            || part.len() > 1 && analysis.document.items[part.end - 1].is(word)
    })
}

/// Whether an entity is an outlet that may be called by a noun: Reuters is no newspaper, the Times no broadcaster. A site
/// everybody has, and no list says what the Harbour Post is.
pub(super) fn is_press(walk: &Walk<'_, '_>, entity: &Entity, noun: u32) -> bool {
    use OutletKind::{Agency, Broadcaster, Paper};
    let (document, lexicon) = (walk.analysis.document, walk.analysis.lexicon);
    let row = entity.parts.first().and_then(|part| document.outlet(lexicon, part.clone()));
    let kind = row.and_then(|row| lexicon.outlet(row)).map(|outlet| OutletKind::from_word(outlet.kind));
    let known = |kind: &OutletKind| matches!(kind, Agency | Broadcaster | Paper);
    match (kind.filter(known), noun_kind(noun).filter(known)) {
        (Some(own), Some(called)) => own == called,
        _ => is_outlet(walk, entity),
    }
}

/// Whether an entity is the press of the state, which has no other name: state television, the broadcaster.
pub(super) fn is_state_press(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let press = |part: &Range<usize>| part.len() > 1 && words::state_press(walk.analysis.document, part.end - 2);
    entity.sort == Sort::Body && entity.parts.first().is_some_and(press)
}

/// Whether an entity is a country, a capital or another place: none is a company.
pub(super) fn is_land(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let land = |at: usize| walk.analysis.document.items[at].is(WordClass::METONYM | WordClass::PLACE);
    // Bristol City
    let city = |at: usize| land(at) || walk.analysis.document.is_any_case(at, &rule_words::SETTLEMENT);
    entity.parts.first().is_some_and(|part| land(part.start) && part.clone().all(city))
}

/// Whether a body is by its name one of members or for a cause: the National Union of Bakers is no company.
pub(super) fn is_cause(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let cause = |at: usize| {
        let is = |class| words::is(walk.analysis.document, at, class);
        is(Class::MIXED) && is(Class::PUBLIC)
    };
    entity.words.words.iter().any(|w| cause(w.at))
}

/// Whether a body is by its name one of the state, or of a cause: none is a company.
pub(super) fn is_office(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let public = |at: usize| words::is(walk.analysis.document, at, Class::PUBLIC);
    let own = &entity.words.words;
    let told = entity.roles.iter().any(|role| words::holds(role.office.0, Class::PUBLIC));
    told || own.last().is_some_and(|w| public(w.at)) || own.first().is_some_and(|w| public(w.at))
}

/// Whether a noun stands in the name of a body. A station that is called after a body is not that body: the army, and Army
/// Radio.
pub(super) fn named_by(walk: &Walk<'_, '_>, entity: &Entity, noun: u32) -> bool {
    let words = &entity.words.words;
    let items = &walk.analysis.document.items;
    let place = words.iter().rposition(|w| items[w.at].hash == noun);
    let station = || words.last().is_some_and(|w| items[w.at].is(WordClass::OUTLET_NOUN)) || is_outlet(walk, entity);
    place.is_some_and(|at| at + 1 == words.len() || !station())
}
