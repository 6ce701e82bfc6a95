//! The noun phrase as a nom grammar.
//!
//! ```text
//! mention   = pronoun | relative | run [ tail ]
//! run       = [ determiner ] { modifier } head       a stretch of words without verb, preposition or pronoun
//! name      = capital { capital | particle capital }  the last capitalised stretch of a run
//! tail      = ( of | for | at | in | from | with ) run    behind a description's head
//! ```

use super::description::{TIMES, description};
use super::name::{self, capitalised, his, says};
use super::tail::tail;
use super::{ItemRange, Mention, MentionKind};
use crate::document::words::item;
use crate::document::{Document, Ending, Item, TokenKind};
use crate::document::{Items, Parsed};
use crate::lexicon::set::{Words, listed};
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

/// Words of a run at most; longer ones are no speaker.
const RUN_LIMIT: usize = 24;

/// `mention`
#[inline]
pub(super) fn mention<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Mention> {
    if !input.first().is_some_and(begins) {
        return Err(nom::Err::Error(()));
    }
    alt((|i| relative(context, i), |i| pronoun(context, i), |i| noun_phrase(context, i))).parse(input)
}

/// Whether an item may begin a mention: marks and most function words do not.
fn begins(item: &Item) -> bool {
    let pronoun = WordClass::RELATIVE | WordClass::SUBJECT_PRONOUN | WordClass::PRONOUN | WordClass::OBJECT_PRONOUN;
    item.is_word() && (item.capital || !item.is(function() | WordClass::TO) || item.is(opener() | pronoun))
}

/// Words that open a phrase.
fn opener() -> WordClass {
    WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::QUANTIFIER | WordClass::NUMBER | WordClass::ADJECTIVE
}

fn plain(kind: MentionKind, phrase: Range<usize>, head: usize) -> Mention {
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

/// `pronoun`: he, she ... ; everyone, others
fn pronoun<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Mention> {
    // "one longtime adviser", "another man": a determiner there.
    let counts = WordClass::NUMBER | WordClass::QUANTIFIER | WordClass::DETERMINER;
    let noun = WordClass::ADJECTIVE | WordClass::PERSON | WordClass::PERSONS | WordClass::TITLE_MODIFIER;
    if input.first().is_some_and(|i| i.is(counts))
        && input.get(1).is_some_and(|n| n.kind == TokenKind::Word && n.is(noun) && !n.is(function() | WordClass::CUE))
    {
        return Err(nom::Err::Error(()));
    }
    let pronoun = WordClass::SUBJECT_PRONOUN | WordClass::PRONOUN | WordClass::OBJECT_PRONOUN;
    let (rest, at) =
        item(|i| i.is_word() && i.is(pronoun) && !i.is(WordClass::POSSESSIVE | WordClass::REFLEXIVE)).parse(input)?;
    // "someone on the back benches"
    if matches!(context.document.word(at), "someone" | "somebody" | "Someone" | "Somebody")
        && let Ok((after, preposition)) = item(|i| i.is(WordClass::PREPOSITION)).parse(rest)
        && matches!(
            context.document.word(preposition),
            "on" | "in" | "at" | "from" | "with" | "near" | "behind" | "inside"
        )
        && let Ok((after, object)) = run(context, after)
    {
        let mention = Mention { phrase: (at..object.end).into(), ..plain(MentionKind::Person, at..at + 1, at) };
        return Ok((after, mention));
    }
    // "one of them", "some of the judges": one phrase.
    if context.document.items[at]
        .is(WordClass::NUMBER | WordClass::QUANTIFIER | WordClass::PRONOUN | WordClass::DETERMINER)
        && let Some(mention) = part_of(context, rest, at)
    {
        return Ok((rest.skip(mention.phrase.end() - at - 1), mention));
    }
    // "her" and "his" before a noun are determiners; `noun_phrase` takes them.
    Ok((rest, plain(MentionKind::Pronoun, at..at + 1, at)))
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
    } else if whole.is(WordClass::DETERMINER | WordClass::POSSESSIVE) {
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

/// `relative`: who, which
fn relative<'d>(_context: Context<'d>, input: Items<'d>) -> Parsed<'d, Mention> {
    let (rest, at) = item(|i| i.is(WordClass::RELATIVE) && !i.is(WordClass::THAT)).parse(input)?;
    Ok((rest, plain(MentionKind::Relative, at..at + 1, at)))
}

/// Whether a letter with a stop stands between the words of a name: Lisa M. Madigan, whatever word the letter also is.
fn initial(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let name = |at: usize| items.get(at).is_some_and(|i| i.kind == TokenKind::Word && i.capital);
    at > context.sentence_start
        && context.document.word(at).len() == 1
        && items.get(at + 1).is_some_and(|i| i.kind == TokenKind::Stop)
        && name(at - 1)
        && name(at + 2)
}

/// Whether a capitalised word counts as part of a name where it stands.
pub(super) fn name_word(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    if item.kind != TokenKind::Word || !item.capital {
        return false;
    }
    if initial(context, at) {
        return true;
    }
    if item.is(WordClass::SUBJECT_PRONOUN) || based(context.document.word(at)) {
        return false;
    }
    if at == context.sentence_start {
        let next_capital = context.document.items.get(at + 1).is_some_and(|n| n.capital && n.kind == TokenKind::Word);
        let begins_name = WordClass::TITLE
            | WordClass::PERSON
            | WordClass::NOUN
            | WordClass::ORGANISATION
            | WordClass::OUTLET_WORD
            | WordClass::PLACE;
        let common = WordClass::COMMON | WordClass::ADVERB | WordClass::TIME | function();
        // Trade Secretary, Cabinet Minister
        let field = next_capital
            && context.document.items[at + 1].is(WordClass::TITLE)
            && !item.is(function() | WordClass::ADVERB | WordClass::TIME);
        // New South Wales Police, Superior Court
        let first = || FIRST_WORDS.may_hold(item.hash) && FIRST_WORDS.holds_any_case(context.document.word(at));
        if next_capital && first() {
            return true;
        }
        return (!item.is(common)
            || field
            || item.is(begins_name) && !item.is(function() | WordClass::ADVERB | WordClass::TIME) && next_capital
            || item.is(WordClass::FIRST_NAME) && next_capital)
            && (!item.is(WordClass::VERB | WordClass::CALENDAR) || item.is(WordClass::FIRST_NAME) || next_capital)
            && (!item.is(WordClass::PERSONS | WordClass::GROUP) || next_capital)
            // "Even Haro said": given name and adverb alike, the adverb is meant.
            && !(item.is(WordClass::ADVERB) && item.is(WordClass::FIRST_NAME));
    }
    if item.upper && item.is(function()) && !item.is(WordClass::SUBJECT_PRONOUN) {
        // IF Metall, US Steel: an abbreviation that happens to be a small word too.
        return context.document.items.get(at + 1).is_some_and(|n| n.capital && !n.upper);
    }
    // Doctors Without Borders, Mothers Against Guns
    let capital = |at: usize| context.document.items.get(at).is_some_and(|n| n.capital && n.kind == TokenKind::Word);
    if matches!(context.document.word(at), "Without" | "Against")
        && context.document.items[at - 1].is(WordClass::PERSONS | WordClass::GROUP)
        && capital(at - 1)
        && capital(at + 1)
    {
        return true;
    }
    if context.title_case && !item.is(WordClass::FIRST_NAME) {
        let plain = WordClass::COMMON | WordClass::VERB | WordClass::CUE | WordClass::ADVERB | function();
        return !item.is(plain) || item.is(WordClass::TITLE | WordClass::ORGANISATION);
    }
    !item.is(function()) || item.is(WordClass::FIRST_NAME)
}

/// Whether a word says where somebody is from, and is no part of the name: Lund-based Haro.
pub(super) fn based(word: &str) -> bool {
    ["-based", "-born", "-owned", "-led", "-backed", "-headquartered"].iter().any(|end| word.ends_with(end))
}

/// Words that begin the names of places and bodies and are plain words elsewhere: New South Wales Police.
static FIRST_WORDS: Words = Words::of(&[
    "new", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "great", "greater",
    "central", "upper", "lower", "royal", "united", "national", "federal", "supreme", "superior", "high", "old",
]);

/// Function words: never in the middle of a run.
fn function() -> WordClass {
    WordClass::FUNCTION | WordClass::REFLEXIVE
}

/// Particles that join the parts of a name; none is the key of a surname.
pub(crate) static PARTICLES: Words = Words::of(&[
    "de", "del", "della", "delle", "degli", "dell", "dal", "dalla", "des", "di", "da", "das", "do", "dos", "du", "la",
    "le", "van", "von", "vom", "der", "den", "ter", "ten", "op", "zum", "bin", "ibn", "al", "el", "ben", "bint", "zu",
    "und", "y", "et", "af", "av", "dela", "delos", "ould", "zur", "wa", "arap", "ul", "ur", "uz",
]);

pub(super) fn particle(context: Context<'_>, at: usize) -> bool {
    context.document.is_any(at, &PARTICLES)
}

/// Whether a time of day begins here: 14:30.
fn clock(context: Context<'_>, at: usize) -> bool {
    let tight = |at: usize, kind| context.document.items.get(at).is_some_and(|i| i.kind == kind && !i.spaced);
    tight(at + 1, TokenKind::Colon) && tight(at + 2, TokenKind::Number)
}

/// One word of a run behind its first.
fn run_word(context: Context<'_>, run_start: usize, at: usize) -> bool {
    let items = &context.document.items;
    let item = &items[at];
    match item.kind {
        // Anna Haro 00:01:02: a time of day is no part of what stands before it.
        TokenKind::Number => return !clock(context, at),
        TokenKind::Clitic => {
            return context.document.word(at).ends_with('s') && !item.is(WordClass::MODAL)
                || context.document.word(at).ends_with('S');
        }
        TokenKind::Symbol => return matches!(context.document.word(at), "&" | "/" | "$" | "%" | "#" | "@" | "-"),
        TokenKind::Stop => return abbreviation_stop(context, at),
        // The apostrophe of a plural possessive: the nurses' union.
        TokenKind::Mark => {
            return !item.is_quote()
                && at > run_start
                && matches!(context.document.word(at), "'" | "\u{2019}")
                && items[at - 1].is_word();
        }
        TokenKind::Word => {}
        _ => return false,
    }
    // "THE COUNCIL FINED HIM": pronouns are no names, however they are written; US and IT are.
    let pronoun = || {
        item.is(WordClass::SUBJECT_PRONOUN | WordClass::OBJECT_PRONOUN)
            && !matches!(context.document.word(at), "US" | "IT")
    };
    if item.capital && (name_word(context, at) || at > run_start && item.upper && !pronoun()) {
        return true;
    }
    if item.capital && based(context.document.word(at)) {
        return true;
    }
    // A capital at the head of the sentence is no more than that: Residents said.
    if item.capital && !(at == context.sentence_start || context.title_case) {
        return false;
    }
    if at > run_start && items[at - 1].capital && particle(context, at) && items.get(at + 1).is_some_and(|n| n.capital)
    {
        return true;
    }
    if at > run_start
        && context.document.is_any(at, listed!["and"])
        && (super::bodies::compound(context, at) || super::bodies::share_noun(context, run_start, at))
    {
        return true;
    }
    if item.is(function() | WordClass::TO) {
        return false;
    }
    let attached = at > run_start && items[at - 1].is(WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP);
    // Most words are nouns and adjectives that all below would let stand.
    let doubtful = WordClass::VERB | WordClass::CUE | WordClass::THINK | WordClass::ADVERB | WordClass::TIME;
    let participle = item.ending == Ending::Ed;
    if !attached && !participle && item.ending != Ending::Ly && item.cue == 0 && !item.is(doubtful) {
        return true;
    }
    // "the think tank": the verb is part of a listed noun.
    if item.is(WordClass::PHRASE_START)
        && at > run_start
        && super::name::phrase_at(context, at, items.len())
            .is_some_and(|(end, kind)| end > at + 1 && matches!(kind, PhraseKind::Noun(_)))
    {
        return true;
    }
    let next_word = items.get(at + 1).is_some_and(|n| n.kind == TokenKind::Word && !n.is(function() | WordClass::TO));
    if at > run_start && name::cue_adverb(context, at) {
        return false;
    }
    let determined = at > run_start && items[at - 1].is(WordClass::DETERMINER | WordClass::POSSESSIVE);
    let joined = || context.document.word(at).contains('-');
    // "people familiar with the talks": the adjective opens a tail.
    if attached
        && context
            .document
            .is_any(at, listed!["familiar", "close", "briefed", "involved", "opposed", "loyal", "present"])
        && items.get(at + 1).is_some_and(|n| n.is(WordClass::PREPOSITION | WordClass::TO))
    {
        return false;
    }
    // "Haro reversed himself": behind a name an unknown participle is its verb.
    let named = at > run_start
        && items[at - 1].capital
        && items[at - 1].kind == TokenKind::Word
        && !items[at - 1].is(function());
    if named && participle && !item.is(WordClass::ADJECTIVE | WordClass::NOUN) && !joined() {
        return false;
    }
    // "footage of Anna Haro saying": behind a name the form in -ing of a cue is its verb.
    if named && context.lexicon.cue(item.cue).is_some_and(|c| c.inflection.gerund) {
        return false;
    }
    // "the campaign sued": a noun for people or a body has an unknown participle as its verb.
    if participle
        && at > run_start
        && !item.is(WordClass::ADJECTIVE | WordClass::NOUN)
        && !joined()
        && items[at - 1].is(WordClass::ORGANISATION | WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP)
        && !next_word
    {
        return false;
    }
    if next_word && (determined && participle || context.document.is_any(at, listed!["own"])) {
        return true;
    }
    // "director of political advertising": behind "of" a gerund is a noun.
    let of = || at == run_start && at > 0 && context.document.is_any(at - 1, listed!["of"]);
    let modified = at > run_start && items[at - 1].is(WordClass::ADJECTIVE) && !items[at - 1].is(WordClass::VERB);
    if item.ending == Ending::Ing && (modified || of()) {
        return true;
    }
    // ", head of planning": a verb as well, but not behind a comma and before "of".
    if at == run_start
        && item.is(WordClass::PERSON)
        && at > context.sentence_start
        && items[at - 1].kind == TokenKind::Comma
        && items.get(at + 1).is_some_and(|_| context.document.is_any(at + 1, listed!["of"]))
    {
        return true;
    }
    // "an unnamed trade official", "rescue chief Anna Haro": a verb as well, but between what only nouns stand between.
    let base = |n: &Item| context.lexicon.cue(n.cue).is_none_or(|c| c.inflection.base);
    let person = |at: usize| {
        items.get(at).is_some_and(|n| {
            n.is(WordClass::PERSON | WordClass::PERSONS)
                && !n.capital
                && (n.cue == 0 || n.is(WordClass::PERSON) && base(n))
        })
    };
    // ", lead author of the study,"
    if at == run_start
        && at > context.sentence_start
        && items[at - 1].kind == TokenKind::Comma
        && person(at + 1)
        && items.get(at + 2).is_some_and(|_| matches!(context.document.word(at + 2), "of" | "at" | "for" | "on"))
        && !item.is(WordClass::TO | WordClass::SUBJECT_PRONOUN)
        && base(item)
    {
        return true;
    }
    // "said author Anna Haro": the noun, where nobody before it could author anything.
    if item.is(WordClass::PERSON)
        && item.is(WordClass::CUE)
        && base(item)
        && at > context.sentence_start
        && items.get(at + 1).is_some_and(|n| n.capital && n.kind == TokenKind::Word)
        && (items[at - 1].is(WordClass::CUE) || !items[at - 1].is_word())
    {
        return true;
    }
    if !item.is(WordClass::CUE) && person(at + 1) {
        let modified = at > run_start
            && (items[at - 1].is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE)
                || items[at - 1].ending == Ending::Ed);
        let subject = WordClass::TO
            | WordClass::MODAL
            | WordClass::DO
            | WordClass::NEGATION
            | WordClass::SUBJECT_PRONOUN
            | WordClass::PERSONS
            | WordClass::RELATIVE;
        let opens = at == run_start
            && items.get(at + 2).is_some_and(|n| n.capital && n.kind == TokenKind::Word)
            && at > context.sentence_start
            && !items[at - 1].is(subject)
            && (!items[at - 1].capital || items[at - 1].is(WordClass::CALENDAR));
        if modified || opens {
            return true;
        }
    }
    if item.is(WordClass::VERB | WordClass::CUE | WordClass::THINK) {
        let noun = WordClass::DOCUMENT
            | WordClass::NOUN_CUE
            | WordClass::PERSON
            | WordClass::PERSONS
            | WordClass::ORGANISATION
            | WordClass::NOUN
            | WordClass::OUTLET_NOUN;
        let plural = WordClass::PERSONS | WordClass::GROUP;
        let noun_next = items.get(at + 1).is_some_and(|n| n.is(WordClass::PERSON) && !n.capital);
        let past = || context.lexicon.cue(item.cue).is_some_and(|c| c.inflection.past);
        // "according to figures obtained by the Herald"
        let cited = at == run_start
            && at > context.sentence_start + 1
            && item.is(WordClass::DOCUMENT)
            && !matches!(
                context.document.word(at),
                "plan" | "plans" | "schedule" | "law" | "rules" | "protocol" | "script"
            )
            && items[at - 1].is(WordClass::TO)
            && context.document.word(at - 2).eq_ignore_ascii_case("according");
        if cited {
            return true;
        }
        return item.is(noun)
            && (at > run_start || item.capital && at == context.sentence_start && (item.is(plural) || noun_next))
            && !(at > run_start && items[at - 1].is(WordClass::PERSONS | WordClass::SUBJECT_PRONOUN))
            && !past()
            && !(at > run_start && word_is_verb(context, at));
    }
    if item.is(WordClass::ADVERB | WordClass::TIME) && !item.is(WordClass::ADJECTIVE) {
        return false;
    }
    true
}

/// Whether a word that is verb and noun stands as a verb: the Journal notes that, the document states “
fn word_is_verb(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let third = context.lexicon.cue(items[at].cue).is_some_and(|c| c.inflection.third);
    let object =
        WordClass::THAT | WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::SUBJECT_PRONOUN | WordClass::WH;
    // "the Post reports", but "Haro talks of"
    let follows = items.get(at + 1).is_none_or(|n| !n.is_word() || n.is(WordClass::PREPOSITION | WordClass::ADVERB));
    if third && items[at - 1].capital && items[at - 1].kind == TokenKind::Word && follows {
        return true;
    }
    // "The Evening Post reports Anna Haro will resign"
    let outlet = items[at - 1].is(WordClass::OUTLET_WORD | WordClass::OUTLET) && items[at - 1].capital;
    if third && outlet && items.get(at + 1).is_some_and(|n| n.capital) {
        return true;
    }
    third
        && items
            .get(at + 1)
            .is_none_or(|n| n.is_quote() || n.is(object) || matches!(n.kind, TokenKind::Comma | TokenKind::Colon))
        // "citing court documents, that"
        && !(items[at].is(WordClass::DOCUMENT) && items.get(at + 1).is_some_and(|n| n.kind == TokenKind::Comma))
        && !items[at - 1].is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::QUANTIFIER)
        && (!items[at - 1].is(WordClass::ADJECTIVE) || items[at - 1].capital && at - 1 != context.sentence_start)
}

/// The stop of an abbreviation inside a run: Mr. Haro, Anna K. Haro, U.S. Senate.
fn abbreviation_stop(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let Some(before) = at.checked_sub(1).map(|b| &items[b]) else { return false };
    let word = context.document.word(at - 1);
    before.kind == TokenKind::Word
        && (before.is(WordClass::ABBREVIATION | WordClass::ABBREVIATION_MAY)
            || before.capital && (word.len() == 1 || word.contains('.')))
}

/// `noun_phrase`: a run, read as name, body or description, with its tail
fn noun_phrase<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Mention> {
    let (rest, run) = run(context, input)?;
    // "Her answer was short: “...”": she speaks, not her answer.
    if run.len() > 1 && his(context, run.start) && says(context, &run) {
        return Ok((input.skip(1), plain(MentionKind::Pronoun, run.start..run.start + 1, run.start)));
    }
    let run = name::possessor(context, run);
    let mut mention = read(context, run.clone()).ok_or(nom::Err::Error(()))?;
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
        name::behind_office(context, &mut mention);
        super::bodies::officer(context, &mut mention);
    }
    Ok((rest, mention))
}

/// `share = number ( "in" | "out" "of" ) number`: 7 in 10 voters; gives how many items that are
fn share(context: Context<'_>, input: Items<'_>) -> Option<usize> {
    let number = |n: usize| {
        input
            .get(n)
            .is_some_and(|i| i.kind == TokenKind::Number || i.kind == TokenKind::Word && i.is(WordClass::NUMBER))
    };
    let word = |n: usize, word: &str| {
        input.get(n).is_some_and(|i| i.kind == TokenKind::Word) && context.document.word(input.position() + n) == word
    };
    let second = if word(1, "in") { 2 } else { 3 };
    let joined = word(1, "in") || word(1, "out") && word(2, "of");
    let people = input.get(second + 1).is_some_and(|i| i.kind == TokenKind::Word && !i.is(function()));
    (number(0) && joined && number(second) && people).then_some(second + 1)
}

/// `run`: gives the range of a noun phrase without its tail
pub(super) fn run<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Range<usize>> {
    let start = input.position();
    let first = input.first().ok_or(nom::Err::Error(()))?;
    let opener = opener();
    let mut taken;
    let mut taken_openers = 0;
    if let Some(share) = share(context, input) {
        taken = share;
        taken_openers = share;
    } else if first.kind == TokenKind::Word
        && first.is(opener)
        && !(first.capital && start != context.sentence_start && first.is(WordClass::FIRST_NAME))
    {
        taken = 1;
        while input.get(taken).is_some_and(|i| i.kind == TokenKind::Word && i.is(opener) && !i.is(WordClass::RELATIVE))
            && taken < 4
        {
            taken += 1;
        }
        if input.get(taken).is_some_and(|i| i.is(WordClass::ADVERB) && !i.is(function()) && i.kind == TokenKind::Word) {
            taken += 1;
        }
        taken_openers = taken;
    } else if first.is_word() && run_word(context, start, start) {
        taken = 1;
    } else {
        return Err(nom::Err::Error(()));
    }
    while taken < RUN_LIMIT && input.get(taken).is_some() && run_word(context, start, start + taken) {
        taken += 1;
    }
    // A stop at the end belongs to the sentence unless its abbreviation needs it.
    while taken > taken_openers.max(1) && input.get(taken - 1).is_some_and(|i| matches!(i.kind, TokenKind::Symbol)) {
        taken -= 1;
    }
    // An article alone is nobody.
    if taken == 0 || taken == 1 && matches!(context.document.word(start), "the" | "The" | "a" | "A" | "an" | "An") {
        return Err(nom::Err::Error(()));
    }
    Ok((input.skip(taken), start..start + taken))
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

/// Reads a run: which words are the name, what the head is. Gives nothing where no speaker can be meant.
fn read(context: Context<'_>, mut run: Range<usize>) -> Option<Mention> {
    let items = &context.document.items;
    if party(context, &run) {
        return None;
    }
    // A trailing possessive: the phrase before it is a modifier.
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
    while run.len() > 1
        && (adverb(context, run.start) && !items[run.start].is(WordClass::ADJECTIVE)
            || context.document.is_any(run.start, listed!["least"]))
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
    while run.len() > 1 && leading_time(context, &run) {
        run.start += 1;
    }
    // "even a top strategist": the phrase begins with its last determiner.
    if let Some(article) = (run.start + 1..run.end - 1)
        .rev()
        .find(|&at| context.document.is_any(at, listed!["a", "an", "the"]) && !items[at - 1].is(WordClass::QUANTIFIER))
        && !items[article - 1].capital
    {
        run.start = article;
    }
    let head = (run.start..run.end).rev().find(|&at| items[at].is_word())?;
    let mut mention = plain(MentionKind::Other, run.clone(), head);
    mention.possessive = possessive;
    // The capital of a sentence's first word makes no name: Residents said.
    let begins = head == context.sentence_start && !name_word(context, head);
    // "home on Sunday": a day alone is no name, not even that of a paper.
    let calendar = items[head].is(WordClass::CALENDAR) && (!items[head].is(WordClass::OUTLET_WORD) || run.len() == 1);
    if items[head].capital && items[head].kind == TokenKind::Word && !calendar && !begins {
        capitalised(context, &mut mention);
    } else {
        mention.kind = description(&items[head], context, head)?;
        mention.core = run.into();
    }
    Some(mention)
}

/// Whether a word is an adverb that stands beside verbs of saying, and nobody's name: further, even, just.
fn adverb(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    let noun = WordClass::NOUN | WordClass::PERSON | WordClass::PERSONS | WordClass::ORGANISATION | WordClass::NUMBER;
    item.kind == TokenKind::Word
        && !item.capital
        && (item.is(WordClass::ADVERB) || item.ending == Ending::Ly)
        && !item.is(noun | WordClass::DETERMINER | WordClass::QUANTIFIER | WordClass::TITLE_MODIFIER)
}

/// Whether an item is a verb of the lists.
fn verbal(item: &Item) -> bool {
    item.cue != 0 || item.is(WordClass::AUXILIARY | WordClass::BE | WordClass::HAVE | WordClass::MODAL)
}

/// Whether a run begins with a word of time that is no part of the phrase behind it.
fn leading_time(context: Context<'_>, run: &Range<usize>) -> bool {
    let items = &context.document.items;
    let (first, next) = (&items[run.start], &items[run.start + 1]);
    // In April Haro said: behind such a preposition it is the month, not the given name.
    let when = || {
        let before = run.start.checked_sub(1).map_or("", |at| context.document.word(at));
        ["in", "on", "since", "until", "last", "this", "during"].iter().any(|when| when.eq_ignore_ascii_case(before))
    };
    if first.is(WordClass::CALENDAR) && first.capital && (!first.is(WordClass::FIRST_NAME) || when()) {
        let on = run.start > 0 && context.document.word(run.start - 1).eq_ignore_ascii_case("on");
        return next.capital || next.kind == TokenKind::Number || on;
    }
    let time = |at: usize| context.document.is_any(at, &TIMES);
    // Later that night Haro's manager
    let that = run.len() > 2
        && context.document.is_any(run.start, listed!["that", "this", "last", "next", "same"])
        && time(run.start + 1)
        && items[run.start + 2].capital;
    that || first.is(WordClass::TIME) && time(run.start + 1) && run.len() > 2
        || time(run.start) && run.len() > 1 && {
            let before = run.start.checked_sub(1).map(|b| context.document.word(b).to_ascii_lowercase());
            before.is_some_and(|b| matches!(b.as_str(), "last" | "this" | "next" | "that"))
        }
}

/// Words that stand behind a phrase without belonging to it.
fn trailing(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    item.is(WordClass::CALENDAR | WordClass::TIME) && !item.is(WordClass::OUTLET_WORD)
        || matches!(item.kind, TokenKind::Symbol)
}
