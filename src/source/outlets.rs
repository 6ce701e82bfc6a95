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

use super::names::{name, phrase, stretch};
use super::words::{self, OutletKind, noun_kind};
use crate::document::{Document, Item, TokenKind};
use crate::grammar::{Items, Parsed};
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
        let title = |at: usize| {
            words::NAME_WORDS.contains(&self.item(at).hash)
                && matches!(
                    self.document.word(at),
                    "Today" | "News" | "Radio" | "Times" | "Post" | "TV" | "Press" | "Daily"
                )
        };
        let inner = || range.len() > 2 && range.clone().any(title);
        // La Tribune de Lomé: behind the article of another language.
        let foreign = || self.foreign_article(first) && word(first + 1);
        let of = || {
            let of = range.clone().find(|&at| self.item(at).hash == words::OF);
            of.is_some_and(|of| of > first && (word(of - 1) || self.item(of - 1).hash == words::AGENCY))
        };
        word(first) || word(last) || range.len() > 1 && (agency() || inner() || foreign() || of())
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
        if item.kind != TokenKind::Word {
            break;
        }
        if !item.capital && !context.domain(at) {
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
            odd |= !words::NEWS_WORDS.contains(&item.hash) && !item.is(WordClass::TIME | WordClass::ADJECTIVE);
            at += 1;
            continue;
        }
        let Ok((_, (range, number))) = name(context, input.skip(at - start)) else { break };
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
            };
            Ok((input.skip(at - start), outlet))
        }
        _ => error(),
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
    // Hannity is a programme and a person: the person speaks.
    let person =
        kind == OutletKind::Programme && range.len() == 1 && context.surnames.contains(&context.item(range.start).hash);
    let mut evidence = if number.is_some() && !person {
        Evidence::Listed
    } else if context.domain(range.start) {
        kind = OutletKind::Site;
        Evidence::Domain
    } else if described.as_ref().is_some_and(|d| d.1) && !context.person(&range) {
        Evidence::Described
    } else if !context.person(&range)
        && context.worded(&range)
        && (range.len() > 1 || article && described.is_none())
        && (!context.item(range.end - 1).is(WordClass::ORGANISATION)
            || words::NAME_WORDS.contains(&context.item(range.end - 1).hash))
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
    if let Some((given, _, _)) = &described
        && kind == OutletKind::Other
    {
        kind = *given;
    }
    // TASS news agency
    if let Some((given, behind, tight)) = noun(context, at, end)
        && !(behind < end && context.item(behind).is(WordClass::PERSON | WordClass::PERSONS))
        && given != OutletKind::Programme
        && (tight
            || evidence > Evidence::Unknown
            || article && context.item(range.start).upper
            || article && given == OutletKind::Agency)
    {
        at = behind;
        if kind == OutletKind::Other {
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
    };
    inner(context, &mut outlet, end);
    Ok((input.skip(outlet.phrase.end - start), outlet))
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
    if context.name_word(at) {
        let mut range = stretch(context, at, end);
        // Face the Nation, Meet the Press
        while range.end + 1 < end
            && matches!(context.document.word(range.end), "the" | "of" | "with" | "and")
            && context.name_word(range.end + 1)
        {
            range.end = stretch(context, range.end + 1, end).end;
        }
        let programme = range.clone().any(|n| words::PROGRAMME_WORDS.contains(&context.item(n).hash))
            || range.len() == 1 && !context.surnames.contains(&context.item(at).hash)
            || phrase(context, at, end).is_some();
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
