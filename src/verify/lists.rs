//! The words that verification knows, class by class: `lexicon/claim_words.csv`.
//!
//! Takes a class and a word in lower case, says whether the list gives the word that class.

use crate::lexicon::classed::Classed;
use crate::lexicon::word_hash;
use std::sync::LazyLock;

/// The classes, by number.
const NAMES: &[&str] = &[
    "acronym",
    "asking",
    "author",
    "bound",
    "clause",
    "condition",
    "currency",
    "denial",
    "denying",
    "doubter",
    "ender",
    "fair",
    "former",
    "generation",
    "honour",
    "judging",
    "limiter",
    "man",
    "medium-agency",
    "medium-print",
    "medium-radio",
    "medium-screen",
    "modal",
    "negator",
    "not-negated",
    "notion",
    "outlet-lead",
    "outlet-word",
    "particle",
    "pretence",
    "preventer",
    "pro-form",
    "qualifier",
    "quantity",
    "relation",
    "teller",
    "telling",
    "time",
    "title",
    "turn",
    "view",
    "whom",
    "wish",
    "woman",
];

static CLASSES: LazyLock<Classed> = LazyLock::new(|| Classed::read("claim_words", NAMES));

/// Whether a word is of a class.
pub(super) fn listed(class: &str, word: &str) -> bool {
    let bit = NAMES.iter().position(|name| *name == class);
    bit.is_some_and(|n| CLASSES.of(word_hash(word)) >> n & 1 != 0)
}

/// Whether two words that follow one another are of a class together: far from, fail to.
pub(super) fn listed_pair(class: &str, first: &str, second: &str) -> bool {
    listed(class, &format!("{first} {second}"))
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
