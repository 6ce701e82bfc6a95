//! Productions at work: compiled once, read over whatever a stage offers as its alphabet.
//!
//! A stage implements [`Alphabet`] for what it reads (tokens, items, the parts of a proposal); a [`Program`] reads it,
//! going back where an alternative leads nowhere. A program is a parser of nom as well: see [`Place`].

use super::compile::{Branch, WORD, branches};
use super::machine::Run;
use super::production::{Malformed, Part};
use super::rule::Table;
use nom::error::{ErrorKind, ParseError};
use nom::{Err, OutputMode, PResult, Parser};
use smallvec::SmallVec;
use std::ops::Range;

/// What a production is read over.
#[allow(clippy::len_without_is_empty, reason = "nobody asks whether there are no places")]
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

impl Program {
    /// Compiles a production; names that are no terminals, words where the stage reads none, and repetitions of nothing
    /// are errors.
    pub fn new(rule: &'static str, part: &Part, table: &Table) -> Result<Program, Malformed> {
        let branches = branches(rule, part, table)?;
        let begins = branches.iter().fold(0, |all, branch| all | branch.begins);
        let firsts = branches.iter().flat_map(|branch| branch.firsts.iter().copied()).collect();
        Ok(Program { rule, branches, begins, firsts })
    }

    /// The id of the rule.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// The ways to read it: the terminals that each needs, and those that it can begin with.
    pub(super) fn ways(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.branches.iter().flat_map(|branch| branch.needs.iter().map(|&needs| (needs, branch.begins)))
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
        let able = self.branches.iter().filter(|branch| branch.can(could)).filter(word);
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
        if !begun(text, at, self.begins & known.starts, &self.firsts) {
            return furthest;
        }
        for branch in &self.branches {
            let begun = begun(text, at, branch.begins & known.starts, &branch.firsts);
            if !begun || !branch.can(known.could) || known.must & !branch.may != 0 {
                continue;
            }
            let mut run = Run::new(text, branch, at, known.keep);
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

/// Whether a reading can begin at a place with one of some terminals: where nothing but a word can begin, it must be one of
/// a few.
#[inline(always)]
fn begun<A: Alphabet>(text: &A, at: usize, begins: u64, firsts: &[u32]) -> bool {
    match begins {
        0 => false,
        WORD => text.hash(at).is_none_or(|hash| firsts.contains(&hash)),
        _ => true,
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
