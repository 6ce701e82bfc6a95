//! `whosaid evaluate`: the extractor against annotated articles.

use super::config;

use super::{Status, tell};
use crate::evaluate::gold::{Gold, read_gold, read_resolutions};
use crate::evaluate::{
    Figure, Predictions, brat, calibration, floors, predict, read_predictions, records, spans, speakers,
};
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The arguments of `evaluate`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Annotated articles: JSON lines, or folders of stand-off annotation (NAME.txt with NAME.ann)
    #[arg(value_name = "GOLD", required = true)]
    gold: Vec<PathBuf>,
    /// Who the annotated speakers and outlets really are, as JSON lines: adds the figures of names
    #[arg(long, value_name = "FILE")]
    speakers: Option<PathBuf>,
    /// Rows to evaluate (extract -f jsonl) instead of extracting from the annotated texts
    #[arg(long, value_name = "FILE")]
    pred: Option<PathBuf>,
    /// All figures as one JSON object
    #[arg(long)]
    json: bool,
    /// List so many annotated quotations that were missed, and fields that are wrong
    #[arg(long, value_name = "N", default_value_t = 0)]
    misses: usize,
    /// List so many rows that match no annotation
    #[arg(long, value_name = "N", default_value_t = 0)]
    spurious: usize,
    /// Show how confidence and precision agree
    #[arg(long)]
    calibration: bool,
    /// Least values of figures (TOML: figure = least value, or under [NAME] for the gold of that name); exit 1 below
    #[arg(long, value_name = "FILE")]
    floors: Option<PathBuf>,
    /// List the names of the figures with their values
    #[arg(long)]
    figures: bool,
    #[command(flatten)]
    grammar: super::rules::Without,
    /// Threads; 0 takes one a core
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn read_all(paths: &[PathBuf]) -> Result<Gold> {
    let mut all: Option<Gold> = None;
    for path in paths {
        let name = path.display().to_string();
        let gold = if path.is_dir() {
            let mut lines: Vec<PathBuf> = std::fs::read_dir(path)
                .with_context(|| name.clone())?
                .filter_map(|e| e.ok().map(|e| e.path()))
                .filter(|p| p.extension().is_some_and(|e| e == "jsonl"))
                .collect();
            lines.sort_unstable();
            match lines.is_empty() {
                true => Gold::Attributions(brat::read_folder(path)?),
                false => read_all(&lines)?,
            }
        } else {
            read_gold(&name, &read(path)?)?
        };
        match &mut all {
            None => all = Some(gold),
            Some(before) => before.append(&name, gold)?,
        }
    }
    all.context("no gold")
}

/// What the measures gave.
#[derive(Default)]
struct Measured {
    figures: Vec<Figure>,
    json: serde_json::Map<String, serde_json::Value>,
    text: String,
}

impl Measured {
    fn list(&mut self, lines: &[String]) {
        lines.iter().for_each(|l| self.text += &format!("{l}\n"));
    }

    /// Adds how far confidence tells what is right; as tables too, where they are asked for.
    fn calibrate(&mut self, judged: &[spans::Judged], shown: bool) -> Result<()> {
        let sets: [(&str, &[&str]); 2] =
            [("quoted kinds", &["direct", "mixed"]), ("all kinds", &["direct", "mixed", "indirect"])];
        let mut tables = serde_json::Map::new();
        for (title, kinds) in sets {
            let table = calibration::calibrate(judged, kinds);
            self.figures.extend(table.figures(title));
            if shown {
                self.text += &table.table(title);
                tables.insert(title.into(), serde_json::to_value(&table)?);
            }
        }
        if shown {
            self.json.insert("calibration".into(), tables.into());
        }
        Ok(())
    }
}

/// Measures predictions by the gold there is.
fn measured(args: &Args, gold: &Gold, predictions: &Predictions) -> Result<Measured> {
    let mut out = Measured::default();
    match gold {
        Gold::Attributions(articles) => {
            let spans = spans::score(articles, predictions, args.misses, args.spurious);
            out.list(&spans.listing);
            out.text += &spans.table();
            out.figures.extend(spans.figures());
            out.json.insert("spans".into(), spans.json());
            if let Some(path) = &args.speakers {
                let resolved = read_resolutions(&path.display().to_string(), &read(path)?)?;
                let scores = speakers::score(articles, &resolved, predictions, args.misses);
                out.list(&scores.listing);
                out.text += &scores.line();
                out.figures.extend(scores.figures());
                out.json.insert("speakers".into(), serde_json::to_value(&scores)?);
            }
            out.calibrate(&spans.judged, args.calibration)?;
        }
        Gold::Records(articles) => {
            if args.speakers.is_some() {
                bail!("--speakers goes with gold that has \"attributions\"; records name their speakers themselves");
            }
            let scores = records::score(articles, predictions, args.misses);
            out.list(&scores.listing);
            out.text += &scores.line();
            out.figures.extend(scores.figures());
            out.json.insert("records".into(), serde_json::to_value(&scores)?);
        }
    }
    Ok(out)
}

/// Runs `evaluate`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let gold = read_all(&args.gold)?;
    let predictions = match &args.pred {
        Some(path) => read_predictions(&path.display().to_string(), &read(path)?)?,
        None => {
            let pool = super::run::pool(args.jobs)?;
            let extractor = args.grammar.apply(config::extractor());
            pool.install(|| predict(&extractor, &gold))
        }
    };
    let Measured { figures, json, text } = measured(args, &gold, &predictions)?;
    let mut out = std::io::stdout().lock();
    match args.json {
        true => writeln!(out, "{}", serde_json::to_string_pretty(&json)?)?,
        false => out.write_all(super::visible::lines(&text).as_bytes())?,
    }
    if args.figures {
        for (name, value) in &figures {
            writeln!(out, "{name} = {value:.1}")?;
        }
    }
    out.flush()?;
    let Some(path) = &args.floors else { return Ok(Status::Done) };
    let name = args.gold[0].file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let below = floors::check(&path.display().to_string(), &read(path)?, &name, &figures)?;
    for b in &below {
        tell(&format!("{name}: {} is {:.1}, floor {:.1}", b.name, b.value, b.floor));
    }
    Ok(if below.is_empty() { Status::Done } else { Status::Some })
}
