//! Where reported words begin and end: candidates and their features.

use super::{Analysis, speaker};
use crate::cue::{Cue, CueKind};
use crate::document::sentences::last_inside;
use crate::document::{Ending, Item, TokenKind};
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use crate::model::features::{Question, bucket, mix};
use crate::model::{Features, Weights};
use std::ops::Range;

/// Salts of the four questions.
pub const RIGHT_START: u32 = 3;
/// See [`RIGHT_START`].
pub const RIGHT_END: u32 = 4;
/// See [`RIGHT_START`].
pub const LEFT_START: u32 = 5;
/// See [`RIGHT_START`].
pub const LEFT_END: u32 = 6;

/// How far behind the cue reported words can begin, and how many places are weighed; of those behind them, only where
/// a quotation begins. (Of the annotated words 99.9 % begin at one of the first twelve.)
const START_REACH: usize = 32;
const STARTS: usize = 12;
/// Candidates of one boundary at most.
const MOST: usize = 40;

/// Where words behind a cue can begin.
pub fn right_starts(analysis: &Analysis<'_>, number: usize) -> Vec<usize> {
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    // "quoted the mayor as saying": the words begin behind the participle.
    if cue.class == CueClass::Quote
        && let Some(start) = speaker::as_saying(analysis, cue).filter(|&start| start < reach.end)
    {
        return vec![start];
    }
    let limit = reach.end.min(cue.group.end + START_REACH);
    let mut found = Vec::with_capacity(STARTS);
    let least = past_aside(analysis, cue);
    let starts = (cue.group.end.max(least)..limit).filter(|&at| {
        at == cue.group.end || begins(analysis, at) && (analysis.item(at).is_word() || analysis.item(at).is_quote())
    });
    found.extend(starts.enumerate().filter(|&(n, at)| n < STARTS || analysis.item(at).is_quote()).map(|(_, at)| at));
    found
}

/// Where the words can begin at the earliest behind a preposition and a speaker who is named and described: according to
/// her lawyer, Dana Mills, | Haro was never told.
fn past_aside(analysis: &Analysis<'_>, cue: &Cue) -> usize {
    if cue.kind != CueKind::Preposition {
        return 0;
    }
    let comma = |at: usize| analysis.document.items.get(at).is_some_and(|i| i.kind == TokenKind::Comma);
    let beginning = |at: usize| analysis.starting(cue.sentence, at).map(|m| &analysis.mentions[m]);
    let pair = |a: MentionKind, b: MentionKind| a == MentionKind::Name && b == MentionKind::Person;
    let aside = beginning(cue.group.end).filter(|m| comma(m.phrase.end)).and_then(|speaker| {
        let next = beginning(speaker.phrase.end + 1).filter(|m| comma(m.phrase.end))?;
        (pair(speaker.kind, next.kind) || pair(next.kind, speaker.kind)).then_some(next.phrase.end + 1)
    });
    aside.unwrap_or(0)
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

/// Where words that begin at `start` can end; exclusive item numbers.
pub fn right_ends(analysis: &Analysis<'_>, number: usize, start: usize) -> Vec<usize> {
    let reach = analysis.reach(&analysis.cues[number]);
    let sealed = analysis.item(start).is_quote();
    let mut found: Vec<usize> = Vec::with_capacity(MOST + 1);
    let fits = |&at: &usize| ends(analysis, at, reach.end) && !(sealed && spills(analysis, start, at));
    found.extend((start + 1..=reach.end).filter(fits).take(MOST));
    if found.last() != Some(&reach.end) && start < reach.end && !(sealed && spills(analysis, start, reach.end)) {
        found.push(reach.end);
    }
    found
}

/// Where words before a cue can end; exclusive item numbers, nearest first.
pub fn left_ends(analysis: &Analysis<'_>, number: usize, speaker: Option<usize>) -> Vec<usize> {
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
            && last_inside(&analysis.document.tokens, &items[at]) == Some(TokenKind::Comma)
            && items[at + 1].kind == TokenKind::Word
            && (items[at + 1].ending == Ending::Ing || analysis.document.word(at + 1) == "which")
    };
    (range.start..range.end.saturating_sub(1)).find(|&at| closes(at)).map_or(range.end, |at| at + 1)
}

/// Whether words would run on behind a quotation that its own comma, or a mark of exclamation, closes.
fn spills(analysis: &Analysis<'_>, start: usize, end: usize) -> bool {
    let items = &analysis.document.items[start..end];
    let Some(last) = items.iter().rposition(|i| i.is_quote()) else { return false };
    let inside = last_inside(&analysis.document.tokens, &items[last]);
    matches!(inside, Some(TokenKind::Comma | TokenKind::Exclaim)) && items[last + 1..].iter().any(|i| i.is_word())
}

/// Where the infinitive begins behind an addressee that the words do not hold: urged the council | to vote.
pub fn infinitive(analysis: &Analysis<'_>, number: usize, start: usize) -> Option<usize> {
    let cue = &analysis.cues[number];
    let told = matches!(cue.class, CueClass::Urge | CueClass::Ask | CueClass::Tell) && cue.kind == CueKind::Verb;
    let from = cue.group.end;
    let end = analysis.reach(cue).end;
    let first = analysis.item(start);
    if !told || cue.passive || start > from + 1 || from >= end || first.is_quote() || first.is(WordClass::TO) {
        return None;
    }
    let on = analysis.document.word(from) == "on";
    let mention = analysis.mentions_of[cue.sentence]
        .clone()
        .map(|m| &analysis.mentions[m])
        .find(|m| m.phrase.start == from || on && m.phrase.start == from + 1)?;
    let is = |at: usize, class: WordClass| at < end && analysis.item(at).is(class);
    let to = mention.phrase.end;
    let infinitive = is(to, WordClass::TO) || is(to, WordClass::NEGATION) && is(to + 1, WordClass::TO);
    (infinitive && !mention.possessive).then_some(to)
}

/// The left edge of cue and speaker together.
pub fn anchor(analysis: &Analysis<'_>, number: usize, speaker: Option<usize>) -> usize {
    let start = analysis.cues[number].group.start;
    speaker.map(|s| analysis.mentions[s].phrase.start).filter(|&s| s < start).unwrap_or(start)
}

/// Where words that end at `end` can begin.
pub fn left_starts(analysis: &Analysis<'_>, number: usize, end: usize) -> Vec<usize> {
    let reach = analysis.reach(&analysis.cues[number]);
    let mut found: Vec<usize> = (reach.start..end)
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

/// What is seen of a place where words behind the cue may begin.
pub fn right_start_features(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: Option<usize>,
    at: usize,
    out: &mut Features,
) {
    let mut out = out.question::<RIGHT_START>();
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    let class = cue.class as u32 + 32 * cue.kind as u32;
    let here = analysis.tag(&reach, Some(at));
    let next = analysis.tag(&reach, Some(at + 1));
    let before = analysis.tag(&reach, at.checked_sub(1));
    let gap = cue.group.end..at;
    let distance = bucket(gap.len());
    let shape = u32::from(cue.passive) | u32::from(cue.gerund) << 1;
    out.add(1, distance);
    out.add2(3, cue.lemma, distance);
    out.add(4, here);
    out.add(5, before);
    out.add2(6, before, here);
    out.add2(7, here, next);
    out.add2(8, class, here);
    out.add2(9, class, before);
    out.add2(10, cue.lemma, before);
    out.add2(11, cue.lemma, here);
    out.add2(13, distance, before);
    out.add2(15, shape, distance);
    let items = &analysis.document.items;
    let seen = analysis.counts.within(gap.clone());
    let (quotes, verbs, commas) = (seen.quotes > 0, u32::from(seen.verbs.min(2)), u32::from(seen.commas.min(3)));
    let that = seen.that > 0;
    out.add3(16, u32::from(quotes), verbs, u32::from(that));
    out.add3(17, commas, verbs, here);
    let that_ahead = analysis.counts.within(at..reach.end.min(at + 6)).that > 0;
    let quote_ahead = (at..reach.end).take(8).position(|i| items[i].is_quote()).map_or(99, |n| n as u32);
    out.add3(18, u32::from(that_ahead), here, u32::from(gap.is_empty()));
    out.add3(19, quote_ahead, distance, class);
    out.add2(20, quote_ahead, before);
    // Whether the gap is just the addressee or the inverted speaker.
    let spoken = speaker.is_some_and(|s| analysis.mentions[s].phrase.start >= cue.group.end);
    let after_speaker = speaker.is_some_and(|s| {
        let end = analysis.mentions[s].phrase.end;
        end == at || end + 1 == at && !items[end].is_word()
    });
    out.add3(21, u32::from(spoken), u32::from(after_speaker), before);
    let over_mention = analysis.starting(cue.sentence, cue.group.end).map(|m| &analysis.mentions[m]).map_or(9, |m| {
        u32::from(m.phrase.end == at) + 2 * u32::from(m.phrase.end < at) + 4 * u32::from(m.phrase.contains(&at))
    });
    out.add2(24, over_mention, cue.lemma);
    let first = analysis.tag(&reach, Some(cue.group.end));
    out.add3(25, first, distance, class);
    out.add3(26, first, before, here);
    out.add2(28, items[at].hash, before);
}

/// What is seen of a place where words that begin at `start` may end.
pub fn right_end_features(
    analysis: &Analysis<'_>,
    number: usize,
    start: usize,
    at: usize,
    rank: usize,
    most: usize,
    out: &mut Features,
) {
    let mut out = out.question::<RIGHT_END>();
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    end_features(analysis, number, start..at, &reach, rank, most, &mut out);
    let class = cue.class as u32 + 32 * cue.kind as u32;
    let here = analysis.tag(&reach, Some(at));
    let before = analysis.tag(&reach, at.checked_sub(1));
    out.add2(40, class, here);
    out.add2(41, cue.lemma, here);
    out.add3(43, cue.lemma, u32::from(at == reach.end), bucket(at - start));
    out.add3(44, class, before, here);
    let opener = analysis.tag(&reach, start.checked_sub(1));
    let first = analysis.tag(&reach, Some(start));
    out.add3(45, opener, here, u32::from(at == reach.end));
    out.add3(46, first, here, u32::from(at == reach.end));
    out.add2(47, mix(opener, first), here);
}

#[inline(always)]
fn end_features(
    analysis: &Analysis<'_>,
    number: usize,
    content: Range<usize>,
    reach: &Range<usize>,
    rank: usize,
    most: usize,
    out: &mut Question<'_, RIGHT_END>,
) {
    let items = &analysis.document.items;
    let (start, at) = (content.start, content.end);
    let here = analysis.tag(reach, Some(at));
    let next = analysis.tag(reach, Some(at + 1));
    let third = analysis.tag(reach, Some(at + 2));
    let before = analysis.tag(reach, at.checked_sub(1));
    let last = at == reach.end;
    let length = bucket(at - start);
    let words = &items[content.clone()];
    out.add(1, here);
    out.add3(3, here, next, third);
    out.add2(4, before, here);
    out.add2(5, length, here);
    out.add2(7, u32::from(last), length);
    out.add(8, rank.min(12) as u32);
    out.add2(9, (most - rank.min(most)).min(6) as u32, here);
    let rest = &items[at..reach.end];
    out.add2(10, bucket(rest.len()), here);
    // Quotations inside, behind, and at the end.
    let seen = analysis.counts.within(content.clone());
    let quotes = u32::from(seen.quotes.min(3));
    let ends_in_quote = words.last().is_some_and(|i| i.is_quote());
    let begins_with_quote = words.first().is_some_and(|i| i.is_quote());
    let quotes_behind = analysis.counts.within(at..reach.end).quotes > 0;
    let all_quote = seen.words == 0;
    let shape = u32::from(ends_in_quote)
        | u32::from(begins_with_quote) << 1
        | u32::from(quotes_behind) << 2
        | u32::from(all_quote) << 3;
    out.add2(12, quotes, shape);
    out.add3(13, shape, here, u32::from(last));
    out.add3(15, shape, before, here);
    // Verbs: whether the words have one yet, and whether the rest has.
    let verb_inside = seen.verbs > 0 || seen.past > 0;
    let verb_behind = analysis.counts.within(at..reach.end.min(at + 12)).verbs > 0;
    out.add3(16, u32::from(verb_inside), here, length.min(3));
    out.add3(17, u32::from(verb_inside) + 2 * u32::from(verb_behind), here, next);
    out.add2(18, u32::from(verb_inside) + 2 * u32::from(verb_behind), u32::from(last));
    // Another cue right behind, or the rest holds one.
    let cues = analysis.cues_of[analysis.cues[number].sentence].clone();
    let behind = cues.clone().filter(|&c| c != number).map(|c| &analysis.cues[c]).find(|c| c.head >= at);
    let near = behind.map_or(99, |c| bucket(c.group.start.saturating_sub(at)));
    let class = behind.map_or(99, |c| c.class as u32 + 32 * u32::from(c.gerund));
    out.add3(19, near, here, class);
    out.add3(20, near, here, next);
    let inside =
        cues.clone().filter(|&c| c != number && content.contains(&analysis.cues[c].head)).count().min(2) as u32;
    out.add3(21, inside, here, u32::from(last));
    // Open brackets.
    out.add2(22, u32::from(seen.open > seen.close), here);
    let commas = u32::from(seen.commas.min(3));
    out.add3(23, commas, here, u32::from(last));
    // The words themselves.
    let hash = |n: usize| if reach.contains(&n) { items[n].hash } else { 0 };
    out.add(24, hash(at));
    out.add2(25, hash(at), hash(at + 1));
    out.add2(26, here, hash(at + 1));
}

/// What is seen of a place where words before the cue may end.
pub fn left_end_features(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: Option<usize>,
    at: usize,
    rank: usize,
    out: &mut Features,
) {
    let mut out = out.question::<LEFT_END>();
    let cue = &analysis.cues[number];
    let items = &analysis.document.items;
    let reach = analysis.reach(cue);
    let anchor = anchor(analysis, number, speaker);
    let here = analysis.tag(&reach, Some(at));
    let before = analysis.tag(&reach, at.checked_sub(1));
    let next = analysis.tag(&reach, Some(at + 1));
    let gap = at..anchor;
    out.add(1, rank as u32);
    out.add2(2, here, before);
    out.add2(3, here, bucket(gap.len()));
    out.add2(4, before, bucket(gap.len()));
    out.add3(5, here, next, bucket(gap.len()));
    let seen = analysis.counts.within(at..anchor);
    let (quotes, commas, verbs) = (seen.quotes > 0, u32::from(seen.commas.min(3)), u32::from(seen.verbs.min(2)));
    let words = usize::from(seen.words);
    out.add3(6, u32::from(quotes), commas, verbs);
    out.add3(7, u32::from(at > reach.start && items[at - 1].is_quote()), u32::from(quotes), commas);
    out.add3(8, bucket(words), here, verbs);
    let kind = speaker.map_or(99, |s| analysis.mentions[s].kind as u32);
    out.add3(9, kind, here, bucket(words));
    out.add2(10, u32::from(speaker.is_some_and(|s| analysis.mentions[s].phrase.start > cue.head)), rank as u32);
}

/// What is seen of a place where words that end at `end` may begin.
pub fn left_start_features(
    analysis: &Analysis<'_>,
    number: usize,
    end: usize,
    at: usize,
    rank: usize,
    most: usize,
    out: &mut Features,
) {
    let mut out = out.question::<LEFT_START>();
    let cue = &analysis.cues[number];
    let items = &analysis.document.items;
    let reach = analysis.reach(cue);
    let class = cue.class as u32 + 32 * cue.kind as u32;
    let here = analysis.tag(&reach, Some(at));
    let next = analysis.tag(&reach, Some(at + 1));
    let before = analysis.tag(&reach, at.checked_sub(1));
    let before2 = analysis.tag(&reach, at.checked_sub(2));
    let first = at == reach.start;
    let length = bucket(end - at);
    out.add(1, rank.min(10) as u32);
    out.add(2, u32::from(first));
    out.add2(3, u32::from(first), length);
    out.add2(4, before, here);
    out.add2(5, before2, before);
    out.add2(6, before, length);
    out.add2(7, here, next);
    out.add2(8, (most - rank.min(most)).min(4) as u32, before);
    let rest = reach.start..at;
    let shape = |range: Range<usize>| {
        let (seen, slice) = (analysis.counts.within(range.clone()), &items[range]);
        u32::from(seen.quotes > 0)
            | u32::from(seen.verbs > 0) << 1
            | u32::from(slice.first().is_some_and(|i| i.is_quote())) << 2
            | u32::from(slice.last().is_some_and(|i| i.is_quote())) << 3
    };
    let (words, rest_shape) = (shape(at..end), shape(reach.start..at));
    out.add2(9, words, rest_shape);
    out.add3(10, words, rest_shape, before);
    out.add3(11, words, rest_shape, u32::from(first));
    out.add2(12, bucket(rest.len()), before);
    out.add3(13, bucket(rest.len()), here, before);
    out.add2(14, class, u32::from(first));
    let cue_before =
        analysis.cues_of[cue.sentence].clone().filter(|&c| c != number && analysis.cues[c].head < at).count().min(2)
            as u32;
    let cue_inside = analysis.cues_of[cue.sentence]
        .clone()
        .filter(|&c| c != number && (at..end).contains(&analysis.cues[c].head))
        .count()
        .min(2) as u32;
    out.add3(15, cue_before, cue_inside, before);
    out.add3(16, cue_before, cue_inside, u32::from(first));
    out.add2(17, items[at].hash, u32::from(first));
    out.add2(18, at.checked_sub(1).filter(|n| reach.contains(n)).map_or(0, |n| items[n].hash), u32::from(first));
}

/// Chooses the best candidate by score: its place among `candidates` and its probability.
pub fn best(
    candidates: &[usize],
    weights: &Weights,
    scratch: &mut Features,
    mut fill: impl FnMut(usize, usize, &mut Features),
) -> (usize, f32) {
    if candidates.len() == 1 {
        return (0, 1.0);
    }
    for (rank, &at) in candidates.iter().enumerate() {
        fill(rank, at, scratch);
        scratch.keep();
    }
    let scores = scratch.scores(weights);
    crate::model::softmax(scores);
    let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a))).unwrap_or(0);
    (best, scores[best])
}
