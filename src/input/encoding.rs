//! Bytes to text.
//!
//! Takes bytes in any encoding, gives text; it never fails. The order: byte order mark, valid UTF-8, Windows-1252.

use encoding_rs::{Encoding, WINDOWS_1252};

/// Decodes; also gives the name of the encoding if it was only guessed. A byte order mark is left out.
pub(super) fn decode(bytes: Vec<u8>) -> (String, Option<&'static str>) {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return (encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned(), None);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(e) => {
            let text = WINDOWS_1252.decode_without_bom_handling(e.as_bytes()).0.into_owned();
            (text, Some(WINDOWS_1252.name()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_windows_1252_are_quotation_marks() {
        let (text, guess) = decode(b"\x93No,\x94 she said \x96 it\x92s late".to_vec());
        assert_eq!((text.as_str(), guess), ("“No,” she said – it’s late", Some("windows-1252")));
    }

    #[test]
    fn byte_order_marks_decide_and_are_no_text() {
        for bytes in [&b"\xEF\xBB\xBFHi"[..], b"\xFF\xFEH\0i\0", b"\xFE\xFF\0H\0i"] {
            assert_eq!(decode(bytes.to_vec()), ("Hi".to_owned(), None));
        }
    }

    #[test]
    fn any_bytes_decode() {
        let bytes: Vec<u8> = (0..=255).chain([0xFF, 0xFE, 0x9D, 0x81]).collect();
        assert!(decode(bytes).0.chars().count() >= 256);
    }
}
