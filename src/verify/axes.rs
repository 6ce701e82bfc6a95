//! The three axes and the headline.
//!
//! Takes nothing, gives the words in which a verdict is told and the order in which faults are named.

use crate::error::Error;
use serde::{Deserialize, Serialize};

macro_rules! axis {
    ($(#[$doc:meta])* $name:ident { $($(#[doc = $vdoc:literal])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[doc = $vdoc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word in the output.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// What the word means, in a sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $($name::$variant => concat!($($vdoc),*).trim_ascii(),)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;

            fn from_str(s: &str) -> Result<Self, Error> {
                Self::ALL.iter().copied().find(|v| v.as_str() == s).ok_or_else(|| {
                    Error::unknown_word(stringify!($name), s, &Self::ALL.iter().map(|v| v.as_str()).collect::<Vec<_>>())
                })
            }
        }
    };
}

axis! {
    /// Are these the words?
    ///
    /// ```
    /// use whosaid::{input::Article, verify::{Aliases, Claim, Verifier, Wording}};
    /// let claim = Claim { claim: "the ferry would sail at dawn".into(), speaker: "Anna Haro".into(), ..Claim::default() };
    /// let article = Article::new("a.txt", "Anna Haro said the ferry would sail at dawn.");
    /// let answers = Verifier::new(vec![claim], Aliases::default()).answers(&[article]);
    /// assert_eq!(answers[0].wording, Wording::Paraphrase);
    /// assert_eq!(Wording::Paraphrase.meaning(), "Only an indirect statement holds them.");
    /// ```
    Wording {
        /// Byte for byte, but for outer marks and points.
        Exact = "exact",
        /// Only case, space, punctuation, hyphenation or encoding differ.
        ExactNormalised = "exact-normalised",
        /// Words are left out, nothing else is changed.
        Elided = "elided",
        /// Words are changed.
        Altered = "altered",
        /// Pieces of different quotations, or out of order.
        Stitched = "stitched",
        /// Only an indirect statement holds them.
        Paraphrase = "paraphrase",
        /// Nothing like them was found.
        Absent = "absent",
    }
}

axis! {
    /// Is it this speaker?
    ///
    /// ```
    /// use whosaid::{input::Article, verify::{Aliases, Claim, SpeakerCheck, Verifier}};
    /// let claim = Claim { claim: "The ferry will sail at dawn".into(), speaker: "Haro".into(), ..Claim::default() };
    /// let article = Article::new("a.txt", "“The ferry will sail at dawn,” Anna Haro said.");
    /// let answers = Verifier::new(vec![claim], Aliases::default()).answers(&[article]);
    /// assert_eq!(answers[0].speaker_check, SpeakerCheck::Compatible);
    /// ```
    SpeakerCheck {
        /// The same name.
        Same = "same",
        /// A shorter or fuller form, a description, or one of joint speakers.
        Compatible = "compatible",
        /// Somebody else.
        Different = "different",
        /// The text does not say who.
        Unattributed = "unattributed",
        /// The claimed name fits several speakers.
        Ambiguous = "ambiguous",
        /// The claim names nobody: who said the words was not checked.
        NotAsked = "not-asked",
    }
}

axis! {
    /// Did it come through this outlet?
    ///
    /// ```
    /// use whosaid::{input::Article, verify::{Aliases, SourceCheck, Verifier, read_claims}};
    /// let claims = read_claims("c.csv", "claim,source\nWe sail at dawn,Radio Kattvik\nWe sail at dawn,The Quay Post\n").unwrap();
    /// let article = Article::new("a.txt", "“We sail at dawn,” Anna Haro told Radio Kattvik.");
    /// let answers = Verifier::new(claims.list, Aliases::default()).answers(&[article]);
    /// assert_eq!((answers[0].source_check, answers[1].source_check), (SourceCheck::Same, SourceCheck::Different));
    /// ```
    SourceCheck {
        /// The same outlet, or the same chain.
        Same = "same",
        /// Another outlet.
        Different = "different",
        /// One link of a chain.
        Chain = "chain",
        /// The text names none.
        NotStated = "not-stated",
        /// The claim names none.
        NotAsked = "not-asked",
    }
}

axis! {
    /// The headline.
    ///
    /// ```
    /// use whosaid::{input::Article, verify::{Aliases, Claim, Verdict, Verifier}};
    /// let claim = Claim { claim: "The ferry will sail at dawn".into(), speaker: "Bo Ek".into(), ..Claim::default() };
    /// let article = Article::new("a.txt", "“The ferry will sail at dawn,” Anna Haro said.");
    /// let answers = Verifier::new(vec![claim], Aliases::default()).answers(&[article]);
    /// assert_eq!(answers[0].verdict, Verdict::Misattributed);
    /// assert_eq!("misattributed".parse::<Verdict>().unwrap(), answers[0].verdict);
    /// ```
    Verdict {
        /// These words, this speaker, this source.
        Confirmed = "confirmed",
        /// The right speaker, other words.
        Altered = "altered",
        /// The words of somebody else, or words that were not said.
        Misattributed = "misattributed",
        /// Another outlet, or none.
        WrongSource = "wrong-source",
        /// Only an indirect statement.
        ParaphraseOnly = "paraphrase-only",
        /// The text does not say whose words they are.
        Unattributed = "unattributed",
        /// Nothing in what was searched.
        NotFound = "not-found",
        /// Several speakers fit, or the articles contradict one another.
        Ambiguous = "ambiguous",
        /// The claim could not be read.
        Error = "error",
    }
}

/// What the headline is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Faults {
    /// The words.
    pub wording: Wording,
    /// A gap in them is not marked, so that the elision counts as a change.
    pub unmarked: bool,
    /// The text denies or doubts that they were said.
    pub unsaid: bool,
    /// The claim does not give them as verbatim.
    pub reported: bool,
    /// The speaker.
    pub speaker: SpeakerCheck,
    /// The source.
    pub source: SourceCheck,
}

impl Faults {
    /// The headline: the first fault that holds.
    pub(super) fn verdict(self) -> Verdict {
        let changed = matches!(self.wording, Wording::Altered | Wording::Stitched);
        if self.wording == Wording::Absent {
            Verdict::NotFound
        } else if self.unsaid || self.speaker == SpeakerCheck::Different {
            Verdict::Misattributed
        } else if changed || (self.wording == Wording::Elided && self.unmarked) {
            Verdict::Altered
        } else if matches!(self.source, SourceCheck::Different | SourceCheck::NotStated) {
            Verdict::WrongSource
        } else if self.wording == Wording::Paraphrase && !self.reported {
            Verdict::ParaphraseOnly
        } else if self.speaker == SpeakerCheck::Unattributed {
            Verdict::Unattributed
        } else if self.speaker == SpeakerCheck::Ambiguous {
            Verdict::Ambiguous
        } else {
            Verdict::Confirmed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_is_the_headline() {
        let fine = Faults {
            wording: Wording::Exact,
            unmarked: false,
            unsaid: false,
            reported: false,
            speaker: SpeakerCheck::Same,
            source: SourceCheck::NotAsked,
        };
        let other = Faults { speaker: SpeakerCheck::Different, ..fine };
        let table = [
            (fine, Verdict::Confirmed),
            (Faults { wording: Wording::Elided, source: SourceCheck::Chain, ..fine }, Verdict::Confirmed),
            (Faults { wording: Wording::Elided, unmarked: true, ..fine }, Verdict::Altered),
            (Faults { wording: Wording::Altered, ..other }, Verdict::Misattributed),
            (Faults { wording: Wording::Absent, ..other }, Verdict::NotFound),
            (Faults { unsaid: true, ..fine }, Verdict::Misattributed),
            (Faults { wording: Wording::Stitched, source: SourceCheck::Different, ..fine }, Verdict::Altered),
            (Faults { wording: Wording::Paraphrase, source: SourceCheck::NotStated, ..fine }, Verdict::WrongSource),
            (
                Faults { wording: Wording::Paraphrase, speaker: SpeakerCheck::Unattributed, ..fine },
                Verdict::ParaphraseOnly,
            ),
            (Faults { wording: Wording::Paraphrase, reported: true, ..fine }, Verdict::Confirmed),
            (Faults { speaker: SpeakerCheck::Unattributed, ..fine }, Verdict::Unattributed),
            (Faults { speaker: SpeakerCheck::Ambiguous, ..fine }, Verdict::Ambiguous),
        ];
        for (faults, want) in table {
            assert_eq!(faults.verdict(), want, "{faults:?}");
        }
    }
}
