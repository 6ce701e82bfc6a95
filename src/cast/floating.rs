//! Quotations without words of attribution, and replies that nobody is named for: whose they are.
//!
//! Takes a floating quotation and the speakers of the rows before it, gives the speaker that goes on. Two speakers in the
//! paragraph before leave it open; question and answer alternate. A line with a dash behind it says who signs it.

use super::Speaker;
use super::clusters::Sort;
use super::discourse::{Place, Walk};
use super::written::{kind_of, name_of, role_of};
use crate::attribution::{Analysis, Attribution};
use crate::cue::CueKind;
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::mention::MentionKind;
use crate::record::SpeakerBasis;
use smallvec::smallvec;

/// A row before the floating one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Before {
    /// The entity that speaks; none where it is unknown.
    pub entity: Option<u32>,
    /// The paragraph.
    pub paragraph: usize,
    /// Whether the cue asks or replies.
    pub dialogue: bool,
}

/// Who speaks in a floating quotation of paragraph `paragraph`, given the rows before in order.
///
/// `Err(())` stands for a doubt, `Ok(None)` for nobody.
pub(super) fn carried(before: &[Before], paragraph: usize) -> Result<Option<u32>, ()> {
    let Some(last) = before.last() else { return Ok(None) };
    if paragraph.saturating_sub(last.paragraph) > 3 {
        return Ok(None);
    }
    // Whoever spoke further back decides nothing.
    let near = before.iter().rev().take_while(|b| b.paragraph + 1 >= last.paragraph);
    let previous = near.into_iter().find(|b| b.entity != last.entity);
    if let Some(previous) = previous {
        // Turn by turn: question, answer, question, answer.
        if last.dialogue
            && previous.dialogue
            && last.paragraph == previous.paragraph + 1
            && paragraph == last.paragraph + 1
        {
            return Ok(previous.entity);
        }
        if previous.paragraph == last.paragraph && paragraph != last.paragraph {
            return Err(());
        }
    }
    Ok(last.entity)
}

/// How often a quotation without words of attribution is whose it is taken to be, on the train articles.
pub(super) const CARRIED: f32 = 0.7;

/// The row of a floating quotation that somebody is known to say.
fn floating_speaker(walk: &Walk<'_, '_>, id: u32) -> (Speaker, Option<u32>) {
    let entity = walk.cast.entity(id);
    let speaker = Speaker {
        name: name_of(walk, entity),
        role: role_of(walk, id),
        kind: kind_of(entity),
        mention: None,
        basis: SpeakerBasis::Carried,
        flags: Vec::new(),
        probability: CARRIED,
        entities: smallvec![id],
    };
    (speaker, Some(id))
}

/// A floating quotation's speaker: whose doings lead up to it, or who spoke before.
pub(super) fn speaker(
    walk: &Walk<'_, '_>,
    attribution: &Attribution,
    before: &[Before],
    paragraph: usize,
) -> (Speaker, Option<u32>) {
    match beat(walk, attribution, before) {
        Ok(Some(id)) => floating_speaker(walk, id),
        Ok(None) => goes_on(walk, before, paragraph),
        Err(()) => (Speaker::nobody("ambiguous"), None),
    }
}

/// Whose a reply is that nobody is named for: who was asked in the sentence before. “Never,” came the reply.
pub(super) fn replied(walk: &Walk<'_, '_>, attribution: &Attribution) -> (Speaker, Option<u32>) {
    let cue = attribution.cue.map(|c| &walk.analysis.cues[c]).filter(|cue| cue.kind == CueKind::Noun);
    let before = cue.and_then(|cue| cue.sentence.checked_sub(1));
    let asked = before.and_then(|sentence| {
        let said = &walk.spoke[..walk.spoke.partition_point(|s| s.sentence <= sentence)];
        let asks = said.last().filter(|s| s.asked && s.sentence == sentence);
        asks.and_then(|s| s.addressee).or_else(|| walk.asked_before(sentence))
    });
    asked.map_or((Speaker::nobody("agentless"), None), |id| floating_speaker(walk, id))
}

/// The most items of a line that signs a quotation.
const SIGNATURE: usize = 20;

/// Who signs a quotation: “Nobody won.” ¶ — Per Lind, Radio Kattvik
pub fn signed(analysis: &Analysis<'_>, attribution: &Attribution) -> Option<usize> {
    let sentences = &analysis.document.sentences;
    let last = attribution.content.last()?.end.checked_sub(1)?;
    let next = sentences.partition_point(|s| s.items.end <= last) + 1;
    let line = &sentences.get(next)?.items;
    let kind = |at: usize| analysis.document.items[at].kind;
    let dash = kind(line.start) == TokenKind::Dash || matches!(analysis.document.word(line.start), "-" | "--");
    if !dash || line.len() > SIGNATURE || !analysis.cues_of(next).is_empty() {
        return None;
    }
    let number = analysis.starting(next, line.start + 1)?;
    let mention = &analysis.mentions[number];
    // Ole "Dusty" Haro, former winger: a name goes on behind its nickname.
    let behind = mention.phrase.end();
    let nickname = |at: usize| analysis.document.items[at].is_quote();
    let ends = behind >= line.end
        || matches!(kind(behind), TokenKind::Comma | TokenKind::Stop | TokenKind::Open)
        || nickname(behind)
        || mention.kind == MentionKind::Person && analysis.document.items[behind].is(WordClass::PREPOSITION);
    (ends && matches!(mention.kind, MentionKind::Name | MentionKind::Body | MentionKind::Person)).then_some(number)
}

/// Who signs a quotation that a line before it announces: Here is what they said: ¶ “Nobody won.” ¶ — Per Lind
pub(super) fn announced(walk: &Walk<'_, '_>, attribution: &Attribution) -> Option<usize> {
    let analysis = walk.analysis;
    let cue = attribution.cue.map(|c| &analysis.cues[c])?;
    let first = attribution.content.first()?.start;
    let sentences = &analysis.document.sentences;
    let own = sentences.partition_point(|s| s.items.end <= first);
    let apart = sentences.get(own)?.paragraph > sentences[cue.sentence].paragraph;
    if apart { signed(analysis, attribution) } else { None }
}

/// The person whose doings lead up to a quotation in the same paragraph: Haro shook her head. "I never signed that."
/// `Err(())` where two do it together: Haro and Lind were both on air, and neither gave way. "It is a ferry."
fn beat(walk: &Walk<'_, '_>, attribution: &Attribution, before: &[Before]) -> Result<Option<u32>, ()> {
    let sentences = &walk.analysis.document.sentences;
    let Some(start) = attribution.content.first().map(|words| words.start) else { return Ok(None) };
    let at = sentences.partition_point(|s| s.items.end <= start);
    let (Some(previous), Some(sentence)) = (at.checked_sub(1), sentences.get(at)) else { return Ok(None) };
    let paragraph = sentence.paragraph;
    if sentences[previous].paragraph != paragraph || before.last().is_some_and(|b| b.paragraph == paragraph) {
        return Ok(None);
    }
    let from = walk.seen.partition_point(|s| s.sentence < previous);
    let people = walk.seen[from..].iter().take_while(|s| s.sentence == previous).filter(|s| {
        let entity = walk.cast.entity(s.entity);
        entity.sort == Sort::Person && entity.personal > 0
    });
    let mut subjects = people.clone().filter(|s| s.place == Place::Subject);
    let Some(first) = subjects.next() else { return Ok(None) };
    let paired = |a: u32, b: u32| walk.pairs.contains(&(a.min(b), a.max(b)));
    let alone =
        subjects.all(|s| s.entity == first.entity) && !people.into_iter().any(|s| paired(s.entity, first.entity));
    if alone { Ok(Some(first.entity)) } else { Err(()) }
}

/// The speaker of the quotations before, where that one goes on.
fn goes_on(walk: &Walk<'_, '_>, before: &[Before], paragraph: usize) -> (Speaker, Option<u32>) {
    match carried(before, paragraph) {
        Ok(Some(id)) => floating_speaker(walk, id),
        _ => (Speaker::nobody("ambiguous"), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(entity: u32, paragraph: usize, dialogue: bool) -> Before {
        Before { entity: Some(entity), paragraph, dialogue }
    }

    #[test]
    fn carries_the_one_speaker() {
        assert_eq!(carried(&[row(1, 0, false)], 1), Ok(Some(1)));
        assert_eq!(carried(&[row(2, 0, false), row(1, 1, false)], 2), Ok(Some(1)));
        assert_eq!(carried(&[], 1), Ok(None));
    }

    #[test]
    fn doubts_between_two_of_one_paragraph() {
        assert_eq!(carried(&[row(1, 0, false), row(2, 0, false)], 1), Err(()));
    }

    #[test]
    fn alternates_question_and_answer() {
        assert_eq!(carried(&[row(1, 0, true), row(2, 1, true)], 2), Ok(Some(1)));
    }
}
