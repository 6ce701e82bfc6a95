//! Workbooks of Excel 97 and before.

use super::sheet::Sheet;
use super::{failed, text};
use crate::error::{Error, Result};
use calamine::{Reader, Xls};
use std::fs::File;
use std::io::BufReader;

pub(super) fn cells(file: BufReader<File>, sheet: &mut Sheet<'_>) -> Result<()> {
    let name = sheet.name().to_owned();
    let mut book = Xls::new(file).map_err(|e| failed(&name, e))?;
    let range = book.worksheet_range_at(0).ok_or_else(|| Error::input(&name, "no sheet in this workbook"))?;
    let range = range.map_err(|e| failed(&name, e))?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, cell) in range.used_cells() {
        sheet.take((top + row as u32, left + column as u32), &text(cell))?;
    }
    Ok(())
}
