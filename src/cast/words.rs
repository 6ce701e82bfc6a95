//! The closed classes of words that tell who is meant: `lexicon/cast_words.csv`, `offices.csv`, `short_names.csv`.
//!
//! Takes a word, gives the classes it has, the office it names, the given name that it is short for.

use crate::document::Document;
use crate::lexicon::classed::classes;
use crate::lexicon::set::ManyBits;
use crate::lexicon::{list_rows, word_hash};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

classes! { "cast_words":
    /// An office that somebody else than the one in the foreground can hold.
    OFFICE = "office",
    /// Says no more of a body than what everybody knows.
    COMPANY = "company",
    /// Only a body of the state, of science, of faith or of a cause is called so.
    PUBLIC = "public",
    /// Need not trade.
    MIXED = "mixed",
    /// What an outlet is called once it was named.
    PRESS = "press",
    /// Stands behind the name of a body without being part of it.
    APPOSED = "apposed",
    /// A text that speaks for who wrote it.
    LETTER = "letter",
    /// Tells that somebody wrote.
    WRITING = "writing",
    /// Tells that somebody gave something out.
    ISSUING = "issuing",
    /// A member of a party.
    PARTY = "party",
    /// Says no more of somebody than what everybody sees.
    GENERIC = "generic",
    /// An office that can be anyone's.
    WIDE = "wide",
    /// Keeps the name back.
    UNNAMED = "unnamed",
    /// Looks like somebody's trade and is a firm's.
    TRADE = "trade",
    /// A title that stays with a given name.
    CROWN = "crown",
    /// Several people who are one body.
    COLLECTIVE = "collective",
    /// A body that means the people in it.
    SIDE = "side",
    /// Asks by profession.
    ASKER = "asker",
    /// Is told by how many children there are.
    PARENT = "parent",
    /// How somebody came to be it: before, for long, by himself: former, long-time, self-taught.
    PAST = "past",
    /// Tells a trait of somebody who was named: the veteran, the winger.
    TRAIT = "trait",
    /// Is a firm, though somebody can have the trade.
    FIRM = "firm",
    /// An office that is a calling, which one has had as well as has: the retired teacher.
    CALLING = "calling",
    /// An office of a land.
    NATIONAL = "national",
    /// A medium that the state has.
    MEDIUM = "medium",
    /// Says that a medium is the state's.
    STATE = "state",
}

/// Whether the word at an item is of a class.
#[inline]
pub(super) fn is(document: &Document<'_>, at: usize, class: Class) -> bool {
    holds(document.items[at].hash, class)
}

/// Whether the press of the state begins at an item, which need have no other name: state television.
pub(crate) fn state_press(document: &Document<'_>, at: usize) -> bool {
    of_state(document, at) && at + 1 < document.items.len() && is(document, at + 1, Class::MEDIUM)
}

/// Whether an item says that a medium is the state's: state broadcaster ZBC.
pub(crate) fn of_state(document: &Document<'_>, at: usize) -> bool {
    is(document, at, Class::STATE)
}

/// Whether the word with this hash is of a class.
#[inline]
pub(super) fn holds(hash: u32, class: Class) -> bool {
    Class::listed(hash).any(class)
}

/// Offices with several words for them, by the hash of each: what stands for all, and the wider word.
struct Offices {
    named: FxHashMap<u32, (u32, u32)>,
    sieve: ManyBits,
}

static OFFICES: LazyLock<Offices> = LazyLock::new(|| {
    let mut offices = Offices { named: FxHashMap::default(), sieve: ManyBits::NONE };
    for [form, office, wider] in list_rows("offices") {
        let wider = if wider.is_empty() { 0 } else { word_hash(&wider) };
        offices.sieve = offices.sieve.with(word_hash(&form));
        offices.named.insert(word_hash(&form), (word_hash(&office), wider));
    }
    offices
});

/// The office that a word names, and the wider one, as hashes, by the hash of its lower-case form; none for most nouns.
pub(super) fn office(hash: u32) -> Option<(u32, u32)> {
    if OFFICES.sieve.may_hold(hash) { OFFICES.named.get(&hash).copied() } else { None }
}

static SHORT_NAMES: LazyLock<FxHashSet<(String, String)>> =
    LazyLock::new(|| list_rows("short_names").map(|[short, long]| (short, long)).collect());

/// Whether one of two given names, in lower case and without diacritics, is short for the other though it begins otherwise.
pub(super) fn short_form(a: &str, b: &str) -> bool {
    let pair = |short: &str, long: &str| SHORT_NAMES.contains(&(short.to_owned(), long.to_owned()));
    pair(a, b) || pair(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_offices_and_short_forms() {
        assert_eq!(office(word_hash("sen")), office(word_hash("senator")));
        assert_eq!(office(word_hash("ferry")), None);
        assert!(short_form("bill", "william") && short_form("william", "bill") && !short_form("anna", "ann"));
    }
}
