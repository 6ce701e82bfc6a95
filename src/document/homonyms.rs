//! Names that are common words as well: Tom Brown told the court ... Brown said; US officials; the WHO.
//!
//! Takes the items of a document, takes their common meaning from those that are names here. A surname is a word of the
//! lists right behind a given name, an initial or a title in letters, and then wherever it stands as one; at the head of
//! a sentence, where every word has a capital, what follows must be what follows a name. A body is a pronoun in capitals.
//! A word that is a name nowhere but in a headline, where every word has a capital, is none.

use super::ending::Ending;
use super::items::{Item, Sentence};
use super::sentences::title_case;
use super::tokens::TokenKind;
use crate::lexicon::WordClass;
use crate::lexicon::set::Words;
use rustc_hash::FxHashSet;

/// Words that a surname is mistaken for.
fn common() -> WordClass {
    WordClass::COMMON
        | WordClass::VERB
        | WordClass::CUE
        | WordClass::THINK
        | WordClass::NOUN
        | WordClass::NOUN_CUE
        | WordClass::ADJECTIVE
        | WordClass::DOCUMENT
        | WordClass::PERSON
        | WordClass::ORGANISATION
        | WordClass::GROUP
        | opener()
}

/// Words that begin a sentence as what they are: it takes more to read them as a name there.
fn opener() -> WordClass {
    WordClass::FUNCTION | WordClass::ADVERB | WordClass::TIME | WordClass::QUANTIFIER | WordClass::NUMBER
}

/// Words that are part of other names: they stay what they are.
const OTHER: WordClass = WordClass::TITLE
    .or(WordClass::OUTLET_WORD)
    .or(WordClass::OUTLET)
    .or(WordClass::PLACE)
    .or(WordClass::METONYM)
    .or(WordClass::DEMONYM)
    .or(WordClass::SUFFIX)
    .or(WordClass::PREPOSITION)
    .or(WordClass::DETERMINER)
    .or(WordClass::CONJUNCTION)
    .or(WordClass::SUBJECT_PRONOUN)
    .or(WordClass::WH);

/// Bodies in capitals that are pronouns in small letters.
static ACRONYMS: Words = Words::of(&["us", "who"]);

/// Reads the names of a document that are common words as well as names.
pub(super) fn settle(items: &mut [Item], sentences: &[Sentence], text: &str) {
    acronyms(items, sentences, text);
    surnames(items, sentences);
    headlines(items, sentences);
}

/// Takes for common what only a headline In Capitals Throughout writes with one, behind what the text has as a name: Anna
/// Haro Quits, where the text has Haro and no Quits. A headline alone tells nothing.
fn headlines(items: &mut [Item], sentences: &[Sentence]) {
    let named = |item: &Item| item.capital && item.kind == TokenKind::Word;
    let other = OTHER | WordClass::FIRST_NAME | WordClass::ORGANISATION;
    let titled: Vec<&Sentence> = sentences.iter().filter(|sentence| title_case(items, sentence)).collect();
    if titled.is_empty() {
        return;
    }
    let mut body: FxHashSet<u32> = FxHashSet::default();
    let mut rest = titled.iter().peekable();
    for sentence in sentences {
        match rest.peek() {
            Some(headline) if std::ptr::eq(**headline, sentence) => drop(rest.next()),
            _ => body.extend(items[sentence.items.clone()].iter().filter(|item| named(item)).map(|item| item.hash)),
        }
    }
    for sentence in titled {
        for at in sentence.items.start + 1..sentence.items.end {
            let (before, item) = (&items[at - 1], &items[at]);
            let only_here = named(before) && named(item) && body.contains(&before.hash) && !body.contains(&item.hash);
            if only_here && !item.upper && !item.is(other) {
                let verb = if item.ending == Ending::S { WordClass::VERB } else { WordClass::NONE };
                items[at].class |= WordClass::COMMON | verb;
            }
        }
    }
}

/// Takes the pronoun from what is a body in capitals: US officials, the WHO chief. A sentence in capitals throughout says
/// nothing.
fn acronyms(items: &mut [Item], sentences: &[Sentence], text: &str) {
    let bodies = WordClass::METONYM | WordClass::PLACE | WordClass::ORGANISATION;
    let noun = WordClass::PERSON
        | WordClass::PERSONS
        | WordClass::GROUP
        | WordClass::TITLE
        | WordClass::TITLE_MODIFIER
        | WordClass::ORGANISATION
        | WordClass::DOCUMENT
        | WordClass::ADJECTIVE;
    for sentence in sentences {
        for at in sentence.items.clone() {
            let item = &items[at];
            let listed = item.upper && item.kind == TokenKind::Word && ACRONYMS.may_hold(item.hash);
            if !listed || !ACRONYMS.holds_any_case(item.text(text)) {
                continue;
            }
            let leads = || {
                let next = items[..sentence.items.end].get(at + 1);
                at > sentence.items.start || next.is_some_and(|n| n.capital && !n.upper || n.is(noun))
            };
            let shouted = || {
                let mut words = items[sentence.items.clone()].iter().filter(|i| i.kind == TokenKind::Word);
                words.all(|i| i.upper)
            };
            if leads() && !shouted() {
                items[at].class = WordClass(items[at].class.0 & bodies.0);
                items[at].cue = 0;
            }
        }
    }
}

/// Reads the surnames of a document as names.
fn surnames(items: &mut [Item], sentences: &[Sentence]) {
    let mut known: FxHashSet<u32> = FxHashSet::default();
    for sentence in sentences {
        let mut titled = None;
        for at in sentence.items.start + 1..sentence.items.end {
            // "Bell Church" may be a house, "Laura H. Church" is none.
            let body = items[at].is(WordClass::ORGANISATION);
            if candidate(items, at)
                && (!body
                    || items[at - 1].is_quote()
                    || at >= 2 && items[at - 1].kind == TokenKind::Stop && !items[at - 2].is(WordClass::TITLE))
                && introduced(items, sentence, at)
                && !*titled.get_or_insert_with(|| title_case(items, sentence))
            {
                known.insert(items[at].hash);
            }
        }
    }
    if known.is_empty() {
        return;
    }
    for sentence in sentences {
        let mut titled = None;
        for at in sentence.items.clone() {
            let item = &items[at];
            if !item.capital || item.kind != TokenKind::Word || !known.contains(&item.hash) || item.is(OTHER) {
                continue;
            }
            let name = if at == sentence.items.start {
                leads(items, sentence, at)
            } else {
                introduced(items, sentence, at)
                    || alone(items, sentence, at) && !*titled.get_or_insert_with(|| title_case(items, sentence))
            };
            if name {
                let item = &mut items[at];
                item.class = WordClass::NONE;
                item.cue = 0;
            }
        }
    }
}

/// Whether an item can be a surname that is mistaken for something else.
fn candidate(items: &[Item], at: usize) -> bool {
    let item = &items[at];
    item.capital && item.kind == TokenKind::Word && !item.upper && item.is(common()) && !item.is(OTHER)
}

fn capitalised(items: &[Item], sentence: &Sentence, at: usize) -> bool {
    at < sentence.items.end && items[at].capital && items[at].kind == TokenKind::Word
}

/// Whether an item ends a name that begins with a given name, an initial or a title in letters: Tom Brown, Ms. Brown.
fn introduced(items: &[Item], sentence: &Sentence, at: usize) -> bool {
    if capitalised(items, sentence, at + 1) {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|&b| b >= sentence.items.start) else { return false };
    // Ndidi Hope: a given name that is a word, behind one that is neither.
    let unlisted = |b: usize| b > sentence.items.start && items[b].class == WordClass::NONE && items[b].cue == 0;
    let word =
        |at: usize| items[at].is(WordClass::FIRST_NAME) && !items[at].is(WordClass::PERSON | WordClass::ORGANISATION);
    let given = |b: usize| {
        let item = &items[b];
        let listed = item.is(WordClass::FIRST_NAME) && !(b == sentence.items.start && item.is(WordClass::FUNCTION));
        item.capital && item.kind == TokenKind::Word && (listed || unlisted(b) && word(at))
    };
    // Edmund “Ned” Garrison
    if items[before].is_quote() && before > sentence.items.start {
        return given(before - 1);
    }
    if items[before].kind == TokenKind::Stop {
        let Some(letters) = before.checked_sub(1).filter(|&b| b >= sentence.items.start) else { return false };
        let initial = items[letters].capital && letters > sentence.items.start && given(letters - 1);
        return initial || items[letters].capital && items[letters].is(WordClass::TITLE);
    }
    given(before)
}

/// Whether a capitalised item in the middle of a sentence stands alone: said Brown, for Brown's lawyer.
fn alone(items: &[Item], sentence: &Sentence, at: usize) -> bool {
    !capitalised(items, sentence, at + 1) && !capitalised(items, sentence, at - 1)
        || at - 1 == sentence.items.start && !capitalised(items, sentence, at + 1) && !items[at - 1].is(OTHER)
}

/// Whether what follows the first item of a sentence follows a name: Brown said, Brown also said, Brown, 58,
fn leads(items: &[Item], sentence: &Sentence, at: usize) -> bool {
    let end = sentence.items.end;
    let verb = |at: usize| {
        at < end
            && items[at].kind == TokenKind::Word
            && !items[at].capital
            && items[at].is(WordClass::FINITE | WordClass::THINK)
    };
    if items[at].is(opener()) {
        return verb(at + 1) && items[at + 1].is(WordClass::CUE);
    }
    let Some(next) = items[..end].get(at + 1) else { return false };
    match next.kind {
        TokenKind::Comma | TokenKind::Clitic => true,
        TokenKind::Word => {
            verb(at + 1) || next.is(WordClass::ADVERB) && (verb(at + 2) || items[..end].get(at + 2).is_none())
        }
        _ => false,
    }
}
