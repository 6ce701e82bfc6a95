//! The place of a mark: what stands before and after it, as the productions of marks see it.

use super::marks::{Shape, Turned};
use crate::document::{Token, TokenKind};
use crate::lexicon::rule_words;

/// What stands beside a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Beside {
    /// The start or end of the paragraph
    Edge,
    Word,
    /// A word in -s, -x or -z, which an apostrophe makes possessive: the nurses' pay
    Sibilant,
    /// A word that an apostrophe cuts off: talkin', rock 'n'
    Clipped,
    /// A word that an apostrophe opens: 'twas, 'em, 'n'
    Elided,
    Number,
    Clitic,
    Comma,
    /// A full stop, a question mark, an exclamation mark
    Point,
    /// A colon or semicolon
    Colon,
    Opening,
    Closing,
    Dash,
    Ellipsis,
    Mark,
    Symbol,
}

impl Beside {
    fn of(text: &str, token: &Token) -> Beside {
        match token.kind {
            TokenKind::Word => Beside::word(token.text(text), token.hash),
            TokenKind::Number => Beside::Number,
            TokenKind::Clitic => Beside::Clitic,
            TokenKind::Comma => Beside::Comma,
            TokenKind::Stop | TokenKind::Exclaim => Beside::Point,
            TokenKind::Colon | TokenKind::Semicolon => Beside::Colon,
            TokenKind::Open => Beside::Opening,
            TokenKind::Close => Beside::Closing,
            TokenKind::Dash => Beside::Dash,
            TokenKind::Ellipsis => Beside::Ellipsis,
            TokenKind::Mark => Beside::Mark,
            TokenKind::Symbol => Beside::Symbol,
            TokenKind::Break => Beside::Edge,
        }
    }

    fn word(word: &str, hash: u32) -> Beside {
        // '90s
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return Beside::Number;
        }
        if rule_words::ELIDED.may_hold(hash) && rule_words::ELIDED.holds_any_case(word) {
            return Beside::Elided;
        }
        let clipped = rule_words::CLIPPED.may_hold(hash) && rule_words::CLIPPED.holds_any_case(word);
        if clipped || word.len() > 4 && word.ends_with("in") {
            return Beside::Clipped;
        }
        if word.ends_with(['s', 'S', 'x', 'X', 'z', 'Z']) { Beside::Sibilant } else { Beside::Word }
    }
}

/// A mark with what its place shows: all that the productions of marks ask about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub before: Beside,
    /// White space or the edge of the paragraph stands before the mark.
    pub gap_before: bool,
    pub shape: Shape,
    pub gap_after: bool,
    pub after: Beside,
}

impl Place {
    /// The place of the mark of `width` tokens at `at` in the paragraph `tokens`.
    pub(super) fn of(text: &str, tokens: &[Token], at: usize, width: usize) -> Place {
        let c = tokens[at].text(text).chars().next().unwrap_or('"');
        let before = at.checked_sub(1).map(|b| &tokens[b]);
        let after = tokens.get(at + width);
        Place {
            before: before.map_or(Beside::Edge, |token| Beside::of(text, token)),
            gap_before: before.is_none() || tokens[at].spaced,
            shape: Shape::of(c, width == 2),
            gap_after: after.is_none_or(|token| token.spaced),
            after: after.map_or(Beside::Edge, |token| Beside::of(text, token)),
        }
    }

    /// A number of 16 bits that tells places apart.
    pub(super) fn key(&self) -> u32 {
        let sides = (self.before as u32) << 4 | self.after as u32;
        (self.shape.number() << 10) | sides << 2 | u32::from(self.gap_before) << 1 | u32::from(self.gap_after)
    }

    /// Where the terminal `name` of a production that begins at a symbol ends: what stands before the mark, the gap, the
    /// mark, the gap, what stands after.
    pub(super) fn end(&self, name: &str, at: usize) -> Option<usize> {
        let reads = match at {
            0 => self.before.reads(name),
            1 => name == "any" || name == if self.gap_before { "gap" } else { "joint" },
            2 => self.shape.reads(name),
            3 if name == "outside" => return (self.gap_after || self.after.follows()).then_some(5),
            3 => name == "any" || name == if self.gap_after { "gap" } else { "joint" },
            4 => self.after.reads(name),
            _ => false,
        };
        reads.then_some(at + 1)
    }
}

impl Shape {
    fn reads(self, name: &str) -> bool {
        let Shape { set, turned } = self;
        let (left, right, straight) = (turned == Turned::Left, turned == Turned::Right, turned == Turned::Straight);
        match name {
            "opener" => !right,
            "closer" => !left,
            "left" => left,
            "right" => right,
            "straight" => straight,
            "single" => set.single(),
            "single-right" => right && set.single(),
            "double-closer" => !left && !set.single(),
            "double-right" => right && !set.single(),
            "double-straight" => straight && !set.single(),
            // A straight single mark between two gaps is nothing.
            "spaced-opener" => left || straight && !set.single(),
            // One that touches the words on both sides is an apostrophe.
            "tight-opener" => left || straight && !set.single(),
            "tight-closer" => right || straight && !set.single(),
            _ => false,
        }
    }
}

impl Beside {
    fn is_word(self) -> bool {
        matches!(self, Beside::Word | Beside::Sibilant | Beside::Clipped | Beside::Elided)
    }

    /// Whether it can follow a closing mark without a space.
    fn follows(self) -> bool {
        use Beside::{Clitic, Closing, Colon, Comma, Dash, Edge, Ellipsis, Mark, Point, Symbol};
        matches!(self, Edge | Clitic | Comma | Point | Colon | Closing | Dash | Ellipsis | Mark | Symbol)
    }

    fn reads(self, name: &str) -> bool {
        use Beside::{
            Clipped, Colon, Comma, Dash, Edge, Elided, Ellipsis, Mark, Number, Opening, Point, Sibilant, Symbol,
        };
        let start = matches!(self, Edge | Comma | Point | Colon | Dash);
        match name {
            "any" => true,
            "edge" => self == Edge,
            // Where speech begins, and elsewhere
            "start" => start,
            "middle" => !start,
            // What an opening mark can touch
            "hinge" => matches!(self, Opening | Dash | Ellipsis | Mark | Symbol),
            // What it touches where a space is missing
            "text" => self.is_word() || matches!(self, Comma | Point | Colon),
            "word" => self.is_word() || self == Number,
            "s-word" => matches!(self, Sibilant | Clipped | Elided),
            "elided" => matches!(self, Elided | Number),
            "number" => self == Number,
            "point" => matches!(self, Comma | Point),
            // What quoted words can begin and end with
            "begins" => self.is_word() || matches!(self, Number | Opening | Dash | Ellipsis | Mark | Symbol),
            "ends" => !matches!(self, Edge | Opening),
            _ => false,
        }
    }
}
