//! Who talks to whom where turns are labelled by letters.
//!
//! Takes the document and its labels, gives the mentions of who asks and who answers: as the words before the first turn
//! tell, or the heading of a hearing. It resolves no names.

use super::Analysis;
use super::labels::Labelled;
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::mention::{Mention, MentionKind};
use std::ops::Range;

/// Who talks to whom, as the words before the first turn tell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Talk {
    pub answers: Option<usize>,
    pub asks: Option<usize>,
}

impl Talk {
    /// The people before the first turn, where turns are labelled by letters: of two the one of an outlet asks.
    pub fn before(analysis: &Analysis<'_>, first: &Labelled, kept: &[Labelled]) -> Option<Talk> {
        kept.iter().any(|turn| turn.letter).then_some(())?;
        let document = analysis.document;
        let start = document.paragraphs[first.paragraph].start;
        let mut answers: Option<usize> = None;
        let mut asks = None;
        let mut described = None;
        // Where the answers have a name for a label, whoever else is named asks.
        let last_word = |range: Range<usize>| document.word(range.end - 1).to_lowercase();
        let told = |m: &Mention| is_told(analysis, m);
        let labels: Vec<String> =
            kept.iter().filter(|turn| !turn.letter).map(|turn| last_word(turn.label.clone())).collect();
        let labelled = |m: &Mention| labels.contains(&last_word(m.phrase.items()));
        let before = analysis.mentions.iter().enumerate().take_while(|(_, m)| m.phrase.end() <= start);
        for (n, mention) in before.filter(|(_, m)| told(m)) {
            match mention.kind {
                MentionKind::Name if labelled(mention) => {}
                MentionKind::Name if document.items[mention.head].is(WordClass::PLACE) => {}
                MentionKind::Name if !labels.is_empty() => asks = Some(n),
                MentionKind::Name if document.items[mention.head].is(WordClass::OUTLET) => {}
                MentionKind::Name if of_outlet(analysis, mention.phrase.end()) => asks = asks.or(Some(n)),
                MentionKind::Name => answers = answers.or(Some(n)),
                MentionKind::Person => described = described.or(Some(n)),
                _ => {}
            }
        }
        let begins = |m: &Mention| m.phrase.end() <= start && begins_sentence(analysis, m) && told(m);
        let subject = || analysis.mentions.iter().position(begins);
        Some(Talk { answers: answers.or(described).or_else(subject), asks })
    }

    /// Who asks under a heading of a hearing; the witness whom a line before it swears in answers.
    pub fn under(analysis: &Analysis<'_>, heading: &Labelled) -> Talk {
        let document = analysis.document;
        let within = |range: &Range<usize>| {
            let at = |place: usize| analysis.mentions.partition_point(|m| m.phrase.start() < place);
            at(range.start)..at(range.end)
        };
        let from = heading.paragraph.saturating_sub(OATH);
        let sworn = |range: &&Range<usize>| {
            (range.start..range.end).any(|at| SWORN.contains(&document.word(at).to_lowercase().as_str()))
        };
        let oath = document.paragraphs[from..heading.paragraph].iter().rfind(sworn);
        Talk { answers: oath.and_then(|range| within(range).next()), asks: within(&heading.label).next_back() }
    }
}

/// How many paragraphs before a heading a witness is sworn in at most, and the words for it.
const OATH: usize = 40;
const SWORN: &[&str] = &["sworn", "affirmed", "recalled"];

/// Whether a mention stands in a sentence, or is a person's name with more than a surname: headings name courts and parties too.
fn is_told(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let document = analysis.document;
    let paragraph = document.paragraphs.partition_point(|range| range.end <= mention.phrase.start());
    let ended = document.paragraphs.get(paragraph).and_then(|range| document.items[range.clone()].last());
    let stops = |kind| matches!(kind, TokenKind::Stop | TokenKind::Exclaim | TokenKind::Colon);
    let first = &document.items[mention.phrase.start()];
    let named = first.is(WordClass::FIRST_NAME | WordClass::TITLE) && mention.phrase.items().len() > 1;
    ended.is_some_and(|item| stops(item.kind) || item.is_quote()) || named
}

/// Whether a phrase opens its sentence.
fn begins_sentence(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    analysis.document.sentences[mention.sentence].items.start == mention.phrase.start()
}

/// Whether "of Kenttä Weekly" follows: whoever works for an outlet asks.
fn of_outlet(analysis: &Analysis<'_>, at: usize) -> bool {
    let document = analysis.document;
    let is = |at: usize, class| document.items.get(at).is_some_and(|item| item.is(class));
    let outlet = |at: usize| {
        is(at, WordClass::OUTLET | WordClass::OUTLET_WORD)
            || document.items.get(at).is_some_and(|item| item.capital) && is(at + 1, WordClass::OUTLET_WORD)
    };
    let article = usize::from(is(at + 1, WordClass::DETERMINER));
    document.items.get(at).is_some_and(|item| matches!(item.text(document.text()), "of" | "from" | "for"))
        && outlet(at + 1 + article)
}

/// Whom a question asks about, whose words may answer it: What did | Haro say after the match?
pub(super) fn asked_about(analysis: &Analysis<'_>, sentence: usize) -> Option<usize> {
    let start = analysis.document.sentences[sentence].items.start;
    let says = |c: &usize| super::shapes::says(&analysis.cues[*c]) && !analysis.cues[*c].passive;
    let cue = &analysis.cues[analysis.cues_of(sentence).find(says)?];
    let subject = analysis.ending(sentence, cue.group.start)?;
    let kind = analysis.mentions[subject].kind;
    let people = matches!(kind, MentionKind::Name | MentionKind::Person | MentionKind::Body);
    (analysis.item(start).is(WordClass::WH) && people).then_some(subject)
}
