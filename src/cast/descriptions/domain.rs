//! Whose an office is: the mayor of Lund, Lund Bank's director, the French minister.
//!
//! Two who hold one office of two towns, bodies or lands are two people. Takes the words of two descriptions by the same
//! office, tells whether they name different ones.

use super::known::{Description, written};
use crate::cast::clusters::{Entity, Role, Sort};
use crate::cast::discourse::Walk;
use crate::cast::roles;
use crate::cast::words::{self, Class};
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use crate::mention::party;
use smallvec::SmallVec;
use std::ops::Range;

/// A land or a town: Chile, Chilean, Lund.
#[derive(Clone, Copy)]
struct Land<'d> {
    word: &'d str,
    /// Whether it is the word for its people.
    people: bool,
    /// Whether it is no land: Lund.
    town: bool,
}

/// How many first letters the noun and the adjective of a land share, and how many two adjectives of one.
const SHARED: [usize; 2] = [3, 6];

impl Land<'_> {
    fn same(self, other: Land<'_>) -> bool {
        let shared = self.word.chars().zip(other.word.chars()).take_while(|(a, b)| a == b).count();
        let one_form = self.people == other.people;
        self.word == other.word || (!one_form || self.people) && shared >= SHARED[usize::from(one_form)]
    }
}

/// Whether two name lands or towns, `compared` says which can be held against each other, and none of them is the same.
fn apart(one: &[Land<'_>], two: &[Land<'_>], compared: impl Fn(&Land<'_>, &Land<'_>) -> bool) -> bool {
    let mut pairs = one.iter().flat_map(|a| two.iter().map(move |b| (a, b))).peekable();
    pairs.peek().is_some() && pairs.all(|(a, b)| compared(a, b) && !a.same(*b))
}

/// The land that a word names by itself; beside another name it is a part of that: Real Madrid, Lund Council.
fn land<'d>(walk: &Walk<'_, 'd>, words: &Range<usize>, at: usize) -> Option<Land<'d>> {
    let document = walk.analysis.document;
    let item = &document.items[at];
    let people = item.is(WordClass::DEMONYM);
    let place = item.is(WordClass::PLACE) && !walk.cast.is_person(document, at);
    let nation = people || item.is(WordClass::METONYM);
    let part = || at > words.start && named(walk, at - 1) || !nation && at + 1 < words.end && named(walk, at + 1);
    if !item.capital || !people && (!place || !item.upper && part()) {
        return None;
    }
    let word = match document.word(at) {
        "US" | "U.S" | "U.S." | "USA" | "American" | "America" => "American",
        "UK" | "U.K" | "U.K." | "British" | "Britain" => "British",
        "Dutch" | "Netherlands" => "Dutch",
        "Danish" | "Denmark" => "Danish",
        word => word,
    };
    Some(Land { word, people, town: !nation })
}

/// The lands that some words name.
fn lands<'d>(walk: &Walk<'_, 'd>, words: Range<usize>) -> impl Iterator<Item = Land<'d>> {
    words.clone().filter_map(move |at| land(walk, &words, at))
}

/// The words of names of whose the office is that are no lands.
fn names(walk: &Walk<'_, '_>, words: Range<usize>) -> SmallVec<[usize; 4]> {
    let items = &walk.analysis.document.items;
    let place = |at: usize| {
        items[at].capital
            && items[at].is(WordClass::PLACE | WordClass::METONYM)
            && !walk.cast.is_person(walk.analysis.document, at)
    };
    let name = |&at: &usize| named(walk, at) || place(at) && land(walk, &words, at).is_none();
    words.clone().filter(name).collect()
}

/// What a description names as that whose the office is.
#[derive(Default)]
pub(super) struct Domain<'d> {
    /// The lands and towns before the noun: the Chilean president.
    before: SmallVec<[Land<'d>; 2]>,
    /// Those of which it is: Chile's president, the president of Chile.
    of: SmallVec<[Land<'d>; 2]>,
    /// Those that one is sent to or sees to: ambassador to Chile, MP for Lund.
    to: SmallVec<[Land<'d>; 2]>,
    /// The other words of names, as items: Hill School, the Bank of Lori.
    names: SmallVec<[usize; 4]>,
    /// Whether it is of one of them: Hill School's head.
    of_name: bool,
    /// Whether any is that of a body or a place, and no field: Lund Bank, the State Department; not Defence, not Foreign.
    proper: bool,
    /// Whether it is an office of lands: the president, the minister.
    national: bool,
}

impl<'d> Domain<'d> {
    /// Reads the words of a description or of a role; `head` is its noun.
    pub(super) fn read(walk: &Walk<'_, 'd>, phrase: Range<usize>, head: usize) -> Domain<'d> {
        let document = walk.analysis.document;
        let mut domain = Domain { national: words::is(document, head, Class::NATIONAL), ..Domain::default() };
        let owner = (phrase.start..head).find(|&at| document.items[at].kind == TokenKind::Clitic);
        domain.belongs(walk, phrase.start..owner.unwrap_or(phrase.start));
        let before = owner.unwrap_or(phrase.start)..head;
        domain.before.extend(lands(walk, before.clone()));
        domain.names.extend(names(walk, before));
        let first = head + 1;
        let of = document.is_any(first, listed!["of"]);
        if first < phrase.end && (of || document.is_any(first, listed!["for", "to"])) {
            let joins = |at: usize| document.is_any(at, listed!["of", "for", "and", "the"]);
            let stops = |at: &usize| document.items[*at].is(WordClass::PREPOSITION) && !joins(*at);
            let tail = first + 1..(first + 1..phrase.end).find(stops).unwrap_or(phrase.end);
            if of {
                domain.belongs(walk, tail);
            } else {
                domain.to.extend(lands(walk, tail.clone()));
                domain.names.extend(names(walk, tail));
            }
        }
        // the Commission's, the Bank's: short for any; not the State Department's
        let alone = |at: usize| at == phrase.start || !document.items[at - 1].capital;
        if let [at] = domain.names[..]
            && alone(at)
            && document.items[at].is(WordClass::ORGANISATION)
        {
            domain.names.clear();
        }
        domain.of_name &= !domain.names.is_empty();
        let plain = WordClass::COMMON | WordClass::ADJECTIVE;
        let proper =
            |&at: &usize| at > head || document.items[at].is(WordClass::ORGANISATION) || !document.items[at].is(plain);
        domain.proper = domain.of_name || domain.names.iter().any(proper);
        domain
    }

    /// Notes of what it is.
    fn belongs(&mut self, walk: &Walk<'_, 'd>, words: Range<usize>) {
        self.of.extend(lands(walk, words.clone()));
        let names = names(walk, words);
        self.of_name |= !names.is_empty();
        self.names.extend(names);
    }

    /// Whether nothing is named.
    pub(super) fn is_empty(&self) -> bool {
        self.before.is_empty() && self.of.is_empty() && self.to.is_empty() && self.names.is_empty()
    }

    /// Whether an office of one is not that of the other, by the lands and towns that they name.
    fn other(&self, other: &Domain<'_>) -> bool {
        let any = |_: &Land<'_>, _: &Land<'_>| true;
        // The England striker, the Lund striker: one can play for both.
        let alike = |a: &Land<'_>, b: &Land<'_>| a.town == b.town;
        // The Chilean president, the president of Peru; but the French mayor, the mayor of Nice.
        let crossed = |a: &Land<'_>, b: &Land<'_>| a.town == b.town && (a.town || self.national);
        // The mayor of Paris, the mayor of a town that no list has.
        let mixed = |one: &Domain<'_>, two: &Domain<'_>| {
            !one.of.is_empty() && one.names.is_empty() && two.of_name && two.of.is_empty()
        };
        let only = |one: &Domain<'_>, two: &Domain<'_>| one.of.is_empty() && two.before.is_empty();
        apart(&self.before, &other.before, alike)
            || apart(&self.of, &other.of, any)
            || apart(&self.to, &other.to, any)
            || only(self, other) && apart(&self.before, &other.of, crossed)
            || only(other, self) && apart(&self.of, &other.before, crossed)
            || mixed(self, other)
            || mixed(other, self)
    }

    /// All lands and towns.
    fn lands(&self) -> impl Iterator<Item = &Land<'d>> {
        self.before.iter().chain(&self.of).chain(&self.to)
    }

    /// Whether both name one land or town, or one name.
    fn agrees(&self, walk: &Walk<'_, '_>, other: &Domain<'_>) -> bool {
        self.lands().any(|a| other.lands().any(|b| a.same(*b))) || one_name(walk, &self.names, &other.names)
    }

    /// Whether the names are those of two.
    fn other_name(&self, walk: &Walk<'_, '_>, other: &Domain<'_>) -> bool {
        let (one, two) = (&self.names, &other.names);
        let items = &walk.analysis.document.items;
        let letters = |names: &[usize]| names.iter().any(|&at| items[at].upper);
        !one.is_empty()
            && !two.is_empty()
            && letters(one) == letters(two)
            && self.proper == other.proper
            && !one_name(walk, one, two)
    }
}

/// How many letters a short form has, at least: Man United, Manchester United.
const SHORT_FORM: usize = 3;

/// Whether two names are one: every word of either, or what it is short for, stands in the other.
fn one_name(walk: &Walk<'_, '_>, one: &[usize], two: &[usize]) -> bool {
    let word = |at: usize| walk.analysis.document.word(at);
    let short = |a: &str, b: &str| a == b || a.len() >= SHORT_FORM && b.starts_with(a);
    let within = |a: &[usize], b: &[usize]| a.iter().all(|&a| b.iter().any(|&b| short(word(a), word(b))));
    !one.is_empty() && !two.is_empty() && (within(one, two) || within(two, one))
}

/// Whether a word is one of a name, and no land: no title, no party, nobody.
fn named(walk: &Walk<'_, '_>, at: usize) -> bool {
    let document = walk.analysis.document;
    let item = &document.items[at];
    let other = WordClass::FUNCTION
        | WordClass::TITLE
        | WordClass::TITLE_MODIFIER
        | WordClass::PERSON
        | WordClass::PERSONS
        | WordClass::CALENDAR
        | WordClass::DEMONYM
        | WordClass::PLACE
        | WordClass::METONYM;
    item.capital
        && item.kind == TokenKind::Word
        && !item.is(other)
        && !party(document, at)
        && (item.is(WordClass::ORGANISATION) || !walk.cast.is_person(document, at))
}

/// Whether an article gives an entity the office of a description as another's, and nowhere as this one's: the mayor of
/// Lund, and the one of Lori; the US ambassador to Chile, and the one to Peru. Of a body only the lands are compared.
pub(super) fn of_another(walk: &Walk<'_, '_>, description: &Description<'_>, entity: &Entity) -> bool {
    let document = walk.analysis.document;
    let own = &description.domain;
    if own.is_empty() {
        return false;
    }
    let read = |role: &Role| {
        let head = role.words.clone().find(|&at| roles::office(document, at) == role.office);
        let same = roles::same_office(role.office, description.office);
        head.filter(|_| same).map(|head| Domain::read(walk, role.words.clone(), head))
    };
    let body = entity.named && description.sort == Sort::Body;
    let name = entity.parts.iter().filter(|_| body);
    let name = name.map(|part| Domain { before: lands(walk, part.clone()).collect(), ..Domain::default() });
    let told = || own.names.iter().all(|&at| written(walk, entity, document.items[at].hash));
    let theirs: SmallVec<[Domain<'_>; 4]> = entity.roles.iter().filter_map(read).chain(name).collect();
    let other = |other: &Domain<'_>| own.other(other) || !body && !told() && own.other_name(walk, other);
    theirs.iter().any(other) && !theirs.iter().any(|role| !other(role) && own.agrees(walk, role))
}
