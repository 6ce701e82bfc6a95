//! From candidates to attributions: one reading of every sentence, then what quotations without a cue add.

use super::accept::{self, Certainty};
use super::propose::{Candidate, candidates};
use super::{Analysis, Attribution, Frame, boundary, citing, continuation, refuse};
use crate::cue::{Cue, CueKind};
use crate::document::TokenKind;
use crate::lexicon::{CueClass, WordClass, rule_words};
use crate::mention::MentionKind;
use crate::model::questions::Question;
use crate::model::{Features, Weights};
use std::ops::Range;

/// How probable a candidate must be as a whole: less where marks show that somebody's words are reported.
const LEAST_QUOTED: f32 = 0.24;
const LEAST_INDIRECT: f32 = 0.34;
/// Items of a phrase between "and" and a subject at most.
const FRONTED: usize = 12;

/// Finds the attributions of a document, in document order.
pub fn attributions(analysis: &Analysis<'_>, weights: &Weights) -> Vec<Attribution> {
    let mut scratch = Features::new(Question::Frame);
    let mut found: Vec<Attribution> = Vec::new();
    for cues in together(analysis) {
        let mut candidates = candidates(analysis, cues, weights, &mut scratch).into_iter().peekable();
        while let Some(first) = candidates.next() {
            let sentence = first.sentence(analysis);
            let mut here = vec![first];
            here.extend(std::iter::from_fn(|| candidates.next_if(|c| c.sentence(analysis) == sentence)));
            settle(analysis, here, weights, &mut scratch, &mut found);
        }
    }
    citing::settle(analysis, &mut found);
    let mut rows = continuation::settle(analysis, found);
    scratch.ask(Question::Holds);
    rows.retain_mut(|row| {
        if row.cue.is_none() {
            row.probability = accept::probability(analysis, row, &Certainty::default(), weights, &mut scratch);
        }
        row.probability >= least(analysis, row)
    });
    let super::transcript::Transcript { turns, labels } = super::transcript::transcript(analysis);
    if !labels.is_empty() {
        let labelled =
            |row: &Attribution| row.cue.is_some_and(|c| labels.binary_search(&analysis.cues[c].head).is_ok());
        rows.retain(|row| !labelled(row) || quoted(analysis, row));
    }
    if !turns.is_empty() {
        // What somebody quotes inside a turn is no row of its own.
        let inside = |row: &Attribution| {
            let start = row.content[0].start;
            let behind = turns.partition_point(|t| t.content[0].start <= start);
            behind.checked_sub(1).is_some_and(|n| turns[n].content.iter().any(|r| r.contains(&start)))
        };
        rows.retain(|row| !inside(row));
        rows.extend(turns);
        rows.sort_by_key(|a| (a.content[0].start, a.cue));
    }
    let mut whole = super::heading::headings(analysis, &rows);
    whole.extend(super::signed::signed(analysis, &rows));
    if !whole.is_empty() {
        rows.extend(whole);
        rows.sort_by_key(|a| (a.content[0].start, a.cue));
    }
    rows
}

/// How many cues are asked each question together, if their sentence does not have more: what is known of a cue takes more
/// memory than all that it becomes.
const TOGETHER: usize = 1024;

/// All cues, as many at a time as are asked together: those of whole sentences.
fn together(analysis: &Analysis<'_>) -> impl Iterator<Item = Range<usize>> {
    let cues = analysis.cues;
    let mut from = 0;
    std::iter::from_fn(move || {
        let last = cues.get(from..)?.iter().take(TOGETHER).next_back()?.sentence;
        let end = from + cues[from..].partition_point(|cue| cue.sentence <= last);
        Some(std::mem::replace(&mut from, end)..end)
    })
}

/// The least probability of a row of its kind.
pub fn least(analysis: &Analysis<'_>, attribution: &Attribution) -> f32 {
    if quoted(analysis, attribution) { LEAST_QUOTED } else { LEAST_INDIRECT }
}

/// Whether the reported words hold quoted ones.
pub fn quoted(analysis: &Analysis<'_>, attribution: &Attribution) -> bool {
    let items = &analysis.document.items;
    attribution.turn.is_some() || attribution.content.iter().any(|r| items[r.clone()].iter().any(|i| i.is_quote()))
}

impl Candidate {
    fn sentence(&self, analysis: &Analysis<'_>) -> usize {
        self.attribution.cue.map_or(0, |c| analysis.cues[c].sentence)
    }
}

/// Every candidate with its probability as a whole, for explanations.
pub fn weigh(analysis: &Analysis<'_>, weights: &Weights) -> Vec<Candidate> {
    let mut scratch = Features::new(Question::Frame);
    let mut candidates = candidates(analysis, 0..analysis.cues.len(), weights, &mut scratch);
    scratch.ask(Question::Holds);
    for c in &mut candidates {
        c.attribution.probability = whole(analysis, c, weights, &mut scratch);
    }
    candidates
}

/// How sure a candidate is as a whole.
fn whole(analysis: &Analysis<'_>, candidate: &Candidate, weights: &Weights, scratch: &mut Features) -> f32 {
    let Candidate { attribution, certainty, sure, least, .. } = candidate;
    let weighed = || accept::probability(analysis, attribution, certainty, weights, scratch).max(*least);
    sure.unwrap_or_else(weighed)
}

/// Adds one reading of a sentence: the most probable candidates that do not claim each other's cues or words.
fn settle(
    analysis: &Analysis<'_>,
    mut candidates: Vec<Candidate>,
    weights: &Weights,
    scratch: &mut Features,
    found: &mut Vec<Attribution>,
) {
    scratch.ask(Question::Holds);
    for c in &mut candidates {
        c.attribution.probability = whole(analysis, c, weights, scratch);
    }
    cited(analysis, &mut candidates);
    share(analysis, &mut candidates);
    relay(analysis, &mut candidates);
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
            if new.content.iter().map(Range::len).sum::<usize>() != candidate.judged {
                let bare = refuse::bare(analysis, &new);
                analysis.note(bare, new.cue.map_or(0, |c| analysis.cues[c].head));
                new.bare |= bare.is_some();
            }
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
        let sure = second.probability >= least(analysis, second);
        if let Some(turn) = rest[0].turn.filter(|_| sure).or_else(|| contrast(analysis, cue, second)) {
            let verb = |c: &&mut Candidate| c.attribution.cue.is_some_and(|c| analysis.cues[c].kind == CueKind::Verb);
            for range in before.iter_mut().filter(verb).flat_map(|c| &mut c.attribution.content) {
                if range.contains(&cue.head) && turn > range.start + 1 {
                    range.end = turn;
                }
            }
        }
        let Some(joint) = joint(analysis, cue) else { continue };
        if repeated(analysis, second, joint, before) {
            rest[0].attribution.probability = 0.0;
            continue;
        }
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
fn contrast(analysis: &Analysis<'_>, cue: &Cue, second: &Attribution) -> Option<usize> {
    let speaker = &analysis.mentions[second.speaker?];
    if second.probability < least(analysis, second) || second.frame != Frame::Right || cue.gerund {
        return None;
    }
    if speaker.kind == MentionKind::Pronoun && analysis.document.word(speaker.head) != "others" {
        return None;
    }
    let start = speaker.role.start().min(speaker.phrase.start());
    let conjunction = before_phrase(analysis, start).or(start.checked_sub(1))?;
    let comma = conjunction > 0 && analysis.item(conjunction - 1).kind == TokenKind::Comma;
    let turns = match analysis.document.word(conjunction) {
        "while" | "whereas" | "but" => true,
        "and" => comma,
        _ => false,
    };
    // An aside between two commas may stand between the two.
    let mark = |at: usize| analysis.item(at).kind == TokenKind::Comma;
    let (end, group) = (speaker.phrase.end(), cue.group.start);
    let beside = end == group || end + 1 < group && mark(end) && mark(group - 1);
    (turns && beside).then_some(if comma { conjunction - 1 } else { conjunction })
}

/// The conjunction before a phrase that stands before a subject: Haro said A, | and on Radio Kattvik the minister said B.
fn before_phrase(analysis: &Analysis<'_>, subject: usize) -> Option<usize> {
    let plain = |at: &usize| analysis.item(*at).is_word() && !analysis.clauses.finite(*at);
    let joins = |at: usize| analysis.item(at).is(WordClass::CONJUNCTION);
    let mut before = (subject.saturating_sub(FRONTED)..subject).rev().take_while(plain);
    let at = before.find(|&at| joins(at) && analysis.item(at + 1).is(WordClass::PREPOSITION))?;
    let comma = at > 0 && analysis.item(at - 1).kind == TokenKind::Comma;
    (comma && at + 2 < subject).then_some(at)
}

/// Where the conjunction or comma stands that joins a cue group to what is before it, or the word of time before a
/// participle.
fn joint(analysis: &Analysis<'_>, cue: &Cue) -> Option<usize> {
    let before = cue.group.start.checked_sub(1)?;
    let item = analysis.item(before);
    let comma = |at: usize| analysis.item(at).kind == TokenKind::Comma;
    if item.is(WordClass::CONJUNCTION) {
        return Some(if before > 0 && comma(before - 1) { before - 1 } else { before });
    }
    if !cue.gerund {
        return None;
    }
    // "taking hostages,” before conceding that", "while conceding that": the word of time can be read as part of the cue.
    let turning = |at: usize| analysis.document.is_any(at, &rule_words::TURNING);
    let turn = [cue.group.start, before].into_iter().find(|&at| turning(at));
    let at = turn.unwrap_or(cue.group.start);
    let last = at.checked_sub(1)?;
    if comma(last) {
        return Some(last);
    }
    let closed = turn.is_some() && (analysis.item(last).is_quote() || analysis.conjunction(cue.group.end));
    closed.then_some(at)
}

/// Gives a cue behind "and" to the clause that another one reports, if it goes on with that: said he had read the letter and |
/// had ordered an inquiry; tells whether it did. It has the auxiliary of that clause, which the reporting verb has not.
fn repeated(analysis: &Analysis<'_>, second: &Attribution, joint: usize, before: &mut [Candidate]) -> bool {
    let Some(cue) = second.cue.map(|c| &analysis.cues[c]) else { return false };
    let help = analysis.item(cue.group.start);
    let auxiliary = help.is(WordClass::AUXILIARY | WordClass::FUTURE);
    if cue.head == cue.group.start || cue.passive || cue.gerund || !auxiliary {
        return false;
    }
    let end = second.content.last().map_or(joint, |r| r.end);
    let same = |at: usize| analysis.item(at).hash == help.hash;
    let sure = |a: &&mut Attribution| a.frame == Frame::Right && a.probability >= least(analysis, a);
    for first in before.iter_mut().map(|c| &mut c.attribution).filter(sure) {
        let own = first.cue.is_some_and(|c| analysis.cues[c].group.clone().any(same));
        let held = |range: &&mut Range<usize>| range.start < joint && range.end >= joint;
        let Some(range) = first.content.iter_mut().find(held).filter(|_| !own) else { continue };
        if analysis.clauses.main(range.start..joint).is_some_and(same) {
            range.end = range.end.max(end);
            return true;
        }
    }
    false
}

/// Items of words at most in which somebody else's are looked for.
const TOLD: usize = 60;

/// The agency reported that | the man told the court A; the minister accused him of A, | the agency reported: what an outlet
/// reports that somebody has said is theirs. What anybody else says that somebody said is whose cue comes first: the report
/// says that Haro told the council A; he told her A, | Haro said.
fn relay(analysis: &Analysis<'_>, candidates: &mut [Candidate]) {
    for n in 0..candidates.len() {
        let outer = &candidates[n].attribution;
        let [words] = outer.content.as_slice() else { continue };
        let words = words.clone();
        let reported = reports(analysis, outer);
        if !reported && (words.len() > TOLD || !states(analysis, outer, &words)) {
            continue;
        }
        let Some(main) = analysis.clauses.main(words.clone()) else { continue };
        let before = outer.frame == Frame::Left;
        let theirs = |c: &Candidate| told_inside(analysis, &c.attribution, main, &words, before);
        // They stand in the order of their cues.
        let start = |c: &Candidate| c.attribution.cue.map_or(0, |c| analysis.cues[c].group.start);
        let from = candidates.partition_point(|c| start(c) < main);
        let mut here = candidates[from..].iter().take_while(|c| start(c) == main);
        let Some(inner) = here.position(theirs) else { continue };
        let loses = if reported { n } else { from + inner };
        candidates[loses].attribution.probability = 0.0;
    }
}

/// Drops whoever is only cited: where somebody is quoted (Kyodo, citing a daily, | quoted the chief as saying), and of what
/// somebody did or said before. Where an outlet reports, `citing` reads it.
fn cited(analysis: &Analysis<'_>, candidates: &mut [Candidate]) {
    let cue = |c: &Candidate| c.attribution.cue.map(|c| &analysis.cues[c]);
    let quotes =
        |cue: &Cue| cue.class == CueClass::Quote && !cue.gerund && super::speaker::as_saying(analysis, cue).is_some();
    let sure = |c: &&Candidate| c.attribution.probability >= least(analysis, &c.attribution);
    let quoted = candidates.iter().filter(sure).any(|c| cue(c).is_some_and(quotes));
    for candidate in candidates.iter_mut() {
        // Haro resigned, citing two members: of what somebody did.
        let did = || candidate.attribution.frame == Frame::Left;
        if cue(candidate).is_some_and(|cue| citing::cites(analysis, cue) && (quoted || cue.gerund && did())) {
            candidate.attribution.probability = 0.0;
        }
    }
}

/// Whether the words of a sure cue with its own speaker stand before it, or behind it and "that": the report says that | Haro
/// told the council A.
fn states(analysis: &Analysis<'_>, row: &Attribution, words: &Range<usize>) -> bool {
    let verb = row.cue.is_some_and(|c| analysis.cues[c].kind == CueKind::Verb && !analysis.cues[c].passive);
    let that = || words.start.checked_sub(1).is_some_and(|at| analysis.item(at).is(WordClass::THAT));
    let place = match row.frame {
        Frame::Right => that(),
        // What a text or an outlet has is the teller's: she had slept there, Haro told the police, court records show.
        Frame::Left => {
            let person = |m: usize| {
                let kind = analysis.mentions[m].kind;
                matches!(kind, MentionKind::Name | MentionKind::Person | MentionKind::People | MentionKind::Pronoun)
            };
            let reports = row.cue.is_some_and(|c| analysis.cues[c].class == CueClass::Announce);
            !quoted(analysis, row) && !reports && row.speaker.is_some_and(person)
        }
        _ => false,
    };
    verb && row.speaker.is_some() && row.probability >= least(analysis, row) && place
}

/// Whether a reading is that of the main verb of what another one reports, to its end; `before` where those words stand
/// before their cue: then also what somebody is accused of, and as what it is described.
fn told_inside(analysis: &Analysis<'_>, inner: &Attribution, main: usize, words: &Range<usize>, before: bool) -> bool {
    let Some(cue) = inner.cue.map(|c| &analysis.cues[c]) else { return false };
    let subject = inner.speaker.map(|s| analysis.mentions[s].phrase.start());
    let judges = matches!(cue.class, CueClass::Accuse | CueClass::Describe | CueClass::Deny | CueClass::Urge);
    let says = super::shapes::says(cue) || before && judges && !cue.gerund;
    cue.kind == CueKind::Verb
        && !cue.passive
        && says
        && cue.group.start == main
        && subject.is_some_and(|at| words.contains(&at))
        && inner.frame == Frame::Right
        && inner.probability >= least(analysis, inner)
        && inner.content.last().is_some_and(|r| r.end >= words.end)
}

/// Whether an outlet reports what stands behind the cue, or before it.
fn reports(analysis: &Analysis<'_>, row: &Attribution) -> bool {
    let (Some(cue), Some(speaker)) = (row.cue, row.speaker) else { return false };
    let (cue, speaker) = (&analysis.cues[cue], &analysis.mentions[speaker]);
    let report = cue.class == CueClass::Announce;
    let outlet = speaker.phrase.items().any(|at| {
        let item = analysis.item(at);
        // The report is no outlet of that name.
        item.is(WordClass::OUTLET | WordClass::OUTLET_WORD) && (item.capital || !item.is(WordClass::DOCUMENT))
            || item.is(WordClass::OUTLET_NOUN) && (report || !item.is(WordClass::ORGANISATION))
    });
    let says = cue.kind == CueKind::Verb && super::shapes::says(cue) && !cue.passive;
    matches!(row.frame, Frame::Right | Frame::Left) && says && outlet
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
                    !item.is_quote() && (!item.is_word() || item.is(WordClass::CONJUNCTION))
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
