//! Rows to bytes.
//!
//! Takes articles with their quotations, gives CSV, JSON lines and other forms. A [`LineWriter`] is shared between
//! threads and writes each article by itself, so that the bytes do not depend on how many threads there are; a
//! [`WholeWriter`] takes article after article and writes at the end. It does not open files.

mod annotation;
#[cfg(feature = "cli")]
pub(crate) mod brat;
mod choice;
mod columns;
mod json;
mod markdown;
mod neutralise;
#[cfg(feature = "parquet")]
pub mod parquet;
mod shape;
mod table;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub(crate) use crate::neutralised::NEUTRALISED;
pub use crate::offsets::Offsets;
pub use choice::parse_columns;
#[cfg(any(feature = "cli", feature = "train"))]
pub(crate) use choice::unknown_column;
pub(crate) use columns::identity;
#[cfg(feature = "cli")]
pub(crate) use columns::tell_lists;
pub use columns::{Column, SCHEMA_VERSION};
pub use neutralise::Neutralise;
pub use shape::Shape;
pub(crate) use table::one_line;

use crate::error::Result;
use crate::input::Article;
use crate::record::Quotation;

/// A format that is written article by article.
///
/// ```
/// use whosaid::{input::Article, writer::{LineFormat, LineWriter, parse_columns}};
/// let article = Article::new("ferry.txt", "“We sail,” Anna Haro said.");
/// let mut out = Vec::new();
/// let writer = LineWriter::new(LineFormat::JsonLines, parse_columns("speaker,source")?);
/// writer.rows(&article, &whosaid::extract(&article.text), &mut out)?;
/// assert_eq!(out, b"{\"speaker\":\"Anna Haro\",\"source\":null}\n");
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFormat {
    /// Comma-separated values as in RFC 4180.
    Csv,
    /// Tab-separated values, quoted like CSV.
    Tsv,
    /// One JSON object a line.
    JsonLines,
    /// A Markdown table.
    Markdown,
    /// A W3C annotation page for each article, a line each.
    WebAnnotation,
}

impl LineFormat {
    /// Whether the rows of an article may come one after another: no page is made of all of them.
    pub fn is_row_by_row(self) -> bool {
        self != LineFormat::WebAnnotation
    }
}

/// What ends a line of a table.
///
/// ```
/// use whosaid::writer::{LineEnd, LineFormat, LineWriter, parse_columns};
/// let mut writer = LineWriter::new(LineFormat::Csv, parse_columns("simple")?);
/// writer.line_end = LineEnd::Lf;
/// let mut out = Vec::new();
/// writer.header(&mut out)?;
/// assert_eq!(out, b"speaker,source,quote\n");
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed.
    Lf,
    /// Carriage return and line feed, as RFC 4180 has it.
    #[default]
    CrLf,
}

/// Writes rows article by article.
///
/// ```
/// use whosaid::{input::Article, writer::{LineFormat, LineWriter, parse_columns}};
/// let article = Article::new("ferry.txt", "“We sail,” Anna Haro said.");
/// let writer = LineWriter::new(LineFormat::Csv, parse_columns("doc,speaker,quote")?);
/// let mut out = Vec::new();
/// writer.header(&mut out)?;
/// writer.rows(&article, &whosaid::extract(&article.text), &mut out)?;
/// assert_eq!(out, b"doc,speaker,quote\r\nferry.txt,Anna Haro,We sail\r\n");
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct LineWriter {
    /// The format.
    pub format: LineFormat,
    /// The columns, in the order in which they are written. Web annotations have none.
    pub columns: Vec<Column>,
    /// What ends a line of CSV; the other formats always have a line feed.
    pub line_end: LineEnd,
    /// What separates the fields of CSV.
    pub delimiter: u8,
    /// Whether CSV begins with a byte order mark, without which Excel takes UTF-8 for something else.
    pub byte_order_mark: bool,
    /// Whether CSV begins with a line that tells Excel the separator: `sep=;`.
    pub separator_line: bool,
    /// Whether line breaks inside cells of CSV are kept; else they become spaces, one row a line.
    pub keep_line_breaks: bool,
    /// What stands in front of cells that a spreadsheet would calculate; a last column tells which they are.
    pub neutralise: Neutralise,
}

/// The most UTF-16 units that a cell of a spreadsheet holds.
pub(crate) const CELL_UNITS: usize = 32_767;

/// Whether a cell is longer than a spreadsheet holds.
pub(crate) fn is_long(cell: &str) -> bool {
    cell.len() > CELL_UNITS && cell.encode_utf16().count() > CELL_UNITS
}

impl LineWriter {
    /// A writer of these columns with the usual ways of the format.
    pub fn new(format: LineFormat, columns: Vec<Column>) -> Self {
        LineWriter {
            format,
            columns,
            line_end: LineEnd::default(),
            delimiter: if format == LineFormat::Tsv { b'\t' } else { b',' },
            byte_order_mark: false,
            separator_line: false,
            keep_line_breaks: false,
            neutralise: Neutralise::Off,
        }
    }

    /// Appends what stands before the first row.
    pub fn header(&self, out: &mut Vec<u8>) -> Result<()> {
        match self.format {
            LineFormat::JsonLines | LineFormat::WebAnnotation => {}
            LineFormat::Markdown => markdown::header(&self.columns, out),
            LineFormat::Csv | LineFormat::Tsv => table::header(self, out),
        }
        Ok(())
    }

    /// How many cells of these rows are longer than a spreadsheet holds (32,767 UTF-16 units): it cuts them, or lets them run over.
    pub fn too_long(&self, article: &Article, rows: &[Quotation]) -> usize {
        let mut scratch = String::new();
        let columns = self.columns.iter().filter(|column| column.is_text());
        columns.map(|column| rows.iter().filter(|row| is_long(column.cell(article, row, &mut scratch))).count()).sum()
    }

    /// Appends the rows of one article.
    pub fn rows(&self, article: &Article, rows: &[Quotation], out: &mut Vec<u8>) -> Result<()> {
        match self.format {
            LineFormat::JsonLines => json::rows(&self.columns, article, rows, out),
            LineFormat::WebAnnotation => annotation::page(article, rows, out),
            LineFormat::Csv | LineFormat::Tsv => {
                table::rows(self, article, rows, out);
                Ok(())
            }
            LineFormat::Markdown => {
                markdown::rows(&self.columns, article, rows, out);
                Ok(())
            }
        }
    }
}

/// A form that is complete only when the last article is in.
///
/// ```
/// use whosaid::{Quotation, Result, input::Article, writer::WholeWriter};
/// /// The names of all who speak, each once.
/// #[derive(Default)]
/// struct Names(std::collections::BTreeSet<String>);
/// impl WholeWriter for Names {
///     fn add(&mut self, _: Article, rows: Vec<Quotation>) -> Result<()> {
///         self.0.extend(rows.into_iter().map(|row| row.speaker));
///         Ok(())
///     }
///     fn finish(self: Box<Self>, out: &mut dyn std::io::Write) -> Result<Vec<String>> {
///         self.0.iter().try_for_each(|name| writeln!(out, "{name}"))?;
///         Ok(Vec::new())
///     }
/// }
/// let (mut names, mut out) = (Box::new(Names::default()), Vec::new());
/// names.add(Article::new("a", ""), whosaid::extract("“We sail,” said Bo Ek. “We wait,” Anna Haro said."))?;
/// names.finish(&mut out)?;
/// assert_eq!(out, b"Anna Haro\nBo Ek\n");
/// # Ok::<(), whosaid::Error>(())
/// ```
pub trait WholeWriter {
    /// Takes the rows of the next article.
    fn add(&mut self, article: Article, rows: Vec<Quotation>) -> Result<()>;

    /// Writes everything; gives what the user should be warned of.
    fn finish(self: Box<Self>, out: &mut dyn std::io::Write) -> Result<Vec<String>>;
}

#[cfg(test)]
pub(crate) mod sample {
    use crate::record::*;
    use crate::span::Span;

    /// A row with every field filled.
    pub fn full_row() -> Quotation {
        Quotation {
            n: 1,
            speaker: "Mara Lindqvist".into(),
            source: "Radio Fjord".into(),
            quote: "The ferry, \"late or not\", sails".into(),
            kind: Kind::Mixed,
            cue: "told".into(),
            role: "harbour master".into(),
            speaker_type: SpeakerType::Person,
            speaker_mention: "Lindqvist".into(),
            speaker_basis: SpeakerBasis::ShortName,
            source_mention: "Radio\nFjord".into(),
            source_basis: SourceBasis::Stated,
            channel: Some(Channel::Broadcast),
            verbatim: "late or not".into(),
            flags: vec!["future".into(), "negated".into()],
            confidence: 0.914,
            rule: "QCS".into(),
            quote_spans: vec![Span::new(3, 20), Span::new(31, 40)],
            verbatim_spans: vec![Span::new(4, 15)],
            speaker_span: Some(Span::new(21, 30)),
            cue_span: Some(Span::new(40, 44)),
            source_span: None,
            sentence: "…".into(),
        }
    }

    /// A row with nothing but words.
    pub fn bare_row() -> Quotation {
        Quotation {
            n: 2,
            confidence: 0.5,
            rule: "FLOAT".into(),
            quote_spans: vec![Span::new(50, 58)],
            ..Quotation::bare(Kind::Direct, "=5% more".into())
        }
    }
}
