//! Who is told: the outlet, its journalist, or the press.
//!
//! Takes the items behind a verb of telling or a preposition, gives the outlet addressed. A name without evidence counts
//! only where nobody else can stand: a bare name that is no person's, place's or body's.

use super::channels;
use super::names;
use super::outlets::{self, Context, Evidence, Outlet};
use super::relays::{FIRST, Relay, programme};
use super::signs;
use super::state;
use super::words::{self, OutletKind};
use crate::attribution::Analysis;
use crate::document::words::item;
use crate::document::{Item, TokenKind};
use crate::document::{Items, Parsed};
use crate::lexicon::WordClass;
use crate::record::Channel;
use nom::Parser;
use std::ops::Range;

pub fn fail<'d, O>() -> Parsed<'d, O> {
    Err(nom::Err::Error(()))
}

/// An outlet with at least this evidence, and any.
pub fn known<'d>(context: Context<'d>, least: Evidence, input: Items<'d>) -> Parsed<'d, Outlet> {
    let (rest, outlet) = signs::evident(context, input)?;
    let enough = outlet.evidence >= least && !(outlet.evidence == Evidence::Anaphor && outlet.indefinite);
    if enough { Ok((rest, outlet)) } else { fail() }
}

/// `addressee = outlet | journalist of outlet`: who is told, an unknown name included where it can be nobody else.
pub fn addressee<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Outlet> {
    if let Ok(titled) = in_marks(context, input) {
        return Ok(titled);
    }
    if let Ok(hosted) = host(context, input) {
        return Ok(hosted);
    }
    let context = Context { addressed: true, ..context };
    if let Ok((rest, outlet)) = outlets::outlet(context, input) {
        if outlet.evidence > Evidence::Unknown {
            // Told the station's porters; but the station's morning show
            let people = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP;
            let behind = |o: &Outlet| o.phrase.end + context.possessive(o.phrase.end);
            let owner = |o: &Outlet| {
                let next =
                    context.document.items[behind(o)..].iter().take(OWNED).take_while(|i| i.is_word() && !i.capital);
                rest.first().is_some() && behind(o) > o.phrase.end && next.into_iter().any(|i| i.is(people))
            };
            let bare = outlet.evidence == Evidence::Anaphor;
            let nobody = bare && (outlet.indefinite || owner(&outlet)) || state::is(context, &outlet);
            return if nobody { fail() } else { Ok((rest, outlet)) };
        }
        let own = context.known.contains(&super::own::key(&context.document.items[outlet.name.clone()]));
        if own && !outlet.journalist || unknown_outlet(context, &outlet) {
            return Ok((rest, outlet));
        }
        if let Ok(bare) = before_words(context, &input, &outlet) {
            return Ok(bare);
        }
    }
    journalist(context, input)
}

/// The bare description in front of a name that is none of an outlet: told the agency Cairo would never close its door.
fn before_words<'d>(context: Context<'d>, input: &Items<'d>, outlet: &Outlet) -> Parsed<'d, Outlet> {
    let (start, noun) = (input.position(), outlet.name.start.wrapping_sub(1));
    let described = noun > start && !context.item(noun).capital && words::noun_kind(context.item(noun).hash).is_some();
    if !described || context.item(start).hash != words::ARTICLE {
        return fail();
    }
    let (_, bare) = outlets::outlet(context, Items::new(&context.document.items, start..noun + 1))?;
    let meant = bare.evidence == Evidence::Anaphor && !bare.indefinite;
    if meant { Ok((input.skip(noun + 1 - start), bare)) } else { fail() }
}

/// `in-marks = “Title” [ person ]`: told “Coast and Harbour”; told “Evening Score” co-host Lida Haro
fn in_marks<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Outlet> {
    let at = input.position();
    let named = input.first().is_some_and(Item::is_quote)
        && outlets::quoted(context.document, at).is_some_and(|text| outlets::title_case(text) && !text.contains(','));
    let listed =
        || outlets::quoted(context.document, at).is_some_and(|text| context.lexicon.outlet_named(text).is_some());
    let several = outlets::quoted(context.document, at).is_some_and(|text| text.contains(' '));
    let named = named && (several || listed());
    // What is said goes on behind it, or the sentence is over: it is no fragment of what is said.
    let next = input.get(1);
    let host = next.is_some_and(|i| i.kind == TokenKind::Word && i.is(WordClass::PERSON) && !i.capital);
    let goes_on = WordClass::THAT | WordClass::PREPOSITION | WordClass::CALENDAR | WordClass::SUBORDINATOR;
    let closed = || next.is_none_or(|i| host || i.is(goes_on) || !i.is_word());
    if !named || !closed() && !listed() {
        return fail();
    }
    let mut outlet = programme(at);
    let show = listed()
        && context
            .lexicon
            .outlet_named(outlets::quoted(context.document, at).unwrap_or_default())
            .and_then(|row| context.lexicon.outlet(row))
            .is_some_and(|o| OutletKind::from_word(o.kind) == OutletKind::Programme);
    if !host && !show {
        (outlet.kind, outlet.programme) = (OutletKind::Other, None);
    }
    outlet.journalist = host;
    Ok((input.skip(1), outlet))
}

/// `host = { modifier } medium { modifier } "host" NAME`: told the talk radio host Lida Haro, whose programme has no other
/// name
fn host<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Outlet> {
    let (start, end) = (input.position(), input.position() + nom::Input::input_len(&input));
    let stop = WordClass::PREPOSITION | WordClass::THAT | WordClass::CONJUNCTION | WordClass::TO;
    let mut aired = false;
    for at in start..end.min(start + HOST_REACH) {
        let item = context.item(at);
        let from = WordClass::DEMONYM | WordClass::PLACE;
        if item.kind != TokenKind::Word || item.is(stop) || item.capital && !item.is(from) {
            break;
        }
        if aired && words::HOSTS.contains(&item.hash) && at + 1 < end && context.name_word(at + 1) {
            let name = names::stretch(context, at + 1, end);
            let outlet = Outlet { phrase: start..name.end, programme: Some(name.clone()), name, ..programme(at) };
            return Ok((input.skip(outlet.phrase.len()), outlet));
        }
        aired |= words::AIRED_MEDIUMS.contains(&item.hash);
    }
    fail()
}

/// Words behind a possessive among which those stand whom it tells of.
const OWNED: usize = 3;

/// Words from the first to the name that a host is told of by at most.
const HOST_REACH: usize = 7;

/// `journalist = NAME ( "of" | "from" | "on" | "at" | "," ) outlet`: Lida Haro of Radio Sevan
pub fn journalist<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Outlet> {
    let mut taken = 0;
    while taken < 8
        && input.get(taken).is_some_and(|i| {
            i.kind == TokenKind::Word
                && (i.capital || i.is(WordClass::PERSON | WordClass::DETERMINER | WordClass::ADJECTIVE))
                || i.kind == TokenKind::Stop && taken > 0
        })
    {
        taken += 1;
    }
    if taken == 0 {
        return fail();
    }
    let (rest, _) = item(|i| {
        matches!(i.hash, words::OF | words::FROM | words::ON | words::AT | words::WITH) || i.kind == TokenKind::Comma
    })
    .parse(input.skip(taken))?;
    let (rest, mut outlet) = known(context, Evidence::Worded, rest)?;
    outlet.journalist = true;
    Ok((rest, outlet))
}

/// Whether a name without evidence is an outlet's where only somebody who is told can stand: a bare name that is no
/// person's, place's or body's.
pub fn unknown_outlet(context: Context<'_>, outlet: &Outlet) -> bool {
    let items = &context.document.items;
    let range = &outlet.name;
    if outlet.indefinite || outlet.journalist {
        return false;
    }
    let item = |at: usize| -> &Item { &items[at] };
    let first = item(range.start);
    let body = || item(range.end - 1).is(WordClass::PERSONS | WordClass::ORGANISATION);
    // The article of a name keeps its capital in the middle of a sentence: told The Tide Table.
    let opens = outlet.phrase.start;
    let titled = outlet.article && item(opens).capital && opens > 0 && item(opens - 1).kind == TokenKind::Word;
    let place = WordClass::DEMONYM | WordClass::METONYM | WordClass::ORGANISATION;
    // The Hague is none.
    let listed = context.lexicon.phrases("The", words::ARTICLE, first.hash).next().is_some();
    if titled && !body() && !listed && !range.clone().any(|at| item(at).is(place)) {
        return true;
    }
    if context.person(range) {
        return false;
    }
    // The site Harbour Watch was first to tell of it. Told Harbour Watch.
    let known = range.len() > 1 && context.known.contains(&(first.hash, item(range.end - 1).hash));
    // La Gazette du Sud: the article of another language opens it, even where a place ends it.
    let foreign = range.len() > 1 && words::FOREIGN_ARTICLES.contains(&first.hash);
    if known || foreign && range.len() > 2 && !outlet.article && !body() {
        return true;
    }
    // Told NHS staff, told Unite members: who is told stands behind.
    let whose = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP | WordClass::ORGANISATION;
    let counts = WordClass::NUMBER | WordClass::QUANTIFIER | WordClass::DETERMINER | WordClass::PRONOUN;
    let next = items.get(outlet.phrase.end).filter(|i| i.kind == TokenKind::Word && !i.capital);
    let told = next.is_some_and(|i| i.is(whose) && !i.is(counts));
    if other(context, range) || told {
        return false;
    }
    if range.len() == 1 || foreign {
        return foreign || lone_word(context, outlet);
    }
    // Words of a foreign name are no words of ours: told Delovoy Kurs.
    range.len() <= 3
        && !outlet.article
        && range.clone().all(|at| {
            item(at).capital
                && item(at).cue == 0
                && !item(at).is(WordClass::FIRST_NAME | WordClass::COMMON | WordClass::NOUN | WordClass::VERB)
                && !context.surnames.contains(&item(at).hash)
        })
}

/// Whether one word is an outlet's name where somebody is told: Canal3, KTN; not MI6, the IMF, Bianchi.
fn lone_word(context: Context<'_>, outlet: &Outlet) -> bool {
    let items = &context.document.items;
    let at = outlet.name.start;
    let word = context.document.word(at);
    let (lower, number) = (word.chars().any(char::is_lowercase), word.trim_end_matches(|c: char| c.is_ascii_digit()));
    if outlet.article {
        return false;
    }
    if lower && (1..=2).contains(&(word.len() - number.len())) && number.len() > 2 {
        return true;
    }
    // Bodies take the article, stations do not: told the IMF, told KTN.
    items[at].upper && (2..=5).contains(&word.len()) && !pronounceable(word)
}

/// `unlisted-outlet`: a name of no list behind words that only an outlet is told of by where another speaks: the minister
/// said, according to Kilnwire; seen by The Tide Table.
pub fn unlisted<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Outlet> {
    let (rest, outlet) = outlets::outlet(context, input)?;
    let items = &context.document.items;
    let range = &outlet.name;
    let goes_on = items.get(outlet.phrase.end).is_some_and(|i| i.kind == TokenKind::Clitic || i.hash == words::OF);
    let known = outlet.evidence > Evidence::Unknown || items[range.start].is_quote();
    let lone = || {
        let first = &items[range.start];
        let word = WordClass::COMMON | WordClass::NOUN | WordClass::VERB;
        range.len() == 1 && !first.upper && (outlet.article || !first.is(word)) && !other(context, range)
    };
    let named = unknown_outlet(context, &outlet) || lone() && !outlet.indefinite && !context.person(range);
    if known || goes_on || !named { fail() } else { Ok((rest, outlet)) }
}

/// Whether a name is a place's, a body's or a person's by a word of it.
fn other(context: Context<'_>, range: &Range<usize>) -> bool {
    let other = WordClass::PLACE
        | WordClass::DEMONYM
        | WordClass::METONYM
        | WordClass::GROUP
        | WordClass::PERSONS
        | WordClass::PERSON
        | WordClass::ORGANISATION
        | WordClass::TITLE
        | WordClass::CALENDAR
        | WordClass::SUFFIX
        | WordClass::FIRST_NAME
        | WordClass::DOCUMENT;
    range.clone().any(|at| context.item(at).is(other))
}

/// Whether capitals are read as a word: NATO, UNICEF.
pub fn pronounceable(word: &str) -> bool {
    let vowels = word.bytes().filter(|b| b"AEIOU".contains(b)).count();
    word.len() >= 4 && vowels >= 2
        || word.ends_with('s')
        || matches!(word, "FBI" | "CIA" | "EU" | "UN" | "WHO" | "IMF" | "GOP" | "DNC" | "RNC" | "MPs")
}

/// `press = { modifier } ( reporters | journalists ) | ( a | the ) { modifier } briefing-noun`
pub fn press<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let mut at = 0;
    while at < 7 {
        let Some(next) = input.get(at) else { return fail() };
        // Told a group of reporters
        if next.hash == words::OF && at > 0 && input.get(at - 1).is_some_and(|i| words::AMOUNTS.contains(&i.hash)) {
            at += 1;
            continue;
        }
        if next.kind != TokenKind::Word || next.is(WordClass::PREPOSITION | WordClass::THAT | WordClass::CONJUNCTION) {
            return fail();
        }
        let briefing = |at: usize| {
            input.get(at).is_some() && channels::noun(context, start, start + at) == Some(Channel::Briefing)
        };
        // The media, but not media bosses nor a media conference.
        let media = || !next.capital && words::MEDIA.contains(&next.hash) && !briefing(at + 1);
        let noun = || media() || briefing(at);
        if words::PRESS.contains(&next.hash) || noun() && !continues(&input, at + 1) {
            let mut relay = Relay::new("PRESS", start..start + at + 1, FIRST);
            relay.channel = Some(Channel::Briefing);
            return Ok((input.skip(at + 1), relay));
        }
        at += 1;
    }
    fail()
}

/// Whether the noun phrase goes on with another noun: briefing room.
pub fn continues(input: &Items<'_>, at: usize) -> bool {
    input.get(at).is_some_and(|i| {
        i.kind == TokenKind::Word
            && i.is(WordClass::DOCUMENT | WordClass::ORGANISATION | WordClass::PERSON)
            && !i.capital
            && i.cue == 0
    })
}

/// Whether the one who is told is a person: by a judge, or with "you".
pub fn spoken_to(analysis: &Analysis<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| {
        let item = &analysis.document.items[at];
        if item.is_quote() {
            let mut words = analysis.document.inside(item).iter().filter(|t| t.is_word());
            return words.next().is_some_and(|t| t.hash == words::hash("you") || t.hash == words::hash("your"));
        }
        matches!(analysis.document.word(at), "Judge" | "Justice" | "Recorder" | "judge" | "magistrate" | "Sentencing")
    })
}
