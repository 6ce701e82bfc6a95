//! RIS: references as databases and libraries export them, `TY  - NEWS` to `ER  -`; the text stands as an abstract or a note.

use super::trimmed;
use crate::error::{Error, Result};
use crate::input::{Article, dates};

/// Tags of texts, of headlines, of what publishes, of dates, the best first.
const TEXTS: &[&str] = &["N2", "AB", "N1"];
const TITLES: &[&str] = &["TI", "T1", "CT"];
const OUTLETS: &[&str] = &["T2", "JO", "JF", "JA", "BT", "PB", "DP"];
const DATES: &[&str] = &["DA", "Y1", "PY"];

/// The tag of a line, and what it says: `TI  - Ferry late`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = (line.get(..2)?, line.get(2..)?);
    let sound =
        tag.bytes().next()?.is_ascii_uppercase() && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let value = rest.strip_prefix("  -")?;
    (sound && (value.is_empty() || value.starts_with(' '))).then(|| (tag, value.trim()))
}

/// Whether a text begins like references.
pub(super) fn begins(text: &str) -> bool {
    let first = text.trim_start_matches('\u{FEFF}').lines().find(|line| !line.trim().is_empty());
    first.and_then(tag).is_some_and(|(tag, _)| tag == "TY")
}

/// The articles of an export.
pub(in crate::input) fn articles(id: &str, text: &str) -> Vec<Result<Article>> {
    let mut records: Vec<Vec<(&str, Vec<&str>)>> = Vec::new();
    let mut open = false;
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        match (tag(line), records.last_mut().filter(|_| open)) {
            (Some(("TY", kind)), _) => {
                records.push(vec![("TY", vec![kind])]);
                open = true;
            }
            (Some(("ER", _)), _) => open = false,
            (Some((tag, value)), Some(record)) => record.push((tag, vec![value])),
            (None, Some(record)) => {
                if let Some((_, lines)) = record.last_mut() {
                    lines.push(line);
                }
            }
            (Some(_), None) | (None, None) => {}
        }
    }
    if records.is_empty() {
        return vec![Err(Error::asked(id, "no reference found (looked for \"TY  -\" ... \"ER  -\")"))];
    }
    records.iter().enumerate().map(|(i, record)| article(format!("{id}#{}", i + 1), record)).collect()
}

fn article(place: String, record: &[(&str, Vec<&str>)]) -> Result<Article> {
    let all = |wanted: &str| -> Vec<String> {
        let fields = record.iter().filter(|(tag, _)| *tag == wanted).map(|(_, lines)| trimmed(lines));
        fields.filter(|text| !text.is_empty()).collect()
    };
    let first = |tags: &[&str]| {
        let line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        tags.iter().flat_map(|tag| all(tag)).map(line).next()
    };
    // Some write each paragraph as a field of its own.
    let text = TEXTS.iter().map(|tag| all(tag).join("\n\n")).find(|text| !text.is_empty());
    let Some(text) = text else {
        return Err(Error::input(place, "this reference has no text (looked for AB, N2 and N1)"));
    };
    // "2026/03/02/" may go on with a time of day in words.
    let date = first(DATES).map(|date| date.trim_end_matches('/').to_owned());
    let named = date.filter(|date| dates::iso(date).is_some()).or_else(|| first(DATES));
    Ok(Article {
        title: first(TITLES),
        outlet: first(OUTLETS),
        date: named,
        url: first(&["UR", "L2"]).filter(|url| url.starts_with("http")),
        ..Article::new(place, text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_with_texts_are_articles() {
        let text = "TY  - NEWS\r\nTI  - Ferry late again\r\nT2  - The Quay Post\r\nDA  - 2026/03/02/\r\nUR  - https://quay.example/1\r\nAB  - “Ice,” said Mara Lindqvist.\r\n\r\nShe left.\r\nKW  - ferries\r\nER  - \r\n\r\n\
            TY  - NEWS\r\nT1  - Second\r\nJO  - Quay Post\r\nPY  - 2026\r\nER  -\r\n";
        assert!(begins(text) && !begins("TY - no") && !begins("") && !begins("é"));
        let all = articles("a.ris", text);
        let one = all[0].as_ref().unwrap();
        assert_eq!(one.text, "“Ice,” said Mara Lindqvist.\n\nShe left.");
        assert_eq!((one.id.as_str(), one.title.as_deref()), ("a.ris#1", Some("Ferry late again")));
        assert_eq!((one.outlet.as_deref(), one.date.as_deref()), (Some("The Quay Post"), Some("2026/03/02")));
        assert_eq!(one.url.as_deref(), Some("https://quay.example/1"));
        assert!(all[1].as_ref().unwrap_err().to_string().contains("no text"));
        assert!(articles("a.ris", "Plain text.")[0].is_err());
    }
}
