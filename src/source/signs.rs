//! Signs of outlets: what all evidence rests on.
//!
//! Takes items, tells where a sign stands and which phrases hold one, so that only those are read. Most phrases of a text
//! hold none.

use super::names;
use super::outlets::{Context, Evidence, Outlet, REACH, function, outlet};
use super::words::{self, noun_kind};
use crate::document::TokenKind;
use crate::document::{Items, Parsed};
use crate::lexicon::WordClass;
use std::ops::Range;

/// Whether an item may be a sign of an outlet. Most are none: of a word in small letters one look tells.
#[inline]
fn may_be_sign(context: Context<'_>, at: usize) -> bool {
    let item = context.item(at);
    let plain = item.dotted | small(item) | (item.kind == TokenKind::Symbol) | words::SIGNS.may_hold(item.hash);
    if plain | !(item.capital | item.upper) {
        return plain || same_source(context, at) || context.call_sign(at);
    }
    let name =
        item.is(WordClass::OUTLET_WORD | WordClass::OUTLET | WordClass::PHRASE_START) | behind_article(context, at);
    let capital = item.capital & (name | !context.known.is_empty());
    capital || same_source(context, at) || context.call_sign(at)
}

/// Whether "the same source" stands here.
fn same_source(context: Context<'_>, at: usize) -> bool {
    context.item(at).hash == words::SAME && context.document.items.get(at + 1).is_some_and(|i| i.hash == words::SOURCE)
}

/// Whether a word may be a name that is written small: dpa.
fn small(item: &crate::document::Item) -> bool {
    item.is(WordClass::OUTLET_WORD) & !item.capital
}

/// Whether an item stands behind an article that may be part of its name: the Forward, the Atlantic.
fn behind_article(context: Context<'_>, at: usize) -> bool {
    at > 0 && context.item(at - 1).hash == words::ARTICLE && context.item(at).capital
}

/// Whether such an item is one: a noun of outlets, a word of their names, a listed beginning, a domain, a name that is
/// known. All evidence rests on one.
fn sign(context: Context<'_>, at: usize, end: usize) -> bool {
    let item = context.item(at);
    let begins = || {
        let second = (at + 1..end).map(|at| context.item(at)).find(|item| item.kind != TokenKind::Stop);
        second.is_some_and(|second| context.lexicon.may_begin_outlet(item.hash, second.hash))
    };
    match item.kind {
        TokenKind::Word => {
            item.dotted
                || noun_kind(item.hash).is_some()
                || same_source(context, at)
                || small(item) && context.small_name(at)
                || context.call_sign(at)
                || item.capital
                    && (item.is(WordClass::OUTLET_WORD | WordClass::OUTLET)
                        || words::NAME_WORDS.contains(&item.hash)
                        || words::DESKS.contains(&item.hash)
                        || behind_article(context, at)
                            && (context.lexicon.may_begin_outlet(words::ARTICLE, item.hash)
                                || context.known.contains(&(words::ARTICLE, item.hash)))
                        || item.is(WordClass::PHRASE_START) && begins()
                        || context.known.contains(&(item.hash, item.hash)))
        }
        kind => kind == TokenKind::Symbol,
    }
}

/// The first sign of an outlet among some items.
pub fn next_sign(context: Context<'_>, range: Range<usize>) -> Option<usize> {
    let mut at = range.start;
    while let Some(next) = (at..range.end).find(|&at| may_be_sign(context, at)) {
        at = next;
        if sign(context, at, range.end) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// How far from its beginning the sign of a phrase stands at most.
const SIGN_REACH: usize = 2 * REACH;

/// Whether a phrase goes on over an item that is no sign.
fn goes_on(context: Context<'_>, at: usize, end: usize) -> bool {
    let item = context.item(at);
    let determines = |at: usize| context.item(at).is(WordClass::DETERMINER);
    match item.kind {
        // It is over behind a small function word that is no part of a name.
        TokenKind::Word if item.capital || !item.is(function()) || names::linking(item.hash) => true,
        // the Stick to Football podcast
        TokenKind::Word if names::inner(context, at) => true,
        // the Kazbek Post, a weekly
        TokenKind::Word => determines(at) && at > 0 && context.item(at - 1).kind == TokenKind::Comma,
        TokenKind::Comma => at + 1 < end && determines(at + 1),
        // the “Tal Nutag” daily
        TokenKind::Mark => !item.is_quote() || at + 1 < end && words::noun_kind(context.item(at + 1).hash).is_some(),
        kind => matches!(kind, TokenKind::Number | TokenKind::Clitic),
    }
}

/// Whether a phrase that begins at an item holds any sign of an outlet.
fn signed(context: Context<'_>, start: usize, end: usize) -> bool {
    for at in start..end.min(start + SIGN_REACH) {
        if may_be_sign(context, at) && sign(context, at, end) {
            return true;
        }
        if !goes_on(context, at, end) && (at > start || context.item(at).kind != TokenKind::Word) {
            return false;
        }
    }
    false
}

/// The first item, not before `from`, at which a phrase may begin that goes on to a sign.
pub fn reaching(context: Context<'_>, from: usize, sign: usize) -> usize {
    let least = from.max((sign + 1).saturating_sub(SIGN_REACH));
    // What ends a phrase may begin another.
    (least..sign).rev().find(|&at| !goes_on(context, at, sign + 1)).unwrap_or(least)
}

/// `outlet` with evidence, of a phrase that holds a sign.
pub fn signed_outlet<'d>(context: Context<'d>, input: Items<'d>) -> Option<(Items<'d>, Outlet)> {
    outlet(context, input).ok().filter(|(_, outlet)| outlet.evidence > Evidence::Unknown)
}

/// `outlet` with evidence, of any phrase.
pub fn evident<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Outlet> {
    let start = input.position();
    let signed = signed(context, start, start + nom::Input::input_len(&input));
    if cfg!(test) && !signed {
        let found = signed_outlet(context, input).map(|(_, outlet)| context.document.text_of(outlet.phrase));
        assert_eq!(found, None);
    }
    signed.then(|| signed_outlet(context, input)).flatten().ok_or(nom::Err::Error(()))
}
