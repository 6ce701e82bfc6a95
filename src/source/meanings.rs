//! What the rules of relays mean: what is made of a reading.
//!
//! Takes what a rule of `grammar/rules/relays.rs` has read, gives the [`Relay`]: which outlet, its place in a chain, by
//! which channel; none where the outlet is of a sort that the rule cannot mean.

use super::addressees::{addressee, journalist, known, press, unlisted};
use super::channels;
use super::noun_phrases::noun_phrase;
use super::outlets::{Context, Evidence, Outlet};
use super::readings::{Over, aired, quoter};
use super::relays::{CITED, FIRST, LAST, Relay, programme, twitter};
use super::words::{self, OutletKind};
use crate::document::{Item, TokenKind};
use crate::grammar::RuleId;
use crate::grammar::reader::Reading;
use crate::grammar::rules::relays::{self as rule, Term};
use crate::lexicon::WordClass;
use crate::record::Channel;
use std::ops::Range;

impl Over<'_> {
    /// What a rule makes of its reading; none where the outlet is of the wrong sort.
    pub(super) fn relay(&self, id: RuleId, reading: &Reading, start: usize) -> Option<Relay> {
        let name = crate::grammar::table::rule(id).id;
        if let Some(at) = part(reading, Term::Press) {
            let (rest, mut relay) = press(self.context, self.input(at.start)).ok()?;
            // Facing press criticism: not the press is faced.
            let noun =
                |i: &Item| i.is(WordClass::NOUN) && !i.is(WordClass::TIME | WordClass::PREPOSITION | WordClass::ADVERB);
            let goes_on =
                rest.first().is_some_and(|i| i.kind == TokenKind::Word && !i.capital && i.cue == 0 && noun(i));
            if goes_on && part(reading, Term::Addressing).is_some() {
                return None;
            }
            relay.span.start = start;
            return Some(relay);
        }
        if let Some(at) = part(reading, Term::Phrase) {
            let (_, relay) = noun_phrase(self.context, self.input(at.start)).ok()?;
            return self.phrased(id, relay, start);
        }
        if id == rule::ONAIR || id == rule::TWEET {
            return self.on_air_or_social(id, reading, start);
        }
        if id == rule::MESSAGED || id == rule::WROTETO {
            let posted = words::POSTED.contains(&self.context.item(start).hash) && id == rule::MESSAGED;
            let channel = Some(if posted { Channel::Social } else { Channel::Letter });
            return Some(Relay { channel, ..Relay::new(name, start..reading.end, FIRST) });
        }
        let outlet = self.outlet(reading)?;
        let (level, channel) = self.fits(id, reading, &outlet, start)?;
        Some(Relay { outlet: Some(outlet.clone()), channel, ..Relay::new(name, start..outlet.phrase.end, level) })
    }

    /// The outlet that a reading names.
    fn outlet(&self, reading: &Reading) -> Option<Outlet> {
        let context = self.context;
        let read = |term: Term| part(reading, term).map(|at| self.input(at.start));
        if let Some(input) = read(Term::Quoter) {
            return quoter(context, input);
        }
        if let Some(input) = read(Term::Aired) {
            return aired(context, input);
        }
        let outlet = if let Some(input) = read(Term::Outlet) {
            known(context, Evidence::Anaphor, input)
        } else if let Some(input) = read(Term::Named) {
            known(context, Evidence::Worded, input)
        } else if let Some(input) = read(Term::Unlisted) {
            unlisted(context, input)
        } else if let Some(input) = read(Term::Addressee) {
            addressee(context, input)
        } else {
            journalist(context, read(Term::Journalist)?)
        };
        outlet.ok().map(|(_, outlet)| outlet)
    }

    /// The place in a chain and the channel of an outlet that a rule has read, if it is of a sort that the rule can mean.
    fn fits(&self, id: RuleId, reading: &Reading, outlet: &Outlet, start: usize) -> Option<(u8, Option<Channel>)> {
        let platform = outlet.kind == OutletKind::Platform;
        let social = platform.then_some(Channel::Social);
        let hash = |term: Term| part(reading, term).map(|at| self.context.item(at.start).hash);
        Some(match id {
            rule::ACCOUTLET if part(reading, Term::Journalist).is_some() => (LAST, None),
            rule::ACCOUTLET | rule::PER if platform || outlet.journalist => return None,
            rule::ACCOUTLET | rule::PER | rule::QUOTEDBY => (LAST, None),
            rule::CITINGOUTLET if outlet.journalist => return None,
            rule::CITINGOUTLET => (CITED, None),
            rule::VIA => (LAST, social),
            rule::WROTEIN => {
                let on = hash(Term::Within) == Some(words::ON);
                if outlet.journalist || on && !matches!(outlet.kind, OutletKind::Platform | OutletKind::Site) {
                    return None;
                }
                (FIRST, social)
            }
            rule::SPOKE => (FIRST, self.spoken(hash(Term::Towards).or(hash(Term::Within)), outlet, start)),
            rule::RELAYED | rule::ASKED => {
                let verb = self.context.item(start).hash;
                let linked = part(reading, Term::Link).is_some();
                let written = words::PENNED.contains(&verb) && !outlet.journalist;
                // A letter seen by Bianchi: a bare name may be anybody's.
                let bare = part(reading, Term::Unlisted).is_some() && outlet.name.len() == 1 && !outlet.article;
                // Seen by this newspaper: who prints the article has read it, and passes on what it says.
                let own = words::SEEN.contains(&verb) && outlet.own(self.context);
                if written || bare || own || linked && outlet.kind == OutletKind::Agency {
                    return None;
                }
                let interviewed = (verb == words::INTERVIEWED).then_some(Channel::Interview);
                let aired = part(reading, Term::Aired).is_some() && outlet.kind != OutletKind::Site && !platform;
                (FIRST, social.or(interviewed).or(aired.then_some(Channel::Broadcast)))
            }
            rule::TOLD if platform => return None,
            rule::TOLD => {
                let show = outlet.kind == OutletKind::Programme && outlet.evidence > Evidence::Anaphor;
                // Told commentator Nils Dahl on Radio Kattvik
                let on = outlet.journalist && self.context.item(outlet.phrase.start - 1).hash == words::ON;
                let air = on && !matches!(outlet.kind, OutletKind::Paper | OutletKind::Agency | OutletKind::Site);
                let broadcast = (outlet.programme.is_some() || show || air).then_some(Channel::Broadcast);
                // Who interviews asks in an interview: told the BBC interviewer.
                let asks = self.context.document.items.get(outlet.phrase.end);
                let asks = outlet.journalist && asks.is_some_and(|i| i.hash == words::hash("interviewer"));
                (FIRST, broadcast.or(asks.then_some(Channel::Interview)))
            }
            rule::SAIDTO => self.addressed(outlet).then_some((FIRST, None))?,
            rule::SAIDIN => self.printed(outlet).then(|| (FIRST, channels::of_outlet(outlet)))?,
            _ => (FIRST, None),
        })
    }

    /// The channel of one who speaks to an outlet, or on it.
    fn spoken(&self, link: Option<u32>, outlet: &Outlet, verb: usize) -> Option<Channel> {
        let hash = self.context.item(verb).hash;
        match (link?, outlet.kind) {
            (_, OutletKind::Platform) => Some(Channel::Social),
            (words::ON, OutletKind::Broadcaster | OutletKind::Programme | OutletKind::Other) => {
                Some(Channel::Broadcast)
            }
            (words::ON | words::IN | words::FOR, _) => None,
            _ if outlet.programme.is_some() => Some(Channel::Broadcast),
            (words::WITH, _) if hash == words::INTERVIEW || hash == words::hash("speaking") => Some(Channel::Interview),
            // Gave an interview to, was interviewed by
            _ if (verb..outlet.phrase.start)
                .any(|at| matches!(self.context.item(at).hash, words::INTERVIEW | words::INTERVIEWED)) =>
            {
                Some(Channel::Interview)
            }
            _ => None,
        }
    }

    /// Whether words can be said to an outlet: not to a Gold Star mother.
    fn addressed(&self, outlet: &Outlet) -> bool {
        let goes_on = self.context.document.items.get(outlet.phrase.end).is_some_and(|i| {
            i.kind == TokenKind::Word && !i.capital && i.is(WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP)
        });
        let anaphor = outlet.evidence == Evidence::Anaphor && !outlet.article;
        outlet.kind != OutletKind::Platform
            && !anaphor
            && (!goes_on || outlet.journalist && outlet.evidence > Evidence::Worded)
    }

    /// Whether words can be said in an outlet: not in the Guardian building.
    fn printed(&self, outlet: &Outlet) -> bool {
        let goes_on = self.input(outlet.phrase.end).first().is_some_and(|i| {
            let behind = WordClass::THAT
                | WordClass::PREPOSITION
                | WordClass::CALENDAR
                | WordClass::TIME
                | WordClass::CONJUNCTION
                | WordClass::DETERMINER
                | WordClass::SUBJECT_PRONOUN
                | WordClass::ADVERB;
            i.kind == TokenKind::Word && !i.is(behind)
        });
        !matches!(outlet.kind, OutletKind::Platform | OutletKind::Broadcaster) && !goes_on && !outlet.journalist
    }

    /// A noun of speaking or writing behind its preposition, or behind "according to".
    fn phrased(&self, id: RuleId, mut relay: Relay, start: usize) -> Option<Relay> {
        let document = self.context.document;
        let words_of = |relay: &Relay| relay.span.clone();
        if id == rule::ACCDOCUMENT {
            let text = words_of(&relay).any(|at| matches!(document.word(at), "text" | "copy" | "transcript" | "draft"));
            let transcript = words_of(&relay).any(|at| document.word(at) == "transcript");
            relay.span.start = start;
            relay.rule = "ACCDOCUMENT";
            // A poll of CBS News: its own words.
            if relay.span.clone().any(|at| words::COUNTED.contains(&self.context.item(at).hash)) {
                relay.outlet = None;
            }
            if text {
                relay.channel = Some(Channel::Document);
            }
            // According to a transcript of the interview: the channel is that of the interview.
            if relay.outlet.is_none() && transcript {
                return None;
            }
            if relay.channel != Some(Channel::Letter) || relay.outlet.is_some() {
                let kept = |c: &Channel| matches!(c, Channel::Letter | Channel::Recording | Channel::Statement);
                relay.channel = relay.channel.filter(kept).or(Some(Channel::Document));
            }
            return Some(relay);
        }
        relay.span.start = start;
        if id == rule::ISSUED {
            return self.issued(relay, start);
        }
        if id == rule::TWEET {
            relay.rule = "TWEET";
            return (relay.channel == Some(Channel::Social)).then_some(relay);
        }
        let hash = self.context.item(start).hash;
        let on = matches!(hash, words::IN | words::ON);
        let during = matches!(hash, words::IN | words::DURING | words::AT);
        self.own_statement(&mut relay);
        let outlet = relay.outlet.is_some();
        if hash == words::ON && self.part(&relay) {
            relay.channel = relay.channel.or(Some(Channel::Broadcast));
        }
        let fits = match relay.channel {
            Some(Channel::Briefing) => !matches!(hash, words::FROM | words::BY),
            Some(Channel::Interview) => during || outlet,
            Some(Channel::Statement) => matches!(hash, words::IN | words::THROUGH),
            // Commenting on the report: what is spoken about; on a poster: where it stands.
            Some(Channel::Document) if hash == words::ON => outlet || surface(self.context, &relay.span),
            Some(Channel::Document | Channel::Recording) => on || outlet,
            Some(Channel::Letter) => matches!(hash, words::IN | words::BY | words::OVER),
            Some(Channel::Social) => on || matches!(hash, words::THROUGH | words::OVER | words::DURING),
            Some(Channel::Broadcast) => on || during,
            None => outlet && during,
        };
        // After an interview with CNN: the talk itself; after an article appeared: another occasion.
        let after = hash == words::hash("after") || hash == words::hash("following");
        (fits && (!after || relay.channel == Some(Channel::Interview))).then_some(relay)
    }

    /// Takes from a statement to the paper that prints it what would make the paper its source: it is its sender's own.
    fn own_statement(&self, relay: &mut Relay) {
        if relay.channel == Some(Channel::Statement) && relay.outlet.as_ref().is_some_and(|o| o.own(self.context)) {
            relay.outlet = None;
        }
    }

    /// Whether a phrase names part of a programme: Thursday's edition of The Late Porch, not of a paper.
    fn part(&self, relay: &Relay) -> bool {
        let printed = |o: &Outlet| matches!(o.kind, OutletKind::Paper | OutletKind::Agency | OutletKind::Site);
        let part = |at: usize| words::SHOW_PARTS.contains(&self.context.item(at).hash);
        relay.outlet.as_ref().is_some_and(|o| !printed(o)) && relay.span.clone().any(part)
    }

    /// What somebody sends, shows or hands in.
    fn issued(&self, mut relay: Relay, start: usize) -> Option<Relay> {
        let written = [Channel::Letter, Channel::Statement, Channel::Document, Channel::Social, Channel::Recording];
        relay.rule = if relay.rule == "TWEET" { "TWEET" } else { "ISSUED" };
        // Read a statement, saying: her own; read the report, saying: another's.
        if words::READ.contains(&self.context.item(start).hash) && relay.channel != Some(Channel::Statement) {
            return None;
        }
        relay.channel.is_some_and(|c| written.contains(&c)).then_some(relay)
    }

    /// The channel of what somebody says on an outlet.
    fn on(&self, outlet: &Outlet) -> Option<Channel> {
        match outlet.kind {
            OutletKind::Platform => Some(Channel::Social),
            OutletKind::Site => None,
            _ => Some(Channel::Broadcast),
        }
    }

    fn on_air_or_social(&self, id: RuleId, reading: &Reading, start: usize) -> Option<Relay> {
        let context = self.context;
        let mut relay = Relay::new(crate::grammar::table::rule(id).id, start..reading.end, FIRST);
        if id == rule::TWEET {
            relay.channel = Some(Channel::Social);
            relay.outlet = match part(reading, Term::Named) {
                Some(_) => Some(self.outlet(reading).filter(|o| o.kind == OutletKind::Platform)?),
                None => Some(twitter(context, reading.end - 1)),
            };
            return Some(relay);
        }
        relay.channel = Some(Channel::Broadcast);
        if let Some(at) = part(reading, Term::Aired) {
            let outlet = aired(context, self.input(at.start))?;
            relay.channel = self.on(&outlet);
            let named = outlet.evidence > Evidence::Anaphor;
            relay.outlet = (named || outlet.kind == OutletKind::Programme && outlet.article).then_some(outlet);
        } else if let Some(at) = part(reading, Term::Title) {
            relay.outlet = Some(programme(at.start));
        }
        Some(relay)
    }
}

/// The first part of a reading that a terminal has read.
fn part(reading: &Reading, term: Term) -> Option<Range<usize>> {
    reading.part(term as u8)
}

/// Whether a noun phrase ends with what words stand on: a poster, a web page.
fn surface(context: Context<'_>, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|at| words::SURFACES.contains(&context.item(at).hash))
}
