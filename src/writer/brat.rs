//! brat stand-off.
//!
//! Takes the rows of an article, gives the annotation file that stands beside its text: the layout of the PolNeAR
//! corpus, in which `Content` is the quote and `Source` the speaker, with `Outlet` for what we call the source. Spans
//! are split at line breaks, which brat does not allow inside a span.

use crate::extras::MarkedAs;
use crate::input::Article;
use crate::offsets::Points;
use crate::record::Quotation;
use crate::span::Span;
use std::fmt::Write;

/// The configuration that brat wants in the folder.
pub const CONFIGURATION: &str = "\
[entities]
Content
Source
Cue
Outlet
Marked
[relations]
[events]
Attribution\tContent:Content, Source?:Source, Cue?:Cue, Outlet?:Outlet
[attributes]
Kind\tArg:Attribution, Value:direct|mixed|indirect
";

/// The annotations of one article. Offsets are code points, as brat counts.
pub fn annotations(article: &Article, rows: &[Quotation]) -> String {
    let points = Points::new(&article.text);
    let mut out = Annotations { points, text: String::new(), entities: 0 };
    for (i, q) in rows.iter().enumerate() {
        let event = i + 1;
        // Words that nobody said are no attribution.
        if let Some(kind) = MarkedAs::of(q) {
            if let Some(words) = out.entity("Marked", &q.quote_spans) {
                let _ = writeln!(out.text, "#{event}\tAnnotatorNotes T{words}\t{}", kind.as_str());
            }
            continue;
        }
        let Some(content) = out.entity("Content", &q.quote_spans) else { continue };
        // An event needs words of its own to hang on: the cue, or the quote where there is none.
        let hook = q.cue_span.map_or_else(|| q.quote_spans.clone(), |span| vec![span]);
        let Some(trigger) = out.entity("Attribution", &hook) else { continue };
        let mut event_line = format!("E{event}\tAttribution:T{trigger} Content:T{content}");
        for (role, span) in [("Source", q.speaker_span), ("Cue", q.cue_span), ("Outlet", q.source_span)] {
            if let Some(id) = span.and_then(|span| out.entity(role, &[span])) {
                let _ = write!(event_line, " {role}:T{id}");
            }
        }
        out.text.push_str(&event_line);
        let _ = write!(out.text, "\nA{event}\tKind E{event} {}\n", q.kind);
        let names = [q.speaker.as_str(), q.source.as_str()].map(|name| name.replace(['\n', '\t'], " "));
        if names != ["", ""] {
            let _ =
                writeln!(out.text, "#{event}\tAnnotatorNotes E{event}\tspeaker: {}; source: {}", names[0], names[1]);
        }
    }
    out.text
}

struct Annotations<'a> {
    points: Points<'a>,
    text: String,
    entities: usize,
}

impl Annotations<'_> {
    fn entity(&mut self, kind: &str, spans: &[Span]) -> Option<usize> {
        let fragments: Vec<Span> = spans.iter().flat_map(|span| self.lines(*span)).collect();
        if fragments.is_empty() {
            return None;
        }
        self.entities += 1;
        let offsets: Vec<String> = fragments.iter().map(|f| format!("{} {}", f.start, f.end)).collect();
        let words: Vec<&str> = fragments.iter().map(|f| self.points.slice(*f)).collect();
        let _ = writeln!(self.text, "T{}\t{kind} {}\t{}", self.entities, offsets.join(";"), words.join(" "));
        Some(self.entities)
    }

    /// The span without its line breaks and the blanks around them.
    fn lines(&self, span: Span) -> Vec<Span> {
        let mut lines = Vec::new();
        let mut open: Option<Span> = None;
        for (i, c) in self.points.slice(span).chars().enumerate() {
            let at = span.start + i;
            match c {
                '\n' | '\r' => lines.extend(open.take()),
                c if c.is_whitespace() => {}
                _ => open.get_or_insert(Span::new(at, at)).end = at + 1,
            }
        }
        lines.extend(open);
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn our_own_reader_finds_the_same_spans() {
        let article = Article::new("a.txt", "“Så är\r\n  det,” sade Åsa.");
        let row = Quotation {
            quote_spans: vec![Span::new(1, 13)],
            cue_span: Some(Span::new(16, 20)),
            speaker_span: Some(Span::new(21, 24)),
            ..sample::full_row()
        };
        let text = annotations(&article, &[row, sample::bare_row()]);
        let read = crate::evaluate::brat::parse("a.ann", &text).unwrap();
        assert_eq!(read.len(), 1, "a span behind the text is left out: {text}");
        assert_eq!(read[0].content, [(1, 6), (10, 13)]);
        assert_eq!((read[0].cue[0], read[0].source[0]), ((16, 20), (21, 24)));
        assert!(text.contains("T1\tContent 1 6;10 13\tSå är det\n"), "{text}");
    }
}
