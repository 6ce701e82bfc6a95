//! The phrases that tell who somebody is: appositives, complements of "is", clauses behind a name.
//!
//! Takes a name, gives the mention or the words that describe it.

use crate::attribution::Analysis;
use crate::cast::asides;
use crate::cast::words::{self, Class};
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::mention::{Mention, MentionKind};
use std::ops::Range;

/// Words of a role at most, when a clause is taken for one.
const CLAUSE_LIMIT: usize = 14;

/// Whether an item ends an aside.
pub(super) fn closes(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Close)
}

/// The mention in commas behind a name: Haro, the mayor of Lori, ...
pub(super) fn appositive_behind(analysis: &Analysis<'_>, number: usize, kind: MentionKind) -> Option<usize> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    let mut at = asides::past_origin(analysis, mention.phrase.end());
    if !matches!(items.get(at)?.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Open) {
        return None;
    }
    let direct = at == mention.phrase.end();
    at += 1;
    // Haro, 58, a baker; Haro, himself a former official
    if items.get(at)?.kind == TokenKind::Number && items.get(at + 1)?.kind == TokenKind::Comma {
        at += 2;
    }
    while items.get(at)?.is(WordClass::REFLEXIVE) || items.get(at)?.is(WordClass::ADVERB) {
        at += 1;
    }
    let (other, next) = analysis.mentions[number + 1..]
        .iter()
        .enumerate()
        .take(4)
        .map(|(n, m)| (number + 1 + n, m))
        .find(|(_, m)| m.phrase.start() >= at)?;
    if next.phrase.start() != at || next.sentence != mention.sentence || next.possessive {
        return None;
    }
    // Haro of Oregon, the mayor, ...: with an article, or it may be a list.
    if !direct && !items[at].is(WordClass::DETERMINER) {
        return None;
    }
    let person = kind == MentionKind::Name
        && (next.kind == MentionKind::Person
            || next.kind == MentionKind::Name
                && next.core.len() == next.phrase.len()
                && items[next.head].is(WordClass::PERSON | WordClass::TITLE));
    let body = kind == MentionKind::Body && matches!(next.kind, MentionKind::Organisation | MentionKind::Person)
        || kind == MentionKind::Name && next.kind == MentionKind::Organisation;
    if !person && !body {
        return None;
    }
    // Haro, the mayor and the clerk: a list is no aside.
    let after = items.get(next.phrase.end());
    let listed = analysis.mentions.get(other + 1).is_some_and(|m| m.joined);
    let article = items[next.phrase.start()].is(WordClass::DETERMINER | WordClass::POSSESSIVE);
    let ends =
        after.is_none_or(|i| closes(i.kind) || i.is_quote() || i.is(WordClass::RELATIVE | WordClass::PREPOSITION));
    // According to Varn News, one user on the island wrote: the comma closes what stands before the subject.
    let sentence = &analysis.document.sentences[mention.sentence].items;
    let opener = WordClass::PREPOSITION | WordClass::TO;
    let fronted = items[sentence.start..mention.phrase.start()].iter().take(2).any(|i| i.is(opener))
        && mention.phrase.start() <= sentence.start + 2;
    if fronted && after.is_some_and(|i| i.is(WordClass::PREPOSITION)) {
        return None;
    }
    // "Haro, mayor of Lori, said", but "Haro, the mayor said": the latter has no end.
    (!listed && (ends || !article && after.is_none_or(|i| !i.is(WordClass::CUE)))).then_some(other)
}

/// The mention in commas before a name: the boy's mother, Fatou Njie.
pub(super) fn appositive_before(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    let comma = mention.phrase.start().checked_sub(1)?;
    let last = number.checked_sub(1)?;
    // The leader of the opposition in | the assembly, Anna Haro, is
    let inside = analysis.mentions[last].phrase.end() == comma && last > 0 && {
        let head = &analysis.mentions[last - 1];
        let gap = head.phrase.end()..comma;
        head.kind == MentionKind::Person && head.sentence == mention.sentence && located(analysis, gap)
    };
    let other = if inside { last - 1 } else { last };
    let before = &analysis.mentions[other];
    // The union, the Association of Harbour Pilots, ...
    let trade = || before.kind == MentionKind::Person && words::is(analysis.document, before.head, Class::TRADE);
    let body = mention.kind == MentionKind::Body && (before.kind == MentionKind::Organisation || trade());
    if !body
        && (mention.kind != MentionKind::Name
            || before.kind != MentionKind::Person
            || !mention.role.is_empty()
                && items[mention.role.start()].is(WordClass::DETERMINER)
                && !items[before.phrase.start()].is(WordClass::POSSESSIVE))
    {
        return None;
    }
    if items[comma].kind != TokenKind::Comma
        || !(before.phrase.end() == comma
            // The leader of the opposition in the assembly, Anna Haro, is
            || located(analysis, before.phrase.end()..comma)
            || before.phrase.end() + 1 == comma && items[before.phrase.end()].is(WordClass::ADVERB))
        || before.sentence != mention.sentence
        || before.possessive
        || analysis.mentions.get(number + 1).is_some_and(|m| m.joined)
    {
        return None;
    }
    let after = items.get(analysis.past_letters(mention.phrase.end()));
    let closed = after.is_none_or(|i| closes(i.kind) || i.is_quote() || i.is(WordClass::RELATIVE));
    let oblique = before.phrase.start().checked_sub(1).is_some_and(|b| {
        items[b].is(WordClass::PREPOSITION | WordClass::TO) && before.sentence_of(analysis).contains(&b)
    });
    // "In a letter to the mayor, Haro said" is no aside; "said the mayor, Haro" is.
    if body {
        return (closed && !oblique && items[before.phrase.start()].is(WordClass::DETERMINER)).then_some(other);
    }
    (closed || !oblique && after.is_some_and(|i| !i.is(WordClass::CUE))).then_some(other)
}

/// Whether some items only say where: in the assembly.
fn located(analysis: &Analysis<'_>, gap: Range<usize>) -> bool {
    let items = &analysis.document.items;
    let verb = WordClass::VERB | WordClass::CUE | WordClass::BE | WordClass::HAVE | WordClass::MODAL;
    (2..=5).contains(&gap.len())
        && matches!(analysis.document.word(gap.start), "in" | "at" | "for" | "of")
        && items[gap].iter().all(|i| i.kind == TokenKind::Word && (!i.is(verb) || i.capital))
}

/// The complement of a copula: Haro is the mayor; Haro, who is mayor of Lori,
pub(super) fn copula(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    if !matches!(mention.kind, MentionKind::Name | MentionKind::Pronoun | MentionKind::Body) {
        return None;
    }
    let mut at = mention.phrase.end();
    if items.get(at)?.kind == TokenKind::Comma && items.get(at + 1)?.is(WordClass::RELATIVE) {
        at += 2;
    }
    let verb = items.get(at)?;
    let becomes = matches!(analysis.document.word(at), "became" | "becomes");
    let serves = matches!(analysis.document.word(at), "serves" | "served" | "works" | "worked")
        && items.get(at + 1).is_some_and(|_| analysis.document.word(at + 1) == "as");
    if serves {
        at += 1;
    } else if !(verb.is(WordClass::BE) || becomes) {
        return None;
    }
    at += 1;
    while items.get(at)?.is(WordClass::ADVERB) {
        at += 1;
    }
    let (other, next) = analysis.mentions[number + 1..]
        .iter()
        .enumerate()
        .take(3)
        .map(|(n, m)| (number + 1 + n, m))
        .find(|(_, m)| m.phrase.start() >= at)?;
    // Haro is the mayor of Lori; Sibinvest is a bank.
    let told = match next.kind {
        MentionKind::Person => mention.kind != MentionKind::Body,
        MentionKind::Organisation => mention.kind != MentionKind::Pronoun,
        _ => false,
    };
    (next.phrase.start() == at && told && next.sentence == mention.sentence).then_some(other)
}

/// The words that say who somebody is where no noun does: ", who keeps bees,", "of Sibinvest".
pub(super) fn clause(analysis: &Analysis<'_>, mention: &Mention) -> Option<Range<usize>> {
    let document = analysis.document;
    let items = &document.items;
    if mention.kind != MentionKind::Name {
        return None;
    }
    let end = document.sentences[mention.sentence].items.end;
    let mut at = mention.phrase.end();
    let comma = items.get(at)?.kind == TokenKind::Comma;
    if comma {
        at += 1;
        if items.get(at)?.kind == TokenKind::Number && items.get(at + 1)?.kind == TokenKind::Comma {
            at += 2;
        }
    }
    if at >= end {
        return None;
    }
    let age = || items.get(at + 2).is_some_and(|i| i.kind == TokenKind::Number) && items[at + 1].is(WordClass::BE);
    // "who was treated for burns", "who has been there": what happened is no description.
    let happened = || {
        let verb = items.get(at + 1)?;
        let next = document.items.get(at + 2).filter(|i| i.kind == TokenKind::Word)?;
        Some(
            verb.is(WordClass::HAVE) && next.is(WordClass::BE)
                || verb.is(WordClass::BE) && document.word(at + 2).ends_with("ed") && !next.is(WordClass::ADJECTIVE),
        )
    };
    let from = if comma
        && document.word(at) == "who"
        && !items.get(at + 1)?.is(WordClass::CUE)
        && !age()
        && happened() != Some(true)
    {
        at + 1
    } else if document.word(at) == "of" && items.get(at + 1)?.is_word() {
        at
    } else {
        return None;
    };
    let stop = (from..end.min(from + CLAUSE_LIMIT)).find(|&at| {
        closes(items[at].kind) || items[at].is_quote() || (document.word(from) == "of" && items[at].is(WordClass::CUE))
    })?;
    (stop > from + 1).then_some(from..stop)
}

impl Mention {
    /// The items of the sentence that the mention stands in.
    fn sentence_of(&self, analysis: &Analysis<'_>) -> Range<usize> {
        analysis.document.sentences[self.sentence].items.clone()
    }
}
