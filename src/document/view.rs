//! The view: the text as it is analysed, with a way back to the text as it was given.
//!
//! Takes the original input, gives a repaired text and a map. Most articles need no repair: then the view borrows the
//! input and the map is empty. It does not judge words; see `paragraphs`, `sentences` and `tokens` for what follows.
//!
//! In the view a line break inside a paragraph is a space, a paragraph break is `\n`, and what does not belong to the
//! running text (furniture, soft hyphens, the hyphen and break inside a word) is gone.

use crate::span::Span;
use std::borrow::Cow;

/// A run of view bytes that stand unchanged, one for one, in the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Byte offset in the view.
    pub view: usize,
    /// Byte offset in the original.
    pub original: usize,
    /// Bytes in the view.
    pub view_len: usize,
    /// Bytes in the original; differs from `view_len` where a repair changed them.
    pub original_len: usize,
    /// Whether body text was left out between the piece before and this one, so that a span over both is two spans.
    pub after_gap: bool,
}

/// The analysed text and its map to the original.
#[derive(Clone, Debug)]
pub struct View<'a> {
    original: &'a str,
    text: Cow<'a, str>,
    /// Empty where every byte of the view stands at the same offset in the original; else ordered and covering the whole view.
    pieces: Vec<Piece>,
}

impl<'a> View<'a> {
    /// A view that is the original itself.
    pub fn plain(original: &'a str) -> Self {
        View { original, text: Cow::Borrowed(original), pieces: Vec::new() }
    }

    /// A view of its own text with the pieces that tell where it comes from.
    pub fn repaired(original: &'a str, text: String, pieces: Vec<Piece>) -> Self {
        View { original, text: Cow::Owned(text), pieces }
    }

    /// The analysed text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The input as given.
    pub fn original(&self) -> &'a str {
        self.original
    }

    /// The map: empty where every byte of the view stands at the same offset in the original.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The original byte spans of a span of view bytes: more than one where furniture interrupts it.
    pub fn to_original(&self, span: Span) -> Vec<Span> {
        let mut spans = Vec::new();
        self.add_original(span, &mut spans);
        spans
    }

    /// Adds the original byte spans of a span of view bytes to others.
    pub fn add_original(&self, span: Span, spans: &mut Vec<Span>) {
        if span.is_empty() {
            return;
        }
        if self.pieces.is_empty() {
            spans.push(span);
            return;
        }
        let before = spans.len();
        let first = self.pieces.partition_point(|p| p.view + p.view_len <= span.start);
        for piece in self.pieces[first..].iter().take_while(|p| p.view < span.end) {
            let from = span.start.max(piece.view) - piece.view;
            let to = span.end.min(piece.view + piece.view_len) - piece.view;
            // Inside a repaired piece the bytes do not correspond: the whole of it is meant.
            let (from, to) = if piece.view_len == piece.original_len { (from, to) } else { (0, piece.original_len) };
            let part = Span::new(piece.original + from, piece.original + to);
            match spans[before..].last_mut() {
                Some(last) if !piece.after_gap => last.end = part.end,
                _ => spans.push(part),
            }
        }
    }
}

/// Turns ascending byte offsets of a text into code points without reading any part of it twice.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// For every 64th byte, the number of code points that begin before it; empty for ASCII.
    marks: Vec<u32>,
}

const STRIDE: usize = 64;

impl<'a> CodePoints<'a> {
    /// Prepares the conversion for `text`, in time linear in its length.
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return CodePoints { text, marks: Vec::new() };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0u32;
        for block in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += block.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32;
        }
        CodePoints { text, marks }
    }

    /// The number of code points before byte `at`.
    pub fn at(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        if self.marks.is_empty() {
            return at;
        }
        let block = (at / STRIDE).min(self.marks.len() - 1);
        let from = block * STRIDE;
        let rest = self.text.as_bytes()[from..at].iter().filter(|&&b| b & 0xC0 != 0x80).count();
        self.marks[block] as usize + rest
    }

    /// A byte span as a span of code points.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }
}
