//! What the words of a proposal are to its verb: a clause, or a phrase that the verb takes for words.

use super::Frame;
use super::refuse::Seen;
use crate::clause::Form;
use crate::cue::{Cue, CueKind};
use crate::document::{Ending, TokenKind};
use crate::lexicon::set::listed;
use crate::lexicon::{CueClass, WordClass, rule_words};
use crate::mention::{Mention, MentionKind};
use std::ops::Range;

/// Items of where or when before a cue at most.
const FRONTED: usize = 8;

impl Seen<'_, '_> {
    /// Whether the cue takes a phrase that says something: called the plan a disaster, accused Yerevan of a provocation.
    pub(super) fn takes_phrase(&self) -> bool {
        let cue = self.cue;
        match cue.class {
            // "blamed the referee": for nothing.
            CueClass::Accuse => {
                let of = &rule_words::ACCUSATION;
                !self.charged() && self.items().any(|at| self.listed(at, of))
            }
            CueClass::Describe if cue.passive => true,
            CueClass::Describe => {
                let likens = rule_words::LIKENING_LEMMA.contains(&cue.lemma);
                self.items().any(|at| {
                    self.analysis.document.is_any(at, if likens { &rule_words::LIKENING } else { listed!["as"] })
                })
            }
            _ if cue.frames.has(b's') && self.complement() => true,
            _ if cue.frames.has(b'g') && self.gerund_behind_preposition() => true,
            CueClass::Call => cue.passive || self.called(),
            _ => cue.phrasal > 0 && cue.frames.has(b'f'),
        }
    }

    /// Called the plan | a joke, called it | very unfair; not called the office | while waiting, called him | twice.
    fn called(&self) -> bool {
        let Some(start) = self.attribution.content.first().map(|r| r.start) else { return false };
        let object = self.analysis.starting(self.cue.sentence, start).map(|m| self.analysis.mentions[m].phrase);
        // Without a mention two phrases are an object and a complement.
        let heads = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::OBJECT_PRONOUN;
        let Some(object) = object else { return self.items().filter(|&at| self.is(at, heads)).count() > 1 };
        let other = WordClass::SUBORDINATOR | WordClass::CONJUNCTION | WordClass::TO;
        let when = WordClass::CALENDAR | WordClass::TIME;
        let stops = |at: usize| {
            let item = self.analysis.item(at);
            let gerund = item.ending == Ending::Ing && !item.is(WordClass::ADJECTIVE | WordClass::NOUN);
            item.kind == TokenKind::Comma || item.is(other) && !item.is(WordClass::NEGATION) || gerund
        };
        // The vote of the council | a sham: behind the phrases of the object another one that no preposition leads.
        let complement = |at: usize| {
            let item = self.analysis.item(at);
            let adverb = item.is(WordClass::ADVERB) && !self.is(at + 1, WordClass::ADJECTIVE);
            let led = self.is(at - 1, WordClass::PREPOSITION | WordClass::DETERMINER | WordClass::ADJECTIVE);
            match at == object.end() {
                true => item.is(WordClass::NEGATION) || !adverb && !item.is(WordClass::PREPOSITION | when),
                false => item.is(WordClass::DETERMINER) && !led,
            }
        };
        let mut rest = self.items().filter(|&at| at >= object.end()).take_while(|&at| !stops(at));
        rest.any(|at| self.analysis.item(at).is_quote() || complement(at))
    }

    /// Dismissed the plan as a joke; not "the same plan as", nor behind a clause of its own.
    fn complement(&self) -> bool {
        let as_at = |at: &usize| self.analysis.document.is_any(*at, listed!["as"]);
        let like = |at: usize| self.listed(at, &rule_words::MEASURE_AS);
        let mut plain = self.items().take_while(|&at| !self.analysis.clauses.finite(at));
        plain.find(as_at).is_some_and(|at| at > 0 && !like(at - 1))
    }

    /// Thanked the crew for staying; not "before staying".
    fn gerund_behind_preposition(&self) -> bool {
        let prepositions = &rule_words::GERUND_PREPOSITION;
        self.items().skip(1).any(|at| self.listed(at - 1, prepositions) && self.word(at).ends_with("ing"))
    }

    /// Whether the words are a clause, an infinitive, a gerund or a question.
    pub(super) fn clause(&self) -> bool {
        self.attribution.content.iter().any(|range| self.clause_in(range.clone()))
    }

    fn clause_in(&self, range: Range<usize>) -> bool {
        let first = range.start;
        let that = first > 0 && self.is(first - 1, WordClass::THAT) && !self.analysis.item(first - 1).is_quote();
        let question = self.is(first, WordClass::WH) && !self.is(first, WordClass::RELATIVE);
        let object = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::OBJECT_PRONOUN;
        // "talked about securing the border": no words, but "admitted to having lied" has them.
        let about = self.cue.phrasal > 0 && !self.cue.frames.has(b'g');
        let gerund = self.word(first).ends_with("ing")
            && !about
            && (!self.is(first, WordClass::NOUN | WordClass::NOUN_CUE | WordClass::DETERMINER)
                || range.len() > 1 && self.is(first + 1, object));
        // "disputed that account": no conjunction.
        let that = that
            && !(range.len() < 3
                && range.clone().all(|at| self.is(at, WordClass::NOUN_CUE | WordClass::DOCUMENT | WordClass::NOUN)));
        // "listed that stage": an article, without a verb behind it; "recommends that the shire hire him".
        let subject = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::SUBJECT_PRONOUN;
        let that = that
            && (self.is(first, subject)
                || self.analysis.clauses.verbal(range.clone())
                || self.may_be_verb(first + 1..range.end));
        if that || question || gerund || self.is(first, WordClass::THAT) {
            return true;
        }
        let clauses = &self.analysis.clauses;
        let infinitive = |at: usize| {
            self.is(at, WordClass::TO) && clauses.form(at + 1) == Form::Infinitive
                || self.is(at, WordClass::NEGATION) && clauses.form(at + 2) == Form::Infinitive
        };
        let last = if self.cue.frames.has(b'o') { range.end } else { (first + 1).min(range.end) };
        // "regretted the delay that had upset many": the only verb is that of the relative clause. "found work": the first
        // word has no subject.
        let rest = first + 1..range.end;
        let phrase = self.cue.frames.has(b'n');
        let verbal = |rest: Range<usize>| clauses.verbal(rest.clone()) || self.says() && self.may_be_verb(rest);
        // "agreed in May on a plan after the crews were paid": the verb is that of the last phrase.
        let led =
            self.is(first, WordClass::PREPOSITION) && !self.is(first, WordClass::SUBORDINATOR | WordClass::ADVERB);
        // "demanded the plan be withdrawn"
        let helped = WordClass::TO | WordClass::MODAL | WordClass::FUTURE | WordClass::AUXILIARY | WordClass::NEGATION;
        let be = |at: usize| self.word(at) == "be" && !self.is(at - 1, helped);
        self.titled(rest.clone())
            || self.cue.frames.has(b't') && rest.clone().any(be)
            || (first..last).any(infinitive)
            || clauses.main(rest.clone()).is_some()
            || !phrase && !led && verbal(rest)
    }

    /// Whether words of a Headline In Capitals have a verb: Haro Says Council Should Pay
    fn titled(&self, mut range: Range<usize>) -> bool {
        let analysis = self.analysis;
        let verb = |at: usize| {
            self.is(at, WordClass::AUXILIARY) || self.is(at, WordClass::VERB) && !self.is(at, WordClass::NOUN)
        };
        let capital = analysis.item(self.cue.head).capital && self.says();
        let sentence = || &analysis.document.sentences[self.cue.sentence];
        capital && crate::document::sentences::title_case(&analysis.document.items, sentence()) && range.any(verb)
    }

    /// Whether the words before the cue are where or when: Around her, some applauded.
    pub(super) fn fronted(&self) -> bool {
        let [range] = self.attribution.content.as_slice() else { return false };
        // "Save the gulls": a verb as well.
        let other = WordClass::SUBORDINATOR | WordClass::VERB;
        let led = self.is(range.start, WordClass::PREPOSITION) && !self.is(range.start, other);
        self.attribution.frame == Frame::Left
            && range.len() <= FRONTED
            && (self.participial(range.clone())
                || !self.analysis.clauses.any(range.clone()) && (led || self.apposed(range) || self.complemented()))
    }

    /// Whether the words are what their speaker was doing or was asked: Asked about the crane; standing on the pier.
    fn participial(&self, range: Range<usize>) -> bool {
        let first = range.start + usize::from(self.is(range.start, WordClass::SUBORDINATOR));
        let analysis = self.analysis;
        // "Read the charter", "Feed the children": what may be an imperative is no participle.
        let participle = matches!(analysis.item(first).ending, Ending::Ing | Ending::Ed)
            && !analysis.document.word(first).ends_with("eed");
        participle
            && first < range.end
            && !self.is(first, WordClass::NOUN | WordClass::ADJECTIVE)
            && !analysis.clauses.any(first + 1..range.end)
    }

    /// Whether the words stand behind the cue, as its that-clause: The senator, Ivo Tamm, now retired, confirmed that.
    fn complemented(&self) -> bool {
        let behind = self.cue.group.end..self.analysis.reach(self.cue).end;
        let comma = |at: usize| self.analysis.item(at).kind == TokenKind::Comma;
        let mut open = behind.clone().take_while(|&at| !comma(at));
        open.any(|at| self.analysis.conjunction(at) && self.analysis.clauses.any(at..behind.end))
    }

    /// Whether words before the cue are what its speaker is, between commas: The owner, Lund Lines, apologised.
    fn apposed(&self, range: &Range<usize>) -> bool {
        let comma = |at: usize| self.analysis.item(at).kind == TokenKind::Comma;
        let Some(speaker) = self.attribution.speaker.map(|s| self.analysis.mentions[s].phrase) else { return false };
        let whole = self.analysis.starting(self.cue.sentence, range.start);
        speaker.start() == range.end + 1
            && speaker.end() + 1 == self.cue.group.start
            && comma(range.end)
            && comma(speaker.end())
            && whole.is_some_and(|m| self.analysis.mentions[m].phrase.end() == range.end)
    }

    /// Whether words are no more than where or by what something was said, or what those did who were told: at a meeting, in
    /// a letter sent on Monday, told reporters | waiting outside.
    pub(super) fn setting(&self, range: Range<usize>) -> bool {
        let analysis = self.analysis;
        let that = range.start > 0 && self.is(range.start - 1, WordClass::THAT);
        let people = WordClass::PERSONS | WordClass::GROUP;
        let told = self.cue.class == CueClass::Tell && range.start > self.cue.group.end;
        if told && self.is(range.start - 1, people) && analysis.clauses.form(range.start) == Form::Participle {
            return !analysis.clauses.any(range);
        }
        if that || !analysis.document.is_any(range.start, &rule_words::SETTING_PREPOSITION) {
            return false;
        }
        let verb = |at: &usize| analysis.clauses.form(*at) != Form::None;
        let Some(verb) = (range.start + 1..range.end).find(verb) else { return true };
        // "in public officials lied": nothing says more of a participle there.
        let more = WordClass::PREPOSITION | WordClass::CALENDAR | WordClass::TIME | WordClass::ADVERB;
        let participle = matches!(analysis.clauses.form(verb), Form::Participle | Form::Open)
            || analysis.lexicon.cue(analysis.item(verb).cue).is_some_and(|form| form.inflection.participle);
        let participle = participle && !self.is(verb, WordClass::AUXILIARY);
        participle && self.is(verb + 1, more) && !analysis.clauses.any(verb + 1..range.end)
    }

    /// Whether words are somebody in the middle of doing something: shows her standing, footage of men | pushing a boat.
    pub(super) fn scene(&self, range: Range<usize>) -> bool {
        let that = range.start > 0 && self.is(range.start - 1, WordClass::THAT);
        let pictures = || {
            let speaker = self.attribution.speaker.map(|s| self.analysis.mentions[s].head);
            speaker.is_some_and(|head| self.listed(head, &rule_words::PICTURES))
        };
        let acting = |at: usize| self.analysis.item(at).ending == Ending::Ing && !self.is(at, WordClass::NOUN);
        self.cue.class == CueClass::Show
            && !that
            && self.analysis.clauses.main(range.clone()).is_none()
            && range.clone().skip(1).any(acting)
            && pictures()
    }

    /// Whether the cue takes a clause and nothing else: "said prints point to" has one, though "point" may be a noun.
    fn says(&self) -> bool {
        matches!(self.cue.class, CueClass::Say | CueClass::Tell | CueClass::Add) && self.cue.phrasal == 0
    }

    /// Whether any word is one that can be a verb.
    fn may_be_verb(&self, mut range: Range<usize>) -> bool {
        let noun = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::PREPOSITION | WordClass::NUMBER;
        range.any(|at| {
            let item = self.analysis.item(at);
            let verb = item.is(WordClass::VERB) || item.cue != 0 || item.ending == Ending::S;
            let before = self.analysis.item(at - 1);
            let led = before.is(noun) || before.kind == TokenKind::Clitic;
            verb && item.kind == TokenKind::Word && !item.capital && !led
        })
    }

    /// Whether somebody is charged with a crime: the court's business, nobody's words.
    fn charged(&self) -> bool {
        let charge = rule_words::CHARGING_LEMMA.contains(&self.cue.lemma);
        charge && self.items().any(|at| self.analysis.document.is_any(at, &rule_words::CHARGE_PREPOSITION))
    }

    /// Whether the words at a place are the that-clause of another verb, which stands right before them.
    pub(super) fn of_another(&self, at: usize) -> bool {
        let Some(that) = at.checked_sub(1).filter(|&that| self.is(that, WordClass::THAT)) else { return false };
        let cues = self.analysis.cues_of(self.cue.sentence).map(|c| &self.analysis.cues[c]);
        let own = &self.cue.group;
        let mut others = cues.filter(|c| c.kind == CueKind::Verb && c.group.start >= own.end && c.group.end == that);
        // "denied reports that", "said in court documents that": without a subject the noun.
        let start = |m: usize| self.analysis.mentions[m].phrase.start();
        let governed = |m: usize| start(m).checked_sub(1).is_some_and(|at| self.is(at, WordClass::PREPOSITION));
        let subject = |c: &Cue| self.analysis.ending(c.sentence, c.group.start).is_some_and(|m| !governed(m));
        others.any(|c| !c.infinitive && !c.gerund && self.analysis.clauses.finite(c.group.start) && subject(c))
    }

    /// Whether the words are a noun with a relative clause that has its own cue: published emails in which he called
    pub(super) fn relayed_inside(&self) -> bool {
        let cue = self.cue;
        let [range] = self.attribution.content.as_slice() else { return false };
        if cue.kind != CueKind::Verb || self.attribution.frame != Frame::Right || !cue.frames.has(b'n') {
            return false;
        }
        let that = range.start > 0 && self.is(range.start - 1, WordClass::THAT);
        let Some(which) = (range.start + 1..range.end.min(range.start + 6))
            .find(|&at| self.word(at) == "which" && self.is(at - 1, WordClass::PREPOSITION))
        else {
            return false;
        };
        let noun = (range.start..which - 1).any(|at| self.is(at, WordClass::DOCUMENT | WordClass::NOUN_CUE));
        let cues = self.analysis.cues_of(cue.sentence).map(|c| &self.analysis.cues[c]);
        let own = cues.filter(|c| c.head > which && c.head < range.end).any(|c| c.kind == CueKind::Verb);
        !that && noun && own
    }

    /// Whether one person, by a pronoun, comes to know something: she found that the door was open. A court says what it finds.
    pub(super) fn finds(&self) -> bool {
        let speaker = self.attribution.speaker.map(|s| &self.analysis.mentions[s]);
        let one = &rule_words::FINDING_PRONOUN;
        let alone = |m: &Mention| m.kind == MentionKind::Pronoun && self.listed(m.head, one);
        rule_words::FINDING_LEMMA.contains(&self.cue.lemma) && speaker.is_some_and(alone)
    }
}
