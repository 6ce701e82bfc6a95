//! Nouns as cues: his claim that; her words, "..."; her answer was short: "..."

use super::{Cue, CueKind};
use crate::document::tokens::word_hash;
use crate::document::{Document, Item, TokenKind};
use crate::lexicon::rule_words;
use crate::lexicon::{Frames, Lexicon, WordClass};
use std::ops::Range;

/// A noun cue that can take content of its own: X's claim that ..., in X's words, ...
pub(super) fn noun(
    document: &Document<'_>,
    lexicon: &Lexicon,
    number: usize,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Cue> {
    if !announces(document, sentence, at) && !says(document, sentence, at) {
        return None;
    }
    // "Sanders, meanwhile, hopes that": a verb of thinking; "left no doubt that".
    let before = at.checked_sub(1).filter(|b| *b >= sentence.start).map(|b| &document.items[b]);
    let noun = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE | WordClass::PREPOSITION;
    let thinks = document.items[at].is(WordClass::THINK)
        && before.is_some_and(|b| !b.is(noun) && b.kind != TokenKind::Clitic || b.is(WordClass::NEGATION));
    if thinks {
        return None;
    }
    let word = document.word(at).to_lowercase();
    let class = lexicon.noun_cue(&word)?;
    Some(Cue::new(CueKind::Noun, at, class, Frames::parse("qt"), word_hash(&word), number))
}

/// Whether a noun has its words right behind it: his claim that; her words, "..."
pub(crate) fn announces(document: &Document<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let Some(next) = document.items.get(at + 1).filter(|_| at + 1 < sentence.end) else { return false };
    // "under the motto “One roof”": words that are shown are nobody's.
    let before = |n: usize| at.checked_sub(n).filter(|&n| n >= sentence.start);
    let led = |n: usize| before(n).is_some_and(|n| document.word(n).eq_ignore_ascii_case("under"));
    if led(1) || led(2) && before(1).is_some_and(|n| document.items[n].is(WordClass::DETERMINER)) {
        return false;
    }
    next.is(WordClass::THAT)
        || next.is_quote()
        || (matches!(next.kind, TokenKind::Comma | TokenKind::Colon)
            && document.items.get(at + 2).is_some_and(Item::is_quote))
}

/// Whether a form of "be" makes a noun the subject or the predicate of a quotation: her answer was short: "Not this
/// year."; "Not this year" was her only answer; "Not this year," came the answer.
pub(crate) fn says(document: &Document<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let items = &document.items;
    if !document.is_any_case(at, &rule_words::SAID_NOUN) {
        return false;
    }
    let plain = |n: usize| items[n].kind == TokenKind::Word && items[n].cue == 0;
    let ahead = at + 1..(at + 11).min(sentence.end);
    let stop = ahead.clone().find(|&n| !plain(n)).unwrap_or(ahead.end);
    let be = |range: Range<usize>| items[range].iter().filter(|i| i.is(WordClass::BE)).count() == 1;
    let colon = usize::from(items.get(stop).is_some_and(|i| matches!(i.kind, TokenKind::Colon | TokenKind::Comma)));
    // Behind a colon at the sentence's end the quotation is the next one.
    let quote = items.get(stop + colon).is_some_and(Item::is_quote) && (stop < sentence.end || colon == 1);
    // "His argument is that growth comes first": the quotation itself must be the predicate.
    let verb = (at + 1..stop).find(|&n| items[n].is(WordClass::BE)).unwrap_or(stop);
    let clause = WordClass::THAT | WordClass::WH | WordClass::PREPOSITION | WordClass::TO | WordClass::DETERMINER;
    if quote && be(at + 1..stop) && (verb..stop).all(|n| !items[n].is(clause)) {
        return true;
    }
    let came = |n: usize| document.is_any(n, &rule_words::ARRIVING);
    let joins = |n: usize| plain(n) || items[n].kind == TokenKind::Clitic || came(n);
    let from = (sentence.start..at).rev().take(6).take_while(|&n| joins(n)).last();
    let Some(from) = from.filter(|&n| items[n].is(WordClass::BE) || came(n)) else { return false };
    let mut before = from;
    if before > sentence.start && items[before - 1].kind == TokenKind::Comma {
        before -= 1;
    }
    before > sentence.start && items[before - 1].is_quote()
}
