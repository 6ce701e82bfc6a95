//! The cue group: the head with the words that belong to it.
//!
//! ```text
//! verb group  = { auxiliary | negation | adverb } verb [ phrasal words ]
//! preposition = "according" "to" | "per" | "in the words of" ...
//! ```

use super::{Cue, CueKind};
use crate::document::tokens::word_hash;
use crate::document::{Document, Item, TokenKind};
use crate::lexicon::{CueClass, Frames, Lexicon, WordClass};
use std::ops::Range;

/// How far a group reaches to the left of its verb.
const GROUP_REACH: usize = 7;

fn auxiliary() -> WordClass {
    WordClass::BE | WordClass::HAVE | WordClass::DO | WordClass::MODAL | WordClass::NEGATION
}

/// Whether the word can stand between an auxiliary and its verb.
pub(super) fn adverb(document: &Document<'_>, at: usize) -> bool {
    let item = &document.items[at];
    item.kind == TokenKind::Word
        && !item.capital
        // "The daily quoted": a noun behind its article.
        && !(at > 0 && document.items[at - 1].is(WordClass::DETERMINER) && item.is(WordClass::OUTLET_NOUN | WordClass::ORGANISATION))
        && (item.is(WordClass::ADVERB)
            || document.word(at).ends_with("ly")
                && !item.is(WordClass::PERSON | WordClass::ORGANISATION | WordClass::GROUP))
}

/// A listed verb with its group; nothing where the form is plainly a noun.
pub(super) fn verb(
    document: &Document<'_>,
    lexicon: &Lexicon,
    number: usize,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Cue> {
    let item = &document.items[at];
    let form = lexicon.cue(item.cue)?;
    if item.capital && at > sentence.start && !item.upper {
        return None;
    }
    let mut cue = Cue::new(CueKind::Verb, at, form.class, form.frames, form.hash, number);
    for phrasal in lexicon.phrasals(&form) {
        let words = || lexicon.words(phrasal.words.clone());
        let n = phrasal.words.len();
        if at + n < sentence.end
            && words().enumerate().all(|(k, w)| document.word(at + 1 + k).eq_ignore_ascii_case(w.text))
        {
            cue.group.end = at + 1 + n;
            cue.phrasal = n;
            cue.class = phrasal.class;
            cue.frames = phrasal.frames;
            cue.lemma = words().fold(cue.lemma, |h, w| h.rotate_left(5) ^ w.hash);
            break;
        }
    }
    if cue.class == CueClass::Think || (cue.class == CueClass::Light && cue.phrasal == 0) {
        return None;
    }
    let inflection = form.inflection;
    if (inflection.base || inflection.third) && !inflection.past && noun_use(document, sentence, at) {
        return None;
    }
    extend_left(document, sentence, &mut cue);
    cue.gerund = inflection.gerund && !has_be(document, &cue);
    cue.passive = inflection.participle && has_be(document, &cue);
    // "was quoted as saying", "is heard saying": one group.
    if cue.passive {
        let mut next = cue.group.end;
        if next < sentence.end && document.word(next) == "as" {
            next += 1;
        }
        if next < sentence.end
            && lexicon.cue(document.items[next].cue).is_some_and(|f| f.inflection.gerund && f.class == CueClass::Say)
        {
            cue.group.end = next + 1;
        }
    }
    Some(cue)
}

/// Whether a base form is a noun where it stands: the report, a call.
fn noun_use(document: &Document<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let noun = WordClass::DOCUMENT | WordClass::NOUN_CUE | WordClass::NOUN | WordClass::ORGANISATION;
    let item = &document.items[at];
    if at == sentence.start {
        return item.is(noun);
    }
    let before = &document.items[at - 1];
    // The Evening Standard reports: a capital makes a name of the adjective.
    let named = before.capital
        && before.is(WordClass::OUTLET | WordClass::OUTLET_WORD)
        && at - 1 > sentence.start
        && (document.items[at - 2].is(WordClass::DETERMINER) || document.items[at - 2].capital);
    if before.is(WordClass::ADJECTIVE) && named {
        return false;
    }
    before.is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE)
        && !before.is(WordClass::THAT | WordClass::QUANTIFIER)
        || before.kind == TokenKind::Clitic && document.word(at - 1).ends_with('s')
        || before.is(WordClass::PREPOSITION) && !before.is(WordClass::TO)
}

/// Takes auxiliaries, negations and adverbs on the left into the group, and reads what they say.
fn extend_left(document: &Document<'_>, sentence: &Range<usize>, cue: &mut Cue) {
    let items = &document.items;
    let limit = sentence.start.max(cue.head.saturating_sub(GROUP_REACH));
    let mut start = cue.head;
    let mut adverbs = 0;
    while start > limit {
        let before: &Item = &items[start - 1];
        // "Haro of St. Brigid's said" has a possessive; "he's said" an auxiliary.
        let owns = before.kind == TokenKind::Clitic
            && start >= 2
            && document.word(start - 1).ends_with('s')
            && items[start - 2].capital
            && !items[start - 2].is(WordClass::SUBJECT_PRONOUN);
        if owns {
            break;
        }
        if before.is(auxiliary()) && (before.kind == TokenKind::Word || before.kind == TokenKind::Clitic) {
            // The clitic of "Haro's said" is rare; that of "Haro's lawyer" is no neighbour of a verb.
            start -= 1;
            adverbs = 0;
        } else if adverb(document, start - 1) && adverbs < 2 {
            start -= 1;
            adverbs += 1;
        } else {
            break;
        }
    }
    // Leading adverbs without an auxiliary stay when they stand before the verb: "also said", "repeatedly told".
    cue.group.start = start;
    for item in &items[start..cue.head] {
        cue.negated |= item.is(WordClass::NEGATION);
        cue.future |= item.is(WordClass::FUTURE);
        cue.modal |= item.is(WordClass::MODAL) && !item.is(WordClass::FUTURE) && item.kind == TokenKind::Word;
    }
    if start > sentence.start && items[start - 1].is(WordClass::TO) {
        cue.infinitive = true;
    }
}

fn has_be(document: &Document<'_>, cue: &Cue) -> bool {
    document.items[cue.group.start..cue.head].iter().any(|i| i.is(WordClass::BE))
}

/// A prepositional cue: according to, per.
pub(super) fn preposition(
    document: &Document<'_>,
    _lexicon: &Lexicon,
    number: usize,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Cue> {
    let word = document.word(at).to_lowercase();
    let next = |n: usize| (at + n < sentence.end).then(|| document.word(at + n));
    let end = match word.as_str() {
        "according" => {
            let to = (1..=3).find(|&n| next(n) == Some("to"))?;
            at + to + 1
        }
        "per" => {
            // per cent, per day: a rate; per the ministry: a source.
            let item = document.items.get(at + 1)?;
            if !(item.is(WordClass::DETERMINER) && !item.is(WordClass::QUANTIFIER) || item.capital) {
                return None;
            }
            at + 1
        }
        _ => return None,
    };
    let mut cue = Cue::new(CueKind::Preposition, at, CueClass::Say, Frames::parse("qt"), word_hash(&word), number);
    cue.group.end = end;
    Some(cue)
}

/// A noun cue that can take content of its own: X's claim that ..., in X's words, ...
pub(super) fn noun(
    document: &Document<'_>,
    lexicon: &Lexicon,
    number: usize,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Cue> {
    let next = document.items.get(at + 1).filter(|_| at + 1 < sentence.end)?;
    let that = next.is(WordClass::THAT);
    let beside_quote = next.is_quote()
        || (matches!(next.kind, TokenKind::Comma | TokenKind::Colon)
            && document.items.get(at + 2).is_some_and(Item::is_quote));
    if !(that || beside_quote) {
        return None;
    }
    let word = document.word(at).to_lowercase();
    let class = lexicon.noun_cue(&word)?;
    Some(Cue::new(CueKind::Noun, at, class, Frames::parse("qt"), word_hash(&word), number))
}

/// A verb outside the lists in the quotation frame: “...” thundered X; “...” X thundered.
pub(super) fn open_verb(document: &Document<'_>, number: usize, sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let item = &document.items[at];
    if item.capital
        || item.is(WordClass::COMMON
            | WordClass::VERB
            | WordClass::PREPOSITION
            | WordClass::PERSON
            | WordClass::PERSONS)
    {
        return None;
    }
    let word = document.word(at);
    let past = word.ends_with("ed") && word.len() > 4;
    let third = word.ends_with('s') && !word.ends_with("ss") && word.len() > 4;
    if !past && !third {
        return None;
    }
    let items = &document.items;
    let quote_before = |n: usize| {
        let mut n = n;
        if n > sentence.start && items[n - 1].kind == TokenKind::Comma {
            n -= 1;
        }
        n > sentence.start && items[n - 1].is_quote()
    };
    let subject = WordClass::SUBJECT_PRONOUN | WordClass::FIRST_NAME | WordClass::TITLE;
    // “...” thundered Haro
    let inverted = past
        && quote_before(at)
        && items.get(at + 1).is_some_and(|n| n.capital || n.is(subject | WordClass::DETERMINER));
    // “...” he thundered
    let mut subject_start = at;
    while subject_start > sentence.start
        && at - subject_start < 4
        && items[subject_start - 1].is_word()
        && !items[subject_start - 1].is(WordClass::VERB)
    {
        subject_start -= 1;
    }
    let straight =
        subject_start < at && (items[at - 1].is(subject) || items[at - 1].capital) && quote_before(subject_start);
    // Haro thundered: “...”
    let before_quote = at > sentence.start
        && (items[at - 1].is(subject) || items[at - 1].capital)
        && items.get(at + 1).is_some_and(|n| matches!(n.kind, TokenKind::Comma | TokenKind::Colon))
        && items.get(at + 2).is_some_and(Item::is_quote);
    (inverted || straight || before_quote)
        .then(|| Cue::new(CueKind::OpenVerb, at, CueClass::Manner, Frames::parse("q"), word_hash("*"), number))
}
