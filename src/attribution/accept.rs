//! Whether a proposed attribution holds as a whole: the last say.
//!
//! Takes a candidate with the certainty of its parts, gives a probability. It sees what the single choices cannot:
//! whether the words are a clause or a bare noun phrase, whether another attribution claims them, how sure every part was.

use super::{Analysis, Attribution, Frame};
use crate::document::{Ending, TokenKind};
use crate::lexicon::WordClass;
use crate::model::features::bucket;
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

/// Whether the reported words are more than a noun phrase: a clause, an infinitive, a gerund, a question.
pub fn clausal(analysis: &Analysis<'_>, attribution: &Attribution) -> bool {
    let items = &analysis.document.items;
    let finite = WordClass::AUXILIARY;
    attribution.content.iter().any(|range| {
        let words = &items[range.clone()];
        let opener = range.start.checked_sub(1).map(|at| &items[at]);
        opener.is_some_and(|i| i.is(WordClass::THAT) && !i.is_quote())
            || words
                .first()
                .is_some_and(|i| i.is(WordClass::TO | WordClass::WH | WordClass::THAT) && !i.is(WordClass::RELATIVE))
            || (range.start + 1..range.end).any(|at| past(analysis, at))
            || words.iter().enumerate().any(|(n, i)| {
                i.is(finite) && i.kind == TokenKind::Word
                    || i.kind == TokenKind::Clitic && n > 0 && words[n - 1].is(WordClass::SUBJECT_PRONOUN)
                    || i.is(WordClass::SUBJECT_PRONOUN) && n + 1 < words.len() && !i.is(WordClass::OBJECT_PRONOUN)
                    || i.is(WordClass::VERB)
                        && !i.capital
                        && n > 0
                        && !i.is(WordClass::NOUN | WordClass::DOCUMENT | WordClass::NOUN_CUE)
            })
    })
}

/// Whether an unlisted word looks like a past tense behind its subject: "voters deserved", not "a deserved win".
fn past(analysis: &Analysis<'_>, at: usize) -> bool {
    let (before, here) = (analysis.item(at - 1), analysis.item(at));
    let modifier = WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::PREPOSITION
        | WordClass::ADJECTIVE
        | WordClass::CONJUNCTION;
    here.kind == TokenKind::Word
        && !here.capital
        && before.is_word()
        && !before.is(modifier)
        && here.ending == Ending::Ed
}

/// Fills in what is seen of a candidate.
pub fn features(analysis: &Analysis<'_>, attribution: &Attribution, certainty: &Certainty, out: &mut Features) {
    let mut out = out.question::<ask::Holds>();
    let items = &analysis.document.items;
    let quoted = attribution.content.iter().flat_map(|r| &items[r.clone()]).filter(|i| i.is_quote()).count();
    let plain = attribution.content.iter().flat_map(|r| &items[r.clone()]).filter(|i| i.is_word()).count();
    let kind = u32::from(quoted > 0) + 2 * u32::from(plain > 0);
    let clausal = u32::from(clausal(analysis, attribution));
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
    let cue = &analysis.cues[number];
    let class = cue.class as u32 + 32 * cue.kind as u32;
    let shape = u32::from(cue.passive)
        | u32::from(cue.gerund) << 1
        | u32::from(cue.infinitive) << 2
        | u32::from(cue.negated) << 3
        | u32::from(cue.modal) << 4
        | u32::from(cue.future) << 5;
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
    let inside = analysis.cues_of[cue.sentence]
        .clone()
        .filter(|&c| c != number && attribution.content.iter().any(|r| r.contains(&analysis.cues[c].head)))
        .count();
    out.add2(ask::Holds::CuesInside, inside.min(3) as u32, kind);
    out.add2(ask::Holds::CuesBefore, (number - analysis.cues_of[cue.sentence].start).min(3) as u32, kind);
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
