//! Reads the CSV lists into a [`Lexicon`].

use super::overlay::Overlay;
use super::{CueClass, CueForm, Frames, Inflection, Lexicon, Outlet, Phrasal, Phrase, PhraseKind, WordClass};
use crate::record::Channel;
use csv::StringRecord;
use rustc_hash::FxHashMap;

macro_rules! list {
    ($name:literal) => {
        ($name, include_str!(concat!($name, ".csv")))
    };
}

/// The built-in lists by name.
pub(super) const LISTS: &[(&str, &str)] = &[
    list!("abbreviations"),
    list!("auxiliaries"),
    list!("calendar"),
    list!("common_words"),
    list!("cues"),
    list!("demonyms"),
    list!("document_nouns"),
    list!("first_names"),
    list!("function_words"),
    list!("group_nouns"),
    list!("light_verbs"),
    list!("metonyms"),
    list!("noun_cues"),
    list!("organisation_nouns"),
    list!("outlet_nouns"),
    list!("outlets"),
    list!("person_nouns"),
    list!("phrasal_cues"),
    list!("places"),
    list!("preposition_cues"),
    list!("reporting_adverbs"),
    list!("titles"),
    list!("variant_forms"),
];

fn cell(row: &StringRecord, column: usize) -> &str {
    row.get(column).unwrap_or("").trim()
}

fn gender(word: &str) -> WordClass {
    match word {
        "m" => WordClass::MALE,
        "f" => WordClass::FEMALE,
        _ => WordClass::NONE,
    }
}

pub(super) fn cue_class(word: &str) -> CueClass {
    match word {
        "tell" => CueClass::Tell,
        "ask" => CueClass::Ask,
        "add" => CueClass::Add,
        "reply" => CueClass::Reply,
        "deny" => CueClass::Deny,
        "write" => CueClass::Write,
        "social" => CueClass::Social,
        "announce" => CueClass::Announce,
        "show" => CueClass::Show,
        "quote" => CueClass::Quote,
        "urge" => CueClass::Urge,
        "promise" => CueClass::Promise,
        "accuse" => CueClass::Accuse,
        "call" => CueClass::Call,
        "describe" => CueClass::Describe,
        "judge" => CueClass::Judge,
        "manner" => CueClass::Manner,
        "think" => CueClass::Think,
        "light" => CueClass::Light,
        _ => CueClass::Say,
    }
}

fn channel(word: &str) -> Option<Channel> {
    word.parse().ok()
}

impl Lexicon {
    /// Reads the built-in lists with the changes made.
    pub(super) fn load(overlay: &Overlay) -> Lexicon {
        let mut lexicon = Lexicon::default();
        lexicon.load_words(overlay);
        lexicon.load_cues(overlay);
        lexicon.load_names(overlay);
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by(|a, b| (b.words.len(), &a.words, a.kind).cmp(&(a.words.len(), &b.words, b.kind)));
        }
        lexicon
    }

    /// Adds classes to a word, or a phrase where there are several words.
    fn add(&mut self, text: &str, class: WordClass) {
        let lower = text.to_lowercase().replace('\u{2019}', "'");
        if lower.contains(' ') {
            self.add_phrase(&lower, PhraseKind::Noun(class));
        } else if !lower.is_empty() {
            self.words.entry(lower).or_default().class |= class;
        }
    }

    fn add_phrase(&mut self, text: &str, kind: PhraseKind) {
        let words: Vec<String> =
            text.to_lowercase().split_whitespace().map(|w| w.trim_end_matches('.').to_owned()).collect();
        if let Some(first) = words.first().cloned() {
            self.words.entry(first.clone()).or_default().class |= WordClass::PHRASE_START;
            self.phrases.entry(first).or_default().push(Phrase { words, kind });
        }
    }

    fn load_words(&mut self, overlay: &Overlay) {
        for row in overlay.rows("function_words") {
            for class in cell(&row, 1).split(' ').filter_map(WordClass::from_word) {
                self.add(cell(&row, 0), class);
            }
        }
        for row in overlay.rows("common_words") {
            let parts = cell(&row, 1).split(';').next().unwrap_or("").split(' ').filter_map(WordClass::from_word);
            self.add(cell(&row, 0), parts.fold(WordClass::COMMON, |all, part| all | part));
        }
        for row in overlay.rows("auxiliaries") {
            let class = match cell(&row, 1) {
                "be" => WordClass::BE,
                "have" => WordClass::HAVE,
                "do" => WordClass::DO,
                "modal" => WordClass::MODAL,
                "future" => WordClass::FUTURE | WordClass::MODAL,
                _ => WordClass::NEGATION,
            };
            let form = cell(&row, 0);
            let negated = if form.ends_with("n't") { WordClass::NEGATION } else { WordClass::NONE };
            self.add(form, class | negated);
        }
        for row in overlay.rows("reporting_adverbs") {
            self.add(cell(&row, 0), WordClass::ADVERB);
        }
        for row in overlay.rows("calendar") {
            self.add(cell(&row, 0).trim_end_matches('.'), WordClass::CALENDAR);
        }
        for row in overlay.rows("abbreviations") {
            let class = match cell(&row, 1) {
                "may" => WordClass::ABBREVIATION_MAY,
                _ => WordClass::ABBREVIATION,
            };
            self.add(cell(&row, 0).trim_end_matches('.'), class);
        }
        for row in overlay.rows("titles") {
            let form = cell(&row, 0).trim_end_matches('.');
            if cell(&row, 2) == "modifier" {
                self.add(form, WordClass::TITLE_MODIFIER);
            } else if form.contains(' ') {
                self.add_phrase(form, PhraseKind::Title);
            } else {
                self.add(form, WordClass::TITLE | gender(cell(&row, 1)));
            }
        }
        for row in overlay.rows("person_nouns") {
            self.add(cell(&row, 0), WordClass::PERSON | gender(cell(&row, 2)));
            self.add(cell(&row, 1), WordClass::PERSONS);
        }
        for row in overlay.rows("organisation_nouns") {
            let class = if cell(&row, 1) == "suffix" { WordClass::SUFFIX } else { WordClass::ORGANISATION };
            self.add(cell(&row, 0).trim_end_matches('.'), class);
        }
        for row in overlay.rows("group_nouns") {
            self.add(cell(&row, 0), WordClass::GROUP);
        }
        for row in overlay.rows("document_nouns") {
            let noun = cell(&row, 0);
            self.add(noun, WordClass::DOCUMENT);
            if let Some(channel) = channel(cell(&row, 1)) {
                self.channels.insert(noun.to_owned(), channel);
            }
        }
    }

    fn load_names(&mut self, overlay: &Overlay) {
        for row in overlay.rows("first_names") {
            self.add(cell(&row, 0), WordClass::FIRST_NAME | gender(cell(&row, 1)));
        }
        for row in overlay.rows("demonyms") {
            self.add(cell(&row, 0), WordClass::DEMONYM);
        }
        for row in overlay.rows("places") {
            let name = cell(&row, 0).trim_end_matches('.');
            if name.contains(' ') {
                self.add_phrase(name, PhraseKind::Place);
            } else {
                self.add(name, WordClass::PLACE);
            }
        }
        for row in overlay.rows("metonyms") {
            let name = cell(&row, 0);
            if name.contains(' ') {
                self.add_phrase(name, PhraseKind::Metonym);
            } else {
                self.add(name, WordClass::METONYM);
            }
            self.metonyms.insert(name.to_owned(), cell(&row, 2).to_owned());
        }
        for row in overlay.rows("outlet_nouns") {
            let class = if cell(&row, 1) == "name-word" { WordClass::OUTLET_WORD } else { WordClass::OUTLET_NOUN };
            self.add(cell(&row, 0), class);
        }
        for row in overlay.rows("outlets") {
            let number = self.outlets.len() as u16;
            let name = cell(&row, 0).to_owned();
            self.outlets.push(Outlet { name: name.clone(), kind: cell(&row, 1).to_owned() });
            for form in std::iter::once(name.as_str()).chain(cell(&row, 2).split(';')).map(str::trim) {
                if form.is_empty() {
                    continue;
                }
                self.outlet_names.entry(form.to_owned()).or_insert(number);
                if form.contains(' ') {
                    self.add_phrase(form, PhraseKind::Outlet(number));
                } else {
                    self.add(form, WordClass::OUTLET);
                }
            }
        }
    }

    fn load_cues(&mut self, overlay: &Overlay) {
        let mut forms = Forms::default();
        for row in overlay.rows("cues") {
            let class = cue_class(cell(&row, 1));
            forms.push(cell(&row, 0), class, Frames::parse(cell(&row, 6)), [2, 3, 4, 5].map(|i| cell(&row, i)));
        }
        for row in overlay.rows("light_verbs") {
            forms.push(cell(&row, 0), CueClass::Light, Frames::default(), [1, 2, 3, 4].map(|i| cell(&row, i)));
        }
        for row in overlay.rows("variant_forms") {
            forms.vary(cell(&row, 0), cell(&row, 1), cell(&row, 2));
        }
        for row in overlay.rows("phrasal_cues") {
            let phrasal = Phrasal {
                words: cell(&row, 1).split(' ').map(str::to_owned).collect(),
                class: cue_class(cell(&row, 2)),
                frames: Frames::parse(cell(&row, 3)),
            };
            for form in forms.of(cell(&row, 0)) {
                form.phrasal.push(phrasal.clone());
                form.phrasal.sort_by(|a, b| (b.words.len(), &a.words).cmp(&(a.words.len(), &b.words)));
            }
        }
        for (text, form) in forms.list {
            let class = match form.class {
                CueClass::Think => WordClass::THINK,
                CueClass::Light => WordClass::LIGHT,
                _ => WordClass::CUE,
            };
            self.cues.push(form);
            let number = self.cues.len() as u16;
            let entry = self.words.entry(text).or_default();
            entry.class |= class | WordClass::VERB;
            entry.cue = number;
        }
        for row in overlay.rows("noun_cues") {
            let class = cue_class(cell(&row, 2));
            for noun in [cell(&row, 0), cell(&row, 1)] {
                self.noun_cues.insert(noun.to_owned(), class);
                self.add(noun, WordClass::NOUN_CUE);
            }
        }
        for row in overlay.rows("preposition_cues") {
            let first = cell(&row, 0).split(' ').next().unwrap_or("");
            if cell(&row, 1) == "strong" && matches!(first, "according" | "per") {
                self.add(first, WordClass::CUE_PREPOSITION);
            }
        }
    }
}

/// The inflected forms while they are gathered.
#[derive(Default)]
struct Forms {
    list: Vec<(String, CueForm)>,
    by_text: FxHashMap<String, usize>,
    by_lemma: FxHashMap<String, Vec<usize>>,
}

impl Forms {
    /// Adds the five inflections of a verb, one entry for a form that serves as several. A word form that two verbs
    /// share (`found`) stays with the verb that came first.
    fn push(&mut self, lemma: &str, class: CueClass, frames: Frames, inflected: [&str; 4]) {
        for (i, text) in std::iter::once(lemma).chain(inflected).enumerate() {
            if text.is_empty() {
                continue;
            }
            let at = match self.by_text.get(text) {
                Some(&at) if self.list[at].1.lemma == lemma => at,
                Some(_) => continue,
                None => {
                    let inflection = Inflection::default();
                    let form = CueForm { lemma: lemma.to_owned(), class, frames, inflection, phrasal: Vec::new() };
                    self.list.push((text.to_owned(), form));
                    let at = self.list.len() - 1;
                    self.by_text.insert(text.to_owned(), at);
                    self.by_lemma.entry(lemma.to_owned()).or_default().push(at);
                    at
                }
            };
            let inflection = &mut self.list[at].1.inflection;
            match i {
                0 => inflection.base = true,
                1 => inflection.third = true,
                2 => inflection.past = true,
                3 => inflection.participle = true,
                _ => inflection.gerund = true,
            }
        }
    }

    /// Adds another spelling of an inflected form.
    fn vary(&mut self, text: &str, lemma: &str, slot: &str) {
        let Some(&model) = self.by_lemma.get(lemma).and_then(|at| at.first()) else { return };
        let (class, frames) = (self.list[model].1.class, self.list[model].1.frames);
        let place = match slot {
            "past" => [None, Some(text), None, None],
            "participle" => [None, None, Some(text), None],
            _ => [None, None, None, Some(text)],
        };
        self.push(lemma, class, frames, place.map(Option::unwrap_or_default));
    }

    /// All forms of a verb.
    fn of(&mut self, lemma: &str) -> impl Iterator<Item = &mut CueForm> {
        let at = self.by_lemma.get(lemma).cloned().unwrap_or_default();
        self.list.iter_mut().enumerate().filter(move |(i, _)| at.contains(i)).map(|(_, (_, form))| form)
    }
}
