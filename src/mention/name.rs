//! The name in a run: titles before, the name behind, or a body.
//!
//! Takes a run of words that ends in a capitalised one; fills in what of its mention is title and role, what the name.

use super::description::description;
use super::phrase::{Context, based, name_word, particle};
use super::tail::attached;
use super::{Mention, MentionKind};
use crate::document::{Ending, TokenKind};
use crate::lexicon::set::{Words, listed};
use crate::lexicon::{PhraseKind, WordClass};
use std::ops::Range;

/// Reads a run that ends in a capitalised word: title and role before, the name behind; or a body.
pub(super) fn capitalised(context: Context<'_>, mention: &mut Mention) {
    let items = &context.document.items;
    let run = mention.phrase.items();
    // The last capitalised stretch.
    let mut start = run.end - 1;
    while start > run.start {
        let before = &items[start - 1];
        let joins = before.capital && name_word(context, start - 1)
            || before.kind == TokenKind::Stop
            || particle(context, start - 1)
                && (start - 1 == run.start || particle_joins(context, run.start, start - 1))
            || genitive(context, &run, start - 1)
            || before.kind == TokenKind::Symbol && context.document.word(start - 1) == "&"
            || context.document.is_any(start - 1, listed!["and"]) && super::bodies::compound(context, start - 1)
            || before.kind == TokenKind::Number && start - 1 > run.start && items[start - 2].capital
            || start - 1 > run.start && grade(context, start - 1);
        if !joins {
            break;
        }
        start -= 1;
    }
    // In a headline a known given name begins the name: Mayor Slams Anna Haro.
    if context.title_case
        && let Some(given) =
            (start..run.end - 1).rev().find(|&at| items[at].is(WordClass::FIRST_NAME) && items[at].capital)
    {
        start = given;
    }
    // Initial stop or particle cannot begin a name.
    while start < mention.head && !items[start].capital && !particle(context, start) {
        start += 1;
    }
    let stretch = start..run.end;
    let name_from = split_titles(context, stretch.clone());
    // Adaeze Morley KC: the letters behind a name are not its own.
    let mut end = run.end;
    while end > name_from + 2 && POST_NOMINALS.contains(&context.document.word(end - 1)) {
        end -= 1;
        if items[end - 1].kind == TokenKind::Comma || items[end - 1].kind == TokenKind::Stop {
            end -= 1;
        }
    }
    if end < run.end {
        mention.head = end - 1;
    }
    let name = name_from..end;
    let lower_before = run.start < stretch.start;
    let role_noun = (run.start..name_from).rev().find(|&at| items[at].is_word()).is_some_and(|at| {
        items[at].is(WordClass::PERSON | WordClass::TITLE | WordClass::PERSONS)
            || matches!(description(&items[at], context, at), Some(MentionKind::Person))
    });
    // "the state MP", "a Democrat", "Minister" for Health: a description in capitals.
    // "the Dane": somebody's nation, though others have it as a name.
    let dane = texan(context, &run, name.clone());
    let alone = name.len() == 1 && (dane || !items[name_from].is(WordClass::FIRST_NAME));
    // "Mr. King": whoever is addressed so has a name.
    let addressed = name_from > run.start && {
        let at = if items[name_from - 1].kind == TokenKind::Stop { name_from.saturating_sub(2) } else { name_from - 1 };
        matches!(context.document.word(at), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Mr." | "Mrs." | "Ms." | "Dr.")
    };
    let office = !addressed
        && (alone && items[name_from].is(WordClass::TITLE) && !items[name_from].is(WordClass::PLACE)
            || office_words(context, name.clone()));
    let determined = run.len() > 1 && items[run.start].is(WordClass::DETERMINER | WordClass::POSSESSIVE);
    let field = items.get(run.end).is_some_and(|i| i.is(WordClass::PREPOSITION))
        && matches!(context.document.word(run.end), "for" | "of")
        || items.get(run.end).is_some_and(|i| i.is(WordClass::TO)) && attached(context.document.word(name.end - 1));
    let body = !(office && (determined || field)) && !dane && body_name(context, name.clone(), role_noun);
    mention.core = name.clone().into();
    mention.role = (run.start..name_from).into();
    if body && !role_noun {
        mention.kind = MentionKind::Body;
        mention.core = stretch.into();
        mention.head = run.end - 1;
        mention.role = (run.start..run.start).into();
    } else if alone && people(context, mention, name_from) {
        mention.core = run.clone().into();
        mention.role = (run.start..run.start).into();
    } else if office && (run.len() > 1 || field) {
        // "the President", "the Prime Minister": a description in capitals.
        mention.kind = MentionKind::Person;
        mention.core = run.clone().into();
        mention.role = (run.start..run.start).into();
    } else {
        mention.kind = MentionKind::Name;
        let article = items[run.start].is(WordClass::DETERMINER);
        if lower_before && !role_noun && article && !items[name_from].is(WordClass::FIRST_NAME) {
            mention.kind = MentionKind::Body;
        }
        // "Lund-based Haro": nobody's role.
        if !role_noun && (run.start..name_from).all(|at| based(context.document.word(at))) {
            mention.role = (run.start..run.start).into();
        }
        // An article is no role.
        if !role_noun && !lower_before && name_from == stretch.start {
            mention.role = (run.start..run.start).into();
        }
    }
}

/// Whether a capitalised stretch is nothing but an office: Armenian Ambassador, Deputy Finance Minister.
fn office_words(context: Context<'_>, name: Range<usize>) -> bool {
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
                && PARTISANS.contains(&context.document.word(name.end - 1))
                && items[name.start].is(WordClass::PLACE | WordClass::DEMONYM | WordClass::METONYM))
        && items[name.start..name.end - 1].iter().all(|i| {
            let given = i.is(WordClass::FIRST_NAME) && !i.is(WordClass::PLACE | WordClass::DEMONYM);
            i.kind == TokenKind::Stop || i.is(field) && !given
        })
}

/// What a politician is called by party.
const PARTISANS: &[&str] = &["Republican", "Democrat", "Conservative", "Liberal", "Labourite", "Green"];

/// Letters behind a name: honours, degrees, seats.
const POST_NOMINALS: &[&str] =
    &["KC", "QC", "SC", "SAN", "MP", "MEP", "MSP", "MS", "TD", "MLA", "MD", "PhD", "OBE", "CBE", "MBE", "FRS", "DSO"];

/// Given names that are titles before another given name.
const RANKS: &[&str] =
    &["Don", "Marine", "Major", "Prince", "Princess", "Judge", "Bishop", "Baron", "Duke", "Sergeant", "Dame"];

/// Forms of address that are nobody's name.
const HONORIFICS: &[&str] = &[
    "Alhaji",
    "Alhaja",
    "Hajia",
    "Pa",
    "Mama",
    "Chief",
    "Oba",
    "Otunba",
    "Cllr",
    "Cr",
    "Sheikh",
    "Shaikh",
    "Haji",
    "Hajiya",
    "Hajj",
    "Malam",
    "Mallam",
    "Sardar",
    "Pandit",
    "Shri",
    "Smt",
    "Ustaz",
    "Imam",
    "Mullah",
    "Ayatollah",
    "Datuk",
    "Dato",
    "Tun",
    "Engr",
    "Barr",
    "Adv",
    "Arch",
];

/// Whether particles from `at` backwards stand behind a capitalised name: Joris van der Velde.
fn particle_joins(context: Context<'_>, from: usize, at: usize) -> bool {
    let mut first = at;
    while first > from && particle(context, first - 1) {
        first -= 1;
    }
    first > from && context.document.items[first - 1].capital
}

/// Whether a possessive inside capitals belongs to a body's name: the Educators' Congress.
fn genitive(context: Context<'_>, run: &Range<usize>, at: usize) -> bool {
    let items = &context.document.items;
    let mark = items[at].kind == TokenKind::Clitic || items[at].kind == TokenKind::Mark && !items[at].is_quote();
    if !mark || at <= run.start || !items[run.end - 1].is(WordClass::ORGANISATION | WordClass::SUFFIX) {
        return false;
    }
    let owner = &items[at - 1];
    let known = WordClass::PERSONS | WordClass::PERSON | WordClass::GROUP | WordClass::TITLE | WordClass::NOUN;
    owner.capital && owner.is(known) && !owner.is(WordClass::FIRST_NAME | WordClass::PLACE)
}

/// Whether a word before a full name is what somebody is, or where: Oboist Clara Weiss, (in) Moscow Vardan Toganyan.
fn no_name(context: Context<'_>, stretch: &Range<usize>, at: usize, next: usize) -> bool {
    let items = &context.document.items;
    let (word, item) = (context.document.word(at), &items[at]);
    if HONORIFICS.contains(&word) && next < stretch.end {
        return true;
    }
    // "Airline Meridia": what it is, at the head of a sentence.
    let known =
        WordClass::COMMON | WordClass::ORGANISATION | WordClass::PLACE | WordClass::FIRST_NAME | WordClass::SUFFIX;
    if at == context.sentence_start
        && next + 1 == stretch.end
        && item.is(WordClass::ORGANISATION | WordClass::OUTLET_NOUN)
        && item.is(WordClass::COMMON)
        && !items[next].is(known)
    {
        return true;
    }
    let full_name_behind =
        next + 1 < stretch.end && items[next].is(WordClass::FIRST_NAME) && items[next].kind == TokenKind::Word;
    let body = items[stretch.end - 1].is(WordClass::ORGANISATION | WordClass::SUFFIX)
        && !items[stretch.end - 1].is(WordClass::FIRST_NAME);
    if !full_name_behind
        || body && next + 2 == stretch.end
        || item.is(WordClass::FIRST_NAME)
        || item.kind != TokenKind::Word
        || word.len() < 3
    {
        return false;
    }
    let office = item.upper && word.len() <= 4;
    let sentence_start = at == context.sentence_start;
    let plain = WordClass::NOUN | WordClass::ADJECTIVE | WordClass::VERB | WordClass::ADVERB | WordClass::COMMON;
    let agent = ["ist", "woman", "person", "ologist", "eer", "keeper", "maker"].iter().any(|e| word.ends_with(e));
    office
        || item.is(WordClass::PLACE | WordClass::METONYM | WordClass::DEMONYM)
        || agent
        // Brave Anna Haro said; Using Anna Haro's words
        || sentence_start && (item.is(plain) || item.ending == Ending::Ing)
}

/// Where the name begins in a capitalised stretch: behind its titles and role nouns.
fn split_titles(context: Context<'_>, stretch: Range<usize>) -> usize {
    let items = &context.document.items;
    // The Prosecutor General's Office: whose it is belongs to the name.
    if items[stretch.clone()].iter().any(|i| matches!(i.kind, TokenKind::Clitic | TokenKind::Mark)) {
        return stretch.start;
    }
    let mut name = stretch.start;
    let mut at = stretch.start;
    while at + 1 < stretch.end {
        let item = &items[at];
        let mut next = at + 1;
        if items[next].kind == TokenKind::Stop {
            next += 1;
        }
        if next >= stretch.end {
            break;
        }
        // "Don Ytterberg" is a name, "Don Pedro Alarcón" has a title.
        let rank =
            RANKS.contains(&context.document.word(at)) && !matches!(context.document.word(next), "Le" | "La" | "De");
        // Marine John “Tig” Haro: the name goes on behind its nickname.
        let nicknamed = next + 1 == stretch.end && items.get(next + 1).is_some_and(|i| i.is_quote());
        let ranked = rank && (next + 1 < stretch.end || nicknamed) && items[next].is(WordClass::FIRST_NAME);
        // "Maj." is a rank, Maj a given name.
        let abbreviated = next > at + 1 && item.is(WordClass::TITLE);
        // Haji Gul Mohammad: an address before a full name, though others have it as a given name.
        let addressed = HONORIFICS.contains(&context.document.word(at))
            && next + 1 < stretch.end
            && !particle(context, next)
            && !items[stretch.end - 1].is(WordClass::ORGANISATION | WordClass::SUFFIX);
        let given = item.is(WordClass::FIRST_NAME) && !ranked && !abbreviated && !addressed;
        // Lisa M. Madigan: no Monsieur.
        if at > stretch.start && context.document.word(at).len() == 1 {
            at = next;
            continue;
        }
        // The Republican National Committee: the word belongs to the body's name, and is nobody's title.
        if PARTISANS.contains(&context.document.word(at)) && items[stretch.end - 1].is(WordClass::ORGANISATION) {
            break;
        }
        if name > stretch.start && name == at && next + 1 < stretch.end && grade(context, at) {
            name = at + 2;
            at = name;
            continue;
        }
        if (item.is(WordClass::TITLE | WordClass::PERSON) || context.document.word(at) == "Royal")
            && titled_body(context, at, stretch.end)
        {
            break;
        }
        let common = item.upper && next + 1 == stretch.end && super::bodies::common(context, next);
        let title = !given
            && !particle(context, at)
            && !common
            && (item.is(WordClass::TITLE | WordClass::PERSON)
                // Democrats Anna Haro and Per Lind
                || item.is(WordClass::PERSONS) && next + 1 < stretch.end && items[next].is(WordClass::FIRST_NAME)
                || compound_title(context, at)
                || no_name(context, &stretch, at, next));
        let phrase = phrase_at(context, at, stretch.end).filter(|(_, kind)| {
            matches!(kind, PhraseKind::Title) || matches!(kind, PhraseKind::Noun(c) if c.any(WordClass::PERSON))
        });
        if let Some((end, _)) = phrase.filter(|(end, _)| *end < stretch.end) {
            name = if items[end].kind == TokenKind::Stop && end + 1 < stretch.end { end + 1 } else { end };
            at = name;
            continue;
        }
        if title {
            name = next;
        }
        at = next;
    }
    name
}

/// Whether an item is the number of a rank's grade: Sgt. 1st Class, Petty Officer Second Class.
fn grade(context: Context<'_>, at: usize) -> bool {
    let numbered = context.document.items[at].kind == TokenKind::Number
        || matches!(context.document.word(at), "1st" | "2nd" | "3rd" | "First" | "Second" | "Third");
    numbered && context.document.items.get(at + 1).is_some_and(|_| context.document.word(at + 1) == "Class")
}

/// What only bodies are called, and hardly anybody.
static SEATS: Words = Words::of(&[
    "department",
    "ministry",
    "office",
    "court",
    "council",
    "commission",
    "committee",
    "agency",
    "authority",
    "bureau",
    "service",
    "association",
    "federation",
    "institute",
    "board",
]);

/// Whether a title is the first word of a body's name: the General Medical Council.
fn titled_body(context: Context<'_>, at: usize, end: usize) -> bool {
    let items = &context.document.items;
    let body = &items[end - 1];
    if let Some((end_of, PhraseKind::Noun(_))) = phrase_at(context, at, end)
        && end_of == end
        && body.kind == TokenKind::Word
    {
        return body.is(WordClass::ORGANISATION | WordClass::SUFFIX) || at + 2 == end;
    }
    // The Justice Department, the Superior Court: an office before what only bodies are called.
    if end == at + 2 && SEATS.may_hold(body.hash) && SEATS.holds_any_case(context.document.word(end - 1)) {
        return true;
    }
    if context.document.word(at) == "Royal" && end == at + 2 {
        return body.is(WordClass::ORGANISATION | WordClass::SUFFIX);
    }
    end > at + 2
        && body.is(WordClass::ORGANISATION | WordClass::SUFFIX)
        && !body.is(WordClass::FIRST_NAME)
        && (at + 1..end - 1).all(|n| {
            let general = context.document.word(at) == "General" && !items[n].is(WordClass::FIRST_NAME);
            items[n].kind == TokenKind::Word && (general || super::bodies::common(context, n))
        })
}

/// Secretary-Treasurer, Co-Chair: the last part is a title.
fn compound_title(context: Context<'_>, at: usize) -> bool {
    let word = context.document.word(at);
    word.rsplit_once('-').is_some_and(|(_, last)| {
        last.len() > 3
            && context.lexicon.word(&last.to_lowercase()).class.any(WordClass::TITLE | WordClass::PERSON)
            && !context.lexicon.word(&last.to_lowercase()).class.any(WordClass::FIRST_NAME)
    })
}

/// Whether a run is "the Texan": one person, by where they are from.
fn texan(context: Context<'_>, run: &Range<usize>, name: Range<usize>) -> bool {
    let item = &context.document.items[name.start];
    name.len() == 1
        && run.len() == 2
        && ["the", "a"].iter().any(|article| context.document.word(run.start).eq_ignore_ascii_case(article))
        && item.is(WordClass::DEMONYM)
        && !item.is(WordClass::PLACE | WordClass::ORGANISATION)
        && national(context.document.word(name.start))
}

/// Whether a word for somebody's nation means one person: the Texan, the Dane; not the French.
fn national(word: &str) -> bool {
    let words = [
        "Dane",
        "Swede",
        "Finn",
        "Pole",
        "Turk",
        "Serb",
        "Croat",
        "Czech",
        "Greek",
        "Slovene",
        "Slovak",
        "Spaniard",
        "Kurd",
        "Scot",
        "Briton",
        "Thai",
        "Kiwi",
        "Filipino",
        "Filipina",
        "Uzbek",
        "Kazakh",
        "Kyrgyz",
        "Tajik",
        "Latina",
        "Latino",
        "Frenchwoman",
        "Englishwoman",
        "Irishwoman",
        "Scotswoman",
        "Dutchwoman",
        "Cypriot",
        "Basque",
        "Catalan",
    ];
    words.contains(&word) || ["an", "er", "i", "ot"].iter().any(|end| word.ends_with(end))
}

/// People called by what they are: Democrats, the Texan, a Republican. Sets the kind.
fn people(context: Context<'_>, mention: &mut Mention, at: usize) -> bool {
    let item = &context.document.items[at];
    let determined = mention.phrase.start() < at;
    if item.is(WordClass::ORGANISATION | WordClass::TITLE) {
        return false;
    }
    if item.is(WordClass::PERSONS) || item.is(WordClass::GROUP) && context.document.word(at).ends_with('s') {
        mention.kind = MentionKind::People;
    } else if determined && item.is(WordClass::PERSON) && !item.is(WordClass::PLACE) {
        mention.kind = MentionKind::Person;
    } else if determined && item.is(WordClass::DEMONYM) && mention.phrase.len() == 2 {
        // the Texan, the French
        mention.kind = if national(context.document.word(at)) { MentionKind::Person } else { MentionKind::People };
    } else {
        return false;
    }
    true
}

/// Nouns for who stands at the head of a body; what follows is a name where it cannot be the body's.
const OFFICES: &[&str] =
    &["head", "chief", "director", "minister", "president", "chairman", "chairwoman", "governor", "mayor"];

/// A name behind an office with its field: Minister for Health Anna Haro. Makes the mention that name.
pub(super) fn behind_office(context: Context<'_>, mention: &mut Mention) {
    let items = &context.document.items;
    let head = &items[mention.head];
    if mention.kind != MentionKind::Person || !head.is(WordClass::TITLE | WordClass::PERSON) {
        return;
    }
    let mut tail = mention.head + 1..mention.phrase.end();
    while tail.len() > 3 && POST_NOMINALS.contains(&context.document.word(tail.end - 1)) {
        tail.end -= 1;
    }
    let last = tail.end - 1;
    let office = head.is(WordClass::TITLE) || OFFICES.contains(&context.document.word(mention.head));
    let Some(given) = given_behind(context, tail.clone().skip(2), office) else { return };
    let capitals =
        (given..tail.end).all(|at| items[at].capital || items[at].kind == TokenKind::Stop || particle(context, at));
    // The head of the Lund region Anna Haro; but a lawyer for the actor Anna Haro, a friend of Anna Haro.
    let before = &items[given - 1];
    let person = WordClass::PERSON | WordClass::TITLE | WordClass::PERSONS | WordClass::TITLE_MODIFIER;
    let place = before.is(WordClass::PLACE | WordClass::METONYM | WordClass::ORGANISATION | WordClass::SUFFIX);
    let field = if head.capital {
        before.capital
    } else {
        !before.is(person)
            && (place
                // the head of Rosvet Anna Haro
                || office && before.capital && !before.is(WordClass::FIRST_NAME)
                || before.is(WordClass::NOUN | WordClass::COMMON) && !before.is(WordClass::FUNCTION))
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
            // Abdul-Latif, Jean-Marc
            || context.document.word(at).split_once('-').is_some_and(|(first, second)| {
                let name = |part: &str| context.lexicon.word(&part.to_lowercase()).class.any(WordClass::FIRST_NAME);
                name(first) && name(second)
            })
    };
    if let Some(found) = tail.clone().find(|&at| capital(at) && given(at)) {
        return Some(found);
    }
    let noun = |at: usize| {
        let known = WordClass::ORGANISATION | WordClass::SUFFIX | WordClass::PLACE | WordClass::METONYM;
        items[at].is(known | WordClass::FUNCTION) || super::bodies::common(context, at) || !capital(at)
    };
    let last = tail.clone().filter(|&at| noun(at)).last()?;
    let from = tail.find(|&at| at == last + 1)?;
    (office && tail.count() > 0 && capital(last)).then_some(from)
}

/// The longest listed phrase at an item.
pub(super) fn phrase_at(context: Context<'_>, at: usize, end: usize) -> Option<(usize, PhraseKind)> {
    let items = &context.document.items;
    if !items[at].is(WordClass::PHRASE_START) {
        return None;
    }
    let second = items[..end].get(at + 1..)?.iter().find(|item| item.kind != TokenKind::Stop)?.hash;
    let first = context.document.word(at);
    context.lexicon.phrases(first, items[at].hash, second).find_map(|phrase| {
        let mut next = at + 1;
        for word in context.lexicon.words(phrase.rest) {
            while next < end && items[next].kind == TokenKind::Stop {
                next += 1;
            }
            if next >= end || !context.document.is_word(next, word) {
                return None;
            }
            next += 1;
        }
        Some((next, phrase.kind))
    })
}

/// Whether a capitalised name is that of a body, a place or an outlet.
fn body_name(context: Context<'_>, name: Range<usize>, role_noun: bool) -> bool {
    let items = &context.document.items;
    let first = &items[name.start];
    let last = name.clone().rev().find(|&at| items[at].is_word()).map_or(first, |at| &items[at]);
    if let Some((end, kind)) = phrase_at(context, name.start, name.end)
        && end == name.end
        && matches!(kind, PhraseKind::Outlet(_) | PhraseKind::Metonym | PhraseKind::Place | PhraseKind::Noun(_))
    {
        return true;
    }
    // The Carter Center: no person has the article.
    let article =
        name.start > context.sentence_start && context.document.word(name.start - 1).eq_ignore_ascii_case("the");
    let given = first.is(WordClass::FIRST_NAME) && !(article && last.is(WordClass::SUFFIX));
    let bodies = WordClass::ORGANISATION
        | WordClass::SUFFIX
        | WordClass::OUTLET_WORD
        | WordClass::OUTLET_NOUN
        | WordClass::DOCUMENT;
    if name.len() > 1 && last.is(bodies) && !(given && name.len() == 2) {
        return true;
    }
    if name.len() == 1 {
        return (first.is(WordClass::METONYM
            | WordClass::PLACE
            | WordClass::OUTLET
            | WordClass::ORGANISATION
            | WordClass::DEMONYM
            | WordClass::GROUP)
            && !first.is(WordClass::FIRST_NAME)
            && !role_noun)
            || first.upper && !role_noun && context.document.word(name.start).len() <= 6;
    }
    // "Bank of England" is two runs; "Johnson & Johnson" one.
    name.clone().any(|at| context.document.word(at) == "&")
        || !first.is(WordClass::FIRST_NAME)
            && name.clone().any(|at| items[at].is(WordClass::ORGANISATION) && !items[at].is(WordClass::FIRST_NAME))
}

/// Whether an adverb behind a noun belongs to the cue behind it: The suspect allegedly told.
pub(super) fn cue_adverb(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let noun = WordClass::NOUN | WordClass::PERSON | WordClass::ORGANISATION | WordClass::GROUP | WordClass::ADJECTIVE;
    !items[at - 1].is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE)
        && items.get(at + 1).is_some_and(|n| n.cue != 0 && !n.capital)
        && !items[at].is(noun)
        && items[at].ending == Ending::Ly
}

/// Whether a run stands inside a preposition of several words: in "the words" of.
pub(super) fn opens_cue(context: Context<'_>, run: &Range<usize>) -> bool {
    let word = |at: usize| context.document.word(at);
    run.len() == 2
        && run.start > context.sentence_start
        && context.document.items.get(run.end).is_some_and(|_| word(run.end) == "of")
        && matches!(word(run.start - 1), "in" | "In" | "by" | "By")
        && crate::cue::phrase_noun(word(run.end - 1), word(run.start - 1))
}

/// "Haro's words": where the head of a run is a noun cue, its possessor is a mention of its own.
pub(super) fn possessor(context: Context<'_>, run: Range<usize>) -> Range<usize> {
    let items = &context.document.items;
    if !items[run.end - 1].is(WordClass::NOUN_CUE) {
        return run;
    }
    // The council's report: a text of its own.
    let texts = listed!["report", "study", "survey", "review", "analysis", "poll"];
    let that = items.get(run.end).is_some_and(|i| i.is(WordClass::THAT));
    if context.document.is_any(run.end - 1, texts) && !that {
        return run;
    }
    let clitic = run.clone().rev().find(|&at| items[at].kind == TokenKind::Clitic);
    clitic.map_or(run.clone(), |at| run.start..at + 1)
}

/// his, her, their; not its
pub(super) fn his(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    item.is(WordClass::POSSESSIVE) && !item.is(WordClass::NEUTER)
}

/// Whether a run ends with a noun that a quotation is the predicate or the apposition of.
pub(super) fn says(context: Context<'_>, run: &Range<usize>) -> bool {
    let items = &context.document.items;
    let head = run.end - 1;
    if !items[head].is(WordClass::NOUN_CUE) {
        return false;
    }
    let announced = items.get(head + 1).is_some_and(|i| i.kind == TokenKind::Colon)
        && items.get(head + 2).is_some_and(|i| i.is_quote())
        || his(context, run.start) && items.get(head + 1).is_some_and(|i| i.is(WordClass::THAT));
    let sentences = &context.document.sentences;
    let sentence = sentences.partition_point(|s| s.items.end <= head);
    announced || sentences.get(sentence).is_some_and(|s| crate::cue::says(context.document, &s.items, head))
}
