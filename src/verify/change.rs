//! What an exchange of words changes.
//!
//! Takes the words on both sides of a difference, gives flags: a negation, a number, a name, a modal verb, a day, a
//! currency, a spelling, a word of the contrary. Does not know where they stand.

use super::lists::listed;
use super::words::{self, Word};
use crate::lexicon::classed::list_rows;
use crate::lexicon::{Lexicon, WordClass};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Pairs of words that turn a statement round: `lexicon/opposites.csv`.
static OPPOSITES: LazyLock<Vec<[String; 2]>> = LazyLock::new(|| list_rows("opposites").collect());
/// The values of numbers in words, equal for equal numbers: `lexicon/number_words.csv`.
static NUMBERS: LazyLock<FxHashMap<String, String>> =
    LazyLock::new(|| list_rows("number_words").map(|[word, value]| (word, value)).collect());

/// What of a word is compared: its number, its day; nothing where it has none.
type Value = fn(&Word) -> Option<String>;

/// What replacing `theirs` by `ours` changes.
pub(super) fn flags(ours: &[&Word], theirs: &[&Word]) -> BTreeSet<&'static str> {
    let drawn = |side: &[&Word]| side.iter().any(|w| w.norm.contains('\''));
    if drawn(ours) != drawn(theirs) && expanded(ours) == expanded(theirs) {
        return BTreeSet::from(["contraction"]);
    }
    let negations = |side: &[&Word]| side.iter().filter(|w| is_negator(&w.norm)).count();
    let values: [(&'static str, Value); 4] = [
        ("number", |w| number(&w.norm)),
        ("modal", |w| is_modal(w).then(|| contracted(&w.norm).0.to_owned())),
        ("day", |w| is_day(w).then(|| w.norm.to_string())),
        ("currency", |w| is_money(&w.norm).then(|| w.norm.to_string())),
    ];
    let mut out = BTreeSet::new();
    if negations(ours) % 2 != negations(theirs) % 2 {
        out.insert("negation");
    }
    if opposed(ours, theirs) {
        out.insert("polarity-word");
    }
    for (flag, value) in values {
        let of = |side: &[&Word]| side.iter().filter_map(|w| value(w)).collect::<Vec<_>>();
        if of(ours) != of(theirs) {
            out.insert(flag);
        }
    }
    let same_length = !ours.is_empty() && ours.len() == theirs.len();
    if same_length && ours.iter().zip(theirs).all(|(a, b)| respelled(&a.norm, &b.norm)) {
        out.insert("spelling");
    } else if renamed(ours, theirs) {
        out.insert("name");
    }
    out
}

/// Whether one side names what the other does not. A word that is written small on the other side is no name.
fn renamed(ours: &[&Word], theirs: &[&Word]) -> bool {
    let name = |w: &Word| {
        let own = &*w.norm == "i" || w.norm.starts_with("i'");
        w.capital && !w.starts_sentence && !is_day(w) && !own && number(&w.norm).is_none()
    };
    let lacks = |side: &[&Word], other: &[&Word]| {
        side.iter().filter(|w| name(w)).any(|w| other.iter().all(|o| o.norm != w.norm))
    };
    lacks(ours, theirs) || lacks(theirs, ours)
}

/// Whether a word names a day, a month or a time.
fn is_day(word: &Word) -> bool {
    let calendar = word.capital && Lexicon::built_in().word(&word.norm).class.any(WordClass::CALENDAR);
    calendar || listed("time", &word.norm)
}

/// Whether a word is that of a currency.
fn is_money(norm: &str) -> bool {
    norm.chars().all(words::is_currency)
        || listed("currency", norm)
        || listed("currency", norm.strip_suffix('s').unwrap_or(norm))
}

/// Whether a word is a modal verb, and not the month.
pub(super) fn is_modal(word: &Word) -> bool {
    listed("modal", &word.norm) && !(word.capital && &*word.norm == "may")
}

/// Whether a word denies.
pub(super) fn is_negator(norm: &str) -> bool {
    listed("negator", norm) || norm.ends_with("n't")
}

fn opposed(ours: &[&Word], theirs: &[&Word]) -> bool {
    let stems = |w: &Word| -> Vec<String> {
        let n = w.norm.to_string();
        let mut out = vec![n.clone()];
        for end in ["s", "es", "ed", "d", "ing"] {
            if let Some(stem) = n.strip_suffix(end).filter(|s| s.len() > 2) {
                out.push(stem.to_owned());
            }
        }
        out
    };
    let any = |side: &[&Word], word: &str| side.iter().any(|w| stems(w).iter().any(|s| s == word));
    OPPOSITES.iter().any(|[a, b]| {
        (any(ours, a) && any(theirs, b) && !any(theirs, a)) || (any(ours, b) && any(theirs, a) && !any(theirs, b))
    })
}

/// The value of a number in digits or words, as a text that is equal for equal numbers.
pub(super) fn number(norm: &str) -> Option<String> {
    if norm.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(
            norm.trim_end_matches("th").trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").to_owned(),
        );
    }
    NUMBERS.get(norm).cloned()
}

/// Whether two words are spellings of one: equal but for one or two letters, or the same number in digits and words.
fn respelled(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let digits = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    if digits(a) != digits(b) {
        return number(a).is_some() && number(a) == number(b);
    }
    if digits(a) || a.chars().count().min(b.chars().count()) < 5 {
        return false;
    }
    let fold = |w: &str| {
        super::names::folded(w)
            .replace("isation", "ization")
            .replace("ise", "ize")
            .replace("ising", "izing")
            .replace("yse", "yze")
            .replace("our", "or")
            .replace("ogue", "og")
            .replace("mme", "m")
            .replace("ll", "l")
            .replace("ence", "ense")
    };
    let swapped = |w: &str| w.strip_suffix("re").map_or_else(|| w.to_owned(), |s| format!("{s}er"));
    let (x, y) = (fold(a), fold(b));
    x == y || swapped(&x) == swapped(&y)
}

/// A contraction taken apart, as far as that is certain: `won't` is `will not`.
fn contracted(norm: &str) -> (&str, &'static str) {
    match norm {
        "won't" => ("will", "not"),
        "can't" | "cannot" => ("can", "not"),
        "shan't" => ("shall", "not"),
        _ => match norm.strip_suffix("n't") {
            Some(base) => (base, "not"),
            None => [("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am")]
                .into_iter()
                .find_map(|(end, word)| norm.strip_suffix(end).map(|base| (base, word)))
                .map_or((norm, ""), |(base, word)| if word == "will" { ("will", "") } else { (base, word) }),
        },
    }
}

fn expanded(side: &[&Word]) -> Vec<String> {
    let mut out = Vec::new();
    for w in side {
        if let Some(base) = w.norm.strip_suffix("'ll") {
            out.extend([base.to_owned(), "will".to_owned()]);
            continue;
        }
        // What 's and 'd stand for only the other side can tell.
        if let Some((base, end)) = w.norm.split_once('\'').filter(|(_, e)| ["s", "d"].contains(e)) {
            out.extend([base.to_owned(), format!("'{end}")]);
            continue;
        }
        let (base, word) = contracted(&w.norm);
        out.push(base.to_owned());
        if !word.is_empty() {
            out.push(word.to_owned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn changed(ours: &str, theirs: &str) -> Vec<&'static str> {
        // The words do not open their sentence.
        let inner = |t: &str| words(&format!("x {t}"))[1..].to_vec();
        let (a, b) = (inner(ours), inner(theirs));
        flags(&a.iter().collect::<Vec<_>>(), &b.iter().collect::<Vec<_>>()).into_iter().collect()
    }

    #[test]
    fn small_words_with_large_effects() {
        let table: &[(&str, &str, &[&str])] = &[
            ("will", "will not", &["negation"]),
            ("", "never", &["negation"]),
            ("can", "can't", &["negation"]),
            ("can", "won't", &["modal", "negation"]),
            ("must", "will", &["modal"]),
            ("14", "40", &["number"]),
            ("ten", "twelve", &["number"]),
            ("July", "June", &["day"]),
            ("Friday", "Monday", &["day"]),
            ("euros", "dollars", &["currency"]),
            ("€", "$", &["currency"]),
            ("Sahakyan", "Mnatsyan", &["name"]),
            ("rose", "fell", &["polarity-word"]),
            ("colour", "color", &["spelling"]),
            ("fourteen", "14", &["spelling"]),
            ("organise", "organize", &["spelling"]),
            ("theatre", "theater", &["spelling"]),
            ("do not", "don't", &["contraction"]),
            ("we'll", "we will", &["contraction"]),
            ("hit", "left", &[]),
        ];
        for (ours, theirs, want) in table {
            assert_eq!(changed(ours, theirs), *want, "{ours} | {theirs}");
        }
    }
}
