//! What sort of outlet a name or a noun stands for.
//!
//! Takes the kind of a listed outlet or the hash of a lower-case noun, gives the sort: the nouns stand in
//! `lexicon/rule_words.csv`, a class a sort.

use super::rule_words::{
    AGENCY_NOUN_FORM, BROADCASTER_NOUN_FORM, PAPER_NOUN_FORM, PROGRAMME_NOUN_FORM, SITE_NOUN_FORM,
};
use super::set::ManyBits;

/// What sort of outlet a name or a noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutletKind {
    /// A news agency.
    Agency,
    /// A newspaper or magazine.
    Paper,
    /// A radio or television station.
    Broadcaster,
    /// A programme, show or podcast.
    Programme,
    /// A news site, portal, blog.
    Site,
    /// A social network.
    Platform,
    /// Not told.
    Other,
}

impl OutletKind {
    /// The kind of the lexicon's word.
    pub fn from_word(word: &str) -> OutletKind {
        match word.split([' ', ';', '/']).next().unwrap_or("") {
            "agency" | "wire" | "news-agency" => OutletKind::Agency,
            "newspaper" | "magazine" | "paper" | "daily" | "weekly" | "journal" | "tabloid" => OutletKind::Paper,
            "broadcaster" | "radio" | "television" | "tv" | "channel" | "network" | "station" => {
                OutletKind::Broadcaster
            }
            "programme" | "program" | "show" | "podcast" => OutletKind::Programme,
            "website" | "site" | "portal" | "blog" | "online" => OutletKind::Site,
            "platform" | "social" => OutletKind::Platform,
            _ => OutletKind::Other,
        }
    }
}

/// What all nouns of outlets have in common.
static NOUNS: ManyBits = ManyBits::of_all(&[
    &PAPER_NOUN_FORM,
    &AGENCY_NOUN_FORM,
    &BROADCASTER_NOUN_FORM,
    &PROGRAMME_NOUN_FORM,
    &SITE_NOUN_FORM,
]);

/// The kind that an outlet noun gives.
pub fn noun_kind(hash: u32) -> Option<OutletKind> {
    if !NOUNS.may_hold(hash) {
        return None;
    }
    [
        (&PAPER_NOUN_FORM, OutletKind::Paper),
        (&AGENCY_NOUN_FORM, OutletKind::Agency),
        (&BROADCASTER_NOUN_FORM, OutletKind::Broadcaster),
        (&PROGRAMME_NOUN_FORM, OutletKind::Programme),
        (&SITE_NOUN_FORM, OutletKind::Site),
    ]
    .into_iter()
    .find(|(set, _)| set.contains(&hash))
    .map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::word_hash as hash;

    #[test]
    fn nouns_have_their_kind() {
        assert_eq!(noun_kind(hash("daily")), Some(OutletKind::Paper));
        assert_eq!(noun_kind(hash("broadcaster")), Some(OutletKind::Broadcaster));
        assert_eq!(noun_kind(hash("ministry")), None);
    }
}
