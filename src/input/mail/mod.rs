//! Mails, mailboxes, and web pages saved as mails (MHTML).
//!
//! Takes the bytes of a mail, gives an article: its text, or the text of its HTML; the subject as title, its date. What it
//! quotes of an earlier mail, and its signature, is set aside. Attached texts and documents are articles of their own. A mailbox is
//! read mail by mail.

mod quoted;

use super::gauge::{self, Nesting};
use super::items::Stream;
use super::limits::{self, Limits};
use super::{Article, Form, Item, Reason, Settings, articles, walk};
use crate::error::{Error, Result};
use mail_parser::{MessageParser, MimeHeaders, PartType};
use std::io::BufRead;
use std::path::Path;

/// The length up to which a text beside a page may be no more than a note, in bytes.
const STUB: usize = 1000;

/// The articles of a mail.
pub(super) fn articles(id: String, bytes: &[u8], settings: &Settings, within: &Nesting) -> Vec<Result<Article>> {
    let Some(mail) = MessageParser::default().parse(bytes).filter(|mail| !mail.parts.is_empty()) else {
        return vec![Err(Error::input(id, "not a mail that can be read"))];
    };
    if let Some(page) = saved_page(&id, &mail, &settings.limits) {
        return vec![page];
    }
    let mut all = Vec::new();
    let mut aside = Vec::new();
    let own = |wanted: fn(&PartType<'_>) -> Option<String>, parts: &[u32]| -> Option<String> {
        let texts = parts.iter().filter_map(|part| wanted(&mail.parts.get(*part as usize)?.body));
        let text = texts.collect::<Vec<_>>().join("\n\n");
        (!text.trim().is_empty()).then_some(text)
    };
    let text = |part: &PartType<'_>| match part {
        PartType::Text(text) => Some(text.replace("\r\n", "\n")),
        _ => None,
    };
    let html = |part: &PartType<'_>| match part {
        PartType::Html(html) => Some(of_html(html)),
        _ => None,
    };
    if let Some(export) = export(&id, &mail) {
        return export;
    }
    // Newsletters have a text beside their page that only says that there is a page.
    let more = |text: &String| {
        let page = own(html, &mail.html_body).filter(|_| text.len() < STUB);
        page.filter(|page| page.len() > text.len() * 4)
    };
    let plain = own(text, &mail.text_body).map(|text| more(&text).unwrap_or(text));
    let words = plain.or_else(|| own(html, &mail.html_body)).or_else(|| own(html, &mail.text_body));
    if let Some(words) = words {
        let header = |name: &'static str| mail.header_raw(name).map(|raw| raw.trim().to_owned());
        let newsletter = header("List-Id").or_else(|| header("List-Unsubscribe")).is_some();
        let sender = mail.from().and_then(|from| from.first()).and_then(|from| from.name()).map(str::to_owned);
        let forwarded = mail.subject().is_some_and(quoted::is_forward);
        let text = quoted::without(&words, forwarded, &mut aside);
        if !text.is_empty() {
            all.push(Ok(Article {
                title: mail.subject().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()),
                date: header("Date"),
                outlet: sender.filter(|_| newsletter),
                aside,
                ..Article::new(id.clone(), text)
            }));
        }
    }
    all.extend(attached(&id, &mail, settings, within));
    if all.is_empty() {
        all.push(Err(Error::input(id, "this mail has no text")));
    }
    all
}

/// The articles that a database sent as a page.
fn export(id: &str, mail: &mail_parser::Message<'_>) -> Option<Vec<Result<Article>>> {
    #[cfg(feature = "html")]
    return mail.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) => crate::input::export_page::detected(id, html),
        _ => None,
    });
    #[cfg(not(feature = "html"))]
    {
        _ = (id, mail);
        None
    }
}

/// The documents that a mail carries; what is not read of it is noted.
fn attached(id: &str, mail: &mail_parser::Message<'_>, settings: &Settings, within: &Nesting) -> Vec<Result<Article>> {
    let mut all = Vec::new();
    for (i, part) in mail.attachments().enumerate() {
        let name = part.attachment_name().unwrap_or_default().replace(['/', '\\', '\0'], "_");
        let forwarded = matches!(part.body, PartType::Message(_));
        let name = match name.is_empty() {
            true if forwarded => format!("{}.eml", i + 1),
            true => (i + 1).to_string(),
            false => name,
        };
        let place = format!("{id}/{name}");
        let named = if forwarded { Path::new("forwarded.eml") } else { Path::new(&name) };
        if let Some(reason) = walk::passed_over(named) {
            // What a page shows inside itself is no attachment.
            if part.content_id().is_none() || reason != Reason::Foreign {
                settings.passed.note(Path::new(&place), reason);
            }
            continue;
        }
        let bytes = match &part.body {
            // The field holds the whole mail around it.
            PartType::Message(inner) => inner.raw_message().to_vec(),
            _ => part.contents().to_vec(),
        };
        match within.deeper(&settings.limits) {
            Ok(within) => {
                let form = if forwarded { Form::Mail } else { Form::of(named) };
                all.extend(articles::articles(
                    place,
                    bytes,
                    form,
                    &Settings { form: None, ..settings.clone() },
                    within,
                ));
            }
            Err(reached) => all.push(Err(reached.at(place))),
        }
    }
    all
}

/// A page that a browser saved as a mail.
fn saved_page(id: &str, mail: &mail_parser::Message<'_>, limits: &Limits) -> Option<Result<Article>> {
    let by_browser = mail.header_raw("Snapshot-Content-Location").is_some();
    let related = mail
        .root_part()
        .content_type()
        .is_some_and(|kind| kind.subtype().is_some_and(|s| s.eq_ignore_ascii_case("related")));
    let addressed = mail.to().is_some();
    let place = |part: &mail_parser::MessagePart<'_>| part.content_location().map(str::to_owned);
    let page = mail.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) => Some((html, place(part))),
        _ => None,
    });
    let (html, address) = page.filter(|(_, address)| by_browser || related && !addressed && address.is_some())?;
    #[cfg(feature = "html")]
    return Some(crate::input::page::article(id.to_owned(), html, limits).map(|mut article| {
        let saved = mail.header_raw("Snapshot-Content-Location").map(|raw| raw.trim().to_owned());
        let http = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        article.url = article.url.or_else(|| address.or(saved).filter(http));
        article.title = article.title.or_else(|| mail.subject().map(str::to_owned));
        article
    }));
    #[cfg(not(feature = "html"))]
    {
        _ = (html, address, limits);
        Some(Err(Error::input(id, "a web page: this program was built without the feature \"html\"")))
    }
}

fn of_html(html: &str) -> String {
    #[cfg(feature = "html")]
    return crate::input::page::mail(html);
    #[cfg(not(feature = "html"))]
    htmlize::unescape(html).into_owned()
}

/// The mails of a mailbox, one after the other. `within` is where the mailbox itself lies; each mail of one that streams
/// counts by itself.
pub(super) fn mailbox(
    id: String,
    mut reader: Box<dyn BufRead + Send>,
    limits: &Limits,
    within: Option<Nesting>,
) -> Stream {
    let limits = *limits;
    let (mut number, mut over, mut begun) = (0, false, false);
    Box::new(std::iter::from_fn(move || {
        let mut mail: Vec<u8> = Vec::new();
        let mut too_long = false;
        let mut blank = true;
        while !over {
            let line = match gauge::read_line(&mut *reader, &limits) {
                Ok(Some(line)) => line,
                Ok(None) => {
                    over = true;
                    break;
                }
                Err(e) if gauge::is_line(&e) => {
                    too_long = true;
                    continue;
                }
                Err(e) => {
                    over = true;
                    return Some(Err(Error::io(id.clone(), e)));
                }
            };
            // What stands before the first mail is none: a byte-order mark, blanks.
            let opens = !begun && mail.is_empty();
            let line = if opens { opening(&line) } else { &line[..] };
            if line.starts_with(b"From ") && blank {
                if std::mem::replace(&mut begun, true) && !mail.is_empty() {
                    break;
                }
                continue;
            }
            blank = line.iter().all(u8::is_ascii_whitespace);
            // A line of the mail that begins so was written with a `>` before it.
            let line = if line.starts_with(b">From ") { &line[1..] } else { line };
            too_long |= mail.len() as u64 + line.len() as u64 > limits.encoded();
            match too_long {
                true => mail.truncate(0),
                false => mail.extend_from_slice(line),
            }
        }
        if mail.iter().all(u8::is_ascii_whitespace) && !too_long {
            return None;
        }
        number += 1;
        let place = format!("{id}#{number}");
        Some(match too_long {
            true => Err(limits.reached(limits::Limit::Text).at(place)),
            false => Ok(Item::packed(place, mail, Form::Mail, within.clone().unwrap_or_default())),
        })
    }))
}

/// The first line of a mailbox without its byte-order mark and blanks.
fn opening(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line).trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mail: &str) -> Vec<Result<Article>> {
        articles("a.eml".into(), mail.replace('\n', "\r\n").as_bytes(), &Settings::default(), &Nesting::default())
    }

    /// Found by the fuzzer: its first line was no mailbox's, and the whole was read as one mail that is a mailbox.
    #[test]
    fn a_mailbox_behind_a_mark_or_blanks_is_read_once() {
        for before in ["\u{feff}", " ", "\n\n", "\u{feff} \n "] {
            let text = format!(
                "{before}From a@b Mon Mar 2\nFrom: a@b.example\nMessage-ID: <x>\nMIME-Version: 1.0\n\nHi there.\n"
            );
            let all = crate::input::articles::articles(
                "m.txt".into(),
                text.into_bytes(),
                Form::Text,
                &Settings::default(),
                Nesting::default(),
            );
            let texts: Vec<&str> = all.iter().flatten().map(|article| article.text.as_str()).collect();
            assert_eq!(texts, ["Hi there."], "{before:?} {all:?}");
        }
    }

    #[test]
    fn subject_date_and_text() {
        let mail = "From: Lena Brouk <lena@kiln.example>\nSubject: =?utf-8?Q?Kiln_to_close?=\nDate: Mon, 02 Mar 2026 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
            =E2=80=9CWe will close,=E2=80=9D Odile Marchetti said on Mon=\nday.\n\nOn Sunday you wrote:\n> Is it true?\n\n-- \nLena\n";
        let all = read(mail);
        let one = all[0].as_ref().unwrap();
        assert_eq!(one.text, "“We will close,” Odile Marchetti said on Monday.");
        assert_eq!(
            (one.title.as_deref(), one.date.as_deref()),
            (Some("Kiln to close"), Some("Mon, 02 Mar 2026 10:00:00 +0000"))
        );
        assert!(one.aside[0].contains("Is it true?") && one.outlet.is_none());
    }

    #[test]
    #[cfg(feature = "html")]
    fn html_and_attachments() {
        let mail = "From: Quay Post <news@quay.example>\nList-Id: x\nSubject: News\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html; charset=utf-8\n\n<p>One.</p><p>&ldquo;Two,&rdquo; said Bo.</p>\n\
            --B\nContent-Type: text/plain; name=notes.txt\nContent-Disposition: attachment; filename=notes.txt\n\nThree.\n--B\nContent-Type: image/png; name=a.png\nContent-Disposition: attachment; filename=a.png\n\nx\n--B--\n";
        let settings = Settings::default();
        let all = articles("a.eml".into(), mail.as_bytes(), &settings, &Nesting::default());
        let texts: Vec<(&str, &str)> = all.iter().flatten().map(|a| (a.id.as_str(), a.text.as_str())).collect();
        assert_eq!(texts, [("a.eml", "One.\n\n“Two,” said Bo."), ("a.eml/notes.txt", "Three.")]);
        assert_eq!(all[0].as_ref().unwrap().outlet.as_deref(), Some("Quay Post"));
        assert_eq!(settings.passed.lines(), ["1 .png: not read"]);
    }

    #[test]
    #[cfg(feature = "html")]
    fn an_earlier_mail_in_a_page_is_set_aside() {
        let page = "<div dir=ltr>“It was never in writing,” lawyer Mona Feld told me.</div><br><div class=gmail_quote><div dir=ltr class=gmail_attr>On Mon, Bo wrote:<br></div><blockquote class=gmail_quote><div>“I was there,” Bo said.</div></blockquote></div>";
        let mail =
            format!("From: a@quay.example\nSubject: Re: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n{page}\n");
        assert_eq!(read(&mail)[0].as_ref().unwrap().text, "“It was never in writing,” lawyer Mona Feld told me.");
    }

    #[test]
    #[cfg(feature = "html")]
    fn a_text_that_only_points_to_the_page_is_not_taken() {
        let page = "<p>The ferry was late again, and nobody knew why it was so, said Bo.</p>".repeat(4);
        let mail = format!(
            "From: a@quay.example\nSubject: News\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/plain\n\nThis mail has a page.\n--B\nContent-Type: text/html\n\n{page}\n--B--\n"
        );
        let all = read(&mail);
        assert!(all[0].as_ref().unwrap().text.starts_with("The ferry was late again"));
    }

    #[test]
    fn a_mail_in_a_mail_is_an_article_of_its_own() {
        let inner = |n: usize| {
            format!(
                "--B\nContent-Type: message/rfc822\n\nFrom: c@quay.example\nSubject: Inner {n}\nMIME-Version: 1.0\n\n“We wait {n},” said Bo.\n"
            )
        };
        let mail = format!(
            "From: a@quay.example\nSubject: Outer\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nSee these.\n{}{}--B--\n",
            inner(1),
            inner(2)
        );
        let all: Vec<Article> = read(&mail).into_iter().map(|a| a.unwrap()).collect();
        let told: Vec<_> = all.iter().map(|a| (a.title.as_deref(), a.text.trim())).collect();
        assert_eq!(
            told,
            [
                (Some("Outer"), "See these."),
                (Some("Inner 1"), "“We wait 1,” said Bo."),
                (Some("Inner 2"), "“We wait 2,” said Bo.")
            ]
        );
    }

    #[test]
    #[cfg(feature = "html")]
    fn a_saved_page_is_a_page() {
        let mail = "From: <Saved by Blink>\nSnapshot-Content-Location: https://quay.example/ferry\nSubject: Ferry late\nDate: Tue, 3 Mar 2026 10:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\n\n--B\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://quay.example/ferry\n\n\
            <html><head><meta property=3D\"article:published_time\" content=3D\"2026-03-02\"></head><body><article><p>The morning ferry left forty minutes late on Friday, and the harbour office blamed the ice.</p></article></body></html>\n--B--\n";
        let all = read(mail);
        let one = all[0].as_ref().unwrap();
        assert!(one.text.starts_with("The morning ferry") && one.text.ends_with("ice."), "{}", one.text);
        assert_eq!((one.url.as_deref(), one.date.as_deref()), (Some("https://quay.example/ferry"), Some("2026-03-02")));
    }

    #[test]
    fn a_mailbox_is_read_mail_by_mail() {
        let text = "From a@b Mon Mar 2\nSubject: One\nMIME-Version: 1.0\n\nFirst.\n>From here.\n\nFrom a@b Tue Mar 3\nSubject: Two\nMIME-Version: 1.0\n\nSecond.\nFrom the sea.\n";
        let settings = Settings::default();
        let items =
            mailbox("m.mbox".into(), Box::new(std::io::Cursor::new(text.as_bytes().to_vec())), &settings.limits, None);
        let all: Vec<Article> = items.flat_map(|item| item.unwrap().load(&settings)).map(|a| a.unwrap()).collect();
        let texts: Vec<(&str, &str)> = all.iter().map(|a| (a.id.as_str(), a.text.as_str())).collect();
        assert_eq!(texts, [("m.mbox#1", "First.\nFrom here."), ("m.mbox#2", "Second.\nFrom the sea.")]);
    }

    #[test]
    fn a_mail_without_text_is_told() {
        assert!(read("Subject: x\nMIME-Version: 1.0\n\n\n")[0].as_ref().unwrap_err().to_string().contains("no text"));
    }
}
