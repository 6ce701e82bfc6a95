//! The phrase of an outlet as a nom grammar.
//!
//! Takes items, gives an [`Outlet`]: the name, what sort of outlet it is, and why it is held to be one. It does not
//! say whether the outlet relays anything (see `patterns`), and it gives no name to "the newspaper" (see `anaphora`).
//!
//! ```text
//! outlet    = [ article ] { modifier | possessor "'s" } ( noun NAME | NAME [ noun ] | noun ) [ "'s" inner ]
//! NAME      = listed name | domain | capital { capital | number | "&" capital | "of" capital }
//! noun      = { news word } outlet noun              newspaper, news agency, radio station
//! inner     = programme | journalist                 the BBC's Farming Today, CNN's Jake Tapper
//! ```

use super::names::{self, name, phrase, stretch};
use super::words::{self, OutletKind, noun_kind};
use crate::document::{Document, Item, TokenKind};
use crate::document::{Items, Parsed};
use crate::lexicon::{Lexicon, WordClass};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Why a phrase is held to be an outlet, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// A capitalised phrase that could be anything.
    Unknown,
    /// A bare description: the newspaper.
    Anaphor,
    /// A name word: the Daily Lagoon.
    Worded,
    /// Beside an outlet noun: the daily Shargh.
    Described,
    /// News.am
    Domain,
    /// A name of the list.
    Listed,
}

/// The phrase of an outlet. All ranges are items of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// The whole phrase.
    pub phrase: Range<usize>,
    /// The name without article and noun; the noun of a bare description.
    pub name: Range<usize>,
    /// The programme, where the phrase names one.
    pub programme: Option<Range<usize>>,
    /// What sort of outlet.
    pub kind: OutletKind,
    /// Why.
    pub evidence: Evidence,
    /// The row of the list, where it is listed.
    pub row: Option<u16>,
    /// "a", "an", "one": nobody is named.
    pub indefinite: bool,
    /// A definite article stands before it.
    pub article: bool,
    /// A journalist of the outlet stands with it: CNN's Jake Tapper.
    pub journalist: bool,
    /// The short form given with it: the Iraqi News Agency (INA).
    pub alias: Option<Range<usize>>,
}

/// What the productions need beside their input.
#[derive(Clone, Copy)]
pub struct Context<'d> {
    /// The document.
    pub document: &'d Document<'d>,
    /// The word lists.
    pub lexicon: &'d Lexicon,
    /// The last words of the names of persons in the document.
    pub surnames: &'d FxHashSet<u32>,
    /// The names that the document itself shows to be outlets, by the hash of the first word and the last.
    pub known: &'d FxHashSet<(u32, u32)>,
    /// Somebody is told here: "the Atlantic" is no ocean.
    pub addressed: bool,
}

/// Items that a phrase can have at most.
pub const REACH: usize = 14;

pub fn error<'d, O>() -> Parsed<'d, O> {
    Err(nom::Err::Error(()))
}

/// Words of no name, but for some in capitals.
pub fn function() -> WordClass {
    WordClass::FUNCTION | WordClass::TO
}

impl<'d> Context<'d> {
    /// An item of the document.
    pub fn item(&self, at: usize) -> &'d Item {
        &self.document.items[at]
    }

    /// Whether a capitalised word can stand in a name.
    pub fn name_word(&self, at: usize) -> bool {
        let item = self.item(at);
        item.kind == TokenKind::Word
            && item.capital
            && (!item.is(function())
                || self.foreign_article(at)
                || item.upper && self.document.word(at).len() > 2
                || self.listed_word(at))
    }

    /// Le Pays, La Gaceta: an article of another language before a name.
    fn foreign_article(&self, at: usize) -> bool {
        words::FOREIGN_ARTICLES.contains(&self.item(at).hash)
            && self.document.word(at).len() > 1
            && self.document.items.get(at + 1).is_some_and(|i| i.capital && i.kind == TokenKind::Word)
    }

    /// A listed name that is written small: dpa, taz.
    pub fn small_name(&self, at: usize) -> bool {
        let item = self.item(at);
        item.is(WordClass::OUTLET_WORD)
            && !item.capital
            && item.kind == TokenKind::Word
            && !item.is(WordClass::COMMON | WordClass::NOUN | WordClass::VERB)
            && self.document.word(at).len() > 2
            && self.lexicon.outlet_named(self.document.word(at)).is_some()
    }

    /// Whether the word alone is a listed name.
    pub fn listed_word(&self, at: usize) -> bool {
        self.item(at).is(WordClass::OUTLET)
    }

    /// How many items a possessive ending at an item has; none where there is no ending.
    pub fn possessive(&self, at: usize) -> usize {
        let item = self.item(at);
        match item.kind {
            TokenKind::Clitic => usize::from(self.document.word(at).ends_with(['s', 'S'])),
            TokenKind::Mark if !item.is_quote() && matches!(self.document.word(at), "'" | "\u{2019}") => {
                // Behind a number the ending is a word of its own: Radio 1's.
                let s = self.document.items.get(at + 1).is_some_and(|i| !i.is_quote())
                    && self.item(at - 1).kind == TokenKind::Number
                    && self.document.word(at + 1) == "s";
                1 + usize::from(s)
            }
            _ => 0,
        }
    }

    /// Whether a name is that of a place or a people: Armenia's News.am.
    fn place(&self, range: &Range<usize>) -> bool {
        range.clone().all(|at| self.item(at).is(WordClass::PLACE | WordClass::DEMONYM | WordClass::METONYM))
    }

    /// Whether a name looks like a person's.
    pub fn person(&self, range: &Range<usize>) -> bool {
        let first = self.item(range.start);
        // The Local Democracy Reporting Service is no local.
        if range.len() > 1 && self.press_body(range) {
            return false;
        }
        let groups = if range.len() > 1 && words::NAME_WORDS.contains(&self.item(range.end - 1).hash) {
            WordClass::NONE
        } else {
            WordClass::PERSONS | WordClass::GROUP
        };
        let titled = range.clone().any(|at| {
            self.item(at).is(WordClass::TITLE | WordClass::PERSON | groups)
                && !self.item(at).is(WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN)
                && !words::NAME_WORDS.contains(&self.item(at).hash)
        });
        // The Lorne Gazette: behind the article no given name opens it.
        let paper = || {
            range.start > 0
                && self.item(range.start - 1).hash == words::ARTICLE
                && self.item(range.end - 1).is(WordClass::OUTLET_WORD)
        };
        let named =
            range.len() > 1 && first.is(WordClass::FIRST_NAME) && !words::NAME_WORDS.contains(&first.hash) && !paper();
        titled || named || self.surnames.contains(&self.item(range.end - 1).hash) && !self.worded(range)
    }

    /// Whether a word of names of outlets opens or closes the name.
    pub fn worded(&self, range: &Range<usize>) -> bool {
        let word =
            |at: usize| words::NAME_WORDS.contains(&self.item(at).hash) || self.item(at).is(WordClass::OUTLET_WORD);
        let (first, last) = (range.start, range.end - 1);
        let agency = || {
            self.item(last).hash == words::AGENCY
                && range.clone().any(|at| matches!(self.item(at).hash, words::NEWS | words::PRESS_WORD))
        };
        let title = |at: usize| words::TITLE_WORDS.contains(&self.item(at).hash) && self.item(at).capital;
        let inner = || range.len() > 2 && range.clone().any(title);
        // La Tribune de Lomé: behind the article of another language.
        let foreign = || self.foreign_article(first) && word(first + 1);
        let of = || {
            let of = range.clone().find(|&at| self.item(at).hash == words::OF);
            of.is_some_and(|of| of > first && (word(of - 1) || self.item(of - 1).hash == words::AGENCY))
        };
        // Fox 35
        let numbered = || {
            self.listed_word(first) && self.document.items[first + 1..=last].iter().all(|i| i.kind == TokenKind::Number)
        };
        // Sunday Eze is a man, the Sunday Herald a paper.
        let given = self.item(first).is(WordClass::CALENDAR) && self.item(first).is(WordClass::FIRST_NAME);
        word(first) && (!given || range.len() != 2 || names::section(*self, last))
            || word(last)
            || range.len() > 1 && numbered()
            || range.len() > 1 && (agency() || inner() || foreign() || of() || self.press_body(range))
    }

    /// Whether a name is that of a body of the press: Namibian Broadcasting Corporation, Local Democracy Reporting
    /// Service, the Armenian Service.
    fn press_body(&self, range: &Range<usize>) -> bool {
        let (first, last) = (range.start, range.end - 1);
        let of_people = self.item(first).is(WordClass::DEMONYM) && words::DESKS.contains(&self.item(last).hash);
        let press = |at: usize| words::PRESS_BODIES.contains(&self.item(at).hash);
        of_people || words::BODIES.contains(&self.item(last).hash) && (first..last).any(press)
    }

    /// Whether a word is the name of a site: News.am.
    pub fn domain(&self, at: usize) -> bool {
        let item = self.item(at);
        if item.kind != TokenKind::Word || !item.dotted {
            return false;
        }
        let word = self.document.word(at);
        let Some((name, end)) = word.rsplit_once('.') else { return false };
        name.len() > 1
            && (2..=6).contains(&end.len())
            && end.bytes().all(|b| b.is_ascii_lowercase())
            && name.bytes().any(|b| b.is_ascii_lowercase())
            && (at == 0 || self.document.word(at - 1) != "@")
    }
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
            let outlet = Outlet {
                phrase: start..at,
                name: range,
                programme: None,
                kind,
                evidence: Evidence::Anaphor,
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
