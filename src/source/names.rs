//! `NAME`: the capitalised stretch or the listed form that names an outlet.
//!
//! Takes items, gives the range of the name and its row in the list. Whether the name is an outlet's is weighed by
//! `outlets`.

use super::outlets::{Context, REACH, error};
use super::words::{self, OutletKind};
use crate::document::TokenKind;
use crate::document::{Items, Parsed};
use crate::lexicon::set::{Words, listed};
use crate::lexicon::{PhraseKind, WordClass};
use std::ops::Range;

/// `NAME`: gives its range and, where it is listed, the row
pub fn name<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, (Range<usize>, Option<u16>)> {
    let start = input.position();
    let Some(_) = input.first() else { return error() };
    let end = start + nom::Input::input_len(&input).min(REACH);
    if context.domain(start) {
        return Ok((input.skip(1), (start..start + 1, row(context, start..start + 1))));
    }
    // Lagos-based Daily Trust: where it is, not what it is called.
    if based(context.document.word(start)) && start + 1 < end && context.name_word(start + 1) {
        return name(context, input.skip(1));
    }
    if let Some((behind, row)) = numbered(context, start, end) {
        return Ok((input.skip(behind - start), (start..behind, Some(row))));
    }
    if let Some((at, number)) = phrase(context, start, end) {
        let (range, number) = whole(context, start..at, number, end);
        return Ok((input.skip(range.len()), (range, number)));
    }
    if context.small_name(start) {
        let row = context.lexicon.outlet_named(context.document.word(start));
        return Ok((input.skip(1), (start..start + 1, row)));
    }
    if context.call_sign(start) && !context.item(start).capital {
        return Ok((input.skip(1), (start..start + 1, row(context, start..start + 1))));
    }
    // Late on Tuesday Bloomberg reported: the day is no part of the name.
    if !context.name_word(start) {
        return error();
    }
    let range = stretch(context, start, end);
    if context.item(start).is(WordClass::CALENDAR) && (range.len() == 1 || row(context, start + 1..range.end).is_some())
    {
        let of_day = range.len() > 1 && of_day(context, &range);
        return if of_day { Ok((input.skip(range.len()), (range, None))) } else { error() };
    }
    let range = shown(context, range, end);
    let number = row(context, range.clone());
    // Emirati WAM: the listed name at the end is the name, the word before it says whose it is.
    if number.is_none()
        && range.len() == 2
        && context.item(start + 1).upper
        && !context.item(start).upper
        && !context.worded(&(start..start + 1))
        && row(context, start + 1..range.end).is_some()
    {
        return Ok((input.skip(2), (start + 1..range.end, row(context, start + 1..range.end))));
    }
    // Behind a listed word: POLITICO Florida, but Fox host.
    let says = context.item(start).is(WordClass::COMMON | WordClass::NOUN) && !context.item(start).upper;
    if number.is_none() && range.len() > 1 && context.listed_word(start) && !says {
        let first = start..start + 1;
        if let Some(number) = row(context, first.clone())
            && !worded_tail(context, start + 1..range.end)
            && !branch(context, number, start + 1..range.end)
        {
            return Ok((input.skip(1), (first, Some(number))));
        }
    }
    Ok((input.skip(range.len()), (range, number)))
}

/// A listed name, or the longer one that begins with it, which has no row: BBC Radio Cumbria, Daily Mirror Kenya.
pub(super) fn whole(context: Context<'_>, listed: Range<usize>, row: u16, end: usize) -> (Range<usize>, Option<u16>) {
    let at = listed.end;
    let stretch = stretch(context, listed.start, end);
    let linked = at < stretch.end && !context.item(at).capital && context.item(at).kind == TokenKind::Word;
    let rest = at..stretch.end;
    let longer = stretch.end > at && (linked || worded_tail(context, rest.clone()) || branch(context, row, rest));
    if longer { (stretch, None) } else { (listed, Some(row)) }
}

/// Whether a day and a listed paper are the name of its edition of that day, which is told or spoken to: Saturday Vanguard.
fn of_day(context: Context<'_>, range: &Range<usize>) -> bool {
    let listed = row(context, range.start + 1..range.end).and_then(|row| context.lexicon.outlet(row));
    let paper = listed.is_some_and(|o| OutletKind::from_word(o.kind) == OutletKind::Paper);
    let before = range.start.checked_sub(1).map(|at| context.item(at));
    let asked = before.is_some_and(|i| {
        words::TELLS.contains(&i.hash) || matches!(i.hash, words::TO | words::WITH | words::BY | words::ARTICLE)
    });
    paper && asked && words::WEEKEND.contains(&context.item(range.start).hash)
}

/// Whether a small word can stand in a title: between two words written large.
pub(super) fn inner(context: Context<'_>, at: usize) -> bool {
    let small = listed!["to", "in", "on", "for", "with", "at", "of", "and", "the", "a"];
    let large = |at: usize| context.document.items.get(at).is_some_and(|i| i.capital && i.kind == TokenKind::Word);
    context.document.is_any(at, small) && at > 0 && large(at - 1) && large(at + 1)
}

/// The name of a programme that goes on behind a small word: the Stick to Football podcast.
fn shown(context: Context<'_>, range: Range<usize>, end: usize) -> Range<usize> {
    let at = range.end;
    if at + 1 >= end || !inner(context, at) {
        return range;
    }
    let behind = stretch(context, at + 1, end).end;
    let podcast = behind < end && words::PODCASTS.contains(&context.item(behind).hash);
    if podcast { range.start..behind } else { range }
}

/// A listed name that begins with a number: 1+1, 20 Minutes, 24.kg. Gives its end and its row.
pub fn numbered(context: Context<'_>, start: usize, end: usize) -> Option<(usize, u16)> {
    if context.item(start).kind != TokenKind::Number {
        return None;
    }
    (start + 1..=end.min(start + 4)).rev().find_map(|behind| {
        // A number by itself counts something: Cruz's 538 delegates.
        let named = behind == start + 1;
        (!named)
            .then(|| context.lexicon.outlet_named(context.document.text_of(start..behind)).map(|row| (behind, row)))?
    })
}

/// Whether a word only says where an outlet is or whose: Lagos-based, Kremlin-backed.
pub fn based(word: &str) -> bool {
    let Some(hyphen) = word.bytes().rposition(|b| b == b'-') else { return false };
    matches!(
        &word[hyphen + 1..],
        "based" | "run" | "owned" | "backed" | "funded" | "controlled" | "language" | "linked" | "aligned"
    )
}

/// Whether what follows a listed name belongs to the name of the outlet: Radio Cumbria, News, Sport.
pub fn worded_tail(context: Context<'_>, rest: Range<usize>) -> bool {
    rest.clone().any(|at| {
        matches!(context.item(at).kind, TokenKind::Number)
            || words::NAME_WORDS.contains(&context.item(at).hash) && !context.item(at).is(WordClass::CALENDAR)
            || context.item(at).is(WordClass::OUTLET_WORD) && !context.item(at).is(WordClass::CALENDAR)
            || section(context, at)
            || context.item(at).upper && context.document.word(at).len() == 1
    })
}

/// Whether what follows a listed name says which of its branches it is: ABC North, BBC Scotland, RTÉ Radio One; but not
/// told CNN Iran would agree.
pub(super) fn branch(context: Context<'_>, row: u16, rest: Range<usize>) -> bool {
    let other = WordClass::FIRST_NAME
        | WordClass::TITLE
        | WordClass::PERSON
        | WordClass::PERSONS
        | WordClass::GROUP
        | WordClass::ORGANISATION
        | WordClass::CALENDAR
        | WordClass::DEMONYM;
    let no_branch = |at: usize| {
        let item = context.item(at);
        let names_place = item.is(WordClass::PLACE) || words::DIRECTIONS.contains(&item.hash);
        let person = item.is(other) && !names_place || context.surnames.contains(&item.hash);
        person || !item.is_word() || item.is(WordClass::METONYM | WordClass::OUTLET) && !item.is(WordClass::PLACE)
    };
    if rest.is_empty() || rest.clone().any(no_branch) {
        return false;
    }
    let place = |at: usize| {
        let item = context.item(at);
        item.is(WordClass::PLACE | WordClass::NUMBER) || words::DIRECTIONS.contains(&item.hash)
    };
    let placed = rest.clone().all(place);
    let station = context.lexicon.outlet(row).map(|o| OutletKind::from_word(o.kind)) == Some(OutletKind::Broadcaster);
    let Some(next) = context.document.items.get(rest.end) else { return placed };
    if context.possessive(rest.end) > 0 {
        return placed && station;
    }
    let says = next.is(WordClass::CUE) && !context.addressed && placed;
    // Told VOA Capitol correspondent Lida Haro.
    let goes_on = WordClass::FINITE | WordClass::PERSON | WordClass::PERSONS;
    let clause = next.kind == TokenKind::Word && next.is(goes_on) && !says;
    // ITV Meridian; but Globo Airlines is none of Globo's, nor the CNN Democratic presidential debate.
    let before = context.item(rest.start - 1);
    let closed =
        next.kind != TokenKind::Word || next.is(WordClass::PREPOSITION | WordClass::THAT | WordClass::CALENDAR);
    // Told ITV News Meridian he would: what is said begins with who it is about.
    let said = context.addressed && next.is(WordClass::SUBJECT_PRONOUN);
    let letters = before.upper || rest.start > 1 && context.item(rest.start - 2).upper && before.hash == words::NEWS;
    !clause && (placed || station && letters && rest.len() == 1 && (closed || said))
}

/// Whether a word is what part of an outlet is called: Reuters Health, PUNCH Metro.
pub fn section(context: Context<'_>, at: usize) -> bool {
    context.item(at).capital && words::SECTIONS.contains(&context.item(at).hash)
}

/// Words that link the words of a name in other languages.
static PARTICLES: Words = Words::of(&["de", "du", "del", "da", "di", "des", "der"]);

/// Whether a word, by its hash, may link the words of a name.
pub fn linking(hash: u32) -> bool {
    PARTICLES.may_hold(hash)
}

/// The capitalised stretch at an item, without trailing days.
pub fn stretch(context: Context<'_>, start: usize, end: usize) -> Range<usize> {
    let mut at = start + 1;
    while at < end {
        let item = context.item(at);
        let next = at + 1 < end && context.name_word(at + 1);
        let joins = context.name_word(at)
            || item.capital && item.is(WordClass::NUMBER)
            || item.kind == TokenKind::Number
                && (context.document.word(at).len() < 4 || next && frequency(context, at))
            || item.kind == TokenKind::Symbol && next && matches!(context.document.word(at), "&" | "/" | "+");
        let linked = next
            && item.kind == TokenKind::Word
            && (context.document.is_any(at, &PARTICLES)
                || item.hash == words::OF && context.worded(&(at - 1..at))
                || item.hash == words::OF && context.item(at - 1).hash == words::AGENCY
                || item.hash == words::AND && context.worded(&(at - 1..at)) && context.worded(&(at + 1..at + 2)));
        if joins {
            at += 1;
        } else if linked {
            at += 2;
        } else {
            break;
        }
    }
    let title = |at: usize| matches!(context.document.word(at), "Today" | "Tonight" | "Week");
    while at > start + 1 && context.item(at - 1).is(WordClass::CALENDAR) && !title(at - 1) {
        at -= 1;
    }
    start..at
}

/// Whether a number is the frequency of a station: Lagoon 92.7 FM.
fn frequency(context: Context<'_>, at: usize) -> bool {
    let band = context.item(at + 1);
    band.upper && matches!(context.document.word(at + 1), "FM" | "AM")
}

/// The longest listed phrase that begins at an item.
pub fn phrase(context: Context<'_>, at: usize, end: usize) -> Option<(usize, u16)> {
    let item = context.item(at);
    // The article of a name is often written small: the Atlantic.
    let article = item.hash == words::ARTICLE && !item.capital && at + 1 < end && context.item(at + 1).capital;
    if !item.is(WordClass::PHRASE_START) || !item.capital && !article {
        return None;
    }
    let second = (at + 1..end).map(|at| context.item(at)).find(|item| item.kind != TokenKind::Stop)?.hash;
    let first = context.document.word(at);
    if first.is_ascii() && !context.lexicon.may_begin_outlet(item.hash, second) {
        return None;
    }
    context.lexicon.phrases(first, item.hash, second).find_map(|phrase| {
        let PhraseKind::Outlet(row) = phrase.kind else { return None };
        let mut next = at + 1;
        let mut capital = !item.is(WordClass::DETERMINER);
        for word in context.lexicon.words(phrase.rest) {
            while next < end && context.item(next).kind == TokenKind::Stop {
                next += 1;
            }
            if next >= end || !context.document.is_word(next, word) {
                return None;
            }
            // "Sunday morning" is no programme, but "Tasnim news agency" and "Hospodářské noviny" are names.
            let small = context.item(next);
            let kept = small.capital
                || small.kind != TokenKind::Word
                || words::noun_kind(small.hash).is_some()
                || words::NEWS_WORDS.contains(&small.hash)
                || small.is(super::outlets::function())
                || !small.is(WordClass::CALENDAR | WordClass::TIME | WordClass::NOUN | WordClass::COMMON);
            if !kept {
                return None;
            }
            capital |= small.capital;
            next += 1;
        }
        // The Daily Courier is not The Daily, nor the Atlantic Council the Atlantic.
        let follows = |at: usize| {
            at < end && context.name_word(at) && !context.item(at).is(WordClass::CALENDAR | WordClass::FIRST_NAME)
        };
        let amp = next + 1 < end && context.item(next).kind == TokenKind::Symbol && context.name_word(next + 1);
        let longer = item.is(WordClass::DETERMINER) && next == at + 2 && (follows(next) || amp);
        // Written small, the article makes no name of a word that says what it says: the House, the Republican nominee.
        let plain = item.is(WordClass::DETERMINER) && next == at + 2 && {
            let other = WordClass::PLACE
                | WordClass::METONYM
                | WordClass::DEMONYM
                | WordClass::GROUP
                | WordClass::PERSONS
                | WordClass::ORGANISATION;
            let goes_on = context.document.items.get(next).is_some_and(|i| {
                i.kind == TokenKind::Word
                    && i.is(WordClass::NOUN | WordClass::PERSON | WordClass::ORGANISATION | WordClass::PERSONS)
                    && !i.is(WordClass::CALENDAR | WordClass::CUE)
                    && words::noun_kind(i.hash).is_none()
            });
            // Whoever is told is no ocean and no island.
            let body = WordClass::DEMONYM | WordClass::GROUP | WordClass::PERSONS | WordClass::ORGANISATION;
            let other = if context.addressed { body } else { other };
            article && context.item(at + 1).is(other) || goes_on
        };
        // Catholic news agency Fides: nouns written small before a name are those of that name.
        let small = |at: usize| !context.item(at).capital && words::noun_kind(context.item(at).hash).is_some();
        let other = small(next - 1) && follows(next) && !context.item(next).is(WordClass::TITLE | WordClass::PERSON);
        let longer = longer || plain || other;
        (capital && !longer).then_some((next, row))
    })
}

/// The row of a name, as written.
pub fn row(context: Context<'_>, range: Range<usize>) -> Option<u16> {
    // A month or a day by itself is no programme.
    if range.len() == 1 && context.item(range.start).is(WordClass::CALENDAR)
        || !context.document.may_name_outlet(context.lexicon, range.clone())
        || range.len() == 1 && !context.listed_word(range.start)
    {
        return None;
    }
    let text = context.document.text_of(range);
    context.lexicon.outlet_named(text).or_else(|| {
        // POLITICO and Politico are one; but "time" is no magazine.
        if text.len() <= 3 || text.chars().any(char::is_lowercase) {
            return None;
        }
        let title: String =
            text.chars().enumerate().map(|(n, c)| if n == 0 { c } else { c.to_ascii_lowercase() }).collect();
        context.lexicon.outlet_named(&title)
    })
}
