//! How a speaker is written: the mention beside the cue, the fullest name, the role, the sort.
//!
//! Takes an entity of the walk or one of its mentions, gives what a row says of it.

use super::clusters::{Entity, Sort};
use super::discourse::Walk;
use super::words::Class;
use super::{names, roles, words};
use crate::attribution::Analysis;
use crate::document::spaces::clean;
use crate::document::{RegionKind, TokenKind};
use crate::lexicon::WordClass;
use crate::mention::{Mention, MentionKind};
use crate::record::{SpeakerBasis, SpeakerType};
use crate::span::Span;
use std::ops::Range;

/// The phrase beside the cue: a name without title and appositive, a description with its article.
pub(super) fn mention_span(walk: &Walk<'_, '_>, number: usize, mention: &Mention) -> Span {
    let document = walk.analysis.document;
    if walk.owned.contains(&number) {
        // "Her" in "Her answer was short", "Haro" in "Haro's letter".
        let start = mention.phrase.start();
        let end =
            (start + 1..mention.head).find(|&at| document.items[at].kind == TokenKind::Clitic).unwrap_or(start + 1);
        return document.span(start..end);
    }
    let mut range = match mention.kind {
        MentionKind::Name => mention.core.items(),
        MentionKind::Body => {
            // "the Philippine coast guard", but "ISNA" in "the semi-official ISNA agency".
            let article = mention.phrase.start() + 1 == mention.core.start();
            if article {
                mention.phrase.items()
            } else {
                mention.core.start()..mention.phrase.end().max(mention.core.end())
            }
        }
        _ => mention.phrase.items(),
    };
    if let Some(&second) = walk.cast.halves.get(&number) {
        range.end = walk.analysis.mentions[second].core.end();
    }
    document.span(range)
}

/// How the words of a mention give an entity.
pub(super) fn basis(walk: &Walk<'_, '_>, number: usize, entity: &Entity) -> SpeakerBasis {
    let mention = &walk.analysis.mentions[number];
    if walk.owned.contains(&number) && walk.analysis.document.items[mention.phrase.start()].is(WordClass::POSSESSIVE) {
        return SpeakerBasis::Pronoun;
    }
    match mention.kind {
        MentionKind::Pronoun | MentionKind::Relative => SpeakerBasis::Pronoun,
        MentionKind::Name if walk.cast.halves.contains_key(&number) => SpeakerBasis::Named,
        MentionKind::Name | MentionKind::Body => {
            // The Ministry of Health: what hangs on the head is part of a body's name.
            let whole = mention.kind == MentionKind::Body && mention.phrase.end() > mention.core.end();
            let range = mention.core.start()..if whole { mention.phrase.end() } else { mention.core.end() };
            let words = names::NameWords::read(walk.analysis.document, std::slice::from_ref(&range)).words.len();
            if words < 2 && (words < entity.words.words.len() || entity.spoken.is_some()) {
                SpeakerBasis::ShortName
            } else {
                SpeakerBasis::Named
            }
        }
        MentionKind::Organisation | MentionKind::People | MentionKind::Person
            if !entity.named && entity.sort == Sort::Body =>
        {
            SpeakerBasis::Named
        }
        _ => SpeakerBasis::Description,
    }
}

pub(super) fn kind_of(entity: &Entity) -> SpeakerType {
    match entity.sort {
        // A single capitalised word with no sign of a person is rather a body.
        Sort::Person if entity.named && entity.personal == 0 && entity.words.words.len() < 2 => {
            SpeakerType::Organization
        }
        Sort::Person => SpeakerType::Person,
        Sort::Body => SpeakerType::Organization,
        Sort::People => SpeakerType::Group,
        Sort::Document => SpeakerType::Document,
    }
}

/// The fullest form of an entity's name.
pub(super) fn name_of(walk: &Walk<'_, '_>, entity: &Entity) -> String {
    if !entity.members.is_empty() {
        let names: Vec<String> = entity.members.iter().map(|&id| name_of(walk, walk.cast.entity(id))).collect();
        return names.join("; ");
    }
    if let Some(owner) = entity.of {
        let words = entity.parts.first().map_or(String::new(), |p| clean(walk.analysis.document.text_of(p.clone())));
        return possessed(walk, walk.cast.entity(owner), &words);
    }
    if let Some(span) = entity.spoken {
        return clean(&walk.analysis.document.text()[span.start..span.end]);
    }
    if let [only] = entity.parts.as_slice() {
        let name = clean(walk.analysis.document.text_of(only.clone()));
        return match crowned(walk, entity) {
            Some(title) => format!("{title} {name}"),
            None => name,
        };
    }
    let parts: Vec<String> = entity.parts.iter().map(|p| clean(walk.analysis.document.text_of(p.clone()))).collect();
    parts.join(" ")
}

/// What somebody has, by the name of the owner: Anna Haro's office; a campaign goes by the surname.
fn possessed(walk: &Walk<'_, '_>, owner: &Entity, words: &str) -> String {
    match owner.words.last().filter(|_| words.ends_with("campaign")) {
        Some(surname) => format!("{} {words}", walk.analysis.document.word(surname.at)),
        None => format!("{}'s {words}", name_of(walk, owner)),
    }
}

/// The title that is part of the name of somebody who goes by the given name alone.
fn crowned<'w>(walk: &Walk<'w, '_>, entity: &Entity) -> Option<&'w str> {
    let document = walk.analysis.document;
    if !entity.named || entity.words.words.len() != 1 || entity.sort != Sort::Person {
        return None;
    }
    let titles = entity.roles.iter().filter(|role| !role.words.is_empty() && role.words.len() <= 2);
    let mut words = titles.map(|role| role.words.end - 1).filter(|&at| document.items[at].capital);
    words.find(|&at| words::is(document, at, Class::CROWN)).map(|at| document.word(at))
}

/// The role of an entity, as written.
pub(super) fn role_of(walk: &Walk<'_, '_>, id: u32) -> String {
    let entity = walk.cast.entity(id);
    if !entity.named {
        return String::new();
    }
    let document = walk.analysis.document;
    let closed = |words: Range<usize>| {
        // Brig. Gen. (ret.): with the bracket that it opens
        let kinds = || document.items[words.clone()].iter().map(|i| i.kind);
        let open = kinds().any(|k| k == TokenKind::Open) && !kinds().any(|k| k == TokenKind::Close);
        let close = document.items.get(words.end).is_some_and(|i| i.kind == TokenKind::Close);
        words.start..words.end + usize::from(open && close)
    };
    roles::shown(&walk.cast, id).map(|r| clean(document.text_of(closed(r)))).unwrap_or_default()
}

/// The name in the byline, which is whom "I" means outside quotations.
pub(super) fn byline(analysis: &Analysis<'_>) -> Option<String> {
    let original = analysis.document.view.original();
    let span = analysis.document.layout.of(RegionKind::Byline).next()?;
    let line = original.get(span.start..span.end)?.trim();
    let rest = ["By ", "BY ", "by "].iter().find_map(|by| line.strip_prefix(by))?;
    let end = [",", " and ", " in ", " for ", "|", "\u{2022}", "(", "\n", " \u{2013}", " \u{2014}"]
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()
        .unwrap_or(rest.len());
    let name = rest[..end].trim();
    let words = name.split_whitespace().count();
    ((1..=5).contains(&words) && name.starts_with(char::is_uppercase)).then(|| name.to_owned())
}
