//! Words before a noun for people that other words could be mistaken for: one of a sort, several of them, an outside expert.
//!
//! Takes places in a run, tells how the noun is told from a verb, the adjective from a preposition.

use super::phrase::{Context, function};
use crate::document::{Ending, Item, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;

/// Whether a plural is that of people who are counted, whatever verb it is elsewhere: some advocates for reform.
pub(super) fn counted(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    let people = item.ending == Ending::S && item.is(WordClass::PERSONS | WordClass::GROUP);
    people && context.document.is_any_case(at - 1, &rule_words::SEVERAL)
}

/// The most words between "one" and its noun.
const SORT: usize = 2;

/// Whether "one" or "another" stands before a noun in the singular, with one or two words between that say what sort it is,
/// whatever verbs they are elsewhere: one protest organiser, another hate crime expert.
pub(super) fn one_of_a_sort(context: Context<'_>, one: usize) -> bool {
    let items = &context.document.items;
    let plain = |i: &Item| i.kind == TokenKind::Word && !i.capital && !i.is(function() | WordClass::TO);
    let noun = WordClass::PERSON | WordClass::ORGANISATION;
    let single =
        |i: &Item| plain(i) && i.is(noun) && !i.is(WordClass::PERSONS) && (i.cue == 0 || i.is(WordClass::PERSON));
    let words = items[one + 1..].iter().take(SORT + 1).take_while(|i| plain(i)).count();
    context.document.is_any_case(one, &rule_words::SINGLE) && (one + 2..=one + words).any(|at| single(&items[at]))
}

/// Whether a word stands between one of several and the noun in the singular that it says more of: One protest organiser,
/// Another hate crime expert.
pub(super) fn between_one(context: Context<'_>, one: usize, at: usize) -> bool {
    (1..=SORT).contains(&(at - one)) && one_of_a_sort(context, one)
}

/// Whether a verb of saying that is a noun too stands behind a word for several, before what only a verb has: Many report
/// that, Some claim officials lied.
pub(super) fn states(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let object = WordClass::THAT | WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::SUBJECT_PRONOUN;
    let people = |n: &Item| n.is(WordClass::PERSONS | WordClass::GROUP) && n.ending == Ending::S;
    let base = || context.lexicon.cue(items[at].cue).is_some_and(|c| c.inflection.base && !c.inflection.past);
    context.document.is_any_case(at - 1, &rule_words::SEVERAL)
        && base()
        && items.get(at + 1).is_some_and(|n| n.is(object) || people(n) || n.capital && n.kind == TokenKind::Word)
}

/// Whether a word stands before one: an article, one, another.
pub(super) fn singled(context: Context<'_>, at: usize) -> bool {
    [&rule_words::ARTICLE, &rule_words::SINGLE].iter().any(|words| context.document.is_any_case(at, words))
}

/// Whether a preposition stands between an article and a noun for people, as an adjective: an outside expert, an inside
/// source.
pub(super) fn outside(context: Context<'_>, run_start: usize, at: usize) -> bool {
    let items = &context.document.items;
    let noun = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP | WordClass::ORGANISATION;
    at == run_start + 1
        && items[at].is(WordClass::PREPOSITION)
        && !items[at].is(WordClass::CONJUNCTION | WordClass::SUBORDINATOR)
        && singled(context, run_start)
        && items.get(at + 1).is_some_and(|n| n.kind == TokenKind::Word && !n.capital && n.is(noun))
}

/// Whether a noun for a person stands behind a word that opens a sentence, or another noun and people: Coast guard said,
/// Campaign finance experts say.
pub(super) fn leads_people(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let small = |at: usize, class: WordClass| {
        items.get(at).is_some_and(|n| n.kind == TokenKind::Word && !n.capital && n.is(class))
    };
    let quiet = |at: usize| items[at].cue == 0;
    small(at + 1, WordClass::PERSON)
        || small(at + 1, WordClass::NOUN)
            && small(at + 2, WordClass::PERSON | WordClass::PERSONS)
            && quiet(at + 1)
            && quiet(at + 2)
}

/// Whether a participle stands between whose somebody is and the noun for them: the firm's managing partner, the club's
/// retired chairman; but "Haro's meeting reporters", where a noun in the singular would have its article.
pub(super) fn owned(context: Context<'_>, run_start: usize, at: usize) -> bool {
    let items = &context.document.items;
    let genitive = at > run_start + 1
        && context.document.is_any(at - 1, listed!["'s", "\u{2019}s"])
        && !items[at - 2].is(WordClass::SUBJECT_PRONOUN);
    let one = || items.get(at + 1).is_some_and(|n| !n.is(WordClass::PERSONS));
    genitive && (items[at].ending == Ending::Ed || items[at].ending == Ending::Ing && one())
}
