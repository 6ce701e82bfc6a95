//! Attributions that a relay closes: what stands behind the second comma is no part of the words.
//!
//! ```text
//! words "," speaker cue "," relay                  Talks may resume, Yushko said, Reuters reported.
//! words "," outlet quote-cue speaker "as" "saying" "," relay
//! relay = outlet cue { time } | "according" "to" phrase
//! ```

use super::shapes::Shape;
use super::{Analysis, Frame};
use crate::cue::{Cue, CueKind};
use crate::document::tokens::word_hash;
use crate::document::{Item, TokenKind};
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use std::ops::Range;

/// Words that a relay can have: longer, and it holds a clause of its own.
const LONGEST: usize = 14;

/// The shape of a cue whose sentence a relay closes.
pub fn read(analysis: &Analysis<'_>, number: usize) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    let (speaker, tag) = tag(analysis, cue)?;
    let comma = |at: usize| analysis.document.items.get(at).is_some_and(|i| i.kind == TokenKind::Comma);
    if tag.start < reach.start + 2 || !comma(tag.end) || !relay(analysis, cue, tag.end + 1..reach.end) {
        return None;
    }
    let joined = analysis.item(tag.start - 1).is_quote();
    if !joined && !comma(tag.start - 1) {
        return None;
    }
    let words = reach.start..tag.start - usize::from(!joined);
    // “A,” said Haro, Reuters reported: the weights know a quotation with its cue.
    let quoted = words.len() == 1 && joined;
    let fronted = analysis.item(words.start).is(WordClass::SUBORDINATOR | WordClass::PREPOSITION);
    let verb = analysis.clauses.any(words.clone()) || words.clone().any(|at| analysis.item(at).is_quote());
    (!quoted && !fronted && verb).then(|| Shape::of(Frame::Left, speaker, words))
}

/// Who speaks, and the items of the attribution from its first to its last word.
fn tag(analysis: &Analysis<'_>, cue: &Cue) -> Option<(usize, Range<usize>)> {
    if cue.gerund || cue.infinitive || cue.passive || cue.negated {
        return None;
    }
    let named = |m: usize| analysis.mentions[m].kind != MentionKind::Relative;
    let before = analysis.ending(cue.sentence, cue.group.start).filter(|&m| named(m));
    let start = |m: usize| analysis.mentions[m].phrase.start().min(analysis.mentions[m].role.start());
    let behind = analysis.mentions_of(cue.sentence).find(|&m| start(m) == cue.group.end && named(m));
    if cue.class == CueClass::Quote {
        let (outlet, speaker) = (before?, behind?);
        let end = analysis.mentions[speaker].phrase.end();
        let saying = analysis.document.items.get(end + 1)?;
        let closed = analysis.document.word(end) == "as" && saying.hash == const { word_hash("saying") };
        return closed.then(|| (speaker, start(outlet)..end + 2));
    }
    let says = matches!(cue.class, CueClass::Say | CueClass::Add | CueClass::Announce);
    match (before, behind) {
        _ if !says => None,
        (Some(m), _) => Some((m, start(m)..cue.group.end)),
        (None, Some(m)) => Some((m, cue.group.start..analysis.mentions[m].phrase.end())),
        (None, None) => None,
    }
}

/// Whether some items are a relay and nothing else.
fn relay(analysis: &Analysis<'_>, cue: &Cue, range: Range<usize>) -> bool {
    // What is said may end behind the words that it is said with.
    let Some(items) = analysis.document.items.get(range.clone()) else { return false };
    let plain = |item: &Item| !item.is_quote() && item.kind != TokenKind::Comma && !item.is(WordClass::THAT);
    if items.len() < 2 || items.len() > LONGEST || !items.iter().all(plain) {
        return false;
    }
    if items[0].hash == const { word_hash("according") } && items[1].hash == const { word_hash("to") } {
        return true;
    }
    let outlet = WordClass::OUTLET | WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN;
    let time = WordClass::CALENDAR | WordClass::TIME | WordClass::PREPOSITION | WordClass::DETERMINER;
    analysis.cues_of(cue.sentence).map(|c| &analysis.cues[c]).any(|c| {
        let subject = analysis.ending(cue.sentence, c.group.start).map(|m| &analysis.mentions[m]);
        let reports = c.kind == CueKind::Verb && !c.passive && !c.gerund && !c.negated && c.group.start > range.start;
        reports
            && subject.is_some_and(|m| {
                let names = m.phrase.items().any(|at| analysis.item(at).is(outlet) || analysis.item(at).dotted);
                names && m.phrase.start().min(m.role.start()) <= range.start + 1
            })
            && (c.group.end..range.end).all(|at| analysis.item(at).is(time) || !analysis.item(at).is_word())
    })
}
