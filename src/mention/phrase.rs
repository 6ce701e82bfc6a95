//! The noun phrase as a nom grammar.
//!
//! ```text
//! mention   = imperative | pronoun | relative | run [ bracketed | tail ]
//! bracketed = "(" word ")" name                       Justice (retd) Anna Haro
//! run       = [ determiner ] { modifier } head       a stretch of words without verb, preposition or pronoun
//! name      = capital { capital | particle capital }  the last capitalised stretch of a run
//! tail      = ( of | for | at | in | from | with ) run [ objects ]    behind a description's head
//! objects   = { "," run } [ "," ] "and" run       like beside like; see `coordination`
//! ```

use super::description::{description, percentage};
use super::name::{self, capitalised, his, own, says};
use super::name_word::name_word;
use super::pronoun::pronoun;
use super::run::{leading_time, run, share, trailing};
use super::tail::tail;
use super::words::Class;
use super::{ItemRange, Mention, MentionKind, words};
use crate::document::words::item;
use crate::document::{Document, Ending, Item, TokenKind};
use crate::document::{Items, Parsed};
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::lexicon::{Lexicon, PhraseKind, WordClass};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use std::ops::Range;

/// What the productions need beside their input.
#[derive(Clone, Copy)]
pub(super) struct Context<'d> {
    pub document: &'d Document<'d>,
    pub lexicon: &'d Lexicon,
    pub sentence_start: usize,
    /// The sentence is a headline In Capitals Throughout: capitals prove nothing there.
    pub title_case: bool,
}

/// `mention`
#[inline]
pub(super) fn mention<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Mention> {
    if let Ok(found) = percentage(context, input) {
        return Ok(found);
    }
    if !input.first().is_some_and(begins) {
        return Err(nom::Err::Error(()));
    }
    alt((
        |i| super::bodies::imperative(context, i),
        |i| relative(context, i),
        |i| pronoun(context, i),
        |i| noun_phrase(context, i),
    ))
    .parse(input)
}

/// Whether an item may begin a mention: marks and most function words do not.
fn begins(item: &Item) -> bool {
    let pronoun = WordClass::RELATIVE | WordClass::SUBJECT_PRONOUN | WordClass::PRONOUN | WordClass::OBJECT_PRONOUN;
    item.is_word() && (item.capital || !item.is(function() | WordClass::TO) || item.is(opener() | pronoun))
}

/// Words that open a phrase.
pub(super) fn opener() -> WordClass {
    WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::QUANTIFIER | WordClass::NUMBER | WordClass::ADJECTIVE
}

pub(super) fn plain(kind: MentionKind, phrase: Range<usize>, head: usize) -> Mention {
    let phrase = ItemRange::from(phrase);
    Mention {
        kind,
        phrase,
        core: phrase,
        role: phrase.until(phrase.start()),
        head,
        sentence: 0,
        joined: false,
        possessive: false,
    }
}

/// Whether a verb begins here that needs the next word: many point out
pub(super) fn phrasal(context: Context<'_>, at: usize) -> bool {
    let (Some(item), Some(next)) = (context.document.items.get(at), context.document.items.get(at + 1)) else {
        return false;
    };
    context.lexicon.cue(item.cue).is_some_and(|form| context.lexicon.phrasals(&form, next.hash).next().is_some())
}

/// `relative`: who, which
fn relative<'d>(_context: Context<'d>, input: Items<'d>) -> Parsed<'d, Mention> {
    let (rest, at) = item(|i| i.is(WordClass::RELATIVE) && !i.is(WordClass::THAT)).parse(input)?;
    Ok((rest, plain(MentionKind::Relative, at..at + 1, at)))
}

/// Whether a word says where somebody is from, and is no part of the name: Lund-based Haro.
pub(super) fn based(word: &str) -> bool {
    let may = matches!(word.as_bytes().last(), Some(b'd' | b'n'));
    may && ["-based", "-born", "-owned", "-led", "-backed", "-headquartered"].iter().any(|end| word.ends_with(end))
}

/// Function words: never in the middle of a run.
#[inline]
pub(super) fn function() -> WordClass {
    WordClass::FUNCTION | WordClass::REFLEXIVE
}

/// Particles that join the parts of a name; none is the key of a surname.
pub(crate) use crate::lexicon::rule_words::NAME_PARTICLE as PARTICLES;

pub(super) fn particle(context: Context<'_>, at: usize) -> bool {
    context.document.is_any(at, &PARTICLES)
}

/// `noun_phrase`: a run, read as name, body or description, with its tail
fn noun_phrase<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Mention> {
    let (rest, run) = run(context, input)?;
    // "Her answer was short: “...”": she speaks, not her answer.
    if run.len() > 1 && his(context, run.start) && (says(context, &run) || own(context, &run)) {
        return Ok((input.skip(1), plain(MentionKind::Pronoun, run.start..run.start + 1, run.start)));
    }
    let run = name::addressee(context, name::possessor(context, run));
    let mut mention = read(context, run.clone()).ok_or(nom::Err::Error(()))?;
    name::with_its_clitic(context, &mut mention);
    if let Some((rest, mention)) = bracketed(context, &mention, rest) {
        return Ok((rest, mention));
    }
    let taken = mention.phrase.end() - run.start;
    if mention.phrase.end() < rest.position() {
        return Ok((input.skip(taken), mention));
    }
    // "The answer from the ministry was": whoever it comes from is a mention of its own.
    if mention.possessive || says(context, &run) || name::opens_cue(context, &run) {
        return Ok((rest, mention));
    }
    let (rest, tail) = opt(|i| tail(context, &mention, i)).parse(rest)?;
    if let Some(end) = tail {
        mention.phrase = mention.phrase.until(end);
        super::offices::behind_office(context, &mut mention);
        super::bodies::officer(context, &mut mention);
    }
    Ok((rest, mention))
}

/// `bracketed = title "(" word ")" name`: Justice (retd) Anna Haro, Chief (Mrs) Abike Haro
fn bracketed<'d>(context: Context<'d>, title: &Mention, rest: Items<'d>) -> Option<(Items<'d>, Mention)> {
    let kind = |n: usize| rest.get(n).map(|i| i.kind);
    let items = &context.document.items;
    let office = items[title.head].is(WordClass::TITLE) && title.phrase.end() == rest.position();
    if !office || kind(0) != Some(TokenKind::Open) || kind(1) != Some(TokenKind::Word) {
        return None;
    }
    // Divisional Forest Officer (DFO) Anna Haro
    let inside = rest.position() + 1;
    if !items[inside].upper && !words::is(context, inside, Class::BRACKETED) {
        return None;
    }
    let close = if kind(2) == Some(TokenKind::Stop) { 3 } else { 2 };
    if kind(close) != Some(TokenKind::Close) {
        return None;
    }
    let (rest, run) = run(context, rest.skip(close + 1)).ok()?;
    let mut name = read(context, run)?;
    name.role = (title.phrase.start()..name.core.start()).into();
    name.phrase = (title.phrase.start()..name.phrase.end()).into();
    (name.kind == MentionKind::Name && name.phrase.end() == rest.position()).then_some((rest, name))
}

/// Whether a run is somebody's party and place, in letters: Haro, R-Lund; Haro (D-Texas).
fn party(context: Context<'_>, run: &Range<usize>) -> bool {
    let items = &context.document.items;
    let aside =
        run.start > context.sentence_start && matches!(items[run.start - 1].kind, TokenKind::Comma | TokenKind::Open);
    let mut letters = context.document.word(run.start).chars();
    aside
        && matches!(letters.next(), Some('R' | 'D' | 'I'))
        && matches!(letters.next(), Some('-' | '\u{2011}' | '\u{2013}'))
        && letters.next().is_some_and(char::is_uppercase)
}

/// Whether a run only says in which state or land the place before it lies: the mayor of Athens, Ga., said.
fn wider_place(context: Context<'_>, run: &Range<usize>) -> bool {
    let items = &context.document.items;
    let place = |at: usize| {
        let known = || items[at].is(WordClass::PLACE) || words::is(context, at, Class::PROVINCE);
        items[at].kind == TokenKind::Stop || items[at].capital && known()
    };
    let Some(comma) = run.start.checked_sub(1).filter(|&at| at > context.sentence_start + 1) else { return false };
    let named = |at: usize| items[at].kind == TokenKind::Word && items[at].capital;
    let closed = items.get(run.end).is_none_or(|i| i.kind == TokenKind::Comma);
    if items[comma].kind != TokenKind::Comma || !closed || !named(comma - 1) || !run.clone().all(place) {
        return false;
    }
    let inner = (context.sentence_start..comma).rev().find(|&at| !named(at));
    let preposition = inner.is_some_and(|at| items[at].is(WordClass::PREPOSITION));
    // "in Norway, Iceland, and Denmark": a list.
    let land = WordClass::PLACE | WordClass::METONYM;
    let list = items.get(run.end + 1).is_some_and(|i| i.is(WordClass::CONJUNCTION))
        && items.get(run.end + 2).is_some_and(|i| i.capital && i.is(land));
    preposition && !list
}

/// Cuts off a run what belongs to the verb or the clause around it; tells whether it ends in a possessive: the phrase before
/// that is a modifier.
fn trim(context: Context<'_>, run: &mut Range<usize>) -> bool {
    let items = &context.document.items;
    let mut possessive = false;
    while run.len() > 1 && matches!(items[run.end - 1].kind, TokenKind::Clitic | TokenKind::Mark) {
        run.end -= 1;
        possessive = true;
    }
    while run.len() > 1 && trailing(context, run.end - 1) {
        run.end -= 1;
        possessive = false;
    }
    // "Haro further said", "even critics": the adverb is the verb's, or the clause's.
    while run.len() > 1 && adverb(context, run.end - 1) && items.get(run.end).is_some_and(verbal) {
        run.end -= 1;
        possessive = false;
    }
    // "Some 300 residents": about as many.
    let some = |at: usize| {
        context.document.is_any_case(at, listed!["some"])
            && (items[at + 1].kind == TokenKind::Number || items[at + 1].is(WordClass::NUMBER))
    };
    while run.len() > 1
        && (adverb(context, run.start) && !items[run.start].is(WordClass::ADJECTIVE)
            || context.document.is_any(run.start, listed!["least"])
            || some(run.start))
    {
        run.start += 1;
    }
    // A sentence's own stop is no part of the phrase, but that of "Jr." or "U.S." is.
    let last = run.end - 1;
    if items[last].kind == TokenKind::Stop && run.len() > 1 {
        let abbreviated = items[last - 1].is(WordClass::ABBREVIATION | WordClass::ABBREVIATION_MAY)
            || context.document.word(last - 1).contains('.');
        if !abbreviated {
            run.end -= 1;
        }
    }
    // "On Thursday Haddadin", "last year officials": the time stands before the phrase, not in it.
    while run.len() > 1 && leading_time(context, run) {
        run.start += 1;
    }
    // "even a top strategist": the phrase begins with its last determiner.
    if let Some(article) = (run.start + 1..run.end - 1)
        .rev()
        .find(|&at| context.document.is_any(at, listed!["a", "an", "the"]) && !items[at - 1].is(WordClass::QUANTIFIER))
        && (!items[article - 1].capital || article == run.start + 1 && items[run.start].is(WordClass::ADVERB))
    {
        run.start = article;
    }
    possessive
}

/// Reads a run: which words are the name, what the head is. Gives nothing where no speaker can be meant.
pub(super) fn read(context: Context<'_>, mut run: Range<usize>) -> Option<Mention> {
    let items = &context.document.items;
    if party(context, &run) || wider_place(context, &run) {
        return None;
    }
    let possessive = trim(context, &mut run);
    let head = (run.start..run.end).rev().find(|&at| items[at].is_word())?;
    let mut mention = Mention { possessive, ..plain(MentionKind::Other, run.clone(), head) };
    // Nine out of 10 said
    if items[head].kind == TokenKind::Number
        && share(context, Items::new(items, run.start..items.len())) == Some(run.len())
    {
        return Some(Mention { kind: MentionKind::People, ..mention });
    }
    // No 10 said
    if items[head].kind == TokenKind::Number
        && let Some((end, PhraseKind::Metonym)) = name::phrase_at(context, run.start, run.end)
        && end == run.end
        && items[run.start].capital
    {
        return Some(Mention { kind: MentionKind::Body, ..mention });
    }
    if let Some(body) = super::bodies::numbered(context, &run, head) {
        return Some(body);
    }
    // The capital of a sentence's first word makes no name: Residents said; [00:40] Woman on street
    let marks =
        || (context.sentence_start..head).all(|at| items[at].kind != TokenKind::Word) && !items[head - 1].is_word();
    let begins = items[head].capital
        && (head == context.sentence_start || marks())
        && !name_word(Context { sentence_start: head, ..context }, head);
    // "home on Sunday": a day alone is no name, not even that of a paper.
    let calendar = items[head].is(WordClass::CALENDAR) && (!items[head].is(WordClass::OUTLET_WORD) || run.len() == 1);
    // "the NGO", "state TV": a noun, however it is written.
    let letters = words::is(context, head, Class::LETTERS) || items[head].is(WordClass::OUTLET_NOUN);
    let modifier = |at: usize| {
        let word = &items[at];
        !word.capital && word.is_word() && !word.is(function())
            || context.document.is_any_case(at, listed!["the", "this"])
    };
    let opened = |at: usize| at == run.start && context.document.is_any_case(at, &rule_words::ARTICLE);
    let noun = run.len() > 1
        && items[head].upper
        && letters
        && modifier(head - 1)
        && (run.start..head - 1).all(|at| modifier(at) || opened(at));
    if items[head].capital && items[head].kind == TokenKind::Word && !calendar && !begins && !noun {
        capitalised(context, &mut mention);
    } else {
        // "in major, statewide races": an adjective there, whatever it is elsewhere.
        let bare = run.len() == 1 && head > context.sentence_start && items[head - 1].is(WordClass::PREPOSITION);
        if bare && items[head].is(WordClass::ADJECTIVE) && items[head].is(WordClass::PERSON) {
            return None;
        }
        mention.kind = description(&items[head], context, head)?;
        mention.core = run.into();
    }
    Some(mention)
}

/// Whether a word is an adverb that stands beside verbs of saying, and nobody's name: further, even, just.
pub(super) fn adverb(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    let noun = WordClass::NOUN | WordClass::PERSON | WordClass::PERSONS | WordClass::ORGANISATION | WordClass::NUMBER;
    item.kind == TokenKind::Word
        && !item.capital
        && (item.is(WordClass::ADVERB) || item.ending == Ending::Ly)
        && !item.is(noun | WordClass::DETERMINER | WordClass::QUANTIFIER | WordClass::TITLE_MODIFIER)
}

/// Whether an item is a verb of the lists.
pub(super) fn verbal(item: &Item) -> bool {
    item.cue != 0 || item.is(WordClass::AUXILIARY | WordClass::BE | WordClass::HAVE | WordClass::MODAL)
}
