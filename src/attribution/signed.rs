//! Paragraphs that the next line signs: a post shown in the text, a reader's letter, a review.
//!
//! Takes the rows of a document, gives further ones for paragraphs without marks behind which a dash and a name stand as
//! `SIGNED` reads them. A paragraph that has a row already keeps it.

use super::{Analysis, Attribution, Frame};
use crate::document::TokenKind;
use crate::grammar::reader::{Alphabet, Ends, Known};
use crate::grammar::rules::paragraphs::{SIGNED, TABLE};
use crate::grammar::table;
use crate::lexicon::WordClass;
use crate::mention::MentionKind;
use std::ops::Range;

/// Items of the line that signs at most.
const LONGEST: usize = 24;
/// Words of a paragraph that is signed, at least.
const FEWEST: usize = 4;
/// How sure such a row is before calibration.
const SURE: f32 = 0.8;

/// A paragraph and the line behind it; the paragraph is read as one.
struct Signed<'s, 'd> {
    analysis: &'s Analysis<'d>,
    words: Range<usize>,
    line: Range<usize>,
}

/// The rows of signed paragraphs that no row of `rows` holds; these are in order.
pub(super) fn signed(analysis: &Analysis<'_>, rows: &[Attribution]) -> Vec<Attribution> {
    let document = analysis.document;
    let Some(program) = document.grammar.program(SIGNED) else { return Vec::new() };
    let lines = document.paragraphs.windows(2).filter_map(|pair| {
        let (words, line) = (pair[0].clone(), pair[1].clone());
        let opens = document.items[line.start].kind == TokenKind::Dash && line.len() <= LONGEST;
        let from = rows.partition_point(|row| row.content[0].start < words.start);
        let taken = rows.get(from).is_some_and(|row| row.content[0].start < words.end);
        if !opens || taken {
            return None;
        }
        let signed = Signed { analysis, words, line };
        program.read_whole(&signed, Known::NOTHING).ok()?;
        signed.row()
    });
    lines.collect()
}

impl Signed<'_, '_> {
    /// The row: the paragraph without the address of a picture at its end.
    fn row(&self) -> Option<Attribution> {
        let document = self.analysis.document;
        // What is written together up to the end, with a stroke in it.
        let mut end = self.words.end;
        let joined = (self.words.start..end).rev().find(|&at| document.items[at].spaced);
        let address =
            |joined: &usize| *joined > self.words.start && (*joined..end).any(|at| document.word(at).contains('/'));
        if let Some(joined) = joined.filter(address) {
            end = joined;
        }
        if document.items[end - 1].kind == TokenKind::Stop {
            end -= 1;
        }
        let from = self.analysis.mentions.partition_point(|m| m.phrase.start() <= self.line.start);
        let speaker = self.analysis.mentions.get(from).filter(|m| m.phrase.end() <= self.line.end).map(|_| from);
        let first = self.line.start + 1;
        let label = speaker.map_or(first..first + 1, |m| self.analysis.mentions[m].phrase.items());
        (end > self.words.start).then(|| Attribution {
            rule: table::rule(SIGNED).id,
            cue: None,
            frame: Frame::None,
            speaker,
            content: std::iter::once(self.words.start..end).collect(),
            probability: SURE,
            floating: false,
            carried: None,
            turn: Some(label),
            bare: false,
        })
    }

    /// Words without marks that no dash and no label opens.
    fn unmarked(&self) -> bool {
        let items = &self.analysis.document.items[self.words.clone()];
        let plain = items.iter().all(|item| !item.is_quote() && item.kind != TokenKind::Dash);
        plain && items.iter().filter(|item| item.is_word()).count() >= FEWEST
    }

    /// Whether an item is of a name.
    fn name(&self, at: usize) -> bool {
        let item = self.analysis.item(at);
        let known = || {
            let mention = self.analysis.mentions.partition_point(|m| m.phrase.end() <= at);
            self.analysis
                .mentions
                .get(mention)
                .is_some_and(|m| m.phrase.contains(&at) && matches!(m.kind, MentionKind::Name | MentionKind::Body))
        };
        item.kind == TokenKind::Word && item.capital && (known() || !item.is(WordClass::COMMON | WordClass::FUNCTION))
            || item.kind == TokenKind::Stop && self.analysis.item(at - 1).dotted
    }

    /// The end of something in brackets.
    fn aside(&self, at: usize) -> Option<usize> {
        let kind = |at: usize| self.analysis.item(at).kind;
        let close = (at..self.line.end).find(|&n| kind(n) == TokenKind::Close);
        close.filter(|_| kind(at) == TokenKind::Open).map(|close| close + 1)
    }
}

impl Alphabet for Signed<'_, '_> {
    fn len(&self) -> usize {
        1 + self.line.len()
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let terminal = TABLE.terminals[usize::from(terminal)];
        let end = if at == 0 {
            (terminal == "unmarked" && self.unmarked()).then_some(1)
        } else if terminal == "done" {
            (at == self.len()).then_some(at)
        } else {
            let item = self.line.start + at - 1;
            if item >= self.line.end {
                return;
            }
            let kind = self.analysis.item(item).kind;
            let one = |reads: bool| reads.then_some(at + 1);
            match terminal {
                "dash" => one(kind == TokenKind::Dash),
                "comma" => one(kind == TokenKind::Comma),
                "name" => one(self.name(item)),
                "title" => {
                    let verb = WordClass::AUXILIARY | WordClass::CONJUNCTION;
                    let word =
                        matches!(kind, TokenKind::Word | TokenKind::Clitic | TokenKind::Number | TokenKind::Comma);
                    let verb = self.analysis.item(item).is(verb) && !self.analysis.item(item).capital;
                    one(word && !verb && !self.analysis.item(item).is_quote())
                }
                "aside" => self.aside(item).map(|end| end - self.line.start + 1),
                _ => None,
            }
        };
        ends.extend(end.map(|end| end as u32));
    }
}
