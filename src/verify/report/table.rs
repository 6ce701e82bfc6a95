//! Answers as CSV and JSON lines.
//!
//! Takes answers and a choice of columns, gives rows. CSV follows RFC 4180 with CRLF; JSON lines hold everything.

use super::super::{Answer, Evidence, Finding};
use crate::error::{Error, Result};
use crate::record::Quotation;
use crate::span::Span;
use crate::writer::{Column, NEUTRALISED, Neutralise, is_long};
use serde_json::{Value, json};
use std::io::Write;

/// The columns of the table, in their order.
const COLUMNS: &[&str] = &[
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
const EXTRA_COLUMNS: &[&str] = &[
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
    "corrected",
    "nearest",
    "claimed_url",
    "evidence",
];

/// Reads a choice of columns: `full` stands for the usual ones, names are joined by commas. An unknown name is an error
/// that lists the known ones.
///
/// ```
/// use whosaid::verify::report::parse_columns;
/// assert_eq!(parse_columns("verdict,link").unwrap(), ["verdict", "link"]);
/// assert!(parse_columns("full,note").unwrap().ends_with(&["sentence", "note"]));
/// assert!(parse_columns("verdct").unwrap_err().to_string().contains("did you mean \"verdict\"?"));
/// ```
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
pub(super) fn value(answer: &Answer, column: &str) -> String {
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
        "corrected" => of(&|f| f.corrected.clone()),
        "nearest" => answer
            .near
            .as_ref()
            .map(|n| format!("{}:{}-{}: {}", n.doc, n.span.start, n.span.end, n.text))
            .unwrap_or_default(),
        "claimed_url" => claim.url.clone(),
        "evidence" => answer
            .evidence
            .iter()
            .map(|e| format!("{}: {}", e.verdict, super::evidence_text(e)))
            .collect::<Vec<_>>()
            .join(" | "),
        _ => String::new(),
    }
}

/// Writes the chosen columns as CSV with a header. For Excel with a byte order mark, and with a mark before what a
/// spreadsheet would calculate; a last column tells the cells that have one. Gives the number of cells that are longer
/// than a spreadsheet holds (32,767 UTF-16 units). Fails where `out` does, as all writers here.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Verifier, read_claims, report}};
/// let claims = read_claims("c.csv", "id,claim,speaker\nk1,The ferry may sail at dawn,Anna Haro\n")?.list;
/// let article = Article::new("a.txt", "“The ferry will sail at dawn,” Anna Haro said.");
/// let answers = Verifier::new(claims, Aliases::default()).answers(&[article]);
/// let mut out = Vec::new();
/// let long = report::write_csv(&answers, &report::parse_columns("id,verdict,differences")?, false, &mut out)?;
/// assert_eq!((out.as_slice(), long), (&b"id,verdict,differences\r\nk1,altered,[-will-]{+may+}\r\n"[..], 0));
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn write_csv(answers: &[Answer], columns: &[&str], excel: bool, out: &mut impl Write) -> Result<usize> {
    let rows = answers.iter().map(|a| columns.iter().map(|c| value(a, c)).collect::<Vec<String>>());
    write_table(columns, rows, excel, out)
}

/// Writes rows of cells as CSV; gives the number of those longer than a spreadsheet holds.
pub(super) fn write_table(
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    excel: bool,
    out: &mut impl Write,
) -> Result<usize> {
    if excel {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let neutralise = if excel { Neutralise::Apostrophe } else { Neutralise::Off };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(columns.iter().copied().chain(excel.then_some(NEUTRALISED)))?;
    let mut long = 0;
    for row in rows {
        // One line of the table is one line of the file.
        let row: Vec<String> = row.iter().map(|cell| super::super::text::flat(cell)).collect();
        let safe: Vec<_> = row.iter().map(|cell| neutralise.apply(Column::Quote, cell)).collect();
        let marked: Vec<&str> = (0..row.len()).filter(|n| safe[*n] != row[*n]).map(|n| columns[n]).collect();
        long += safe.iter().filter(|cell| is_long(cell)).count();
        writer.write_record(safe.iter().map(AsRef::as_ref).chain(excel.then_some(marked.join(";").as_str())))?;
    }
    writer.flush()?;
    Ok(long)
}

/// Writes everything that is known of each answer as one JSON object a line.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Verifier, read_claims, report}};
/// let claims = read_claims("c.csv", "id,claim,speaker\nk1,The ferry may sail at dawn,Anna Haro\n")?.list;
/// let article = Article::new("a.txt", "“The ferry will sail at dawn,” Anna Haro said.");
/// let answers = Verifier::new(claims, Aliases::default()).answers(&[article]);
/// let mut out = Vec::new();
/// report::write_json_lines(&answers, &mut out)?;
/// let answer: serde_json::Value = serde_json::from_slice(&out).unwrap();
/// assert_eq!((&answer["verdict"], &answer["spans"][0][1]), (&"altered".into(), &10.into()));
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn write_json_lines(answers: &[Answer], out: &mut impl Write) -> Result<()> {
    for answer in answers {
        writeln!(out, "{}", object(answer))?;
    }
    Ok(())
}

/// A text, or null where there is none.
fn text(s: &str) -> Value {
    if s.is_empty() { Value::Null } else { Value::String(s.to_owned()) }
}

/// A row that holds the words.
fn row(r: &Quotation) -> Value {
    json!({"n": r.n, "kind": r.kind, "speaker": text(&r.speaker), "speaker_mention": text(&r.speaker_mention), "source": text(&r.source),
        "source_mention": text(&r.source_mention), "cue": text(&r.cue), "quote": r.quote, "quote_spans": r.quote_spans,
        "verbatim_spans": r.verbatim_spans, "speaker_span": r.speaker_span, "cue_span": r.cue_span,
        "source_span": r.source_span, "rule": r.rule, "confidence": (f64::from(r.confidence) * 100.0).round() / 100.0})
}

/// What an article says.
fn evidence(e: &Evidence) -> Value {
    json!({"doc": e.doc, "url": e.url, "outlet": e.outlet, "date": e.date, "verdict": e.verdict, "wording": e.wording,
        "speaker_check": e.speaker_check, "source_check": e.source_check, "speaker": text(&e.speaker), "source": text(&e.source),
        "span": e.span, "sentence": e.sentence, "flags": e.flags, "printed_in": e.printed_in})
}

/// The answer as a JSON object: the columns under their names, absent text as null, and the evidence.
fn object(answer: &Answer) -> Value {
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
    out.insert("rows".into(), rows.map(row).collect());
    out.insert("evidence".into(), answer.evidence.iter().map(evidence).collect());
    out.insert("corrected".into(), text(&value(answer, "corrected")));
    out.insert("claimed_url".into(), text(&answer.claim.url));
    let near = answer.near.as_ref();
    out.insert(
        "nearest".into(),
        near.map_or(Value::Null, |n| {
            json!({"doc": n.doc, "span": n.span, "text": n.text, "similarity": (n.similarity * 100.0).round() / 100.0})
        }),
    );
    Value::Object(out)
}
