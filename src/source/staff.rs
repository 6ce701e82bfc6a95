//! The outlets of those who speak in them: their staff, their accounts, what they print.
//!
//! Takes the attributions of one sentence, adds the relays that the speaker's own phrase names.

use super::attach::Sentence;
use super::channels;
use super::outlets::{Evidence, Outlet};
use super::relays::{self, Relay};
use super::utterance;
use super::words::{self, OutletKind};
use crate::cue::{Cue, CueKind};
use crate::document::{Item, TokenKind};
use crate::lexicon::CueClass;
use crate::lexicon::set::Hashes;
use crate::mention::Mention;
use crate::record::Channel;
use std::ops::Range;

/// Words before "in which" within which stands what somebody speaks in.
const ANTECEDENT: usize = 10;

/// Items behind the cue of a text that closes a sentence at most: court papers filed on Monday say.
const BEHIND: usize = 4;

/// Items between an outlet and the name of its correspondent at most: Radio Kattvik's correspondent in the port, Nils Dahl.
const POSTED: usize = 8;

const REPORTING: u32 = words::hash("reporting");

impl Sentence<'_, '_> {
    /// The outlet of a journalist who asks without being quoted: NTV's Lida Haro asked the governor about the vote.
    pub fn interviewer(&self) -> Option<Relay> {
        let cues = self.analysis.cues_of(self.number);
        cues.filter(|&c| !self.members.iter().any(|m| m.cue == c)).find_map(|number| {
            let cue = &self.analysis.cues[number];
            if cue.class != CueClass::Ask || cue.passive || cue.infinitive {
                return None;
            }
            let from = cue.group.start.saturating_sub(8).max(self.start());
            let near = self
                .registry
                .within(from..cue.group.start)
                .iter()
                .rfind(|o| o.journalist && o.evidence > Evidence::Anaphor && o.phrase.end + 4 >= cue.group.start)?;
            let mut relay = Relay::new("STAFF", near.phrase.start..cue.group.start, relays::FIRST);
            relay.outlet = Some(near.clone());
            Some(relay)
        })
    }

    /// Adds the outlets of those who work for them: wrote the Island's correspondent; Lida Haro of the Island writes; a
    /// reporter for AFP called it; Fox News host Sean Holm said.
    pub(super) fn staff(&self, pairs: &mut Vec<(usize, Relay)>) {
        for member in self.members {
            let Some(speaker) = self.attribution(*member).speaker else { continue };
            if pairs.iter().any(|(n, r)| *n == member.number && r.outlet.is_some()) {
                continue;
            }
            let phrase = self.analysis.mentions[speaker].phrase.items();
            let from = phrase.start.saturating_sub(POSTED + 2).max(self.start());
            let works = |o: &&Outlet| {
                let known = o.evidence > Evidence::Anaphor && o.kind != OutletKind::Platform;
                known && self.works(&self.analysis.cues[member.cue], &self.analysis.mentions[speaker], o)
            };
            let near = self.registry.within(from..phrase.end + 2).iter().find(works);
            if let Some(outlet) = near {
                let mut relay = Relay::new("STAFF", outlet.phrase.clone(), relays::FIRST);
                relay.outlet = Some(outlet.clone());
                pairs.push((member.number, relay));
            }
        }
    }

    /// Whether somebody who speaks by a cue does so in the outlet, as its staff.
    fn works(&self, cue: &Cue, speaker: &Mention, outlet: &Outlet) -> bool {
        let items = &self.analysis.document.items;
        let phrase = speaker.phrase.items();
        let own = outlet.journalist && outlet.phrase.end + 4 >= phrase.start && outlet.phrase.start < phrase.end;
        let behind = outlet.phrase.start > phrase.start && outlet.phrase.start <= phrase.end + 1 && !outlet.journalist;
        let link = items[outlet.phrase.start.saturating_sub(1)].hash;
        let of = behind && link == words::OF;
        let for_it = behind
            && matches!(link, words::OF | words::FOR | words::AT | words::WITH)
            && words::STAFF.contains(&items[speaker.head].hash);
        let host = own && items.get(outlet.phrase.end).is_some_and(|i| words::HOSTS.contains(&i.hash));
        let asks = cue.class == CueClass::Ask && !cue.passive;
        let reports = cue.lemma == words::hash("report") && !cue.passive;
        let says = matches!(cue.class, CueClass::Say | CueClass::Add) && !cue.passive;
        // NTV's Lida Haro, reporting from the port, said
        let there = || items[phrase.end..cue.group.start.max(phrase.end)].iter().take(2).any(|i| i.hash == REPORTING);
        // Radio Kattvik's correspondent in the port, Nils Dahl, reports.
        let posted = || {
            let staff = outlet.journalist && words::STAFF.contains(&items[outlet.phrase.end + 1].hash);
            let between = outlet.phrase.end + 1..phrase.start;
            staff
                && between.len() <= POSTED
                && items[between].iter().filter(|i| i.kind == TokenKind::Comma).count() == 1
        };
        for_it && !asks
            || reports && outlet.phrase.end < phrase.start && posted()
            || (host || own && there()) && says
            || (cue.class == CueClass::Write || reports) && of
            || (cue.class == CueClass::Write || asks) && own
    }

    /// Adds the outlets of the journalists who are told, named before: he told El Saber.
    pub(super) fn listeners(&self, pairs: &mut Vec<(usize, Relay)>) {
        for member in self.members {
            let Some(who) = utterance::listens(self.analysis, &self.analysis.cues[member.cue]) else { continue };
            if pairs.iter().any(|(n, r)| *n == member.number && r.outlet.is_some()) {
                continue;
            }
            let last = self.analysis.item(who.core.end() - 1).hash;
            let start = who.phrase.start();
            if let Some(outlet) = self.registry.of_journalist(self.analysis.document, start, last) {
                let relay = Relay::new("TOLD", who.phrase.items(), relays::FIRST);
                pairs.push((member.number, Relay { outlet: Some(outlet.clone()), ..relay }));
            }
        }
    }

    /// Adds the channel of what somebody speaks in: a video of the talk in which the mayor said.
    pub(super) fn within(&self, pairs: &mut Vec<(usize, Relay)>) {
        let items = &self.analysis.document.items;
        for member in self.members {
            let head = self.head(*member);
            let speaker = self.attribution(*member).speaker.map(|m| self.analysis.mentions[m].phrase.start());
            let at = speaker.map_or(head, |at| at.min(head));
            let opens = at >= self.start() + 3 && items[at - 1].hash == words::WHICH && items[at - 2].hash == words::IN;
            if !opens || pairs.iter().any(|(n, r)| *n == member.number && r.channel.is_some()) {
                continue;
            }
            let near = (self.start()..at - 2).rev().take(ANTECEDENT).take_while(|&at| items[at].is_word());
            let channel = near.into_iter().find_map(|at| channels::noun(self.context, at.saturating_sub(2), at));
            if let Some(channel) = channel {
                let relay = Relay::new("CHANNEL", at - 2..at, relays::FIRST);
                pairs.push((member.number, Relay { channel: Some(channel), ..relay }));
            }
        }
    }

    /// Adds the channel of the texts that report: Moen told the inspectors that the pier was shut, court papers say.
    pub(super) fn papers(&self, pairs: &mut Vec<(usize, Relay)>) {
        for number in self.analysis.cues_of(self.number) {
            let cue = &self.analysis.cues[number];
            let Some((start, channel)) = self.paper(cue) else { continue };
            for member in self.members.iter().filter(|m| m.cue != number && self.head(**m) < start) {
                let relay = Relay::new("PAPER", start..cue.group.end, relays::LAST);
                pairs.push((member.number, Relay { channel: Some(channel), ..relay }));
            }
        }
    }

    /// The text that is the subject of a cue at the end of the sentence, behind a comma: where it begins, its channel.
    fn paper(&self, cue: &Cue) -> Option<(usize, Channel)> {
        let items = &self.analysis.document.items;
        let end = self.analysis.document.sentences[self.number].items.end;
        if cue.kind != CueKind::Verb || cue.passive || cue.gerund || cue.negated || cue.group.end + BEHIND < end {
            return None;
        }
        let paper = self.analysis.ending(self.number, cue.group.start)?;
        let start = self.analysis.mentions[paper].phrase.start();
        let parted = start > self.start() && (items[start - 1].kind == TokenKind::Comma || items[start - 1].is_quote());
        let closes = !items[cue.group.end..end].iter().any(Item::is_quote);
        Some((start, channels::of_mention(self.analysis, paper)?)).filter(|_| parted && closes)
    }

    /// Adds the platforms of those who speak by an account or to their followers: her Twitter account posted.
    pub(super) fn accounts(&self, pairs: &mut Vec<(usize, Relay)>) {
        for member in self.members {
            // According to AFP, one user on Weibo posted: through both.
            let nearest = |r: &Relay| r.outlet.is_some() && r.level == relays::FIRST;
            if pairs.iter().any(|(n, r)| *n == member.number && nearest(r)) {
                continue;
            }
            let cue = &self.analysis.cues[member.cue];
            let speaker = self.attribution(*member).speaker.map(|m| self.analysis.mentions[m].phrase.items());
            let told = cue.group.end..cue.group.end + 6;
            let platform = |range: Range<usize>, nouns: &Hashes| {
                self.registry.within(range).iter().find(|o| {
                    o.kind == OutletKind::Platform
                        && self.analysis.document.items.get(o.phrase.end).is_some_and(|i| nouns.contains(&i.hash))
                })
            };
            // One user on X wrote
            let user = || {
                let mention = &self.analysis.mentions[self.attribution(*member).speaker?];
                let at = mention.head + 1;
                let on = self.analysis.document.items.get(at).is_some_and(|i| i.hash == words::ON);
                let crowd = words::ACCOUNTS.contains(&self.analysis.item(mention.head).hash) && on;
                let found = self.registry.within(at + 1..at + 2).first();
                found.filter(|o| crowd && o.kind == OutletKind::Platform)
            };
            let outlet = speaker
                .and_then(|phrase| {
                    platform(phrase.start.saturating_sub(2).max(self.start())..phrase.end, &words::ACCOUNTS)
                })
                .or_else(|| platform(told, &words::FOLLOWERS))
                .or_else(user);
            if let Some(outlet) = outlet {
                let mut relay = Relay::new("TWEET", outlet.phrase.clone(), relays::FIRST);
                relay.outlet = Some(outlet.clone());
                relay.channel = Some(Channel::Social);
                pairs.push((member.number, relay));
            }
        }
    }

    /// Adds the outlets of what is printed or aired where that speaks, and of those who speak to them alone: a report by
    /// E24 says; a review in the Globe called; the agency's interlocutor noted.
    pub(super) fn pieces(&self, pairs: &mut Vec<(usize, Relay)>) {
        let items = &self.analysis.document.items;
        for member in self.members {
            let Some(speaker) = self.attribution(*member).speaker else { continue };
            if pairs.iter().any(|(n, r)| *n == member.number && r.outlet.is_some()) {
                continue;
            }
            let mention = &self.analysis.mentions[speaker];
            let phrase = mention.phrase.items();
            let outlets = || self.registry.within(phrase.start.saturating_sub(6).max(self.start())..phrase.end + 4);
            let outlet = if words::PIECES.contains(&items[mention.head].hash) {
                outlets().iter().find(|o| {
                    let own = o.phrase.end <= mention.head && o.phrase.end + 3 > mention.head;
                    let before = items[o.phrase.start.saturating_sub(1)].hash;
                    let from = o.phrase.start > mention.head
                        && matches!(before, words::IN | words::BY | words::FROM | words::ON)
                        && (mention.head + 1..o.phrase.start - 1).all(|at| words::RELAYED.contains(&items[at].hash));
                    (own || from) && o.evidence > Evidence::Anaphor && !o.journalist
                })
            } else if words::INTERLOCUTORS.contains(&items[mention.head].hash) {
                outlets()
                    .iter()
                    .find(|o| o.article && o.phrase.end < mention.head && self.context.possessive(o.phrase.end) > 0)
            } else {
                None
            };
            if let Some(outlet) = outlet {
                let mut relay = Relay::new("PIECE", outlet.phrase.clone(), relays::FIRST);
                relay.outlet = Some(outlet.clone());
                pairs.push((member.number, relay));
            }
        }
    }
}
