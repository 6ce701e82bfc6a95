//! From attributions to rows.
//!
//! Takes the document, its attributions and the resolved speakers and sources; gives [`Quotation`]s whose words and
//! offsets are those of the original input. It decides nothing but how a row is written.

use crate::attribution::{Analysis, Attribution};
use crate::document::{CodePoints, Document};
use crate::record::{Kind, Quotation};
use crate::source::Source;
use crate::span::Span;
use crate::speaker::Speaker;
use std::ops::Range;

/// Writes the rows of a document, in order of their starts.
pub fn rows(
    analysis: &Analysis<'_>,
    attributions: &[Attribution],
    speakers: Vec<Speaker>,
    sources: Vec<Source>,
) -> Vec<Quotation> {
    let document = analysis.document;
    let points = CodePoints::new(document.view.original());
    let mut rows: Vec<Quotation> = Vec::with_capacity(attributions.len());
    rows.extend(
        attributions
            .iter()
            .zip(speakers.into_iter().zip(sources))
            .filter(|(attribution, _)| !attribution.bare)
            .filter_map(|(attribution, (speaker, source))| row(analysis, attribution, speaker, source, &points)),
    );
    rows.sort_by_key(|r| (r.quote_spans[0].start, r.quote_spans[0].end));
    for (n, row) in rows.iter_mut().enumerate() {
        row.n = n + 1;
    }
    rows
}

fn row(
    analysis: &Analysis<'_>,
    attribution: &Attribution,
    speaker: Speaker,
    source: Source,
    points: &CodePoints<'_>,
) -> Option<Quotation> {
    let document = analysis.document;
    let kind = if attribution.turn { Kind::Direct } else { kind(document, &attribution.content) };
    let spans: Vec<Span> = attribution
        .content
        .iter()
        .flat_map(|r| words(document, r.clone(), kind, attribution.turn))
        .filter(|s| !s.is_empty())
        .collect();
    if spans.is_empty() {
        return None;
    }
    let verbatim: Vec<Span> =
        if kind == Kind::Indirect { Vec::new() } else { verbatim(document, &attribution.content) };
    let original = |spans: &[Span]| -> Vec<Span> {
        let mut original = Vec::with_capacity(spans.len());
        spans.iter().for_each(|s| document.view.add_original(*s, &mut original));
        original.iter_mut().for_each(|s| *s = points.span(*s));
        original
    };
    let mut parts = Vec::with_capacity(2);
    let mut one = |span: Option<Span>| -> Option<Span> {
        parts.clear();
        document.view.add_original(span?, &mut parts);
        Some(Span::new(points.at(parts.first()?.start), points.at(parts.last()?.end)))
    };
    // "As she put it": the group without the object that it always has.
    let group = attribution.cue.map(|c| analysis.cues[c].group.clone());
    let cue = group.map(|g| if document.word(g.end - 1) == "it" { g.start..g.end - 1 } else { g });
    let cue = cue.map(|g| document.span(g));
    let text = |span: Option<Span>| span.map(|s| clean(&document.text()[s.start..s.end])).unwrap_or_default();
    let mut flags: Vec<&str> = crate::attribution::flags::flags(analysis, attribution);
    flags.extend(speaker.flags);
    flags.extend(source.flags);
    flags.extend(repaired(document, &spans));
    flags.sort_unstable();
    flags.dedup();
    Some(Quotation {
        n: 0,
        speaker: speaker.name,
        source: source.name,
        quote: joined(document, &spans, " "),
        kind,
        cue: text(cue),
        role: speaker.role,
        speaker_type: speaker.kind,
        speaker_mention: text(speaker.mention),
        speaker_basis: speaker.basis,
        source_mention: text(source.mention),
        source_basis: source.basis,
        channel: source.channel,
        verbatim: joined(document, &verbatim, " \u{2026} "),
        flags: flags.into_iter().map(str::to_owned).collect(),
        confidence: attribution.probability,
        rule: attribution.rule.to_owned(),
        quote_spans: original(&spans),
        verbatim_spans: original(&verbatim),
        speaker_span: one(speaker.mention),
        cue_span: one(cue),
        source_span: one(source.mention),
        sentence: sentence(analysis, attribution),
    })
}

/// What had to be repaired in these spans of the view: a reader compares with the original before quoting.
fn repaired(document: &Document<'_>, spans: &[Span]) -> Vec<&'static str> {
    let layout = &document.layout;
    if layout.rejoined.is_empty() && layout.mojibake.is_empty() {
        return Vec::new();
    }
    let own: Vec<Span> = spans.iter().flat_map(|s| document.view.to_original(*s)).collect();
    let touched = |places: &[Span]| places.iter().any(|place| own.iter().any(|s| s.overlaps(*place)));
    // A compound keeps its hyphen where it is joined.
    let hyphens = |text: &str, spans: &[Span]| -> usize {
        spans.iter().map(|s| text[s.start..s.end].matches(['-', '\u{2010}', '\u{ad}']).count()).sum()
    };
    let lost = || hyphens(document.view.original(), &own) > hyphens(document.text(), spans);
    let mut flags = Vec::new();
    flags.extend((touched(&layout.rejoined) && lost()).then_some("dehyphenated"));
    flags.extend(touched(&layout.mojibake).then_some("mojibake"));
    flags
}

/// How much of the content stands in marks.
pub fn kind(document: &Document<'_>, content: &[Range<usize>]) -> Kind {
    let items = || content.iter().flat_map(|r| &document.items[r.clone()]);
    if !items().any(|i| i.is_quote()) {
        Kind::Indirect
    } else if items().all(|i| i.is_quote() || !i.is_word()) {
        Kind::Direct
    } else {
        Kind::Mixed
    }
}

/// The spans of a range of items as the row shows them: a direct quotation without its marks, a clause with them.
fn words(document: &Document<'_>, range: Range<usize>, kind: Kind, turn: bool) -> Vec<Span> {
    if kind == Kind::Direct && !turn {
        return range.filter(|&at| document.items[at].is_quote()).map(|at| inner(document, at)).collect();
    }
    vec![document.span(range)]
}

/// The words between the marks of a quoted item, without white space at the ends and without a joining comma.
fn inner(document: &Document<'_>, at: usize) -> Span {
    let item = &document.items[at];
    let Some((_, part)) = document.quoted(item) else { return Span::default() };
    let mut span = part.inner;
    let text = document.text();
    let trimmed = text[span.start..span.end].trim_end();
    let trimmed = trimmed.strip_suffix(',').unwrap_or(trimmed).trim_end();
    span.end = span.start + trimmed.len();
    span.start = span.end - trimmed.trim_start().len();
    span
}

/// The words in marks, part by part.
fn verbatim(document: &Document<'_>, content: &[Range<usize>]) -> Vec<Span> {
    content
        .iter()
        .flat_map(|r| r.clone())
        .filter(|&at| document.items[at].is_quote())
        .map(|at| inner(document, at))
        .filter(|s| !s.is_empty())
        .collect()
}

fn joined(document: &Document<'_>, spans: &[Span], between: &str) -> String {
    if let [only] = spans {
        return clean(&document.text()[only.start..only.end]);
    }
    let parts: Vec<String> = spans.iter().map(|s| clean(&document.text()[s.start..s.end])).collect();
    parts.join(between)
}

/// The text with every run of white space that holds a line break as one space.
pub fn clean(text: &str) -> String {
    if plain(text.as_bytes())
        || !text.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}']) && !text.contains("  ")
    {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether there is plainly no line break and no run of spaces: many bytes are looked at in one step.
fn plain(text: &[u8]) -> bool {
    const STEP: usize = 32;
    let odd = |a: u8, b: u8| {
        u8::from(a.wrapping_sub(b'\n') < 4)
            | u8::from(a == 0xC2)
            | u8::from(a == b' ') & u8::from(b == b' ')
            | u8::from(a == 0x80) & u8::from(b & 0xFE == 0xA8)
    };
    let step = |bytes: &[u8; STEP + 1]| (0..STEP).fold(0, |found, n| found | odd(bytes[n], bytes[n + 1])) != 0;
    let mut rest = text;
    while let Some(bytes) = rest.first_chunk() {
        if step(bytes) {
            return false;
        }
        rest = &rest[STEP..];
    }
    // What is left is looked at together with some of what was before; no last byte makes a run with what is behind it.
    match text.last_chunk() {
        Some(bytes) if rest.len() > 1 => !step(bytes) && odd(bytes[STEP], 0) == 0,
        _ => rest.iter().zip(rest.iter().skip(1).chain(&[0])).all(|(&a, &b)| odd(a, b) == 0),
    }
}

/// The sentences that hold the content and the cue.
fn sentence(analysis: &Analysis<'_>, attribution: &Attribution) -> String {
    let document = analysis.document;
    let first = attribution.content.first().map_or(0, |r| r.start);
    let last = attribution.content.last().map_or(0, |r| r.end.saturating_sub(1));
    let cue = attribution.cue.map(|c| analysis.cues[c].group.clone());
    let from = cue.as_ref().map_or(first, |c| c.start.min(first));
    let to = cue.as_ref().map_or(last, |c| (c.end - 1).max(last));
    let sentences = &document.sentences;
    let begin = sentences.partition_point(|s| s.items.end <= from);
    let end = sentences.partition_point(|s| s.items.start <= to);
    if begin >= end {
        return String::new();
    }
    clean(document.text_of(sentences[begin].items.start..sentences[end - 1].items.end))
}

#[cfg(test)]
mod tests {
    use super::clean;
    use crate::extract;

    #[test]
    fn line_breaks_and_runs_of_blanks_become_one_space_wherever_they_stand() {
        for length in 0..70 {
            assert_eq!(clean(&"a".repeat(length)), "a".repeat(length));
            for (odd, at) in
                ["\n", "\u{85}", "\u{2028}", "  "].iter().flat_map(|odd| (1..length).map(move |at| (odd, at)))
            {
                let (before, behind) = ("a".repeat(at), "é".repeat(length - at));
                assert_eq!(clean(&format!("{before}{odd}{behind}")), format!("{before} {behind}"));
            }
            assert_eq!(clean(&format!("{} ", "a".repeat(length))), format!("{} ", "a".repeat(length)));
        }
    }

    #[test]
    fn repairs_inside_the_quotation_are_flagged() {
        let flags = |text: &str| extract(text)[0].flags.join(";");
        let wrapped = "“The nego-\ntiation ended well and the road will be open by\nnoon,” said Bo Ek.\n";
        assert_eq!(flags(wrapped), "dehyphenated");
        let compound =
            "“The two-\nday talks ended well and the road will be open by\nnoon,” said Bo Ek of the two-day talks.\n";
        assert_eq!(flags(compound), "");
        assert_eq!(flags("â€œWe donâ€™t wait,â€\u{9d} said Bo Ek."), "mojibake");
        assert_eq!(flags("“We don’t wait,” said Bo Ek."), "");
    }
}
