//! How the time of `verify` grows with articles and with claims: `cargo bench --bench verify`.
//!
//! Articles are made of invented sentences, every tenth claim is in one of them word for word, every tenth with a word
//! changed, and the rest share only common words. A second table measures the worst case: every claim in every article.

#![allow(clippy::print_stdout)]

use rayon::prelude::*;
use std::time::Instant;
use whosaid::Extractor;
use whosaid::input::Article;
use whosaid::verify::{Aliases, Claim, Search, Verifier};

const NAMES: [&str; 8] =
    ["Ida Brekke", "Olav Torvik", "Berit Aas", "Jonas Fehr", "Agnes Moen", "Callum Reid", "Mairi Sloan", "Anselm Pyke"];
const FIRST: [&str; 16] =
    ["bar", "cor", "del", "fen", "gar", "hol", "kel", "lim", "mar", "nor", "pel", "ros", "sal", "tar", "ven", "wil"];
const MIDDLE: [&str; 16] = ["a", "e", "i", "o", "u", "an", "en", "in", "on", "un", "ar", "er", "ir", "or", "ur", "el"];
const LAST: [&str; 16] = [
    "by", "cot", "dle", "fer", "gate", "ham", "ket", "ling", "mond", "ner", "per", "ridge", "stow", "ton", "ver",
    "wick",
];

/// A small generator of numbers that is the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }

    /// A made-up noun; there are 4096 of them, the low ones more frequent, as words are.
    fn noun(&mut self) -> String {
        let mut pick = |list: &[&'static str; 16]| list[self.roll(16).min(self.roll(16))];
        [pick(&FIRST), pick(&MIDDLE), pick(&LAST)].concat()
    }

    fn clause(&mut self) -> String {
        let verb =
            ["needs the", "has lost a", "paid for the", "will not close without a", "never saw the", "asked for a"];
        let verb = verb[self.roll(verb.len())];
        format!("the {} of the {} {verb} {}", self.noun(), self.noun(), self.noun())
    }

    fn quotation(&mut self) -> String {
        let number = self.roll(9000) + 1000;
        format!("{} and {} in the year {number}, because {}", self.clause(), self.clause(), self.clause())
    }
}

fn articles(count: usize, dice: &mut Dice) -> Vec<(Article, Vec<String>)> {
    (0..count)
        .map(|n| {
            let quotations: Vec<String> = (0..8).map(|_| dice.quotation()).collect();
            let paragraphs: Vec<String> = quotations
                .iter()
                .map(|q| format!("“{q},” {} said. The board met again after {}.", NAMES[dice.roll(8)], dice.clause()))
                .collect();
            (Article::new(format!("a{n}"), paragraphs.join("\n\n")), quotations)
        })
        .collect()
}

fn claims(count: usize, articles: &[(Article, Vec<String>)], dice: &mut Dice) -> Vec<Claim> {
    let one = |n: usize| {
        let known = &articles[dice.roll(articles.len())].1[dice.roll(8)];
        let claim = match n % 10 {
            0 => known.clone(),
            1 => known.replace(" in the year", " before the year"),
            _ => dice.quotation(),
        };
        Claim { id: n.to_string(), claim, speaker: NAMES[n % 8].to_owned(), ..Claim::default() }
    };
    (0..count).map(one).collect()
}

fn measure(articles: &[(Article, Vec<String>)], claims: Vec<Claim>) -> (f64, usize) {
    let extractor = Extractor::default();
    let start = Instant::now();
    let verifier = Verifier::new(claims, Aliases::default());
    let mut search = Search::new(&verifier);
    for batch in articles.chunks(512) {
        let findings: Vec<_> =
            batch.par_iter().map(|(a, _)| verifier.examine(a, |text| extractor.extract(text))).collect();
        findings.into_iter().for_each(|f| search.add(f));
    }
    let found = search.answers().iter().filter(|a| a.finding.is_some()).count();
    (start.elapsed().as_secs_f64(), found)
}

fn main() {
    println!("articles  claims      MB   seconds  found");
    for (count, asked) in [(1000, 100), (1000, 1000), (2500, 1000), (5000, 1000), (10_000, 100), (10_000, 1000)] {
        let mut dice = Dice(7);
        let texts = articles(count, &mut dice);
        let bytes: usize = texts.iter().map(|(a, _)| a.text.len()).sum();
        let claims = claims(asked, &texts, &mut dice);
        let (seconds, found) = measure(&texts, claims);
        println!("{count:8} {asked:7} {:7.1} {seconds:9.2} {found:6}", bytes as f64 / 1e6);
    }
    println!("one text, every claim in it\n   words  claims           seconds");
    for (paragraphs, asked) in [(1000, 100), (2000, 100), (4000, 100)] {
        let mut dice = Dice(9);
        let quotations: Vec<String> = (0..asked).map(|_| dice.quotation()).collect();
        let text: Vec<String> =
            (0..paragraphs).map(|n| format!("“{},” {} said.", quotations[n % asked], NAMES[n % 8])).collect();
        let article = Article::new("one", text.join("\n\n"));
        let words = article.text.split_whitespace().count();
        let claims = quotations
            .iter()
            .enumerate()
            .map(|(n, q)| Claim {
                id: n.to_string(),
                claim: q.replace("because", "though"),
                speaker: NAMES[n % 8].to_owned(),
                ..Claim::default()
            })
            .collect();
        let (seconds, _) = measure(&[(article, Vec::new())], claims);
        println!("{words:8} {asked:7} {:17} {seconds:9.2}", "");
    }
}
