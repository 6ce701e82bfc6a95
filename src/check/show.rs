//! Differences in words.

use super::{Column, Difference, Outcome, Report};
use std::fmt::{Display, Formatter, Result};

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for outcome in self.outcomes.iter().filter(|o| !o.passed()) {
            write!(f, "{outcome}")?;
        }
        Ok(())
    }
}

impl Display for Outcome {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let path = self.path.display();
        if self.unexpected {
            return writeln!(f, "{path}: no {} beside it ({} rows found)", table_name(self), self.found);
        }
        writeln!(f, "{path}: {} rows expected, {} found", self.expected, self.found)?;
        self.differences.iter().try_for_each(|difference| write!(f, "{difference}"))
    }
}

impl Report {
    /// Precision and recall of rows and columns as a table in plain text.
    pub fn scores_table(&self) -> String {
        let percent = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), |p| format!("{p:.1}"));
        let mut out = format!(
            "{:15} {:>9} {:>6} {:>6} {:>6} {:>8}\n",
            "column", "precision", "recall", "right", "found", "expected"
        );
        for (name, s) in self.scores() {
            let (precision, recall) = (percent(s.precision()), percent(s.recall()));
            out.push_str(&format!(
                "{name:15} {precision:>9} {recall:>6} {:>6} {:>6} {:>8}\n",
                s.right, s.found, s.expected
            ));
        }
        out
    }
}

fn table_name(outcome: &Outcome) -> String {
    let table = outcome.path.with_extension("csv");
    table.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Difference::Missing { row, cells } => {
                writeln!(f, "@@ expected row {row} is missing")?;
                whole(f, '-', cells)
            }
            Difference::Extra { row, cells } => {
                writeln!(f, "@@ row {row} is not expected")?;
                whole(f, '+', cells)
            }
            Difference::Changed { row, label, cells } => {
                writeln!(f, "@@ row {row} differs: {}", shortened(label))?;
                for (column, expected, found) in cells {
                    writeln!(f, "- {}: {expected}", column.name())?;
                    writeln!(f, "+ {}: {found}", column.name())?;
                }
                Ok(())
            }
        }
    }
}

fn whole(f: &mut Formatter<'_>, sign: char, cells: &[(Column, String)]) -> Result {
    for (column, cell) in cells.iter().filter(|(_, cell)| !cell.is_empty()) {
        writeln!(f, "{sign} {}: {cell}", column.name())?;
    }
    Ok(())
}

fn shortened(label: &str) -> String {
    const LONGEST: usize = 60;
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    label.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_reads_like_a_patch() {
        let changed = Difference::Changed {
            row: 2,
            label: "x".repeat(70),
            cells: vec![(Column::Speaker, "Mara".into(), String::new())],
        };
        let text = changed.to_string();
        assert_eq!(text, format!("@@ row 2 differs: {}…\n- speaker: Mara\n+ speaker: \n", "x".repeat(60)));
        let extra = Difference::Extra { row: 1, cells: vec![(Column::N, "1".into()), (Column::Cue, String::new())] };
        assert_eq!(extra.to_string(), "@@ row 1 is not expected\n+ n: 1\n");
    }
}
