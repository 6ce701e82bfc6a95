//! How fast each form of input is read: `cargo bench --bench readers`, in bytes of the file a second.
//!
//! Reads the files of `tests/forms`, each by itself, and those whose articles stand one behind the other also at a length at which
//! starting no longer counts.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;
use whosaid::input::{Items, Settings};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The length of the long files, in bytes.
const LONG: usize = 4 << 20;

/// Reads a file; gives the bytes of text in its articles.
fn read(path: &Path) -> usize {
    let settings = Settings::default();
    let items = Items::new(&[path.display().to_string()], &settings);
    items
        .flat_map(|item| item.map(|item| item.load(&settings)).unwrap_or_default())
        .flatten()
        .map(|a| a.text.len())
        .sum()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder of forms can be read");
    let mut all: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    all.retain(|path| {
        path.extension().is_some_and(|ending| ending != "md" || path.file_stem().is_some_and(|s| s == "ferry"))
    });
    all.sort();
    all
}

/// A file as often behind itself as makes it long; its first `head` and last `tail` bytes stand once.
fn repeated(bytes: &[u8], head: usize, tail: usize) -> Vec<u8> {
    let (first, rest) = bytes.split_at(head);
    let (middle, last) = rest.split_at(rest.len() - tail);
    [first, &middle.repeat(LONG / middle.len().max(1) + 1), last].concat()
}

/// Where the part begins that may be repeated, and how much stands behind it.
fn repeatable(name: &str, bytes: &[u8]) -> Option<(usize, usize)> {
    let text = String::from_utf8_lossy(bytes);
    let between = |open: &str, close: &str| Some((text.find(open)?, bytes.len() - (text.rfind(close)? + close.len())));
    match name {
        "ferry.warc" | "ferry.ris" | "turns.sbv" | "ferry.mbox" | "ferry.jsonl" | "crawl.warc.gz" | "factiva.txt"
        | "factiva-codes.txt" | "nexis.txt" | "proquest.txt" => Some((0, 0)),
        "ferry.csv" => Some((text.find('\n')? + 1, 0)),
        "ferry.rss" => between("<item>", "</item>"),
        "ferry.atom" => between("<entry>", "</entry>"),
        "ferry.xml" => between("<newsItem ", "</newsItem>"),
        "ferry.html" => between("<p>", "</p>"),
        "ferry.md" => Some((text.rfind("---\n")? + 4, 0)),
        "turns.vtt" => Some(("WEBVTT\n\n".len(), 0)),
        "turns.srt" => Some((0, 0)),
        _ => None,
    }
}

fn benches(c: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let scratch = tempfile::tempdir().expect("a folder for the long files");
    for path in files(&folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a file of the folder can be read");
        let mut group = c.benchmark_group("read");
        group.sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_millis(500));
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(BenchmarkId::new("file", &name), |b| b.iter(|| black_box(read(&path))));
        if let Some((head, tail)) = repeatable(&name, &bytes) {
            let long = repeated(&bytes, head, tail);
            let target = scratch.path().join(&name);
            std::fs::write(&target, &long).expect("the long file can be written");
            group.throughput(Throughput::Bytes(long.len() as u64));
            group.bench_function(BenchmarkId::new("4 MB", &name), |b| b.iter(|| black_box(read(&target))));
        }
        group.finish();
    }
}

criterion_group!(all, benches);
criterion_main!(all);
