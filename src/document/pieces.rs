//! Building a view piece by piece, and joining two repairs into one map.
//!
//! Takes a text and the decisions what to keep, replace and leave out, in ascending order; gives the repaired text and
//! its [`Piece`]s. It decides nothing itself.

use super::view::Piece;

/// Collects a repaired text with its map.
pub(super) struct Builder<'a> {
    source: &'a str,
    text: String,
    pieces: Vec<Piece>,
    gap: bool,
}

impl<'a> Builder<'a> {
    /// Starts a repair of `source`.
    pub(super) fn new(source: &'a str) -> Self {
        Builder { source, text: String::with_capacity(source.len() + 1), pieces: Vec::new(), gap: false }
    }

    /// The next piece follows left-out body text.
    pub(super) fn gap(&mut self) {
        self.gap = true;
    }

    /// Keeps the bytes `start..end` of the source as they are.
    pub(super) fn keep(&mut self, start: usize, end: usize) {
        if start < end {
            let view = self.text.len();
            self.text.push_str(&self.source[start..end]);
            self.map(view, end - start, start, end - start, true);
        }
    }

    /// Writes `replacement` for the bytes `start..end` of the source; an empty range inserts, an empty text removes.
    pub(super) fn replace(&mut self, start: usize, end: usize, replacement: &str) {
        let view = self.text.len();
        let (len, original_len) = (replacement.len(), end - start);
        self.text.push_str(replacement);
        if len == 0 {
        } else if len != original_len {
            self.map(view, len, start, original_len, false);
        } else if self.source[start..end].bytes().zip(replacement.bytes()).all(|(a, b)| a.is_ascii() && b.is_ascii()) {
            // White space for white space: the bytes do correspond.
            self.map(view, len, start, len, true);
        } else {
            // Of equal length by chance. Pieces of equal length are read as one to one, so the last byte goes apart.
            self.map(view, len - 1, start, len, false);
            self.map(view + len - 1, 1, end, 0, false);
        }
    }

    /// Takes back the last `len` bytes, which were kept as they are.
    pub(super) fn take_back(&mut self, len: usize) {
        self.text.truncate(self.text.len() - len);
        if let Some(last) = self.pieces.last_mut() {
            debug_assert!(last.view_len == last.original_len && last.view_len >= len);
            last.view_len -= len;
            last.original_len -= len;
            if last.view_len == 0 {
                self.gap |= last.after_gap;
                self.pieces.pop();
            }
        }
    }

    fn map(&mut self, view: usize, view_len: usize, original: usize, original_len: usize, same: bool) {
        let after_gap = std::mem::take(&mut self.gap) && !self.pieces.is_empty();
        push(&mut self.pieces, Piece { view, original, view_len, original_len, after_gap }, same);
    }

    /// The repaired text and its map.
    pub(super) fn finish(self) -> (String, Vec<Piece>) {
        (self.text, self.pieces)
    }
}

/// Appends a piece, or lengthens the last one where both are one run of unchanged bytes.
fn push(pieces: &mut Vec<Piece>, piece: Piece, same: bool) {
    if let Some(last) = pieces.last_mut()
        && same
        && !piece.after_gap
        && last.view_len == last.original_len
        && last.view + last.view_len == piece.view
        && last.original + last.original_len == piece.original
    {
        last.view_len += piece.view_len;
        last.original_len += piece.original_len;
        return;
    }
    pieces.push(piece);
}

/// The map of a repair of a repair: `second` maps into the text that `first` maps into the original.
///
/// An empty map means "the same bytes". `len` is the length of the text between the two.
pub(super) fn compose(second: Vec<Piece>, first: &[Piece]) -> Vec<Piece> {
    if first.is_empty() {
        return second;
    }
    if second.is_empty() {
        return first.to_vec();
    }
    let mut composed = Vec::with_capacity(first.len() + second.len());
    let mut at = 0;
    for piece in second {
        let end = piece.original + piece.original_len;
        while at + 1 < first.len() && first[at].view + first[at].view_len <= piece.original {
            at += 1;
        }
        if piece.view_len != piece.original_len {
            let (start, stop) = (locate(first, at, piece.original, false), locate(first, at, end, true));
            let stop = stop.max(start);
            let piece = Piece { original: start, original_len: stop - start, ..piece };
            split(&mut composed, piece);
            continue;
        }
        let mut from = piece.original;
        let mut inner = at;
        let mut after_gap = piece.after_gap;
        while from < end && inner < first.len() {
            let part = first[inner];
            let to = end.min(part.view + part.view_len);
            let view = piece.view + (from - piece.original);
            let one_to_one = part.view_len == part.original_len;
            let (original, original_len) = if one_to_one {
                (part.original + (from - part.view), to - from)
            } else if from == part.view {
                (part.original, part.original_len)
            } else {
                (part.original + part.original_len, 0)
            };
            let new = Piece { view, original, view_len: to - from, original_len, after_gap };
            if one_to_one {
                push(&mut composed, new, true)
            } else {
                split(&mut composed, new)
            }
            after_gap = false;
            from = to;
            inner += 1;
        }
    }
    composed
}

/// Appends a replaced piece so that it cannot be taken for an unchanged one.
fn split(pieces: &mut Vec<Piece>, piece: Piece) {
    if piece.view_len != piece.original_len || piece.view_len == 0 {
        pieces.push(piece);
        return;
    }
    let len = piece.view_len;
    if len > 1 {
        pieces.push(Piece { view_len: len - 1, ..piece });
        let end = piece.original + piece.original_len;
        pieces.push(Piece {
            view: piece.view + len - 1,
            original: end,
            view_len: 1,
            original_len: 0,
            after_gap: false,
        });
    } else {
        // One byte for one byte corresponds, whatever the bytes are.
        pieces.push(piece);
    }
}

/// The original offset of byte `at` of the text between; `first[from..]` is where to begin looking.
pub(super) fn locate(first: &[Piece], from: usize, at: usize, end: bool) -> usize {
    if first.is_empty() {
        return at;
    }
    let rest = &first[from..];
    // An end belongs to the piece before it, a start to the piece behind it.
    let index = rest.partition_point(|p| if end { p.view + p.view_len < at } else { p.view + p.view_len <= at });
    match rest.get(index) {
        Some(p) if p.view_len == p.original_len => p.original + at.saturating_sub(p.view),
        Some(p) if at <= p.view => p.original,
        Some(p) => p.original + p.original_len,
        None => first.last().map_or(at, |p| p.original + p.original_len),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(view: usize, view_len: usize, original: usize, original_len: usize) -> Piece {
        Piece { view, original, view_len, original_len, after_gap: false }
    }

    #[test]
    fn keeps_a_run_in_one_piece_across_breaks_of_one_byte() {
        let mut builder = Builder::new("one\ntwo\r\nsix");
        builder.keep(0, 3);
        builder.replace(3, 4, " ");
        builder.keep(4, 7);
        builder.replace(7, 9, " ");
        builder.keep(9, 12);
        let (text, pieces) = builder.finish();
        assert_eq!(text, "one two six");
        assert_eq!(pieces, [piece(0, 7, 0, 7), piece(7, 1, 7, 2), piece(8, 3, 9, 3)]);
    }

    #[test]
    fn never_takes_a_replacement_of_equal_length_for_unchanged_bytes() {
        let mut builder = Builder::new("oﬃce");
        builder.keep(0, 1);
        builder.replace(1, 4, "ffi");
        builder.keep(4, 6);
        let (text, pieces) = builder.finish();
        assert_eq!(text, "office");
        assert_eq!(pieces, [piece(0, 1, 0, 1), piece(1, 2, 1, 3), piece(3, 1, 4, 0), piece(4, 2, 4, 2)]);
    }

    #[test]
    fn composes_two_repairs() {
        // "a&amp;b\nc" -> "a&b\nc" -> "a&b c", and the same with the line cut out before.
        let first = [piece(0, 1, 0, 1), piece(1, 1, 1, 5), piece(2, 3, 6, 3)];
        assert_eq!(compose(vec![piece(0, 5, 0, 5)], &first), first);
        let cut = Piece { after_gap: true, ..piece(1, 3, 2, 3) };
        let composed = compose(vec![piece(0, 1, 0, 1), cut], &first);
        assert_eq!(composed, [piece(0, 1, 0, 1), Piece { after_gap: true, ..piece(1, 3, 6, 3) }]);
    }
}
