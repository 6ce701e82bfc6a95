//! Case tables over whole sentences: which source and channel a row gets, and where none must be.

use crate::pipeline::extract;

/// Source and channel of the last row.
fn last(text: &str) -> (String, String) {
    let rows = extract(text);
    let row = rows.last().unwrap_or_else(|| panic!("no row: {text}"));
    (row.source.clone(), row.channel.map(|c| c.as_str().to_owned()).unwrap_or_default())
}

#[test]
fn stated() {
    let cases = [
        ("“The pass is shut,” Armen Grigoryan told Lori.am.", "Lori.am", ""),
        ("“The pass is shut,” Armen Grigoryan said, as quoted by Armenia’s Lori.am news agency.", "Lori.am", ""),
        ("According to the Daily Lagoon, General Saeed Bamiro said the convoy had left.", "Daily Lagoon", ""),
        ("“The pass is shut,” Armen Grigoryan told reporters in Gyumri.", "", "briefing"),
        ("“The pass is shut,” Armen Grigoryan wrote on Facebook.", "Facebook", "social"),
        ("In an interview with Radio Zamar, Armen Grigoryan said the pass was shut.", "Radio Zamar", "interview"),
        ("“The pass is shut,” Armen Grigoryan said in a statement.", "", "statement"),
        ("In a letter seen by the Daily Lagoon, Armen Grigoryan said the pass was shut.", "Daily Lagoon", "letter"),
        ("“It fell,” Armen Grigoryan said on CBC's “Daybreak”.", "Daybreak", "broadcast"),
        ("“The pass is shut,” Armen Grigoryan told Radio Bakassi, AFP reported.", "Radio Bakassi > AFP", ""),
    ];
    for (text, source, channel) in cases {
        assert_eq!(last(text), (source.to_owned(), channel.to_owned()), "{text}");
    }
}

#[test]
fn not_a_source() {
    let cases = [
        "“I read it in the Daily Lagoon,” taxi driver Sunday Eze said.",
        "Labour Minister Sione Tupou told the Legislative Assembly that the wage would rise in July.",
        "“The pass is shut,” Armen Grigoryan told Anna Petrosyan.",
        "Vet Orla Kinsella told a local radio station that the seals had been poisoned.",
        "Publisher Anton Reuss, whose Allgemeine Post was sold in March, said the name would live on.",
    ];
    for text in cases {
        assert_eq!(last(text).0, "", "{text}");
    }
}

#[test]
fn carried() {
    let cases = [
        ("“The dam is old,” engineer Rashid Wali told Radio Zamar.\n\n“The papers are new,” Wali said.", "Radio Zamar"),
        ("“The dam is old,” engineer Rashid Wali told Radio Zamar.\n\n“It is new,” said contractor Jawad Amiri.", ""),
        ("“The dam is old,” engineer Rashid Wali told Radio Zamar. He told the judges it was new.", ""),
    ];
    for (text, source) in cases {
        assert_eq!(last(text).0, source, "{text}");
    }
}

#[test]
fn the_outlet_itself_speaks() {
    let rows = extract("Snow has closed the pass, the Daily Lagoon reported.");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].source, "");
    assert_eq!(rows[0].flags, ["outlet-as-speaker"]);
}

/// The frames of `frames.txt`: the source and channel of each row, then the text, paragraphs parted by a sign.
fn frames() -> impl Iterator<Item = (&'static str, String)> {
    let lines = include_str!("frames.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let parts = |line: &'static str| line.split_once(" || ").unwrap_or_else(|| panic!("no rows: {line}"));
    lines.map(parts).map(|(rows, text)| (rows, text.replace(" ¶ ", "\n\n")))
}

/// The source and channel of every row, as the frames write them.
fn relayed(text: &str) -> String {
    let field = |text: &str| if text.is_empty() { "-" } else { text }.to_owned();
    let row = |row: &crate::record::Quotation| {
        format!("{}/{}", field(&row.source), field(row.channel.map_or("", |channel| channel.as_str())))
    };
    extract(text).iter().map(row).collect::<Vec<_>>().join(";")
}

#[test]
fn every_frame() {
    let wrong: Vec<String> = frames()
        .filter_map(|(rows, text)| Some((rows, relayed(&text), text)).filter(|(rows, got, _)| rows != got))
        .map(|(rows, got, text)| format!("{text}\n  wants {rows}, got {got}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Prose around a text, by which its lines are seen to be wrapped.
const AROUND: &str = "The bridge at Kattvik was built in 1911 and carries two lanes of traffic over the sound. It was \
                      mended in 1962 and again in 1994, and the town has grown around both of its ends since then.";

/// A text with its lines broken before the given column.
fn wrapped(text: &str, column: usize) -> String {
    let paragraph = |paragraph: &str| {
        let mut lines = vec![String::new()];
        for word in paragraph.split(' ') {
            let line = lines.last_mut().unwrap();
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > column {
                lines.push(word.to_owned());
            } else {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
        }
        lines.join("\n")
    };
    [AROUND, text, AROUND].join("\n\n").split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn every_frame_with_its_lines_broken() {
    let mut wrong = Vec::new();
    for (rows, text) in frames() {
        for column in [28, 60] {
            let got = relayed(&wrapped(&text, column));
            if got != rows {
                wrong.push(format!("{}\n  wants {rows}, got {got}", wrapped(&text, column)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
