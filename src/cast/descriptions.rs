//! Descriptions: the minister, the company, the 34-year-old.
//!
//! Takes a description and the walk so far, gives the person or body that it stands for: one who has that title or role,
//! a body whose name has that noun, an earlier and longer description. A description that stands for nobody named is
//! somebody of its own.

use super::clusters::{Entity, Parts, Role, Sort, gender_of};
use super::discourse::{Form, LOOK_BACK, Place, Referent, Walk, place, sort_of};
use super::names::{NameWords, without_article};
use super::pairs;
use super::ranking::{Answers, Asked, Candidate, Choice, choose, gather};
use super::roles;
use super::weights::{Question, Task};
use crate::document::TokenKind;
use crate::document::tokens::word_hash;
use crate::lexicon::WordClass;
use crate::lexicon::set::{Words, listed};
use crate::mention::{Mention, MentionKind};
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

/// Finds whom a description stands for, and notes of which land it says that somebody is: the Turkish minister.
pub(super) fn resolve(walk: &mut Walk<'_, '_>, number: usize) -> Choice {
    let found = find(walk, number);
    let mention = &walk.analysis.mentions[number];
    if let Referent::Entity(id) = found.referent
        && mention.kind == MentionKind::Person
        && walk.cast.entity(id).named
        && lands(walk, mention.phrase.start()..mention.head).next().is_some()
    {
        let words = without_article(walk.analysis.document, mention.phrase.items());
        let office = roles::office(walk.analysis.document, mention.head);
        roles::note(&mut walk.cast, id, Role { words, office, rank: u8::MAX });
    }
    found
}

fn find(walk: &mut Walk<'_, '_>, number: usize) -> Choice {
    let mention = &walk.analysis.mentions[number];
    if let Some(found) = pairs::resolve(walk, number) {
        return sure(Referent::Entity(found));
    }
    let Some(sort) = sort_of(walk.analysis, mention) else {
        return sure(if walk.speaks[number] { introduce(walk, number, Sort::Body) } else { Referent::Nobody });
    };
    if sort == Sort::Body
        && let Some(id) = apposed(walk, number)
    {
        return sure(Referent::Entity(id));
    }
    if definite(walk, mention) {
        if sort == Sort::Document
            && let Some(id) = author(walk, number)
        {
            return Choice { referent: Referent::Entity(id), probability: AUTHOR };
        }
        let found = ranked(walk, number, sort);
        if found.referent != Referent::Nobody {
            return found;
        }
        return Choice { referent: own(walk, number, sort), ..found };
    }
    sure(own(walk, number, sort))
}

/// How likely a letter speaks for the one who wrote, as it is taken to.
const AUTHOR: f32 = 0.8;

/// What no ranking was needed for.
fn sure(referent: Referent) -> Choice {
    Choice { referent, probability: 1.0 }
}

/// Whom a description that recalls nobody introduces, or names by its own words.
fn own(walk: &mut Walk<'_, '_>, number: usize, sort: Sort) -> Referent {
    let mention = &walk.analysis.mentions[number];
    if sort == Sort::Person
        && let Some(id) = told_later(walk, number)
    {
        return Referent::Entity(id);
    }
    // "took office": a bare noun introduces nobody.
    if sort == Sort::Body && mention.phrase.len() == 1 && !walk.speaks[number] && !mention.possessive {
        let item = &walk.analysis.document.items[mention.head];
        if !item.capital && !item.is(WordClass::GROUP | WordClass::PERSONS) {
            return Referent::Nobody;
        }
    }
    if sort == Sort::Person
        && let Some(id) = named_next(walk, number).or_else(|| only_holder(walk, number))
    {
        return Referent::Entity(id);
    }
    let owner = pronoun_owner(walk, number);
    let Some(key) = possession(walk, number, owner).filter(|_| sort == Sort::Body) else {
        return introduce(walk, number, sort);
    };
    if let Some(&id) = walk.possessions.get(&key) {
        // The fullest form: Anna Haro's campaign, not Haro's campaign.
        let words = without_article(walk.analysis.document, mention.phrase.items());
        let entity = &mut walk.cast.entities[id as usize];
        if owner.is_none() && (entity.of.is_some() || entity.parts.first().is_some_and(|p| p.len() < words.len())) {
            entity.parts = smallvec![words];
            entity.of = None;
        }
        return Referent::Entity(id);
    }
    let introduced = introduce(walk, number, sort);
    if let Referent::Entity(id) = introduced {
        walk.cast.entities[id as usize].of = owner;
        walk.possessions.insert(key, id);
    }
    introduced
}

/// The person whose the pronoun before a description says it is: her campaign, his wife.
fn pronoun_owner(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let start = walk.analysis.mentions[number].phrase.start();
    let item = &walk.analysis.document.items[start];
    if !item.is(WordClass::POSSESSIVE) || !item.is(WordClass::MALE | WordClass::FEMALE) {
        return None;
    }
    match walk.possessor(start) {
        Referent::Entity(id) => {
            let entity = walk.cast.entity(id);
            (entity.named && entity.words.words.len() > 1 && entity.personal > 1).then_some(id)
        }
        _ => None,
    }
}

/// How many paragraphs on somebody who was only described is named.
const NAMED_WITHIN: usize = 2;

/// The person who speaks next and whom the article introduces there by nothing but the name: a naval engineer told the
/// court. "...," Ada Monte said.
fn named_next(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let analysis = walk.analysis;
    let document = analysis.document;
    let mention = &analysis.mentions[number];
    if mention.sentence >= LEAD || !walk.speaks[number] || document.is_any(mention.head, listed!["source", "insider"]) {
        return None;
    }
    let paragraph = walk.paragraph(number);
    let next = walk.speakers_behind(number).find(|&m| analysis.mentions[m].kind != MentionKind::Pronoun)?;
    let id = walk.cast.of[next]?;
    let entity = walk.cast.entity(id);
    let office = roles::office(document, mention.head);
    let wide = document.is_any(mention.head, listed!["man", "woman", "official", "leader", "executive", "boss"]);
    let introduced = entity.roles.iter().filter(|role| role.rank <= roles::CLAUSE);
    let same = |role: &Role| wide || roles::same_office(role.office, office);
    let gender = gender_of(document, mention.head..mention.head + 1);
    let new = walk.paragraph(next) <= paragraph + NAMED_WITHIN
        && analysis.mentions[next].kind == MentionKind::Name
        && entity.named
        && entity.sort == Sort::Person
        && entity.words.words.len() > 1
        && entity.first > mention.sentence
        && entity.first == analysis.mentions[next].sentence;
    (new && introduced.clone().all(same)
        && (gender == WordClass::NONE || entity.gender == WordClass::NONE || entity.gender.any(gender)))
    .then_some(id)
}

/// How many sentences from the head of the text somebody is told of before being named.
const LEAD: usize = 6;

/// The only one who holds an office in the article, where its lead speaks of somebody who does: Turkish minister says.
fn only_holder(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let mention = &walk.analysis.mentions[number];
    let office = roles::office(walk.analysis.document, mention.head);
    if mention.sentence >= LEAD || !walk.speaks[number] || office.0 == 0 {
        return None;
    }
    let description = Description::read(walk, number, Sort::Person);
    let named = |&id: &u32| walk.cast.entity(id).named && walk.cast.entity(id).sort == Sort::Person;
    let mut holders = walk.cast.holders.get(&office.0)?.iter().copied().filter(named);
    let (first, None) = (holders.next()?, holders.next()) else { return None };
    let entity = walk.cast.entity(first);
    let told = description.gender != WordClass::NONE && entity.gender != WordClass::NONE;
    (description.official
        && entity.first > mention.sentence
        && !description.elsewhere(walk, entity)
        && (!told || entity.gender.any(description.gender)))
    .then_some(first)
}

/// The person whose name stands beside the very same description elsewhere: Haro's campaign manager said ... Haro's
/// campaign manager, Lena Adamyan, ...
fn told_later(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let document = walk.analysis.document;
    let mention = &walk.analysis.mentions[number];
    let own = without_article(document, mention.phrase.items());
    let article = mention.phrase.start() < own.start;
    if own.len() < 3 || article && !definite(walk, mention) {
        return None;
    }
    let same = |role: &Role| {
        role.words.len() == own.len()
            && role.words.clone().zip(own.clone()).all(|(a, b)| document.items[a].hash == document.items[b].hash)
    };
    let holders = walk.cast.holders.get(&roles::office(document, mention.head).0)?;
    let mut found = holders.iter().copied().filter(|&id| {
        let entity = walk.cast.entity(id);
        entity.named && entity.sort == Sort::Person && entity.roles.iter().any(same)
    });
    let first = found.next()?;
    found.all(|id| id == first).then_some(first)
}

/// Whose body a description speaks of, and by which noun: Haro's campaign, her campaign, the Haro campaign.
fn possession(walk: &Walk<'_, '_>, number: usize, owner: Option<u32>) -> Option<(u32, u32)> {
    let mention = &walk.analysis.mentions[number];
    let items = &walk.analysis.document.items;
    if let Some(owner) = owner {
        return Some((owner, items[mention.head].hash));
    }
    if walk.analysis.document.is_any(mention.head, listed!["campaign"])
        && let Some((owner, _)) = walk.cast.inside(number).iter().find(|(_, name)| name.end == mention.head)
        && walk.cast.entity(*owner).sort == Sort::Person
    {
        return Some((*owner, items[mention.head].hash));
    }
    let clitic = mention.head.checked_sub(1).filter(|&at| items[at].kind == TokenKind::Clitic)?;
    let (owner, _) = walk.cast.inside(number).iter().find(|(_, name)| name.end == clitic)?;
    Some((*owner, items[mention.head].hash))
}

/// The body whose name stands right before its own noun: the semi-official ISNA agency, the BLM group.
fn apposed(walk: &mut Walk<'_, '_>, number: usize) -> Option<u32> {
    let analysis = walk.analysis;
    let document = analysis.document;
    let mention = &analysis.mentions[number];
    if !document.is_any(mention.head, &NAMED_BEFORE) {
        return None;
    }
    let mut end = mention.head;
    while end > mention.phrase.start() && matches!(document.word(end - 1), "news" | "wire" | "television" | "human") {
        end -= 1;
    }
    let name = |at: usize| {
        let item = &document.items[at];
        item.capital
            && item.kind == TokenKind::Word
            && !item.is(WordClass::DEMONYM
                | WordClass::PLACE
                | WordClass::DETERMINER
                | WordClass::ADJECTIVE
                | WordClass::POSSESSIVE)
    };
    let mut start = end;
    while start > mention.phrase.start() && name(start - 1) {
        start -= 1;
    }
    if start == end || (end - start == 1 && document.items[start].is(WordClass::COMMON)) {
        return None;
    }
    if let Some((id, _)) = walk.cast.inside(number).iter().find(|(_, name)| name.end == end) {
        return Some(*id);
    }
    let first = &document.items[start];
    let known = first.upper || document.outlet(analysis.lexicon, start..end).is_some();
    if !known {
        return None;
    }
    let parts: Parts = smallvec![start..end];
    let words = NameWords::read(document, &parts);
    let id = walk.cast.recall(&words).unwrap_or_else(|| {
        walk.cast.add(Entity {
            parts,
            words,
            members: Vec::new(),
            spoken: None,
            of: None,
            sort: Sort::Body,
            named: true,
            gender: WordClass::NONE,
            told: false,
            age: None,
            roles: SmallVec::new(),
            count: 1,
            first: mention.sentence,
            full: mention.sentence,
            personal: 0,
            place: 0,
        })
    });
    Some(id)
}

/// Nouns that stand behind a body's name without being part of it.
static NAMED_BEFORE: Words = Words::of(&[
    "agency",
    "newspaper",
    "daily",
    "channel",
    "website",
    "broadcaster",
    "network",
    "station",
    "group",
    "portal",
    "outlet",
]);

/// Texts that speak for the person who wrote them.
static LETTERS: Words = Words::of(&[
    "letter",
    "post",
    "tweet",
    "message",
    "email",
    "e-mail",
    "op-ed",
    "column",
    "essay",
    "note",
    "memo",
    "statement",
]);

/// Verbs of writing.
static WRITING: Words = Words::of(&["wrote", "written", "writes", "posted", "tweeted"]);

/// Verbs of giving out: a statement, a letter, or something else.
static ISSUING: Words = Words::of(&["issued", "released", "published", "sent"]);

/// Who wrote the letter: the person of the last sentences who wrote.
fn author(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let analysis = walk.analysis;
    let document = analysis.document;
    let mention = &analysis.mentions[number];
    // "said in a statement ... the statement said": the last speaker's, if the text stood there.
    let head = document.items[mention.head].hash;
    let paragraph = walk.paragraph(number);
    if walk.speaks[number]
        && mention.phrase.len() <= 2
        && let Some(last) = walk.spoke.last()
        && paragraph - last.paragraph <= 2
        && walk.cast.entity(last.entity).sort != Sort::Document
        && document.sentences[last.sentence].items.clone().any(|at| document.items[at].hash == head)
    {
        return Some(last.entity);
    }
    if !walk.speaks[number] || mention.phrase.len() > 2 || !document.is_any(mention.head, &LETTERS) {
        return None;
    }
    let seen = walk.seen.iter().rev().take(LOOK_BACK).take_while(|s| paragraph - s.paragraph <= 1);
    let mut writers = seen.filter(|s| {
        let entity = walk.cast.entity(s.entity);
        entity.sort == Sort::Person && entity.named && s.place == Place::Subject && {
            let sentence = &document.sentences[s.sentence].items;
            sentence.clone().any(|at| document.is_any(at, &WRITING))
                || sentence.clone().any(|at| document.is_any(at, &ISSUING))
                    && sentence.clone().any(|at| document.items[at].hash == head)
        }
    });
    writers.next().map(|s| s.entity)
}

/// Whether the description recalls somebody: the, this, that.
fn definite(walk: &Walk<'_, '_>, mention: &Mention) -> bool {
    let document = walk.analysis.document;
    let first = &document.items[mention.phrase.start()];
    !first.upper
        && listed!["the", "this", "that", "these", "those"].may_hold(first.hash)
        && matches!(
            document.word(mention.phrase.start()),
            "the" | "The" | "this" | "This" | "that" | "That" | "these" | "These" | "those" | "Those"
        )
}

/// A description as somebody of its own.
fn introduce(walk: &mut Walk<'_, '_>, number: usize, sort: Sort) -> Referent {
    let analysis = walk.analysis;
    let mention = &analysis.mentions[number];
    let words = without_article(analysis.document, mention.phrase.items());
    let gender = gender_of(analysis.document, mention.head..mention.head + 1);
    let id = walk.cast.add(Entity {
        parts: smallvec![words.clone()],
        words: NameWords::default(),
        members: Vec::new(),
        spoken: None,
        of: None,
        sort,
        named: false,
        gender,
        told: gender != WordClass::NONE,
        age: None,
        roles: smallvec![Role { words, office: roles::office(analysis.document, mention.head), rank: u8::MAX }],
        count: 1,
        first: mention.sentence,
        full: mention.sentence,
        personal: if sort == Sort::Person { 1 } else { 0 },
        place: 0,
    });
    Referent::Entity(id)
}

/// The content words of a range: what tells one minister from another.
fn modifiers<'a>(walk: &'a Walk<'_, '_>, words: Range<usize>, head: usize) -> impl Iterator<Item = u32> + 'a {
    words.filter(move |&at| at != head).filter_map(|at| {
        let item = &walk.analysis.document.items[at];
        let empty = WordClass::DETERMINER
            | WordClass::POSSESSIVE
            | WordClass::PREPOSITION
            | WordClass::TITLE_MODIFIER
            | WordClass::CONJUNCTION;
        (item.is_word() && !item.is(empty)).then_some(item.hash)
    })
}

/// Members of a party, and what stands before their office.
const PARTIES: &[(&str, &str)] = &[
    ("Democrat", "democratic"),
    ("Republican", "republican"),
    ("Conservative", "conservative"),
    ("Liberal", "liberal"),
    ("Socialist", "socialist"),
    ("Green", "green"),
];

/// Whether an entity is one of the listed outlets.
fn is_outlet(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let analysis = walk.analysis;
    entity.parts.first().is_some_and(|part| analysis.document.outlet(analysis.lexicon, part.clone()).is_some())
}

/// Whether an entity is a country, a capital or another place: none is a company.
fn is_land(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let land = |at: usize| walk.analysis.document.items[at].is(WordClass::METONYM | WordClass::PLACE);
    entity.parts.first().is_some_and(|part| part.len() == 1 && land(part.start))
}

/// What an outlet is called once it was named.
static PRESS: Words = Words::of(&[
    "paper",
    "newspaper",
    "magazine",
    "broadcaster",
    "daily",
    "weekly",
    "tabloid",
    "website",
    "channel",
    "station",
]);

/// The first letters of a nation's word, which its noun and its adjective share: Dane, Danish; Pole, Polish.
fn nation<'d>(walk: &Walk<'_, 'd>, at: usize) -> Option<&'d str> {
    let document = walk.analysis.document;
    let item = &document.items[at];
    if !item.capital || !item.is(WordClass::DEMONYM) || item.is(WordClass::PLACE) {
        return None;
    }
    document.word(at).get(..3)
}

/// Nouns that name an office that somebody else than the person in the foreground can hold: they need the role itself.
static OFFICES: Words = Words::of(&[
    "president",
    "king",
    "queen",
    "pope",
    "emperor",
    "prince",
    "princess",
    "judge",
    "minister",
    "premier",
    "chancellor",
    "governor",
    "mayor",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "official",
    "lawyer",
    "attorney",
    "prosecutor",
    "police",
    "chairman",
    "chairwoman",
    "director",
    "secretary",
    "ambassador",
    "source",
    "aide",
    "adviser",
    "host",
    "moderator",
    "speaker",
    "driver",
    "witness",
    "doctor",
    "physician",
    "surgeon",
    "nurse",
    "paramedic",
    "officer",
    "policeman",
    "policewoman",
    "detective",
    "inspector",
    "sergeant",
    "magistrate",
    "coroner",
    "juror",
    "teacher",
    "professor",
    "analyst",
    "economist",
    "pilot",
    "captain",
    "soldier",
    "general",
    "commander",
    "passenger",
    "neighbour",
    "neighbor",
    "resident",
    "customer",
    "client",
    "patient",
    "landlord",
    "tenant",
    "referee",
    "caller",
    "interviewer",
    "translator",
    "priest",
    "bishop",
    "imam",
    "pastor",
    "head",
    "chair",
    "chairperson",
    "secretary-general",
    "father",
    "mother",
    "son",
    "daughter",
    "wife",
    "husband",
    "brother",
    "sister",
    "friend",
    "colleague",
    "partner",
    "survivor",
    "attacker",
    "gunman",
    "thief",
    "user",
    "viewer",
    "reader",
    "farmer",
    "worker",
    "employee",
    "student",
    "pupil",
    "victim",
    "suspect",
    "defendant",
    "author",
    "editor",
    "reporter",
    "voter",
    "public",
]);

/// Nouns for bodies that say no more than what everybody knows of the one in the foreground.
static COMPANIES: Words = Words::of(&[
    "company",
    "firm",
    "group",
    "agency",
    "organization",
    "organisation",
    "body",
    "campaign",
    "institution",
    "manufacturer",
    "maker",
    "retailer",
    "carrier",
    "airline",
    "lender",
    "insurer",
    "charity",
    "nonprofit",
    "foundation",
    "union",
    "party",
    "bank",
    "operator",
    "developer",
    "network",
    "startup",
    "giant",
    "conglomerate",
    "chain",
    "supermarket",
    "brewer",
    "miner",
    "refiner",
    "utility",
    "exchange",
    "federation",
    "association",
    "club",
    "publisher",
    "studio",
    "builder",
    "supplier",
    "producer",
]);

/// What a description says, to be held against what is known of a candidate.
struct Description<'d> {
    number: usize,
    sort: Sort,
    /// Its head, as a hash.
    head: u32,
    office: (u32, u32),
    /// The adjective of the party whose member the noun is: the Democrat.
    party: Option<u32>,
    /// The nation whose people the noun is: the Dane.
    nation: Option<&'d str>,
    /// The lands that stand before the noun.
    lands: SmallVec<[&'d str; 2]>,
    age: Option<u32>,
    /// Whether it can be a paper, a station.
    press: bool,
    /// Two words at most.
    short: bool,
    /// Whether the noun is an office that not everybody has.
    official: bool,
    /// Whether the noun says no more than what everybody sees.
    generic: bool,
    /// Whether it is one for those who trade: no ministry, no party.
    commercial: bool,
    gender: WordClass,
}

impl<'d> Description<'d> {
    fn read(walk: &Walk<'_, 'd>, number: usize, sort: Sort) -> Description<'d> {
        let document = walk.analysis.document;
        let mention = &walk.analysis.mentions[number];
        let word = document.word(mention.head);
        let head = &document.items[mention.head];
        let is = |list: &Words| list.may_hold(head.hash) && list.holds_any_case(word);
        let maker = || word.len() > 6 && word.to_lowercase().ends_with("maker");
        let generic = match sort {
            Sort::Person => is(listed!["man", "woman", "boy", "girl", "teenager", "person", "youth"]),
            Sort::Body => is(&COMPANIES) || maker(),
            _ => false,
        };
        let commercial = generic && sort == Sort::Body && !is(&BODIES);
        // Democratic Rep. Haro ... the Democrat
        let party = PARTIES.iter().find(|(member, _)| *member == word).map(|(_, adjective)| word_hash(adjective));
        Description {
            number,
            sort,
            head: head.hash,
            office: roles::office(document, mention.head),
            party,
            nation: nation(walk, mention.head),
            lands: lands(walk, mention.phrase.start()..mention.head).collect(),
            age: mention.phrase.items().find_map(|at| document.word(at).split_once("-year-old")?.0.parse().ok()),
            press: mention.phrase.len() == 2 && is(&PRESS),
            short: mention.phrase.len() <= 2,
            official: sort == Sort::Person && is(&OFFICES),
            generic,
            commercial,
            gender: gender_of(document, mention.head..mention.head + 1),
        }
    }

    /// Whether an entity can be meant at all.
    fn fits(&self, walk: &Walk<'_, '_>, entity: &Entity) -> bool {
        let bodily = entity.named && entity.personal == 0 && entity.gender == WordClass::NONE;
        let sort = entity.sort == self.sort || self.sort == Sort::Body && bodily && entity.sort == Sort::Person;
        let told = entity.told && entity.gender != WordClass::NONE && self.gender != WordClass::NONE;
        let foreign = || {
            let roles = entity.roles.iter().flat_map(|r| r.words.clone());
            let mut nations = roles.filter_map(|at| nation(walk, at)).peekable();
            nations.peek().is_some() && nations.all(|n| self.nation != Some(n))
        };
        let somebody = self.sort != Sort::Person || entity.personal > 0 || !entity.named;
        sort && somebody
            && entity.members.is_empty()
            && (!told || entity.gender.any(self.gender))
            && (self.age.is_none() || entity.age.is_none() || entity.age == self.age)
            && !self.elsewhere(walk, entity)
            && (self.calls(walk, entity) || self.may_mean(walk, entity) && (self.nation.is_none() || !foreign()))
    }

    /// Whether the article is known to call an entity so.
    fn calls(&self, walk: &Walk<'_, '_>, entity: &Entity) -> bool {
        let items = &walk.analysis.document.items;
        let body = self.sort == Sort::Body && entity.named;
        let words = || entity.roles.iter().flat_map(|r| r.words.clone());
        entity.roles.iter().any(|r| roles::same_office(r.office, self.office))
            || body && entity.words.words.iter().any(|w| items[w.at].hash == self.head)
            || body && self.press && is_outlet(walk, entity)
            || self.party.is_some_and(|party| words().any(|at| items[at].hash == party))
            || self.nation.is_some() && words().any(|at| nation(walk, at) == self.nation)
            || self.age.is_some() && entity.age == self.age
    }

    /// Whether an entity that the article does not call so can be meant by what everybody sees of it: the man, the
    /// 34-year-old, the company. A role that it has given to nobody is that of somebody new.
    fn may_mean(&self, walk: &Walk<'_, '_>, entity: &Entity) -> bool {
        let mention = &walk.analysis.mentions[self.number];
        let former = mention.phrase.len() > 2
            && walk.analysis.document.word(mention.phrase.start() + 1).eq_ignore_ascii_case("former");
        let tail = mention.phrase.end() > mention.core.end();
        match self.sort {
            Sort::Person => {
                (!tail || former)
                    && (!self.official || former && entity.named)
                    && (entity.named || self.generic)
                    && entity.personal > 0
            }
            Sort::Body => {
                !tail
                    && mention.phrase.len() <= 3
                    && self.generic
                    && entity.named
                    && entity.place == 0
                    && !is_land(walk, entity)
                    && !is_outlet(walk, entity)
                    && !(self.commercial && (is_office(walk, entity) || is_kind(walk, entity)))
            }
            Sort::People | Sort::Document => false,
        }
    }

    /// Whether both say of which land they are, and not of the same: the German foreign minister, the Polish one.
    fn elsewhere(&self, walk: &Walk<'_, '_>, entity: &Entity) -> bool {
        if self.lands.is_empty() {
            return false;
        }
        let same_office = |role: &&Role| roles::same_office(role.office, self.office);
        let roles = entity.roles.iter().filter(same_office).map(|role| role.words.clone());
        let name = entity.parts.iter().filter(|_| entity.named && entity.sort == Sort::Body).cloned();
        let mut theirs = roles.chain(name).flat_map(|words| lands(walk, words)).peekable();
        theirs.peek().is_some() && theirs.all(|land| !self.lands.contains(&land))
    }

    /// Asks of a candidate what its roles, its name and its earlier descriptions say of this one.
    fn ask(&self, walk: &Walk<'_, '_>, candidate: &Candidate, out: &mut Answers) {
        use Question as Q;
        let mention = &walk.analysis.mentions[self.number];
        let entity = walk.cast.entity(candidate.id);
        let mut on = |question: Q, yes: bool| {
            if yes {
                out.push(question);
            }
        };
        let called = Called::of(walk, self, entity);
        on(Q::RoleSame, called.same && entity.named);
        on(Q::RoleSameShort, called.same && entity.named && self.short);
        on(Q::RoleWider, called.wider && !called.same);
        on(Q::DescribedSame, called.same && !entity.named);
        on(Q::HeadInName, called.in_name);
        on(Q::Press, called.press);
        on(Q::Party, called.party);
        on(Q::NationSame, called.nation);
        on(Q::AgeSame, self.age.is_some() && entity.age == self.age);
        on(Q::AgeOther, self.age.is_some() && entity.age.is_none());
        let other = self.unknown(walk, entity);
        let same = modifiers(walk, mention.phrase.items(), mention.head).count() - other;
        on(Q::ModifierKnown, same > 0);
        on(Q::ModifierUnknown, same == 0 && other == 1);
        on(Q::ModifiersUnknown, same == 0 && other > 1);
        let unknown = !self.calls(walk, entity);
        on(Q::Generic, self.generic);
        on(Q::GenericSubject, self.generic && candidate.last.place == Place::Subject);
        on(Q::OfficeUnknown, unknown && self.official);
        on(Q::NounUnknown, unknown && !self.official && !self.generic);
        on(Q::SpokeUnknown, unknown && walk.spoke.last().is_some_and(|s| s.entity == candidate.id));
        on(Q::NounGender, self.gender != WordClass::NONE && entity.gender.any(self.gender));
        on(Q::IsLand, self.sort == Sort::Body && is_land(walk, entity));
        on(Q::IsOutlet, self.sort == Sort::Body && !self.press && is_outlet(walk, entity));
    }

    /// How many words before the noun are not known of an entity.
    fn unknown(&self, walk: &Walk<'_, '_>, entity: &Entity) -> usize {
        let document = walk.analysis.document;
        let mention = &walk.analysis.mentions[self.number];
        let known = |word: u32| {
            let mut words = entity.roles.iter().map(|role| &role.words).chain(&entity.parts);
            words.any(|words| document.items[words.clone()].iter().any(|i| i.hash == word))
        };
        // R-Iowa: the Iowa Republican.
        let place = |word: u32| {
            let single = entity.roles.iter().filter(|r| r.words.len() == 1);
            let mut places = single.filter_map(|r| document.word(r.words.start).split_once('-'));
            places.any(|(_, place)| word_hash(&place.to_lowercase()) == word)
        };
        modifiers(walk, mention.phrase.items(), mention.head).filter(|&word| !known(word) && !place(word)).count()
    }

    /// Asks what speaks for somebody new; `held` says whether a candidate is known to be called so.
    fn ask_new(&self, walk: &Walk<'_, '_>, held: bool, named: bool, out: &mut Answers) {
        use Question as Q;
        let document = walk.analysis.document;
        let mention = &walk.analysis.mentions[self.number];
        let mut on = |question: Q, yes: bool| {
            if yes {
                out.push(question);
            }
        };
        let behind = mention.phrase.end();
        let relative = document.items.get(behind).is_some_and(|i| i.is(WordClass::RELATIVE));
        on(Q::NewShort, self.short);
        on(Q::NewTail, mention.phrase.end() > mention.core.end());
        on(Q::NewRelative, relative);
        on(Q::NewSpeaks, walk.speaks[self.number]);
        on(Q::NewHeld, held && named);
        on(Q::NewCalled, held && !named);
        on(Q::NewOffice, self.official);
        on(Q::NewGeneric, self.generic);
        on(Q::NewModified, modifiers(walk, mention.core.items(), mention.head).next().is_some());
        let first = document.word(mention.phrase.start());
        on(Q::NewDemonstrative, !first.eq_ignore_ascii_case("the"));
    }
}

/// The lands that some words name, each by its first letters, which noun and adjective share: Germany, German.
fn lands<'d>(walk: &Walk<'_, 'd>, words: Range<usize>) -> impl Iterator<Item = &'d str> {
    let document = walk.analysis.document;
    words.filter_map(|at| {
        let item = &document.items[at];
        let land = item.capital && item.is(WordClass::DEMONYM | WordClass::PLACE | WordClass::METONYM);
        if !land || item.is(WordClass::FIRST_NAME) && !item.is(WordClass::DEMONYM) {
            return None;
        }
        let word = document.word(at);
        match word {
            "US" | "U.S" | "U.S." | "USA" | "American" | "America" => Some("American"),
            "UK" | "U.K" | "U.K." | "British" | "Britain" => Some("British"),
            "Dutch" | "Netherlands" => Some("Dutch"),
            _ => word.get(..3),
        }
    })
}

/// What an entity is known to be called, as far as a description asks for it.
struct Called {
    same: bool,
    wider: bool,
    in_name: bool,
    press: bool,
    party: bool,
    nation: bool,
}

impl Called {
    fn of(walk: &Walk<'_, '_>, description: &Description, entity: &Entity) -> Called {
        let items = &walk.analysis.document.items;
        let office = description.office;
        let words = || entity.roles.iter().flat_map(|r| r.words.clone());
        let body = description.sort == Sort::Body && entity.named;
        Called {
            same: entity.roles.iter().any(|r| office.0 != 0 && r.office.0 == office.0),
            wider: entity.roles.iter().any(|r| roles::same_office(r.office, office)),
            in_name: body && entity.words.words.iter().any(|w| items[w.at].hash == description.head),
            press: body && description.press && is_outlet(walk, entity),
            party: description.party.is_some_and(|party| words().any(|at| items[at].hash == party)),
            nation: description.nation.is_some() && words().any(|at| nation(walk, at) == description.nation),
        }
    }
}

/// Whether a body is by its name one of the state, or of a cause: none is a company.
fn is_office(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let last = entity.words.last().map(|w| w.at);
    last.is_some_and(|at| OFFICES_OF_STATE.holds_any_case(walk.analysis.document.word(at)))
        || entity
            .words
            .words
            .first()
            .is_some_and(|w| OFFICES_OF_STATE.holds_any_case(walk.analysis.document.word(w.at)))
}

/// Whether the name of a body says what it is, and that it is no firm: an agency, an association.
fn is_kind(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let last = entity.words.words.iter().skip(1).last().map(|w| &walk.analysis.document.items[w.at]);
    last.is_some_and(|item| item.is(WordClass::ORGANISATION) && !item.is(WordClass::SUFFIX))
}

/// What only bodies of the state, of science and of faith are called.
static OFFICES_OF_STATE: Words = Words::of(&[
    "department",
    "ministry",
    "court",
    "parliament",
    "senate",
    "congress",
    "police",
    "army",
    "council",
    "commission",
    "committee",
    "university",
    "college",
    "school",
    "church",
    "party",
    "assembly",
    "government",
    "house",
    "office",
    "tribunal",
    "navy",
    "guard",
    "embassy",
    "treasury",
]);

/// Bodies that need not trade.
static BODIES: Words = Words::of(&[
    "group",
    "agency",
    "organization",
    "organisation",
    "body",
    "campaign",
    "institution",
    "charity",
    "nonprofit",
    "foundation",
    "union",
    "party",
    "federation",
    "association",
    "club",
    "network",
    "exchange",
]);

/// How many are known by their role, at most, beside those that were seen of late.
const HOLDERS: usize = 6;

/// Whom a definite description recalls: those seen of late, and those who hold the role, however far back.
fn ranked(walk: &mut Walk<'_, '_>, number: usize, sort: Sort) -> Choice {
    let mention = &walk.analysis.mentions[number];
    let description = Description::read(walk, number, sort);
    let paragraph = walk.paragraph(number);
    let mut candidates = gather(walk, paragraph, |_, entity| description.fits(walk, entity));
    let near = candidates.len();
    for seen in walk.lately() {
        if candidates.len() >= near + HOLDERS {
            break;
        }
        let entity = walk.cast.entity(seen.entity);
        if candidates.iter().all(|c| c.id != seen.entity)
            && description.fits(walk, entity)
            && description.calls(walk, entity)
        {
            let subject = (seen.place == Place::Subject).then_some(*seen);
            candidates.push(Candidate { id: seen.entity, last: *seen, subject, seen: 1 });
        }
    }
    // Where one is called so by the article, nobody else is meant.
    let called = |c: &Candidate| description.calls(walk, walk.cast.entity(c.id));
    let held = candidates.iter().any(called);
    let known = |c: &Candidate| description.unknown(walk, walk.cast.entity(c.id)) == 0;
    if sort == Sort::People || sort == Sort::Document {
        candidates.retain(|c| known(c));
    }
    let named = candidates.iter().any(|c| walk.cast.entity(c.id).named);
    let behind = walk.analysis.document.items.get(mention.phrase.end());
    let relative = behind.is_some_and(|i| i.is(WordClass::RELATIVE));
    let certain = candidates.iter().any(|c| called(c) && known(c));
    if certain {
        candidates.retain(|c| called(c));
    }
    let doubt = candidates.len() > 1
        && alike(walk, &candidates[0], &candidates[1])
        && known(&candidates[0]) == known(&candidates[1]);
    let new = !certain || relative || mention.phrase.end() > mention.core.end();
    let task = match sort {
        Sort::Person => Task::Person,
        Sort::Body => Task::Body,
        Sort::People | Sort::Document => Task::Others,
    };
    let place = if walk.speaks[number] { Place::Subject } else { place(walk.analysis, mention) };
    let asked = Asked {
        task,
        from: mention.phrase.start(),
        at: mention.head,
        sentence: mention.sentence,
        paragraph,
        place,
        gender: description.gender,
        reflexive: false,
        speaks: walk.speaks[number],
    };
    let mut found = choose(walk, &asked, &candidates, new, |walk, candidate, out| match candidate {
        Some(candidate) => description.ask(walk, candidate, out),
        None => description.ask_new(walk, held, named, out),
    });
    match found.referent {
        // Two who were introduced in one breath: nothing decides.
        Referent::Entity(_) if certain && doubt => found.referent = Referent::Ambiguous,
        // Where two come out alike the words stand for themselves.
        Referent::Ambiguous => found.referent = Referent::Nobody,
        _ => {}
    }
    found
}

/// Whether two were last named in one sentence, as often as each other, and neither has spoken since.
fn alike(walk: &Walk<'_, '_>, a: &Candidate, b: &Candidate) -> bool {
    let spoke = |id: u32| walk.spoke.iter().rev().take(2).any(|s| s.entity == id);
    let named = |c: &Candidate| walk.cast.entity(c.id).named && c.last.form == Form::Name;
    let count = |c: &Candidate| walk.cast.entity(c.id).count;
    a.last.sentence == b.last.sentence && named(a) && named(b) && !spoke(a.id) && !spoke(b.id) && count(a) == count(b)
}
