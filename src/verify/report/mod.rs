//! Answers written out.
//!
//! Takes answers, gives CSV, JSON lines, a web page, ClaimReview or Web Annotation documents, or lines of text. Does not
//! open files. The same answers give the same bytes.

#[cfg(all(feature = "report", any(feature = "cli", feature = "train")))]
pub(crate) mod html;
#[cfg(any(feature = "cli", feature = "train"))]
pub(crate) mod linked;
mod table;
#[cfg(feature = "cli")]
mod variants;
#[cfg(all(feature = "xlsx", any(feature = "cli", feature = "train")))]
pub(crate) mod xlsx;

pub use table::{parse_columns, write_csv, write_json_lines};
#[cfg(feature = "cli")]
pub(crate) use variants::{write_variants_csv, write_variants_json_lines};

use super::text::flat;
use super::{Answer, Evidence, SpeakerCheck, Verdict};
use crate::error::Result;
use std::io::Write;

/// Writes each answer as a line of text: `place: verdict: words (note)`, and indented below it the correction and what
/// other articles say. `place` tells where a claim stands.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Verifier, read_claims, report}};
/// let claims = read_claims("c.csv", "id,claim,speaker\nk1,The ferry may sail at dawn,Anna Haro\n")?.list;
/// let article = Article::new("a.txt", "“The ferry will sail at dawn,” Anna Haro said.");
/// let answers = Verifier::new(claims, Aliases::default()).answers(&[article]);
/// let mut out = Vec::new();
/// report::write_text(&answers, |answer| answer.claim.id.clone(), &mut out)?;
/// let text = String::from_utf8_lossy(&out);
/// assert!(text.starts_with("k1: altered: “The ferry may sail at dawn” — Anna Haro ("));
/// assert!(text.ends_with("    corrected: “The ferry will sail at dawn”\n"));
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn write_text(answers: &[Answer], place: impl Fn(&Answer) -> String, out: &mut impl Write) -> Result<()> {
    for answer in answers {
        if answer.verdict == Verdict::Error {
            writeln!(out, "{}: error: {}", place(answer), flat(&answer.note))?;
            continue;
        }
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
        writeln!(out, "{}", flat(&format!("{line}{found}")))?;
        if let Some(finding) = answer.finding.as_ref().filter(|f| !f.corrected.is_empty()) {
            writeln!(out, "    corrected: “{}”", flat(&finding.corrected))?;
        }
        for evidence in others(answer) {
            writeln!(out, "    {}: {}", evidence.verdict, flat(&evidence_text(evidence)))?;
        }
    }
    Ok(())
}

/// What the articles say, where more than the one that is told already has something to say.
fn others(answer: &Answer) -> &[Evidence] {
    match &answer.evidence[..] {
        [one] if one.printed_in.is_empty() && answer.finding.as_ref().is_some_and(|f| f.doc == one.doc) => &[],
        all => all,
    }
}

/// One article's evidence in a line.
fn evidence_text(e: &Evidence) -> String {
    let by = if e.speaker.is_empty() { "nobody named".to_owned() } else { e.speaker.clone() };
    let flags = if e.flags.is_empty() { String::new() } else { format!("; {}", e.flags.join(", ")) };
    let outlet = [e.outlet.as_deref(), e.date.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let outlet = if outlet.is_empty() { outlet } else { format!(" ({outlet})") };
    let printed =
        if e.printed_in.is_empty() { String::new() } else { format!("; the same in {}", e.printed_in.join(", ")) };
    format!("{}:{}-{}{outlet}: {}, by {by}{flags}{printed}", e.doc, e.span.start, e.span.end, e.wording)
}

fn speaker(answer: &Answer) -> String {
    match &answer.finding {
        Some(f) if !f.found_speaker.is_empty() && answer.speaker_check != SpeakerCheck::Same => {
            format!("speaker {} ({})", answer.speaker_check, f.found_speaker)
        }
        _ => format!("speaker {}", answer.speaker_check),
    }
}

#[cfg(any(feature = "cli", all(feature = "report", feature = "train")))]
/// How many answers have each verdict, in the order of the verdicts: "3 confirmed, 1 altered".
pub(crate) fn summary(answers: &[Answer]) -> String {
    let count = |v: &Verdict| answers.iter().filter(|a| a.verdict == *v).count();
    let unasked = answers.iter().filter(|a| a.speaker_check == SpeakerCheck::NotAsked).count();
    let mut parts: Vec<String> =
        Verdict::ALL.iter().filter(|v| count(v) > 0).map(|v| format!("{} {v}", count(v))).collect();
    if unasked > 0 {
        parts.push(format!("speaker not checked in {unasked}"));
    }
    if parts.is_empty() { "no claims".to_owned() } else { parts.join(", ") }
}
