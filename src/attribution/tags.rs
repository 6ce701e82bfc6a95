//! What an item is to the weights: one number.

use crate::document::{Document, Ending, Item, TokenKind};
use crate::lexicon::{Lexicon, WordClass};
use crate::model::features::mix;

/// The classes of words that are known by themselves.
const CLOSED: WordClass = WordClass::PREPOSITION
    .or(WordClass::CONJUNCTION)
    .or(WordClass::SUBORDINATOR)
    .or(WordClass::WH)
    .or(WordClass::RELATIVE)
    .or(WordClass::DETERMINER)
    .or(WordClass::POSSESSIVE)
    .or(WordClass::SUBJECT_PRONOUN)
    .or(WordClass::OBJECT_PRONOUN)
    .or(WordClass::AUXILIARY)
    .or(WordClass::TO)
    .or(WordClass::THAT)
    .or(WordClass::NEGATION);

/// The classes that others are known by, the first that fits.
const OPEN: [WordClass; 7] = [
    WordClass::PERSON,
    WordClass::PERSONS,
    WordClass::GROUP,
    WordClass::ORGANISATION,
    WordClass::DOCUMENT,
    WordClass::OUTLET_NOUN,
    WordClass::ADVERB,
];

/// A coarse name of an item: closed-class words by themselves, open ones by class and shape.
pub(super) fn tag(document: &Document<'_>, lexicon: &Lexicon, item: &Item) -> u32 {
    if item.is_quote() {
        let last = document.last_inside(item).map_or(0, |k| k as u32);
        return mix(2, last);
    }
    if item.kind != TokenKind::Word {
        return 16 + item.kind as u32;
    }
    if item.is(CLOSED) {
        return item.hash;
    }
    if item.is(WordClass::CALENDAR | WordClass::TIME) {
        return 64;
    }
    if item.cue != 0
        && !item.capital
        && let Some(form) = lexicon.cue(item.cue)
    {
        let i = form.inflection;
        let shape = u32::from(i.past) | u32::from(i.gerund) << 1 | u32::from(i.third) << 2;
        return 70 + shape + if item.is(WordClass::CUE) { 8 } else { 0 };
    }
    if item.capital {
        return if item.is(WordClass::FIRST_NAME) { 65 } else { 66 };
    }
    // Most words have none of them.
    if item.is(OPEN.into_iter().fold(WordClass::NONE, |all, class| all | class))
        && let Some(n) = OPEN.iter().position(|c| item.is(*c))
    {
        return 100 + n as u32;
    }
    match item.ending {
        Ending::Ly => 120,
        Ending::Ing => 121,
        Ending::Ed => 122,
        Ending::S | Ending::Ss => 123,
        Ending::Other => 124,
    }
}
