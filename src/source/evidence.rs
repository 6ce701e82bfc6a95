//! What a name is worth: why it is held to be an outlet's, of what sort, and how far its phrase goes.
//!
//! Takes what `outlets` has read up to the name, gives the [`Outlet`].

use super::context::{Context, Evidence, Outlet, function};
use super::names::{self, stretch};
use super::outlets::{Head, REACH, noun};
use super::programmes::inner;
use super::words::{self, OutletKind, noun_kind};
use crate::document::{Ending, Items, Parsed, TokenKind};
use crate::lexicon::WordClass;
use std::ops::Range;

/// Reads what follows the name and weighs the evidence.
pub fn finish<'d>(context: Context<'d>, input: Items<'d>, head: Head) -> Parsed<'d, Outlet> {
    let start = head.start;
    let limit = start + nom::Input::input_len(&input);
    let mut name = Name::new(context, head, limit);
    name.possessive();
    name.given();
    name.noun_behind();
    name.apposition();
    name.place_behind();
    let end = name.end;
    let mut outlet = name.outlet();
    if let Some((short, behind)) = alias(context, &outlet, limit) {
        outlet.phrase.end = behind;
        outlet.alias = Some(short);
    }
    inner(context, &mut outlet, end);
    Ok((input.skip(outlet.phrase.end - start), outlet))
}

/// A name with what is known of it so far.
struct Name<'d> {
    context: Context<'d>,
    head: Head,
    /// Where its phrase goes on.
    at: usize,
    end: usize,
    kind: OutletKind,
    evidence: Evidence,
}

impl<'d> Name<'d> {
    fn new(context: Context<'d>, mut head: Head, limit: usize) -> Name<'d> {
        let (at, end) = (head.name.end, limit.min(head.name.end + REACH));
        // A listed form may hold its noun: Tasnim news agency.
        while head.row.is_some() && head.name.len() > 1 {
            let last = context.item(head.name.end - 1);
            if last.capital || noun_kind(last.hash).is_none() && !words::NEWS_WORDS.contains(&last.hash) {
                break;
            }
            head.name.end -= 1;
        }
        let listed = head.row.and_then(|n| context.lexicon.outlet(n));
        let kind = listed.map_or(OutletKind::Other, |o| OutletKind::from_word(o.kind));
        let mut name = Name { context, head, at, end, kind, evidence: Evidence::Unknown };
        name.weigh();
        name
    }

    fn first(&self) -> &'d crate::document::Item {
        self.context.item(self.head.name.start)
    }

    /// Why the name is held to be an outlet's.
    fn weigh(&mut self) {
        let Name { context, ref head, kind, .. } = *self;
        let range = &head.name;
        self.evidence = if head.row.is_some() && !self.surname(kind) && !self.plain_word() {
            Evidence::Listed
        } else if context.domain(range.start) {
            self.kind = OutletKind::Site;
            Evidence::Domain
        } else if range.len() == 1 && context.call_sign(range.start) {
            self.kind = context.joined(range.start).unwrap_or(OutletKind::Broadcaster);
            Evidence::Described
        } else if let Some(kind) = self.branch() {
            self.kind = kind;
            Evidence::Described
        } else if self.podcast() {
            self.kind = OutletKind::Programme;
            Evidence::Described
        } else if self.described() {
            Evidence::Described
        } else if self.worded() {
            Evidence::Worded
        } else if range.len() == 1 && context.known.contains(&(self.first().hash, self.first().hash)) {
            Evidence::Described
        } else if range.len() == 1 && head.article && context.known.contains(&(words::ARTICLE, self.first().hash)) {
            Evidence::Worded
        } else {
            Evidence::Unknown
        };
    }

    /// Hannity is a programme and a person, Stern a magazine and a lawyer: whether the person is meant.
    fn surname(&self, kind: OutletKind) -> bool {
        let head = &self.head;
        head.name.len() == 1
            && self.context.surnames.contains(&self.first().hash)
            && (kind == OutletKind::Programme || !head.article && head.noun.is_none())
    }

    /// Whether a listed name only says what it says.
    fn plain_word(&self) -> bool {
        let (context, head, first) = (self.context, &self.head, self.first());
        let common = WordClass::COMMON | WordClass::NOUN;
        // The Republic, the Report: a word of the language behind an article, unless the list has both.
        let word = head.row.is_some()
            && head.article
            && head.noun.is_none()
            && head.name.len() == 1
            && first.is(common | WordClass::DOCUMENT)
            && !first.is(WordClass::OUTLET_WORD)
            && !first.upper
            && noun(context, head.name.end, self.end).is_none()
            && !context.lexicon.may_begin_outlet(words::ARTICLE, first.hash);
        // WARNING: GRAPHIC DETAIL, where all is in capitals.
        let beside = [head.name.start.wrapping_sub(1), head.name.end];
        let shouted = head.name.len() == 1
            && first.is(common)
            && first.upper
            && beside
                .iter()
                .any(|&at| context.document.items.get(at).is_some_and(|i| i.upper && !i.is(WordClass::OUTLET)));
        // KOTA BHARU: the place that a dateline opens with.
        let next = context.document.items.get(head.name.end);
        let dateline = head.name.len() == 1
            && first.upper
            && next.is_some_and(|i| {
                i.upper && i.kind == TokenKind::Word && !i.is(WordClass::OUTLET_WORD | WordClass::OUTLET)
            })
            && context.document.sentences.binary_search_by_key(&head.name.start, |s| s.items.start).is_ok();
        word || shouted || dateline
    }

    /// The kind of the listed outlet whose branch the name is: Suspilne Lutsk, ABC North.
    fn branch(&self) -> Option<OutletKind> {
        let (context, range) = (self.context, &self.head.name);
        let plain = WordClass::COMMON | WordClass::NOUN | WordClass::FIRST_NAME | WordClass::CALENDAR;
        if range.len() < 2 {
            return None;
        }
        // Rolling Stone UK: of several words a name is no plain word.
        let word = self.first().is(plain) && !self.first().upper;
        let row =
            (range.start + 1..range.end).rev().filter(|split| !word || split - range.start > 1).find_map(|split| {
                let row = names::row(context, range.start..split)?;
                names::branch(context, row, split..range.end).then_some(row)
            })?;
        context.lexicon.outlet(row).map(|o| OutletKind::from_word(o.kind))
    }

    /// Whether the name ends with its noun: The Beautiful Game Podcast.
    fn podcast(&self) -> bool {
        let range = &self.head.name;
        range.len() > 1 && words::PODCASTS.contains(&self.context.item(range.end - 1).hash)
    }

    /// Whether the noun before the name says so, whatever the name looks like: the website Jordan Valley Watch.
    fn described(&self) -> bool {
        let (context, range) = (self.context, &self.head.name);
        let person = |at: usize| context.item(at).is(WordClass::TITLE | WordClass::PERSON) && !context.item(at).upper;
        // Told the agency DKR: letters that are no body's.
        let body = WordClass::ORGANISATION | WordClass::METONYM | WordClass::PLACE;
        let letters = |kind: OutletKind| {
            let first = self.first();
            kind == OutletKind::Agency && range.len() == 1 && first.upper && !first.is(body)
        };
        self.head.noun.as_ref().is_some_and(|n| {
            // Told daily Vakt; on the programme Deep Water.
            let told = context.addressed && (matches!(n.kind, OutletKind::Paper | OutletKind::Site) || letters(n.kind));
            let before = self.head.start.checked_sub(1).map_or(0, |at| context.item(at).hash);
            let on = before == words::ON && n.kind == OutletKind::Programme;
            // The broadcaster Nils Dahl is somebody.
            let somebody = context.item(n.items.end - 1).is(WordClass::PERSON) && context.person(range);
            n.tight && !somebody
                || self.first().is_quote()
                || self.head.article && titled(context, n.kind, range)
                || (told || on) && !context.person(range)
        }) && !range.clone().any(person)
    }

    /// Whether words of the name say so: the Daily Lagoon.
    fn worded(&self) -> bool {
        let (context, head, range) = (self.context, &self.head, &self.head.name);
        let last = context.item(range.end - 1);
        // The Post is a paper, the TV none.
        let medium = words::MEDIUMS.contains(&self.first().hash);
        // Told the Intelligencer: a word that names of outlets have, and nobody else.
        let other = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP | WordClass::ORGANISATION;
        let told = context.addressed
            && self.first().is(WordClass::OUTLET_WORD)
            && !self.first().is(other)
            && !self.first().upper;
        let known = told || words::NAME_WORDS.contains(&self.first().hash);
        let alone = || head.article && head.noun.is_none() && known && !medium;
        !context.person(range)
            && context.worded(range)
            && !words::EVENTS.contains(&last.hash)
            && !day(context, range.end)
            && (range.len() > 1 || alone())
            && (!last.is(WordClass::ORGANISATION)
                || words::NAME_WORDS.contains(&last.hash)
                || names::section(context, range.end - 1)
                || context.press_body(range))
    }

    /// The name behind its noun may hold a possessive: the radio show Haro's Hour.
    fn possessive(&mut self) {
        if self.head.noun.is_none() || self.head.row.is_some() || self.at >= self.end {
            return;
        }
        let next = self.at + self.context.possessive(self.at);
        if next > self.at && next < self.end && self.context.name_word(next) {
            self.head.name.end = stretch(self.context, next, self.end).end;
            self.at = self.head.name.end;
        }
    }

    /// The kind that the noun before the name gives.
    fn given(&mut self) {
        if let Some(given) = &self.head.noun
            && (self.kind == OutletKind::Other
                || given.tight && given.kind != OutletKind::Other && self.kind != OutletKind::Platform)
        {
            self.kind = given.kind;
        }
        // the Khabar Dala TV channel
        let range = &mut self.head.name;
        if range.len() > 1
            && words::MEDIUMS.contains(&self.context.item(range.end - 1).hash)
            && self.at < self.end
            && words::BROADCASTER_NOUNS.contains(&self.context.item(self.at).hash)
        {
            range.end -= 1;
        }
    }

    /// The noun behind the name: TASS news agency.
    fn noun_behind(&mut self) {
        let (context, head, end) = (self.context, &self.head, self.end);
        let Some(given) = noun(context, self.at, end) else { return };
        let behind = given.items.end;
        let person = behind < end && context.item(behind).is(WordClass::PERSON | WordClass::PERSONS);
        // the Rossiya K channel's programme
        let owner = || given.kind == OutletKind::Broadcaster && behind < end && context.possessive(behind) > 0;
        let says = given.tight
            || self.evidence > Evidence::Unknown
            || head.article && self.first().upper
            || self.first().is_quote()
            || head.article && (owner() || given.kind == OutletKind::Agency);
        // The Second Wind podcast; but the Marshall Plan programme is none.
        let shown = || given.tight && head.article && self.evidence == Evidence::Unknown && !context.place(&head.name);
        if person || given.kind == OutletKind::Programme && !shown() || !says {
            return;
        }
        self.at = behind;
        if self.kind == OutletKind::Other || self.kind == OutletKind::Agency && given.kind != OutletKind::Site {
            self.kind = given.kind;
        }
        // Whoever a podcast is called after: the Lena Holm podcast.
        let shown = given.kind == OutletKind::Programme;
        if self.evidence == Evidence::Unknown && (shown || !context.person(&head.name)) {
            self.evidence = Evidence::Described;
        }
    }

    /// The noun in apposition behind the name: the Kazbek Post, a weekly.
    fn apposition(&mut self) {
        let (context, at, end) = (self.context, self.at, self.end);
        if self.evidence > Evidence::Worded
            || at + 2 >= end
            || context.item(at).kind != TokenKind::Comma
            || !context.item(at + 1).is(WordClass::DETERMINER)
        {
            return;
        }
        let found = (at + 2..end.min(at + 6)).find_map(|from| Some((from, noun(context, from, end)?)));
        let from_where = WordClass::DEMONYM | WordClass::PLACE | WordClass::METONYM;
        // Earlier, the Turan agency said: the agency has a name of its own.
        let plain = |n: usize| {
            let item = context.item(n);
            !item.is_quote()
                && !item.is(function() | WordClass::PERSON)
                && (!item.capital || item.is(from_where) || item.upper && words::MEDIUMS.contains(&item.hash))
        };
        // An apposition is over at a comma, or says whose it is and where: Regardless, the agency quoted.
        let over = |behind: usize| {
            let next = context.document.items.get(behind);
            next.is_none_or(|i| i.kind != TokenKind::Word || i.is(WordClass::PREPOSITION | WordClass::RELATIVE))
        };
        if let Some((from, given)) = found
            && !context.person(&self.head.name)
            && !self.opener()
            && (at + 2..from).all(plain)
            && over(given.items.end)
        {
            self.at = given.items.end;
            self.kind = given.kind;
            self.evidence = Evidence::Described;
        }
    }

    /// Whether the name is no name but the adverb that a sentence opens with: Locally, a weekly in Lagos said.
    fn opener(&self) -> bool {
        let first = self.first();
        let adverb =
            WordClass::ADVERB | WordClass::TIME | WordClass::OPENER | WordClass::QUANTIFIER | WordClass::COMMON;
        self.head.name.len() == 1 && !first.upper && (first.is(adverb) || first.ending == Ending::Ly)
    }

    /// The Star-Ledger of Newark: where it appears.
    fn place_behind(&mut self) {
        let (context, at) = (self.context, self.at);
        let place = |at: usize| context.item(at).capital && context.item(at).is(WordClass::PLACE | WordClass::METONYM);
        if self.evidence >= Evidence::Worded && at + 1 < self.end && context.item(at).hash == words::OF && place(at + 1)
        {
            self.at += 2;
        }
    }

    fn outlet(self) -> Outlet {
        let Head { start, name, row, indefinite, article, .. } = self.head;
        Outlet {
            phrase: start..self.at,
            name,
            programme: None,
            kind: self.kind,
            evidence: self.evidence,
            row,
            indefinite: indefinite && self.evidence < Evidence::Worded,
            article,
            journalist: false,
            alias: None,
        }
    }
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
