//! How far reported words reach where the words around them leave no choice.
//!
//! Takes the content that the weights chose for a cue, cuts it: before the main clause behind a fronted one, behind the
//! marks of a verb that takes nothing else, before a verb that is no longer the infinitive's, before the verb of the
//! clause that a noun with its "that" is the subject of.

use super::{Analysis, Frame};
use crate::cue::{Cue, CueKind};
use crate::document::{Ending, Item, TokenKind};
use crate::lexicon::set::listed;
use crate::lexicon::{Frames, WordClass};
use std::ops::Range;

/// Cuts the words behind or before a cue to what can be reported.
pub fn cut(analysis: &Analysis<'_>, number: usize, frame: Frame, content: &mut Vec<Range<usize>>) {
    let cue = &analysis.cues[number];
    if frame == Frame::Right
        && let [range] = content.as_mut_slice()
    {
        let ends = [
            fronted(analysis, cue, range),
            infinitive(analysis, cue, range),
            noun_clause(analysis, cue, range),
            marks_only(analysis, cue, range),
        ];
        range.end = ends.into_iter().flatten().fold(range.end, usize::min);
        if let Some(start) = behind_outlet(analysis, cue, range) {
            range.start = start;
        }
        if let Some(start) = telling(analysis, cue, range) {
            range.start = start;
        }
        if let Some(start) = behind_bracket(analysis, range) {
            range.start = start;
        }
        if let Some(end) = and_did(analysis, range) {
            range.end = end;
        }
    }
    if frame == Frame::Left
        && let [range] = content.as_mut_slice()
        && let Some(start) = own_quotation(analysis, number, range)
    {
        range.start = start;
    }
    if frame == Frame::Left
        && let [range] = content.as_mut_slice()
        && let Some(end) = nicknamed(analysis, range)
    {
        range.end = end;
    }
    if frame == Frame::Left
        && let [range] = content.as_mut_slice()
        && let Some(end) = all_that_was_said(analysis, range)
    {
        range.end = end;
    }
}

/// “I kept digging,” | Rex “Buddy” Olsen said: given name and nickname are the speaker's.
fn nicknamed(analysis: &Analysis<'_>, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    let last = range.end.checked_sub(1).filter(|&at| words[at].is_quote() && at > range.start + 1)?;
    let surname = words.get(range.end).is_some_and(|i| i.capital && i.kind == TokenKind::Word);
    let given = (range.start..last).rev().take_while(|&at| words[at].capital && words[at].kind == TokenKind::Word);
    let from = given.last()?;
    let parted = from > range.start && (words[from - 1].is_quote() || words[from - 1].kind == TokenKind::Comma);
    (surname && parted && super::refuse::capitals(analysis, last) && words[from].is(WordClass::FIRST_NAME))
        .then_some(from)
}

/// “The doors” – he banged the table – “were locked”: what stands between dashes is no part of the words.
pub fn beats(analysis: &Analysis<'_>, content: &mut Vec<Range<usize>>) {
    let words = &analysis.document.items;
    let dash = |at: usize| words[at].kind == TokenKind::Dash;
    let [range] = content.as_slice() else { return };
    let range = range.clone();
    let quotes: Vec<usize> = range.clone().filter(|&at| words[at].is_quote()).collect();
    let parted = quotes.len() > 1
        && quotes.first() == Some(&range.start)
        && quotes.last() == Some(&(range.end - 1))
        && quotes.windows(2).all(|w| w[1] - w[0] > 3 && w[1] - w[0] < 12 && dash(w[0] + 1) && dash(w[1] - 1));
    if parted {
        *content = quotes.into_iter().map(|at| at..at + 1).collect();
    }
}

/// "We were never consulted," Silk said of | the plan: behind the preposition stands what is spoken about.
pub fn topic(analysis: &Analysis<'_>, number: usize, content: &[Range<usize>]) -> bool {
    let words = &analysis.document.items;
    let cue = &analysis.cues[number];
    let [left, right] = content else { return false };
    let about = cue.phrasal > 0 && matches!(analysis.document.word(cue.group.end - 1), "of" | "about");
    about && words[left.end - 1].is_quote() && !right.clone().any(|at| words[at].is_quote() || verb(analysis, at))
}

/// The storm has weakened, the centre said, | but forecasters warned that: behind the conjunction somebody else speaks, or
/// the same one with another cue.
pub fn another(analysis: &Analysis<'_>, number: usize, content: &[Range<usize>]) -> bool {
    let words = &analysis.document.items;
    let [_, right] = content else { return false };
    let sentence = analysis.cues[number].sentence;
    let joins = right.start.checked_sub(1).filter(|&at| words[at].kind == TokenKind::Comma).is_some()
        && matches!(analysis.document.word(right.start), "but" | "and" | "while" | "though" | "although");
    let mut cues = analysis.cues_of[sentence].clone().skip_while(|&c| analysis.cues[c].head <= right.start);
    let Some(cue) = cues.next().map(|c| &analysis.cues[c]).filter(|c| right.contains(&c.head)) else { return false };
    let subject = right.start + 1;
    let form = analysis.lexicon.cue(analysis.item(cue.head).cue).map(|form| form.inflection);
    let finite = form.is_some_and(|i| i.past || i.third) || cue.group.start < cue.head;
    let direct = cue.group.start == subject
        || analysis.starting(sentence, subject).is_some_and(|m| {
            let mention = &analysis.mentions[m];
            mention.phrase.end() == cue.group.start && mention.kind != crate::mention::MentionKind::Pronoun
        });
    joins && direct && finite && cue.kind == CueKind::Verb && !cue.gerund && !cue.infinitive && !cue.passive
}

/// told ITV News | conditions were: a listed outlet right behind the cue is the one who is told.
fn behind_outlet(analysis: &Analysis<'_>, cue: &Cue, range: &Range<usize>) -> Option<usize> {
    let first = item(analysis, range.start);
    let tells = cue.class == crate::lexicon::CueClass::Tell && cue.kind == CueKind::Verb && !cue.passive;
    if !tells || range.start != cue.group.end || !first.is(WordClass::PHRASE_START) || !first.capital || range.len() < 5
    {
        return None;
    }
    let second = item(analysis, range.start + 1).hash;
    let word = analysis.document.word(range.start);
    let end = analysis.lexicon.phrases(word, first.hash, second).find_map(|phrase| {
        let crate::lexicon::PhraseKind::Outlet(_) = phrase.kind else { return None };
        let mut next = range.start + 1;
        for word in analysis.lexicon.words(phrase.rest) {
            if next >= range.end || !analysis.document.is_word(next, word) {
                return None;
            }
            next += 1;
        }
        Some(next)
    })?;
    let rest = end..range.end;
    let clause =
        rest.len() > 2 && item(analysis, end).is_word() && !item(analysis, end).capital && !verb(analysis, end);
    (clause && rest.clone().skip(1).any(|at| verb(analysis, at))).then_some(end)
}

/// quoted Zhao as telling his counterpart | that: the one who is told is no part of the words.
fn telling(analysis: &Analysis<'_>, cue: &Cue, range: &Range<usize>) -> Option<usize> {
    if cue.kind != CueKind::Verb || cue.class != crate::lexicon::CueClass::Quote {
        return None;
    }
    let said = super::speaker::as_saying(analysis, cue)?;
    let told = analysis.starting(cue.sentence, said).map(|m| analysis.mentions[m].phrase.end())?;
    if analysis.document.word(said - 1) != "telling" || range.start > told || told + 1 >= range.end {
        return None;
    }
    let that = item(analysis, told).is(WordClass::THAT);
    (that || item(analysis, told).kind == TokenKind::Comma).then_some(told + 1)
}

/// "The doors were locked" — Whitlock paused — "from the outside": the quotation before the dash belongs to the words.
pub fn interrupted(analysis: &Analysis<'_>, speaker: Option<usize>, content: &[Range<usize>]) -> Option<usize> {
    let words = &analysis.document.items;
    let [range] = content else { return None };
    let before = analysis.mentions[speaker?].phrase.start().checked_sub(2)?;
    let dash = |at: usize| words[at].kind == TokenKind::Dash;
    let parted = words[range.start].is_quote() && range.start > before + 2 && dash(range.start - 1) && dash(before + 1);
    (parted && words[before].is_quote()).then_some(before)
}

fn item<'a>(analysis: &'a Analysis<'_>, at: usize) -> &'a Item {
    &analysis.document.items[at]
}

/// Words that open a clause before the main one.
fn opens_clause(analysis: &Analysis<'_>, at: usize) -> bool {
    let words = listed![
        "if", "unless", "when", "while", "although", "though", "after", "before", "because", "since", "as", "once",
        "whereas", "until", "had", "should", "even", "just", "only"
    ];
    words.may_hold(item(analysis, at).hash) && words.holds_any_case(analysis.document.word(at))
}

/// If Haro says the peg will hold, | the dollar will fall: the words of a fronted clause end with it.
fn fronted(analysis: &Analysis<'_>, cue: &Cue, range: &Range<usize>) -> Option<usize> {
    let sentence = &analysis.document.sentences[cue.sentence].items;
    let start = sentence.start;
    let comma = |at: usize| item(analysis, at).kind == TokenKind::Comma;
    if cue.kind != CueKind::Verb || !opens_clause(analysis, start) || (start..cue.group.start).any(comma) {
        return None;
    }
    let subject = WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::SUBJECT_PRONOUN
        | WordClass::PRONOUN
        | WordClass::NUMBER
        | WordClass::QUANTIFIER
        | WordClass::PERSONS
        | WordClass::GROUP;
    let other = WordClass::RELATIVE | WordClass::CONJUNCTION | WordClass::WH | WordClass::PREPOSITION;
    let verbs = |range: Range<usize>| range.into_iter().any(|at| verb(analysis, at));
    (range.start + 1..range.end.saturating_sub(2)).find(|&at| {
        let next = item(analysis, at + 1);
        comma(at)
            && (next.is(subject) || next.capital)
            && !next.is(other)
            && (verbs(range.start..at) || (range.start..at).any(|n| item(analysis, n).is_quote()))
            && verbs(at + 1..range.end)
    })
}

/// A finite verb of the lists, or what looks like one behind its subject.
pub(super) fn verb(analysis: &Analysis<'_>, at: usize) -> bool {
    let here = item(analysis, at);
    let auxiliary = WordClass::AUXILIARY;
    let modifier = WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::PREPOSITION
        | WordClass::ADJECTIVE
        | WordClass::QUANTIFIER
        | WordClass::NUMBER;
    here.is(auxiliary) && !here.capital
        || here.kind == TokenKind::Word
            && !here.capital
            && at > 0
            && !item(analysis, at - 1).is(modifier)
            && (here.is(WordClass::VERB) && !here.is(WordClass::NOUN) || here.ending == Ending::Ed)
}

/// A verb that cannot be an infinitive: was, had, did, said.
fn finite_only(analysis: &Analysis<'_>, at: usize) -> bool {
    let here = item(analysis, at);
    let words = listed!["was", "were", "is", "are", "has", "had", "did", "does"];
    if words.may_hold(here.hash) && words.holds(analysis.document.word(at)) {
        return true;
    }
    analysis.lexicon.cue(here.cue).is_some_and(|form| {
        let i = form.inflection;
        (i.past || i.third) && !i.base && !here.is(WordClass::NOUN | WordClass::ADJECTIVE | WordClass::NOUN_CUE)
    })
}

/// Offered to resign | but was persuaded to stay.
fn infinitive(analysis: &Analysis<'_>, cue: &Cue, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    if cue.kind != CueKind::Verb || !words[range.start].is(WordClass::TO) {
        return None;
    }
    let clause = WordClass::RELATIVE | WordClass::WH | WordClass::SUBORDINATOR | WordClass::SUBJECT_PRONOUN;
    (range.start + 2..range.end.saturating_sub(1))
        .take_while(|&at| !words[at].is(clause) || words[at].is(WordClass::PREPOSITION))
        .find(|&at| words[at].is(WordClass::CONJUNCTION) && finite_only(analysis, at + 1))
        .map(|at| if words[at - 1].kind == TokenKind::Comma { at - 1 } else { at })
}

/// His claim that he acted alone | was met with laughter: the noun and its clause are the subject of another verb.
fn noun_clause(analysis: &Analysis<'_>, cue: &Cue, range: &Range<usize>) -> Option<usize> {
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
            && verb(analysis, at);
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
        group = finite || group && (here.is(WordClass::ADVERB | WordClass::NEGATION) || verb(analysis, at));
    }
    None
}

/// Said (without naming names) that | the money was gone.
fn behind_bracket(analysis: &Analysis<'_>, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    if words[range.start].kind != TokenKind::Open {
        return None;
    }
    let close = range.clone().find(|&at| words[at].kind == TokenKind::Close)?;
    (close + 2 < range.end && words[close + 1].is(WordClass::THAT)).then_some(close + 2)
}

/// Said: “I am sorry” | and left the room.
fn and_did(analysis: &Analysis<'_>, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    let start = range.start;
    let announced = start > 0 && matches!(words[start - 1].kind, TokenKind::Colon | TokenKind::Comma);
    let goes_on = start + 2 < range.end && words[start + 1].is(WordClass::CONJUNCTION) && verb(analysis, start + 2);
    (announced && words[start].is_quote() && goes_on).then_some(start + 1)
}

/// Fans chanted "Out" | as the team left: a verb that takes nothing but words in marks.
fn marks_only(analysis: &Analysis<'_>, cue: &Cue, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    if cue.kind != CueKind::Verb || cue.frames != Frames::parse("q") || !words[range.start].is_quote() {
        return None;
    }
    range.clone().rev().find(|&at| words[at].is_quote()).map(|at| at + 1)
}

/// "Yes," said Crane, and | "no," said Stroud: words that hold another's cue and end with a quotation are that quotation.
fn own_quotation(analysis: &Analysis<'_>, number: usize, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    let cue = &analysis.cues[number];
    let last = range.end - 1;
    let other = analysis.cues_of[cue.sentence]
        .clone()
        .map(|c| &analysis.cues[c])
        .find(|c| range.contains(&c.head) && c.kind == CueKind::Verb && !c.infinitive)?;
    let opens = words[range.start].is_quote() && other.group.start <= range.start + 6;
    (opens && words[last].is_quote() && last > other.head).then_some(last)
}

/// "I don't know" | was all he would say.
fn all_that_was_said(analysis: &Analysis<'_>, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    let last = (range.start..range.end).rev().find(|&at| words[at].is_quote())?;
    let behind = last + 1..range.end;
    let all = listed!["all", "what", "how", "something"];
    let tail = behind.len() == 2
        && words[last + 1].is(WordClass::BE)
        && all.may_hold(words[last + 2].hash)
        && all.holds(analysis.document.word(last + 2));
    (tail && words[range.start].is_quote()).then_some(last + 1)
}
