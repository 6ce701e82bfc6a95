//! Carried sources: what an interview or a statement goes on saying.
//!
//! Takes the attributions in order with what each states itself, and the sentences that only set a scene ("Ilijev spoke
//! to Dnevnik on Sunday."); gives those that state nothing the source and channel that go on. An occasion is proposed to
//! the rows of its speaker, behind it and before it; how much speaks for each is weighed (see `questions`), and the
//! likeliest is taken if it is likelier than none.

use super::questions::{Answers, Question};
use crate::record::Channel;
use std::collections::VecDeque;

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

/// Occasions that are kept in mind at once.
const OPEN: usize = 6;
/// Rows before it that an occasion can be carried back to.
const BACK: usize = 10;

/// Paragraphs that an occasion outlives without being used.
const NEAR: usize = 6;

/// Paragraphs at the head of an article that tell what it is about.
const EARLY: usize = 4;

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
struct Occasion {
    speaker: String,
    who: Vec<String>,
    everybody: bool,
    /// Whoever speaks next joins: the one asked, the one of an interview that names nobody.
    next: bool,
    what: Carried,
    stated: Option<Question>,
    scene: bool,
    present: Option<bool>,
    /// Where it was last used.
    sentence: usize,
    paragraph: usize,
    /// Since then: rows of others, whether one of them had a source, whether an outlet spoke, whether the speaker spoke
    /// otherwise.
    others: usize,
    sourced: bool,
    outlet: bool,
    broken: bool,
    /// Ever since it was named.
    unbroken: bool,
    carried: usize,
    early: bool,
    hosts: Vec<String>,
    /// The row that states it, for whoever learns from it.
    row: Option<usize>,
}

/// A row that waits for an occasion that is named later.
struct Waiting {
    row: usize,
    others: usize,
    sourced: bool,
}

/// One proposal, as the trainer reads it: the row, the row that states the occasion, its source and channel, the answers.
pub type Proposal = (usize, Option<usize>, Carried, Answers);

/// The walk over the rows.
struct Walk<'r, 's> {
    said: &'r [Said<'s>],
    article: &'r Article,
    /// Newest first.
    open: Vec<Occasion>,
    waiting: VecDeque<Waiting>,
    given: Vec<Carried>,
    /// The last interview whose outlet was named.
    talk: Option<Carried>,
    /// The last word of the last speaker's name.
    last: String,
    only: bool,
    /// Whose half of all rows are; empty where they are nobody's.
    main: &'s str,
    log: Option<&'r mut Vec<Proposal>>,
}

/// Gives each attribution what is carried to it; nothing where it states a source itself. The proposals are noted in
/// `log`, where there is one.
pub fn carried(said: &[Said<'_>], article: &Article, log: Option<&mut Vec<Proposal>>) -> Vec<Carried> {
    let scenes = said.iter().flat_map(|s| s.scenes.iter().map(|s| s.source.as_str()));
    let mut names: Vec<&str> = said.iter().map(|s| s.source).chain(scenes).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let mut walk = Walk {
        said,
        article,
        open: Vec::new(),
        waiting: VecDeque::new(),
        given: vec![Carried::default(); said.len()],
        talk: None,
        last: String::new(),
        only: names.len() == 1,
        main: main_speaker(said),
        log,
    };
    for (row, own) in said.iter().enumerate() {
        for scene in &own.scenes {
            walk.scene(scene);
        }
        walk.row(row);
    }
    walk.given
}

impl Walk<'_, '_> {
    fn scene(&mut self, scene: &Scene) {
        let mut who = scene.who.clone();
        if scene.pronoun {
            who.push(self.last.clone());
        }
        let what = Carried { source: scene.source.clone(), channel: scene.channel };
        if what.channel == Some(Channel::Interview) && !what.source.is_empty() {
            self.talk = Some(what.clone());
        }
        let occasion = Occasion {
            speaker: String::new(),
            who,
            everybody: scene.everybody,
            next: scene.anyone,
            what,
            stated: scene.stated,
            scene: true,
            present: None,
            sentence: scene.sentence,
            paragraph: scene.paragraph,
            others: 0,
            sourced: false,
            outlet: false,
            broken: false,
            unbroken: true,
            carried: 0,
            early: scene.paragraph < EARLY,
            hosts: scene.hosts.clone(),
            row: None,
        };
        self.back(&occasion);
        self.begin(occasion);
    }

    /// Puts an occasion first; the older ones of the same speaker are over.
    fn begin(&mut self, occasion: Occasion) {
        for other in &mut self.open {
            other.others += 1;
            // What others post or say elsewhere without being quoted ends nothing.
            other.sourced |=
                !occasion.what.source.is_empty() && (!occasion.scene || occasion.next || occasion.everybody);
        }
        self.open.retain(|o| !o.who.iter().any(|w| !w.is_empty() && occasion.who.contains(w)));
        self.open.insert(0, occasion);
        self.open.truncate(OPEN);
    }

    fn row(&mut self, row: usize) {
        let this = &self.said[row];
        let own = last_word(this.speaker);
        if this.outlet {
            self.open.iter_mut().for_each(|o| o.outlet = true);
            if this.transcript && !self.open.is_empty() {
                self.given[row].channel = Some(Channel::Interview);
            }
            return;
        }
        if !own.is_empty() {
            self.last.clone_from(&own);
        }
        if !this.source.is_empty() {
            self.states(row, own);
            return;
        }
        if let Some(told) = self.told_of(row) {
            self.given[row] = told.clone();
            self.begin(self.occasion(row, vec![own], told, this.asks));
            return;
        }
        let choice = self.choose(row, &own);
        for (n, open) in self.open.iter_mut().enumerate() {
            if choice != Some(n) {
                open.others += 1;
                let broken = is_speaker(open, &own, this);
                open.broken |= broken;
                open.unbroken &= !broken;
            }
        }
        for waits in &mut self.waiting {
            waits.others += usize::from(self.said[waits.row].speaker != this.speaker);
        }
        match choice {
            Some(n) => self.join(row, n, own),
            None => {
                if this.channel.is_some() && !this.floating {
                    let what = Carried { source: String::new(), channel: this.channel };
                    let occasion = self.occasion(row, vec![own], what, false);
                    self.begin(occasion);
                }
                self.waits(row);
            }
        }
    }

    fn occasion(&self, row: usize, who: Vec<String>, what: Carried, next: bool) -> Occasion {
        let this = &self.said[row];
        Occasion {
            speaker: this.speaker.to_owned(),
            who,
            everybody: false,
            next,
            what,
            stated: this.stated,
            scene: false,
            present: this.present,
            sentence: this.sentence,
            paragraph: this.paragraph,
            others: 0,
            sourced: false,
            outlet: false,
            broken: false,
            unbroken: true,
            carried: 0,
            early: this.paragraph < EARLY,
            hosts: this.hosts.clone(),
            row: Some(row),
        }
    }

    /// A row that states its source: an occasion begins, for what follows and for what came before.
    fn states(&mut self, row: usize, own: String) {
        let this = &self.said[row];
        // "He told the programme": by the channel that was stated with its name.
        let before = self.open.iter().find(|o| o.what.source == this.source && is_speaker(o, &own, this));
        let channel = this.channel.or_else(|| before.and_then(|o| o.what.channel));
        self.given[row].channel = channel;
        let what = Carried { source: this.source.to_owned(), channel };
        if channel == Some(Channel::Interview) {
            self.talk = Some(what.clone());
        }
        let who: Vec<String> = this.hosts.iter().cloned().chain([own]).collect();
        let occasion = self.occasion(row, who, what, this.asks);
        self.back(&occasion);
        for waits in &mut self.waiting {
            waits.sourced = true;
        }
        self.begin(occasion);
    }

    /// "In the interview", "at the forum": the one that the text has told of.
    fn told_of(&self, row: usize) -> Option<Carried> {
        let this = &self.said[row];
        let open = self.open.iter().any(|o| is_speaker(o, &last_word(this.speaker), this) && !o.what.source.is_empty());
        let talk = self.talk.as_ref().filter(|_| this.same_talk && !open);
        talk.or(this.same_event.as_ref()).cloned()
    }

    /// The occasion that the row likeliest belongs to, if that is likelier than none.
    fn choose(&mut self, row: usize, own: &str) -> Option<usize> {
        let this = &self.said[row];
        let mut best: Option<(usize, f32)> = None;
        let mut older = false;
        for n in 0..self.open.len() {
            let open = &self.open[n];
            if !fits(open, own, this) {
                continue;
            }
            let answers = self.ask(open, row, own, older);
            older = true;
            let likely = answers.probability();
            let (from, what) = (open.row, open.what.clone());
            if let Some(log) = &mut self.log {
                log.push((row, from, what, answers));
            }
            if likely >= 0.5 && best.is_none_or(|(_, before)| likely > before) {
                best = Some((n, likely));
            }
        }
        best.map(|(n, _)| n)
    }

    /// Lets a row join an occasion.
    fn join(&mut self, row: usize, n: usize, own: String) {
        let this = &self.said[row];
        let mut open = self.open.remove(n);
        if open.next && !own.is_empty() && !open.who.contains(&own) {
            open.next = this.asks;
            open.who.push(own);
        }
        self.given[row].source.clone_from(&open.what.source);
        self.given[row].channel = this.channel.or(open.what.channel);
        if this.transcript && !open.what.source.is_empty() {
            self.given[row].channel = Some(Channel::Interview);
        }
        if open.what.source.is_empty() {
            self.waits(row);
        }
        (open.sentence, open.paragraph) = (this.sentence, this.paragraph);
        (open.others, open.sourced, open.outlet, open.broken) = (0, false, false, false);
        open.carried += 1;
        self.open.insert(0, open);
    }

    /// Keeps a row in mind for an occasion that is named later.
    fn waits(&mut self, row: usize) {
        if self.waiting.len() == BACK {
            self.waiting.pop_front();
        }
        self.waiting.push_back(Waiting { row, others: 0, sourced: false });
    }

    /// Carries an occasion back to rows of its speaker that came before it is named.
    fn back(&mut self, occasion: &Occasion) {
        let waiting = std::mem::take(&mut self.waiting);
        let mut left = VecDeque::new();
        for (nth, waits) in waiting.into_iter().rev().enumerate() {
            let this = &self.said[waits.row];
            let own = last_word(this.speaker);
            let mut taken = false;
            if !own.is_empty() && is_speaker(occasion, &own, this) && !occasion.what.source.is_empty() {
                let answers = self.ask_back(occasion, &waits, nth);
                if let Some(log) = &mut self.log {
                    log.push((waits.row, occasion.row, occasion.what.clone(), answers));
                }
                taken = answers.probability() >= 0.5;
                if taken {
                    self.given[waits.row].source.clone_from(&occasion.what.source);
                    let channel = &mut self.given[waits.row].channel;
                    *channel = this.channel.or(*channel).or(occasion.what.channel);
                }
            }
            if !taken {
                left.push_front(waits);
            }
        }
        self.waiting = left;
    }

    /// What is asked of a row and an occasion before it.
    fn ask(&self, open: &Occasion, row: usize, own: &str, older: bool) -> Answers {
        use Question as Q;
        let this = &self.said[row];
        let mut answers = this.own;
        self.ask_both(&mut answers, open, row);
        let paragraphs = this.paragraph.saturating_sub(open.paragraph);
        answers.put(Q::Joins, open.next && !is_speaker(open, own, this));
        answers.put(Q::SameSentence, this.sentence == open.sentence);
        answers.put(Q::SameParagraph, paragraphs == 0);
        answers.put(Q::Next, paragraphs == 1);
        answers.put(Q::Two, paragraphs == 2);
        answers.put(Q::Four, (3..=4).contains(&paragraphs));
        answers.put(Q::Eight, (5..=8).contains(&paragraphs));
        answers.put(Q::Far, paragraphs > 8);
        answers.put(Q::OneOther, open.others == 1);
        answers.put(Q::TwoOthers, open.others == 2);
        answers.put(Q::ManyOthers, open.others > 2);
        answers.put(Q::OtherSource, open.sourced);
        answers.put(Q::OutletSpoke, open.outlet);
        answers.put(Q::Broken, open.broken);
        answers.put(Q::Older, older);
        answers.put(Q::Carried, (1..=2).contains(&open.carried));
        answers.put(Q::CarriedOn, open.carried > 2);
        answers.put(Q::Away, self.article.tells_of_a_day(open.sentence, this.sentence));
        answers.put(Q::Unbroken, open.carried > 0 && open.unbroken);
        answers.put(Q::MainFar, answers.has(Q::Main) && paragraphs > 2);
        answers.put(Q::MainOthers, answers.has(Q::Main) && open.others > 0);
        answers.put(Q::Goes, paragraphs == 1 && open.others == 0 && answers.has(Q::SameName));
        answers.put(Q::SeveralNext, paragraphs <= 1 && answers.has(Q::Several));
        answers.put(Q::PieceFar, answers.has(Q::Piece) && paragraphs > 2);
        answers.put(Q::OnlyFar, self.only && paragraphs > 2);
        let post = answers.has(Q::Social);
        let against = [Q::Later, Q::Negated, Q::Denied, Q::Listener, Q::Event, Q::Away, Q::OwnOther, Q::OtherSource];
        let near = if post { paragraphs <= 1 && open.others == 0 } else { paragraphs <= NEAR && open.others <= 2 };
        answers.put(Q::Plain, near && !against.into_iter().any(|q| answers.has(q)));
        answers.put(Q::PlainTalk, answers.has(Q::Plain) && (answers.has(Q::Told) || answers.has(Q::Interview)));
        answers.put(Q::PostOn, post && paragraphs > 0);
        answers.put(Q::PostFar, post && paragraphs > 1);
        answers.put(Q::PostOthers, post && open.others > 0);
        answers.put(Q::PostWrote, post && answers.has(Q::Wrote));
        answers.put(Q::TalkFar, answers.has(Q::Interview) && paragraphs > 2);
        answers.put(Q::TalkOthers, answers.has(Q::Interview) && open.others > 0);
        answers.put(Q::ReportOn, answers.has(Q::Reported) && paragraphs > 0);
        answers.put(Q::ToldFar, answers.has(Q::Told) && paragraphs > 2);
        answers.put(Q::ToldOthers, answers.has(Q::Told) && open.others > 0);
        answers.put(Q::ChannelOn, answers.has(Q::NoSource) && paragraphs > 0);
        answers.put(Q::ChannelOthers, answers.has(Q::NoSource) && open.others > 0);
        answers
    }

    /// What is asked of a row and an occasion that is named after it.
    fn ask_back(&self, occasion: &Occasion, waits: &Waiting, nth: usize) -> Answers {
        use Question as Q;
        let this = &self.said[waits.row];
        let mut answers = this.own;
        self.ask_both(&mut answers, occasion, waits.row);
        let paragraphs = occasion.paragraph.saturating_sub(this.paragraph);
        answers.put(Q::Ahead, true);
        answers.put(Q::FarAhead, nth > 1);
        answers.put(Q::AheadParagraph, paragraphs > 0);
        answers.put(Q::Lead, this.paragraph <= 1);
        answers.put(Q::AheadTalk, answers.has(Q::Interview));
        answers.put(Q::AheadTold, answers.has(Q::Told));
        answers.put(Q::AheadEarly, occasion.early);
        answers.put(Q::Two, paragraphs == 2);
        answers.put(Q::Four, (3..=4).contains(&paragraphs));
        answers.put(Q::Eight, (5..=8).contains(&paragraphs));
        answers.put(Q::Far, paragraphs > 8);
        answers.put(Q::OneOther, waits.others == 1);
        answers.put(Q::TwoOthers, waits.others == 2);
        answers.put(Q::ManyOthers, waits.others > 2);
        answers.put(Q::OtherSource, waits.sourced);
        answers.put(Q::Away, self.article.tells_of_a_day(this.sentence, occasion.sentence));
        answers
    }

    /// What is asked wherever the occasion stands.
    fn ask_both(&self, answers: &mut Answers, open: &Occasion, row: usize) {
        use Question as Q;
        let this = &self.said[row];
        answers.put(Q::Always, true);
        let own = last_word(this.speaker);
        let of_scene = open.scene && open.who.contains(&own) && !open.hosts.contains(&own);
        answers.put(Q::SameName, !own.is_empty() && (open.speaker == this.speaker || of_scene));
        answers.put(Q::Pronoun, this.pronoun);
        answers.put(Q::Floating, this.floating);
        answers.put(Q::Everybody, open.everybody);
        answers.put(Q::Transcript, this.transcript);
        answers.put(channel_question(open.what.channel), true);
        answers.put(Q::NoSource, open.what.source.is_empty());
        answers.put(open.stated.unwrap_or(Q::Phrase), true);
        answers.put(Q::Scene, open.scene);
        answers.put(Q::OwnSame, this.channel.is_some() && this.channel == open.what.channel);
        answers.put(Q::OwnOther, this.channel.is_some() && this.channel != open.what.channel);
        answers.put(Q::Tense, open.present.zip(this.present).is_some_and(|(a, b)| a != b));
        answers.put(Q::Only, self.only);
        answers.put(Q::Early, open.early);
        answers.put(Q::Main, self.main == this.speaker && !this.speaker.is_empty());
        let talks = [Q::Interview, Q::Told, Q::Spoke].into_iter().any(|q| answers.has(q));
        answers.put(Q::Piece, self.only && answers.has(Q::Main) && talks);
        answers.put(Q::MainTalk, answers.has(Q::Main) && answers.has(Q::Interview));
        answers.put(Q::MainTold, answers.has(Q::Main) && (answers.has(Q::Told) || answers.has(Q::Spoke)));
        answers.put(Q::Host, open.hosts.contains(&own));
        answers.put(Q::SceneOn, open.scene && open.stated == Some(Q::On));
        let several = || {
            let mut stated = self.said.iter().filter(|s| s.speaker == this.speaker && !s.source.is_empty());
            stated.any(|s| s.source != open.what.source)
        };
        answers.put(Q::Several, !self.only && !this.speaker.is_empty() && several());
    }
}

impl Article {
    /// Whether a sentence between two tells of a day, or parts the entries of a page.
    fn tells_of_a_day(&self, from: usize, to: usize) -> bool {
        let between = |list: &[usize]| {
            let first = list.partition_point(|&s| s <= from);
            list.get(first).is_some_and(|&s| s < to)
        };
        between(&self.dated) || between(&self.rules)
    }
}

/// The speaker of half of all rows, if anybody is.
fn main_speaker<'s>(said: &[Said<'s>]) -> &'s str {
    let mut names: Vec<&str> = said.iter().map(|s| s.speaker).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    // Whoever has more than half stands in the middle.
    let Some(&middle) = names.get(names.len() / 2) else { return "" };
    let rows = names.iter().filter(|name| **name == middle).count();
    if rows * 2 >= said.len() && rows > 1 { middle } else { "" }
}

/// The question that a channel is asked by.
fn channel_question(channel: Option<Channel>) -> Question {
    match channel {
        None => Question::NoChannel,
        Some(Channel::Interview) => Question::Interview,
        Some(Channel::Social) => Question::Social,
        Some(Channel::Broadcast) => Question::Broadcast,
        Some(Channel::Statement) => Question::Statement,
        Some(Channel::Letter) => Question::Letter,
        Some(Channel::Document) => Question::Document,
        Some(Channel::Briefing) => Question::Briefing,
        Some(Channel::Recording) => Question::Recording,
    }
}

/// Whether an occasion can go on with this attribution.
fn fits(open: &Occasion, own: &str, this: &Said<'_>) -> bool {
    this.transcript
        || open.everybody
        || this.floating && own.is_empty() && open.others == 0
        || open.next && open.others == 0
        || this.pronoun && open.others == 0
        || is_speaker(open, own, this)
}

/// Whether the speaker of an attribution is one of an occasion's.
fn is_speaker(open: &Occasion, own: &str, this: &Said<'_>) -> bool {
    let word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let same =
            |who: &String| if word.is_ascii() { who.eq_ignore_ascii_case(word) } else { *who == word.to_lowercase() };
        open.who.iter().any(same)
    };
    let named = || !open.who.is_empty() && this.speaker.split_whitespace().any(word);
    !own.is_empty() && (open.speaker == this.speaker || named())
}

/// The last word of a name, lower case: what the long and the short form of a name share.
pub fn last_word(name: &str) -> String {
    name.split_whitespace().next_back().unwrap_or("").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<'s>(speaker: &'s str, source: &'s str, paragraph: usize) -> Said<'s> {
        let stated = (!source.is_empty()).then_some(Question::Told);
        Said { speaker, source, stated, paragraph, sentence: paragraph, ..Said::default() }
    }

    fn sources(rows: &[Said<'_>]) -> Vec<String> {
        carried(rows, &Article::default(), None).into_iter().map(|c| c.source).collect()
    }

    fn scene(who: &str, source: &str) -> Scene {
        let stated = Some(Question::Spoke);
        Scene { who: vec![who.to_owned()], source: source.to_owned(), stated, ..Scene::default() }
    }

    #[test]
    fn along_the_same_speaker() {
        let rows = [said("Nino Beridze", "Formula TV", 0), said("Nino Beridze", "", 1), said("Nino Beridze", "", 2)];
        assert_eq!(sources(&rows), ["", "Formula TV", "Formula TV"]);
    }

    #[test]
    fn from_a_scene() {
        let mut rows = [said("Nino Beridze", "", 1)];
        rows[0].scenes = vec![scene("beridze", "Formula TV")];
        assert_eq!(sources(&rows), ["Formula TV"]);
    }

    #[test]
    fn not_from_the_scene_of_another() {
        let mut rows = [said("Zaza Kiknadze", "", 1)];
        rows[0].scenes = vec![scene("beridze", "Formula TV")];
        assert_eq!(sources(&rows), [""]);
    }

    #[test]
    fn past_what_others_do_elsewhere() {
        let mut rows = [said("Nino Beridze", "Formula TV", 0), said("Nino Beridze", "", 1)];
        rows[1].scenes = vec![scene("kiknadze", "Instagram")];
        assert_eq!(sources(&rows)[1], "Formula TV");
    }

    #[test]
    fn of_an_event_that_was_told_of() {
        let mut rows = [said("Nino Beridze", "Formula TV", 0), said("Zaza Kiknadze", "", 1), said("Kiknadze", "", 1)];
        rows[1].same_event = Some(Carried { source: "Formula TV".to_owned(), channel: None });
        assert_eq!(sources(&rows), ["", "Formula TV", "Formula TV"]);
    }

    #[test]
    fn not_to_other_listeners() {
        let mut rows = [said("Nino Beridze", "Formula TV", 0), said("Nino Beridze", "", 1)];
        rows[1].own.put(Question::Listener, true);
        assert_eq!(sources(&rows), ["", ""]);
    }

    #[test]
    fn a_channel_of_its_own_ends_it() {
        let mut rows =
            [said("Nino Beridze", "Formula TV", 0), said("Nino Beridze", "", 3), said("Nino Beridze", "", 3)];
        rows[1].channel = Some(Channel::Briefing);
        let got = carried(&rows, &Article::default(), None);
        assert_eq!(got[1].source, "");
        assert_eq!(got[2], Carried { source: String::new(), channel: Some(Channel::Briefing) });
    }
}
