//! `whosaid extract`: texts to rows.

use super::output::Output;
use super::run::{self, Plan};
use super::{Status, tell};
use anyhow::Result;
use clap::ValueEnum;
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use whosaid::Extractor;
use whosaid::input::{Fields, Settings};
use whosaid::writer::{Column, LineEnd, LineFormat, LineWriter, parse_columns};

/// The arguments of `extract`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files, folders (with all below them, sorted), or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// Form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Csv, help_heading = "Output")]
    format: Format,
    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Overwrite the output file if it exists
    #[arg(long, help_heading = "Output")]
    force: bool,
    /// full, simple (speaker,source,quote), or names joined by commas
    #[arg(long, value_name = "LIST", default_value = "full", value_parser = columns, help_heading = "Output")]
    columns: Columns,
    /// What ends a line of CSV
    #[arg(long, value_enum, default_value_t = Eol::Crlf, help_heading = "Output")]
    eol: Eol,
    /// Write every row at once, for pipes that wait for it
    #[arg(long, help_heading = "Output")]
    line_buffered: bool,
    /// Threads; 0 takes one a core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    #[command(flatten)]
    fields: FieldArgs,
    /// Stop at the first input that cannot be read
    #[arg(long)]
    strict: bool,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// Which fields of a corpus hold what.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Fields of a corpus (a dotted path reaches into objects)")]
pub(super) struct FieldArgs {
    /// The article's text
    #[arg(long, value_name = "FIELD")]
    text_field: Option<String>,
    /// The article's id, for the column doc
    #[arg(long, value_name = "FIELD")]
    id_field: Option<String>,
    /// Its date
    #[arg(long, value_name = "FIELD")]
    date_field: Option<String>,
    /// The outlet that published it
    #[arg(long, value_name = "FIELD")]
    source_field: Option<String>,
    /// Its address
    #[arg(long, value_name = "FIELD")]
    url_field: Option<String>,
    /// Its headline
    #[arg(long, value_name = "FIELD")]
    title_field: Option<String>,
}

impl FieldArgs {
    /// The fields as the library takes them.
    pub(super) fn fields(&self) -> Fields {
        Fields {
            text: self.text_field.clone(),
            id: self.id_field.clone(),
            date: self.date_field.clone(),
            source: self.source_field.clone(),
            url: self.url_field.clone(),
            title: self.title_field.clone(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values (RFC 4180)
    Csv,
    /// Tab-separated values
    Tsv,
    /// One JSON object a line
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Eol {
    /// Carriage return and line feed, as RFC 4180 has it
    Crlf,
    /// Line feed
    Lf,
}

#[derive(Clone, Debug)]
struct Columns(Vec<Column>);

fn columns(choice: &str) -> Result<Columns, whosaid::Error> {
    parse_columns(choice).map(Columns)
}

/// Runs `extract`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let mut paths = args.paths.clone();
    if paths.is_empty() {
        if std::io::stdin().is_terminal() {
            anyhow::bail!("nothing to read: name files or folders, or pipe a text in (whosaid extract --help)");
        }
        paths.push("-".to_owned());
    }
    let writer = LineWriter {
        format: match args.format {
            Format::Csv => LineFormat::Csv,
            Format::Tsv => LineFormat::Tsv,
            Format::Jsonl => LineFormat::JsonLines,
        },
        columns: args.columns.0.clone(),
        line_end: if args.eol == Eol::Lf { LineEnd::Lf } else { LineEnd::CrLf },
    };
    let mut output = Output::open(args.output.as_deref(), args.force)?;
    let settings = Settings { fields: args.fields.fields() };
    let plan = Plan { jobs: args.jobs, unbatched: args.line_buffered };
    let extractor = Extractor::default();

    let mut told = BTreeSet::new();
    let (mut done, mut failed) = (0usize, 0usize);
    // The header waits for the first article, so that a wrong path leaves nothing behind.
    let mut header = Vec::new();
    writer.header(&mut header)?;
    run::run(
        &paths,
        &settings,
        &plan,
        |article| {
            let mut bytes = Vec::new();
            writer.rows(article, &extractor.extract(&article.text), &mut bytes)?;
            Ok(bytes)
        },
        |item| {
            for notice in item.notices {
                if !args.quiet && told.insert(notice.clone()) {
                    tell(&notice);
                }
            }
            match item.result {
                Ok(bytes) => {
                    output.write_all(&std::mem::take(&mut header))?;
                    output.write_all(&bytes)?;
                    if args.line_buffered {
                        output.flush()?;
                    }
                    done += 1;
                }
                Err(e) if args.strict => return Err(e.into()),
                Err(e) => {
                    tell(&e.to_string());
                    failed += 1;
                }
            }
            Ok(())
        },
    )?;
    if done == 0 && failed > 0 {
        return Ok(Status::Failed);
    }
    output.write_all(&header)?;
    output.finish()?;
    if failed > 0 {
        tell(&format!("{failed} of {} inputs failed", done + failed));
        return Ok(Status::Some);
    }
    Ok(Status::Done)
}
