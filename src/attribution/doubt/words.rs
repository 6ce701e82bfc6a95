//! The words that take reports back, by what they do (`lexicon/doubt_words.csv`), and a text read as such words.

use crate::document::{Document, Token, TokenKind};
use crate::lexicon::classed::classes;
use crate::lexicon::set::Words;
use crate::lexicon::{Lexicon, WordClass, hash_off, hash_on, rule_words, word_hash};
use std::ops::Range;

classes! { "doubt_words":
    ACCUSED = "accused",
    ALLEGED = "alleged",
    ALONE = "alone",
    APART = "apart",
    ASKS = "asks",
    AVOID = "avoid",
    BE = "be",
    BELIEVE = "believe",
    CARRIER = "carrier",
    CLAIM = "claim",
    CLAIMING = "claiming",
    CONTRARY = "contrary",
    DENY = "deny",
    DOUBTER = "doubter",
    EVIDENCE = "evidence",
    FAKE = "fake",
    FALSELY = "falsely",
    FICTION = "fiction",
    GIVEN = "given",
    HAVE = "have",
    HEARD = "heard",
    IF = "if",
    IMAGINE = "imagine",
    INVERTED = "inverted",
    LACKING = "lacking",
    LETTER = "letter",
    LORE = "lore",
    MAKE = "make",
    MISQUOTE = "misquote",
    MODAL = "modal",
    NEAR = "near",
    NEARLY = "nearly",
    NEGATOR = "negator",
    NOBODY = "nobody",
    OBJECT = "object",
    OPENING = "opening",
    OWN = "own",
    PLAYING = "playing",
    RATHER = "rather",
    READ = "read",
    REAL = "real",
    REMARK = "remark",
    REPORT = "report",
    REPORTS = "reports",
    RETRACT = "retract",
    SATIRE = "satire",
    SAY = "say",
    SAYING = "saying",
    SHOWN = "shown",
    SPOKEN = "spoken",
    SUPPOSEDLY = "supposedly",
    TERM = "term",
    THING = "thing",
    TOLD = "told",
    UNTRUE = "untrue",
    USE = "use",
    VERSION = "version",
    WANTED = "wanted",
    WISH = "wish",
    WORDS = "words",
    WRONG = "wrong",
    WRONGLY = "wrongly",
}

impl Class {
    /// Classes of nouns: the plural of a word on the list is as good.
    const NOUNS: Class = Class::ALONE
        .and(Class::CARRIER)
        .and(Class::CLAIM)
        .and(Class::FAKE)
        .and(Class::LETTER)
        .and(Class::REPORT)
        .and(Class::SATIRE)
        .and(Class::WORDS);

    /// The classes of a word by the hash of its lower-case form.
    #[inline]
    fn of(word: &[u8], hash: u32) -> Class {
        let more = match word {
            [.., b's' | b'S'] => Class(Class::listed(hash_off(hash, b's')).0 & Class::NOUNS.0),
            [.., b't' | b'T'] if word.ends_with(b"n't") || word.ends_with("n\u{2019}t".as_bytes()) => Class::NEGATOR,
            _ => return Class::listed(hash),
        };
        Class::listed(hash).and(more)
    }

    /// The classes of all words of a stretch of a document: see [`Tokens::of`].
    pub(super) fn of_all(document: &Document<'_>, stretch: Range<usize>) -> Class {
        let text = document.text();
        // Hardly any word is joined: whether one is, the whole stretch tells.
        let joined = memchr::memchr(b'-', &text.as_bytes()[stretch.clone()]).is_some();
        let classes = |token: &Token| {
            let word = &text.as_bytes()[token.start as usize..token.end as usize];
            match token.kind {
                TokenKind::Word if !joined || !word.contains(&b'-') => Class::of(word, token.hash),
                TokenKind::Clitic | TokenKind::Comma | TokenKind::Stop => Class::default(),
                _ if !word.iter().any(u8::is_ascii_alphabetic) => Class::default(),
                _ => Tokens::new(token.text(text)).all(),
            }
        };
        let mut all = Class::default();
        each(document, stretch, |token| all = all.and(classes(&token)));
        all
    }
}

/// How many bytes there are for a word, about.
const LETTERS: usize = 5;

/// A word or a mark that parts clauses.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: u32,
    end: u32,
    class: Class,
}

/// A text as words, with the marks that part clauses.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    words: Vec<Word>,
    /// The classes of all words.
    all: Class,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut tokens = Tokens::empty(text);
        tokens.split(0..text.len());
        tokens
    }

    /// The words of a stretch of a document, by its tokens; those with a hyphen are taken apart.
    pub(super) fn of(document: &'t Document<'_>, stretch: Range<usize>) -> Self {
        let mut tokens = Tokens::empty(document.text());
        tokens.words.reserve(stretch.len() / LETTERS);
        each(document, stretch, |token| {
            let place = token.start as usize..token.end as usize;
            let word = &tokens.text[place.clone()];
            match token.kind {
                TokenKind::Clitic => {
                    if let Some(last) = tokens.words.last_mut() {
                        last.end = token.end;
                    }
                }
                TokenKind::Word if !word.contains('-') => tokens.push(place, token.hash),
                _ => tokens.split(place),
            }
        });
        tokens
    }

    fn empty(text: &'t str) -> Self {
        Tokens { text, words: Vec::new(), all: Class::default() }
    }

    /// Takes a stretch of the text apart, letter for letter.
    fn split(&mut self, stretch: Range<usize>) {
        let (text, from) = (self.text, stretch.start);
        // Where a word began, and its hash.
        let mut word: Option<(usize, u32)> = None;
        for (at, c) in text[stretch.clone()].char_indices().map(|(at, c)| (at + from, c)) {
            if c.is_ascii_alphabetic() || c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}') && word.is_some() {
                let (start, hash) = word.unwrap_or((at, word_hash("")));
                let mut bytes = [0; 4];
                let letter = c.to_ascii_lowercase().encode_utf8(&mut bytes).bytes();
                word = Some((start, letter.fold(hash, hash_on)));
                continue;
            }
            self.close(word.take(), at);
            if matches!(c, ',' | ';' | ':' | '—' | '.' | '?' | '!') {
                let class = Class::default();
                self.words.push(Word { start: at as u32, end: (at + c.len_utf8()) as u32, class });
            }
        }
        self.close(word, stretch.end);
    }

    /// Ends a word that has begun.
    fn close(&mut self, word: Option<(usize, u32)>, end: usize) {
        if let Some((start, hash)) = word {
            self.push(start..end, hash);
        }
    }

    fn push(&mut self, place: Range<usize>, hash: u32) {
        let class = Class::of(&self.text.as_bytes()[place.clone()], hash);
        self.all = self.all.and(class);
        self.words.push(Word { start: place.start as u32, end: place.end as u32, class });
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The classes of all words.
    pub(super) fn all(&self) -> Class {
        self.all
    }

    fn at(&self, n: usize) -> &str {
        self.words.get(n).map_or("", |w| &self.text[w.start as usize..w.end as usize])
    }

    /// Whether a word is of a class.
    pub(super) fn is(&self, n: usize, class: Class) -> bool {
        self.words.get(n).is_some_and(|word| word.class.any(class))
    }

    /// Whether a word is one of these.
    pub(super) fn word(&self, n: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.at(n).eq_ignore_ascii_case(word))
    }

    /// Whether a word is one of a list, in whatever case.
    pub(super) fn listed(&self, n: usize, words: &Words) -> bool {
        words.holds_any_case(self.at(n))
    }

    /// Whether a word of a list stands among the next ones.
    pub(super) fn within_listed(&self, from: usize, count: usize, words: &Words) -> bool {
        (from..(from + count).min(self.len())).any(|n| self.listed(n, words))
    }

    /// Whether a word is a verb of saying with -ing.
    pub(super) fn says_now(&self, n: usize) -> bool {
        let word = self.at(n);
        word.ends_with("ing") && Lexicon::built_in().word(&word.to_ascii_lowercase()).class.any(WordClass::CUE)
    }

    pub(super) fn capital(&self, n: usize) -> bool {
        self.at(n).starts_with(char::is_uppercase)
    }

    pub(super) fn is_mark(&self, n: usize) -> bool {
        !self.at(n).starts_with(char::is_alphanumeric)
    }

    /// Whether a word has the ending of a past tense.
    pub(super) fn is_past(&self, n: usize) -> bool {
        self.at(n).ends_with("ed")
    }

    /// Whether a subject begins at a word, behind its verb: does | Finch say, did | she say.
    pub(super) fn asks(&self, n: usize) -> bool {
        self.capital(n) || self.listed(n, &rule_words::SUBJECT_START)
    }

    /// Whether a verb of saying stands behind a word and nothing parts it from what follows the words: nothing but an
    /// addressee.
    pub(super) fn leads(&self, from: usize) -> bool {
        let parts = |n: usize| self.is_mark(n) && !self.word(n, &[":"]) || self.is(n, Class::APART);
        let said = (from..self.len()).rev().find(|&n| self.is(n, Class::SAYING.and(Class::SAY)));
        said.is_some_and(|n| n + 5 > self.len() && !(from..self.len()).any(parts))
    }

    /// Where the clause of a word begins.
    pub(super) fn clause(&self, n: usize) -> usize {
        (0..n).rev().find(|&k| self.is_mark(k)).map_or(0, |k| k + 1)
    }

    /// The places of the words of a class.
    pub(super) fn find(&self, class: Class) -> impl Iterator<Item = usize> {
        let len = if self.all.any(class) { self.len() } else { 0 };
        (0..len).filter(move |&n| self.words[n].class.any(class))
    }

    /// Whether a word of a class stands among the next ones.
    pub(super) fn within(&self, from: usize, count: usize, class: Class) -> bool {
        (from..(from + count).min(self.len())).any(|n| self.words[n].class.any(class))
    }

    /// Whether one of these words stands among the next ones.
    pub(super) fn within_words(&self, from: usize, count: usize, words: &[&str]) -> bool {
        (from..(from + count).min(self.len())).any(|n| self.word(n, words))
    }

    /// Whether these words stand one after another from a place on.
    pub(super) fn reads(&self, from: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, word)| self.word(from + k, &[word]))
    }
}

/// Shows the tokens of a stretch of a document, those inside marks too, in order.
fn each(document: &Document<'_>, stretch: Range<usize>, mut take: impl FnMut(Token)) {
    let Range { start, end } = stretch;
    let first = document.items.partition_point(|item| item.end as usize <= start);
    for item in document.items[first..].iter().take_while(|item| (item.start as usize) < end) {
        let alone = Token::from(item);
        let tokens = if item.is_quote() { document.inside(item) } else { std::slice::from_ref(&alone) };
        for token in tokens {
            if token.start as usize >= start && token.end as usize <= end {
                take(*token);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_classes_in_any_case_and_nouns_in_the_plural() {
        let tokens = Tokens::new("Doctored CLIPS, didn\u{2019}t");
        assert_eq!(tokens.len(), 4);
        assert!(tokens.is(0, Class::FAKE) && tokens.is(1, Class::CARRIER) && tokens.is(3, Class::NEGATOR));
        assert!(tokens.is_mark(2) && tokens.find(Class::FAKE).eq([0]) && tokens.clause(3) == 3);
    }
}
