//! What is counted while something is read and unpacked, and readers that stop at the limits.

use super::limits::{Limit, Limits, RATIO_FROM, Reached};
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What has been unpacked of one outermost file so far, and how deep in it something lies. Clones count together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nesting {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
