//! Answers as an Excel workbook.
//!
//! Takes answers and a choice of columns, gives a workbook with one sheet: a header that stays in sight, filters, a
//! colour for each verdict. Every cell is text or a number, never a formula.

use super::super::{Answer, Verdict};
use super::table::value;
use crate::error::{Error, Result};
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};
use std::io::Write;

/// The most characters of a cell.
const MOST: usize = 32_767;
/// Columns that hold numbers.
const NUMBERS: &[&str] = &["start", "end", "similarity"];

/// Writes the chosen columns as a workbook.
pub fn write_xlsx(answers: &[Answer], columns: &[&str], out: &mut impl Write) -> Result<()> {
    let bytes = workbook(answers, columns).map_err(|e| Error::input("xlsx", e.to_string()))?;
    out.write_all(&bytes)?;
    Ok(())
}

fn workbook(answers: &[Answer], columns: &[&str]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("claims")?;
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00E8_E4DC));
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, name) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, at, *name, &head)?;
        let width = match *name {
            "claim" | "found_quote" | "sentence" | "differences" | "corrected" | "note" | "evidence" | "nearest" => {
                48.0
            }
            "speaker" | "found_speaker" | "doc" | "flags" | "source" | "found_source" => 22.0,
            _ => 13.0,
        };
        sheet.set_column_width(at, width)?;
    }
    for (line, answer) in (1u32..).zip(answers) {
        for (at, name) in (0u16..).zip(columns) {
            let text = value(answer, name);
            match text.parse::<f64>() {
                Ok(number) if NUMBERS.contains(name) => sheet.write_number_with_format(line, at, number, &wrapped)?,
                _ if *name == "verdict" => sheet.write_string_with_format(line, at, text, &coloured(answer.verdict))?,
                _ => sheet.write_string_with_format(line, at, cut(&text), &wrapped)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Some(last), true) = (columns.len().checked_sub(1), !answers.is_empty()) {
        sheet.autofilter(0, 0, answers.len() as u32, last as u16)?;
    }
    book.save_to_buffer()
}

/// What fits into a cell.
fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST - 2) {
        Some((at, _)) => format!("{} …", &text[..at]),
        None => text.to_owned(),
    }
}

fn coloured(verdict: Verdict) -> Format {
    let colour = match verdict {
        Verdict::Confirmed => 0x000B_5D1E,
        Verdict::Altered | Verdict::Misattributed | Verdict::WrongSource | Verdict::Error => 0x009B_1C1C,
        _ => 0x006B_4A00,
    };
    Format::new().set_bold().set_font_color(Color::RGB(colour)).set_align(FormatAlign::Top)
}
