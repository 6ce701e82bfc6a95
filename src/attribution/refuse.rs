//! What is no report of words after all: a proposal as the alphabet of the refusals.
//!
//! Takes a proposed attribution, says which rule of `grammar/rules/refusals.rs` reads it. The weights see a verb of saying
//! and words behind it; here stands what the words themselves rule out.

mod places;

use super::{Analysis, Attribution, Frame, subject};
use crate::cue::{Cue, CueKind};
use crate::document::tokens::word_hash;
use crate::document::{Ending, Token, TokenKind};
use crate::grammar::RuleId;
use crate::grammar::reader::{Alphabet, Ends, Places};
use crate::grammar::rules::refusals::{self, Term};
use crate::lexicon::rule_words;
use crate::lexicon::set::{Words, listed};
use crate::lexicon::{CueClass, Frames, WordClass};
use std::cell::OnceCell;
use std::ops::Range;

/// What the rules say of a proposal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Judgement {
    /// The rule by which its words are a noun phrase alone: see [`bare`].
    pub bare: Option<RuleId>,
    /// The refusal that reads it.
    pub refused: Option<RuleId>,
}

/// What the rules say of a proposal.
pub fn judge(analysis: &Analysis<'_>, attribution: &Attribution) -> Judgement {
    let Some(cue) = attribution.cue.map(|c| &analysis.cues[c]) else { return Judgement::default() };
    let seen = Seen::of(analysis, attribution, cue);
    let bare = seen.bare();
    if bare.is_some() && super::accept::clausal(analysis, attribution) == 0 {
        return Judgement { bare, refused: Some(refusals::BARE) };
    }
    let all = analysis.document.grammar.able(refusals::SILENT.table(), seen.could, u64::MAX);
    let mut others = all.filter(|(id, _)| !BARE.contains(id));
    Judgement { bare, refused: others.find(|(_, program)| seen.reads(program)).map(|(id, _)| id) }
}

/// The rules of noun phrases: what they read is no row, though who speaks goes on from it.
const BARE: [RuleId; 2] = [refusals::BARE, refusals::CHARGED];

/// Which rule says that an indirect row would hold a noun phrase alone: rejected the calls, denies theft.
pub fn bare(analysis: &Analysis<'_>, attribution: &Attribution) -> Option<RuleId> {
    let cue = attribution.cue.map(|c| &analysis.cues[c]).filter(|cue| cue.kind == CueKind::Verb)?;
    Seen::of(analysis, attribution, cue).bare()
}

/// The terminals that stand for the cue, as bits.
const CUE: u64 = (1 << (Term::Measure as u8 + 1)) - 1;

/// A proposal and its cue.
pub(super) struct Seen<'s, 'd> {
    pub(super) analysis: &'s Analysis<'d>,
    pub(super) attribution: &'s Attribution,
    pub(super) cue: &'s Cue,
    /// Whether any of the words stand in marks, titles of works left out.
    quoted: bool,
    /// The terminals that the cue can be read by.
    cues: u64,
    /// The terminals that the proposal can be read by.
    could: u64,
    /// Where a production may begin, each with the terminals that something can be read by there: most proposals are read by
    /// none.
    places: OnceCell<Places>,
}

impl<'s, 'd> Seen<'s, 'd> {
    fn of(analysis: &'s Analysis<'d>, attribution: &'s Attribution, cue: &'s Cue) -> Self {
        let mut seen = Seen { analysis, attribution, cue, quoted: false, cues: 0, could: 0, places: OnceCell::new() };
        let quoted = seen.items().any(|at| analysis.item(at).is_quote() && !seen.work(at));
        seen.quoted = quoted;
        seen.cues = (0..=Term::Measure as u8).fold(0, |bits, n| bits | u64::from(seen.cue_is(Term::of(n))) << n);
        seen.could = seen.could();
        seen
    }

    /// See [`bare`].
    fn bare(&self) -> Option<RuleId> {
        if self.cue.kind != CueKind::Verb {
            return None;
        }
        let grammar = self.analysis.document.grammar;
        BARE.into_iter().find(|&id| grammar.program(id).is_some_and(|program| self.reads(program)))
    }

    pub(super) fn items(&self) -> impl Iterator<Item = usize> {
        self.attribution.content.iter().flat_map(|r| r.clone())
    }

    pub(super) fn is(&self, at: usize, class: WordClass) -> bool {
        self.analysis.document.items.get(at).is_some_and(|i| i.is(class))
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.analysis.document.word(at)
    }

    pub(super) fn listed(&self, at: usize, words: &Words) -> bool {
        self.analysis.document.is_any_case(at, words)
    }

    fn sentence(&self) -> Range<usize> {
        self.analysis.document.sentences[self.cue.sentence].items.clone()
    }

    /// Whether the cue is one that a terminal stands for.
    fn cue_is(&self, term: Term) -> bool {
        let cue = self.cue;
        let verb = cue.kind == CueKind::Verb;
        let lemma = |words: &[u32]| words.contains(&cue.lemma);
        match term {
            Term::Cue => true,
            Term::Say => verb && lemma(const { &[word_hash("say")] }),
            Term::Silent => {
                rule_words::SILENT_LEMMA.contains(&cue.lemma)
                    || verb && cue.phrasal == 0 && cue.frames == Frames::parse("q")
            }
            Term::Negated => cue.negated || self.attribution.speaker.is_some_and(|s| subject::nobody(self.analysis, s)),
            Term::Asked => verb && cue.group.len() <= 2 && self.listed(cue.head, &rule_words::QUESTIONED),
            Term::Ask => verb && !cue.passive && cue.phrasal == 0 && lemma(const { &[word_hash("ask")] }),
            Term::Naming => verb && self.is(cue.head, WordClass::NAMING),
            Term::Called => verb && cue.class == CueClass::Call && cue.passive,
            Term::Call => verb && cue.class == CueClass::Call && cue.group.len() == 1,
            Term::Calling => verb && cue.class == CueClass::Call && cue.gerund,
            Term::Charge => verb && cue.passive && rule_words::CHARGING_LEMMA.contains(&cue.lemma),
            Term::Passive => verb && cue.passive && self.item_is(Term::Verb, cue.group.start),
            Term::Find => verb && rule_words::FINDING_LEMMA.contains(&cue.lemma),
            Term::Object => verb && !self.takes_phrase(),
            Term::Phrase => {
                let urges = matches!(cue.class, CueClass::Urge | CueClass::Ask | CueClass::Promise);
                verb && cue.phrasal > 0 && !urges
            }
            Term::Line => cue.kind == CueKind::Colon && self.line(),
            Term::Measure => self.measure(),
            _ => false,
        }
    }

    /// Where words of a form end; `None` where the words do not begin at `at` or have another.
    fn words_end(&self, term: Term, at: usize) -> Option<usize> {
        let content = &self.attribution.content;
        let first = content.first()?;
        let right = || self.attribution.frame == Frame::Right;
        let fits = match term {
            Term::Question => self.analysis.item(at).is(WordClass::WH) && content.iter().any(|r| r.start == at),
            Term::Nothing => first.start == at && self.nothing(),
            Term::NounPhrase => {
                // "During the town hall, Haro had a question for the mayor": when and whom, no words.
                let fronted = || {
                    self.attribution.frame == Frame::Split
                        && self.is(self.analysis.reach(self.cue).start, WordClass::PREPOSITION)
                };
                content.iter().any(|r| r.start == at) && (right() || fronted()) && !self.clause()
            }
            Term::Setting => first.start == at && right() && self.setting(first.clone()),
            Term::Relayed => first.start == at && self.relayed_inside(),
            Term::Anothers => first.start == at && self.of_another(at),
            Term::Joined => first.start == at && right() && self.analysis.document.is_any(at, listed!["and"]),
            Term::Fronted => first.start == at && self.fronted(),
            Term::Scene => first.start == at && right() && self.scene(first.clone()),
            _ => false,
        };
        fits.then_some(at.max(content.last()?.end))
    }

    /// Whether what a terminal without width stands for holds.
    fn holds(&self, term: Term) -> bool {
        let (analysis, cue) = (self.analysis, self.cue);
        match term {
            Term::Unmarked => !self.quoted,
            Term::Speakerless => self.attribution.speaker.is_none(),
            Term::Named => {
                let mut quotes = self.items().filter(|&at| analysis.item(at).is_quote());
                quotes.all(|at| capitals(analysis, at))
            }
            Term::Found => self.finds(),
            // "said it is": an answer; "talked about that": no words.
            Term::Hollow => {
                let said = WordClass::RELATIVE | WordClass::THAT | WordClass::PRONOUN | WordClass::SUBJECT_PRONOUN;
                let right = self.attribution.frame == Frame::Right;
                let answer =
                    |at: usize| !right && (self.is(at, WordClass::BE) || analysis.item(at).kind == TokenKind::Clitic);
                self.items().all(|at| self.is(at, said) || answer(at))
            }
            // a parrot which, | the family say, | still calls; a park where, | residents said, | no siren sounded
            Term::Dangling => {
                let left = match self.attribution.frame {
                    Frame::Left => self.attribution.content.last(),
                    Frame::Split => self.attribution.content.first(),
                    _ => None,
                };
                let open = |at: usize| {
                    self.is(at, WordClass::RELATIVE) && self.is(at, WordClass::WH)
                        || analysis.document.is_any(at, &rule_words::RELATIVE_BESIDES)
                };
                left.is_some_and(|words| words.len() > 1 && open(words.end - 1))
            }
            Term::Answered => {
                let other = |c: usize| c != self.attribution.cue.unwrap_or(c) && analysis.cues[c].head > cue.head;
                let comma = |at: usize| analysis.item(at).kind == TokenKind::Comma;
                analysis.cues_of(cue.sentence).any(other) || (cue.group.end..self.sentence().end).any(comma)
            }
            _ => false,
        }
    }

    /// Whether an item is what a terminal of one item stands for.
    fn item_is(&self, term: Term, at: usize) -> bool {
        let analysis = self.analysis;
        let form = || analysis.lexicon.cue(analysis.item(at).cue);
        match term {
            Term::Word => true,
            Term::Comma => analysis.item(at).kind == TokenKind::Comma,
            Term::Figure => {
                let number = WordClass::NUMBER | WordClass::QUANTIFIER;
                self.is(at, number) || analysis.item(at).kind == TokenKind::Number || self.word(at) == "half"
            }
            Term::Determiner => self.is(at, WordClass::DETERMINER),
            Term::Adjective => self.is(at, WordClass::ADJECTIVE),
            Term::Conjunction => self.is(at, WordClass::CONJUNCTION),
            Term::Adverb => self.is(at, WordClass::ADVERB | WordClass::TIME),
            Term::State => self.listed(at, &rule_words::REPORTED_STATE),
            Term::Pronoun => self.is(at, WordClass::SUBJECT_PRONOUN),
            Term::Reflexive => self.is(at, WordClass::REFLEXIVE),
            Term::Person => self.is(at, WordClass::PERSON),
            Term::Capital => analysis.item(at).capital,
            Term::Ritual => self.is(at, WordClass::RITUAL),
            Term::SaidOf => self.is(at, WordClass::SAID_OF),
            Term::Verb => self.is(at, WordClass::AUXILIARY | WordClass::VERB),
            Term::To => self.is(at, WordClass::TO),
            Term::Declining => {
                analysis.item(at).cue != 0 && form().is_some_and(|f| rule_words::DECLINING_LEMMA.contains(&f.hash))
                    || analysis.document.is_any(at, &rule_words::DECLINING)
            }
            Term::Other => {
                let mut cues = analysis.cues_of(self.cue.sentence);
                cues.any(|c| analysis.cues[c].head == at)
            }
            _ => false,
        }
    }

    /// Whether words in marks are the title of a work that stands beside them: the "Long Road" podcast.
    fn work(&self, at: usize) -> bool {
        let last = self.analysis.document.items.len();
        let named = |n: usize| n < last && self.is(n, WordClass::WORK);
        capitals(self.analysis, at) && (named(at + 1) || at > 0 && named(at - 1))
    }

    /// Whether nothing is said: said nothing, told reporters little more.
    fn nothing(&self) -> bool {
        let mut content = self.attribution.content.iter();
        content.all(|r| r.clone().all(|at| self.analysis.document.is_any(at, &rule_words::NO_WORDS)))
    }

    /// Whether the cue stands in a line that does not end as a sentence does, or that asks.
    fn line(&self) -> bool {
        let document = self.analysis.document;
        let sentence = &document.sentences[self.cue.sentence];
        let line = &document.paragraphs[sentence.paragraph];
        let last = self.analysis.item(line.end - 1);
        last.is_word() || last.kind == TokenKind::Exclaim && line.end == sentence.items.end
    }

    /// Whether a preposition names a measure and nobody who speaks: paid according to experience.
    fn measure(&self) -> bool {
        if self.cue.kind != CueKind::Preposition {
            return false;
        }
        let Some(mention) = self.attribution.speaker.map(|s| &self.analysis.mentions[s]) else {
            // "according to SDG 11", "according to estimates"
            let next = self.analysis.document.items.get(self.cue.group.end);
            return next.is_none_or(|item| !item.capital && item.ending != Ending::S);
        };
        if mention.phrase.start() > self.cue.group.end + 4 || mention.phrase.end() <= self.cue.group.start {
            return true;
        }
        let bare = mention.phrase.len() == 1 && !self.analysis.item(mention.head).capital;
        // According to plan, to schedule: what things keep to; but plans and rules say something.
        if bare
            && self.analysis.document.is_any(mention.head, &rule_words::NORM)
            && !self.word(mention.head).ends_with('s')
        {
            return true;
        }
        let speaks =
            WordClass::DOCUMENT | WordClass::NOUN_CUE | WordClass::GROUP | WordClass::PERSONS | WordClass::OUTLET_NOUN;
        bare && mention.kind == crate::mention::MentionKind::Other
            && !self.is(mention.head, speaks)
            && !self.word(mention.head).ends_with('s')
    }
}

/// Whether every word inside the marks has a capital, but for small ones: a name.
pub(super) fn capitals(analysis: &Analysis<'_>, at: usize) -> bool {
    let item = analysis.item(at);
    let small = WordClass::DETERMINER | WordClass::PREPOSITION | WordClass::CONJUNCTION;
    let listed = |t: &Token| t.entry(analysis.document.text(), analysis.lexicon).class.any(small);
    let mut words = analysis.document.inside(item).iter().filter(|t| t.is_word());
    words.all(|t| t.capital || t.kind == TokenKind::Number || listed(t))
}

impl Alphabet for Seen<'_, '_> {
    fn len(&self) -> usize {
        self.sentence().end
    }

    fn ends(&self, terminal: u8, at: usize, ends: &mut Ends) {
        let term = Term::of(terminal);
        let group = &self.cue.group;
        let end = match term {
            _ if terminal <= Term::Measure as u8 => {
                (at == group.start && self.cues >> terminal & 1 != 0).then_some(group.end)
            }
            Term::Gap => {
                let behind = self.attribution.content.iter().map(|r| r.start).find(|&start| start >= group.end);
                let start = behind.filter(|_| at == group.end);
                // A comma before the words may be read by itself.
                let comma = start.filter(|&s| s > group.end && self.analysis.item(s - 1).kind == TokenKind::Comma);
                if let Some(start) = comma {
                    ends.push(start as u32 - 1);
                }
                start
            }
            Term::Question
            | Term::Nothing
            | Term::NounPhrase
            | Term::Setting
            | Term::Relayed
            | Term::Anothers
            | Term::Joined
            | Term::Fronted
            | Term::Scene => self.words_end(term, at),
            Term::Unmarked
            | Term::Speakerless
            | Term::Named
            | Term::Answered
            | Term::Hollow
            | Term::Dangling
            | Term::Found => self.holds(term).then_some(at),
            Term::Start => (at == self.sentence().start).then_some(at),
            _ => (at < self.sentence().end && self.item_is(term, at)).then_some(at + 1),
        };
        if let Some(end) = end {
            ends.push(end as u32);
        }
    }

    fn hash(&self, at: usize) -> Option<u32> {
        (at < self.sentence().end).then(|| self.analysis.item(at).hash)
    }

    fn word(&self, hash: u32, word: &str, at: usize) -> bool {
        self.analysis.item(at).hash == hash && Seen::word(self, at).eq_ignore_ascii_case(word)
    }
}
