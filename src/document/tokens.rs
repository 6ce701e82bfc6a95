//! Tokens: words, numbers, punctuation and quotation marks.
//!
//! Takes the view's text, gives [`Token`]s in order, each with its shape. White space makes no token. It does not pair
//! marks (see `quotation`), does not cut sentences (see `sentences`) and does not look words up (see `items`).
//!
//! Word bounds are those of UAX #29 (`unicode-segmentation`), mended where English news needs it: hyphen compounds are
//! one token (`state-run`), clitics are their own (`Haro` + `'s`, `he` + `'d`), initialisms keep their full stops.

use super::bounds::{Plain, pieces};
pub use super::ending::Ending;
use super::items::Item;
use crate::lexicon::eight::{HIGH, eight, first_of};
use crate::lexicon::rule_words;
use crate::lexicon::{Entries, Lexicon, WordClass, WordEntry};

/// What a token is. The numbers are part of what the weights have learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word, a name, an initialism, a hyphen compound.
    Word = 0,
    /// Digits, with their separators.
    Number = 1,
    /// `'s`, `'d`, `'ll`, `'ve`, `'re`, `'m`: the end of a contraction or a possessive.
    Clitic = 2,
    /// `.`
    Stop = 3,
    /// `?` or `!`
    Exclaim = 4,
    /// `,`
    Comma = 5,
    /// `:`
    Colon = 6,
    /// `;`
    Semicolon = 7,
    /// An en or em dash, or a run of hyphens or a spaced hyphen used as one.
    Dash = 8,
    /// `…` or `...`
    Ellipsis = 9,
    /// `(` or `[`
    Open = 10,
    /// `)` or `]`
    Close = 11,
    /// A character that can be a quotation mark; whether it is one the pairing says.
    Mark = 12,
    /// Anything else.
    Symbol = 13,
    /// The end of a paragraph.
    Break = 14,
}

/// One token. Offsets are bytes of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// First byte behind.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// First letter is a capital.
    pub capital: bool,
    /// All letters are capitals (two or more of them).
    pub upper: bool,
    /// White space stands before it.
    pub spaced: bool,
    /// It is a word that holds a full stop.
    pub dotted: bool,
    /// Hash of the lower-case form; the key of the weights.
    pub hash: u32,
}

impl From<&Item> for Token {
    /// The token of an item that is no quoted part.
    #[inline]
    fn from(item: &Item) -> Token {
        let Item { start, end, kind, capital, upper, spaced, dotted, hash, .. } = *item;
        Token { start, end, kind, capital, upper, spaced, dotted, hash }
    }
}

impl Token {
    /// The token's text.
    #[inline]
    pub fn text<'t>(&self, view: &'t str) -> &'t str {
        &view[self.start as usize..self.end as usize]
    }

    /// Whether the token is a word or a number.
    #[inline]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }

    /// What the lexicon says of the token, if it is a word or a clitic.
    pub fn entry(&self, view: &str, lexicon: &Lexicon) -> WordEntry {
        self.entry_with(view, lexicon.entries(), &mut String::new())
    }

    /// See [`Token::entry`]; `buffer` is room for the lower-case form.
    #[inline]
    pub(super) fn entry_with(&self, view: &str, entries: Entries<'_>, buffer: &mut String) -> WordEntry {
        if !matches!(self.kind, TokenKind::Word | TokenKind::Clitic) {
            return WordEntry::default();
        }
        let word = self.text(view);
        let head = first_of(eight(view.as_bytes(), self.start as usize), word.len());
        let mut entry = if head & HIGH == 0 && (word.len() <= 8 || word.is_ascii()) {
            entries.of(self.hash, head, word)
        } else {
            buffer.clear();
            lower_into(word, self.kind, buffer);
            entries.of(self.hash, eight(buffer.as_bytes(), 0), buffer)
        };
        if self.kind == TokenKind::Word && !self.capital {
            entry.class = entry.class.without(WordClass::CAPITALISED);
        }
        entry
    }
}

/// A word this long, in bytes, is joined to nothing further: each joint reads the whole word again.
const LONGEST_COMPOUND: u32 = 160;

pub use crate::lexicon::word_hash;

/// Cuts `text` into tokens.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut cutter = Cutter { text, out: Vec::with_capacity(text.len() / 4 + 8), buffer: String::new(), spaced: true };
    let mut pieces = pieces(text);
    loop {
        if let Some(word) = pieces.plain(cutter.spaced) {
            cutter.plain(&word);
        } else if let Some((at, piece)) = pieces.next() {
            cutter.spaced |= pieces.spaced;
            cutter.piece(at, piece);
        } else {
            break;
        }
    }
    cutter.out
}

/// The lower-case form of a word or clitic as the lexicon has it.
fn lower_into(word: &str, kind: TokenKind, buffer: &mut String) {
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match (c, kind) {
            ('\u{2019}', _) => buffer.push('\''),
            (c, TokenKind::Clitic) => buffer.push(c.to_ascii_lowercase()),
            (c, _) => buffer.extend(c.to_lowercase()),
        }
    }
}

struct Cutter<'a> {
    text: &'a str,
    out: Vec<Token>,
    buffer: String,
    spaced: bool,
}

impl Cutter<'_> {
    /// A word of nothing but ASCII letters behind white space: nothing joins it to what stands before.
    fn plain(&mut self, word: &Plain) {
        let capital = self.text.as_bytes()[word.start].is_ascii_uppercase();
        let upper = word.upper && word.end - word.start >= 2;
        self.out.push(Token { capital, upper, ..token(word.start, word.end, TokenKind::Word, word.hash, true) });
        self.spaced = false;
    }

    fn piece(&mut self, at: usize, piece: &str) {
        let first = piece.chars().next().unwrap_or(' ');
        if first == ' ' {
            self.spaced = true;
            return;
        }
        if first == '\n' {
            self.push(at, at + piece.len(), TokenKind::Break);
            self.spaced = true;
            return;
        }
        if first.is_whitespace() {
            self.spaced = true;
            return;
        }
        // Curly marks and dashes are many: the tables of letters need not be asked.
        let mark = matches!(first, '\u{2010}'..='\u{2027}');
        if !mark && first.is_alphanumeric() {
            self.word(at, piece, first);
        } else {
            self.punctuation(at, piece, first);
        }
        self.spaced = false;
    }

    fn word(&mut self, at: usize, piece: &str, first: char) {
        let end = at + piece.len();
        // `state` `-` `run`: the hyphen and what follows join the word before.
        if !self.spaced && self.joins_compound() {
            self.out.pop();
            if let Some(last) = self.out.pop() {
                return self.push_word(last.start as usize, end, last.spaced);
            }
        }
        // `U.S` `.`: an initialism's last stop was pushed already and is followed by a letter.
        if !self.spaced && self.joins_initialism() {
            self.out.pop();
            if let Some(last) = self.out.pop() {
                return self.push_word(last.start as usize, end, last.spaced);
            }
        }
        if let Some(cut) = clitic(piece) {
            self.push_word(at, at + cut, self.spaced);
            self.spaced = false;
            self.push(at + cut, end, TokenKind::Clitic);
            return;
        }
        if first.is_numeric() && !piece.chars().any(char::is_alphabetic) {
            self.push(at, end, TokenKind::Number);
        } else {
            self.push_word(at, end, self.spaced);
        }
    }

    /// Whether the last two tokens are a word and an unspaced hyphen.
    fn joins_compound(&self) -> bool {
        let [.., word, hyphen] = self.out.as_slice() else { return false };
        !hyphen.spaced
            && word.is_word()
            && word.end - word.start < LONGEST_COMPOUND
            && matches!(
                &self.text[hyphen.start as usize..hyphen.end as usize],
                "-" | "\u{2010}" | "\u{2011}" | "\u{ad}"
            )
    }

    /// Whether the last two tokens are single letters with stops and a stop, as in `U.S` `.`.
    fn joins_initialism(&self) -> bool {
        let [.., word, stop] = self.out.as_slice() else { return false };
        if stop.spaced || stop.kind != TokenKind::Stop || word.kind != TokenKind::Word || !word.capital {
            return false;
        }
        let text = &self.text[word.start as usize..word.end as usize];
        text.len() == 1 || (text.len() <= 5 && text.contains('.'))
    }

    fn punctuation(&mut self, at: usize, piece: &str, first: char) {
        let end = at + piece.len();
        let kind = match first {
            '.' => TokenKind::Stop,
            '?' | '!' => TokenKind::Exclaim,
            ',' | '\u{60c}' | '\u{ff0c}' => TokenKind::Comma,
            ':' => TokenKind::Colon,
            ';' => TokenKind::Semicolon,
            '\u{2013}' | '\u{2014}' | '\u{2015}' => TokenKind::Dash,
            '-' if self.spaced || self.last_is_hyphen(at) => TokenKind::Dash,
            '\u{2026}' => TokenKind::Ellipsis,
            '(' | '[' => TokenKind::Open,
            ')' | ']' => TokenKind::Close,
            c if crate::document::quotation::marks::is_mark(c) => TokenKind::Mark,
            _ => TokenKind::Symbol,
        };
        let last = self.out.last().copied();
        match (kind, last) {
            // `...` is one ellipsis, `--` one dash.
            (TokenKind::Stop, Some(last))
                if !self.spaced
                    && (last.kind == TokenKind::Ellipsis
                        || (last.kind == TokenKind::Stop && self.text.as_bytes().get(end) == Some(&b'.'))) =>
            {
                self.extend(end, TokenKind::Ellipsis);
            }
            (TokenKind::Dash, Some(last))
                if !self.spaced && matches!(last.kind, TokenKind::Dash | TokenKind::Symbol) =>
            {
                self.extend(end, TokenKind::Dash);
            }
            // `U.S.`: the stop belongs to the initialism.
            _ => self.push(at, end, kind),
        }
    }

    fn last_is_hyphen(&self, at: usize) -> bool {
        self.out.last().is_some_and(|t| t.end as usize == at && t.text(self.text) == "-")
    }

    fn extend(&mut self, end: usize, kind: TokenKind) {
        if let Some(last) = self.out.last_mut() {
            last.end = end as u32;
            last.kind = kind;
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        let text = &self.text[start..end];
        let hash = match kind {
            TokenKind::Clitic => {
                self.buffer.clear();
                lower_into(text, kind, &mut self.buffer);
                word_hash(&self.buffer)
            }
            _ => word_hash(text),
        };
        self.out.push(token(start, end, kind, hash, self.spaced));
    }

    fn push_word(&mut self, start: usize, end: usize, spaced: bool) {
        let text = &self.text[start..end];
        // All that is asked of a word of ASCII, in one go.
        let (mut letters, mut uppers) = (0, 0);
        let (mut ascii, mut joined, mut dotted) = (true, false, false);
        let mut hash = word_hash("");
        for &byte in text.as_bytes() {
            let upper = byte.is_ascii_uppercase();
            uppers += usize::from(upper);
            letters += usize::from(byte.is_ascii_alphabetic());
            ascii &= byte.is_ascii();
            joined |= byte == b'-';
            dotted |= byte == b'.';
            hash = crate::lexicon::hash_on(hash, byte | u8::from(upper) << 5);
        }
        if !ascii {
            (letters, uppers) = (0, 0);
            for c in text.chars() {
                letters += usize::from(c.is_alphabetic());
                uppers += usize::from(c.is_uppercase());
            }
            self.buffer.clear();
            lower_into(text, TokenKind::Word, &mut self.buffer);
            hash = word_hash(&self.buffer);
        }
        // "al-Rashidi" is a name for all its article.
        let capital = match text.as_bytes() {
            [first, ..] if first.is_ascii() => first.is_ascii_uppercase(),
            _ => text.starts_with(char::is_uppercase),
        } || elided(text)
            || joined
                && memchr::memchr(b'-', text.as_bytes()).is_some_and(|at| {
                    rule_words::HYPHENED_ARTICLE.holds(&text[..at]) && text[at + 1..].starts_with(char::is_uppercase)
                });
        let upper = letters >= 2 && uppers == letters;
        self.out.push(Token { capital, upper, dotted, ..token(start, end, TokenKind::Word, hash, spaced) });
    }
}

/// Whether a name begins behind its elided particle: d'Entremar, l'Hermitte.
fn elided(text: &str) -> bool {
    let rest = text.strip_prefix(['d', 'l']).and_then(|rest| rest.strip_prefix(['\'', '\u{2019}']));
    rest.is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// A token of which nothing more is known.
#[inline]
fn token(start: usize, end: usize, kind: TokenKind, hash: u32, spaced: bool) -> Token {
    Token { start: start as u32, end: end as u32, kind, capital: false, upper: false, spaced, dotted: false, hash }
}

/// Where a clitic begins in a word such as `Haro's` or `he'd`, in bytes; `n't` stays with its verb.
fn clitic(word: &str) -> Option<usize> {
    // Most words have no such end: the longest is two letters behind a curly mark.
    if !word.as_bytes().iter().rev().take(5).any(|&b| b == b'\'' || b == 0xE2) {
        return None;
    }
    let tails = ["s", "S", "d", "ll", "ve", "re", "m"];
    let stem =
        tails.iter().find_map(|tail| word.strip_suffix(tail).filter(|stem| stem.ends_with(['\'', '\u{2019}'])))?;
    let at = stem.char_indices().next_back()?.0;
    (at > 0).then_some(at)
}
