//! Paths to articles.
//!
//! Takes files, folders, standard input and corpora, gives [`Article`]s: decoded text with an id and what is known of
//! its origin. It does not analyse the text and does not print: what a reader should be told is kept as a notice.
//!
//! Offsets count in the text of the article. For a text file that is the decoded file; for a page, a table or an
//! export with many articles it is the article that was found in it.

mod articles;
mod corpus;
mod dates;
mod encoding;
#[cfg(all(feature = "packed", feature = "news", feature = "html"))]
mod epub;
mod export;
#[cfg(feature = "html")]
mod export_page;
mod facts;
mod forms;
mod gauge;
mod guard;
mod items;
mod json;
mod kind;
mod limits;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "html")]
mod names;
#[cfg(feature = "packed")]
mod packed;
#[cfg(feature = "html")]
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod passed;
#[cfg(feature = "pdf")]
mod pdf;
mod rtf;
mod subtitles;
mod table;
mod walk;
mod warc;
mod word;
#[cfg(feature = "xlsx")]
mod workbook;
#[cfg(feature = "news")]
mod xml;

pub(crate) use articles::document;
#[cfg(any(feature = "cli", feature = "train"))]
pub(crate) use articles::read_text;
pub use corpus::Fields;
pub use encoding::encoding_named;
#[cfg(feature = "cli")]
pub(crate) use facts::complete;
pub use forms::Form;
pub(crate) use guard::guarded;
#[cfg(feature = "cli")]
pub(crate) use guard::quiet_guards;
pub use items::Items;
pub use limits::{Limit, Limits};
pub(crate) use passed::{Passed, Reason};
pub(crate) use walk::{Found, find, shown};

use crate::error::{Error, Result};
use std::path::PathBuf;
use std::sync::Arc;

/// A document as it comes from its reader.
///
/// ```
/// use whosaid::{input::Article, writer::Column};
/// let article = Article { outlet: Some("The Quay Post".into()), ..Article::new("a.txt", "“We sail,” Anna Haro said.") };
/// let row = &whosaid::extract(&article.text)[0];
/// assert_eq!(Column::Outlet.cell(&article, row, &mut String::new()), "The Quay Post");
/// ```
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
    pub offsets: crate::offsets::Offsets,
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
///
/// ```
/// use whosaid::input::{Form, Item, Settings};
/// let file = "WEBVTT\n\n00:01:05.000 --> 00:01:08.000\nANNA HARO: We sail.\n\n00:02:05.000 --> 00:02:08.000\nBO EK: We wait.\n";
/// let article = Item::bytes("tide.vtt", file, Form::Subtitles).load(&Settings::default()).remove(0)?;
/// let second = &article.times[1];
/// assert_eq!((&article.text[second.at..], second.label.as_str()), ("BO EK: We wait.", "00:02:05.000"));
/// # Ok::<(), whosaid::Error>(())
/// ```
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

/// How input is read.
///
/// ```
/// use whosaid::input::{Form, Item, Settings};
/// let given = || Item::bytes("c.jsonl", "{\"text\": \"“We sail,” Anna Haro said.\"}", Form::JsonLines);
/// let article = given().load(&Settings::default()).remove(0)?;
/// assert_eq!(article.text, "“We sail,” Anna Haro said.");
/// let as_it_stands = Settings { form: Some(Form::Text), ..Settings::default() };
/// assert!(given().load(&as_it_stands).remove(0)?.text.starts_with('{'));
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The fields of a corpus.
    pub fields: Fields,
    /// The form of every file; none goes by the file's name and content.
    pub form: Option<Form>,
    /// Whether the cells of tables were marked for spreadsheets, though no column tells which (see `neutralised`).
    pub neutralised: bool,
    /// The encoding of every file; none goes by its bytes.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// How much one input may cost.
    pub limits: Limits,
    /// Where it is noted what was not read. Clones of the settings share it.
    pub passed: Passed,
}

/// Something to read: a whole file, or one record of a corpus. Loading it is independent of all others.
///
/// ```
/// use whosaid::input::{Form, Item, Settings};
/// // As an old newsroom system wrote it: the marks are those of Windows-1252.
/// let item = Item::bytes("ferry.txt", b"\x93We sail,\x94 Anna Haro said.", Form::Text);
/// let article = item.load(&Settings::default()).remove(0)?;
/// assert_eq!((article.id.as_str(), article.text.as_str()), ("ferry.txt", "“We sail,” Anna Haro said."));
/// assert!(article.notices[0].contains("windows-1252"));
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Item(Piece);

/// What an item is.
#[derive(Clone, Debug)]
enum Piece {
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
        within: gauge::Nesting,
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
    /// A page from a crawl.
    Response(Box<warc::Response>),
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
    /// Bytes that have been read already: `id` stands in messages and rows; `form` is what they are, unless the settings
    /// ask for another.
    pub fn bytes(id: impl Into<String>, bytes: impl Into<Vec<u8>>, form: Form) -> Self {
        Item::packed(id.into(), bytes.into(), form, gauge::Nesting::default())
    }

    /// Bytes that were packed in something else.
    fn packed(id: String, bytes: Vec<u8>, form: Form, within: gauge::Nesting) -> Self {
        Item(Piece::Bytes { id, bytes, form, within })
    }

    /// The number of bytes of input behind it.
    pub fn size(&self) -> usize {
        match &self.0 {
            Piece::File(path) => std::fs::metadata(path).map_or(0, |about| about.len() as usize),
            Piece::Bytes { bytes, .. } => bytes.len(),
            Piece::Line { json, .. } => json.len(),
            Piece::Response(page) => page.size(),
            Piece::Row { cells, .. } => cells.iter().map(String::len).sum(),
        }
    }

    /// What an error calls it.
    fn place(&self) -> String {
        match &self.0 {
            Piece::File(path) => shown(path),
            Piece::Bytes { id, .. } => id.clone(),
            Piece::Line { path, number, .. } => format!("{path}: line {number}"),
            Piece::Response(page) => page.place(),
            Piece::Row { layout, number, .. } => layout.place(*number),
        }
    }

    /// Reads and decodes it. A file may hold many articles, of which some may be damaged; one that breaks its reader is
    /// one error.
    pub fn load(self, settings: &Settings) -> Vec<Result<Article>> {
        let place = self.place();
        let loaded = guarded(|| place.clone(), || self.read(settings));
        let fits = |mut article: Article| match settings.limits.check_text(&article.text) {
            Ok(()) => {
                facts::dated(&mut article);
                Ok(article)
            }
            Err(reached) => Err(reached.at(article.id)),
        };
        loaded.map_or_else(|e| vec![Err(e)], |all| all.into_iter().map(|article| article.and_then(fits)).collect())
    }

    fn read(self, settings: &Settings) -> Vec<Result<Article>> {
        match self.0 {
            Piece::File(path) => {
                let id = shown(&path);
                let bytes = std::fs::File::open(&path).and_then(|file| document(file, &settings.limits));
                let form = settings.form.unwrap_or_else(|| Form::of(&path));
                match bytes {
                    Ok(bytes) => articles::articles(id, bytes, form, settings, gauge::Nesting::default()),
                    Err(e) => vec![Err(Error::io(id, e))],
                }
            }
            Piece::Bytes { id, bytes, form, within } => {
                articles::articles(id, bytes, settings.form.unwrap_or(form), settings, within)
            }
            Piece::Response(page) => page.articles(settings),
            Piece::Line { path, number, json } => vec![corpus::article(&path, number, &json, &settings.fields)],
            Piece::Row { layout, number, cells } => vec![layout.article(number, cells)],
        }
    }
}
