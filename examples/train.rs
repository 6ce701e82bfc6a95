//! Learns the weights from annotated articles.
//!
//! `cargo run --release --example train -- OUT.bin ARTICLES.jsonl...` reads JSON lines of either annotation form
//! (attributions with source, cue and content; quotations with parts, mention and cue) and writes the weights file.
//! A folder in the place of a file is one of fixtures (NAME.txt with its rows in NAME.csv).
//! With `--keep WEIGHTS.bin` the choices stay as they are in that file, and only what the confidence is worth is learned.

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use whosaid::attribution::calibration::{self, Reading};
use whosaid::attribution::{Analysis, decode};
use whosaid::check::check;
use whosaid::document::Document;
use whosaid::lexicon::Lexicon;
use whosaid::model::features::mix;
use whosaid::model::learn::{Gold, accept_groups, groups, outcomes};
use whosaid::model::train::{Group, Settings, accuracy, learn};
use whosaid::model::{Learned, Weights};
use whosaid::span::Span;
use whosaid::{Extractor, Quotation};

/// Verbs and nouns of saying: an attribution whose cue has none of them and whose words hold no marks is a belief, a
/// plan or a finding, and counts less.
const LESS: f32 = 0.4;

/// Whole-record annotations are few and nearest to what the tool is for: each counts for several.
const AGENCY: f32 = 5.0;

/// What a row of a fixture counts: fixtures are short, and each shows something that is easily missed.
const FIXTURE: f32 = 3.0;

/// Parts into which the articles fall for learning which candidates hold.
const FOLDS: usize = 3;

/// How often the articles are dealt into such parts: what is learned then hangs less on who is dealt where.
const ROUNDS: u32 = 3;

/// Parts into which the articles fall for learning what the confidence is worth: each part is read with weights that
/// were learned from the others.
const HELD: usize = 4;

fn spans(value: &Value, starts: &[usize]) -> Vec<Span> {
    let point = |v: &Value| starts.get(v.as_u64().unwrap_or(0) as usize).copied().unwrap_or(0);
    value.as_array().map_or(Vec::new(), |list| {
        if list.first().is_some_and(Value::is_u64) {
            return vec![Span::new(point(&list[0]), point(&list[1]))];
        }
        list.iter().map(|p| Span::new(point(&p[0]), point(&p[1]))).collect()
    })
}

/// The byte where every code point of a text starts, and its end.
fn starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn golds(article: &Value, text: &str, lexicon: &Lexicon) -> Vec<Gold> {
    let starts = starts(text);
    let list = |name: &str| article[name].as_array().cloned().unwrap_or_default();
    let mut golds = Vec::new();
    for a in list("attributions") {
        let (cue, content) = (spans(&a["cue"], &starts), spans(&a["content"], &starts));
        let said = cue.iter().flat_map(|s| text[s.start..s.end].split(|c: char| !c.is_alphabetic())).any(|w| {
            lexicon.word(&w.to_lowercase()).class.any(whosaid::lexicon::WordClass::CUE)
                || w.eq_ignore_ascii_case("according")
        });
        let marked = content.iter().any(|s| text[s.start..s.end].contains(['"', '\u{201c}', '\u{201d}']));
        let weight = if said || marked { 1.0 } else { LESS };
        golds.push(Gold { source: spans(&a["source"], &starts), cue, content, weight });
    }
    for q in list("quotations") {
        golds.push(Gold {
            source: spans(&q["mention"], &starts),
            cue: spans(&q["cue"], &starts),
            content: spans(&q["parts"], &starts),
            weight: AGENCY,
        });
    }
    golds
}

/// Writes the rows that the weights give for the articles of a JSON-lines file.
fn predict(extractor: &Extractor, articles: &str, out: &str) -> anyhow::Result<()> {
    let mut rows = String::new();
    for line in std::fs::read_to_string(articles)?.lines() {
        let article: Value = serde_json::from_str(line)?;
        for row in extractor.extract(article["text"].as_str().unwrap_or("")) {
            let mut value = serde_json::to_value(row)?;
            value["doc"] = article["doc"].clone();
            rows.push_str(&value.to_string());
            rows.push('\n');
        }
    }
    std::fs::write(out, rows)?;
    Ok(())
}

/// An annotated article.
struct Article {
    text: String,
    golds: Vec<Gold>,
}

/// The fixtures below a folder whose rows the program gives as they are expected: where they stand is known from it.
fn fixtures(folder: &Path) -> anyhow::Result<Vec<Article>> {
    let extractor = Extractor::default();
    let report = check(&[folder.to_owned()], |text| extractor.extract(text))?;
    let mut articles = Vec::new();
    for outcome in report.outcomes.iter().filter(|outcome| outcome.passed()) {
        let text = std::fs::read_to_string(&outcome.path)?;
        let starts = starts(&text);
        let span = |span: Span| Span::new(starts[span.start], starts[span.end]);
        let gold = |row: &Quotation| Gold {
            source: row.speaker_span.map(span).into_iter().collect(),
            cue: row.cue_span.map(span).into_iter().collect(),
            content: row.quote_spans.iter().copied().map(span).collect(),
            // Whose words they are is not said there: the candidate may have a mention that speaks for nobody.
            weight: if row.speaker_span.is_none() && row.cue_span.is_some() { 0.0 } else { FIXTURE },
        };
        let golds = extractor.extract(&text).iter().map(gold).collect();
        articles.push(Article { text, golds });
    }
    Ok(articles)
}

/// Calls `use_it` with the analysis of an article.
fn analysed(article: &Article, lexicon: &Lexicon, use_it: impl FnOnce(&Analysis<'_>)) {
    let document = Document::new(&article.text, lexicon);
    let mentions = whosaid::mention::mentions(&document, lexicon);
    let cues = whosaid::cue::cues(&document, lexicon);
    use_it(&Analysis::new(&document, lexicon, &mentions, &cues));
}

/// The groups of the four choices, for the articles that `choose` takes.
fn choices(articles: &[&Article], lexicon: &Lexicon, choose: impl Fn(usize) -> bool) -> Vec<Group> {
    let mut all = Vec::new();
    for (_, article) in articles.iter().enumerate().filter(|(n, _)| choose(*n)) {
        analysed(article, lexicon, |analysis| groups(analysis, &article.golds, &mut all));
    }
    all
}

/// Learns the choices and, from articles that each choice was not learned from, whether a candidate holds.
fn learn_all(
    articles: &[&Article],
    lexicon: &Lexicon,
    settings: Settings,
    out: &mut impl Write,
) -> anyhow::Result<Learned> {
    let mut holds = Vec::new();
    for round in 0..ROUNDS {
        // Every round deals the articles anew.
        let fold_of = |n: usize| mix(n as u32, round) as usize % FOLDS;
        for fold in 0..FOLDS {
            let weights = Weights::new(&learn(&choices(articles, lexicon, |n| fold_of(n) != fold), settings));
            for (_, article) in articles.iter().enumerate().filter(|(n, _)| fold_of(*n) == fold) {
                analysed(article, lexicon, |analysis| accept_groups(analysis, &article.golds, &weights, &mut holds));
            }
        }
    }
    for group in &mut holds {
        group.weight /= ROUNDS as f32;
    }
    let mut all = choices(articles, lexicon, |_| true);
    writeln!(out, "{} articles, {} groups of choices, {} of candidates", articles.len(), all.len(), holds.len())?;
    all.extend(holds);
    let weights = learn(&all, settings);
    writeln!(out, "right on what was learned from: {:.1} %", 100.0 * accuracy(&all, &weights))?;
    Ok(weights)
}

/// Reads every article with weights that were not learned from it, and tells which rows are right.
fn readings(
    articles: &[&Article],
    lexicon: &Lexicon,
    settings: Settings,
    out: &mut impl Write,
) -> anyhow::Result<Vec<(Reading, bool)>> {
    let mut readings = Vec::new();
    for part in 0..HELD {
        let known: Vec<&Article> =
            articles.iter().enumerate().filter(|(n, _)| n % HELD != part).map(|(_, article)| *article).collect();
        let trial = Weights::new(&learn_all(&known, lexicon, settings, out)?);
        for article in articles.iter().skip(part).step_by(HELD) {
            analysed(article, lexicon, |analysis| {
                let rows = decode::uncalibrated(analysis, &trial);
                let right = outcomes(analysis, &article.golds, &rows).into_iter().map(|outcome| outcome.right);
                readings.extend(rows.iter().map(|row| Reading::of(analysis, row)).zip(right));
            });
        }
    }
    Ok(readings)
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: train OUT.bin ARTICLES.jsonl... [--keep WEIGHTS.bin] [--predict ARTICLES.jsonl ROWS.jsonl]...";
    let out = arguments.next().ok_or_else(|| anyhow::anyhow!(usage))?;
    let lexicon = Lexicon::built_in();
    let mut articles = Vec::new();
    let mut predictions = Vec::new();
    let mut kept = None;
    let mut stdout = std::io::stdout();
    while let Some(path) = arguments.next() {
        if path == "--predict" {
            let (Some(articles), Some(rows)) = (arguments.next(), arguments.next()) else { anyhow::bail!(usage) };
            predictions.push((articles, rows));
            continue;
        }
        if path == "--keep" {
            let Some(path) = arguments.next() else { anyhow::bail!(usage) };
            let Some(weights) = Learned::read(&std::fs::read(&path)?) else { anyhow::bail!("{path}: no weights") };
            kept = Some(weights);
            continue;
        }
        if Path::new(&path).is_dir() {
            articles.extend(fixtures(Path::new(&path))?);
            continue;
        }
        for line in std::fs::read_to_string(&path)?.lines() {
            let value: Value = serde_json::from_str(line)?;
            let text = value["text"].as_str().unwrap_or("").to_owned();
            articles.push(Article { golds: golds(&value, &text, lexicon), text });
        }
    }
    let settings = Settings::default();
    let articles: Vec<&Article> = articles.iter().collect();
    let readings = readings(&articles, lexicon, settings, &mut stdout)?;
    let weights = match kept {
        Some(weights) => weights,
        None => learn_all(&articles, lexicon, settings, &mut stdout)?,
    };
    let weights = weights.with_confidence(calibration::learn(&readings));
    writeln!(stdout, "confidence learned from {} rows", readings.len())?;
    let bytes = weights.write();
    let weights: &'static Weights = Box::leak(Box::new(Weights::new(&weights)));
    writeln!(stdout, "{} bytes", bytes.len())?;
    std::fs::write(out, bytes)?;
    let extractor = Extractor::with_weights(weights);
    for (articles, rows) in predictions {
        predict(&extractor, &articles, &rows)?;
    }
    Ok(())
}
