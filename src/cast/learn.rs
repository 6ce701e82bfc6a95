//! Learning which antecedent is meant.
//!
//! Takes annotated texts (whom a phrase stands for, by name or by the other mentions of the same one), gives [`Case`]s:
//! the choices that the walk meets in them, with the right candidates marked. [`learn`] finds the weights under which the
//! right ones are likeliest (a log-linear model with a pull of the weights towards zero). Sorts of phrases of one kind share what they have in
//! common: a weight is the sum of one for all pronouns for people and one for this sort.

use super::discourse::{How, Walk};
use super::ranking::Decision;
use super::weights::{Question, Task, Weights};
use super::{name_of, names::without_article, walked};
use crate::attribution::{Analysis, Attribution};
use crate::document::CodePoints;
use crate::mention::MentionKind;
use crate::span::Span;

/// Whom a phrase stands for.
#[derive(Clone, Debug)]
pub enum Answer {
    /// One with this name, in full; failing that with one of the others.
    Named(String, Vec<String>),
    /// One whose mentions are these: names, and descriptions.
    Mentioned(Vec<Span>, Vec<Span>),
    /// One of those named at these places, and none of those at the others.
    Either(Vec<Span>, Vec<Span>),
    /// Nobody whom the text mentions elsewhere.
    Nobody,
}

/// An annotated phrase: code points of the text, and whom it stands for.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Where.
    pub span: Span,
    /// Whom.
    pub answer: Answer,
}

/// A choice with the right candidates marked.
#[derive(Clone, Debug)]
pub struct Case {
    /// For what.
    pub task: Task,
    /// The answers of every candidate.
    pub candidates: Vec<Vec<Question>>,
    /// Which are right.
    pub right: Vec<bool>,
    /// How much it counts.
    pub weight: f32,
}

/// The choices of a document that somebody has annotated. `elsewhere` says what an "it" or "they" stands for that is not
/// annotated: nobody, if all that stand for somebody are.
pub(crate) fn cases(
    analysis: &Analysis<'_>,
    attributions: &[Attribution],
    marked: &[Marked],
    elsewhere: bool,
    weights: &Weights,
) -> Vec<Case> {
    let how = How { weights, thorough: true, learning: true };
    let mut walk = walked(analysis, attributions, how);
    let decisions = walk.decisions.take().unwrap_or_default();
    let marker = Marker::of(&walk);
    decisions.iter().filter_map(|decision| marker.case(decision, marked, elsewhere)).collect()
}

/// Tells which candidates are right.
struct Marker<'w, 'd> {
    walk: &'w Walk<'w, 'd>,
    points: CodePoints<'w>,
    /// The places where each entity is named, or introduced by a description.
    places: Vec<Vec<Span>>,
}

impl<'w, 'd> Marker<'w, 'd> {
    fn of(walk: &'w Walk<'w, 'd>) -> Self {
        let points = CodePoints::new(walk.analysis.document.view.original());
        let mut marker = Marker { walk, points, places: vec![Vec::new(); walk.cast.entities.len()] };
        for (number, mention) in walk.analysis.mentions.iter().enumerate() {
            for (id, items) in walk.cast.inside(number) {
                let span = marker.span(items.clone());
                marker.places[*id as usize].extend(span);
            }
            if let Some(id) = walk.cast.of[number]
                && matches!(mention.kind, MentionKind::Name | MentionKind::Body)
            {
                let span = marker.span(mention.core.items());
                marker.places[id as usize].extend(span);
            }
        }
        for (id, entity) in walk.cast.entities.iter().enumerate() {
            let spans: Vec<Span> = entity.parts.iter().filter_map(|p| marker.span(p.clone())).collect();
            marker.places[id].extend(spans);
        }
        marker
    }

    /// Items as code points of the original.
    fn span(&self, items: std::ops::Range<usize>) -> Option<Span> {
        let document = self.walk.analysis.document;
        document.view.extent(document.span(items)).map(|span| self.points.span(span))
    }

    fn case(&self, decision: &Decision, marked: &[Marked], elsewhere: bool) -> Option<Case> {
        let span = self.span(decision.phrase.clone())?;
        let pronoun = !matches!(decision.task, Task::Person | Task::Body | Task::Others);
        let same = |m: &&Marked| {
            let words = without_article(self.walk.analysis.document, decision.phrase.clone());
            let bare = self.span(words).unwrap_or(span);
            if pronoun {
                m.span == span
            } else {
                (m.span.start == span.start || m.span.start == bare.start) && m.span.end >= span.end
            }
        };
        let right = match marked.iter().find(same) {
            Some(marked) => self.right(decision, &marked.answer, span),
            None if elsewhere && matches!(decision.task, Task::Thing | Task::Several) => {
                decision.candidates.iter().map(|(id, _)| id.is_none()).collect()
            }
            None => return None,
        };
        let some = right.iter().any(|&r| r) && !right.iter().all(|&r| r);
        some.then(|| Case {
            task: decision.task,
            candidates: decision.candidates.iter().map(|(_, answers)| answers.clone()).collect(),
            right,
            weight: 1.0,
        })
    }

    fn right(&self, decision: &Decision, answer: &Answer, span: Span) -> Vec<bool> {
        let of = |is: &dyn Fn(u32) -> bool| -> Vec<bool> {
            decision.candidates.iter().map(|(id, _)| id.is_some_and(is)).collect()
        };
        let new = || decision.candidates.iter().map(|(id, _)| id.is_none()).collect::<Vec<bool>>();
        match answer {
            Answer::Nobody => new(),
            Answer::Named(name, others) => {
                let own = normed(self.walk.analysis.document.text_of(decision.phrase.clone()));
                let called = |id: u32| normed(&name_of(self.walk, self.walk.cast.entity(id)));
                let full = normed(name);
                let right = of(&|id| called(id) == full);
                if right.iter().any(|&r| r) {
                    return right;
                }
                let right = of(&|id| called(id) != own && others.iter().any(|o| normed(o) == called(id)));
                let plain = name.chars().next().is_some_and(|c| !c.is_uppercase());
                if !right.iter().any(|&r| r) && (full == own || plain) { new() } else { right }
            }
            Answer::Mentioned(names, descriptions) => {
                let right = of(&|id| {
                    let spans = if self.walk.cast.entity(id).named { names } else { descriptions };
                    spans.iter().any(|s| *s != span && self.is_at(id, *s))
                });
                let before = names.iter().chain(descriptions).any(|s| s.start < span.start);
                if !right.iter().any(|&r| r) && !before { new() } else { right }
            }
            Answer::Either(right, wrong) => {
                if right.is_empty() {
                    of(&|id| !wrong.iter().any(|s| self.is_at(id, *s)))
                } else {
                    of(&|id| right.iter().any(|s| self.is_at(id, *s)))
                }
            }
        }
    }

    fn is_at(&self, id: u32, span: Span) -> bool {
        self.places[id as usize].iter().any(|s| s.overlaps(span) && 3 * s.len() >= span.len())
    }
}

/// A name for comparing: lower case, no articles, possessives and marks.
pub fn normed(name: &str) -> String {
    let lower = name.replace('\u{2019}', "'").to_lowercase().replace("'s", " ");
    let words: String = lower.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let mut words: Vec<&str> = words.split_whitespace().collect();
    if words.len() > 1 && matches!(words[0], "the" | "a" | "an") {
        words.remove(0);
    }
    words.join(" ")
}

/// Tasks that share weights.
fn family(task: Task) -> usize {
    match task {
        Task::Speaks | Task::Subject | Task::Object | Task::Owner => 0,
        Task::Thing | Task::ThingSpeaks | Task::Several | Task::SeveralSpeaks => 1,
        Task::Person | Task::Body | Task::Others => 2,
    }
}

/// Families of tasks.
const FAMILIES: usize = 3;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the cases.
    pub epochs: usize,
    /// Length of the first steps.
    pub step: f32,
    /// Strength of the pull towards zero or what is known (half the square of the distance counts so much), of what a family shares and of what
    /// a task has for itself.
    pub decay: [f32; 2],
}

impl Default for Settings {
    fn default() -> Self {
        Settings { epochs: 150, step: 0.05, decay: [5.0, 20.0] }
    }
}

/// The weights while they are learned: those of the families, and behind them those of the tasks.
struct Learning {
    weights: Vec<f32>,
    gradient: Vec<f32>,
}

/// What is known of questions that texts seldom ask: their weights are pulled here instead of to zero. Who asks at a forum
/// is hardly ever the one whose answer follows.
const KNOWN: &[(Question, f32)] =
    &[(Question::Asker, -1.5), (Question::KnownSo, 0.8), (Question::KnownOtherwise, -0.8)];

/// Where the weights of the families begin, and where they are pulled.
fn known() -> Vec<f32> {
    let of = |q: &Question| KNOWN.iter().find(|(known, _)| known == q).map_or(0.0, |(_, weight)| *weight);
    let family: Vec<f32> = Question::ALL.iter().map(of).collect();
    family.repeat(FAMILIES)
}

/// How many weights each family and each task has.
const QUESTIONS: usize = Question::ALL.len();

/// The places of what a question weighs in a task: what its family shares, and what is its own.
fn places(task: Task, question: Question) -> [usize; 2] {
    [family(task), FAMILIES + task as usize].map(|block| block * QUESTIONS + question as usize)
}

impl Learning {
    /// What some answers weigh.
    fn sum(&self, task: Task, answers: &[Question]) -> f32 {
        answers.iter().flat_map(|&q| places(task, q)).map(|at| self.weights[at]).sum()
    }

    /// Adds how a case would have the weights: its right candidates likelier, the others less likely.
    fn add(&mut self, case: &Case) {
        let scores: Vec<f32> = case.candidates.iter().map(|answers| self.sum(case.task, answers)).collect();
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let likely: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
        let all: f32 = likely.iter().sum();
        let right: f32 = likely.iter().zip(&case.right).filter(|(_, r)| **r).map(|(p, _)| p).sum();
        for (n, answers) in case.candidates.iter().enumerate() {
            let wanted = if case.right[n] { likely[n] / right.max(1e-9) } else { 0.0 };
            let gradient = (likely[n] / all - wanted) * case.weight;
            answers.iter().flat_map(|&q| places(case.task, q)).for_each(|at| self.gradient[at] += gradient);
        }
    }
}

/// Learns weights from cases: those under which the right candidates are likeliest, less the pull towards zero (Adam over
/// all cases at once). Deterministic.
pub fn learn(cases: &[&Case], settings: Settings) -> Weights {
    let count = (FAMILIES + Task::ALL.len()) * QUESTIONS;
    let mut known = known();
    known.resize(count, 0.0);
    let mut learning = Learning { weights: known.clone(), gradient: vec![0.0; count] };
    let (mut mean, mut square) = (vec![0.0f32; count], vec![0.0f32; count]);
    for epoch in 1..=settings.epochs {
        for (at, gradient) in learning.gradient.iter_mut().enumerate() {
            let pull = settings.decay[usize::from(at >= FAMILIES * QUESTIONS)];
            *gradient = pull * (learning.weights[at] - known[at]);
        }
        cases.iter().for_each(|case| learning.add(case));
        let step = if 5 * epoch < 3 * settings.epochs { settings.step } else { 0.3 * settings.step };
        let (first, second) = (1.0 - 0.9f32.powi(epoch as i32), 1.0 - 0.99f32.powi(epoch as i32));
        for at in 0..count {
            let gradient = learning.gradient[at];
            mean[at] = 0.9 * mean[at] + 0.1 * gradient;
            square[at] = 0.99 * square[at] + 0.01 * gradient * gradient;
            learning.weights[at] -= step * (mean[at] / first) / ((square[at] / second).sqrt() + 1e-8);
        }
    }
    let mut learned = Weights::none();
    for &task in Task::ALL {
        for &q in Question::ALL {
            learned.set(task, q, learning.sum(task, &[q]));
        }
    }
    learned
}

/// How many cases of each task there are, and how many are chosen rightly.
pub fn accuracy(cases: &[&Case], weights: &Weights) -> Vec<(Task, usize, usize)> {
    let right = |case: &&&Case| {
        let sum = |answers: &Vec<Question>| -> f32 { answers.iter().map(|&q| weights.of(case.task, q)).sum() };
        let scores: Vec<f32> = case.candidates.iter().map(sum).collect();
        let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)));
        best.is_some_and(|best| case.right[best])
    };
    let of = |task: Task| cases.iter().filter(move |case| case.task == task);
    Task::ALL.iter().map(|&task| (task, of(task).count(), of(task).filter(right).count())).collect()
}
