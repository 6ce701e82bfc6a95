//! Which claims a text may hold.
//!
//! Takes the claims once, then any number of texts; gives for each text the claims that share enough runs of words with
//! it, and where. Does not decide anything: alignment does. The claims are indexed, so that texts stream past.

use super::prepared::Prepared;
use super::words;
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::Hasher;
use std::sync::Arc;

/// The most words in a run that is looked up.
const LONGEST: usize = 3;
/// How many places of a run that many claims share are looked at wherever they stand; further ones only beside a run that
/// tells the claim apart.
const MOST_PLACES: usize = 16;

/// Runs of words of the claims.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Claims of each run, by its hash.
    runs: FxHashMap<u64, Vec<u32>>,
    /// Claims of each run that many claims share, where they have too few others.
    common: FxHashMap<u64, Vec<u32>>,
    /// For each claim: how many different runs it has, how many must be found together, and within how many bytes.
    needs: Vec<(usize, usize, usize)>,
    /// Further claims of the same words as one that is looked for.
    twins: FxHashMap<u32, Vec<u32>>,
    /// Whether runs of each length are in use.
    lengths: [bool; LONGEST + 1],
}

/// A claim that a text may hold: its number, and where its runs begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The claim's number.
    pub claim: usize,
    /// Ascending byte offsets in the text, and the run that begins there.
    pub places: Arc<[(usize, u64)]>,
    /// How many different runs the claim has.
    pub runs: usize,
    /// How many of them must stand together.
    pub need: usize,
}

/// How many different runs there are among some places.
pub fn different(places: &[(usize, u64)]) -> usize {
    let mut runs: Vec<u64> = places.iter().map(|p| p.1).collect();
    runs.sort_unstable();
    runs.dedup();
    runs.len()
}

fn combined(hashes: impl ExactSizeIterator<Item = u64>) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write_usize(hashes.len());
    for h in hashes {
        hasher.write_u64(h);
    }
    hasher.finish()
}

/// The most different runs that begin within `reach` bytes of each other.
fn together(places: &[(usize, u64)], reach: usize) -> usize {
    let mut inside: FxHashMap<u64, usize> = FxHashMap::default();
    let (mut first, mut most) = (0, 0);
    for (place, run) in places {
        *inside.entry(*run).or_default() += 1;
        while place - places[first].0 > reach {
            let gone = places[first].1;
            if let Some(n) = inside.get_mut(&gone) {
                *n -= 1;
                if *n == 0 {
                    inside.remove(&gone);
                }
            }
            first += 1;
        }
        most = most.max(inside.len());
    }
    most
}

/// The different runs of a claim and how many words they have. Long claims keep runs of three words even where words
/// are changed or a "she said" stands between them; short ones need shorter runs.
fn runs_of(claim: &Prepared) -> (usize, Vec<u64>) {
    let length = match claim.hashes.len() {
        0..=2 => 1,
        3..=14 => 2,
        _ => LONGEST,
    };
    let mut runs: Vec<u64> = claim.hashes.windows(length).map(|w| combined(w.iter().copied())).collect();
    runs.sort_unstable();
    runs.dedup();
    (length, runs)
}

impl Index {
    /// Indexes the claims.
    pub fn new(claims: &[Prepared]) -> Self {
        let mut out = Index::default();
        let all: Vec<(usize, Vec<u64>)> = claims.iter().map(runs_of).collect();
        let mut shared: FxHashMap<u64, usize> = FxHashMap::default();
        let mut seen: FxHashSet<&[u64]> = FxHashSet::default();
        let distinct = all.iter().zip(claims).filter(|(_, c)| seen.insert(&c.hashes));
        for run in distinct.flat_map(|((_, runs), _)| runs) {
            *shared.entry(*run).or_default() += 1;
        }
        // What many claims have in common tells none of them apart.
        let common = (claims.len() / 50).clamp(8, 64);
        let mut first: FxHashMap<&[u64], u32> = FxHashMap::default();
        for (number, (claim, (length, mut runs))) in claims.iter().zip(all).enumerate() {
            // The same words claimed twice are looked for once.
            let known = *first.entry(&claim.hashes).or_insert(number as u32);
            if known != number as u32 {
                out.twins.entry(known).or_default().push(number as u32);
                out.needs.push((0, 0, 0));
                continue;
            }
            let rare: Vec<u64> = runs.iter().copied().filter(|r| shared[r] <= common).collect();
            if rare.len() >= 3 && rare.len() * 3 >= runs.len() {
                runs = rare;
            }
            out.lengths[length] = true;
            // Runs that the text may have drawn together otherwise (it is, it's) are not asked for.
            let firm = runs.len().saturating_sub(claim.loose_runs(length));
            let need = match claim.hashes.len() {
                0..=6 => 1,
                7..=14 => firm.div_ceil(4).max(1),
                _ => firm.div_ceil(6).max(1),
            };
            out.needs.push((runs.len(), need, 8 * (3 * claim.hashes.len() + 30)));
            for run in runs {
                let of = if shared[&run] <= common { &mut out.runs } else { &mut out.common };
                of.entry(run).or_default().push(number as u32);
            }
        }
        out
    }

    /// Adds the places of runs that many claims share: the first ones, and those beside what is the claim's alone. Each
    /// place of each claim would be claims times text.
    fn add_shared(&self, shared: &FxHashMap<u64, Vec<usize>>, found: &mut FxHashMap<u32, Vec<(usize, u64)>>) {
        let mut of_claim: FxHashMap<u32, Vec<u64>> = FxHashMap::default();
        for run in shared.keys() {
            for claim in &self.common[run] {
                of_claim.entry(*claim).or_default().push(*run);
            }
        }
        for (claim, runs) in of_claim {
            let (_, need, reach) = self.needs[claim as usize];
            let own = found.get(&claim).map_or(0, |places| different(places));
            if own + runs.len() < need {
                continue;
            }
            let places = found.entry(claim).or_default();
            let known: Vec<usize> = places.iter().map(|p| p.0).collect();
            for run in runs {
                let all = &shared[&run];
                let mut next = all.len().min(MOST_PLACES);
                places.extend(all[..next].iter().map(|p| (*p, run)));
                for place in &known {
                    let from = all.partition_point(|p| p + reach < *place).max(next);
                    let to = all.partition_point(|p| *p <= place + reach).max(from);
                    places.extend(all[from..to].iter().map(|p| (*p, run)));
                    next = to;
                }
            }
            places.sort_unstable();
        }
    }

    /// The claims that `text` may hold, by number.
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        let mut found: FxHashMap<u32, Vec<(usize, u64)>> = FxHashMap::default();
        let mut shared: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        let mut last = [(0u64, 0usize); LONGEST];
        for (n, span) in words::spans(text).enumerate() {
            last.rotate_left(1);
            last[LONGEST - 1] = (words::hash(&text[span.start..span.end]), span.start);
            for length in (1..=LONGEST.min(n + 1)).filter(|l| self.lengths[*l]) {
                let run = combined(last[LONGEST - length..].iter().map(|x| x.0));
                let place = last[LONGEST - length].1;
                for claim in self.runs.get(&run).into_iter().flatten() {
                    found.entry(*claim).or_default().push((place, run));
                }
                if self.common.contains_key(&run) {
                    shared.entry(run).or_default().push(place);
                }
            }
        }
        self.add_shared(&shared, &mut found);
        let mut hits: Vec<Hit> = found
            .into_iter()
            .filter_map(|(claim, places)| {
                let (runs, need, reach) = self.needs[claim as usize];
                (together(&places, reach) >= need).then(|| Hit {
                    claim: claim as usize,
                    places: places.into(),
                    runs,
                    need,
                })
            })
            .collect();
        let twins: Vec<Hit> = hits
            .iter()
            .flat_map(|h| {
                self.twins.get(&(h.claim as u32)).into_iter().flatten().map(|n| Hit { claim: *n as usize, ..h.clone() })
            })
            .collect();
        hits.extend(twins);
        hits.sort_by_key(|h| h.claim);
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::super::claim::Claim;
    use super::super::prepared::Prepared;
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
        assert_eq!(hits[0].places.iter().map(|p| p.0).collect::<Vec<_>>(), [13, 17, 32, 48, 51, 55]);
        assert!(index.hits("Something else entirely.").is_empty());
    }

    #[test]
    fn short_claims_are_found_by_short_runs() {
        assert_eq!(index(&["a sham"]).hits("called it “a sham”").len(), 1);
        assert_eq!(index(&["no comment today"]).hits("“No comment,” he said").len(), 1);
    }
}
