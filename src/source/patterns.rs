//! The productions that state a relay.
//!
//! Takes the items of a sentence outside its quotations, gives [`Relay`]s: which outlet, by which channel, and what in
//! the sentence it belongs to. It does not choose the attribution (see `attach`).
//!
//! Each production is one function named after its id; the doc comment is the production.

use super::addressees::{
    addressee, by_phone, continues, fail, journalist, known, press, said_in, said_to, spoken_to, told,
};
use super::channels;
use super::noun_phrases::noun_phrase;
use super::outlets::{self, Context, Evidence, Outlet};
use super::signs;
use super::words::{self, OutletKind};
use crate::attribution::Analysis;
use crate::cue::{Cue, CueKind};
use crate::document::words::{item, word};
use crate::document::{Item, TokenKind};
use crate::document::{Items, Parsed};
use crate::lexicon::set::{Bits, Hashes};
use crate::lexicon::{CueClass, WordClass};
use crate::record::Channel;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use std::ops::Range;

/// A stated relay or channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Relay {
    /// The production's id.
    pub rule: &'static str,
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
        Relay { rule, span, outlet: None, channel: None, cue: None, level }
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

/// An adjunct that begins at the first item.
pub fn adjunct<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    alt((
        |i| according(context, i),
        |i| quoted_by(context, i),
        |i| citing(context, i),
        |i| via(context, i),
        |i| per(context, i),
        |i| appeared(context, i),
        |i| by_phone(context, i),
        |i| wrote_in(context, i),
        |i| channel_phrase(context, i),
        |i| on_air(context, i),
        |i| participle(context, i),
        |i| took_to(context, i),
        |i| sent_tweets(context, i),
        |i| tweet(context, i),
    ))
    .parse(input)
}

/// Whether an item may begin an adjunct.
fn anchor(item: &Item) -> bool {
    (item.kind == TokenKind::Word) & ANCHORS.may_hold(item.hash)
}

/// Participles of questions, before "by OUTLET".
static ASKED: Hashes = Hashes::of(&[
    words::hash("asked"),
    words::hash("pressed"),
    words::hash("challenged"),
    words::hash("questioned"),
    words::hash("grilled"),
    words::hash("contacted"),
    words::hash("reached"),
]);

/// Words by themselves that an adjunct begins with.
static OPENERS: Hashes =
    Hashes::of(&[words::ACCORDING, words::CITING, words::QUOTING, words::AS, words::VIA, words::PER, words::WHICH]);

/// Prepositions before a channel.
static BEFORE_CHANNEL: Hashes = Hashes::of(&[
    words::IN,
    words::DURING,
    words::AT,
    words::ON,
    words::FROM,
    words::BY,
    words::THROUGH,
    words::OVER,
    words::hash("after"),
    words::hash("following"),
]);

/// What the words have in common that an adjunct begins with: in so many bits that "the" has none of theirs.
static ANCHORS: Bits<128> = Bits::of_all(&[
    &OPENERS,
    &BEFORE_CHANNEL,
    &words::RELAYED,
    &words::APPEARED,
    &words::WROTE,
    &words::TWEETED,
    &words::TOOK,
    &words::SENT,
    &ASKED,
]);

/// `according = "according" "to" ( outlet | { word } document-noun [ relayed-by ] )`
fn according<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (rest, _) = (word(words::ACCORDING), word(words::TO)).parse(input)?;
    if let Ok((after, outlet)) = known(context, Evidence::Anaphor, rest)
        && outlet.kind != OutletKind::Platform
        && !outlet.journalist
        && !after.first().is_some_and(|i| i.is(WordClass::DOCUMENT | WordClass::NOUN_CUE) && !i.capital)
    {
        let mut relay = Relay::new("ACC", start..outlet.phrase.end, LAST);
        relay.outlet = Some(outlet);
        return Ok((after, relay));
    }
    // The board said the risk was low, according to Ann Lee of the New York Times.
    if let Ok((after, outlet)) = journalist(context, rest) {
        let mut relay = Relay::new("ACC", start..outlet.phrase.end, LAST);
        relay.outlet = Some(outlet);
        return Ok((after, relay));
    }
    let (rest, mut relay) = noun_phrase(context, rest)?;
    let text = (relay.span.start..relay.span.end)
        .any(|at| matches!(context.document.word(at), "text" | "copy" | "transcript" | "draft"));
    relay.span.start = start;
    relay.rule = "ACC-DOC";
    if text {
        relay.channel = Some(Channel::Document);
    }
    // According to a transcript of the interview: the channel is that of the interview.
    if relay.outlet.is_none() && (start..relay.span.end).any(|at| context.document.word(at) == "transcript") {
        return fail();
    }
    if relay.channel != Some(Channel::Letter) || relay.outlet.is_some() {
        relay.channel = relay
            .channel
            .filter(|c| matches!(c, Channel::Letter | Channel::Recording | Channel::Statement))
            .or(Some(Channel::Document));
    }
    Ok((rest, relay))
}

/// `quoted-by = [ "as" ] ( quoted | cited | reported | told ) [ "as" "saying" ] ( "by" | "in" ) outlet`
fn quoted_by<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (rest, as_) = opt(word(words::AS)).parse(input)?;
    let (rest, _) = item(|i| {
        as_.is_some() && words::RELAYED.contains(&i.hash) || words::QUOTED.contains(&i.hash) || matches!(i.hash, h if h == words::hash("reported") || h == words::hash("carried") || h == words::hash("published"))
    })
    .parse(rest)?;
    let (rest, _) = opt((word(words::AS), word(words::SAYING))).parse(rest)?;
    let (rest, _) = item(|i| matches!(i.hash, words::BY | words::IN)).parse(rest)?;
    let (rest, mut outlet) = outlets::outlet(context, rest)?;
    let items = &context.document.items;
    if outlet.evidence == Evidence::Unknown {
        let other =
            WordClass::DETERMINER | WordClass::CALENDAR | WordClass::TIME | WordClass::PLACE | WordClass::METONYM;
        if context.person(&outlet.name) || items[outlet.name.clone()].iter().any(|i| i.is(other)) {
            return fail();
        }
        // A name of several words whose later ones are small: quoted by Hospodářské noviny as saying.
        let mut end = outlet.name.end;
        while end < outlet.name.end + 3
            && items.get(end).is_some_and(|i| {
                i.kind == TokenKind::Word
                    && !i.capital
                    && !i.is(WordClass::PREPOSITION | WordClass::SUBORDINATOR | WordClass::CONJUNCTION)
                    && i.hash != words::AS
            })
        {
            end += 1;
        }
        if end > outlet.name.end && items.get(end).is_some_and(|i| i.hash == words::AS) {
            outlet.name.end = end;
            outlet.phrase.end = end;
        }
    } else if outlet.evidence == Evidence::Anaphor && outlet.indefinite {
        return fail();
    }
    let mut relay = Relay::new("QUOTED-BY", start..outlet.phrase.end, LAST);
    let end = outlet.phrase.end;
    relay.outlet = Some(outlet);
    Ok((rest.skip(end.saturating_sub(rest.position())), relay))
}

/// `citing = ( "citing" | "quoting" | "which" ( "cited" | "quoted" ) ) outlet`
fn citing<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (rest, which) = opt(word(words::WHICH)).parse(input)?;
    let (rest, _) = item(|i| match which {
        Some(_) => words::QUOTED.contains(&i.hash),
        None => matches!(i.hash, words::CITING | words::QUOTING),
    })
    .parse(rest)?;
    let (rest, outlet) = known(context, Evidence::Worded, rest)?;
    if outlet.journalist {
        return fail();
    }
    let mut relay = Relay::new("CITING", start..outlet.phrase.end, CITED);
    relay.outlet = Some(outlet);
    Ok((rest, relay))
}

/// `via = "via" outlet`
fn via<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (rest, _) = word(words::VIA).parse(input)?;
    let (rest, outlet) = known(context, Evidence::Worded, rest)?;
    let mut relay = Relay::new("VIA", start..outlet.phrase.end, LAST);
    relay.channel = channels::of_outlet(&outlet).filter(|c| *c == Channel::Social);
    relay.outlet = Some(outlet);
    Ok((rest, relay))
}

/// `per = "per" outlet`: Per Radio Sevan, the pass is shut.
fn per<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (rest, _) = word(words::PER).parse(input)?;
    let (rest, outlet) = known(context, Evidence::Worded, rest)?;
    if outlet.kind == OutletKind::Platform || outlet.journalist {
        return fail();
    }
    let mut relay = Relay::new("PER", start..outlet.phrase.end, LAST);
    relay.outlet = Some(outlet);
    Ok((rest, relay))
}

/// `appeared = ( speaking | spoke | appearing ... ) { adverb } ( "to" | "with" | "on" | "in" | "for" ) addressee`
fn appeared<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (rest, verb) = item(|i| words::APPEARED.contains(&i.hash)).parse(input)?;
    let mut rest = rest;
    for _ in 0..3 {
        let (after, loose) = opt(item(|i| {
            words::LOOSE_ADVERBS.contains(&i.hash)
                || i.is(WordClass::ADVERB | WordClass::CALENDAR | WordClass::TIME)
                || i.hash == words::hash("down")
                || i.hash == words::hash("up")
                || i.hash == words::hash("by")
        }))
        .parse(rest)?;
        rest = after;
        if loose.is_none() {
            break;
        }
    }
    let (rest, link) =
        item(|i| matches!(i.hash, words::TO | words::WITH | words::ON | words::IN | words::FOR)).parse(rest)?;
    let items = &context.document.items;
    let link = items[link].hash;
    let (rest, outlet) = if link == words::TO || link == words::WITH {
        if let Ok((rest, mut relay)) = press(context, rest) {
            relay.span.start = start;
            return Ok((rest, relay));
        }
        addressee(context, rest)?
    } else {
        known(context, Evidence::Worded, rest)?
    };
    let speaking = words::hash("speaking");
    let mut relay = Relay::new("SPOKE", start..outlet.phrase.end, FIRST);
    relay.channel = match (link, outlet.kind) {
        (_, OutletKind::Platform) => Some(Channel::Social),
        (words::ON, OutletKind::Broadcaster | OutletKind::Programme | OutletKind::Other) => Some(Channel::Broadcast),
        (words::ON | words::IN | words::FOR, _) => None,
        _ if outlet.programme.is_some() => Some(Channel::Broadcast),
        (words::WITH, _) if items[verb].hash == speaking || items[verb].hash == words::hash("interview") => {
            Some(Channel::Interview)
        }
        _ => None,
    };
    relay.outlet = Some(outlet);
    Ok((rest, relay))
}

/// `wrote-in = ( wrote | op-ed | column ... ) ( "in" | "for" | "on" ) outlet`
fn wrote_in<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (rest, _) = item(|i| words::WROTE.contains(&i.hash)).parse(input)?;
    let (rest, link) = item(|i| matches!(i.hash, words::IN | words::FOR | words::ON)).parse(rest)?;
    let (rest, outlet) = known(context, Evidence::Worded, rest)?;
    let on = context.document.items[link].hash == words::ON;
    if on && !matches!(outlet.kind, OutletKind::Platform | OutletKind::Site) || outlet.journalist {
        return fail();
    }
    let mut relay = Relay::new("WROTE-IN", start..outlet.phrase.end, FIRST);
    relay.channel = channels::of_outlet(&outlet).filter(|c| *c == Channel::Social);
    relay.outlet = Some(outlet);
    Ok((rest, relay))
}

/// `channel-phrase = preposition noun-phrase`: in an interview with Radio Sevan
fn channel_phrase<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (rest, preposition) = item(|i| BEFORE_CHANNEL.contains(&i.hash)).parse(input)?;
    let (rest, mut relay) = noun_phrase(context, rest)?;
    relay.span.start = start;
    let hash = context.document.items[preposition].hash;
    let fits = match relay.channel {
        Some(Channel::Briefing) => !matches!(hash, words::FROM | words::BY),
        Some(Channel::Interview) => matches!(hash, words::IN | words::DURING | words::AT) || relay.outlet.is_some(),
        Some(Channel::Statement) => matches!(hash, words::IN | words::THROUGH),
        // Commenting on the report: what is spoken about; on a poster: where it stands.
        Some(Channel::Document) if hash == words::ON => relay.outlet.is_some() || surface(context, &relay.span),
        Some(Channel::Document | Channel::Recording) => matches!(hash, words::IN | words::ON) || relay.outlet.is_some(),
        Some(Channel::Letter) => matches!(hash, words::IN | words::BY | words::OVER),
        Some(Channel::Social) => matches!(hash, words::IN | words::ON | words::THROUGH | words::OVER),
        Some(Channel::Broadcast) => matches!(hash, words::IN | words::ON | words::DURING | words::AT),
        None => relay.outlet.is_some() && matches!(hash, words::IN | words::DURING | words::AT),
    };
    // After an interview with CNN: the talk itself; after an article appeared: another occasion.
    let after = hash == words::hash("after") || hash == words::hash("following");
    let fits = fits && (!after || relay.channel == Some(Channel::Interview));
    if fits { Ok((rest, relay)) } else { fail() }
}

/// Whether a noun phrase ends with what words stand on: a poster, a web page.
fn surface(context: Context<'_>, phrase: &Range<usize>) -> bool {
    const SURFACES: &[&str] = &[
        "poster",
        "posters",
        "banner",
        "banners",
        "sign",
        "signs",
        "placard",
        "placards",
        "page",
        "pages",
        "website",
        "site",
        "form",
        "forms",
        "card",
        "cards",
        "postcard",
        "leaflet",
        "leaflets",
        "flyer",
        "flyers",
        "billboard",
        "billboards",
        "sticker",
        "stickers",
        "plaque",
        "board",
        "ballot",
        "label",
        "labels",
        "wall",
        "napkin",
        "menu",
        "cover",
        "notice",
        "headstone",
        "paper",
        "blog",
        "slide",
        "slides",
    ];
    phrase.clone().any(|at| SURFACES.contains(&context.document.word(at).to_lowercase().as_str()))
}

/// `on-air = "on" ( outlet | [ "national" | "state" ] ( television | radio ) | programme )`
fn on_air<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (rest, _) = word(words::ON).parse(input)?;
    if let Ok((after, outlet)) = signs::evident(context, rest) {
        let named = outlet.evidence > Evidence::Anaphor;
        let fits = match outlet.kind {
            OutletKind::Platform => outlet.evidence == Evidence::Listed,
            OutletKind::Broadcaster | OutletKind::Programme => true,
            OutletKind::Site => named,
            OutletKind::Other => outlet.evidence >= Evidence::Worded && !outlet.article,
            OutletKind::Agency | OutletKind::Paper => false,
        };
        if fits {
            let mut relay = Relay::new("ON", start..outlet.phrase.end, FIRST);
            relay.channel = match outlet.kind {
                OutletKind::Platform => Some(Channel::Social),
                OutletKind::Site => None,
                _ => Some(Channel::Broadcast),
            };
            if named || outlet.kind == OutletKind::Programme && outlet.article {
                relay.outlet = Some(outlet);
            }
            return Ok((after, relay));
        }
    }
    // "Daybreak" on CBC is read from the station; a programme without its station: on "Morning Joe".
    let first = rest.first().ok_or(nom::Err::Error(()))?;
    if first.is_quote() {
        let at = rest.position();
        let text = outlets::quoted(context.document, at).ok_or(nom::Err::Error(()))?;
        if !outlets::title_case(text) || text.len() < 3 {
            return fail();
        }
        let outlet = programme(at);
        let mut relay = Relay::new("ON", start..at + 1, FIRST);
        relay.channel = Some(Channel::Broadcast);
        relay.outlet = Some(outlet);
        return Ok((rest.skip(1), relay));
    }
    let mut at = 0;
    while at < 4 && rest.get(at).is_some_and(|i| i.kind == TokenKind::Word && !i.is(WordClass::PREPOSITION)) {
        let hash = rest.get(at).map_or(0, |i| i.hash);
        if channels::AIR.contains(&hash) && !continues(&rest, at + 1) {
            let mut relay = Relay::new("AIR", start..rest.position() + at + 1, FIRST);
            relay.channel = Some(Channel::Broadcast);
            return Ok((rest.skip(at + 1), relay));
        }
        at += 1;
    }
    fail()
}

/// `participle = ( seen | obtained | carried | asked ... ) { adverb } ( "by" | "on" | "in" | "with" | "to" ) outlet`
pub fn participle<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (mut rest, verb) = item(|i| words::RELAYED.contains(&i.hash) || ASKED.contains(&i.hash)).parse(input)?;
    let asks = ASKED.contains(&context.item(verb).hash);
    for _ in 0..if asks { 8 } else { 4 } {
        let (after, loose) = opt(item(|i| {
            i.is(WordClass::ADVERB | WordClass::CALENDAR | WordClass::TIME)
                || words::LOOSE_ADVERBS.contains(&i.hash)
                || words::WHICH_DAY.contains(&i.hash)
                // asked about the tattoo last week by the paper
                || asks && i.kind == TokenKind::Word && i.hash != words::BY
                || i.kind == TokenKind::Number
                || i.hash == words::hash("first")
        }))
        .parse(rest)?;
        rest = after;
        if loose.is_none() {
            break;
        }
    }
    let (rest, link) =
        item(|i| matches!(i.hash, words::BY | words::ON | words::IN | words::WITH | words::TO | words::FROM))
            .parse(rest)?;
    let items = &context.document.items;
    let (verb, link) = (items[verb].hash, items[link].hash);
    let asked = ASKED.contains(&verb);
    if asked && link != words::BY {
        return fail();
    }
    let least = if link == words::BY { Evidence::Anaphor } else { Evidence::Worded };
    let (rest, outlet) =
        known(context, least, rest).or_else(|_| if asked { journalist(context, rest) } else { fail() })?;
    let written = [words::hash("written"), words::hash("penned"), words::hash("authored")].contains(&verb);
    if written && !outlet.journalist {
        return fail();
    }
    if link != words::BY && matches!(outlet.kind, OutletKind::Agency) {
        return fail();
    }
    let mut relay = Relay::new("RELAYED", start..outlet.phrase.end, FIRST);
    relay.channel = channels::of_outlet(&outlet).filter(|c| *c == Channel::Social);
    relay.outlet = Some(outlet);
    Ok((rest, relay))
}

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

/// The platform that the word "tweet" names.
pub fn twitter(context: Context<'_>, at: usize) -> Outlet {
    Outlet {
        phrase: at..at + 1,
        name: at..at + 1,
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

/// `tweet = tweeted | tweet`: the word names the platform
fn tweet<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let (rest, at) = item(|i| words::TWEETED.contains(&i.hash)).parse(input)?;
    let outlet = twitter(context, at);
    let mut relay = Relay::new("TWEET", at..at + 1, FIRST);
    relay.channel = Some(Channel::Social);
    relay.outlet = Some(outlet);
    Ok((rest, relay))
}

/// `took-to = ( took | turned ... ) "to" platform`: took to Twitter to accuse
fn took_to<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (rest, _) = (item(|i| words::TOOK.contains(&i.hash)), word(words::TO)).parse(input)?;
    let (rest, outlet) = known(context, Evidence::Worded, rest)?;
    if outlet.kind != OutletKind::Platform {
        return fail();
    }
    let mut relay = Relay::new("TWEET", start..outlet.phrase.end, FIRST);
    relay.channel = Some(Channel::Social);
    relay.outlet = Some(outlet);
    Ok((rest, relay))
}

/// `sent-tweets = ( sent | posted ... ) { word } tweet`: fired off a series of tweets, saying
fn sent_tweets<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let start = input.position();
    let (mut rest, _) = item(|i| words::SENT.contains(&i.hash)).parse(input)?;
    let between = WordClass::VERB | WordClass::BE | WordClass::HAVE | WordClass::MODAL | WordClass::SUBJECT_PRONOUN;
    for _ in 0..6 {
        if let Ok((after, at)) = item(|i| words::TWEETS.contains(&i.hash)).parse(rest) {
            let mut relay = Relay::new("TWEET", start..at + 1, FIRST);
            relay.channel = Some(Channel::Social);
            relay.outlet = Some(twitter(context, at));
            return Ok((after, relay));
        }
        (rest, _) = item(|i| i.is_word() && (!i.is(between) || i.is(WordClass::NOUN))).parse(rest)?;
    }
    fail()
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
    let read = match to {
        Some(from) if !cue.passive => said_to(context, Items::new(items, from..end)),
        _ => said_in(context, Items::new(items, at..end)),
    };
    read.ok().map(|(_, relay)| Relay { cue: Some(number), ..relay })
}

/// The relays of a sentence that stand outside its quotations, by start: adjuncts, and the addressees of its cues.
pub fn relays(analysis: &Analysis<'_>, context: Context<'_>, sentence: usize) -> Vec<Relay> {
    let items = &analysis.document.items;
    let range = analysis.document.sentences[sentence].items.clone();
    let mut relays: Vec<Relay> = Vec::new();
    for number in analysis.cues_of[sentence].clone() {
        let cue = &analysis.cues[number];
        let tell =
            cue.class == CueClass::Tell || matches!(cue.class, CueClass::Ask | CueClass::Add) && cue.phrasal == 0;
        if tell
            && !cue.passive
            && let Ok((_, mut relay)) = told(context, Items::new(items, cue.group.end..range.end))
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
            && let Ok((_, mut relay)) = adjunct(context, Items::new(items, at..range.end))
        {
            if relay.rule == "TWEET"
                || relay.rule == "RELAYED"
                || relay.rule == "WROTE-IN"
                || relay.rule == "SPOKE"
                || relay.rule == "QUOTED-BY"
            {
                relay.cue = analysis.cues_of[sentence].clone().find(|&c| relay.span.contains(&analysis.cues[c].head));
            }
            at = relay.span.end.max(at + 1);
            // A tweet that is talked about: only the verb states the platform by itself.
            if relay.rule == "TWEET" && relay.span.len() == 1 && relay.cue.is_none() {
                continue;
            }
            relays.push(relay);
        } else {
            at += 1;
        }
    }
    relays.sort_by_key(|r| r.span.start);
    relays
}
