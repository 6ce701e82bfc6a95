//! The former, the latter, the two men: descriptions that mean two who were named together.
//!
//! Takes a description and the walk so far, gives the one of the two, or both as a group.

use super::clusters::Sort;
use super::discourse::{Form, Walk};
use crate::lexicon::set::listed;
use crate::mention::MentionKind;

/// How many paragraphs back the two may have been named.
const BACK: usize = 2;

/// Whom a description of one or both of two people or bodies stands for.
pub(super) fn resolve(walk: &mut Walk<'_, '_>, number: usize) -> Option<u32> {
    let analysis = walk.analysis;
    let document = analysis.document;
    let mention = &analysis.mentions[number];
    let start = mention.phrase.start();
    let second = start + 1;
    if mention.phrase.len() < 2 || !document.is_any(second, listed!["former", "latter", "two"]) {
        return None;
    }
    if !document.word(start).eq_ignore_ascii_case("the") || !walk.speaks[number] {
        return None;
    }
    let both = document.is_any(second, listed!["two"]);
    if both && !(mention.kind == MentionKind::People && mention.phrase.len() <= 3) || !both && mention.phrase.len() > 2
    {
        return None;
    }
    let (first, last) = if both { people(walk, number)? } else { named(walk, mention.sentence)? };
    if !both {
        return Some(if document.is_any(second, listed!["former"]) { first } else { last });
    }
    let mut group = walk.cast.entity(first).clone();
    group.sort = Sort::People;
    group.members = vec![first, last];
    group.gender = crate::lexicon::WordClass::NONE;
    group.roles.clear();
    Some(walk.cast.add(group))
}

/// The last two of the sentence before, or of this one, that were named, in their order.
fn named(walk: &Walk<'_, '_>, sentence: usize) -> Option<(u32, u32)> {
    let mut seen = walk.seen.iter().rev().take_while(|s| sentence - s.sentence <= 2).filter(|s| s.form == Form::Name);
    let last = seen.next()?.entity;
    let first = seen.find(|s| s.entity != last)?.entity;
    let sort = |id: u32| walk.cast.entity(id).sort;
    (sort(first) == sort(last)).then_some((first, last))
}

/// The only two people whom the last paragraphs name, in the order of the article; nobody where it spoke of two whom it
/// does not name by the same noun.
fn people(walk: &Walk<'_, '_>, number: usize) -> Option<(u32, u32)> {
    let paragraph = walk.paragraph(number);
    let office = super::roles::office(walk.analysis.document, walk.analysis.mentions[number].head);
    let called = |id: u32| {
        let entity = walk.cast.entity(id);
        entity.sort == Sort::People && !entity.named && entity.roles.iter().any(|role| role.office == office)
    };
    if walk.lately().any(|s| called(s.entity)) {
        return None;
    }
    let mut found: Vec<u32> = Vec::new();
    for seen in walk.seen.iter().rev().take_while(|s| paragraph - s.paragraph <= BACK) {
        let entity = walk.cast.entity(seen.entity);
        if entity.sort == Sort::Person && entity.named && entity.personal > 0 && !found.contains(&seen.entity) {
            found.push(seen.entity);
        }
        if found.len() > 2 {
            return None;
        }
    }
    found.sort_unstable();
    match found[..] {
        [first, second] => Some((first, second)),
        _ => None,
    }
}
