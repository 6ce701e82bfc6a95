//! Who is who: every name of the document, gathered into people and bodies.
//!
//! Takes the mentions, gives the [`Cast`]: one [`Entity`] for each person or body that the article names, with the
//! fullest form of the name, and for every mention the entity that its words name. Names inside quotation marks are no
//! evidence: they stand in no mention. Pronouns and descriptions come later (see `discourse`).

use super::names::{NameWords, without_article};
use crate::attribution::Analysis;
use crate::document::{Document, Ending, TokenKind};
use crate::lexicon::WordClass;
use crate::mention::{Mention, MentionKind};
use crate::span::Span;
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Sort {
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
pub(super) struct Role {
    /// Its items, without leading article.
    pub words: Range<usize>,
    /// The head noun: what it is called, and what sort of office it is; see [`office`](super::roles::office).
    pub office: (u32, u32),
    /// How it was given; the least comes first when a row shows one.
    pub rank: u8,
}

/// The items of a name: one range, or two around a nickname in marks.
pub(super) type Parts = SmallVec<[Range<usize>; 2]>;

/// A few entities, by number.
type Ids = SmallVec<[u32; 4]>;

/// A person or body.
#[derive(Clone, Debug)]
pub(super) struct Entity {
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
    /// The age that stands behind the name.
    pub age: Option<u32>,
    /// Titles and descriptions.
    pub roles: SmallVec<[Role; 1]>,
    /// Mentions so far.
    pub count: u32,
    /// The sentence in which it is first named in full.
    pub first: usize,
    /// The sentence in which it was last named in full.
    pub full: usize,
    /// How much speaks for a person: a known given name, a title, an age.
    pub personal: u32,
    /// How often the name stood behind "in", "at" or "from".
    pub place: u32,
}

/// The most entities that a single word is compared with.
pub(super) const MOST_NAMESAKES: usize = 12;

/// Datelines that are looked at; a text has one, a collection of wire stories a few.
const MOST_DATELINES: usize = 16;

/// The entities that a phrase names, with the items of the name.
type Inside = SmallVec<[(u32, Range<usize>); 1]>;

/// The entities of a document.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// All, in order of their first full form.
    pub entities: Vec<Entity>,
    /// For every mention, the entity that its own words name.
    pub of: Vec<Option<u32>>,
    /// For every mention of a bare name, several entities that it can be; empty for most.
    pub namesakes: FxHashMap<usize, Vec<u32>>,
    /// For a mention that stands for another one, that one: an appositive for its name, the second half of a name with
    /// a nickname in it for the first.
    pub joined_to: FxHashMap<usize, usize>,
    /// For the first half of a name with a nickname in it, the second: `Anna "Rook"` and `Haro`.
    pub halves: FxHashMap<usize, usize>,
    /// For every mention the names that it holds beside its head's, see [`Cast::inside`].
    inside: Vec<Inside>,
    /// By the office of a title or an apposed phrase, the first few who are given it.
    pub holders: FxHashMap<u32, Ids>,
    by_word: FxHashMap<u32, Ids>,
    acronyms: FxHashMap<u32, u32>,
}

/// A name where it stands.
struct Found {
    mention: usize,
    parts: Parts,
    words: NameWords,
    sort: Sort,
    /// Inside the phrase of its mention, not its head.
    inner: bool,
}

/// Gathers the names of a document.
pub(super) fn cast(analysis: &Analysis<'_>) -> Cast {
    let count = analysis.mentions.len();
    let mut cast = Cast {
        // About one mention in three begins somebody new, half of them under a name of two words.
        entities: Vec::with_capacity(count / 3 + 8),
        of: vec![None; count],
        inside: vec![Inside::new(); count],
        by_word: FxHashMap::with_capacity_and_hasher(count / 4, Default::default()),
        ..Cast::default()
    };
    let (mut single, mut inner): (Vec<Found>, Vec<Found>) = (Vec::with_capacity(count / 8), Vec::new());
    let mut skip = usize::MAX;
    let datelines = datelines(analysis);
    for (number, mention) in analysis.mentions.iter().enumerate() {
        if datelines.iter().any(|d| d.contains(&number)) {
            continue;
        }
        inner_names(analysis, number, mention, &mut inner);
        for found in inner.drain(..) {
            if found.words.words.len() > 1 { cast.add_full(analysis, found) } else { single.push(found) }
        }
        if number == skip || !matches!(mention.kind, MentionKind::Name | MentionKind::Body) {
            continue;
        }
        let mut parts: Parts = smallvec![name_range(analysis, mention)];
        if let Some(next) = behind_nickname(analysis, number) {
            parts.push(name_range(analysis, &analysis.mentions[next]));
            cast.joined_to.insert(next, number);
            cast.halves.insert(number, next);
            skip = next;
        }
        let words = NameWords::read(analysis.document, &parts);
        let sort = if mention.kind == MentionKind::Body { Sort::Body } else { Sort::Person };
        let found = Found { mention: number, parts, words, sort, inner: false };
        if found.words.words.len() > 1 { cast.add_full(analysis, found) } else { single.push(found) }
    }
    for found in single {
        cast.add_single(analysis, found);
    }
    cast.plain_words(analysis);
    cast.complete(analysis);
    for (&first, &second) in &cast.halves {
        cast.of[second] = cast.of[first];
    }
    cast
}

/// The mentions that stand in datelines: places and agencies that nobody speaks of.
fn datelines(analysis: &Analysis<'_>) -> Vec<Range<usize>> {
    let document = analysis.document;
    let start = |m: &Mention| {
        let span = document.span(m.phrase.start()..m.phrase.start() + 1);
        document.view.to_original(span).first().map_or(0, |s| s.start)
    };
    document
        .layout
        .of(crate::document::RegionKind::Dateline)
        .take(MOST_DATELINES)
        .map(|region| {
            let from = analysis.mentions.partition_point(|m| start(m) < region.start);
            let to = analysis.mentions.partition_point(|m| start(m) < region.end);
            from..to
        })
        .collect()
}

/// The items that are the name of a mention: its core, for a body with the phrase that belongs to it.
fn name_range(analysis: &Analysis<'_>, mention: &Mention) -> Range<usize> {
    let document = analysis.document;
    let mut range = mention.core.items();
    if mention.kind == MentionKind::Body && mention.phrase.end() > range.end {
        range.end = mention.phrase.end();
    }
    if mention.kind == MentionKind::Body {
        range.start = owned(analysis, mention, range.start);
    }
    without_article(document, range)
}

/// Where the name of a body begins with whose it is: Ukraine's Prosecutor General's Office.
fn owned(analysis: &Analysis<'_>, mention: &Mention, start: usize) -> usize {
    let items = &analysis.document.items;
    if start < mention.phrase.start() + 2 || items[start - 1].kind != TokenKind::Clitic {
        return start;
    }
    // Cleveland's Plain Dealer: an outlet has a name of its own.
    let outlet = WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN;
    let own = start..mention.core.end();
    if items[own.clone()].iter().any(|i| i.is(outlet)) || analysis.document.outlet(analysis.lexicon, own).is_some() {
        return start;
    }
    let land = WordClass::PLACE | WordClass::METONYM;
    let from = (mention.phrase.start()..start - 1).find(|&at| items[at].capital).unwrap_or(start);
    let place = from < start && items[from..start - 1].iter().all(|i| i.capital) && items[start - 2].is(land);
    if place { from } else { start }
}

/// The mention behind a nickname in marks: Anna "Rook" Haro.
fn behind_nickname(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let (mention, next) = (&analysis.mentions[number], analysis.mentions.get(number + 1)?);
    let items = &analysis.document.items;
    if mention.kind != MentionKind::Name || next.kind != MentionKind::Name || next.phrase.start() != next.core.start() {
        return None;
    }
    let gap = mention.phrase.end()..next.phrase.start();
    let short = |at: usize| items[at].is_quote() && analysis.document.inside(&items[at]).len() <= 5;
    let quoted = gap.len() == 1 && short(gap.start);
    let bracketed =
        gap.len() == 3 && items[gap.start].kind == TokenKind::Open && items[gap.end - 1].kind == TokenKind::Close;
    (quoted || bracketed).then_some(number + 1)
}

/// Names inside a phrase that are not its head: Haro's lawyer, a spokesman for Anna Haro.
fn inner_names(analysis: &Analysis<'_>, number: usize, mention: &Mention, found: &mut Vec<Found>) {
    let items = &analysis.document.items;
    if matches!(mention.kind, MentionKind::Pronoun | MentionKind::Relative) || mention.phrase.len() < 2 {
        return;
    }
    let outer = mention.phrase.items();
    let core = if matches!(mention.kind, MentionKind::Name | MentionKind::Body) {
        name_range(analysis, mention)
    } else {
        0..0
    };
    let mut at = outer.start;
    while at < outer.end {
        if core.contains(&at) {
            at = core.end;
            continue;
        }
        if !capital(analysis, at) {
            at += 1;
            continue;
        }
        let from = at;
        while at < outer.end && !core.contains(&at) && (capital(analysis, at) || initial_stop(analysis, from, at)) {
            at += 1;
        }
        while at > from && items[at - 1].kind == TokenKind::Stop {
            at -= 1;
        }
        let mut range = from..at;
        at = at.max(from + 1);
        let titled = range.len() > 1 && items[range.start].is(WordClass::TITLE | WordClass::PERSON);
        while range.len() > 1
            && items[range.start].is(WordClass::TITLE | WordClass::PERSON | WordClass::DEMONYM)
            && !items[range.start].is(WordClass::FIRST_NAME)
        {
            range.start += 1;
            if items[range.start].kind == TokenKind::Stop && range.len() > 1 {
                range.start += 1;
            }
        }
        // State Department Inspector General Anna Haro: the name begins behind the office.
        let office = WordClass::TITLE | WordClass::PERSON;
        let behind = (range.start + 1..range.end.saturating_sub(1)).rev().find(|&at| {
            let before = if items[at - 1].kind == TokenKind::Stop { at.saturating_sub(2) } else { at - 1 };
            items[at].is(WordClass::FIRST_NAME)
                && before >= range.start
                && items[before].is(office)
                && !items[at].is(office)
        });
        let titled = titled || behind.is_some();
        range.start = behind.unwrap_or(range.start);
        let words = NameWords::read(analysis.document, std::slice::from_ref(&range));
        let given = items[range.start].is(WordClass::FIRST_NAME);
        let possessive = items.get(range.end).is_some_and(|i| i.kind == TokenKind::Clitic);
        // Only what looks like a person or a body begins somebody new here; anything else can but recall one.
        let several = words.words.len() > 1;
        let last = &items[range.end - 1];
        let body = several
            && !given
            && (last.is(WordClass::ORGANISATION | WordClass::SUFFIX | WordClass::OUTLET_WORD)
                || analysis.document.outlet(analysis.lexicon, range.clone()).is_some());
        let common = WordClass::COMMON
            | WordClass::PLACE
            | WordClass::METONYM
            | WordClass::ORGANISATION
            | WordClass::OUTLET_WORD;
        let plain = words.words.len() == 2 && possessive && !words.words.iter().any(|w| items[w.at].is(common));
        let person = several && !body && (given || titled || plain);
        if body {
            found.push(Found { mention: number, parts: smallvec![range], words, sort: Sort::Body, inner: true });
            continue;
        }
        let recalls = words.words.len() == 1 && (possessive || titled || range.start > outer.start);
        if person || recalls {
            found.push(Found { mention: number, parts: smallvec![range], words, sort: Sort::Person, inner: true });
        }
    }
}

fn capital(analysis: &Analysis<'_>, at: usize) -> bool {
    let item = &analysis.document.items[at];
    let function = WordClass::DETERMINER
        | WordClass::PREPOSITION
        | WordClass::CONJUNCTION
        | WordClass::POSSESSIVE
        | WordClass::SUBJECT_PRONOUN
        | WordClass::CALENDAR;
    item.kind == TokenKind::Word
        && item.capital
        && !item.is(function)
        && !(item.is(WordClass::COMMON) && !item.is(WordClass::FIRST_NAME) && starts_sentence(analysis, at))
}

pub(super) fn starts_sentence(analysis: &Analysis<'_>, at: usize) -> bool {
    let sentences = &analysis.document.sentences;
    sentences.binary_search_by_key(&at, |s| s.items.start).is_ok()
}

/// The stop of an initial or a title inside a name.
fn initial_stop(analysis: &Analysis<'_>, from: usize, at: usize) -> bool {
    let items = &analysis.document.items;
    items[at].kind == TokenKind::Stop
        && at > from
        && (analysis.document.word(at - 1).chars().count() == 1 || items[at - 1].is(WordClass::ABBREVIATION))
}

impl Cast {
    /// The entity of a mention, following the mention that completes it.
    pub(super) fn entity(&self, id: u32) -> &Entity {
        &self.entities[id as usize]
    }

    /// The entities that are named inside the phrase of a mention without being its head, with the items of the name:
    /// Haro's lawyer.
    pub(super) fn inside(&self, mention: usize) -> &[(u32, Range<usize>)] {
        &self.inside[mention]
    }

    /// Surnames that are words of the language too: Don Guardian, the mayor ... Guardian said.
    fn plain_words(&mut self, analysis: &Analysis<'_>) {
        let document = analysis.document;
        for (number, mention) in analysis.mentions.iter().enumerate() {
            let item = &document.items[mention.head];
            let kind = matches!(
                mention.kind,
                MentionKind::Person | MentionKind::Organisation | MentionKind::Document | MentionKind::Other
            );
            if !kind || mention.phrase.len() != 1 || !item.capital || self.of[number].is_some() {
                continue;
            }
            let Some(ids) = self.by_word.get(&super::names::key(document, mention.head)) else { continue };
            let mut known = ids.iter().take(MOST_NAMESAKES).copied().filter(|&id| {
                let entity = self.entity(id);
                let surname = entity.words.last().is_some_and(|w| document.items[w.at].hash == item.hash);
                surname && entity.sort == Sort::Person && entity.words.words.len() > 1 && entity.personal > 0
            });
            if let (Some(id), None) = (known.next(), known.next()) {
                self.of[number] = Some(id);
                self.entities[id as usize].count += 1;
            }
        }
    }

    /// Completes bare surnames by words inside quotation marks: a full name that stands nowhere else.
    fn complete(&mut self, analysis: &Analysis<'_>) {
        let document = analysis.document;
        let mut bare: FxHashMap<u32, u32> = FxHashMap::default();
        for (id, entity) in self.entities.iter().enumerate() {
            let one = entity.words.words.len() == 1 && entity.place == 0 && entity.spoken.is_none();
            if let Some(word) = entity.words.last().filter(|_| one && entity.sort == Sort::Person) {
                bare.insert(word.key, id as u32);
            }
        }
        if bare.is_empty() {
            return;
        }
        for part in document.quotes.iter().flat_map(|q| &q.parts) {
            for at in part.first..part.last.saturating_sub(1) {
                let given = &document.tokens[at];
                if !given.capital {
                    continue;
                }
                let mut next = at + 1;
                // An initial between: Anna K. Haro
                let letter = &document.tokens[next];
                if letter.capital && letter.end - letter.start == 1 && next + 2 < part.last {
                    next += if document.tokens[next + 1].kind == TokenKind::Stop { 2 } else { 1 };
                }
                let surname = &document.tokens[next];
                if next >= part.last || !surname.capital || surname.kind != TokenKind::Word {
                    continue;
                }
                let key = super::names::key_of(surname.text(document.text()), surname.hash);
                if !bare.contains_key(&key) {
                    continue;
                }
                let class = given.entry(document.text(), analysis.lexicon).class;
                if !class.any(WordClass::FIRST_NAME) {
                    continue;
                }
                if let Some(id) = bare.remove(&key) {
                    let entity = &mut self.entities[id as usize];
                    entity.spoken = Some(Span::new(given.start as usize, surname.end as usize));
                    entity.personal += 2;
                    if entity.gender == WordClass::NONE {
                        entity.gender = only_gender(class);
                    }
                }
            }
        }
    }

    /// The entity that has exactly these words as its name.
    pub(super) fn recall(&self, words: &NameWords) -> Option<u32> {
        let last = words.last()?;
        let same = |id: &u32| {
            let own = &self.entities[*id as usize].words.words;
            own.len() == words.words.len() && own.iter().zip(&words.words).all(|(a, b)| a.key == b.key)
        };
        let ids = self.by_word.get(&last.key)?;
        ids.iter().take(MOST_NAMESAKES).copied().find(same).or_else(|| self.acronyms.get(&last.key).copied())
    }

    /// Adds an entity; gives its number.
    pub(super) fn add(&mut self, entity: Entity) -> u32 {
        self.entities.push(entity);
        self.entities.len() as u32 - 1
    }

    /// A name of several words: the entity that it names, a new one if none agrees.
    fn add_full(&mut self, analysis: &Analysis<'_>, found: Found) {
        let document = analysis.document;
        let Some(last) = found.words.last() else { return };
        let sentence = analysis.mentions[found.mention].sentence;
        let same = self.by_word.get(&last.key).and_then(|ids| {
            ids.iter().rev().take(MOST_NAMESAKES).copied().find(|&id| {
                let entity = &self.entities[id as usize];
                let surname = entity.words.last().is_some_and(|w| w.key == last.key);
                surname && self.one(document, entity, &found, sentence)
            })
        });
        let id = match same.or_else(|| self.begun_by(document, &found)) {
            Some(id) => {
                self.take_form(document, id, &found);
                id
            }
            None => self.create(analysis, &found),
        };
        self.note(analysis, id, &found);
        if !found.inner || found.sort == Sort::Body {
            self.acronym(analysis, id, &found);
        }
    }

    /// The person whose name of three words or more two words begin, and nobody else's: Anna Petrovna, of Anna Petrovna Haro.
    fn begun_by(&self, document: &Document<'_>, found: &Found) -> Option<u32> {
        let [first, second] = found.words.words.as_slice() else { return None };
        let item = |w: &super::names::NameWord| &document.items[w.at];
        let plain = WordClass::COMMON | WordClass::NOUN | WordClass::VERB | WordClass::ADVERB | WordClass::ADJECTIVE;
        let begins = |&id: &u32| {
            let entity = self.entity(id);
            let own = &entity.words.words;
            found.sort == Sort::Person
                && entity.sort == Sort::Person
                && own.len() > 2
                && !own[1].initial
                && entity.words.last().is_some_and(|w| !item(&w).is(plain) && item(&w).ending != Ending::Ing)
                && (own[0].key, own[1].key) == (first.key, second.key)
        };
        let mut fit = self.by_word.get(&first.key)?.iter().take(MOST_NAMESAKES).copied().filter(begins);
        let (id, None) = (fit.next()?, fit.next()) else { return None };
        Some(id)
    }

    /// Whether a name of several words in a sentence can be that of an entity with the same last word.
    fn one(&self, document: &Document<'_>, entity: &Entity, found: &Found, sentence: usize) -> bool {
        let (own, words) = (&entity.words, &found.words);
        // In a name of four words the last is no surname that tells a body.
        let bodies = entity.sort == Sort::Body || found.sort == Sort::Body;
        if bodies {
            let owners = owner(document, &entity.parts) == owner(document, &found.parts);
            return owners && (own.same_body(document, words) || own.words == words.words);
        }
        // George Haro said. George Lee Halvern did not: two full forms in one breath are of two people.
        let spelled = |n: &NameWords| n.words.iter().filter(|w| !w.initial).count();
        let breath = sentence - entity.full.min(sentence) <= 1 && own.words.len() > 1;
        own.agrees(document, words) && !(breath && spelled(own) != spelled(words) && same_first(own, words))
    }

    /// A name of one word: who has it as surname, as given name, as acronym; somebody new if nobody has.
    fn add_single(&mut self, analysis: &Analysis<'_>, found: Found) {
        let document = analysis.document;
        let Some(word) = found.words.last() else { return };
        let mention = &analysis.mentions[found.mention];
        let role_female = gender_of(document, mention.role.items());
        let mut fit: Vec<u32> = Vec::new();
        let mut given: Vec<u32> = Vec::new();
        if let Some(ids) = self.by_word.get(&word.key) {
            for &id in ids.iter().take(MOST_NAMESAKES) {
                let entity = &self.entities[id as usize];
                let clash = role_female != WordClass::NONE
                    && entity.gender != WordClass::NONE
                    && !entity.gender.any(role_female);
                if clash {
                    continue;
                }
                if entity.words.last().is_some_and(|w| w.key == word.key) {
                    fit.push(id);
                } else if entity.words.first().is_some_and(|w| w.key == word.key)
                    && (entity.sort == Sort::Person || firm(document, entity))
                {
                    given.push(id);
                }
            }
        }
        // "Mr. Anna" is no Anna Haro; "Anna" and "Dame Anna" are.
        let address =
            || matches!(document.word(mention.role.end() - 1), "Sir" | "Dame" | "Prince" | "Princess" | "Sheikh");
        if fit.is_empty() && (mention.role.is_empty() || found.inner || address()) {
            fit = given;
        }
        if fit.is_empty()
            && document.items[word.at].upper
            && let Some(&id) = self.acronyms.get(&document.items[word.at].hash)
        {
            fit.push(id);
        }
        // A place or body of one word is nobody's surname where it is also a name of its own.
        let id = match fit.as_slice() {
            [] if found.inner => return,
            [] => self.create(analysis, &found),
            [id] => *id,
            many => {
                if !found.inner {
                    self.namesakes.insert(found.mention, many.to_vec());
                }
                return;
            }
        };
        self.note(analysis, id, &found);
    }

    fn create(&mut self, analysis: &Analysis<'_>, found: &Found) -> u32 {
        let document = analysis.document;
        let first = found.words.words.first().map(|w| &document.items[w.at]);
        let mut gender = WordClass::NONE;
        let mut personal = 0;
        if let Some(first) = first.filter(|f| f.is(WordClass::FIRST_NAME))
            && found.sort == Sort::Person
        {
            gender = only_gender(first.class);
            personal = if found.words.words.len() > 1 { 2 } else { 1 };
        }
        let mut sort = found.sort;
        if found.parts.len() == 1 && document.outlet(analysis.lexicon, found.parts[0].clone()).is_some() {
            (sort, gender, personal) = (Sort::Body, WordClass::NONE, 0);
        }
        // "arch-foe Azerbaijan": a land, whatever it is called; but President Lincoln.
        let role = analysis.mentions[found.mention].role.items();
        let titled = role.clone().any(|at| document.items[at].is(WordClass::TITLE));
        if let ([only], false, false) = (found.words.words.as_slice(), titled, found.inner) {
            let item = &document.items[only.at];
            if item.is(WordClass::METONYM) && !item.is(WordClass::FIRST_NAME) {
                sort = Sort::Body;
            }
        }
        let id = self.add(Entity {
            parts: found.parts.clone(),
            words: found.words.clone(),
            members: Vec::new(),
            spoken: None,
            of: None,
            sort,
            named: true,
            gender,
            told: false,
            age: None,
            roles: SmallVec::new(),
            count: 0,
            first: analysis.mentions[found.mention].sentence,
            full: analysis.mentions[found.mention].sentence,
            personal,
            place: 0,
        });
        for word in &found.words.words {
            let ids = self.by_word.entry(word.key).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
        id
    }

    /// Takes a form of the name as the fullest if it says more: a given name for an initial, one more name.
    fn take_form(&mut self, document: &Document<'_>, id: u32, found: &Found) {
        let entity = &mut self.entities[id as usize];
        if found.words.fuller(document, &entity.words) {
            entity.parts.clone_from(&found.parts);
            entity.words.clone_from(&found.words);
            for word in &found.words.words {
                let ids = self.by_word.entry(word.key).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        if entity.gender == WordClass::NONE
            && entity.sort == Sort::Person
            && let Some(first) = found.words.first()
        {
            entity.gender = only_gender(document.items[first.at].class);
        }
    }

    /// Notes a mention of an entity and what stands around it.
    fn note(&mut self, analysis: &Analysis<'_>, id: u32, found: &Found) {
        let document = analysis.document;
        let mention = &analysis.mentions[found.mention];
        if found.inner {
            self.inside[found.mention].push((id, found.parts[0].clone()));
        } else {
            self.of[found.mention] = Some(id);
        }
        let entity = &mut self.entities[id as usize];
        entity.count += 1;
        if found.words.words.len() > 1 {
            entity.full = mention.sentence;
        }
        let before = found.parts[0].start.checked_sub(1).map(|b| &document.items[b]);
        if before.is_some_and(|b| b.is(WordClass::PREPOSITION)) && found.words.words.len() == 1 {
            let word = document.word(found.parts[0].start - 1);
            entity.place += u32::from(matches!(word, "in" | "In" | "at" | "At" | "near" | "from" | "From"));
        }
        if !found.inner && !mention.role.is_empty() {
            let gender = gender_of(document, mention.role.items());
            if gender != WordClass::NONE {
                entity.gender = gender;
                entity.told = true;
            }
            entity.personal += 2;
        }
    }

    /// The capitals of a body's name as its short form; the one in brackets behind it counts whatever its letters.
    fn acronym(&mut self, analysis: &Analysis<'_>, id: u32, found: &Found) {
        let document = analysis.document;
        let items = &document.items;
        let end = found.parts.last().map_or(0, |p| p.end);
        if items.get(end).is_some_and(|i| i.kind == TokenKind::Open)
            && items.get(end + 2).is_some_and(|i| i.kind == TokenKind::Close)
            && items[end + 1].capital
        {
            self.acronyms.insert(items[end + 1].hash, id);
        }
        if self.entities[id as usize].personal > 1 {
            return;
        }
        let mut letters = String::new();
        for at in found.parts.iter().cloned().flatten() {
            if items[at].capital && items[at].kind == TokenKind::Word {
                letters.extend(document.word(at).chars().next().map(|c| c.to_ascii_lowercase()));
            }
        }
        if letters.len() >= 2 {
            self.acronyms.entry(crate::document::tokens::word_hash(&letters)).or_insert(id);
        }
    }
}

/// Whether a body's name is a word of its own with what it is behind: Time Magazine, Sibinvest Group.
fn firm(document: &Document<'_>, entity: &Entity) -> bool {
    let item = |n: usize| entity.words.words.get(n).map(|w| &document.items[w.at]);
    let sort = WordClass::SUFFIX | WordClass::ORGANISATION | WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN;
    let own = WordClass::PLACE | WordClass::METONYM | WordClass::DEMONYM | WordClass::COMMON | WordClass::ORGANISATION;
    let outlet = item(1).is_some_and(|i| i.is(WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN));
    let own = if outlet { WordClass::PLACE | WordClass::DEMONYM } else { own };
    entity.words.words.len() == 2 && item(1).is_some_and(|i| i.is(sort)) && item(0).is_some_and(|i| !i.is(own))
}

/// Whether two names begin with the same word.
fn same_first(a: &NameWords, b: &NameWords) -> bool {
    a.first().map(|w| w.key) == b.first().map(|w| w.key)
}

/// The place whose body a name says it is: Ghana's Football Association; 0 for none.
fn owner(document: &Document<'_>, parts: &Parts) -> u32 {
    let Some(part) = parts.first() else { return 0 };
    let clitic = part.clone().find(|&at| document.items[at].kind == TokenKind::Clitic);
    clitic.map_or(0, |at| document.items[at - 1].hash)
}

/// The one gender that a word tells, if it tells one.
pub(super) fn only_gender(class: WordClass) -> WordClass {
    match (class.any(WordClass::MALE), class.any(WordClass::FEMALE)) {
        (true, false) => WordClass::MALE,
        (false, true) => WordClass::FEMALE,
        _ => WordClass::NONE,
    }
}

/// The gender that some words tell: a title, a noun.
pub(super) fn gender_of(document: &Document<'_>, words: Range<usize>) -> WordClass {
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
