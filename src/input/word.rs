//! Word and OpenDocument texts.
//!
//! Takes the bytes of a document (an archive of XML), gives its text: a blank line between paragraphs, a tab between the
//! cells of a table, a line for each of its rows. Deleted words, notes, headers and second renderings are left out.

#[cfg(feature = "packed")]
use super::encoding;
#[cfg(feature = "packed")]
use super::gauge::{self, Gauge, Nesting};
#[cfg(feature = "packed")]
use super::limits::{Limit, Limits};
#[cfg(feature = "packed")]
use crate::error::{Error, Result};

/// How many bytes of markup stand for one byte of text at the most.
#[cfg(feature = "packed")]
const MARKUP: u64 = 16;

/// The text of a document; nothing if the archive is no such document.
#[cfg(feature = "packed")]
pub(super) fn text(id: &str, bytes: &[u8], limits: &Limits, within: &Nesting) -> Option<Result<String>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    let part = ["word/document.xml", "content.xml"].into_iter().find(|part| archive.index_for_name(part).is_some())?;
    let gauge = Gauge::of_archive(bytes.len() as u64, limits, within);
    let most = limits.of(Limit::Text).saturating_mul(MARKUP);
    let damaged = |message: String| Error::input(id, format!("a damaged document: {message}"));
    Some(archive.by_name(part).map_err(|e| damaged(e.to_string())).and_then(|file| {
        let xml = gauge::read_all(gauge.of(file), most, Limit::Text, limits).map_err(|e| Error::io(id, e))?;
        paragraphs(&encoding::decode(xml, None).text).map_err(damaged)
    }))
}

/// Elements whose words are not those of the text.
#[cfg(feature = "packed")]
const APART: &[&str] =
    &["Fallback", "instrText", "delText", "moveFrom", "tracked-changes", "note", "annotation", "sequence-decls"];

#[cfg(feature = "packed")]
fn paragraphs(xml: &str) -> std::result::Result<String, String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut page = Page { out: String::with_capacity(xml.len() / 4), ..Page::default() };
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Eof => break,
            Event::Start(start) => page.start(&start),
            Event::End(end) => page.end(end.local_name().as_ref(), end.name().as_ref().starts_with(TEXT_PREFIX)),
            Event::Empty(empty) => page.empty(&empty),
            Event::Text(text) => page.text(&text.xml10_content()),
            Event::CData(text) => page.text(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => page.text(c.encode_utf8(&mut [0; 4])),
                _ => page.text(match reference.as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "\u{fffd}",
                }),
            },
            _ => {}
        }
    }
    page.out.push_str(&page.boxes);
    Ok(tidy(&page.out))
}

/// The text of a document as it is gathered.
#[cfg(feature = "packed")]
#[derive(Default)]
struct Page {
    out: String,
    /// Depth inside an element that is left out.
    apart: usize,
    /// Depth inside `w:t` or an OpenDocument paragraph: there words count.
    words: usize,
    /// The words of the run are hidden.
    hidden: bool,
    /// What stands around the text boxes that are open.
    around: Vec<String>,
    /// Text boxes that have ended: they stand behind the paragraph that they hang on.
    boxes: String,
}

#[cfg(feature = "packed")]
impl Page {
    fn start(&mut self, start: &quick_xml::events::BytesStart<'_>) {
        match start.local_name().as_ref() {
            _ if self.apart > 0 => self.apart += 1,
            element if APART.contains(&element) => self.apart = 1,
            "t" => self.words += 1,
            // `text:p` of OpenDocument holds its words itself, `w:p` of Word does not.
            "p" | "h" if start.name().as_ref().starts_with(TEXT_PREFIX) => self.words += 1,
            "r" => self.hidden = false,
            "vanish" => self.hidden = is_on(start),
            "txbxContent" | "text-box" => self.around.push(std::mem::take(&mut self.out)),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, of_text: bool) {
        if self.apart > 0 {
            self.apart -= 1;
            return;
        }
        match name {
            "t" => self.words = self.words.saturating_sub(1),
            "p" | "h" => {
                if of_text {
                    self.words = self.words.saturating_sub(1);
                }
                self.out.push_str("\n\n");
                if self.around.is_empty() {
                    self.out.push_str(&std::mem::take(&mut self.boxes));
                }
            }
            "r" => self.hidden = false,
            "txbxContent" | "text-box" => {
                if let Some(around) = self.around.pop() {
                    let inner = std::mem::replace(&mut self.out, around);
                    self.boxes.push_str(&inner);
                    self.boxes.push_str("\n\n");
                }
            }
            "tc" | "table-cell" => {
                self.out.truncate(self.out.trim_end_matches('\n').len());
                self.out.push('\t');
            }
            "tr" | "table-row" | "tbl" | "table" => self.out.push('\n'),
            _ => {}
        }
    }

    fn empty(&mut self, empty: &quick_xml::events::BytesStart<'_>) {
        if self.apart > 0 {
            return;
        }
        match empty.local_name().as_ref() {
            "br" | "cr" | "line-break" => self.out.push('\n'),
            // Word also calls the stops of a ruler so.
            "tab" if empty.attributes_raw().trim().is_empty() => self.out.push('\t'),
            "s" => self.out.push(' '),
            "noBreakHyphen" => self.out.push('-'),
            "p" | "h" => self.out.push_str("\n\n"),
            "vanish" => self.hidden = is_on(empty),
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.apart == 0 && self.words > 0 && !self.hidden {
            self.out.push_str(words);
        }
    }
}

/// Whether a property is on: `<w:vanish/>`, and not `<w:vanish w:val="0"/>`.
#[cfg(feature = "packed")]
fn is_on(property: &quick_xml::events::BytesStart<'_>) -> bool {
    !["\"0\"", "\"false\"", "\"off\""].iter().any(|off| property.attributes_raw().contains(off))
}

#[cfg(feature = "packed")]
const TEXT_PREFIX: &str = "text:";

/// The text without blanks at the ends of its lines and with at most one blank line in a row.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.split('\n') {
        let line = line.trim_end();
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        out.push_str(line);
    }
    out
}

#[cfg(all(test, feature = "packed"))]
pub(super) mod tests {
    use super::*;
    use std::io::Write;

    /// An archive of these files.
    pub(crate) fn archive<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_ref()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn read(id: &str, bytes: &[u8]) -> Option<Result<String>> {
        text(id, bytes, &Limits::default(), &Nesting::default())
    }

    fn word(body: &str) -> String {
        let xml = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        read("d.docx", &archive(&[("word/document.xml", &xml)])).unwrap().unwrap()
    }

    #[test]
    fn paragraphs_of_word() {
        let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>Ferry </w:t></w:r><w:r><w:t>late</w:t></w:r></w:p>\n\
            <w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>“We &amp; you,” said &#8220;Bo&#8221;.</w:t><w:br/><w:t>So.</w:t></w:r></w:p>";
        assert_eq!(word(body), "Ferry late\n\n“We & you,” said “Bo”.\nSo.");
    }

    #[test]
    fn boxes_stand_behind_their_paragraph_and_hidden_words_nowhere() {
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let boxed = format!("<w:r><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:r>", run("A pulled line"));
        let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>, Bo said.</w:t></w:r>";
        let body =
            format!("<w:p>{}{boxed}{}{hidden}</w:p><w:p>{}</w:p>", run("The ferry "), run("was late"), run("Second."));
        assert_eq!(word(&body), "The ferry was late, Bo said.\n\nA pulled line\n\nSecond.");
    }

    #[test]
    fn tables_of_word_have_a_line_for_each_row() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let table = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("HD"),
            cell("Late"),
            cell("LP"),
            cell("One.")
        );
        assert_eq!(word(&table), "HD\tLate\nLP\tOne.");
    }

    #[test]
    fn opendocument_texts() {
        let xml = "<office:document-content><office:body><office:text><text:h>Ferry</text:h>\
            <text:p>“We<text:s/>wait,” <text:span>said</text:span> Bo.<text:line-break/>So.<text:note><text:p>A note.</text:p></text:note></text:p>\
            </office:text></office:body></office:document-content>";
        let got = read("d.odt", &archive(&[("content.xml", xml)])).unwrap().unwrap();
        assert_eq!(got, "Ferry\n\n“We wait,” said Bo.\nSo.");
    }

    #[test]
    fn other_archives_are_none_and_damaged_ones_an_error() {
        assert!(read("a.zip", &archive(&[("a.txt", "x")])).is_none());
        assert!(read("a.zip", b"PK\x03\x04 and no more").is_none());
        let broken = read("d.docx", &archive(&[("word/document.xml", "<w:p><w:t>x</w:p>")])).unwrap();
        assert!(broken.unwrap_err().to_string().starts_with("d.docx: a damaged document"));
    }
}
