//! Paths to articles.
//!
//! Takes files, folders, standard input and corpora, gives [`Article`]s: decoded text with an id and what is known of
//! its origin. It does not analyse the text and does not print: what a reader should be told is kept as a notice.
//!
//! Offsets count in the text of the article. For a text file that is the decoded file; for a page, a table or an
//! export with many articles it is the article that was found in it.

mod corpus;
mod dates;
mod encoding;
mod export;
#[cfg(feature = "html")]
mod export_page;
mod facts;
mod limits;
#[cfg(feature = "html")]
mod names;
#[cfg(feature = "packed")]
mod packed;
#[cfg(feature = "html")]
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod passed;
mod rtf;
mod skim;
mod table;
mod walk;
mod word;
#[cfg(feature = "xlsx")]
mod workbook;

pub use corpus::Fields;
pub use encoding::encoding_named;
pub use facts::complete;
pub use limits::{Limit, Limits, Nesting, RATIO_FROM, guarded, quiet_guards};
pub use passed::{Passed, Reason};
pub use walk::{Found, find};

use crate::error::{Error, Result};
use encoding::Decoded;
use limits::{Counter, Gauge};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A document as it comes from its reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The path as given, or the id field of a corpus.
    pub id: String,
    /// The decoded text. Offsets count from here; a byte order mark does not belong to it.
    pub text: String,
    /// The date in ISO 8601 (`2026-03-02`, `2026-03-02T10:00:00Z`), as far as the input tells it.
    pub date: Option<String>,
    /// The date as the input has it.
    pub date_as_given: Option<String>,
    /// The outlet that published the article.
    pub outlet: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// What the offsets of its rows count, once they have been converted.
    pub offsets: crate::writer::Offsets,
    /// Where its pages begin, in order, each with its label; of a PDF.
    pub pages: Vec<Landmark>,
    /// Where its turns or entries begin, in order, each with its time; of subtitles and live blogs.
    pub times: Vec<Landmark>,
    /// What the file holds around the article and was set aside: running heads, page numbers, notes.
    pub aside: Vec<String>,
    /// What a reader should be told: a guessed encoding, a guessed field.
    pub notices: Vec<String>,
}

/// A place in an article from which something holds, up to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    /// Where it begins, in the unit of the article's offsets.
    pub at: usize,
    /// The page's number, or the time.
    pub label: String,
}

impl Article {
    /// An article of which nothing else is known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Article { id: id.into(), text: text.into(), ..Article::default() }
    }
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One text; exports of news databases are recognised in it, unless this form is asked for.
    Text,
    /// A web page.
    Page,
    /// One JSON object a line.
    JsonLines,
    /// Comma-separated values; semicolons and tabs are recognised.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// An Excel or OpenDocument workbook; its first sheet is read.
    Workbook,
    /// A Parquet file; a row is an article.
    Parquet,
    /// A Word or OpenDocument text.
    Document,
    /// An RTF document.
    Rtf,
    /// An archive with files in it.
    Archive,
    /// A text with many articles as Nexis exports them.
    Nexis,
    /// A text with many articles as Factiva exports them.
    Factiva,
}

impl Form {
    /// The form that a file's name tells; the endings `.gz` and `.zst` are looked through.
    pub fn of(path: &Path) -> Form {
        let name = walk::unpacked_name(path);
        match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "htm" | "html" | "xhtml" => Form::Page,
            "jsonl" | "ndjson" => Form::JsonLines,
            "csv" => Form::Csv,
            "tsv" | "tab" => Form::Tsv,
            "docx" | "docm" | "odt" => Form::Document,
            "rtf" => Form::Rtf,
            "parquet" | "pq" => Form::Parquet,
            "zip" => Form::Archive,
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Form::Workbook,
            _ => Form::Text,
        }
    }
}

/// How input is read.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The fields of a corpus.
    pub fields: Fields,
    /// The form of every file; none goes by the file's name and content.
    pub form: Option<Form>,
    /// Whether the cells of tables were marked for spreadsheets, though no column tells which: see [`crate::writer::restore`].
    pub neutralised: bool,
    /// The encoding of every file; none goes by its bytes.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// How much one input may cost.
    pub limits: Limits,
    /// Where it is noted what was not read. Clones of the settings share it.
    pub passed: Passed,
}

/// Something to read: a whole file, or one record of a corpus. Loading it is independent of all others.
#[derive(Clone, Debug)]
pub enum Item {
    /// A file that is read and decoded when it is loaded.
    File(PathBuf),
    /// Bytes that have been read already.
    Bytes {
        /// Where they come from.
        id: String,
        /// The bytes.
        bytes: Vec<u8>,
        /// What they are, if nothing else is asked for.
        form: Form,
        /// What they were packed in.
        within: Nesting,
    },
    /// A line of a JSON lines corpus.
    Line {
        /// The corpus.
        path: String,
        /// The line's number, 1 first.
        number: usize,
        /// The line.
        json: Vec<u8>,
    },
    /// A row of a table.
    Row {
        /// Which cell is what.
        layout: Arc<table::Layout>,
        /// The row's number, 1 first, the header counted.
        number: usize,
        /// The cells.
        cells: Vec<String>,
    },
}

impl Item {
    /// The number of bytes of input behind it.
    pub fn size(&self) -> usize {
        match self {
            Item::File(path) => std::fs::metadata(path).map_or(0, |about| about.len() as usize),
            Item::Bytes { bytes, .. } => bytes.len(),
            Item::Line { json, .. } => json.len(),
            Item::Row { cells, .. } => cells.iter().map(String::len).sum(),
        }
    }

    /// What an error calls it.
    fn place(&self) -> String {
        match self {
            Item::File(path) => path.display().to_string(),
            Item::Bytes { id, .. } => id.clone(),
            Item::Line { path, number, .. } => format!("{path}: line {number}"),
            Item::Row { layout, number, .. } => layout.place(*number),
        }
    }

    /// Reads and decodes it. A file may hold many articles, of which some may be damaged; one that breaks its reader is
    /// one error.
    pub fn load(self, settings: &Settings) -> Vec<Result<Article>> {
        let place = self.place();
        let loaded = guarded(|| place.clone(), || self.read(settings));
        let fits = |mut article: Article| match settings.limits.check(Limit::Text, article.text.len() as u64) {
            Ok(()) => {
                facts::dated(&mut article);
                Ok(article)
            }
            Err(reached) => Err(reached.at(article.id)),
        };
        loaded.map_or_else(|e| vec![Err(e)], |all| all.into_iter().map(|article| article.and_then(fits)).collect())
    }

    fn read(self, settings: &Settings) -> Vec<Result<Article>> {
        match self {
            Item::File(path) => {
                let id = path.display().to_string();
                let bytes = std::fs::File::open(&path).and_then(|file| document(file, &settings.limits));
                let form = settings.form.unwrap_or_else(|| Form::of(&path));
                match bytes {
                    Ok(bytes) => articles(id, bytes, form, settings, Nesting::default()),
                    Err(e) => vec![Err(Error::io(id, e))],
                }
            }
            Item::Bytes { id, bytes, form, within } => {
                articles(id, bytes, settings.form.unwrap_or(form), settings, within)
            }
            Item::Line { path, number, json } => vec![corpus::article(&path, number, &json, &settings.fields)],
            Item::Row { layout, number, cells } => vec![layout.article(number, cells)],
        }
    }
}

/// Reads a whole document: more of it than can be one text only if it begins like a container.
pub(crate) fn document(mut reader: impl Read, limits: &Limits) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.by_ref().take(8).read_to_end(&mut head)?;
    let container = [&b"PK\x03\x04"[..], rtf::START, b"%PDF-", b"\xD0\xCF\x11\xE0"];
    let container = container.iter().any(|start| head.starts_with(start)) || encoding::is_packed(&head);
    let (most, limit) = match container {
        true => (limits.of(Limit::Unpacked), Limit::Unpacked),
        false => (limits.encoded(), Limit::Text),
    };
    limits::read_all(std::io::Cursor::new(head).chain(reader), most, limit, limits)
}

/// Decodes a whole file and takes the articles out of it.
fn articles(id: String, bytes: Vec<u8>, form: Form, settings: &Settings, within: Nesting) -> Vec<Result<Article>> {
    let (mut within, limits) = (within, &settings.limits);
    let misnamed = !encoding::is_packed(&bytes) && [".gz", ".zst"].iter().any(|end| id.to_lowercase().ends_with(end));
    let decoded = match encoding::unpacked(bytes, limits, &mut within).map_err(|e| Error::io(&id, e)) {
        Ok(bytes) if bytes.starts_with(rtf::START) => Decoded { text: rtf::text(&bytes), notice: None },
        #[cfg(feature = "packed")]
        Ok(bytes) if bytes.starts_with(packed::START) => match word::text(&id, &bytes, limits, &within) {
            Some(Ok(text)) => Decoded { text, notice: None },
            Some(Err(e)) => return vec![Err(e)],
            None => return members(&id, bytes, settings, &within),
        },
        // A damaged beginning would make noise a text.
        Ok(bytes) if misnamed && std::str::from_utf8(&bytes).is_err() => {
            return vec![Err(Error::input(id, "neither a gzip or Zstandard file nor a text; is it damaged?"))];
        }
        Ok(_) if form == Form::Archive => return vec![Err(Error::input(id, "not an archive that can be read"))],
        Ok(bytes) if encoding::is_too_long(&bytes, limits) => return vec![Err(limits.reached(Limit::Text).at(id))],
        Ok(bytes) => encoding::decode(bytes, settings.encoding),
        Err(e) => return vec![Err(e)],
    };
    if let Err(reached) = limits.check(Limit::Text, decoded.text.len() as u64) {
        return vec![Err(reached.at(id))];
    }
    if let Some(what) = export::foreign(&decoded.text) {
        return vec![Err(Error::input(id, what))];
    }
    let notices: Vec<String> = decoded.notice.iter().map(|notice| format!("{id}: {notice}")).collect();
    let told = |mut article: Article| {
        article.notices.splice(0..0, notices.iter().cloned());
        article
    };
    match form {
        Form::Page => page_articles(id, decoded.text, settings).into_iter().map(|a| a.map(&told)).collect(),
        _ if looks_like_page(&decoded.text) => {
            page_articles(id, decoded.text, settings).into_iter().map(|a| a.map(&told)).collect()
        }
        _ if settings.form == Some(Form::Text) => vec![Ok(told(Article::new(id, decoded.text)))],
        Form::Nexis => export::nexis(&id, &decoded.text).into_iter().map(|a| a.map(&told)).collect(),
        Form::Factiva => export::factiva(&id, &decoded.text).into_iter().map(|a| a.map(&told)).collect(),
        _ => match export::detected(&id, &decoded.text) {
            Some(found) => found.into_iter().map(|a| a.map(&told)).collect(),
            None => vec![Ok(told(Article::new(id, decoded.text)))],
        },
    }
}

/// Whether a text is a web page: its first mark says so.
fn looks_like_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

#[cfg(feature = "html")]
fn page_articles(id: String, html: String, settings: &Settings) -> Vec<Result<Article>> {
    if let Err(reached) = page::nests::check(&html, &settings.limits) {
        return vec![Err(reached.at(id))];
    }
    // Who says that it is a page wants no export looked for in it.
    let export = match settings.form {
        Some(Form::Page) => None,
        _ => export_page::detected(&id, &html),
    };
    export.unwrap_or_else(|| vec![page::article(id, &html)])
}

#[cfg(not(feature = "html"))]
fn page_articles(id: String, _: String, _: &Settings) -> Vec<Result<Article>> {
    vec![Err(Error::input(id, "a web page: this program was built without the feature \"html\""))]
}

/// The articles in an archive that has been read already.
#[cfg(feature = "packed")]
fn members(id: &str, bytes: Vec<u8>, settings: &Settings, within: &Nesting) -> Vec<Result<Article>> {
    match packed::members(id, std::io::Cursor::new(bytes), settings, within) {
        Ok(items) => items.flat_map(|item| item.map_or_else(|e| vec![Err(e)], |item| item.load(settings))).collect(),
        Err(e) => vec![Err(e)],
    }
}

#[cfg(feature = "packed")]
fn archive_items(path: &str, file: &Path, settings: &Settings) -> Result<Stream> {
    packed::members(path, std::fs::File::open(file).map_err(|e| Error::io(path, e))?, settings, &Nesting::default())
}

#[cfg(not(feature = "packed"))]
fn archive_items(path: &str, _: &Path, _: &Settings) -> Result<Stream> {
    Err(Error::input(path, "an archive: this program was built without the feature \"packed\""))
}

#[cfg(feature = "xlsx")]
fn workbook_rows(path: &Path, settings: &Settings) -> Result<Stream> {
    workbook::rows(path, settings)
}

#[cfg(not(feature = "xlsx"))]
fn workbook_rows(path: &Path, _: &Settings) -> Result<Stream> {
    Err(Error::input(path.display().to_string(), "a workbook: this program was built without the feature \"xlsx\""))
}

#[cfg(feature = "parquet")]
fn parquet_rows(path: &Path, fields: &Fields) -> Result<Stream> {
    parquet::rows(path, fields)
}

#[cfg(not(feature = "parquet"))]
fn parquet_rows(path: &Path, _: &Fields) -> Result<Stream> {
    Err(Error::input(path.display().to_string(), "Parquet: this program was built without the feature \"parquet\""))
}

/// The records of a corpus.
type Stream = Box<dyn Iterator<Item = Result<Item>> + Send>;

/// The items of the given paths, in order: files as named, folders sorted, corpora record by record as they are read.
pub struct Items {
    waiting: std::vec::IntoIter<Result<Found>>,
    corpus: Option<Stream>,
    /// What is open.
    name: String,
    settings: Settings,
}

impl Items {
    /// Looks the paths up. `-` is standard input, read only when its turn comes.
    pub fn new(paths: &[String], settings: &Settings) -> Self {
        let waiting = find(paths, &settings.passed).into_iter();
        Items { waiting, corpus: None, name: String::new(), settings: settings.clone() }
    }

    fn open(&mut self, found: Found) -> Result<Option<Item>> {
        let (form, path) = match &found {
            Found::File(path) => (self.settings.form.unwrap_or_else(|| Form::of(path)), path.display().to_string()),
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
            Form::Text | Form::Page | Form::Document | Form::Rtf | Form::Nexis | Form::Factiva => {
                return Ok(Some(Item::File(file)));
            }
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
            Some(Form::Parquet) => {
                return Err(Error::input("standard input", "Parquet cannot be read from a pipe; name the file"));
            }
            Some(Form::Workbook) => {
                return Err(Error::input("standard input", "a workbook cannot be read from a pipe; name the file"));
            }
            _ => {
                let bytes = document(stdin, &self.settings.limits).map_err(|e| Error::io("standard input", e))?;
                return Ok(Some(Item::Bytes { id, bytes, form: Form::Text, within: Nesting::default() }));
            }
        }
        Ok(None)
    }
}

/// How many bytes of a file are read at once.
const BUFFER: usize = 1 << 17;

/// Opens a file; compressed ones are unpacked on the way.
fn open(path: &Path, limits: &Limits) -> Result<Box<dyn BufRead + Send>> {
    let failed = |e| Error::io(path.display().to_string(), e);
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
fn json_lines(path: String, mut reader: Box<dyn BufRead + Send>, limits: &Limits) -> Stream {
    let (mut number, mut over, limits) = (0, false, *limits);
    Box::new(std::iter::from_fn(move || {
        while !over {
            number += 1;
            match limits::read_line(&mut *reader, &limits) {
                Ok(None) => over = true,
                Ok(Some(json)) if json.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Some(json)) => return Some(Ok(Item::Line { path: path.clone(), number, json })),
                Err(e) => {
                    over = !limits::is_line(&e);
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

/// Reads one text file as it stands, whatever is in it.
pub fn read_text(path: &Path, limits: &Limits) -> Result<Article> {
    let id = path.display().to_string();
    let failed = |e| Error::io(&id, e);
    let bytes = std::fs::File::open(path).and_then(|file| document(file, limits)).map_err(failed)?;
    let bytes = encoding::unpacked(bytes, limits, &mut Nesting::default()).map_err(failed)?;
    if encoding::is_too_long(&bytes, limits) {
        return Err(limits.reached(Limit::Text).at(id));
    }
    let decoded = encoding::decode(bytes, None);
    let mut article = Article::new(id, decoded.text);
    article.notices.extend(decoded.notice.map(|notice| format!("{}: {notice}", article.id)));
    Ok(article)
}
