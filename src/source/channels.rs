//! Channels: by which way the words came.
//!
//! Takes nouns, outlets and document speakers, gives a [`Channel`] where the text states one.

use super::outlets::{Context, Outlet};
use super::words::{OutletKind, hash};
use crate::attribution::{Analysis, Attribution};
use crate::document::{Ending, Item, TokenKind};
use crate::lexicon::set::Hashes;
use crate::lexicon::{Lexicon, WordClass};
use crate::mention::MentionKind;
use crate::record::Channel;

/// Nouns of talk that name no channel and can stand before "with OUTLET".
pub static TALK: Hashes = Hashes::of(&[
    hash("meeting"),
    hash("conversation"),
    hash("appearance"),
    hash("appearances"),
    hash("remarks"),
    hash("comments"),
    hash("comment"),
    hash("segment"),
    hash("exchange"),
    hash("interviews"),
    hash("chat"),
    hash("discussion"),
    hash("op-ed"),
    hash("account"),
    hash("copy"),
    hash("text"),
    hash("draft"),
    hash("transcript"),
    hash("forum"),
    hash("hall"),
    hash("debate"),
    hash("broadcast"),
    hash("edition"),
    hash("episode"),
    hash("profile"),
    hash("roundtable"),
    hash("handle"),
    hash("account"),
]);

/// Nouns of the list that are no channel where they stand behind a preposition.
pub static UNSPOKEN: Hashes = Hashes::of(&[
    hash("bill"),
    hash("law"),
    hash("budget"),
    hash("deal"),
    hash("case"),
    hash("poll"),
    hash("polls"),
    hash("plan"),
    hash("contract"),
    hash("order"),
    hash("orders"),
    hash("websites"),
    hash("rules"),
]);

/// Nouns of speaking that a programme's name can stand before without being one.
pub static SPEECH: Hashes = Hashes::of(&[hash("address"), hash("speech"), hash("debate"), hash("message")]);

/// Nouns of events at which several speak.
pub static EVENTS: Hashes = Hashes::of(&[hash("forum"), hash("hall"), hash("debate"), hash("roundtable")]);

/// Nouns of other occasions of speaking than an interview: in his speech, at a rally.
pub static OCCASIONS: Hashes = Hashes::of(&[
    hash("speech"),
    hash("speeches"),
    hash("address"),
    hash("rally"),
    hash("rallies"),
    hash("hearing"),
    hash("testimony"),
    hash("event"),
    hash("sermon"),
    hash("lecture"),
    hash("ceremony"),
]);

/// Nouns of what goes out on air, before "of" and the name of a programme.
pub static AIRED: Hashes = Hashes::of(&[
    hash("broadcast"),
    hash("edition"),
    hash("episode"),
    hash("interview"),
    hash("appearance"),
    hash("installment"),
    hash("show"),
]);

/// What is on when somebody is on it.
pub static AIR: Hashes = Hashes::of(&[hash("television"), hash("tv"), hash("radio"), hash("air"), hash("camera")]);

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
pub fn combined(context: Context<'_>, noun: u32, channel: Option<Channel>, outlet: Option<&Outlet>) -> Option<Channel> {
    let Some(outlet) = outlet else { return channel };
    if outlet.kind == OutletKind::Platform {
        let video = context.document.text_of(outlet.name.clone()) == "YouTube";
        let kept = video && channel.is_some() || channel == Some(Channel::Statement);
        return if kept { channel } else { Some(Channel::Social) };
    }
    if noun == hash("appearance") || noun == hash("segment") {
        return channel.or(Some(Channel::Broadcast));
    }
    channel.or_else(|| of_outlet(outlet))
}

/// The channel of a text that speaks: the letter says, a banner reads, according to a bulletin from the observatory.
pub fn of_speaker(analysis: &Analysis<'_>, attribution: &Attribution) -> Option<Channel> {
    let beside = attribution.speaker?;
    // A banner hung from a balcony read: the text is the mention that the nearest one belongs to.
    of_mention(analysis, beside).or_else(|| of_mention(analysis, crate::cast::owner(analysis, attribution, beside)))
}

fn of_mention(analysis: &Analysis<'_>, number: usize) -> Option<Channel> {
    let mention = &analysis.mentions[number];
    let document = analysis.document;
    let speaks = match mention.kind {
        MentionKind::Document | MentionKind::Other => true,
        // A board, a paper, a sign: nouns of bodies and people too.
        MentionKind::Organisation | MentionKind::People => document.items[mention.head].is(WordClass::DOCUMENT),
        _ => false,
    };
    if !speaks {
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
    let noun = (mention.phrase.start()..end)
        .rev()
        .find(|&at| items[at].kind == TokenKind::Word && !items[at].capital && channel_word(analysis, at).is_some())?;
    let channel = channel_word(analysis, noun)?;
    // A text of her remarks, a note to clients: papers, not letters.
    let paper = matches!(document.word(noun), "text" | "note" | "copy");
    Some(if paper { Channel::Document } else { channel })
}

fn channel_word(analysis: &Analysis<'_>, at: usize) -> Option<Channel> {
    let word = analysis.document.word(at).to_lowercase();
    if SILENT.contains(&word.as_str()) {
        return None;
    }
    let channel = analysis.lexicon.channel(&word).or_else(|| of_plural(analysis.lexicon, &word));
    channel.or_else(|| PAPERS.contains(&word.as_str()).then_some(Channel::Document))
}

/// Words for texts that are not in the list of documents by themselves.
const PAPERS: &[&str] = &["bulletin", "bulletins", "board", "sign", "version", "inscription", "plaque", "paper"];

/// Nouns of talk that name no channel as a speaker.
const SILENT: &[&str] = &["comment", "comments", "call", "program", "programme", "show", "radio", "review"];
