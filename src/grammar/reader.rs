//! Productions at work: compiled once, read over whatever a stage offers as its alphabet.
//!
//! A stage implements [`Alphabet`] for what it reads (tokens, items, the parts of a proposal); a [`Program`] reads it,
//! going back where an alternative leads nowhere. A program is a parser of nom as well: see [`Place`].

use super::production::{Malformed, Part};
use super::rule::Table;
use crate::lexicon::word_hash;
use nom::error::{ErrorKind, ParseError};
use nom::{Err, OutputMode, PResult, Parser};
use smallvec::SmallVec;
use std::ops::Range;

/// What a production is read over.
#[expect(clippy::len_without_is_empty, reason = "nobody asks whether there are no places")]
pub trait Alphabet {
    /// How many places there are: 0 to this number.
    fn len(&self) -> usize;

    /// Where a terminal that begins at a place can end, the likeliest first; nothing where it does not begin there.
    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends);

    /// The hash of the lower-case form of the word at a place, where the stage knows it beforehand.
    fn hash(&self, _at: usize) -> Option<u32> {
        None
    }

    /// Whether a word, by the hash of its lower-case form, stands at a place.
    fn word(&self, _hash: u32, _word: &str, _at: usize) -> bool {
        false
    }
}

/// The ends of a terminal.
pub type Ends = SmallVec<[u32; 4]>;

/// One step of a program.
#[derive(Clone, Debug)]
enum Step {
    Name(u8),
    Word(u32, Box<str>),
    /// Go on here; if that leads nowhere, at the other step.
    Or(u16),
    Jump(u16),
    /// What stands up to the matching `Done` must not be read; go on at the step.
    Not(u16),
    /// All is read.
    Done,
}

/// An alternative of a whole production.
#[derive(Clone, Debug)]
struct Branch {
    number: u8,
    steps: Box<[Step]>,
    /// The terminals that it reads at least, and at most, as bits.
    needs: u64,
    may: u64,
    /// The terminals that it can begin with, those that only look left out; [`WORD`] where it can begin with a word.
    begins: u64,
    /// The hashes of words that it can begin with.
    firsts: Box<[u32]>,
    /// The hashes of words one of which it reads whatever else; none where it can do without.
    words: Box<[u32]>,
}

/// A production that can be read.
#[derive(Clone, Debug)]
pub struct Program {
    rule: &'static str,
    branches: Box<[Branch]>,
    /// The terminals and words that any of them can begin with.
    begins: u64,
    firsts: Box<[u32]>,
}

/// What a program has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The alternative, 0 where the production has none.
    pub alternative: u8,
    /// Where it ends.
    pub end: usize,
    /// The terminals with their places, in order.
    pub parts: SmallVec<[(u8, Range<u32>); 8]>,
}

impl Reading {
    /// The first part that a terminal has read.
    pub fn part(&self, terminal: u8) -> Option<Range<usize>> {
        self.parts.iter().find(|(name, _)| *name == terminal).map(|(_, r)| r.start as usize..r.end as usize)
    }
}

/// What was not read: the rule, and the furthest place that it came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The rule; empty where nom itself refused.
    pub rule: &'static str,
    /// The place.
    pub place: usize,
}

/// The bit of a word among those of terminals.
const WORD: u64 = 1 << 63;

/// What is known before something is read, as bits of terminals.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Those that something can be read by.
    pub could: u64,
    /// Those that alone can read some of it.
    pub must: u64,
    /// Those that something can be read by where the reading begins.
    pub starts: u64,
    /// Those whose places the reading keeps.
    pub keep: u64,
}

impl Known {
    /// That nothing is known.
    pub const NOTHING: Known = Known { could: u64::MAX, must: 0, starts: u64::MAX, keep: u64::MAX };

    /// What is known at those of some places that can be read as something which a production begins with.
    pub fn at(places: &Places, begins: u64, could: u64) -> impl Iterator<Item = (usize, Known)> {
        let here = places.iter().filter(move |(_, starts)| begins & starts != 0);
        here.map(move |&(at, starts)| (at, Known { could, starts, ..Known::NOTHING }))
    }
}

/// Places where a production may begin, each with the terminals that something can be read by there.
pub type Places = SmallVec<[(usize, u64); 8]>;

/// A place of what is read, as an input of nom.
#[derive(Debug)]
pub struct Place<'a, A> {
    /// What is read.
    pub text: &'a A,
    /// Where.
    pub at: usize,
}

impl<A> Clone for Place<'_, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A> Copy for Place<'_, A> {}

impl<A> ParseError<Place<'_, A>> for Unread {
    fn from_error_kind(input: Place<'_, A>, _: ErrorKind) -> Self {
        Unread { rule: "", place: input.at }
    }

    fn append(_: Place<'_, A>, _: ErrorKind, other: Self) -> Self {
        other
    }

    fn or(self, other: Self) -> Self {
        if self.place > other.place { self } else { other }
    }
}

impl<'a, A: Alphabet> Parser<Place<'a, A>> for &Program {
    type Output = Reading;
    type Error = Unread;

    fn process<M: OutputMode>(&mut self, input: Place<'a, A>) -> PResult<M, Place<'a, A>, Reading, Unread> {
        use nom::Mode;
        match self.read(input.text, input.at) {
            Ok(reading) => Ok((Place { at: reading.end, ..input }, M::Output::bind(|| reading))),
            Err(unread) => Err(Err::Error(M::Error::bind(|| unread))),
        }
    }
}

/// How many steps a reading may take at one place; a production that needs more is read as far as that.
const MOST_STEPS: usize = 20_000;

impl Program {
    /// Compiles a production; names that are no terminals, words where the stage reads none, and repetitions of nothing
    /// are errors.
    pub fn new(rule: &'static str, part: &Part, table: &Table) -> Result<Program, Malformed> {
        let looks = table.looks.iter().fold(0, |all, n| all | 1 << n.min(&63));
        let compiler = Compiler { rule, terminals: table.terminals, looks, words: table.words };
        let branch = |(number, part): (u8, Part)| {
            let mut steps = Vec::new();
            compiler.compile(&part, &mut steps)?;
            steps.push(Step::Done);
            let (needs, may) = compiler.bits(&part);
            let (begins, firsts) = compiler.begins(&part);
            let words = words(&part).into();
            Ok(Branch { number, steps: steps.into(), needs, may, begins, firsts: firsts.into(), words })
        };
        let ways = match part {
            Part::Either(parts) => parts.iter().flat_map(|(n, part)| compiler.ways(*n, part)).collect(),
            part => compiler.ways(0, part),
        };
        let branches: Box<[Branch]> = ways.into_iter().map(branch).collect::<Result<_, _>>()?;
        let begins = branches.iter().fold(0, |all, branch| all | branch.begins);
        let firsts = branches.iter().flat_map(|branch| branch.firsts.iter().copied()).collect();
        Ok(Program { rule, branches, begins, firsts })
    }

    /// The id of the rule.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// Reads from a place as far as the production goes: the first reading.
    pub fn read<A: Alphabet>(&self, text: &A, at: usize) -> Result<Reading, Unread> {
        self.first(text, at, Known::NOTHING, |_| true)
    }

    /// Reads from a place with what is known before.
    pub fn read_where<A: Alphabet>(&self, text: &A, at: usize, known: Known) -> Result<Reading, Unread> {
        self.first(text, at, known, |_| true)
    }

    /// The terminals that a reading can begin with where only those of `could` can read anything, and only words that
    /// `stands` says; none where nothing can.
    pub fn begins(&self, could: u64, stands: impl Fn(u32) -> bool) -> u64 {
        let word = |branch: &&Branch| branch.words.is_empty() || branch.words.iter().any(|&hash| stands(hash));
        let able = self.branches.iter().filter(|branch| branch.needs & !could == 0).filter(word);
        able.fold(0, |all, branch| all | branch.begins)
    }

    /// Whether anything is read from a place with what is known before.
    pub fn reads<A: Alphabet>(&self, text: &A, at: usize, known: Known) -> bool {
        self.first(text, at, Known { keep: 0, ..known }, |_| true).is_ok()
    }

    /// The place where the first reading has a terminal.
    pub fn place<A: Alphabet>(&self, text: &A, at: usize, could: u64, terminal: u8) -> Option<usize> {
        let known = Known { could, keep: 1 << terminal, ..Known::NOTHING };
        let reading = self.first(text, at, known, |_| true).ok()?;
        reading.part(terminal).map(|part| part.start)
    }

    /// Reads all there is, from the first place to the last: what needs other terminals than could read, or has no place for
    /// those that must, is not tried.
    pub fn read_whole<A: Alphabet>(&self, text: &A, known: Known) -> Result<Reading, Unread> {
        let len = text.len();
        self.first(text, 0, known, |reading| reading.end == len)
    }

    /// The first reading that `good` takes.
    fn first<A: Alphabet>(
        &self,
        text: &A,
        at: usize,
        known: Known,
        good: impl Fn(&Reading) -> bool,
    ) -> Result<Reading, Unread> {
        let mut found = None;
        let place = self.each(text, at, known, |reading| {
            let good = good(reading);
            if good {
                found = Some(reading.clone());
            }
            good
        });
        found.ok_or(Unread { rule: self.rule, place })
    }

    /// Gives every reading from a place, in the order of the alternatives, until one is taken; gives the furthest place.
    pub fn each<A: Alphabet>(
        &self,
        text: &A,
        at: usize,
        known: Known,
        mut take: impl FnMut(&Reading) -> bool,
    ) -> usize {
        let mut furthest = at;
        // Where nothing but a word can begin, it must be one of a few.
        let begun = |begins: u64, firsts: &[u32]| match begins & known.starts {
            0 => false,
            WORD => text.hash(at).is_none_or(|hash| firsts.contains(&hash)),
            _ => true,
        };
        if !begun(self.begins, &self.firsts) {
            return furthest;
        }
        for branch in &self.branches {
            if branch.needs & !known.could != 0 || known.must & !branch.may != 0 {
                continue;
            }
            if !begun(branch.begins, &branch.firsts) {
                continue;
            }
            let mut run = Run { text, steps: &branch.steps, left: MOST_STEPS, furthest: at, keep: known.keep };
            let reading = Reading { alternative: branch.number, end: at, parts: SmallVec::new() };
            let taken = run.go(0, reading, &mut take);
            furthest = furthest.max(run.furthest);
            if taken {
                break;
            }
        }
        furthest
    }
}

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

/// A program at work.
struct Run<'a, A> {
    text: &'a A,
    steps: &'a [Step],
    left: usize,
    furthest: usize,
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

impl<A: Alphabet> Run<'_, A> {
    fn go(&mut self, step: usize, mut reading: Reading, take: &mut dyn FnMut(&Reading) -> bool) -> bool {
        let mut backs: SmallVec<[Back; 16]> = SmallVec::new();
        let mut ends = Ends::new();
        let mut step = step;
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
                Step::Word(hash, word) => (at < self.text.len() && self.text.word(*hash, word, at)).then(|| {
                    reading.end = at + 1;
                    step + 1
                }),
                Step::Or(other) => {
                    backs.push(Back { step: *other, at: at as u32, parts: reading.parts.len() as u32, read: None });
                    Some(step + 1)
                }
                Step::Jump(to) => Some(usize::from(*to)),
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

impl<A> Run<'_, A> {
    /// Keeps what a terminal has read, where somebody asks for it.
    fn keep(&self, reading: &mut Reading, name: u8, place: Range<u32>) {
        if self.keep >> name.min(63) & 1 != 0 {
            reading.parts.push((name, place));
        }
    }
}

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
                steps.push(Step::Done);
                steps[not] = Step::Not(steps.len() as u16);
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

#[cfg(test)]
mod tests {
    use super::super::production::production;
    use super::*;
    use nom::combinator::opt;

    /// Letters as an alphabet: a terminal for each of a, b, c, and `s`, any run of a's.
    #[derive(Debug)]
    struct Letters(&'static str);

    impl Alphabet for Letters {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
            let letter = |at: usize| self.0.as_bytes().get(at).copied();
            match terminal {
                0..3 => ends.extend((letter(at) == Some(b'a' + terminal)).then_some(at as u32 + 1)),
                _ => {
                    let run = (at..self.len()).take_while(|&n| letter(n) == Some(b'a')).count();
                    ends.extend((1..=run).rev().map(|n| (at + n) as u32));
                }
            }
        }
    }

    fn program(text: &str) -> Program {
        let table = Table { terminals: &["a", "b", "c", "s"], looks: &[], words: false, rules: &[] };
        Program::new("X", &production("X", text).unwrap(), &table).unwrap()
    }

    #[test]
    fn goes_back_where_a_way_leads_nowhere() {
        for (production, text, end) in [
            ("a b c", "abc", Some(3)),
            ("{a} a b", "aaab", Some(4)),
            ("[a] a b", "ab", Some(2)),
            ("(a | a b) c", "abc", Some(3)),
            ("s a b", "aaab", Some(4)),
            ("{!b a} b", "aab", Some(3)),
            ("a !b", "ab", None),
            ("a b c", "abb", None),
        ] {
            assert_eq!(program(production).read(&Letters(text), 0).ok().map(|r| r.end), end, "{production}: {text}");
        }
    }

    #[test]
    fn says_what_was_read_and_what_was_not() {
        let program = program("a c | s b");
        let reading = program.read(&Letters("aab"), 0).unwrap();
        assert_eq!((reading.alternative, reading.part(3)), (2, Some(0..2)));
        assert_eq!(program.read(&Letters("aac"), 0), Err(Unread { rule: "X", place: 2 }));
    }

    #[test]
    fn is_a_parser_of_nom() {
        let (a, b) = (program("a"), program("b"));
        let text = Letters("ab");
        let (rest, (first, second)) = (&a, opt(&b)).parse(Place { text: &text, at: 0 }).unwrap();
        assert_eq!((rest.at, first.end, second.map(|r| r.end)), (2, 1, Some(2)));
        let error = (&a, &a).parse(Place { text: &text, at: 0 }).unwrap_err();
        assert_eq!(error, nom::Err::Error(Unread { rule: "X", place: 1 }));
    }

    #[test]
    fn unknown_terminals_and_endless_repetitions_are_errors() {
        for text in ["a d", "{[a]}", "\"that\""] {
            let part = production("X", text).unwrap();
            assert!(
                Program::new("X", &part, &Table { terminals: &["a"], looks: &[], words: false, rules: &[] }).is_err(),
                "{text}"
            );
        }
    }
}
