//! Settings that came with the texts: a file that is found by its place may say how texts are read and rows are shown,
//! and nothing else.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SAID: &str = "“The ferry is late,” harbour master Mara Lindqvist said on Friday.\n";

/// A folder as it was downloaded, with a home beside it.
struct Place {
    root: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let root = tempfile::tempdir().unwrap();
        for folder in ["home/.config/whosaid", "got/texts"] {
            std::fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        std::fs::write(root.path().join("got/texts/a.txt"), SAID).unwrap();
        Place { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn settings(&self, text: &str) {
        std::fs::write(self.path("got/whosaid.toml"), text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
        command.args(args).stdin(Stdio::null()).current_dir(self.path("got/texts"));
        command.env("HOME", self.path("home")).env_remove("XDG_CONFIG_HOME").env_remove("WHOSAID_CONFIG");
        command.output().unwrap()
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn rows(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Settings that write, overwrite, accept, cost or change an exit status.
const REFUSED: &[(&str, &str)] = &[
    ("extract", "output = \"../../home/.bashrc\""),
    ("extract", "force = true"),
    ("extract", "append = true"),
    ("extract", "fail_empty = true"),
    ("extract", "strict = true"),
    ("extract", "limit = \"text=9G\""),
    ("extract", "quiet = true"),
    ("extract", "jobs = 64"),
    ("extract", "neutralise = \"off\""),
    ("verify", "fail_on = [\"not-found\"]"),
    ("verify", "output = \"x.csv\""),
    ("verify", "aliases = \"/etc/passwd\""),
    ("verify", "claims = \"/etc/passwd\""),
    ("variants", "force = true"),
    ("summary", "force = true"),
    ("check", "bless = true"),
    ("evaluate", "floors = \"x.toml\""),
];

#[test]
fn a_file_that_is_found_cannot_write_accept_or_change_a_status() {
    let place = Place::new();
    let shell = place.path("home/.bashrc");
    std::fs::write(&shell, "# mine\n").unwrap();
    for (command, setting) in REFUSED {
        place.settings(&format!("[{command}]\n{setting}\n"));
        let output = place.run(&["extract", "a.txt"]);
        let key = setting.split(' ').next().unwrap();
        assert_eq!(output.status.code(), Some(2), "{setting}");
        assert!(told(&output).contains("whosaid.toml") && told(&output).contains(key), "{setting}: {}", told(&output));
        assert_eq!(rows(&output), "", "{setting}");
    }
    assert_eq!(std::fs::read_to_string(&shell).unwrap(), "# mine\n");
    assert_eq!(std::fs::read_dir(place.path("got/texts")).unwrap().count(), 1);
}

#[test]
fn what_the_user_named_counts_in_all() {
    let place = Place::new();
    let settings = "[extract]\noutput = \"rows.csv\"\nforce = true\nneutralise = \"off\"\n";
    let target = place.path("got/texts/rows.csv");
    let cases: [(&str, &[&str]); 2] = [
        ("got/mine.toml", &["extract", "a.txt", "--config", "../mine.toml"]),
        ("home/.config/whosaid/config.toml", &["extract", "a.txt"]),
    ];
    for (file, args) in cases {
        std::fs::write(place.path(file), settings).unwrap();
        let output = place.run(args);
        assert_eq!(output.status.code(), Some(0), "{file}: {}", told(&output));
        assert!(std::fs::read_to_string(&target).unwrap().contains("Mara Lindqvist"), "{file}");
        std::fs::remove_file(&target).unwrap();
    }
}

#[test]
fn what_only_shows_is_in_force_and_said() {
    let place = Place::new();
    place.settings("[extract]\nmin_confidence = 1.0\ncolumns = \"speaker\"\n[lists.aliases]\nadd = []\n");
    let output = place.run(&["extract", "a.txt"]);
    assert_eq!((output.status.code(), rows(&output).as_str()), (Some(0), "speaker\r\n"));
    let lines: Vec<String> = told(&output).lines().map(str::to_owned).collect();
    assert!(lines.len() == 1 && lines[0].contains("whosaid.toml") && lines[0].contains("in force"), "{lines:?}");
    assert_eq!(told(&place.run(&["extract", "-q", "a.txt"])), "");
    assert!(rows(&place.run(&["extract", "--no-config", "a.txt"])).contains("Mara Lindqvist"));
}

#[cfg(unix)]
#[test]
fn lists_of_a_file_that_is_found_lie_in_its_folder() {
    let place = Place::new();
    let list = "alias,name,note\nMara Lindquist,Mara Lindqvist,\n";
    std::fs::write(place.path("got/inside.csv"), list).unwrap();
    std::fs::write(place.path("outside.csv"), list).unwrap();
    std::os::unix::fs::symlink(place.path("outside.csv"), place.path("got/link.csv")).unwrap();
    let absolute = place.path("outside.csv").display().to_string();
    let cases = [("inside.csv", 0), ("../outside.csv", 2), ("link.csv", 2), (absolute.as_str(), 2), ("/dev/zero", 2)];
    for (file, status) in cases {
        place.settings(&format!("[lists.aliases]\nfile = \"{file}\"\n"));
        let output = place.run(&["extract", "a.txt"]);
        assert_eq!(output.status.code(), Some(status), "{file}: {}", told(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_file_of_another_user_is_not_taken() {
    let place = Place::new();
    place.settings("[extract]\ncolumns = \"speaker\"\n");
    let file = place.path("got/whosaid.toml");
    // Only the superuser can give a file away.
    if std::os::unix::fs::chown(Path::new(&file), Some(12345), None).is_err() {
        return;
    }
    let output = place.run(&["extract", "a.txt"]);
    assert!(told(&output).contains("belongs to another user"), "{}", told(&output));
    assert!(rows(&output).starts_with("doc,"), "{}", rows(&output));
    let output = place.run(&["extract", "a.txt", "--config", "../whosaid.toml"]);
    assert!(rows(&output).starts_with("speaker"), "{}", told(&output));
}
