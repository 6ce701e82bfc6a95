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
//! headlines  titles that have somebody's words of the body
//! ```

mod anonymous;
mod asides;
mod clusters;
mod descriptions;
mod discourse;
mod floating;
mod headlines;
mod joint;
#[cfg(feature = "train")]
pub mod learn;
mod names;
mod pairs;
mod pronouns;
mod ranking;
mod roles;
pub mod story;
pub mod weights;
mod words;
mod written;

#[cfg(test)]
mod tests;

pub(crate) use asides::owner;
pub(crate) use descriptions::age;
pub(crate) use words::{of_state, state_press};

use crate::attribution::{Analysis, Attribution};
use crate::document::spaces::clean;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::{Mention, MentionKind};
use crate::record::{SpeakerBasis, SpeakerType};
use crate::span::Span;
use clusters::{Entity, Sort};
use discourse::{How, Referent, Walk};
pub use floating::signed;
use smallvec::{SmallVec, smallvec};
use weights::Weights;
use written::{basis, byline, kind_of, mention_span, name_of, role_of};

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

    /// Somebody called so by the words alone.
    fn called(name: String, kind: SpeakerType, mention: Option<Span>) -> Speaker {
        let (basis, flags) = (SpeakerBasis::Description, Vec::new());
        Speaker { name, kind, mention, basis, flags, ..Speaker::nobody("") }
    }
}

/// Resolves the speakers of a document's attributions.
#[cfg(feature = "train")]
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
    let mut speakers: Vec<Speaker> = attributions
        .iter()
        .map(|attribution| {
            let paragraph = paragraph(analysis, attribution);
            let (speaker, entity) = match attribution.speaker {
                Some(mention) => {
                    let signer = floating::announced(walk, attribution).unwrap_or(mention);
                    one(walk, attribution, signer, &byline)
                }
                None if attribution.floating => match floating::signed(analysis, attribution) {
                    Some(mention) => one(walk, attribution, mention, &byline),
                    None => floating::speaker(walk, attribution, &before, paragraph),
                },
                None => floating::replied(walk, attribution),
            };
            let dialogue =
                attribution.cue.is_none_or(|c| matches!(analysis.cues[c].class, CueClass::Ask | CueClass::Reply));
            before.push(floating::Before { entity, paragraph, dialogue });
            speaker
        })
        .collect();
    headlines::give(analysis, attributions, &mut speakers);
    speakers
}

/// The paragraph in which the words of an attribution end.
fn paragraph(analysis: &Analysis<'_>, attribution: &Attribution) -> usize {
    let last = attribution.content.last().map_or(0, |r| r.end.saturating_sub(1));
    let sentences = &analysis.document.sentences;
    let at = sentences.partition_point(|s| s.items.end <= last).min(sentences.len() - 1);
    sentences[at].paragraph
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
        return (
            Speaker { basis: SpeakerBasis::Pronoun, ..Speaker::called(author.clone(), SpeakerType::Person, span) },
            None,
        );
    }
    match walk.referent[number] {
        Referent::Entity(id) => of_entity(walk, attribution, number, span, id),
        Referent::Ambiguous => (Speaker { mention: span, ..Speaker::nobody("ambiguous") }, None),
        Referent::Nobody
            if matches!(mention.kind, MentionKind::Pronoun | MentionKind::Relative) && !indefinite(walk, mention) =>
        {
            (Speaker { mention: span, ..Speaker::nobody("ambiguous") }, None)
        }
        Referent::Nobody => {
            let whole = mention.phrase.start()..descriptions::with_clause(walk, number);
            let words = names::without_article(document, whole);
            (Speaker::called(clean(document.text_of(words)), SpeakerType::Unknown, span), None)
        }
    }
}

/// A speaker whom the cast knows.
fn of_entity(
    walk: &Walk<'_, '_>,
    attribution: &Attribution,
    number: usize,
    span: Option<Span>,
    id: u32,
) -> (Speaker, Option<u32>) {
    let (analysis, mention) = (walk.analysis, &walk.analysis.mentions[number]);
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

/// Whether nobody is said to speak: it was announced, passengers were told, the court heard.
fn agentless(analysis: &Analysis<'_>, cue: &crate::cue::Cue, mention: &Mention) -> bool {
    let word = analysis.document.word(mention.head);
    let subject = mention.phrase.start() < cue.group.start;
    let done_to = matches!(cue.class, CueClass::Tell | CueClass::Call | CueClass::Accuse);
    if cue.passive && subject && (word.eq_ignore_ascii_case("it") || done_to) {
        return true;
    }
    matches!(analysis.document.word(cue.head), "heard" | "hears") && analysis.item(mention.head).is(WordClass::HEARS)
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
            // others who know the harbour
            _ => {
                let whole = mention.phrase.start()..descriptions::with_clause(walk, number);
                clean(document.text_of(names::without_article(document, whole)))
            }
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
