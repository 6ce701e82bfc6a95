//! The parts of a proposal as the alphabet of the rules.
//!
//! Takes a proposed attribution, lays its parts out in the order of the text, and gives the first rule of the table (see
//! `grammar/rules/attributions.rs`) that reads them all; what no rule reads is no attribution.

use super::{Analysis, Frame};
use crate::cue::CueKind;
use crate::grammar::reader::{Alphabet, Ends, Known};
use crate::grammar::rules::{attributions, paragraphs};
use crate::grammar::{RuleId, table};
use crate::lexicon::{CueClass, WordClass};
use smallvec::SmallVec;
use std::ops::Range;

/// The rule of a quotation without a cue of its own, in a paragraph of its own.
pub(crate) const FLOAT: RuleId = paragraphs::FLOAT;

/// The table of the rules over a proposal's parts.
const TABLE: usize = attributions::QSC.table();

/// A part, numbered as the table's terminals are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Part {
    Quotation,
    That,
    Bare,
    Infinitive,
    Question,
    Speaker,
    Cue,
    Participle,
    Passive,
    Accuse,
    Describe,
    Call,
    Quote,
    Preposition,
    Noun,
    Colon,
    Dash,
    /// Other words between two parts: an addressee, an aside, an adverbial.
    Other,
    /// The same with a cue of their own, between speaker and cue: a shared subject.
    OtherCue,
}

/// Terminals that read several parts.
const CLAUSE: u8 = 19;
const WORDS: u8 = 20;
const ANY_CUE: u8 = 21;

impl Part {
    fn is_clause(self) -> bool {
        (Part::That as u8..=Part::Question as u8).contains(&(self as u8))
    }

    fn is_words(self) -> bool {
        self as u8 <= Part::Question as u8
    }

    fn is_cue(self) -> bool {
        (Part::Cue as u8..=Part::Dash as u8).contains(&(self as u8))
    }

    /// The terminals that read it, as bits.
    fn terminals(self) -> u64 {
        let bit = |n: u8| 1u64 << n;
        bit(self as u8)
            | if self.is_clause() { bit(CLAUSE) } else { 0 }
            | if self.is_words() { bit(WORDS) } else { 0 }
            | if self.is_cue() { bit(ANY_CUE) } else { 0 }
    }
}

/// The parts of a proposal in the order of the text.
#[derive(Default)]
struct Layout(SmallVec<[Part; 12]>);

impl Alphabet for Layout {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        // Words and asides are read in one go, however many pieces they have.
        let run = |test: &dyn Fn(Part) -> bool| self.0[at..].iter().take_while(|&&part| test(part)).count();
        let length = match terminal {
            CLAUSE => run(&Part::is_clause),
            WORDS => run(&Part::is_words),
            ANY_CUE => usize::from(self.0.get(at).is_some_and(|part| part.is_cue())),
            one if one == Part::Quotation as u8 => run(&|part| part == Part::Quotation),
            one => usize::from(self.0.get(at).is_some_and(|&part| part as u8 == one)),
        };
        if length > 0 {
            ends.push((at + length) as u32);
        }
    }
}

/// The rule that reads the parts of a proposal; none where no rule does.
pub(crate) fn read(
    analysis: &Analysis<'_>,
    cue: usize,
    _frame: Frame,
    speaker: Option<usize>,
    content: &[Range<usize>],
) -> Option<&'static str> {
    let layout = lay_out(analysis, cue, speaker, content);
    let could = layout.0.iter().fold(0, |bits, part| bits | part.terminals());
    let single = |part: &&Part| matches!(part, Part::Speaker | Part::Other | Part::OtherCue);
    let must = layout.0.iter().filter(single).fold(0, |bits, part| bits | part.terminals());
    let starts = layout.0.first().map_or(0, |part| part.terminals());
    let mut rules = analysis.document.grammar.able(TABLE, could, starts);
    let known = Known { could, must, starts, keep: 0 };
    let (id, _) = rules.find(|(_, program)| program.read_whole(&layout, known).is_ok())?;
    Some(table::rule(id).id)
}

/// Lays out the parts of a proposal.
fn lay_out(analysis: &Analysis<'_>, number: usize, speaker: Option<usize>, content: &[Range<usize>]) -> Layout {
    let cue = &analysis.cues[number];
    let direct = crate::attribution::kind::kind(analysis.document, content) == crate::record::Kind::Direct;
    let mut parts: SmallVec<[(Range<usize>, Part); 6]> = SmallVec::new();
    parts.push((cue.group.clone(), cue_part(analysis, number)));
    for range in content {
        parts.push((range.clone(), if direct { Part::Quotation } else { clause_part(analysis, range) }));
    }
    if let Some(mention) = speaker.map(|s| &analysis.mentions[s]) {
        parts.push((mention.phrase.items(), Part::Speaker));
    }
    parts.sort_by_key(|(range, part)| (range.start, range.end, *part as u8));
    let mut layout = Layout::default();
    let mut end: Option<usize> = None;
    for (range, part) in parts {
        if let Some(end) = end
            && end < range.start
        {
            let between = end..range.start;
            let other_cue =
                analysis.cues_of(cue.sentence).any(|c| c != number && between.contains(&analysis.cues[c].head));
            if part == Part::Quotation && layout.0.last() == Some(&Part::Quotation) {
                // The parts of one quotation, with a beat between dashes.
            } else if other_cue && layout.0.last() == Some(&Part::Speaker) && range == cue.group {
                layout.0.push(Part::OtherCue);
            } else if analysis.document.items[between].iter().any(|i| i.is_word() && !i.is(WordClass::THAT)) {
                layout.0.push(Part::Other);
            }
        }
        layout.0.push(part);
        end = Some(end.map_or(range.end, |e| e.max(range.end)));
    }
    layout
}

fn cue_part(analysis: &Analysis<'_>, number: usize) -> Part {
    let cue = &analysis.cues[number];
    match (cue.kind, cue.class) {
        (CueKind::Preposition, _) => Part::Preposition,
        (CueKind::Noun, _) => Part::Noun,
        (CueKind::Colon, _) => Part::Colon,
        (CueKind::Dash, _) => Part::Dash,
        _ if cue.passive => Part::Passive,
        (_, CueClass::Quote) => Part::Quote,
        (_, CueClass::Accuse) => Part::Accuse,
        (_, CueClass::Describe) => Part::Describe,
        (_, CueClass::Call) => Part::Call,
        _ if cue.gerund => Part::Participle,
        _ => Part::Cue,
    }
}

fn clause_part(analysis: &Analysis<'_>, range: &Range<usize>) -> Part {
    let first = analysis.item(range.start);
    let before = range.start.checked_sub(1).map(|at| analysis.item(at));
    if before.is_some_and(|i| i.is(WordClass::THAT)) || first.is(WordClass::THAT) {
        Part::That
    } else if first.is(WordClass::TO) {
        Part::Infinitive
    } else if first.is(WordClass::WH) {
        Part::Question
    } else {
        Part::Bare
    }
}
