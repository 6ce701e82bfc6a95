//! Learning what a row is worth: logistic regression over few numbers, one after the other by Newton's step.
//!
//! Takes rows of which it is known whether they are right, in their words and in the resolved speaker; gives the weights of
//! their traits. A set counts as a whole, however many rows it has: confidence is to hold on every kind of news.

use crate::corpus::{Article, Judged, SETS};
use whosaid::Kind;
use whosaid::Quotation;
use whosaid::stages::evaluate::matching::{letters, pair};
use whosaid::stages::normal::normal;

/// Passes of the fit; it stands still long before.
const PASSES: usize = 200;

/// Pulls every number towards zero.
const PULL: f64 = 2.0;

/// A row with what its confidence depends on.
pub struct Row {
    /// Numbers by key.
    pub traits: Vec<(u32, f32)>,
    /// Whether it is right.
    pub right: bool,
    /// Its set.
    pub set: usize,
}

/// Judges the rows of an article; those that nobody can judge are left out.
pub fn judge(article: &Article, rows: &[Quotation]) -> Vec<Option<bool>> {
    let text: Vec<char> = article.text.chars().collect();
    let wanted: Vec<_> = article.answers.iter().map(|a| letters(&a.parts, &text)).collect();
    let pairs =
        |q: &Quotation| -> Vec<(i64, i64)> { q.quote_spans.iter().map(|s| (s.start as i64, s.end as i64)).collect() };
    let found: Vec<_> = rows.iter().map(|q| letters(&pairs(q), &text)).collect();
    let pairing = pair(&wanted, &found, 0.5);
    let judge = |(n, row): (usize, &Quotation)| {
        let can = match article.judged {
            Judged::None => false,
            Judged::Quoted => row.kind != Kind::Indirect,
            Judged::All => true,
        };
        match pairing.of_prediction[n] {
            _ if !can => None,
            None => Some(false),
            Some(g) => article.answers[g].names.as_ref().map(|names| names.contains(&normal(&row.speaker))),
        }
    };
    rows.iter().enumerate().map(judge).collect()
}

/// The rows of an article that can be judged.
pub fn rows(article: &Article, rows: &[(Quotation, Vec<(u32, f32)>)]) -> Vec<Row> {
    let quotations: Vec<Quotation> = rows.iter().map(|(q, _)| q.clone()).collect();
    let judged = judge(article, &quotations);
    let judged = rows.iter().zip(judged).filter_map(|((_, traits), right)| Some((traits, right?)));
    judged.map(|(traits, right)| Row { traits: traits.clone(), right, set: article.set }).collect()
}

/// Learns the weights of the traits.
pub fn learn(rows: &[Row]) -> Vec<(u32, f32)> {
    let mut keys: Vec<u32> = rows.iter().flat_map(|row| row.traits.iter().map(|t| t.0)).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut counts = [0usize; SETS.len()];
    rows.iter().for_each(|row| counts[row.set] += 1);
    let worth: f32 = (0..SETS.len()).filter(|&n| counts[n] > 0).map(|n| SETS[n].worth).sum();
    let weight = |row: &Row| {
        let share = SETS[row.set].worth / worth.max(f32::MIN_POSITIVE);
        f64::from(share) * rows.len() as f64 / counts[row.set] as f64
    };
    let weights: Vec<f64> = rows.iter().map(weight).collect();
    // Of each number, the rows that it moves, and how far.
    let mut moved: Vec<Vec<(usize, f64)>> = vec![Vec::new(); keys.len()];
    for (n, row) in rows.iter().enumerate() {
        for &(key, by) in &row.traits {
            moved[keys.binary_search(&key).unwrap_or(0)].push((n, f64::from(by)));
        }
    }
    let mut numbers = vec![0.0f64; keys.len()];
    let mut odds = vec![0.0f64; rows.len()];
    for _ in 0..PASSES {
        for at in 0..keys.len() {
            let (mut gradient, mut curvature) = (PULL * numbers[at], PULL);
            for &(n, by) in &moved[at] {
                let p = 1.0 / (1.0 + (-odds[n]).exp());
                gradient += weights[n] * by * (p - f64::from(u8::from(rows[n].right)));
                curvature += weights[n] * by * by * p * (1.0 - p);
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
    use whosaid::stages::teach::{Learned, Weights, confidence};

    #[test]
    fn confidence_is_the_share_of_right_rows() {
        // Two rules with the same probabilities: one is right 19 times in 20, the other every second time.
        let traits = |rule: u32, n: usize| vec![(1, 0.5 + 0.02 * (n % 10) as f32), (2, 1.0), (rule, 1.0)];
        let sure = (0..200).map(|n| Row { traits: traits(3, n), right: n % 20 != 0, set: 0 });
        let unsure = (0..200).map(|n| Row { traits: traits(4, n), right: n % 2 == 0, set: 1 });
        let rows: Vec<Row> = sure.chain(unsure).collect();
        let weights = Weights::new(&Learned::default().with_confidence(learn(&rows)));
        for (rule, share) in [(3, 0.95), (4, 0.5)] {
            let mean = (0..200).filter_map(|n| confidence(&traits(rule, n), &weights)).sum::<f32>() / 200.0;
            assert!((mean - share).abs() < 0.02, "{rule}: {mean}");
        }
    }
}
