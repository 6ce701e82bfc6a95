//! Names of one person across articles.
//!
//! Takes all names of speakers, gives for each the number of the fullest name of the same person: `Moen` in one article
//! and `Ida Moen` in another are one, if no other Moen is named anywhere. A name that two people could have stays by
//! itself, and so do names of bodies but for the same letters.

use super::Names;
use crate::verify::person::{Alike, Person};
use rustc_hash::FxHashMap;

/// Names of one surname that are compared with one another; of more only those with the same letters are one.
const MOST_NAMES: usize = 400;

/// For every name the number of the fullest name of the same person.
pub(super) fn together(names: &Names) -> Vec<u32> {
    let mut same: Vec<u32> = (0..names.texts.len() as u32).collect();
    let mut by_letters: FxHashMap<String, u32> = FxHashMap::default();
    let mut by_surname: FxHashMap<String, Vec<(u32, Person)>> = FxHashMap::default();
    for (number, text) in names.texts.iter().enumerate() {
        let number = number as u32;
        let first = *by_letters.entry(text.to_lowercase()).or_insert(number);
        same[number as usize] = first;
        if first != number || !names.person[number as usize] || text.is_empty() {
            continue;
        }
        let person = Person::new(text);
        if let Some(surname) = person.words.last() {
            by_surname.entry(surname.clone()).or_default().push((number, person));
        }
    }
    for people in by_surname.values_mut().filter(|people| people.len() > 1 && people.len() <= MOST_NAMES) {
        // The fullest first, so that a shorter one finds those that it could be.
        people.sort_by_key(|(number, person)| {
            let initials = person.given().iter().filter(|given| given.chars().count() == 1).count();
            (usize::MAX - person.given().len(), initials, *number)
        });
        let mut heads: Vec<usize> = Vec::new();
        for at in 0..people.len() {
            let (number, person) = &people[at];
            let alike: Vec<usize> =
                heads.iter().copied().filter(|&head| people[head].1.alike(person) >= Alike::GivenMissing).collect();
            match alike.as_slice() {
                [one] => same[*number as usize] = people[*one].0,
                _ => heads.push(at),
            }
        }
    }
    // Those of the same letters go where the first of them went.
    (0..same.len()).map(|n| same[same[n] as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(texts: &[&str]) -> Vec<String> {
        let mut names = Names::default();
        texts.iter().for_each(|text| {
            names.number(text, true);
        });
        together(&names).into_iter().map(|n| names.texts[n as usize].clone()).collect()
    }

    #[test]
    fn a_surname_is_the_one_who_has_it() {
        assert_eq!(joined(&["Moen", "Ida Moen", "I. Moen"]), ["Ida Moen", "Ida Moen", "Ida Moen"]);
        assert_eq!(joined(&["Bob Lund", "Robert Lund"]), ["Bob Lund", "Bob Lund"]);
    }

    #[test]
    fn a_name_that_two_could_have_stays() {
        assert_eq!(joined(&["Moen", "Ida Moen", "Karl Moen"]), ["Moen", "Ida Moen", "Karl Moen"]);
        assert_eq!(joined(&["Karl Lund", "Karl Lund Jr."]).len(), 2);
    }
}
