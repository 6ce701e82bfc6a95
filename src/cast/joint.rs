//! Those who speak together: Haro and Petrosyan said; Haro and his team said; Ana Holm, 44, and Bo Krag, 51, said.
//!
//! Takes the mention that stands nearest to a cue, gives all members of the list that is the subject. A list is read from
//! the cue backwards: between two members stands "and", a comma, or both, and behind each may stand where somebody is
//! from, an age or a party in brackets. Whatever stands before the first member must leave it the subject of its clause.

use super::asides::past_origin;
use super::clusters::Cast;
use crate::attribution::{Analysis, Attribution};
use crate::document::{Item, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::mention::{Mention, MentionKind};
use smallvec::{SmallVec, smallvec};

/// The most members of a list.
const MOST: usize = 6;

/// The most items of an aside behind a member.
const ASIDE: usize = 12;

/// How far back, in items, the first word of "neither ... nor" is looked for.
const PAIR: usize = 12;

/// The mentions that speak together with one, in order; the one alone if it speaks alone.
pub(super) fn joint(
    analysis: &Analysis<'_>,
    cast: &Cast,
    attribution: &Attribution,
    number: usize,
) -> SmallVec<[usize; 4]> {
    let alone = smallvec![number];
    let Some(cue) = attribution.cue.map(|c| &analysis.cues[c]) else { return alone };
    let mention = &analysis.mentions[number];
    if mention.sentence != cue.sentence || !member(analysis, mention) {
        return alone;
    }
    let mut last = number;
    let behind = cue.group.end <= mention.phrase.start();
    if behind {
        while let Some(next) = next(analysis, last) {
            last = next;
        }
    } else if !reaches(analysis, mention, cue.group.start) || goes_on(analysis, mention.phrase.end()) {
        // Ted Krug of Texas and Marco Rubin of Florida said: the last one stands nearest to the cue.
        let later = (number + 1..analysis.mentions.len().min(number + 5)).rev().find(|&m| {
            let other = &analysis.mentions[m];
            other.sentence == mention.sentence
                && other.phrase.end() <= cue.group.start
                && member(analysis, other)
                && before(analysis, cast, m, false).is_some_and(|(m, _)| m == number)
                && reaches(analysis, other, cue.group.start)
        });
        last = later.unwrap_or(number);
    }
    let (list, joined) = members(analysis, cast, last, if behind { cue.group.end } else { 0 });
    if !joined || !list.contains(&number) {
        return alone;
    }
    // Haro and Lind, who rarely agree, called for a vote and warned: the first verb behind them is as near as any.
    let end = analysis.mentions[last].phrase.end();
    let first = analysis.cues_of(cue.sentence).map(|c| analysis.cues[c].group.start).filter(|&start| start >= end);
    let start = if behind { cue.group.start } else { first.min().unwrap_or(cue.group.start) };
    let first = &analysis.mentions[list[0]];
    let with = || cue.gerund && analysis.document.is_any(first.phrase.start().wrapping_sub(1), listed!["with"]);
    let subject = behind && first.phrase.start() <= cue.group.end + 1 || !behind && (opens(analysis, first) || with());
    // "Haro, head of research and director": an office is nobody else.
    let office = list[1..].iter().any(|&m| office(analysis, &analysis.mentions[m]));
    let beside = behind || reaches(analysis, &analysis.mentions[last], start);
    if !subject || !beside {
        return alone;
    }
    // "Former governor and party chairman Haro", "director and senior strategist, Anna Haro,": two offices of one.
    let described = |m: usize| &analysis.mentions[apposed(cast, m).unwrap_or(m)];
    if list.len() == 2 && (self::office(analysis, first) || two_offices(analysis, first, described(list[1]))) {
        return smallvec![list[1]];
    }
    if office { smallvec![list[0]] } else { list }
}

/// Whether what stands behind a member joins one more: and Lind; , along with Lind, ; , as well as Lind,
fn goes_on(analysis: &Analysis<'_>, end: usize) -> bool {
    let word = |n: usize| if analysis.document.items.len() > end + n { analysis.document.word(end + n) } else { "" };
    matches!((word(0), word(1), word(2)), ("and", ..) | (",", "along" | "together", "with") | (",", "as", "well"))
}

/// The description right before a name that says who it is: his deputy, | Bo Krag.
fn apposed(cast: &Cast, name: usize) -> Option<usize> {
    name.checked_sub(1).filter(|other| cast.joined_to.get(other) == Some(&name))
}

/// The members of a list up to its last one, none of them before an item, and whether "and" joins any.
fn members(analysis: &Analysis<'_>, cast: &Cast, last: usize, from: usize) -> (SmallVec<[usize; 4]>, bool) {
    let mut list: SmallVec<[usize; 4]> = smallvec![last];
    let mut joined = false;
    let earlier = |at: usize, joined| {
        // Haro and his deputy, Bo Krag, said: the description is joined, and the name speaks.
        before(analysis, cast, at, joined).or_else(|| before(analysis, cast, apposed(cast, at)?, joined))
    };
    while let Some((before, and)) = earlier(list[0], joined) {
        if analysis.mentions[before].phrase.start() < from || list.len() >= MOST {
            break;
        }
        joined |= and;
        list.insert(0, before);
    }
    (list, joined)
}

/// Whether a mention can be a member of such a list.
fn member(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let pronoun = || {
        let item = &analysis.document.items[mention.head];
        let one = item.is(WordClass::SUBJECT_PRONOUN) && item.is(WordClass::MALE | WordClass::FEMALE);
        // Haro and others said
        one || analysis.document.is_any(mention.head, listed!["others"])
    };
    !mention.possessive
        && match mention.kind {
            MentionKind::Pronoun => pronoun(),
            MentionKind::Name | MentionKind::Body | MentionKind::Organisation => true,
            MentionKind::Person | MentionKind::People | MentionKind::Document => true,
            _ => false,
        }
}

/// Whether a name is but what somebody is: Advocacy Director.
fn office(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let items = &analysis.document.items;
    let (head, first) = (&items[mention.head], &items[mention.core.start()]);
    let titled = mention.phrase.start() < mention.core.start();
    mention.kind == MentionKind::Name
        && (mention.core.len() > 1 || !titled)
        && head.is(WordClass::TITLE | WordClass::PERSON)
        && !head.is(WordClass::FIRST_NAME)
        && (!first.is(WordClass::FIRST_NAME) || first.is(WordClass::PLACE))
}

/// Whether a description and the title or the description of a name behind "and" are two offices of one: president and
/// director Anna Haro; director and head of trade, Anna Haro.
fn two_offices(analysis: &Analysis<'_>, first: &Mention, second: &Mention) -> bool {
    let items = &analysis.document.items;
    let opener = WordClass::DETERMINER | WordClass::POSSESSIVE;
    let bare = !items[second.phrase.start()].is(opener);
    let article = analysis.document.is_any_case(first.phrase.start(), &rule_words::ARTICLE);
    // CEO and president Anna Haro
    let office = items[first.head].upper && items[first.head].is(WordClass::PERSON | WordClass::TITLE);
    let one = bare && (first.kind == MentionKind::Person || office);
    let titled = || !second.role.is_empty() && (!article || items[second.role.start()].is(WordClass::PERSON));
    one && (second.kind == MentionKind::Person || second.kind == MentionKind::Name && titled())
}

/// The member before one, and whether "and" joins them.
fn before(analysis: &Analysis<'_>, cast: &Cast, number: usize, joined: bool) -> Option<(usize, bool)> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    let start = analysis.document.sentences[mention.sentence].items.start;
    let mut end = mention.phrase.start();
    let conjunction = conjunction(analysis, start..end);
    let and = conjunction > 0;
    end -= conjunction;
    let comma = end > start && items[end - 1].kind == TokenKind::Comma;
    // The commas of a list join its earlier members only.
    if !(and || comma && joined) {
        return None;
    }
    end -= usize::from(comma);
    let found = (0..number).rev().take(6).find(|&m| {
        let other = &analysis.mentions[m];
        other.sentence == mention.sentence
            && other.phrase.end() <= end
            && member(analysis, other)
            && !origin(analysis, m)
            && !cast.joined_to.contains_key(&m)
            && !(comma && in_relative(analysis, m))
            && aside(analysis, other.phrase.end()..end)
    })?;
    let other = &analysis.mentions[found];
    let alike = class(other.kind) == class(mention.kind);
    // "both Haro and the ministry", "Haro and his team"; but what only a comma joins is of one sort, unless two
    // descriptions begin the list: labour unions, green groups and lawmakers said.
    let described = |kind| matches!(class(kind), 2 | 3) && kind != MentionKind::Body;
    let heads = || opens(analysis, other) || list_before(analysis, found);
    let other_sort = and && class(other.kind) < 4 && class(mention.kind) < 4
        || joined && described(other.kind) && described(mention.kind) && heads();
    // "Haro, her lawyer and the council said": what no comma closes is not who Haro is.
    let open = joined
        && class(other.kind) == 1
        && described(mention.kind)
        && analysis.document.is_any(mention.phrase.end(), listed!["and"])
        && opens(analysis, other);
    // "Haro left, and the mayor said": another clause, where the comma parts two.
    let two = comma
        && conjunction == 1
        && !joined
        && found + 1 == number
        && !other.phrase.is_empty()
        && !list_before(analysis, found);
    let aside_closed = other.phrase.end() < end;
    ((alike || other_sort || open) && (!two || aside_closed || alike && other.kind == MentionKind::Name))
        .then_some((found, and))
}

/// How many items join the two of a list whose second begins where some items end: and; as well as; neither A nor B; A,
/// along with B.
fn conjunction(analysis: &Analysis<'_>, before: std::ops::Range<usize>) -> usize {
    let word = |n: usize| if before.len() >= n { analysis.document.word(before.end - n) } else { "" };
    let opened = |first: &str| {
        let mut reach = before.end.saturating_sub(PAIR).max(before.start)..before.end;
        reach.any(|at| analysis.document.word(at).eq_ignore_ascii_case(first))
    };
    match (word(3), word(2), word(1)) {
        (_, _, "and") => 1,
        ("as", "well", "as") => 3,
        (_, "but", "also") if opened("only") => 2,
        (",", "along" | "together", "with") => 2,
        (_, _, "nor") if opened("neither") => 1,
        (_, _, "or") if opened("either") => 1,
        _ => 0,
    }
}

/// Whether a place says where the name before it is from: Ted Krug of Texas.
fn origin(analysis: &Analysis<'_>, number: usize) -> bool {
    let start = analysis.mentions[number].phrase.start();
    number > 0
        && analysis.document.is_any(start.saturating_sub(1), &rule_words::ORIGIN)
        && analysis.mentions[number - 1].phrase.end() + 1 == start
        && analysis.mentions[number - 1].kind == MentionKind::Name
}

/// Whether a mention stands in a clause that says more of the name before it: Haro, who chairs the board, and Lind said.
fn in_relative(analysis: &Analysis<'_>, number: usize) -> bool {
    let start = analysis.mentions[number].phrase.start();
    let relative = (0..number).rev().take(2).map(|m| &analysis.mentions[m]).find(|m| m.kind == MentionKind::Relative);
    let comma = |at: usize| analysis.document.items[at].kind == TokenKind::Comma;
    relative.is_some_and(|who| {
        let (open, end) = (who.phrase.start(), who.phrase.end());
        open > 0 && comma(open - 1) && end <= start && !(end..start).any(comma)
    })
}

/// Whether a comma joins a member with one before it.
fn list_before(analysis: &Analysis<'_>, number: usize) -> bool {
    let start = analysis.mentions[number].phrase.start();
    let Some(previous) = number.checked_sub(1) else { return false };
    start > 0
        && analysis.document.items[start - 1].kind == TokenKind::Comma
        && analysis.mentions[previous].phrase.end() + 1 == start
}

/// The member behind one: said Haro, Petrosyan and the mayor.
fn next(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let (mention, next) = (&analysis.mentions[number], analysis.mentions.get(number + 1)?);
    let gap = mention.phrase.end()..next.phrase.start();
    let and = gap.len() == 1 && analysis.document.word(gap.start) == "and"
        || gap.len() == 3 && conjunction(analysis, gap.clone()) == 2;
    let comma =
        gap.len() == 1 && analysis.document.items[gap.start].kind == TokenKind::Comma && next_and(analysis, number + 1);
    let sort = if comma {
        mention.kind == next.kind
    } else {
        class(mention.kind) == class(next.kind) || owned(analysis, next) || and && ends_there(analysis, mention, next)
    };
    let fits = next.sentence == mention.sentence && member(analysis, next) && sort;
    ((and || comma) && fits).then_some(number + 1)
}

/// Whether "and" joins a mention with the next.
fn next_and(analysis: &Analysis<'_>, number: usize) -> bool {
    let mention = &analysis.mentions[number];
    analysis.mentions.get(number + 1).is_some_and(|next| {
        next.joined && next.phrase.start() == mention.phrase.end() + 1 && next.sentence == mention.sentence
    })
}

/// Whether nothing goes on behind a member of another sort, so that it has no verb of its own: according to residents and
/// a relief agency; to the mayor and Haro.
fn ends_there(analysis: &Analysis<'_>, mention: &Mention, next: &Mention) -> bool {
    let behind = analysis.document.items.get(next.phrase.end());
    class(mention.kind) < 4 && class(next.kind) < 4 && behind.is_none_or(|i| !i.is_word() && !i.is_quote())
}

/// Whether a description is somebody's: his team.
fn owned(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    analysis.document.items[mention.phrase.start()].is(WordClass::POSSESSIVE)
}

/// The sort of a member, as far as lists keep to one.
fn class(kind: MentionKind) -> u8 {
    match kind {
        MentionKind::Name | MentionKind::Pronoun => 1,
        MentionKind::Body | MentionKind::Organisation => 2,
        MentionKind::Person | MentionKind::People => 3,
        _ => 4,
    }
}

/// Whether some items are no more than what stands behind a name: of Texas, (R-Utah), 44.
fn aside(analysis: &Analysis<'_>, gap: std::ops::Range<usize>) -> bool {
    let items = &analysis.document.items;
    if gap.is_empty() {
        return true;
    }
    if gap.len() > ASIDE {
        return false;
    }
    let (first, last) = (&items[gap.start], &items[gap.end - 1]);
    if first.kind == TokenKind::Open {
        return last.kind == TokenKind::Close;
    }
    if first.kind == TokenKind::Comma {
        let described = &items[gap.start + 1..].first();
        let opens = described.is_some_and(|i| {
            i.kind == TokenKind::Number
                || i.is(WordClass::DETERMINER | WordClass::PERSON | WordClass::TITLE | WordClass::TITLE_MODIFIER)
                // Haro, who chairs the board, and Lind said
                || i.is(WordClass::RELATIVE)
        });
        let verb = WordClass::CUE | WordClass::AUXILIARY;
        return gap.len() > 1
            && opens
            && items[gap.clone()].iter().all(|i| (i.kind == TokenKind::Clitic || !i.is(verb)) && !i.is_quote());
    }
    // of Texas, of the Institute for Science
    let small = WordClass::DETERMINER | WordClass::PREPOSITION | WordClass::CONJUNCTION;
    let named = |i: &Item| i.capital || i.kind == TokenKind::Word && i.is(small);
    analysis.document.is_any(gap.start, &rule_words::ORIGIN)
        && gap.len() > 1
        && last.capital
        && items[gap.start + 1..gap.end].iter().all(named)
}

/// Whether the first member is the subject of its clause.
fn opens(analysis: &Analysis<'_>, first: &Mention) -> bool {
    let items = &analysis.document.items;
    let start = analysis.document.sentences[first.sentence].items.start;
    if first.phrase.start() == start {
        return true;
    }
    let before = &items[first.phrase.start() - 1];
    // But Haro and Petrosyan said: a conjunction at the head of a sentence governs nothing.
    if first.phrase.start() == start + 1 && before.is(WordClass::CONJUNCTION) {
        return true;
    }
    let governs = WordClass::VERB | WordClass::PREPOSITION | WordClass::BE | WordClass::HAVE | WordClass::TO;
    before.is_quote() || before.is(WordClass::SUBORDINATOR | WordClass::THAT) || !before.is(governs)
}

/// Whether nothing but asides and adverbs stands between the last member and the cue.
fn reaches(analysis: &Analysis<'_>, last: &Mention, cue: usize) -> bool {
    let items = &analysis.document.items;
    // Ted Krug of Texas and Ana Rubin of Florida, both lawyers, said
    let end = past_origin(analysis, last.phrase.end());
    let comma = |at: usize| items.get(at).is_some_and(|i| i.kind == TokenKind::Comma);
    // Haro and Petrosyan signed the letter and say: another verb stands between.
    let verb = WordClass::VERB | WordClass::AUXILIARY | WordClass::CUE | WordClass::HAVE | WordClass::BE;
    // Haro and others who know the harbour said: what no comma closes says which others.
    let which = || {
        items.get(end).is_some_and(|i| i.is(WordClass::RELATIVE))
            && items[end..cue].iter().all(|i| i.is_word() && !i.is_quote())
    };
    end + 3 >= cue
        || which()
        || items.get(end).is_some_and(|i| i.is(verb) && !i.capital)
        || comma(end) && comma(cue - 1)
        || items[end].kind == TokenKind::Open && aside(analysis, end..cue)
        || aside(analysis, end..cue)
}
