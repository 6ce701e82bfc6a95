//! The word lists keep their form: strict CSV with the header that the loader expects, sorted, unique, no stray space.

use std::collections::BTreeMap;
use std::path::Path;

/// The header of every list. A file without an entry here, or an entry without a file, fails.
const HEADERS: &[(&str, &str)] = &[
    ("abbreviations", "form,kind,note"),
    // Empty: whose other names count is for each desk to say.
    ("aliases", "alias,name,note"),
    ("auxiliaries", "form,kind,note"),
    ("calendar", "word,kind,note"),
    ("cast_words", "word,classes,note"),
    ("claim_words", "word,class,note"),
    ("common_words", "word,note"),
    ("cues", "lemma,class,third,past,participle,gerund,frames,note"),
    ("demonyms", "word,of,note"),
    ("document_nouns", "noun,plural,channel,note"),
    ("doubt_words", "word,classes,note"),
    ("first_names", "name,gender,note"),
    // The classes say what the word is; there is nothing to add in a note.
    ("function_words", "word,classes"),
    ("group_nouns", "noun,note"),
    ("hyphenation", "word,place,note"),
    ("irregular_forms", "form,lemma,note"),
    ("known_bodies", "name,kind,called,note"),
    ("light_verbs", "lemma,third,past,participle,gerund,note"),
    ("marked_words", "word,type,place,note"),
    ("mention_words", "word,classes,note"),
    ("metonyms", "name,kind,of,note"),
    ("name_forms", "form,names,note"),
    ("noun_cues", "noun,plural,class,note"),
    ("number_words", "word,value,note"),
    ("offices", "form,office,wider,note"),
    ("opposites", "word,opposite,note"),
    ("organisation_nouns", "noun,kind,note"),
    ("outlet_nouns", "noun,kind,note"),
    ("outlets", "name,kind,aliases,parent,note"),
    ("page_patterns", "pattern,where,kind,note"),
    ("person_nouns", "noun,plural,gender,kind,note"),
    ("phrasal_cues", "lemma,words,class,frames,note"),
    ("places", "name,kind,note"),
    ("preposition_cues", "words,class,note"),
    ("production_words", "word,class,note"),
    ("relay_words", "word,classes,note"),
    ("reporting_adverbs", "adverb,note"),
    ("rule_words", "word,class,note"),
    ("short_names", "short,long,note"),
    ("titles", "title,gender,kind,note"),
    ("variant_forms", "form,lemma,slot,note"),
];

/// How many of the first columns make a row's key. One, but for:
fn key_columns(list: &str) -> usize {
    match list {
        // A first or a second part of a compound; a pattern in several places; a verb with several particles; a
        // word that is of several classes to a claim.
        "claim_words" | "hyphenation" | "opposites" | "page_patterns" | "phrasal_cues" | "rule_words"
        | "short_names" => 2,
        // One spelling serves as past tense and as participle of the same verb.
        "variant_forms" => 3,
        _ => 1,
    }
}

fn lists() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "csv"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// What is wrong with a list, line by line.
fn faults(name: &str, header: &str, content: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if content.contains('\r') || !content.ends_with('\n') {
        faults.push(format!("{name}: lines must end in a line feed, the last one too"));
    }
    // Not flexible: a row with more or fewer cells than the header is an error.
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(content.as_bytes());
    let found = reader.headers().map(|h| h.iter().collect::<Vec<_>>().join(",")).unwrap_or_default();
    if found != header {
        faults.push(format!("{name}: header is {found:?}, not {header:?}"));
    }
    let mut before: Option<Vec<String>> = None;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(e) => {
                faults.push(format!("{name}: {e}"));
                break;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        for cell in record.iter().filter(|c| *c != c.trim() || c.contains("  ") || c.contains(['\t', '\n'])) {
            faults.push(format!("{name}:{line}: stray space in {cell:?}"));
        }
        let key: Vec<String> = record.iter().take(key_columns(name)).map(str::to_owned).collect();
        if key.iter().any(String::is_empty) {
            faults.push(format!("{name}:{line}: empty key"));
        }
        if header.ends_with(",note") && record.iter().next_back().is_none_or(str::is_empty) {
            faults.push(format!("{name}:{line}: {key:?} has no note"));
        }
        if let Some(before) = &before {
            match before.cmp(&key) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => faults.push(format!("{name}:{line}: {key:?} twice")),
                std::cmp::Ordering::Greater => {
                    faults.push(format!("{name}:{line}: {key:?} must stand before {before:?} (order of code points)"));
                }
            }
        }
        before = Some(key);
    }
    faults
}

#[test]
fn every_list_is_known() {
    let found = lists();
    let known: Vec<&str> = HEADERS.iter().map(|(name, _)| *name).collect();
    assert_eq!(found.keys().map(String::as_str).collect::<Vec<_>>(), known);
}

#[test]
fn lists_are_strict_sorted_unique_and_clean() {
    let found = lists();
    let faults: Vec<String> = HEADERS.iter().flat_map(|(name, header)| faults(name, header, &found[*name])).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_fault_is_seen() {
    let faults_of = |content: &str| faults("t", "word,note", content).join("; ");
    assert_eq!(faults_of("word,note\na,x\nb,y\n"), "");
    assert!(faults_of("word,note\nb,x\na,y\n").contains("must stand before"));
    assert!(faults_of("word,note\na,x\na,y\n").contains("twice"));
    assert!(faults_of("word,note\na ,x\n").contains("stray space"));
    assert!(faults_of("word,note\na,\n").contains("no note"));
    assert!(faults_of("word,note\na,x,y\n").contains("3 fields"));
    assert!(faults_of("word,hint\na,x\n").contains("header"));
    assert!(faults_of("word,note\r\na,x\r\n").contains("line feed"));
}
