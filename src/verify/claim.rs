//! What is claimed: words, who is said to have said them, through whom.
//!
//! Takes a table or JSON lines with the columns `claim,speaker,source` (and `id,doc,date,url,kind`), gives [`Claim`]s.
//! What it cannot read it says: a row as a claim with a fault, a column in a notice. Does not look at any article.

use super::words;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One claim as given.
///
/// ```
/// use whosaid::verify::Claim;
/// let claim: Claim = serde_json::from_str(r#"{"quote": "We sail", "speaker": "Anna Haro", "via": "Radio Kattvik"}"#).unwrap();
/// assert_eq!((claim.claim.as_str(), claim.source.as_str()), ("We sail", "Radio Kattvik"));
/// assert!(claim.fault.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claim {
    /// Its id, as given or its number.
    #[serde(deserialize_with = "text")]
    pub id: String,
    /// The words.
    #[serde(alias = "quote", deserialize_with = "text")]
    pub claim: String,
    /// Who is said to have said them; empty where the claim does not say.
    #[serde(deserialize_with = "text")]
    pub speaker: String,
    /// The outlet through which they are said to have come; empty where the claim does not say.
    #[serde(alias = "via", deserialize_with = "text")]
    pub source: String,
    /// The article that is cited; where it is among those searched, no other counts.
    #[serde(deserialize_with = "text")]
    pub doc: String,
    /// The date of the claim.
    #[serde(deserialize_with = "text")]
    pub date: String,
    /// The address of the page in which the claim appears.
    #[serde(alias = "claimed_url", deserialize_with = "text")]
    pub url: String,
    /// `indirect` for words that are not claimed to be verbatim.
    #[serde(deserialize_with = "text")]
    pub kind: String,
    /// Why it cannot be checked: `line 7: there is no word in it`.
    #[serde(skip)]
    pub fault: Option<String>,
}

/// Claims as read, in order.
///
/// ```
/// let claims = whosaid::verify::read_claims("c.csv", "claim,speaker,mood\nWe sail,Anna Haro,calm\n…,Bo Ek,\n").unwrap();
/// assert_eq!(claims.list[1].fault.as_deref(), Some("c.csv:3: there is no word in the claim"));
/// assert_eq!(claims.notices, ["c.csv: not understood and not checked: mood"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// The claims; one that cannot be checked has a fault.
    pub list: Vec<Claim>,
    /// What the reader of the answers must know: columns that were not understood, ids that are given twice.
    pub notices: Vec<String>,
}

/// Text that may also come as null or as a number.
fn text<'de, D: serde::Deserializer<'de>>(value: D) -> std::result::Result<String, D::Error> {
    Ok(match serde_json::Value::deserialize(value)? {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(s) => s,
        other => other.to_string(),
    })
}

/// The columns by their usual names, as `Claim`'s fields call them first.
const COLUMNS: &[(&str, &[&str])] = &[
    ("id", &["id", "number", "no", "nr"]),
    ("claim", &["claim", "quote", "text", "quotation", "claim text", "quote text"]),
    ("speaker", &["speaker", "person", "name", "attributed to", "claimed speaker", "said by", "who", "by"]),
    ("source", &["source", "outlet", "via", "claimed source"]),
    ("doc", &["doc", "article", "document"]),
    ("date", &["date", "claimed date"]),
    ("url", &["claimed url", "claimed at", "url"]),
    ("kind", &["kind"]),
];

/// What a row of a table is read into.
impl Claim {
    fn set(&mut self, field: &str, value: &str) {
        let place = match field {
            "id" => &mut self.id,
            "claim" => &mut self.claim,
            "speaker" => &mut self.speaker,
            "source" => &mut self.source,
            "doc" => &mut self.doc,
            "date" => &mut self.date,
            "url" => &mut self.url,
            _ => &mut self.kind,
        };
        *place = value.trim().to_owned();
    }

    /// Says why the claim cannot be checked, if it cannot.
    fn examined(mut self, place: &str) -> Claim {
        let kinds = ["", "direct", "mixed", "indirect"];
        if self.fault.is_none() && words::spans(&self.claim).next().is_none() {
            self.fault = Some(format!("{place}: there is no word in the claim"));
        } else if self.fault.is_none() && !kinds.contains(&self.kind.as_str()) {
            self.fault = Some(format!("{place}: kind {:?}: known are direct, mixed, indirect", self.kind));
        }
        self
    }
}

/// A claim for a row that is no claim.
fn faulty(place: &str, fault: impl std::fmt::Display) -> Claim {
    Claim { fault: Some(format!("{place}: {fault}")), ..Claim::default() }
}

/// Reads claims from CSV or JSON, told by the first character; `name` stands in messages.
///
/// # Errors
/// Where there is no column of claims, or no claim at all. A row that is no claim is not one: it has a fault.
///
/// ```
/// let claims = whosaid::verify::read_claims("c.csv", "quote;person\n\"We go\";Ida Moen\n").unwrap();
/// assert_eq!((claims.list[0].claim.as_str(), claims.list[0].speaker.as_str()), ("We go", "Ida Moen"));
/// ```
pub fn read_claims(name: &str, content: &str) -> Result<Claims> {
    let content = content.trim_start_matches('\u{feff}');
    match content.trim_start().chars().next() {
        Some('{') => json(name, content.lines().enumerate().map(|(n, l)| (n + 1, l.to_owned()))),
        Some('[') => match serde_json::from_str::<Vec<serde_json::Value>>(content) {
            Ok(list) => json(name, list.into_iter().enumerate().map(|(n, v)| (n + 1, v.to_string()))),
            Err(e) => Err(Error::input(name, e.to_string())),
        },
        Some(_) => csv(name, content),
        None => Err(Error::input(name, "the file is empty; a table of claims has the columns claim,speaker,source")),
    }
}

#[cfg(any(feature = "cli", feature = "train"))]
/// Reads claims from the rows of a sheet, the first of which names the columns; `name` stands in messages.
pub fn claims_of_rows(name: &str, rows: impl IntoIterator<Item = Vec<String>>) -> Result<Claims> {
    let mut rows = rows.into_iter().enumerate().filter(|(_, r)| r.iter().any(|c| !c.trim().is_empty()));
    let Some((_, header)) = rows.next() else {
        return Err(Error::input(name, "the sheet is empty; a table of claims has the columns claim,speaker,source"));
    };
    table(name, &header, rows.map(|(n, r)| (n as u64 + 1, Ok(r))))
}

fn json(name: &str, lines: impl Iterator<Item = (usize, String)>) -> Result<Claims> {
    let mut unknown = Vec::new();
    let mut list = Vec::new();
    for (number, line) in lines.filter(|(_, l)| !l.trim().is_empty()) {
        let place = format!("{name}:{number}");
        let object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&line);
        list.push(match object {
            Err(e) => faulty(&place, format!("{e}; a line is {{\"claim\": …, \"speaker\": …, \"source\": …}}")),
            Ok(object) => {
                let mut claim = Claim::default();
                for (field, synonyms) in COLUMNS {
                    let found = synonyms.iter().find_map(|s| object.iter().find(|(k, _)| plain(k) == *s));
                    if let Some((_, value)) = found {
                        match text(value) {
                            Ok(value) => claim.set(field, &value),
                            Err(_) => claim.fault = Some(format!("{place}: {field} is no text")),
                        }
                    }
                }
                let known = |k: &String| COLUMNS.iter().any(|(_, s)| s.contains(&plain(k).as_str()));
                for key in object.keys().filter(|k| !known(k)) {
                    if !unknown.contains(key) {
                        unknown.push(key.clone());
                    }
                }
                claim.examined(&place)
            }
        });
    }
    finished(name, list, &unknown)
}

/// A column's name as it is compared: lower case, words apart.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', '-'], " ")
}

fn csv(name: &str, content: &str) -> Result<Claims> {
    let body = match content.strip_prefix("sep=") {
        Some(rest) => rest.split_once('\n').map_or("", |x| x.1),
        None => content,
    };
    let header = body.lines().next().unwrap_or("");
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|d| (header.bytes().filter(|b| b == d).count(), usize::from(*d == b',')));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(body.as_bytes());
    let header: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let rows = reader.records().map(|r| match r {
        Ok(r) => (r.position().map_or(0, csv::Position::line), Ok(r.iter().map(str::to_owned).collect())),
        Err(e) => (e.position().map_or(0, csv::Position::line), Err(e.to_string())),
    });
    table(name, &header, rows)
}

fn table(
    name: &str,
    header: &[String],
    rows: impl Iterator<Item = (u64, std::result::Result<Vec<String>, String>)>,
) -> Result<Claims> {
    let names: Vec<String> = header.iter().map(|h| plain(h)).collect();
    let column = |synonyms: &[&str]| synonyms.iter().find_map(|s| names.iter().position(|n| n == s));
    let columns: Vec<(&str, usize)> = COLUMNS.iter().filter_map(|(f, s)| Some((*f, column(s)?))).collect();
    if !columns.iter().any(|(f, _)| *f == "claim") {
        let have = names.join(", ");
        let message = format!("column \"claim\" not found (have: {have}); the columns are claim,speaker,source");
        return Err(Error::input(name, message));
    }
    let unknown: Vec<String> = header
        .iter()
        .enumerate()
        .filter(|(n, h)| !h.trim().is_empty() && columns.iter().all(|(_, c)| c != n))
        .map(|(_, h)| h.trim().to_owned())
        .collect();
    let mut list = Vec::new();
    for (line, row) in rows {
        let place = format!("{name}:{line}");
        let row = match row {
            Ok(row) => row,
            Err(e) => {
                list.push(faulty(&place, e));
                continue;
            }
        };
        if row.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        let mut claim = Claim::default();
        for (field, column) in &columns {
            claim.set(field, row.get(*column).map_or("", String::as_str));
        }
        if row.len() > header.len() && row[header.len()..].iter().any(|c| !c.trim().is_empty()) {
            // A comma in words that are not in quotation marks moves all that follows.
            let fault = format!("{place}: {} cells for {} columns; quote words with commas", row.len(), header.len());
            claim.fault = Some(fault);
        }
        list.push(claim.examined(&place));
    }
    let mut out = finished(name, list, &unknown)?;
    if columns.iter().all(|(f, _)| *f != "speaker") {
        out.notices.push(format!("{name}: no column names the speaker: who said the words is not checked"));
    }
    Ok(out)
}

/// Numbers the claims and says what was not understood.
fn finished(name: &str, mut list: Vec<Claim>, unknown: &[String]) -> Result<Claims> {
    if list.is_empty() {
        return Err(Error::input(name, "no claims in it; a table of claims has the columns claim,speaker,source"));
    }
    let mut notices = Vec::new();
    if !unknown.is_empty() {
        let meant = |u: &String| match Error::nearest(&plain(u), COLUMNS.iter().flat_map(|(_, s)| s.iter().copied())) {
            Some(s) => format!("{u} (\"{s}\" meant?)"),
            None => u.clone(),
        };
        let names: Vec<String> = unknown.iter().map(meant).collect();
        notices.push(format!("{name}: not understood and not checked: {}", names.join(", ")));
    }
    let mut ids: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, claim) in list.iter_mut().enumerate() {
        if claim.id.is_empty() {
            claim.id = (n + 1).to_string();
        }
        ids.entry(claim.id.clone()).or_default().push(n + 1);
    }
    for (id, rows) in ids.iter().filter(|(_, rows)| rows.len() > 1) {
        let rows: Vec<String> = rows.iter().take(5).map(usize::to_string).collect();
        notices.push(format!("{name}: id {id} is given {} times (claims {})", rows.len(), rows.join(", ")));
    }
    Ok(Claims { list, notices })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_lines_are_read() {
        let csv = "\u{feff}id;Claim;speaker;via\r\n;\"We go\";Ida;Radio\r\n";
        let claims = read_claims("c.csv", csv).unwrap().list;
        assert_eq!((claims[0].id.as_str(), claims[0].source.as_str()), ("1", "Radio"));
        let lines = "{\"id\": 7, \"claim\": \"We go\", \"speaker\": null}\n";
        assert_eq!(read_claims("c", lines).unwrap().list[0].id, "7");
        assert!(read_claims("c", "what,who\na,b\n").unwrap_err().to_string().contains("have: what, who"));
        for empty in ["", " \n", "claim,speaker\n", "[]"] {
            assert!(read_claims("c", empty).is_err(), "{empty:?}");
        }
    }

    #[test]
    fn usual_names_of_columns_are_taken_and_others_are_said() {
        for header in [
            "claim,speaker",
            "quote,person",
            "text,name",
            "Quotation,Attributed to",
            "claim,attributed_to",
            "quote,who",
        ] {
            let claims = read_claims("c", &format!("{header}\nwe go,Ida\n")).unwrap();
            assert_eq!((claims.list[0].speaker.as_str(), claims.notices.len()), ("Ida", 0), "{header}");
        }
        let claims = read_claims("c", "claim,speker\nwe go,Ida\n").unwrap();
        assert!(claims.notices[0].contains("speker (\"speaker\" meant?)"), "{:?}", claims.notices);
        assert!(claims.notices[1].contains("is not checked"));
        let lines = read_claims("c", "{\"claim\": \"we go\", \"whence\": \"Ida\"}\n").unwrap();
        assert!(lines.notices[0].contains("whence"));
    }

    #[test]
    fn bad_rows_are_said_and_the_rest_goes_on() {
        let claims = read_claims("c.csv", "id,claim,speaker\n1,we go, we stay,Ida\n1,…,Ida\n3,we go,Ida\n").unwrap();
        let faults: Vec<&str> = claims.list.iter().map(|c| c.fault.as_deref().unwrap_or("")).collect();
        assert_eq!(faults[0], "c.csv:2: 4 cells for 3 columns; quote words with commas");
        assert_eq!((faults[1], faults[2]), ("c.csv:3: there is no word in the claim", ""));
        assert!(claims.notices[0].contains("id 1 is given 2 times"));
        let lines = read_claims("c", "{\"claim\": \"\\ud800\"}\n{bad\n{\"claim\": \"a\"}\n").unwrap().list;
        assert!(lines[0].fault.as_ref().is_some_and(|f| f.starts_with("c:1: ")));
        assert!(lines[1].fault.is_some() && lines[2].fault.is_none());
    }
}
