//! The figures of `evaluate` against the reference scorers, where those are at hand.

// A measurement that cannot be made here says so.
#![allow(clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::Command;
use whosaid::stages::evaluate::gold::{Gold, read_gold, read_resolutions};
use whosaid::stages::evaluate::{read_predictions, records, spans, speakers};

const TEXT: &str = "“We lost the harvest,” Ida Moen said on Monday. “The rain,” she added, “did not stop.” The co-op’s \
head, Rolf Ås, said the loss was “near 40%”. According to Moen, the fields are 2² times as wet. Ås thinks prices will \
rise. \"No comment,\" the ministry told Fjord Radio. Rolf declined.";

/// The spans of the pieces of TEXT, in code points.
fn at(pieces: &[&str]) -> Vec<(usize, usize)> {
    let find = |p: &&str| {
        let byte = TEXT.find(p).unwrap_or_else(|| panic!("{p}"));
        let start = TEXT[..byte].chars().count();
        (start, start + p.chars().count())
    };
    pieces.iter().map(find).collect()
}

/// Id, source, cue and content of an attribution, as pieces of TEXT.
type Pieces = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

fn attributions() -> String {
    let rows: [Pieces; 7] = [
        ("E1", &["Ida Moen"], &["said on Monday"], &["“We lost the harvest,”"]),
        ("E2", &["she"], &["added"], &["“The rain,”", "“did not stop.”"]),
        ("E3", &["The co-op’s head, Rolf Ås"], &["said the loss"], &["the loss was “near 40%”"]),
        ("E4", &["Moen,"], &["According to"], &["the fields are 2² times as wet"]),
        ("E5", &["Ås thinks"], &["thinks"], &["prices will rise"]),
        ("E6", &["the ministry"], &["told"], &["\"No comment,\""]),
        ("E7", &[], &["declined"], &["Rolf"]),
    ];
    let rows: Vec<_> = rows
        .iter()
        .map(|(id, s, c, q)| serde_json::json!({"id": id, "source": at(s), "cue": at(c), "content": at(q)}))
        .collect();
    serde_json::json!({"doc": "harvest", "text": TEXT, "attributions": rows}).to_string() + "\n"
}

fn resolved() -> String {
    let rows = [
        serde_json::json!({"doc": "harvest", "id": "E1", "speaker": "Ida Moen", "aliases": ["Moen"], "medium": null}),
        serde_json::json!({"doc": "harvest", "id": "E2", "speaker": "Ida Moen", "aliases": null, "medium": "The Fjord Radio", "medium_aliases": ["Radio"]}),
        serde_json::json!({"doc": "harvest", "id": "E3", "speaker": "Rolf Ås", "aliases": ["Ås"], "medium": null, "medium_aliases": []}),
        serde_json::json!({"doc": "harvest", "id": "E6", "speaker": "the ministry", "aliases": [], "medium": "Fjord Radio", "medium_aliases": []}),
    ];
    rows.iter().map(|r| format!("{r}\n")).collect()
}

fn records_gold() -> String {
    let quotation = |kind: &str, parts: &[&str], speaker: &str, source: Option<&str>, flags: &[&str]| {
        serde_json::json!({"kind": kind, "parts": at(parts), "speaker": speaker, "speaker_aliases": ["Moen"],
            "role": "The co-op’s head", "source": source, "source_aliases": ["Radio"], "channel": "interview", "flags": flags})
    };
    let rows = [
        quotation("direct", &["We lost the harvest"], "Ida Moen", None, &[]),
        quotation("direct", &["The rain", "did not stop."], "Ida Moen", Some("Fjord Radio"), &[]),
        quotation("mixed", &["the loss was “near 40%”"], "Rolf Ås", Some("NTB > Fjord Radio"), &[]),
        quotation("indirect", &["the fields are 2² times as wet"], "Ida Moen", None, &["nested"]),
        quotation("direct", &["No comment"], "the ministry", Some("Fjord Radio"), &[]),
    ];
    serde_json::json!({"doc": "harvest", "text": TEXT, "quotations": rows}).to_string() + "\n"
}

fn predictions() -> String {
    let rows = [
        serde_json::json!({"doc": "folder/harvest.txt", "kind": "direct", "quote_spans": at(&["We lost the harvest"]), "quote": "We lost the harvest",
            "speaker_span": at(&["Ida Moen"])[0], "cue_span": at(&["said on Monday"])[0], "speaker": "Ida Moen’s", "source": null, "cue": "said",
            "role": "head of the farm", "channel": "interview", "flags": [], "confidence": 0.9}),
        serde_json::json!({"doc": "harvest", "kind": "direct", "quote_spans": at(&["The rain", "not stop"]), "quote": "The rain not stop",
            "speaker_span": at(&["Ida Moen"])[0], "cue_span": null, "speaker": "Moen", "source": "Fjord Radio"}),
        serde_json::json!({"doc": "harvest", "kind": "mixed", "quote_spans": at(&["“near 40%”"]), "quote": "near 40%",
            "speaker_span": at(&["Rolf Ås"])[0], "cue_span": at(&["said the loss"])[0], "speaker": "Rolf", "source": "Fjord Radio", "channel": "social"}),
        serde_json::json!({"doc": "harvest", "kind": "indirect", "quote_spans": at(&["fields are 2²"]), "quote": "fields are 2²",
            "speaker_span": null, "cue_span": at(&["According to"])[0], "speaker": null, "flags": ["nested"]}),
        serde_json::json!({"doc": "harvest", "quote_spans": at(&["No comment"]), "quote": "No 'comment'", "speaker": "Ministry",
            "speaker_span": at(&["the ministry"])[0], "source": "radio"}),
        serde_json::json!({"doc": "harvest", "kind": "indirect", "quote_spans": at(&["declined."]), "quote": "it's\u{a0}declined", "speaker": "O'Rolf",
            "cue": "is", "speaker_span": at(&["Rolf declined"])[0]}),
    ];
    rows.iter().map(|r| format!("{r}\n")).collect()
}

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path)
}

/// Runs a reference scorer, or says why it cannot be run.
fn reference(script: &str, arguments: &[&Path], options: &[&str]) -> Option<String> {
    let script = shared("tools").join(script);
    if !script.exists() {
        eprintln!("left out: no reference scorers at {}", script.display());
        return None;
    }
    let run =
        Command::new("python3").arg("-B").arg(&script).args(arguments).args(options).env("PYTHONUTF8", "1").output();
    let Ok(run) = run else {
        eprintln!("left out: no python3");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).unwrap())
}

fn write(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

fn attributed(content: &str) -> Vec<whosaid::stages::evaluate::gold::Annotated> {
    match read_gold("gold", content).unwrap() {
        Gold::Attributions(articles) => articles,
        Gold::Records(_) => panic!("attributions expected"),
    }
}

fn recorded(content: &str) -> Vec<whosaid::stages::evaluate::gold::Recorded> {
    match read_gold("gold", content).unwrap() {
        Gold::Records(articles) => articles,
        Gold::Attributions(_) => panic!("records expected"),
    }
}

/// Both sides take the same way through text, so that equal digits are equal values.
fn read(json: &str) -> serde_json::Value {
    serde_json::from_str(json).unwrap()
}

fn lines(text: &str, listing: &[String]) -> String {
    listing.iter().map(|l| format!("{l}\n")).collect::<String>() + text
}

fn compare_spans(name: &str, gold: &str, rows: &str) {
    let got = spans::score(&attributed(gold), &read_predictions("pred", rows).unwrap(), 30, 30);
    let (g, p) = (write(&format!("{name}-gold.jsonl"), gold), write(&format!("{name}-pred.jsonl"), rows));
    if let Some(want) = reference("score.py", &[&g, &p], &["--misses", "30", "--spurious", "30"]) {
        assert_eq!(lines(&got.table(), &got.listing), want);
    }
    if let Some(want) = reference("score.py", &[&g, &p], &["--json"]) {
        assert_eq!(read(&got.json().to_string()), read(&want));
    }
}

fn compare_speakers(name: &str, gold: &str, resolved: &str, rows: &str) {
    let resolutions = read_resolutions("resolved", resolved).unwrap();
    let got = speakers::score(&attributed(gold), &resolutions, &read_predictions("pred", rows).unwrap(), 30);
    let g = write(&format!("{name}-gold.jsonl"), gold);
    let r = write(&format!("{name}-resolved.jsonl"), resolved);
    let p = write(&format!("{name}-pred.jsonl"), rows);
    if let Some(want) = reference("score_speakers.py", &[&g, &r, &p], &["--misses", "30"]) {
        assert_eq!(lines(&got.line(), &got.listing), want);
    }
    if let Some(want) = reference("score_speakers.py", &[&g, &r, &p], &["--json"]) {
        assert_eq!(read(&serde_json::to_string(&got).unwrap()), read(&want));
    }
}

fn compare_records(name: &str, gold: &str, rows: &str) {
    let got = records::score(&recorded(gold), &read_predictions("pred", rows).unwrap(), 30);
    let (g, p) = (write(&format!("{name}-gold.jsonl"), gold), write(&format!("{name}-pred.jsonl"), rows));
    if let Some(want) = reference("score_agency.py", &[&g, &p], &["--misses", "30"]) {
        assert_eq!(lines(&got.line(), &got.listing), want);
    }
    if let Some(want) = reference("score_agency.py", &[&g, &p], &["--json"]) {
        assert_eq!(read(&serde_json::to_string(&got).unwrap()), read(&want));
    }
}

#[test]
fn spans_equal_the_reference() {
    compare_spans("spans", &attributions(), &predictions());
}

#[test]
fn speakers_equal_the_reference() {
    compare_speakers("speakers", &attributions(), &resolved(), &predictions());
    let got = speakers::score(
        &attributed(&attributions()),
        &read_resolutions("r", &resolved()).unwrap(),
        &read_predictions("p", &predictions()).unwrap(),
        0,
    );
    assert_eq!((got.items, got.weak_items, got.source_items), (4, 2, 2));
    assert_eq!((got.found, got.full, got.accepted), (0.75, 2.0 / 3.0, 2.0 / 3.0));
    assert_eq!((got.source_precision, got.source_recall), (1.0, 1.0));
}

#[test]
fn records_equal_the_reference() {
    compare_records("records", &records_gold(), &predictions());
    let got = records::score(&recorded(&records_gold()), &read_predictions("p", &predictions()).unwrap(), 0);
    assert_eq!((got.gold, got.pred), (4, 5));
    assert_eq!((got.r, got.p), (0.75, 0.6));
    assert_eq!(got.speaker, 1.0);
}

/// The figures of the invented agency articles, extracted anew, are those that the script gives for the same rows.
#[test]
fn extracted_rows_score_as_in_the_reference() {
    let gold = include_str!("../fixtures/benchmark/agency.jsonl");
    let annotations = Gold::Records(recorded(gold));
    let extractor = whosaid::Extractor::default();
    let got = records::score(&recorded(gold), &whosaid::stages::evaluate::predict(&extractor, &annotations), 0);
    let rows: String = annotations.texts().iter().map(|(doc, text)| lines_of(doc, &extractor.extract(text))).collect();
    let (g, p) = (write("agency-gold.jsonl", gold), write("agency-pred.jsonl", &rows));
    if let Some(want) = reference("score_agency.py", &[&g, &p], &["--json"]) {
        let (got, want) = (serde_json::to_value(&got).unwrap(), read(&want));
        let (got, want) = (got.as_object().unwrap(), want.as_object().unwrap());
        assert!(got.keys().eq(want.keys()), "{got:?} {want:?}");
        // The script adds up the bands in another order.
        let same = |(name, v): (&String, &serde_json::Value)| {
            (v.as_f64().unwrap() - want[name].as_f64().unwrap()).abs() < 1e-9
        };
        assert!(got.iter().all(same), "{got:?} {want:?}");
    }
    assert!(got.error_words_and_speaker > 0.0 && got.confident_right > 0.9 && got.indirect_recall > 0.9, "{got:?}");
}

/// Rows as `extract -f jsonl` writes them.
fn lines_of(doc: &str, rows: &[whosaid::Quotation]) -> String {
    use whosaid::writer::{Column, LineFormat, LineWriter};
    let mut out = Vec::new();
    let article = whosaid::input::Article { id: doc.to_owned(), ..Default::default() };
    LineWriter::new(LineFormat::JsonLines, Column::ALL.to_vec()).rows(&article, rows, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Damaged annotations of the public corpus as predictions: every kind of difference the scorers must agree on.
#[test]
fn the_corpus_scores_equal_the_reference() {
    let path = shared("corpus/polnear_dev.jsonl");
    let Ok(gold) = std::fs::read_to_string(&path) else {
        eprintln!("left out: no corpus at {}", path.display());
        return;
    };
    let mut rows = String::new();
    let mut n = 0i64;
    for article in attributed(&gold) {
        for a in article.attributions {
            n += 1;
            if n % 7 == 0 {
                continue;
            }
            let moved: Vec<_> = a.content.iter().map(|(s, e)| (s + n % 5 * 4, e - n % 3 * 5)).collect();
            let kind = ["direct", "mixed", "indirect"][(n % 3) as usize];
            let name = a
                .source
                .first()
                .map(|&(s, e)| article.text.chars().skip(s as usize).take((e - s) as usize).collect::<String>());
            let row = serde_json::json!({"doc": article.doc, "kind": kind, "quote_spans": moved, "cue_span": a.cue.first(),
                "speaker_span": a.source.first().map(|(s, e)| (s + n % 4 * 3, e + 2)), "speaker": name,
                "source": (n % 2 == 0).then_some("the Fox News"), "quote": "x", "cue": null});
            rows.push_str(&format!("{row}\n"));
        }
    }
    compare_spans("corpus", &gold, &rows);
    if let Ok(resolved) = std::fs::read_to_string(shared("corpus/polnear_dev_speakers.jsonl")) {
        compare_speakers("corpus-speakers", &gold, &resolved, &rows);
    }
}

#[test]
fn stand_off_folders_give_the_same_articles() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stand-off");
    for sub in ["text", "attributions"] {
        std::fs::create_dir_all(folder.join(sub)).unwrap();
    }
    std::fs::write(folder.join("text/harvest.txt"), TEXT).unwrap();
    let mut ann = String::new();
    let article = &attributed(&attributions())[0];
    for (n, a) in article.attributions.iter().enumerate() {
        let spans = |s: &[(i64, i64)]| s.iter().map(|(s, e)| format!("{s} {e}")).collect::<Vec<_>>().join(";");
        for (k, (name, s)) in [("Source", &a.source), ("Cue", &a.cue), ("Content", &a.content)].into_iter().enumerate()
        {
            if !s.is_empty() {
                ann.push_str(&format!("T{}\t{name} {}\twords\n", n * 4 + k, spans(s)));
            }
        }
        let source = if a.source.is_empty() { String::new() } else { format!(" Source:T{}", n * 4) };
        ann.push_str(&format!(
            "E{}\tAttribution:T{} Cue:T{} Content:T{}{source}\n",
            n + 1,
            n * 4 + 3,
            n * 4 + 1,
            n * 4 + 2
        ));
    }
    std::fs::write(folder.join("attributions/harvest_b.ann"), "").unwrap();
    std::fs::write(folder.join("attributions/harvest_a.ann"), ann).unwrap();
    assert_eq!(whosaid::stages::evaluate::brat::read_folder(&folder).unwrap(), std::slice::from_ref(article));
}
