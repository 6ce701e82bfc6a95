//! Claims over short articles, kind by kind, with the verdicts that a careful fact-checker gives: through the whole
//! program, extraction and all.

use std::collections::BTreeMap;
use whosaid::input::Article;
use whosaid::verify::{Aliases, Search, Verdict, Verifier, read_claims};

const KINDS: &str = include_str!("../fixtures/verify/kinds.jsonl");

#[derive(serde::Deserialize)]
struct Case {
    id: String,
    claim: String,
    speaker: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    kind: String,
    /// The verdicts that count as right.
    wanted: Vec<String>,
    text: String,
}

fn verdict(case: &Case) -> Verdict {
    let line = serde_json::json!({"id": case.id, "claim": case.claim, "speaker": case.speaker, "source": case.source, "kind": case.kind});
    let verifier = Verifier::new(read_claims(&case.id, &line.to_string()).unwrap().list, Aliases::default());
    let mut search = Search::new(&verifier);
    search.add(verifier.examine(&Article::new("a", &case.text), whosaid::extract));
    search.answers().remove(0).verdict
}

#[test]
fn no_kind_of_claim_is_falsely_confirmed() {
    let cases: Vec<Case> = KINDS.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(cases.len() > 150);
    let (mut wrong, mut confirmed): (BTreeMap<&str, Vec<String>>, Vec<String>) = Default::default();
    for case in &cases {
        let got = verdict(case);
        if case.wanted.iter().any(|w| w == got.as_str()) {
            continue;
        }
        let line = format!("{}: {:?} by {}: {got}, want {}", case.id, case.claim, case.speaker, case.wanted.join("/"));
        if got == Verdict::Confirmed {
            confirmed.push(line.clone());
        }
        wrong.entry(case.id.split('-').next().unwrap_or("")).or_default().push(line);
    }
    assert!(confirmed.is_empty(), "falsely confirmed:\n{}", confirmed.join("\n"));
    let misses: Vec<&String> = wrong.values().flatten().collect();
    assert!(misses.len() * 50 <= cases.len(), "{misses:#?}");
}
