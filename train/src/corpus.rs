//! The sets of annotated articles, and what an annotation of each counts.
//!
//! Takes the folder of the corpora, gives [`Article`]s in a fixed order. What is not there is left out, and said.

use crate::fixtures;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use whosaid::Span;
use whosaid::stages::evaluate::Offsets;
use whosaid::stages::evaluate::gold::{Annotated, Gold as Annotations, Recorded, read_gold};
use whosaid::stages::normal::normal;
use whosaid::stages::teach::{self, Gold, Silence};

/// A set of articles.
#[derive(Clone, Copy, Debug)]
pub struct Set {
    /// Its name; the articles are in `NAME_train.jsonl`.
    pub name: &'static str,
    /// What one of its annotations counts. Whole records are few and nearest to what the tool is for: each counts for
    /// several of PolNeAR's attributions.
    weight: f32,
    /// What all of its rows together count for the confidence.
    pub worth: f32,
}

/// The sets, by name. Chosen by cross-validation (see CONTRIBUTING.md).
pub const SETS: [Set; 6] = [
    Set { name: "polnear", weight: 1.3, worth: 1.0 },
    Set { name: "real", weight: 6.0, worth: 1.0 },
    Set { name: "agency", weight: 10.0, worth: 0.3 },
    Set { name: "wire", weight: 6.0, worth: 0.3 },
    Set { name: "world", weight: 4.0, worth: 0.3 },
    // Fixtures are short, and each shows something that is easily missed.
    Set { name: "fixtures", weight: 4.0, worth: 0.0 },
];

/// An attribution whose cue has no word of saying and whose words hold no marks is a belief, a plan or a finding, and
/// counts less.
const LESS: f32 = 0.4;

/// An annotated article.
pub struct Article {
    /// The set, as a number in [`SETS`].
    pub set: usize,
    /// Its id.
    pub doc: String,
    /// What it teaches that a cue has no annotation.
    pub silence: Silence,
    /// Its text.
    pub text: String,
    /// What it teaches the choices.
    pub golds: Vec<Gold>,
    /// Who said which words, for the confidence.
    pub answers: Vec<Answer>,
    /// Which rows can be judged by the answers.
    pub judged: Judged,
    /// The annotations as they are, for measuring.
    pub annotations: Option<Annotations>,
}

/// Which rows of an article can be judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Judged {
    /// None: nobody has said who the speakers are.
    None,
    /// Those with words in marks.
    Quoted,
    /// All.
    All,
}

/// Who said which words.
pub struct Answer {
    /// The words, as code points.
    pub parts: Vec<Offsets>,
    /// The accepted names, in normal form; `None` where nobody has said it.
    pub names: Option<Vec<String>>,
}

/// Reads `SET=WEIGHT`.
pub fn weight(text: &str) -> Result<(String, f32), String> {
    let known = || SETS.map(|set| set.name).join(", ");
    let (name, value) =
        text.split_once('=').ok_or_else(|| format!("{text}: write SET=WEIGHT, SET one of {}", known()))?;
    if !SETS.iter().any(|set| set.name == name) {
        return Err(format!("{name}: no such set; there are {}", known()));
    }
    let value = value.parse().map_err(|e| format!("{value}: {e}"))?;
    Ok((name.to_owned(), value))
}

/// Reads all sets.
pub fn read(
    folder: &Path,
    fixture_folder: &Path,
    weights: &[(String, f32)],
    out: &mut impl Write,
) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for (number, set) in SETS.iter().enumerate() {
        let weight = weights.iter().rev().find(|(name, _)| name == set.name).map_or(set.weight, |(_, weight)| *weight);
        let before = articles.len();
        if set.name == "fixtures" {
            articles.extend(fixtures::read(fixture_folder, number, weight)?);
        } else {
            let path = folder.join(format!("{}_train.jsonl", set.name));
            // The invented articles are part of the repository.
            let benchmark = |name: String| fixture_folder.join("benchmark").join(name);
            let own = [benchmark(format!("{}_train.jsonl", set.name)), benchmark(format!("{}.jsonl", set.name))];
            let Some(path) = std::iter::once(path.clone()).chain(own).find(|path| path.exists()) else {
                writeln!(out, "left out: {} (no such file)", path.display())?;
                continue;
            };
            let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let speakers = resolved(&folder.join(format!("{}_train_speakers.jsonl", set.name)))?;
            match read_gold(&path.display().to_string(), &text)? {
                Annotations::Attributions(list) => {
                    articles.extend(list.into_iter().map(|a| attributed(a, number, weight, &speakers)));
                }
                Annotations::Records(list) => articles.extend(list.into_iter().map(|a| recorded(a, number, weight))),
            }
        }
        let count = articles[before..].iter().map(|a: &Article| a.golds.len()).sum::<usize>();
        writeln!(out, "{}: {} texts, {count} annotations, each counts {weight}", set.name, articles.len() - before)?;
    }
    Ok(articles)
}

/// Who one attribution's speaker really is.
#[derive(Deserialize)]
struct Resolved {
    doc: String,
    id: String,
    speaker: Option<String>,
    aliases: Option<Vec<String>>,
    set: Option<u32>,
    #[serde(default)]
    doubt: bool,
}

type Speakers = HashMap<(String, String), Resolved>;

fn resolved(path: &Path) -> Result<Speakers> {
    let Ok(text) = std::fs::read_to_string(path) else { return Ok(Speakers::new()) };
    let parse = |(n, line): (usize, &str)| -> Result<_> {
        let one: Resolved = serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), n + 1))?;
        Ok(((one.doc.clone(), one.id.clone()), one))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(parse).collect()
}

/// The byte where every code point of a text starts, and its end.
pub fn starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn spans(offsets: &[Offsets], starts: &[usize]) -> Vec<Span> {
    let byte = |at: i64| starts.get(at.max(0) as usize).or(starts.last()).copied().unwrap_or(0);
    offsets.iter().map(|&(start, end)| Span::new(byte(start), byte(end.max(start)))).collect()
}

fn attributed(article: Annotated, set: usize, weight: f32, speakers: &Speakers) -> Article {
    let starts = starts(&article.text);
    let text = &article.text;
    let mut judged = Judged::None;
    let mut golds = Vec::new();
    let mut answers = Vec::new();
    for a in &article.attributions {
        let (cue, content) = (spans(&a.cue, &starts), spans(&a.content, &starts));
        let said = cue.iter().any(|s| teach::says(&text[s.start..s.end]));
        let marked = content.iter().any(|s| text[s.start..s.end].contains(['"', '\u{201c}', '\u{201d}']));
        let counts = weight * if said || marked { 1.0 } else { LESS };
        golds.push(Gold { source: spans(&a.source, &starts), cue, content, weight: counts });
        let known = speakers.get(&(article.doc.clone(), a.id.clone()));
        match known.map(|known| known.set) {
            Some(Some(2)) => judged = Judged::All,
            Some(_) if judged == Judged::None => judged = Judged::Quoted,
            _ => {}
        }
        let names =
            known.filter(|known| !known.doubt).map(|known| names(known.speaker.as_deref(), known.aliases.as_deref()));
        answers.push(Answer { parts: a.content.clone(), names });
    }
    Article {
        set,
        doc: article.doc.clone(),
        silence: Silence::Nothing(weight),
        text: article.text.clone(),
        golds,
        answers,
        judged,
        annotations: Some(Annotations::Attributions(vec![article])),
    }
}

fn recorded(article: Recorded, set: usize, weight: f32) -> Article {
    let starts = starts(&article.text);
    let own = || article.quotations.iter().filter(|q| !q.flags.iter().flatten().any(|flag| flag == "nested"));
    let golds = own().map(|q| Gold {
        source: spans(q.mention.as_slice(), &starts),
        cue: spans(q.cue.as_slice(), &starts),
        content: spans(&q.parts, &starts),
        weight,
    });
    let answers = own().map(|q| Answer {
        parts: q.parts.clone(),
        names: Some(names(q.speaker.as_deref(), q.speaker_aliases.as_deref())),
    });
    Article {
        set,
        doc: article.doc.clone(),
        silence: Silence::Nothing(weight),
        text: article.text.clone(),
        golds: golds.collect(),
        answers: answers.collect(),
        judged: Judged::All,
        annotations: Some(Annotations::Records(vec![article])),
    }
}

fn names(speaker: Option<&str>, aliases: Option<&[String]>) -> Vec<String> {
    let aliases = aliases.unwrap_or_default().iter().map(String::as_str);
    std::iter::once(speaker.unwrap_or("")).chain(aliases).map(normal).collect()
}
