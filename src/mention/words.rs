//! The closed classes of words of the noun phrase: `lexicon/mention_words.csv`.
//!
//! Takes a word, gives the classes it has.

use super::phrase::Context;
use crate::document::Document;
use crate::lexicon::classed::classes;

classes! { "mention_words":
    /// What a politician is called by party.
    PARTISAN = "partisan",
    /// Letters behind a name: an honour, a degree, a seat.
    POST_NOMINAL = "post-nominal",
    /// A given name that is a title before another.
    RANK = "rank",
    /// A form of address that is nobody's name.
    HONORIFIC = "honorific",
    /// Only a body is called so, hardly anybody.
    SEAT = "seat",
    /// Who stands at the head of a body.
    OFFICE = "office",
    /// Somebody's nation, as a noun for one person.
    NATIONAL = "national",
    /// Begins the names of places and bodies, and is a plain word elsewhere.
    FIRST_WORD = "first-word",
    /// People who are somebody's: an adviser to the mayor.
    ATTACHED = "attached",
    /// A body that is set up on a matter.
    BODY_ON = "body-on",
    /// What one has to somebody.
    TIE = "tie",
    /// A recording of somebody.
    RECORDING = "recording",
    /// A body that two places have together.
    SHARED = "shared",
    /// A time, which names no speaker.
    TIME = "time",
    /// Somebody of whom only the place is told: the man on the stairs.
    ANYBODY = "anybody",
    /// A state or province in letters behind a town.
    PROVINCE = "province",
    /// A plain noun that is written in capitals: the NGO.
    LETTERS = "letters",
    /// Stands in brackets between a title and a name.
    BRACKETED = "bracketed",
    /// A plain word that is the name of a party as well: Labour and the Greens.
    PARTY = "party",
}

/// Those whose words are written with a capital, and no more: Pa, not PA.
const CAPITAL: Class = Class::PARTISAN.and(Class::RANK).and(Class::HONORIFIC).and(Class::NATIONAL).and(Class::SHARED);

/// Whether a word is the noun of a time: the evening, that week.
pub(crate) fn time(document: &Document<'_>, at: usize) -> bool {
    Class::listed(document.items[at].hash).any(Class::TIME)
}

/// Whether a word is the name of a party, or what a politician is called by it: Labour, Tory.
pub(crate) fn party(document: &Document<'_>, at: usize) -> bool {
    Class::listed(document.items[at].hash).any(Class::PARTY.and(Class::PARTISAN))
}

/// Whether the word at an item is of a class.
#[inline]
pub(super) fn is(context: Context<'_>, at: usize, class: Class) -> bool {
    let item = &context.document.items[at];
    if !Class::listed(item.hash).any(class) {
        return false;
    }
    match class {
        // MD, not Md
        Class::POST_NOMINAL => item.upper || context.document.word(at) == "PhD",
        class => !class.any(CAPITAL) || item.capital && !item.upper,
    }
}
