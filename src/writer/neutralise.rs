//! Cells that a spreadsheet would take for a formula.
//!
//! Takes the text of a cell, gives it with a mark in front if a spreadsheet might calculate it, and gives it back
//! without. Which cells were marked is kept in a column of its own, so that nothing is lost: a quotation that begins
//! with `=` or with its own apostrophe comes back byte for byte. Numbers and offsets are never touched.

use super::Column;
use crate::neutralised::would_calculate;
use std::borrow::Cow;

/// What stands in front of a cell that would be a formula.
///
/// ```
/// use whosaid::writer::{Column, Neutralise};
/// assert_eq!(Neutralise::Apostrophe.apply(Column::Quote, "=5% more"), "'=5% more");
/// assert_eq!(Neutralise::Apostrophe.apply(Column::Quote, "We sail"), "We sail");
/// assert_eq!(Neutralise::Off.apply(Column::Quote, "=5% more"), "=5% more");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Neutralise {
    /// Nothing: cells are left as they are.
    #[default]
    Off,
    /// An apostrophe, which spreadsheets take for "this is text".
    Apostrophe,
    /// A tab.
    Tab,
    /// A space.
    Space,
}

impl Neutralise {
    fn mark(self) -> Option<char> {
        match self {
            Neutralise::Off => None,
            Neutralise::Apostrophe => Some('\''),
            Neutralise::Tab => Some('\t'),
            Neutralise::Space => Some(' '),
        }
    }

    /// The cell, marked if it must be.
    pub fn apply<'a>(self, column: Column, cell: &'a str) -> Cow<'a, str> {
        match self.mark() {
            Some(mark) if column.is_text() && would_calculate(cell) => Cow::Owned(format!("{mark}{cell}")),
            _ => Cow::Borrowed(cell),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::neutralised::restore;

    const RISKY: &[&str] = &[
        "=5% more",
        "- We will not go",
        "+1",
        "@home",
        " =1+1",
        "\t=1",
        "＝1",
        "－x",
        "\0",
        "\rx",
        "\u{200B}=1",
        "\u{FEFF}@x",
        "\u{202E} \u{2060}-1",
        "\u{1b}=1",
    ];

    #[test]
    fn risky_cells_are_marked_and_come_back() {
        for way in [Neutralise::Apostrophe, Neutralise::Tab, Neutralise::Space] {
            for cell in RISKY {
                let marked = way.apply(Column::Quote, cell);
                assert_ne!(&marked, cell);
                assert_eq!(restore("quote", &marked, "speaker;quote"), *cell);
            }
        }
    }

    #[test]
    fn what_was_not_marked_is_not_stripped() {
        for cell in ["'Tis late", " x", "5 = 5", "a-b", ""] {
            assert_eq!(Neutralise::Apostrophe.apply(Column::Quote, cell), cell);
            assert_eq!(restore("quote", cell, ""), cell);
        }
    }

    #[test]
    fn numbers_are_never_touched() {
        for column in [Column::N, Column::Confidence, Column::CueSpan, Column::QuoteSpans] {
            assert_eq!(Neutralise::Apostrophe.apply(column, "-0.5"), "-0.5");
        }
        assert_eq!(Neutralise::Off.apply(Column::Quote, "=1"), "=1");
    }
}
