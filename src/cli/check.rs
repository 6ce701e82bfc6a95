//! `whosaid check`: texts against their expected rows.

use super::color::{Color, Palette};
use super::config;
use super::output::Output;
use super::{Status, tell};
use anyhow::Result;
use clap::ValueEnum;
use std::io::Write;
use std::path::PathBuf;
use whosaid::check;
use whosaid::check::Report;

/// The arguments of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folders or texts; beside every NAME.txt stands NAME.csv with any of the columns
    #[arg(value_name = "FIXTURES", required = true)]
    paths: Vec<PathBuf>,
    /// Rewrite the expected rows that differ; tables keep their columns
    #[arg(long)]
    bless: bool,
    /// Form of the differences
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write to this file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite the output file if it exists
    #[arg(long)]
    force: bool,
    /// Precision and recall of each column even if nothing differs
    #[arg(long)]
    scores: bool,
}

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

/// Runs `check`.
pub(super) fn run(args: &Args, color: Color) -> Result<Status> {
    let extractor = config::extractor();
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
    let report = check::check(&args.paths, extract)?;
    let (failed, all) = (report.failed(), report.outcomes.len());
    let text = match args.format {
        Format::Text => {
            let scores = if failed > 0 || args.scores { report.scores_table() } else { String::new() };
            let palette = if args.output.is_some() { Color::Never } else { color }.palette();
            coloured(&report, palette) + if failed > 0 { "\n" } else { "" } + &scores
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
