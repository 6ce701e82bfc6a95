//! The closed classes of words that tell who is meant: `lexicon/cast_words.csv`, `offices.csv`, `short_names.csv`.
//!
//! Takes a word, gives the classes it has, the office it names, the given name that it is short for.

use crate::document::Document;
use crate::lexicon::classed::Classed;
use crate::lexicon::set::ManyBits;
use crate::lexicon::{list_rows, word_hash};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A class of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Class(u64);

/// `office`: an office that somebody else than the one in the foreground can hold.
pub(super) const OFFICE: Class = Class(1 << 0);
/// `company`: says no more of a body than what everybody knows.
pub(super) const COMPANY: Class = Class(1 << 1);
/// `public`: only a body of the state, of science, of faith or of a cause is called so.
pub(super) const PUBLIC: Class = Class(1 << 2);
/// `mixed`: need not trade.
pub(super) const MIXED: Class = Class(1 << 3);
/// `press`: what an outlet is called once it was named.
pub(super) const PRESS: Class = Class(1 << 4);
/// `apposed`: stands behind the name of a body without being part of it.
pub(super) const APPOSED: Class = Class(1 << 5);
/// `letter`: a text that speaks for who wrote it.
pub(super) const LETTER: Class = Class(1 << 6);
/// `writing`: tells that somebody wrote.
pub(super) const WRITING: Class = Class(1 << 7);
/// `issuing`: tells that somebody gave something out.
pub(super) const ISSUING: Class = Class(1 << 8);
/// `party`: a member of a party.
pub(super) const PARTY: Class = Class(1 << 9);
/// `generic`: says no more of somebody than what everybody sees.
pub(super) const GENERIC: Class = Class(1 << 10);
/// `wide`: an office that can be anyone's.
pub(super) const WIDE: Class = Class(1 << 11);
/// `unnamed`: keeps the name back.
pub(super) const UNNAMED: Class = Class(1 << 12);
/// `trade`: looks like somebody's trade and is a firm's.
pub(super) const TRADE: Class = Class(1 << 13);
/// `hearer`: hears what somebody says there.
pub(super) const HEARER: Class = Class(1 << 14);
/// `crown`: a title that stays with a given name.
pub(super) const CROWN: Class = Class(1 << 15);
/// `collective`: several people who are one body.
pub(super) const COLLECTIVE: Class = Class(1 << 16);
/// `side`: a body that means the people in it.
pub(super) const SIDE: Class = Class(1 << 17);
/// `asker`: asks by profession.
pub(super) const ASKER: Class = Class(1 << 18);

/// The names of the classes, by their places.
const NAMES: &[&str] = &[
    "office",
    "company",
    "public",
    "mixed",
    "press",
    "apposed",
    "letter",
    "writing",
    "issuing",
    "party",
    "generic",
    "wide",
    "unnamed",
    "trade",
    "hearer",
    "crown",
    "collective",
    "side",
    "asker",
];

static CLASSES: LazyLock<Classed> = LazyLock::new(|| Classed::read("cast_words", NAMES));

/// Whether the word at an item is of a class.
#[inline]
pub(super) fn is(document: &Document<'_>, at: usize, class: Class) -> bool {
    CLASSES.of(document.items[at].hash) & class.0 != 0
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
    fn every_class_of_the_list_has_a_name_and_every_name_words() {
        assert_eq!(crate::lexicon::classed::strays("cast_words", NAMES), [""; 0]);
    }

    #[test]
    fn tells_offices_and_short_forms() {
        assert_eq!(office(word_hash("sen")), office(word_hash("senator")));
        assert_eq!(office(word_hash("ferry")), None);
        assert!(short_form("bill", "william") && short_form("william", "bill") && !short_form("anna", "ann"));
    }
}
