//! The classes that a word can have, as a set of bits.

use std::ops::BitOr;

/// A set of word classes. A word has as many as the lists give it: `German` is a demonym, `may` a modal and a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordClass(pub u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $(as $word:literal)?,)*) => {
        impl WordClass {
            /// No class.
            pub const NONE: WordClass = WordClass(0);
            $($(#[$doc])* pub const $name: WordClass = WordClass(1 << $bit);)*

            /// The classes that a word list can name.
            pub(crate) const WORDS: &[&str] = &[$($($word,)?)*];

            /// The class that a word list names so, if there is one.
            pub fn from_word(word: &str) -> Option<WordClass> {
                match word { $($($word => Some(WordClass::$name),)?)* _ => None }
            }
        }
    };
}

classes! {
    /// Articles and other determiners.
    DETERMINER = 0 as "det",
    /// his, her, its, their, our, my, your.
    POSSESSIVE = 1 as "poss",
    /// he, she, they, it, I, we, you.
    SUBJECT_PRONOUN = 2 as "subj",
    /// Any other pronoun that can be a subject.
    PRONOUN = 3 as "pron",
    /// him, her, them, us, me.
    OBJECT_PRONOUN = 4 as "obj",
    /// who, which, that, whom, whose.
    RELATIVE = 5 as "rel",
    /// that.
    THAT = 6 as "that",
    /// what, how, why, whether, if, when, where, who, which.
    WH = 7 as "wh",
    /// Prepositions.
    PREPOSITION = 8 as "prep",
    /// and, or, but, nor, yet, so.
    CONJUNCTION = 9 as "conj",
    /// because, while, although, after, as ...
    SUBORDINATOR = 10 as "sub",
    /// to.
    TO = 11 as "to",
    /// Forms of be.
    BE = 12,
    /// Forms of have.
    HAVE = 13,
    /// Forms of do.
    DO = 14,
    /// can, could, may, might, must, shall, should, would.
    MODAL = 15,
    /// will, 'll, going to.
    FUTURE = 16,
    /// not, never, n't forms.
    NEGATION = 17 as "neg",
    /// Adverbs that stand in a verb group.
    ADVERB = 18 as "adv",
    /// many, some, several, others.
    QUANTIFIER = 19 as "quant",
    /// Number words.
    NUMBER = 20 as "num",
    /// today, yesterday, last, next.
    TIME = 21 as "time",
    /// Days of the week and months.
    CALENDAR = 22,
    /// Titles that stand before a name.
    TITLE = 23,
    /// former, deputy, acting.
    TITLE_MODIFIER = 24,
    /// Nouns for one person.
    PERSON = 25,
    /// Nouns for several persons.
    PERSONS = 26,
    /// Nouns for bodies.
    ORGANISATION = 27,
    /// Nouns for texts that speak.
    DOCUMENT = 28,
    /// Plural or collective nouns for people.
    GROUP = 29,
    /// Given names.
    FIRST_NAME = 30,
    /// Male: pronoun, title, noun or given name.
    MALE = 31 as "male",
    /// Female.
    FEMALE = 32 as "female",
    /// it, its.
    NEUTER = 33 as "neuter",
    /// they, we.
    PLURAL = 34 as "plural",
    /// I, we.
    FIRST_PERSON = 35 as "first",
    /// newspaper, agency, broadcaster.
    OUTLET_NOUN = 36,
    /// Times, Post, Radio: words of an outlet's name.
    OUTLET_WORD = 37,
    /// Cities, provinces.
    PLACE = 38,
    /// Armenian, French.
    DEMONYM = 39,
    /// Places and buildings that speak.
    METONYM = 40,
    /// Common words that are often capitalised at the start of a sentence.
    COMMON = 41,
    /// Common verbs, and all forms of the cue verbs.
    VERB = 42 as "verb",
    /// Abbreviations that never end a sentence.
    ABBREVIATION = 43,
    /// Abbreviations that may end one.
    ABBREVIATION_MAY = 44,
    /// Company suffixes.
    SUFFIX = 45,
    /// himself, herself ...
    REFLEXIVE = 46 as "refl",
    /// Adjectives that stand before nouns, of the closed list.
    ADJECTIVE = 47 as "adj",
    /// A cue verb of saying, telling, writing ... (not of thinking).
    CUE = 48,
    /// A noun that can be a cue: statement, claim.
    NOUN_CUE = 49,
    /// The first word of a phrase of the phrase table (title, outlet, metonym, place).
    PHRASE_START = 50,
    /// Common nouns.
    NOUN = 51 as "noun",
    /// Verbs of thinking, wanting, planning: no reports of saying.
    THINK = 52,
    /// Names of outlets that are one word.
    OUTLET = 53,
    /// A light verb of a phrasal cue (go, make, put).
    LIGHT = 54,
    /// The words of a cue preposition (according, per).
    CUE_PREPOSITION = 55,
    /// What is said and reports nothing: prayers, goodbye.
    RITUAL = 56 as "ritual",
    /// Works that have a title: podcast, novel.
    WORK = 57 as "work",
    /// Verbs that give a name: christened.
    NAMING = 58 as "naming",
    /// Words that open a clause before the main one: if, unless.
    OPENER = 59 as "opener",
    /// What "to say" stands behind in a set phrase: needless, suffice.
    SAID_OF = 60 as "said-of",
    /// What hears what others say: court, jury, inquiry.
    HEARS = 61 as "hears",
    /// What shows words: sign, banner, flyer.
    SIGN = 62 as "sign",
}

impl WordClass {
    /// The classes that only a capitalised word can have: may, will, mark and reading are words as well as names.
    pub const CAPITALISED: WordClass = WordClass(
        Self::CALENDAR.0 | Self::FIRST_NAME.0 | Self::PLACE.0 | Self::DEMONYM.0 | Self::METONYM.0 | Self::OUTLET.0,
    );

    /// Auxiliary verbs.
    pub const AUXILIARY: WordClass = WordClass(Self::BE.0 | Self::HAVE.0 | Self::DO.0 | Self::MODAL.0);

    /// Verbs that a clause has: auxiliaries, the listed ones, those of saying.
    pub const FINITE: WordClass = WordClass(Self::AUXILIARY.0 | Self::FUTURE.0 | Self::VERB.0 | Self::CUE.0);

    /// Function words: never in the middle of a noun phrase.
    pub const FUNCTION: WordClass = WordClass(
        Self::PREPOSITION.0
            | Self::CONJUNCTION.0
            | Self::SUBORDINATOR.0
            | Self::WH.0
            | Self::BE.0
            | Self::HAVE.0
            | Self::DO.0
            | Self::MODAL.0
            | Self::NEGATION.0
            | Self::SUBJECT_PRONOUN.0
            | Self::OBJECT_PRONOUN.0
            | Self::PRONOUN.0
            | Self::THAT.0
            | Self::DETERMINER.0
            | Self::POSSESSIVE.0,
    );

    /// The set with the classes of another.
    #[inline]
    pub const fn or(self, other: WordClass) -> WordClass {
        WordClass(self.0 | other.0)
    }

    /// The set without the classes of another.
    #[inline]
    pub const fn without(self, other: WordClass) -> WordClass {
        WordClass(self.0 & !other.0)
    }

    /// Whether the two sets share a class.
    #[inline]
    pub const fn any(self, other: WordClass) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for WordClass {
    type Output = WordClass;

    #[inline]
    fn bitor(self, other: WordClass) -> WordClass {
        WordClass(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for WordClass {
    #[inline]
    fn bitor_assign(&mut self, other: WordClass) {
        self.0 |= other.0;
    }
}
