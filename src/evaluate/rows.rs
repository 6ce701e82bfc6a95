//! Rows as the gold has them.
//!
//! Takes an article with whole records, gives the [`Quotation`] rows that a perfect extractor would: for measuring what
//! follows extraction (verification) by itself. Fields that the gold lacks stay empty.

use super::Offsets;
use super::compare::joined;
use super::gold::Recorded;
use crate::record::{ELISION, Kind, Quotation, SourceBasis, SpeakerBasis, SpeakerType, joint};
use crate::span::Span;

/// The rows of one article.
pub fn rows(article: &Recorded) -> Vec<Quotation> {
    let text: Vec<char> = article.text.chars().collect();
    let span = |o: Offsets| Span::new(o.0.max(0) as usize, o.1.max(0) as usize);
    let one = |o: Option<Offsets>| o.map(|o| flat(&text, o)).unwrap_or_default();
    article
        .quotations
        .iter()
        .enumerate()
        .map(|(n, x)| {
            let kind = x.kind.parse().unwrap_or(Kind::Direct);
            let verbatim_spans = match kind {
                Kind::Direct => x.parts.iter().map(|p| span(*p)).collect(),
                Kind::Mixed => x.parts.iter().flat_map(|p| inner_marks(&text, span(*p))).collect(),
                _ => Vec::new(),
            };
            let pieces: Vec<String> =
                verbatim_spans.iter().map(|s: &Span| flat(&text, (s.start as i64, s.end as i64))).collect();
            Quotation {
                n: n + 1,
                speaker: x.speaker.clone().unwrap_or_default(),
                source: x.source.clone().unwrap_or_default(),
                cue: one(x.cue),
                role: x.role.clone().unwrap_or_default(),
                speaker_type: x.speaker_type.as_deref().and_then(|t| t.parse().ok()).unwrap_or(SpeakerType::Unknown),
                speaker_mention: one(x.mention),
                speaker_basis: if x.speaker.is_some() { SpeakerBasis::Named } else { SpeakerBasis::None },
                source_basis: x.source_basis.as_deref().and_then(|b| b.parse().ok()).unwrap_or(SourceBasis::None),
                channel: x.channel.as_deref().and_then(|c| c.parse().ok()),
                verbatim: pieces.join(ELISION),
                flags: x.flags.clone().unwrap_or_default(),
                rule: "gold".to_owned(),
                quote_spans: x.parts.iter().map(|p| span(*p)).collect(),
                verbatim_spans,
                speaker_span: x.mention.map(span),
                cue_span: x.cue.map(span),
                ..Quotation::bare(kind, printed(&text, &x.parts))
            }
        })
        .collect()
}

/// The words of a span on one line.
fn flat(text: &[char], span: Offsets) -> String {
    joined(text, &[span]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of parts as rows have them.
fn printed(text: &[char], parts: &[Offsets]) -> String {
    let Some(first) = parts.first() else { return String::new() };
    let mut words = flat(text, *first);
    for pair in parts.windows(2) {
        words += joint(&joined(text, &[(pair[0].1, pair[1].0)]));
        words += &flat(text, pair[1]);
    }
    words
}

/// The stretches inside quotation marks within a span; a mark that is not closed reaches to the span's end.
fn inner_marks(text: &[char], span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let at = |i: usize| text.get(i).copied().unwrap_or(' ');
    for i in span.start..span.end.min(text.len()) {
        let c = at(i);
        match open {
            Some((start, close)) if c == close && !(close == '’' && at(i + 1).is_alphanumeric()) => {
                out.push(Span::new(start, i));
                open = None;
            }
            Some(_) => {}
            None => {
                open = match c {
                    '“' => Some((i + 1, '”')),
                    '"' => Some((i + 1, '"')),
                    '«' => Some((i + 1, '»')),
                    '‘' => Some((i + 1, '’')),
                    '\'' if i == 0 || at(i - 1).is_whitespace() => Some((i + 1, '\'')),
                    _ => None,
                }
            }
        }
    }
    out.extend(open.map(|(start, _)| Span::new(start, span.end)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_inside_a_mixed_quotation_are_verbatim() {
        let text: Vec<char> = "the roof was ‘unsafe’ and it’s “over".chars().collect();
        let spans = inner_marks(&text, Span::new(0, text.len()));
        let pieces: Vec<String> = spans.iter().map(|s| text[s.start..s.end].iter().collect()).collect();
        assert_eq!(pieces, ["unsafe", "over"]);
    }

    #[test]
    fn parts_are_joined_as_rows_join_them() {
        let text: Vec<char> = "“We\nlost,” said Haro, “it all.” “Nobody came.”".chars().collect();
        assert_eq!(printed(&text, &[(0, 10), (22, 31), (32, 46)]), "“We lost,” … “it all.” “Nobody came.”");
        assert_eq!(printed(&text, &[]), "");
    }
}
