//! The counts that [`Scores`] are made of: articles are compared one by one.

use super::compare::{cut, joined, shown, strip};
use super::gold::{Annotated, Attribution};
use super::matching::{Letters, Pairing, letters, pair, shared};
use super::spans::{Group, Judged, Roles, Scores};
use super::{Offsets, Prediction, Predictions, Prf, ratio};
use crate::lexicon::rule_words::SCORED_SAYING;
use std::collections::{BTreeMap, BTreeSet};

const THRESHOLDS: [f64; 3] = [0.3, 0.5, 0.8];
const SLICES: [&str; 4] = ["direct", "mixed", "speech", "other"];
const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];
/// The groups of the table: name, slices of the annotation, kinds of the predictions.
const GROUPS: [(&str, &[usize], &[usize]); 6] = [
    ("direct", &[0], &[0]),
    ("mixed", &[1], &[1]),
    ("quoted", &[0, 1], &[0, 1]),
    ("speech", &[2], &[2]),
    ("reported", &[0, 1, 2], &[0, 1, 2]),
    ("all", &[0, 1, 2, 3], &[0, 1, 2]),
];
/// The threshold, by its number, at which speakers are compared.
const MIDDLE: usize = 1;

/// The slice of an annotation, as an index into the slices.
fn slice(a: &Attribution, text: &[char]) -> usize {
    let content = joined(text, &a.content);
    let content = strip(&content);
    let mark = |c: Option<char>| c.is_none_or(|c| "\"\u{201c}\u{201d}".contains(c));
    let bare = content.trim_end_matches(['.', ',', ';', ':']);
    if mark(content.chars().next()) && mark(bare.chars().next_back()) {
        return 0;
    }
    if content.contains(['"', '\u{201c}', '\u{201d}', '«', '»']) {
        return 1;
    }
    let cue = joined(text, &a.cue).to_lowercase();
    if cue.split(|c: char| !c.is_ascii_lowercase()).any(|w| SCORED_SAYING.holds(w)) { 2 } else { 3 }
}

#[derive(Default)]
struct Tally {
    gold: [usize; 4],
    found: [[usize; 4]; 3],
    speaker_known: [usize; 4],
    speaker_right: [usize; 4],
    end_to_end: [usize; 4],
    kinds: BTreeMap<String, KindTally>,
    /// Of content, speaker and cue: shared, predicted, annotated characters and spans.
    overlap: [[usize; 3]; 3],
    exact: [[usize; 3]; 3],
}

#[derive(Default, Clone)]
struct KindTally {
    predicted: usize,
    matched: [usize; 3],
    end_to_end: usize,
}

/// An article with its annotations and rows, in letters.
struct Compared<'a> {
    article: &'a Annotated,
    text: Vec<char>,
    rows: &'a [Prediction],
    /// The slice of each annotation, the kind of each row.
    slices: Vec<usize>,
    kinds: Vec<&'a str>,
    /// Content, speaker and cue of annotations and of rows.
    gold_roles: [Vec<Letters>; 3],
    row_roles: [Vec<Letters>; 3],
}

impl<'a> Compared<'a> {
    fn of(article: &'a Annotated, rows: &'a [Prediction]) -> Self {
        let text: Vec<char> = article.text.chars().collect();
        let annotated = &article.attributions;
        let of = |f: fn(&Attribution) -> &[Offsets]| annotated.iter().map(|a| letters(f(a), &text)).collect();
        let one = |s: Option<Offsets>| letters(s.as_slice(), &text);
        Compared {
            article,
            rows,
            slices: annotated.iter().map(|a| slice(a, &text)).collect(),
            kinds: rows.iter().map(|p| p.kind.as_deref().unwrap_or("direct")).collect(),
            gold_roles: [of(|a| &a.content), of(|a| &a.source), of(|a| &a.cue)],
            row_roles: [
                rows.iter().map(|p| letters(&p.quote_spans, &text)).collect(),
                rows.iter().map(|p| one(p.speaker_span)).collect(),
                rows.iter().map(|p| one(p.cue_span)).collect(),
            ],
            text,
        }
    }

    /// What is told of an annotation that no row matches.
    fn missed(&self, number: usize) -> String {
        let a = &self.article.attributions[number];
        format!(
            "MISS {} [{}] src={} cue={} content={}",
            self.article.doc,
            SLICES[self.slices[number]],
            shown(Some(&joined(&self.text, &a.source))),
            shown(Some(&joined(&self.text, &a.cue))),
            shown(Some(&cut(&joined(&self.text, &a.content), 160))),
        )
    }

    /// What is told of a row that matches no annotation.
    fn spurious(&self, number: usize) -> String {
        let p = &self.rows[number];
        format!(
            "SPURIOUS {} [{}] spk={} cue={} content={}",
            self.article.doc,
            self.kinds[number],
            shown(p.speaker.as_deref()),
            shown(p.cue.as_deref()),
            shown(Some(&cut(&joined(&self.text, &p.quote_spans), 160))),
        )
    }
}

impl Tally {
    /// Counts the rows that match annotations at a threshold; gives those whose speaker is right too.
    fn add(&mut self, of: &Compared<'_>, pairing: &Pairing, threshold: usize) -> Vec<bool> {
        let mut right_rows = vec![false; of.rows.len()];
        for (i, j) in pairing.of_gold.iter().enumerate().filter_map(|(i, j)| j.map(|j| (i, j))) {
            let slice = of.slices[i];
            self.found[threshold][slice] += 1;
            let kind = self.kinds.entry(of.kinds[j].to_owned()).or_default();
            kind.matched[threshold] += 1;
            if threshold != MIDDLE {
                continue;
            }
            let (g, p) = (&of.gold_roles[1][i], &of.row_roles[1][j]);
            let meets = shared(g, p) > 0;
            if !g.is_empty() {
                self.speaker_known[slice] += 1;
                self.speaker_right[slice] += usize::from(meets);
            }
            if if g.is_empty() { p.is_empty() } else { meets } {
                self.end_to_end[slice] += 1;
                kind.end_to_end += 1;
                right_rows[j] = true;
            }
        }
        right_rows
    }

    /// The figures of some slices and kinds together.
    fn group(&self, slices: &[usize], kinds: &[usize]) -> Group {
        let sum = |f: &dyn Fn(usize) -> usize| slices.iter().map(|s| f(*s)).sum::<usize>();
        let of_kinds = |f: &dyn Fn(&KindTally) -> usize| -> usize {
            kinds.iter().filter_map(|k| self.kinds.get(KINDS[*k])).map(f).sum()
        };
        let (annotated, predicted) = (sum(&|s| self.gold[s]), of_kinds(&|k| k.predicted));
        let at = |t: usize| Prf::new(of_kinds(&|k| k.matched[t]), predicted, sum(&|s| self.found[t][s]), annotated);
        let right = of_kinds(&|k| k.end_to_end);
        Group {
            at_30: at(0),
            at_50: at(1),
            at_80: at(2),
            speaker: ratio(sum(&|s| self.speaker_right[s]), sum(&|s| self.speaker_known[s])),
            end_to_end: Prf::new(right, predicted, sum(&|s| self.end_to_end[s]), annotated),
        }
    }
}

fn count(list: &mut Vec<(String, usize)>, key: &str) {
    match list.iter_mut().find(|(k, _)| k == key) {
        Some((_, n)) => *n += 1,
        None => list.push((key.to_owned(), 1)),
    }
}

/// Compares predictions with annotations; lists at most `misses` missed annotations and `spurious` predictions that
/// match nothing.
pub fn score(gold: &[Annotated], predictions: &Predictions, misses: usize, spurious: usize) -> Scores {
    let mut out = Scores { docs: gold.len(), ..Scores::default() };
    let mut tally = Tally::default();
    let (mut misses, mut spurious) = (misses, spurious);
    for article in gold {
        let of = Compared::of(article, predictions.get(&article.doc).map(Vec::as_slice).unwrap_or_default());
        for s in &of.slices {
            tally.gold[*s] += 1;
            count(&mut out.annotated, SLICES[*s]);
        }
        for k in &of.kinds {
            tally.kinds.entry((*k).to_owned()).or_default().predicted += 1;
            count(&mut out.predicted, k);
        }
        for (t, threshold) in THRESHOLDS.into_iter().enumerate() {
            let pairing = pair(&of.gold_roles[0], &of.row_roles[0], threshold);
            let right = tally.add(&of, &pairing, t);
            if t != MIDDLE {
                continue;
            }
            for (j, p) in of.rows.iter().enumerate() {
                let Some(confidence) = p.confidence else { continue };
                let matched = pairing.of_prediction[j].is_some();
                out.judged.push(Judged { kind: of.kinds[j].to_owned(), confidence, matched, right: right[j] });
            }
            let missed = (0..of.slices.len()).filter(|&i| pairing.of_gold[i].is_none() && of.slices[i] != 3);
            let missed: Vec<String> = missed.take(misses).map(|i| of.missed(i)).collect();
            let stray = (0..of.rows.len()).filter(|&j| pairing.of_prediction[j].is_none());
            let stray: Vec<String> = stray.take(spurious).map(|j| of.spurious(j)).collect();
            (misses, spurious) = (misses - missed.len(), spurious - stray.len());
            out.listing.extend(missed.into_iter().chain(stray));
        }
        for role in 0..3 {
            let (gold, rows) = (&of.gold_roles[role], &of.row_roles[role]);
            characters(gold, rows, &mut tally.overlap[role], &mut tally.exact[role]);
        }
    }
    out.groups = GROUPS.iter().map(|(name, slices, kinds)| (*name, tally.group(slices, kinds))).collect();
    let roles = |v: &[[usize; 3]; 3]| {
        let f = |r: usize| Prf::new(v[r][0], v[r][1], v[r][0], v[r][2]);
        Roles { content: f(0), speaker: f(1), cue: f(2) }
    };
    (out.overlap, out.exact) = (roles(&tally.overlap), roles(&tally.exact));
    out
}

fn characters(gold: &[Letters], rows: &[Letters], overlap: &mut [usize; 3], exact: &mut [usize; 3]) {
    let union = |sets: &[Letters]| -> Letters {
        sets.iter().flatten().copied().collect::<BTreeSet<u32>>().into_iter().collect()
    };
    let (g, p) = (union(gold), union(rows));
    overlap[0] += shared(&g, &p);
    overlap[1] += p.len();
    overlap[2] += g.len();
    let multiset = |sets: &'_ [Letters]| {
        let mut out: BTreeMap<Letters, usize> = BTreeMap::new();
        for s in sets.iter().filter(|s| !s.is_empty()) {
            *out.entry(s.clone()).or_default() += 1;
        }
        out
    };
    let (g, p) = (multiset(gold), multiset(rows));
    exact[0] += g.iter().map(|(k, n)| (*n).min(p.get(k).copied().unwrap_or(0))).sum::<usize>();
    exact[1] += p.values().sum::<usize>();
    exact[2] += g.values().sum::<usize>();
}
