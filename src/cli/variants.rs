//! `whosaid variants`: the same words in several articles.

use super::ending::{self, Ending};
use super::input::InputArgs;
use super::output::Output;
use super::run::{Plan, Reading};
use super::sink::of_long_cells;
use super::{Status, tell};
use anyhow::Result;
use clap::ValueEnum;
use std::path::PathBuf;
use whosaid::input::Article;
use whosaid::verify::{Variants, report};
use whosaid::{Extras, Quotation};

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
    let (paths, output) = (args.input.paths()?, args.output.as_deref());
    let mut variants = Variants::default();
    let plan = Plan { jobs: args.jobs, unbatched: false };
    let reading = Reading {
        input: &args.input,
        paths: &paths,
        settings: &settings,
        output,
        plan,
        quiet: args.quiet,
        verbose: false,
    };
    let count = reading.articles(
        |articles| {
            let texts: Vec<&str> = articles.iter().map(|article| &*article.text).collect();
            let rows = extractor.extract_all(&texts, Extras::default());
            articles.into_iter().zip(rows).map(Ok).collect()
        },
        |(article, rows): (Article, Vec<Quotation>), _| {
            variants.add(&article, &rows);
            Ok(())
        },
    )?;
    if let Some(ended) = count.nothing() {
        return Ok(ended);
    }
    let groups = variants.groups(args.least);
    let mut out = Output::open(args.output.as_deref(), args.force)?;
    match format {
        Format::Csv => {
            let long = report::write_variants_csv(&groups, args.excel, &mut out)?;
            of_long_cells(long).filter(|_| args.excel).iter().for_each(|warning| tell(warning));
        }
        Format::Jsonl => report::write_variants_json_lines(&groups, &mut out)?,
    }
    out.finish()?;
    if !args.quiet {
        let quotations: usize = groups.iter().map(|g| g.variants.len()).sum();
        tell(&format!("{} groups of {quotations} quotations in {} articles", groups.len(), count.done));
    }
    Ok(if count.failures("") { Status::Some } else { Status::Done })
}
