//! `whosaid check`: texts against their expected rows.

use super::color::{Color, Palette};
use super::config;
use super::ending::{self, Ending};
use super::output::Output;
use super::{Status, tell};
use crate::check;
use crate::check::Report;
use crate::writer::{Column, parse_columns};
use anyhow::Result;
use clap::ValueEnum;
use std::io::Write;
use std::path::PathBuf;

/// The arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Folders or texts; beside every NAME.txt stands NAME.csv with any of the columns
    #[arg(value_name = "FIXTURES", required = true)]
    paths: Vec<PathBuf>,
    /// Compare only these of the tables' columns, joined by commas
    #[arg(long, value_name = "LIST", value_parser = columns, conflicts_with = "bless")]
    columns: Option<Columns>,
    /// Rewrite the expected rows that differ; tables keep their columns
    #[arg(long)]
    bless: bool,
    /// Form of the differences; without it the ending of the output file decides, and text where there is none
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    /// Write to this file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite the output file if it exists
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    grammar: super::rules::Without,
    /// Precision and recall of each column even if nothing differs
    #[arg(long)]
    scores: bool,
}

#[derive(Clone, Debug)]
struct Columns(Vec<Column>);

fn columns(choice: &str) -> Result<Columns, crate::Error> {
    parse_columns(choice).map(Columns)
}

const EXAMPLES: &str = "\
Examples:
  whosaid check fixtures/                            the differences, row by row
  whosaid check fixtures/ --columns speaker,quote    only these columns count
  whosaid check fixtures/ --bless                    what is found now is what is expected from now on
  whosaid check fixtures/ -f junit -o report.xml     for a build server
  whosaid check fixtures/ -f html -o report.html     a page of the differences";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Row by row, as in a patch, then precision and recall of each column
    Text,
    /// JUnit XML
    Junit,
    /// Annotations of GitHub Actions
    Github,
    /// A page to look at
    #[cfg(feature = "report")]
    Html,
}

/// The endings of output files.
const ENDINGS: &[Ending<Format>] = &[
    ("txt", Format::Text, true),
    ("diff", Format::Text, true),
    ("patch", Format::Text, true),
    ("xml", Format::Junit, true),
    ("txt", Format::Github, false),
    #[cfg(feature = "report")]
    ("html", Format::Html, true),
    #[cfg(feature = "report")]
    ("htm", Format::Html, true),
];

/// Runs `check`.
pub(super) fn run(args: &Args, color: Color) -> Result<Status> {
    let format = ending::form(args.output.as_deref(), args.format, ENDINGS, Format::Text)?;
    let extractor = args.grammar.apply(config::extractor());
    let extract = |text: &str| extractor.extract(text);
    if args.bless {
        let written = check::bless(&args.paths, extract)?;
        let mut out = std::io::stdout().lock();
        for table in &written {
            writeln!(out, "{}", table.display())?;
        }
        tell(&format!("{} tables written", written.len()));
        return Ok(Status::Done);
    }
    let report = super::run::pool(0)?.install(|| match &args.columns {
        Some(Columns(columns)) => check::check_columns(&args.paths, columns, extract),
        None => check::check(&args.paths, extract),
    })?;
    let (failed, all) = (report.failed(), report.outcomes.len());
    let text = match format {
        Format::Text => {
            let scores = if failed > 0 || args.scores { report.scores_table() } else { String::new() };
            let palette = if args.output.is_some() { Color::Never } else { color }.palette();
            palette.shown(&(coloured(&report, palette) + if failed > 0 { "\n" } else { "" } + &scores))
        }
        Format::Junit => report.junit(),
        Format::Github => report.github(),
        #[cfg(feature = "report")]
        Format::Html => report.html()?,
    };
    let mut out = Output::open(args.output.as_deref(), args.force)?;
    out.write_all(text.as_bytes())?;
    out.finish()?;
    if failed > 0 {
        tell(&format!("{failed} of {all} fixtures differ"));
        return Ok(Status::Some);
    }
    tell(&format!("{all} fixtures agree"));
    Ok(Status::Done)
}

fn coloured(report: &Report, palette: Palette) -> String {
    let mut out = String::new();
    for line in report.to_string().lines() {
        let line = match line.get(..2) {
            Some("- ") => palette.removed(line),
            Some("+ ") => palette.added(line),
            Some("@@") => palette.place(line),
            _ => palette.strong(line),
        };
        out.push_str(&line);
        out.push('\n');
    }
    out
}
