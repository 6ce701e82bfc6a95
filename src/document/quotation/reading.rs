//! What a mark can be at its place: the productions of marks, read over the place.

use super::place::Place;
use crate::grammar::reader::{Alphabet, Ends, Known};
use crate::grammar::rules::marks::{self as rule, TABLE};
use crate::grammar::{Grammar, RuleId};

/// What a mark can be at its place, each with how odd that is; nothing where no production says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Readings {
    pub open: Option<u32>,
    pub close: Option<u32>,
    /// No quotation mark: an apostrophe, an inch, a mark that is left over.
    pub plain: u32,
    /// It can go on with a running quotation.
    pub again: bool,
}

/// How odd a mark is that is left over, and one that stands as an opening mark should.
const STRAY: u32 = 4;
const STRAY_OPENER: u32 = 6;

#[derive(Clone, Copy)]
enum Says {
    Open,
    Close,
    Plain,
    Again,
}

/// What each production says, and how odd that is: 0 for what good typesetting does, 1 for what is common, 2 and 3 for slips.
const SAYS: &[(RuleId, Says, u32)] = &[
    (rule::OPENER, Says::Open, 0),
    (rule::MIDOPENER, Says::Open, 1),
    (rule::HINGEDOPENER, Says::Open, 0),
    (rule::TIGHTOPENER, Says::Open, 2),
    (rule::SPACEDOPENER, Says::Open, 1),
    (rule::TURNEDOPENER, Says::Open, 3),
    (rule::CLOSER, Says::Close, 0),
    (rule::SPACEDCLOSER, Says::Close, 0),
    (rule::LOOSECLOSER, Says::Close, 1),
    (rule::TIGHTCLOSER, Says::Close, 1),
    (rule::TURNEDCLOSER, Says::Close, 2),
    (rule::ELISION, Says::Plain, 0),
    (rule::POSSESSIVE, Says::Plain, 1),
    (rule::APOSTROPHE, Says::Plain, 3),
    (rule::INCH, Says::Plain, 1),
    (rule::RUNNING, Says::Again, 0),
];

/// Nothing, where four bits hold how odd something is.
const NOTHING: u32 = 15;

impl Readings {
    /// What the mark at a place can be.
    pub(super) fn of(grammar: &Grammar, place: &Place) -> Readings {
        let packed = grammar.marks.get(place.key(), || Readings::read(grammar, place).packed());
        let odd = |at: u32| Some(packed >> at & 15).filter(|&odd| odd != NOTHING);
        Readings { open: odd(0), close: odd(4), plain: packed >> 8 & 15, again: packed >> 12 & 1 == 1 }
    }

    fn packed(self) -> u32 {
        let odd = |odd: Option<u32>| odd.unwrap_or(NOTHING);
        odd(self.open) | odd(self.close) << 4 | self.plain << 8 | u32::from(self.again) << 12
    }

    fn read(grammar: &Grammar, place: &Place) -> Readings {
        let mut readings = Readings { open: None, close: None, plain: NOTHING, again: false };
        let less = |known: Option<u32>, odd: u32| Some(known.map_or(odd, |known| known.min(odd)));
        for &(id, says, odd) in SAYS {
            let reads = grammar.program(id).is_some_and(|program| program.read_whole(place, Known::NOTHING).is_ok());
            match says {
                _ if !reads => {}
                Says::Open => readings.open = less(readings.open, odd),
                Says::Close => readings.close = less(readings.close, odd),
                Says::Plain => readings.plain = readings.plain.min(odd),
                Says::Again => readings.again = true,
            }
        }
        let stray = if readings.open == Some(0) { STRAY_OPENER } else { STRAY };
        readings.plain = readings.plain.min(stray);
        readings
    }
}

impl Alphabet for Place {
    fn len(&self) -> usize {
        5
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        if let Some(end) = self.end(TABLE.terminals[usize::from(terminal)], at) {
            ends.push(end as u32);
        }
    }
}
