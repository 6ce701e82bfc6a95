//! The evidence for the best candidate, and what stands beside its cue.
//!
//! Takes a candidate, gives the finding: the passage with its marks, the sentences around it, links, spans. Does not
//! choose.

use super::axes::{SourceCheck, Verdict};
use super::candidate::Candidate;
use super::claim::Claim;
use super::examine::Finding;
use super::link::text_fragment;
use super::lists::listed;
use super::names;
use super::scene::Scene;
use crate::input::Article;
use crate::record::{Kind, Quotation, SourceBasis};
use crate::span::Span;

impl Scene<'_> {
    /// Whether the words in marks are those that it was not: said “some”, not “all”.
    pub(super) fn rejected(&self, matched: &[usize]) -> bool {
        let Some(first) = matched.first().copied().filter(|f| *f > 1) else { return false };
        let mut at = first;
        while at > 0 && self.text.marked[at - 1] && !self.text.words[at].starts_sentence {
            at -= 1;
        }
        let text = &self.text;
        at > 1
            && text.marked[at]
            && !text.marked[at - 1]
            && &*text.words[at - 1].norm == "not"
            && text.words[at - 1].break_before
    }

    /// Compares the claimed source with that of a row, or with what stands beside its cue.
    pub(super) fn source(&self, claim: &Claim, row: usize) -> SourceCheck {
        let check = names::source(&claim.source, &self.rows[row], &self.verifier.aliases);
        let carried = check == SourceCheck::Different && self.rows[row].source_basis != SourceBasis::Stated;
        if (check == SourceCheck::NotStated || carried) && self.stated_beside(&claim.source, &self.rows[row]) {
            return SourceCheck::Same;
        }
        check
    }

    /// Whether an outlet is named right behind the cue: told “Coast and Harbour”, wrote in the Forward.
    pub(super) fn stated_beside(&self, outlet: &str, row: &Quotation) -> bool {
        let Some(cue) = row.cue_span else { return false };
        let name = super::words::words(outlet);
        let name: Vec<&str> = name.iter().map(|w| &*w.norm).skip_while(|w| *w == "the").collect();
        if name.is_empty() {
            return false;
        }
        let from = self.text.word_at(cue.start);
        let words = &self.text.words;
        let stands = |at: usize| {
            name.iter().enumerate().all(|(k, n)| words.get(at + k).is_some_and(|w| w.norm.trim_end_matches("'s") == *n))
                && words[at].capital
                && at > 0
                && (listed("outlet-lead", &words[at - 1].norm) || words[at - 1].norm.ends_with("'s"))
        };
        let held = |at: usize| {
            row.quote_spans.iter().any(|s| s.start <= self.text.places[at].start && self.text.places[at].start < s.end)
        };
        (from + 1..(from + 14).min(words.len()))
            .take_while(|at| {
                (!words[*at].starts_sentence || stands(*at))
                    && !["who", "which", "after", "before", "and", "but"].contains(&&*words[*at].norm)
            })
            .any(|at| stands(at) && !held(at))
    }

    /// The finding with its evidence.
    pub(super) fn finding(&self, article: &Article, claim: &Claim, best: Candidate) -> Finding {
        let Candidate { words, rows, faults, flags, rank } = best;
        let rows: Vec<Quotation> = rows.into_iter().map(|n| self.rows[n].clone()).collect();
        let (first, last) = match (words.matched.first(), words.matched.last()) {
            (Some(a), Some(b)) => (*a, *b),
            _ => (0, 0),
        };
        let spans = self.spans(&words.matched);
        let whole = match (spans.first(), spans.last()) {
            (Some(a), Some(b)) => Span::new(a.start, b.end),
            _ => Span::default(),
        };
        let context = self.text.context(first, last);
        let mut sentence = distinct(&rows, |r| &r.sentence, " ");
        if sentence.is_empty() {
            sentence = format!("{}{}{}", context.0, self.text.written(first, last), context.1);
        }
        let mut found_quote = distinct(&rows, |r| &r.quote, " […] ");
        if found_quote.is_empty() {
            found_quote = self.text.written(first, last);
        }
        let (prefix, suffix) = self.text.around(first, last, 32);
        let address = article.url.as_ref().filter(|u| super::link::is_web(u));
        // Few words prove little unless they are the very words in marks.
        let little = flags.contains("too-short") && claim.kind != Kind::Indirect.as_str();
        let verdict = match faults.verdict() {
            Verdict::Confirmed if little => Verdict::Altered,
            verdict => verdict,
        };
        Finding {
            wording: faults.wording,
            speaker_check: faults.speaker,
            source_check: faults.source,
            verdict,
            found_quote,
            found_speaker: distinct(&rows, |r| &r.speaker, "; "),
            found_source: distinct(&rows, |r| &r.source, "; "),
            doc: article.id.clone(),
            url: article.url.clone(),
            outlet: article.outlet.clone(),
            date: article.date.clone(),
            similarity: words.similarity,
            differences: words.differences,
            flags,
            matched_by: words.matched_by,
            dropped: words.dropped,
            corrected: words.corrected,
            unsaid: faults.unsaid,
            shown: self.text.shown(first, last, &marks(&rows, &spans)),
            sentence,
            context,
            rows,
            prefix: prefix.to_owned(),
            exact: self.text.as_it_stands(first, last).to_owned(),
            suffix: suffix.to_owned(),
            link: address.map(|url| text_fragment(url, &article.text, whole)),
            spans,
            rank,
        }
    }

    /// Where words stand, runs without a gap as one span.
    fn spans(&self, words: &[usize]) -> Vec<Span> {
        let runs = words.chunk_by(|a, b| b - a <= 1 && !self.text.gap_before[*b]);
        let places = &self.text.places;
        runs.map(|run| Span::new(places[run[0]].start, places[run[run.len() - 1]].end)).collect()
    }
}

/// What some rows have in a column, each value once.
fn distinct(rows: &[Quotation], column: fn(&Quotation) -> &str, join: &str) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for value in rows.iter().map(column).filter(|v| !v.is_empty()) {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen.join(join)
}

/// The parts of some rows with what they are, and the matched words above them.
fn marks(rows: &[Quotation], matched: &[Span]) -> Vec<(Span, &'static str)> {
    let mut out: Vec<(Span, &'static str)> = Vec::new();
    for row in rows {
        out.extend(row.quote_spans.iter().map(|s| (*s, "quote")));
        let parts = [(row.source_span, "source"), (row.speaker_span, "speaker"), (row.cue_span, "cue")];
        out.extend(parts.into_iter().filter_map(|(s, tag)| Some((s?, tag))));
    }
    out.extend(matched.iter().map(|s| (*s, "match")));
    out
}
