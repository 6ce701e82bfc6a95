//! Cross-validation: every article read with weights that were learned from others.
//!
//! Articles are dealt into parts by a hash of their ids, so that an article stays in its part when others come or go.

use crate::confidence::{self, Row};
use crate::corpus::{Article, SETS};
use crate::regression::Settings;
use crate::weights;
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::io::Write;
use std::path::Path;
use whosaid::Quotation;
use whosaid::stages::evaluate::gold::{Gold, read_gold};
use whosaid::stages::evaluate::{Prediction, Predictions, records, spans};
use whosaid::stages::normal::document_key;
use whosaid::stages::teach::{self, Learned, Weights};
use whosaid::writer::{Column, LineFormat, LineWriter};

/// An article's rows, by weights that do not know it.
pub struct Held {
    /// The article's number.
    pub article: usize,
    /// Its part.
    pub part: usize,
    /// The rows, each with what its confidence depends on.
    pub rows: Vec<(Quotation, Vec<(u32, f32)>)>,
}

/// The part that a document is dealt into (FNV-1a); every round deals anew.
pub fn dealt(doc: &str, round: u32, parts: usize) -> usize {
    let bytes = round.to_le_bytes().into_iter().chain(doc.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    ((hash >> 16) % parts as u64) as usize
}

/// Reads every article with weights that were learned from the other parts. Fixtures are always learned from. What was
/// learned is kept in a folder, where one is given, and read from there when it is: a change to the rules is then measured
/// in seconds.
pub fn held_out(articles: &[Article], parts: usize, settings: Settings, kept: Option<&Path>) -> Result<Vec<Held>> {
    let mut groups = None;
    let part_of = |n: usize| articles[n].annotations.as_ref().map(|_| dealt(&articles[n].doc, 0, parts));
    let mut held = Vec::new();
    for part in 0..parts {
        let file = kept.map(|folder| folder.join(format!("without-{part}-of-{parts}.bin")));
        let learned = match file.as_deref().filter(|file| file.exists()) {
            Some(file) => teach::read(&std::fs::read(file)?)
                .map_err(|wrong| anyhow::anyhow!("{}: {wrong}; remove it to learn anew", file.display()))?,
            None => {
                let known: Vec<usize> = (0..articles.len()).filter(|&n| part_of(n) != Some(part)).collect();
                let groups = groups.get_or_insert_with(|| weights::choices(articles));
                let learned = weights::learn(articles, groups, &known, settings);
                if let Some(file) = file {
                    std::fs::write(&file, teach::write(&learned)).with_context(|| file.display().to_string())?;
                }
                learned
            }
        };
        // One table a part is kept until the program ends.
        let weights: &'static Weights = Box::leak(Box::new(Weights::new(&learned)));
        let own: Vec<usize> = (0..articles.len()).filter(|&n| part_of(n) == Some(part)).collect();
        let read = |article: usize| Held { article, part, rows: teach::rows(&articles[article].text, weights) };
        held.par_extend(own.into_par_iter().map(read));
    }
    Ok(held)
}

/// Gives every row a confidence that was learned from the other parts.
pub fn calibrate(articles: &[Article], held: &mut [Held], parts: usize) {
    let judged: Vec<Vec<Row>> = held.iter().map(|h| confidence::rows(&articles[h.article], &h.rows)).collect();
    for part in 0..parts {
        let rows = || held.iter().zip(&judged).filter(|(h, _)| h.part != part).flat_map(|(_, rows)| rows);
        let others: Vec<Row> =
            rows().map(|row| Row { traits: row.traits.clone(), right: row.right, set: row.set }).collect();
        let weights = Weights::new(&Learned::default().with_confidence(confidence::learn(&others)));
        for (row, traits) in held.iter_mut().filter(|h| h.part == part).flat_map(|h| &mut h.rows) {
            let confidence = teach::confidence(traits, &weights).unwrap_or(row.confidence);
            row.confidence = (100.0 * confidence).round() / 100.0;
        }
    }
}

/// Writes the rows of all annotated articles as JSON lines, with the columns that `extract` writes.
pub fn write(articles: &[Article], held: &[Held], path: &Path) -> Result<()> {
    let writer = LineWriter::new(LineFormat::JsonLines, Column::record().to_vec());
    let mut bytes = Vec::new();
    for h in held.iter().filter(|h| articles[h.article].annotations.is_some()) {
        let rows: Vec<Quotation> = h.rows.iter().map(|(row, _)| row.clone()).collect();
        writer.rows(&whosaid::input::Article::new(&articles[h.article].doc, ""), &rows, &mut bytes)?;
    }
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}

/// Prints the figures of every set.
pub fn report(articles: &[Article], held: &[Held], out: &mut impl Write) -> Result<()> {
    let mut predictions = Predictions::new();
    for h in held {
        let doc = &articles[h.article].doc;
        let list = h.rows.iter().map(|(row, _)| Prediction::from_row(doc, row));
        predictions.entry(document_key(doc).to_owned()).or_default().extend(list);
    }
    for (number, set) in SETS.iter().enumerate() {
        let mut gold: Option<Gold> = None;
        for one in articles.iter().filter(|a| a.set == number).filter_map(|a| a.annotations.clone()) {
            match &mut gold {
                None => gold = Some(one),
                Some(gold) => gold.append(set.name, one)?,
            }
        }
        let Some(gold) = gold else { continue };
        figures(set.name, &gold, &predictions, out)?;
        let mine = held.iter().filter(|h| articles[h.article].set == number);
        let rows: Vec<(f64, bool)> = mine
            .flat_map(|h| {
                let article = &articles[h.article];
                let rows = &predictions[document_key(&article.doc)];
                let quotations: Vec<Quotation> = h.rows.iter().map(|(q, _)| q.clone()).collect();
                let judged = confidence::judge(article, &quotations);
                let sure = rows.iter().map(|p| p.confidence.unwrap_or(0.0));
                sure.zip(judged).filter_map(|(sure, right)| Some((sure, right?))).collect::<Vec<_>>()
            })
            .collect();
        writeln!(out, "{}: {}", set.name, fit(&rows))?;
    }
    Ok(())
}

/// How well confidence fits, in words and resolved speaker.
fn fit(rows: &[(f64, bool)]) -> String {
    let mut bands = [(0usize, 0.0, 0usize); 10];
    for &(sure, right) in rows {
        let band = &mut bands[((sure * 10.0 + 1e-9) as usize).min(9)];
        *band = (band.0 + 1, band.1 + sure, band.2 + usize::from(right));
    }
    let error: f64 = bands.iter().map(|b| (b.1 - b.2 as f64).abs()).sum::<f64>() / rows.len().max(1) as f64;
    let sure = bands[9];
    let share = 100.0 * sure.0 as f64 / rows.len().max(1) as f64;
    let right = 100.0 * sure.2 as f64 / sure.0.max(1) as f64;
    format!(
        "{} rows judged; error {:.1}; at 0.9 and above {share:.1} % of the rows, {right:.1} % right",
        rows.len(),
        100.0 * error
    )
}

/// Prints the figures of a file of annotated articles.
pub fn measure(path: &Path, weights: &'static Weights, out: &mut impl Write) -> Result<()> {
    let name = path.display().to_string();
    let gold = read_gold(&name, &std::fs::read_to_string(path).with_context(|| name.clone())?)?;
    let extractor = whosaid::Extractor::with_weights(weights);
    let predictions = whosaid::stages::evaluate::predict(&extractor, &gold);
    let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    figures(&name, &gold, &predictions, out)
}

fn figures(name: &str, gold: &Gold, predictions: &Predictions, out: &mut impl Write) -> Result<()> {
    match gold {
        Gold::Attributions(articles) => {
            let scores = spans::score(articles, predictions, 0, 0);
            for line in scores.table().lines().filter(|l| ["quoted", "reported"].iter().any(|g| l.starts_with(g))) {
                writeln!(out, "{name}: {line}")?;
            }
        }
        Gold::Records(articles) => write!(out, "{name}: {}", records::score(articles, predictions, 0).line())?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_keep_their_part() {
        let parts: Vec<usize> = (0..200).map(|n| dealt(&format!("doc-{n}"), 0, 5)).collect();
        assert!((0..5).all(|part| parts.iter().filter(|p| **p == part).count() > 25));
        assert_eq!(parts[0], dealt("doc-0", 0, 5));
        assert!((0..200).any(|n| dealt(&format!("doc-{n}"), 1, 5) != parts[n]));
    }
}
