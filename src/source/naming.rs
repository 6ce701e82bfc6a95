//! Occasions that the text itself gives a row to: in the interview, he told Holm, the letter says.
//!
//! Takes a row and what is open, gives the occasion that the row's own words name; where they name none, `asking` weighs.

use super::carried::Walk;
use super::occasion::{Carried, Crowd, Occasion, Post, last_word};
use super::questions::Question;
use crate::record::Channel;

/// Rows before the one that calls a talk an interview, at most.
const CALLED: usize = 64;

impl Walk<'_, '_> {
    /// What was told to an outlet is an interview where the text calls it one afterwards: told the Post. … In the interview.
    pub(super) fn called(&mut self, row: usize, talk: &Carried) {
        let who = self.said[row].speaker;
        let rows = row.saturating_sub(CALLED)..row;
        for (before, given) in self.said[rows.clone()].iter().zip(&mut self.given[rows]) {
            let source = if before.source.is_empty() { given.source.as_str() } else { before.source };
            if before.speaker == who && source == talk.source && before.channel.is_none() {
                given.channel = given.channel.or(talk.channel);
            }
        }
    }

    /// "In the interview", "at the forum": the one that the text has told of.
    pub(super) fn told_of(&self, row: usize) -> Option<Carried> {
        let this = &self.said[row];
        let own = last_word(this.speaker);
        let open = self.open.iter().find(|o| this.same_talk && o.has(&own, this) && !o.what.source.is_empty());
        if let Some(told) = open.filter(|o| o.what.channel.is_none()) {
            return Some(Carried { channel: Some(Channel::Interview), ..told.what.clone() });
        }
        let talk = self.talk.as_ref().filter(|_| this.same_talk && open.is_none());
        // "according to a letter seen by Reuters. “…,” the inspector wrote": out of that letter.
        let read = self.open.first().filter(|o| o.read && !o.what.source.is_empty());
        let wrote = this.own.has(Question::Wrote)
            && this.channel.is_none_or(|c| matches!(c, Channel::Letter | Channel::Document));
        let letter = read.filter(|o| wrote && o.near(this)).map(|o| &o.what);
        talk.or(this.same_event.as_ref()).or(letter).cloned()
    }

    /// Whether a row belongs to a post or a film by what it says of itself: in the clip, in the comments, one user wrote.
    fn posted(&self, open: &Occasion, row: usize, own: &str) -> bool {
        let this = &self.said[row];
        let social = open.what.channel == Some(Channel::Social) && open.near(this);
        let film = matches!(open.what.channel, Some(Channel::Social | Channel::Recording | Channel::Broadcast));
        // Fans at the stadium are others than those who wrote.
        let fan = this.crowd.is_some() && open.crowd && this.sentence <= open.sentence + 1;
        let own_post = this.channel.is_none() || this.channel == Some(Channel::Social);
        // In a group for parents on Facebook, the answers differ. “...,” one mother posted.
        let wrote = this.own.has(Question::Wrote) || this.channel == Some(Channel::Social);
        let one = (open.scene || open.crowd) && this.one_of_many && wrote && this.sentence <= open.sentence + 1;
        // Most of the comments are jokes. “...,” asks one. One reply, from a user called Gaz, read: “...”
        let reply = this.replies && (this.crowd.is_some() || this.one_of_many || wrote || this.text.is_some());
        let crowd = own_post && (this.crowd == Some(Crowd::User) || fan || one || reply);
        // Haro posted the memo on LinkedIn. A former colleague commented: “...”
        let comment = this.post == Some(Post::Comment) && own_post && this.sentence <= open.sentence + 1;
        this.post == Some(Post::Film) && film && open.has(own, this)
            || social && (this.post == Some(Post::Beneath) || comment || crowd)
    }

    /// The occasion that the row says it belongs to: he told Holm, whose programme has been named; during the same segment.
    pub(super) fn named(&self, row: usize, own: &str) -> Option<usize> {
        let this = &self.said[row];
        let asker = |o: &Occasion| !this.told.is_empty() && o.hosts.contains(&this.told);
        // Citing a letter from the carrier. “…,” the letter says.
        let cited = |o: &Occasion| o.near(this) && this.text.is_some_and(|text| o.texts.contains(&text));
        // She blamed the council on Twitter. “…”; he posted a picture on Twitter. “…,” the captain wrote.
        let shown = |o: &Occasion| {
            let next = o.sentence + 1 == this.sentence && o.paragraph == this.paragraph;
            let post = o.what.channel == Some(Channel::Social) && this.channel.is_none();
            let wrote = post && this.own.has(Question::Wrote) && o.has(own, this);
            o.scene && (this.floating || wrote) && next && o.others == 0
        };
        let away = |o: &Occasion| self.article.tells_of_a_day(o.sentence, this.sentence);
        let described = |o: &Occasion| o.described(this) && !away(o);
        let restated = |o: &Occasion| o.near(this) && o.restates(this) && !away(o);
        // During the same segment: of several guests.
        let same_air = |o: &Occasion| this.same_air && (o.has(own, this) || o.what.channel == Some(Channel::Broadcast));
        let same_place = |o: &Occasion| this.same_place && o.near(this) && o.what.channel.is_some();
        // The show's host asked.
        let hosting = |o: &Occasion| {
            let air = matches!(o.what.channel, Some(Channel::Broadcast | Channel::Interview));
            this.host && o.near(this) && air && this.channel.is_none_or(|own| o.what.channel == Some(own))
        };
        let named = |o: &Occasion| {
            let of_source = asker(o) || hosting(o) || same_air(o) || cited(o) || shown(o) || self.posted(o, row, own);
            !o.what.source.is_empty() && of_source || described(o) || restated(o) || same_place(o)
        };
        self.open.iter().position(named)
    }
}
