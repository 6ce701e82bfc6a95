//! Subtitles as XML: TTML, which broadcasters and streams have (also called DFXP).

use super::{all, name};
use crate::error::Result;
use crate::input::{Article, subtitles};
use roxmltree::Node;
use std::collections::HashMap;

/// The transcript of a document.
pub(super) fn article(id: &str, root: Node<'_, '_>) -> Result<Article> {
    // `<ttm:agent xml:id="a"><ttm:name>Lena Brouk</ttm:name></ttm:agent>`, and `ttm:agent="a"` at what they say.
    let agents: HashMap<&str, String> = all(root, &["agent"])
        .filter_map(|agent| Some((attribute(agent, "id")?, super::child(agent, &["name"])?)))
        .collect();
    let cue = |node: Node<'_, '_>| {
        let start = time(attribute(node, "begin")?)?;
        let length = attribute(node, "dur").and_then(time).map(|length| start + length);
        let end = attribute(node, "end").and_then(time).or(length).unwrap_or(start);
        let speaker = node.ancestors().find_map(|n| agents.get(attribute(n, "agent")?));
        let mut words = String::new();
        gather(node, &mut words);
        let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut lines: Vec<String> = words.split('\u{0}').map(line).collect();
        lines.retain(|line| !line.is_empty());
        if let (Some(speaker), Some(first)) = (speaker, lines.first_mut()) {
            *first = format!("<v {speaker}>{first}");
        }
        Some(subtitles::Cue { start, end, lines })
    };
    subtitles::of_cues(id.to_owned(), all(root, &["p"]).filter_map(cue).collect())
}

fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == wanted).map(|attribute| attribute.value())
}

/// The words of a cue, with a NUL for each `<br/>`; what is no markup in them stays none.
fn gather(node: Node<'_, '_>, out: &mut String) {
    for inner in node.descendants() {
        match name(inner) {
            "br" => out.push('\u{0}'),
            _ if inner.is_text() && !inner.ancestors().take_while(|n| *n != node).any(|n| name(n) == "metadata") => {
                out.push_str(&inner.text().unwrap_or_default().replace('&', "&amp;").replace('<', "&lt;"));
            }
            _ => {}
        }
    }
}

/// `00:00:01.500`, `00:00:01:12` (with frames), `1.5s`, `1500ms`, `2m`, `1h`, in milliseconds.
fn time(text: &str) -> Option<u64> {
    let text = text.trim();
    if text.contains(':') {
        return subtitles::clock(text);
    }
    let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    let unit = match &text[end..] {
        "ms" => 1.0,
        "s" => 1000.0,
        "m" => 60_000.0,
        "h" => 3_600_000.0,
        // Ticks at the rate that most programs write.
        "t" => 0.0001,
        _ => return None,
    };
    Some((number * unit).clamp(0.0, 1e12) as u64)
}

#[cfg(test)]
mod tests {
    use super::super::articles;

    #[test]
    fn cues_of_speakers_are_turns() {
        let xml = "<tt xmlns='http://www.w3.org/ns/ttml' xmlns:ttm='http://www.w3.org/ns/ttml#metadata'><head><metadata><ttm:agent xml:id='a'><ttm:name>Lena Brouk</ttm:name></ttm:agent></metadata></head>\
            <body><div><p begin='00:00:01.000' end='00:00:02.000' ttm:agent='a'>The yard<br/>is <span>shut</span>.</p><p begin='3s' dur='1500ms' ttm:agent='a'>It was &lt; 3.</p>\
            <p begin='00:00:05:12' end='00:00:06:00'>IVO TAMM: By whom?</p></div></body></tt>";
        let all = articles("a.ttml", xml, &crate::input::Limits::default());
        let one = all[0].as_ref().unwrap();
        assert_eq!(one.text, "Lena Brouk: The yard is shut. It was < 3.\n\nIVO TAMM: By whom?");
        let times: Vec<&str> = one.times.iter().map(|mark| mark.label.as_str()).collect();
        assert_eq!(times, ["00:00:01.000", "00:00:03.000", "00:00:05.000"]);
    }
}
