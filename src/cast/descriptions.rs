//! Descriptions: the minister, the company, the 34-year-old.
//!
//! Takes a description and the walk so far, gives the person or body that it stands for: one who has that title or role,
//! a body whose name has that noun, an earlier and longer description. A description that stands for nobody named is
//! somebody of its own.

use super::clusters::{Entity, Parts, Role, Sort, gender_of};
use super::discourse::{LOOK_BACK, Place, Referent, Walk, sort_of};
use super::names::{NameWords, without_article};
use super::roles;
use crate::document::TokenKind;
use crate::document::tokens::word_hash;
use crate::lexicon::WordClass;
use crate::lexicon::set::{Words, listed};
use crate::mention::Mention;
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

/// Finds whom a description stands for.
pub(super) fn resolve(walk: &mut Walk<'_, '_>, number: usize) -> Referent {
    let mention = &walk.analysis.mentions[number];
    let Some(sort) = sort_of(walk.analysis, mention) else {
        return if walk.speaks[number] { introduce(walk, number, Sort::Body) } else { Referent::Nobody };
    };
    if sort == Sort::Body
        && let Some(id) = apposed(walk, number)
    {
        return Referent::Entity(id);
    }
    if definite(walk, mention) {
        if sort == Sort::Document
            && let Some(id) = author(walk, number)
        {
            return Referent::Entity(id);
        }
        match by_role(walk, number, sort) {
            Referent::Nobody => {}
            found => return found,
        }
        if let Some(id) = in_focus(walk, number, sort) {
            return Referent::Entity(id);
        }
    }
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
    let Some(key) = possession(walk, number).filter(|_| sort == Sort::Body) else {
        return introduce(walk, number, sort);
    };
    if let Some(&id) = walk.possessions.get(&key) {
        // The fullest form: Anna Haro's campaign, not Haro's campaign.
        let words = without_article(walk.analysis.document, mention.phrase.items());
        let parts = &mut walk.cast.entities[id as usize].parts;
        if parts.first().is_some_and(|p| p.len() < words.len()) {
            *parts = smallvec![words];
        }
        return Referent::Entity(id);
    }
    let introduced = introduce(walk, number, sort);
    if let Referent::Entity(id) = introduced {
        walk.possessions.insert(key, id);
    }
    introduced
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

/// Whose body a description speaks of, and by which noun: Haro's campaign.
fn possession(walk: &Walk<'_, '_>, number: usize) -> Option<(u32, u32)> {
    let mention = &walk.analysis.mentions[number];
    let items = &walk.analysis.document.items;
    let clitic = mention.head.checked_sub(1).filter(|&at| items[at].kind == TokenKind::Clitic)?;
    let (owner, _) = walk.cast.inside(number).iter().find(|(_, end)| *end == clitic)?;
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
    if let Some((id, _)) = walk.cast.inside(number).iter().find(|(_, at)| *at == end) {
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
            sort: Sort::Body,
            named: true,
            gender: WordClass::NONE,
            roles: SmallVec::new(),
            count: 1,
            first: mention.sentence,
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
        sort,
        named: false,
        gender,
        roles: smallvec![Role { words, office: roles::office(analysis.document, mention.head), rank: u8::MAX }],
        count: 1,
        first: mention.sentence,
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
fn nation<'w>(walk: &'w Walk<'_, '_>, at: usize) -> Option<&'w str> {
    let item = &walk.analysis.document.items[at];
    let word = walk.analysis.document.word(at);
    if !item.capital || !item.is(WordClass::DEMONYM) || item.is(WordClass::PLACE) {
        return None;
    }
    word.get(..3)
}

/// Who has the role, or the noun in the name.
fn by_role(walk: &Walk<'_, '_>, number: usize, sort: Sort) -> Referent {
    let analysis = walk.analysis;
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    let head = items[mention.head].hash;
    let office = roles::office(analysis.document, mention.head);
    let paragraph = walk.paragraph(number);
    // Democratic Rep. Haro ... the Democrat
    let word = analysis.document.word(mention.head);
    let party = PARTIES.iter().find(|(member, _)| *member == word).map(|(_, adjective)| word_hash(adjective));
    let of = nation(walk, mention.head);
    let press = mention.phrase.len() == 2 && analysis.document.is_any(mention.head, &PRESS);
    let mut scores: SmallVec<[(u32, f32, usize); 4]> = SmallVec::new();
    for seen in walk.lately() {
        let entity = walk.cast.entity(seen.entity);
        if entity.sort != sort && !(sort == Sort::Body && entity.named && entity.personal == 0) {
            continue;
        }
        let outlet = press && entity.named && entity.personal == 0 && is_outlet(walk, entity);
        let by_name = sort == Sort::Body
            && entity.named
            && (outlet || entity.words.words.iter().any(|w| items[w.at].hash == head));
        let role = entity.roles.iter().find(|r| {
            roles::same_office(r.office, office)
                || of.is_some() && r.words.clone().any(|at| nation(walk, at) == of)
                || party.is_some_and(|party| r.words.clone().any(|at| items[at].hash == party))
        });
        if role.is_none() && !by_name {
            continue;
        }
        let bare = mention.phrase.len() <= 2;
        let mut score = if entity.named { if bare { 2.0 } else { 1.0 } } else { 0.0 };
        // Modifiers of the description must not contradict those of the role.
        let known = |word: u32| {
            let roles = entity.roles.iter().map(|role| &role.words);
            roles.chain(&entity.parts).any(|words| items[words.clone()].iter().any(|item| item.hash == word))
        };
        // R-Iowa: the Iowa Republican.
        let place = |word: u32| {
            let single = entity.roles.iter().filter(|r| r.words.len() == 1);
            let mut places = single.filter_map(|r| analysis.document.word(r.words.start).split_once('-'));
            places.any(|(_, place)| word_hash(&place.to_lowercase()) == word)
        };
        let (mut same, mut other) = (0, 0);
        for word in modifiers(walk, mention.phrase.items(), mention.head) {
            if known(word) || place(word) { same += 1 } else { other += 1 }
        }
        if other > 0 && same == 0 {
            score -= 1.5 * other.min(2) as f32;
        }
        score += same as f32;
        score -= 0.3 * (paragraph - seen.paragraph).min(8) as f32;
        if seen.place == Place::Modifier {
            score -= 0.3;
        }
        if walk.spoke.last().is_some_and(|s| s.entity == seen.entity) {
            score += 0.7;
        }
        scores.push((seen.entity, score, seen.sentence));
    }
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    match scores.as_slice() {
        [] => Referent::Nobody,
        [(_, score, _), ..] if *score < -2.0 => Referent::Nobody,
        [(id, _, _)] => Referent::Entity(*id),
        [(a, x, at), (_, y, bt), ..] => {
            if (x - y).abs() < 0.1 && at == bt {
                Referent::Ambiguous
            } else {
                Referent::Entity(*a)
            }
        }
    }
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

/// Whoever stands in the foreground, for a description that only says more of them: the 34-year-old, the billionaire.
fn in_focus(walk: &Walk<'_, '_>, number: usize, sort: Sort) -> Option<u32> {
    let analysis = walk.analysis;
    let mention = &analysis.mentions[number];
    let word = analysis.document.word(mention.head);
    let head = &analysis.document.items[mention.head];
    let is = |list: &Words| list.may_hold(head.hash) && list.holds_any_case(word);
    let paragraph = walk.paragraph(number);
    let former =
        mention.phrase.len() > 2 && analysis.document.word(mention.phrase.start() + 1).eq_ignore_ascii_case("former");
    if mention.phrase.end() > mention.core.end() && !former {
        return None;
    }
    match sort {
        Sort::Person => {
            if is(&OFFICES) && !former {
                return None;
            }
            let gender = gender_of(analysis.document, mention.head..mention.head + 1);
            // "the man", "the woman": anybody who was spoken of, named or not.
            let anybody = is(listed!["man", "woman", "boy", "girl", "teenager", "person", "youth"]);
            let of = nation(walk, mention.head);
            let agrees = |id: u32| {
                let entity = walk.cast.entity(id);
                let nations = || entity.roles.iter().flat_map(|r| r.words.clone()).filter_map(|at| nation(walk, at));
                entity.sort == Sort::Person
                    && (of.is_none() || nations().all(|n| of == Some(n)))
                    && (gender == WordClass::NONE || entity.gender == WordClass::NONE || entity.gender.any(gender))
                    && (entity.named || anybody)
                    && entity.personal > 0
            };
            // The last speaker, named or not: "the woman said".
            if let Some(last) = walk.spoke.last().filter(|s| paragraph - s.paragraph <= 1) {
                let entity = walk.cast.entity(last.entity);
                let same = gender == WordClass::NONE || entity.gender == WordClass::NONE || entity.gender.any(gender);
                if entity.sort == Sort::Person
                    && !entity.named
                    && same
                    && (gender != WordClass::NONE || entity.gender == gender)
                {
                    return Some(last.entity);
                }
            }
            walk.seen
                .iter()
                .rev()
                .take(LOOK_BACK)
                .take_while(|s| paragraph - s.paragraph <= 1)
                .find(|s| s.place == Place::Subject && agrees(s.entity))
                .map(|s| s.entity)
        }
        Sort::Body => {
            let generic = || is(&COMPANIES) || word.len() > 6 && word.to_lowercase().ends_with("maker");
            let plain = mention.phrase.len() <= 3;
            if !plain || !generic() {
                return None;
            }
            walk.seen
                .iter()
                .rev()
                .take(LOOK_BACK)
                .take_while(|s| paragraph - s.paragraph <= 3)
                .find(|s| {
                    let entity = walk.cast.entity(s.entity);
                    entity.named
                        && entity.place == 0
                        && !is_outlet(walk, entity)
                        && !is_land(walk, entity)
                        && (entity.sort == Sort::Body || entity.personal == 0)
                        && s.place == Place::Subject
                })
                .map(|s| s.entity)
        }
        _ => None,
    }
}
