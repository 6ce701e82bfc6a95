//! `whosaid cast`: who is in the story.

use super::input::InputArgs;
use super::output::{Output, is_no_input};
use super::run::{Plan, Reading};
use super::{Status, tell};
use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;
use whosaid::cast::story::{Form, Member};

/// The arguments of `cast`.
#[derive(Debug, clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Jsonl)]
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
    pub(super) quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  whosaid cast article.txt                         a JSON object: the people and bodies with all their mentions
  whosaid cast -f csv articles/ -o cast.csv        a row for each person or body of each article
  whosaid cast corpus.jsonl --text-field body --id-field url";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A JSON object for each article
    Jsonl,
    /// A row for each person or body
    Csv,
}

/// An article with its cast, as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    entities: &'a [Member],
}

/// The columns of the table.
const COLUMNS: [&str; 9] = ["doc", "id", "name", "type", "gender", "roles", "forms", "mentions", "quotations"];

/// Runs `cast`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let extractor = args.input.extractor();
    let plan = Plan { jobs: args.jobs, unbatched: false };
    let (paths, settings, output) = (args.input.paths()?, args.input.settings(), args.output.as_deref());
    is_no_input(output, &paths)?;
    let reading = Reading {
        input: &args.input,
        paths: &paths,
        settings: &settings,
        output,
        plan,
        quiet: args.quiet,
        verbose: false,
    };
    let mut out = Output::open(args.output.as_deref(), args.force)?;
    if args.format == Format::Csv {
        out.write_all(&table(std::iter::once(COLUMNS.map(str::to_owned)))?)?;
    }
    let mut members = 0;
    let count = reading.articles(
        |articles| articles.into_iter().map(|article| Ok((extractor.cast(&article.text), article))).collect(),
        |(cast, article), _| {
            members += cast.len();
            match args.format {
                Format::Jsonl => {
                    serde_json::to_writer(&mut out, &Line { doc: &article.id, entities: &cast })?;
                    out.write_all(b"\n")?;
                }
                Format::Csv => out.write_all(&table(cast.iter().map(|member| row(&article.id, member)))?)?,
            }
            Ok(())
        },
    )?;
    if let Some(ended) = count.nothing() {
        return Ok(ended);
    }
    out.finish()?;
    if !args.quiet {
        tell(&format!("{members} people and bodies in {} articles", count.done));
    }
    Ok(if count.failures("") { Status::Some } else { Status::Done })
}

/// Rows as CSV.
fn table(rows: impl Iterator<Item = [String; COLUMNS.len()]>) -> Result<Vec<u8>> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        table.write_record(row)?;
    }
    table.into_inner().context("a table in memory")
}

/// A member as a row: lists joined by semicolons, mentions as their spans.
fn row(doc: &str, member: &Member) -> [String; COLUMNS.len()] {
    let joined = |parts: Vec<String>| parts.join(";");
    let mut forms: Vec<String> = Vec::new();
    for mention in member.mentions.iter().filter(|m| m.form != Form::Pronoun) {
        if !forms.contains(&mention.text) {
            forms.push(mention.text.clone());
        }
    }
    [
        doc.to_owned(),
        member.id.to_string(),
        member.name.clone(),
        member.kind.to_string(),
        member.gender.unwrap_or_default().to_owned(),
        joined(member.roles.clone()),
        joined(forms),
        joined(member.mentions.iter().map(|m| m.span.to_string()).collect()),
        joined(member.quotations.iter().map(usize::to_string).collect()),
    ]
}
