//! From proposals to attributions: frame, speaker, then the boundaries, cue by cue; then one reading of every sentence.

use super::accept::{self, Certainty};
use super::calibration::Reading;
use super::{
    Analysis, Attribution, Frame, boundary, citing, continuation, extent, frame, refuse, rules, shapes, speaker,
};
use crate::cue::CueKind;
use crate::lexicon::WordClass;
use crate::model::{Features, Weights};
use std::ops::Range;

/// How probable it must be that a cue is one, for a candidate to be made.
const WORTH: f32 = 0.2;
/// How probable a candidate must be as a whole: less where marks show that somebody's words are reported.
const LEAST_QUOTED: f32 = 0.24;
const LEAST_INDIRECT: f32 = 0.42;

/// How sure the parts of a shape are.
const SHAPED: f32 = 0.95;

/// An attribution with the certainty of its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The attribution.
    pub attribution: Attribution,
    /// How sure its parts are.
    pub certainty: Certainty,
}

/// Finds the attributions of a document, in document order, with the confidence as probability.
pub fn attributions(analysis: &Analysis<'_>, weights: &Weights) -> Vec<Attribution> {
    let mut rows = uncalibrated(analysis, weights);
    for row in &mut rows {
        row.probability = Reading::of(analysis, row).confidence(weights);
    }
    rows
}

/// Finds the attributions of a document with the probabilities that calibration is learned from.
pub fn uncalibrated(analysis: &Analysis<'_>, weights: &Weights) -> Vec<Attribution> {
    let mut scratch = Features::new(0);
    let mut found: Vec<Attribution> = Vec::new();
    let mut candidates = candidates(analysis, weights).into_iter().peekable();
    while let Some(first) = candidates.next() {
        let sentence = first.sentence(analysis);
        let mut here = vec![first];
        here.extend(std::iter::from_fn(|| candidates.next_if(|c| c.sentence(analysis) == sentence)));
        settle(analysis, here, weights, &mut scratch, &mut found);
    }
    citing::settle(analysis, &mut found);
    let mut rows = continuation::settle(analysis, found);
    salted(&mut scratch, accept::SALT);
    rows.retain_mut(|row| {
        if row.cue.is_none() {
            row.probability = accept::probability(analysis, row, &Certainty::default(), weights, &mut scratch);
        }
        row.probability >= least(analysis, row)
    });
    let turns = super::transcript::turns(analysis);
    if !turns.is_empty() {
        // What somebody quotes inside a turn is no row of its own.
        let inside = |row: &Attribution| {
            let start = row.content[0].start;
            let behind = turns.partition_point(|t| t.content[0].start <= start);
            behind.checked_sub(1).is_some_and(|n| turns[n].content[0].contains(&start))
        };
        rows.retain(|row| !inside(row));
        rows.extend(turns);
        rows.sort_by_key(|a| (a.content[0].start, a.cue));
    }
    rows
}

/// The least probability of a row of its kind.
pub fn least(analysis: &Analysis<'_>, attribution: &Attribution) -> f32 {
    if quoted(analysis, attribution) { LEAST_QUOTED } else { LEAST_INDIRECT }
}

/// Whether the reported words hold quoted ones.
pub fn quoted(analysis: &Analysis<'_>, attribution: &Attribution) -> bool {
    let items = &analysis.document.items;
    attribution.turn || attribution.content.iter().any(|r| items[r.clone()].iter().any(|i| i.is_quote()))
}

impl Candidate {
    fn sentence(&self, analysis: &Analysis<'_>) -> usize {
        self.attribution.cue.map_or(0, |c| analysis.cues[c].sentence)
    }
}

/// Every candidate with a cue, in order of the cues.
pub fn candidates(analysis: &Analysis<'_>, weights: &Weights) -> Vec<Candidate> {
    let mut scratch = Features::new(0);
    let mut found: Vec<Candidate> = Vec::new();
    for sentence in 0..analysis.document.sentences.len() {
        let mut previous = None;
        for number in analysis.cues_of[sentence].clone() {
            if let Some(candidate) = candidate(analysis, number, previous, weights, &mut scratch) {
                previous = candidate.attribution.speaker.or(previous);
                found.push(candidate);
            }
        }
    }
    found
}

/// Every candidate with its probability as a whole, for explanations.
pub fn weigh(analysis: &Analysis<'_>, weights: &Weights) -> Vec<Candidate> {
    let mut candidates = candidates(analysis, weights);
    let mut scratch = Features::new(accept::SALT);
    for c in &mut candidates {
        c.attribution.probability = accept::probability(analysis, &c.attribution, &c.certainty, weights, &mut scratch);
    }
    candidates
}

/// Adds one reading of a sentence: the most probable candidates that do not claim each other's cues or words.
fn settle(
    analysis: &Analysis<'_>,
    mut candidates: Vec<Candidate>,
    weights: &Weights,
    scratch: &mut Features,
    found: &mut Vec<Attribution>,
) {
    salted(scratch, accept::SALT);
    for c in &mut candidates {
        c.attribution.probability = accept::probability(analysis, &c.attribution, &c.certainty, weights, scratch);
    }
    share(analysis, &mut candidates);
    candidates.sort_by(|a, b| {
        b.attribution.probability.total_cmp(&a.attribution.probability).then(a.attribution.cue.cmp(&b.attribution.cue))
    });
    let before = found.len();
    for candidate in candidates {
        let mut new = candidate.attribution;
        if new.probability < least(analysis, &new) {
            continue;
        }
        let holds = found[before..].iter().all(|old| apart(analysis, old, &mut new));
        if holds && !new.content.is_empty() {
            // What joined cues have left of the words may be no more than a phrase.
            new.bare |= refuse::bare(analysis, &new);
            found.push(new);
        }
    }
}

/// "said A and added B": where a later cue joins an earlier one and has its speaker, the earlier one's words end there.
fn share(analysis: &Analysis<'_>, candidates: &mut [Candidate]) {
    for later in 1..candidates.len() {
        let (before, rest) = candidates.split_at_mut(later);
        let second = &rest[0].attribution;
        let Some(cue) = second.cue.map(|c| &analysis.cues[c]) else { continue };
        if let Some(turn) = contrast(analysis, cue, second) {
            let verb = |c: &&mut Candidate| c.attribution.cue.is_some_and(|c| analysis.cues[c].kind == CueKind::Verb);
            for range in before.iter_mut().filter(verb).flat_map(|c| &mut c.attribution.content) {
                if range.contains(&cue.head) && turn > range.start + 1 {
                    range.end = turn;
                }
            }
        }
        let Some(joint) = joint(analysis, cue) else { continue };
        if second.probability < least(analysis, second) || second.speaker.is_none() {
            continue;
        }
        for first in before.iter_mut().map(|c| &mut c.attribution).filter(|a| a.speaker == second.speaker) {
            for range in &mut first.content {
                if range.contains(&cue.head) && joint > range.start + 1 {
                    range.end = joint;
                }
            }
        }
    }
}

/// Where somebody else's turn begins: Belkacem said A | while Ferri said B.
fn contrast(analysis: &Analysis<'_>, cue: &crate::cue::Cue, second: &Attribution) -> Option<usize> {
    let speaker = &analysis.mentions[second.speaker?];
    if second.probability < least(analysis, second) || second.frame != Frame::Right || cue.gerund {
        return None;
    }
    if speaker.kind == crate::mention::MentionKind::Pronoun && analysis.document.word(speaker.head) != "others" {
        return None;
    }
    let start = speaker.role.start.min(speaker.phrase.start);
    let conjunction = start.checked_sub(1)?;
    let comma = conjunction > 0 && analysis.item(conjunction - 1).kind == crate::document::TokenKind::Comma;
    let turns = match analysis.document.word(conjunction) {
        "while" | "whereas" | "but" => true,
        "and" => comma,
        _ => false,
    };
    // An aside between two commas may stand between the two.
    let mark = |at: usize| analysis.item(at).kind == crate::document::TokenKind::Comma;
    let (end, group) = (speaker.phrase.end, cue.group.start);
    let beside = end == group || end + 1 < group && mark(end) && mark(group - 1);
    (turns && beside).then_some(if comma { conjunction - 1 } else { conjunction })
}

/// Where the conjunction or comma stands that joins a cue group to what is before it.
fn joint(analysis: &Analysis<'_>, cue: &crate::cue::Cue) -> Option<usize> {
    let before = cue.group.start.checked_sub(1)?;
    let item = analysis.item(before);
    let comma = |at: usize| analysis.item(at).kind == crate::document::TokenKind::Comma;
    if item.is(WordClass::CONJUNCTION) {
        return Some(if before > 0 && comma(before - 1) { before - 1 } else { before });
    }
    (cue.gerund && comma(before)).then_some(before)
}

/// Whether `new` can stand beside `old`; its words are cut where the other begins.
fn apart(analysis: &Analysis<'_>, old: &Attribution, new: &mut Attribution) -> bool {
    let (Some(old_cue), Some(new_cue)) = (old.cue, new.cue) else { return true };
    let (old_head, new_head) = (analysis.cues[old_cue].head, analysis.cues[new_cue].head);
    if old.content.iter().any(|r| r.contains(&new_head)) {
        return false;
    }
    let mine = boundary::anchor(analysis, old_cue, old.speaker);
    for range in &mut new.content {
        if range.contains(&old_head) {
            // "said A and added B": the words of the first end where the second's clause begins.
            if mine > range.start + 2 && mine < range.end && old_cue > new_cue {
                range.end = mine;
                let joins = |at: usize| {
                    let item = analysis.item(at);
                    !item.is_quote() && (!item.is_word() || item.is(crate::lexicon::WordClass::CONJUNCTION))
                };
                while range.end > range.start && joins(range.end - 1) {
                    range.end -= 1;
                }
            } else {
                return false;
            }
        }
        if old.content.iter().any(|r| r.start < range.end && range.start < r.end) {
            return false;
        }
    }
    new.content.retain(|r| !r.is_empty());
    !new.content.is_empty()
}

fn salted(scratch: &mut Features, salt: u32) {
    scratch.ask(salt);
}

fn candidate(
    analysis: &Analysis<'_>,
    number: usize,
    previous: Option<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> Option<Candidate> {
    if let Some(shape) = shapes::read(analysis, number, weights, scratch) {
        return shaped(analysis, number, shape);
    }
    let cue = &analysis.cues[number];
    let sentence = &analysis.document.sentences[cue.sentence].items;
    if cue.kind == CueKind::Noun && !crate::cue::announces(analysis.document, sentence, cue.head) {
        return None;
    }
    salted(scratch, frame::SALT);
    let probabilities = frame::probabilities(analysis, number, weights, scratch);
    let leftward = probabilities[2].max(probabilities[3]);
    if (leftward < WORTH || leftward < probabilities[1])
        && let Some(shape) = shapes::told(analysis, number, weights, scratch)
            .or_else(|| shapes::inverted(analysis, number, weights, scratch))
    {
        return shaped(analysis, number, shape);
    }
    if probabilities[1] > probabilities[2]
        && let Some(shape) = shapes::before(analysis, number)
    {
        return shaped(analysis, number, shape);
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
    salted(scratch, speaker::SALT);
    let (speaker, sure) = speaker::choose(analysis, number, frame, previous, weights, scratch);
    let speaker = speaker.or_else(|| speaker::beside(analysis, number));
    certainty.speaker = sure;
    // "the screen shows error": what is read as part of the speaker is no cue.
    let head = analysis.cues[number].head;
    if analysis.cues[number].kind == CueKind::Verb
        && speaker.is_some_and(|s| analysis.mentions[s].phrase.contains(&head))
    {
        return None;
    }
    let mut content: Vec<Range<usize>> = Vec::new();
    if matches!(frame, Frame::Left | Frame::Split) {
        let beside = speaker::relay(analysis, number).or(speaker);
        let (range, sure) = left(analysis, number, beside, weights, scratch);
        content.extend(trim(analysis, range));
        certainty.left = sure;
    }
    if matches!(frame, Frame::Right | Frame::Split) {
        let (range, sure) = right(analysis, number, speaker, weights, scratch);
        content.extend(trim(analysis, range));
        certainty.right = sure;
    }
    if content.is_empty() {
        return None;
    }
    if frame != Frame::Left {
        drop_conjunction(analysis, content.last_mut()?);
    }
    extent::cut(analysis, number, frame, &mut content);
    extent::beats(analysis, &mut content);
    if frame == Frame::Split
        && (extent::topic(analysis, number, &content) || extent::another(analysis, number, &content))
    {
        content.truncate(1);
        frame = Frame::Left;
    }
    if frame == Frame::Right
        && let Some(before) = extent::interrupted(analysis, speaker, &content)
    {
        content.insert(0, before..before + 1);
        frame = Frame::Split;
    }
    content.retain(|r| !r.is_empty());
    if content.is_empty() {
        return None;
    }
    let rule = rules::read(analysis, number, frame, speaker, &content)?.id;
    let mut attribution = Attribution {
        rule,
        cue: Some(number),
        frame,
        speaker,
        content,
        probability: certainty.cue,
        floating: false,
        carried: None,
        turn: false,
        bare: false,
    };
    attribution.bare = refuse::bare(analysis, &attribution);
    (!refuse::refused(analysis, &attribution)).then_some(Candidate { attribution, certainty })
}

/// Whether a cue and its subject stand right behind "in which".
fn relative(analysis: &Analysis<'_>, number: usize) -> bool {
    let cue = &analysis.cues[number];
    let start =
        analysis.ending(cue.sentence, cue.group.start).map_or(cue.group.start, |m| analysis.mentions[m].phrase.start);
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

/// The candidate of a shape, as sure as a shape is.
fn shaped(analysis: &Analysis<'_>, number: usize, shape: shapes::Shape) -> Option<Candidate> {
    let shapes::Shape { frame, speaker, content } = shape;
    let content: Vec<Range<usize>> = content.into_iter().filter_map(|range| trim(analysis, range)).collect();
    if content.is_empty() {
        return None;
    }
    let rule = rules::read(analysis, number, frame, speaker, &content)?.id;
    let attribution = Attribution {
        rule,
        cue: Some(number),
        frame,
        speaker,
        content,
        probability: SHAPED,
        floating: false,
        carried: None,
        turn: false,
        bare: false,
    };
    let certainty = Certainty { frame: SHAPED, cue: SHAPED, speaker: SHAPED, right: SHAPED, left: SHAPED };
    (!refuse::refused(analysis, &attribution)).then_some(Candidate { attribution, certainty })
}

fn right(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: Option<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> (Range<usize>, f32) {
    let Some((start, sure_start)) = boundary::right_start(analysis, number, speaker, weights, scratch) else {
        let end = analysis.cues[number].group.end;
        return (end..end, 0.0);
    };
    let start = boundary::infinitive(analysis, number, start).unwrap_or(start);
    let (end, sure_end) = boundary::right_end(analysis, number, start, weights, scratch).unwrap_or((start, 0.0));
    let range = start..boundary::closed(analysis, &(start..end));
    // "as of 6 a.m.": the sentence's stop is that of the abbreviation too.
    let stop = analysis.document.items.get(range.end).is_some_and(|i| i.kind == crate::document::TokenKind::Stop);
    let abbreviated = stop && range.end > start && analysis.item(range.end - 1).dotted;
    (start..range.end + usize::from(abbreviated), sure_start * sure_end)
}

fn left(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: Option<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> (Range<usize>, f32) {
    let Some((end, sure_end)) = boundary::left_end(analysis, number, speaker, weights, scratch) else {
        let start = analysis.reach(&analysis.cues[number]).start;
        return (start..start, 0.0);
    };
    let (start, sure_start) = boundary::left_start(analysis, number, end, weights, scratch).unwrap_or((end, 0.0));
    let range = start..end;
    (range.start..boundary::sealed(analysis, &range), sure_start * sure_end)
}

/// Takes marks that only join the words to their clause off both ends.
pub fn trim(analysis: &Analysis<'_>, mut range: Range<usize>) -> Option<Range<usize>> {
    use crate::document::TokenKind as K;
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
