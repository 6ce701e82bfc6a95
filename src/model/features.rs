//! Features: hashes of what is looked at.

use crate::document::{Document, Item, TokenKind};
use crate::lexicon::{Lexicon, WordClass};

/// A growing list of hashed features.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The hashes.
    pub hashes: Vec<u32>,
    /// Mixed into every hash: the question that the features answer.
    pub salt: u32,
}

/// Mixes two words into one hash.
pub fn mix(a: u32, b: u32) -> u32 {
    let mut h = a ^ b.wrapping_mul(0x85eb_ca6b).rotate_left(13);
    h = (h ^ (h >> 16)).wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 13)
}

impl Features {
    /// An empty list for one question.
    pub fn new(salt: u32) -> Self {
        Features { hashes: Vec::with_capacity(48), salt: mix(0x5bd1_e995, salt) }
    }

    /// Empties the list.
    pub fn clear(&mut self) {
        self.hashes.clear();
    }

    /// Adds the feature `template = value`.
    pub fn add(&mut self, template: u32, value: u32) {
        self.hashes.push(mix(mix(self.salt, template), value));
    }

    /// Adds the feature `template = (a, b)`.
    pub fn add2(&mut self, template: u32, a: u32, b: u32) {
        self.hashes.push(mix(mix(mix(self.salt, template), a), b));
    }

    /// Adds the feature `template = (a, b, c)`.
    pub fn add3(&mut self, template: u32, a: u32, b: u32, c: u32) {
        self.hashes.push(mix(mix(mix(mix(self.salt, template), a), b), c));
    }
}

/// A count as a bucket: exact up to 4, then coarser.
pub fn bucket(n: usize) -> u32 {
    match n {
        0..=4 => n as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=35 => 9,
        _ => 10,
    }
}

/// The tag of a position outside the sentence.
pub const NOTHING: u32 = 1;

/// A coarse name of an item: closed-class words by themselves, open ones by class and shape.
pub fn tag(document: &Document<'_>, lexicon: &Lexicon, item: &Item) -> u32 {
    if item.is_quote() {
        let last = crate::document::sentences::last_inside(&document.tokens, item).map_or(0, |k| k as u32);
        return mix(2, last);
    }
    if item.kind != TokenKind::Word {
        return 16 + item.kind as u32;
    }
    let closed = WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::SUBORDINATOR
        | WordClass::WH
        | WordClass::RELATIVE
        | WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::SUBJECT_PRONOUN
        | WordClass::OBJECT_PRONOUN
        | WordClass::BE
        | WordClass::HAVE
        | WordClass::DO
        | WordClass::MODAL
        | WordClass::TO
        | WordClass::THAT
        | WordClass::NEGATION;
    if item.is(closed) {
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
    let classes = [
        WordClass::PERSON,
        WordClass::PERSONS,
        WordClass::GROUP,
        WordClass::ORGANISATION,
        WordClass::DOCUMENT,
        WordClass::OUTLET_NOUN,
        WordClass::ADVERB,
    ];
    if let Some(n) = classes.iter().position(|c| item.is(*c)) {
        return 100 + n as u32;
    }
    let word = document.tokens[item.first as usize].text(document.text());
    match word {
        w if w.ends_with("ly") => 120,
        w if w.ends_with("ing") => 121,
        w if w.ends_with("ed") => 122,
        w if w.ends_with('s') => 123,
        _ => 124,
    }
}
