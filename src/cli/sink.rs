//! Results on their way out: encoded by many threads, written by one, in order.

use super::output::Output;
use crate::Quotation;
use crate::input::Article;
use crate::writer::{CELL_UNITS, LineWriter, Neutralise, WholeWriter, brat};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The warning of so many cells that a spreadsheet cuts or lets run over; none of none.
pub(super) fn of_long_cells(long: usize) -> Option<String> {
    (long > 0).then(|| format!("{long} cells are longer than the {CELL_UNITS} characters that a spreadsheet holds"))
}

/// Where the results go.
pub(super) enum Sink {
    /// Formats that are written article by article.
    Lines { writer: LineWriter, header: Vec<u8>, output: Output, flush: bool, long: usize },
    /// Formats that are complete only at the end.
    #[cfg_attr(not(any(feature = "xlsx", feature = "report", feature = "parquet")), allow(dead_code))]
    Whole(Box<dyn WholeWriter>, Output),
    /// A folder with two files for each article.
    Brat { folder: PathBuf, names: BTreeSet<String>, force: bool },
}

/// What one article gave.
pub(super) enum Product {
    /// Encoded rows, how many they are, whose, and how many of their cells are too long for a spreadsheet.
    Bytes(Vec<u8>, usize, String, usize),
    /// Rows that are encoded later.
    Rows(Box<Article>, Vec<Quotation>),
}

/// What one article gives, while its rows come.
pub(super) struct Draft<'w> {
    writer: Option<&'w LineWriter>,
    article: Article,
    /// Encoded rows.
    bytes: Vec<u8>,
    /// Rows that wait: for all of them together, or for the end.
    rows: Vec<Quotation>,
    count: usize,
    long: usize,
}

impl<'w> Draft<'w> {
    /// Begins with an article of which all is known but its rows.
    pub(super) fn new(writer: Option<&'w LineWriter>, article: Article) -> Draft<'w> {
        Draft { writer, article, bytes: Vec::new(), rows: Vec::new(), count: 0, long: 0 }
    }

    /// Takes further rows, and encodes them if the format allows it.
    pub(super) fn add(&mut self, rows: Vec<Quotation>) -> crate::Result<()> {
        self.count += rows.len();
        match self.writer {
            Some(writer) if writer.format.is_row_by_row() => self.encode(writer, &rows)?,
            _ if self.rows.is_empty() => self.rows = rows,
            _ => self.rows.extend(rows),
        }
        Ok(())
    }

    fn encode(&mut self, writer: &LineWriter, rows: &[Quotation]) -> crate::Result<()> {
        writer.rows(&self.article, rows, &mut self.bytes)?;
        // Only who marks cells for a spreadsheet asks.
        if writer.neutralise != Neutralise::Off {
            self.long += writer.too_long(&self.article, rows);
        }
        Ok(())
    }

    /// All of it.
    pub(super) fn finish(mut self) -> crate::Result<Product> {
        let Some(writer) = self.writer else { return Ok(Product::Rows(Box::new(self.article), self.rows)) };
        if !writer.format.is_row_by_row() {
            let rows = std::mem::take(&mut self.rows);
            self.encode(writer, &rows)?;
        }
        Ok(Product::Bytes(self.bytes, self.count, self.article.id, self.long))
    }
}

impl Product {
    /// The article's id.
    pub(super) fn id(&self) -> &str {
        match self {
            Product::Bytes(_, _, id, _) => id,
            Product::Rows(article, _) => &article.id,
        }
    }

    /// The number of rows.
    pub(super) fn rows(&self) -> usize {
        match self {
            Product::Bytes(_, rows, ..) => *rows,
            Product::Rows(_, rows) => rows.len(),
        }
    }
}

impl Sink {
    /// A line format. The header waits for the first article, so that a wrong path leaves nothing behind.
    pub(super) fn lines(writer: LineWriter, output: Output, flush: bool) -> crate::Result<Sink> {
        let mut header = Vec::new();
        writer.header(&mut header)?;
        Ok(Sink::Lines { writer, header, output, flush, long: 0 })
    }

    /// A line format behind the rows that a file has already.
    pub(super) fn appending(writer: LineWriter, target: &Path, flush: bool) -> Result<Sink> {
        let mut header = Vec::new();
        writer.header(&mut header)?;
        let (columns, of_objects) = (header.clone(), header.is_empty());
        let names: BTreeSet<&'static str> = writer.columns.iter().map(|column| column.name()).collect();
        let fits = move |held: &[u8]| match held.is_empty() {
            true => Ok(()),
            false if of_objects => same_names(held, &names),
            false if first_line(held) == first_line(&columns) => Ok(()),
            false => {
                bail!("its columns are {}, not {}; nothing was added", first_line(held), first_line(&columns))
            }
        };
        let output = Output::append(target, header, Box::new(fits))?;
        Ok(Sink::Lines { writer, header: Vec::new(), output, flush, long: 0 })
    }

    /// A folder for brat; one that is not empty needs `force`.
    pub(super) fn brat(folder: &Path, force: bool) -> Result<Sink> {
        std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot make this folder", folder.display()))?;
        let used = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
        if used && !force {
            bail!("{}: not empty; --force writes into it", folder.display());
        }
        Ok(Sink::Brat { folder: folder.to_owned(), names: BTreeSet::new(), force: true })
    }

    /// What encodes in the working threads.
    pub(super) fn encoder(&self) -> Option<LineWriter> {
        match self {
            Sink::Lines { writer, .. } => Some(writer.clone()),
            _ => None,
        }
    }

    /// Takes the next result.
    pub(super) fn take(&mut self, product: Product) -> Result<()> {
        match (self, product) {
            (Sink::Lines { header, output, flush, long, .. }, Product::Bytes(bytes, _, _, more)) => {
                *long += more;
                output.write_all(&std::mem::take(header))?;
                output.write_all(&bytes)?;
                if *flush {
                    output.flush()?;
                }
            }
            (Sink::Whole(writer, _), Product::Rows(article, rows)) => writer.add(*article, rows)?,
            (Sink::Brat { folder, names, force }, Product::Rows(article, rows)) => {
                let name = unused_name(&article.id, names);
                for (ending, content) in [("txt", &article.text), ("ann", &brat::annotations(&article, &rows))] {
                    let mut output = Output::open(Some(&folder.join(format!("{name}.{ending}"))), *force)?;
                    output.write_all(content.as_bytes())?;
                    output.finish()?;
                }
            }
            (Sink::Lines { .. }, Product::Rows(..)) | (Sink::Whole(..) | Sink::Brat { .. }, Product::Bytes(..)) => {
                bail!("rows came in a form that their format does not take; please report this")
            }
        }
        Ok(())
    }

    /// Ends the output; gives what the user should be warned of.
    pub(super) fn finish(self) -> Result<Vec<String>> {
        match self {
            Sink::Lines { header, mut output, long, .. } => {
                output.write_all(&header)?;
                output.finish()?;
                Ok(of_long_cells(long).into_iter().collect())
            }
            Sink::Whole(writer, mut output) => {
                let warnings = writer.finish(&mut output)?;
                output.finish()?;
                Ok(warnings)
            }
            Sink::Brat { folder, force, .. } => {
                let mut output = Output::open(Some(&folder.join("annotation.conf")), force)?;
                output.write_all(brat::CONFIGURATION.as_bytes())?;
                output.finish()?;
                Ok(Vec::new())
            }
        }
    }
}

/// The first line, without a byte order mark and the line that tells Excel the separator.
fn first_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
    let mut lines = text.lines().map(str::to_owned).skip_while(|line| line.starts_with("sep="));
    lines.next().unwrap_or_default()
}

/// Fails unless the first line is an object with these names.
fn same_names(held: &[u8], names: &BTreeSet<&str>) -> Result<()> {
    let first = first_line(held);
    let object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&first);
    let Ok(object) = object else { bail!("it holds no JSON lines; nothing was added") };
    let held: BTreeSet<&str> = object.keys().map(String::as_str).collect();
    if held != *names {
        let list = |names: &BTreeSet<&str>| names.iter().copied().collect::<Vec<_>>().join(",");
        bail!("its columns are {}, not {}; nothing was added", list(&held), list(names));
    }
    Ok(())
}

/// A file name for an article: the last part of its id, without its ending and without what file systems refuse.
fn unused_name(id: &str, names: &mut BTreeSet<String>) -> String {
    let last = id.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or(id);
    let stem = ["txt", "text", "html", "htm"].iter().find_map(|e| last.strip_suffix(&format!(".{e}"))).unwrap_or(last);
    let safe: String = stem.chars().map(|c| if c.is_alphanumeric() || "-_.#".contains(c) { c } else { '_' }).collect();
    let safe = if safe.trim_matches(['.', '-']).is_empty() { "article".to_owned() } else { safe };
    let mut name = safe.clone();
    let mut number = 2;
    while !names.insert(name.clone()) {
        name = format!("{safe}-{number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::unused_name;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_safe_and_differ() {
        let mut names = BTreeSet::new();
        let ids = ["a/b.txt", "c/b.txt", "https://x.example/?q=1", "..", "-"];
        let got: Vec<String> = ids.iter().map(|id| unused_name(id, &mut names)).collect();
        assert_eq!(got, ["b", "b-2", "_q_1", "article", "article-2"]);
    }
}
