//! Speaker and words of a sentence that an order of words reads.

use super::super::shapes::Shape;
use super::super::{Frame, boundary, edge};
use super::{Order, Verdict};
use crate::document::TokenKind;
use crate::grammar::RuleId;
use crate::grammar::reader::Reading;
use crate::grammar::rules::orders::{self, Term};
use crate::lexicon::{CueClass, WordClass};
use crate::model::{Features, Weights};
use std::ops::Range;

/// Items that may open a sentence before the words that it reports: Moreover,
const OPENS: usize = 3;

impl Order<'_, '_> {
    /// Where words begin that the sentence opens with: behind its conjunction or adverb, as the weights say.
    fn opening(&self, number: usize, range: &Range<usize>, weights: &Weights, scratch: &mut Features) -> usize {
        let plain = range.start + usize::from(self.is(range.start, WordClass::CONJUNCTION));
        let start = edge::left_start(self.analysis, number, range.end, weights, scratch);
        start.map_or(plain, |(start, _)| if start <= range.start + OPENS { start } else { plain })
    }

    /// What a rule says of the cue by a reading of it.
    pub(super) fn verdict(
        &self,
        id: RuleId,
        number: usize,
        reading: &Reading,
        weights: &Weights,
        scratch: &mut Features,
    ) -> Option<Verdict> {
        let mut shape = self.shape(number, reading, weights, scratch)?;
        let names = || shape.content.iter().all(|words| self.named(words));
        match id {
            orders::GAPPED => self.gapped(reading, &mut shape)?,
            // In May, she told the court, the pumps had failed: what leads in is part of the words.
            orders::ASIDETOLD => {
                if let Some(lead) = reading.part(Term::Lead as u8) {
                    // "In May, he clarified the rules, which": nobody is told.
                    if self.cue.class != CueClass::Tell {
                        return None;
                    }
                    shape.content.insert(0, lead);
                    shape.frame = Frame::Split;
                }
            }
            // "was described by Haro as “a relic”": the subject is part of the words.
            orders::JUDGEDBY if self.cue.group.len() > 1 => return None,
            // "dubbed “the Needle” by its crew", "which islanders call “the gut”"
            orders::JUDGEDBY | orders::WHATCALLED if names() => return Some(Verdict::Nothing(id)),
            _ => {}
        }
        let turn = reading.part(Term::Comma as u8).filter(|_| id == orders::WHATCALLED);
        Some(Verdict::Words(id, shape, turn.map(|comma| comma.start)))
    }

    /// Adds the relative pronoun to the words that tell something of what it stands for: a boat | which he said | was unsafe;
    /// nothing where they have no verb first. Between commas they end where the verb of the sentence follows.
    fn gapped(&self, reading: &Reading, shape: &mut Shape) -> Option<()> {
        let comma = |at: usize| self.kind(at) == Some(TokenKind::Comma);
        let before = reading.part(Term::Speaker as u8)?.start.checked_sub(1)?;
        // which, the owner says, still leaks
        let relative = before - usize::from(comma(before));
        // "accepted that a list submitted in April was wrong": a conjunction.
        let verb = |at: usize| self.analysis.clauses.finite(at) || self.item(at).cue != 0;
        if self.is(relative, WordClass::THAT) && (relative == self.reach.start || verb(relative - 1)) {
            return None;
        }
        let adverb = |at: &usize| self.is(*at, WordClass::ADVERB);
        let finite = |words: &Range<usize>| {
            words.clone().find(|at| !adverb(at)).is_some_and(|at| self.analysis.clauses.finite(at))
        };
        let words = shape.content.first_mut().filter(|words| finite(words))?;
        let closes = |at: &usize| comma(*at) && self.analysis.clauses.finite(at + 1);
        if relative > self.reach.start && comma(relative - 1) {
            words.end = words.clone().find(closes).unwrap_or(words.end);
        }
        shape.content.insert(0, relative..relative + 1);
        shape.frame = Frame::Split;
        Some(())
    }

    /// Whether words are a quotation that gives a name: all in capitals, or with "the" behind what several call it by custom.
    fn named(&self, words: &Range<usize>) -> bool {
        let analysis = self.analysis;
        let base = analysis.lexicon.cue(self.item(self.cue.head).cue).is_some_and(|f| f.inflection.base);
        let first = || analysis.document.inside(self.item(words.start)).iter().find(|t| t.is_word());
        let the = || first().is_some_and(|t| t.text(analysis.document.text()).eq_ignore_ascii_case("the"));
        let custom = || base && self.cue.group.len() == 1 && the();
        self.quotation(words.start) && (super::super::refuse::capitals(analysis, words.start) || custom())
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
                Term::Reported
                | Term::Likened
                | Term::Clause
                | Term::Topic
                | Term::Mixed
                | Term::Tail
                | Term::Quotation
                | Term::Sentence => content.push(range),
                Term::Whole => content.push(self.opening(number, &range, weights, scratch)..range.end),
                Term::Rest => {
                    let (end, _) = edge::right_end(self.analysis, number, range.start, weights, scratch)?;
                    let end = boundary::closed(self.analysis, &(range.start..end));
                    content.push(range.start..end);
                }
                _ => {}
            }
        }
        let speaker = part(Term::Document).or(part(Term::Speaker)).or(part(Term::Voice)).or(part(Term::Somebody));
        let speaker = speaker.and_then(|range| self.mention(range.start));
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
