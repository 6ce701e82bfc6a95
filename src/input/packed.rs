//! Archives: `.zip` with texts, pages and corpora in it.
//!
//! Takes an archive, gives its members in the order of their names, each read when its turn comes. Members are named
//! `archive.zip/inner/name.txt`. Tables count only where there is nothing else, as in folders; archives in archives are
//! read too, as deep as the limit allows.

use super::gauge::{self, Gauge, Nesting};
use super::items::{Stream, json_lines};
use super::limits::{Limit, Limits};
use super::{Form, Item, Settings, encoding, table, walk};
use crate::error::{Error, Result};
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek};
use std::path::Path;
use zip::read::{ZipFileEntry, ZipReadOptions};
use zip::unstable::read::ZipIterable;

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
    // Unlike the library's other reader it gives two members of one name as two.
    let mut archive = ZipIterable::try_new(file, zip::read::Config::default()).map_err(|e| unread(path, e))?;
    settings.limits.check(Limit::Members, archive.len() as u64).map_err(|reached| reached.at(path))?;
    let (texts, tables) = listed(path, &mut archive, length, settings)?;
    let mut wanted = if texts.is_empty() { tables } else { texts };
    if wanted.is_empty() {
        return Err(Error::asked(path, "no texts in this archive"));
    }
    wanted.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
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
            let (name, _, form, member) = wanted.next()?;
            let id = format!("{path}/{name}");
            let form = settings.form.unwrap_or(form);
            let bytes = unpacked(&mut archive, member, form, &settings.limits, &gauge).map_err(|e| Error::io(&id, e));
            match bytes.and_then(|bytes| opened(id, form, bytes, &settings, within.clone())) {
                Ok(Opened::Item(item)) => return Some(Ok(item)),
                Ok(Opened::Stream(stream)) => open = Some(stream),
                Err(e) => return Some(Err(e)),
            }
        }
    })))
}

/// A member that may be read: its name, its place in the archive, its form.
type Listed = (String, usize, Form, ZipFileEntry<'static>);

fn unread(path: &str, why: impl std::fmt::Display) -> Error {
    Error::input(path, format!("not an archive that can be read: {why}"))
}

/// The members that are texts, and those that are tables; files of other kinds are noted as passed over.
fn listed<R: Read + Seek>(
    path: &str,
    archive: &mut ZipIterable<R>,
    length: u64,
    settings: &Settings,
) -> Result<(Vec<Listed>, Vec<Listed>)> {
    let mut texts = Vec::new();
    let mut tables = Vec::new();
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    let mut packed = 0u64;
    for (at, member) in archive.files().map_err(|e| unread(path, e))?.enumerate() {
        let member = member.map_err(|e| unread(path, e))?;
        packed = packed.saturating_add(member.compressed_size());
        if packed > length {
            return Err(unread(path, "its members lie in one another"));
        }
        let mut name = member.name().map_or_else(|_| format!("member {at}"), |name| name.into_owned());
        // "../a.txt" leads out of the archive where it is unpacked, but is a text like others where it is read.
        let dots = |part: &str| part.bytes().all(|byte| byte == b'.');
        let hidden = name.split('/').any(|part| part.starts_with('.') && !dots(part) || part == "__MACOSX");
        if !member.is_file() || hidden {
            continue;
        }
        let form = Form::of(Path::new(&name));
        let reason = walk::passed_over(Path::new(&name));
        let same = named.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *same > 1 {
            name = format!("{name} ({same})");
        }
        match (form, reason) {
            (Form::Csv | Form::Tsv, _) => tables.push((name, at, form, member)),
            (Form::Archive, _) | (_, None) => texts.push((name, at, form, member)),
            (_, Some(reason)) => settings.passed.note(Path::new(&format!("{path}/{name}")), reason),
        }
    }
    Ok((texts, tables))
}

/// The bytes of a member.
fn unpacked<R: Read + Seek>(
    archive: &mut ZipIterable<R>,
    member: ZipFileEntry<'static>,
    form: Form,
    limits: &Limits,
    gauge: &Gauge,
) -> std::io::Result<Vec<u8>> {
    let unread = |e: zip::result::ZipError| std::io::Error::other(format!("cannot be unpacked: {e}"));
    let reader = archive.files().map_err(unread)?.reader_mut();
    let member = gauge.of(member.with_reader(reader, ZipReadOptions::new()).map_err(unread)?);
    match form {
        // These are read record by record, but from memory.
        Form::JsonLines | Form::Csv | Form::Tsv => {
            gauge::read_all(member, limits.of(Limit::Unpacked), Limit::Unpacked, limits)
        }
        _ => super::document(member, limits),
    }
}

enum Opened {
    Item(Item),
    Stream(Stream),
}

fn opened(id: String, form: Form, bytes: Vec<u8>, settings: &Settings, mut within: Nesting) -> Result<Opened> {
    let bytes = encoding::unpacked(bytes, &settings.limits, &mut within).map_err(|e| Error::io(&id, e))?;
    Ok(match form {
        Form::JsonLines => Opened::Stream(json_lines(id, Box::new(Cursor::new(bytes)), &settings.limits)),
        form @ (Form::Csv | Form::Tsv) => {
            Opened::Stream(table::rows(id, Box::new(Cursor::new(bytes)), form, settings)?)
        }
        Form::Workbook | Form::Parquet => {
            return Err(Error::asked(id, "a workbook or Parquet file in an archive: unpack it first"));
        }
        form @ (Form::Mailbox | Form::Warc) => {
            Opened::Stream(super::items::pieces(id, Box::new(Cursor::new(bytes)), form, settings, Some(&within))?)
        }
        form => Opened::Item(Item::packed(id, bytes, form, within)),
    })
}

/// Reads all frames of a `.zst` file, one behind the other, and compares what was read with their checksums.
pub(super) struct Zstandard<R: Read> {
    source: R,
    decoder: FrameDecoder,
    /// Whether a frame is open.
    open: bool,
    /// Bytes of the open frame so far.
    got: u64,
}

impl<R: std::io::BufRead> Zstandard<R> {
    pub(super) fn new(source: R) -> std::io::Result<Self> {
        let mut reader = Zstandard { source, decoder: FrameDecoder::new(), open: false, got: 0 };
        reader.open_next()?;
        Ok(reader)
    }

    /// Opens the next frame, if there is one; frames that are to be skipped are.
    fn open_next(&mut self) -> std::io::Result<()> {
        while !self.open && !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => (self.open, self.got) = (true, 0),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let length = u64::from(length);
                    let skipped = std::io::copy(&mut self.source.by_ref().take(length), &mut std::io::sink())?;
                    if skipped < length {
                        return Err(damaged("it ends in a frame that is to be skipped"));
                    }
                }
                Err(e) => return Err(damaged(e)),
            }
        }
        Ok(())
    }

    /// The open frame is over: compares its length and its checksum.
    fn close(&mut self) -> std::io::Result<()> {
        self.open = false;
        let told = self.decoder.get_checksum_from_data();
        if told.is_some() && told != self.decoder.get_calculated_checksum() {
            return Err(damaged("its checksum is another"));
        }
        if ![0, self.got].contains(&self.decoder.content_size()) {
            return Err(damaged("its length is another"));
        }
        self.open_next()
    }
}

fn damaged(what: impl std::fmt::Display) -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidData, format!("not a Zstandard file that can be read: {what}"))
}

impl<R: std::io::BufRead> Read for Zstandard<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.open && !out.is_empty() {
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let more = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, more).map_err(damaged)?;
            }
            match self.decoder.read(out)? {
                0 => self.close()?,
                read => {
                    self.got += read as u64;
                    return Ok(read);
                }
            }
        }
        Ok(0)
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
            ("../b/./d.txt", "E."),
            (".hidden.txt", "x"),
            ("__MACOSX/b.txt", "x"),
            ("picture.png", "x"),
        ];
        assert_eq!(names(&files), found(&["a.zip/../b/./d.txt=E.", "k=C.", "a.zip/a/c.jsonl:2=D.", "a.zip/b.txt=B."]));
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
    fn of_two_equal_names_none_is_dropped() {
        // The library that writes refuses equal names: written as others and renamed.
        let mut bytes = archive(&[("a1.txt", "One."), ("a2.txt", "Two."), ("b.txt", "B.")]);
        for at in 0..bytes.len() - 2 {
            if bytes[at..].starts_with(b"a2.") {
                bytes[at + 1] = b'1';
            }
        }
        let settings = Settings::default();
        let items = members("a.zip", Cursor::new(bytes), &settings, &Nesting::default()).unwrap();
        let all: Vec<_> = items.flat_map(|item| item.unwrap().load(&settings)).map(|a| a.unwrap()).collect();
        let all: Vec<(&str, &str)> = all.iter().map(|a| (a.id.as_str(), a.text.as_str())).collect();
        assert_eq!(all, [("a.zip/a1.txt", "One."), ("a.zip/a1.txt (2)", "Two."), ("a.zip/b.txt", "B.")]);
    }

    #[test]
    fn archives_in_archives_are_read_as_deep_as_the_limit_allows() {
        let mut inner = archive(&[("x.txt", "X.")]);
        let mut all = Vec::new();
        for _ in 0..5 {
            let settings = Settings::default();
            let item = Item::bytes("a.zip", inner.clone(), Form::Text);
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
        let skipped = [&0x184D_2A53_u32.to_le_bytes()[..], &3_u32.to_le_bytes(), b"xyz"].concat();
        let packed =
            [skipped.clone(), frame("One. "), skipped.clone(), skipped.clone(), frame("Two."), skipped].concat();
        let read = |packed: &[u8]| {
            let mut text = Vec::new();
            Zstandard::new(packed)?.read_to_end(&mut text)?;
            std::io::Result::Ok(String::from_utf8_lossy(&text).into_owned())
        };
        assert_eq!(read(&packed).unwrap(), "One. Two.");
        // No damage gives other words.
        for at in 0..packed.len() {
            let mut damaged = packed.clone();
            damaged[at] ^= 4;
            let text = read(&damaged).unwrap_or_else(|_| "One. Two.".to_owned());
            assert!("One. Two.".starts_with(&text) || text == "Two.", "{at}: {text}");
            assert!(read(&packed[..at]).map_or(true, |text| "One. Two.".starts_with(&text)), "{at}");
        }
        assert!(Zstandard::new(&b"no frame at all"[..]).is_err());
    }
}
