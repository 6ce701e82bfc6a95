//! Productions as programs: the steps that read them, and what can be told of a production before it is read.
//!
//! Takes a production and the terminals of its table, gives a branch for each way that it can begin; [`super::reader`] reads them.

use super::production::{Malformed, Part};
use super::rule::Table;
use crate::lexicon::word_hash;

/// The bit of a word among those of terminals.
pub(super) const WORD: u64 = 1 << 63;

/// The branches of a production; names that are no terminals, words where the stage reads none, and repetitions of nothing
/// are errors.
pub(super) fn branches(rule: &'static str, part: &Part, table: &Table) -> Result<Box<[Branch]>, Malformed> {
    let looks = table.looks.iter().fold(0, |all, n| all | 1 << n.min(&63));
    let compiler = Compiler { rule, terminals: table.terminals, looks, words: table.words };
    let ways = match part {
        Part::Either(parts) => parts.iter().flat_map(|(n, part)| compiler.ways(*n, part)).collect(),
        part => compiler.ways(0, part),
    };
    ways.into_iter().map(|(number, part)| compiler.branch(number, &part)).collect()
}

/// One step of a program.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Name(u8),
    Word(u32, Box<str>),
    /// Go on here; if that leads nowhere, at the other step.
    Or(u16),
    Jump(u16),
    /// A terminal or a word must not be read.
    NoName(u8),
    NoWord(u32, Box<str>),
    /// What stands up to the matching `Done` must not be read; go on at the step.
    Not(u16),
    /// All is read.
    Done,
}

/// An alternative of a whole production.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    pub(super) number: u8,
    pub(super) steps: Box<[Step]>,
    /// The terminals that it reads at least, as bits: by each of its ways. And those that it reads at most.
    pub(super) needs: Box<[u64]>,
    pub(super) may: u64,
    /// The terminals that it can begin with, those that only look left out; [`WORD`] where it can begin with a word.
    pub(super) begins: u64,
    /// The hashes of words that it can begin with.
    pub(super) firsts: Box<[u32]>,
    /// The hashes of words one of which it reads whatever else; none where it can do without.
    pub(super) words: Box<[u32]>,
}

impl Branch {
    /// Whether it can be read where only some terminals can read anything.
    #[inline]
    pub(super) fn can(&self, could: u64) -> bool {
        self.needs.iter().any(|needs| needs & !could == 0)
    }
}

/// How many ways a branch is told apart by.
const MOST_WAYS: usize = 8;

/// The hashes of words one of which a part reads whatever else; none where it can do without.
fn words(part: &Part) -> Vec<u32> {
    match part {
        Part::Word(word) => vec![word_hash(word)],
        Part::Sequence(parts) => parts.iter().map(words).find(|words| !words.is_empty()).unwrap_or_default(),
        Part::Either(parts) => {
            let all: Vec<Vec<u32>> = parts.iter().map(|(_, part)| words(part)).collect();
            if all.iter().any(Vec::is_empty) { Vec::new() } else { all.concat() }
        }
        Part::Name(_) | Part::Perhaps(_) | Part::Repeat(_) | Part::Not(_) => Vec::new(),
    }
}

/// Compiles the parts of one rule.
struct Compiler<'a> {
    rule: &'static str,
    terminals: &'a [&'a str],
    looks: u64,
    words: bool,
}

impl Compiler<'_> {
    fn malformed<T>(&self, message: String) -> Result<T, Malformed> {
        Err(Malformed { rule: self.rule.to_owned(), place: 0, message })
    }

    fn branch(&self, number: u8, part: &Part) -> Result<Branch, Malformed> {
        let mut steps = Vec::new();
        self.compile(part, &mut steps)?;
        steps.push(Step::Done);
        let (needs, (_, may)) = (self.needs(part).into(), self.bits(part));
        let (begins, firsts) = self.begins(part);
        Ok(Branch { number, steps: steps.into(), needs, may, begins, firsts: firsts.into(), words: words(part).into() })
    }

    fn compile(&self, part: &Part, steps: &mut Vec<Step>) -> Result<(), Malformed> {
        match part {
            Part::Name(name) => match self.terminals.iter().position(|t| t == name) {
                Some(number) => steps.push(Step::Name(number as u8)),
                None => return self.malformed(format!("no terminal \"{name}\" (have: {})", self.terminals.join(", "))),
            },
            Part::Word(word) if self.words => steps.push(Step::Word(word_hash(word), word.as_str().into())),
            Part::Word(word) => return self.malformed(format!("\"{word}\": words are not read here")),
            Part::Sequence(parts) => parts.iter().try_for_each(|part| self.compile(part, steps))?,
            Part::Either(parts) => {
                let mut jumps = Vec::new();
                for (n, (_, part)) in parts.iter().enumerate() {
                    let or = steps.len();
                    let last = n + 1 == parts.len();
                    if !last {
                        steps.push(Step::Or(0));
                    }
                    self.compile(part, steps)?;
                    if !last {
                        jumps.push(steps.len());
                        steps.push(Step::Jump(0));
                        steps[or] = Step::Or(steps.len() as u16);
                    }
                }
                let end = steps.len() as u16;
                jumps.into_iter().for_each(|at| steps[at] = Step::Jump(end));
            }
            Part::Perhaps(part) => {
                let or = steps.len();
                steps.push(Step::Or(0));
                self.compile(part, steps)?;
                steps[or] = Step::Or(steps.len() as u16);
            }
            Part::Repeat(part) => {
                if part.empty() {
                    return self.malformed("what is repeated may be nothing".to_owned());
                }
                let or = steps.len();
                steps.push(Step::Or(0));
                self.compile(part, steps)?;
                steps.push(Step::Jump(or as u16));
                steps[or] = Step::Or(steps.len() as u16);
            }
            Part::Not(part) => {
                let not = steps.len();
                steps.push(Step::Not(0));
                self.compile(part, steps)?;
                match (steps.pop(), steps.len() - not) {
                    (Some(Step::Name(name)), 1) => steps[not] = Step::NoName(name),
                    (Some(Step::Word(hash, word)), 1) => steps[not] = Step::NoWord(hash, word),
                    (last, _) => {
                        steps.extend(last);
                        steps.push(Step::Done);
                        steps[not] = Step::Not(steps.len() as u16);
                    }
                }
            }
        }
        Ok(())
    }

    /// A part with its number, by each of the alternatives that it begins with: nothing but looks stands before them, so
    /// that they are tried in the same order.
    fn ways(&self, number: u8, part: &Part) -> Vec<(u8, Part)> {
        let parts = match part {
            Part::Sequence(parts) => parts.as_slice(),
            part => std::slice::from_ref(part),
        };
        let looks = |part: &Part| match part {
            Part::Name(_) => self.bits(part).0 & self.looks != 0,
            part => matches!(part, Part::Not(_)),
        };
        let first = parts.iter().take_while(|part| looks(part)).count();
        let Some(Part::Either(all)) = parts.get(first) else { return vec![(number, part.clone())] };
        let way = |(_, way): &(u8, Part)| {
            let own = match way {
                Part::Sequence(parts) => parts.clone(),
                part => vec![part.clone()],
            };
            self.ways(number, &Part::Sequence([&parts[..first], &own, &parts[first + 1..]].concat()))
        };
        all.iter().flat_map(way).collect()
    }

    /// The terminals and words that a part can begin with.
    fn begins(&self, part: &Part) -> (u64, Vec<u32>) {
        let mut firsts = Vec::new();
        let (bits, _) = self.begins_with(part, &mut firsts);
        (bits, firsts)
    }

    /// See [`Compiler::begins`]; whether it can be without width.
    fn begins_with(&self, part: &Part, firsts: &mut Vec<u32>) -> (u64, bool) {
        match part {
            Part::Name(_) => match self.bits(part).0 {
                look if look & self.looks != 0 => (0, true),
                bit => (bit, false),
            },
            Part::Word(word) => {
                firsts.push(word_hash(word));
                (WORD, false)
            }
            Part::Not(_) => (0, true),
            Part::Sequence(parts) => {
                let mut all = 0;
                for part in parts {
                    let (bits, empty) = self.begins_with(part, firsts);
                    all |= bits;
                    if !empty {
                        return (all, false);
                    }
                }
                (all, true)
            }
            Part::Either(parts) => {
                let all = parts.iter().map(|(_, p)| self.begins_with(p, firsts));
                all.fold((0, false), |a, b| (a.0 | b.0, a.1 || b.1))
            }
            Part::Perhaps(part) | Part::Repeat(part) => (self.begins_with(part, firsts).0, true),
        }
    }

    /// The terminals that a part reads at least, by each of its ways; where there are too many, what those have in common.
    fn needs(&self, part: &Part) -> Vec<u64> {
        match part {
            Part::Sequence(parts) => parts.iter().map(|part| self.needs(part)).fold(vec![0], |before, own| {
                let each = before.iter().flat_map(|bits| own.iter().map(move |more| bits | more));
                let mut ways: Vec<u64> = each.collect();
                ways.sort_unstable();
                ways.dedup();
                if ways.len() > MOST_WAYS { vec![ways.iter().fold(!0, |all, bits| all & bits)] } else { ways }
            }),
            Part::Either(parts) => parts.iter().flat_map(|(_, part)| self.needs(part)).collect(),
            part => vec![self.bits(part).0],
        }
    }

    /// The terminals that a part reads at least, and at most.
    fn bits(&self, part: &Part) -> (u64, u64) {
        match part {
            Part::Name(name) => {
                let bit = self.terminals.iter().position(|t| t == name).map_or(0, |n| 1 << n.min(63));
                (bit, bit)
            }
            Part::Word(_) | Part::Not(_) => (0, 0),
            Part::Sequence(parts) => parts.iter().map(|p| self.bits(p)).fold((0, 0), |a, b| (a.0 | b.0, a.1 | b.1)),
            Part::Either(parts) => {
                let all = parts.iter().map(|(_, p)| self.bits(p));
                all.reduce(|a, b| (a.0 & b.0, a.1 | b.1)).unwrap_or((0, 0))
            }
            Part::Perhaps(part) | Part::Repeat(part) => (0, self.bits(part).1),
        }
    }
}
