//! The words of a claim laid beside the words of a passage.
//!
//! Takes two word lists, gives the steps of the best alignment: the whole claim against any stretch of the passage, in
//! order. A gap in the passage is dear to open and cheap to lengthen, and free where the claim marks an elision; a word
//! in editorial brackets may stand for anything. Does not say what the differences mean.

use super::prepared::ClaimWord;
use super::table::Table;
use super::{forms, words};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;
use std::ops::Range;

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

/// Claims and passages whose product is at most this are aligned word by word; longer ones between words that they
/// have in common, so that time and memory grow with their lengths and not with the product.
const CELLS: usize = 1 << 20;
/// How many words a run has that is taken for the same place in both.
const RUN: usize = 3;

/// Whether the claim word and the passage word of these numbers count as one.
trait Same: Fn(usize, usize) -> bool {}
impl<F: Fn(usize, usize) -> bool> Same for F {}

/// Aligns the claim with the passage. `same` says whether the claim word and the passage word of these numbers count as
/// one.
pub fn align(claim: &[ClaimWord], passage: &[Target<'_>], same: impl Fn(usize, usize) -> bool) -> Vec<Step> {
    let both = Both { claim, passage, same };
    let all = Part { claim: 0..claim.len(), passage: 0..passage.len(), open_start: true, open_end: true };
    if claim.len().saturating_mul(passage.len()) <= CELLS {
        return both.table(&all);
    }
    both.between_anchors()
}

/// A part of the claim against a part of the passage.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) claim: Range<usize>,
    pub(super) passage: Range<usize>,
    /// Passage words before the first claim word are passed over.
    pub(super) open_start: bool,
    /// Passage words after the last claim word are passed over.
    pub(super) open_end: bool,
}

struct Both<'a, S> {
    claim: &'a [ClaimWord],
    passage: &'a [Target<'a>],
    same: S,
}

impl<S: Same> Both<'_, S> {
    /// The alignment of long texts: runs of words that stand once in both, in the same order, hold the rest apart.
    fn between_anchors(&self) -> Vec<Step> {
        let (m, n) = (self.claim.len(), self.passage.len());
        let mut anchors = ascending(&self.unique_runs());
        if anchors.is_empty() {
            // Nothing stands once: the text repeats itself. The first place where a run of the claim stands will do.
            anchors.extend(self.first_run());
        }
        let Some(&first) = anchors.first() else {
            return (0..m).map(Step::Insert).collect();
        };
        let reach = |words: usize| 2 * words + 64;
        let mut steps = self.part(Part {
            claim: 0..first.0,
            passage: first.1.saturating_sub(reach(first.0))..first.1,
            open_start: true,
            open_end: false,
        });
        let (mut i, mut j) = first;
        for (a, b) in anchors.into_iter().skip(1).chain([(m, n)]) {
            // As far as the words go on alike.
            while i < a && j < b && (self.same)(i, j) {
                steps.push(Step::Match { claim_at: i, claim: 1, source_at: j, source: 1 });
                (i, j) = (i + 1, j + 1);
            }
            if (a, b) == (m, n) {
                break;
            }
            if a < i || b < j {
                continue;
            }
            steps.extend(self.part(Part { claim: i..a, passage: j..b, open_start: false, open_end: false }));
            (i, j) = (a, b);
        }
        let end = (j + reach(m - i)).min(n);
        steps.extend(self.part(Part { claim: i..m, passage: j..end, open_start: false, open_end: true }));
        steps
    }

    /// One part between anchors; one too large for a table holds nothing in common in order.
    fn part(&self, part: Part) -> Vec<Step> {
        if part.claim.is_empty() {
            let free = part.open_start || part.open_end;
            return if free { Vec::new() } else { part.passage.map(|j| Step::Delete(part.claim.start, j)).collect() };
        }
        if part.claim.len().saturating_mul(part.passage.len()) <= CELLS {
            return self.table(&part);
        }
        let deletes = part.passage.map(|j| Step::Delete(part.claim.start, j));
        let free = part.open_start || part.open_end;
        deletes.filter(|_| !free).chain(part.claim.clone().map(Step::Insert)).collect()
    }

    /// Runs of words that stand once in the claim and once in the passage, by their place in the claim.
    fn unique_runs(&self) -> Vec<(usize, usize)> {
        let ours = once(self.claim.iter().map(|w| &*w.word.norm));
        let theirs = once(self.passage.iter().map(|w| w.norm));
        let mut out: Vec<(usize, usize)> = ours
            .iter()
            .filter_map(|(run, i)| Some(((*i)?, (*theirs.get(run)?)?)))
            .filter(|(i, j)| (0..RUN).all(|k| (self.same)(i + k, j + k)))
            .collect();
        out.sort_unstable();
        out
    }

    /// The first run of the claim that stands in the passage, where it stands first.
    fn first_run(&self) -> Option<(usize, usize)> {
        let mut theirs: FxHashMap<u64, usize> = FxHashMap::default();
        for (j, run) in runs(self.passage.iter().map(|w| w.norm)) {
            theirs.entry(run).or_insert(j);
        }
        runs(self.claim.iter().map(|w| &*w.word.norm)).find_map(|(i, run)| Some((i, *theirs.get(&run)?)))
    }

    /// The best alignment of a part, by a table of all its words.
    fn table(&self, part: &Part) -> Vec<Step> {
        let (m, n) = (part.claim.len(), part.passage.len());
        let width = n + 1;
        let cells = (m + 1) * width;
        let mut table = Table {
            width,
            main: vec![NEVER; cells],
            gap: vec![NEVER; cells],
            how: vec![0; cells],
            extends: vec![false; cells],
        };
        table.main[0] = 0;
        if part.open_start {
            table.main[..width].fill(0);
        }
        for i in 0..=m {
            if i > 0 {
                self.row(part, i, width, (&mut table.main, &table.gap, &mut table.how));
            }
            // Behind the last claim word of the whole there is nothing to be left out.
            if !(i == m && part.open_end || i == 0 && part.open_start) {
                self.gaps(part, i, &mut table);
            }
        }
        table.steps(part)
    }

    /// Fills a row of the gaps: what leaving passage words out costs, behind some claim words.
    fn gaps(&self, part: &Part, i: usize, table: &mut Table) {
        let claim = &self.claim[part.claim.clone()];
        let free = self.claim.get(part.claim.start + i).is_some_and(|w| w.gap_before);
        let soft = |i: Option<usize>| i.and_then(|i| claim.get(i)).is_some_and(|w| w.editorial);
        let (open, extend) = match (free, soft(Some(i)) || soft(i.checked_sub(1))) {
            (true, _) => (0, 0),
            (false, true) => (-2, EXTEND),
            (false, false) => (OPEN, EXTEND),
        };
        let from = i * table.width;
        for at in from + 1..from + table.width {
            let opened = table.main[at - 1] + open + extend;
            let extended = table.gap[at - 1] + extend;
            table.gap[at] = opened.max(extended);
            table.extends[at] = extended > opened;
        }
    }

    /// One row of the table: the best that ends in claim word `i`.
    fn row(&self, part: &Part, i: usize, width: usize, table: (&mut [i32], &[i32], &mut [u8])) {
        let (main, gap, how) = table;
        let (claim, passage) = (&self.claim[part.claim.clone()], &self.passage[part.passage.clone()]);
        let at = |i: usize, j: usize| i * width + j;
        let word = &claim[i - 1];
        let insert = if word.editorial { 0 } else { INSERT };
        for j in 0..width {
            let best = |a: usize, b: usize| main[at(a, b)].max(gap[at(a, b)]);
            let mut options = [(NEVER, 0u8); 5];
            options[2] = (best(i - 1, j) + insert, 3);
            if j > 0 {
                let equal = (self.same)(part.claim.start + i - 1, part.passage.start + j - 1);
                options[0] = (best(i - 1, j - 1) + if equal { MATCH } else { NEVER / 2 }, 1);
                options[1] = (best(i - 1, j - 1) + if word.editorial { 0 } else { REPLACE }, 2);
                if j > 1
                    && one_of_two(
                        &word.word.norm,
                        passage[j - 2].norm,
                        passage[j - 1].norm,
                        passage[j - 1].hyphen_before,
                    )
                {
                    options[3] = (best(i - 1, j - 2) + MATCH, 4);
                }
                if i > 1
                    && one_of_two(
                        passage[j - 1].norm,
                        &claim[i - 2].word.norm,
                        &word.word.norm,
                        word.word.hyphen_before,
                    )
                {
                    options[4] = (best(i - 2, j - 1) + 2 * MATCH, 5);
                }
            }
            // The first of equals: a match before a replacement before an insertion.
            let (score, kind) = options.into_iter().fold((NEVER, 3u8), |a, b| if b.0 > a.0 { b } else { a });
            main[at(i, j)] = score;
            how[at(i, j)] = kind;
        }
    }
}

/// Whether `whole` is two words that are joined by a hyphen on the other side, or drawn together here.
fn one_of_two(whole: &str, first: &str, second: &str, hyphen: bool) -> bool {
    let joined = |end: &str| whole.len() == first.len() + end.len() && whole.starts_with(first) && whole.ends_with(end);
    (hyphen && joined(second)) || (whole.contains('\'') || whole == "cannot") && forms::contracts(whole, first, second)
}

/// The runs of a text with the place of their first word.
fn runs<'w>(words: impl Iterator<Item = &'w str>) -> impl Iterator<Item = (usize, u64)> {
    let mut last = [0u64; RUN];
    words.enumerate().filter_map(move |(n, word)| {
        last.rotate_left(1);
        last[RUN - 1] = words::hash(word);
        let mut hasher = FxHasher::default();
        last.iter().for_each(|h| hasher.write_u64(*h));
        (n + 1 >= RUN).then(|| (n + 1 - RUN, hasher.finish()))
    })
}

/// The runs of a text with their place, `None` where one stands twice.
fn once<'w>(words: impl Iterator<Item = &'w str>) -> FxHashMap<u64, Option<usize>> {
    let mut out: FxHashMap<u64, Option<usize>> = FxHashMap::default();
    for (place, run) in runs(words) {
        out.entry(run).and_modify(|p| *p = None).or_insert(Some(place));
    }
    out
}

/// The longest selection of pairs, which ascend in the first number, that ascends in the second as well (patience
/// sorting).
fn ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (n, (_, j)) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|top| pairs[*top].1 < *j);
        before.push(pile.checked_sub(1).map(|p| piles[p]));
        if pile == piles.len() {
            piles.push(n);
        } else {
            piles[pile] = n;
        }
    }
    let mut out = Vec::with_capacity(piles.len());
    let mut next = piles.last().copied();
    while let Some(n) = next {
        out.push(pairs[n]);
        next = before[n];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::super::claim::Claim;
    use super::super::prepared::Prepared;
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
            ("the evaluation failed", "the evalu -\nation failed", "==="),
            ("we do not go", "we don't go", "==="),
            ("we don't go", "we do not go", "==="),
            ("it's late, he'll go", "it is late, he will go", "===="),
            ("a b c d", "", "++++"),
            ("", "we go", ""),
        ];
        for (claim, passage, want) in table {
            assert_eq!(shape(claim, passage), want, "{claim} | {passage}");
        }
    }

    #[test]
    fn long_texts_are_aligned_between_their_common_runs() {
        let word = |n: usize| format!("w{}x{}", n % 911, n % 1013);
        let text: Vec<String> = (0..20_000).map(word).collect();
        let mut claim = text[7_000..12_000].to_vec();
        claim[2_500] = "marzipan".to_owned();
        claim.remove(4_000);
        let began = std::time::Instant::now();
        let got = shape(&claim.join(" "), &text.join(" "));
        assert!(began.elapsed().as_secs() < 20);
        let count = |c: char| got.chars().filter(|g| *g == c).count();
        assert_eq!((count('='), count('~'), count('-'), count('+')), (4_998, 1, 1, 0));
        // A text that repeats itself has no run that stands once.
        let same = shape(&"a b ".repeat(2_500), &"a b ".repeat(10_000));
        assert_eq!(same.chars().filter(|c| *c == '=').count(), 5_000);
    }
}
