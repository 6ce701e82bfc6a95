//! Turns of a transcript or an interview in questions and answers.
//!
//! Takes the document, gives one attribution a turn: the label before the colon speaks all the words behind it, without
//! marks. A document has turns only where labels alternate or come back, so that "Note:" and a timetable are none.

use super::rules::TURN;
use super::{Analysis, Attribution, Frame};
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use std::ops::Range;

/// Words of a label at most.
const LABEL: usize = 5;

/// Labels that are no speakers.
const TRAPS: &[&str] = &[
    "note",
    "photo",
    "photos",
    "source",
    "sources",
    "update",
    "updated",
    "time",
    "date",
    "place",
    "where",
    "when",
    "who",
    "what",
    "correction",
    "editor",
    "read",
    "related",
    "watch",
    "admission",
    "tickets",
    "price",
    "prices",
    "score",
    "result",
    "results",
    "caption",
    "image",
    "video",
    "contact",
    "tel",
    "email",
    "phone",
    "re",
    "subject",
    "from",
    "to",
    "summary",
    "background",
    "example",
    "warning",
    "tip",
    "ps",
    "pros",
    "cons",
];

/// One labelled paragraph.
struct Turn {
    paragraph: Range<usize>,
    label: Range<usize>,
    colon: usize,
}

/// The turns of the document, and the items that they cover.
pub fn turns(analysis: &Analysis<'_>) -> Vec<Attribution> {
    if !analysis.document.grammar.on(TURN) {
        return Vec::new();
    }
    let found: Vec<(usize, Turn)> = analysis
        .document
        .paragraphs
        .iter()
        .enumerate()
        .filter_map(|(n, p)| turn(analysis, p.clone()).map(|t| (n, t)))
        .collect();
    let label = |t: &Turn| analysis.document.text_of(t.label.clone()).to_lowercase();
    let keep: Vec<bool> = (0..found.len())
        .map(|n| {
            // A neighbouring turn with another label: somebody answers somebody.
            let beside = |m: usize| {
                found.get(m).is_some_and(|(p, t)| p.abs_diff(found[n].0) <= 2 && label(t) != label(&found[n].1))
            };
            beside(n + 1) || n > 0 && beside(n - 1)
        })
        .collect();
    found.iter().zip(keep).filter(|(_, keep)| *keep).map(|((_, turn), _)| attribution(analysis, turn)).collect()
}

fn turn(analysis: &Analysis<'_>, paragraph: Range<usize>) -> Option<Turn> {
    let items = &analysis.document.items;
    let colon = paragraph.clone().take(LABEL + 1).find(|&at| items[at].kind == TokenKind::Colon)?;
    let label = paragraph.start..colon;
    if label.is_empty()
        || colon + 2 > paragraph.end
        || items[colon + 1..paragraph.end].iter().filter(|i| i.is_word()).count() < 2
    {
        return None;
    }
    let words = &items[label.clone()];
    let name = words
        .iter()
        .all(|i| i.kind == TokenKind::Word && (i.capital || i.is(WordClass::PREPOSITION)) || i.kind == TokenKind::Stop);
    let first = analysis.document.word(label.start).to_lowercase();
    let trap = TRAPS.contains(&first.as_str())
        || words[0].is(WordClass::CALENDAR) && !(words[0].is(WordClass::FIRST_NAME) && words.len() > 1);
    let begins = items[colon + 1].is_word() && items[colon + 1].capital || items[colon + 1].kind == TokenKind::Open;
    let spaced = items[colon + 1].spaced;
    (name && !trap && begins && spaced).then_some(Turn { paragraph, label, colon })
}

fn attribution(analysis: &Analysis<'_>, turn: &Turn) -> Attribution {
    // Both lists are in order, and neither mentions nor cues overlap.
    let speaker = Some(analysis.mentions.partition_point(|m| m.phrase.end() <= turn.label.start))
        .filter(|&m| analysis.mentions.get(m).is_some_and(|m| m.phrase.start() < turn.colon));
    let cue = Some(analysis.cues.partition_point(|c| c.head < turn.colon))
        .filter(|&c| analysis.cues.get(c).is_some_and(|c| c.head == turn.colon));
    Attribution {
        rule: crate::grammar::table::rule(TURN).id,
        cue,
        frame: Frame::Right,
        speaker,
        content: std::iter::once(turn.colon + 1..turn.paragraph.end).collect(),
        probability: 0.9,
        floating: false,
        carried: None,
        turn: true,
        bare: false,
    }
}
