//! Bytes to text.
//!
//! Takes bytes in any encoding, gives text; it never fails. The order: byte order mark, valid UTF-8, what a page
//! declares, UTF-16 without mark, UTF-8 with a few damaged bytes, Windows-1252 (whose 0x91-0x97 are the quotation
//! marks and dashes that old newsroom systems write).

use super::gauge::{Counter, Gauge, Nesting};
use super::limits::{Limit, Limits};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{BufRead, Read};

/// Decoded text.
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What was guessed or damaged, in words.
    pub notice: Option<String>,
}

/// Decodes. A byte order mark is left out; a forced encoding goes before everything but a byte order mark.
pub(super) fn decode(bytes: Vec<u8>, forced: Option<&'static Encoding>) -> Decoded {
    if let Some(text) = utf_32(&bytes) {
        return text;
    }
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return with(encoding, &bytes[length..], None);
    }
    if let Some(encoding) = forced {
        return with(encoding, &bytes, None);
    }
    let bytes = match String::from_utf8(bytes) {
        // UTF-16 of plain English is valid UTF-8 too, with a NUL beside every letter.
        Ok(text) if !text.contains('\0') => return Decoded { text, notice: None },
        Ok(text) => text.into_bytes(),
        Err(e) => e.into_bytes(),
    };
    if let Some(encoding) = wide(&bytes) {
        return with(encoding, &bytes, None);
    }
    let guess = || match mostly_utf8(&bytes) {
        true => with(UTF_8, &bytes, None),
        false => {
            let how = "not UTF-8, read as windows-1252 (--encoding chooses another)";
            with(WINDOWS_1252, &bytes, Some(how))
        }
    };
    let Some(encoding) = declared(&bytes) else { return guess() };
    let told = with(encoding, &bytes, None);
    if !is_noise(&told.text) {
        return told;
    }
    let guess = guess();
    let notice = guess.notice.unwrap_or_else(|| "read as UTF-8 (--encoding chooses another)".to_owned());
    Decoded { notice: Some(format!("not {} as it declares; {notice}", encoding.name())), ..guess }
}

/// Whether so much of a text could not be decoded that it was in another encoding: more than a twentieth of what lies
/// outside ASCII.
fn is_noise(text: &str) -> bool {
    let (mut bad, mut all) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        bad += usize::from(c == char::REPLACEMENT_CHARACTER);
    }
    bad * 20 > all
}

/// The text of UTF-32, with or without a byte order mark; nothing if it is none.
fn utf_32(bytes: &[u8]) -> Option<Decoded> {
    let (quads, rest) = bytes.as_chunks::<4>();
    // Without a mark: nearly every letter of ours has three zeros beside it, on the same side.
    let head = &quads[..quads.len().min(1024)];
    let most = |fits: fn(&[u8; 4]) -> bool| head.iter().filter(|q| fits(q)).count() * 10 >= head.len().max(1) * 9;
    let read: fn([u8; 4]) -> u32 = match quads.first()? {
        [0xFF, 0xFE, 0, 0] => u32::from_le_bytes,
        [0, 0, 0xFE, 0xFF] => u32::from_be_bytes,
        _ if most(|q| q[2..] == [0, 0] && (q[0] != 0 || q[1] != 0)) => u32::from_le_bytes,
        _ if most(|q| q[..2] == [0, 0] && (q[2] != 0 || q[3] != 0)) => u32::from_be_bytes,
        _ => return None,
    };
    let mut damaged = !rest.is_empty();
    let letters = quads.iter().map(|quad| {
        char::from_u32(read(*quad)).unwrap_or_else(|| {
            damaged = true;
            char::REPLACEMENT_CHARACTER
        })
    });
    let text: String = letters.collect();
    let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
    let notice = damaged.then(|| "bytes that are not UTF-32 were replaced by \u{FFFD}".to_owned());
    Some(Decoded { text, notice })
}

fn with(encoding: &'static Encoding, bytes: &[u8], how: Option<&str>) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let notice = match (how, damaged) {
        (Some(how), _) => Some(how.to_owned()),
        (None, true) => Some(format!("bytes that are not {} were replaced by \u{FFFD}", encoding.name())),
        (None, false) => None,
    };
    Decoded { text: text.into_owned(), notice }
}

/// The encoding of this name, as pages and editors call it.
///
/// ```
/// use whosaid::input::{Form, Item, Settings, encoding_named};
/// let settings = Settings { encoding: encoding_named("macintosh"), ..Settings::default() };
/// let article = Item::bytes("a.txt", b"\xD2We sail,\xD3 Anna Haro said.", Form::Text).load(&settings).remove(0)?;
/// assert_eq!(article.text, "“We sail,” Anna Haro said.");
/// assert!(encoding_named("klingon").is_none());
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn encoding_named(name: &str) -> Option<&'static Encoding> {
    Encoding::for_label(name.trim().as_bytes())
}

/// What a page says about itself in its first kilobyte: `charset=` or `encoding=`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(1024).map(|b| char::from(*b).to_ascii_lowercase()).collect();
    if !head.contains("<meta") && !head.contains("<?xml") {
        return None;
    }
    let (_, label) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(label.len());
    // A page that is not valid UTF-8 and still says so is not believed, nor is one that says UTF-16 in single bytes.
    encoding_named(&label[..end]).filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
}

/// UTF-16 without a mark: in English every second byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|b| **b == 0).count() * 2;
    let most = head.len() * 7 / 10;
    match (zeros(0) >= most, zeros(1) >= most) {
        (false, true) if !head.is_empty() => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the text is UTF-8 of which a few bytes were damaged: far more sound letters outside ASCII than bad bytes.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    sound >= 4 * bad && sound > 0
}

/// Whether bytes that are to be decoded are too long a text in any case: only UTF-16 becomes shorter as UTF-8.
pub(super) fn is_too_long(bytes: &[u8], limits: &Limits) -> bool {
    let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || wide(bytes).is_some();
    !wide
        && bytes.len() as u64 > limits.of(Limit::Text).saturating_add(3)
        && utf_32(&bytes[..bytes.len().min(4096)]).is_none()
}

const ZSTANDARD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
const GZIP: &[u8] = &[0x1F, 0x8B, 0x08];

/// Whether bytes begin like a gzip or Zstandard file.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    is_zstandard(bytes) || bytes.starts_with(GZIP)
}

/// Whether bytes begin like a Zstandard file: a frame, or one that is to be skipped.
fn is_zstandard(bytes: &[u8]) -> bool {
    bytes.starts_with(ZSTANDARD) || matches!(bytes, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}

/// The bytes, unpacked if they are a gzip or Zstandard file, and if what was in it is one again.
pub(super) fn unpacked(mut bytes: Vec<u8>, limits: &Limits, within: &mut Nesting) -> std::io::Result<Vec<u8>> {
    while is_packed(&bytes) {
        *within = within.deeper(limits)?;
        let counter = Counter::default();
        let zstandard = is_zstandard(&bytes);
        let plain = unpacking(counter.of(std::io::Cursor::new(bytes)), zstandard)?;
        bytes = super::document(Gauge::new(&counter, limits, Some(within)).of(plain), limits)?;
    }
    Ok(bytes)
}

/// Unpacks on the way.
pub(super) fn unpacking<R: BufRead + Send + 'static>(
    reader: R,
    zstandard: bool,
) -> std::io::Result<Box<dyn Read + Send>> {
    match zstandard {
        true => self::zstandard(reader),
        false => Ok(Box::new(flate2::bufread::MultiGzDecoder::new(reader))),
    }
}

/// Unpacks a Zstandard file on the way.
#[cfg(feature = "packed")]
fn zstandard<R: BufRead + Send + 'static>(reader: R) -> std::io::Result<Box<dyn Read + Send>> {
    Ok(Box::new(super::packed::Zstandard::new(reader)?))
}

/// Says that this program cannot unpack it.
#[cfg(not(feature = "packed"))]
fn zstandard<R: BufRead + Send + 'static>(_: R) -> std::io::Result<Box<dyn Read + Send>> {
    let message = "a Zstandard file: this program was built without the feature \"packed\"";
    Err(std::io::Error::new(std::io::ErrorKind::Unsupported, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, bool) {
        let decoded = decode(bytes.to_vec(), None);
        (decoded.text, decoded.notice.is_some())
    }

    #[test]
    fn marks_of_windows_1252_are_quotation_marks() {
        let bytes = b"\x93No,\x94 she said \x96 it\x92s late";
        assert_eq!(read(bytes), ("“No,” she said – it’s late".to_owned(), true));
    }

    #[test]
    fn byte_order_marks_decide_and_are_no_text() {
        for bytes in [&b"\xEF\xBB\xBFHi"[..], b"\xFF\xFEH\0i\0", b"\xFE\xFF\0H\0i"] {
            assert_eq!(read(bytes), ("Hi".to_owned(), false));
        }
    }

    #[test]
    fn utf_16_without_mark_is_recognised() {
        let text = "The ferry – she said – was late.";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((read(&little).0, read(&big).0), (text.to_owned(), text.to_owned()));
    }

    #[test]
    fn utf_32_is_read() {
        let text = "“The ferry – she said – was late.” ⛴";
        for mark in ["", "\u{FEFF}"] {
            let all = format!("{mark}{text}");
            let little: Vec<u8> = all.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
            let big: Vec<u8> = all.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
            assert_eq!((read(&little), read(&big)), ((text.to_owned(), false), (text.to_owned(), false)));
            assert!(read(&little[..little.len() - 1]).1);
        }
        assert_eq!(read(&0xD800_u32.to_be_bytes().repeat(9)[..]).0, "\u{FFFD}".repeat(9));
        assert!(utf_32(b"The ferry is late.").is_none() && utf_32(b"abc\0").is_none() && utf_32(b"").is_none());
    }

    #[test]
    fn a_false_charset_is_not_believed_and_told() {
        for name in ["utf-16", "utf-16be", "utf-32", "shift_jis", "euc-kr", "x-no-such"] {
            let page = format!("<meta charset='{name}'><p>").into_bytes();
            let page = [&page[..], b"\x93No,\x94 said Ren\xE9. \x93Caf\xE9 Z\xFCrich.\x94"].concat();
            let (text, told) = read(&page);
            assert!(text.ends_with("“No,” said René. “Café Zürich.”") && told, "{name}: {text}");
        }
    }

    #[test]
    fn what_a_page_declares_is_believed() {
        let page = b"<html><head><meta charset='windows-1251'></head>\xCF\xE0\xF8\xE8\xED\xFF\xED";
        assert!(read(page).0.ends_with("Пашинян"));
        let xml = b"<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><p>\xB1</p>";
        assert!(read(xml).0.contains('ą'));
        let wrong = b"<meta charset=utf-8>\x93x\x94";
        assert!(read(wrong).0.ends_with("“x”"));
    }

    #[test]
    fn a_few_damaged_bytes_do_not_turn_the_rest_into_mojibake() {
        let (text, told) = read(b"\xE2\x80\x9CCaf\xC3\xA9,\xE2\x80\x9D sa\xC3\xAFd \xFF he");
        assert_eq!((text.as_str(), told), ("“Café,” saïd \u{FFFD} he", true));
    }

    #[test]
    fn a_named_encoding_is_taken() {
        let decoded = decode(b"\xCF\xE0".to_vec(), encoding_named("cp1251"));
        assert_eq!((decoded.text.as_str(), decoded.notice), ("Па", None));
        assert!(encoding_named("klingon").is_none());
    }

    #[test]
    fn any_bytes_decode() {
        let bytes: Vec<u8> = (0..=255).chain([0xFF, 0xFE, 0x9D, 0x81]).collect();
        assert!(read(&bytes).0.chars().count() >= 256);
        assert_eq!(read(b""), (String::new(), false));
        assert_eq!(read(b"\0"), ("\0".to_owned(), true));
    }

    fn unpack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        unpacked(bytes.to_vec(), &Limits::default(), &mut Nesting::default())
    }

    #[test]
    fn gzip_is_unpacked_by_its_first_bytes() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packed, b"Hej").unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(unpack(&packed).unwrap(), b"Hej");
        assert!(unpack(&packed[..12]).is_err());
        assert_eq!(unpack(b"Hej").unwrap(), b"Hej");
    }
}
