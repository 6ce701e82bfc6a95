//! `whosaid check`: texts against their expected rows.

use super::{Status, tell};
use anyhow::Result;
use std::io::Write;
use std::path::PathBuf;
use whosaid::{Extractor, check};

/// The arguments of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folders or texts; beside every NAME.txt stands NAME.csv with any of the columns
    #[arg(value_name = "FIXTURES", required = true)]
    paths: Vec<PathBuf>,
    /// Rewrite the expected rows that differ; tables keep their columns
    #[arg(long)]
    bless: bool,
}

/// Runs `check`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let extractor = Extractor::default();
    let extract = |text: &str| extractor.extract(text);
    let mut out = std::io::stdout().lock();
    if args.bless {
        let written = check::bless(&args.paths, extract)?;
        for table in &written {
            writeln!(out, "{}", table.display())?;
        }
        tell(&format!("{} tables written", written.len()));
        return Ok(Status::Done);
    }
    let report = check::check(&args.paths, extract)?;
    write!(out, "{report}")?;
    out.flush()?;
    let (failed, all) = (report.failed(), report.outcomes.len());
    if failed > 0 {
        tell(&format!("{failed} of {all} fixtures differ"));
        return Ok(Status::Some);
    }
    tell(&format!("{all} fixtures agree"));
    Ok(Status::Done)
}
