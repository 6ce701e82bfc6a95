//! RTF documents.
//!
//! Takes the bytes of a document, gives its text: a blank line between paragraphs, a tab between the cells of a table, a
//! line for each of its rows. Fonts, styles, pictures, headers and whatever a program adds for itself are left out. What
//! is damaged is passed over; there is no failure.

use encoding_rs::{Encoding, WINDOWS_1252};

/// How RTF documents begin.
pub(super) const START: &[u8] = b"{\\rtf";

/// Groups whose words are not those of the text.
const APART: &[&str] = &[
    "colorschememapping",
    "colortbl",
    "datastore",
    "filetbl",
    "fldinst",
    "fonttbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "latentstyles",
    "listoverridetable",
    "listtable",
    "object",
    "pict",
    "rsidtbl",
    "stylesheet",
    "themedata",
    "xmlnstbl",
];

/// What holds until the group ends.
#[derive(Clone, Copy)]
struct Group {
    /// Whether its words are left out.
    apart: bool,
    /// How many characters stand behind a `\u` for programs that do not know it.
    fallback: usize,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    encoding: &'static Encoding,
    /// Bytes of the document's code page that are not decoded yet.
    raw: Vec<u8>,
    /// The first half of a pair of UTF-16 units.
    high: Option<u16>,
    /// Characters still to be passed over behind a `\u`.
    skip: usize,
    text: String,
}

/// The text of a document.
pub(super) fn text(bytes: &[u8]) -> String {
    let mut reader = Reader {
        bytes,
        at: 0,
        encoding: WINDOWS_1252,
        raw: Vec::new(),
        high: None,
        skip: 0,
        text: String::with_capacity(bytes.len() / 2),
    };
    reader.read();
    super::word::tidy(&reader.text)
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut groups = vec![Group { apart: false, fallback: 1 }];
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            let group = groups.last().copied().unwrap_or(Group { apart: false, fallback: 1 });
            match byte {
                b'{' => {
                    self.skip = 0;
                    groups.push(group);
                }
                b'}' => {
                    self.skip = 0;
                    if groups.len() > 1 {
                        groups.pop();
                    }
                }
                b'\r' | b'\n' => {}
                b'\\' => {
                    if let Some(last) = groups.last_mut() {
                        self.control(last);
                    }
                }
                byte if !group.apart => self.byte(byte),
                _ => {}
            }
        }
        self.flush();
    }

    /// Reads what stands behind a backslash.
    fn control(&mut self, group: &mut Group) {
        let Some(&byte) = self.bytes.get(self.at) else { return };
        if !byte.is_ascii_alphabetic() {
            self.at += 1;
            match byte {
                b'\'' => {
                    let hex = self.bytes.get(self.at..self.at + 2).and_then(|hex| std::str::from_utf8(hex).ok());
                    if let Some(code) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                        self.at += 2;
                        if !group.apart {
                            self.byte(code);
                        }
                    }
                }
                b'*' => group.apart = true,
                b'\r' | b'\n' if !group.apart => self.put("\n\n"),
                b'~' if !group.apart => self.put("\u{a0}"),
                b'_' if !group.apart => self.put("-"),
                b'\\' | b'{' | b'}' if !group.apart => self.byte(byte),
                _ => {}
            }
            return;
        }
        let (word, number) = self.word();
        match (word.as_str(), number) {
            ("bin", Some(length)) => self.at += usize::try_from(length).unwrap_or(0).min(self.bytes.len() - self.at),
            ("uc", Some(count)) => group.fallback = usize::try_from(count).unwrap_or(1),
            ("ansicpg", Some(page)) => {
                let label = match page {
                    932 => "shift_jis".to_owned(),
                    936 => "gbk".to_owned(),
                    950 => "big5".to_owned(),
                    10000 => "macintosh".to_owned(),
                    65001 => "utf-8".to_owned(),
                    page => format!("windows-{page}"),
                };
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            (word, _) if APART.contains(&word) => group.apart = true,
            _ if group.apart => {}
            ("u", Some(code)) => {
                self.unit(code as u16);
                self.skip = group.fallback;
            }
            ("par" | "sect" | "page" | "column", _) => self.put("\n\n"),
            ("line", _) => self.put("\n"),
            ("row" | "nestrow", _) => self.put("\n"),
            ("cell" | "nestcell" | "tab", _) => self.put("\t"),
            ("emdash", _) => self.put("\u{2014}"),
            ("endash", _) => self.put("\u{2013}"),
            ("lquote", _) => self.put("\u{2018}"),
            ("rquote", _) => self.put("\u{2019}"),
            ("ldblquote", _) => self.put("\u{201c}"),
            ("rdblquote", _) => self.put("\u{201d}"),
            ("bullet", _) => self.put("\u{2022}"),
            _ => {}
        }
    }

    /// A control word with its number, and the space that ends it.
    fn word(&mut self) -> (String, Option<i32>) {
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let digits =
            rest[letters..].iter().enumerate().take_while(|(i, b)| b.is_ascii_digit() || (*i == 0 && **b == b'-'));
        let end = letters + digits.count();
        let word = String::from_utf8_lossy(&rest[..letters]).into_owned();
        let number = std::str::from_utf8(&rest[letters..end]).ok().and_then(|digits| digits.parse().ok());
        self.at += end + usize::from(rest.get(end) == Some(&b' '));
        (word, number)
    }

    /// A character of the document's code page.
    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.raw.push(byte);
        }
    }

    /// A unit of UTF-16.
    fn unit(&mut self, unit: u16) {
        self.flush();
        let pair = self.high.take().map(|high| [high, unit]);
        let decoded = match &pair {
            Some(pair) => char::decode_utf16(*pair).next(),
            None => char::decode_utf16([unit]).next(),
        };
        match decoded {
            Some(Ok(c)) => self.text.push(c),
            _ if (0xD800..0xDC00).contains(&unit) => self.high = Some(unit),
            _ => self.text.push('\u{fffd}'),
        }
    }

    fn put(&mut self, text: &str) {
        self.flush();
        self.skip = 0;
        self.text.push_str(text);
    }

    fn flush(&mut self) {
        if !self.raw.is_empty() {
            self.text.push_str(&self.encoding.decode_without_bom_handling(&self.raw).0);
            self.raw.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_and_the_rest_left_out() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\*\generator Some Editor;}{\info{\title No}}
\f0\b Ferry late\b0\par
\ldblquote We wait,\rdblquote  said Bj\'f6rn \{Ek\} \emdash  \'93now\'94.\line Next\~line\par}";
        assert_eq!(text(rtf), "Ferry late\n\n“We wait,” said Björn {Ek} — “now”.\nNext\u{a0}line");
    }

    #[test]
    fn unicode_is_decoded_and_its_fallback_passed_over() {
        assert_eq!(text(br"{\rtf1\uc1 \u8220?Hej\u8221\'94 {\uc0\u1055\u1072} \u-10179?\u-8704?!}"), "“Hej” Па 😀!");
    }

    #[test]
    fn code_pages_of_several_bytes_are_decoded() {
        assert_eq!(text(br"{\rtf1\ansicpg932 \'93\'fa\'96\'7b}"), "日本");
        assert_eq!(text(br"{\rtf1\ansicpg1251 \'cf\'e0}"), "Па");
    }

    #[test]
    fn tables_have_a_line_for_each_row() {
        let rtf = br"{\rtf1\trowd HD\cell Ferry late\cell\row\trowd LP\cell One.\par Two.\cell\row}";
        assert_eq!(text(rtf), "HD\tFerry late\nLP\tOne.\n\nTwo.");
    }

    #[test]
    fn damaged_documents_give_what_there_is() {
        for rtf in [&b"{\\rtf1 a\\'"[..], b"{\\rtf1 a}}}b", b"{\\rtf1 a\\bin99999 x", b"{\\rtf1 a\\u", b"{\\rtf1 a\\"] {
            assert!(text(rtf).starts_with('a'), "{rtf:?}");
        }
    }
}
