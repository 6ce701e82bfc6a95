//! Which mention speaks: candidates and their features.

use super::{Analysis, Frame, candidate};
use crate::cue::{Cue, CueKind};
use crate::document::TokenKind;
use crate::lexicon::rule_words;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::{Mention, MentionKind};
use crate::model::questions as ask;
use crate::model::{Features, Weights};
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

/// How sure it is that the subject that something parts from its verb speaks.
const PARTED: f32 = 0.8;
/// Words between "asked" and what was asked that tell where and when, at most.
const ASKED_WHERE: usize = 8;
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
    // Haro, asked at a briefing in Lori whether the deal could be mended, replied
    let plain = |at: &usize| analysis.item(*at).is_word() && !analysis.clauses.finite(*at);
    let mut behind = (group.end..end.min(group.end + ASKED_WHERE)).take_while(plain);
    (when || aside) && behind.any(|at| analysis.document.is_any(at, &rule_words::ASKED_ABOUT))
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
    pub(super) analysis: &'a Analysis<'d>,
    pub(super) number: usize,
    pub(super) frame: Frame,
    pub(super) previous: Option<usize>,
    pub(super) reach: Range<usize>,
    /// How many mentions stand right beside the cue.
    pub(super) beside: usize,
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
pub(super) fn touches(mention: &Mention, cue: &Cue) -> bool {
    mention.phrase.end() == cue.group.start || mention.phrase.start() == cue.group.end
}

/// The how-manieth mention before or behind the cue, from 1.
enum Nearness {
    Before(usize),
    Behind(usize),
}

/// Whether a mention is likely to speak where others stand before the cue: whoever stands behind it hardly ever says what
/// stands further behind, and nobody far before it says what stands before it too. Others are many of the candidates in the
/// train articles, and were hardly ever chosen when all were weighed.
fn likely(analysis: &Analysis<'_>, cue: &Cue, frame: Frame, mention: usize, nearness: Nearness) -> bool {
    match (frame, nearness) {
        (Frame::Right, Nearness::Before(_)) | (Frame::Left, Nearness::Behind(_)) => true,
        // "was told by Haro that"
        (Frame::Right, Nearness::Behind(nth)) => {
            nth == 1 && analysis.mentions[mention].phrase.start() == cue.group.end + 1
        }
        (Frame::Left, Nearness::Before(nth)) => nth <= 4,
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
        candidate::features(&asked, candidate, rank, scratch);
        scratch.weigh(weights);
    }
    let scores = scratch.sums();
    crate::model::softmax(scores);
    candidates.into_iter().map(|(_, candidate)| candidate).zip(scores.iter().copied()).collect()
}

/// Looks at one candidate as [`ranked`] does, to tell what weighed.
pub fn looks(analysis: &Analysis<'_>, number: usize, frame: Frame, candidate: Option<usize>, scratch: &mut Features) {
    let rank = candidates(analysis, number).iter().position(|&c| c == candidate).unwrap_or(0);
    candidate::features(&Asked::new(analysis, number, frame, None), candidate, rank, scratch);
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
    // "A petition with 600 names, to be handed in today, asks": whose verb it is.
    if speaker.is_none()
        && frame == Frame::Right
        && let Some(subject) = analysis.parted(number)
    {
        return (Some(subject), PARTED);
    }
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
    let (chosen, own) = (analysis.mentions[speaker].phrase.start(), analysis.mentions[subject].phrase);
    let inside = (own.end()..analysis.cues[number].group.start).contains(&chosen);
    // "Radio Kattvik said that the driver, named only as K.L., told": of the clause that another cue reports.
    let that = || (chosen..own.start()).rev().find(|&at| analysis.conjunction(at));
    let outside = || that().is_some_and(|at| !analysis.clauses.any(at..own.start()));
    (inside || outside()).then_some(subject)
}
