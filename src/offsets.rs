//! Units of offsets, and text by code points.

use crate::span::Span;

/// The unit of the offsets in the output.
///
/// ```
/// use whosaid::{input::Article, writer::{Offsets, Shape}};
/// let text = "“We sail,” Anna Haro said.";
/// let shape = Shape { offsets: Offsets::Byte, ..Shape::default() };
/// let speaker = shape.apply(&Article::new("a.txt", text), &whosaid::extract(text))[0].speaker_span.unwrap();
/// assert_eq!(&text[speaker.start..speaker.end], "Anna Haro");
/// assert_eq!((Offsets::default(), speaker.start), (Offsets::CodePoint, 15));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offsets {
    /// Unicode code points, as Python, R and W3C annotations count.
    #[default]
    CodePoint,
    /// Bytes of UTF-8, as Rust, Go and C count.
    Byte,
    /// Units of UTF-16, as JavaScript, Java and Excel count.
    Utf16,
}

impl Offsets {
    /// The word for this unit.
    pub const fn as_str(self) -> &'static str {
        match self {
            Offsets::CodePoint => "codepoint",
            Offsets::Byte => "byte",
            Offsets::Utf16 => "utf16",
        }
    }
}

/// Text by code points.
pub(crate) struct Points<'a> {
    text: &'a str,
    /// The byte at which every code point begins, and the end; empty for ASCII.
    starts: Vec<usize>,
}

impl<'a> Points<'a> {
    /// Prepares the look-up, in time linear in the length.
    pub(crate) fn new(text: &'a str) -> Self {
        let starts = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().map(|(at, _)| at).chain([text.len()]).collect(),
        };
        Points { text, starts }
    }

    /// The byte at which a code point begins; positions behind the text are its end.
    pub(crate) fn byte(&self, point: usize) -> usize {
        match self.starts.is_empty() {
            true => point.min(self.text.len()),
            false => self.starts.get(point).copied().unwrap_or(self.text.len()),
        }
    }

    /// The text of a span of code points.
    pub(crate) fn slice(&self, span: Span) -> &'a str {
        let (start, end) = (self.byte(span.start), self.byte(span.end));
        &self.text[start..end.max(start)]
    }

    /// The text of a span with every run of blanks made one space.
    pub(crate) fn line(&self, span: Span) -> String {
        self.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The lines of spans, joined.
    pub(crate) fn lines(&self, spans: &[Span], between: &str) -> String {
        spans.iter().map(|span| self.line(*span)).collect::<Vec<_>>().join(between)
    }
}
