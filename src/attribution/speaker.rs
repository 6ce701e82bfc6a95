//! Which mention speaks: candidates and their features.

use super::{Analysis, Frame};
use crate::cue::{Cue, CueKind};
use crate::document::TokenKind;
use crate::lexicon::rule_words;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::{Mention, MentionKind};
use crate::model::features::bucket;
use crate::model::questions as ask;
use crate::model::{Features, Weights};
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

const LEFT: usize = 9;
const RIGHT: usize = 5;
/// Candidates of one cue at most.
const MOST: usize = 1 + LEFT + RIGHT;

/// The mentions that can be the speaker of a cue; `None` for nobody.
pub fn candidates(analysis: &Analysis<'_>, number: usize) -> SmallVec<[Option<usize>; MOST]> {
    let cue = &analysis.cues[number];
    let range = analysis.mentions_of(cue.sentence);
    let first_right =
        range.clone().find(|&m| analysis.mentions[m].phrase.start() >= cue.group.end).unwrap_or(range.end);
    let left = (range.start..first_right)
        .rev()
        .filter(|&m| analysis.mentions[m].phrase.start() < cue.group.start && !fronted(analysis, cue, m))
        .take(LEFT);
    let right = (first_right..range.end).filter(|&m| !told(analysis, cue, m) && !quotes(analysis, cue, m)).take(RIGHT);
    // "quoted X as saying": the one quoted is the object.
    if cue.class == CueClass::Quote && !cue.passive && as_saying(analysis, cue).is_some() {
        return right.take(1).map(Some).collect();
    }
    // "according to the harbour office": whoever stands behind the preposition.
    if cue.kind == CueKind::Preposition
        && let Some(m) = analysis.starting(cue.sentence, cue.group.end)
    {
        return smallvec![Some(m)];
    }
    let mut candidates = smallvec![None];
    if asked(analysis, cue) {
        return candidates;
    }
    candidates.extend(left.map(Some));
    candidates.extend(right.map(Some));
    candidates
}

/// Whether somebody is asked in an aside, nobody says by whom: Haro, asked whether he would stay, said; when asked about it
fn asked(analysis: &Analysis<'_>, cue: &Cue) -> bool {
    let form = analysis.lexicon.cue(analysis.item(cue.head).cue);
    if cue.class != CueClass::Ask || cue.passive || !form.is_some_and(|f| f.inflection.participle) {
        return false;
    }
    let group = &cue.group;
    let start = analysis.document.sentences[cue.sentence].items.start;
    let opener = |at: usize| analysis.document.is_any_case(at, &rule_words::ASKED_WHEN);
    let when = (group.start..cue.head).any(opener) || group.start > start && opener(group.start - 1);
    // "Haro, a baker, asked whether" asks; the aside is closed before the verb, or stands behind it: said Haro, asked about
    let end = analysis.document.sentences[cue.sentence].items.end;
    let verb = |at: usize| analysis.item(at).is(WordClass::CUE) && !analysis.item(at).capital;
    let comma = |at: usize| analysis.item(at).kind == TokenKind::Comma;
    let closed = || (group.end..end.saturating_sub(1)).any(|at| comma(at) && verb(at + 1));
    let behind = || group.start >= start + 2 && verb(group.start - 2);
    let aside = group.start > start && comma(group.start - 1) && (closed() || behind());
    let about = |_| analysis.document.is_any(group.end, &rule_words::ASKED_ABOUT);
    (when || aside) && analysis.document.items.get(group.end).is_some_and(about)
}

/// Whether a mention is the one that is told.
fn told(analysis: &Analysis<'_>, cue: &Cue, mention: usize) -> bool {
    cue.class == CueClass::Tell
        && !cue.passive
        && analysis.mentions[mention].phrase.start() == cue.group.end
        && rule_words::TELLING_LEMMA.contains(&cue.lemma)
}

/// Whether a mention is the one that quotes: was quoted by Xinhua as saying.
fn quotes(analysis: &Analysis<'_>, cue: &Cue, mention: usize) -> bool {
    let start = analysis.mentions[mention].phrase.start();
    cue.class == CueClass::Quote
        && cue.passive
        && start == cue.group.end + 1
        && analysis.document.word(cue.group.end) == "by"
}

/// Whether a phrase belongs to an adverbial that opens the sentence right before an inverted cue: In short, said Haro.
fn fronted(analysis: &Analysis<'_>, cue: &Cue, mention: usize) -> bool {
    let phrase = analysis.mentions[mention].phrase;
    let start = analysis.reach(cue).start;
    phrase.end() + 1 == cue.group.start
        && phrase.start() == start + 1
        && analysis.item(phrase.end()).kind == TokenKind::Comma
        && analysis.item(start).is(WordClass::PREPOSITION)
}

/// Who was quoted, where an appositive parts them from the cue or nothing does: its head, Taras Bilyk, was quoted as saying.
pub(super) fn beside(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let cue = &analysis.cues[number];
    if cue.class != CueClass::Quote || !cue.passive {
        return None;
    }
    let comma = cue.group.start.checked_sub(1).filter(|&at| analysis.item(at).kind == TokenKind::Comma);
    let speaker = analysis.ending(cue.sentence, comma.unwrap_or(cue.group.start))?;
    matches!(analysis.mentions[speaker].kind, MentionKind::Name | MentionKind::Pronoun | MentionKind::Person)
        .then_some(speaker)
}

/// Where the words begin that "as saying" announces behind the object of the cue.
pub(super) fn as_saying(analysis: &Analysis<'_>, cue: &Cue) -> Option<usize> {
    let end = analysis.document.sentences[cue.sentence].items.end;
    let last = end.min(cue.group.end + 40);
    let mut places = cue.group.end..last.saturating_sub(1);
    let at = places
        .find(|&at| analysis.document.word(at) == "as" && analysis.document.is_any(at + 1, &rule_words::AS_SAYING))?;
    Some(at + 2)
}

/// Who quotes somebody as saying the words before the cue: the words end before the Times quoted an aide as saying.
pub fn relay(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let cue = &analysis.cues[number];
    if cue.class != CueClass::Quote || cue.passive || as_saying(analysis, cue).is_none() {
        return None;
    }
    analysis.ending(cue.sentence, cue.group.start)
}

/// What is asked about each candidate of a cue.
pub struct Asked<'a, 'd> {
    analysis: &'a Analysis<'d>,
    number: usize,
    frame: Frame,
    previous: Option<usize>,
    reach: Range<usize>,
    /// How many mentions stand right beside the cue.
    beside: usize,
}

impl<'a, 'd> Asked<'a, 'd> {
    /// The question who speaks at a cue in a frame; `previous` spoke at the cue before, in the same sentence.
    pub fn new(analysis: &'a Analysis<'d>, number: usize, frame: Frame, previous: Option<usize>) -> Self {
        let cue = &analysis.cues[number];
        let mentions = &analysis.mentions[analysis.mentions_of(cue.sentence)];
        let beside = mentions.iter().filter(|m| touches(m, cue)).count();
        Asked { analysis, number, frame, previous, reach: analysis.reach(cue), beside }
    }
}

/// Whether nothing stands between a mention and a cue.
fn touches(mention: &Mention, cue: &Cue) -> bool {
    mention.phrase.end() == cue.group.start || mention.phrase.start() == cue.group.end
}

/// Fills in what is seen of one candidate.
pub fn features(asked: &Asked<'_, '_>, candidate: Option<usize>, rank: usize, out: &mut Features) {
    let mut out = out.question::<ask::Speaker>();
    let &Asked { analysis, number, previous, ref reach, .. } = asked;
    let cue = &analysis.cues[number];
    let items = &analysis.document.items;
    let frame = asked.frame as u32;
    let class = cue.class as u32 + 32 * cue.kind as u32;
    let shape = u32::from(cue.passive)
        | u32::from(cue.gerund) << 1
        | u32::from(cue.infinitive) << 2
        | u32::from(cue.negated) << 3;
    let Some(m) = candidate else {
        out.add(ask::Speaker::NobodyFrame, frame);
        out.add2(ask::Speaker::NobodyFrameClass, frame, class);
        out.add2(ask::Speaker::NobodyShapeClass, shape, class);
        out.add(ask::Speaker::NobodyVerb, cue.lemma);
        out.add3(ask::Speaker::NobodyBefore, frame, shape, analysis.tag(reach, cue.group.start.checked_sub(1)));
        out.add2(ask::Speaker::NobodyMentions, u32::from(analysis.mentions_of(cue.sentence).is_empty()), frame);
        out.add2(ask::Speaker::NobodyVerbShape, cue.lemma, shape);
        return;
    };
    let mention = &analysis.mentions[m];
    let kind = mention.kind as u32;
    let left = mention.phrase.start() < cue.group.start;
    let side = u32::from(left) + 2 * frame + 8 * u32::from(cue.passive) + 16 * u32::from(cue.gerund);
    let gap = if left {
        mention.phrase.end().min(cue.group.start)..cue.group.start
    } else {
        cue.group.end..mention.phrase.start()
    };
    let distance = bucket(gap.len());
    let before = analysis.tag(reach, mention.phrase.start().checked_sub(1));
    let after = analysis.tag(reach, Some(mention.phrase.end()));
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
    // What lies between.
    let between = analysis.counts.within(gap.clone());
    let commas = u32::from(between.commas.min(3));
    let quotes = u32::from(between.quotes.min(2));
    let verbs = u32::from(between.verbs.min(3));
    let relatives = u32::from(between.relatives.min(2));
    let conjunction = between.conjunctions > 0;
    let stops = between.stops > 0;
    out.add3(ask::Speaker::CommasVerbs, side, commas, verbs);
    out.add3(ask::Speaker::QuotesBetween, side, quotes, u32::from(stops));
    out.add3(ask::Speaker::RelativesBetween, side, relatives, commas);
    out.add3(ask::Speaker::ConjunctionBetween, side, u32::from(conjunction), verbs);
    let near_cue = analysis.tag(reach, if left { cue.group.start.checked_sub(1) } else { Some(cue.group.end) });
    out.add3(ask::Speaker::NearCueDistance, side, near_cue, distance);
    out.add3(ask::Speaker::NearCueCommas, side, near_cue, commas);
    out.add3(ask::Speaker::AfterCommas, side, after, commas);
    // An aside between the mention and the cue: Haro, who trained under Petrosyan, said.
    let first_gap = if gap.is_empty() { 0 } else { analysis.tags[gap.start] };
    let second_gap = if gap.len() > 1 { analysis.tags[gap.start + 1] } else { 0 };
    let aside = u32::from(
        gap.len() > 2
            && left
            && items[gap.start].kind == TokenKind::Comma
            && items[gap.end - 1].kind == TokenKind::Comma,
    );
    let before_kind =
        mention.phrase.start().checked_sub(1).filter(|at| reach.contains(at)).map_or(99, |at| items[at].kind as u32);
    out.add3(ask::Speaker::AsideKind, aside, before_kind, kind);
    out.add3(ask::Speaker::AsideBefore, aside, before, side);
    out.add3(ask::Speaker::AsideSecond, aside, second_gap, kind);
    out.add3(ask::Speaker::AsideCommas, aside + 2 * commas, before_kind, side);
    out.add3(ask::Speaker::GapStart, first_gap, second_gap, side);
    // The first mention of its clause: nothing but an opener, a quotation or a conjunction before it.
    let opens = u32::from(mention.phrase.start() == reach.start)
        + 2 * u32::from(mention.phrase.start() > reach.start && items[mention.phrase.start() - 1].is_quote())
        + 4 * u32::from(mention.phrase.start() > reach.start + 1 && items[mention.phrase.start() - 2].is_quote());
    out.add3(ask::Speaker::OpensAside, opens, aside, side);
    out.add3(ask::Speaker::OpensNearCue, opens, near_cue, side);
    out.add3(ask::Speaker::OpensDistance, opens, distance, verbs + 8 * u32::from(left));
    // Its own form.
    let head = &items[mention.head];
    let subject = u32::from(head.is(WordClass::SUBJECT_PRONOUN)) + 2 * u32::from(head.is(WordClass::OBJECT_PRONOUN));
    out.add3(ask::Speaker::Subject, subject, side, kind);
    out.add2(ask::Speaker::Possessive, u32::from(mention.possessive), side);
    out.add2(ask::Speaker::Head, head.hash, side);
    out.add2(ask::Speaker::First, u32::from(mention.phrase.start() == reach.start), side);
    out.add2(ask::Speaker::Joined, u32::from(mention.joined), distance);
    let prepositional = mention.phrase.start() > reach.start
        && items[mention.phrase.start() - 1].is(WordClass::PREPOSITION | WordClass::TO);
    out.add3(ask::Speaker::Prepositional, u32::from(prepositional), side, u32::from(gap.is_empty()));
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

/// The how-manieth mention before or behind the cue, from 1.
enum Nearness {
    Before(usize),
    Behind(usize),
}

/// Whether a mention is likely to speak where others stand before the cue: whoever stands behind it hardly ever says what
/// stands further behind, and nobody far before it says what stands before it too. Others are four in ten of the
/// candidates in the train articles, and 0.1 % of the speakers that were chosen when all were weighed.
fn likely(analysis: &Analysis<'_>, cue: &Cue, frame: Frame, mention: usize, nearness: Nearness) -> bool {
    match (frame, nearness) {
        (Frame::Right, Nearness::Before(_)) | (Frame::Left, Nearness::Behind(_)) => true,
        // "was told by Haro that"
        (Frame::Right, Nearness::Behind(nth)) => {
            nth == 1 && analysis.mentions[mention].phrase.start() == cue.group.end + 1
        }
        (Frame::Left, Nearness::Before(nth)) => nth <= 3,
        (_, Nearness::Before(nth) | Nearness::Behind(nth)) => nth <= 2,
    }
}

/// Every likely candidate with its probability, in the order of [`candidates`].
pub fn ranked(
    analysis: &Analysis<'_>,
    number: usize,
    frame: Frame,
    previous: Option<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> SmallVec<[(Option<usize>, f32); MOST]> {
    let all = candidates(analysis, number);
    let cue = &analysis.cues[number];
    let behind = |m: usize| analysis.mentions[m].phrase.start() >= cue.group.end;
    let first_behind = all.iter().position(|c| c.is_some_and(behind)).unwrap_or(all.len());
    let nearness = |rank: usize| {
        if rank < first_behind { Nearness::Before(rank) } else { Nearness::Behind(rank + 1 - first_behind) }
    };
    let candidates: SmallVec<[(usize, Option<usize>); MOST]> = all
        .iter()
        .enumerate()
        .map(|(rank, &candidate)| (rank, candidate))
        .filter(|&(rank, m)| m.is_none_or(|m| first_behind < 2 || likely(analysis, cue, frame, m, nearness(rank))))
        .collect();
    if let [(_, only)] = candidates[..] {
        return smallvec![(only, 1.0)];
    }
    scratch.ask(ask::Question::Speaker);
    let asked = Asked::new(analysis, number, frame, previous);
    for &(rank, candidate) in &candidates {
        features(&asked, candidate, rank, scratch);
        scratch.weigh(weights);
    }
    let scores = scratch.sums();
    crate::model::softmax(scores);
    candidates.into_iter().map(|(_, candidate)| candidate).zip(scores.iter().copied()).collect()
}

/// Looks at one candidate as [`ranked`] does, to tell what weighed.
pub fn looks(analysis: &Analysis<'_>, number: usize, frame: Frame, candidate: Option<usize>, scratch: &mut Features) {
    let rank = candidates(analysis, number).iter().position(|&c| c == candidate).unwrap_or(0);
    features(&Asked::new(analysis, number, frame, None), candidate, rank, scratch);
}

/// Chooses the speaker of a cue: the mention, if any, and the probability of the choice.
pub fn choose(
    analysis: &Analysis<'_>,
    number: usize,
    frame: Frame,
    previous: Option<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> (Option<usize>, f32) {
    let ranked = ranked(analysis, number, frame, previous, weights, scratch);
    let best = (0..ranked.len()).max_by(|&a, &b| ranked[a].1.total_cmp(&ranked[b].1).then(b.cmp(&a))).unwrap_or(0);
    let (speaker, sure) = ranked.get(best).copied().unwrap_or((None, 1.0));
    let before = |m| {
        antecedent(analysis, number, m)
            .or_else(|| described(analysis, number, m))
            .or_else(|| possession(analysis, number, m))
    };
    (speaker.map(|m| before(m).unwrap_or(m)), sure)
}

/// Hanna Weiss, an analyst in Bremen, warned: the name speaks, not what describes it.
fn described(analysis: &Analysis<'_>, number: usize, speaker: usize) -> Option<usize> {
    let cue = &analysis.cues[number];
    let chosen = &analysis.mentions[speaker];
    let comma = |at: usize| analysis.item(at).kind == TokenKind::Comma;
    let name = speaker.checked_sub(1).map(|m| &analysis.mentions[m]).filter(|m| m.sentence == cue.sentence)?;
    // Tom Ball, D-Ohio, said: party and state.
    let party = chosen.phrase.len() == 1 && {
        let mut letters = analysis.document.word(chosen.head).chars();
        let party = letters.next().is_some_and(|c| matches!(c, 'D' | 'R' | 'I'));
        party && letters.next() == Some('-') && letters.next().is_some_and(char::is_uppercase)
    };
    let description =
        chosen.kind == MentionKind::Person && analysis.item(chosen.phrase.start()).is(WordClass::DETERMINER);
    let aside = (description || party)
        && chosen.phrase.end() + 1 == cue.group.start
        && comma(chosen.phrase.end())
        && name.phrase.end() + 1 == chosen.phrase.start()
        && comma(name.phrase.end());
    (aside && name.kind == MentionKind::Name && !name.possessive).then(|| speaker - 1)
}

/// Haro's letter said: what somebody has speaks, and the owner through it.
fn possession(analysis: &Analysis<'_>, number: usize, speaker: usize) -> Option<usize> {
    let cue = &analysis.cues[number];
    let (owner, own) = (&analysis.mentions[speaker], speaker + 1);
    let thing = analysis.mentions.get(own).filter(|m| m.sentence == cue.sentence)?;
    let beside = owner.possessive
        && thing.phrase.end() == cue.group.start
        && matches!(thing.phrase.start().checked_sub(owner.phrase.end()), Some(0 | 1))
        && thing.kind == MentionKind::Document;
    beside.then_some(own)
}

/// Neighbours who packed the chamber said: the subject speaks, not what parts it from the cue.
fn antecedent(analysis: &Analysis<'_>, number: usize, speaker: usize) -> Option<usize> {
    let subject = analysis.parted(number)?;
    let inside = analysis.mentions[subject].phrase.end()..analysis.cues[number].group.start;
    inside.contains(&analysis.mentions[speaker].phrase.start()).then_some(subject)
}
