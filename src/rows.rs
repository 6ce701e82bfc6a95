//! From attributions to rows.
//!
//! Takes the document, its attributions and the resolved speakers and sources; gives [`Quotation`]s whose words and
//! offsets are those of the original input. It decides nothing but how a row is written.

use crate::attribution::kind::kind;
use crate::attribution::{Analysis, Attribution};
use crate::cast::Speaker;
use crate::document::spaces::cleaned;
use crate::document::{CodePoints, Document};
use crate::record::{ELISION, Kind, Quotation, SpeakerBasis, joint};
use crate::source::Source;
use crate::span::Span;
use smallvec::SmallVec;
use std::borrow::Cow;

/// A few spans.
type Spans = SmallVec<[Span; 4]>;

#[cfg(feature = "train")]
/// Writes the rows of a document, in order of their starts.
pub fn rows(
    analysis: &Analysis<'_>,
    attributions: &[Attribution],
    speakers: Vec<Speaker>,
    sources: Vec<Source>,
) -> Vec<Quotation> {
    let mut all = Vec::new();
    each(analysis, attributions, speakers, sources, |rows| all.extend(rows));
    all
}

/// How many rows of a document are made at a time: a row takes more memory than all that it is made of.
const BATCH: usize = 1 << 10;

/// Writes the rows of a document, in order of their starts, and hands them on: all at once, or a thousand at a time. A
/// document without rows hands on none once.
pub fn each(
    analysis: &Analysis<'_>,
    attributions: &[Attribution],
    speakers: Vec<Speaker>,
    sources: Vec<Source>,
    mut take: impl FnMut(Vec<Quotation>),
) {
    if attributions.len() <= BATCH {
        let rows = numbered(analysis, attributions, speakers, sources);
        return take(rows.into_iter().map(|(_, row)| row).collect());
    }
    let document = analysis.document;
    let points = CodePoints::new(document.view.original());
    let place = |(number, attribution): (usize, &Attribution)| {
        let words = Content::of(document, attribution);
        let first = document.view.parts(*words.spans.first()?).next().map(|span| points.span(span))?;
        Some((first.start as u32, first.end as u32, number as u32))
    };
    let said = attributions.iter().enumerate().filter(|(_, attribution)| !attribution.bare);
    let mut order: Vec<(u32, u32, u32)> = said.filter_map(place).collect();
    order.sort_unstable();
    // What is in a row need not be kept.
    let mut speakers: Vec<_> = speakers.into_iter().map(Some).collect();
    let mut sources: Vec<_> = sources.into_iter().map(Some).collect();
    let mut n = 0;
    for batch in order.chunks(BATCH) {
        let rows = batch.iter().filter_map(|&(_, _, number)| {
            let number = number as usize;
            row(analysis, &attributions[number], speakers[number].take()?, sources[number].take()?, &points)
        });
        let mut rows: Vec<Quotation> = rows.collect();
        for row in &mut rows {
            n += 1;
            row.n = n;
        }
        take(rows);
    }
    if order.is_empty() {
        take(Vec::new());
    }
}

/// The rows of a document, each with the number of its attribution.
pub(crate) fn numbered(
    analysis: &Analysis<'_>,
    attributions: &[Attribution],
    speakers: Vec<Speaker>,
    sources: Vec<Source>,
) -> Vec<(usize, Quotation)> {
    let points = CodePoints::new(analysis.document.view.original());
    let mut rows: Vec<(usize, Quotation)> = Vec::with_capacity(attributions.len());
    let all = attributions.iter().enumerate().zip(speakers.into_iter().zip(sources));
    rows.extend(all.filter(|((_, attribution), _)| !attribution.bare).filter_map(
        |((number, attribution), (speaker, source))| {
            row(analysis, attribution, speaker, source, &points).map(|row| (number, row))
        },
    ));
    rows.sort_by_key(|(_, row)| (row.quote_spans[0].start, row.quote_spans[0].end));
    for (n, (_, row)) in rows.iter_mut().enumerate() {
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
    let speaker = labelled(document, attribution, speaker);
    let Content { kind, spans, verbatim } = Content::of(document, attribution);
    if spans.is_empty() {
        return None;
    }
    let original = |spans: &[Span]| -> Vec<Span> {
        let mut original = Vec::with_capacity(spans.len());
        original.extend(spans.iter().flat_map(|s| document.view.parts(*s)).map(|s| points.span(s)));
        original
    };
    let one = |span: Option<Span>| document.view.extent(span?).map(|s| points.span(s));
    // "As she put it": the group without the object that it always has.
    let group = attribution.cue.map(|c| analysis.cues[c].group.clone());
    let cue = group.map(|g| if document.word(g.end - 1) == "it" { g.start..g.end - 1 } else { g });
    let cue = cue.map(|g| document.span(g));
    let text = Words::of(document.text(), sentence(analysis, attribution));
    let mut flags = crate::attribution::flags::flags(analysis, attribution);
    let doubted = doubted(document, text.place, &spans, &verbatim, attribution.turn.is_some());
    // "Did not say" is no denial of the speaker's.
    let negated = flags.contains(&"negated");
    flags.extend(doubted.into_iter().filter(|flag| !(negated && *flag == "denied")));
    flags.extend(speaker.flags);
    flags.extend(source.flags);
    flags.extend(repaired(document, &spans));
    flags.sort_unstable();
    flags.dedup();
    Some(Quotation {
        n: 0,
        speaker: speaker.name,
        source: source.name,
        quote: text.printed(&spans),
        kind,
        cue: text.of_span(cue),
        role: speaker.role,
        speaker_type: speaker.kind,
        speaker_mention: text.of_span(speaker.mention),
        speaker_basis: speaker.basis,
        source_mention: text.of_span(source.mention),
        source_basis: source.basis,
        channel: source.channel,
        verbatim: text.joined(&verbatim, ELISION),
        flags: flags.into_iter().map(str::to_owned).collect(),
        confidence: attribution.probability,
        rule: attribution.rule.to_owned(),
        quote_spans: original(&spans),
        verbatim_spans: original(&verbatim),
        speaker_span: one(speaker.mention),
        cue_span: one(cue),
        source_span: one(source.mention),
        sentence: text.sentence.into_owned(),
    })
}

/// The words of an attribution, in bytes of the view.
struct Content {
    kind: Kind,
    /// The words that the row shows: a direct quotation without its marks, a clause with them.
    spans: Spans,
    /// Those inside marks.
    verbatim: Spans,
}

impl Content {
    fn of(document: &Document<'_>, attribution: &Attribution) -> Content {
        let kind = if attribution.turn.is_some() { Kind::Direct } else { kind(document, &attribution.content) };
        let quoted = attribution.content.iter().cloned().flatten().filter_map(|at| inner(document, at));
        let whole = attribution.content.iter().map(|r| document.span(r.clone())).filter(|s| !s.is_empty());
        let verbatim: Spans = if kind == Kind::Indirect { Spans::new() } else { quoted.collect() };
        let shown = kind == Kind::Direct && attribution.turn.is_none();
        let spans = if shown { verbatim.clone() } else { whole.collect() };
        Content { kind, spans, verbatim }
    }
}

/// The speaker of a turn whose label is no name of his (Q and A), or of a heading, which has no mention of its own.
fn labelled(document: &Document<'_>, attribution: &Attribution, speaker: Speaker) -> Speaker {
    let label = attribution.turn.as_ref().map(|label| document.span(label.clone()));
    if attribution.floating && speaker.mention.is_some() {
        return Speaker { mention: None, basis: SpeakerBasis::Carried, ..speaker };
    }
    match (label, speaker.mention) {
        (Some(label), Some(mention)) if !label.overlaps(mention) => {
            Speaker { mention: Some(label), basis: SpeakerBasis::Description, ..speaker }
        }
        _ => speaker,
    }
}

/// Whether the words of a clause before those in marks may take them back.
fn takes_back(lead: &str) -> bool {
    lead.starts_with("to ") || ["never ", "not ", "n't ", "n\u{2019}t "].iter().any(|n| lead.contains(n))
}

/// Whether an opening mark stands in a text: looked for by the first bytes that one can have.
fn marked(text: &str) -> bool {
    memchr::memchr3(b'"', 0xE2, 0xC2, text.as_bytes()).is_some() && text.contains(['“', '"', '‘', '«'])
}

/// What the sentences of a row and those behind them say against its words; of a clause that has words in marks, what
/// stands behind those is a part of it: the claim that she said “no” is false.
fn doubted(document: &Document<'_>, place: Span, content: &[Span], verbatim: &[Span], turn: bool) -> Vec<&'static str> {
    let text = document.text();
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return Vec::new() };
    let start = match verbatim.first() {
        // "refused | to say “no”", "insists | she never said “no”"
        Some(v) if v.start > first.start && takes_back(&text[first.start..v.start]) => v.start,
        _ => first.start,
    };
    let end = verbatim.last().map_or(last.end, |v| v.end.min(last.end)).min(place.end);
    let next = document.sentences.partition_point(|s| document.span(s.items.clone()).start < place.end);
    let mut behind = place.end;
    // What follows a turn is somebody else's.
    for sentence in document.sentences[next..].iter().take(if turn { 0 } else { 2 }) {
        let span = document.span(sentence.items.clone());
        // A sentence with words of its own in marks is about those.
        if behind > place.end && marked(&text[place.end..behind]) {
            break;
        }
        behind = span.end.max(behind);
    }
    let stretches = [place.start.min(start)..start, end..place.end, place.end..behind];
    crate::attribution::doubt::doubts_in(document, stretches)
}

/// The words of a row.
struct Words<'a> {
    text: &'a str,
    /// The sentences that hold the row.
    place: Span,
    /// Their words, cleaned. Where they needed it not, no words of theirs do: that is, most words of the row.
    sentence: Cow<'a, str>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str, place: Span) -> Words<'a> {
        Words { text, place, sentence: cleaned(&text[place.start..place.end]) }
    }

    /// The words of a span of the view, cleaned.
    fn cleaned(&self, span: Span) -> Cow<'a, str> {
        let words = &self.text[span.start..span.end];
        let clean = self.place.contains(span) && matches!(self.sentence, Cow::Borrowed(_));
        if clean { Cow::Borrowed(words) } else { cleaned(words) }
    }

    fn of_span(&self, span: Option<Span>) -> String {
        span.map(|span| self.cleaned(span).into_owned()).unwrap_or_default()
    }

    fn joined(&self, spans: &[Span], between: &str) -> String {
        self.joined_by(spans, |_| between)
    }

    /// As they were printed.
    fn printed(&self, spans: &[Span]) -> String {
        self.joined_by(spans, joint)
    }

    /// The words of spans, with what `mark` gives for the text between each two.
    fn joined_by<'b>(&self, spans: &[Span], mark: impl Fn(&str) -> &'b str) -> String {
        let Some(first) = spans.first() else { return String::new() };
        let mut joined = self.of_span(Some(*first));
        for pair in spans.windows(2) {
            joined.push_str(mark(self.text.get(pair[0].end..pair[1].start).unwrap_or_default()));
            joined.push_str(&self.cleaned(pair[1]));
        }
        joined
    }
}

/// What had to be repaired in these spans of the view: a reader compares with the original before quoting.
fn repaired(document: &Document<'_>, spans: &[Span]) -> Vec<&'static str> {
    let layout = &document.layout;
    if layout.rejoined.is_empty() && layout.mojibake.is_empty() {
        return Vec::new();
    }
    let own: Vec<Span> = spans.iter().flat_map(|s| document.view.to_original(*s)).collect();
    // A compound keeps its hyphen where it is joined.
    let hyphens = |text: &str, spans: &[Span]| -> usize {
        spans.iter().map(|s| text[s.start..s.end].matches(['-', '\u{2010}', '\u{ad}']).count()).sum()
    };
    let lost = || hyphens(document.view.original(), &own) > hyphens(document.text(), spans);
    let mut flags = Vec::new();
    flags.extend((own.iter().any(|part| layout.is_rejoined(*part)) && lost()).then_some("dehyphenated"));
    flags.extend(own.iter().any(|part| layout.was_mojibake(*part)).then_some("mojibake"));
    flags
}

/// The words between the marks of a quoted item, without white space at the ends and without a joining comma.
fn inner(document: &Document<'_>, at: usize) -> Option<Span> {
    let (_, part) = document.quoted(&document.items[at])?;
    let words = document.text()[part.inner.start..part.inner.end].trim_end();
    let words = words.strip_suffix(',').unwrap_or(words).trim_end();
    let end = part.inner.start + words.len();
    let span = Span::new(end - words.trim_start().len(), end);
    (!span.is_empty()).then_some(span)
}

/// The sentences that hold the content and the cue.
fn sentence(analysis: &Analysis<'_>, attribution: &Attribution) -> Span {
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
        return Span::default();
    }
    document.span(sentences[begin].items.start..sentences[end - 1].items.end)
}

#[cfg(test)]
mod tests {
    use crate::extract;

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
