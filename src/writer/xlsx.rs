//! Excel workbooks.
//!
//! Takes rows, gives a workbook: the rows with a frozen header and a filter, and a summary of who said how much and
//! through whom. Every text is a text cell, never a formula. It keeps to Excel's limits: a longer cell is cut with a
//! visible mark and a warning, rows beyond the last go on in a further sheet. The same rows give the same bytes.

use super::{CELL_UNITS, Column, WholeWriter, one_line};
use crate::error::{Error, Result};
use crate::input::Article;
use crate::record::Quotation;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;
use std::io::Write;

/// The most rows of a sheet, the header among them.
const SHEET_ROWS: u32 = 1_048_576;
/// What ends a cell that was cut.
const CUT: &str = " [… cut]";

/// Gathers rows for a workbook.
///
/// ```
/// use whosaid::{input::Article, writer::{WholeWriter, parse_columns, xlsx::XlsxWriter}};
/// let article = Article::new("ferry.txt", "“We sail,” Anna Haro said.");
/// let rows = whosaid::extract(&article.text);
/// let (mut writer, mut out) = (Box::new(XlsxWriter::new(parse_columns("full")?)?), Vec::new());
/// writer.add(article, rows)?;
/// assert!(writer.finish(&mut out)?.is_empty(), "no warnings");
/// assert!(out.starts_with(b"PK"));
/// # Ok::<(), whosaid::Error>(())
/// ```
pub struct XlsxWriter {
    columns: Vec<Column>,
    sheets: Vec<Worksheet>,
    /// The next row of the last sheet.
    next: u32,
    last_row: u32,
    formats: Formats,
    /// Rows by speaker, by source and by outlet, as counts of direct, mixed and indirect.
    speakers: BTreeMap<String, [usize; 3]>,
    sources: BTreeMap<String, [usize; 3]>,
    cut: usize,
}

struct Formats {
    header: Format,
    plain: Format,
    wrapped: Format,
    share: Format,
    date: Format,
}

impl XlsxWriter {
    /// A workbook of these columns.
    pub fn new(columns: Vec<Column>) -> Result<Self> {
        Self::with_sheet_rows(columns, SHEET_ROWS)
    }

    fn with_sheet_rows(columns: Vec<Column>, rows: u32) -> Result<Self> {
        let top = || Format::new().set_align(FormatAlign::Top);
        let formats = Formats {
            header: top().set_bold().set_background_color("#DDE5EE"),
            plain: top(),
            wrapped: top().set_text_wrap(),
            share: top().set_num_format("0.00"),
            date: top().set_num_format("yyyy-mm-dd"),
        };
        let mut writer = XlsxWriter {
            columns,
            sheets: Vec::new(),
            next: 0,
            last_row: rows,
            formats,
            speakers: BTreeMap::new(),
            sources: BTreeMap::new(),
            cut: 0,
        };
        writer.open_sheet().map_err(failed)?;
        Ok(writer)
    }

    fn open_sheet(&mut self) -> std::result::Result<(), XlsxError> {
        let mut sheet = Worksheet::new();
        let name = match self.sheets.len() {
            0 => "quotations".to_owned(),
            more => format!("quotations {}", more + 1),
        };
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (at, column) in (0u16..).zip(&self.columns) {
            sheet.write_string_with_format(0, at, column.name(), &self.formats.header)?;
            sheet.set_column_width(at, width(*column))?;
        }
        self.sheets.push(sheet);
        self.next = 1;
        Ok(())
    }

    fn write(&mut self, article: &Article, q: &Quotation) -> std::result::Result<(), XlsxError> {
        if self.next >= self.last_row {
            self.open_sheet()?;
        }
        let row = self.next;
        self.next += 1;
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        let mut scratch = String::new();
        for (at, column) in (0u16..).zip(&self.columns) {
            match column {
                Column::N => sheet.write_number_with_format(row, at, q.n as f64, &self.formats.plain)?,
                Column::Confidence => {
                    let share = f64::from((q.confidence * 100.0).round()) / 100.0;
                    sheet.write_number_with_format(row, at, share, &self.formats.share)?
                }
                _ => {
                    let cell = one_line(column.cell(article, q, &mut scratch));
                    if cell.is_empty() {
                        continue;
                    }
                    if *column == Column::Date
                        && let Some(date) = iso_date(&cell)
                    {
                        sheet.write_datetime_with_format(row, at, &date, &self.formats.date)?;
                        continue;
                    }
                    let (text, was_cut) = fitting(&cell);
                    self.cut += usize::from(was_cut);
                    let format = if wraps(*column) { &self.formats.wrapped } else { &self.formats.plain };
                    sheet.write_string_with_format(row, at, text, format)?
                }
            };
        }
        Ok(())
    }

    fn count(&mut self, q: &Quotation) {
        let kind = match q.kind {
            crate::Kind::Direct => 0,
            crate::Kind::Mixed => 1,
            crate::Kind::Indirect => 2,
            crate::Kind::Marked => return,
        };
        self.speakers.entry(q.speaker.clone()).or_default()[kind] += 1;
        self.sources.entry(q.source.clone()).or_default()[kind] += 1;
    }

    fn summary(&self) -> std::result::Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name("summary")?.set_freeze_panes(1, 0)?;
        let tables = [("speaker", &self.speakers, "(not told)"), ("source", &self.sources, "(none stated)")];
        for (first, (what, counts, nobody)) in (0u16..).step_by(6).zip(tables) {
            sheet.set_column_width(first, 30)?;
            for (at, name) in (first..).zip([what, "rows", "direct", "mixed", "indirect"]) {
                sheet.write_string_with_format(0, at, name, &self.formats.header)?;
            }
            let mut rows: Vec<_> = counts.iter().collect();
            rows.sort_by_key(|(name, kinds)| (std::cmp::Reverse(kinds.iter().sum::<usize>()), name.as_str()));
            for (row, (name, kinds)) in (1u32..SHEET_ROWS).zip(rows) {
                let name = if name.is_empty() { nobody } else { name };
                sheet.write_string(row, first, fitting(name).0)?;
                sheet.write_number(row, first + 1, kinds.iter().sum::<usize>() as f64)?;
                for (at, count) in (first + 2..).zip(kinds) {
                    sheet.write_number(row, at, *count as f64)?;
                }
            }
        }
        Ok(sheet)
    }

    fn workbook(mut self, out: &mut dyn Write) -> std::result::Result<Vec<String>, XlsxError> {
        let summary = self.summary()?;
        let mut workbook = Workbook::new();
        // The time of writing would make every run differ.
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_title("Quotations").set_creation_datetime(&made));
        let last = self.columns.len().saturating_sub(1) as u16;
        let full = self.last_row - 1;
        let sheets = self.sheets.len();
        for (i, mut sheet) in self.sheets.drain(..).enumerate() {
            let rows = if i + 1 == sheets { self.next.saturating_sub(1) } else { full };
            sheet.autofilter(0, 0, rows, last)?;
            workbook.push_worksheet(sheet);
        }
        workbook.push_worksheet(summary);
        let bytes = workbook.save_to_buffer()?;
        out.write_all(&bytes).map_err(XlsxError::IoError)?;
        Ok(match self.cut {
            0 => Vec::new(),
            n => vec![format!("{n} cells were longer than Excel allows and were cut; -f jsonl keeps them whole")],
        })
    }
}

impl WholeWriter for XlsxWriter {
    fn add(&mut self, article: Article, rows: Vec<Quotation>) -> Result<()> {
        for q in &rows {
            self.write(&article, q).map_err(failed)?;
            self.count(q);
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut dyn Write) -> Result<Vec<String>> {
        self.workbook(out).map_err(failed)
    }
}

fn failed(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(e) => Error::Write(e),
        other => Error::input("workbook", other.to_string()),
    }
}

/// The text as far as a cell holds it, and whether it was cut.
fn fitting(text: &str) -> (std::borrow::Cow<'_, str>, bool) {
    // No UTF-16 text has more units than its UTF-8 has bytes.
    if text.len() <= CELL_UNITS || text.encode_utf16().count() <= CELL_UNITS {
        return (text.into(), false);
    }
    let mut room = CELL_UNITS - CUT.encode_utf16().count();
    let kept: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= room;
            room = room.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    ((kept + CUT).into(), true)
}

/// `2024-03-01`, also at the head of a time stamp, as a date.
fn iso_date(text: &str) -> Option<ExcelDateTime> {
    let date = text.get(..10)?;
    if !text[10..].is_empty() && !text[10..].starts_with(['T', ' ']) {
        return None;
    }
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    ExcelDateTime::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn wraps(column: Column) -> bool {
    matches!(column, Column::Quote | Column::Sentence | Column::Verbatim | Column::Title)
}

/// In characters, as Excel counts widths.
fn width(column: Column) -> f64 {
    match column {
        Column::Quote | Column::Sentence => 60.0,
        Column::Verbatim | Column::Title => 40.0,
        Column::Doc | Column::Speaker | Column::Source | Column::Role | Column::Url => 26.0,
        Column::N => 5.0,
        _ => 16.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{parse_columns, sample};
    use super::*;
    use calamine::{Data, Reader, Xlsx};

    fn read(bytes: Vec<u8>) -> Xlsx<std::io::Cursor<Vec<u8>>> {
        Xlsx::new(std::io::Cursor::new(bytes)).unwrap()
    }

    fn written(rows: Vec<Quotation>, sheet_rows: u32) -> (Vec<u8>, Vec<String>) {
        let columns = parse_columns("n,speaker,quote,confidence,date").unwrap();
        let mut writer = Box::new(XlsxWriter::with_sheet_rows(columns, sheet_rows).unwrap());
        let article = Article { date: Some("2024-03-01T08:00".into()), ..Article::new("a", "") };
        writer.add(article, rows).unwrap();
        let mut out = Vec::new();
        let warnings = writer.finish(&mut out).unwrap();
        (out, warnings)
    }

    #[test]
    fn cells_read_back_typed() {
        let formula = Quotation { quote: "=HYPERLINK(\"x\")".into(), ..sample::bare_row() };
        let (bytes, warnings) = written(vec![sample::full_row(), formula], SHEET_ROWS);
        assert_eq!(warnings, [] as [&str; 0]);
        let mut book = read(bytes);
        let sheet = book.worksheet_range("quotations").unwrap();
        let row: Vec<Data> = sheet.rows().nth(1).unwrap().to_vec();
        assert_eq!(row[0], Data::Float(1.0));
        assert_eq!(row[1], Data::String("Mara Lindqvist".into()));
        assert_eq!(row[3], Data::Float(0.91));
        assert!(matches!(row[4], Data::DateTime(_)));
        assert_eq!(sheet.get_value((2, 2)), Some(&Data::String("=HYPERLINK(\"x\")".into())));
        assert!(book.worksheet_formula("quotations").unwrap().is_empty());
        let summary = book.worksheet_range("summary").unwrap();
        assert_eq!(summary.get_value((1, 0)), Some(&Data::String("(not told)".into())));
        assert_eq!(summary.get_value((2, 0)), Some(&Data::String("Mara Lindqvist".into())));
    }

    #[test]
    fn long_cells_are_cut_and_told() {
        let long = Quotation { quote: "🙂".repeat(20_000), ..sample::bare_row() };
        let (bytes, warnings) = written(vec![long], SHEET_ROWS);
        assert!(warnings[0].starts_with("1 cells were longer"));
        let sheet = read(bytes).worksheet_range("quotations").unwrap();
        let Some(Data::String(cell)) = sheet.get_value((1, 2)) else { panic!("no text") };
        assert!(cell.ends_with(CUT) && cell.encode_utf16().count() <= CELL_UNITS);
    }

    #[test]
    fn rows_beyond_a_sheet_go_on_in_the_next() {
        let (bytes, _) = written(vec![sample::bare_row(); 5], 3);
        let mut book = read(bytes);
        assert_eq!(book.sheet_names(), ["quotations", "quotations 2", "quotations 3", "summary"]);
        assert_eq!(book.worksheet_range("quotations 3").unwrap().height(), 2);
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let rows = || vec![sample::full_row(), sample::bare_row()];
        assert_eq!(written(rows(), SHEET_ROWS).0, written(rows(), SHEET_ROWS).0);
    }

    #[test]
    fn only_dates_are_dates() {
        for text in ["March 2024", "2024-3-1", "2024-03-01x", "2024-13-01", "ÄÄÄÄÄ"] {
            assert!(iso_date(text).is_none(), "{text}");
        }
    }
}
