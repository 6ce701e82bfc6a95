//! Channels: by which way the words came.
//!
//! Takes nouns, outlets and document speakers, gives a [`Channel`] where the text states one.

use super::outlets::{Context, Outlet};
use super::words::{OutletKind, hash};
use crate::attribution::{Analysis, Attribution};
use crate::mention::MentionKind;
use crate::record::Channel;

/// Nouns of talk that name no channel and can stand before "with OUTLET".
pub const TALK: &[u32] = &[
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
];

/// Nouns of the list that are no channel where they stand behind a preposition.
pub const UNSPOKEN: &[u32] = &[
    hash("bill"),
    hash("law"),
    hash("budget"),
    hash("deal"),
    hash("case"),
    hash("poll"),
    hash("polls"),
    hash("plan"),
    hash("contract"),
];

/// What is on when somebody is on it.
pub const AIR: &[u32] = &[hash("television"), hash("tv"), hash("radio"), hash("air"), hash("camera")];

/// The channel of the noun that ends at an item: "news conference" before "conference".
pub fn noun(context: Context<'_>, start: usize, at: usize) -> Option<Channel> {
    let document = context.document;
    let item = &document.items[at];
    if item.capital && !item.upper && at > start {
        return None;
    }
    let last = document.word(at).to_lowercase();
    for words in [3, 2] {
        if at + 1 >= start + words {
            let text = document.text_of(at + 1 - words..at + 1);
            if let Some(channel) =
                context.lexicon.channel(text).or_else(|| singular(text).and_then(|t| context.lexicon.channel(t)))
            {
                return Some(channel);
            }
        }
    }
    match last.as_str() {
        // Their channel is that of the platform or outlet, if any.
        "comment" | "comments" | "remark" | "remarks" | "speech" | "response" | "reply" | "call" | "program"
        | "programme" | "show" => None,
        "note" => Some(Channel::Document),
        "conference" => None,
        _ => context.lexicon.channel(&last).or_else(|| singular(&last).and_then(|t| context.lexicon.channel(t))),
    }
}

fn singular(text: &str) -> Option<&str> {
    text.strip_suffix('s')
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
        return if video && channel.is_some() { channel } else { Some(Channel::Social) };
    }
    if noun == hash("appearance") || noun == hash("segment") {
        return channel.or(Some(Channel::Broadcast));
    }
    channel.or_else(|| of_outlet(outlet))
}

/// The channel of a text that speaks: the letter says, a banner reads.
pub fn of_speaker(analysis: &Analysis<'_>, attribution: &Attribution) -> Option<Channel> {
    let mention = &analysis.mentions[attribution.speaker?];
    if mention.kind != MentionKind::Document {
        return None;
    }
    let head = analysis.document.word(mention.head).to_lowercase();
    if matches!(head.as_str(), "text") {
        return Some(Channel::Document);
    }
    analysis.lexicon.channel(&head).or_else(|| singular(&head).and_then(|t| analysis.lexicon.channel(t)))
}
