//! What stands around the cue of an order of words: the terminals but for the cue's own.

use super::Order;
use crate::cue::{Cue, CueKind};
use crate::document::{Ending, Item, TokenKind};
use crate::grammar::reader::{Alphabet, Ends};
use crate::grammar::rules::orders::Term;
use crate::lexicon::rule_words;
use crate::lexicon::{CueClass, Frames, WordClass};
use crate::mention::MentionKind;
use std::ops::Range;

/// Items of what leads in, of an adjunct, of the name of a court at most.
const LEAD: usize = 24;
const ADJUNCT: usize = 14;
const COURT: usize = 9;
/// Items of what stands behind the noun of a speaker at most.
const OF: usize = 8;
/// Words of a label in marks at most.
const LABEL: usize = 5;

impl Order<'_, '_> {
    /// Whether an item is what a terminal of one item stands for, or the place what one without width looks for.
    pub(super) fn one(&self, term: Term, at: usize) -> bool {
        match term {
            Term::Start => at == self.analysis.document.sentences[self.cue.sentence].items.start,
            Term::Named => self.names(at),
            Term::Adverbial => self.adverbial(at),
            Term::Participle => self.item(at).ending == Ending::Ing && !self.item(at).capital,
            Term::Conjunction => self.is(at, WordClass::CONJUNCTION),
            Term::Quotation => self.quotation(at),
            Term::Sentence => self.sentence_quotation(at),
            Term::Label => self.label_quotation(at),
            Term::Comma => self.kind(at) == Some(TokenKind::Comma),
            Term::Colon => self.kind(at) == Some(TokenKind::Colon),
            Term::Open => self.kind(at) == Some(TokenKind::Open),
            Term::Close => self.kind(at) == Some(TokenKind::Close),
            // "a meeting at which": no object of the verb behind it
            Term::Relative => {
                self.is(at, WordClass::RELATIVE)
                    && !at.checked_sub(1).is_some_and(|before| self.is(before, WordClass::PREPOSITION))
            }
            Term::Question => self.is(at, WordClass::WH) || self.quotation(at),
            Term::Preposition => self.is(at, WordClass::PREPOSITION),
            Term::Pointing => self.analysis.document.is_any_case(at, &rule_words::POINTING),
            Term::Nothing => self.nothing(at),
            Term::Be => self.is(at, WordClass::BE) || self.be_not(at),
            Term::Noun => {
                let function = WordClass::FUNCTION | WordClass::RELATIVE;
                self.kind(at) == Some(TokenKind::Word) && !self.is(at, function) && !self.item(at).capital
            }
            Term::Caption => self.analysis.document.is_any(at, &rule_words::CAPTION),
            Term::Plain => !self.item(at).is_quote(),
            _ => false,
        }
    }

    /// isn't, wasn't
    fn be_not(&self, at: usize) -> bool {
        let form = |be: &str| self.analysis.document.word(at).starts_with(be);
        self.is(at, WordClass::NEGATION) && ["is", "was", "are", "were"].iter().any(|be| form(be))
    }

    pub(super) fn nothing(&self, at: usize) -> bool {
        self.analysis.document.is_any(at, &rule_words::VAGUE_OBJECT)
    }

    /// A text that shows words: a sign with what describes it.
    pub(super) fn document(&self, at: usize) -> Option<usize> {
        let mention = &self.analysis.mentions[self.mention(at)?];
        let sign = self.analysis.item(mention.head).is(WordClass::SIGN);
        sign.then_some(mention.phrase.end()).filter(|&end| end <= self.cue.group.start)
    }

    /// The ends of the name of a court: a hearing at Lori Crown Court; the jury
    pub(super) fn hearing(&self, at: usize, ends: &mut Ends) {
        let hears = |n: usize| self.item(n).is(WordClass::HEARS);
        let end = self.cue.group.start;
        if end <= at || end - at > COURT || !(self.is(at, WordClass::DETERMINER) || self.item(at).capital || hears(at))
        {
            return;
        }
        let plain = |n: usize| {
            let item = self.item(n);
            let small = WordClass::PREPOSITION | WordClass::DETERMINER | WordClass::POSSESSIVE;
            matches!(item.kind, TokenKind::Word | TokenKind::Clitic)
                && (item.capital || item.is(small) || !self.analysis.clauses.finite(n))
        };
        // "The family of the man told the court": the noun is the head, or its place follows.
        let Some(noun) = (at..end).find(|&n| hears(n)) else { return };
        let behind = (noun + 1..end)
            .all(|n| hears(n) || self.item(n).capital || self.is(n, WordClass::PREPOSITION | WordClass::DETERMINER));
        let before = (at..noun).all(|n| plain(n) && (!self.is(n, WordClass::PREPOSITION) || self.item(n).capital));
        if behind && before {
            ends.push(end as u32);
        }
    }

    /// Whether words have a verb, and are not all in marks.
    pub(super) fn clause(&self, range: Range<usize>) -> bool {
        range.len() > 2
            && !self.item(range.start).is_quote()
            && !range.clone().any(|at| self.kind(at) == Some(TokenKind::Colon))
            && range.clone().skip(1).any(|at| {
                self.analysis.clauses.finite(at) || self.is(at, WordClass::AUXILIARY) && !self.item(at).capital
            })
    }

    /// Whether words have no verb and no marks.
    pub(super) fn phrase(&self, range: Range<usize>) -> bool {
        !range.clone().any(|at| {
            self.item(at).is_quote()
                || self.analysis.clauses.finite(at)
                || self.names(at)
                || self.is(at, WordClass::THAT)
        })
    }

    /// Whether a verb of saying stands before the cue.
    fn told(&self) -> bool {
        let mut cues = self.analysis.cues_of(self.cue.sentence).map(|c| &self.analysis.cues[c]);
        let told = |c: &Cue| {
            c.kind == CueKind::Verb
                && c.frames != Frames::parse("q")
                // "will propose a levy": a plan.
                && !(c.future || c.modal || c.infinitive)
                && matches!(
                    c.class,
                    CueClass::Say | CueClass::Tell | CueClass::Add | CueClass::Promise | CueClass::Announce
                )
        };
        cues.any(|c| c.head < self.cue.head && told(c))
    }

    /// The ends of words up to each comma.
    pub(super) fn commas(&self, at: usize, most: usize, ends: &mut Ends, fits: impl Fn(Range<usize>) -> bool) {
        let last = self.reach.end.min(at + most);
        let commas = (at + 1..last).filter(|&n| self.kind(n) == Some(TokenKind::Comma) && n < self.cue.group.start);
        ends.extend(commas.filter(|&n| fits(at..n)).map(|n| n as u32));
    }

    /// Whether words before a subject lead in: they begin with a preposition, a participle, an adverb.
    pub(super) fn leads(&self, range: Range<usize>) -> bool {
        let first = self.item(range.start);
        let opener =
            WordClass::PREPOSITION | WordClass::SUBORDINATOR | WordClass::OPENER | WordClass::ADVERB | WordClass::TIME;
        let word = self.analysis.document.word(range.start);
        let participle =
            first.ending == Ending::Ed || word.ends_with("ing") && !first.is(WordClass::NOUN | WordClass::FIRST_NAME);
        first.kind == TokenKind::Word
            && (first.is(opener) || participle || matches!(word, "Asked" | "When" | "While" | "As"))
            && !range.clone().any(|at| self.item(at).is_quote())
    }

    /// Whether an item is part of where, when, how or to whom.
    pub(super) fn loose(&self, at: usize) -> bool {
        let item = self.item(at);
        let clause = WordClass::THAT | WordClass::RELATIVE | WordClass::WH | WordClass::AUXILIARY;
        let word = matches!(item.kind, TokenKind::Word | TokenKind::Clitic | TokenKind::Number | TokenKind::Symbol);
        !item.is_quote()
            && word
            && (!item.is(clause) || item.is(WordClass::DETERMINER | WordClass::PREPOSITION) || item.capital)
            && !item.is(WordClass::CONJUNCTION.without(WordClass::PREPOSITION))
    }

    /// The sentence before, unless somebody has said it.
    pub(super) fn before(&self) -> Option<Range<usize>> {
        let analysis = self.analysis;
        let document = analysis.document;
        let number = self.cue.sentence.checked_sub(1)?;
        let sentence = &document.sentences[number];
        let here = &document.sentences[self.cue.sentence];
        let near = sentence.paragraph == here.paragraph
            || sentence.paragraph + 1 == here.paragraph && document.paragraphs[sentence.paragraph] == sentence.items;
        let items = &document.items[sentence.items.clone()];
        let said = || {
            let mut cues = analysis.cues_of(number).map(|c| &analysis.cues[c]);
            cues.any(|cue| {
                let says =
                    cue.kind == CueKind::Verb && !cue.infinitive && rule_words::SAID_BEFORE_LEMMA.contains(&cue.lemma);
                says || cue.kind == CueKind::Preposition
            })
        };
        let verb = |item: &Item| item.is(WordClass::FINITE) || item.ending == Ending::Ed;
        let whole = near
            && items.len() > 4
            && items[items.len() - 1].kind == TokenKind::Stop
            && !items.iter().any(Item::is_quote)
            && items[1..].iter().any(verb)
            && !said();
        whole.then(|| sentence.items.start..sentence.items.end - 1)
    }

    /// Whether words in marks begin as a sentence does, and end in a stop.
    pub(super) fn sentence_quotation(&self, at: usize) -> bool {
        if !self.quotation(at) {
            return false;
        }
        let document = self.analysis.document;
        let inside = document.inside(self.item(at));
        let capital = inside.iter().find(|t| t.is_word()).is_some_and(|t| t.capital);
        let ended = matches!(
            document.last_inside(self.item(at)),
            Some(TokenKind::Stop | TokenKind::Exclaim | TokenKind::Ellipsis)
        );
        capital && (ended || self.kind(at + 1) == Some(TokenKind::Stop))
    }

    /// Whether words in marks are a label: few, none of them a verb or a pronoun.
    pub(super) fn label_quotation(&self, at: usize) -> bool {
        let document = self.analysis.document;
        self.quotation(at) && {
            let words = document.inside(self.item(at)).iter().filter(|t| t.is_word());
            let sentence = WordClass::AUXILIARY | WordClass::SUBJECT_PRONOUN | WordClass::OBJECT_PRONOUN;
            let entry = |t: &crate::document::Token| t.entry(document.text(), self.analysis.lexicon).class;
            words.clone().count() <= LABEL && !words.clone().any(|t| entry(t).any(sentence))
        }
    }

    /// Whether what begins here is no verb: said that | the road, not "the story that made", "a bird that still sings".
    pub(super) fn subject(&self, at: usize) -> bool {
        let adverb = |at: &usize| self.is(*at, WordClass::ADVERB) && !self.is(*at, WordClass::FUNCTION);
        let at = (at..self.reach.end).find(|at| !adverb(at)).unwrap_or(at);
        at < self.reach.end
            && !self.analysis.clauses.finite(at)
            && !self.is(at, WordClass::AUXILIARY)
            && self.item(at).ending != Ending::Ed
            && (self.item(at).cue == 0 || self.item(at).is(WordClass::FUNCTION | WordClass::NOUN_CUE))
            && (self.item(at).is_word() || self.item(at).is_quote())
    }

    /// The end of a person or a body that begins at an item; of a text too, where texts can be: not "a deal announced in May".
    pub(super) fn somebody(&self, at: usize, text: bool) -> Option<usize> {
        let mention = &self.analysis.mentions[self.mention(at)?];
        let thing = match mention.kind {
            MentionKind::Other => true,
            MentionKind::Document => !text,
            _ => false,
        };
        (!thing).then(|| self.analysis.past_letters(mention.phrase.end())).filter(|&end| end <= self.reach.end)
    }

    /// The end of the cue's subject that begins at an item, with all that parts the two: critics of the plan, such as Anna Haro, |
    /// said.
    fn governed(&self, at: usize) -> Option<usize> {
        let subject = &self.analysis.mentions[self.analysis.parted(self.number)?];
        (subject.phrase.start() == at).then_some(self.cue.group.start)
    }

    /// The end of a preposition with plain words, before the cue.
    pub(super) fn of_phrase(&self, at: usize) -> Option<usize> {
        let end = self.cue.group.start;
        let plain = |n: usize| self.item(n).is_word() && self.phrase(n..n + 1);
        let fits = self.is(at, WordClass::PREPOSITION) && end > at + 1 && end - at <= OF && (at..end).all(plain);
        fits.then_some(end)
    }

    /// Whether a phrase of when, where or how begins with an item: on Monday, late, last week, while visiting.
    pub(super) fn adverbial(&self, at: usize) -> bool {
        let begins = WordClass::PREPOSITION
            | WordClass::CALENDAR
            | WordClass::TIME
            | WordClass::ADVERB
            | WordClass::SUBORDINATOR;
        self.is(at, begins) && !self.is(at, WordClass::TO)
            || self.analysis.document.is_any(at, &rule_words::TIME_OPENER)
    }

    /// Whether the rest of the sentence goes on with what was said: no participle, nothing joined or granted, no other cue.
    pub(super) fn tail(&self, at: usize) -> bool {
        let apart = self.is(at, WordClass::CONJUNCTION) && !self.is(at, WordClass::SUBORDINATOR)
            || self.analysis.document.is_any(at, &rule_words::GRANTING)
            || self.item(at).ending == Ending::Ing;
        let cues = self.analysis.cues_of(self.cue.sentence);
        let other = |c: usize| self.analysis.cues[c].head >= at && self.analysis.cues[c].kind != CueKind::Colon;
        self.reach.end > at + 3
            && self.item(at).is_word()
            && !self.quotation(at)
            && !apart
            && !cues.into_iter().any(other)
    }
}

impl Order<'_, '_> {
    /// The end of what a terminal stands for that can only end at one place.
    fn end(&self, term: Term, at: usize) -> Option<usize> {
        match term {
            Term::Speaker => self.speaker(at),
            Term::Document => self.document(at),
            Term::Somebody => self.somebody(at, self.headline()),
            Term::Voice => {
                let text = self.cue.class != CueClass::Announce || self.third();
                self.governed(at).or_else(|| self.somebody(at, text))
            }
            Term::Of => self.of_phrase(at),
            Term::Addressed => self.addressed(at),
            Term::Inserted => self.inserted(at),
            Term::Description => self.description(at).then_some(self.reach.end),
            Term::Reported => self.reported(at),
            Term::Likened => self.likened(at),
            Term::Subject => self.subject(at).then_some(at),
            Term::Mixed => self.mixed(at),
            Term::Tail => self.tail(at).then_some(self.reach.end),
            Term::Told => self.told().then_some(at),
            Term::Answered => self.answered().then_some(at),
            term => self.one(term, at).then_some(at + 1),
        }
    }
}

impl Alphabet for Order<'_, '_> {
    fn len(&self) -> usize {
        self.reach.end
    }

    fn hash(&self, at: usize) -> Option<u32> {
        (at < self.reach.end).then(|| self.item(at).hash)
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let term = Term::of(terminal);
        let group = &self.cue.group;
        let end = match term {
            _ if terminal < Term::Speaker as u8 => {
                (at == group.start && self.cues >> terminal & 1 != 0).then_some(group.end)
            }
            Term::Start => self.one(term, at).then_some(at),
            Term::Before => self.before().map(|_| at),
            Term::Done => {
                let word = |n: usize| self.item(n).is_word() || self.item(n).is_quote();
                (!(at..self.reach.end).any(word)).then_some(self.reach.end.max(at))
            }
            _ if at >= self.reach.end => None,
            Term::Whole => return self.commas(at, usize::MAX / 2, ends, |range| self.whole(range)),
            Term::Hearing => return self.hearing(at, ends),
            Term::Clause => {
                // Driver ‘never saw’ cyclist
                let marked = |range: Range<usize>| range.skip(1).any(|at| self.quotation(at));
                let fits = |range: Range<usize>| self.clause(range.clone()) || marked(range);
                return self.commas(at, usize::MAX / 2, ends, fits);
            }
            Term::Topic => return self.commas(at, LEAD, ends, |range| self.phrase(range)),
            Term::Phrase => {
                let most = self.reach.end.min(at + ADJUNCT);
                let word = |n: usize| self.item(n).is_word() && self.phrase(n..n + 1);
                ends.extend((at + 1..most).take_while(|&n| word(n - 1)).map(|n| n as u32));
                return;
            }
            Term::Lead => return self.commas(at, LEAD, ends, |range| self.leads(range)),
            Term::Rest => {
                let clause = self.clause(at..self.reach.end) || self.analysis.clauses.finite(at);
                clause.then_some(self.reach.end)
            }
            Term::Aside => {
                let comma = |n: usize| self.kind(n) == Some(TokenKind::Comma);
                let close = (at + 1..group.start).take_while(|&n| !self.quotation(n)).last();
                (comma(at) && group.start > at + 2).then(|| close.filter(|&n| comma(n)).map(|n| n + 1)).flatten()
            }
            Term::Adjunct => {
                let most = self.reach.end.min(at + ADJUNCT);
                let end = (at..most).find(|&n| !self.loose(n)).unwrap_or(most);
                ends.extend((at + 1..=end).rev().map(|end| end as u32));
                return;
            }
            term => self.end(term, at),
        };
        if let Some(end) = end {
            ends.push(end as u32);
        }
    }

    fn word(&self, hash: u32, word: &str, at: usize) -> bool {
        at < self.reach.end && self.item(at).hash == hash && self.analysis.document.word(at).eq_ignore_ascii_case(word)
    }
}
