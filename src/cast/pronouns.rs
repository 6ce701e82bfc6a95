//! Pronouns: he, she, they, it, and whose.
//!
//! Takes a pronoun and the walk so far, gives its antecedent: of those that agree in gender and number the one that the
//! ranking puts first. A name that stands only inside quotation marks is no candidate, because it is no mention.

use super::clusters::{Entity, Sort};
use super::discourse::{Form, Place, Referent, Seen, Walk, place};
use super::ranking::{Answers, Asked, Candidate, Choice, choose, gather};
use super::weights::{Question, Task};
use crate::document::{Ending, Item, TokenKind};
use crate::lexicon::set::{Words, listed};
use crate::lexicon::{WordClass, rule_words};
use crate::mention::MentionKind;
use smallvec::SmallVec;

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// he, she: a person of that gender
    One(WordClass),
    /// it
    Thing,
    /// they
    Several,
}

/// How far ahead, in mentions, a name is looked for when nobody came before.
const LOOK_AHEAD: usize = 12;

/// How likely such a name is meant.
const AHEAD: f32 = 0.8;

/// How likely somebody is meant whose given name is thought to be of the other gender, where nobody else can be.
const MISJUDGED: f32 = 0.7;

/// How likely whoever was asked is meant by the pronoun that answers.
const ANSWERS: f32 = 0.9;

/// How sure a pronoun must be to tell a gender.
const TOLD: f32 = 0.8;

/// The only person in the foreground, where nothing but the given name speaks against the gender of the pronoun: Andrea,
/// Nikita and Jean are men here and women there. The foreground is the pronoun's paragraph, with as many before it.
fn misjudged(walk: &Walk<'_, '_>, number: usize, paragraphs: usize) -> Option<u32> {
    let paragraph = walk.paragraph(number);
    let near = || walk.seen.iter().rev().take(LOOK_AHEAD * 3).take_while(|s| paragraph - s.paragraph <= paragraphs);
    let person = |s: &&Seen| walk.cast.entity(s.entity).sort == Sort::Person;
    let last = near().find(|s| person(s) && s.place == Place::Subject)?;
    let entity = walk.cast.entity(last.entity);
    let alone = near().filter(person).all(|s| s.entity == last.entity);
    let known = entity.named && (entity.words.words.len() > 1 || !entity.roles.is_empty());
    (known && !entity.told && alone).then_some(last.entity)
}

/// Whether somebody was last seen before the paragraph of a mention.
fn left(walk: &Walk<'_, '_>, number: usize, id: u32) -> bool {
    let last = walk.lately().find(|seen| seen.entity == id);
    last.is_none_or(|seen| seen.paragraph < walk.paragraph(number))
}

/// What the pronoun at an item asks for, if it is one of the third person.
fn wanted(item: &Item, word: &str) -> Option<Wanted> {
    let is = |list: &Words| list.may_hold(item.hash) && list.holds_any_case(word);
    if is(listed!["he", "him", "his", "himself"]) {
        Some(Wanted::One(WordClass::MALE))
    } else if is(listed!["she", "her", "hers", "herself"]) {
        Some(Wanted::One(WordClass::FEMALE))
    } else if is(listed!["it", "its", "itself"]) {
        Some(Wanted::Thing)
    } else if is(listed!["they", "them", "their", "theirs", "themselves"]) {
        Some(Wanted::Several)
    } else {
        None
    }
}

/// Whether an item is a possessive or reflexive pronoun of the third person: his, herself.
pub(super) fn inside_phrase(item: &Item, word: &str) -> bool {
    item.is(WordClass::POSSESSIVE | WordClass::REFLEXIVE) && wanted(item, word).is_some()
}

/// Finds the antecedent of a pronoun that is a mention.
pub(super) fn resolve(walk: &mut Walk<'_, '_>, number: usize) -> Choice {
    let mention = &walk.analysis.mentions[number];
    let (at, sentence) = (mention.head, mention.sentence);
    let place = if walk.speaks[number] { Place::Subject } else { place(walk.analysis, mention) };
    let barred = walk.addressee_of(number);
    if let Some(Wanted::One(gender)) = wanted(&walk.analysis.document.items[at], walk.analysis.document.word(at))
        && let Some(id) = walk.answering(number)
        && (walk.cast.entity(id).gender == WordClass::NONE || walk.cast.entity(id).gender.any(gender))
    {
        return Choice { referent: Referent::Entity(id), probability: ANSWERS };
    }
    let mut found = antecedent(walk, at, sentence, place, Some(number), barred);
    // Who was left behind with the paragraph before gives way to who alone acts or speaks in this one.
    let far = match found.referent {
        Referent::Nobody => Some(1),
        Referent::Entity(id) if left(walk, number, id) => Some(0),
        _ => None,
    };
    if let Some(paragraphs) = far.filter(|_| walk.speaks[number])
        && let Some(Wanted::One(gender)) = wanted(&walk.analysis.document.items[at], walk.analysis.document.word(at))
        && let Some(id) = misjudged(walk, number, paragraphs).filter(|&id| found.referent != Referent::Entity(id))
    {
        let entity = &mut walk.cast.entities[id as usize];
        (entity.gender, entity.told) = (gender, true);
        return Choice { referent: Referent::Entity(id), probability: MISJUDGED };
    }
    if found.referent == Referent::Nobody
        && let Some(wanted) = wanted(&walk.analysis.document.items[at], walk.analysis.document.word(at))
        && (matches!(wanted, Wanted::One(_)) || walk.speaks[number])
    {
        found = ahead(walk, number, wanted);
    }
    found
}

/// Finds the antecedent of a possessive or reflexive pronoun at an item of a sentence.
pub(super) fn possessor(walk: &mut Walk<'_, '_>, at: usize, sentence: usize) -> Choice {
    antecedent(walk, at, sentence, Place::Modifier, None, None)
}

/// What a pronoun is asked for; nothing where nobody wants to know.
fn task(walk: &Walk<'_, '_>, item: &Item, wanted: Wanted, place: Place, speaks: bool) -> Option<Task> {
    Some(match wanted {
        Wanted::One(_) if speaks => Task::Speaks,
        Wanted::One(_) if place == Place::Modifier => Task::Owner,
        Wanted::One(_) if place == Place::Subject || item.is(WordClass::SUBJECT_PRONOUN) => Task::Subject,
        Wanted::One(_) => Task::Object,
        // What "it" and "they" stand for matters where they speak, or where all is asked for.
        _ if !speaks && !walk.thorough => return None,
        Wanted::Thing if speaks => Task::ThingSpeaks,
        Wanted::Thing => Task::Thing,
        Wanted::Several if speaks => Task::SeveralSpeaks,
        Wanted::Several => Task::Several,
    })
}

fn antecedent(
    walk: &mut Walk<'_, '_>,
    at: usize,
    sentence: usize,
    place: Place,
    number: Option<usize>,
    barred: Option<u32>,
) -> Choice {
    let nobody = Choice { referent: Referent::Nobody, probability: 1.0 };
    let document = walk.analysis.document;
    let (item, word) = (&document.items[at], document.word(at));
    let Some(wanted) = wanted(item, word) else { return nobody };
    let speaks = number.is_some_and(|n| walk.speaks[n]);
    let Some(task) = task(walk, item, wanted, place, speaks) else { return nobody };
    if let Some(id) = topic(walk, at, sentence).filter(|&id| fits(walk.cast.entity(id), wanted)) {
        return Choice { referent: Referent::Entity(id), probability: TOPIC };
    }
    let gender = if let Wanted::One(gender) = wanted { gender } else { WordClass::NONE };
    let paragraph = document.sentences[sentence].paragraph;
    let reflexive = item.is(WordClass::REFLEXIVE);
    let asked = Asked { task, from: at, at, sentence, paragraph, place, gender, reflexive, speaks };
    let mut candidates = gather(walk, paragraph, |id, entity| {
        barred != Some(id) && fits(entity, wanted) && !unmeant(walk, entity, wanted)
    });
    let fronted = task == Task::Owner || task == Task::Subject || task == Task::Speaks;
    let ahead = if fronted { in_sentence(walk, at, sentence, wanted) } else { None };
    let known = ahead.filter(|seen| candidates.iter().any(|c| c.id == seen.entity)).map(|seen| seen.entity);
    if known.is_none() && task != Task::Speaks {
        candidates.extend(ahead.map(|last| Candidate { id: last.entity, last, subject: Some(last), seen: 1 }));
    }
    candidates.retain(|c| !in_its_own_phrase(walk, c, at, sentence));
    if task == Task::ThingSpeaks {
        without_objects(walk, &asked, &mut candidates);
    }
    let alone = candidates.is_empty();
    let impersonal = impersonal(walk, at);
    let words = number.map_or(SmallVec::new(), |n| walk.names_in_words(n));
    let more = |walk: &Walk<'_, '_>, candidate: Option<&Candidate>, out: &mut Answers| {
        if let Some(candidate) = candidate {
            let name = walk.cast.entity(candidate.id).words.last();
            out.extend(name.is_some_and(|w| words.contains(&w.key)).then_some(Question::NamedInWords));
            out.extend((known == Some(candidate.id)).then_some(Question::AheadKnown));
        } else {
            out.extend(speaks.then_some(Question::NewSpeaks));
            out.extend(alone.then_some(Question::NewAlone));
            out.extend(impersonal.then_some(Question::NewImpersonal));
        }
    };
    let mut found = choose(walk, &asked, &candidates, gender == WordClass::NONE && !speaks, more);
    if let Referent::Entity(_) = found.referent
        && let [first, second, ..] = candidates.as_slice()
        && paired(walk, first, second)
    {
        found.referent = Referent::Ambiguous;
    }
    if let (Referent::Entity(id), Wanted::One(gender)) = (found.referent, wanted) {
        tell(&mut walk.cast.entities[id as usize], gender, found.probability);
    }
    found
}

/// Notes that a pronoun stands for somebody, and what it tells.
fn tell(entity: &mut Entity, gender: WordClass, probability: f32) {
    if entity.gender == WordClass::NONE {
        entity.gender = gender;
    }
    entity.told |= probability > TOLD;
    entity.personal += 1;
}

/// The first name behind a comma behind a pronoun in its sentence, if the pronoun stands before the subject: In his review
/// of the film, Haro said.
fn in_sentence(walk: &Walk<'_, '_>, at: usize, sentence: usize, wanted: Wanted) -> Option<Seen> {
    let analysis = walk.analysis;
    let numbers = analysis.mentions_of(sentence);
    let items = &analysis.document.sentences[sentence].items;
    // In his review; but His father, Davit Haro, left.
    let opener = WordClass::PREPOSITION | WordClass::SUBORDINATOR | WordClass::TO;
    let fronted = analysis.item(items.start).is(opener) || analysis.item(items.start).ending == Ending::Ing;
    if at > items.start + FRONTED || !fronted || at == items.start {
        return None;
    }
    let mut names = numbers.filter(|&n| {
        let mention = &analysis.mentions[n];
        let comma = || analysis.item(mention.phrase.start() - 1).kind == TokenKind::Comma;
        mention.phrase.start() > at && mention.kind == MentionKind::Name && comma()
    });
    let number = names.next()?;
    let mention = &analysis.mentions[number];
    let id = walk.cast.of[number].filter(|&id| fits(walk.cast.entity(id), wanted))?;
    (!mention.possessive).then(|| Seen {
        entity: id,
        sentence,
        paragraph: analysis.document.sentences[sentence].paragraph,
        place: Place::Subject,
        first: false,
        form: Form::Name,
        at: mention.head as u32,
    })
}

/// How likely a pronoun stands for what its sentence was said to be about.
const TOPIC: f32 = 0.95;

/// Whom the sentence says that it is about, right before the pronoun: As for Haro, he said.
fn topic(walk: &Walk<'_, '_>, at: usize, sentence: usize) -> Option<u32> {
    let analysis = walk.analysis;
    let start = analysis.document.sentences[sentence].items.start;
    let opens = analysis.document.is_any_case(start, listed!["as"]) && at > start + 3;
    if !opens || !analysis.document.is_any(start + 1, listed!["for", "to"]) {
        return None;
    }
    let number = analysis.starting(sentence, start + 2)?;
    let beside = analysis.mentions[number].phrase.end() + 1 == at && analysis.item(at - 1).kind == TokenKind::Comma;
    match walk.referent[number] {
        Referent::Entity(id) if beside => Some(id),
        _ => None,
    }
}

/// Whether somebody is only spoken of in the phrase that stands before the pronoun and its verb: In a statement, it said;
/// Asked by Haro, he said. The phrase says how or where it was said, and whom its own subject, the pronoun's, acts on.
fn in_its_own_phrase(walk: &Walk<'_, '_>, candidate: &Candidate, at: usize, sentence: usize) -> bool {
    let analysis = walk.analysis;
    let last = &candidate.last;
    let start = analysis.document.sentences[sentence].items.start;
    let parted = at > start + 1 && analysis.item(at - 1).kind == TokenKind::Comma;
    if last.sentence != sentence || last.at as usize > at || !parted {
        return false;
    }
    // Told by Haro that it was over, she said: the agent.
    let agent = || {
        let by = (start..last.at as usize).find(|&at| analysis.document.is_any(at, listed!["by"]));
        let agent = by.and_then(|by| analysis.starting(sentence, by + 1));
        agent.is_some_and(|agent| analysis.mentions[agent].head == last.at as usize)
    };
    let done_to = matches!(last.place, Place::Object | Place::Oblique) || agent();
    if !done_to {
        return false;
    }
    let opener = analysis.item(start);
    let participle = || {
        let form = analysis.lexicon.cue(opener.cue).is_some_and(|form| form.inflection.participle);
        form || matches!(opener.ending, Ending::Ing | Ending::Ed)
    };
    let verbs = || analysis.counts.within(start..at).verbs;
    let named = walk.cast.entity(candidate.id).named;
    let preposition = opener.is(WordClass::PREPOSITION | WordClass::TO);
    preposition && (!named || verbs() == 0) || !preposition && participle()
}

/// Drops what was only done something to by a body that can speak itself: Norrbank cut its forecast. It said ...
/// Behind the words of a body also the others, but for texts: In a letter seen by the Post, Varn Hill said no. It added ...
fn without_objects(walk: &Walk<'_, '_>, asked: &Asked, candidates: &mut SmallVec<[Candidate; 8]>) {
    let named = |c: &Candidate| walk.cast.entity(c.id).named;
    let spoke = walk.spoke.last().filter(|s| asked.sentence - s.sentence <= 1 && s.paragraph == asked.paragraph);
    if let Some(spoke) = spoke
        && candidates.iter().any(|c| c.id == spoke.entity && named(c))
    {
        candidates.retain(|c| c.id == spoke.entity || walk.cast.entity(c.id).sort == Sort::Document);
    }
    let subjects: SmallVec<[usize; 4]> =
        candidates.iter().filter(|c| named(c)).filter_map(|c| c.subject.map(|s| s.sentence)).collect();
    candidates.retain(|c| {
        let object = !named(c) && c.subject.is_none() && c.last.place == Place::Object;
        !(object && subjects.contains(&c.last.sentence))
    });
}

/// How many words may stand before a pronoun that stands before the subject of its sentence.
const FRONTED: usize = 8;

/// Whether "it" stands for nothing: it is clear that, it seems.
fn impersonal(walk: &Walk<'_, '_>, at: usize) -> bool {
    let items = &walk.analysis.document.items;
    items.get(at + 1).is_some_and(|next| next.is(WordClass::BE | WordClass::MODAL))
        && (at + 2..items.len().min(at + 8)).any(|n| items[n].is(WordClass::THAT | WordClass::TO))
}

/// Whether two candidates were last named in one breath, as a pair, and neither has spoken: nothing decides.
fn paired(walk: &Walk<'_, '_>, a: &Candidate, b: &Candidate) -> bool {
    let spoke = |id: u32| walk.spoke.iter().rev().take(2).any(|s| s.entity == id);
    let last = |s: &Seen| (s.sentence, s.form);
    last(&a.last) == last(&b.last)
        && a.last.form == Form::Name
        && !spoke(a.id)
        && !spoke(b.id)
        && walk.cast.entity(a.id).count == walk.cast.entity(b.id).count
        && walk.pairs.contains(&(a.id.min(b.id), a.id.max(b.id)))
}

/// Whether an entity can be meant at all.
fn fits(entity: &Entity, wanted: Wanted) -> bool {
    match wanted {
        Wanted::One(gender) => {
            entity.sort == Sort::Person && (entity.gender == WordClass::NONE || entity.gender.any(gender))
        }
        Wanted::Thing => {
            matches!(entity.sort, Sort::Body | Sort::Document) || entity.sort == Sort::Person && entity.personal == 0
        }
        Wanted::Several => entity.sort != Sort::Document,
    }
}

/// Whether what an entity is called says that nobody means it by a pronoun.
fn unmeant(walk: &Walk<'_, '_>, entity: &Entity, wanted: Wanted) -> bool {
    no_person(walk, entity, wanted) || wanted == Wanted::Thing && no_single(walk, entity)
}

/// Whether a description is of nothing that "it" could recall: twenty posts, any such movement.
fn no_single(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let document = walk.analysis.document;
    let Some(words) = entity.parts.first().filter(|_| !entity.named) else { return false };
    let several = || {
        let text = words.clone().find(|&at| document.items[at].is(WordClass::DOCUMENT));
        let plural =
            |at: usize| document.items[at].ending == Ending::S && !document.is_any(at, listed!["news", "series"]);
        entity.sort == Sort::Document && text.is_some_and(plural)
    };
    document.is_any_case(words.start, &rule_words::NON_REFERRING) || several()
}

/// Whether a name for one person wanted is a place's, and nothing shows a person.
fn no_person(walk: &Walk<'_, '_>, entity: &Entity, wanted: Wanted) -> bool {
    let place = |at: usize| walk.analysis.document.items[at].is(WordClass::PLACE | WordClass::METONYM);
    matches!(wanted, Wanted::One(_))
        && entity.named
        && entity.personal == 0
        && (entity.words.words.len() < 2 || entity.place > 0)
        && entity.parts.first().is_some_and(|part| {
            entity.words.words.len() > 1 || place(part.start) || walk.analysis.item(part.start).upper
        })
}

/// A name behind the pronoun: "Yes," she said. Haro, 41, runs the mill.
fn ahead(walk: &Walk<'_, '_>, number: usize, wanted: Wanted) -> Choice {
    let analysis = walk.analysis;
    let paragraph = walk.paragraph(number);
    for next in number + 1..analysis.mentions.len().min(number + 1 + LOOK_AHEAD) {
        let mention = &analysis.mentions[next];
        if walk.paragraph(next) > paragraph + 1 {
            break;
        }
        if mention.kind != MentionKind::Name {
            continue;
        }
        if let Some(id) = walk.cast.of[next]
            && fits(walk.cast.entity(id), wanted)
            && walk.cast.entity(id).personal > 0
        {
            return Choice { referent: Referent::Entity(id), probability: AHEAD };
        }
    }
    Choice { referent: Referent::Nobody, probability: 1.0 }
}
