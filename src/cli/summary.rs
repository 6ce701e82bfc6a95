//! `whosaid summary`: who was quoted how often, and through whom.

use super::ending::{self, Ending};
use super::input::InputArgs;
use super::output::{Destination, Output};
use super::run::Reading;
use super::{Status, tell};
use crate::summary::{By, Line, Share, Summary};
use anyhow::{Context, Result};
use clap::ValueEnum;
use std::io::Write;
use unicode_segmentation::UnicodeSegmentation;

/// The arguments of `summary`.
#[derive(Debug, clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// What to count by
    #[arg(long, value_enum, default_value_t = Key::Speaker, value_name = "WHAT")]
    by: Key,
    /// Only names with at least so many quotations
    #[arg(long, value_name = "N", default_value_t = 1)]
    least: usize,
    /// Only the first so many names
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Form of the output; without it the ending of the output file decides, and csv where there is none
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    pub(super) destination: Destination,
    /// Threads; 0 takes one a core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
}

const EXAMPLES: &str = "\
Examples:
  whosaid summary articles/                        who was quoted how often, in how many articles, through whom
  whosaid summary --by source -f text articles/    through whom, as a table to look at
  whosaid summary corpus.jsonl --text-field body --top 20 -o people.csv";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Key {
    /// Who said it; names of one person are brought together
    Speaker,
    /// Through whom; each outlet of a chain counts
    Source,
    /// By which way: interview, statement ...
    Channel,
    /// Who published the article, where its input tells it
    Outlet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A row for each name
    Csv,
    /// A JSON object for each name
    Jsonl,
    /// A table to look at
    Text,
}

/// The endings of output files.
const ENDINGS: &[Ending<Format>] = &[
    ("csv", Format::Csv, true),
    ("jsonl", Format::Jsonl, true),
    ("ndjson", Format::Jsonl, true),
    ("txt", Format::Text, false),
];

/// Names of a cell of the table to look at.
const SHOWN: usize = 3;

/// Runs `summary`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let format = ending::form(args.destination.output.as_deref(), args.format, ENDINGS, Format::Csv)?;
    let by = match args.by {
        Key::Speaker => By::Speaker,
        Key::Source => By::Source,
        Key::Channel => By::Channel,
        Key::Outlet => By::Outlet,
    };
    let mut summary = Summary::new(by);
    let reading = Reading::new(&args.input, &args.destination, args.jobs)?;
    let count = reading.quotations(|article, rows| summary.add(article, rows))?;
    if let Some(ended) = count.nothing() {
        return Ok(ended);
    }
    let mut lines = summary.lines();
    lines.retain(|line| line.quotations >= args.least);
    lines.truncate(args.top.unwrap_or(usize::MAX));
    let mut out = args.destination.open()?;
    match format {
        Format::Csv => out.write_all(&table(by, &lines)?)?,
        Format::Jsonl => json_lines(by, &lines, &mut out)?,
        Format::Text => text(by, &lines, &mut out)?,
    }
    out.finish()?;
    if !args.destination.quiet {
        tell(&format!("{} names in {} articles", lines.iter().filter(|l| !l.name.is_empty()).count(), count.done));
    }
    Ok(if count.failures("") { Status::Some } else { Status::Done })
}

/// The headings of the columns.
fn columns(by: By) -> [&'static str; 10] {
    let with = if by == By::Speaker { "sources" } else { "speakers" };
    [by.name(), "quotations", "articles", "words", "direct", "mixed", "indirect", with, "channels", "forms"]
}

/// The lines as CSV: lists joined by semicolons, each name with its number.
fn table(by: By, lines: &[Line]) -> Result<Vec<u8>> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(columns(by))?;
    for line in lines {
        let numbers = numbers(line).map(|n| n.to_string());
        let lists = [shares(&line.with), shares(&line.channels), line.forms.join(";")];
        table.write_record([line.name.clone()].into_iter().chain(numbers).chain(lists))?;
    }
    table.into_inner().context("a table in memory")
}

fn numbers(line: &Line) -> [usize; 6] {
    [line.quotations, line.articles, line.words, line.direct, line.mixed, line.indirect]
}

fn shares(shares: &[Share]) -> String {
    shares.iter().map(|share| format!("{} {}", share.name, share.quotations)).collect::<Vec<_>>().join(";")
}

/// The lines as JSON objects, under the names of the columns.
fn json_lines(by: By, lines: &[Line], out: &mut Output) -> Result<()> {
    for line in lines {
        let mut object = serde_json::Map::new();
        let [name, counts @ .., with, channels, forms] = columns(by);
        object.insert(name.to_owned(), line.name.clone().into());
        for (heading, n) in counts.into_iter().zip(numbers(line)) {
            object.insert(heading.to_owned(), n.into());
        }
        object.insert(with.to_owned(), serde_json::to_value(&line.with)?);
        object.insert(channels.to_owned(), serde_json::to_value(&line.channels)?);
        object.insert(forms.to_owned(), serde_json::to_value(&line.forms)?);
        serde_json::to_writer(&mut *out, &object)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The lines as a table to look at.
fn text(by: By, lines: &[Line], out: &mut Output) -> Result<()> {
    let first = |shares: &[Share]| {
        let rest = shares.len().saturating_sub(SHOWN);
        let more = if rest > 0 { format!(", {rest} more") } else { String::new() };
        let shown: Vec<String> = shares.iter().take(SHOWN).map(|s| format!("{} {}", s.name, s.quotations)).collect();
        shown.join(", ") + &more
    };
    let name = |line: &Line| if line.name.is_empty() { "(none)".to_owned() } else { line.name.clone() };
    let width = |text: &str| text.graphemes(true).count();
    let longest = lines.iter().map(|l| width(&name(l))).chain([by.name().len()]).max().unwrap_or(0);
    let [heading, .., with, _, _] = columns(by);
    let fill = |text: &str| " ".repeat(longest - width(text));
    writeln!(out, "{heading}{}  quotations  articles  words  direct  mixed  indirect  {with}", fill(heading))?;
    for line in lines {
        let name = name(line);
        let Line { quotations, articles, words, direct, mixed, indirect, .. } = line;
        let row = format!(
            "{name}{}  {quotations:>10}  {articles:>8}  {words:>5}  {direct:>6}  {mixed:>5}  {indirect:>8}  {}",
            fill(&name),
            first(&line.with)
        );
        writeln!(out, "{}", row.trim_end())?;
    }
    Ok(())
}
