//! What stands before the verb in its group: did not, was wrongly reported to have.
//!
//! Takes a cue that is its verb alone, gives it the auxiliaries, negations and adverbs before it, and what they say of it.

use super::Cue;
use super::group::{adverb, auxiliary};
use crate::document::{Document, Item, TokenKind};
use crate::lexicon::WordClass;
use std::ops::Range;

/// How far a group reaches to the left of its verb.
const GROUP_REACH: usize = 7;

/// Takes auxiliaries, negations and adverbs on the left into the group, and reads what they say.
pub(super) fn extend_left(document: &Document<'_>, sentence: &Range<usize>, cue: &mut Cue) {
    let items = &document.items;
    let limit = sentence.start.max(cue.head.saturating_sub(GROUP_REACH));
    let mut start = cue.head;
    let mut adverbs = 0;
    while start > limit {
        let before: &Item = &items[start - 1];
        // "Haro of St. Brigid's said" has a possessive; "he's said" an auxiliary.
        let owns = before.kind == TokenKind::Clitic
            && start >= 2
            && document.word(start - 1).ends_with('s')
            && (items[start - 2].capital || cue.head == start && items[cue.head].is(WordClass::NOUN_CUE))
            && !items[start - 2].is(WordClass::SUBJECT_PRONOUN | WordClass::PRONOUN | WordClass::WH);
        if owns {
            break;
        }
        // "Nobody told them": a subject.
        if before.is(WordClass::PRONOUN) && before.is(WordClass::NEGATION) {
            cue.negated = true;
            break;
        }
        // "a poll in May found": the month.
        let month = before.capital && start >= sentence.start + 2 && items[start - 2].is(WordClass::PREPOSITION);
        if !month && before.is(auxiliary()) && matches!(before.kind, TokenKind::Word | TokenKind::Clitic) {
            // The clitic of "Haro's said" is rare; that of "Haro's lawyer" is no neighbour of a verb.
            start -= 1;
            adverbs = 0;
        } else if adverb(document, start - 1) && adverbs < 2 {
            start -= 1;
            adverbs += 1;
        } else {
            break;
        }
    }
    // Leading adverbs without an auxiliary stay when they stand before the verb: "also said", "repeatedly told".
    cue.group.start = start;
    for item in &items[start..cue.head] {
        cue.negated |= item.is(WordClass::NEGATION);
        cue.future |= item.is(WordClass::FUTURE);
        cue.modal |= item.is(WordClass::MODAL) && !item.is(WordClass::FUTURE) && item.kind == TokenKind::Word;
    }
    if start > sentence.start && items[start - 1].is(WordClass::TO) {
        cue.infinitive = true;
    }
    cue.negated |= apart(document, sentence, start);
    // "No one said"
    let word = |n: usize| start.checked_sub(n).filter(|at| *at >= sentence.start).map_or("", |at| document.word(at));
    cue.negated |= word(1) == "one" && word(2).eq_ignore_ascii_case("no");
}

/// Whether an aside parts the verb, whose group begins at `start`, from what negates it: did not, as was reported, | say;
/// has never – in any letter – | said.
fn apart(document: &Document<'_>, sentence: &Range<usize>, start: usize) -> bool {
    let mark = |at: usize| matches!(document.items[at].kind, TokenKind::Comma | TokenKind::Dash);
    if start < sentence.start + 3 || !mark(start - 1) {
        return false;
    }
    let mut inside = (start.saturating_sub(GROUP_REACH).max(sentence.start)..start - 1).rev();
    let Some(open) = inside.find(|&at| mark(at)).filter(|&at| at > sentence.start) else { return false };
    let not = &document.items[open - 1];
    let help = WordClass::AUXILIARY | WordClass::MODAL | WordClass::FUTURE;
    let helped = open > sentence.start + 1 && document.items[open - 2].is(help);
    not.is(WordClass::NEGATION) && (helped || not.kind == TokenKind::Clitic || document.word(open - 1) == "never")
}
