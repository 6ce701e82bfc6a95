//! Words before the cue where the weights take what stands behind it: The plant will close, the company told staff on Friday.

use super::shapes::{Shape, comma, is, says};
use super::{Analysis, Frame, edge};
use crate::cue::CueKind;
use crate::document::TokenKind;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use crate::model::{Features, Weights};
use std::ops::Range;

/// The plant will close, the company told staff on Friday: where nothing behind the cue can be reported. The weights take
/// what follows "told" for the words; this is asked where they do not look to the left.
pub fn told(analysis: &Analysis<'_>, number: usize, weights: &Weights, scratch: &mut Features) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let items = &analysis.document.items;
    let reach = analysis.reach(cue);
    let tells = match cue.class {
        CueClass::Tell => analysis.starting(cue.sentence, cue.group.end).is_some(),
        CueClass::Write | CueClass::Social => is(analysis, cue.group.end, WordClass::PREPOSITION),
        _ => false,
    };
    let finite = !cue.passive && !cue.gerund && !cue.infinitive && !cue.negated;
    if cue.kind != CueKind::Verb || !tells || !finite || !(cue.frames.has(b't') || cue.class == CueClass::Write) {
        return None;
    }
    // Who, with an aside between two commas or none; what stands before them.
    let group = cue.group.start;
    let aside = group > reach.start && comma(analysis, group - 1);
    let end = group - usize::from(aside);
    let speaker = analysis.ending(cue.sentence, end)?;
    let mention = &analysis.mentions[speaker];
    let mut close = mention.phrase.start().min(mention.role.start()).checked_sub(1)?;
    if aside {
        // "its manager, Doina Rusu, wrote"
        close = analysis.mentions[analysis.ending(cue.sentence, close)?].phrase.start().checked_sub(1)?;
    }
    let named = !matches!(mention.kind, MentionKind::Relative | MentionKind::Other);
    if !named || close <= reach.start + 1 || !comma(analysis, close) {
        return None;
    }
    let empty = addressed_only(analysis, number, cue.group.end..reach.end);
    let first = &items[reach.start];
    let fronted = first.is(WordClass::SUBORDINATOR) && !first.is(WordClass::PREPOSITION)
        || matches!(analysis.document.word(reach.start), "As" | "After" | "Before" | "Since" | "Until" | "Asked")
        || analysis.document.word(reach.start).ends_with("ing");
    let words = reach.start..close;
    let quoted = items[words.clone()].iter().any(|i| i.is_quote());
    let told = analysis.cues_of(cue.sentence).map(|c| &analysis.cues[c]).any(|c| {
        let form = analysis.lexicon.cue(analysis.item(c.head).cue).map(|form| form.inflection);
        c.head < close && !c.infinitive && !c.modal && !c.future && form.is_none_or(|i| i.past || i.third)
    });
    if !empty || fronted || quoted || told || analysis.clauses.main(words).is_none() {
        return None;
    }
    Some(left(analysis, number, speaker, close, weights, scratch))
}

/// The signal could be noise, warns Ruiz of the Island Institute: where the weights take what stands behind the speaker
/// for the words.
pub fn inverted(analysis: &Analysis<'_>, number: usize, weights: &Weights, scratch: &mut Features) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let items = &analysis.document.items;
    let reach = analysis.reach(cue);
    let form = analysis.lexicon.cue(analysis.item(cue.head).cue).map(|form| form.inflection);
    let finite = form.is_some_and(|i| i.past || i.third) && cue.group.start == cue.head;
    let close = cue.head.checked_sub(1).filter(|&at| at > reach.start + 2 && comma(analysis, at))?;
    let speaker = analysis.starting(cue.sentence, cue.head + 1)?;
    let mention = &analysis.mentions[speaker];
    let named = mention.kind == MentionKind::Name && items[mention.core.end() - 1].capital;
    let behind = mention.phrase.end();
    let ends = behind >= reach.end
        || !items[behind].is_word()
        || matches!(analysis.document.word(behind), "of" | "from" | "at");
    // Nothing but the speaker's aside behind.
    let tail = behind..reach.end;
    let plain = tail.clone().all(|at| !items[at].is_quote() && !matches!(items[at].kind, TokenKind::Colon))
        && !analysis.cues_of(cue.sentence).any(|c| c != number && tail.contains(&analysis.cues[c].head));
    let words = reach.start..close;
    let before = analysis.cues_of(cue.sentence).any(|c| c < number && analysis.cues[c].kind == CueKind::Verb);
    let quoted = items[words.clone()].iter().any(|i| i.is_quote());
    let opener = WordClass::SUBORDINATOR | WordClass::PREPOSITION;
    if !cue.frames.has(b't')
        || !finite
        || !named
        || !ends
        || !plain
        || before
        || quoted
        || items[reach.start].is(opener)
        || words.clone().any(|at| comma(analysis, at) && is(analysis, at + 1, WordClass::RELATIVE | WordClass::WH))
        || analysis.clauses.main(words).is_none()
    {
        return None;
    }
    Some(left(analysis, number, speaker, close, weights, scratch))
}

/// “No patient was held,” its director, Otieno, said in a statement, adding that: where the weights take what belongs to
/// the next cue for the words.
pub fn before(analysis: &Analysis<'_>, number: usize) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let items = &analysis.document.items;
    let reach = analysis.reach(cue);
    if cue.kind != CueKind::Verb || !says(cue) || cue.passive || !items[reach.start].is_quote() {
        return None;
    }
    let group = cue.group.start;
    let aside = usize::from(comma(analysis, group.checked_sub(1)?));
    let speaker = analysis.ending(cue.sentence, group - aside)?;
    let mention = &analysis.mentions[speaker];
    let mut start = mention.phrase.start().min(mention.role.start());
    if start > reach.start + 1
        && comma(analysis, start - 1)
        && let Some(other) = analysis.ending(cue.sentence, start - 1)
    {
        start = analysis.mentions[other].phrase.start();
    }
    let quote = reach.start;
    let stop = analysis.document.last_inside(&items[quote]);
    let closed = matches!(stop, Some(TokenKind::Comma | TokenKind::Exclaim)) && start == quote + 1
        || start == quote + 2 && comma(analysis, quote + 1);
    // Behind the cue a place, a day, a statement; then a participle with words of its own.
    let next = analysis.cues_of(cue.sentence).find(|&c| c > number && analysis.cues[c].kind == CueKind::Verb)?;
    let next = &analysis.cues[next];
    let adjunct = cue.group.end..next.group.start;
    let loose = WordClass::PREPOSITION | WordClass::CALENDAR | WordClass::TIME;
    let parted = next.gerund
        && comma(analysis, next.group.start - 1)
        && (adjunct.len() == 1 || is(analysis, adjunct.start, loose))
        && adjunct.clone().all(|at| !items[at].is_quote() && !is(analysis, at, WordClass::THAT));
    (closed && parted).then(|| Shape::of(Frame::Left, speaker, quote..quote + 1))
}

/// Words before the cue that end at `close`; where they begin the weights say.
fn left(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: usize,
    close: usize,
    weights: &Weights,
    scratch: &mut Features,
) -> Shape {
    let start = edge::left_start(analysis, number, close, weights, scratch).map_or(close, |(start, _)| start);
    Shape::of(Frame::Left, speaker, start..close)
}

/// Whether nothing but an addressee, a place, a day stands behind a cue: nothing that could be a clause.
fn addressed_only(analysis: &Analysis<'_>, number: usize, tail: Range<usize>) -> bool {
    let items = &analysis.document.items;
    let clause = WordClass::THAT
        | WordClass::RELATIVE
        | WordClass::WH
        | WordClass::AUXILIARY
        | WordClass::SUBJECT_PRONOUN.without(WordClass::OBJECT_PRONOUN);
    tail.len() > 1
        && tail.len() < 16
        && tail.clone().all(|at| {
            let item = &items[at];
            let infinitive = item.is(WordClass::TO) && is(analysis, at + 1, WordClass::VERB);
            !item.is_quote()
                && !matches!(item.kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Dash | TokenKind::Semicolon)
                && !item.is(clause)
                && !infinitive
        })
        && !analysis
            .cues_of(analysis.cues[number].sentence)
            .any(|c| c != number && tail.contains(&analysis.cues[c].head))
}
