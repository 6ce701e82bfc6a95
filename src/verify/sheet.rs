//! Claims from a workbook.
//!
//! Takes an Excel or OpenDocument file, gives the claims of its first sheet. Nothing that the file says of its own size
//! is believed: cells are counted, a damaged file is an error and not the end of the program.

use super::claim::{Claims, claims_of_rows};
use crate::error::{Error, Result};
use crate::input::guarded;
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use std::io::Cursor;
use std::path::Path;

/// The most bytes of a workbook with claims, and of what is packed in it.
const MOST_BYTES: u64 = 32 << 20;
const MOST_UNPACKED: u64 = 256 << 20;
/// The most rows and columns that its sheet may reach to.
const MOST_ROWS: usize = 1 << 20;
const MOST_COLUMNS: usize = 256;

/// Reads the claims of the first sheet of a workbook.
///
/// # Errors
/// Where it is no workbook, is larger than claims are, or has no column of claims.
pub fn read_claims_sheet(path: &Path) -> Result<Claims> {
    let name = path.display().to_string();
    let size = std::fs::metadata(path).map_err(|e| Error::io(&name, e))?.len();
    if size > MOST_BYTES {
        return Err(Error::input(
            &name,
            format!("{} MB: a workbook of claims has at most {}", size >> 20, MOST_BYTES >> 20),
        ));
    }
    let bytes = std::fs::read(path).map_err(|e| Error::io(&name, e))?;
    let rows = guarded(|| name.clone(), || rows(&name, bytes))??;
    claims_of_rows(&name, rows)
}

fn rows(name: &str, bytes: Vec<u8>) -> Result<Vec<Vec<String>>> {
    unpacked(name, &bytes)?;
    let failed = |e: &dyn std::fmt::Display| Error::input(name, format!("not a workbook that can be read: {e}"));
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| failed(&e))?;
    let sheet = book.worksheet_range_at(0).ok_or_else(|| Error::input(name, "no sheet in this workbook"))?;
    let sheet = sheet.map_err(|e| failed(&e))?;
    if sheet.height() > MOST_ROWS || sheet.width() > MOST_COLUMNS {
        return Err(Error::input(
            name,
            format!("{} rows and {} columns: too many for claims", sheet.height(), sheet.width()),
        ));
    }
    let text = |cell: &Data| match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    Ok(sheet.rows().map(|row| row.iter().map(text).collect()).collect())
}

/// Looks at what is packed before a library takes it in whole.
fn unpacked(name: &str, bytes: &[u8]) -> Result<()> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(());
    }
    let failed = |e: &dyn std::fmt::Display| Error::input(name, format!("not a workbook that can be read: {e}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| failed(&e))?;
    let mut all = 0u64;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|e| failed(&e))?;
        let left = MOST_UNPACKED - all;
        all += std::io::copy(&mut std::io::Read::take(&mut part, left + 1), &mut std::io::sink())
            .map_err(|e| failed(&e))?;
        if all > MOST_UNPACKED {
            return Err(Error::input(name, format!("it unpacks to more than {} MB", MOST_UNPACKED >> 20)));
        }
        // A cell far out makes a table of every cell before it.
        if part.name().is_ok_and(|n| n.contains("sheets/sheet")) {
            drop(part);
            let mut part = archive.by_index(at).map_err(|e| failed(&e))?;
            let mut xml = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut xml).map_err(|e| failed(&e))?;
            far(name, &String::from_utf8_lossy(&xml))?;
        }
    }
    Ok(())
}

/// Refuses a sheet with a cell beyond what claims reach to.
fn far(name: &str, xml: &str) -> Result<()> {
    for (at, _) in xml.match_indices(" r=\"") {
        let place = &xml[at + 4..];
        let letters: usize = place.bytes().take_while(u8::is_ascii_uppercase).count();
        let column = place.bytes().take(letters.min(8)).fold(0usize, |n, b| n * 26 + usize::from(b - b'A') + 1);
        let row: usize = place[letters..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .take(9)
            .fold(0, |n, b| n * 10 + usize::from(b - b'0'));
        if column > MOST_COLUMNS || row > MOST_ROWS {
            return Err(Error::input(name, format!("a cell in column {column}, row {row}: too far out for claims")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    #[test]
    fn the_first_sheet_is_a_table_of_claims() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.xlsx");
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, (head, cell)) in (0..).zip([("Quote", "We go"), ("Person", "Ida Moen"), ("colour", "red")]) {
            sheet.write(0, column, head).unwrap();
            sheet.write(1, column, cell).unwrap();
        }
        book.save(&path).unwrap();
        let claims = read_claims_sheet(&path).unwrap();
        assert_eq!((claims.list[0].claim.as_str(), claims.list[0].speaker.as_str()), ("We go", "Ida Moen"));
        assert!(claims.notices[0].contains("colour"));
    }

    #[test]
    fn a_cell_far_out_and_what_is_no_workbook_are_errors() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.xlsx");
        let mut book = Workbook::new();
        book.add_worksheet().write(1_000, 16_000, "far").unwrap();
        book.save(&path).unwrap();
        assert!(read_claims_sheet(&path).unwrap_err().to_string().contains("too far out"));
        std::fs::write(&path, b"PK\x03\x04 nothing").unwrap();
        assert!(read_claims_sheet(&path).is_err());
    }
}
