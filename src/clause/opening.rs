//! What opens a clause, and where a new subject begins.

use super::verb::{HELPS, LEADS, Words};
use super::{NOUNS, Opening};
use crate::document::{Ending, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;

impl Words<'_> {
    /// What a word opens.
    pub(super) fn opens(&self, at: usize) -> Opening {
        let item = self.item(at);
        if item.is(WordClass::RELATIVE | WordClass::WH | WordClass::THAT) {
            // "said that the man", "told him that", but "a man that", "that made news"
            let verbal = WordClass::VERB | WordClass::ADVERB | WordClass::OBJECT_PRONOUN | WordClass::CALENDAR;
            // "spoke about that night"
            let governed = || self.document.is_any(at - 1, &rule_words::GOVERNING);
            let told = self.before(at).is_none_or(|b| !b.is_word() || (b.cue != 0 || b.is(verbal)) && !governed());
            let next = self.document.items.get(at + 1).filter(|_| at + 1 < self.sentence.end);
            let verb = next.is_some_and(|n| n.is(HELPS | WordClass::VERB) || n.cue != 0 && !n.is(NOUNS));
            let content = item.is(WordClass::THAT) && told && !verb;
            return if content { Opening::Conjunction } else { Opening::Pronoun };
        }
        if !item.is(WordClass::SUBORDINATOR) {
            return Opening::Nothing;
        }
        if !item.is(WordClass::PREPOSITION | WordClass::ADVERB) {
            return Opening::Conjunction;
        }
        // "as proposed", "after leaving", "since Monday": no clause.
        let next = self.document.items.get(at + 1).filter(|_| at + 1 < self.sentence.end);
        let clause = next.is_some_and(|n| {
            n.is_word()
                && n.kind != TokenKind::Number
                && !matches!(n.ending, Ending::Ed | Ending::Ing)
                && !n.is(WordClass::CALENDAR | WordClass::TIME | WordClass::ADVERB | WordClass::PREPOSITION)
        });
        if clause { Opening::Loose } else { Opening::Nothing }
    }

    /// Whether a new subject can begin with a word.
    pub(super) fn subject(&self, at: usize) -> bool {
        let item = self.item(at);
        let Some(before) = self.before(at) else { return true };
        // "the way it had acted", but "left it open"
        let verb = HELPS | WordClass::VERB | WordClass::ADVERB;
        if item.is(WordClass::SUBJECT_PRONOUN) && (!item.is(WordClass::OBJECT_PRONOUN) || self.is(at + 1, verb)) {
            return true;
        }
        let parted = before.kind == TokenKind::Comma || before.is(WordClass::CONJUNCTION | WordClass::SUBORDINATOR);
        let leads = item.is(WordClass::DETERMINER | WordClass::POSSESSIVE);
        parted && !item.is(WordClass::PREPOSITION | WordClass::ADVERB | WordClass::CONJUNCTION)
            || leads && self.contact(at)
    }

    /// Whether a subject right behind a noun opens a relative clause without its pronoun: an article | she wrote, the
    /// moment | a girl was found.
    pub(super) fn contact(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else { return false };
        let pronoun = self.item(at).is(WordClass::SUBJECT_PRONOUN) && !self.item(at).is(WordClass::OBJECT_PRONOUN);
        let noun = before.is(NOUNS)
            || pronoun
                && before.kind == TokenKind::Word
                && before.cue == 0
                && !before.is(WordClass::FUNCTION | HELPS | WordClass::ADVERB | WordClass::OPENER)
                && self.noun_phrase(at - 1);
        noun && !self.setting(at - 1)
            && !before.capital
            && !before.is(WordClass::VERB | WordClass::TIME | WordClass::CALENDAR | WordClass::PREPOSITION)
            && !before.is(WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP)
    }

    /// Whether an article or an adjective stands before a word.
    fn noun_phrase(&self, at: usize) -> bool {
        at > self.sentence.start && self.is(at - 1, LEADS.without(WordClass::PREPOSITION))
    }

    /// Whether a noun is that of a place or an occasion: in a statement | the line had; in its new report | it would
    fn setting(&self, noun: usize) -> bool {
        let mut at = noun;
        while at > self.sentence.start && self.is(at, NOUNS | WordClass::ADJECTIVE) {
            at -= 1;
        }
        if at > self.sentence.start && self.is(at, WordClass::DETERMINER | WordClass::POSSESSIVE) {
            at -= 1;
        }
        self.is(at, WordClass::PREPOSITION) && self.document.is_any(at, &rule_words::OCCASION)
    }

    /// Whether a verb is joined by a conjunction to one before it.
    pub(super) fn joined(&self, at: usize) -> bool {
        let mut before = at;
        while before > self.sentence.start
            && self.is(before - 1, WordClass::ADVERB)
            && !self.is(before - 1, WordClass::CONJUNCTION)
        {
            before -= 1;
        }
        before > self.sentence.start + 1 && self.is(before - 1, WordClass::CONJUNCTION)
    }
}
