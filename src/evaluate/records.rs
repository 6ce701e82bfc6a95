//! Whole rows: kind, speaker, role, source and channel.
//!
//! Takes articles with whole records and predictions, gives the shares of right fields over the rows found, and
//! precision and recall of sources over all. Rows flagged `nested` are left out on both sides.

use super::compare::{cut, joined, normal, shown};
use super::gold::Recorded;
use super::matching::{letters, pair};
use super::{Figure, Prediction, Predictions, Prf, ratio};
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
    /// Right channels, where one is annotated.
    pub channel: f64,
    /// Right sources among the predicted ones.
    pub source_precision: f64,
    /// Right sources among the annotated ones.
    pub source_recall: f64,
    /// Annotated sources.
    pub source_items: usize,
    /// Differences, as asked for.
    #[serde(skip)]
    pub listing: Vec<String>,
}

fn chain(source: Option<&str>) -> Vec<String> {
    source.unwrap_or("").split('>').map(normal).filter(|z| !z.is_empty()).collect()
}

/// Compares rows; lists at most `misses` differences.
pub fn score(gold: &[Recorded], predictions: &Predictions, misses: usize) -> Scores {
    let mut out = Scores::default();
    let mut listing: Vec<String> = Vec::new();
    let mut list = |line: &dyn Fn() -> String| {
        if listing.len() < misses {
            listing.push(line());
        }
    };
    let (mut found, mut found_80, mut kind, mut full, mut speaker) = (0, 0, 0, 0, 0);
    let (mut source_gold, mut source_predicted, mut source_right) = (0, 0, 0);
    let (mut channels, mut channels_right, mut roles, mut roles_right) = (0, 0, 0, 0);
    let none = Vec::new();
    for article in gold {
        let text: Vec<char> = article.text.chars().collect();
        let nested = |flags: &Option<Vec<String>>| flags.iter().flatten().any(|f| f == "nested");
        let records: Vec<_> = article.quotations.iter().filter(|x| !nested(&x.flags)).collect();
        let rows: Vec<&Prediction> = predictions
            .get(&article.doc)
            .unwrap_or(&none)
            .iter()
            .filter(|p| !p.has_flag("nested") && p.kind.as_deref() != Some("marked"))
            .collect();
        let contents: Vec<_> = records.iter().map(|x| letters(&x.parts, &text)).collect();
        let quotes: Vec<_> = rows.iter().map(|p| letters(&p.quote_spans, &text)).collect();
        let pairing = pair(&contents, &quotes, 0.5);
        out.gold += records.len();
        out.pred += rows.len();
        found_80 += pair(&contents, &quotes, 0.8).of_gold.iter().flatten().count();
        for (x, row) in records.iter().zip(&pairing.of_gold) {
            let quote = || shown(Some(&cut(&joined(&text, &x.parts), 90)));
            let stated = |s: &Option<String>| s.as_deref().is_some_and(|s| !s.is_empty());
            source_gold += usize::from(stated(&x.source));
            let Some(p) = row.map(|j| rows[j]) else {
                list(&|| format!("MISS {} [{}] {}", article.doc, x.kind, quote()));
                continue;
            };
            found += 1;
            kind += usize::from(p.kind.as_deref() == Some(&x.kind));
            let want = normal(x.speaker.as_deref().unwrap_or(""));
            let got = normal(p.speaker.as_deref().unwrap_or(""));
            let accepted = got == want || x.speaker_aliases.iter().flatten().any(|z| normal(z) == got);
            full += usize::from(got == want);
            speaker += usize::from(accepted);
            if !accepted {
                let (g, w) = (shown(p.speaker.as_deref()), shown(x.speaker.as_deref()));
                list(&|| format!("SPEAKER {} {}: {g}, want {w}", article.doc, quote()));
            }
            let (gs, ps) = (chain(x.source.as_deref()), chain(p.source.as_deref()));
            if !gs.is_empty() || !ps.is_empty() {
                let alias = || x.source_aliases.iter().flatten().any(|z| normal(z) == ps[0]);
                let right = ps == gs || (ps.len() == 1 && gs.len() == 1 && alias());
                source_right += usize::from(right);
                if !right {
                    let (g, w) = (shown(p.source.as_deref()), shown(x.source.as_deref()));
                    list(&|| format!("SOURCE {} {}: {g}, want {w}", article.doc, quote()));
                }
            }
            if stated(&x.channel) {
                channels += 1;
                channels_right += usize::from(p.channel == x.channel);
            }
            if stated(&x.role) {
                roles += 1;
                let words = |s: &Option<String>| -> BTreeSet<String> {
                    normal(s.as_deref().unwrap_or("")).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
                };
                roles_right += usize::from(!words(&x.role).is_disjoint(&words(&p.role)));
            }
        }
        for (p, gold) in rows.iter().zip(&pairing.of_prediction) {
            source_predicted += usize::from(p.source.as_deref().is_some_and(|s| !s.is_empty()));
            if gold.is_none() {
                list(&|| {
                    let quote = shown(Some(&cut(p.quote.as_deref().unwrap_or(""), 90)));
                    format!("SPURIOUS {} [{}] {quote}", article.doc, p.kind.as_deref().unwrap_or("None"))
                });
            }
        }
    }
    let m = Prf::new(found, out.pred, found, out.gold);
    (out.p, out.r, out.f1) = (m.p, m.r, m.f1);
    out.f1_at_08 = Prf::new(found_80, out.pred, found_80, out.gold).f1;
    out.kind = ratio(kind, found);
    out.full = ratio(full, found);
    out.speaker = ratio(speaker, found);
    out.role = ratio(roles_right, roles);
    out.channel = ratio(channels_right, channels);
    out.source_precision = ratio(source_right, source_predicted);
    out.source_recall = ratio(source_right, source_gold);
    out.source_items = source_gold;
    out.listing = listing;
    out
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

    /// The measure as one line of text.
    pub fn line(&self) -> String {
        let mut parts = vec![format!("gold {}", self.gold), format!("pred {}", self.pred)];
        parts.extend(self.shares().map(|(name, v)| format!("{name} {:.1}", 100.0 * v)));
        parts.push(format!("source_items {}", self.source_items));
        parts.join("; ") + "\n"
    }

    /// The figures under their names, as percentages: `records-f1`, `records-source-precision`.
    pub fn figures(&self) -> Vec<Figure> {
        self.shares().map(|(name, v)| (format!("records-{}", name.replace('_', "-")), 100.0 * v)).to_vec()
    }
}
