//! One-item parsers, and what several of them have in common.

use super::input::{Items, Parsed};
use super::{Item, TokenKind};
use crate::lexicon::WordClass;
use nom::Parser;

/// An item that satisfies `test`; gives its number in the document.
pub fn item<'a>(test: impl Fn(&Item) -> bool) -> impl Parser<Items<'a>, Output = usize, Error = ()> {
    move |input: Items<'a>| match input.first() {
        Some(first) if test(first) => Ok((input.skip(1), input.position())),
        _ => Err(nom::Err::Error(())),
    }
}

/// A word of any of the classes.
pub fn class<'a>(class: WordClass) -> impl Parser<Items<'a>, Output = usize, Error = ()> {
    item(move |i| i.is(class))
}

/// An item of the kind that is no quotation.
pub fn kind<'a>(kind: TokenKind) -> impl Parser<Items<'a>, Output = usize, Error = ()> {
    item(move |i| i.kind == kind && !i.is_quote())
}

/// A quoted part.
pub fn quote<'a>() -> impl Parser<Items<'a>, Output = usize, Error = ()> {
    item(Item::is_quote)
}

/// A given word, by its hash ([`word_hash`](crate::document::tokens::word_hash) of the lower-case form).
pub fn word<'a>(hash: u32) -> impl Parser<Items<'a>, Output = usize, Error = ()> {
    item(move |i| i.hash == hash && i.is_word())
}

/// The end of the input.
pub fn end(input: Items<'_>) -> Parsed<'_, ()> {
    if input.first().is_none() { Ok((input, ())) } else { Err(nom::Err::Error(())) }
}
