//! What an outlet is, and what the productions of its phrase look at.
//!
//! Takes items, says what a word or a name can be in the name of an outlet. The phrase itself is read by `outlets`.

use super::names;
use super::words::{self, OutletKind};
use crate::document::{Document, Item, TokenKind};
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

impl Outlet {
    /// Whether it is the one that prints the article, told by "this": this newspaper.
    pub fn own(&self, context: Context<'_>) -> bool {
        context.item(self.phrase.start).hash == words::THIS
    }
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
    /// Somebody is told here, or an interview is introduced: "the Atlantic" is no ocean.
    pub addressed: bool,
}

/// Words of no name, but for some in capitals.
#[inline]
pub fn function() -> WordClass {
    WordClass::FUNCTION | WordClass::TO
}

impl<'d> Context<'d> {
    /// An item of the document.
    #[inline]
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
    pub(super) fn foreign_article(&self, at: usize) -> bool {
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
    pub(super) fn place(&self, range: &Range<usize>) -> bool {
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
        // Radio St Roch
        let station = range.len() > 1 && words::MEDIUMS.contains(&first.hash);
        let titled = !station
            && range.clone().any(|at| {
                self.item(at).is(WordClass::TITLE | WordClass::PERSON | groups)
                    && !self.item(at).is(WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN | WordClass::NUMBER)
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
        // Kasi FM: nobody is called so.
        let named =
            named && !(self.item(range.end - 1).upper && words::NAME_WORDS.contains(&self.item(range.end - 1).hash));
        // Republican Ida Moen: a word of outlets before a name in full.
        let surname = self.surnames.contains(&self.item(range.end - 1).hash);
        let full = range.len() > 2 && self.item(range.end - 2).is(WordClass::FIRST_NAME) && !self.press_body(range);
        titled || named || surname && (full || !self.worded(range))
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
    pub(super) fn press_body(&self, range: &Range<usize>) -> bool {
        let (first, last) = (range.start, range.end - 1);
        let of_people = self.item(first).is(WordClass::DEMONYM) && words::DESKS.contains(&self.item(last).hash);
        let press = |at: usize| words::PRESS_BODIES.contains(&self.item(at).hash);
        of_people || words::BODIES.contains(&self.item(last).hash) && (first..last).any(press)
    }

    /// Whether a word is the sign that a station calls itself by, or a name joined with its medium: WXYZ-TV, KABC-FM,
    /// MetroTV, SportsNow, 7NEWS, dzBB; of whoever is told also 9ZB.
    pub fn call_sign(&self, at: usize) -> bool {
        let item = self.item(at);
        let signed = |word: &str| {
            let Some((call, band)) = word.split_once('-') else { return false };
            let caps = call.bytes().all(|b| b.is_ascii_uppercase());
            caps && (3..=4).contains(&call.len())
                && call.starts_with(['K', 'W'])
                && matches!(band, "TV" | "FM" | "AM" | "DT")
        };
        let word = || self.document.word(at);
        item.kind == TokenKind::Word
            && (item.capital && (item.upper && signed(word()) || !item.upper && self.joined(at).is_some())
                || self.addressed && item.upper && !item.capital && numbered_call(word())
                || !item.capital && numbered_news(word())
                || !item.capital && item.end - item.start == 4 && small_call(word()))
    }

    /// The kind of an outlet whose name is joined with its medium: MetroTV, SportsNow, Nordlys24; of a paper joined of two,
    /// behind its article: the Banner-Times.
    pub(super) fn joined(&self, at: usize) -> Option<OutletKind> {
        let word = self.document.word(at);
        let bytes = word.as_bytes();
        // Most names are of small letters behind their first.
        if bytes.iter().skip(1).all(u8::is_ascii_lowercase) {
            return None;
        }
        if let Some((first, last)) = word.rsplit_once('-') {
            let large = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase()) && text.len() > 2;
            let article = at > 0 && self.item(at - 1).hash == words::ARTICLE;
            let named = || words::NAME_WORDS.contains(&words::hash(&last.to_ascii_lowercase()));
            return (article && large(first) && large(last) && named()).then_some(OutletKind::Paper);
        }
        let inner = |at: usize| bytes[at - 1].is_ascii_lowercase() && bytes[at].is_ascii_uppercase();
        if word.strip_suffix("24").is_some_and(|name| name.len() > 2 && name.ends_with(|c: char| c.is_lowercase())) {
            return Some(OutletKind::Other);
        }
        let last = (1..bytes.len()).rev().find(|&at| inner(at))?;
        let first = (1..bytes.len()).find(|&at| inner(at))?;
        let part = |text: &str| words::hash(&text.to_ascii_lowercase());
        if words::JOINED_AIRED.contains(&part(&word[last..])) {
            return Some(OutletKind::Broadcaster);
        }
        let opens = words::JOINED_FIRST.contains(&part(&word[..first]));
        let closes = words::JOINED_LAST.contains(&part(&word[last..]));
        (closes || opens && words::JOINED_BEHIND.contains(&part(&word[first..]))).then_some(OutletKind::Other)
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

/// Whether a word is the call sign of a station of the Philippines, whose first letters are written small: dzBB, dwIZ.
fn small_call(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 4
        && bytes[0] == b'd'
        && matches!(bytes[1], b'w' | b'x' | b'y' | b'z')
        && bytes[2..].iter().all(u8::is_ascii_uppercase)
}

/// Whether a word is a number joined with what a station puts out: 7NEWS, 1News.
fn numbered_news(word: &str) -> bool {
    let news = word.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=3).contains(&(word.len() - news.len())) && ["news", "sport"].iter().any(|n| n.eq_ignore_ascii_case(news))
}

/// Whether a word is the call sign of a station that begins with a number: 9ZB, 3AWL. So does 2GB; hence only where
/// somebody is told.
fn numbered_call(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    word.len() == letters.len() + 1 && (2..=3).contains(&letters.len())
}
