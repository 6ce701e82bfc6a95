//! The cast of an article: its people and bodies, and who is meant by the phrase beside the cue.
//!
//! Takes the attributions of a document, gives one [`Speaker`] each, in the same order. It abstains rather than
//! guesses: a speaker that cannot be told is empty, with a flag that says why.
//!
//! ```text
//! names      the words of a name, and which forms are of one name
//! clusters   all names of the document as people and bodies
//! roles      titles, appositives, copulas: what the article says they are
//! discourse  one walk over all mentions: names, descriptions, pronouns -> people and bodies
//! floating   quotations without words of attribution
//! ```

mod anonymous;
mod asides;
mod clusters;
mod descriptions;
mod discourse;
mod floating;
mod joint;
pub mod learn;
mod names;
mod pairs;
mod pronouns;
mod ranking;
mod roles;
pub mod story;
pub mod weights;

#[cfg(test)]
mod tests;

pub(crate) use asides::owner;

use crate::attribution::{Analysis, Attribution};
use crate::document::spaces::clean;
use crate::document::{RegionKind, TokenKind};
use crate::lexicon::set::Words;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::{Mention, MentionKind};
use crate::record::{SpeakerBasis, SpeakerType};
use crate::span::Span;
use clusters::{Entity, Sort};
use discourse::{How, Referent, Walk};
use smallvec::{SmallVec, smallvec};
use weights::Weights;

/// Who speaks in one attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest name of the document; empty where it cannot be told.
    pub name: String,
    /// Title or description, as written.
    pub role: String,
    /// What sort of speaker.
    pub kind: SpeakerType,
    /// The phrase beside the cue, as bytes of the view.
    pub mention: Option<Span>,
    /// How the speaker was found.
    pub basis: SpeakerBasis,
    /// What a reader must know of the speaker: anonymous, ambiguous, agentless ...
    pub flags: Vec<&'static str>,
    /// How likely the phrase beside the cue stands for this speaker, 0 to 1: 1 for a name in full, less where one of
    /// several was chosen.
    pub probability: f32,
    /// The people and bodies that speak, by their numbers in the cast; none where nobody is known.
    pub(crate) entities: SmallVec<[u32; 1]>,
}

impl Speaker {
    /// Nobody, for a reason.
    fn nobody(flag: &'static str) -> Speaker {
        Speaker {
            name: String::new(),
            role: String::new(),
            kind: SpeakerType::Unknown,
            mention: None,
            basis: SpeakerBasis::None,
            flags: vec![flag],
            probability: 1.0,
            entities: SmallVec::new(),
        }
    }
}

/// Resolves the speakers of a document's attributions.
pub fn resolve(analysis: &Analysis<'_>, attributions: &[Attribution]) -> Vec<Speaker> {
    resolve_with(analysis, attributions, Weights::built_in())
}

/// The same, antecedents chosen by these weights.
pub(crate) fn resolve_with(analysis: &Analysis<'_>, attributions: &[Attribution], weights: &Weights) -> Vec<Speaker> {
    if attributions.is_empty() {
        return Vec::new();
    }
    let how = How { weights, thorough: false, learning: false };
    let walk = walked(analysis, attributions, how);
    speakers(&walk, attributions)
}

/// Reads all mentions of a document.
fn walked<'w, 'd>(analysis: &'w Analysis<'d>, attributions: &'w [Attribution], how: How<'w>) -> Walk<'w, 'd> {
    let mut cast = clusters::cast(analysis);
    roles::collect(analysis, &mut cast);
    discourse::walk(analysis, cast, attributions, how)
}

/// The speakers of attributions, in their order.
fn speakers(walk: &Walk<'_, '_>, attributions: &[Attribution]) -> Vec<Speaker> {
    let analysis = walk.analysis;
    let mut before: Vec<floating::Before> = Vec::with_capacity(attributions.len());
    let byline = byline(analysis);
    attributions
        .iter()
        .map(|attribution| {
            let paragraph = paragraph(analysis, attribution);
            let (speaker, entity) = match attribution.speaker {
                Some(mention) => one(walk, attribution, mention, &byline),
                None if attribution.floating => match beat(walk, attribution, &before) {
                    Some(id) => floating_speaker(walk, id),
                    None => carried(walk, &before, paragraph),
                },
                None => (Speaker::nobody("agentless"), None),
            };
            let dialogue =
                attribution.cue.is_none_or(|c| matches!(analysis.cues[c].class, CueClass::Ask | CueClass::Reply));
            before.push(floating::Before { entity, paragraph, dialogue });
            speaker
        })
        .collect()
}

/// The paragraph in which the words of an attribution end.
fn paragraph(analysis: &Analysis<'_>, attribution: &Attribution) -> usize {
    let last = attribution.content.last().map_or(0, |r| r.end.saturating_sub(1));
    let sentences = &analysis.document.sentences;
    let at = sentences.partition_point(|s| s.items.end <= last).min(sentences.len() - 1);
    sentences[at].paragraph
}

/// How often a quotation without words of attribution is whose it is taken to be, on the train articles.
const CARRIED: f32 = 0.7;

/// The row of a floating quotation that somebody is known to say.
fn floating_speaker(walk: &Walk<'_, '_>, id: u32) -> (Speaker, Option<u32>) {
    let entity = walk.cast.entity(id);
    let speaker = Speaker {
        name: name_of(walk, entity),
        role: role_of(walk, id),
        kind: kind_of(entity),
        mention: None,
        basis: SpeakerBasis::Carried,
        flags: Vec::new(),
        probability: CARRIED,
        entities: smallvec![id],
    };
    (speaker, Some(id))
}

/// The person whose doings lead up to a quotation in the same paragraph: Haro shook her head. "I never signed that."
fn beat(walk: &Walk<'_, '_>, attribution: &Attribution, before: &[floating::Before]) -> Option<u32> {
    let sentences = &walk.analysis.document.sentences;
    let start = attribution.content.first()?.start;
    let at = sentences.partition_point(|s| s.items.end <= start);
    let previous = at.checked_sub(1)?;
    let paragraph = sentences.get(at)?.paragraph;
    if sentences[previous].paragraph != paragraph || before.last().is_some_and(|b| b.paragraph == paragraph) {
        return None;
    }
    let from = walk.seen.partition_point(|s| s.sentence < previous);
    let mut people = walk.seen[from..].iter().take_while(|s| s.sentence == previous).filter(|s| {
        let entity = walk.cast.entity(s.entity);
        s.place == discourse::Place::Subject && entity.sort == Sort::Person && entity.personal > 0
    });
    let first = people.next()?;
    people.all(|s| s.entity == first.entity).then_some(first.entity)
}

/// A floating quotation's speaker.
fn carried(walk: &Walk<'_, '_>, before: &[floating::Before], paragraph: usize) -> (Speaker, Option<u32>) {
    match floating::carried(before, paragraph) {
        Ok(Some(id)) => floating_speaker(walk, id),
        _ => (Speaker::nobody("ambiguous"), None),
    }
}

/// The speaker of an attribution that has a mention.
fn one(
    walk: &Walk<'_, '_>,
    attribution: &Attribution,
    number: usize,
    byline: &Option<String>,
) -> (Speaker, Option<u32>) {
    let analysis = walk.analysis;
    let document = analysis.document;
    // The appositive stands for its name, the second half of a name for the whole.
    let number = asides::owner(analysis, attribution, number);
    let number = walk.cast.joined_to.get(&number).copied().unwrap_or(number);
    let mention = &analysis.mentions[number];
    let cue = attribution.cue.map(|c| &analysis.cues[c]);
    let word = document.word(mention.head);
    if cue.is_some_and(|cue| agentless(analysis, cue, mention)) {
        return (Speaker::nobody("agentless"), None);
    }
    if none_at_all(analysis, mention) {
        return (Speaker { mention: Some(mention_span(walk, number, mention)), ..Speaker::nobody("agentless") }, None);
    }
    let group = joint::joint(analysis, &walk.cast, attribution, number);
    if group.len() > 1 {
        return (together(walk, &group), None);
    }
    let span = Some(mention_span(walk, number, mention));
    let first_person = mention.kind == MentionKind::Pronoun && matches!(word, "I" | "me" | "Me");
    if first_person && let Some(author) = byline {
        let speaker = Speaker {
            name: author.clone(),
            role: String::new(),
            kind: SpeakerType::Person,
            mention: span,
            basis: SpeakerBasis::Pronoun,
            flags: Vec::new(),
            probability: 1.0,
            entities: SmallVec::new(),
        };
        return (speaker, None);
    }
    match walk.referent[number] {
        Referent::Entity(id) => {
            let id = attribution.turn.is_some().then(|| initials(walk, number)).flatten().unwrap_or(id);
            let entity = walk.cast.entity(id);
            let mut flags = Vec::new();
            if !entity.named && anonymous::is_unnamed(analysis, mention, entity) {
                flags.push("anonymous");
            }
            let speaker = Speaker {
                name: name_of(walk, entity),
                role: role_of(walk, id),
                kind: kind_of(entity),
                mention: span,
                basis: basis(walk, number, entity),
                flags,
                probability: walk.sure[number],
                entities: smallvec![id],
            };
            (speaker, Some(id))
        }
        Referent::Ambiguous => (Speaker { mention: span, ..Speaker::nobody("ambiguous") }, None),
        Referent::Nobody
            if matches!(mention.kind, MentionKind::Pronoun | MentionKind::Relative) && !indefinite(walk, mention) =>
        {
            (Speaker { mention: span, ..Speaker::nobody("ambiguous") }, None)
        }
        Referent::Nobody => {
            let words = names::without_article(document, mention.phrase.items());
            let speaker = Speaker {
                name: clean(document.text_of(words)),
                role: String::new(),
                kind: SpeakerType::Unknown,
                mention: span,
                basis: SpeakerBasis::Description,
                flags: Vec::new(),
                probability: 1.0,
                entities: SmallVec::new(),
            };
            (speaker, None)
        }
    }
}

/// How many people a label of initials is looked for among.
const MOST_LABELLED: usize = 64;

/// The person whose initials label a turn: IO for Ines Oberg.
fn initials(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let document = walk.analysis.document;
    let mention = &walk.analysis.mentions[number];
    let label = document.word(mention.head);
    if mention.phrase.len() != 1 || !document.items[mention.head].upper || !(2..=3).contains(&label.len()) {
        return None;
    }
    let first = |at: usize| document.word(at).chars().next();
    let fits = |entity: &Entity| {
        let words = &entity.words.words;
        entity.named
            && entity.sort == Sort::Person
            && words.len() == label.len()
            && words.iter().zip(label.chars()).all(|(word, letter)| first(word.at) == Some(letter))
    };
    (0..walk.cast.entities.len().min(MOST_LABELLED)).find(|&id| fits(&walk.cast.entities[id])).map(|id| id as u32)
}

/// Courts and the like, of which one says that they "heard" what somebody said there.
static HEARERS: Words =
    Words::of(&["court", "jury", "jurors", "inquest", "tribunal", "hearing", "inquiry", "trial", "committee", "panel"]);

/// Whether nobody is said to speak: it was announced, passengers were told, the court heard.
fn agentless(analysis: &Analysis<'_>, cue: &crate::cue::Cue, mention: &Mention) -> bool {
    let word = analysis.document.word(mention.head);
    let subject = mention.phrase.start() < cue.group.start;
    let done_to = matches!(cue.class, CueClass::Tell | CueClass::Call | CueClass::Accuse);
    if cue.passive && subject && (word.eq_ignore_ascii_case("it") || done_to) {
        return true;
    }
    matches!(analysis.document.word(cue.head), "heard" | "hears") && HEARERS.holds_any_case(word)
}

/// Whether the words are said to be nobody's: Nobody said the dam was safe.
fn none_at_all(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let word = |at: usize| analysis.document.word(at);
    let first = word(mention.phrase.start());
    match mention.phrase.len() {
        1 => ["nobody", "none", "no-one"].iter().any(|none| first.eq_ignore_ascii_case(none)),
        2 => first.eq_ignore_ascii_case("no") && word(mention.head) == "one",
        _ => false,
    }
}

/// Pronouns that stand for nobody named before: someone, others, many.
fn indefinite(walk: &Walk<'_, '_>, mention: &Mention) -> bool {
    let item = &walk.analysis.document.items[mention.head];
    mention.kind == MentionKind::Pronoun
        && !item.is(WordClass::MALE | WordClass::FEMALE | WordClass::NEUTER | WordClass::FIRST_PERSON)
        && !item.is(WordClass::SUBJECT_PRONOUN | WordClass::OBJECT_PRONOUN | WordClass::RELATIVE)
}

/// Several speakers of one row.
fn together(walk: &Walk<'_, '_>, group: &[usize]) -> Speaker {
    let document = walk.analysis.document;
    let mut names: Vec<String> = Vec::new();
    let mut entities: SmallVec<[u32; 1]> = SmallVec::new();
    let mut basis_of = SpeakerBasis::Named;
    for &number in group {
        let mention = &walk.analysis.mentions[number];
        let name = match walk.referent[number] {
            Referent::Entity(id) => {
                let entity = walk.cast.entity(id);
                entities.push(id);
                let own = basis(walk, number, entity);
                if own != SpeakerBasis::Named {
                    basis_of = own;
                }
                // "Haro and his team": whose it is tells which.
                let owned = document.items[mention.phrase.start()].is(WordClass::POSSESSIVE);
                if owned && !entity.named {
                    clean(document.text_of(mention.phrase.items()))
                } else {
                    name_of(walk, entity)
                }
            }
            _ => clean(document.text_of(names::without_article(document, mention.core.items()))),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let last = group[group.len() - 1];
    if let Some(whole) = nameless(walk, group) {
        names = vec![whole];
    }
    let first = mention_span(walk, group[0], &walk.analysis.mentions[group[0]]);
    let last = mention_span(walk, last, &walk.analysis.mentions[last]);
    Speaker {
        name: names.join("; "),
        role: String::new(),
        kind: SpeakerType::Group,
        mention: Some(Span::new(first.start, last.end)),
        basis: basis_of,
        flags: Vec::new(),
        probability: group.iter().map(|&number| walk.sure[number]).product(),
        entities,
    }
}

/// Several groups that nobody names, as written: pilots and aviation experts.
fn nameless(walk: &Walk<'_, '_>, group: &[usize]) -> Option<String> {
    let document = walk.analysis.document;
    let plain = |&number: &usize| {
        let mention = &walk.analysis.mentions[number];
        let named = matches!(walk.referent[number], Referent::Entity(id) if walk.cast.entity(id).named);
        let opener = document.items[mention.phrase.start()].is(WordClass::POSSESSIVE);
        mention.kind == MentionKind::People
            && !named
            && !opener
            && (!document.items[mention.head].capital || clusters::starts_sentence(walk.analysis, mention.head))
    };
    let (first, last) = (&walk.analysis.mentions[*group.first()?], &walk.analysis.mentions[*group.last()?]);
    group.iter().all(plain).then(|| {
        let words = names::without_article(document, first.phrase.start()..last.phrase.end());
        clean(document.text_of(words))
    })
}

/// The phrase beside the cue: a name without title and appositive, a description with its article.
fn mention_span(walk: &Walk<'_, '_>, number: usize, mention: &Mention) -> Span {
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
fn basis(walk: &Walk<'_, '_>, number: usize, entity: &Entity) -> SpeakerBasis {
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

fn kind_of(entity: &Entity) -> SpeakerType {
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
fn name_of(walk: &Walk<'_, '_>, entity: &Entity) -> String {
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

/// Titles that stay with a given name: Prince Andrew, Pope Francis.
static CROWNS: Words = Words::of(&["prince", "princess", "king", "queen", "pope", "emperor", "empress", "sultan"]);

/// The title that is part of the name of somebody who goes by the given name alone.
fn crowned<'w>(walk: &Walk<'w, '_>, entity: &Entity) -> Option<&'w str> {
    let document = walk.analysis.document;
    if !entity.named || entity.words.words.len() != 1 || entity.sort != Sort::Person {
        return None;
    }
    let titles = entity.roles.iter().filter(|role| !role.words.is_empty() && role.words.len() <= 2);
    let mut words = titles.map(|role| role.words.end - 1).filter(|&at| document.items[at].capital);
    words.find(|&at| CROWNS.holds_any_case(document.word(at))).map(|at| document.word(at))
}

/// The role of an entity, as written.
fn role_of(walk: &Walk<'_, '_>, id: u32) -> String {
    let entity = walk.cast.entity(id);
    if !entity.named {
        return String::new();
    }
    roles::shown(&walk.cast, id).map(|r| clean(walk.analysis.document.text_of(r))).unwrap_or_default()
}

/// The name in the byline, which is whom "I" means outside quotations.
fn byline(analysis: &Analysis<'_>) -> Option<String> {
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
