//! Channels: by which way the words came.
//!
//! Takes nouns, outlets and document speakers, gives a [`Channel`] where the text states one.

use super::outlets::{Context, Outlet};
use super::relays::Relay;
use super::words::{self, OutletKind, hash};
use crate::attribution::{Analysis, Attribution};
use crate::cast::Speaker;
use crate::document::{Ending, Item, Items, TokenKind};
use crate::lexicon::{Lexicon, WordClass};
use crate::mention::{Mention, MentionKind};
use crate::record::{Channel, SpeakerType};
use std::ops::Range;

/// The channel of the noun that ends at an item: "news conference" before "conference".
pub fn noun(context: Context<'_>, start: usize, at: usize) -> Option<Channel> {
    let document = context.document;
    let item = &document.items[at];
    if item.capital && !item.upper && at > start {
        return None;
    }
    for words in [3, 2] {
        if at + 1 >= start + words && may_be_listed(context.lexicon, &document.items[at + 1 - words..=at]) {
            let text = document.text_of(at + 1 - words..at + 1);
            if let Some(channel) = context.lexicon.channel(text).or_else(|| of_plural(context.lexicon, text)) {
                return Some(channel);
            }
        }
    }
    // Only the nouns of the list have one by themselves, and their plurals.
    let listed = item.is(WordClass::DOCUMENT) || matches!(item.ending, Ending::S | Ending::Ss);
    if !listed && !item.capital && item.hash != hash("note") {
        return None;
    }
    let word = document.word(at);
    let lower = (!word.bytes().all(|b| b.is_ascii_lowercase())).then(|| word.to_lowercase());
    let last = lower.as_deref().unwrap_or(word);
    match last {
        // Their channel is that of the platform or outlet, if any.
        "comment" | "comments" | "remark" | "remarks" | "speech" | "response" | "reply" | "call" | "program"
        | "programme" | "show" => None,
        "note" => Some(Channel::Document),
        "conference" => None,
        _ => {
            // A noun that has a channel is a document's.
            let own = item.is(WordClass::DOCUMENT).then(|| context.lexicon.channel(last)).flatten();
            own.or_else(|| of_plural(context.lexicon, last))
        }
    }
}

/// Whether items may be a listed noun of several words: news conference, 911 call, King's speech. Of two words the last
/// may be a plural, which no list has.
fn may_be_listed(lexicon: &Lexicon, items: &[Item]) -> bool {
    let (first, second) = (&items[0], &items[1]);
    first.is(WordClass::PHRASE_START)
        && (lexicon.may_begin(first.hash, second.hash) || items.len() == 2 && second.ending == Ending::S)
        || first.kind == TokenKind::Number
        || second.kind == TokenKind::Clitic
}

/// The channel of a plural: letters, studies.
fn of_plural(lexicon: &Lexicon, text: &str) -> Option<Channel> {
    let stem = text.strip_suffix('s')?;
    lexicon.channel(stem).or_else(|| lexicon.channel(&format!("{}y", stem.strip_suffix("ie")?)))
}

/// The channel that an outlet stands for by itself.
pub fn of_outlet(outlet: &Outlet) -> Option<Channel> {
    match outlet.kind {
        OutletKind::Platform => Some(Channel::Social),
        OutletKind::Programme => Some(Channel::Broadcast),
        _ => None,
    }
}

/// The channel of a noun and the outlet beside it: a video posted on Instagram is social.
fn combined(context: Context<'_>, noun: u32, channel: Option<Channel>, outlet: Option<&Outlet>) -> Option<Channel> {
    let Some(outlet) = outlet else { return channel };
    if outlet.kind == OutletKind::Platform {
        // A letter stays one wherever it is shown; a message is one where the platform sends it to one alone.
        let mail = words::MAIL.contains(&noun)
            || words::MESSENGERS.contains(&context.item(outlet.name.start).hash) && channel == Some(Channel::Letter);
        let video = context.item(outlet.name.start).hash == hash("youtube");
        let spoken =
            words::MESSENGERS.contains(&context.item(outlet.name.start).hash) && channel == Some(Channel::Recording);
        let kept = video && channel.is_some() || spoken || words::STATEMENTS.contains(&noun);
        return if mail {
            Some(Channel::Letter)
        } else if kept {
            channel
        } else {
            Some(Channel::Social)
        };
    }
    if noun == hash("appearance") || noun == hash("segment") {
        return channel.or(Some(Channel::Broadcast));
    }
    channel.or_else(|| of_outlet(outlet))
}

/// The channel of a noun phrase, from what stands before its noun and behind it.
pub fn settled(context: Context<'_>, before: Range<usize>, behind: Items<'_>, relay: &Relay) -> Option<Channel> {
    let noun = context.item(before.end).hash;
    let channel = combined(context, noun, relay.channel, relay.outlet.as_ref());
    let link = behind.first().map_or(0, |i| i.hash);
    if noun == hash("commentary") && matches!(link, words::FOR | words::TO) {
        // In a commentary for Vedomosti: a comment, nothing printed.
        None
    } else if words::CALLS.contains(&noun) && relay.outlet.is_none() {
        // On a call with reporters; on a conference call with analysts.
        of_call(context, before, behind, channel)
    } else {
        channel
    }
}

/// The channel of a call or a session by those who take part: with reporters it is a briefing, with analysts none.
fn of_call(context: Context<'_>, before: Range<usize>, behind: Items<'_>, channel: Option<Channel>) -> Option<Channel> {
    // An investor conference call
    if before.clone().any(|at| words::INVESTORS.contains(&context.item(at).hash)) {
        return None;
    }
    let with = behind.first().is_some_and(|i| matches!(i.hash, words::WITH | words::FOR));
    if !with {
        return channel;
    }
    let others = |i: &Item| words::INVESTORS.contains(&i.hash);
    let press = super::addressees::press(context, behind.skip(1)).is_ok();
    let heard = (1..PARTY).filter_map(|n| behind.get(n)).take_while(|i| i.is_word()).any(others);
    if press { Some(Channel::Briefing) } else { channel.filter(|_| !heard) }
}

/// Words behind "with" among which those stand who take part in a call.
const PARTY: usize = 6;

/// Whether a word may be a noun of a channel that is told of: a letter, a statement, a conference.
pub fn announces(item: &Item) -> bool {
    !item.capital
        && item.kind == TokenKind::Word
        && (item.is(WordClass::DOCUMENT) || words::TOLD_OF.contains(&item.hash))
}

/// The channel of a text that speaks: the letter says, a banner reads, according to a bulletin from the observatory.
pub fn of_speaker(analysis: &Analysis<'_>, attribution: &Attribution, speaker: &Speaker) -> Option<Channel> {
    let beside = attribution.speaker?;
    // The report is out; it says
    if speaker.kind == SpeakerType::Document && analysis.mentions[beside].kind == MentionKind::Pronoun {
        let last = speaker.name.split_whitespace().next_back()?;
        return of_word(analysis, &last.to_lowercase());
    }
    // A banner hung from a balcony read: the text is the mention that the nearest one belongs to.
    of_mention(analysis, beside).or_else(|| of_mention(analysis, crate::cast::owner(analysis, attribution, beside)))
}

/// The channel of a mention that is a text, or its authors.
pub fn of_mention(analysis: &Analysis<'_>, number: usize) -> Option<Channel> {
    let mention = &analysis.mentions[number];
    let document = analysis.document;
    if matches!(mention.kind, MentionKind::People | MentionKind::Person) && writers(analysis, mention) {
        return Some(Channel::Document);
    }
    let speaks = match mention.kind {
        MentionKind::Document | MentionKind::Other => true,
        // A board, a paper, a sign: nouns of bodies and people too.
        MentionKind::Organisation | MentionKind::People => document.items[mention.head].is(WordClass::DOCUMENT),
        _ => false,
    };
    let numbered = || document.items.get(mention.phrase.start() + 1).is_some_and(|i| i.kind == TokenKind::Number);
    if !(speaks || mention.kind == MentionKind::Name && numbered()) {
        return None;
    }
    // The head stands before the first preposition: a sign on the bank's door.
    let items = &document.items;
    let end = mention
        .phrase
        .items()
        .skip(1)
        .find(|&at| items[at].is(WordClass::PREPOSITION | WordClass::RELATIVE))
        .unwrap_or(mention.phrase.end());
    let noun = (mention.phrase.start()..end).rev().find(|&at| {
        // Article 5, Rule 12
        let numbered = || items.get(at + 1).is_some_and(|i| i.kind == TokenKind::Number);
        let titled = || {
            let article = items[mention.phrase.start()].is(WordClass::DETERMINER | WordClass::POSSESSIVE);
            article && at + 1 == end && words::TITLED_PAPERS.contains(&items[at].hash)
        };
        items[at].kind == TokenKind::Word
            && (!items[at].capital || numbered() || titled())
            && channel_word(analysis, at).is_some()
    })?;
    let channel = channel_word(analysis, noun)?;
    // A text of her remarks, a note to clients: papers, not letters.
    let paper = matches!(document.word(noun), "text" | "note" | "copy");
    Some(if paper { Channel::Document } else { channel })
}

/// Whether those who speak do so in what they have written: the authors, the report's author, researchers behind the
/// study.
fn writers(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let items = &analysis.document.items;
    let paper = |at: usize| {
        items[at].is(WordClass::DOCUMENT) && of_word(analysis, analysis.document.word(at)) == Some(Channel::Document)
    };
    let alone = || mention.phrase.len() == 2 && items[mention.phrase.start()].hash == words::ARTICLE;
    words::WRITERS.contains(&items[mention.head].hash)
        && (mention.phrase.items().any(paper) || items[mention.head].hash == words::hash("authors") && alone())
}

fn channel_word(analysis: &Analysis<'_>, at: usize) -> Option<Channel> {
    of_word(analysis, &analysis.document.word(at).to_lowercase())
}

fn of_word(analysis: &Analysis<'_>, word: &str) -> Option<Channel> {
    let listed = hash(word);
    if words::SILENT.contains(&listed) {
        return None;
    }
    let channel = analysis.lexicon.channel(word).or_else(|| of_plural(analysis.lexicon, word));
    channel.or_else(|| words::PAPERS.contains(&listed).then_some(Channel::Document))
}
