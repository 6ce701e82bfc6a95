//! Descriptions of somebody whom the article names elsewhere: further on, or by an office that only one holds.
//!
//! Takes a description that recalls nobody, gives the person or body that the article means by it.

use super::definite;
use super::domain::of_another;
use super::known::Description;
use super::sorts::named_by;
use crate::attribution::subject::says_more;
use crate::cast::clusters::{Entity, Role, Sort, gender_of};
use crate::cast::discourse::Walk;
use crate::cast::names::without_article;
use crate::cast::words::Class;
use crate::cast::{roles, words};
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use crate::mention::MentionKind;

/// How many paragraphs on somebody who was only described is named.
const NAMED_WITHIN: usize = 2;

/// The person who speaks next and whom the article introduces there by nothing but the name, or by a title of the same
/// office: a naval engineer told the court. "...," Ada Monte said.
pub(super) fn named_next(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let analysis = walk.analysis;
    let document = analysis.document;
    let mention = &analysis.mentions[number];
    // The crew has a new owner, who promised higher wages.
    let who = analysis.mentions.get(number + 1).filter(|m| {
        m.kind == MentionKind::Relative && (mention.phrase.end()..mention.phrase.end() + 2).contains(&m.phrase.start())
    });
    let speaker = if walk.speaks[number] { number } else { who.map(|_| number + 1)? };
    // One user wrote: one of several, whoever is named next.
    let one = document.items[mention.phrase.start()].is(WordClass::NUMBER | WordClass::QUANTIFIER);
    if !walk.speaks[speaker] || one || words::is(document, mention.head, Class::UNNAMED) {
        return None;
    }
    let lead = mention.sentence < LEAD;
    let wide = words::is(document, mention.head, Class::WIDE);
    if !lead && (wide || !definite(walk, mention)) {
        return None;
    }
    let office = roles::office(document, mention.head);
    // Mayor denies it. The mayor of Lund said ... "...," Ada Monte said: what goes on by the same noun introduces nobody.
    let mut paragraph = walk.paragraph(number);
    let mut behind = walk.speakers_behind(speaker).filter(|&m| analysis.mentions[m].kind != MentionKind::Pronoun);
    let next = behind.find(|&m| {
        let other = &analysis.mentions[m];
        let goes_on = other.kind == MentionKind::Person && roles::office(document, other.head) == office;
        let goes_on = goes_on && walk.paragraph(m) <= paragraph + NAMED_WITHIN;
        paragraph = if goes_on { walk.paragraph(m) } else { paragraph };
        !goes_on
    })?;
    let id = walk.cast.of[next]?;
    let entity = walk.cast.entity(id);
    let mut introduced = entity.roles.iter().filter(|role| role.rank <= roles::CLAUSE);
    let same = |role: &Role| wide || roles::same_office(role.office, office);
    // The police commissioner has warned. Commissioner Haro told ...: the title is enough, wherever it is.
    let titled = || entity.roles.iter().any(|r| r.rank <= roles::APPOSITIVE && same(r));
    let gender = gender_of(document, mention.head..mention.head + 1);
    let new = walk.paragraph(next) <= paragraph + NAMED_WITHIN
        && analysis.mentions[next].kind == MentionKind::Name
        && entity.named
        && entity.sort == Sort::Person
        && entity.words.words.len() > 1
        && entity.first > mention.sentence
        && entity.first == analysis.mentions[next].sentence;
    (new && (lead || titled() && walk.paragraph(next) <= walk.paragraph(number) + 1)
        && introduced.all(same)
        && !of_another(walk, &Description::read(walk, number, Sort::Person), entity)
        && (gender == WordClass::NONE || entity.gender == WordClass::NONE || entity.gender.any(gender)))
    .then_some(id)
}

/// The person whom the next paragraph brings in alone as the subject of its first sentence, where the lead only tells what
/// happened to somebody: A man who found a ring says ... Osman Haro, a tailor, was ...
pub(super) fn subject_next(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let analysis = walk.analysis;
    let document = analysis.document;
    let mention = &analysis.mentions[number];
    let wide = words::is(document, mention.head, Class::GENERIC);
    let introduces = || {
        let named = |id| walk.cast.entity(id).named && walk.cast.entity(id).personal > 0;
        document.is_any_case(mention.phrase.start(), listed!["a", "an"])
            && (wide || says_more(analysis, mention.phrase.end()) || !walk.seen.iter().any(|s| named(s.entity)))
    };
    let lead = mention.sentence < LEAD && walk.speaks[number];
    if !lead || words::is(document, mention.head, Class::UNNAMED) || !introduces() {
        return None;
    }
    let paragraph = walk.paragraph(number) + 1;
    let first = document.sentences.partition_point(|s| s.paragraph < paragraph);
    let sentence = document.sentences.get(first).filter(|s| s.paragraph == paragraph)?;
    let next = analysis.mentions_of(first).next()?;
    let subject = &analysis.mentions[next];
    let opens = subject.phrase.start() == sentence.items.start;
    let id = walk.cast.of[next].filter(|_| opens && subject.kind == MentionKind::Name)?;
    let entity = walk.cast.entity(id);
    let office = roles::office(document, mention.head);
    let mut offices = entity.roles.iter().filter(|role| role.rank <= roles::COPULA);
    let same = |role: &Role| role.rank > roles::TITLE && wide || roles::same_office(role.office, office);
    let gender = gender_of(document, mention.head..mention.head + 1);
    let told = gender != WordClass::NONE && entity.gender != WordClass::NONE;
    // Ilse and Petra Haro run the kennels: two are nobody's name.
    let joined = analysis.mentions.get(next + 1).is_some_and(|m| m.joined);
    let person = entity.sort == Sort::Person && entity.personal > 0 && entity.words.words.len() > 1;
    let new = entity.first == first && entity.place == 0;
    (person && new && !joined && offices.all(same) && (!told || entity.gender.any(gender))).then_some(id)
}

/// How many sentences from the head of the text somebody is told of before being named.
const LEAD: usize = 6;

/// The only one who holds an office in the article, where its lead speaks of somebody who does: Turkish minister says.
pub(super) fn only_holder(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
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
        && !of_another(walk, &description, entity)
        && (!told || entity.gender.any(description.gender)))
    .then_some(first)
}

/// The only body that the article names by a noun, where its lead calls somebody by nothing else: The road is shut,
/// ministry says. The Transport Ministry said ...
pub(super) fn only_named(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let mention = &walk.analysis.mentions[number];
    if mention.sentence >= LEAD || !walk.speaks[number] || mention.phrase.len() > 2 {
        return None;
    }
    let items = &walk.analysis.document.items;
    let article = mention.phrase.len() == 1 || definite(walk, mention);
    let called = |entity: &Entity| {
        entity.named
            && entity.sort == Sort::Body
            && entity.words.words.len() > 1
            && named_by(walk, entity, items[mention.head].hash)
    };
    let entities = walk.cast.entities.iter().take(MOST_NAMED);
    let mut named = entities.enumerate().filter(|(_, entity)| called(entity)).map(|(id, _)| id as u32);
    let (first, None) = (named.next()?, named.next()) else { return None };
    (article && walk.cast.entity(first).first >= mention.sentence).then_some(first)
}

/// How many people and bodies the one that a headline means is looked for among.
const MOST_NAMED: usize = 200;

/// The person whose name stands beside the very same description elsewhere: Haro's campaign manager said ... Haro's
/// campaign manager, Lena Adamyan, ...
pub(super) fn told_later(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
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
