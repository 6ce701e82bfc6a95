//! The weights that choose among what the grammar proposes.
//!
//! Takes features (hashes of what stands around a cue), gives scores. The weights are learned from annotated articles
//! by `examples/train.rs`; they hold no text, only a number for a hashed feature. A log-linear model each for four
//! questions: which frame a cue is in, who speaks, where the reported words begin, where they end.

pub mod features;
pub mod learn;
pub mod train;

pub use features::Features;

use std::sync::LazyLock;

/// The file's first bytes, with the version of its layout.
const MAGIC: &[u8; 8] = b"WHOSAID1";

/// The built-in weights as they are kept.
pub(crate) static BYTES: &[u8] = include_bytes!("weights.bin");

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| Weights::read(BYTES).unwrap_or_default());

/// A table of weights by feature hash.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Open addressing, a power of two of slots; a key of 0 is an empty slot.
    slots: Vec<(u32, f32)>,
    mask: usize,
}

impl Weights {
    /// The weights that come with the crate.
    pub fn built_in() -> &'static Weights {
        &BUILT_IN
    }

    /// Makes a table of weights; later entries of a key replace earlier ones.
    pub fn new(entries: impl IntoIterator<Item = (u32, f32)>) -> Self {
        let entries: Vec<(u32, f32)> = entries.into_iter().collect();
        let size = (entries.len() * 2).next_power_of_two().max(2);
        let mut weights = Weights { slots: vec![(0, 0.0); size], mask: size - 1 };
        for (key, value) in entries {
            let key = key.max(1);
            let mut at = weights.slot(key);
            while weights.slots[at].0 != 0 && weights.slots[at].0 != key {
                at = (at + 1) & weights.mask;
            }
            weights.slots[at] = (key, value);
        }
        weights
    }

    fn slot(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9E37_79B1) >> 7) as usize & self.mask
    }

    /// The weight of a feature; 0 where it has none.
    pub fn get(&self, key: u32) -> f32 {
        if self.slots.is_empty() {
            return 0.0;
        }
        let key = key.max(1);
        let mut at = self.slot(key);
        loop {
            let (found, value) = self.slots[at];
            if found == key {
                return value;
            }
            if found == 0 {
                return 0.0;
            }
            at = (at + 1) & self.mask;
        }
    }

    /// The same weights with some more entries.
    pub fn with(&self, more: impl IntoIterator<Item = (u32, f32)>) -> Weights {
        Weights::new(self.slots.iter().copied().filter(|(key, _)| *key != 0).chain(more))
    }

    /// The sum of the weights of some features.
    pub fn score(&self, features: &[u32]) -> f32 {
        features.iter().map(|&f| self.get(f)).sum()
    }

    /// Reads the file form: magic, then key and weight (in 1/256) little-endian, six bytes an entry. `None` where it is no such file.
    pub fn read(bytes: &[u8]) -> Option<Weights> {
        let body = bytes.strip_prefix(MAGIC)?;
        let entries = body.chunks_exact(6).map(|c| {
            let value = i16::from_le_bytes([c[4], c[5]]);
            (u32::from_le_bytes([c[0], c[1], c[2], c[3]]), f32::from(value) / 256.0)
        });
        Some(Weights::new(entries))
    }

    /// The file form of [`Weights::read`], sorted by key; weights that round to nothing are left out.
    pub fn write(&self) -> Vec<u8> {
        let mut entries: Vec<(u32, i16)> = self
            .slots
            .iter()
            .filter(|(key, _)| *key != 0)
            .map(|&(key, value)| (key, (value * 256.0).round().clamp(-32767.0, 32767.0) as i16))
            .filter(|(_, value)| *value != 0)
            .collect();
        entries.sort_unstable();
        let mut bytes = MAGIC.to_vec();
        for (key, value) in entries {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        bytes
    }
}

/// Turns scores into probabilities, in place.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}
