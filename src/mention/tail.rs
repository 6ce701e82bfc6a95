//! The prepositional phrase that belongs to a noun phrase: a spokesman for the ministry, residents of Pandeshwar.
//!
//! Takes a mention and what stands behind it, gives the end of the phrase with its tail. Which prepositions belong to
//! which head is a closed list: "said a spokesman in a statement" has no tail.

use super::coordination::objects;
use super::phrase::{Context, adverb, verbal};
use super::run::run;
use super::words::Class;
use super::{Mention, MentionKind, words};
use crate::document::TokenKind;
use crate::document::words::item;
use crate::document::{Items, Parsed};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use nom::Parser;
use nom::combinator::opt;

/// Whether somebody is heard in a recording: behind the name, a form in -ing of a cue.
fn heard(context: Context<'_>, at: usize) -> bool {
    let Some(item) = context.document.items.get(at) else { return false };
    context.lexicon.cue(item.cue).is_some_and(|c| c.inflection.gerund)
}

/// Whether a noun is that of people who are somebody's, in any spelling of its first letter.
pub(super) fn attached(context: Context<'_>, at: usize) -> bool {
    words::is(context, at, Class::ATTACHED)
}

/// An adjective that joins a description and its preposition: familiar with, close to.
fn kept_close<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, usize> {
    let (rest, at) = item(|i| i.kind == TokenKind::Word && !i.capital).parse(input)?;
    let listed = context.document.is_any(at, &rule_words::KEPT_CLOSE);
    let preposition = rest.first().is_some_and(|i| i.is(WordClass::PREPOSITION | WordClass::TO));
    if listed && preposition { Ok((rest, at)) } else { Err(nom::Err::Error(())) }
}

/// What points back to somebody, behind the noun: the coach in question; the skipper concerned, Per Vold, where the name
/// stands behind.
fn pointing<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, usize> {
    let (rest, at) = item(|i| i.kind == TokenKind::Word && !i.capital).parse(input)?;
    let word = |at: usize| context.document.word(at);
    let behind = |n: usize| context.document.items.get(at + n);
    if word(at) == "in" && behind(1).is_some() && word(at + 1) == "question" {
        let (rest, noun) = item(|i| i.kind == TokenKind::Word).parse(rest)?;
        return Ok((rest, noun + 1));
    }
    let named = behind(1).is_some_and(|i| i.kind == TokenKind::Comma) && behind(2).is_some_and(|i| i.capital);
    let points = matches!(word(at), "concerned" | "involved" | "responsible");
    if points && named { Ok((rest, at + 1)) } else { Err(nom::Err::Error(())) }
}

/// Whether a place stands next: in Sanaa, in the city of Aden; not "in a statement", "in May".
fn local(context: Context<'_>, rest: Items<'_>) -> bool {
    let at = rest.position();
    let items = &context.document.items;
    rest.first().is_some_and(|i| {
        let first = if i.is(WordClass::DETERMINER) { items.get(at + 1) } else { Some(i) };
        let calendar = WordClass::CALENDAR | WordClass::TIME;
        first.is_some_and(|f| f.capital && f.kind == TokenKind::Word && !f.is(calendar))
            && items.get(at + 1).is_none_or(|n| !n.is(WordClass::CALENDAR))
    })
}

/// Whether a name or its article stands next: for Defence, for the Protection of Gulls.
fn named_next(context: Context<'_>, rest: Items<'_>) -> bool {
    let named = |i: &crate::document::Item| i.capital && !i.is(WordClass::CALENDAR);
    let article =
        rest.first().is_some_and(|i| i.is(WordClass::DETERMINER)) && context.document.word(rest.position()) == "the";
    let numbered = |i: &crate::document::Item| i.kind == TokenKind::Number;
    rest.first().is_some_and(named)
        || article && rest.get(1).is_some_and(|i| named(i) || numbered(i) && rest.get(2).is_some_and(named))
}

/// Whether a phrase only tells where somebody is: the man on the next stool; not "said the man in a statement".
fn placed(context: Context<'_>, preposition: &str, rest: Items<'_>) -> bool {
    if !rule_words::LOCATIVE.holds(preposition) {
        return false;
    }
    let Ok((_, place)) = run(context, rest) else { return false };
    let items = &context.document.items;
    let head = &items[place.end - 1];
    let other = WordClass::DOCUMENT | WordClass::NOUN_CUE | WordClass::CALENDAR | WordClass::TIME | WordClass::PERSONS;
    place.len() > 1
        && items[place.start].is(WordClass::DETERMINER)
        && !head.capital
        && !head.is(other)
        && !words::is(context, place.end - 1, Class::TIME)
        && items.get(place.end).is_some_and(verbal)
}

/// Whether a preposition joins what stands behind it to a mention, `close` to whom an adjective keeps it.
fn joins(context: Context<'_>, mention: &Mention, preposition: usize, close: bool, rest: Items<'_>) -> bool {
    let head = &context.document.items[mention.head];
    let word = context.document.word(preposition);
    match mention.kind {
        MentionKind::Person | MentionKind::People if close => {
            matches!(word, "with" | "to" | "on" | "in" | "by")
        }
        MentionKind::Person | MentionKind::People if word == "to" => attached(context, mention.head),
        MentionKind::Person | MentionKind::People => {
            matches!(word, "of" | "for" | "at" | "from" | "with")
                || word == "in" && head.is(WordClass::PERSONS | WordClass::GROUP)
                || matches!(word, "in" | "on" | "close" | "near" | "inside" | "behind" | "across")
                    && head.is(WordClass::PERSONS | WordClass::GROUP)
                    && !rest
                        .first()
                        .is_some_and(|i| i.is(WordClass::CALENDAR | WordClass::TIME) || i.kind == TokenKind::Number)
                || word == "in" && (local(context, rest) || context.document.is_any(mention.head, &rule_words::INSIDER))
                || words::is(context, mention.head, Class::ANYBODY) && placed(context, word, rest)
        }
        // "supported on Friday by Anna Haro"
        MentionKind::Other if head.is(WordClass::CALENDAR | WordClass::TIME) => false,
        MentionKind::Organisation | MentionKind::Document | MentionKind::Other => {
            matches!(word, "of" | "for" | "by" | "from")
                || word == "in" && mention.kind != MentionKind::Other && local(context, rest)
                || word == "on" && context.document.is_any(mention.head, &rule_words::HUNG_TEXT)
        }
        MentionKind::Body => {
            word == "of"
                || (word == "for" || word == "on" && words::is(context, mention.head, Class::BODY_ON))
                    && head.is(WordClass::ORGANISATION | WordClass::SUFFIX)
                    && named_next(context, rest)
        }
        _ => false,
    }
}

/// Whether a second preposition goes on with the phrase of the first, which ends at `end`.
fn goes_on(context: Context<'_>, mention: &Mention, of: usize, end: usize, after: Items<'_>) -> bool {
    let head = &context.document.items[mention.head];
    match context.document.word(of) {
        "of" => true,
        "for" => {
            let body = &context.document.items[end - 1];
            let named = WordClass::ORGANISATION | WordClass::PERSONS | WordClass::GROUP;
            // German Minister of State for Europe
            let office = head.capital && head.is(WordClass::TITLE);
            let body = body.capital && (body.is(named) || head.is(WordClass::ORGANISATION) || office);
            // the press service of the directorate for St. Petersburg
            let local = mention.kind == MentionKind::Organisation && local(context, after);
            (body || local) && named_next(context, after)
        }
        "in" | "at" => local(context, after),
        // lawmakers on the House Committee on Energy
        "on" => {
            let body = &context.document.items[end - 1];
            body.capital && words::is(context, end - 1, Class::BODY_ON)
        }
        "to" => words::is(context, end - 1, Class::TIE),
        _ => false,
    }
}

/// The prepositional phrase that belongs to a description: a spokesman for the ministry; gives its end.
pub(super) fn tail<'d>(context: Context<'d>, mention: &Mention, input: Items<'d>) -> Parsed<'d, usize> {
    let persons = matches!(mention.kind, MentionKind::Person | MentionKind::People);
    if persons && let Ok(found) = pointing(context, input) {
        return Ok(found);
    }
    // "people familiar with the talks", "a person close to the family"
    let (input, adjective) = if persons { opt(|i| kept_close(context, i)).parse(input)? } else { (input, None) };
    let (rest, preposition) =
        item(|i| i.is(WordClass::PREPOSITION | WordClass::TO) && !i.is(WordClass::SUBORDINATOR)).parse(input)?;
    let word = context.document.word(preposition);
    let fits = joins(context, mention, preposition, adjective.is_some(), rest);
    if !fits {
        return Err(nom::Err::Error(()));
    }
    let (mut rest, object) = run(context, rest)?;
    let mut end = object.end;
    if word == "of" && words::is(context, mention.head, Class::RECORDING) && heard(context, end) {
        return Err(nom::Err::Error(()));
    }
    // "scientists in Norway and Iceland"
    let joined = objects(context, mention, word, &object, rest);
    if let Some((after, last)) = joined {
        (rest, end) = (after, last);
    }
    // One more: a member of the board of the company, a spokesman for the Department for Transport.
    if let Ok((after, of)) = item(|i| i.is(WordClass::PREPOSITION | WordClass::TO)).parse(rest)
        && goes_on(context, mention, of, end, after)
        && let Ok((after, more)) = run(context, after)
    {
        rest = after;
        end = more.end;
        // "a study by scientists in Norway and Iceland", "research by the School of Ports and the Tide Institute"
        if joined.is_none()
            && let Some((after, last)) = objects(context, mention, context.document.word(of), &more, rest)
                .or_else(|| objects(context, mention, word, &object, rest))
        {
            (rest, end) = (after, last);
        }
    }
    // members of Local 88 of the National Union | of Bakers
    let body = |at: usize| context.document.items[at].capital && context.document.items[at].is(WordClass::ORGANISATION);
    if joined.is_none()
        && body(end - 1)
        && let Ok((after, of)) = item(|i| i.is(WordClass::PREPOSITION)).parse(rest)
        && context.document.word(of) == "of"
        && named_next(context, after)
        && let Ok((after, field)) = run(context, after)
    {
        rest = after;
        end = field.end;
    }
    // "critics in the state quickly said": the adverb is the verb's.
    while end > object.start + 1 && adverb(context, end - 1) && context.document.items.get(end).is_some_and(verbal) {
        end -= 1;
    }
    Ok((rest, end))
}
