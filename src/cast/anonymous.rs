//! Speakers whom the article does not name.
//!
//! Takes a description, gives whether the text itself keeps the name back: "unnamed", "on condition of anonymity", "a source",
//! "people familiar with".

use super::clusters::Entity;
use crate::attribution::Analysis;
use crate::lexicon::set::Words;
use crate::mention::{Mention, MentionKind};
use std::ops::Range;

/// Heads that mean somebody who is not named.
static HEADS: Words = Words::of(&["source", "sources", "insider", "insiders"]);

/// Words inside the description that say the same.
static INSIDE: Words = Words::of(&["unnamed", "anonymous", "unidentified", "familiar", "close", "briefed"]);

/// Words behind the description, in its sentence, that say it.
static BEHIND: Words = Words::of(&[
    "anonymity",
    "anonymously",
    "unnamed",
    "named",
    "identified",
    "unidentified",
    "name",
    "nameless",
    "identity",
]);

/// Words of those that say it only behind a word of refusing.
static NAMED: Words = Words::of(&["named", "identified", "name"]);

/// Words of refusing.
static REFUSED: Words = Words::of(&["not", "declined", "refused", "without", "withheld"]);

/// Whether an unnamed speaker is kept unnamed.
pub(super) fn is_unnamed(analysis: &Analysis<'_>, mention: &Mention, entity: &Entity) -> bool {
    if !matches!(mention.kind, MentionKind::Person | MentionKind::People | MentionKind::Other | MentionKind::Pronoun) {
        return false;
    }
    let document = analysis.document;
    let is = |at: usize, list: &Words| list.may_hold(document.items[at].hash) && list.holds_any_case(document.word(at));
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
