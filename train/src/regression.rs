//! Learning the weights: multinomial logistic regression over groups of candidates.
//!
//! Takes groups (the candidates of one question with the right one marked), gives [`Learned`] weights. Deterministic: one
//! thread, a fixed order of visits.

use rustc_hash::FxHashMap;
use whosaid::stages::teach::{Group, Learned};

/// How to learn.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Settings {
    /// Passes over the groups
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub epochs: usize,
    /// Step of AdaGrad
    #[arg(long, value_name = "STEP", default_value_t = 0.02)]
    pub step: f32,
    /// Strength of the pull towards zero (L2), per visit of a feature
    #[arg(long, value_name = "SHARE", default_value_t = 1e-2)]
    pub decay: f32,
    /// Features seen in fewer groups than this get no weight
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub least: u32,
}

/// Learns weights from groups.
pub fn learn(groups: &[&Group], settings: Settings) -> Learned {
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

/// Turns scores into probabilities, in place.
fn softmax(scores: &mut [f32]) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_groups_give_the_same_weights_and_these_choose_right() {
        // Feature 7 marks the right candidate of three, feature 8 a wrong one; 9 stands everywhere.
        let group = |n: usize| Group {
            candidates: (0..3).map(|c| vec![9, if c == n % 3 { 7 } else { 8 }]).collect(),
            labelled: Vec::new(),
            right: n % 3,
            weight: 1.0,
        };
        let groups: Vec<Group> = (0..60).map(group).collect();
        let refs: Vec<&Group> = groups.iter().collect();
        let settings = Settings { epochs: 20, step: 0.02, decay: 1e-2, least: 4 };
        let learned = learn(&refs, settings);
        assert_eq!(learned, learn(&refs, settings));
        let weights = whosaid::stages::teach::Weights::new(&learned);
        assert!(weights.score(&[9, 7]) > weights.score(&[9, 8]) + 0.2);
        // What is seen too seldom gets no weight.
        assert_eq!(learn(&refs[..3], settings), Learned::default());
    }
}
