//! Rows as the reader wants them.
//!
//! Takes the rows of one article, gives those that are wanted: by kind and confidence, one for each part if asked,
//! with offsets in the unit that is asked for. It does not change what was found: `n` stays the number that the row
//! has among all rows of its article.

use crate::input::Article;
use crate::offsets::{Offsets, Points};
use crate::record::{ELISION, Kind, Quotation};
use crate::span::Span;
use std::borrow::Cow;

/// What of the rows is written, and how.
///
/// ```
/// use whosaid::{Kind, input::Article, writer::Shape};
/// let article = Article::new("a.txt", "“We lost,” Anna Haro said. Lida Roe said they had lost.");
/// let shape = Shape { kinds: vec![Kind::Direct], ..Shape::default() };
/// let rows = whosaid::extract(&article.text);
/// assert_eq!(shape.apply(&article, &rows).iter().map(|row| row.n).collect::<Vec<_>>(), [1]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// The unit of the offsets.
    pub offsets: Offsets,
    /// Write each part of an interrupted quotation as a row of its own, under the same `n`.
    pub explode: bool,
    /// Leave out rows that are less certain.
    pub least_confidence: f32,
    /// The kinds wanted; empty for all.
    pub kinds: Vec<Kind>,
}

impl Shape {
    /// The rows in this shape.
    pub fn apply<'a>(&self, article: &Article, rows: &'a [Quotation]) -> Cow<'a, [Quotation]> {
        if *self == Shape::default() {
            return Cow::Borrowed(rows);
        }
        let wanted = rows.iter().filter(|q| {
            q.confidence >= self.least_confidence && (self.kinds.is_empty() || self.kinds.contains(&q.kind))
        });
        let mut shaped: Vec<Quotation> = match self.explode {
            true => {
                // Made once: it is as long as the text.
                let points = Points::new(&article.text);
                wanted.flat_map(|q| parts(&points, q)).collect()
            }
            false => wanted.cloned().collect(),
        };
        if self.offsets != Offsets::CodePoint {
            let units = Units::new(&article.text, self.offsets);
            shaped.iter_mut().for_each(|q| units.convert(q));
        }
        Cow::Owned(shaped)
    }

    /// Gives an article the unit of the offsets, its landmarks converted.
    pub fn stamp(&self, article: &mut Article) {
        if self.offsets != article.offsets && !(article.pages.is_empty() && article.times.is_empty()) {
            let units = Units::new(&article.text, self.offsets);
            let marks = article.pages.iter_mut().chain(&mut article.times);
            marks.for_each(|mark| mark.at = units.at(mark.at));
        }
        article.offsets = self.offsets;
    }
}

/// One row for each part of the quote. Words inside marks go with the part that holds them.
fn parts(points: &Points<'_>, q: &Quotation) -> Vec<Quotation> {
    if q.quote_spans.len() < 2 {
        return vec![q.clone()];
    }
    let part = |span: &Span| {
        let verbatim_spans: Vec<Span> = q.verbatim_spans.iter().filter(|v| span.overlaps(**v)).copied().collect();
        Quotation {
            quote: points.line(*span),
            quote_spans: vec![*span],
            verbatim: points.lines(&verbatim_spans, ELISION),
            verbatim_spans,
            ..q.clone()
        }
    };
    q.quote_spans.iter().map(part).collect()
}

/// Code points to another unit.
struct Units(Vec<usize>);

impl Units {
    fn new(text: &str, unit: Offsets) -> Self {
        let mut at = 0;
        let mut starts = vec![0];
        for c in text.chars() {
            at += match unit {
                Offsets::CodePoint => 1,
                Offsets::Byte => c.len_utf8(),
                Offsets::Utf16 => c.len_utf16(),
            };
            starts.push(at);
        }
        Units(starts)
    }

    fn at(&self, point: usize) -> usize {
        self.0[point.min(self.0.len() - 1)]
    }

    fn span(&self, span: &mut Span) {
        *span = Span::new(self.at(span.start), self.at(span.end));
    }

    fn convert(&self, q: &mut Quotation) {
        let single = [&mut q.speaker_span, &mut q.cue_span, &mut q.source_span];
        single.into_iter().flatten().for_each(|span| self.span(span));
        q.quote_spans.iter_mut().chain(&mut q.verbatim_spans).for_each(|span| self.span(span));
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    /// An emoji (two UTF-16 units, four bytes), a combining accent, a line end of two characters.
    const TEXT: &str = "🙂 “Caf\u{301}e\r\nnoir,” she said, “or tea.”";

    fn row() -> Quotation {
        Quotation {
            quote_spans: vec![Span::new(3, 14), Span::new(28, 35)],
            verbatim_spans: vec![Span::new(3, 14), Span::new(28, 35)],
            cue_span: Some(Span::new(21, 25)),
            ..sample::bare_row()
        }
    }

    fn shaped(shape: Shape) -> Vec<Quotation> {
        shape.apply(&Article::new("a", TEXT), &[row()]).into_owned()
    }

    #[test]
    fn spans_of_the_sample_are_what_they_should_be() {
        let points = Points::new(TEXT);
        let texts: Vec<&str> = row().quote_spans.iter().map(|s| points.slice(*s)).collect();
        assert_eq!(texts, ["Caf\u{301}e\r\nnoir", "or tea."]);
        assert_eq!(points.slice(row().cue_span.unwrap()), "said");
    }

    #[test]
    fn offsets_in_bytes_cut_the_same_words() {
        let got = &shaped(Shape { offsets: Offsets::Byte, ..Shape::default() })[0];
        let cut = |span: Span| &TEXT[span.start..span.end];
        assert_eq!(cut(got.quote_spans[1]), "or tea.");
        assert_eq!(cut(got.cue_span.unwrap()), "said");
    }

    #[test]
    fn offsets_in_utf_16_cut_the_same_words() {
        let got = &shaped(Shape { offsets: Offsets::Utf16, ..Shape::default() })[0];
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        let cut = |span: Span| String::from_utf16(&units[span.start..span.end]).unwrap();
        assert_eq!(cut(got.quote_spans[0]), "Caf\u{301}e\r\nnoir");
        assert_eq!(cut(got.cue_span.unwrap()), "said");
    }

    #[test]
    fn parts_become_rows_under_one_number() {
        let got = shaped(Shape { explode: true, ..Shape::default() });
        let rows: Vec<_> = got.iter().map(|q| (q.n, q.quote.as_str(), q.verbatim.as_str())).collect();
        assert_eq!(rows, [(2, "Caf\u{301}e noir", "Caf\u{301}e noir"), (2, "or tea.", "or tea.")]);
    }

    #[test]
    fn rows_are_chosen_by_kind_and_confidence() {
        let kinds = Shape { kinds: vec![Kind::Indirect], ..Shape::default() };
        let doubtful = Shape { least_confidence: 0.51, ..Shape::default() };
        assert!(shaped(kinds).is_empty() && shaped(doubtful).is_empty());
        assert_eq!(shaped(Shape { least_confidence: 0.5, ..Shape::default() }).len(), 1);
    }

    #[test]
    fn positions_behind_the_text_are_its_end() {
        assert_eq!(Points::new("é").slice(Span::new(0, 9)), "é");
        assert_eq!(Points::new("e").slice(Span::new(5, 9)), "");
    }
}
