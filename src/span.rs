//! Spans of text.
//!
//! Inside the crate a [`Span`] counts bytes of the document's *view* (the repaired text); in a finished
//! [`Quotation`](crate::Quotation) it counts Unicode code points of the original input. Which of the two holds is
//! said where a span is a field; [`crate::document::View`] is the only place that turns the one into the other.

use serde::{Deserialize, Serialize};

/// A half-open range `start..end`, 0-based. Serialised as the pair `[start, end]`.
///
/// ```
/// use whosaid::Span;
/// let row = &whosaid::extract("“We sail,” Anna Haro said.")[0];
/// let (quote, speaker) = (row.quote_spans[0], row.speaker_span.unwrap());
/// assert_eq!((quote, quote.len()), (Span::new(1, 8), 7));
/// assert!(!quote.overlaps(speaker) && Span::new(0, 20).contains(speaker));
/// assert_eq!(speaker.to_string(), "11-20");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First position that belongs to the span.
    pub start: usize,
    /// First position behind the span.
    pub end: usize,
}

impl Span {
    /// Makes the span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The number of units that the span covers.
    pub const fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one unit.
    pub const fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Span { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}
