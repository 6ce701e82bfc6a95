//! Turns of a transcript or an interview in questions and answers.
//!
//! Takes the document, gives one attribution a turn: the label before the colon speaks all the words behind it, without
//! marks. A document has turns only where labels alternate or come back, so that "Note:" and a timetable are none.

use super::labels::{Labelled, labelled};
use super::talk::Talk;
use super::{Analysis, Attribution, Frame};
use crate::document::TokenKind;
use crate::grammar::reader::{Alphabet, Ends};
use crate::grammar::rules::paragraphs::{LABEL, TABLE, TURN};
use crate::grammar::table;
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How many paragraphs may stand between two turns: more where the labels can be nothing else.
const NEAR: usize = 2;
const NEAR_SURE: usize = 6;

/// What the labels of a document say.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    /// The turns, in order.
    pub turns: Vec<Attribution>,
    /// The colons behind labels that name no speaker: what they introduce without marks is nobody's. In order.
    pub labels: Vec<usize>,
}

/// Reads the labels of a document.
pub(super) fn transcript(analysis: &Analysis<'_>) -> Transcript {
    if !analysis.document.grammar.on(TURN) {
        return Transcript::default();
    }
    let paragraphs = 0..analysis.document.paragraphs.len();
    let mut found: Vec<Labelled> = paragraphs.filter_map(|n| labelled(analysis, n)).collect();
    if found.is_empty() {
        return Transcript::default();
    }
    let headings = headings(&mut found);
    let (kept, labels) = Labels::new(analysis, found).sorted();
    let talk = kept.first().and_then(|first| Talk::before(analysis, first, &kept));
    let turn = |(n, turn): (usize, &Labelled)| {
        let heading = headings.partition_point(|heading| heading.paragraph < turn.paragraph).checked_sub(1);
        let talk = heading.map(|at| Talk::under(analysis, &headings[at])).or(talk);
        attribution(analysis, turn, kept.get(n + 1), talk)
    };
    Transcript { turns: kept.iter().enumerate().map(turn).collect(), labels }
}

/// Takes out the labels that have nothing but another label behind them: they are headings (`EXAMINATION BY MR. HARO:`).
fn headings(found: &mut Vec<Labelled>) -> Vec<Labelled> {
    let opens: Vec<usize> = found.iter().map(|turn| turn.paragraph).collect();
    let heading = |turn: &Labelled| turn.last > turn.paragraph && opens.binary_search(&turn.last).is_ok();
    let (headings, turns) = std::mem::take(found).into_iter().partition(|turn| turn.colon.is_some() && heading(turn));
    *found = turns;
    headings
}

/// What opens paragraphs of a document like a label.
struct Labels<'s, 'd> {
    analysis: &'s Analysis<'d>,
    found: Vec<Labelled>,
    /// The labels in small letters, and how often each stands.
    names: Vec<String>,
    counts: FxHashMap<String, usize>,
    /// How many of them are places.
    places: usize,
    /// A person's name comes back on lines of its own.
    returns: bool,
}

impl<'s, 'd> Labels<'s, 'd> {
    fn new(analysis: &'s Analysis<'d>, found: Vec<Labelled>) -> Self {
        let names: Vec<String> =
            found.iter().map(|turn| analysis.document.text_of(turn.label.clone()).to_lowercase()).collect();
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for name in &names {
            *counts.entry(name.clone()).or_default() += 1;
        }
        let mut labels = Labels { analysis, found, names, counts, places: 0, returns: false };
        labels.places = (0..labels.found.len()).filter(|&n| labels.place(n)).count();
        labels.returns = (0..labels.found.len()).any(|n| labels.found[n].alone && labels.again(n) && labels.person(n));
        labels
    }

    /// Whether a label is the name of a place.
    fn place(&self, n: usize) -> bool {
        let items = &self.analysis.document.items[self.found[n].label.clone()];
        items.len() == 1 && items[0].is(WordClass::PLACE)
    }

    /// Those that are turns (somebody else answers nearby, and the labels are speakers'), and the colons of those that name
    /// no speaker: a place or a topic, or one of several that nothing shows to be speakers.
    fn sorted(self) -> (Vec<Labelled>, Vec<usize>) {
        let speaks: Vec<bool> = (0..self.found.len()).map(|n| !self.trap(n)).collect();
        let spoken: Vec<bool> = (0..self.found.len()).map(|n| speaks[n] && self.sure(n)).collect();
        let talks = (0..self.found.len()).filter(|&n| speaks[n] && self.talks(n)).count();
        // Where nothing says that the labels are speakers', what follows them must sound like talk.
        let plain = speaks.iter().filter(|speaks| **speaks).count();
        let talk = talks * 2 > plain;
        // A list of arrests, of results: no label has a sentence behind it.
        let told = (0..self.found.len()).any(|n| speaks[n] && (self.found[n].letter || self.tells(n)));
        let beside = |n: usize, m: usize| {
            let Some(other) = self.found.get(m) else { return false };
            let near = if spoken[n] && spoken[m] { NEAR_SURE } else { NEAR };
            // Somebody else answers; or one speaks again and again, and then it must sound like talk.
            let other_speaker = self.names[n] != self.names[m];
            speaks[m]
                && (other_speaker || talk && self.strong(n) && self.strong(m))
                && self.gap(n.min(m), n.max(m)) <= near
                && (spoken[m] || talk)
                && other.alone == self.found[n].alone
        };
        let keep: Vec<bool> = (0..self.found.len())
            .map(|n| {
                let turn = speaks[n] && (spoken[n] || talk && !self.found[n].alone);
                told && turn
                    && ((n + 1..self.found.len().min(n + 3)).any(|m| beside(n, m))
                        || (n.saturating_sub(2)..n).any(|m| beside(n, m)))
            })
            .collect();
        let others = keep.iter().filter(|keep| !**keep).count() > 1;
        let refusal = self.analysis.document.grammar.program(LABEL);
        let nobody = |n: usize| {
            let label = Label { topic: !speaks[n], doubtful: speaks[n] && !(told && self.sure(n)), others };
            !keep[n] && refusal.is_some_and(|program| program.read(&label, 0).is_ok())
        };
        let labels = (0..self.found.len()).filter(|&n| nobody(n)).filter_map(|n| self.found[n].colon).collect();
        let turns = self.found.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(turn, _)| turn).collect();
        (turns, labels)
    }

    /// How many paragraphs lie from one turn to the other.
    fn gap(&self, before: usize, after: usize) -> usize {
        self.found[after].paragraph.abs_diff(self.found[before].last)
    }

    /// A label that names no speaker: Note, Monday, Connecticut.
    fn trap(&self, n: usize) -> bool {
        let turn = &self.found[n];
        if turn.letter {
            return false;
        }
        let items = &self.analysis.document.items[turn.label.clone()];
        let word = self.analysis.document.word(turn.label.start).to_lowercase();
        let given = items[0].is(WordClass::FIRST_NAME);
        let calendar = items[0].is(WordClass::CALENDAR) && !(given && items.len() > 1);
        let single = items.len() == 1;
        // Lund may be a town or a man: where most labels are places, all are.
        let place = self.place(n) && !given && (!items[0].upper || self.places * 2 > self.found.len());
        let thing = WordClass::COMMON | WordClass::NOUN | WordClass::VERB | WordClass::ADJECTIVE | WordClass::DOCUMENT;
        let named = given || items[0].is(WordClass::PERSON | WordClass::TITLE | WordClass::GROUP | WordClass::OUTLET);
        let common = single && items[0].is(thing) && !named && !(items[0].upper && self.counts[&self.names[n]] > 1);
        rule_words::NO_SPEAKER_LABEL.holds(&word) || calendar || place || common
    }

    /// Whether the label is a speaker's: one that comes back, or one that can be nothing else.
    fn sure(&self, n: usize) -> bool {
        let turn = &self.found[n];
        let again = self.again(n);
        // A name above the words says less than one with a colon, a time beside it more, and others that come back.
        let person = (turn.timed || self.returns) && self.person(n);
        if turn.alone { (again || person) && turn.label.len() <= 4 } else { again || self.strong(n) }
    }

    fn again(&self, n: usize) -> bool {
        self.counts[&self.names[n]] > 1
    }

    /// Whether the label can be nothing but a speaker's: a letter, capitals, a time before it, a person's name.
    fn strong(&self, n: usize) -> bool {
        let turn = &self.found[n];
        if turn.alone {
            return false;
        }
        let items = &self.analysis.document.items[turn.label.clone()];
        let words = items.iter().filter(|i| i.kind == TokenKind::Word);
        let capitals = words.clone().all(|i| i.upper || !i.capital);
        turn.letter || capitals || turn.timed || self.person(n)
    }

    /// Whether the label is the name of a person: with a given name or a title.
    fn person(&self, n: usize) -> bool {
        let items = &self.analysis.document.items[self.found[n].label.clone()];
        let words = items.iter().filter(|i| i.kind == TokenKind::Word);
        items[0].is(WordClass::FIRST_NAME | WordClass::TITLE) && words.count() > 1
    }

    /// Whether the words have a verb or a pronoun: they may be a sentence.
    fn tells(&self, n: usize) -> bool {
        let items = &self.analysis.document.items[self.found[n].words.clone()];
        let verb = WordClass::AUXILIARY | WordClass::SUBJECT_PRONOUN;
        items.iter().any(|i| i.is(verb) || i.is_quote()) || self.talks(n)
    }

    /// Whether the words sound like talk: somebody says I or you, or asks.
    fn talks(&self, n: usize) -> bool {
        let items = &self.analysis.document.items[self.found[n].words.clone()];
        let asks = |i: &crate::document::Item| i.kind == TokenKind::Exclaim;
        items.iter().any(|i| {
            i.is(WordClass::FIRST_PERSON) || asks(i) || matches!(i.text(self.analysis.document.text()), "you" | "You")
        })
    }
}

/// A label that opens no turn, and what stands behind it.
struct Label {
    topic: bool,
    doubtful: bool,
    /// There are others like it.
    others: bool,
}

impl Alphabet for Label {
    fn len(&self) -> usize {
        3
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let end = match (TABLE.terminals[usize::from(terminal)], at) {
            ("topic", 0) => self.topic.then_some(1),
            ("doubtful", 0) => self.doubtful.then_some(1),
            ("others", 1) => self.others.then_some(2),
            ("words", 1 | 2) => Some(3),
            _ => None,
        };
        if let Some(end) = end {
            ends.push(end);
        }
    }
}

fn attribution(analysis: &Analysis<'_>, turn: &Labelled, next: Option<&Labelled>, talk: Option<Talk>) -> Attribution {
    // Both lists are in order, and neither mentions nor cues overlap.
    let own = Some(analysis.mentions.partition_point(|m| m.phrase.end() <= turn.label.start))
        .filter(|&m| analysis.mentions.get(m).is_some_and(|m| m.phrase.start() < turn.label.end));
    let asks = analysis.document.word(turn.label.start) == "Q";
    let speaker = match talk.filter(|_| turn.letter) {
        Some(talk) => {
            if asks {
                talk.asks
            } else {
                talk.answers
            }
        }
        None => own.filter(|_| !(turn.letter && asks)),
    };
    let cue = turn.colon.and_then(|colon| {
        let cue = analysis.cues.partition_point(|c| c.head < colon);
        analysis.cues.get(cue).filter(|c| c.head == colon).map(|_| cue)
    });
    let mut content = vec![turn.words.clone()];
    content.extend(goes_on(analysis, turn, next));
    Attribution {
        rule: table::rule(TURN).id,
        cue,
        frame: Frame::Right,
        speaker,
        content,
        probability: 0.9,
        floating: false,
        carried: None,
        turn: Some(turn.label.clone()),
        bare: false,
    }
}

/// The paragraphs between a turn and the next one: they are the turn's, unless somebody tells what happens.
fn goes_on(analysis: &Analysis<'_>, turn: &Labelled, next: Option<&Labelled>) -> Vec<Range<usize>> {
    let behind = |next: &&Labelled| next.paragraph > turn.last && next.paragraph - turn.last <= NEAR_SURE;
    let Some(next) = next.filter(behind) else { return Vec::new() };
    // Where the same speaker is named again, somebody else's words stand between.
    let name = |turn: &Labelled| analysis.document.text_of(turn.label.clone()).to_lowercase();
    if name(turn) == name(next) {
        return Vec::new();
    }
    let between = &analysis.document.paragraphs[turn.last + 1..next.paragraph];
    let spoken = |range: &Range<usize>| {
        let items = &analysis.document.items[range.clone()];
        let direction = items[0].kind == TokenKind::Open;
        let ended = matches!(items[items.len() - 1].kind, TokenKind::Stop | TokenKind::Exclaim | TokenKind::Ellipsis);
        !direction && ended && !items.iter().any(|i| i.is_quote())
    };
    between.iter().take_while(|range| spoken(range)).cloned().collect()
}
