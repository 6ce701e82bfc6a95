//! W3C Web Annotation.
//!
//! Takes the rows of an article, gives one `AnnotationPage` as JSON-LD on one line. Every quotation is an annotation
//! whose target is found twice: by its words with what stands before and behind (`TextQuoteSelector`), and by its
//! position in code points (`TextPositionSelector`), whatever unit other formats use.

use crate::error::Result;
use crate::input::Article;
use crate::offsets::Points;
use crate::record::Quotation;
use crate::span::Span;
use serde_json::{Value, json};

/// Code points before and behind the words that a selector carries.
const CONTEXT: usize = 32;

pub(super) fn page(article: &Article, rows: &[Quotation], out: &mut Vec<u8>) -> Result<()> {
    let points = Points::new(&article.text);
    let source = article.url.as_deref().unwrap_or(&article.id);
    let items: Vec<Value> = rows.iter().map(|q| annotation(article, source, &points, q)).collect();
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "label": article.title.as_deref().unwrap_or(&article.id),
        "items": items,
    });
    serde_json::to_writer(&mut *out, &page).map_err(|e| crate::Error::Write(e.into()))?;
    out.push(b'\n');
    Ok(())
}

fn annotation(article: &Article, source: &str, points: &Points<'_>, q: &Quotation) -> Value {
    let described = json!({
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": sentence(q),
    });
    let tags = [("kind", q.kind.as_str()), ("speaker", q.speaker.as_str()), ("source", q.source.as_str())];
    let tags = tags
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| json!({"type": "TextualBody", "purpose": "tagging", "value": format!("{name}: {value}")}));
    let targets = q.quote_spans.iter().map(|span| {
        let before = Span::new(span.start.saturating_sub(CONTEXT), span.start);
        let behind = Span::new(span.end, span.end + CONTEXT);
        json!({
            "source": source,
            "selector": [
                {"type": "TextQuoteSelector", "exact": points.slice(*span),
                 "prefix": points.slice(before), "suffix": points.slice(behind)},
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        })
    });
    json!({
        "id": format!("urn:whosaid:{}", super::identity(article, q)),
        "type": "Annotation",
        "motivation": "describing",
        "body": std::iter::once(described).chain(tags).collect::<Vec<_>>(),
        "target": targets.collect::<Vec<_>>(),
    })
}

/// The row in words: `Mara Lindqvist (harbour master), via Radio Fjord: told`.
fn sentence(q: &Quotation) -> String {
    if let Some(kind) = crate::extras::MarkedAs::of(q) {
        return format!("words in marks that nobody said: {}", kind.as_str());
    }
    let mut words = if q.speaker.is_empty() { "unknown speaker".to_owned() } else { q.speaker.clone() };
    if !q.role.is_empty() {
        words.push_str(&format!(" ({})", q.role));
    }
    if !q.source.is_empty() {
        words.push_str(&format!(", via {}", q.source));
    }
    if !q.cue.is_empty() {
        words.push_str(&format!(": {}", q.cue));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn both_selectors_point_at_the_words() {
        let article = Article::new("a.txt", "“Så är det,” sade hon. – ”Ja.”");
        let row = Quotation { quote_spans: vec![Span::new(1, 10), Span::new(26, 29)], ..sample::full_row() };
        let mut out = Vec::new();
        page(&article, &[row], &mut out).unwrap();
        let page: Value = serde_json::from_slice(&out).unwrap();
        let targets = page["items"][0]["target"].as_array().unwrap();
        assert_eq!(targets.len(), 2);
        assert_eq!(targets[0]["selector"][0]["exact"], "Så är det");
        assert_eq!(targets[0]["selector"][0]["prefix"], "“");
        assert_eq!(targets[0]["selector"][1]["end"], 10);
        assert_eq!(targets[1]["selector"][0]["exact"], "Ja.");
        assert_eq!(page["items"][0]["body"][0]["value"], "Mara Lindqvist (harbour master), via Radio Fjord: told");
    }
}
