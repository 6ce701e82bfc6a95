//! CSV and TSV.
//!
//! Takes rows, gives records quoted as RFC 4180 says. A line break inside a cell becomes a space, so that one row is
//! one line for `grep` and `wc`, unless line breaks are kept; nothing else of a cell is changed.

use super::{LineEnd, LineFormat, LineWriter, NEUTRALISED, Neutralise};
use crate::error::Result;
use crate::input::Article;
use crate::record::Quotation;
use std::borrow::Cow;

fn writer(settings: &LineWriter, out: Vec<u8>) -> csv::Writer<Vec<u8>> {
    let end = match settings.format {
        LineFormat::Csv if settings.line_end == LineEnd::CrLf => csv::Terminator::CRLF,
        _ => csv::Terminator::Any(b'\n'),
    };
    csv::WriterBuilder::new().delimiter(settings.delimiter).terminator(end).from_writer(out)
}

pub(super) fn header(settings: &LineWriter, out: &mut Vec<u8>) -> Result<()> {
    if settings.byte_order_mark {
        out.extend_from_slice("\u{FEFF}".as_bytes());
    }
    if settings.separator_line {
        out.extend_from_slice(b"sep=");
        out.push(settings.delimiter);
        out.extend_from_slice(if settings.line_end == LineEnd::CrLf { b"\r\n" } else { b"\n" });
    }
    let mut table = writer(settings, std::mem::take(out));
    let marked = (settings.neutralise != Neutralise::Off).then_some(NEUTRALISED);
    table.write_record(settings.columns.iter().map(|c| c.name()).chain(marked))?;
    *out = finish(table)?;
    Ok(())
}

pub(super) fn rows(settings: &LineWriter, article: &Article, rows: &[Quotation], out: &mut Vec<u8>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut table = writer(settings, std::mem::take(out));
    let mut scratch = String::new();
    for row in rows {
        if settings.neutralise == Neutralise::Off {
            for column in &settings.columns {
                table.write_field(shown(settings, column.cell(article, row, &mut scratch)).as_bytes())?;
            }
        } else {
            let mut marked = Vec::new();
            for column in &settings.columns {
                let cell = shown(settings, column.cell(article, row, &mut scratch));
                let safe = settings.neutralise.apply(*column, &cell);
                if safe != cell {
                    marked.push(column.name());
                }
                table.write_field(safe.as_bytes())?;
            }
            table.write_field(marked.join(";").as_bytes())?;
        }
        table.write_record(None::<&[u8]>)?;
    }
    *out = finish(table)?;
    Ok(())
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

fn finish(table: csv::Writer<Vec<u8>>) -> Result<Vec<u8>> {
    table.into_inner().map_err(|e| crate::Error::Write(e.into_error()))
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
            assert_eq!(super::super::restore("quote", &record[0], &record[3]), quote);
            assert_eq!(super::super::restore("speaker", &record[2], &record[3]), "@home");
        }
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
            "full,date,outlet,url,title,id,schema_version,tool_version,marked_as,offset_unit,rules_hash",
            LineEnd::Lf,
        );
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap().len(), Column::ALL.len());
        assert_eq!(reader.records().map(|r| r.unwrap().len()).collect::<Vec<_>>(), [Column::ALL.len(); 2]);
    }
}
