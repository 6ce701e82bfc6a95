//! Parquet.
//!
//! Takes rows, gives a file of row groups, compressed with Snappy: the columns of the record, absent text as null,
//! flags as a list, spans as structures of `start` and `end`. Rows are held back only until their group is full.

use super::{Column, SCHEMA_VERSION, WholeWriter};
use crate::error::{Error, Result};
use crate::input::Article;
use crate::record::Quotation;
use crate::span::Span;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::io::Write;
use std::sync::Arc;

/// Rows in a group.
const GROUP: usize = 50_000;

type Written<T> = std::result::Result<T, ParquetError>;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Number,
    Share,
    Words,
    Span,
    Spans,
}

fn form(column: Column) -> Form {
    match column {
        Column::N | Column::SchemaVersion => Form::Number,
        Column::Confidence => Form::Share,
        Column::Flags => Form::Words,
        Column::SpeakerSpan | Column::CueSpan | Column::SourceSpan => Form::Span,
        Column::QuoteSpans | Column::VerbatimSpans => Form::Spans,
        _ => Form::Text,
    }
}

/// Gathers rows for a Parquet file.
///
/// ```
/// use whosaid::{input::Article, writer::{WholeWriter, parse_columns, parquet::ParquetWriter}};
/// let article = Article::new("ferry.txt", "“We sail,” Anna Haro said.");
/// let rows = whosaid::extract(&article.text);
/// let (mut writer, mut out) = (Box::new(ParquetWriter::new(parse_columns("full")?)?), Vec::new());
/// writer.add(article, rows)?;
/// assert!(writer.finish(&mut out)?.is_empty(), "no warnings");
/// assert!(out.starts_with(b"PAR1"));
/// # Ok::<(), whosaid::Error>(())
/// ```
pub struct ParquetWriter {
    columns: Vec<Column>,
    file: SerializedFileWriter<Vec<u8>>,
    /// The rows of the group that is not full yet, each with its cells of text in the order of the columns.
    rows: Vec<(Vec<String>, Quotation)>,
}

impl ParquetWriter {
    /// A file of these columns.
    pub fn new(columns: Vec<Column>) -> Result<Self> {
        let fields: String = columns
            .iter()
            .map(|column| {
                let name = column.name();
                match form(*column) {
                    Form::Text => format!("optional binary {name} (UTF8);"),
                    Form::Number => format!("required int64 {name};"),
                    Form::Share => format!("required double {name};"),
                    Form::Words => format!(
                        "required group {name} (LIST) {{ repeated group list {{ required binary element (UTF8); }} }}"
                    ),
                    Form::Span => {
                        format!("optional group {name} {{ required int64 start; required int64 end; }}")
                    }
                    Form::Spans => format!(
                        "required group {name} (LIST) {{ repeated group list {{ required group element {{ \
                         required int64 start; required int64 end; }} }} }}"
                    ),
                }
            })
            .collect();
        let schema = parse_message_type(&format!("message quotation {{ {fields} }}")).map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("whosaid ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        Ok(ParquetWriter { columns, file, rows: Vec::new() })
    }

    fn write_group(&mut self) -> Written<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        for (at, column) in self.columns.iter().enumerate() {
            match form(*column) {
                Form::Text => text(&mut group, rows.iter().map(|(cells, _)| cells[at].as_str()))?,
                Form::Number => numbers(&mut group, rows.iter().map(|(_, q)| number(*column, q)))?,
                Form::Share => shares(&mut group, rows.iter().map(|(_, q)| q.confidence))?,
                Form::Words => words(&mut group, rows.iter().map(|(_, q)| q.flags.as_slice()))?,
                Form::Span => {
                    let one = |q: &Quotation| match column {
                        Column::SpeakerSpan => q.speaker_span,
                        Column::CueSpan => q.cue_span,
                        _ => q.source_span,
                    };
                    for side in [start, end] {
                        optional(&mut group, rows.iter().map(|(_, q)| one(q).map(side)))?;
                    }
                }
                Form::Spans => {
                    let several = |q: &'_ Quotation| match column {
                        Column::QuoteSpans => q.quote_spans.clone(),
                        _ => q.verbatim_spans.clone(),
                    };
                    for side in [start, end] {
                        lists(&mut group, rows.iter().map(|(_, q)| several(q).into_iter().map(side).collect()))?;
                    }
                }
            }
        }
        group.close()?;
        Ok(())
    }
}

fn number(column: Column, q: &Quotation) -> i64 {
    match column {
        Column::SchemaVersion => SCHEMA_VERSION as i64,
        _ => q.n as i64,
    }
}

fn start(span: Span) -> i64 {
    span.start as i64
}

fn end(span: Span) -> i64 {
    span.end as i64
}

type Group<'a> = SerializedRowGroupWriter<'a, Vec<u8>>;

/// Writes the next leaf: values, with levels that tell where values are absent and where lists begin.
fn leaf<T: parquet::data_type::DataType>(
    group: &mut Group<'_>,
    values: &[T::T],
    present: Option<&[i16]>,
    repeats: Option<&[i16]>,
) -> Written<()> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("more columns than the schema has".to_owned()));
    };
    column.typed::<T>().write_batch(values, present, repeats)?;
    column.close()
}

fn text<'a>(group: &mut Group<'_>, cells: impl Iterator<Item = &'a str>) -> Written<()> {
    let (mut values, mut present) = (Vec::new(), Vec::new());
    for cell in cells {
        present.push(i16::from(!cell.is_empty()));
        if !cell.is_empty() {
            values.push(ByteArray::from(cell));
        }
    }
    leaf::<ByteArrayType>(group, &values, Some(&present), None)
}

fn numbers(group: &mut Group<'_>, values: impl Iterator<Item = i64>) -> Written<()> {
    leaf::<Int64Type>(group, &values.collect::<Vec<_>>(), None, None)
}

fn shares(group: &mut Group<'_>, values: impl Iterator<Item = f32>) -> Written<()> {
    let rounded: Vec<f64> = values.map(|v| f64::from((v * 100.0).round()) / 100.0).collect();
    leaf::<DoubleType>(group, &rounded, None, None)
}

fn optional(group: &mut Group<'_>, cells: impl Iterator<Item = Option<i64>>) -> Written<()> {
    let cells: Vec<Option<i64>> = cells.collect();
    let present: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<i64> = cells.into_iter().flatten().collect();
    leaf::<Int64Type>(group, &values, Some(&present), None)
}

/// The levels of lists by their lengths: an empty list is one entry that is not present.
fn levels(lengths: impl Iterator<Item = usize>) -> (Vec<i16>, Vec<i16>) {
    let (mut present, mut repeats) = (Vec::new(), Vec::new());
    for length in lengths {
        present.extend(std::iter::repeat_n(i16::from(length > 0), length.max(1)));
        repeats.extend((0..length.max(1)).map(|i| i16::from(i > 0)));
    }
    (present, repeats)
}

fn lists(group: &mut Group<'_>, cells: impl Iterator<Item = Vec<i64>>) -> Written<()> {
    let cells: Vec<Vec<i64>> = cells.collect();
    let (present, repeats) = levels(cells.iter().map(Vec::len));
    leaf::<Int64Type>(group, &cells.concat(), Some(&present), Some(&repeats))
}

fn words<'a>(group: &mut Group<'_>, cells: impl Iterator<Item = &'a [String]> + Clone) -> Written<()> {
    let (present, repeats) = levels(cells.clone().map(<[String]>::len));
    let values: Vec<ByteArray> = cells.flatten().map(|word| ByteArray::from(word.as_str())).collect();
    leaf::<ByteArrayType>(group, &values, Some(&present), Some(&repeats))
}

impl WholeWriter for ParquetWriter {
    fn add(&mut self, article: Article, rows: Vec<Quotation>) -> Result<()> {
        let mut scratch = String::new();
        for row in rows {
            let cell = |c: &Column| match form(*c) {
                Form::Text => c.cell(&article, &row, &mut scratch).to_owned(),
                _ => String::new(),
            };
            let cells = self.columns.iter().map(cell).collect();
            self.rows.push((cells, row));
        }
        if self.rows.len() >= GROUP {
            self.write_group().map_err(failed)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, out: &mut dyn Write) -> Result<Vec<String>> {
        self.write_group().map_err(failed)?;
        out.write_all(&self.file.into_inner().map_err(failed)?)?;
        Ok(Vec::new())
    }
}

fn failed(error: ParquetError) -> Error {
    Error::input("parquet", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::{parse_columns, sample};
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    #[test]
    fn rows_read_back_as_they_were() {
        let columns = parse_columns("full,schema_version").unwrap();
        let mut writer = Box::new(ParquetWriter::new(columns).unwrap());
        writer.add(Article::new("å.txt", ""), vec![sample::full_row(), sample::bare_row()]).unwrap();
        let mut out = Vec::new();
        writer.finish(&mut out).unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&out).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let rows: Vec<String> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
        assert_eq!(rows.len(), 2);
        let version = format!("schema_version: {SCHEMA_VERSION}");
        for part in ["doc: \"å.txt\"", "n: 1", "confidence: 0.91", &version, "channel: \"broadcast\""] {
            assert!(rows[0].contains(part), "{part}: {}", rows[0]);
        }
        assert!(rows[0].contains("flags: [\"future\", \"negated\"]"), "{}", rows[0]);
        assert!(rows[0].contains("quote_spans: [{start: 3, end: 20}, {start: 31, end: 40}]"), "{}", rows[0]);
        assert!(rows[0].contains("cue_span: {start: 40, end: 44}"), "{}", rows[0]);
        assert!(rows[1].contains("speaker: null") && rows[1].contains("flags: []"), "{}", rows[1]);
        assert!(rows[1].contains("verbatim_spans: []") && rows[1].contains("cue_span: null"), "{}", rows[1]);
    }
}
