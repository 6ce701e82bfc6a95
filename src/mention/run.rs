//! The run: a stretch of words without verb, preposition or pronoun.
//!
//! Takes a place in a sentence, gives the range of the noun phrase that begins there, without its tail.

use super::counting::singled;
use super::phrase::{Context, function, opener, verbal};
use super::run_word::run_word;
use super::words;
use super::words::Class;
use crate::document::{Ending, Item, Items, Parsed, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::{Words, listed};
use std::ops::Range;

/// Words of a run at most; longer ones are no speaker.
pub(super) const RUN_LIMIT: usize = 24;

/// `share = number ( "in" | "out" "of" ) number`: 7 in 10 voters; gives how many items that are
pub(super) fn share(context: Context<'_>, input: Items<'_>) -> Option<usize> {
    let number = |n: usize| {
        input
            .get(n)
            .is_some_and(|i| i.kind == TokenKind::Number || i.kind == TokenKind::Word && i.is(WordClass::NUMBER))
    };
    if !number(0) {
        return None;
    }
    let word = |n: usize, word: &str| {
        input.get(n).is_some_and(|i| i.kind == TokenKind::Word) && context.document.word(input.position() + n) == word
    };
    let second = if word(1, "in") { 2 } else { 3 };
    let joined = word(1, "in") || word(1, "out") && word(2, "of");
    // 7 in 10 voters said; one in five said
    let people = input.get(second + 1).is_some_and(|i| i.kind == TokenKind::Word && (!i.is(function()) || verbal(i)));
    (joined && number(second) && people).then_some(second + 1)
}

/// `compared = ( "more" | "fewer" | "less" ) "than" share-word "of"`: more than half of voters; gives its items before "of"
fn compared(context: Context<'_>, input: Items<'_>) -> Option<usize> {
    let at = input.position();
    let is = |n: usize, list: &Words| input.get(n).is_some() && context.document.is_any_case(at + n, list);
    let more = is(0, listed!["more", "fewer", "less"]) && is(1, listed!["than"]);
    (more && input.get(2).is_some_and(|i| i.kind == TokenKind::Word) && is(3, listed!["of"])).then_some(3)
}

/// `run`: gives the range of a noun phrase without its tail
pub(super) fn run<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Range<usize>> {
    let start = input.position();
    let first = input.first().ok_or(nom::Err::Error(()))?;
    let opener = opener();
    // "near Lori", "past the mill": an adjective elsewhere.
    let governs = first.is(WordClass::PREPOSITION)
        && !first.capital
        && input.get(1).is_some_and(|next| next.capital || next.is(WordClass::DETERMINER | WordClass::POSSESSIVE));
    // "a move that unions called", "reported that Haro had left": a conjunction or a pronoun before several, or a name.
    // "braces for what officials call": a clause of its own.
    let what = context.document.is_any_case(start, listed!["what", "whatever"]);
    let clause = what
        || first.is(WordClass::THAT | WordClass::RELATIVE)
            && first.is(WordClass::DETERMINER)
            && input.get(1).is_some_and(|next| {
                let several =
                    next.is(WordClass::PERSONS | WordClass::GROUP | WordClass::PERSON) && next.ending == Ending::S;
                if next.capital { !next.is(WordClass::CALENDAR) } else { several }
            });
    if governs || clause {
        return Err(nom::Err::Error(()));
    }
    let mut taken;
    let mut taken_openers = 0;
    if let Some(share) = share(context, input).or_else(|| compared(context, input)) {
        taken = share;
        taken_openers = share;
    } else if first.kind == TokenKind::Word
        && first.is(opener)
        && !(first.capital && start != context.sentence_start && first.is(WordClass::FIRST_NAME))
    {
        taken = 1;
        while input.get(taken).is_some_and(|i| i.kind == TokenKind::Word && i.is(opener) && !i.is(WordClass::RELATIVE))
            && taken < 4
        {
            taken += 1;
        }
        if input.get(taken).is_some_and(|i| i.is(WordClass::ADVERB) && !i.is(function()) && i.kind == TokenKind::Word) {
            taken += 1;
        }
        taken_openers = taken;
    } else if first.is_word() && run_word(context, start, start) {
        taken = 1;
    } else {
        return Err(nom::Err::Error(()));
    }
    while taken < RUN_LIMIT && input.get(taken).is_some() && run_word(context, start, start + taken) {
        taken += 1;
    }
    // A stop at the end belongs to the sentence unless its abbreviation needs it.
    while taken > taken_openers.max(1) && input.get(taken - 1).is_some_and(|i| matches!(i.kind, TokenKind::Symbol)) {
        taken -= 1;
    }
    // An article alone is nobody.
    if taken == 0 || taken == 1 && context.document.is_any_case(start, &rule_words::ARTICLE) {
        return Err(nom::Err::Error(()));
    }
    Ok((input.skip(taken), start..start + taken))
}

/// Whether a time of day begins here: 14:30.
pub(super) fn clock(context: Context<'_>, at: usize) -> bool {
    let tight = |at: usize, kind| context.document.items.get(at).is_some_and(|i| i.kind == kind && !i.spaced);
    tight(at + 1, TokenKind::Colon) && tight(at + 2, TokenKind::Number)
}

/// Whether a word for texts or figures in the plural stands before its verb: studies show, documents reveal. That it is
/// the third person of another verb too makes no difference; "the records request was denied" has another verb.
pub(super) fn shown(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let plural = items[at].ending == Ending::S
        && items[at].is(WordClass::DOCUMENT)
        && !context.document.is_any(at, listed!["news"]);
    let cue = |n: &Item| context.lexicon.cue(n.cue).is_some_and(|c| c.inflection.base || c.inflection.past);
    let verb = |n: &Item| n.kind == TokenKind::Word && !n.capital && (cue(n) || n.is(WordClass::HAVE));
    // "..., court records show."
    let aside = || {
        let before = (context.sentence_start..at).rev().take(4).find(|&n| !items[n].is_word());
        before.is_some_and(|n| items[n].kind == TokenKind::Comma || items[n].is_quote())
    };
    let behind = |n: &Item| if n.is_word() { n.capital || !verbal(n) } else { aside() };
    plural
        && items
            .get(at + 1)
            .is_some_and(|n| verb(n) && (n.is(WordClass::HAVE) || items.get(at + 2).is_some_and(behind)))
}

/// Whether a word for a text stands alone before the verb that ends a heading, or behind it: nets rot, study finds; nets rot,
/// says report.
pub(super) fn headed(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let tells = |n: usize| {
        let form = items.get(n).filter(|i| !i.capital).and_then(|i| context.lexicon.cue(i.cue));
        form.is_some_and(|form| form.inflection.third)
    };
    let comma = |n: Option<usize>| n.is_some_and(|n| items[n].kind == TokenKind::Comma);
    let ends = |n: usize| {
        let paragraphs = &context.document.paragraphs;
        paragraphs.get(paragraphs.partition_point(|p| p.end <= at)).is_some_and(|p| p.end == n)
    };
    let text = items[at].is(WordClass::DOCUMENT) && !items[at].capital;
    text && (comma(at.checked_sub(1)) && tells(at + 1) && ends(at + 2)
        || comma(at.checked_sub(2)) && tells(at - 1) && ends(at + 1))
}

/// How many words are looked at for another verb.
const MOST_BEHIND: usize = 16;

/// Whether a past tense, no participle, stands behind words that mean people by themselves: a few carried signs. Nothing
/// else up to the next mark could be the verb.
pub(super) fn tells(context: Context<'_>, run_start: usize, at: usize) -> bool {
    let items = &context.document.items;
    if !items[at - 1].is(WordClass::QUANTIFIER) || !opens_clause(context, run_start) {
        return false;
    }
    let rest = items[at + 1..].iter().take(MOST_BEHIND).take_while(|i| i.is_word());
    let noun = WordClass::NOUN | WordClass::DOCUMENT | WordClass::NOUN_CUE;
    !rest.clone().any(|i| (verbal(i) || i.is(WordClass::VERB)) && !i.is(noun)) && rest.count() > 0
}

/// Whether a subject can begin with a word: at the head of a sentence, behind a mark or a conjunction.
pub(super) fn opens_clause(context: Context<'_>, at: usize) -> bool {
    let joins = WordClass::CONJUNCTION | WordClass::SUBORDINATOR | WordClass::THAT;
    // "Online records revealed": an adverb that could as well say which.
    let at = if at == context.sentence_start + 1 && context.document.items[at - 1].is(WordClass::ADVERB) {
        at - 1
    } else {
        at
    };
    let before = at.checked_sub(1).filter(|_| at > context.sentence_start).map(|at| &context.document.items[at]);
    before.is_none_or(|before| !before.is_word() || before.is(joins))
}

/// Whether a word that is verb and noun stands as a verb: the Journal notes that, the document states “
pub(super) fn word_is_verb(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let form = context.lexicon.cue(items[at].cue).map(|c| c.inflection);
    let third = form.is_some_and(|i| i.third);
    let object =
        WordClass::THAT | WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::SUBJECT_PRONOUN | WordClass::WH;
    // "the Post reports", but "Haro talks of"
    let follows = items.get(at + 1).is_none_or(|n| !n.is_word() || n.is(WordClass::PREPOSITION | WordClass::ADVERB));
    let article = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::QUANTIFIER;
    let name = items[at - 1].capital && items[at - 1].kind == TokenKind::Word && !items[at - 1].is(article);
    if third && name && follows {
        return true;
    }
    // "the union claims 400 schools were shut", but "insurance claims 40 years ago"
    let amount = |n: &Item| n.kind == TokenKind::Number || n.is(WordClass::QUANTIFIER);
    let teller = name || items[at - 1].is(WordClass::ORGANISATION | WordClass::PERSON);
    if third && teller && items.get(at + 1).is_some_and(amount) {
        return true;
    }
    // "the charge sheets state that": the subject of a base form is several.
    let several = items[at - 1].ending == Ending::S
        && items[at - 1].kind == TokenKind::Word
        && !items[at - 1].is(WordClass::FUNCTION | WordClass::POSSESSIVE);
    if form.is_some_and(|i| i.base) && several && items.get(at + 1).is_some_and(|n| n.is(WordClass::THAT)) {
        return true;
    }
    // "The Evening Post reports Anna Haro will resign"
    let outlet = items[at - 1].is(WordClass::OUTLET_WORD | WordClass::OUTLET) && items[at - 1].capital;
    if third && outlet && items.get(at + 1).is_some_and(|n| n.capital) {
        return true;
    }
    // “Go on!” the assistant replies.
    let stop = items.get(at + 1).is_none_or(|n| n.kind == TokenKind::Stop);
    let before = (context.sentence_start..at).rev().take(5).find(|&n| !items[n].is_word());
    let text = items[at - 1].is(WordClass::DOCUMENT | WordClass::OUTLET_NOUN);
    if third && stop && !text && before.is_some_and(|n| items[n].is_quote()) {
        return true;
    }
    third
        && items
            .get(at + 1)
            .is_none_or(|n| n.is_quote() || n.is(object) || matches!(n.kind, TokenKind::Comma | TokenKind::Colon))
        // "citing court documents, that"; but "the mayor replies, “"
        && !(items[at].is(WordClass::DOCUMENT)
            && items.get(at + 1).is_some_and(|n| n.kind == TokenKind::Comma)
            && !items.get(at + 2).is_some_and(Item::is_quote))
        && !items[at - 1].is(WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::QUANTIFIER)
        && (!items[at - 1].is(WordClass::ADJECTIVE) || items[at - 1].capital && at - 1 != context.sentence_start)
}

/// Whether a comma parts two adjectives of one noun: small, limited studies; a large, well-run trial.
pub(super) fn qualities(context: Context<'_>, run_start: usize, comma: usize) -> bool {
    let items = &context.document.items;
    let quality = |at: usize| {
        let Some(item) = items.get(at).filter(|i| i.kind == TokenKind::Word && !i.capital && i.cue == 0) else {
            return false;
        };
        let other = WordClass::PERSON
            | WordClass::PERSONS
            | WordClass::GROUP
            | WordClass::ORGANISATION
            | WordClass::DETERMINER
            | WordClass::PREPOSITION
            | WordClass::CONJUNCTION
            | WordClass::PRONOUN
            | WordClass::ADVERB;
        let joined = context.document.word(at).contains('-');
        !item.is(other) && (item.is(WordClass::ADJECTIVE) || joined)
    };
    // "a worried, tired nurse": between an article and a comma a participle is nothing else.
    let suffers = comma == run_start + 2 && items[comma - 1].ending == Ending::Ed && singled(context, run_start);
    let noun = items.get(comma + 2).is_some_and(|i| {
        let noun = WordClass::PERSON
            | WordClass::PERSONS
            | WordClass::GROUP
            | WordClass::ORGANISATION
            | WordClass::DOCUMENT
            | WordClass::NOUN;
        i.kind == TokenKind::Word && !i.capital && i.is(noun) && !i.is(WordClass::FUNCTION)
    });
    noun && comma > run_start && (suffers || quality(comma - 1)) && quality(comma + 1)
}

/// The stop of an abbreviation inside a run: Mr. Haro, Anna K. Haro, U.S. Senate.
pub(super) fn abbreviation_stop(context: Context<'_>, at: usize) -> bool {
    let items = &context.document.items;
    let Some(before) = at.checked_sub(1).map(|b| &items[b]) else { return false };
    let word = context.document.word(at - 1);
    before.kind == TokenKind::Word
        && (before.is(WordClass::ABBREVIATION | WordClass::ABBREVIATION_MAY)
            || before.capital && (word.len() == 1 || word.contains('.')))
}

/// Whether a run begins with a word of time that is no part of the phrase behind it.
pub(super) fn leading_time(context: Context<'_>, run: &Range<usize>) -> bool {
    let items = &context.document.items;
    let (first, next) = (&items[run.start], &items[run.start + 1]);
    // On 4 November Haro said
    if first.kind == TokenKind::Number && next.is(WordClass::CALENDAR) && run.len() > 2 {
        return items[run.start + 2].capital;
    }
    // In April Haro said: behind such a preposition it is the month, not the given name.
    let when = || {
        let before = run.start.checked_sub(1).map_or("", |at| context.document.word(at));
        let day = run.start > 0 && items[run.start - 1].kind == TokenKind::Number;
        day || ["in", "on", "since", "until", "last", "this", "during"]
            .iter()
            .any(|when| when.eq_ignore_ascii_case(before))
    };
    if first.is(WordClass::CALENDAR) && first.capital && (!first.is(WordClass::FIRST_NAME) || when()) {
        let on = run.start > 0 && context.document.word(run.start - 1).eq_ignore_ascii_case("on");
        return next.capital || next.kind == TokenKind::Number || on;
    }
    let time = |at: usize| words::is(context, at, Class::TIME);
    // Later that night Haro's manager, last May Haro
    let that = run.len() > 2
        && context.document.is_any_case(run.start, listed!["that", "this", "last", "next", "same"])
        && (time(run.start + 1) || next.is(WordClass::CALENDAR) && next.capital)
        && items[run.start + 2].capital;
    that || first.is(WordClass::TIME) && time(run.start + 1) && run.len() > 2
        || time(run.start) && run.len() > 1 && {
            let before = run.start.checked_sub(1).map(|b| context.document.word(b).to_ascii_lowercase());
            before.is_some_and(|b| matches!(b.as_str(), "last" | "this" | "next" | "that"))
        }
}

/// Words that stand behind a phrase without belonging to it.
pub(super) fn trailing(context: Context<'_>, at: usize) -> bool {
    let item = &context.document.items[at];
    let time = |item: &Item| item.is(WordClass::CALENDAR | WordClass::TIME) && !item.is(WordClass::OUTLET_WORD);
    time(item)
        // politicians and voters alike
        || context.document.is_any(at, listed!["alike"])
        || matches!(item.kind, TokenKind::Symbol)
        // Haro late Thursday night said
        || !item.capital
            && context.document.is_any(at, listed!["late", "early", "earlier", "later"])
            && context.document.items.get(at + 1).is_some_and(time)
}
