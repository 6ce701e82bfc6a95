//! The closed classes of words that the productions of this stage are made of.
//!
//! Takes the hash of a lower-case word, gives what the word does beside an outlet's name. The names themselves stand in
//! the lexicon; the nouns, verbs and prepositions that hold them stand in `lexicon/relay_words.csv`, a class a list. The build
//! makes them lists of hashes, `PAPER_NOUNS` of the class `paper-nouns`.

pub use crate::lexicon::word_hash as hash;

use crate::lexicon::set::{Hashes, ManyBits};

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

include!(concat!(env!("OUT_DIR"), "/relay_words.rs"));

macro_rules! words {
    ($($name:ident = $word:literal;)*) => {
        $(#[doc = concat!("`", $word, "`")] pub const $name: u32 = hash($word);)*
    };
}

words! {
    ACCORDING = "according"; TO = "to"; AS = "as"; BY = "by"; IN = "in"; ON = "on"; AT = "at"; DURING = "during";
    FROM = "from"; OF = "of"; WITH = "with"; FOR = "for"; VIA = "via"; CITING = "citing"; QUOTING = "quoting";
    AND = "and"; IT = "it"; LIVE = "live"; UNDER = "under"; ARTICLE = "the"; SAYING = "saying"; NEWS = "news"; PRESS_WORD = "press"; AGENCY = "agency";
    SOURCE = "source"; COMMENT = "comment"; SAME = "same"; DAY = "day"; PER = "per"; WHICH = "which"; HAD = "had"; HAS = "has"; HAVE = "have";
    WHO = "who"; THAT = "that"; THIS = "this"; WHEN = "when"; AGO = "ago"; LAST_WORD = "last"; ASKED_WORD = "asked"; INTERVIEW = "interview"; INTERVIEWED = "interviewed"; THROUGH = "through"; OVER = "over";
}

/// What the nouns of outlets and the words of their names have in common.
pub static SIGNS: ManyBits = ManyBits::of_all(&[
    &PAPER_NOUNS,
    &AGENCY_NOUNS,
    &BROADCASTER_NOUNS,
    &PROGRAMME_NOUNS,
    &SITE_NOUNS,
    &NAME_WORDS,
    &DESKS,
]);

/// What all nouns of outlets have in common.
static NOUNS: ManyBits =
    ManyBits::of_all(&[&PAPER_NOUNS, &AGENCY_NOUNS, &BROADCASTER_NOUNS, &PROGRAMME_NOUNS, &SITE_NOUNS]);

/// The kind that an outlet noun gives.
pub fn noun_kind(hash: u32) -> Option<OutletKind> {
    if !NOUNS.may_hold(hash) {
        return None;
    }
    [
        (&PAPER_NOUNS, OutletKind::Paper),
        (&AGENCY_NOUNS, OutletKind::Agency),
        (&BROADCASTER_NOUNS, OutletKind::Broadcaster),
        (&PROGRAMME_NOUNS, OutletKind::Programme),
        (&SITE_NOUNS, OutletKind::Site),
    ]
    .into_iter()
    .find(|(set, _)| set.contains(&hash))
    .map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_have_their_kind() {
        assert_eq!(noun_kind(hash("daily")), Some(OutletKind::Paper));
        assert_eq!(noun_kind(hash("broadcaster")), Some(OutletKind::Broadcaster));
        assert_eq!(noun_kind(hash("ministry")), None);
    }
}
