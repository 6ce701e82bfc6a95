//! The subject that something parts from its verb: the cooperative that represents most of the boats said; the doctor
//! treating the wounded said; fishermen on the coast near Lori said; lawmakers, led by Anna Haro, asked.
//!
//! Takes a cue, gives the mention that its verb belongs to, where what stands between the two is closed by that verb: a
//! relative clause without commas, a participle with what hangs on it, a phrase with a preposition, an aside. A mention
//! inside of it is no subject of the cue, however near it stands. Subjects right beside their verbs are not looked for here.

use super::Analysis;
use crate::clause::Form;
use crate::cue::{Cue, CueKind};
use crate::document::{Ending, TokenKind};
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use std::ops::Range;

/// The most words between a subject and its verb.
const FAR: usize = 24;

/// The subject that something parts from a cue.
pub(super) fn parted(analysis: &Analysis<'_>, cue: &Cue) -> Option<usize> {
    if cue.kind != CueKind::Verb || cue.gerund || cue.infinitive || !analysis.clauses.finite(cue.group.start) {
        return None;
    }
    let reach = analysis.reach(cue);
    let first = cue.group.start.saturating_sub(FAR).max(reach.start);
    by_clause(analysis, cue, first)
        .or_else(|| by_phrase(analysis, cue, first))
        .or_else(|| by_aside(analysis, cue, first))
        .or_else(|| found(analysis, cue))
}

/// Whether a cue's subject says that it was nobody: none of the officials; no judge; neither Haro nor Tamm; not one.
pub(super) fn nobody(analysis: &Analysis<'_>, speaker: usize) -> bool {
    let document = analysis.document;
    let mention = &analysis.mentions[speaker];
    // It was not Haro who said
    let mention = match mention.kind {
        MentionKind::Relative => {
            analysis.ending(mention.sentence, mention.phrase.start()).map(|m| &analysis.mentions[m])
        }
        _ => None,
    }
    .unwrap_or(mention);
    let (start, from) = (mention.phrase.start(), document.sentences[mention.sentence].items.start);
    // No 10 said; no wonder Haro said
    let numbered = document.items.get(start + 1).is_some_and(|i| i.kind == TokenKind::Number)
        || document.is_any(start + 1, listed!["doubt", "surprise", "wonder"]);
    let before = start.checked_sub(1).filter(|&at| at >= from);
    document.is_any_case(start, &rule_words::NOBODY) && !numbered
        || before.is_some_and(|at| document.is_any_case(at, listed!["neither", "nor"]))
        || before.is_some_and(|at| document.is_any_case(at, listed!["not"]))
            && (document.is_any(start, listed!["one"]) || mention.kind == MentionKind::Name)
}

/// The text that a sentence opens with, whose verb of finding stands behind all that says more of it: a report by the yard –
/// which the harbour paid for – found.
fn found(analysis: &Analysis<'_>, cue: &Cue) -> Option<usize> {
    let first = text(analysis, cue)?;
    let closed = || analysis.clauses.closed(analysis.mentions[first].phrase.end(), cue.group.start).is_some();
    (analysis.conjunction(cue.group.end) && closed()).then_some(first)
}

/// The text that the sentence of a verb of finding opens with: a poll of voters in May found.
pub(super) fn text(analysis: &Analysis<'_>, cue: &Cue) -> Option<usize> {
    let finds = cue.class == CueClass::Show;
    let first = analysis.starting(cue.sentence, analysis.reach(cue).start).filter(|_| finds)?;
    (analysis.mentions[first].kind == MentionKind::Document).then_some(first)
}

/// The subject before a clause or a participle without commas: the cooperative that represents most of the boats said.
fn by_clause(analysis: &Analysis<'_>, cue: &Cue, first: usize) -> Option<usize> {
    let end = cue.group.start;
    // Nothing is closed without a word between.
    let stops = |at: usize| !analysis.item(at).is_word() || analysis.item(at).is_quote();
    let from = (first..end).rev().find(|&at| stops(at) && !joins(analysis, at)).map_or(first, |at| at + 1);
    (from + 1..end.saturating_sub(1)).find_map(|at| {
        let verbs = if relative(analysis, at) { 1 } else { 0 };
        let last = analysis.ending(cue.sentence, at).filter(|_| verbs > 0 || reduced(analysis, at))?;
        let closed = analysis.clauses.closed(at, end).is_some_and(|held| held >= verbs);
        governing(analysis, last, from).filter(|_| closed)
    })
}

/// The subject before a phrase with a preposition right beside the cue: critics in the state quickly said.
fn by_phrase(analysis: &Analysis<'_>, cue: &Cue, first: usize) -> Option<usize> {
    let adverb = |at: usize| {
        let item = analysis.item(at);
        !item.capital && (item.is(WordClass::ADVERB) || item.ending == Ending::Ly)
    };
    let end = (first..cue.group.start).rev().find(|&at| !adverb(at)).map_or(first, |at| at + 1);
    let last = analysis.ending(cue.sentence, end)?;
    governing(analysis, last, first).filter(|subject| *subject != last && alone(analysis, *subject, first))
}

/// The subject before an aside that tells with whom, from where or through whom, or that says who the object of a
/// preposition is: lawmakers, led by Anna Haro, asked; the letter to Ivo Tamm, the harbour master, said.
fn by_aside(analysis: &Analysis<'_>, cue: &Cue, first: usize) -> Option<usize> {
    let comma = |at: usize| analysis.item(at).kind == TokenKind::Comma;
    let close = cue.group.start.checked_sub(1).filter(|&at| at > first && comma(at))?;
    let plain = |at: &usize| !analysis.item(*at).is_quote() && analysis.item(*at).kind != TokenKind::Semicolon;
    let behind = analysis.starting(cue.sentence, cue.group.end).map(|m| analysis.mentions[m].phrase.end());
    // "The bridge, built by the yard, said Anna Haro, is shut": somebody stands behind the verb, who is not told.
    if cue.class != CueClass::Tell
        && behind.is_some_and(|end| end >= analysis.reach(cue).end || !analysis.item(end).is_word())
    {
        return None;
    }
    let commas = (first + 1..close).rev().take_while(plain).filter(|&at| comma(at));
    let mut found = commas.filter_map(|open| {
        let last = analysis.ending(cue.sentence, open).or_else(|| opening(analysis, cue, open))?;
        let subject = governing(analysis, last, first).filter(|subject| alone(analysis, *subject, first))?;
        let held = analysis.clauses.closed(open, cue.group.start)?;
        let tells = if subject == last { described } else { told };
        let fits = match relative(analysis, open + 1) {
            true => held > 0,
            false => held == 0 && phrase(analysis, open + 1) || tells(analysis, cue, last, open + 1),
        };
        fits.then_some(subject)
    });
    // "Anna Haro, a spokeswoman for the port, which runs the ferry, said": of two, the outer one.
    let nearest = found.next()?;
    let outer = found.last().unwrap_or(nearest);
    // Ivo Tamm, the owner of the yard and head of its board, which met in May, said: whose apposition it is.
    let start = analysis.mentions[outer].phrase.start();
    let name = (start > first && comma(start - 1)).then(|| analysis.ending(cue.sentence, start - 1)).flatten();
    let named = |m: &usize| {
        let kind = |m: usize| analysis.mentions[m].kind;
        kind(*m) == MentionKind::Name && kind(outer) == MentionKind::Person && alone(analysis, *m, first)
    };
    let opened = analysis.item(start).is(WordClass::DETERMINER);
    Some(name.and_then(|m| governing(analysis, m, first)).filter(|m| opened && named(m)).unwrap_or(outer))
}

/// The mention that a sentence opens with, where an aside follows what says more of it: minutes of a meeting held in May, |
/// seen by Radio Kattvik, state.
fn opening(analysis: &Analysis<'_>, cue: &Cue, open: usize) -> Option<usize> {
    let start = analysis.reach(cue).start;
    let first = analysis.starting(cue.sentence, start)?;
    let after = analysis.mentions[first].phrase.end();
    let closed = after < open && analysis.clauses.closed(after, cue.group.start).is_some();
    closed.then_some(first)
}

/// Where the words end before a description whose name is the speaker: the ferry sank, | the governor of the island, Bo Lund,
/// said. The words have a verb of their own.
pub(super) fn before_role(analysis: &Analysis<'_>, speaker: usize, words: Range<usize>) -> Option<usize> {
    let name = &analysis.mentions[speaker];
    if name.phrase.start().min(name.role.start()) != words.end + 1 {
        return None;
    }
    let start = explained(analysis, speaker, words.start)?;
    let comma = |at: &usize| analysis.item(*at).kind == TokenKind::Comma;
    let open = start.checked_sub(1).filter(comma)?;
    analysis.clauses.main(words.start..open).is_some().then_some(open)
}

/// Where the description begins whose name a mention behind a comma is: | the governor of the island, Bo Lund.
pub(super) fn explained(analysis: &Analysis<'_>, name: usize, from: usize) -> Option<usize> {
    let name = &analysis.mentions[name];
    let comma = |at: &usize| analysis.item(*at).kind == TokenKind::Comma;
    let close = name.phrase.start().min(name.role.start()).checked_sub(1).filter(comma)?;
    let last = analysis.ending(name.sentence, close).filter(|_| name.kind == MentionKind::Name)?;
    let description = &analysis.mentions[governing(analysis, last, from)?];
    let start = description.phrase.start();
    let determined = analysis.item(start).is(WordClass::DETERMINER | WordClass::POSSESSIVE);
    (determined && description.kind == MentionKind::Person).then_some(start)
}

/// Whether an aside opens with a participle, a preposition or an age, or says what is to be: to be handed over in May.
fn phrase(analysis: &Analysis<'_>, at: usize) -> bool {
    let item = analysis.item(at);
    let ahead = item.is(WordClass::TO) && analysis.clauses.form(at + 1) == Form::Infinitive;
    // The club praised the fans, but its coach, Rory Teague, said: another clause.
    let governs = item.is(WordClass::PREPOSITION) && !item.is(WordClass::SUBORDINATOR | WordClass::CONJUNCTION);
    // Haro, 34, of Mill Lane, said
    let joined = |n: usize| analysis.document.is_any(n, listed!["and"]);
    let age = item.kind == TokenKind::Number
        && analysis.item(at + 1).kind == TokenKind::Comma
        && !(at..analysis.document.items.len().min(at + FAR)).take_while(|&n| analysis.item(n).cue == 0).any(joined);
    let such = analysis.document.is_any(at, listed!["such"]);
    governs || ahead || age || such || reduced(analysis, at)
}

/// Whether an aside only says who somebody named is: Ivo Tamm, the harbour master. A name in it is that of the subject: a
/// lawyer in Lori, Ivo Tamm, said.
fn told(analysis: &Analysis<'_>, cue: &Cue, named: usize, at: usize) -> bool {
    let description = |m: usize| {
        !matches!(analysis.mentions[m].kind, MentionKind::Name | MentionKind::Body) && fills(analysis, cue, m)
    };
    analysis.mentions[named].kind == MentionKind::Name && analysis.starting(cue.sentence, at).is_some_and(description)
}

/// Whether a mention and the clause that says more of it are all that stands before the comma of a cue: a botanist who was
/// not there.
fn fills(analysis: &Analysis<'_>, cue: &Cue, mention: usize) -> bool {
    let end = analysis.mentions[mention].phrase.end();
    let more = end + usize::from(analysis.item(end).kind == TokenKind::Comma);
    let closed = || analysis.clauses.closed(more, cue.group.start).is_some();
    // the firm named most often in the file; the company behind the trial
    let hangs = || more == end && (reduced(analysis, end) || analysis.item(end).is(WordClass::PREPOSITION));
    end + 1 == cue.group.start || more < cue.group.start && (relative(analysis, more) || hangs()) && closed()
}

/// Whether an aside says of somebody what they are: the suspect, a teacher of 30; Anna Haro, a spokeswoman for the port.
fn described(analysis: &Analysis<'_>, cue: &Cue, subject: usize, at: usize) -> bool {
    let one = |m: usize| analysis.mentions[m].kind == MentionKind::Person;
    let opens = analysis.item(at).is(WordClass::DETERMINER);
    let aside = analysis.starting(cue.sentence, at).filter(|&m| fills(analysis, cue, m));
    // the landlord, a pension fund
    let fund = |m: usize| analysis.mentions[m].kind == MentionKind::Organisation;
    let named = analysis.mentions[subject].kind == MentionKind::Name;
    opens && (named || one(subject)) && aside.is_some_and(|m| one(m) || fund(m))
}

/// Whether a mention is not the second of two. But a letter to the owners, seen by Radio Kattvik, says: what opens the
/// sentence joins none.
fn alone(analysis: &Analysis<'_>, mention: usize, first: usize) -> bool {
    let start = analysis.mentions[mention].phrase.start();
    let opens = || start == first + 1 && analysis.item(first).capital;
    start == first || opens() || !analysis.item(start - 1).is(WordClass::CONJUNCTION | WordClass::DETERMINER)
}

/// Whether a clause or a participle that says more of a noun opens right behind it.
pub(crate) fn says_more(analysis: &Analysis<'_>, at: usize) -> bool {
    at < analysis.document.items.len() && (relative(analysis, at) || reduced(analysis, at))
}

/// Whether an item that is no word leaves a clause open: the hyphen of a compound, a clitic, an abbreviation's stop.
fn joins(analysis: &Analysis<'_>, at: usize) -> bool {
    matches!(analysis.item(at).kind, TokenKind::Clitic | TokenKind::Number | TokenKind::Symbol)
        && !analysis.item(at).is_quote()
}

/// Whether a word opens a relative clause behind a noun: who, which, that, whose, where.
fn relative(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.item(at).is(WordClass::RELATIVE) || analysis.document.is_any(at, &rule_words::RELATIVE_BESIDES)
}

/// Whether a participle says more of the noun before it: treating the wounded, accused of the fire. What gives a name
/// does not: a man named Ivo Tamm said.
fn reduced(analysis: &Analysis<'_>, at: usize) -> bool {
    let names = &rule_words::NAME_GIVING;
    let item = analysis.item(at);
    // the firm named most often in the file
    let named = || analysis.document.items.get(at + 1).is_some_and(|i| i.capital || i.is_quote());
    let acting = item.ending == Ending::Ing && !item.capital;
    (acting || analysis.clauses.form(at) == Form::Participle) && !(analysis.document.is_any(at, names) && named())
}

/// The mention that no preposition governs, of those that prepositions join up to one: Democrats in Iowa; nothing where
/// the first of them opens with one, as in "in the town that burned".
fn governing(analysis: &Analysis<'_>, mut number: usize, from: usize) -> Option<usize> {
    // "a sort of gap between what Haro says and the bill"
    let start = analysis.mentions[number].phrase.start();
    let asked = start > from && analysis.item(start - 1).is(WordClass::WH);
    loop {
        let mention = &analysis.mentions[number];
        let fits = matches!(
            mention.kind,
            MentionKind::Name
                | MentionKind::Body
                | MentionKind::Person
                | MentionKind::People
                | MentionKind::Organisation
                | MentionKind::Document
        ) || mention.kind == MentionKind::Pronoun && indefinite(analysis, mention.head);
        // "six in ten voters"; but others who stayed, one who left; two-thirds of parents
        let who = analysis.document.is_any(mention.phrase.end(), listed!["who"]);
        let part = !asked
            && mention.head + 1 < mention.phrase.end()
            && analysis.document.word(mention.head + 1) == "of"
            && opens(analysis, mention.phrase.start(), from);
        let fits = fits || part;
        let counted = !(who || part) && analysis.item(mention.head).is(WordClass::QUANTIFIER | WordClass::NUMBER);
        let before = mention.phrase.start().checked_sub(1).filter(|&at| at >= from);
        // "more than 200 doctors": one phrase.
        // "But residents living near the mine": what opens a sentence so governs nothing.
        let governs = |at: usize| {
            let item = analysis.item(at);
            let opener = item.capital && item.is(WordClass::CONJUNCTION);
            item.is(WordClass::PREPOSITION | WordClass::TO)
                && !opener
                && !item.is(WordClass::SUBORDINATOR)
                && !analysis.document.is_any(at, listed!["than"])
        };
        match before.filter(|&at| governs(at)) {
            Some(preposition) => number = analysis.ending(mention.sentence, preposition)?,
            None => {
                return (fits && !counted && !mention.possessive && mention.phrase.start() >= from).then_some(number);
            }
        }
    }
}

/// Whether a phrase opens its clause: what a verb stands before is its object.
fn opens(analysis: &Analysis<'_>, start: usize, from: usize) -> bool {
    let mark = |at: usize| !analysis.item(at).is_word() && analysis.item(at).kind != TokenKind::Clitic;
    start <= from || mark(start - 1) || analysis.conjunction(start - 1)
}

/// Whether a pronoun is that of people in general, told by the clause behind it: anyone, others, those.
fn indefinite(analysis: &Analysis<'_>, head: usize) -> bool {
    let item = analysis.item(head);
    let personal = WordClass::SUBJECT_PRONOUN | WordClass::OBJECT_PRONOUN | WordClass::FIRST_PERSON;
    !item.is(personal | WordClass::RELATIVE) && analysis.document.is_any(head + 1, listed!["who"])
}
