//! What a reader must know of an attribution itself: negated, denied, question, hypothetical, future ...

use super::{Analysis, Attribution};

/// The flags of one attribution.
pub fn flags(analysis: &Analysis<'_>, attribution: &Attribution) -> Vec<&'static str> {
    let mut flags = Vec::new();
    if let Some(cue) = attribution.cue.map(|c| &analysis.cues[c]) {
        if cue.negated {
            flags.push("negated");
        }
        if cue.future {
            flags.push("future");
        }
    }
    if attribution.floating {
        flags.push("floating");
    }
    flags
}
