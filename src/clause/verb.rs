//! Whether a word is a verb, as its neighbours tell.

use super::{Form, NOUNS};
use crate::document::tokens::word_hash;
use crate::document::{Document, Ending, Item, TokenKind};
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::lexicon::{Lexicon, WordClass};
use std::ops::Range;

/// The words of a sentence.
pub(super) struct Words<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) lexicon: &'d Lexicon,
    pub(super) sentence: Range<usize>,
}

pub(super) const HELPS: WordClass = WordClass::AUXILIARY.or(WordClass::FUTURE);

/// What stands before a noun.
pub(super) const LEADS: WordClass =
    WordClass::DETERMINER.or(WordClass::POSSESSIVE).or(WordClass::PREPOSITION).or(WordClass::ADJECTIVE);

impl<'d> Words<'d> {
    #[inline]
    pub(super) fn item(&self, at: usize) -> &'d Item {
        &self.document.items[at]
    }

    pub(super) fn is(&self, at: usize, class: WordClass) -> bool {
        self.sentence.contains(&at) && self.item(at).is(class)
    }

    pub(super) fn before(&self, at: usize) -> Option<&'d Item> {
        at.checked_sub(1).filter(|at| self.sentence.contains(at)).map(|at| self.item(at))
    }

    /// Whether a verb that begins here helps another: has | been told.
    pub(super) fn helps(&self, at: usize) -> bool {
        let item = self.item(at);
        item.is(HELPS | WordClass::NEGATION) || item.kind == TokenKind::Clitic
    }

    /// Whether a verb group goes on with a word: has never | been told.
    pub(super) fn goes_on(&self, at: usize, helped: bool) -> bool {
        let item = self.item(at);
        if item.capital || item.kind == TokenKind::Clitic {
            return false;
        }
        // "has said there | should": no verb of these forms stands behind another, and "there" before its own.
        if item.is(WordClass::MODAL | WordClass::FUTURE) || item.hash == const { word_hash("there") } {
            return false;
        }
        let adverb = item.is(WordClass::ADVERB | WordClass::NEGATION) || item.ending == Ending::Ly;
        let verbal = || {
            item.is(HELPS | WordClass::VERB | WordClass::CUE)
                || item.cue != 0
                || matches!(item.ending, Ending::Ed | Ending::Ing)
        };
        let led = item.is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::PREPOSITION);
        adverb && !led || helped && !led && verbal()
    }

    /// What a word is as a verb; nothing where it is none.
    pub(super) fn form(&self, at: usize) -> Form {
        let item = self.item(at);
        let before = self.before(at);
        if item.kind == TokenKind::Clitic {
            return self.clitic(at);
        }
        if before.is_some_and(|b| b.is(WordClass::TO)) {
            return if self.infinitive(at) { Form::Infinitive } else { Form::None };
        }
        if item.is(HELPS) {
            return self.auxiliary(at);
        }
        if item.is(WordClass::NEGATION) {
            let word = self.document.word(at);
            let contracted = word.ends_with("n't") || word.ends_with("n\u{2019}t") || word == "cannot";
            return if contracted { Form::Finite } else { Form::None };
        }
        // Most words are no verbs wherever they stand.
        let listed = item.is(WordClass::VERB) || item.cue != 0;
        let plain = matches!(item.ending, Ending::Other | Ending::Ss | Ending::Ly);
        if item.capital || at == self.sentence.start || plain && !listed && !self.expected(at) {
            return Form::None;
        }
        if item.ending == Ending::Ing {
            return if listed && !item.is(NOUNS) { Form::Participle } else { Form::None };
        }
        self.full(at, listed)
    }

    /// "he's ill", "the dam'll hold"; that of "the mayor's" is none.
    fn clitic(&self, at: usize) -> Form {
        let owns = self.document.word(at).ends_with(['s', 'S']);
        let subject = WordClass::SUBJECT_PRONOUN | WordClass::PRONOUN | WordClass::WH | WordClass::THAT;
        let fits = self
            .before(at)
            .is_some_and(|b| b.is_word() && (!owns || b.is(subject) || b.hash == const { word_hash("there") }));
        if fits { Form::Finite } else { Form::None }
    }

    /// was, has, will; not "the will", "a can", "being".
    fn auxiliary(&self, at: usize) -> Form {
        let item = self.item(at);
        if item.capital && at > self.sentence.start
            || rule_words::NONFINITE_FORM.contains(&item.hash) && !self.subjunctive(at)
        {
            return Form::None;
        }
        let pronoun = WordClass::QUANTIFIER | WordClass::RELATIVE | WordClass::NUMBER;
        let article = self
            .before(at)
            .is_some_and(|b| b.is(WordClass::DETERMINER | WordClass::POSSESSIVE) && !b.is(pronoun) && !self.this(b));
        let noun = item.is(WordClass::MODAL | WordClass::FUTURE) && article;
        if noun { Form::None } else { Form::Finite }
    }

    /// "asked that her name not be used": the plain form is finite there.
    fn subjunctive(&self, at: usize) -> bool {
        let past = |i: &Item| self.lexicon.cue(i.cue).is_some_and(|cue| cue.inflection.past);
        let noun =
            |i: &Item| i.kind == TokenKind::Word && !past(i) && !i.is(HELPS | WordClass::TO | WordClass::FUNCTION);
        at > self.sentence.start + 1
            && self.is_word(at, const { word_hash("be") })
            && self.is_word(at - 1, const { word_hash("not") })
            && self.before(at - 1).is_some_and(noun)
    }

    /// this, these: alone or before a noun.
    fn this(&self, item: &Item) -> bool {
        [word_hash("this"), word_hash("these")].contains(&item.hash)
    }

    /// Whether a "to" before a word opens an infinitive: to leave, not to the children.
    fn infinitive(&self, at: usize) -> bool {
        let item = self.item(at);
        let noun = WordClass::DETERMINER
            | WordClass::POSSESSIVE
            | WordClass::OBJECT_PRONOUN
            | WordClass::NUMBER
            | WordClass::QUANTIFIER
            | WordClass::PERSONS;
        let verb = WordClass::VERB | WordClass::BE | WordClass::HAVE | WordClass::DO;
        let plural = item.ending == Ending::S && !item.is(WordClass::VERB);
        item.is(verb) || item.kind == TokenKind::Word && !item.capital && !item.is(noun) && !plural
    }

    /// Whether a subject stands before a word that can have nothing but its verb behind it: they | plan.
    fn expected(&self, at: usize) -> bool {
        let mut before = at;
        while before > self.sentence.start && self.is(before - 1, WordClass::ADVERB) {
            before -= 1;
        }
        let Some(subject) = self.before(before) else { return false };
        // "said it depends", but "gave it cakes"
        let opens = |n: usize| {
            n == self.sentence.start
                || self
                    .before(n)
                    .is_some_and(|b| !b.is_word() || b.cue != 0 || b.is(WordClass::THAT | WordClass::CONJUNCTION))
        };
        let third = || self.item(at).ending == Ending::S && opens(before - 1);
        let pronoun = subject.is(WordClass::SUBJECT_PRONOUN) && (!subject.is(WordClass::OBJECT_PRONOUN) || third());
        pronoun && !self.item(at).is(WordClass::FUNCTION | WordClass::ADVERB | WordClass::RELATIVE)
    }

    /// A verb that helps no other.
    fn full(&self, at: usize, listed: bool) -> Form {
        let item = self.item(at);
        let before = self.item(at - 1);
        let word = self.document.word(at);
        let inflection = self.lexicon.cue(item.cue).map(|form| form.inflection);
        let participle = item.ending == Ending::Ed
            || inflection.is_some_and(|i| i.past && i.participle)
            || inflection.is_none() && self.document.is_any(at, &rule_words::PAST_OR_PARTICIPLE);
        if self.document.is_any(at, &rule_words::PARTICIPLE_ONLY) && !self.expected(at) {
            return Form::Participle;
        }
        // "minutes, seen by the paper, state": without an auxiliary no more than a participle.
        if inflection.is_some_and(|i| i.participle && !i.past && !i.base) && !self.expected(at) {
            return Form::Participle;
        }
        let who = before.is(WordClass::RELATIVE) && before.is(WordClass::WH);
        if self.expected(at) || who && (listed || item.ending == Ending::S || participle) {
            return Form::Finite;
        }
        let past = inflection.is_some_and(|i| i.past && !i.participle && !i.base) && !item.is(WordClass::NOUN);
        let third = word.len() > 3 && item.ending == Ending::S;
        let noun = item.is(NOUNS) || inflection.is_some_and(|i| i.base && !i.past) && item.is(WordClass::NOUN);
        if noun && inflection.is_some_and(|i| i.base) && self.several(at) {
            return Form::Finite;
        }
        let named = self.named(at);
        let verb = past
            || listed && item.is(WordClass::VERB) && !noun
            || participle && (named || self.object(at + 1) || !item.is(WordClass::ADJECTIVE)) && !word.contains('-')
            || third && !listed && !item.is(NOUNS) && self.lexicon.third_person(word);
        if !verb && !third || self.modified(at) {
            return Form::None;
        }
        if !verb {
            // "the nation needs more", "Haro leads by four points": the third person of a verb that no list has, or that
            // is a noun as well.
            let object = WordClass::QUANTIFIER | WordClass::NUMBER | WordClass::ADJECTIVE;
            let finite = self.object(at + 1) || self.is(at + 1, object) || named;
            return if finite && (listed || !item.is(NOUNS)) { Form::Finite } else { Form::None };
        }
        // "the woman whose son drowned in the harbour said nobody had called": what has no object is no participle of one.
        // "the minister, who is in Lori, told Radio Kattvik"
        let named_next = || self.sentence.contains(&(at + 1)) && self.item(at + 1).capital;
        let told = item.hash == const { word_hash("told") } && named_next();
        let spoken = told || self.document.is_any(at, &rule_words::SPOKEN);
        let spoken = spoken && !self.is(at + 1, WordClass::PREPOSITION | WordClass::TO | WordClass::CALENDAR);
        match participle && !named && !(spoken && self.next_word(at)) {
            true if item.ending == Ending::Ed && self.is_word(at + 1, const { word_hash("by") }) => Form::Participle,
            true if !self.object(at + 1) => Form::Open,
            _ => Form::Finite,
        }
    }

    /// Whether several are the subject of a word that is a noun as well, and what follows is no part of it: the figures and
    /// the map | show the, studies | show.
    fn several(&self, at: usize) -> bool {
        let next = self.document.items.get(at + 1).filter(|_| at + 1 < self.sentence.end);
        let closed = next.is_none_or(|n| !n.is_word());
        let clear = || self.document.is_any(at + 1, listed!["clear", "sure", "plain"]);
        if !closed && !self.object(at + 1) && !self.is(at + 1, WordClass::THAT) && !clear() {
            return false;
        }
        let stop = WordClass::THAT | WordClass::SUBORDINATOR | WordClass::SUBJECT_PRONOUN | WordClass::TO;
        let verb = |i: &Item| i.is(HELPS | WordClass::BE | WordClass::HAVE) || i.cue != 0 && !i.is(NOUNS);
        let (mut first, mut and) = (at, false);
        while first > self.sentence.start && at - first < 16 {
            let item = self.item(first - 1);
            let list = and && item.kind == TokenKind::Comma;
            if !list && !item.is_word() || item.is(stop) && !item.is(WordClass::DETERMINER) || verb(item) {
                break;
            }
            and |= item.is(WordClass::CONJUNCTION) && self.document.is_any(first - 1, listed!["and"]);
            first -= 1;
        }
        let subject = first..at;
        if subject.is_empty() || self.is(first, WordClass::PREPOSITION) || closed && (and || subject.len() > 3) {
            return false;
        }
        // "documents obtained by the paper | show": the head stands before a participle and a preposition.
        let ends = |n: usize| self.is(n, WordClass::PREPOSITION) || self.participle(n);
        let own = subject.clone().take_while(|&n| !ends(n));
        let head = own.last().map(|n| self.item(n));
        let plural = head.is_some_and(|i| i.is(WordClass::PERSONS) || i.ending == Ending::S && i.is(NOUNS));
        (and || plural) && (!closed || self.before(first).is_some_and(|b| b.kind == TokenKind::Comma || b.is_quote()))
    }

    /// Whether a word is a participle behind its noun, before a preposition: obtained by, filed at
    fn participle(&self, at: usize) -> bool {
        let form = self.lexicon.cue(self.item(at).cue);
        let participle = self.item(at).ending == Ending::Ed || form.is_some_and(|f| f.inflection.participle);
        participle && self.is(at + 1, WordClass::PREPOSITION)
    }

    /// Whether a word stands right behind another.
    fn next_word(&self, at: usize) -> bool {
        self.sentence.contains(&(at + 1)) && self.item(at + 1).is_word()
    }

    fn is_word(&self, at: usize, hash: u32) -> bool {
        self.sentence.contains(&at) && self.item(at).hash == hash
    }

    /// Whether a name without an article is the subject right before a word: Haro also | lacks; not "the Haro plans".
    fn named(&self, at: usize) -> bool {
        let capital = |at: &usize| self.sentence.contains(at) && self.item(*at).capital;
        let before = |at: &usize| at.checked_sub(1);
        let adverb =
            |at: &usize| self.sentence.contains(at) && self.is(*at, WordClass::ADVERB) && !self.item(*at).capital;
        let Some(last) = std::iter::successors(at.checked_sub(1), before).find(|at| !adverb(at)) else { return false };
        let first = std::iter::successors(Some(last), before).take_while(capital).last();
        first.is_some_and(|first| {
            let opens = self.item(first).is(WordClass::FUNCTION | WordClass::COMMON) && first == self.sentence.start;
            !opens
                && !self.is(first.wrapping_sub(1), WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE)
        })
    }

    /// Whether an object begins at an item: a past tense before it is no participle.
    fn object(&self, at: usize) -> bool {
        let object = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::OBJECT_PRONOUN | WordClass::REFLEXIVE;
        self.is(at, object)
    }

    /// Whether what stands before a word makes a noun or an attribute of it: two counts, the closed road.
    fn modified(&self, at: usize) -> bool {
        let (item, before) = (self.item(at), self.item(at - 1));
        let word = self.document.word(at);
        // "people close to the company"
        if word == "close" && self.is(at + 1, WordClass::TO) {
            return true;
        }
        if before.kind == TokenKind::Comma {
            return false;
        }
        if !before.is_word() {
            return !before.is_quote();
        }
        let plural = item.ending == Ending::S;
        let counts = WordClass::QUANTIFIER | WordClass::NUMBER;
        let both = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP | WordClass::ADVERB | WordClass::NOUN;
        if self.document.is_any(at - 1, listed!["this", "that"]) {
            // "a raid that made news"
            let past = item.ending == Ending::Ed
                || self.lexicon.cue(item.cue).is_some_and(|f| f.inflection.past)
                || item.is(WordClass::VERB) && !item.is(NOUNS | WordClass::ADJECTIVE);
            return !(plural || past && before.is(WordClass::RELATIVE));
        }
        if self.document.is_any(at - 1, listed!["these", "those"]) {
            return plural;
        }
        if self.document.is_any(at - 1, &rule_words::SINGLE) {
            return true;
        }
        if before.is(counts) || before.kind == TokenKind::Number {
            return plural;
        }
        before.is(LEADS) && !before.is(both)
    }
}
