//! Clauses: which words are verbs where they stand, and whose clause each finite one belongs to.
//!
//! Takes the items of a sentence, reads each of them once, from left to right, and gives [`Clauses`]. Every later stage
//! that asks "is this a verb?", "have these words a verb of their own?" asks here. Where the words do not decide, it keeps
//! both readings: a word of [`Form::Open`] is a past tense or a participle.
//!
//! What opens a clause (a relative pronoun, a question word, a subordinating conjunction, a subject right behind a noun)
//! waits for a finite verb, and the next one is its own; a verb for which nothing waits is that of the clause around. A
//! second one without a new subject makes a participle of the first: the man charged with theft | was released.

mod opening;
mod verb;

#[cfg(test)]
mod tests;

use crate::document::{Document, TokenKind};
use crate::lexicon::{Lexicon, WordClass};
use smallvec::SmallVec;
use std::ops::Range;
use verb::Words;

/// What a word is as a verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// No verb, or one inside a verb group: the "been" of "has been told"
    #[default]
    None,
    /// The first word of a finite group: was, has, rose
    Finite,
    /// A past tense or a participle: called
    Open,
    /// A participle behind its noun, a gerund: charged with theft
    Participle,
    /// Behind "to": to leave
    Infinitive,
}

/// What opens a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// Nothing inside the sentence
    Nothing,
    /// A relative pronoun, a question word, "that"
    Pronoun,
    /// A subordinating conjunction that no preposition is, "that" behind no noun
    Conjunction,
    /// A conjunction that is a preposition as well, a subject right behind a noun: over at the next comma
    Loose,
}

/// A finite verb.
#[derive(Clone, Copy, Debug)]
struct Verb {
    /// The first word of its group.
    at: u32,
    form: Form,
    opening: Opening,
    /// What opens its clause.
    opener: u32,
    /// Behind a conjunction, without a subject of its own.
    joined: bool,
}

/// How many words there are for a verb, about.
const WORDS: usize = 8;

/// The verbs of a document's sentences.
#[derive(Debug)]
pub(crate) struct Clauses {
    forms: Vec<Form>,
    verbs: Vec<Verb>,
    /// How many verbs stand before each item: they are asked for far oftener than read.
    before: Vec<u32>,
}

impl Clauses {
    /// Reads some sentences of a document, in order.
    pub(crate) fn of(
        document: &Document<'_>,
        lexicon: &Lexicon,
        sentences: impl Iterator<Item = Range<usize>>,
    ) -> Self {
        let (forms, before) = (vec![Form::None; document.items.len()], Vec::with_capacity(document.items.len()));
        let mut clauses = Clauses { forms, verbs: Vec::with_capacity(document.items.len() / WORDS), before };
        for sentence in sentences {
            let words = Words { document, lexicon, sentence: sentence.clone() };
            let mut reader = Reader { words, clauses: &mut clauses, pending: SmallVec::new(), open: None, group: None };
            for at in sentence {
                reader.read(at);
            }
        }
        for (number, verb) in clauses.verbs.iter().enumerate() {
            clauses.before.resize(verb.at as usize + 1, number as u32);
        }
        clauses
    }

    /// What an item is as a verb.
    pub(crate) fn form(&self, at: usize) -> Form {
        self.forms.get(at).copied().unwrap_or_default()
    }

    /// Whether a finite verb group begins at an item.
    pub(crate) fn finite(&self, at: usize) -> bool {
        matches!(self.form(at), Form::Finite | Form::Open)
    }

    /// Whether there is any finite verb in a stretch.
    pub(crate) fn any(&self, range: Range<usize>) -> bool {
        self.within(range).any(|v| matches!(v.form, Form::Finite | Form::Open))
    }

    /// Whether there is anything in a stretch that is or could be a verb.
    pub(crate) fn verbal(&self, range: Range<usize>) -> bool {
        self.forms[range].iter().any(|&form| form != Form::None)
    }

    /// The finite verb of a stretch's own: of no relative clause inside it, of no clause of time or reason; none joined
    /// to a verb before it (the crime | and drew alarm).
    pub(crate) fn main(&self, range: Range<usize>) -> Option<usize> {
        let start = range.start as u32;
        let own = |v: &Verb| v.opening == Opening::Nothing || v.opener <= start;
        let mut verbs = self.within(range).filter(|v| matches!(v.form, Form::Finite | Form::Open));
        verbs.find(|v| own(v) && !v.joined).map(|v| v.at as usize)
    }

    /// Whether a stretch has a finite verb that nothing opens, not even the stretch's own first word.
    pub(crate) fn principal(&self, range: Range<usize>) -> bool {
        let finite = |v: &Verb| matches!(v.form, Form::Finite | Form::Open);
        self.within(range).any(|v| finite(v) && v.opening == Opening::Nothing && !v.joined)
    }

    /// How much of a clause a stretch is: 2 where it has a finite verb of its own, 1 where only a clause inside it has one.
    pub(crate) fn degree(&self, range: Range<usize>) -> u32 {
        if self.main(range.clone()).is_some() { 2 } else { u32::from(self.any(range)) }
    }

    /// Whose the first finite verb of a stretch is: 0 nobody's, 1 of a clause that goes on from before it, 2 joined to the
    /// verb before it, 3 of a clause that the stretch opens, 4 of one that nothing opens.
    pub(crate) fn next(&self, range: Range<usize>) -> u32 {
        let start = range.start as u32;
        let first = self.within(range).find(|v| matches!(v.form, Form::Finite | Form::Open));
        first.map_or(0, |v| match v.opening {
            _ if v.joined => 2,
            Opening::Nothing => 4,
            _ if v.opener < start => 1,
            _ => 3,
        })
    }

    /// Whether a verb closes what opens at an item: every finite verb between them is of what opens there, and that one is
    /// not. Gives how many there are.
    pub(crate) fn closed(&self, opener: usize, verb: usize) -> Option<usize> {
        let first = opener as u32;
        let finite = |v: &&Verb| matches!(v.form, Form::Finite | Form::Open);
        let around = |v: &Verb| v.opening == Opening::Nothing || v.opener < first;
        let closes = self.within(verb..verb + 1).next().is_some_and(|v| !v.joined && around(v));
        let between = self.within(opener..verb).filter(finite);
        (closes && !between.clone().any(around)).then(|| between.count())
    }

    fn within(&self, range: Range<usize>) -> impl Iterator<Item = &Verb> + Clone {
        let first = self.before.get(range.start).map_or(self.verbs.len(), |&first| first as usize);
        self.verbs[first..].iter().take_while(move |v| (v.at as usize) < range.end)
    }
}

/// What is known so far of a sentence.
struct Reader<'c, 'd> {
    words: Words<'d>,
    clauses: &'c mut Clauses,
    /// Openers whose verb is still to come.
    pending: SmallVec<[(Opening, u32); 8]>,
    /// The verb that one more of its clause would make a participle.
    open: Option<usize>,
    /// The verb group that goes on, and whether an auxiliary began it.
    group: Option<bool>,
}

impl Reader<'_, '_> {
    fn read(&mut self, at: usize) {
        let item = self.words.item(at);
        if !matches!(item.kind, TokenKind::Word | TokenKind::Clitic) {
            self.mark(item.kind);
            self.group = None;
            return;
        }
        if let Some(helped) = self.group {
            if self.words.goes_on(at, helped) {
                return;
            }
            self.group = None;
        }
        let form = self.words.form(at);
        if form == Form::None {
            self.opens(at);
            return;
        }
        self.group = Some(self.words.helps(at));
        match form {
            Form::Finite | Form::Open => self.verb(at, form),
            _ => self.clauses.forms[at] = form,
        }
    }

    /// A mark ends what can only stand before it.
    fn mark(&mut self, kind: TokenKind) {
        match kind {
            TokenKind::Comma => self.pending.retain(|(opening, _)| *opening != Opening::Loose),
            TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash => {
                self.pending.clear();
                self.open = None;
            }
            _ => {}
        }
    }

    /// A word that is no verb may open a clause.
    fn opens(&mut self, at: usize) {
        let opening = self.words.opens(at);
        if opening != Opening::Nothing {
            self.pending.push((opening, at as u32));
            return;
        }
        if self.words.subject(at) {
            self.open = None;
            if self.words.contact(at) && self.pending.last().is_none_or(|&(_, opener)| opener as usize + 1 < at) {
                self.pending.push((Opening::Loose, at as u32));
            }
        }
    }

    fn verb(&mut self, at: usize, form: Form) {
        let joined = self.words.joined(at);
        let last = self.clauses.verbs.last().filter(|v| joined && v.at as usize >= self.words.sentence.start);
        let waiting = if last.is_some() { None } else { self.pending.pop() };
        let (mut opening, mut opener) = match last {
            Some(last) => (last.opening, last.opener),
            None => waiting.unwrap_or((Opening::Nothing, 0)),
        };
        let mut form = form;
        if let Some(open) = self.open.filter(|_| waiting.is_none() && !joined) {
            if form == Form::Open {
                // "showed the losses seen in May": the first is the verb.
                form = Form::Participle;
            } else {
                let verb = &self.clauses.verbs[open];
                (opening, opener) = (verb.opening, verb.opener);
                // "sent on Monday and seen by the paper said": what is joined to it is one, too.
                let joined = |v: &Verb| v.joined;
                let count = self.clauses.verbs[open + 1..].iter().take_while(|v| joined(v)).count();
                for verb in &mut self.clauses.verbs[open..=open + count] {
                    verb.form = Form::Participle;
                    self.clauses.forms[verb.at as usize] = Form::Participle;
                }
                self.open = None;
            }
        } else if matches!(opening, Opening::Nothing | Opening::Conjunction) && !joined {
            self.open = (form == Form::Open).then_some(self.clauses.verbs.len());
        }
        self.clauses.forms[at] = form;
        self.clauses.verbs.push(Verb { at: at as u32, form, opening, opener, joined });
    }
}

/// What a word can be behind a noun without being its verb.
const NOUNS: WordClass = WordClass::NOUN.or(WordClass::DOCUMENT).or(WordClass::NOUN_CUE);
