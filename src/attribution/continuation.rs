//! Quotations without a cue of their own: parts of the row before them, or floating rows.
//!
//! Takes the rows of a document, gives every quoted span to one of them: what follows a row in its paragraph is read by the
//! rules of kind Join, what stands in a paragraph of its own by `FLOAT`.

use super::{Analysis, Attribution, Frame};
use crate::document::{Item, TokenKind};
use crate::grammar::reader::{Alphabet, Ends, Known};
use crate::grammar::rules::joins::{JOINASIDE, JOINFIRST, JOININDIRECT, JOINLIST, JOINQUOTED, TABLE};
use crate::grammar::table;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::{Mention, MentionKind};
use smallvec::SmallVec;
use std::ops::Range;

/// How many sentences may stand between a row and what goes on with it.
const BETWEEN: usize = 2;

/// What stands between a row and a quotation, and both of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Quoted,
    Indirect,
    /// Quoted words before the cue that end in a comma.
    Open,
    Aside,
    /// A sentence without persons and cues.
    Idle,
    /// A sentence whose only person is the row's speaker.
    Same,
    /// A sentence about somebody else.
    Other,
    Quotation,
    LastPart,
    /// The first part of a quotation, and the row of its last one.
    FirstPart,
    Late,
    /// The row of a list's item, and the bullet of the next one.
    Item,
    Bullet,
}

impl Sign {
    fn reads(self, name: &str) -> bool {
        match name {
            "quoted-row" => self == Sign::Quoted,
            "indirect-row" => self == Sign::Indirect,
            "open-row" => self == Sign::Open,
            "aside" => self == Sign::Aside,
            "idle" => self == Sign::Idle,
            "same" => self == Sign::Same,
            "quotation" => self == Sign::Quotation,
            "first-part" => self == Sign::FirstPart,
            "late-row" => self == Sign::Late,
            "list-row" => self == Sign::Item,
            "bullet" => self == Sign::Bullet,
            "last-part" => self == Sign::LastPart,
            _ => false,
        }
    }
}

struct Signs(SmallVec<[Sign; 6]>);

impl Alphabet for Signs {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        if self.0.get(at).is_some_and(|sign| sign.reads(TABLE.terminals[usize::from(terminal)])) {
            ends.push(at as u32 + 1);
        }
    }
}

/// Gives every quoted span to one attribution: joins continuations, adds floating rows, and sorts.
pub fn settle(analysis: &Analysis<'_>, found: Vec<Attribution>) -> Vec<Attribution> {
    let mut settling = Settling::new(analysis, found);
    for number in 0..analysis.document.sentences.len() {
        settling.sentence(number);
    }
    let mut found = settling.found;
    for attribution in &mut found {
        attribution.content.sort_by_key(|r| r.start);
    }
    found.sort_by_key(|a| (a.content[0].start, a.cue));
    found
}

/// A row and the sentence that its words or its cue stand in last.
#[derive(Clone, Copy, Debug)]
struct Last {
    row: usize,
    sentence: usize,
}

struct Settling<'s, 'd> {
    analysis: &'s Analysis<'d>,
    found: Vec<Attribution>,
    /// The row of every quoted span.
    owner: Vec<Option<usize>>,
    /// The ranges that each row has of its own; what is added to them here stands nowhere else.
    own: Vec<usize>,
    /// The rows by the sentence that they end in, in order; how many of them are behind.
    ends: Vec<Last>,
    passed: usize,
    /// The last row, and the last with quoted words.
    last: Option<Last>,
    quoted: Option<Last>,
}

impl<'s, 'd> Settling<'s, 'd> {
    fn new(analysis: &'s Analysis<'d>, found: Vec<Attribution>) -> Self {
        let items = &analysis.document.items;
        let mut owner: Vec<Option<usize>> = vec![None; analysis.document.quotes.len()];
        for (n, attribution) in found.iter().enumerate() {
            for range in &attribution.content {
                for item in &items[range.clone()] {
                    if let Some(part) = analysis.document.part(item) {
                        owner[part.quote].get_or_insert(n);
                    }
                }
            }
        }
        let sentences = &analysis.document.sentences;
        let sentence_of = |item: usize| sentences.partition_point(|s| s.items.end <= item);
        let mut ends: Vec<Last> = found
            .iter()
            .enumerate()
            .filter(|(_, a)| !a.bare)
            .map(|(row, a)| {
                let words = a.content.iter().map(|r| r.end - 1).max().unwrap_or(0);
                let cue = a.cue.map_or(0, |c| analysis.cues[c].head);
                Last { row, sentence: sentence_of(words.max(cue)) }
            })
            .collect();
        ends.sort_by_key(|last| (last.sentence, found[last.row].content[0].start));
        let own = found.iter().map(|attribution| attribution.content.len()).collect();
        Settling { analysis, found, owner, own, ends, passed: 0, last: None, quoted: None }
    }

    /// Gives the quotations of a sentence to rows.
    fn sentence(&mut self, number: usize) {
        self.pass(number);
        let range = self.analysis.document.sentences[number].items.clone();
        if self.analysis.counts.within(range.clone()).quotes == 0 {
            return;
        }
        let alone = standing_alone(self.analysis, &range);
        for at in range.clone() {
            let Some(quote) = self.analysis.document.part(&self.analysis.document.items[at]).map(|p| p.quote) else {
                continue;
            };
            if let Some(row) = self.owner[quote] {
                // The other parts of a running quotation.
                if !self.found[row].content[..self.own[row]].iter().any(|r| r.contains(&at)) {
                    self.found[row].content.push(at..at + 1);
                }
                self.keep(row, number);
            } else if let Some(row) = self.joined(at, number, alone) {
                self.found[row].content.push(at..at + 1);
                self.owner[quote] = Some(row);
                self.keep(row, number);
            } else if alone && self.listed(at, number) {
                self.owner[quote] = Some(self.found.len());
                self.keep(self.found.len() - 1, number);
            } else if alone
                && self.analysis.document.grammar.on(super::rules::FLOAT)
                && floats(self.analysis, at, &range)
            {
                self.owner[quote] = Some(self.found.len());
                self.float(at, number);
                self.keep(self.found.len() - 1, number);
            }
        }
    }

    /// Goes past the rows that end before a sentence.
    fn pass(&mut self, number: usize) {
        while let Some(last) = self.ends.get(self.passed).filter(|last| last.sentence < number) {
            self.last = Some(*last);
            self.passed += 1;
        }
    }

    fn keep(&mut self, row: usize, sentence: usize) {
        self.last = Some(Last { row, sentence });
        self.quoted = self.last;
    }

    /// The row that a quotation goes on with.
    fn joined(&self, at: usize, number: usize, alone: bool) -> Option<usize> {
        let grammar = self.analysis.document.grammar;
        let reads = |id, signs: &Signs| {
            grammar.program(id).is_some_and(|program| program.read_whole(signs, Known::NOTHING).is_ok())
        };
        if alone {
            let last = self.quoted_by_the_same(self.last?);
            let signs = self.after(last, number)?;
            return [JOINQUOTED, JOININDIRECT].into_iter().any(|id| reads(id, &signs)).then_some(last.row);
        }
        let last = self.quoted.filter(|last| last.sentence == number);
        let aside = last.filter(|last| self.aside(*last, at).is_some_and(|signs| reads(JOINASIDE, &signs)));
        aside.map(|last| last.row).or_else(|| {
            let ahead = self.ends[self.passed..].iter().take_while(|last| last.sentence == number);
            ahead.map(|last| last.row).find(|row| reads(JOINFIRST, &self.first(*row, at, number)))
        })
    }

    /// The row with quoted words that has the speaker of a reported clause and stands in its sentence: “A,” said Haro, adding
    /// that it was late. “B.”
    fn quoted_by_the_same(&self, last: Last) -> Last {
        let row = &self.found[last.row];
        let same = self.quoted.filter(|quoted| {
            quoted.sentence == last.sentence && row.speaker.is_some() && self.found[quoted.row].speaker == row.speaker
        });
        same.filter(|_| !super::decode::quoted(self.analysis, row)).unwrap_or(last)
    }

    /// A quotation that opens a sentence and ends in a comma, and a row of it whose words follow its cue: “A,” Haro, who has
    /// fished for 40 years, told us, “and B.”
    fn first(&self, row: usize, at: usize, number: usize) -> Signs {
        let analysis = self.analysis;
        let items = &analysis.document.items;
        let row = &self.found[row];
        let opens = at == analysis.document.sentences[number].items.start;
        let comma = |at: usize| items.get(at).is_some_and(|item| item.kind == TokenKind::Comma);
        let sealed = analysis.document.last_inside(&items[at]) == Some(TokenKind::Comma) || comma(at + 1);
        let words = row.content.first().is_some_and(|range| range.start > at && items[range.start].is_quote());
        let beside = row.speaker.map(|s| &analysis.mentions[s]).is_some_and(|speaker| {
            let start = speaker.role.start().min(speaker.phrase.start());
            start > at && start <= at + 1 + usize::from(comma(at + 1))
        });
        let first = if opens && sealed { Sign::FirstPart } else { Sign::Quotation };
        let row = if words && beside && row.frame == Frame::Right { Sign::Late } else { Sign::Quoted };
        Signs([first, row].into_iter().collect())
    }

    /// Adds a row for an item of a list whose first item is the row before: the words of whoever announces the list.
    fn listed(&mut self, at: usize, number: usize) -> bool {
        let document = self.analysis.document;
        let Some(last) = self.last.filter(|last| number == last.sentence + 1) else { return false };
        let bullet = |sentence: usize| super::bullet(document, document.sentences[sentence].items.clone());
        let same = bullet(number).is_some() && bullet(number) == bullet(last.sentence);
        let row = &self.found[last.row];
        let announced = match row.cue {
            Some(cue) => self.analysis.cues[cue].sentence < last.sentence,
            None => row.speaker.is_some(),
        };
        let signs = Signs([Sign::Item, Sign::Bullet, Sign::Quotation].into_iter().collect());
        let program = document.grammar.program(JOINLIST);
        if !same || !announced || program.is_none_or(|p| p.read_whole(&signs, Known::NOTHING).is_err()) {
            return false;
        }
        let item = Attribution { content: std::iter::once(at..at + 1).collect(), ..row.clone() };
        self.own.push(1);
        self.found.push(item);
        true
    }

    /// A row, the sentences behind it, a quotation that is a sentence; nothing where that is too far.
    fn after(&self, last: Last, number: usize) -> Option<Signs> {
        let sentences = &self.analysis.document.sentences;
        if number - last.sentence > BETWEEN || sentences[last.sentence].paragraph != sentences[number].paragraph {
            return None;
        }
        let row = &self.found[last.row];
        // What nobody said or asked, nobody goes on with: Haro, asked if she was tired, laughed. “By what?”
        if row.cue.is_some() && row.speaker.is_none() && row.frame == Frame::Right {
            return None;
        }
        // What somebody denies, the words behind it are not: Haro denied shouting. “I sang.”
        if row.cue.is_some_and(|cue| self.analysis.cues[cue].class == CueClass::Deny) {
            return None;
        }
        let quoted = super::decode::quoted(self.analysis, row);
        let mut signs: SmallVec<_> = [if quoted { Sign::Quoted } else { Sign::Indirect }].into_iter().collect();
        signs.extend((last.sentence + 1..number).map(|between| self.between(row, between)));
        signs.push(Sign::Quotation);
        Some(Signs(signs))
    }

    /// What a sentence between a row and a quotation is about.
    fn between(&self, row: &Attribution, sentence: usize) -> Sign {
        let analysis = self.analysis;
        let items = &analysis.document.items;
        let speaker = row.speaker.map(|s| &analysis.mentions[s]);
        let person = |m: &&Mention| matches!(m.kind, MentionKind::Name | MentionKind::Person | MentionKind::Pronoun);
        let mut persons = analysis.mentions[analysis.mentions_of(sentence)].iter().filter(person).peekable();
        if persons.peek().is_none() {
            return if analysis.cues_of(sentence).is_empty() { Sign::Idle } else { Sign::Other };
        }
        let same =
            |m: &Mention| speaker.is_some_and(|s| items[s.head].hash == items[m.head].hash || refers(items, s, m));
        if persons.all(same) { Sign::Same } else { Sign::Other }
    }

    /// The words about the speaker between a quotation and its last part: “The nets came up empty,” said Haro, who has
    /// fished for 40 years, “and then torn.”
    fn aside(&self, last: Last, at: usize) -> Option<Signs> {
        let analysis = self.analysis;
        let items = &analysis.document.items;
        let row = &self.found[last.row];
        let cue = &analysis.cues[row.cue?];
        let end = row.content.last().map(|r| r.end - 1)?;
        // The comma stands inside the marks or behind them.
        let inside = matches!(analysis.document.last_inside(&items[end]), Some(TokenKind::Comma | TokenKind::Dash));
        let outside = items.get(end + 1).is_some_and(|behind| behind.kind == TokenKind::Comma);
        let sealed = items[end].is_quote() && (inside || outside);
        let last_part = items[at - 1].kind == TokenKind::Comma && analysis.document.inside(&items[at]).len() > 4;
        let signs = [
            if row.frame == Frame::Left && sealed { Sign::Open } else { Sign::Quoted },
            Sign::Aside,
            if last_part { Sign::LastPart } else { Sign::Quotation },
        ];
        (cue.head < at).then(|| Signs(signs.into_iter().collect()))
    }

    /// Who the sentence before is about, if it announces a quotation by its colon (Residents gave the paper a list of
    /// complaints:), or whoever it asks about: What did Haro say after the match?
    fn announced(&self, number: usize) -> Option<usize> {
        let document = self.analysis.document;
        let before = &document.sentences[number.checked_sub(1)?].items;
        let last = document.word(before.end - 1);
        if last == "?" {
            return super::talk::asked_about(self.analysis, number - 1);
        }
        let subject = self.analysis.starting(number - 1, before.start).filter(|_| last == ":")?;
        let mention = &self.analysis.mentions[subject];
        let people = matches!(mention.kind, MentionKind::Name | MentionKind::Person | MentionKind::People);
        (people && document.items[mention.phrase.end()].kind == TokenKind::Word).then_some(subject)
    }

    /// Adds a row for a quotation that nobody is said to have said.
    fn float(&mut self, at: usize, number: usize) {
        self.own.push(1);
        let speaker = self.announced(number);
        let carried = self.quoted.filter(|_| speaker.is_none());
        self.found.push(Attribution {
            rule: table::rule(super::rules::FLOAT).id,
            cue: None,
            frame: Frame::None,
            speaker,
            content: std::iter::once(at..at + 1).collect(),
            probability: 0.5,
            floating: speaker.is_none(),
            carried: carried.and_then(|last| self.found[last.row].cue),
            turn: None,
            bare: false,
        });
    }
}

/// Whether a pronoun can stand for a speaker: she, he or they for a person, they for a pronoun of its own kind only.
fn refers(items: &[Item], speaker: &Mention, mention: &Mention) -> bool {
    let subject = mention.phrase.len() == 1 && items[mention.head].is(WordClass::SUBJECT_PRONOUN);
    mention.kind == MentionKind::Pronoun && subject && matches!(speaker.kind, MentionKind::Name | MentionKind::Person)
}

/// Whether the sentence is quoted words and nothing else, but for a beat between two dashes: “A” – she holds up the crust –
/// “and B.”
fn standing_alone(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    let items = &analysis.document.items[range.clone()];
    let dash = |item: Option<&Item>| item.is_some_and(|item| item.kind == TokenKind::Dash);
    let mut at = 0;
    while let Some(item) = items.get(at) {
        if item.is_quote() && dash(items.get(at + 1)) {
            let beat = items[at + 2..].iter().take_while(|i| !i.is_quote() && i.kind != TokenKind::Dash).count();
            let end = at + 2 + beat;
            if dash(items.get(end)) && items.get(end + 1).is_some_and(Item::is_quote) {
                at = end;
            }
        } else if !item.is_quote() && item.is_word() {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether quoted words that stand alone are somebody's: more than a few words, and the last of the sentence end in a stop.
fn floats(analysis: &Analysis<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let items = &analysis.document.items;
    let words = analysis.document.inside(&items[at]).len();
    let last = sentence.clone().rev().find(|&last| items[last].is_quote()).unwrap_or(at);
    let ends = |quote: usize| {
        let last = analysis.document.last_inside(&items[quote]);
        matches!(last, Some(TokenKind::Stop | TokenKind::Exclaim | TokenKind::Ellipsis))
    };
    words > 5 && (ends(at) || items.get(at + 1).is_some_and(|i| i.kind == TokenKind::Dash) && ends(last))
}
