//! Where a refusal may begin, and what it can read there: asked before any is read, since most read nothing.

use super::{CUE, Seen};
use crate::grammar::reader::{Known, Places, Program};
use crate::grammar::rules::refusals::Term;

/// Items before the cue from which a production is read, at most.
const BEFORE: usize = 6;

/// The terminals that are looked for where a production may begin.
const BEGINNINGS: u64 =
    CUE | 1 << Term::Start as u8 | 1 << Term::Declining as u8 | 1 << Term::Determiner as u8 | 1 << Term::SaidOf as u8;

impl Seen<'_, '_> {
    /// The places up to six items before the cue, its speaker, and its sentence's start.
    pub(super) fn places(&self) -> Places {
        let group = self.cue.group.start;
        let sentence = self.sentence().start;
        let speaker = self.attribution.speaker.map(|s| self.analysis.mentions[s].phrase.start());
        let far = [Some(sentence), speaker].into_iter().flatten().filter(|&at| at + BEFORE < group);
        let near = group.saturating_sub(BEFORE).max(sentence)..=group;
        far.chain(near).map(|at| (at, self.starts(at))).collect()
    }

    /// The terminals that something at a place can be read by.
    fn starts(&self, at: usize) -> u64 {
        let cues = if at == self.cue.group.start { self.cues } else { 0 };
        let inside = at < self.sentence().end;
        let mut bits = cues | !BEGINNINGS;
        for term in [Term::Declining, Term::Determiner, Term::SaidOf] {
            bits |= u64::from(inside && self.item_is(term, at)) << term as u8;
        }
        bits | u64::from(at == self.sentence().start) << Term::Start as u8
    }

    /// Whether a production reads the proposal from one of its places.
    pub(super) fn reads(&self, program: &Program) -> bool {
        let sentence = self.sentence();
        let first = self.attribution.speaker.map_or(sentence.start, |s| self.analysis.mentions[s].phrase.start());
        let read = &self.analysis.document.items[sentence.start.min(first)..sentence.end];
        let begins = program.begins(self.could, |word| read.iter().any(|item| item.hash == word));
        let places = || self.places.get_or_init(|| self.places());
        begins != 0 && Known::at(places(), begins, self.could).any(|(at, known)| program.reads(self, at, known))
    }

    /// The terminals that the proposal can be read by: what is dear to look for is looked for where it is read.
    pub(super) fn could(&self) -> u64 {
        let looks = [Term::Unmarked, Term::Speakerless, Term::Hollow, Term::Found];
        let looks = looks.into_iter().filter(|&look| !self.holds(look));
        let content = &self.attribution.content;
        let behind = content.iter().any(|r| r.start >= self.cue.group.end);
        // What is read behind a gap.
        let forms = [Term::Nothing, Term::Setting, Term::Relayed, Term::Anothers, Term::Joined, Term::Scene];
        let read = |form| behind && content.iter().any(|r| self.words_end(form, r.start).is_some());
        let forms = forms.into_iter().filter(|&form| !read(form));
        let none = looks.chain(forms).chain((!behind).then_some(Term::Gap));
        none.fold(self.cues | !CUE, |bits, term| bits & !(1 << term as u8))
    }
}
