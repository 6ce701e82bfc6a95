//! Those who are named together: the former, the latter, the two men, and whoever "they" can mean.
//!
//! Takes a description and the walk so far, gives the one of the two, or both as a group.

use super::clusters::Sort;
use super::discourse::{Form, Place, Referent, Walk, place};
use crate::lexicon::set::listed;
use crate::lexicon::{WordClass, rule_words};
use crate::mention::MentionKind;

/// How many paragraphs back the two may have been named.
const BACK: usize = 2;

/// Whom a description of one or both of two people or bodies stands for.
pub(super) fn resolve(walk: &mut Walk<'_, '_>, number: usize) -> Option<u32> {
    let analysis = walk.analysis;
    let document = analysis.document;
    let mention = &analysis.mentions[number];
    let start = mention.phrase.start();
    if !walk.speaks[number] {
        return None;
    }
    if mention.phrase.len() == 1 && document.is_any_case(start, listed!["both"]) {
        return two(walk, number);
    }
    let second = start + 1;
    if mention.phrase.len() < 2 || !document.is_any_case(start, listed!["the"]) {
        return None;
    }
    let several = mention.kind == MentionKind::People && mention.phrase.len() <= 3;
    if document.is_any(second, listed!["two"]) && several
        || document.is_any(second, &rule_words::PAIR) && mention.phrase.len() == 2
    {
        return two(walk, number);
    }
    if !document.is_any(second, listed!["former", "latter"]) || mention.phrase.len() > 2 {
        return None;
    }
    let (first, last) = named(walk, mention.sentence)?;
    Some(if document.is_any(second, listed!["former"]) { first } else { last })
}

/// The two who were last named in one breath, or the only two whom the last paragraphs name; nobody where the article spoke
/// of two whom it does not name by the same noun.
fn two(walk: &mut Walk<'_, '_>, number: usize) -> Option<u32> {
    let paragraph = walk.paragraph(number);
    let office = super::roles::office(walk.analysis.document, walk.analysis.mentions[number].head);
    let called = |id: u32| {
        let entity = walk.cast.entity(id);
        entity.sort == Sort::People && !entity.named && entity.roles.iter().any(|role| role.office == office)
    };
    if walk.lately().any(|s| called(s.entity)) {
        return None;
    }
    let near = walk.seen.iter().rev().take_while(|s| paragraph - s.paragraph <= BACK);
    let pair = near.map(|s| s.entity).find(|&id| walk.cast.entity(id).members.len() == 2);
    if pair.is_some() {
        return pair;
    }
    let (first, last) = people(walk, number)?;
    Some(group(walk, vec![first, last]))
}

/// Several as one group.
fn group(walk: &mut Walk<'_, '_>, members: Vec<u32>) -> u32 {
    let mut group = walk.cast.entity(members[0]).clone();
    group.sort = Sort::People;
    group.members = members;
    group.gender = WordClass::NONE;
    group.roles.clear();
    walk.cast.add(group)
}

/// Notes a group that "they" can mean: two whom "and" joins, and those who speak together, whatever stands between them.
pub(super) fn note(walk: &mut Walk<'_, '_>, number: usize) {
    let analysis = walk.analysis;
    let mention = &analysis.mentions[number];
    let both = |m: MentionKind| matches!(m, MentionKind::Name | MentionKind::Body);
    let list = walk.together.remove(&number);
    let joined = |before: &usize| mention.joined && both(mention.kind) && both(analysis.mentions[*before].kind);
    let id = |walk: &Walk<'_, '_>, m: usize| match walk.referent[m] {
        Referent::Entity(id) => Some(id),
        _ => None,
    };
    if let Some(before) = number.checked_sub(1).filter(joined)
        && list.as_ref().is_none_or(|list| list.len() == 2)
    {
        if let (Some(a), Some(b)) = (id(walk, before), id(walk, number))
            && a != b
            && walk.cast.entity(a).named
            && walk.cast.entity(b).named
        {
            let both = group(walk, vec![a, b]);
            walk.pairs.insert((a.min(b), a.max(b)));
            walk.push(both, number, place(analysis, &analysis.mentions[before]));
        }
    } else if let Some(list) = list
        && let Some(members) = list.iter().map(|&m| id(walk, m)).collect::<Option<Vec<u32>>>()
    {
        let all = group(walk, members);
        walk.push(all, number, Place::Subject);
    }
}

/// The last two of the sentence before, or of this one, that were named, in their order.
fn named(walk: &Walk<'_, '_>, sentence: usize) -> Option<(u32, u32)> {
    let mut seen = walk.seen.iter().rev().take_while(|s| sentence - s.sentence <= 2).filter(|s| s.form == Form::Name);
    let last = seen.next()?.entity;
    let first = seen.find(|s| s.entity != last)?.entity;
    let sort = |id: u32| walk.cast.entity(id).sort;
    (sort(first) == sort(last)).then_some((first, last))
}

/// The only two people whom the last paragraphs name, in the order of the article.
fn people(walk: &Walk<'_, '_>, number: usize) -> Option<(u32, u32)> {
    let paragraph = walk.paragraph(number);
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
