//! CSV and TSV.
//!
//! Takes rows, gives records quoted as RFC 4180 says. A line break inside a cell becomes a space, so that one row is
//! one line for `grep` and `wc`, unless line breaks are kept; nothing else of a cell is changed.

use super::columns::Cell;
use super::{LineEnd, LineFormat, LineWriter, NEUTRALISED, Neutralise};
use crate::input::Article;
use crate::lexicon::eight::{eight, equal};
use crate::record::Quotation;
use std::borrow::Cow;

pub(super) fn header(settings: &LineWriter, out: &mut Vec<u8>) {
    if settings.byte_order_mark {
        out.extend_from_slice("\u{FEFF}".as_bytes());
    }
    if settings.separator_line {
        out.extend_from_slice(b"sep=");
        out.push(settings.delimiter);
        out.extend_from_slice(if settings.line_end == LineEnd::CrLf { b"\r\n" } else { b"\n" });
    }
    let marked = (settings.neutralise != Neutralise::Off).then_some(NEUTRALISED);
    let mut record = Record::new(settings, out);
    settings.columns.iter().map(|c| c.name()).chain(marked).for_each(|name| record.field(name));
    record.end();
}

pub(super) fn rows(settings: &LineWriter, article: &Article, rows: &[Quotation], out: &mut Vec<u8>) {
    // What we make ourselves need not be looked at, unless the delimiter is a sign that stands there: `;`.
    let own = !settings.delimiter.is_ascii_alphanumeric() && !Cell::SIGNS.contains(&settings.delimiter);
    // As much as most rows take, so that the buffer need not grow with each.
    out.reserve(rows.iter().map(|row| 256 + row.quote.len() + row.verbatim.len() + row.sentence.len()).sum());
    let mut scratch = String::new();
    for row in rows {
        let mut record = Record::new(settings, out);
        if settings.neutralise == Neutralise::Off {
            for column in &settings.columns {
                match column.holds(article, row) {
                    Cell::Text(text) => record.field(text),
                    cell if own && !matches!(cell, Cell::Flags(_)) => record.own(&cell),
                    _ => record.field(column.cell(article, row, &mut scratch)),
                }
            }
        } else {
            let mut marked = Vec::new();
            for column in &settings.columns {
                let cell = shown(settings, column.cell(article, row, &mut scratch));
                let safe = settings.neutralise.apply(*column, &cell);
                if safe != cell {
                    marked.push(column.name());
                }
                record.field(&safe);
            }
            record.field(&marked.join(";"));
        }
        record.end();
    }
}

/// One record while it is written, quoted as RFC 4180 says.
struct Record<'w> {
    settings: &'w LineWriter,
    out: &'w mut Vec<u8>,
    /// Where the record begins.
    start: usize,
}

impl<'w> Record<'w> {
    fn new(settings: &'w LineWriter, out: &'w mut Vec<u8>) -> Self {
        Record { settings, start: out.len(), out }
    }

    /// Appends a field and a delimiter.
    fn field(&mut self, cell: &str) {
        // Few cells hold anything of the kind.
        if self.special(cell.as_bytes()) {
            self.quoted(cell);
        } else {
            self.out.extend_from_slice(cell.as_bytes());
        }
        self.out.push(self.settings.delimiter);
    }

    /// Appends a field in which nothing is special, and a delimiter.
    fn own(&mut self, cell: &Cell<'_>) {
        cell.write(&mut |piece| self.out.extend_from_slice(piece.as_bytes()));
        self.out.push(self.settings.delimiter);
    }

    /// Appends a cell in which something is special, unless that is line breaks that are not kept.
    #[inline(never)]
    fn quoted(&mut self, cell: &str) {
        let cell = shown(self.settings, cell);
        let (bytes, quoted) = (cell.as_bytes(), matches!(cell, Cow::Borrowed(_)) || self.special(cell.as_bytes()));
        if !quoted {
            return self.out.extend_from_slice(bytes);
        }
        self.out.push(b'"');
        let mut from = 0;
        for at in memchr::memchr_iter(b'"', bytes) {
            self.out.extend_from_slice(&bytes[from..=at]);
            // The mark stands before what follows it once more.
            from = at;
        }
        self.out.extend_from_slice(&bytes[from..]);
        self.out.push(b'"');
    }

    /// Whether a cell holds what ends a field or a record: many bytes are looked at in one step.
    #[inline]
    fn special(&self, cell: &[u8]) -> bool {
        const STEP: usize = 16;
        let delimiter = self.settings.delimiter;
        let special = |byte: u8| (byte == delimiter) | (byte == b'"') | (byte == b'\n') | (byte == b'\r');
        // The last step is over bytes that were looked at already, rather than single bytes at the end.
        if let Some(last) = cell.last_chunk::<STEP>() {
            let any = |step: &[u8; STEP]| step.iter().fold(false, |found, &byte| found | special(byte));
            return cell.as_chunks().0.iter().any(any) || any(last);
        }
        let any =
            |bytes: u64| equal(bytes, delimiter) | equal(bytes, b'"') | equal(bytes, b'\n') | equal(bytes, b'\r') != 0;
        any(eight(cell, 0)) || cell.len() > 8 && any(eight(cell, cell.len() - 8))
    }

    /// Ends the record; one of a single empty field is no empty line.
    fn end(self) {
        self.out.pop();
        if self.out.len() == self.start {
            self.out.extend_from_slice(b"\"\"");
        }
        let crlf = self.settings.format == LineFormat::Csv && self.settings.line_end == LineEnd::CrLf;
        self.out.extend_from_slice(if crlf { b"\r\n" } else { b"\n" });
    }
}

fn shown<'a>(settings: &LineWriter, cell: &'a str) -> Cow<'a, str> {
    if settings.keep_line_breaks { Cow::Borrowed(cell) } else { one_line(cell) }
}

/// The cell on one line: every run of line breaks, with the blanks around it, becomes one space.
pub(crate) fn one_line(cell: &str) -> Cow<'_, str> {
    let bytes = cell.as_bytes();
    let broken = match bytes.len() {
        // Most cells are so short that the search would begin later than it could end.
        0..16 => bytes.iter().any(|b| matches!(b, b'\n' | b'\r')),
        _ => memchr::memchr2(b'\n', b'\r', bytes).is_some(),
    };
    if !broken {
        return Cow::Borrowed(cell);
    }
    let lines = cell.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    Cow::Owned(lines.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::{Column, parse_columns, sample};
    use super::*;

    fn written(format: LineFormat, columns: &str, end: LineEnd) -> String {
        let mut settings = LineWriter::new(format, parse_columns(columns).unwrap());
        settings.line_end = end;
        let mut out = Vec::new();
        settings.header(&mut out).unwrap();
        let article = Article::new("a,b.txt", "");
        settings.rows(&article, &[sample::full_row(), sample::bare_row()], &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn csv_is_quoted_and_ends_lines_as_rfc_4180_says() {
        assert_eq!(
            written(LineFormat::Csv, "doc,quote,flags,quote_spans,confidence", LineEnd::CrLf),
            "doc,quote,flags,quote_spans,confidence\r\n\
             \"a,b.txt\",\"The ferry, \"\"late or not\"\", sails\",future;negated,3-20;31-40,0.91\r\n\
             \"a,b.txt\",=5% more,,50-58,0.50\r\n"
        );
    }

    #[test]
    fn a_table_for_excel_reads_back_as_what_was_written() {
        let mut settings = LineWriter::new(LineFormat::Csv, parse_columns("quote,n,speaker").unwrap());
        settings.byte_order_mark = true;
        settings.neutralise = Neutralise::Apostrophe;
        let quotes = ["=5% more", "- We will not sail", "'Tis late", "plain, \"so\"", " +1"];
        let row = |quote: &&str| Quotation { quote: (*quote).into(), speaker: "@home".into(), ..sample::bare_row() };
        let mut out = Vec::new();
        settings.header(&mut out).unwrap();
        let rows: Vec<_> = quotes.iter().map(row).collect();
        settings.rows(&Article::new("a", ""), &rows, &mut out).unwrap();
        assert!(out.starts_with(b"\xEF\xBB\xBFquote,n,speaker,neutralised\r\n'=5% more,2,'@home,quote;speaker\r\n"));

        let mut reader = csv::Reader::from_reader(&out[3..]);
        for (record, quote) in reader.records().map(|r| r.unwrap()).zip(quotes) {
            assert_eq!(crate::neutralised::restore("quote", &record[0], &record[3]), quote);
            assert_eq!(crate::neutralised::restore("speaker", &record[2], &record[3]), "@home");
        }
    }

    #[test]
    fn what_ends_a_field_is_found_wherever_it_stands() {
        let settings = LineWriter::new(LineFormat::Csv, parse_columns("n").unwrap());
        let mut out = Vec::new();
        let record = Record::new(&settings, &mut out);
        for length in 0..70 {
            assert!(!record.special("a".repeat(length).as_bytes()));
            for at in 0..length {
                let cell = format!("{},{}", "a".repeat(at), "a".repeat(length - at - 1));
                assert!(record.special(cell.as_bytes()), "{cell}");
            }
        }
    }

    #[test]
    fn cells_of_our_own_making_are_quoted_where_the_delimiter_stands_in_them() {
        let mut settings = LineWriter::new(LineFormat::Csv, parse_columns("quote_spans,confidence,flags").unwrap());
        for (delimiter, line) in [
            (b'|', "3-20;31-40|0.91|future;negated\r\n"),
            (b';', "\"3-20;31-40\";0.91;\"future;negated\"\r\n"),
            (b'.', "3-20;31-40.\"0.91\".future;negated\r\n"),
        ] {
            settings.delimiter = delimiter;
            let mut out = Vec::new();
            settings.rows(&Article::new("a", ""), &[sample::full_row()], &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), line);
        }
    }

    #[test]
    fn a_record_of_one_empty_field_is_a_line() {
        assert_eq!(written(LineFormat::Csv, "source_mention", LineEnd::Lf), "source_mention\nRadio Fjord\n\"\"\n");
    }

    #[test]
    fn tsv_keeps_one_row_on_one_line() {
        assert_eq!(
            written(LineFormat::Tsv, "n,source_mention,channel", LineEnd::CrLf),
            "n\tsource_mention\tchannel\n1\tRadio Fjord\tbroadcast\n2\t\t\n"
        );
    }

    #[test]
    fn line_breaks_are_kept_on_demand() {
        let mut settings = LineWriter::new(LineFormat::Csv, parse_columns("n,source_mention").unwrap());
        settings.keep_line_breaks = true;
        let mut out = Vec::new();
        settings.rows(&Article::new("a", ""), &[sample::full_row()], &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "1,\"Radio\nFjord\"\r\n");
    }

    #[test]
    fn every_row_has_as_many_fields_as_the_header() {
        let text = written(
            LineFormat::Csv,
            "full,date_as_given,page,time,id,schema_version,tool_version,marked_as,offset_unit,rules_hash",
            LineEnd::Lf,
        );
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap().len(), Column::ALL.len());
        assert_eq!(reader.records().map(|r| r.unwrap().len()).collect::<Vec<_>>(), [Column::ALL.len(); 2]);
    }
}
