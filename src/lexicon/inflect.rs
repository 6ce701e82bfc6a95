//! The forms of verbs and nouns.
//!
//! Takes a noun, gives its regular plural; takes a lemma, gives third person, past tense, participle and gerund: those of the listed verb that it is derived from
//! (retell, co-write), else the regular ones (Quirk et al., A Comprehensive Grammar of the English Language, 3.5-3.10). A
//! stress that spelling does not show is not guessed: "admitted" needs its row in full. Part of the build script too.

/// What makes a verb of a verb.
const PREFIXES: &[&str] =
    &["co-", "co", "counter", "cross-", "dis", "for", "fore", "mis", "out", "over", "pre", "re-", "re", "un", "under"];

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The four forms of a lemma; `listed` gives those of a verb that has them in the lists.
pub(super) fn forms(lemma: &str, listed: impl Fn(&str) -> Option<[String; 4]>) -> [String; 4] {
    let derived = PREFIXES.iter().find_map(|prefix| {
        let forms = listed(lemma.strip_prefix(prefix)?)?;
        Some(forms.map(|form| format!("{prefix}{form}")))
    });
    derived.unwrap_or_else(|| regular(lemma))
}

/// The stem of a word in "y" behind a consonant: den of deny.
fn before_y(word: &str) -> Option<&str> {
    word.strip_suffix('y').filter(|stem| stem.chars().next_back().is_some_and(|c| c.is_alphabetic() && !vowel(c)))
}

/// A noun with the "s" of its plural, or a verb with that of its third person: studies, speeches, letters.
pub(super) fn with_s(word: &str) -> String {
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    match before_y(word) {
        Some(stem) => format!("{stem}ies"),
        None if hisses => format!("{word}es"),
        None => format!("{word}s"),
    }
}

fn regular(lemma: &str) -> [String; 4] {
    let last: Vec<char> = lemma.chars().rev().take(3).collect();
    let at = |n: usize| last.get(n).copied().unwrap_or(' ');
    let without = |n: usize| lemma.char_indices().rev().nth(n - 1).map_or("", |(at, _)| &lemma[..at]);
    let third = if at(0) == 'o' && !vowel(at(1)) { format!("{lemma}es") } else { with_s(lemma) };
    // "quip": the u behind a q is no vowel.
    let closed = !vowel(at(0)) && !matches!(at(0), 'w' | 'x' | 'y') && vowel(at(1));
    let short = closed && (!vowel(at(2)) || lemma.len() > 3 && at(2) == 'u' && lemma[..lemma.len() - 3].ends_with('q'));
    let groups = lemma.split(|c| !vowel(c) && c != 'y').filter(|group| !group.is_empty()).count();
    let stem = match () {
        () if short && groups == 1 => format!("{lemma}{}", at(0)),
        () if at(0) == 'c' => format!("{lemma}k"),
        () => lemma.to_owned(),
    };
    let past = match (at(0), before_y(lemma)) {
        ('e', _) => format!("{lemma}d"),
        (_, Some(stem)) => format!("{stem}ied"),
        _ => format!("{stem}ed"),
    };
    let gerund = match (at(1), at(0)) {
        ('i', 'e') => format!("{}ying", without(2)),
        ('e' | 'y' | 'o', 'e') => format!("{lemma}ing"),
        (_, 'e') => format!("{}ing", without(1)),
        _ => format!("{stem}ing"),
    };
    [third, past.clone(), past, gerund]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_those_of_grammar_books() {
        let table = [
            ("claim", "claims claimed claimed claiming"),
            ("quip", "quips quipped quipped quipping"),
            ("deny", "denies denied denied denying"),
            ("relay", "relays relayed relayed relaying"),
            ("lie", "lies lied lied lying"),
            ("agree", "agrees agreed agreed agreeing"),
            ("preach", "preaches preached preached preaching"),
            ("panic", "panics panicked panicked panicking"),
            ("veto", "vetoes vetoed vetoed vetoing"),
            ("retell", "retells retold retold retelling"),
            ("co-write", "co-writes co-wrote co-written co-writing"),
            ("reply", "replies replied replied replying"),
        ];
        let listed = |lemma: &str| {
            let forms = match lemma {
                "tell" => "tells told told telling",
                "write" => "writes wrote written writing",
                _ => return None,
            };
            Some(std::array::from_fn(|n| forms.split(' ').nth(n).unwrap().to_owned()))
        };
        for (lemma, want) in table {
            assert_eq!(forms(lemma, listed).join(" "), want);
        }
        // Nothing that can be typed makes trouble.
        for odd in ["", "y", "e", "é", "ie", "qu", "-"] {
            assert_eq!(forms(odd, |_| None).len(), 4);
        }
    }

    #[test]
    fn plurals_are_regular() {
        let table = ["study studies", "survey surveys", "speech speeches", "census censuses", "fax faxes", "DM DMs"];
        for (noun, plural) in table.iter().filter_map(|pair| pair.split_once(' ')) {
            assert_eq!(with_s(noun), plural);
        }
    }

    #[test]
    fn listed_verbs_have_these_forms_but_for_irregular_ones() {
        let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(include_bytes!("cues.csv").as_slice())
            .into_records()
            .map(Result::unwrap)
            .collect();
        let of = |row: &csv::StringRecord| -> [String; 4] { std::array::from_fn(|n| row[n + 2].to_owned()) };
        let listed = |lemma: &str| rows.iter().find(|row| &row[0] == lemma).map(of);
        let other = rows.iter().filter(|row| forms(&row[0], listed) != of(row)).count();
        assert!(other * 16 < rows.len(), "{other} of {}", rows.len());
    }
}
