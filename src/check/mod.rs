//! Fixtures against what the extractor gives.
//!
//! Takes texts (`NAME.txt`) with expected rows (`NAME.csv`) and an extractor, gives the differences row by row. The
//! expected table's header may be any subset of the columns: only these are compared. It does not print.

mod compare;
mod forms;
#[cfg(feature = "report")]
mod page;
mod score;
mod show;

pub use compare::{Difference, compare};
pub use score::Score;

use crate::error::{Error, Result};
use crate::input::{self, Article};
use crate::neutralised::restore;
use crate::record::Quotation;
use crate::writer::{Column, LineEnd, LineFormat, LineWriter, NEUTRALISED, one_line, parse_columns, unknown_column};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// The columns of a table that is blessed for the first time: what a reader can judge, without offsets.
const NEW_TABLE: &str = "n,speaker,source,quote,kind,cue,role,speaker_type,speaker_mention,speaker_basis,source_mention,\
     source_basis,channel,verbatim,flags,rule";

/// Rows as text, under the columns of the expected table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns that are compared.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The rows of an article under these columns.
    pub fn of(columns: &[Column], article: &Article, quotations: &[Quotation]) -> Table {
        let mut scratch = String::new();
        let row = |q| columns.iter().map(|c| one_line(c.cell(article, q, &mut scratch)).into_owned()).collect();
        Table { columns: columns.to_vec(), rows: quotations.iter().map(row).collect() }
    }

    /// The table with those of its columns that are among the wanted ones.
    fn only(self, wanted: &[Column]) -> Table {
        let kept: Vec<usize> = (0..self.columns.len()).filter(|&c| wanted.contains(&self.columns[c])).collect();
        Table {
            columns: kept.iter().map(|&c| self.columns[c]).collect(),
            rows: self.rows.iter().map(|row| kept.iter().map(|&c| row[c].clone()).collect()).collect(),
        }
    }

    /// Reads a table of expected rows; a byte order mark is tolerated.
    pub fn read(path: &Path) -> Result<Table> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|e| Error::io(&name, e))?;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let mut reader = csv::Reader::from_reader(bytes);
        let misread = |e: csv::Error| Error::input(&name, e.to_string());
        let header = reader.headers().map_err(misread)?.clone();
        // A table that was written for a spreadsheet tells which cells it marked.
        let marked = header.iter().position(|h| h == NEUTRALISED);
        let kept: Vec<usize> = (0..header.len()).filter(|i| Some(*i) != marked).collect();
        let columns = kept
            .iter()
            .map(|&i| {
                Column::from_name(&header[i]).ok_or_else(|| Error::input(&name, unknown_column(&header[i]).to_string()))
            })
            .collect::<Result<Vec<_>>>()?;
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(misread)?;
            let marks = marked.map_or("", |i| &record[i]);
            rows.push(kept.iter().map(|&i| one_line(restore(&header[i], &record[i], marks)).into_owned()).collect());
        }
        Ok(Table { columns, rows })
    }
}

/// One fixture and what became of it.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The text's path.
    pub path: PathBuf,
    /// The number of rows that the table expects.
    pub expected: usize,
    /// The number of rows found.
    pub found: usize,
    /// The columns compared.
    pub columns: Vec<Column>,
    /// What differs; empty if nothing does.
    pub differences: Vec<Difference>,
    /// Whether there is no table of expected rows yet.
    pub unexpected: bool,
    /// Rows that have a partner.
    pub row_score: Score,
    /// The score of each of the columns.
    pub column_scores: Vec<Score>,
}

impl Outcome {
    /// Whether the rows are those expected.
    pub fn passed(&self) -> bool {
        self.differences.is_empty() && !self.unexpected
    }
}

/// The outcomes of all fixtures, in the order of their paths. Displays as the differences in words.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// One for each text.
    pub outcomes: Vec<Outcome>,
}

impl Report {
    /// The number of fixtures with differences.
    pub fn failed(&self) -> usize {
        self.outcomes.iter().filter(|o| !o.passed()).count()
    }

    /// Precision and recall over all fixtures: of rows first, then of each column that any table has.
    pub fn scores(&self) -> Vec<(&'static str, Score)> {
        score::total(&self.outcomes)
    }
}

/// Compares every `NAME.txt` below the paths with its `NAME.csv`.
///
/// Fails if a path cannot be read, a table is damaged, or there is no fixture at all.
pub fn check<F>(paths: &[PathBuf], extract: F) -> Result<Report>
where
    F: Fn(&str) -> Vec<Quotation> + Sync,
{
    compared(paths, None, extract)
}

/// As [`check`], but only these columns count; each must be in one of the tables at least.
pub fn check_columns<F>(paths: &[PathBuf], columns: &[Column], extract: F) -> Result<Report>
where
    F: Fn(&str) -> Vec<Quotation> + Sync,
{
    let report = compared(paths, Some(columns), extract)?;
    let absent = |c: &&Column| !report.outcomes.iter().any(|o| o.columns.contains(c));
    match columns.iter().find(absent) {
        Some(column) => Err(Error::input(column.name(), "no table of expected rows has this column")),
        None => Ok(report),
    }
}

fn compared<F>(paths: &[PathBuf], wanted: Option<&[Column]>, extract: F) -> Result<Report>
where
    F: Fn(&str) -> Vec<Quotation> + Sync,
{
    let outcomes = fixtures(paths)?.into_par_iter().map(|path| one(path, wanted, &extract)).collect::<Result<_>>()?;
    Ok(Report { outcomes })
}

/// Rewrites the table of every fixture that differs; a table that is there keeps its columns. Gives the tables
/// written.
pub fn bless<F>(paths: &[PathBuf], extract: F) -> Result<Vec<PathBuf>>
where
    F: Fn(&str) -> Vec<Quotation> + Sync,
{
    let report = check(paths, &extract)?;
    let mut written = Vec::new();
    for outcome in report.outcomes.into_iter().filter(|o| !o.passed()) {
        let article = input::read_text(&outcome.path, &Default::default())?;
        let mut writer = LineWriter::new(LineFormat::Csv, outcome.columns);
        writer.line_end = LineEnd::Lf;
        let mut bytes = Vec::new();
        writer.header(&mut bytes)?;
        writer.rows(&article, &extract(&article.text), &mut bytes)?;
        let table = outcome.path.with_extension("csv");
        std::fs::write(&table, bytes).map_err(|e| Error::io(table.display().to_string(), e))?;
        written.push(table);
    }
    Ok(written)
}

fn one<F: Fn(&str) -> Vec<Quotation>>(path: PathBuf, wanted: Option<&[Column]>, extract: &F) -> Result<Outcome> {
    let article = input::read_text(&path, &Default::default())?;
    let table = path.with_extension("csv");
    let unexpected = !table.exists();
    let mut expected =
        if unexpected { Table { columns: parse_columns(NEW_TABLE)?, rows: Vec::new() } } else { Table::read(&table)? };
    if let Some(wanted) = wanted {
        expected = expected.only(wanted);
    }
    let found = Table::of(&expected.columns, &article, &extract(&article.text));
    let (row_score, column_scores) = score::score(&expected, &found);
    Ok(Outcome {
        path,
        row_score,
        column_scores,
        expected: expected.rows.len(),
        found: found.rows.len(),
        differences: if unexpected { Vec::new() } else { compare(&expected, &found) },
        columns: expected.columns,
        unexpected,
    })
}

fn fixtures(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut texts = Vec::new();
    for path in paths {
        let given: Vec<String> = vec![path.display().to_string()];
        let mut found = Vec::new();
        for file in input::find(&given, &input::Passed::default()) {
            match file? {
                input::Found::File(text) if input::Form::of(&text) == input::Form::Text => found.push(text),
                _ => {}
            }
        }
        if found.is_empty() {
            return Err(Error::input(&given[0], "no fixtures here (looked for NAME.txt with NAME.csv beside it)"));
        }
        texts.append(&mut found);
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::sample;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        folder
    }

    #[test]
    fn only_the_columns_of_the_table_are_compared() {
        let folder = folder(&[("a.txt", "x"), ("a.csv", "\u{FEFF}cue,speaker\ntold,Mara Lindqvist\n")]);
        let report = check(&[folder.path().to_owned()], |_| vec![sample::full_row()]).unwrap();
        assert_eq!((report.outcomes.len(), report.failed()), (1, 0));
        let report = check(&[folder.path().to_owned()], |_| vec![]).unwrap();
        assert_eq!(report.failed(), 1);
    }

    #[test]
    fn columns_can_be_left_aside() {
        let folder = folder(&[("a.txt", "x"), ("a.csv", "cue,speaker\nyelled,Mara Lindqvist\n")]);
        let paths = [folder.path().to_owned()];
        let extract = |_: &str| vec![sample::full_row()];
        assert_eq!(check(&paths, extract).unwrap().failed(), 1);
        assert_eq!(check_columns(&paths, &[Column::Speaker], extract).unwrap().failed(), 0);
        assert!(check_columns(&paths, &[Column::Quote], extract).unwrap_err().to_string().starts_with("quote: "));
    }

    #[test]
    fn a_text_without_table_does_not_pass_and_can_be_blessed() {
        let folder = folder(&[("a.txt", "x")]);
        let paths = [folder.path().to_owned()];
        let extract = |_: &str| vec![sample::full_row(), sample::bare_row()];
        assert_eq!(check(&paths, extract).unwrap().failed(), 1);
        assert_eq!(bless(&paths, extract).unwrap(), [folder.path().join("a.csv")]);
        assert_eq!(check(&paths, extract).unwrap().failed(), 0);
        assert_eq!(bless(&paths, extract).unwrap(), [] as [PathBuf; 0]);
    }

    #[test]
    fn blessing_keeps_the_columns_of_the_table() {
        let folder = folder(&[("a.txt", "x"), ("a.csv", "quote,n\nold,1\n")]);
        bless(&[folder.path().to_owned()], |_| vec![sample::bare_row()]).unwrap();
        assert_eq!(std::fs::read_to_string(folder.path().join("a.csv")).unwrap(), "quote,n\n=5% more,2\n");
    }

    #[test]
    fn damaged_tables_and_empty_folders_are_errors() {
        let wrong = folder(&[("a.txt", "x"), ("a.csv", "speeker\nx\n")]);
        let message = check(&[wrong.path().to_owned()], |_| vec![]).unwrap_err().to_string();
        assert!(message.contains("unknown column \"speeker\""), "{message}");
        let uneven = folder(&[("a.txt", "x"), ("a.csv", "n,cue\n1\n")]);
        assert!(check(&[uneven.path().to_owned()], |_| vec![]).is_err());
        assert!(check(&[folder(&[]).path().to_owned()], |_| vec![]).is_err());
    }
}
