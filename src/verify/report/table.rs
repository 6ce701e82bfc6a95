//! Answers as CSV and JSON lines.
//!
//! Takes answers and a choice of columns, gives rows. CSV follows RFC 4180 with CRLF; JSON lines hold everything.

use super::super::{Answer, Difference, Finding, Group};
use crate::error::{Error, Result};
use crate::span::Span;
use serde_json::{Value, json};
use std::io::Write;

/// The columns of the table, in their order.
pub const COLUMNS: &[&str] = &[
    "id",
    "verdict",
    "wording",
    "speaker_check",
    "source_check",
    "claim",
    "speaker",
    "source",
    "found_quote",
    "found_speaker",
    "found_source",
    "doc",
    "start",
    "end",
    "similarity",
    "differences",
    "flags",
    "sentence",
];

/// Further columns that can be asked for.
pub const EXTRA_COLUMNS: &[&str] = &[
    "note",
    "matched_by",
    "dropped_before",
    "dropped_after",
    "context_before",
    "context_after",
    "quote_spans",
    "speaker_span",
    "cue_span",
    "source_span",
    "kind",
    "rule",
    "outlet",
    "date",
    "url",
    "link",
    "also",
];

/// Reads a choice of columns: `full` stands for the usual ones, names are joined by commas.
pub fn parse_columns(choice: &str) -> Result<Vec<&'static str>> {
    let known = || COLUMNS.iter().chain(EXTRA_COLUMNS);
    let mut out = Vec::new();
    for name in choice.split(',').map(str::trim) {
        match known().find(|c| **c == name) {
            _ if name == "full" => out.extend(COLUMNS),
            Some(column) => out.push(*column),
            None => return Err(Error::unknown_word("column", name, &known().copied().collect::<Vec<_>>())),
        }
    }
    Ok(out)
}

fn spans(spans: &[Span]) -> String {
    spans.iter().map(Span::to_string).collect::<Vec<_>>().join(";")
}

/// The text of one column.
pub fn value(answer: &Answer, column: &str) -> String {
    let claim = &answer.claim;
    let of = |f: &dyn Fn(&Finding) -> String| answer.finding.as_ref().map(f).unwrap_or_default();
    let row = |f: &dyn Fn(&crate::Quotation) -> String| of(&|x| x.rows.first().map(f).unwrap_or_default());
    let optional = |s: Option<Span>| s.map(|s| s.to_string()).unwrap_or_default();
    match column {
        "id" => claim.id.clone(),
        "verdict" => answer.verdict.to_string(),
        "wording" => answer.wording.to_string(),
        "speaker_check" => answer.speaker_check.to_string(),
        "source_check" => answer.source_check.to_string(),
        "claim" => claim.claim.clone(),
        "speaker" => claim.speaker.clone(),
        "source" => claim.source.clone(),
        "found_quote" => of(&|f| f.found_quote.clone()),
        "found_speaker" => of(&|f| f.found_speaker.clone()),
        "found_source" => of(&|f| f.found_source.clone()),
        "doc" => of(&|f| f.doc.clone()),
        "start" => of(&|f| f.span().start.to_string()),
        "end" => of(&|f| f.span().end.to_string()),
        "similarity" => of(&|f| format!("{:.2}", f.similarity)),
        "differences" => of(&|f| f.differences.iter().map(|d| d.marked()).collect::<Vec<_>>().join(" ")),
        "flags" => answer.flags.iter().map(String::as_str).collect::<Vec<_>>().join(";"),
        "sentence" => of(&|f| f.sentence.clone()),
        "note" => answer.note.clone(),
        "matched_by" => of(&|f| f.matched_by.map(|m| m.as_str().to_owned()).unwrap_or_default()),
        "dropped_before" => of(&|f| f.dropped.0.clone()),
        "dropped_after" => of(&|f| f.dropped.1.clone()),
        "context_before" => of(&|f| f.context.0.clone()),
        "context_after" => of(&|f| f.context.1.clone()),
        "quote_spans" => row(&|r| spans(&r.quote_spans)),
        "speaker_span" => row(&|r| optional(r.speaker_span)),
        "cue_span" => row(&|r| optional(r.cue_span)),
        "source_span" => row(&|r| optional(r.source_span)),
        "kind" => row(&|r| r.kind.to_string()),
        "rule" => row(&|r| r.rule.clone()),
        "outlet" => of(&|f| f.outlet.clone().unwrap_or_default()),
        "date" => of(&|f| f.date.clone().unwrap_or_default()),
        "url" => of(&|f| f.url.clone().unwrap_or_default()),
        "link" => of(&|f| f.link.clone().unwrap_or_default()),
        "also" => answer.also().join(";"),
        _ => String::new(),
    }
}

/// Writes the chosen columns as CSV with a header.
pub fn write_csv(answers: &[Answer], columns: &[&str], out: &mut impl Write) -> Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(columns)?;
    for answer in answers {
        // One line of the table is one line of the file.
        writer.write_record(columns.iter().map(|c| super::super::text::flat(&value(answer, c))))?;
    }
    writer.flush()?;
    Ok(())
}

/// Writes everything that is known of each answer as one JSON object a line.
pub fn write_json_lines(answers: &[Answer], out: &mut impl Write) -> Result<()> {
    for answer in answers {
        writeln!(out, "{}", object(answer))?;
    }
    Ok(())
}

/// The answer as a JSON object: the columns under their names, absent text as null, and the evidence.
fn object(answer: &Answer) -> Value {
    let text = |s: &str| if s.is_empty() { Value::Null } else { Value::String(s.to_owned()) };
    let mut out = serde_json::Map::new();
    for column in COLUMNS {
        out.insert((*column).to_owned(), text(&value(answer, column)));
    }
    let finding = answer.finding.as_ref();
    out.insert("flags".into(), json!(answer.flags));
    out.insert("start".into(), json!(finding.map(|f| f.span().start)));
    out.insert("end".into(), json!(finding.map(|f| f.span().end)));
    out.insert("similarity".into(), json!(finding.map(|f| (f.similarity * 100.0).round() / 100.0)));
    out.insert("differences".into(), json!(finding.map(|f| &f.differences).into_iter().flatten().collect::<Vec<_>>()));
    out.insert("difference_text".into(), text(&value(answer, "differences")));
    out.insert("partial".into(), json!(answer.flags.contains("partial")));
    out.insert("note".into(), text(&answer.note));
    out.insert("also".into(), json!(answer.also()));
    for column in [
        "matched_by",
        "dropped_before",
        "dropped_after",
        "context_before",
        "context_after",
        "outlet",
        "date",
        "url",
        "link",
    ] {
        out.insert(column.to_owned(), text(&value(answer, column)));
    }
    out.insert("spans".into(), json!(finding.map(|f| &f.spans)));
    let rows = finding.map(|f| &f.rows).into_iter().flatten();
    let evidence: Vec<Value> = rows
        .map(|r| {
            json!({"n": r.n, "kind": r.kind, "speaker": text(&r.speaker), "speaker_mention": text(&r.speaker_mention), "source": text(&r.source),
                "source_mention": text(&r.source_mention), "cue": text(&r.cue), "quote": r.quote, "quote_spans": r.quote_spans,
                "verbatim_spans": r.verbatim_spans, "speaker_span": r.speaker_span, "cue_span": r.cue_span,
                "source_span": r.source_span, "rule": r.rule, "confidence": (f64::from(r.confidence) * 100.0).round() / 100.0})
        })
        .collect();
    out.insert("evidence".into(), Value::Array(evidence));
    Value::Object(out)
}

/// The columns of the table of variants.
pub const VARIANT_COLUMNS: &[&str] = &[
    "group",
    "quotations",
    "wordings",
    "date",
    "outlet",
    "doc",
    "start",
    "end",
    "speaker",
    "source",
    "quote",
    "differences",
    "flags",
    "form",
];

/// Writes groups of variants as CSV, a line for each quotation.
pub fn write_variants_csv(groups: &[Group], out: &mut impl Write) -> Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(VARIANT_COLUMNS)?;
    for (n, group) in groups.iter().enumerate() {
        for v in &group.variants {
            let flags: std::collections::BTreeSet<&str> =
                v.differences.iter().flat_map(|d| d.flags.iter().copied()).collect();
            let cells = [
                (n + 1).to_string(),
                group.variants.len().to_string(),
                group.wordings.to_string(),
                v.date.clone().unwrap_or_default(),
                v.outlet.clone().unwrap_or_default(),
                v.doc.clone(),
                v.span.start.to_string(),
                v.span.end.to_string(),
                v.speaker.clone(),
                v.source.clone(),
                v.quote.clone(),
                v.differences.iter().map(Difference::marked).collect::<Vec<_>>().join(" "),
                flags.into_iter().collect::<Vec<_>>().join(";"),
                group.form.clone(),
            ];
            writer.write_record(cells.iter().map(|c| super::super::text::flat(c)))?;
        }
    }
    writer.flush()?;
    Ok(())
}

/// Writes groups of variants as JSON lines, a line for each group.
pub fn write_variants_json_lines(groups: &[Group], out: &mut impl Write) -> Result<()> {
    for group in groups {
        writeln!(out, "{}", serde_json::to_string(group).map_err(std::io::Error::from)?)?;
    }
    Ok(())
}
