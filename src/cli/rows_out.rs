//! Where the rows of `whosaid extract` go and in which form.

use super::ending::{self, Ending};
use super::extract::{RowArgs, Unit};
use super::input::InputArgs;
use super::output::Output;
use super::sink::Sink;
use crate::writer::{Column, LineEnd, LineFormat, LineWriter, Neutralise, parse_columns};
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::path::PathBuf;

/// Where the rows go and in which form.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// Form of the output; without it the ending of the output file decides, and csv where there is none
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    /// Write to this file, whole or not at all; for brat, to this folder
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Overwrite the output file if it exists
    #[arg(long)]
    force: bool,
    /// Add the rows to the output file, if it has the same columns (csv, tsv, jsonl)
    #[arg(long, requires = "output", conflicts_with = "force")]
    append: bool,
    /// full, simple (speaker,source,quote), or names joined by commas; `whosaid columns` lists them
    #[arg(long, value_name = "LIST", value_parser = columns)]
    columns: Option<Columns>,
    /// CSV for Excel: byte order mark, CRLF, formulas neutralised
    #[arg(long)]
    excel: bool,
    /// Begin CSV with a byte order mark
    #[arg(long)]
    bom: bool,
    /// What ends a line of CSV
    #[arg(long, value_enum, default_value_t = Eol::Crlf)]
    eol: Eol,
    /// Line breaks inside the cells of CSV and TSV
    #[arg(long, value_enum, default_value_t = Newlines::Space)]
    newlines: Newlines,
    /// What separates the fields of CSV
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// Begin CSV with the line sep=; (or whatever separates) for Excel in countries that write 0,5; most other programs
    /// take it for a row
    #[arg(long)]
    excel_sep: bool,
    /// What stands before a cell that a spreadsheet would calculate; the column neutralised tells which [default: off,
    /// with --excel apostrophe]
    #[arg(long, value_enum, value_name = "HOW")]
    neutralise: Option<Mark>,
    /// Write every article at once, for pipes that wait for it
    #[arg(long)]
    pub(super) line_buffered: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values (RFC 4180)
    Csv,
    /// Tab-separated values
    Tsv,
    /// One JSON object a line
    Jsonl,
    /// Excel workbook, with a summary sheet
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// Parquet, compressed with Snappy
    #[cfg(feature = "parquet")]
    Parquet,
    /// A page to look at: the text with its marks, the rows beside it, a summary
    #[cfg(feature = "report")]
    Html,
    /// Markdown table
    Md,
    /// brat stand-off: NAME.txt and NAME.ann in a folder
    Brat,
    /// W3C Web Annotation, a page for each article
    Webannotation,
}

/// The endings of output files.
const ENDINGS: &[Ending<Format>] = &[
    ("csv", Format::Csv, true),
    ("tsv", Format::Tsv, true),
    ("tab", Format::Tsv, true),
    ("jsonl", Format::Jsonl, true),
    ("ndjson", Format::Jsonl, true),
    ("json", Format::Jsonl, false),
    ("jsonl", Format::Webannotation, false),
    ("json", Format::Webannotation, false),
    ("md", Format::Md, true),
    ("markdown", Format::Md, true),
    #[cfg(feature = "xlsx")]
    ("xlsx", Format::Xlsx, true),
    #[cfg(feature = "parquet")]
    ("parquet", Format::Parquet, true),
    #[cfg(feature = "report")]
    ("html", Format::Html, true),
    #[cfg(feature = "report")]
    ("htm", Format::Html, true),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Eol {
    /// Carriage return and line feed, as RFC 4180 has it
    Crlf,
    /// Line feed
    Lf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Newlines {
    /// Become spaces: one row, one line
    Space,
    /// Stay
    Keep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Mark {
    /// Leave cells as they are
    Off,
    /// '
    Apostrophe,
    /// A tab
    Tab,
    /// A space
    Space,
}

#[derive(Clone, Debug)]
struct Columns(Vec<Column>);

fn columns(choice: &str) -> Result<Columns, crate::Error> {
    parse_columns(choice).map(Columns)
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"\\t" => Ok(b'\t'),
        [byte] if !byte.is_ascii_alphanumeric() && !b"\"\r\n".contains(byte) => Ok(*byte),
        _ => Err("one character is wanted, such as ; or \\t".to_owned()),
    }
}

impl OutputArgs {
    fn format(&self) -> Result<Format> {
        match self.format {
            // Its output is a folder.
            Some(Format::Brat) => Ok(Format::Brat),
            given => ending::form(self.output.as_deref(), given, ENDINGS, Format::Csv),
        }
    }

    /// Refuses to pour bytes over a terminal.
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    fn not_for_terminal(&self, what: &str) -> Result<()> {
        if self.output.is_none() && std::io::IsTerminal::is_terminal(&std::io::stdout()) {
            bail!("{what} is no text for a terminal: add -o FILE");
        }
        Ok(())
    }

    /// The columns named, or the usual ones of the format with those that the rows call for.
    fn columns(&self, format: Format, rows: &RowArgs) -> Result<Vec<Column>> {
        let usual = match format {
            Format::Md => "simple",
            Format::Jsonl => "full,schema_version",
            _ => "full",
        };
        match &self.columns {
            Some(columns) => Ok(columns.0.clone()),
            None => {
                let mut columns = parse_columns(usual)?;
                if format != Format::Md {
                    columns.extend(rows.extras().marked.then_some(Column::MarkedAs));
                    columns.extend((rows.offsets != Unit::Codepoint).then_some(Column::OffsetUnit));
                }
                Ok(columns)
            }
        }
    }

    #[cfg_attr(not(feature = "report"), allow(unused_variables))]
    /// Where the rows go.
    pub(super) fn sink(&self, rows: &RowArgs, input: &InputArgs) -> Result<Sink> {
        let format = self.format()?;
        if self.append && !matches!(format, Format::Csv | Format::Tsv | Format::Jsonl) {
            bail!("--append adds to csv, tsv and jsonl only");
        }
        let lines = |form| {
            let mut writer = LineWriter::new(form, self.columns(format, rows)?);
            writer.line_end = if self.eol == Eol::Lf && !self.excel { LineEnd::Lf } else { LineEnd::CrLf };
            writer.byte_order_mark = (self.bom || self.excel) && form == LineFormat::Csv;
            writer.separator_line = self.excel_sep && form == LineFormat::Csv;
            writer.keep_line_breaks = self.newlines == Newlines::Keep;
            writer.delimiter = self.delimiter.unwrap_or(writer.delimiter);
            writer.neutralise = match self.neutralise {
                None if self.excel => Neutralise::Apostrophe,
                None | Some(Mark::Off) => Neutralise::Off,
                Some(Mark::Apostrophe) => Neutralise::Apostrophe,
                Some(Mark::Tab) => Neutralise::Tab,
                Some(Mark::Space) => Neutralise::Space,
            };
            match &self.output {
                Some(target) if self.append => Sink::appending(writer, target, self.line_buffered),
                _ => {
                    let output = Output::open(self.output.as_deref(), self.force)?;
                    Ok(Sink::lines(writer, output, self.line_buffered)?)
                }
            }
        };
        match format {
            Format::Csv => lines(LineFormat::Csv),
            Format::Tsv => lines(LineFormat::Tsv),
            Format::Jsonl => lines(LineFormat::JsonLines),
            Format::Md => lines(LineFormat::Markdown),
            Format::Webannotation => lines(LineFormat::WebAnnotation),
            Format::Brat => match &self.output {
                Some(folder) => Sink::brat(folder, self.force),
                None => bail!("brat needs a folder: add -o FOLDER"),
            },
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                self.not_for_terminal("Parquet")?;
                let writer = crate::writer::parquet::ParquetWriter::new(self.columns(format, rows)?)?;
                Ok(Sink::Whole(Box::new(writer), Output::open(self.output.as_deref(), self.force)?))
            }
            #[cfg(feature = "report")]
            Format::Html => {
                let writer = crate::report::ReportWriter::of(input.extractor());
                Ok(Sink::Whole(Box::new(writer), Output::open(self.output.as_deref(), self.force)?))
            }
            #[cfg(feature = "xlsx")]
            Format::Xlsx => {
                self.not_for_terminal("a workbook")?;
                let writer = crate::writer::xlsx::XlsxWriter::new(self.columns(format, rows)?)?;
                Ok(Sink::Whole(Box::new(writer), Output::open(self.output.as_deref(), self.force)?))
            }
        }
    }
}
