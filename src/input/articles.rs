//! The bytes of a file to its articles: what it is, by its bytes and by its name, and the reader for that.

use super::encoding::Decoded;
use super::gauge::{self, Nesting};
use super::kind::Kind;
use super::limits::{Limit, Limits};
use super::{Article, Form, Settings, encoding, export, json, kind, rtf, subtitles};
use crate::error::{Error, Result};
use std::io::Read;

/// Reads a whole document: more of it than can be one text only if it begins like a container.
pub(crate) fn document(mut reader: impl Read, limits: &Limits) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.by_ref().take(8).read_to_end(&mut head)?;
    let container = [&b"PK\x03\x04"[..], rtf::START, b"%PDF-", b"\xD0\xCF\x11\xE0"];
    let container = container.iter().any(|start| head.starts_with(start)) || encoding::is_packed(&head);
    let (most, limit) = match container {
        true => (limits.of(Limit::Unpacked), Limit::Unpacked),
        false => (limits.encoded(), Limit::Text),
    };
    gauge::read_all(std::io::Cursor::new(head).chain(reader), most, limit, limits)
}

/// Says that a form is not built in.
#[allow(dead_code)]
pub(super) fn without(id: &str, what: &str, feature: &str) -> Vec<Result<Article>> {
    vec![Err(Error::asked(id, format!("{what}: this program was built without the feature \"{feature}\"")))]
}

/// Takes the articles out of a whole file.
pub(super) fn articles(
    id: String,
    bytes: Vec<u8>,
    form: Form,
    settings: &Settings,
    mut within: Nesting,
) -> Vec<Result<Article>> {
    let limits = &settings.limits;
    let misnamed = !encoding::is_packed(&bytes) && [".gz", ".zst"].iter().any(|end| id.to_lowercase().ends_with(end));
    let bytes = match encoding::unpacked(bytes, limits, &mut within) {
        Ok(bytes) => bytes,
        Err(e) => return vec![Err(Error::io(id, e))],
    };
    if misnamed && std::str::from_utf8(&bytes).is_err() {
        // A damaged beginning would make noise a text.
        return vec![Err(Error::input(id, "neither a gzip or Zstandard file nor a text; is it damaged?"))];
    }
    // What was asked for goes before what a text looks like, but not before what other files are.
    let form = if settings.form.is_none() { kind::told(&bytes, form) } else { form };
    let kind = kind::of(&bytes);
    match (kind, form) {
        (Kind::Rtf, _) => text_articles(id, Decoded { text: rtf::text(&bytes), notice: None }, form, settings),
        (Kind::Packed, _) => packed_articles(id, bytes, form, settings, &within),
        (Kind::Pdf, _) => pdf_article(id, bytes, limits),
        (Kind::Foreign(what), _) => vec![Err(Error::asked(id, what))],
        (Kind::Text, Form::Archive) => vec![Err(Error::asked(id, "not an archive that can be read"))],
        (Kind::Text, Form::Pdf) => vec![Err(Error::asked(id, "not a PDF: it does not begin like one"))],
        (Kind::Text, Form::Epub) => vec![Err(Error::asked(id, "not an EPUB book: it is no packed file"))],
        (Kind::Text, Form::Mail) => mail_articles(id, &bytes, settings, &within),
        (Kind::Text, Form::Mailbox | Form::Warc) => streamed(id, bytes, form, settings, &within),
        (Kind::Text, _) if encoding::is_too_long(&bytes, limits) => vec![Err(limits.reached(Limit::Text).at(id))],
        (Kind::Text, _) => text_articles(id, encoding::decode(bytes, settings.encoding), form, settings),
    }
}

/// The articles of a decoded text.
fn text_articles(id: String, decoded: Decoded, form: Form, settings: &Settings) -> Vec<Result<Article>> {
    if let Err(reached) = settings.limits.check(Limit::Text, decoded.text.len() as u64) {
        return vec![Err(reached.at(id))];
    }
    let Decoded { text, notice } = decoded;
    let notice = notice.map(|notice| format!("{id}: {notice}"));
    let mut found = match form {
        Form::Page => page_articles(id, text, settings),
        Form::Text | Form::Nexis | Form::Factiva if kind::is_page(text.trim_start()) => {
            page_articles(id, text, settings)
        }
        Form::Subtitles => vec![subtitles::article(id, &text)],
        Form::Xml => xml_articles(id, &text, &settings.limits),
        Form::Markdown => markdown_article(id, text),
        Form::Nexis => export::nexis(&id, &text),
        Form::Factiva => export::factiva(&id, &text),
        Form::ProQuest => export::proquest(&id, &text),
        Form::Ris => export::ris(&id, &text),
        _ if settings.form == Some(Form::Text) => vec![Ok(Article::new(id, text))],
        Form::Json => json::articles(&id, &text, &settings.fields)
            .unwrap_or_else(|| vec![Err(Error::input(id, "not JSON with articles: an object, or a list of objects"))]),
        _ => export::detected(&id, &text)
            .or_else(|| json::articles(&id, &text, &settings.fields))
            .unwrap_or_else(|| vec![Ok(Article::new(id, text))]),
    };
    found.iter_mut().flatten().for_each(|article| article.notices.splice(0..0, notice.clone()).for_each(drop));
    found
}

#[cfg(feature = "html")]
fn page_articles(id: String, html: String, settings: &Settings) -> Vec<Result<Article>> {
    // Exports look for their parts in the tree of the page too.
    if let Err(reached) = super::page::nests::check(&html, &settings.limits) {
        return vec![Err(reached.at(id))];
    }
    // Who says that it is a page wants no export looked for in it.
    let export = match settings.form {
        Some(Form::Page) => None,
        _ => super::export_page::detected(&id, &html),
    };
    export.unwrap_or_else(|| vec![super::page::article(id, &html, &settings.limits)])
}

#[cfg(not(feature = "html"))]
fn page_articles(id: String, _: String, _: &Settings) -> Vec<Result<Article>> {
    without(&id, "a web page", "html")
}

#[cfg(feature = "news")]
fn xml_articles(id: String, text: &str, limits: &Limits) -> Vec<Result<Article>> {
    super::xml::articles(&id, text, limits)
}

#[cfg(not(feature = "news"))]
fn xml_articles(id: String, _: &str, _: &Limits) -> Vec<Result<Article>> {
    without(&id, "XML", "news")
}

#[cfg(feature = "markdown")]
fn markdown_article(id: String, text: String) -> Vec<Result<Article>> {
    vec![Ok(super::markdown::article(id, &text))]
}

#[cfg(not(feature = "markdown"))]
fn markdown_article(id: String, _: String) -> Vec<Result<Article>> {
    without(&id, "Markdown", "markdown")
}

#[cfg(feature = "mail")]
fn mail_articles(id: String, bytes: &[u8], settings: &Settings, within: &Nesting) -> Vec<Result<Article>> {
    super::mail::articles(id, bytes, settings, within)
}

#[cfg(not(feature = "mail"))]
fn mail_articles(id: String, _: &[u8], _: &Settings, _: &Nesting) -> Vec<Result<Article>> {
    without(&id, "a mail", "mail")
}

#[cfg(feature = "pdf")]
fn pdf_article(id: String, bytes: Vec<u8>, limits: &Limits) -> Vec<Result<Article>> {
    vec![super::pdf::article(id, bytes, limits)]
}

#[cfg(not(feature = "pdf"))]
fn pdf_article(id: String, _: Vec<u8>, _: &Limits) -> Vec<Result<Article>> {
    without(&id, "a PDF", "pdf")
}

/// The articles of a file that is read piece by piece, once it is in memory all the same.
fn streamed(id: String, bytes: Vec<u8>, form: Form, settings: &Settings, within: &Nesting) -> Vec<Result<Article>> {
    let reader = Box::new(std::io::Cursor::new(bytes));
    match super::items::pieces(id, reader, form, settings, Some(within)) {
        Ok(items) => items.flat_map(|item| item.map_or_else(|e| vec![Err(e)], |item| item.load(settings))).collect(),
        Err(e) => vec![Err(e)],
    }
}

/// The articles of a packed file: a document, a book, or an archive.
#[cfg(feature = "packed")]
fn packed_articles(
    id: String,
    bytes: Vec<u8>,
    form: Form,
    settings: &Settings,
    within: &Nesting,
) -> Vec<Result<Article>> {
    let limits = &settings.limits;
    match super::word::text(&id, &bytes, limits, within) {
        Some(Ok(text)) => return text_articles(id, Decoded { text, notice: None }, form, settings),
        Some(Err(e)) => return vec![Err(e)],
        None => {}
    }
    if let Ok(archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes[..])) {
        if let Some(what) = kind::packed(&archive) {
            return vec![Err(Error::asked(id, what))];
        }
        if form == Form::Epub || archive.index_for_name("META-INF/container.xml").is_some() {
            return book_articles(id, &bytes, limits, within);
        }
    }
    let members = super::packed::members(&id, std::io::Cursor::new(bytes), settings, within);
    match members {
        Ok(items) => items.flat_map(|item| item.map_or_else(|e| vec![Err(e)], |item| item.load(settings))).collect(),
        Err(e) => vec![Err(e)],
    }
}

#[cfg(not(feature = "packed"))]
fn packed_articles(id: String, _: Vec<u8>, _: Form, _: &Settings, _: &Nesting) -> Vec<Result<Article>> {
    without(&id, "a packed file (document, book or archive)", "packed")
}

#[cfg(all(feature = "packed", feature = "news", feature = "html"))]
fn book_articles(id: String, bytes: &[u8], limits: &Limits, within: &Nesting) -> Vec<Result<Article>> {
    super::epub::articles(&id, bytes, limits, within)
}

#[cfg(all(feature = "packed", not(all(feature = "news", feature = "html"))))]
fn book_articles(id: String, _: &[u8], _: &Limits, _: &Nesting) -> Vec<Result<Article>> {
    without(&id, "a book", "news")
}

/// Reads one text file as it stands, whatever is in it.
#[cfg(any(feature = "cli", feature = "train"))]
pub(crate) fn read_text(path: &std::path::Path, limits: &Limits) -> Result<Article> {
    let id = super::shown(path);
    let failed = |e| Error::io(&id, e);
    let bytes = std::fs::File::open(path).and_then(|file| document(file, limits)).map_err(failed)?;
    let bytes = encoding::unpacked(bytes, limits, &mut Nesting::default()).map_err(failed)?;
    if encoding::is_too_long(&bytes, limits) {
        return Err(limits.reached(Limit::Text).at(id));
    }
    let decoded = encoding::decode(bytes, None);
    let mut article = Article::new(id, decoded.text);
    article.notices.extend(decoded.notice.map(|notice| format!("{}: {notice}", article.id)));
    Ok(article)
}
