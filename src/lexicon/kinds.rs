//! What the word lists say: the kinds of words, cues, phrases and outlets.

use super::classes::WordClass;
use std::ops::Range;

/// What the lexicon says of one word form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordEntry {
    /// The classes of the word.
    pub class: WordClass,
    /// Index of its [`CueForm`] plus one; 0 where it is no form of a verb that can be a cue.
    pub cue: u16,
}

macro_rules! cue_classes {
    ($($(#[$doc:meta])* $name:ident = $number:literal as $word:literal takes $frames:literal,)*) => {
        /// The class of a cue: what sort of speech act it names. The numbers are part of what the weights have learned.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum CueClass {
            $($(#[$doc])* $name = $number,)*
        }

        impl CueClass {
            /// All classes as the lists name them.
            pub(crate) const WORDS: [&str; [$($number),*].len()] = [$($word),*];

            /// The class that a list names so, if there is one.
            pub(super) fn from_word(word: &str) -> Option<CueClass> {
                match word { $($word => Some(CueClass::$name),)* _ => None }
            }

            /// The class of a number.
            pub(super) fn of(number: u32) -> CueClass {
                match number { $($number => CueClass::$name,)* _ => CueClass::Say }
            }

            /// The frames that a verb of the class takes where its row says none.
            pub(super) fn usual(self) -> Frames {
                Frames::parse(match self { $(CueClass::$name => $frames,)* })
            }
        }
    };
}

cue_classes! {
    /// say, state, argue
    Say = 0 as "say" takes "qt",
    /// tell, inform
    Tell = 1 as "tell" takes "qta",
    /// ask
    Ask = 2 as "ask" takes "qwa",
    /// add, continue
    Add = 3 as "add" takes "qt",
    /// reply
    Reply = 4 as "reply" takes "qt",
    /// deny
    Deny = 5 as "deny" takes "tgn",
    /// write
    Write = 6 as "write" takes "qtn",
    /// tweet, post
    Social = 7 as "social" takes "qt",
    /// announce
    Announce = 8 as "announce" takes "tn",
    /// a document shows
    Show = 9 as "show" takes "twd",
    /// quote, cite
    Quote = 10 as "quote" takes "qsn",
    /// urge
    Urge = 11 as "urge" takes "oa",
    /// promise
    Promise = 12 as "promise" takes "ti",
    /// accuse X of Y
    Accuse = 13 as "accuse" takes "gn",
    /// call X Y
    Call = 14 as "call" takes "cn",
    /// describe X as Y
    Describe = 15 as "describe" takes "sn",
    /// criticise, praise
    Judge = 16 as "judge" takes "gsn",
    /// thunder, sigh
    Manner = 17 as "manner" takes "q",
    /// think, hope: no saying
    Think = 18 as "think" takes "twn",
    /// go, make: only with their particle
    Light = 19 as "light" takes "",
}

/// The frames that a cue verb takes, as a set of letters (see `cues.csv`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(pub u32);

impl Frames {
    /// The letters that stand for frames.
    pub(crate) const LETTERS: &str = "qtwioangscfd";

    /// Reads a string of letters a-z.
    pub fn parse(letters: &str) -> Frames {
        Frames(letters.bytes().filter(u8::is_ascii_lowercase).fold(0, |set, b| set | 1 << (b - b'a')))
    }

    /// Whether the verb takes the frame of that letter.
    pub fn has(self, letter: u8) -> bool {
        letter.is_ascii_lowercase() && self.0 & (1 << (letter - b'a')) != 0
    }
}

/// Which inflections a word form can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inflection {
    /// say
    pub base: bool,
    /// says
    pub third: bool,
    /// said
    pub past: bool,
    /// said, written
    pub participle: bool,
    /// saying
    pub gerund: bool,
}

impl Inflection {
    /// As bits.
    pub(super) fn bits(self) -> u32 {
        u32::from(self.base)
            | u32::from(self.third) << 1
            | u32::from(self.past) << 2
            | u32::from(self.participle) << 3
            | u32::from(self.gerund) << 4
    }

    /// From bits.
    pub(super) fn of(bits: u32) -> Inflection {
        let bit = |n: u32| bits >> n & 1 != 0;
        Inflection { base: bit(0), third: bit(1), past: bit(2), participle: bit(3), gerund: bit(4) }
    }
}

/// One inflected form of a cue verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CueForm {
    /// The hash of the dictionary form.
    pub hash: u32,
    /// Its speech act.
    pub class: CueClass,
    /// The frames that it takes.
    pub frames: Frames,
    /// Which inflections the form can be.
    pub inflection: Inflection,
    /// The verb + words combinations that begin with this form; see `Lexicon::phrasals`.
    pub(super) phrasals: Range<u32>,
}

/// The words behind a verb that make a phrasal cue with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrasal {
    /// Lower-case words as they stand behind the verb; see `Lexicon::words`.
    pub words: Range<u32>,
    /// The speech act of the whole.
    pub class: CueClass,
    /// The frames of the whole.
    pub frames: Frames,
}

/// What a word is to a hyphen at the end of a line, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hyphenation(pub(super) u32);

impl Hyphenation {
    /// `five-`, `self-`: keeps its hyphen before any word.
    pub const FIRST: Hyphenation = Hyphenation(1);
    /// `-based`, `-led`: keeps its hyphen behind any word.
    pub const SECOND: Hyphenation = Hyphenation(1 << 1);
    /// `ex-`: keeps it before a noun for a person.
    pub const PERSON_PREFIX: Hyphenation = Hyphenation(1 << 2);
    /// `re-`: keeps it before its own last vowel, as in `re-election`.
    pub const VOWEL_PREFIX: Hyphenation = Hyphenation(1 << 3);
    /// Written as one and might be taken for two.
    pub const SOLID: Hyphenation = Hyphenation(1 << 4);
    /// A noun for a person.
    pub const PERSON: Hyphenation = Hyphenation(1 << 5);
    /// A word of another list of words that stand alone.
    pub const KNOWN: Hyphenation = Hyphenation(1 << 6);
    /// Any word that is no half of one.
    pub const WORD: Hyphenation = Hyphenation(Self::PERSON.0 | Self::KNOWN.0);

    /// The set of a word in the column `place` of the list.
    pub(super) fn from_word(place: &str) -> Hyphenation {
        match place {
            "first" => Hyphenation::FIRST,
            "second" => Hyphenation::SECOND,
            "person-prefix" => Hyphenation::PERSON_PREFIX,
            "vowel-prefix" => Hyphenation::VOWEL_PREFIX,
            _ => Hyphenation::SOLID,
        }
    }

    /// Whether the two sets share anything.
    pub fn any(self, other: Hyphenation) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a multi-word phrase of capitalised words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PhraseKind {
    /// An outlet, agency, programme or platform; the number is its row in `Lexicon::outlets`.
    Outlet(u16),
    /// A title before a name: Prime Minister.
    Title,
    /// A place or building that speaks.
    Metonym,
    /// A place.
    Place,
    /// A noun of several words, of one of the noun classes.
    Noun(WordClass),
}

impl PhraseKind {
    /// As a number and a value.
    pub(super) fn numbers(self) -> (u32, u64) {
        match self {
            PhraseKind::Outlet(row) => (0, u64::from(row)),
            PhraseKind::Title => (1, 0),
            PhraseKind::Metonym => (2, 0),
            PhraseKind::Place => (3, 0),
            PhraseKind::Noun(class) => (4, class.0),
        }
    }

    /// From a number and a value.
    pub(super) fn of(number: u32, value: u64) -> PhraseKind {
        match number {
            0 => PhraseKind::Outlet(value as u16),
            1 => PhraseKind::Title,
            2 => PhraseKind::Metonym,
            3 => PhraseKind::Place,
            _ => PhraseKind::Noun(WordClass(value)),
        }
    }
}

/// What a line of a page is, by a pattern in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Links, advertisements, what the page says of itself
    Furniture,
    /// Who wrote the text
    Byline,
    /// What a picture shows
    Caption,
    /// Who helped, took the picture or holds the rights
    Credit,
    /// What the editors corrected
    Correction,
}

impl LineKind {
    /// The kind of a word in the column `kind` of the list.
    pub(super) fn from_word(word: &str) -> LineKind {
        match word {
            "byline" => LineKind::Byline,
            "caption" => LineKind::Caption,
            "credit" | "copyright" => LineKind::Credit,
            "correction" => LineKind::Correction,
            _ => LineKind::Furniture,
        }
    }

    /// The kind of a number.
    pub(super) fn of(number: u32) -> LineKind {
        match number {
            1 => LineKind::Byline,
            2 => LineKind::Caption,
            3 => LineKind::Credit,
            4 => LineKind::Correction,
            _ => LineKind::Furniture,
        }
    }
}

/// A phrase of two or more words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its words behind the first; see `Lexicon::words`.
    pub rest: Range<u32>,
    /// What it is.
    pub kind: PhraseKind,
}

/// A word of a phrase: lower case, with the hash that a token of it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseWord<'a> {
    /// All words of the lists, and where this one stands: few are looked at, most are told apart by their hash.
    pub(super) all: &'a str,
    pub(super) place: [u32; 2],
    /// Its hash.
    pub hash: u32,
}

impl<'a> PhraseWord<'a> {
    /// The word.
    pub fn text(&self) -> &'a str {
        let [start, length] = self.place;
        &self.all[start as usize..(start + length) as usize]
    }
}

/// An outlet of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlet<'a> {
    /// The name that rows show.
    pub name: &'a str,
    /// agency, newspaper, broadcaster, programme, website, platform ...
    pub kind: &'a str,
}
