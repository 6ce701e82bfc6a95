//! Names that a clause gives to somebody who was described: one of the dockers, who gave his name only as Timur; a man named
//! Per Lund; a nurse who asked to be identified by her first name, Corinne.
//!
//! Takes a name, gives the description that it is the name of. `a woman who named Per Lund` names somebody else, and "who
//! asked not to be named" nobody.

use crate::attribution::Analysis;
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::mention::MentionKind;
use std::ops::Range;

/// How many mentions back the description stands, at most.
const BACK: usize = 5;

/// The most words between the description and the name.
const BETWEEN: usize = 18;

/// The description whose name a mention is by the words between the two.
pub(super) fn described(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let mention = &analysis.mentions[number];
    let start = mention.phrase.start();
    if mention.kind != MentionKind::Name || mention.possessive || !closed(analysis, mention.phrase.end()) {
        return None;
    }
    let back = (0..number).rev().take(BACK).take_while(|&m| analysis.mentions[m].sentence == mention.sentence);
    let other = back.filter(|&m| analysis.mentions[m].phrase.end() < start).find(|&m| {
        let other = &analysis.mentions[m];
        other.kind == MentionKind::Person && !other.possessive
    })?;
    let gap = analysis.mentions[other].phrase.end()..start;
    // One lawmaker called Per Lund “a liar”; the mayor named Per Lund to the board: they do it, and have no name.
    let bare = gap.len() == 1;
    let first = analysis.mentions[other].phrase.start();
    let quote = analysis.document.items.get(mention.phrase.end()).is_some_and(|i| i.is_quote());
    let indefinite = analysis.document.is_any_case(first, listed!["a", "an"])
        || analysis.document.is_any_case(first, &rule_words::INTRODUCING);
    (!(bare && (quote || !indefinite)) && names(analysis, gap)).then_some(other)
}

/// Whether nothing goes on behind the name that would make another object of it: they called Per Lund a liar.
fn closed(analysis: &Analysis<'_>, end: usize) -> bool {
    let Some(item) = analysis.document.items.get(end) else { return true };
    !item.is_word() || item.cue != 0 || !item.is(WordClass::DETERMINER | WordClass::ADJECTIVE | WordClass::NOUN)
}

/// Whether some words give the name behind them to the description before them.
fn names(analysis: &Analysis<'_>, mut gap: Range<usize>) -> bool {
    let document = analysis.document;
    let comma = |at: usize| document.items[at].kind == TokenKind::Comma;
    if !gap.is_empty() && comma(gap.start) {
        gap.start += 1;
    }
    // by her first name, | Lina
    let parted = gap.len() > 2 && comma(gap.end - 1);
    gap.end -= usize::from(parted);
    let (Some(last), true) = (gap.clone().last(), gap.len() <= BETWEEN) else { return false };
    let core = |at: usize| document.is_any(at, &rule_words::NAMING_CORE);
    let before = |at: usize, words| at > gap.start && document.is_any(at - 1, words);
    let ends = if parted {
        document.is_any(last, &rule_words::NAMING_NOUN)
    } else {
        document.is_any(last, listed!["as"]) && gap.len() > 1
            || document.is_any(last, &rule_words::NAMING_LAST) && !before(last, listed!["who", "that"])
            || document.is_any(last, listed!["by"]) && before(last, &rule_words::NAMING_GOES)
    };
    ends && gap.clone().any(core) && told(analysis, gap)
}

/// Whether all of some words are of the kind that gives a name, whoever it is given by: identified by state television as.
fn told(analysis: &Analysis<'_>, gap: Range<usize>) -> bool {
    let document = analysis.document;
    let mut at = gap.start;
    while at < gap.end {
        let active = at + 1 < gap.end
            && document.is_any(at, listed!["who"])
            && document.is_any(at + 1, &rule_words::NAMING_ACTIVE)
            && !document.items.get(at + 2).is_some_and(|i| i.is(WordClass::REFLEXIVE));
        if active || !document.is_any(at, &rule_words::NAMING) {
            return false;
        }
        let by =
            document.is_any(at, listed!["by"]) && at > gap.start && document.is_any(at - 1, &rule_words::NAMING_BY);
        let next = (at + 1..gap.end).take(5).find(|&n| document.is_any(n, listed!["as"]));
        at = if by { next.unwrap_or(at + 1) } else { at + 1 };
    }
    true
}
