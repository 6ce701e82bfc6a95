//! The stream that the grammar reads: tokens with every outermost quoted span as one item.
//!
//! Takes tokens and quoted spans, gives [`Item`]s, and the sentences over them. A quotation is one item however many
//! sentences it holds, so a stop inside it ends nothing unless the sentence around it ends there too.

use super::tokens::{Ending, Token, TokenKind};
use crate::lexicon::WordClass;
use crate::quotation::Quoted;
use std::ops::Range;

/// One item: a token outside quotations, or a whole quoted part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// First token.
    pub first: u32,
    /// Token behind the last.
    pub last: u32,
    /// First byte of the view.
    pub start: u32,
    /// First byte behind.
    pub end: u32,
    /// The token kind; `Mark` for a quoted part (and for stray marks, which have no `quote`).
    pub kind: TokenKind,
    /// First letter is a capital.
    pub capital: bool,
    /// All letters are capitals.
    pub upper: bool,
    /// A word that holds a full stop.
    pub dotted: bool,
    /// The classes of the word.
    pub class: WordClass,
    /// The hash of the word; 0 for a quoted part.
    pub hash: u32,
    /// The cue entry of the word, as in [`Token::cue`].
    pub cue: u16,
    /// The last letters of the word, as in [`Token::ending`].
    pub ending: Ending,
    /// Index of the quoted span plus one; 0 for a token.
    pub quote: u32,
    /// Which part of the quoted span.
    pub part: u32,
}

impl Item {
    /// Its text, marks included.
    #[inline]
    pub fn text<'t>(&self, view: &'t str) -> &'t str {
        &view[self.start as usize..self.end as usize]
    }

    /// Whether this is a quoted part.
    pub fn is_quote(&self) -> bool {
        self.quote != 0
    }

    /// The index of the quoted span.
    pub fn quote_index(&self) -> Option<usize> {
        (self.quote as usize).checked_sub(1)
    }

    /// Whether the item is a word or a number.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }

    /// Whether the word has any of the classes.
    pub fn is(&self, class: WordClass) -> bool {
        self.class.any(class)
    }
}

/// A sentence: a range of items within one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its items.
    pub items: Range<usize>,
    /// The number of its paragraph.
    pub paragraph: usize,
}

/// Folds quoted spans into items; gives the items and the item range of every paragraph.
pub fn items(tokens: &[Token], quotes: &[Quoted]) -> (Vec<Item>, Vec<Range<usize>>) {
    let mut parts: Vec<(usize, usize, usize, usize)> = quotes
        .iter()
        .enumerate()
        .flat_map(|(q, quote)| quote.parts.iter().enumerate().map(move |(p, part)| (part.first, part.last, q, p)))
        .collect();
    parts.sort_unstable();
    let mut parts = parts.into_iter().peekable();
    let mut items = Vec::with_capacity(tokens.len());
    let mut paragraphs = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    while at < tokens.len() {
        while parts.peek().is_some_and(|p| p.0 < at) {
            parts.next();
        }
        if let Some((first, last, q, p)) = parts.peek().copied().filter(|p| p.0 == at) {
            parts.next();
            let last = last.max(first + 1);
            items.push(Item {
                first: first as u32,
                last: last as u32,
                start: tokens[first].start,
                end: tokens[last - 1].end,
                kind: TokenKind::Mark,
                capital: false,
                upper: false,
                dotted: false,
                class: WordClass::NONE,
                hash: 0,
                cue: 0,
                ending: Ending::Other,
                quote: q as u32 + 1,
                part: p as u32,
            });
            at = last;
            continue;
        }
        let token = tokens[at];
        if token.kind == TokenKind::Break {
            if items.len() > begin {
                paragraphs.push(begin..items.len());
            }
            begin = items.len();
        } else {
            items.push(Item {
                first: at as u32,
                last: at as u32 + 1,
                start: token.start,
                end: token.end,
                kind: token.kind,
                capital: token.capital,
                upper: token.upper,
                dotted: token.dotted,
                class: token.class,
                hash: token.hash,
                cue: token.cue,
                ending: token.ending,
                quote: 0,
                part: 0,
            });
        }
        at += 1;
    }
    if items.len() > begin {
        paragraphs.push(begin..items.len());
    }
    (items, paragraphs)
}
