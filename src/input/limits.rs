//! How much one input may cost: the one place of all limits. See [`super::gauge`] for what counts.
//!
//! Files come from strangers, and a kilobyte can ask for terabytes. No reader believes a size that a file claims: it
//! counts what it really reads, and stops with an error that names the limit and the option that raises it.

use crate::error::{Error, Result};
use std::fmt;
use std::io;
use std::str::FromStr;

/// What is limited.
///
/// ```
/// use whosaid::input::{Form, Item, Limit, Limits, Settings};
/// let settings = Settings { limits: Limits::default().with(Limit::Text, 20), ..Settings::default() };
/// let error = Item::bytes("a.txt", "“We sail at dawn,” Anna Haro said.", Form::Text).load(&settings).remove(0).unwrap_err();
/// assert!(error.to_string().contains("--limit text="), "{error}");
/// assert_eq!(Limit::Text.name(), "text");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of decoded text of one document or record.
    Text,
    /// Bytes that one archive or packed document unpacks to, with all in it.
    Unpacked,
    /// Bytes unpacked for each packed one, once more than 16 MB have been unpacked; of a corpus that streams,
    /// once more than `Unpacked`.
    Ratio,
    /// Files in an archive.
    Members,
    /// Packed files in packed files.
    Depth,
    /// Elements in elements of a page; four times as many attributes of one.
    Elements,
    /// Elements of a page in all.
    Tags,
    /// Bytes that a workbook unpacks to, and text of its cells.
    Workbook,
    /// Cells of a sheet.
    Cells,
    /// Bytes of a line of JSON lines or a row of a table.
    Line,
    /// Words and signs of one document: each costs memory, however short it is. A sixteenth of them where they have fewer
    /// than three and a half bytes each.
    Words,
}

/// Below so many unpacked bytes no ratio is looked at: short texts that repeat themselves pack well.
pub const RATIO_FROM: u64 = 16 << 20;

/// Two words and signs with fewer bytes than this, spaces counted, are no prose: one has five or six there.
const TWO_SHORT_WORDS: u64 = 7;

/// The share of the limit that such words have.
const OF_SHORT_WORDS: u64 = 16;

/// Name, usual value, whether it counts bytes, and what there is too much of.
const TABLE: [(Limit, &str, u64, &str); 11] = [
    (Limit::Text, "text", 16 << 20, "of text in one document"),
    (Limit::Unpacked, "unpacked", 1 << 30, "when unpacked"),
    (Limit::Ratio, "ratio", 250, "unpacked bytes for each packed one"),
    (Limit::Members, "members", 200_000, "files in one archive"),
    (Limit::Depth, "depth", 4, "files inside one another"),
    (Limit::Elements, "elements", 256, "elements inside one another in a page"),
    (Limit::Tags, "tags", 1_000_000, "elements in one page"),
    (Limit::Workbook, "workbook", 256 << 20, "in one workbook when unpacked"),
    (Limit::Cells, "cells", 10_000_000, "cells in one sheet"),
    (Limit::Line, "line", 64 << 20, "in one line or row"),
    (Limit::Words, "words", 4_000_000, "words and signs in one document"),
];

impl Limit {
    /// The name, as the option `--limit NAME=SIZE` takes it.
    pub fn name(self) -> &'static str {
        TABLE[self as usize].1
    }

    fn counts_bytes(self) -> bool {
        matches!(self, Limit::Text | Limit::Unpacked | Limit::Workbook | Limit::Line)
    }
}

/// The limits in force; [`Limits::default`] has the usual ones.
///
/// ```
/// use whosaid::input::{Limit, Limits};
/// let limits: Limits = "text=64M,cells=2M".parse().unwrap();
/// assert_eq!(limits.of(Limit::Text), 64 << 20);
/// assert_eq!(limits.of(Limit::Depth), Limits::default().of(Limit::Depth));
/// assert!("text=much".parse::<Limits>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits([u64; TABLE.len()]);

impl Default for Limits {
    fn default() -> Self {
        Limits(TABLE.map(|(_, _, usual, _)| usual))
    }
}

impl Limits {
    /// The most that this limit allows: bytes, or a count.
    pub fn of(&self, limit: Limit) -> u64 {
        self.0[limit as usize]
    }

    /// The limits with one of them changed.
    #[must_use]
    pub fn with(mut self, limit: Limit, most: u64) -> Self {
        self.0[limit as usize] = most;
        self
    }

    /// Fails if there is more than the limit allows.
    pub(crate) fn check(&self, limit: Limit, got: u64) -> std::result::Result<(), Reached> {
        if got > self.of(limit) { Err(self.reached(limit)) } else { Ok(()) }
    }

    /// Fails if a text is too long, or has too many words and signs: a sixteenth of the limit where they are so short that
    /// no prose is made of them.
    pub(crate) fn check_text(&self, text: &str) -> std::result::Result<(), Reached> {
        let bytes = text.len() as u64;
        self.check(Limit::Text, bytes)?;
        let most = self.of(Limit::Words) / OF_SHORT_WORDS;
        if bytes <= most {
            return Ok(());
        }
        let words = words(text);
        match 2 * bytes < TWO_SHORT_WORDS * words && words > most {
            true => Err(Reached { limit: Limit::Words, most }),
            false => self.check(Limit::Words, words),
        }
    }

    /// That a limit was reached, as an error without a place.
    pub(crate) fn reached(&self, limit: Limit) -> Reached {
        Reached { limit, most: self.of(limit) }
    }

    /// The most bytes that can decode to a text that is not too long: UTF-32 has four for each letter.
    pub(crate) fn encoded(&self) -> u64 {
        self.of(Limit::Text).saturating_mul(4).saturating_add(4)
    }
}

/// How many words and signs a text has: letters and digits that touch are one word.
fn words(text: &str) -> u64 {
    let mut inside = false;
    let begins = |c: char| {
        let word = c.is_alphanumeric();
        let begins = !(c.is_whitespace() || word && inside);
        inside = word;
        begins
    };
    text.chars().map(begins).filter(|begins| *begins).count() as u64
}

impl FromStr for Limits {
    type Err = Error;

    /// `NAME=SIZE`, several joined by commas: a number, for bytes also with `K`, `M` or `G` behind it.
    fn from_str(text: &str) -> Result<Self> {
        text.split(',').filter(|part| !part.trim().is_empty()).try_fold(Limits::default(), |limits, part| {
            let names = || TABLE.iter().map(|(_, name, ..)| *name).collect::<Vec<_>>();
            let (name, size) = part.split_once('=').unwrap_or((part, ""));
            let found = TABLE.iter().find(|(_, known, ..)| *known == name.trim());
            let limit = found.ok_or_else(|| Error::unknown_word("limit", name.trim(), &names()))?.0;
            let most = size_of(size.trim()).ok_or_else(|| {
                Error::input(format!("limit {name}"), "a size such as 64M or 100000 is wanted, as in text=64M")
            })?;
            Ok(limits.with(limit, most))
        })
    }
}

/// `64M` in bytes.
fn size_of(text: &str) -> Option<u64> {
    let text = text.to_ascii_uppercase();
    let text = text.strip_suffix("B").unwrap_or(&text);
    let (number, unit) = match text.as_bytes().last()? {
        b'K' => (&text[..text.len() - 1], 1 << 10),
        b'M' => (&text[..text.len() - 1], 1 << 20),
        b'G' => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1),
    };
    number.parse::<u64>().ok()?.checked_mul(unit)
}

/// That a limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reached {
    pub(super) limit: Limit,
    most: u64,
}

impl fmt::Display for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, name, _, what) = TABLE[self.limit as usize];
        let shown = match self.most {
            most if !self.limit.counts_bytes() => most.to_string(),
            most if most >= 1 << 20 && most.is_multiple_of(1 << 20) => format!("{} MB", most >> 20),
            most => format!("{most} bytes"),
        };
        write!(f, "more than {shown} {what}: this is the limit {name}, which --limit {name}=SIZE raises")
    }
}

impl std::error::Error for Reached {}

impl Reached {
    /// The error with the place where the limit was reached.
    pub(crate) fn at(self, place: impl Into<String>) -> Error {
        Error::input(place, self.to_string())
    }
}

impl From<Reached> for io::Error {
    fn from(reached: Reached) -> Self {
        io::Error::other(reached)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_from_words() {
        let limits: Limits = "text=1K, cells=7,unpacked=2GB".parse().unwrap();
        assert_eq!((limits.of(Limit::Text), limits.of(Limit::Cells)), (1024, 7));
        assert_eq!(limits.of(Limit::Unpacked), 2 << 30);
        for bad in ["text", "text=", "text=-1", "text=1X", "txt=1", "line=99999999999G"] {
            assert!(bad.parse::<Limits>().is_err(), "{bad}");
        }
        for (at, (limit, name, ..)) in TABLE.iter().enumerate() {
            assert_eq!((*limit as usize, limit.name()), (at, *name));
        }
    }

    #[test]
    fn an_error_names_limit_and_option() {
        let error = Limits::default().reached(Limit::Text).at("a.txt").to_string();
        assert_eq!(
            error,
            "a.txt: more than 16 MB of text in one document: this is the limit text, which --limit text=SIZE raises"
        );
    }

    #[test]
    fn words_and_signs_are_counted() {
        assert_eq!(words("“The ferry’s late,” she said on 3/4."), 15);
        let limits = Limits::default().with(Limit::Words, 32);
        let of_each = |piece: &str, times: usize| limits.check_text(&piece.repeat(times)).map_err(|e| e.to_string());
        assert!(of_each("a", 99).is_ok() && of_each("road ", 32).is_ok());
        assert!(of_each("road ", 33).unwrap_err().starts_with("more than 32 words and signs"));
        // Where they are short, a sixteenth of them.
        assert!(of_each("on ", 2).is_ok() && of_each("“", 2).is_ok());
        assert!(of_each("on ", 3).unwrap_err().starts_with("more than 2 words and signs"));
    }
}
