//! `grammar-notes.md` and the table of rules say the same: one heading a rule, the same production, examples that hold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use whosaid::attribution::rules::RULES;

const NOTES: &str = include_str!("../grammar-notes.md");

/// Whether a word of a heading looks like a rule's id.
fn looks_like_id(word: &str) -> bool {
    word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// The sections of the notes whose heading begins with a rule's id, in order.
fn sections() -> Vec<(&'static str, &'static str)> {
    let parts = NOTES.split("\n## ").skip(1);
    parts
        .filter_map(|part| {
            let (heading, body) = part.split_once('\n')?;
            let id = heading.split(' ').next()?;
            looks_like_id(id).then_some((id, body))
        })
        .collect()
}

/// The lines of a section that begin with a label.
fn labelled<'a>(body: &'a str, label: &'a str) -> impl Iterator<Item = &'a str> {
    body.lines().filter_map(move |line| line.strip_prefix(label)).map(str::trim)
}

fn fired(text: &str) -> Vec<String> {
    whosaid::extract(text).into_iter().map(|row| row.rule).collect()
}

fn texts(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            texts(&path, found);
        } else if path.extension().is_some_and(|e| e == "txt") {
            found.push(path);
        }
    }
}

#[test]
fn every_rule_has_its_heading_and_every_heading_its_rule() {
    let headings: Vec<&str> = sections().into_iter().map(|(id, _)| id).collect();
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(headings, ids, "the notes follow the order of the table");
}

#[test]
fn productions_stand_in_the_notes_as_in_the_table() {
    let sections: BTreeMap<&str, &str> = sections().into_iter().collect();
    for rule in RULES {
        let line = format!("\n    {} = {}\n", rule.id, rule.production);
        assert!(sections[rule.id].contains(&line), "{}: no line {line:?} in its section", rule.id);
    }
}

#[test]
fn examples_are_read_and_counterparts_refused() {
    let mut wrong = Vec::new();
    for (id, body) in sections() {
        let reads: Vec<&str> = labelled(body, "Reads: ").collect();
        let refuses: Vec<&str> = labelled(body, "Refuses: ").collect();
        if reads.is_empty() || refuses.is_empty() {
            wrong.push(format!("{id}: needs a line \"Reads: ...\" and a line \"Refuses: ...\""));
        }
        for text in reads {
            let fired = fired(&text.replace(" ¶ ", "\n\n"));
            if !fired.iter().any(|rule| rule == id) {
                wrong.push(format!("{id} does not read {text:?}: {fired:?}"));
            }
        }
        for text in refuses {
            let fired = fired(&text.replace(" ¶ ", "\n\n"));
            if fired.iter().any(|rule| rule == id) {
                wrong.push(format!("{id} reads {text:?}: {fired:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_fires_in_a_fixture_or_on_its_example() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths = Vec::new();
    texts(&folder, &mut paths);
    let mut topics: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in &paths {
        let topic = path.parent().unwrap().strip_prefix(&folder).unwrap().display().to_string();
        for rule in fired(&std::fs::read_to_string(path).unwrap()) {
            topics.entry(rule).or_default().push(topic.clone());
        }
    }
    for rule in RULES {
        let shown = topics.contains_key(rule.id) || fired(rule.example).iter().any(|r| r == rule.id);
        assert!(shown, "{}: no fixture fires it, nor does its example", rule.id);
    }
    // The folders that a section names are there, and the rule fires in one of them.
    for (id, body) in sections() {
        let named: Vec<&str> = labelled(body, "Fixtures: ").flat_map(|l| l.split('`').skip(1).step_by(2)).collect();
        for topic in &named {
            assert!(folder.join(topic).is_dir(), "{id}: no folder fixtures/{topic}");
        }
        let fires = topics.get(id).is_some_and(|t| t.iter().any(|t| named.contains(&t.as_str())));
        assert!(
            fires || named.is_empty() && !topics.contains_key(id),
            "{id}: fires in {:?}, named {named:?}",
            topics.get(id)
        );
    }
}
