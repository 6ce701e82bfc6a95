//! Which attribution a relay belongs to.
//!
//! Takes the relays and attributions of one sentence, gives for each attribution the relays that state its source: the
//! addressee of its own cue, what stands in front of the clause, what stands behind it, the outlet that reports it.

use super::outlets::{Context, Evidence, Outlet};
use super::registry::Registry;
use super::relays::{self, Relay};
use super::words::OutletKind;
use crate::attribution::{Analysis, Attribution, Frame};
use crate::document::TokenKind;
use crate::lexicon::{CueClass, WordClass};
use crate::record::Channel;

/// One attribution of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its number among the document's attributions.
    pub number: usize,
    /// Its cue.
    pub cue: usize,
}

/// What is known of the sentence.
pub struct Sentence<'s, 'd> {
    /// The analysis.
    pub analysis: &'s Analysis<'d>,
    /// The surroundings of the grammar.
    pub context: Context<'d>,
    /// The outlets of the document.
    pub registry: &'s Registry,
    /// All attributions.
    pub attributions: &'s [Attribution],
    /// Its attributions, by cue.
    pub members: &'s [Member],
    /// The number of the sentence.
    pub number: usize,
}

impl Sentence<'_, '_> {
    pub(super) fn attribution(&self, member: Member) -> &Attribution {
        &self.attributions[member.number]
    }

    pub(super) fn head(&self, member: Member) -> usize {
        self.analysis.cues[member.cue].head
    }

    /// Whether the outlet itself is the speaker of the attribution.
    pub fn outlet_speaks(&self, member: Member) -> bool {
        self.attribution(member).speaker.is_some_and(|m| speaks(self.analysis, self.registry, m).is_some())
    }

    /// Gives the pairs of attribution and relay.
    pub fn attach(&self, relays: &[Relay]) -> Vec<(usize, Relay)> {
        let mut pairs: Vec<(usize, Relay)> = Vec::new();
        for relay in relays {
            for number in self.owners(relay) {
                pairs.push((number, relay.clone()));
            }
        }
        self.reported(&mut pairs);
        self.staff(&mut pairs);
        self.accounts(&mut pairs);
        self.pieces(&mut pairs);
        pairs
    }

    /// Whether a relay that no attribution of the sentence takes sets the scene for what follows.
    pub fn sets(&self, relay: &Relay, pairs: &[(usize, Relay)]) -> bool {
        let scene = matches!(
            relay.rule,
            "TOLD"
                | "SPOKE"
                | "BYPHONE"
                | "ASKED"
                | "CHANNEL"
                | "WROTEIN"
                | "TWEET"
                | "RELAYED"
                | "SAIDTO"
                | "SAIDIN"
                | "ONAIR"
                | "ISSUED"
        );
        // A channel alone, by which one goes on to speak: she confirmed it in a statement.
        let spoken = [Channel::Statement, Channel::Letter, Channel::Briefing, Channel::Interview, Channel::Social];
        scene
            && (relay.outlet.is_some() || relay.channel.is_some_and(|c| spoken.contains(&c)))
            && !pairs.iter().any(|(n, r)| r.span == relay.span && !self.asked(*n))
            && !self.members.iter().any(|m| {
                self.attribution(*m).content.iter().any(|r| r.contains(&relay.span.start)) || self.outlet_speaks(*m)
            })
    }

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

    /// Whether the attribution is that of a question put to somebody: Haro was asked whether.
    fn asked(&self, number: usize) -> bool {
        self.attributions[number].cue.is_some_and(|c| {
            let cue = &self.analysis.cues[c];
            cue.passive && cue.class == CueClass::Ask
        })
    }

    pub(super) fn start(&self) -> usize {
        self.analysis.document.sentences[self.number].items.start
    }

    /// The attributions that an adjunct belongs to.
    fn owners(&self, relay: &Relay) -> Vec<usize> {
        if let Some(cue) = relay.cue
            && let Some(member) = self.members.iter().find(|m| m.cue == cue)
        {
            return vec![member.number];
        }
        // What is sent and quoted by no cue of its own sets a scene; who posts a sign says nothing by it.
        if matches!(relay.rule, "ISSUED" | "MESSAGED") {
            return Vec::new();
        }
        let (start, end) = (relay.span.start, relay.span.end);
        // The cue that is the relay's own word, as in "according to", does not own it.
        let open = |m: &&Member| !relay.span.contains(&self.head(**m)) && !self.outlet_speaks(**m);
        let before = self.members.iter().filter(open).rfind(|m| self.head(**m) < start);
        let after = self.members.iter().filter(open).find(|m| self.head(**m) >= end);
        let own = |m: &Member| self.owns(*m, relay);
        match (before, after) {
            (Some(before), Some(after)) => {
                if self.leads(relay, *after) && !self.follows(relay, *before) {
                    if own(after) { vec![after.number] } else { Vec::new() }
                } else if own(before) {
                    vec![before.number]
                } else {
                    Vec::new()
                }
            }
            (Some(before), None) => {
                if own(before) {
                    vec![before.number]
                } else {
                    Vec::new()
                }
            }
            (None, Some(after)) => {
                let items = &self.analysis.document.items;
                let fronted = start <= self.start() + 2
                    || items[start - 1].kind == TokenKind::Comma
                    || items[start - 1].is(WordClass::CONJUNCTION | WordClass::CALENDAR | WordClass::TIME)
                    || relay.rule != "CHANNEL"
                    || items.get(end).is_some_and(|i| i.kind == TokenKind::Comma)
                        && items[self.start()..start].iter().all(|i| i.kind != TokenKind::Comma);
                if !own(after) || relay.outlet.is_none() && !fronted || self.parted(relay, *after) {
                    return Vec::new();
                }
                let speaker = self.attribution(*after).speaker;
                let mut owners = vec![after.number];
                for member in self.members.iter().filter(open).filter(|m| self.head(**m) > self.head(*after)) {
                    let attribution = self.attribution(*member);
                    let inside = self.attribution(*after).content.iter().any(|r| r.contains(&self.head(*member)));
                    if attribution.speaker == speaker && !inside {
                        owners.push(member.number);
                    } else {
                        break;
                    }
                }
                owners
            }
            // According to a letter reviewed by Reuters, to Ann Lee of the New York Times: both speak through it.
            (None, None)
                if relay.rule == "ACCDOCUMENT" && relay.outlet.is_some()
                    || relay.outlet.as_ref().is_some_and(|o| o.journalist) =>
            {
                self.members
                    .iter()
                    .filter(|m| relay.span.contains(&self.head(**m)) && !self.outlet_speaks(**m))
                    .map(|m| m.number)
                    .collect()
            }
            (None, None) => Vec::new(),
        }
    }

    /// Whether an adjunct can belong to the attribution: it stands outside the reported words, or ends them.
    fn owns(&self, member: Member, relay: &Relay) -> bool {
        let attribution = self.attribution(member);
        let items = &self.analysis.document.items;
        let Some(range) = attribution.content.iter().find(|r| r.contains(&relay.span.start)) else { return true };
        if relay.outlet.is_none() {
            return false;
        }
        // She offered a preview of his thinking in an interview with the Post: nothing but a noun phrase is reported.
        if matches!(relay.rule, "CHANNEL" | "SPOKE")
            && attribution.frame != Frame::Left
            && (range.start..relay.span.start).all(|at| nominal(self.analysis, at))
        {
            return true;
        }
        // ..., according to the website: the reported words end there.
        let tail = (relay.span.end..range.end).all(|at| {
            items[at].is(WordClass::CALENDAR | WordClass::TIME | WordClass::PREPOSITION | WordClass::DETERMINER)
                || !items[at].is_word()
        });
        let comma = relay.span.start > range.start && items[relay.span.start - 1].kind == TokenKind::Comma;
        match relay.rule {
            "ACCOUTLET" | "ACCDOCUMENT" | "QUOTEDBY" | "VIA" => comma && tail,
            "CHANNEL" | "RELAYED" => tail && attribution.frame != Frame::Left,
            _ => false,
        }
    }

    /// Whether a relay in the middle opens the clause of the attribution behind it: ... and in an interview, he said.
    fn leads(&self, relay: &Relay, after: Member) -> bool {
        let items = &self.analysis.document.items;
        let Some(speaker) = self.attribution(after).speaker else { return false };
        let mention = &self.analysis.mentions[speaker];
        let comma = items.get(relay.span.end).is_some_and(|i| i.kind == TokenKind::Comma);
        let start = mention.phrase.start();
        start >= relay.span.end && (comma || start - relay.span.end <= 3)
    }

    /// Whether a subordinate clause begins between a relay and the attribution behind it: Haro spoke with Radio Kattvik
    /// after the council had said.
    fn parted(&self, relay: &Relay, after: Member) -> bool {
        let items = &self.analysis.document.items;
        let head = self.head(after);
        let start =
            self.attribution(after).speaker.map_or(head, |m| self.analysis.mentions[m].phrase.start()).min(head);
        let between = relay.span.end..start.max(relay.span.end);
        let comma = between.clone().rev().find(|&at| items[at].kind == TokenKind::Comma);
        let opens = |at: usize| items[at].is(WordClass::SUBORDINATOR) && !items[at].is(WordClass::THAT);
        (comma.map_or(between.start, |at| at + 1)..between.end).any(opens) && matches!(relay.rule, "SPOKE" | "TOLD")
    }

    /// Whether a relay stands directly behind the cue of the attribution before it.
    fn follows(&self, relay: &Relay, before: Member) -> bool {
        let end = self.analysis.cues[before.cue].group.end;
        relay.span.start >= end && relay.span.start - end <= 1
    }
}

/// Whether an item can stand in a noun phrase: no verb, no pronoun that a clause begins with.
fn nominal(analysis: &Analysis<'_>, at: usize) -> bool {
    let item = &analysis.document.items[at];
    let clause =
        WordClass::AUXILIARY | WordClass::SUBJECT_PRONOUN | WordClass::THAT | WordClass::WH | WordClass::SUBORDINATOR;
    item.kind == TokenKind::Word
        && !item.is(clause)
        && (!item.is(WordClass::VERB)
            || item.is(WordClass::NOUN | WordClass::ADJECTIVE)
            || analysis.document.word(at).ends_with("ing"))
        || item.kind != TokenKind::Word && !item.is_quote() && item.kind != TokenKind::Comma
}

/// The outlet that a mention names, if it names one and nothing else.
pub fn speaks<'r>(analysis: &Analysis<'_>, registry: &'r Registry, mention: usize) -> Option<&'r Outlet> {
    let mention = &analysis.mentions[mention];
    // "the Republican" is somebody of that party, not the paper.
    if mention.kind == crate::mention::MentionKind::Person {
        return None;
    }
    let range = mention.phrase.items();
    registry.within(range.start.saturating_sub(6)..range.end).iter().find(|o| {
        let named = o.evidence > Evidence::Anaphor && o.name.contains(&mention.head) && !o.journalist
            || (o.evidence > Evidence::Anaphor || o.article) && o.phrase.contains(&mention.head) && !o.journalist;
        named && o.kind != OutletKind::Platform && o.phrase.end >= mention.core.end() && o.name.start < range.end
    })
}
