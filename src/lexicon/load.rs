//! Makes the ready form of the lists out of their rows.
//!
//! Takes rows from wherever they come (`build.rs` reads files, [`super::Overlay`] has a user's changes), gives a
//! [`Store`]. It is part of the build script as well as of the crate, and knows nothing of either.

use super::classes::WordClass;
use super::forms;
use super::hash::word_hash;
use super::inflect;
use super::kinds::{CueClass, Hyphenation, LineKind, PhraseKind};
use super::patterns::bits;
use super::rows::Row;
use super::sections::{Table, Text};
use super::store::{KIND, OUTLET, Section, Store, pair, pairs};
use std::borrow::Cow;
use std::collections::HashMap;

/// What has the rows of the lists.
pub(crate) trait Lists {
    /// Shows every row of a list, in order.
    fn each(&self, list: &str, show: &mut dyn FnMut(Row<'_>));
}

/// The lists in their ready form.
pub(crate) fn store(lists: &dyn Lists) -> Store {
    let mut maker = Maker::default();
    maker.load_words(lists);
    maker.load_nouns(lists);
    maker.load_cues(lists);
    maker.load_names(lists);
    maker.load_hyphenation(lists);
    maker.load_page_patterns(lists);
    maker.finish()
}

fn gender(word: &str) -> WordClass {
    match word {
        "m" => WordClass::MALE,
        "f" => WordClass::FEMALE,
        _ => WordClass::NONE,
    }
}

/// The plural of a noun, which is its row's second cell where it is irregular; that of a noun without one is the noun itself.
fn plural<'r>(row: &'r Row<'_>) -> Cow<'r, str> {
    match row.cell(1) {
        "" => Cow::Owned(inflect::with_s(row.cell(0))),
        irregular => Cow::Borrowed(irregular),
    }
}

/// A word of the lists as it is looked up.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.to_lowercase().replace('\u{2019}', "'"))
}

/// What a cell of a list is to hyphens: the set, or nothing. No halves make an abbreviation or a phrase, and two
/// letters are as likely a half themselves.
fn if_whole(cell: &str, set: Hyphenation) -> Hyphenation {
    let is_whole = cell.len() > 2 && cell.chars().all(char::is_alphabetic);
    if is_whole { set } else { Hyphenation::default() }
}

/// Phrases while they are gathered: their words in lower case, two or more.
type Phrases = Vec<(Vec<String>, PhraseKind)>;

/// The store while it is made.
#[derive(Default)]
struct Maker {
    text: Text,
    words: Table,
    outlet_names: Table,
    noun_cues: Table,
    channels: Table,
    bodies: Table,
    whole_lines: Table,
    line_starts: Table,
    line_parts: Table,
    cues: Vec<u32>,
    phrasals: Vec<u32>,
    phrase_words: Vec<u32>,
    terms: Vec<u32>,
    /// The numbers of the terms by their places.
    numbers: HashMap<[u32; 2], u32>,
    outlets: Vec<u32>,
    phrases: Phrases,
}

impl Maker {
    /// The place and length of a piece of text.
    fn text(&mut self, text: &str) -> [u32; 2] {
        [self.text.place(text), text.len() as u32]
    }

    fn class(&mut self, word: &str, class: WordClass) -> &mut [u32; 4] {
        let entry = self.words.entry(word);
        entry[0] |= class.0 as u32;
        entry[1] |= (class.0 >> 32) as u32;
        entry
    }

    /// Adds classes to a word, or a phrase where there are several words.
    fn add(&mut self, text: &str, class: WordClass) {
        self.add_with(text, class, Hyphenation::default());
    }

    /// Does so, and adds what the word is to hyphens.
    fn add_with(&mut self, text: &str, class: WordClass, set: Hyphenation) {
        let lower = lower(text);
        if lower.contains(' ') {
            self.add_phrase(&lower, PhraseKind::Noun(class));
        } else if !lower.is_empty() {
            self.class(&lower, class)[3] |= set.0;
        }
    }

    /// Adds classes to a word that halves may make.
    fn add_known(&mut self, word: &str, class: WordClass) {
        self.add_with(word, class, if_whole(word, Hyphenation::KNOWN));
    }

    /// Adds classes to a word that halves may make, or to an abbreviation.
    fn add_known_or_short(&mut self, cell: &str, class: WordClass) {
        self.add_with(cell.trim_end_matches('.'), class, if_whole(cell, Hyphenation::KNOWN));
    }

    fn add_phrase(&mut self, text: &str, kind: PhraseKind) {
        let words: Vec<String> =
            text.to_lowercase().split_whitespace().map(|w| w.trim_end_matches('.').to_owned()).collect();
        if let Some(first) = words.first() {
            self.class(first, WordClass::PHRASE_START);
            self.phrases.push((words, kind));
        }
    }

    /// Adds the words of a phrase; gives the numbers of the first and behind the last.
    fn add_words<'w>(&mut self, words: impl Iterator<Item = &'w str>) -> [u32; 2] {
        let first = self.phrase_words.len() as u32;
        for word in words {
            let [start, length] = self.text(word);
            let next = self.terms.len() as u32 / 3;
            let number = *self.numbers.entry([start, length]).or_insert(next);
            if number == next {
                self.terms.extend([start, length, word_hash(word)]);
            }
            self.phrase_words.push(number);
        }
        [first, self.phrase_words.len() as u32]
    }

    /// Sorts the phrases by their first words and by the hashes of their second ones, the longest first, and puts
    /// everything together.
    fn finish(mut self) -> Store {
        let mut phrases = std::mem::take(&mut self.phrases);
        let second = |words: &[String]| words.get(1).map_or(0, |word| word_hash(word));
        phrases.sort_unstable_by(|(a, kind_a), (b, kind_b)| {
            (&a[0], second(a), b.len(), a, kind_a).cmp(&(&b[0], second(b), a.len(), b, kind_b))
        });
        let pairs_of = |fits: fn(&PhraseKind) -> bool| {
            let fitting = phrases.iter().filter(|(_, kind)| fits(kind));
            let all: Vec<u32> = fitting.map(|(words, _)| pair(word_hash(&words[0]), second(words))).collect();
            pairs(&all)
        };
        let all_pairs = pairs_of(|_| true);
        let outlet_pairs = pairs_of(|kind| matches!(kind, PhraseKind::Outlet(_)));
        let (mut phrases_of, mut groups, mut records) = (Table::default(), Vec::new(), Vec::new());
        for (number, (words, kind)) in (0..).zip(&phrases) {
            let [start, end] = self.add_words(words[1..].iter().map(String::as_str));
            let (kind, value) = kind.numbers();
            records.extend([start, (end - start) << KIND | kind, value as u32, (value >> 32) as u32, second(words)]);
            let group = phrases_of.entry(&words[0]);
            if group[1] == 0 {
                *group = [groups.len() as u32, 1, 0, 0];
                groups.push(number);
            }
        }
        groups.push(phrases.len() as u32);
        let mut sections = Section::none();
        let mut put = |section: Section, numbers| sections[section as usize] = numbers;
        let text = &mut self.text;
        put(Section::Words, self.words.section(text));
        put(Section::PhrasesOf, phrases_of.numbers(text));
        put(Section::PhraseGroups, groups);
        put(Section::Pairs, all_pairs);
        put(Section::OutletPairs, outlet_pairs);
        put(Section::OutletNames, self.outlet_names.numbers(text));
        put(Section::NounCues, self.noun_cues.section(text));
        put(Section::Channels, self.channels.section(text));
        put(Section::Bodies, self.bodies.section(text));
        put(Section::WholeLines, self.whole_lines.section(text));
        put(Section::LineStartBits, bits(self.line_starts.words()));
        put(Section::LineStarts, self.line_starts.section(text));
        put(Section::LinePartBits, bits(self.line_parts.words()));
        put(Section::LineParts, self.line_parts.section(text));
        put(Section::Cues, self.cues);
        put(Section::Phrasals, self.phrasals);
        put(Section::Phrases, records);
        put(Section::PhraseWords, self.phrase_words);
        put(Section::Terms, self.terms);
        put(Section::Outlets, self.outlets);
        Store::new(self.text.whole(), sections)
    }

    fn load_words(&mut self, lists: &dyn Lists) {
        lists.each("function_words", &mut |row| {
            for class in row.cell(1).split(' ').filter_map(WordClass::from_word) {
                self.add(row.cell(0), class);
            }
        });
        lists.each("common_words", &mut |row| {
            let parts = row.cell(1).split(';').next().unwrap_or("").split(' ').filter_map(WordClass::from_word);
            self.add_known(row.cell(0), parts.fold(WordClass::COMMON, |all, part| all | part));
        });
        lists.each("production_words", &mut |row| {
            if let Some(class) = WordClass::from_word(row.cell(1)) {
                self.add(row.cell(0), class);
            }
        });
        lists.each("auxiliaries", &mut |row| {
            let class = match row.cell(1) {
                "be" => WordClass::BE,
                "have" => WordClass::HAVE,
                "do" => WordClass::DO,
                "modal" => WordClass::MODAL,
                "future" => WordClass::FUTURE | WordClass::MODAL,
                _ => WordClass::NEGATION,
            };
            let form = row.cell(0);
            let negated = if form.ends_with("n't") { WordClass::NEGATION } else { WordClass::NONE };
            self.add(form, class | negated);
        });
        lists.each("reporting_adverbs", &mut |row| {
            self.add(row.cell(0), WordClass::ADVERB);
        });
        lists.each("calendar", &mut |row| {
            self.add_known_or_short(row.cell(0), WordClass::CALENDAR);
        });
        lists.each("abbreviations", &mut |row| {
            let class = match row.cell(1) {
                "may" => WordClass::ABBREVIATION_MAY,
                _ => WordClass::ABBREVIATION,
            };
            self.add(row.cell(0).trim_end_matches('.'), class);
        });
    }

    fn load_nouns(&mut self, lists: &dyn Lists) {
        lists.each("titles", &mut |row| {
            let form = row.cell(0).trim_end_matches('.');
            if row.cell(2) == "modifier" {
                self.add(form, WordClass::TITLE_MODIFIER);
            } else if form.contains(' ') {
                self.add_phrase(form, PhraseKind::Title);
            } else {
                self.add(form, WordClass::TITLE | gender(row.cell(1)));
            }
        });
        lists.each("person_nouns", &mut |row| {
            let classes = [WordClass::PERSON | gender(row.cell(2)), WordClass::PERSONS];
            for (noun, class) in [row.cell(0), &plural(&row)].into_iter().zip(classes) {
                self.add_with(noun, class, if_whole(noun, Hyphenation::PERSON));
            }
        });
        lists.each("organisation_nouns", &mut |row| {
            let class = if row.cell(1) == "suffix" { WordClass::SUFFIX } else { WordClass::ORGANISATION };
            self.add_known_or_short(row.cell(0), class);
        });
        lists.each("group_nouns", &mut |row| {
            self.add(row.cell(0), WordClass::GROUP);
        });
        lists.each("document_nouns", &mut |row| {
            for noun in [row.cell(0), &plural(&row)] {
                self.add_known(noun, WordClass::DOCUMENT);
                if !row.cell(2).is_empty() {
                    let [start, length] = self.text(row.cell(2));
                    *self.channels.entry(noun) = [start, length, 0, 0];
                }
            }
        });
    }

    fn load_hyphenation(&mut self, lists: &dyn Lists) {
        lists.each("hyphenation", &mut |row| {
            self.words.entry(row.cell(0))[3] |= Hyphenation::from_word(row.cell(1)).0;
        });
    }

    fn load_page_patterns(&mut self, lists: &dyn Lists) {
        lists.each("page_patterns", &mut |row| {
            let kind = LineKind::from_word(row.cell(2)) as u32;
            // The white space at either end of a pattern counts, but not that of a whole line.
            let pattern = row.key().to_lowercase();
            let place = row.cell(1);
            if matches!(place, "list-head" | "line-exact") {
                let line = self.whole_lines.entry(pattern.trim());
                line[0] = kind;
                line[1] |= u32::from(place == "list-head");
                return;
            }
            let patterns = if place == "line-contains" { &mut self.line_parts } else { &mut self.line_starts };
            // A pattern that two rows share stays with the one that came first.
            let known = patterns.entry(&pattern);
            *known = if known[1] == 0 { [kind, 1, 0, 0] } else { *known };
        });
    }

    fn load_names(&mut self, lists: &dyn Lists) {
        lists.each("first_names", &mut |row| {
            self.add_known(row.cell(0), WordClass::FIRST_NAME | gender(row.cell(1)));
        });
        lists.each("demonyms", &mut |row| {
            // New Zealander: the last word tells.
            let word = row.cell(0);
            let last = word.rsplit_once(' ').filter(|(_, last)| !last.ends_with('s')).map_or(word, |(_, last)| last);
            self.add_known(last, WordClass::DEMONYM);
        });
        lists.each("places", &mut |row| {
            let name = row.cell(0).trim_end_matches('.');
            if name.contains(' ') {
                self.add_phrase(name, PhraseKind::Place);
            } else {
                self.add_known_or_short(row.cell(0), WordClass::PLACE);
            }
        });
        lists.each("metonyms", &mut |row| {
            let name = row.cell(0);
            if name.contains(' ') {
                self.add_phrase(name, PhraseKind::Metonym);
            } else {
                self.add(name.trim_end_matches('.'), WordClass::METONYM);
            }
        });
        lists.each("known_bodies", &mut |row| {
            let [start, length] = self.text(row.cell(2));
            *self.bodies.entry(row.cell(0)) = [start, length, u32::from(row.cell(1) == "word"), 0];
        });
        lists.each("outlet_nouns", &mut |row| {
            let class = if row.cell(1) == "name-word" { WordClass::OUTLET_WORD } else { WordClass::OUTLET_NOUN };
            self.add(row.cell(0), class);
        });
        lists.each("outlets", &mut |row| {
            let number = self.outlets.len() as u32 / 3;
            let ([name, length], [kind, of_kind]) = (self.text(row.cell(0)), self.text(row.cell(1)));
            self.outlets.extend([name, kind, of_kind << OUTLET | length]);
            for form in std::iter::once(row.cell(0)).chain(row.cell(2).split(';')).map(str::trim) {
                if form.is_empty() {
                    continue;
                }
                // A name that two outlets share stays with the one that came first.
                let known = self.outlet_names.entry(form);
                *known = if known[1] == 0 { [number, 1, 0, 0] } else { *known };
                if form.contains(' ') {
                    self.add_phrase(form, PhraseKind::Outlet(number as u16));
                } else {
                    // A name that begins small needs a class that small words have: dpa, talkSPORT.
                    let small = form.starts_with(|c: char| c.is_ascii_lowercase());
                    self.add(form, if small { WordClass::OUTLET | WordClass::OUTLET_WORD } else { WordClass::OUTLET });
                }
            }
        });
    }

    fn load_cues(&mut self, lists: &dyn Lists) {
        for form in forms::of(lists) {
            let class = match form.class {
                CueClass::Think => WordClass::THINK,
                CueClass::Light => WordClass::LIGHT,
                _ => WordClass::CUE,
            };
            let first = self.phrasals.len() as u32 / 5;
            for (words, class, frames) in &form.phrasals {
                let [start, end] = self.add_words(words.iter().map(String::as_str));
                self.phrasals.extend([start, end, *class as u32, frames.0, word_hash(&words[0])]);
            }
            let kind = form.class as u32 | form.inflection.bits() << 8;
            let last = self.phrasals.len() as u32 / 5;
            self.cues.extend([word_hash(&form.lemma), form.frames.0, kind, first, last]);
            let number = self.cues.len() as u32 / 5;
            self.class(&form.text, class | WordClass::VERB)[2] = number;
        }
        lists.each("noun_cues", &mut |row| {
            let class = forms::cue_class(row.cell(2));
            for noun in [row.cell(0), &plural(&row)] {
                self.noun_cues.entry(noun)[0] = class as u32;
                self.add(noun, WordClass::NOUN_CUE);
            }
        });
        lists.each("preposition_cues", &mut |row| {
            let first = row.cell(0).split(' ').next().unwrap_or("");
            if row.cell(1) == "strong" && matches!(first, "according" | "per") {
                self.add(first, WordClass::CUE_PREPOSITION);
            }
        });
    }
}
