//! Whole rows: kind, speaker, role, source, channel and confidence.
//!
//! Takes articles with whole records and predictions, gives the shares of right fields over the rows found, precision and
//! recall of sources over all, the F1 of channels over the found, the F1 of rows with the right speaker, and how well
//! confidence fits. Rows flagged `nested` are left out on both sides.

use super::compare::{cut, joined, shown};
use super::gold::{Record, Recorded};
use super::matching::{Pairing, letters, pair};
use super::{Figure, Prediction, Predictions, Prf, ratio};
use crate::normal::normal;
use serde::Serialize;
use std::collections::BTreeSet;

/// The measure; shares 0 to 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Annotated rows.
    pub gold: usize,
    /// Predicted rows.
    pub pred: usize,
    /// Precision at 0.5.
    pub p: f64,
    /// Recall at 0.5.
    pub r: f64,
    /// F1 at 0.5.
    pub f1: f64,
    /// F1 at 0.8.
    pub f1_at_08: f64,
    /// Right kinds.
    pub kind: f64,
    /// Speakers that are the fullest name.
    pub full: f64,
    /// Speakers that are an accepted form.
    pub speaker: f64,
    /// Roles that share a word with the annotated one.
    pub role: f64,
    /// F1 of channels, over the rows found.
    pub channel: f64,
    /// Right sources among the predicted ones.
    pub source_precision: f64,
    /// Right sources among the annotated ones.
    pub source_recall: f64,
    /// Annotated sources.
    pub source_items: usize,
    /// F1 of the rows with words in marks, right in words (at 0.5) and accepted speaker.
    pub quoted_with_speaker: f64,
    /// The same of all rows.
    pub all_with_speaker: f64,
    /// Share of the annotated rows with words in marks that are found.
    pub quoted_recall: f64,
    /// Share of the annotated rows without that are found.
    pub indirect_recall: f64,
    /// Share of the rows that have a confidence of 0.9 or more.
    pub confident_share: f64,
    /// Of these, the share that is right in words and speaker.
    pub confident_right: f64,
    /// Expected error of the confidence, if words alone count: the mean distance to the share of right rows in ten bands.
    pub error_words: f64,
    /// The same, if the speaker counts too.
    pub error_words_and_speaker: f64,
    /// Differences, as asked for.
    #[serde(skip)]
    pub listing: Vec<String>,
}

/// A fraction that is being counted: annotated, predicted, right.
#[derive(Default)]
struct Count {
    gold: usize,
    pred: usize,
    right: usize,
}

impl Count {
    fn f1(&self) -> f64 {
        Prf::new(self.right, self.pred, self.right, self.gold).f1
    }
}

/// Rows of one band of confidence.
#[derive(Clone, Copy, Default)]
struct Band {
    rows: usize,
    confidence: f64,
    found: usize,
    right: usize,
}

/// What is counted over all articles.
#[derive(Default)]
struct Tally {
    found: usize,
    found_80: usize,
    kind: usize,
    full: usize,
    speaker: usize,
    roles: Count,
    channel: Count,
    source: Count,
    /// Rows with words in marks, and those without, by their own kind: right in words and speaker.
    with_speaker: [Count; 2],
    /// The annotated ones that are found, and those that are found with the right speaker, by the annotated kind.
    found_of: [usize; 2],
    recalled: [usize; 2],
    bands: [Band; 10],
}

/// Differences, up to so many.
struct Listing {
    lines: Vec<String>,
    most: usize,
}

impl Listing {
    fn add(&mut self, line: impl FnOnce() -> String) {
        if self.lines.len() < self.most {
            self.lines.push(line());
        }
    }
}

fn chain(source: Option<&str>) -> Vec<String> {
    source.unwrap_or("").split('>').map(normal).filter(|z| !z.is_empty()).collect()
}

fn stated(text: &Option<String>) -> bool {
    text.as_deref().is_some_and(|s| !s.is_empty())
}

/// Quoted rows, or those without words in marks, as a number.
fn class(kind: Option<&str>) -> usize {
    usize::from(kind == Some("indirect"))
}

/// Compares rows; lists at most `misses` differences.
pub fn score(gold: &[Recorded], predictions: &Predictions, misses: usize) -> Scores {
    let mut tally = Tally::default();
    let mut listing = Listing { lines: Vec::new(), most: misses };
    for article in gold {
        let nested = |flags: &Option<Vec<String>>| flags.iter().flatten().any(|f| f == "nested");
        let records: Vec<_> = article.quotations.iter().filter(|x| !nested(&x.flags)).collect();
        let all = predictions.get(&article.doc).map_or(&[][..], Vec::as_slice);
        let counts = |p: &&Prediction| !p.has_flag("nested") && p.kind.as_deref() != Some("marked");
        let rows: Vec<&Prediction> = all.iter().filter(counts).collect();
        tally.article(article, &records, &rows, &mut listing);
    }
    Scores { listing: listing.lines, ..tally.scores() }
}

impl Tally {
    fn article(&mut self, article: &Recorded, records: &[&Record], rows: &[&Prediction], listing: &mut Listing) {
        let text: Vec<char> = article.text.chars().collect();
        let contents: Vec<_> = records.iter().map(|x| letters(&x.parts, &text)).collect();
        let quotes: Vec<_> = rows.iter().map(|p| letters(&p.quote_spans, &text)).collect();
        let pairing = pair(&contents, &quotes, 0.5);
        self.found_80 += pair(&contents, &quotes, 0.8).of_gold.iter().flatten().count();
        let mut right = vec![false; rows.len()];
        for (x, row) in records.iter().zip(&pairing.of_gold) {
            let quote = || shown(Some(&cut(&joined(&text, &x.parts), 90)));
            let class = class(Some(&x.kind));
            self.with_speaker[class].gold += 1;
            self.source.gold += usize::from(stated(&x.source));
            let Some(j) = *row else {
                listing.add(|| format!("MISS {} [{}] {}", article.doc, x.kind, quote()));
                continue;
            };
            right[j] = self.found_row(&article.doc, x, rows[j], &quote, listing);
            self.found_of[class] += 1;
            self.recalled[class] += usize::from(right[j]);
        }
        self.rows(&article.doc, rows, &pairing, &right, listing);
    }

    /// Counts the fields of a row that is found; gives whether its speaker is right.
    fn found_row(
        &mut self,
        doc: &str,
        x: &Record,
        p: &Prediction,
        quote: &dyn Fn() -> String,
        listing: &mut Listing,
    ) -> bool {
        self.found += 1;
        self.kind += usize::from(p.kind.as_deref() == Some(&x.kind));
        let want = normal(x.speaker.as_deref().unwrap_or(""));
        let got = normal(p.speaker.as_deref().unwrap_or(""));
        let accepted = got == want || x.speaker_aliases.iter().flatten().any(|z| normal(z) == got);
        self.full += usize::from(got == want);
        self.speaker += usize::from(accepted);
        let (g, w) = (|| shown(p.speaker.as_deref()), || shown(x.speaker.as_deref()));
        if !accepted {
            listing.add(|| format!("SPEAKER {doc} {}: {}, want {}", quote(), g(), w()));
        }
        let (gs, ps) = (chain(x.source.as_deref()), chain(p.source.as_deref()));
        if !gs.is_empty() || !ps.is_empty() {
            let alias = || x.source_aliases.iter().flatten().any(|z| normal(z) == ps[0]);
            let right = ps == gs || (ps.len() == 1 && gs.len() == 1 && alias());
            self.source.right += usize::from(right);
            let (g, w) = (|| shown(p.source.as_deref()), || shown(x.source.as_deref()));
            if !right {
                listing.add(|| format!("SOURCE {doc} {}: {}, want {}", quote(), g(), w()));
            }
        }
        self.channel.gold += usize::from(stated(&x.channel));
        self.channel.pred += usize::from(stated(&p.channel));
        self.channel.right += usize::from(stated(&x.channel) && p.channel == x.channel);
        if stated(&x.role) {
            let words = |s: &Option<String>| -> BTreeSet<String> {
                normal(s.as_deref().unwrap_or("")).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
            };
            self.roles.gold += 1;
            self.roles.right += usize::from(!words(&x.role).is_disjoint(&words(&p.role)));
        }
        accepted
    }

    /// Counts the rows as such: with their speakers, sources and confidence.
    fn rows(&mut self, doc: &str, rows: &[&Prediction], pairing: &Pairing, right: &[bool], listing: &mut Listing) {
        for ((p, gold), &right) in rows.iter().zip(&pairing.of_prediction).zip(right) {
            let with_speaker = &mut self.with_speaker[class(p.kind.as_deref())];
            with_speaker.pred += 1;
            with_speaker.right += usize::from(right);
            self.source.pred += usize::from(stated(&p.source));
            let confidence = p.confidence.unwrap_or(0.0);
            let band = &mut self.bands[((confidence * 10.0) as usize).min(9)];
            band.rows += 1;
            band.confidence += confidence;
            band.found += usize::from(gold.is_some());
            band.right += usize::from(right);
            if gold.is_none() {
                listing.add(|| {
                    let quote = shown(Some(&cut(p.quote.as_deref().unwrap_or(""), 90)));
                    format!("SPURIOUS {doc} [{}] {quote}", p.kind.as_deref().unwrap_or("None"))
                });
            }
        }
    }

    fn scores(self) -> Scores {
        let [quoted, indirect] = &self.with_speaker;
        let (gold, pred) = (quoted.gold + indirect.gold, quoted.pred + indirect.pred);
        let recalled = self.recalled.iter().sum();
        let m = Prf::new(self.found, pred, self.found, gold);
        let sure = self.bands[9];
        let error = |right: &dyn Fn(&Band) -> usize| {
            let sum: f64 = self.bands.iter().map(|b| (b.confidence - right(b) as f64).abs()).sum();
            if pred == 0 { 0.0 } else { sum / pred as f64 }
        };
        Scores {
            gold,
            pred,
            p: m.p,
            r: m.r,
            f1: m.f1,
            f1_at_08: Prf::new(self.found_80, pred, self.found_80, gold).f1,
            kind: ratio(self.kind, self.found),
            full: ratio(self.full, self.found),
            speaker: ratio(self.speaker, self.found),
            role: ratio(self.roles.right, self.roles.gold),
            channel: self.channel.f1(),
            source_precision: ratio(self.source.right, self.source.pred),
            source_recall: ratio(self.source.right, self.source.gold),
            source_items: self.source.gold,
            quoted_with_speaker: Prf::new(quoted.right, quoted.pred, self.recalled[0], quoted.gold).f1,
            all_with_speaker: Prf::new(quoted.right + indirect.right, pred, recalled, gold).f1,
            quoted_recall: ratio(self.found_of[0], quoted.gold),
            indirect_recall: ratio(self.found_of[1], indirect.gold),
            confident_share: ratio(sure.rows, pred),
            confident_right: ratio(sure.right, sure.rows),
            error_words: error(&|b| b.found),
            error_words_and_speaker: error(&|b| b.right),
            listing: Vec::new(),
        }
    }
}

impl Scores {
    fn shares(&self) -> [(&'static str, f64); 11] {
        [
            ("p", self.p),
            ("r", self.r),
            ("f1", self.f1),
            ("f1_at_08", self.f1_at_08),
            ("kind", self.kind),
            ("full", self.full),
            ("speaker", self.speaker),
            ("role", self.role),
            ("channel", self.channel),
            ("source_precision", self.source_precision),
            ("source_recall", self.source_recall),
        ]
    }

    fn further(&self) -> [(&'static str, f64); 8] {
        [
            ("quoted_with_speaker", self.quoted_with_speaker),
            ("all_with_speaker", self.all_with_speaker),
            ("quoted_recall", self.quoted_recall),
            ("indirect_recall", self.indirect_recall),
            ("confident_share", self.confident_share),
            ("confident_right", self.confident_right),
            ("error_words", self.error_words),
            ("error_words_and_speaker", self.error_words_and_speaker),
        ]
    }

    /// The measure as one line of text.
    pub fn line(&self) -> String {
        let mut parts = vec![format!("gold {}", self.gold), format!("pred {}", self.pred)];
        let percent = |(name, v): (&str, f64)| format!("{name} {:.1}", 100.0 * v);
        parts.extend(self.shares().map(percent));
        parts.push(format!("source_items {}", self.source_items));
        parts.extend(self.further().map(percent));
        parts.join("; ") + "\n"
    }

    /// The figures under their names, as percentages: `records-f1`, `records-source-precision`. Those of an error are
    /// given as its distance from 100 (`records-fit-words-and-speaker`), so that more is better everywhere.
    pub fn figures(&self) -> Vec<Figure> {
        let figure = |(name, v): (&str, f64)| match name.strip_prefix("error_") {
            Some(of) => (format!("records-fit-{}", of.replace('_', "-")), 100.0 - 100.0 * v),
            None => (format!("records-{}", name.replace('_', "-")), 100.0 * v),
        };
        self.shares().into_iter().chain(self.further()).map(figure).collect()
    }
}
