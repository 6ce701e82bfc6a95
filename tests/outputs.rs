//! Outputs that are there already: added to by several at once, replaced without losing mode, owner or links, and never
//! when they are an input.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SAID: &str = "“The ferry is late,” harbour master Mara Lindqvist said on Friday.\n";

fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.arg("--no-config").args(args).stdin(Stdio::null()).current_dir(folder);
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    program(folder, args).output().unwrap()
}

fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), SAID).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn several_that_add_at_once_lose_nothing() {
    let place = place();
    let lines: String = (0..400).map(|n| serde_json::json!({"id": n, "text": SAID}).to_string() + "\n").collect();
    fs::write(place.path().join("c.jsonl"), lines).unwrap();
    for flush in [&[][..], &["--line-buffered"]] {
        let target = place.path().join("rows.csv");
        let args =
            [&["extract", "-q", "--append", "-o", "rows.csv", "--columns", "doc,quote", "c.jsonl"], flush].concat();
        let mut all: Vec<_> = (0..4).map(|_| program(place.path(), &args).spawn().unwrap()).collect();
        assert!(all.iter_mut().all(|child| child.wait().unwrap().success()));
        let text = fs::read_to_string(&target).unwrap();
        assert_eq!(text.lines().count(), 1 + 4 * 400, "{flush:?}");
        assert_eq!(text.lines().filter(|line| line.starts_with("doc,")).count(), 1);
        assert!(text.lines().skip(1).all(|line| line.ends_with(",The ferry is late")));
        fs::remove_file(target).unwrap();
    }
}

#[test]
fn what_is_added_to_or_replaced_keeps_mode_links_and_names() {
    for (how, before) in [("--append", "doc,quote\n"), ("--force", "old\n")] {
        let place = place();
        let at = |name: &str| place.path().join(name);
        fs::write(at("real.csv"), before).unwrap();
        fs::set_permissions(at("real.csv"), PermissionsExt::from_mode(0o600)).unwrap();
        symlink("real.csv", at("link.csv")).unwrap();
        fs::hard_link(at("real.csv"), at("other.csv")).unwrap();
        symlink("new.csv", at("nowhere.csv")).unwrap();
        let args = ["extract", "-q", how, "--columns", "doc,quote", "good.txt", "-o"];
        for target in ["link.csv", "nowhere.csv"] {
            let output = run(place.path(), &[&args[..], &[target]].concat());
            assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
            assert!(fs::symlink_metadata(at(target)).unwrap().is_symlink(), "{how} {target}");
        }
        assert_eq!(mode(&at("real.csv")), 0o600, "{how}");
        for name in ["real.csv", "other.csv", "new.csv"] {
            let text = fs::read_to_string(at(name)).unwrap();
            assert!(text.ends_with("good.txt,The ferry is late\r\n") && !text.contains("old"), "{how} {name}: {text}");
        }
        assert_eq!(fs::metadata(at("real.csv")).unwrap().ino(), fs::metadata(at("other.csv")).unwrap().ino());
        assert!(names(place.path()).iter().all(|name| !name.contains("whosaid-")));
    }
}

#[test]
fn a_single_file_that_is_replaced_keeps_its_mode_and_owner() {
    let place = place();
    let target = place.path().join("real.csv");
    fs::write(&target, "old").unwrap();
    fs::set_permissions(&target, PermissionsExt::from_mode(0o640)).unwrap();
    // Only the superuser can give a file away; then it stays given.
    let owner = if std::os::unix::fs::chown(&target, Some(12345), Some(12345)).is_ok() { Some(12345) } else { None };
    assert!(run(place.path(), &["extract", "-q", "--force", "-o", "real.csv", "good.txt"]).status.success());
    assert_eq!(mode(&target), 0o640);
    assert!(owner.is_none_or(|owner| fs::metadata(&target).unwrap().uid() == owner));
}

#[test]
fn rows_of_another_form_are_not_mixed_in() {
    let place = place();
    let cases: &[(&str, &str, &[&str])] = &[
        ("a", "doc,quote\r\nx,y\r\n", &["-f", "jsonl"]),
        ("b.csv", "doc,speaker\r\nx,y\r\n", &["--columns", "doc,quote"]),
        ("c.csv", "doc;quote\r\nx;y\r\n", &["--columns", "doc,quote"]),
        ("d", "{\"doc\":\"x\"}\n", &["-f", "csv", "--columns", "doc"]),
        ("e.jsonl", "{\"doc\":\"x\"}\n", &["--columns", "doc,quote"]),
        ("f.tsv", "doc,quote\r\nx,y\r\n", &["--columns", "doc,quote"]),
        ("g.jsonl", "not an object\n", &["--columns", "doc"]),
    ];
    for (name, before, args) in cases {
        let target = place.path().join(name);
        fs::write(&target, before).unwrap();
        let output = run(place.path(), &[&["extract", "-q", "--append", "-o", name, "good.txt"], *args].concat());
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("nothing was added"), "{name}");
        assert_eq!(fs::read_to_string(&target).unwrap(), *before, "{name}");
    }
    let again = ["extract", "-q", "--append", "-o", "h.jsonl", "--columns", "doc,quote", "good.txt"];
    assert!(run(place.path(), &again).status.success() && run(place.path(), &again).status.success());
    assert_eq!(fs::read_to_string(place.path().join("h.jsonl")).unwrap().lines().count(), 2);
}

#[test]
fn cells_that_no_spreadsheet_holds_are_told() {
    let place = place();
    let long =
        format!("“The ferry is late{},” harbour master Mara Lindqvist said on Friday.\n", " and late".repeat(4_000));
    fs::write(place.path().join("long.txt"), long).unwrap();
    let output = run(place.path(), &["extract", "-q", "--excel", "--columns", "speaker,quote", "good.txt", "long.txt"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(told, "whosaid: 1 cells are longer than the 32767 characters that a spreadsheet holds\n");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stdout).lines().count()), (Some(0), 3));
    let output = run(place.path(), &["extract", "-q", "--columns", "speaker,quote", "long.txt"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    // The same is said of verification's tables.
    let claims =
        format!("claim,speaker,url\nThe ferry is late,Lindqvist,https://quay.example/{}\n", "a".repeat(40_000));
    fs::write(place.path().join("claims.csv"), claims).unwrap();
    let verify = ["verify", "-q", "--claims", "claims.csv", "good.txt", "-f", "csv", "--columns", "claim,claimed_url"];
    for (excel, wanted) in [(true, told.as_str()), (false, "")] {
        let output = run(place.path(), &[&verify[..], if excel { &["--excel"] } else { &[] }].concat());
        assert_eq!(String::from_utf8_lossy(&output.stderr), wanted);
    }
    fs::write(place.path().join("twice.txt"), fs::read_to_string(place.path().join("long.txt")).unwrap()).unwrap();
    let output = run(place.path(), &["variants", "-q", "--excel", "long.txt", "twice.txt"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("cells are longer than"));
}

#[test]
fn an_output_that_is_an_input_is_refused() {
    let place = place();
    let at = |name: &str| place.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    fs::write(at("folder/in.jsonl"), serde_json::json!({"text": SAID}).to_string()).unwrap();
    symlink("good.txt", at("link.txt")).unwrap();
    fs::hard_link(at("good.txt"), at("hard.txt")).unwrap();
    fs::write(at("claims.csv"), "claim\nThe ferry is late\n").unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["extract", "-f", "csv", "--force", "-o", "good.txt", "good.txt"], "good.txt"),
        (&["extract", "-f", "csv", "--force", "-o", "link.txt", "good.txt"], "good.txt"),
        (&["extract", "-f", "csv", "--force", "-o", "hard.txt", "good.txt"], "good.txt"),
        (&["extract", "-f", "csv", "--append", "-o", "good.txt", "good.txt"], "good.txt"),
        (&["extract", "--force", "-o", "folder/in.jsonl", "folder"], "folder/in.jsonl"),
        (&["extract", "-f", "csv", "--force", "-o", "good.txt", "*.txt"], "good.txt"),
        (&["extract", "--force", "-f", "xlsx", "-o", "good.txt", "good.txt"], "good.txt"),
        (&["variants", "-f", "csv", "--force", "-o", "good.txt", "good.txt"], "good.txt"),
        (&["summary", "-f", "csv", "--force", "-o", "good.txt", "good.txt"], "good.txt"),
        (&["verify", "--claim", "x", "-f", "csv", "--force", "-o", "good.txt", "good.txt"], "good.txt"),
        (&["verify", "--claims", "claims.csv", "--force", "-o", "claims.csv", "good.txt"], "claims.csv"),
    ];
    for (args, kept) in cases {
        let before = fs::read(at(kept)).unwrap();
        let output = run(place.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("one of the inputs"), "{args:?}");
        assert_eq!(fs::read(at(kept)).unwrap(), before, "{args:?}");
    }
    // Through the shell, which opens the file itself.
    let append = fs::OpenOptions::new().append(true).open(at("good.txt")).unwrap();
    assert_eq!(program(place.path(), &["extract", "good.txt"]).stdout(append).status().unwrap().code(), Some(2));
    assert_eq!(fs::read_to_string(at("good.txt")).unwrap(), SAID);
}

#[test]
fn pipes_and_standard_output_are_written_and_not_replaced() {
    let place = place();
    let pipe = place.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    assert!(run(place.path(), &["extract", "-q", "--columns", "quote", "-o", "pipe", "good.txt"]).status.success());
    assert_eq!(reader.join().unwrap(), "quote\r\nThe ferry is late\r\n");
    assert!(!fs::metadata(&pipe).unwrap().is_file());
    // Standard output that is a file holds what it held.
    let target = place.path().join("log");
    fs::write(&target, "before\n").unwrap();
    let log = fs::OpenOptions::new().append(true).open(&target).unwrap();
    let args = ["extract", "-q", "--columns", "quote", "-o", "/dev/stdout", "good.txt"];
    assert!(program(place.path(), &args).stdout(log).status().unwrap().success());
    assert_eq!(fs::read_to_string(&target).unwrap(), "before\nquote\r\nThe ferry is late\r\n");
}
