//! What a row is worth: of the rows with a confidence of 0.9, about nine in ten are right, in their words and in the
//! resolved speaker.
//!
//! Takes an attribution with the probability of its parts and its speaker with that of the antecedent, gives the confidence:
//! a log-linear model over few traits (Platt scaling, with numbers of its own for the row's form, its rule, and how the
//! speaker was found). Its numbers are learned on rows of articles that the other weights had not seen, of several
//! kinds of news. It decides nothing: which rows there are is settled before.

use crate::attribution::decode::quoted;
use crate::attribution::{Analysis, Attribution};
use crate::cast::Speaker;
use crate::document::tokens::word_hash;
use crate::model::Weights;
use crate::model::features::{bucket, feature};
use crate::model::questions::Worth;
use smallvec::{SmallVec, smallvec};

/// Numbers by key.
pub(crate) type Traits = SmallVec<[(u32, f32); 12]>;

/// How much of its words a row has in marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Indirect = 0,
    Mixed = 1,
    Direct = 2,
}

impl Form {
    fn of(analysis: &Analysis<'_>, attribution: &Attribution) -> Form {
        let items = &analysis.document.items;
        let plain =
            || attribution.content.iter().any(|r| items[r.clone()].iter().any(|i| i.is_word() && !i.is_quote()));
        match quoted(analysis, attribution) {
            false => Form::Indirect,
            true if attribution.turn.is_none() && plain() => Form::Mixed,
            true => Form::Direct,
        }
    }
}

fn log_odds(probability: f32) -> f32 {
    let p = probability.clamp(0.001, 0.999);
    (p / (1.0 - p)).ln()
}

/// What the confidence of a row depends on.
pub(crate) fn traits(analysis: &Analysis<'_>, attribution: &Attribution, speaker: &Speaker) -> Traits {
    let form = Form::of(analysis, attribution) as u32;
    let (basis, sort) = (word_hash(speaker.basis.as_str()), word_hash(speaker.kind.as_str()));
    let odds = log_odds(attribution.probability);
    let words = speaker.name.split(' ').count();
    let reason = speaker.flags.first().map_or(0, |flag| word_hash(flag));
    smallvec![
        (feature(Worth::Odds, form, 0), odds),
        (feature(Worth::Form, form, 0), 1.0),
        (feature(Worth::Rule, form, word_hash(attribution.rule)), 1.0),
        (feature(Worth::Basis, basis, form), 1.0),
        (feature(Worth::Sort, basis, sort), 1.0),
        (feature(Worth::SpeakerOdds, basis, 0), log_odds(speaker.probability)),
        (feature(Worth::Name, sort, bucket(words)), 1.0),
        (feature(Worth::Reason, reason, basis), 1.0),
    ]
}

/// The confidence of a row with these traits; `None` where the weights have learned nothing of it.
pub(crate) fn of(traits: &[(u32, f32)], weights: &Weights) -> Option<f32> {
    let mut known = false;
    let mut sum = 0.0;
    for &(key, value) in traits {
        let weight = weights.alone(key);
        known |= weight != 0.0;
        sum += weight * value;
    }
    known.then(|| 1.0 / (1.0 + (-sum).exp()))
}

/// Gives every attribution its confidence in the place of its probability.
pub(crate) fn settle(
    analysis: &Analysis<'_>,
    attributions: &mut [Attribution],
    speakers: &[Speaker],
    weights: &Weights,
) {
    for (attribution, speaker) in attributions.iter_mut().zip(speakers) {
        if let Some(confidence) = of(&traits(analysis, attribution, speaker), weights) {
            attribution.probability = confidence;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Learned;

    #[test]
    fn nothing_learned_is_no_confidence() {
        assert_eq!(of(&[(3, 1.0)], &Weights::default()), None);
        let weights = Weights::new(&Learned::default().with_confidence([(3, 2.0), (4, -1.0)]));
        let sure = of(&[(3, 1.0), (4, 0.5)], &weights).unwrap();
        assert!((sure - 1.0 / (1.0 + (-1.5f32).exp())).abs() < 1e-6);
    }
}
