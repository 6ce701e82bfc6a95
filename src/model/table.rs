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

/// How many labels one row holds.
const LABELS: usize = 4;

/// Bits of a weight in a row.
const ROW_WEIGHT: u32 = 12;

/// How many pilots there are: in the table of single weights, and in that of rows.
const PILOTS: usize = 1 << 16;
const ROW_PILOTS: usize = 1 << 15;

/// How many features are looked up together.
const CHUNK: usize = 64;

/// Mixes two words into one hash.
#[inline(always)]
pub const fn mix(a: u32, b: u32) -> u32 {
    let h = a ^ turned(b);
    let h = (h ^ (h >> 16)).wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 13)
}

#[inline(always)]
const fn turned(b: u32) -> u32 {
    b.wrapping_mul(0x85eb_ca6b).rotate_left(13)
}

/// What was mixed with 0 into a hash: [`mix`] loses nothing of its first word.
fn unmixed(hash: u32) -> u32 {
    // 0x7ed1_b41d is the inverse of the factor of `mix`.
    let h = (hash ^ (hash >> 13) ^ (hash >> 26)).wrapping_mul(0x7ed1_b41d);
    h ^ (h >> 16)
}

/// A table of weights by feature hash.
///
/// Asking it is the most frequent thing that the program does, and most of what is asked for has a weight. Every key has
/// one place: its high bits, turned by the pilot of its bucket, which its low bits choose. The pilots are chosen so that
/// no two keys meet. Low bits, pilot and place together are the whole key, so nothing is confused, and there is no
/// branch to guess: the next keys are fetched while this one is on its way.
///
/// A feature of a question with labels is asked for once with each label mixed in. Where most of these keys have a
/// weight, a second table has all of them side by side under the feature itself.
///
/// Weights are whole numbers of units: sums do not depend on their order.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// How many bits a place has in the table of single weights and in that of rows; the pilots of the one, its slots,
    /// the pilots of the other, its slots. A pilot has 16 bits; a slot is the low half of the key above the weight in
    /// [`UNIT`]s; the slot of a row is two numbers: the low half of the key above the weights of all labels. An unused slot
    /// has no weight. No numbers at all in an empty table.
    numbers: Cow<'static, [u32]>,
}

/// The bits of a place, the pilots, and the slots.
type Part<'a, const N: usize, T> = (u32, &'a [u16; N], &'a [T]);

/// Chooses the pilots of keys: each bucket, the fullest first, takes the first that leads its keys to free places.
/// Gives the bits of a place, the pilots, and the place of every key.
fn place(keys: &[u32], buckets: usize) -> (u32, Vec<u32>, Vec<usize>) {
    let mask = buckets as u32 - 1;
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_unstable_by_key(|&n| (keys[n] & mask, n));
    let mut groups: Vec<&[usize]> = order.chunk_by(|&a, &b| keys[a] & mask == keys[b] & mask).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    // The low half of a key and a place of 16 bits or more are the whole key. With places of 32 bits no keys can meet.
    let least = (keys.len() + keys.len() / 64).next_power_of_two().trailing_zeros().max(16);
    for bits in least..=32 {
        let mut pilots = vec![0u32; buckets / 2];
        let mut used = vec![false; 1 << bits];
        let mut places = vec![0; keys.len()];
        let fits = groups.iter().all(|group| {
            let at = |n: usize, pilot: u32| (keys[n] >> (32 - bits) ^ pilot) as usize;
            let pilot = (0..1 << 16).find(|&pilot| group.iter().all(|&n| !used[at(n, pilot)]));
            let Some(pilot) = pilot else { return false };
            for &n in *group {
                places[n] = at(n, pilot);
                used[places[n]] = true;
            }
            let bucket = (keys[group[0]] & mask) as usize;
            pilots[bucket / 2] |= pilot << (16 * (bucket % 2));
            true
        });
        if fits {
            return (bits, pilots, places);
        }
    }
    unreachable!("two keys are the same");
}

/// The place of a key.
#[inline(always)]
fn at(key: u32, bits: u32, pilots: &[u16]) -> u32 {
    // Two pilots lie in one number, the first in its low half.
    let bucket = (key as usize % pilots.len()) ^ usize::from(cfg!(target_endian = "big"));
    key >> (32 - bits) ^ u32::from(pilots[bucket])
}

impl Weights {
    /// Makes a table of weights, each rounded as the file has it; later entries of a key replace earlier ones.
    pub fn new(entries: impl IntoIterator<Item = (u32, f32)>) -> Self {
        Weights::of(entries.into_iter().map(|(key, value)| (key, (value / UNIT).round() as i16)))
    }

    fn of(entries: impl Iterator<Item = (u32, i16)>) -> Self {
        let entries: BTreeMap<u32, i16> = entries.collect();
        let entries: Vec<(u32, i16)> = entries.into_iter().filter(|(_, value)| *value != 0).collect();
        let keys: Vec<u32> = entries.iter().map(|entry| entry.0).collect();
        let (bits, pilots, places) = place(&keys, PILOTS);
        let mut slots = vec![0; 1 << bits];
        for (&(key, value), at) in entries.iter().zip(places) {
            slots[at] = key << 16 | u32::from(value as u16);
        }
        let rows = rows(&entries);
        let keys: Vec<u32> = rows.iter().map(|row| row.0).collect();
        let (row_bits, row_pilots, places) = place(&keys, ROW_PILOTS);
        let mut row_slots = vec![0; 2 << row_bits];
        for (&(key, values), at) in rows.iter().zip(places) {
            let field = |value: i16| u64::from(value as u16) & ((1 << ROW_WEIGHT) - 1);
            let slot = values.iter().fold(u64::from(key & 0xFFFF), |slot, &value| slot << ROW_WEIGHT | field(value));
            row_slots[2 * at..2 * at + 2].copy_from_slice(&[slot as u32, (slot >> 32) as u32]);
        }
        let numbers = [vec![bits, row_bits], pilots, slots, row_pilots, row_slots].concat();
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
        self.score(&[key])
    }

    /// The same weights with some more entries.
    pub fn with(&self, more: impl IntoIterator<Item = (u32, f32)>) -> Weights {
        Weights::new(self.entries().into_iter().map(|(key, value)| (key, f32::from(value) * UNIT)).chain(more))
    }

    /// Single weights, then rows; nothing where the table is empty.
    fn parts(&self) -> Option<(Part<'_, PILOTS, u32>, Part<'_, ROW_PILOTS, [u32; 2]>)> {
        let (&[bits, row_bits], rest) = self.numbers.split_first_chunk()?;
        let (pilots, rest) = rest.split_first_chunk::<{ PILOTS / 2 }>()?;
        let (slots, rest) = rest.split_at_checked(1 << bits)?;
        let (row_pilots, rows) = rest.split_first_chunk::<{ ROW_PILOTS / 2 }>()?;
        let pilots = bytemuck::cast_slice(pilots).try_into().ok()?;
        let row_pilots = bytemuck::cast_slice(row_pilots).try_into().ok()?;
        Some(((bits, pilots, slots), (row_bits, row_pilots, rows.as_chunks().0)))
    }

    /// The sum of the weights of some features.
    pub fn score(&self, features: &[u32]) -> f32 {
        self.parts().map_or(0.0, |(single, _)| sum(features, single))
    }

    /// Fills in the sums of the weights of several lists of features that stand one behind the other; `ends` tells where
    /// each ends.
    pub fn scores(&self, features: &[u32], ends: &[usize], sums: &mut Vec<f32>) {
        sums.clear();
        let Some((single, _)) = self.parts() else { return sums.resize(ends.len(), 0.0) };
        // Where the size is known beforehand, no place has to be checked.
        match single.0 {
            17 => scores::<17>(features, ends, single, sums),
            18 => scores::<18>(features, ends, single, sums),
            19 => scores::<19>(features, ends, single, sums),
            _ => scores::<0>(features, ends, single, sums),
        }
    }

    /// The sums of the weights of some features with each label mixed in.
    pub fn labelled(&self, features: &[u32]) -> [f32; LABELS] {
        let Some((single, rows)) = self.parts() else { return [0.0; LABELS] };
        match rows.0 {
            16 => labelled::<16>(features, single, rows),
            17 => labelled::<17>(features, single, rows),
            _ => labelled::<0>(features, single, rows),
        }
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
        let Some(((bits, pilots, slots), _)) = self.parts() else { return Vec::new() };
        let used = slots.iter().enumerate().filter(|(_, slot)| **slot & 0xFFFF != 0);
        let whole = used.map(|(place, &slot)| {
            let low = slot >> 16;
            // The place of the low half alone is the pilot.
            let high = place as u32 ^ at(low, bits, pilots);
            (high << (32 - bits) | low, slot as i16)
        });
        let mut entries: Vec<(u32, i16)> = whole.collect();
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

/// See [`Weights::scores`]; the table has places of `BITS` bits, 0 for any.
fn scores<const BITS: u32>(
    features: &[u32],
    ends: &[usize],
    (bits, pilots, slots): Part<'_, PILOTS, u32>,
    sums: &mut Vec<f32>,
) {
    let (bits, slots) = if BITS == 0 { (bits, slots) } else { (BITS, &slots[..1 << BITS]) };
    let mut start = 0;
    sums.extend(ends.iter().map(|&end| {
        let keys = &features[start..end];
        start = end;
        sum(keys, (bits, pilots, slots))
    }));
}

/// The sum of the weights of some features.
#[inline(always)]
fn sum(features: &[u32], (bits, pilots, slots): Part<'_, PILOTS, u32>) -> f32 {
    // No sum waits for a branch: the next slots are on their way while this one is added.
    features.iter().map(|&key| weight_in(slot(slots, bits, at(key, bits, pilots)), key)).sum::<i32>() as f32 * UNIT
}

/// See [`Weights::labelled`]; the rows have places of `BITS` bits, 0 for any.
fn labelled<const BITS: u32>(
    features: &[u32],
    (single_bits, single_pilots, singles): Part<'_, PILOTS, u32>,
    (bits, pilots, rows): Part<'_, ROW_PILOTS, [u32; 2]>,
) -> [f32; LABELS] {
    let (bits, rows) = if BITS == 0 { (bits, rows) } else { (BITS, &rows[..1 << BITS]) };
    let mut sums = [0; LABELS];
    for features in features.chunks(CHUNK) {
        let mut places = [0; CHUNK];
        for (place, &feature) in places.iter_mut().zip(features) {
            *place = at(feature, bits, pilots);
        }
        touch(places[..features.len()].iter().map(|&place| slot(rows, bits, place)[1]));
        let (mut missed, mut count) = ([0; CHUNK], 0);
        for (&place, &feature) in places.iter().zip(features) {
            let [low, high] = slot(rows, bits, place);
            let weights = (u64::from(high) << 32 | u64::from(low)) << 16;
            let found = (high ^ feature << 16) >> 16 == 0 && weights != 0;
            let weights = if found { weights } else { 0 };
            for (label, sum) in (0..).zip(&mut sums) {
                *sum += ((weights << (ROW_WEIGHT * label)) as i64 >> (u64::BITS - ROW_WEIGHT)) as i32;
            }
            missed[count % CHUNK] = feature;
            count += usize::from(!found);
        }
        for &feature in missed.iter().take(count) {
            for (label, sum) in (0..).zip(&mut sums) {
                let key = mix(feature, label);
                *sum += weight_in(slot(singles, single_bits, at(key, single_bits, single_pilots)), key);
            }
        }
    }
    sums.map(|sum| sum as f32 * UNIT)
}

/// What stands at a place.
#[inline(always)]
fn slot<T: Copy + Default>(slots: &[T], bits: u32, place: u32) -> T {
    slots.get(place as usize & ((1 << bits) - 1)).copied().unwrap_or_default()
}

/// Reads numbers and does nothing with them: then they are near.
#[inline(always)]
fn touch(numbers: impl Iterator<Item = u32>) {
    std::hint::black_box(numbers.fold(0, |all, number| all ^ number));
}

/// The weight of a key in a slot, if the slot is that of the key.
#[inline(always)]
fn weight_in(slot: u32, key: u32) -> i32 {
    if (slot ^ key << 16) >> 16 == 0 { i32::from(slot as i16) } else { 0 }
}

/// The weights of all labels of every feature of which most labels have a weight.
///
/// A key does not tell which label was mixed into which feature: two keys of one feature are those of other labels of
/// another one as well, which nobody asks for. Three keys are those of one feature alone.
fn rows(entries: &[(u32, i16)]) -> Vec<(u32, [i16; LABELS])> {
    let weight = |key: u32| entries.binary_search_by_key(&key, |entry| entry.0).map_or(0, |at| entries[at].1);
    let mut features: Vec<u32> =
        entries.iter().flat_map(|&(key, _)| (0..LABELS as u32).map(move |n| unmixed(key) ^ turned(n))).collect();
    features.sort_unstable();
    let most = 1 << (ROW_WEIGHT - 1);
    let several = features.chunk_by(|a, b| a == b).filter(|same| 2 * same.len() > LABELS).map(|same| same[0]);
    let rows = several.map(|feature| (feature, std::array::from_fn(|n| weight(mix(feature, n as u32)))));
    rows.filter(|(_, weights)| weights.iter().all(|weight| (-most..most).contains(weight))).collect()
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
    fn labels_side_by_side_have_the_weights_of_their_keys() {
        // Features of which none, one, ... all labels have a weight; one weight is too large for a row.
        let value = |n: u32, label: u32| if n == 31 && label == 2 { 100.0 } else { n as f32 - 7.0 * label as f32 };
        let labels = |n: u32| (0..4).filter(move |label| n >> label & 1 != 0);
        let feature = |n: u32| mix(5, n);
        let weights = Weights::new(
            (0..32).flat_map(|n| labels(n).map(move |label| (mix(feature(n), label), value(n, label) / 16.0))),
        );
        for n in 0..32 {
            let expected = std::array::from_fn(|label| {
                if labels(n).any(|l| l == label as u32) { value(n, label as u32) / 16.0 } else { 0.0 }
            });
            assert_eq!(weights.labelled(&[feature(n)]), expected, "{n}");
            assert_eq!(unmixed(mix(feature(n), 3)), feature(n) ^ turned(3));
        }
        let features: Vec<u32> = (0..32).map(feature).collect();
        let summed = weights.labelled(&features);
        for (label, sum) in (0..).zip(summed) {
            let keys: Vec<u32> = features.iter().map(|&f| mix(f, label)).collect();
            assert_eq!(sum, weights.score(&keys));
        }
        assert_eq!(Weights::default().labelled(&features), [0.0; 4]);
    }

    #[test]
    fn an_empty_table_weighs_nothing() {
        assert_eq!((Weights::default().get(7), Weights::default().write()), (0.0, MAGIC.to_vec()));
        assert_eq!(Weights::new([]).score(&[0, 1, u32::MAX]), 0.0);
        assert!(Weights::read(b"something else").is_none());
    }
}
