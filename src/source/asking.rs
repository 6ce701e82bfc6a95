//! What is asked of a row and an occasion.
//!
//! Takes both, and what the article tells of days and other occasions; gives the [`Answers`]. What they weigh is said by
//! `questions`.

use super::carried::Walk;
use super::occasion::{Article, Occasion, Waiting, last_word};
use super::questions::{Answers, Question};
use crate::record::Channel;

/// Paragraphs that an occasion outlives without being used.
const NEAR: usize = 6;

impl Walk<'_, '_> {
    /// What is asked of a row and an occasion before it.
    pub(super) fn ask(&self, open: &Occasion, row: usize, own: &str, older: bool) -> Answers {
        use Question as Q;
        let this = &self.said[row];
        let mut answers = this.own;
        self.ask_both(&mut answers, open, row);
        let paragraphs = this.paragraph.saturating_sub(open.paragraph);
        answers.put(Q::Joins, open.next && !open.has(own, this));
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
        let letter = answers.has(Q::Letter) || answers.has(Q::Document);
        answers.put(Q::LetterWrote, letter && answers.has(Q::Wrote));
        answers
    }

    /// What is asked of a row and an occasion that is named after it.
    pub(super) fn ask_back(&self, occasion: &Occasion, waits: &Waiting, nth: usize) -> Answers {
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
        let talk = answers.has(Q::Interview) || answers.has(Q::Broadcast);
        answers.put(Q::LeadTalk, answers.has(Q::Lead) && talk && waits.others == 0 && !answers.has(Q::OwnOther));
        answers
    }

    /// What is asked wherever the occasion stands.
    fn ask_both(&self, answers: &mut Answers, open: &Occasion, row: usize) {
        use Question as Q;
        let this = &self.said[row];
        answers.put(Q::Always, true);
        let own = last_word(this.speaker);
        // Named in the scene, or with whom the press was briefed; not whoever shares the speaker's surname.
        let named = open.who.contains(&own) && !open.hosts.contains(&own) && last_word(&open.speaker) != own;
        answers.put(Q::SameName, !own.is_empty() && (open.speaker == this.speaker || named));
        answers.put(Q::Pronoun, this.pronoun);
        answers.put(Q::Floating, this.floating);
        answers.put(Q::Everybody, open.everybody);
        answers.put(Q::Transcript, this.transcript);
        answers.put(channel_question(open.what.channel), true);
        answers.put(Q::NoSource, open.what.source.is_empty());
        answers.put(open.stated.unwrap_or(Q::Phrase), true);
        answers.put(Q::Scene, open.scene);
        // Haro told the Post that it was shut. “...,” she said in an interview: that one.
        let told = open.what.channel.is_none() && matches!(open.stated, Some(Q::Told | Q::Spoke));
        let talked = told && this.channel == Some(Channel::Interview);
        let same = this.channel == open.what.channel || talked;
        answers.put(Q::OwnSame, this.channel.is_some() && same);
        answers.put(Q::OwnOther, this.channel.is_some() && !same);
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
        answers.put(Q::SceneTalk, open.scene && answers.has(Q::Interview));
        let stating = self.stating.get(this.speaker).map_or(&[][..], Vec::as_slice);
        answers.put(Q::Several, !self.only && stating.iter().any(|&n| self.said[n].source != open.what.source));
    }
}

impl Article {
    /// Whether a sentence between two tells of a day, or parts the entries of a page.
    pub(super) fn tells_of_a_day(&self, from: usize, to: usize) -> bool {
        between(&self.dated, from, to) || between(&self.rules, from, to)
    }
}

/// Whether one of some sentences, in order, stands between two.
fn between(list: &[usize], from: usize, to: usize) -> bool {
    let first = list.partition_point(|&s| s <= from);
    list.get(first).is_some_and(|&s| s < to)
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
