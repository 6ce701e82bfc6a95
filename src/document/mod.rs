//! The document: view, tokens, quoted spans, items, sentences.
//!
//! Takes the text as given, gives a [`Document`] that every later stage reads and none changes.

mod bounds;
mod characters;
mod ending;
mod entities;
mod furniture;
mod heads;
mod homonyms;
mod hyphens;
mod input;
pub mod items;
pub mod layout;
mod lines;
mod mojibake;
mod openings;
mod page;
mod pieces;
#[cfg(test)]
mod properties;
pub mod quotation;
pub mod repair;
pub mod sentences;
pub(crate) mod spaces;
mod stops;
pub mod tokens;
pub mod view;
pub mod words;
mod wraps;

pub use furniture::Furniture;
pub use input::{Items, Parsed};
pub use items::{Item, QuotedPart, Sentence};
pub use layout::{Layout, RegionKind};
pub use repair::{RepairOptions, Wrap};
pub use tokens::{Ending, Token, TokenKind};
pub use view::{CodePoints, View};

use crate::document::quotation::{Part, Quoted};
use crate::grammar::Grammar;
use crate::lexicon::set::Words;
use crate::lexicon::{Lexicon, PhraseWord, WordClass};
use crate::span::Span;
use std::ops::Range;

/// An analysed text. All spans here count bytes of the view.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The text that is analysed, with the way back to the original.
    pub view: View<'a>,
    /// What the page around the running text was made of.
    pub layout: Layout,
    /// The tokens of the quoted parts, marks included; all others are items.
    pub tokens: Vec<Token>,
    /// The outermost quoted spans.
    pub quotes: Vec<Quoted>,
    /// Tokens with every quoted part as one item.
    pub items: Vec<Item>,
    /// The quoted parts among the items, in order.
    pub parts: Vec<QuotedPart>,
    /// The items of every paragraph.
    pub paragraphs: Vec<Range<usize>>,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The rules that it is read with, by this stage and all that follow.
    pub grammar: &'static Grammar,
}

impl<'a> Document<'a> {
    #[cfg(any(test, feature = "train"))]
    /// Analyses `text`.
    pub fn new(text: &'a str, lexicon: &Lexicon) -> Self {
        Document::with_options(text, lexicon, &RepairOptions::default(), Grammar::built_in())
    }

    /// Analyses `text` with some rules, repairing it as told.
    pub fn with_options(text: &'a str, lexicon: &Lexicon, options: &RepairOptions, grammar: &'static Grammar) -> Self {
        let (view, layout) = repair::view_with(text, options);
        let mut tokens = tokens::tokens(view.text());
        let mut quotes = crate::document::quotation::quoted_spans(view.text(), &tokens, lexicon, grammar);
        let items::Folded { mut items, mut parts, paragraphs } = items::fold(view.text(), &tokens, &quotes, lexicon);
        items::keep_quoted(&mut tokens, &mut quotes, &mut parts);
        let sentences = sentences::sentences(view.text(), &items, &parts, &paragraphs, grammar);
        homonyms::settle(&mut items, &sentences, view.text());
        Document { view, layout, tokens, quotes, items, parts, paragraphs, sentences, grammar }
    }

    /// The view's text.
    #[inline]
    pub fn text(&self) -> &str {
        self.view.text()
    }

    /// The view bytes of a range of items, marks included.
    pub fn span(&self, items: Range<usize>) -> Span {
        if items.is_empty() {
            return Span::default();
        }
        Span::new(self.items[items.start].start as usize, self.items[items.end - 1].end as usize)
    }

    /// The text of a range of items.
    pub fn text_of(&self, items: Range<usize>) -> &str {
        let span = self.span(items);
        &self.text()[span.start..span.end]
    }

    /// Whether an item is a word of a listed phrase, in whatever case.
    pub fn is_word(&self, item: usize, word: PhraseWord<'_>) -> bool {
        // The hash of a token is that of its lower-case form.
        self.items[item].hash == word.hash && {
            let text = self.word(item);
            if text.is_ascii() {
                text.eq_ignore_ascii_case(word.text())
            } else {
                text.to_lowercase().replace('\u{2019}', "'") == word.text()
            }
        }
    }

    /// Whether an item is a word of a list, in lower case as the list has it; behind the last one there is none.
    #[inline(always)]
    pub fn is_any(&self, item: usize, words: &Words) -> bool {
        self.items.get(item).is_some_and(|i| words.may_hold(i.hash)) && self.is_held(item, words)
    }

    /// Whether an item is a word of a list in whatever case; behind the last one there is none.
    #[inline]
    pub fn is_any_case(&self, item: usize, words: &Words) -> bool {
        self.items.get(item).is_some_and(|i| words.may_hold(i.hash)) && words.holds_any_case(self.word(item))
    }

    /// Whether a list that may hold an item does; asked about few.
    #[inline(never)]
    fn is_held(&self, item: usize, words: &Words) -> bool {
        words.holds(self.word(item))
    }

    /// The row of the listed outlet that some items name, case as written.
    pub fn outlet(&self, lexicon: &Lexicon, items: Range<usize>) -> Option<u16> {
        self.may_name_outlet(lexicon, items.clone()).then(|| lexicon.outlet_named(self.text_of(items))).flatten()
    }

    /// Whether the lists may have some items as the name of an outlet, as far as their first two words tell.
    pub fn may_name_outlet(&self, lexicon: &Lexicon, items: Range<usize>) -> bool {
        match &self.items[items] {
            // The lists cut names at spaces only: CBS's, A&E, U.S. News.
            items if items.iter().any(|i| i.kind != TokenKind::Word || i.dotted) => true,
            [first, second, ..] => {
                first.is(WordClass::PHRASE_START) && lexicon.may_begin_outlet(first.hash, second.hash)
            }
            [only] => only.is(WordClass::OUTLET),
            [] => false,
        }
    }

    /// The quoted part that an item is.
    #[inline]
    pub fn part(&self, item: &Item) -> Option<&QuotedPart> {
        items::part_of(&self.parts, item)
    }

    /// The quoted span that an item is a part of, and the part.
    pub fn quoted(&self, item: &Item) -> Option<(&Quoted, &Part)> {
        let part = self.part(item)?;
        let quote = &self.quotes[part.quote];
        Some((quote, &quote.parts[part.part]))
    }

    /// The tokens of a quoted part, marks included; none where the item is a token.
    pub fn inside(&self, item: &Item) -> &[Token] {
        self.part(item).map_or(&[], |part| &self.tokens[part.tokens.clone()])
    }

    /// The kind of the last token inside the marks of a quoted part.
    pub fn last_inside(&self, item: &Item) -> Option<TokenKind> {
        self.part(item)?.last_inside
    }

    /// The text of one item.
    #[inline]
    pub fn word(&self, item: usize) -> &str {
        self.items[item].text(self.text())
    }
}
