//! Rows besides the attributed quotations: quotations inside quotations, and words in marks that nobody said.
//!
//! Takes an analysed document with its rows, gives the rows with those added that are asked for, in document order. It
//! changes no row but its number. It does not look for attributions itself: what stands inside a quotation is read by
//! the extractor, as a text of its own.

mod marked;
mod nested;

pub use marked::MarkedAs;

use crate::attribution::Analysis;
use crate::document::spaces::clean;
use crate::document::{CodePoints, Document};
use crate::record::{Kind, Quotation};
use crate::span::Span;

/// What is wanted besides the attributed quotations.
///
/// ```
/// use whosaid::{Extractor, Extras, Kind};
/// let text = "The “experts” met. “We sail,” Anna Haro said.";
/// let rows = Extractor::default().extract_with(text, Extras { marked: true, ..Extras::default() });
/// assert_eq!((rows[0].kind, rows[0].quote.as_str()), (Kind::Marked, "experts"));
/// assert_eq!(whosaid::extract(text).len(), 1);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Quotations inside quotations, flag `nested`.
    pub nested: bool,
    /// Words in marks that nobody is said to have said, kind `marked`, with their type as flag.
    pub marked: bool,
}

/// Adds the rows that are asked for and numbers all anew.
pub(crate) fn add(
    extract: &dyn Fn(&str) -> Vec<Quotation>,
    analysis: &Analysis<'_>,
    mut rows: Vec<Quotation>,
    extras: Extras,
) -> Vec<Quotation> {
    let spans = InMarks::of(analysis.document);
    let mut added = Vec::new();
    if extras.nested {
        added = nested::nested(extract, analysis.document, &spans, &rows);
    }
    if extras.marked {
        let said = Cover::new(added.iter().flat_map(|q: &Quotation| q.quote_spans.iter().copied()));
        added.extend(marked::marked(analysis, &spans, &rows, &said));
    }
    rows.append(&mut added);
    rows.sort_by_key(|q| q.quote_spans.first().map_or((0, 0), |s| (s.start, usize::MAX - s.end)));
    for (n, row) in rows.iter_mut().enumerate() {
        row.n = n + 1;
    }
    rows
}

/// Words in marks, outer and inner ones.
#[derive(Clone, Debug)]
struct InMarks {
    /// View bytes between the marks, without a joining comma.
    view: Vec<Span>,
    /// The same in code points of the original.
    original: Vec<Span>,
    /// Whether they stand inside other marks.
    inner: bool,
}

impl InMarks {
    fn of(document: &Document<'_>) -> Vec<InMarks> {
        let points = CodePoints::new(document.view.original());
        let mut all = Vec::new();
        for quote in &document.quotes {
            let outer: Vec<Span> = quote.parts.iter().map(|part| part.inner).collect();
            all.push((outer, false));
            all.extend(quote.inner.iter().map(|span| (vec![*span], true)));
        }
        let shallow = shallow(&all);
        all.into_iter()
            .zip(shallow)
            .filter(|((_, inner), shallow)| *shallow || !inner)
            .filter_map(|((spans, inner), _)| {
                let view: Vec<Span> =
                    spans.into_iter().map(|span| trimmed(document.text(), span)).filter(|s| !s.is_empty()).collect();
                let original =
                    view.iter().flat_map(|s| document.view.to_original(*s)).map(|s| points.span(s)).collect();
                (!view.is_empty()).then_some(InMarks { view, original, inner })
            })
            .collect()
    }

    /// The words as a row shows them.
    fn words(&self, document: &Document<'_>) -> String {
        let parts: Vec<String> = self.view.iter().map(|s| clean(&document.text()[s.start..s.end])).collect();
        parts.join(" ")
    }

    /// Whether any of the spans has a code point in common with these words.
    fn overlaps(&self, spans: &Cover) -> bool {
        self.original.iter().any(|own| spans.touches(*own))
    }

    /// A row of these words that says nothing of a speaker.
    fn row(&self, document: &Document<'_>, kind: Kind, rule: &str, flags: &[&str], confidence: f32) -> Quotation {
        let words = self.words(document);
        let at = self.view[0].start;
        let mut flags: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
        flags.sort_unstable();
        Quotation {
            verbatim: words.clone(),
            flags,
            confidence,
            rule: rule.to_owned(),
            quote_spans: self.original.clone(),
            verbatim_spans: self.original.clone(),
            sentence: sentence_at(document, at),
            ..Quotation::bare(kind, words)
        }
    }
}

/// Marks that lie deeper in marks are nobody's words: each repeats all that lies in it.
const DEEPEST: usize = 6;

/// Which of these words in marks lie no deeper in others than words do.
fn shallow(all: &[(Vec<Span>, bool)]) -> Vec<bool> {
    let span = |at: usize| match (all[at].0.first(), all[at].0.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end),
        _ => Span::default(),
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| (span(*at).start, usize::MAX - span(*at).end));
    let (mut open, mut shallow): (Vec<usize>, Vec<bool>) = (Vec::new(), vec![true; all.len()]);
    for at in order {
        while open.last().is_some_and(|end| *end <= span(at).start) {
            open.pop();
        }
        shallow[at] = open.len() < DEEPEST;
        open.push(span(at).end);
    }
    shallow
}

/// Spans that are asked many times whether they touch another: in logarithmic time, however many they are.
#[derive(Clone, Debug, Default)]
struct Cover {
    /// By start; beside each the furthest end up to there.
    spans: Vec<(Span, usize)>,
}

impl Cover {
    fn new(spans: impl Iterator<Item = Span>) -> Cover {
        let mut all: Vec<Span> = spans.collect();
        all.sort_unstable();
        let mut furthest = 0;
        let reach = |span: Span| {
            furthest = furthest.max(span.end);
            (span, furthest)
        };
        Cover { spans: all.into_iter().map(reach).collect() }
    }

    fn touches(&self, span: Span) -> bool {
        let before = self.spans.partition_point(|(own, _)| own.start < span.end);
        before > 0 && self.spans[before - 1].1 > span.start
    }

    fn has(&self, span: Span) -> bool {
        self.spans.binary_search_by_key(&span, |(own, _)| *own).is_ok()
    }

    /// Those that begin inside a span.
    fn begin_in(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.spans.partition_point(|(own, _)| own.start < span.start);
        self.spans[first..].iter().map(|(own, _)| *own).take_while(move |own| own.start < span.end)
    }
}

/// The span without white space at its ends and without a comma behind.
fn trimmed(text: &str, span: Span) -> Span {
    let words = text[span.start..span.end].trim_end();
    let words = words.strip_suffix(',').unwrap_or(words).trim_end();
    let end = span.start + words.len();
    Span::new(end - words.trim_start().len(), end)
}

/// Sentences of more bytes are no sentences: repeating them for each of their marks would be as slow as it is useless.
const LONGEST_SENTENCE: usize = 4096;

/// The sentence that holds a byte of the view; of an overlong one what stands around.
fn sentence_at(document: &Document<'_>, at: usize) -> String {
    let item = document.items.partition_point(|item| item.end as usize <= at);
    let sentence = document.sentences.partition_point(|s| s.items.end <= item);
    let Some(sentence) = document.sentences.get(sentence) else { return String::new() };
    let (text, span) = (document.text(), document.span(sentence.items.clone()));
    if span.len() <= LONGEST_SENTENCE {
        return clean(&text[span.start..span.end]);
    }
    let near = |from: usize| (from..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    clean(
        &text[near(at.saturating_sub(LONGEST_SENTENCE / 8).max(span.start))
            ..near((at + LONGEST_SENTENCE / 8).min(span.end))],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn time_grows_with_the_length() {
        let run = |copies: usize| {
            let text = "“a” ".repeat(copies) + &"“I told them, ‘Go,’ and left,” said Bo Ek.\n\n".repeat(copies / 10);
            let started = Instant::now();
            let rows = crate::Extractor::default().extract_with(&text, Extras { nested: true, marked: true });
            assert!(rows.len() >= copies);
            started.elapsed().as_secs_f64()
        };
        run(100);
        let (short, long) = (run(1_000), run(8_000));
        assert!(long < short * 40.0, "{short} s, then {long} s for eight times the text");
    }
}
