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
    #[inline]
    pub fn text(&self) -> &str {
        match &self.text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => text,
        }
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
        self.parts(span).collect()
    }

    /// The original bytes from the first to the last of a span of view bytes, with what interrupts it.
    pub fn extent(&self, span: Span) -> Option<Span> {
        let mut parts = self.parts(span);
        let first = parts.next()?;
        Some(Span::new(first.start, parts.last().unwrap_or(first).end))
    }

    /// The original byte spans of a span of view bytes, one by one.
    pub fn parts(&self, span: Span) -> impl Iterator<Item = Span> {
        let mut whole = (self.pieces.is_empty() && !span.is_empty()).then_some(span);
        let pieces = if span.is_empty() { &[] } else { &self.pieces[..] };
        let mut pieces = pieces[pieces.partition_point(|p| p.view + p.view_len <= span.start)..].iter();
        let mut next = move |joined: bool| -> Option<Span> {
            let piece = pieces.as_slice().first().filter(|p| p.view < span.end && !(joined && p.after_gap))?;
            pieces.next();
            let from = span.start.max(piece.view) - piece.view;
            let to = span.end.min(piece.view + piece.view_len) - piece.view;
            // Inside a repaired piece the bytes do not correspond: the whole of it is meant.
            let (from, to) = if piece.view_len == piece.original_len { (from, to) } else { (0, piece.original_len) };
            Some(Span::new(piece.original + from, piece.original + to))
        };
        std::iter::from_fn(move || {
            if whole.is_some() {
                return whole.take();
            }
            let mut part = next(false)?;
            while let Some(behind) = next(true) {
                part.end = behind.end;
            }
            Some(part)
        })
    }
}

/// Turns byte offsets of a text into code points, in the same time wherever they stand.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// For every 64th byte, the number of code points that begin before it; empty for ASCII.
    marks: Vec<u32>,
}

const STRIDE: usize = 64;

/// Ones, then zeros: the block from `STRIDE - place` on has ones before a place.
const BEFORE: [u8; 2 * STRIDE] = {
    let mut before = [0; 2 * STRIDE];
    before.split_at_mut(STRIDE).0.copy_from_slice(&[1; STRIDE]);
    before
};

/// The number of code points that begin in a block, one byte each, or those of them that count.
fn begins(block: &[u8], counts: &[u8]) -> u8 {
    // In one byte, as a block has no more: many bytes are counted in one step.
    block.iter().zip(counts).fold(0, |n, (&b, &counts)| n + (u8::from(b & 0xC0 != 0x80) & counts))
}

impl<'a> CodePoints<'a> {
    /// Prepares the conversion for `text`, in time linear in its length.
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return CodePoints { text, marks: Vec::new() };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0u32;
        let (blocks, _) = text.as_bytes().as_chunks::<STRIDE>();
        for block in blocks {
            marks.push(count);
            count += u32::from(begins(block, &[1; STRIDE]));
        }
        marks.push(count);
        CodePoints { text, marks }
    }

    /// The number of code points before byte `at`.
    pub fn at(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let (block, place) = (at / STRIDE, at % STRIDE);
        let Some(mark) = self.marks.get(block) else { return at };
        let bytes = &self.text.as_bytes()[block * STRIDE..];
        let counts = &BEFORE[STRIDE - place..];
        let rest = match (bytes.first_chunk::<STRIDE>(), counts.first_chunk::<STRIDE>()) {
            (Some(bytes), Some(counts)) => begins(bytes, counts),
            _ => begins(bytes, counts),
        };
        *mark as usize + usize::from(rest)
    }

    /// A byte span as a span of code points.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_from_any_byte() {
        for unit in ["a", "é", "…a", "ab“c”", "😀"] {
            for length in [0, 1, 63, 64, 65, 128, 200] {
                let text = unit.repeat(length);
                let points = CodePoints::new(&text);
                let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
                assert!(starts.enumerate().all(|(point, at)| points.at(at) == point), "{unit} {length}");
                assert_eq!(points.at(text.len() + 9), text.chars().count());
            }
        }
    }

    #[test]
    fn a_span_of_the_view_is_one_span_of_the_original_or_several() {
        let piece = |view, original, view_len, original_len, after_gap| Piece {
            view,
            original,
            view_len,
            original_len,
            after_gap,
        };
        let pieces = vec![piece(0, 0, 4, 4, false), piece(4, 6, 1, 3, false), piece(5, 20, 5, 5, true)];
        let view = View::repaired("abcd-\n-\u{ad}efgh ijkl mnop qrst", "abcd efghi".to_owned(), pieces);
        let plain = View::plain("abcd efghi");
        for (span, parts) in [
            ((1, 3), vec![(1, 3)]),
            ((2, 5), vec![(2, 9)]),
            ((2, 7), vec![(2, 9), (20, 22)]),
            ((5, 10), vec![(20, 25)]),
            ((3, 3), vec![]),
        ] {
            let (span, parts): (Span, Vec<Span>) = (span.into(), parts.into_iter().map(Span::from).collect());
            assert_eq!(view.to_original(span), parts);
            let ends = parts.first().zip(parts.last()).map(|(first, last)| Span::new(first.start, last.end));
            assert_eq!(view.extent(span), ends);
            assert_eq!(plain.extent(span), (!span.is_empty()).then_some(span));
        }
    }
}
