//! The rows of a word list, read where they stand.
//!
//! Takes the text of a list in CSV, gives its rows, each cell a piece of the text where that is possible. It is part of
//! the build script, which does without the `csv` crate: `tests/lexicon.rs` sees to it that the lists are of plain form.

use std::borrow::Cow;

/// The most columns that a list has.
const COLUMNS: usize = 8;

/// One row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    cells: [Cow<'a, str>; COLUMNS],
}

impl<'a> Row<'a> {
    /// A row of cells.
    pub(super) fn of(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut row = Row::default();
        row.cells.iter_mut().zip(cells).for_each(|(cell, text)| *cell = Cow::Borrowed(text));
        row
    }

    /// A cell without the white space around it; an empty one where the row ends before it.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    /// The first cell as it stands: what the row is known by.
    pub(super) fn key(&self) -> &str {
        &self.cells[0]
    }

    /// Cuts a line at its commas. Quotation marks around a cell hold commas and doubled marks together.
    fn cut(line: &'a str) -> Self {
        let mut row = Row::default();
        let mut rest = line;
        for cell in &mut row.cells {
            let end = match rest.strip_prefix('"') {
                None => {
                    let end = rest.find(',').unwrap_or(rest.len());
                    *cell = Cow::Borrowed(&rest[..end]);
                    end
                }
                Some(quoted) => {
                    let mut end = 0;
                    while let Some(mark) = quoted[end..].find('"') {
                        end += mark + 1;
                        if !quoted[end..].starts_with('"') {
                            break;
                        }
                        end += 1;
                    }
                    *cell = Cow::Owned(quoted[..end.saturating_sub(1)].replace("\"\"", "\""));
                    end + 1
                }
            };
            match rest[end..].strip_prefix(',') {
                Some(behind) => rest = behind,
                None => break,
            }
        }
        row
    }
}

/// Shows every row of a list but its header.
pub(crate) fn each(text: &str, show: &mut dyn FnMut(Row<'_>)) {
    let lines = text.split('\n').filter(|line| !line.is_empty());
    lines.skip(1).for_each(|line| show(Row::cut(line)));
}
