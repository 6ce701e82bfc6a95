//! Where reported words can begin and end; which of these places they do is chosen by `edge`.

use super::{Analysis, speaker, subject};
use crate::clause::Form;
use crate::cue::{Cue, CueKind};
use crate::document::{Ending, Item, TokenKind};
use crate::lexicon::set::listed;
use crate::lexicon::{CueClass, WordClass, rule_words};
use crate::mention::{Mention, MentionKind};
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

/// How far behind the cue reported words can begin, and how many places are weighed; of those behind them, only where
/// a quotation begins. (Of the annotated words 99.9 % begin at one of the first twelve.)
const START_REACH: usize = 32;
const STARTS: usize = 12;
/// Candidates of one boundary at most.
const MOST: usize = 40;
/// Items of a list behind its first member at most.
const LONGEST_LIST: usize = 24;
/// Places of one boundary: room for all that there can be.
pub type Places = SmallVec<[usize; 64]>;

/// Where words behind a cue can begin.
pub fn right_starts(analysis: &Analysis<'_>, number: usize) -> Places {
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    // "quoted the mayor as saying": the words begin behind the participle.
    if cue.class == CueClass::Quote
        && let Some(start) = speaker::as_saying(analysis, cue).filter(|&start| start < reach.end)
    {
        return smallvec![start];
    }
    let limit = reach.end.min(cue.group.end + START_REACH);
    let mut found = Places::new();
    // "The rent will rise, he says; the landlord": another sentence.
    if cue.group.end < reach.end && analysis.item(cue.group.end).kind == TokenKind::Semicolon {
        return found;
    }
    let least = past_aside(analysis, cue).max(past_her(analysis, cue));
    let mut places = 0;
    for at in cue.group.end.max(least)..limit {
        let item = analysis.item(at);
        let governed = at > cue.group.end && item.is_word() && in_setting(analysis, at);
        if at == cue.group.end || !governed && (item.is_word() || item.is_quote()) && begins(analysis, at) {
            if places < STARTS || item.is_quote() {
                found.push(at);
            }
            places += 1;
        }
    }
    found
}

/// Whether a word is governed by a preposition that says where, when or by what something is said: warned in | a letter.
fn in_setting(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.document.is_any(at - 1, &rule_words::SETTING_PREPOSITION)
}

/// Where the words can begin at the earliest behind "her": told her | nobody would come, but told | her sons would come.
fn past_her(analysis: &Analysis<'_>, cue: &Cue) -> usize {
    let at = cue.group.end;
    let items = &analysis.document.items;
    let her = |i: &Item| i.is(WordClass::OBJECT_PRONOUN) && i.is(WordClass::POSSESSIVE);
    let (Some(_), Some(next)) = (items.get(at).filter(|i| her(i)), items.get(at + 1)) else { return 0 };
    let subject = WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::SUBJECT_PRONOUN
        | WordClass::PRONOUN
        | WordClass::THAT
        | WordClass::TO
        | WordClass::WH;
    let counts = next.is(WordClass::QUANTIFIER | WordClass::NUMBER | WordClass::ADJECTIVE);
    let alone = listed!["enough", "everyone", "everything", "nobody", "nothing", "somebody", "someone", "there"];
    let alone = analysis.document.is_any(at + 1, alone);
    if cue.kind == CueKind::Verb && (alone || next.is(subject) && !counts) { at + 1 } else { 0 }
}

/// Where the words can begin at the earliest behind a preposition and a speaker of whom an aside tells more: according to
/// her lawyer, Dana Mills, | Haro was never told; according to the report, released in May, | the road is shut.
fn past_aside(analysis: &Analysis<'_>, cue: &Cue) -> usize {
    if cue.kind != CueKind::Preposition {
        return 0;
    }
    let end = analysis.reach(cue).end;
    let comma = |at: usize| at < end && analysis.item(at).kind == TokenKind::Comma;
    let beginning = |at: usize| analysis.starting(cue.sentence, at).map(|m| &analysis.mentions[m]);
    let Some(speaker) = beginning(cue.group.end).filter(|m| comma(m.phrase.end())) else { return 0 };
    let first = speaker.phrase.end() + 1;
    let Some(close) = (first + 1..end).find(|&at| comma(at)) else { return 0 };
    let named = |one: &Mention, other: &Mention| one.kind == MentionKind::Name && other.kind == MentionKind::Person;
    let next = beginning(first);
    if next.is_some_and(|m| m.phrase.end() == close && (named(speaker, m) || named(m, speaker))) {
        return close + 1;
    }
    // "According to Haro, the captain, who was ill, fell": a subject with its own aside.
    let other = WordClass::RELATIVE | WordClass::WH | WordClass::CONJUNCTION;
    let subject = |at: usize| at < end && !analysis.item(at).is(other) && !analysis.clauses.finite(at);
    let clause = || subject(close + 1) && analysis.clauses.any(close + 1..end);
    if tells_more(analysis, speaker, next, first..close) && clause() { close + 1 } else { 0 }
}

/// Whether what stands between two commas behind somebody says more of them, the mention `next` first: published in May,
/// which nobody saw, the captain of the ferry.
fn tells_more(analysis: &Analysis<'_>, somebody: &Mention, next: Option<&Mention>, aside: Range<usize>) -> bool {
    let (first, item) = (aside.start, analysis.item(aside.start));
    // "published in May": a past tense as well, where nothing stands before it. "Eating goats": a subject.
    let open = analysis.clauses.form(first) == Form::Open;
    let more = || subject::says_more(analysis, first) && item.ending != Ending::Ing;
    let described = || {
        let one = somebody.kind == MentionKind::Name && next.is_some_and(|m| m.kind != MentionKind::Name);
        one && item.is(WordClass::DETERMINER)
    };
    (open || more() || described()) && !analysis.clauses.principal(first + usize::from(open)..aside.end)
}

/// Whether a clause or phrase can begin at an item by what stands there and before.
fn begins(analysis: &Analysis<'_>, at: usize) -> bool {
    let item = analysis.item(at);
    let before = analysis.item(at - 1);
    let word = WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::SUBJECT_PRONOUN
        | WordClass::PRONOUN
        | WordClass::PREPOSITION
        | WordClass::TO
        | WordClass::WH
        | WordClass::THAT
        | WordClass::SUBORDINATOR
        | WordClass::QUANTIFIER
        | WordClass::NUMBER
        | WordClass::CONJUNCTION;
    item.is_quote()
        || !before.is_word()
        || before.is_quote()
        || item.is(word)
        || before.is(WordClass::THAT
            | WordClass::CALENDAR
            | WordClass::TIME
            | WordClass::PERSONS
            | WordClass::GROUP
            | WordClass::OBJECT_PRONOUN
            | WordClass::CONJUNCTION
            | WordClass::TO)
        || before.capital != item.capital
}

/// Where words can end: before a mark, a conjunction, a preposition, or behind a quotation; at the sentence's end.
fn ends(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    if at == end {
        return true;
    }
    let item: &Item = analysis.item(at);
    let before = analysis.item(at - 1);
    if before.is_quote() || item.is_quote() {
        return true;
    }
    match item.kind {
        TokenKind::Comma
        | TokenKind::Semicolon
        | TokenKind::Colon
        | TokenKind::Dash
        | TokenKind::Open
        | TokenKind::Close
        | TokenKind::Stop
        | TokenKind::Exclaim
        | TokenKind::Ellipsis => true,
        TokenKind::Word => {
            item.is(WordClass::CONJUNCTION
                | WordClass::SUBORDINATOR
                | WordClass::RELATIVE
                | WordClass::PREPOSITION
                | WordClass::TO
                | WordClass::CALENDAR
                | WordClass::TIME)
                || item.is(WordClass::CUE)
                || item.ending == Ending::Ing
        }
        _ => false,
    }
}

/// Where words that begin at `start` can end; exclusive item numbers. Nowhere where the sentence is over.
pub fn right_ends(analysis: &Analysis<'_>, number: usize, start: usize) -> Places {
    let reach = analysis.reach(&analysis.cues[number]);
    if start >= reach.end {
        return Places::new();
    }
    let sealed = analysis.item(start).is_quote();
    let mut found = Places::new();
    for at in start + 1..=reach.end {
        if found.len() < MOST && ends(analysis, at, reach.end) && !(sealed && spills(analysis, start, at)) {
            found.push(at);
        }
    }
    if found.last() != Some(&reach.end) && start < reach.end && !(sealed && spills(analysis, start, reach.end)) {
        found.push(reach.end);
    }
    found
}

/// Where words before a cue can end; exclusive item numbers, nearest first.
pub fn left_ends(analysis: &Analysis<'_>, number: usize, speaker: Option<usize>) -> Places {
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    let anchor = anchor(analysis, number, speaker);
    (reach.start + 1..=anchor).rev().filter(|&at| at == anchor || ends(analysis, at, anchor)).take(12).collect()
}

/// The end of words that begin with a quotation which its own comma closes: “Go,” | she.
pub fn sealed(analysis: &Analysis<'_>, range: &Range<usize>) -> usize {
    if !analysis.item(range.start).is_quote() || !spills(analysis, range.start, range.end) {
        return range.end;
    }
    range.clone().rev().find(|&at| analysis.item(at).is_quote()).map_or(range.end, |at| at + 1)
}

/// The end of words behind a cue: a quotation's own comma closes them before a participle or a relative clause, as in
/// called it a “joke,” | linking to a story. In the train articles five such words in six end there.
pub fn closed(analysis: &Analysis<'_>, range: &Range<usize>) -> usize {
    let items = &analysis.document.items;
    let closes = |at: usize| {
        items[at].is_quote()
            && analysis.document.last_inside(&items[at]) == Some(TokenKind::Comma)
            && items[at + 1].kind == TokenKind::Word
            && (items[at + 1].ending == Ending::Ing || analysis.document.word(at + 1) == "which")
    };
    (range.start..range.end.saturating_sub(1)).find(|&at| closes(at)).map_or(range.end, |at| at + 1)
}

/// Whether words are no more than what leads in, up to its comma: according to Haro, after the storm, | the ferry was sold;
/// said that if nobody pays, | the ferry will be sold.
pub(super) fn led(analysis: &Analysis<'_>, number: usize, range: &Range<usize>) -> bool {
    let cue = &analysis.cues[number];
    let first = analysis.item(range.start);
    // "Asked when the ferry would sail, Haro smiled": a question.
    let that = range.start > 0 && analysis.item(range.start - 1).is(WordClass::THAT);
    let clause = first.is(WordClass::SUBORDINATOR) && (that || !first.is(WordClass::WH)) && cue.class != CueClass::Ask;
    let leads = match cue.kind {
        CueKind::Preposition => first.is(WordClass::PREPOSITION | WordClass::SUBORDINATOR),
        CueKind::Verb => clause,
        _ => false,
    };
    let reach = analysis.reach(cue);
    let comma = range.end + 1 < reach.end && analysis.item(range.end).kind == TokenKind::Comma;
    let principal = |part: Range<usize>| analysis.clauses.principal(part);
    let subject = || {
        let other = WordClass::CONJUNCTION | WordClass::RELATIVE | WordClass::SUBORDINATOR;
        cue.kind == CueKind::Preposition || !analysis.item(range.end + 1).is(other)
    };
    leads && comma && !principal(range.clone()) && subject() && principal(range.end..reach.end)
}

/// The end of a list of which the words hold the first member.
pub(super) fn list_end(analysis: &Analysis<'_>, number: usize, range: &Range<usize>) -> Option<usize> {
    let (reach, items) = (analysis.reach(&analysis.cues[number]), &analysis.document.items);
    if range.end >= reach.end || items[range.end].kind != TokenKind::Comma {
        return None;
    }
    let word = |at: usize| items[at].kind == TokenKind::Word || items[at].is_quote();
    let rest = range.end..(range.end..reach.end).rev().find(|&at| word(at))? + 1;
    let lists = || noun_list(analysis, range, rest.clone()) || verb_list(analysis, range, rest.clone());
    (rest.len() < LONGEST_LIST && lists()).then_some(rest.end)
}

/// Whether nouns go on behind the comma that ends the words: he had flour, | eggs and no customers.
fn noun_list(analysis: &Analysis<'_>, range: &Range<usize>, rest: Range<usize>) -> bool {
    let items = &analysis.document.items;
    let comma = |at: usize| items[at].kind == TokenKind::Comma;
    let other = WordClass::RELATIVE
        | WordClass::THAT
        | WordClass::WH
        | WordClass::SUBORDINATOR
        | WordClass::SUBJECT_PRONOUN
        | WordClass::PREPOSITION
        | WordClass::ADVERB
        | WordClass::CALENDAR
        | WordClass::TIME
        | WordClass::TO;
    // A member begins with no preposition, and nothing in it is a verb, or tells which.
    let fits = |at: usize| {
        let item = &items[at];
        let begins = (comma(at - 1) || and(analysis, at - 1)) && !and(analysis, at);
        let first = item.is(other) || item.is(WordClass::VERB) && !item.is(WordClass::NOUN);
        let verbal = analysis.clauses.form(at) != Form::None || item.ending == Ending::Ing;
        let clause = item.is(WordClass::THAT | WordClass::RELATIVE) || item.kind == TokenKind::Dash;
        item.is_quote() || comma(at) || !(verbal || clause || begins && first)
    };
    let Some(joined) = rest.clone().rev().find(|&at| and(analysis, at)) else { return false };
    let long = joined + 1 < rest.end && joined > range.end + 1;
    let one = !(joined..rest.end).any(comma) && !items[range.clone()].iter().any(|i| i.is_quote());
    long && one && items[range.end - 1].kind == TokenKind::Word && rest.clone().all(fits)
}

/// Whether verbs go on that share the auxiliary of the words: they have made calls, | been promised a visit and received none.
fn verb_list(analysis: &Analysis<'_>, range: &Range<usize>, rest: Range<usize>) -> bool {
    let (items, clauses) = (&analysis.document.items, &analysis.clauses);
    let comma = |at: usize| items[at].kind == TokenKind::Comma;
    let helped = clauses.main(range.clone()).is_some_and(|at| items[at].is(WordClass::HAVE | WordClass::BE));
    let acts = |at: usize| {
        clauses.form(at) != Form::None && !items[at].is(WordClass::AUXILIARY.without(WordClass::BE))
            || analysis.document.is_any(at, listed!["been"])
    };
    let begins = |at: usize| (comma(at - 1) || and(analysis, at - 1)) && !and(analysis, at);
    let plain =
        |at: usize| items[at].is_word() && !items[at].is(WordClass::SUBJECT_PRONOUN | WordClass::RELATIVE) || comma(at);
    let mut verbs = rest.start + 1..rest.end;
    helped && verbs.clone().any(|at| and(analysis, at)) && verbs.all(|at| plain(at) && (!begins(at) || acts(at)))
}

/// Whether an item joins the last member of a list.
fn and(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.document.is_any(at, listed!["and", "or"])
}

/// Whether words would run on behind a quotation that its own comma, or a mark of exclamation, closes.
fn spills(analysis: &Analysis<'_>, start: usize, end: usize) -> bool {
    let items = &analysis.document.items[start..end];
    let Some(last) = items.iter().rposition(|i| i.is_quote()) else { return false };
    let inside = analysis.document.last_inside(&items[last]);
    matches!(inside, Some(TokenKind::Comma | TokenKind::Exclaim)) && items[last + 1..].iter().any(|i| i.is_word())
}

/// The left edge of cue and speaker together.
pub fn anchor(analysis: &Analysis<'_>, number: usize, speaker: Option<usize>) -> usize {
    let start = analysis.cues[number].group.start;
    speaker.map(|s| analysis.mentions[s].phrase.start()).filter(|&s| s < start).unwrap_or(start)
}

/// Where words that end at `end` can begin.
pub fn left_starts(analysis: &Analysis<'_>, number: usize, end: usize) -> Places {
    let reach = analysis.reach(&analysis.cues[number]);
    let mut found: Places = (reach.start..end)
        .rev()
        .filter(|&at| {
            at == reach.start || {
                let before = analysis.item(at - 1);
                !before.is_word()
                    || before.is(WordClass::CONJUNCTION | WordClass::SUBORDINATOR | WordClass::THAT)
                    || analysis.item(at).is_quote()
            }
        })
        .filter(|&at| {
            analysis.item(at).is_word() || analysis.item(at).is_quote() || analysis.item(at).kind == TokenKind::Symbol
        })
        .take(MOST)
        .collect();
    if found.is_empty() {
        found.push(reach.start);
    }
    found
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_said_behind_a_speaker_who_is_named_and_described() {
        for text in [
            "According to her lawyer, Dana Mills, .",
            "According to her lawyer, Dana Mills,",
            "According to Dana Mills, her lawyer, ...",
            "The plan was a failure, according to her lawyer, Dana Mills, .",
        ] {
            let rows = crate::extract(text);
            assert!(rows.iter().all(|row| row.quote == "The plan was a failure"), "{rows:?}");
        }
    }

    #[test]
    fn texts_that_end_where_words_would_begin_are_read() {
        for text in ["has , per his", "Haro is, the police said, ", "The mine, according to Nkosi, "] {
            let _rows = crate::extract(text);
        }
    }
}
