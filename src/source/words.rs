//! The closed classes of words that the productions of this stage are made of.
//!
//! Takes the hash of a lower-case word, gives what the word does beside an outlet's name. The names themselves stand in
//! the lexicon; the nouns, verbs and prepositions that hold them stand in `lexicon/relay_words.csv`, a class a list. The build
//! makes them lists of hashes, `NEWS_WORDS` of the class `news-words`; the nouns of outlets are those of [`outlet_kind`](crate::lexicon::outlet_kind).

pub use crate::lexicon::outlet_kind::{OutletKind, noun_kind};
pub use crate::lexicon::rule_words::{
    AGENCY_NOUN_FORM as AGENCY_NOUNS, BROADCASTER_NOUN_FORM as BROADCASTER_NOUNS, PAPER_NOUN_FORM as PAPER_NOUNS,
    PROGRAMME_NOUN_FORM as PROGRAMME_NOUNS, SITE_NOUN_FORM as SITE_NOUNS,
};
pub use crate::lexicon::word_hash as hash;

use crate::lexicon::set::{Hashes, ManyBits};

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
