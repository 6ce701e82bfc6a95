//! The relays of a sentence: who passes the words on, by which channel.
//!
//! Takes a sentence, gives its [`Relay`]s outside the quotations: those behind its cues (told Reuters), and the adjuncts.
//! What they are is said by the rules of `grammar/rules/relays.rs` (see `readings`).

use super::addressees::{press, spoken_to};
use super::noun_phrases::noun_phrase;
use super::outlets::{Context, Evidence, Outlet};
use super::readings::{After, relay};
use super::words::{self, OutletKind};
use crate::attribution::Analysis;
use crate::cue::{Cue, CueKind};
use crate::document::{Item, Items, TokenKind};
use crate::grammar::RuleId;
use crate::lexicon::rule_words::LIKENING_LEMMA;
use crate::lexicon::set::{Bits, Hashes};
use crate::lexicon::{CueClass, WordClass};
use crate::record::Channel;
use std::ops::Range;

/// A stated relay or channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Relay {
    /// The id of the rule, or what the stage itself knows it by.
    pub rule: &'static str,
    /// The rule of the grammar, where one has read it.
    pub by: Option<RuleId>,
    /// From the first word of the production to its last.
    pub span: Range<usize>,
    /// The outlet; none where only a channel is stated.
    pub outlet: Option<Outlet>,
    /// The channel.
    pub channel: Option<Channel>,
    /// The cue that it belongs to, where the production holds one.
    pub cue: Option<usize>,
    /// Its place in a chain: the lower, the nearer to the speaker.
    pub level: u8,
}

impl Relay {
    /// A relay without outlet and channel.
    pub fn new(rule: &'static str, span: Range<usize>, level: u8) -> Relay {
        Relay { rule, by: None, span, outlet: None, channel: None, cue: None, level }
    }
}

/// Nearest to the speaker: told OUTLET, in an interview with OUTLET.
pub const FIRST: u8 = 0;
/// citing OUTLET
pub const CITED: u8 = 1;
/// OUTLET quoted X
pub const QUOTING: u8 = 2;
/// Farthest: according to OUTLET, OUTLET reported.
pub const LAST: u8 = 3;

/// Words between a verb and the one whom something is said to at most.
const OBJECT: usize = 10;

/// Whether an item may begin an adjunct.
fn anchor(item: &Item) -> bool {
    (item.kind == TokenKind::Word) & ANCHORS.may_hold(item.hash)
}

/// Words by themselves that an adjunct begins with.
static OPENERS: Hashes =
    Hashes::of(&[words::ACCORDING, words::CITING, words::QUOTING, words::AS, words::VIA, words::PER, words::WHICH]);

/// What the words have in common that an adjunct begins with: in so many bits that "the" has none of theirs.
static ANCHORS: Bits<128> = Bits::of_all(&[
    &OPENERS,
    &words::BEFORE_CHANNEL,
    &words::RELAYED,
    &words::APPEARED,
    &words::WROTE,
    &words::TWEETED,
    &words::TOOK,
    &words::SENT,
    &words::CAPTIONING,
    &words::ASKED,
    &words::TEXTED,
    &words::POSTED,
    &words::ISSUED,
    &words::DISCUSSED,
    &words::ADDRESSING,
    &words::FIELDING,
]);

/// A programme whose name stands in marks.
pub fn programme(at: usize) -> Outlet {
    Outlet {
        phrase: at..at + 1,
        name: at..at + 1,
        programme: Some(at..at + 1),
        kind: OutletKind::Programme,
        evidence: Evidence::Described,
        row: None,
        indefinite: false,
        article: false,
        journalist: false,
        alias: None,
    }
}

/// The platform that the word "tweet" tells without naming it: its name has no items.
pub fn twitter(context: Context<'_>, at: usize) -> Outlet {
    Outlet {
        phrase: at..at + 1,
        name: at..at,
        programme: None,
        kind: OutletKind::Platform,
        evidence: Evidence::Listed,
        row: context.lexicon.outlet_named("Twitter"),
        indefinite: false,
        article: false,
        journalist: false,
        alias: None,
    }
}

/// The relay directly behind a cue that tells nobody by itself: said to OUTLET, pointed out in OUTLET.
fn behind_cue(context: Context<'_>, cue: &Cue, number: usize, end: usize) -> Option<Relay> {
    let items = &context.document.items;
    let at = cue.group.end;
    if cue.kind != CueKind::Verb || cue.infinitive || at >= end {
        return None;
    }
    let to = match (items[at - 1].hash, items[at].hash) {
        (words::TO, _) => Some(at),
        (_, words::TO) => Some(at + 1),
        _ => None,
    };
    let writes = cue.class == CueClass::Write;
    // The minister assured journalists that the pier was safe.
    if to.is_none()
        && !cue.passive
        && cue.frames.has(b'a')
        && let Ok((_, relay)) = press(context, Items::new(items, at..end))
    {
        return Some(Relay { cue: Some(number), ..relay });
    }
    let to = to.or_else(|| object_to(items, cue, end));
    let read = match to {
        Some(from) if !cue.passive => {
            let input = Items::new(items, from..end);
            let outlet = relay(context, input, After::SaidTo);
            if outlet.is_err() && writes { relay(context, input, After::WroteTo) } else { outlet }
        }
        _ => relay(context, Items::new(items, at..end), After::Said),
    };
    read.ok().map(|(_, relay)| Relay { cue: Some(number), ..relay })
}

/// Where the one begins whom something is said to, behind a noun phrase: confirmed her return to Nine News.
fn object_to(items: &[Item], cue: &Cue, end: usize) -> Option<usize> {
    let says =
        matches!(cue.class, CueClass::Say | CueClass::Announce | CueClass::Deny | CueClass::Describe) && !cue.passive;
    // Likened the one to the other.
    let says = says && !LIKENING_LEMMA.contains(&cue.lemma);
    let stops =
        WordClass::THAT | WordClass::WH | WordClass::SUBORDINATOR | WordClass::AUXILIARY | WordClass::SUBJECT_PRONOUN;
    let over = |i: &Item| {
        i.kind != TokenKind::Word && i.kind != TokenKind::Clitic && i.kind != TokenKind::Number
            || i.is(WordClass::TO | WordClass::PREPOSITION) && i.hash != words::OF
            || i.is(stops)
            || i.cue != 0 && i.is(WordClass::CUE) && !i.is(WordClass::NOUN)
    };
    let at = cue.group.end + items[cue.group.end..end].iter().take(OBJECT).position(over)?;
    (says && items[at].hash == words::TO && at > cue.group.end).then_some(at + 1)
}

/// The relays of a sentence that stand outside its quotations, by start: adjuncts, and the addressees of its cues.
pub fn relays(analysis: &Analysis<'_>, context: Context<'_>, sentence: usize) -> Vec<Relay> {
    let items = &analysis.document.items;
    let range = analysis.document.sentences[sentence].items.clone();
    let mut relays: Vec<Relay> = Vec::new();
    for number in analysis.cues_of(sentence) {
        let cue = &analysis.cues[number];
        let tell =
            cue.class == CueClass::Tell || matches!(cue.class, CueClass::Ask | CueClass::Add) && cue.phrasal == 0;
        if tell
            && !cue.passive
            && let Ok((_, mut relay)) = relay(context, Items::new(items, cue.group.end..range.end), After::Told)
        {
            relay.cue = Some(number);
            // A capital is informed or warned, only an outlet is told: has informed Hà Nội.
            let tells = words::TELLS.contains(&items[cue.head].hash) && !spoken_to(analysis, &range);
            if relay.outlet.as_ref().is_none_or(|o| o.evidence > Evidence::Unknown) || tells {
                relays.push(relay);
            }
        }
        if let Some(relay) = behind_cue(context, cue, number, range.end).filter(|_| !tell) {
            relays.push(relay);
        }
    }
    let mut at = range.start;
    while let Some(plain) = items[at.min(range.end)..range.end].iter().position(anchor) {
        at += plain;
        if !relays.iter().any(|r| r.span.contains(&at))
            && let Ok((_, mut relay)) = relay(context, Items::new(items, at..range.end), After::Any)
        {
            if matches!(
                relay.rule,
                "TWEET" | "RELAYED" | "ASKED" | "WROTEIN" | "SPOKE" | "BYPHONE" | "QUOTEDBY" | "MESSAGED"
            ) {
                relay.cue = analysis.cues_of(sentence).find(|&c| relay.span.contains(&analysis.cues[c].head));
            }
            at = relay.span.end.max(at + 1);
            // A tweet that is talked about: only the verb states the platform by itself.
            let active =
                relay.cue.is_some_and(|c| !analysis.cues[c].passive && analysis.cues[c].head == relay.span.start);
            let noun = words::TWEETS.contains(&items[relay.span.start].hash);
            // Defends his early-morning tweets: the noun, whatever verb it could be.
            let leads = WordClass::DETERMINER | WordClass::POSSESSIVE | WordClass::ADJECTIVE;
            let before = relay.span.start.checked_sub(1).filter(|&at| at >= range.start);
            let led = before.is_some_and(|at| items[at].is(leads) || analysis.document.word(at).contains('-'));
            let verb = relay.cue.is_some() && !led;
            if relay.rule == "TWEET" && noun && relay.span.len() == 1 && !verb || relay.rule == "MESSAGED" && !active {
                continue;
            }
            relays.push(relay);
        } else {
            // Learned it from a post on Facebook: what is behind it says where the post stands.
            let told =
                (items[at].hash == words::FROM).then(|| noun_phrase(context, Items::new(items, at + 1..range.end)));
            let end = told.and_then(Result::ok).map(|(_, relay)| relay.span.end);
            at = end.map_or(at + 1, |end| end + usize::from(items.get(end).is_some_and(|i| i.hash == words::ON)));
        }
    }
    relays.sort_by_key(|r| r.span.start);
    relays
}
