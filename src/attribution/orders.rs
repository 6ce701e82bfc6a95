//! Orders of words that leave nothing to choose: the cue's sentence as the alphabet of `grammar/rules/orders.rs`.
//!
//! Takes a cue, says which of those rules reads its sentence, and with what speaker and words; or that the cue reports
//! nothing there.

use super::shapes::Shape;
use super::{Analysis, Frame, boundary};
use crate::cue::{Cue, CueKind};
use crate::document::tokens::word_hash;
use crate::document::{Ending, Item, TokenKind};
use crate::grammar::reader::{Alphabet, Ends, Known, Reading};
use crate::grammar::rules::orders::{self, Term};
use crate::grammar::{RuleId, RuleKind, table};
use crate::lexicon::set::{Words, listed};
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use crate::model::{Features, Weights};
use smallvec::SmallVec;
use std::ops::Range;

/// Items of what leads in, of an adjunct, of the name of a court at most.
const LEAD: usize = 24;
const ADJUNCT: usize = 14;
const COURT: usize = 9;
/// Words of a label in marks at most.
const LABEL: usize = 5;

/// The places where a production may begin, each with the terminals that something can be read by there.
type Places = SmallVec<[(usize, u64); 8]>;

/// The terminals that are looked for where a production may begin.
const BEGINNINGS: u64 = (1 << Term::Speaker as u8) - 1
    | 1 << Term::Start as u8
    | 1 << Term::Open as u8
    | 1 << Term::Pointing as u8
    | 1 << Term::Noun as u8;

/// The terminals without which most sentences are, as bits.
const LOOKED_FOR: u64 = 1 << Term::Quotation as u8
    | 1 << Term::Sentence as u8
    | 1 << Term::Label as u8
    | 1 << Term::Comma as u8
    | 1 << Term::Colon as u8
    | 1 << Term::Open as u8
    | 1 << Term::Named as u8
    | 1 << Term::Nothing as u8;

/// What a rule says of a cue.
pub(super) enum Verdict {
    /// The words that it reports, and whose they are.
    Words(RuleId, Shape),
    /// It reports nothing.
    Nothing(RuleId),
}

/// The terminals that the items of a sentence can be read by, of those that are looked for: the sentence, and the bits.
pub(super) type Signs = Option<(usize, u64)>;

/// The first rule that reads a cue's sentence; `signs` are those of the sentence that was read before.
pub(super) fn read(
    analysis: &Analysis<'_>,
    number: usize,
    signs: &mut Signs,
    weights: &Weights,
    scratch: &mut Features,
) -> Option<Verdict> {
    let cue = &analysis.cues[number];
    if cue.kind != CueKind::Verb {
        return None;
    }
    let order = Order::new(analysis, cue);
    let here = match *signs {
        Some((sentence, here)) if sentence == cue.sentence => here,
        _ => signs.insert((cue.sentence, order.signs())).1,
    };
    let could = order.cues | here | (!0 << Term::Speaker as u8) & !LOOKED_FOR;
    let mut places = None;
    let stands = |hash: u32| order.reach.clone().any(|at| order.item(at).hash == hash);
    let programs = analysis.document.grammar.table(orders::COURT.table());
    programs.map(|(id, program)| (id, program, program.begins(could, stands))).find_map(|(id, program, begins)| {
        if begins == 0 {
            return None;
        }
        let places: &Places = places.get_or_insert_with(|| order.places().map(|at| (at, order.starts(at))).collect());
        let reading = places.iter().filter(|(_, starts)| begins & starts != 0).find_map(|&(at, starts)| {
            let reading = program.read_where(&order, at, Known { could, starts, ..Known::NOTHING }).ok()?;
            order.holds_cue(&reading).then_some(reading)
        })?;
        match table::rule(id).kind {
            RuleKind::Refusal => Some(Verdict::Nothing(id)),
            _ => order.shape(number, &reading, weights, scratch).map(|shape| Verdict::Words(id, shape)),
        }
    })
}

/// A cue and its sentence.
struct Order<'o, 'd> {
    analysis: &'o Analysis<'d>,
    cue: &'o Cue,
    reach: Range<usize>,
    /// The terminals that the cue can be read by, as bits.
    cues: u64,
}

/// What a sign does, in the active.
const SHOW: [u32; 9] = [
    word_hash("say"),
    word_hash("read"),
    word_hash("declare"),
    word_hash("proclaim"),
    word_hash("warn"),
    word_hash("state"),
    word_hash("urge"),
    word_hash("announce"),
    word_hash("demand"),
];

/// What takes "this" for its object, and what "this" can be the subject of.
const STATE: [u32; 8] = [
    word_hash("say"),
    word_hash("state"),
    word_hash("tell"),
    word_hash("announce"),
    word_hash("report"),
    word_hash("note"),
    word_hash("declare"),
    word_hash("write"),
];
const STATED: [u32; 5] =
    [word_hash("say"), word_hash("state"), word_hash("announce"), word_hash("report"), word_hash("declare")];

/// What points to the words of the sentence before.
static POINTING: Words = Words::of(&["this", "that", "it"]);

/// What shows that the words of a sentence are somebody's.
const SAID: [u32; 11] = [
    word_hash("say"),
    word_hash("tell"),
    word_hash("state"),
    word_hash("announce"),
    word_hash("declare"),
    word_hash("report"),
    word_hash("note"),
    word_hash("write"),
    word_hash("add"),
    word_hash("claim"),
    word_hash("warn"),
];

impl<'o, 'd> Order<'o, 'd> {
    fn new(analysis: &'o Analysis<'d>, cue: &'o Cue) -> Self {
        let order = Order { analysis, cue, reach: analysis.reach(cue), cues: 0 };
        Order { cues: order.cues(), ..order }
    }

    /// The terminals that the cue can be read by, as bits.
    fn cues(&self) -> u64 {
        let cue = self.cue;
        let is = |word: u32| cue.lemma == word;
        let bit = |term: Term, reads: bool| u64::from(reads) << term as u8;
        let shows = SHOW.contains(&cue.lemma);
        let any = bit(Term::Any, true) | bit(Term::Showing, cue.gerund && shows);
        if cue.passive {
            return any
                | bit(Term::Heard, cue.class == CueClass::Tell && is(const { word_hash("tell") }))
                | bit(Term::Stated, !cue.negated && STATED.contains(&cue.lemma))
                | bit(Term::Asked, cue.class == CueClass::Ask && is(const { word_hash("ask") }));
        }
        if cue.gerund || cue.infinitive || cue.negated {
            return any;
        }
        let says = matches!(
            cue.class,
            CueClass::Say | CueClass::Tell | CueClass::Add | CueClass::Write | CueClass::Announce | CueClass::Reply
        );
        let form = self.analysis.lexicon.cue(self.item(cue.head).cue).map(|form| form.inflection);
        let finite = form.is_some_and(|i| i.past || i.third || cue.group.len() > 1 || i.base);
        let heard =
            is(const { word_hash("hear") }) && matches!(self.analysis.document.word(cue.head), "heard" | "hears");
        let alone = cue.group.start == cue.head;
        any | bit(Term::Say, says && finite && cue.phrasal == 0)
            | bit(Term::Heard, heard)
            | bit(Term::State, !cue.modal && !cue.future && STATE.contains(&cue.lemma))
            | bit(Term::Call, cue.class == CueClass::Call)
            | bit(Term::Dubbed, cue.phrasal == 0 && alone && self.names(cue.head))
            | bit(Term::Show, shows)
    }

    /// Where a production may begin: at the sentence's start, and shortly before the cue or its subject.
    fn places(&self) -> impl Iterator<Item = usize> {
        let group = self.cue.group.start;
        let subject = self
            .analysis
            .ending(self.cue.sentence, group)
            .map_or(group, |m| self.analysis.mentions[m].phrase.start().min(self.analysis.mentions[m].role.start()));
        let from = subject.min(group).saturating_sub(4).max(self.reach.start + 1);
        std::iter::once(self.reach.start).chain(from..=group.max(from))
    }

    /// Whether a reading goes over the cue itself.
    fn holds_cue(&self, reading: &Reading) -> bool {
        reading
            .parts
            .iter()
            .any(|(part, range)| *part < Term::Speaker as u8 && range.start as usize == self.cue.group.start)
    }

    /// The terminals that something at a place can be read by.
    fn starts(&self, at: usize) -> u64 {
        let cues = if at == self.cue.group.start { self.cues } else { 0 };
        let looked = [Term::Start, Term::Open, Term::Pointing, Term::Noun];
        let here = looked.into_iter().filter(|&term| at < self.reach.end && self.one(term, at));
        here.fold(cues | !BEGINNINGS, |bits, term| bits | 1 << term as u8)
    }

    /// The terminals that the items of the sentence can be read by, of those that are looked for.
    fn signs(&self) -> u64 {
        self.reach.clone().fold(0, |bits, at| bits | self.signs_at(at))
    }

    /// See [`Order::signs`].
    fn signs_at(&self, at: usize) -> u64 {
        let bit = |term: Term| 1 << term as u8;
        let item = self.item(at);
        let mark = match item.kind {
            _ if item.is_quote() => bit(Term::Quotation) | bit(Term::Sentence) | bit(Term::Label),
            TokenKind::Comma => bit(Term::Comma),
            TokenKind::Colon => bit(Term::Colon),
            TokenKind::Open => bit(Term::Open),
            _ => 0,
        };
        let named = if item.ending == Ending::Ed && self.names(at) { bit(Term::Named) } else { 0 };
        let nothing = if self.nothing(at) { bit(Term::Nothing) } else { 0 };
        mark | named | nothing
    }

    /// A participle that gives a name: dubbed, called
    fn names(&self, at: usize) -> bool {
        let form = self.analysis.lexicon.cue(self.item(at).cue);
        form.is_some_and(|f| f.inflection.participle && matches!(f.class, CueClass::Call | CueClass::Describe))
            && self.item(at).ending == Ending::Ed
    }

    /// Whether an item is what a terminal of one item stands for, or the place what one without width looks for.
    fn one(&self, term: Term, at: usize) -> bool {
        match term {
            Term::Start => at == self.analysis.document.sentences[self.cue.sentence].items.start,
            Term::Named => self.names(at),
            Term::Conjunction => self.is(at, WordClass::CONJUNCTION),
            Term::Quotation => self.quotation(at),
            Term::Sentence => self.sentence_quotation(at),
            Term::Label => self.label_quotation(at),
            Term::Comma => self.kind(at) == Some(TokenKind::Comma),
            Term::Colon => self.kind(at) == Some(TokenKind::Colon),
            Term::Open => self.kind(at) == Some(TokenKind::Open),
            Term::Close => self.kind(at) == Some(TokenKind::Close),
            Term::Relative => self.is(at, WordClass::RELATIVE),
            Term::Question => self.is(at, WordClass::WH) || self.quotation(at),
            Term::Preposition => self.is(at, WordClass::PREPOSITION),
            Term::Pointing => {
                let document = self.analysis.document;
                POINTING.may_hold(self.item(at).hash)
                    && matches!(document.word(at), "This" | "That" | "It" | "this" | "that" | "it")
            }
            Term::Nothing => self.nothing(at),
            Term::Be => self.is(at, WordClass::BE),
            Term::Noun => {
                let function = WordClass::FUNCTION | WordClass::RELATIVE;
                self.kind(at) == Some(TokenKind::Word) && !self.is(at, function) && !self.item(at).capital
            }
            Term::Plain => !self.item(at).is_quote(),
            _ => false,
        }
    }

    fn item(&self, at: usize) -> &Item {
        &self.analysis.document.items[at]
    }

    fn nothing(&self, at: usize) -> bool {
        self.analysis.document.is_any(at, listed!["nothing", "little", "something", "more", "much"])
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        (at < self.reach.end).then(|| self.item(at)).filter(|item| !item.is_quote()).map(|item| item.kind)
    }

    fn is(&self, at: usize, class: WordClass) -> bool {
        at < self.reach.end && self.item(at).is(class)
    }

    fn quotation(&self, at: usize) -> bool {
        at < self.reach.end && self.item(at).is_quote()
    }

    /// The end of a mention that begins at an item, its role included.
    fn speaker(&self, at: usize) -> Option<usize> {
        self.mention(at).map(|m| self.analysis.mentions[m].phrase.end()).filter(|&end| end <= self.reach.end)
    }

    fn mention(&self, at: usize) -> Option<usize> {
        // "what Anna Haro said": what stands before a name may be no part of it.
        let begins = self.analysis.starting(self.cue.sentence, at).or_else(|| {
            let mut all = self.analysis.mentions_of[self.cue.sentence].clone();
            all.find(|&m| {
                let mention = &self.analysis.mentions[m];
                mention.core.start() == at || mention.role.start() == at && !mention.role.is_empty()
            })
        });
        begins.filter(|&m| self.analysis.mentions[m].kind != MentionKind::Relative)
    }

    /// A text that shows words: a sign with what describes it.
    fn document(&self, at: usize) -> Option<usize> {
        let mention = &self.analysis.mentions[self.mention(at)?];
        let sign = self.analysis.item(mention.head).is(WordClass::SIGN);
        sign.then_some(mention.phrase.end()).filter(|&end| end <= self.cue.group.start)
    }

    /// The ends of the name of a court: a hearing at Lori Crown Court; the jury
    fn hearing(&self, at: usize, ends: &mut Ends) {
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
    fn clause(&self, range: Range<usize>) -> bool {
        range.len() > 2
            && !self.item(range.start).is_quote()
            && !range.clone().any(|at| self.kind(at) == Some(TokenKind::Colon))
            && range.clone().skip(1).any(|at| {
                self.analysis.clauses.finite(at) || self.is(at, WordClass::AUXILIARY) && !self.item(at).capital
            })
    }

    /// Whether words have no verb and no marks.
    fn phrase(&self, range: Range<usize>) -> bool {
        !range.clone().any(|at| {
            self.item(at).is_quote()
                || self.analysis.clauses.finite(at)
                || self.names(at)
                || self.is(at, WordClass::THAT)
        })
    }

    /// The ends of words up to each comma.
    fn commas(&self, at: usize, most: usize, ends: &mut Ends, fits: impl Fn(Range<usize>) -> bool) {
        let last = self.reach.end.min(at + most);
        let commas = (at + 1..last).filter(|&n| self.kind(n) == Some(TokenKind::Comma) && n < self.cue.group.start);
        ends.extend(commas.filter(|&n| fits(at..n)).map(|n| n as u32));
    }

    /// Whether words before a subject lead in: they begin with a preposition, a participle, an adverb.
    fn leads(&self, range: Range<usize>) -> bool {
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
    fn loose(&self, at: usize) -> bool {
        let item = self.item(at);
        let clause = WordClass::THAT | WordClass::RELATIVE | WordClass::WH | WordClass::AUXILIARY;
        let word = matches!(item.kind, TokenKind::Word | TokenKind::Clitic | TokenKind::Number | TokenKind::Symbol);
        !item.is_quote()
            && word
            && (!item.is(clause) || item.is(WordClass::DETERMINER | WordClass::PREPOSITION) || item.capital)
            && !item.is(WordClass::CONJUNCTION.without(WordClass::PREPOSITION))
    }

    /// The sentence before, unless somebody has said it.
    fn before(&self) -> Option<Range<usize>> {
        let analysis = self.analysis;
        let document = analysis.document;
        let number = self.cue.sentence.checked_sub(1)?;
        let sentence = &document.sentences[number];
        let here = &document.sentences[self.cue.sentence];
        let near = sentence.paragraph == here.paragraph
            || sentence.paragraph + 1 == here.paragraph && document.paragraphs[sentence.paragraph] == sentence.items;
        let items = &document.items[sentence.items.clone()];
        let said = || {
            let mut cues = analysis.cues_of[number].clone().map(|c| &analysis.cues[c]);
            cues.any(|cue| {
                let says = cue.kind == CueKind::Verb && !cue.infinitive && SAID.contains(&cue.lemma);
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
    fn sentence_quotation(&self, at: usize) -> bool {
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
    fn label_quotation(&self, at: usize) -> bool {
        let document = self.analysis.document;
        self.quotation(at) && {
            let words = document.inside(self.item(at)).iter().filter(|t| t.is_word());
            let sentence = WordClass::AUXILIARY | WordClass::SUBJECT_PRONOUN | WordClass::OBJECT_PRONOUN;
            let entry = |t: &crate::document::Token| t.entry(document.text(), self.analysis.lexicon).class;
            words.clone().count() <= LABEL && !words.clone().any(|t| entry(t).any(sentence))
        }
    }

    /// Speaker and words of a reading.
    fn shape(&self, number: usize, reading: &Reading, weights: &Weights, scratch: &mut Features) -> Option<Shape> {
        let part = |term: Term| reading.part(term as u8);
        let head = self.cue.group.start;
        let mut content: Vec<Range<usize>> = Vec::new();
        if part(Term::Before).is_some() {
            content.push(self.before()?);
        }
        for (term, range) in &reading.parts {
            let range = range.start as usize..range.end as usize;
            match Term::of(*term) {
                Term::Clause | Term::Topic | Term::Quotation | Term::Sentence => content.push(range),
                Term::Rest => {
                    let (end, _) = boundary::right_end(self.analysis, number, range.start, weights, scratch)?;
                    let end = boundary::closed(self.analysis, &(range.start..end));
                    content.push(range.start..end);
                }
                _ => {}
            }
        }
        let speaker = part(Term::Document).or(part(Term::Speaker)).and_then(|range| self.mention(range.start));
        let left = content.iter().any(|r| r.start < head);
        let right = content.iter().any(|r| r.start > head);
        let frame = match (left, right) {
            (true, true) => Frame::Split,
            (true, false) => Frame::Left,
            _ => Frame::Right,
        };
        (!content.is_empty()).then_some(Shape { frame, speaker, content })
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
            Term::Speaker => self.speaker(at),
            Term::Document => self.document(at),
            Term::Hearing => return self.hearing(at, ends),
            Term::Clause => return self.commas(at, usize::MAX / 2, ends, |range| self.clause(range)),
            Term::Topic => return self.commas(at, LEAD, ends, |range| self.phrase(range)),
            Term::Phrase => {
                let most = self.reach.end.min(at + ADJUNCT);
                ends.extend((at + 1..most).take_while(|&n| self.phrase(n - 1..n)).map(|n| n as u32));
                return;
            }
            Term::Told => {
                let mut cues = self.analysis.cues_of[self.cue.sentence].clone().map(|c| &self.analysis.cues[c]);
                let told = |c: &Cue| {
                    c.kind == CueKind::Verb
                        && matches!(
                            c.class,
                            CueClass::Say | CueClass::Tell | CueClass::Add | CueClass::Promise | CueClass::Announce
                        )
                };
                cues.any(|c| c.head < self.cue.head && told(c)).then_some(at)
            }
            Term::Lead => return self.commas(at, LEAD, ends, |range| self.leads(range)),
            Term::Rest => (self.clause(at..self.reach.end)).then_some(self.reach.end),
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
            term => (at < self.reach.end && self.one(term, at)).then_some(at + 1),
        };
        if let Some(end) = end {
            ends.push(end as u32);
        }
    }

    fn word(&self, hash: u32, word: &str, at: usize) -> bool {
        at < self.reach.end && self.item(at).hash == hash && self.analysis.document.word(at).eq_ignore_ascii_case(word)
    }
}
