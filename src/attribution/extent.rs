//! How far reported words reach where the words around them leave no choice.
//!
//! Takes the content that the weights chose for a cue, cuts it: before the main clause behind a fronted one, behind the
//! marks of a verb that takes nothing else, before a verb that is no longer the infinitive's, before the verb of the
//! clause that a noun with its "that" is the subject of, before what the speaker did next, or behind a relative clause that
//! reports, before a second attribution and before ", without saying".

mod claims;
mod others;

use super::{Analysis, Frame, parts};
use crate::cue::{Cue, CueKind};
use crate::document::{Ending, Item, Token, TokenKind};
use crate::grammar::RuleId;
use crate::grammar::reader::{Alphabet, Ends};
use crate::grammar::rules::reaches::{self, Term};
use crate::lexicon::set::listed;
use crate::lexicon::{CueClass, Frames, WordClass, irregular, rule_words};
use claims::noun_clause;
use std::ops::Range;

/// The most words in which the verb of a sentence stands behind that of the words at its head.
const LONGEST: usize = 30;

/// Cuts the words behind or before a cue to what can be reported.
pub fn cut(analysis: &Analysis<'_>, number: usize, frame: Frame, content: &mut Vec<Range<usize>>) {
    let cue = &analysis.cues[number];
    if frame == Frame::Right
        && let [range] = content.as_mut_slice()
    {
        let could = Reach { analysis, cue, number, range }.could();
        for id in [
            reaches::MAIN,
            reaches::ATTEMPT,
            reaches::THENDID,
            reaches::CLAIM,
            reaches::CHANT,
            reaches::ANDDID,
            reaches::SECOND,
            reaches::ANDSAYS,
            reaches::WITHHELD,
            reaches::RELATIVE,
            reaches::MATRIX,
        ] {
            if let Some(end) = edge(analysis, number, range, id, could) {
                range.end = end;
            }
        }
        if let Some(start) = behind_outlet(analysis, cue, range) {
            range.start = start;
        }
        if let Some(start) = telling(analysis, cue, range) {
            range.start = start;
        }
        if let Some(start) = edge(analysis, number, range, reaches::BRACKET, could) {
            range.start = start;
        }
    }
    if frame == Frame::Left
        && let [range] = content.as_mut_slice()
    {
        range.start = parts::own_quotation(analysis, number, range).unwrap_or(range.start);
        range.end = parts::nicknamed(analysis, range).unwrap_or(range.end);
        range.end = parts::all_that_was_said(analysis, range).unwrap_or(range.end);
    }
}

/// Where a rule cuts the words of a cue, and the trace of it.
fn edge(analysis: &Analysis<'_>, number: usize, range: &Range<usize>, id: RuleId, could: u64) -> Option<usize> {
    let cue = &analysis.cues[number];
    let program = analysis.document.grammar.program(id)?;
    let at = program.place(&Reach { analysis, cue, number, range }, range.start, could, Term::Edge as u8)?;
    if !range.contains(&at) || at == range.start {
        return None;
    }
    analysis.note(Some(id), cue.head);
    Some(at)
}

/// The rules that would cut the words of a cue if they began at the range's start and went on to its end.
pub(crate) fn cuts(analysis: &Analysis<'_>, number: usize, range: &Range<usize>) -> Vec<RuleId> {
    let rules = analysis.document.grammar.table(reaches::MAIN.table());
    rules.filter(|(id, _)| edge(analysis, number, range, *id, u64::MAX).is_some()).map(|(id, _)| id).collect()
}

/// The words of a cue as the alphabet of the rules that cut them.
struct Reach<'a, 'd> {
    analysis: &'a Analysis<'d>,
    cue: &'a Cue,
    number: usize,
    range: &'a Range<usize>,
}

impl Reach<'_, '_> {
    /// The terminals that some of the words can be read by, as bits: what most rules need is not there.
    fn could(&self) -> u64 {
        let looks =
            [Term::Fronted, Term::Verbal, Term::Marks, Term::Claim, Term::Announced, Term::Related, Term::Modal];
        let mut ends = Ends::new();
        let at_start = looks.into_iter().filter(|&look| {
            ends.clear();
            self.ends(look as u8, self.range.start, &mut ends);
            !ends.is_empty()
        });
        let mut bits = at_start.fold(0u64, |bits, look| bits | 1 << look as u8);
        let here = |terms: &[Term]| terms.iter().fold(0u64, |bits, &term| bits | 1 << term as u8);
        for at in self.range.clone() {
            let item = item(self.analysis, at);
            bits |= match item.kind {
                TokenKind::Comma => here(&[Term::Comma]),
                TokenKind::Open => here(&[Term::Open]),
                _ if item.is_quote() => here(&[Term::Quotation, Term::Spoken, Term::Sealed]),
                _ => 0,
            };
            bits |= u64::from(rule_words::WITHHOLDING.may_hold(item.hash)) << Term::Withholding as u8;
            bits |= u64::from(item.is(WordClass::CONJUNCTION)) << Term::Conjunction as u8;
            bits |= u64::from(self.another(at)) << Term::Another as u8;
        }
        bits |= u64::from(self.matrix().is_some()) << Term::Matrix as u8;
        if item(self.analysis, self.range.start).is(WordClass::TO) {
            bits |= here(&[Term::To]);
        }
        let reaches_end =
            |c: &Cue| c.group.start > self.range.start && c.group.start < self.range.end && self.ends_with(c);
        let cues = self.analysis.cues_of(self.cue.sentence).skip_while(|&c| c <= self.number);
        if cues.map(|c| &self.analysis.cues[c]).any(reaches_end) {
            bits |= here(&[Term::Second]);
        }
        // What is dear to look for, or stands in almost all words, is looked for where it is read.
        let looked = here(&looks)
            | here(&[Term::Comma, Term::Open, Term::Quotation, Term::To, Term::Second])
            | here(&[Term::Withholding, Term::Conjunction, Term::Matrix, Term::Spoken, Term::Another, Term::Sealed]);
        bits | !looked
    }

    /// If Haro says the peg will hold, | the dollar will fall: whether the cue stands in a clause before the main one.
    fn fronted(&self) -> bool {
        let start = self.analysis.document.sentences[self.cue.sentence].items.start;
        let opens = |at: usize| item(self.analysis, at).is(WordClass::OPENER);
        let joined = item(self.analysis, start).is(WordClass::CONJUNCTION) && !opens(start);
        let start = start + usize::from(joined);
        let comma = |at: usize| item(self.analysis, at).kind == TokenKind::Comma;
        opens(start) && !(start..self.cue.group.start).any(comma)
    }

    /// The verb of which the speaker and the participle that is the cue are the subject: people saying the vote was stolen
    /// | gathered; a letter saying the road was shut | was sent.
    fn matrix(&self) -> Option<usize> {
        let Reach { analysis, cue, range, .. } = self;
        let clauses = &analysis.clauses;
        let start = analysis.document.sentences[cue.sentence].items.start;
        // The claim that Haro said the ferry was safe | is false.
        let told = |from: usize| from > start + 1 && analysis.conjunction(from - 1) && !clauses.any(start..from - 1);
        let subject = analysis.ending(cue.sentence, cue.group.start)?;
        let from = analysis.mentions[subject].phrase.start();
        if !cue.gerund && !told(from) {
            return None;
        }
        let own = match item(analysis, range.start).is(WordClass::TO) {
            true => range.start,
            false => clauses.main(Range::clone(range))?,
        };
        let parted = |at: usize| !item(analysis, at).is_word() || item(analysis, at).is(WordClass::CONJUNCTION);
        let next =
            (own + 1..range.end).take(LONGEST).take_while(|&at| !parted(at)).find(|&at| clauses.principal(at..at + 1));
        // Nothing else is the verb of a sentence that begins with them; that of "that" has always one of its own.
        let that = item(analysis, range.start - 1).is(WordClass::THAT);
        let alone =
            || !that && from <= start + 1 && own > range.start && !clauses.any(range.end..analysis.reach(cue).end);
        next.or_else(|| alone().then_some(own))
    }

    /// Whether the verb of the words is helped by a modal, whose infinitive no past tense can be; but would be mended and
    /// sold.
    fn modal(&self) -> bool {
        let is = |at: usize, class: WordClass| item(self.analysis, at).is(class);
        let main = self.analysis.clauses.main(self.range.clone());
        let helped = self.range.clone().any(|at| is(at, WordClass::BE | WordClass::HAVE));
        // "recalled that he would sing all night and slept on deck": a custom.
        let says = matches!(self.cue.class, CueClass::Say | CueClass::Tell | CueClass::Add | CueClass::Announce);
        let says = says && !rule_words::RECALLING_LEMMA.contains(&self.cue.lemma);
        says && main.is_some_and(|at| is(at, WordClass::MODAL | WordClass::FUTURE)) && !helped
    }

    /// Whether words in marks have a verb of their own: “the bell is yours”, but not “old and slow”.
    fn spoken(&self, quotation: &Item) -> bool {
        let document = self.analysis.document;
        let class = |t: &Token| t.entry(document.text(), self.analysis.lexicon).class;
        let mut words = document.inside(quotation).iter().filter(|t| t.is_word());
        // A verb that opens the words has its subject before them: was “is shut”.
        words.next().is_some() && words.any(|t| class(t).any(WordClass::AUXILIARY))
    }

    /// Whether a past tense is joined here: and left; then walked
    fn deed(&self, at: usize) -> bool {
        let joins = |at: usize| item(self.analysis, at).is(WordClass::CONJUNCTION);
        let then = || self.analysis.document.is_any(at, listed!["then"]);
        at + 1 < self.range.end && (joins(at) || then()) && past(self.analysis, at + 1)
    }

    /// Whether the cue stands in a relative clause between commas: the union, which says
    fn related(&self) -> bool {
        let start = self.analysis.document.sentences[self.cue.sentence].items.start;
        let words = start..self.cue.group.start;
        let comma = words.rev().find(|&at| !item(self.analysis, at).is_word());
        let relative = |at: usize| item(self.analysis, at + 1).is(WordClass::RELATIVE);
        comma.is_some_and(|at| item(self.analysis, at).kind == TokenKind::Comma && relative(at))
    }

    /// Whether the words end with a cue, or with where and when it was said.
    fn ends_with(&self, cue: &Cue) -> bool {
        let rest = cue.group.end..self.range.end;
        rest.is_empty() || super::shapes::setting(self.analysis, rest)
    }

    /// Whether an item is what a terminal stands for.
    fn item_is(&self, term: Term, at: usize) -> bool {
        let here = item(self.analysis, at);
        let is = |class: WordClass| here.is(class);
        match term {
            Term::Word => true,
            Term::Plain => !here.is_quote(),
            Term::Quotation => here.is_quote(),
            Term::Sealed => here.is_quote() && self.analysis.document.last_inside(here) == Some(TokenKind::Comma),
            Term::Spoken => at == self.range.start && here.is_quote() && self.spoken(here),
            Term::Comma => here.kind == TokenKind::Comma,
            Term::Open => here.kind == TokenKind::Open,
            Term::Close => here.kind == TokenKind::Close,
            Term::To => is(WordClass::TO),
            Term::Withholding => self.analysis.document.is_any(at, &rule_words::WITHHOLDING),
            Term::Conjunction => is(WordClass::CONJUNCTION),
            Term::Another => self.another(at),
            Term::Verb => self.analysis.clauses.finite(at),
            Term::Predicate => here.is_quote() || self.analysis.clauses.finite(at),
            Term::Finite => finite_only(self.analysis, at),
            Term::Same => {
                let clause = WordClass::RELATIVE | WordClass::WH | WordClass::SUBORDINATOR | WordClass::SUBJECT_PRONOUN;
                !is(clause) || is(WordClass::PREPOSITION)
            }
            Term::Subject => {
                let subject = WordClass::DETERMINER
                    | WordClass::POSSESSIVE
                    | WordClass::SUBJECT_PRONOUN
                    | WordClass::PRONOUN
                    | WordClass::NUMBER
                    | WordClass::QUANTIFIER
                    | WordClass::PERSONS
                    | WordClass::GROUP;
                let other = WordClass::RELATIVE | WordClass::CONJUNCTION | WordClass::WH | WordClass::PREPOSITION;
                (is(subject) || here.capital) && !is(other)
            }
            _ => false,
        }
    }
}

impl Alphabet for Reach<'_, '_> {
    fn len(&self) -> usize {
        self.range.end
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let term = Term::of(terminal);
        let cue_verb = self.cue.kind == CueKind::Verb;
        let end = match term {
            Term::Edge => Some(at),
            Term::Done => (at == self.range.end).then_some(at),
            Term::Fronted => (cue_verb && self.fronted()).then_some(at),
            Term::Verbal => cue_verb.then_some(at),
            Term::Marks => (cue_verb && self.cue.frames == Frames::parse("q")).then_some(at),
            Term::Claim => (self.cue.kind == CueKind::Noun).then_some(at),
            Term::Announced => {
                let before = at.checked_sub(1).map(|before| item(self.analysis, before).kind);
                matches!(before, Some(TokenKind::Colon | TokenKind::Comma)).then_some(at)
            }
            Term::Clause => noun_clause(self.analysis, self.cue, self.range).filter(|_| at == self.range.start),
            Term::Second => self.second(at),
            Term::Related => self.related().then_some(at),
            Term::Modal => self.modal().then_some(at),
            Term::Deed => self.deed(at).then_some(at + 2),
            Term::Main => (at < self.range.end && self.analysis.clauses.principal(at..at + 1)).then_some(at + 1),
            Term::Matrix => self.matrix().filter(|&verb| verb == at),
            _ => (at < self.range.end && self.item_is(term, at)).then_some(at + 1),
        };
        if let Some(end) = end {
            ends.push(end as u32);
        }
    }

    fn word(&self, hash: u32, word: &str, at: usize) -> bool {
        item(self.analysis, at).hash == hash && self.analysis.document.word(at).eq_ignore_ascii_case(word)
    }
}

/// told ITV News | conditions were: a listed outlet right behind the cue is the one who is told.
fn behind_outlet(analysis: &Analysis<'_>, cue: &Cue, range: &Range<usize>) -> Option<usize> {
    let first = item(analysis, range.start);
    let tells = cue.class == crate::lexicon::CueClass::Tell && cue.kind == CueKind::Verb && !cue.passive;
    let named = first.capital && first.is(WordClass::PHRASE_START | WordClass::OUTLET);
    if !tells || range.start != cue.group.end || !named || range.len() < 5 {
        return None;
    }
    // told CNBC's “Squawk Box” | demand was strong
    let shown = |at: usize| {
        let titled =
            at + 1 < range.end && item(analysis, at).kind == TokenKind::Clitic && item(analysis, at + 1).is_quote();
        titled.then_some(at + 2)
    };
    let alone = shown(range.start + 1).filter(|_| first.is(WordClass::OUTLET));
    let second = item(analysis, range.start + 1).hash;
    let word = analysis.document.word(range.start);
    let listed = analysis.lexicon.phrases(word, first.hash, second).find_map(|phrase| {
        let crate::lexicon::PhraseKind::Outlet(_) = phrase.kind else { return None };
        let mut next = range.start + 1;
        for word in analysis.lexicon.words(phrase.rest) {
            if next >= range.end || !analysis.document.is_word(next, word) {
                return None;
            }
            next += 1;
        }
        Some(shown(next).unwrap_or(next))
    });
    let end = alone.or(listed)?;
    let rest = end..range.end;
    let clause = rest.len() > 2
        && item(analysis, end).is_word()
        && !item(analysis, end).capital
        && !analysis.clauses.finite(end);
    (clause && rest.clone().skip(1).any(|at| analysis.clauses.finite(at))).then_some(end)
}

/// quoted Zhao as telling his counterpart | that: the one who is told is no part of the words.
fn telling(analysis: &Analysis<'_>, cue: &Cue, range: &Range<usize>) -> Option<usize> {
    if cue.kind != CueKind::Verb || cue.class != crate::lexicon::CueClass::Quote {
        return None;
    }
    let said = super::speaker::as_saying(analysis, cue)?;
    let told = analysis.starting(cue.sentence, said).map(|m| analysis.mentions[m].phrase.end())?;
    if analysis.document.word(said - 1) != "telling" || range.start > told || told + 1 >= range.end {
        return None;
    }
    let that = item(analysis, told).is(WordClass::THAT);
    (that || item(analysis, told).kind == TokenKind::Comma).then_some(told + 1)
}

fn item<'a>(analysis: &'a Analysis<'_>, at: usize) -> &'a Item {
    &analysis.document.items[at]
}

/// A verb that cannot be an infinitive: was, had, did, said.
fn finite_only(analysis: &Analysis<'_>, at: usize) -> bool {
    let here = item(analysis, at);
    let words = listed!["was", "were", "is", "are", "has", "had", "did", "does"];
    if words.may_hold(here.hash) && words.holds(analysis.document.word(at)) {
        return true;
    }
    analysis.lexicon.cue(here.cue).is_some_and(|form| {
        let i = form.inflection;
        (i.past || i.third) && !i.base && !here.is(WordClass::NOUN | WordClass::ADJECTIVE | WordClass::NOUN_CUE)
    })
}

/// A past tense that is no plain form: left, walked.
fn past(analysis: &Analysis<'_>, at: usize) -> bool {
    let here = item(analysis, at);
    let listed = analysis.lexicon.cue(here.cue).map(|form| form.inflection);
    let past = listed.map_or(here.ending == Ending::Ed, |i| i.past && !i.base);
    let irregular =
        || matches!(here.ending, Ending::Other | Ending::Ed) && irregular::lemma(analysis.document.word(at)).is_some();
    let past = past || listed.is_none() && irregular();
    past && analysis.clauses.finite(at) && !here.is(WordClass::ADJECTIVE)
}
