//! What a claim's gaps and marks hide.
//!
//! Takes an alignment of a claim with a passage, says whether a gap leaves out a negation, a condition or whose view it is
//! that goes on behind it, and whether a question was made a statement. Does not judge what is cut off at the ends:
//! [`super::cut`].

use super::align::Step;
use super::change::is_negator;
use super::cut::{denies, governs};
use super::difference::Source;
use super::lists::listed;
use super::prepared::Prepared;
use super::text::{Passage, Text};
use crate::lexicon::{Lexicon, WordClass};

/// What a gap may not hide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hidden {
    /// A negation.
    Negation,
    /// What makes a condition or a comparison of the words behind the gap.
    Condition,
    /// What gives the words behind the gap as somebody's view.
    View,
}

/// What a gap that the claim marks leaves out, other than with whole sentences: a negation, or the word that governs
/// what goes on behind the gap.
pub(super) fn hides(steps: &[Step], source: &[Source<'_>], claim: &Prepared) -> Option<Hidden> {
    let deleted = |s: &Step| match *s {
        Step::Delete(i, j) => Some((i, j)),
        _ => None,
    };
    steps.chunk_by(|a, b| deleted(a).is_some() == deleted(b).is_some()).find_map(|run| {
        let gone: Vec<(usize, usize)> = run.iter().filter_map(deleted).collect();
        let &(i, from) = gone.first()?;
        let marked = claim.words.get(i).is_some_and(|w| w.gap_before);
        Gap { source, from, to: gone[gone.len() - 1].1, marked }.hides()
    })
}

/// Words of the passage that a claim leaves out in its midst.
struct Gap<'s> {
    source: &'s [Source<'s>],
    from: usize,
    to: usize,
    marked: bool,
}

impl Gap<'_> {
    fn norm(&self, at: usize) -> &str {
        self.source.get(at).map_or("", |s| &*s.word.norm)
    }

    /// Whether a clause begins at a word.
    fn parted(&self, at: usize) -> bool {
        self.source.get(at).is_none_or(|s| s.word.starts_sentence || s.word.break_before)
    }

    fn hides(&self) -> Option<Hidden> {
        let opens = |at: usize| self.source.get(at).is_some_and(|s| s.word.starts_sentence);
        let sentences = self.marked && opens(self.from) && opens(self.to + 1);
        // What the text's own brackets hold is judged as a bracket.
        let negator = |j: usize| is_negator(self.norm(j)) && !self.source[j].editorial;
        if !sentences && (self.from..=self.to).any(negator) {
            return Some(Hidden::Negation);
        }
        // The clause that goes on behind the gap, back to where it begins.
        let clause = (self.from..=self.to).rev().take_while(|j| !self.parted(j + 1));
        if clause.clone().any(|j| denies(self.norm(j), self.norm(j + 1))) {
            return Some(Hidden::Negation);
        }
        if clause.clone().any(|j| governs(self.norm(j))) {
            return Some(Hidden::Condition);
        }
        let own = |j: usize| ["i", "we"].contains(&self.norm(j).split('\'').next().unwrap_or(""));
        (self.marked && self.gives_view() && !clause.into_iter().any(own)).then_some(Hidden::View)
    }

    /// Whether what goes on behind the gap is a view that the gap gives: "I reject … poor people" for "I reject the idea
    /// that poor people are lazy".
    fn gives_view(&self) -> bool {
        let back = |n: usize| self.to.checked_sub(n).filter(|at| *at >= self.from);
        let view = |at: Option<usize>| at.is_some_and(|at| listed("view", self.norm(at)));
        let that = self.norm(self.to) == "that";
        let notion = that && back(1).is_some_and(|at| listed("notion", self.norm(at)));
        let object = listed("whom", self.norm(self.to)) || that;
        !self.parted(self.to + 1) && (notion || view(back(0)) || object && view(back(1)) || that && view(back(2)))
    }
}

/// Whether claim and text differ in what they ask: a question made a statement, or a statement a question. What is a
/// question by its words alone ("Is the dam safe") stays one without its mark.
pub(super) fn remarked(claim: &str, prepared: &Prepared, text: &Text<'_>, passage: &Passage, steps: &[Step]) -> bool {
    let mut ends = steps.iter().filter_map(|step| match *step {
        Step::Match { claim_at, claim, source_at, source } => Some((claim_at + claim - 1, source_at + source - 1)),
        _ => None,
    });
    ends.any(|(ours, theirs)| {
        let from = prepared.words[ours].word.span.end;
        let to = prepared.words.get(ours + 1).map_or(claim.len(), |w| w.word.span.start);
        let between = claim.get(from..to.max(from)).unwrap_or("");
        if between.contains(['…', '[', '(', '&']) || between.contains("..") {
            return false;
        }
        let mark = between.chars().find(|c| matches!(c, '.' | '!' | '?'));
        let last = passage.words[theirs];
        let (Some(mark), Some(there)) = (mark, text.mark_behind(last)) else { return false };
        let start = (0..=last).rev().find(|n| *n == 0 || text.words[*n].starts_sentence).unwrap_or(0);
        let opener = &text.words[start].norm;
        let asks = Lexicon::built_in().word(opener).class.any(WordClass::AUXILIARY) || listed("asking", opener);
        (mark == '?') != (there == '?') && !asks
    })
}
