//! The library's error: what is wrong, where, and how to mend it.
//!
//! Analysis never fails, so only reading and writing give errors.

use std::io::ErrorKind;
use thiserror::Error as ThisError;

/// What can go wrong while reading input or writing output.
///
/// ```
/// use whosaid::{Error, Kind};
/// let error = "dirct".parse::<Kind>().unwrap_err();
/// assert!(matches!(error, Error::UnknownWord { .. }) && error.is_of_usage());
/// assert!(error.to_string().starts_with("unknown kind \"dirct\": did you mean \"direct\"?"));
/// ```
#[derive(Debug, ThisError)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The path as given.
        path: String,
        /// The system's own word.
        source: std::io::Error,
    },
    /// The input does not have the form it should have.
    #[error("{place}: {message}")]
    Input {
        /// File, line and column as far as known.
        place: String,
        /// What is wrong and how to mend it.
        message: String,
    },
    /// What was asked for is not there, or is nothing that is read: no file under this path, no field of this name, a picture.
    #[error("{place}: {message}")]
    Asked {
        /// The path, or file and line.
        place: String,
        /// What is missing and how to ask for it.
        message: String,
    },
    /// A word that must be one of a list is not.
    #[error("unknown {what} \"{got}\"{} (have: {have})", meant(got, have))]
    UnknownWord {
        /// What was asked for.
        what: String,
        /// The word as given.
        got: String,
        /// The words that are known.
        have: String,
    },
    /// Output could not be written.
    #[error("cannot write: {0}")]
    Write(#[from] std::io::Error),
    /// A CSV could not be read or written.
    #[error("{0}")]
    Csv(#[from] csv::Error),
}

/// How like a known word must be to what was given, to be suggested.
const LIKE: f64 = 0.8;

/// ": did you mean ...?" where one of the known words is like it.
fn meant(got: &str, have: &str) -> String {
    Error::nearest(got, have.split(", ")).map_or_else(String::new, |word| format!(": did you mean \"{word}\"?"))
}

/// How many names a message tells, and how many letters of each: those of a file may be without end.
const MOST_NAMES: usize = 24;
const MOST_LETTERS: usize = 48;

/// The names that a file has, for a message: `id, text, date`; of very many the first.
pub(crate) fn told<S: AsRef<str>>(names: &[S]) -> String {
    let short = |name: &S| match name.as_ref().char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &name.as_ref()[..end]),
        None => name.as_ref().to_owned(),
    };
    let told = names.iter().take(MOST_NAMES).map(short).collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(MOST_NAMES) {
        Some(more @ 1..) => format!("{told} and {more} more"),
        _ => told,
    }
}

impl Error {
    /// The word that is most like `got`, if any is like it at all.
    pub fn nearest<'a>(got: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        let like = words.map(|word| (strsim::jaro_winkler(got, word), word)).filter(|(like, _)| *like >= LIKE);
        like.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word)
    }

    /// An [`Error::UnknownWord`] that lists the known words.
    pub fn unknown_word(what: &str, got: &str, have: &[&str]) -> Self {
        Error::UnknownWord { what: what.to_lowercase(), got: got.to_owned(), have: have.join(", ") }
    }

    /// An [`Error::Io`] that names the path.
    pub fn io(path: impl Into<String>, source: std::io::Error) -> Self {
        Error::Io { path: path.into(), source }
    }

    /// An [`Error::Input`] with its place.
    pub fn input(place: impl Into<String>, message: impl Into<String>) -> Self {
        Error::Input { place: place.into(), message: message.into() }
    }

    /// An [`Error::Asked`] with its place.
    pub fn asked(place: impl Into<String>, message: impl Into<String>) -> Self {
        Error::Asked { place: place.into(), message: message.into() }
    }

    /// Whether the fault lies in what was asked for and not in damage to a file: a path that cannot be opened, a picture, a
    /// field that no record has, a word that is not known.
    pub fn is_of_usage(&self) -> bool {
        match self {
            Error::Io { source, .. } => {
                matches!(source.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::IsADirectory)
            }
            Error::Asked { .. } | Error::UnknownWord { .. } => true,
            _ => false,
        }
    }
}

/// The library's result.
///
/// ```
/// use whosaid::writer::{Column, parse_columns};
/// fn header(choice: &str) -> whosaid::Result<String> {
///     Ok(parse_columns(choice)?.into_iter().map(Column::name).collect::<Vec<_>>().join("|"))
/// }
/// assert_eq!(header("speaker,quote").unwrap(), "speaker|quote");
/// assert!(header("speaker,qoute").is_err());
/// ```
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn a_message_tells_some_of_very_many_names() {
        assert_eq!(told(&["id", "text"]), "id, text");
        let many: Vec<String> = (0..1000).map(|n| format!("{n}{}", "k".repeat(1000))).collect();
        assert!(told(&many).ends_with("k… and 976 more") && told(&many).len() < 2000);
    }
}
