//! Patterns that a line begins with, or holds anywhere.
//!
//! Takes the patterns when the lists are made ready, and gives their bits; takes a line later, and gives the pattern in
//! it. What a pattern says of the line is for others to tell.
//!
//! The bits spare nearly all pieces of a line the look into the table of patterns: one is set for the first bytes of
//! each pattern, as they are compared at every place of a line, one for the whole of it, and some for its beginnings, so
//! that a line is not read to the length of the longest pattern for nothing.

use super::eight::{SMALL, eight};
use super::hash::{hash_on, word_hash};
use super::store::{Section, Store};

/// How many bits there are, as a power of two: so many that few are set.
const BITS: u32 = 15;
/// The numbers that hold them.
const NUMBERS: usize = (1 << BITS) / 32;
/// The most bytes that are compared at every place of a line.
const FIRST: usize = 4;
/// The lengths at which reading on is given up where no pattern goes on so.
const STOPS: [usize; 2] = [4, 8];

/// The place of the bit of a hash or of some bytes.
#[inline]
fn place(hash: u32) -> (usize, u32) {
    let bit = hash.wrapping_mul(0x9E37_79B9) >> (u32::BITS - BITS);
    (bit as usize / 32, bit % 32)
}

/// What is compared of the first bytes of patterns, none of which is shorter than `shortest`.
fn mask(shortest: u32) -> u32 {
    u32::MAX >> (8 * (FIRST as u32 - shortest.clamp(1, FIRST as u32)))
}

/// Lengths of the shortest and of the longest of some patterns in lower case, then their bits: a section.
pub(super) fn bits<'a>(patterns: impl Iterator<Item = &'a str> + Clone) -> Vec<u32> {
    let lengths = || patterns.clone().map(|pattern| pattern.len() as u32);
    let (shortest, longest) = (lengths().min().unwrap_or(0), lengths().max().unwrap_or(0));
    let mut bits = vec![0; NUMBERS];
    let mut set = |hash: u32| {
        let (number, bit) = place(hash);
        bits[number] |= 1 << bit;
    };
    for pattern in patterns {
        set((eight(pattern.as_bytes(), 0) | SMALL) as u32 & mask(shortest));
        set(word_hash(pattern));
        for stop in STOPS.into_iter().filter(|&stop| stop < pattern.len()) {
            set(pattern.bytes().take(stop).fold(word_hash(""), hash_on));
        }
    }
    [vec![shortest, longest], bits].concat()
}

/// Some patterns, as they are looked for.
#[derive(Clone, Copy)]
pub(super) struct Patterns<'a> {
    store: &'a Store,
    table: Section,
    shortest: u32,
    longest: u32,
    bits: &'a [u32; NUMBERS],
}

/// A pattern in a line: its length and its value.
pub(super) type Found = (usize, [u32; 4]);

impl<'a> Patterns<'a> {
    /// The patterns of a table with their bits.
    pub(super) fn of(store: &'a Store, table: Section, bits: Section) -> Option<Self> {
        let (&[shortest, longest], bits) = store.section(bits).split_first_chunk()?;
        Some(Patterns { store, table, shortest, longest, bits: bits.first_chunk()? })
    }

    #[inline]
    fn may_hold(&self, hash: u32) -> bool {
        let (number, bit) = place(hash);
        self.bits[number] >> bit & 1 != 0
    }

    /// The longest pattern that a line begins with; the case of ASCII letters does not count.
    pub(super) fn at_start(&self, line: &str) -> Option<Found> {
        let mut found = None;
        let mut hash = word_hash("");
        for (length, byte) in (1..=self.longest as usize).zip(line.bytes()) {
            hash = hash_on(hash, byte.to_ascii_lowercase());
            if !self.may_hold(hash) {
                if STOPS.contains(&length) {
                    break;
                }
            } else if let Some(piece) = line.get(..length)
                && let Some(value) = self.store.words(self.table).find_lower(hash, eight(piece.as_bytes(), 0), piece)
            {
                found = Some((length, value));
            }
        }
        found
    }

    /// The first pattern in a line, the longest of those that begin at its place.
    pub(super) fn anywhere(&self, line: &str) -> Option<Found> {
        /// Places whose first bytes are among eight.
        const PLACES: usize = 8 - FIRST + 1;
        let mask = mask(self.shortest);
        for start in (0..line.len()).step_by(PLACES) {
            let small = eight(line.as_bytes(), start) | SMALL;
            for n in 0..PLACES {
                if self.may_hold((small >> (8 * n)) as u32 & mask)
                    // A pattern begins with a character, and none is missed where no character begins.
                    && let Some(found) = line.get(start + n..).and_then(|rest| self.at_start(rest))
                {
                    return Some(found);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::sections::{Table, Text};
    use super::*;

    /// A store that holds nothing but patterns, each with its number.
    fn store(patterns: &[&str]) -> Store {
        let (mut text, mut table, mut sections) = (Text::default(), Table::default(), Section::none());
        for (number, pattern) in (1..).zip(patterns) {
            table.entry(pattern)[0] = number;
        }
        sections[Section::LineStartBits as usize] = bits(table.words());
        sections[Section::LineStarts as usize] = table.section(&mut text);
        Store::new(text.whole(), sections)
    }

    #[test]
    fn the_first_place_counts_and_there_the_longest_pattern() {
        let store = store(&["read", "read more", "read more about", "more about", "© p", "école", "über uns"]);
        let patterns = Patterns::of(&store, Section::LineStarts, Section::LineStartBits).unwrap();
        for (line, start, anywhere) in [
            ("Read more abroad", Some((9, 2)), Some((9, 2))),
            ("READ MORE ABOUT", Some((15, 3)), Some((15, 3))),
            ("rea", None, None),
            ("To read", None, Some((4, 1))),
            ("To rea more about it, read on", None, Some((10, 4))),
            ("2024 © Press", None, Some((4, 5))),
            // Only letters of ASCII may have another case.
            ("L’école ou l’École", None, Some((6, 6))),
            ("L’École", None, None),
            ("ÜBER UNS", None, None),
            ("Mehr üBER uNS", None, Some((9, 7))),
            ("", None, None),
        ] {
            let short = |found: Option<Found>| found.map(|(length, [number, ..])| (length, number));
            assert_eq!((short(patterns.at_start(line)), short(patterns.anywhere(line))), (start, anywhere), "{line}");
        }
    }

    #[test]
    fn patterns_may_be_short_and_there_may_be_none() {
        let one = store(&["#", "tv", "abc"]);
        let patterns = Patterns::of(&one, Section::LineStarts, Section::LineStartBits).unwrap();
        let found = |line| patterns.anywhere(line).map(|(length, [number, ..])| (length, number));
        assert_eq!([found("on TV"), found("a#tv"), found("t"), found("xAb"), found("xAbC")], {
            [Some((2, 2)), Some((1, 1)), None, None, Some((3, 3))]
        });
        let none = store(&[]);
        let patterns = Patterns::of(&none, Section::LineStarts, Section::LineStartBits).unwrap();
        assert_eq!((patterns.at_start("tv"), patterns.anywhere("tv"), patterns.anywhere("")), (None, None, None));
    }
}
