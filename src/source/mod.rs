//! Sources: through whom the words came, and by which channel.
//!
//! Takes the attributions of a document with their speakers, gives one [`Source`] each, in the same order. Only what
//! the text states, or plainly continues, is a source; datelines, bylines and credits never are.

use crate::attribution::{Analysis, Attribution};
use crate::record::{Channel, SourceBasis};
use crate::span::Span;
use crate::speaker::Speaker;

/// The relay of one attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The outlet's name; a chain from first to last joined by ` > `; empty where none is stated.
    pub name: String,
    /// As written, in bytes of the view.
    pub mention: Option<Span>,
    /// How it was found.
    pub basis: SourceBasis,
    /// The channel, where stated.
    pub channel: Option<Channel>,
    /// outlet-as-speaker, relayed, translated ...
    pub flags: Vec<&'static str>,
}

/// Resolves the sources of a document's attributions.
pub fn resolve(_analysis: &Analysis<'_>, attributions: &[Attribution], _speakers: &[Speaker]) -> Vec<Source> {
    attributions
        .iter()
        .map(|_| Source {
            name: String::new(),
            mention: None,
            basis: SourceBasis::None,
            channel: None,
            flags: Vec::new(),
        })
        .collect()
}
