//! The phrase of an outlet as a nom grammar.
//!
//! Takes items, gives an [`Outlet`]: this reads up to the name or the bare noun; what the name is worth, and what follows
//! it, is said by `evidence`. It does not say whether the outlet relays anything (see `relays`), and it gives no name to
//! "the newspaper" (see `anaphora`).
//!
//! ```text
//! outlet    = [ article ] { modifier | possessor "'s" } ( noun NAME | NAME [ noun ] | noun ) [ "'s" inner ]
//! NAME      = listed name | domain | capital { capital | number | "&" capital | "of" capital }
//! noun      = { news word } outlet noun              newspaper, news agency, radio station
//! inner     = programme | journalist                 the BBC's Farming Today, CNN's Jake Tapper
//! ```

pub use super::context::{Context, Evidence, Outlet, function};
use super::evidence::finish;
use super::names::{self, name, phrase, stretch};
use super::programmes::inner;
pub use super::programmes::{quoted, title_case};
use super::words::{self, OutletKind, noun_kind};
use crate::document::{Items, Parsed, TokenKind};
use crate::lexicon::WordClass;
use std::ops::Range;

/// Items that a phrase can have at most.
pub const REACH: usize = 14;

pub fn error<'d, O>() -> Parsed<'d, O> {
    Err(nom::Err::Error(()))
}

/// A noun of outlets with its news words.
#[derive(Clone, Debug)]
pub struct Noun {
    /// What sort of outlet it is a noun of.
    pub kind: OutletKind,
    /// It is a noun of nothing else, or its modifiers say so.
    pub tight: bool,
    /// Its items.
    pub items: Range<usize>,
}

/// `noun`
pub fn noun(context: Context<'_>, start: usize, end: usize) -> Option<Noun> {
    let mut at = start;
    let mut news = false;
    while at < end && at - start < 4 {
        let item = context.item(at);
        let followed =
            || at + 1 < end && !context.item(at + 1).capital && noun_kind(context.item(at + 1).hash).is_some();
        // TV station
        let medium =
            item.upper && words::MEDIUMS.contains(&item.hash) && followed() || at == start && large(context, at);
        if item.kind != TokenKind::Word || item.capital && !medium {
            return None;
        }
        if let Some(kind) = noun_kind(item.hash) {
            // "radio station", "television channel": the second noun decides.
            if followed() {
                news = true;
                at += 1;
                continue;
            }
            return Some(Noun { kind, tight: news || !words::LOOSE_NOUNS.contains(&item.hash), items: start..at + 1 });
        }
        if !words::NEWS_WORDS.contains(&item.hash) {
            return None;
        }
        news = true;
        at += 1;
    }
    None
}

/// Whether whoever is told is an agency that its own prose writes large: she told the Agency.
fn large(context: Context<'_>, at: usize) -> bool {
    let alone = context.document.items.get(at + 1).is_none_or(|i| !i.capital);
    let article = at > 0 && context.item(at - 1).hash == words::ARTICLE;
    context.addressed && article && alone && context.item(at).hash == words::AGENCY
}

/// What has been read up to the name.
pub struct Head {
    /// Where the phrase begins.
    pub start: usize,
    /// The name.
    pub name: Range<usize>,
    /// Its row in the list.
    pub row: Option<u16>,
    /// The noun before it.
    pub noun: Option<Noun>,
    /// "a", "an", "one" opens it.
    pub indefinite: bool,
    /// "the" opens it.
    pub article: bool,
}

/// `outlet`
pub fn outlet<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Outlet> {
    let start = input.position();
    if let Some(state) = super::state::press(context, start, start + nom::Input::input_len(&input)) {
        return Ok((input.skip(state.phrase.len()), state));
    }
    let mut front = Front::new(context, input);
    // The article is part of the listed name: The Hindu.
    if front.article
        && let Some((behind, row)) = phrase(context, front.start, front.end)
        && behind > front.at
    {
        // A longer name that begins with it: the Daily Mirror Kenya.
        let (name, row) = names::whole(context, front.at..behind, row, front.end);
        return finish(context, input, front.head(name, row));
    }
    while front.at < front.end {
        match front.step() {
            Step::On => {}
            Step::Over => break,
            Step::Named(name, row) => return finish(context, input, front.head(name, row)),
        }
    }
    front.bare()
}

/// What one step over the words before a name comes to.
enum Step {
    /// The phrase goes on.
    On,
    /// It is over.
    Over,
    /// The name, and its row in the list.
    Named(Range<usize>, Option<u16>),
}

/// The phrase up to its name.
struct Front<'d> {
    context: Context<'d>,
    input: Items<'d>,
    start: usize,
    end: usize,
    at: usize,
    indefinite: bool,
    article: bool,
    noun: Option<Noun>,
    modified: bool,
    /// Whose the outlet is: Ida Holm's radio show.
    owner: Option<usize>,
    /// A modifier that a bare description of an outlet does not have: the commission paper.
    odd: bool,
}

impl<'d> Front<'d> {
    fn new(context: Context<'d>, input: Items<'d>) -> Front<'d> {
        let start = input.position();
        let end = start + nom::Input::input_len(&input).min(REACH);
        let determined =
            start < end && context.item(start).is(WordClass::DETERMINER) && context.item(start).kind == TokenKind::Word;
        let article = determined && context.item(start).hash == words::ARTICLE;
        Front {
            context,
            input,
            start,
            end,
            at: start + usize::from(determined),
            indefinite: determined && !article,
            article,
            noun: None,
            modified: false,
            owner: None,
            odd: false,
        }
    }

    fn head(&self, name: Range<usize>, row: Option<u16>) -> Head {
        let Front { start, indefinite, article, .. } = *self;
        Head { start, name, row, noun: self.noun.clone(), indefinite, article }
    }

    fn titled(&self, at: usize) -> bool {
        self.context.item(at).is_quote() && quoted(self.context.document, at).is_some_and(title_case)
    }

    fn step(&mut self) -> Step {
        let (context, at) = (self.context, self.at);
        let item = context.item(at);
        // the daily “Novoye Utro”, the “Tal Nutag” daily
        if self.titled(at) && (self.noun.is_some() || noun(context, at + 1, self.end).is_some()) {
            return Step::Named(at..at + 1, None);
        }
        let number = item.kind == TokenKind::Number && names::numbered(context, at, self.end).is_some();
        if item.kind != TokenKind::Word && !number {
            return Step::Over;
        }
        // Lagos-based: where it is, not what it is called.
        if names::based(context.document.word(at)) {
            self.modified = true;
            self.at += 1;
            return Step::On;
        }
        // the private daily The Kattvik Post: the article of the name
        let opens = self.noun.is_some() && item.capital && item.hash == words::ARTICLE;
        if opens && at + 1 < self.end && context.name_word(at + 1) && phrase(context, at, self.end).is_none() {
            (self.at, self.article) = (at + 1, true);
            return Step::On;
        }
        let medium = (item.upper || large(context, at)) && noun(context, at, self.end).is_some();
        let named = item.capital || number || context.domain(at) || context.small_name(at) || context.call_sign(at);
        if medium || !named {
            return self.small();
        }
        self.capital()
    }

    /// A word written small: a noun of outlets, or what stands before one.
    fn small(&mut self) -> Step {
        let (context, at) = (self.context, self.at);
        let item = context.item(at);
        // the same source
        if at > self.start && item.hash == words::SOURCE && context.item(at - 1).hash == words::SAME {
            self.noun = Some(Noun { kind: OutletKind::Other, tight: true, items: at..at + 1 });
            self.at += 1;
            return Step::On;
        }
        if let Some(found) = noun(context, at, self.end) {
            self.at = found.items.end;
            self.noun = Some(Noun { tight: found.tight || self.modified, ..found });
            return Step::On;
        }
        let person = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP;
        if self.noun.is_some()
            || item.is(function())
            || item.is(person) && !words::NEWS_WORDS.contains(&item.hash)
            || item.cue != 0 && item.is(WordClass::CUE) && !item.is(WordClass::ADJECTIVE | WordClass::NOUN)
        {
            return Step::Over;
        }
        // the island's only newspaper: whose it is
        let ending = if at + 1 < self.end { context.possessive(at + 1) } else { 0 };
        if ending > 0 {
            (self.at, self.modified, self.odd) = (at + 1 + ending, true, true);
            return Step::On;
        }
        self.modified = true;
        self.odd |= !words::NEWS_WORDS.contains(&item.hash)
            && !words::SHOW_WORDS.contains(&item.hash)
            && !item.is(WordClass::TIME | WordClass::ADJECTIVE)
            && item.hash != words::SAME;
        self.at += 1;
        Step::On
    }

    /// A capitalised word: the name, or whose the outlet is, or where.
    fn capital(&mut self) -> Step {
        let (context, at) = (self.context, self.at);
        let Ok((_, (mut range, mut row))) = name(context, self.input.skip(at - self.start)) else { return Step::Over };
        // The journal Nature Astronomy: behind its noun a name is read to its end.
        if self.noun.is_some() && row.is_some() && !context.domain(at) && context.name_word(at) {
            let whole = stretch(context, at, self.end);
            if whole.start == range.start && whole.end > range.end {
                row = names::row(context, whole.clone());
                range = whole;
            }
        }
        // the Telegram channel Mash Tide
        if self.noun.is_none() && row.is_some_and(|row| self.channel_of(row, range.end)) {
            return Step::On;
        }
        let open = row.is_none() && self.noun.is_none() && range.end < self.end && !context.domain(range.start);
        if open && self.before_name(&range) { Step::On } else { Step::Named(range, row) }
    }

    /// Takes a platform with the noun of what somebody has there, where the name stands behind it.
    fn channel_of(&mut self, row: u16, behind: usize) -> bool {
        let context = self.context;
        let listed = context.lexicon.outlet(row).map(|o| OutletKind::from_word(o.kind));
        let Some(found) = noun(context, behind, self.end) else { return false };
        let end = found.items.end;
        let named = end < self.end && context.name_word(end) && !context.item(end).is(WordClass::CALENDAR);
        if listed != Some(OutletKind::Platform) || found.kind != OutletKind::Broadcaster || !named {
            return false;
        }
        self.at = end;
        self.noun = Some(Noun { kind: OutletKind::Site, tight: true, ..found });
        self.modified = true;
        true
    }

    /// Takes a capitalised stretch that only stands before the name, if it does: Armenia's News.am, the Dili newspaper
    /// “Timor Horizonte”, the Russian state-run agency.
    fn before_name(&mut self, range: &Range<usize>) -> bool {
        let (context, behind, end) = (self.context, range.end, self.end);
        let sign = range.len() == 1 && context.call_sign(range.start);
        let weak = (!context.worded(range) || context.place(range)) && !sign;
        let ending = context.possessive(behind);
        if weak && ending > 0 && behind + ending < end && !context.item(behind + ending).is_quote() {
            self.owner = Some(range.start);
            self.at = behind + ending;
            self.modified = true;
            return true;
        }
        // the Jolfa weekly Aras-e Emrooz
        if weak
            && let Some(found) = noun(context, behind, end)
            && found.items.end < end
            && (context.name_word(found.items.end) && !context.item(found.items.end).is(WordClass::CALENDAR)
                || self.titled(found.items.end))
        {
            self.at = found.items.end;
            self.noun = Some(Noun { tight: found.tight || found.kind == OutletKind::Paper, ..found });
            self.modified = true;
            return true;
        }
        let place = WordClass::DEMONYM | WordClass::PLACE | WordClass::METONYM;
        let next = context.item(behind);
        if range.len() == 1
            && context.item(range.start).is(place)
            && next.kind == TokenKind::Word
            && !next.is(function())
            && next.cue == 0
        {
            self.at = behind;
            self.modified = true;
            return true;
        }
        false
    }

    /// A bare description: the newspaper.
    fn bare(self) -> Parsed<'d, Outlet> {
        let Front { context, input, start, at, article, indefinite, .. } = self;
        let found = match &self.noun {
            Some(found) if at == found.items.end && (found.tight || article || determined(context, start)) => {
                found.clone()
            }
            _ => return error(),
        };
        // the French news agency, AFP, said
        if let Some(named) = apposed(context, at, self.end) {
            let noun = Some(Noun { tight: true, ..found });
            return finish(context, input, Head { start, name: named, row: None, noun, indefinite, article });
        }
        // Told this newspaper: the one that prints the article; told that newspaper: the one that the text has named.
        let first = context.item(start).hash;
        let (own, named) = (first == words::THIS, first == words::THAT);
        let press = matches!(found.kind, OutletKind::Paper | OutletKind::Site);
        if self.odd || own && !(press && (found.tight || context.addressed)) {
            return error();
        }
        // Ida Holm's radio show: it has no other name.
        let owned = self.owner.filter(|_| found.kind == OutletKind::Programme && found.tight);
        let mut outlet = Outlet {
            phrase: start..at,
            name: if own { start } else { owned.unwrap_or(found.items.start) }..found.items.end,
            programme: None,
            kind: found.kind,
            evidence: if owned.is_some() || own { Evidence::Described } else { Evidence::Anaphor },
            row: None,
            indefinite: indefinite && !own && !named,
            article: article || named,
            journalist: false,
            alias: None,
        };
        // Told the station's Twenty Minutes programme
        if outlet.article {
            let mut shown = outlet.clone();
            inner(context, &mut shown, self.end);
            if shown.programme.is_some() {
                outlet = Outlet { evidence: Evidence::Described, ..shown };
            }
        }
        Ok((input.skip(outlet.phrase.len()), outlet))
    }
}

/// Whether "this" or "that" says which outlet is meant.
fn determined(context: Context<'_>, start: usize) -> bool {
    matches!(context.item(start).hash, words::THIS | words::THAT)
}

/// The name in apposition to a bare description, between commas: the French news agency, AFP, said.
fn apposed(context: Context<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    if at + 2 >= end || context.item(at).kind != TokenKind::Comma {
        return None;
    }
    // the island's only newspaper, the Kattvik Post, said
    let from = at + 1 + usize::from(context.item(at + 1).hash == words::ARTICLE);
    if !context.name_word(from) {
        return None;
    }
    let (range, row) = match phrase(context, from, end) {
        Some((behind, row)) => (from..behind, Some(row)),
        None => {
            let range = stretch(context, from, end);
            (range.clone(), names::row(context, range))
        }
    };
    let closed = context.document.items.get(range.end).is_none_or(|i| i.kind != TokenKind::Word);
    let acronym = range.len() == 1 && context.item(range.start).upper;
    (closed && (row.is_some() || acronym || context.worded(&range)) && !context.person(&range)).then_some(range)
}
