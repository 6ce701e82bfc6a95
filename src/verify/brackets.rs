//! Brackets at the ends of a claim.
//!
//! Takes an alignment, takes back what words in brackets at the claim's beginning or end were set against beyond the
//! sentence that the rest of the claim stands in: nothing on that side bounds the alignment. Does not judge brackets.

use super::align::Step;
use super::prepared::{ClaimWord, Prepared};

/// The alignment without words of other sentences for brackets at the ends. `starts` says whether a passage word opens a
/// sentence.
pub(super) fn bounded(steps: Vec<Step>, claim: &Prepared, starts: impl Fn(usize) -> bool) -> Vec<Step> {
    let words = &claim.words;
    let editorial = |word: &&ClaimWord| word.editorial;
    let leading = words.iter().take_while(editorial).count();
    let behind = words.len() - words.iter().rev().take_while(editorial).count();
    if leading == words.len() || (leading == 0 && behind == words.len()) {
        return steps;
    }
    let own = |step: &Step| match *step {
        Step::Match { claim_at, claim, source_at, source } if claim_at >= leading && claim_at + claim <= behind => {
            Some((source_at, source_at + source))
        }
        _ => None,
    };
    let (Some(first), Some(last)) = (steps.iter().find_map(own), steps.iter().rev().find_map(own)) else {
        return steps;
    };
    let from = (0..=first.0).rev().find(|at| starts(*at)).unwrap_or(0);
    let bound = steps.iter().filter_map(source_of).max().map_or(last.1, |most| most + 1);
    let to = (last.1..bound).find(|at| starts(*at)).unwrap_or(bound);
    let outside = |at: usize| at < from || at >= to;
    let mut out = Vec::with_capacity(steps.len());
    for step in steps {
        let beyond = source_of(&step).is_some_and(outside);
        match step {
            Step::Match { claim_at, claim, .. } if beyond => out.extend((claim_at..claim_at + claim).map(Step::Insert)),
            Step::Replace(at, _) if beyond => out.push(Step::Insert(at)),
            Step::Delete(..) if beyond => {}
            step => out.push(step),
        }
    }
    out
}

/// The first passage word of a step.
fn source_of(step: &Step) -> Option<usize> {
    match *step {
        Step::Match { source_at, .. } => Some(source_at),
        Step::Replace(_, at) | Step::Delete(_, at) => Some(at),
        Step::Insert(_) => None,
    }
}
