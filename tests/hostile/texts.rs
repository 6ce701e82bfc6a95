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
