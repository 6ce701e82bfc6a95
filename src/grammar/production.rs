//! The notation of productions, read with nom.
//!
//! ```text
//! production  = sequence { "|" sequence }
//! sequence    = part { part }
//! part        = "[" production "]"    perhaps
//!             | "{" production "}"    any number of times, also none
//!             | "(" production ")"
//!             | "!" part              not this, here; reads nothing
//!             | word                  in quotation marks: this word, in whatever case
//!             | name                  a terminal
//! ```
//!
//! Alternatives are numbered from 1 in the order in which they are written, those inside brackets as well; a production
//! or bracket without `|` has none.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till1, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::{all_consuming, cut, map};
use nom::error::{ErrorKind, FromExternalError, ParseError};
use nom::multi::{many1, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};
use std::fmt;

/// A part of a production.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A terminal, by its name.
    Name(String),
    /// A word as it stands in the text.
    Word(String),
    /// Parts one after the other.
    Sequence(Vec<Part>),
    /// One of several, each with its number.
    Either(Vec<(u8, Part)>),
    /// Perhaps.
    Perhaps(Box<Part>),
    /// Any number of times.
    Repeat(Box<Part>),
    /// Not this.
    Not(Box<Part>),
}

/// Where a production cannot be read, or compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The rule.
    pub rule: String,
    /// The byte of the production.
    pub place: usize,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rule {}, byte {} of its production: {}", self.rule, self.place, self.message)
    }
}

/// Where nom stopped: the rest of the production.
#[derive(Debug)]
struct Stopped<'a>(&'a str);

impl<'a> ParseError<&'a str> for Stopped<'a> {
    fn from_error_kind(input: &'a str, _: ErrorKind) -> Self {
        Stopped(input)
    }

    fn append(_: &'a str, _: ErrorKind, other: Self) -> Self {
        other
    }

    fn or(self, other: Self) -> Self {
        // The one that came further.
        if self.0.len() <= other.0.len() { self } else { other }
    }
}

impl<'a, E> FromExternalError<&'a str, E> for Stopped<'a> {
    fn from_external_error(input: &'a str, _: ErrorKind, _: E) -> Self {
        Stopped(input)
    }
}

type Read<'a> = IResult<&'a str, Part, Stopped<'a>>;

/// Reads a production of a rule.
pub fn production(rule: &str, text: &str) -> Result<Part, Malformed> {
    match all_consuming(delimited(multispace0, either, multispace0)).parse(text) {
        Ok((_, mut part)) => {
            number(&mut part, &mut 0);
            Ok(part)
        }
        Err(nom::Err::Error(Stopped(rest)) | nom::Err::Failure(Stopped(rest))) => Err(Malformed {
            rule: rule.to_owned(),
            place: text.len() - rest.len(),
            message: match rest.chars().next() {
                Some(c) => format!("\"{c}\" is not expected here"),
                None => "it ends too early".to_owned(),
            },
        }),
        Err(nom::Err::Incomplete(_)) => unreachable!("the parsers are complete"),
    }
}

fn either(input: &str) -> Read<'_> {
    map(separated_list1(spaced("|"), sequence), |mut parts| match parts.len() {
        1 => parts.remove(0),
        _ => Part::Either(parts.into_iter().map(|part| (0, part)).collect()),
    })
    .parse(input)
}

fn sequence(input: &str) -> Read<'_> {
    map(many1(preceded(multispace0, part)), |mut parts| match parts.len() {
        1 => parts.remove(0),
        _ => Part::Sequence(parts),
    })
    .parse(input)
}

fn part(input: &str) -> Read<'_> {
    alt((
        map(bracketed('[', ']'), |part| Part::Perhaps(Box::new(part))),
        map(bracketed('{', '}'), |part| Part::Repeat(Box::new(part))),
        bracketed('(', ')'),
        map(preceded(char('!'), cut(part)), |part| Part::Not(Box::new(part))),
        map(delimited(char('"'), cut(take_till1(|c| c == '"')), cut(char('"'))), |word: &str| {
            Part::Word(word.to_owned())
        }),
        map(take_while1(|c: char| c.is_alphanumeric() || matches!(c, '-' | '\'')), |name: &str| {
            Part::Name(name.to_owned())
        }),
    ))
    .parse(input)
}

/// A production in brackets.
fn bracketed<'a>(open: char, close: char) -> impl Parser<&'a str, Output = Part, Error = Stopped<'a>> {
    delimited(char(open), cut(either), cut(preceded(multispace0, char(close))))
}

fn spaced<'a>(sign: &'static str) -> impl Parser<&'a str, Output = &'a str, Error = Stopped<'a>> {
    preceded(multispace0, terminated(tag(sign), multispace0))
}

/// Numbers the alternatives in the order in which they are written.
fn number(part: &mut Part, last: &mut u8) {
    match part {
        Part::Name(_) | Part::Word(_) => {}
        Part::Sequence(parts) => parts.iter_mut().for_each(|part| number(part, last)),
        Part::Either(parts) => {
            for (n, part) in parts {
                *last = last.saturating_add(1);
                *n = *last;
                number(part, last);
            }
        }
        Part::Perhaps(part) | Part::Repeat(part) | Part::Not(part) => number(part, last),
    }
}

impl Part {
    /// How many alternatives there are; their numbers begin with 1.
    pub fn alternatives(&self) -> u8 {
        match self {
            Part::Name(_) | Part::Word(_) => 0,
            Part::Sequence(parts) => parts.iter().map(Part::alternatives).max().unwrap_or(0),
            Part::Either(parts) => parts.iter().map(|(n, part)| part.alternatives().max(*n)).max().unwrap_or(0),
            Part::Perhaps(part) | Part::Repeat(part) | Part::Not(part) => part.alternatives(),
        }
    }

    /// The production without some alternatives; `None` where none is left that could be read.
    pub fn without(self, off: &dyn Fn(u8) -> bool) -> Option<Part> {
        Some(match self {
            Part::Name(_) | Part::Word(_) => self,
            Part::Sequence(parts) => {
                Part::Sequence(parts.into_iter().map(|part| part.without(off)).collect::<Option<_>>()?)
            }
            Part::Either(parts) => {
                let left: Vec<_> = parts
                    .into_iter()
                    .filter(|(n, _)| !off(*n))
                    .filter_map(|(n, part)| Some((n, part.without(off)?)))
                    .collect();
                if left.is_empty() {
                    return None;
                }
                Part::Either(left)
            }
            // What can be left out is left out.
            Part::Perhaps(part) => part.without(off).map_or(Part::Sequence(Vec::new()), |p| Part::Perhaps(Box::new(p))),
            Part::Repeat(part) => part.without(off).map_or(Part::Sequence(Vec::new()), |p| Part::Repeat(Box::new(p))),
            // What cannot be there is no hindrance.
            Part::Not(part) => part.without(off).map_or(Part::Sequence(Vec::new()), |p| Part::Not(Box::new(p))),
        })
    }

    /// Whether it can be read over nothing.
    pub fn empty(&self) -> bool {
        match self {
            Part::Name(_) | Part::Word(_) => false,
            Part::Sequence(parts) => parts.iter().all(Part::empty),
            Part::Either(parts) => parts.iter().any(|(_, part)| part.empty()),
            Part::Perhaps(_) | Part::Repeat(_) | Part::Not(_) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_its_notation() {
        let part = production("X", "a [b | c] {\"that\"} !(d | e f)").unwrap();
        let name = |n: &str| Part::Name(n.to_owned());
        let either = |parts: Vec<(u8, Part)>| Part::Either(parts);
        assert_eq!(
            part,
            Part::Sequence(vec![
                name("a"),
                Part::Perhaps(Box::new(either(vec![(1, name("b")), (2, name("c"))]))),
                Part::Repeat(Box::new(Part::Word("that".to_owned()))),
                Part::Not(Box::new(either(vec![(3, name("d")), (4, Part::Sequence(vec![name("e"), name("f")]))]))),
            ])
        );
        assert_eq!(part.alternatives(), 4);
    }

    #[test]
    fn says_where_it_stops() {
        for (text, place) in [("a (b", 4), ("a ]", 2), ("", 0), ("a | | b", 2), ("\"", 1), ("a [b)", 4)] {
            let error = production("QSC", text).unwrap_err();
            assert_eq!((error.rule.as_str(), error.place), ("QSC", place), "{text}: {error}");
        }
    }

    #[test]
    fn alternatives_can_be_taken_out() {
        let part = production("X", "a (b | c) | d").unwrap();
        assert_eq!(
            part.clone().without(&|n| n == 2),
            production("X", "x").ok().and(Some(Part::Either(vec![
                (1, Part::Sequence(vec![Part::Name("a".into()), Part::Either(vec![(3, Part::Name("c".into()))])])),
                (4, Part::Name("d".into())),
            ])))
        );
        assert_eq!(part.without(&|n| n == 1 || n == 4), None);
    }
}
