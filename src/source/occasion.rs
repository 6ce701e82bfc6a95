//! What carrying works on: rows, the scenes between them, the occasions that are open.
//!
//! Takes rows and scenes as `occasions` fills them, makes occasions of them, says whose they are. `carried` opens and joins
//! them, `asking` asks.

use super::questions::{Answers, Question};
use super::words;
use crate::record::Channel;

/// Paragraphs at the head of an article that tell what it is about.
const EARLY: usize = 4;

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
    /// It speaks of the words before: she disclosed this on Monday while briefing newsmen.
    pub confirms: bool,
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
    /// The speaker's role.
    pub role: &'s str,
    /// What a person is who is only described, lower case: the farmer.
    pub described: Option<String>,
    /// The article stands before the speaker, who is not named: the press service.
    pub definite: bool,
    /// The description tells an age: the 61-year-old farmer.
    pub aged: bool,
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
    /// It says "during the same segment": the last one that the text has told of.
    pub same_air: bool,
    /// It says where it stands in a post that the text has told of.
    pub post: Option<Post>,
    /// Who speaks is said to be somebody else than the one before: another official.
    pub another: bool,
    /// Who speaks is one of whom there are more: one mother, another parent.
    pub one_of_many: bool,
    /// Who speaks is one of many on a platform: one user, a fan, another.
    pub crowd: Option<Crowd>,
    /// Its sentence or the one before tells of comments and replies.
    pub replies: bool,
    /// Who speaks is the host, and of no outlet that is told: the show's presenter, Tito Ferrer.
    pub host: bool,
    /// It says what somebody did not say.
    pub unsaid: bool,
    /// It says "at the same event".
    pub same_place: bool,
    /// The last word of the name of who is told, lower case.
    pub told: String,
    /// It begins with another occasion: In an August speech, he said.
    pub moves: bool,
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
    /// The last words of the names of those with whom the speaker briefs the press, lower case.
    pub partners: Vec<String>,
    /// A text speaks: its authors speak in it too.
    pub written: bool,
    /// A letter or another text speaks, and a relay read it: whoever wrote is the next to be quoted from it.
    pub read: bool,
    /// The nouns of the texts that its sentence tells of, and the one of the text that speaks in it.
    pub texts: Vec<u32>,
    pub text: Option<u32>,
    /// The scenes set between it and the one before.
    pub scenes: Vec<Scene>,
}

/// Where words stand in a post that has been told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    /// In the clip.
    Film,
    /// In the comments.
    Beneath,
    /// By somebody who commented: right behind a post, under it.
    Comment,
}

/// One of many who write on a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crowd {
    /// A user, a commenter.
    User,
    /// A fan: on the platform only where the text speaks of those there.
    Fan,
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
    /// Sentences that tell what somebody said or did on a day, in order.
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
    /// The role of its speaker, lower case.
    pub role: String,
    /// It is the occasion of the words before it.
    pub confirms: bool,
    /// The nouns of the texts that its sentence tells of.
    pub texts: Vec<u32>,
    pub hosts: Vec<String>,
    /// It has no speaker but those on a platform.
    pub crowd: bool,
    /// The row that states it, for whoever learns from it.
    pub row: Option<usize>,
}

/// A row that waits for an occasion that is named later.
pub struct Waiting {
    pub row: usize,
    pub others: usize,
    pub sourced: bool,
}

impl Said<'_> {
    /// The occasion that a row opens for some speakers.
    pub fn occasion(&self, who: Vec<String>, what: Carried, next: bool) -> Occasion {
        Occasion {
            speaker: self.speaker.to_owned(),
            who: who.into_iter().chain(self.partners.iter().cloned()).collect(),
            everybody: false,
            next,
            what,
            stated: self.stated,
            scene: false,
            present: self.present,
            sentence: self.sentence,
            paragraph: self.paragraph,
            others: 0,
            sourced: false,
            outlet: false,
            broken: false,
            unbroken: true,
            carried: 0,
            written: self.written,
            read: self.read,
            early: self.paragraph < EARLY,
            confirms: false,
            role: self.role.to_lowercase(),
            texts: self.texts.clone(),
            hosts: self.hosts.clone(),
            crowd: false,
            row: None,
        }
    }
}

impl Occasion {
    /// The occasion that a scene sets; `last` is the last word of the name of who spoke before it, whom "he" means.
    pub fn of_scene(scene: &Scene, last: &str) -> Occasion {
        let mut who = scene.who.clone();
        if scene.pronoun {
            who.push(last.to_owned());
        }
        let row = Said {
            stated: scene.stated,
            sentence: scene.sentence,
            paragraph: scene.paragraph,
            hosts: scene.hosts.clone(),
            ..Said::default()
        };
        let what = Carried { source: scene.source.clone(), channel: scene.channel };
        let (everybody, confirms) = (scene.everybody, scene.confirms);
        let crowd = scene.anyone && what.channel == Some(Channel::Social);
        Occasion { everybody, confirms, crowd, scene: true, ..row.occasion(who, what, scene.anyone) }
    }

    /// Whether it can go on with an attribution, whose speaker's last word is `own`.
    pub fn fits(&self, own: &str, this: &Said<'_>) -> bool {
        // Who posts does so elsewhere, and so does who writes a book or puts out a statement: he wrote in a later post, in his
        // memoir.
        let elsewhere = matches!(this.channel, Some(Channel::Social | Channel::Document | Channel::Statement))
            && self.what.channel != this.channel
            && !self.what.source.is_empty();
        !elsewhere && self.goes_on(own, this)
    }

    fn goes_on(&self, own: &str, this: &Said<'_>) -> bool {
        this.transcript
            || self.everybody
            || this.floating && own.is_empty() && self.others == 0
            || self.next && self.others == 0
            || this.pronoun && self.others == 0
            || self.described(this)
            || self.posted(this)
            || self.has(own, this)
    }

    /// Whether a description can mean who was just told to have gone to a platform: Haro hit back on X. "Nonsense," the former
    /// minister posted.
    fn posted(&self, this: &Said<'_>) -> bool {
        let social = Some(Channel::Social);
        let goes_on = self.scene && self.others == 0 && self.paragraph == this.paragraph && !self.who.is_empty();
        goes_on && self.what.channel == social && this.channel == social && this.definite
    }

    /// Whether nobody else has spoken since, and at most a paragraph lies between.
    pub fn near(&self, this: &Said<'_>) -> bool {
        self.others == 0 && this.paragraph <= self.paragraph + 1
    }

    /// Whether a speaker of few words is its own of more: the press service, behind the press service of the ministry; but a
    /// channel of its own is another occasion.
    pub fn restates(&self, this: &Said<'_>) -> bool {
        let own = |word: &str| self.speaker.split_whitespace().any(|other| other.eq_ignore_ascii_case(word));
        let shorter = this.speaker.len() < self.speaker.len() && this.definite;
        shorter && this.channel.is_none() && this.speaker.split_whitespace().all(own)
    }

    /// Whether a description can mean its speaker: the farmer said, right behind what Haro told the paper.
    pub fn described(&self, this: &Said<'_>) -> bool {
        let Some(description) = &this.described else { return false };
        // The Georgian minister is another than the Turkish one.
        let role = || description.split_whitespace().all(|word| self.role.split_whitespace().any(|own| own == word));
        // What says by which channel it came begins an occasion.
        self.near(this) && !self.speaker.is_empty() && this.channel.is_none() && (this.aged || role())
    }

    /// Whether the speaker of an attribution is one of its speakers.
    pub fn has(&self, own: &str, this: &Said<'_>) -> bool {
        // The authors of the study that spoke.
        let authors = |word: &str| self.written && words::WRITERS.contains(&words::hash(&word.to_lowercase()));
        let word = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let same = |who: &String| {
                if word.is_ascii() { who.eq_ignore_ascii_case(word) } else { *who == word.to_lowercase() }
            };
            self.who.iter().any(same) || authors(word)
        };
        let named = || !self.who.is_empty() && this.speaker.split_whitespace().any(word);
        !own.is_empty() && !this.another && (self.speaker == this.speaker || named())
    }
}

/// The last word of a name, lower case: what the long and the short form of a name share.
pub fn last_word(name: &str) -> String {
    name.split_whitespace().next_back().unwrap_or("").to_lowercase()
}
