//! Answers as a web page.
//!
//! Takes answers, gives one self-contained page: an index that filters and sorts, the differences side by side, the
//! passage with its marks, what each word means. Nothing is fetched, one script runs, known by its hash, and without it
//! everything is there to read. Everything is readable without colour.

use super::super::{Answer, Finding, SourceCheck, SpeakerCheck, Verdict, Wording};
use crate::error::{Error, Result};
use crate::packed;
use crate::policy::policy;
use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;
use std::io::Write;

/// What the flags mean.
const FLAGS: &str = include_str!("flags.csv");

/// A piece of text with what marks it: `ins`, `del`, `match`, `cue` ...; nothing where it is plain.
#[derive(Serialize)]
struct Piece {
    text: String,
    tag: &'static str,
}

/// A word of an axis with its meaning.
#[derive(Serialize)]
struct Term {
    name: &'static str,
    word: &'static str,
    meaning: &'static str,
    count: usize,
}

/// A flag with its meaning.
#[derive(Clone, Serialize)]
struct Flag {
    word: String,
    meaning: String,
}

/// The flags with their meanings, in alphabetical order.
fn flags() -> impl Iterator<Item = Flag> {
    let rows = csv::Reader::from_reader(FLAGS.as_bytes()).into_records().flatten();
    rows.map(|row| Flag { word: row[0].to_owned(), meaning: row[1].to_owned() })
}

/// A flag as it stands in an answer: `searched-12` is one of `searched`.
fn flag(word: &str, known: &[Flag]) -> Flag {
    let kind = if word.starts_with("searched-") { "searched" } else { word };
    let meaning = known.iter().find(|f| f.word == kind).map(|f| f.meaning.clone());
    Flag { word: word.to_owned(), meaning: meaning.unwrap_or_default() }
}

#[derive(Serialize)]
struct Group {
    name: &'static str,
    terms: Vec<Term>,
}

#[derive(Serialize)]
struct Line {
    verdict: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    anchor: String,
    verdict: &'static str,
    meaning: &'static str,
    rank: usize,
    axes: Vec<Term>,
    short: String,
    speaker: String,
    source: String,
    ours: Vec<Piece>,
    theirs: Vec<Piece>,
    shown: Vec<Piece>,
    note: String,
    corrected: String,
    flags: Vec<Flag>,
    found: bool,
    found_speaker: String,
    found_source: String,
    doc: String,
    outlet: String,
    date: String,
    place: String,
    link: String,
    dropped: Vec<String>,
    near: String,
    evidence: Vec<Line>,
}

const fn term(name: &'static str, word: &'static str, meaning: &'static str) -> Term {
    Term { name, word, meaning, count: 0 }
}

/// How many characters of a claim the index shows.
const SHORT: usize = 120;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHORT) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// A text in pieces: `marks` are places and lengths in characters, ascending, with their tag.
fn pieces(text: &str, marks: &[(usize, usize, &'static str)]) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let part = |a: usize, b: usize| chars[a.min(chars.len())..b.min(chars.len())].iter().collect::<String>();
    let mut out = Vec::new();
    let mut at = 0;
    for (start, length, tag) in marks.iter().filter(|m| m.1 > 0) {
        let start = (*start).max(at);
        out.push(Piece { text: part(at, start), tag: "" });
        out.push(Piece { text: part(start, start + length), tag });
        at = start + length;
    }
    out.push(Piece { text: part(at, chars.len()), tag: "" });
    out.retain(|p| !p.text.is_empty());
    out
}

/// The claim and the text with their differences marked.
fn sides(answer: &Answer) -> (Vec<Piece>, Vec<Piece>) {
    let claim = &answer.claim.claim;
    let Some(finding) = &answer.finding else { return (pieces(claim, &[]), Vec::new()) };
    let length = |s: &str| s.chars().count();
    let ours: Vec<_> = finding.differences.iter().map(|d| (d.claim_start, length(&d.claim), "ins")).collect();
    let from = finding.span().start;
    let gone = finding.differences.iter().filter(|d| d.source_start >= from);
    let theirs: Vec<_> = gone.map(|d| (d.source_start - from, length(&d.source), "del")).collect();
    (pieces(claim, &ours), pieces(&finding.exact, &theirs))
}

fn entry(number: usize, answer: &Answer, known: &[Flag]) -> Entry {
    let finding = answer.finding.as_ref();
    let of = |f: &dyn Fn(&Finding) -> String| finding.map(f).unwrap_or_default();
    let (ours, theirs) = sides(answer);
    let shown = finding.map_or(&[][..], |f| &f.shown);
    let evidence = super::others(answer);
    Entry {
        id: answer.claim.id.clone(),
        anchor: format!("claim-{}", number + 1),
        verdict: answer.verdict.as_str(),
        meaning: answer.verdict.meaning(),
        rank: Verdict::ALL.iter().position(|v| *v == answer.verdict).unwrap_or(0),
        axes: vec![
            term("wording", answer.wording.as_str(), answer.wording.meaning()),
            term("speaker", answer.speaker_check.as_str(), answer.speaker_check.meaning()),
            term("source", answer.source_check.as_str(), answer.source_check.meaning()),
        ],
        short: shortened(&answer.claim.claim),
        speaker: answer.claim.speaker.clone(),
        source: answer.claim.source.clone(),
        ours,
        theirs,
        shown: shown.iter().map(|(text, tag)| Piece { text: text.clone(), tag }).collect(),
        note: answer.note.clone(),
        corrected: of(&|f| f.corrected.clone()),
        flags: answer.flags.iter().map(|f| flag(f, known)).collect(),
        found: finding.is_some(),
        found_speaker: of(&|f| f.found_speaker.clone()),
        found_source: of(&|f| f.found_source.clone()),
        doc: of(&|f| f.doc.clone()),
        outlet: of(&|f| f.outlet.clone().unwrap_or_default()),
        date: of(&|f| f.date.clone().unwrap_or_default()),
        place: of(&|f| f.span().to_string()),
        link: of(&|f| f.link.clone().unwrap_or_default()),
        dropped: finding
            .map(|f| [f.dropped.0.clone(), f.dropped.1.clone()])
            .into_iter()
            .flatten()
            .filter(|d| !d.is_empty() && answer.flags.contains("partial"))
            .collect(),
        near: answer.near.as_ref().map(|n| format!("{}, {}: {}", n.doc, n.span, n.text)).unwrap_or_default(),
        evidence: evidence
            .iter()
            .map(|e| Line { verdict: e.verdict.as_str(), text: super::evidence_text(e) })
            .collect(),
    }
}

fn legend() -> Vec<Group> {
    vec![
        Group { name: "Verdicts", terms: Verdict::ALL.iter().map(|v| term("", v.as_str(), v.meaning())).collect() },
        Group { name: "Wording", terms: Wording::ALL.iter().map(|v| term("", v.as_str(), v.meaning())).collect() },
        Group { name: "Speaker", terms: SpeakerCheck::ALL.iter().map(|v| term("", v.as_str(), v.meaning())).collect() },
        Group { name: "Source", terms: SourceCheck::ALL.iter().map(|v| term("", v.as_str(), v.meaning())).collect() },
    ]
}

/// Writes the page. `searched` says how much was searched.
pub fn write_html(answers: &[Answer], searched: &str, out: &mut impl Write) -> Result<()> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let wrap = |e: minijinja::Error| Error::input("the page's template", e.to_string());
    environment.add_template("page.html", packed::page("verify/report/page.html")).map_err(wrap)?;
    let (style, script) = (packed::page("verify/report/page.css"), packed::page("verify/report/page.js"));
    let known: Vec<Flag> = flags().collect();
    let entries: Vec<Entry> = answers.iter().enumerate().map(|(n, a)| entry(n, a, &known)).collect();
    let count = |v: Verdict| answers.iter().filter(|a| a.verdict == v).count();
    let verdicts: Vec<Term> = Verdict::ALL
        .iter()
        .filter(|v| count(**v) > 0)
        .map(|v| Term { count: count(*v), ..term("", v.as_str(), v.meaning()) })
        .collect();
    let page = environment
        .get_template("page.html")
        .and_then(|t| {
            t.render(context! {
                entries => minijinja::Value::from(minijinja::value::Serde(&entries)),
                verdicts => minijinja::Value::from(minijinja::value::Serde(&verdicts)),
                legend => minijinja::Value::from(minijinja::value::Serde(&legend())),
                flags => minijinja::Value::from(minijinja::value::Serde(&known)),
                summary => super::summary(answers),
                version => env!("CARGO_PKG_VERSION"),
                policy => policy(style, Some(script)),
                style,
                script,
                searched,
            })
        })
        .map_err(wrap)?;
    out.write_all(page.as_bytes())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_have_meanings() {
        let known: Vec<Flag> = flags().collect();
        assert!(known.is_sorted_by(|a, b| a.word < b.word) && known.iter().all(|f| f.meaning.ends_with('.')));
        for word in crate::verify::flags::told_flags().chain(["searched-12"]) {
            assert!(!flag(word, &known).meaning.is_empty(), "{word}");
        }
    }

    #[test]
    fn a_text_is_cut_at_its_marks() {
        let told: Vec<(String, &str)> =
            pieces("we will go", &[(3, 4, "ins")]).into_iter().map(|p| (p.text, p.tag)).collect();
        assert_eq!(told, [("we ".to_owned(), ""), ("will".to_owned(), "ins"), (" go".to_owned(), "")]);
    }
}
