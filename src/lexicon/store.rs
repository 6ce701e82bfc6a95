//! The form that the word lists have in the program: read where it lies, nothing is unpacked.
//!
//! Takes words, gives the place and the value of each: tables of words by their hash, and records by their number, all of
//! them 32-bit numbers in one array beside one text that holds the longer words, each once. `build.rs` makes both of the built-in lists;
//! lists with a user's changes are made in the same way when the program starts.

use super::eight::{eight, lower};
use crate::perfect;
use std::borrow::Cow;

/// Numbers in a slot of a table: the first eight bytes of the word (most words are no longer), its place in the text, the
/// number of its value above its length. Four slots lie on a cache line, and the values, which many words share, apart
/// from them: words are looked up more than anything else, and their table is the largest of all.
pub(super) const SLOT: usize = 4;
/// Bits of a word's length.
pub(super) const LENGTH: u32 = 12;
/// Words that a slot holds whole, in bytes.
pub(super) const SHORT: usize = 8;
/// The longest word of a table, in bytes. Longer ones are cut short, and never found.
pub(super) const LONGEST: usize = (1 << LENGTH) - 1;
/// Bits of a phrase's kind.
pub(super) const KIND: u32 = 3;
/// Bits of the length of an outlet's name.
pub(super) const OUTLET: u32 = 16;
/// What a table has for a word.
pub(super) type Value = [u32; 4];
/// Sections begin on a cache line.
pub(super) const LINE: usize = 16;

/// The parts of a store.
#[derive(Clone, Copy)]
pub(crate) enum Section {
    /// Table: a word's classes (low, high), its cue, and what it is to a hyphen.
    Words,
    /// Table of numbers: the group of the phrases that begin with a word.
    PhrasesOf,
    /// Table of numbers: the outlet of a name.
    OutletNames,
    /// Table: the speech act of a noun.
    NounCues,
    /// Table: the text (place, length) of a document noun's channel.
    Channels,
    /// Table: the text of the nouns that a body is called by, and 1 where any name with the word is.
    Bodies,
    /// Table: lines of a page by their whole (kind, 1 where a list of links is below).
    WholeLines,
    /// Table: beginnings of lines of a page (kind, 1).
    LineStarts,
    /// Table: parts of lines of a page (kind, 1).
    LineParts,
    /// Bits of the beginnings; see `patterns`.
    LineStartBits,
    /// Bits of the parts.
    LinePartBits,
    /// Bits: set for the first two words of every phrase; see [`pair`].
    Pairs,
    /// Bits: set for the first two words of every phrase that names an outlet.
    OutletPairs,
    /// Records of 5: hash of the lemma, frames, class and inflection, phrasals (first, behind the last).
    Cues,
    /// Records of 5: words (first, behind the last), class, frames, the first word's hash.
    Phrasals,
    /// The first phrase of each group, and the one behind the last.
    PhraseGroups,
    /// Records of 5: the first of the words behind the first one, how many there are above the kind, the kind's value (low,
    /// high), the second word's hash.
    Phrases,
    /// The numbers of the words of phrases.
    PhraseWords,
    /// Records of 3, each word of phrases once: place, length, hash.
    Terms,
    /// Records of 3: the place of the name, that of the kind, the kind's length above the name's.
    Outlets,
}

/// The hash of two words that a phrase begins with, by their hashes. It is good in its high bits.
pub(super) fn pair(first: u32, second: u32) -> u32 {
    (first.rotate_left(7) ^ second).wrapping_mul(0x9E37_79B9)
}

/// The bits of some pairs as a section: sixteen or more for each.
pub(super) fn pairs(pairs: &[u32]) -> Vec<u32> {
    let mut section = vec![0; pairs.len().div_ceil(2).next_power_of_two()];
    for pair in pairs {
        let (number, bit) = bit(&section, *pair);
        section[number] |= 1 << bit;
    }
    section
}

/// The number and the bit of a pair in a section, which is as long as a power of two.
fn bit(section: &[u32], pair: u32) -> (usize, u32) {
    let bit = u64::from(pair) << (section.len().trailing_zeros() + 5) >> u32::BITS;
    (bit as usize / 32, bit as u32 % 32)
}

impl Section {
    /// An empty section for each.
    pub(super) fn none() -> [Vec<u32>; SECTIONS] {
        std::array::from_fn(|_| Vec::new())
    }
}

/// How many sections there are.
const SECTIONS: usize = Section::Outlets as usize + 1;

/// All lists in their ready form.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    /// All words, one behind the other.
    pub text: Cow<'static, str>,
    /// Start and length of every section, then the sections.
    pub data: Cow<'static, [u32]>,
}

impl Store {
    /// Puts sections together.
    pub(super) fn new(text: String, sections: [Vec<u32>; SECTIONS]) -> Store {
        let mut data = vec![0; (2 * SECTIONS).next_multiple_of(LINE)];
        for (number, section) in sections.iter().enumerate() {
            (data[2 * number], data[2 * number + 1]) = (data.len() as u32, section.len() as u32);
            data.extend(section);
            data.resize(data.len().next_multiple_of(LINE), 0);
        }
        Store { text: Cow::Owned(text), data: Cow::Owned(data) }
    }

    /// The numbers of a section.
    #[inline]
    pub(super) fn section(&self, section: Section) -> &[u32] {
        let at = 2 * section as usize;
        let start = self.data[at] as usize;
        &self.data[start..start + self.data[at + 1] as usize]
    }

    /// A record by its number.
    pub(super) fn record<const N: usize>(&self, section: Section, number: usize) -> Option<&[u32; N]> {
        self.section(section).get(number * N..(number + 1) * N)?.try_into().ok()
    }

    /// Records one behind the other.
    pub(super) fn records<const N: usize>(&self, section: Section, first: u32, last: u32) -> &[[u32; N]] {
        self.section(section)[first as usize * N..last as usize * N].as_chunks().0
    }

    /// Whether a section of pairs may hold one.
    #[inline]
    pub(super) fn may_hold(&self, section: Section, pair: u32) -> bool {
        let section = self.section(section);
        let (number, bit) = bit(section, pair);
        section[number] >> bit & 1 != 0
    }

    /// A piece of the text.
    pub(super) fn text(&self, start: u32, length: u32) -> &str {
        &self.text[start as usize..(start + length) as usize]
    }

    /// The words of a table.
    #[inline]
    pub(super) fn words(&self, table: Section) -> Words<'_> {
        let (head, rest) = self.section(table).split_at(LINE);
        let [size, slots, buckets] = [head[0], head[1], head[2]].map(|n| n as usize);
        let (pilots, rest) = rest.split_at(pilots_in(buckets));
        let (slots, values) = rest.split_at(slots * SLOT);
        // A table of numbers has no values behind its slots.
        let (slots, values) = (slots.as_chunks().0, values.as_chunks().0);
        Words { pilots, buckets, size, slots, values, text: self.text.as_bytes() }
    }
}

/// The words of a table.
#[derive(Clone, Copy)]
pub(super) struct Words<'s> {
    /// Two of them in a number.
    pilots: &'s [u32],
    buckets: usize,
    /// How many slots are found by their pilots; behind them stand words of which another has the hash, or of full buckets.
    size: usize,
    slots: &'s [[u32; SLOT]],
    values: &'s [Value],
    text: &'s [u8],
}

impl Words<'_> {
    /// Touches the slots of hashes: the table is larger than the nearer caches.
    pub(super) fn fetch(self, hashes: impl Iterator<Item = u32>) {
        std::hint::black_box(hashes.fold(0, |all, hash| all ^ self.slots[self.place(hash)][2]));
    }

    /// The slot of a hash.
    #[inline]
    fn place(self, hash: u32) -> usize {
        let bucket = perfect::bucket(hash, self.buckets);
        let pilot = self.pilots[bucket / 2] >> (bucket % 2 * 16);
        perfect::at(hash, pilot as u16, self.size)
    }

    /// The value of a word of which the hash is known.
    pub(super) fn find(self, hash: u32, word: &str) -> Option<Value> {
        self.value(self.number(hash, word)?)
    }

    /// The number of a word in a table of numbers.
    pub(super) fn number(self, hash: u32, word: &str) -> Option<u32> {
        self.find_by(hash, eight(word.as_bytes(), 0), word.len(), |whole| whole == word.as_bytes())
    }

    /// The value of a word in a table of words in lower case; the case of ASCII letters does not count. The hash is that of
    /// the word in lower case, `head` its first eight bytes as they are.
    #[inline]
    pub(super) fn find_lower(self, hash: u32, head: u64, word: &str) -> Option<Value> {
        self.value(self.number_lower(hash, head, word)?)
    }

    /// The number of such a word in a table of numbers.
    #[inline]
    pub(super) fn number_lower(self, hash: u32, head: u64, word: &str) -> Option<u32> {
        self.find_by(hash, lower(head), word.len(), |whole| whole.eq_ignore_ascii_case(word.as_bytes()))
    }

    #[inline]
    fn value(self, number: u32) -> Option<Value> {
        self.values.get(number as usize).copied()
    }

    /// The number of a word of which the hash, the first eight bytes and the length are known; `same` says whether a whole
    /// word is that one.
    #[inline]
    fn find_by(self, hash: u32, head: u64, length: usize, same: impl Fn(&[u8]) -> bool) -> Option<u32> {
        let found = self.own(self.place(hash), head, length, &same);
        match found.is_none() && self.size < self.slots.len() {
            true => (self.size..self.slots.len()).find_map(|at| self.own(at, head, length, &same)),
            false => found,
        }
    }

    /// The number of the word in a slot, if it is that one.
    #[inline(always)]
    fn own(self, at: usize, head: u64, length: usize, same: impl Fn(&[u8]) -> bool) -> Option<u32> {
        let [low, high, start, packed] = self.slots[at];
        let whole = || &self.text[start as usize..start as usize + length];
        let found = u64::from(low) | u64::from(high) << 32 == head
            && packed as usize & LONGEST == length
            && (length <= SHORT || same(whole()));
        found.then_some(packed >> LENGTH)
    }
}

/// The numbers that so many pilots take up, with what is left of their last cache line.
pub(super) fn pilots_in(buckets: usize) -> usize {
    (buckets / 2).next_multiple_of(LINE)
}
