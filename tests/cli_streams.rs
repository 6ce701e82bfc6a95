//! What a session on paper cannot show: pipes, threads, files, and tables read back by other programs.

#![allow(clippy::print_stderr, reason = "a test that leaves something out says so")]

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SAID: &str = "The morning ferry was late on Friday.\n\n\
    “= and + are on the board, “not” much,” harbour master Mara Lindqvist said, “and\nnothing else.”\n\n\
    “- We wait; with “tea”, \"coffee\" and cake,” said Jon Berg, a passenger.\n";

fn whosaid(args: &[&str], input: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    let mut child = command.spawn().unwrap();
    // Beside the reading: rows come back before the last line is in.
    let feeder = input.map(|input| {
        let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_owned());
        std::thread::spawn(move || stdin.write_all(input.as_bytes()))
    });
    let output = child.wait_with_output().unwrap();
    feeder.map(|thread| thread.join().unwrap());
    output
}

fn stdout(args: &[&str], input: Option<&str>) -> String {
    let out = whosaid(args, input);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

fn corpus(copies: usize) -> String {
    let line = |i: usize| serde_json::json!({"id": format!("k{i}"), "text": SAID}).to_string() + "\n";
    (0..copies).map(line).collect()
}

#[test]
fn standard_input_is_a_text_or_a_corpus() {
    let text = stdout(&["extract", "--columns", "doc,speaker"], Some(SAID));
    assert_eq!(text, stdout(&["extract", "-", "--columns", "doc,speaker"], Some(SAID)));
    assert!(text.starts_with("doc,speaker\r\n-,Mara Lindqvist\r\n"), "{text}");
    let lines = stdout(&["extract", "--columns", "doc,n", "-f", "jsonl"], Some(&corpus(2)));
    let docs: Vec<serde_json::Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!((&docs[0]["doc"], &docs.last().unwrap()["doc"]), (&"k0".into(), &"k1".into()));
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let input = corpus(600);
    let one = stdout(&["extract", "-j", "1", "--quiet"], Some(&input));
    assert!(one.lines().count() > 1200);
    for more in [&["extract", "-j", "5", "--quiet"][..], &["extract", "--line-buffered", "--quiet"]] {
        assert!(one == stdout(more, Some(&input)), "{more:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(["extract", "-", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(corpus(400).as_bytes()));
    let mut output = child.stdout.take().unwrap();
    output.read_exact(&mut [0; 4]).unwrap();
    drop(output);
    let _ = writer.join().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(said, "");
}

#[test]
fn a_file_appears_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("rows.csv");
    let path = target.to_str().unwrap();
    assert_eq!(whosaid(&["extract", "missing.txt", "-o", path], None).status.code(), Some(2));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
    assert!(whosaid(&["extract", "-o", path], Some(SAID)).status.success());
    let first = std::fs::read(&target).unwrap();
    assert_eq!(whosaid(&["extract", "-o", path], Some("Other.")).status.code(), Some(2));
    assert_eq!(std::fs::read(&target).unwrap(), first);
    assert!(whosaid(&["extract", "-o", path, "--force"], Some("Other.")).status.success());
    assert_ne!(std::fs::read(&target).unwrap(), first);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// The rows as JSON lines have them: what every table must give back.
fn rows() -> Vec<[String; 3]> {
    let lines = stdout(&["extract", "-f", "jsonl"], Some(SAID));
    let rows: Vec<serde_json::Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(rows.len() >= 2, "{lines}");
    let text = |v: &serde_json::Value| v.as_str().unwrap_or("").to_owned();
    rows.iter().map(|r| [text(&r["speaker"]), text(&r["quote"]), text(&r["cue"])]).collect()
}

#[test]
fn csv_for_excel_reads_back_unharmed() {
    let rows = rows();
    assert!(rows.iter().any(|r| r[1].starts_with('=')) && rows.iter().any(|r| r[1].starts_with('-')), "{rows:?}");
    let table = stdout(&["extract", "--excel", "--columns", "speaker,quote,cue,confidence"], Some(SAID));
    let table = table.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let read: Vec<[String; 3]> = reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let cell =
                |i: usize, name: &str| whosaid::stages::neutralised::restore(name, &record[i], &record[4]).to_owned();
            [cell(0, "speaker"), cell(1, "quote"), cell(2, "cue")]
        })
        .collect();
    assert_eq!(read, rows);
}

#[test]
fn python_reads_every_table_as_it_was_written() {
    let script = "import csv, json, sys\n\
        rows = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8-sig'), delimiter=sys.argv[2]))\n\
        print(json.dumps([[r['speaker'], r['quote'], r['cue']] for r in rows]))";
    if !Command::new("python3").arg("--version").output().is_ok_and(|out| out.status.success()) {
        eprintln!("left out: no python3 in the search path");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table");
    let path = path.to_str().unwrap();
    for (options, delimiter) in
        [(&[][..], ","), (&["--bom", "--eol", "lf"], ","), (&["--delimiter", ";"], ";"), (&["-f", "tsv"], "\t")]
    {
        let args = [&["extract", "-o", path, "--force", "--quiet"][..], options].concat();
        assert!(whosaid(&args, Some(SAID)).status.success());
        let out = Command::new("python3").args(["-c", script, path, delimiter]).output().unwrap();
        let read: Vec<[String; 3]> = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(read, rows(), "{options:?}");
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_reads_back_and_is_a_corpus_itself() {
    use calamine::{Data, Reader, Xlsx, open_workbook};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.xlsx");
    let name = path.to_str().unwrap();
    assert!(whosaid(&["extract", "-o", name, "--columns", "speaker,quote,cue"], Some(SAID)).status.success());
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("quotations").unwrap();
    let text = |cell: &Data| cell.to_string();
    let read: Vec<[String; 3]> = sheet.rows().skip(1).map(|r| [text(&r[0]), text(&r[1]), text(&r[2])]).collect();
    assert_eq!(read, rows());
    let again = stdout(&["extract", name, "--text-field", "quote", "--id-field", "speaker", "-f", "jsonl"], None);
    assert!(again.lines().all(|line| line.contains("\"doc\":")));
}

#[test]
fn every_shell_has_its_completions_and_man_its_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stdout(&["completions", shell], None);
        assert!(script.contains("--text-field") || script.contains("text-field"), "{shell}");
    }
    let page = stdout(&["man"], None);
    for word in [".TH whosaid", ".SH EXTRACT", "min\\-confidence", ".SH CHECK"] {
        assert!(page.contains(word), "{word}");
    }
}

#[test]
fn random_bytes_and_odd_texts_do_not_break_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut state = 7u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 56) as u8
    })
    .take(20_000)
    .collect();
    let odd: [(&str, Vec<u8>); 5] = [
        ("noise", noise),
        ("empty", Vec::new()),
        ("blank", b" \n\t\r\n ".to_vec()),
        ("marks", "“".repeat(3000).into_bytes()),
        ("long", "x".repeat(200_000).into_bytes()),
    ];
    for (name, bytes) in odd {
        let path = folder.path().join(format!("{name}.txt"));
        std::fs::write(&path, bytes).unwrap();
        for format in ["csv", "jsonl"] {
            let out = whosaid(&["extract", Path::to_str(&path).unwrap(), "-f", format], None);
            assert!(out.status.success(), "{name}: {}", String::from_utf8_lossy(&out.stderr));
        }
    }
}

#[test]
fn damaged_documents_and_archives_are_told_and_break_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut state = 11u64;
    let mut noise = |start: &[u8]| {
        let mut bytes = start.to_vec();
        bytes.extend(
            std::iter::repeat_with(|| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                (state >> 56) as u8
            })
            .take(5_000),
        );
        bytes
    };
    let files: [(&str, Vec<u8>, &[i32]); 7] = [
        ("a.rtf", noise(b"{\\rtf1\\ansi "), &[0]),
        ("a.docx", noise(b"PK\x03\x04"), &[1]),
        ("a.zip", noise(b"PK\x03\x04"), &[1]),
        ("a.odt", b"no archive".to_vec(), &[0]),
        ("a.txt.zst", noise(b"\x28\xb5\x2f\xfd"), &[1]),
        ("a.txt.gz", noise(b"\x1f\x8b\x08"), &[1]),
        ("a.xlsx", noise(b"PK\x03\x04"), &[1]),
    ];
    for (name, bytes, statuses) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let out = whosaid(&["extract", path.to_str().unwrap()], None);
        let told = String::from_utf8_lossy(&out.stderr);
        assert!(statuses.contains(&out.status.code().unwrap()), "{name}: {:?} {told}", out.status);
        assert!(out.status.success() || told.starts_with("whosaid: ") && told.contains(name), "{name}: {told}");
        assert!(!told.contains("panicked"), "{name}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn progress_is_for_those_who_watch() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("c.jsonl"), folder.path().join("rows.csv"));
    std::fs::write(&input, corpus(600)).unwrap();
    let watched = |more: &str| {
        let line = format!(
            "{} extract {} -o {} -j 1 --force {more}",
            env!("CARGO_BIN_EXE_whosaid"),
            input.display(),
            output.display()
        );
        let started = std::time::Instant::now();
        let out = Command::new("script").args(["-qec", &line, "/dev/null"]).stdin(Stdio::null()).output().ok()?;
        Some((String::from_utf8_lossy(&out.stdout).into_owned(), started.elapsed()))
    };
    let Some((quiet, _)) = watched("--quiet") else {
        eprintln!("left out: no script in the search path");
        return;
    };
    assert_eq!(quiet, "");
    let (seen, took) = watched("--text-field text").unwrap();
    // Short work shows nothing.
    assert!(seen.contains("articles") || took.as_secs() < 4, "{seen:?} in {took:?}");
    let unwatched = whosaid(&["extract", input.to_str().unwrap(), "--text-field", "text"], None);
    assert_eq!(String::from_utf8_lossy(&unwatched.stderr), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_with_its_place() {
    let out = whosaid(&["extract", "-o", "/dev/full"], Some(SAID));
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).starts_with("whosaid: /dev/full: "), "{out:?}");
}
