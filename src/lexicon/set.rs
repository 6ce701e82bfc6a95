//! Closed lists of words inside the grammar, asked by hash.
//!
//! Takes the hash of a lower-case form, as tokens carry it, gives whether the list may hold the word, and whether it
//! does. Most words are told apart by a few bits without a look at the list.

use super::hash::word_hash;

/// The bits that the hashes of a list have, in `N` numbers (a power of two): enough of them that most are not set.
#[derive(Clone, Copy, Debug)]
pub struct Bits<const N: usize = 4>([u64; N]);

/// The bits of many words.
pub type ManyBits = Bits<64>;

impl<const N: usize> Bits<N> {
    /// Those of no list.
    pub const NONE: Bits<N> = Bits([0; N]);

    /// The number and the bit of a hash: its highest bits.
    #[inline]
    const fn place(hash: u32) -> (usize, u32) {
        let bit = hash >> (u32::BITS - 6 - N.ilog2());
        (bit as usize / 64, bit % 64)
    }

    /// The bits with those of one more hash.
    pub const fn with(self, hash: u32) -> Bits<N> {
        let mut bits = self.0;
        let (number, bit) = Bits::<N>::place(hash);
        bits[number] |= 1 << bit;
        Bits(bits)
    }

    /// The bits of several lists.
    pub const fn of_all(lists: &[&Hashes]) -> Bits<N> {
        let (mut bits, mut list) = (Bits::<N>::NONE, 0);
        while list < lists.len() {
            let (hashes, mut n) = (lists[list].hashes, 0);
            while n < hashes.len() {
                bits = bits.with(hashes[n]);
                n += 1;
            }
            list += 1;
        }
        bits
    }

    /// Whether a list with these bits may hold a hash.
    #[inline]
    pub fn may_hold(&self, hash: u32) -> bool {
        let (number, bit) = Bits::<N>::place(hash);
        self.0[number] >> bit & 1 != 0
    }
}

/// A list of hashes.
#[derive(Clone, Copy, Debug)]
pub struct Hashes {
    hashes: &'static [u32],
    bits: Bits,
}

impl Hashes {
    /// A list.
    pub const fn of(hashes: &'static [u32]) -> Hashes {
        let mut bits = Bits::<4>::NONE;
        let mut n = 0;
        while n < hashes.len() {
            bits = bits.with(hashes[n]);
            n += 1;
        }
        Hashes { hashes, bits }
    }

    /// Whether the list holds a hash.
    #[inline]
    pub fn contains(&self, hash: &u32) -> bool {
        self.bits.may_hold(*hash) && self.hashes.contains(hash)
    }
}

/// A list of words in lower case.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    words: &'static [&'static str],
    bits: Bits,
}

impl Words {
    /// A list.
    pub const fn of(words: &'static [&'static str]) -> Words {
        let mut bits = Bits::<4>::NONE;
        let mut n = 0;
        while n < words.len() {
            bits = bits.with(word_hash(words[n]));
            n += 1;
        }
        Words { words, bits }
    }

    /// Its words.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// What its words have in common.
    pub const fn bits(&self) -> Bits {
        self.bits
    }

    /// Whether the list may hold a word, by the hash of its lower-case form.
    #[inline]
    pub fn may_hold(&self, hash: u32) -> bool {
        self.bits.may_hold(hash)
    }

    /// Whether the list holds a word in whatever case.
    pub fn holds_any_case(&self, word: &str) -> bool {
        self.words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    /// Whether the list holds a word as it is written, of which the hash is not known: most are told apart by it.
    pub fn has(&self, word: &str) -> bool {
        self.may_hold(word_hash(word)) && self.holds(word)
    }

    /// Whether the list holds a word as it is written.
    pub fn holds(&self, word: &str) -> bool {
        self.words.contains(&word)
    }
}

/// A list of words that stands where it is asked.
macro_rules! listed {
    [$($word:literal),* $(,)?] => {
        const { &$crate::lexicon::set::Words::of(&[$($word),*]) }
    };
}

pub(crate) use listed;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_their_words_and_no_others() {
        const LIST: &[&str] = &["van", "de", "la", "al", "von"];
        const HASHES: &[u32] = &[word_hash("van"), word_hash("la")];
        let (words, hashes) = (Words::of(LIST), Hashes::of(HASHES));
        assert!(LIST.iter().all(|w| words.may_hold(word_hash(w)) && words.holds(w)));
        assert!(!words.holds("Van") && !words.holds("ferry"));
        let passed = (0..1000).filter(|n| words.may_hold(word_hash(&format!("w{n}")))).count();
        assert!(passed < 100, "{passed}");
        assert!(hashes.contains(&word_hash("la")) && !hashes.contains(&word_hash("de")));
    }
}
