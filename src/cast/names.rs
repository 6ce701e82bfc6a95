//! The words of a name, and whether two of them can be of the same person.
//!
//! Takes the items of a name, gives [`NameWords`]: given name, surname and what stands between, without suffixes,
//! particles and stops. It compares forms; which person is meant is the business of `clusters`.

use super::clusters::only_gender;
use crate::document::{Document, Ending, TokenKind, tokens::word_hash};
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::Words;
use crate::lexicon::set::listed;
use crate::mention::PARTICLES;
use smallvec::SmallVec;
use std::ops::Range;

/// One word of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameWord {
    /// Hash of its lower-case form without diacritics.
    pub key: u32,
    /// Its item.
    pub at: usize,
    /// A single letter.
    pub initial: bool,
}

/// The words of a name that tell people apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NameWords {
    /// Given names, initials and surname, in order.
    pub words: SmallVec<[NameWord; 3]>,
    /// The hash of "Jr.", "II" and the like behind it, 0 for none.
    pub generation: u32,
}

/// The hash of a word of a name: lower case, without diacritics and apostrophes.
pub(super) fn key(document: &Document<'_>, at: usize) -> u32 {
    key_of(document.word(at), document.items[at].hash)
}

/// The same for a word and the hash of its lower-case form.
pub(super) fn key_of(word: &str, hash: u32) -> u32 {
    if word.is_ascii() && !word.contains('\'') { hash } else { word_hash(&folded(word)) }
}

/// Lower case without diacritics and apostrophes: Dónal and Donal are one name.
pub(super) fn folded(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '\'' | '\u{2019}')).map(plain).collect()
}

/// The letter without its mark.
fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'ə' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' | 'ĝ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'į' | 'ı' | '\u{307}' => 'i',
        'ķ' => 'k',
        'ľ' | 'ļ' | 'ł' | 'ĺ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' | 'ŕ' => 'r',
        'ś' | 'š' | 'ş' | 'ș' | 'ŝ' => 's',
        'ť' | 'ţ' | 'ț' | 'ŧ' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// A range of items without a leading article, demonstrative or possessive pronoun.
pub(super) fn without_article(document: &Document<'_>, mut range: Range<usize>) -> Range<usize> {
    while range.len() > 1 {
        let item = &document.items[range.start];
        let word = document.word(range.start);
        // "one senior official", "another prison guard": words that only introduce; "one of them" is whole.
        if document.is_any_case(range.start, &rule_words::INTRODUCING)
            && document.items[range.start + 1].kind == TokenKind::Word
            && !document.items[range.start + 1].is(WordClass::PREPOSITION | WordClass::RELATIVE)
            // "one person", "another guard": without it nothing would say which.
            && range.len() > 2
        {
            range.start += 1;
            continue;
        }
        // "both the owner and her lawyer"; but both the men.
        let last = &document.items[range.end - 1];
        let pair = document.is_any_case(range.start, listed!["both", "either", "neither"])
            && document.items[range.start + 1].is(WordClass::DETERMINER | WordClass::POSSESSIVE)
            && last.ending != Ending::S
            && !last.is(WordClass::PERSONS);
        // "all 21 members"; "both analysts and captains"
        let second = &document.items[range.start + 1];
        let counted = second.is(WordClass::NUMBER) || second.kind == TokenKind::Number;
        let behind = (range.end + 1).min(document.items.len());
        let joined = || document.items[range.start..behind].iter().any(|i| i.is(WordClass::CONJUNCTION));
        let whole = document.is_any_case(range.start, listed!["all"]) && counted
            || document.is_any_case(range.start, listed!["both"]) && joined();
        if pair || whole {
            range.start += 1;
            continue;
        }
        let article = item.is(WordClass::DETERMINER | WordClass::POSSESSIVE)
            && rule_words::ROLE_ARTICLE.may_hold(item.hash)
            && rule_words::ROLE_ARTICLE.holds_any_case(word);
        // "those surveyed": the pronoun is the head.
        let head = document.items[range.start + 1].ending == Ending::Ed
            && range.len() == 2
            && matches!(word, "those" | "Those")
            && !document.items[range.start + 1].is(WordClass::NOUN | WordClass::PERSONS | WordClass::GROUP);
        // those in the north, those who stayed: there it is the head as well.
        let behind = document.items[range.start + 1].is(WordClass::PREPOSITION | WordClass::RELATIVE);
        if !article || head || behind && matches!(word, "those" | "Those") {
            break;
        }
        range.start += 1;
        // its own sources
        if range.len() > 1 && document.is_any(range.start, listed!["own"]) && item.is(WordClass::POSSESSIVE) {
            range.start += 1;
        }
    }
    range
}

impl NameWords {
    /// Reads the words of a name that stands in some ranges of items.
    pub(super) fn read(document: &Document<'_>, parts: &[Range<usize>]) -> NameWords {
        let mut words: SmallVec<[NameWord; 3]> = SmallVec::new();
        let mut generation = 0;
        for at in parts.iter().cloned().flatten() {
            let item = &document.items[at];
            if item.kind != TokenKind::Word {
                continue;
            }
            let word = document.word(at);
            // Few words hold a stop; the hash of all others is that of the form that the lists have.
            let bare = if item.dotted { word.trim_end_matches('.') } else { word };
            if !words.is_empty() && bare.len() <= 5 {
                let listed = |list: &Words| item.dotted || list.may_hold(item.hash);
                let particle = !item.capital && listed(&PARTICLES) && PARTICLES.holds_any_case(bare);
                if particle {
                    continue;
                }
                if listed(&rule_words::NAME_SUFFIX) && rule_words::NAME_SUFFIX.holds_any_case(&bare.replace('.', "")) {
                    if rule_words::GENERATION.holds_any_case(bare) {
                        generation = word_hash(&bare.to_lowercase());
                    }
                    continue;
                }
            }
            let initial = bare.len() <= 4 && bare.chars().count() == 1 || item.dotted && bare.contains('.');
            words.push(NameWord { key: key(document, at), at, initial });
        }
        // A name that begins with its particle: Van der Velde.
        while words.len() > 1 && leading_particle(document.word(words[0].at)) {
            words.remove(0);
        }
        NameWords { words, generation }
    }

    /// The key of the surname, or of the only name.
    pub(super) fn last(&self) -> Option<NameWord> {
        self.words.last().copied()
    }

    /// The given name, where there is one beside the surname.
    pub(super) fn first(&self) -> Option<NameWord> {
        if self.words.len() > 1 { self.words.first().copied() } else { None }
    }

    /// Whether this form says more than another of the same person: more names spelled out, or the long given name.
    pub(super) fn fuller(&self, document: &Document<'_>, other: &NameWords) -> bool {
        if self.led_by_words(document, other) || other.led_by_words(document, self) {
            return self.words.len() < other.words.len();
        }
        let spelled = |n: &NameWords| n.words.iter().filter(|w| !w.initial).count();
        let length = |n: &NameWords| n.first().map_or(0, |w| document.word(w.at).chars().count());
        let (a, b) = (spelled(self), spelled(other));
        let (all, others) = (self.words.len(), other.words.len());
        // François Haro says more than Francois Haro.
        let marks = |n: &NameWords| n.words.iter().filter(|w| !document.word(w.at).is_ascii()).count();
        (a, all) > (b, others) || (a, all) == (b, others) && (length(self), marks(self)) > (length(other), marks(other))
    }

    /// Whether this form is another full one with plain words before it, which are no names: Brave Anna Haro.
    fn led_by_words(&self, document: &Document<'_>, name: &NameWords) -> bool {
        let (own, short) = (&self.words, &name.words);
        let Some(extra) = own.len().checked_sub(short.len()).filter(|&extra| extra > 0 && short.len() > 1) else {
            return false;
        };
        let plain = WordClass::COMMON | WordClass::NOUN | WordClass::ADJECTIVE | WordClass::VERB | WordClass::ADVERB;
        let item = |w: &NameWord| &document.items[w.at];
        let word = |w: &NameWord| {
            !item(w).is(WordClass::FIRST_NAME) && (item(w).is(plain) || item(w).ending == Ending::Ing) && !w.initial
        };
        own[..extra].iter().all(word)
            && item(&short[0]).is(WordClass::FIRST_NAME)
            && own[extra..].iter().zip(short).all(|(a, b)| a.key == b.key)
    }

    /// Whether two forms with the same surname can be those of one person: the given names agree, no two middle names and
    /// no two generations differ.
    pub(super) fn agrees(&self, document: &Document<'_>, other: &NameWords) -> bool {
        if self.generation != other.generation && self.generation != 0 && other.generation != 0 {
            return false;
        }
        let (Some(a), Some(b)) = (self.first(), other.first()) else { return true };
        if self.is_surname_of(document, other) || other.is_surname_of(document, self) {
            return true;
        }
        if a.key == b.key || same_word(document, a, b) {
            return self.middle_agrees(document, other);
        }
        let (short, long) = (document.word(a.at), document.word(b.at));
        if a.initial || b.initial {
            return false;
        }
        let inner = |n: &NameWords, k: NameWord| {
            !rule_words::FIRST_PART.holds_any_case(document.word(k.at))
                && n.words[1..n.words.len() - 1].iter().any(|w| w.key == k.key)
        };
        let sexes = only_gender(document.items[a.at].class) | only_gender(document.items[b.at].class);
        let clash = sexes.any(WordClass::MALE) && sexes.any(WordClass::FEMALE);
        inner(self, b)
            || inner(other, a)
            || !clash && same_given_name(short, long) && self.middle_agrees(document, other)
    }

    /// Whether these two words are together the surname of another: Abu Laban, of Osman Abu Laban.
    fn is_surname_of(&self, document: &Document<'_>, other: &NameWords) -> bool {
        let [first, last] = self.words.as_slice() else { return false };
        let (own, rest) = ([first.key, last.key], other.words.len().saturating_sub(2));
        rest > 0
            && rule_words::FIRST_PART.holds_any_case(document.word(first.at))
            && other.words[rest..].iter().map(|w| w.key).eq(own)
    }

    /// Whether the names between the first and the last do not contradict each other: one of the two lists holds all of
    /// the other, an initial standing for its name.
    fn middle_agrees(&self, document: &Document<'_>, other: &NameWords) -> bool {
        let middle = |n: &NameWords| n.words[1..n.words.len().max(2) - 1].to_vec();
        let (a, b) = (middle(self), middle(other));
        let (few, many) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
        few.iter().all(|w| many.iter().any(|m| w.key == m.key || same_word(document, *w, *m)))
    }

    /// Whether the last word stands behind a preposition: the Friends of Harrow, the Amis du Louvre.
    pub(super) fn governed(&self, document: &Document<'_>) -> bool {
        matches!(self.words.as_slice(), [first, .., last] if parted(document, *first, *last))
    }

    /// Whether two names of bodies are those of one: the same words, or the one the end of the other with nothing before
    /// it but whose it is: the (U.S.) Supreme Court, the (Chicago) Police Department. A place in the shorter one makes
    /// the longer one another body: Yorkshire Police, North Yorkshire Police.
    pub(super) fn same_body(&self, document: &Document<'_>, other: &NameWords) -> bool {
        let (a, b) = (&self.words, &other.words);
        let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let rest = many.len() - few.len();
        let equal = few.iter().zip(&many[rest..]).all(|(x, y)| x.key == y.key);
        let land = |w: &NameWord| document.items[w.at].is(WordClass::PLACE | WordClass::DEMONYM | WordClass::METONYM);
        // The Friends of the Harrow Museum are not the museum.
        let governed = || rest > 0 && parted(document, many[0], many[rest]);
        equal && !governed() && (rest == 0 || few.len() > 1 && rest <= 3 && !few.iter().any(land))
    }
}

/// Whether a preposition stands between two words of a name, of whatever language.
fn parted(document: &Document<'_>, before: NameWord, word: NameWord) -> bool {
    let preposition = |at: usize| document.items[at].is(WordClass::PREPOSITION) || document.is_any(at, &PARTICLES);
    (before.at..word.at).any(preposition)
}

/// Whether one word is the initial of the other.
fn same_word(document: &Document<'_>, a: NameWord, b: NameWord) -> bool {
    let first = |w: NameWord| folded(document.word(w.at)).chars().next();
    (a.initial || b.initial) && first(a) == first(b)
}

/// A capitalised particle at the head of a surname; "Ben" and "Al" are given names there.
fn leading_particle(word: &str) -> bool {
    rule_words::LEADING_PARTICLE.holds(word)
        || word.len() <= 5 && word.chars().all(char::is_lowercase) && PARTICLES.holds(word)
}

/// Whether one given name is a short form of the other.
fn same_given_name(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() >= 3 && long.starts_with(short.as_str()) && long.len() > short.len() {
        // Tim and Timothy, but not Marc and Marcella: a short form leaves at least two letters out.
        return long.len() - short.len() >= 2 || short == long;
    }
    // Vicky and Victoria, Danny and Daniel.
    let stem = short.trim_end_matches("ie").trim_end_matches('y');
    if stem.len() >= 3 && stem.len() < short.len() && long.starts_with(stem.trim_end_matches('n')) && stem.len() >= 4 {
        return true;
    }
    super::words::short_form(&a, &b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn words(text: &str) -> (String, Vec<String>) {
        let document = Document::new(text, Lexicon::built_in());
        let all = 0..document.items.len();
        let names = NameWords::read(&document, std::slice::from_ref(&all));
        (text.to_owned(), names.words.iter().map(|w| document.word(w.at).to_owned()).collect())
    }

    #[test]
    fn leaves_out_particles_and_suffixes() {
        for (text, want) in [
            ("Joris van der Velde", vec!["Joris", "Velde"]),
            ("Van der Velde", vec!["Velde"]),
            ("Anna K. Haro", vec!["Anna", "K", "Haro"]),
            ("Davit Haro Jr.", vec!["Davit", "Haro"]),
            ("Imogen Sale KC", vec!["Imogen", "Sale"]),
        ] {
            assert_eq!(words(text).1, want, "{text}");
        }
    }

    #[test]
    fn tells_short_forms() {
        for (a, b) in
            [("Bill", "William"), ("Tim", "Timothy"), ("Mike", "Michael"), ("Danny", "Daniel"), ("Jim", "James")]
        {
            assert!(same_given_name(a, b), "{a} {b}");
        }
        for (a, b) in [("Anna", "Davit"), ("Marc", "Marco"), ("Ann", "Anna"), ("Viktor", "Emil")] {
            assert!(!same_given_name(a, b), "{a} {b}");
        }
    }

    #[test]
    fn folds_diacritics() {
        assert_eq!(folded("Dónal"), "donal");
        assert_eq!(folded("O’Dwyer"), "odwyer");
    }
}
