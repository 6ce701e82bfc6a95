//! Stretches of a sentence that orders of words are made of: clauses before a comma or a subject, asides, openings.

use super::Order;
use crate::cue::CueKind;
use crate::document::TokenKind;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use std::ops::Range;

/// Items of whom, when and how before "that" at most.
const ADDRESSED: usize = 9;
/// Items of a clause that stands before the subject of its cue at most.
const REPORTED: usize = 50;
/// Words between "as" and a quotation at most.
const LIKENED: usize = 5;

impl Order<'_, '_> {
    /// Whether a cue behind this one has words of its own: a clause with "that", a quotation.
    pub(super) fn answered(&self) -> bool {
        let words = |at: usize| self.analysis.conjunction(at) || self.quotation(at) || self.quotation(at + 1);
        let mut cues = self.analysis.cues_of(self.cue.sentence).map(|c| &self.analysis.cues[c]);
        cues.any(|c| c.head > self.cue.head && c.kind == CueKind::Verb && words(c.group.end))
    }

    /// Whether words are a sentence by themselves: with a verb that nothing inside them opens (in a headline without one that
    /// shows), and no quotation behind a comma, a colon or at their start.
    pub(super) fn whole(&self, range: Range<usize>) -> bool {
        let opener = WordClass::SUBORDINATOR | WordClass::PREPOSITION | WordClass::OPENER;
        let plain = |at: usize| self.item(at).is_word();
        // Headlines leave out what shows a verb: Wind farm work for port, says mayor
        let headline = self.headline() && range.len() > 2 && range.clone().all(plain) && !self.is(range.start, opener);
        let marked = |at: usize| {
            let parted = at == range.start || !self.item(at - 1).is_word();
            self.item(at).is_quote() && parted || self.kind(at) == Some(TokenKind::Colon)
        };
        headline || self.analysis.clauses.principal(range.clone()) && !range.clone().any(marked)
    }

    /// Whether the cue, in the present, is that of a line without a stop.
    pub(super) fn headline(&self) -> bool {
        let sentence = &self.analysis.document.sentences[self.cue.sentence];
        let line = &self.analysis.document.paragraphs[sentence.paragraph];
        (self.third() || self.analysis.document.word(self.cue.head) == "say")
            && *line == sentence.items
            && self.item(line.end - 1).is_word()
    }

    /// The end of plain words that go over into a quotation, with a comma inside its marks, before the cue.
    pub(super) fn mixed(&self, at: usize) -> Option<usize> {
        let group = self.cue.group.start;
        let quote = (at..group).rev().find(|&n| self.quotation(n))?;
        let comma = self.analysis.document.last_inside(self.item(quote)) == Some(TokenKind::Comma);
        let joined = quote > at && self.kind(quote - 1) == Some(TokenKind::Word);
        let plain = !self.quotation(at) && !(at..quote).any(|n| self.kind(n) == Some(TokenKind::Colon));
        (comma && joined && plain).then_some(quote + 1)
    }

    /// Whether the rest of a sentence tells who somebody is: , a baker in Lori; who saw it.
    pub(super) fn description(&self, at: usize) -> bool {
        let rest = at..self.reach.end;
        let comma = self.kind(at) == Some(TokenKind::Comma);
        let who = WordClass::RELATIVE | WordClass::WH;
        let opens = self.is(at, who) || comma && (self.is(at + 1, who) || self.mention(at + 1).is_some());
        opens && !rest.clone().any(|n| self.quotation(n)) && !self.analysis.clauses.principal(rest)
    }

    /// The end of words with a verb before a comma, behind which somebody does something.
    pub(super) fn reported(&self, at: usize) -> Option<usize> {
        let last = self.reach.end.min(at + REPORTED);
        let acts = |end: usize| {
            let adverb = usize::from(self.is(end, WordClass::ADVERB) && !self.is(end, WordClass::AUXILIARY));
            self.analysis.clauses.finite(end + adverb)
        };
        let ends = |n: &usize| self.kind(*n) == Some(TokenKind::Comma) && self.speaker(*n + 1).is_some_and(acts);
        (at + 1..last).find(ends).filter(|&end| self.clause(at..end) && self.subject(at))
    }

    /// The end of a quotation that stands behind "as", a few words between.
    pub(super) fn likened(&self, at: usize) -> Option<usize> {
        if !self.analysis.document.is_any(at, listed!["as"]) {
            return None;
        }
        let last = self.reach.end.min(at + LIKENED);
        let quote = (at + 1..last).find(|&n| self.quotation(n))?;
        let plain = (at..quote).all(|n| self.item(n).is_word());
        let noun = |n: usize| self.is(n, WordClass::DETERMINER) && self.kind(quote + 1) == Some(TokenKind::Word);
        // as a “shameful” | bargain
        let end = quote + 1 + usize::from(noun(quote - 1) && !self.is(quote + 1, WordClass::FUNCTION));
        plain.then_some(end)
    }

    /// The end of what stands between two commas before "that": said, however, | that; said, as he had in March, | that.
    pub(super) fn inserted(&self, at: usize) -> Option<usize> {
        let comma = |n: usize| self.kind(n) == Some(TokenKind::Comma);
        let last = self.reach.end.min(at + ADDRESSED);
        let close = Some(at).filter(|&at| comma(at)).and_then(|at| (at + 1..last).find(|&n| comma(n)))?;
        let clause = self.is(at + 1, WordClass::SUBORDINATOR);
        let plain = |n: usize| {
            let verb = self.analysis.clauses.finite(n) && !clause;
            self.item(n).is_word() && !verb && !self.is(n, WordClass::THAT | WordClass::RELATIVE)
        };
        (close > at + 1 && (at + 1..close).all(plain) && self.analysis.conjunction(close + 1)).then_some(close + 1)
    }

    /// The end of words without a verb that end before "that".
    pub(super) fn addressed(&self, at: usize) -> Option<usize> {
        let end = (at..self.reach.end.min(at + ADDRESSED)).find(|&n| self.analysis.conjunction(n))?;
        let verb = |n: usize| self.analysis.clauses.finite(n) || self.item(n).is_quote();
        let clause = WordClass::RELATIVE | WordClass::WH | WordClass::CONJUNCTION;
        let plain = |n: usize| {
            let item = self.item(n);
            // "in a release that": a noun, though it can be a verb.
            let noun = item.is(WordClass::NOUN_CUE) || n > at && self.is(n - 1, WordClass::DETERMINER);
            // that same day
            let which = item.is(WordClass::THAT);
            item.is_word() && !verb(n) && (which || !item.is(clause)) && (item.cue == 0 || noun)
        };
        // "told the story that": nobody is told anything.
        let thing = self.cue.class == CueClass::Tell
            && self.mention(at).is_some_and(|m| {
                let mention = &self.analysis.mentions[m];
                let kind = matches!(mention.kind, MentionKind::Other | MentionKind::Document);
                kind && mention.phrase.end() == end
            });
        // "said a prayer that", "commented on the fact that": the clause is the noun's.
        let noun =
            self.is(end - 1, WordClass::RITUAL) || self.analysis.document.is_any(end - 1, &rule_words::CLAUSE_NOUN);
        (end > at && !noun && !thing && (at..end).all(plain)).then_some(end)
    }
}
