//! The items of paths: whole files, and the records of those that are read piece by piece.

use super::gauge::{self, Counter, Gauge, Nesting};
use super::guard::guarded;
use super::limits::Limits;
use super::{Fields, Form, Found, Item, Piece, Settings, articles, corpus, encoding, find, shown, table, warc};
use crate::error::{Error, Result};
use std::io::{BufRead, BufReader};
use std::path::Path;

#[cfg(feature = "packed")]
fn archive_items(path: &str, file: &Path, settings: &Settings) -> Result<Stream> {
    super::packed::members(
        path,
        std::fs::File::open(file).map_err(|e| Error::io(path, e))?,
        settings,
        &Nesting::default(),
    )
}

#[cfg(not(feature = "packed"))]
fn archive_items(path: &str, _: &Path, _: &Settings) -> Result<Stream> {
    Err(Error::asked(path, "an archive: this program was built without the feature \"packed\""))
}

#[cfg(feature = "xlsx")]
fn workbook_rows(path: &Path, settings: &Settings) -> Result<Stream> {
    super::workbook::rows(path, settings)
}

#[cfg(not(feature = "xlsx"))]
fn workbook_rows(path: &Path, _: &Settings) -> Result<Stream> {
    Err(Error::asked(shown(path), "a workbook: this program was built without the feature \"xlsx\""))
}

#[cfg(feature = "parquet")]
fn parquet_rows(path: &Path, fields: &Fields) -> Result<Stream> {
    super::parquet::rows(path, fields)
}

#[cfg(not(feature = "parquet"))]
fn parquet_rows(path: &Path, _: &Fields) -> Result<Stream> {
    Err(Error::asked(shown(path), "Parquet: this program was built without the feature \"parquet\""))
}

/// The pieces of a file that is read piece by piece; `within` is what it lies in, if it is none of its own.
pub(super) fn pieces(
    id: String,
    reader: Box<dyn BufRead + Send>,
    form: Form,
    settings: &Settings,
    within: Option<&Nesting>,
) -> Result<Stream> {
    let within = within.map(|within| within.deeper(&settings.limits)).transpose();
    let within = within.map_err(|reached| reached.at(&id))?;
    match form {
        Form::Warc => Ok(warc::records(id, reader, settings, within)),
        #[cfg(feature = "mail")]
        _ => Ok(super::mail::mailbox(id, reader, &settings.limits, within)),
        #[cfg(not(feature = "mail"))]
        _ => Err(Error::asked(id, "a mailbox: this program was built without the feature \"mail\"")),
    }
}

/// The records of a corpus.
pub(super) type Stream = Box<dyn Iterator<Item = Result<Item>> + Send>;

/// The items of the given paths, in order: files as named, folders sorted, corpora record by record as they are read.
///
/// ```
/// use whosaid::input::{Items, Settings};
/// let folder = tempfile::tempdir()?;
/// std::fs::write(folder.path().join("a.txt"), "“We sail,” Anna Haro said.")?;
/// std::fs::write(folder.path().join("b.txt"), "“We wait,” said Bo Ek.")?;
/// let settings = Settings::default();
/// let read = Items::new(&[folder.path()], &settings).flat_map(|item| item.unwrap().load(&settings));
/// let speakers: Vec<String> = read.map(|article| whosaid::extract(&article.unwrap().text)[0].speaker.clone()).collect();
/// assert_eq!(speakers, ["Anna Haro", "Bo Ek"]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Items {
    waiting: std::vec::IntoIter<Result<Found>>,
    corpus: Option<Stream>,
    /// What is open.
    name: String,
    settings: Settings,
}

impl Items {
    /// Looks the paths up. `-` is standard input, read only when its turn comes.
    pub fn new<P: AsRef<Path>>(paths: &[P], settings: &Settings) -> Self {
        let waiting = find(paths, &settings.passed).into_iter();
        Items { waiting, corpus: None, name: String::new(), settings: settings.clone() }
    }

    fn open(&mut self, found: Found) -> Result<Option<Item>> {
        let (form, path) = match &found {
            Found::File(path) => (self.settings.form.unwrap_or_else(|| Form::of(path)), shown(path)),
            Found::Stdin => return self.open_stdin(),
        };
        let Found::File(file) = found else { return Ok(None) };
        match form {
            Form::JsonLines => {
                self.corpus = Some(json_lines(path, open(&file, &self.settings.limits)?, &self.settings.limits));
            }
            Form::Csv | Form::Tsv => {
                let reader = open(&file, &self.settings.limits)?;
                self.corpus = Some(table::rows(path, reader, form, &self.settings)?);
            }
            Form::Workbook => self.corpus = Some(workbook_rows(&file, &self.settings)?),
            Form::Parquet => self.corpus = Some(parquet_rows(&file, &self.settings.fields)?),
            Form::Archive => self.corpus = Some(archive_items(&path, &file, &self.settings)?),
            Form::Mailbox | Form::Warc => {
                let reader = open(&file, &self.settings.limits)?;
                self.corpus = Some(pieces(path, reader, form, &self.settings, None)?);
            }
            _ => return Ok(Some(Item(Piece::File(file)))),
        }
        Ok(None)
    }

    fn open_stdin(&mut self) -> Result<Option<Item>> {
        let mut stdin = BufReader::new(std::io::stdin());
        let start = stdin.fill_buf().map_err(|e| Error::io("standard input", e))?;
        let id = "-".to_owned();
        match self.settings.form {
            None if self.settings.fields.given() || corpus::looks_like_json(start) => {
                self.corpus = Some(json_lines(id, Box::new(stdin), &self.settings.limits));
            }
            Some(Form::JsonLines) => self.corpus = Some(json_lines(id, Box::new(stdin), &self.settings.limits)),
            Some(form @ (Form::Csv | Form::Tsv)) => {
                self.corpus = Some(table::rows(id, Box::new(stdin), form, &self.settings)?);
            }
            Some(form @ (Form::Mailbox | Form::Warc)) => {
                self.corpus = Some(pieces(id, Box::new(stdin), form, &self.settings, None)?);
            }
            None if start.starts_with(b"WARC/") => {
                self.corpus = Some(pieces(id, Box::new(stdin), Form::Warc, &self.settings, None)?);
            }
            Some(Form::Parquet) => {
                return Err(Error::asked("standard input", "Parquet cannot be read from a pipe; name the file"));
            }
            Some(Form::Workbook) => {
                return Err(Error::asked("standard input", "a workbook cannot be read from a pipe; name the file"));
            }
            _ => {
                let bytes =
                    articles::document(stdin, &self.settings.limits).map_err(|e| Error::io("standard input", e))?;
                return Ok(Some(Item::bytes(id, bytes, Form::Text)));
            }
        }
        Ok(None)
    }
}

/// How many bytes of a file are read at once.
const BUFFER: usize = 1 << 17;

/// Opens a file; compressed ones are unpacked on the way.
fn open(path: &Path, limits: &Limits) -> Result<Box<dyn BufRead + Send>> {
    let failed = |e| Error::io(shown(path), e);
    let file = BufReader::with_capacity(BUFFER, std::fs::File::open(path).map_err(failed)?);
    let packed = |ending: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    Ok(if packed("gz") || packed("zst") {
        let counter = Counter::default();
        let plain = encoding::unpacking(counter.of(file), packed("zst")).map_err(failed)?;
        Box::new(BufReader::new(Gauge::of_stream(&counter, limits).of(plain)))
    } else {
        Box::new(file)
    })
}

/// The lines of a corpus that are not empty.
pub(super) fn json_lines(path: String, mut reader: Box<dyn BufRead + Send>, limits: &Limits) -> Stream {
    let (mut number, mut over, limits) = (0, false, *limits);
    Box::new(std::iter::from_fn(move || {
        while !over {
            number += 1;
            match gauge::read_line(&mut *reader, &limits) {
                Ok(None) => over = true,
                Ok(Some(json)) if json.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Some(json)) => return Some(Ok(Item(Piece::Line { path: path.clone(), number, json }))),
                Err(e) => {
                    over = !gauge::is_line(&e);
                    return Some(Err(Error::io(format!("{path}: line {number}"), e)));
                }
            }
        }
        None
    }))
}

impl Iterator for Items {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mut corpus) = self.corpus.take() {
                // A reader that broke is not asked again.
                match guarded(|| self.name.clone(), || (corpus.next(), corpus)) {
                    Ok((Some(item), corpus)) => {
                        self.corpus = Some(corpus);
                        return Some(item);
                    }
                    Ok((None, _)) => {}
                    Err(e) => return Some(Err(e)),
                }
            }
            let found = match self.waiting.next()? {
                Ok(found) => found,
                Err(e) => return Some(Err(e)),
            };
            self.name = found.name();
            let name = self.name.clone();
            match guarded(|| name, || self.open(found)).flatten() {
                Ok(None) => {}
                Ok(Some(item)) => return Some(Ok(item)),
                Err(e) => return Some(Err(e)),
            }
        }
    }
}
