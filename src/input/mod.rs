//! Paths to articles.
//!
//! Takes files, folders, standard input and corpora, gives [`Article`]s: decoded text with an id and what is known of
//! its origin. It does not analyse the text and does not print: what a reader should be told is kept as a notice.

mod corpus;
mod encoding;
mod walk;

pub use corpus::Fields;
pub use walk::{Found, find};

use crate::error::{Error, Result};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A document as it comes from its reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The path as given, or the id field of a corpus.
    pub id: String,
    /// The decoded text. Offsets count from here; a byte order mark does not belong to it.
    pub text: String,
    /// The date, as far as the input tells it.
    pub date: Option<String>,
    /// The outlet that published the article.
    pub outlet: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// What a reader should be told: a guessed encoding, a guessed field.
    pub notices: Vec<String>,
}

impl Article {
    /// An article of which nothing else is known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Article { id: id.into(), text: text.into(), ..Article::default() }
    }
}

/// How input is read.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The fields of a corpus.
    pub fields: Fields,
}

/// Something to read: a whole file, or one line of a corpus. Loading it is independent of all others.
#[derive(Clone, Debug)]
pub enum Item {
    /// A file that holds text.
    File(PathBuf),
    /// Text that has been read already.
    Bytes {
        /// Where it comes from.
        id: String,
        /// The bytes.
        bytes: Vec<u8>,
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
}

impl Item {
    /// The number of bytes that are held in memory for it.
    pub fn size(&self) -> usize {
        match self {
            Item::File(_) => 0,
            Item::Bytes { bytes, .. } => bytes.len(),
            Item::Line { json, .. } => json.len(),
        }
    }

    /// What to call it in a message.
    pub fn place(&self) -> String {
        match self {
            Item::File(path) => path.display().to_string(),
            Item::Bytes { id, .. } => id.clone(),
            Item::Line { path, number, .. } => format!("{path}: line {number}"),
        }
    }

    /// Reads and decodes it.
    pub fn load(self, settings: &Settings) -> Result<Article> {
        match self {
            Item::File(path) => {
                let id = path.display().to_string();
                let bytes = std::fs::read(&path).map_err(|e| Error::io(&id, e))?;
                Ok(decoded(id, bytes))
            }
            Item::Bytes { id, bytes } => Ok(decoded(id, bytes)),
            Item::Line { path, number, json } => corpus::article(&path, number, &json, &settings.fields),
        }
    }
}

fn decoded(id: String, bytes: Vec<u8>) -> Article {
    let (text, guess) = encoding::decode(bytes);
    let mut article = Article::new(id, text);
    article.notices.extend(guess.map(|name| format!("{}: not UTF-8, read as {name}", article.id)));
    article
}

/// The items of the given paths, in order: files as named, folders sorted, corpora line by line as they are read.
pub struct Items {
    waiting: std::vec::IntoIter<Result<Found>>,
    corpus: Option<(String, usize, Box<dyn BufRead + Send>)>,
    settings: Settings,
}

impl Items {
    /// Looks the paths up. `-` is standard input, read only when its turn comes.
    pub fn new(paths: &[String], settings: &Settings) -> Self {
        Items { waiting: find(paths).into_iter(), corpus: None, settings: settings.clone() }
    }

    fn open(&mut self, found: Found) -> Result<Option<Item>> {
        match found {
            Found::Text(path) => Ok(Some(Item::File(path))),
            Found::JsonLines(path) => {
                let file = std::fs::File::open(&path).map_err(|e| Error::io(path.display().to_string(), e))?;
                self.corpus = Some((path.display().to_string(), 0, Box::new(BufReader::new(file))));
                Ok(None)
            }
            Found::Stdin => {
                let mut stdin = BufReader::new(std::io::stdin());
                let start = stdin.fill_buf().map_err(|e| Error::io("standard input", e))?;
                if self.settings.fields.given() || corpus::looks_like_json(start) {
                    self.corpus = Some(("-".to_owned(), 0, Box::new(stdin)));
                    return Ok(None);
                }
                let mut bytes = Vec::new();
                stdin.read_to_end(&mut bytes).map_err(|e| Error::io("standard input", e))?;
                Ok(Some(Item::Bytes { id: "-".to_owned(), bytes }))
            }
        }
    }

    fn next_line(&mut self) -> Option<Result<Item>> {
        let (path, number, reader) = self.corpus.as_mut()?;
        loop {
            let mut json = Vec::new();
            match reader.read_until(b'\n', &mut json) {
                Ok(0) => {
                    self.corpus = None;
                    return None;
                }
                Ok(_) => {
                    *number += 1;
                    if json.iter().any(|b| !b.is_ascii_whitespace()) {
                        return Some(Ok(Item::Line { path: path.clone(), number: *number, json }));
                    }
                }
                Err(e) => {
                    let error = Error::io(path.clone(), e);
                    self.corpus = None;
                    return Some(Err(error));
                }
            }
        }
    }
}

impl Iterator for Items {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(line) = self.next_line() {
                return Some(line);
            }
            match self.waiting.next()?.and_then(|found| self.open(found)) {
                Ok(None) => {}
                Ok(Some(item)) => return Some(Ok(item)),
                Err(e) => return Some(Err(e)),
            }
        }
    }
}

/// Reads one text file.
pub fn read_text(path: &Path) -> Result<Article> {
    Item::File(path.to_owned()).load(&Settings::default())
}
