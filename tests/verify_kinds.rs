//! Claims over short articles, kind by kind, with the verdicts that a careful fact-checker gives: through the whole
//! program, extraction and all.

use std::collections::BTreeMap;
use whosaid::input::Article;
use whosaid::verify::{Aliases, Search, Verdict, Verifier, read_claims};

/// One claim a line, each with its text.
const KINDS: &str = include_str!("../fixtures/verify/kinds.jsonl");
/// One article a line, with its claims.
const DESK: &str = include_str!("../fixtures/verify/desk.jsonl");

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
    #[serde(default)]
    text: String,
}

#[derive(serde::Deserialize)]
struct Desk {
    text: String,
    claims: Vec<Case>,
}

fn cases() -> Vec<Case> {
    let mut out: Vec<Case> = KINDS.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    for line in DESK.lines() {
        let desk: Desk = serde_json::from_str(line).unwrap();
        out.extend(desk.claims.into_iter().map(|c| Case { text: desk.text.clone(), ..c }));
    }
    out
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
    let cases = cases();
    assert!(cases.len() > 700);
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
    assert!(misses.len() * 100 <= cases.len(), "{misses:#?}");
}
