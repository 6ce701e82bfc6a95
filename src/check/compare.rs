//! Two tables, row against row.
//!
//! Takes expected and found rows, gives what differs. Rows are paired in order so that the sum of their likeness is
//! greatest; likeness is that of the quotes, or of all cells where the table has no quote. A row without a partner is
//! missing or extra, partners that differ are changed.

use super::Table;
use crate::writer::Column;

/// How unlike two rows may be and still be called the same row, changed.
const LEAST_LIKENESS: f64 = 0.4;

/// Beyond this many pairs rows are taken by position instead of by likeness.
const MOST_PAIRS: usize = 4_000_000;

/// One difference between expected and found rows. Row numbers count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// An expected row that was not found.
    Missing {
        /// Its number in the expected table.
        row: usize,
        /// Its cells.
        cells: Vec<(Column, String)>,
    },
    /// A row that was found and is not expected.
    Extra {
        /// Its number among the rows found.
        row: usize,
        /// Its cells.
        cells: Vec<(Column, String)>,
    },
    /// A row of which some cells differ.
    Changed {
        /// Its number in the expected table.
        row: usize,
        /// What tells the reader which row it is: its quote, or else its first cell.
        label: String,
        /// The cells that differ: column, expected, found.
        cells: Vec<(Column, String, String)>,
    },
}

/// Compares two tables of the same columns.
pub fn compare(expected: &Table, found: &Table) -> Vec<Difference> {
    let columns = &expected.columns;
    let cells = |row: &[String]| columns.iter().copied().zip(row.iter().cloned()).collect::<Vec<_>>();
    let mut differences = Vec::new();
    for pair in pairs(expected, found) {
        match pair {
            (Some(e), Some(f)) => {
                let (was, is) = (&expected.rows[e], &found.rows[f]);
                let cells: Vec<_> = (0..columns.len())
                    .filter(|&c| !same_cell(columns[c], &was[c], &is[c]))
                    .map(|c| (columns[c], was[c].clone(), is[c].clone()))
                    .collect();
                if !cells.is_empty() {
                    let label = columns.iter().position(|c| *c == Column::Quote).unwrap_or(0);
                    differences.push(Difference::Changed { row: e + 1, label: was[label].clone(), cells });
                }
            }
            (Some(e), None) => differences.push(Difference::Missing { row: e + 1, cells: cells(&expected.rows[e]) }),
            (None, Some(f)) => differences.push(Difference::Extra { row: f + 1, cells: cells(&found.rows[f]) }),
            (None, None) => {}
        }
    }
    differences
}

/// `doc` depends on the folder one stands in: only the file's own name is compared.
pub(super) fn same_cell(column: Column, expected: &str, found: &str) -> bool {
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    expected == found || (column == Column::Doc && name(expected) == name(found))
}

fn same_row(columns: &[Column], expected: &[String], found: &[String]) -> bool {
    columns.iter().zip(expected.iter().zip(found)).all(|(c, (e, f))| same_cell(*c, e, f))
}

type Pair = (Option<usize>, Option<usize>);

/// Pairs the rows, in order. Equal rows at both ends are taken off first, so that the usual case costs nothing.
pub(super) fn pairs(expected: &Table, found: &Table) -> Vec<Pair> {
    let (e, f) = (&expected.rows, &found.rows);
    let equal = |i: usize, j: usize| same_row(&expected.columns, &e[i], &f[j]);
    let shorter = e.len().min(f.len());
    let head = (0..shorter).take_while(|&i| equal(i, i)).count();
    let tail = (0..shorter - head).take_while(|&i| equal(e.len() - 1 - i, f.len() - 1 - i)).count();

    let mut all: Vec<Pair> = (0..head).map(|i| (Some(i), Some(i))).collect();
    all.extend(middle(expected, found, head..e.len() - tail, head..f.len() - tail));
    all.extend((0..tail).rev().map(|i| (Some(e.len() - 1 - i), Some(f.len() - 1 - i))));
    all
}

fn middle(
    expected: &Table,
    found: &Table,
    e: std::ops::Range<usize>,
    f: std::ops::Range<usize>,
) -> impl Iterator<Item = Pair> {
    let (rows, columns) = (e.len(), f.len());
    let mut pairs = Vec::new();
    if rows.saturating_mul(columns) > MOST_PAIRS {
        let longer = rows.max(columns);
        pairs.extend((0..longer).map(|i| ((i < rows).then(|| e.start + i), (i < columns).then(|| f.start + i))));
        return pairs.into_iter();
    }
    let quote = expected.columns.iter().position(|c| *c == Column::Quote);
    let mut like = vec![0.0; rows * columns];
    for i in 0..rows {
        for j in 0..columns {
            like[i * columns + j] = likeness(&expected.rows[e.start + i], &found.rows[f.start + j], quote);
        }
    }
    // best[i][j]: the greatest likeness that the first i expected and the first j found rows can have.
    let width = columns + 1;
    let mut best = vec![0.0f64; (rows + 1) * width];
    for i in 1..=rows {
        for j in 1..=columns {
            let apart = best[(i - 1) * width + j].max(best[i * width + j - 1]);
            let alike = like[(i - 1) * columns + j - 1];
            let paired = if alike >= LEAST_LIKENESS { best[(i - 1) * width + j - 1] + alike } else { 0.0 };
            best[i * width + j] = apart.max(paired);
        }
    }
    let (mut i, mut j) = (rows, columns);
    while i > 0 || j > 0 {
        if i > 0 && j > 0 {
            let alike = like[(i - 1) * columns + j - 1];
            if alike >= LEAST_LIKENESS && best[i * width + j] == best[(i - 1) * width + j - 1] + alike {
                pairs.push((Some(e.start + i - 1), Some(f.start + j - 1)));
                (i, j) = (i - 1, j - 1);
                continue;
            }
        }
        if j > 0 && (i == 0 || best[i * width + j] == best[i * width + j - 1]) {
            pairs.push((None, Some(f.start + j - 1)));
            j -= 1;
        } else {
            pairs.push((Some(e.start + i - 1), None));
            i -= 1;
        }
    }
    pairs.reverse();
    pairs.into_iter()
}

/// From 0 (nothing in common) to 1.1; the last tenth is for other cells that agree.
fn likeness(expected: &[String], found: &[String], quote: Option<usize>) -> f64 {
    let same = expected.iter().zip(found).filter(|(e, f)| e == f).count() as f64 / expected.len().max(1) as f64;
    match quote {
        Some(q) => strsim::sorensen_dice(&expected[q], &found[q]) + same / 10.0,
        None => same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 2]]) -> Table {
        Table {
            columns: vec![Column::Quote, Column::Speaker],
            rows: rows.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect(),
        }
    }

    const ROWS: [[&str; 2]; 3] =
        [["the harbour is closed", "Mara"], ["no ferry will sail", "Jon"], ["we shall wait for spring", "Mara"]];

    #[test]
    fn equal_tables_do_not_differ() {
        assert_eq!(compare(&table(&ROWS), &table(&ROWS)), []);
    }

    #[test]
    fn a_missing_row_does_not_shift_the_others() {
        let found = table(&[ROWS[0], ROWS[2]]);
        let differences = compare(&table(&ROWS), &found);
        assert!(matches!(&differences[..], [Difference::Missing { row: 2, .. }]), "{differences:?}");
        let differences = compare(&found, &table(&ROWS));
        assert!(matches!(&differences[..], [Difference::Extra { row: 2, .. }]), "{differences:?}");
    }

    #[test]
    fn a_changed_cell_is_told_as_such() {
        let found = table(&[ROWS[0], ["no ferry will ever sail", "Jon Berg"], ROWS[2]]);
        let differences = compare(&table(&ROWS), &found);
        let [Difference::Changed { row: 2, cells, .. }] = &differences[..] else { panic!("{differences:?}") };
        assert_eq!(cells.iter().map(|c| c.0).collect::<Vec<_>>(), [Column::Quote, Column::Speaker]);
    }

    #[test]
    fn unlike_rows_are_missing_and_extra() {
        let found = table(&[ROWS[0], ["quite different", "Pia"], ROWS[2]]);
        assert_eq!(compare(&table(&ROWS), &found).len(), 2);
    }

    #[test]
    fn of_a_path_only_the_name_counts() {
        let doc = |path: &str| Table { columns: vec![Column::Doc], rows: vec![vec![path.to_owned()]] };
        assert_eq!(compare(&doc("fixtures/a.txt"), &doc("/elsewhere/a.txt")), []);
        assert_eq!(compare(&doc("a.txt"), &doc("b.txt")).len(), 2);
    }
}
