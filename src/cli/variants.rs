//! `whosaid variants`: the same words in several articles.

use super::input::InputArgs;
use super::output::Output;
use super::progress::Progress;
use super::run::{self, Plan};
use super::{Status, tell};
use anyhow::Result;
use clap::ValueEnum;
use std::path::PathBuf;
use whosaid::verify::{Variants, report};

/// The arguments of `variants`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Only groups of at least so many quotations
    #[arg(long, value_name = "N", default_value_t = 2)]
    least: usize,
    /// Form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite the output file if it exists
    #[arg(long)]
    force: bool,
    /// Threads; 0 takes one a core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each quotation, groups together
    Csv,
    /// A JSON object for each group
    Jsonl,
}

/// Runs `variants`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let extractor = args.input.extractor();
    let mut variants = Variants::default();
    let (mut read, mut failed) = (0usize, 0usize);
    let plan = Plan { jobs: args.jobs, unbatched: false };
    let mut progress = Progress::new(args.quiet, args.output.as_deref());
    run::run(
        &args.input.paths()?,
        &args.input.settings(),
        &plan,
        |article| {
            let rows = extractor.extract(&article.text);
            Ok((article, rows))
        },
        |item| {
            match item.result {
                Ok((article, rows)) => {
                    variants.add(&article, &rows);
                    read += 1;
                    progress.advance(read + failed);
                }
                Err(e) if args.input.strict => return Err(e.into()),
                Err(e) => {
                    progress.aside(|| tell(&e.to_string()));
                    failed += 1;
                }
            }
            Ok(())
        },
    )?;
    progress.end();
    if read == 0 && failed > 0 {
        return Ok(Status::Failed);
    }
    let groups = variants.groups(args.least);
    let mut out = Output::open(args.output.as_deref(), args.force)?;
    match args.format {
        Format::Csv => report::write_variants_csv(&groups, &mut out)?,
        Format::Jsonl => report::write_variants_json_lines(&groups, &mut out)?,
    }
    out.finish()?;
    if !args.quiet {
        let quotations: usize = groups.iter().map(|g| g.variants.len()).sum();
        tell(&format!("{} groups of {quotations} quotations in {read} articles", groups.len()));
    }
    if failed > 0 {
        tell(&format!("{failed} of {} inputs failed", read + failed));
        return Ok(Status::Some);
    }
    Ok(Status::Done)
}
