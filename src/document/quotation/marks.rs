//! The characters that can be quotation marks: their shape, and which openers a closer goes with.

/// Whether `c` can be a quotation mark (or an apostrophe).
pub(crate) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '\u{b4}' | '\u{ab}' | '\u{bb}' | '\u{2018}'
            ..='\u{201f}'
                | '\u{2039}'
                | '\u{203a}'
                | '\u{2032}'
                | '\u{2033}'
                | '\u{301d}'
                | '\u{301e}'
                | '\u{301f}'
                | '\u{ff02}'
    )
}

/// Which way the character of a mark turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turned {
    Left,
    Right,
    Straight,
}

/// The sets of marks: a quotation is opened and closed by marks of one set, or of two that writers mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Set {
    /// “ ” ‟
    Curly = 1,
    /// " ″ ＂
    Straight,
    /// „ 〝: closed by “ or ”
    Low,
    /// « » ‹ ›
    Angle,
    /// `` '' ‘‘ ’’
    Twice,
    /// ‘ ’ ‛
    SingleCurly,
    /// ' ′
    SingleStraight,
    /// ‚: closed by ‘ or ’
    SingleLow,
    /// ` ´
    Backtick,
}

impl Set {
    const ALL: [Set; 9] = [
        Set::Curly,
        Set::Straight,
        Set::Low,
        Set::Angle,
        Set::Twice,
        Set::SingleCurly,
        Set::SingleStraight,
        Set::SingleLow,
        Set::Backtick,
    ];

    /// The set of a number that `as u8` gave.
    pub(super) fn numbered(number: u32) -> Set {
        Set::ALL[(number as usize - 1).min(Set::ALL.len() - 1)]
    }

    pub(super) const fn single(self) -> bool {
        matches!(self, Set::SingleCurly | Set::SingleStraight | Set::SingleLow | Set::Backtick)
    }

    /// How odd it is that a mark of the set `closer` closes what this one opened; nothing where it never does.
    pub(super) fn closed_by(self, closer: Set) -> Option<u32> {
        use Set::{Angle, Backtick, Curly, Low, SingleCurly, SingleLow, SingleStraight, Straight, Twice};
        match (self, closer) {
            (Curly, Curly) | (Straight, Straight) | (Low, Curly | Low) | (Angle, Angle) | (Twice, Twice) => Some(0),
            (SingleCurly, SingleCurly) | (SingleStraight, SingleStraight) | (SingleLow, SingleCurly) => Some(0),
            (Backtick, SingleStraight | SingleCurly | Backtick) => Some(0),
            (Low | Twice, Straight) | (Twice, Curly) => Some(1),
            (SingleCurly | SingleLow, SingleStraight) | (SingleStraight, SingleCurly | Backtick) => Some(1),
            (Curly, Straight | Twice) | (Straight, Curly | Twice) => Some(2),
            _ => None,
        }
    }
}

/// A mark as its character shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub set: Set,
    pub turned: Turned,
}

impl Shape {
    /// The shape of a mark that is written with `c`, once or twice.
    pub(super) fn of(c: char, twice: bool) -> Shape {
        use Turned::{Left, Right, Straight};
        let (set, turned) = match c {
            '\u{201c}' | '\u{201f}' => (Set::Curly, Left),
            '\u{201d}' => (Set::Curly, Right),
            '\u{201e}' | '\u{301d}' => (Set::Low, Left),
            '\u{301e}' | '\u{301f}' => (Set::Low, Right),
            '\u{ab}' | '\u{2039}' => (Set::Angle, Left),
            '\u{bb}' | '\u{203a}' => (Set::Angle, Right),
            '\u{2018}' | '\u{201b}' => (Set::SingleCurly, Left),
            '\u{2019}' => (Set::SingleCurly, Right),
            '\u{201a}' => (Set::SingleLow, Left),
            '`' => (Set::Backtick, Left),
            '\u{b4}' => (Set::Backtick, Right),
            '\'' | '\u{2032}' => (Set::SingleStraight, Straight),
            _ => (Set::Straight, Straight),
        };
        Shape { set: if twice { Set::Twice } else { set }, turned }
    }

    /// A small number that tells shapes apart.
    pub(super) const fn number(self) -> u32 {
        self.set as u32 * 3 + self.turned as u32
    }
}
