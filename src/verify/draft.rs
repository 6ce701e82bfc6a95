//! The quotations of a draft as claims.
//!
//! Takes a draft and its rows, gives a claim for each row with its line and column. Words in marks are claimed as
//! verbatim, reported clauses are not. Does not look at any article.

use super::claim::Claim;
use crate::record::{Kind, Quotation};
use crate::span::Span;

/// A claim and where it stands in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The claim; its id is `line:column`.
    pub claim: Claim,
    /// The line, 1 first.
    pub line: usize,
    /// The column in code points, 1 first.
    pub column: usize,
}

/// The claims of a draft. Of a mixed quotation only the words in marks are claimed as verbatim.
pub fn draft_claims(text: &str, rows: &[Quotation]) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::new();
    for row in rows {
        let words = match row.kind {
            Kind::Mixed if !row.verbatim.is_empty() => &row.verbatim,
            Kind::Marked => continue,
            _ => &row.quote,
        };
        if !words.chars().any(char::is_alphanumeric) {
            continue;
        }
        let span = match row.kind {
            Kind::Mixed => row.verbatim_spans.first().or(row.quote_spans.first()),
            _ => row.quote_spans.first(),
        };
        let (line, column) = position(text, span.copied().unwrap_or_default());
        let claim = Claim {
            id: format!("{line}:{column}"),
            claim: words.clone(),
            speaker: row.speaker.clone(),
            source: row.source.clone(),
            kind: row.kind.as_str().to_owned(),
            ..Claim::default()
        };
        out.push(Placed { claim, line, column });
    }
    out
}

/// Line and column of the span's start, both 1 first.
fn position(text: &str, span: Span) -> (usize, usize) {
    let (mut line, mut column) = (1, 1);
    for c in text.chars().take(span.start) {
        if c == '\n' {
            line += 1;
            column = 1;
        } else {
            column += 1;
        }
    }
    (line, column)
}
