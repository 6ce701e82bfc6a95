//! The words that verification knows, class by class: `lexicon/claim_words.csv`.
//!
//! Takes a class and a word in lower case, says whether the list gives the word that class.

use crate::lexicon::classed::Classed;
use crate::lexicon::word_hash;
use std::sync::LazyLock;

/// The classes, by number.
const NAMES: &[&str] = &[
    "author",
    "bound",
    "clause",
    "condition",
    "currency",
    "denial",
    "doubter",
    "generation",
    "honour",
    "man",
    "modal",
    "negator",
    "not-negated",
    "outlet-lead",
    "outlet-word",
    "particle",
    "pretence",
    "pro-form",
    "qualifier",
    "quantity",
    "relation",
    "telling",
    "time",
    "title",
    "turn",
    "woman",
];

static CLASSES: LazyLock<Classed> = LazyLock::new(|| Classed::read("claim_words", NAMES));

/// Whether a word is of a class.
pub(super) fn listed(class: &str, word: &str) -> bool {
    let bit = NAMES.iter().position(|name| *name == class);
    bit.is_some_and(|n| CLASSES.of(word_hash(word)) >> n & 1 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_classes() {
        for (class, word) in [("negator", "never"), ("modal", "won't"), ("relation", "lawyer"), ("title", "mrs")] {
            assert!(listed(class, word), "{word}");
        }
        assert!(!listed("negator", "always") && !listed("title", "lawyer") && !listed("negators", "never"));
        assert_eq!(crate::lexicon::classed::strays("claim_words", NAMES), [""; 0]);
    }
}
