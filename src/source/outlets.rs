//! The phrase of an outlet as a nom grammar.
//!
//! Takes items, gives an [`Outlet`]: the name, what sort of outlet it is, and why it is held to be one. It does not
//! say whether the outlet relays anything (see `relays`), and it gives no name to "the newspaper" (see `anaphora`).
//!
//! ```text
//! outlet    = [ article ] { modifier | possessor "'s" } ( noun NAME | NAME [ noun ] | noun ) [ "'s" inner ]
//! NAME      = listed name | domain | capital { capital | number | "&" capital | "of" capital }
//! noun      = { news word } outlet noun              newspaper, news agency, radio station
//! inner     = programme | journalist                 the BBC's Farming Today, CNN's Jake Tapper
//! ```

pub use super::context::{Context, Evidence, Outlet, function};
use super::names::{self, name, phrase, stretch};
use super::words::{self, OutletKind, noun_kind};
use crate::document::{Document, TokenKind};
use crate::document::{Items, Parsed};
use crate::lexicon::WordClass;
use std::ops::Range;

/// Items that a phrase can have at most.
pub const REACH: usize = 14;

pub fn error<'d, O>() -> Parsed<'d, O> {
    Err(nom::Err::Error(()))
}

/// `noun`: an outlet noun with its news words; gives kind, end and whether it is tight
fn noun(context: Context<'_>, start: usize, end: usize) -> Option<(OutletKind, usize, bool)> {
    let mut at = start;
    let mut news = false;
    while at < end && at - start < 4 {
        let item = context.item(at);
        if item.kind != TokenKind::Word || item.capital {
            return None;
        }
        if let Some(kind) = noun_kind(item.hash) {
            // "radio station", "television channel": the second noun decides.
            if at + 1 < end && !context.item(at + 1).capital && noun_kind(context.item(at + 1).hash).is_some() {
                news = true;
                at += 1;
                continue;
            }
            return Some((kind, at + 1, news || !words::LOOSE_NOUNS.contains(&item.hash)));
        }
        if !words::NEWS_WORDS.contains(&item.hash) {
            return None;
        }
        news = true;
        at += 1;
    }
    None
}

/// `outlet`
pub fn outlet<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Outlet> {
    let start = input.position();
    let end = start + nom::Input::input_len(&input).min(REACH);
    let mut at = start;
    let mut indefinite = false;
    let mut article = false;
    if at < end && context.item(at).is(WordClass::DETERMINER) && context.item(at).kind == TokenKind::Word {
        let hash = context.item(at).hash;
        indefinite = hash != words::ARTICLE;
        article = !indefinite;
        at += 1;
    }
    // The article is part of the listed name: The Hindu.
    if article
        && let Some((behind, row)) = phrase(context, start, end)
        && behind > at
    {
        let head = Head { start, range: at..behind, number: Some(row), described: None, indefinite, article };
        return finish(context, input, head);
    }
    let mut described: Option<(OutletKind, bool, Range<usize>)> = None;
    let mut modified = false;
    let mut owner: Option<usize> = None;
    // A modifier that a bare description of an outlet does not have: the commission paper.
    let mut odd = false;
    while at < end {
        let item = context.item(at);
        // the daily “Novoye Utro”
        if described.is_some() && item.is_quote() && quoted(context.document, at).is_some_and(title_case) {
            return finish(
                context,
                input,
                Head { start, range: at..at + 1, number: None, described, indefinite, article },
            );
        }
        // the “Tal Nutag” daily
        if item.is_quote()
            && quoted(context.document, at).is_some_and(title_case)
            && noun(context, at + 1, end).is_some()
        {
            let head = Head { start, range: at..at + 1, number: None, described: None, indefinite, article };
            return finish(context, input, head);
        }
        let number = item.kind == TokenKind::Number && names::numbered(context, at, end).is_some();
        if item.kind != TokenKind::Word && !number {
            break;
        }
        // Lagos-based: where it is, not what it is called.
        if names::based(context.document.word(at)) {
            modified = true;
            at += 1;
            continue;
        }
        if !item.capital && !number && !context.domain(at) && !context.small_name(at) {
            // the same source
            if at > start && item.hash == words::SOURCE && context.item(at - 1).hash == words::SAME {
                described = Some((OutletKind::Other, true, at..at + 1));
                at += 1;
                continue;
            }
            if let Some((kind, behind, tight)) = noun(context, at, end) {
                described = Some((kind, tight || modified, at..behind));
                at = behind;
                continue;
            }
            let person = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP;
            if described.is_some()
                || item.is(function())
                || item.is(person) && !words::NEWS_WORDS.contains(&item.hash)
                || item.cue != 0 && item.is(WordClass::CUE) && !item.is(WordClass::ADJECTIVE | WordClass::NOUN)
            {
                break;
            }
            modified = true;
            odd |= !words::NEWS_WORDS.contains(&item.hash)
                && !item.is(WordClass::TIME | WordClass::ADJECTIVE)
                && item.hash != words::SAME;
            at += 1;
            continue;
        }
        let Ok((_, (mut range, mut number))) = name(context, input.skip(at - start)) else { break };
        // The journal Nature Astronomy: behind its noun a name is read to its end.
        if described.is_some() && number.is_some() && !context.domain(at) && context.name_word(at) {
            let whole = stretch(context, at, end);
            if whole.start == range.start && whole.end > range.end {
                number = names::row(context, whole.clone());
                range = whole;
            }
        }
        let behind = range.end;
        if number.is_none() && described.is_none() && behind < end && !context.domain(range.start) {
            // Armenia's News.am; the Russian state-run agency.
            let weak = !context.worded(&range) || context.place(&range);
            let ending = context.possessive(behind);
            if weak && ending > 0 && behind + ending < end && !context.item(behind + ending).is_quote() {
                owner = Some(range.start);
                at = behind + ending;
                modified = true;
                continue;
            }
            // the Jolfa weekly Aras-e Emrooz, the Dili newspaper “Timor Horizonte”
            if weak
                && let Some((kind, after, tight)) = noun(context, behind, end)
                && after < end
                && (context.name_word(after) && !context.item(after).is(WordClass::CALENDAR)
                    || context.item(after).is_quote() && quoted(context.document, after).is_some_and(title_case))
            {
                described = Some((kind, tight || kind == OutletKind::Paper, behind..after));
                modified = true;
                at = after;
                continue;
            }
            if range.len() == 1
                && context.item(range.start).is(WordClass::DEMONYM | WordClass::PLACE | WordClass::METONYM)
                && context.item(behind).kind == TokenKind::Word
                && !context.item(behind).is(function())
                && context.item(behind).cue == 0
            {
                at = behind;
                modified = true;
                continue;
            }
        }
        return finish(context, input, Head { start, range, number, described, indefinite, article });
    }
    // A bare description.
    match described {
        Some((kind, tight, range)) if at == range.end && !odd && (tight || article) => {
            // the French news agency, AFP, said
            if let Some(named) = apposed(context, at, end) {
                let head = Head {
                    start,
                    range: named,
                    number: None,
                    described: Some((kind, true, range)),
                    indefinite,
                    article,
                };
                return finish(context, input, head);
            }
            // Ida Holm's radio show: it has no other name.
            let owned = owner.filter(|_| kind == OutletKind::Programme && tight);
            let outlet = Outlet {
                phrase: start..at,
                name: owned.unwrap_or(range.start)..range.end,
                programme: None,
                kind,
                evidence: if owned.is_some() { Evidence::Described } else { Evidence::Anaphor },
                row: None,
                indefinite,
                article,
                journalist: false,
                alias: None,
            };
            Ok((input.skip(at - start), outlet))
        }
        _ => error(),
    }
}

/// The name in apposition to a bare description, between commas: the French news agency, AFP, said.
fn apposed(context: Context<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    if at + 1 >= end || context.item(at).kind != TokenKind::Comma || !context.name_word(at + 1) {
        return None;
    }
    let (range, row) = match phrase(context, at + 1, end) {
        Some((behind, row)) => (at + 1..behind, Some(row)),
        None => {
            let range = stretch(context, at + 1, end);
            (range.clone(), names::row(context, range))
        }
    };
    let closed = context.document.items.get(range.end).is_none_or(|i| i.kind != TokenKind::Word);
    let acronym = range.len() == 1 && context.item(range.start).upper;
    (closed && (row.is_some() || acronym || context.worded(&range)) && !context.person(&range)).then_some(range)
}

/// The short form behind a name, in brackets or between commas: the Iraqi News Agency (INA), the Jordan News Agency,
/// Petra, said. Gives its items and the end of what holds it.
fn alias(context: Context<'_>, outlet: &Outlet, end: usize) -> Option<(Range<usize>, usize)> {
    let at = outlet.phrase.end;
    if at + 2 > end || outlet.evidence < Evidence::Worded {
        return None;
    }
    let short = |at: usize| {
        let item = context.item(at);
        item.kind == TokenKind::Word && (item.upper || context.listed_word(at)) && context.document.word(at).len() > 1
    };
    let behind = |at: usize| context.document.items.get(at);
    match context.item(at).kind {
        TokenKind::Open => {
            let close = (at + 2..end.min(at + 4)).find(|&n| context.item(n).kind == TokenKind::Close)?;
            short(at + 1).then_some((at + 1..close, close + 1))
        }
        TokenKind::Comma => {
            let closes = behind(at + 2).is_some_and(|i| matches!(i.kind, TokenKind::Comma | TokenKind::Stop));
            let noun = context.item(outlet.phrase.end - 1).hash == words::AGENCY;
            (noun && short(at + 1) && closes).then_some((at + 1..at + 2, at + 2))
        }
        _ => None,
    }
}

/// What has been read up to the name.
struct Head {
    start: usize,
    range: Range<usize>,
    number: Option<u16>,
    described: Option<(OutletKind, bool, Range<usize>)>,
    indefinite: bool,
    article: bool,
}

/// Reads what follows the name and weighs the evidence.
fn finish<'d>(context: Context<'d>, input: Items<'d>, head: Head) -> Parsed<'d, Outlet> {
    let Head { start, mut range, number, described, indefinite, article } = head;
    let limit = start + nom::Input::input_len(&input);
    let end = limit.min(range.end + REACH);
    let mut at = range.end;
    // A listed form may hold its noun: Tasnim news agency.
    while number.is_some()
        && range.len() > 1
        && !context.item(range.end - 1).capital
        && (noun_kind(context.item(range.end - 1).hash).is_some()
            || words::NEWS_WORDS.contains(&context.item(range.end - 1).hash))
    {
        range.end -= 1;
    }
    let mut kind =
        number.and_then(|n| context.lexicon.outlet(n)).map_or(OutletKind::Other, |o| OutletKind::from_word(o.kind));
    // Hannity is a programme and a person, Stern a magazine and a lawyer: the person is meant.
    let person = range.len() == 1
        && context.surnames.contains(&context.item(range.start).hash)
        && (kind == OutletKind::Programme || !article && described.is_none());
    // The Republic, the Report: a word of the language behind an article is what it says, unless the list has both.
    let word = number.is_some()
        && article
        && described.is_none()
        && range.len() == 1
        && context.item(range.start).is(WordClass::COMMON | WordClass::NOUN | WordClass::DOCUMENT)
        && !context.item(range.start).is(WordClass::OUTLET_WORD)
        && !context.item(range.start).upper
        && noun(context, range.end, end).is_none()
        && !context.lexicon.may_begin_outlet(words::ARTICLE, context.item(range.start).hash);
    // WARNING: GRAPHIC DETAIL, where all is in capitals.
    let shouted = range.len() == 1
        && context.item(range.start).is(WordClass::COMMON | WordClass::NOUN)
        && [range.start.wrapping_sub(1), range.end]
            .iter()
            .any(|&at| context.document.items.get(at).is_some_and(|i| i.upper && !i.is(WordClass::OUTLET)))
        && context.item(range.start).upper;
    let word = word || shouted;
    let mut evidence = if number.is_some() && !person && !word {
        Evidence::Listed
    } else if context.domain(range.start) {
        kind = OutletKind::Site;
        Evidence::Domain
    } else if range.len() == 1 && context.call_sign(range.start) {
        kind = OutletKind::Broadcaster;
        Evidence::Described
    } else if described
        .as_ref()
        .is_some_and(|d| d.1 || context.item(range.start).is_quote() || article && titled(context, d.0, &range))
        // The noun says so, whatever a name looks like: the website Jordan Valley Watch.
        && !range.clone().any(|at| {
            context.item(at).is(WordClass::TITLE | WordClass::PERSON) && !context.item(at).upper
        })
    {
        Evidence::Described
    } else if !context.person(&range)
        && context.worded(&range)
        && !day(context, range.end)
        && (range.len() > 1
            || article && described.is_none() && words::NAME_WORDS.contains(&context.item(range.start).hash))
        && (!context.item(range.end - 1).is(WordClass::ORGANISATION)
            || words::NAME_WORDS.contains(&context.item(range.end - 1).hash)
            || names::section(context, range.end - 1)
            || context.press_body(&range))
    {
        Evidence::Worded
    } else if range.len() == 1
        && context.known.contains(&(context.item(range.start).hash, context.item(range.end - 1).hash))
    {
        Evidence::Described
    } else {
        Evidence::Unknown
    };
    // The name behind its noun may hold a possessive: the radio show Haro's Hour.
    if described.is_some() && number.is_none() && at < end {
        let ending = context.possessive(at);
        if ending > 0 && at + ending < end && context.name_word(at + ending) {
            range.end = stretch(context, at + ending, end).end;
            at = range.end;
        }
    }
    if let Some((given, tight, _)) = &described
        && (kind == OutletKind::Other || *tight && *given != OutletKind::Other && kind != OutletKind::Platform)
    {
        kind = *given;
    }
    // the Khabar Dala TV channel
    if range.len() > 1
        && words::MEDIUMS.contains(&context.item(range.end - 1).hash)
        && at < end
        && words::BROADCASTER_NOUNS.contains(&context.item(at).hash)
    {
        range.end -= 1;
    }
    // TASS news agency
    if let Some((given, behind, tight)) = noun(context, at, end)
        && !(behind < end && context.item(behind).is(WordClass::PERSON | WordClass::PERSONS))
        && given != OutletKind::Programme
        && (tight
            || evidence > Evidence::Unknown
            || article && context.item(range.start).upper
            || context.item(range.start).is_quote()
            // the Rossiya K channel's programme
            || article && given == OutletKind::Broadcaster && behind < end && context.possessive(behind) > 0
            || article && given == OutletKind::Agency)
    {
        at = behind;
        if kind == OutletKind::Other || kind == OutletKind::Agency && given != OutletKind::Site {
            kind = given;
        }
        if evidence == Evidence::Unknown && !context.person(&range) {
            evidence = Evidence::Described;
        }
    }
    // the Kazbek Post, a weekly
    if evidence <= Evidence::Worded
        && at + 2 < end
        && context.item(at).kind == TokenKind::Comma
        && context.item(at + 1).is(WordClass::DETERMINER)
    {
        let from = (at + 2..end.min(at + 6)).find(|&n| noun(context, n, end).is_some());
        if let Some(from) = from
            && let Some((given, behind, _)) = noun(context, from, end)
            && !context.person(&range)
            && (at + 2..from)
                .all(|n| !context.item(n).is_quote() && !context.item(n).is(function() | WordClass::PERSON))
        {
            at = behind;
            kind = given;
            evidence = Evidence::Described;
        }
    }
    // The Star-Ledger of Newark: where it appears.
    let place = |at: usize| context.item(at).capital && context.item(at).is(WordClass::PLACE | WordClass::METONYM);
    if evidence >= Evidence::Worded && at + 1 < end && context.item(at).hash == words::OF && place(at + 1) {
        at += 2;
    }
    let mut outlet = Outlet {
        phrase: start..at,
        name: range,
        programme: None,
        kind,
        evidence,
        row: number,
        indefinite: indefinite && evidence < Evidence::Worded,
        article,
        journalist: false,
        alias: None,
    };
    if let Some((short, behind)) = alias(context, &outlet, limit) {
        outlet.phrase.end = behind;
        outlet.alias = Some(short);
    }
    inner(context, &mut outlet, end);
    Ok((input.skip(outlet.phrase.end - start), outlet))
}

/// Whether a paper's noun before a name makes it the paper's: the daily Al Ghad, but not the daily Torah reading.
fn titled(context: Context<'_>, kind: OutletKind, range: &Range<usize>) -> bool {
    let next = context.document.items.get(range.end);
    let nominal = WordClass::NOUN | WordClass::ADJECTIVE | WordClass::PERSON | WordClass::ORGANISATION;
    let goes_on = next.is_some_and(|i| i.kind == TokenKind::Word && i.is(nominal) && !i.is(WordClass::CUE));
    // Al is a given name, and the article of Al Ghad.
    let person = context.person(range) && !context.foreign_article(range.start);
    kind == OutletKind::Paper && !goes_on && !context.place(range) && !person
}

/// Whether a name goes on with a day: the Constitution Day.
fn day(context: Context<'_>, at: usize) -> bool {
    context.document.items.get(at).is_some_and(|i| i.capital && i.hash == words::DAY)
}

/// `inner`: the programme or the journalist behind the name
fn inner(context: Context<'_>, outlet: &mut Outlet, end: usize) {
    let mut at = outlet.phrase.end;
    let ending = if at < end { context.possessive(at) } else { 0 };
    let possessive = ending > 0;
    at += ending;
    // ATV's talk show “Straight Question”
    if let Some((OutletKind::Programme, behind, _)) = noun(context, at, end) {
        at = behind;
    }
    if at >= end {
        return;
    }
    if context.item(at).is_quote() {
        if at == outlet.phrase.end && outlet.evidence < Evidence::Described {
            return;
        }
        if let Some(text) = quoted(context.document, at)
            && (possessive || at > outlet.phrase.end || !text.contains([',', ';']))
            && title_case(text)
        {
            outlet.programme = Some(at..at + 1);
            outlet.kind = OutletKind::Programme;
            outlet.phrase.end = at + 1;
        }
        return;
    }
    if !possessive {
        // CNN affiliate WUSK
        if words::STATIONS.contains(&context.item(at).hash) && at + 1 < end && context.name_word(at + 1) {
            let range = stretch(context, at + 1, end);
            outlet.phrase.end = range.end;
            (outlet.name, outlet.row, outlet.kind) = (range, None, OutletKind::Broadcaster);
            return;
        }
        // Fox News host Megyn Kelly
        if at < end && context.item(at).is(WordClass::PERSON) && !context.item(at).capital {
            outlet.journalist = true;
        }
        return;
    }
    // the Island's correspondent
    if context.item(at).is(WordClass::PERSON) && !context.item(at).capital {
        outlet.journalist = true;
        return;
    }
    // ABC's This Week
    if let Some((behind, row)) = phrase(context, at, end)
        && context.lexicon.outlet(row).is_some_and(|o| OutletKind::from_word(o.kind) == OutletKind::Programme)
    {
        outlet.phrase.end = behind;
        // the Today programme
        let noun = !context.item(behind - 1).capital && noun_kind(context.item(behind - 1).hash).is_some();
        outlet.programme = Some(at..behind - usize::from(noun));
        outlet.kind = OutletKind::Programme;
        return;
    }
    if context.name_word(at) {
        let mut range = stretch(context, at, end);
        // RFE/RL's Ukrainian Service
        if words::DESKS.contains(&context.item(range.end - 1).hash) {
            outlet.name.end = range.end;
            outlet.phrase.end = range.end;
            outlet.row = None;
            return;
        }
        // Face the Nation, Meet the Press
        while range.end + 1 < end
            && matches!(context.document.word(range.end), "the" | "of" | "with" | "and")
            && context.name_word(range.end + 1)
        {
            range.end = stretch(context, range.end + 1, end).end;
        }
        let body = range.clone().any(|n| context.item(n).is(WordClass::ORGANISATION | WordClass::PLACE));
        let programme = !body && range.clone().any(|n| words::PROGRAMME_WORDS.contains(&context.item(n).hash))
            || !body && range.len() == 1 && !context.surnames.contains(&context.item(at).hash)
            || phrase(context, at, end).is_some();
        // The People's Assembly
        if body && !programme {
            if outlet.name.len() == 1 && context.item(outlet.name.start).is(WordClass::COMMON | WordClass::PERSONS) {
                outlet.evidence = Evidence::Unknown;
            }
            return;
        }
        if programme && !context.person(&range) {
            outlet.phrase.end = range.end;
            outlet.programme = Some(range);
            outlet.kind = OutletKind::Programme;
        } else {
            outlet.journalist = true;
            outlet.phrase.end = range.end;
        }
    }
}

/// The text between the marks of a quoted part, if it is short.
pub fn quoted<'t>(document: &'t Document<'_>, at: usize) -> Option<&'t str> {
    let item = &document.items[at];
    let (_, part) = document.quoted(item)?;
    let text = document.text()[part.inner.start..part.inner.end].trim();
    let text = text.trim_end_matches([',', '.', '?', '!', ';']);
    (text.len() <= 60 && text.split_whitespace().count() <= 6).then_some(text)
}

/// Whether a text is written like a title.
pub fn title_case(text: &str) -> bool {
    let small = ["the", "a", "of", "and", "in", "on", "with", "to", "for", "at"];
    text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && text.split_whitespace().all(|w| {
            w.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| c.is_uppercase() || c.is_numeric())
                || small.contains(&w)
        })
}
