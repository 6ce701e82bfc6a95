//! What is seen of a place where reported words may begin or end: the features of the four questions.

use super::Analysis;
use super::boundary::anchor;
use crate::cue::Cue;
use crate::mention::Mention;
use crate::model::Features;
use crate::model::features::{Asked, bucket, mix};
use crate::model::questions as ask;
use std::ops::Range;

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
    let mut out = out.question::<ask::RightStart>();
    let &RightStart { analysis, cue, ref reach, first, .. } = asked;
    let class = cue.class as u32 + 32 * cue.kind as u32;
    let here = analysis.tag(reach, Some(at));
    let next = analysis.tag(reach, Some(at + 1));
    let before = analysis.tag(reach, at.checked_sub(1));
    let gap = cue.group.end..at;
    let distance = bucket(gap.len());
    let shape = u32::from(cue.passive) | u32::from(cue.gerund) << 1;
    out.add(ask::RightStart::Distance, distance);
    out.add2(ask::RightStart::VerbDistance, cue.lemma, distance);
    out.add(ask::RightStart::Here, here);
    out.add(ask::RightStart::Before, before);
    out.add2(ask::RightStart::BeforeHere, before, here);
    out.add2(ask::RightStart::HereNext, here, next);
    out.add2(ask::RightStart::ClassHere, class, here);
    out.add2(ask::RightStart::ClassBefore, class, before);
    out.add2(ask::RightStart::VerbBefore, cue.lemma, before);
    out.add2(ask::RightStart::VerbHere, cue.lemma, here);
    out.add2(ask::RightStart::DistanceBefore, distance, before);
    out.add2(ask::RightStart::ShapeDistance, shape, distance);
    let items = &analysis.document.items;
    let seen = analysis.counts.within(gap.clone());
    let (quotes, verbs, commas) = (seen.quotes > 0, u32::from(seen.verbs.min(2)), u32::from(seen.commas.min(3)));
    let that = seen.that > 0;
    out.add3(ask::RightStart::Gap, u32::from(quotes), verbs, u32::from(that));
    out.add3(ask::RightStart::GapCommas, commas, verbs, here);
    let that_ahead = analysis.counts.within(at..reach.end.min(at + 6)).that > 0;
    let ahead = at..reach.end.min(at + 8);
    let quote_ahead = match analysis.counts.within(ahead.clone()).quotes {
        0 => 99,
        _ => items[ahead].iter().position(|i| i.is_quote()).map_or(99, |n| n as u32),
    };
    out.add3(ask::RightStart::ThatAhead, u32::from(that_ahead), here, u32::from(gap.is_empty()));
    out.add3(ask::RightStart::QuoteAhead, quote_ahead, distance, class);
    out.add2(ask::RightStart::QuoteAheadBefore, quote_ahead, before);
    // Whether the gap is just the addressee or the inverted speaker.
    let spoken = asked.speaker.is_some_and(|s| s.phrase.start() >= cue.group.end);
    let after_speaker = asked.speaker.is_some_and(|s| {
        let end = s.phrase.end();
        end == at || end + 1 == at && !items[end].is_word()
    });
    out.add3(ask::RightStart::AfterSpeaker, u32::from(spoken), u32::from(after_speaker), before);
    let over_mention = asked.beside.map_or(9, |m| {
        u32::from(m.phrase.end() == at) + 2 * u32::from(m.phrase.end() < at) + 4 * u32::from(m.phrase.contains(&at))
    });
    out.add2(ask::RightStart::OverMention, over_mention, cue.lemma);
    out.add3(ask::RightStart::FirstDistance, first, distance, class);
    out.add3(ask::RightStart::FirstHere, first, before, here);
    out.add2(ask::RightStart::Word, items[at].hash, before);
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
    let mut out = out.question::<ask::RightEnd>();
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
    out.add(ask::RightEnd::Here, here);
    out.add3(ask::RightEnd::HereNext, here, next, third);
    out.add2(ask::RightEnd::BeforeHere, before, here);
    out.add2(ask::RightEnd::LengthHere, length, here);
    out.add2(ask::RightEnd::LastLength, u32::from(last), length);
    out.add(ask::RightEnd::Rank, rank.min(12) as u32);
    out.add2(ask::RightEnd::RankFromEnd, (most - rank.min(most)).min(6) as u32, here);
    let rest = &items[at..reach.end];
    out.add2(ask::RightEnd::RestHere, bucket(rest.len()), here);
    right_quotations(asked, at, &mut out);
    // Verbs: whether the words have one of their own yet, and whose the next one is.
    let inside = analysis.clauses.degree(content.clone());
    let verbs = inside + 3 * analysis.clauses.next(at..reach.end.min(at + 12));
    out.add3(ask::RightEnd::VerbInside, inside, here, length.min(3));
    out.add3(ask::RightEnd::VerbsHere, verbs, here, next);
    out.add2(ask::RightEnd::VerbsLast, verbs, u32::from(last));
    right_cues(asked, at, &mut out);
    // Open brackets.
    let seen = analysis.counts.within(content);
    out.add2(ask::RightEnd::OpenBracket, u32::from(seen.open > seen.close), here);
    let commas = u32::from(seen.commas.min(3));
    out.add3(ask::RightEnd::Commas, commas, here, u32::from(last));
    // The words themselves.
    let hash = |n: usize| if reach.contains(&n) { items[n].hash } else { 0 };
    out.add(ask::RightEnd::Word, hash(at));
    out.add2(ask::RightEnd::Words, hash(at), hash(at + 1));
    out.add2(ask::RightEnd::HereWord, here, hash(at + 1));
    // The cue, and how the words begin.
    let class = cue.class as u32 + 32 * cue.kind as u32;
    out.add2(ask::RightEnd::ClassHere, class, here);
    out.add2(ask::RightEnd::VerbHere, cue.lemma, here);
    out.add3(ask::RightEnd::VerbLength, cue.lemma, u32::from(last), length);
    out.add3(ask::RightEnd::ClassBefore, class, before, here);
    out.add3(ask::RightEnd::OpenerHere, opener, here, u32::from(last));
    out.add3(ask::RightEnd::FirstHere, first, here, u32::from(last));
    out.add2(ask::RightEnd::OpenerFirst, mix(opener, first), here);
}

/// Quotations inside, behind, and at the end.
#[inline(always)]
fn right_quotations(asked: &RightEnd<'_, '_>, at: usize, out: &mut Asked<'_, ask::RightEnd>) {
    let &RightEnd { analysis, start, ref reach, .. } = asked;
    let content = start..at;
    let words = &analysis.document.items[content.clone()];
    let seen = analysis.counts.within(content);
    let here = analysis.tag(reach, Some(at));
    let before = analysis.tag(reach, at.checked_sub(1));
    let last = at == reach.end;
    let quotes = u32::from(seen.quotes.min(3));
    let ends_in_quote = words.last().is_some_and(|i| i.is_quote());
    let begins_with_quote = words.first().is_some_and(|i| i.is_quote());
    let quotes_behind = analysis.counts.within(at..reach.end).quotes > 0;
    let all_quote = seen.words == 0;
    let shape = u32::from(ends_in_quote)
        | u32::from(begins_with_quote) << 1
        | u32::from(quotes_behind) << 2
        | u32::from(all_quote) << 3;
    out.add2(ask::RightEnd::Quotes, quotes, shape);
    out.add3(ask::RightEnd::QuoteShapeHere, shape, here, u32::from(last));
    out.add3(ask::RightEnd::QuoteShapeBefore, shape, before, here);
}

/// Another cue right behind, or one inside.
#[inline(always)]
fn right_cues(asked: &RightEnd<'_, '_>, at: usize, out: &mut Asked<'_, ask::RightEnd>) {
    let &RightEnd { analysis, number, start, ref reach, .. } = asked;
    let cue = &analysis.cues[number];
    let content = start..at;
    let here = analysis.tag(reach, Some(at));
    let next = analysis.tag(reach, Some(at + 1));
    let last = at == reach.end;
    let cues = analysis.cues_of(cue.sentence);
    let behind = cues.clone().filter(|&c| c != number).map(|c| &analysis.cues[c]).find(|c| c.head >= at);
    let near = behind.map_or(99, |c| bucket(c.group.start.saturating_sub(at)));
    let other = behind.map_or(99, |c| c.class as u32 + 32 * u32::from(c.gerund));
    out.add3(ask::RightEnd::CueAfter, near, here, other);
    out.add3(ask::RightEnd::CueAfterNext, near, here, next);
    let inside =
        cues.clone().filter(|&c| c != number && content.contains(&analysis.cues[c].head)).count().min(2) as u32;
    out.add3(ask::RightEnd::CueInside, inside, here, u32::from(last));
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
    let mut out = out.question::<ask::LeftEnd>();
    let cue = &analysis.cues[number];
    let items = &analysis.document.items;
    let reach = analysis.reach(cue);
    let anchor = anchor(analysis, number, speaker);
    let here = analysis.tag(&reach, Some(at));
    let before = analysis.tag(&reach, at.checked_sub(1));
    let next = analysis.tag(&reach, Some(at + 1));
    let gap = at..anchor;
    out.add(ask::LeftEnd::Rank, rank as u32);
    out.add2(ask::LeftEnd::HereBefore, here, before);
    out.add2(ask::LeftEnd::HereGap, here, bucket(gap.len()));
    out.add2(ask::LeftEnd::BeforeGap, before, bucket(gap.len()));
    out.add3(ask::LeftEnd::HereNext, here, next, bucket(gap.len()));
    let seen = analysis.counts.within(at..anchor);
    let (quotes, commas, verbs) = (seen.quotes > 0, u32::from(seen.commas.min(3)), u32::from(seen.verbs.min(2)));
    let words = usize::from(seen.words);
    out.add3(ask::LeftEnd::Gap, u32::from(quotes), commas, verbs);
    out.add3(
        ask::LeftEnd::QuoteBefore,
        u32::from(at > reach.start && items[at - 1].is_quote()),
        u32::from(quotes),
        commas,
    );
    out.add3(ask::LeftEnd::WordsHere, bucket(words), here, verbs);
    let kind = speaker.map_or(99, |s| analysis.mentions[s].kind as u32);
    out.add3(ask::LeftEnd::SpeakerKind, kind, here, bucket(words));
    out.add2(
        ask::LeftEnd::Inverted,
        u32::from(speaker.is_some_and(|s| analysis.mentions[s].phrase.start() > cue.head)),
        rank as u32,
    );
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
    let mut out = out.question::<ask::LeftStart>();
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
    out.add(ask::LeftStart::Rank, rank.min(10) as u32);
    out.add(ask::LeftStart::First, u32::from(first));
    out.add2(ask::LeftStart::FirstLength, u32::from(first), length);
    out.add2(ask::LeftStart::BeforeHere, before, here);
    out.add2(ask::LeftStart::BeforeTwo, before2, before);
    out.add2(ask::LeftStart::BeforeLength, before, length);
    out.add2(ask::LeftStart::HereNext, here, next);
    out.add2(ask::LeftStart::RankFromStart, (most - rank.min(most)).min(4) as u32, before);
    let rest = reach.start..at;
    let shape = |range: Range<usize>| {
        let (seen, slice) = (analysis.counts.within(range.clone()), &items[range]);
        u32::from(seen.quotes > 0)
            | u32::from(seen.verbs > 0) << 1
            | u32::from(slice.first().is_some_and(|i| i.is_quote())) << 2
            | u32::from(slice.last().is_some_and(|i| i.is_quote())) << 3
    };
    let (words, rest_shape) = (shape(at..end), shape(reach.start..at));
    out.add2(ask::LeftStart::Shapes, words, rest_shape);
    out.add3(ask::LeftStart::ShapesBefore, words, rest_shape, before);
    out.add3(ask::LeftStart::ShapesFirst, words, rest_shape, u32::from(first));
    out.add2(ask::LeftStart::RestBefore, bucket(rest.len()), before);
    out.add3(ask::LeftStart::RestHere, bucket(rest.len()), here, before);
    out.add2(ask::LeftStart::ClassFirst, class, u32::from(first));
    let cue_before =
        analysis.cues_of(cue.sentence).filter(|&c| c != number && analysis.cues[c].head < at).count().min(2) as u32;
    let cue_inside = analysis
        .cues_of(cue.sentence)
        .filter(|&c| c != number && (at..end).contains(&analysis.cues[c].head))
        .count()
        .min(2) as u32;
    out.add3(ask::LeftStart::CuesBefore, cue_before, cue_inside, before);
    out.add3(ask::LeftStart::CuesFirst, cue_before, cue_inside, u32::from(first));
    out.add2(ask::LeftStart::Word, items[at].hash, u32::from(first));
    out.add2(
        ask::LeftStart::WordBefore,
        at.checked_sub(1).filter(|n| reach.contains(n)).map_or(0, |n| items[n].hash),
        u32::from(first),
    );
}
