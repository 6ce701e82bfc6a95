//! Every form that docs/formats.md names is read, and gives the same article.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use whosaid::Extractor;
use whosaid::input::{Article, Items, Settings};

const TITLE: &str = "Ferry late again as ice closes harbour";
const OUTLET: &str = "The Quay Post";
const WORDS: &[(&str, &str)] =
    &[("Mara Lindqvist", "We cannot melt the sea"), ("Ivo Tamm", "nobody had been warned before dawn")];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

fn read(path: &Path) -> Vec<Article> {
    let settings = Settings::default();
    let items = Items::new(&[path.display().to_string()], &settings);
    items.flat_map(|item| item.unwrap().load(&settings)).map(|article| article.unwrap()).collect()
}

/// The endings that the table of inputs names, in backticks, with their dots.
fn endings() -> BTreeSet<String> {
    let page = include_str!("../docs/formats.md");
    let table = page.split("## Input").nth(1).and_then(|rest| rest.split("\n\n").nth(2)).unwrap();
    let cells = table.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").nth(1));
    let named = cells.flat_map(|cell| cell.split('`')).filter_map(|word| word.strip_prefix('.'));
    named.map(str::to_owned).collect()
}

fn ending(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().rsplit('.').next().unwrap().to_owned()
}

fn files() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.retain(|path| path.file_name().is_some_and(|name| name != "README.md"));
    all.sort();
    all
}

#[test]
fn the_table_names_what_is_read_and_no_more() {
    let told = endings();
    let here: BTreeSet<String> = files().iter().map(|path| ending(path)).collect();
    let missing: Vec<&String> = told.iter().filter(|e| !here.contains(*e)).collect();
    assert!(missing.is_empty(), "no file for {missing:?}");
    let untold: Vec<&String> = here.iter().filter(|e| !told.contains(*e)).collect();
    assert!(untold.is_empty(), "not in the table: {untold:?}");
}

#[test]
fn every_form_gives_the_article() {
    for path in files().into_iter().filter(|path| path.file_stem().is_none_or(|stem| stem != "turns")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if ["parquet", "pq"].contains(&ending(&path).as_str()) && !cfg!(feature = "parquet") {
            continue;
        }
        let all = read(&path);
        let [article] = &all[..] else { panic!("{name}: {} articles", all.len()) };
        let rows = Extractor::default().extract(&article.text);
        for (speaker, quote) in WORDS {
            let found = rows.iter().any(|row| row.speaker == *speaker && row.quote.contains(quote));
            assert!(found, "{name}: {speaker}: {quote}\n{}\n{rows:#?}", article.text);
        }
        for word in ["Photo:", "About us", "THE QUAY POST", "har-", "said Bo", "Report Information", "<p>"] {
            assert!(!article.text.contains(word), "{name}: {word}: {}", article.text);
        }
    }
}

#[test]
fn what_a_form_tells_of_the_article_is_told() {
    // Texts and documents tell nothing but their words; their headline is found when they are analysed.
    let silent = [
        "txt", "text", "docx", "docm", "odt", "rtf", "zip", "gz", "zst", "vtt", "srt", "sbv", "ass", "ssa", "ttml",
        "dfxp", "pdf", "parquet", "pq",
    ];
    for path in files() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let export = ["nexis", "factiva", "proquest", "europresse", "crawl"].iter().any(|word| name.starts_with(word));
        if silent.contains(&ending(&path).as_str()) && !export {
            continue;
        }
        let article = read(&path).remove(0);
        assert_eq!(article.title.as_deref(), Some(TITLE), "{name}");
        assert_eq!(
            article.date.as_deref().map(|date| &date[..10]),
            Some("2026-03-02"),
            "{name}: {:?}",
            article.date_as_given
        );
        assert_eq!(article.outlet.as_deref(), Some(OUTLET), "{name}");
    }
    let pdf = read(&folder().join("ferry.pdf")).remove(0);
    assert_eq!(pdf.title.as_deref(), Some(TITLE));
    assert_eq!(pdf.date.as_deref(), Some("2026-03-02"));
}

#[test]
fn pages_and_times_are_those_of_the_words() {
    let pdf = read(&folder().join("ferry.pdf")).remove(0);
    let page_of = |words: &str| {
        let at = pdf.text[..pdf.text.find(words).unwrap()].chars().count();
        pdf.pages.iter().rfind(|mark| mark.at <= at).map(|mark| mark.label.clone())
    };
    assert_eq!(page_of("We cannot melt").as_deref(), Some("1"), "{}", pdf.text);
    assert_eq!(page_of("lowered at nine").as_deref(), Some("2"), "{}", pdf.text);
    assert!(
        pdf.aside.iter().any(|line| line.contains("THE QUAY POST")) && pdf.aside.iter().any(|line| line == "2"),
        "{:?}",
        pdf.aside
    );
    for (name, first) in [
        ("turns.vtt", "Mara Lindqvist"),
        ("turns.srt", "MARA LINDQVIST"),
        ("turns.sbv", "MARA LINDQVIST"),
        ("turns.ass", "Mara Lindqvist"),
        ("turns.ssa", "MARA LINDQVIST"),
        ("turns.ttml", "Mara Lindqvist"),
    ] {
        let turns = read(&folder().join(name)).remove(0);
        assert!(
            turns.text.starts_with(&format!("{first}: We cannot melt the sea. We can only wait.\n\n")),
            "{}",
            turns.text
        );
        let times: Vec<&str> = turns.times.iter().map(|mark| mark.label.as_str()).collect();
        assert_eq!(times, ["00:00:01.000", "00:00:04.500", "00:00:07.000"]);
    }
}

/// The rows of texts, as far as readers of them care.
fn rows_of(texts: &[&str]) -> Vec<Vec<(String, String, String)>> {
    let all = Extractor::default().extract_all(texts, whosaid::Extras::default());
    all.into_iter().map(|rows| rows.into_iter().map(|row| (row.speaker, row.source, row.quote)).collect()).collect()
}

#[test]
fn what_is_printed_as_the_article_gives_the_same_rows() {
    let program = std::process::Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(["text", "--no-config", "-q", "-f", "jsonl", "fixtures"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(program.status.success());
    let printed: Vec<(String, String)> = String::from_utf8(program.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| (line["doc"].as_str().unwrap().to_owned(), line["text"].as_str().unwrap().to_owned()))
        .filter(|(doc, _)| doc.ends_with(".txt"))
        .collect();
    assert!(printed.len() > 400, "{}", printed.len());
    let path = |doc: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(doc);
    let originals: Vec<String> = printed.iter().map(|(doc, _)| std::fs::read_to_string(path(doc)).unwrap()).collect();
    let before = rows_of(&originals.iter().map(String::as_str).collect::<Vec<_>>());
    let after = rows_of(&printed.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>());
    for ((doc, _), (before, after)) in printed.iter().zip(before.into_iter().zip(after)) {
        assert_eq!(before, after, "{doc}");
    }
}

/// Hostile and merely long files of each kind are read, or refused, in time that grows with their length only.
#[test]
fn long_files_of_every_kind_are_read_in_linear_time() {
    let n = 60_000;
    let nested = |open: &str, close: &str| format!("{}{}", open.repeat(n), close.repeat(n));
    let cases: Vec<(&str, String)> = vec![
        ("a.vtt", format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}", "<v A>words (and [more\n".repeat(n))),
        ("b.vtt", format!("WEBVTT\n\n{}", "00:01.000 --> 00:02.000\nno end of it\nnor here\n\n".repeat(n))),
        ("a.xml", format!("<rss><channel>{}</channel></rss>", nested("<item>", "</item>"))),
        (
            "b.xml",
            format!(
                "<rss><channel>{}</channel></rss>",
                "<item><title>T</title><description>&lt;p&gt;D.&lt;/p&gt;</description></item>".repeat(3000)
            ),
        ),
        ("c.xml", format!("<nitf><body><body.content>{}</body.content></body></nitf>", "<p>One.</p>".repeat(n))),
        ("a.md", format!("She wrote:\n\n{} deep", "> ".repeat(2000))),
        ("b.md", "[a](b) *c* `d` ![e](f)\n\n> g:\n\n".repeat(n / 4)),
        ("a.eml", format!("From: a@b.example\nMIME-Version: 1.0\nSubject: x\n\n{}", "> quoted\nown words\n".repeat(n))),
        ("a.mbox", "From a@b Mon\nSubject: x\nMIME-Version: 1.0\n\nWords.\n\n".repeat(n / 8)),
        (
            "nexis.txt",
            format!(
                "{}Body\n\nWords.\n\nLoad-Date: March 3, 2026\nEnd of Document\n",
                "May 3, 2026\nSECTION: x\n".repeat(n)
            ),
        ),
        (
            "factiva.txt",
            format!(
                "{}80 words\n2 March 2026\nQuay\n\nWords.\n\nDocument QUAY000020260302em320001a\n",
                "Head\n\n".repeat(n)
            ),
        ),
        ("proquest.txt", format!("{}\nFull text: a\n{}", "_".repeat(60), "Title: b\n\nc\n\n".repeat(n))),
        (
            "a.html",
            format!(
                "<html><body><article>{}</article></body></html>",
                "<p>The ferry was late on Friday, said nobody at the harbour office.</p>".repeat(4000)
            ),
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in cases {
        let path = folder.path().join(name);
        std::fs::write(&path, &text).unwrap();
        let settings = Settings::default();
        let start = std::time::Instant::now();
        let read = Items::new(&[path.display().to_string()], &settings)
            .map(|item| item.map_or(1, |item| item.load(&settings).len()))
            .sum::<usize>();
        assert!(read > 0, "{name}");
        // Far above what a linear reader takes on a busy machine, far below what a quadratic one does.
        let most = std::time::Duration::from_secs(30);
        assert!(start.elapsed() < most, "{name}: {} bytes took {:?}", text.len(), start.elapsed());
    }
}
