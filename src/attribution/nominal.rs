//! Orders in which a noun or a predicate announces a quotation: in his own words, “...”; her answer was short: “...”; one of
//! the fans was furious: “...”

use super::shapes::{Shape, comma, is};
use super::{Analysis, Frame};
use crate::document::TokenKind;
use crate::lexicon::{WordClass, rule_words};
use crate::mention::MentionKind;
use std::ops::Range;

/// Dunn is, in his own words, “a stubborn old goat”.
pub(super) fn own_words(analysis: &Analysis<'_>, number: usize) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    let own = cue.head.checked_sub(1).filter(|&at| at > reach.start && analysis.document.word(at) == "own")?;
    let quote = cue.head + 1 + usize::from(comma(analysis, cue.head + 1));
    let words = analysis.document.is_any(cue.head, &rule_words::OWN_WORDS);
    if !words || quote >= reach.end || !analysis.item(quote).is_quote() {
        return None;
    }
    let speaker = analysis.mentions_of(cue.sentence).rev().find(|&m| {
        let mention = &analysis.mentions[m];
        let pronoun = is(analysis, mention.phrase.start(), WordClass::POSSESSIVE);
        pronoun && mention.phrase.start() + 1 == own || mention.possessive && mention.phrase.end() + 1 == own
    })?;
    Some(Shape::of(Frame::Right, speaker, quote..quote + 1))
}

/// One of the fans was furious: “We paid forty pounds for that.”
pub(super) fn remark(analysis: &Analysis<'_>, number: usize) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let sentence = analysis.document.sentences[cue.sentence].items.clone();
    let quote = cue.head + 1;
    let start = sentence.start + usize::from(is(analysis, sentence.start, WordClass::CONJUNCTION));
    let speaker = analysis.starting(cue.sentence, start)?;
    let mention = &analysis.mentions[speaker];
    let person =
        matches!(mention.kind, MentionKind::Name | MentionKind::Person | MentionKind::People | MentionKind::Pronoun)
            && !is(analysis, mention.head, WordClass::NEUTER);
    let be = mention.phrase.end()..cue.head;
    let predicate = is(analysis, be.start, WordClass::BE)
        && (2..=6).contains(&be.len())
        && be.clone().skip(1).all(|at| {
            let noun = WordClass::DETERMINER | WordClass::PREPOSITION | WordClass::CUE | WordClass::NOUN_CUE;
            analysis.item(at).is_word() && (!is(analysis, at, noun) || is(analysis, at, WordClass::QUANTIFIER))
        });
    let item = analysis.document.items.get(quote)?;
    let stop = analysis.document.last_inside(item);
    let says = matches!(stop, Some(TokenKind::Stop | TokenKind::Exclaim));
    (person && predicate && item.is_quote() && says).then(|| Shape::of(Frame::Right, speaker, quote..quote + 1))
}

/// Her answer was short: "Not this year."
pub(super) fn nominal(analysis: &Analysis<'_>, number: usize) -> Option<Shape> {
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    let items = &analysis.document.items;
    if !crate::cue::says(analysis.document, &analysis.document.sentences[cue.sentence].items, cue.head) {
        return None;
    }
    let be = |range: Range<usize>| range.into_iter().find(|&at| items[at].is(WordClass::BE));
    // Who: the possessor before the noun, or whoever it comes from.
    let possessor = || {
        let from = cue.head.saturating_sub(6).max(reach.start);
        analysis.mentions_of(cue.sentence).rev().find(|&m| {
            let mention = &analysis.mentions[m];
            let pronoun = items[mention.phrase.start()].is(WordClass::POSSESSIVE) && mention.phrase.len() == 1;
            let next = mention.phrase.end() + usize::from(!pronoun);
            mention.phrase.start() >= from
                && next <= cue.head
                && (pronoun || mention.possessive)
                && items[next..cue.head].iter().all(|i| i.is_word() && !i.is(WordClass::FUNCTION))
        })
    };
    let origin = |end: usize| {
        let preposition = cue.head + 1;
        let from = preposition < end && matches!(analysis.document.word(preposition), "from" | "of" | "by");
        if from { analysis.starting(cue.sentence, preposition + 1) } else { None }
    };
    if let Some(quote) = (cue.head + 1..reach.end).find(|&at| items[at].is_quote()) {
        let verb = be(cue.head + 1..quote)?;
        let speaker = possessor().or_else(|| origin(verb))?;
        return Some(Shape::of(Frame::Right, speaker, quote..quote + 1));
    }
    let quote = (reach.start..cue.head).rev().find(|&at| items[at].is_quote())?;
    let speaker = possessor().or_else(|| origin(reach.end));
    // “Never,” came the reply: of whoever was asked.
    let came = (quote + 1..cue.head).any(|at| analysis.document.is_any(at, &rule_words::ARRIVING));
    let told = came || speaker.is_some() && be(quote + 1..cue.head).is_some();
    told.then(|| Shape { frame: Frame::Left, speaker, content: std::iter::once(quote..quote + 1).collect() })
}
