//! Makes the word lists and the weights ready for use: tables that the program reads where they lie.
//!
//! Starting the program would otherwise mean to read 45,000 rows and to fill tables of some megabytes, which takes longer
//! than most articles do.

#![allow(dead_code, reason = "the crate uses more of these modules than this script does")]

#[path = "src/lexicon/classes.rs"]
mod classes;
#[path = "src/lexicon/eight.rs"]
mod eight;
#[path = "src/lexicon/forms.rs"]
mod forms;
#[path = "src/lexicon/hash.rs"]
mod hash;
#[path = "src/lexicon/inflect.rs"]
mod inflect;
#[path = "src/lexicon/kinds.rs"]
mod kinds;
#[path = "src/model/learned.rs"]
mod learned;
#[path = "src/lexicon/load.rs"]
mod load;
#[path = "src/lexicon/patterns.rs"]
mod patterns;
#[path = "src/perfect.rs"]
mod perfect;
#[path = "src/lexicon/rows.rs"]
mod rows;
#[path = "src/lexicon/sections.rs"]
mod sections;
#[path = "src/lexicon/store.rs"]
mod store;
#[path = "src/model/table.rs"]
mod table;
#[path = "src/lexicon/vocabulary.rs"]
mod vocabulary;

use std::io::Write;
use std::path::{Path, PathBuf};

/// The lists as files.
struct Files(PathBuf);

impl load::Lists for Files {
    fn each(&self, list: &str, show: &mut dyn FnMut(rows::Row<'_>)) {
        let path = self.0.join(list).with_extension("csv");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let header: Vec<&str> = text.lines().next().unwrap_or("").split(',').collect();
        let mut line = 1;
        rows::each(&text, &mut |row| {
            line += 1;
            for (n, column) in header.iter().enumerate() {
                if let Some(fault) = vocabulary::fault(list, column, row.cell(n)) {
                    panic!("{}:{line}: {fault}", path.display());
                }
            }
            show(row);
        });
    }
}

fn bytes(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3))
}

/// The parts of pages, below `src`.
const PAGES: [&str; 7] = [
    "check/page.html",
    "report/page.css",
    "report/page.html",
    "report/page.js",
    "verify/report/page.css",
    "verify/report/page.html",
    "verify/report/page.js",
];

/// The names of the lists of a folder, in alphabetical order.
fn lists(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".csv").map(str::to_owned)).collect();
    names.sort_unstable();
    names
}

/// Packs texts, given as name and file; gives the code that puts them into the program as `list`, and a hash of them all.
fn pack(list: &str, files: &[(String, PathBuf)], out: &Path) -> (String, u64) {
    let mut code = format!("static {list}: [Packed; {}] = [\n", files.len());
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for (name, path) in files {
        let text = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        hash = fnv(fnv(hash, name.as_bytes()), &text);
        let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        let packed = packed.write_all(&text).and_then(|()| packed.finish());
        let file = out.join(name.replace('/', "-") + ".deflate");
        packed.and_then(|packed| std::fs::write(&file, packed)).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        code += &format!("    Packed({name:?}, include_bytes!({:?}), OnceLock::new()),\n", file.display().to_string());
    }
    (code + "];\n", hash)
}

/// The words of a list with classes as lists of their own, one for each class: `PAPER_NOUNS` of `paper-nouns`. Those that are
/// asked for by a hash alone, of which `hashed` tells by the name of the class, are lists of hashes.
fn closed_words(path: &Path, hashed: fn(&str) -> bool) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut classes: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    rows::each(&text, &mut |row| {
        for class in row.cell(1).split(' ') {
            classes.entry(class.to_owned()).or_default().push(row.cell(0).to_owned());
        }
    });
    let list = |(class, words): (&String, &Vec<String>)| {
        let name = class.to_uppercase().replace('-', "_");
        let hashes: Vec<u32> = words.iter().map(|word| hash::word_hash(word)).collect();
        let list = match hashed(class) {
            true => format!("Hashes = Hashes::of(&{hashes:?})"),
            false => format!("Words = Words::of(&{words:?})"),
        };
        format!("/// Words of the class `{class}`.\npub static {name}: {list};\n")
    };
    classes.iter().map(list).collect()
}

/// Whether the program may have its addresses packed: where it is built for the same Linux with GNU's library, and that is one
/// that can unpack them (2.36, of 2022). `WHOSAID_ANY_GLIBC` leaves them as they are, for a program that is handed on to older systems.
fn packs_addresses() -> bool {
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    let native = std::env::var("TARGET").ok() == std::env::var("HOST").ok();
    if !native || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return false;
    }
    let told = std::process::Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let told = told.ok().and_then(|told| String::from_utf8(told.stdout).ok()).unwrap_or_default();
    let numbers: Option<Vec<u32>> =
        told.trim().strip_prefix("glibc ").and_then(|version| version.split('.').map(|n| n.parse().ok()).collect());
    std::env::var_os("WHOSAID_ANY_GLIBC").is_none() && numbers.is_some_and(|numbers| numbers >= vec![2, 36])
}

fn main() {
    println!("cargo::rerun-if-env-changed=WHOSAID_ANY_GLIBC");
    // Tables of words make so many addresses that a list of them is a twelfth of the program; linkers that cannot pack it warn.
    if packs_addresses() {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the folder of the crate"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names the folder for what is made"));
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(out.join(name), bytes).unwrap_or_else(|e| panic!("{}: {e}", out.join(name).display()));
    };
    for path in [
        "build.rs",
        "src/lexicon",
        "src/model/learned.rs",
        "src/model/table.rs",
        "src/model/weights.bin",
        "src/perfect.rs",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    PAGES.iter().for_each(|page| println!("cargo::rerun-if-changed=src/{page}"));
    let folder = root.join("src/lexicon");
    let files = |name: String| (name.clone(), folder.join(name).with_extension("csv"));
    let (packed, lists_hash) = pack("LISTS", &lists(&folder).into_iter().map(files).collect::<Vec<_>>(), &out);
    write("lists.rs", packed.as_bytes());
    let (packed, _) = pack("PAGES", &PAGES.map(|page| (page.to_owned(), root.join("src").join(page))), &out);
    write("pages.rs", packed.as_bytes());
    let store = load::store(&Files(folder.clone()));
    write("lexicon.txt", store.text.as_bytes());
    write("lexicon.bin", &bytes(&store.data));
    write("relay_words.rs", closed_words(&folder.join("relay_words.csv"), |_| true).as_bytes());
    let hashed = |class: &str| class.ends_with("-lemma") || class.ends_with("-form");
    write("rule_words.rs", closed_words(&folder.join("rule_words.csv"), hashed).as_bytes());
    let weights = root.join(Path::new("src/model/weights.bin"));
    let weights = std::fs::read(&weights).unwrap_or_else(|e| panic!("{}: {e}", weights.display()));
    println!("cargo::rustc-env=WHOSAID_BUILT_IN={:016x}", fnv(lists_hash, &weights));
    let (_, learned) = learned::Learned::read(&weights).expect("src/model/weights.bin is a file of weights");
    let table = table::Weights::new(&learned);
    write("weights.bin", &table.numbers().iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>());
}
