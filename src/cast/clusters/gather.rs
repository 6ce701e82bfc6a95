//! Which names are of one person or body: the rules by which the forms of a name are gathered.
//!
//! Takes a name where it stands, adds it to the entity that it agrees with, or as somebody new.

use super::entity::{called, firm, gender_of, only_gender};
use super::{Cast, Entity, Found, Inside, MOST_NAMESAKES, Parts, Sort};
use crate::attribution::Analysis;
use crate::cast::names::{NameWord, NameWords};
use crate::cast::roles;
use crate::document::{Document, Ending, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::mention::Mention;

/// How many titles of somebody are kept.
const MOST_STYLES: usize = 4;

impl Cast {
    /// A name of several words: the entity that it names, a new one if none agrees.
    pub(super) fn add_full(&mut self, analysis: &Analysis<'_>, found: Found) {
        let document = analysis.document;
        let Some(last) = found.words.last() else { return };
        let sentence = analysis.mentions[found.mention].sentence;
        let same = self.by_word.get(&last.key).and_then(|ids| {
            let fits = |id: &u32| {
                let entity = &self.entities[*id as usize];
                let surname = entity.words.last().is_some_and(|w| w.key == last.key);
                surname && self.one(document, entity, &found, sentence)
            };
            let near = || ids.iter().rev().take(MOST_NAMESAKES).copied().filter(fits);
            let generation = |id: &u32| self.entities[*id as usize].words.generation == found.words.generation;
            near().find(generation).or_else(|| near().next())
        });
        let same = same.or_else(|| self.begun_by(document, &found)).or_else(|| self.abbreviated(document, &found));
        let id = match same {
            Some(id) => {
                self.take_form(analysis, id, &found);
                id
            }
            None => self.create(analysis, &found),
        };
        self.note(analysis, id, &found);
        if !found.inner || found.sort == Sort::Body {
            self.acronym(analysis, id, &found);
        }
        if !found.inner {
            self.office_letters(analysis, id, found.mention);
        }
    }

    /// The person whose name of three words or more two words begin, and nobody else's: Anna Petrovna, of Anna Petrovna Haro.
    fn begun_by(&self, document: &Document<'_>, found: &Found) -> Option<u32> {
        let [first, second] = found.words.words.as_slice() else { return None };
        let item = |w: &NameWord| &document.items[w.at];
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

    /// The body whose name another one abbreviates in part, in either order: the Ostmark Independent System Operator,
    /// Ostmark ISO.
    fn abbreviated(&self, document: &Document<'_>, found: &Found) -> Option<u32> {
        let first = found.words.words.first()?;
        let fits = |&id: &u32| {
            let own = &self.entity(id).words;
            abbreviates(document, own, &found.words) || abbreviates(document, &found.words, own)
        };
        self.by_word.get(&first.key)?.iter().take(MOST_NAMESAKES).copied().find(fits)
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
        // President Judd Haro ... his son, Judd Haro Jr.: who comes second with the letters is another, but for a headline.
        let son = words.generation != 0 && own.generation == 0 && own.words.len() > 1 && entity.first > 0;
        own.agrees(document, words) && !son && !(breath && spelled(own) != spelled(words) && same_first(own, words))
    }

    /// Those who have a word for their surname, those who have it for a given name, and those who have it between the two:
    /// Goh, of Melvin Goh Jun Kai; Huamani, of Celestina Huamani Rojas; but not Maria, of Anna Maria Haro.
    fn bearers(
        &self,
        document: &Document<'_>,
        mention: &Mention,
        found: &Found,
        word: &NameWord,
    ) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
        let role_female = gender_of(document, mention.role.items());
        let article = !found.inner
            && mention.core.start() == mention.phrase.start() + 1
            && document.is_any(mention.phrase.start(), listed!["the", "The"]);
        let mut fit: Vec<u32> = Vec::new();
        let mut given: Vec<u32> = Vec::new();
        let mut inner: Vec<u32> = Vec::new();
        let family = only_gender(document.items[word.at].class) == WordClass::NONE && !word.initial;
        for &id in self.by_word.get(&word.key).into_iter().flatten().take(MOST_NAMESAKES) {
            let entity = &self.entities[id as usize];
            let clash =
                role_female != WordClass::NONE && entity.gender != WordClass::NONE && !entity.gender.any(role_female);
            // The Louvre, where the article has its Amis du Louvre: what the article names by its last word is no friend of it.
            if clash || article && entity.words.governed(document) {
                continue;
            }
            if entity.words.last().is_some_and(|w| w.key == word.key) {
                fit.push(id);
            } else if entity.words.first().is_some_and(|w| w.key == word.key)
                && (entity.sort == Sort::Person || firm(document, entity))
            {
                given.push(id);
            } else if family && (3..=4).contains(&entity.words.words.len()) && entity.sort == Sort::Person {
                inner.push(id);
            }
        }
        (fit, given, inner)
    }

    /// A name of one word: who has it as surname, as given name, as acronym; somebody new if nobody has.
    pub(super) fn add_single(&mut self, analysis: &Analysis<'_>, found: Found) {
        let document = analysis.document;
        let Some(word) = found.words.last() else { return };
        let mention = &analysis.mentions[found.mention];
        let (mut fit, mut given, inner) = self.bearers(document, mention, &found, &word);
        // "Mr. Anna" is no Anna Haro; "Anna" and "Dame Anna" are.
        let address = || document.is_any_case(mention.role.end() - 1, &rule_words::GIVEN_NAME_TITLE);
        // SibAir is neither of SibAir Cargo and SibAir Holding; Anna can be one of two Annas, Kwak one of two of the family.
        let person = |entity: &Entity| {
            let joined = |w: NameWord| document.word(w.at).contains('-');
            entity.personal > 0 || entity.sort == Sort::Person && entity.words.last().is_some_and(joined)
        };
        let people = || given.iter().all(|&id| person(&self.entities[id as usize]));
        if given.len() > 1 && !document.items[word.at].is(WordClass::FIRST_NAME) && !people() {
            given.clear();
        }
        if fit.is_empty() && (mention.role.is_empty() || found.inner || address()) {
            fit = given;
        }
        if fit.is_empty() && inner.len() == 1 {
            fit = inner;
        }
        if fit.is_empty()
            && document.items[word.at].upper
            && let Some(&id) = self.acronyms.get(&document.items[word.at].hash)
        {
            fit.push(id);
        }
        // A place or body of one word is nobody's surname where it is also a name of its own.
        let id = match fit.as_slice() {
            // Six planes from Boeing: a name that everybody knows needs no other mention.
            [] if found.inner && !known(analysis, &found) => return,
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
        if sort == Sort::Person && !titled && personal == 0 {
            let body = known(analysis, found).then_some(Sort::Body);
            sort = body.or_else(|| impersonal(document, &found.words)).unwrap_or(sort);
        }
        let sentence = analysis.mentions[found.mention].sentence;
        let id = self.add(Entity {
            named: true,
            gender,
            count: 0,
            personal,
            called: if personal == 0 { called(analysis, &found.parts, &found.words) } else { None },
            ..Entity::new(found.parts.clone(), found.words.clone(), sort, sentence)
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
    fn take_form(&mut self, analysis: &Analysis<'_>, id: u32, found: &Found) {
        let document = analysis.document;
        let entity = &mut self.entities[id as usize];
        if found.words.fuller(document, &entity.words) {
            entity.parts.clone_from(&found.parts);
            entity.words.clone_from(&found.words);
            if entity.personal == 0 {
                entity.called = called(analysis, &found.parts, &found.words);
            }
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
            let number = &mut self.inside_of[found.mention];
            if *number == 0 {
                self.inside.push(Inside::new());
                *number = self.inside.len() as u32;
            }
            self.inside[*number as usize - 1].push((id, found.parts[0].clone()));
        } else {
            self.of[found.mention] = Some(id);
        }
        let entity = &mut self.entities[id as usize];
        entity.count += 1;
        if found.words.words.len() > 1 {
            entity.full = mention.sentence;
        }
        let before = found.parts[0].start.checked_sub(1).map(|b| &document.items[b]);
        let given = found.words.first().is_some_and(|w| document.items[w.at].is(WordClass::FIRST_NAME));
        let one = found.words.words.len() == 1;
        if before.is_some_and(|b| b.is(WordClass::PREPOSITION)) && (one || !given) {
            let word = document.word(found.parts[0].start - 1);
            let beside = || one && matches!(word, "at" | "At" | "from" | "From");
            entity.place += u32::from(matches!(word, "in" | "In" | "near") || beside());
        }
        if !found.inner && !mention.role.is_empty() {
            let gender = gender_of(document, mention.role.items());
            entity.tell(gender, roles::courtesy(document.word(mention.role.start())));
            entity.personal += 2;
            for title in mention.role.items().map(|at| &document.items[at]).filter(|i| i.is(WordClass::TITLE)) {
                if !entity.styles.contains(&title.hash) && entity.styles.len() < MOST_STYLES {
                    entity.styles.push(title.hash);
                }
            }
        }
    }

    /// The capitals of an office of three words and more before a name as what its holder is called: the DFO, of Divisional
    /// Forest Officer Anna Haro.
    fn office_letters(&mut self, analysis: &Analysis<'_>, id: u32, mention: usize) {
        let document = analysis.document;
        let role = analysis.mentions[mention].role.items();
        let words = role.filter(|&at| document.items[at].capital && document.items[at].kind == TokenKind::Word);
        let first = words.filter_map(|at| document.word(at).chars().next()).map(|c| c.to_ascii_lowercase());
        let letters: String = first.collect();
        if letters.len() > 2 {
            self.acronyms.entry(crate::document::tokens::word_hash(&letters)).or_insert(id);
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

/// Whether a name is that of a body that everybody knows.
fn known(analysis: &Analysis<'_>, found: &Found) -> bool {
    let [part] = found.parts.as_slice() else { return false };
    let first = &analysis.document.items[part.start];
    first.capital
        && !first.is(WordClass::FIRST_NAME)
        && analysis.lexicon.called(analysis.document.text_of(part.clone())).is_some()
}

/// What a name without title and given name is, where its words tell that it is nobody's: arch-foe Azerbaijan, Ostmark
/// Democrats, West Antarctica.
fn impersonal(document: &Document<'_>, name: &NameWords) -> Option<Sort> {
    let item = |w: &NameWord| &document.items[w.at];
    let last = item(name.words.last()?);
    let land = WordClass::METONYM | WordClass::PLACE | WordClass::DEMONYM;
    if last.is(WordClass::FIRST_NAME) {
        return None;
    }
    if name.words.len() == 1 {
        return last.is(WordClass::METONYM).then_some(Sort::Body);
    }
    let body = last.is(WordClass::ORGANISATION | WordClass::SUFFIX);
    if !body && last.is(WordClass::GROUP | WordClass::PERSONS) && last.ending == Ending::S {
        return Some(Sort::People);
    }
    let places = last.is(WordClass::METONYM | WordClass::PLACE)
        && name.words.iter().all(|w| item(w).is(land | WordClass::ADJECTIVE | WordClass::COMMON));
    (body || places).then_some(Sort::Body)
}

/// Whether a name ends with the first letters of what stands behind the same beginning in a longer one.
fn abbreviates(document: &Document<'_>, short: &NameWords, long: &NameWords) -> bool {
    let Some((last, begin)) = short.words.split_last() else { return false };
    let acronym = document.word(last.at);
    let letters = acronym.len();
    if !document.items[last.at].upper || !(3..=6).contains(&letters) || begin.is_empty() {
        return false;
    }
    let capital = |w: &&NameWord| document.items[w.at].capital;
    let mut rest = long.words.iter();
    if !begin.iter().all(|w| rest.next().is_some_and(|l| l.key == w.key)) {
        return false;
    }
    let initials: String = rest.filter(capital).filter_map(|w| document.word(w.at).chars().next()).collect();
    initials.len() >= letters && initials.starts_with(acronym)
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
