//! The closed classes of words of the noun phrase: `lexicon/mention_words.csv`.
//!
//! Takes a word, gives the classes it has.

use super::phrase::Context;
use crate::lexicon::classed::Classed;
use std::sync::LazyLock;

/// A class of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Class(u64);

/// `partisan`: what a politician is called by party.
pub(super) const PARTISAN: Class = Class(1 << 0);
/// `post-nominal`: letters behind a name: an honour, a degree, a seat.
pub(super) const POST_NOMINAL: Class = Class(1 << 1);
/// `rank`: a given name that is a title before another.
pub(super) const RANK: Class = Class(1 << 2);
/// `honorific`: a form of address that is nobody's name.
pub(super) const HONORIFIC: Class = Class(1 << 3);
/// `seat`: only a body is called so, hardly anybody.
pub(super) const SEAT: Class = Class(1 << 4);
/// `office`: who stands at the head of a body.
pub(super) const OFFICE: Class = Class(1 << 5);
/// `national`: somebody's nation, as a noun for one person.
pub(super) const NATIONAL: Class = Class(1 << 6);
/// `first-word`: begins the names of places and bodies, and is a plain word elsewhere.
pub(super) const FIRST_WORD: Class = Class(1 << 7);
/// `attached`: people who are somebody's: an adviser to the mayor.
pub(super) const ATTACHED: Class = Class(1 << 8);
/// `body-on`: a body that is set up on a matter.
pub(super) const BODY_ON: Class = Class(1 << 9);
/// `tie`: what one has to somebody.
pub(super) const TIE: Class = Class(1 << 10);
/// `recording`: a recording of somebody.
pub(super) const RECORDING: Class = Class(1 << 11);
/// `shared`: a body that two places have together.
pub(super) const SHARED: Class = Class(1 << 12);
/// `time`: a time, which names no speaker.
pub(super) const TIME: Class = Class(1 << 13);

/// Those whose words are written with a capital, and no more: Pa, not PA.
const CAPITAL: u64 = PARTISAN.0 | RANK.0 | HONORIFIC.0 | NATIONAL.0 | SHARED.0;

/// The names of the classes, by their places.
const NAMES: &[&str] = &[
    "partisan",
    "post-nominal",
    "rank",
    "honorific",
    "seat",
    "office",
    "national",
    "first-word",
    "attached",
    "body-on",
    "tie",
    "recording",
    "shared",
    "time",
];

static CLASSES: LazyLock<Classed> = LazyLock::new(|| Classed::read("mention_words", NAMES));

/// Whether the word at an item is of a class.
#[inline]
pub(super) fn is(context: Context<'_>, at: usize, class: Class) -> bool {
    let item = &context.document.items[at];
    if CLASSES.of(item.hash) & class.0 == 0 {
        return false;
    }
    match class.0 {
        // MD, not Md
        letters if letters == POST_NOMINAL.0 => item.upper || context.document.word(at) == "PhD",
        class => class & CAPITAL == 0 || item.capital && !item.upper,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_list_has_a_name_and_every_name_words() {
        assert_eq!(crate::lexicon::classed::strays("mention_words", NAMES), [""; 0]);
    }
}
