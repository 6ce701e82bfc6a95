//! The table of the weights.
//!
//! Takes keys (hashed features), gives their weights and sums of them. It is part of the build script too, which puts
//! the built-in weights into the form in which they are read where they lie.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The file's first bytes, with the version of its layout.
const MAGIC: &[u8; 8] = b"WHOSAID1";

/// What a weight is counted in: the file holds weights as multiples of it.
const UNIT: f32 = 1.0 / 256.0;

/// How many weights one bucket holds: half a cache line of them.
const LANES: usize = 8;

/// How many buckets there are: one for each high half of a key.
const BUCKETS: usize = 1 << 16;

/// Numbers that tell for each bucket, by a bit, whether it is too full.
const MARKS: usize = BUCKETS / 32;

/// The buckets, the marks of those that are too full, and the keys and weights that found no lane.
type Parts<'a> = (&'a [[u32; LANES]; BUCKETS], &'a [u32; MARKS], &'a [[u32; 2]]);

/// A table of weights by feature hash.
///
/// Asking it is the most frequent thing that the program does. The high half of a key chooses a bucket, its low half is
/// compared with all lanes at once; together they are the whole key, so nothing is confused, and there is no branch to
/// guess but the one for the few buckets that are too full: the next keys are fetched while this one is on its way.
/// Weights are whole numbers of units: sums do not depend on their order.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// The buckets, each of [`LANES`] numbers: the low half of a key above its weight in [`UNIT`]s, which is 0 in an
    /// unused lane. Then the marks of the buckets that are too full, then the keys and weights that found no lane, in
    /// order. No numbers at all in an empty table.
    numbers: Cow<'static, [u32]>,
}

impl Weights {
    /// Makes a table of weights, each rounded as the file has it; later entries of a key replace earlier ones.
    pub fn new(entries: impl IntoIterator<Item = (u32, f32)>) -> Self {
        Weights::of(entries.into_iter().map(|(key, value)| (key, (value / UNIT).round() as i16)))
    }

    fn of(entries: impl Iterator<Item = (u32, i16)>) -> Self {
        let entries: BTreeMap<u32, i16> = entries.collect();
        let mut numbers = vec![0u32; BUCKETS * LANES + MARKS];
        let mut spilled = Vec::new();
        for (key, value) in entries.into_iter().filter(|(_, value)| *value != 0) {
            let number = (key >> 16) as usize;
            let bucket = &mut numbers[number * LANES..][..LANES];
            match bucket.iter_mut().find(|lane| **lane & 0xFFFF == 0) {
                Some(lane) => *lane = key << 16 | u32::from(value as u16),
                None => {
                    numbers[BUCKETS * LANES + number / 32] |= 1 << (number % 32);
                    spilled.extend([key, u32::from(value as u16)]);
                }
            }
        }
        numbers.extend(spilled);
        Weights { numbers: Cow::Owned(numbers) }
    }

    /// A table of numbers that were made before.
    pub(crate) fn of_numbers(numbers: Cow<'static, [u32]>) -> Self {
        Weights { numbers }
    }

    /// The table as numbers, as `build.rs` writes it.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The weight of a feature; 0 where it has none.
    pub fn get(&self, key: u32) -> f32 {
        self.sum(std::iter::once(key))
    }

    /// The same weights with some more entries.
    pub fn with(&self, more: impl IntoIterator<Item = (u32, f32)>) -> Weights {
        Weights::new(self.entries().into_iter().map(|(key, value)| (key, f32::from(value) * UNIT)).chain(more))
    }

    /// The sum of the weights of some features.
    pub fn score(&self, features: &[u32]) -> f32 {
        self.sum(features.iter().copied())
    }

    fn parts(&self) -> Option<Parts<'_>> {
        let (buckets, rest) = self.numbers.split_at_checked(BUCKETS * LANES)?;
        let (marks, spilled) = rest.split_first_chunk()?;
        Some((buckets.as_chunks().0.try_into().ok()?, marks, spilled.as_chunks().0))
    }

    /// The sum of the weights of some keys.
    #[inline]
    pub fn sum(&self, keys: impl Iterator<Item = u32> + Clone) -> f32 {
        let Some((buckets, marks, spilled)) = self.parts() else { return 0.0 };
        // The table is larger than the nearer caches. Touching all buckets first lets them come at the same time.
        let touched = keys.clone().fold(0, |all, key| all ^ buckets[(key >> 16) as usize][0]);
        std::hint::black_box(touched);
        let mut sum = 0;
        for key in keys {
            let number = (key >> 16) as usize;
            let low = key << 16;
            // At most one lane has the key: the others add nothing to the bits of its weight.
            let lanes = buckets[number].map(|lane| if (lane ^ low) >> 16 == 0 { lane } else { 0 });
            sum += i32::from(lanes.iter().fold(0, |all, lane| all | lane) as i16);
            if marks[number / 32] >> (number % 32) & 1 != 0
                && let Ok(at) = spilled.binary_search_by_key(&key, |entry| entry[0])
            {
                sum += i32::from(spilled[at][1] as i16);
            }
        }
        sum as f32 * UNIT
    }

    /// Reads the file form: magic, then key and weight (in 1/256) little-endian, six bytes an entry. `None` where it is no such file.
    pub fn read(bytes: &[u8]) -> Option<Weights> {
        let body = bytes.strip_prefix(MAGIC)?;
        let entries = body
            .chunks_exact(6)
            .map(|c| (u32::from_le_bytes([c[0], c[1], c[2], c[3]]), i16::from_le_bytes([c[4], c[5]])));
        Some(Weights::of(entries))
    }

    /// All keys that have a weight, in order.
    fn entries(&self) -> Vec<(u32, i16)> {
        let Some((buckets, _, spilled)) = self.parts() else { return Vec::new() };
        let lanes = buckets.iter().enumerate().flat_map(|(number, bucket)| {
            bucket.iter().map(move |lane| ((number as u32) << 16 | lane >> 16, *lane as i16))
        });
        let spilled = spilled.iter().map(|&[key, value]| (key, value as i16));
        let mut entries: Vec<(u32, i16)> = lanes.chain(spilled).filter(|(_, value)| *value != 0).collect();
        entries.sort_unstable();
        entries
    }

    /// The file form of [`Weights::read`], sorted by key; weights that round to nothing are left out.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for (key, value) in self.entries() {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_comes_back_byte_for_byte() {
        let read = Weights::read(include_bytes!("weights.bin")).unwrap();
        assert!(Weights::built_in().numbers() == read.numbers());
        assert_eq!(Weights::built_in().write(), include_bytes!("weights.bin"));
    }

    #[test]
    fn keys_are_told_apart_even_in_buckets_that_are_too_full() {
        // Forty keys of one bucket, and their neighbours in the next.
        let entries = |n: u32| [(0x0007_0000 + n, n as f32 + 0.5), (0x0008_0000 + n, -(n as f32) - 1.0)];
        let weights = Weights::new((0..40).flat_map(entries)).with([(0x0007_0003, 100.0), (0x0007_0027, 8.0)]);
        let all: Vec<f32> = (0..41).map(|n| weights.get(0x0007_0000 + n)).collect();
        let expected = |n: u32| {
            if n == 3 {
                100.0
            } else if n == 39 {
                8.0
            } else if n == 40 {
                0.0
            } else {
                n as f32 + 0.5
            }
        };
        assert_eq!(all, (0..41).map(expected).collect::<Vec<_>>());
        assert_eq!(weights.score(&[0x0007_0003, 0x0008_0002, 0x0009_0000, 0x0008_0027]), 100.0 - 3.0 - 40.0);
        assert_eq!(Weights::read(&weights.write()).unwrap().write(), weights.write());
    }

    #[test]
    fn an_empty_table_weighs_nothing() {
        assert_eq!((Weights::default().get(7), Weights::default().write()), (0.0, MAGIC.to_vec()));
        assert_eq!(Weights::new([]).score(&[0, 1, u32::MAX]), 0.0);
        assert!(Weights::read(b"something else").is_none());
    }
}
