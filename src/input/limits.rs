//! How much one input may cost: the one place of all limits, and the guard that every reader runs in.
//!
//! Files come from strangers, and a kilobyte can ask for terabytes. No reader believes a size that a file claims: it
//! counts what it really reads, and stops with an error that names the limit and the option that raises it.
//!
//! ```
//! use whosaid::input::{Limit, Limits};
//! let limits: Limits = "text=64M,cells=2M".parse().unwrap();
//! assert_eq!(limits.of(Limit::Text), 64 << 20);
//! assert_eq!(limits.of(Limit::Depth), Limits::default().of(Limit::Depth));
//! assert!("text=much".parse::<Limits>().is_err());
//! ```

use crate::error::{Error, Result};
use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of decoded text of one document or record.
    Text,
    /// Bytes that one archive or packed document unpacks to, with all in it.
    Unpacked,
    /// Bytes unpacked for each packed one, once more than [`RATIO_FROM`] have been unpacked; of a corpus that streams,
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
    limit: Limit,
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

/// What has been unpacked of one outermost file so far, and how deep in it something lies. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Nesting {
    depth: u64,
    unpacked: Arc<AtomicU64>,
}

impl Nesting {
    /// One level further in; an error where that is too deep.
    pub(crate) fn deeper(&self, limits: &Limits) -> std::result::Result<Nesting, Reached> {
        limits.check(Limit::Depth, self.depth + 1)?;
        Ok(Nesting { depth: self.depth + 1, unpacked: self.unpacked.clone() })
    }

    /// Counts bytes that were unpacked.
    pub(crate) fn add(&self, bytes: usize, limits: &Limits) -> std::result::Result<(), Reached> {
        let all = self.unpacked.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        limits.check(Limit::Unpacked, all)
    }
}

/// What is counted while one file is unpacked: all that is in it, together.
#[derive(Clone, Debug)]
pub(crate) struct Gauge {
    /// Bytes on the packed side, and bytes that came of them.
    packed: Counter,
    got: Counter,
    limits: Limits,
    /// Where all bytes are counted; a corpus that streams has no limit in all.
    nesting: Option<Nesting>,
    /// From how many unpacked bytes on the ratio counts.
    from: u64,
}

impl Gauge {
    /// For a file whose packed bytes this counter counts.
    pub(crate) fn new(packed: &Counter, limits: &Limits, nesting: Option<&Nesting>) -> Self {
        let from = RATIO_FROM;
        Gauge { packed: packed.clone(), got: Counter::default(), limits: *limits, nesting: nesting.cloned(), from }
    }

    /// For a corpus that streams: it may hold as much as an archive before its ratio counts.
    pub(crate) fn of_stream(packed: &Counter, limits: &Limits) -> Self {
        Gauge { from: limits.of(Limit::Unpacked), ..Gauge::new(packed, limits, None) }
    }

    /// For an archive of this length.
    #[cfg_attr(not(feature = "packed"), allow(dead_code))]
    pub(crate) fn of_archive(length: u64, limits: &Limits, nesting: &Nesting) -> Self {
        let packed = Counter::default();
        packed.add(length);
        Gauge::new(&packed, limits, Some(nesting))
    }

    /// Reads what is unpacked, and stops where it is too much.
    pub(crate) fn of<R: Read>(&self, inner: R) -> Unpacking<R> {
        Unpacking { inner, gauge: self.clone() }
    }
}

/// A reader that stops where too much is unpacked.
pub(crate) struct Unpacking<R> {
    inner: R,
    gauge: Gauge,
}

impl<R: Read> Read for Unpacking<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        let Gauge { packed, got, limits, nesting, from } = &self.gauge;
        if let Some(nesting) = nesting {
            nesting.add(read, limits)?;
        }
        let got = got.add(read as u64);
        if got > *from && got / packed.count().max(1) > limits.of(Limit::Ratio) {
            return Err(limits.reached(Limit::Ratio).into());
        }
        Ok(read)
    }
}

/// How many bytes went by; clones see the same count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counter(Arc<AtomicU64>);

impl Counter {
    pub(crate) fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Counts, and gives the count.
    pub(crate) fn add(&self, bytes: u64) -> u64 {
        self.0.fetch_add(bytes, Ordering::Relaxed) + bytes
    }

    /// Begins at none again.
    pub(crate) fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// A reader whose bytes are counted.
    pub(crate) fn of<R>(&self, inner: R) -> Counted<R> {
        Counted { inner, counter: self.clone() }
    }
}

/// A reader whose bytes are counted.
pub(crate) struct Counted<R> {
    inner: R,
    counter: Counter,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.counter.add(read as u64);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.counter.add(bytes as u64);
        self.inner.consume(bytes);
    }
}

/// Reads to the end, at most `most` bytes; what is more is the error of this limit.
pub(crate) fn read_all(reader: impl Read, most: u64, limit: Limit, limits: &Limits) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(limits.reached(limit).into()) } else { Ok(bytes) }
}

/// Reads a line with its end; none at the end of the input. Of a line that is too long nothing is kept: the error comes
/// when it is over, and the next line can be read.
pub(crate) fn read_line(reader: &mut dyn BufRead, limits: &Limits) -> io::Result<Option<Vec<u8>>> {
    let most = limits.of(Limit::Line);
    let mut line = Vec::new();
    let (mut length, mut over) = (0u64, false);
    while !over {
        let held = match reader.fill_buf() {
            Ok(held) => held,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        let end = memchr::memchr(b'\n', held);
        let part = end.map_or(held.len(), |end| end + 1);
        over = end.is_some() || held.is_empty();
        length += part as u64;
        match length > most {
            true => line = Vec::new(),
            false => line.extend_from_slice(&held[..part]),
        }
        reader.consume(part);
    }
    match length {
        0 => Ok(None),
        _ if length > most => Err(limits.reached(Limit::Line).into()),
        _ => Ok(Some(line)),
    }
}

/// Whether an error is that a line was too long: the next one can be read.
pub(crate) fn is_line(error: &io::Error) -> bool {
    let reached = error.get_ref().and_then(|inner| inner.downcast_ref::<Reached>());
    reached.is_some_and(|reached| reached.limit == Limit::Line)
}

thread_local! {
    /// How many guards are around what this thread does.
    static GUARDS: Cell<usize> = const { Cell::new(0) };
}

/// Runs something that reads what others wrote. If it panics, that is an error of this one input, and the rest goes on.
pub fn guarded<T>(place: impl FnOnce() -> String, work: impl FnOnce() -> T) -> Result<T> {
    GUARDS.set(GUARDS.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDS.set(GUARDS.get() - 1);
    done.map_err(|_| Error::input(place(), "cannot be read: it is damaged, or whosaid broke on it; please report it"))
}

/// From now on a panic inside a guard says nothing by itself: what guards tells it. For programs, once, at their start.
pub fn quiet_guards() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |about| {
        if GUARDS.get() == 0 || std::env::var_os("RUST_BACKTRACE").is_some() {
            before(about);
        }
    }));
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

    #[test]
    fn a_line_that_is_too_long_costs_itself_only() {
        let limits = Limits::default().with(Limit::Line, 4);
        let mut reader = io::BufReader::with_capacity(3, &b"abc\nabcdefgh\n\nxyz"[..]);
        let mut lines = Vec::new();
        loop {
            match read_line(&mut reader, &limits) {
                Ok(Some(line)) => lines.push(String::from_utf8(line).unwrap()),
                Ok(None) => break,
                Err(e) => lines.push(is_line(&e).to_string()),
            }
        }
        assert_eq!(lines, ["abc\n", "true", "\n", "xyz"]);
    }

    #[test]
    fn unpacking_stops_at_the_limits() {
        let limits = Limits::default().with(Limit::Unpacked, 100);
        let nesting = Nesting::default();
        let read = |bytes: &[u8]| {
            let gauge = Gauge::new(&Counter::default(), &limits, Some(&nesting));
            read_all(gauge.of(bytes), 1000, Limit::Text, &limits)
        };
        assert!(read(&[0; 60]).is_ok());
        // The second counts together with the first.
        assert!(read(&[0; 60]).unwrap_err().to_string().contains("limit unpacked"));
        let (limits, packed) = (Limits::default().with(Limit::Ratio, 10), Counter::default());
        packed.of(&[0u8; 1000][..]).read_to_end(&mut Vec::new()).unwrap();
        let gauge = Gauge::new(&packed, &limits, None);
        let error = read_all(gauge.of(io::repeat(0)), u64::MAX, Limit::Text, &limits).unwrap_err();
        assert!(error.to_string().contains("limit ratio"), "{error}");
    }

    #[test]
    fn depth_is_counted_by_level() {
        let limits = Limits::default().with(Limit::Depth, 2);
        let two = Nesting::default().deeper(&limits).unwrap().deeper(&limits).unwrap();
        assert!(two.deeper(&limits).unwrap_err().to_string().contains("limit depth"));
    }

    #[test]
    fn a_panic_is_an_error_of_one_input() {
        quiet_guards();
        assert_eq!(guarded(|| "a".to_owned(), || 7).unwrap(), 7);
        let broken = guarded(|| "bad.xlsx".to_owned(), || -> usize { panic!("broken on purpose") });
        assert!(broken.unwrap_err().to_string().starts_with("bad.xlsx: cannot be read"));
    }
}
