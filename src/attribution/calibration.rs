//! What a probability is worth as a confidence: of the rows with 0.9, about nine in ten are right.
//!
//! Takes the probability of a row, whether its words are quoted, and the rule that read it; gives the confidence. The
//! log-odds are stretched and moved (Platt scaling), by numbers of the row's form, and moved once more by how often its
//! rule was right: "quotation, speaker, cue" hardly ever errs, whatever the parts of it score.

use super::Analysis;
use super::Attribution;
use super::decode::quoted;
use crate::document::tokens::word_hash;
use crate::model::Weights;
use crate::model::features::feature;

/// The salt of these numbers in the table of weights.
const SALT: u32 = 8;

/// Passes of the fit; it stands still long before.
const PASSES: usize = 200;

/// Pulls the numbers of a rule with few rows towards those of its form.
const PULL: f64 = 2.0;

/// How much of its words a row has in marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// None.
    Indirect,
    /// Some.
    Mixed,
    /// All.
    Direct,
}

/// What the confidence of a row depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// How sure the choices were.
    pub probability: f32,
    /// How much is in marks.
    pub form: Form,
    /// The rule.
    pub rule: &'static str,
}

impl Reading {
    /// Reads off an attribution what its confidence depends on.
    pub fn of(analysis: &Analysis<'_>, attribution: &Attribution) -> Reading {
        let items = &analysis.document.items;
        let plain =
            || attribution.content.iter().any(|r| items[r.clone()].iter().any(|i| i.is_word() && !i.is_quote()));
        let form = match quoted(analysis, attribution) {
            false => Form::Indirect,
            true if !attribution.turn && plain() => Form::Mixed,
            true => Form::Direct,
        };
        Reading { probability: attribution.probability, form, rule: attribution.rule }
    }

    fn log_odds(&self) -> f32 {
        let p = self.probability.clamp(0.001, 0.999);
        (p / (1.0 - p)).ln()
    }

    fn keys(&self) -> [u32; 3] {
        [slope(self.form), offset(self.form), own(self.form, self.rule)]
    }

    /// The confidence; the probability itself where the weights have learned nothing of it.
    pub fn confidence(&self, weights: &Weights) -> f32 {
        let [slope, offset, own] = self.keys().map(|key| weights.alone(key));
        if slope == 0.0 && offset == 0.0 {
            return self.probability;
        }
        1.0 / (1.0 + (-(slope * self.log_odds() + offset + own)).exp())
    }
}

fn slope(form: Form) -> u32 {
    feature(SALT, 1, form as u32, 0)
}

fn offset(form: Form) -> u32 {
    feature(SALT, 1, form as u32, 1)
}

fn own(form: Form, rule: &str) -> u32 {
    feature(SALT, 2, form as u32, word_hash(rule))
}

/// Learns the numbers from rows of which it is known whether they are right: logistic regression, one number after the
/// other by Newton's step.
pub fn learn(rows: &[(Reading, bool)]) -> Vec<(u32, f32)> {
    let mut keys: Vec<u32> = rows.iter().flat_map(|(r, _)| r.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let place = |key: u32| keys.binary_search(&key).unwrap_or(0);
    // Of each number, the rows that it moves, and how far.
    let mut moved: Vec<Vec<(usize, f64)>> = vec![Vec::new(); keys.len()];
    for (n, (reading, _)) in rows.iter().enumerate() {
        for (key, by) in reading.keys().into_iter().zip([f64::from(reading.log_odds()), 1.0, 1.0]) {
            moved[place(key)].push((n, by));
        }
    }
    let mut shared = vec![false; keys.len()];
    for form in [Form::Indirect, Form::Mixed, Form::Direct] {
        for key in [slope(form), offset(form)] {
            if let Ok(at) = keys.binary_search(&key) {
                shared[at] = true;
            }
        }
    }
    let mut numbers = vec![0.0f64; keys.len()];
    let mut odds = vec![0.0f64; rows.len()];
    for _ in 0..PASSES {
        for at in 0..keys.len() {
            let pull = if shared[at] { 1e-3 } else { PULL };
            let (mut gradient, mut curvature) = (pull * numbers[at], pull);
            for &(n, by) in &moved[at] {
                let p = 1.0 / (1.0 + (-odds[n]).exp());
                gradient += by * (p - f64::from(u8::from(rows[n].1)));
                curvature += by * by * p * (1.0 - p);
            }
            let step = (gradient / curvature).clamp(-1.0, 1.0);
            numbers[at] -= step;
            for &(n, by) in &moved[at] {
                odds[n] -= step * by;
            }
        }
    }
    keys.into_iter().zip(numbers).map(|(key, number)| (key, number as f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Learned;

    #[test]
    fn confidence_is_the_share_of_right_rows() {
        // Two rules with the same probabilities: one is right 19 times in 20, the other every second time.
        let reading = |rule, n: usize| Reading { probability: 0.5 + 0.02 * (n % 10) as f32, form: Form::Direct, rule };
        let sure = (0..200).map(|n| (reading("QSC", n), n % 20 != 0));
        let unsure = (0..200).map(|n| (reading("COLON", n), n % 2 == 0));
        let rows: Vec<(Reading, bool)> = sure.chain(unsure).collect();
        let weights = Weights::new(&Learned::default().with_confidence(learn(&rows)));
        for (rule, share) in [("QSC", 0.95), ("COLON", 0.5)] {
            let mean = (0..200).map(|n| reading(rule, n).confidence(&weights)).sum::<f32>() / 200.0;
            assert!((mean - share).abs() < 0.02, "{rule}: {mean}");
        }
        // A rule that was never seen has what its form has.
        let other = reading("QCS", 3).confidence(&weights);
        assert!(0.5 < other && other < 0.95, "{other}");
    }

    #[test]
    fn nothing_learned_leaves_the_probability() {
        let reading = Reading { probability: 0.7, form: Form::Mixed, rule: "THAT" };
        assert_eq!(reading.confidence(&Weights::default()), 0.7);
    }
}
