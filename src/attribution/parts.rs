//! Parts of reported words that are none after all: a name, what stands between dashes, what is spoken about, what another says.

use super::Analysis;
use crate::cue::CueKind;
use crate::document::TokenKind;
use crate::lexicon::{WordClass, rule_words};
use std::ops::Range;

/// The most words of a nickname, with its marks.
const NICKNAME: usize = 5;

/// Ivo “the Bear” | Tamm said: capital words, a few in marks without a comma or a stop, and a surname.
pub fn is_name(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    let words = &analysis.document.items;
    let capital = |at: usize| words[at].capital && words[at].kind == TokenKind::Word;
    let Some(last) = range.end.checked_sub(1).filter(|&at| at > range.start && words[at].is_quote()) else {
        return false;
    };
    let inside = analysis.document.inside(&words[last]);
    let short =
        inside.len() <= NICKNAME && inside.iter().all(|token| matches!(token.kind, TokenKind::Word | TokenKind::Mark));
    let surname = range.end < words.len() && capital(range.end) && !words[range.end].is(WordClass::PRONOUN);
    short && surname && (range.start..last).all(capital)
}

/// “The doors” – he banged the table – “were locked”: what stands between dashes is no part of the words.
pub fn beats(analysis: &Analysis<'_>, content: &mut Vec<Range<usize>>) {
    let words = &analysis.document.items;
    let dash = |at: usize| words[at].kind == TokenKind::Dash;
    let [range] = content.as_slice() else { return };
    let range = range.clone();
    let quotes: Vec<usize> = range.clone().filter(|&at| words[at].is_quote()).collect();
    let parted = quotes.len() > 1
        && quotes.first() == Some(&range.start)
        && quotes.last() == Some(&(range.end - 1))
        && quotes.windows(2).all(|w| w[1] - w[0] > 3 && w[1] - w[0] < 12 && dash(w[0] + 1) && dash(w[1] - 1));
    if parted {
        *content = quotes.into_iter().map(|at| at..at + 1).collect();
    }
}

/// "We were never consulted," Silk said of | the plan: behind the preposition stands what is spoken about.
pub fn topic(analysis: &Analysis<'_>, number: usize, content: &[Range<usize>]) -> bool {
    let words = &analysis.document.items;
    let cue = &analysis.cues[number];
    let [left, right] = content else { return false };
    let about = cue.phrasal > 0 && matches!(analysis.document.word(cue.group.end - 1), "of" | "about");
    about
        && words[left.end - 1].is_quote()
        && !right.clone().any(|at| words[at].is_quote() || analysis.clauses.finite(at))
}

/// She had the votes, she insisted, | though a count put her four short; the rent will rise, he says; | the owner calls it
/// fair: what grants something behind a clause, and another sentence, is the writer's.
pub fn granted(analysis: &Analysis<'_>, content: &[Range<usize>]) -> bool {
    let words = &analysis.document.items;
    let [left, right] = content else { return false };
    let mark = right.start.checked_sub(1).map(|at| words[at].kind);
    let grants = mark == Some(TokenKind::Comma) && analysis.document.is_any(right.start, &rule_words::GRANTING);
    let plain = !right.clone().any(|at| words[at].is_quote());
    mark == Some(TokenKind::Semicolon) || grants && plain && analysis.clauses.principal(left.clone())
}

/// The topic that a heading has before its words: Budget: | Fuel duty will be frozen, chancellor says
pub fn behind_topic(analysis: &Analysis<'_>, number: usize, words: Range<usize>) -> Range<usize> {
    let items = &analysis.document.items;
    let sentence = &analysis.document.sentences[analysis.cues[number].sentence];
    let heading = analysis.document.paragraphs[sentence.paragraph] == sentence.items;
    let open = heading && items[sentence.items.end - 1].is_word();
    let colon = words.clone().filter(|_| open).find(|&at| items[at].kind == TokenKind::Colon);
    match colon {
        Some(colon) if analysis.clauses.main(words.start..colon).is_none() && words.end > colon + 3 => {
            colon + 1..words.end
        }
        _ => words,
    }
}

/// The storm has weakened, the centre said, | but forecasters warned that: behind the conjunction somebody else speaks, or
/// the same one with another cue.
pub fn another(analysis: &Analysis<'_>, number: usize, content: &[Range<usize>]) -> bool {
    let words = &analysis.document.items;
    let [_, right] = content else { return false };
    let sentence = analysis.cues[number].sentence;
    let joins = right.start.checked_sub(1).filter(|&at| words[at].kind == TokenKind::Comma).is_some()
        && analysis.document.is_any(right.start, &rule_words::TURNING);
    let mut cues = analysis.cues_of(sentence).skip_while(|&c| analysis.cues[c].head <= right.start);
    let Some(cue) = cues.next().map(|c| &analysis.cues[c]).filter(|c| right.contains(&c.head)) else { return false };
    let subject = right.start + 1;
    let form = analysis.lexicon.cue(analysis.item(cue.head).cue).map(|form| form.inflection);
    let finite = form.is_some_and(|i| i.past || i.third) || cue.group.start < cue.head;
    let direct = cue.group.start == subject
        || analysis.starting(sentence, subject).is_some_and(|m| {
            let mention = &analysis.mentions[m];
            // "though she cautioned that", not "but she says it often".
            let she = mention.kind == crate::mention::MentionKind::Pronoun && !analysis.conjunction(cue.group.end);
            mention.phrase.end() == cue.group.start && !she
        });
    // "while stressing that no jobs would go"
    let participle = cue.gerund && cue.group.start <= subject;
    let verb = cue.kind == CueKind::Verb && !cue.infinitive && !cue.passive;
    joins && verb && (participle || direct && finite && !cue.gerund)
}

/// "The doors were locked" — Whitlock paused — "from the outside": the quotation before the dash belongs to the words.
pub fn interrupted(analysis: &Analysis<'_>, speaker: Option<usize>, content: &[Range<usize>]) -> Option<usize> {
    let words = &analysis.document.items;
    let [range] = content else { return None };
    let before = analysis.mentions[speaker?].phrase.start().checked_sub(2)?;
    let dash = |at: usize| words[at].kind == TokenKind::Dash;
    let parted = words[range.start].is_quote() && range.start > before + 2 && dash(range.start - 1) && dash(before + 1);
    (parted && words[before].is_quote()).then_some(before)
}

/// “I kept digging,” | Rex “Buddy” Olsen said: given name and nickname are the speaker's.
pub(super) fn nicknamed(analysis: &Analysis<'_>, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    let last = range.end.checked_sub(1).filter(|&at| words[at].is_quote() && at > range.start + 1)?;
    let surname = words.get(range.end).is_some_and(|i| i.capital && i.kind == TokenKind::Word);
    let given = (range.start..last).rev().take_while(|&at| words[at].capital && words[at].kind == TokenKind::Word);
    let from = given.last()?;
    let parted = from > range.start && (words[from - 1].is_quote() || words[from - 1].kind == TokenKind::Comma);
    (surname && parted && super::refuse::capitals(analysis, last) && words[from].is(WordClass::FIRST_NAME))
        .then_some(from)
}

/// "Yes," said Crane, and | "no," said Stroud: words that hold another's cue and end with a quotation are that quotation.
pub(super) fn own_quotation(analysis: &Analysis<'_>, number: usize, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    let cue = &analysis.cues[number];
    let last = range.end - 1;
    let other = analysis
        .cues_of(cue.sentence)
        .map(|c| &analysis.cues[c])
        .find(|c| range.contains(&c.head) && c.kind == CueKind::Verb && !c.infinitive)?;
    let opens = words[range.start].is_quote() && other.group.start <= range.start + 6;
    (opens && words[last].is_quote() && last > other.head).then_some(last)
}

/// "I don't know" | was all he would say.
pub(super) fn all_that_was_said(analysis: &Analysis<'_>, range: &Range<usize>) -> Option<usize> {
    let words = &analysis.document.items;
    let last = (range.start..range.end).rev().find(|&at| words[at].is_quote())?;
    let behind = last + 1..range.end;
    let tail = behind.len() == 2
        && words[last + 1].is(WordClass::BE)
        && analysis.document.is_any(last + 2, &rule_words::ALL_SAID);
    (tail && words[range.start].is_quote()).then_some(last + 1)
}
