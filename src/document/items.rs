//! The stream that the grammar reads: tokens with every outermost quoted span as one item.
//!
//! Takes tokens and quoted spans, gives [`Item`]s, and the sentences over them. A quotation is one item however many
//! sentences it holds, so a stop inside it ends nothing unless the sentence around it ends there too.

use super::tokens::{Ending, Token, TokenKind};
use crate::document::quotation::Quoted;
use crate::lexicon::{Entries, Lexicon, WordClass};
use std::ops::Range;

/// One item: a token outside quotations, or a whole quoted part. There are as many as words: it is kept small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// First byte of the view.
    pub start: u32,
    /// First byte behind.
    pub end: u32,
    /// The hash of the word; 0 for a quoted part.
    pub hash: u32,
    /// Index of the [`QuotedPart`] plus one; 0 for a token.
    pub part: u32,
    /// The classes of the word.
    pub class: WordClass,
    /// The cue entry of the word form plus one; 0 where it is no form of a listed cue.
    pub cue: u16,
    /// The token kind; `Mark` for a quoted part (and for stray marks, which have no `part`).
    pub kind: TokenKind,
    /// The last letters of the word.
    pub ending: Ending,
    /// First letter is a capital.
    pub capital: bool,
    /// All letters are capitals.
    pub upper: bool,
    /// A word that holds a full stop.
    pub dotted: bool,
    /// White space stands before it.
    pub spaced: bool,
}

impl Item {
    /// Its text, marks included.
    #[inline]
    pub fn text<'t>(&self, view: &'t str) -> &'t str {
        &view[self.start as usize..self.end as usize]
    }

    /// Whether this is a quoted part.
    #[inline]
    pub fn is_quote(&self) -> bool {
        self.part != 0
    }

    /// Whether the item is a word or a number.
    #[inline]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }

    /// Whether the word has any of the classes.
    #[inline]
    pub fn is(&self, class: WordClass) -> bool {
        self.class.any(class)
    }
}

/// A quoted part that is an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedPart {
    /// Index of the quoted span.
    pub quote: usize,
    /// Which part of the quoted span.
    pub part: usize,
    /// Its tokens, marks included.
    pub tokens: Range<usize>,
    /// The kind of the last token inside the marks.
    pub last_inside: Option<TokenKind>,
}

/// The quoted part of an item.
pub(super) fn part_of<'p>(parts: &'p [QuotedPart], item: &Item) -> Option<&'p QuotedPart> {
    parts.get((item.part as usize).checked_sub(1)?)
}

/// A sentence: a range of items within one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its items.
    pub items: Range<usize>,
    /// The number of its paragraph.
    pub paragraph: usize,
}

/// What tokens are folded into.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The items.
    pub items: Vec<Item>,
    /// The quoted parts among them, in order.
    pub parts: Vec<QuotedPart>,
    /// The items of every paragraph.
    pub paragraphs: Vec<Range<usize>>,
}

/// For how many tokens the entries of the lexicon are fetched at once.
const AHEAD: usize = 64;

/// Folds quoted spans into items, and looks up what stands outside them.
pub fn fold(text: &str, tokens: &[Token], quotes: &[Quoted], lexicon: &Lexicon) -> Folded {
    let parts = parts(tokens, quotes);
    let mut items = Vec::with_capacity(tokens.len());
    let mut paragraphs = Vec::new();
    let mut begin = 0;
    let mut from = 0;
    let mut buffer = String::new();
    let entries = lexicon.entries();
    for number in 0..=parts.len() {
        let part = parts.get(number);
        let outside = from..part.map_or(tokens.len(), |part| part.tokens.start);
        for near in tokens[outside].chunks(AHEAD) {
            // Those of marks are always near: to leave them out would take longer.
            entries.fetch(near.iter().map(|token| token.hash));
            for token in near {
                if token.kind != TokenKind::Break {
                    items.push(single(text, token, entries, &mut buffer));
                    continue;
                }
                if items.len() > begin {
                    paragraphs.push(begin..items.len());
                }
                begin = items.len();
            }
        }
        if let Some(part) = part {
            items.push(whole(&tokens[part.tokens.clone()], number));
            from = part.tokens.end;
        }
    }
    if items.len() > begin {
        paragraphs.push(begin..items.len());
    }
    Folded { items, parts, paragraphs }
}

/// Keeps of a document's tokens those of its quoted parts, which are all that is asked for once there are items; gives the
/// parts their new numbers.
pub(super) fn keep_quoted(tokens: &mut Vec<Token>, quotes: &mut [Quoted], parts: &mut [QuotedPart]) {
    let places = quotes.iter().flat_map(|quote| &quote.parts);
    let mut runs: Vec<(u32, u32)> = places.map(|p| (p.first as u32, p.last.max(p.first + 1) as u32)).collect();
    runs.sort_unstable();
    runs.dedup_by(|next, run| {
        let touches = next.0 <= run.1;
        run.1 = if touches { run.1.max(next.1) } else { run.1 };
        touches
    });
    // Where each run begins, and where its tokens stand from now on.
    let mut kept = 0;
    for run in &mut runs {
        let Range { start, end } = run.0 as usize..run.1 as usize;
        tokens.copy_within(start..end, kept);
        run.1 = kept as u32;
        kept += end - start;
    }
    tokens.truncate(kept);
    tokens.shrink_to_fit();
    let now = |at: usize| {
        let run = runs.partition_point(|run| run.0 as usize <= at);
        run.checked_sub(1).map_or(0, |run| at - runs[run].0 as usize + runs[run].1 as usize)
    };
    for part in quotes.iter_mut().flat_map(|quote| &mut quote.parts) {
        let first = now(part.first);
        (part.first, part.last) = (first, first + part.last - part.first);
    }
    for part in parts {
        let start = now(part.tokens.start);
        part.tokens = start..start + part.tokens.len();
    }
}

/// The quoted parts that are items: of those that begin inside another the outer one.
fn parts(tokens: &[Token], quotes: &[Quoted]) -> Vec<QuotedPart> {
    let each = quotes.iter().enumerate();
    let each = each.flat_map(|(quote, quoted)| {
        quoted.parts.iter().enumerate().map(move |(part, place)| (place.first, place.last, quote, part))
    });
    let mut all: Vec<_> = each.collect();
    all.sort_unstable();
    let mut parts: Vec<QuotedPart> = Vec::with_capacity(all.len());
    for (first, last, quote, part) in all {
        if parts.last().is_none_or(|before| before.tokens.end <= first) {
            let own = first..last.max(first + 1);
            let last_inside = tokens[own.clone()].iter().rev().map(|t| t.kind).find(|&kind| kind != TokenKind::Mark);
            parts.push(QuotedPart { quote, part, tokens: own, last_inside });
        }
    }
    parts
}

/// The item of a token.
#[inline]
fn single(text: &str, token: &Token, entries: Entries<'_>, buffer: &mut String) -> Item {
    let entry = token.entry_with(text, entries, buffer);
    Item {
        start: token.start,
        end: token.end,
        hash: token.hash,
        part: 0,
        class: entry.class,
        cue: entry.cue,
        kind: token.kind,
        ending: match token.kind {
            TokenKind::Word | TokenKind::Clitic => Ending::of(token.text(text).as_bytes()),
            _ => Ending::Other,
        },
        capital: token.capital,
        upper: token.upper,
        dotted: token.dotted,
        spaced: token.spaced,
    }
}

/// The item of a quoted part, by its tokens and its number.
fn whole(tokens: &[Token], number: usize) -> Item {
    Item {
        start: tokens[0].start,
        end: tokens[tokens.len() - 1].end,
        hash: 0,
        part: number as u32 + 1,
        class: WordClass::NONE,
        cue: 0,
        kind: TokenKind::Mark,
        ending: Ending::Other,
        capital: false,
        upper: false,
        dotted: false,
        spaced: tokens[0].spaced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_tokens_are_small() {
        assert_eq!((size_of::<Item>(), size_of::<Token>()), (32, 20));
    }

    #[test]
    fn quoted_parts_are_items_and_the_words_in_them_are_not_looked_up() {
        let document = crate::document::Document::new("“Go,” Haro said.\n\nHe left.", Lexicon::built_in());
        assert_eq!(document.tokens.len(), 4);
        let kinds: Vec<_> = document.items.iter().map(|item| item.kind).collect();
        let sentence = [TokenKind::Word, TokenKind::Word, TokenKind::Stop];
        assert_eq!(kinds, [&[TokenKind::Mark], &sentence[..], &sentence].concat());
        assert_eq!(document.paragraphs, [0..4, 4..7]);
        assert_eq!(
            document.parts,
            [QuotedPart { quote: 0, part: 0, tokens: 0..4, last_inside: Some(TokenKind::Comma) }]
        );
        assert!(document.items[2].is(WordClass::CUE) && document.items[2].spaced);
        assert_eq!(document.inside(&document.items[0]).len(), 4);
        assert_eq!(document.inside(&document.items[1]), []);
    }
}
