//! Cues: the words that mark an attribution.
//!
//! Takes a document, gives every [`Cue`] that could be one, in order: verbs of saying with their auxiliaries, phrasal
//! and nominal cues, prepositions, a bare colon or dash beside a quotation, and an open class of verbs in the
//! quotation frame ("Enough!" thundered Gasparyan). Which of them do attribute something the attribution decides.

mod group;
mod left;
mod noun;

pub(crate) use group::phrase_noun;
pub(crate) use noun::{announces, says};

use crate::document::{Document, Item, TokenKind};
use crate::lexicon::{CueClass, Frames, Lexicon, WordClass};
use std::ops::Range;

/// What sort of word the cue is. The numbers are part of what the weights have learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CueKind {
    /// A verb of the lists
    Verb = 0,
    /// A verb outside the lists, beside a quotation
    OpenVerb = 1,
    /// according to, per
    Preposition = 2,
    /// statement, claim
    Noun = 3,
    /// `:` before a quotation
    Colon = 4,
    /// A dash behind a quotation
    Dash = 5,
}

/// One possible cue. Ranges are items of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// What sort of word.
    pub kind: CueKind,
    /// The whole group: auxiliaries, adverbs, verb, the words of a phrasal cue.
    pub group: Range<usize>,
    /// The verb (or noun, preposition, mark) itself.
    pub head: usize,
    /// The speech act.
    pub class: CueClass,
    /// The frames that it takes.
    pub frames: Frames,
    /// Hash of the lemma: the key of the weights.
    pub lemma: u32,
    /// Number of the sentence.
    pub sentence: usize,
    /// was quoted, has been told
    pub passive: bool,
    /// saying, adding
    pub gerund: bool,
    /// to say
    pub infinitive: bool,
    /// did not say
    pub negated: bool,
    /// could say
    pub modal: bool,
    /// will say
    pub future: bool,
    /// The words of a phrasal cue behind the head.
    pub phrasal: usize,
}

impl Cue {
    /// What its group makes of its verb, as bits: passive, gerund, infinitive, negated, modal, future.
    pub(crate) fn shape(&self) -> u32 {
        u32::from(self.passive)
            | u32::from(self.gerund) << 1
            | u32::from(self.infinitive) << 2
            | u32::from(self.negated) << 3
            | u32::from(self.modal) << 4
            | u32::from(self.future) << 5
    }

    fn new(kind: CueKind, head: usize, class: CueClass, frames: Frames, lemma: u32, sentence: usize) -> Cue {
        Cue {
            kind,
            group: head..head + 1,
            head,
            class,
            frames,
            lemma,
            sentence,
            passive: false,
            gerund: false,
            infinitive: false,
            negated: false,
            modal: false,
            future: false,
            phrasal: 0,
        }
    }
}

/// Finds every possible cue of the document.
pub fn cues(document: &Document<'_>, lexicon: &Lexicon) -> Vec<Cue> {
    let mut cues = Vec::with_capacity(document.items.len() / 16);
    for (number, sentence) in document.sentences.iter().enumerate() {
        let (mut at, end) = (sentence.items.start, sentence.items.end);
        while let Some(plain) = document.items[at.min(end)..end].iter().position(may_be) {
            at += plain;
            let cue = cue_at(document, lexicon, number, &sentence.items, at);
            at += 1;
            if let Some(cue) = cue {
                at = cue.group.end.max(at);
                cues.push(cue);
            }
        }
    }
    cues
}

/// Whether an item may be the head of a cue. Most are not: one look tells, without a branch.
#[inline]
fn may_be(item: &Item) -> bool {
    let listed = (item.cue != 0) | item.is(WordClass::CUE_PREPOSITION | WordClass::NOUN_CUE);
    let other = group::HEADS.may_hold(item.hash) | group::unlisted(item);
    (item.kind == TokenKind::Word) & (listed | other) | matches!(item.kind, TokenKind::Colon | TokenKind::Dash)
}

fn cue_at(
    document: &Document<'_>,
    lexicon: &Lexicon,
    number: usize,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Cue> {
    let item = &document.items[at];
    match item.kind {
        TokenKind::Colon => colon(document, number, sentence, at),
        TokenKind::Dash => dash(document, number, sentence, at),
        TokenKind::Word => {
            if (item.is(WordClass::CUE_PREPOSITION) || group::opens_phrase(item.hash))
                && let Some(cue) = group::preposition(document, lexicon, number, sentence, at)
            {
                return Some(cue);
            }
            if item.cue != 0
                && let Some(cue) = group::verb(document, lexicon, number, sentence, at)
            {
                return Some(cue);
            }
            if item.is(WordClass::NOUN_CUE)
                && let Some(cue) = noun::noun(document, lexicon, number, sentence, at)
            {
                return Some(cue);
            }
            if let Some(cue) = group::adjective(document, number, sentence, at) {
                return Some(cue);
            }
            group::open_verb(document, number, sentence, at)
        }
        _ => None,
    }
}

/// A colon before a quotation or, behind a short label, at the head of a paragraph.
fn colon(document: &Document<'_>, number: usize, sentence: &Range<usize>, at: usize) -> Option<Cue> {
    if at == sentence.start {
        return None;
    }
    let next_is_quote = document.items.get(at + 1).is_some_and(|i| i.is_quote());
    let label = at - sentence.start <= 6 && at + 1 < sentence.end;
    (next_is_quote || label)
        .then(|| Cue::new(CueKind::Colon, at, CueClass::Say, Frames::parse("q"), document.items[at].hash, number))
}

/// A dash between a quotation and a name: “We owe them the truth.” — Lida Haro
fn dash(document: &Document<'_>, number: usize, sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let behind_quote = at > sentence.start && document.items[at - 1].is_quote();
    (behind_quote && at + 1 < sentence.end && document.items[at + 1].is_word() && document.items[at + 1].capital)
        .then(|| Cue::new(CueKind::Dash, at, CueClass::Say, Frames::parse("q"), document.items[at].hash, number))
}
