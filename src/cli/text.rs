//! `whosaid text`: what was read as the article.

use super::Status;
use super::ending::{self, Ending};
use super::input::InputArgs;
use super::output::{Destination, is_no_input};
use super::run::Reading;
use crate::Extractor;
use crate::input::Article;
use anyhow::Result;
use clap::ValueEnum;
use serde_json::json;
use std::io::Write;
use std::sync::LazyLock;

/// The arguments of `text`.
#[derive(Debug, clap::Args)]
#[command(before_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Also what was set aside: links, captions, credits, running heads, page numbers; a line each behind the article
    #[arg(long)]
    furniture: bool,
    /// Form of the output; without it the ending of the output file decides, and text where there is none
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    pub(super) destination: Destination,
}

const EXAMPLES: &str = "\
Examples:
  whosaid text interview.pdf                 the paragraphs, as they are searched for quotations
  whosaid text page.html --furniture         what was set aside as well
  whosaid text feed.xml -o articles.jsonl    a line for each article, with title, date, outlet and address";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The text; where there are several articles, a line with the name of each before it
    Text,
    /// One JSON object a line: doc, title, date, outlet, url, text, furniture
    Jsonl,
}

/// The endings of output files.
const ENDINGS: &[Ending<Format>] = &[
    ("txt", Format::Text, true),
    ("text", Format::Text, true),
    ("jsonl", Format::Jsonl, true),
    ("ndjson", Format::Jsonl, true),
    ("json", Format::Jsonl, false),
];

/// An article as it is shown.
struct Shown {
    article: Article,
    /// What was set aside, each with the word for its kind.
    aside: Vec<(&'static str, String)>,
}

impl Shown {
    fn of(mut article: Article, extractor: &Extractor) -> Shown {
        let regions = extractor.left_out(&article.text);
        let mut aside: Vec<(&str, String)> =
            std::mem::take(&mut article.aside).into_iter().map(|text| ("furniture", text)).collect();
        let mut cut = regions.iter().filter(|(_, kind)| kind.is_cut()).peekable();
        let mut words = String::new();
        for (at, c) in article.text.chars().enumerate() {
            match cut.peek() {
                Some((span, kind)) if at >= span.start => {
                    words.push(c);
                    if at + 1 >= span.end {
                        aside.push((kind.as_str(), std::mem::take(&mut words)));
                        cut.next();
                    }
                }
                _ => {}
            }
        }
        article.text = extractor.running(&article.text);
        Shown { article, aside }
    }
}

/// Runs `text`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let format = ending::form(args.destination.output.as_deref(), args.format, ENDINGS, Format::Text)?;
    let extractor = LazyLock::new(|| args.input.extractor());
    let reading = Reading::new(&args.input, &args.destination, 1)?;
    is_no_input(reading.output, &reading.paths)?;
    let mut out = args.destination.open()?;
    // One article stands alone; the names come only where there are more.
    let mut held: Option<Shown> = None;
    let mut several = false;
    let count = reading.articles(
        |articles| articles.into_iter().map(|article| Ok(Shown::of(article, &extractor))).collect(),
        |shown, _| {
            if let Some(before) = held.replace(shown) {
                several = true;
                write(&before, format, several, args.furniture, &mut out)?;
            }
            Ok(())
        },
    )?;
    if let Some(last) = held {
        write(&last, format, several, args.furniture, &mut out)?;
    }
    if let Some(ended) = count.nothing() {
        return Ok(ended);
    }
    out.finish()?;
    Ok(if count.failures("") { Status::Some } else { Status::Done })
}

fn write(shown: &Shown, format: Format, named: bool, furniture: bool, out: &mut impl Write) -> Result<()> {
    let Shown { article, aside } = shown;
    if format == Format::Jsonl {
        let mut line = json!({
            "doc": article.id, "title": article.title, "date": article.date, "outlet": article.outlet,
            "url": article.url, "text": article.text,
        });
        if furniture {
            line["furniture"] = aside.iter().map(|(kind, text)| json!({"kind": kind, "text": text})).collect();
        }
        return Ok(writeln!(out, "{line}")?);
    }
    if named {
        writeln!(out, "== {}\n", article.id)?;
    }
    writeln!(out, "{}", article.text.trim_end())?;
    if furniture && !aside.is_empty() {
        writeln!(out)?;
        for (kind, text) in aside {
            writeln!(out, "[{kind}] {}", text.split_whitespace().collect::<Vec<_>>().join(" "))?;
        }
    }
    if named {
        writeln!(out)?;
    }
    Ok(())
}
