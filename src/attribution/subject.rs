//! The subject that a clause of its own parts from the verb: the cooperative that represents most of the boats said; the
//! doctor treating the wounded said.
//!
//! Takes a cue, gives the mention that its verb belongs to, where what stands between the two is closed by that verb: a
//! relative clause without commas, or a participle with what hangs on it. A mention inside of it is no subject of the cue,
//! however near it stands. Subjects right beside their verbs, and those parted by commas, are not looked for here.

use super::Analysis;
use crate::clause::Form;
use crate::cue::{Cue, CueKind};
use crate::document::{Ending, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use crate::mention::MentionKind;

/// The most words between a subject and its verb.
const FAR: usize = 24;

/// The subject that a clause parts from a cue.
pub(super) fn parted(analysis: &Analysis<'_>, cue: &Cue) -> Option<usize> {
    if cue.kind != CueKind::Verb || cue.gerund || cue.infinitive || !analysis.clauses.finite(cue.group.start) {
        return None;
    }
    let reach = analysis.reach(cue);
    let end = cue.group.start;
    let first = end.saturating_sub(FAR).max(reach.start);
    // Nothing is closed without a word between.
    let stops = |at: usize| !analysis.item(at).is_word() || analysis.item(at).is_quote();
    let from = (first..end).rev().find(|&at| stops(at) && !joins(analysis, at)).map_or(first, |at| at + 1);
    (from + 1..end.saturating_sub(1)).find_map(|at| {
        let verbs = if relative(analysis, at) { 1 } else { 0 };
        let last = analysis.ending(cue.sentence, at).filter(|_| verbs > 0 || reduced(analysis, at))?;
        let closed = analysis.clauses.closed(at, end).is_some_and(|held| held >= verbs);
        governing(analysis, last, from).filter(|_| closed)
    })
}

/// Whether a clause or a participle that says more of a noun opens right behind it.
pub(crate) fn says_more(analysis: &Analysis<'_>, at: usize) -> bool {
    at < analysis.document.items.len() && (relative(analysis, at) || reduced(analysis, at))
}

/// Whether an item that is no word leaves a clause open: the hyphen of a compound, a clitic, an abbreviation's stop.
fn joins(analysis: &Analysis<'_>, at: usize) -> bool {
    matches!(analysis.item(at).kind, TokenKind::Clitic | TokenKind::Number | TokenKind::Symbol)
        && !analysis.item(at).is_quote()
}

/// Whether a word opens a relative clause behind a noun: who, which, that, whose, where.
fn relative(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.item(at).is(WordClass::RELATIVE) || analysis.document.is_any(at, listed!["where", "whose", "whom"])
}

/// Whether a participle says more of the noun before it: treating the wounded, accused of the fire. What gives a name
/// does not: a man named Ivo Tamm said.
fn reduced(analysis: &Analysis<'_>, at: usize) -> bool {
    let names = listed!["named", "called", "identified", "known", "dubbed", "nicknamed", "quoted", "cited"];
    let item = analysis.item(at);
    let acting = item.ending == Ending::Ing && !item.capital;
    (acting || analysis.clauses.form(at) == Form::Participle) && !analysis.document.is_any(at, names)
}

/// The mention that no preposition governs, of those that prepositions join up to one: Democrats in Iowa; nothing where
/// the first of them opens with one, as in "in the town that burned".
fn governing(analysis: &Analysis<'_>, mut number: usize, from: usize) -> Option<usize> {
    loop {
        let mention = &analysis.mentions[number];
        let fits = matches!(
            mention.kind,
            MentionKind::Name
                | MentionKind::Body
                | MentionKind::Person
                | MentionKind::People
                | MentionKind::Organisation
                | MentionKind::Document
        );
        // "six in ten voters"
        let counted = analysis.item(mention.head).is(WordClass::QUANTIFIER | WordClass::NUMBER);
        let before = mention.phrase.start().checked_sub(1).filter(|&at| at >= from);
        match before.filter(|&at| analysis.item(at).is(WordClass::PREPOSITION | WordClass::TO)) {
            Some(preposition) => number = analysis.ending(mention.sentence, preposition)?,
            None => {
                return (fits && !counted && !mention.possessive && mention.phrase.start() >= from).then_some(number);
            }
        }
    }
}
