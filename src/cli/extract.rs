//! `whosaid extract`: texts to rows.

use super::input::InputArgs;
use super::output::is_no_input;
use super::rows_out::OutputArgs;
use super::run::{Plan, Reading};
use super::sink::{Draft, Product};
use super::{Status, tell};
use crate::input::Article;
use crate::writer::{LineWriter, Offsets, Shape};
use crate::{Extractor, Extras, Kind};
use anyhow::Result;
use clap::ValueEnum;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The arguments of `extract`.
#[derive(Debug, clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    grammar: super::rules::Without,
    #[command(flatten)]
    rows: RowArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Threads; 0 takes one a core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say of every article how many rows it gave
    #[arg(short, long)]
    verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  whosaid extract article.txt                        rows as CSV on standard output
  whosaid extract articles/ archive.zip -o rows.csv  folders and archives with all in them
  whosaid extract --columns simple < article.txt     speaker, source and quote only
  whosaid extract 'export*.docx' -o quotes.xlsx      Nexis or Factiva exports, into a workbook
  whosaid extract corpus.jsonl --text-field body --id-field url -f jsonl
  whosaid extract article.txt -o report.html         a page to look at
  whosaid extract new.txt -o rows.csv --append       more rows for the same table";

/// Which rows, and with which offsets.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Rows")]
pub(super) struct RowArgs {
    /// Only rows at least this certain, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    min_confidence: f32,
    /// Only these kinds, joined by commas: direct, mixed, indirect, and marked (which implies --all)
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = kind)]
    kinds: Vec<Kind>,
    /// Also quotations inside quotations, flag nested
    #[arg(long)]
    nested: bool,
    /// Also these, and words in marks that nobody said: kind marked, with their type (title, nickname, term, name,
    /// slogan, scare, unattributed) among the flags and in a last column marked_as
    #[arg(long)]
    all: bool,
    /// A row for each part of an interrupted quotation, under the same n
    #[arg(long, value_name = "WHAT")]
    explode: Option<Explode>,
    /// What offsets count: Unicode code points (Python, R), bytes of UTF-8, or units of UTF-16 (JavaScript, Excel)
    #[arg(long, value_enum, value_name = "UNIT", default_value_t = Unit::Codepoint)]
    pub(super) offsets: Unit,
    /// Exit with 1 if there is no row at all
    #[arg(long)]
    fail_empty: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Explode {
    /// One row for each part
    Parts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Unit {
    Codepoint,
    Byte,
    Utf16,
}

fn share(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a number from 0 to 1 is wanted".to_owned()),
    }
}

fn kind(word: &str) -> Result<Kind, crate::Error> {
    word.parse()
}

impl RowArgs {
    /// The form in which rows are given.
    fn shape(&self) -> Shape {
        Shape {
            offsets: match self.offsets {
                Unit::Codepoint => Offsets::CodePoint,
                Unit::Byte => Offsets::Byte,
                Unit::Utf16 => Offsets::Utf16,
            },
            explode: self.explode.is_some(),
            least_confidence: self.min_confidence,
            kinds: self.kinds.clone(),
        }
    }

    /// What is wanted besides the attributed quotations.
    pub(super) fn extras(&self) -> Extras {
        let marked = self.all || self.kinds.contains(&Kind::Marked);
        Extras { nested: self.nested || marked, marked }
    }
}

/// The articles with their rows, as they will be written.
fn drafts(
    articles: &[Article],
    extractor: &Extractor,
    extras: Extras,
    shape: &Shape,
    encoder: Option<&LineWriter>,
) -> Vec<crate::Result<Product>> {
    let texts: Vec<&str> = articles.iter().map(|article| &*article.text).collect();
    let mut drafts: Vec<Option<crate::Result<Draft<'_>>>> = articles.iter().map(|_| None).collect();
    extractor.extract_in_parts(&texts, extras, |number, head, rows| {
        let given = &articles[number];
        let begun = drafts[number].get_or_insert_with(|| {
            let mut article = given.clone();
            crate::input::complete(&mut article, head.clone());
            shape.stamp(&mut article);
            Ok(Draft::new(encoder, article))
        });
        let shaped = match shape.apply(given, &rows) {
            Cow::Borrowed(_) => rows,
            Cow::Owned(shaped) => shaped,
        };
        let fault = begun.as_mut().ok().and_then(|draft| draft.add(shaped).err());
        if let Some(fault) = fault {
            *begun = Err(fault);
        }
    });
    drafts.into_iter().flatten().map(|draft| draft.and_then(Draft::finish)).collect()
}

/// Runs `extract`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let paths = args.input.paths()?;
    let output = args.output.output.as_deref();
    is_no_input(output, &paths)?;
    let settings = args.input.settings();
    let shape = args.rows.shape();
    let mut sink = args.output.sink(&args.rows, &args.input)?;
    let encoder = sink.encoder();
    let plan = Plan { jobs: args.jobs, unbatched: args.output.line_buffered };
    // Loaded by the first article: a wrong path is told at once.
    let extractor = LazyLock::new(|| args.grammar.apply(args.input.extractor()));
    let extras = args.rows.extras();
    let (input, settings) = (&args.input, &settings);
    let reading = Reading {
        input,
        paths: paths.as_slice().into(),
        settings: Cow::Borrowed(settings),
        output,
        plan,
        quiet: args.quiet,
        verbose: args.verbose,
    };

    let mut rows = 0usize;
    let count = reading.articles(
        |articles| drafts(&articles, &extractor, extras, &shape, encoder.as_ref()),
        |product: Product, tally| {
            rows += product.rows();
            if args.verbose {
                tally.aside(|| tell(&format!("{}: {} rows", product.id(), product.rows())));
            }
            sink.take(product)
        },
    )?;
    if let Some(ended) = count.nothing() {
        return Ok(ended);
    }
    for warning in sink.finish()? {
        tell(&warning);
    }
    if args.verbose {
        tell(&format!("{rows} rows from {} articles", count.done));
    }
    if count.failures("") {
        return Ok(Status::Some);
    }
    match args.rows.fail_empty && rows == 0 {
        true => Ok(Status::Some),
        false => Ok(Status::Done),
    }
}
