//! Learning the weights: multinomial logistic regression over groups of candidates.
//!
//! Takes groups (the candidates of one question with the right one marked), gives [`Learned`] weights. Deterministic: one
//! thread, a fixed order of visits.

use super::{Learned, softmax};
use rustc_hash::FxHashMap;

/// The candidates of one question.
#[derive(Clone, Debug)]
pub struct Group {
    /// The features of each candidate.
    pub candidates: Vec<Vec<u32>>,
    /// Where the candidates are labels, the features that these are mixed into; nothing elsewhere.
    pub labelled: Vec<u32>,
    /// Which candidate is right.
    pub right: usize,
    /// How much the group counts.
    pub weight: f32,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the groups.
    pub epochs: usize,
    /// Step of AdaGrad.
    pub step: f32,
    /// Strength of the pull towards zero (L2), per visit of a feature.
    pub decay: f32,
    /// Features seen in fewer groups than this get no weight.
    pub least: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { epochs: 20, step: 0.02, decay: 1e-2, least: 4 }
    }
}

/// Learns weights from groups.
pub fn learn(groups: &[Group], settings: Settings) -> Learned {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for group in groups {
        let mut seen: Vec<u32> = group.candidates.iter().flatten().copied().collect();
        seen.sort_unstable();
        seen.dedup();
        for feature in seen {
            *counts.entry(feature).or_default() += 1;
        }
    }
    let mut keys: Vec<u32> = counts.iter().filter(|(_, n)| **n >= settings.least).map(|(k, _)| *k).collect();
    keys.sort_unstable();
    let index: FxHashMap<u32, u32> = keys.iter().enumerate().map(|(n, k)| (*k, n as u32)).collect();
    let compact: Vec<Vec<Vec<u32>>> = groups
        .iter()
        .map(|g| g.candidates.iter().map(|c| c.iter().filter_map(|f| index.get(f).copied()).collect()).collect())
        .collect();
    let mut weights = vec![0.0f32; keys.len()];
    let mut squares = vec![1e-6f32; keys.len()];
    let mut order: Vec<usize> = (0..groups.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1du64;
    let mut scores: Vec<f32> = Vec::new();
    // The mean over the later passes generalises better than the last state.
    let mut sums = vec![0.0f64; keys.len()];
    let mut summed = 0.0f64;
    for epoch in 0..settings.epochs {
        // Fisher-Yates with a fixed xorshift: the same order on every machine.
        for at in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(at, (state % (at as u64 + 1)) as usize);
        }
        for &g in &order {
            let candidates = &compact[g];
            scores.clear();
            scores.extend(candidates.iter().map(|c| c.iter().map(|&f| weights[f as usize]).sum::<f32>()));
            softmax(&mut scores);
            for (n, features) in candidates.iter().enumerate() {
                let gradient = (scores[n] - f32::from(u8::from(n == groups[g].right))) * groups[g].weight;
                if gradient.abs() < 1e-4 {
                    continue;
                }
                for &f in features {
                    let f = f as usize;
                    let step = gradient + settings.decay * weights[f];
                    squares[f] += step * step;
                    weights[f] -= settings.step * step / squares[f].sqrt();
                }
            }
        }
        if 2 * epoch + 1 >= settings.epochs {
            summed += 1.0;
            for (sum, weight) in sums.iter_mut().zip(&weights) {
                *sum += f64::from(*weight);
            }
        }
    }
    let learned = keys.into_iter().zip(sums.into_iter().map(|s| (s / summed.max(1.0)) as f32));
    Learned::new(learned, groups.iter().flat_map(|group| group.labelled.iter().copied()))
}

/// The share of groups whose best-scored candidate is the right one.
pub fn accuracy(groups: &[Group], learned: &Learned) -> f32 {
    let weights: FxHashMap<u32, i16> = learned.keys().collect();
    let score = |c: &Vec<u32>| c.iter().filter_map(|key| weights.get(key)).map(|&weight| i32::from(weight)).sum();
    let right = groups
        .iter()
        .filter(|g| {
            let scores: Vec<i32> = g.candidates.iter().map(score).collect();
            let best = (0..scores.len()).max_by_key(|&n| scores[n]);
            best == Some(g.right)
        })
        .count();
    right as f32 / groups.len().max(1) as f32
}
