//! Whether a capitalised word is part of a name where it stands: in the middle of a sentence, at its head, in a headline.

use super::phrase::{Context, based, function};
use super::words;
use super::words::Class;
use crate::document::{Ending, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;

/// Whether a letter with a stop stands between the words of a name: Lisa M. Madigan, whatever word the letter also is.
fn initial(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let name = |at: usize| items.get(at).is_some_and(|i| i.kind == TokenKind::Word && i.capital);
    at > context.sentence_start
        && context.document.word(at).len() == 1
        && items.get(at + 1).is_some_and(|i| i.kind == TokenKind::Stop)
        && name(at - 1)
        && name(at + 2)
}

/// Whether a small word has a capital between two others in the middle of a sentence, where only a name gives it one:
/// Doctors Without Borders, Rovers Till We Drop.
fn inner(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let capital = |at: usize| items.get(at).is_some_and(|n| n.capital && n.kind == TokenKind::Word && !n.upper);
    let item = &items[at];
    let other = WordClass::DETERMINER | WordClass::TITLE | WordClass::PLACE | WordClass::CALENDAR;
    let given = if item.is(WordClass::SUBJECT_PRONOUN) { WordClass::NONE } else { WordClass::FIRST_NAME };
    let behind = |n: &crate::document::Item| !n.is(other | given);
    item.is(function())
        && !item.upper
        && !item.is(other)
        && at > context.sentence_start
        && !context.title_case
        && context.document.word(at).len() > 1
        && capital(at - 1)
        && capital(at + 1)
        && behind(&items[at - 1])
        && behind(&items[at + 1])
        // Jet Crashes Into Sea: a headline's verb.
        && (items[at - 1].ending != Ending::S || items[at - 1].is(WordClass::PERSONS | WordClass::GROUP))
}

/// Whether a capitalised word counts as part of a name where it stands.
pub(super) fn name_word(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    if item.kind != TokenKind::Word || !item.capital {
        return false;
    }
    if initial(context, at) || inner(context, at) {
        return true;
    }
    if item.is(WordClass::SUBJECT_PRONOUN) || based(context.document.word(at)) {
        return false;
    }
    if at == context.sentence_start {
        return opening_name(context, at);
    }
    if item.upper && item.is(function()) {
        // IF Metall, US Steel: an abbreviation that happens to be a small word too.
        return context.document.items.get(at + 1).is_some_and(|n| n.capital && !n.upper);
    }
    if context.title_case && (!item.is(WordClass::FIRST_NAME) || item.is(function())) {
        let plain = WordClass::COMMON | WordClass::VERB | WordClass::CUE | WordClass::ADVERB | function();
        return !item.is(plain) || item.is(WordClass::TITLE | WordClass::ORGANISATION);
    }
    // Were Justus Haro: in the middle of a sentence no verb has a capital.
    let before_given = || {
        let next = context.document.items.get(at + 1);
        item.is(WordClass::AUXILIARY) && !item.upper && next.is_some_and(|n| n.capital && n.is(WordClass::FIRST_NAME))
    };
    // Al From: behind a given name a capital is that of a name.
    let given = || {
        let before = &context.document.items[at - 1];
        before.capital && before.is(WordClass::FIRST_NAME) && !before.is(function())
    };
    // Det Con Anna Haro
    given()
        || before_given()
        || !item.is(function())
        || item.is(WordClass::FIRST_NAME)
        || super::titles::goes_on(context, at)
}

/// Whether the capital of a sentence's first word is that of a name.
fn opening_name(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    let next_capital = context.document.items.get(at + 1).is_some_and(|n| n.capital && n.kind == TokenKind::Word);
    let begins_name = WordClass::TITLE
        | WordClass::PERSON
        | WordClass::NOUN
        | WordClass::ORGANISATION
        | WordClass::OUTLET_WORD
        | WordClass::PLACE;
    let common = WordClass::COMMON | WordClass::ADVERB | WordClass::TIME | function();
    // Trade Secretary, Cabinet Minister
    let field = next_capital
        && context.document.items[at + 1].is(WordClass::TITLE)
        && !item.is(function() | WordClass::ADVERB | WordClass::TIME);
    // New South Wales Police, Superior Court
    let first = || words::is(context, at, Class::FIRST_WORD);
    let joined = context.document.items.get(at + 1).is_some_and(|i| i.is(WordClass::CONJUNCTION));
    if joined && super::bodies::compound(context, at + 1) {
        return true;
    }
    if next_capital && (first() || super::bodies::opens(context, at)) {
        return true;
    }
    // Labour and the Greens said: two parties.
    let named = |n: usize| context.document.items.get(n).is_some_and(|i| i.capital && i.kind == TokenKind::Word);
    if joined && words::is(context, at, Class::PARTY) && context.document.is_any(at + 1, listed!["and"]) {
        let behind =
            at + 2 + usize::from(context.document.items.get(at + 2).is_some_and(|i| i.is(WordClass::DETERMINER)));
        return named(behind);
    }
    // "Desserts are dear": several, and nobody's name
    let several = || context.document.is_any(at + 1, listed!["are", "were", "have", "aren't", "weren't"]);
    let behind = context.document.items.get(at + 1).is_some();
    if !next_capital && item.ending == Ending::S && item.class == WordClass::NONE && behind && several() {
        return false;
    }
    (!item.is(common)
        || field
        || item.is(begins_name) && !item.is(function() | WordClass::ADVERB | WordClass::TIME) && next_capital
        || item.is(WordClass::FIRST_NAME) && next_capital)
        && (!item.is(WordClass::VERB | WordClass::CALENDAR) || item.is(WordClass::FIRST_NAME) || next_capital)
        && (!item.is(WordClass::PERSONS | WordClass::GROUP) || next_capital)
        // "Even Haro said": given name and adverb alike, the adverb is meant.
        && !(item.is(WordClass::ADVERB) && item.is(WordClass::FIRST_NAME))
}
