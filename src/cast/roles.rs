//! Titles, appositives and what else the article says somebody is.
//!
//! Takes the cast, adds to each entity its [`Role`]s: the title before a name ("Deputy Foreign Minister Lida Haro"), the
//! phrase set off by commas before or behind it ("Haro, the mayor of Lori,"), the complement of a copula ("Haro is the
//! mayor"), and where nothing else is said the clause that follows ("Haro, who keeps bees,"). It resolves nothing.

use super::asides;
use super::clusters::{Cast, MOST_NAMESAKES, Role, Sort, gender_of};
use super::names::without_article;
use crate::attribution::Analysis;
use crate::document::tokens::word_hash;
use crate::document::{Document, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::set::{ManyBits, listed};
use crate::mention::{Mention, MentionKind};
use std::ops::Range;

/// Rank of a title before the name.
pub(super) const TITLE: u8 = 0;
/// Rank of a phrase in commas.
pub(super) const APPOSITIVE: u8 = 1;
/// Rank of the complement of "is".
pub(super) const COPULA: u8 = 2;
/// Rank of "of Sibinvest", "who keeps bees".
pub(super) const CLAUSE: u8 = 4;

/// Words of a role at most, when a clause is taken for one.
const CLAUSE_LIMIT: usize = 14;

/// Collects the roles of everybody.
pub(super) fn collect(analysis: &Analysis<'_>, cast: &mut Cast) {
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
        title(analysis, cast, id, mention);
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
            describe(analysis, cast, id, other, COPULA);
            cast.of[other] = Some(id);
        } else if let Some(words) = clause(analysis, mention) {
            add(cast, id, Role { words, office: (0, 0), rank: CLAUSE });
        }
        age(analysis, cast, id, mention);
        party(analysis, cast, id, mention);
    }
}

/// Adds what a pronoun's own sentence says of whom it stands for: She is the governor of Lori.
pub(super) fn told(analysis: &Analysis<'_>, cast: &mut Cast, id: u32, number: usize) {
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
pub(super) fn note(cast: &mut Cast, id: u32, role: Role) {
    let roles = &mut cast.entities[id as usize].roles;
    if roles.len() < 8 {
        roles.push(role);
    }
}

/// Titles that are courtesy only: no role while there is another.
pub(super) fn courtesy(word: &str) -> bool {
    let titles =
        listed!["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lady", "lord", "madam", "alhaji", "pa", "prof",];
    titles.holds_any_case(word.trim_end_matches('.'))
}

/// Offices with several words for them: abbreviation or variant, the word that stands for all, the wider one.
const OFFICES: &[(&str, &str, &str)] = &[
    ("sen", "senator", "lawmaker"),
    ("senator", "senator", "lawmaker"),
    ("rep", "representative", "lawmaker"),
    ("representative", "representative", "lawmaker"),
    ("congressman", "representative", "lawmaker"),
    ("congresswoman", "representative", "lawmaker"),
    ("mp", "mp", "lawmaker"),
    ("mps", "mp", "lawmaker"),
    ("td", "mp", "lawmaker"),
    ("deputy", "mp", "lawmaker"),
    ("legislator", "lawmaker", ""),
    ("gov", "governor", "politician"),
    ("governor", "governor", "politician"),
    ("pres", "president", "leader"),
    ("president", "president", "leader"),
    ("premier", "minister", "leader"),
    ("chief", "head", "leader"),
    ("boss", "head", "leader"),
    ("director", "director", "head"),
    ("gen", "general", "commander"),
    ("general", "general", "commander"),
    ("col", "colonel", "officer"),
    ("colonel", "colonel", "officer"),
    ("capt", "captain", "officer"),
    ("lt", "lieutenant", "officer"),
    ("sgt", "sergeant", "officer"),
    ("adm", "admiral", "commander"),
    ("supt", "superintendent", "officer"),
    ("dr", "doctor", "physician"),
    ("doctor", "doctor", "physician"),
    ("prof", "professor", "academic"),
    ("professor", "professor", "academic"),
    ("pope", "pope", "pontiff"),
    ("pontiff", "pope", ""),
    ("king", "king", "monarch"),
    ("queen", "queen", "monarch"),
    ("rev", "reverend", "pastor"),
    ("reverend", "reverend", "pastor"),
    ("justice", "justice", "judge"),
    ("magistrate", "magistrate", "judge"),
    ("attorney", "lawyer", ""),
    ("barrister", "barrister", "lawyer"),
    ("solicitor", "solicitor", "lawyer"),
    ("advocate", "advocate", "lawyer"),
    ("cllr", "councillor", ""),
    ("cr", "councillor", ""),
    ("councilman", "councillor", ""),
    ("councilwoman", "councillor", ""),
    ("spokeswoman", "spokesman", ""),
    ("spokesperson", "spokesman", ""),
    ("chairwoman", "chairman", ""),
    ("chairperson", "chairman", ""),
    ("chair", "chairman", ""),
    ("ceo", "executive", ""),
    ("actress", "actor", ""),
    ("policewoman", "policeman", "officer"),
    ("mogul", "tycoon", "businessman"),
    ("billionaire", "billionaire", "businessman"),
    ("entrepreneur", "businessman", ""),
    ("businesswoman", "businessman", ""),
    ("nominee", "candidate", ""),
    ("contender", "candidate", ""),
    ("hopeful", "candidate", ""),
    ("researcher", "researcher", "scientist"),
    ("footballer", "footballer", "player"),
    ("striker", "striker", "player"),
    ("midfielder", "midfielder", "player"),
    ("coach", "coach", "manager"),
];

/// What the forms of the offices have in common.
static OFFICE_FORMS: ManyBits = {
    let (mut bits, mut n) = (ManyBits::NONE, 0);
    while n < OFFICES.len() {
        bits = bits.with(word_hash(OFFICES[n].0));
        n += 1;
    }
    bits
};

/// What an office is called, and what sort of office it is: hashes to compare, 0 for none.
pub(super) fn office(document: &Document<'_>, head: usize) -> (u32, u32) {
    let word = document.word(head);
    // Most nouns are no such office: the hash of the item is that of the lower-case form.
    let hash = document.items[head].hash;
    if word.is_ascii() && !word.ends_with('.') {
        let form =
            OFFICE_FORMS.may_hold(hash).then(|| OFFICES.iter().find(|(form, ..)| form.eq_ignore_ascii_case(word)));
        return form.flatten().map_or((hash, 0), known);
    }
    let lower = word.trim_end_matches('.').to_lowercase();
    OFFICES.iter().find(|(form, ..)| *form == lower).map_or((word_hash(&lower), 0), known)
}

/// A listed office as hashes.
fn known((_, name, wider): &(&str, &str, &str)) -> (u32, u32) {
    (word_hash(name), if wider.is_empty() { 0 } else { word_hash(wider) })
}

/// Whether two heads can name one office: the same, or one the wider word for the other.
pub(super) fn same_office(a: (u32, u32), b: (u32, u32)) -> bool {
    a.0 != 0 && (a.0 == b.0 || a.0 == b.1 || a.1 == b.0 && a.1 != 0)
}

/// Nouns that look like people's and are companies'.
const BODY_ROLES: &[&str] = &[
    "maker",
    "manufacturer",
    "operator",
    "giant",
    "retailer",
    "carrier",
    "producer",
    "supplier",
    "lender",
    "broadcaster",
    "publisher",
    "developer",
    "insurer",
    "builder",
    "startup",
    "channel",
    "daily",
    "newspaper",
    "group",
    "union",
    "agency",
    "outlet",
];

/// The words before the name.
fn title(analysis: &Analysis<'_>, cast: &mut Cast, id: u32, mention: &Mention) {
    let document = analysis.document;
    let mut words = without_article(document, mention.role.items());
    // The stop of "Sen." belongs to it.
    let abbreviated = |at: usize| {
        document.items[at].kind == TokenKind::Stop
            && document.items[at - 1].is(WordClass::ABBREVIATION | WordClass::ABBREVIATION_MAY)
    };
    while words.len() > 1 && !document.items[words.end - 1].is_word() && !abbreviated(words.end - 1) {
        words.end -= 1;
    }
    if words.is_empty() || !document.items[words.start].is_word() {
        return;
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
    let Some(head) = (words.start..inner).rev().find(|&at| document.items[at].is_word()) else { return };
    let item = &document.items[head];
    if document.items[words.start].is(WordClass::DETERMINER) && words.len() == 1 {
        return;
    }
    if courtesy(document.word(head)) && words.len() <= 2 {
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
        let body = BODY_ROLES.contains(&document.word(head))
            || item.is(WordClass::ORGANISATION) && !item.is(WordClass::PERSON);
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
    if mention.kind == MentionKind::Person {
        entity.personal += 2;
        if gender != WordClass::NONE {
            entity.gender = gender;
            entity.told = true;
        }
        if entity.sort == Sort::Body && entity.words.words.len() > 1 {
            entity.sort = Sort::Person;
        }
    }
}

/// Whether an item ends an aside.
fn closes(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Close)
}

/// The mention in commas behind a name: Haro, the mayor of Lori, ...
fn appositive_behind(analysis: &Analysis<'_>, number: usize, kind: MentionKind) -> Option<usize> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    let mut at = asides::past_origin(analysis, mention.phrase.end());
    if !matches!(items.get(at)?.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Open) {
        return None;
    }
    let direct = at == mention.phrase.end();
    at += 1;
    // Haro, 58, a baker; Haro, himself a former official
    if items.get(at)?.kind == TokenKind::Number && items.get(at + 1)?.kind == TokenKind::Comma {
        at += 2;
    }
    while items.get(at)?.is(WordClass::REFLEXIVE) || items.get(at)?.is(WordClass::ADVERB) {
        at += 1;
    }
    let (other, next) = analysis.mentions[number + 1..]
        .iter()
        .enumerate()
        .take(4)
        .map(|(n, m)| (number + 1 + n, m))
        .find(|(_, m)| m.phrase.start() >= at)?;
    if next.phrase.start() != at || next.sentence != mention.sentence || next.possessive {
        return None;
    }
    // Haro of Oregon, the mayor, ...: with an article, or it may be a list.
    if !direct && !items[at].is(WordClass::DETERMINER) {
        return None;
    }
    let person = kind == MentionKind::Name
        && (next.kind == MentionKind::Person
            || next.kind == MentionKind::Name
                && next.core.len() == next.phrase.len()
                && items[next.head].is(WordClass::PERSON | WordClass::TITLE));
    let body = kind == MentionKind::Body && matches!(next.kind, MentionKind::Organisation | MentionKind::Person)
        || kind == MentionKind::Name && next.kind == MentionKind::Organisation;
    if !person && !body {
        return None;
    }
    // Haro, the mayor and the clerk: a list is no aside.
    let after = items.get(next.phrase.end());
    let listed = analysis.mentions.get(other + 1).is_some_and(|m| m.joined);
    let article = items[next.phrase.start()].is(WordClass::DETERMINER | WordClass::POSSESSIVE);
    let ends =
        after.is_none_or(|i| closes(i.kind) || i.is_quote() || i.is(WordClass::RELATIVE | WordClass::PREPOSITION));
    // "Haro, mayor of Lori, said", but "Haro, the mayor said": the latter has no end.
    (!listed && (ends || !article && after.is_none_or(|i| !i.is(WordClass::CUE)))).then_some(other)
}

/// The mention in commas before a name: the boy's mother, Fatou Njie.
fn appositive_before(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    let comma = mention.phrase.start().checked_sub(1)?;
    let other = number.checked_sub(1)?;
    let before = &analysis.mentions[other];
    // The union, the Association of Harbour Pilots, ...
    let body = mention.kind == MentionKind::Body && before.kind == MentionKind::Organisation;
    if !body
        && (mention.kind != MentionKind::Name
            || before.kind != MentionKind::Person
            || !mention.role.is_empty()
                && items[mention.role.start()].is(WordClass::DETERMINER)
                && !items[before.phrase.start()].is(WordClass::POSSESSIVE))
    {
        return None;
    }
    if items[comma].kind != TokenKind::Comma
        || !(before.phrase.end() == comma
            // The leader of the opposition in the assembly, Anna Haro, is
            || located(analysis, before.phrase.end()..comma)
            || before.phrase.end() + 1 == comma && items[before.phrase.end()].is(WordClass::ADVERB))
        || before.sentence != mention.sentence
        || before.possessive
        || analysis.mentions.get(number + 1).is_some_and(|m| m.joined)
    {
        return None;
    }
    let after = items.get(mention.phrase.end());
    let closed = after.is_none_or(|i| closes(i.kind) || i.is_quote() || i.is(WordClass::RELATIVE));
    let oblique = before.phrase.start().checked_sub(1).is_some_and(|b| {
        items[b].is(WordClass::PREPOSITION | WordClass::TO) && before.sentence_of(analysis).contains(&b)
    });
    // "In a letter to the mayor, Haro said" is no aside; "said the mayor, Haro" is.
    if body {
        return (closed && !oblique && items[before.phrase.start()].is(WordClass::DETERMINER)).then_some(other);
    }
    (closed || !oblique && after.is_some_and(|i| !i.is(WordClass::CUE))).then_some(other)
}

/// Whether some items only say where: in the assembly.
fn located(analysis: &Analysis<'_>, gap: Range<usize>) -> bool {
    let items = &analysis.document.items;
    let verb = WordClass::VERB | WordClass::CUE | WordClass::BE | WordClass::HAVE | WordClass::MODAL;
    (2..=5).contains(&gap.len())
        && matches!(analysis.document.word(gap.start), "in" | "at" | "for" | "of")
        && items[gap].iter().all(|i| i.kind == TokenKind::Word && (!i.is(verb) || i.capital))
}

/// The complement of a copula: Haro is the mayor; Haro, who is mayor of Lori,
fn copula(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    if !matches!(mention.kind, MentionKind::Name | MentionKind::Pronoun) {
        return None;
    }
    let mut at = mention.phrase.end();
    if items.get(at)?.kind == TokenKind::Comma && items.get(at + 1)?.is(WordClass::RELATIVE) {
        at += 2;
    }
    let verb = items.get(at)?;
    let becomes = matches!(analysis.document.word(at), "became" | "becomes");
    let serves = matches!(analysis.document.word(at), "serves" | "served" | "works" | "worked")
        && items.get(at + 1).is_some_and(|_| analysis.document.word(at + 1) == "as");
    if serves {
        at += 1;
    } else if !(verb.is(WordClass::BE) || becomes) {
        return None;
    }
    at += 1;
    while items.get(at)?.is(WordClass::ADVERB) {
        at += 1;
    }
    let (other, next) = analysis.mentions[number + 1..]
        .iter()
        .enumerate()
        .take(3)
        .map(|(n, m)| (number + 1 + n, m))
        .find(|(_, m)| m.phrase.start() >= at)?;
    (next.phrase.start() == at && next.kind == MentionKind::Person && next.sentence == mention.sentence)
        .then_some(other)
}

/// The words that say who somebody is where no noun does: ", who keeps bees,", "of Sibinvest".
fn clause(analysis: &Analysis<'_>, mention: &Mention) -> Option<Range<usize>> {
    let document = analysis.document;
    let items = &document.items;
    if mention.kind != MentionKind::Name {
        return None;
    }
    let end = document.sentences[mention.sentence].items.end;
    let mut at = mention.phrase.end();
    let comma = items.get(at)?.kind == TokenKind::Comma;
    if comma {
        at += 1;
        if items.get(at)?.kind == TokenKind::Number && items.get(at + 1)?.kind == TokenKind::Comma {
            at += 2;
        }
    }
    if at >= end {
        return None;
    }
    let age = || items.get(at + 2).is_some_and(|i| i.kind == TokenKind::Number) && items[at + 1].is(WordClass::BE);
    // "who was treated for burns", "who has been there": what happened is no description.
    let happened = || {
        let verb = items.get(at + 1)?;
        let next = document.items.get(at + 2).filter(|i| i.kind == TokenKind::Word)?;
        Some(
            verb.is(WordClass::HAVE) && next.is(WordClass::BE)
                || verb.is(WordClass::BE) && document.word(at + 2).ends_with("ed") && !next.is(WordClass::ADJECTIVE),
        )
    };
    let from = if comma
        && document.word(at) == "who"
        && !items.get(at + 1)?.is(WordClass::CUE)
        && !age()
        && happened() != Some(true)
    {
        at + 1
    } else if document.word(at) == "of" && items.get(at + 1)?.is_word() {
        at
    } else {
        return None;
    };
    let stop = (from..end.min(from + CLAUSE_LIMIT)).find(|&at| {
        closes(items[at].kind) || items[at].is_quote() || (document.word(from) == "of" && items[at].is(WordClass::CUE))
    })?;
    (stop > from + 1).then_some(from..stop)
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

impl Mention {
    /// The items of the sentence that the mention stands in.
    fn sentence_of(&self, analysis: &Analysis<'_>) -> Range<usize> {
        analysis.document.sentences[self.sentence].items.clone()
    }
}

/// The role that a row shows: the first title, or else the first of the best rank.
pub(super) fn shown(cast: &Cast, id: u32) -> Option<Range<usize>> {
    cast.entity(id).roles.iter().filter(|r| r.rank < PARTY).min_by_key(|r| r.rank).map(|r| r.words.clone())
}
