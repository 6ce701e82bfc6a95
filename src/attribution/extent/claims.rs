//! Where the clause of a noun ends: his claim that he acted alone | was met with laughter.

use super::Analysis;
use crate::cue::{Cue, CueKind};
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use std::ops::Range;

/// His claim that he acted alone | was met with laughter: the noun and its clause are the subject of another verb.
pub(super) fn noun_clause(analysis: &Analysis<'_>, cue: &Cue, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    let that = range.start > 0 && words[range.start - 1].is(WordClass::THAT);
    if cue.kind != CueKind::Noun || !that {
        return None;
    }
    let auxiliary = WordClass::AUXILIARY;
    let more = WordClass::CONJUNCTION | WordClass::SUBORDINATOR | WordClass::RELATIVE | WordClass::WH;
    let (mut verbs, mut clauses, mut group) = (0, 1, false);
    for at in range.clone() {
        let here = &words[at];
        if here.kind == TokenKind::Comma || here.is(more) {
            clauses += 1;
        }
        let behind = at > range.start
            && (words[at - 1].is(WordClass::SUBJECT_PRONOUN) || words[at - 1].capital)
            && analysis.clauses.finite(at);
        let past = analysis.lexicon.cue(here.cue).is_some_and(|f| f.inflection.past && !f.inflection.participle);
        let helps = here.is(auxiliary) && !here.capital && !(at > 0 && words[at - 1].is(WordClass::TO));
        let finite = helps || behind || past;
        // "was hurt | has": a new verb, though the one before has only just ended.
        let chained = at > range.start && words[at - 1].is(auxiliary | WordClass::ADVERB | WordClass::NEGATION);
        if finite && (!group || helps && !chained) {
            if verbs == clauses && helps {
                return Some(at);
            }
            verbs += 1;
        }
        group = finite || group && (here.is(WordClass::ADVERB | WordClass::NEGATION) || analysis.clauses.finite(at));
    }
    None
}
