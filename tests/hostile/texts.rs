//! Texts, pages and corpora.

use super::bounded::{Place, SAID};
use std::io::Write;

/// Writes so many megabytes of this.
fn pour(out: &mut dyn Write, piece: &[u8], megabytes: usize) {
    let piece = piece.repeat(1 + (1 << 16) / piece.len());
    for _ in 0..megabytes * (1 << 20) / piece.len() {
        if out.write_all(&piece).is_err() {
            return;
        }
    }
}

#[test]
fn a_line_without_end_costs_itself_only() {
    let place = Place::new();
    let good = serde_json::json!({"id": "g", "text": SAID}).to_string() + "\n";
    let run = place.fed(&["extract", "-q", "--columns", "doc,quote", "--input-format", "jsonl", "-"], |out| {
        let _ = out.write_all(good.as_bytes());
        let _ = out.write_all(b"{\"text\": \"");
        pour(out, b"late ", 200);
        let _ = out.write_all(b"\"}\n");
        let _ = out.write_all(good.as_bytes());
    });
    assert_eq!(
        (run.status, run.rows.as_str()),
        (Some(1), "doc,quote\r\ng,The ferry is late\r\ng,The ferry is late\r\n")
    );
    assert!(run.told.contains("line 2: ") && run.told.contains("limit line"), "{}", run.told);
}

#[test]
fn a_quotation_mark_that_is_left_open_is_an_error() {
    let place = Place::new();
    let run = place.fed(&["extract", "-q", "--columns", "doc,quote", "--input-format", "csv", "-"], |out| {
        let _ = out.write_all(format!("id,text\n1,\"{}\"\n2,\"", SAID.trim_end()).as_bytes());
        pour(out, b"late\n", 200);
    });
    assert_eq!((run.status, run.rows.as_str()), (Some(1), "doc,quote\r\n1,The ferry is late\r\n"));
    assert!(run.told.contains("row 3: ") && run.told.contains("limit line"), "{}", run.told);
}

#[test]
fn a_text_that_is_too_long_is_an_error_that_names_the_limit() {
    let place = Place::new();
    for form in ["text", "html", "auto"] {
        let mut args = vec!["extract", "-q", "-", "good.txt", "--columns", "doc,quote"];
        if form != "auto" {
            args.extend(["--input-format", form]);
        }
        let run = place.fed(&args, |out| pour(out, b"late ", 200));
        assert_eq!(run.status, Some(1), "{form}: {}", run.told);
        assert!(run.told.contains("limit text") && run.rows.contains("The ferry is late"), "{form}: {}", run.told);
    }
}

#[test]
fn nests_of_every_kind_are_read_or_refused() {
    let place = Place::new();
    let nests: &[(&str, &str, &str)] = &[
        ("div.html", "<div>", "</div>"),
        ("table.html", "<table><tr><td>", "</td></tr></table>"),
        ("ul.html", "<ul><li>", "</li></ul>"),
        ("q.html", "<q>", "</q>"),
        ("b.html", "<b>", ""),
        ("font.html", "<font><p>", ""),
        ("blockquote.html", "<p>He said:<blockquote>", "</blockquote>"),
        ("article.html", "<article><section>", ""),
        ("rtf.rtf", "{\\b ", "}"),
        ("json.jsonl", "[", "]"),
        ("open.html", "<", ">"),
        ("svg.html", "<svg><g>", ""),
    ];
    for (name, open, close) in nests {
        let count = 200_000 / open.len();
        let (start, end) = match name.rsplit_once('.').unwrap().1 {
            "html" => ("<html><body>", "<p>x"),
            "rtf" => ("{\\rtf1 ", "x"),
            _ => ("{\"text\": ", ""),
        };
        place.write(name, format!("{start}{}{end}{}", open.repeat(count), close.repeat(count)));
        place.does_no_harm(name);
    }
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=\"1\"")).collect();
    place.write("attributes.html", format!("<html><body><p{attributes}>{SAID}</p></body></html>"));
    place.does_no_harm("attributes.html");
}

#[test]
fn nothing_that_a_terminal_obeys_reaches_it() {
    let place = Place::new();
    let name = "e\u{1b}]0;P\u{7}\nwhosaid: 0 inputs failed\u{202e}\u{9b}2J.txt";
    place.write(name, "“The \u{1b}[2Jferry\u{7} is \u{9b}late \u{202e},” said Bo\u{1b}c Ek.\n");
    place.write("bad.jsonl", serde_json::json!({"k\u{1b}]0;x\u{7}\nwhosaid: y": 1}).to_string());
    let gone = name.replace(".txt", ".gone");
    for args in [
        &["extract", "-v", "-o", "rows.csv", name][..],
        &["extract", &gone],
        &["extract", "bad.jsonl"],
        &["explain", "--rejected", name],
        &["verify", "--claim", "The ferry is late\u{1b}]0;x\u{7}", "-f", "text", name],
        &["verify", "--draft", name, "--against", "good.txt"],
    ] {
        let run = place.run(args);
        for text in [&run.rows, &run.told] {
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{args:?}: {text:?}");
        }
        let forged =
            run.told.lines().find(|line| ["whosaid: 0 inputs", "whosaid: y"].iter().any(|f| line.starts_with(f)));
        assert_eq!(forged, None, "{args:?}");
    }
}

#[test]
fn marks_in_marks_cost_no_more_than_their_length() {
    let place = Place::new();
    let count = 4_000;
    let nested = "“He said ‘she said ".repeat(count) + "x" + &"’” ".repeat(count);
    place.write("nested.txt", nested);
    for option in ["--nested", "--all"] {
        let run = place.run(&["extract", "-q", option, "-o", "/dev/null", "nested.txt"]);
        assert_eq!(run.status, Some(0), "{option}: {}", run.told);
    }
}

/// The most memory that the program has had while it reads a text beyond what it has for a line, in bytes for each of the
/// text's bytes; none where nobody tells.
#[cfg(target_os = "linux")]
fn memory_a_byte(place: &Place, text: &str) -> Option<f64> {
    let line = most_memory(place, "Nobody was hurt.\n")?;
    Some((most_memory(place, text)? - line) / text.len() as f64)
}

/// The most memory that the program has had while it reads a text, in bytes.
#[cfg(target_os = "linux")]
fn most_memory(place: &Place, text: &str) -> Option<f64> {
    place.write("long.txt", text);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .args(["--no-config", "extract", "-q", "-j", "1", "-o", "/dev/null"])
        .arg(place.path("long.txt"))
        .spawn()
        .unwrap();
    let mut most = None;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        most = kilobytes.and_then(|n| n.trim().parse::<f64>().ok()).or(most);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    most.map(|kilobytes| kilobytes * 1024.0)
}

#[cfg(target_os = "linux")]
#[test]
fn a_text_costs_forty_bytes_of_memory_a_byte_and_a_hostile_one_is_refused() {
    const NEWS: &str = "“The bridge is shut, and it will stay shut until the river falls,” Mayor Lida Haro told Aravot Wire on \
        Monday. She said that 300 families had left the valley. According to Armen Petrosyan, a spokesman for the ministry, \
        nobody was hurt.\n\nThe valley is the only way to the coast in winter, and the old road above it was given up in \
        2019 after a landslide. Trucks wait at both ends of the bridge, some of them for three days, and the market in the \
        lower town has had no fruit since Friday.\n\nResidents called the plan “a sham”. Radio Fjord quoted the minister as \
        saying that the talks would go on.\n\n";
    let place = Place::new();
    let Some(ordinary) = memory_a_byte(&place, &NEWS.repeat(3_000_000 / NEWS.len())) else { return };
    assert!(ordinary < 40.0, "{ordinary:.1}");
    for piece in ["the govern-\nment of the peo-\nple ", "Word ", "\n", "“It is so and so it goes on.\n\n"] {
        let hostile = memory_a_byte(&place, &piece.repeat(3_000_000 / piece.len())).unwrap();
        assert!(hostile < 60.0, "{piece}: {hostile:.1}");
    }
    for piece in
        ["Bo said Al said ", "said nobody ", "“Quite so,” whispered Haro. ", "Anna Haro, Bertil Ek, ", "GO HOME NOW "]
    {
        let hostile = memory_a_byte(&place, &piece.repeat(1_000_000 / piece.len())).unwrap();
        assert!(hostile < 60.0, "{piece}: {hostile:.1}");
    }
    // What is nothing but short words and signs costs more, and is refused before it costs much.
    for piece in ["\"", ",", ". ", "1 ", "“", "‘a ", "“Go,” he said. ", "He said it is. ", "Q: Go?\n\nA: No.\n\n"]
    {
        place.write("dense.txt", piece.repeat(1_100_000 / piece.len()));
        place.is_one_error("dense.txt", "limit words");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_passed_over_and_said() {
    let place = Place::new();
    std::fs::create_dir(place.path("ff")).unwrap();
    place.write("ff/a.txt", SAID);
    assert!(std::process::Command::new("mkfifo").arg(place.path("ff/b.txt")).status().unwrap().success());
    for path in ["ff", "ff/*.txt"] {
        let run = place.run(&["extract", "-q", "--columns", "speaker", path]);
        assert_eq!((run.status, run.rows.as_str()), (Some(1), "speaker\r\nMara Lindqvist\r\n"), "{}", run.told);
        assert!(run.told.contains("b.txt: passed over"), "{}", run.told);
    }
}

#[test]
fn texts_on_which_it_once_broke_are_read() {
    let place = Place::new();
    // Labels on lines of their own inside one paragraph; a text that is shorter than what is looked at of it.
    for text in [
        "Saidsaid in",
        "was quinquagenarian. BBC, PA, : “picketer\n\ntraveler, Commented",
        "Holm Post\nQUAY\nHolm Post\nQUAY\n1",
        "SC QUAY\nLA English\nSC QUAY\nLA English\nThe ferry left late",
    ] {
        place.write("once.txt", text);
        let run = place.run(&["extract", "-q", "once.txt"]);
        assert_eq!(run.status, Some(0), "{text}: {}", run.told);
    }
    place.write("short.txt", SAID.repeat(10));
    let run = place.run(&["extract", "-q", "--limit", "text=100", "short.txt"]);
    assert!(run.status == Some(1) && run.told.contains("limit text"), "{}", run.told);
}
