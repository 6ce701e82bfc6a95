//! What a reader of an answer must know, in words.
//!
//! Takes a finding and the flags of its answer, gives a note for each that needs one. Does not decide anything.

use super::axes::SpeakerCheck;
use super::claim::Claim;
use super::difference::{Difference, Weight};
use super::examine::Finding;
use std::collections::BTreeSet;

/// Flags of the speaker, with their notes.
const SPEAKER: &[(&str, &str)] = &[
    ("uncertain-speaker", "who speaks there is a guess: read the passage"),
    ("given-name-not-in-text", "the text does not give that given name"),
];
/// Flags of the wording, with their notes.
const WORDING: &[(&str, &str)] = &[
    ("cut-negation", "the words left out beside it negate it"),
    ("cut-condition", "what is left out makes a condition of it, or bounds it"),
    ("cut-view", "what is left out gives it as somebody's view"),
    ("cut-question", "what is left out makes a question of it"),
    ("context-risk", "what is left out qualifies what is quoted"),
];

/// The notes, in order.
pub(super) fn notes(
    claim: &Claim,
    finding: &Finding,
    flags: &BTreeSet<String>,
    speaker_check: SpeakerCheck,
) -> Vec<String> {
    let mut notes = Vec::new();
    if speaker_check == SpeakerCheck::NotAsked {
        let by = if finding.found_speaker.is_empty() { "nobody who is named" } else { &finding.found_speaker };
        notes.push(format!("speaker not checked: the text has {by}"));
    }
    let of = |table: &[(&str, &str)]| -> Vec<String> {
        table.iter().filter(|(flag, _)| flags.contains(*flag)).map(|(_, note)| (*note).to_owned()).collect()
    };
    notes.extend(of(SPEAKER));
    if flags.contains("cited-not-searched") {
        notes.push(format!("{}, the article cited, is not among those searched", claim.doc));
    }
    let marks = |weight: Weight| -> Vec<String> {
        finding.differences.iter().filter(|d| d.weight == weight).map(Difference::marked).collect()
    };
    let (counts, brackets) = (marks(Weight::Counts), marks(Weight::Editorial));
    if !counts.is_empty() {
        notes.push(format!("the text has {}", counts.join(" ")));
    }
    if !brackets.is_empty() {
        notes.push(format!("in brackets: {}", brackets.join(" ")));
    }
    notes.extend(of(WORDING));
    notes
}
