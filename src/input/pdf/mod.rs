//! PDF with a text layer.
//!
//! Takes the bytes of a file, gives an article: paragraphs rebuilt from where the letters stand, columns in the order of reading,
//! words that were broken at line ends joined, running heads and page numbers set aside, and where each page begins. A
//! scan, a locked and a damaged file are one clear error each. It draws nothing and reads no pictures.

mod glyphs;
mod layout;
mod lines;
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
    let aside = lines::set_aside(&mut lines);
    let title = lines::title(&lines);
    let paragraphs::Text { text, pages } = paragraphs::text(&lines);
    if text.is_empty() {
        // Nothing but page numbers and running heads.
        return Err(wrong(scan));
    }
    let pages = pages.into_iter().map(|(at, page)| Landmark { at, label: page.to_string() }).collect();
    let mut article = Article { title, pages, aside, ..Article::new(&id, text) };
    if unread > 0 {
        article.notices.push(format!("{id}: {unread} letters of this PDF cannot be told and are left out"));
    }
    Ok(article)
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

/// How many bytes a stream unpacks to, up to a little more than `most`, and how many of its own that takes.
fn counted(packed: &[u8], most: u64) -> (u64, u64) {
    let mut decoder = flate2::read::ZlibDecoder::new(packed);
    let mut buffer = vec![0; 1 << 16];
    let (mut got, mut inner) = (0u64, Vec::new());
    while got <= most {
        let Ok(read) = decoder.read(&mut buffer) else { break };
        if read == 0 {
            break;
        }
        if got == 0 && looks_packed(&buffer[..read]) {
            inner = packed.to_vec();
        }
        got += read as u64;
    }
    let own = decoder.total_in();
    // Packed twice: the second packing is followed as it comes out of the first.
    if !inner.is_empty() {
        let mut reader: Box<dyn Read> = Box::new(std::io::Cursor::new(inner));
        for _ in 0..PACKINGS {
            reader = Box::new(flate2::read::ZlibDecoder::new(reader));
        }
        let mut deep = 0u64;
        while deep <= most {
            match reader.read(&mut buffer) {
                Ok(read) if read > 0 => deep += read as u64,
                _ => break,
            }
        }
        got = got.max(deep);
    }
    (got, own)
}
