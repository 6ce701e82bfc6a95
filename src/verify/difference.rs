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
    let mut out = Vec::new();
    let mut n = 0;
    let (mut claim_next, mut source_next) = (0, first_source(steps));
    while n < steps.len() {
        if let Step::Match { claim_at, claim, source_at, source } = steps[n] {
            (claim_next, source_next) = (claim_at + claim, source_at + source);
            n += 1;
            continue;
        }
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let start = n;
        while n < steps.len() {
            match steps[n] {
                Step::Match { .. } => break,
                Step::Replace(i, j) => {
                    ours.push(i);
                    theirs.push(j);
                }
                Step::Insert(i) => ours.push(i),
                Step::Delete(_, j) => theirs.push(j),
            }
            n += 1;
        }
        let marked = ours.is_empty()
            && matches!(steps[start], Step::Delete(i, _) if claim.words.get(i).is_some_and(|w| w.gap_before));
        let claim_span = match (ours.first(), ours.last()) {
            (Some(a), Some(b)) => Span::new(claim.words[*a].word.span.start, claim.words[*b].word.span.end),
            _ => Span::new(0, 0),
        };
        let before = |at: usize| claim_text[..at.min(claim_text.len())].chars().count();
        let claim_start = match ours.first() {
            Some(_) => before(claim_span.start),
            None => claim.words.get(claim_next).map_or(claim_text.chars().count(), |w| before(w.word.span.start)),
        };
        let source_start = match theirs.first() {
            Some(j) => source[*j].place.start,
            None => source.get(source_next).or(source.last()).map_or(0, |s| s.place.start),
        };
        let our_words: Vec<&Word> = ours.iter().map(|i| &claim.words[*i].word).collect();
        let their_words: Vec<&Word> = theirs.iter().map(|j| source[*j].word).collect();
        let in_text = !theirs.is_empty() && theirs.iter().all(|j| source[*j].editorial);
        let bracketed = theirs.len() <= 8
            && match ours.is_empty() {
                true => in_text,
                false => ours.iter().all(|i| claim.words[*i].editorial),
            };
        let bracket = Bracket {
            ours: &our_words,
            theirs: &their_words,
            theirs_editorial: in_text,
            before: ours.first().and_then(|i| i.checked_sub(1)).map(|i| &claim.words[i].word),
            goes_on: ours.first().and_then(|i| i.checked_sub(1)).is_some_and(|i| claim.words[i].editorial),
        };
        // "[Sir Ian] rang" for "Ask Sir Ian. He rang": the bracket's name stands in the text before its pronoun.
        let beside = |i: Option<usize>| i.and_then(|i| claim.words.get(i)).is_some_and(|w| w.editorial);
        let named = ours.is_empty()
            && their_words.len() == 1
            && their_words.iter().all(|w| is_pronoun(w))
            && beside(claim_next.checked_sub(1));
        let editorial = named || bracketed && bracket.explains();
        let weight = match (marked, editorial) {
            (true, _) => Weight::Marked,
            (_, true) => Weight::Editorial,
            _ => Weight::Counts,
        };
        out.push(Difference {
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
        });
        claim_next = ours.last().map_or(claim_next, |i| i + 1);
        source_next = theirs.last().map_or(source_next, |j| j + 1);
    }
    out
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
