//! From annotated articles to groups of candidates.
//!
//! Takes an analysis and annotations, gives for each of the weights' questions the candidates that the grammar proposes and
//! the one that the annotation wants. What the grammar does not propose teaches nothing.

use super::{Gold, Group, Silence};
use crate::attribution::accept::{self, Certainty};
use crate::attribution::{
    Analysis, Attribution, Frame, boundary, candidate, continuation, edges, frame, propose, speaker,
};
use crate::model::features::mix;
use crate::model::questions::Question;
use crate::model::{Features, Weights};
use crate::span::Span;
use std::ops::Range;

/// Adds the groups of one document.
pub(super) fn groups(analysis: &Analysis<'_>, golds: &[Gold], silence: Silence, out: &mut Vec<Group>) {
    let document = analysis.document;
    let original = (0..document.items.len()).map(|at| document.view.to_original(document.span(at..at + 1))).collect();
    let mut lesson = Lesson { analysis, original, out };
    for sentence in 0..document.sentences.len() {
        let mut previous = None;
        let mut used: Vec<usize> = Vec::new();
        for number in analysis.cues_of(sentence) {
            let head = analysis.cues[number].head;
            let mine = (0..golds.len())
                .filter(|g| !used.contains(g))
                .filter(|&g| lesson.share(head, &golds[g].cue) > 0.3)
                .max_by_key(|&g| golds[g].cue.iter().map(|s| usize::MAX - s.len()).max());
            match mine {
                None => lesson.silent(number, silence),
                Some(g) => {
                    used.push(g);
                    if golds[g].weight != 0.0 {
                        previous = lesson.told(number, &golds[g], previous).or(previous);
                    }
                }
            }
        }
    }
}

/// A document that teaches.
struct Lesson<'a, 'd> {
    analysis: &'a Analysis<'d>,
    /// Where each item stands in the original.
    original: Vec<Vec<Span>>,
    out: &'a mut Vec<Group>,
}

impl Lesson<'_, '_> {
    /// The share of an item that lies inside some spans.
    fn share(&self, at: usize, spans: &[Span]) -> f32 {
        let total: usize = self.original[at].iter().map(Span::len).sum();
        let inside: usize = self.original[at]
            .iter()
            .flat_map(|a| spans.iter().map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start))))
            .sum();
        inside as f32 / total.max(1) as f32
    }

    /// The group of a cue's frames, where the right one is possible.
    fn frames(&self, number: usize, right: Frame, weight: f32) -> Option<Group> {
        let mut features = Features::new(Question::Frame);
        frame::features(self.analysis, number, &mut features);
        let (possible, _) = frame::possible(self.analysis, &self.analysis.cues[number]);
        let base = features.hashes().to_vec();
        let frames: Vec<usize> = (0..4).filter(|&n| possible[n]).collect();
        let right = frames.iter().position(|&n| Frame::ALL[n] == right)?;
        let candidates = frames.iter().map(|&n| base.iter().map(|&f| mix(f, n as u32)).collect()).collect();
        Some(Group { candidates, labelled: base, right, weight })
    }

    /// A cue that no annotation has.
    fn silent(&mut self, number: usize, silence: Silence) {
        match silence {
            Silence::Nothing(weight) => self.out.extend(self.frames(number, Frame::None, weight)),
            // What the first cue proposes is the refusal's to refuse.
            Silence::Refused(weight) if number == 0 => {
                let proposed = [Frame::Right, Frame::Left, Frame::Split].into_iter();
                self.out.extend(proposed.filter_map(|frame| self.frames(number, frame, weight)).next());
                // Nothing after the cue is passed over.
                self.right_start(number, None, self.analysis.cues[number].group.end, weight);
            }
            Silence::Refused(_) => {}
        }
    }

    /// A cue that an annotation has; gives its speaker.
    fn told(&mut self, number: usize, gold: &Gold, previous: Option<usize>) -> Option<usize> {
        let analysis = self.analysis;
        let (cue, reach) = (&analysis.cues[number], analysis.reach(&analysis.cues[number]));
        let right = self.extent(cue.group.end..reach.end, gold);
        let left = self.extent(reach.start..cue.group.start, gold);
        let frame = match (&left, &right) {
            (None, None) => return None,
            (None, Some(_)) => Frame::Right,
            (Some(_), None) => Frame::Left,
            (Some(_), Some(_)) => Frame::Split,
        };
        self.out.extend(self.frames(number, frame, gold.weight));
        let speaker = self.speaker(number, gold, frame, previous)?;
        if let Some(range) = right {
            let start = self.right_start(number, speaker, range.start, gold.weight);
            let ends = boundary::right_ends(analysis, number, start);
            let asked = edges::RightEnd::new(analysis, number, start, ends.len());
            boundary_group(&ends, range.end, Question::RightEnd, gold.weight, self.out, |rank, at, f| {
                edges::right_end_features(&asked, at, rank, f);
            });
        }
        if let Some(range) = left {
            self.left(number, speaker, range, gold.weight);
        }
        speaker
    }

    /// The items of a range that the annotation's words cover.
    fn extent(&self, range: Range<usize>, gold: &Gold) -> Option<Range<usize>> {
        let item = |at: usize| &self.analysis.document.items[at];
        let inside =
            |at: &usize| (item(*at).is_word() || item(*at).is_quote()) && self.share(*at, &gold.content) >= 0.5;
        let first = range.clone().find(inside)?;
        let last = range.rev().find(inside)?;
        Some(first..last + 1)
    }

    /// Adds the group of who speaks: the candidate that shares most with the annotated mention; gives it.
    fn speaker(&mut self, number: usize, gold: &Gold, frame: Frame, previous: Option<usize>) -> Option<Option<usize>> {
        let analysis = self.analysis;
        let candidates = speaker::candidates(analysis, number);
        let fit = |m: usize| {
            let mention = &analysis.mentions[m];
            let common: f32 = mention.core.items().map(|at| self.share(at, &gold.source)).sum();
            let outside: f32 = mention.phrase.items().map(|at| 1.0 - self.share(at, &gold.source)).sum();
            (common, -outside)
        };
        let mut right = 0;
        let mut best = (0.3f32, f32::NEG_INFINITY);
        for (n, m) in candidates.iter().enumerate().filter_map(|(n, candidate)| Some((n, (*candidate)?))) {
            let fit = fit(m);
            if fit.0 > 0.3 && fit > best {
                best = fit;
                right = n;
            }
        }
        let known = right != 0 || candidates.first().is_some_and(Option::is_some) || gold.source.is_empty();
        let speaker = *candidates.get(right)?;
        if known {
            let mut features = Features::new(Question::Speaker);
            let asked = speaker::Asked::new(analysis, number, frame, previous);
            let seen = candidates.iter().enumerate().map(|(rank, &c)| {
                candidate::features(&asked, c, rank, &mut features);
                features.hashes().to_vec()
            });
            let candidates = seen.collect();
            self.out.push(Group { candidates, labelled: Vec::new(), right, weight: gold.weight });
        }
        Some(speaker)
    }

    /// Adds the group of where words behind the cue begin; gives the nearest place.
    fn right_start(&mut self, number: usize, speaker: Option<usize>, want: usize, weight: f32) -> usize {
        let starts = boundary::right_starts(self.analysis, number);
        let asked = edges::RightStart::new(self.analysis, number, speaker);
        boundary_group(&starts, want, Question::RightStart, weight, self.out, |_, at, f| {
            edges::right_start_features(&asked, at, f);
        });
        nearest(&starts, want).map_or(want, |n| starts[n])
    }

    /// Adds the groups of where words before the cue end and begin.
    fn left(&mut self, number: usize, speaker: Option<usize>, range: Range<usize>, weight: f32) {
        let analysis = self.analysis;
        let ends = boundary::left_ends(analysis, number, speaker);
        boundary_group(&ends, range.end, Question::LeftEnd, weight, self.out, |rank, at, f| {
            edges::left_end_features(analysis, number, speaker, at, rank, f);
        });
        let end = nearest(&ends, range.end).map_or(range.end, |n| ends[n]);
        let starts = boundary::left_starts(analysis, number, end);
        let most = starts.len();
        boundary_group(&starts, range.start, Question::LeftStart, weight, self.out, |rank, at, f| {
            edges::left_start_features(analysis, number, end, at, rank, most, f);
        });
    }
}

fn nearest(candidates: &[usize], want: usize) -> Option<usize> {
    (0..candidates.len()).min_by_key(|&n| candidates[n].abs_diff(want))
}

/// How far from the annotated boundary a candidate may lie and still count as it.
const SLACK: usize = 3;

fn boundary_group(
    candidates: &[usize],
    want: usize,
    question: Question,
    weight: f32,
    out: &mut Vec<Group>,
    mut fill: impl FnMut(usize, usize, &mut Features),
) {
    let Some(right) = nearest(candidates, want).filter(|&n| candidates[n].abs_diff(want) <= SLACK) else { return };
    if candidates.len() < 2 {
        return;
    }
    let mut features = Features::new(question);
    let candidates = candidates
        .iter()
        .enumerate()
        .map(|(rank, &at)| {
            fill(rank, at, &mut features);
            features.hashes().to_vec()
        })
        .collect();
    out.push(Group { candidates, labelled: Vec::new(), right, weight });
}

/// Adds the groups that teach whether a candidate holds, for a document that the weights were not learned from.
pub(super) fn accept_groups(
    analysis: &Analysis<'_>,
    golds: &[Gold],
    weight: f32,
    weights: &Weights,
    out: &mut Vec<Group>,
) {
    let mut candidates =
        propose::candidates(analysis, 0..analysis.cues.len(), weights, &mut Features::new(Question::Frame));
    // Of what the order of the words says the weights are not asked.
    candidates.retain(|c| c.sure.is_none());
    let certainties: Vec<Certainty> = candidates.iter().map(|c| c.certainty).collect();
    let attributions: Vec<Attribution> = candidates.into_iter().map(|c| c.attribution).collect();
    let floating = continuation::settle(analysis, attributions.clone()).into_iter().filter(|a| a.cue.is_none());
    let all: Vec<(Attribution, Certainty)> =
        attributions.into_iter().zip(certainties).chain(floating.map(|a| (a, Certainty::default()))).collect();
    let (attributions, certainties): (Vec<Attribution>, Vec<Certainty>) = all.into_iter().unzip();
    for (n, Outcome { right, weight }) in outcomes(analysis, golds, weight, &attributions).into_iter().enumerate() {
        let mut features = Features::new(Question::Holds);
        accept::features(analysis, &attributions[n], &certainties[n], &mut features);
        let candidates = vec![Vec::new(), features.hashes().to_vec()];
        out.push(Group { candidates, labelled: Vec::new(), right: usize::from(right), weight });
    }
}

/// What became of an attribution.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Outcome {
    /// Its words match an annotation's, one to one, and its speaker is the annotated one.
    right: bool,
    /// How much that counts.
    weight: f32,
}

/// Compares attributions with annotations.
fn outcomes(analysis: &Analysis<'_>, golds: &[Gold], weight: f32, attributions: &[Attribution]) -> Vec<Outcome> {
    let document = analysis.document;
    let spans: Vec<Vec<Span>> = attributions
        .iter()
        .map(|a| a.content.iter().flat_map(|r| document.view.to_original(document.span(r.clone()))).collect())
        .collect();
    // One to one, best overlap first.
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (n, mine) in spans.iter().enumerate() {
        for (g, gold) in golds.iter().enumerate() {
            let common: usize = mine
                .iter()
                .flat_map(|a| gold.content.iter().map(|b| a.end.min(b.end).saturating_sub(a.start.max(b.start))))
                .sum();
            if common > 0 {
                let total = mine.iter().map(Span::len).sum::<usize>()
                    + gold.content.iter().map(Span::len).sum::<usize>()
                    - common;
                pairs.push((common as f32 / total.max(1) as f32, n, g));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut matched: Vec<Option<usize>> = vec![None; attributions.len()];
    let mut taken = vec![false; golds.len()];
    for (overlap, n, g) in pairs {
        if overlap >= 0.5 && matched[n].is_none() && !taken[g] {
            matched[n] = Some(g);
            taken[g] = true;
        }
    }
    attributions
        .iter()
        .enumerate()
        .map(|(n, attribution)| {
            let right = matched[n].is_some_and(|g| {
                let gold = &golds[g];
                let mention = attribution
                    .speaker
                    .map(|s| document.view.to_original(document.span(analysis.mentions[s].core.items())));
                match mention {
                    Some(spans) => spans.iter().any(|a| gold.source.iter().any(|b| a.overlaps(*b))),
                    None => gold.source.is_empty() || attribution.floating,
                }
            });
            Outcome { right, weight: matched[n].map_or(weight, |g| golds[g].weight) }
        })
        .collect()
}
