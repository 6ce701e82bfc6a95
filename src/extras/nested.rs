//! Quotations inside quotations.
//!
//! Takes a document and its rows, gives a row for what a quoted person quotes. The words of the outer quotation are
//! read as a text of their own; a speaker found there is named as the article names him, where it does, and "I" is the
//! outer speaker. Inner words that read like somebody's words and have no cue of their own are rows without speaker.

use super::{Cover, InMarks, LONGEST_SENTENCE};
use crate::document::Document;
use crate::lexicon::rule_words;
use crate::offsets::Points;
use crate::record::{Kind, Quotation, SpeakerBasis};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The rule of inner words without a cue of their own.
const RULE: &str = "NESTED";
/// The fewest words that are somebody's words without a cue: shorter ones are titles and terms as often.
const FEWEST: usize = 4;
/// How sure a reported clause inside a quotation must be.
const SURE: f32 = 0.8;
/// The confidence of a row without a cue, by judgement.
const DOUBTFUL: f32 = 0.5;

pub(super) fn nested(
    extract: &dyn Fn(&str) -> Vec<Quotation>,
    document: &Document<'_>,
    spans: &[InMarks],
    rows: &[Quotation],
) -> Vec<Quotation> {
    let points = Points::new(document.view.original());
    let mut found: Vec<Quotation> = Vec::new();
    let marks = Cover::new(spans.iter().flat_map(|s| s.original.iter().copied()));
    let names = Names::of(rows);
    for outer in rows.iter().filter(|q| q.kind != Kind::Indirect) {
        for part in &outer.quote_spans {
            if marks.begin_in(*part).any(|own| part.contains(own) && own != *part) {
                let inside = extract(points.slice(*part));
                found.extend(inside.into_iter().filter_map(|row| placed(row, *part, outer, &names)));
            }
        }
    }
    let said = Cover::new(found.iter().flat_map(|q| q.verbatim_spans.iter().copied()));
    for words in spans.iter().filter(|s| s.inner && !s.overlaps(&said)) {
        let text = words.words(document);
        if text.split_whitespace().count() >= FEWEST && !title_case(&text) {
            found.push(words.row(document, Kind::Direct, RULE, &["nested"], DOUBTFUL));
        }
    }
    found
}

/// A row of the inner text as a row of the article; nothing where it is the outer quotation once more.
fn placed(mut row: Quotation, part: Span, outer: &Quotation, names: &Names<'_>) -> Option<Quotation> {
    if row.cue.is_empty() || !believed(&row, outer) {
        return None;
    }
    // A mere article is nobody.
    if row.speaker.len() <= 3 && !row.speaker.contains(char::is_uppercase) {
        row.speaker.clear();
    }
    let moved = |span: &mut Span| *span = Span::new(span.start + part.start, span.end + part.start);
    row.quote_spans.iter_mut().chain(&mut row.verbatim_spans).for_each(moved);
    [&mut row.speaker_span, &mut row.cue_span, &mut row.source_span].into_iter().flatten().for_each(moved);
    if row.cue_span == outer.cue_span {
        return None;
    }
    // "I have read 'Cold Rivers'": a title, whatever verb stands before it.
    if row.kind == Kind::Direct && title_case(&row.quote) {
        return None;
    }
    match row.speaker_mention.to_lowercase().as_str() {
        "i" | "me" => {
            outer.speaker.clone_into(&mut row.speaker);
            row.flags.retain(|flag| flag != "ambiguous");
        }
        _ => {
            if let Some(full) = names.full(&row.speaker) {
                row.speaker = full.to_owned();
                row.speaker_basis = SpeakerBasis::ShortName;
            }
        }
    }
    if outer.sentence.len() <= LONGEST_SENTENCE {
        outer.sentence.clone_into(&mut row.sentence);
    }
    if !row.flags.iter().any(|flag| flag == "nested") {
        row.flags.push("nested".to_owned());
        row.flags.sort_unstable();
    }
    Some(row)
}

/// Whether the inner row is somebody else's words. What the outer speaker himself stresses in a reported clause is not,
/// nor is a clause that the inner text only seems to report.
fn believed(row: &Quotation, outer: &Quotation) -> bool {
    match (outer.kind, row.kind) {
        (Kind::Direct, Kind::Direct) => true,
        (Kind::Direct, Kind::Mixed) => row.confidence >= SURE,
        (_, Kind::Direct) => row.quote.starts_with(char::is_uppercase),
        _ => false,
    }
}

/// The speakers of the article by the ends of their names.
struct Names<'q>(BTreeMap<&'q str, BTreeSet<&'q str>>);

impl<'q> Names<'q> {
    fn of(rows: &'q [Quotation]) -> Self {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for name in rows.iter().map(|q| q.speaker.as_str()).collect::<BTreeSet<&str>>() {
            for (at, _) in name.match_indices(' ') {
                names.entry(&name[at + 1..]).or_default().insert(name);
            }
        }
        Names(names)
    }

    /// The one longer name that ends in this one.
    fn full(&self, short: &str) -> Option<&'q str> {
        let names = self.0.get(short)?;
        if names.len() == 1 { names.first().copied() } else { None }
    }
}

/// Whether all words but the small ones begin with a capital, and the first one does: a title of several words.
pub(super) fn title_case(text: &str) -> bool {
    let words: Vec<&str> = text.trim_end_matches(['.', ',']).split_whitespace().collect();
    let capital = |word: &&str| word.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase);
    words.len() > 1
        && !text.ends_with(['?', '!'])
        && words.first().is_some_and(capital)
        && words.iter().all(|word| capital(word) || rule_words::TITLE_SMALL.holds(word))
        && words.iter().filter(|word| !rule_words::TITLE_SMALL.holds(&word.to_lowercase())).count() > 1
}

#[cfg(test)]
mod tests {
    use super::super::Extras;
    use super::*;

    fn inner(text: &str) -> Vec<(String, String, Vec<String>)> {
        let rows = crate::Extractor::default().extract_with(text, Extras { nested: true, marked: false });
        let inner = rows.into_iter().filter(|q| q.flags.iter().any(|f| f == "nested"));
        let letters: Vec<char> = text.chars().collect();
        inner
            .map(|q| {
                let cut = |s: &Span| letters[s.start..s.end].iter().collect::<String>();
                assert_eq!(q.verbatim_spans.iter().map(cut).collect::<Vec<_>>().join(" … "), q.verbatim);
                (q.speaker, q.quote, q.flags)
            })
            .collect()
    }

    #[test]
    fn what_a_quoted_person_quotes_is_a_row() {
        let rows = inner("“The guard told me, ‘Run,’ and I ran,” said Delroy Pinnock.");
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!(rows[0].1, "Run");
        let rows = inner("“I told them, ‘The gate stays open,’ and left,” said Delroy Pinnock, the porter.");
        assert_eq!((rows[0].0.as_str(), rows[0].1.as_str()), ("Delroy Pinnock", "The gate stays open"));
    }

    #[test]
    fn a_short_name_inside_is_the_full_one_of_the_article() {
        let text =
            "“We are open,” said Anna Haro.\n\n“Haro told me, ‘We close at nine,’ but the door was shut,” said Bo Ek.";
        let rows = inner(text);
        assert_eq!((rows[0].0.as_str(), rows[0].1.as_str()), ("Anna Haro", "We close at nine"));
    }

    #[test]
    fn titles_inside_are_none() {
        assert_eq!(inner("“I have read ‘Cold Rivers’ twice,” said Bo Ek."), []);
        assert_eq!(inner("“I have read ‘The Long Cold Rivers’ twice,” said Bo Ek."), []);
    }
}
