//! Every rule matters, and every alternative of its production: switched off, its own fixtures come out otherwise.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use whosaid::{Explanation, Extractor, Quotation, Rule, rules};

fn texts(at: &Path, found: &mut Vec<PathBuf>) {
    if at.is_dir() {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(at).unwrap().map(|e| e.unwrap().path()).collect();
        entries.sort();
        entries.iter().for_each(|path| texts(path, found));
    } else if at.extension().is_some_and(|e| e == "txt") {
        found.push(at.to_owned());
    }
}

/// The texts of a rule: its sentences, and its fixtures (`topic`, or `topic/case`).
fn texts_of(rule: &Rule) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths = Vec::new();
    for name in rule.fixtures {
        let path = folder.join(name);
        let path = if path.is_dir() { path } else { path.with_extension("txt") };
        assert!(path.exists(), "{}: no fixture {name}", rule.id);
        texts(&path, &mut paths);
    }
    let own = rule.reads.iter().map(|text| text.replace(" ¶ ", "\n\n"));
    own.chain(paths.iter().map(|path| std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_rule_and_every_alternative_is_noticed_when_it_is_off() {
    let mut known: BTreeMap<String, (Vec<Quotation>, Vec<Explanation>)> = BTreeMap::new();
    let mut unnoticed = Vec::new();
    for rule in rules() {
        let texts = texts_of(rule);
        for text in &texts {
            known.entry(text.clone()).or_insert_with(|| Extractor::default().explain(text));
        }
        let switches = std::iter::once(rule.id.to_owned());
        let switches = switches.chain((1..=rule.alternatives()).map(|n| format!("{}/{n}", rule.id)));
        for switch in switches {
            let without = Extractor::default().without(&[&switch]).unwrap();
            if !texts.iter().any(|text| without.explain(text) != known[text]) {
                unnoticed.push(switch);
            }
        }
    }
    assert!(unnoticed.is_empty(), "no fixture of their own notices these: {}", unnoticed.join(" "));
}
