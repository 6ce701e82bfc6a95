//! Speakers whom the article does not name.
//!
//! Takes a description, gives whether the text itself keeps the name back: "unnamed", "on condition of anonymity", "a source",
//! "people familiar with".

use super::clusters::Entity;
use crate::attribution::Analysis;
use crate::lexicon::rule_words;
use crate::lexicon::set::Words;
use crate::mention::{Mention, MentionKind};
use rule_words::{
    KEPT_BACK_BEHIND as BEHIND, KEPT_BACK_HEAD as HEADS, KEPT_BACK_INSIDE as INSIDE, KEPT_BACK_NAMED as NAMED,
    KEPT_BACK_REFUSED as REFUSED,
};
use std::ops::Range;

/// Whether an unnamed speaker is kept unnamed.
pub(super) fn is_unnamed(analysis: &Analysis<'_>, mention: &Mention, entity: &Entity) -> bool {
    if !matches!(mention.kind, MentionKind::Person | MentionKind::People | MentionKind::Other | MentionKind::Pronoun) {
        return false;
    }
    let document = analysis.document;
    let is = |at: usize, list: &Words| document.is_any_case(at, list);
    let phrase = entity.parts.first().cloned().unwrap_or_else(|| mention.phrase.items());
    if phrase.clone().any(|at| is(at, &HEADS) || is(at, &INSIDE)) {
        return true;
    }
    // "..., who asked not to be named," stands right behind the phrase that introduces the speaker.
    let sentences = &document.sentences;
    let at = sentences.partition_point(|s| s.items.end <= phrase.start);
    let Some(sentence) = sentences.get(at) else { return false };
    let behind = phrase.end..sentence.items.end.min(phrase.end + 24);
    let words = |range: Range<usize>| range.filter(|&at| document.items[at].is_word());
    words(behind.clone()).any(|at| {
        is(at, &BEHIND) && (!is(at, &NAMED) || words(behind.start..at).rev().take(7).any(|before| is(before, &REFUSED)))
    })
}
