//! The report page in a real browser: what is clicked, typed and filtered there, and whether it can be read.
//!
//! Needs Chromium or Chrome in the search path; where there is none the test says so and passes.
#![cfg(feature = "report")]
#![allow(clippy::print_stderr, reason = "a test that leaves something out says so")]

use sha2::{Digest, Sha256};
use std::process::Command;
use whosaid::Quotation;
use whosaid::input::Article;
use whosaid::report::ReportWriter;
use whosaid::writer::WholeWriter;

const TEXT: &str = "“Ice <b>won’t</b> wait,” harbour master Mara Lindqvist told Radio Fjord.\n\n\
     <img src=x onerror=\"window.evil=1\"> The minister, Jon Berg, said Lindqvist had “lost her & his keys”.\n";

fn rows() -> Vec<Quotation> {
    let at = |words: &str| {
        let start = TEXT[..TEXT.find(words).unwrap()].chars().count();
        serde_json::json!([start, start + words.chars().count()])
    };
    let row = |n: usize, speaker: &str, source: &str, quote: &str, kind: &str, confidence: f64, cue: &str| {
        serde_json::from_value(serde_json::json!({
            "n": n, "speaker": speaker, "source": source, "quote": quote, "kind": kind, "cue": cue,
            "role": "<i>role</i>", "speaker_type": "person", "speaker_mention": speaker, "speaker_basis": "named",
            "source_mention": source, "source_basis": if source.is_empty() { "none" } else { "stated" },
            "channel": null, "verbatim": "", "flags": ["nested"], "confidence": confidence, "rule": "QCS",
            "quote_spans": [at(quote)], "verbatim_spans": [], "speaker_span": at(speaker), "cue_span": at(cue),
            "source_span": if source.is_empty() { serde_json::Value::Null } else { at(source) }, "sentence": "",
        }))
        .unwrap()
    };
    vec![
        row(1, "Mara Lindqvist", "Radio Fjord", "Ice <b>won’t</b> wait", "direct", 0.95, "told"),
        row(2, "Jon Berg", "", "Lindqvist had “lost her & his keys”", "mixed", 0.6, "said"),
    ]
}

/// What the reader does, and what is seen after each step.
const DRIVER: &str = r##"
const seen = {};
const one = (s) => document.querySelector(s);
const key = (k) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: k, bubbles: true}));
const on = () => Array.from(document.querySelectorAll(".row.on")).map((r) => r.dataset.row).join();
const set = (s, v) => { one(s).value = v; one(s).dispatchEvent(new Event("input")); };
seen.text = one(".text").textContent;
seen.evil = String(window.evil);
one("#r1-2").click();
seen.rowClicked = on() + " " + document.querySelectorAll(".m.on").length + " " + location.hash;
one('.m.q[data-q="1-1"]').click();
seen.textClicked = on();
key("j"); seen.next = on();
key("k"); seen.previous = on();
key("s"); seen.onlySpeaker = one("#count").textContent + " " + document.querySelectorAll(".m.off").length;
key("s"); seen.allSpeakers = one("#count").textContent;
set("#least", 80); seen.confident = one("#count").textContent + " " + one("#least-shown").textContent;
key("Escape"); seen.cleared = one("#count").textContent + on();
set("#source", "=Radio Fjord"); seen.source = one("#count").textContent + ", " + one("#words").textContent;
set("#source", "*"); set("#find", "keys berg"); seen.found = one("#count").textContent;
set("#find", "nobody"); seen.nothing = String(one("#nothing").hidden);
key("Escape");
one('.kind[value="direct"]').click(); seen.kinds = one("#count").textContent; one("#clear").click();
one('.pick[data-speaker="Jon Berg"]').click(); seen.bar = one("#count").textContent; one("#clear").click();
key("?"); seen.keys = String(one("#keys").hidden);
key("/"); seen.find = document.activeElement.id;
document.activeElement.blur();
seen.requests = performance.getEntriesByType("resource").length;
// Contrast of every text against what stands behind it, in both themes; colours as the browser paints them.
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
const paint = (colours) => {
  canvas.clearRect(0, 0, 1, 1);
  for (const c of colours) { canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); }
  return Array.from(canvas.getImageData(0, 0, 1, 1).data).slice(0, 3).map((v) => {
    v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
};
const light = (c) => 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
function worst() {
  let least = 99, where = "";
  for (const node of document.querySelectorAll("main *, header *")) {
    if (!Array.from(node.childNodes).some((c) => c.nodeType === 3 && c.textContent.trim()) || !node.getClientRects().length) continue;
    const behind = [];
    for (let up = node; up; up = up.parentElement) behind.unshift(getComputedStyle(up).backgroundColor);
    const back = light(paint(behind)), front = light(paint([...behind, getComputedStyle(node).color]));
    const contrast = (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
    if (contrast < least) { least = contrast; where = node.className || node.tagName; }
  }
  return least >= 4.5 ? "readable" : where + " " + least.toFixed(2);
}
one("#r1-1").click();
for (const theme of ["light", "dark"]) { document.documentElement.dataset.theme = theme; seen[theme] = worst(); }
one("#theme").click(); seen.theme = document.documentElement.dataset.theme;
document.body.dataset.seen = encodeURIComponent(JSON.stringify(seen));
"##;

fn browser() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome", "chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success()))
}

fn base64(bytes: &[u8]) -> String {
    let digits: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let group = |chunk: &[u8]| -> String {
        let bits = chunk.iter().chain([0, 0].iter()).take(3).fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        let digit = |at: usize| if at <= chunk.len() { digits[bits >> (18 - 6 * at) & 63] } else { '=' };
        (0..4).map(digit).collect()
    };
    bytes.chunks(3).map(group).collect()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (first, code) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_page_works_in_a_browser() {
    let Some(browser) = browser() else {
        eprintln!("left out: no Chromium or Chrome in the search path");
        return;
    };
    let mut writer = Box::new(ReportWriter::new());
    writer.add(Article::new("ferry.txt", TEXT), rows()).unwrap();
    let mut page = Vec::new();
    writer.finish(&mut page).unwrap();
    // The policy lets the page's own script run and no other: that of the test is let in by its own hash.
    let page = String::from_utf8(page).unwrap().replace("</body>", &format!("<script>{DRIVER}</script></body>"));
    let page =
        page.replace("script-src ", &format!("script-src 'sha256-{}' ", base64(&Sha256::digest(DRIVER.as_bytes()))));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.html");
    std::fs::write(&path, page).unwrap();
    let out = Command::new(browser)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1300,900", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}", path.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&out.stdout);
    let Some((_, rest)) = dom.split_once("data-seen=\"") else {
        panic!("the script did not run to its end: {}", String::from_utf8_lossy(&out.stderr));
    };
    let seen = percent_decoded(rest.split_once('"').unwrap().0);
    let seen: serde_json::Value = serde_json::from_str(&seen).unwrap();
    let expected = serde_json::json!({
        "text": TEXT,
        "evil": "undefined",
        "rowClicked": "1-2 3 #r1-2",
        "textClicked": "1-1",
        "next": "1-2",
        "previous": "1-1",
        "onlySpeaker": "1 of 2 quotations 3",
        "allSpeakers": "2 quotations",
        "confident": "1 of 2 quotations 0.80",
        "cleared": "2 quotations",
        "source": "1 of 2 quotations, 5",
        "found": "1 of 2 quotations",
        "nothing": "false",
        "kinds": "1 of 2 quotations",
        "bar": "1 of 2 quotations",
        "keys": "false",
        "find": "find",
        "requests": 0,
        "light": "readable",
        "dark": "readable",
        "theme": "light",
    });
    for (step, wanted) in expected.as_object().unwrap() {
        assert_eq!(&seen[step], wanted, "{step}");
    }
}
