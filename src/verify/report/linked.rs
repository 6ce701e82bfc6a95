//! Answers as linked data.
//!
//! Takes answers, gives ClaimReview (schema.org) or Web Annotation (W3C) documents: one JSON array, safe to stand in a
//! page. No rating value is made up: the headline is the rating's name. Works are named only where the claim appears in
//! them, addresses only if they are of the web, dates only if they are dates.

use super::super::link::{is_web, percent_encoded};
use super::super::{Answer, SpeakerCheck, Verdict, Wording};
use crate::error::{Error, Result};
use crate::lexicon::{Lexicon, WordClass};
use crate::record::SpeakerType;
use rustc_hash::FxHasher;
use serde_json::{Value, json};
use std::hash::Hasher;
use std::io::Write;

/// What a review says of itself.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The page on which it is published; `{id}` in it stands for the claim's id.
    pub url: String,
    /// Who reviews.
    pub reviewer: Option<String>,
    /// When it is published: `2026-11-29`.
    pub date: Option<String>,
}

/// Whether a text is a date as ISO 8601 writes it, perhaps with a time.
fn is_date(text: &str) -> bool {
    let (date, time) = text.split_once('T').map_or((text, ""), |(d, t)| (d, t));
    let parts: Vec<&str> = date.split('-').collect();
    let number = |s: &str, digits: usize| {
        (s.len() == digits && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<u32>().unwrap_or(0))
    };
    let plain = match parts[..] {
        [y, m, d] => {
            number(y, 4).is_some()
                && number(m, 2).is_some_and(|m| (1..=12).contains(&m))
                && number(d, 2).is_some_and(|d| (1..=31).contains(&d))
        }
        _ => false,
    };
    plain && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z'))
}

/// Writes JSON that may stand in a page: no `<` ends a script.
fn write_safe(values: &[Value], out: &mut impl Write) -> Result<()> {
    let text = serde_json::to_string_pretty(values).map_err(std::io::Error::from)?;
    // In JSON a `<` only stands inside strings.
    writeln!(out, "{}", text.replace('<', "\\u003c"))?;
    Ok(())
}

/// Writes ClaimReview objects. Claims that could not be read are left out.
///
/// # Errors
/// Where the review's address is none of the web, or its date none.
pub fn write_claim_review(answers: &[Answer], review: &Review, out: &mut impl Write) -> Result<()> {
    if review.url.trim().is_empty() {
        return Err(Error::input(
            "claimreview",
            "the address of the review is required: --review-url URL ({id} in it stands for the claim's id)",
        ));
    }
    if !is_web(&review.url) {
        return Err(Error::input("claimreview", format!("{}: an address begins with http:// or https://", review.url)));
    }
    if let Some(date) = review.date.as_deref().filter(|d| !is_date(d)) {
        return Err(Error::input("claimreview", format!("{date}: a date is written 2026-11-29")));
    }
    let reviews: Vec<Value> =
        answers.iter().filter(|a| a.verdict != Verdict::Error).map(|a| claim_review(a, review)).collect();
    write_safe(&reviews, out)
}

/// Person or Organization: as the text has the speaker, where it is the same; else by the name.
fn claimant(answer: &Answer) -> &'static str {
    let same = matches!(answer.speaker_check, SpeakerCheck::Same | SpeakerCheck::Compatible);
    let kind = answer.finding.as_ref().filter(|_| same).and_then(|f| f.rows.first()).map(|r| r.speaker_type);
    match kind {
        Some(SpeakerType::Person) => "Person",
        Some(SpeakerType::Organization | SpeakerType::Group) => "Organization",
        _ => {
            let body = |w: &str| {
                let class = Lexicon::built_in().word(&w.to_lowercase()).class;
                class.any(WordClass::ORGANISATION | WordClass::SUFFIX) && !class.any(WordClass::FIRST_NAME)
            };
            if answer.claim.speaker.split_whitespace().any(body) { "Organization" } else { "Person" }
        }
    }
}

fn claim_review(answer: &Answer, review: &Review) -> Value {
    let claim = &answer.claim;
    let mut item = serde_json::Map::new();
    item.insert("@type".into(), json!("Claim"));
    if !claim.speaker.is_empty() {
        item.insert("author".into(), json!({"@type": claimant(answer), "name": claim.speaker}));
    }
    if is_date(&claim.date) {
        item.insert("datePublished".into(), json!(claim.date));
    }
    if is_web(&claim.url) {
        item.insert("appearance".into(), json!([{"@type": "CreativeWork", "url": claim.url}]));
    }
    let mut explanation = vec![
        format!("wording: {}", answer.wording),
        format!("speaker: {}", answer.speaker_check),
        format!("source: {}", answer.source_check),
    ];
    if !answer.note.is_empty() {
        explanation.push(answer.note.clone());
    }
    let mut out = json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": review.url.replace("{id}", &percent_encoded(&claim.id)),
        "claimReviewed": claim.claim,
        "itemReviewed": item,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": answer.verdict.as_str(),
            "ratingExplanation": explanation.join("; "),
        },
    });
    if let Some(reviewer) = review.reviewer.as_ref().filter(|r| !r.trim().is_empty()) {
        out["author"] = json!({"@type": "Organization", "name": reviewer});
    }
    if let Some(date) = &review.date {
        out["datePublished"] = json!(date);
    }
    out
}

/// Writes Web Annotations for the claims that were found. Positions count code points of the text as it was read.
pub fn write_web_annotation(answers: &[Answer], out: &mut impl Write) -> Result<()> {
    let annotations: Vec<Value> =
        answers.iter().filter(|a| a.wording != Wording::Absent).filter_map(annotation).collect();
    write_safe(&annotations, out)
}

/// An id that is the same for the same claim, article and place: a UUID of the kind whose bits are the maker's own.
fn id(parts: &[&str]) -> String {
    let half = |seed: u64| {
        let mut hasher = FxHasher::default();
        hasher.write_u64(seed);
        for part in parts {
            hasher.write(part.as_bytes());
            hasher.write_u8(0xFF);
        }
        hasher.finish()
    };
    let (a, b) = (half(1), half(2));
    format!(
        "urn:uuid:{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}",
        a >> 32,
        a >> 16 & 0xFFFF,
        a & 0xFFF,
        0x8000 | b >> 50,
        b & 0xFFFF_FFFF_FFFF
    )
}

fn annotation(answer: &Answer) -> Option<Value> {
    let finding = answer.finding.as_ref()?;
    let span = finding.span();
    let text = format!(
        "{}: “{}” (wording {}, speaker {}, source {})",
        answer.verdict, answer.claim.claim, answer.wording, answer.speaker_check, answer.source_check
    );
    let source = match finding.url.as_ref().filter(|u| is_web(u)) {
        Some(url) => url.clone(),
        None => finding.doc.split('/').map(percent_encoded).collect::<Vec<_>>().join("/"),
    };
    Some(json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id(&[&answer.claim.id, &answer.claim.claim, &answer.claim.speaker, &source, &span.to_string()]),
        "type": "Annotation",
        "motivation": "assessing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": answer.verdict.as_str()},
            {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": text},
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextQuoteSelector", "exact": finding.exact, "prefix": finding.prefix, "suffix": finding.suffix},
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_ids() {
        for date in ["2026-11-29", "2026-11-29T12:30:00Z", "2026-01-01T00:00:00+01:00"] {
            assert!(is_date(date), "{date}");
        }
        for date in ["", "Monday", "29.11.2026", "2026-13-01", "2026-1-1", "2026-11-29T<script>"] {
            assert!(!is_date(date), "{date}");
        }
        let one = id(&["1", "we go"]);
        assert_eq!(one.len(), 45);
        assert_eq!(one, id(&["1", "we go"]));
        assert_ne!(one, id(&["1w", "e go"]));
    }
}
