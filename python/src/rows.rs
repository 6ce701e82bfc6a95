//! Rows as Arrow columns.
//!
//! Takes the outcome of some documents, gives one batch: a row a quotation, a row for a document that could not be
//! read where that is wanted, and the input's own columns repeated beside them.

use crate::plan::{ERROR, Places, Plan, element, span_fields};
use crate::record::hundredths;
use arrow_array::builder::StringBuilder;
use arrow_array::{
    Array, ArrayRef, Float64Array, Int64Array, ListArray, RecordBatch, StringArray, StructArray, make_array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType, FieldRef};
use std::sync::Arc;
use whosaid::input::Article;
use whosaid::writer::{Column, SCHEMA_VERSION};
use whosaid::{Quotation, Span};

/// What became of a document.
pub struct Outcome {
    /// Its place in the array that it came in.
    pub at: usize,
    /// The id alone; the text is not kept.
    pub article: Article,
    /// Whether there is an id.
    pub known: bool,
    pub rows: Result<Vec<Quotation>, String>,
}

/// One row that comes out: its document, and its quotation or what went wrong.
type Row<'a> = (&'a Outcome, Option<&'a Quotation>);

/// The batch of these documents.
pub fn batch(plan: &Plan, places: &Places, carried: &[ArrayRef], done: &[Outcome]) -> Result<RecordBatch, ArrowError> {
    let rows: Vec<Row<'_>> = done.iter().flat_map(of_document).collect();
    let mut columns: Vec<ArrayRef> = plan.columns.iter().map(|column| own(*column, &rows)).collect();
    for array in carried {
        let data = array.to_data();
        let mut copy = MutableArrayData::new(vec![&data], false, rows.len());
        for (outcome, _) in &rows {
            copy.try_extend(0, outcome.at, outcome.at + 1)?;
        }
        columns.push(make_array(copy.freeze()));
    }
    if places.schema.fields().last().is_some_and(|field| field.name() == ERROR) {
        columns.push(texts(rows.iter().map(|(outcome, _)| outcome.rows.as_ref().err().map(String::as_str))));
    }
    let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(places.schema.clone(), columns, &options)
}

fn of_document(outcome: &Outcome) -> Vec<Row<'_>> {
    match &outcome.rows {
        Ok(rows) => rows.iter().map(|row| (outcome, Some(row))).collect(),
        Err(_) => vec![(outcome, None)],
    }
}

/// A column of the record.
fn own(column: Column, rows: &[Row<'_>]) -> ArrayRef {
    let quotations = || rows.iter().map(|(_, row)| *row);
    match column {
        Column::N => Arc::new(quotations().map(|q| Some(q?.n as i64)).collect::<Int64Array>()),
        Column::SchemaVersion => Arc::new(quotations().map(|_| Some(SCHEMA_VERSION as i64)).collect::<Int64Array>()),
        Column::Confidence => Arc::new(quotations().map(|q| Some(hundredths(q?.confidence))).collect::<Float64Array>()),
        Column::Flags => {
            let values = StringArray::from_iter_values(quotations().flatten().flat_map(|q| &q.flags));
            list(element(DataType::Utf8), Arc::new(values), quotations().map(|q| Some(q?.flags.len())))
        }
        Column::QuoteSpans => lists(quotations().map(|q| Some(q?.quote_spans.as_slice()))),
        Column::VerbatimSpans => lists(quotations().map(|q| Some(q?.verbatim_spans.as_slice()))),
        Column::SpeakerSpan => singles(quotations().map(|q| q?.speaker_span)),
        Column::CueSpan => singles(quotations().map(|q| q?.cue_span)),
        Column::SourceSpan => singles(quotations().map(|q| q?.source_span)),
        Column::Doc => texts(rows.iter().map(|(outcome, _)| outcome.known.then_some(outcome.article.id.as_str()))),
        _ => {
            let (mut builder, mut scratch) = (StringBuilder::new(), String::new());
            for (outcome, row) in rows {
                let cell = row.map_or("", |q| column.cell(&outcome.article, q, &mut scratch));
                builder.append_option((!cell.is_empty()).then_some(cell));
            }
            Arc::new(builder.finish())
        }
    }
}

fn texts<'a>(cells: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(cells.collect::<StringArray>())
}

fn list(element: FieldRef, values: ArrayRef, lengths: impl Iterator<Item = Option<usize>> + Clone) -> ArrayRef {
    let offsets = OffsetBuffer::from_lengths(lengths.clone().map(|length| length.unwrap_or(0)));
    let nulls: NullBuffer = lengths.map(|length| length.is_some()).collect();
    Arc::new(ListArray::new(element, offsets, values, Some(nulls)))
}

fn pairs(spans: impl Iterator<Item = Span> + Clone, nulls: Option<NullBuffer>) -> ArrayRef {
    let starts: Int64Array = spans.clone().map(|span| span.start as i64).collect::<Vec<_>>().into();
    let ends: Int64Array = spans.map(|span| span.end as i64).collect::<Vec<_>>().into();
    Arc::new(StructArray::new(span_fields(), vec![Arc::new(starts), Arc::new(ends)], nulls))
}

fn singles(spans: impl Iterator<Item = Option<Span>> + Clone) -> ArrayRef {
    let nulls: NullBuffer = spans.clone().map(|span| span.is_some()).collect();
    pairs(spans.map(Option::unwrap_or_default), Some(nulls))
}

fn lists<'a>(cells: impl Iterator<Item = Option<&'a [Span]>> + Clone) -> ArrayRef {
    let values = pairs(cells.clone().flatten().flatten().copied(), None);
    list(element(DataType::Struct(span_fields())), values, cells.map(|cell| Some(cell?.len())))
}
