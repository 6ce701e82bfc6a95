//! The outlets of those who speak in them: their staff, their accounts, what they print.
//!
//! Takes the attributions of one sentence, adds the relays that the speaker's own phrase names.

use super::attach::Sentence;
use super::outlets::Evidence;
use super::relays::{self, Relay};
use super::words::{self, OutletKind};
use crate::lexicon::CueClass;
use crate::lexicon::set::Hashes;
use crate::record::Channel;
use std::ops::Range;

impl Sentence<'_, '_> {
    /// Adds the papers of those who write in them: wrote the Island's correspondent; Lida Haro of the Island writes.
    pub(super) fn staff(&self, pairs: &mut Vec<(usize, Relay)>) {
        let items = &self.analysis.document.items;
        for member in self.members {
            let cue = &self.analysis.cues[member.cue];
            let Some(speaker) = self.attribution(*member).speaker else { continue };
            let asks = cue.class == CueClass::Ask && !cue.passive;
            let reports = cue.lemma == words::hash("report") && !cue.passive;
            if cue.class != CueClass::Write && !asks && !reports
                || pairs.iter().any(|(n, r)| *n == member.number && r.outlet.is_some())
            {
                continue;
            }
            let phrase = self.analysis.mentions[speaker].phrase.items();
            let from = phrase.start.saturating_sub(6).max(self.start());
            let near = self.registry.within(from..phrase.end + 2).iter().find(|o| {
                let of = o.phrase.start > phrase.start
                    && items[o.phrase.start - 1].hash == words::OF
                    && o.phrase.start <= phrase.end + 1
                    && !o.journalist;
                let own = o.journalist && o.phrase.end + 4 >= phrase.start && o.phrase.start < phrase.end;
                o.evidence > Evidence::Anaphor && o.kind != OutletKind::Platform && (of && !asks || own && !reports)
            });
            if let Some(outlet) = near {
                let mut relay = Relay::new("STAFF", outlet.phrase.clone(), relays::FIRST);
                relay.outlet = Some(outlet.clone());
                pairs.push((member.number, relay));
            }
        }
    }

    /// Adds the platforms of those who speak by an account or to their followers: her Twitter account posted.
    pub(super) fn accounts(&self, pairs: &mut Vec<(usize, Relay)>) {
        for member in self.members {
            if pairs.iter().any(|(n, r)| *n == member.number && r.outlet.is_some()) {
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
            let outlet = speaker
                .and_then(|phrase| {
                    platform(phrase.start.saturating_sub(2).max(self.start())..phrase.end, &words::ACCOUNTS)
                })
                .or_else(|| platform(told, &words::FOLLOWERS));
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
