//! Tables as corpora: CSV, TSV and the sheets of workbooks.
//!
//! Takes a header and rows, gives articles. The delimiter is recognised, a byte order mark and a line `sep=;` are
//! tolerated, cells that our own export marked for spreadsheets are restored.

use super::corpus::{DATE_NAMES, Fields, ID_NAMES, SOURCE_NAMES, TEXT_NAMES, TITLE_NAMES, URL_NAMES};
use super::gauge::{self, Counter};
use super::items::Stream;
use super::limits::{Limit, Limits};
use super::{Article, Form, Item, Piece, Settings, encoding};
use crate::error::{Error, Result, told};
use crate::neutralised::{NEUTRALISED, restore, unmarked};
use encoding_rs_io::DecodeReaderBytesBuilder;
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

/// Which cell of a row is what.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    path: String,
    header: Vec<String>,
    text: usize,
    id: Option<usize>,
    date: Option<usize>,
    source: Option<usize>,
    url: Option<usize>,
    title: Option<usize>,
    neutralised: Option<usize>,
    /// Whether cells were marked, though no column tells which.
    marked: bool,
    notice: Option<String>,
}

impl Layout {
    /// Finds the columns; those that are not named are looked for under their usual names.
    pub(super) fn new(path: &str, header: Vec<String>, fields: &Fields) -> Result<Layout> {
        let named = |field: &Option<String>, usual: &[&str]| -> Result<Option<usize>> {
            match field {
                Some(name) => match header.iter().position(|h| h == name) {
                    Some(at) => Ok(Some(at)),
                    None => Err(Error::asked(
                        format!("{path}: line 1"),
                        format!("column \"{name}\" not found (have: {})", told(&header)),
                    )),
                },
                None => Ok(usual.iter().find_map(|u| header.iter().position(|h| h.trim().eq_ignore_ascii_case(u)))),
            }
        };
        let Some(text) = named(&fields.text, TEXT_NAMES)? else {
            let message = format!("which column is the text? name it with --text-field (have: {})", told(&header));
            return Err(Error::asked(format!("{path}: line 1"), message));
        };
        let notice = match fields.text {
            Some(_) => None,
            None => Some(format!("{path}: text read from column \"{}\" (--text-field chooses another)", header[text])),
        };
        Ok(Layout {
            path: path.to_owned(),
            text,
            id: named(&fields.id, ID_NAMES)?,
            date: named(&fields.date, DATE_NAMES)?,
            source: named(&fields.source, SOURCE_NAMES)?,
            url: named(&fields.url, URL_NAMES)?,
            title: named(&fields.title, TITLE_NAMES)?,
            neutralised: header.iter().position(|h| h == NEUTRALISED),
            marked: false,
            notice,
            header,
        })
    }

    /// Where the text stands in the header.
    #[cfg(feature = "parquet")]
    pub(super) fn text_place(&self) -> usize {
        self.text
    }

    /// Where the columns that make an article stand in the header, each once.
    #[cfg(any(feature = "parquet", feature = "xlsx"))]
    pub(super) fn places(&self) -> Vec<usize> {
        let others = [self.id, self.date, self.source, self.url, self.title, self.neutralised];
        let all: std::collections::BTreeSet<usize> = others.into_iter().flatten().chain([self.text]).collect();
        all.into_iter().collect()
    }

    /// What an error calls a row.
    pub(super) fn place(&self, number: usize) -> String {
        format!("{}: row {number}", self.path)
    }

    /// The article in a row.
    pub(super) fn article(&self, number: usize, cells: Vec<String>) -> Result<Article> {
        if cells.len() != self.header.len() {
            return Err(Error::input(
                self.place(number),
                format!("{} fields where the header has {}", cells.len(), self.header.len()),
            ));
        }
        let marked = self.neutralised.map_or("", |at| cells[at].as_str());
        let cell = |at: usize| match self.marked && self.neutralised.is_none() {
            true => unmarked(&cells[at]),
            false => restore(&self.header[at], &cells[at], marked),
        };
        let field = |at: Option<usize>| at.map(cell).filter(|text| !text.is_empty()).map(str::to_owned);
        Ok(Article {
            id: field(self.id).unwrap_or_else(|| format!("{}:{number}", self.path)),
            text: cell(self.text).to_owned(),
            date: field(self.date),
            outlet: field(self.source),
            url: field(self.url),
            title: field(self.title),
            notices: self.notice.iter().cloned().collect(),
            ..Article::default()
        })
    }
}

/// Opens a table and gives its rows as they are read.
pub(super) fn rows(
    path: String,
    mut reader: Box<dyn BufRead + Send>,
    form: Form,
    settings: &Settings,
) -> Result<Stream> {
    let failed = |e| Error::io(path.clone(), e);
    let head = reader.fill_buf().map_err(failed)?;
    let wide = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    if wide || settings.encoding.is_some() {
        let decoder = DecodeReaderBytesBuilder::new().encoding(settings.encoding).bom_override(true).build(reader);
        reader = Box::new(BufReader::new(decoder));
    } else if head.starts_with(b"\xEF\xBB\xBF") {
        reader.consume(3);
    }
    let limits = settings.limits;
    let mut first = gauge::read_line(&mut *reader, &limits).map_err(failed)?.unwrap_or_default();
    let mut delimiter = if form == Form::Tsv { b'\t' } else { likely_delimiter(&first) };
    if let Some(named) = first.strip_prefix(b"sep=") {
        delimiter = named.first().copied().unwrap_or(b',');
        first.clear();
    }
    let allowance = Counter::default();
    let table = Rationed { inner: std::io::Cursor::new(first).chain(reader), allowance: allowance.clone(), limits };
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(table);
    let misread = |e: csv::Error| Error::input(path.clone(), e.to_string());
    let header: Vec<String> = table.byte_headers().map_err(misread)?.iter().map(cell).collect();
    let layout = Layout { marked: settings.neutralised, ..Layout::new(&path, header, &settings.fields)? };
    let layout = Arc::new(layout);
    let mut number = 1;
    let mut records = table.into_byte_records();
    let mut over = false;
    Ok(Box::new(std::iter::from_fn(move || {
        allowance.reset();
        let record = records.next().filter(|_| !over)?;
        number += 1;
        Some(match record {
            Ok(record) => {
                let cells = record.iter().map(cell).collect();
                Ok(Item(Piece::Row { layout: layout.clone(), number, cells }))
            }
            Err(e) => {
                // Where a row cannot be read to its end, nobody knows where the next begins.
                over = e.is_io_error();
                Err(Error::input(layout.place(number), message(&e)))
            }
        })
    })))
}

/// What is wrong with a row.
fn message(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(e) if gauge::is_line(e) => format!("{e}; is a quotation mark left open?"),
        csv::ErrorKind::Io(e) => e.to_string(),
        _ => error.to_string(),
    }
}

/// A reader that gives so much and no more until its allowance is new: a row whose end does not come.
struct Rationed<R> {
    inner: R,
    /// What was read since then.
    allowance: Counter,
    limits: Limits,
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        self.limits.check(Limit::Line, self.allowance.count())?;
        let read = self.inner.read(out)?;
        self.allowance.add(read as u64);
        Ok(read)
    }
}

fn cell(bytes: &[u8]) -> String {
    encoding::decode(bytes.to_vec(), None).text
}

/// The separator that the header holds most of; commas if it holds none.
fn likely_delimiter(header: &[u8]) -> u8 {
    let count = |delimiter: u8| header.iter().filter(|b| **b == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(|d| count(*d)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &[u8], fields: Fields) -> Result<Vec<Result<Article>>> {
        let settings = Settings { fields, ..Settings::default() };
        let reader = Box::new(std::io::Cursor::new(content.to_vec()));
        let rows = rows("t.csv".to_owned(), reader, Form::Csv, &settings)?;
        Ok(rows.flat_map(|item| item.unwrap().load(&settings)).collect())
    }

    fn texts(content: &[u8]) -> Vec<(String, String)> {
        let all = read(content, Fields::default()).unwrap();
        all.into_iter().map(|a| a.unwrap()).map(|a| (a.id, a.text)).collect()
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn delimiters_marks_and_sep_lines_are_recognised() {
        let expected = pairs(&[("7", "Hej, du.")]);
        assert_eq!(texts(b"id,text\r\n7,\"Hej, du.\"\r\n"), expected);
        assert_eq!(texts(b"\xEF\xBB\xBFid;text\n7;Hej, du.\n"), expected);
        assert_eq!(texts(b"sep=;\nid;text\n7;Hej, du.\n"), expected);
        assert_eq!(texts(b"id\ttext\n7\tHej, du.\n"), expected);
        let wide: Vec<u8> = "\u{FEFF}id\ttext\n7\tHej, du.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(&wide), expected);
    }

    #[test]
    fn a_text_over_several_lines_stays_whole() {
        assert_eq!(texts(b"Body\n\"One.\n\nTwo.\"\n"), pairs(&[("t.csv:2", "One.\n\nTwo.")]));
    }

    #[test]
    fn marked_cells_are_restored() {
        assert_eq!(texts(b"text,neutralised\n'=5%,text\n'Tis,\n"), pairs(&[("t.csv:2", "=5%"), ("t.csv:3", "'Tis")]));
    }

    #[test]
    fn marked_cells_are_restored_without_their_column() {
        let settings = Settings { neutralised: true, ..Settings::default() };
        let table = "text\n'=5%\n'- We wait\n'Tis\n";
        let all = rows("t.csv".to_owned(), Box::new(std::io::Cursor::new(table)), Form::Csv, &settings).unwrap();
        let texts: Vec<String> = all.flat_map(|i| i.unwrap().load(&settings)).map(|a| a.unwrap().text).collect();
        assert_eq!(texts, ["=5%", "- We wait", "'Tis"]);
    }

    #[test]
    fn a_bad_row_is_told_with_its_number_and_the_rest_goes_on() {
        let all = read(b"id,text\n1,A.\n2\n3,C.\n", Fields::default()).unwrap();
        let message = all[1].as_ref().unwrap_err().to_string();
        assert_eq!(message, "t.csv: row 3: 1 fields where the header has 2");
        assert!(all[0].is_ok() && all[2].is_ok());
    }

    #[test]
    fn a_quotation_mark_that_is_left_open_ends_at_the_limit() {
        let settings = Settings { limits: Limits::default().with(Limit::Line, 100_000), ..Settings::default() };
        let table = [&b"id,text\n1,A.\n2,\"B"[..], &b"x\n".repeat(1_000_000), b"\"\n3,C.\n"].concat();
        let all = rows("t.csv".to_owned(), Box::new(std::io::Cursor::new(table)), Form::Csv, &settings).unwrap();
        let all: Vec<_> = all.flat_map(|i| i.map_or_else(|e| vec![Err(e)], |i| i.load(&settings))).collect();
        assert_eq!((all.len(), all[0].as_ref().unwrap().text.as_str()), (2, "A."));
        let error = all[1].as_ref().unwrap_err().to_string();
        assert!(error.starts_with("t.csv: row 3: more than 100000 bytes") && error.contains("limit line"), "{error}");
    }

    #[test]
    fn a_missing_column_is_told_with_those_there_are() {
        let fields = Fields { text: Some("text".into()), ..Fields::default() };
        let message = read(b"body,title\nx,y\n", fields).err().unwrap().to_string();
        assert_eq!(message, "t.csv: line 1: column \"text\" not found (have: body, title)");
        assert!(read(b"lead,title\nx,y\n", Fields::default()).err().unwrap().to_string().contains("--text-field"));
    }

    #[test]
    fn cells_of_windows_1252_are_decoded() {
        assert_eq!(texts(b"text\n\x93Nej\x94\n")[0].1, "“Nej”");
    }
}
