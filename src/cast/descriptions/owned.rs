//! Descriptions that hold another name: whose body it is, and the body whose name stands before its own noun.
//!
//! Takes a description, gives the owner and the noun (her campaign, Haro's office), or the body (the ISNA agency).

use crate::cast::clusters::{Entity, Parts, Sort};
use crate::cast::discourse::{Referent, Walk};
use crate::cast::names::NameWords;
use crate::cast::words;
use crate::cast::words::Class;
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use smallvec::smallvec;

/// The person whose the pronoun before a description says it is: her campaign, his wife.
pub(super) fn pronoun_owner(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
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
