//! How the work grows with the text: instructions are counted, not seconds.
//!
//! Runs the program under valgrind (cachegrind, which counts instructions) on a text of a kilobyte, on one that is ten
//! kilobytes longer and on one that is forty longer. The instructions beyond those of the first must not grow by much
//! more than four times: what grows with the square of the length shows even where it is a small part of the whole,
//! because the counts are the same in every run. Counting costs: the program that is counted should be an optimised one,
//!
//! ```text
//! cargo build --profile quick
//! WHOSAID_COUNTED=target/quick/whosaid cargo test --test growth
//! ```
//!
//! Without that variable, and without valgrind, the test says that it is left out.

#![allow(clippy::print_stderr, reason = "a test that leaves something out says so")]

use rayon::prelude::*;
use std::path::Path;
use std::process::{Command, Stdio};

/// The text that the others are compared with, in bytes: what a text costs at its beginning and at its end is no growth.
const LEAST: usize = 1_000;
/// How much longer the shorter of the two others is, in bytes.
const SHORT: usize = 10_000;
/// How many times that the longer one is longer.
const TIMES: usize = 4;
/// How many times the instructions may be as many: linear growth, and some room for tables that double and for what is
/// looked back at, which is not all there in the shorter text.
const MOST: f64 = 4.2;

/// A paragraph of news, invented.
const NEWS: &str = "“The bridge is shut, and it will stay shut until the river falls,” Mayor Lida Haro told Aravot Wire on \
    Monday. She said that 300 families had left the valley. According to Armen Petrosyan, a spokesman for the ministry, \
    nobody was hurt.\n\n“We owe them the truth,” he added, “and nothing else.” Residents, who had waited for days, called \
    the plan “a sham”. Radio Fjord quoted the minister as saying that the talks would go on.\n\n";

fn repeated(part: &str, bytes: usize) -> String {
    part.repeat(bytes / part.len() + 1)
}

/// A name for a number, different for each.
fn name(number: usize) -> String {
    const PARTS: [&str; 16] =
        ["ba", "ko", "ri", "su", "ne", "ta", "lo", "mi", "du", "ve", "sha", "gor", "pel", "fin", "hal", "wen"];
    let mut name: String = (0..4).map(|n| PARTS[number >> (4 * n) & 15]).collect();
    name[..1].make_ascii_uppercase();
    name
}

fn numbered(bytes: usize, part: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&part(number));
    }
    text
}

/// Every kind of text that is tried, with a name.
fn texts(bytes: usize) -> Vec<(&'static str, String)> {
    let nested = bytes / 12;
    let repeats: &[(&str, &str)] = &[
        ("ordinary text", NEWS),
        ("straight marks", "\""),
        ("straight marks between words", "a \"b "),
        ("marks behind numbers", "6\" pipe "),
        ("openers", "“"),
        ("closers", "”"),
        ("angle marks", "« "),
        ("single openers", "‘a "),
        ("apostrophes", "'"),
        ("possessives", "the boys' "),
        ("one line without an end", "the road goes on and on "),
        ("one line of capitals", "Word "),
        ("said", "said "),
        ("X said Y said", "Haro said Petrosyan said "),
        ("he said that", "he said that "),
        ("according to", "according to Haro, "),
        ("quoted as saying", "quoted as saying "),
        ("sources cited", "The bridge is shut, Radio Fjord reported, citing Mayor Lida Haro. "),
        ("nothing but sources cited", "Radio Fjord said, citing Haro, "),
        ("one name again and again", "Lida Haro, "),
        ("names joined", "Lida Haro and Armen Petrosyan and "),
        ("commas", ","),
        ("listed words", "a, "),
        ("line breaks", "\n"),
        ("short lines", "a\n"),
        ("hyphens at line ends", "the govern-\nment of the peo-\nple "),
        ("a word of hyphens", "a-"),
        ("an initialism without an end", "a."),
        ("unclosed openers in every paragraph", "“It is so, Haro said of it\n\n"),
        ("a running quotation", "“It is so and so it goes on.\n\n"),
        ("floating quotations", "“We owe them the truth, all of it.”\n\n"),
        ("turns of a transcript", "HARO: It is so. And on.\n\nROE: Is it so? It is.\n\n"),
        ("combining marks", "a\u{301}"),
        ("nothing but combining marks", "\u{301}"),
        ("right-to-left controls", "a\u{202e} b"),
        ("emoji families", "👩\u{200d}👩\u{200d}👧\u{200d}👦"),
        ("flags", "🇳🇴"),
        ("NUL bytes", "a\0b "),
        ("entities", "&quot;"),
        ("mojibake", "â€œ"),
        ("furniture", "ADVERTISEMENT\n\nRead more: x\n\n"),
        ("brackets", "(a "),
        ("stops", ". "),
        ("dashes", "— "),
        ("colons", "Haro: “So.” "),
    ];
    let mut texts: Vec<(&str, String)> = repeats.iter().map(|(name, part)| (*name, repeated(part, bytes))).collect();
    texts.extend([
        ("one word", "a".repeat(bytes)),
        ("one word beyond ASCII", "é".repeat(bytes / 2)),
        ("nested marks", ["“‘".repeat(nested), "x".to_owned(), "’”".repeat(nested)].concat()),
        ("closers of another kind", ["“".to_owned(), "«".repeat(bytes / 4), " ’".repeat(bytes / 8)].concat()),
        ("a cast of thousands", numbered(bytes, |n| format!("“It is so,” said {} {}.\n\n", name(n), name(n / 3)))),
        ("listed names", numbered(bytes, |n| format!("{} {}, ", name(n), name(n / 3)))),
        ("bodies", numbered(bytes, |n| format!("The {} Ministry said “it is so”. It said no more.\n\n", name(n)))),
        ("words in marks behind a row", ["“It is so,” Haro said. ", &repeated("“No.” It rained. ", bytes)].concat()),
        ("rows among captions", repeated("“It is so,” Haro said.\n\nPhoto: A. Roe/Pixwire\n\n", bytes)),
        ("rows among rejoined words", repeated("Haro said that the govern-\nment had been told.\n\n", bytes)),
        ("outlets", numbered(bytes, |n| format!("Radio {} quoted Haro as saying “it is so”.\n\n", name(n)))),
        ("descriptions", numbered(bytes, |n| format!("{} Bel, a farmer, left. The farmer said “no”.\n\n", name(n)))),
        ("broken words", numbered(bytes, |n| format!("the {}-\nend ", name(n).to_lowercase()))),
    ]);
    texts
}

/// How many instructions the program takes for a text.
fn instructions(program: &str, text: &str) -> u64 {
    counted(program, &["extract", "-q", "-j", "1", FILE], "txt", text.as_bytes())
}

/// Stands for the file in the arguments of a command.
const FILE: &str = "FILE";

/// How many instructions a command takes for a file with this ending. It may find differences, but no error.
fn counted(program: &str, args: &[&str], ending: &str, bytes: &[u8]) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("file.{ending}"));
    std::fs::write(&path, bytes).unwrap();
    let path = path.to_str().unwrap();
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", program, "--no-config"])
        .args(args.iter().map(|arg| if *arg == FILE { path } else { arg }))
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || output.status.code() == Some(1) && !said.contains("failed"), "{args:?}: {said}");
    let count = said.lines().find_map(|line| line.split_once("I   refs:").or(line.split_once("I refs:")));
    count.and_then(|(_, number)| number.trim().replace(',', "").parse().ok()).expect("valgrind tells its count")
}

#[test]
fn work_grows_with_the_length_of_the_text_and_not_with_its_square() {
    let Ok(program) = std::env::var("WHOSAID_COUNTED") else {
        return eprintln!("left out: WHOSAID_COUNTED does not name the program");
    };
    if Command::new("valgrind").arg("--version").output().is_err() {
        return eprintln!("left out: no valgrind here");
    }
    assert!(Path::new(&program).is_file(), "{program}: no such program");
    let only = std::env::var("WHOSAID_GROWTH").unwrap_or_default();
    let lengths = [LEAST, LEAST + SHORT, LEAST + SHORT * TIMES].map(texts);
    let [least, shorter, longer] = lengths.map(|texts| texts.into_iter().filter(|(name, _)| name.contains(&only)));
    let all: Vec<_> = least.zip(shorter).zip(longer).map(|((least, short), long)| (least, short.1, long.1)).collect();
    let fault = |((name, least), short, long): &((&str, String), String, String)| {
        let beyond = instructions(&program, least);
        let work = |text: &str| instructions(&program, text).saturating_sub(beyond) as f64;
        let length = |text: &str| (text.len() - least.len()) as f64;
        let (less, more) = (work(short), work(long));
        let measured = length(long) / length(short) / TIMES as f64;
        let times = more / less / measured;
        eprintln!("{name}: {:.0} instructions a byte, {times:.2} times for {TIMES}", more / length(long));
        (times > MOST).then(|| format!("{name}: {times:.2} times the work for {TIMES} times the text"))
    };
    let faults: Vec<String> = all.par_iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A file of so many articles.
type File = fn(usize) -> Vec<u8>;

/// An article of a hundred words, invented, a different one for each number.
fn article(number: usize) -> String {
    NEWS.replace("Haro", &name(number)).replace("300", &number.to_string())
}

fn articles(count: usize, part: impl Fn(&str) -> String) -> String {
    (0..count).map(|number| part(article(number).trim_end())).collect()
}

fn tagged(text: &str) -> String {
    text.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>")).collect()
}

/// An archive with this one file in it beside those that make it what it is.
fn archive(files: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Every form that is read, by its ending.
const FORMS: &[(&str, File)] = &[
    ("html", |n| format!("<html><body><article>{}</article></body></html>", articles(n, tagged)).into()),
    ("md", |n| articles(n, |text| format!("## On\n\n{text} [more](https://quay.example) *so*\n\n")).into()),
    ("rtf", |n| {
        let coded = |text: &str| text.chars().map(|c| format!("\\u{}?", c as u32)).collect::<String>() + "\\par\\par ";
        format!("{{\\rtf1\\ansi\\uc1 {}}}", articles(n, coded)).into()
    }),
    ("eml", |n| {
        format!("From: A <a@quay.example>\nTo: b@quay.example\nSubject: T\n\n{}", articles(n, |t| format!("{t}\n\n")))
            .into()
    }),
    ("mbox", |n| {
        articles(n, |t| format!("From a@quay.example Mon Mar 2 10:00:00 2026\nFrom: a@quay.example\nTo: b@quay.example\nSubject: T\n\n{t}\n\n")).into()
    }),
    ("rss", |n| {
        format!(
            "<rss version=\"2.0\"><channel><title>Q</title>{}</channel></rss>",
            articles(n, |t| format!("<item><title>T</title><description>{t}</description></item>"))
        )
        .into()
    }),
    ("nitf", |n| format!("<nitf><body><body.content>{}</body.content></body></nitf>", articles(n, tagged)).into()),
    ("vtt", |n| {
        format!(
            "WEBVTT\n\n{}",
            articles(n, |t| format!("00:00:01.000 --> 00:00:02.000\n<v Lida Haro>{}\n\n", t.replace("\n\n", " ")))
        )
        .into()
    }),
    ("srt", |n| {
        articles(n, |t| format!("1\n00:00:01,000 --> 00:00:02,000\nHARO: {}\n\n", t.replace("\n\n", " "))).into()
    }),
    ("warc", |n| {
        articles(n, |t| {
        let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>{}</body></html>", tagged(t));
        format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://quay.example/a\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n", page.len())
    }).into()
    }),
    ("jsonl", |n| articles(n, |t| serde_json::json!({"text": t}).to_string() + "\n").into()),
    ("csv", |n| format!("text\n{}", articles(n, |t| format!("\"{t}\"\n"))).into()),
    ("docx", |n| {
        let body = articles(n, |t| t.split("\n\n").map(|p| format!("<w:p><w:r><w:t>{p}</w:t></w:r></w:p>")).collect());
        archive(&[("word/document.xml", format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"))])
    }),
    ("zip", |n| {
        let names: Vec<String> = (0..n).map(|at| format!("{at}.txt")).collect();
        archive(&names.iter().enumerate().map(|(at, name)| (name.as_str(), article(at))).collect::<Vec<_>>())
    }),
];

/// Every command that reads texts, with the options that read them otherwise.
const COMMANDS: &[(&str, &[&str])] = &[
    ("nested", &["extract", "-q", "--nested", FILE]),
    ("all", &["extract", "-q", "--all", FILE]),
    ("parts", &["extract", "-q", "--explode", "parts", "--offsets", "utf16", FILE]),
    ("excel", &["extract", "-q", "--excel", FILE]),
    ("jsonl", &["extract", "-q", "-f", "jsonl", FILE]),
    ("md", &["extract", "-q", "-f", "md", FILE]),
    ("webannotation", &["extract", "-q", "-f", "webannotation", FILE]),
    ("brat", &["extract", "-q", "-f", "brat", "-o", "out", FILE]),
    ("report", &["extract", "-q", "-o", "out.html", FILE]),
    ("workbook", &["extract", "-q", "-o", "out.xlsx", FILE]),
    ("text", &["text", "--furniture", FILE]),
    ("explain", &["explain", FILE]),
    ("cast", &["cast", "-q", FILE]),
    ("summary", &["summary", "-q", FILE]),
    ("variants", &["variants", "-q", FILE]),
    (
        "verify",
        &["verify", "-q", "--claim", "We owe them the truth and nothing but the truth", "--speaker", "Haro", FILE],
    ),
    ("draft", DRAFT),
];

/// A draft against itself: each of its quotations stands in it, and others like it.
const DRAFT: &[&str] = &["verify", "-q", "--draft", FILE, "--against", FILE];

/// Drafts of quotations that are like one another: with a number that differs, the same ones, in blocks, in a table.
const DRAFTS: &[(&str, File)] = &[
    ("numbered quotations", |n| {
        (0..15 * n).map(|at| format!("“the ferry is late {at}”, said Bo.\n\n")).collect::<String>().into()
    }),
    ("the same quotation", |n| "“The ferry is late tonight,” said Bo.\n\n".repeat(15 * n).into()),
    ("block quotations", |n| {
        (0..15 * n).map(|at| format!("> The ferry is late {at}.\n\nNobody came.\n\n")).collect::<String>().into()
    }),
    ("a table", |n| {
        let rows: String = (0..15 * n).map(|at| format!("| “We go {at}” | Ida Moen |\n")).collect();
        format!("| Quote | Person |\n|---|---|\n{rows}").into()
    }),
];

/// Of readers and commands: they hold more tables that double than the extraction alone.
const MOST_OF_COMMANDS: f64 = 4.6;
/// The articles of the shorter file; the longer one has four times as many.
const ARTICLES: usize = 4;

#[test]
fn work_of_every_reader_and_command_grows_with_its_input() {
    let Ok(program) = std::env::var("WHOSAID_COUNTED") else {
        return eprintln!("left out: WHOSAID_COUNTED does not name the program");
    };
    if Command::new("valgrind").arg("--version").output().is_err() {
        return eprintln!("left out: no valgrind here");
    }
    let only = std::env::var("WHOSAID_GROWTH").unwrap_or_default();
    let text: File = |n| articles(n, |text| format!("{text}\n\n")).into_bytes();
    let extract: &[&str] = &["extract", "-q", "-j", "1", FILE];
    let readers = FORMS.iter().map(|(ending, file)| (*ending, extract, *ending, *file));
    let drafts = DRAFTS.iter().map(|(name, file)| (*name, DRAFT, "md", *file));
    let commands = COMMANDS.iter().map(|(name, args)| (*name, *args, "txt", text));
    let mut all: Vec<_> = readers.chain(drafts).chain(commands).collect();
    all.retain(|(name, ..)| name.contains(&only));
    let fault = |(name, args, ending, file): &(&str, &[&str], &str, File)| {
        let work = |articles: usize| counted(&program, args, ending, &file(articles)) as f64;
        let (least, less, more) = (work(1), work(1 + ARTICLES), work(1 + ARTICLES * TIMES));
        let times = (more - least) / (less - least);
        eprintln!("{name} ({ending}): {times:.2} times for {TIMES}");
        (times > MOST_OF_COMMANDS)
            .then(|| format!("{name} ({ending}): {times:.2} times the work for {TIMES} times the input"))
    };
    let faults: Vec<String> = all.par_iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
