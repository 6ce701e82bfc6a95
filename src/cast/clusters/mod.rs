//! Who is who: every name of the document, gathered into people and bodies.
//!
//! Takes the mentions, gives the [`Cast`]: one [`Entity`] for each person or body that the article names, with the
//! fullest form of the name, and for every mention the entity that its words name. Names inside quotation marks are no
//! evidence: they stand in no mention. Pronouns and descriptions come later (see `discourse`).

mod entity;
mod gather;
mod inner;

pub(in crate::cast) use entity::{Entity, Parts, Role, Sort, gender_of, only_gender};
pub(in crate::cast) use inner::starts_sentence;

use crate::attribution::Analysis;
use crate::cast::names::{NameWord, NameWords, without_article};
use crate::document::{Document, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use crate::mention::{ItemRange, Mention, MentionKind};
use crate::span::Span;
use inner::inner_names;
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

/// A few entities, by number.
type Ids = SmallVec<[u32; 4]>;

/// The most entities that a single word is compared with.
pub(in crate::cast) const MOST_NAMESAKES: usize = 12;

/// Datelines that are looked at; a text has one, a collection of wire stories a few.
const MOST_DATELINES: usize = 16;

/// The entities that a phrase names, with the items of the name.
type Inside = SmallVec<[(u32, Range<usize>); 1]>;

/// The entities of a document.
#[derive(Debug, Default)]
pub(in crate::cast) struct Cast {
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
    /// The names that mentions hold beside their heads', see [`Cast::inside`], and for every mention which of these are
    /// its own, plus one; 0 for most.
    inside: Vec<Inside>,
    inside_of: Vec<u32>,
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

/// A name of one word, as it is kept until those of several are known.
struct Single {
    mention: u32,
    parts: SmallVec<[ItemRange; 2]>,
    word: Option<NameWord>,
    generation: u32,
    sort: Sort,
    inner: bool,
}

impl From<Found> for Single {
    fn from(found: Found) -> Single {
        let Found { mention, parts, words, sort, inner } = found;
        let parts = parts.into_iter().map(ItemRange::from).collect();
        let NameWords { words, generation } = words;
        Single { mention: mention as u32, parts, word: words.into_iter().next(), generation, sort, inner }
    }
}

impl From<Single> for Found {
    fn from(single: Single) -> Found {
        let Single { mention, parts, word, generation, sort, inner } = single;
        let words = NameWords { words: word.into_iter().collect(), generation };
        Found { mention: mention as usize, parts: parts.iter().map(|part| part.items()).collect(), words, sort, inner }
    }
}

/// Gathers the names of a document.
pub(in crate::cast) fn cast(analysis: &Analysis<'_>) -> Cast {
    let count = analysis.mentions.len();
    let mut cast = Cast {
        // About one mention in three begins somebody new, half of them under a name of two words.
        entities: Vec::with_capacity(count / 3 + 8),
        of: vec![None; count],
        inside_of: vec![0; count],
        by_word: FxHashMap::with_capacity_and_hasher(count / 4, Default::default()),
        ..Cast::default()
    };
    let (mut single, mut inner): (Vec<Single>, Vec<Found>) = (Vec::with_capacity(count / 8), Vec::new());
    let mut skip = usize::MAX;
    let datelines = datelines(analysis);
    for (number, mention) in analysis.mentions.iter().enumerate() {
        if datelines.iter().any(|d| d.contains(&number)) {
            continue;
        }
        inner_names(analysis, number, mention, &mut inner);
        for found in inner.drain(..) {
            if found.words.words.len() > 1 { cast.add_full(analysis, found) } else { single.push(found.into()) }
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
        } else if let Some(surname) = shared_surname(analysis, &cast, number) {
            parts.push(surname);
        }
        let words = NameWords::read(analysis.document, &parts);
        let sort = if mention.kind == MentionKind::Body { Sort::Body } else { Sort::Person };
        let found = Found { mention: number, parts, words, sort, inner: false };
        if found.words.words.len() > 1 { cast.add_full(analysis, found) } else { single.push(found.into()) }
    }
    for found in single {
        cast.add_single(analysis, found.into());
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

/// The surname that a given name shares with the full one behind "and": Ada and Piet Rusk; not of one whom the article
/// names in full before: Anna Haro left. Anna and Piet Rusk stayed.
fn shared_surname(analysis: &Analysis<'_>, cast: &Cast, number: usize) -> Option<Range<usize>> {
    let document = analysis.document;
    let (mention, next) = (&analysis.mentions[number], analysis.mentions.get(number + 1)?);
    let named = |m: &Mention| m.kind == MentionKind::Name && m.role.is_empty() && !m.possessive;
    let given = |at: usize| document.items[at].is(WordClass::FIRST_NAME) && !document.items[at].upper;
    let (first, core) = (mention.head, next.core.items());
    let beside =
        next.phrase.start() == mention.phrase.end() + 1 && document.is_any(next.phrase.start() - 1, listed!["and"]);
    let full = core.len() == 2 && given(core.start) && !document.items[core.start + 1].is(WordClass::PLACE);
    if !beside || !full || !named(mention) || !named(next) || mention.core.len() != 1 || !given(first) {
        return None;
    }
    let key = crate::cast::names::key(document, first);
    let known = |&id: &u32| cast.entity(id).words.first().is_some_and(|w| w.key == key);
    let elsewhere = cast.by_word.get(&key).is_some_and(|ids| ids.iter().take(MOST_NAMESAKES).any(known));
    (!elsewhere).then_some(core.start + 1..core.end)
}

impl Cast {
    /// The entity of a mention, following the mention that completes it.
    #[inline]
    pub(in crate::cast) fn entity(&self, id: u32) -> &Entity {
        &self.entities[id as usize]
    }

    /// The entities that are named inside the phrase of a mention without being its head, with the items of the name:
    /// Haro's lawyer.
    pub(in crate::cast) fn inside(&self, mention: usize) -> &[(u32, Range<usize>)] {
        match self.inside_of[mention] {
            0 => &[],
            number => &self.inside[number as usize - 1],
        }
    }

    /// Whether a word is of the name of somebody whom the article speaks of as a person.
    pub(in crate::cast) fn is_person(&self, document: &Document<'_>, at: usize) -> bool {
        let ids = self.by_word.get(&crate::cast::names::key(document, at)).into_iter().flatten();
        let person = |&id: &u32| self.entity(id).sort == Sort::Person && self.entity(id).personal > 0;
        ids.take(MOST_NAMESAKES).any(person)
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
            let Some(ids) = self.by_word.get(&crate::cast::names::key(document, mention.head)) else { continue };
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
                let key = crate::cast::names::key_of(surname.text(document.text()), surname.hash);
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
    pub(in crate::cast) fn recall(&self, words: &NameWords) -> Option<u32> {
        let last = words.last()?;
        let same = |id: &u32| {
            let own = &self.entities[*id as usize].words.words;
            own.len() == words.words.len() && own.iter().zip(&words.words).all(|(a, b)| a.key == b.key)
        };
        let ids = self.by_word.get(&last.key)?;
        ids.iter().take(MOST_NAMESAKES).copied().find(same).or_else(|| self.acronyms.get(&last.key).copied())
    }

    /// Adds an entity; gives its number.
    pub(in crate::cast) fn add(&mut self, entity: Entity) -> u32 {
        self.entities.push(entity);
        self.entities.len() as u32 - 1
    }
}
