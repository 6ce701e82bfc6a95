//! Precision and recall against annotated articles.
//!
//! Takes gold articles ([`gold`], [`brat`]) and predicted quotations (of an [`Extractor`] or read from JSON lines),
//! gives the figures of three measures: [`spans`] (content, speaker mention and cue as spans, per slice),
//! [`speakers`] (resolved names and outlets) and [`records`] (whole rows). Does not print, and does not decide
//! which figures are good enough beyond comparing them with [`floors`].
//!
//! The figures follow the reference scorers to the last digit: same slices, same order of matching, same notion of a
//! letter (`normal`). All offsets are Unicode code points, 0-based, end-exclusive.

pub mod brat;
pub mod calibration;
mod compare;
pub mod floors;
pub mod gold;
pub mod matching;
pub mod records;
#[cfg(feature = "train")]
pub mod rows;
pub mod spans;
pub mod speakers;
mod tally;

use crate::error::{Error, Result};
use crate::normal::document_key;
use crate::pipeline::Extractor;
use crate::record::Quotation;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A pair of code-point offsets as the corpora write it; they may lie outside the text.
pub type Offsets = (i64, i64);

/// One predicted quotation, with what the measures look at.
///
/// Absent and empty text are kept apart from each other only for the listings.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Prediction {
    /// The document's id or path.
    pub doc: String,
    /// `direct`, `mixed` or `indirect`.
    #[serde(default)]
    pub kind: Option<String>,
    /// Where the reported words stand.
    pub quote_spans: Vec<Offsets>,
    /// Where the speaker mention stands.
    #[serde(default)]
    pub speaker_span: Option<Offsets>,
    /// Where the cue stands.
    #[serde(default)]
    pub cue_span: Option<Offsets>,
    /// The resolved speaker.
    #[serde(default)]
    pub speaker: Option<String>,
    /// The outlet.
    #[serde(default)]
    pub source: Option<String>,
    /// The cue as written.
    #[serde(default)]
    pub cue: Option<String>,
    /// The reported words.
    #[serde(default)]
    pub quote: Option<String>,
    /// The channel.
    #[serde(default)]
    pub channel: Option<String>,
    /// The speaker's description.
    #[serde(default)]
    pub role: Option<String>,
    /// The row's flags.
    #[serde(default)]
    pub flags: Option<Vec<String>>,
    /// The row's confidence, 0 to 1.
    #[serde(default)]
    pub confidence: Option<f64>,
}

impl Prediction {
    /// The prediction that a finished row of the document `doc` stands for.
    pub fn from_row(doc: &str, row: &Quotation) -> Self {
        let text = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        let pair = |s: crate::Span| (s.start as i64, s.end as i64);
        Prediction {
            doc: doc.to_owned(),
            kind: Some(row.kind.as_str().to_owned()),
            quote_spans: row.quote_spans.iter().map(|s| pair(*s)).collect(),
            speaker_span: row.speaker_span.map(pair),
            cue_span: row.cue_span.map(pair),
            speaker: text(&row.speaker),
            source: text(&row.source),
            cue: text(&row.cue),
            quote: Some(row.quote.clone()),
            channel: row.channel.map(|c| c.as_str().to_owned()),
            role: text(&row.role),
            flags: Some(row.flags.clone()),
            // Two digits, as a row is written.
            confidence: Some((f64::from(row.confidence) * 100.0).round() / 100.0),
        }
    }

    fn has_flag(&self, flag: &str) -> bool {
        self.flags.as_ref().is_some_and(|f| f.iter().any(|x| x == flag))
    }
}

/// Predicted quotations by document.
pub type Predictions = BTreeMap<String, Vec<Prediction>>;

/// Reads predictions from JSON lines, as `whosaid extract -f jsonl` writes them. `name` stands in messages.
pub fn read_predictions(name: &str, content: &str) -> Result<Predictions> {
    let mut out = Predictions::new();
    for (number, line) in content.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let row: Prediction = serde_json::from_str(line).map_err(|e| {
            Error::input(
                format!("{name}:{}", number + 1),
                format!("not a row of `whosaid extract -f jsonl` ({e}); each line needs at least doc and quote_spans"),
            )
        })?;
        out.entry(document_key(&row.doc).to_owned()).or_default().push(row);
    }
    Ok(out)
}

/// Extracts the predictions from the gold's own texts, in parallel, with the same result for any number of threads.
pub fn predict(extractor: &Extractor, gold: &gold::Gold) -> Predictions {
    let rows: Vec<(String, Vec<Prediction>)> = gold
        .texts()
        .into_par_iter()
        .map(|(doc, text)| {
            let rows = extractor.extract(text).iter().map(|q| Prediction::from_row(doc, q)).collect();
            (document_key(doc).to_owned(), rows)
        })
        .collect();
    let mut out = Predictions::new();
    for (doc, mut list) in rows {
        out.entry(doc).or_default().append(&mut list);
    }
    out
}

/// Precision, recall and their harmonic mean, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Prf {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// F1.
    pub f1: f64,
}

impl Prf {
    /// From right predictions of all predictions, and found annotations of all annotations.
    pub fn new(right: usize, predicted: usize, found: usize, annotated: usize) -> Self {
        let p = ratio(right, predicted);
        let r = ratio(found, annotated);
        Prf { p, r, f1: if p + r != 0.0 { 2.0 * p * r / (p + r) } else { 0.0 } }
    }
}

/// `part / whole`, 0 of nothing.
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// A named figure, for [`floors`]: shares as percentages, counts as they are.
pub type Figure = (String, f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prf_of_nothing_is_zero() {
        assert_eq!(Prf::new(0, 0, 0, 0), Prf::default());
        let half = Prf::new(1, 2, 1, 1);
        assert_eq!((half.p, half.r), (0.5, 1.0));
        assert!((half.f1 - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn bad_prediction_lines_name_their_place() {
        let error = read_predictions("p.jsonl", "{\"doc\":\"a\",\"quote_spans\":[[0,1]]}\n\nnope\n").unwrap_err();
        assert!(error.to_string().starts_with("p.jsonl:3: "), "{error}");
    }
}
