//! Whether one more word belongs to a run: the words of one noun phrase.
//!
//! Takes a place behind words that belong together, or the first of them, says whether the word there goes with them. Most words are nouns and
//! adjectives and do; what is a verb as well is told by its neighbours.

use super::counting::{between_one, counted, leads_people, outside, owned, states};
use super::name;
use super::name_word::name_word;
use super::phrase::{Context, based, function, particle, verbal};
use super::run::{abbreviation_stop, clock, headed, opens_clause, qualities, shown, tells, word_is_verb};
use crate::document::{Ending, Item, TokenKind};
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::lexicon::{PhraseKind, WordClass};

/// A word and what stands around it.
struct Word<'d> {
    context: Context<'d>,
    items: &'d [Item],
    item: &'d Item,
    /// Where the run begins.
    start: usize,
    at: usize,
}

/// Whether a word belongs to the run that begins at `start`.
pub(super) fn run_word(context: Context<'_>, start: usize, at: usize) -> bool {
    let items = &context.document.items;
    let word = Word { context, items, item: &items[at], start, at };
    if word.item.kind != TokenKind::Word {
        return word.mark();
    }
    let told = word.by_itself().or_else(|| word.parted()).or_else(|| word.noun()).or_else(|| word.before_person());
    let told = told.or_else(|| word.verb_or_noun());
    told.unwrap_or_else(|| !word.item.is(WordClass::ADVERB | WordClass::TIME) || word.item.is(WordClass::ADJECTIVE))
}

impl Word<'_> {
    /// A number, a clitic, a mark.
    fn mark(&self) -> bool {
        let &Word { context, items, item, start: run_start, at } = self;
        match item.kind {
            // Anna Haro 00:01:02: a time of day is no part of what stands before it.
            TokenKind::Number => !clock(context, at),
            TokenKind::Clitic => {
                context.document.word(at).ends_with('s') && !item.is(WordClass::MODAL)
                    || context.document.word(at).ends_with('S')
            }
            TokenKind::Symbol => matches!(context.document.word(at), "&" | "/" | "$" | "%" | "#" | "@" | "-"),
            TokenKind::Stop => abbreviation_stop(context, at),
            // The apostrophe of a plural possessive: the nurses' union.
            TokenKind::Mark => {
                !item.is_quote()
                    && at > run_start
                    && matches!(context.document.word(at), "'" | "\u{2019}")
                    && items[at - 1].is_word()
            }
            TokenKind::Comma => qualities(context, run_start, at),
            _ => false,
        }
    }

    fn attached(&self) -> bool {
        let people = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP;
        self.at > self.start && self.items[self.at - 1].is(people)
    }

    /// Haro, who chairs the board: the verb; but "the man who officials say".
    fn presides(&self) -> bool {
        let &Word { context, items, item, start, at } = self;
        at == start
            && at > context.sentence_start
            && item.ending == Ending::S
            && item.is(WordClass::PERSON | WordClass::PERSONS)
            && context.document.is_any(at - 1, listed!["who"])
            && items.get(at + 1).is_some_and(|n| n.is(WordClass::DETERMINER | WordClass::POSSESSIVE))
    }

    fn participle(&self) -> bool {
        self.item.ending == Ending::Ed
    }

    fn joined(&self) -> bool {
        self.context.document.word(self.at).contains('-')
    }

    fn next_word(&self) -> bool {
        let next = self.items.get(self.at + 1);
        next.is_some_and(|n| n.kind == TokenKind::Word && !n.is(function() | WordClass::TO))
    }

    fn determined(&self) -> bool {
        let &Word { context, items, start: run_start, at, .. } = self;
        at > run_start
            && items[at - 1].is(WordClass::DETERMINER | WordClass::POSSESSIVE)
            && !(self.participle() && tells(context, run_start, at))
    }

    fn base(&self, n: &Item) -> bool {
        self.context.lexicon.cue(n.cue).is_none_or(|c| c.inflection.base)
    }

    fn person(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|n| {
            n.is(WordClass::PERSON | WordClass::PERSONS)
                && !n.capital
                && (n.cue == 0 || n.is(WordClass::PERSON) && self.base(n))
        })
    }

    /// What the word says by itself, or with what stands right before it.
    fn by_itself(&self) -> Option<bool> {
        let &Word { context, items, item, start: run_start, at, .. } = self;
        // "THE COUNCIL FINED HIM": pronouns are no names, however they are written; US and IT are.
        let pronoun = || {
            item.is(WordClass::SUBJECT_PRONOUN | WordClass::OBJECT_PRONOUN)
                && !matches!(context.document.word(at), "US" | "IT")
        };
        if item.capital && (name_word(context, at) || at > run_start && item.upper && !pronoun()) {
            return Some(true);
        }
        if item.capital && based(context.document.word(at)) {
            return Some(true);
        }
        // A capital at the head of the sentence is no more than that: Residents said.
        if item.capital && !(at == context.sentence_start || context.title_case) {
            return Some(false);
        }
        if at > run_start
            && items[at - 1].capital
            && particle(context, at)
            && items.get(at + 1).is_some_and(|n| n.capital)
        {
            return Some(true);
        }
        if at > run_start
            && context.document.is_any(at, listed!["and"])
            && (super::bodies::compound(context, at) || super::bodies::share_noun(context, run_start, at))
        {
            return Some(true);
        }
        if outside(context, run_start, at) {
            return Some(true);
        }
        if item.is(function() | WordClass::TO) || self.presides() {
            return Some(false);
        }
        // Delroy Haro drives the bus: behind a name a form in -s before an article is its verb.
        let named = at > run_start + 1 && items[at - 1].capital && items[at - 2].capital;
        let object = || items.get(at + 1).is_some_and(|i| i.is(WordClass::DETERMINER | WordClass::POSSESSIVE));
        let plural = WordClass::PERSONS | WordClass::GROUP | WordClass::PERSON | WordClass::ORGANISATION;
        if named && item.ending == Ending::S && !item.capital && !item.is(plural) && object() {
            return Some(false);
        }
        if self.third_person() {
            return Some(false);
        }
        // Most words are nouns and adjectives that all below would let stand.
        let doubtful = WordClass::VERB | WordClass::CUE | WordClass::THINK | WordClass::ADVERB | WordClass::TIME;
        if !self.attached() && !self.participle() && item.ending != Ending::Ly && item.cue == 0 && !item.is(doubtful) {
            return Some(true);
        }
        // "the think tank": the verb is part of a listed noun.
        if item.is(WordClass::PHRASE_START)
            && super::name::phrase_at(context, at, items.len())
                .is_some_and(|(end, kind)| end > at + 1 && matches!(kind, PhraseKind::Noun(_)))
        {
            return Some(true);
        }
        None
    }

    /// The third person of a verb that is nothing else, behind a name: Varn operates six ports.
    fn third_person(&self) -> bool {
        let &Word { context, items, item, start, at, .. } = self;
        let name = || at > start && items[at - 1].capital && items[at - 1].is_word();
        item.ending == Ending::S && item.cue == 0 && name() && context.lexicon.third_person(context.document.word(at))
    }

    /// What parts a verb from the words before it.
    fn parted(&self) -> Option<bool> {
        let &Word { context, items, item, start: run_start, at, .. } = self;
        if at > run_start && (name::cue_adverb(context, at) || shown(context, at - 1) || headed(context, at - 1)) {
            return Some(false);
        }
        // "Many point out that", but "at some point to"
        let quantified = at == run_start + 1 && items[run_start].is(WordClass::QUANTIFIER);
        let alone = quantified && !self.counted() && opens_clause(context, run_start);
        // "Haro and Tamm point out", but "the Haro campaign on"
        let body = WordClass::ORGANISATION | WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP;
        let noun = body | WordClass::DOCUMENT;
        let several = || at > run_start && items[at - 1].capital && items[at - 1].is_word() && !item.is(noun);
        if (alone || several()) && super::phrase::phrasal(context, at) {
            return Some(false);
        }
        // "Many report that", "Some claim officials lied"
        if alone && states(context, at) {
            return Some(false);
        }
        // "people familiar with the talks": the adjective opens a tail.
        if self.attached()
            && context.document.is_any(at, &rule_words::KEPT_CLOSE)
            && items.get(at + 1).is_some_and(|n| n.is(WordClass::PREPOSITION | WordClass::TO))
        {
            return Some(false);
        }
        // "Haro reversed himself", "Varn Inc. raised it": behind a name an unknown participle is its verb.
        let stop = at > run_start && items[at - 1].kind == TokenKind::Stop;
        let last = at.saturating_sub(1 + usize::from(stop));
        let named = at > run_start
            && last >= run_start
            && items[last].capital
            && items[last].kind == TokenKind::Word
            && !items[last].is(function());
        // "Varn Bio reduced its staff": behind a name of two words even one that is an adjective as well.
        let whole = last > run_start && items[last - 1].capital && items[last - 1].kind == TokenKind::Word;
        let plain = if whole { WordClass::NOUN } else { WordClass::ADJECTIVE | WordClass::NOUN };
        if named && self.participle() && !item.is(plain) && !self.joined() {
            return Some(false);
        }
        // "footage of Anna Haro saying": behind a name the form in -ing of a cue is its verb.
        if named && context.lexicon.cue(item.cue).is_some_and(|c| c.inflection.gerund) {
            return Some(false);
        }
        // "the campaign sued": a noun for people or a body has an unknown participle as its verb.
        if self.participle()
            && at > run_start
            && !item.is(WordClass::ADJECTIVE | WordClass::NOUN)
            && !self.joined()
            && items[at - 1].is(WordClass::ORGANISATION | WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP)
            && !self.next_word()
        {
            return Some(false);
        }
        None
    }

    /// See [`counted`].
    fn counted(&self) -> bool {
        self.at > self.start && counted(self.context, self.at)
    }

    /// A verb as well, but a noun or an attribute where it stands.
    fn noun(&self) -> Option<bool> {
        let &Word { context, items, item, start: run_start, at, .. } = self;
        if self.next_word() && (self.determined() && self.participle() || context.document.is_any(at, listed!["own"])) {
            return Some(true);
        }
        // "the 68-year-old retired lineman": an age stands before nothing but its noun.
        let aged = at > run_start && context.document.word(at - 1).ends_with("year-old");
        let plain = || item.cue == 0 && items.get(at + 1).is_some_and(|next| !next.capital);
        if between_one(context, run_start, at)
            || self.counted()
            || aged && self.participle() && self.next_word() && plain()
        {
            return Some(true);
        }
        // "the chip shop", "behind the counter": behind an article the plain form is no verb.
        let article = at > run_start && context.document.is_any_case(at - 1, &rule_words::ARTICLE);
        if article && context.lexicon.cue(item.cue).is_some_and(|c| c.inflection.base && !c.inflection.past) {
            return Some(true);
        }
        // "director of political advertising": behind "of" a gerund is a noun.
        let of = || at == run_start && at > 0 && context.document.is_any(at - 1, listed!["of"]);
        let modified = at > run_start && items[at - 1].is(WordClass::ADJECTIVE) && !items[at - 1].is(WordClass::VERB);
        // "familiar with Haro's thinking said": whose it is stands before it, and the verb behind.
        let whose = || items[at - 1].kind == TokenKind::Clitic || items[at - 1].is(WordClass::POSSESSIVE);
        let verb = || items.get(at + 1).is_some_and(verbal);
        let owned = || at > run_start && (item.cue == 0 || item.is(WordClass::THINK)) && whose() && verb();
        if item.ending == Ending::Ing && (modified || of() || owned()) {
            return Some(true);
        }
        // "Study: Goats nap": a label.
        let label = at == context.sentence_start && items.get(at + 1).is_some_and(|n| n.kind == TokenKind::Colon);
        if label && context.document.is_any_case(at, &rule_words::HEADLINE_SPEAKER) {
            return Some(true);
        }
        // "Emails seen by the paper": a verb as well, but not before a participle.
        let participle =
            |n: &Item| n.ending == Ending::Ed || context.lexicon.cue(n.cue).is_some_and(|c| c.inflection.participle);
        if at == run_start
            && item.is(WordClass::DOCUMENT)
            && item.ending == Ending::S
            && items.get(at + 1).is_some_and(participle)
            && items.get(at + 2).is_some_and(|n| n.is(WordClass::PREPOSITION | WordClass::TO))
        {
            return Some(true);
        }
        // ", head of planning": a verb as well, but not behind a comma and before "of".
        if at == run_start
            && item.is(WordClass::PERSON)
            && at > context.sentence_start
            && items[at - 1].kind == TokenKind::Comma
            && context.document.is_any(at + 1, listed!["of"])
        {
            return Some(true);
        }
        None
    }

    /// "an unnamed trade official", "rescue chief Anna Haro": a verb as well, but between what only nouns stand between.
    fn before_person(&self) -> Option<bool> {
        let &Word { context, items, item, start: run_start, at, .. } = self;
        // ", lead author of the study,"
        if at == run_start
            && at > context.sentence_start
            && items[at - 1].kind == TokenKind::Comma
            && self.person(at + 1)
            && items.get(at + 2).is_some_and(|next| {
                let word = context.document.word(at + 2);
                // "voters, campaign workers and volunteers"
                let list = next.kind == TokenKind::Comma || word == "and";
                matches!(word, "of" | "at" | "for" | "on") || list && item.is(WordClass::NOUN)
            })
            && !item.is(WordClass::TO | WordClass::SUBJECT_PRONOUN)
            && self.base(item)
        {
            return Some(true);
        }
        // "said author Anna Haro": the noun, where nobody before it could author anything.
        if item.is(WordClass::PERSON)
            && item.is(WordClass::CUE)
            && self.base(item)
            && at > context.sentence_start
            && items.get(at + 1).is_some_and(|n| n.capital && n.kind == TokenKind::Word)
            && (items[at - 1].is(WordClass::CUE) || !items[at - 1].is_word())
        {
            return Some(true);
        }
        if !item.is(WordClass::CUE) && self.person(at + 1) {
            let modified = at > run_start
                && (items[at - 1].is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE)
                    || items[at - 1].ending == Ending::Ed);
            let subject = WordClass::TO
                | WordClass::MODAL
                | WordClass::DO
                | WordClass::NEGATION
                | WordClass::SUBJECT_PRONOUN
                | WordClass::PERSONS
                | WordClass::RELATIVE;
            let opens = at == run_start
                && items.get(at + 2).is_some_and(|n| n.capital && n.kind == TokenKind::Word)
                && at > context.sentence_start
                && !items[at - 1].is(subject)
                && (!items[at - 1].capital || items[at - 1].is(WordClass::CALENDAR));
            if modified || opens || owned(context, run_start, at) {
                return Some(true);
            }
        }
        None
    }

    /// A word that is verb and noun.
    fn verb_or_noun(&self) -> Option<bool> {
        let &Word { context, items, item, start: run_start, at } = self;
        if !item.is(WordClass::VERB | WordClass::CUE | WordClass::THINK) {
            return None;
        }
        let noun = WordClass::DOCUMENT
            | WordClass::NOUN_CUE
            | WordClass::PERSON
            | WordClass::PERSONS
            | WordClass::ORGANISATION
            | WordClass::NOUN
            | WordClass::OUTLET_NOUN;
        let plural = WordClass::PERSONS | WordClass::GROUP;
        let noun_next = leads_people(context, at);
        // "the bank's latest forecast": past and noun alike, the noun behind what only nouns have and before no object.
        let qualified = || {
            let before = WordClass::ADJECTIVE | WordClass::DETERMINER | WordClass::POSSESSIVE;
            let object = |n: &Item| n.kind == TokenKind::Word && !n.is(WordClass::PREPOSITION) && !verbal(n);
            at > run_start
                && (items[at - 1].is(before) || items[at - 1].kind == TokenKind::Clitic)
                && !items.get(at + 1).is_some_and(object)
        };
        let past =
            || context.lexicon.cue(item.cue).is_some_and(|c| c.inflection.past && !(c.inflection.base && qualified()));
        // "according to figures obtained by the Herald"
        let cited = at == run_start
            && at > context.sentence_start + 1
            && item.is(WordClass::DOCUMENT)
            && !context.document.is_any(at, &rule_words::NORM)
            && items[at - 1].is(WordClass::TO)
            && context.document.word(at - 2).eq_ignore_ascii_case("according");
        if cited {
            return Some(true);
        }
        if shown(context, at) && (at > run_start || opens_clause(context, at)) || headed(context, at) {
            return Some(true);
        }
        Some(
            item.is(noun)
                && (at > run_start || item.capital && at == context.sentence_start && (item.is(plural) || noun_next))
                && !(at > run_start && items[at - 1].is(WordClass::PERSONS | WordClass::SUBJECT_PRONOUN))
                && !past()
                && !(at > run_start && word_is_verb(context, at)),
        )
    }
}
