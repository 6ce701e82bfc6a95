//! The weights as they are learned and kept in a file: by key.

use super::table::mix;
use std::collections::BTreeMap;

/// The file's first bytes, with the version of its layout.
const MAGIC: &[u8; 8] = b"WHOSAID3";

/// What a weight is counted in.
pub(super) const UNIT: f32 = 1.0 / 256.0;

/// How many labels a question with labels has at most.
pub(super) const LABELS: usize = 4;

/// What was learned, in units of 1/256; no weight is 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learned {
    /// Weights by key (hashed feature).
    single: BTreeMap<u32, i16>,
    /// The weights of features with each label of their question.
    labelled: BTreeMap<u32, [i16; LABELS]>,
    /// Weights that are never summed with others: those of the confidence.
    alone: BTreeMap<u32, i16>,
}

fn rounded(value: f32) -> i16 {
    (value / UNIT).round() as i16
}

impl Learned {
    /// Weights by key, rounded to units. `features` are those of questions with labels: their weights are found under
    /// the keys with each label mixed in.
    pub fn new(entries: impl IntoIterator<Item = (u32, f32)>, features: impl IntoIterator<Item = u32>) -> Self {
        let entries = entries.into_iter().map(|(key, value)| (key, rounded(value))).filter(|(_, value)| *value != 0);
        let mut single: BTreeMap<u32, i16> = entries.collect();
        let row = |feature| (feature, keys(feature).map(|key| single.get(&key).copied().unwrap_or_default()));
        let mut labelled: BTreeMap<u32, [i16; LABELS]> = features.into_iter().map(row).collect();
        labelled.retain(|_, weights| *weights != [0; LABELS]);
        for key in labelled.keys().flat_map(|&feature| keys(feature)) {
            single.remove(&key);
        }
        Learned { single, labelled, alone: BTreeMap::new() }
    }

    /// The same weights with those of the confidence.
    pub fn with_confidence(mut self, entries: impl IntoIterator<Item = (u32, f32)>) -> Self {
        self.alone = entries.into_iter().map(|(key, value)| (key, rounded(value))).collect();
        self.alone.retain(|_, value| *value != 0);
        self
    }

    /// Weights by key, in order of the keys.
    pub fn single(&self) -> Vec<(u32, i16)> {
        self.single.iter().map(|(&key, &value)| (key, value)).collect()
    }

    /// The weights of features with each label, in order of the features.
    pub fn labelled(&self) -> Vec<(u32, [i16; LABELS])> {
        self.labelled.iter().map(|(&feature, &values)| (feature, values)).collect()
    }

    /// The weights of the confidence by key, in order of the keys.
    pub fn alone(&self) -> Vec<(u32, i16)> {
        self.alone.iter().map(|(&key, &value)| (key, value)).collect()
    }

    /// The weights of the choices by key, labels mixed in.
    pub fn keys(&self) -> impl Iterator<Item = (u32, i16)> {
        let labelled = self.labelled.iter().flat_map(|(&feature, &values)| keys(feature).into_iter().zip(values));
        self.single.iter().map(|(&key, &value)| (key, value)).chain(labelled)
    }

    /// Reads the file form, all little-endian: magic; the stamp of the questions (64 bits); how many weights there are by
    /// key, by feature with labels, and of the confidence (32 bits each); then these, key (32 bits) and weights in units
    /// (16 bits each). Gives the stamp too; `None` where it is no such file.
    pub fn read(bytes: &[u8]) -> Option<(u64, Learned)> {
        let (stamp, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<8>()?;
        let (counts, mut rest) = rest.split_first_chunk::<12>()?;
        let [single, labelled, alone] = [0, 4, 8].map(|at| u32::from_le_bytes(std::array::from_fn(|n| counts[at + n])));
        let learned = Learned {
            single: list::<1>(&mut rest, single)?.into_iter().map(|(key, [value])| (key, value)).collect(),
            labelled: list(&mut rest, labelled)?.into_iter().collect(),
            alone: list::<1>(&mut rest, alone)?.into_iter().map(|(key, [value])| (key, value)).collect(),
        };
        rest.is_empty().then_some((u64::from_le_bytes(*stamp), learned))
    }

    /// The file form of [`Learned::read`], each list sorted by key.
    pub fn write(&self, stamp: u64) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(stamp.to_le_bytes());
        let counts = [self.single.len(), self.labelled.len(), self.alone.len()];
        bytes.extend(counts.into_iter().flat_map(|count| (count as u32).to_le_bytes()));
        let mut put = |key: u32, values: &[i16]| {
            bytes.extend(key.to_le_bytes());
            bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        };
        self.single.iter().for_each(|(&key, &value)| put(key, &[value]));
        self.labelled.iter().for_each(|(&feature, values)| put(feature, values));
        self.alone.iter().for_each(|(&key, &value)| put(key, &[value]));
        bytes
    }
}

/// The keys of a feature with each label.
fn keys(feature: u32) -> [u32; LABELS] {
    std::array::from_fn(|label| mix(feature, label as u32))
}

/// Takes the next `count` entries off the bytes.
fn list<const N: usize>(rest: &mut &[u8], count: u32) -> Option<Vec<(u32, [i16; N])>> {
    let (list, behind) = rest.split_at_checked(count as usize * (4 + 2 * N))?;
    *rest = behind;
    let entry = |entry: &[u8]| {
        let (key, values) = entry.split_first_chunk()?;
        let values = values.as_chunks().0;
        Some((u32::from_le_bytes(*key), std::array::from_fn(|n| i16::from_le_bytes(values[n]))))
    };
    list.chunks_exact(4 + 2 * N).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_comes_back_byte_for_byte() {
        let file = include_bytes!("weights.bin");
        let (stamp, learned) = Learned::read(file).unwrap();
        assert!(stamp == crate::model::questions::STAMP && learned.write(stamp) == file);
        assert_eq!(Learned::read(b"something else"), None);
        assert_eq!(Learned::read(&file[..file.len() - 1]), None);
        assert_eq!(Learned::read(&[&file[..], b"\0"].concat()), None);
    }

    #[test]
    fn features_with_labels_are_kept_with_all_of_them() {
        let entries = [(7, 0.5), (mix(3, 1), -1.0), (mix(3, 3), 0.25), (5, 0.001), (mix(4, 0), 2.0)];
        let learned = Learned::new(entries, [3, 8]).with_confidence([(9, 1.0), (10, 0.0)]);
        let mut single = [(7, 128), (mix(4, 0), 512)];
        single.sort_unstable();
        assert_eq!(learned.single(), single);
        assert_eq!(learned.labelled(), [(3, [0, -256, 0, 64])]);
        assert_eq!(learned.alone(), [(9, 256)]);
        assert_eq!(learned.keys().count(), 6);
        assert_eq!(Learned::read(&learned.write(7)), Some((7, learned)));
    }
}
