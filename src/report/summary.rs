//! Who said how much, and through whom.
//!
//! Takes rows one by one, gives bars: words quoted by speaker and by source, most first.

use crate::record::{Kind, Quotation};
use serde::Serialize;
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// Counts by speaker and source.
#[derive(Default)]
pub(super) struct Summary {
    /// Speakers in the order in which they first speak.
    speakers: Vec<Count>,
    numbers: BTreeMap<String, usize>,
    sources: BTreeMap<String, Count>,
}

#[derive(Clone, Default)]
struct Count {
    name: String,
    rows: usize,
    /// Words of direct, mixed and indirect rows.
    words: [usize; 3],
}

/// One bar of the chart.
#[derive(Debug, Serialize)]
pub(super) struct Bar {
    /// Empty for rows without a speaker, or without a source.
    pub name: String,
    pub number: usize,
    pub hue: u32,
    pub rows: usize,
    pub words: usize,
    /// Lengths of the parts in hundredths of the longest bar.
    pub direct: f64,
    pub mixed: f64,
    pub indirect: f64,
}

/// The colour of a speaker: turned by the golden angle, so that neighbours differ most.
pub(super) fn hue(number: usize) -> u32 {
    ((number as f64 * 137.508 + 205.0) % 360.0) as u32
}

impl Count {
    fn add(&mut self, q: &Quotation) {
        let words = q.quote.unicode_words().count();
        self.rows += 1;
        match q.kind {
            Kind::Direct => self.words[0] += words,
            Kind::Mixed => self.words[1] += words,
            Kind::Indirect | Kind::Marked => self.words[2] += words,
        }
    }

    fn total(&self) -> usize {
        self.words.iter().sum()
    }
}

impl Summary {
    /// Counts a row; gives the number of its speaker, in the order of first speaking.
    pub(super) fn count(&mut self, q: &Quotation) -> usize {
        let next = self.speakers.len();
        let number = *self.numbers.entry(q.speaker.clone()).or_insert(next);
        if number == next {
            self.speakers.push(Count { name: q.speaker.clone(), ..Count::default() });
        }
        self.speakers[number].add(q);
        let source = self.sources.entry(q.source.clone()).or_default();
        source.name.clone_from(&q.source);
        source.add(q);
        number
    }

    /// Bars of the speakers.
    pub(super) fn speakers(&self) -> Vec<Bar> {
        bars(&self.speakers)
    }

    /// Bars of the sources.
    pub(super) fn sources(&self) -> Vec<Bar> {
        bars(&self.sources.values().cloned().collect::<Vec<_>>())
    }

    /// All words of all rows.
    pub(super) fn words(&self) -> usize {
        self.speakers.iter().map(Count::total).sum()
    }
}

fn bars(counts: &[Count]) -> Vec<Bar> {
    let longest = counts.iter().map(Count::total).max().unwrap_or(0).max(1);
    let part = |words: usize| ((words as f64 / longest as f64) * 1000.0).round() / 10.0;
    let mut bars: Vec<Bar> = counts
        .iter()
        .enumerate()
        .map(|(number, count)| Bar {
            name: count.name.clone(),
            number,
            hue: hue(number),
            rows: count.rows,
            words: count.total(),
            direct: part(count.words[0]),
            mixed: part(count.words[1]),
            indirect: part(count.words[2]),
        })
        .collect();
    bars.sort_unstable_by(|a, b| {
        b.words.cmp(&a.words).then_with(|| b.rows.cmp(&a.rows)).then_with(|| a.name.cmp(&b.name))
    });
    bars
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::sample;

    #[test]
    fn the_most_talkative_stands_first_and_keeps_its_number() {
        let mut summary = Summary::default();
        let row = |speaker: &str, quote: &str, kind| Quotation {
            speaker: speaker.into(),
            quote: quote.into(),
            kind,
            ..sample::bare_row()
        };
        assert_eq!(summary.count(&row("A", "one two", Kind::Direct)), 0);
        assert_eq!(summary.count(&row("B", "one two three", Kind::Mixed)), 1);
        assert_eq!(summary.count(&row("B", "four", Kind::Indirect)), 1);
        let bars = summary.speakers();
        assert_eq!((bars[0].name.as_str(), bars[0].number, bars[0].words, bars[0].rows), ("B", 1, 4, 2));
        assert_eq!((bars[0].mixed, bars[0].indirect, bars[1].direct), (75.0, 25.0, 50.0));
        assert_eq!(summary.words(), 6);
        assert_eq!(summary.sources().len(), 1);
    }

    #[test]
    fn neighbours_differ_in_colour() {
        for n in 0..40 {
            let apart = hue(n).abs_diff(hue(n + 1));
            assert!(apart.min(360 - apart) > 100);
        }
    }
}
