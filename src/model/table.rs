//! The table of the weights.
//!
//! Takes keys (hashed features), gives their weights and sums of them. It is part of the build script too, which puts
//! the built-in weights into the form in which they are read where they lie.

use super::learned::{LABELS, Learned, UNIT};
use crate::perfect;
use std::borrow::Cow;

/// How many pilots there are: in the table of single weights, and in that of rows.
const PILOTS: usize = 1 << 14;
const ROW_PILOTS: usize = 1 << 12;

/// The weights of the codes that stand for them in the table, in units: small ones, which nearly all are, as they are,
/// the others to the nearest of some steps.
const DECODED: [i16; 256] = {
    let mut decoded = [0; 256];
    let mut code = 0;
    while code < 256 {
        let value = code as u8 as i8 as i16;
        let beyond = if value > EXACT {
            value - EXACT
        } else if value < -EXACT {
            value + EXACT
        } else {
            0
        };
        decoded[code] = value + (STEP - 1) * beyond;
        code += 1;
    }
    decoded
};

/// Up to where weights are kept as they are, and the step beyond, in units.
const EXACT: i16 = 100;
const STEP: i16 = 20;

/// The code of the nearest weight.
fn encoded(value: i16) -> u8 {
    let beyond = f32::from((value.saturating_abs() - EXACT).max(0)) / f32::from(STEP);
    let least = value.clamp(-EXACT, EXACT);
    let code = least + value.signum() * beyond.round() as i16;
    code.clamp(-127, 127) as i8 as u8
}

/// Mixes two words into one hash.
#[inline(always)]
pub const fn mix(a: u32, b: u32) -> u32 {
    let h = a ^ b.wrapping_mul(0x85eb_ca6b).rotate_left(13);
    let h = (h ^ (h >> 16)).wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 13)
}

/// A table of weights by feature hash.
///
/// Asking it is the most frequent thing that the program does, and most of what is asked for has a weight. Every key has
/// one place (see `perfect`), and there is no branch to guess: the next keys are fetched while this one is on its way.
///
/// The table must stay in a core's own cache beside all else, so a slot is two bytes: what is asked for is known by the
/// low byte of its key alone. Of the features that have no weight one in 256 has another one's.
///
/// A second table has the features of questions with labels, the weights of all labels side by side. The few weights of
/// the confidence, which are asked for one by one, are listed as they are.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// The sizes of the table of single weights and of that of rows (low half, high half), the pilots of the one, its
    /// slots, the pilots of the other, its slots; then the weights of the confidence by key (low half, high half, weight).
    /// A slot is the low byte of the key below the code of the weight; the slot of a row is three numbers: the low half of
    /// the key, then the codes of all labels. An unused slot has no weight. No numbers at all in an empty table.
    numbers: Cow<'static, [u16]>,
}

/// The pilots, and the slots.
type Part<'a, const N: usize, T> = (&'a [u16; N], &'a [T]);

/// Single weights, rows, and the weights of the confidence.
type Parts<'a> = (Part<'a, PILOTS, u16>, Part<'a, ROW_PILOTS, [u16; 3]>, &'a [[u16; 3]]);

/// How many places of a table stay free.
fn spare(keys: &[u32]) -> usize {
    keys.len() / 32 + 1024
}

/// The place of a key.
#[inline(always)]
fn place_of<const N: usize, T>(key: u32, (pilots, slots): Part<'_, N, T>) -> usize {
    perfect::at(key, pilots[perfect::bucket(key, N)], slots.len())
}

/// The weight of a key at its place.
#[inline(always)]
fn weight(key: u32, slots: &[u16], place: usize) -> i32 {
    let slot = slots.get(place).copied().unwrap_or_default();
    let weight = i32::from(DECODED[usize::from(slot >> 8)]);
    if slot as u8 == key as u8 { weight } else { 0 }
}

impl Weights {
    /// The table of what was learned, weights beyond the usual rounded.
    pub fn new(learned: &Learned) -> Self {
        let single = learned.single();
        let keys: Vec<u32> = single.iter().map(|entry| entry.0).collect();
        let (pilots, size, places) = perfect::place(&keys, PILOTS, spare(&keys));
        let mut slots = vec![0; size];
        for (&(key, value), at) in single.iter().zip(places) {
            slots[at] = u16::from_le_bytes([key as u8, encoded(value)]);
        }
        let rows = learned.labelled();
        let keys: Vec<u32> = rows.iter().map(|row| row.0).collect();
        let (row_pilots, row_size, places) = perfect::place(&keys, ROW_PILOTS, spare(&keys));
        let mut row_slots = vec![[0; 3]; row_size];
        for (&(key, values), at) in rows.iter().zip(places) {
            let [a, b, c, d] = values.map(encoded);
            row_slots[at] = [key as u16, u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])];
        }
        let sizes = [size, row_size].map(|n| [n as u16, (n >> 16) as u16]).concat();
        let alone = learned.alone().into_iter().flat_map(|(key, value)| [key as u16, (key >> 16) as u16, value as u16]);
        let alone: Vec<u16> = alone.collect();
        let numbers = [&sizes[..], &pilots[..], &slots, &row_pilots[..], row_slots.as_flattened(), &alone].concat();
        Weights { numbers: Cow::Owned(numbers) }
    }

    /// A table of numbers that were made before.
    pub(crate) fn of_numbers(numbers: Cow<'static, [u16]>) -> Self {
        Weights { numbers }
    }

    /// The table as numbers, as `build.rs` writes it.
    pub fn numbers(&self) -> &[u16] {
        &self.numbers
    }

    /// A weight of the confidence; 0 where there is none.
    pub fn alone(&self, key: u32) -> f32 {
        let alone = self.parts().map_or(&[][..], |parts| parts.2);
        let found = alone.binary_search_by_key(&key, |&[low, high, _]| u32::from(high) << 16 | u32::from(low));
        found.map_or(0.0, |at| f32::from(alone[at][2] as i16) * UNIT)
    }

    /// Single weights, rows, and the weights of the confidence; nothing where the table is empty.
    #[inline(always)]
    fn parts(&self) -> Option<Parts<'_>> {
        let (&[low, high, row_low, row_high], rest) = self.numbers.split_first_chunk()?;
        let size = |low: u16, high: u16| usize::from(high) << 16 | usize::from(low);
        let (pilots, rest) = rest.split_first_chunk()?;
        let (slots, rest) = rest.split_at_checked(size(low, high))?;
        let (row_pilots, rest) = rest.split_first_chunk()?;
        let (rows, alone) = rest.as_chunks().0.split_at_checked(size(row_low, row_high))?;
        Some(((pilots, slots), (row_pilots, rows), alone))
    }

    /// The sum of the weights of some features.
    pub fn score(&self, features: &[u32]) -> f32 {
        let Some((single, ..)) = self.parts() else { return 0.0 };
        let sum: i32 = features.iter().map(|&key| weight(key, single.1, place_of(key, single))).sum();
        sum as f32 * UNIT
    }

    /// The sums of the weights of some features with each label.
    pub fn labelled(&self, features: &[u32]) -> [f32; LABELS] {
        let Some((_, rows, _)) = self.parts() else { return [0.0; LABELS] };
        let mut sums = [0; LABELS];
        for &feature in features {
            let [key, ab, cd] = rows.1.get(place_of(feature, rows)).copied().unwrap_or_default();
            let found = if key == feature as u16 { u32::MAX } else { 0 };
            let codes = (u32::from(cd) << 16 | u32::from(ab)) & found;
            for (code, sum) in codes.to_le_bytes().into_iter().zip(&mut sums) {
                *sum += i32::from(DECODED[usize::from(code)]);
            }
        }
        sums.map(|sum| sum as f32 * UNIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_that_of_the_file() {
        let learned = Learned::read(include_bytes!("weights.bin")).unwrap().1;
        assert!(Weights::built_in().numbers() == Weights::new(&learned).numbers());
        // Nothing is confused with another one of the keys that have a weight.
        let near = |a: f32, b: i16| (a - f32::from(b) * UNIT).abs() <= f32::from(STEP) / 2.0 * UNIT;
        assert!(learned.single().iter().all(|&(key, value)| near(Weights::built_in().score(&[key]), value)));
        for (feature, values) in learned.labelled() {
            let found = Weights::built_in().labelled(&[feature]);
            assert!(found.into_iter().zip(values).all(|(a, b)| near(a, b)), "{feature}");
        }
        assert!(learned.alone().iter().all(|&(key, value)| Weights::built_in().alone(key) == f32::from(value) * UNIT));
    }

    #[test]
    fn codes_stand_for_the_nearest_weight() {
        for value in -600..=600 {
            let decoded = DECODED[usize::from(encoded(value))];
            assert!((decoded - value).abs() <= if value.abs() <= EXACT { 0 } else { STEP / 2 }, "{value} {decoded}");
        }
        assert_eq!(encoded(i16::MAX), 127);
        assert_eq!(encoded(i16::MIN) as i8, -127);
    }

    #[test]
    fn keys_are_told_apart_even_in_buckets_that_are_too_full() {
        // Forty keys of one bucket, and their neighbours in the next.
        let entries =
            |n: u32| [(0x0007_0000 + (n << 20), n as f32 / 256.0), (0x0007_0001 + (n << 20), -(n as f32) / 256.0)];
        let weights = Weights::new(&Learned::new((1..41).flat_map(entries), []));
        for n in 1..41 {
            assert_eq!(weights.score(&[0x0007_0000 + (n << 20)]), n as f32 / 256.0);
            assert_eq!(weights.score(&[0x0007_0001 + (n << 20), 0x0007_0000 + (n << 20)]), 0.0);
        }
        assert_eq!(weights.score(&[0x0017_0000, 0x0027_0000, 0x0037_0001]), 0.0);
    }

    #[test]
    fn labels_side_by_side_have_the_weights_of_their_keys() {
        let value = |n: u32, label: u32| (n as f32 - 7.0 * label as f32) / 256.0;
        let labels = |n: u32| (0..4).filter(move |label| n >> label & 1 != 0);
        let feature = |n: u32| mix(5, n);
        let entries = (0..32).flat_map(|n| labels(n).map(move |label| (mix(feature(n), label), value(n, label))));
        let weights = Weights::new(&Learned::new(entries, (0..32).map(feature)));
        for n in 0..32 {
            let expected = std::array::from_fn(|label| if n >> label & 1 != 0 { value(n, label as u32) } else { 0.0 });
            assert_eq!(weights.labelled(&[feature(n)]), expected, "{n}");
        }
        assert_eq!(weights.labelled(&[feature(40), feature(9)]), [9.0 / 256.0, 0.0, 0.0, -12.0 / 256.0]);
    }

    #[test]
    fn an_empty_table_weighs_nothing() {
        let empty = Weights::default();
        assert_eq!((empty.score(&[7]), empty.alone(7), empty.labelled(&[7])), (0.0, 0.0, [0.0; 4]));
        assert_eq!(Weights::new(&Learned::default()).score(&[0, 1, u32::MAX]), 0.0);
    }
}
