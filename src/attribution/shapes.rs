//! Orders of words that leave the weights nothing to choose.
//!
//! Takes a cue, gives speaker and reported words where one of these productions reads its sentence:
//!
//! ```text
//! subject "," according-to speaker "," verb-phrase
//! conjunction "," according-to speaker "," clause
//! ( preposition phrase | adverb ) "," according-to speaker "," clause
//! subject passive-cue "by" speaker ( "as" | "of" | quotation ) words
//! subject passive-cue [ "by" speaker ] "to" clause
//! ( speaker "'s" | her ) noun-cue [ preposition phrase ] be [ adjective ] ":" quotation
//! noun-cue ( "from" | "of" ) speaker be [ adjective ] ":" quotation
//! quotation [ "," ] be ( speaker "'s" | her ) noun-cue
//! clause "," speaker cue addressee [ preposition phrase | time ]
//! clause "," cue NAME [ "of" ... | "," ... ]
//! clause "," NAME cue, with a passive cue in the clause
//! [ "in" ] ( speaker "'s" | her ) "own" "words" [ "," ] quotation
//! quotation [ appositive "," ] speaker cue adjunct "," participle-cue ...
//! subject be adjective ":" quotation
//! ```

use super::{Analysis, Frame, edge, nominal, subject};
use crate::cue::{Cue, CueKind};
use crate::document::{Ending, Token, TokenKind};
use crate::lexicon::rule_words;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use crate::model::{Features, Weights};
use std::ops::Range;

/// Items that tell when and where something was said at most.
const SETTING: usize = 12;

/// Items of what leads in at most.
const LEAD: usize = 8;

/// What a production reads.
pub struct Shape {
    /// Where the words stand.
    pub frame: Frame,
    /// The mention that speaks; none where nobody is named.
    pub speaker: Option<usize>,
    /// The reported words.
    pub content: Vec<Range<usize>>,
}

impl Shape {
    /// Words that stand in one piece.
    pub(super) fn of(frame: Frame, speaker: usize, words: Range<usize>) -> Shape {
        Shape { frame, speaker: Some(speaker), content: std::iter::once(words).collect() }
    }
}

/// The shape of a cue's sentence, if it has one of those above.
pub fn read(analysis: &Analysis<'_>, number: usize, weights: &Weights, scratch: &mut Features) -> Option<Shape> {
    let cue = &analysis.cues[number];
    if cue.kind == CueKind::Verb
        && let Some(shape) = super::relayed::read(analysis, number)
    {
        return Some(shape);
    }
    match cue.kind {
        CueKind::Preposition => enclosed(analysis, number, weights, scratch),
        CueKind::Noun => nominal::own_words(analysis, number).or_else(|| nominal::nominal(analysis, number)),
        CueKind::Colon => nominal::remark(analysis, number),
        CueKind::Verb if cue.passive => passive(analysis, number, weights, scratch),
        CueKind::Verb if says(cue) => closes(analysis, number).or_else(|| inserted(analysis, number, weights, scratch)),
        _ => None,
    }
}

pub(super) fn is(analysis: &Analysis<'_>, at: usize, class: WordClass) -> bool {
    analysis.document.items.get(at).is_some_and(|i| i.is(class))
}

pub(super) fn comma(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.document.items.get(at).is_some_and(|i| i.kind == TokenKind::Comma)
}

/// Where words that begin at `start` end, by the weights.
fn end_of(
    analysis: &Analysis<'_>,
    number: usize,
    start: usize,
    weights: &Weights,
    scratch: &mut Features,
) -> Option<usize> {
    edge::right_end(analysis, number, start, weights, scratch).map(|(end, _)| end)
}

/// The mine, according to Nkosi, had no second exit.
fn enclosed(analysis: &Analysis<'_>, number: usize, weights: &Weights, scratch: &mut Features) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let speaker = analysis.starting(cue.sentence, cue.group.end)?;
    let tag = cue.group.start..analysis.mentions[speaker].phrase.end();
    // ", where, according to the agency, 60 vessels are waiting": the words stand behind.
    let conjunction = WordClass::RELATIVE | WordClass::WH | WordClass::SUBORDINATOR | WordClass::CONJUNCTION;
    let reach = analysis.reach(cue);
    let opens = tag.start >= reach.start + 2
        && comma(analysis, tag.start - 1)
        && is(analysis, tag.start - 2, conjunction)
        && comma(analysis, tag.end)
        && tag.end + 2 < reach.end;
    if opens && !analysis.clauses.finite(tag.end + 1) && analysis.clauses.main(tag.end + 1..reach.end).is_some() {
        let end = end_of(analysis, number, tag.end + 1, weights, scratch)?;
        return Some(Shape::of(Frame::Right, speaker, tag.end + 1..end));
    }
    led(analysis, number, speaker, &tag, weights, scratch)
        .or_else(|| around(analysis, number, speaker, tag, weights, scratch))
}

/// In addition, according to the mayor, the road is shut: what leads in is of the words where it tells when or where.
fn led(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: usize,
    tag: &Range<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> Option<Shape> {
    let reach = analysis.reach(&analysis.cues[number]);
    let lead = reach.start..tag.start.checked_sub(1).filter(|&end| end > reach.start)?;
    let rest = tag.end + 1..reach.end.max(tag.end + 1);
    let closed = comma(analysis, lead.end) && comma(analysis, tag.end) && rest.len() > 2;
    let adverbial = WordClass::PREPOSITION | WordClass::ADVERB | WordClass::CALENDAR | WordClass::TIME;
    let opens = analysis.document.is_any_case(reach.start, &rule_words::TIME_OPENER)
        || is(analysis, reach.start, adverbial) && !is(analysis, reach.start, WordClass::WH);
    let plain = lead.clone().all(|at| analysis.item(at).is_word()) && !analysis.clauses.verbal(lead.clone());
    let fits = opens && plain && lead.len() <= LEAD && closed;
    if !fits || analysis.clauses.finite(rest.start) || !analysis.clauses.principal(rest.clone()) {
        return None;
    }
    let end = end_of(analysis, number, rest.start, weights, scratch)?;
    let linking = |at: usize| analysis.document.is_any_case(at, &rule_words::LINKING);
    if linking(lead.end - 1) {
        return Some(Shape::of(Frame::Right, speaker, rest.start..end));
    }
    Some(Shape { frame: Frame::Split, speaker: Some(speaker), content: vec![lead, rest.start..end] })
}

/// Whether a cue is a finite verb of saying something, with no particle: one that can stand between two commas.
pub(super) fn says(cue: &Cue) -> bool {
    let says = matches!(
        cue.class,
        CueClass::Say | CueClass::Tell | CueClass::Add | CueClass::Write | CueClass::Announce | CueClass::Reply
    );
    says && !cue.gerund && !cue.infinitive && cue.phrasal == 0
}

/// The best advice, says Haro, is to wait.
fn inserted(analysis: &Analysis<'_>, number: usize, weights: &Weights, scratch: &mut Features) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let named = |m: &usize| analysis.mentions[*m].kind != MentionKind::Relative;
    let before = analysis.ending(cue.sentence, cue.group.start);
    let (speaker, tag) = if let Some(m) = before.filter(named) {
        (m, analysis.mentions[m].phrase.start().min(analysis.mentions[m].role.start())..cue.group.end)
    } else if let Some((m, start)) = apposed(analysis, cue) {
        (m, start..cue.group.end)
    } else {
        // "told Radio Kattvik": whoever is told does not tell.
        let inverted = analysis.starting(cue.sentence, cue.group.end).filter(|_| cue.class != CueClass::Tell);
        let m = inverted?;
        (m, cue.group.start..analysis.mentions[m].phrase.end())
    };
    // "Haro told reporters,": the addressee stands before the comma.
    let addressee = analysis
        .starting(cue.sentence, cue.group.end)
        .filter(|_| cue.class == CueClass::Tell && tag.end == cue.group.end);
    let tag = addressee.map_or(tag.clone(), |m| tag.start..analysis.mentions[m].phrase.end());
    // Right behind them the second comma, or behind when and where it was said.
    let mut ahead = tag.end..analysis.reach(cue).end.min(tag.end + SETTING);
    let close = ahead.find(|&at| comma(analysis, at));
    if close.is_none_or(|close| close > tag.end && !setting(analysis, tag.end..close))
        || analysis.document.items[analysis.reach(cue).start..tag.start].iter().any(|i| i.is_quote())
    {
        return None;
    }
    around(analysis, number, speaker, tag, weights, scratch)
}

/// A name between commas before a cue, behind the description that it names, and where that begins: the road, | the mayor,
/// Pilar Montes, said, will stay shut.
fn apposed(analysis: &Analysis<'_>, cue: &Cue) -> Option<(usize, usize)> {
    let close = cue.group.start.checked_sub(1).filter(|&at| comma(analysis, at))?;
    let name = analysis.ending(cue.sentence, close)?;
    subject::explained(analysis, name, analysis.reach(cue).start).map(|start| (name, start))
}

/// Whether words tell when, where or how something was said: on Monday, in a statement.
pub(super) fn setting(analysis: &Analysis<'_>, words: Range<usize>) -> bool {
    let begins = WordClass::PREPOSITION | WordClass::CALENDAR | WordClass::TIME | WordClass::ADVERB;
    let clause = WordClass::THAT | WordClass::RELATIVE | WordClass::TO;
    words.len() <= SETTING
        && is(analysis, words.start, begins)
        && words.clone().all(|at| analysis.item(at).is_word() && !is(analysis, at, clause))
        && !analysis.clauses.verbal(words)
}

/// Words on both sides of an attribution between commas.
fn around(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: usize,
    tag: Range<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    if tag.start < reach.start + 2 || !comma(analysis, tag.start - 1) {
        return None;
    }
    let behind = tag.end;
    let left = reach.start..tag.start - 1;
    let auxiliary = WordClass::AUXILIARY;
    let opener = WordClass::PREPOSITION | WordClass::SUBORDINATOR | WordClass::WH;
    // "The mayor, who is, friends say, a keen angler": of the relative clause alone.
    if is(analysis, left.start, opener) || left.len() > 1 && is(analysis, left.end - 2, WordClass::RELATIVE) {
        return None;
    }
    // "has, according to the mayor, paid": the verb phrase is what is parted.
    let parted = is(analysis, left.end - 1, auxiliary) && analysis.clauses.main(left.start..left.end - 1).is_none();
    let close = (behind..reach.end.min(behind + 14)).find(|&at| comma(analysis, at));
    let start = match close {
        Some(close) => close + 1,
        None if parted => behind,
        None => return None,
    };
    let adverb = usize::from(is(analysis, start, WordClass::ADVERB) && !is(analysis, start, auxiliary));
    // "The pier, says Haro, needs paint": what is a noun as well can be nothing but the verb there.
    let verb = |at: usize| {
        let item = analysis.item(at);
        let plain = item.kind == TokenKind::Word && !item.capital;
        analysis.clauses.finite(at) || plain && (item.is(WordClass::VERB) || item.ending == Ending::S)
    };
    let goes_on = start + adverb < reach.end && (verb(start + adverb) || quoted_verb(analysis, start));
    let told = analysis
        .cues_of(cue.sentence)
        .any(|c| analysis.cues[c].head < left.end && analysis.cues[c].kind == CueKind::Verb && !parted);
    if told || !parted && (!goes_on || analysis.clauses.main(left.clone()).is_some()) {
        return None;
    }
    let end = end_of(analysis, number, start, weights, scratch)?;
    let joins = left.len() > 1 && is(analysis, left.start, WordClass::CONJUNCTION);
    let begin = left.start + usize::from(joins);
    Some(Shape { frame: Frame::Split, speaker: Some(speaker), content: vec![begin..left.end, start..end] })
}

/// Whether a quotation begins with the verb of the subject before it: The rule, Marsh said, “is dead.”
fn quoted_verb(analysis: &Analysis<'_>, at: usize) -> bool {
    let item = analysis.item(at);
    let first = analysis.document.inside(item).iter().find(|t| t.kind == TokenKind::Word);
    let auxiliary = |t: &Token| t.entry(analysis.document.text(), analysis.lexicon).class.any(WordClass::AUXILIARY);
    first.is_some_and(|t| !t.capital && auxiliary(t))
}

/// The deal was hailed by Osei as a turning point; the driver is said to have fallen asleep.
fn passive(analysis: &Analysis<'_>, number: usize, weights: &Weights, scratch: &mut Features) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    let said = rule_words::PASSIVE_SAYING_LEMMA.contains(&cue.lemma);
    let opinion = matches!(cue.class, CueClass::Describe | CueClass::Call | CueClass::Accuse | CueClass::Judge);
    if !said && !opinion {
        return None;
    }
    // The subject stands right before the cue.
    let subject = analysis
        .mentions_of(cue.sentence)
        .map(|m| &analysis.mentions[m])
        .find(|m| m.phrase.end() == cue.group.start && m.kind != MentionKind::Relative)?;
    // "the attack on the compound": with what stands before a preposition.
    let mut begin = subject.phrase.start();
    while let Some(mention) = begin
        .checked_sub(1)
        .filter(|&at| at > reach.start && is(analysis, at, WordClass::PREPOSITION))
        .and_then(|at| analysis.mentions_of(cue.sentence).map(|m| &analysis.mentions[m]).find(|m| m.phrase.end() == at))
    {
        begin = mention.phrase.start();
    }
    let by = (cue.group.end..reach.end.min(cue.group.end + 10))
        .take_while(|&at| !comma(analysis, at))
        .find(|&at| analysis.document.word(at) == "by");
    let agent = by.and_then(|by| analysis.starting(cue.sentence, by + 1));
    let behind = agent.map(|a| analysis.mentions[a].phrase.end());
    let between = cue.group.end..by.filter(|_| agent.is_some()).unwrap_or(cue.group.end);
    let fits = |at: usize| {
        let word = analysis.document.items.get(at).filter(|_| at < reach.end).map(|_| analysis.document.word(at));
        match word {
            _ if said => {
                is(analysis, at, WordClass::TO)
                    && is(analysis, at + 1, WordClass::BE | WordClass::HAVE | WordClass::VERB)
            }
            Some("as") => cue.class != CueClass::Accuse,
            Some("of") => cue.class == CueClass::Accuse,
            Some(_) => cue.class == CueClass::Call && analysis.item(at).is_quote(),
            None => false,
        }
    };
    let predicate = if !between.is_empty() && fits(between.start) {
        between
    } else {
        let start = match behind {
            Some(behind) => behind,
            None if said => cue.group.end,
            None => return None,
        };
        if !fits(start) {
            return None;
        }
        start..end_of(analysis, number, start, weights, scratch)?
    };
    Some(Shape { frame: Frame::Split, speaker: agent, content: vec![begin..subject.phrase.end(), predicate] })
}

/// Hikers have been warned to stay away, Lochside Rescue Team has said: nothing behind the cue, a passive before it.
fn closes(analysis: &Analysis<'_>, number: usize) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    let nothing = (cue.group.end..reach.end).all(|at| !analysis.item(at).is_word() && !analysis.item(at).is_quote());
    if cue.class == CueClass::Tell || cue.negated || !nothing {
        return None;
    }
    let speaker = analysis.ending(cue.sentence, cue.group.start)?;
    let mention = &analysis.mentions[speaker];
    let close = mention.phrase.start().min(mention.role.start()).checked_sub(1)?;
    let words = reach.start..close;
    let named = matches!(mention.kind, crate::mention::MentionKind::Name | crate::mention::MentionKind::Body);
    if !named || close <= reach.start + 2 || !comma(analysis, close) || analysis.clauses.main(words.clone()).is_none() {
        return None;
    }
    // "The passengers were told to wait, the line has said": a passive is no attribution of its own there.
    let mut inside = analysis.cues_of(cue.sentence).map(|c| &analysis.cues[c]).filter(|c| c.head < close).peekable();
    let fronted = is(analysis, reach.start, WordClass::SUBORDINATOR | WordClass::PREPOSITION);
    let plain = words.clone().all(|at| !analysis.item(at).is_quote() && !comma(analysis, at));
    if fronted || !plain || inside.peek().is_none() || !inside.all(|c| c.passive) {
        return None;
    }
    Some(Shape::of(Frame::Left, speaker, words))
}

#[cfg(test)]
mod tests {
    use crate::pipeline::extract;

    #[test]
    fn one_word_before_the_comma_that_opens_a_text() {
        let rows = extract("Yes, Anna Haro said, the ferry was never insured.");
        assert!(rows.iter().all(|row| &*row.speaker == "Anna Haro"), "{rows:?}");
    }
}
