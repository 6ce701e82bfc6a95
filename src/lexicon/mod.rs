//! The word lists: CSV files beside this loader, made ready when the crate is built.
//!
//! Takes the built-in lists (and a user's additions and removals), gives a [`Lexicon`]: one look-up for a word, one for
//! a phrase that begins with it. It holds words only; what they do in a sentence is the grammar's.

pub(crate) mod classed;
pub mod classes;
pub(crate) mod eight;
mod forms;
mod hash;
mod inflect;
pub(crate) mod irregular;
mod kinds;
mod load;
pub(crate) mod outlet_kind;
pub mod overlay;
mod patterns;
mod rows;
pub(crate) mod rule_words;
mod sections;
pub mod set;
mod store;

mod texts;
mod vocabulary;

pub(crate) use classed::list_rows;
pub use classes::WordClass;
pub use hash::word_hash;
pub(crate) use hash::{hash_off, hash_on, hash_on_all};
pub use kinds::{
    CueClass, CueForm, Frames, Hyphenation, Inflection, LineKind, Outlet, Phrasal, Phrase, PhraseKind, PhraseWord,
    WordEntry,
};
pub use overlay::Overlay;

use patterns::Patterns;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;
use store::{Section, Store};

/// All word lists, ready for look-up.
#[derive(Clone, Debug)]
pub struct Lexicon {
    store: Store,
}

/// Bytes on a cache line, as numbers want to lie.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

/// The built-in lists as `build.rs` makes them.
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.txt"));
static DATA: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin")));

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    let data = crate::bytes::numbers(&DATA.0, u32::from_le_bytes);
    Lexicon { store: Store { text: Cow::Borrowed(TEXT), data } }
});

impl Lexicon {
    /// The lists that come with the crate.
    pub fn built_in() -> &'static Lexicon {
        &BUILT_IN
    }

    /// The lists with a user's changes.
    pub fn with_overlay(overlay: &Overlay) -> Lexicon {
        Lexicon { store: load::store(overlay) }
    }

    /// The entry of a lower-case word form; an empty one for an unknown word.
    pub fn word(&self, lower: &str) -> WordEntry {
        self.entries().of(word_hash(lower), eight::eight(lower.as_bytes(), 0), lower)
    }

    /// Whether a form in -s, in lower case, is that of a listed verb which is nothing else: exists, applies.
    pub(crate) fn third_person(&self, form: &str) -> bool {
        let other = WordClass::NOUN | WordClass::ADJECTIVE | WordClass::PERSON | WordClass::ORGANISATION;
        let verb = |stem: &str| {
            let class = self.word(stem).class;
            class.any(WordClass::VERB) && !class.any(other | WordClass::DOCUMENT | WordClass::NOUN_CUE)
        };
        let changed = || form.strip_suffix("ies").is_some_and(|stem| verb(&format!("{stem}y")));
        form.strip_suffix('s').is_some_and(verb) || form.strip_suffix("es").is_some_and(verb) || changed()
    }

    /// The entries of all words.
    #[inline]
    pub(crate) fn entries(&self) -> Entries<'_> {
        Entries(self.store.words(Section::Words))
    }

    /// What a lower-case word is to a hyphen at the end of a line.
    pub fn hyphenation(&self, lower: &str) -> Hyphenation {
        self.find(Section::Words, lower).map_or(Hyphenation::default(), |[.., set]| Hyphenation(set))
    }

    fn find(&self, section: Section, word: &str) -> Option<[u32; 4]> {
        self.store.words(section).find(word_hash(word), word)
    }

    fn number(&self, section: Section, word: &str) -> Option<u32> {
        self.store.words(section).number(word_hash(word), word)
    }

    /// The cue form of a token's `cue` field.
    #[inline]
    pub fn cue(&self, index: u16) -> Option<CueForm> {
        // Most words are no cues.
        self.cue_form(usize::from(index).checked_sub(1)?)
    }

    fn cue_form(&self, number: usize) -> Option<CueForm> {
        let &[hash, frames, kind, first, last] = self.store.record(Section::Cues, number)?;
        Some(CueForm {
            hash,
            class: CueClass::of(kind & 0xFF),
            frames: Frames(frames),
            inflection: Inflection::of(kind >> 8),
            phrasals: first..last,
        })
    }

    /// The verb + words combinations that begin with a cue form and go on with a word of that hash, longest first.
    pub fn phrasals(&self, form: &CueForm, next: u32) -> impl Iterator<Item = Phrasal> {
        let Range { start, end } = form.phrasals;
        let phrasals = self.store.records(Section::Phrasals, start, end).iter().filter(move |record| record[4] == next);
        phrasals.map(|&[first, last, class, frames, _]| Phrasal {
            words: first..last,
            class: CueClass::of(class),
            frames: Frames(frames),
        })
    }

    /// The phrases that begin with a word in whatever case, longest first, and go on with a second one; `hash` and
    /// `second` are those of the lower-case forms.
    pub fn phrases(&self, first: &str, hash: u32, second: u32) -> impl Iterator<Item = Phrase> + use<'_> {
        let found = match first.is_ascii() {
            true if !self.may_begin(hash, second) => None,
            true => self.store.words(Section::PhrasesOf).number_lower(hash, eight::eight(first.as_bytes(), 0), first),
            false => self.number(Section::PhrasesOf, &first.to_lowercase()),
        };
        let groups = self.store.section(Section::PhraseGroups);
        let (start, end) = found.map_or((0, 0), |group| (groups[group as usize], groups[group as usize + 1]));
        let all = self.store.records(Section::Phrases, start, end);
        let from = all.partition_point(|record| record[4] < second);
        let phrases = all[from..].iter().take_while(move |record| record[4] == second);
        phrases.map(|&[first, packed, low, high, _]| Phrase {
            rest: first..first + (packed >> store::KIND),
            kind: PhraseKind::of(packed & ((1 << store::KIND) - 1), u64::from(low) | u64::from(high) << 32),
        })
    }

    /// Whether any phrase may begin with two words, by the hashes of their lower-case forms.
    pub fn may_begin(&self, first: u32, second: u32) -> bool {
        self.store.may_hold(Section::Pairs, store::pair(first, second))
    }

    /// Whether the name of any outlet may begin with two words, by the hashes of their lower-case forms.
    pub fn may_begin_outlet(&self, first: u32, second: u32) -> bool {
        self.store.may_hold(Section::OutletPairs, store::pair(first, second))
    }

    /// The words of a phrase behind its first, or those of a phrasal cue; a clitic is a word of its own.
    pub fn words(&self, range: Range<u32>) -> impl ExactSizeIterator<Item = PhraseWord<'_>> {
        let numbers = &self.store.section(Section::PhraseWords)[range.start as usize..range.end as usize];
        let terms = self.store.section(Section::Terms).as_chunks().0;
        numbers.iter().map(move |&number| {
            let [start, length, hash] = terms[number as usize];
            PhraseWord { all: &self.store.text, place: [start, length], hash }
        })
    }

    /// An outlet by its row.
    pub fn outlet(&self, row: u16) -> Option<Outlet<'_>> {
        let &[name, kind, packed] = self.store.record(Section::Outlets, usize::from(row))?;
        let (length, of_kind) = (packed & ((1 << store::OUTLET) - 1), packed >> store::OUTLET);
        Some(Outlet { name: self.store.text(name, length), kind: self.store.text(kind, of_kind) })
    }

    /// The row of an outlet by its name or one of its aliases, case as written.
    pub fn outlet_named(&self, name: &str) -> Option<u16> {
        let straight = name.contains('\u{2019}').then(|| name.replace('\u{2019}', "'"));
        self.number(Section::OutletNames, straight.as_deref().unwrap_or(name)).map(|row| row as u16)
    }

    /// The speech act of a noun that can be a cue, lower case, singular or plural.
    pub fn noun_cue(&self, lower: &str) -> Option<CueClass> {
        self.find(Section::NounCues, lower).map(|[class, ..]| CueClass::of(class))
    }

    /// The channel that a document noun stands for.
    pub fn channel(&self, lower: &str) -> Option<crate::record::Channel> {
        let [start, length, ..] = self.find(Section::Channels, lower)?;
        self.store.text(start, length).parse().ok()
    }

    /// The nouns by which newspapers call a body, apart by spaces, by its whole name as written: the alliance.
    pub fn called(&self, name: &str) -> Option<&str> {
        let [start, length, word, _] = self.find(Section::Bodies, name)?;
        (word == 0).then(|| self.store.text(start, length))
    }

    /// The nouns by which a body is called for a word of its name: Kattvik Airways, the airline.
    pub fn called_for(&self, word: &str) -> Option<&str> {
        let [start, length, ..] = self.find(Section::Bodies, word).filter(|[.., word, _]| *word == 1)?;
        Some(self.store.text(start, length))
    }

    fn whole(&self, line: &str) -> Option<[u32; 4]> {
        let hash = line.bytes().fold(word_hash(""), |hash, byte| hash_on(hash, byte.to_ascii_lowercase()));
        self.store.words(Section::WholeLines).find_lower(hash, eight::eight(line.as_bytes(), 0), line)
    }

    /// What a line of a page is that is a pattern as a whole. Here and below the case of ASCII letters does not count.
    pub fn whole_line(&self, line: &str) -> Option<LineKind> {
        self.whole(line).map(|[kind, ..]| LineKind::of(kind))
    }

    /// Whether a line of a page is the heading of a list of links.
    pub fn heads_links(&self, line: &str) -> bool {
        self.whole(line).is_some_and(|[_, heads, ..]| heads != 0)
    }

    /// The longest pattern that a line of a page begins with: its length, and what the line is.
    pub fn line_start(&self, line: &str) -> Option<(usize, LineKind)> {
        let found = Patterns::of(&self.store, Section::LineStarts, Section::LineStartBits)?.at_start(line);
        found.map(|(length, [kind, ..])| (length, LineKind::of(kind)))
    }

    /// The first pattern in a line of a page, the longest of those at its place: its length, and what the line is.
    pub fn line_part(&self, line: &str) -> Option<(usize, LineKind)> {
        let found = Patterns::of(&self.store, Section::LineParts, Section::LinePartBits)?.anywhere(line);
        found.map(|(length, [kind, ..])| (length, LineKind::of(kind)))
    }
}

/// The entries of all words, to be asked for many of them.
#[derive(Clone, Copy)]
pub(crate) struct Entries<'l>(store::Words<'l>);

impl Entries<'_> {
    /// The entry of a word form of which the hash and the first eight bytes are known: lower case but for letters of ASCII.
    #[inline]
    pub(crate) fn of(self, hash: u32, head: u64, word: &str) -> WordEntry {
        let [low, high, cue, _] = self.0.find_lower(hash, head, word).unwrap_or_default();
        WordEntry { class: WordClass(u64::from(low) | u64::from(high) << 32), cue: cue as u16 }
    }

    /// Lets the entries of words come nearer that are going to be asked for.
    pub(crate) fn fetch(self, hashes: impl Iterator<Item = u32>) {
        self.0.fetch(hashes);
    }
}

#[cfg(test)]
mod tests {
    use super::load::Lists;
    use super::*;

    #[test]
    fn the_built_in_lists_are_made_of_the_files_beside_this_one() {
        let now = load::store(&Overlay::default());
        let built_in = &Lexicon::built_in().store;
        assert!(now.text == built_in.text && now.data == built_in.data);
    }

    #[test]
    fn every_word_of_a_list_is_found() {
        let lexicon = Lexicon::built_in();
        let mut count = 0;
        Overlay::default().each("first_names", &mut |row| {
            count += usize::from(lexicon.word(&row.cell(0).to_lowercase()).class.any(WordClass::FIRST_NAME));
        });
        assert!(count > 14_000, "{count}");
        assert_eq!(lexicon.word("no such word").class, WordClass::NONE);
        assert_eq!(lexicon.word("").class, WordClass::NONE);
    }

    #[test]
    fn hyphens_ask_for_halves_and_for_whole_words() {
        let lexicon = Lexicon::built_in();
        for (word, set) in [
            ("self", Hyphenation::FIRST),
            ("based", Hyphenation::SECOND),
            ("ex", Hyphenation::PERSON_PREFIX),
            ("re", Hyphenation::VOWEL_PREFIX),
            ("airbase", Hyphenation::SOLID),
            ("minister", Hyphenation::PERSON),
            ("spokesmen", Hyphenation::PERSON),
            ("baku", Hyphenation::KNOWN),
            ("december", Hyphenation::KNOWN),
        ] {
            assert!(lexicon.hyphenation(word).any(set), "{word}");
        }
        // Names of outlets are made of any letters.
        assert!(!lexicon.hyphenation("tass").any(Hyphenation::WORD));
        assert_eq!(lexicon.hyphenation("no such word"), Hyphenation::default());
        // A word that only hyphens ask for is an unknown one to everybody else.
        assert_eq!(lexicon.word("abiding"), WordEntry::default());
    }

    #[test]
    fn cues_phrases_and_outlets_keep_their_records() {
        let lexicon = Lexicon::built_in();
        let said = lexicon.cue(lexicon.word("said").cue).unwrap();
        assert_eq!((said.hash, said.class), (word_hash("say"), CueClass::Say));
        assert!(said.inflection.past && said.inflection.participle && !said.inflection.base);
        let phrase = lexicon
            .phrases("Prime", word_hash("prime"), word_hash("minister"))
            .find(|p| p.kind == PhraseKind::Title)
            .unwrap();
        assert_eq!(lexicon.words(phrase.rest).map(|w| w.text()).collect::<Vec<_>>(), ["minister"]);
        let row = lexicon.outlet_named("TASS").unwrap();
        assert_eq!(lexicon.outlet(row).map(|o| (o.name, o.kind)), Some(("TASS", "agency")));
    }
}
