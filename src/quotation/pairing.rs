//! Pairs the marks of one paragraph, then joins running quotations over paragraphs.

use super::{Part, Quoted};
use crate::document::tokens::{Token, TokenKind};
use crate::lexicon::{Lexicon, WordClass};
use crate::span::Span;
use std::ops::Range;

/// The families of marks: a closer belongs to an opener of its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// " “ ” „ ‟ `` '' ″ ＂ 〝 〞
    Double,
    /// « » ‹ ›
    Angle,
    /// ' ‘ ’ ‚ ‛ `
    Single,
}

/// Which way a mark turns at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Open,
    Close,
    /// Either, by the state of the pairing.
    Both,
    /// No quotation mark here: an apostrophe, an inch mark.
    Neither,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    /// Token index, and how many tokens the mark has (two for `` and '').
    token: usize,
    width: usize,
    family: Family,
    turn: Turn,
    /// The character says one way, its place the other.
    turned: bool,
    /// A straight or curly apostrophe that may be a plural possessive: s' before a word.
    possessive: bool,
}

/// Finds the outermost quoted spans of a document.
pub fn quoted_spans(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Vec<Quoted> {
    let mut all: Vec<Quoted> = Vec::new();
    let mut start = 0;
    // The family of the quotation that the paragraph before left open, and its place in `all`.
    let mut running: Option<(Family, usize)> = None;
    while start < tokens.len() {
        let end = tokens[start..].iter().position(|t| t.kind == TokenKind::Break).map_or(tokens.len(), |n| start + n);
        if end > start {
            running = paragraph(text, tokens, start, end, running, lexicon, &mut all);
        }
        start = end + 1;
    }
    all
}

/// Pairs the marks of the paragraph `start..end`. Gives what it leaves open.
fn paragraph(
    text: &str,
    tokens: &[Token],
    start: usize,
    end: usize,
    running: Option<(Family, usize)>,
    lexicon: &Lexicon,
    all: &mut Vec<Quoted>,
) -> Option<(Family, usize)> {
    let marks = marks(text, tokens, start, end);
    if marks.is_empty() {
        return None;
    }
    // Counts of closers behind each mark, by family, tell a nested opener from one whose closer is missing.
    let mut open: Option<(usize, Mark, Option<usize>)> = None;
    let mut nested = Nested::default();
    let mut inner: Vec<Span> = Vec::new();
    let mut closers_left = closers_behind(&marks);
    // A paragraph that begins with an opener of the running quotation's family goes on with it.
    let mut at = 0;
    if let Some((family, quote)) = running {
        let first = &marks[0];
        if first.token == start && first.family == family && first.turn != Turn::Neither {
            open = Some((first.token, *first, Some(quote)));
            at = 1;
        }
    }
    while at < marks.len() {
        let mark = marks[at];
        closers_left.pass(&marks[..=at]);
        at += 1;
        let Some((first, opener, quote)) = open else {
            if matches!(mark.turn, Turn::Open | Turn::Both)
                && (mark.family != Family::Single || single_closes(&marks[at..]))
            {
                open = Some((mark.token, mark, None));
                nested.clear();
                inner.clear();
            }
            continue;
        };
        if mark.family == opener.family {
            match mark.turn {
                Turn::Neither => {}
                Turn::Open
                    if nested.is_empty()
                        && closers_left.of(mark.family) < 2 + openers_ahead(&marks[at..], mark.family) =>
                {
                    // The closer before this opener is missing.
                    finish(text, tokens, first, mark.token, opener, quote, false, false, &inner, all);
                    open = Some((mark.token, mark, None));
                    inner.clear();
                }
                Turn::Open => nested.push(mark.family, tokens[mark.token + mark.width - 1].end as usize),
                Turn::Close | Turn::Both => {
                    if mark.family == Family::Single && mark.possessive && single_closes_before_opener(&marks[at..]) {
                        continue;
                    }
                    if let Some(from) = nested.close(mark.family) {
                        inner.push(Span::new(from, tokens[mark.token].start as usize));
                        continue;
                    }
                    let mismatched = opener.turned || mark.turned;
                    finish(text, tokens, first, mark.token + mark.width, opener, quote, true, mismatched, &inner, all);
                    open = None;
                }
            }
        } else {
            match mark.turn {
                Turn::Open => nested.push(mark.family, tokens[mark.token + mark.width - 1].end as usize),
                Turn::Close | Turn::Both => {
                    if let Some(from) = nested.close(mark.family) {
                        inner.push(Span::new(from, tokens[mark.token].start as usize));
                    } else if mark.turn == Turn::Both {
                        nested.push(mark.family, tokens[mark.token + mark.width - 1].end as usize);
                    }
                }
                Turn::Neither => {}
            }
        }
    }
    let (first, opener, quote) = open?;
    // Left open at the paragraph's end: it runs on if the next paragraph opens with the same family; else the closer is
    // missing, and the words end where a speaker and a cue follow a comma.
    let runs_on = opens_with(text, tokens, end + 1, opener.family);
    if !runs_on && let Some(comma) = tag_inside(text, &tokens[..end], first + opener.width, lexicon) {
        finish(text, tokens, first, comma + 1, opener, quote, false, opener.turned, &inner, all);
        return None;
    }
    let quote = finish(text, tokens, first, end, opener, quote, false, opener.turned, &inner, all);
    runs_on.then_some((opener.family, quote))
}

/// The comma before ", Haro said" or ", said Haro" in words that no mark closes.
fn tag_inside(text: &str, tokens: &[Token], start: usize, lexicon: &Lexicon) -> Option<usize> {
    let end = tokens.len();
    let is = |t: &Token, class: WordClass| t.entry(text, lexicon).class.any(class);
    let subject = |t: &Token| {
        t.capital
            || is(t, WordClass::SUBJECT_PRONOUN | WordClass::DETERMINER | WordClass::PERSON)
            || t.kind == TokenKind::Stop
    };
    let say = |t: &Token| !t.capital && is(t, WordClass::CUE);
    (start + 1..end.saturating_sub(2)).find(|&at| {
        if tokens[at].kind != TokenKind::Comma {
            return false;
        }
        let behind = &tokens[at + 1..end.min(at + 7)];
        let before_cue = behind.iter().take_while(|t| subject(t) && !say(t)).count();
        let straight = before_cue > 0 && behind.get(before_cue).is_some_and(say);
        let inverted = say(&behind[0]) && behind.get(1).is_some_and(subject);
        let ends = |n: usize| {
            behind.get(n).is_none_or(|t| {
                matches!(t.kind, TokenKind::Stop | TokenKind::Comma)
                    || is(t, WordClass::PREPOSITION | WordClass::CALENDAR)
            })
        };
        straight && ends(before_cue + 1) || inverted
    })
}

/// Whether the paragraph at token `start` (breaks skipped) begins with an opener of the family.
fn opens_with(text: &str, tokens: &[Token], start: usize, family: Family) -> bool {
    let Some(from) =
        tokens.get(start..).and_then(|t| t.iter().position(|t| t.kind != TokenKind::Break)).map(|n| start + n)
    else {
        return false;
    };
    let end = tokens.len().min(from + 3);
    marks(text, tokens, from, end)
        .first()
        .is_some_and(|m| m.token == from && m.family == family && matches!(m.turn, Turn::Open | Turn::Both))
}

#[allow(clippy::too_many_arguments)]
fn finish(
    text: &str,
    tokens: &[Token],
    first: usize,
    last: usize,
    opener: Mark,
    quote: Option<usize>,
    closed: bool,
    mismatched: bool,
    inner: &[Span],
    all: &mut Vec<Quoted>,
) -> usize {
    let from = tokens[first + opener.width - 1].end as usize;
    // The closing mark may be two tokens; the inner span ends where its first begins.
    let to = if closed {
        let mut mark = last - 1;
        if mark > first && tokens[mark - 1].kind == TokenKind::Mark && double_token(text, tokens, mark - 1) {
            mark -= 1;
        }
        tokens[mark].start as usize
    } else {
        tokens[last - 1].end as usize
    };
    let part = Part { first, last, inner: Span::new(from.min(to), to) };
    match quote {
        Some(index) => {
            let joined = &mut all[index];
            joined.parts.push(part);
            joined.closed = closed;
            joined.mismatched |= mismatched;
            joined.inner.extend_from_slice(inner);
            index
        }
        None => {
            all.push(Quoted { parts: vec![part], closed, mismatched, inner: inner.to_vec() });
            all.len() - 1
        }
    }
}

/// The marks that are open inside a quotation, the outermost first.
#[derive(Default)]
struct Nested {
    /// Family, and where the words behind the mark begin.
    open: Vec<(Family, usize)>,
    /// How many there are of each family: what is not there need not be looked for.
    counts: [usize; 3],
}

impl Nested {
    fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    fn clear(&mut self) {
        *self = Nested::default();
    }

    fn push(&mut self, family: Family, from: usize) {
        self.counts[family as usize] += 1;
        self.open.push((family, from));
    }

    /// Closes the last mark of the family and all that were opened behind it; gives where its words begin.
    fn close(&mut self, family: Family) -> Option<usize> {
        if self.counts[family as usize] == 0 {
            return None;
        }
        while let Some((found, from)) = self.open.pop() {
            self.counts[found as usize] -= 1;
            if found == family {
                return Some(from);
            }
        }
        None
    }
}

/// How many marks that can close are still ahead, by family.
struct ClosersBehind {
    counts: [usize; 3],
    passed: usize,
}

impl ClosersBehind {
    fn pass(&mut self, upto: &[Mark]) {
        for mark in &upto[self.passed..] {
            if matches!(mark.turn, Turn::Close) {
                self.counts[mark.family as usize] -= 1;
            }
        }
        self.passed = upto.len();
    }

    fn of(&self, family: Family) -> usize {
        self.counts[family as usize]
    }
}

fn closers_behind(marks: &[Mark]) -> ClosersBehind {
    let mut counts = [0; 3];
    for mark in marks {
        counts[mark.family as usize] += usize::from(mark.turn == Turn::Close);
    }
    ClosersBehind { counts, passed: 0 }
}

/// The openers of the family that directly follow without a closer between, at most a few: deeper nesting is not told apart.
fn openers_ahead(marks: &[Mark], family: Family) -> usize {
    marks.iter().take(8).filter(|m| m.family == family).take_while(|m| m.turn == Turn::Open).count()
}

/// Whether a single mark ahead can close the one that opens here.
fn single_closes(marks: &[Mark]) -> bool {
    marks.iter().take(64).any(|m| m.family == Family::Single && matches!(m.turn, Turn::Close | Turn::Both))
}

/// Whether a single closer follows before the next single opener.
fn single_closes_before_opener(marks: &[Mark]) -> bool {
    marks
        .iter()
        .take(64)
        .filter(|m| m.family == Family::Single)
        .take_while(|m| m.turn != Turn::Open)
        .any(|m| matches!(m.turn, Turn::Close | Turn::Both))
}

/// Whether tokens `at` and `at + 1` are one doubled mark: `` or ''.
fn double_token(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(a), Some(b)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    !b.spaced
        && b.kind == TokenKind::Mark
        && a.text(text) == b.text(text)
        && matches!(a.text(text), "'" | "`" | "\u{2019}" | "\u{2018}")
}

/// The marks of a paragraph with their turns.
fn marks(text: &str, tokens: &[Token], start: usize, end: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = start;
    // Straight double marks so far: an odd number leaves one open.
    let mut straight = 0;
    while at < end {
        if tokens[at].kind != TokenKind::Mark {
            at += 1;
            continue;
        }
        let width = if at + 1 < end && double_token(text, tokens, at) { 2 } else { 1 };
        let mark = mark(text, tokens, at, width, start..end, straight % 2 == 1);
        straight += usize::from(tokens[at].text(text) == "\"");
        if mark.turn != Turn::Neither {
            marks.push(mark);
        }
        at += width;
    }
    marks
}

/// Reads the mark at a token of a paragraph; `opened` tells whether a straight mark before it is still open.
fn mark(text: &str, tokens: &[Token], at: usize, width: usize, paragraph: Range<usize>, opened: bool) -> Mark {
    use TokenKind as K;
    let Range { start, end } = paragraph;
    let c = tokens[at].text(text).chars().next().unwrap_or(' ');
    let family = match c {
        '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}' => Family::Angle,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '`' | '\u{b4}' | '\u{2032}' if width == 1 => {
            Family::Single
        }
        _ => Family::Double,
    };
    let before = (at > start).then(|| tokens[at - 1]);
    let after = tokens[..end].get(at + width).copied();
    let space_before = tokens[at].spaced || before.is_none();
    let space_after = after.is_none_or(|t| t.spaced);
    let opens = space_before || before.is_some_and(|t| matches!(t.kind, K::Open | K::Dash | K::Mark | K::Ellipsis));
    let closes = space_after
        || after.is_some_and(|t| {
            matches!(
                t.kind,
                K::Comma
                    | K::Stop
                    | K::Exclaim
                    | K::Colon
                    | K::Semicolon
                    | K::Close
                    | K::Dash
                    | K::Mark
                    | K::Ellipsis
                    | K::Clitic
            )
        });
    let by_place = match (space_before, space_after) {
        (true, false) => Turn::Open,
        (false, true) => Turn::Close,
        _ if opens && !closes => Turn::Open,
        _ if closes && !opens => Turn::Close,
        _ => Turn::Both,
    };
    let by_shape = match c {
        '\u{201c}' | '\u{ab}' | '\u{2018}' | '\u{2039}' | '\u{201e}' | '\u{201a}' | '\u{301d}' | '`' => Turn::Open,
        '\u{201d}' | '\u{bb}' | '\u{2019}' | '\u{203a}' | '\u{301e}' | '\u{301f}' => Turn::Close,
        _ => Turn::Both,
    };
    let mut turned = false;
    let turn = match (by_shape, by_place) {
        (Turn::Both, place) => place,
        (shape, Turn::Both) => shape,
        (shape, place) if shape == place => shape,
        // French spacing: « Oui ».
        (shape, _) if family == Family::Angle && tokens[at].spaced && space_after => shape,
        (_, place) => {
            turned = true;
            place
        }
    };
    let before_word = before.filter(|t| t.is_word());
    let previous = before_word.map(|t| t.text(text));
    let mut possessive = false;
    let turn = match family {
        Family::Single => {
            // A leading elision: 'Twas, 'em, '90s.
            let elision = after.is_some_and(|t| {
                !t.spaced
                    && (t.kind == K::Number
                        || t.text(text).starts_with(|c: char| c.is_ascii_digit())
                        || matches!(
                            t.text(text).to_lowercase().as_str(),
                            "em" | "til" | "till" | "twas" | "tis" | "n" | "cause" | "cos" | "bout" | "round"
                        ))
            });
            possessive = previous.is_some_and(|w| w.ends_with(['s', 'S', 'z', 'x']))
                && after.is_some_and(|t| t.spaced && t.is_word());
            match turn {
                Turn::Open | Turn::Both if elision => Turn::Neither,
                Turn::Open
                    if after.is_some_and(|t| t.is_word() || matches!(t.kind, K::Mark | K::Ellipsis | K::Open)) =>
                {
                    Turn::Open
                }
                Turn::Open => Turn::Neither,
                Turn::Close => Turn::Close,
                Turn::Both if matches!(c, '\u{2018}') => Turn::Open,
                _ => Turn::Neither,
            }
        }
        // 5'11", 6" pipe: a number before a straight mark is an inch mark unless something is open; pairing cannot
        // know, so only the spaced case `6" pipe` is left out.
        Family::Double
            if c == '"' && turn == Turn::Close && before.is_some_and(|t| t.kind == K::Number && !tokens[at].spaced) =>
        {
            if opened {
                Turn::Close
            } else {
                Turn::Neither
            }
        }
        _ => turn,
    };
    Mark { token: at, width, family, turn, turned, possessive }
}
