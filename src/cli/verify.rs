//! `whosaid verify`: claims against articles.

use super::draft::{Draft, claims_of, text_of};
use super::ending::{self, Ending};
use super::input::InputArgs;
use super::output::{Output, is_no_input};
use super::run::{Plan, Reading};
use super::sink::of_long_cells;
use super::{Status, tell, visible};
use crate::input::Settings;
use crate::verify::{Aliases, Answer, Claim, Claims, Search, Verdict, Verifier, report};
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::borrow::Cow;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// The arguments of `verify`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    claims: ClaimArgs,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Names that stand for one another: CSV with the columns name,alias
    #[arg(long, value_name = "FILE")]
    aliases: Option<PathBuf>,
    /// Only these verdicts make the exit status 1, joined by commas; without it all but confirmed
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = verdict)]
    fail_on: Vec<Verdict>,
    /// Threads; 0 takes one a core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(super) quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  whosaid verify --claims claims.csv articles/            columns claim,speaker,source and perhaps id,doc,date,url
  whosaid verify --claim \"we are ready\" --speaker \"Ida Moen\" article.txt
  whosaid verify --draft draft.md --against articles/     every quotation of a draft: draft.md:12:5: altered: …
  whosaid verify --claims claims.csv -f html -o report.html articles/

Verdicts: confirmed, altered, misattributed, wrong-source, paraphrase-only, unattributed, not-found, ambiguous.
Exit status: 0 all confirmed; 1 some not; 2 usage or input error.";

/// What is claimed.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Claims")]
struct ClaimArgs {
    /// A table (columns claim,speaker,source), a workbook or JSON lines of claims; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["claim", "draft"])]
    claims: Option<PathBuf>,
    /// One claim: the words
    #[arg(long, value_name = "TEXT", conflicts_with = "draft", allow_hyphen_values = true)]
    claim: Option<String>,
    /// Who is said to have said them
    #[arg(long, value_name = "NAME", requires = "claim")]
    speaker: Option<String>,
    /// The outlet through which they are said to have come
    #[arg(long, visible_alias = "via", value_name = "OUTLET", requires = "claim")]
    source: Option<String>,
    /// What the claim is: direct (the very words) or indirect (a report of them)
    #[arg(long, value_name = "KIND", requires = "claim", value_parser = ["direct", "indirect"])]
    kind: Option<String>,
    /// The page in which the claims appear, where their table names none
    #[arg(long, value_name = "URL")]
    claimed_at: Option<String>,
    /// A draft whose quotations are the claims
    #[arg(long, value_name = "FILE")]
    draft: Option<PathBuf>,
    /// The articles for a draft; with it the draft may also be named without --draft
    #[arg(long, value_name = "PATH", num_args = 1..)]
    against: Vec<PathBuf>,
}

/// Where the answers go and in which form.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
struct OutputArgs {
    /// Form of the output [default: csv; text on a terminal and for drafts]
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Overwrite the output file if it exists
    #[arg(long)]
    force: bool,
    /// Columns of CSV: full, or names joined by commas (further ones: link, note, matched_by, context_before …)
    #[arg(long, value_name = "LIST", default_value = "full", value_parser = columns)]
    columns: Columns,
    /// CSV for Excel: byte order mark, formulas neutralised
    #[arg(long)]
    excel: bool,
    /// Of a draft: the corrections as a unified patch, for patch or git apply
    #[arg(long, conflicts_with = "format")]
    patch: bool,
    /// The page on which the review is published, for claimreview; {id} stands for the claim's id
    #[arg(long, value_name = "URL")]
    review_url: Option<String>,
    /// Who reviews, for claimreview
    #[arg(long, value_name = "NAME")]
    reviewer: Option<String>,
    /// When the review is published, for claimreview: 2026-11-29
    #[arg(long, value_name = "DATE")]
    review_date: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values (RFC 4180)
    Csv,
    /// One JSON object a line, with all evidence
    Jsonl,
    /// One line of text for each claim
    Text,
    /// An Excel workbook
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// A self-contained page
    #[cfg(feature = "report")]
    Html,
    /// schema.org ClaimReview (JSON-LD)
    Claimreview,
    /// W3C Web Annotation (JSON-LD)
    Webannotation,
}

#[derive(Clone, Debug)]
struct Columns(Vec<&'static str>);

fn columns(choice: &str) -> Result<Columns, crate::Error> {
    report::parse_columns(choice).map(Columns)
}

fn verdict(word: &str) -> Result<Verdict, crate::Error> {
    word.parse()
}

/// The claims, the articles to search, and where the claims stand if they come from a draft.
struct Task {
    claims: Vec<Claim>,
    notices: Vec<String>,
    paths: Vec<PathBuf>,
    draft: Option<Draft>,
}

impl Args {
    fn task(&self, settings: &Settings) -> Result<Task> {
        let claims = &self.claims;
        let mut given = self.input.given().to_vec();
        let mut draft = claims.draft.clone();
        if draft.is_none() && !claims.against.is_empty() && claims.claims.is_none() && claims.claim.is_none() {
            if given.len() != 1 {
                bail!("name one draft before --against, or use --draft FILE --against PATH…");
            }
            draft = given.pop();
        }
        if let Some(path) = draft {
            given.extend(claims.against.iter().cloned());
            if given.is_empty() {
                bail!("no articles to check the draft against: add --against PATH…");
            }
            let draft = Draft::read(&path, settings)?;
            let claims = draft.placed.iter().map(|p| p.claim.clone()).collect();
            return Ok(Task { claims, notices: Vec::new(), paths: given, draft: Some(draft) });
        }
        given.extend(claims.against.iter().cloned());
        let (list, from_stdin) = match (&claims.claims, &claims.claim) {
            (Some(path), _) => (claims_of(path)?, path == Path::new("-")),
            (None, Some(text)) => {
                let claim = Claim {
                    id: "1".to_owned(),
                    claim: text.clone(),
                    speaker: claims.speaker.clone().unwrap_or_default(),
                    source: claims.source.clone().unwrap_or_default(),
                    kind: claims.kind.clone().unwrap_or_default(),
                    ..Claim::default()
                };
                if !claim.claim.chars().any(char::is_alphanumeric) {
                    bail!("--claim: there is no word in it");
                }
                (Claims { list: vec![claim], notices: Vec::new() }, false)
            }
            (None, None) => bail!("no claims: use --claims FILE, --claim TEXT or --draft FILE (--help shows examples)"),
        };
        let paths = match given.is_empty() {
            false => given,
            true if from_stdin => bail!("the claims come from standard input: name the articles"),
            true => self.input.paths()?,
        };
        if from_stdin && paths.iter().any(|p| p == Path::new("-")) {
            bail!("standard input cannot hold both the claims and the articles");
        }
        Ok(Task { claims: list.list, notices: list.notices, paths, draft: None })
    }

    fn review(&self) -> report::linked::Review {
        report::linked::Review {
            url: self.output.review_url.clone().unwrap_or_default(),
            reviewer: self.output.reviewer.clone(),
            date: self.output.review_date.clone(),
        }
    }

    /// All that is read.
    fn named(&self, task: &Task) -> Vec<PathBuf> {
        let lists = self.claims.claims.iter().chain(&self.aliases).cloned();
        lists.chain(task.draft.as_ref().map(|d| d.given.clone())).chain(task.paths.iter().cloned()).collect()
    }

    /// Names that stand for one another.
    fn aliases(&self) -> Result<Aliases> {
        let Some(path) = &self.aliases else { return Ok(Aliases::default()) };
        let (name, text) = text_of(path)?;
        Ok(Aliases::read(&name, &text)?)
    }

    fn format(&self, draft: bool) -> Result<Format> {
        let terminal = self.output.output.is_none() && std::io::stdout().is_terminal();
        let otherwise = if draft || terminal { Format::Text } else { Format::Csv };
        ending::form(self.output.output.as_deref(), self.output.format, ENDINGS, otherwise)
    }
}

/// The endings of output files.
const ENDINGS: &[Ending<Format>] = &[
    ("csv", Format::Csv, true),
    ("jsonl", Format::Jsonl, true),
    ("ndjson", Format::Jsonl, true),
    ("json", Format::Jsonl, false),
    ("txt", Format::Text, true),
    #[cfg(feature = "xlsx")]
    ("xlsx", Format::Xlsx, true),
    ("json", Format::Claimreview, false),
    ("jsonl", Format::Claimreview, false),
    ("jsonld", Format::Claimreview, false),
    ("json", Format::Webannotation, false),
    ("jsonl", Format::Webannotation, false),
    ("jsonld", Format::Webannotation, false),
    #[cfg(feature = "report")]
    ("html", Format::Html, true),
    #[cfg(feature = "report")]
    ("htm", Format::Html, true),
];

/// Runs `verify`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let settings = args.input.settings();
    let mut task = args.task(&settings)?;
    is_no_input(args.output.output.as_deref(), &args.named(&task))?;
    let format = args.format(task.draft.is_some())?;
    if args.output.patch && task.draft.is_none() {
        bail!("--patch corrects a draft: name it with --draft FILE");
    }
    if format == Format::Claimreview {
        // What is wrong with the review is said before the articles are read.
        report::linked::write_claim_review(&[], &args.review(), &mut std::io::sink())?;
    }
    if let Some(url) = &args.claims.claimed_at {
        task.claims.iter_mut().filter(|c| c.url.is_empty()).for_each(|c| c.url.clone_from(url));
    }
    // What is not checked is said even to those who want to hear of errors only.
    task.notices.iter().for_each(|n| tell(n));
    let verifier = Verifier::new(task.claims, args.aliases()?);
    let extractor = args.input.extractor();
    let mut search = Search::new(&verifier);
    let plan = Plan { jobs: args.jobs, unbatched: false };
    let reading = Reading {
        input: &args.input,
        paths: task.paths.as_slice().into(),
        settings: Cow::Borrowed(&settings),
        output: args.output.output.as_deref(),
        plan,
        quiet: args.quiet,
        verbose: false,
    };
    let count = reading.articles(
        |articles| {
            let examine = |article| Ok(verifier.examine(article, |text| extractor.extract(text)));
            articles.iter().map(examine).collect()
        },
        |findings, _| {
            search.add(findings);
            Ok(())
        },
    )?;
    // A search of which anything is missing is no answer.
    if count.nothing().is_some() {
        return Ok(Status::Failed);
    }
    let searched = search.searched();
    let answers = search.answers();
    write(args, format, &answers, &searched, task.draft.as_ref())?;
    if !args.quiet {
        tell(&format!("{} ({searched})", report::summary(&answers)));
    }
    if count.failures(": the search is not complete") {
        return Ok(Status::Failed);
    }
    let fails = |a: &Answer| match args.fail_on.is_empty() {
        true => a.verdict != Verdict::Confirmed,
        false => args.fail_on.contains(&a.verdict),
    };
    Ok(if answers.iter().any(fails) { Status::Some } else { Status::Done })
}

fn write(args: &Args, format: Format, answers: &[Answer], searched: &str, draft: Option<&Draft>) -> Result<()> {
    let patch = draft.filter(|_| args.output.patch).map(|d| d.patch(answers)).transpose()?;
    let mut out = Output::open(args.output.output.as_deref(), args.output.force)?;
    if let Some(patch) = patch {
        std::io::Write::write_all(&mut out, patch.as_bytes())?;
        return out.finish();
    }
    match format {
        Format::Csv => {
            let long = report::write_csv(answers, &args.output.columns.0, args.output.excel, &mut out)?;
            of_long_cells(long).filter(|_| args.output.excel).iter().for_each(|warning| tell(warning));
        }
        Format::Jsonl => report::write_json_lines(answers, &mut out)?,
        Format::Text => match draft {
            // An editor wants the places that need work.
            Some(draft) => {
                let open: Vec<Answer> = answers.iter().filter(|a| a.verdict != Verdict::Confirmed).cloned().collect();
                let place = |a: &Answer| visible::line(&format!("{}:{}", draft.path, a.claim.id)).into_owned();
                let mut text = Vec::new();
                report::write_text(&open, place, &mut text)?;
                out.write_all(visible::lines(&String::from_utf8_lossy(&text)).as_bytes())?;
            }
            None => {
                let mut text = Vec::new();
                report::write_text(answers, |a| visible::line(&a.claim.id).into_owned(), &mut text)?;
                out.write_all(visible::lines(&String::from_utf8_lossy(&text)).as_bytes())?;
            }
        },
        #[cfg(feature = "xlsx")]
        Format::Xlsx => report::xlsx::write_xlsx(answers, &args.output.columns.0, &mut out)?,
        #[cfg(feature = "report")]
        Format::Html => report::html::write_html(answers, searched, &mut out)?,
        Format::Claimreview => report::linked::write_claim_review(answers, &args.review(), &mut out)?,
        Format::Webannotation => report::linked::write_web_annotation(answers, &mut out)?,
    }
    let _ = searched;
    out.finish()
}
