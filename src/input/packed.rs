//! Archives: `.zip` with texts, pages and corpora in it.
//!
//! Takes an archive, gives its members in the order of their names, each read when its turn comes. Members are named
//! `archive.zip/inner/name.txt`. Tables count only where there is nothing else, as in folders; archives in archives are
//! read too, as deep as the limit allows.

use super::limits::{self, Gauge, Limit, Limits, Nesting};
use super::{Form, Item, Settings, Stream, encoding, json_lines, table, walk};
use crate::error::{Error, Result};
use std::io::{Cursor, Read, Seek};
use std::path::Path;

/// How archives begin.
pub(super) const START: &[u8] = b"PK\x03\x04";

/// The members of an archive, as they are read.
pub(super) fn members<R: Read + Seek + Send + 'static>(
    path: &str,
    mut file: R,
    settings: &Settings,
    within: &Nesting,
) -> Result<Stream> {
    let within = within.deeper(&settings.limits).map_err(|reached| reached.at(path))?;
    let length = file.seek(std::io::SeekFrom::End(0)).map_err(|e| Error::io(path, e))?;
    let gauge = Gauge::of_archive(length, &settings.limits, &within);
    let mut archive =
        zip::ZipArchive::new(file).map_err(|e| Error::input(path, format!("not an archive that can be read: {e}")))?;
    settings.limits.check(Limit::Members, archive.len() as u64).map_err(|reached| reached.at(path))?;
    let mut texts: Vec<(String, usize)> = Vec::new();
    let mut tables: Vec<(String, usize)> = Vec::new();
    for at in 0..archive.len() {
        let Ok(member) = archive.by_index_raw(at) else { continue };
        let name = member.name().map(|name| name.into_owned()).unwrap_or_else(|_| format!("member {at}"));
        let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if !member.is_file() || hidden {
            continue;
        }
        match Form::of(Path::new(&name)) {
            Form::Csv | Form::Tsv => tables.push((name, at)),
            Form::Archive => texts.push((name, at)),
            _ => match walk::passed_over(Path::new(&name)) {
                Some(reason) => settings.passed.note(Path::new(&format!("{path}/{name}")), reason),
                None => texts.push((name, at)),
            },
        }
    }
    let mut wanted = if texts.is_empty() { tables } else { texts };
    if wanted.is_empty() {
        return Err(Error::input(path, "no texts in this archive"));
    }
    wanted.sort();
    let (path, settings) = (path.to_owned(), settings.clone());
    let mut open: Option<Stream> = None;
    let mut wanted = wanted.into_iter();
    Ok(Box::new(std::iter::from_fn(move || {
        loop {
            if let Some(stream) = &mut open {
                match stream.next() {
                    Some(item) => return Some(item),
                    None => open = None,
                }
            }
            let (name, at) = wanted.next()?;
            let id = format!("{path}/{name}");
            let bytes = member(&mut archive, at, &id, &settings.limits, &gauge);
            match bytes.and_then(|bytes| opened(id, &name, bytes, &settings, within.clone())) {
                Ok(Opened::Item(item)) => return Some(Ok(item)),
                Ok(Opened::Stream(stream)) => open = Some(stream),
                Err(e) => return Some(Err(e)),
            }
        }
    })))
}

/// The bytes of a member.
fn member<R: Read + Seek>(
    archive: &mut zip::ZipArchive<R>,
    at: usize,
    id: &str,
    limits: &Limits,
    gauge: &Gauge,
) -> Result<Vec<u8>> {
    let member = archive.by_index(at).map_err(|e| Error::input(id, format!("cannot be unpacked: {e}")))?;
    limits::read_all(gauge.of(member), limits.of(Limit::Unpacked), Limit::Unpacked, limits)
        .map_err(|e| Error::io(id, e))
}

enum Opened {
    Item(Item),
    Stream(Stream),
}

fn opened(id: String, name: &str, bytes: Vec<u8>, settings: &Settings, mut within: Nesting) -> Result<Opened> {
    let bytes = encoding::unpacked(bytes, &settings.limits, &mut within).map_err(|e| Error::io(&id, e))?;
    Ok(match settings.form.unwrap_or_else(|| Form::of(Path::new(name))) {
        Form::JsonLines => Opened::Stream(json_lines(id, Box::new(Cursor::new(bytes)), &settings.limits)),
        form @ (Form::Csv | Form::Tsv) => {
            Opened::Stream(table::rows(id, Box::new(Cursor::new(bytes)), form, settings)?)
        }
        Form::Workbook | Form::Parquet => {
            return Err(Error::input(id, "a workbook or Parquet file in an archive: unpack it first"));
        }
        form => Opened::Item(Item::Bytes { id, bytes, form, within }),
    })
}

/// Reads all frames of a `.zst` file, one behind the other.
pub(super) struct Zstandard<R: Read> {
    /// Nothing at the end of the file.
    frame: Option<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: std::io::BufRead> Zstandard<R> {
    pub(super) fn new(reader: R) -> std::io::Result<Self> {
        Ok(Zstandard { frame: Some(decoder(reader)?) })
    }
}

fn decoder<R: Read>(
    reader: R,
) -> std::io::Result<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>> {
    ruzstd::decoding::StreamingDecoder::new(reader).map_err(|e| {
        std::io::Error::new(std::io::ErrorKind::InvalidData, format!("not a Zstandard file that can be read: {e}"))
    })
}

impl<R: std::io::BufRead> Read for Zstandard<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let Some(frame) = &mut self.frame else { return Ok(0) };
            match frame.read(out)? {
                0 if !out.is_empty() => {}
                n => return Ok(n),
            }
            let Some(mut rest) = self.frame.take().map(ruzstd::decoding::StreamingDecoder::into_inner) else {
                return Ok(0);
            };
            if rest.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.frame = Some(decoder(rest)?);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::word::tests::archive;
    use super::*;

    fn names(files: &[(&str, &str)]) -> Vec<std::result::Result<String, String>> {
        let settings = Settings::default();
        let stream = match members("a.zip", Cursor::new(archive(files)), &settings, &Nesting::default()) {
            Ok(stream) => stream,
            Err(e) => return vec![Err(e.to_string())],
        };
        let loaded = stream.flat_map(|item| item.map_or_else(|e| vec![Err(e)], |item| item.load(&settings)));
        loaded.map(|a| a.map(|a| format!("{}={}", a.id, a.text)).map_err(|e| e.to_string())).collect()
    }

    fn found(all: &[&str]) -> Vec<std::result::Result<String, String>> {
        all.iter().map(|name| Ok((*name).to_owned())).collect()
    }

    #[test]
    fn members_come_in_the_order_of_their_names() {
        let files = [
            ("b.txt", "B."),
            ("a/c.jsonl", "{\"id\":\"k\",\"text\":\"C.\"}\n{\"text\":\"D.\"}\n"),
            ("rows.csv", "text\nx\n"),
            (".hidden.txt", "x"),
            ("__MACOSX/b.txt", "x"),
            ("picture.png", "x"),
        ];
        assert_eq!(names(&files), found(&["k=C.", "a.zip/a/c.jsonl:2=D.", "a.zip/b.txt=B."]));
    }

    #[test]
    fn tables_count_where_there_is_nothing_else() {
        assert_eq!(names(&[("rows.csv", "id,text\n1,Hej.\n")]), found(&["1=Hej."]));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert_eq!(names(&[("a.png", "x")]), [Err("a.zip: no texts in this archive".to_owned())]);
        assert!(names(&[("b.zip", "x")])[0].as_ref().unwrap_err().contains("not an archive"));
        assert!(
            members("a.zip", Cursor::new(b"PK\x03\x04".to_vec()), &Settings::default(), &Nesting::default()).is_err()
        );
    }

    #[test]
    fn archives_in_archives_are_read_as_deep_as_the_limit_allows() {
        let mut inner = archive(&[("x.txt", "X.")]);
        let mut all = Vec::new();
        for _ in 0..5 {
            let settings = Settings::default();
            let item = Item::Bytes {
                id: "a.zip".to_owned(),
                bytes: inner.clone(),
                form: Form::Text,
                within: Nesting::default(),
            };
            all.push(item.load(&settings).pop().unwrap().map(|a| a.text).map_err(|e| e.to_string()));
            // By its content, not by its name.
            inner = archive(&[("x.txt", inner)]);
        }
        assert!(all[..4].iter().all(|text| text.as_deref() == Ok("X.")), "{all:?}");
        assert!(all[4].as_ref().unwrap_err().contains("limit depth"), "{all:?}");
    }

    #[test]
    fn frames_behind_one_another_are_one_text() {
        let frame = |text: &str| {
            ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)
        };
        let packed = [frame("One. "), frame("Two.")].concat();
        let mut text = String::new();
        Zstandard::new(&packed[..]).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "One. Two.");
        assert!(Zstandard::new(&b"no frame at all"[..]).is_err());
    }
}
