//! The weights that choose among what the grammar proposes.
//!
//! Takes features (hashes of what stands around a cue), gives scores. The weights are learned from annotated articles
//! by the crate in `train/`; they hold no text, only a number for a hashed feature. A log-linear model each for four
//! questions: which frame a cue is in, who speaks, where the reported words begin, where they end.

pub mod features;
#[cfg_attr(not(feature = "train"), allow(dead_code, reason = "the build script and the trainer use more of it"))]
mod learned;
pub mod questions;
#[cfg_attr(not(feature = "train"), allow(dead_code, reason = "the build script and the trainer use more of it"))]
mod table;

pub use features::Features;
#[cfg(any(test, feature = "train"))]
pub use learned::Learned;
pub use table::Weights;

use crate::bytes::{Aligned, numbers};
use std::sync::LazyLock;

/// Weights answer the questions that they were learned for, and no others. (The trainer is built with old ones.)
#[cfg(not(feature = "train"))]
const _: () = {
    let file = include_bytes!("weights.bin");
    let stamp = u64::from_le_bytes([file[8], file[9], file[10], file[11], file[12], file[13], file[14], file[15]]);
    assert!(
        stamp == questions::STAMP,
        "src/model/weights.bin was learned for other questions: cargo run --release -p whosaid-train"
    );
};

/// The built-in weights as `build.rs` puts them.
static DATA: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/weights.bin")));

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| Weights::of_numbers(numbers(&DATA.0, u16::from_le_bytes)));

impl Weights {
    /// The weights that come with the crate.
    pub fn built_in() -> &'static Weights {
        &BUILT_IN
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
