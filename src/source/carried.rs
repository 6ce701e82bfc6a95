//! Carried sources: what an interview or a statement goes on saying.
//!
//! Takes the attributions in order with what each states itself, and the sentences that only set a scene ("Ilijev spoke
//! to Dnevnik on Sunday."); gives those that state nothing the source and channel that go on. An occasion is proposed to
//! the rows of its speaker, behind it and before it; how much speaks for each is weighed (see `questions`), and the
//! likeliest is taken if it is likelier than none.

use super::occasion::{Article, Carried, Crowd, Occasion, Post, Said, Scene, Waiting, last_word};
use super::questions::Answers;
use crate::record::Channel;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// Occasions that are kept in mind at once.
const OPEN: usize = 6;
/// Rows before it that an occasion can be carried back to.
const BACK: usize = 10;

/// One proposal, as the trainer reads it: the row, the row that states the occasion, its source and channel, the answers.
pub type Proposal = (usize, Option<usize>, Carried, Answers);

/// The walk over the rows.
pub struct Walk<'r, 's> {
    pub(super) said: &'r [Said<'s>],
    pub(super) article: &'r Article,
    /// Newest first.
    pub(super) open: Vec<Occasion>,
    waiting: VecDeque<Waiting>,
    pub(super) given: Vec<Carried>,
    /// The last interview whose outlet was named.
    pub(super) talk: Option<Carried>,
    /// The last word of the last speaker's name.
    last: String,
    pub(super) only: bool,
    /// Whose half of all rows are; empty where they are nobody's.
    pub(super) main: &'s str,
    /// The rows of each speaker that state a source.
    pub(super) stating: FxHashMap<&'s str, Vec<usize>>,
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
        stating: FxHashMap::default(),
        log,
    };
    for (row, own) in said.iter().enumerate().filter(|(_, s)| !s.source.is_empty() && !s.speaker.is_empty()) {
        walk.stating.entry(own.speaker).or_default().push(row);
    }
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
        let mut occasion = Occasion::of_scene(scene, &self.last);
        // Haro wrote on X that it was wrong. In a later post, he took another tone.
        let post = scene.source.is_empty() && scene.channel == Some(Channel::Social);
        let same = |o: &&Occasion| o.who.iter().any(|who| !who.is_empty() && occasion.who.contains(who));
        let posted = |o: &&Occasion| o.what.channel == Some(Channel::Social) && !o.what.source.is_empty();
        if let Some(before) = self.open.iter().filter(|_| post).find(|o| posted(o) && same(o)) {
            occasion.what = before.what.clone();
        }
        if occasion.what.channel == Some(Channel::Interview) && !occasion.what.source.is_empty() {
            self.talk = Some(occasion.what.clone());
        }
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
        // "He did not say that the road was shut": through nobody.
        if this.unsaid {
            return;
        }
        if let Some(told) = self.told_of(row) {
            self.given[row] = told.clone();
            if this.same_talk {
                self.called(row, &told);
            }
            self.begin(self.occasion(row, vec![own], told, this.asks));
            return;
        }
        if this.moves {
            // What was open for the speaker is over.
            let what = Carried { source: String::new(), channel: this.channel };
            let elsewhere = self.occasion(row, vec![own], what, false);
            self.begin(elsewhere);
            return;
        }
        let choice = self.choose(row, &own);
        for (n, open) in self.open.iter_mut().enumerate() {
            if choice != Some(n) {
                open.others += 1;
                let broken = open.has(&own, this);
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
        Occasion { row: Some(row), ..self.said[row].occasion(who, what, next) }
    }

    /// A row that states its source: an occasion begins, for what follows and for what came before.
    fn states(&mut self, row: usize, own: String) {
        let this = &self.said[row];
        // "He told the programme": by the channel that was stated with its name.
        let before = self.open.iter().find(|o| o.what.source == this.source && o.has(&own, this));
        let channel = this.channel.or_else(|| before.and_then(|o| o.what.channel));
        self.given[row].channel = channel;
        let what = Carried { source: this.source.to_owned(), channel };
        if channel == Some(Channel::Interview) {
            self.talk = Some(what.clone());
        }
        let who: Vec<String> = this.hosts.iter().cloned().chain([own]).collect();
        let crowd = (this.crowd.is_some() || this.one_of_many) && channel == Some(Channel::Social);
        let occasion = Occasion { crowd, ..self.occasion(row, who, what, this.asks) };
        self.back(&occasion);
        for waits in &mut self.waiting {
            waits.sourced = true;
        }
        self.begin(occasion);
    }

    /// The occasion that the row likeliest belongs to, if that is likelier than none.
    fn choose(&mut self, row: usize, own: &str) -> Option<usize> {
        if let Some(named) = self.named(row, own) {
            return Some(named);
        }
        let this = &self.said[row];
        if let Some(joined) = self.joined(this) {
            return Some(joined);
        }
        let mut best: Option<(usize, f32)> = None;
        let mut older = false;
        for n in 0..self.open.len() {
            let open = &self.open[n];
            if !open.fits(own, this) {
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

    /// The occasion of the words before in the same sentence, by the same speaker: she said on air that it was shut, and promised
    /// to ask. Unless a word beside the verb says that this was later or elsewhere.
    fn joined(&self, this: &Said<'_>) -> Option<usize> {
        use super::questions::Question as Q;
        let apart = [Q::Later, Q::Event, Q::Listener, Q::Pluperfect, Q::Perfect].into_iter().any(|q| this.own.has(q));
        let same = |o: &Occasion| {
            o.sentence == this.sentence
                && o.others == 0
                && o.row.is_some()
                && o.speaker == this.speaker
                && this.channel.is_none_or(|own| o.what.channel == Some(own))
        };
        let known = !this.speaker.is_empty() && !apart && !this.unsaid;
        self.open.first().filter(|o| known && same(o)).map(|_| 0)
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
        self.given[row].channel = match this.post {
            Some(Post::Film) => open.what.channel,
            _ => this.channel.or(open.what.channel),
        };
        open.crowd |= this.crowd == Some(Crowd::User) || this.one_of_many || this.replies;
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
            let near =
                occasion.confirms && this.channel.is_none() && this.paragraph + 1 >= occasion.paragraph && nth == 0;
            if near && occasion.has(&own, this) {
                self.given[waits.row] = occasion.what.clone();
                taken = true;
            } else if !own.is_empty() && occasion.has(&own, this) && !occasion.what.source.is_empty() {
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

#[cfg(test)]
mod tests {
    use super::super::questions::Question;
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
    fn of_a_letter_that_a_paper_read() {
        let mut rows = [said("letter", "Formula TV", 0), said("Zaza Kiknadze", "", 1), said("Nino Beridze", "", 1)];
        (rows[0].read, rows[0].channel) = (true, Some(Channel::Letter));
        rows[1].own.put(Question::Wrote, true);
        assert_eq!(sources(&rows), ["", "Formula TV", ""]);
        rows[1].channel = Some(Channel::Social);
        assert_eq!(sources(&rows)[1], "");
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
