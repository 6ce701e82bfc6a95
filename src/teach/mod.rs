//! What the trainer (the crate in `train/`) asks of this one.
//!
//! Takes texts with annotations, gives the questions that the weights are asked on them, each with its candidates and the
//! right one; and the rows with what their confidence depends on. Compiled with the feature `train` alone, and no part of
//! the public surface: it changes with the stages.

mod choices;

pub use crate::model::{Learned, Weights};

use crate::pipeline::Extractor;
use crate::record::Quotation;
use crate::span::Span;

/// One annotated attribution. Spans are bytes of the text.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The speaker mention.
    pub source: Vec<Span>,
    /// The cue.
    pub cue: Vec<Span>,
    /// The reported words.
    pub content: Vec<Span>,
    /// How much it counts; 0 where it should teach neither yes nor no.
    pub weight: f32,
}

/// The candidates of one question.
#[derive(Clone, Debug)]
pub struct Group {
    /// The features of each candidate.
    pub candidates: Vec<Vec<u32>>,
    /// Where the candidates are labels, the features that these are mixed into; nothing elsewhere.
    pub labelled: Vec<u32>,
    /// Which candidate is right.
    pub right: usize,
    /// How much the group counts.
    pub weight: f32,
}

/// What it teaches that a cue has no annotation, and how much that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Silence {
    /// Nobody is said to say anything there.
    Nothing(f32),
    /// A rule of the grammar refuses what the first cue proposes: the weights are to propose it.
    Refused(f32),
}

/// Adds what a text teaches of the choices: frames, speakers and edges.
pub fn choices(text: &str, golds: &[Gold], silence: Silence, out: &mut Vec<Group>) {
    Extractor::default().analysed(text, |analysis| choices::groups(analysis, golds, silence, out));
}

/// The sentences that rules refuse.
pub fn refused() -> Vec<String> {
    let refusals = crate::grammar::table::rules().filter(|rule| rule.kind == crate::grammar::RuleKind::Refusal);
    refusals.flat_map(|rule| rule.reads).map(|text| text.replace(" ¶ ", "\n\n")).collect()
}

/// Adds what a text teaches of whether a candidate holds; the weights have not been learned from it.
pub fn holds(text: &str, golds: &[Gold], silence: Silence, weights: &Weights, out: &mut Vec<Group>) {
    let Silence::Nothing(weight) = silence else { return };
    Extractor::default().analysed(text, |analysis| choices::accept_groups(analysis, golds, weight, weights, out));
}

/// The rows of a text, each with what its confidence depends on: numbers by key.
pub fn rows(text: &str, weights: &'static Weights) -> Vec<(Quotation, Vec<(u32, f32)>)> {
    Extractor::with_weights(weights).rows_with_traits(text)
}

/// What a row's confidence is by weights that were learned for it.
pub fn confidence(traits: &[(u32, f32)], weights: &Weights) -> Option<f32> {
    crate::confidence::of(traits, weights)
}

/// Whether any word of some words is a verb or noun of saying.
pub fn says(words: &str) -> bool {
    let lexicon = crate::lexicon::Lexicon::built_in();
    let mut words = words.split(|c: char| !c.is_alphabetic());
    words.any(|word| {
        lexicon.word(&word.to_lowercase()).class.any(crate::lexicon::WordClass::CUE)
            || word.eq_ignore_ascii_case("according")
    })
}

/// Reads a file of weights; says what is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Learned, &'static str> {
    match Learned::read(bytes) {
        None => Err("not a file of weights"),
        Some((stamp, _)) if stamp != crate::model::questions::STAMP => Err("learned for other questions: learn anew"),
        Some((_, learned)) => Ok(learned),
    }
}

/// The file of weights for the questions of this state of the program.
pub fn write(learned: &Learned) -> Vec<u8> {
    learned.write(crate::model::questions::STAMP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_for_other_questions_are_refused() {
        let learned = Learned::new([(7, 0.5)], []);
        assert_eq!(read(&write(&learned)), Ok(learned.clone()));
        assert_eq!(read(&learned.write(1)), Err("learned for other questions: learn anew"));
        assert_eq!(read(b"WHOSAID2"), Err("not a file of weights"));
    }
}
