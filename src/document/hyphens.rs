//! Hyphens at the end of a line: part of a compound, or put there by whoever broke the line.
//!
//! Takes the two halves and the words of the rest of the text; gives how to write them together. It does not decide
//! whether the lines belong together; see `wraps`.
//!
//! The text itself is the best witness: a word seen whole elsewhere is written whole, a compound seen with its hyphen
//! keeps it. Where the text is silent, the lists in `lexicon/hyphenation.csv` and the look of the two halves decide.

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;
use std::sync::LazyLock;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    First,
    Prefix,
    Second,
}

struct Lists {
    parts: FxHashMap<&'static str, Vec<Place>>,
    solid: FxHashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { parts: FxHashMap::default(), solid: FxHashSet::default() };
    for row in include_str!("../lexicon/hyphenation.csv").lines().skip(1) {
        let mut fields = row.split(',');
        let (Some(word), Some(place)) = (fields.next(), fields.next()) else { continue };
        match place {
            "solid" => _ = lists.solid.insert(word),
            "first" => lists.parts.entry(word).or_default().push(Place::First),
            "prefix" => lists.parts.entry(word).or_default().push(Place::Prefix),
            _ => lists.parts.entry(word).or_default().push(Place::Second),
        }
    }
    lists
});

impl Lists {
    fn has(&self, word: &str, place: Place) -> bool {
        self.parts.get(word).is_some_and(|places| places.contains(&place))
    }
}

/// The words of a text, and its hyphenated compounds, without what stands at a line end with a hyphen.
#[derive(Debug, Default)]
pub(super) struct Words {
    seen: FxHashSet<u64>,
}

/// A word's key: its letters in lower case, inner hyphens kept as `-`.
fn key(parts: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    for c in parts.iter().flat_map(|p| p.chars()).flat_map(char::to_lowercase) {
        hasher.write_u32(c as u32);
    }
    hasher.finish()
}

impl Words {
    /// Collects the words of `text` in one pass.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Words::default();
        let mut after_break = false;
        for run in text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\u{2010}')) {
            if run.is_empty() {
                continue;
            }
            let cut = run.ends_with(['-', '\u{2010}']);
            // Halves of broken words are no witnesses, neither the one before the break nor the one behind it.
            if !cut && !after_break {
                for part in run.split(['-', '\u{2010}']) {
                    words.seen.insert(key(&[part]));
                }
                if run.contains('-') {
                    words.seen.insert(key(&[run]));
                }
            }
            after_break = cut;
        }
        words
    }

    fn has(&self, parts: &[&str]) -> bool {
        self.seen.contains(&key(parts))
    }
}

/// Judges the hyphen at the end of `before`, whose word goes on, or does not, with `after`.
///
/// Both are whole lines; the hyphen is the last character of `before`.
pub(super) fn judge(before: &str, after: &str, words: &Words) -> Joint {
    let before = before.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
    let whole = tail(before);
    let first = tail_part(whole);
    let rest = &after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())];
    if first.is_empty() || rest.is_empty() {
        return Joint::Keep;
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
    if rest.starts_with(char::is_uppercase) && !shouting {
        return Joint::Keep;
    }
    if words.has(&[first, rest]) {
        return Joint::Drop;
    }
    if words.has(&[first, "-", rest]) {
        return Joint::Keep;
    }
    let (low_first, low_rest) = (first.to_lowercase(), rest.to_lowercase());
    if LISTS.solid.contains((low_first.clone() + &low_rest).as_str()) {
        return Joint::Drop;
    }
    let proper = first.starts_with(char::is_uppercase) && !shouting;
    let is_second = LISTS.has(&low_rest, Place::Second);
    if LISTS.has(&low_first, Place::First) {
        // `no-`/`vember` and `on-`/`ly` do not stand in the list: a half that is in it is a word.
        return Joint::Keep;
    }
    // `govern-`/`ment-backed` is a broken word, `state-`/`of-the-art` a compound.
    let goes_on = after[rest.len()..].starts_with('-');
    if LISTS.has(&low_first, Place::Prefix) {
        return if words.has(&[rest]) || is_second { Joint::Keep } else { Joint::Drop };
    }
    if is_second && (proper || words.has(&[first]) || low_first.len() > 3) {
        return Joint::Keep;
    }
    if (proper || goes_on || words.has(&[rest])) && words.has(&[first]) && low_rest.len() > 2 {
        return Joint::Keep;
    }
    Joint::Drop
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
        ] {
            assert_eq!(judge(before, after, &Words::default()), joint, "{before}{after}");
        }
    }

    #[test]
    fn believes_the_rest_of_the_text() {
        let words = Words::of("The drop-out rate. An antitrust law.");
        assert_eq!(judge("the drop-", "out rate", &words), Joint::Keep);
        assert_eq!(judge("an anti-", "trust law", &words), Joint::Drop);
    }

    #[test]
    fn takes_no_broken_word_for_a_witness() {
        let words = Words::of("The govern-\nment fell. The spare trans-\nformers");
        assert!(!words.has(&["govern"]) && !words.has(&["ment"]) && words.has(&["fell"]) && !words.has(&["formers"]));
    }
}
