//! Where the words of one end because somebody else is said to say something behind them.

use super::{Reach, item};
use crate::cue::CueKind;
use crate::document::TokenKind;
use crate::grammar::rules::reaches::Term;
use crate::lexicon::{CueClass, WordClass};

impl Reach<'_, '_> {
    /// The end of somebody's own attribution that ends the words: , search warrant papers say; , Officer Lund wrote in May
    pub(super) fn second(&self, at: usize) -> Option<usize> {
        let Reach { analysis, cue, .. } = self;
        let cues = analysis.cues_of(cue.sentence).skip(self.number + 1 - analysis.cues_of(cue.sentence).start);
        let mut cues = cues.map(|c| &analysis.cues[c]);
        let last = cues.find(|c| c.group.start > at && c.group.start < self.range.end && self.ends_with(c))?;
        let says =
            matches!(last.class, CueClass::Say | CueClass::Write | CueClass::Add | CueClass::Show | CueClass::Announce);
        let finite = last.kind == CueKind::Verb
            && !last.gerund
            && !last.infinitive
            && !last.passive
            && !last.negated
            && !last.modal;
        let mention = &analysis.mentions[analysis.ending(cue.sentence, last.group.start)?];
        let whole = mention.phrase.start().min(mention.role.start()) <= at
            || (at..mention.phrase.start())
                .all(|n| !item(analysis, n).is(WordClass::FUNCTION) && item(analysis, n).is_word());
        (says && finite && whole && mention.kind != crate::mention::MentionKind::Relative).then_some(self.range.end)
    }

    /// Whether "and" stands behind marks that hold the comma, and somebody else says something: “...,” and Tamm, the harbour
    /// master, complained
    pub(super) fn another(&self, at: usize) -> bool {
        let Reach { analysis, cue, range, .. } = self;
        if !item(analysis, at).is(WordClass::CONJUNCTION) || at <= range.start || !self.item_is(Term::Sealed, at - 1) {
            return false;
        }
        let Some(subject) = analysis.starting(cue.sentence, at + 1) else { return false };
        analysis.cues_of(cue.sentence).any(|c| {
            let other = &analysis.cues[c];
            let says = other.kind == CueKind::Verb && other.frames.has(b't') && !other.passive && !other.gerund;
            let end = analysis.mentions[subject].phrase.end();
            let comma = |at: usize| item(analysis, at).kind == TokenKind::Comma;
            let aside = || comma(end) && comma(other.group.start - 1);
            let beside =
                || end == other.group.start || aside() && analysis.clauses.closed(end, other.group.start).is_some();
            says && other.group.start >= end && beside()
        })
    }
}
