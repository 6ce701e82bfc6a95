//! Makes the word lists and the weights ready for use: tables that the program reads where they lie.
//!
//! Starting the program would otherwise mean to read 45,000 rows and to fill tables of some megabytes, which takes longer
//! than most articles do.

#![allow(dead_code, reason = "the crate uses more of these modules than this script does")]

#[path = "src/lexicon/classes.rs"]
mod classes;
#[path = "src/lexicon/eight.rs"]
mod eight;
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
#[path = "src/lexicon/rows.rs"]
mod rows;
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

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the folder of the crate"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names the folder for what is made"));
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(out.join(name), bytes).unwrap_or_else(|e| panic!("{}: {e}", out.join(name).display()));
    };
    for path in ["build.rs", "src/lexicon", "src/model/learned.rs", "src/model/table.rs", "src/model/weights.bin"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let lists = std::fs::read_dir(root.join("src/lexicon")).expect("the folder of lists can be read");
    for path in lists.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "csv")) {
        let text = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&text).expect("writing to memory cannot fail");
        let name = path.file_stem().expect("a file has a name").to_string_lossy();
        write(&format!("{name}.deflate"), &packed.finish().expect("writing to memory cannot fail"));
    }
    let store = load::store(&Files(root.join("src/lexicon")));
    write("lexicon.txt", store.text.as_bytes());
    write("lexicon.bin", &bytes(&store.data));
    let weights = root.join(Path::new("src/model/weights.bin"));
    let weights = std::fs::read(&weights).unwrap_or_else(|e| panic!("{}: {e}", weights.display()));
    let learned = learned::Learned::read(&weights).expect("src/model/weights.bin is a file of weights");
    let table = table::Weights::new(&learned);
    write("weights.bin", &table.numbers().iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>());
}
