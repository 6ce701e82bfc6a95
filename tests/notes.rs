//! `grammar-notes.md` and the table of rules say the same: one heading a rule, the same production, examples that hold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use whosaid::{Extractor, RuleKind, rules};

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
    let ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    assert_eq!(headings, ids, "the notes follow the order of the table");
}

/// The notes with production, sentences and fixtures of every rule as the table has them.
fn as_the_table_has_it() -> String {
    let mut parts = NOTES.split("\n## ");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        out.push_str("\n## ");
        let id = part.split([' ', '\n']).next().unwrap();
        match rules().find(|rule| rule.id == id) {
            Some(rule) => out.push_str(&section(rule, part)),
            None => out.push_str(part),
        }
    }
    out
}

/// A section: its heading, the production, its words, then sentences and fixtures.
fn section(rule: &whosaid::Rule, part: &str) -> String {
    let labels = ["Reads: ", "Refuses: ", "Fixtures: "];
    let (heading, body) = part.split_once('\n').unwrap_or((part, ""));
    // A chapter may follow the section.
    let (body, behind) = body.find("\n# ").map_or((body, ""), |at| body.split_at(at));
    let own = format!("    {} = ", rule.id);
    let words: Vec<&str> = body
        .lines()
        .filter(|line| !line.starts_with(own.trim_end()) && !labels.iter().any(|l| line.starts_with(l)))
        .collect();
    let mut words = words.join("\n");
    while words.contains("\n\n\n") {
        words = words.replace("\n\n\n", "\n\n");
    }
    let mut out = format!("{heading}\n\n{own}{}\n", rule.production);
    let words = words.trim_matches('\n');
    if !words.is_empty() {
        out.push_str(&format!("\n{words}\n"));
    }
    let reads = rule.reads.iter().map(|text| format!("\nReads: {text}\n"));
    out.extend(reads.chain(rule.refuses.iter().map(|text| format!("\nRefuses: {text}\n"))));
    if !rule.fixtures.is_empty() {
        let named: Vec<String> = rule.fixtures.iter().map(|name| format!("`{name}`")).collect();
        out.push_str(&format!("\nFixtures: {}\n", named.join(", ")));
    }
    out + behind
}

#[test]
fn the_notes_say_what_the_table_says() {
    let wanted = as_the_table_has_it();
    if std::env::var_os("UPDATE_NOTES").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar-notes.md"), &wanted).unwrap();
        return;
    }
    let differs = NOTES.lines().zip(wanted.lines()).position(|(a, b)| a != b);
    assert!(
        NOTES == wanted,
        "grammar-notes.md, line {}, differs from the table; UPDATE_NOTES=1 cargo test --test notes writes it",
        differs.map_or(0, |n| n + 1)
    );
}

/// Whether the explanation of a text names a rule that refused.
fn explained(text: &str, id: &str) -> bool {
    let (_, explanations) = Extractor::default().explain(text);
    explanations.iter().any(|e| e.n.is_none() && e.verdict.starts_with(&format!("refused by {id} ")))
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
        let Some(rule) = rules().find(|rule| rule.id == id) else { continue };
        // A rule names its rows; of another the rows tell only when it is off.
        let without = Extractor::default().without(&[id]).unwrap();
        let noticed = |text: &str| match rule.kind {
            RuleKind::Rule => fired(text).iter().any(|rule| rule == id),
            _ => without.explain(text) != Extractor::default().explain(text),
        };
        for text in reads {
            let text = text.replace(" ¶ ", "\n\n");
            // What is refused may be doubtful as well: then the explanation tells.
            let told = rule.kind == RuleKind::Refusal && explained(&text, id);
            if !told && !noticed(&text) {
                wrong.push(format!("{id} does not read {text:?}: {:?}", fired(&text)));
            }
        }
        for text in refuses {
            let text = text.replace(" ¶ ", "\n\n");
            // Only the rows count: another cue of the sentence may well be refused.
            let rows = match rule.kind {
                RuleKind::Rule => noticed(&text),
                _ => without.extract(&text) != whosaid::extract(&text),
            };
            if rows {
                wrong.push(format!("{id} reads {text:?}: {:?}", fired(&text)));
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
    for rule in rules().filter(|rule| rule.kind == RuleKind::Rule) {
        let shown = topics.contains_key(rule.id) || fired(rule.reads[0]).iter().any(|r| r == rule.id);
        assert!(shown, "{}: no fixture fires it, nor does its example", rule.id);
    }
    // The folders that a section names are there, and the rule fires in one of them.
    for (id, body) in sections() {
        let named: Vec<&str> = labelled(body, "Fixtures: ").flat_map(|l| l.split('`').skip(1).step_by(2)).collect();
        for topic in &named {
            assert!(
                folder.join(topic).is_dir() || folder.join(topic).with_extension("txt").is_file(),
                "{id}: no folder fixtures/{topic}"
            );
        }
        if rules().any(|rule| rule.id == id && rule.kind != RuleKind::Rule) {
            continue;
        }
        let fires = topics.get(id).is_some_and(|t| t.iter().any(|t| named.contains(&t.as_str())));
        assert!(
            fires || named.is_empty() && !topics.contains_key(id),
            "{id}: fires in {:?}, named {named:?}",
            topics.get(id)
        );
    }
}
