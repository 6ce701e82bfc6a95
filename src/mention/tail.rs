//! The prepositional phrase that belongs to a noun phrase: a spokesman for the ministry, residents of Pandeshwar.
//!
//! Takes a mention and what stands behind it, gives the end of the phrase with its tail. Which prepositions belong to
//! which head is a closed list: "said a spokesman in a statement" has no tail.

use super::coordination::objects;
use super::phrase::{Context, adverb, verbal};
use super::run::run;
use super::words::Class;
use super::{Mention, MentionKind, words};
use crate::document::words::item;
use crate::document::{Ending, Item, Items, Parsed, TokenKind};
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::lexicon::{CueClass, WordClass};
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

/// Whether a field in small letters and a name in full stand next: spokesperson on local government Anna Haro.
fn charged(context: Context<'_>, rest: Items<'_>) -> bool {
    let items = &context.document.items;
    let Ok((_, field)) = run(context, rest) else { return false };
    let small = field.clone().take_while(|&at| !items[at].capital && items[at].kind == TokenKind::Word).count();
    let name = field.start + small..field.end;
    let given = items.get(name.start).is_some_and(|i| i.is(WordClass::FIRST_NAME));
    small > 0 && name.len() > 1 && given && items[name].iter().all(|i| i.capital)
}

/// Whether a text stands next that asked people: in a recent poll, in the survey.
fn asked(context: Context<'_>, rest: Items<'_>) -> bool {
    let polled = listed!["poll", "survey", "census", "ballot"];
    run(context, rest).is_ok_and(|(_, text)| text.len() > 1 && context.document.is_any(text.end - 1, polled))
}

/// The most phrases of a deed.
const DEEDS: usize = 3;

/// `deed = "to" verb [ participle ] [ run ] { preposition run }` behind somebody who is the first, the last, the only or the
/// most of a sort: the first woman to run the bank
fn deed<'d>(context: Context<'d>, mention: &Mention, input: Items<'d>) -> Parsed<'d, usize> {
    let items = &context.document.items;
    let ranked = mention.core.items().any(|at| {
        let est = || context.document.word(at).len() > 5 && context.document.word(at).ends_with("est");
        context.document.is_any(at, listed!["first", "second", "third", "last", "next", "only", "latest"]) || est()
    });
    let (rest, _) = item(|i| ranked && i.is(WordClass::TO)).parse(input)?;
    let plain = |i: &Item| i.kind == TokenKind::Word && !i.capital;
    let (mut rest, verb) = item(|i| plain(i) && !i.is(WordClass::DETERMINER | WordClass::PREPOSITION)).parse(rest)?;
    let mut end = verb + 1;
    if let Ok((after, at)) = item(|i| plain(i) && i.ending == Ending::Ed).parse(rest) {
        (rest, end) = (after, at + 1);
    }
    for n in 0..DEEDS {
        let preposition = item(|i| i.is(WordClass::PREPOSITION) && !i.is(WordClass::SUBORDINATOR)).parse(rest);
        let after = match preposition {
            Ok((after, _)) => after,
            Err(_) if n == 0 => rest,
            Err(_) => break,
        };
        let Ok((after, object)) = run(context, after) else { break };
        if items[object.end - 1].is(WordClass::CALENDAR | WordClass::TIME) {
            break;
        }
        (rest, end) = (after, object.end);
    }
    Ok((rest, end))
}

/// Whether a place that is told by its sort stands next: in the port of Lori; not "in the presence of Haro".
fn locality(context: Context<'_>, rest: Items<'_>) -> bool {
    let at = rest.position();
    let capital = |i: &Item| i.capital && i.kind == TokenKind::Word;
    rest.first().is_some_and(|i| i.is(WordClass::DETERMINER))
        && context.document.is_any(at + 1, &rule_words::LOCALITY)
        && context.document.is_any(at + 2, listed!["of"])
        && rest.get(3).is_some_and(capital)
}

/// Whether a name or its article stands next: for Defence, for the Protection of Gulls.
fn named_next(context: Context<'_>, rest: Items<'_>) -> bool {
    let named = |i: &Item| i.capital && !i.is(WordClass::CALENDAR);
    let article =
        rest.first().is_some_and(|i| i.is(WordClass::DETERMINER)) && context.document.word(rest.position()) == "the";
    let numbered = |i: &Item| i.kind == TokenKind::Number;
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
        && (items.get(place.end).is_some_and(verbal) || signs(context))
}

/// Whether the sentence is a line that signs what stands above it: — Man on the stairs
fn signs(context: Context<'_>) -> bool {
    context.document.items[context.sentence_start].kind == TokenKind::Dash
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
                || (word == "close" || rule_words::LOCATIVE.holds(word))
                    && head.is(WordClass::PERSONS | WordClass::GROUP)
                    && !rest
                        .first()
                        .is_some_and(|i| i.is(WordClass::CALENDAR | WordClass::TIME) || i.kind == TokenKind::Number)
                || word == "in" && locality(context, rest)
                || word == "in" && (local(context, rest) || context.document.is_any(mention.head, &rule_words::INSIDER))
                || words::is(context, mention.head, Class::ANYBODY) && placed(context, word, rest)
                || word == "on" && mention.kind == MentionKind::Person && charged(context, rest)
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
        "in" | "at" => local(context, after) || asked(context, after),
        // the campaign of the former senator from Lund
        "from" => context.document.items[end - 1].is(WordClass::PERSON | WordClass::PERSONS) && local(context, after),
        // lawmakers on the House Committee on Energy
        "on" => {
            let body = &context.document.items[end - 1];
            body.capital && words::is(context, end - 1, Class::BODY_ON)
        }
        // the mayors of six towns along the Elbe
        "along" if mention.kind == MentionKind::People => local(context, after),
        "to" => words::is(context, end - 1, Class::TIE),
        _ => false,
    }
}

/// Whether a gerund behind "of" is a deed: accused the council of hiding it, accused by the council of.
fn done(context: Context<'_>, mention: &Mention, at: usize) -> bool {
    let items = &context.document.items;
    let start = mention.phrase.start();
    let by = start > 0 && context.document.is_any(start - 1, listed!["by"]);
    let before = start.checked_sub(1 + usize::from(by)).map(|at| &items[at]);
    let accused = |i: &Item| context.lexicon.cue(i.cue).is_some_and(|cue| cue.class == CueClass::Accuse);
    items[at].ending == Ending::Ing && before.is_some_and(accused)
}

/// `"of" name` behind a body or an office that ends at `end`: members of Local 88 of the National Union | of Bakers, the
/// Office of the Commissioner | of Public Works
fn field<'d>(context: Context<'d>, end: usize, rest: Items<'d>) -> Parsed<'d, usize> {
    let last = &context.document.items[end - 1];
    let (after, of) = item(|i| i.is(WordClass::PREPOSITION)).parse(rest)?;
    let named = last.capital && last.is(WordClass::ORGANISATION | WordClass::TITLE);
    if !named || context.document.word(of) != "of" || !named_next(context, after) {
        return Err(nom::Err::Error(()));
    }
    let (rest, field) = run(context, after)?;
    Ok((rest, field.end))
}

/// The prepositional phrase that belongs to a description: a spokesman for the ministry; gives its end.
pub(super) fn tail<'d>(context: Context<'d>, mention: &Mention, input: Items<'d>) -> Parsed<'d, usize> {
    let persons = matches!(mention.kind, MentionKind::Person | MentionKind::People);
    if persons && let Ok(found) = pointing(context, input).or_else(|_| deed(context, mention, input)) {
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
    if word == "of" && done(context, mention, object.start) {
        return Err(nom::Err::Error(()));
    }
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
    if joined.is_none()
        && let Ok((after, last)) = field(context, end, rest)
    {
        (rest, end) = (after, last);
    }
    // "critics in the state quickly said": the adverb is the verb's.
    while end > object.start + 1 && adverb(context, end - 1) && context.document.items.get(end).is_some_and(verbal) {
        end -= 1;
    }
    Ok((rest, end))
}
