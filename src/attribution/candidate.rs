//! What is seen of one mention that may be the speaker of a cue.

use super::speaker::{Asked, touches};
use crate::cue::Cue;
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::mention::{Mention, MentionKind};
use crate::model::Features;
use crate::model::features::{Asked as Filled, bucket};
use crate::model::questions as ask;
use std::ops::Range;

type Out<'o> = Filled<'o, ask::Speaker>;

/// A mention that may speak, and what lies between it and the cue.
struct Candidate<'a, 'd> {
    asked: &'a Asked<'a, 'd>,
    cue: &'a Cue,
    number: usize,
    mention: &'a Mention,
    rank: usize,
    /// Whether it stands before the cue.
    left: bool,
    gap: Range<usize>,
    distance: u32,
    kind: u32,
    class: u32,
    shape: u32,
    side: u32,
    /// The tags of the items before and behind it, and of the one beside the cue on its side.
    before: u32,
    after: u32,
    near_cue: u32,
    /// Between it and the cue.
    commas: u32,
    verbs: u32,
    /// Whether an aside stands between the two.
    aside: u32,
}

/// Fills in what is seen of one candidate; nobody is one as well.
pub fn features(asked: &Asked<'_, '_>, candidate: Option<usize>, rank: usize, out: &mut Features) {
    let mut out = out.question::<ask::Speaker>();
    match candidate {
        None => nobody(asked, &mut out),
        Some(number) => {
            let candidate = Candidate::of(asked, number, rank);
            candidate.place(&mut out);
            candidate.between(&mut out);
            candidate.aside(&mut out);
            candidate.form(&mut out);
            candidate.others(&mut out);
        }
    }
}

fn class(cue: &Cue) -> u32 {
    cue.class as u32 + 32 * cue.kind as u32
}

/// What is seen where nobody speaks.
fn nobody(asked: &Asked<'_, '_>, out: &mut Out<'_>) {
    let Asked { analysis, number, reach, .. } = asked;
    let cue = &analysis.cues[*number];
    let (frame, class, shape) = (asked.frame as u32, class(cue), cue.shape() & 15);
    out.add(ask::Speaker::NobodyFrame, frame);
    out.add2(ask::Speaker::NobodyFrameClass, frame, class);
    out.add2(ask::Speaker::NobodyShapeClass, shape, class);
    out.add(ask::Speaker::NobodyVerb, cue.lemma);
    out.add3(ask::Speaker::NobodyBefore, frame, shape, analysis.tag(reach, cue.group.start.checked_sub(1)));
    out.add2(ask::Speaker::NobodyMentions, u32::from(analysis.mentions_of(cue.sentence).is_empty()), frame);
    out.add2(ask::Speaker::NobodyVerbShape, cue.lemma, shape);
}

// Each part is inlined: the places of its features are known when the program is made.
impl<'a, 'd> Candidate<'a, 'd> {
    #[inline(always)]
    fn of(asked: &'a Asked<'a, 'd>, number: usize, rank: usize) -> Self {
        let Asked { analysis, reach, .. } = asked;
        let (cue, items) = (&analysis.cues[asked.number], &analysis.document.items);
        let frame = asked.frame as u32;
        let mention = &analysis.mentions[number];
        let left = mention.phrase.start() < cue.group.start;
        let gap = if left {
            mention.phrase.end().min(cue.group.start)..cue.group.start
        } else {
            cue.group.end..mention.phrase.start()
        };
        let between = analysis.counts.within(gap.clone());
        let comma = |at: usize| items[at].kind == TokenKind::Comma;
        Candidate {
            asked,
            cue,
            number,
            mention,
            rank,
            left,
            distance: bucket(gap.len()),
            kind: mention.kind as u32,
            class: class(cue),
            shape: cue.shape() & 15,
            side: u32::from(left) + 2 * frame + 8 * u32::from(cue.passive) + 16 * u32::from(cue.gerund),
            before: analysis.tag(reach, mention.phrase.start().checked_sub(1)),
            after: analysis.tag(reach, Some(mention.phrase.end())),
            near_cue: analysis.tag(reach, if left { cue.group.start.checked_sub(1) } else { Some(cue.group.end) }),
            commas: u32::from(between.commas.min(3)),
            verbs: u32::from(between.verbs.min(3)),
            aside: u32::from(gap.len() > 2 && left && comma(gap.start) && comma(gap.end - 1)),
            gap,
        }
    }

    /// Where it stands.
    #[inline(always)]
    fn place(&self, out: &mut Out<'_>) {
        let &Candidate { cue, rank, left, ref gap, distance, kind, class, side, before, after, .. } = self;
        out.add(ask::Speaker::Side, side);
        out.add2(ask::Speaker::SideKind, side, kind);
        out.add2(ask::Speaker::SideDistance, side, distance);
        out.add3(ask::Speaker::KindDistance, side, kind, distance);
        out.add3(ask::Speaker::ClassTouch, side, class, u32::from(gap.is_empty()));
        out.add2(ask::Speaker::Rank, side, rank as u32);
        out.add2(ask::Speaker::Before, side, before);
        out.add2(ask::Speaker::After, side, after);
        out.add3(ask::Speaker::Around, side, before, after);
        out.add3(ask::Speaker::KindBefore, kind, before, distance);
        out.add2(ask::Speaker::KindAfter, kind, after);
        out.add2(ask::Speaker::VerbDistance, cue.lemma, u32::from(left) + 2 * distance);
        out.add3(ask::Speaker::ClassKind, side, class, kind);
    }

    /// What lies between it and the cue.
    #[inline(always)]
    fn between(&self, out: &mut Out<'_>) {
        let &Candidate { asked, ref gap, distance, side, after, near_cue, commas, verbs, .. } = self;
        let between = asked.analysis.counts.within(gap.clone());
        let quotes = u32::from(between.quotes.min(2));
        let relatives = u32::from(between.relatives.min(2));
        let conjunction = between.conjunctions > 0;
        let stops = between.stops > 0;
        out.add3(ask::Speaker::CommasVerbs, side, commas, verbs);
        out.add3(ask::Speaker::QuotesBetween, side, quotes, u32::from(stops));
        out.add3(ask::Speaker::RelativesBetween, side, relatives, commas);
        out.add3(ask::Speaker::ConjunctionBetween, side, u32::from(conjunction), verbs);
        out.add3(ask::Speaker::NearCueDistance, side, near_cue, distance);
        out.add3(ask::Speaker::NearCueCommas, side, near_cue, commas);
        out.add3(ask::Speaker::AfterCommas, side, after, commas);
    }

    /// An aside between it and the cue: Haro, who trained under Petrosyan, said; and whether it is the first mention of its
    /// clause: nothing but an opener, a quotation or a conjunction before it.
    #[inline(always)]
    fn aside(&self, out: &mut Out<'_>) {
        let &Candidate { asked, mention, left, ref gap, distance, kind, side, before, .. } = self;
        let &Candidate { near_cue, commas, verbs, aside, .. } = self;
        let Asked { analysis, reach, .. } = asked;
        let items = &analysis.document.items;
        let first_gap = if gap.is_empty() { 0 } else { analysis.tags[gap.start] };
        let second_gap = if gap.len() > 1 { analysis.tags[gap.start + 1] } else { 0 };
        let before_kind = mention
            .phrase
            .start()
            .checked_sub(1)
            .filter(|at| reach.contains(at))
            .map_or(99, |at| items[at].kind as u32);
        out.add3(ask::Speaker::AsideKind, aside, before_kind, kind);
        out.add3(ask::Speaker::AsideBefore, aside, before, side);
        out.add3(ask::Speaker::AsideSecond, aside, second_gap, kind);
        out.add3(ask::Speaker::AsideCommas, aside + 2 * commas, before_kind, side);
        out.add3(ask::Speaker::GapStart, first_gap, second_gap, side);
        let opens = u32::from(mention.phrase.start() == reach.start)
            + 2 * u32::from(mention.phrase.start() > reach.start && items[mention.phrase.start() - 1].is_quote())
            + 4 * u32::from(mention.phrase.start() > reach.start + 1 && items[mention.phrase.start() - 2].is_quote());
        out.add3(ask::Speaker::OpensAside, opens, aside, side);
        out.add3(ask::Speaker::OpensNearCue, opens, near_cue, side);
        out.add3(ask::Speaker::OpensDistance, opens, distance, verbs + 8 * u32::from(left));
    }

    /// Its own form.
    #[inline(always)]
    fn form(&self, out: &mut Out<'_>) {
        let &Candidate { asked, mention, ref gap, distance, kind, side, .. } = self;
        let Asked { analysis, reach, .. } = asked;
        let items = &analysis.document.items;
        let head = &items[mention.head];
        let subject =
            u32::from(head.is(WordClass::SUBJECT_PRONOUN)) + 2 * u32::from(head.is(WordClass::OBJECT_PRONOUN));
        out.add3(ask::Speaker::Subject, subject, side, kind);
        out.add2(ask::Speaker::Possessive, u32::from(mention.possessive), side);
        out.add2(ask::Speaker::Head, head.hash, side);
        out.add2(ask::Speaker::First, u32::from(mention.phrase.start() == reach.start), side);
        out.add2(ask::Speaker::Joined, u32::from(mention.joined), distance);
        let prepositional = mention.phrase.start() > reach.start
            && items[mention.phrase.start() - 1].is(WordClass::PREPOSITION | WordClass::TO);
        out.add3(ask::Speaker::Prepositional, u32::from(prepositional), side, u32::from(gap.is_empty()));
    }

    /// The speaker of the cue before, another cue in between, another mention beside the cue.
    #[inline(always)]
    fn others(&self, out: &mut Out<'_>) {
        let &Candidate { asked, cue, number: m, mention, ref gap, distance, side, before, shape, near_cue, .. } = self;
        let &Asked { analysis, number, previous, .. } = asked;
        let frame = asked.frame as u32;
        // The speaker of the cue before, in the same sentence.
        if let Some(previous) = previous {
            out.add3(ask::Speaker::PreviousNear, u32::from(previous == m), side, near_cue);
            out.add3(ask::Speaker::PreviousShape, u32::from(previous == m), side, shape);
            out.add3(ask::Speaker::PreviousFrame, u32::from(previous == m), frame, u32::from(gap.is_empty()));
        }
        // Another cue between this one and the mention.
        let other = analysis.cues_of(cue.sentence).any(|c| c != number && gap.contains(&analysis.cues[c].head));
        out.add3(ask::Speaker::OtherCue, u32::from(other), side, near_cue);
        // Another mention adjacent to the cue.
        let adjacent = asked.beside > usize::from(touches(mention, cue));
        out.add3(ask::Speaker::OtherBeside, u32::from(adjacent), side, distance);
        if mention.kind == MentionKind::Relative {
            out.add2(ask::Speaker::RelativeBefore, before, side);
        }
        out.add2(ask::Speaker::VerbSide, cue.lemma, side);
        out.add3(ask::Speaker::ShapeNear, shape, side, near_cue);
    }
}
