//! EPUB books and magazines.
//!
//! Takes the bytes of a book, gives an article for each of its chapters, in the order of reading: the text of the chapter, its
//! heading as title, the publisher as outlet, the date of the book. It does not read pictures, notes of the program, or books that
//! are locked.

use super::gauge::{self, Gauge, Nesting};
use super::limits::{Limit, Limits};
use super::{Article, encoding};
use crate::error::{Error, Result};
use roxmltree::{Document, Node, ParsingOptions};
use std::io::Cursor;

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// Where a book says what it holds.
const CONTAINER: &str = "META-INF/container.xml";

/// The chapters of a book.
pub(super) fn articles(id: &str, bytes: &[u8], limits: &Limits, within: &Nesting) -> Vec<Result<Article>> {
    let damaged = |what: String| Error::input(id, format!("a damaged book: {what}"));
    let mut archive = match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(e) => return vec![Err(damaged(e.to_string()))],
    };
    let gauge = Gauge::of_archive(bytes.len() as u64, limits, within);
    let mut read = |name: &str| member(&mut archive, name, limits, &gauge).map_err(&damaged);
    let package = read(CONTAINER).and_then(|container| {
        let xml = parsed(&container).map_err(&damaged)?;
        let path = xml.descendants().find_map(|n| n.attribute("full-path")).map(str::to_owned);
        let path = path.ok_or_else(|| damaged("it does not say where its contents are".to_owned()))?;
        Ok((read(&path)?, path))
    });
    let (package, path) = match package {
        Ok(package) => package,
        Err(e) => return vec![Err(e)],
    };
    let xml = match parsed(&package) {
        Ok(xml) => xml,
        Err(e) => return vec![Err(damaged(e))],
    };
    let book = Book::of(&xml, &path);
    let mut all = Vec::new();
    for chapter in &book.chapters {
        let place = format!("{id}/{chapter}");
        match read(chapter) {
            Ok(html) => all.extend(book.chapter(place, &html, limits).transpose()),
            Err(e) => all.push(Err(e)),
        }
    }
    if all.is_empty() {
        all.push(Err(Error::input(id, "a book without text (its pages are pictures, or it is locked)")));
    }
    all
}

fn member(
    archive: &mut Archive<'_>,
    name: &str,
    limits: &Limits,
    gauge: &Gauge,
) -> std::result::Result<String, String> {
    let file = archive.by_name(name).map_err(|e| format!("{name}: {e}"))?;
    let bytes = gauge::read_all(gauge.of(file), limits.encoded(), Limit::Text, limits).map_err(|e| e.to_string())?;
    Ok(encoding::decode(bytes, None).text)
}

fn parsed(xml: &str) -> std::result::Result<Document<'_>, String> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 500_000, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).map_err(|e| e.to_string())
}

/// What a book says of itself.
#[derive(Default)]
struct Book {
    title: Option<String>,
    date: Option<String>,
    publisher: Option<String>,
    /// The names of the chapters in the archive, in the order of reading.
    chapters: Vec<String>,
}

impl Book {
    fn of(package: &Document<'_>, path: &str) -> Book {
        let named = |wanted: &'static str| {
            package.descendants().filter(move |n| n.is_element() && n.tag_name().name() == wanted)
        };
        let text = |wanted: &'static str| {
            named(wanted).find_map(|n| n.text()).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let files: std::collections::HashMap<&str, Node<'_, '_>> =
            named("item").filter_map(|item| Some((item.attribute("id")?, item))).collect();
        let is_text = |item: &Node<'_, '_>| item.attribute("media-type").is_some_and(|kind| kind.contains("html"));
        let is_nav =
            |item: &Node<'_, '_>| item.attribute("properties").is_some_and(|p| p.split(' ').any(|p| p == "nav"));
        // A chapter is read once, however often the order of reading names it.
        let mut named_before = std::collections::HashSet::new();
        let chapters = named("itemref")
            .filter_map(|reference| files.get(reference.attribute("idref")?).copied())
            .filter(|item| is_text(item) && !is_nav(item))
            .filter_map(|item| Some(joined(folder, item.attribute("href")?)))
            .filter(|chapter| named_before.insert(chapter.clone()))
            .collect();
        Book { title: text("title"), date: text("date"), publisher: text("publisher"), chapters }
    }

    /// A chapter as an article; nothing if it has no sentence.
    fn chapter(&self, place: String, html: &str, limits: &Limits) -> Result<Option<Article>> {
        let (title, text) = super::page::chapter(html, limits).map_err(|reached| reached.at(&place))?;
        Ok((!text.trim().is_empty()).then(|| Article {
            title: title.or_else(|| self.title.clone()),
            date: self.date.clone(),
            outlet: self.publisher.clone(),
            ..Article::new(place, text)
        }))
    }
}

/// A name in the archive: a path from the folder of the package, its escapes read.
fn joined(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in href.split('/') {
        match part {
            ".." => _ = parts.pop(),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    let mut bytes = Vec::new();
    let joined = parts.join("/");
    let mut rest = joined.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let escape = (*first == b'%').then(|| behind.get(..2)).flatten().and_then(|two| std::str::from_utf8(two).ok());
        match escape.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::word::tests::archive;
    use super::*;

    const OPF: &str = "<package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Quay Review</dc:title><dc:publisher>Quay Press</dc:publisher><dc:date>2026-03-02</dc:date></metadata>\
        <manifest><item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/><item id='b' href='text/two.xhtml' media-type='application/xhtml+xml'/><item id='a' href='text/one%20a.xhtml' media-type='application/xhtml+xml'/><item id='p' href='a.png' media-type='image/png'/></manifest>\
        <spine><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/></spine></package>";

    fn read(files: &[(&str, &str)]) -> Vec<Result<Article>> {
        articles("a.epub", &archive(files), &Limits::default(), &Nesting::default())
    }

    #[test]
    fn chapters_come_in_the_order_of_reading() {
        let container = "<container><rootfiles><rootfile full-path='OEBPS/content.opf'/></rootfiles></container>";
        let all = read(&[
            (CONTAINER, container),
            ("OEBPS/content.opf", OPF),
            ("OEBPS/nav.xhtml", "<html><body><a>One</a></body></html>"),
            (
                "OEBPS/text/one a.xhtml",
                "<?xml version='1.0'?><html xmlns='h'><head><title>x</title></head><body><h1>Ferry</h1><p>“We wait,” said Bo.</p></body></html>",
            ),
            ("OEBPS/text/two.xhtml", "<html><body><p>She left.</p></body></html>"),
        ]);
        let texts: Vec<(&str, &str, Option<&str>)> =
            all.iter().flatten().map(|a| (a.id.as_str(), a.text.as_str(), a.title.as_deref())).collect();
        let first = ("a.epub/OEBPS/text/one a.xhtml", "Ferry\n\n“We wait,” said Bo.", Some("Ferry"));
        assert_eq!(texts, [first, ("a.epub/OEBPS/text/two.xhtml", "She left.", Some("Quay Review"))]);
        let one = all[0].as_ref().unwrap();
        assert_eq!((one.outlet.as_deref(), one.date.as_deref()), (Some("Quay Press"), Some("2026-03-02")));
    }

    #[test]
    fn damaged_books_are_told() {
        for files in [
            &[(CONTAINER, "<container/>")][..],
            &[(CONTAINER, "<a b>")],
            &[(CONTAINER, "<c><r full-path='x.opf'/></c>")],
        ] {
            assert!(read(files)[0].as_ref().unwrap_err().to_string().contains("a damaged book"));
        }
    }
}
