//! Lists of words with classes of their own, for one stage alone: `word,classes,note`.
//!
//! Takes a built-in list and the names of its classes, gives the classes of a word as bits, by their places among the names.
//! Read when it is first asked: most articles ask for none of them.

use super::hash::word_hash;
use super::overlay::list_text;
use super::set::ManyBits;
use rustc_hash::FxHashMap;

/// The classes of a list for one stage, as constants of a type `Class` (a set of them), and the list itself:
/// `classes! { "list_name": /// what the words do \n NAME = "name", ... }`.
macro_rules! classes {
    ($list:literal: $($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// A set of classes of words.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(super) struct Class(u64);

        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the names of the constants")]
        enum Number { $($name),* }

        impl Class {
            $($(#[$doc])* pub(super) const $name: Class = Class(1 << Number::$name as u8);)*

            /// The classes of a word, by the hash of its lower-case form.
            #[inline]
            fn listed(hash: u32) -> Class {
                static LIST: std::sync::LazyLock<$crate::lexicon::classed::Classed> =
                    std::sync::LazyLock::new(|| $crate::lexicon::classed::Classed::read($list, NAMES));
                Class(LIST.of(hash))
            }

            /// Whether a class of one is one of the other.
            #[inline]
            pub(super) const fn any(self, other: Class) -> bool {
                self.0 & other.0 != 0
            }

            /// The classes of either.
            #[allow(dead_code, reason = "not every stage joins classes")]
            pub(super) const fn and(self, other: Class) -> Class {
                Class(self.0 | other.0)
            }
        }

        /// The names of the classes, by number.
        const NAMES: &[&str] = &[$($word),*];

        #[cfg(test)]
        #[test]
        fn every_class_of_the_list_has_a_name_and_every_name_words() {
            assert_eq!($crate::lexicon::classed::strays($list, NAMES), [""; 0]);
        }
    };
}
pub(crate) use classes;

/// A list of words with classes.
#[derive(Debug)]
pub(crate) struct Classed {
    classes: FxHashMap<u32, u64>,
    /// What the hashes of the words have in common: most words are told apart without a look at the list.
    sieve: ManyBits,
}

impl Classed {
    /// Reads a list; a class without a name is left out.
    pub(crate) fn read(list: &str, names: &[&str]) -> Classed {
        let mut read = Classed { classes: FxHashMap::default(), sieve: ManyBits::NONE };
        for [word, classes] in list_rows(list) {
            let hash = word_hash(&word);
            for n in classes.split(' ').filter_map(|class| names.iter().position(|name| *name == class)) {
                *read.classes.entry(hash).or_default() |= 1 << n;
                read.sieve = read.sieve.with(hash);
            }
        }
        read
    }

    /// The classes of a word, by the hash of its lower-case form.
    #[inline]
    pub(crate) fn of(&self, hash: u32) -> u64 {
        if self.sieve.may_hold(hash) { self.classes.get(&hash).copied().unwrap_or_default() } else { 0 }
    }
}

/// The first columns of the rows of a list.
pub(crate) fn list_rows<const N: usize>(list: &str) -> impl Iterator<Item = [String; N]> {
    let text = list_text(list).unwrap_or_default();
    text.lines().skip(1).map(columns)
}

/// The first columns of a row. The long notes behind them need not be read as CSV.
fn columns<const N: usize>(row: &str) -> [String; N] {
    let mut fields = row.split(',');
    let columns = std::array::from_fn(|_| fields.next().unwrap_or_default().to_owned());
    if !columns.iter().any(|column: &String| column.starts_with('"')) {
        return columns;
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
    let row = reader.records().next().and_then(Result::ok).unwrap_or_default();
    std::array::from_fn(|n| row.get(n).unwrap_or_default().to_owned())
}

/// The words of a list, each with one of its classes.
#[cfg(test)]
fn rows(list: &str) -> impl Iterator<Item = (String, String)> {
    list_rows(list).flat_map(|[word, classes]| {
        let classes: Vec<String> = classes.split(' ').map(str::to_owned).collect();
        classes.into_iter().map(move |class| (word.clone(), class))
    })
}

/// Classes of a list that have no name, and names that no word of it has.
#[cfg(test)]
pub(crate) fn strays(list: &str, names: &[&str]) -> Vec<String> {
    let listed: std::collections::BTreeSet<String> = rows(list).map(|(_, class)| class).collect();
    let known: std::collections::BTreeSet<String> = names.iter().map(|name| (*name).to_owned()).collect();
    listed.symmetric_difference(&known).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_bits_of_their_classes() {
        let list = Classed::read("claim_words", &["modal", "negator"]);
        assert_eq!(list.of(word_hash("never")), 0b10);
        assert_eq!(list.of(word_hash("ferry")), 0);
        assert!(strays("claim_words", &["no such"]).contains(&"clause".to_owned()));
    }
}
