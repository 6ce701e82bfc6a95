//! The words of a claim laid beside the words of a passage.
//!
//! Takes two word lists, gives the steps of the best alignment: the whole claim against any stretch of the passage, in
//! order. A gap in the passage is dear to open and cheap to lengthen, and free where the claim marks an elision; a word
//! in editorial brackets may stand for anything. Does not say what the differences mean.

use super::claim::ClaimWord;

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// `claim` words from `claim_at` stand for `source` words from `source_at`: 1 and 1, or 1 and 2 where hyphenation
    /// differs.
    Match {
        /// First claim word.
        claim_at: usize,
        /// How many claim words.
        claim: usize,
        /// First passage word.
        source_at: usize,
        /// How many passage words.
        source: usize,
    },
    /// A claim word stands where another stands in the passage.
    Replace(usize, usize),
    /// A claim word that the passage does not have.
    Insert(usize),
    /// A passage word that the claim leaves out, before the claim word of that number.
    Delete(usize, usize),
}

/// A word of a passage as far as alignment looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// Its normal form.
    pub norm: &'a str,
    /// It is joined to the word before by a hyphen.
    pub hyphen_before: bool,
}

const MATCH: i32 = 10;
const REPLACE: i32 = -8;
const INSERT: i32 = -8;
const OPEN: i32 = -14;
const EXTEND: i32 = -1;
const NEVER: i32 = i32::MIN / 2;

/// Aligns the claim with the passage. `same` says whether the claim word and the passage word of these numbers count as
/// one.
pub fn align(claim: &[ClaimWord], passage: &[Target<'_>], same: impl Fn(usize, usize) -> bool) -> Vec<Step> {
    let (m, n) = (claim.len(), passage.len());
    let width = n + 1;
    let at = |i: usize, j: usize| i * width + j;
    // `main` ends in anything but a deletion, `gap` in one.
    let mut main = vec![NEVER; (m + 1) * width];
    let mut gap = vec![NEVER; (m + 1) * width];
    let mut how = vec![0u8; (m + 1) * width];
    let mut how_gap = vec![false; (m + 1) * width];
    main[..width].fill(0);
    for i in 1..=m {
        let word = &claim[i - 1];
        let insert = if word.editorial { 0 } else { INSERT };
        for j in 0..=n {
            let best = |a: usize, b: usize| main[at(a, b)].max(gap[at(a, b)]);
            let mut options = [(NEVER, 0u8); 5];
            options[2] = (best(i - 1, j) + insert, 3);
            if j > 0 {
                let equal = same(i - 1, j - 1);
                options[0] = (best(i - 1, j - 1) + if equal { MATCH } else { NEVER / 2 }, 1);
                options[1] = (best(i - 1, j - 1) + if word.editorial { 0 } else { REPLACE }, 2);
                if j > 1
                    && passage[j - 1].hyphen_before
                    && joined(&word.word.norm, passage[j - 2].norm, passage[j - 1].norm)
                {
                    options[3] = (best(i - 1, j - 2) + MATCH, 4);
                }
                if i > 1
                    && word.word.hyphen_before
                    && joined(passage[j - 1].norm, &claim[i - 2].word.norm, &word.word.norm)
                {
                    options[4] = (best(i - 2, j - 1) + 2 * MATCH, 5);
                }
            }
            // The first of equals: a match before a replacement before an insertion.
            let (score, kind) = options.into_iter().fold((NEVER, 3u8), |a, b| if b.0 > a.0 { b } else { a });
            main[at(i, j)] = score;
            how[at(i, j)] = kind;
        }
        if i < m {
            let free = claim[i].gap_before;
            let soft = claim[i].editorial || word.editorial;
            let (open, extend) = match (free, soft) {
                (true, _) => (0, 0),
                (false, true) => (-2, EXTEND),
                (false, false) => (OPEN, EXTEND),
            };
            for j in 1..=n {
                let opened = main[at(i, j - 1)] + open + extend;
                let extended = gap[at(i, j - 1)] + extend;
                gap[at(i, j)] = opened.max(extended);
                how_gap[at(i, j)] = extended > opened;
            }
        }
    }
    let end = (0..=n).fold(0, |best, j| if main[at(m, j)] > main[at(m, best)] { j } else { best });
    let mut steps = Vec::new();
    let (mut i, mut j, mut in_gap) = (m, end, false);
    while i > 0 {
        if in_gap {
            in_gap = how_gap[at(i, j)];
            j -= 1;
            steps.push(Step::Delete(i, j));
            continue;
        }
        let (claim_words, source_words) = match how[at(i, j)] {
            1 => (1, 1),
            4 => (1, 2),
            5 => (2, 1),
            2 => {
                steps.push(Step::Replace(i - 1, j - 1));
                (1, 1)
            }
            _ => {
                steps.push(Step::Insert(i - 1));
                (1, 0)
            }
        };
        let matched = matches!(how[at(i, j)], 1 | 4 | 5);
        i -= claim_words;
        j -= source_words;
        if matched {
            steps.push(Step::Match { claim_at: i, claim: claim_words, source_at: j, source: source_words });
        }
        in_gap = i > 0 && gap[at(i, j)] > main[at(i, j)];
    }
    steps.reverse();
    steps
}

fn joined(whole: &str, first: &str, second: &str) -> bool {
    whole.len() == first.len() + second.len() && whole.starts_with(first) && whole.ends_with(second)
}

#[cfg(test)]
mod tests {
    use super::super::claim::{Claim, Prepared};
    use super::super::words::words;
    use super::*;

    fn shape(claim: &str, passage: &str) -> String {
        let claim = Prepared::new(&Claim { claim: claim.to_owned(), ..Claim::default() });
        let passage = words(passage);
        let targets: Vec<Target<'_>> =
            passage.iter().map(|w| Target { norm: &w.norm, hyphen_before: w.hyphen_before }).collect();
        align(&claim.words, &targets, |a, b| *claim.words[a].word.norm == *targets[b].norm)
            .into_iter()
            .map(|s| match s {
                Step::Match { .. } => '=',
                Step::Replace(..) => '~',
                Step::Insert(_) => '+',
                Step::Delete(..) => '-',
            })
            .collect()
    }

    #[test]
    fn shapes() {
        let table = [
            ("we go home", "then we go home now", "==="),
            ("we must go home", "we will go home", "=~=="),
            ("we go home", "we will go home", "=-=="),
            ("we will go home", "we go home", "=+=="),
            ("we go … at night", "we go where no one goes at night", "==----=="),
            ("we told [Armenia] so", "we told them so", "==~="),
            ("negotiation failed", "the nego-\ntiation failed", "=="),
            ("cost-sharing ended", "costsharing ended", "=="),
            ("a b c d", "", "++++"),
            ("", "we go", ""),
        ];
        for (claim, passage, want) in table {
            assert_eq!(shape(claim, passage), want, "{claim} | {passage}");
        }
    }
}
