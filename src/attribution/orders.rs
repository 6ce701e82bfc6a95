//! Orders of words that leave nothing to choose: the cue's sentence as the alphabet of `grammar/rules/orders.rs`.
//!
//! Takes a cue, says which of those rules reads its sentence, and with what speaker and words; or that the cue reports
//! nothing there.

mod stretches;
mod terms;
mod words;

use super::shapes::Shape;
use super::{Analysis, subject};
use crate::cue::{Cue, CueKind};
use crate::document::tokens::word_hash;
use crate::document::{Ending, Item, TokenKind};
use crate::grammar::reader::{Known, Places, Reading};
use crate::grammar::rules::orders::{self, Term};
use crate::grammar::{RuleId, RuleKind, table};
use crate::lexicon::rule_words;
use crate::lexicon::set::{Bits, listed};
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use crate::model::{Features, Weights};
use std::ops::Range;

/// Items of a subject and its aside before a cue that are looked at.
const ASIDE: usize = 60;

/// Items between a comma and the subject behind it at most.
const APPOSED: usize = 8;

/// The terminals that are looked for where a production may begin.
const BEGINNINGS: u64 = ((1 << Term::Speaker as u8) - 1) | {
    let (mut bits, mut n) = (0, 0);
    while n < LOOKED_AT.len() {
        bits |= 1 << LOOKED_AT[n] as u8;
        n += 1;
    }
    bits
};

/// Those of them that are no cues.
const LOOKED_AT: [Term; 6] = [Term::Start, Term::Open, Term::Pointing, Term::Noun, Term::Comma, Term::Relative];

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
    /// The words that it reports, and whose they are; where a turn of somebody else's begins, if the words before are another's.
    Words(RuleId, Shape, Option<usize>),
    /// It reports words behind it that begin at an item; who speaks and where they end is open.
    Begins(RuleId, usize),
    /// It reports nothing.
    Nothing(RuleId),
}

/// What the items of a sentence can be read by: the sentence, the terminals of those that are looked for, as bits, and what
/// its words have in common.
pub(super) type Signs = Option<(usize, u64, Bits)>;

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
    let order = Order::new(analysis, number);
    let (here, words) = match *signs {
        Some((sentence, here, words)) if sentence == cue.sentence => (here, words),
        _ => {
            let (here, words) = (order.signs(), order.words());
            *signs = Some((cue.sentence, here, words));
            (here, words)
        }
    };
    let could = order.cues | here | (!0 << Term::Speaker as u8) & !LOOKED_FOR;
    let mut places = None;
    let stands = |hash: u32| words.may_hold(hash) && order.reach.clone().any(|at| order.item(at).hash == hash);
    let programs = analysis.document.grammar.able(orders::COURT.table(), could, u64::MAX);
    programs.map(|(id, program)| (id, program, program.begins(could, stands))).find_map(|(id, program, begins)| {
        if begins == 0 {
            return None;
        }
        let places: &Places = places.get_or_insert_with(|| order.places().map(|at| (at, order.starts(at))).collect());
        let reading = Known::at(places, begins, could).find_map(|(at, known)| {
            let reading = program.read_where(&order, at, known).ok()?;
            order.holds_cue(&reading).then_some(reading)
        })?;
        match table::rule(id).kind {
            RuleKind::Refusal => Some(Verdict::Nothing(id)),
            _ if id == orders::SAIDTHAT => reading.part(Term::Rest as u8).map(|rest| Verdict::Begins(id, rest.start)),
            _ if id == orders::CAPTION => {
                reading.part(Term::Quotation as u8).map(|quote| Verdict::Begins(id, quote.start))
            }
            _ if id == orders::SAIDSO => {
                reading.part(Term::Sentence as u8).map(|quote| Verdict::Begins(id, quote.start))
            }
            _ => order.verdict(id, number, &reading, weights, scratch),
        }
    })
}

/// A cue and its sentence.
struct Order<'o, 'd> {
    analysis: &'o Analysis<'d>,
    number: usize,
    cue: &'o Cue,
    reach: Range<usize>,
    /// The terminals that the cue can be read by, as bits.
    cues: u64,
}

impl<'o, 'd> Order<'o, 'd> {
    fn new(analysis: &'o Analysis<'d>, number: usize) -> Self {
        let cue = &analysis.cues[number];
        let order = Order { analysis, number, cue, reach: analysis.reach(cue), cues: 0 };
        Order { cues: order.cues(), ..order }
    }

    /// The terminals that the cue can be read by, as bits.
    fn cues(&self) -> u64 {
        let cue = self.cue;
        let is = |word: u32| cue.lemma == word;
        let bit = |term: Term, reads: bool| u64::from(reads) << term as u8;
        let shows = rule_words::SHOWING_LEMMA.contains(&cue.lemma);
        let any = bit(Term::Any, true) | bit(Term::Showing, cue.gerund && shows);
        let begins = !cue.passive && !cue.infinitive && !cue.negated && !cue.modal && !cue.future;
        let clause = cue.frames.has(b't') && matches!(cue.class, CueClass::Say | CueClass::Tell | CueClass::Add);
        let any = any
            | bit(Term::SayThat, begins && self.says_that())
            | bit(Term::Saying, begins && cue.gerund && clause)
            | bit(Term::Describe, begins && !cue.gerund && cue.class == CueClass::Describe)
            | bit(Term::Posting, cue.class == CueClass::Social);
        if cue.passive {
            return any
                | bit(Term::Heard, cue.class == CueClass::Tell && is(const { word_hash("tell") }))
                | bit(Term::Stated, !cue.negated && !cue.modal && rule_words::STATED_LEMMA.contains(&cue.lemma))
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
        let trails = matches!(
            cue.class,
            CueClass::Say | CueClass::Write | CueClass::Add | CueClass::Announce | CueClass::Show | CueClass::Promise
        );
        // cautioned Per Lind, the vet
        let trails = trails || rule_words::TRAILING_LEMMA.contains(&cue.lemma);
        let trails = trails && finite && cue.phrasal == 0 && cue.frames.has(b't');
        let untold = alone && is(const { word_hash("tell") }) && self.kind(cue.group.end) != Some(TokenKind::Word);
        any | bit(Term::Trail, trails)
            | bit(Term::Untold, untold)
            | bit(Term::Say, says && finite && cue.phrasal == 0)
            | bit(Term::Heard, heard)
            | bit(Term::State, !cue.modal && !cue.future && rule_words::STATING_LEMMA.contains(&cue.lemma))
            | bit(Term::Call, cue.class == CueClass::Call)
            | bit(Term::Dubbed, cue.phrasal == 0 && alone && self.names(cue.head))
            | bit(Term::Show, shows)
    }

    /// Whether the cue is one of saying that takes a clause with "that", with its subject beside it.
    fn says_that(&self) -> bool {
        let says = matches!(
            self.cue.class,
            CueClass::Say
                | CueClass::Tell
                | CueClass::Add
                | CueClass::Announce
                | CueClass::Write
                | CueClass::Reply
                | CueClass::Social
        );
        self.cue.frames.has(b't') && (says && self.begun() || self.cue.class == CueClass::Show && self.finds())
    }

    /// Whether a text is what finds: a poll of voters in May found that; a study by the yard, which found that.
    fn finds(&self) -> bool {
        let before = self.cue.group.start.checked_sub(1).filter(|&at| at >= self.reach.start);
        let which = before.is_some_and(|at| self.is(at, WordClass::RELATIVE) && self.is(at, WordClass::WH));
        !self.cue.gerund && (which || subject::text(self.analysis, self.cue).is_some())
    }

    /// Whether the cue has its subject beside it, or shares one: Haro said, which says, and added, before pointing out.
    fn begun(&self) -> bool {
        let cue = self.cue;
        let before = cue.group.start.checked_sub(1).filter(|&at| at >= self.reach.start);
        let Some(before) = before else { return cue.gerund };
        let joins = WordClass::CONJUNCTION | WordClass::RELATIVE;
        // The comma can stand inside the marks before it.
        let sealed = || self.analysis.document.last_inside(self.item(before)) == Some(TokenKind::Comma);
        let comma = self.kind(before) == Some(TokenKind::Comma) || self.quotation(before) && sealed();
        let finite = self.analysis.ending(cue.sentence, cue.group.start).is_some()
            || self.is(before, joins)
            || comma && self.parted(before);
        let parted = comma
            || self.is(before, WordClass::PREPOSITION)
            || self.is(cue.group.start, WordClass::PREPOSITION | WordClass::SUBORDINATOR);
        // "was quoted as saying that": the cue is the other verb.
        if cue.gerund && self.analysis.document.is_any(before, listed!["as"]) {
            return false;
        }
        // "charge sheets state that": the subject of a base form is several, and no object: let them say that.
        let several = self
            .analysis
            .ending(cue.sentence, cue.group.start)
            .is_some_and(|m| !matches!(self.analysis.mentions[m].kind, MentionKind::Name | MentionKind::Relative));
        let base = cue.group.len() == 1
            && !(several && self.analysis.clauses.finite(cue.head))
            && self.analysis.lexicon.cue(self.item(cue.head).cue).is_none_or(|f| {
                let i = f.inflection;
                !(i.past || i.third || i.gerund)
            });
        !base && if cue.gerund { parted || finite } else { finite && !self.reduced() }
    }

    /// Whether an aside ends before the cue, and no clause whose words could be reported: Ivo Tamm, who was not asked, said that.
    fn parted(&self, comma: usize) -> bool {
        let before = self.reach.start.max(comma.saturating_sub(ASIDE))..comma;
        // "Radio Kattvik, citing police, said that": the words are theirs.
        let cites = |at: usize| {
            let gerund = self.item(at).cue != 0 && self.item(at).ending == Ending::Ing;
            let cited = |m: usize| self.analysis.mentions[m].kind != MentionKind::Other;
            gerund && self.analysis.starting(self.cue.sentence, at + 1).is_some_and(cited)
        };
        !self.analysis.clauses.principal(before.clone()) && !before.into_iter().any(cites)
    }

    /// Whether the cue says more of a text in which somebody speaks: said in a statement emailed to the Herald that.
    fn reduced(&self) -> bool {
        let subject = self.analysis.ending(self.cue.sentence, self.cue.group.start);
        let Some(start) = subject.map(|m| self.analysis.mentions[m].phrase.start()) else { return false };
        let inside = start > self.reach.start && self.is(start - 1, WordClass::PREPOSITION);
        let mut earlier = self.analysis.cues_of(self.cue.sentence).map(|c| &self.analysis.cues[c]);
        inside
            && self.cue.group.len() == 1
            && earlier.any(|c| {
                c.group.end < start
                    && (c.group.end..start).all(|at| !self.analysis.clauses.finite(at) && !self.item(at).is_quote())
            })
    }

    /// Whether the cue is a third person of the present: a study reports.
    fn third(&self) -> bool {
        self.analysis.lexicon.cue(self.item(self.cue.head).cue).is_some_and(|form| form.inflection.third)
    }

    /// Where a production may begin: at the sentence's start, at the comma before the subject, and shortly before that or the cue.
    fn places(&self) -> impl Iterator<Item = usize> {
        let group = self.cue.group.start;
        let subject = self
            .analysis
            .ending(self.cue.sentence, group)
            .map_or(group, |m| self.analysis.mentions[m].phrase.start().min(self.analysis.mentions[m].role.start()));
        let from = subject.min(group).saturating_sub(4).max(self.reach.start + 1);
        // ", a deeply unpopular move that unions called"
        let far = from.saturating_sub(APPOSED).max(self.reach.start + 1)..from;
        let comma = far.rev().find(|&at| self.kind(at) == Some(TokenKind::Comma));
        std::iter::once(self.reach.start).chain(comma).chain(from..=group.max(from))
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
        let here = LOOKED_AT.into_iter().filter(|&term| at < self.reach.end && self.one(term, at));
        here.fold(cues | !BEGINNINGS, |bits, term| bits | 1 << term as u8)
    }

    /// The terminals that the items of the sentence can be read by, of those that are looked for.
    fn signs(&self) -> u64 {
        self.reach.clone().fold(0, |bits, at| bits | self.signs_at(at))
    }

    /// What the hashes of the sentence's words have in common.
    fn words(&self) -> Bits {
        self.reach.clone().fold(Bits::NONE, |bits, at| bits.with(self.item(at).hash))
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

    fn item(&self, at: usize) -> &Item {
        &self.analysis.document.items[at]
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
            let mut all = self.analysis.mentions_of(self.cue.sentence);
            all.find(|&m| {
                let mention = &self.analysis.mentions[m];
                mention.core.start() == at || mention.role.start() == at && !mention.role.is_empty()
            })
        });
        begins.filter(|&m| self.analysis.mentions[m].kind != MentionKind::Relative)
    }
}
