//! Chooses, for the marks of a paragraph, the least odd reading of all of them together.
//!
//! Takes the marks with what the productions say of each place (opening, closing, no quotation mark, each with how odd it
//! is there), gives one turn a mark. A reading of a paragraph is a nesting of quotations; what makes it odd is summed up
//! (a mark that is left over, a quotation that never closes, a closer of another set), and the least sum wins. States
//! are the openers that are open, [`DEPTH`] at most, and few of them are kept: time is linear in the marks.

use super::marks::Set;
use super::reading::Readings;

/// How deep quotations nest. Deeper marks are left over.
const DEPTH: u32 = 3;
/// How many states are kept after a mark.
const STATES: usize = 12;
/// States that are so much odder than the best are given up.
const BEYOND: u32 = 14;
/// After so many marks without a break the best state is taken: one paragraph may be a whole book.
const WINDOW: usize = 4096;

/// How odd it is that a quotation runs on although a named speaker ends its paragraph.
const RUNS_ON_TAGGED: u32 = 2;
/// How odd a quotation is that never closes: where a named speaker follows it, and elsewhere.
const UNCLOSED_TAGGED: u32 = 1;
const UNCLOSED: u32 = 4;
/// How odd an inner quotation is that never closes.
const INNER_UNCLOSED: u32 = 4;
/// How odd a quotation is inside one of the same marks.
const NESTED_ALIKE: u32 = 4;
/// How odd it is that the closing mark before an opening one is missing.
const CLOSER_MISSING: u32 = 5;

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is no quotation mark.
    Plain,
    Open,
    /// It goes on with the quotation that the paragraph before left open.
    Again,
    /// It closes so many quotations.
    Close(u32),
    /// The closing mark before it is missing: it closes all and opens.
    Reopen,
}

/// A mark as the pairing sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    pub set: Set,
    /// It is written as two single marks, and may be two.
    pub twice: bool,
    pub readings: Readings,
}

/// The openers that are open, the outermost in the highest bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stack(u32);

impl Stack {
    fn depth(self) -> u32 {
        (32 - self.0.leading_zeros()).div_ceil(4)
    }

    fn top(self, n: u32) -> Option<Set> {
        (self.depth() > n).then(|| Set::numbered(self.0 >> (4 * n) & 15))
    }

    fn outer(self) -> Option<Set> {
        self.top(self.depth().checked_sub(1)?)
    }

    fn push(self, set: Set) -> Stack {
        Stack(self.0 << 4 | set as u32)
    }

    fn pop(self, n: u32) -> Stack {
        Stack(self.0 >> (4 * n))
    }
}

#[derive(Clone, Copy, Debug)]
struct State {
    stack: Stack,
    odd: u32,
    /// The last step on the way here, plus one.
    step: u32,
}

/// A step on the way to a state.
#[derive(Clone, Copy, Debug)]
struct Step {
    before: u32,
    turn: Turn,
}

/// What a paragraph leaves open: nothing, or a quotation of this set that the next paragraph goes on with.
pub(super) type Running = Option<Set>;

/// Reads the marks of one paragraph after the other. The buffers are kept from one to the next.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    states: Vec<State>,
    next: Vec<State>,
    steps: Vec<Step>,
    /// The turns of the paragraph's marks.
    pub turns: Vec<Turn>,
}

impl Pairing {
    /// Reads a paragraph that begins inside `running`. `again` tells how odd it is that the next one goes on with a
    /// quotation of a set, `tagged` whether this one ends in words about a named speaker. Gives what runs on.
    pub(super) fn paragraph(
        &mut self,
        signs: &[Sign],
        running: Running,
        again: impl Fn(Set) -> Option<u32>,
        tagged: impl Fn() -> bool,
    ) -> Running {
        self.turns.clear();
        self.steps.clear();
        self.states.clear();
        self.states.push(State { stack: Stack::default(), odd: 0, step: 0 });
        for (n, sign) in signs.iter().enumerate() {
            if n == 0
                && let Some(set) = running
            {
                self.steps.push(Step { before: 0, turn: Turn::Again });
                self.states[0] = State { stack: Stack::default().push(set), odd: 0, step: 1 };
                continue;
            }
            self.sign(sign);
            if self.steps.len() >= WINDOW * STATES {
                self.settle();
            }
        }
        let goes_on = |state: &State| state.stack.outer().is_some_and(|outer| again(outer).is_some());
        let tagged = self.states.iter().any(goes_on) && tagged();
        let mut states = std::mem::take(&mut self.states);
        for state in &states {
            let Some(outer) = state.stack.outer() else {
                self.next.push(*state);
                continue;
            };
            let odd = state.odd + (state.stack.depth() - 1) * INNER_UNCLOSED;
            if let Some(runs) = again(outer) {
                let odd = odd + runs + if tagged { RUNS_ON_TAGGED } else { 0 };
                self.next.push(State { stack: Stack::default().push(outer), odd, step: state.step });
            }
            let unclosed = if tagged { UNCLOSED_TAGGED } else { UNCLOSED };
            self.next.push(State { stack: Stack::default(), odd: odd + unclosed, step: state.step });
        }
        states.clear();
        self.states = std::mem::replace(&mut self.next, states);
        self.settle().outer()
    }

    /// Takes the best state for the only one, and writes down the turns that lead to it.
    fn settle(&mut self) -> Stack {
        let best = self.states.iter().copied().min_by_key(|state| state.odd);
        let best = best.unwrap_or(State { stack: Stack::default(), odd: 0, step: 0 });
        let from = self.turns.len();
        let mut step = best.step;
        while let Some(at) = step.checked_sub(1) {
            let Step { before, turn } = self.steps[at as usize];
            self.turns.push(turn);
            step = before;
        }
        self.turns[from..].reverse();
        self.steps.clear();
        self.states.clear();
        self.states.push(State { stack: best.stack, odd: 0, step: 0 });
        best.stack
    }

    /// All that a mark can do in every state.
    fn sign(&mut self, sign: &Sign) {
        let mut states = std::mem::take(&mut self.states);
        self.next.clear();
        for state in &states {
            self.turns_in(*state, sign);
        }
        let least = self.next.iter().map(|state| state.odd).min().unwrap_or(0);
        self.next.retain(|state| state.odd <= least + BEYOND);
        if self.next.len() > STATES {
            self.next.sort_by_key(|state| state.odd);
            self.next.truncate(STATES);
        }
        states.clear();
        self.states = std::mem::replace(&mut self.next, states);
    }

    fn turns_in(&mut self, state: State, sign: &Sign) {
        let Readings { open, close, plain, .. } = sign.readings;
        let stack = state.stack;
        self.reach(state, stack, plain, Turn::Plain);
        if let Some(close) = close {
            let odd = |n: u32| stack.top(n).and_then(|set| set.closed_by(sign.set));
            let two = sign.twice && [stack.top(0), stack.top(1)].iter().all(|top| top.is_some_and(Set::single));
            if two {
                self.reach(state, stack.pop(2), close, Turn::Close(2));
            }
            if let Some(mixed) = odd(0) {
                // ,“ closes what „ opened, as its shape does not say.
                let close = if stack.top(0) == Some(Set::Low) { 0 } else { close };
                self.reach(state, stack.pop(1), close + mixed, Turn::Close(1));
            } else if let Some(mixed) = odd(1) {
                self.reach(state, stack.pop(2), close + mixed + INNER_UNCLOSED, Turn::Close(2));
            }
        }
        let Some(open) = open else { return };
        if stack.depth() < DEPTH {
            let nested = if stack.top(0) == Some(sign.set) { NESTED_ALIKE } else { 0 };
            self.reach(state, stack.push(sign.set), open + nested, Turn::Open);
        }
        if stack.outer() == Some(sign.set) {
            let inner = (stack.depth() - 1) * INNER_UNCLOSED;
            let odd = open + inner + CLOSER_MISSING;
            self.reach(state, Stack::default().push(sign.set), odd, Turn::Reopen);
        }
    }

    /// Goes to a state, unless it is reached by a less odd way.
    fn reach(&mut self, from: State, stack: Stack, odd: u32, turn: Turn) {
        let odd = from.odd + odd;
        let known = self.next.iter().position(|state| state.stack == stack);
        if known.is_some_and(|known| self.next[known].odd <= odd) {
            return;
        }
        self.steps.push(Step { before: from.step, turn });
        let state = State { stack, odd, step: self.steps.len() as u32 };
        match known {
            Some(known) => self.next[known] = state,
            None => self.next.push(state),
        }
    }
}
