//! Forms of one word: what reported speech, grammar and contractions may change without another word being said.
//!
//! Takes words in their normal form, says whether two are one in reported speech (tense, person, number), whether one
//! is two drawn together, and which words carry nothing by themselves. Irregular forms are listed in
//! `lexicon/irregular_forms.csv`. Does not know claims.

use crate::lexicon::{irregular, rule_words};

/// Words that change with tense only.
const TENSES: &[&[&str]] = &[
    &["am", "is", "are", "was", "were", "be", "been", "being"],
    &["have", "has", "had", "having"],
    &["do", "does", "did", "done", "doing"],
    &["will", "would"],
    &["can", "could"],
    &["may", "might"],
    &["shall", "should"],
    &["this", "that", "it"],
    &["these", "those"],
    &["here", "there"],
    &["now", "then"],
    &["ago", "before", "earlier"],
    &["tomorrow", "next"],
    &["yesterday", "previous"],
];

/// Persons by case: those who speak or are spoken to, then the others.
const PERSONS: &[(&[&str], &[&str])] = &[
    (&["i", "we", "you"], &["he", "she", "they", "it"]),
    (&["me", "us", "you"], &["him", "her", "them", "it"]),
    (&["my", "our", "your"], &["his", "her", "their", "its"]),
    (&["mine", "ours", "yours"], &["his", "hers", "theirs", "its"]),
    (&["myself", "ourselves", "yourself"], &["himself", "herself", "themselves", "itself"]),
];

/// Prepositions that stand for one another.
const NEAR_PREPOSITIONS: &[&[&str]] = &[
    &["on", "upon"],
    &["in", "at", "on"],
    &["in", "within", "inside"],
    &["toward", "towards"],
    &["amid", "amidst"],
    &["among", "amongst"],
    &["until", "till"],
    &["about", "around"],
    &["about", "of"],
    &["while", "whilst"],
];

/// Whether a word may come and go in a report without changing what it says.
pub fn is_light(norm: &str) -> bool {
    rule_words::LIGHT_WORD.has(norm)
}

fn vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The stem that all regular forms of a word share; other words may share it too.
pub fn stem<'a>(norm: &'a str) -> &'a str {
    let word = irregular::lemma(norm).unwrap_or(norm);
    if word.ends_with("n't") || !word.is_ascii() {
        return word;
    }
    let cut = ["ings", "ing", "ed", "es", "s"]
        .iter()
        .find_map(|end| word.strip_suffix(end).filter(|s| s.len() > 2 && s.bytes().any(|c| vowel(c) || c == b'y')))
        .unwrap_or(word);
    let shorter =
        |cut: &'a str| cut.strip_suffix(['e', 'y', 'i']).filter(|s| s.len() > 1 && word.len() > 2).unwrap_or(cut);
    // agree, agreed
    let cut = shorter(cut);
    let cut = if cut.ends_with('e') { shorter(cut) } else { cut };
    let bytes = cut.as_bytes();
    match bytes {
        [.., a, b] if a == b && bytes.len() > 3 => &cut[..cut.len() - 1],
        _ => cut,
    }
}

/// The words that `norm` can be a form of, itself among them.
fn lemmas(norm: &str) -> Vec<String> {
    let mut out = vec![norm.to_owned()];
    if let Some(lemma) = irregular::lemma(norm) {
        out.push(lemma.to_owned());
        return out;
    }
    if !norm.is_ascii() {
        return out;
    }
    for end in ["ing", "ed"] {
        if let Some(stem) = norm.strip_suffix(end).filter(|s| s.len() > 1 && s.bytes().any(vowel)) {
            let bytes = stem.as_bytes();
            let doubled = matches!(bytes, [.., a, b] if a == b && !vowel(*a));
            let closed = bytes.len() == 3 && !vowel(bytes[0]) && vowel(bytes[1]) && !vowel(bytes[2]);
            if doubled {
                out.push(stem[..stem.len() - 1].to_owned());
            }
            // hoping is of hope, not of hop; mixing and sawing are of what is left.
            if !closed || matches!(bytes[2], b'w' | b'x' | b'y') {
                out.push(stem.to_owned());
            }
            if let Some(start) = stem.strip_suffix('i').filter(|_| end == "ed") {
                out.push(format!("{start}y"));
            }
            if !doubled {
                out.push(format!("{stem}e"));
            }
        }
    }
    if let Some(stem) = norm.strip_suffix("ies").filter(|s| s.len() > 1) {
        out.push(format!("{stem}y"));
    } else if let Some(stem) =
        norm.strip_suffix("es").filter(|s| s.ends_with(['s', 'x', 'z', 'o']) || s.ends_with("ch") || s.ends_with("sh"))
    {
        out.push(stem.to_owned());
    }
    if let Some(stem) = norm.strip_suffix('s').filter(|s| s.len() > 2 && !s.ends_with(['s', 'u', 'i'])) {
        out.push(stem.trim_end_matches('\'').to_owned());
    }
    out
}

/// Whether two words are forms of one: sell, sold; city, cities. The same word is.
pub fn inflected(a: &str, b: &str) -> bool {
    a == b
        || stem(a) == stem(b) && {
            let theirs = lemmas(b);
            lemmas(a).iter().any(|l| theirs.contains(l))
        }
}

/// Whether one person may have become the other in reported speech.
fn person_shift(a: &str, b: &str) -> bool {
    PERSONS.iter().any(|(near, far)| {
        let (x, y) = (near.contains(&a), near.contains(&b));
        (x && (y || far.contains(&b))) || (y && far.contains(&a))
    }) || [("it", "they"), ("its", "their"), ("it", "them")]
        .iter()
        .any(|(x, y)| (a == *x && b == *y) || (a == *y && b == *x))
}

/// Whether two words are one in reported speech: same word, tense or person shifted, other number.
pub fn reported(a: &str, b: &str) -> bool {
    if a == b || TENSES.iter().any(|t| t.contains(&a) && t.contains(&b)) || person_shift(a, b) {
        return true;
    }
    // "we'll" and "they would", "I'm" and "he was": drawn together with a person.
    if let (Some((p, x)), Some((q, y))) = (a.split_once('\''), b.split_once('\''))
        && !a.ends_with("n't")
        && !b.ends_with("n't")
    {
        let ends = [["ll", "d"], ["m", "s"], ["re", "s"], ["ve", "d"], ["ve", "s"], ["m", "re"]];
        let end = x == y || ends.iter().any(|e| e.contains(&x) && e.contains(&y));
        return end && (p == q || person_shift(p, q));
    }
    if NEAR_PREPOSITIONS.iter().any(|n| n.contains(&a) && n.contains(&b)) {
        return true;
    }
    inflected(a, b)
}

/// A hash class: words that are one in reported speech share it, others may.
pub fn class(norm: &str) -> &str {
    const CLASSES: &[(&str, &[&str])] = &[
        ("i", &["i", "he", "she", "they", "we", "it", "you", "me", "him", "her", "them", "us", "this", "that"]),
        ("my", &["my", "his", "their", "our", "its", "your", "mine", "ours", "yours", "hers", "theirs"]),
        ("myself", &["myself", "ourselves", "yourself", "himself", "herself", "themselves", "itself"]),
        ("in", &["in", "at", "on", "upon", "within", "inside"]),
        ("about", &["about", "around", "of"]),
    ];
    if norm.contains('\'') && !norm.ends_with("n't") {
        let end = norm.rsplit('\'').next().unwrap_or("");
        if ["ll", "d", "m", "s", "re", "ve"].contains(&end) && norm.len() - end.len() < 6 {
            return "'";
        }
    }
    if norm == "her" {
        return "i";
    }
    if let Some((class, _)) = CLASSES.iter().find(|(_, w)| w.contains(&norm)) {
        return class;
    }
    if let Some(first) = TENSES.iter().chain(NEAR_PREPOSITIONS).find(|t| t.contains(&norm)).map(|t| t[0]) {
        return first;
    }
    stem(norm)
}

/// Whether `whole` is `first` and `second` drawn together: don't, we'll, it's, cannot.
pub fn contracts(whole: &str, first: &str, second: &str) -> bool {
    match (whole, second) {
        ("won't", "not") => return first == "will",
        ("shan't", "not") => return first == "shall",
        ("can't" | "cannot", "not") => return first == "can",
        ("ain't", "not") => return ["am", "is", "are", "has", "have"].contains(&first),
        ("let's", "us") => return first == "let",
        _ => {}
    }
    if let Some(base) = whole.strip_suffix("n't") {
        return second == "not" && base == first;
    }
    let Some((base, end)) = whole.rsplit_once('\'') else { return false };
    let long: &[&str] = match end {
        "ll" => &["will", "shall"],
        "re" => &["are"],
        "ve" => &["have"],
        "m" => &["am"],
        "s" => &["is", "has"],
        "d" => &["had", "would"],
        _ => return false,
    };
    base == first && long.contains(&second)
}

/// Whether two words may be drawn together: it is, do not, we would, let us.
pub fn may_contract(first: &str, second: &str) -> bool {
    const BEHIND: &[&str] = &["am", "are", "had", "has", "have", "is", "not", "shall", "will", "would"];
    BEHIND.contains(&second) || (first, second) == ("let", "us")
}

/// Whether two words are one word that is drawn together in two ways: can't, cannot.
pub fn same_contraction(a: &str, b: &str) -> bool {
    matches!((a, b), ("can't", "cannot") | ("cannot", "can't"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word() {
        for (a, b) in [
            ("sell", "sold"),
            ("sells", "selling"),
            ("stolen", "steal"),
            ("city", "cities"),
            ("stop", "stopped"),
            ("hope", "hoping"),
            ("hop", "hopping"),
            ("plan", "planned"),
            ("approve", "approved"),
            ("pass", "passes"),
            ("children", "child"),
            ("i", "she"),
            ("we", "they"),
            ("my", "his"),
            ("will", "would"),
            ("is", "was"),
            ("i'm", "he's"),
            ("we'll", "they'd"),
            ("tried", "try"),
            ("watch", "watches"),
            ("tax", "taxes"),
            ("agreed", "agree"),
            ("owes", "owed"),
            ("used", "uses"),
            ("suing", "sued"),
            ("mixing", "mix"),
        ] {
            assert!(reported(a, b) && reported(b, a), "{a} {b}");
            assert_eq!(class(a), class(b), "{a} {b}");
        }
    }

    #[test]
    fn other_words() {
        for (a, b) in [
            ("sell", "buy"),
            ("stolen", "bought"),
            ("plane", "plan"),
            ("planes", "plans"),
            ("hope", "hop"),
            ("care", "car"),
            ("note", "not"),
            ("rate", "rat"),
            ("brother", "sister"),
            ("he", "she"),
            ("his", "her"),
            ("might", "would"),
            ("to", "from"),
            ("drunk", "sober"),
            ("killed", "kissed"),
            ("will", "won't"),
            ("hoping", "hop"),
            ("fewer", "few"),
            ("driver", "passenger"),
        ] {
            assert!(!reported(a, b), "{a} {b}");
        }
    }

    #[test]
    fn contractions() {
        for (whole, first, second) in [
            ("don't", "do", "not"),
            ("won't", "will", "not"),
            ("it's", "it", "is"),
            ("he's", "he", "has"),
            ("we'd", "we", "would"),
            ("cannot", "can", "not"),
            ("let's", "let", "us"),
            ("i'm", "i", "am"),
        ] {
            assert!(contracts(whole, first, second), "{whole}");
        }
        assert!(!contracts("won't", "would", "not") && !contracts("mill's", "mill", "was"));
    }
}
