//! Workbooks as corpora.
//!
//! Takes an Excel or OpenDocument file, gives the rows of its first sheet; dates come as ISO 8601. Cells are taken one
//! by one, and only those of the columns that make an article are kept: what a file claims of its size is not believed,
//! and a string that many cells share is held once.

mod old;
mod opendocument;
mod sheet;

use super::items::Stream;
use super::limits::{Limit, Limits};
use super::{Item, Piece, Settings};
use crate::error::{Error, Result};
use calamine::{Data, DataRef, Reader, Xlsb, Xlsx};
use sheet::Sheet;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use zip::ZipArchive;

pub(super) fn rows(path: &Path, settings: &Settings) -> Result<Stream> {
    let name = super::shown(path);
    let mut file = BufReader::new(File::open(path).map_err(|e| Error::io(&name, e))?);
    let mut start = Vec::new();
    let read = file.by_ref().take(4).read_to_end(&mut start).and_then(|_| file.seek(SeekFrom::End(0)));
    let length = read.and_then(|length| file.seek(SeekFrom::Start(0)).map(|_| length));
    let mut sheet = Sheet::new(&name, length.map_err(|e| Error::io(&name, e))?, settings);
    match start.starts_with(b"PK\x03\x04") {
        true => packed(file, &mut sheet)?,
        false if start == *b"\xD0\xCF\x11\xE0" => old::cells(file, &mut sheet)?,
        false => {
            let message = "not a workbook that can be read: neither an Excel nor an OpenDocument file";
            return Err(Error::asked(&name, message));
        }
    }
    let (layout, rows) = sheet.finish()?;
    Ok(Box::new(rows.map(move |(number, cells)| Ok(Item(Piece::Row { layout: layout.clone(), number, cells })))))
}

/// That a library could not read the file.
fn failed(name: &str, error: impl std::fmt::Display) -> Error {
    Error::input(name, format!("not a workbook that can be read: {error}"))
}

/// Reads a workbook that is an archive of XML or of records.
fn packed(file: BufReader<File>, sheet: &mut Sheet<'_>) -> Result<()> {
    let name = sheet.name().to_owned();
    let failed = |e: &dyn std::fmt::Display| failed(&name, e);
    let mut archive = ZipArchive::new(file).map_err(|e| failed(&e))?;
    survey(&mut archive, sheet)?;
    let has = |part: &str| archive.file_names().any(|name| name.is_ok_and(|name| name == part));
    if has("content.xml") {
        return opendocument::cells(archive, sheet);
    }
    let old_records = has("xl/workbook.bin");
    let mut file = archive.into_inner();
    file.seek(SeekFrom::Start(0)).map_err(|e| Error::io(&name, e))?;
    let none = || Error::input(&name, "no sheet in this workbook");
    if old_records {
        let mut book = Xlsb::new(file).map_err(|e| failed(&e))?;
        let first = book.sheet_names().into_iter().next().ok_or_else(none)?;
        let mut cells = book.worksheet_cells_reader(&first).map_err(|e| failed(&e))?;
        while let Some(cell) = cells.next_cell().map_err(|e| failed(&e))? {
            take(sheet, cell.get_position(), cell.get_value())?;
        }
    } else {
        let mut book = Xlsx::new(file).map_err(|e| failed(&e))?;
        let first = book.sheet_names().into_iter().next().ok_or_else(none)?;
        let mut cells = book.worksheet_cells_reader(&first).map_err(|e| failed(&e))?;
        while let Some(cell) = cells.next_cell().map_err(|e| failed(&e))? {
            take(sheet, cell.get_position(), cell.get_value())?;
        }
    }
    Ok(())
}

fn take(sheet: &mut Sheet<'_>, place: (u32, u32), value: &DataRef<'_>) -> Result<()> {
    match value {
        DataRef::SharedString(text) => sheet.take_shared(place, text),
        DataRef::String(text) => sheet.take(place, text),
        other => sheet.take(place, &text(&Data::from(other.clone()))),
    }
}

/// Unpacks all parts once and keeps nothing, so that the library is given only what it can hold.
fn survey(archive: &mut ZipArchive<BufReader<File>>, sheet: &Sheet<'_>) -> Result<()> {
    let limits = *sheet.limits();
    let name = sheet.name();
    let gauge = sheet.gauge();
    limits.check(Limit::Members, archive.len() as u64).map_err(|reached| reached.at(name))?;
    let mut all = 0u64;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|e| failed(name, e))?;
        let called = part.name().map(|name| name.to_lowercase()).unwrap_or_default();
        let mut part = gauge.of(part);
        if called.ends_with("sharedstrings.xml") {
            let mut start = Vec::new();
            part.by_ref().take(CLAIMS).read_to_end(&mut start).map_err(|e| Error::io(name, e))?;
            all += start.len() as u64;
            let claimed = claimed_strings(&start);
            let held = std::io::copy(&mut bounded(&mut part, &limits), &mut std::io::sink());
            let held = held.map_err(|e| Error::io(name, e))?;
            all += held;
            // No string is shorter than the tags around it.
            if claimed > (held + start.len() as u64) / 4 {
                return Err(failed(name, format!("it claims {claimed} strings and holds fewer")));
            }
        } else {
            let most =
                if called.contains("sheets/") || called == "content.xml" { u64::MAX } else { limits.of(Limit::Text) };
            let held = std::io::copy(&mut bounded(&mut part, &limits), &mut std::io::sink());
            let held = held.map_err(|e| Error::io(name, e))?;
            all += held;
            if held > most {
                return Err(failed(name, format!("its part {called} is too long")));
            }
        }
        limits.check(Limit::Workbook, all).map_err(|reached| reached.at(name))?;
    }
    Ok(())
}

/// How much of a part is looked at for what it claims.
const CLAIMS: u64 = 1 << 16;

/// A little more than is allowed, so that what is too much shows.
fn bounded<R: Read>(part: R, limits: &Limits) -> impl Read {
    part.take(limits.of(Limit::Workbook).saturating_add(1))
}

/// How many strings a list of shared strings claims to hold, wherever in its beginning it says so.
fn claimed_strings(start: &[u8]) -> u64 {
    let start = String::from_utf8_lossy(start);
    let numbers = start.match_indices("uniqueCount").filter_map(|(at, word)| {
        let value = start[at + word.len()..].trim_start().strip_prefix('=')?.trim_start();
        let digits: String = value.trim_start_matches(['"', '\'']).chars().take_while(char::is_ascii_digit).collect();
        (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
    });
    numbers.max().unwrap_or(0)
}

fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => date_text(date),
        Data::DateTimeIso(date) => date.clone(),
        Data::Error(_) | Data::Empty => String::new(),
        other => other.to_string(),
    }
}

fn date_text(date: &calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    #[test]
    fn the_first_sheet_is_a_table_of_articles() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.xlsx");
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (at, name) in (0..).zip(["id", "text", "date"]) {
            sheet.write(0, at, name).unwrap();
        }
        sheet.write(1, 0, 12).unwrap();
        sheet.write(1, 1, "One.\nTwo.").unwrap();
        let date = ExcelDateTime::from_ymd(2024, 3, 1).unwrap();
        sheet.write_datetime_with_format(1, 2, &date, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write(3, 1, "Three.").unwrap();
        book.save(&path).unwrap();

        let stream: Stream = rows(&path, &Settings::default()).unwrap();
        let all: Vec<_> = stream.flat_map(|i| i.unwrap().load(&Settings::default())).map(|a| a.unwrap()).collect();
        assert_eq!((all[0].id.as_str(), all[0].text.as_str()), ("12", "One.\nTwo."));
        assert_eq!(all[0].date.as_deref(), Some("2024-03-01"));
        assert_eq!(all[1].id, format!("{}:4", path.display()));
        assert_eq!(all.len(), 2);
    }

    #[test]
    fn what_is_no_workbook_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.xlsx");
        std::fs::write(&path, "text\nx\n").unwrap();
        assert!(rows(&path, &Settings::default()).err().unwrap().to_string().contains("not a workbook"));
        assert!(rows(&folder.path().join("none.xlsx"), &Settings::default()).is_err());
    }
}
