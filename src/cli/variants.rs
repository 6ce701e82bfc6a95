//! `whosaid variants`: the same words in several articles.

use super::input::InputArgs;
use super::output::Output;
use super::run::{self, Plan};
use super::tally::Tally;
use super::{Status, tell};
use anyhow::Result;
use clap::ValueEnum;
use std::path::PathBuf;
use whosaid::Extras;
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
    let plan = Plan { jobs: args.jobs, unbatched: false };
    let mut tally = Tally::new(args.quiet, args.input.strict, args.output.as_deref());
    run::run(
        &args.input.paths()?,
        &args.input.settings(),
        &plan,
        |articles| {
            let texts: Vec<&str> = articles.iter().map(|article| &*article.text).collect();
            let rows = extractor.extract_all(&texts, Extras::default());
            articles.into_iter().zip(rows).map(Ok).collect()
        },
        |item| {
            if let Some((article, rows)) = tally.take(item.result)? {
                variants.add(&article, &rows);
            }
            Ok(())
        },
    )?;
    let count = tally.end();
    if count.nothing() {
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
        tell(&format!("{} groups of {quotations} quotations in {} articles", groups.len(), count.done));
    }
    Ok(if count.failures("") { Status::Some } else { Status::Done })
}
