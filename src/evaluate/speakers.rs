//! Resolved speakers and outlets.
//!
//! Takes annotated articles, who their speakers really are, and predictions; gives the shares of right names and the
//! precision and recall of outlets. Does not count quotations that were not found.

use super::compare::{contains_words, joined, shown, strip};
use super::gold::{Annotated, Attribution, Resolutions, Resolved};
use super::matching::{letters, pair};
use super::{Figure, Prediction, Predictions, ratio};
use crate::lexicon::rule_words::SCORED_PRONOUN;
use crate::normal::normal;
use serde::Serialize;
use std::collections::BTreeSet;

/// The measure; shares 0 to 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Resolved quotations.
    pub items: usize,
    /// Share of them whose content is found.
    pub found: f64,
    /// Of the found: the predicted speaker is the fullest name.
    pub full: f64,
    /// Of the found: it is that or another accepted form.
    pub accepted: f64,
    /// Found quotations whose speaker mention is a pronoun or a bare description.
    pub weak_items: usize,
    /// Fullest name among those.
    pub weak_full: f64,
    /// Accepted form among those.
    pub weak_accepted: f64,
    /// Right outlets among the predicted ones.
    pub source_precision: f64,
    /// Right outlets among the annotated ones.
    pub source_recall: f64,
    /// Quotations found that have an outlet.
    pub source_items: usize,
    /// Wrong names, as asked for.
    #[serde(skip)]
    pub listing: Vec<String>,
}

/// What is counted of quotations that were found.
#[derive(Default)]
struct Counts {
    found: usize,
    full: usize,
    accepted: usize,
    weak_items: usize,
    weak_full: usize,
    weak_accepted: usize,
    source_predicted: usize,
    source_gold: usize,
    source_right: usize,
    listing: Vec<String>,
}

impl Counts {
    /// Adds a row and the annotation that it matches, in an article of this id and text.
    fn add(&mut self, (doc, text): (&str, &[char]), a: &Attribution, row: &Prediction, want: &Resolved, misses: usize) {
        let mention = joined(text, &a.source);
        let mention = strip(&mention);
        let weak =
            SCORED_PRONOUN.holds(&mention.to_lowercase()) || mention.chars().next().is_some_and(char::is_lowercase);
        self.found += 1;
        self.weak_items += usize::from(weak);
        let got = normal(row.speaker.as_deref().unwrap_or(""));
        let is_full = got == normal(want.speaker.as_deref().unwrap_or(""));
        let is_accepted = is_full || want.aliases.iter().flatten().any(|z| normal(z) == got);
        self.full += usize::from(is_full);
        self.accepted += usize::from(is_accepted);
        self.weak_full += usize::from(weak && is_full);
        self.weak_accepted += usize::from(weak && is_accepted);
        if !is_accepted && self.listing.len() < misses {
            self.listing.push(format!(
                "WRONG {} {}: got {} (as written {}), want {}",
                doc,
                a.id,
                shown(row.speaker.as_deref()),
                shown(Some(mention)),
                shown(want.speaker.as_deref())
            ));
        }
        let media: BTreeSet<String> = want
            .medium
            .iter()
            .chain(want.medium_aliases.iter().flatten())
            .filter(|z| !z.is_empty())
            .map(|z| normal(z))
            .collect();
        let got = normal(row.source.as_deref().unwrap_or(""));
        self.source_predicted += usize::from(!got.is_empty());
        self.source_gold += usize::from(!media.is_empty());
        let agrees = |z: &String| got == *z || contains_words(&got, z) || contains_words(z, &got);
        self.source_right += usize::from(!got.is_empty() && media.iter().any(agrees));
    }
}

/// Compares names and outlets; lists at most `misses` wrong names.
pub fn score(gold: &[Annotated], resolved: &Resolutions, predictions: &Predictions, misses: usize) -> Scores {
    let mut out = Scores::default();
    let mut counts = Counts::default();
    let none = Vec::new();
    for article in gold {
        let Some(of_doc) = resolved.get(&article.doc) else { continue };
        let text: Vec<char> = article.text.chars().collect();
        let annotated: Vec<_> = article.attributions.iter().filter(|a| of_doc.contains_key(&a.id)).collect();
        let rows = predictions.get(&article.doc).unwrap_or(&none);
        let contents: Vec<_> = annotated.iter().map(|a| letters(&a.content, &text)).collect();
        let quotes: Vec<_> = rows.iter().map(|p| letters(&p.quote_spans, &text)).collect();
        let pairing = pair(&contents, &quotes, 0.5);
        for (a, row) in annotated.iter().zip(&pairing.of_gold) {
            out.items += 1;
            let Some(row) = row.map(|j| &rows[j]) else { continue };
            counts.add((&article.doc, &text), a, row, &of_doc[&a.id], misses);
        }
    }
    out.found = ratio(counts.found, out.items);
    out.full = ratio(counts.full, counts.found);
    out.accepted = ratio(counts.accepted, counts.found);
    out.weak_items = counts.weak_items;
    out.weak_full = ratio(counts.weak_full, counts.weak_items);
    out.weak_accepted = ratio(counts.weak_accepted, counts.weak_items);
    out.source_precision = ratio(counts.source_right, counts.source_predicted);
    out.source_recall = ratio(counts.source_right, counts.source_gold);
    out.source_items = counts.source_gold;
    out.listing = counts.listing;
    out
}

impl Scores {
    /// The measure as one line of text.
    pub fn line(&self) -> String {
        format!(
            "{} quotations, found {:.1}%; of these speaker full {:.1}%, accepted {:.1}%; pronoun or description ({}): \
             full {:.1}%, accepted {:.1}%; source ({}): precision {:.1}%, recall {:.1}%\n",
            self.items,
            100.0 * self.found,
            100.0 * self.full,
            100.0 * self.accepted,
            self.weak_items,
            100.0 * self.weak_full,
            100.0 * self.weak_accepted,
            self.source_items,
            100.0 * self.source_precision,
            100.0 * self.source_recall
        )
    }

    /// The figures under their names, as percentages: `speakers-full`, `speakers-source-recall`.
    pub fn figures(&self) -> Vec<Figure> {
        [
            ("found", self.found),
            ("full", self.full),
            ("accepted", self.accepted),
            ("weak-full", self.weak_full),
            ("weak-accepted", self.weak_accepted),
            ("source-precision", self.source_precision),
            ("source-recall", self.source_recall),
        ]
        .map(|(name, v)| (format!("speakers-{name}"), 100.0 * v))
        .to_vec()
    }
}
