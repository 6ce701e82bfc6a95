//! Descriptions that hold another name: whose body or relative it is, and the body whose name stands before its own noun.
//!
//! Takes a description, gives the owner and the noun (her campaign, Haro's office), the relative (her son, Haro's lawyer), or
//! the body (the ISNA agency).

use super::traits;
use crate::cast::clusters::{Entity, Parts, Role, Sort, gender_of, only_gender};
use crate::cast::discourse::{Referent, Walk};
use crate::cast::names::NameWords;
use crate::cast::words::Class;
use crate::cast::{roles, words};
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use crate::mention::MentionKind;
use smallvec::smallvec;

/// The person whose the pronoun before a description says it is: her campaign, his wife.
pub(super) fn pronoun_owner(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let start = walk.analysis.mentions[number].phrase.start();
    let item = &walk.analysis.document.items[start];
    if !item.is(WordClass::POSSESSIVE) || !item.is(WordClass::MALE | WordClass::FEMALE) {
        return None;
    }
    let id = owner_by_pronoun(walk, start)?;
    let entity = walk.cast.entity(id);
    (entity.named && entity.words.words.len() > 1 && entity.personal > 1).then_some(id)
}

/// Whom the article names by such a tie to the same person: His son, Miles Haro, ... said his son. Haro's lawyer, Lena
/// Brand, ... her lawyer said.
pub(super) fn relation(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let document = walk.analysis.document;
    let mention = &walk.analysis.mentions[number];
    let start = mention.phrase.start();
    let pronoun = document.items[start].is(WordClass::POSSESSIVE);
    if mention.kind != MentionKind::Person || mention.phrase.end() > mention.core.end() {
        return None;
    }
    let owner = if pronoun { owner_by_pronoun(walk, start) } else { Some(owner_by_name(walk, number)?) };
    // "said his son" of two pages: whoever is the only son that anybody of this sex has in the article.
    let office = roles::office(document, mention.head);
    let holders = walk.cast.holders.get(&office.0)?;
    let only = walk.speaks[number] && pronoun && holders.len() == 1;
    let sex = |at: usize| only_gender(document.items[at].class);
    let gender = gender_of(document, mention.head..mention.head + 1);
    let same = |id: u32, role: &Role| {
        let owner = owner.filter(|&owner| owner != id);
        let Some(whose) = role.words.start.checked_sub(1) else { return false };
        role.rank <= roles::COPULA && role.office.0 == office.0 && {
            if document.items[whose].is(WordClass::POSSESSIVE) {
                let theirs = owner_by_pronoun(walk, whose);
                let known = matches!((owner, theirs), (Some(a), Some(b)) if a == b);
                known || (only || owner.is_none() || theirs.is_none()) && pronoun && sex(whose) == sex(start)
            } else {
                role.words.clone().skip(1).any(|at| {
                    let theirs = |id| called(walk, walk.cast.entity(id), document.items[at - 1].hash);
                    document.items[at].kind == TokenKind::Clitic && (only || owner.is_some_and(theirs))
                })
            }
        }
    };
    let fits = |&id: &u32| {
        let entity = walk.cast.entity(id);
        let told = gender != WordClass::NONE && entity.gender != WordClass::NONE;
        entity.named
            && entity.sort == Sort::Person
            && entity.first <= mention.sentence
            && (!told || entity.gender.any(gender))
            && entity.roles.iter().any(|role| same(id, role))
    };
    holders.iter().copied().rfind(fits)
}

/// Whether somebody is called by a word: the actor, of Davit Haro, an actor.
fn called(walk: &Walk<'_, '_>, entity: &Entity, word: u32) -> bool {
    let own = entity.words.words.iter().any(|w| walk.analysis.document.items[w.at].hash == word);
    own || entity.roles.iter().any(|role| role.office.0 == word)
}

/// Whom a possessive pronoun stands for.
fn owner_by_pronoun(walk: &Walk<'_, '_>, at: usize) -> Option<u32> {
    match walk.possessor(at) {
        Referent::Entity(id) => Some(id),
        _ => None,
    }
}

/// The person whose name stands before 's in a description: Haro's lawyer.
fn owner_by_name(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let items = &walk.analysis.document.items;
    let head = walk.analysis.mentions[number].head;
    let clitic = head.checked_sub(1).filter(|&at| items[at].kind == TokenKind::Clitic)?;
    let (id, _) = walk.cast.inside(number).iter().find(|(_, name)| name.end == clitic)?;
    (walk.cast.entity(*id).sort == Sort::Person).then_some(*id)
}

/// Whether a noun that is a person's trade as well stands for a firm: one that the article calls so (the operator), or, where
/// it calls nobody so and no pronoun tells of a person, one that nobody named: the rail operator said it would appeal.
pub(super) fn trading(walk: &Walk<'_, '_>, number: usize) -> bool {
    let mention = &walk.analysis.mentions[number];
    if !words::is(walk.analysis.document, mention.head, Class::TRADE) {
        return false;
    }
    let office = roles::office(walk.analysis.document, mention.head);
    let holders = walk.cast.holders.get(&office.0).into_iter().flatten();
    let (mut firm, mut somebody) = (false, false);
    for &id in holders {
        let entity = walk.cast.entity(id);
        firm |= entity.named && entity.sort == Sort::Body;
        somebody |= entity.sort == Sort::Person;
    }
    let is = |class| words::is(walk.analysis.document, mention.head, class);
    let company = || is(Class::COMPANY) && traits::gender(walk, number) == WordClass::NONE;
    // The broadcaster said he had toured the plant: he is hardly the one who said it.
    firm || !somebody && (is(Class::PRESS) || company())
}

/// Whose body a description speaks of, and by which noun: Haro's campaign, her campaign, the Haro campaign.
pub(super) fn possession(walk: &Walk<'_, '_>, number: usize, owner: Option<u32>) -> Option<(u32, u32)> {
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
pub(super) fn apposed(walk: &mut Walk<'_, '_>, number: usize) -> Option<u32> {
    let analysis = walk.analysis;
    let document = analysis.document;
    let mention = &analysis.mentions[number];
    if !words::is(document, mention.head, Class::APPOSED) {
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
        walk.cast.add(Entity { named: true, ..Entity::new(parts, words, Sort::Body, mention.sentence) })
    });
    Some(id)
}
