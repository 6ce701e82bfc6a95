//! How fast extraction is, whole and stage by stage: `cargo bench --bench extract`.
//!
//! Reads the articles of the corpus beside the repository, without it those of the benchmark in it (another JSON-lines
//! corpus with `WHOSAID_BENCH=FILE`), one after another on one core, and gives bytes of text per second. How the whole compares with the yardstick, `cargo bench --bench factor` says better:
//! it measures the two in turn.

mod shared;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use shared::{Extraction, articles_of, bytes, corpora, walk};
use std::hint::black_box;
use std::time::Duration;
use whosaid::stages::attribution::{Analysis, attributions};
use whosaid::stages::document::quotation::quoted_spans;
use whosaid::stages::document::{Document, items, repair, sentences, tokens};
use whosaid::stages::lexicon::Lexicon;
use whosaid::stages::model::Weights;
use whosaid::writer::{LineFormat, LineWriter, parse_columns};

fn benches(c: &mut Criterion) {
    let articles = articles_of(&corpora()[0]);
    let bytes = bytes(&articles);
    let mut group = c.benchmark_group("articles");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(10).measurement_time(Duration::from_secs(3));
    group.bench_function("yardstick", |b| b.iter(|| articles.iter().map(|a| walk(&a.text)).sum::<usize>()));
    let mut extraction = Extraction::new();
    group.bench_function("extract to CSV", |b| b.iter(|| extraction.pass(&articles)));
    group.finish();

    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(10).measurement_time(Duration::from_secs(2));
    let writer = LineWriter::new(LineFormat::Csv, parse_columns("full").expect("the usual columns"));
    let lexicon = Lexicon::built_in();
    let weights = Weights::built_in();
    let views: Vec<_> = articles.iter().map(|a| repair::view(&a.text)).collect();
    let documents: Vec<_> = articles.iter().map(|a| Document::new(&a.text, lexicon)).collect();
    let mentions: Vec<_> = documents.iter().map(|d| whosaid::stages::mention::mentions(d, lexicon)).collect();
    let cues: Vec<_> = documents.iter().map(|d| whosaid::stages::cue::cues(d, lexicon)).collect();
    let analyses: Vec<_> =
        (0..documents.len()).map(|n| Analysis::new(&documents[n], lexicon, &mentions[n], &cues[n])).collect();
    let found: Vec<_> = analyses.iter().map(|a| attributions(a, weights)).collect();
    let speakers: Vec<_> = analyses.iter().zip(&found).map(|(a, f)| whosaid::stages::cast::resolve(a, f)).collect();
    let sources: Vec<_> =
        (0..found.len()).map(|n| whosaid::stages::source::resolve(&analyses[n], &found[n], &speakers[n])).collect();
    let rows: Vec<_> = (0..found.len())
        .map(|n| whosaid::stages::rows::rows(&analyses[n], &found[n], speakers[n].clone(), sources[n].clone()))
        .collect();

    let mut stage = |name: &str, work: &mut dyn FnMut(usize)| {
        group.bench_function(name, |b| b.iter(|| (0..articles.len()).for_each(&mut *work)));
    };
    stage("1 view", &mut |n| _ = black_box(repair::view(&articles[n].text)));
    stage("2 tokens", &mut |n| _ = black_box(tokens::tokens(views[n].text())));
    let cut: Vec<_> = documents.iter().map(|d| tokens::tokens(d.text())).collect();
    let quotes: Vec<_> =
        documents.iter().zip(&cut).map(|(d, cut)| quoted_spans(d.text(), cut, lexicon, d.grammar)).collect();
    stage("3 quoted spans", &mut |n| {
        _ = black_box(quoted_spans(documents[n].text(), &cut[n], lexicon, documents[n].grammar))
    });
    stage("4 items and sentences", &mut |n| {
        let d = &documents[n];
        let folded = items::fold(d.text(), &cut[n], &quotes[n], lexicon);
        black_box(sentences::sentences(d.text(), &folded.items, &folded.parts, &folded.paragraphs, d.grammar));
    });
    stage("5 mentions", &mut |n| _ = black_box(whosaid::stages::mention::mentions(&documents[n], lexicon)));
    stage("6 cues", &mut |n| _ = black_box(whosaid::stages::cue::cues(&documents[n], lexicon)));
    stage("7 attributions", &mut |n| {
        let analysis = Analysis::new(&documents[n], lexicon, &mentions[n], &cues[n]);
        black_box(attributions(&analysis, weights));
    });
    stage("8 speakers", &mut |n| _ = black_box(whosaid::stages::cast::resolve(&analyses[n], &found[n])));
    stage("9 sources", &mut |n| _ = black_box(whosaid::stages::source::resolve(&analyses[n], &found[n], &speakers[n])));
    stage("10 rows", &mut |n| {
        black_box(whosaid::stages::rows::rows(&analyses[n], &found[n], speakers[n].clone(), sources[n].clone()));
    });
    stage("11 CSV", &mut |n| {
        let mut out = Vec::new();
        writer.rows(&articles[n], &rows[n], &mut out).expect("writing to memory cannot fail");
        black_box(out);
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
