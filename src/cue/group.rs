//! The cue group: the head with the words that belong to it.
//!
//! ```text
//! verb group  = { auxiliary | negation | adverb } verb [ phrasal words ]
//! preposition = "according" "to" | "per" | "in the words of" ...
//! ```

use super::left::extend_left;
use super::{Cue, CueKind};
use crate::document::sentences::title_case;
use crate::document::tokens::word_hash;
use crate::document::{Document, Ending, Item, TokenKind};
use crate::lexicon::rule_words;
use crate::lexicon::set::Bits;
use crate::lexicon::{CueClass, CueForm, Frames, Lexicon, WordClass};
use std::ops::Range;

pub(super) fn auxiliary() -> WordClass {
    WordClass::AUXILIARY | WordClass::NEGATION
}

/// Whether the word can stand between an auxiliary and its verb.
pub(super) fn adverb(document: &Document<'_>, at: usize) -> bool {
    let item = &document.items[at];
    item.kind == TokenKind::Word
        && !item.capital
        // "The daily quoted": a noun behind its article.
        && !(at > 0 && document.items[at - 1].is(WordClass::DETERMINER) && item.is(WordClass::OUTLET_NOUN | WordClass::ORGANISATION))
        && (item.is(WordClass::ADVERB)
            || item.ending == Ending::Ly
                && !item.is(WordClass::PERSON | WordClass::ORGANISATION | WordClass::GROUP))
}

/// Whether a noun that looks like a participle is somebody's: upgraded its warning, the mayor's warning that.
fn owned(document: &Document<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let owner = at.checked_sub(1).filter(|b| *b >= sentence.start).map(|b| &document.items[b]);
    owner.is_some_and(|b| {
        b.is(WordClass::DETERMINER | WordClass::POSSESSIVE)
            || b.kind == TokenKind::Clitic
                && document.word(at - 1).ends_with('s')
                && at >= 2
                && !document.items[at - 2].is(WordClass::SUBJECT_PRONOUN | WordClass::PRONOUN | WordClass::WH)
    })
}

/// Takes the words of a phrasal cue into its group: goes on, makes clear.
fn take_phrasal(document: &Document<'_>, lexicon: &Lexicon, form: &CueForm, sentence: &Range<usize>, cue: &mut Cue) {
    let at = cue.head;
    let next = document.items.get(at + 1).map_or(0, |next| next.hash);
    for phrasal in lexicon.phrasals(form, next) {
        let words = || lexicon.words(phrasal.words.clone());
        let n = phrasal.words.len();
        if at + n < sentence.end
            && words().enumerate().all(|(k, w)| {
                // Told Off The Ball: where the verb is written small, a large word is a name's.
                let item = &document.items[at + 1 + k];
                let named = item.capital && item.is(WordClass::PREPOSITION) && !document.items[at].capital;
                !named && item.hash == w.hash && document.word(at + 1 + k).eq_ignore_ascii_case(w.text())
            })
            && !infinitive(document, sentence, at + n)
            && !round(document, sentence, at + n)
        {
            cue.group.end = at + 1 + n;
            cue.phrasal = n;
            cue.class = phrasal.class;
            cue.frames = phrasal.frames;
            cue.lemma = words().fold(cue.lemma, |h, w| h.rotate_left(5) ^ w.hash);
            break;
        }
    }
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
    if item.capital && at > sentence.start && !item.upper && !headline_verb(document, &form, number, at) {
        return None;
    }
    let mut cue = Cue::new(CueKind::Verb, at, form.class, form.frames, form.hash, number);
    take_phrasal(document, lexicon, &form, sentence, &mut cue);
    if cue.class == CueClass::Think || (cue.class == CueClass::Light && cue.phrasal == 0) {
        return None;
    }
    let inflection = form.inflection;
    // "The forecast for Sunday": the past of some verbs is their base.
    let determined = || {
        at > sentence.start
            && document.items[at - 1].is(WordClass::DETERMINER | WordClass::POSSESSIVE)
            && !document.items[at - 1].is(WordClass::RELATIVE | WordClass::WH)
    };
    // "former rival says": nothing but a verb.
    let noun = || document.word(at) != "says" && noun_use(document, sentence, at);
    if (inflection.base || inflection.third) && (!inflection.past || determined()) && noun() {
        return None;
    }
    if inflection.gerund && item.is(WordClass::NOUN_CUE) && owned(document, sentence, at) {
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

/// Whether a verb with a capital is that of a headline In Capitals: No Oil Has Reached Shore, Official Says
fn headline_verb(document: &Document<'_>, form: &CueForm, number: usize, at: usize) -> bool {
    let item = &document.items[at];
    let says =
        matches!(form.class, CueClass::Say | CueClass::Tell | CueClass::Deny | CueClass::Announce | CueClass::Urge);
    let noun = WordClass::NOUN | WordClass::NOUN_CUE | WordClass::DOCUMENT | WordClass::ORGANISATION;
    let present = form.inflection.third || form.inflection.base && document.word(at) == "Say";
    says && present && !item.is(noun) && title_case(&document.items, &document.sentences[number])
}

use rule_words::INSISTENT;

/// An adjective that attributes the clause behind it: Rivas is adamant that the vote was fair.
pub(super) fn adjective(document: &Document<'_>, number: usize, sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let item = &document.items[at];
    if item.capital || !document.is_any(at, &INSISTENT) {
        return None;
    }
    // What was learned of "insist" holds.
    let mut cue = Cue::new(CueKind::Verb, at, CueClass::Say, Frames::parse("t"), word_hash("insist"), number);
    extend_left(document, sentence, &mut cue);
    let subject = cue.group.start.checked_sub(1).filter(|b| *b >= sentence.start)?;
    let nobody = document.is_any_case(subject, &rule_words::NO_SUBJECT);
    let that = document.items.get(at + 1).is_some_and(|i| i.is(WordClass::THAT)) && at + 1 < sentence.end;
    (that && has_be(document, &cue) && document.items[subject].is_word() && !nobody).then_some(cue)
}

/// Whether a phrase would end with the "to" of an infinitive: agreed to | pay; is said to | have left.
fn infinitive(document: &Document<'_>, sentence: &Range<usize>, to: usize) -> bool {
    let items = &document.items;
    let noun = WordClass::NOUN
        | WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::SUBJECT_PRONOUN
        | WordClass::OBJECT_PRONOUN
        | WordClass::QUANTIFIER
        | WordClass::PERSON
        | WordClass::PERSONS
        | WordClass::GROUP;
    let verb = WordClass::VERB | WordClass::BE | WordClass::HAVE | WordClass::DO;
    items[to].is(WordClass::TO)
        && to + 1 < sentence.end
        && items[to + 1].is(verb)
        && !items[to + 1].is(noun)
        && !items[to + 1].capital
        && !document.word(to + 1).ends_with("ing")
        && (!document.word(to + 1).ends_with('s') || document.word(to + 1).ends_with("ss"))
}

/// Whether a phrase would end with the "about" of a number: said | about 50 firefighters.
fn round(document: &Document<'_>, sentence: &Range<usize>, about: usize) -> bool {
    let next = document.items.get(about + 1).filter(|_| about + 1 < sentence.end);
    document.word(about) == "about"
        && next.is_some_and(|n| n.kind == TokenKind::Number || n.is(WordClass::NUMBER | WordClass::QUANTIFIER))
}

/// Whether a base form is a noun where it stands: the report, a call.
fn noun_use(document: &Document<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let noun = WordClass::DOCUMENT | WordClass::NOUN_CUE | WordClass::NOUN | WordClass::ORGANISATION;
    let item = &document.items[at];
    if at == sentence.start {
        return item.is(noun);
    }
    // "Vantra shares, down 12 %, were up"
    let next = document.items.get(at + 1).filter(|_| at + 1 < sentence.end);
    let plain = WordClass::AUXILIARY | WordClass::PREPOSITION;
    if document.word(at) == "shares" && next.is_none_or(|n| n.kind == TokenKind::Comma || n.is(plain)) {
        return true;
    }
    // "in his own words"; "faced chants of “go home”"
    let of = || {
        next.is_some_and(|_| document.word(at + 1) == "of") && document.items.get(at + 2).is_some_and(Item::is_quote)
    };
    if item.is(WordClass::NOUN_CUE) && (document.word(at - 1) == "own" || document.word(at).ends_with('s') && of()) {
        return true;
    }
    // "some advocates for reform said": the plural, not what one of several does
    if document.word(at).ends_with('s') && document.is_any_case(at - 1, &rule_words::SEVERAL) {
        return item.is(noun | WordClass::PERSONS | WordClass::GROUP);
    }
    // "his only comment"
    let mut place = at - 1;
    let between = |n: usize| document.items[n].is(WordClass::ADVERB | WordClass::NUMBER | WordClass::TIME);
    if item.is(WordClass::NOUN_CUE) && place > sentence.start && between(place) {
        place -= 1;
    }
    let (before, at) = (&document.items[place], place + 1);
    // The Evening Standard reports: a capital makes a name of the adjective.
    let named = before.capital
        && before.is(WordClass::OUTLET | WordClass::OUTLET_WORD)
        && at - 1 > sentence.start
        && (document.items[at - 2].is(WordClass::DETERMINER) || document.items[at - 2].capital);
    if before.is(WordClass::ADJECTIVE) && named {
        return false;
    }
    // "a letter which says that"; but "asked which claims were true"
    let verb = WordClass::AUXILIARY | WordClass::FUTURE;
    if before.is(WordClass::RELATIVE)
        && before.is(WordClass::DETERMINER)
        && !before.is(WordClass::THAT)
        && !before.capital
    {
        return next.is_none_or(|n| n.is(verb) || n.is(WordClass::VERB) && !n.is(noun));
    }
    before.is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE)
        && !before.is(WordClass::THAT | WordClass::QUANTIFIER)
        || before.kind == TokenKind::Clitic && document.word(at - 1).ends_with('s')
        // "but says": a conjunction that is a preposition as well.
        || before.is(WordClass::PREPOSITION) && !before.is(WordClass::TO | WordClass::CONJUNCTION)
}

fn has_be(document: &Document<'_>, cue: &Cue) -> bool {
    document.items[cue.group.start..cue.head].iter().any(|i| i.is(WordClass::BE))
}

const IN: u32 = word_hash("in");
const BY: u32 = word_hash("by");
const PER: u32 = word_hash("per");

/// What the words have in common that are the heads of cues by themselves, not by their class.
pub(super) static HEADS: Bits = INSISTENT.bits().with(IN).with(BY).with(PER);

/// Whether a word may open a cue of several words: in the words of.
pub(super) fn opens_phrase(hash: u32) -> bool {
    matches!(hash, IN | BY | PER)
}

/// Whether a noun behind "in the" or "by the" makes a preposition with "of": in the words of.
pub(crate) fn phrase_noun(noun: &str, opener: &str) -> bool {
    rule_words::PHRASE_NOUN.holds(noun) && (opener.eq_ignore_ascii_case("by") || noun != "account")
}

/// A prepositional cue: according to, per, in the words of.
pub(super) fn preposition(
    document: &Document<'_>,
    _lexicon: &Lexicon,
    number: usize,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Cue> {
    let word = document.word(at);
    let is = |listed: &str| word.eq_ignore_ascii_case(listed);
    let next = |n: usize| (at + n < sentence.end).then(|| document.word(at + n));
    let end = match word.len() {
        9 if is("according") => {
            let to = (1..=3).find(|&n| next(n) == Some("to"))?;
            at + to + 1
        }
        // in the words of a veteran; by the account of witnesses
        2 if (is("in") || is("by")) && next(1) == Some("the") && next(3) == Some("of") => {
            if !phrase_noun(next(2)?, word) {
                return None;
            }
            at + 4
        }
        3 if is("per") => {
            // per cent, twice per the rules: a rate, a measure; at the head or behind a comma, per the ministry: a source.
            if at > sentence.start && document.items[at - 1].kind != TokenKind::Comma {
                return None;
            }
            let item = document.items.get(at + 1)?;
            // Per Andersson: a given name.
            let named = item.capital && document.items[at].capital;
            if named || !(item.is(WordClass::DETERMINER) && !item.is(WordClass::QUANTIFIER) || item.capital) {
                return None;
            }
            at + 1
        }
        _ => return None,
    };
    // What was learned of the commonest one holds for all.
    let lemma = word_hash("according");
    let mut cue = Cue::new(CueKind::Preposition, at, CueClass::Say, Frames::parse("qt"), lemma, number);
    cue.group.end = end;
    Some(cue)
}

/// Whether a word may be a verb that is in no list.
#[inline]
pub(super) fn unlisted(item: &Item) -> bool {
    const OTHER: WordClass =
        WordClass::COMMON.or(WordClass::VERB).or(WordClass::PREPOSITION).or(WordClass::PERSON).or(WordClass::PERSONS);
    !item.capital & !item.is(OTHER)
}

/// A verb outside the lists in the quotation frame: “...” thundered X; “...” X thundered.
pub(super) fn open_verb(document: &Document<'_>, number: usize, sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let item = &document.items[at];
    let past = item.ending == Ending::Ed;
    if !unlisted(item) || !past && item.ending != Ending::S || document.word(at).len() <= 4 {
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
