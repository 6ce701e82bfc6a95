//! Items as an input of nom.

use super::Item;
use nom::{IResult, Input, Needed};
use std::iter::Enumerate;
use std::ops::Range;

/// A stretch of a document's items, which remembers where in the document it lies.
#[derive(Clone, Copy, Debug)]
pub struct Items<'a> {
    /// The items of the document up to the end of the stretch.
    all: &'a [Item],
    start: usize,
}

/// The result of a parser over items.
pub type Parsed<'a, O> = IResult<Items<'a>, O, ()>;

impl<'a> Items<'a> {
    /// The items `range` of a document.
    pub fn new(all: &'a [Item], range: Range<usize>) -> Self {
        let end = range.end.min(all.len());
        Items { all: &all[..end], start: range.start.min(end) }
    }

    /// The document's number of the first item.
    #[inline]
    pub fn position(&self) -> usize {
        self.start
    }

    /// The first item.
    #[inline]
    pub fn first(&self) -> Option<&'a Item> {
        self.all.get(self.start)
    }

    /// The n-th item from here.
    #[inline]
    pub fn get(&self, n: usize) -> Option<&'a Item> {
        self.all.get(self.start + n)
    }

    /// The input without its first `n` items.
    #[inline]
    pub fn skip(self, n: usize) -> Self {
        Items { start: (self.start + n).min(self.all.len()), ..self }
    }

    /// The items of the stretch.
    fn rest(&self) -> &'a [Item] {
        &self.all[self.start..]
    }
}

impl<'a> Input for Items<'a> {
    type Item = &'a Item;
    type Iter = std::slice::Iter<'a, Item>;
    type IterIndices = Enumerate<std::slice::Iter<'a, Item>>;

    fn input_len(&self) -> usize {
        self.all.len() - self.start
    }

    fn take(&self, count: usize) -> Self {
        Items { all: &self.all[..(self.start + count).min(self.all.len())], ..*self }
    }

    fn take_from(&self, count: usize) -> Self {
        self.skip(count)
    }

    fn take_split(&self, count: usize) -> (Self, Self) {
        (self.take_from(count), self.take(count))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.rest().iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.rest().iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.rest().iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if self.input_len() >= count { Ok(count) } else { Err(Needed::new(count - self.input_len())) }
    }
}
