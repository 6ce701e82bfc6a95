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
    let original: Vec<Vec<Span>> =
        (0..document.items.len()).map(|at| document.view.to_original(document.span(at..at + 1))).collect();
    let share = |at: usize, spans: &[Span]| {
        let total: usize = original[at].iter().map(Span::len).sum();
        let inside: usize = original[at]
            .iter()
            .flat_map(|a| spans.iter().map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start))))
            .sum();
        inside as f32 / total.max(1) as f32
    };
    for sentence in 0..document.sentences.len() {
        let mut previous = None;
        let mut used: Vec<usize> = Vec::new();
        for number in analysis.cues_of(sentence) {
            let cue = &analysis.cues[number];
            let mine = (0..golds.len())
                .filter(|g| !used.contains(g))
                .filter(|&g| share(cue.head, &golds[g].cue) > 0.3)
                .max_by_key(|&g| golds[g].cue.iter().map(|s| usize::MAX - s.len()).max());
            let reach = analysis.reach(cue);
            let mut features = Features::new(Question::Frame);
            frame::features(analysis, number, &mut features);
            let (possible, _) = frame::possible(analysis, cue);
            let base = features.hashes().to_vec();
            let frames: Vec<usize> = (0..4).filter(|&n| possible[n]).collect();
            let frame_group = |right: Frame, weight: f32| {
                frames.iter().position(|&n| Frame::ALL[n] == right).map(|right| Group {
                    candidates: frames.iter().map(|&n| base.iter().map(|&f| mix(f, n as u32)).collect()).collect(),
                    labelled: base.clone(),
                    right,
                    weight,
                })
            };
            let Some(g) = mine else {
                match silence {
                    Silence::Nothing(weight) => out.extend(frame_group(Frame::None, weight)),
                    // What the first cue proposes is the refusal's to refuse.
                    Silence::Refused(weight) if number == 0 => {
                        let proposed = [Frame::Right, Frame::Left, Frame::Split].into_iter();
                        out.extend(proposed.filter_map(|frame| frame_group(frame, weight)).next());
                        // Nothing after the cue is passed over.
                        let starts = boundary::right_starts(analysis, number);
                        let asked = edges::RightStart::new(analysis, number, None);
                        boundary_group(&starts, cue.group.end, Question::RightStart, weight, out, |_, at, f| {
                            edges::right_start_features(&asked, at, f);
                        });
                    }
                    Silence::Refused(_) => {}
                }
                continue;
            };
            used.push(g);
            let gold = &golds[g];
            if gold.weight == 0.0 {
                continue;
            }
            let inside = |at: usize| {
                (document.items[at].is_word() || document.items[at].is_quote()) && share(at, &gold.content) >= 0.5
            };
            let extent = |range: Range<usize>| {
                let first = range.clone().find(|&at| inside(at))?;
                let last = range.clone().rev().find(|&at| inside(at))?;
                Some(first..last + 1)
            };
            let right = extent(cue.group.end..reach.end);
            let left = extent(reach.start..cue.group.start);
            let frame = match (&left, &right) {
                (None, None) => continue,
                (None, Some(_)) => Frame::Right,
                (Some(_), None) => Frame::Left,
                (Some(_), Some(_)) => Frame::Split,
            };
            out.extend(frame_group(frame, gold.weight));
            // The speaker: the candidate that shares most with the annotated mention.
            let candidates = speaker::candidates(analysis, number);
            let fit = |m: usize| {
                let mention = &analysis.mentions[m];
                let common: f32 = mention.core.items().map(|at| share(at, &gold.source)).sum();
                let outside: f32 = mention.phrase.items().map(|at| 1.0 - share(at, &gold.source)).sum();
                (common, -outside)
            };
            let mut right_speaker = 0;
            let mut best = (0.3f32, f32::NEG_INFINITY);
            for (n, candidate) in candidates.iter().enumerate() {
                if let Some(m) = candidate {
                    let fit = fit(*m);
                    if fit.0 > 0.3 && (fit.0, fit.1) > best {
                        best = fit;
                        right_speaker = n;
                    }
                }
            }
            let known = right_speaker != 0 || candidates.first().is_some_and(Option::is_some) || gold.source.is_empty();
            let Some(&speaker) = candidates.get(right_speaker) else { continue };
            if known {
                let mut features = Features::new(Question::Speaker);
                let asked = speaker::Asked::new(analysis, number, frame, previous);
                out.push(Group {
                    candidates: candidates
                        .iter()
                        .enumerate()
                        .map(|(rank, &c)| {
                            candidate::features(&asked, c, rank, &mut features);
                            features.hashes().to_vec()
                        })
                        .collect(),
                    labelled: Vec::new(),
                    right: right_speaker,
                    weight: gold.weight,
                });
            }
            previous = speaker.or(previous);
            if let Some(range) = right {
                let starts = boundary::right_starts(analysis, number);
                let asked = edges::RightStart::new(analysis, number, speaker);
                boundary_group(&starts, range.start, Question::RightStart, gold.weight, out, |_, at, f| {
                    edges::right_start_features(&asked, at, f);
                });
                let start = nearest(&starts, range.start).map_or(range.start, |n| starts[n]);
                let ends = boundary::right_ends(analysis, number, start);
                let asked = edges::RightEnd::new(analysis, number, start, ends.len());
                boundary_group(&ends, range.end, Question::RightEnd, gold.weight, out, |rank, at, f| {
                    edges::right_end_features(&asked, at, rank, f);
                });
            }
            if let Some(range) = left {
                let ends = boundary::left_ends(analysis, number, speaker);
                boundary_group(&ends, range.end, Question::LeftEnd, gold.weight, out, |rank, at, f| {
                    edges::left_end_features(analysis, number, speaker, at, rank, f);
                });
                let end = nearest(&ends, range.end).map_or(range.end, |n| ends[n]);
                let starts = boundary::left_starts(analysis, number, end);
                let most = starts.len();
                boundary_group(&starts, range.start, Question::LeftStart, gold.weight, out, |rank, at, f| {
                    edges::left_start_features(analysis, number, end, at, rank, most, f);
                });
            }
        }
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
