//! Offices and nations in capitals, that name nobody; names behind an office with its field.
//!
//! Takes a capitalised stretch, tells whether it is what somebody is (the Prime Minister, the Texan), and where behind an
//! office and its field a name stands: Minister for Health Anna Haro.

use super::phrase::{Context, particle};
use super::words::Class;
use super::{Mention, MentionKind, words};
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use smallvec::SmallVec;
use std::ops::Range;

/// Whether a capitalised stretch is nothing but an office: Armenian Ambassador, Deputy Finance Minister.
pub(super) fn office_words(context: Context<'_>, name: Range<usize>) -> bool {
    let items = &context.document.items;
    let last = &items[name.end - 1];
    let field = WordClass::DEMONYM
        | WordClass::PLACE
        | WordClass::METONYM
        | WordClass::TITLE_MODIFIER
        | WordClass::TITLE
        | WordClass::ADJECTIVE
        | WordClass::COMMON;
    name.len() > 1
        && !last.is(WordClass::FIRST_NAME | WordClass::PLACE | WordClass::SUFFIX)
        && (last.is(WordClass::TITLE)
            // the Iowa Republican
            || last.is(WordClass::PERSON | WordClass::DEMONYM | WordClass::GROUP)
                && words::is(context, name.end - 1, Class::PARTISAN)
                && items[name.start].is(WordClass::PLACE | WordClass::DEMONYM | WordClass::METONYM))
        && items[name.start..name.end - 1].iter().all(|i| {
            let given = i.is(WordClass::FIRST_NAME) && !i.is(WordClass::PLACE | WordClass::DEMONYM);
            i.kind == TokenKind::Stop || i.is(field) && !given
        })
}

/// Whether a run is "the Texan": one person, by where they are from.
pub(super) fn texan(context: Context<'_>, run: &Range<usize>, name: Range<usize>) -> bool {
    let item = &context.document.items[name.end - 1];
    // the New Zealander, the South African
    let whole = name.len() == 1 || name.len() == 2 && !context.document.items[name.start].is(WordClass::FIRST_NAME);
    // The New Yorker is a magazine.
    let outlet = context.document.outlet(context.lexicon, name.clone()).is_some();
    whole
        && !outlet
        && run.len() == name.len() + 1
        && ["the", "a"].iter().any(|article| context.document.word(run.start).eq_ignore_ascii_case(article))
        && item.is(WordClass::DEMONYM)
        && !item.is(WordClass::PLACE | WordClass::ORGANISATION | WordClass::METONYM)
        && national(context, name.end - 1)
}

/// Whether a word for somebody's nation means one person: the Texan, the Dane; not the French.
fn national(context: Context<'_>, at: usize) -> bool {
    let word = context.document.word(at);
    words::is(context, at, Class::NATIONAL) || ["an", "er", "i", "ot"].iter().any(|end| word.ends_with(end))
}

/// People called by what they are: Democrats, the Texan, a Republican. Sets the kind.
pub(super) fn people(context: Context<'_>, mention: &mut Mention, at: usize) -> bool {
    let item = &context.document.items[at];
    let determined = mention.phrase.start() < at;
    if item.is(WordClass::ORGANISATION | WordClass::TITLE) {
        return false;
    }
    if item.is(WordClass::PERSONS) || item.is(WordClass::GROUP) && context.document.word(at).ends_with('s') {
        mention.kind = MentionKind::People;
    } else if determined && item.is(WordClass::PERSON) && !item.is(WordClass::PLACE) {
        mention.kind = MentionKind::Person;
    } else if determined && item.is(WordClass::DEMONYM) && mention.phrase.len() <= 3 {
        // the Texan, the French
        mention.kind = if national(context, at) { MentionKind::Person } else { MentionKind::People };
    } else {
        return false;
    }
    true
}

/// A name behind an office with its field: Minister for Health Anna Haro. Makes the mention that name.
pub(super) fn behind_office(context: Context<'_>, mention: &mut Mention) {
    let items = &context.document.items;
    let head = &items[mention.head];
    if mention.kind != MentionKind::Person || !head.is(WordClass::TITLE | WordClass::PERSON) {
        return;
    }
    let mut tail = mention.head + 1..mention.phrase.end();
    while tail.len() > 3 && words::is(context, tail.end - 1, Class::POST_NOMINAL) {
        tail.end -= 1;
    }
    let last = tail.end - 1;
    let office = head.is(WordClass::TITLE) || words::is(context, mention.head, Class::OFFICE);
    let Some(given) = given_behind(context, tail.clone().skip(2), office) else { return };
    let capitals =
        (given..tail.end).all(|at| items[at].capital || items[at].kind == TokenKind::Stop || particle(context, at));
    // The head of the Lund region Anna Haro; but a lawyer for the actor Anna Haro, a friend of Anna Haro.
    let before = &items[given - 1];
    // former secretary of state Anna Haro; but a lawyer for former Haro
    let field_of = given >= 2 && items[given - 2].is(WordClass::PREPOSITION);
    let modifier = if field_of { WordClass::NONE } else { WordClass::TITLE_MODIFIER };
    let person = WordClass::PERSON | WordClass::TITLE | WordClass::PERSONS | modifier;
    let place = before.is(WordClass::PLACE | WordClass::METONYM | WordClass::ORGANISATION | WordClass::SUFFIX);
    // master of ceremonies Anna Haro
    let noun = before.is(WordClass::NOUN | WordClass::COMMON) && !before.is(WordClass::FUNCTION);
    let field = if head.capital {
        before.capital || noun && !before.is(person) && before.kind == TokenKind::Word
    } else {
        // the head of Rosvet Anna Haro
        !before.is(person)
            && (place || noun || office && before.capital && !before.is(WordClass::FIRST_NAME))
            && before.kind == TokenKind::Word
    };
    if given == last || !capitals || !field || items[last].is(WordClass::ORGANISATION | WordClass::SUFFIX) {
        return;
    }
    mention.kind = MentionKind::Name;
    mention.core = (given..tail.end).into();
    mention.role = mention.phrase.until(given);
    mention.head = last;
}

/// Where a name begins behind the field of an office: at its given name, or where behind the last noun of an office's
/// field only names stand: Deputy Minister of Trade | Lê Hoàng Phúc.
fn given_behind(context: Context<'_>, mut tail: impl Iterator<Item = usize> + Clone, office: bool) -> Option<usize> {
    let items = &context.document.items;
    let capital = |at: usize| items[at].capital && items[at].kind == TokenKind::Word;
    let given = |at: usize| {
        items[at].is(WordClass::FIRST_NAME)
            // V.D. Haro
            || items[at].upper && context.document.word(at).contains('.')
            // Abdul-Latif, Jean-Marc
            || context.document.word(at).split_once('-').is_some_and(|(first, second)| {
                let name = |part: &str| context.lexicon.word(&part.to_lowercase()).class.any(WordClass::FIRST_NAME);
                name(first) && name(second)
            })
    };
    let own = |at: usize| capital(at) && !items[at].is(WordClass::FUNCTION) && !super::bodies::common(context, at);
    let listed = WordClass::ORGANISATION | WordClass::SUFFIX | WordClass::PLACE | WordClass::METONYM;
    if let Some(found) = tail.clone().find(|&at| capital(at) && given(at)) {
        // Director of Roads | Wahyono Budi Haro: behind the noun of the field a name that no list has.
        let first = tail.clone().find(|&at| (at..=found).all(|n| own(n) && (n == found || !items[n].is(listed))));
        let field = |first: &usize| office && super::bodies::common(context, first - 1);
        return Some(first.filter(field).unwrap_or(found));
    }
    // Mayor of Kingston | Delroy Prince; Assistant Commissioner of the Jamaica Fire Brigade | Everton Prince
    let field = |at: usize| items[at].is(listed) || super::bodies::common(context, at);
    let behind_field = |&at: &usize| {
        let word = &items[at];
        let place = items[at - 1].is(WordClass::PLACE | WordClass::METONYM) && !super::bodies::common(context, at - 1);
        let nobody = word.is(WordClass::ORGANISATION | WordClass::SUFFIX | WordClass::FUNCTION)
            || super::bodies::common(context, at)
            || place && word.is(WordClass::PLACE | WordClass::METONYM);
        let rest = tail.clone().filter(|&n| n >= at);
        let ended = |n: usize| items[n].is(WordClass::ORGANISATION | WordClass::SUFFIX);
        capital(at) && field(at - 1) && !nobody && rest.clone().count() > 1 && !rest.last().is_some_and(ended)
    };
    if let Some(first) = tail.clone().find(behind_field).filter(|_| office) {
        return Some(first);
    }
    let noun = |at: usize| {
        let known = WordClass::ORGANISATION | WordClass::SUFFIX | WordClass::PLACE | WordClass::METONYM;
        items[at].is(known | WordClass::FUNCTION) || super::bodies::common(context, at) || !capital(at)
    };
    // Mayor of Kattvik | Delroy Prince: a field that no list has
    let rest: SmallVec<[usize; 4]> = tail.clone().collect();
    if let [first, last] = rest[..]
        && office
        && own(first)
        && capital(last)
        && own(first - 1)
        && !items[last].is(listed)
        && !items[first].is(listed)
    {
        return Some(first);
    }
    let last = tail.clone().filter(|&at| noun(at)).last()?;
    let from = tail.find(|&at| at == last + 1)?;
    (office && tail.count() > 0 && capital(last)).then_some(from)
}
