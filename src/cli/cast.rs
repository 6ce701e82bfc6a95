//! `whosaid cast`: who is in the story.

use super::ending::{self, Ending};
use super::input::InputArgs;
use super::output::Destination;
use super::run::Reading;
use super::{Status, tell};
use crate::Quotation;
use crate::cast::story::{Form, Member};
use crate::input::Article;
#[cfg(feature = "report")]
use crate::report::ReportWriter;
#[cfg(feature = "report")]
use crate::writer::WholeWriter;
use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::Serialize;
use std::io::Write;

/// The arguments of `cast`.
#[derive(Debug, clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Form of the output; without it the ending of the output file decides, and jsonl where there is none
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    /// The same as -f html
    #[cfg(feature = "report")]
    #[arg(long, conflicts_with = "format")]
    html: bool,
    #[command(flatten)]
    pub(super) destination: Destination,
    /// Threads; 0 takes one a core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
}

const EXAMPLES: &str = "\
Examples:
  whosaid cast article.txt                         a JSON object: the people and bodies with all their mentions
  whosaid cast -f csv articles/ -o cast.csv        a row for each person or body of each article
  whosaid cast article.txt -o cast.html            a page to look at, with a list to click
  whosaid cast corpus.jsonl --text-field body --id-field url";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A JSON object for each article
    Jsonl,
    /// A row for each person or body
    Csv,
    /// The report page with a list to click: a name keeps to its rows, a mention goes to its place
    #[cfg(feature = "report")]
    Html,
}

/// The endings of output files.
const ENDINGS: &[Ending<Format>] = &[
    ("jsonl", Format::Jsonl, true),
    ("ndjson", Format::Jsonl, true),
    ("json", Format::Jsonl, false),
    ("csv", Format::Csv, true),
    #[cfg(feature = "report")]
    ("html", Format::Html, true),
    #[cfg(feature = "report")]
    ("htm", Format::Html, true),
];

impl Format {
    /// Whether the rows are shown as well.
    fn has_rows(self) -> bool {
        #[cfg(feature = "report")]
        return self == Format::Html;
        #[cfg(not(feature = "report"))]
        false
    }
}

impl Args {
    /// The form that is asked for.
    fn given(&self) -> Option<Format> {
        #[cfg(feature = "report")]
        if self.html {
            return Some(Format::Html);
        }
        self.format
    }
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
    let format = ending::form(args.destination.output.as_deref(), args.given(), ENDINGS, Format::Jsonl)?;
    let extractor = args.input.extractor();
    let reading = Reading::new(&args.input, &args.destination, args.jobs)?;
    let mut out = args.destination.open()?;
    if format == Format::Csv {
        out.write_all(&table(std::iter::once(COLUMNS.map(str::to_owned)))?)?;
    }
    #[cfg(feature = "report")]
    let mut page = ReportWriter::of(args.input.extractor()).with_cast();
    let mut members = 0;
    let count = reading.articles(
        |articles| {
            let shown = |text: &str| if format.has_rows() { extractor.extract(text) } else { Vec::new() };
            articles.into_iter().map(|a| Ok((shown(&a.text), extractor.cast(&a.text), a))).collect()
        },
        |(_rows, cast, article): (Vec<Quotation>, Vec<Member>, Article), _| {
            members += cast.len();
            match format {
                Format::Jsonl => {
                    serde_json::to_writer(&mut out, &Line { doc: &article.id, entities: &cast })?;
                    out.write_all(b"\n")?;
                }
                Format::Csv => out.write_all(&table(cast.iter().map(|member| row(&article.id, member)))?)?,
                #[cfg(feature = "report")]
                Format::Html => page.add(article, _rows)?,
            }
            Ok(())
        },
    )?;
    if let Some(ended) = count.nothing() {
        return Ok(ended);
    }
    #[cfg(feature = "report")]
    if format == Format::Html {
        for warning in Box::new(page).finish(&mut out)? {
            tell(&warning);
        }
    }
    out.finish()?;
    if !args.destination.quiet {
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
