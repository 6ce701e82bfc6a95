//! The word lists: CSV files beside this loader, read once.
//!
//! Takes the built-in lists (and a user's additions and removals), gives a [`Lexicon`]: one look-up for a word, one for
//! a phrase that begins with it. It holds words only; what they do in a sentence is the grammar's.

pub mod classes;
mod load;
pub mod overlay;

pub use classes::WordClass;
pub use overlay::Overlay;

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What the lexicon says of one word form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordEntry {
    /// The classes of the word.
    pub class: WordClass,
    /// Index of its [`CueForm`] plus one; 0 where it is no form of a verb that can be a cue.
    pub cue: u16,
}

/// The class of a cue: what sort of speech act it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CueClass {
    /// say, state, argue
    Say,
    /// tell, inform
    Tell,
    /// ask
    Ask,
    /// add, continue
    Add,
    /// reply
    Reply,
    /// deny
    Deny,
    /// write
    Write,
    /// tweet, post
    Social,
    /// announce
    Announce,
    /// a document shows
    Show,
    /// quote, cite
    Quote,
    /// urge
    Urge,
    /// promise
    Promise,
    /// accuse X of Y
    Accuse,
    /// call X Y
    Call,
    /// describe X as Y
    Describe,
    /// criticise, praise
    Judge,
    /// thunder, sigh
    Manner,
    /// think, hope: no saying
    Think,
    /// go, make: only with their particle
    Light,
}

/// The frames that a cue verb takes, as a set of letters (see `cues.csv`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(pub u32);

impl Frames {
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

/// One inflected form of a cue verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CueForm {
    /// The dictionary form.
    pub lemma: String,
    /// Its speech act.
    pub class: CueClass,
    /// The frames that it takes.
    pub frames: Frames,
    /// Which inflections the form can be.
    pub inflection: Inflection,
    /// Verb + words combinations that begin with this form, longest first.
    pub phrasal: Vec<Phrasal>,
}

/// The words behind a verb that make a phrasal cue with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrasal {
    /// Lower-case words as they stand behind the verb.
    pub words: Vec<String>,
    /// The speech act of the whole.
    pub class: CueClass,
    /// The frames of the whole.
    pub frames: Frames,
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

/// A phrase of two or more words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Lower-case words; a clitic is a word of its own.
    pub words: Vec<String>,
    /// What it is.
    pub kind: PhraseKind,
}

/// An outlet of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// The name that rows show.
    pub name: String,
    /// agency, newspaper, broadcaster, programme, website, platform ...
    pub kind: String,
}

/// A line of page furniture, as the list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounCue {
    /// The speech act.
    pub class: CueClass,
}

/// All word lists, ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<String, WordEntry>,
    cues: Vec<CueForm>,
    phrases: FxHashMap<String, Vec<Phrase>>,
    outlets: Vec<Outlet>,
    outlet_names: FxHashMap<String, u16>,
    noun_cues: FxHashMap<String, CueClass>,
    channels: FxHashMap<String, crate::record::Channel>,
    metonyms: FxHashMap<String, String>,
}

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(&Overlay::default()));

impl Lexicon {
    /// The lists that come with the crate.
    pub fn built_in() -> &'static Lexicon {
        &BUILT_IN
    }

    /// The lists with a user's changes.
    pub fn with_overlay(overlay: &Overlay) -> Lexicon {
        Lexicon::load(overlay)
    }

    /// The entry of a lower-case word form; an empty one for an unknown word.
    pub fn word(&self, lower: &str) -> WordEntry {
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// The cue form of a token's `cue` field.
    pub fn cue(&self, index: u16) -> Option<&CueForm> {
        self.cues.get(usize::from(index).checked_sub(1)?)
    }

    /// The phrases that begin with a lower-case word, longest first.
    pub fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// An outlet by its row.
    pub fn outlet(&self, row: u16) -> Option<&Outlet> {
        self.outlets.get(usize::from(row))
    }

    /// The row of an outlet by its name or one of its aliases, case as written.
    pub fn outlet_named(&self, name: &str) -> Option<u16> {
        self.outlet_names.get(name).copied()
    }

    /// The speech act of a noun that can be a cue, lower case, singular or plural.
    pub fn noun_cue(&self, lower: &str) -> Option<CueClass> {
        self.noun_cues.get(lower).copied()
    }

    /// The channel that a document noun stands for.
    pub fn channel(&self, lower: &str) -> Option<crate::record::Channel> {
        self.channels.get(lower).copied()
    }

    /// What a place that speaks stands for: its country, or what it is.
    pub fn metonym(&self, name: &str) -> Option<&str> {
        self.metonyms.get(name).map(String::as_str)
    }
}
