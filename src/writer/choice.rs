//! The choice of columns, as a user writes it.
//!
//! Takes names joined by commas, gives columns in their order, or says which is meant.

use super::Column;
use crate::error::{Error, Result};

/// Reads a choice of columns: `full`, `simple`, or names joined by commas, in which `full` and `simple` may stand too. A
/// name that no column has is an error that tells the nearest, and so is none at all, or one that stands twice.
///
/// ```
/// use whosaid::writer::{Column, parse_columns};
/// assert_eq!(parse_columns("simple")?, [Column::Speaker, Column::Source, Column::Quote]);
/// assert_eq!(parse_columns("quote,n")?, [Column::Quote, Column::N]);
/// assert!(parse_columns("quote,sorce").is_err());
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn parse_columns(choice: &str) -> Result<Vec<Column>> {
    let mut columns = Vec::new();
    for name in choice.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let named: &[Column] = match name {
            "full" => Column::record(),
            "simple" => &[Column::Speaker, Column::Source, Column::Quote],
            _ => &[Column::from_name(name).ok_or_else(|| unknown_column(name))?],
        };
        for &column in named {
            if columns.contains(&column) {
                return Err(Error::input("--columns", format!("\"{}\" is named twice", column.name())));
            }
            columns.push(column);
        }
    }
    if columns.is_empty() {
        return Err(Error::input("--columns", "no column named (have: simple, full, or names joined by commas)"));
    }
    Ok(columns)
}

/// The error for a column that does not exist, with the nearest that does, or all of them.
pub(crate) fn unknown_column(name: &str) -> Error {
    let names: Vec<&str> = Column::ALL.iter().map(|c| c.name()).chain(["simple", "full"]).collect();
    let like = |known: &&str| (strsim::jaro_winkler(known, name) * 1000.0) as usize;
    match names.iter().copied().max_by_key(like).filter(|known| like(known) >= 850) {
        Some(nearest) => Error::input(
            format!("unknown column \"{name}\""),
            format!("did you mean \"{nearest}\"? (`whosaid columns` lists them all)"),
        ),
        None => Error::unknown_word("column", name, &names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_named_twice_is_refused() {
        assert!(parse_columns("simple,quote").unwrap_err().to_string().contains("twice"));
        assert!(parse_columns(" , ").is_err());
    }
}
