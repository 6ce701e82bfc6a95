//! Which claims a text may hold.
//!
//! Takes the claims once, then any number of texts; gives for each text the claims that share enough runs of words with
//! it, and where. Does not decide anything: alignment does. The claims are indexed, so that texts stream past.

use super::claim::Prepared;
use super::words;
use rustc_hash::FxHashMap;
use std::hash::Hasher;

/// The most words in a run that is looked up.
const LONGEST: usize = 3;

/// Runs of words of the claims.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Claims of each run, by its hash.
    runs: FxHashMap<u64, Vec<u32>>,
    /// For each claim: the length of its runs and how many must be found.
    needs: Vec<u32>,
    /// Whether runs of each length are in use.
    lengths: [bool; LONGEST + 1],
}

/// A claim that a text may hold: its number, and where its runs begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The claim's number.
    pub claim: usize,
    /// Ascending byte offsets in the text.
    pub places: Vec<usize>,
}

fn combined(hashes: impl ExactSizeIterator<Item = u64>) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write_usize(hashes.len());
    for h in hashes {
        hasher.write_u64(h);
    }
    hasher.finish()
}

impl Index {
    /// Indexes the claims.
    pub fn new(claims: &[Prepared]) -> Self {
        let mut out = Index::default();
        for (number, claim) in claims.iter().enumerate() {
            // Long claims keep runs of three words even when a word in six is changed; short ones need shorter runs.
            let length = match claim.hashes.len() {
                0..=2 => 1,
                3..=6 => 2,
                _ => LONGEST,
            };
            let mut runs: Vec<u64> = claim.hashes.windows(length).map(|w| combined(w.iter().copied())).collect();
            runs.sort_unstable();
            runs.dedup();
            out.lengths[length] = true;
            out.needs.push((runs.len() as u32).div_ceil(6).max(1));
            for run in runs {
                out.runs.entry(run).or_default().push(number as u32);
            }
        }
        out
    }

    /// The claims that `text` may hold, by number.
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        let mut found: FxHashMap<u32, (Vec<usize>, Vec<u64>)> = FxHashMap::default();
        let mut last = [(0u64, 0usize); LONGEST];
        for (n, span) in words::spans(text).enumerate() {
            last.rotate_left(1);
            last[LONGEST - 1] = (words::hash(&text[span.start..span.end]), span.start);
            for length in (1..=LONGEST.min(n + 1)).filter(|l| self.lengths[*l]) {
                let run = combined(last[LONGEST - length..].iter().map(|x| x.0));
                for claim in self.runs.get(&run).into_iter().flatten() {
                    let (places, runs) = found.entry(*claim).or_default();
                    places.push(last[LONGEST - length].1);
                    if !runs.contains(&run) {
                        runs.push(run);
                    }
                }
            }
        }
        let mut hits: Vec<Hit> = found
            .into_iter()
            .filter(|(claim, (_, runs))| runs.len() as u32 >= self.needs[*claim as usize])
            .map(|(claim, (places, _))| Hit { claim: claim as usize, places })
            .collect();
        hits.sort_by_key(|h| h.claim);
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::super::claim::{Claim, Prepared};
    use super::*;

    fn index(claims: &[&str]) -> Index {
        let prepared: Vec<Prepared> =
            claims.iter().map(|c| Prepared::new(&Claim { claim: (*c).to_owned(), ..Claim::default() })).collect();
        Index::new(&prepared)
    }

    #[test]
    fn changed_words_keep_the_claim_among_the_hits() {
        let index = index(&["the ferry will sail on Monday if the wind drops", "nobody asked the harbour master"]);
        let hits = index.hits("She said: “The ferry will not sail on Tuesday if the wind drops.”");
        assert_eq!(hits.iter().map(|h| h.claim).collect::<Vec<_>>(), [0]);
        assert_eq!(hits[0].places, [13, 48, 51]);
        assert!(index.hits("Something else entirely.").is_empty());
    }

    #[test]
    fn short_claims_are_found_by_short_runs() {
        assert_eq!(index(&["a sham"]).hits("called it “a sham”").len(), 1);
        assert_eq!(index(&["no comment today"]).hits("“No comment,” he said").len(), 1);
    }
}
