//! Cells that were marked so that no spreadsheet calculates them.
//!
//! Takes a marked cell, gives it without its mark. What marks them is the writer's.

/// The column that lists the cells that were marked: `quote;speaker`.
pub const NEUTRALISED: &str = "neutralised";

/// The cell without its mark. `neutralised` is the content of the column of that name.
pub fn restore<'a>(name: &str, cell: &'a str, neutralised: &str) -> &'a str {
    match neutralised.split(';').any(|marked| marked == name) {
        true => cell.strip_prefix(['\'', '\t', ' ']).unwrap_or(cell),
        false => cell,
    }
}

/// The cell without the mark that stands before what a spreadsheet would calculate, where no column tells of it. A cell
/// that began with a mark of its own before such a sign loses it: the column is the surer way.
pub fn unmarked(cell: &str) -> &str {
    cell.strip_prefix(['\'', '\t', ' ']).filter(|rest| would_calculate(rest)).unwrap_or(cell)
}

/// Whether a spreadsheet might read the cell as a formula: by its first character that is no blank and not invisible.
pub(crate) fn would_calculate(cell: &str) -> bool {
    let first = cell.chars().next();
    let unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
            || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    matches!(first, Some('\t' | '\r' | '\n' | '\0'))
        || matches!(
            cell.trim_start_matches(unseen).chars().next(),
            Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
        )
}
