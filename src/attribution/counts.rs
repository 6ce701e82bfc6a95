//! What stands in a stretch of items, without a walk over it.
//!
//! Takes a document, counts once up to every item; gives the difference for any range. The places where reported words
//! can begin and end are many, and each is asked what stands before and behind it.

use crate::document::{Document, Item, TokenKind};
use crate::lexicon::WordClass;
use std::ops::Range;

/// How many items of each sort stand in a stretch of fewer than 65,536.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Quoted parts.
    pub quotes: u16,
    /// Words that are no quoted parts.
    pub words: u16,
    /// Verbs of the lists and auxiliaries.
    pub verbs: u16,
    /// Words that end like a past tense.
    pub past: u16,
    /// Commas.
    pub commas: u16,
    /// Opening brackets.
    pub open: u16,
    /// Closing brackets.
    pub close: u16,
    /// The word "that".
    pub that: u16,
    /// Relative pronouns.
    pub relatives: u16,
    /// Conjunctions.
    pub conjunctions: u16,
    /// Colons, semicolons and dashes.
    pub stops: u16,
}

/// The counts up to every item of a document.
#[derive(Clone, Debug)]
pub struct Counts(Vec<Seen>);

impl Counts {
    /// Counts the items of a document.
    pub fn of(document: &Document<'_>) -> Counts {
        let mut seen = Seen::default();
        let mut counts = Vec::with_capacity(document.items.len() + 1);
        counts.push(seen);
        for item in &document.items {
            seen = seen.with(document, item);
            counts.push(seen);
        }
        Counts(counts)
    }

    /// What stands in a range of items.
    #[inline(always)]
    pub fn within(&self, range: Range<usize>) -> Seen {
        let (a, b) = (&self.0[range.start], &self.0[range.end]);
        Seen {
            quotes: b.quotes.wrapping_sub(a.quotes),
            words: b.words.wrapping_sub(a.words),
            verbs: b.verbs.wrapping_sub(a.verbs),
            past: b.past.wrapping_sub(a.past),
            commas: b.commas.wrapping_sub(a.commas),
            open: b.open.wrapping_sub(a.open),
            close: b.close.wrapping_sub(a.close),
            that: b.that.wrapping_sub(a.that),
            relatives: b.relatives.wrapping_sub(a.relatives),
            conjunctions: b.conjunctions.wrapping_sub(a.conjunctions),
            stops: b.stops.wrapping_sub(a.stops),
        }
    }
}

impl Seen {
    #[inline]
    fn with(self, document: &Document<'_>, item: &Item) -> Seen {
        const VERB: WordClass =
            WordClass::VERB.or(WordClass::BE).or(WordClass::HAVE).or(WordClass::DO).or(WordClass::MODAL);
        let past = || document.tokens[item.first as usize].text(document.text()).ends_with("ed");
        let add = |count: u16, here: bool| count.wrapping_add(u16::from(here));
        Seen {
            quotes: add(self.quotes, item.is_quote()),
            words: add(self.words, item.is_word()),
            verbs: add(self.verbs, item.is(VERB)),
            past: add(self.past, item.is_word() && !item.capital && past()),
            commas: add(self.commas, item.kind == TokenKind::Comma),
            open: add(self.open, item.kind == TokenKind::Open),
            close: add(self.close, item.kind == TokenKind::Close),
            that: add(self.that, item.is(WordClass::THAT)),
            relatives: add(self.relatives, item.is(WordClass::RELATIVE)),
            conjunctions: add(self.conjunctions, item.is(WordClass::CONJUNCTION)),
            stops: add(self.stops, matches!(item.kind, TokenKind::Colon | TokenKind::Semicolon | TokenKind::Dash)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn differences_are_what_a_walk_counts() {
        let text = "Haro said (quietly) that they had waited, “and waited”, for a ferry; nobody came.";
        let document = Document::new(text, Lexicon::built_in());
        let counts = Counts::of(&document);
        let last = document.items.len();
        for (start, end) in (0..=last).flat_map(|start| (start..=last).map(move |end| (start, end))) {
            let walked =
                document.items[start..end].iter().fold(Seen::default(), |seen, item| seen.with(&document, item));
            assert_eq!(counts.within(start..end), walked);
        }
        let all = counts.within(0..last);
        assert_eq!((all.quotes, all.commas, all.open, all.close, all.past), (1, 2, 1, 1, 1));
    }
}
