//! The words that verification knows, class by class: `lexicon/claim_words.csv`.
//!
//! Takes a class and a word in lower case, says whether the list gives the word that class.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static CLASSES: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let text = crate::lexicon::overlay::list_text("claim_words").unwrap_or_default();
    let mut out: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for row in csv::Reader::from_reader(text.as_bytes()).records().filter_map(Result::ok) {
        if let (Some(word), Some(class)) = (row.get(0), row.get(1)) {
            out.entry(word.to_owned()).or_default().push(class.to_owned());
        }
    }
    out
});

/// Whether a word is of a class.
pub(super) fn listed(class: &str, word: &str) -> bool {
    CLASSES.get(word).is_some_and(|classes| classes.iter().any(|c| c == class))
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
    }
}
