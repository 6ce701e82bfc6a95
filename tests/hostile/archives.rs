//! Archives and packed files.

use super::bounded::{Place, SAID, gzip, zip};
use std::io::Write;

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn a_little_that_unpacks_to_much_is_an_error_that_names_the_limit() {
    let place = Place::new();
    let zeros = vec![0; 80 << 20];
    place.write("b.txt.gz", gzip(&zeros));
    place.write("b.txt.zst", zstd(&zeros));
    place.write("b.zip", zip(&[("a.txt", SAID.as_bytes()), ("b.txt", &zeros)]));
    place.write("b.docx", zip(&[("word/document.xml", &[b"<w:document>".to_vec(), vec![b' '; 260 << 20]].concat())]));
    place.write("twice.txt.gz", gzip(&gzip(&zeros)));
    place.write("b.rtf.gz", gzip(&[b"{\\rtf1 ".to_vec(), vec![b'x'; 80 << 20]].concat()));
    for name in ["b.txt.gz", "b.txt.zst", "b.zip", "b.docx", "twice.txt.gz", "b.rtf.gz"] {
        place.is_one_error(name, "limit");
    }
    let run = place.run(&["extract", "--limit", "text=1K", "-q", "good.txt"]);
    assert_eq!(run.status, Some(0), "{}", run.told);
    let run = place.run(&["extract", "--limit", "text=10", "-q", "good.txt"]);
    assert!(run.status == Some(1) && run.told.contains("--limit text=SIZE"), "{}", run.told);
}

#[test]
fn streams_have_no_limit_in_all_but_no_ratio_beyond_reason() {
    let place = Place::new();
    let line = serde_json::json!({"text": SAID, "filling": "x".repeat(1000)}).to_string() + "\n";
    place.write("c.jsonl.gz", gzip(line.repeat(25_000).as_bytes()));
    let run = place.run(&["extract", "-q", "--columns", "n", "c.jsonl.gz"]);
    assert_eq!((run.status, run.rows.lines().count()), (Some(0), 25_001), "{}", run.told);
    // Blocks that stand for 128 kB each with four bytes.
    let mut frame = vec![0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58];
    (0..4000)
        .for_each(|_| frame.extend([0x02 | ((131_072_u32 << 3) as u8), (131_072_u32 << 3 >> 8) as u8, 0x10, b'\n']));
    frame.extend([0x03, 0, 0]);
    place.write("bomb.jsonl.zst", &frame);
    let args = [
        "extract",
        "-q",
        "--limit",
        "unpacked=40M",
        "--columns",
        "doc,quote",
        "good.txt",
        "bomb.jsonl.zst",
        "good.txt",
    ];
    let run = place.run(&args);
    assert_eq!((run.status, run.rows.lines().count()), (Some(1), 3), "{}", run.told);
    assert!(run.told.contains("limit ratio"), "{}", run.told);
}

#[test]
fn archives_in_texts_in_archives_end_at_the_limit() {
    let place = Place::new();
    for (name, pack) in [("z.txt", zip as fn(&[(&str, &[u8])]) -> Vec<u8>), ("g.txt", |files| gzip(files[0].1))] {
        let mut bytes = b"x".to_vec();
        for _ in 0..1000 {
            bytes = pack(&[("a.txt", &bytes)]);
        }
        place.write(name, &bytes);
        place.is_one_error(name, "limit depth");
    }
}

#[test]
fn members_that_lie_in_one_another_are_an_error() {
    let place = Place::new();
    // One member, and a directory that names it again and again.
    let one = zip(&[("a.txt", &vec![b'x'; 1 << 20])]);
    let at = one.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    let end = one.windows(4).rposition(|w| w == b"PK\x05\x06").unwrap();
    let (body, entry, mut close) = (&one[..at], &one[at..end], one[end..].to_vec());
    let count = 30_000_u16;
    close[8..10].copy_from_slice(&count.to_le_bytes());
    close[10..12].copy_from_slice(&count.to_le_bytes());
    close[12..16].copy_from_slice(&((entry.len() * usize::from(count)) as u32).to_le_bytes());
    place.write("o.zip", [body, &entry.repeat(usize::from(count)), &close].concat());
    place.is_one_error("o.zip", "in one another");
}

#[test]
fn damaged_packed_files_give_no_false_words() {
    let place = Place::new();
    place.write("good.txt.zst", zstd(SAID.as_bytes()));
    place.write("good.txt.gz", gzip(SAID.as_bytes()));
    for name in ["good.txt.zst", "good.txt.gz"] {
        let good = std::fs::read(place.path(name)).unwrap();
        let (mut read, mut refused) = (0, 0);
        for at in 0..good.len() {
            let mut damaged = good.clone();
            damaged[at] ^= 1;
            place.write(name, &damaged);
            let run = place.run(&["extract", "-q", "--columns", "quote", "--input-format", "text", name]);
            match run.status {
                // A bit that says nothing, such as that of a time or a system, may be another.
                Some(0) if run.rows == "quote\r\nThe ferry is late\r\n" => read += 1,
                Some(0) => assert!(at < 4 && !run.rows.contains("ferry"), "{name}: byte {at}: {}", run.rows),
                _ => refused += 1,
            }
        }
        assert!(refused > read, "{name}: {refused} refused, {read} read");
    }
}

#[test]
fn an_archive_of_very_many_files_is_an_error() {
    let place = Place::new();
    let mut all = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for n in 0..2_000 {
        all.start_file(format!("{n}.txt"), zip::write::SimpleFileOptions::default()).unwrap();
        all.write_all(SAID.as_bytes()).unwrap();
    }
    place.write("many.zip", all.finish().unwrap().into_inner());
    let run = place.run(&["extract", "-q", "--limit", "members=1000", "many.zip"]);
    assert!(run.status == Some(1) && run.told.contains("limit members"), "{}", run.told);
    let run = place.run(&["extract", "-q", "--columns", "n", "many.zip"]);
    assert_eq!((run.status, run.rows.lines().count()), (Some(0), 2001), "{}", run.told);
}
