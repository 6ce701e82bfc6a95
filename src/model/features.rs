//! Features: hashes of what is looked at.

use super::Weights;
use crate::document::{Document, Ending, Item, TokenKind};
use crate::lexicon::{Lexicon, WordClass};

/// A list of hashed features, filled anew for every candidate.
#[derive(Clone, Debug)]
pub struct Features {
    /// The question that the features answer, mixed.
    salt: u32,
    /// The hashes, and how many of them count.
    buffer: Box<[u32; MOST]>,
    count: usize,
    /// The sums of the candidates that were weighed.
    sums: Vec<f32>,
}

pub use super::table::mix;

/// What salts are mixed into.
const SEED: u32 = 0x5bd1_e995;

impl Features {
    /// An empty list for one question.
    pub fn new(salt: u32) -> Self {
        Features { salt: mix(SEED, salt), buffer: Box::new([0; MOST]), count: 0, sums: Vec::new() }
    }

    /// The hashes.
    pub fn hashes(&self) -> &[u32] {
        &self.buffer[..self.count]
    }

    /// Makes it a list for another question, or for the same one at another cue.
    pub fn ask(&mut self, salt: u32) {
        self.salt = mix(SEED, salt);
        self.sums.clear();
    }

    /// Adds the sum of the features' weights to those of the question's candidates.
    pub fn weigh(&mut self, weights: &Weights) {
        self.sums.push(weights.score(&self.buffer[..self.count]));
    }

    /// The sums of the candidates that were weighed since the question was asked.
    pub fn sums(&mut self) -> &mut [f32] {
        &mut self.sums
    }

    /// The list to be filled anew for a question that is known when the program is made.
    #[inline(always)]
    pub fn question<const SALT: u32>(&mut self) -> Question<'_, SALT> {
        debug_assert_eq!(self.salt, mix(SEED, SALT), "the list is for this question");
        self.count = 0;
        Question { buffer: &mut self.buffer, count: 0, filled: &mut self.count }
    }
}

/// The hash of the feature `template = (a, b)` of a question.
pub fn feature(salt: u32, template: u32, a: u32, b: u32) -> u32 {
    mix(mix(mix(mix(SEED, salt), template), a), b)
}

/// The second word of a feature, so that it is another feature with its words the other way round.
#[inline(always)]
const fn second(word: u32) -> u32 {
    word.wrapping_mul(0x9e37_79b1).rotate_left(17)
}

/// See [`second`].
#[inline(always)]
const fn third(word: u32) -> u32 {
    word.wrapping_mul(0x27d4_eb2f).rotate_left(7)
}

/// The features that a question can have at most.
const MOST: usize = 128;

/// The list of one question while it is filled; the list has the features when this is dropped. The hash of question
/// and template is worked out when the program is made, and mostly the place in the buffer is too.
pub struct Question<'a, const SALT: u32> {
    buffer: &'a mut [u32; MOST],
    count: usize,
    filled: &'a mut usize,
}

impl<const SALT: u32> Question<'_, SALT> {
    #[inline(always)]
    fn push(&mut self, hash: u32) {
        self.buffer[self.count] = hash;
        self.count += 1;
    }

    /// Adds the feature `template = value`.
    #[inline(always)]
    pub fn add(&mut self, template: u32, value: u32) {
        self.push(mix(mix(const { mix(SEED, SALT) }, template), value));
    }

    /// Adds the feature `template = (a, b)`.
    #[inline(always)]
    pub fn add2(&mut self, template: u32, a: u32, b: u32) {
        self.push(mix(second(b) ^ mix(const { mix(SEED, SALT) }, template), a));
    }

    /// Adds the feature `template = (a, b, c)`.
    #[inline(always)]
    pub fn add3(&mut self, template: u32, a: u32, b: u32, c: u32) {
        self.push(mix(third(c) ^ second(b) ^ mix(const { mix(SEED, SALT) }, template), a));
    }
}

impl<const SALT: u32> Drop for Question<'_, SALT> {
    #[inline(always)]
    fn drop(&mut self) {
        *self.filled = self.count;
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
        let last = document.last_inside(item).map_or(0, |k| k as u32);
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
        | WordClass::AUXILIARY
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
    // Most words have none of them.
    if item.is(classes.into_iter().fold(WordClass::NONE, |all, class| all | class))
        && let Some(n) = classes.iter().position(|c| item.is(*c))
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
