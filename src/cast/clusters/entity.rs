//! A person or body of the cast: how it is named, what is known of it.

use crate::attribution::Analysis;
use crate::cast::names::NameWords;
use crate::document::{Document, TokenKind};
use crate::lexicon::WordClass;
use crate::span::Span;
use smallvec::SmallVec;
use std::ops::Range;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::cast) enum Sort {
    /// One person, by name or by description
    Person,
    /// A body, a state, a place
    Body,
    /// Several people
    People,
    /// A text
    Document,
}

/// A title, role or description of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cast) struct Role {
    /// Its items, without leading article.
    pub words: Range<usize>,
    /// The head noun: what it is called, and what sort of office it is; see [`office`](crate::cast::roles::office).
    pub office: (u32, u32),
    /// How it was given; the least comes first when a row shows one.
    pub rank: u8,
}

/// The items of a name: one range, or two around a nickname in marks.
pub(in crate::cast) type Parts = SmallVec<[Range<usize>; 2]>;

/// A person or body.
#[derive(Clone, Debug)]
pub(in crate::cast) struct Entity {
    /// The items of its fullest form; two ranges where a nickname in marks stands between.
    pub parts: Parts,
    /// The words of the fullest form.
    pub words: NameWords,
    /// The people that speak together, where it is a group of named ones.
    pub members: Vec<u32>,
    /// The full name where only words in quotation marks give it; bytes of the view.
    pub spoken: Option<Span>,
    /// Whose it is, where only a pronoun says so: her campaign.
    pub of: Option<u32>,
    /// What it is.
    pub sort: Sort,
    /// Whether the article names it, or only describes it.
    pub named: bool,
    /// [`WordClass::MALE`], [`WordClass::FEMALE`], both or none: what its names, titles and pronouns tell.
    pub gender: WordClass,
    /// Whether more than a given name tells it: a title, a noun, a pronoun.
    pub told: bool,
    /// The age that stands behind the name, or that a description tells.
    pub age: Option<u32>,
    /// Titles and descriptions.
    pub roles: SmallVec<[Role; 1]>,
    /// The titles that stood before its name, as hashes: Dr, Sir, Judge.
    pub styles: SmallVec<[u32; 2]>,
    /// Mentions so far.
    pub count: u32,
    /// The sentence in which it is first named in full.
    pub first: usize,
    /// The sentence in which it was last named in full.
    pub full: usize,
    /// How much speaks for a person: a known given name, a title, an age.
    pub personal: u32,
    /// How often the name stood behind "in" or "near"; a single word also behind "at" or "from".
    pub place: u32,
    /// The nouns by which everybody calls a body of this name, as hashes; nothing where nobody knows.
    pub called: Option<Box<[u32]>>,
}

impl Entity {
    /// Somebody or something that was just described, in a sentence.
    pub(in crate::cast) fn new(parts: Parts, words: NameWords, sort: Sort, sentence: usize) -> Entity {
        Entity {
            parts,
            words,
            members: Vec::new(),
            spoken: None,
            of: None,
            sort,
            named: false,
            gender: WordClass::NONE,
            told: false,
            age: None,
            roles: SmallVec::new(),
            styles: SmallVec::new(),
            count: 1,
            first: sentence,
            full: sentence,
            personal: 0,
            place: 0,
            called: None,
        }
    }

    /// Whether everybody calls a body so, whatever the article says: Nato, the alliance; Kattvik Airways, the airline.
    /// Nothing where nobody knows what it is called.
    pub(in crate::cast) fn is_called(&self, noun: u32) -> Option<bool> {
        self.called.as_ref().map(|called| called.contains(&noun))
    }

    /// Notes the gender that a title or noun tells. One that contradicts the given name (spokesman Hope Haro) leaves it
    /// open, unless it is a form of address.
    pub(in crate::cast) fn tell(&mut self, gender: WordClass, address: bool) {
        if gender == WordClass::NONE {
            return;
        }
        let contradicts = self.named && self.gender != WordClass::NONE && !self.gender.any(gender);
        self.told = address || !contradicts;
        self.gender = if self.told { gender } else { WordClass::NONE };
    }
}

/// Whether a body's name is a word of its own with what it is behind: Time Magazine, Sibinvest Group.
pub(in crate::cast) fn firm(document: &Document<'_>, entity: &Entity) -> bool {
    let item = |n: usize| entity.words.words.get(n).map(|w| &document.items[w.at]);
    let sort = WordClass::SUFFIX | WordClass::ORGANISATION | WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN;
    let own = WordClass::PLACE | WordClass::METONYM | WordClass::DEMONYM | WordClass::COMMON | WordClass::ORGANISATION;
    let outlet = item(1).is_some_and(|i| i.is(WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN));
    let own = if outlet { WordClass::PLACE | WordClass::DEMONYM } else { own };
    entity.words.words.len() == 2 && item(1).is_some_and(|i| i.is(sort)) && item(0).is_some_and(|i| !i.is(own))
}

/// The one gender that a word tells, if it tells one.
pub(in crate::cast) fn only_gender(class: WordClass) -> WordClass {
    match (class.any(WordClass::MALE), class.any(WordClass::FEMALE)) {
        (true, false) => WordClass::MALE,
        (false, true) => WordClass::FEMALE,
        _ => WordClass::NONE,
    }
}

/// The gender that some words tell: a title, a noun.
pub(in crate::cast) fn gender_of(document: &Document<'_>, words: Range<usize>) -> WordClass {
    // "Maj." is a rank, Maj a given name.
    let rank = |at: usize| {
        document.items[at].is(WordClass::FIRST_NAME)
            && document.items.get(at + 1).is_some_and(|next| next.kind == TokenKind::Stop)
    };
    words
        .filter(|&at| document.items[at].is(WordClass::TITLE | WordClass::PERSON) && !rank(at))
        .map(|at| only_gender(document.items[at].class))
        .rfind(|g| *g != WordClass::NONE)
        .unwrap_or(WordClass::NONE)
}

/// The nouns by which everybody calls a body of this name: by the whole of it, without the land at either end (Indonesia
/// AirAsia), or for a word in it (Kattvik Airways).
pub(super) fn called(analysis: &Analysis<'_>, parts: &Parts, name: &NameWords) -> Option<Box<[u32]>> {
    let (document, lexicon) = (analysis.document, analysis.lexicon);
    let [part] = parts.as_slice() else { return None };
    let land = WordClass::PLACE | WordClass::METONYM | WordClass::DEMONYM;
    let (mut start, mut end) = (part.start, part.end);
    while start + 1 < end && document.items[start].is(land) {
        start += 1;
    }
    while start + 1 < end && document.items[end - 1].is(land) {
        end -= 1;
    }
    let of = |items: std::ops::Range<usize>| lexicon.called(document.text_of(items));
    let nouns = of(part.clone()).or_else(|| if (start..end) == *part { None } else { of(start..end) });
    let hashes = |nouns: &str| nouns.split(' ').map(crate::lexicon::word_hash).collect::<Vec<u32>>();
    if let Some(nouns) = nouns {
        return Some(hashes(nouns).into());
    }
    // Army Radio is no army.
    if document.items[part.end - 1].is(WordClass::OUTLET_NOUN | WordClass::OUTLET_WORD) {
        return None;
    }
    let of_words: Vec<u32> =
        name.words.iter().filter_map(|w| lexicon.called_for(document.word(w.at))).flat_map(hashes).collect();
    (!of_words.is_empty()).then(|| of_words.into())
}
