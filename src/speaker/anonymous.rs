//! Speakers whom the article does not name.
//!
//! Takes a description, gives whether the text itself keeps the name back: "unnamed", "on condition of anonymity", "a source",
//! "people familiar with".

use super::clusters::Entity;
use crate::attribution::Analysis;
use crate::mention::{Mention, MentionKind};

/// Heads that mean somebody who is not named.
const HEADS: &[&str] = &["source", "sources", "insider", "insiders"];

/// Words inside the description that say the same.
const INSIDE: &[&str] = &["unnamed", "anonymous", "unidentified", "familiar", "close", "briefed"];

/// Words behind the description, in its sentence, that say it.
const BEHIND: &[&str] =
    &["anonymity", "anonymously", "unnamed", "named", "identified", "unidentified", "name", "nameless", "identity"];

/// Whether an unnamed speaker is kept unnamed.
pub(super) fn is_unnamed(analysis: &Analysis<'_>, mention: &Mention, entity: &Entity) -> bool {
    if !matches!(mention.kind, MentionKind::Person | MentionKind::People | MentionKind::Other | MentionKind::Pronoun) {
        return false;
    }
    let document = analysis.document;
    let word = |at: usize| document.word(at).to_ascii_lowercase();
    let phrase = entity.parts.first().cloned().unwrap_or_else(|| mention.phrase.clone());
    if phrase.clone().any(|at| {
        let word = word(at);
        HEADS.contains(&word.as_str()) || INSIDE.contains(&word.as_str())
    }) {
        return true;
    }
    // "..., who asked not to be named," stands right behind the phrase that introduces the speaker.
    let sentences = &document.sentences;
    let at = sentences.partition_point(|s| s.items.end <= phrase.start);
    let Some(sentence) = sentences.get(at) else { return false };
    let behind = phrase.end..sentence.items.end.min(phrase.end + 24);
    let words: Vec<String> = behind.filter(|&at| document.items[at].is_word()).map(word).collect();
    words.iter().enumerate().any(|(n, w)| match w.as_str() {
        "named" | "identified" | "name" => words[..n]
            .iter()
            .rev()
            .take(7)
            .any(|b| matches!(b.as_str(), "not" | "declined" | "refused" | "without" | "withheld")),
        w => BEHIND.contains(&w),
    })
}
