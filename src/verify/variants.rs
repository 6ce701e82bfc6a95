//! The same words in several articles, in several wordings.
//!
//! Takes the rows of articles, gives groups of quotations that are wordings of one another: how many, where first,
//! through whom, and how each differs from the commonest form. Nothing is merged: every quotation stays a line of its
//! own, with its own speaker. Does not say which wording is right.

use super::align::{self, Step, Target};
use super::claim::Claim;
use super::difference::{Difference, Source, Weight, differences};
use super::prepared::Prepared;
use super::words::{self, Word, is_function_word};
use crate::input::Article;
use crate::offsets::Points;
use crate::record::{Kind, Quotation};
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHasher};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

/// Quotations shorter than this many words are left out: they are the same by chance.
const LEAST_WORDS: usize = 5;
/// The share of the shorter wording's words that must stand in the other.
const LEAST_SHARE: f64 = 0.7;
/// The most forms of a group that a new quotation is compared with.
const MOST_FORMS: usize = 8;
/// The most groups that a new quotation is compared with.
const MOST_GROUPS: usize = 4;

/// One quotation of a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variant {
    /// The article.
    pub doc: String,
    /// Its date.
    pub date: Option<String>,
    /// The outlet that published it.
    pub outlet: Option<String>,
    /// The speaker.
    pub speaker: String,
    /// The source through which the words came.
    pub source: String,
    /// The words, as in the row.
    pub quote: String,
    /// The words that "she said" breaks off, as one; empty for those of one part. What other articles put where it
    /// stood is a difference.
    #[serde(skip)]
    unbroken: String,
    /// Where they stand, in code points.
    pub span: Span,
    /// How the words differ from the group's form.
    pub differences: Vec<Difference>,
}

impl Variant {
    /// The words to compare.
    fn words(&self) -> &str {
        if self.unbroken.is_empty() { &self.quote } else { &self.unbroken }
    }
}

/// Wordings of the same words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The commonest wording; of equally common ones the longest, of equally long ones the first.
    pub form: String,
    /// How many wordings there are, but for typography.
    pub wordings: usize,
    /// The speakers, in order of appearance.
    pub speakers: Vec<String>,
    /// The quotations by date, those without a date last; then in the order of the articles.
    pub variants: Vec<Variant>,
}

/// A group as it grows.
#[derive(Clone, Debug, Default)]
struct Growing {
    /// The distinct wordings: normal form, first text as written, and how often.
    forms: Vec<(String, String, usize)>,
    members: Vec<Variant>,
}

/// Collects the quotations of articles, in their order.
#[derive(Clone, Debug, Default)]
pub struct Variants {
    groups: Vec<Growing>,
    runs: FxHashMap<u64, Vec<u32>>,
}

fn claim(text: &str) -> Claim {
    Claim { claim: text.to_owned(), ..Claim::default() }
}

fn runs(words: &[Word]) -> BTreeSet<u64> {
    let hashes: Vec<u64> = words.iter().map(|w| words::hash(&w.norm)).collect();
    hashes
        .windows(3)
        .map(|w| {
            let mut hasher = FxHasher::default();
            w.iter().for_each(|h| hasher.write_u64(*h));
            hasher.finish()
        })
        .collect()
}

/// The share of the shorter text's words that stand in the longer one, in order; nothing if only small words agree.
fn share(a: &str, b: &str) -> f64 {
    let (short, long) = if words::spans(a).count() <= words::spans(b).count() { (a, b) } else { (b, a) };
    let prepared = Prepared::new(&claim(short));
    let source = words::words(long);
    let targets: Vec<Target<'_>> =
        source.iter().map(|w| Target { norm: &w.norm, hyphen_before: w.hyphen_before }).collect();
    let (mut hits, mut telling) = (0, 0);
    for step in align::align(&prepared.words, &targets, |a, b| *prepared.words[a].word.norm == *targets[b].norm) {
        if let Step::Match { claim_at, claim, .. } = step {
            hits += claim;
            telling += usize::from(!is_function_word(&prepared.words[claim_at].word.norm));
        }
    }
    if telling == 0 { 0.0 } else { hits as f64 / prepared.words.len().max(1) as f64 }
}

impl Variants {
    /// Adds the quoted rows of an article.
    pub fn add(&mut self, article: &Article, rows: &[Quotation]) {
        let points = Points::new(&article.text);
        for row in rows {
            let text = match row.kind {
                Kind::Direct => &row.quote,
                Kind::Mixed => &row.verbatim,
                _ => continue,
            };
            let broken = row.kind == Kind::Direct && row.quote_spans.len() > 1;
            let unbroken = if broken { points.lines(&row.quote_spans, " ") } else { String::new() };
            let found = words::words(text);
            if found.len() < LEAST_WORDS {
                continue;
            }
            let span = match (row.quote_spans.first(), row.quote_spans.last()) {
                (Some(a), Some(b)) => Span::new(a.start, b.end),
                _ => Span::default(),
            };
            let member = Variant {
                doc: article.id.clone(),
                date: article.date.clone(),
                outlet: article.outlet.clone(),
                speaker: row.speaker.clone(),
                source: row.source.clone(),
                quote: text.clone(),
                unbroken,
                span,
                differences: Vec::new(),
            };
            self.place(member, &found);
        }
    }

    fn place(&mut self, member: Variant, found: &[Word]) {
        let normal = found.iter().map(|w| &*w.norm).collect::<Vec<_>>().join(" ");
        let runs = runs(found);
        let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
        for group in runs.iter().filter_map(|r| self.runs.get(r)).flatten() {
            *shared.entry(*group).or_default() += 1;
        }
        let mut near: Vec<(u32, usize)> = shared.into_iter().collect();
        near.sort_by_key(|(group, count)| (std::cmp::Reverse(*count), *group));
        let fits = |group: &&(u32, usize)| {
            let forms = &self.groups[group.0 as usize].forms;
            forms.iter().any(|f| f.0 == normal)
                || forms.iter().take(MOST_FORMS).any(|f| share(&f.1, member.words()) >= LEAST_SHARE)
        };
        let number = match near.iter().take(MOST_GROUPS).find(fits) {
            Some((group, _)) => *group as usize,
            None => {
                self.groups.push(Growing::default());
                self.groups.len() - 1
            }
        };
        for run in runs {
            let groups = self.runs.entry(run).or_default();
            if groups.last() != Some(&(number as u32)) && !groups.contains(&(number as u32)) {
                groups.push(number as u32);
            }
        }
        let group = &mut self.groups[number];
        match group.forms.iter_mut().find(|f| f.0 == normal) {
            Some(form) => form.2 += 1,
            None => group.forms.push((normal, member.words().to_owned(), 1)),
        }
        group.members.push(member);
    }

    /// The groups of at least `least` quotations, the largest first.
    pub fn groups(self, least: usize) -> Vec<Group> {
        let mut out: Vec<Group> =
            self.groups.into_iter().filter(|g| g.members.len() >= least.max(1)).map(finished).collect();
        // Stable: groups of one size stay in the order of appearance.
        out.sort_by_key(|g| std::cmp::Reverse(g.variants.len()));
        out
    }
}

fn finished(group: Growing) -> Group {
    let most = group.forms.iter().enumerate().max_by_key(|(n, f)| (f.2, f.0.len(), usize::MAX - n));
    let form = most.map(|(_, f)| f.1.clone()).unwrap_or_default();
    let mut variants = group.members;
    variants.sort_by(|a, b| (a.date.is_none(), &a.date).cmp(&(b.date.is_none(), &b.date)));
    let mut speakers: Vec<String> = Vec::new();
    for v in &mut variants {
        v.differences = compared(v.words(), &form);
        if !v.speaker.is_empty() && !speakers.contains(&v.speaker) {
            speakers.push(v.speaker.clone());
        }
    }
    Group { form, wordings: group.forms.len(), speakers, variants }
}

/// How `quote` differs from `form`, word by word; what only one of them goes on with is no difference.
fn compared(quote: &str, form: &str) -> Vec<Difference> {
    let prepared = Prepared::new(&claim(quote));
    let words = words::words(form);
    let targets: Vec<Target<'_>> =
        words.iter().map(|w| Target { norm: &w.norm, hyphen_before: w.hyphen_before }).collect();
    let steps = align::align(&prepared.words, &targets, |a, b| *prepared.words[a].word.norm == *targets[b].norm);
    let points = |b: usize| form[..b].chars().count();
    let source: Vec<Source<'_>> = words
        .iter()
        .map(|w| Source { word: w, editorial: false, place: Span::new(points(w.span.start), points(w.span.end)) })
        .collect();
    let written = |a: usize, b: usize| form[words[a].span.start..words[b].span.end].to_owned();
    let mut out = differences(quote, &prepared, &source, &steps, written);
    out.retain(|d| d.weight == Weight::Counts);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{SpeakerBasis, SpeakerType};

    fn row(quote: &str, speaker: &str) -> Quotation {
        Quotation {
            n: 1,
            speaker: speaker.into(),
            speaker_type: SpeakerType::Person,
            speaker_basis: SpeakerBasis::Named,
            verbatim: quote.into(),
            quote_spans: vec![Span::new(0, quote.chars().count())],
            ..Quotation::bare(Kind::Direct, quote.into())
        }
    }

    #[test]
    fn wordings_of_one_quotation_are_grouped_by_date() {
        let mut variants = Variants::default();
        let said = [
            ("b", Some("2021-03-02"), "The harbour will not be sold to anybody this year", "Ida Moen"),
            ("a", Some("2021-03-01"), "The harbour will not be sold this year", "Ida Moen"),
            ("c", None, "the harbour will not be sold to anybody this year.", "Moen"),
            ("d", Some("2021-03-03"), "Nobody asked the people who mend the nets", "Karl Aas"),
            ("e", Some("2021-03-04"), "The harbour will be sold", "Karl Aas"),
        ];
        for (doc, date, quote, speaker) in said {
            let article = Article { date: date.map(str::to_owned), ..Article::new(doc, quote) };
            variants.add(&article, &[row(quote, speaker)]);
        }
        let groups = variants.groups(2);
        assert_eq!(groups.len(), 1);
        let group = &groups[0];
        assert_eq!(group.form, "The harbour will not be sold to anybody this year");
        assert_eq!(group.wordings, 3);
        assert_eq!(group.variants.iter().map(|v| v.doc.as_str()).collect::<Vec<_>>(), ["a", "b", "e", "c"]);
        assert_eq!(group.speakers, ["Ida Moen", "Karl Aas", "Moen"]);
        assert_eq!(group.variants[0].differences[0].marked(), "[-to anybody-]");
        assert!(group.variants[2].differences[0].flags.contains("negation"));
    }

    #[test]
    fn what_stands_where_she_said_stood_is_a_difference() {
        let mut variants = Variants::default();
        let told = [
            "“We lost the nets in the flood last week,” Ida Moen said, “and nobody came to help.”",
            "“We lost the nets in the flood last week or two and nobody came to help,” Ida Moen said.",
        ];
        for (doc, text) in told.into_iter().enumerate() {
            variants.add(&Article::new(doc.to_string(), text), &crate::extract(text));
        }
        let groups = variants.groups(2);
        assert_eq!(groups[0].wordings, 2);
        assert_eq!(groups[0].variants[0].quote, "We lost the nets in the flood last week … and nobody came to help.");
        assert_eq!(groups[0].variants[0].differences[0].marked(), "[-or two-]");
    }
}
