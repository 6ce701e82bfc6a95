//! What extraction costs beside the least it could: `cargo bench --bench factor`.
//!
//! Passes over articles on one core, the yardstick and the extraction to CSV in turn, so that both meet the same machine.
//! Prints of each the best pass and the middle one, in megabytes of text a second, and how many times the yardstick's time
//! the extraction takes. The articles are those of the corpus beside the repository, where there is one, and those of the
//! benchmark in it, which hold twice as many quotations for their length; or another JSON-lines corpus with
//! `WHOSAID_BENCH=FILE`.

#![allow(clippy::print_stdout)]

mod shared;

use shared::{Extraction, articles_of, bytes, corpora, walk};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Passes of each kind.
const PASSES: usize = 40;

fn main() {
    corpora().iter().for_each(|corpus| measure(corpus));
}

fn measure(corpus: &str) {
    let articles = articles_of(corpus);
    let megabytes = bytes(&articles) as f64 / 1e6;
    let mut extraction = Extraction::new();
    extraction.pass(&articles);
    let passes = (0..PASSES).map(|_| {
        let yardstick = timed(|| articles.iter().map(|article| walk(&article.text)).sum());
        (yardstick, timed(|| extraction.pass(&articles)))
    });
    let (mut yardstick, mut extraction): (Vec<_>, Vec<_>) = passes.unzip();
    yardstick.sort_unstable();
    extraction.sort_unstable();
    let name = corpus.rsplit('/').next().unwrap_or(corpus);
    println!("{name}: {} articles, {megabytes:.2} MB, {PASSES} passes of each in turn", articles.len());
    println!("{:34}{:>8}{:>8}", "", "best", "middle");
    for (name, times) in [("unicode-segmentation alone, MB/s", &yardstick), ("text to CSV, MB/s", &extraction)] {
        let rate = |time: Duration| megabytes / time.as_secs_f64();
        println!("{name:34}{:8.1}{:8.1}", rate(times[0]), rate(times[PASSES / 2]));
    }
    let factor = |n: usize| extraction[n].as_secs_f64() / yardstick[n].as_secs_f64();
    println!("{:34}{:8.2}{:8.2}\n", "times the yardstick", factor(0), factor(PASSES / 2));
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}
