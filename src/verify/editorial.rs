//! What a bracket may change.
//!
//! Takes the words that brackets put into a claim (or that a text has in brackets) with those that they stand for, says
//! whether they merely explain: a name or noun for a pronoun, a name for a description, another case or tense, an added
//! gloss. What brings or takes away a negation, a number, a verb, a modal or another name does not.

use super::change::{is_modal, is_negator, number};
use super::forms;
use super::lists::listed;
use super::words::Word;
use crate::lexicon::{Lexicon, WordClass};

/// The words of a claim that stand in brackets, and what they are compared with.
#[derive(Debug)]
pub(super) struct Bracket<'w> {
    /// The claim's words; none where it leaves out what the text has in brackets.
    pub ours: &'w [&'w Word],
    /// The text's words; none where something was added.
    pub theirs: &'w [&'w Word],
    /// The text's words stand in brackets there.
    pub theirs_editorial: bool,
    /// The claim's word before.
    pub before: Option<&'w Word>,
    /// That word stands in the brackets too.
    pub goes_on: bool,
}

fn class(word: &Word) -> WordClass {
    Lexicon::built_in().word(&word.norm).class
}

fn any(words: &[&Word], test: impl Fn(&Word) -> bool) -> bool {
    // "The old one" counts nothing.
    let one = |n: usize, w: &Word| n > 0 && n + 1 == words.len() && &*w.norm == "one";
    words.iter().enumerate().any(|(n, w)| !one(n, w) && test(w))
}

/// Whether a word is a pronoun, for which a bracket may put the name.
pub(super) fn is_pronoun(word: &Word) -> bool {
    let classes = WordClass::SUBJECT_PRONOUN
        | WordClass::OBJECT_PRONOUN
        | WordClass::POSSESSIVE
        | WordClass::PRONOUN
        | WordClass::REFLEXIVE;
    class(word).any(classes) || listed("pro-form", &word.norm)
}

/// A word that states something: a negation, a number, a modal, a verb, an adverb, how many.
fn states(word: &Word) -> bool {
    let class = class(word);
    let verb = class.any(WordClass::VERB | WordClass::BE | WordClass::HAVE | WordClass::DO | WordClass::CUE)
        && !class.any(WordClass::NOUN | WordClass::PREPOSITION | WordClass::DETERMINER | WordClass::POSSESSIVE);
    is_negator(&word.norm)
        || is_modal(word)
        || number(&word.norm).is_some()
        || listed("quantity", &word.norm)
        || (!word.capital
            && (verb
                || class.any(WordClass::ADVERB | WordClass::CONJUNCTION | WordClass::SUBORDINATOR)
                    && !class.any(WordClass::PREPOSITION | WordClass::THAT)))
        || (!word.capital && word.norm.ends_with("ly") && word.norm.len() > 4 && !class.any(WordClass::NOUN))
}

/// A word that a noun phrase or a phrase of place can begin with.
fn opens_phrase(word: &Word) -> bool {
    word.capital
        || class(word).any(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::PREPOSITION | WordClass::TITLE)
}

fn is_name(word: &Word) -> bool {
    word.capital && !class(word).any(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::SUBJECT_PRONOUN)
}

impl Bracket<'_> {
    /// Whether the bracket merely explains.
    pub fn explains(&self) -> bool {
        match (self.ours.is_empty(), self.theirs.is_empty()) {
            (true, _) => !any(self.theirs, states),
            (false, true) => self.is_gloss(),
            (false, false) => self.same_but_form() || (!self.theirs_editorial && self.stands_for()),
        }
    }

    /// An addition that says who or what is meant.
    fn is_gloss(&self) -> bool {
        let Some(first) = self.ours.first() else { return true };
        // Another name beside a name is another statement.
        let beside = self.before.is_some_and(|b| is_name(b) && !b.starts_sentence) && is_name(first);
        // "[This theatre]" where the text has "this" as well: the bracket's first word is no part of the difference.
        // "the [driver's] widow"
        let whose = first.norm.strip_suffix("'s").is_some_and(|noun| {
            let known = Lexicon::built_in().word(noun).class;
            known.any(WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP | WordClass::NOUN) && !is_negator(noun)
        });
        let opened = opens_phrase(first)
            || whose && self.ours.len() == 1
            || self.goes_on && self.before.is_some_and(|b| class(b).any(WordClass::DETERMINER | WordClass::POSSESSIVE));
        !any(self.ours, states) && opened && !beside
    }

    /// Other case, tense or person, articles or auxiliaries: the same words otherwise.
    fn same_but_form(&self) -> bool {
        let heavy = |words: &[&Word]| -> Vec<String> {
            words.iter().filter(|w| !forms::is_light(&w.norm)).map(|w| w.norm.to_string()).collect()
        };
        let (a, b) = (heavy(self.ours), heavy(self.theirs));
        let light = |words: &[&Word]| words.iter().all(|w| forms::is_light(&w.norm));
        a.len() == b.len()
            && a.iter().zip(&b).all(|(x, y)| forms::inflected(x, y))
            && (!a.is_empty()
                || light(self.ours)
                    && light(self.theirs)
                    && !any(self.ours, is_pronoun)
                    && !any(self.theirs, is_pronoun)
                || self.ours.iter().zip(self.theirs).all(|(x, y)| forms::reported(&x.norm, &y.norm))
                    && self.ours.len() == self.theirs.len())
    }

    /// A noun phrase or name for a pronoun, a name for a description or for a shorter form of itself.
    fn stands_for(&self) -> bool {
        let Some(first) = self.ours.first() else { return false };
        if any(self.ours, states) || any(self.theirs, |w| states(w) && !is_pronoun(w)) {
            return false;
        }
        let noun = opens_phrase(first) || class(first).any(WordClass::NOUN | WordClass::GROUP | WordClass::PERSONS);
        if self.theirs.iter().all(|w| is_pronoun(w)) {
            return noun;
        }
        // "[Vincent]" for Vince as well.
        let held = |w: &&&Word| self.ours.iter().any(|o| super::person::same_given(&o.norm, &w.norm));
        let known = |w: &&Word| w.capital && w.norm.chars().count() > 2 && held(&w);
        if self.theirs.len() == 1 && self.theirs.iter().all(known) {
            return any(self.ours, is_name);
        }
        let names: Vec<&&Word> = self.theirs.iter().filter(|w| is_name(w) && !w.starts_sentence).collect();
        if !names.is_empty() {
            return self.theirs.iter().filter(|w| is_name(w)).all(|w| held(&w)) && any(self.ours, is_name);
        }
        let definite = self.theirs.first().is_some_and(|w| {
            class(w).any(WordClass::DETERMINER | WordClass::POSSESSIVE) && &*w.norm != "a" && &*w.norm != "an"
        });
        definite && self.theirs.len() <= 5 && any(self.ours, is_name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    /// Ours and theirs inside a sentence, after "told".
    fn explains(ours: &str, theirs: &str) -> bool {
        let inner = |t: &str| words(&format!("told {t}"))[1..].to_vec();
        let (a, b) = (inner(ours), inner(theirs));
        let before = words("it told").pop();
        let (ours, theirs): (Vec<&Word>, Vec<&Word>) = (a.iter().collect(), b.iter().collect());
        Bracket { ours: &ours, theirs: &theirs, theirs_editorial: false, before: before.as_ref(), goes_on: false }
            .explains()
    }

    #[test]
    fn what_merely_explains() {
        for (ours, theirs) in [
            ("Armenia", "them"),
            ("the mayor", "she"),
            ("the mayor’s", "her"),
            ("Ida Moen", "the mayor"),
            ("the Lunds", ""),
            ("is", "was"),
            ("are", "is"),
            ("of Sarn", ""),
            ("New Jersey", ""),
            ("the old mill", "it"),
            ("Mr Moen", "Moen"),
            ("Vincent", "Vince"),
            ("waited", "wait"),
            ("the ministry", "they"),
            ("drivers", "they"),
            ("", "the Lunds"),
            ("This theatre", "The theatre of this"),
        ] {
            assert!(explains(ours, theirs), "[{ours}] for {theirs}");
        }
    }

    #[test]
    fn what_states_something() {
        for (ours, theirs) in [
            ("always", ""),
            ("not", ""),
            ("never 400 crowns", ""),
            ("90", "12"),
            ("twelve", "12 million"),
            ("stole", "paid"),
            ("The mayor", "The council"),
            ("soon", ""),
            ("al-Qaeda", "ISIS"),
            ("always", "not"),
            ("must", "may"),
            ("must", ""),
            ("the crew", "the owners"),
            ("quickly", ""),
            ("all", ""),
            ("", "not"),
            ("the corrupt mayor must go", "he"),
            ("will", ""),
            ("and", ""),
            ("unless", "if"),
            ("nobody", "they"),
            ("only", ""),
            ("refused", ""),
        ] {
            assert!(!explains(ours, theirs), "[{ours}] for {theirs}");
        }
    }
}
