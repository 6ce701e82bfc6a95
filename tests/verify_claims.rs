//! Claims with expected verdicts over the invented agency articles, with the rows of a perfect extractor.

#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::Path;
use whosaid::input::Article;
use whosaid::stages::evaluate::gold::{Gold, read_gold};
use whosaid::stages::evaluate::rows::rows;
use whosaid::verify::{Aliases, Search, Verifier, read_claims};

#[test]
fn claims_over_gold_rows() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let read = |name: &str| std::fs::read_to_string(corpus.join(name));
    let (Ok(gold), Ok(table)) = (read("agency_dev.jsonl"), read("agency_claims_dev.csv")) else {
        eprintln!("left out: no corpus at {}", corpus.display());
        return;
    };
    let Gold::Records(articles) = read_gold("agency_dev.jsonl", &gold).unwrap() else { panic!("records expected") };
    let mut want: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |n: &str| headers.iter().position(|h| h == n).unwrap();
    for record in reader.records() {
        let r = record.unwrap();
        want.insert(r[column("id")].to_owned(), (r[column("verdict")].to_owned(), r[column("wording")].to_owned()));
    }
    let verifier = Verifier::new(read_claims("claims", &table).unwrap().list, Aliases::default());
    let mut search = Search::new(&verifier);
    for article in &articles {
        search.add(verifier.examine(&Article::new(article.doc.clone(), article.text.clone()), |_| rows(article)));
    }
    let (mut verdicts, mut wordings, mut all) = (0, 0, 0);
    for answer in search.answers() {
        let (verdict, wording) = &want[&answer.claim.id];
        all += 1;
        let (v, w) = (answer.verdict.as_str() == verdict, answer.wording.as_str() == wording);
        verdicts += usize::from(v);
        wordings += usize::from(w);
        if !v || !w {
            eprintln!(
                "{}: {} {}, want {verdict} {wording}: {} {:?}",
                answer.claim.id, answer.verdict, answer.wording, answer.claim.claim, answer.flags
            );
        }
    }
    eprintln!("verdicts {verdicts}/{all}, wordings {wordings}/{all}");
    assert!(verdicts * 10 >= all * 9 && wordings * 10 >= all * 9);
}
