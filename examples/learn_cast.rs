//! Learns which antecedent is meant, from annotated texts.
//!
//! `cargo run --release --example learn_cast -- OUT.csv FILE...` reads JSON lines (articles with resolved speakers,
//! attributions together with a file of resolutions, coreference of entities) and tables of ambiguous pronouns (GAP), and
//! writes the weights. With `--folds` it shows what is right in five-fold cross-validation by document; `--rows OUT` then
//! writes how every text is read with what was learned from the others, for the scorers.

// What was learned is told on the terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;
use whosaid::Extractor;
use whosaid::Span;
use whosaid::stages::cast::learn::{Answer, Case, Marked, Settings, accuracy, learn};
use whosaid::stages::cast::weights::Weights;

/// How often the texts are read anew with what was learned: what is chosen early changes what is asked later.
const ROUNDS: usize = 4;

/// Parts for cross-validation.
const FOLDS: u64 = 5;

/// What a pronoun of an encyclopedia counts beside one of the news.
const ENCYCLOPEDIA: f32 = 0.5;

/// An annotated text.
struct Text {
    doc: String,
    text: String,
    marked: Vec<Marked>,
    /// Whether all that stands for somebody is annotated.
    whole: bool,
    weight: f32,
}

fn spans(value: &Value) -> Vec<Span> {
    let one = |v: &Value| Some(Span::new(v[0].as_u64()? as usize, v[1].as_u64()? as usize));
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    if list.first().is_some_and(Value::is_u64) {
        one(value).into_iter().collect()
    } else {
        list.iter().filter_map(one).collect()
    }
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

fn hull(spans: &[Span]) -> Option<Span> {
    Some(Span::new(spans.first()?.start, spans.last()?.end))
}

/// Who speaks, by the annotation of records.
fn record(article: &Value) -> Vec<Marked> {
    let marked = |q: &Value| {
        let span = hull(&spans(&q["mention"]))?;
        Some(Marked { span, answer: Answer::Named(q["speaker"].as_str()?.to_owned(), strings(&q["speaker_aliases"])) })
    };
    article["quotations"].as_array().into_iter().flatten().filter_map(marked).collect()
}

/// Who speaks, by attributions and a file of resolutions.
fn resolved(article: &Value, resolutions: &HashMap<(String, String), Value>) -> Vec<Marked> {
    let doc = article["doc"].as_str().unwrap_or_default();
    let marked = |a: &Value| {
        let r = resolutions.get(&(doc.to_owned(), a["id"].to_string()))?;
        if r["doubt"].as_bool() == Some(true) {
            return None;
        }
        let span = hull(&spans(&a["source"]))?;
        Some(Marked { span, answer: Answer::Named(r["speaker"].as_str()?.to_owned(), strings(&r["aliases"])) })
    };
    article["attributions"].as_array().into_iter().flatten().filter_map(marked).collect()
}

/// Chains of mentions.
fn chains(article: &Value) -> Vec<Marked> {
    let mut marked = Vec::new();
    for entity in article["entities"].as_array().into_iter().flatten() {
        let mentions: Vec<(Span, &str)> = entity["mentions"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|m| Some((Span::new(m[0].as_u64()? as usize, m[1].as_u64()? as usize), m[2].as_str()?)))
            .collect();
        let of = |form: &str| mentions.iter().filter(|m| m.1 == form).map(|m| m.0).collect::<Vec<Span>>();
        let (names, descriptions) = (of("name"), of("description"));
        marked.extend(
            mentions.iter().filter(|m| m.1 != "name").map(|(span, _)| Marked {
                span: *span,
                answer: Answer::Mentioned(names.clone(), descriptions.clone()),
            }),
        );
    }
    marked
}

fn gap(table: &str, texts: &mut Vec<Text>) {
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [doc, text, pronoun, at, a, a_at, a_is, b, b_at, b_is, ..] = cells[..] else { continue };
        let span = |name: &str, at: &str| at.parse().map(|at: usize| Span::new(at, at + name.chars().count()));
        let (Ok(place), Ok(a), Ok(b)) = (span(pronoun, at), span(a, a_at), span(b, b_at)) else { continue };
        let is = |cell: &str| cell.eq_ignore_ascii_case("true");
        let (right, wrong) = [(a, is(a_is)), (b, is(b_is))].into_iter().partition::<Vec<_>, _>(|(_, is)| *is);
        let only = |list: Vec<(Span, bool)>| list.into_iter().map(|(span, _)| span).collect();
        let marked = vec![Marked { span: place, answer: Answer::Either(only(right), only(wrong)) }];
        texts.push(Text { doc: doc.to_owned(), text: text.to_owned(), marked, whole: false, weight: ENCYCLOPEDIA });
    }
}

fn read(paths: &[String]) -> Vec<Text> {
    let files: Vec<(bool, String)> = paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
            (Path::new(path).extension().is_some_and(|e| e == "tsv"), text)
        })
        .collect();
    let lines = || files.iter().filter(|(table, _)| !table).flat_map(|(_, text)| text.lines());
    let values: Vec<Value> = lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let resolution = |v: &&Value| v["text"].is_null() && v["speaker"].is_string();
    let key = |v: &Value| (v["doc"].as_str().unwrap_or_default().to_owned(), v["id"].to_string());
    let resolutions: HashMap<(String, String), Value> =
        values.iter().filter(resolution).map(|v| (key(v), v.clone())).collect();
    let mut texts = Vec::new();
    for article in values.iter().filter(|v| v["text"].is_string()) {
        let whole = article["entities"].is_array();
        let marked = match () {
            () if whole => chains(article),
            () if article["quotations"].is_array() => record(article),
            () => resolved(article, &resolutions),
        };
        let (doc, text) = (article["doc"].as_str(), article["text"].as_str());
        if let (Some(doc), Some(text), false) = (doc, text, marked.is_empty()) {
            texts.push(Text { doc: doc.to_owned(), text: text.to_owned(), marked, whole, weight: 1.0 });
        }
    }
    files.iter().filter(|(table, _)| *table).for_each(|(_, table)| gap(table, &mut texts));
    texts
}

/// How it is learned: as usual, or with the strengths that the environment names, to compare them by `--folds`.
fn settings() -> Settings {
    let usual = Settings::default();
    let decay = |name: &str, usual: f32| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(usual);
    Settings { decay: [decay("DECAY_SHARED", usual.decay[0]), decay("DECAY_OWN", usual.decay[1])], ..usual }
}

fn fold(doc: &str) -> u64 {
    doc.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)) % FOLDS
}

fn cases(texts: &[Text], weights: &Weights) -> Vec<(u64, Case)> {
    let extractor = Extractor::default();
    let of = |text: &Text| -> Vec<(u64, Case)> {
        let found = extractor.antecedents(&text.text, &text.marked, text.whole, weights);
        found.into_iter().map(|case| (fold(&text.doc), Case { weight: text.weight, ..case })).collect()
    };
    texts.iter().flat_map(of).collect()
}

fn learned(texts: &[Text], but: Option<u64>) -> Weights {
    let mut weights = Weights::built_in().clone();
    for _ in 0..ROUNDS {
        let all = cases(texts, &weights);
        let kept: Vec<&Case> = all.iter().filter(|(fold, _)| Some(*fold) != but).map(|(_, case)| case).collect();
        weights = learn(&kept, settings());
        if but.is_none() {
            show("learned from all", &accuracy(&kept, &weights));
        }
    }
    weights
}

/// Writes two files of JSON lines, rows (`OUT.rows.jsonl`) and casts (`OUT.cast.jsonl`): every text as it is read with what
/// was learned from the texts of the other folds.
fn predict(texts: &[Text], all: &[(u64, Case)], out: &str) {
    let mut rows = String::new();
    let mut casts = String::new();
    for but in 0..FOLDS {
        let kept: Vec<&Case> = all.iter().filter(|(fold, _)| *fold != but).map(|(_, case)| case).collect();
        let extractor = Extractor::default().with_antecedents(Box::leak(Box::new(learn(&kept, settings()))));
        for text in texts.iter().filter(|text| fold(&text.doc) == but) {
            for row in extractor.extract(&text.text) {
                let mut value = serde_json::to_value(&row).unwrap_or_default();
                value["doc"] = Value::from(text.doc.clone());
                rows.push_str(&format!("{value}\n"));
            }
            let members = serde_json::to_value(extractor.cast(&text.text)).unwrap_or_default();
            casts.push_str(&format!("{}\n", serde_json::json!({"doc": text.doc, "entities": members})));
        }
    }
    for (ending, lines) in [("rows", rows), ("cast", casts)] {
        let path = format!("{out}.{ending}.jsonl");
        std::fs::write(&path, lines).unwrap_or_else(|e| panic!("{path}: {e}"));
    }
}

fn show(what: &str, accuracy: &[(whosaid::stages::cast::weights::Task, usize, usize)]) {
    let shown: Vec<String> = accuracy
        .iter()
        .map(|(task, all, right)| {
            format!("{} {:.1} of {all}", task.name(), 100.0 * *right as f32 / (*all).max(1) as f32)
        })
        .collect();
    println!("{what}: {}", shown.join("; "));
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let folds = arguments.iter().position(|a| a == "--folds").map(|at| arguments.remove(at)).is_some();
    let out = arguments.iter().position(|a| a == "--rows").map(|at| {
        arguments.remove(at);
        arguments.remove(at)
    });
    if arguments.len() < 2 && !folds || arguments.is_empty() {
        eprintln!("usage: learn_cast OUT.csv FILE... | learn_cast --folds FILE...");
        std::process::exit(2);
    }
    if folds {
        let texts = read(&arguments);
        let all = cases(&texts, Weights::built_in());
        let mut sums: Vec<(whosaid::stages::cast::weights::Task, usize, usize)> = Vec::new();
        for but in 0..FOLDS {
            let kept: Vec<&Case> = all.iter().filter(|(fold, _)| *fold != but).map(|(_, case)| case).collect();
            let held: Vec<&Case> = all.iter().filter(|(fold, _)| *fold == but).map(|(_, case)| case).collect();
            let found = accuracy(&held, &learn(&kept, settings()));
            match sums.is_empty() {
                true => sums = found,
                false => sums.iter_mut().zip(found).for_each(|(sum, (_, all, right))| {
                    sum.1 += all;
                    sum.2 += right;
                }),
            }
        }
        show("held out", &sums);
        if let Some(out) = out {
            predict(&texts, &all, &out);
        }
        return;
    }
    let texts = read(&arguments[1..]);
    let weights = learned(&texts, None);
    std::fs::write(&arguments[0], weights.write()).unwrap_or_else(|e| panic!("{}: {e}", arguments[0]));
}
