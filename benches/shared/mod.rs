//! What the benchmarks of extraction have in common: the articles, the yardstick, and the whole way from text to CSV.

use std::path::Path;
use unicode_segmentation::UnicodeSegmentation;
use whosaid::input::{Article, Items, Settings};
use whosaid::writer::{LineFormat, LineWriter, parse_columns};
use whosaid::{Extractor, Extras};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Documents that go through the flow together, as the command works on a corpus.
const GROUP: usize = 16;

/// The articles of the benchmark in the repository.
const BENCHMARK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/benchmark/agency.jsonl");

/// The articles of a corpus beside the repository, where there is one.
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus/polnear_train.jsonl");

/// The JSON-lines corpora to measure: the one named by `WHOSAID_BENCH`, or the usual ones, the largest first.
pub fn corpora() -> Vec<String> {
    match std::env::var("WHOSAID_BENCH") {
        Ok(named) => vec![named],
        Err(_) => [CORPUS, BENCHMARK].into_iter().filter(|path| Path::new(path).exists()).map(str::to_owned).collect(),
    }
}

/// The articles of a JSON-lines corpus.
pub fn articles_of(corpus: &str) -> Vec<Article> {
    let settings = Settings::default();
    Items::new(&[corpus.to_owned()], &settings)
        .flat_map(|item| item.expect("the corpus can be read").load(&settings))
        .map(|article| article.expect("its articles can be read"))
        .collect()
}

/// Bytes of text in the articles.
pub fn bytes(articles: &[Article]) -> usize {
    articles.iter().map(|article| article.text.len()).sum()
}

/// The yardstick: what `unicode-segmentation` alone needs to walk the words and the sentences of a text, the work that no
/// extractor can do without. Gives their number.
pub fn walk(text: &str) -> usize {
    text.split_word_bound_indices().count() + text.split_sentence_bound_indices().count()
}

/// Extraction to CSV with the usual columns, into memory that is kept from pass to pass.
pub struct Extraction {
    extractor: Extractor,
    writer: LineWriter,
    table: Vec<u8>,
}

impl Extraction {
    pub fn new() -> Self {
        let writer = LineWriter::new(LineFormat::Csv, parse_columns("full").expect("the usual columns"));
        Extraction { extractor: Extractor::default(), writer, table: Vec::new() }
    }

    /// Takes all articles through the flow once; gives the bytes of CSV.
    pub fn pass(&mut self, articles: &[Article]) -> usize {
        self.table.clear();
        for group in articles.chunks(GROUP) {
            let texts: Vec<&str> = group.iter().map(|article| &*article.text).collect();
            for (article, rows) in group.iter().zip(self.extractor.extract_all(&texts, Extras::default())) {
                self.writer.rows(article, &rows, &mut self.table).expect("writing to memory cannot fail");
            }
        }
        self.table.len()
    }
}
