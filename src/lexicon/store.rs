//! The form that the word lists have in the program: read where it lies, nothing is unpacked.
//!
//! Takes words, gives the place and the value of each: tables of words by their hash, and records by their number, all of
//! them 32-bit numbers in one array beside one text that holds every word. `build.rs` makes both of the built-in lists;
//! lists with a user's changes are made in the same way when the program starts.

use super::eight::{eight, lower};
use super::hash::word_hash;
use std::borrow::Cow;

/// Numbers in a slot of a table: the first eight bytes of the word (most words are no longer), its place and length in
/// the text, four numbers of value. Half a cache line.
const SLOT: usize = 8;
/// The place of a word in an empty slot.
const EMPTY: u32 = u32::MAX;
/// Sections begin on a cache line.
const LINE: usize = 16;

/// The parts of a store.
#[derive(Clone, Copy)]
pub(crate) enum Section {
    /// Table: a word's classes (low, high), its cue, and what it is to a hyphen.
    Words,
    /// Table: the phrases that begin with a word (first, behind the last).
    PhrasesOf,
    /// Table: the number of the outlet of a name.
    OutletNames,
    /// Table: the speech act of a noun.
    NounCues,
    /// Table: the text (place, length) of a document noun's channel.
    Channels,
    /// Table: the text of what a place stands for.
    Metonyms,
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
    /// Records of 6: words behind the first (first, behind the last), kind, its value (low, high), the second word's hash.
    Phrases,
    /// Records of 3: place, length, hash.
    PhraseWords,
    /// Records of 4: name (place, length), kind (place, length).
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

    /// A section of words in lower case.
    #[inline]
    pub(super) fn words(&self, section: Section) -> LowerWords<'_> {
        LowerWords { slots: self.section(section).as_chunks().0, text: self.text.as_bytes() }
    }

    /// The value of a word of which the hash is known.
    pub(super) fn find(&self, section: Section, hash: u32, word: &str) -> Option<[u32; 4]> {
        let slots = self.section(section).as_chunks::<SLOT>().0;
        let &[_, _, start, _, value @ ..] = &slots[place(slots, &self.text, hash, word)];
        (start != EMPTY).then_some(value)
    }
}

/// A table of words in lower case.
#[derive(Clone, Copy)]
pub(super) struct LowerWords<'s> {
    slots: &'s [[u32; SLOT]],
    text: &'s [u8],
}

impl LowerWords<'_> {
    /// Touches the slots of hashes: the table is larger than the nearer caches.
    pub(super) fn fetch(self, hashes: impl Iterator<Item = u32>) {
        std::hint::black_box(hashes.fold(0, |all, hash| all ^ self.slots[first(self.slots, hash)][2]));
    }

    /// The value of a word; the case of ASCII letters does not count. The hash is that of the word in lower case, `head`
    /// its first eight bytes as they are.
    #[inline]
    pub(super) fn find(self, hash: u32, head: u64, word: &str) -> Option<[u32; 4]> {
        let head = lower(head);
        let mut at = first(self.slots, hash);
        loop {
            let &[a, b, start, length, ref value @ ..] = &self.slots[at];
            if start == EMPTY {
                return None;
            }
            let whole = || &self.text[start as usize..(start + length) as usize];
            if whole_head(a, b) == head
                && length as usize == word.len()
                && (word.len() <= 8 || whole().eq_ignore_ascii_case(word.as_bytes()))
            {
                return Some(*value);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// The first eight bytes of a slot's word.
fn whole_head(low: u32, high: u32) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

/// The slot where the search for a hash begins.
fn first(slots: &[[u32; SLOT]], hash: u32) -> usize {
    // The hash is good in its high bits, less so in its low ones.
    (u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (slots.len() - 1)
}

/// The slot of a word: its own, or the empty one where it would stand.
fn place(slots: &[[u32; SLOT]], text: &str, hash: u32, word: &str) -> usize {
    let head = eight(word.as_bytes(), 0);
    let mut at = first(slots, hash);
    loop {
        let &[a, b, start, length, ..] = &slots[at];
        let same = whole_head(a, b) == head && length as usize == word.len();
        if start == EMPTY || same && (word.len() <= 8 || &text[start as usize..(start + length) as usize] == word) {
            return at;
        }
        at = (at + 1) & (slots.len() - 1);
    }
}

/// A table while it is filled.
#[derive(Clone, Debug)]
pub(super) struct Table {
    slots: Vec<[u32; SLOT]>,
    used: usize,
}

/// A slot without a word.
const FREE: [u32; SLOT] = [0, 0, EMPTY, 0, 0, 0, 0, 0];

impl Default for Table {
    fn default() -> Self {
        Table { slots: vec![FREE; 8], used: 0 }
    }
}

impl Table {
    /// The value of a word, made where there is none; new words go to the end of `text`.
    pub(super) fn entry(&mut self, text: &mut String, word: &str) -> &mut [u32; 4] {
        let mut at = place(&self.slots, text, word_hash(word), word);
        if self.slots[at][2] == EMPTY {
            if (self.used + 1) * 3 > self.slots.len() * 2 {
                let slots = std::mem::take(&mut self.slots);
                self.slots = vec![FREE; slots.len() * 2];
                for slot in slots.into_iter().filter(|slot| slot[2] != EMPTY) {
                    let word = &text[slot[2] as usize..(slot[2] + slot[3]) as usize];
                    let at = place(&self.slots, text, word_hash(word), word);
                    self.slots[at] = slot;
                }
                at = place(&self.slots, text, word_hash(word), word);
            }
            let head = eight(word.as_bytes(), 0);
            self.slots[at] = [head as u32, (head >> 32) as u32, text.len() as u32, word.len() as u32, 0, 0, 0, 0];
            text.push_str(word);
            self.used += 1;
        }
        let [_, _, _, _, value @ ..] = &mut self.slots[at];
        value
    }

    /// The words of the table, of which the text is `text`.
    pub(super) fn words<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'t str> + Clone {
        let used = self.slots.iter().filter(|slot| slot[2] != EMPTY);
        used.map(|slot| &text[slot[2] as usize..(slot[2] + slot[3]) as usize])
    }

    /// The table as a section.
    pub(super) fn section(self) -> Vec<u32> {
        self.slots.into_iter().flatten().collect()
    }
}
