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
