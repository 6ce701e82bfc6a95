//! Titles, appositives and what else the article says somebody is.
//!
//! Takes the cast, adds to each entity its [`Role`]s: the title before a name ("Deputy Foreign Minister Lida Haro"), the
//! phrase set off by commas before or behind it ("Haro, the mayor of Lori,"), the complement of a copula ("Haro is the
//! mayor"), and where nothing else is said the clause that follows ("Haro, who keeps bees,"). It resolves nothing.

mod naming;
mod told;

use crate::attribution::Analysis;
use crate::cast::clusters::{Cast, Entity, MOST_NAMESAKES, Role, Sort, gender_of};
use crate::cast::names::without_article;
use crate::cast::words;
use crate::cast::words::Class;
use crate::document::tokens::word_hash;
use crate::document::{Document, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::mention::{Mention, MentionKind};
use std::ops::Range;
use told::{appositive_before, appositive_behind, clause, closes, copula};

/// Rank of a title before the name.
pub(in crate::cast) const TITLE: u8 = 0;
/// Rank of a phrase in commas.
pub(in crate::cast) const APPOSITIVE: u8 = 1;
/// Rank of the complement of "is".
pub(in crate::cast) const COPULA: u8 = 2;
/// Rank of "of Sibinvest", "who keeps bees".
pub(in crate::cast) const CLAUSE: u8 = 4;

/// Collects the roles of everybody.
pub(in crate::cast) fn collect(analysis: &Analysis<'_>, cast: &mut Cast) {
    for number in 0..analysis.mentions.len() {
        let mention = &analysis.mentions[number];
        // "the immunity of Haro, a member of": the name that ends a phrase.
        let ends = cast.inside(number).iter().find(|(_, name)| name.end == mention.phrase.end()).map(|(id, _)| *id);
        if let Some(id) = ends
            && cast.entity(id).sort == Sort::Person
            && !mention.possessive
        {
            if let Some(other) = appositive_behind(analysis, number, MentionKind::Name) {
                describe(analysis, cast, id, other, APPOSITIVE);
                cast.of[other] = Some(id);
            }
            continue;
        }
        if !matches!(mention.kind, MentionKind::Name | MentionKind::Body) {
            continue;
        }
        let Some(id) = cast.of[number] else { continue };
        title(analysis, cast, id, number);
        if let Some(other) = naming::described(analysis, number) {
            describe(analysis, cast, id, other, APPOSITIVE);
            cast.joined_to.insert(other, number);
            cast.of[other] = Some(id);
            // A man named Per Lund, 34, said
            age(analysis, cast, id, mention);
            party(analysis, cast, id, mention);
            continue;
        }
        // Her opponent, Bo Krag, a lawyer, scoffed: both may stand there.
        let asides = [appositive_behind(analysis, number, mention.kind), appositive_before(analysis, number)];
        if asides.iter().any(Option::is_some) {
            for other in asides.into_iter().flatten() {
                // "The union, the Association of Pilots": what it is called next, no role to show.
                let shown = mention.kind != MentionKind::Body || other > number;
                describe(analysis, cast, id, other, if shown { APPOSITIVE } else { PARTY });
                cast.joined_to.insert(other, number);
                cast.of[other] = Some(id);
            }
        } else if let Some(other) = copula(analysis, number) {
            // What a body is called is no role to show.
            let person = analysis.mentions[other].kind == MentionKind::Person;
            describe(analysis, cast, id, other, if person { COPULA } else { PARTY });
            cast.of[other] = Some(id);
        } else if let Some(words) = clause(analysis, mention) {
            add(cast, id, Role { words, office: (0, 0), rank: CLAUSE });
        }
        age(analysis, cast, id, mention);
        party(analysis, cast, id, mention);
        accused(analysis, cast, id, mention);
    }
}

/// How many items stand between a name and what the court did, at most.
const TRIAL: usize = 12;

/// Whoever pleads, or is tried, is the defendant: Haro pleaded guilty; Haro, 43, of Lori, was fined.
fn accused(analysis: &Analysis<'_>, cast: &mut Cast, id: u32, mention: &Mention) {
    let document = analysis.document;
    let (end, sentence) = (mention.phrase.end(), &document.sentences[mention.sentence].items);
    let tried = |at: usize| {
        let be = || document.items[at].is(WordClass::BE) && document.is_any(at + 1, &rule_words::TRIED);
        document.is_any(at, &rule_words::PLEADS) || be()
    };
    let comma = |at: usize| document.items[at].kind == TokenKind::Comma;
    let aside = end < sentence.end && comma(end);
    let until = if aside { (end + TRIAL).min(sentence.end) } else { (end + 1).min(sentence.end) };
    if let Some(at) = (end..until).find(|&at| (at == end || comma(at - 1)) && tried(at)) {
        note(cast, id, Role { words: at..at + 1, office: (word_hash("defendant"), 0), rank: PARTY });
    }
}

/// Adds what a pronoun's own sentence says of whom it stands for: She is the governor of Lori.
pub(in crate::cast) fn told(analysis: &Analysis<'_>, cast: &mut Cast, id: u32, number: usize) {
    if let Some(other) = copula(analysis, number)
        && cast.of[other].is_none()
    {
        describe(analysis, cast, id, other, COPULA);
        cast.of[other] = Some(id);
    }
}

/// Rank of a party in letters: it tells who "the Iowa Republican" is, and is shown nowhere.
const PARTY: u8 = CLAUSE + 2;

/// The party and the place in letters behind a name: Haro, R-Iowa; Haro (D-Texas).
fn party(analysis: &Analysis<'_>, cast: &mut Cast, id: u32, mention: &Mention) {
    let document = analysis.document;
    let at = mention.phrase.end() + 1;
    let opens = document.items.get(at - 1).is_some_and(|i| matches!(i.kind, TokenKind::Comma | TokenKind::Open));
    if !opens || at >= document.items.len() {
        return;
    }
    let noun = match document.word(at).split(['-', '\u{2011}', '\u{2013}']).next() {
        Some("R") => "republican",
        Some("D") => "democrat",
        _ => return,
    };
    cast.entities[id as usize].personal += 1;
    add(cast, id, Role { words: at..at + 1, office: (word_hash(noun), word_hash("lawmaker")), rank: PARTY });
}

fn add(cast: &mut Cast, id: u32, role: Role) {
    if role.rank <= COPULA {
        let holders = cast.holders.entry(role.office.0).or_default();
        if holders.len() < MOST_NAMESAKES && holders.last() != Some(&id) {
            holders.push(id);
        }
    }
    note(cast, id, role);
}

/// Adds a role that makes nobody the holder of an office.
pub(in crate::cast) fn note(cast: &mut Cast, id: u32, role: Role) {
    let roles = &mut cast.entities[id as usize].roles;
    if roles.len() < 8 {
        roles.push(role);
    }
}

/// Titles that are courtesy only: no role while there is another.
pub(in crate::cast) fn courtesy(word: &str) -> bool {
    rule_words::COURTESY.holds_any_case(word.trim_end_matches('.'))
}

/// What an office is called, and what sort of office it is: hashes to compare, 0 for none.
pub(in crate::cast) fn office(document: &Document<'_>, head: usize) -> (u32, u32) {
    let word = document.word(head);
    // The hash of the item is that of the lower-case form; an abbreviation keeps its stop.
    let hash = document.items[head].hash;
    let hash = if word.ends_with('.') { word_hash(&word.trim_end_matches('.').to_lowercase()) } else { hash };
    words::office(hash).unwrap_or((hash, 0))
}

/// Whether two heads can name one office: the same, or one the wider word for the other.
pub(in crate::cast) fn same_office(a: (u32, u32), b: (u32, u32)) -> bool {
    a.0 != 0 && (a.0 == b.0 || a.0 == b.1 || a.1 == b.0 && a.1 != 0)
}

/// The words before the name, without an article or a mark behind them, and their head.
fn title_words(document: &Document<'_>, role: Range<usize>) -> Option<(Range<usize>, usize)> {
    let mut words = without_article(document, role);
    // The stop of "Sen." belongs to it.
    let abbreviated = |at: usize| {
        document.items[at].kind == TokenKind::Stop
            && document.items[at - 1].is(WordClass::ABBREVIATION | WordClass::ABBREVIATION_MAY)
    };
    while words.len() > 1 && !document.items[words.end - 1].is_word() && !abbreviated(words.end - 1) {
        words.end -= 1;
    }
    if words.is_empty() || !document.items[words.start].is_word() {
        return None;
    }
    // "Ambassador to Moscow": the office stands before its preposition.
    let inner = words
        .clone()
        .skip(1)
        .find(|&at| document.items[at].is(WordClass::PREPOSITION | WordClass::TO))
        .unwrap_or(words.end);
    // "Bank of England governor": the office stands behind the body.
    let last = words.end - 1;
    let office_last = !document.items[last].capital && document.items[last].is(WordClass::PERSON);
    let inner = if office_last { words.end } else { inner };
    let head = (words.start..inner).rev().find(|&at| document.items[at].is_word())?;
    // Justice Sardar Haro: a form of address behind the office.
    let office = (words.start..head).rev().find(|&at| document.items[at].is_word() && !courtesy(document.word(at)));
    let head = office.filter(|_| courtesy(document.word(head))).unwrap_or(head);
    Some((words, head))
}

/// The words before the name.
fn title(analysis: &Analysis<'_>, cast: &mut Cast, id: u32, number: usize) {
    let (document, mention) = (analysis.document, &analysis.mentions[number]);
    let Some((words, head)) = title_words(document, mention.role.items()) else { return };
    let item = &document.items[head];
    if document.items[words.start].is(WordClass::DETERMINER) && words.len() == 1 {
        return;
    }
    // The agency's director, retired Col. Haro: a rank in short says less than the office.
    let short = document.word(words.end - 1).ends_with('.') || document.items[words.end - 1].kind == TokenKind::Stop;
    let rank = short && appositive_before(analysis, number).is_some();
    if courtesy(document.word(head)) && words.len() <= 2 || rank {
        add(cast, id, Role { words, office: office(document, head), rank: CLAUSE + 1 });
        return;
    }
    // "former Haro": an adjective alone is no role.
    let listed = item.is(WordClass::TITLE | WordClass::PERSON | WordClass::PERSONS | WordClass::ORGANISATION)
        || item.is(WordClass::OUTLET_NOUN | WordClass::GROUP);
    let other = WordClass::VERB
        | WordClass::ADJECTIVE
        | WordClass::DETERMINER
        | WordClass::QUANTIFIER
        | WordClass::NUMBER
        | WordClass::TIME
        | WordClass::PLACE;
    let noun = (listed || !item.is(other)) && !document.items[words.start].is(WordClass::WH);
    // "ECB's Haro", "DSP Haro": whose she is, and a rank in letters, say less than any title.
    if document.items[mention.role.end() - 1].kind == TokenKind::Clitic {
        return;
    }
    if item.upper && words.len() == 1 && !item.is(WordClass::PERSON) && document.word(head).len() > 2 {
        add(cast, id, Role { words, office: office(document, head), rank: CLAUSE + 1 });
        return;
    }
    // "by 9 p.m. Haro said": a time is no role.
    let time =
        document.items[words.start].kind == TokenKind::Number && document.items[words.end - 1].kind == TokenKind::Stop;
    if noun && !time && item.kind == TokenKind::Word {
        // "Tyre maker Sava-Rubin", "the union IF Metall": a body after all.
        let entity = &mut cast.entities[id as usize];
        let body =
            words::is(document, head, Class::TRADE) || item.is(WordClass::ORGANISATION) && !item.is(WordClass::PERSON);
        // "in a state Haro won": what stands behind "a" and a name is a clause, no title.
        if body && document.is_any(mention.role.start(), listed!["a", "an"]) {
            return;
        }
        if body && entity.gender == WordClass::NONE {
            entity.sort = Sort::Body;
            entity.personal = 0;
        }
        add(cast, id, Role { words, office: office(document, head), rank: TITLE });
    }
}

/// Gives an entity the words of another mention as a role, and what they tell of its gender.
fn describe(analysis: &Analysis<'_>, cast: &mut Cast, id: u32, other: usize, rank: u8) {
    let document = analysis.document;
    let mention = &analysis.mentions[other];
    let words = without_article(document, mention.phrase.items());
    add(cast, id, Role { words, office: office(document, mention.head), rank });
    let entity = &mut cast.entities[id as usize];
    let gender = gender_of(document, mention.head..mention.head + 1);
    if trades(document, mention, entity) {
        (entity.sort, entity.personal, entity.gender) = (Sort::Body, 0, WordClass::NONE);
    } else if mention.kind == MentionKind::Person {
        entity.personal += 2;
        entity.tell(gender, false);
        if entity.sort == Sort::Body && entity.words.words.len() > 1 {
            entity.sort = Sort::Person;
        }
    }
}

/// Whether a phrase calls somebody by a trade that is a firm's: the island's water supplier, Cala Blava; not "Haro, 24, a
/// machine operator".
fn trades(document: &Document<'_>, mention: &Mention, entity: &Entity) -> bool {
    let is = |class| words::is(document, mention.head, class);
    let unknown = entity.personal == 0 && entity.gender == WordClass::NONE;
    let trade = is(Class::TRADE) && unknown || is(Class::FIRM) && entity.personal <= 2 && !entity.told;
    let indefinite = document.is_any_case(mention.phrase.start(), listed!["a", "an"]);
    mention.kind == MentionKind::Person && trade && !indefinite && entity.age.is_none()
}

/// An age behind the name makes it a person's: Haro, 58,
fn age(analysis: &Analysis<'_>, cast: &mut Cast, id: u32, mention: &Mention) {
    let items = &analysis.document.items;
    let at = mention.phrase.end();
    let number = items.get(at).is_some_and(|i| matches!(i.kind, TokenKind::Comma | TokenKind::Open))
        && items.get(at + 1).is_some_and(|i| i.kind == TokenKind::Number)
        && analysis.document.word(at + 1).len() <= 3
        && items.get(at + 2).is_none_or(|i| closes(i.kind));
    if number {
        let entity = &mut cast.entities[id as usize];
        entity.personal += 3;
        entity.age = analysis.document.word(at + 1).parse().ok().or(entity.age);
    }
}

/// The role that a row shows: the first title, or else the first of the best rank.
pub(in crate::cast) fn shown(cast: &Cast, id: u32) -> Option<Range<usize>> {
    cast.entity(id).roles.iter().filter(|r| r.rank < PARTY).min_by_key(|r| r.rank).map(|r| r.words.clone())
}
