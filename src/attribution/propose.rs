//! Proposals: a cue's frame, its speaker, and where the reported words begin and end.
//!
//! Takes cues of a document, gives a [`Candidate`] for each that may report something. One question is asked of all of them
//! before the next one is.

use super::accept::Certainty;
use super::{
    Analysis, Attribution, Frame, addressee, boundary, edge, extent, frame, leading, orders, parts, refuse, rules,
    shapes, speaker, subject,
};
use crate::cue::CueKind;
use crate::document::TokenKind;
use crate::grammar::table;
use crate::lexicon::WordClass;
use crate::model::questions::Question;
use crate::model::{Features, Weights};
use std::ops::Range;

/// How probable it must be that a cue is one, for a candidate to be made.
const WORTH: f32 = 0.2;

/// How sure the parts of a shape are.
const SHAPED: f32 = 0.95;

/// How sure what an order of words says is, before calibration; and that there are words where it leaves their end open.
const ORDERED: f32 = 0.95;
const BEGUN: f32 = 0.8;

/// An attribution with the certainty of its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The attribution.
    pub attribution: Attribution,
    /// How sure its parts are.
    pub certainty: Certainty,
    /// How sure the candidate is as a whole, where the order of the words says so; else the weights do.
    pub sure: Option<f32>,
    /// How many items of words the refusals have judged; 0 where they were not asked.
    pub judged: usize,
    /// How sure it is at the least, where a rule has read a part of it.
    pub least: f32,
    /// Where its turn begins, if a rule says that the words before are another's.
    pub turn: Option<usize>,
}

/// What is known of a cue so far.
struct Proposal {
    /// The cue.
    number: usize,
    frame: Frame,
    speaker: Option<usize>,
    /// The words before the cue, and those behind it.
    left: Option<Range<usize>>,
    right: Option<Range<usize>>,
    certainty: Certainty,
    /// Where a rule says that the words begin.
    begun: Option<usize>,
}

impl Proposal {
    fn new(number: usize, frame: Frame, certainty: Certainty) -> Proposal {
        Proposal { number, frame, speaker: None, left: None, right: None, certainty, begun: None }
    }
}

/// A cue that may report something.
enum Reading {
    /// Its frame is chosen, the rest is still to be asked.
    Open(Proposal),
    /// The order of the words leaves nothing to ask.
    Closed(Candidate),
}

/// Every candidate with one of some cues, in order of the cues: those of whole sentences.
pub fn candidates(
    analysis: &Analysis<'_>,
    cues: Range<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> Vec<Candidate> {
    scratch.ask(Question::Frame);
    let mut readings = framed(analysis, cues, weights, scratch);
    choose_speakers(analysis, &mut readings, weights, scratch);
    for open in readings.iter_mut().filter_map(Reading::open).filter(|open| open.frame != Frame::Right) {
        choose_left(analysis, open, weights, scratch);
    }
    for open in readings.iter_mut().filter_map(Reading::open).filter(|open| open.frame != Frame::Left) {
        choose_right(analysis, open, weights, scratch);
    }
    let whole = readings.into_iter().filter_map(|reading| match reading {
        Reading::Open(open) => finish(analysis, open),
        Reading::Closed(candidate) => Some(candidate),
    });
    whole.collect()
}

impl Reading {
    fn open(&mut self) -> Option<&mut Proposal> {
        match self {
            Reading::Open(open) => Some(open),
            Reading::Closed(_) => None,
        }
    }
}

/// The cues that have a shape or a frame.
fn framed(analysis: &Analysis<'_>, cues: Range<usize>, weights: &Weights, scratch: &mut Features) -> Vec<Reading> {
    let mut signs = None;
    let shapes: Vec<_> = cues
        .clone()
        .map(|number| {
            let order = orders::read(analysis, number, &mut signs, weights, scratch);
            order.ok_or_else(|| shapes::read(analysis, number, weights, scratch))
        })
        .collect();
    let read = cues.zip(shapes).filter_map(|(number, shape)| match shape {
        Ok(verdict) => ordered(analysis, number, verdict),
        Err(Some(shape)) => shaped(analysis, number, shape).map(Reading::Closed),
        Err(None) => read(analysis, number, weights, scratch),
    });
    read.collect()
}

/// The frame of a cue, or one of the shapes that the frame lets hold; `None` where it is no cue.
fn read(analysis: &Analysis<'_>, number: usize, weights: &Weights, scratch: &mut Features) -> Option<Reading> {
    let cue = &analysis.cues[number];
    let sentence = &analysis.document.sentences[cue.sentence].items;
    if cue.kind == CueKind::Noun && !crate::cue::announces(analysis.document, sentence, cue.head) {
        return None;
    }
    scratch.ask(Question::Frame);
    let probabilities = frame::probabilities(analysis, number, weights, scratch);
    let leftward = probabilities[2].max(probabilities[3]);
    if (leftward < WORTH || leftward < probabilities[1])
        && let Some(shape) = leading::told(analysis, number, weights, scratch)
            .or_else(|| leading::inverted(analysis, number, weights, scratch))
    {
        return shaped(analysis, number, shape).map(Reading::Closed);
    }
    if probabilities[1] > probabilities[2]
        && let Some(shape) = leading::before(analysis, number)
    {
        return shaped(analysis, number, shape).map(Reading::Closed);
    }
    let mut certainty = Certainty { cue: 1.0 - probabilities[0], right: 1.0, left: 1.0, ..Certainty::default() };
    if certainty.cue < WORTH {
        return None;
    }
    let best = (1..4).max_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b]))?;
    let mut frame = frame::of(best);
    // "emails in which he called": nothing before the relative clause is reported.
    if frame == Frame::Split && relative(analysis, number) {
        frame = Frame::Right;
    }
    certainty.frame = probabilities[best] / certainty.cue;
    Some(Reading::Open(Proposal::new(number, frame, certainty)))
}

/// Chooses who speaks at each cue; who spoke at the cue before, in the same sentence, is known by then.
fn choose_speakers(analysis: &Analysis<'_>, readings: &mut Vec<Reading>, weights: &Weights, scratch: &mut Features) {
    let (mut sentence, mut previous) = (usize::MAX, None);
    readings.retain_mut(|reading| {
        let number = match reading {
            Reading::Open(open) => open.number,
            Reading::Closed(candidate) => candidate.attribution.cue.unwrap_or_default(),
        };
        let cue = &analysis.cues[number];
        if cue.sentence != sentence {
            (sentence, previous) = (cue.sentence, None);
        }
        let chosen = match reading {
            Reading::Closed(candidate) => candidate.attribution.speaker,
            Reading::Open(open) => {
                let (speaker, sure) = speaker::choose(analysis, number, open.frame, previous, weights, scratch);
                open.certainty.speaker = sure;
                open.speaker = speaker.or_else(|| speaker::beside(analysis, number));
                // "the screen shows error": what is read as part of the speaker is no cue.
                let own = |s: usize| analysis.mentions[s].phrase.contains(&cue.head);
                if cue.kind == CueKind::Verb && open.speaker.is_some_and(own) {
                    return false;
                }
                open.speaker
            }
        };
        previous = chosen.or(previous);
        true
    });
}

/// Chooses the words before the cue.
fn choose_left(analysis: &Analysis<'_>, open: &mut Proposal, weights: &Weights, scratch: &mut Features) {
    let beside = speaker::relay(analysis, open.number).or(open.speaker);
    open.certainty.left = 0.0;
    let Some((end, sure_end)) = edge::left_end(analysis, open.number, beside, weights, scratch) else { return };
    let (start, sure_start) = edge::left_start(analysis, open.number, end, weights, scratch).unwrap_or((end, 0.0));
    open.certainty.left = sure_start * sure_end;
    let end = open.speaker.and_then(|s| subject::before_role(analysis, s, start..end)).unwrap_or(end);
    let words = parts::behind_topic(analysis, open.number, start..boundary::sealed(analysis, &(start..end)));
    open.left = trim(analysis, words);
    // Ivo “the Bear” Tamm said: nothing stands before the cue but its speaker.
    if open.left.as_ref().is_some_and(|left| parts::is_name(analysis, left)) {
        (open.left, open.frame) = (None, Frame::Right);
    }
}

/// Chooses the words behind the cue.
fn choose_right(analysis: &Analysis<'_>, open: &mut Proposal, weights: &Weights, scratch: &mut Features) {
    let number = open.number;
    open.certainty.right = 0.0;
    let begun = open.begun.map(|start| (start, SHAPED));
    let begun = begun.or_else(|| edge::right_start(analysis, number, open.speaker, weights, scratch));
    let Some((start, sure_start)) = begun else { return };
    let start = addressee::infinitive(analysis, number, start).unwrap_or(start);
    let (end, sure_end) = edge::right_end(analysis, number, start, weights, scratch).unwrap_or((start, 0.0));
    open.certainty.right = sure_start * sure_end;
    let end = boundary::closed(analysis, &(start..end));
    let end = match boundary::led(analysis, number, &(start..end)) {
        true => edge::right_end(analysis, number, end + 1, weights, scratch).map_or(end, |(end, _)| end),
        false => end,
    };
    let end = boundary::list_end(analysis, number, &(start..end)).unwrap_or(end);
    // "as of 6 a.m.": the sentence's stop is that of the abbreviation too.
    let stop = analysis.document.items.get(end).is_some_and(|i| i.kind == TokenKind::Stop);
    let abbreviated = stop && end > start && analysis.item(end - 1).dotted;
    open.right = trim(analysis, start..end + usize::from(abbreviated));
}

/// The candidate of a proposal, unless what its words say speaks against it.
fn finish(analysis: &Analysis<'_>, open: Proposal) -> Option<Candidate> {
    let Proposal { number, mut frame, speaker, left, right, certainty, begun } = open;
    let mut content: Vec<Range<usize>> = left.into_iter().chain(right).collect();
    if content.is_empty() {
        return None;
    }
    if frame != Frame::Left {
        drop_conjunction(analysis, content.last_mut()?);
    }
    extent::cut(analysis, number, frame, &mut content);
    parts::beats(analysis, &mut content);
    let others = || {
        let ended = parts::topic(analysis, number, &content) || parts::another(analysis, number, &content);
        ended || parts::granted(analysis, &content)
    };
    if frame == Frame::Split && others() {
        content.truncate(1);
        frame = Frame::Left;
    }
    if frame == Frame::Right
        && let Some(before) = parts::interrupted(analysis, speaker, &content)
    {
        content.insert(0, before..before + 1);
        frame = Frame::Split;
    }
    content.retain(|r| !r.is_empty());
    let mut candidate = candidate(analysis, number, shapes::Shape { frame, speaker, content }, certainty)?;
    candidate.least = if begun.is_some() { BEGUN } else { 0.0 };
    Some(candidate)
}

/// What a rule of orders says of a cue: nothing where it says that nothing is reported.
fn ordered(analysis: &Analysis<'_>, number: usize, verdict: orders::Verdict) -> Option<Reading> {
    let head = analysis.cues[number].head;
    let (rule, shape, turn) = match verdict {
        orders::Verdict::Words(rule, shape, turn) => (rule, shape, turn),
        orders::Verdict::Begins(rule, start) => {
            analysis.note(Some(rule), head);
            let certainty = Certainty { frame: SHAPED, cue: SHAPED, right: 1.0, left: 1.0, ..Certainty::default() };
            let open = Proposal::new(number, Frame::Right, certainty);
            return Some(Reading::Open(Proposal { begun: Some(start), ..open }));
        }
        orders::Verdict::Nothing(rule) => {
            analysis.note(Some(rule), head);
            return None;
        }
    };
    let content: Vec<_> = shape.content.into_iter().filter_map(|range| trim(analysis, range)).collect();
    if content.is_empty() {
        return None;
    }
    let mut attribution = Attribution::of(number, shape.frame, shape.speaker, content);
    (attribution.rule, attribution.probability) = (table::rule(rule).id, ORDERED);
    let certainty = Certainty { frame: SHAPED, cue: SHAPED, speaker: SHAPED, right: SHAPED, left: SHAPED };
    Some(Reading::Closed(Candidate { attribution, certainty, sure: Some(ORDERED), judged: 0, least: 0.0, turn }))
}

/// The candidate of a shape, as sure as a shape is.
fn shaped(analysis: &Analysis<'_>, number: usize, mut shape: shapes::Shape) -> Option<Candidate> {
    shape.content = shape.content.into_iter().filter_map(|range| trim(analysis, range)).collect();
    let certainty = Certainty { frame: SHAPED, cue: SHAPED, speaker: SHAPED, right: SHAPED, left: SHAPED };
    // “Never,” came the reply: a noun that came with a quotation reports it, whoever replied.
    let unsaid = shape.speaker.is_none() && analysis.cues[number].kind == CueKind::Noun;
    let candidate = candidate(analysis, number, shape, certainty)?;
    Some(if unsaid { Candidate { least: BEGUN, ..candidate } } else { candidate })
}

/// The candidate of a cue's parts, unless no rule reads them or what the words say speaks against it.
fn candidate(analysis: &Analysis<'_>, number: usize, shape: shapes::Shape, certainty: Certainty) -> Option<Candidate> {
    let shapes::Shape { frame, speaker, content } = shape;
    if content.is_empty() {
        return None;
    }
    let rule = rules::read(analysis, number, frame, speaker, &content)?;
    let mut attribution = Attribution::of(number, frame, speaker, content);
    (attribution.rule, attribution.probability) = (rule, certainty.cue);
    let refuse::Judgement { bare, refused } = refuse::judge(analysis, &attribution);
    attribution.bare = bare.is_some();
    analysis.note(bare.or(refused), analysis.cues[number].head);
    let judged = attribution.content.iter().map(Range::len).sum();
    refused.is_none().then_some(Candidate { attribution, certainty, sure: None, judged, least: 0.0, turn: None })
}

/// Whether a cue and its subject stand right behind "in which".
fn relative(analysis: &Analysis<'_>, number: usize) -> bool {
    let cue = &analysis.cues[number];
    let start =
        analysis.ending(cue.sentence, cue.group.start).map_or(cue.group.start, |m| analysis.mentions[m].phrase.start());
    let sentence = analysis.document.sentences[cue.sentence].items.start;
    start > sentence + 2
        && analysis.document.word(start - 1) == "which"
        && analysis.item(start - 2).is(WordClass::PREPOSITION)
}

/// Leaves out the conjunction "that" before a reported clause.
pub(super) fn drop_conjunction(analysis: &Analysis<'_>, range: &mut Range<usize>) {
    let verb = WordClass::AUXILIARY;
    // "that May had been dry": the month is no verb.
    let is_verb = |at: usize| analysis.item(at).is(verb) && !analysis.item(at).capital;
    if range.len() > 1 && analysis.item(range.start).is(WordClass::THAT) && !is_verb(range.start + 1) {
        range.start += 1;
    }
}

/// Takes marks that only join the words to their clause off both ends.
pub fn trim(analysis: &Analysis<'_>, mut range: Range<usize>) -> Option<Range<usize>> {
    use TokenKind as K;
    let loose = |at: usize| {
        let item = analysis.item(at);
        !item.is_quote()
            && matches!(item.kind, K::Comma | K::Colon | K::Semicolon | K::Dash | K::Stop | K::Clitic | K::Close)
    };
    while range.start < range.end && loose(range.start) {
        range.start += 1;
    }
    while range.start < range.end && loose(range.end - 1) && analysis.item(range.end - 1).kind != K::Clitic {
        // "as of 6 a.m.": the stop is that of the abbreviation too.
        if analysis.item(range.end - 1).kind == K::Stop && range.len() > 1 && analysis.item(range.end - 2).dotted {
            break;
        }
        // A closing bracket whose opener stands inside belongs to the words.
        let open = analysis.document.items[range.clone()].iter().filter(|i| i.kind == K::Open).count();
        let close = analysis.document.items[range.clone()].iter().filter(|i| i.kind == K::Close).count();
        if analysis.item(range.end - 1).kind == K::Close && open >= close {
            break;
        }
        range.end -= 1;
    }
    (range.start < range.end).then_some(range)
}
