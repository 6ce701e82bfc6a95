//! What a difference between claim and text means.
//!
//! Takes the steps of an alignment, gives [`Difference`]s, word by word, each with its flags: a negation, a number, a
//! name, a modal verb, a day, a currency, a spelling. Similarity plays no part here: one small word can turn a sentence.

use super::align::Step;
use super::change::flags;
use super::editorial::{Bracket, is_pronoun};
use super::prepared::Prepared;
use super::words::Word;
use crate::span::Span;
use serde::Serialize;
use std::collections::BTreeSet;

/// What was done to the words of the text.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Claim, Op, Verifier}};
/// let claim = Claim { claim: "The old ferry may sail at dawn".into(), speaker: "Anna Haro".into(), ..Claim::default() };
/// let article = Article::new("a.txt", "“The ferry will sail at dawn,” Anna Haro said.");
/// let answers = Verifier::new(vec![claim], Aliases::default()).answers(&[article]);
/// let found = &answers[0].finding.as_ref().unwrap().differences;
/// assert_eq!(found.iter().map(|d| d.op).collect::<Vec<_>>(), [Op::Insert, Op::Replace]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// Other words.
    Replace,
    /// Words added.
    Insert,
    /// Words left out.
    Delete,
}

/// How a difference counts.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Claim, Verdict, Verifier, Weight}};
/// let claim = Claim { claim: "The ferry … at dawn".into(), speaker: "Anna Haro".into(), ..Claim::default() };
/// let article = Article::new("a.txt", "“The ferry will sail at dawn,” Anna Haro said.");
/// let answers = Verifier::new(vec![claim], Aliases::default()).answers(&[article]);
/// let gap = &answers[0].finding.as_ref().unwrap().differences[0];
/// assert_eq!((gap.source.as_str(), gap.weight), ("will sail", Weight::Marked));
/// assert_eq!(answers[0].verdict, Verdict::Confirmed);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// It makes the claim an altered one.
    Counts,
    /// The claim marks it: an ellipsis.
    Marked,
    /// The claim or the text marks it: brackets.
    Editorial,
}

/// One difference.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Claim, Verifier}};
/// let claim = Claim { claim: "The ferry may sail at dawn".into(), speaker: "Anna Haro".into(), ..Claim::default() };
/// let article = Article::new("a.txt", "“The ferry will sail at dawn,” Anna Haro said.");
/// let answers = Verifier::new(vec![claim], Aliases::default()).answers(&[article]);
/// let difference = &answers[0].finding.as_ref().unwrap().differences[0];
/// assert_eq!(difference.marked(), "[-will-]{+may+}");
/// assert_eq!((difference.claim_start, difference.source_start), (10, 11));
/// assert!(difference.flags.contains("modal"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// What was done.
    pub op: Op,
    /// The claim's words as written; empty for a deletion.
    pub claim: String,
    /// The text's words as written; empty for an insertion.
    pub source: String,
    /// Where the claim's words begin, or would, in code points of the claim.
    pub claim_start: usize,
    /// Where the text's words begin, or would, in code points of the original text.
    pub source_start: usize,
    /// Whether it counts.
    pub weight: Weight,
    /// What it changes.
    pub flags: BTreeSet<&'static str>,
}

impl Difference {
    /// The difference as people mark it: `[-will-]{+may+}`.
    pub fn marked(&self) -> String {
        let mut out = String::new();
        if !self.source.is_empty() {
            out.push_str(&format!("[-{}-]", self.source));
        }
        if !self.claim.is_empty() {
            out.push_str(&format!("{{+{}+}}", self.claim));
        }
        out
    }
}

/// A word of the text as far as differences look at it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The word.
    pub word: &'a Word,
    /// It stands in brackets in the text.
    pub editorial: bool,
    /// Its code points in the original.
    pub place: Span,
}

/// Gathers the steps into differences. `written` gives the text's words between two of them as written.
pub fn differences(
    claim_text: &str,
    claim: &Prepared,
    source: &[Source<'_>],
    steps: &[Step],
    written: impl Fn(usize, usize) -> String,
) -> Vec<Difference> {
    let sides = Sides { claim_text, claim, source, written };
    let mut out = Vec::new();
    let mut next = (0, first_source(steps));
    for run in steps.chunk_by(|a, b| is_match(a) == is_match(b)) {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for step in run {
            match *step {
                Step::Match { claim_at, claim, source_at, source } => next = (claim_at + claim, source_at + source),
                Step::Replace(i, j) => {
                    ours.push(i);
                    theirs.push(j);
                }
                Step::Insert(i) => ours.push(i),
                Step::Delete(_, j) => theirs.push(j),
            }
        }
        if is_match(&run[0]) {
            continue;
        }
        let marked =
            ours.is_empty() && matches!(run[0], Step::Delete(i, _) if claim.words.get(i).is_some_and(|w| w.gap_before));
        out.push(sides.difference(&ours, &theirs, marked, next));
        next = (ours.last().map_or(next.0, |i| i + 1), theirs.last().map_or(next.1, |j| j + 1));
    }
    out
}

fn is_match(step: &Step) -> bool {
    matches!(step, Step::Match { .. })
}

/// A claim and the text that it is compared with.
struct Sides<'s, F> {
    claim_text: &'s str,
    claim: &'s Prepared,
    source: &'s [Source<'s>],
    written: F,
}

impl<F: Fn(usize, usize) -> String> Sides<'_, F> {
    /// The difference of some words of the claim and some of the text; `next` are the words where it stands if one side has
    /// none.
    fn difference(&self, ours: &[usize], theirs: &[usize], marked: bool, next: (usize, usize)) -> Difference {
        let Sides { claim_text, claim, source, written } = self;
        let claim_span = match (ours.first(), ours.last()) {
            (Some(a), Some(b)) => Span::new(claim.words[*a].word.span.start, claim.words[*b].word.span.end),
            _ => Span::new(0, 0),
        };
        let before = |at: usize| claim_text[..at.min(claim_text.len())].chars().count();
        let claim_start = match ours.first() {
            Some(_) => before(claim_span.start),
            None => claim.words.get(next.0).map_or(claim_text.chars().count(), |w| before(w.word.span.start)),
        };
        let source_start = match theirs.first() {
            Some(j) => source[*j].place.start,
            None => source.get(next.1).or(source.last()).map_or(0, |s| s.place.start),
        };
        let our_words: Vec<&Word> = ours.iter().map(|i| &claim.words[*i].word).collect();
        let their_words: Vec<&Word> = theirs.iter().map(|j| source[*j].word).collect();
        let weight = match (marked, self.explains(ours, theirs, (&our_words, &their_words), next.0)) {
            (true, _) => Weight::Marked,
            (_, true) => Weight::Editorial,
            _ => Weight::Counts,
        };
        Difference {
            op: match (ours.is_empty(), theirs.is_empty()) {
                (false, false) => Op::Replace,
                (false, true) => Op::Insert,
                _ => Op::Delete,
            },
            claim: claim_text[claim_span.start..claim_span.end].to_owned(),
            source: match (theirs.first(), theirs.last()) {
                (Some(a), Some(b)) => written(*a, *b),
                _ => String::new(),
            },
            claim_start,
            source_start,
            weight,
            flags: if weight == Weight::Editorial { BTreeSet::new() } else { flags(&our_words, &their_words) },
        }
    }

    /// Whether brackets hold the difference, and merely explain.
    fn explains(&self, ours: &[usize], theirs: &[usize], words: (&[&Word], &[&Word]), next: usize) -> bool {
        let (claim, source) = (self.claim, self.source);
        let in_text = !theirs.is_empty() && theirs.iter().all(|j| source[*j].editorial);
        let bracketed = theirs.len() <= 8
            && match ours.is_empty() {
                true => in_text,
                false => ours.iter().all(|i| claim.words[*i].editorial),
            };
        let previous = ours.first().and_then(|i| i.checked_sub(1)).map(|i| &claim.words[i]);
        let bracket = Bracket {
            ours: words.0,
            theirs: words.1,
            theirs_editorial: in_text,
            before: previous.map(|w| &w.word),
            goes_on: previous.is_some_and(|w| w.editorial),
        };
        // "[Sir Ian] rang" for "Ask Sir Ian. He rang": the bracket's name stands in the text before its pronoun.
        let beside = next.checked_sub(1).and_then(|i| claim.words.get(i)).is_some_and(|w| w.editorial);
        let named = ours.is_empty() && words.1.len() == 1 && is_pronoun(words.1[0]) && beside;
        named || bracketed && bracket.explains()
    }
}

fn first_source(steps: &[Step]) -> usize {
    steps
        .iter()
        .find_map(|s| match s {
            Step::Match { source_at: j, .. } | Step::Replace(_, j) | Step::Delete(_, j) => Some(*j),
            Step::Insert(_) => None,
        })
        .unwrap_or(0)
}
