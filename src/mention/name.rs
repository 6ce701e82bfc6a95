//! The name in a run: titles before, the name behind, or a body.
//!
//! Takes a run of words that ends in a capitalised one; fills in what of its mention is title and role, what the name.

use super::description::description;
use super::name_word::name_word;
use super::offices::{office_words, people, texan};
use super::phrase::{Context, based, particle};
use super::tail::attached;
use super::titles::{grade, split_titles};
use super::words::Class;
use super::{Mention, MentionKind, words};
use crate::document::{Ending, Item, TokenKind};
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::lexicon::{CueClass, PhraseKind, WordClass};
use std::ops::Range;

/// Where the last capitalised stretch of a run begins.
fn stretch_start(context: Context<'_>, run: &Range<usize>, head: usize) -> usize {
    let items = &context.document.items;
    let mut start = run.end - 1;
    while start > run.start {
        let before = &items[start - 1];
        // Queen's University, at the head of a sentence too
        let owner = || genitive(context, run, start);
        let joins = before.capital && (name_word(context, start - 1) || owner())
            || before.kind == TokenKind::Stop
            || particle(context, start - 1)
                && (start - 1 == run.start || particle_joins(context, run.start, start - 1))
            || genitive(context, run, start - 1)
            || before.kind == TokenKind::Symbol && context.document.word(start - 1) == "&"
            || context.document.is_any(start - 1, listed!["and"]) && super::bodies::compound(context, start - 1)
            || before.kind == TokenKind::Number && start - 1 > run.start && items[start - 2].capital
            || start - 1 > run.start && grade(context, start - 1);
        if !joins {
            break;
        }
        start -= 1;
    }
    // In a headline a known given name begins the name: Mayor Slams Anna Haro.
    if context.title_case
        && let Some(given) =
            (start..run.end - 1).rev().find(|&at| items[at].is(WordClass::FIRST_NAME) && items[at].capital)
    {
        start = given;
    }
    // "the local NGO Hands of Lund": what it is stands before the name, in letters.
    if start > run.start && start < head && items[start].upper && words::is(context, start, Class::LETTERS) {
        start += 1;
    }
    // Initial stop or particle cannot begin a name.
    while start < head && !items[start].capital && !particle(context, start) {
        start += 1;
    }
    start
}

/// Adaeze Morley KC: where a name ends before the letters behind it, which are not its own.
fn without_letters(context: Context<'_>, range: Range<usize>) -> usize {
    let items = &context.document.items;
    let mut end = range.end;
    while end > range.start + 2 && words::is(context, end - 1, Class::POST_NOMINAL) {
        end -= 1;
        if items[end - 1].kind == TokenKind::Comma || items[end - 1].kind == TokenKind::Stop {
            end -= 1;
        }
    }
    end
}

/// "Mr. King": whoever is addressed so has a name.
fn addressed(context: Context<'_>, run: &Range<usize>, name_from: usize) -> bool {
    let items = &context.document.items;
    name_from > run.start && {
        let at = if items[name_from - 1].kind == TokenKind::Stop { name_from.saturating_sub(2) } else { name_from - 1 };
        rule_words::ADDRESSED.holds_any_case(context.document.word(at).trim_end_matches('.'))
    }
}

/// Reads a run that ends in a capitalised word: title and role before, the name behind; or a body.
pub(super) fn capitalised(context: Context<'_>, mention: &mut Mention) {
    let items = &context.document.items;
    let run = mention.phrase.items();
    let start = stretch_start(context, &run, mention.head);
    let stretch = start..run.end;
    let name_from = split_titles(context, stretch.clone());
    let end = without_letters(context, name_from..run.end);
    if end < run.end {
        mention.head = end - 1;
    }
    let name = name_from..end;
    let lower_before = run.start < stretch.start;
    let role_noun = (run.start..name_from).rev().find(|&at| items[at].is_word()).is_some_and(|at| {
        items[at].is(WordClass::PERSON | WordClass::TITLE | WordClass::PERSONS)
            || matches!(description(&items[at], context, at), Some(MentionKind::Person))
    });
    // "the state MP", "a Democrat", "Minister" for Health: a description in capitals.
    // "the Dane": somebody's nation, though others have it as a name.
    let dane = texan(context, &run, name.clone());
    let alone = dane || name.len() == 1 && !items[name_from].is(WordClass::FIRST_NAME);
    let office = !addressed(context, &run, name_from)
        && (alone && items[name_from].is(WordClass::TITLE) && !items[name_from].is(WordClass::PLACE)
            || office_words(context, name.clone()));
    let determined = run.len() > 1 && items[run.start].is(WordClass::DETERMINER | WordClass::POSSESSIVE);
    let field = items.get(run.end).is_some_and(|i| i.is(WordClass::PREPOSITION))
        && (matches!(context.document.word(run.end), "for" | "of") || ministry(context, run.end))
        || items.get(run.end).is_some_and(|i| i.is(WordClass::TO)) && attached(context, name.end - 1);
    let body = !(office && (determined || field)) && !dane && body_name(context, name.clone(), role_noun);
    mention.core = name.clone().into();
    mention.role = (run.start..name_from).into();
    if body && !role_noun {
        mention.kind = MentionKind::Body;
        mention.core = stretch.into();
        mention.head = run.end - 1;
        mention.role = (run.start..run.start).into();
    } else if alone && people(context, mention, name.end - 1) {
        mention.core = run.clone().into();
        mention.role = (run.start..run.start).into();
    } else if (office || alone && anybody(&items[name_from])) && (run.len() > 1 || field) {
        // "the President", "the Prime Minister", "UNIDENTIFIED MALE": a description in capitals.
        mention.kind = MentionKind::Person;
        mention.core = run.clone().into();
        mention.role = (run.start..run.start).into();
    } else {
        mention.kind = MentionKind::Name;
        let article = items[run.start].is(WordClass::DETERMINER);
        if lower_before && !role_noun && article && !items[name_from].is(WordClass::FIRST_NAME) {
            mention.kind = MentionKind::Body;
        }
        // "Lund-based Haro": nobody's role; nor is an article one.
        let origin = (run.start..name_from).all(|at| based(context.document.word(at)));
        if !role_noun && (origin || !lower_before && name_from == stretch.start) {
            mention.role = (run.start..run.start).into();
        }
    }
}

/// Whether behind an office the body stands in which it is: Minister in the Ministry of Finance.
fn ministry(context: Context<'_>, at: usize) -> bool {
    let body = |at: usize| context.document.items.get(at).is_some_and(|i| i.capital && i.is(WordClass::ORGANISATION));
    context.document.is_any(at, listed!["in"]) && context.document.is_any(at + 1, listed!["the"]) && body(at + 2)
}

/// Whether a word in capitals says no more than what sort of person somebody is.
fn anybody(item: &Item) -> bool {
    item.upper && item.is(WordClass::PERSON) && !item.is(WordClass::FIRST_NAME)
}

/// Whether particles from `at` backwards stand behind a capitalised name: Joris van der Velde.
fn particle_joins(context: Context<'_>, from: usize, at: usize) -> bool {
    let mut first = at;
    while first > from && particle(context, first - 1) {
        first -= 1;
    }
    first > from && context.document.items[first - 1].capital
}

/// Whether a possessive inside capitals belongs to a body's name: the Educators' Congress.
fn genitive(context: Context<'_>, run: &Range<usize>, at: usize) -> bool {
    let items = &context.document.items;
    let mark = items[at].kind == TokenKind::Clitic || items[at].kind == TokenKind::Mark && !items[at].is_quote();
    // the Potters' Forum
    let forum = if items[at].kind == TokenKind::Mark { WordClass::OUTLET_WORD } else { WordClass::NONE };
    if !mark || at <= run.start || !items[run.end - 1].is(WordClass::ORGANISATION | WordClass::SUFFIX | forum) {
        return false;
    }
    let owner = &items[at - 1];
    let known = WordClass::PERSONS | WordClass::PERSON | WordClass::GROUP | WordClass::TITLE | WordClass::NOUN;
    // The League's Lund Panthers: a body of its own.
    let one = items[at].kind == TokenKind::Clitic;
    let body = one && owner.is(WordClass::ORGANISATION) && !owner.is(WordClass::TITLE | WordClass::PERSON);
    // St Olaf's Hospital
    let before = at.checked_sub(2).filter(|&b| b >= run.start && context.document.word(b) != ".").or(at.checked_sub(3));
    let saint = before.is_some_and(|b| b >= run.start && context.document.is_any(b, listed!["St", "Saint"]));
    // the Reservists' Wives Forum: of many, whatever they are
    let many = items[at].kind == TokenKind::Mark && owner.ending == Ending::S && !owner.is(WordClass::DEMONYM);
    let kind = (owner.is(known) || many) && !body && !owner.is(WordClass::FIRST_NAME | WordClass::PLACE);
    owner.capital && (saint || kind)
}

/// The longest listed phrase at an item.
pub(super) fn phrase_at(context: Context<'_>, at: usize, end: usize) -> Option<(usize, PhraseKind)> {
    let items = &context.document.items;
    if !items[at].is(WordClass::PHRASE_START) {
        return None;
    }
    let second = items[..end].get(at + 1..)?.iter().find(|item| item.kind != TokenKind::Stop)?.hash;
    let first = context.document.word(at);
    context.lexicon.phrases(first, items[at].hash, second).find_map(|phrase| {
        let mut next = at + 1;
        for word in context.lexicon.words(phrase.rest) {
            while next < end && items[next].kind == TokenKind::Stop {
                next += 1;
            }
            if next >= end || !context.document.is_word(next, word) {
                return None;
            }
            next += 1;
        }
        Some((next, phrase.kind))
    })
}

/// Whether a capitalised name is that of a body, a place or an outlet.
fn body_name(context: Context<'_>, name: Range<usize>, role_noun: bool) -> bool {
    let items = &context.document.items;
    let first = &items[name.start];
    let last = name.clone().rev().find(|&at| items[at].is_word()).map_or(first, |at| &items[at]);
    if let Some((end, kind)) = phrase_at(context, name.start, name.end)
        && end == name.end
        && matches!(kind, PhraseKind::Outlet(_) | PhraseKind::Metonym | PhraseKind::Place | PhraseKind::Noun(_))
    {
        return true;
    }
    // The Carter Center: no person has the article.
    let article =
        name.start > context.sentence_start && context.document.word(name.start - 1).eq_ignore_ascii_case("the");
    let given = first.is(WordClass::FIRST_NAME) && !(article && last.is(WordClass::SUFFIX));
    let bodies = WordClass::ORGANISATION
        | WordClass::SUFFIX
        | WordClass::OUTLET_WORD
        | WordClass::OUTLET_NOUN
        | WordClass::DOCUMENT;
    if name.len() > 1 && last.is(bodies) && !(given && name.len() == 2) {
        return true;
    }
    if name.len() == 1 {
        let known = WordClass::METONYM
            | WordClass::PLACE
            | WordClass::OUTLET
            | WordClass::ORGANISATION
            | WordClass::DEMONYM
            | WordClass::GROUP;
        let known = first.is(known) && !first.is(WordClass::FIRST_NAME);
        let short = first.upper && context.document.word(name.start).len() <= 6;
        // MALE is a town too.
        return !role_noun && !anybody(first) && (known || short);
    }
    // "Bank of England" is two runs; "Johnson & Johnson" one.
    name.clone().any(|at| context.document.word(at) == "&")
        || !first.is(WordClass::FIRST_NAME)
            && name.clone().any(|at| items[at].is(WordClass::ORGANISATION) && !items[at].is(WordClass::FIRST_NAME))
        // Morgan Stanley
        || !role_noun && super::bodies::known(context, name)
}

/// Whether an adverb behind a noun belongs to the cue behind it: The suspect allegedly told.
pub(super) fn cue_adverb(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let noun = WordClass::NOUN | WordClass::PERSON | WordClass::ORGANISATION | WordClass::GROUP | WordClass::ADJECTIVE;
    !items[at - 1].is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE)
        && items.get(at + 1).is_some_and(|n| n.cue != 0 && !n.capital)
        && !items[at].is(noun)
        && items[at].ending == Ending::Ly
}

/// Whether a run stands inside a preposition of several words: in "the words" of.
pub(super) fn opens_cue(context: Context<'_>, run: &Range<usize>) -> bool {
    let word = |at: usize| context.document.word(at);
    run.len() == 2
        && run.start > context.sentence_start
        && context.document.items.get(run.end).is_some_and(|_| word(run.end) == "of")
        && matches!(word(run.start - 1), "in" | "In" | "by" | "By")
        && crate::cue::phrase_noun(word(run.end - 1), word(run.start - 1))
}

/// "Haro's words": where the head of a run is a noun cue, its possessor is a mention of its own.
pub(super) fn possessor(context: Context<'_>, run: Range<usize>) -> Range<usize> {
    let items = &context.document.items;
    if !items[run.end - 1].is(WordClass::NOUN_CUE) {
        return run;
    }
    // The council's report: a text of its own.
    let texts = &rule_words::OWNED_TEXT;
    let that = items.get(run.end).is_some_and(|i| i.is(WordClass::THAT));
    if context.document.is_any(run.end - 1, texts) && !that {
        return run;
    }
    let clitic = run.clone().rev().find(|&at| items[at].kind == TokenKind::Clitic);
    clitic.map_or(run.clone(), |at| run.start..at + 1)
}

/// "Speaking to the Daily Post Haro said", "told Radio Kattvik residents were angry": the outlet to which somebody speaks,
/// where what stands behind it has the verb.
pub(super) fn addressee(context: Context<'_>, run: Range<usize>) -> Range<usize> {
    let items = &context.document.items;
    let article = usize::from(items[run.start].is(WordClass::DETERMINER));
    let before = run.start.checked_sub(1).filter(|&at| at >= context.sentence_start);
    let to = before.is_some_and(|at| context.document.is_any(at, listed!["to", "with"]));
    let told = before.and_then(|at| context.lexicon.cue(items[at].cue)).is_some_and(|cue| cue.class == CueClass::Tell);
    // "according to the Post": no addressee.
    let stated =
        run.start > context.sentence_start + 1 && context.document.is_any_case(run.start - 2, listed!["according"]);
    let verb = |i: &Item| i.cue != 0 && !i.capital || told && i.is(WordClass::AUXILIARY | WordClass::VERB);
    if !(to || told) || stated || run.len() < 2 + article || !items.get(run.end).is_some_and(verb) {
        return run;
    }
    let from = run.start + article;
    let outlet = match phrase_at(context, from, run.end) {
        Some((end, PhraseKind::Outlet(_))) => end,
        _ if items[from].is(WordClass::OUTLET) => from + 1,
        // the Marlburg Herald
        _ => match (from + 1..run.end).find(|&at| items[at].is(WordClass::OUTLET_WORD) && items[at].capital) {
            Some(last) => last + 1,
            None => return run,
        },
    };
    if told {
        let capitals = items[from..run.end].iter().take_while(|i| i.capital && i.kind == TokenKind::Word).count();
        let plain = |i: &Item| i.kind == TokenKind::Word && !i.capital;
        let end = from + capitals;
        let whole = outlet <= end && end < run.end && items[end..run.end].iter().all(plain);
        return if whole { run.start..end } else { run };
    }
    let body = WordClass::ORGANISATION | WordClass::SUFFIX | WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN;
    let name =
        |i: &Item| i.kind == TokenKind::Word && i.capital && !i.is(body | WordClass::PLACE | WordClass::CALENDAR);
    if outlet < run.end && items[outlet..run.end].iter().all(name) { run.start..outlet } else { run }
}

/// Takes 's for a part of the name where a verb stands behind it and nothing is owned: McDonald's said.
pub(super) fn with_its_clitic(context: Context<'_>, mention: &mut Mention) {
    let (items, end) = (&context.document.items, mention.phrase.end());
    let noun = WordClass::NOUN | WordClass::NOUN_CUE | WordClass::DOCUMENT;
    let verb = || {
        let item = items.get(end + 1).filter(|i| !i.capital && !i.is(noun));
        let form = item.and_then(|i| context.lexicon.cue(i.cue));
        // McDonald's said it would; but Haro's fired manager
        let object = WordClass::THAT | WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::SUBJECT_PRONOUN;
        let object = object | WordClass::PREPOSITION | WordClass::ADVERB | WordClass::TO | WordClass::WH;
        let behind = items.get(end + 2).is_none_or(|i| !i.is_word() || i.is_quote() || i.capital || i.is(object));
        behind && form.is_some_and(|form| form.inflection.past || form.inflection.third)
    };
    // Anna Haro's: nobody is called so.
    let person = mention.core.len() > 1 && items[mention.core.start()].is(WordClass::FIRST_NAME);
    let name = mention.possessive && items[mention.head].capital && mention.core.end() == end && !person;
    if name && context.document.word(end).ends_with('s') && verb() {
        (mention.core, mention.phrase) = (mention.core.until(end + 1), mention.phrase.until(end + 1));
        mention.possessive = false;
    }
}

/// his, her, their; not its
pub(super) fn his(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    item.is(WordClass::POSSESSIVE) && !item.is(WordClass::NEUTER)
}

/// Whether a run is how somebody tells it: her own account
pub(super) fn own(context: Context<'_>, run: &Range<usize>) -> bool {
    context.document.is_any(run.start + 1, listed!["own"])
        && context.document.is_any(run.end - 1, &rule_words::OWN_WORDS)
}

/// Whether a run ends with a noun that a quotation is the predicate or the apposition of.
pub(super) fn says(context: Context<'_>, run: &Range<usize>) -> bool {
    let items = &context.document.items;
    let head = run.end - 1;
    if !items[head].is(WordClass::NOUN_CUE) {
        return false;
    }
    let announced = items.get(head + 1).is_some_and(|i| i.kind == TokenKind::Colon)
        && items.get(head + 2).is_some_and(|i| i.is_quote())
        || his(context, run.start) && items.get(head + 1).is_some_and(|i| i.is(WordClass::THAT));
    let sentences = &context.document.sentences;
    let sentence = sentences.partition_point(|s| s.items.end <= head);
    announced || sentences.get(sentence).is_some_and(|s| crate::cue::says(context.document, &s.items, head))
}
