//! PDF with a text layer.
//!
//! Takes the bytes of a file, gives an article: paragraphs rebuilt from where the letters stand, columns in the order of reading,
//! words that were broken at line ends joined, running heads, page numbers and notes set aside, and where each page begins. A
//! scan, a locked and a damaged file are one clear error each. It draws nothing and reads no pictures.

mod glyphs;
mod layout;
mod lines;
mod notes;
mod paragraphs;

use super::limits::{Limit, Limits};
use super::{Article, Landmark};
use crate::error::{Error, Result};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::io::Read;

/// The article of a file.
pub(super) fn article(id: String, bytes: Vec<u8>, limits: &Limits) -> Result<Article> {
    unpacks(&bytes, limits).map_err(|reached| reached.at(&id))?;
    let wrong = |what: &str| Error::input(&id, what);
    let pdf = Pdf::new(bytes).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            wrong("a PDF that is locked with a password: open it, and save it without one")
        }
        LoadPdfError::Decryption(_) => {
            wrong("a PDF that is locked in a way that is not known: save it without protection")
        }
        LoadPdfError::Invalid => wrong("a damaged PDF: open it in a viewer and save it again, if it opens at all"),
    })?;
    let pages = glyphs::pages(&pdf, limits).map_err(|reached| reached.at(&id))?;
    if pages.is_empty() {
        return Err(wrong("a damaged PDF: it has no pages"));
    }
    let scan = "a PDF without text (a scan, or pictures of letters): recognise its text first (OCR)";
    if pages.iter().all(|page| page.glyphs.iter().all(|glyph| glyph.c.is_whitespace())) {
        return Err(wrong(scan));
    }
    let unread = pages.iter().map(|page| page.unread).sum::<usize>();
    let letters = pages.iter().map(|page| page.glyphs.len()).sum::<usize>();
    if unread > letters {
        return Err(wrong(
            "a PDF whose letters cannot be told (its fonts do not say what they show): recognise its text (OCR)",
        ));
    }
    let mut lines: Vec<lines::Line> = Vec::new();
    for (number, page) in pages.into_iter().enumerate() {
        lines.extend(layout::lines(page, number + 1));
    }
    let mut aside = lines::set_aside(&mut lines);
    let notes = notes::set_aside(&mut lines);
    let title = lines::title(&lines);
    let date = lines::date(&lines, &aside);
    let paragraphs::Text { text, pages } = paragraphs::text(&lines);
    if text.is_empty() {
        // Nothing but page numbers and running heads.
        return Err(wrong(scan));
    }
    let pages = pages.into_iter().map(|(at, page)| Landmark { at, label: page.to_string() }).collect();
    let url = lines::address(&aside);
    let outlet = lines::page_title(&aside).and_then(|of_page| outlet(of_page, title.as_deref()));
    aside.extend(notes);
    let mut article = Article { title, date, pages, url, outlet, aside, ..Article::new(&id, text) };
    if unread > 0 {
        article.notices.push(format!("{id}: {unread} letters of this PDF cannot be told and are left out"));
    }
    Ok(article)
}

/// The outlet whose name stands behind the headline in the title of a printed page.
fn outlet(of_page: &str, headline: Option<&str>) -> Option<String> {
    #[cfg(feature = "html")]
    return headline
        .is_some_and(|headline| of_page.len() > headline.len() && of_page.starts_with(headline))
        .then(|| super::names::tail(of_page).filter(|tail| super::names::is_name(tail)).map(str::to_owned))
        .flatten();
    #[cfg(not(feature = "html"))]
    {
        _ = (of_page, headline);
        None
    }
}

/// How many bytes of text one stream may unpack to, for each byte of text that a document may have.
const STREAM: u64 = 16;
/// How many packings inside one another are followed.
const PACKINGS: usize = 3;

/// Fails if the streams of a file unpack to more than the limits allow: they are counted before anything is unpacked.
fn unpacks(bytes: &[u8], limits: &Limits) -> std::result::Result<(), super::limits::Reached> {
    let most = limits.of(Limit::Text).saturating_mul(STREAM);
    let mut all = 0u64;
    let mut behind = 0;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        if at < behind {
            continue;
        }
        let start = at + b"stream".len();
        let rest = bytes[start..].strip_prefix(b"\r\n").or_else(|| bytes[start..].strip_prefix(b"\n"));
        let Some(packed) = rest.or_else(|| bytes[start..].strip_prefix(b"\r")) else { continue };
        if !looks_packed(packed) {
            continue;
        }
        let (got, read) = counted(packed, most);
        all += got;
        limits.check(Limit::Unpacked, all)?;
        if got > most {
            return Err(limits.reached(Limit::Text));
        }
        behind = start + read as usize;
    }
    Ok(())
}

/// Whether bytes begin like a zlib stream.
fn looks_packed(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

/// How many bytes a stream unpacks to, up to a little more than `most`, however often it was packed, and how many of its own
/// that takes.
fn counted(packed: &[u8], most: u64) -> (u64, u64) {
    let mut buffer = vec![0; 1 << 16];
    let mut first = flate2::read::ZlibDecoder::new(packed);
    let (mut got, mut again) = count(&mut first, most, &mut buffer);
    let own = first.total_in();
    for packings in 2..=PACKINGS {
        if !again || got > most {
            break;
        }
        let mut reader: Box<dyn Read + '_> = Box::new(packed);
        for _ in 0..packings {
            reader = Box::new(flate2::read::ZlibDecoder::new(reader));
        }
        let inner;
        (inner, again) = count(&mut reader, most, &mut buffer);
        got = got.max(inner);
    }
    (got, own)
}

/// How many bytes come, up to a little more than `most`, and whether they begin as if they were packed again.
fn count(reader: &mut impl Read, most: u64, buffer: &mut [u8]) -> (u64, bool) {
    let (mut got, mut again) = (0, false);
    while got <= most {
        match reader.read(buffer) {
            Ok(read) if read > 0 => {
                again |= got == 0 && looks_packed(&buffer[..read]);
                got += read as u64;
            }
            _ => break,
        }
    }
    (got, again)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// A file of these objects, the first of which is the catalogue.
    fn file(objects: &[Vec<u8>]) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            places.push(out.len());
            out.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let table = out.len();
        let entries: String = places.iter().map(|at| format!("{at:010} 00000 n \n")).collect();
        let count = objects.len() + 1;
        out.extend_from_slice(
            format!("xref\n0 {count}\n0000000000 65535 f \n{entries}trailer<</Root 1 0 R/Size {count}>>\nstartxref\n{table}\n%%EOF")
                .as_bytes(),
        );
        out
    }

    fn stream(dict: &str, bytes: &[u8]) -> Vec<u8> {
        [format!("<<{dict}/Length {}>>stream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
    }

    /// A file of one page that shows `content`; objects from 5 on are `more`.
    fn page(resources: &str, content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
        let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{resources}>>>>");
        let head = [
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
            page.into_bytes(),
            content,
        ];
        file(&[&head[..], more].concat())
    }

    fn read(bytes: Vec<u8>) -> std::result::Result<String, String> {
        let limits = Limits::default().with(Limit::Text, 1 << 20);
        article("a.pdf".into(), bytes, &limits).map(|article| article.text).map_err(|e| e.to_string())
    }

    const FONT: &[u8] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

    #[test]
    fn letters_of_a_font_that_is_not_in_the_file() {
        let content = stream(
            "",
            b"BT /F 12 Tf 72 700 Td (\x93No,\x94 she said,) Tj 0 -14 Td [(and it) -300 (was )] TJ (so.) Tj ET",
        );
        let got = read(page("/Font<</F 5 0 R>>", content, &[FONT.to_vec()]));
        assert_eq!(got.as_deref(), Ok("“No,” she said, and it was so."));
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let spaces = packed(&vec![b' '; 40 << 20]);
        let once = page("", stream("/Filter/FlateDecode", &spaces), &[]);
        let twice = page("", stream("/Filter[/FlateDecode/FlateDecode]", &packed(&spaces)), &[]);
        for bytes in [once, twice] {
            assert!(read(bytes).unwrap_err().contains("limit text"));
        }
    }

    #[test]
    fn forms_without_end_are_refused() {
        let form = |next: usize| {
            let dict = format!("/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</A {next} 0 R>>>>");
            stream(&dict, &b"/A Do ".repeat(20))
        };
        let forms: Vec<Vec<u8>> = (6..16).map(form).chain([stream("/Subtype/Form/BBox[0 0 1 1]", b"")]).collect();
        let many = page("/XObject<</A 5 0 R>>", stream("", b"/A Do"), &forms);
        assert!(read(many).unwrap_err().contains("limit text"));
        let itself = page(
            "/XObject<</A 5 0 R>>",
            stream("", b"/A Do"),
            &[stream("/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</A 5 0 R>>>>", b"/A Do")],
        );
        assert!(read(itself).unwrap_err().contains("without text"));
    }

    #[test]
    fn what_is_no_text_is_told() {
        assert!(read(page("", stream("", b"0 0 m 9 9 l S"), &[])).unwrap_err().contains("OCR"));
        assert!(read(b"%PDF-1.4\nnothing more".to_vec()).unwrap_err().contains("damaged"));
        let number = stream("", b"BT /F 12 Tf 300 20 Td (7) Tj ET");
        assert!(read(page("/Font<</F 5 0 R>>", number, &[FONT.to_vec()])).unwrap_err().contains("OCR"));
    }
}
