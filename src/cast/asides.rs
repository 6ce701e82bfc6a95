//! Names and the asides behind them.
//!
//! Takes the mention that stands nearest to a cue, gives the name to whose aside it belongs: in "Haro, a beekeeper from the
//! hills above Lori, said" and in "said Haro, who was the mayor's adviser" the speaker is Haro.

use super::words::{self, Class};
use crate::attribution::subject::says_more;
use crate::attribution::{Analysis, Attribution};
use crate::cue::Cue;
use crate::document::{Ending, Item, TokenKind};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::mention::MentionKind;

/// How many mentions back the name of an aside is looked for.
const REACH: usize = 10;

/// How many words say where somebody is from, between a name and its aside.
const ORIGIN: usize = 6;

/// The mention that speaks: the given one, or the name in whose aside it stands.
pub(crate) fn owner(analysis: &Analysis<'_>, attribution: &Attribution, number: usize) -> usize {
    let Some(cue) = attribution.cue.map(|c| &analysis.cues[c]) else { return number };
    let mention = &analysis.mentions[number];
    let items = &analysis.document.items;
    if mention.sentence != cue.sentence || matches!(mention.kind, MentionKind::Pronoun) {
        return number;
    }
    let sentence = &analysis.document.sentences[mention.sentence].items;
    if let Some(named) = apposed(analysis, cue, number) {
        return named;
    }
    if let Some(whole) = exemplified(analysis, cue, number) {
        return whole;
    }
    if let Some(found) = text_of(analysis, cue, number).or_else(|| of_body(analysis, cue, number)) {
        return found;
    }
    if mention.phrase.start() >= cue.group.end {
        return inverted(analysis, cue, number).unwrap_or(number);
    }
    // a notice taped to the door reads; a man who stood on the platform said
    if let Some(found) = modified(analysis, number) {
        return found;
    }
    // Haro, 44, and Petrosyan, 51, said: the second name is in nobody's aside.
    let and = mention.phrase.start().checked_sub(1).filter(|&b| items[b].is(WordClass::CONJUNCTION));
    if mention.kind == MentionKind::Name && and.is_some_and(|and| and > sentence.start) {
        return number;
    }
    leader(analysis, cue, number, mention.phrase.end()).unwrap_or(number)
}

/// The writer or the text, where a phrase behind a text is not who speaks.
fn text_of(analysis: &Analysis<'_>, cue: &Cue, number: usize) -> Option<usize> {
    let (items, mention) = (&analysis.document.items, &analysis.mentions[number]);
    // “...,” Haro's letter said: whose letter it is.
    if mention.kind == MentionKind::Document
        && let Some(before) = number.checked_sub(1)
        && let writer = &analysis.mentions[before]
        && writer.possessive
        && writer.kind == MentionKind::Name
        && let Some(between) = items.get(writer.phrase.end()..mention.phrase.start())
        && between.iter().all(|i| i.kind == TokenKind::Clitic)
        && mention.phrase.len() == 1
    {
        return Some(before);
    }
    // A note taped to the door, signed by Haro, read: whoever signed it.
    if mention.kind == MentionKind::Document
        && words::is(analysis.document, mention.head, Class::LETTER)
        && let Some(signer) = signed(analysis, number)
    {
        return Some(signer);
    }
    // A report to lenders said: the text speaks, not who has it.
    if let Some(before) = number.checked_sub(1)
        && mention.phrase.end() == cue.group.start
        && analysis.document.word(mention.phrase.start().saturating_sub(1)) == "to"
        && analysis.mentions[before].kind == MentionKind::Document
        && analysis.mentions[before].phrase.end() + 1 == mention.phrase.start()
    {
        return Some(before);
    }
    None
}

/// Words between a text and who signed it at most.
const SIGNED: usize = 8;

/// Who signed a text by what stands behind it, before its verb: a letter signed by Haro; a note on the door, signed by Haro,
fn signed(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let mention = &analysis.mentions[number];
    let end = analysis.document.sentences[mention.sentence].items.end;
    let mut behind = mention.core.end()..end.min(mention.core.end() + SIGNED);
    let by = behind.find(|&at| {
        analysis.document.is_any(at, listed!["signed"]) && analysis.document.is_any(at + 1, listed!["by"])
    })?;
    let name = analysis.starting(mention.sentence, by + 2)?;
    matches!(analysis.mentions[name].kind, MentionKind::Name | MentionKind::Body).then_some(name)
}

/// The name before a body or a place that says more of it.
fn of_body(analysis: &Analysis<'_>, cue: &Cue, number: usize) -> Option<usize> {
    let (items, mention) = (&analysis.document.items, &analysis.mentions[number]);
    let sentence = &analysis.document.sentences[mention.sentence].items;
    // Haro of Sibinvest said; said Haro of the supporters' association
    if let Some(before) = number.checked_sub(1)
        && let Some(of) = mention.phrase.start().checked_sub(1)
        && matches!(analysis.document.word(of), "of" | "from" | "at")
    {
        let name = &analysis.mentions[before];
        let beside = mention.phrase.start() < cue.group.start || name.phrase.start() == cue.group.end;
        // Pia Watson, from Marlburg, who wrote the book, admitted
        let comma = of > sentence.start
            && analysis.document.word(of) == "from"
            && items[of - 1].kind == TokenKind::Comma
            && items.get(mention.phrase.end()).is_some_and(|i| i.kind == TokenKind::Comma);
        let end = if comma { of - 1 } else { of };
        if beside && name.kind == MentionKind::Name && name.phrase.end() == end && mention.kind != MentionKind::Person {
            // The name may itself stand in an aside: Haro, standing beside Bo Krag at the gate, said.
            let named =
                if comma { before } else { leader(analysis, cue, before, mention.phrase.end()).unwrap_or(before) };
            return Some(named);
        }
    }
    None
}

/// said Haro, a waitress at the inn; said the mayor, a former goalkeeper: the name or office right behind the cue, if the
/// words between are one aside.
fn inverted(analysis: &Analysis<'_>, cue: &Cue, number: usize) -> Option<usize> {
    let items = &analysis.document.items;
    let mut behind =
        (0..number).rev().take(REACH).take_while(|&m| analysis.mentions[m].phrase.start() >= cue.group.end);
    behind.find(|&m| {
        let name = &analysis.mentions[m];
        let office = || {
            name.kind == MentionKind::Person
                && definite(analysis, name.phrase.start())
                && indefinite(analysis, analysis.mentions[number].phrase.start())
        };
        // said the lawyer representing Bo Krag
        let told = || {
            let between = name.phrase.end()..analysis.mentions[number].phrase.start();
            matches!(name.kind, MentionKind::Person | MentionKind::People)
                && between.clone().all(|at| items[at].kind == TokenKind::Word && items[at].cue == 0)
                && says_more(analysis, between.start)
        };
        (name.kind == MentionKind::Name || office())
            && name.phrase.start() == cue.group.end
            && opens_aside(analysis, name.sentence, past_origin(analysis, name.phrase.end()))
            || name.phrase.start() == cue.group.end && told()
    })
}

/// The name in whose aside a mention stands that ends at an item: Haro, a beekeeper from Lori, said.
fn leader(analysis: &Analysis<'_>, cue: &Cue, number: usize, end: usize) -> Option<usize> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    let sentence = &analysis.document.sentences[mention.sentence].items;
    // Haro, a beekeeper from Lori, said: the aside is closed right before the cue.
    let mut behind = end;
    while behind < cue.group.start
        && !matches!(items[behind].kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Close)
    {
        behind += 1;
    }
    if behind >= cue.group.start {
        return None;
    }
    (0..number)
        .rev()
        .take(REACH)
        .take_while(|&m| analysis.mentions[m].sentence == mention.sentence)
        .filter(|&m| {
            let kind = analysis.mentions[m].kind;
            kind == MentionKind::Name
                // A survey by Sibinvest, a bank, indicated
                || kind == MentionKind::Document && mention.kind == MentionKind::Organisation
                || mention.kind != MentionKind::Name
                    && (matches!(kind, MentionKind::Body | MentionKind::People | MentionKind::Organisation)
                        // The diver, a Dane, said
                        || kind == MentionKind::Person && indefinite(analysis, mention.phrase.start()))
                    && definite(analysis, analysis.mentions[m].phrase.start())
        })
        .find(|&m| {
            let name = &analysis.mentions[m];
            let start = name.phrase.start();
            let leads = start == sentence.start
                || items[start - 1].is_quote()
                || matches!(
                    items[start - 1].kind,
                    TokenKind::Comma | TokenKind::Dash | TokenKind::Colon | TokenKind::Semicolon
                )
                || items[start - 1].is(WordClass::CONJUNCTION | WordClass::THAT);
            let comma = past_origin(analysis, name.phrase.end());
            leads && opens_aside(analysis, name.sentence, comma) && one_aside(analysis, comma, behind)
        })
}

/// The name that a description introduces between marks: another critic, Anna Haro, said; a guard – Haro, 34 – said.
fn apposed(analysis: &Analysis<'_>, cue: &Cue, number: usize) -> Option<usize> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    let next = analysis.mentions.get(number + 1)?;
    let opener = items.get(mention.phrase.end())?.kind;
    let closer = items[cue.group.start.checked_sub(1)?].kind;
    let marked = match opener {
        TokenKind::Dash => closer == TokenKind::Dash,
        TokenKind::Comma => closer == TokenKind::Comma && next.phrase.end() + 1 == cue.group.start,
        _ => false,
    };
    let fits = marked
        && mention.kind == MentionKind::Person
        && next.kind == MentionKind::Name
        && next.sentence == mention.sentence
        && next.phrase.start() == mention.phrase.end() + 1
        && next.phrase.end() < cue.group.start
        && !next.possessive;
    fits.then_some(number + 1)
}

/// How far back, in items, the beginning of an aside is looked for.
const ASIDE: usize = 40;

/// The phrase before an aside that only says who belongs to it or who leads it: lawmakers, led by Bo Krag, asked; many
/// speakers, including Per Lind, said.
fn exemplified(analysis: &Analysis<'_>, cue: &Cue, number: usize) -> Option<usize> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    let sentence = &analysis.document.sentences[mention.sentence].items;
    let word = |at: usize| if at < sentence.end { analysis.document.word(at) } else { "" };
    let mark = |at: usize| matches!(items[at].kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Open);
    let closer = cue.group.start.checked_sub(1)?;
    let closed = matches!(items[closer].kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Close);
    if !closed || mention.phrase.end() > closer || items[mention.phrase.end()..closer].iter().any(|i| i.is_quote()) {
        return None;
    }
    let opens = |at: usize| match word(at + 1) {
        "including" | "like" => true,
        "such" => word(at + 2) == "as",
        "led" | "run" => word(at + 2) == "by",
        participle => (participle.ends_with("ed") || rule_words::PASSED_ON.holds(participle)) && word(at + 2) == "by",
    };
    let back = (sentence.start + 1..mention.phrase.start()).rev().take(ASIDE);
    let opener = back.take_while(|&at| !items[at].is_quote()).find(|&at| mark(at) && opens(at))?;
    let before = |m: &usize| analysis.mentions[*m].phrase.end() == opener;
    let numbers = || (0..number).rev().take(REACH).take_while(|&m| analysis.mentions[m].sentence == mention.sentence);
    let last = numbers().find(before)?;
    // Members of the board of Sibinvest, led by Bo Krag, said: whoever opens the clause.
    let first = numbers().last().filter(|&m| {
        let start = analysis.mentions[m].phrase.start();
        let clause = analysis.mentions[m].phrase.end()..opener;
        let and = start == sentence.start + 1 && items[sentence.start].is(WordClass::CONJUNCTION);
        (start == sentence.start || and)
            && analysis.cues_of(mention.sentence).all(|c| !clause.contains(&analysis.cues[c].head))
    });
    let oblique = analysis.mentions[last]
        .phrase
        .start()
        .checked_sub(1)
        .is_some_and(|at| items[at].is(WordClass::PREPOSITION | WordClass::TO | WordClass::CONJUNCTION));
    if oblique { first } else { Some(last) }
}

/// The phrase that a participle or a relative clause without commas ties to the mention behind it.
fn modified(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let items = &analysis.document.items;
    let mention = &analysis.mentions[number];
    let oblique =
        mention.phrase.start().checked_sub(1).is_some_and(|b| items[b].is(WordClass::PREPOSITION | WordClass::TO));
    let before = number.checked_sub(1)?;
    let before = if analysis.mentions[before].kind == MentionKind::Relative { before.checked_sub(1)? } else { before };
    let before = opener(analysis, number).unwrap_or(before);
    let head = &analysis.mentions[before];
    let gap = head.phrase.end()..mention.phrase.start();
    let speaks =
        matches!(head.kind, MentionKind::Document | MentionKind::Person | MentionKind::People | MentionKind::Name);
    if !oblique || !speaks || head.sentence != mention.sentence || !(2..=LONG).contains(&gap.len()) {
        return None;
    }
    let first = &items[gap.start];
    let word = analysis.document.word(gap.start);
    let participle = word.ends_with("ed") || rule_words::PLACED.holds(word);
    let plain = gap.clone().all(|at| items[at].kind == TokenKind::Word);
    let relative = first.is(WordClass::RELATIVE) && matches!(word, "who" | "that" | "which");
    // The authors of the work published in Nature said: at the head of a clause the participle is no verb.
    let start = head.phrase.start();
    let opens = start == analysis.document.sentences[head.sentence].items.start
        || start.checked_sub(1).is_some_and(|at| items[at].is_quote());
    let people = matches!(head.kind, MentionKind::People | MentionKind::Person) && opens;
    let participle = participle && (head.kind == MentionKind::Document || people);
    (plain && (participle && gap.len() <= NEAR || relative)).then_some(before)
}

/// Words of a participle or a relative clause that ties a phrase to the one before, at most.
const NEAR: usize = 6;
/// Words of a relative clause whose own phrases stand between, at most.
const LONG: usize = 20;

/// Who opens the sentence, where a relative clause with more phrases goes from there to the one before the cue: A woman who
/// found a ring sewn into a coat for a bride | says.
fn opener(analysis: &Analysis<'_>, number: usize) -> Option<usize> {
    let mention = &analysis.mentions[number];
    let first = analysis.mentions_of(mention.sentence).next()?;
    let head = &analysis.mentions[first];
    let opens = head.phrase.start() == analysis.document.sentences[mention.sentence].items.start;
    let who = analysis
        .mentions
        .get(first + 1)
        .filter(|m| m.kind == MentionKind::Relative && m.phrase.start() == head.phrase.end())?;
    let gap = who.phrase.end()..mention.phrase.start() - 1;
    let joins = WordClass::CONJUNCTION | WordClass::THAT | WordClass::SUBORDINATOR | WordClass::RELATIVE;
    let one = gap.len() > 1 && analysis.document.items[gap].iter().all(|i| i.kind == TokenKind::Word && !i.is(joins));
    (opens && one && matches!(head.kind, MentionKind::Person | MentionKind::People) && first + 1 < number)
        .then_some(first)
}

/// Whether a phrase begins with "a": a Dane.
fn indefinite(analysis: &Analysis<'_>, start: usize) -> bool {
    matches!(analysis.document.word(start), "a" | "an")
}

/// Whether a phrase begins with "the": The owners, a family firm, said.
fn definite(analysis: &Analysis<'_>, start: usize) -> bool {
    analysis.document.word(start).eq_ignore_ascii_case("the")
}

/// Where the comma of an aside would stand behind a name: behind "of Oregon", "from the hills above Lori" too.
pub(super) fn past_origin(analysis: &Analysis<'_>, end: usize) -> usize {
    let items = &analysis.document.items;
    if !items.get(end).is_some_and(|i| i.is_word()) || !matches!(analysis.document.word(end), "of" | "from" | "at") {
        return end;
    }
    let none = WordClass::VERB | WordClass::CUE | WordClass::BE | WordClass::HAVE | WordClass::MODAL | WordClass::TO;
    let mut at = end + 1;
    while at <= end + ORIGIN
        && items.get(at).is_some_and(|i| {
            (i.is_word() || i.kind == TokenKind::Stop && analysis.document.word(at - 1).contains('.'))
                && !i.is_quote()
                && (i.capital || !i.is(none))
        })
    {
        at += 1;
    }
    match items.get(at).map(|i| i.kind) {
        Some(TokenKind::Comma | TokenKind::Dash) => at,
        _ => end,
    }
}

/// Whether an aside about a person begins at a comma: ", a baker", ", who", ", the mayor", ", 58".
fn opens_aside(analysis: &Analysis<'_>, sentence: usize, comma: usize) -> bool {
    let items = &analysis.document.items;
    if !items.get(comma).is_some_and(|i| matches!(i.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Open)) {
        return false;
    }
    let Some(first) = items.get(comma + 1) else { return false };
    first.is(WordClass::DETERMINER
        | WordClass::POSSESSIVE
        | WordClass::RELATIVE
        | WordClass::WH
        | WordClass::TITLE_MODIFIER)
        || first.kind == TokenKind::Number
        // Haro, standing beside Bo Krag, said
        || first.kind == TokenKind::Word && !first.capital && first.ending == Ending::Ing
        || first.is(WordClass::PERSON | WordClass::TITLE | WordClass::REFLEXIVE)
        // Haro, of Elm Row, Lori, told police
        || analysis.document.is_any(comma + 1, &rule_words::ORIGIN)
        || items[comma].kind == TokenKind::Open
        || (first.kind == TokenKind::Word
            && analysis.starting(sentence, comma + 1).is_some_and(|m| {
                let aside = &analysis.mentions[m];
                aside.kind == MentionKind::Person || aside.possessive
            }))
}

/// Whether the items between are one aside: not too long, and no quotation in it.
fn one_aside(analysis: &Analysis<'_>, from: usize, to: usize) -> bool {
    let items = &analysis.document.items;
    let over = |i: &Item| i.is_quote() || i.kind == TokenKind::Semicolon;
    to.saturating_sub(from) <= 60 && !items[from..to].iter().any(over)
}
