//! Resolved speakers and outlets.
//!
//! Takes annotated articles, who their speakers really are, and predictions; gives the shares of right names and the
//! precision and recall of outlets. Does not count quotations that were not found.

use super::compare::{contains_words, joined, normal, shown, strip};
use super::gold::{Annotated, Resolutions};
use super::matching::{letters, pair};
use super::{Figure, Predictions, ratio};
use serde::Serialize;
use std::collections::BTreeSet;

const PRONOUNS: [&str; 15] =
    ["he", "she", "they", "it", "i", "we", "who", "his", "her", "their", "its", "him", "them", "himself", "herself"];

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

/// Compares names and outlets; lists at most `misses` wrong names.
pub fn score(gold: &[Annotated], resolved: &Resolutions, predictions: &Predictions, misses: usize) -> Scores {
    let mut out = Scores::default();
    let (mut found, mut full, mut accepted) = (0, 0, 0);
    let (mut weak_items, mut weak_full, mut weak_accepted) = (0, 0, 0);
    let (mut source_predicted, mut source_gold, mut source_right) = (0, 0, 0);
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
            let want = &of_doc[&a.id];
            let mention = joined(&text, &a.source);
            let mention = strip(&mention);
            let weak = PRONOUNS.contains(&mention.to_lowercase().as_str())
                || mention.chars().next().is_some_and(char::is_lowercase);
            found += 1;
            weak_items += usize::from(weak);
            let got = normal(row.speaker.as_deref().unwrap_or(""));
            let is_full = got == normal(want.speaker.as_deref().unwrap_or(""));
            let is_accepted = is_full || want.aliases.iter().flatten().any(|z| normal(z) == got);
            full += usize::from(is_full);
            accepted += usize::from(is_accepted);
            weak_full += usize::from(weak && is_full);
            weak_accepted += usize::from(weak && is_accepted);
            if !is_accepted && out.listing.len() < misses {
                out.listing.push(format!(
                    "WRONG {} {}: got {} (as written {}), want {}",
                    article.doc,
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
            source_predicted += usize::from(!got.is_empty());
            source_gold += usize::from(!media.is_empty());
            let agrees = |z: &String| got == *z || contains_words(&got, z) || contains_words(z, &got);
            source_right += usize::from(!got.is_empty() && media.iter().any(agrees));
        }
    }
    out.found = ratio(found, out.items);
    out.full = ratio(full, found);
    out.accepted = ratio(accepted, found);
    out.weak_items = weak_items;
    out.weak_full = ratio(weak_full, weak_items);
    out.weak_accepted = ratio(weak_accepted, weak_items);
    out.source_precision = ratio(source_right, source_predicted);
    out.source_recall = ratio(source_right, source_gold);
    out.source_items = source_gold;
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
