//! `whosaid variants`: the same words in several articles.

use super::ending::{self, Ending};
use super::input::InputArgs;
use super::output::{Output, is_no_input};
use super::run::{self, Plan};
use super::tally::Tally;
use super::{Status, passed, tell};
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
    /// Form of the output; without it the ending of the output file decides, and csv where there is none
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    /// CSV for Excel: byte order mark, formulas neutralised
    #[arg(long)]
    excel: bool,
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
    pub(super) quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each quotation, groups together
    Csv,
    /// A JSON object for each group
    Jsonl,
}

/// The endings of output files.
const ENDINGS: &[Ending<Format>] = &[
    ("csv", Format::Csv, true),
    ("jsonl", Format::Jsonl, true),
    ("ndjson", Format::Jsonl, true),
    ("json", Format::Jsonl, false),
];

/// Runs `variants`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let format = ending::form(args.output.as_deref(), args.format, ENDINGS, Format::Csv)?;
    let settings = args.input.settings();
    let extractor = args.input.extractor();
    is_no_input(args.output.as_deref(), args.input.paths()?)?;
    let mut variants = Variants::default();
    let plan = Plan { jobs: args.jobs, unbatched: false };
    let mut tally = Tally::new(args.quiet, args.input.strict, args.output.as_deref());
    run::run(
        &args.input.paths()?,
        &settings,
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
    passed::told(&settings, args.quiet, false, args.input.strict)?;
    if count.nothing() {
        return Ok(Status::Failed);
    }
    let groups = variants.groups(args.least);
    let mut out = Output::open(args.output.as_deref(), args.force)?;
    match format {
        Format::Csv => report::write_variants_csv(&groups, args.excel, &mut out)?,
        Format::Jsonl => report::write_variants_json_lines(&groups, &mut out)?,
    }
    out.finish()?;
    if !args.quiet {
        let quotations: usize = groups.iter().map(|g| g.variants.len()).sum();
        tell(&format!("{} groups of {quotations} quotations in {} articles", groups.len(), count.done));
    }
    Ok(if count.failures("") { Status::Some } else { Status::Done })
}
