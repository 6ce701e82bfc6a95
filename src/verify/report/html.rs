//! Answers as a web page.
//!
//! Takes answers, gives one self-contained page: no scripts, no fonts, nothing fetched. Everything is readable without
//! colour.

use super::super::{Answer, Op, Weight};
use crate::error::{Error, Result};
use minijinja::{Environment, context};
use serde::Serialize;
use std::io::Write;

const TEMPLATE: &str = include_str!("page.html");

#[derive(Serialize)]
struct Change {
    op: &'static str,
    claim: String,
    source: String,
    flags: String,
    counts: bool,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    verdict: &'static str,
    axes: Vec<(&'static str, &'static str)>,
    claim: String,
    speaker: String,
    source: String,
    note: String,
    flags: Vec<String>,
    changes: Vec<Change>,
    found: bool,
    found_quote: String,
    found_speaker: String,
    found_source: String,
    doc: String,
    place: String,
    link: String,
    before: String,
    exact: String,
    after: String,
    dropped: Vec<String>,
    also: Vec<String>,
}

fn entry(answer: &Answer) -> Entry {
    let finding = answer.finding.as_ref();
    let of = |f: &dyn Fn(&super::super::Finding) -> String| finding.map(f).unwrap_or_default();
    let changes = finding
        .map(|f| &f.differences)
        .into_iter()
        .flatten()
        .map(|d| Change {
            op: match d.op {
                Op::Replace => "replaced",
                Op::Insert => "added",
                Op::Delete => "left out",
            },
            claim: d.claim.clone(),
            source: d.source.clone(),
            flags: d.flags.iter().copied().collect::<Vec<_>>().join(", "),
            counts: d.weight == Weight::Counts,
        })
        .collect();
    Entry {
        id: answer.claim.id.clone(),
        verdict: answer.verdict.as_str(),
        axes: vec![
            ("wording", answer.wording.as_str()),
            ("speaker", answer.speaker_check.as_str()),
            ("source", answer.source_check.as_str()),
        ],
        claim: answer.claim.claim.clone(),
        speaker: answer.claim.speaker.clone(),
        source: answer.claim.source.clone(),
        note: answer.note.clone(),
        flags: answer.flags.iter().cloned().collect(),
        changes,
        found: finding.is_some(),
        found_quote: of(&|f| f.found_quote.clone()),
        found_speaker: of(&|f| f.found_speaker.clone()),
        found_source: of(&|f| f.found_source.clone()),
        doc: of(&|f| f.doc.clone()),
        place: of(&|f| f.span().to_string()),
        link: of(&|f| f.link.clone().filter(|l| l.starts_with("http")).unwrap_or_default()),
        before: of(&|f| f.context.0.clone()),
        exact: of(&|f| super::super::text::flat(&f.exact)),
        after: of(&|f| f.context.1.clone()),
        dropped: finding
            .map(|f| [f.dropped.0.clone(), f.dropped.1.clone()])
            .into_iter()
            .flatten()
            .filter(|d| !d.is_empty() && answer.flags.contains("partial"))
            .collect(),
        also: answer.also().into_iter().map(str::to_owned).collect(),
    }
}

/// Writes the page. `searched` says how much was searched.
pub fn write_html(answers: &[Answer], searched: &str, out: &mut impl Write) -> Result<()> {
    let mut environment = Environment::new();
    let wrap = |e: minijinja::Error| Error::input("the page's template", e.to_string());
    environment.add_template("page.html", TEMPLATE).map_err(wrap)?;
    let entries: Vec<Entry> = answers.iter().map(entry).collect();
    let entries = minijinja::Value::from(minijinja::value::Serde(&entries));
    let page = environment
        .get_template("page.html")
        .and_then(|t| t.render(context! { entries, searched, summary => super::summary(answers) }))
        .map_err(wrap)?;
    out.write_all(page.as_bytes())?;
    Ok(())
}
