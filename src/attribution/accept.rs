//! Whether a proposed attribution holds as a whole: the last say.
//!
//! Takes a candidate with the certainty of its parts, gives a probability. It sees what the single choices cannot:
//! whether the words are a clause or a bare noun phrase, whether another attribution claims them, how sure every part was.

use super::{Analysis, Attribution, Frame};
use crate::lexicon::WordClass;
use crate::model::features::{Asked, bucket};
use crate::model::questions as ask;
use crate::model::{Features, Weights};

/// How sure the parts of a candidate are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Certainty {
    /// Of the frame.
    pub frame: f32,
    /// That the cue is one at all.
    pub cue: f32,
    /// Of the speaker.
    pub speaker: f32,
    /// Of the boundaries behind the cue.
    pub right: f32,
    /// Of the boundaries before it.
    pub left: f32,
}

/// A probability as a bucket, finer near 1.
fn level(p: f32) -> u32 {
    match p {
        p if p > 0.99 => 9,
        p if p > 0.97 => 8,
        p if p > 0.93 => 7,
        p if p > 0.87 => 6,
        p if p > 0.78 => 5,
        p if p > 0.66 => 4,
        p if p > 0.5 => 3,
        p if p > 0.35 => 2,
        p if p > 0.2 => 1,
        _ => 0,
    }
}

/// How much more than a noun phrase the reported words are: 2 for a clause, an infinitive, a question, 1 for a phrase with a
/// clause inside.
pub fn clausal(analysis: &Analysis<'_>, attribution: &Attribution) -> u32 {
    let degree = |range: &std::ops::Range<usize>| {
        let is = |at: usize, class: WordClass| analysis.document.items.get(at).is_some_and(|i| i.is(class));
        let that =
            range.start > 0 && is(range.start - 1, WordClass::THAT) && !analysis.item(range.start - 1).is_quote();
        let opener = WordClass::TO | WordClass::WH | WordClass::THAT;
        let opens = is(range.start, opener) && !is(range.start, WordClass::RELATIVE);
        if that || opens { 2 } else { analysis.clauses.degree(range.clone()) }
    };
    attribution.content.iter().map(degree).max().unwrap_or(0)
}

/// Fills in what is seen of a candidate.
pub fn features(analysis: &Analysis<'_>, attribution: &Attribution, certainty: &Certainty, out: &mut Features) {
    let mut out = out.question::<ask::Holds>();
    let items = &analysis.document.items;
    let quoted = attribution.content.iter().flat_map(|r| &items[r.clone()]).filter(|i| i.is_quote()).count();
    let plain = attribution.content.iter().flat_map(|r| &items[r.clone()]).filter(|i| i.is_word()).count();
    let kind = u32::from(quoted > 0) + 2 * u32::from(plain > 0);
    let clausal = clausal(analysis, attribution);
    let frame = attribution.frame as u32;
    let speaker = attribution.speaker.map(|s| &analysis.mentions[s]);
    let speaker_kind = speaker.map_or(99, |m| m.kind as u32);
    out.add(ask::Holds::Marks, kind);
    out.add2(ask::Holds::MarksFrame, kind, frame);
    out.add2(ask::Holds::MarksClause, kind, clausal);
    out.add2(ask::Holds::SpeakerKind, kind, speaker_kind);
    out.add2(ask::Holds::SureCue, level(certainty.cue), kind);
    out.add2(ask::Holds::SureFrame, level(certainty.frame), kind);
    out.add2(ask::Holds::SureSpeaker, level(certainty.speaker), kind);
    out.add2(ask::Holds::SureRight, level(certainty.right), frame);
    out.add2(ask::Holds::SureLeft, level(certainty.left), frame);
    out.add2(ask::Holds::SureAll, level(certainty.cue * certainty.speaker * certainty.right * certainty.left), kind);
    out.add2(ask::Holds::SureEdges, level(certainty.right * certainty.left), level(certainty.cue));
    out.add2(ask::Holds::Length, bucket(plain), kind);
    out.add2(ask::Holds::Parts, bucket(attribution.content.len()), kind);
    let first = attribution.content[0].start;
    let last = attribution.content[attribution.content.len() - 1].end;
    out.add2(ask::Holds::FirstTag, analysis.tags[first], kind);
    out.add2(ask::Holds::TagAfter, items.get(last).map_or(1, |_| analysis.tags[last]), kind);
    out.add2(ask::Holds::TagBefore, first.checked_sub(1).map_or(1, |at| analysis.tags[at]), kind);
    let Some(number) = attribution.cue else {
        let words = analysis.document.inside(&items[first]).len().max(1);
        out.add2(ask::Holds::FloatLength, bucket(words), 0);
        let sentence = analysis.document.sentences.partition_point(|s| s.items.end <= first);
        let paragraph = analysis.document.sentences.get(sentence).map_or(0, |s| s.paragraph);
        let whole = analysis.document.paragraphs.get(paragraph).is_some_and(|p| p.len() == 1);
        out.add2(ask::Holds::FloatParagraph, u32::from(whole), u32::from(attribution.carried.is_some()));
        return;
    };
    of_cue(analysis, attribution, number, kind, plain, &mut out);
}

/// What is seen of a candidate's cue, by the kind of its words and how many stand outside marks.
#[inline(always)]
fn of_cue(
    analysis: &Analysis<'_>,
    attribution: &Attribution,
    number: usize,
    kind: u32,
    plain: usize,
    out: &mut Asked<'_, ask::Holds>,
) {
    let items = &analysis.document.items;
    let clausal = clausal(analysis, attribution);
    let speaker = attribution.speaker.map(|s| &analysis.mentions[s]);
    let speaker_kind = speaker.map_or(99, |m| m.kind as u32);
    let cue = &analysis.cues[number];
    let class = cue.class as u32 + 32 * cue.kind as u32;
    let shape = cue.shape();
    out.add2(ask::Holds::Class, class, kind);
    out.add3(ask::Holds::ClassClause, class, kind, clausal);
    out.add2(ask::Holds::Verb, cue.lemma, kind);
    out.add3(ask::Holds::VerbClause, cue.lemma, kind, clausal);
    out.add2(ask::Holds::Shape, shape, kind);
    out.add2(ask::Holds::ShapeSpeaker, shape, speaker_kind);
    out.add3(ask::Holds::ClassSpeaker, class, speaker_kind, kind);
    out.add2(ask::Holds::SpeakerHead, speaker.map_or(0, |m| items[m.head].hash), kind);
    out.add2(ask::Holds::FirstSentence, u32::from(cue.sentence == 0), kind);
    // Another cue whose head stands inside these words, or this head inside another's reach.
    let inside = analysis
        .cues_of(cue.sentence)
        .filter(|&c| c != number && attribution.content.iter().any(|r| r.contains(&analysis.cues[c].head)))
        .count();
    out.add2(ask::Holds::CuesInside, inside.min(3) as u32, kind);
    out.add2(ask::Holds::CuesBefore, (number - analysis.cues_of(cue.sentence).start).min(3) as u32, kind);
    out.add2(ask::Holds::SplitLength, u32::from(attribution.frame == Frame::Split), bucket(plain));
}

/// The probability that the candidate holds.
pub fn probability(
    analysis: &Analysis<'_>,
    attribution: &Attribution,
    certainty: &Certainty,
    weights: &Weights,
    scratch: &mut Features,
) -> f32 {
    features(analysis, attribution, certainty, scratch);
    1.0 / (1.0 + (-weights.score(scratch.hashes())).exp())
}
