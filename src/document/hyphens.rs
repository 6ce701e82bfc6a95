//! Hyphens at the end of a line: part of a compound, or put there by whoever broke the line.
//!
//! Takes the two halves and the words of the rest of the text; gives how to write them together. It does not decide
//! whether the lines belong together; see `wraps`.
//!
//! The text itself is the best witness: a word seen whole elsewhere is written whole, a compound seen with its hyphen
//! keeps it. Where the text is silent, the lists in `lexicon/hyphenation.csv` and the look of the two halves decide.

use crate::lexicon::rule_words;
use crate::lexicon::{Hyphenation, Lexicon};
use rustc_hash::FxHashSet;

/// Characters that break a word at a line end.
pub(super) const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// How two halves are written together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// `govern-`/`ment`: without the hyphen.
    Drop,
    /// `five-`/`year`: with it.
    Keep,
    /// `two-`/`and three-year`: with it and with a space.
    Suspended,
}

/// What a lower-case word is in the built-in lists.
fn listed(word: &str) -> Hyphenation {
    Lexicon::built_in().hyphenation(word)
}

/// Whether the lists know a lower-case word, or its singular.
fn is_word(word: &str) -> bool {
    listed(word).any(Hyphenation::WORD) || word.strip_suffix('s').is_some_and(|w| listed(w).any(Hyphenation::WORD))
}

/// What the text says about the words that its line ends break: which halves, wholes and compounds stand elsewhere.
#[derive(Debug, Default)]
pub(super) struct Words {
    seen: FxHashSet<u64>,
}

/// One step of a word's key, over its bytes in lower case; exact for a dozen letters, good beyond.
fn step(hash: u64, byte: u8) -> u64 {
    hash.rotate_left(5) ^ u64::from(byte | 0x20)
}

/// A word's key. Letters beyond ASCII keep their case, which costs a witness now and then and saves a pass.
fn key(parts: &[&str]) -> u64 {
    parts.iter().flat_map(|p| p.bytes()).fold(0, step)
}

/// The key of two words with a hyphen between.
fn compound(first: u64, rest: u64) -> u64 {
    first.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ rest
}

/// What a byte is to the words: none of them, part of one, a hyphen.
const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        // 0xE2 begins all curly marks, dashes and dots and hardly any letter; what follows it is then taken for a word of
        // its own, which nobody asks for.
        if (byte as u8).is_ascii_alphanumeric() || (byte >= 0x80 && byte != 0xE2) {
            table[byte] = WORD;
        }
        byte += 1;
    }
    table[b'-' as usize] = HYPHEN;
    table
};
const WORD: u8 = 1;
const HYPHEN: u8 = 2;

/// A bit for each key: it spares nearly all words the look into the set.
struct Sieve([u64; 256]);

impl Sieve {
    fn of(keys: &FxHashSet<u64>) -> Sieve {
        let mut bits = [0u64; 256];
        for &key in keys {
            let (word, bit) = Sieve::place(key);
            bits[word] |= bit;
        }
        Sieve(bits)
    }

    fn place(key: u64) -> (usize, u64) {
        let mixed = key.wrapping_mul(0x517C_C1B7_2722_0A95) >> 50;
        ((mixed >> 6) as usize, 1u64 << (mixed & 63))
    }

    fn may_hold(&self, key: u64) -> bool {
        let (word, bit) = Sieve::place(key);
        self.0[word] & bit != 0
    }
}

impl Words {
    /// Looks `text` through, once, for what is asked about `broken`: pairs of line end and line beginning.
    pub(super) fn about<'a>(text: &str, broken: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut asked = FxHashSet::default();
        for (before, after) in broken {
            let (first, rest) = halves(before, after);
            let (first, rest) = (key(&[first]), (key(&[rest]), key(&[first, rest])));
            asked.extend([first, rest.0, rest.1, compound(first, rest.0)]);
        }
        let mut words = Words::default();
        let sieve = Sieve::of(&asked);
        let mut ask = |key: u64| {
            if sieve.may_hold(key) && asked.contains(&key) {
                words.seen.insert(key);
            }
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if CLASS[bytes[at] as usize] != WORD {
                at += 1;
                continue;
            }
            // One word, or a compound with its hyphens.
            let (mut before, mut part, mut hyphens) = (0, 0, 0);
            let mut class = WORD;
            while class != 0 {
                if class == WORD {
                    part = step(part, bytes[at]);
                } else if bytes.get(at + 1).is_some_and(|&b| CLASS[b as usize] == WORD) {
                    ask(part);
                    (before, part, hyphens) = (part, 0, hyphens + 1);
                } else {
                    break;
                }
                at += 1;
                class = bytes.get(at).map_or(0, |&b| CLASS[b as usize]);
            }
            if class == HYPHEN {
                // Halves of broken words are no witnesses, neither the one before the break nor the one behind it.
                at += 1;
                let rest = &bytes[at..];
                if rest.first().is_some_and(u8::is_ascii_whitespace) {
                    at += rest.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(rest.len());
                    at += bytes[at..].iter().position(|&b| CLASS[b as usize] != WORD).unwrap_or(bytes.len() - at);
                }
                continue;
            }
            ask(part);
            if hyphens == 1 {
                ask(compound(before, part));
            }
        }
        words
    }

    /// Whether `first` and `rest` stand in the text as a compound with a hyphen.
    fn has_compound(&self, first: &str, rest: &str) -> bool {
        self.seen.contains(&compound(key(&[first]), key(&[rest])))
    }

    fn has(&self, parts: &[&str]) -> bool {
        self.seen.contains(&key(parts))
    }
}

/// Judges the hyphen at the end of `before`, whose word goes on, or does not, with `after`.
///
/// Both are whole lines; the hyphen is the last character of `before`.
pub(super) fn judge(before: &str, after: &str, words: &Words) -> Joint {
    let whole = tail(before.trim_end_matches(HYPHENS));
    let (first, rest) = halves(before, after);
    if first.is_empty() || rest.is_empty() {
        return Joint::Keep;
    }
    if before.ends_with('\u{ad}') {
        return Joint::Drop;
    }
    if matches!(rest, "and" | "or" | "to" | "nor" | "but" | "versus") && !words.has(&[first, rest]) {
        return Joint::Suspended;
    }
    // `over-the-`/`counter`, `41-`/`year`, `e-`/`mail`
    let short = first.chars().nth(1).is_none();
    if short || whole.len() > first.len() || first.ends_with(|c: char| c.is_numeric()) || starts_with_digit(rest) {
        return Joint::Keep;
    }
    let shouting = is_upper(first) && is_upper(rest);
    if matches!(first, "Mc" | "Mac") {
        return Joint::Drop;
    }
    if rest.starts_with(char::is_uppercase) && !shouting {
        return Joint::Keep;
    }
    if words.has(&[first, rest]) {
        return Joint::Drop;
    }
    if words.has_compound(first, rest) {
        return Joint::Keep;
    }
    judge_halves(first, rest, after, words)
}

/// Judges the hyphen between two halves by what the lists and the text know of them.
fn judge_halves(first: &str, rest: &str, after: &str, words: &Words) -> Joint {
    let shouting = is_upper(first) && is_upper(rest);
    let (low_first, low_rest) = (first.to_lowercase(), rest.to_lowercase());
    let joined = low_first.clone() + &low_rest;
    if listed(&joined).any(Hyphenation::SOLID) || is_word(&joined) {
        return Joint::Drop;
    }
    let (first_half, second_half) = (listed(&low_first), listed(&low_rest));
    if first_half.any(Hyphenation::PERSON_PREFIX) && second_half.any(Hyphenation::PERSON) {
        return Joint::Keep;
    }
    if first_half.any(Hyphenation::VOWEL_PREFIX) {
        let meets = low_first.bytes().next_back() == low_rest.bytes().next();
        return if meets || (low_first == "anti" && low_rest.len() > 4) { Joint::Keep } else { Joint::Drop };
    }
    let is_second = second_half.any(Hyphenation::SECOND);
    if first_half.any(Hyphenation::FIRST) && (is_second || low_rest.len() > 2) && !is_ending(&low_rest) {
        return Joint::Keep;
    }
    if is_second && (low_first.len() > 2 || is_upper(first)) {
        return Joint::Keep;
    }
    // Two words that the text, or the lists, know.
    let proper = first.starts_with(char::is_uppercase) && !shouting;
    // `govern-`/`ment-backed` is a broken word, `state-`/`of-the-art` a compound.
    let goes_on = after[rest.len()..].starts_with('-');
    let known_rest = words.has(&[rest]) || is_word(&low_rest);
    let known_first = words.has(&[first]) || is_word(&low_first);
    if known_first
        && (proper || goes_on || known_rest)
        && low_first.len() > 2
        && low_rest.len() > 2
        && !is_ending(&low_rest)
    {
        return Joint::Keep;
    }
    Joint::Drop
}

/// Judges a hyphen behind a space at the end of a line: that of a broken word where the second half is no word by itself, or
/// the lists have the whole; a dash elsewhere.
pub(super) fn judge_spaced(before: &str, after: &str) -> Option<Joint> {
    let (first, rest) = halves(before.trim_end_matches([' ', '-']), after);
    if first.is_empty() || rest.is_empty() {
        return None;
    }
    let class = |word: &str| Lexicon::built_in().word(word).class;
    let known = |word: &str| is_word(word) || class(word) != crate::lexicon::WordClass::NONE;
    let whole = first.to_lowercase() + rest;
    (is_ending(rest) || !known(rest) || known(&whole)).then_some(Joint::Drop)
}

/// Whether the second half is an ending and no word.
fn is_ending(rest: &str) -> bool {
    rule_words::WORD_ENDING.holds(rest)
}

/// What the hyphen parts, down to the next mark on either side.
fn halves<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str) {
    let first = tail_part(tail(before.trim_end_matches(HYPHENS)));
    (first, &after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())])
}

/// The last run of letters, digits, hyphens and apostrophes.
fn tail(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .find(|&(_, c)| !(c.is_alphanumeric() || matches!(c, '-' | '\u{2010}' | '\'' | '’')))
        .map_or(0, |(i, c)| i + c.len_utf8());
    text[start..].trim_start_matches(['\'', '’', '-'])
}

/// What stands behind the last hyphen or apostrophe of a run.
fn tail_part(run: &str) -> &str {
    run.rsplit(['-', '\u{2010}', '\'', '’']).next().unwrap_or(run)
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_numeric())
}

fn is_upper(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judges_hyphens_at_line_ends() {
        for (before, after, joint) in [
            ("the region of Nagorno-", "Karabakh.", Joint::Keep),
            ("a renewable five-", "year mandate", Joint::Keep),
            ("said the govern-", "ment would", Joint::Drop),
            ("the nego-", "tiation ended", Joint::Drop),
            ("a Russian-", "brokered truce", Joint::Keep),
            ("after a mud-", "slide buried", Joint::Drop),
            ("told the news-", "paper", Joint::Drop),
            ("the spare trans-", "formers", Joint::Drop),
            ("a two-", "and three-year plan", Joint::Suspended),
            ("the thou-", "sand", Joint::Drop),
            ("self-", "defence", Joint::Keep),
            ("an over-the-", "counter drug", Joint::Keep),
            ("the ex-", "president", Joint::Keep),
            ("the ex-", "ample", Joint::Drop),
            ("their re-", "election", Joint::Keep),
            ("their re-", "turn", Joint::Drop),
            ("the so-", "called reform", Joint::Keep),
            ("on Wednes-", "day, he", Joint::Drop),
            ("anti-", "corruption", Joint::Keep),
            ("the East-", "ern front", Joint::Drop),
            ("a low-", "ering sky", Joint::Drop),
            ("Don-", "ald", Joint::Drop),
            ("a 41-", "year-old", Joint::Keep),
            ("by e-", "mail", Joint::Keep),
            ("THE GOVERN-", "MENT SAID", Joint::Drop),
            ("three-", "stream model", Joint::Keep),
            ("anti-", "biotics", Joint::Drop),
            ("a Moscow-", "backed leader", Joint::Keep),
            ("Arme-", "nian troops", Joint::Drop),
            ("pro-", "vincial", Joint::Drop),
            ("it’s over-", "heated", Joint::Drop),
            ("a state-", "owned firm", Joint::Keep),
            ("a five\u{ad}", "year plan", Joint::Drop),
        ] {
            assert_eq!(judge(before, after, &Words::default()), joint, "{before}{after}");
        }
    }

    #[test]
    fn believes_the_rest_of_the_text() {
        let text = "The drop-out rate. An anti-\ntrust law. “Antitrust” “drop-\nout law";
        let broken = [("the drop-", "out rate"), ("an anti-", "trust law")];
        let words = Words::about(text, broken.into_iter());
        assert_eq!(judge("the drop-", "out rate", &words), Joint::Keep);
        assert_eq!(judge("an anti-", "trust law", &words), Joint::Drop);
    }

    #[test]
    fn takes_no_broken_word_for_a_witness() {
        let text = "The govern-\nment fell. The spare trans-\nformers";
        let words =
            Words::about(text, [("govern-", "ment fell"), ("trans-", "formers"), ("govern-", "fell")].into_iter());
        assert!(!words.has(&["govern"]) && !words.has(&["ment"]) && words.has(&["fell"]) && !words.has(&["formers"]));
    }
}
