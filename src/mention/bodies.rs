//! Names of bodies that hold "and" or a preposition, and the people who are called by them.
//!
//! Takes places in a phrase, tells whether it goes on there: the Fire and Rescue Service, the Ministry of Health and
//! Welfare, Bank of England governor Anna Haro.

use super::phrase::{Context, function, plain, verbal};
use super::run::{RUN_LIMIT, opens_clause};
use super::{Mention, MentionKind};
use crate::document::{Ending, Item, Items, Parsed, TokenKind};
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::lexicon::{PhraseKind, WordClass};
use std::ops::Range;

/// Endings of nouns that no list has, and that nobody is called.
const ENDINGS: &[&str] =
    &["tion", "sion", "ment", "ness", "ism", "ics", "ture", "ance", "ence", "ship", "ities", "ity", "ies", "ing"];

/// Whether a capitalised item is a common noun by nature: Welfare, Prevention; not Haro, not France.
pub(super) fn common(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    let name = WordClass::FIRST_NAME | WordClass::PLACE | WordClass::METONYM | WordClass::DEMONYM | WordClass::OUTLET;
    let noun = WordClass::COMMON | WordClass::NOUN | WordClass::ADJECTIVE | WordClass::VERB;
    let word = context.document.word(at);
    // Roads, Harbours
    let plural = || {
        let stem = word.strip_suffix('s').map(str::to_lowercase);
        stem.is_some_and(|stem| context.lexicon.word(&stem).class.any(WordClass::COMMON | WordClass::NOUN))
    };
    let known = || item.is(noun) || ENDINGS.iter().any(|end| word.ends_with(end)) || plural();
    capital(item) && !item.upper && !item.is(name) && known()
}

fn capital(item: &Item) -> bool {
    item.capital && item.kind == TokenKind::Word
}

/// The most words of a body's name that begins with a plain word or holds "and".
const LONGEST: usize = 10;

/// Whether some words are the whole name of a body that everybody knows: Marks and Spencer, Network Rail.
pub(super) fn known(context: Context<'_>, name: Range<usize>) -> bool {
    name.len() > 1 && context.lexicon.called(context.document.text_of(name)).is_some()
}

/// The end of the capitalised words that begin at an item, of no more of them than a name has.
fn stretch(context: Context<'_>, at: usize) -> usize {
    let items = &context.document.items;
    at + items[at..].iter().take(LONGEST).take_while(|i| capital(i)).count()
}

/// Whether a sentence begins with the name of a body whose first word is a plain one: Serious Fraud Office, White House.
pub(super) fn opens(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let (first, end) = (&items[at], stretch(context, at));
    if context.title_case || end < at + 2 || end == at + LONGEST {
        return false;
    }
    let plain = WordClass::ADJECTIVE | WordClass::NOUN | WordClass::COMMON;
    let other = WordClass::ADVERB
        | WordClass::TIME
        | WordClass::CALENDAR
        | WordClass::QUANTIFIER
        | WordClass::NUMBER
        | WordClass::TITLE
        | WordClass::TITLE_MODIFIER
        | WordClass::PERSON
        | WordClass::PERSONS
        | WordClass::FUNCTION;
    let body = &items[end - 1];
    let body =
        body.is(WordClass::ORGANISATION | WordClass::SUFFIX) && !body.is(WordClass::FIRST_NAME | WordClass::PERSONS);
    // Natural Resources Gwent: of a field, in a place.
    let person = WordClass::PERSON | WordClass::PERSONS | WordClass::TITLE | WordClass::CALENDAR;
    let field = || {
        let (second, last) = (&items[at + 1], &items[end - 1]);
        end == at + 3 && common(context, at + 1) && !second.is(person) && !last.is(WordClass::FIRST_NAME | person)
    };
    (body || field()) && first.is(plain) && !first.is(other) && first.ending != Ending::Ed || known(context, at..end)
}

/// Whether "and" stands inside the name of a body: the Fire and Rescue Service, the Securities and Exchange Commission.
pub(super) fn compound(context: Context<'_>, and: usize) -> bool {
    let items = &context.document.items;
    let body = |item: &Item| item.is(WordClass::ORGANISATION | WordClass::SUFFIX);
    let capitals = and > context.sentence_start && capital(&items[and - 1]) && items.get(and + 1).is_some_and(capital);
    if capitals
        && (lettered(context, and)
            || shared(context, and)
            || known(context, and - 1..stretch(context, and + 1))
            || one_person(context, and)
            || defined(context, and)
            || offices(context, and))
    {
        return true;
    }
    if and < context.sentence_start + 2 || !common(context, and - 1) || items[and - 1].is(WordClass::ORGANISATION) {
        return false;
    }
    let end = stretch(context, and + 1);
    let named = || body(&items[end - 1]) && !items[end - 1].is(WordClass::FIRST_NAME);
    // The Population and Housing Census report
    let verb = |at: usize| items.get(at).is_some_and(|i| verbal(i) && !i.capital);
    let text = || {
        // "... Census report says": the noun, though it is a verb elsewhere
        let noun = items.get(end).filter(|i| i.kind == TokenKind::Word && i.is(WordClass::DOCUMENT));
        noun.is_some_and(|i| i.cue == 0 || verb(end + 1)) && (and + 1..end).all(|at| common(context, at))
    };
    // The Fish and Wildfowl Service: a word that no list has, before what bodies are called.
    let unlisted = || {
        let name = WordClass::FIRST_NAME | WordClass::PLACE | WordClass::METONYM | WordClass::DEMONYM;
        let second = &items[and + 1];
        !second.upper && !second.is(name | WordClass::TITLE | WordClass::PERSON | WordClass::OUTLET)
    };
    end > and + 2 && (common(context, and + 1) && (named() || text()) || end == and + 3 && named() && unlisted())
}

/// Whether "the" stands before one word that has no article of its own, and the body around "and" is named behind it: the
/// Northmere and Fells Trust, the University and College Union; not the Kremlin and Marlburg Council.
fn defined(context: Context<'_>, and: usize) -> bool {
    let items = &context.document.items;
    let (first, end) = (&items[and - 1], stretch(context, and + 1));
    let article = and >= context.sentence_start + 2 && context.document.is_any_case(and - 2, listed!["the"]);
    let body = |item: &Item| item.is(WordClass::ORGANISATION | WordClass::SUFFIX);
    let other = WordClass::METONYM
        | WordClass::TITLE
        | WordClass::PERSON
        | WordClass::PERSONS
        | WordClass::GROUP
        | WordClass::DEMONYM
        | WordClass::OUTLET_WORD
        | WordClass::OUTLET;
    let field = !body(first) || common(context, and + 1) || body(&items[and + 1]);
    let named = body(&items[end - 1]) && !items[end - 1].is(WordClass::FIRST_NAME);
    // the Hong Kong and Macau Affairs Office, the England and Wales Cricket Board: two lands and the body of both
    let land = |i: &Item| i.is(WordClass::PLACE | WordClass::METONYM) && !i.is(WordClass::TITLE);
    let phrase = |at: usize| {
        let found = super::name::phrase_at(context, at, and);
        found.is_some_and(|(end, kind)| end == and && matches!(kind, PhraseKind::Place | PhraseKind::Metonym))
    };
    let start =
        (context.sentence_start..and).rev().take_while(|&at| capital(&items[at]) && !items[at].is(function())).last();
    let lands = || {
        let start = start.filter(|&at| at > context.sentence_start || context.document.is_any_case(at, listed!["the"]));
        let the = |at: usize| at > 0 && context.document.is_any_case(at - 1, listed!["the"]);
        start.is_some_and(|at| the(at) && (land(first) || phrase(at)))
            && land(&items[and + 1])
            && (and + 2..end - 1).all(|at| common(context, at) || body(&items[at]))
    };
    end > and + 2 && named && (article && field && !first.upper && !first.is(other) || lands())
}

/// Whether "and" joins the two fields of an office that stands before its holder's name: Police and Fire Commissioner
/// Anna Haro.
fn offices(context: Context<'_>, and: usize) -> bool {
    let items = &context.document.items;
    let field = |at: usize| common(context, at) && !items[at].is(WordClass::PERSON | WordClass::PERSONS);
    let holder = (and + 2..and + 4).all(|at| items.get(at).is_some_and(capital));
    let office = || super::words::is(context, and + 2, super::words::Class::OFFICE);
    holder && office() && field(and - 1) && field(and + 1)
}

/// Whether letters in brackets behind the capitals around "and" are the first ones of all of them: the Energy and Allied
/// Workers’ Union (EAWU).
fn lettered(context: Context<'_>, and: usize) -> bool {
    let items = &context.document.items;
    let part = |i: &Item| capital(i) || matches!(i.kind, TokenKind::Clitic | TokenKind::Mark) && !i.is_quote();
    let mut behind = (and + 1..items.len()).take(LONGEST);
    let open = behind.find(|&at| !part(&items[at]) && !items[at].is(WordClass::PREPOSITION));
    let Some(open) = open.filter(|&at| items[at].kind == TokenKind::Open) else { return false };
    let letters = items.get(open + 1).filter(|i| capital(i)).map(|_| context.document.word(open + 1));
    let closed = items.get(open + 2).is_some_and(|i| i.kind == TokenKind::Close);
    let starts = (context.sentence_start..and).rev().take(LONGEST).take_while(|&at| capital(&items[at]));
    letters.filter(|_| closed).is_some_and(|letters| {
        starts.into_iter().any(|start| {
            let words = (start..open).filter(|&at| capital(&items[at]));
            let first = words.filter_map(|at| context.document.word(at).chars().next());
            first.flat_map(char::to_lowercase).eq(letters.chars().flat_map(char::to_lowercase))
        })
    })
}

/// Whether what stands around "and" says whose one person is: a Customs and Coast Guard spokesperson.
fn one_person(context: Context<'_>, and: usize) -> bool {
    let items = &context.document.items;
    let before = &items[context.sentence_start..and];
    let start = and - before.iter().rev().take(LONGEST).take_while(|i| capital(i)).count();
    // The article is of the capitals where it begins the sentence: A Roads and Harbours official.
    let article = |at: usize| context.document.is_any_case(at, listed!["a", "an"]);
    let article = article(start) && start + 1 < and || start > context.sentence_start && article(start - 1);
    let person = items.get(stretch(context, and + 1));
    let noun = |i: &Item| i.kind == TokenKind::Word && i.is(WordClass::PERSON) && !i.is(WordClass::PERSONS);
    article && person.is_some_and(noun)
}

/// Whether "and" joins two words that say whose or of which kind the noun behind them is: the Russian and Syrian
/// defence ministries, law enforcement and security officials.
pub(super) fn share_noun(context: Context<'_>, run_start: usize, and: usize) -> bool {
    let items = &context.document.items;
    let plain = |at: usize| items.get(at).is_some_and(|i| i.kind == TokenKind::Word && !i.is(WordClass::FUNCTION));
    if !plain(and - 1) || !plain(and + 1) || !plain(and + 2) {
        return false;
    }
    let quality = |at: usize| {
        items[at].is(WordClass::DEMONYM | WordClass::ADJECTIVE | WordClass::TITLE_MODIFIER)
            && (!items[at].is(WordClass::FIRST_NAME | WordClass::PERSONS) || items[at].is(WordClass::DEMONYM))
            && items[at].cue == 0
    };
    let several = |at: usize| {
        items.get(at).is_some_and(|i| {
            (i.is(WordClass::PERSONS | WordClass::GROUP)
                || i.is(WordClass::ORGANISATION) && context.document.word(at).ends_with('s'))
                && !i.is(WordClass::FIRST_NAME)
        })
    };
    // Both words of one sort: the older of the two and the younger one are two people.
    let alike = |a: usize, b: usize| {
        quality(a) && quality(b) && items[a].is(WordClass::DEMONYM) == items[b].is(WordClass::DEMONYM)
    };
    let noun = (and + 2..and + 4).take_while(|&at| plain(at)).find(|&at| several(at));
    let lands = items[and - 1].is(WordClass::DEMONYM) && !items[and + 2].capital && items[and + 2].cue == 0;
    if alike(and - 1, and + 1) && (noun.is_some() || lands) {
        return true;
    }
    // Norway's trade and industry minister: the fields of an office, neither of them somebody.
    let person = WordClass::PERSONS | WordClass::PERSON | WordClass::ORGANISATION | WordClass::FUNCTION;
    let led = and >= run_start + 2 && {
        let before = &items[and - 2];
        before.is(WordClass::DETERMINER | WordClass::POSSESSIVE) || before.kind == TokenKind::Clitic
    };
    let office =
        items[and + 2].is(WordClass::PERSON) && super::words::is(context, and + 2, super::words::Class::OFFICE);
    if led && office && !items[and + 2].capital && !items[and - 1].is(person) && !items[and + 1].is(person) {
        return true;
    }
    // Two nouns that say of which kind the last one is, neither of them somebody who could speak: the search and rescue
    // team, health and safety inspectors. "He sold the boat and harbour officials said" has a verb before.
    let opens = run_start == context.sentence_start || {
        let before = &items[run_start - 1];
        let cue = before.cue != 0 || before.is(WordClass::THAT | WordClass::SUBORDINATOR);
        before.is_quote() || cue || matches!(before.kind, TokenKind::Comma | TokenKind::Clitic)
    };
    let somebody = WordClass::PERSONS | WordClass::PERSON | WordClass::GROUP | WordClass::ORGANISATION;
    // Port security and customs officials: without a determiner a body says whose the people are.
    let bare = !items[run_start].is(WordClass::DETERMINER | WordClass::POSSESSIVE);
    let other = if bare { WordClass::PERSONS | WordClass::PERSON } else { somebody | WordClass::DOCUMENT };
    let field =
        |at: usize| items[at].is(WordClass::NOUN) && !items[at].is(other) && !items[at].is(WordClass::DETERMINER);
    let shared = if bare { WordClass::PERSONS } else { somebody | WordClass::OUTLET_NOUN };
    opens && field(and - 1) && field(and + 1) && items[and + 2].is(shared) && !items[and + 2].capital
}

/// Whether "and" stands between the two places of a body: Devon and Cornwall Police.
fn shared(context: Context<'_>, and: usize) -> bool {
    let items = &context.document.items;
    let place = |at: usize| items.get(at).is_some_and(|i| capital(i) && i.is(WordClass::PLACE));
    let body =
        items.get(and + 2).is_some_and(capital) && super::words::is(context, and + 2, super::words::Class::SHARED);
    body && place(and - 1) && place(and + 1) && (and < context.sentence_start + 2 || !items[and - 2].capital)
}

/// Whether the name of a body goes on behind "and": the Ministry of Health | and Welfare. `first` is its field, `second`
/// what stands behind "and".
pub(super) fn goes_on(context: Context<'_>, first: &Range<usize>, second: &Range<usize>) -> bool {
    let items = &context.document.items;
    let alone = second.len() == 1 && items[second.start].is(WordClass::ORGANISATION);
    first.clone().all(|at| common(context, at)) && common(context, second.start) && !alone
}

/// `imperative = verb ( "the" | "our" ) capital { capital }` at the head of a clause, before its verb: Save the Gulls said
pub(super) fn imperative<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Mention> {
    let at = input.position();
    let none = Err(nom::Err::Error(()));
    let opens = at == context.sentence_start || context.document.items[at - 1].is_quote();
    let verb = input.first().is_some_and(|i| i.capital && i.is(WordClass::VERB) && !i.is(WordClass::FIRST_NAME));
    if !opens || !verb || !input.get(1).is_some_and(|i| i.is(WordClass::DETERMINER | WordClass::POSSESSIVE)) {
        return none;
    }
    let named = |n: &usize| input.get(*n).is_some_and(|i| i.capital && i.kind == TokenKind::Word && !i.is(function()));
    let end = 2 + (2..RUN_LIMIT).take_while(named).count();
    if end == 2 || !input.get(end).is_some_and(|i| verbal(i) && !i.capital && i.kind == TokenKind::Word) {
        return none;
    }
    Ok((input.skip(end), plain(MentionKind::Body, at..at + end, at + end - 1)))
}

/// Makes a person of a body whose phrase ends with one: a Department of Health spokesman, Bank of England governor Haro.
pub(super) fn officer(context: Context<'_>, mention: &mut Mention) {
    let items = &context.document.items;
    let body =
        mention.kind == MentionKind::Body || mention.kind == MentionKind::Organisation && items[mention.head].capital;
    if !body {
        return;
    }
    let tail = mention.head + 1..mention.phrase.end();
    let person = WordClass::PERSON | WordClass::PERSONS;
    let Some(noun) = tail
        .clone()
        .skip(1)
        .rev()
        .find(|&at| !items[at].capital && items[at].kind == TokenKind::Word && items[at].is(person))
    else {
        return;
    };
    // Everything before the noun is the body's, everything behind it the name.
    let joins = WordClass::CONJUNCTION | WordClass::PREPOSITION;
    let field = |at: usize| capital(&items[at]) || items[at].is(joins) || context.document.word(at) == "the";
    let modifies = |at: usize| field(at) || items[at].is(person | WordClass::ADJECTIVE | WordClass::TITLE_MODIFIER);
    // the Bank of Lori's | managing director
    let owner = (tail.start..noun).find(|&at| items[at].kind == TokenKind::Clitic).unwrap_or(noun);
    if !(tail.start..owner).all(modifies) || !field(tail.start + 1) {
        return;
    }
    // the Bank of Lori's director | for Norlandish loans
    if noun + 1 == tail.end || items[noun + 1].is(WordClass::PREPOSITION) {
        mention.kind = if items[noun].is(WordClass::PERSONS) { MentionKind::People } else { MentionKind::Person };
        mention.core = mention.phrase;
        mention.head = noun;
    } else if (noun + 1..tail.end)
        .all(|at| capital(&items[at]) || items[at].kind == TokenKind::Stop || super::phrase::particle(context, at))
    {
        // University of the Reef biologist Dr Anna Haro
        let name = super::titles::split_titles(context, noun + 1..tail.end);
        mention.kind = MentionKind::Name;
        mention.core = (name..tail.end).into();
        mention.head = tail.end - 1;
        mention.role = mention.phrase.until(name);
    }
}

/// A body that goes by its number: Transit Union Local 731, Fire Station 9, France 24; not May 9.
pub(super) fn numbered(context: Context<'_>, run: &Range<usize>, head: usize) -> Option<Mention> {
    let items = &context.document.items;
    let before = head.checked_sub(1).filter(|&at| at >= run.start).map(|at| &items[at])?;
    if items[head].kind != TokenKind::Number || !before.capital || before.is(WordClass::CALENDAR) {
        return None;
    }
    // France 24, Fox 35, Kanal 9 reported
    let outlet = WordClass::OUTLET | WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN;
    let named = (run.start..head).all(|at| capital(&items[at])) && items[head].end - items[head].start <= 2;
    let says = |at: usize| items.get(at).is_some_and(|i| verbal(i) && !i.capital);
    // France 24, citing police, said
    let comma = items.get(run.end).is_some_and(|i| i.kind == TokenKind::Comma);
    let cites = comma && context.document.is_any(run.end + 1, &rule_words::CITING);
    let verb = (says(run.end) || cites) && opens_clause(context, run.start);
    if named && (before.is(outlet) || verb) && !before.is(WordClass::TITLE | WordClass::DOCUMENT) {
        return Some(plain(MentionKind::Body, run.clone(), head));
    }
    let several = head > run.start + 1;
    let body = super::phrase::read(context, run.start..head)
        .filter(|m| several && m.kind == MentionKind::Body && m.phrase.end() == head)?;
    Some(Mention { core: body.core.until(run.end), phrase: body.phrase.until(run.end), ..body })
}
