//! The cells of a sheet on their way to rows.
//!
//! Takes cells in the order of their rows, gives rows with the cells that make an article. It keeps no others.

use super::super::Settings;
use super::super::gauge::{Counter, Gauge};
use super::super::limits::{Limit, Limits};
use super::super::table::Layout;
use crate::error::{Error, Result};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// As many columns as any spreadsheet has.
const COLUMNS: usize = 1 << 14;

/// Column and content.
type Held = (usize, Arc<str>);

/// A sheet that is being read.
pub(super) struct Sheet<'s> {
    name: String,
    /// Bytes of the file.
    length: u64,
    settings: &'s Settings,
    /// The first row: its number in the file and its cells.
    first: Option<u32>,
    header: Vec<String>,
    layout: Option<Layout>,
    /// Columns that make an article.
    wanted: Vec<usize>,
    rows: Vec<(u32, Vec<Held>)>,
    /// Strings that many cells share, by where the library holds them.
    shared: FxHashMap<(usize, usize), Arc<str>>,
    cells: u64,
    bytes: u64,
}

impl<'s> Sheet<'s> {
    pub(super) fn new(name: &str, length: u64, settings: &'s Settings) -> Self {
        Sheet {
            name: name.to_owned(),
            length,
            settings,
            first: None,
            header: Vec::new(),
            layout: None,
            wanted: Vec::new(),
            rows: Vec::new(),
            shared: FxHashMap::default(),
            cells: 0,
            bytes: 0,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.settings.limits
    }

    /// Counts what is unpacked of the file.
    pub(super) fn gauge(&self) -> Gauge {
        let packed = Counter::default();
        packed.add(self.length);
        Gauge::new(&packed, self.limits(), None)
    }

    /// Takes a cell; row and column count from 0.
    pub(super) fn take(&mut self, place: (u32, u32), text: &str) -> Result<()> {
        self.put(place, text, |_| Arc::from(text))
    }

    /// Takes a cell whose string many others may share: as long as the library holds it, it stays where it is.
    pub(super) fn take_shared(&mut self, place: (u32, u32), text: &str) -> Result<()> {
        let key = (text.as_ptr() as usize, text.len());
        self.put(place, text, |sheet| sheet.shared.entry(key).or_insert_with(|| Arc::from(text)).clone())
    }

    fn put(&mut self, (row, column): (u32, u32), text: &str, hold: impl FnOnce(&mut Self) -> Arc<str>) -> Result<()> {
        let column = column as usize;
        if text.is_empty() || column >= COLUMNS {
            return Ok(());
        }
        self.count(1, 0)?;
        let first = *self.first.get_or_insert(row);
        if row == first && self.layout.is_none() {
            self.count(0, text.len())?;
            self.header.resize(self.header.len().max(column + 1), String::new());
            self.header[column] = text.to_owned();
            return Ok(());
        }
        self.close_header()?;
        if row <= first || self.rows.last().is_some_and(|(last, _)| row < *last) {
            return Err(Error::input(&self.name, "not a workbook that can be read: its rows are out of order"));
        }
        if self.rows.last().is_none_or(|(last, _)| row > *last) {
            // A row is handed on with all of its columns.
            self.count(self.header.len() as u64, 0)?;
            self.rows.push((row, Vec::new()));
        }
        if self.wanted.contains(&column) {
            // What is shared counts each time: it is read each time.
            self.count(0, text.len())?;
            let held = hold(self);
            if let Some((_, cells)) = self.rows.last_mut() {
                cells.push((column, held));
            }
        }
        Ok(())
    }

    fn count(&mut self, cells: u64, bytes: usize) -> Result<()> {
        self.cells += cells;
        self.bytes += bytes as u64;
        let limits = &self.settings.limits;
        let checked = limits.check(Limit::Cells, self.cells).and_then(|()| limits.check(Limit::Workbook, self.bytes));
        checked.map_err(|reached| reached.at(&self.name))
    }

    /// The first row is over.
    fn close_header(&mut self) -> Result<()> {
        if self.layout.is_none() {
            let layout = Layout::new(&self.name, self.header.clone(), &self.settings.fields)?;
            self.wanted = layout.places();
            self.layout = Some(layout);
        }
        Ok(())
    }

    /// The rows with their numbers, the header being number 1.
    #[expect(clippy::type_complexity, reason = "an iterator has no shorter name")]
    pub(super) fn finish(mut self) -> Result<(Arc<Layout>, impl Iterator<Item = (usize, Vec<String>)> + Send + use<>)> {
        let Some(first) = self.first else {
            return Err(Error::input(&self.name, "the first sheet is empty"));
        };
        self.close_header()?;
        let width = self.header.len();
        let layout = Arc::new(self.layout.unwrap_or_default());
        let rows = self.rows.into_iter().map(move |(row, cells)| {
            let mut all = vec![String::new(); width];
            cells.iter().for_each(|(column, text)| all[*column] = text.to_string());
            ((row - first) as usize + 1, all)
        });
        Ok((layout, rows))
    }
}
