//! Learns the weights of whosaid from annotated articles and from the fixtures.
//!
//! `cargo run --release -p whosaid-train` reads the train sets of `../shared/corpus` (those that are there) and the
//! fixtures, and writes `src/model/weights.bin`: minutes on one core, the same file every time. `--folds 5` learns no weights to keep:
//! it reads every article with weights that were learned from the others, and prints the figures; `--rows FILE` keeps what
//! was read, for the scorers to show what is missed in articles that the weights have not seen.

mod confidence;
mod corpus;
mod fixtures;
mod folds;
mod regression;
mod weights;

use anyhow::{Context, Result};
use clap::Parser;
use corpus::Article;
use regression::Settings;
use std::io::Write;
use std::path::PathBuf;
use whosaid::stages::teach::{self, Learned, Weights};

/// Parts into which the articles fall for learning what the confidence is worth.
const HELD: usize = 4;

/// Learns the weights from the train sets and the fixtures.
#[derive(Debug, Parser)]
struct Args {
    /// Where the annotated articles lie
    #[arg(long, value_name = "FOLDER", default_value = "../shared/corpus")]
    corpus: PathBuf,
    /// Texts with their expected rows
    #[arg(long, value_name = "FOLDER", default_value = "fixtures")]
    fixtures: PathBuf,
    /// The file to write
    #[arg(short, long, value_name = "FILE", default_value = "src/model/weights.bin")]
    output: PathBuf,
    /// Cross-validate in so many parts instead of writing
    #[arg(long, value_name = "N")]
    folds: Option<usize>,
    /// Where the rows of a cross-validation go, as JSON lines
    #[arg(long, value_name = "FILE", requires = "folds")]
    rows: Option<PathBuf>,
    /// Where a cross-validation keeps what each part learned, to read it from there the next time
    #[arg(long, value_name = "FOLDER", requires = "folds")]
    parts: Option<PathBuf>,
    /// How much an annotation of a set counts, in the place of what is usual: real=4
    #[arg(long, value_name = "SET=WEIGHT", value_parser = corpus::weight)]
    weight: Vec<(String, f32)>,
    /// Keep the choices of this file, and learn only what the confidence is worth
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
    /// Annotated articles to measure what was learned on
    #[arg(long, value_name = "FILE")]
    measure: Vec<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let mut out = std::io::stdout().lock();
    let articles = corpus::read(&args.corpus, &args.fixtures, &args.weight, &mut out)?;
    if let Some(parts) = args.folds {
        let parts = parts.max(2);
        let mut held = folds::held_out(&articles, parts, args.settings, args.parts.as_deref())?;
        folds::calibrate(&articles, &mut held, parts);
        if let Some(path) = &args.rows {
            folds::write(&articles, &held, path)?;
        }
        return folds::report(&articles, &held, &mut out);
    }
    let learned = learn(&args, &articles, &mut out)?;
    let bytes = teach::write(&learned);
    std::fs::write(&args.output, &bytes).with_context(|| args.output.display().to_string())?;
    writeln!(out, "{}: {} bytes", args.output.display(), bytes.len())?;
    let weights: &'static Weights = Box::leak(Box::new(Weights::new(&learned)));
    for path in &args.measure {
        folds::measure(path, weights, &mut out)?;
    }
    Ok(())
}

/// Learns the choices, and what the confidence is worth from articles that they were not learned from.
fn learn(args: &Args, articles: &[Article], out: &mut impl Write) -> Result<Learned> {
    let choices = match &args.keep {
        Some(path) => {
            let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
            teach::read(&bytes).map_err(|wrong| anyhow::anyhow!("{}: {wrong}", path.display()))?
        }
        None => {
            let groups = weights::choices(articles);
            let all: Vec<usize> = (0..articles.len()).collect();
            weights::learn(articles, &groups, &all, args.settings)
        }
    };
    let held = folds::held_out(articles, HELD, args.settings, None)?;
    let rows: Vec<confidence::Row> =
        held.iter().flat_map(|h| confidence::rows(&articles[h.article], &h.rows)).collect();
    writeln!(out, "confidence learned from {} rows", rows.len())?;
    Ok(choices.with_confidence(confidence::learn(&rows)))
}
