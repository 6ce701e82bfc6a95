//! The way back through a table of alignments.
//!
//! Takes the scores of a part of claim and passage, gives the steps of the best alignment. Does not compare words.

use super::align::{Part, Step};

/// The scores of a part: a row for each claim word and one before, a cell for each passage word and one before.
pub(super) struct Table {
    /// Cells in a row.
    pub(super) width: usize,
    /// The best that ends in anything but a deletion.
    pub(super) main: Vec<i32>,
    /// The best that ends in one.
    pub(super) gap: Vec<i32>,
    /// How the best of `main` ends.
    pub(super) how: Vec<u8>,
    /// Whether the best of `gap` goes on with a deletion before.
    pub(super) extends: Vec<bool>,
}

impl Table {
    /// The way back from the best end.
    pub(super) fn steps(&self, part: &Part) -> Vec<Step> {
        let Table { width, main, gap, how, extends } = self;
        let at = |i: usize, j: usize| i * width + j;
        let (m, n) = (part.claim.len(), part.passage.len());
        let end = match part.open_end {
            true => (0..=n).fold(0, |best, j| if main[at(m, j)] > main[at(m, best)] { j } else { best }),
            false => n,
        };
        let mut steps = Vec::new();
        let (mut i, mut j) = (m, end);
        let mut in_gap = !part.open_end && gap[at(i, j)] > main[at(i, j)];
        let (claim_from, passage_from) = (part.claim.start, part.passage.start);
        while i > 0 || (!part.open_start && j > 0) {
            if in_gap || i == 0 {
                in_gap = i > 0 && extends[at(i, j)];
                j -= 1;
                steps.push(Step::Delete(claim_from + i, passage_from + j));
                continue;
            }
            let kind = how[at(i, j)];
            let (claim, source) = match kind {
                1 | 2 => (1, 1),
                4 => (1, 2),
                5 => (2, 1),
                _ => (1, 0),
            };
            i -= claim;
            j -= source;
            let (claim_at, source_at) = (claim_from + i, passage_from + j);
            steps.push(match kind {
                1 | 4 | 5 => Step::Match { claim_at, claim, source_at, source },
                2 => Step::Replace(claim_at, source_at),
                _ => Step::Insert(claim_at),
            });
            in_gap = i > 0 && gap[at(i, j)] > main[at(i, j)];
        }
        steps.reverse();
        steps
    }
}
