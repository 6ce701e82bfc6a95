//! JSON lines.
//!
//! Takes rows, gives one object a line with the names of the record: absent text is `null`, a span `[s,e]` or `null`,
//! spans and flags are lists. Numbers and text are written straight into the buffer; no tree is built.

use super::{Column, push_hundredths, push_number};
use crate::error::Result;
use crate::input::Article;
use crate::record::Quotation;
use crate::span::Span;

pub(super) fn rows(columns: &[Column], article: &Article, rows: &[Quotation], out: &mut Vec<u8>) -> Result<()> {
    let mut scratch = String::new();
    for row in rows {
        for (i, column) in columns.iter().enumerate() {
            out.extend_from_slice(if i == 0 { b"{\"" } else { b",\"" });
            out.extend_from_slice(column.name().as_bytes());
            out.extend_from_slice(b"\":");
            value(*column, article, row, &mut scratch, out)?;
        }
        out.extend_from_slice(b"}\n");
    }
    Ok(())
}

fn value(column: Column, article: &Article, q: &Quotation, scratch: &mut String, out: &mut Vec<u8>) -> Result<()> {
    scratch.clear();
    match column {
        Column::N => push_number(scratch, q.n),
        Column::SchemaVersion => push_number(scratch, super::SCHEMA_VERSION),
        Column::Confidence => push_hundredths(scratch, q.confidence),
        Column::QuoteSpans => push_spans(scratch, &q.quote_spans),
        Column::VerbatimSpans => push_spans(scratch, &q.verbatim_spans),
        Column::SpeakerSpan => push_span(scratch, q.speaker_span),
        Column::CueSpan => push_span(scratch, q.cue_span),
        Column::SourceSpan => push_span(scratch, q.source_span),
        Column::Flags => {
            out.push(b'[');
            for (i, flag) in q.flags.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                text(flag, out)?;
            }
            out.push(b']');
            return Ok(());
        }
        _ => {
            return match column.cell(article, q, scratch) {
                "" => {
                    out.extend_from_slice(b"null");
                    Ok(())
                }
                cell => text(cell, out),
            };
        }
    }
    out.extend_from_slice(scratch.as_bytes());
    Ok(())
}

fn text(value: &str, out: &mut Vec<u8>) -> Result<()> {
    serde_json::to_writer(out, value).map_err(|e| crate::Error::Write(e.into()))
}

fn push_span(out: &mut String, span: Option<Span>) {
    let Some(span) = span else { return out.push_str("null") };
    out.push('[');
    push_number(out, span.start);
    out.push(',');
    push_number(out, span.end);
    out.push(']');
}

fn push_spans(out: &mut String, spans: &[Span]) {
    out.push('[');
    for (i, span) in spans.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        push_span(out, Some(*span));
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_line_reads_back_as_the_row_it_was() {
        let article = Article::new("a \"b\".txt", "");
        for row in [sample::full_row(), sample::bare_row()] {
            let mut out = Vec::new();
            rows(Column::record(), &article, std::slice::from_ref(&row), &mut out).unwrap();
            let line: serde_json::Value = serde_json::from_slice(&out).unwrap();
            assert_eq!(line["doc"], "a \"b\".txt");
            assert_eq!(line["quote"], row.quote);
            assert_eq!(line["flags"], serde_json::json!(row.flags));
            assert_eq!(line["quote_spans"], serde_json::json!(row.quote_spans));
            assert_eq!(line["cue_span"], serde_json::json!(row.cue_span));
            assert_eq!(line["channel"], serde_json::json!(row.channel));
            assert_eq!(line["speaker"].is_null(), row.speaker.is_empty());
        }
    }

    #[test]
    fn names_stand_in_the_order_of_the_record() {
        let mut out = Vec::new();
        rows(Column::record(), &Article::new("d", ""), &[sample::bare_row()], &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let places: Vec<_> = crate::record::COLUMNS.iter().map(|c| text.find(&format!("\"{c}\":")).unwrap()).collect();
        assert!(places.is_sorted());
    }
}
