//! Quotation spans: which marks open, which close, what stands between them.
//!
//! Takes tokens, gives [`Quoted`] spans, outermost ones, in order. What a mark can be at its place, the rules of kind Mark
//! say; `pairing` takes what is the least odd for the marks of a paragraph together. It restarts at each paragraph, so
//! one bad mark never turns the rest of a document inside out; a quotation that runs over paragraphs with repeated
//! openers is one span with one part a paragraph. It does not say who speaks, or whether anybody does.

pub(crate) mod marks;
mod pairing;
mod place;
mod reading;
mod spans;
mod tag;

pub use spans::quoted_spans;

use crate::span::Span;

/// The part of a quoted span that stands in one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Index of the first token, the opening mark (or the first word, where the mark is missing).
    pub first: usize,
    /// Index behind the last token, the closing mark (or the last word).
    pub last: usize,
    /// View bytes between the marks.
    pub inner: Span,
}

/// Words inside quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// One part a paragraph, in order, at least one.
    pub parts: Vec<Part>,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Inner quoted spans, as view bytes between their marks.
    pub inner: Vec<Span>,
}
