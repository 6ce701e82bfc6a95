//! Precision and recall of each column.
//!
//! Takes expected and found rows with their pairing, counts the cells that are not empty and those that agree. An
//! empty cell says nothing, so that a speaker that is rightly left open does not raise the figure.

use super::compare::{pairs, same_cell};
use super::{Outcome, Table};
use crate::writer::Column;

/// The counts of one column, or of whole rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Cells that the table has.
    pub expected: usize,
    /// Cells that were found.
    pub found: usize,
    /// Cells found as expected, in a row that has its partner.
    pub right: usize,
}

impl Score {
    /// The share of what was found that is right, in %; nothing if nothing was found.
    pub fn precision(&self) -> Option<f64> {
        (self.found > 0).then(|| self.right as f64 * 100.0 / self.found as f64)
    }

    /// The share of what was expected that was found, in %; nothing if nothing was expected.
    pub fn recall(&self) -> Option<f64> {
        (self.expected > 0).then(|| self.right as f64 * 100.0 / self.expected as f64)
    }

    fn add(&mut self, other: &Score) {
        self.expected += other.expected;
        self.found += other.found;
        self.right += other.right;
    }
}

/// The scores of one fixture: first of rows that have a partner, then of each column.
pub(super) fn score(expected: &Table, found: &Table) -> (Score, Vec<Score>) {
    let pairs = pairs(expected, found);
    let partners = pairs.iter().filter(|p| p.0.is_some() && p.1.is_some()).count();
    let rows = Score { expected: expected.rows.len(), found: found.rows.len(), right: partners };
    let filled = |table: &Table, c: usize| table.rows.iter().filter(|row| !row[c].is_empty()).count();
    let columns = expected.columns.iter().enumerate().map(|(c, column)| {
        let right = pairs.iter().filter(|pair| match pair {
            (Some(e), Some(f)) => {
                let (e, f) = (&expected.rows[*e][c], &found.rows[*f][c]);
                !e.is_empty() && same_cell(*column, e, f)
            }
            _ => false,
        });
        Score { expected: filled(expected, c), found: filled(found, c), right: right.count() }
    });
    (rows, columns.collect())
}

/// The scores of all fixtures that have a table, under the names of the columns, `rows` first.
pub(super) fn total(outcomes: &[Outcome]) -> Vec<(&'static str, Score)> {
    let mut rows = Score::default();
    let mut columns: Vec<(Column, Score)> = Vec::new();
    for outcome in outcomes.iter().filter(|o| !o.unexpected) {
        rows.add(&outcome.row_score);
        for (column, score) in outcome.columns.iter().zip(&outcome.column_scores) {
            match columns.iter_mut().find(|(c, _)| c == column) {
                Some((_, sum)) => sum.add(score),
                None => columns.push((*column, *score)),
            }
        }
    }
    columns.sort_by_key(|(column, _)| *column);
    std::iter::once(("rows", rows)).chain(columns.into_iter().map(|(c, score)| (c.name(), score))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_cells_count_on_neither_side() {
        let table = |rows: &[[&str; 2]]| Table {
            columns: vec![Column::Quote, Column::Speaker],
            rows: rows.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect(),
        };
        let expected = table(&[["the ferry is late", "Mara"], ["no tug came at all", ""], ["we wait", "Jon"]]);
        let found = table(&[["the ferry is late", "Mara"], ["no tug came at all", "Jon"]]);
        let (rows, columns) = score(&expected, &found);
        assert_eq!(rows, Score { expected: 3, found: 2, right: 2 });
        assert_eq!(columns, [Score { expected: 3, found: 2, right: 2 }, Score { expected: 2, found: 2, right: 1 }]);
        assert_eq!((columns[1].precision(), columns[1].recall()), (Some(50.0), Some(50.0)));
        assert_eq!(Score::default().precision(), None);
    }
}
