//! What is seen of a place where reported words may begin or end: the features of the four questions.

use super::Analysis;
use super::boundary::anchor;
use crate::cue::Cue;
use crate::mention::Mention;
use crate::model::Features;
use crate::model::features::{bucket, mix};
use std::ops::Range;

/// Salts of the four questions.
pub const RIGHT_START: u32 = 3;
/// See [`RIGHT_START`].
pub const RIGHT_END: u32 = 4;
/// See [`RIGHT_START`].
pub const LEFT_START: u32 = 5;
/// See [`RIGHT_START`].
pub const LEFT_END: u32 = 6;

/// Where words behind a cue begin: what all places have in common.
pub struct RightStart<'a, 'd> {
    analysis: &'a Analysis<'d>,
    cue: &'a Cue,
    reach: Range<usize>,
    /// The tag of the item behind the cue.
    first: u32,
    /// Who speaks.
    speaker: Option<&'a Mention>,
    /// Who stands right behind the cue.
    beside: Option<&'a Mention>,
}

impl<'a, 'd> RightStart<'a, 'd> {
    /// The question for a cue with its speaker.
    pub fn new(analysis: &'a Analysis<'d>, number: usize, speaker: Option<usize>) -> Self {
        let cue = &analysis.cues[number];
        let reach = analysis.reach(cue);
        RightStart {
            analysis,
            cue,
            first: analysis.tag(&reach, Some(cue.group.end)),
            reach,
            speaker: speaker.map(|s| &analysis.mentions[s]),
            beside: analysis.starting(cue.sentence, cue.group.end).map(|m| &analysis.mentions[m]),
        }
    }
}

/// What is seen of a place where words behind the cue may begin.
pub fn right_start_features(asked: &RightStart<'_, '_>, at: usize, out: &mut Features) {
    let mut out = out.question::<RIGHT_START>();
    let &RightStart { analysis, cue, ref reach, first, .. } = asked;
    let class = cue.class as u32 + 32 * cue.kind as u32;
    let here = analysis.tag(reach, Some(at));
    let next = analysis.tag(reach, Some(at + 1));
    let before = analysis.tag(reach, at.checked_sub(1));
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
    let ahead = at..reach.end.min(at + 8);
    let quote_ahead = match analysis.counts.within(ahead.clone()).quotes {
        0 => 99,
        _ => items[ahead].iter().position(|i| i.is_quote()).map_or(99, |n| n as u32),
    };
    out.add3(18, u32::from(that_ahead), here, u32::from(gap.is_empty()));
    out.add3(19, quote_ahead, distance, class);
    out.add2(20, quote_ahead, before);
    // Whether the gap is just the addressee or the inverted speaker.
    let spoken = asked.speaker.is_some_and(|s| s.phrase.start() >= cue.group.end);
    let after_speaker = asked.speaker.is_some_and(|s| {
        let end = s.phrase.end();
        end == at || end + 1 == at && !items[end].is_word()
    });
    out.add3(21, u32::from(spoken), u32::from(after_speaker), before);
    let over_mention = asked.beside.map_or(9, |m| {
        u32::from(m.phrase.end() == at) + 2 * u32::from(m.phrase.end() < at) + 4 * u32::from(m.phrase.contains(&at))
    });
    out.add2(24, over_mention, cue.lemma);
    out.add3(25, first, distance, class);
    out.add3(26, first, before, here);
    out.add2(28, items[at].hash, before);
}

/// Where words end that begin at a place behind a cue: what all places have in common.
pub struct RightEnd<'a, 'd> {
    analysis: &'a Analysis<'d>,
    number: usize,
    start: usize,
    /// How many places there are.
    most: usize,
    reach: Range<usize>,
    /// The tags before the words and of their first item.
    opener: u32,
    first: u32,
}

impl<'a, 'd> RightEnd<'a, 'd> {
    /// The question for the words of a cue that begin at `start` and can end at `most` places.
    pub fn new(analysis: &'a Analysis<'d>, number: usize, start: usize, most: usize) -> Self {
        let reach = analysis.reach(&analysis.cues[number]);
        let opener = analysis.tag(&reach, start.checked_sub(1));
        let first = analysis.tag(&reach, Some(start));
        RightEnd { analysis, number, start, most, reach, opener, first }
    }
}

/// What is seen of a place where words behind the cue may end, by its rank among the places.
pub fn right_end_features(asked: &RightEnd<'_, '_>, at: usize, rank: usize, out: &mut Features) {
    let mut out = out.question::<RIGHT_END>();
    let &RightEnd { analysis, number, start, most, ref reach, opener, first } = asked;
    let cue = &analysis.cues[number];
    let items = &analysis.document.items;
    let content = start..at;
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
    let cues = analysis.cues_of[cue.sentence].clone();
    let behind = cues.clone().filter(|&c| c != number).map(|c| &analysis.cues[c]).find(|c| c.head >= at);
    let near = behind.map_or(99, |c| bucket(c.group.start.saturating_sub(at)));
    let other = behind.map_or(99, |c| c.class as u32 + 32 * u32::from(c.gerund));
    out.add3(19, near, here, other);
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
    // The cue, and how the words begin.
    let class = cue.class as u32 + 32 * cue.kind as u32;
    out.add2(40, class, here);
    out.add2(41, cue.lemma, here);
    out.add3(43, cue.lemma, u32::from(last), length);
    out.add3(44, class, before, here);
    out.add3(45, opener, here, u32::from(last));
    out.add3(46, first, here, u32::from(last));
    out.add2(47, mix(opener, first), here);
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
    out.add2(10, u32::from(speaker.is_some_and(|s| analysis.mentions[s].phrase.start() > cue.head)), rank as u32);
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
