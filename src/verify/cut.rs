//! What a claim leaves out around it.
//!
//! Takes the words of a passage and the first and last one that a claim has, says whether the cut runs beside a negation
//! that reaches into the claim ("is not | permitted to close the bridge"), and whether what is left out of the sentence
//! conditions, concedes or hedges what is quoted. Does not compare words.

use super::change::{is_negator, number};
use super::lists::{listed, listed_pair};
use super::text::{Passage, Text};
use super::words::Word;
use crate::lexicon::{Lexicon, WordClass};

/// Whether a word conditions, concedes, hedges or denies.
pub(super) fn qualifies(norm: &str) -> bool {
    listed("qualifier", norm) || is_negator(norm)
}

/// Whether a clause that a word opens is no statement any more without it: a condition, the worse of two.
pub(super) fn governs(norm: &str) -> bool {
    listed("condition", norm) || listed("bound", norm)
}

/// Whether a word denies what follows, alone or with the word behind it: not, doubt, far from, fail to, stop paying.
pub(super) fn denies(norm: &str, next: &str) -> bool {
    is_negator(norm)
        || listed("doubter", norm)
        || listed_pair("denying", norm, next)
        || listed("ender", norm) && next.ends_with("ing")
}

/// A passage and the words of it that a claim has.
pub(super) struct Cut<'t, 'a> {
    /// The article.
    pub text: &'t Text<'a>,
    /// The passage.
    pub passage: &'t Passage,
    /// The first passage word that the claim has.
    pub first: usize,
    /// The last one.
    pub last: usize,
}

impl Cut<'_, '_> {
    pub(super) fn word(&self, at: usize) -> &Word {
        &self.text.words[self.passage.words[at]]
    }

    /// Whether a negation before the claim's first word, or right after its last, reaches into it.
    pub fn negated(&self) -> bool {
        self.negated_before() || self.negated_after()
    }

    fn negated_before(&self) -> bool {
        for at in (1..=self.first).rev() {
            let (word, before) = (self.word(at), self.word(at - 1));
            let norm = &*before.norm;
            let denies = denies(norm, &word.norm);
            if word.starts_sentence {
                return false;
            }
            let taken_back = at < self.passage.words.len() && listed("not-negated", &word.norm);
            // "We cannot, and will not, pay": the comma parts what is said twice.
            if word.break_before {
                return match &*word.norm {
                    "that" => self.denied_before(at),
                    _ => at == self.first && denies && norm != "no" && !taken_back,
                };
            }
            if denies && !taken_back && !(at >= 2 && listed("doubter", norm) && is_negator(&self.word(at - 2).norm)) {
                return true;
            }
            if self.kept_from(at) {
                return true;
            }
            if listed("clause", norm) {
                return false;
            }
        }
        false
    }

    /// Whether what stands before a word denies what goes on there: kept us from | reaching the boat, too old to | hold.
    fn kept_from(&self, at: usize) -> bool {
        let before = &*self.word(at - 1).norm;
        let clause = (0..at).rev().take_while(|k| *k + 1 == at || !self.word(k + 1).break_before).take(8);
        let any = |class: &str| clause.clone().any(|k| listed(class, &self.word(k).norm));
        match before {
            "from" => self.word(at).norm.ends_with("ing") && any("preventer"),
            "too" => (at..=self.first).any(|k| &*self.word(k).norm == "to"),
            _ => false,
        }
    }

    /// Whether the sentence denies something before a word: I do not believe, whatever they print, | that.
    fn denied_before(&self, at: usize) -> bool {
        let denies = |k: usize| denies(&self.word(k - 1).norm, &self.word(k).norm);
        let mut inside = (1..at).rev().take_while(|k| !self.word(*k).starts_sentence);
        inside.any(|k| denies(k) && !listed("not-negated", &self.word(k).norm))
    }

    /// Whether the claim is a condition without the word that makes it one: if | the roof is finished.
    pub fn conditional(&self) -> bool {
        let mut at = self.first;
        while at > 0 && !self.word(at).starts_sentence && !self.word(at).break_before {
            let before = &*self.word(at - 1).norm;
            // "More than 400 people", "rather than sign that lease".
            // "I wish the harbour were open".
            let beside = |at: usize| before == "than" || listed("wish", before) || self.limited(at);
            if listed("condition", before) || at == self.first && beside(at) {
                return true;
            }
            if listed("clause", before) || ["that", "to"].contains(&before) {
                return false;
            }
            at -= 1;
        }
        false
    }

    /// Whether the word before bounds what goes on: only | two valves closed, at least | forty families. Not: the only |
    /// bridge.
    fn limited(&self, at: usize) -> bool {
        let (word, limiter) = (&*self.word(at).norm, &*self.word(at - 1).norm);
        let before = if at > 1 && !self.word(at - 1).starts_sentence { &*self.word(at - 2).norm } else { "" };
        let determined = || {
            let class = Lexicon::built_in().word(before).class;
            before == "not" || class.any(WordClass::DETERMINER | WordClass::POSSESSIVE) || before.ends_with("'s")
        };
        let counts =
            number(word).is_some() || listed("quantity", word) || word.starts_with("every") || listed("negator", word);
        match limiter {
            "only" => !determined(),
            "most" | "least" => before == "at" && counts,
            _ => listed("limiter", limiter) && counts && !determined(),
        }
    }

    fn negated_after(&self) -> bool {
        let at = self.last + 1;
        at < self.passage.words.len()
            && self.passage.words[at] == self.passage.words[self.last] + 1
            && !self.word(at).break_before
            && !self.word(at).starts_sentence
            && is_negator(&self.word(at).norm)
    }

    /// The word that the sentence of a word begins with.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        (0..=at).rev().find(|at| *at == 0 || self.word(*at).starts_sentence).unwrap_or(0)
    }

    /// Whether what is left out of the sentence, or the sentence after it, conditions, concedes or hedges it.
    pub fn risky(&self) -> bool {
        let hedges = |at: usize| listed("qualifier", &self.word(at).norm);
        let before = (1..=self.first).rev().take_while(|at| !self.word(*at).starts_sentence).any(|at| hedges(at - 1));
        let after = (self.last + 1..self.passage.words.len()).take_while(|at| !self.word(*at).starts_sentence);
        let negates = |at: usize| is_negator(&self.word(at).norm);
        let mut clause = after.clone().take_while(|at| !self.word(*at).break_before);
        let next = (self.last + 1..self.passage.words.len()).find(|at| self.word(*at).starts_sentence);
        // "Had we known, | we would have sold it."
        let start = self.sentence_start(self.first);
        let inverted = || ["had", "were", "should"].contains(&&*self.word(start).norm) && start < self.first;
        before
            || self.word(self.first).break_before && inverted()
            || after.clone().any(hedges)
            || clause.any(negates)
            || next.is_some_and(|at| listed("turn", &self.word(at).norm))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What is seen of a claim that has some words of a quotation.
    pub(in crate::verify) fn cut_of<R>(text: &str, claim: &str, seen: impl Fn(&Cut<'_, '_>) -> R) -> R {
        let words = super::super::words::words(claim);
        let text = Text::new(text);
        let count = text.words.len();
        let passage = Passage { words: (0..count).collect(), verbatim: vec![true; count], row: true };
        let at = |n: usize| words.iter().enumerate().all(|(k, w)| text.words[n + k].norm == w.norm);
        let first = (0..=count - words.len()).find(|n| at(*n)).unwrap();
        seen(&Cut { text: &text, passage: &passage, first, last: first + words.len() - 1 })
    }

    fn cut(text: &str, claim: &str) -> (bool, bool) {
        cut_of(text, claim, |cut| (cut.negated(), cut.risky()))
    }

    #[test]
    fn negations_that_reach_into_the_claim() {
        for (text, claim) in [
            ("The harbour is not permitted to close the bridge.", "permitted to close the bridge"),
            ("I don’t think that the bridge is safe.", "the bridge is safe"),
            ("Nobody wants to close the bridge.", "wants to close the bridge"),
            ("I doubt the bridge is safe.", "the bridge is safe"),
            ("We will not sell or lease the mill.", "lease the mill"),
            ("We cannot, and will not, pay for a ferry.", "pay for a ferry"),
            ("They can not swim.", "They can"),
            ("There is no reason to believe the dam is unsafe.", "the dam is unsafe"),
            ("It is unlikely that we build here.", "we build here"),
            ("We never said we would sell it.", "we would sell it"),
            ("Far from being cheap, these flats are dear.", "being cheap"),
            ("I fail to see who will buy them.", "see who will buy them"),
            ("I do not believe, whatever they print, that the mill burned down.", "the mill burned down"),
            ("Nobody has shown me, in all these years, that the dam is unsafe.", "the dam is unsafe"),
            ("They kept us from reaching the boat.", "reaching the boat"),
            ("The lock is too old to hold the water.", "hold the water"),
            ("The lock is too old to hold the water.", "to hold the water"),
            ("The last thing I want is to sack the nurses.", "sack the nurses"),
            ("We stopped paying the fine in May.", "paying the fine"),
            ("She declined to sign the lease.", "sign the lease"),
        ] {
            assert!(cut(text, claim).0, "{text}");
        }
        for (text, claim) in [
            ("We did not come, and the mill burned down.", "the mill burned down"),
            ("We did not come because the mill burned down.", "the mill burned down"),
            ("We did not come. The mill burned down.", "The mill burned down"),
            ("There is no doubt that he is a talented man.", "he is a talented man"),
            ("He is not only a mayor but a danger to us.", "a mayor but a danger"),
            ("It was late, not early, when the mill burned down.", "It was late"),
            ("We know, as everybody does, that the dam is unsafe.", "the dam is unsafe"),
            ("We came from selling boats to the islands.", "selling boats"),
            ("They kept us warm, and from the hill we saw the boat.", "we saw the boat"),
            ("It was too dark, and we went to the mill.", "we went to the mill"),
        ] {
            assert!(!cut(text, claim).0, "{text}");
        }
    }

    #[test]
    fn conditions_without_the_word_that_makes_them() {
        let conditional = |text: &str, claim: &str| cut_of(text, claim, |cut| cut.conditional());
        assert!(conditional("Unless the law changes, we cannot pay.", "the law changes"));
        assert!(conditional("We will ask whether the council likes it.", "the council likes it"));
        assert!(conditional("I would rather walk than sign that lease.", "sign that lease"));
        assert!(conditional("Only two of the valves closed.", "two of the valves closed"));
        assert!(conditional("At least forty families left.", "forty families left"));
        assert!(conditional("Almost everyone came to the fair.", "everyone came to the fair"));
        assert!(conditional("I wish the harbour were open.", "the harbour were open"));
        assert!(!conditional("I wish to thank the crew.", "thank the crew"));
        assert!(!conditional("It is the only bridge in the valley.", "bridge in the valley"));
        assert!(!conditional("Not only the mill burned.", "the mill burned"));
        assert!(!conditional("It was about the mill.", "the mill"));
        assert!(!conditional("If it rains, we stay home.", "we stay home"));
        assert!(!conditional("Ask them if they know that the mill burned.", "the mill burned"));
    }

    #[test]
    fn what_conditions_concedes_or_hedges() {
        for (text, claim) in [
            ("If the board finds the money, we will paint them.", "we will paint them"),
            ("We will pay, but only in May.", "We will pay"),
            ("We will pay on Monday. But not the fine.", "We will pay on Monday"),
        ] {
            assert!(cut(text, claim).1, "{text}");
        }
        for (text, claim) in [
            ("We will pay on Monday. We have no choice in this.", "We will pay on Monday"),
            ("The mill is old and the roof is new.", "the roof is new"),
        ] {
            assert!(!cut(text, claim).1, "{text}");
        }
    }
}
