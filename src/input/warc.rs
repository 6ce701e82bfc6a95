//! WARC: what crawlers keep of the web.
//!
//! Takes the records of a file as they are read, gives those that hold a web page that was delivered: the page, its address and
//! its charset as its headers tell them. Everything else is passed over. A file of any length is read; only a single page has a limit.

use super::gauge::{self, Nesting};
use super::items::Stream;
use super::limits::Limits;
use super::{Article, Form, Item, Passed, Piece, Reason, Settings, articles, encoding};
use crate::error::{Error, Result};
use std::io::{BufRead, Read};

/// The most header lines of a record or response that are looked at.
const HEADERS: usize = 128;

/// A page from a crawl.
#[derive(Clone, Debug)]
pub(super) struct Response {
    /// The record: the file and its number.
    id: String,
    /// The page.
    body: Vec<u8>,
    /// Its address; empty where the record tells none.
    url: String,
    /// When it was fetched; the date of last resort.
    fetched: Option<String>,
    charset: Option<String>,
    form: Form,
    /// Where the crawl itself lies.
    within: Nesting,
}

impl Response {
    /// What a message calls it.
    pub(super) fn place(&self) -> String {
        match self.url.is_empty() {
            true => self.id.clone(),
            false => format!("{} ({})", self.id, self.url),
        }
    }

    /// The bytes of the page.
    pub(super) fn size(&self) -> usize {
        self.body.len()
    }

    /// Reads the page.
    pub(super) fn articles(self, settings: &Settings) -> Vec<Result<Article>> {
        let place = self.place();
        let Response { body, url, fetched, charset, form, within, .. } = self;
        let encoding = settings.encoding.or_else(|| charset.as_deref().and_then(encoding::encoding_named));
        // What the server says of UTF-8 the bytes say better.
        let encoding = encoding.filter(|encoding| *encoding != encoding_rs::UTF_8);
        let settings = Settings { encoding, form: None, ..settings.clone() };
        let all = articles::articles(place, body, form, &settings, within);
        let told = |mut article: Article| {
            if !url.is_empty() {
                article.id = url.clone();
                article.url = article.url.or_else(|| Some(url.clone()));
            }
            article.date = article.date.or_else(|| fetched.clone());
            article
        };
        all.into_iter().map(|article| article.map(told)).collect()
    }
}

/// The headers of a record or a response, names in lower case.
struct Headers(Vec<(String, String)>);

impl Headers {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Reads headers up to the blank line; none at the end of the file.
fn headers(reader: &mut dyn BufRead, limits: &Limits) -> std::io::Result<Option<(String, Headers)>> {
    let mut first = String::new();
    let mut all = Vec::new();
    loop {
        let Some(line) = gauge::read_line(reader, limits)? else {
            return Ok((!first.is_empty()).then_some((first, Headers(all))));
        };
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        match (first.is_empty(), line.is_empty()) {
            (true, true) => {}
            (true, false) => first = line,
            (false, true) => return Ok(Some((first, Headers(all)))),
            (false, false) => {
                if let Some((name, value)) = line.split_once(':').filter(|_| all.len() < HEADERS) {
                    all.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
            }
        }
    }
}

/// The pages of a file, as they are read. `within` is where the file itself lies; each page of one that streams counts by
/// itself.
pub(super) fn records(
    id: String,
    mut reader: Box<dyn BufRead + Send>,
    settings: &Settings,
    within: Option<Nesting>,
) -> Stream {
    let (limits, passed) = (settings.limits, settings.passed.clone());
    let (mut number, mut over) = (0usize, false);
    Box::new(std::iter::from_fn(move || {
        while !over {
            number += 1;
            match record(&id, number, &mut *reader, &limits, &passed) {
                Ok(Some(Some(page))) => {
                    let within = within.clone().unwrap_or_default();
                    return Some(page.map(|page| Item(Piece::Response(Box::new(Response { within, ..page })))));
                }
                Ok(Some(None)) => {}
                Ok(None) => over = true,
                Err(e) => {
                    over = true;
                    return Some(Err(e));
                }
            }
        }
        None
    }))
}

/// The next record: nothing at the end, `Some(None)` for one that holds no page.
fn record(
    id: &str,
    number: usize,
    reader: &mut dyn BufRead,
    limits: &Limits,
    passed: &Passed,
) -> Result<Option<Option<Result<Response>>>> {
    let place = || format!("{id}#{number}");
    let failed = |e| Error::io(place(), e);
    let Some((version, head)) = headers(reader, limits).map_err(failed)? else { return Ok(None) };
    if !version.starts_with("WARC/") {
        return Err(Error::input(
            place(),
            "not a WARC record: the file is damaged here, and what follows cannot be found",
        ));
    }
    let Some(length) = head.get("content-length").and_then(|length| length.parse::<u64>().ok()) else {
        return Err(Error::input(place(), "a WARC record without its length: what follows cannot be found"));
    };
    let mut content = reader.take(length);
    let url = head.get("warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
    let kind = head.get("warc-type").unwrap_or_default().to_ascii_lowercase();
    let item = match kind.as_str() {
        "response" | "resource" | "conversion" => page(place(), &kind, url, &head, &mut content, limits, passed),
        _ => Ok(None),
    };
    std::io::copy(&mut content, &mut std::io::sink()).map_err(failed)?;
    if content.limit() > 0 {
        return Err(Error::input(place(), "the file ends within this record"));
    }
    item.map(Some)
}

/// The page that a record holds.
fn page(
    id: String,
    kind: &str,
    url: String,
    head: &Headers,
    content: &mut std::io::Take<&mut dyn BufRead>,
    limits: &Limits,
    passed: &Passed,
) -> Result<Option<Result<Response>>> {
    let failed = |e| Error::io(id.clone(), e);
    let mut http = Headers(Vec::new());
    if kind == "response" {
        // What was resolved or sent over other protocols is no page.
        let Some((status, told)) = headers(content, limits).map_err(failed)? else { return Ok(None) };
        let code = status.split_whitespace().nth(1).unwrap_or_default().to_owned();
        if !status.starts_with("HTTP/") || code != "200" {
            passed.note_kind(&url, format!("responses with status {code}"), Reason::Foreign);
            return Ok(None);
        }
        http = told;
    }
    let content_type = http.get("content-type").or_else(|| head.get("content-type")).unwrap_or_default();
    let media = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let form = match media.as_str() {
        "text/html" | "application/xhtml+xml" | "" => Form::Page,
        "text/plain" if kind == "conversion" => Form::Text,
        "application/pdf" => Form::Pdf,
        _ => {
            passed.note_kind(&url, media, Reason::Foreign);
            return Ok(None);
        }
    };
    let charset = content_type
        .to_ascii_lowercase()
        .split_once("charset=")
        .map(|(_, name)| name.trim_matches(['"', '\'', ' ', ';']).to_owned());
    let most = if form == Form::Pdf { limits.of(super::Limit::Unpacked) } else { limits.encoded() };
    let body = match gauge::read_all(&mut *content, most, super::Limit::Text, limits) {
        Ok(body) => body,
        Err(e) => return Ok(Some(Err(Error::io(id, e)))),
    };
    let body = if http.get("transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked")) {
        unchunked(body)
    } else {
        body
    };
    let body = match http.get("content-encoding").map(str::to_ascii_lowercase).as_deref() {
        Some("deflate") => inflated(body, limits).map_err(failed)?,
        // Some crawlers unpack a page and keep the header.
        Some("br") if !body.trim_ascii_start().starts_with(b"<") => {
            passed.note_kind(&url, "pages packed with Brotli".to_owned(), Reason::Foreign);
            return Ok(None);
        }
        // By its first bytes.
        _ => body,
    };
    let fetched = head.get("warc-date").map(str::to_owned);
    Ok(Some(Ok(Response { id, body, url, fetched, charset, form, within: Nesting::default() })))
}

/// The bytes of a body that came in chunks; one that did not, though its headers say so, as it stands.
fn unchunked(body: Vec<u8>) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = &body[..];
    loop {
        let Some(end) = memchr::memchr(b'\n', rest) else { return if out.is_empty() { body } else { out } };
        let size = String::from_utf8_lossy(&rest[..end]);
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16);
        let behind = &rest[end + 1..];
        match size {
            Ok(0) => return out,
            Ok(size) if size <= behind.len() => {
                out.extend_from_slice(&behind[..size]);
                rest = &behind[size..];
                rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
            }
            _ if out.is_empty() => return body,
            _ => return out,
        }
    }
}

fn inflated(body: Vec<u8>, limits: &Limits) -> std::io::Result<Vec<u8>> {
    let most = limits.encoded();
    let zlib = gauge::read_all(flate2::read::ZlibDecoder::new(&body[..]), most, super::Limit::Text, limits);
    zlib.or_else(|_| gauge::read_all(flate2::read::DeflateDecoder::new(&body[..]), most, super::Limit::Text, limits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(url: &str, http: &str, body: &[u8]) -> Vec<u8> {
        let content = [http.replace('\n', "\r\n").as_bytes(), b"\r\n\r\n", body].concat();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-02T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            content.len()
        );
        [head.as_bytes(), &content, b"\r\n\r\n"].concat()
    }

    fn read(bytes: Vec<u8>) -> (Vec<Result<Article>>, Vec<String>) {
        let settings = Settings::default();
        let items = records("c.warc".into(), Box::new(std::io::Cursor::new(bytes)), &settings, None);
        let all = items.flat_map(|item| item.map_or_else(|e| vec![Err(e)], |item| item.load(&settings))).collect();
        (all, settings.passed.lines())
    }

    const PAGE: &[u8] = b"<html><body><article><p>The morning ferry left forty minutes late on Friday, and the caf\xE9 blamed the ice.</p></article></body></html>";

    #[test]
    #[cfg(feature = "html")]
    fn pages_are_read_and_the_rest_passed_over() {
        let info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n".to_vec();
        let chunked = [
            b"70\r\n".as_slice(),
            &PAGE[..0x70],
            b"\r\n",
            format!("{:x}\r\n", PAGE.len() - 0x70).as_bytes(),
            &PAGE[0x70..],
            b"\r\n0\r\n\r\n",
        ]
        .concat();
        let bytes = [
            info,
            response("https://quay.example/1", "HTTP/1.1 200 OK\nContent-Type: text/html; charset=ISO-8859-1", PAGE),
            response("https://quay.example/2", "HTTP/1.1 404 Not Found\nContent-Type: text/html", PAGE),
            response("https://quay.example/3.png", "HTTP/1.1 200 OK\nContent-Type: image/png", b"x"),
            response(
                "https://quay.example/4",
                "HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked",
                &chunked,
            ),
        ];
        let (all, passed) = read(bytes.concat());
        let found: Vec<(&str, Option<&str>)> =
            all.iter().flatten().map(|a| (a.id.as_str(), a.date.as_deref())).collect();
        let date = Some("2026-03-02T10:00:00Z");
        assert_eq!(found, [("https://quay.example/1", date), ("https://quay.example/4", date)], "{all:?}");
        assert!(all.iter().flatten().all(|a| a.text.contains("café blamed")));
        assert_eq!(passed, ["1 image/png, 1 responses with status 404: not read"]);
    }

    /// Found by the fuzzer: the article had no name.
    #[test]
    #[cfg(feature = "html")]
    fn a_page_without_an_address_has_the_name_of_its_record() {
        let mut record = response("", "HTTP/1.1 200 OK\nContent-Type: text/html; charset=ISO-8859-1", PAGE);
        let name = record.windows(16).position(|w| w == b"WARC-Target-URI:").unwrap();
        record[name] = b'X';
        let (all, _) = read(record);
        let article = all[0].as_ref().unwrap();
        assert_eq!((article.id.as_str(), article.url.as_deref()), ("c.warc#1", None));
    }

    /// Pages that are crawls with a page that is a crawl …: the depth has a limit, not the stack.
    #[test]
    fn crawls_in_crawls_are_refused_by_the_limit() {
        let nest =
            |inner: Vec<u8>| response("https://quay.example/1", "HTTP/1.1 200 OK\nContent-Type: text/html", &inner);
        let bytes = (0..2000).fold(PAGE.to_vec(), |inner, _| nest(inner));
        let (all, _) = read(bytes);
        let error = all[0].as_ref().unwrap_err().to_string();
        assert!(all.len() == 1 && error.contains("--limit"), "{error}");
    }

    #[test]
    fn damaged_files_are_told() {
        let whole = response("https://quay.example/1", "HTTP/1.1 200 OK\nContent-Type: image/png", PAGE);
        let (all, _) = read(whole[..whole.len() - 40].to_vec());
        assert!(all[0].as_ref().unwrap_err().to_string().contains("ends within"), "{all:?}");
        let (all, _) = read(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec());
        assert!(all[0].as_ref().unwrap_err().to_string().contains("without its length"));
        let (all, _) = read(b"junk\r\n\r\n".to_vec());
        assert!(all[0].as_ref().unwrap_err().to_string().contains("not a WARC record"));
    }
}
