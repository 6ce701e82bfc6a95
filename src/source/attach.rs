//! Which attribution a relay belongs to.
//!
//! Takes the relays and attributions of one sentence, gives for each attribution the relays that state its source: the
//! addressee of its own cue, what stands in front of the clause, what stands behind it, the outlet that reports it.

use super::outlets::{Context, Evidence, Outlet};
use super::registry::Registry;
use super::relays::{self, Relay};
use super::words::{self, OutletKind};
use crate::attribution::{Analysis, Attribution, Frame};
use crate::cue::CueKind;
use crate::document::Items;
use crate::document::{Item, TokenKind};
use crate::lexicon::set::Hashes;
use crate::lexicon::{CueClass, WordClass};
use crate::record::Channel;
use std::ops::Range;

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
    fn attribution(&self, member: Member) -> &Attribution {
        &self.attributions[member.number]
    }

    fn head(&self, member: Member) -> usize {
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
        );
        scene
            && relay.outlet.is_some()
            && !pairs.iter().any(|(n, r)| r.span == relay.span && !self.asked(*n))
            && !self.members.iter().any(|m| {
                self.attribution(*m).content.iter().any(|r| r.contains(&relay.span.start)) || self.outlet_speaks(*m)
            })
    }

    /// The outlet of a journalist who asks without being quoted: NTV's Lida Haro asked the governor about the vote.
    pub fn interviewer(&self) -> Option<Relay> {
        let cues = self.analysis.cues_of[self.number].clone();
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

    fn start(&self) -> usize {
        self.analysis.document.sentences[self.number].items.start
    }

    /// The attributions that an adjunct belongs to.
    fn owners(&self, relay: &Relay) -> Vec<usize> {
        if let Some(cue) = relay.cue
            && let Some(member) = self.members.iter().find(|m| m.cue == cue)
        {
            return vec![member.number];
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
                if !own(after) || relay.outlet.is_none() && !fronted {
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

    /// Whether a relay stands directly behind the cue of the attribution before it.
    fn follows(&self, relay: &Relay, before: Member) -> bool {
        let end = self.analysis.cues[before.cue].group.end;
        relay.span.start >= end && relay.span.start - end <= 1
    }

    /// Adds the papers of those who write in them: wrote the Island's correspondent; Lida Haro of the Island writes.
    fn staff(&self, pairs: &mut Vec<(usize, Relay)>) {
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
    fn accounts(&self, pairs: &mut Vec<(usize, Relay)>) {
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
                .and_then(|phrase| platform(phrase, &words::ACCOUNTS))
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
    fn pieces(&self, pairs: &mut Vec<(usize, Relay)>) {
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

    /// Adds the outlets that are subjects of cues: OUTLET quoted X; OUTLET, citing Y, reported that X said.
    fn reported(&self, pairs: &mut Vec<(usize, Relay)>) {
        for number in self.analysis.cues_of[self.number].clone() {
            let cue = &self.analysis.cues[number];
            if !matches!(cue.kind, CueKind::Verb) {
                continue;
            }
            let Some(outlet) = self.subject(number) else { continue };
            let mut relay = Relay {
                rule: "REPORTED",
                by: None,
                span: outlet.phrase.start..cue.group.end,
                outlet: Some(outlet),
                channel: None,
                cue: Some(number),
                level: relays::LAST,
            };
            if cue.class == CueClass::Quote && !cue.passive {
                if let Some(member) = self.members.iter().find(|m| m.cue == number) {
                    relay.rule = "QUOTED";
                    relay.level = relays::QUOTING;
                    pairs.push((member.number, relay));
                }
                continue;
            }
            if cue.passive || cue.negated {
                continue;
            }
            let own = self.members.iter().find(|m| m.cue == number);
            for member in self.members.iter().filter(|m| m.cue != number && !self.outlet_speaks(**m)) {
                let head = self.head(*member);
                let inside = own.is_some_and(|o| self.attribution(*o).content.iter().any(|r| r.contains(&head)));
                let citing = matches!(self.analysis.document.items[head].hash, words::CITING | words::QUOTING);
                let near = citing && head < cue.group.end + 8 && head + 24 > cue.group.start;
                let last = own.is_none() && self.closes(number) && head < cue.head;
                let first = own.is_none() && head > cue.head && self.opens(number, head);
                if inside || near || last || first {
                    pairs.push((member.number, relay.clone()));
                }
            }
        }
    }

    /// Whether a cue with its outlet closes the sentence: ..., Reuters reported on Tuesday.
    fn closes(&self, number: usize) -> bool {
        let items = &self.analysis.document.items;
        let range = self.analysis.document.sentences[self.number].items.clone();
        let cue = &self.analysis.cues[number];
        let behind = &items[cue.group.end..range.end];
        // Another clause begins, or the one cited is named: Interpressnews reported, and APA; APA reports, citing CNN.
        let over = behind.iter().position(|i| {
            i.kind == TokenKind::Semicolon
                || matches!(i.hash, words::CITING | words::QUOTING)
                || i.hash == words::hash("while")
        });
        let joined = behind.windows(2).position(|w| w[0].kind == TokenKind::Comma && w[1].is(WordClass::CONJUNCTION));
        let end = over.into_iter().chain(joined).min().unwrap_or(behind.len());
        // ... reported on its website late on Monday; reported from the scene; reported at the time.
        let clause = WordClass::SUBJECT_PRONOUN | WordClass::THAT | WordClass::AUXILIARY | WordClass::WH;
        let verb = |i: &Item| i.cue != 0 && i.is(WordClass::CUE) && !i.is(WordClass::NOUN | WordClass::PREPOSITION);
        end <= 12 && behind[..end].iter().all(|i| !i.is_quote() && !i.is(clause) && !verb(i))
    }

    /// Whether reported words open behind a cue and hold the item: reported, citing Y, that X had said.
    fn opens(&self, number: usize, head: usize) -> bool {
        let items = &self.analysis.document.items;
        let cue = &self.analysis.cues[number];
        let start = self.analysis.document.sentences[self.number].items.start;
        // As News.am reports, Haro said
        let as_clause = items[start].hash == words::AS
            && items[cue.group.end..head].iter().any(|i| i.kind == TokenKind::Comma)
            && cue.group.start <= start + 8;
        as_clause
            || cue.group.start == start
            || items[cue.group.end..head].iter().any(|i| i.is(WordClass::THAT))
            || cue.class == CueClass::Say
    }

    /// The outlet that is the subject of a cue, an aside between included: AFP, citing IRNA, said.
    fn subject(&self, number: usize) -> Option<Outlet> {
        let cue = &self.analysis.cues[number];
        let items = &self.analysis.document.items;
        let range = self.analysis.document.sentences[self.number].items.clone();
        let fits = |o: &&Outlet| {
            o.phrase.start >= range.start
                && o.kind != OutletKind::Platform
                && !o.journalist
                && !(o.evidence == Evidence::Anaphor && (o.indefinite || !o.article))
                && !(o.phrase.start > range.start
                    && items[o.phrase.start - 1].hash != words::AS
                    && items[o.phrase.start - 1].is(WordClass::PREPOSITION | WordClass::TO))
        };
        // "The daily quoted": the group may take the noun for an adverb.
        let mut end = cue.group.start;
        if let Some(outlet) = (end..=cue.head).find_map(|at| self.registry.ending_at(at).filter(fits)) {
            return Some(outlet.clone());
        }
        // ..., reports UNB; ..., reported the Washington Examiner
        let led = end > range.start && (items[end - 1].kind == TokenKind::Comma || items[end - 1].is_quote());
        if led && cue.class != CueClass::Quote {
            let behind = self.registry.within(cue.group.end..cue.group.end + 1).first();
            if let Some(outlet) = behind.filter(|o| fits(o) && o.evidence > Evidence::Anaphor) {
                return Some(outlet.clone());
            }
        }
        // Trend's special correspondent reports
        let staff = self.registry.within(end.saturating_sub(8).max(range.start)..end).last().filter(|o| {
            o.journalist
                && o.evidence > Evidence::Anaphor
                && o.phrase.end < end
                && items[o.phrase.end..end].iter().all(|i| i.is(WordClass::PERSON | WordClass::ADJECTIVE) && !i.capital)
        });
        if let Some(outlet) = staff {
            return Some(outlet.clone());
        }
        // "It quoted an aide as saying": the outlet that the sentence before begins with.
        let it = end == range.start + 1 && self.analysis.document.word(range.start) == "It";
        if it && cue.class == CueClass::Quote && self.number > 0 {
            let before = self.analysis.document.sentences[self.number - 1].items.clone();
            let first = self.registry.within(before.start..before.start + 2).first();
            return first.filter(|o| o.evidence > Evidence::Anaphor && o.kind != OutletKind::Platform).cloned();
        }
        // reported / quoted behind an aside: back to the comma before it.
        let mut aside = None;
        if end > range.start && items[end - 1].kind == TokenKind::Comma {
            let from = range.start.max(end.saturating_sub(24));
            aside = (from..end - 1).rev().find(|&at| items[at].kind == TokenKind::Comma);
        }
        if let Some(at) = aside
            && items.get(at + 1).is_some_and(|i| {
                matches!(i.hash, words::CITING | words::QUOTING | words::AS | words::WHO) || i.is(WordClass::RELATIVE)
            })
        {
            end = at;
            if let Some(outlet) = self.registry.ending_at(end).filter(fits) {
                return Some(outlet.clone());
            }
            if let Some(outlet) = self.unknown(range.start, end) {
                return Some(outlet);
            }
        }
        // An unknown name that cites or quotes somebody.
        let cites = cue.class == CueClass::Quote && cue.group.end < range.end
            || items.get(cue.group.end).is_some_and(|i| i.kind == TokenKind::Comma)
                && items.get(cue.group.end + 1).is_some_and(|i| matches!(i.hash, words::CITING | words::QUOTING));
        let saying = cue.class != CueClass::Quote
            || items[cue.group.end..range.end].windows(2).any(|w| w[0].hash == words::AS && w[1].hash == words::SAYING);
        if cites && saying && end == cue.group.start { self.unknown(range.start, end) } else { None }
    }

    /// A bare capitalised name that ends at an item and is no person's.
    fn unknown(&self, start: usize, end: usize) -> Option<Outlet> {
        let items = &self.analysis.document.items;
        let mut from = end;
        while from > start && end - from < 5 && items[from - 1].kind == TokenKind::Word && items[from - 1].capital {
            from -= 1;
        }
        let (_, outlet) = super::outlets::outlet(self.context, Items::new(items, from..end)).ok()?;
        let body = WordClass::PLACE
            | WordClass::METONYM
            | WordClass::DEMONYM
            | WordClass::ORGANISATION
            | WordClass::SUFFIX
            | WordClass::FIRST_NAME
            | WordClass::SUBJECT_PRONOUN;
        let fits = outlet.phrase.end == end
            && outlet.evidence == Evidence::Unknown
            && !self.context.person(&outlet.name)
            && !items[outlet.name.clone()].iter().any(|i| i.is(body));
        fits.then_some(outlet)
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
