//! What the mention beside the cue says against the name that it was resolved to.
//!
//! Takes the claimed person, the row and the article's words, says where a careful reader would not follow: a man for
//! "she", a bare surname that the article gave to another person before, a letter that somebody else wrote, a relation
//! ("her press secretary") whose other end is told by a pronoun. Does not compare names as such.

use super::axes::SpeakerCheck;
use super::company::{Company, Compared};
use super::lists::listed;
use super::names::{content, parts};
use super::person::{Alike, Person, told_sex};
use crate::lexicon::{Lexicon, WordClass};
use crate::record::{Quotation, SpeakerType};

/// How far back a letter's writer or a pronoun's person is looked for, in words.
const REACH: usize = 60;
/// What the mention says about the sex of the speaker: he, her nephew, Dame.
pub(super) fn sex_of_row(row: &Quotation) -> Option<bool> {
    if row.speaker_type != SpeakerType::Person {
        return None;
    }
    let told = |text: &str| {
        // "her nephew": the last word is the speaker's, the first is not.
        let head = text.split(',').next().unwrap_or("").split_whitespace().next_back().unwrap_or("");
        told_sex(&head.trim_matches('.').to_lowercase())
    };
    let pronoun = ["he", "she"].contains(&row.speaker_mention.to_lowercase().as_str());
    if pronoun {
        return told(&row.speaker_mention);
    }
    told(&row.role).or_else(|| Person::new(&row.speaker_mention).sex()).or_else(|| Person::new(&row.speaker).sex())
}

/// Whether the speaker is somebody's relation without a name: her husband. The claim names somebody of the same sex.
pub(super) fn unnamed_relation(row: &Quotation, claimed: &str) -> bool {
    let mut words = row.speaker_mention.split_whitespace();
    let owned = words.next().is_some_and(|w| ["her", "his", "their"].contains(&w.to_lowercase().as_str()));
    let ours = Person::new(claimed);
    owned
        && row.speaker.starts_with(char::is_lowercase)
        && !ours.other
        && claimed.starts_with(char::is_uppercase)
        && !matches!((ours.sex(), sex_of_row(row)), (Some(a), Some(b)) if a != b)
}

/// Whether the speaker is a body that the row does not name (the company), and the claim names one.
pub(super) fn unnamed_body(row: &Quotation, claimed: &str) -> bool {
    let mention = row.speaker_mention.to_lowercase();
    let ours = Person::new(claimed);
    let named = |w: &str| Lexicon::built_in().word(&w.to_lowercase()).class.any(WordClass::FIRST_NAME);
    row.speaker_type == SpeakerType::Organization
        && mention.strip_prefix("the ").is_some_and(|m| m.split_whitespace().count() == 1)
        && row.speaker.chars().all(|c| !c.is_uppercase())
        && claimed.starts_with(char::is_uppercase)
        && !ours.other
        && ours.titles.is_empty()
        && !claimed.split_whitespace().next().is_some_and(named)
}

/// Whether what stands beside the cue is somebody else than the claim names, whatever the row has made of it.
pub(super) fn another_beside(ours: &Person, theirs: &Person, mention: &Person, row: &Quotation) -> bool {
    // "A spokesman for Ada Finch" is not Ada Finch.
    let told_by = mention.other && !ours.other && theirs.words.last().is_some_and(|w| mention.words.contains(w));
    let own = || row.speaker_mention.split(',').nth(1).is_some_and(|t| Person::new(t).alike(theirs) != Alike::No);
    told_by && !own() || ours.sex_differs(mention) && ours.words.last() == mention.words.last()
}

/// A body whose claimed name fits, against how the text mentions it: the county council is not the city council, and what
/// the text only calls "the council" need not be either.
pub(super) fn told_apart(claimed: &str, found: &str, mention: &str) -> Compared {
    let (ours, theirs, beside) = (parts(claimed), parts(found), parts(mention));
    let (a, b, c) = (content(&ours), content(&theirs), content(&beside));
    let bare = !found.chars().any(char::is_uppercase);
    match () {
        () if bare && ours.last() == beside.last() && !a.is_subset(&c) && !c.is_subset(&a) => {
            Compared { check: SpeakerCheck::Different, flag: None }
        }
        () if bare && b.is_subset(&a) && a.len() > b.len() && !a.is_subset(&c) => {
            Compared { check: SpeakerCheck::Ambiguous, flag: Some("uncertain-speaker") }
        }
        () => Compared { check: SpeakerCheck::Compatible, flag: None },
    }
}

/// The owner and the relation of a claimed relation: Ada Lund's husband, the husband of Ada Lund.
fn owned(claimed: &str) -> Option<(String, String)> {
    let claimed = claimed.replace('\u{2019}', "'");
    let pair = claimed.split_once("'s ").or_else(|| claimed.split_once("s' "));
    let of = || claimed.split_once(" of ").map(|(relation, owner)| (owner, relation.trim_start_matches("the ")));
    let relation = |(_, relation): &(&str, &str)| listed("relation", &relation.to_lowercase());
    pair.or_else(|| of().filter(relation)).map(|(owner, relation)| (owner.to_owned(), relation.to_owned()))
}

impl Company<'_> {
    /// Whether the words beside the cue are a text that another person wrote, as far as the article tells: "the letter
    /// read", where the speaker only quoted from it.
    pub(super) fn of_anothers_text(&self, row: &Quotation) -> bool {
        let Some(span) = row.speaker_span.filter(|_| row.speaker_type == SpeakerType::Person) else { return false };
        let mut words = super::words::words(&row.speaker_mention);
        let Some(noun) = words.pop().filter(|w| !w.capital) else { return false };
        if !Lexicon::built_in().word(&noun.norm).class.any(WordClass::DOCUMENT) || words.iter().any(|w| w.capital) {
            return false;
        }
        let at = self.text.word_at(span.start);
        let from = at.saturating_sub(REACH);
        let Some(first) = (from..at).rev().find(|n| self.text.words[*n].norm == noun.norm) else { return false };
        let surname = Person::new(&row.speaker).words.pop().unwrap_or_default();
        let is_speaker = |n: usize| self.folded(n).trim_end_matches("'s") == surname;
        let starts = |n: &usize| self.text.words[*n].starts_sentence;
        let end = (first + 1..at).find(starts).unwrap_or(at);
        let begin = (from..=first).rev().find(starts).unwrap_or(from);
        // "A letter from Finch", "Finch's letter", "Finch wrote a letter": hers.
        let behind = (first + 1..end).any(is_speaker);
        let owned = (begin..first).any(|n| is_speaker(n) && self.text.words[n].norm.ends_with("'s"));
        let wrote =
            (begin..first).any(is_speaker) && (begin..first).any(|n| listed("author", &self.text.words[n].norm));
        let others = (first + 1..end).any(|n| {
            let word = &self.text.words[n];
            word.capital && !word.starts_sentence && self.is_persons(&self.folded(n))
        });
        others && !behind && !owned && !wrote
    }

    /// Whether the surname beside the cue was another person's before the speaker was first named.
    pub(super) fn bare_is_anothers(&self, row: &Quotation) -> bool {
        let mention = Person::new(&row.speaker_mention);
        let found = Person::new(&row.speaker);
        let ([surname], true) = (&mention.words[..], found.words.len() > 1) else { return false };
        if found.words.last() != Some(surname) || mention.other || !mention.titles.is_empty() {
            return false;
        }
        let Some(given) = found.words.first() else { return false };
        let Some(span) = row.speaker_span else { return false };
        let here = self.text.word_at(span.start);
        // The people of that surname, in the order in which they are named. Once it stands alone for the speaker it is
        // the speaker's; before, whoever else is named so contests it.
        let (mut first, mut bare, mut own, mut contested) = (None, false, false, false);
        for at in self.places_of(surname).filter(|at| *at < here) {
            match self.given_before(at) {
                Some(name) if super::person::same_given(&name, given) => {
                    if !own && first.is_some() && bare {
                        return true;
                    }
                    (own, contested) = (true, false);
                }
                Some(_) if own => contested = true,
                Some(name) => first = first.or(Some(name)),
                None if own && !contested => return false,
                None => bare |= first.is_some(),
            }
        }
        contested
    }

    /// Whether the claimed relation is told of the speaker by a pronoun (`her press secretary`), and if so, whether the
    /// person named last before it is the claimed one.
    pub(super) fn related(&self, claimed: &str, row: &Quotation) -> Option<bool> {
        let (owner, relation) = owned(claimed)?;
        let relation: Vec<String> = super::words::words(&relation).into_iter().map(|w| w.norm.to_string()).collect();
        // Nobody is their own husband.
        if relation.is_empty() || Person::new(&owner).alike(&Person::new(&row.speaker)) > Alike::Generation {
            return None;
        }
        let owner = super::words::words(&owner).pop()?;
        let owner = super::names::folded(&owner.norm);
        const OWN: &[&str] = &["her", "his", "its", "their", "whose"];
        let mention = row.speaker_mention.split(',').next().unwrap_or("");
        let name = Person::new(&row.speaker).words;
        // Beside the mention, or beside the name wherever it stands.
        let beside = name.first().into_iter().chain(name.last()).flat_map(|w| self.places_of(w));
        let beside = beside.filter(|at| self.can_be(*at, &name));
        let here = row.speaker_span.filter(|_| !mention.is_empty()).map(|s| self.text.word_at(s.start));
        let mut places = beside.chain(here);
        places.find_map(|at| {
            let from = at.saturating_sub(relation.len() + 2);
            let place = (from..(at + 4).min(self.text.words.len()))
                .find(|n| OWN.contains(&&*self.text.words[*n].norm) && self.stands(n + 1, &relation))?;
            let near = (place.saturating_sub(REACH)..place).rev().find(|n| {
                let word = &self.text.words[*n];
                let name = self.folded(*n);
                word.capital && (self.is_persons(name.trim_end_matches("'s")) || name == owner)
            });
            Some(near.is_some_and(|n| self.folded(n).trim_end_matches("'s") == owner))
        })
    }

    /// Whether the name that ends at a place can be a person's: no other given name stands before it.
    pub(super) fn can_be(&self, at: usize, name: &[String]) -> bool {
        let first = name.first().filter(|_| name.len() > 1 && name.last() == Some(&self.folded(at)));
        first.is_none_or(|own| self.given_before(at).is_none_or(|given| super::person::same_given(own, &given)))
    }

    fn folded(&self, at: usize) -> String {
        super::names::folded(&self.text.words[at].norm)
    }

    /// Whether a word of the text is part of a person's name: a speaker's, or a given name.
    fn is_persons(&self, folded: &str) -> bool {
        self.by_word.contains_key(folded) || Lexicon::built_in().word(folded).class.any(WordClass::FIRST_NAME)
    }
}
