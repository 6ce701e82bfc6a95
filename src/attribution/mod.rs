//! Attribution: which words are whose.
//!
//! Takes a document with its mentions and cues, gives [`Attribution`]s. The grammar proposes (frames, speakers, the
//! places where reported words can begin and end), the weights choose. It does not say who "he" is (see `speaker`).

pub mod accept;
mod addressee;
pub mod boundary;
pub mod candidate;
pub mod citing;
mod complement;
pub mod continuation;
pub mod counts;
pub mod decode;
pub mod doubt;
mod edge;
pub mod edges;
pub mod extent;
pub mod flags;
pub mod frame;
mod heading;
pub(crate) mod kind;
mod labels;
mod leading;
mod nominal;
mod orders;
mod parts;
pub mod propose;
pub mod refuse;
mod relayed;
pub mod rules;
pub mod shapes;
mod signed;
pub mod speaker;
pub(crate) mod subject;
mod tags;
mod talk;
pub mod transcript;

pub use counts::Counts;
pub use decode::attributions;

use crate::clause::Clauses;
use crate::cue::Cue;
use crate::document::{Document, Item, Sentence, TokenKind};
use crate::grammar::RuleId;
use crate::lexicon::{Lexicon, WordClass};
use crate::mention::{ItemRange, Mention};
use std::cell::RefCell;
use std::ops::Range;

/// Where the reported words stand, seen from the cue. The numbers are part of what the weights have learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Frame {
    /// No attribution
    None = 0,
    /// Behind the cue: Haro said the road is shut.
    Right = 1,
    /// Before it: The road is shut, Haro said.
    Left = 2,
    /// On both sides: The road, Haro said, is shut.
    Split = 3,
}

impl Frame {
    /// All frames, in the order of the weights.
    pub const ALL: [Frame; 4] = [Frame::None, Frame::Right, Frame::Left, Frame::Split];
}

/// What the stages before have found.
#[derive(Debug)]
pub struct Analysis<'d> {
    /// The document.
    pub document: &'d Document<'d>,
    /// The word lists.
    pub lexicon: &'d Lexicon,
    /// The mentions, in order.
    pub mentions: &'d [Mention],
    /// The possible cues, in order.
    pub cues: &'d [Cue],
    /// The first mention of every sentence or of one behind it, and behind them the number of all; and the first cue.
    first_mentions: Vec<u32>,
    first_cues: Vec<u32>,
    /// The items that the reported words of every sentence's cues can stand in.
    reaches: Vec<ItemRange>,
    /// The tag of every item.
    pub tags: Vec<u32>,
    /// What stands in any stretch of items.
    pub counts: Counts,
    /// The verbs of the sentences that have a cue, and their clauses.
    pub(crate) clauses: Clauses,
    /// The first mention that starts at an item, plus one, and the first that ends before it; 0 where none does.
    starts: Vec<u32>,
    ends: Vec<u32>,
    /// The subject that something parts from each cue, plus one; 0 where nothing does.
    parted: Vec<u32>,
    /// What rules have decided, in the order in which they did: see [`Decision`].
    trace: RefCell<Vec<Decision>>,
}

/// That a rule has read what stands around an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The rule.
    pub rule: RuleId,
    /// The item: the head of the cue.
    pub item: u32,
}

impl<'d> Analysis<'d> {
    /// Gathers what the attribution looks at.
    pub fn new(document: &'d Document<'d>, lexicon: &'d Lexicon, mentions: &'d [Mention], cues: &'d [Cue]) -> Self {
        let count = document.sentences.len();
        let tags = document.items.iter().map(|i| tags::tag(document, lexicon, i)).collect();
        let mut starts = vec![0; document.items.len()];
        let mut ends = vec![0; document.items.len() + 1];
        for (number, mention) in mentions.iter().enumerate().rev() {
            starts[mention.phrase.start()] = number as u32 + 1;
            ends[mention.phrase.end()] = number as u32 + 1;
        }
        let reaches = (0..count).map(|sentence| reach(document, cues, sentence).into()).collect();
        let first_cues = firsts(count, cues.iter().map(|c| c.sentence));
        let spoken = (0..count).filter(|&sentence| first_cues[sentence] < first_cues[sentence + 1]);
        let clauses = Clauses::of(document, lexicon, spoken.map(|sentence| document.sentences[sentence].items.clone()));
        let mut analysis = Analysis {
            document,
            lexicon,
            mentions,
            cues,
            reaches,
            first_mentions: firsts(count, mentions.iter().map(|m| m.sentence)),
            first_cues,
            clauses,
            tags,
            counts: Counts::of(document),
            starts,
            ends,
            parted: Vec::new(),
            trace: RefCell::default(),
        };
        analysis.parted = cues.iter().map(|cue| subject::parted(&analysis, cue).map_or(0, |m| m as u32 + 1)).collect();
        // Whoever asks what ends before the cue means its subject, not what hangs on that.
        for (cue, &subject) in cues.iter().zip(&analysis.parted).filter(|(_, subject)| **subject > 0) {
            analysis.ends[cue.group.start] = subject;
        }
        analysis
    }

    /// The subject that something parts from a cue: a clause, a phrase, an aside.
    pub(crate) fn parted(&self, cue: usize) -> Option<usize> {
        (self.parted[cue] as usize).checked_sub(1)
    }

    /// Whether a word is the "that" which begins a clause; not the one that tells which: that same day | that
    pub fn conjunction(&self, at: usize) -> bool {
        let that = |at: usize| self.document.items.get(at).is_some_and(|item| item.is(WordClass::THAT));
        let which = || (at + 2..at + 4).find(|&n| that(n)).is_some_and(|n| crate::mention::time(self.document, n - 1));
        that(at) && !which()
    }

    /// Where a name ends whose letters stand behind it: the Harbour Board (HB) |
    pub(crate) fn past_letters(&self, end: usize) -> usize {
        let is = |at: usize, kind| self.document.items.get(at).is_some_and(|item| item.kind == kind);
        if is(end, TokenKind::Open) && is(end + 2, TokenKind::Close) { end + 3 } else { end }
    }

    /// The mentions of a sentence.
    pub fn mentions_of(&self, sentence: usize) -> Range<usize> {
        self.first_mentions[sentence] as usize..self.first_mentions[sentence + 1] as usize
    }

    /// The cues of a sentence.
    #[inline]
    pub fn cues_of(&self, sentence: usize) -> Range<usize> {
        self.first_cues[sentence] as usize..self.first_cues[sentence + 1] as usize
    }

    /// Notes that a rule has decided about the cue with a head; for [`Analysis::decided`].
    pub(crate) fn note(&self, rule: Option<RuleId>, head: usize) {
        if let Some(rule) = rule {
            self.trace.borrow_mut().push(Decision { rule, item: head as u32 });
        }
    }

    /// What rules have decided about the cue with a head.
    pub(crate) fn decided(&self, head: usize) -> Vec<RuleId> {
        let mut rules = Vec::new();
        for decision in self.trace.borrow().iter().filter(|d| d.item as usize == head) {
            if !rules.contains(&decision.rule) {
                rules.push(decision.rule);
            }
        }
        rules
    }

    /// The first mention of a sentence that starts at an item.
    pub fn starting(&self, sentence: usize, at: usize) -> Option<usize> {
        self.of_sentence(sentence, *self.starts.get(at)?)
    }

    /// The first mention of a sentence that ends before an item.
    pub fn ending(&self, sentence: usize, at: usize) -> Option<usize> {
        self.of_sentence(sentence, *self.ends.get(at)?)
    }

    /// A mention by its number plus one, if it is of a sentence.
    fn of_sentence(&self, sentence: usize, number: u32) -> Option<usize> {
        let number = (number as usize).checked_sub(1)?;
        (self.mentions[number].sentence == sentence).then_some(number)
    }

    /// The items that a cue's reported words can stand in: its sentence, and a quotation that a colon announces at the
    /// sentence's end.
    #[inline]
    pub fn reach(&self, cue: &Cue) -> Range<usize> {
        self.reaches[cue.sentence].items()
    }

    /// An item of the document.
    #[inline]
    pub fn item(&self, at: usize) -> &Item {
        &self.document.items[at]
    }

    /// The tag of an item within a range, or the tag of nothing.
    #[inline]
    pub fn tag(&self, range: &Range<usize>, at: Option<usize>) -> u32 {
        match at {
            Some(at) if range.contains(&at) => self.tags[at],
            _ => crate::model::features::NOTHING,
        }
    }
}

/// See [`Analysis::reach`].
fn reach(document: &Document<'_>, cues: &[Cue], sentence: usize) -> Range<usize> {
    let mut range = document.sentences[sentence].items.clone();
    let colon = document.items[range.end - 1].kind == TokenKind::Colon;
    // A colon ends no sentence but a dateline, and that announces nothing.
    let announces = |next: &&Sentence| next.paragraph != document.sentences[sentence].paragraph;
    if colon && let Some(next) = document.sentences.get(sentence + 1).filter(announces) {
        // The first item of a list stands behind its bullet.
        let quote = next.items.start + usize::from(bullet(document, next.items.clone()).is_some());
        if document.items[quote].is_quote() && !signed(cues, quote) {
            range.end = quote + 1;
        }
    }
    range
}

/// The bullet that a list's item begins with, before a quotation: a dash, a dot, a star.
fn bullet(document: &Document<'_>, sentence: Range<usize>) -> Option<u32> {
    let first = &document.items[sentence.start];
    let sign = matches!(first.kind, crate::document::TokenKind::Dash | crate::document::TokenKind::Symbol);
    let quoted = sentence.len() > 1 && document.items[sentence.start + 1].is_quote();
    (sign && !first.is_quote() && quoted).then_some(first.hash)
}

/// Whether a name behind a dash signs a quotation: “We owe them the truth.” — Lida Haro
fn signed(cues: &[Cue], quote: usize) -> bool {
    let at = cues.partition_point(|c| c.head <= quote);
    cues.get(at).is_some_and(|c| c.head == quote + 1 && c.kind == crate::cue::CueKind::Dash)
}

/// Where what belongs to each sentence begins, by the numbers of the sentences of all, in order; and their count.
fn firsts(count: usize, mut sentences: impl ExactSizeIterator<Item = usize>) -> Vec<u32> {
    let all = sentences.len() as u32;
    let mut firsts = Vec::with_capacity(count + 1);
    for at in 0..all {
        let Some(sentence) = sentences.next() else { break };
        while firsts.len() <= sentence {
            firsts.push(at);
        }
    }
    firsts.resize(count + 1, all);
    firsts
}

/// Who said what, as items, mentions and cues.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The rule that the attribution follows.
    pub rule: &'static str,
    /// The cue; none for a floating quotation.
    pub cue: Option<usize>,
    /// The frame.
    pub frame: Frame,
    /// The mention of the speaker beside the cue.
    pub speaker: Option<usize>,
    /// The reported words, as item ranges in order.
    pub content: Vec<Range<usize>>,
    /// How sure the choices were, 0 to 1, before calibration.
    pub probability: f32,
    /// A quotation without a cue of its own, in a paragraph of its own.
    pub floating: bool,
    /// The attribution whose speaker a floating quotation continues, by its cue.
    pub carried: Option<usize>,
    /// The label of a turn in a transcript: all words are the speaker's, without marks.
    pub turn: Option<Range<usize>>,
    /// Nothing but a noun phrase is reported: no row, but who speaks and through whom goes on from here.
    pub bare: bool,
}

impl Attribution {
    /// The parts of a cue, with no rule, probability or mark set.
    pub fn of(cue: usize, frame: Frame, speaker: Option<usize>, content: Vec<Range<usize>>) -> Self {
        Attribution {
            rule: "",
            cue: Some(cue),
            frame,
            speaker,
            content,
            probability: 0.0,
            floating: false,
            carried: None,
            turn: None,
            bare: false,
        }
    }
}
