//! Pronouns as mentions: he, everyone, somebody on the bridge, some of the judges.

use super::counting::{counted, one_of_a_sort};
use super::phrase::{Context, function, phrasal, plain};
use super::run::{run, share, shown};
use super::{Mention, MentionKind};
use crate::document::words::item;
use crate::document::{Items, Parsed, TokenKind};
use crate::lexicon::set::listed;
use crate::lexicon::{WordClass, rule_words};
use nom::Parser;

/// `pronoun`: he, she ... ; everyone, others
pub(super) fn pronoun<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Mention> {
    let pronoun = WordClass::SUBJECT_PRONOUN | WordClass::PRONOUN | WordClass::OBJECT_PRONOUN;
    if !input.first().is_some_and(|i| i.is_word() && i.is(pronoun)) || share(context, input).is_some() {
        return Err(nom::Err::Error(()));
    }
    // "one longtime adviser", "another man": a determiner there.
    let counts = WordClass::NUMBER | WordClass::QUANTIFIER | WordClass::DETERMINER;
    let noun = WordClass::ADJECTIVE | WordClass::PERSON | WordClass::PERSONS | WordClass::TITLE_MODIFIER;
    if one_of_a_sort(context, input.position()) {
        return Err(nom::Err::Error(()));
    }
    if input.first().is_some_and(|i| i.is(counts))
        && input.get(1).is_some_and(|n| {
            let cue = n.is(function() | WordClass::CUE) && !shown(context, input.position() + 1)
                || phrasal(context, input.position() + 1);
            let plural = || counted(context, input.position() + 1);
            n.kind == TokenKind::Word && (n.is(noun | WordClass::DOCUMENT) && !cue || plural())
        })
    {
        return Err(nom::Err::Error(()));
    }
    // "according to her, the clinic": no noun follows that it could belong to.
    let owns = if owned(input) { WordClass::POSSESSIVE } else { WordClass::NONE };
    let (rest, at) = item(|i| i.is_word() && i.is(pronoun) && !i.is(owns | WordClass::REFLEXIVE)).parse(input)?;
    // "someone on the back benches", "others in the union"
    let several = context.document.is_any_case(at, listed!["others"]);
    if (several || context.document.is_any_case(at, &rule_words::SOMEBODY))
        && let Ok((after, preposition)) = item(|i| i.is(WordClass::PREPOSITION)).parse(rest)
        && context.document.is_any(preposition, &rule_words::WHEREABOUTS)
        && let Ok((after, object)) = run(context, after)
    {
        let kind = if several { MentionKind::People } else { MentionKind::Person };
        let mention = Mention { phrase: (at..object.end).into(), ..plain(kind, at..at + 1, at) };
        return Ok((after, mention));
    }
    // "one of them", "some of the judges", "one of two witnesses": one phrase.
    if context.document.items[at]
        .is(WordClass::NUMBER | WordClass::QUANTIFIER | WordClass::PRONOUN | WordClass::DETERMINER)
        && let Some(mention) = part_of(context, rest, at)
    {
        return Ok((rest.skip(mention.phrase.end() - at - 1), mention));
    }
    // "her" and "his" before a noun are determiners; `noun_phrase` takes them.
    Ok((rest, plain(MentionKind::Pronoun, at..at + 1, at)))
}

/// Whether something follows a pronoun that it could belong to, or the pronoun is one that nobody is called by: his, my.
fn owned(input: Items<'_>) -> bool {
    let object = input.first().is_some_and(|i| i.is(WordClass::OBJECT_PRONOUN));
    !object || input.get(1).is_some_and(|next| next.is_word() || next.is_quote())
}

/// `part`: one of them, several of the judges
fn part_of<'d>(context: Context<'d>, rest: Items<'d>, at: usize) -> Option<Mention> {
    let of = rest.first()?;
    if !of.is(WordClass::PREPOSITION) || context.document.word(rest.position()) != "of" {
        return None;
    }
    let whole = rest.get(1)?;
    let possessive =
        whole.is(WordClass::POSSESSIVE) && rest.get(2).is_some_and(|i| i.kind == TokenKind::Word && !i.is(function()));
    let end = if whole.is(WordClass::OBJECT_PRONOUN) && !possessive {
        at + 3
    } else if whole.is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::NUMBER)
        || whole.kind == TokenKind::Number
    {
        let (_, object) = run(context, rest.skip(1)).ok()?;
        let after = |n: usize| {
            context.document.items.get(object.end + n).is_some_and(|_| context.document.word(object.end + n) == "who")
        };
        let plural = object.clone().any(|n| context.document.items[n].is(WordClass::PERSONS | WordClass::GROUP))
            || after(0)
            || after(1);
        if !plural {
            return None;
        }
        object.end
    } else {
        return None;
    };
    let one = context.document.word(at).eq_ignore_ascii_case("one");
    let kind = if one { MentionKind::Person } else { MentionKind::People };
    Some(plain(kind, at..end, at))
}
