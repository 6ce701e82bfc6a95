//! The words of a claim outside the rows: pieces of several, marks that no row holds, the bare text.
//!
//! Takes an article set out and the places where runs of a claim stand, gives further candidates, and the passage that is
//! nearest where there is none. Does not weigh them against those of the rows.

use super::align::{Step, Target, align};
use super::axes::{SourceCheck, SpeakerCheck, Wording};
use super::candidate::{Axes, Candidate};
use super::claim::Claim;
use super::difference::{Difference, Op};
use super::examine::Near;
use super::index::{Hit, different};
use super::prepared::Prepared;
use super::scene::{LONG_PASSAGE, MOST_PLACES, MOST_ROWS, Scene};
use super::stitch::stitch;
use super::text::Passage;
use super::wording::{Words, judge};
use crate::attribution::doubt::doubts;
use crate::input::Article;
use crate::span::Span;
use std::collections::BTreeSet;

impl Scene<'_> {
    /// The passage most like a claim of which no candidate was good enough.
    pub(super) fn near(&self, article: &Article, hit: &Hit) -> Option<Near> {
        let prepared = &self.verifier.prepared[hit.claim];
        let length = prepared.words.len();
        let apart = 12 * (2 * length + 8);
        let places = hit.places.iter().take(MOST_PLACES);
        let places: Vec<(usize, u64)> = places.map(|(b, run)| (self.text.point(*b), *run)).collect();
        let cluster = places.chunk_by(|a, b| b.0 - a.0 <= apart).max_by_key(|c| different(c))?;
        let window = self.text.window(cluster[0].0, cluster[cluster.len() - 1].0, length);
        let window = match window.words.len() > LONG_PASSAGE {
            true => self.narrowed(&window, cluster.iter().map(|p| p.0), prepared),
            false => window,
        };
        let targets: Vec<Target<'_>> =
            window.words.iter().map(|w| Target { norm: &self.text.words[*w].norm, hyphen_before: false }).collect();
        let steps = align(&prepared.words, &targets, |a, b| prepared.hashes[a] == self.text.hashes[window.words[b]]);
        let matched: Vec<usize> = steps
            .iter()
            .filter_map(|s| match *s {
                Step::Match { source_at, .. } => Some(window.words[source_at]),
                _ => None,
            })
            .collect();
        let (first, last) = (*matched.first()?, *matched.last()?);
        let similarity = matched.len() as f64 / length as f64;
        (similarity >= 0.4 && matched.len() > 2).then(|| Near {
            doc: article.id.clone(),
            span: Span::new(self.text.places[first].start, self.text.places[last].end),
            text: self.text.written(first, last),
            similarity,
        })
    }

    /// The part of a long passage around the places.
    pub(super) fn narrowed(&self, passage: &Passage, places: impl Iterator<Item = usize>, claim: &Prepared) -> Passage {
        let reach = 2 * claim.words.len() + 8;
        let mut keep = vec![false; passage.words.len()];
        let mut filled = 0;
        for place in places {
            let at = passage.words.partition_point(|w| self.text.places[*w].end <= place);
            let (from, to) = (at.saturating_sub(reach).max(filled), (at + reach).min(keep.len()));
            if from < to {
                keep[from..to].fill(true);
                filled = to;
            }
        }
        let kept = |n: &usize| keep[*n];
        Passage {
            words: (0..keep.len()).filter(kept).map(|n| passage.words[n]).collect(),
            verbatim: (0..keep.len()).filter(kept).map(|n| passage.verbatim[n]).collect(),
            row: passage.row,
        }
    }

    /// The claim as pieces of several rows.
    pub(super) fn stitched(&self, claim: &Claim, prepared: &Prepared, near: &[usize]) -> Option<Candidate> {
        let passages: Vec<Passage> = near.iter().map(|n| self.passages[*n].clone()).collect();
        if passages.iter().map(|p| p.words.len()).sum::<usize>() > LONG_PASSAGE {
            return None;
        }
        let pieces = stitch(prepared, self.text, &passages)?;
        let mut rows: Vec<usize> = pieces.iter().map(|p| near[p.passage]).collect();
        rows.sort_unstable();
        rows.dedup();
        let mut matched: Vec<usize> = pieces
            .iter()
            .flat_map(|p| passages[p.passage].words[p.source_at..p.source_at + p.length].iter().copied())
            .collect();
        matched.sort_unstable();
        matched.dedup();
        let words = Words {
            wording: Wording::Stitched,
            unmarked: false,
            similarity: 1.0,
            differences: Vec::new(),
            flags: BTreeSet::new(),
            matched_by: None,
            matched,
            dropped: (String::new(), String::new()),
            corrected: String::new(),
        };
        Some(self.of_rows(claim, words, rows))
    }

    /// The claim in the marked words of one paragraph, where the rows lack a part of it: one row at most may hold any.
    pub(super) fn in_marks(
        &self,
        claim: &Claim,
        prepared: &Prepared,
        places: &[(usize, u64)],
        hit: &Hit,
    ) -> Vec<Candidate> {
        let mut out = Vec::new();
        let mut seen = BTreeSet::new();
        let mut behind = 0;
        for (n, (place, _)) in places.iter().enumerate() {
            // Places are in order, and all of a paragraph give the same passage.
            if *place < behind {
                continue;
            }
            let (passage, end) = self.text.marked_paragraph(*place);
            behind = end;
            // The whole claim stands there, or it is not looked at.
            let held = &places[n..n + places[n..].partition_point(|p| p.0 < end)];
            if different(held) * 2 < hit.runs {
                continue;
            }
            let Some(first) = passage.words.first() else { continue };
            if !seen.insert(*first) || passage.words.len() > LONG_PASSAGE {
                continue;
            }
            let Some(words) = judge(claim, prepared, self.text, &passage) else { continue };
            let holds = |n: &usize| {
                let row = &self.passages[*n];
                words.matched.iter().any(|w| row.words.binary_search(w).is_ok())
            };
            let rows: Vec<usize> = self.over(&words.matched).into_iter().filter(holds).collect();
            let whole = matches!(words.wording, Wording::Exact | Wording::ExactNormalised);
            // Where the row holds all of them it has been judged, with what stands before them there.
            let lacks = |row: &usize| words.matched.iter().any(|w| self.passages[*row].words.binary_search(w).is_err());
            if whole && rows.len() == 1 && rows.iter().all(lacks) {
                out.push(self.of_rows(claim, words, rows));
            }
        }
        out
    }

    /// The claim in the bare text: in marks that no row holds, across the end of a row, or in the writer's own words.
    pub(super) fn loose(
        &self,
        claim: &Claim,
        prepared: &Prepared,
        places: &[(usize, u64)],
        hit: &Hit,
    ) -> Vec<Candidate> {
        let length = prepared.words.len();
        let apart = 12 * (2 * length + 8);
        let mut clusters: Vec<(usize, &[(usize, u64)])> = places
            .chunk_by(|a, b| b.0 - a.0 <= apart)
            .map(|c| (different(c), c))
            .filter(|c| c.0 >= hit.need && c.0 * 3 >= hit.runs)
            .collect();
        clusters.sort_by_key(|(d, c)| (std::cmp::Reverse(*d), c[0].0));
        clusters.truncate(MOST_ROWS);
        clusters.sort_by_key(|(_, c)| c[0].0);
        let candidates = clusters.into_iter().filter_map(|(_, cluster)| {
            let window = self.text.window(cluster[0].0, cluster[cluster.len() - 1].0, length);
            let window = match window.words.len() > LONG_PASSAGE {
                true => self.narrowed(&window, cluster.iter().map(|p| p.0), prepared),
                false => window,
            };
            let words = judge(claim, prepared, self.text, &window)?;
            // Only inside one quotation may words be left out; the bare text has no such bounds.
            let long = |d: &Difference| d.op == Op::Delete && d.source.split_whitespace().count() > 3;
            if words.differences.iter().any(long) {
                return None;
            }
            match self.mostly_in(&words) {
                Some(row) => self.beyond(claim, words, row),
                None => self.in_no_row(claim, words),
            }
        });
        candidates.collect()
    }

    /// The row that holds most of some words: half of them or more.
    fn mostly_in(&self, words: &Words) -> Option<usize> {
        let held = |n: &usize| {
            let passage = &self.passages[*n];
            words.matched.iter().filter(|w| passage.words.binary_search(w).is_ok()).count()
        };
        let rows = self.over(&words.matched).into_iter().map(|n| (held(&n), n));
        let most = rows.filter(|(h, _)| h * 2 >= words.matched.len()).max_by_key(|(h, n)| (*h, usize::MAX - n));
        most.map(|(_, row)| row)
    }

    /// Words that a row lacks but that stand in marks beside it: the row's end was not seen.
    fn beyond(&self, claim: &Claim, words: Words, row: usize) -> Option<Candidate> {
        let passage = &self.passages[row];
        let mut outside = words.matched.iter().filter(|w| passage.words.binary_search(w).is_err()).peekable();
        let marked = outside.peek().is_some() && outside.all(|w| self.text.marked[*w]);
        marked.then(|| self.of_rows(claim, words, vec![row]))
    }

    /// Words that no row holds: of nobody who is told.
    fn in_no_row(&self, claim: &Claim, mut words: Words) -> Option<Candidate> {
        let total = words.matched.len();
        let marked = words.matched.iter().filter(|w| self.text.marked[**w]).count();
        let written = marked * 2 < total;
        if words.similarity < if written { 0.9 } else { 0.75 } {
            return None;
        }
        let mut flags = std::mem::take(&mut words.flags);
        // The window is no quotation: nothing of it was left out.
        flags.remove("partial");
        flags.remove("context-risk");
        words.dropped = (String::new(), String::new());
        if written {
            flags.insert("narration".to_owned());
            // Beside a word of saying they are somebody's statement, else the writer's own.
            let ends = (words.matched.first().copied(), words.matched.last().copied());
            let told = matches!(ends, (Some(a), Some(b)) if self.text.tells(a, b));
            if words.wording == Wording::Paraphrase && !told {
                words.wording = Wording::Exact;
            }
        }
        let source = if claim.source.trim().is_empty() { SourceCheck::NotAsked } else { SourceCheck::NotStated };
        // What stands around the words may deny them all the same.
        let doubted = self.doubted(&words.matched);
        flags.extend(doubted.iter().map(|f| (*f).to_owned()));
        let axes = Axes { speaker: SpeakerCheck::Unattributed, source, unsaid: !doubted.is_empty() };
        Some(Candidate::new(claim, words, Vec::new(), axes, flags))
    }

    /// What the sentence around some words, and the next, say against them.
    pub(super) fn doubted(&self, matched: &[usize]) -> Vec<&'static str> {
        let (Some(first), Some(last)) = (matched.first(), matched.last()) else { return Vec::new() };
        let (before, after, following) = self.text.surroundings(*first, *last);
        doubts(before, after, following)
    }
}
