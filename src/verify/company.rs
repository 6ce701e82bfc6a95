//! Who is who in an article, as far as a claimed speaker needs it.
//!
//! Takes the rows and the text of an article, compares a claimed speaker with that of a row: by name where it is a
//! person, by description where it is one, and never by likeness alone where the article knows both names. The row's
//! resolution is trusted: a pronoun beside the cue has become a name already.

use super::apart::several;
use super::axes::SpeakerCheck;
use super::mention::{another_beside, sex_of_row, told_apart, unnamed_body, unnamed_relation};
use super::names::{Aliases, content, described, parts, same_body};
use super::person::{Alike, Person, same_given};
use super::text::Text;
use crate::lexicon::rule_words;
use crate::lexicon::{Lexicon, WordClass};
use crate::record::{Quotation, SpeakerType};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What the comparison of two speakers gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Compared {
    /// The axis value.
    pub check: SpeakerCheck,
    /// What a reader must know.
    pub flag: Option<&'static str>,
}

const fn plain(check: SpeakerCheck) -> Compared {
    Compared { check, flag: None }
}

/// The speakers of an article.
#[derive(Debug)]
pub(super) struct Company<'a> {
    pub(super) text: &'a Text<'a>,
    aliases: &'a Aliases,
    /// The speakers by each word of their names.
    pub(super) by_word: FxHashMap<String, BTreeSet<&'a str>>,
    /// How the rows mention and describe each speaker.
    told_as: FxHashMap<&'a str, BTreeSet<&'a str>>,
    /// The speakers of turns.
    turns: BTreeSet<&'a str>,
    /// Where each word of the text stands, of those that are parts of speakers' names.
    places: FxHashMap<String, Vec<usize>>,
}

/// How many places of a word are looked at.
const MOST_PLACES: usize = 400;

impl<'a> Company<'a> {
    /// Gathers the speakers of the rows.
    pub fn new(rows: &'a [Quotation], text: &'a Text<'a>, aliases: &'a Aliases) -> Self {
        let mut by_word: FxHashMap<String, BTreeSet<&str>> = FxHashMap::default();
        let mut told_as: FxHashMap<&str, BTreeSet<&str>> = FxHashMap::default();
        for row in rows {
            told_as.entry(&row.speaker).or_default().extend([row.speaker_mention.as_str(), row.role.as_str()]);
            for name in row.speaker.split("; ").filter(|n| !n.is_empty()) {
                for word in Person::new(name).words {
                    by_word.entry(word).or_default().insert(name);
                }
            }
        }
        let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (n, word) in text.words.iter().enumerate().filter(|(_, w)| w.capital) {
            let folded = super::names::folded(word.norm.trim_end_matches("'s"));
            let place = places.entry(folded).or_default();
            if place.len() < MOST_PLACES {
                place.push(n);
            }
        }
        let turns = rows.iter().filter(|r| !r.speaker.is_empty() && r.flags.iter().any(|f| f == "transcript"));
        let turns = turns.map(|r| r.speaker.as_str()).collect();
        Company { text, aliases, by_word, told_as, turns, places }
    }

    /// Compares the claimed speaker with the speaker of a row.
    pub fn compare(&self, claimed: &str, row: &Quotation) -> Compared {
        if row.speaker.is_empty() {
            // The questions of an interview are not those of the person who answers.
            let asked = row.flags.iter().any(|f| f == "transcript") && row.flags.iter().any(|f| f == "question");
            let ours = Person::new(claimed);
            let answers = || self.turns.iter().any(|t| ours.alike(&Person::new(t)) > Alike::Generation);
            let check = if asked && answers() { SpeakerCheck::Different } else { SpeakerCheck::Unattributed };
            return plain(check);
        }
        if claimed.trim().is_empty() {
            return plain(SpeakerCheck::NotAsked);
        }
        let found: Vec<&str> = row.speaker.split("; ").collect();
        let claimed_all = several(claimed, found.len() > 1);
        let best = |c: &str| found.iter().map(|f| self.one(c, f, row)).min_by_key(|c| order(c.check));
        let each: Vec<Compared> = claimed_all.iter().filter_map(|c| best(c)).collect();
        let Some(worst) = each.iter().max_by_key(|c| order(c.check)).copied() else {
            return plain(SpeakerCheck::NotAsked);
        };
        let surname = Person::new(claimed).words.pop();
        let namesake = worst.check != SpeakerCheck::Different
            || surname.is_some_and(|s| Person::new(&row.speaker).words.last() == Some(&s));
        if self.of_anothers_text(row) || namesake && self.bare_is_anothers(row) {
            return Compared { check: SpeakerCheck::Ambiguous, flag: Some("uncertain-speaker") };
        }
        if worst.check == SpeakerCheck::Same && each.len() != found.len() {
            return plain(SpeakerCheck::Compatible);
        }
        if worst.check != SpeakerCheck::Different {
            return worst;
        }
        if found.len() > 1 && same_body(claimed, &row.speaker, self.aliases).is_some() {
            return plain(SpeakerCheck::Compatible);
        }
        if self.described(claimed, row) {
            return plain(SpeakerCheck::Compatible);
        }
        match self.related(claimed, row) {
            Some(true) => plain(SpeakerCheck::Compatible),
            Some(false) => plain(SpeakerCheck::Ambiguous),
            // "Her husband said": the text does not say that he is not the one claimed.
            None if unnamed_relation(row, claimed) || unnamed_body(row, claimed) => plain(SpeakerCheck::Ambiguous),
            None => plain(SpeakerCheck::Different),
        }
    }

    /// One claimed name against one of a row.
    fn one(&self, claimed: &str, found: &str, row: &Quotation) -> Compared {
        let written = |n: &str| crate::normal::normal(n);
        let same = !written(claimed).is_empty() && written(claimed) == written(found);
        if same && Person::new(claimed).words == Person::new(found).words && !self.has_generation(claimed, row) {
            return plain(SpeakerCheck::Same);
        }
        if self.aliases.equal(&parts(claimed), &parts(found)) {
            return plain(SpeakerCheck::Same);
        }
        let (ours, mut theirs) = (Person::new(claimed), Person::new(found));
        if let Some(name) = self.with_nickname(row, &theirs) {
            theirs = name;
        }
        let mut mention = Person::new(&row.speaker_mention);
        // "Mr Moen": the row has the title as the role.
        mention.titles.extend(super::words::words(&row.role).into_iter().map(|w| w.norm.to_string()));
        theirs.nicknames.extend(mention.nicknames.iter().cloned());
        if mention.words.len() > 1 && !mention.other && ours.alike(&mention) == Alike::Same {
            return plain(SpeakerCheck::Same);
        }
        if another_beside(&ours, &theirs, &mention, row) {
            return plain(SpeakerCheck::Different);
        }
        let person = row.speaker_type == SpeakerType::Person
            || (row.speaker_type != SpeakerType::Organization && theirs.words.len() <= 3 && !theirs.other);
        if !person {
            let check = same_body(claimed, found, self.aliases).unwrap_or(SpeakerCheck::Different);
            let compatible = check == SpeakerCheck::Compatible;
            return if compatible { told_apart(claimed, found, &row.speaker_mention) } else { plain(check) };
        }
        let mut alike = ours.alike(&theirs);
        // "Lord Orme" for what she wrote: the surname is another's.
        let sexes = (ours.sex(), sex_of_row(row));
        if alike == Alike::GivenMissing && matches!(sexes, (Some(a), Some(b)) if a != b) {
            return plain(SpeakerCheck::Different);
        }
        // A father is not his son: what stands beside the cue tells.
        let named = mention.words.len() > 1 && mention.words.last() == theirs.words.last() && !mention.other;
        if named && ours.alike(&mention) == Alike::Generation {
            alike = alike.min(Alike::Generation);
        }
        self.person(claimed, found, row, (&ours, &theirs, alike))
    }

    /// One claimed name against that of a person, by how alike the two are.
    fn person(
        &self,
        claimed: &str,
        found: &str,
        row: &Quotation,
        (ours, theirs, alike): (&Person, &Person, Alike),
    ) -> Compared {
        match alike {
            Alike::Same => plain(SpeakerCheck::Same),
            Alike::Form if self.knows_both(ours, theirs) => plain(SpeakerCheck::Different),
            // "Lim" of Lim Chae-won and Lim Dong-hyun.
            Alike::Form if ours.words.len() == 1 && theirs.words.first() == ours.words.first() => {
                self.by_surname(ours, found, row)
            }
            Alike::Form => plain(SpeakerCheck::Compatible),
            Alike::Generation if generation_claimed(claimed) => plain(SpeakerCheck::Different),
            Alike::Generation => Compared { check: SpeakerCheck::Ambiguous, flag: Some("generation") },
            Alike::GivenMissing if ours.given().is_empty() => self.by_surname(ours, found, row),
            Alike::GivenMissing => self.given_missing(ours),
            Alike::No => {
                let alias = |name: &str, other: &Person| {
                    let mut names = self.aliases.others(&parts(name)).into_iter().map(|x| Person::new(&x.join(" ")));
                    names.any(|x| x.alike(other) > Alike::Generation)
                };
                let body = row.speaker_type != SpeakerType::Person && same_body(claimed, found, self.aliases).is_some();
                let fits = alias(claimed, theirs) || alias(found, ours) || body || self.also_called(ours, theirs);
                plain(if fits { SpeakerCheck::Compatible } else { SpeakerCheck::Different })
            }
        }
    }

    /// A given name that goes on with a nickname in marks and a surname: Robert "Bobby" Lund.
    fn with_nickname(&self, row: &Quotation, found: &Person) -> Option<Person> {
        let [given] = &found.words[..] else { return None };
        let at = self.text.word_at(row.speaker_span?.end.checked_sub(1)?);
        let words = self.text.words.get(at..at + 3)?;
        let named = super::names::folded(&words[0].norm) == *given && words[1].capital && words[2].capital;
        let marked = self.text.marked.get(at + 1) == Some(&true) && !self.text.marked[at] && !self.text.marked[at + 2];
        let close = self.text.between(at, at + 1).chars().count() <= 2
            && self.text.between(at + 1, at + 2).chars().count() <= 2;
        (named && marked && close)
            .then(|| Person::new(&format!("{} “{}” {}", words[0].norm, words[1].norm, words[2].norm)))
    }

    /// Whether the mention beside the cue names another generation than the claim: a father, not his son.
    fn has_generation(&self, claimed: &str, row: &Quotation) -> bool {
        Person::new(claimed).alike(&Person::new(&row.speaker_mention)) == Alike::Generation
    }

    /// Whether the surnames differ and the text has them both: no spelling of one another.
    fn knows_both(&self, ours: &Person, theirs: &Person) -> bool {
        match (ours.words.last(), theirs.words.last()) {
            (Some(a), Some(b)) => {
                a != b
                    && self.places.contains_key(a)
                    && self.places.contains_key(b)
                    && !ours.words.contains(b)
                    && !theirs.words.contains(a)
            }
            _ => false,
        }
    }

    /// A surname alone: whose it is, if several speakers have it.
    fn by_surname(&self, ours: &Person, found: &str, row: &Quotation) -> Compared {
        let Some(surname) = ours.words.last() else { return plain(SpeakerCheck::Compatible) };
        let theirs = Person::new(found);
        // "Vice Minister Lim", where the other Lim is no minister.
        let titled = |roles: &str| {
            let words = super::words::words(roles);
            !ours.titles.is_empty() && ours.titles.iter().all(|t| words.iter().any(|w| *w.norm == **t))
        };
        let own = titled(&row.role);
        let another = self.by_word.get(surname).into_iter().flatten().filter(|o| **o != found).any(|o| {
            let person = Person::new(o);
            // X's campaign is no namesake of X, and a shorter form of the same name is none either.
            !person.other
                && (person.words.last() == Some(surname) || person.words.first() == Some(surname))
                && ours.alike(&person) != Alike::No
                && !matches!((ours.sex(), person.sex()), (Some(a), Some(b)) if a != b)
                && theirs.alike(&person) < Alike::GivenMissing
                && (!own || self.told_as.get(*o).into_iter().flatten().any(|told| titled(told)))
        });
        plain(if another { SpeakerCheck::Ambiguous } else { SpeakerCheck::Compatible })
    }

    /// A given name that the row's speaker has not: what the text says of that surname elsewhere.
    fn given_missing(&self, ours: &Person) -> Compared {
        let surname = ours.words.last().map_or("", String::as_str);
        let given: BTreeSet<String> = self.givens(surname);
        let fits = |g: &String| ours.given().iter().any(|o| same_given(o, g));
        match (given.iter().any(fits), given.iter().all(fits), given.is_empty()) {
            (_, _, true) => Compared { check: SpeakerCheck::Ambiguous, flag: Some("given-name-not-in-text") },
            (true, true, _) => plain(SpeakerCheck::Compatible),
            (true, false, _) => plain(SpeakerCheck::Ambiguous),
            (false, _, _) => plain(SpeakerCheck::Different),
        }
    }

    /// The given names that stand before a surname in the text.
    fn givens(&self, surname: &str) -> BTreeSet<String> {
        self.places_of(surname).filter_map(|at| self.given_before(at)).collect()
    }

    /// The places of a word of the text that is written with a capital.
    pub(super) fn places_of(&self, word: &str) -> impl Iterator<Item = usize> {
        self.places.get(word).into_iter().flatten().copied()
    }

    /// The given name before a surname: over middle names and initials, the first.
    pub(super) fn given_before(&self, at: usize) -> Option<String> {
        let words = &self.text.words;
        let mut first = None;
        for n in (at.saturating_sub(3)..at).rev() {
            let (word, next) = (&words[n], &words[n + 1]);
            let class = Lexicon::built_in().word(&word.norm).class;
            let title = super::lists::listed("title", &word.norm)
                || class.any(WordClass::TITLE | WordClass::DEMONYM | WordClass::CALENDAR | WordClass::FUNCTION);
            if !word.capital
                || next.break_before && word.norm.chars().count() > 1
                || title && !class.any(WordClass::FIRST_NAME)
                || word.norm.ends_with("'s")
            {
                break;
            }
            if word.starts_sentence && !class.any(WordClass::FIRST_NAME) && class != WordClass::NONE {
                break;
            }
            first = Some(super::names::folded(&word.norm));
        }
        first
    }

    /// Whether a description fits: the row's role or mention, or that of another row of the same speaker.
    fn described(&self, claimed: &str, row: &Quotation) -> bool {
        let told = self.told_as.get(row.speaker.as_str());
        [row.role.as_str(), row.speaker_mention.as_str()]
            .into_iter()
            .chain(told.into_iter().flatten().copied())
            .any(|d| described(claimed, d))
            || row.speaker.split("; ").any(|s| self.apposed(claimed, s))
    }

    /// Whether the claimed title or description stands beside the speaker's name: the Duke of Sarn, Philip Osk.
    fn apposed(&self, claimed: &str, speaker: &str) -> bool {
        let description: Vec<String> = parts_as_written(claimed);
        let title = claimed.contains(" of ")
            || claimed.split_whitespace().last().is_some_and(|w| w.starts_with(char::is_lowercase));
        // One word is enough behind a name: Lars Vik, a carpenter.
        let person = |w: &String| Lexicon::built_in().word(w).class.any(WordClass::PERSON);
        let short = description.len() < 2;
        let tells = !short || description.iter().all(person);
        if !title || Person::new(claimed).other || content(&description).is_empty() || !tells {
            return false;
        }
        let name = Person::new(speaker).words;
        let (Some(first), Some(last)) = (name.first(), name.last()) else { return false };
        let before = |at: usize| at >= description.len() && self.stands(at - description.len(), &description);
        let after = |at: usize| {
            let mut from = at + 1;
            while self.text.words.get(from).is_some_and(|w| ["the", "a", "an", "then", "former"].contains(&&*w.norm)) {
                from += 1;
            }
            self.text.words.get(at + 1).is_some_and(|w| w.break_before) && self.stands(from, &description)
        };
        let places = |word: &String| self.places.get(word).into_iter().flatten().copied();
        !short && places(first).any(before) || places(last).any(|at| self.can_be(at, &name) && after(at))
    }

    /// Whether the text says that the speaker is or was called so: formerly Kate Middleton, known as Maria Delgado.
    fn also_called(&self, ours: &Person, theirs: &Person) -> bool {
        let Some(first) = ours.words.first() else { return false };
        if ours.other || ours.words.is_empty() {
            return false;
        }
        self.places.get(first).into_iter().flatten().any(|at| {
            let called = *at > 0
                && rule_words::ALSO_CALLED.holds(&self.text.words[at - 1].norm)
                && self.stands(*at, &ours.words);
            let known = |n: usize| theirs.words.iter().any(|w| super::names::folded(&self.text.words[n].norm) == *w);
            let from = (at.saturating_sub(12)..*at)
                .rev()
                .find(|n| self.text.words[*n].starts_sentence)
                .unwrap_or(at.saturating_sub(12));
            called && (from..*at).any(known)
        })
    }

    /// Whether words stand at a place of the text.
    pub(super) fn stands(&self, at: usize, words: &[String]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(k, w)| self.text.words.get(at + k).is_some_and(|t| super::names::folded(&t.norm) == *w))
    }
}

/// The words of a description without its article.
fn parts_as_written(claimed: &str) -> Vec<String> {
    let mut words: Vec<String> =
        super::words::words(claimed).into_iter().map(|w| super::names::folded(&w.norm)).collect();
    if words.first().is_some_and(|w| ["the", "a", "an"].contains(&w.as_str())) {
        words.remove(0);
    }
    words
}

fn generation_claimed(claimed: &str) -> bool {
    claimed.split([' ', ',']).any(|w| ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "Junior", "Senior"].contains(&w))
}

/// From same to worse.
pub(super) fn order(check: SpeakerCheck) -> u8 {
    match check {
        SpeakerCheck::NotAsked | SpeakerCheck::Same => 0,
        SpeakerCheck::Compatible => 1,
        SpeakerCheck::Ambiguous => 2,
        SpeakerCheck::Unattributed => 3,
        SpeakerCheck::Different => 4,
    }
}
