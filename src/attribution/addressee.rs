//! Who is urged, asked or told to do something: no part of what is said.

use super::Analysis;
use crate::cue::CueKind;
use crate::document::Ending;
use crate::lexicon::set::listed;
use crate::lexicon::{CueClass, WordClass, rule_words};

/// Items of what says more of an addressee at most.
const WHOM: usize = 9;

/// Where the infinitive begins behind an addressee that the words do not hold: urged the council | to vote. What stands
/// behind "for" is its subject: called for | the council to vote.
pub fn infinitive(analysis: &Analysis<'_>, number: usize, start: usize) -> Option<usize> {
    let cue = &analysis.cues[number];
    let told = matches!(cue.class, CueClass::Urge | CueClass::Ask | CueClass::Tell) && cue.kind == CueKind::Verb;
    let from = cue.group.end;
    let end = analysis.reach(cue).end;
    let first = analysis.item(start);
    let subject = analysis.document.is_any(from - 1, listed!["for"]);
    let begun = start > from + 1 || first.is(WordClass::TO);
    if !told || cue.passive || begun && !subject || from >= end || first.is_quote() {
        return None;
    }
    let on = analysis.document.word(from) == "on";
    let mention = analysis
        .mentions_of(cue.sentence)
        .map(|m| &analysis.mentions[m])
        .find(|m| m.phrase.start() == from || on && m.phrase.start() == from + 1)?;
    let is = |at: usize, class: WordClass| at < end && analysis.item(at).is(class);
    let infinitive = |at: usize| is(at, WordClass::TO) || is(at, WordClass::NEGATION) && is(at + 1, WordClass::TO);
    let behind = mention.phrase.end();
    // urged residents living near the river | to leave; called on the league at the time | to act
    let more = is(behind, WordClass::PREPOSITION) && analysis.document.is_any(behind, &rule_words::WHOM_MORE)
        || behind < end && analysis.item(behind).ending == Ending::Ing;
    let plain = |at: &usize| analysis.item(*at).is_word() && !analysis.clauses.finite(*at);
    let last = if more { end.min(behind + WHOM) } else { behind };
    let to = (behind..last).take_while(plain).find(|&at| infinitive(at)).unwrap_or(behind);
    match subject {
        true => (infinitive(to) && (start == from || start == to)).then_some(from),
        false => (infinitive(to) && !mention.possessive).then_some(to),
    }
}
