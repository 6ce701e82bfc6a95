//! The outlet of the article itself, where the text shows what it is called: by the credit in its dateline, or by the line that says
//! whom it has asked.
//!
//! Takes a document, gives the items of such names. Neither makes it the source of anything; but whoever is told by that name
//! speaks to an outlet.

use super::context::Context;
use super::names;
use super::words;
use crate::document::{Document, Item, RegionKind, TokenKind};
use crate::lexicon::WordClass;
use std::ops::Range;

/// Items from the beginning of an article among which the credit of its dateline stands.
const OPENING: usize = 80;
/// Items of a credit at most.
const CREDIT: usize = 6;

/// The names of the outlet that prints the article.
pub fn names(context: Context<'_>) -> Vec<Range<usize>> {
    let document = context.document;
    let asks = document.sentences.iter().filter_map(|s| asking(context, s.items.clone()));
    credits(document).chain(asks).filter(|name| !context.person(name) && !context.place(name)).collect()
}

/// What such a name is kept under among those that the document shows: who prints the article passes on nothing.
pub fn key(name: &[Item]) -> (u32, u32) {
    (words::THIS ^ name[0].hash, name[name.len() - 1].hash)
}

/// The credit in a dateline, without the nouns of agencies that end it: KATTVIK, Aug 7 (Harbour News Agency) -
fn credits<'d>(document: &'d Document<'d>) -> impl Iterator<Item = Range<usize>> + 'd {
    let items = &document.items;
    let opens = (0..items.len().min(OPENING)).filter(|&at| items[at].kind == TokenKind::Open);
    opens.filter_map(|open| {
        let span = document.view.to_original(document.span(open..open + 1));
        span.first().filter(|part| document.layout.is_in(RegionKind::Dateline, **part))?;
        let close = (open + 2..items.len().min(open + CREDIT)).find(|&at| items[at].kind == TokenKind::Close)?;
        let large = |at: usize| items[at].kind == TokenKind::Word && items[at].capital;
        let noun =
            |at: usize| words::AGENCY_NOUNS.contains(&items[at].hash) || words::NEWS_WORDS.contains(&items[at].hash);
        let end = (open + 2..close).rev().find(|&at| !noun(at)).map_or(open + 2, |at| at + 1);
        (open + 1..close).all(large).then_some(open + 1..end)
    })
}

/// The subject of a sentence that says whom the outlet has asked: Harbour Watch has reached out to the port for comment.
fn asking(context: Context<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let items = &context.document.items;
    let start = sentence.start + usize::from(items[sentence.start].hash == words::ARTICLE);
    if start + 3 >= sentence.end || !context.name_word(start) {
        return None;
    }
    let name = names::stretch(context, start, sentence.end);
    let verb = name.end + usize::from(items.get(name.end)?.is(WordClass::HAVE));
    let asks = verb < sentence.end && words::APPROACHING.contains(&items[verb].hash);
    let comment = |at: usize| items[at].hash == words::COMMENT && items[at - 1].hash == words::FOR;
    let plain = name.len() == 1 && items[start].is(WordClass::COMMON | WordClass::ORGANISATION) && !items[start].upper;
    (asks && !plain && (verb + 1..sentence.end).any(comment)).then_some(name)
}
