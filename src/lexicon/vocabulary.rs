//! What the cells of the word lists may say.
//!
//! Takes a list, a column and a cell, gives what is wrong with it. The build script asks for the built-in lists, and
//! [`super::Overlay`] for a user's. Cells with free text (names, notes) are not looked at; an empty cell says nothing and is
//! never wrong here.

use super::classes::WordClass;
use super::kinds::{CueClass, Frames};

/// What a column takes.
enum Values {
    /// One of these words.
    One(&'static [&'static str]),
    /// Word classes, before any semicolon; or one of these words, of which another list says more.
    Classes(&'static [&'static str]),
    /// The class of a cue.
    Cue,
    /// Letters of frames.
    Frames,
}

const GENDERS: &[&str] = &["f", "m", "u"];
const OUTLET_NOUNS: &[&str] = &[
    "agency",
    "broadcaster",
    "magazine",
    "name-word",
    "newspaper",
    "outlet",
    "platform",
    "podcast",
    "programme",
    "website",
];
const PATTERNS: &[&str] = &[
    "ad",
    "byline",
    "caption",
    "copyright",
    "correction",
    "credit",
    "follow",
    "furniture",
    "navigation",
    "newsletter",
    "page",
    "related",
    "share",
];
const TITLES: &[&str] = &[
    "academic",
    "corporate",
    "honorific",
    "judicial",
    "military",
    "modifier",
    "police",
    "political",
    "religious",
    "royal",
    "sport",
];

fn values(list: &str, column: &str) -> Option<Values> {
    let words: &[&str] = match (list, column) {
        ("cues" | "phrasal_cues" | "noun_cues", "class") => return Some(Values::Cue),
        ("cues" | "phrasal_cues", "frames") => return Some(Values::Frames),
        ("function_words", "classes") => return Some(Values::Classes(&[])),
        ("common_words", "note") => return Some(Values::Classes(&["aux"])),
        ("first_names" | "titles" | "person_nouns", "gender") => GENDERS,
        ("abbreviations", "kind") => &["may", "month", "never"],
        ("auxiliaries", "kind") => &["be", "do", "future", "have", "modal", "negation"],
        ("calendar", "kind") => &["day", "holiday", "month", "season", "time"],
        ("document_nouns", "channel") => {
            &["briefing", "broadcast", "document", "interview", "letter", "recording", "social", "statement"]
        }
        ("hyphenation", "place") => &["first", "person-prefix", "second", "solid", "vowel-prefix"],
        ("known_bodies", "kind") => &["name", "word"],
        ("outlets", "kind") => {
            &["agency", "broadcaster", "magazine", "newspaper", "platform", "podcast", "programme", "website"]
        }
        ("outlet_nouns", "kind") => OUTLET_NOUNS,
        ("page_patterns", "where") => &["line-contains", "line-exact", "line-prefix", "list-head"],
        ("page_patterns", "kind") => PATTERNS,
        ("preposition_cues", "class") => &["strong", "weak"],
        ("titles", "kind") => TITLES,
        ("variant_forms", "slot") => &["gerund", "participle", "past"],
        _ => return None,
    };
    Some(Values::One(words))
}

/// What is wrong with a cell, and what it could say: `unknown class "sayy" (have: accuse, add, ...)`.
pub(crate) fn fault(list: &str, column: &str, cell: &str) -> Option<String> {
    let cell = cell.trim();
    let fault = |what: &str, wrong: &str, have: &[&str]| {
        Some(format!("unknown {what} \"{wrong}\" (have: {})", have.join(", ")))
    };
    if cell.is_empty() {
        return None;
    }
    match values(list, column)? {
        Values::One(words) if !words.contains(&cell) => fault(column, cell, words),
        Values::Cue if CueClass::from_word(cell).is_none() => fault("class", cell, &CueClass::WORDS),
        Values::Classes(others) => {
            let known = |word: &str| WordClass::from_word(word).is_some() || others.contains(&word);
            let wrong = cell.split(';').next().unwrap_or("").split_whitespace().find(|word| !known(word))?;
            fault("class", wrong, WordClass::WORDS)
        }
        Values::Frames => {
            let wrong = cell.chars().find(|letter| !Frames::LETTERS.contains(*letter))?;
            let letters: Vec<String> = Frames::LETTERS.chars().map(String::from).collect();
            let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
            fault("frame", &wrong.to_string(), &letters)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_values_are_told_with_the_known_ones() {
        assert_eq!(fault("cues", "class", "say"), None);
        assert_eq!(fault("cues", "frames", "qtwioangscfd"), None);
        assert_eq!(fault("cues", "note", "anything"), None);
        assert_eq!(fault("outlets", "kind", ""), None);
        assert_eq!(fault("common_words", "note", "noun verb; also a surname"), None);
        let class = fault("cues", "class", "sayy").unwrap();
        assert!(class.starts_with("unknown class \"sayy\" (have: ") && class.contains("announce, "), "{class}");
        let frame = fault("phrasal_cues", "frames", "qz").unwrap();
        assert!(frame.starts_with("unknown frame \"z\" (have: q, t, "), "{frame}");
        assert!(fault("function_words", "classes", "det zz").unwrap().contains("\"zz\""));
        assert!(fault("titles", "gender", "x").unwrap().contains("(have: f, m, u)"));
    }
}
