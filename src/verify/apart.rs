//! A name as written, taken apart: its order, what stands in marks, titles, where somebody is from, who is told by
//! another's name.
//!
//! Takes a name, gives its parts. Does not compare names.

use super::lists::listed;
use super::names::folded;
use crate::lexicon::{Lexicon, WordClass};

/// The words of a text, folded: letters and digits, and the apostrophes inside words.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let text = text.replace(['\u{2019}', '\u{2018}', '`'], "'");
    let spaced: String = text.chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
    spaced.split_whitespace().map(|w| folded(w.trim_matches('\''))).filter(|w| !w.is_empty()).collect()
}

/// "Trump, Eric" as "Eric Trump"; "Ida Moen, the harbour master" as "Ida Moen"; "Donald Crane, Jr." whole.
pub(super) fn in_order(name: &str) -> String {
    let Some((last, first)) = name.split_once(',') else { return name.to_owned() };
    let first = first.trim();
    let words: Vec<&str> = first.split_whitespace().collect();
    let generation = words_of(first).first().is_some_and(|w| listed("generation", w));
    if generation {
        return format!("{last} {first}");
    }
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let given = |w: &str| {
        let lower = w.trim_matches('.').to_lowercase();
        w.trim_matches('.').chars().count() == 1 || Lexicon::built_in().word(&lower).class.any(WordClass::FIRST_NAME)
    };
    let named =
        (1..=3).contains(&words.len()) && words.iter().all(|w| capital(w)) && words.first().is_some_and(|w| given(w));
    let one = last.split_whitespace().count() <= 2 && last.split_whitespace().all(capital);
    if named && one && !first.contains(',') && !words_of(first).iter().any(|w| listed("title", w)) {
        return format!("{first} {last}");
    }
    last.to_owned()
}

/// "Priya Nair of Callan University" without where she is from: a person's name in full stands before it.
pub(super) fn without_body(name: &str) -> &str {
    const JOINTS: &[&str] = &[" of ", " from ", " at ", " with "];
    let Some(at) = JOINTS.iter().filter_map(|j| name.find(j)).min() else { return name };
    let (person, behind) = (&name[..at], name[at..].split_whitespace().nth(1).unwrap_or(""));
    let words: Vec<&str> = person.split_whitespace().collect();
    let capital = |w: &&str| w.starts_with(char::is_uppercase);
    let known = |w: &str| Lexicon::built_in().word(&w.to_lowercase()).class;
    let opens =
        |w: &str| known(w).any(WordClass::FIRST_NAME) || listed("title", &w.trim_end_matches('.').to_lowercase());
    // "Bank of Sarn", "Duke of Sarn", "Ministry of Roads": no name of a person stands before.
    let named = words.len() > 1
        && words.iter().all(capital)
        && words.first().is_some_and(|w| opens(w))
        && words.last().is_some_and(|w| {
            !known(w).any(WordClass::PERSON | WordClass::ORGANISATION) && !listed("title", &w.to_lowercase())
        });
    if named && behind.starts_with(char::is_uppercase) { person } else { name }
}

/// How many words before a name describe the person: District Attorney Renner, Economist Goran Pilat.
pub(super) fn described_titles(name: &str) -> usize {
    let words: Vec<&str> = name.split_whitespace().collect();
    let class = |w: &str| Lexicon::built_in().word(&w.trim_matches('.').to_lowercase()).class;
    let capital = words.iter().take_while(|w| w.starts_with(char::is_uppercase)).count();
    if capital < words.len() || class(words.first().unwrap_or(&"")).any(WordClass::FIRST_NAME) {
        return 0;
    }
    let last = words.len().saturating_sub(1);
    (0..last).rev().find(|n| class(words[*n]).any(WordClass::PERSON)).map_or(0, |n| n + 1)
}

/// The words in marks or parentheses inside a name, and the name without them. What is no single name is dropped.
pub(super) fn without_asides(name: &str) -> (String, Vec<String>) {
    let (mut plain, mut asides, mut inside) = (String::new(), Vec::new(), None::<(char, String)>);
    let mut before = ' ';
    for c in name.chars() {
        match &mut inside {
            Some((close, text)) => {
                if c == *close || (*close == '\u{2019}' && c == '\'') {
                    asides.push(text.clone());
                    inside = None;
                } else {
                    text.push(c);
                }
            }
            None => {
                let close = match c {
                    '(' => Some(')'),
                    '[' => Some(']'),
                    '"' | '\u{201c}' => Some(if c == '"' { '"' } else { '\u{201d}' }),
                    '\u{2018}' => Some('\u{2019}'),
                    '\'' if before.is_whitespace() => Some('\''),
                    _ => None,
                };
                match close {
                    Some(close) if before.is_whitespace() => inside = Some((close, String::new())),
                    _ => plain.push(c),
                }
            }
        }
        before = c;
    }
    if let Some((_, text)) = inside {
        plain.push_str(&text);
    }
    let single = |a: &String| a.split_whitespace().count() == 1 && a.chars().all(|c| c.is_alphabetic());
    let asides = asides.iter().filter(|a| single(a)).map(|a| folded(a)).collect();
    match plain.trim().is_empty() {
        true => (name.to_owned(), Vec::new()),
        false => (plain, asides),
    }
}

/// Whether a phrase tells somebody by another's name: X's lawyer, a spokesman for X, the wife of X, X supporters, not X,
/// somebody posing as X.
pub(super) fn is_other(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |w: &str| w.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    let Some(last) = words.last() else { return false };
    let names = words.iter().filter(|w| capital(w)).count();
    if names == 0 {
        return false;
    }
    let pretends = |w: &&str| listed("pretence", &w.to_lowercase());
    if words[0].eq_ignore_ascii_case("not") || words.iter().any(pretends) {
        return true;
    }
    let possessive = words[..words.len() - 1].iter().any(|w| {
        let w = w.replace('\u{2019}', "'");
        capital(&w) && (w.ends_with("'s") || w.ends_with("s'"))
    });
    let noun = |w: &str| {
        let lower = w.to_lowercase();
        let class = Lexicon::built_in().word(&lower).class;
        w.starts_with(char::is_lowercase)
            && (class.any(
                WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP | WordClass::ORGANISATION | WordClass::NOUN,
            ) || listed("relation", lower.trim_end_matches('s')))
    };
    // "a spokesman for X", "wife of X": a person's name stands behind, not what they are head of.
    let joint = words.iter().position(|w| ["for", "of", "to", "from", "with"].contains(&w.to_lowercase().as_str()));
    // "a trader at Kimsung Co.", "a mother from Sarn": no name at all.
    let placed = words[0].starts_with(char::is_lowercase)
        && words.iter().enumerate().any(|(at, w)| {
            ["at", "from", "in", "near", "with", "outside"].contains(w)
                && at > 0
                && noun(words[at - 1])
                && words[at + 1..].iter().any(|w| capital(w))
        });
    let serves = joint.is_some_and(|at| {
        let head = words[..at].last().is_some_and(|w| noun(w) || listed("relation", &w.to_lowercase()));
        let behind = words[at + 1..].iter().find(|w| capital(w));
        let relation = words[..at].iter().any(|w| listed("relation", w.to_lowercase().trim_end_matches('s')));
        // "a mason of Ida Moen's town": whoever is told by a person's full name.
        let given = |w: &&&str| {
            let lower = w.to_lowercase();
            Lexicon::built_in().word(lower.trim_matches('.')).class.any(WordClass::FIRST_NAME)
        };
        let person = behind.as_ref().is_some_and(given) && words[at + 1..].iter().filter(|w| capital(w)).count() > 1;
        head && behind.is_some() && (relation || (words[0].starts_with(char::is_lowercase) && person))
    });
    possessive
        || (noun(last) && capital(words[0]) && words.len() > 1)
        || (noun(last) && names < words.len() && joint.is_none() && words.len() > 1)
        || serves
        || placed
}

/// The people that a claim names together: A; B, A and B, A, B. Bodies may have an "and" in their name, and what stands
/// behind a comma may be an office. `pairs`: surnames alone are taken apart too.
pub(super) fn several(claimed: &str, pairs: bool) -> Vec<&str> {
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let class = |w: &str| Lexicon::built_in().word(&w.trim_matches('.').to_lowercase()).class;
    let body = WordClass::ORGANISATION | WordClass::SUFFIX | WordClass::GROUP | WordClass::PERSON | WordClass::PERSONS;
    let full = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let least = if pairs { 1 } else { 2 };
        (least..=4).contains(&words.len())
            && words.iter().all(|w| capital(w))
            && !class(words[words.len() - 1]).any(body)
    };
    let given = |part: &str| part.split_whitespace().next().is_some_and(|w| class(w).any(WordClass::FIRST_NAME));
    let mut out = Vec::new();
    for piece in claimed.split(';').map(str::trim).filter(|s| !s.is_empty()) {
        let joined: Vec<&str> = piece.split(" and ").flat_map(|p| p.split(" & ")).map(str::trim).collect();
        let listed: Vec<&str> = joined.iter().flat_map(|p| p.split(", ")).map(str::trim).collect();
        let comma = listed.len() > joined.len();
        let apart = listed.len() > 1 && listed.iter().all(|p| full(p)) && (!comma || listed.iter().all(|p| given(p)));
        match apart {
            true => out.extend(listed),
            false => out.push(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_together() {
        for (claimed, want) in [
            ("Anna Lund and Tom Rask", 2),
            ("Anna Lund & Tom Rask", 2),
            ("Anna Lund, Tom Rask", 2),
            ("Anna Lund, Peter Moe and Tom Rask", 3),
            ("Anna Lund; the council", 2),
            ("Anna Lund, Harbour Master", 1),
            ("Lund, Anna", 1),
            ("Donald Crane, Jr.", 1),
            ("Ministry of Health and Welfare", 1),
            ("Lund and Sons", 1),
        ] {
            assert_eq!(several(claimed, false).len(), want, "{claimed}");
        }
        assert_eq!(several("Lund and Rask", true).len(), 2);
    }
}
