//! Answers as linked data.
//!
//! Takes answers, gives ClaimReview (schema.org) or Web Annotation (W3C) documents as JSON lines would be too loose for
//! their readers: one JSON array. No rating value is made up: the headline is the rating's name.

use super::super::{Answer, Wording};
use crate::error::{Error, Result};
use serde_json::{Value, json};
use std::io::Write;

/// Writes ClaimReview objects. `review_url` is the page on which the review is published; `{id}` in it stands for the
/// claim's id.
pub fn write_claim_review(answers: &[Answer], review_url: Option<&str>, out: &mut impl Write) -> Result<()> {
    let Some(review_url) = review_url.filter(|u| !u.trim().is_empty()) else {
        return Err(Error::input(
            "claimreview",
            "the address of the review is required: --review-url URL ({id} in it stands for the claim's id)",
        ));
    };
    let reviews: Vec<Value> = answers.iter().map(|a| review(a, review_url)).collect();
    serde_json::to_writer_pretty(&mut *out, &reviews).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

fn review(answer: &Answer, review_url: &str) -> Value {
    let claim = &answer.claim;
    let mut item = serde_json::Map::new();
    item.insert("@type".into(), json!("Claim"));
    if !claim.speaker.is_empty() {
        item.insert("author".into(), json!({"@type": "Person", "name": claim.speaker}));
    }
    if !claim.date.is_empty() {
        item.insert("datePublished".into(), json!(claim.date));
    }
    if !claim.url.is_empty() {
        item.insert("firstAppearance".into(), json!({"@type": "CreativeWork", "url": claim.url}));
    }
    if let Some(url) = answer.finding.as_ref().and_then(|f| f.url.as_ref()) {
        item.insert("appearance".into(), json!([{"@type": "NewsArticle", "url": url}]));
    }
    let mut explanation = vec![
        format!("wording: {}", answer.wording),
        format!("speaker: {}", answer.speaker_check),
        format!("source: {}", answer.source_check),
    ];
    if !answer.note.is_empty() {
        explanation.push(answer.note.clone());
    }
    json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": review_url.replace("{id}", &claim.id),
        "claimReviewed": claim.claim,
        "itemReviewed": item,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": answer.verdict.as_str(),
            "ratingExplanation": explanation.join("; "),
        },
    })
}

/// Writes Web Annotations for the claims that were found. Positions count code points of the text as it was read.
pub fn write_web_annotation(answers: &[Answer], out: &mut impl Write) -> Result<()> {
    let annotations: Vec<Value> =
        answers.iter().filter(|a| a.wording != Wording::Absent).filter_map(annotation).collect();
    serde_json::to_writer_pretty(&mut *out, &annotations).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

fn annotation(answer: &Answer) -> Option<Value> {
    let finding = answer.finding.as_ref()?;
    let span = finding.span();
    let text = format!(
        "{}: “{}” (wording {}, speaker {}, source {})",
        answer.verdict, answer.claim.claim, answer.wording, answer.speaker_check, answer.source_check
    );
    Some(json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "motivation": "assessing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": answer.verdict.as_str()},
            {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": text},
        ],
        "target": {
            "source": finding.url.as_ref().unwrap_or(&finding.doc),
            "selector": [
                {"type": "TextQuoteSelector", "exact": finding.exact, "prefix": finding.prefix, "suffix": finding.suffix},
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        },
    }))
}
