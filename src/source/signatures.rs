//! Quotations that a line signs: — Lida Haro, captain, on X; — Per Lind, Radio Kattvik; — Per Lind (@per_lind) May 2.
//!
//! Takes the quotations without a cue, gives the line behind each that signs it, and the relay that the line names.

use super::addressees::known;
use super::channels;
use super::outlets::{Context, Evidence, Outlet};
use super::readings::{self, After};
use super::relays::{self, Relay};
use super::words;
use crate::attribution::{Analysis, Attribution};
use crate::document::{Item, Items, TokenKind};
use crate::record::Channel;
use std::ops::Range;

/// The sentences that sign a quotation, each with the number of its attribution, in order.
pub fn lines(analysis: &Analysis<'_>, attributions: &[Attribution]) -> Vec<(usize, usize)> {
    let floating = attributions.iter().enumerate().filter(|(_, a)| a.floating && a.speaker.is_none());
    let line = |(number, attribution): (usize, &Attribution)| {
        let at = analysis.mentions[crate::cast::signed(analysis, attribution)?].phrase.start();
        Some((analysis.document.sentences.partition_point(|s| s.items.end <= at), number))
    };
    floating.filter_map(line).collect()
}

/// The relay that a line names behind the one who signs: on X, to the Kattvik Gazette, in a statement, Radio Kattvik.
pub fn relay(context: Context<'_>, line: Range<usize>) -> Option<Relay> {
    let items = &context.document.items;
    let parted = |at: usize| items[at - 1].kind == TokenKind::Comma;
    (line.start + 2..line.end).find_map(|at| {
        let input = Items::new(&context.document.items, at..line.end);
        let read = match items[at].hash {
            words::TO => readings::relay(context, input.skip(1), After::SaidTo),
            words::ON | words::IN | words::VIA => readings::relay(context, input, After::Any),
            _ if parted(at) => return outlet(context, input),
            _ => return None,
        };
        read.ok().map(|(_, relay)| relay)
    })
}

/// The outlet that a line ends with.
fn outlet<'d>(context: Context<'d>, input: Items<'d>) -> Option<Relay> {
    let (rest, outlet) = known(context, Evidence::Worded, input).ok()?;
    let relay = Relay::new("SIGNED", outlet.phrase.clone(), relays::FIRST);
    let closes = !rest.first().is_some_and(Item::is_word);
    closes.then(|| Relay { channel: channels::of_outlet(&outlet), outlet: Some(outlet), ..relay })
}

/// Adds the relays of the posts shown in the text, signed by the name of a user.
pub fn posts(analysis: &Analysis<'_>, context: Context<'_>, attributions: &[Attribution], stated: &mut [Vec<Relay>]) {
    for (number, attribution) in attributions.iter().enumerate() {
        if let Some(at) = handle(analysis, attribution) {
            let mut relay = Relay::new("TWEET", at..at + 1, relays::FIRST);
            relay.channel = Some(Channel::Social);
            // The sign and the name behind it.
            let end = if analysis.document.word(at) == "@" { at + 2 } else { at + 1 };
            relay.outlet = Some(Outlet { phrase: at..end, ..relays::twitter(context, at) });
            stated[number].push(relay);
        }
    }
}

/// The sign of a user's name in the line that signs a post shown in the text: — Anna Haro (@anna_haro) May 2, 2020.
fn handle(analysis: &Analysis<'_>, attribution: &Attribution) -> Option<usize> {
    let turn = attribution.turn.as_ref().filter(|_| attribution.cue.is_none())?;
    let items = &analysis.document.items;
    let dash = turn.start.checked_sub(1).is_some_and(|at| items[at].kind == TokenKind::Dash);
    let open = items.get(turn.end)?.kind == TokenKind::Open;
    (dash && open && turn.end + 1 < items.len() && analysis.document.word(turn.end + 1).starts_with('@'))
        .then_some(turn.end + 1)
}
