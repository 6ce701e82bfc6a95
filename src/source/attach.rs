//! Which attribution a relay belongs to.
//!
//! Takes the relays and attributions of one sentence, gives for each attribution the relays that state its source: the
//! addressee of its own cue, what stands in front of the clause, what stands behind it, the outlet that reports it.

use super::outlets::{Context, Evidence, Outlet};
use super::registry::Registry;
use super::relays::{self, Relay};
use super::words::{self, OutletKind};
use crate::attribution::{Analysis, Attribution, Frame};
use crate::document::{Item, TokenKind};
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use crate::record::Channel;

/// Words that a description of somebody can have before it says where he works.
const DESCRIPTION: usize = 8;

/// Words between a relay and the verb that shares its speaker at most: in Halifax, but
const SHARED: usize = 6;

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
        for relay in relays.iter().filter(|r| !self.describes(r)) {
            for number in self.owners(relay) {
                pairs.push((number, relay.clone()));
            }
        }
        self.reported(&mut pairs);
        self.papers(&mut pairs);
        self.within(&mut pairs);
        self.staff(&mut pairs);
        self.listeners(&mut pairs);
        self.accounts(&mut pairs);
        self.pieces(&mut pairs);
        pairs
    }

    /// Whether a relay that no attribution of the sentence takes sets the scene for what follows.
    pub fn sets(&self, relay: &Relay, pairs: &[(usize, Relay)]) -> bool {
        let scene = matches!(
            relay.rule,
            "TOLD"
                | "PRESS"
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
            && !self.describes(relay)
            && (relay.outlet.is_some() || relay.channel.is_some_and(|c| spoken.contains(&c)))
            && !pairs.iter().any(|(n, r)| r.span == relay.span && !self.asked(*n))
            && !self.members.iter().any(|m| {
                self.attribution(*m).content.iter().any(|r| r.contains(&relay.span.start)) || self.outlet_speaks(*m)
            })
    }

    /// The outlet that speaks with somebody: the Courier spoke to Lida Haro on her farm; the Courier asked her whether.
    pub fn visitor(&self) -> Option<Relay> {
        let items = &self.analysis.document.items;
        let range = self.analysis.document.sentences[self.number].items.clone();
        let outlets = self.registry.within(range.clone());
        let outlet = outlets.iter().find(|o| o.phrase.start <= range.start + 1 && o.evidence > Evidence::Anaphor)?;
        let verb = outlet.phrase.end;
        let next = |at: usize| items.get(at).filter(|_| at < range.end).map_or(0, |i| i.hash);
        let alone = matches!(next(verb), words::INTERVIEWED | words::ASKED_WORD);
        let towards = matches!(next(verb + 1), words::TO | words::WITH);
        let speaks = words::TALKED.contains(&next(verb)) && towards;
        if outlet.journalist || outlet.kind == OutletKind::Platform || !alone && !speaks {
            return None;
        }
        // The Courier asked for the files; the Courier talked to neighbours in town: nobody who could have said the words.
        let whom = self.analysis.starting(self.number, verb + 1 + usize::from(speaks));
        let whom = whom.map(|m| self.analysis.mentions[m].kind);
        if !matches!(whom, Some(MentionKind::Name | MentionKind::Person | MentionKind::Pronoun)) {
            return None;
        }
        let mut relay = Relay::new("SPOKE", outlet.phrase.start..verb + 1, relays::FIRST);
        relay.outlet = Some(outlet.clone());
        relay.channel = (next(verb) == words::INTERVIEWED).then_some(Channel::Interview);
        Some(relay)
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

    /// The cue by which something that is sent or shown speaks: issued a statement saying; sent a letter demanding, that
    /// said.
    fn issued(&self, relay: &Relay) -> Option<usize> {
        let group = |m: &Member| self.analysis.cues[m.cue].group.clone();
        let items = &self.analysis.document.items;
        let own = self.members.iter().find(|m| group(m).start < relay.span.end && relay.span.start < group(m).end);
        // For not releasing his tax returns, claiming that: who claims has released nothing.
        let at = relay.span.start;
        let inner = self.analysis.document.word(at).ends_with("ing") && at > self.start() && items[at - 1].is_word();
        // Climbed up holding a sign saying: the words stand on it.
        let beside = self.members.iter().any(|m| group(m).start == relay.span.end);
        if own.is_none() && inner && !beside {
            return None;
        }
        let member = own.or_else(|| {
            let next = self.members.iter().find(|m| group(m).start >= relay.span.end)?;
            let (before, cue) = (self.analysis.item(group(next).start - 1), &self.analysis.cues[next.cue]);
            let opens = before.is(WordClass::RELATIVE | WordClass::THAT | WordClass::WH);
            let platform = relay.outlet.as_ref().is_some_and(|o| o.kind == OutletKind::Platform);
            let wrote = platform && cue.class == CueClass::Write;
            // Sharing the clip on Facebook, Haro wrote; she shared it there and wrote.
            let fronted = at == self.start() && self.leads(relay, *next);
            (cue.gerund || opens || wrote && (fronted || before.is(WordClass::CONJUNCTION))).then_some(next)
        })?;
        Some(member.number)
    }

    /// Whether somebody else than the speakers of the sentence tells the outlet.
    fn by_another(&self, relay: &Relay) -> bool {
        let group = |c: usize| self.analysis.cues[c].group.start;
        let subject = relay.cue.and_then(|c| self.analysis.ending(self.number, group(c)));
        subject.is_some_and(|m| !self.members.iter().any(|member| self.attribution(*member).speaker == Some(m)))
    }

    /// The attributions that an adjunct belongs to.
    fn owners(&self, relay: &Relay) -> Vec<usize> {
        if relay.rule == "ISSUED" {
            return self.issued(relay).into_iter().collect();
        }
        if let Some(cue) = relay.cue
            && let Some(member) = self.members.iter().find(|m| m.cue == cue)
        {
            // Asked by Radio Kattvik whether it was shut, Haro said it was: who answers is heard through it too.
            let answers = self.members.iter().find(|m| relay.rule == "ASKED" && self.head(**m) > self.head(*member));
            return std::iter::once(member.number).chain(answers.map(|m| m.number)).collect();
        }
        // What is sent and quoted by no cue of its own sets a scene; who posts a sign says nothing by it. What one is told
        // by another verb than that of the words is another's too: learned of it when the board confirmed it to the Post.
        if relay.rule == "MESSAGED" || relay.rule == "SAIDTO" && self.by_another(relay) {
            return Vec::new();
        }
        let (start, end) = (relay.span.start, relay.span.end);
        let open = |m: &&Member| self.open(relay, **m) && !self.quotes_in(relay, **m);
        let before = self.members.iter().filter(open).rfind(|m| self.head(**m) < start);
        let after = self.members.iter().filter(open).find(|m| self.head(**m) >= end);
        match (before, after) {
            (Some(before), Some(after)) => {
                let leads = self.leads(relay, *after) && !self.follows(relay, *before);
                let owner = if leads { after } else { before };
                self.owns(*owner, relay).then_some(owner.number).into_iter().collect()
            }
            (Some(before), None) => self.owns(*before, relay).then_some(before.number).into_iter().collect(),
            (None, Some(after)) => self.led(relay, *after),
            // According to a letter reviewed by Reuters, to Ann Lee of the New York Times: both speak through it; according to
            // the operator's assessment: the text speaks.
            (None, None) if relay.rule == "ACCDOCUMENT" || relay.outlet.as_ref().is_some_and(|o| o.journalist) => {
                let inside = |m: &&Member| relay.span.contains(&self.head(**m)) && !self.outlet_speaks(**m);
                self.members.iter().filter(inside).map(|m| m.number).collect()
            }
            (None, None) => Vec::new(),
        }
    }

    /// Whether an attribution can own an adjunct: the cue that is the relay's own word, as in "according to", does not.
    fn open(&self, relay: &Relay, member: Member) -> bool {
        !relay.span.contains(&self.head(member)) && !self.outlet_speaks(member)
    }

    /// Whether a relay only says where the outlet quotes somebody: in a later report, the agency quoted the minister.
    fn quotes_in(&self, relay: &Relay, member: Member) -> bool {
        let cue = &self.analysis.cues[member.cue];
        let piece = || relay.span.clone().any(|at| words::PIECES.contains(&self.analysis.item(at).hash));
        let quotes = cue.class == CueClass::Quote && !cue.passive && !cue.gerund;
        quotes && relay.outlet.is_none() && relay.span.end <= cue.group.start && piece()
    }

    /// The attributions behind an adjunct that it belongs to.
    fn led(&self, relay: &Relay, after: Member) -> Vec<usize> {
        let items = &self.analysis.document.items;
        let (start, end) = (relay.span.start, relay.span.end);
        let comma = |i: &Item| i.kind == TokenKind::Comma;
        let fronted = start <= self.start() + 2
            || comma(&items[start - 1])
            || items[start - 1].is(WordClass::CONJUNCTION | WordClass::CALENDAR | WordClass::TIME)
            || relay.rule != "CHANNEL"
            || start > self.start() && words::APPEARED.contains(&items[start - 1].hash)
            || self.shares(relay, after)
            || items.get(end).is_some_and(comma) && !items[self.start()..start].iter().any(comma);
        if !self.owns(after, relay)
            || relay.outlet.is_none() && !fronted
            || self.parted(relay, after)
            || self.mentioned(relay)
        {
            return Vec::new();
        }
        let speaker = self.attribution(after).speaker;
        let inside = |m: Member| self.attribution(after).content.iter().any(|r| r.contains(&self.head(m)));
        let later = self.members.iter().filter(|m| self.open(relay, **m) && self.head(**m) > self.head(after));
        let joined = later.take_while(|m| self.attribution(**m).speaker == speaker && !inside(**m));
        std::iter::once(after.number).chain(joined.map(|m| m.number)).collect()
    }

    /// Whether a platform only tells of something that somebody is asked about, or that came before: asked about the clip on X,
    /// after the clip was shared on X.
    fn mentioned(&self, relay: &Relay) -> bool {
        let (start, at) = (self.start(), relay.span.start);
        let platform = relay.outlet.as_ref().is_some_and(|o| o.kind == OutletKind::Platform);
        let first = self.analysis.item(start);
        let asked = first.hash == words::ASKED_WORD && at > start + 1;
        platform && relay.rule == "ONAIR" && (asked || first.is(WordClass::SUBORDINATOR) && at > start + 2)
    }

    /// Whether a relay stands between a speaker and the second of two verbs that share the speaker: Haro acknowledged the
    /// anger at a news conference, but said.
    fn shares(&self, relay: &Relay, after: Member) -> bool {
        let items = &self.analysis.document.items;
        let Some(speaker) = self.attribution(after).speaker else { return false };
        let group = self.analysis.cues[after.cue].group.start;
        let joined = group > relay.span.end && items[group - 1].is(WordClass::CONJUNCTION);
        let at = matches!(items[relay.span.start].hash, words::AT | words::IN | words::DURING | words::ON);
        joined
            && at
            && self.analysis.mentions[speaker].phrase.end() <= relay.span.start
            && group - relay.span.end <= SHARED
    }

    /// Whether a relay only says what somebody does there: Holm, who is also a host on the TV show “Boat Tank”.
    fn describes(&self, relay: &Relay) -> bool {
        let items = &self.analysis.document.items;
        let at = relay.span.start;
        let does = |i: &Item| i.is(WordClass::PERSON) && !i.capital;
        if !matches!(relay.rule, "ONAIR" | "CHANNEL" | "WROTEIN") || at <= self.start() || !does(&items[at - 1]) {
            return false;
        }
        let phrase = |i: &Item| {
            i.kind == TokenKind::Clitic
                || i.is_word() && (i.cue == 0 || does(i)) && !i.is(WordClass::BE) && i.hash != words::AS
        };
        let before = items[self.start()..at].iter().rev().take(DESCRIPTION).find(|i| !phrase(i));
        before.is_some_and(|i| {
            i.is(WordClass::BE) || i.hash == words::AS || matches!(i.kind, TokenKind::Comma | TokenKind::Dash)
        })
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
    let press = words::noun_kind(analysis.item(mention.head).hash).is_some();
    if mention.kind == MentionKind::Person && !press {
        return None;
    }
    let range = mention.phrase.items();
    registry.within(range.start.saturating_sub(6)..range.end).iter().find(|o| {
        let named = o.evidence > Evidence::Anaphor && o.name.contains(&mention.head) && !o.journalist
            || (o.evidence > Evidence::Anaphor || o.article) && o.phrase.contains(&mention.head) && !o.journalist;
        named && o.kind != OutletKind::Platform && o.phrase.end >= mention.core.end() && o.name.start < range.end
    })
}
