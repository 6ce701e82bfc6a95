//! Headings that are somebody's words: `‘My fears have been realised’` above the paragraph that tells whose.
//!
//! Takes the rows of a document, gives further ones for quotations that are a heading of their own, alone or with the name
//! of who said them. A heading alone is of whoever speaks next.

use super::{Analysis, Attribution, Frame};
use crate::document::{Item, TokenKind};
use crate::grammar::reader::{Alphabet, Ends, Known};
use crate::grammar::rules::paragraphs::{HEADING, HEADLABEL, TABLE};
use crate::grammar::table;
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::mention::Mention;
use std::ops::Range;

/// Items of a heading at most.
const LONGEST: usize = 24;
/// Items of whoever is named in it at most.
const NAME: usize = 8;
/// Words in the marks of a heading that stands alone, at least: fewer are a title or a term as often.
const FEWEST: usize = 4;
/// Words of a title that names its speaker, at least.
const SHORTEST: usize = 3;
/// How many paragraphs further on somebody speaks whose words they are.
const REACH: usize = 2;
/// The same for the title of the article.
const TITLE_REACH: usize = 6;
/// How sure such a row is before calibration: with a name, and alone.
const SURE: f32 = 0.6;
const DOUBTFUL: f32 = 0.4;

/// A paragraph that may be a heading.
struct Heading<'h, 'd> {
    analysis: &'h Analysis<'d>,
    items: Range<usize>,
    /// It is the title of the article.
    first: bool,
    /// The heads of those who speak in the paragraphs behind it, by the hashes of their words.
    speakers: &'h [u32],
}

/// How sure a title is that names its speaker before a colon or behind a dash.
const LABELLED: f32 = 0.8;

/// The row of an article's title that names whose words it has: Harbour minister: no money for a new ferry
fn labelled(analysis: &Analysis<'_>, rows: &[Attribution]) -> Option<Attribution> {
    let document = analysis.document;
    let program = document.grammar.program(HEADLABEL)?;
    let items = document.paragraphs.first()?.clone();
    let marked = |item: &Item| !item.is_quote() && matches!(item.kind, TokenKind::Colon | TokenKind::Dash);
    let end = document.paragraphs.get(TITLE_REACH).map_or(document.items.len(), |p| p.start);
    let stopped = matches!(document.items[items.end - 1].kind, TokenKind::Stop | TokenKind::Exclaim);
    if items.len() > LONGEST
        || document.paragraphs.len() < 2
        || stopped
        || !document.items[items.clone()].iter().any(marked)
        || rows.first().is_some_and(|row| row.content[0].start < items.end)
    {
        return None;
    }
    let near = rows.iter().take_while(|row| row.content[0].start < end);
    let speakers: Vec<u32> = near
        .filter_map(|row| row.speaker)
        .filter(|&s| document.items[analysis.mentions[s].head].is_word())
        .map(|s| document.items[analysis.mentions[s].head].hash)
        .collect();
    let heading = Heading { analysis, items: items.clone(), first: true, speakers: &speakers };
    let reading = program.read_whole(&heading, Known::NOTHING).ok()?;
    let part = |name: &str| {
        let number = TABLE.terminals.iter().position(|terminal| *terminal == name)?;
        reading.part(number as u8).map(|r| r.start + items.start..r.end + items.start)
    };
    let (words, label) = (part("headline")?, part("label")?);
    let speaker = mention_in(analysis, &label)?;
    Some(Attribution {
        rule: table::rule(HEADLABEL).id,
        cue: None,
        frame: Frame::None,
        speaker: Some(speaker),
        content: std::iter::once(words).collect(),
        probability: LABELLED,
        floating: false,
        carried: None,
        turn: None,
        bare: false,
    })
}

/// The last mention that stands in a label.
fn mention_in(analysis: &Analysis<'_>, label: &Range<usize>) -> Option<usize> {
    let from = analysis.mentions.partition_point(|m| m.phrase.start() < label.start);
    let inside = analysis.mentions[from..].iter().take_while(|m| m.phrase.end() <= label.end).count();
    (inside > 0).then(|| from + inside - 1)
}

/// The rows of headings that no row of `rows` holds; these are in order.
pub(super) fn headings(analysis: &Analysis<'_>, rows: &[Attribution]) -> Vec<Attribution> {
    let document = analysis.document;
    let mut found: Vec<Attribution> = labelled(analysis, rows).into_iter().collect();
    let Some(program) = document.grammar.program(HEADING) else { return found };
    if !found.is_empty() {
        return found;
    }
    for (number, items) in document.paragraphs.iter().enumerate() {
        let short = items.len() <= LONGEST && number + 1 < document.paragraphs.len();
        let Some(quote) = items.clone().take(3).find(|&at| document.items[at].is_quote()).filter(|_| short) else {
            continue;
        };
        let from = rows.partition_point(|row| row.content[0].start < items.start);
        if rows.get(from).is_some_and(|row| row.content[0].start < items.end) {
            continue;
        }
        let heading = Heading { analysis, items: items.clone(), first: number == 0, speakers: &[] };
        if program.read_whole(&heading, Known::NOTHING).is_err() {
            continue;
        }
        let named = analysis.mentions.partition_point(|m| m.phrase.start() <= quote);
        let named = Some(named).filter(|&m| {
            let ends =
                |m: &Mention| m.phrase.end() == items.end || document.items[m.phrase.end()].is(WordClass::PREPOSITION);
            analysis.mentions.get(m).is_some_and(|m| m.phrase.end() <= items.end && (number > 0 || ends(m)))
        });
        let reach = if number == 0 { TITLE_REACH } else { REACH };
        let end = document.paragraphs.get(number + reach).or(document.paragraphs.last()).map_or(0, |p| p.end);
        let next = rows[from..].iter().take_while(|row| row.content[0].start < end).find_map(|row| row.speaker);
        let alone = items.clone().all(|at| at <= quote);
        let Some(speaker) = (if alone { next } else { named.or(next) }) else { continue };
        found.push(Attribution {
            rule: table::rule(HEADING).id,
            cue: None,
            frame: Frame::None,
            speaker: Some(speaker),
            content: std::iter::once(quote..quote + 1).collect(),
            probability: if alone { DOUBTFUL } else { SURE },
            floating: alone || named.is_none(),
            carried: None,
            turn: None,
            bare: false,
        });
    }
    found
}

impl Heading<'_, '_> {
    fn item(&self, at: usize) -> Option<&Item> {
        self.analysis.document.items[self.items.clone()].get(at)
    }

    /// Words in closed marks that end in no stop.
    fn phrase(&self, at: usize, fewest: usize) -> bool {
        let document = self.analysis.document;
        let Some(item) = self.item(at) else { return false };
        let Some((quoted, _)) = document.quoted(item) else { return false };
        let tokens = document.inside(item);
        let words = || tokens.iter().filter(|token| token.is_word());
        let stop = matches!(document.last_inside(item), Some(TokenKind::Stop | TokenKind::Comma));
        // Cold Rivers of the North: a title, but for one that is written in capitals throughout.
        let title =
            words().all(|t| t.capital || t.end - t.start < 4) && !words().all(|t| t.upper || t.end - t.start < 2);
        quoted.closed && quoted.parts.len() == 1 && !stop && words().count() >= fewest && !title
    }

    /// Whoever is named behind the words: to the end of the paragraph, without a verb or a stop.
    fn speaker(&self, at: usize) -> bool {
        let items = &self.analysis.document.items[self.items.clone()];
        let Some(first) = items.get(at).filter(|_| items.len() - at <= NAME) else { return false };
        let verb = WordClass::BE | WordClass::HAVE | WordClass::MODAL | WordClass::AUXILIARY;
        first.capital && self.unstopped(at) && !items[at..].iter().any(|item| item.is(verb))
    }

    /// Whether words are somebody who can speak: a person by trade, or whoever speaks in the article.
    fn label(&self, range: Range<usize>) -> bool {
        let items = &self.analysis.document.items;
        let range = range.start + self.items.start..range.end + self.items.start;
        let words = |at: usize| items[at].kind == TokenKind::Word && !items[at].is(WordClass::AUXILIARY);
        if range.is_empty() || range.len() > NAME || !range.clone().all(words) {
            return false;
        }
        let Some(mention) = mention_in(self.analysis, &range).map(|m| &self.analysis.mentions[m]) else { return false };
        let head = &items[mention.head];
        let trade = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP;
        let report = self.analysis.document.is_any_case(mention.head, &rule_words::HEADLINE_SPEAKER);
        let known = self.speakers.contains(&head.hash);
        mention.phrase.end() == range.end && (known || head.is(trade) && !head.is(WordClass::DOCUMENT) || report)
    }

    /// The words of a title: up to the mark that parts them from whoever says them, or all behind it.
    fn headline(&self, at: usize) -> Option<usize> {
        let items = &self.analysis.document.items[self.items.clone()];
        let marks = |kind: TokenKind| matches!(kind, TokenKind::Colon | TokenKind::Dash);
        let end =
            if at > 0 { items.len() } else { items.iter().rposition(|item| !item.is_quote() && marks(item.kind))? };
        let words = items.get(at..end)?;
        let plain =
            !words.iter().any(|item| !item.is_quote() && matches!(item.kind, TokenKind::Colon | TokenKind::Stop));
        let count = words.iter().filter(|item| item.is_word() || item.is_quote()).count();
        (plain && count >= SHORTEST).then_some(end)
    }

    /// Whether no stop and no further quotation follows.
    fn unstopped(&self, at: usize) -> bool {
        let items = &self.analysis.document.items[self.items.clone()];
        items.len() > at
            && !items[at..]
                .iter()
                .any(|item| item.is_quote() || matches!(item.kind, TokenKind::Stop | TokenKind::Exclaim))
    }
}

impl Alphabet for Heading<'_, '_> {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let kind = self.item(at).filter(|item| !item.is_quote()).map(|item| item.kind);
        let one = |reads: bool| reads.then_some(at + 1);
        let end = match TABLE.terminals[usize::from(terminal)] {
            "number" => one(kind == Some(TokenKind::Number)),
            "stop" => one(kind == Some(TokenKind::Stop)),
            "colon" => one(kind == Some(TokenKind::Colon)),
            "dash" => one(kind == Some(TokenKind::Dash)),
            "sentence-words" => one(self.phrase(at, FEWEST)),
            "phrase" => one(self.phrase(at, 2)),
            "title-words" => (self.first && self.unstopped(at)).then_some(self.items.len()),
            "headline" => self.headline(at),
            "label" => {
                let parted = |item: &Item| !item.is_quote() && item.kind == TokenKind::Colon;
                let items = &self.analysis.document.items[self.items.clone()];
                let end = if at > 0 { Some(items.len()) } else { items.iter().position(parted) };
                end.filter(|&end| end > at && self.label(at..end))
            }
            "speaker" => self.speaker(at).then_some(self.items.len()),
            _ => None,
        };
        if let Some(end) = end {
            ends.push(end as u32);
        }
    }
}
