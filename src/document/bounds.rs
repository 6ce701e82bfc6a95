//! Word bounds, by the shortest way.
//!
//! Takes a text, gives its pieces between the word bounds of UAX #29, white space left out. It gives the same pieces as
//! `unicode-segmentation`, which is asked for every piece that holds or touches a character beyond ASCII; what news is
//! mostly made of (ASCII words, spaces, curly marks, dashes) is told apart by a table of bytes.

use crate::lexicon::eight::{HIGH, SMALL, eight, within};
use crate::lexicon::{hash_on_all, word_hash};
use unicode_segmentation::UnicodeSegmentation;

/// What a byte is to the rules.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter
    Letter,
    /// A digit
    Digit,
    /// `_`, which joins letters and digits
    Joiner,
    /// `'` or `.`: inside a word between two letters or two digits
    Middle,
    /// `:`: between two letters
    MiddleLetter,
    /// `,` or `;`: between two digits
    MiddleNumber,
    /// A space
    Space,
    /// Any other of ASCII that is a piece of its own
    Single,
    /// Carriage return, which a line feed may belong to
    Return,
    /// The first byte of a character beyond ASCII, or one inside it
    Beyond,
}

const CLASS: [Class; 256] = {
    let mut table = [Class::Single; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Joiner,
            b'\'' | b'.' => Class::Middle,
            b':' => Class::MiddleLetter,
            b',' | b';' => Class::MiddleNumber,
            b' ' => Class::Space,
            b'\r' => Class::Return,
            0x80.. => Class::Beyond,
            _ => Class::Single,
        };
        byte += 1;
    }
    table
};

/// The pieces of a text with the byte where each begins.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    /// Whether spaces were left out before the piece that came last.
    pub spaced: bool,
}

/// The pieces of `text` between word bounds. A run of spaces is left out, unless something combines with it; all other
/// white space is a piece.
pub(super) fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, at: 0, spaced: false }
}

/// Whether the character at a byte is a dash, an ellipsis or a curly mark: three bytes, a piece of its own except that
/// single marks stand inside words as `'` does.
fn curly(bytes: &[u8], at: usize) -> Option<u8> {
    match bytes.get(at..at + 3) {
        Some(&[0xE2, 0x80, last @ (0x93 | 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6)]) => Some(last),
        _ => None,
    }
}

/// Whether nothing at a byte can belong to what stands before it: the end, ASCII, or one of the characters above.
fn apart(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(u8::is_ascii) || curly(bytes, at).is_some()
}

/// How many of eight bytes, from the first and lowest on, are letters of ASCII, and the bits of those.
fn letters(bytes: u64) -> (usize, u64) {
    let others = within(bytes | SMALL, b'a', b'z') ^ HIGH;
    // The lowest bit that is set is the highest of the first byte that is no letter.
    let first = others & others.wrapping_neg();
    (others.trailing_zeros() as usize / 8, (first >> 7).wrapping_sub(1))
}

/// A word of nothing but ASCII letters.
pub(super) struct Plain {
    /// Its first byte.
    pub start: usize,
    /// The first byte behind it.
    pub end: usize,
    /// The hash of its lower-case form.
    pub hash: u32,
    /// All its letters are capitals.
    pub upper: bool,
}

impl<'a> Pieces<'a> {
    /// The next piece, where it is a word of nothing but ASCII letters that stands behind white space; `spaced` tells
    /// whether there is some before the spaces that come now. Most words are: they are read in one go. Nothing is
    /// passed over where the next piece is something else.
    pub(super) fn plain(&mut self, spaced: bool) -> Option<Plain> {
        let bytes = self.text.as_bytes();
        let letter = |at: usize| bytes.get(at).is_some_and(|&byte| CLASS[byte as usize] == Class::Letter);
        let mut start = self.at;
        while bytes.get(start) == Some(&b' ') {
            start += 1;
        }
        if !letter(start) || start == self.at && !spaced {
            return None;
        }
        let (mut end, mut hash, mut small) = (start, word_hash(""), 0);
        loop {
            let bytes = eight(bytes, end);
            let (length, bits) = letters(bytes);
            hash = hash_on_all(hash, (bytes | SMALL) & bits, length);
            small |= bytes & SMALL & bits;
            end += length;
            if length < 8 {
                break;
            }
        }
        let ends = match bytes.get(end).map(|&byte| CLASS[byte as usize]) {
            None | Some(Class::Space | Class::Single | Class::MiddleNumber | Class::Return) => true,
            Some(Class::Middle | Class::MiddleLetter) => {
                !matches!(bytes.get(end + 1).map(|&byte| CLASS[byte as usize]), Some(Class::Letter | Class::Beyond))
            }
            Some(_) => false,
        };
        ends.then(|| {
            self.at = end;
            Plain { start, end, hash, upper: small == 0 }
        })
    }

    /// The end of the piece that begins here; `None` where the rules must be asked.
    fn end(&self) -> Option<usize> {
        let (bytes, at) = (self.text.as_bytes(), self.at);
        match CLASS[bytes[at] as usize] {
            Class::Letter | Class::Digit | Class::Joiner => self.word(),
            Class::Return => None,
            Class::Beyond => (curly(bytes, at).is_some() && apart(bytes, at + 3)).then_some(at + 3),
            _ => apart(bytes, at + 1).then_some(at + 1),
        }
    }

    /// The end of a word of ASCII letters, digits and joiners.
    fn word(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        let mut last = Class::Single;
        loop {
            while bytes.get(at).is_some_and(|&byte| CLASS[byte as usize] == Class::Letter) {
                at += 1;
            }
            if at > self.at && CLASS[bytes[at - 1] as usize] == Class::Letter {
                last = Class::Letter;
            }
            let Some(&byte) = bytes.get(at) else { return Some(at) };
            let class = CLASS[byte as usize];
            let length = match class {
                Class::Space => return Some(at),
                Class::Letter | Class::Digit | Class::Joiner => {
                    last = class;
                    at += 1;
                    continue;
                }
                Class::Middle if last != Class::Joiner => 1,
                Class::MiddleLetter if last == Class::Letter => 1,
                Class::MiddleNumber if last == Class::Digit => 1,
                Class::Beyond => match curly(bytes, at)? {
                    0x98 | 0x99 if last != Class::Joiner => 3,
                    _ => return Some(at),
                },
                _ => return Some(at),
            };
            match bytes.get(at + length).map(|&next| CLASS[next as usize]) {
                Some(next) if next == last => at += length,
                Some(Class::Beyond) if curly(bytes, at + length).is_none() => return None,
                _ => return Some(at),
            }
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        let mut end = None;
        self.spaced = false;
        while *bytes.get(self.at)? == b' ' {
            if bytes.get(self.at + 1) != Some(&b' ') {
                end = self.end();
                if end.is_none() {
                    break;
                }
                self.spaced = true;
            }
            self.at += 1;
        }
        if bytes[self.at] != b' ' {
            end = self.end();
        }
        let rest = &self.text[self.at..];
        let length = match end {
            Some(end) => end - self.at,
            None => rest.split_word_bounds().next()?.len(),
        };
        let start = self.at;
        self.at += length;
        Some((start, &rest[..length]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn solid<'a>(pieces: impl Iterator<Item = (usize, &'a str)>) -> Vec<(usize, &'a str)> {
        pieces.filter(|(_, piece)| !piece.starts_with(' ')).collect()
    }

    fn check(text: &str) {
        assert_eq!(solid(pieces(text)), solid(text.split_word_bound_indices()), "{text:?}");
        // The same with words of letters read in one go.
        let (mut all, mut found, mut spaced) = (pieces(text), Vec::new(), true);
        loop {
            if let Some(word) = all.plain(spaced) {
                let piece = &text[word.start..word.end];
                assert_eq!(word.hash, word_hash(&piece.to_lowercase()));
                assert_eq!(word.upper, piece.chars().all(char::is_uppercase));
                found.push((word.start, piece));
                spaced = false;
            } else if let Some(piece) = all.next() {
                found.push(piece);
                spaced = piece.1.starts_with(char::is_whitespace);
            } else {
                break;
            }
        }
        assert_eq!(solid(found.into_iter()), solid(text.split_word_bound_indices()), "{text:?}");
    }

    #[test]
    fn pieces_are_those_of_the_rules() {
        for text in [
            "",
            " ",
            "The   ferry isn't late; 3,000.5 of 4:30, U.S. x_1 a.b.c 1.a a.1 a:b 1:2 a'",
            "don’t ‘so’ “x”—y… 1’2 a’1 a‘b",
            "a \u{301}b a\u{301}'b a'\u{301}b a.\u{301}b 1,\u{301}2 .\u{301} “\u{301} a’\u{301}b",
            "\r\n\r \n\t\u{b}x\0y\u{2028}",
            "naïve l’été über-x 3é é3 x\u{200d}y \u{1F469}\u{200d}\u{1F680}!",
            " \u{301} \u{200d}x",
            "שלום\"ש '\u{5d0}' カタ_x",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn any_text_has_the_same_pieces(text in "[a-c0-2_'.:,;\\- \"\r\n“’‘”…—é\u{301}\u{200d}אカ🚀]{0,40}") {
            check(&text);
        }

        #[test]
        fn any_text_at_all_has_the_same_pieces(text in "\\PC{0,40}") {
            check(&text);
        }
    }
}
