//! Stand-off annotation as brat writes it and PolNeAR publishes it.
//!
//! Takes a folder with texts (`NAME.txt`) and annotations (`NAME.ann`, or `NAME_ANNOTATOR.ann`), side by side or in
//! two sub-folders, gives annotated articles. Does not judge the annotation: lines of other layers (notes,
//! attributes, discarded spans) are passed over. Of several annotators of one text the first by name counts.

use super::Offsets;
use super::gold::{Annotated, Attribution};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Reads a folder and its sub-folders; the articles come in the order of their names.
pub fn read_folder(folder: &Path) -> Result<Vec<Annotated>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort_unstable();
    let with = |ext: &str| files.iter().filter(move |p| p.extension().is_some_and(|e| e == ext)).collect::<Vec<_>>();
    let annotations: Vec<(String, &PathBuf)> = with("ann").into_iter().map(|p| (stem(p), p)).collect();
    let mut texts: Vec<(String, &PathBuf)> = with("txt").into_iter().map(|p| (stem(p), p)).collect();
    texts.sort_unstable();
    let names: std::collections::BTreeSet<&str> = texts.iter().map(|(n, _)| n.as_str()).collect();
    let mut first: BTreeMap<&str, &PathBuf> = BTreeMap::new();
    for (name, path) in &annotations {
        let text = if names.contains(name.as_str()) { Some(name.as_str()) } else { name.rsplit_once('_').map(|x| x.0) };
        if let Some(text) = text {
            first.entry(text).or_insert(path);
        }
    }
    let mut out = Vec::new();
    for (name, path) in &texts {
        let Some(annotation) = first.get(name.as_str()) else { continue };
        let text = read(path)?;
        let attributions = parse(&annotation.display().to_string(), &read(annotation)?)?;
        out.push(Annotated { doc: name.clone(), text, attributions });
    }
    if out.is_empty() {
        return Err(Error::input(
            folder.display().to_string(),
            "no pair of NAME.txt and NAME.ann (or NAME_ANNOTATOR.ann) in it",
        ));
    }
    Ok(out)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| Error::io(path.display().to_string(), e))
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) -> Result<()> {
    let wrap = |e| Error::io(folder.display().to_string(), e);
    for entry in std::fs::read_dir(folder).map_err(wrap)? {
        let entry = entry.map_err(wrap)?;
        let kind = entry.file_type().map_err(wrap)?;
        if kind.is_dir() {
            collect(&entry.path(), out)?;
        } else {
            out.push(entry.path());
        }
    }
    Ok(())
}

/// Reads one annotation file. Attributions are events (`E`) whose type begins with `Attribution`, or binary
/// relations (`R`) that link a content to a source or a cue; roles may carry a number (`Source2`).
pub fn parse(name: &str, content: &str) -> Result<Vec<Attribution>> {
    let mut spans: BTreeMap<&str, (&str, Vec<Offsets>)> = BTreeMap::new();
    let mut events = Vec::new();
    let mut relations = Vec::new();
    for (n, line) in content.lines().enumerate() {
        let mut fields = line.splitn(3, '\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else { continue };
        match id.chars().next() {
            Some('T') => {
                let (kind, offsets) = body.split_once(' ').unwrap_or((body, ""));
                let parsed: Option<Vec<Offsets>> = offsets
                    .split(';')
                    .map(|f| {
                        f.trim().split_once(' ').and_then(|(s, e)| Some((s.parse().ok()?, e.trim().parse().ok()?)))
                    })
                    .collect();
                let parsed = parsed.ok_or_else(|| {
                    Error::input(
                        format!("{name}:{}", n + 1),
                        format!("offsets \"{offsets}\" are not \"start end;start end\""),
                    )
                })?;
                spans.insert(id, (kind, parsed));
            }
            Some('E') => events.push((id, body)),
            Some('R') => relations.push((id, body)),
            _ => {}
        }
    }
    let role = |key: &str| key.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
    let mut out = Vec::new();
    for (id, body) in events.iter().filter(|(_, b)| b.starts_with("Attribution")) {
        let mut attribution = Attribution { id: (*id).to_owned(), ..Attribution::default() };
        for argument in body.split_whitespace().skip(1) {
            let Some((key, target)) = argument.split_once(':') else { continue };
            if let Some((_, s)) = spans.get(target) {
                add(&mut attribution, &role(key), s);
            }
        }
        if !attribution.content.is_empty() {
            out.push(attribution);
        }
    }
    if out.is_empty() {
        out = from_relations(&relations, &spans);
    }
    Ok(out)
}

fn add(attribution: &mut Attribution, role: &str, spans: &[Offsets]) {
    match role {
        "source" => attribution.source.extend(spans),
        "cue" => attribution.cue.extend(spans),
        "content" => attribution.content.extend(spans),
        _ => {}
    }
}

fn from_relations(relations: &[(&str, &str)], spans: &BTreeMap<&str, (&str, Vec<Offsets>)>) -> Vec<Attribution> {
    // One attribution per content, in the order in which the contents are first linked.
    let mut order: Vec<&str> = Vec::new();
    let mut parts: BTreeMap<&str, Attribution> = BTreeMap::new();
    for (id, body) in relations {
        let ends: Vec<&str> = body.split_whitespace().skip(1).filter_map(|a| a.split_once(':').map(|x| x.1)).collect();
        let Some(content) =
            ends.iter().find(|t| spans.get(**t).is_some_and(|(k, _)| k.eq_ignore_ascii_case("content")))
        else {
            continue;
        };
        let attribution = parts.entry(content).or_insert_with(|| {
            order.push(content);
            Attribution { id: (*id).to_owned(), content: spans[content].1.clone(), ..Attribution::default() }
        });
        for (kind, s) in ends.iter().filter(|t| *t != content).filter_map(|t| spans.get(*t)) {
            add(attribution, &kind.to_lowercase(), s);
        }
    }
    order.into_iter().filter_map(|c| parts.remove(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_with_fragments_and_missing_sources() {
        let got = parse(
            "a.ann",
            "T1\tSource 0 5\tMarta\nT2\tCue 6 10\tsaid\nT3\tContent 11 15;20 25\tyes, indeed\nT4\tAttribution 6 10\tsaid\n\
             E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nT5\tAttribution-no-source 30 35\tasked\n\
             T6\tContent 36 40\twhy\nE2\tAttribution-no-source:T5 Content:T6 Cue:T2\nT7\tDiscard 1 2\tx\n#1\tNote T1\thm\n",
        )
        .unwrap();
        assert_eq!(got.len(), 2);
        assert_eq!(got[0].content, [(11, 15), (20, 25)]);
        assert_eq!(got[0].source, [(0, 5)]);
        assert!(got[1].source.is_empty());
    }

    #[test]
    fn relations_serve_where_there_are_no_events() {
        let got = parse(
            "a.ann",
            "T1\tSource 0 5\tMarta\nT2\tCue 6 10\tsaid\nT3\tContent 11 15\tyes\nR1\tsaid_by Arg1:T3 Arg2:T1\n\
             R2\tcued_by Arg1:T3 Arg2:T2\n",
        )
        .unwrap();
        assert_eq!(got.len(), 1);
        assert_eq!((got[0].source.len(), got[0].cue.len()), (1, 1));
    }

    #[test]
    fn bad_offsets_name_their_line() {
        assert!(parse("a.ann", "T1\tSource x 5\tMarta\n").unwrap_err().to_string().starts_with("a.ann:1: "));
    }
}
