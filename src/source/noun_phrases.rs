//! The noun phrase that names a channel: an interview with Radio Sevan, a letter to the owners seen by TASS.
//!
//! Takes the items behind a preposition, gives the channel and the outlet that stands inside the phrase or behind its
//! noun. Which prepositions fit which channel is the business of `patterns`.

use super::addressees::{addressee, fail, known};
use super::channels;
use super::outlets::{self, Context, Evidence, Outlet};
use super::readings::{After, relay};
use super::relays::{FIRST, Relay, programme, twitter};
use super::signs;
use super::words::{self, OutletKind};
use crate::document::TokenKind;
use crate::document::words::item;
use crate::document::{Ending, Item, Items, Parsed};
use crate::lexicon::WordClass;
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
    let Some((noun, channel)) = head else { return fail() };
    if words::UNSPOKEN.contains(&items[noun].hash) {
        return fail();
    }
    phrase(context, input, noun, channel, within)
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
        } else if !item.capital && (item.is(WordClass::DOCUMENT) || words::TALK.contains(&item.hash)) {
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
    // On the podcast "Ink": the noun says what the title in marks is.
    let titled = |at: &usize| {
        words::PROGRAMME_NOUNS.contains(&items[noun].hash)
            && *at < end
            && items[*at].is_quote()
            && outlets::quoted(context.document, *at).is_some_and(outlets::title_case)
    };
    if relay.outlet.is_none()
        && let Some(at) = Some(noun + 1).filter(titled)
    {
        relay.outlet = Some(programme(at));
        relay.span.end = at + 1;
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
    relay.channel = channels::settled(context, start..noun, input.skip(noun + 1 - start), &relay);
    if relay.outlet.is_none() && relay.channel.is_none() {
        return fail();
    }
    let taken = relay.span.end - start;
    Ok((input.skip(taken), relay))
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
                && !first.is(WordClass::NOUN | WordClass::DOCUMENT)
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
    Ok((rest, outlet))
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
    if with && direct {
        return addressee(context, rest);
    }
    let least = if with { Evidence::Anaphor } else { Evidence::Worded };
    known(context, least, rest)
}
