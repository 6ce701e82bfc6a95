//! Workbooks of Excel 97 and before.
//!
//! The library behind it reads all sheets at once, with the empty cells between those that hold something, and a string
//! as often as cells show it. What that would cost is counted first, in the records of the file ([MS-XLS] 2.1, 2.4).

use super::super::limits::{Limit, Reached};
use super::sheet::Sheet;
use super::{failed, text};
use crate::error::{Error, Result};
use calamine::{Reader, Xls};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

pub(super) fn cells(mut file: BufReader<File>, sheet: &mut Sheet<'_>) -> Result<()> {
    let name = sheet.name().to_owned();
    survey(&mut file, sheet)?;
    file.seek(SeekFrom::Start(0)).map_err(|e| Error::io(&name, e))?;
    let mut book = Xls::new(file).map_err(|e| failed(&name, e))?;
    let range = book.worksheet_range_at(0).ok_or_else(|| Error::input(&name, "no sheet in this workbook"))?;
    let range = range.map_err(|e| failed(&name, e))?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, cell) in range.used_cells() {
        sheet.take((top + row as u32, left + column as u32), &text(cell))?;
    }
    Ok(())
}

/// Counts what the workbook would cost, and stops where that is too much.
fn survey(file: &mut BufReader<File>, sheet: &Sheet<'_>) -> Result<()> {
    let (name, limits) = (sheet.name(), *sheet.limits());
    let mut all = cfb::CompoundFile::open(file).map_err(|e| failed(name, e))?;
    let path = ["/Workbook", "/Book"].into_iter().find(|path| all.is_stream(path));
    let path = path.ok_or_else(|| failed(name, "there is no workbook in it"))?;
    let mut bytes = Vec::new();
    let read = all.open_stream(path).and_then(|stream| {
        limits.check(Limit::Workbook, stream.len())?;
        stream.take(limits.of(Limit::Workbook)).read_to_end(&mut bytes)
    });
    read.map_err(|e| Error::io(name, e))?;
    let mut cost = Cost { cells: 0, bytes: 0, most: (limits.of(Limit::Cells), limits.of(Limit::Workbook)) };
    let counted = cost.count(&bytes).map_err(|over| limits.reached(over));
    counted.map_err(|reached: Reached| reached.at(name))
}

/// A record: its kind and its bytes.
type Record<'b> = (u16, &'b [u8]);

/// The records from here on, up to the end of what they belong to; what has an end of its own in it, such as a chart in a
/// sheet, belongs to it.
fn records(bytes: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let (mut rest, mut open) = (bytes, 0u32);
    std::iter::from_fn(move || {
        let (head, behind) = rest.split_at_checked(4)?;
        let (data, behind) = behind.split_at_checked(usize::from(number(head, 2)))?;
        rest = behind;
        let kind = number(head, 0);
        match kind {
            BEGIN => open += 1,
            END if open <= 1 => return None,
            END => open -= 1,
            _ => {}
        }
        Some((kind, data))
    })
}

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const FORMULA: u16 = 0x0006;
const CONTINUED: u16 = 0x003C;
const SHEET: u16 = 0x0085;
const MANY_NUMBERS: u16 = 0x00BD;
const STRINGS: u16 = 0x00FC;
const SHARED: u16 = 0x00FD;
const SIZE: u16 = 0x0200;
/// Numbers, truth values, strings in the cell.
const OTHERS: [u16; 6] = [0x00D6, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E];

/// A number of two bytes; 0 where there is none.
fn number(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

/// A number of four bytes; 0 where there is none.
fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from(number(bytes, at)) | u32::from(number(bytes, at + 2)) << 16
}

/// What the library holds of each cell, beside its text: its value, and room for a formula.
const HELD_TWICE: u64 = 2;
/// How many bytes a formula's words take for each of its own.
const FORMULA_WORDS: u64 = 32;
/// The longest string of a workbook, in bytes of UTF-8.
const LONGEST: u64 = 3 * 0xFFFF;

/// What has been counted: cells with the empty ones between them, and bytes of text and of records.
struct Cost {
    cells: u64,
    bytes: u64,
    most: (u64, u64),
}

impl Cost {
    fn count(&mut self, book: &[u8]) -> std::result::Result<(), Limit> {
        let mut strings = Vec::new();
        let mut open = false;
        let mut pieces: Vec<&[u8]> = Vec::new();
        for (kind, data) in records(book) {
            open = kind == STRINGS || open && kind == CONTINUED;
            if open {
                pieces.push(data);
            }
        }
        if let Some((first, rest)) = pieces.split_first() {
            let first = first.get(8..).unwrap_or_default();
            strings = Strings { piece: first, rest: rest.iter() }.lengths();
        }
        // Two sheets may be the same records: they are read twice.
        for (_, data) in records(book).filter(|(kind, _)| *kind == SHEET) {
            self.sheet(book.get(long(data, 0) as usize..).unwrap_or_default(), &strings)?;
        }
        Ok(())
    }

    fn sheet(&mut self, bytes: &[u8], strings: &[u64]) -> std::result::Result<(), Limit> {
        let mut rows: Option<(u16, u16)> = None;
        let mut columns = None;
        let wider = |range: &mut Option<(u16, u16)>, at: u16| {
            let (low, high) = range.unwrap_or((at, at));
            *range = Some((low.min(at), high.max(at)));
        };
        let before = self.cells;
        let mut claimed = 0;
        for (kind, data) in records(bytes) {
            self.take(0, data.len() as u64 + 4)?;
            match kind {
                SIZE => {
                    // First and last row, first and last column, the last ones exclusive; some write them the wrong way round.
                    let side = |low: u32, high: u32| u64::from(high.wrapping_sub(low)).max(1);
                    let tall = side(long(data, 0), long(data, 4));
                    claimed = tall.saturating_mul(side(number(data, 8).into(), number(data, 10).into()));
                }
                SHARED => {
                    let string = strings.get(long(data, 6) as usize).copied();
                    self.take(0, string.unwrap_or(0))?;
                }
                FORMULA => self.take(0, data.len() as u64 * FORMULA_WORDS)?,
                _ => {}
            }
            if [SHARED, FORMULA, MANY_NUMBERS].contains(&kind) || OTHERS.contains(&kind) {
                wider(&mut rows, number(data, 0));
                wider(&mut columns, number(data, 2));
                if kind == MANY_NUMBERS && data.len() > 2 {
                    wider(&mut columns, number(data, data.len() - 2));
                }
            }
            let size = |range: Option<(u16, u16)>| range.map_or(0, |(low, high)| u64::from(high - low) + 1);
            self.cells = before.saturating_add((size(rows) * size(columns)).max(claimed).saturating_mul(HELD_TWICE));
            self.take(0, 0)?;
        }
        Ok(())
    }

    fn take(&mut self, cells: u64, bytes: u64) -> std::result::Result<(), Limit> {
        self.cells = self.cells.saturating_add(cells);
        self.bytes = self.bytes.saturating_add(bytes);
        match (self.cells > self.most.0, self.bytes > self.most.1) {
            (true, _) => Err(Limit::Cells),
            (_, true) => Err(Limit::Workbook),
            _ => Ok(()),
        }
    }
}

/// The table of shared strings, which goes on over several records.
struct Strings<'b, 'r> {
    piece: &'b [u8],
    rest: std::slice::Iter<'r, &'b [u8]>,
}

impl Strings<'_, '_> {
    /// The most bytes of UTF-8 that each string can have; where one breaks off, the longest.
    fn lengths(mut self) -> Vec<u64> {
        let mut all = Vec::new();
        while !self.piece.is_empty() || self.next() {
            match self.string() {
                Some(length) => all.push(length),
                None => {
                    all.push(LONGEST);
                    break;
                }
            }
        }
        all
    }

    fn next(&mut self) -> bool {
        self.rest.next().map(|piece| self.piece = piece).is_some()
    }

    /// XLUnicodeRichExtendedString ([MS-XLS] 2.5.293).
    fn string(&mut self) -> Option<u64> {
        let head = self.skip(3)?;
        let (letters, flags) = (u64::from(number(head, 0)), head[2]);
        let runs = if flags & 8 != 0 { u64::from(number(self.skip(2)?, 0)) } else { 0 };
        let more = if flags & 4 != 0 { u64::from(long(self.skip(4)?, 0)) } else { 0 };
        let mut width = 1 + usize::from(flags & 1);
        let mut left = letters as usize;
        loop {
            let here = left.min(self.piece.len() / width);
            self.skip(here * width)?;
            left -= here;
            if left == 0 {
                break;
            }
            // The letters go on in the next record, perhaps of another width.
            if !self.next() {
                return None;
            }
            width = 1 + usize::from(self.skip(1)?[0] & 1);
        }
        let mut over = runs * 4 + more;
        while over > self.piece.len() as u64 {
            over -= self.piece.len() as u64;
            if !self.next() {
                return None;
            }
        }
        self.skip(over as usize)?;
        Some(letters * 3)
    }

    fn skip(&mut self, bytes: usize) -> Option<&[u8]> {
        let (head, rest) = self.piece.split_at_checked(bytes)?;
        self.piece = rest;
        Some(head)
    }
}
