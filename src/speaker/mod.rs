//! Speakers: who is meant by the phrase beside the cue.
//!
//! Takes the attributions of a document, gives one [`Speaker`] each, in the same order. It abstains rather than
//! guesses: a speaker that cannot be told is empty, with a flag that says why.

use crate::attribution::{Analysis, Attribution};
use crate::record::{SpeakerBasis, SpeakerType};
use crate::span::Span;

/// Who speaks in one attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest name of the document; empty where it cannot be told.
    pub name: String,
    /// Title or description, as written.
    pub role: String,
    /// What sort of speaker.
    pub kind: SpeakerType,
    /// The phrase beside the cue, as bytes of the view.
    pub mention: Option<Span>,
    /// How the speaker was found.
    pub basis: SpeakerBasis,
    /// What a reader must know of the speaker: anonymous, ambiguous, agentless ...
    pub flags: Vec<&'static str>,
}

/// Resolves the speakers of a document's attributions.
pub fn resolve(analysis: &Analysis<'_>, attributions: &[Attribution]) -> Vec<Speaker> {
    attributions
        .iter()
        .map(|a| {
            let mention = a.speaker.map(|s| analysis.document.span(analysis.mentions[s].core.clone()));
            Speaker {
                name: mention.map(|s| analysis.document.text()[s.start..s.end].to_owned()).unwrap_or_default(),
                role: String::new(),
                kind: SpeakerType::Unknown,
                mention,
                basis: SpeakerBasis::None,
                flags: Vec::new(),
            }
        })
        .collect()
}
