//! The program with bounded time and memory, beside a good file.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub const SAID: &str = "“The ferry is late,” harbour master Mara Lindqvist said on Friday.\n";

/// The most memory, in kB of addresses, and time of one run. Builds without optimisation are slow.
const MEMORY: usize = 3_000_000;
const TIME: Duration = Duration::from_secs(60);

pub struct Place {
    folder: tempfile::TempDir,
}

pub struct Run {
    pub status: Option<i32>,
    pub rows: String,
    pub told: String,
}

impl Place {
    pub fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("good.txt"), SAID).unwrap();
        Place { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.fed(args, |_| {})
    }

    /// Runs the program and writes to its standard input.
    pub fn fed(&self, args: &[&str], feed: impl FnOnce(&mut dyn Write) + Send) -> Run {
        let mut child = Command::new("sh")
            .args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_whosaid")])
            .env_remove("RUST_BACKTRACE")
            .arg("--no-config")
            .args(args)
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut input, mut out, mut err) =
            (child.stdin.take().unwrap(), child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let (mut rows, mut told) = (Vec::new(), Vec::new());
        let status = std::thread::scope(|scope| {
            scope.spawn(move || {
                feed(&mut input);
            });
            scope.spawn(|| out.read_to_end(&mut rows));
            scope.spawn(|| err.read_to_end(&mut told));
            let began = Instant::now();
            loop {
                match child.try_wait().unwrap() {
                    Some(status) => break status.code(),
                    None if began.elapsed() > TIME => {
                        child.kill().unwrap();
                        child.wait().unwrap();
                        break None;
                    }
                    None => std::thread::sleep(Duration::from_millis(5)),
                }
            }
        });
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Run { status, rows: text(rows), told: text(told) }
    }

    /// A hostile file between two good ones: one error for it that says this, and both rows.
    pub fn is_one_error(&self, name: &str, says: &str) {
        let run = self.run(&["extract", "--columns", "doc,quote", "-o", "out.csv", "good.txt", name, "good.txt"]);
        assert_eq!(run.status, Some(1), "{name}: {}", run.told);
        let errors: Vec<&str> = run.told.lines().filter(|line| line.starts_with(&format!("whosaid: {name}"))).collect();
        assert!(errors.len() == 1 && errors[0].contains(says), "{name}: {}", run.told);
        assert!(!run.told.contains("panicked"), "{name}: {}", run.told);
        self.has_good_rows(name);
    }

    /// A hostile file between two good ones: it is read or refused, and both rows are there.
    pub fn does_no_harm(&self, name: &str) {
        let run = self.run(&["extract", "--columns", "doc,quote", "-o", "out.csv", "good.txt", name, "good.txt"]);
        assert!(matches!(run.status, Some(0 | 1)), "{name}: {:?} {}", run.status, run.told);
        assert!(!run.told.contains("panicked"), "{name}: {}", run.told);
        self.has_good_rows(name);
    }

    fn has_good_rows(&self, name: &str) {
        let rows = std::fs::read_to_string(self.path("out.csv")).unwrap();
        let good = rows.lines().filter(|row| *row == "good.txt,The ferry is late").count();
        assert_eq!(good, 2, "{name}: {rows:.1000}");
        std::fs::remove_file(self.path("out.csv")).unwrap();
        let left = std::fs::read_dir(self.folder.path()).unwrap().map(|e| e.unwrap().file_name());
        assert!(left.into_iter().all(|file| !file.to_string_lossy().contains("whosaid-")), "{name}");
    }
}

/// An archive of these files, packed as well as it goes.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}
