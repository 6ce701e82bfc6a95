//! From proposals to attributions: frame, speaker, then the boundaries, cue by cue.

use super::{Analysis, Attribution, Frame, boundary, continuation, frame, rules, speaker};
use crate::model::{Features, Weights};
use std::ops::Range;

/// How probable an attribution must be at least, against the cue being none.
const LEAST: f32 = 0.5;

/// Finds the attributions of a document, in document order of their cues.
pub fn attributions(analysis: &Analysis<'_>, weights: &Weights) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut scratch = Features::new(0);
    for sentence in 0..analysis.document.sentences.len() {
        let mut previous = None;
        for number in analysis.cues_of[sentence].clone() {
            if let Some(attribution) = attribution(analysis, number, previous, weights, &mut scratch) {
                previous = attribution.speaker.or(previous);
                found.push(attribution);
            }
        }
    }
    continuation::settle(analysis, found)
}

fn salted(scratch: &mut Features, salt: u32) {
    scratch.salt = Features::new(salt).salt;
}

fn attribution(
    analysis: &Analysis<'_>,
    number: usize,
    previous: Option<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> Option<Attribution> {
    salted(scratch, frame::SALT);
    let probabilities = frame::probabilities(analysis, number, weights, scratch);
    if 1.0 - probabilities[0] < LEAST {
        return None;
    }
    let best = (1..4).max_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b]))?;
    let frame = frame::of(best);
    salted(scratch, speaker::SALT);
    let (speaker, sure) = speaker::choose(analysis, number, frame, previous, weights, scratch);
    let mut probability = probabilities[best] * sure;
    let mut content: Vec<Range<usize>> = Vec::new();
    if matches!(frame, Frame::Left | Frame::Split) {
        let (range, sure) = left(analysis, number, speaker, weights, scratch);
        content.extend(trim(analysis, range));
        probability *= sure;
    }
    if matches!(frame, Frame::Right | Frame::Split) {
        let (range, sure) = right(analysis, number, speaker, weights, scratch);
        content.extend(trim(analysis, range));
        probability *= sure;
    }
    if content.is_empty() {
        return None;
    }
    let rule = rules::name(analysis, number, frame, speaker, &content);
    Some(Attribution { rule, cue: Some(number), frame, speaker, content, probability, floating: false })
}

fn right(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: Option<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> (Range<usize>, f32) {
    let starts = boundary::right_starts(analysis, number);
    salted(scratch, boundary::RIGHT_START);
    let (n, sure_start) = boundary::best(&starts, weights, scratch, |rank, at, out| {
        boundary::right_start_features(analysis, number, speaker, at, rank, out);
    });
    let start = starts[n];
    let ends = boundary::right_ends(analysis, number, start);
    salted(scratch, boundary::RIGHT_END);
    let most = ends.len();
    let (n, sure_end) = boundary::best(&ends, weights, scratch, |rank, at, out| {
        boundary::right_end_features(analysis, number, start, at, rank, most, out);
    });
    (start..ends[n], sure_start * sure_end)
}

fn left(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: Option<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> (Range<usize>, f32) {
    let ends = boundary::left_ends(analysis, number, speaker);
    if ends.is_empty() {
        let start = analysis.reach(&analysis.cues[number]).start;
        return (start..start, 0.0);
    }
    salted(scratch, boundary::LEFT_END);
    let (n, sure_end) = boundary::best(&ends, weights, scratch, |rank, at, out| {
        boundary::left_end_features(analysis, number, speaker, at, rank, out);
    });
    let end = ends[n];
    let starts = boundary::left_starts(analysis, number, end);
    salted(scratch, boundary::LEFT_START);
    let most = starts.len();
    let (n, sure_start) = boundary::best(&starts, weights, scratch, |rank, at, out| {
        boundary::left_start_features(analysis, number, end, at, rank, most, out);
    });
    (starts[n]..end, sure_start * sure_end)
}

/// Takes marks that only join the words to their clause off both ends.
pub fn trim(analysis: &Analysis<'_>, mut range: Range<usize>) -> Option<Range<usize>> {
    use crate::document::TokenKind as K;
    let loose = |at: usize| {
        let item = analysis.item(at);
        !item.is_quote()
            && matches!(item.kind, K::Comma | K::Colon | K::Semicolon | K::Dash | K::Stop | K::Clitic | K::Close)
    };
    while range.start < range.end && loose(range.start) {
        range.start += 1;
    }
    while range.start < range.end && loose(range.end - 1) && analysis.item(range.end - 1).kind != K::Clitic {
        // A closing bracket whose opener stands inside belongs to the words.
        let open = analysis.document.items[range.clone()].iter().filter(|i| i.kind == K::Open).count();
        let close = analysis.document.items[range.clone()].iter().filter(|i| i.kind == K::Close).count();
        if analysis.item(range.end - 1).kind == K::Close && open >= close {
            break;
        }
        range.end -= 1;
    }
    (range.start < range.end).then_some(range)
}
