//! Names of people taken apart and compared.
//!
//! Takes two names as written, says whether they can be one person's: surname, given names with their short and other
//! forms (`lexicon/name_forms.csv`), initials, generations (Jr., III), nicknames in marks, "Last, First". A phrase about
//! somebody else (X's lawyer, a spokesman for X, the X campaign, not X) is nobody's name. Does not look at any article.

use super::apart::{described_titles, in_order, is_other, without_asides, without_body, words_of};
use super::lists::listed;
use super::names::folded;
use crate::lexicon::{Lexicon, WordClass};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Other forms of given names and surnames, folded, with the names that they stand for.
static FORMS: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let rows = crate::lexicon::overlay::list_text("name_forms").unwrap_or_default().lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split(',');
        let (form, names) = (cells.next()?, cells.next()?);
        Some((folded(form), names.split(';').map(folded).collect()))
    })
    .collect()
});

/// A person's name, or a phrase about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Person {
    /// Given names, initials and surname, folded, without titles and generation.
    pub words: Vec<String>,
    /// Names in marks: Robert "Bobby" Lund.
    pub nicknames: Vec<String>,
    /// Jr, Sr, II ...
    generation: Option<String>,
    /// The titles before it, folded.
    pub titles: Vec<String>,
    /// Somebody else who is told by this name: X's lawyer, wife of X, the X campaign.
    pub other: bool,
}

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Alike {
    /// Two people.
    No,
    /// One names a generation (Jr.) and the other does not.
    Generation,
    /// One has a given name, the other has none.
    GivenMissing,
    /// A shorter or another form.
    Form,
    /// The same name.
    Same,
}

impl Person {
    /// Takes a name apart.
    pub fn new(name: &str) -> Person {
        let mut out = Person::default();
        let (plain, aside) = without_asides(name.trim());
        out.nicknames = aside;
        let plain = in_order(plain.trim());
        let plain = without_body(&plain);
        out.other = is_other(plain);
        let mut words = words_of(plain);
        if words.len() > 1 && ["the", "a", "an"].contains(&words[0].as_str()) {
            words.remove(0);
        }
        let before = words.iter().take_while(|w| listed("title", w)).count();
        while words.len() > 1 && words.last().is_some_and(|w| listed("honour", w)) {
            words.pop();
        }
        let titles = before.max(described_titles(plain)).min(words.len().saturating_sub(1));
        out.titles = words.drain(..titles).collect();
        if let Some(at) = words.iter().skip(1).position(|w| listed("generation", w)) {
            let generation = words.remove(at + 1);
            out.generation = Some(match generation.as_str() {
                "junior" => "jr".to_owned(),
                "senior" => "sr".to_owned(),
                _ => generation,
            });
        }
        out.words = words;
        out
    }

    /// Given names and initials, without particles.
    pub fn given(&self) -> Vec<&str> {
        let end = self.words.len().saturating_sub(1);
        self.words[..end].iter().map(String::as_str).filter(|w| !listed("particle", w)).collect()
    }

    /// Whether the titles name another sex: Mr, Mrs.
    pub fn sex_differs(&self, other: &Person) -> bool {
        let of = |p: &Person| p.titles.iter().find_map(|t| sex(t));
        matches!((of(self), of(other)), (Some(a), Some(b)) if a != b)
    }

    /// Whether it is a man (`true`) or a woman, by title and given name, where they tell.
    pub fn sex(&self) -> Option<bool> {
        let titled = self.titles.iter().find_map(|t| sex(t));
        titled.or_else(|| self.given().first().and_then(|g| told_sex(g)))
    }

    /// Compares two names of people.
    pub fn alike(&self, other: &Person) -> Alike {
        if self.words.is_empty() || other.words.is_empty() || self.other != other.other || self.sex_differs(other) {
            return Alike::No;
        }
        let generation = match (&self.generation, &other.generation) {
            (Some(a), Some(b)) if a != b => return Alike::No,
            (Some(_), Some(_)) | (None, None) => false,
            _ => true,
        };
        let alike = match self.words == other.words {
            true => Alike::Same,
            false => self.names_alike(other),
        };
        if generation && alike != Alike::No { Alike::Generation } else { alike }
    }

    fn names_alike(&self, other: &Person) -> Alike {
        if self.other {
            return Alike::No;
        }
        let (a, b) = (self.given(), other.given());
        if same_surname(&self.words, &other.words) {
            let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
            let nicks = if a.len() <= b.len() { &other.nicknames } else { &self.nicknames };
            if short.is_empty() {
                return if long.is_empty() { Alike::Form } else { Alike::GivenMissing };
            }
            let mut rest = long.iter();
            let in_order = short.iter().all(|s| rest.any(|l| same_given(s, l)));
            let nick = |s: &&str| nicks.iter().any(|n| n == s) || long.iter().any(|l| same_given(s, l));
            let theirs = |s: &&str| self.nicknames.iter().chain(&other.nicknames).any(|n| n == s);
            // A middle name may be missing on the one side and another on the other, not the first.
            let first = same_given(short[0], long[0])
                && short[1..]
                    .iter()
                    .all(|s| s.chars().count() == 1 || long[1..].iter().all(|l| l.chars().count() == 1));
            return if in_order || first || short.iter().all(nick) || short.iter().all(theirs) {
                Alike::Form
            } else {
                Alike::No
            };
        }
        // The family name first, or last: Lim Chae-won, Chae-won Lim.
        let rotated = |x: &[String], y: &[String]| {
            x.len() == y.len() && x.len() > 1 && (1..x.len()).any(|n| x[n..].iter().chain(&x[..n]).eq(y))
        };
        if rotated(&self.words, &other.words) {
            return Alike::Form;
        }
        // The given name alone, or the nickname: Hillary, Buzz.
        let alone = |x: &Person, y: &Person| {
            x.words.len() == 1
                && (y.nicknames.contains(&x.words[0]) || y.given().first().is_some_and(|g| *g == x.words[0]))
        };
        if alone(self, other) || alone(other, self) { Alike::Form } else { Alike::No }
    }
}

/// The one sex that the word lists give a word: he, nephew, Dame, Felicity.
pub(super) fn told_sex(word: &str) -> Option<bool> {
    let class = Lexicon::built_in().word(word).class;
    match (class.any(WordClass::MALE), class.any(WordClass::FEMALE)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The one sex that a title tells: Mr, Dame.
fn sex(title: &str) -> Option<bool> {
    if listed("man", title) {
        return Some(true);
    }
    listed("woman", title).then_some(false)
}

/// Whether two given names are one: the same, an initial, a short form, another transliteration.
pub(super) fn same_given(a: &str, b: &str) -> bool {
    if a == b || a.trim_matches('\'') == b.trim_matches('\'') {
        return true;
    }
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    initial(a, b) || initial(b, a) || same_form(a, b) || skeleton(a) == skeleton(b)
}

fn same_form(a: &str, b: &str) -> bool {
    let forms = |w: &str| -> Vec<String> {
        let mut out = FORMS.get(w).cloned().unwrap_or_default();
        out.push(w.to_owned());
        out
    };
    let (x, y) = (forms(a), forms(b));
    x.iter().any(|f| y.contains(f))
}

/// Whether the surnames of two names are one: the last words, particles aside; one half of a double name.
fn same_surname(a: &[String], b: &[String]) -> bool {
    let (Some(x), Some(y)) = (a.last(), b.last()) else { return false };
    if x == y || same_form(x, y) || (x.len() > 4 && y.len() > 4 && skeleton(x) == skeleton(y)) {
        return true;
    }
    // Asare of Asare-Bonsu, Delgado of Delgado-Ruiz: hyphens have become spaces.
    let half = |short: &[String], long: &[String]| {
        !short.is_empty()
            && long.len() >= 3
            && long.len() > short.len()
            && long[long.len() - 2] == *short.last().unwrap_or(&String::new())
            && long[long.len() - 2].len() > 3
    };
    half(a, b) || half(b, a)
}

/// A name with what transliterations differ in taken out: doubled letters, y for i, kh for h, ph for f.
fn skeleton(name: &str) -> String {
    let plain = name
        .replace("kh", "h")
        .replace("gh", "g")
        .replace("dh", "d")
        .replace("ph", "f")
        .replace("ck", "k")
        .replace("ou", "u")
        // Müller, Mueller
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u")
        .replace("iy", "i")
        .replace("yi", "i")
        .replace("ii", "i")
        .replace('y', "i")
        .replace('q', "k")
        .replace(['\'', '\u{2bc}'], "");
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> Alike {
        Person::new(a).alike(&Person::new(b))
    }

    #[test]
    fn one_person() {
        for (a, b) in [
            ("Putin", "Vladimir Putin"),
            ("Vladimir V. Putin", "Vladimir Putin"),
            ("Vladimir Vladimirovich Putin", "Vladimir Putin"),
            ("Mr. Putin", "Vladimir Putin"),
            ("State Sen. Doherty (R-Warren)", "Michael Doherty"),
            ("Mike Doherty", "Michael J. Doherty"),
            ("Bobby Lund", "Robert \"Bobby\" Lund"),
            ("Bobby Lund", "Robert Lund"),
            ("Elizabeth Ahlm", "Liz Ahlm"),
            ("Aleksandr Orlov", "Alexander Orlov"),
            ("Zelenskiy", "Volodymyr Zelenskyy"),
            ("Mohamed Hariri", "Muhammad al-Hariri"),
            ("Muammar Gaddafi", "Moammar Gadhafi"),
            ("William Tarrant", "Will Tarrant"),
            ("Moen, Ida", "Ida Moen"),
            ("Ida Moen, the harbour master", "Ida Moen"),
            ("James Comey", "James B. Comey"),
            ("J. B. Comey", "James Comey"),
            ("Maria Delgado", "Maria Delgado-Ruiz"),
            ("Armen Sarkissyan", "Armen Sarkisyan"),
            ("Martin O'Dowd", "Martin O’Dowd"),
            ("Donald Crane, Jr.", "Donald Crane Jr."),
            ("Baroness Thatcher", "Margaret Thatcher"),
            ("PUTIN", "Putin"),
            ("Juergen Moellmann", "Jürgen Möllmann"),
            ("Kate Middleton", "Catherine Middleton"),
            ("Buzz", "Will “Buzz” Tarrant"),
            ("Hillary", "Hillary Clinton"),
            ("District Attorney Renner", "Paula Renner"),
            ("Vice Minister Lim", "Lim Chae-won"),
            ("Chae-won Lim", "Lim Chae-won"),
            ("Dr Priya Nair of Callan University", "Priya Nair"),
            ("Derek Pym MBE", "Derek Pym"),
            ("Xu Li of Hai Securities", "Xu Li"),
        ] {
            assert!(alike(a, b) > Alike::Generation, "{a} | {b}: {:?}", alike(a, b));
            assert_eq!(alike(a, b), alike(b, a), "{a} | {b}");
        }
    }

    #[test]
    fn two_people() {
        for (a, b) in [
            ("Erik Hansen", "Erik Jansen"),
            ("Karl Moen", "Ida Moen"),
            ("Trump, Eric", "Donald Trump"),
            ("Mrs Ostrow", "Mr Ostrow"),
            ("a spokesman for Ada Finch", "Ada Finch"),
            ("wife of Per Lund", "Per Lund"),
            ("Finch's lawyer", "Ada Finch"),
            ("Trump impersonator", "Donald Trump"),
            ("a man pretending to be Ada Finch", "Ada Finch"),
            ("somebody posing as Ada Finch", "Ada Finch"),
            ("a caller claiming to be Ada Finch", "Ada Finch"),
            ("fake Ada Finch", "Ada Finch"),
            ("an account impersonating Ada Finch", "Ada Finch"),
            ("an impostor of Ada Finch", "Ada Finch"),
            ("purported Ada Finch", "Ada Finch"),
            ("an AI voice of Ada Finch", "Ada Finch"),
            ("Ada Finch deepfake", "Ada Finch"),
            ("parody of Ada Finch", "Ada Finch"),
            ("not Ada Finch", "Ada Finch"),
            ("Finch campaign", "Finch"),
            ("Finch supporters", "Ada Finch"),
            ("Lyudmila Putin", "Vladimir Putin"),
            ("Donald Crane Jr.", "Donald Crane Sr."),
            ("Finch’s critics", "Finch"),
            ("the lawyer of Ada Finch", "Ada Finch"),
            ("Saif al-Islam Gadhafi", "Moammar Gadhafi"),
            ("Chelsea Clinton", "Hillary Clinton"),
            ("Carter", "Garter"),
            ("Miller", "Hiller"),
            ("son of Ada Finch", "Ada Finch"),
            ("a colleague of Anna Weiss", "Anna Weiss"),
            ("a driver for Anna Weiss", "Anna Weiss"),
            ("trader at Kimsung Co.", "Kimsung Co."),
        ] {
            assert_eq!(alike(a, b), Alike::No, "{a} | {b}");
        }
        assert_eq!(alike("Donald Crane Jr.", "Donald Crane"), Alike::Generation);
        assert_eq!(alike("James Baker", "Lord Baker"), Alike::GivenMissing);
    }
}
