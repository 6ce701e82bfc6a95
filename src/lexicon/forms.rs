//! The inflected forms of the verbs that attribute.
//!
//! Takes the lists of verbs, gives every form once with what it says of its verb. Part of the build script too.

use super::inflect;
use super::kinds::{CueClass, Frames, Inflection};
use super::load::Lists;
use std::collections::HashMap;

/// The class of a cue by its word in a list: saying, where there is none.
pub(super) fn cue_class(word: &str) -> CueClass {
    CueClass::from_word(word).unwrap_or(CueClass::Say)
}

/// The frames of a verb: those of its class, where the row says none.
fn frames(letters: &str, class: CueClass) -> Frames {
    if letters.is_empty() { class.usual() } else { Frames::parse(letters) }
}

/// The forms of all verbs of the lists.
pub(super) fn of(lists: &dyn Lists) -> Vec<Form> {
    let mut forms = Forms::default();
    // Verbs that have no forms of their own get those of the verb they are derived from, once all are known.
    let mut bare: Vec<(String, CueClass, Frames, [String; 4])> = Vec::new();
    let mut known: HashMap<String, [String; 4]> = HashMap::new();
    let mut add = |lemma: &str, class, frames, cells: [&str; 4]| {
        if cells.iter().any(|cell| cell.is_empty()) {
            bare.push((lemma.to_owned(), class, frames, cells.map(str::to_owned)));
        } else {
            forms.push(lemma, class, frames, cells);
            known.insert(lemma.to_owned(), cells.map(str::to_owned));
        }
    };
    lists.each("cues", &mut |row| {
        let class = cue_class(row.cell(1));
        add(row.cell(0), class, frames(row.cell(6), class), [2, 3, 4, 5].map(|i| row.cell(i)));
    });
    lists.each("light_verbs", &mut |row| {
        add(row.cell(0), CueClass::Light, Frames::default(), [1, 2, 3, 4].map(|i| row.cell(i)));
    });
    for (lemma, class, frames, cells) in bare {
        let made = inflect::forms(&lemma, |base| known.get(base).cloned());
        let form = |n: usize| if cells[n].is_empty() { made[n].as_str() } else { cells[n].as_str() };
        forms.push(&lemma, class, frames, std::array::from_fn(form));
    }
    lists.each("variant_forms", &mut |row| {
        forms.vary(row.cell(0), row.cell(1), row.cell(2));
    });
    lists.each("phrasal_cues", &mut |row| {
        let words: Vec<String> = row.cell(1).split(' ').map(str::to_owned).collect();
        let class = cue_class(row.cell(2));
        let phrasal = (words, class, frames(row.cell(3), class));
        for &at in forms.by_lemma.get(row.cell(0)).into_iter().flatten() {
            let known = &mut forms.list[at].phrasals;
            known.push(phrasal.clone());
            known.sort_by(|(a, ..), (b, ..)| (b.len(), a).cmp(&(a.len(), b)));
        }
    });
    forms.list
}

/// The inflected forms while they are gathered.
#[derive(Default)]
struct Forms {
    list: Vec<Form>,
    by_text: HashMap<String, usize>,
    by_lemma: HashMap<String, Vec<usize>>,
}

/// An inflected form of a cue verb.
pub(super) struct Form {
    pub(super) text: String,
    pub(super) lemma: String,
    pub(super) class: CueClass,
    pub(super) frames: Frames,
    pub(super) inflection: Inflection,
    /// Words behind it with class and frames of the whole, longest first.
    pub(super) phrasals: Vec<(Vec<String>, CueClass, Frames)>,
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
                Some(&at) if self.list[at].lemma == lemma => at,
                Some(_) => continue,
                None => {
                    let inflection = Inflection::default();
                    let (text_of, lemma_of) = (text.to_owned(), lemma.to_owned());
                    let form = Form { text: text_of, lemma: lemma_of, class, frames, inflection, phrasals: Vec::new() };
                    self.list.push(form);
                    let at = self.list.len() - 1;
                    self.by_text.insert(text.to_owned(), at);
                    self.by_lemma.entry(lemma.to_owned()).or_default().push(at);
                    at
                }
            };
            let inflection = &mut self.list[at].inflection;
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
        let (class, frames) = (self.list[model].class, self.list[model].frames);
        let place = match slot {
            "past" => [None, Some(text), None, None],
            "participle" => [None, None, Some(text), None],
            _ => [None, None, None, Some(text)],
        };
        self.push(lemma, class, frames, place.map(Option::unwrap_or_default));
    }
}
