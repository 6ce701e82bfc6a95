//! The style of quotation marks decides nothing: the same texts, set in the marks of other papers, give the same rows.
#![allow(clippy::print_stderr, reason = "a test says what it has measured, and what it has left out")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use whosaid::Extractor;

/// Outer opening and closing marks, inner ones, the apostrophe.
struct Style {
    name: &'static str,
    marks: [char; 4],
    apostrophe: char,
}

const STYLES: &[Style] = &[
    Style { name: "straight double", marks: ['"', '"', '\'', '\''], apostrophe: '\'' },
    Style { name: "curly double", marks: ['“', '”', '‘', '’'], apostrophe: '’' },
    Style { name: "straight single", marks: ['\'', '\'', '"', '"'], apostrophe: '\'' },
    Style { name: "curly single", marks: ['‘', '’', '“', '”'], apostrophe: '’' },
    // The outer marks changed and the inner ones left: singles within singles.
    Style { name: "single within single", marks: ['‘', '’', '‘', '’'], apostrophe: '’' },
    Style { name: "guillemets", marks: ['«', '»', '‹', '›'], apostrophe: '’' },
];

/// How many of a hundred rows may come out otherwise.
const MOST_LOST: f64 = 1.0;

/// A text in another style, code point for code point.
fn set_in(text: &str, style: &Style) -> String {
    text.split_inclusive('\n').map(|paragraph| paragraph_in(paragraph, style)).collect()
}

fn paragraph_in(paragraph: &str, style: &Style) -> String {
    let [open, close, inner_open, inner_close] = style.marks;
    let text: Vec<char> = paragraph.chars().collect();
    let mut set = text.clone();
    let (mut outer, mut inner) = (false, false);
    for at in 0..text.len() {
        let before = at.checked_sub(1).map_or(' ', |b| text[b]);
        let after = text.get(at + 1).copied().unwrap_or(' ');
        let starts = (before.is_whitespace() || "([—–-‘“\"«".contains(before)) && !after.is_whitespace();
        match text[at] {
            '"' if before.is_ascii_digit() && !outer => {}
            '“' | '”' | '„' | '«' | '»' | '"' => {
                outer = match text[at] {
                    '"' => !outer && !after.is_whitespace(),
                    mark => "“„«".contains(mark),
                };
                set[at] = if outer { open } else { close };
                inner = false;
            }
            '‘' | '’' | '\'' if outer && !inner && starts && closes(&text[at + 1..]) => {
                inner = true;
                set[at] = inner_open;
            }
            '’' | '\'' if inner && !before.is_whitespace() && !after.is_alphanumeric() => {
                inner = false;
                set[at] = inner_close;
            }
            '‘' | '’' | '\'' => set[at] = style.apostrophe,
            _ => {}
        }
    }
    set.into_iter().collect()
}

/// Whether a single mark closes something before the next double one.
fn closes(text: &[char]) -> bool {
    let words = text.iter().take_while(|c| !"“”\"".contains(**c)).count();
    let pair = |at: usize| {
        "’'".contains(text[at])
            && at > 0
            && !text[at - 1].is_whitespace()
            && text.get(at + 1).is_none_or(|c| !c.is_alphanumeric())
    };
    (0..words).any(pair)
}

/// Texts that are about marks themselves.
const ABOUT_MARKS: [&str; 3] = ["mark-styles", "single-marks-apostrophes", "unclosed-stray"];

fn fixtures(at: &Path, texts: &mut Vec<String>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !ABOUT_MARKS.contains(&name.as_str()) {
            fixtures(&path, texts);
        } else if path.extension().is_some_and(|e| e == "txt") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

/// The articles of a corpus that lies beside the repository; none where there is none.
fn articles(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus").join(name);
    let Ok(lines) = std::fs::read_to_string(&path) else {
        eprintln!("no {}: not measured", path.display());
        return Vec::new();
    };
    let text =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned();
    // What is set in single marks already has no double ones to be changed.
    let single = |text: &String| text.lines().any(|line| line.starts_with(['‘', '\'']));
    lines.lines().map(text).filter(|text| !single(text)).collect()
}

/// Of a hundred rows, how many are the same in both (F1).
fn alike(texts: &[String], style: &Style) -> f64 {
    let extractor = Extractor::default();
    let rows = |text: &str| -> BTreeSet<_> {
        extractor.extract(text).into_iter().map(|row| (row.quote_spans, row.speaker_span)).collect()
    };
    let (mut same, mut all) = (0, 0);
    for text in texts {
        let (as_given, as_set) = (rows(text), rows(&set_in(text, style)));
        same += 2 * as_given.intersection(&as_set).count();
        all += as_given.len() + as_set.len();
    }
    100.0 * same as f64 / all as f64
}

fn judge(name: &str, texts: &[String]) {
    let figures: Vec<_> = STYLES.iter().map(|style| (style.name, alike(texts, style))).collect();
    eprintln!("{name}: {figures:.1?}");
    let lost: Vec<_> = figures.iter().filter(|(_, same)| 100.0 - same > MOST_LOST).collect();
    assert!(texts.is_empty() || lost.is_empty(), "{name}: {lost:?}");
}

#[test]
fn fixtures_in_other_marks_give_the_same_rows() {
    let mut texts = Vec::new();
    fixtures(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut texts);
    assert!(texts.len() > 300);
    judge("fixtures", &texts);
}

#[test]
fn articles_in_other_marks_give_the_same_rows() {
    for name in ["agency_dev.jsonl", "wire_dev.jsonl", "real_dev.jsonl"] {
        judge(name, &articles(name));
    }
}

#[test]
fn a_text_is_set_mark_by_mark() {
    let text = "“She said ‘run’, and Haro’s boat left,” said Haro.\n";
    let set: Vec<String> = STYLES.iter().map(|style| set_in(text, style)).collect();
    assert_eq!(set[2], "'She said \"run\", and Haro's boat left,' said Haro.\n");
    assert_eq!(set[5], "«She said ‹run›, and Haro’s boat left,» said Haro.\n");
    assert_eq!(set_in(&set[0], &STYLES[1]), text);
}
