//! Learns the weights of carrying (`carrying.csv`) from annotated articles.
//!
//! `cargo test --release --lib source::learn -- --ignored` reads the train sets of `../shared/corpus`, asks the questions
//! of every proposal, and fits a logistic regression by Newton's method with a penalty on large weights. It prints how
//! many proposals of articles left out of a fold it judges rightly, and with `WRITE=1` writes the list.
//!
//! A proposal holds where the annotators gave the row the source (or, where there is none, the channel) of the occasion.
//! What hangs on an occasion that they did not annotate with its source is left out.

use super::carried::Proposal;
use super::questions::Question;
use crate::attribution::{Analysis, Attribution};
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Parts into which the articles fall.
const FOLDS: u64 = 5;
/// What large weights cost.
const PENALTY: f64 = 3.0;
/// How much likelier than not an occasion must be: taken from the weight of what is asked of all.
const CAUTION: f64 = 0.1;

/// A proposal with the letters of its row's words and of those of the row that states the occasion.
type Noted = (String, String, Proposal);

thread_local! {
    static LOG: RefCell<Vec<Noted>> = const { RefCell::new(Vec::new()) };
}

/// Notes the proposals of an article, for the test below.
pub fn note(analysis: &Analysis<'_>, attributions: &[Attribution], proposals: Vec<Proposal>) {
    let text = |row: usize| {
        let content = &attributions[row].content;
        let whole = content.first().map_or(0, |r| r.start)..content.last().map_or(0, |r| r.end);
        letters(analysis.document.text_of(whole))
    };
    let noted = proposals.into_iter().map(|p| (text(p.0), p.1.map_or_else(String::new, text), p));
    LOG.with_borrow_mut(|log| log.extend(noted));
}

/// Letters that tell one row's words from another's.
const TELLING: usize = 24;

/// The letters and digits of some words.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What is said of a row: of the annotated words that hold its beginning, or whose beginning it holds.
fn same<'s>(said: &'s [(String, Said)], row: &str) -> Option<&'s Said> {
    let begins = |words: &str| words.char_indices().nth(TELLING).map_or(words.len(), |(end, _)| end);
    let holds = |whole: &str, part: &str| !part.is_empty() && whole.contains(&part[..begins(part)]);
    said.iter().find(|(words, _)| holds(words, row) || holds(row, words)).map(|(_, said)| said)
}

/// A name without case, marks and article.
fn plain(name: &str) -> String {
    let lower: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = lower.split_whitespace().filter(|w| *w != "s").collect();
    words.strip_prefix(&["the"]).unwrap_or(&words).join(" ")
}

/// What the annotators say of a row: its sources as they may be called, and its channel where they gave channels.
struct Said {
    sources: Vec<String>,
    channel: Option<Option<String>>,
}

impl Said {
    fn has(&self, source: &str) -> bool {
        let source = format!(" {} ", plain(source));
        self.sources.iter().any(|s| source.contains(&format!(" {s} ")) || format!(" {s} ").contains(&source))
    }
}

/// One example: the answers, whether it holds, what it weighs, the fold of its article.
struct Example {
    answers: Vec<usize>,
    holds: bool,
    weight: f64,
    fold: u64,
}

/// The words of an annotation and what is said of them.
fn said(article: &Value, resolved: &FxHashMap<(String, String), Value>) -> Vec<(String, Said)> {
    let text: Vec<char> = article["text"].as_str().unwrap_or_default().chars().collect();
    let words = |parts: &Value| {
        let at = |p: &Value, n: usize| p[n].as_u64().unwrap_or(0) as usize;
        let list = parts.as_array().cloned().unwrap_or_default();
        let (Some(first), Some(last)) = (list.first(), list.last()) else { return String::new() };
        letters(&text[at(first, 0)..at(last, 1)].iter().collect::<String>())
    };
    let names = |one: &Value, more: &Value| {
        let all = more.as_array().cloned().unwrap_or_default().into_iter().chain([one.clone()]);
        all.filter_map(|v| v.as_str().map(plain)).filter(|name| !name.is_empty()).collect::<Vec<_>>()
    };
    let records = article["quotations"].as_array().cloned().unwrap_or_default().into_iter().map(|q| {
        let channel = Some(q["channel"].as_str().map(str::to_owned));
        (words(&q["parts"]), Said { sources: names(&q["source"], &q["source_aliases"]), channel })
    });
    let doc = article["doc"].as_str().unwrap_or_default();
    let spans = article["attributions"].as_array().cloned().unwrap_or_default().into_iter().filter_map(|a| {
        let row = resolved.get(&(doc.to_owned(), a["id"].as_str()?.to_owned()))?;
        let sources = names(&row["medium"], &row["medium_aliases"]);
        Some((words(&a["content"]), Said { sources, channel: None }))
    });
    records.chain(spans).collect()
}

fn lines(path: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn examples(articles: &[Value], resolved: &FxHashMap<(String, String), Value>, weight: f64) -> Vec<Example> {
    let mut examples = Vec::new();
    for article in articles {
        let said = said(article, resolved);
        LOG.with_borrow_mut(Vec::clear);
        crate::extract(article["text"].as_str().unwrap_or_default());
        let mut hasher = DefaultHasher::new();
        article["doc"].as_str().hash(&mut hasher);
        let fold = hasher.finish() % FOLDS;
        let noted = LOG.with_borrow_mut(std::mem::take);
        let mut here = Vec::new();
        for (row, from, (_, _, what, answers)) in noted {
            let Some(row) = same(&said, &row) else { continue };
            if same(&said, &from).is_some_and(|from| !what.source.is_empty() && !from.has(&what.source)) {
                continue;
            }
            let channel = || row.channel.as_ref().map(|c| c.as_deref() == what.channel.map(|c| c.as_str()));
            let holds = if what.source.is_empty() { channel() } else { Some(row.has(&what.source)) };
            let answers = answers.given().map(|q| q as usize).collect();
            here.extend(holds.map(|holds| Example { answers, holds, weight, fold }));
        }
        // Long interviews count less a row.
        let share = (6.0 / here.len().max(6) as f64).sqrt();
        here.iter_mut().for_each(|e| e.weight *= share);
        examples.extend(here);
    }
    examples
}

fn probability(weights: &[f64], example: &Example) -> f64 {
    1.0 / (1.0 + (-example.answers.iter().map(|&q| weights[q]).sum::<f64>()).exp())
}

/// Logistic regression by Newton's method.
fn fit<'e>(examples: impl Iterator<Item = &'e Example> + Clone) -> Vec<f64> {
    let n = Question::ALL.len();
    let mut weights = vec![0.0; n];
    for _ in 0..30 {
        let mut system = vec![vec![0.0; n + 1]; n];
        for q in 0..n {
            system[q][q] = PENALTY;
            system[q][n] = PENALTY * weights[q];
        }
        for example in examples.clone() {
            let p = probability(&weights, example);
            for &a in &example.answers {
                system[a][n] += example.weight * (p - f64::from(u8::from(example.holds)));
                for &b in &example.answers {
                    system[a][b] += example.weight * p * (1.0 - p);
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(system)) {
            *weight -= step;
        }
    }
    weights
}

/// Solves a positive definite system by elimination; the last column is the right side.
fn solve(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let n = rows.len();
    for at in 0..n {
        let pivot = rows[at].clone();
        for row in rows.iter_mut().skip(at + 1) {
            let factor = row[at] / pivot[at];
            row.iter_mut().zip(&pivot).for_each(|(x, p)| *x -= factor * p);
        }
    }
    let mut out = vec![0.0; n];
    for at in (0..n).rev() {
        let rest: f64 = (at + 1..n).map(|k| rows[at][k] * out[k]).sum();
        out[at] = (rows[at][n] - rest) / rows[at][at];
    }
    out
}

#[test]
fn a_system_is_solved() {
    let solved = solve(vec![vec![2.0, 1.0, 5.0], vec![1.0, 3.0, 10.0]]);
    assert!((solved[0] - 1.0).abs() < 1e-9 && (solved[1] - 3.0).abs() < 1e-9);
}

#[test]
#[ignore = "reads the corpora for a minute; run to learn anew"]
fn learn() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus/");
    let of = |name: &str| lines(&format!("{corpus}{name}.jsonl"));
    let key = |v: &Value, name: &str| v[name].as_str().unwrap_or_default().to_owned();
    let speakers = of("polnear_train_speakers");
    let resolved: FxHashMap<_, _> = speakers.into_iter().map(|v| ((key(&v, "doc"), key(&v, "id")), v)).collect();
    let docs: rustc_hash::FxHashSet<String> = resolved.keys().map(|k| k.0.clone()).collect();
    let political: Vec<Value> = of("polnear_train").into_iter().filter(|v| docs.contains(&key(v, "doc"))).collect();
    let mut all = examples(&political, &resolved, 1.0);
    for (name, weight) in [("real_train", 2.0), ("wire_train", 3.0), ("agency_train", 3.0)] {
        all.extend(examples(&of(name), &resolved, weight));
    }
    let mut right = 0;
    for fold in 0..FOLDS {
        let weights = fit(all.iter().filter(|e| e.fold != fold));
        let held = all.iter().filter(|e| e.fold == fold);
        right += held.filter(|e| (probability(&weights, e) >= 0.5) == e.holds).count();
    }
    #[expect(clippy::print_stdout, reason = "a program of its own, run by hand")]
    {
        println!("{} proposals, {:.1} % judged rightly", all.len(), 100.0 * right as f64 / all.len().max(1) as f64);
    }
    let mut weights = fit(all.iter());
    weights[Question::Always as usize] -= CAUTION;
    if std::env::var_os("WRITE").is_some() && !all.is_empty() {
        let rows = Question::ALL.iter().zip(&weights).map(|(q, w)| format!("\"{}\",{w:.2}\n", q.name()));
        let list = std::iter::once("question,weight\n".to_owned()).chain(rows).collect::<String>();
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/source/carrying.csv"), list).unwrap();
    }
}
