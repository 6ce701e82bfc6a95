//! JSON lines.
//!
//! Takes rows, gives one object a line with the names of the record: absent text is `null`, a span `[s,e]` or `null`,
//! spans and flags are lists. Numbers and text are written straight into the buffer; no tree is built.

use super::Column;
use super::columns::{Cell, put_number};
use crate::error::Result;
use crate::input::Article;
use crate::record::Quotation;
use crate::span::Span;

pub(super) fn rows(columns: &[Column], article: &Article, rows: &[Quotation], out: &mut Vec<u8>) -> Result<()> {
    for row in rows {
        for (i, column) in columns.iter().enumerate() {
            out.extend_from_slice(if i == 0 { b"{\"" } else { b",\"" });
            out.extend_from_slice(column.name().as_bytes());
            out.extend_from_slice(b"\":");
            value(&column.holds(article, row), out)?;
        }
        out.extend_from_slice(b"}\n");
    }
    Ok(())
}

fn value(cell: &Cell<'_>, out: &mut Vec<u8>) -> Result<()> {
    match cell {
        Cell::Text("") | Cell::Word("") | Cell::Span(None) => out.extend_from_slice(b"null"),
        Cell::Text(words) | Cell::Word(words) => text(words, out)?,
        Cell::Id(id) => text(id, out)?,
        Cell::Number(_) | Cell::Share(_) => cell.write(&mut |piece| out.extend_from_slice(piece.as_bytes())),
        Cell::Span(Some(span)) => push_span(*span, out),
        Cell::Spans(spans) => list(spans, out, |span, out| {
            push_span(*span, out);
            Ok(())
        })?,
        Cell::Flags(flags) => list(flags, out, |flag, out| text(flag, out))?,
    }
    Ok(())
}

fn text(value: &str, out: &mut Vec<u8>) -> Result<()> {
    serde_json::to_writer(out, value).map_err(|e| crate::Error::Write(e.into()))
}

fn push_span(span: Span, out: &mut Vec<u8>) {
    let mut put = |piece: &str| out.extend_from_slice(piece.as_bytes());
    put("[");
    put_number(&mut put, span.start);
    put(",");
    put_number(&mut put, span.end);
    put("]");
}

fn list<T>(values: &[T], out: &mut Vec<u8>, push: impl Fn(&T, &mut Vec<u8>) -> Result<()>) -> Result<()> {
    out.push(b'[');
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        push(value, out)?;
    }
    out.push(b']');
    Ok(())
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
