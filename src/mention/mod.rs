//! Mentions: the phrases of a sentence that can name a speaker.
//!
//! Takes a document, gives its [`Mention`]s in order: pronouns, names with their titles, descriptions, bodies, groups,
//! documents, places that speak. Which of them speaks is the attribution's business, who is meant the resolution's.

mod bodies;
mod coordination;
mod counting;
mod description;
mod name;
mod name_word;
mod offices;
mod phrase;
mod pronoun;
mod run;
mod run_word;
mod tail;
mod titles;
mod words;

pub(crate) use phrase::PARTICLES;
pub(crate) use words::{party, time};

use crate::document::Items;
use crate::document::sentences::title_case;
use crate::document::{Document, TokenKind};
use crate::lexicon::{Lexicon, WordClass};
use std::ops::Range;

/// What a mention is. The numbers are part of what the weights have learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// he, she, they, it, I, we
    Pronoun = 0,
    /// who, which: stands for the phrase before it
    Relative = 1,
    /// A person's name, with or without title
    Name = 2,
    /// A capitalised phrase that is a body or a place that speaks
    Body = 3,
    /// A description of one person: the minister
    Person = 4,
    /// A description of several: residents, two officials
    People = 5,
    /// A description of a body: the ministry
    Organisation = 6,
    /// A text: the report
    Document = 7,
    /// Any other phrase
    Other = 8,
}

/// A range of items in half the space: a document has one mention for every four words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ItemRange {
    start: u32,
    end: u32,
}

impl ItemRange {
    /// The first item.
    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The item behind the last.
    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The items.
    #[inline]
    pub fn items(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// How many items there are.
    #[inline]
    pub fn len(self) -> usize {
        self.items().len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether an item is one of them.
    #[inline]
    pub fn contains(self, item: &usize) -> bool {
        self.items().contains(item)
    }

    /// The same beginning with another end.
    fn until(self, end: usize) -> ItemRange {
        ItemRange::from(self.start()..end)
    }
}

impl From<Range<usize>> for ItemRange {
    #[inline]
    fn from(range: Range<usize>) -> Self {
        ItemRange { start: range.start as u32, end: range.end as u32 }
    }
}

impl std::fmt::Debug for ItemRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.items().fmt(f)
    }
}

/// A phrase that can name a speaker. All ranges are items of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it is.
    pub kind: MentionKind,
    /// The whole phrase, with determiner, title, role and the prepositional phrases that belong to it.
    pub phrase: ItemRange,
    /// The name, or the phrase without what follows its head noun.
    pub core: ItemRange,
    /// The head noun or the last word of the name.
    pub head: usize,
    /// Title or role before a name.
    pub role: ItemRange,
    /// The number of the sentence.
    pub sentence: usize,
    /// Joined by "and" with the mention before it.
    pub joined: bool,
    /// Followed by 's or s': a modifier of what follows.
    pub possessive: bool,
}

/// Finds the mentions of every sentence.
pub fn mentions(document: &Document<'_>, lexicon: &Lexicon) -> Vec<Mention> {
    // About one item in four begins a mention.
    let mut mentions: Vec<Mention> = Vec::with_capacity(document.items.len() / 3);
    for (number, sentence) in document.sentences.iter().enumerate() {
        let mut input = Items::new(&document.items, sentence.items.clone());
        let from = mentions.len();
        let title_case = title_case(&document.items, sentence);
        while input.first().is_some() {
            let context = phrase::Context { document, lexicon, sentence_start: sentence.items.start, title_case };
            match phrase::mention(context, input) {
                Ok((rest, mut mention)) => {
                    mention.sentence = number;
                    mentions.push(mention);
                    input = rest;
                }
                Err(_) => input = input.skip(1),
            }
        }
        merge(document, &mut mentions, from);
        bracketed(document, &mut mentions, from);
        join(document, &mut mentions[from..]);
    }
    mentions
}

/// Makes one description of two that share an article: the former first lady and U.S. senator.
fn merge(document: &Document<'_>, mentions: &mut Vec<Mention>, from: usize) {
    let opener = WordClass::DETERMINER | WordClass::POSSESSIVE;
    let mut n = from + 1;
    while n < mentions.len() {
        let (a, b) = (&mentions[n - 1], &mentions[n]);
        let items = &document.items;
        let and = b.phrase.start() == a.phrase.end() + 1
            && items[a.phrase.end()].is(WordClass::CONJUNCTION)
            && document.word(a.phrase.end()) == "and";
        if !and {
            n += 1;
            continue;
        }
        let first = &items[b.phrase.start()];
        // "Haro, president and chief executive of Sibinvest"
        let aside = a.phrase.start() > 0 && items[a.phrase.start() - 1].kind == TokenKind::Comma;
        let one = a.kind == MentionKind::Person
            && b.kind == MentionKind::Person
            && (items[a.phrase.start()].is(opener)
                || aside && !items[a.phrase.start()].is(WordClass::QUANTIFIER | WordClass::NUMBER))
            && !first.is(opener | WordClass::QUANTIFIER | WordClass::NUMBER)
            && !a.possessive
            && b.role.is_empty();
        if one {
            mentions[n - 1].phrase = a.phrase.until(b.phrase.end());
            mentions.remove(n);
        } else {
            n += 1;
        }
    }
}

/// The most words in brackets between an office and a name.
const FIELD: usize = 4;

/// Makes an office with its field in brackets the role of the name behind it: Forest Officer (East) Anna Haro.
fn bracketed(document: &Document<'_>, mentions: &mut Vec<Mention>, from: usize) {
    let items = &document.items;
    let mut n = from;
    while n + 1 < mentions.len() {
        let office = &mentions[n];
        let open = office.phrase.end();
        let field = open + 1..items.len().min(open + 2 + FIELD);
        let capital = items[office.head].capital && items[office.head].is(WordClass::TITLE | WordClass::PERSON);
        // Divisional Forest Officer: read as a name where no list has its first word.
        let words = office.kind == MentionKind::Name && office.core.len() > 1 && office.role.is_empty();
        let opens = (office.kind == MentionKind::Person || words)
            && capital
            && items.get(open).is_some_and(|i| i.kind == TokenKind::Open);
        let close = field.filter(|_| opens).find(|&at| items[at].kind == TokenKind::Close);
        let name = close.and_then(|close| {
            let later = n + 1..mentions.len().min(n + 2 + FIELD);
            later
                .into_iter()
                .find(|&m| mentions[m].phrase.start() == close + 1 && mentions[m].kind == MentionKind::Name)
        });
        n += 1;
        let Some(name) = name.filter(|&m| mentions[m].role.is_empty()) else { continue };
        let start = mentions[n - 1].phrase.start();
        let whole = &mut mentions[name];
        whole.role = ItemRange::from(start..whole.phrase.start());
        whole.phrase = ItemRange::from(start..whole.phrase.end());
        mentions.drain(n - 1..name);
    }
}

/// Marks mentions that "and" joins with the one before: Haro and Petrosyan.
fn join(document: &Document<'_>, mentions: &mut [Mention]) {
    for n in 1..mentions.len() {
        let (a, b) = (&mentions[n - 1], &mentions[n]);
        let between = &document.items[a.phrase.end().min(b.phrase.start())..b.phrase.start()];
        let like = |k: MentionKind| match k {
            MentionKind::Name => 1,
            MentionKind::Body | MentionKind::Organisation => 2,
            MentionKind::Person | MentionKind::People => 3,
            _ => 0,
        };
        let alike = || like(a.kind) != 0 && (like(a.kind) == like(b.kind));
        mentions[n].joined = matches!(between, [and] if and.is(WordClass::CONJUNCTION))
            && alike()
            && document.word(a.phrase.end()).eq_ignore_ascii_case("and");
    }
    // Haro, Petrosyan and Simonyan: the commas of the list join too.
    for n in (1..mentions.len().saturating_sub(1)).rev() {
        let (a, b) = (&mentions[n - 1], &mentions[n]);
        let listed = mentions[n + 1].joined
            && !b.joined
            && a.kind == b.kind
            && b.phrase.start() == a.phrase.end() + 1
            && document.items[a.phrase.end()].kind == TokenKind::Comma
            && (a.kind == MentionKind::Name && b.role.is_empty()
                || matches!(a.kind, MentionKind::Body | MentionKind::People));
        if listed {
            mentions[n].joined = true;
        }
    }
}
