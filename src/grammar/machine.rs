//! The steps of a production at work: what reads them, going back where an alternative leads nowhere.

use super::compile::{Branch, Step};
use super::reader::{Alphabet, Ends, Reading};
use smallvec::SmallVec;
use std::ops::Range;

/// How many steps a reading may take at one place; a production that needs more is read as far as that.
const MOST_STEPS: usize = 20_000;

/// A program at work.
pub(super) struct Run<'a, A> {
    text: &'a A,
    steps: &'a [Step],
    left: usize,
    /// The furthest place that it came to.
    pub(super) furthest: usize,
    /// The terminals whose places are kept, as bits.
    keep: u64,
}

/// Where to go on if a way leads nowhere: the step, the place, and how many parts were read by then.
struct Back {
    step: u16,
    at: u32,
    parts: u32,
    /// A terminal that ends at `at`, read from here.
    read: Option<(u8, u32)>,
}

impl<'a, A: Alphabet> Run<'a, A> {
    /// A branch that is to be read from a place.
    pub(super) fn new(text: &'a A, branch: &'a Branch, at: usize, keep: u64) -> Self {
        Run { text, steps: &branch.steps, left: MOST_STEPS, furthest: at, keep }
    }

    /// Reads from a step on, a reading after the other, until one is taken.
    pub(super) fn go(&mut self, mut step: usize, mut reading: Reading, take: &mut dyn FnMut(&Reading) -> bool) -> bool {
        let mut backs: SmallVec<[Back; 16]> = SmallVec::new();
        let mut ends = Ends::new();
        loop {
            if self.left == 0 {
                return false;
            }
            self.left -= 1;
            let at = reading.end;
            let on = match &self.steps[step] {
                Step::Done => {
                    if take(&reading) {
                        return true;
                    }
                    None
                }
                Step::Name(name) => {
                    ends.clear();
                    self.text.ends(*name, at, &mut ends);
                    for &end in ends.iter().skip(1).rev() {
                        let parts = reading.parts.len() as u32;
                        backs.push(Back { step: step as u16 + 1, at: end, parts, read: Some((*name, at as u32)) });
                    }
                    ends.first().map(|&end| {
                        self.keep(&mut reading, *name, at as u32..end);
                        reading.end = end as usize;
                        step + 1
                    })
                }
                Step::Word(hash, word) => self.word(*hash, word, at).then(|| {
                    reading.end = at + 1;
                    step + 1
                }),
                Step::Or(other) => {
                    backs.push(Back { step: *other, at: at as u32, parts: reading.parts.len() as u32, read: None });
                    Some(step + 1)
                }
                Step::Jump(to) => Some(usize::from(*to)),
                Step::NoName(name) => self.lacks(*name, at, &mut ends).then_some(step + 1),
                Step::NoWord(hash, word) => (!self.word(*hash, word, at)).then_some(step + 1),
                Step::Not(on) => {
                    let inside = Reading { parts: SmallVec::new(), ..reading };
                    (!self.go(step + 1, inside, &mut |_| true)).then_some(usize::from(*on))
                }
            };
            self.furthest = self.furthest.max(reading.end);
            step = match on {
                Some(on) => on,
                None => {
                    let Some(back) = backs.pop() else { return false };
                    reading.parts.truncate(back.parts as usize);
                    reading.end = back.at as usize;
                    if let Some((name, start)) = back.read {
                        self.keep(&mut reading, name, start..back.at);
                    }
                    usize::from(back.step)
                }
            };
        }
    }
}

impl<A: Alphabet> Run<'_, A> {
    /// Whether a word stands at a place.
    #[inline]
    fn word(&self, hash: u32, word: &str, at: usize) -> bool {
        at < self.text.len() && self.text.word(hash, word, at)
    }

    /// Whether a terminal reads nothing at a place.
    fn lacks(&mut self, name: u8, at: usize, ends: &mut Ends) -> bool {
        ends.clear();
        self.text.ends(name, at, ends);
        self.furthest = ends.first().map_or(self.furthest, |&end| self.furthest.max(end as usize));
        ends.is_empty()
    }
}

impl<A> Run<'_, A> {
    /// Keeps what a terminal has read, where somebody asks for it.
    fn keep(&self, reading: &mut Reading, name: u8, place: Range<u32>) {
        if self.keep >> name.min(63) & 1 != 0 {
            reading.parts.push((name, place));
        }
    }
}
