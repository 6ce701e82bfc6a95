//! The ranking of antecedents.
//!
//! Takes what asks for an antecedent (a pronoun, a description) and the walk so far; gathers those that it can stand for,
//! asks the [`Question`]s of each and chooses the best by the learned weights, with its probability. Where two come out
//! alike the answer is a doubt, not a guess. The look-back is bounded, so that time grows linearly.

use super::clusters::{Entity, Sort};
use super::discourse::{Form, Place, Referent, Seen, Spoke, Walk};
use super::weights::{Question, Task};
use super::words;
use super::words::Class;
use crate::lexicon::WordClass;
use smallvec::SmallVec;
use std::ops::Range;

/// How many mentions back an antecedent of a pronoun is looked for.
const LOOK_BACK: usize = 48;

/// How many paragraphs back.
const PARAGRAPHS: usize = 8;

/// How many are compared.
pub(super) const MOST: usize = 12;

/// The best must be so much likelier than the second, as a difference of sums.
const MARGIN: f32 = 0.05;

/// Somebody who can be meant.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Who.
    pub id: u32,
    /// Where seen last.
    pub last: Seen,
    /// Where last as a subject.
    pub subject: Option<Seen>,
    /// How often of late.
    pub seen: u32,
}

/// What asks for an antecedent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// What sort of phrase it is.
    pub task: Task,
    /// Its first item.
    pub from: usize,
    /// Its head.
    pub at: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Its paragraph.
    pub paragraph: usize,
    /// How it stands in its clause.
    pub place: Place,
    /// Its gender, where it has one.
    pub gender: WordClass,
    /// Whether it is reflexive: himself.
    pub reflexive: bool,
    /// Whether it speaks.
    pub speaks: bool,
}

impl Asked {
    /// The items of the phrase that asks: a pronoun is one, a description begins with its article.
    fn phrase(&self) -> Range<usize> {
        self.from..self.at + 1
    }
}

/// The answers of one candidate; nobody, or somebody new, is a candidate too.
pub(super) type Answers = SmallVec<[Question; 32]>;

/// What was chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// Whom; [`Referent::Nobody`] for nobody, or somebody new.
    pub referent: Referent,
    /// How likely.
    pub probability: f32,
}

/// A choice that was made, with all that was asked: what is learned from.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "train"), expect(dead_code, reason = "only the trainer reads it"))]
pub(crate) struct Decision {
    /// For what.
    pub task: Task,
    /// The items of the phrase.
    pub phrase: Range<usize>,
    /// Every candidate with its answers; none is nobody.
    pub candidates: Vec<(Option<u32>, Vec<Question>)>,
}

/// Gathers those who were seen of late and fit, the nearest first.
pub(super) fn gather(
    walk: &Walk<'_, '_>,
    paragraph: usize,
    fits: impl Fn(u32, &Entity) -> bool,
) -> SmallVec<[Candidate; 8]> {
    let mut candidates: SmallVec<[Candidate; 8]> = SmallVec::new();
    for (at, seen) in walk.seen.iter().enumerate().rev().take(LOOK_BACK) {
        if paragraph - seen.paragraph > PARAGRAPHS {
            break;
        }
        // Who was seen behind this was asked about there.
        if !walk.is_last(at) {
            if let Some(candidate) = candidates.iter_mut().find(|c| c.id == seen.entity) {
                candidate.seen += 1;
                if candidate.subject.is_none() && seen.place == Place::Subject {
                    candidate.subject = Some(*seen);
                }
            }
            continue;
        }
        if candidates.len() < MOST && fits(seen.entity, walk.cast.entity(seen.entity)) {
            let subject = (seen.place == Place::Subject).then_some(*seen);
            candidates.push(Candidate { id: seen.entity, last: *seen, subject, seen: 1 });
        }
    }
    candidates
}

/// Chooses among candidates; `more` asks what only this sort of phrase asks, of a candidate or of nobody. Nobody is one
/// of them where `nobody` says so.
pub(super) fn choose(
    walk: &mut Walk<'_, '_>,
    asked: &Asked,
    candidates: &[Candidate],
    nobody: bool,
    more: impl Fn(&Walk<'_, '_>, Option<&Candidate>, &mut Answers),
) -> Choice {
    let none = Choice { referent: Referent::Nobody, probability: 1.0 };
    if candidates.is_empty() {
        return none;
    }
    let field = Field::of(walk, asked, candidates);
    let mut answered: SmallVec<[(Option<u32>, Answers); 8]> = SmallVec::new();
    for (rank, candidate) in candidates.iter().enumerate() {
        let mut answers = Answers::new();
        common(walk, asked, candidate, rank, &field, &mut answers);
        more(walk, Some(candidate), &mut answers);
        answered.push((Some(candidate.id), answers));
    }
    if nobody {
        let mut answers = Answers::new();
        answers.push(Question::New);
        more(walk, None, &mut answers);
        answered.push((None, answers));
    }
    let mut scores: SmallVec<[(usize, f32); 8]> = answered
        .iter()
        .enumerate()
        .map(|(n, (_, answers))| (n, answers.iter().map(|&q| walk.weights.of(asked.task, q)).sum()))
        .collect();
    if let Some(decisions) = &mut walk.decisions {
        let candidates = answered.iter().map(|(id, answers)| (*id, answers.to_vec())).collect();
        decisions.push(Decision { task: asked.task, phrase: asked.phrase(), candidates });
    }
    scores.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (best, top) = scores[0];
    let whole: f32 = scores.iter().map(|(_, score)| (score - top).exp()).sum();
    let probability = 1.0 / whole;
    let Some(id) = answered[best].0 else { return Choice { probability, ..none } };
    let second = scores.get(1).filter(|(_, score)| top - score < MARGIN);
    // What is no speaker needs no doubt: nothing is said of it but whom it most likely means.
    let doubt = asked.speaks && second.is_some_and(|(n, _)| answered[*n].0.is_some());
    Choice { referent: if doubt { Referent::Ambiguous } else { Referent::Entity(id) }, probability }
}

/// What the candidates are among each other.
struct Field {
    /// How many there are.
    count: usize,
    /// The mentions of the one mentioned most.
    most: u32,
    /// Whether the phrase opens its paragraph.
    opens: bool,
}

impl Field {
    fn of(walk: &Walk<'_, '_>, asked: &Asked, candidates: &[Candidate]) -> Field {
        let sentences = &walk.analysis.document.sentences;
        let first = asked.sentence.checked_sub(1).is_none_or(|before| sentences[before].paragraph != asked.paragraph);
        Field {
            count: candidates.len(),
            most: candidates.iter().map(|c| walk.cast.entity(c.id).count).max().unwrap_or(0),
            opens: first && asked.from <= sentences[asked.sentence].items.start + 1,
        }
    }
}

/// What is asked of a candidate beside the others.
fn among(
    walk: &Walk<'_, '_>,
    asked: &Asked,
    candidate: &Candidate,
    field: &Field,
    on: &mut impl FnMut(Question, bool),
) {
    use Question as Q;
    let entity = walk.cast.entity(candidate.id);
    let last = &candidate.last;
    let most = entity.count == field.most && field.count > 1;
    on(Q::Alone, field.count == 1);
    on(Q::MostMentioned, most);
    on(Q::OpensMost, field.opens && most);
    let just_now = |s: &Spoke| s.entity == candidate.id && asked.sentence - s.sentence <= 1;
    on(Q::SpokeJustNow, walk.spoke.last().is_some_and(just_now));
    let new = entity.named && entity.first == last.sentence && last.form == Form::Name;
    on(Q::Introduced, new && last.place != Place::Modifier && asked.sentence - last.sentence <= 1);
}

/// How far back somebody was mentioned.
fn distance(asked: &Asked, last: &Seen, on: &mut impl FnMut(Question, bool)) {
    use Question as Q;
    match asked.sentence - last.sentence {
        0 => on(Q::SameSentence, true),
        1 => on(Q::SentenceBefore, true),
        2 => on(Q::SecondBefore, true),
        3 | 4 => on(Q::FewBefore, true),
        _ => {}
    }
    match asked.paragraph - last.paragraph {
        0 => on(Q::SameParagraph, true),
        1 => on(Q::ParagraphBefore, true),
        2 => on(Q::SecondParagraph, true),
        5.. => on(Q::FarParagraph, true),
        _ => {}
    }
}

/// What stands between the mention and the pronoun of one sentence.
fn clause(walk: &Walk<'_, '_>, asked: &Asked, last: &Seen, on: &mut impl FnMut(Question, bool)) {
    use Question as Q;
    let at = last.at as usize;
    on(Q::Ahead, at > asked.at);
    if asked.sentence == last.sentence && at < asked.at {
        let between = walk.analysis.counts.within(at..asked.at);
        on([Q::NoVerbBetween, Q::OneVerbBetween, Q::VerbsBetween][usize::from(between.verbs.min(2))], true);
        on(Q::ClauseBetween, between.relatives > 0 || between.that > 0);
        let own = last.place == Place::Subject && between.verbs <= 1 && between.relatives == 0;
        on(Q::OwnClause, own && (asked.reflexive || asked.place == Place::Modifier));
        let object = matches!(asked.place, Place::Object | Place::Oblique)
            && !matches!(asked.task, Task::Speaks | Task::Subject);
        on(Q::OwnVerb, own && !asked.reflexive && object);
    }
}

/// What is asked of every candidate.
fn common(walk: &Walk<'_, '_>, asked: &Asked, candidate: &Candidate, rank: usize, field: &Field, out: &mut Answers) {
    let entity = walk.cast.entity(candidate.id);
    let last = &candidate.last;
    let mut on = |question: Question, yes: bool| {
        if yes {
            out.push(question);
        }
    };
    use Question as Q;
    distance(asked, last, &mut on);
    clause(walk, asked, last, &mut on);
    on(
        match last.place {
            Place::Subject => Q::LastSubject,
            Place::Object => Q::LastObject,
            Place::Oblique => Q::LastOblique,
            Place::Modifier => Q::LastModifier,
        },
        true,
    );
    on(Q::Parallel, asked.sentence - last.sentence == 1 && last.place == asked.place);
    on(Q::LastFirst, last.first);
    on(
        match last.form {
            Form::Name => Q::LastNamed,
            Form::Pronoun => Q::LastPronoun,
            Form::Description => Q::LastDescribed,
        },
        true,
    );
    if let Some(subject) = &candidate.subject {
        on(Q::SubjectSameSentence, subject.sentence == asked.sentence);
        on(Q::SubjectSentenceBefore, subject.sentence + 1 == asked.sentence);
        on(Q::SubjectParagraph, subject.paragraph == asked.paragraph);
        on(Q::SubjectParagraphBefore, subject.paragraph + 1 == asked.paragraph);
        on(Q::FirstSubject, subject.first && asked.sentence - subject.sentence <= 1);
    }
    match rank {
        0 => on(Q::Nearest, true),
        1 => on(Q::Second, true),
        3.. => on(Q::Further, true),
        _ => {}
    }
    among(walk, asked, candidate, field, &mut on);
    speech(walk, asked, candidate, &mut on);
    person(asked, entity, &mut on);
    on(Q::Unnamed, !entity.named);
    on(Q::IsBody, entity.sort == Sort::Body);
    on(Q::IsPeople, entity.sort == Sort::People);
    on(Q::IsDocument, entity.sort == Sort::Document);
    on(Q::OnePerson, entity.sort == Sort::Person && asked.gender == WordClass::NONE);
    on(Q::Rare, entity.count <= 2);
    on(Q::Frequent, entity.count >= 5);
    on(Q::Lead, entity.named && entity.first <= 1);
    on(Q::Lately, candidate.seen >= 3);
    on(Q::Asker, asks(walk, entity));
}

/// Who spoke last, and to whom.
fn speech(walk: &Walk<'_, '_>, asked: &Asked, candidate: &Candidate, on: &mut impl FnMut(Question, bool)) {
    use Question as Q;
    let Some(last) = walk.spoke.last() else { return };
    if last.entity == candidate.id {
        match asked.paragraph - last.paragraph {
            0 => on(Q::SpokeHere, true),
            1 => on(Q::SpokeBefore, true),
            2 => on(Q::SpokeSecond, true),
            _ => on(Q::SpokeFar, true),
        }
        on(Q::Asked, last.asked);
    } else if let Some(other) = walk.spoke.iter().rev().nth(1).filter(|s| s.entity == candidate.id) {
        on(Q::SpokeLastButOne, asked.paragraph - other.paragraph <= 2);
    }
    let told = |s: &Spoke| s.addressee == Some(candidate.id);
    on(Q::WasAsked, told(last) && last.asked);
    on(Q::WasTold, told(last) && !last.asked);
}

/// What speaks for a person, and of which gender.
fn person(asked: &Asked, entity: &Entity, on: &mut impl FnMut(Question, bool)) {
    use Question as Q;
    if asked.gender != WordClass::NONE {
        let same = entity.gender.any(asked.gender);
        let known = entity.gender != WordClass::NONE;
        // A noun that has a gender is told by a given name as well as by a pronoun.
        let told = entity.told || asked.task == Task::Person;
        on(Q::GenderTold, same && told);
        on(Q::GenderName, same && !told);
        on(Q::GenderOther, known && !same);
        on(Q::GenderUnknown, !known);
    }
    if entity.sort == Sort::Person {
        on(Q::NoPerson, entity.personal == 0);
        on(Q::HardlyPerson, entity.personal == 1);
        on(Q::Place, entity.place > 0 && entity.personal < 2);
    }
}

/// Whether somebody is nameless and asks by profession.
fn asks(walk: &Walk<'_, '_>, entity: &Entity) -> bool {
    let last = entity.parts.last().and_then(|part| part.end.checked_sub(1));
    !entity.named && last.is_some_and(|at| words::is(walk.analysis.document, at, Class::ASKER))
}
