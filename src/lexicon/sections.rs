//! The tables of a store while they are filled.
//!
//! Takes words with their values, gives the sections of [`super::store`].

use super::eight::eight;
use super::hash::word_hash;
use super::store::{LENGTH, LINE, LONGEST, SHORT, SLOT, Value, pilots_in};
use crate::perfect;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A slot of a section without a word: no word has this head.
const FREE: [u32; SLOT] = [u32::MAX, u32::MAX, 0, 0];
/// The most words of a bucket: more come from nobody's language, and are searched for one by one.
const FULL: usize = 24;

/// The text of a store while it is made: every piece stands there once.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    all: String,
    places: HashMap<String, u32>,
}

impl Text {
    /// The place of a piece.
    pub(super) fn place(&mut self, piece: &str) -> u32 {
        if let Some(place) = self.places.get(piece) {
            return *place;
        }
        let place = self.all.len() as u32;
        self.all.push_str(piece);
        self.places.insert(piece.to_owned(), place);
        place
    }

    /// The whole text.
    pub(super) fn whole(self) -> String {
        self.all
    }
}

/// A table while it is filled.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Its words.
    text: String,
    slots: Vec<Slot>,
    used: usize,
}

/// The place of the word of a slot without one.
const EMPTY: u32 = u32::MAX;

/// A slot of a table that is filled: the word's place in the table's text, or [`EMPTY`], and its value.
#[derive(Clone, Copy, Debug)]
struct Slot {
    start: u32,
    length: u32,
    value: Value,
}

/// A slot without a word.
const UNUSED: Slot = Slot { start: EMPTY, length: 0, value: [0; 4] };

impl Slot {
    fn word(self, text: &str) -> &str {
        &text[self.start as usize..(self.start + self.length) as usize]
    }
}

/// The slot, of so many, where the search for a hash begins.
#[inline]
fn first(slots: usize, hash: u32) -> usize {
    // The hash is good in its high bits, less so in its low ones.
    let spread = u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    ((spread * slots as u64) >> 32) as usize
}

/// The slot behind one, of so many.
#[inline]
fn next(slots: usize, at: usize) -> usize {
    if at + 1 == slots { 0 } else { at + 1 }
}

impl Default for Table {
    fn default() -> Self {
        Table { text: String::new(), slots: vec![UNUSED; 8], used: 0 }
    }
}

impl Table {
    /// The slot of a word: its own, or the empty one where it would stand.
    fn place(&self, word: &str) -> usize {
        let mut at = first(self.slots.len(), word_hash(word));
        while self.slots[at].start != EMPTY && self.slots[at].word(&self.text) != word {
            at = next(self.slots.len(), at);
        }
        at
    }

    /// The value of a word, made where there is none.
    pub(super) fn entry(&mut self, word: &str) -> &mut Value {
        let end = (0..=word.len().min(LONGEST)).rev().find(|&end| word.is_char_boundary(end));
        let word = &word[..end.unwrap_or(0)];
        let mut at = self.place(word);
        if self.slots[at].start == EMPTY {
            if (self.used + 1) * 3 > self.slots.len() * 2 {
                let larger = vec![UNUSED; self.slots.len() * 2];
                for slot in std::mem::replace(&mut self.slots, larger).into_iter().filter(|slot| slot.start != EMPTY) {
                    let at = self.place(slot.word(&self.text));
                    self.slots[at] = slot;
                }
                at = self.place(word);
            }
            self.slots[at] = Slot { start: self.text.len() as u32, length: word.len() as u32, ..UNUSED };
            self.text.push_str(word);
            self.used += 1;
        }
        &mut self.slots[at].value
    }

    fn used(&self) -> impl Iterator<Item = &Slot> + Clone {
        self.slots.iter().filter(|slot| slot.start != EMPTY)
    }

    /// The words of the table.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> + Clone {
        self.used().map(|slot| slot.word(&self.text))
    }

    /// The table as a section: how many slots there are, on a line of its own, the slots, the values, those of most words
    /// first. Its longer words go into `text`.
    pub(super) fn section(self, text: &mut Text) -> Vec<u32> {
        let mut counts: BTreeMap<Value, usize> = BTreeMap::new();
        self.used().for_each(|slot| *counts.entry(slot.value).or_default() += 1);
        let mut values: Vec<(usize, Value)> = counts.into_iter().map(|(value, count)| (count, value)).collect();
        values.sort_unstable_by_key(|&(count, value)| (Reverse(count), value));
        let numbers: BTreeMap<Value, u32> = (0..).zip(&values).map(|(number, (_, value))| (*value, number)).collect();
        let mut section = self.laid_out(text, |value| numbers[&value]);
        section.extend(values.into_iter().flat_map(|(_, value)| value));
        section
    }

    /// The table as a section of numbers: the first of each value is its number, and no values follow.
    pub(super) fn numbers(self, text: &mut Text) -> Vec<u32> {
        self.laid_out(text, |value| value[0])
    }

    /// How many slots there are, found by pilots and in all, and how many pilots, on a line of its own; the pilots, and the
    /// slots, with a number for each value.
    fn laid_out(&self, text: &mut Text, number: impl Fn(Value) -> u32) -> Vec<u32> {
        let hash = |slot: &&Slot| word_hash(slot.word(&self.text));
        let buckets = (self.used / 8 + 2).next_power_of_two();
        let (mut hashes, mut held) = (HashSet::new(), vec![0; buckets]);
        let (own, spilled): (Vec<&Slot>, Vec<&Slot>) = self.used().partition(|slot| {
            let held = &mut held[perfect::bucket(hash(slot), buckets)];
            *held += 1;
            *held <= FULL && hashes.insert(hash(slot))
        });
        let keys: Vec<u32> = own.iter().map(hash).collect();
        let (pilots, size, places) = perfect::place(&keys, buckets, keys.len() / 32 + 1);
        let mut slots = vec![FREE; size];
        let mut laid = |slot: &Slot| {
            let word = slot.word(&self.text);
            let head = eight(word.as_bytes(), 0);
            let start = if word.len() > SHORT { text.place(word) } else { 0 };
            [head as u32, (head >> 32) as u32, start, number(slot.value) << LENGTH | slot.length]
        };
        for (slot, at) in own.iter().zip(places) {
            slots[at] = laid(slot);
        }
        slots.extend(spilled.into_iter().map(laid));
        let mut section = vec![0; LINE];
        section[..3].copy_from_slice(&[size as u32, slots.len() as u32, buckets as u32]);
        section.extend(pilots.as_chunks().0.iter().map(|[a, b]| u32::from(*a) | u32::from(*b) << 16));
        section.resize(LINE + pilots_in(buckets), 0);
        section.extend(slots.as_flattened());
        section
    }
}
