//! What an exchange of words changes.
//!
//! Takes the words on both sides of a difference, gives flags: a negation, a number, a name, a modal verb, a day, a
//! currency, a spelling, a word of the contrary. Does not know where they stand.

use super::lists::listed;
use super::words::{self, Word};
use crate::lexicon::{Lexicon, WordClass};
use std::collections::BTreeSet;

/// Pairs of words that turn a statement round.
const OPPOSITES: &[(&str, &str)] = &[
    ("accept", "reject"),
    ("after", "before"),
    ("agree", "disagree"),
    ("all", "none"),
    ("allow", "forbid"),
    ("always", "never"),
    ("approve", "reject"),
    ("back", "oppose"),
    ("begin", "end"),
    ("best", "worst"),
    ("better", "worse"),
    ("decrease", "increase"),
    ("enter", "leave"),
    ("fail", "succeed"),
    ("fall", "rise"),
    ("few", "many"),
    ("first", "last"),
    ("gain", "lose"),
    ("good", "bad"),
    ("guilty", "innocent"),
    ("high", "low"),
    ("higher", "lower"),
    ("in", "out"),
    ("legal", "illegal"),
    ("less", "more"),
    ("likely", "unlikely"),
    ("lose", "win"),
    ("lost", "won"),
    ("most", "least"),
    ("near", "far"),
    ("off", "on"),
    ("open", "closed"),
    ("open", "shut"),
    ("over", "under"),
    ("possible", "impossible"),
    ("right", "wrong"),
    ("safe", "unsafe"),
    ("safe", "dangerous"),
    ("some", "no"),
    ("start", "stop"),
    ("stay", "leave"),
    ("strong", "weak"),
    ("support", "oppose"),
    ("true", "false"),
    ("up", "down"),
    ("with", "without"),
    ("everyone", "nobody"),
    ("everybody", "nobody"),
    ("everything", "nothing"),
    ("fell", "rose"),
    ("against", "for"),
];

/// What replacing `theirs` by `ours` changes.
pub(super) fn flags(ours: &[&Word], theirs: &[&Word]) -> BTreeSet<&'static str> {
    let mut out = BTreeSet::new();
    let has = |side: &[&Word], f: &dyn Fn(&str) -> bool| side.iter().any(|w| f(&w.norm));
    let negations = |side: &[&Word]| side.iter().filter(|w| is_negator(&w.norm)).count();
    if negations(ours) % 2 != negations(theirs) % 2 {
        out.insert("negation");
    }
    if opposed(ours, theirs) {
        out.insert("polarity-word");
    }
    let numbers = |side: &[&Word]| -> Vec<String> { side.iter().filter_map(|w| number(&w.norm)).collect() };
    let (a, b) = (numbers(ours), numbers(theirs));
    if a != b {
        out.insert("number");
    }
    let modal = |side: &[&Word]| {
        let base = |w: &Word| contracted(&w.norm).0.to_owned();
        side.iter()
            .filter(|w| listed("modal", &w.norm) && !(w.capital && &*w.norm == "may"))
            .map(|w| base(w))
            .collect::<Vec<_>>()
    };
    if modal(ours) != modal(theirs) {
        out.insert("modal");
    }
    let month = |w: &&&Word| {
        let calendar = w.capital && Lexicon::built_in().word(&w.norm).class.any(WordClass::CALENDAR);
        calendar || listed("time", &w.norm)
    };
    let days = |side: &[&Word]| side.iter().filter(month).map(|w| w.norm.to_string()).collect::<Vec<_>>();
    if days(ours) != days(theirs) {
        out.insert("day");
    }
    let money = |w: &str| {
        w.chars().all(words::is_currency)
            || listed("currency", w)
            || listed("currency", w.strip_suffix('s').unwrap_or(w))
    };
    let sums = |side: &[&Word]| side.iter().filter(|w| money(&w.norm)).map(|w| w.norm.to_string()).collect::<Vec<_>>();
    if sums(ours) != sums(theirs) {
        out.insert("currency");
    }
    let name = |w: &&&Word| {
        w.capital
            && !w.starts_sentence
            && !month(w)
            && &*w.norm != "i"
            && !w.norm.starts_with("i'")
            && number(&w.norm).is_none()
    };
    let names = |side: &[&Word]| side.iter().filter(name).map(|w| w.norm.to_string()).collect::<BTreeSet<_>>();
    let all = |side: &[&Word]| side.iter().map(|w| w.norm.to_string()).collect::<BTreeSet<_>>();
    // A word that is written small on the other side is no name.
    let (our_names, their_names) = (names(ours), names(theirs));
    if our_names.difference(&all(theirs)).next().is_some() || their_names.difference(&all(ours)).next().is_some() {
        out.insert("name");
    }
    if !ours.is_empty()
        && ours.len() == theirs.len()
        && ours.iter().zip(theirs).all(|(a, b)| respelled(&a.norm, &b.norm))
    {
        out.insert("spelling");
        out.remove("name");
    }
    if has(ours, &|w| w.contains('\'')) != has(theirs, &|w| w.contains('\'')) && expanded(ours) == expanded(theirs) {
        out.clear();
        out.insert("contraction");
    }
    out
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
    OPPOSITES.iter().any(|(a, b)| {
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
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const OTHERS: [(&str, &str); 34] = [
        ("twenty", "20"),
        ("thirty", "30"),
        ("forty", "40"),
        ("fifty", "50"),
        ("sixty", "60"),
        ("seventy", "70"),
        ("eighty", "80"),
        ("ninety", "90"),
        ("hundred", "100"),
        ("hundreds", "100s"),
        ("thousand", "1000"),
        ("thousands", "1000s"),
        ("million", "1000000"),
        ("millions", "1000000s"),
        ("billion", "1000000000"),
        ("billions", "1000000000s"),
        ("trillion", "1000000000000"),
        ("dozen", "12"),
        ("dozens", "12s"),
        ("half", "1/2"),
        ("quarter", "1/4"),
        ("third", "3"),
        ("fourth", "4"),
        ("fifth", "5"),
        ("sixth", "6"),
        ("seventh", "7"),
        ("eighth", "8"),
        ("ninth", "9"),
        ("tenth", "10"),
        ("double", "2"),
        ("twice", "2x"),
        ("second", "2"),
        ("both", "2"),
        ("triple", "3x"),
    ];
    if let Some(n) = UNITS.iter().position(|u| *u == norm) {
        return Some(n.to_string());
    }
    OTHERS.iter().find(|(w, _)| *w == norm).map(|(_, v)| (*v).to_owned())
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
