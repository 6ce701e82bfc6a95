//! What a report in other words changes.
//!
//! Takes a difference between a claim that is not given as verbatim (or words that the text gives in its own) and the
//! text, says whether other content words stand there. Tense, person, number, articles and auxiliaries of tense may
//! differ; every other word counts.

use super::change::number;
use super::difference::{Difference, Op};
use super::forms::{is_light, reported};
use super::words::{Word, words};
use crate::lexicon::rule_words;

/// Whether the difference changes what is stated. `names` are words that stand for the speaker.
pub(super) fn changes(difference: &Difference, names: &[String]) -> bool {
    let (ours, theirs) = (words(&difference.claim), words(&difference.source));
    let telling = ["negation", "polarity-word", "day", "currency"];
    if telling.iter().any(|f| difference.flags.contains(f)) && !equal(&ours, &theirs, names) {
        return true;
    }
    match difference.op {
        // "Expected the quay to sink" is not "the quay sank".
        Op::Delete => theirs.iter().any(|w| heavy(w) || &*w.norm == "to"),
        Op::Insert => ours.iter().any(|w| heavy(w) && !names.contains(&w.norm.to_string())),
        Op::Replace => !equal(&ours, &theirs, names),
    }
}

fn heavy(word: &Word) -> bool {
    !is_light(&word.norm)
}

/// Whether both sides say the same word for word, light words apart.
fn equal(ours: &[Word], theirs: &[Word], names: &[String]) -> bool {
    let pair = |a: &&Word, b: &&Word| {
        reported(&a.norm, &b.norm) || number(&a.norm).is_some_and(|n| number(&b.norm) == Some(n))
    };
    if ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| pair(&a, &b)) {
        return true;
    }
    let a: Vec<&Word> = ours.iter().filter(|w| heavy(w)).collect();
    let b: Vec<&Word> = theirs.iter().filter(|w| heavy(w)).collect();
    // The speaker's name for "he".
    let pronoun = |w: &&Word| rule_words::REPORTED_PRONOUN.holds(&w.norm);
    if !a.is_empty()
        && a.iter().all(|w| names.contains(&w.norm.to_string()))
        && theirs.iter().all(|w| !heavy(w) || pronoun(&w))
    {
        return true;
    }
    a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| pair(x, y))
}

#[cfg(test)]
mod tests {
    use super::super::difference::Weight;
    use super::*;
    use std::collections::BTreeSet;

    fn changed(ours: &str, theirs: &str) -> bool {
        let op = match (ours, theirs) {
            ("", _) => Op::Delete,
            (_, "") => Op::Insert,
            _ => Op::Replace,
        };
        let difference = Difference {
            op,
            claim: ours.to_owned(),
            source: theirs.to_owned(),
            claim_start: 0,
            source_start: 0,
            weight: Weight::Counts,
            flags: BTreeSet::new(),
        };
        changes(&difference, &["finch".to_owned()])
    }

    #[test]
    fn forms_may_differ_and_words_may_not() {
        for (a, b) in [
            ("would", "will"),
            ("had stolen", "stole"),
            ("", "the"),
            ("that", ""),
            ("they", "we"),
            ("four", "4"),
            ("Finch", "she"),
            ("sells", "sold"),
        ] {
            assert!(!changed(a, b), "{a} | {b}");
        }
        for (a, b) in [
            ("buy", "sell"),
            ("sober", "drunk"),
            ("sister", "brother"),
            ("from", "to"),
            ("might", "would"),
            ("", "allegedly"),
            ("not", ""),
            ("she", "he"),
            ("5", "4"),
            ("Brandt", "she"),
            ("without", "with"),
            ("all", "some"),
            ("or", "and"),
            ("", "to"),
        ] {
            assert!(changed(a, b), "{a} | {b}");
        }
    }
}
