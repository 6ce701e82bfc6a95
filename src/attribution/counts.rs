//! What stands in a stretch of items, without a walk over it.
//!
//! Takes a document, counts once up to every item; gives the difference for any range. The places where reported words
//! can begin and end are many, and each is asked what stands before and behind it.

use crate::document::{Document, Ending, Item, TokenKind};
use crate::lexicon::WordClass;
use std::ops::Range;

/// How many items of each sort stand in a stretch of fewer than 256.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Quoted parts.
    pub quotes: u8,
    /// Words that are no quoted parts.
    pub words: u8,
    /// Verbs of the lists and auxiliaries.
    pub verbs: u8,
    /// Words that end like a past tense.
    pub past: u8,
    /// Commas.
    pub commas: u8,
    /// Opening brackets.
    pub open: u8,
    /// Closing brackets.
    pub close: u8,
    /// The word "that".
    pub that: u8,
    /// Relative pronouns.
    pub relatives: u8,
    /// Conjunctions.
    pub conjunctions: u8,
    /// Colons, semicolons and dashes.
    pub stops: u8,
}

/// Counts that lie side by side in a number, eight bits each: what is asked about lies in one sentence, and none has more
/// than some 250 items. A difference of such numbers is that of their counts: what a count has carried into the next is
/// taken away again.
type Packed = [u64; 2];

/// The counts up to every item of a document.
#[derive(Clone, Debug)]
pub struct Counts(Vec<Packed>);

impl Counts {
    /// Counts the items of a document.
    pub fn of(document: &Document<'_>) -> Counts {
        let mut seen = [0u64; 2];
        let mut counts = Vec::with_capacity(document.items.len() + 1);
        counts.push(seen);
        counts.extend(document.items.iter().map(|item| {
            let here = one(item);
            seen = std::array::from_fn(|n| seen[n].wrapping_add(here[n]));
            seen
        }));
        Counts(counts)
    }

    /// What stands in a range of items.
    #[inline(always)]
    pub fn within(&self, range: Range<usize>) -> Seen {
        let (a, b) = (&self.0[range.start], &self.0[range.end]);
        let counts: Packed = std::array::from_fn(|n| b[n].wrapping_sub(a[n]));
        let count = |n: usize| (counts[n / 8] >> (8 * (n % 8))) as u8;
        Seen {
            quotes: count(0),
            words: count(1),
            verbs: count(2),
            past: count(3),
            commas: count(4),
            open: count(5),
            close: count(6),
            that: count(7),
            relatives: count(8),
            conjunctions: count(9),
            stops: count(10),
        }
    }
}

/// Where the count of a sort lies in a number.
#[inline]
const fn lane(n: u32, holds: bool) -> u64 {
    (holds as u64) << (8 * n)
}

/// What one item of a kind adds, in the order of [`Seen`].
const KINDS: [Packed; TokenKind::Break as usize + 1] = {
    let mut kinds = [[0; 2]; TokenKind::Break as usize + 1];
    kinds[TokenKind::Word as usize][0] = lane(1, true);
    kinds[TokenKind::Number as usize][0] = lane(1, true);
    kinds[TokenKind::Comma as usize][0] = lane(4, true);
    kinds[TokenKind::Open as usize][0] = lane(5, true);
    kinds[TokenKind::Close as usize][0] = lane(6, true);
    kinds[TokenKind::Colon as usize][1] = lane(2, true);
    kinds[TokenKind::Semicolon as usize][1] = lane(2, true);
    kinds[TokenKind::Dash as usize][1] = lane(2, true);
    kinds
};

/// What one item adds, in the order of [`Seen`].
#[inline]
fn one(item: &Item) -> Packed {
    const VERB: WordClass =
        WordClass::VERB.or(WordClass::BE).or(WordClass::HAVE).or(WordClass::DO).or(WordClass::MODAL);
    let [first, second] = KINDS[item.kind as usize];
    let past = item.ending == Ending::Ed && item.is_word() && !item.capital;
    [
        first | lane(0, item.is_quote()) | lane(2, item.is(VERB)) | lane(3, past) | lane(7, item.is(WordClass::THAT)),
        second | lane(0, item.is(WordClass::RELATIVE)) | lane(1, item.is(WordClass::CONJUNCTION)),
    ]
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
            let seen = counts.within(start..end);
            let items = &document.items[start..end];
            let count = |test: &dyn Fn(&Item) -> bool| items.iter().filter(|item| test(item)).count();
            let kinds = [TokenKind::Comma, TokenKind::Open, TokenKind::Close].map(|k| count(&|i| i.kind == k));
            assert_eq!([seen.commas, seen.open, seen.close].map(usize::from), kinds);
            assert_eq!(usize::from(seen.quotes), count(&Item::is_quote));
            assert_eq!(usize::from(seen.words), count(&Item::is_word));
            assert_eq!(usize::from(seen.that), count(&|i| i.is(WordClass::THAT)));
        }
        let all = counts.within(0..last);
        assert_eq!((all.quotes, all.commas, all.open, all.close, all.past), (1, 2, 1, 1, 1));
        assert_eq!((all.verbs, all.that, all.conjunctions, all.stops), (4, 1, 2, 1));
    }

    #[test]
    fn counts_may_run_over() {
        let text = "Haro said so, ".repeat(70_000);
        let document = Document::new(&text, Lexicon::built_in());
        let counts = Counts::of(&document);
        let last = document.items.len();
        assert_eq!((counts.within(last - 8..last).commas, counts.within(last - 8..last).words), (2, 6));
    }
}
