//! Markdown: one table, a row each.
//!
//! Takes rows, gives a table that GitHub, editors and newsroom wikis show. Everything that Markdown or HTML would
//! take for markup is escaped.

use super::{Column, one_line};
use crate::input::Article;
use crate::record::Quotation;

pub(super) fn header(columns: &[Column], out: &mut Vec<u8>) {
    for line in [columns.iter().map(|c| c.name()).collect::<Vec<_>>(), vec!["---"; columns.len()]] {
        out.extend_from_slice(format!("| {} |\n", line.join(" | ")).as_bytes());
    }
}

pub(super) fn rows(columns: &[Column], article: &Article, rows: &[Quotation], out: &mut Vec<u8>) {
    let mut scratch = String::new();
    for row in rows {
        for column in columns {
            out.extend_from_slice(b"| ");
            out.extend_from_slice(escaped(&one_line(column.cell(article, row, &mut scratch))).as_bytes());
            out.push(b' ');
        }
        out.extend_from_slice(b"|\n");
    }
}

fn escaped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for c in cell.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn nothing_of_a_cell_is_markup() {
        let mut out = Vec::new();
        let columns = [Column::N, Column::Quote];
        header(&columns, &mut out);
        let row = Quotation { quote: "a|b *c* <i>_d_</i>\n&".into(), ..sample::bare_row() };
        rows(&columns, &Article::new("a", ""), &[row], &mut out);
        let expected = "| n | quote |\n| --- | --- |\n| 2 | a\\|b \\*c\\* &lt;i&gt;\\_d\\_&lt;/i&gt; &amp; |\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
