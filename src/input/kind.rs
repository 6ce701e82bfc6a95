//! What a file is, by its first bytes.
//!
//! Takes the bytes of a file, says whether they are a text, a container that is read, or something else, and then what to do
//! about it. It reads no more than the beginning, and the directory of a packed file.

use super::Form;

/// How many bytes of a file are looked at.
const BEGINNING: usize = 4096;

/// What the bytes say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text of some form, or nothing that is known.
    Text,
    /// A PDF.
    Pdf,
    /// A packed file: an archive, or a document that is one.
    Packed,
    /// An RTF document.
    Rtf,
    /// Something that is not read: what it is, and what to do.
    Foreign(String),
}

/// The kind of a file.
pub(super) fn of(bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(BEGINNING)];
    if head.starts_with(super::rtf::START) {
        return Kind::Rtf;
    }
    if head.starts_with(b"PK\x03\x04") {
        return Kind::Packed;
    }
    // Some programs write a few bytes before the PDF begins (ISO 32000, annex H).
    if memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some_and(|at| at == 0 || !is_text(&head[..at]))
    {
        return Kind::Pdf;
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Kind::Foreign(compound(bytes).to_owned());
    }
    if head.starts_with(b"bplist00") {
        return Kind::Foreign("a web archive or property list of Apple: save the page as HTML or PDF".to_owned());
    }
    if let Some((_, what)) = NO_PROSE.iter().find(|(start, _)| begins(head, start)) {
        return Kind::Foreign((*what).to_owned());
    }
    // Old encodings have any bytes but those that steer terminals; pictures and sounds begin with numbers, which do.
    let steers = |byte: &u8| *byte < 9 || (14..32).contains(byte) && *byte != 27;
    if is_text(head) || !head.iter().any(steers) {
        return Kind::Text;
    }
    infer::get(head).and_then(|known| foreign(&known)).map_or(Kind::Text, Kind::Foreign)
}

/// Texts for programs, by how they begin.
const NO_PROSE: &[(&str, &str)] = &[
    ("BEGIN:VCALENDAR", "a calendar (.ics): copy the text of its entries into a file of its own"),
    ("BEGIN:VCARD", "an address book (.vcf): it holds no articles"),
];

/// Whether bytes begin with a word in letters of either case, behind a byte order mark.
fn begins(bytes: &[u8], word: &str) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether bytes may be a text: valid UTF-8 but for what is cut off at the end, and without NUL.
fn is_text(head: &[u8]) -> bool {
    let sound = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(e) => e.error_len().is_none(),
    };
    sound && !head.contains(&0)
}

/// Which program wrote a compound file of Microsoft's, by the names of the streams in it.
fn compound(bytes: &[u8]) -> &'static str {
    let wide = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let holds = |name: &str| memchr::memmem::find(bytes, &wide(name)).is_some();
    if holds("WordDocument") {
        "an old Word document (.doc): save it as .docx, PDF or plain text"
    } else if holds("PowerPoint Document") {
        "an old PowerPoint presentation (.ppt): save it as PDF"
    } else if holds("__substg1.0_") {
        "a mail of Outlook (.msg): save it as .eml or as text"
    } else if holds("Workbook") || holds("Book") {
        "an old Excel workbook: give its name the ending .xls, or save it as .xlsx or .csv"
    } else {
        "a file of an old Office program: save it as .docx, PDF or plain text"
    }
}

/// What something is that is no text, and what to do about it.
fn foreign(known: &infer::Type) -> Option<String> {
    use infer::MatcherType;
    let name = known.extension();
    Some(match known.matcher_type() {
        MatcherType::Image => format!("a picture (.{name}): recognise its text first (OCR)"),
        MatcherType::Audio | MatcherType::Video => {
            format!("a sound or film (.{name}): transcribe it, or give its subtitles (.vtt, .srt)")
        }
        MatcherType::Font => format!("a font (.{name})"),
        MatcherType::Archive if name == "parquet" || name == "sqlite" => return None,
        MatcherType::Archive if matches!(name, "gz" | "zip" | "zst") => return None,
        MatcherType::Archive => format!("packed (.{name}): unpack it first"),
        MatcherType::Book if name == "epub" => return None,
        MatcherType::Book => format!("a book (.{name}): save it as .epub or as text"),
        MatcherType::Doc => format!("a document (.{name}): save it as .docx, PDF or plain text"),
        MatcherType::App => format!("a program or data file (.{name})"),
        _ => return None,
    })
}

/// What is in a packed file that is no archive of texts; nothing if it may be one.
#[cfg(feature = "packed")]
pub(super) fn packed<R: std::io::Read + std::io::Seek>(archive: &zip::ZipArchive<R>) -> Option<&'static str> {
    const KNOWN: &[(&str, &str)] = &[
        ("ppt/presentation.xml", "a PowerPoint presentation: save it as PDF"),
        ("xl/workbook.xml", "an Excel workbook: give its name the ending .xlsx"),
        ("Index/Document.iwa", "a document of Apple Pages: export it as .docx or PDF"),
        ("Index/Presentation.iwa", "a presentation of Apple Keynote: export it as PDF"),
        ("FixedDocSeq.fdseq", "an XPS document: save it as PDF"),
        ("AndroidManifest.xml", "a program"),
        ("META-INF/MANIFEST.MF", "a program"),
    ];
    KNOWN.iter().find(|(name, _)| archive.index_for_name(name).is_some()).map(|(_, what)| *what)
}

/// The form that a text has, where its name says no more than that it is a text; `form` if it is none that is known.
pub(super) fn told(bytes: &[u8], form: Form) -> Form {
    if !matches!(form, Form::Text | Form::Xml | Form::Page | Form::Mail) {
        return form;
    }
    let head = &bytes[..bytes.len().min(BEGINNING)];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start();
    if text.starts_with("WEBVTT") {
        return Form::Subtitles;
    }
    if text.starts_with("WARC/1.") || text.starts_with("WARC/0.") {
        return Form::Warc;
    }
    if is_page(text) {
        return Form::Page;
    }
    if text.starts_with('<') && root(text).is_some_and(|(name, _)| super::forms::is_known_xml(name)) {
        return Form::Xml;
    }
    if text.starts_with("From ") && text.split_once('\n').is_some_and(|(_, rest)| is_mail(rest)) {
        return Form::Mailbox;
    }
    match form {
        Form::Text if is_mail(text) => Form::Mail,
        Form::Text if super::subtitles::begins(text) => Form::Subtitles,
        _ => form,
    }
}

/// Whether a text is a web page: its first mark, behind a declaration, says so.
pub(super) fn is_page(text: &str) -> bool {
    let rest = match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest.trim_start(),
        None => text,
    };
    let start: String = rest.chars().take(14).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// The name of the first element, without its prefix, and the byte behind it.
pub(super) fn root(text: &str) -> Option<(&str, usize)> {
    let mut rest = text.trim_start();
    loop {
        let inner = rest.strip_prefix('<')?;
        let end = match inner {
            i if i.starts_with('?') => i.find("?>")? + 2,
            i if i.starts_with("!--") => i.find("-->")? + 3,
            i if i.starts_with('!') => match i.find(['[', '>'])? {
                at if i[at..].starts_with('[') => {
                    at + i[at..].find("]")? + 1 + i[at + i[at..].find("]")?..].find('>')?
                }
                at => at + 1,
            },
            i => {
                let name = i.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
                let end = text.len() - i.len() + name.len();
                let bare = name.rsplit(':').next().unwrap_or(name);
                return (!bare.is_empty()).then_some((bare, end));
            }
        };
        rest = inner[end.min(inner.len())..].trim_start();
    }
}

/// Headers that mails have; two of them at the beginning make one.
const HEADERS: &[&str] = &[
    "from:",
    "to:",
    "subject:",
    "date:",
    "received:",
    "return-path:",
    "message-id:",
    "mime-version:",
    "content-type:",
    "delivered-to:",
    "reply-to:",
    "dkim-signature:",
    "x-mailer:",
    "snapshot-content-location:",
];

/// The headers that only programs write: one of them must be there.
const MACHINES: &[&str] =
    &["received:", "return-path:", "message-id:", "mime-version:", "content-type:", "dkim-signature:"];

/// Whether a text begins with the headers of a mail.
fn is_mail(text: &str) -> bool {
    let (mut known, mut machine) = (0, false);
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':').filter(|(name, _)| !name.is_empty() && !name.contains(' ')) else {
            break;
        };
        let name = format!("{}:", name.to_ascii_lowercase());
        known += usize::from(HEADERS.contains(&&*name));
        machine |= MACHINES.contains(&&*name);
    }
    known >= 2 && machine
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_texts_are_told() {
        let doc: Vec<u8> =
            [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"[..], b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"].concat();
        for (bytes, word) in [
            (&doc[..], "old Word document"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "picture"),
            (b"ID3\x03\0\0\0\0\0\0", "sound"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42", "film"),
            (b"7z\xBC\xAF\x27\x1C\0\x04", "unpack it"),
            (b"Rar!\x1A\x07\x01\0", "unpack it"),
            (b"bplist00\xD1", "Apple"),
            (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "calendar"),
            (b"\xEF\xBB\xBFbegin:vcard\r\n", "address book"),
        ] {
            assert!(matches!(of(bytes), Kind::Foreign(what) if what.contains(word)), "{word}: {:?}", of(bytes));
        }
        assert_eq!(of(b"%PDF-1.7\n%\xE2\xE3"), Kind::Pdf);
        assert_eq!(of(b"PK\x03\x04"), Kind::Packed);
        for text in ["BM said no.", "The %PDF-1.7 was lost.", "MZ, he wrote.", "", "\u{201c}No\u{201d}"] {
            assert_eq!(of(text.as_bytes()), Kind::Text, "{text}");
        }
        assert_eq!(of(b"\x93No,\x94 she said"), Kind::Text);
        assert_eq!(of(b"BMW said \x93no\x94 to it"), Kind::Text);
    }

    #[test]
    fn forms_of_text_are_told_by_their_beginning() {
        for (text, form) in [
            ("WEBVTT\n\n", Form::Subtitles),
            ("1\n00:00:01,000 --> 00:00:02,000\nHi.\n", Form::Subtitles),
            ("[Script Info]\n; made by hand\n", Form::Subtitles),
            ("WARC/1.0\r\n", Form::Warc),
            ("<?xml version=\"1.0\"?>\n<!-- x --><rss version=\"2.0\">", Form::Xml),
            ("<!DOCTYPE nitf SYSTEM \"nitf.dtd\" [<!ENTITY a \"b\">]><nitf>", Form::Xml),
            ("<?xml version='1.0'?><!DOCTYPE html PUBLIC \"x\"><html>", Form::Page),
            ("From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\nHi", Form::Mail),
            ("From a@b Mon Mar 2\nFrom: a@b.example\nMessage-ID: <x>\n\nHi", Form::Mailbox),
            ("From: the sea\nTo: the shore\n\nA poem.", Form::Text),
            ("<b>Bold</b> text", Form::Text),
            ("From the sea they came.", Form::Text),
        ] {
            assert_eq!(told(text.as_bytes(), Form::Text), form, "{text}");
        }
        assert_eq!(told(b"WEBVTT", Form::Csv), Form::Csv);
    }
}
