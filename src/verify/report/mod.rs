//! Answers written out.
//!
//! Takes answers, gives CSV, JSON lines, a web page, ClaimReview or Web Annotation documents, or lines of text. Does not
//! open files. The same answers give the same bytes.

#[cfg(feature = "report")]
mod html;
mod linked;
mod table;

#[cfg(feature = "report")]
pub use html::write_html;
pub use linked::{write_claim_review, write_web_annotation};
pub use table::{
    COLUMNS, EXTRA_COLUMNS, VARIANT_COLUMNS, parse_columns, value, write_csv, write_json_lines, write_variants_csv,
    write_variants_json_lines,
};

use super::{Answer, Verdict};
use crate::error::Result;
use std::io::Write;

/// Writes one line of text for each answer: `place: verdict: words (note)`. `place` tells where a claim stands.
pub fn write_text(answers: &[Answer], place: impl Fn(&Answer) -> String, out: &mut impl Write) -> Result<()> {
    for answer in answers {
        let who = match (answer.claim.speaker.is_empty(), answer.claim.source.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!(" — {}", answer.claim.speaker),
            (false, false) => format!(" — {} via {}", answer.claim.speaker, answer.claim.source),
            (true, false) => format!(" — via {}", answer.claim.source),
        };
        let line = format!("{}: {}: “{}”{who}", place(answer), answer.verdict, answer.claim.claim);
        let found = match &answer.finding {
            None => format!(" ({})", answer.note),
            Some(f) => {
                let span = f.span();
                let mut parts =
                    vec![format!("{}, {}, source {}", answer.wording, speaker(answer), answer.source_check)];
                if !answer.note.is_empty() {
                    parts.push(answer.note.clone());
                }
                format!(" ({}) at {}:{}-{}", parts.join("; "), f.doc, span.start, span.end)
            }
        };
        writeln!(out, "{}", super::text::flat(&format!("{line}{found}")))?;
    }
    Ok(())
}

fn speaker(answer: &Answer) -> String {
    match &answer.finding {
        Some(f) if !f.found_speaker.is_empty() && answer.speaker_check != super::SpeakerCheck::Same => {
            format!("speaker {} ({})", answer.speaker_check, f.found_speaker)
        }
        _ => format!("speaker {}", answer.speaker_check),
    }
}

/// How many answers have each verdict, in the order of the verdicts: "3 confirmed, 1 altered".
pub fn summary(answers: &[Answer]) -> String {
    let count = |v: &Verdict| answers.iter().filter(|a| a.verdict == *v).count();
    let parts: Vec<String> =
        Verdict::ALL.iter().filter(|v| count(v) > 0).map(|v| format!("{} {v}", count(v))).collect();
    if parts.is_empty() { "no claims".to_owned() } else { parts.join(", ") }
}
