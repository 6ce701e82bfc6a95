//! SubStation Alpha (`.ass`, `.ssa`): a line of fields for each cue, with a field for who speaks.

use super::Cue;

/// The fields of an event where no line says which there are.
const FIELDS: &str = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

/// Whether a text begins like such a file.
pub(in crate::input) fn begins(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r']);
    text.get(..START.len()).is_some_and(|start| start.eq_ignore_ascii_case(START))
}

const START: &str = "[Script Info]";

/// The cues of a file, by their times: programs write them in any order.
pub(super) fn read(text: &str) -> Vec<Cue> {
    let mut fields = names(FIELDS);
    let mut all = Vec::new();
    let mut events = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            events = line.eq_ignore_ascii_case("[Events]");
        } else if let Some(told) = line.strip_prefix("Format:").filter(|_| events) {
            fields = names(told);
        } else if let Some(event) = line.strip_prefix("Dialogue:").filter(|_| events) {
            all.extend(cue(&fields, event));
        }
    }
    all.sort_by_key(|cue| cue.start);
    all
}

fn names(line: &str) -> Vec<String> {
    line.split(',').map(|name| name.trim().to_ascii_lowercase()).collect()
}

/// The cue of an event: who speaks stands before its words as a voice tag does.
fn cue(fields: &[String], event: &str) -> Option<Cue> {
    // The words are the last field and may hold commas.
    let cells: Vec<&str> = event.splitn(fields.len(), ',').collect();
    let cell = |wanted: &str| Some(cells.get(fields.iter().position(|name| name == wanted)?)?.trim());
    let start = super::clock(cell("start")?)?;
    let end = cell("end").and_then(super::clock).unwrap_or(start);
    let words = without_commands(cell("text")?).replace('&', "&amp;").replace('<', "&lt;");
    let mut lines: Vec<String> = words.replace("\\n", "\\N").split("\\N").map(|line| line.trim().to_owned()).collect();
    lines.retain(|line| !line.is_empty());
    let speaker = cell("name").or_else(|| cell("actor")).filter(|name| !name.is_empty());
    if let (Some(speaker), Some(first)) = (speaker, lines.first_mut()) {
        *first = format!("<v {speaker}>{first}");
    }
    Some(Cue { start, end, lines })
}

/// The words without what stands in braces, and without what is drawn (`{\p1}m 0 0 l 9 9{\p0}`).
fn without_commands(text: &str) -> String {
    let mut out = String::new();
    let (mut rest, mut draws) = (text, false);
    while let Some(at) = rest.find('{') {
        let Some(end) = rest[at..].find('}') else { break };
        out.push_str(if draws { "" } else { &rest[..at] });
        let scale = rest[at..at + end].rsplit("\\p").next().filter(|scale| scale.len() < end);
        if let Some(scale) = scale.and_then(|scale| scale.chars().next()).filter(char::is_ascii_digit) {
            draws = scale != '0';
        }
        rest = &rest[at + end + 1..];
    }
    out.push_str(if draws { "" } else { rest });
    out.replace("\\h", " ")
}

#[cfg(test)]
mod tests {
    use super::super::article;
    use super::*;

    #[test]
    fn events_of_actors_are_turns() {
        let text = "[Script Info]\nTitle: Yard\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n\
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
            Dialogue: 0,0:00:07.00,0:00:08.00,Default,Ivo Tamm,0,0,0,,{\\pos(1,2)}By whom, and when?\n\
            Dialogue: 0,0:00:01.00,0:00:04.00,Default,Lena Brouk,0,0,0,,The yard is shut,\\Nand {\\i1}locked{\\i0} & < barred.\n\
            Comment: 0,0:00:05.00,0:00:06.00,Default,Lena Brouk,0,0,0,,look at this again\n\
            Dialogue: 0,0:00:09.00,0:00:10.00,Sign,,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}\n";
        assert!(begins(text) && !begins("[Script]\nShe left."));
        let one = article("a.ass".into(), text).unwrap();
        assert_eq!(one.text, "Lena Brouk: The yard is shut, and locked & < barred.\n\nIvo Tamm: By whom, and when?");
        let times: Vec<&str> = one.times.iter().map(|mark| mark.label.as_str()).collect();
        assert_eq!(times, ["00:00:01.000", "00:00:07.000"]);
    }

    #[test]
    fn labels_in_the_words_begin_turns_too() {
        let text = "[Script Info]\nScriptType: v4.00\n[Events]\nFormat: Marked, Start, End, Style, Name, Text\n\
            Dialogue: Marked=0,0:00:01.00,0:00:02.00,Default,,BROUK: The yard is shut.\n\
            Dialogue: Marked=0,0:00:03.00,0:00:04.00,Default,,TAMM: By whom?\n";
        assert_eq!(article("a.ssa".into(), text).unwrap().text, "BROUK: The yard is shut.\n\nTAMM: By whom?");
        assert!(article("a.ass".into(), "[Script Info]\n[Events]\nDialogue: 1,{\n").is_err());
    }
}
