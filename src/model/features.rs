//! Features: hashes of what is looked at.

use super::Weights;
use super::questions::{self, Look, Question};
use std::marker::PhantomData;

/// A list of hashed features, filled anew for every candidate.
#[derive(Clone, Debug)]
pub struct Features {
    /// The question that the features answer.
    question: Question,
    /// The hashes, what each looks at, and how many of them count.
    buffer: Box<[u32; MOST]>,
    looks: Box<[u8; MOST]>,
    count: usize,
    /// The sums of the candidates that were weighed.
    sums: Vec<f32>,
}

pub use super::table::mix;

/// What questions are mixed into.
const SEED: u32 = 0x5bd1_e995;

impl Features {
    /// An empty list for one question.
    pub fn new(question: Question) -> Self {
        Features { question, buffer: Box::new([0; MOST]), looks: Box::new([0; MOST]), count: 0, sums: Vec::new() }
    }

    /// The hashes.
    pub fn hashes(&self) -> &[u32] {
        &self.buffer[..self.count]
    }

    /// Makes it a list for another question, or for the same one at another cue.
    pub fn ask(&mut self, question: Question) {
        self.question = question;
        self.sums.clear();
    }

    /// Adds the sum of the features' weights to those of the question's candidates.
    pub fn weigh(&mut self, weights: &Weights) {
        self.sums.push(weights.score(&self.buffer[..self.count]));
    }

    /// The sums of the candidates that were weighed since the question was asked.
    pub fn sums(&mut self) -> &mut [f32] {
        &mut self.sums
    }

    /// The list to be filled anew for a question that is known when the program is made.
    #[inline(always)]
    pub fn question<L: Look>(&mut self) -> Asked<'_, L> {
        debug_assert_eq!(self.question, L::QUESTION, "the list is for this question");
        self.count = 0;
        Asked { buffer: &mut self.buffer, looks: &mut self.looks, count: 0, filled: &mut self.count, of: PhantomData }
    }

    /// What weighed most for the candidate (a positive weight) or against it, in words, the heaviest first; of a question
    /// with labels, for the label of that number. One look counts once, with all that it gave.
    pub fn heaviest(&self, weights: &Weights, label: Option<usize>, most: usize) -> Vec<(&'static str, f32)> {
        let mut sums: Vec<(u8, f32)> = Vec::new();
        for (&hash, &look) in self.hashes().iter().zip(self.looks.iter()) {
            let weight = match label {
                Some(label) => weights.labelled(&[hash]).get(label).copied().unwrap_or_default(),
                None => weights.score(&[hash]),
            };
            match sums.iter_mut().find(|(known, _)| *known == look) {
                Some((_, sum)) => *sum += weight,
                None => sums.push((look, weight)),
            }
        }
        sums.sort_unstable_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        let heaviest = sums.into_iter().filter(|(_, weight)| *weight != 0.0).take(most);
        heaviest.map(|(look, weight)| (questions::words(self.question, look), weight)).collect()
    }
}

/// The hash of the feature `look = (a, b)`.
pub fn feature<L: Look>(look: L, a: u32, b: u32) -> u32 {
    mix(mix(mix(mix(SEED, L::QUESTION as u32), u32::from(look.number())), a), b)
}

/// The second word of a feature, so that it is another feature with its words the other way round.
#[inline(always)]
const fn second(word: u32) -> u32 {
    word.wrapping_mul(0x9e37_79b1).rotate_left(17)
}

/// See [`second`].
#[inline(always)]
const fn third(word: u32) -> u32 {
    word.wrapping_mul(0x27d4_eb2f).rotate_left(7)
}

/// The features that a question can have at most.
const MOST: usize = 128;

/// The list of one question while it is filled; the list has the features when this is dropped. The hash of question
/// and look is worked out when the program is made, and mostly the place in the buffer is too.
pub struct Asked<'a, L: Look> {
    buffer: &'a mut [u32; MOST],
    looks: &'a mut [u8; MOST],
    count: usize,
    filled: &'a mut usize,
    of: PhantomData<L>,
}

impl<L: Look> Asked<'_, L> {
    #[inline(always)]
    fn push(&mut self, look: L, hash: u32) {
        self.buffer[self.count] = hash;
        self.looks[self.count] = look.number();
        self.count += 1;
    }

    #[inline(always)]
    fn start(look: L) -> u32 {
        mix(const { mix(SEED, L::QUESTION as u32) }, u32::from(look.number()))
    }

    /// Adds the feature `look = value`.
    #[inline(always)]
    pub fn add(&mut self, look: L, value: u32) {
        self.push(look, mix(Self::start(look), value));
    }

    /// Adds the feature `look = (a, b)`.
    #[inline(always)]
    pub fn add2(&mut self, look: L, a: u32, b: u32) {
        self.push(look, mix(second(b) ^ Self::start(look), a));
    }

    /// Adds the feature `look = (a, b, c)`.
    #[inline(always)]
    pub fn add3(&mut self, look: L, a: u32, b: u32, c: u32) {
        self.push(look, mix(third(c) ^ second(b) ^ Self::start(look), a));
    }
}

impl<L: Look> Drop for Asked<'_, L> {
    #[inline(always)]
    fn drop(&mut self) {
        *self.filled = self.count;
    }
}

/// A count as a bucket: exact up to 4, then coarser.
pub fn bucket(n: usize) -> u32 {
    match n {
        0..=4 => n as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=35 => 9,
        _ => 10,
    }
}

/// The tag of a position outside the sentence.
pub const NOTHING: u32 = 1;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Learned;
    use crate::model::questions::Speaker;

    #[test]
    fn what_weighed_most_is_told_in_words() {
        let mut features = Features::new(Question::Speaker);
        let mut out = features.question::<Speaker>();
        out.add(Speaker::Side, 1);
        out.add2(Speaker::Rank, 1, 2);
        out.add(Speaker::Possessive, 3);
        out.add(Speaker::Possessive, 4);
        drop(out);
        let values = [0.25, -1.0, 0.5, 0.25];
        let entries: Vec<(u32, f32)> = features.hashes().iter().copied().zip(values).collect();
        let weights = Weights::new(&Learned::new(entries, []));
        let heaviest: Vec<_> =
            features.heaviest(&weights, None, 2).iter().map(|(words, w)| (*words, *w > 0.0)).collect();
        assert_eq!(heaviest, [("how many others stand nearer", false), ("whether it is a possessive", true)]);
    }
}
