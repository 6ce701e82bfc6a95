//! Whether confidence means what it says.
//!
//! Takes judged rows ([`super::spans::Judged`]), gives the share of right ones by band of confidence and the expected
//! calibration error. Does not fit anything.

use super::spans::Judged;
use super::{Figure, ratio};
use serde::Serialize;

/// One band of confidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Band {
    /// Lower end, inclusive.
    pub from: f64,
    /// Upper end, exclusive but for 1.
    pub to: f64,
    /// Rows in the band.
    pub rows: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// Share whose content matches an annotation.
    pub matched: f64,
    /// Share whose speaker mention is right too.
    pub right: f64,
}

/// The table for one set of kinds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// The bands that hold rows, from low to high.
    pub bands: Vec<Band>,
    /// Mean distance between confidence and the share of matched rows, weighted by rows.
    pub expected_error: f64,
    /// Mean distance between confidence and the share of right rows, weighted by rows.
    pub expected_error_right: f64,
    /// Share of matched rows among those with confidence 0.9 or more.
    pub precision_at_90: f64,
    /// How many rows that are.
    pub rows_at_90: usize,
}

/// Sorts the rows of the given kinds into ten bands.
pub fn calibrate(judged: &[Judged], kinds: &[&str]) -> Calibration {
    let rows: Vec<&Judged> = judged.iter().filter(|j| kinds.contains(&j.kind.as_str())).collect();
    // Confidence has two digits: counting in hundredths keeps 0.9 in its own band in spite of binary fractions.
    let hundredths = |j: &Judged| (j.confidence * 100.0).round() as usize;
    let mut bands = Vec::new();
    let (mut error, mut error_right) = (0.0, 0.0);
    for band in 0..10usize {
        let inside: Vec<&&Judged> = rows.iter().filter(|j| (hundredths(j) / 10).min(9) == band).collect();
        if inside.is_empty() {
            continue;
        }
        let n = inside.len();
        let confidence = inside.iter().map(|j| j.confidence).sum::<f64>() / n as f64;
        let matched = ratio(inside.iter().filter(|j| j.matched).count(), n);
        let right = ratio(inside.iter().filter(|j| j.right).count(), n);
        let weight = ratio(n, rows.len());
        error += weight * (confidence - matched).abs();
        error_right += weight * (confidence - right).abs();
        bands.push(Band {
            from: band as f64 / 10.0,
            to: (band + 1) as f64 / 10.0,
            rows: n,
            confidence,
            matched,
            right,
        });
    }
    let sure: Vec<&&Judged> = rows.iter().filter(|j| hundredths(j) >= 90).collect();
    Calibration {
        bands,
        expected_error: error,
        expected_error_right: error_right,
        precision_at_90: ratio(sure.iter().filter(|j| j.matched).count(), sure.len()),
        rows_at_90: sure.len(),
    }
}

impl Calibration {
    /// The figures under their names, as percentages; `title` makes `quoted-kinds-confidence-fit` (100 less the expected error, so that more is better).
    pub fn figures(&self, title: &str) -> Vec<Figure> {
        let name = title.replace(' ', "-");
        vec![
            (format!("{name}-confidence-fit"), 100.0 - 100.0 * self.expected_error),
            (format!("{name}-confidence-fit-with-speaker"), 100.0 - 100.0 * self.expected_error_right),
            (format!("{name}-precision-at-confidence-90"), 100.0 * self.precision_at_90),
        ]
    }

    /// The table as text under a title.
    pub fn table(&self, title: &str) -> String {
        let mut out = format!("confidence, {title}: rows, mean confidence, matched, speaker right too\n");
        for b in &self.bands {
            out.push_str(&format!(
                "{:.1}-{:.1} {:6} {:6.1} {:6.1} {:6.1}\n",
                b.from,
                b.to,
                b.rows,
                100.0 * b.confidence,
                100.0 * b.matched,
                100.0 * b.right
            ));
        }
        out.push_str(&format!(
            "expected error {:.1} (with speaker {:.1}); precision at 0.9 and above {:.1} of {} rows\n",
            100.0 * self.expected_error,
            100.0 * self.expected_error_right,
            100.0 * self.precision_at_90,
            self.rows_at_90
        ));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_and_error() {
        let row = |confidence, matched| Judged { kind: "direct".into(), confidence, matched, right: matched };
        let rows = [row(0.9, true), row(0.92, true), row(0.92, false), row(0.3, false), row(1.0, true)];
        let got = calibrate(&rows, &["direct"]);
        assert_eq!(got.bands.iter().map(|b| b.rows).collect::<Vec<_>>(), [1, 4]);
        assert_eq!((got.rows_at_90, got.precision_at_90), (4, 0.75));
        // 0.2 * |0.3 - 0| + 0.8 * |0.935 - 0.75|
        assert!((got.expected_error - 0.208).abs() < 1e-9, "{}", got.expected_error);
        assert!(calibrate(&rows, &["mixed"]).bands.is_empty());
    }
}
