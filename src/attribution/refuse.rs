//! What is no report of words after all: refusals to speak, bare noun phrases, names, idioms, settings of an answer.
//!
//! Takes a proposed attribution, says whether it must be left out. The weights see a verb of saying and words behind it;
//! here stands what the words themselves rule out.

use super::{Analysis, Attribution, Frame};
use crate::cue::{Cue, CueKind};
use crate::document::tokens::word_hash;
use crate::document::{Ending, Token, TokenKind};
use crate::lexicon::set::{Words, listed};
use crate::lexicon::{CueClass, Frames, WordClass};
use std::ops::Range;

/// Whether the proposal reports no words. Whether its words are a bare phrase must have been noted on it: see [`bare`].
pub fn refused(analysis: &Analysis<'_>, attribution: &Attribution) -> bool {
    let Some(cue) = attribution.cue.map(|c| &analysis.cues[c]) else { return false };
    let seen = Seen::of(analysis, attribution, cue);
    seen.refusal()
        || attribution.bare && !super::accept::clausal(analysis, attribution)
        || seen.naming()
        || seen.idiom()
        || seen.setting()
        || seen.imperative()
        || seen.walked()
        || seen.relayed_inside()
        || seen.measure()
        || seen.next_act()
        || seen.shown()
}

/// Whether an indirect row would hold a noun phrase alone: rejected the calls, denies theft.
pub fn bare(analysis: &Analysis<'_>, attribution: &Attribution) -> bool {
    attribution.cue.is_some_and(|c| Seen::of(analysis, attribution, &analysis.cues[c]).bare_phrase())
}

/// Objects that are said and report nothing: said his prayers.
static SAID: &Words = listed![
    "prayer",
    "prayers",
    "mass",
    "grace",
    "goodbye",
    "goodbyes",
    "farewell",
    "farewells",
    "rosary",
    "hello",
    "vows"
];

/// Works that have a title.
static WORKS: &Words = listed![
    "podcast",
    "show",
    "programme",
    "program",
    "film",
    "movie",
    "book",
    "novel",
    "memoir",
    "album",
    "song",
    "single",
    "series",
    "documentary",
    "play",
    "musical",
    "magazine",
    "newsletter",
    "column",
    "exhibition",
    "episode",
    "blog",
    "tour",
    "painting",
    "sculpture",
    "poem",
    "ballet",
    "opera",
    "game",
    "app",
    "video"
];

/// Verbs that give a name.
static NAMING: &Words =
    listed!["named", "name", "names", "naming", "christened", "titled", "entitled", "nicknamed", "renamed", "signed"];

/// A proposal and its cue.
struct Seen<'s, 'd> {
    analysis: &'s Analysis<'d>,
    attribution: &'s Attribution,
    cue: &'s Cue,
    /// Whether any of the words stand in marks, titles of works left out.
    quoted: bool,
}

impl<'s, 'd> Seen<'s, 'd> {
    fn of(analysis: &'s Analysis<'d>, attribution: &'s Attribution, cue: &'s Cue) -> Self {
        let plain = Seen { analysis, attribution, cue, quoted: false };
        let quoted = plain.items().any(|at| analysis.item(at).is_quote() && !plain.work(at));
        Seen { quoted, ..plain }
    }

    fn items(&self) -> impl Iterator<Item = usize> {
        self.attribution.content.iter().flat_map(|r| r.clone())
    }

    fn is(&self, at: usize, class: WordClass) -> bool {
        self.analysis.document.items.get(at).is_some_and(|i| i.is(class))
    }

    fn word(&self, at: usize) -> &str {
        self.analysis.document.word(at)
    }

    fn listed(&self, at: usize, words: &Words) -> bool {
        words.may_hold(self.analysis.item(at).hash) && words.holds_any_case(self.word(at))
    }

    fn sentence(&self) -> Range<usize> {
        self.analysis.document.sentences[self.cue.sentence].items.clone()
    }

    /// Whether words in marks are the title of a work that stands beside them: the "Long Road" podcast.
    fn work(&self, at: usize) -> bool {
        let last = self.analysis.document.items.len();
        let named = |n: usize| n < last && self.listed(n, WORKS);
        capitals(self.analysis, at) && (named(at + 1) || at > 0 && named(at - 1))
    }

    /// Whether somebody refuses to speak: declined to comment, would not say who, has yet to say whether.
    fn refusal(&self) -> bool {
        if self.quoted {
            return false;
        }
        let (analysis, cue) = (self.analysis, self.cue);
        let lemmas = [word_hash("decline"), word_hash("refuse")];
        // "declined to say whether", "did not say when"
        let start = cue.group.start;
        let before = |n: usize| start.checked_sub(n).filter(|at| *at >= self.sentence().start);
        let declined = cue.infinitive
            && before(2).is_some_and(|at| {
                analysis.lexicon.cue(analysis.item(at).cue).is_some_and(|f| lemmas.contains(&f.hash))
                    || matches!(self.word(at), "yet" | "unable" | "unwilling" | "reluctant")
            });
        let question = self.attribution.content.iter().any(|r| analysis.item(r.start).is(WordClass::WH));
        let nobody = self.attribution.speaker.is_some_and(|s| {
            self.listed(analysis.mentions[s].phrase.start(), listed!["neither", "no", "nobody", "none"])
        });
        // What somebody wonders is no words of theirs, unless marks show them; nor is what they do with a verb of manner.
        let silent = cue.lemma == word_hash("wonder")
            || cue.kind == CueKind::Verb && cue.phrasal == 0 && cue.frames == Frames::parse("q");
        silent || self.nothing() || lemmas.contains(&cue.lemma) || declined || (cue.negated || nobody) && question
    }

    /// Whether nothing is said: said nothing, told reporters little more.
    fn nothing(&self) -> bool {
        let mut content = self.attribution.content.iter();
        content.all(|r| {
            r.clone()
                .all(|at| matches!(self.word(at), "nothing" | "little" | "anything" | "more" | "much" | "else" | "so"))
        })
    }

    /// Whether an indirect row would hold a noun phrase alone: rejected the calls, denies theft.
    fn bare_phrase(&self) -> bool {
        let cue = self.cue;
        if cue.kind != CueKind::Verb || self.quoted {
            return false;
        }
        if cue.passive && self.charged() {
            return true;
        }
        // "During the town hall, Haro had a question for the mayor": when and whom, no words.
        let fronted = || {
            self.attribution.frame == Frame::Split && self.is(self.analysis.reach(cue).start, WordClass::PREPOSITION)
        };
        (self.attribution.frame == Frame::Right || fronted()) && !self.takes_phrase() && !self.clause()
    }

    /// Whether the cue takes a phrase that says something: called the plan a disaster, accused Yerevan of a provocation.
    fn takes_phrase(&self) -> bool {
        let cue = self.cue;
        // "called the plan a disaster" has an object and a complement, "called the office" an object alone.
        let heads = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::OBJECT_PRONOUN;
        match cue.class {
            // "blamed the referee": for nothing.
            CueClass::Accuse => {
                let of = listed!["of", "for", "on", "as", "that", "over", "with", "to", "in", "because"];
                !self.charged() && self.items().any(|at| self.listed(at, of))
            }
            CueClass::Describe if cue.passive => true,
            CueClass::Describe => {
                let likens = [word_hash("compare"), word_hash("liken")].contains(&cue.lemma);
                self.items().any(|at| {
                    self.analysis.document.is_any(at, if likens { listed!["as", "to", "with"] } else { listed!["as"] })
                })
            }
            _ if cue.frames.has(b's') && self.items().any(|at| self.analysis.document.is_any(at, listed!["as"])) => {
                true
            }
            _ if cue.frames.has(b'g') && self.gerund_behind_preposition() => true,
            CueClass::Call => self.items().filter(|&at| self.is(at, heads)).count() > 1,
            _ => cue.phrasal > 0 && cue.frames.has(b'f'),
        }
    }

    /// Whether what stands behind a phrase of saying is the next thing that somebody did: issued a statement on Friday,
    /// withdrew it on Saturday.
    fn next_act(&self) -> bool {
        let Some(first) = self.attribution.content.first().map(|r| r.start) else { return false };
        // "took to Twitter to accuse the council": the words are those of the other cue.
        let to = self.is(first, WordClass::TO)
            && self.analysis.cues_of[self.cue.sentence].clone().any(|c| self.analysis.cues[c].head == first + 1);
        if self.cue.phrasal > 0 && to {
            return true;
        }
        let past = |at: usize| {
            let form = self.analysis.lexicon.cue(self.analysis.item(at).cue);
            self.is(at, WordClass::VERB) && form.is_none_or(|f| f.inflection.past) && !self.word(at).ends_with("ing")
        };
        self.cue.phrasal > 0
            && self.attribution.frame == Frame::Right
            && first > self.cue.group.end
            && self.analysis.item(first - 1).kind == TokenKind::Comma
            && past(first)
    }

    /// Whether words are only shown under a noun: marched under the motto "One roof".
    fn shown(&self) -> bool {
        let before = |at: usize| self.is(at, WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE);
        let start = self.sentence().start;
        let head = self.cue.head;
        let opener = (start..head).rev().take(4).find(|&at| !before(at));
        self.cue.kind == CueKind::Noun
            && opener.is_some_and(|at| matches!(self.word(at), "under" | "beneath" | "Under"))
    }

    /// Thanked the crew for staying; not "before staying".
    fn gerund_behind_preposition(&self) -> bool {
        let prepositions = listed!["for", "of", "from", "against", "about", "over", "on", "with"];
        self.items().skip(1).any(|at| self.listed(at - 1, prepositions) && self.word(at).ends_with("ing"))
    }

    /// Whether the words are a clause, an infinitive, a gerund or a question.
    fn clause(&self) -> bool {
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
        if that || question || gerund || self.is(first, WordClass::THAT) {
            return true;
        }
        let mut relatives = 0;
        let mut verbs = 0;
        let mut group = false;
        for at in range.clone() {
            let infinitive = self.is(at, WordClass::TO) && self.infinitive(at);
            let not = self.is(at, WordClass::NEGATION) && self.is(at + 1, WordClass::TO) && self.infinitive(at + 1);
            if (infinitive || not) && (at == first || self.cue.frames.has(b'o') || self.cue.frames.has(b'i')) {
                return true;
            }
            // "reported a fall and stuck to its forecast": the second verb is the speaker's.
            let coordinate = verbs == 0
                && self.cue.lemma != word_hash("say")
                && at > first
                && self.is(at - 1, WordClass::CONJUNCTION)
                && !self.is(at, WordClass::SUBJECT_PRONOUN);
            let finite = !coordinate && self.finite(&range, at);
            verbs += usize::from(finite && !group);
            group = finite || group && self.is(at, WordClass::ADVERB | WordClass::NEGATION);
            // "an article she wrote": a relative clause without its pronoun.
            let contact = at > first + 1
                && self.is(at, WordClass::SUBJECT_PRONOUN)
                && self.is(at - 1, WordClass::NOUN | WordClass::DOCUMENT)
                && self.cue.frames.has(b'n');
            relatives += usize::from(contact);
            relatives +=
                usize::from(at > first && self.is(at, WordClass::RELATIVE) && !self.is(at - 1, WordClass::PREPOSITION));
        }
        // "regretted the delay that had upset many": the only verb is that of the relative clause.
        verbs > relatives || verbs > 0 && relatives > 0 && !self.cue.frames.has(b'n')
    }

    /// Whether a "to" opens an infinitive: to leave, not to the children.
    fn infinitive(&self, to: usize) -> bool {
        let noun = WordClass::DETERMINER
            | WordClass::POSSESSIVE
            | WordClass::OBJECT_PRONOUN
            | WordClass::NUMBER
            | WordClass::QUANTIFIER
            | WordClass::PERSONS;
        let Some(next) = self.analysis.document.items.get(to + 1) else { return false };
        let verb = WordClass::VERB | WordClass::BE | WordClass::HAVE | WordClass::DO;
        next.is(verb) || next.kind == TokenKind::Word && !next.capital && !next.is(noun) && !self.plural(to + 1)
    }

    fn plural(&self, at: usize) -> bool {
        let item = self.analysis.item(at);
        item.ending == Ending::S && !item.is(WordClass::VERB)
    }

    /// Whether a word is a finite verb where it stands, as far as its neighbour tells: not "a share", "the calls".
    fn finite(&self, range: &Range<usize>, at: usize) -> bool {
        let item = self.analysis.item(at);
        let auxiliary = WordClass::AUXILIARY;
        if item.is(auxiliary) && item.kind == TokenKind::Word && !item.capital {
            return at == range.start || !self.is(at - 1, WordClass::TO);
        }
        // "doesn't", "cannot"
        let word = self.word(at);
        if item.is(WordClass::NEGATION) && (word.ends_with("n't") || word.ends_with("n\u{2019}t") || word == "cannot") {
            return true;
        }
        if item.kind == TokenKind::Clitic {
            // "he's ill", "the dam'll hold"; that of "the mayor's" is none.
            let owns = self.word(at).ends_with(['s', 'S']);
            return at > range.start && (!owns || self.is(at - 1, WordClass::SUBJECT_PRONOUN | WordClass::PRONOUN));
        }
        let subject = item.is(WordClass::SUBJECT_PRONOUN) && !item.is(WordClass::OBJECT_PRONOUN);
        if subject && at + 1 < range.end {
            return true;
        }
        if item.kind != TokenKind::Word || item.capital || at == range.start {
            return false;
        }
        let plural = item.ending == Ending::S;
        let third = word.len() > 3 && plural;
        let verb = item.is(WordClass::VERB) && !item.is(WordClass::NOUN | WordClass::DOCUMENT | WordClass::NOUN_CUE)
            || item.ending == Ending::Ed && !item.is(WordClass::ADJECTIVE) && !word.contains('-');
        // Most words are no verbs wherever they stand.
        if !third && !verb {
            return false;
        }
        let modifier = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::PREPOSITION | WordClass::ADJECTIVE;
        let counts = WordClass::QUANTIFIER | WordClass::NUMBER;
        let both = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP | WordClass::ADVERB | WordClass::NOUN;
        let before = self.analysis.item(at - 1);
        // "people close to the company"
        if word == "close" && self.is(at + 1, WordClass::TO) {
            return false;
        }
        // "many plan to leave" and "this means", but "two counts" and "this share".
        let modified = match self.word(at - 1) {
            "this" | "that" => !plural,
            "these" | "those" => plural,
            "another" | "each" | "every" | "one" => true,
            _ if before.is(counts) || before.kind == TokenKind::Number => plural,
            _ => before.is(modifier) && !before.is(both),
        };
        if modified || !before.is_word() && before.kind != TokenKind::Comma || before.kind == TokenKind::Clitic {
            return false;
        }
        // "the nation needs more": the third person of a verb that no list has, or that is a noun as well.
        let object = WordClass::DETERMINER
            | WordClass::POSSESSIVE
            | WordClass::QUANTIFIER
            | WordClass::NUMBER
            | WordClass::ADJECTIVE
            | WordClass::OBJECT_PRONOUN;
        verb || third && (at + 1 < range.end && self.is(at + 1, object) || before.capital && !item.is(WordClass::NOUN))
    }

    /// Whether somebody is charged with a crime: the court's business, nobody's words.
    fn charged(&self) -> bool {
        let charge = [word_hash("charge"), word_hash("indict")].contains(&self.cue.lemma);
        charge && self.items().any(|at| matches!(self.word(at), "with" | "over" | "in"))
    }

    /// Whether a name is given: named the lift "Freja", a man calling himself "Doctor Reef".
    fn naming(&self) -> bool {
        let (analysis, cue) = (self.analysis, self.cue);
        if cue.kind != CueKind::Verb {
            return false;
        }
        // The harbour is called the Basin.
        if cue.class == CueClass::Call && cue.passive && !self.quoted {
            return true;
        }
        let himself = cue.class == CueClass::Call
            && cue.group.end < analysis.document.items.len()
            && self.is(cue.group.end, WordClass::REFLEXIVE)
            && cue.gerund;
        // "a plumber called Enzo, forgot his lines"
        let document = analysis.document;
        let start = cue.group.start;
        let called = cue.class == CueClass::Call
            && cue.group.len() == 1
            && start > self.sentence().start + 1
            && self.is(start - 1, WordClass::PERSON)
            && (matches!(self.word(start - 2), "a" | "an" | "A" | "An") || self.is(start - 2, WordClass::ADJECTIVE))
            && document.items.get(start + 1).is_some_and(|i| i.capital)
            && document.items.get(start + 2).is_some_and(|i| i.kind == TokenKind::Comma);
        if called {
            return true;
        }
        if !himself && !self.listed(cue.head, NAMING) {
            return false;
        }
        let quotes = || self.items().filter(|&at| analysis.item(at).is_quote());
        quotes().all(|at| capitals(analysis, at))
    }

    /// Whether the words belong to a set phrase: said his prayers; That said, ...; Needless to say, ...
    fn idiom(&self) -> bool {
        let (analysis, cue) = (self.analysis, self.cue);
        if self.quoted || cue.kind != CueKind::Verb || cue.lemma != word_hash("say") {
            return false;
        }
        let sentence = self.sentence();
        let comma = |at: usize| at < sentence.end && analysis.item(at).kind == TokenKind::Comma;
        let before = cue.group.start.checked_sub(1).filter(|at| *at >= sentence.start);
        // "That said,", "Having said that,", "All that said,"
        let aside = before.is_some_and(|at| self.is(at, WordClass::THAT)) && comma(cue.group.end)
            || cue.gerund && comma(cue.group.end + 1) && self.is(cue.group.end, WordClass::THAT);
        let infinitive = cue.infinitive
            && cue.group.start >= sentence.start + 2
            && self.listed(
                cue.group.start - 2,
                listed!["needless", "strange", "sad", "suffice", "sorry", "fair", "safe", "not", "so"],
            );
        // "says a prayer for the fleet": the words end with the noun, or a preposition goes on.
        let object = self.attribution.frame == Frame::Right && {
            let noun = self.items().take(4).find(|&at| self.listed(at, SAID));
            noun.is_some_and(|at| {
                let modifier = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE;
                let verb = WordClass::AUXILIARY | WordClass::VERB;
                self.items().take_while(|&n| n < at).all(|n| self.is(n, modifier)) && !self.is(at + 1, verb)
            })
        };
        aside || infinitive || object
    }

    /// Whether a question is the setting of somebody's answer: Asked whether he would appeal, Haro said ...
    fn setting(&self) -> bool {
        let (analysis, cue) = (self.analysis, self.cue);
        let asked = self.listed(cue.head, listed!["asked", "pressed", "questioned", "quizzed"]);
        if cue.kind != CueKind::Verb || !asked || cue.group.len() > 2 || self.quoted {
            return false;
        }
        let sentence = self.sentence();
        // "Asked by a reporter to answer": somebody asked.
        let opener = self.attribution.speaker.is_none()
            && match cue.group.start - sentence.start {
                0 => true,
                1 => matches!(self.word(sentence.start), "When" | "If" | "Once" | "Also" | "Later" | "And" | "But"),
                _ => false,
            };
        // Whoever answers has a cue of their own.
        let answered = || {
            let answers = |c: usize| c != self.attribution.cue.unwrap_or(c) && analysis.cues[c].head > cue.head;
            analysis.cues_of[cue.sentence].clone().any(answers) || {
                let comma = |at: usize| analysis.item(at).kind == TokenKind::Comma;
                (cue.group.end..sentence.end).any(comma)
            }
        };
        opener && answered()
    }

    /// Whether a preposition names a measure and nobody who speaks: paid according to experience.
    fn measure(&self) -> bool {
        if self.cue.kind != CueKind::Preposition {
            return false;
        }
        let Some(mention) = self.attribution.speaker.map(|s| &self.analysis.mentions[s]) else { return true };
        if mention.phrase.start() > self.cue.group.end + 4 || mention.phrase.end() <= self.cue.group.start {
            return true;
        }
        let bare = mention.phrase.len() == 1 && !self.analysis.item(mention.head).capital;
        let speaks =
            WordClass::DOCUMENT | WordClass::NOUN_CUE | WordClass::GROUP | WordClass::PERSONS | WordClass::OUTLET_NOUN;
        bare && mention.kind == crate::mention::MentionKind::Other
            && !self.is(mention.head, speaks)
            && !self.word(mention.head).ends_with('s')
    }

    /// Whether a verb with its particle is meant as it stands: set out alone from the hut.
    fn walked(&self) -> bool {
        let first = self.attribution.content[0].start;
        let way = WordClass::PREPOSITION;
        self.cue.kind == CueKind::Verb
            && self.cue.phrasal > 0
            && matches!(self.word(self.cue.head), "set" | "sets" | "setting")
            && !self.quoted
            && (self.is(first, way) || matches!(self.word(first), "alone" | "early" | "again"))
    }

    /// Whether the words are a noun with a relative clause that has its own cue: published emails in which he called
    fn relayed_inside(&self) -> bool {
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
        let cues = self.analysis.cues_of[cue.sentence].clone().map(|c| &self.analysis.cues[c]);
        let own = cues.filter(|c| c.head > which && c.head < range.end).any(|c| c.kind == CueKind::Verb);
        !that && noun && own
    }

    /// Whether the cue is an order to the reader: Note that the shop is closed.
    fn imperative(&self) -> bool {
        let cue = self.cue;
        let base = self.analysis.lexicon.cue(self.analysis.item(cue.head).cue).is_some_and(|form| {
            let i = form.inflection;
            i.base && !i.past && !i.third && !i.gerund
        });
        base && cue.kind == CueKind::Verb
            && !self.quoted
            && self.attribution.speaker.is_none()
            && cue.head == self.sentence().start
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
