//! Pronouns: he, she, they, it, I.
//!
//! Takes a pronoun and the walk so far, gives its antecedent: whoever agrees in gender and number and was last in the
//! foreground. Speakers of the quotations before and subjects count most; a name that stands only inside quotation marks
//! is no candidate, because it is no mention. Where two fit alike the answer is a doubt, not a guess.

use super::clusters::{Entity, Sort, gender_of};
use super::discourse::{LOOK_BACK, Place, Referent, Seen, Walk};
use crate::lexicon::WordClass;
use crate::lexicon::set::{Words, listed};
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

/// Two candidates nearer to each other than this leave a doubt.
const MARGIN: f32 = 0.1;

/// Learned from annotated articles: what speaks for a candidate and what against.
const WEIGHTS: [f32; FEATURES] = [
    1.83, 1.04, 1.08, 0.51, 1.45, 0.71, 0.19, 0.44, 0.11, -0.46, 1.60, 0.77, 0.59, 1.33, 1.71, 0.25, 0.76, -0.51, 0.31,
    0.75, 0.04, 1.28, -1.10, -0.54, -1.13, 0.31, 0.07, 0.23, 0.28, 0.39, -0.20, -2.20, 0.24, -0.01,
];

/// What the subject of the same sentence gets for a pronoun that does not speak.
const IN_SENTENCE: f32 = 1.0;

/// What nameless people get whose part is to ask: who answers is the one they put it to.
const ASKER: f32 = -4.0;

/// Words for them.
static ASKERS: &Words =
    listed!["questioner", "questioners", "interviewer", "interviewers", "heckler", "hecklers", "caller", "callers"];

/// How far ahead, in mentions, a name is looked for when nobody came before.
const LOOK_AHEAD: usize = 12;

/// Finds the antecedent of the possessive pronoun that a mention begins with.
pub(super) fn possessor(walk: &Walk<'_, '_>, number: usize) -> Referent {
    let start = walk.analysis.mentions[number].phrase.start();
    let wanted = match walk.analysis.document.word(start) {
        his if his.eq_ignore_ascii_case("his") => Wanted::One(WordClass::MALE),
        her if her.eq_ignore_ascii_case("her") => Wanted::One(WordClass::FEMALE),
        _ => return Referent::Nobody,
    };
    best(walk, number, wanted)
}

/// Finds the antecedent of a pronoun.
pub(super) fn resolve(walk: &mut Walk<'_, '_>, number: usize) -> Referent {
    let mention = &walk.analysis.mentions[number];
    let item = &walk.analysis.document.items[mention.head];
    let word = walk.analysis.document.word(mention.head);
    let is = |list: &Words| list.may_hold(item.hash) && list.holds_any_case(word);
    let wanted = if is(listed!["he", "him", "his", "himself"]) {
        Wanted::One(WordClass::MALE)
    } else if is(listed!["she", "her", "hers", "herself"]) {
        Wanted::One(WordClass::FEMALE)
    } else if walk.speaks[number] && is(listed!["it", "its", "itself"]) {
        Wanted::Thing
    } else if walk.speaks[number] && is(listed!["they", "them", "their", "themselves"]) {
        Wanted::Several
    } else {
        return Referent::Nobody;
    };
    debug_assert!(item.is_word());
    let mut found = best(walk, number, wanted);
    if found == Referent::Nobody
        && let Wanted::One(gender) = wanted
        && walk.speaks[number]
        && let Some(id) = misjudged(walk, number)
    {
        walk.cast.entities[id as usize].gender = gender;
        found = Referent::Entity(id);
    }
    if let (Referent::Entity(id), Wanted::One(gender)) = (found, wanted) {
        let entity = &mut walk.cast.entities[id as usize];
        if entity.gender == WordClass::NONE {
            entity.gender = gender;
        }
        entity.personal += 1;
    }
    if found == Referent::Nobody { ahead(walk, number, wanted) } else { found }
}

/// The only person in the foreground, where nothing but the given name speaks against the gender of the pronoun: Andrea,
/// Nikita and Jean are men here and women there.
fn misjudged(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    let document = walk.analysis.document;
    let paragraph = walk.paragraph(number);
    let near = || walk.seen.iter().rev().take(LOOK_BACK).take_while(|s| paragraph - s.paragraph <= 1);
    let person = |s: &&Seen| walk.cast.entity(s.entity).sort == Sort::Person;
    let last = near().find(|s| person(s) && s.place == Place::Subject)?;
    let entity = walk.cast.entity(last.entity);
    let told = entity.roles.iter().any(|role| gender_of(document, role.words.clone()) != WordClass::NONE);
    let alone = near().filter(person).all(|s| s.entity == last.entity);
    (entity.named && (entity.words.words.len() > 1 || !entity.roles.is_empty()) && !told && alone)
        .then_some(last.entity)
}

/// What is seen of a candidate; the order of [`WEIGHTS`].
const FEATURES: usize = 34;

/// A candidate for a pronoun.
struct Candidate {
    id: u32,
    last: Seen,
    subject: Option<Seen>,
    seen: u32,
}

fn best(walk: &Walk<'_, '_>, number: usize, wanted: Wanted) -> Referent {
    let paragraph = walk.paragraph(number);
    let barred = addressee(walk, number);
    let mut candidates: SmallVec<[Candidate; 8]> = SmallVec::new();
    for seen in walk.seen.iter().rev().take(LOOK_BACK) {
        if paragraph - seen.paragraph > 5 {
            break;
        }
        if let Some(candidate) = candidates.iter_mut().find(|c| c.id == seen.entity) {
            candidate.seen += 1;
            if candidate.subject.is_none() && seen.place == Place::Subject {
                candidate.subject = Some(*seen);
            }
            continue;
        }
        if barred != Some(seen.entity) && fits(walk.cast.entity(seen.entity), wanted) {
            let subject = (seen.place == Place::Subject).then_some(*seen);
            candidates.push(Candidate { id: seen.entity, last: *seen, subject, seen: 1 });
        }
    }
    match candidates.as_slice() {
        [] => return Referent::Nobody,
        [only] => return Referent::Entity(only.id),
        _ => {}
    }
    let mut scores: SmallVec<[(u32, f32); 8]> = candidates
        .iter()
        .enumerate()
        .map(|(rank, candidate)| {
            let features = features(walk, number, wanted, candidate, rank);
            let mut score: f32 = features.iter().zip(WEIGHTS).map(|(f, w)| f * w).sum();
            // Inside a sentence its own subject is nearest: "a cashier was shaken by the talk she has heard".
            if !walk.speaks[number]
                && candidate.subject.is_some_and(|s| s.sentence == walk.analysis.mentions[number].sentence)
            {
                score += IN_SENTENCE;
            }
            if asks(walk, candidate) {
                score += ASKER;
            }
            (candidate.id, score)
        })
        .collect();
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    let [(a, x), (b, y), ..] = scores[..] else { return Referent::Nobody };
    let both = |id: u32| candidates.iter().find(|c| c.id == id).map(|c| c.last);
    let pair = paired(walk, a, b, both(a), both(b));
    if x - y < MARGIN || pair { Referent::Ambiguous } else { Referent::Entity(a) }
}

/// Whether a candidate is somebody nameless whose part is to ask: one questioner.
fn asks(walk: &Walk<'_, '_>, candidate: &Candidate) -> bool {
    let entity = walk.cast.entity(candidate.id);
    let last = entity.parts.last().and_then(|part| part.end.checked_sub(1));
    !entity.named && last.is_some_and(|at| ASKERS.holds_any_case(walk.analysis.document.word(at)))
}

/// Whether two candidates were last named in one breath, as a pair, and neither has spoken: nothing decides.
fn paired(walk: &Walk<'_, '_>, a: u32, b: u32, x: Option<Seen>, y: Option<Seen>) -> bool {
    let (Some(x), Some(y)) = (x, y) else { return false };
    let spoke = |id: u32| walk.spoke.iter().rev().take(2).any(|s| s.entity == id);
    let (first, second) = (a.min(b), a.max(b));
    x.sentence == y.sentence
        && !spoke(a)
        && !spoke(b)
        && walk.cast.entity(a).count == walk.cast.entity(b).count
        && walk.pairs.contains(&(first, second))
}

/// What speaks for a candidate, as numbers.
fn features(walk: &Walk<'_, '_>, number: usize, wanted: Wanted, candidate: &Candidate, rank: usize) -> [f32; FEATURES] {
    let entity = walk.cast.entity(candidate.id);
    let mention = &walk.analysis.mentions[number];
    let paragraph = walk.paragraph(number);
    let last = &candidate.last;
    let mut out = [0.0; FEATURES];
    let mut on = |at: usize, yes: bool| out[at] = if yes { 1.0 } else { 0.0 };
    let back = mention.sentence - last.sentence;
    on(0, back == 0);
    on(1, back == 1);
    on(2, back == 2);
    on(3, (3..=4).contains(&back));
    let paragraphs = paragraph - last.paragraph;
    on(4, paragraphs == 0);
    on(5, paragraphs == 1);
    on(6, paragraphs == 2);
    on(7, last.place == Place::Subject);
    on(8, last.place == Place::Object);
    on(9, last.place == Place::Oblique);
    let subject = candidate.subject.as_ref();
    on(10, subject.is_some_and(|s| s.paragraph == paragraph));
    on(11, subject.is_some_and(|s| s.sentence + 1 == mention.sentence));
    on(12, subject.is_some_and(|s| s.paragraph + 1 == paragraph));
    // The last speakers.
    let spoke = |n: usize| walk.spoke.iter().rev().nth(n);
    if let Some(s) = spoke(0).filter(|s| s.entity == candidate.id) {
        let near = paragraph - s.paragraph;
        on(13, near == 0);
        on(14, near == 1);
        on(15, near == 2);
        on(16, near > 2);
        on(17, s.asked);
    } else if let Some(s) = spoke(1).filter(|s| s.entity == candidate.id) {
        on(18, paragraph - s.paragraph <= 2);
    }
    on(19, spoke(0).is_some_and(|s| s.addressee == Some(candidate.id) && s.asked));
    on(20, spoke(0).is_some_and(|s| s.addressee == Some(candidate.id) && !s.asked));
    if let Wanted::One(gender) = wanted {
        on(21, entity.gender.any(gender));
    }
    on(22, entity.personal == 0);
    on(23, entity.personal == 1);
    on(24, entity.place > 0 && entity.personal < 2);
    on(25, !entity.named);
    on(26, rank == 0);
    on(27, rank == 1);
    on(28, candidate.last.first);
    on(29, subject.is_some_and(|s| s.first && s.paragraph == paragraph));
    on(30, entity.sort == Sort::Body);
    on(31, entity.sort == Sort::Person && wanted == Wanted::Several);
    out[32] = (1.0 + entity.count as f32).ln();
    out[33] = (candidate.seen as f32).ln();
    out
}

/// Whom the words are said to: "he told Haro" is not said by Haro.
fn addressee(walk: &Walk<'_, '_>, number: usize) -> Option<u32> {
    walk.addressee_of(number)
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

/// A name behind the pronoun: "Yes," she said. Haro, 41, runs the mill.
fn ahead(walk: &Walk<'_, '_>, number: usize, wanted: Wanted) -> Referent {
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
            return Referent::Entity(id);
        }
    }
    Referent::Nobody
}
