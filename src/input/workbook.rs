//! Workbooks as corpora.
//!
//! Takes an Excel or OpenDocument file, gives the rows of its first sheet; dates come as ISO 8601.

use super::table::Layout;
use super::{Item, Settings, Stream};
use crate::error::{Error, Result};
use calamine::{Data, Reader, open_workbook_auto};
use std::path::Path;
use std::sync::Arc;

pub(super) fn rows(path: &Path, settings: &Settings) -> Result<Stream> {
    let name = path.display().to_string();
    // calamine says what is wrong with the file; that it cannot be opened is told first.
    std::fs::File::open(path).map_err(|e| Error::io(&name, e))?;
    let failed = |e: calamine::Error| Error::input(&name, format!("not a workbook that can be read: {e}"));
    let mut book = open_workbook_auto(path).map_err(failed)?;
    let sheet = book.worksheet_range_at(0).ok_or_else(|| Error::input(&name, "no sheet in this workbook"))?;
    let sheet = sheet.map_err(failed)?;
    let mut cells = sheet.rows().map(|row| row.iter().map(text).collect::<Vec<String>>());
    let Some(header) = cells.next() else {
        return Err(Error::input(&name, "the first sheet is empty"));
    };
    let layout = Arc::new(Layout::new(&name, header, &settings.fields)?);
    let rows: Vec<Vec<String>> = cells.collect();
    let items = (2..).zip(rows).filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    Ok(Box::new(items.map(move |(number, cells)| Ok(Item::Row { layout: layout.clone(), number, cells }))))
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
