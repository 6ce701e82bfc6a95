//! Characters that are not what was meant: references, wrong decodings, marks without width, ligatures, odd line ends.
//!
//! Takes the input; gives a text whose line ends are `\n` or `\r\n` and whose characters can be read as words, with its
//! map. It does not touch lines, spaces or anything that a writer may have meant.

use super::pieces::Builder;
use super::view::Piece;
use super::{entities, mojibake};
use crate::span::Span;
use memchr::{memchr, memchr2};
use unicode_normalization::char::compose;

/// A text with its characters repaired.
pub(super) struct Repaired {
    pub text: String,
    pub pieces: Vec<Piece>,
    /// Where the damage of a wrong decoding was undone: bytes of the input.
    pub mojibake: Vec<Span>,
}

/// Repairs the characters of `text`; `None` where nothing is wrong with them.
pub(super) fn repair(text: &str) -> Option<Repaired> {
    let bytes = text.as_bytes();
    // Most texts hold neither, and then only what is not ASCII has to be looked at.
    let plain = memchr2(b'&', b'\r', bytes).is_none();
    if plain && text.is_ascii() {
        return None;
    }
    let mut builder = Builder::new(text);
    let mut damage: Vec<Span> = Vec::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(next) = suspect(bytes, at, plain) {
        at = next;
        let parted = if is_mark(bytes[at]) { parted(text, at).filter(|p| p.1 >= kept) } else { None };
        let (replacement, len, damaged) = match parted {
            Some((meant, start, len)) => {
                at = start;
                (Replacement::char(meant), len, true)
            }
            None => match judge(text, at) {
                Some(judged) => judged,
                None => {
                    at += 1;
                    continue;
                }
            },
        };
        if damaged {
            match damage.last_mut() {
                Some(last) if last.end == at => last.end = at + len,
                _ => damage.push(Span::new(at, at + len)),
            }
        }
        builder.keep(kept, at);
        builder.replace(at, at + len, replacement.as_str());
        at += len;
        kept = at;
    }
    if kept == 0 {
        return None;
    }
    builder.keep(kept, text.len());
    let (text, pieces) = builder.finish();
    Some(Repaired { text, pieces, mojibake: damage })
}

/// Leading bytes of the characters that may have to be repaired.
const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let leads = [b'&', b'\r', 0xC2, 0xC3, 0xCC, 0xE2, 0xEF];
    let mut i = 0;
    while i < leads.len() {
        table[leads[i] as usize] = true;
        i += 1;
    }
    table
};

/// The next byte from `at` on that may begin something to repair.
fn suspect(bytes: &[u8], mut at: usize, plain: bool) -> Option<usize> {
    loop {
        if plain {
            // Eight bytes at a time over the ASCII between.
            while let Some(chunk) = bytes.get(at..at + 8) {
                if chunk.is_ascii() {
                    at += 8;
                } else {
                    break;
                }
            }
        }
        at += bytes.get(at..)?.iter().position(|&b| SUSPECT[b as usize])?;
        // Curly quotation marks and dashes are by far the most frequent, and never wrong.
        if bytes[at] != 0xE2 || !matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x90..=0xA7])) {
            return Some(at);
        }
        at += 3;
    }
}

/// Whether a byte leads one of the first combining marks, the grave accent to the tilde and on.
fn is_mark(byte: u8) -> bool {
    byte == 0xCC
}

/// How many characters are put together at most: the longest damage, twice over.
const PARTED: usize = 12;

/// A wrong decoding whose letters were parted into letter and mark afterwards, as some file systems store them: `A`, a
/// tilde and `©` for `é`. `at` is the mark. Gives what was meant, where the damage begins, and its bytes.
fn parted(text: &str, at: usize) -> Option<(char, usize, usize)> {
    let base = text[..at].chars().next_back()?;
    let start = at - base.len_utf8();
    let lead = compose(base, text[at..].chars().next()?).filter(|&c| mojibake::is_lead(c))?;
    let mut whole = String::from(lead);
    let mut end = at + text[at..].chars().next()?.len_utf8();
    let mut ends = vec![(whole.len(), end)];
    while ends.len() < PARTED {
        let mut rest = text[end..].chars();
        let Some(first) = rest.next() else { break };
        let composed = rest.next().and_then(|mark| Some((compose(first, mark)?, mark.len_utf8())));
        let (c, mark) = composed.unwrap_or((first, 0));
        whole.push(c);
        end += first.len_utf8() + mark;
        ends.push((whole.len(), end));
    }
    let before = text[..start].chars().next_back().unwrap_or(' ');
    let (meant, len) = mojibake::decode(&whole, before)?;
    let (_, end) = *ends.iter().find(|e| e.0 == len)?;
    Some((meant, start, end - start))
}

/// A short replacement, kept without an allocation where it is one character.
enum Replacement {
    Static(&'static str),
    Char([u8; 4], usize),
    Owned(String),
}

impl Replacement {
    fn char(c: char) -> Self {
        let mut buffer = [0; 4];
        let len = c.encode_utf8(&mut buffer).len();
        Replacement::Char(buffer, len)
    }

    fn as_str(&self) -> &str {
        match self {
            Replacement::Static(text) => text,
            Replacement::Char(buffer, len) => std::str::from_utf8(&buffer[..*len]).unwrap_or_default(),
            Replacement::Owned(text) => text,
        }
    }
}

/// What to write for the character at `at`, how many bytes it takes, and whether it was damaged by a wrong decoding.
fn judge(text: &str, at: usize) -> Option<(Replacement, usize, bool)> {
    let rest = &text[at..];
    let c = rest.chars().next()?;
    let len = c.len_utf8();
    let fixed = |text: &'static str| Some((Replacement::Static(text), len, false));
    match c {
        '&' => {
            let (decoded, len) = entities::decode(rest)?;
            Some((Replacement::Owned(decoded.into_owned()), len, false))
        }
        // A line end of old Macintosh files.
        '\r' => (!rest[1..].starts_with('\n')).then_some((Replacement::Static("\n"), 1, false)),
        // A soft hyphen at a line end is where the word was broken; elsewhere it was not needed.
        '\u{ad}' if rest[len..].starts_with(['\n', '\r']) => None,
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => fixed(""),
        // These two are letters' business in Persian and in the scripts of India, and glue in emoji.
        '\u{200c}' | '\u{200d}' => {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            if before < '\u{250}' { fixed("") } else { None }
        }
        '\u{85}' if is_line_end(text, at) => fixed("\n"),
        '\u{2028}' | '\u{2029}' => fixed("\n"),
        'ﬀ' => fixed("ff"),
        'ﬁ' => fixed("fi"),
        'ﬂ' => fixed("fl"),
        'ﬃ' => fixed("ffi"),
        'ﬄ' => fixed("ffl"),
        'ﬅ' | 'ﬆ' => fixed("st"),
        '\u{80}'..='\u{9f}' => mojibake::control(c).map(|c| (Replacement::char(c), len, true)),
        c if mojibake::is_lead(c) => {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let (meant, len) = mojibake::decode(rest, before)?;
            // What was meant may itself be a character without width.
            let meant = match meant {
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Replacement::Static(""),
                '\u{2028}' | '\u{2029}' => Replacement::Static("\n"),
                meant => Replacement::char(meant),
            };
            Some((meant, len, true))
        }
        _ => None,
    }
}

/// Whether U+0085 stands for a line end, not for the three dots that Windows-1252 has there.
fn is_line_end(text: &str, at: usize) -> bool {
    // A file that has no other line end ends its lines with it.
    memchr(b'\n', text.as_bytes()).is_none()
        && text[at + 2..].starts_with(|c: char| c.is_whitespace() || c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        repair(text).map_or_else(|| text.to_string(), |r| r.text)
    }

    #[test]
    fn repairs_characters() {
        for (text, expected) in [
            ("plain", "plain"),
            ("“Yes,” he said — twice…", "“Yes,” he said — twice…"),
            ("AT&T said", "AT&T said"),
            ("&ldquo;Yes,&rdquo; he&nbsp;said", "“Yes,” he\u{a0}said"),
            ("news\u{ad}paper", "newspaper"),
            ("news\u{ad}\npaper", "news\u{ad}\npaper"),
            ("\u{feff}Yes\u{200b}", "Yes"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👩\u{200d}🌾", "👩\u{200d}🌾"),
            ("the ofﬁce ﬂoor, the eﬃcient", "the office floor, the efficient"),
            ("one\rtwo\r\nthree", "one\ntwo\r\nthree"),
            ("one\u{2028}two", "one\ntwo"),
            ("\u{93}Yes,\u{94} he said", "“Yes,” he said"),
            ("â€œYes,â€ Haro said.", "“Yes,” Haro said."),
            ("GuantÃ¡namo, Brontë…”", "Guantánamo, Brontë…”"),
            ("BasÃ\u{83}Â¡Ã\u{83}Â±ez", "Basáñez"),
            ("ï»¿Yes", "Yes"),
            ("BasA\u{303}\u{83}A\u{302}¡n, FranA\u{303}§ois", "Basán, François"),
            ("A\u{303}o, cafe\u{301}", "A\u{303}o, cafe\u{301}"),
            ("É”", "É”"),
        ] {
            assert_eq!(repaired(text), expected, "{text}");
        }
    }

    #[test]
    fn reports_damage_and_maps_it() {
        let text = "Say â€œYes,â€\u{9d} he";
        let repaired = repair(text).unwrap();
        let damaged: Vec<_> = repaired.mojibake.iter().map(|s| &text[s.start..s.end]).collect();
        assert_eq!(damaged, ["â€œ", "â€\u{9d}"]);
        assert_eq!(repaired.pieces.len(), 5);
        assert!(repair("ofﬁce").unwrap().mojibake.is_empty());
    }
}
