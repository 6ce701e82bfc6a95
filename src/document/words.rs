//! The parser of one item.

use super::Item;
use super::input::Items;
use nom::Parser;

/// An item that satisfies `test`; gives its number in the document.
pub fn item<'a>(test: impl Fn(&Item) -> bool) -> impl Parser<Items<'a>, Output = usize, Error = ()> {
    move |input: Items<'a>| match input.first() {
        Some(first) if test(first) => Ok((input.skip(1), input.position())),
        _ => Err(nom::Err::Error(())),
    }
}
