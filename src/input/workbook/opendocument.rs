//! OpenDocument sheets.
//!
//! Takes an archive with `content.xml`, gives the cells of its first table. A cell or row that says how often it is
//! repeated is counted as often.

use super::failed;
use super::sheet::Sheet;
use crate::error::Result;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::fs::File;
use std::io::BufReader;
use zip::ZipArchive;

pub(super) fn cells(mut archive: ZipArchive<BufReader<File>>, sheet: &mut Sheet<'_>) -> Result<()> {
    let name = sheet.name().to_owned();
    let gauge = sheet.gauge();
    let part = archive.by_name("content.xml").map_err(|e| failed(&name, e))?;
    let mut reader = Reader::from_reader(BufReader::new(gauge.of(part)));
    reader.config_mut().expand_empty_elements = true;
    let mut table = Table { sheet, row: 0, column: 0, repeated: 1, cells: Vec::new(), cell: None };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|e| failed(&name, e))?;
        if !table.take(event)? {
            return Ok(());
        }
    }
}

/// What is open in a table.
struct Table<'t, 's> {
    sheet: &'t mut Sheet<'s>,
    row: u32,
    column: u32,
    /// How often the row stands there.
    repeated: u32,
    /// Cells of the row: column, how often, content.
    cells: Vec<(u32, u32, String)>,
    cell: Option<Cell>,
}

/// A cell that is open.
struct Cell {
    repeated: u32,
    /// What an attribute says its value is.
    value: Option<String>,
    /// Whether its content is its value.
    text: bool,
    content: String,
    paragraphs: usize,
    /// Depth inside a note on the cell.
    note: usize,
}

/// As many rows as any spreadsheet has.
const ROWS: u32 = 1 << 20;

impl Table<'_, '_> {
    /// Takes the next event; false where the first table is over.
    fn take(&mut self, event: Event<'_>) -> Result<bool> {
        match event {
            Event::Start(start) => self.start(&start),
            Event::End(end) => match end.name().as_ref() {
                "table:table" => return Ok(false),
                "table:table-row" => self.end_row()?,
                "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
                "office:annotation" => {
                    if let Some(cell) = &mut self.cell {
                        cell.note = cell.note.saturating_sub(1);
                    }
                }
                _ => {}
            },
            Event::Text(text) => self.put(&text.xml10_content()),
            Event::CData(text) => self.put(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => self.put(c.encode_utf8(&mut [0; 4])),
                _ => self.put(quick_xml::escape::resolve_xml_entity(reference.as_ref()).unwrap_or("\u{FFFD}")),
            },
            Event::Eof => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let number = |name: &str| attribute(start, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(1);
        match start.name().as_ref() {
            "table:table-row" => {
                self.column = 0;
                self.cells.clear();
                self.repeated = number("table:number-rows-repeated");
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let value = ["office:value", "office:date-value", "office:time-value", "office:boolean-value"]
                    .iter()
                    .chain(&["office:string-value"])
                    .find_map(|name| Some((*name, attribute(start, name)?)));
                let text = attribute(start, "office:value-type").is_some_and(|kind| kind == "string");
                self.cell = Some(Cell {
                    repeated: number("table:number-columns-repeated"),
                    value: value.map(|(name, value)| shown(name, value)).filter(|value| !value.is_empty()),
                    text,
                    content: String::new(),
                    paragraphs: 0,
                    note: 0,
                });
            }
            "office:annotation" => {
                if let Some(cell) = &mut self.cell {
                    cell.note += 1;
                }
            }
            "text:p" => {
                let again = self.cell.as_mut().filter(|cell| cell.note == 0).is_some_and(|cell| {
                    cell.paragraphs += 1;
                    cell.paragraphs > 1
                });
                if again {
                    self.put("\n");
                }
            }
            // More blanks than fit in a line are none that anybody typed.
            "text:s" => self.put(&" ".repeat(number("text:c").min(1024) as usize)),
            "text:tab" => self.put("\t"),
            "text:line-break" => self.put("\n"),
            _ => {}
        }
    }

    fn put(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell
            && cell.note == 0
            && cell.text
            && cell.paragraphs > 0
        {
            cell.content.push_str(text);
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let text = match cell.value {
            Some(value) => value,
            None => cell.content,
        };
        if !text.is_empty() {
            self.cells.push((self.column, cell.repeated, text));
        }
        self.column = self.column.saturating_add(cell.repeated);
    }

    fn end_row(&mut self) -> Result<()> {
        if self.cells.is_empty() {
            self.row = self.row.saturating_add(self.repeated);
            return Ok(());
        }
        for _ in 0..self.repeated {
            if self.row >= ROWS {
                return Ok(());
            }
            for (column, repeated, text) in &self.cells {
                for at in *column..column.saturating_add(*repeated).min(1 << 14) {
                    self.sheet.take((self.row, at), text)?;
                }
            }
            self.row += 1;
        }
        Ok(())
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok().flatten()?;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// A value as the cell shows it.
fn shown(name: &str, value: String) -> String {
    match name {
        "office:value" => value.parse::<f64>().map(|number| number.to_string()).unwrap_or(value),
        _ => value,
    }
}
