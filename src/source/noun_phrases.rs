//! The noun phrase that names a channel: an interview with Radio Sevan, a letter to the owners seen by TASS.
//!
//! Takes the items behind a preposition, gives the channel and the outlet that stands inside the phrase or behind its
//! noun. Which prepositions fit which channel is the business of `patterns`.

use super::addressees::{addressee, fail, known};
use super::channels;
use super::outlets::{self, Context, Evidence, Outlet};
use super::programmes;
use super::readings::{After, relay};
use super::relays::{FIRST, Relay, programme, twitter};
use super::signs;
use super::words::{self, OutletKind};
use crate::document::TokenKind;
use crate::document::words::item;
use crate::document::{Ending, Item, Items, Parsed};
use crate::lexicon::WordClass;
use crate::lexicon::set::listed;
use crate::record::Channel;
use nom::Parser;
use nom::combinator::opt;

/// `noun-phrase = [ determiner ] { modifier | outlet } channel-noun { link outlet | relayed-by | word }`
pub fn noun_phrase<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Relay> {
    let items = &context.document.items;
    let start = input.position();
    let end = start + nom::Input::input_len(&input);
    let mut read = Words { context, input, end, within: None, head: None };
    let mut at = start;
    while at < end && at - start < 11 {
        let ending = if at > start { context.possessive(at) } else { 0 };
        if ending > 0 {
            at += ending;
            continue;
        }
        match items[at].kind {
            TokenKind::Number => at += 1,
            // the NBC/MSNBC forum
            TokenKind::Symbol if read.within.is_some() && matches!(context.document.word(at), "/" | "&") => at += 1,
            TokenKind::Comma if at > start && items[at - 1].is(WordClass::ADJECTIVE) => at += 1,
            TokenKind::Comma if read.dated(at) => at += 1,
            // In a Nov. 5 letter
            TokenKind::Stop if at > start && items[at - 1].is(WordClass::CALENDAR) => at += 1,
            TokenKind::Word => match read.word(at) {
                Some(next) => at = next,
                None => break,
            },
            _ => break,
        }
    }
    let Words { within, head, .. } = read;
    let Some((noun, channel)) = head else { return post(context, input, within) };
    if words::UNSPOKEN.contains(&items[noun].hash) {
        return fail();
    }
    phrase(context, input, noun, channel, within)
}

/// What somebody posts, called after the platform: in a TikTok, in an Instagram Live.
fn post<'d>(context: Context<'d>, input: Items<'d>, within: Option<Outlet>) -> Parsed<'d, Relay> {
    let start = input.position();
    let Some(outlet) = within.filter(|o| o.kind == OutletKind::Platform) else { return fail() };
    // Live may be no part of the name that the list has.
    let live = context.document.items.get(outlet.name.end).is_some_and(|i| i.capital && i.hash == words::LIVE);
    let end = outlet.name.end + usize::from(live);
    let over = WordClass::PREPOSITION | WordClass::THAT | WordClass::CALENDAR | WordClass::RELATIVE;
    let closed = context.document.items.get(end).is_none_or(|i| !i.is_word() || i.is(over));
    if !closed || !context.document.is_any(start, listed!["a", "an"]) {
        return fail();
    }
    let mut relay = Relay::new("CHANNEL", start..end, FIRST);
    (relay.channel, relay.outlet) = (Some(Channel::Social), Some(outlet));
    Ok((input.skip(end - start), relay))
}

/// The words of a phrase up to its noun.
struct Words<'d> {
    context: Context<'d>,
    input: Items<'d>,
    end: usize,
    /// The outlet inside it, its owner: a CNN interview, a Facebook post.
    within: Option<Outlet>,
    /// The noun, with its channel.
    head: Option<(usize, Option<Channel>)>,
}

impl Words<'_> {
    /// Whether a noun is one of what is shown on a platform: a photo; a Facebook Live session.
    fn shown(&self, at: usize) -> bool {
        let hash = self.context.item(at).hash;
        let platform = self.within.as_ref().is_some_and(|o| o.kind == OutletKind::Platform);
        words::PICTURED.contains(&hash) || platform && (words::CALLS.contains(&hash) || words::SPACES.contains(&hash))
    }

    /// Whether a comma stands in the date of a part of a programme: the Monday, Jan. 27, episode.
    fn dated(&self, at: usize) -> bool {
        let items = &self.context.document.items;
        let (before, next) = (&items[at - 1], items.get(at + 1).filter(|_| at + 1 < self.end));
        let opens = items[self.input.position()].is(WordClass::DETERMINER);
        let day = before.is(WordClass::CALENDAR) && next.is_some_and(|i| i.is(WordClass::CALENDAR));
        let part = before.kind == TokenKind::Number && next.is_some_and(|i| words::SHOW_PARTS.contains(&i.hash));
        self.head.is_none() && opens && (day || part)
    }

    /// Takes a word, gives where the phrase goes on; none where it is over.
    fn word(&mut self, at: usize) -> Option<usize> {
        let context = self.context;
        let (items, start) = (&context.document.items, self.input.position());
        let item = &items[at];
        let stop = WordClass::PREPOSITION
            | WordClass::CONJUNCTION
            | WordClass::BE
            | WordClass::HAVE
            | WordClass::MODAL
            | WordClass::THAT
            | WordClass::WH
            | WordClass::SUBJECT_PRONOUN
            | WordClass::TO;
        // In a May 7 memo: the month is no modal.
        let month = item.capital && item.is(WordClass::CALENDAR);
        // In one of a series of messages, in a string of posts
        if words::AMOUNTS.contains(&item.hash) && at + 1 < self.end && items[at + 1].hash == words::OF {
            return Some(at + 2);
        }
        if item.is(stop) && !month && !item.is(WordClass::DETERMINER | WordClass::POSSESSIVE) && !item.upper {
            return None;
        }
        // The article tells a paper from a word: in the Post interview.
        let from = if at == start + 1 && items[start].hash == words::ARTICLE { start } else { at };
        if self.within.is_none()
            && (item.capital || context_domain(context, at) || words::noun_kind(item.hash).is_some())
            && let Ok((_, outlet)) = signs::evident(context, self.input.skip(from - start))
            && outlet.evidence >= if item.capital { Evidence::Worded } else { Evidence::Described }
            && outlet.phrase.end > at
        {
            let next = outlet.name.end.max(at + 1);
            self.within = Some(outlet);
            return Some(next);
        }
        // A statement saying: no proverb.
        let gerund = item.cue != 0 && item.is(WordClass::CUE) && item.ending == Ending::Ing;
        if self.head.is_some() && gerund {
            return None;
        }
        if let Some(channel) = channels::noun(context, start, at) {
            self.head = Some((at, Some(channel)));
        } else if !item.capital && (item.is(WordClass::DOCUMENT) || words::TALK.contains(&item.hash) || self.shown(at))
        {
            self.head = Some((at, None));
        } else if self.head.is_some() && self.within.is_none() && !item.capital && item.is(WordClass::ORGANISATION) {
            // A commercial bank: the noun is the body.
            self.head = None;
        } else if self.head.is_some() && !item.is(WordClass::NOUN | WordClass::ORGANISATION | WordClass::DOCUMENT) {
            return None;
        }
        Some(at + 1)
    }
}

/// The relay of a phrase whose noun is read: its channel, and the outlet inside it or behind.
fn phrase<'d>(
    context: Context<'d>,
    input: Items<'d>,
    noun: usize,
    channel: Option<Channel>,
    mut within: Option<Outlet>,
) -> Parsed<'d, Relay> {
    let items = &context.document.items;
    let start = input.position();
    let end = start + nom::Input::input_len(&input);
    let mut relay = Relay::new("CHANNEL", start..noun + 1, FIRST);
    relay.channel = channel;
    let (tail_end, outlet) = tail(context, input.skip(noun + 1 - start));
    // The State of the Union address is no programme.
    if within.as_ref().is_some_and(|o| o.kind == OutletKind::Programme) && words::SPEECH.contains(&items[noun].hash) {
        within = None;
    }
    // In a Fox News Business interview; on the bureau's YouTube channel.
    relay.outlet = outlet.or(within.filter(|o| o.name.end <= noun + 1));
    if relay.outlet.is_none()
        && let Some(title) = titled(context, noun, end)
    {
        relay.span.end = title.phrase.end;
        relay.outlet = Some(title);
    }
    if let Some(outlet) = &mut relay.outlet
        && outlet.phrase.start >= start
        && outlet.phrase.end <= noun + 1
    {
        outlet.phrase = outlet.name.clone();
    }
    if relay.outlet.is_some() {
        relay.span.end = relay.span.end.max(tail_end);
    }
    if relay.outlet.is_none() && words::TWEETED.contains(&items[noun].hash) {
        relay.outlet = Some(twitter(context, noun));
        relay.rule = "TWEET";
    }
    // What a picture shows is said by nobody; what is written under a posted one is.
    let posted = relay.outlet.as_ref().is_some_and(|o| o.kind == OutletKind::Platform);
    if words::PICTURED.contains(&items[noun].hash) && !posted {
        return fail();
    }
    relay.channel = channels::settled(context, start..noun, input.skip(noun + 1 - start), &relay);
    if relay.outlet.is_none() && relay.channel.is_none() {
        return fail();
    }
    let taken = relay.span.end - start;
    Ok((input.skip(taken), relay))
}

/// The programme whose title stands behind its noun, in marks or between commas: on the podcast "Ink"; on her podcast,
/// Straight Talk, she said.
fn titled(context: Context<'_>, noun: usize, end: usize) -> Option<Outlet> {
    let at = noun + 1;
    let hash = context.item(noun).hash;
    let own = || noun > 0 && context.item(noun - 1).is(WordClass::POSSESSIVE);
    let has_title = words::PROGRAMME_NOUNS.contains(&hash) || words::TITLED_SITES.contains(&hash) && own();
    if at >= end || !has_title {
        return None;
    }
    let marked = context.item(at).is_quote() && outlets::quoted(context.document, at).is_some_and(outlets::title_case);
    marked.then(|| programme(at)).or_else(|| programmes::apposed(context, at, end).map(programmes::of_title))
}

fn context_domain(context: Context<'_>, at: usize) -> bool {
    context.document.items[at].dotted && context.document.items[at].kind == TokenKind::Word
}

/// `tail = { word } ( link outlet | relayed [ adverb ] link outlet )`: gives the end of the tail and its outlet
fn tail<'d>(context: Context<'d>, input: Items<'d>) -> (usize, Option<Outlet>) {
    let mut rest = input;
    let mut comma = false;
    for step in 0..16 {
        let Some(first) = rest.first() else { break };
        if first.is_quote() || matches!(first.kind, TokenKind::Colon | TokenKind::Semicolon | TokenKind::Stop) {
            break;
        }
        if first.kind == TokenKind::Comma {
            comma = true;
            rest = rest.skip(1);
            // ..., a copy of which was seen by TASS
            if let Ok((after, ..)) = copies(rest) {
                if let Ok((behind, outlet)) = seen_by(context, after) {
                    return (behind.position(), Some(outlet));
                }
                rest = after;
                comma = false;
            }
            continue;
        }
        // ..., which Le Monde has seen
        if matches!(first.hash, words::WHICH | words::THAT)
            && let Ok((behind, outlet)) = seen_by(context, rest.skip(1))
        {
            return (behind.position(), Some(outlet));
        }
        if words::RELAYED.contains(&first.hash) | words::ASKED.contains(&first.hash)
            && let Ok((after, relay)) = relay(context, rest, After::Any)
            && relay.outlet.is_some()
        {
            return (after.position(), relay.outlet);
        }
        // Behind a comma only a participle or "which ..." still belongs to the noun.
        if comma
            && !words::RELAYED.contains(&first.hash)
            && first.hash != words::hash("which")
            && first.hash != words::hash("dated")
        {
            break;
        }
        comma = false;
        if words::LINKS.contains(&first.hash)
            && let Ok((after, outlet)) = link(context, rest, step == 0)
        {
            return (after.position(), Some(outlet));
        }
        if first.is(WordClass::SUBJECT_PRONOUN | WordClass::MODAL)
            || first.cue != 0
                && first.is(WordClass::CUE)
                && !words::RELAYED.contains(&first.hash)
                && !first.is(WordClass::NOUN | WordClass::DOCUMENT | WordClass::NOUN_CUE)
        {
            break;
        }
        rest = rest.skip(1);
    }
    (input.position(), None)
}

/// `copies = [ determiner ] ( copy | copies | contents | text ... ) "of" "which"`
fn copies<'d>(input: Items<'d>) -> Parsed<'d, usize> {
    let (rest, _) = opt(item(|i| i.is(WordClass::DETERMINER))).parse(input)?;
    let (rest, at) = item(|i| words::COPIES.contains(&i.hash)).parse(rest)?;
    let (rest, _) = (item(|i| i.hash == words::OF), item(|i| i.hash == words::WHICH)).parse(rest)?;
    Ok((rest, at))
}

/// `seen-by = outlet { auxiliary | adverb | "able" | "to" } see`: what an outlet has got to read
fn seen_by<'d>(context: Context<'d>, input: Items<'d>) -> Parsed<'d, Outlet> {
    let (mut rest, outlet) = known(context, Evidence::Anaphor, input)?;
    let between = WordClass::AUXILIARY | WordClass::ADVERB | WordClass::TO;
    let (able, mut steps) = (words::hash("able"), 0);
    // A letter that Radio Kattvik has not seen came to nobody.
    let helps = |i: &Item| (i.is(between) || i.hash == able) && !i.is(WordClass::NEGATION);
    while steps < 4 && rest.first().is_some_and(helps) {
        (rest, steps) = (rest.skip(1), steps + 1);
    }
    let (rest, _) = item(|i| words::SEEN.contains(&i.hash) || words::SEE.contains(&i.hash)).parse(rest)?;
    if outlet.own(context) { fail() } else { Ok((rest, outlet)) }
}

/// `link outlet`
fn link<'d>(context: Context<'d>, input: Items<'d>, direct: bool) -> Parsed<'d, Outlet> {
    let (rest, at) = item(|i| words::LINKS.contains(&i.hash)).parse(input)?;
    // The broadcast of “Daybreak”, an interview on “Daybreak”.
    if let Some(next) = rest.first().filter(|i| i.is_quote() && i.kind == TokenKind::Mark) {
        let at = rest.position();
        let named = outlets::quoted(context.document, at).is_some_and(|t| outlets::title_case(t) && t.len() > 2);
        let before = &context.document.items[input.position().saturating_sub(1)];
        let aired = before.is(WordClass::CALENDAR) || words::AIRED.contains(&before.hash);
        return if named && aired && next.is_quote() { Ok((rest.skip(1), programme(at))) } else { fail() };
    }
    let with = matches!(context.document.items[at].hash, words::WITH | words::TO | words::FOR | words::BY);
    // Footage broadcast by state television: not the one who is told.
    let by = context.document.items[at].hash == words::BY;
    if with && direct && !by {
        return addressee(context, rest);
    }
    // Seen by this newspaper: who prints the article.
    if by && rest.first().is_some_and(|i| i.hash == words::THIS) {
        return fail();
    }
    let least = if with { Evidence::Anaphor } else { Evidence::Worded };
    let part = input.position().checked_sub(1).filter(|&noun| direct && shown(context, noun));
    match (known(context, least, rest), part) {
        (Err(_), Some(_)) if matches!(context.document.items[at].hash, words::OF | words::ON) => part_of(context, rest),
        (read, _) => read,
    }
}

/// Words before the noun within which stands the day of what goes out on air.
const DATED: usize = 4;

/// Whether a noun is that of a part of a programme: an episode; an edition only with its day, for races have some too.
fn shown(context: Context<'_>, noun: usize) -> bool {
    let items = &context.document.items;
    let dated = || items[noun.saturating_sub(DATED)..noun].iter().any(|i| i.is(WordClass::CALENDAR));
    words::SHOW_PARTS.contains(&items[noun].hash) && (items[noun].hash != words::hash("edition") || dated())
}

/// The programme of which something is a part: of Sofa So Good, of her podcast, Straight Talk.
fn part_of<'d>(context: Context<'d>, rest: Items<'d>) -> Parsed<'d, Outlet> {
    let start = rest.position();
    let end = start + nom::Input::input_len(&rest);
    if let Some(title) = programmes::unmarked(context, start, end) {
        return Ok((rest.skip(title.end - start), programmes::of_title(title)));
    }
    let owned = context.document.items.get(start).is_some_and(|i| i.is(WordClass::POSSESSIVE | WordClass::DETERMINER));
    if !owned {
        return fail();
    }
    let (behind, relay) = noun_phrase(context, rest)?;
    let programme = relay.outlet.filter(|o| o.programme.is_some()).ok_or(nom::Err::Error(()))?;
    Ok((behind, programme))
}
