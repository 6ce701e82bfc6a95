//! What carrying works on: rows, the scenes between them, the occasions that are open.
//!
//! Takes and decides nothing: `occasions` fills rows and scenes, `carried` opens and joins occasions, `asking` asks.

use super::questions::{Answers, Question};
use crate::record::Channel;

/// A sentence that names a relay and holds no attribution that it belongs to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The last words of the names of the persons in it, lower case.
    pub who: Vec<String>,
    /// It is an event at which all speak: a debate, a town hall.
    pub everybody: bool,
    /// It speaks of "he" or "she": the speaker before goes on.
    pub pronoun: bool,
    /// It names nobody, or only "the senator": who speaks right behind it is the one.
    pub anyone: bool,
    /// The source that it names.
    pub source: String,
    /// The channel.
    pub channel: Option<Channel>,
    /// The journalists and programmes in it, lower case.
    pub hosts: Vec<String>,
    /// How it names it.
    pub stated: Option<Question>,
    /// Its sentence.
    pub sentence: usize,
    /// Its paragraph.
    pub paragraph: usize,
}

/// What one attribution states, and what matters for carrying.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said<'s> {
    /// Who speaks; empty where it cannot be told.
    pub speaker: &'s str,
    /// The speaker is a pronoun that was not resolved.
    pub pronoun: bool,
    /// The source that the words around it state.
    pub source: &'s str,
    /// The channel that they state.
    pub channel: Option<Channel>,
    /// How they state it.
    pub stated: Option<Question>,
    /// What its own words say of the occasion: said later, told the judges.
    pub own: Answers,
    /// The cue is in the present.
    pub present: Option<bool>,
    /// The outlet itself speaks.
    pub outlet: bool,
    /// No speaker and no cue of its own.
    pub floating: bool,
    /// It says "in the interview": the one that the text has told of.
    pub same_talk: bool,
    /// It says "at the forum": the one that the text has told of, with its source.
    pub same_event: Option<Carried>,
    /// A question: who is asked answers through the same source.
    pub asks: bool,
    /// A line of an interview printed as question and answer.
    pub transcript: bool,
    /// Its sentence.
    pub sentence: usize,
    /// Its paragraph.
    pub paragraph: usize,
    /// The journalists and programmes that the relay names, lower case: their questions come through it too.
    pub hosts: Vec<String>,
    /// A text speaks: its authors speak in it too.
    pub written: bool,
    /// A letter or another text speaks, and a relay read it: whoever wrote is the next to be quoted from it.
    pub read: bool,
    /// The scenes set between it and the one before.
    pub scenes: Vec<Scene>,
}

/// What is carried to one attribution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// The source; empty where none is.
    pub source: String,
    /// The channel.
    pub channel: Option<Channel>,
}
/// What the whole article tells of its sources.
#[derive(Debug, Default)]
pub struct Article {
    /// Sentences that tell of a day, in order.
    pub dated: Vec<usize>,
    /// Sentences that part the entries of a page.
    pub rules: Vec<usize>,
}

/// An occasion of speaking.
#[derive(Clone, Debug)]
pub struct Occasion {
    pub speaker: String,
    pub who: Vec<String>,
    pub everybody: bool,
    /// Whoever speaks next joins: the one asked, the one of an interview that names nobody.
    pub next: bool,
    pub what: Carried,
    pub stated: Option<Question>,
    pub scene: bool,
    pub present: Option<bool>,
    /// Where it was last used.
    pub sentence: usize,
    pub paragraph: usize,
    /// Since then: rows of others, whether one of them had a source, whether an outlet spoke, whether the speaker spoke
    /// otherwise.
    pub others: usize,
    pub sourced: bool,
    pub outlet: bool,
    pub broken: bool,
    /// Ever since it was named.
    pub unbroken: bool,
    pub carried: usize,
    /// Where the text that speaks has its authors.
    pub written: bool,
    /// A text that a relay read speaks: whoever wrote is the next to be quoted from it.
    pub read: bool,
    pub early: bool,
    pub hosts: Vec<String>,
    /// The row that states it, for whoever learns from it.
    pub row: Option<usize>,
}
/// A row that waits for an occasion that is named later.
pub struct Waiting {
    pub row: usize,
    pub others: usize,
    pub sourced: bool,
}
