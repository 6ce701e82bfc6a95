//! `whosaid variants`: the same words in several articles.

use super::ending::{self, Ending};
use super::input::InputArgs;
use super::output::Destination;
use super::run::Reading;
use super::sink::of_long_cells;
use super::{Status, tell};
use crate::verify::report;
use crate::verify::variants::Variants;
use anyhow::Result;
use clap::ValueEnum;

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
    #[command(flatten)]
    pub(super) destination: Destination,
    /// Threads; 0 takes one a core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
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
    let format = ending::form(args.destination.output.as_deref(), args.format, ENDINGS, Format::Csv)?;
    let mut variants = Variants::default();
    let reading = Reading::new(&args.input, &args.destination, args.jobs)?;
    let count = reading.quotations(|article, rows| variants.add(article, rows))?;
    if let Some(ended) = count.nothing() {
        return Ok(ended);
    }
    let groups = variants.groups(args.least);
    let mut out = args.destination.open()?;
    match format {
        Format::Csv => {
            let long = report::write_variants_csv(&groups, args.excel, &mut out)?;
            of_long_cells(long).filter(|_| args.excel).iter().for_each(|warning| tell(warning));
        }
        Format::Jsonl => report::write_variants_json_lines(&groups, &mut out)?,
    }
    out.finish()?;
    if !args.destination.quiet {
        let quotations: usize = groups.iter().map(|g| g.variants.len()).sum();
        tell(&format!("{} groups of {quotations} quotations in {} articles", groups.len(), count.done));
    }
    Ok(if count.failures("") { Status::Some } else { Status::Done })
}
