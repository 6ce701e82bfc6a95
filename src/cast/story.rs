//! The cast of an article, to be shown: who is in it, how named, as what, and what they say.
//!
//! Takes the walk over all mentions with the rows of the document, gives its [`Member`]s in order of their first mention.
//! Offsets are Unicode code points of the original input.

use super::clusters::{Entity, Sort};
use super::discourse::{How, Referent, Walk};
use super::names::{NameWords, without_article};
use super::weights::Weights;
use super::{kind_of, mention_span, name_of, speakers, walked};
use crate::attribution::{Analysis, Attribution};
use crate::document::CodePoints;
use crate::document::spaces::clean;
use crate::lexicon::WordClass;
use crate::mention::MentionKind;
use crate::record::SpeakerType;
use crate::span::Span;
use serde::Serialize;
use std::ops::Range;

/// By what words somebody is mentioned.
///
/// ```
/// use whosaid::{Extractor, Form};
/// let cast = Extractor::default().cast("Lida Haro, the mayor, left. She was tired.");
/// let forms: Vec<Form> = cast[0].mentions.iter().map(|mention| mention.form).collect();
/// assert_eq!(forms, [Form::Name, Form::Description, Form::Pronoun]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The name in full, or as full as the article has it
    Name,
    /// Part of it: a surname, a given name, an acronym
    Short,
    /// he, her, their
    Pronoun,
    /// the minister
    Description,
}

/// One mention of somebody.
///
/// ```
/// let text = "Lida Haro, the mayor, left. She was tired.";
/// let mayor = &whosaid::Extractor::default().cast(text)[0].mentions[1];
/// assert_eq!(mayor.text, "the mayor");
/// assert_eq!(text.chars().skip(mayor.span.start).take(mayor.span.len()).collect::<String>(), mayor.text);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Where: code points of the original input.
    pub span: Span,
    /// By what words.
    pub form: Form,
    /// The words.
    pub text: String,
}

/// A person or body of an article.
///
/// ```
/// let text = "Lida Haro, the mayor, left. She said she was tired.";
/// let mayor = &whosaid::Extractor::default().cast(text)[0];
/// assert_eq!((mayor.name.as_str(), mayor.kind), ("Lida Haro", whosaid::SpeakerType::Person));
/// assert_eq!((mayor.roles.as_slice(), mayor.gender), (["mayor".to_owned()].as_slice(), Some("female")));
/// assert_eq!(mayor.quotations, [whosaid::extract(text)[0].n]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Its number in the article, from 1.
    pub id: usize,
    /// The fullest name, or the description where the article gives none.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: SpeakerType,
    /// `male` or `female` where a title, a noun or a pronoun of the article tells; a given name alone tells nothing.
    pub gender: Option<&'static str>,
    /// Titles, roles and descriptions that the article gives, as written.
    pub roles: Vec<String>,
    /// All mentions, in order. What stands inside quotation marks is none.
    pub mentions: Vec<Place>,
    /// The numbers of the rows in which it speaks, alone or with others.
    pub quotations: Vec<usize>,
}

/// The cast of a document; `numbers` gives for every attribution the number of its row, if it has one.
pub(crate) fn members(
    analysis: &Analysis<'_>,
    attributions: &[Attribution],
    numbers: &[Option<usize>],
    weights: &Weights,
) -> Vec<Member> {
    let how = How { weights, thorough: true, learning: false };
    let walk = walked(analysis, attributions, how);
    let spoken = speakers(&walk, attributions);
    let points = CodePoints::new(analysis.document.view.original());
    let mut quotations: Vec<Vec<usize>> = vec![Vec::new(); walk.cast.entities.len()];
    for (speaker, number) in spoken.iter().zip(numbers) {
        let Some(number) = number else { continue };
        speaker.entities.iter().for_each(|&id| quotations[id as usize].push(*number));
    }
    let mut places = mentions(&walk, &points);
    let mut members: Vec<Member> = Vec::new();
    for (id, entity) in walk.cast.entities.iter().enumerate() {
        let mut mentions = std::mem::take(&mut places[id]);
        let mut quotations = std::mem::take(&mut quotations[id]);
        if !shown(entity, &mentions, &quotations) {
            continue;
        }
        mentions.sort_by_key(|m| (m.span.start, m.span.end));
        mentions.dedup_by_key(|m| m.span);
        quotations.sort_unstable();
        quotations.dedup();
        members.push(Member {
            id: 0,
            name: name_of(&walk, entity),
            kind: kind_of(entity),
            gender: gender(entity),
            roles: roles(&walk, entity),
            mentions,
            quotations,
        });
    }
    members.sort_by_key(|m| m.mentions.first().map_or(usize::MAX, |m| m.span.start));
    for (n, member) in members.iter_mut().enumerate() {
        member.id = n + 1;
    }
    members
}

/// Whether an entity belongs to the cast: who speaks or has a name does, a place where things happen does not.
fn shown(entity: &Entity, mentions: &[Place], quotations: &[usize]) -> bool {
    if mentions.is_empty() || !entity.members.is_empty() {
        return false;
    }
    let place = entity.place > 0 && entity.personal == 0 && entity.place >= entity.count;
    !quotations.is_empty()
        || entity.named && !place
        || entity.sort == Sort::Person
        || entity.sort != Sort::Document && mentions.len() > 1
}

fn gender(entity: &Entity) -> Option<&'static str> {
    if entity.sort != Sort::Person || !entity.told {
        return None;
    }
    match (entity.gender.any(WordClass::MALE), entity.gender.any(WordClass::FEMALE)) {
        (true, false) => Some("male"),
        (false, true) => Some("female"),
        _ => None,
    }
}

/// What the article says an entity is, each once, the titles first.
fn roles(walk: &Walk<'_, '_>, entity: &Entity) -> Vec<String> {
    let mut given: Vec<_> = entity.roles.iter().filter(|_| entity.named).collect();
    given.sort_by_key(|role| role.rank);
    let mut roles: Vec<String> = Vec::new();
    for role in given {
        let words = clean(walk.analysis.document.text_of(role.words.clone()));
        if !roles.contains(&words) {
            roles.push(words);
        }
    }
    roles
}

/// The mentions of every entity.
fn mentions(walk: &Walk<'_, '_>, points: &CodePoints<'_>) -> Vec<Vec<Place>> {
    let document = walk.analysis.document;
    let mut places: Vec<Vec<Place>> = vec![Vec::new(); walk.cast.entities.len()];
    let mut add = |id: u32, span: Span, form: Form| {
        let Some(original) = document.view.extent(span) else { return };
        let text = clean(&document.text()[span.start..span.end]);
        let place = || Place { span: points.span(original), form, text: text.clone() };
        let members = &walk.cast.entity(id).members;
        members.iter().for_each(|&member| places[member as usize].push(place()));
        places[id as usize].push(place());
    };
    let named = |id: u32, items: Range<usize>| {
        let own = NameWords::read(document, std::slice::from_ref(&items)).words.len();
        let entity = walk.cast.entity(id);
        if own < entity.words.words.len() || entity.spoken.is_some() { Form::Short } else { Form::Name }
    };
    for (number, mention) in walk.analysis.mentions.iter().enumerate() {
        for (id, items) in walk.cast.inside(number) {
            add(*id, document.span(items.clone()), named(*id, items.clone()));
        }
        let Referent::Entity(id) = walk.referent[number] else { continue };
        let form = match mention.kind {
            MentionKind::Relative => continue,
            MentionKind::Pronoun => Form::Pronoun,
            _ if walk.owned.contains(&number) => continue,
            MentionKind::Name | MentionKind::Body if !walk.cast.joined_to.contains_key(&number) => {
                named(id, without_article(document, mention.core.items()))
            }
            _ => Form::Description,
        };
        add(id, mention_span(walk, number, mention), form);
    }
    for (at, choice) in &walk.possessors {
        if let Referent::Entity(id) = choice.referent {
            add(id, document.span(*at as usize..*at as usize + 1), Form::Pronoun);
        }
    }
    places
}
