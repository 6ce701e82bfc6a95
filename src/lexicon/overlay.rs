//! A user's additions to the word lists and removals from them.
//!
//! Takes changes by list and row, checks them against the built-in lists, and gives the rows that a lexicon is made
//! of. A row is known by its first column, as written.

use super::load::Lists;
use super::rows::{self, Row};
use super::{texts, vocabulary};
use crate::error::{Error, Result};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

/// Those lists that cannot be changed.
const FIXED: &[&str] = &[
    "cast_words",
    "claim_words",
    "doubt_words",
    "hyphenation",
    "irregular_forms",
    "marked_words",
    "mention_words",
    "name_forms",
    "number_words",
    "offices",
    "opposites",
    "relay_words",
    "rule_words",
    "short_names",
];

/// What else a list may be called.
const SYNONYMS: &[(&str, &str)] = &[("furniture", "page_patterns")];

/// The name that a list is kept under.
fn proper(name: &str) -> &str {
    SYNONYMS.iter().find(|(synonym, _)| *synonym == name).map_or(name, |(_, proper)| *proper)
}

/// Changes to the word lists.
///
/// ```
/// use whosaid::{Extractor, Overlay};
/// let text = "“We sail,” Anna Haro told Fjordnytt.";
/// let mut lists = Overlay::default();
/// lists.read_csv("outlets", "name,kind\nFjordnytt,newspaper\n")?;
/// assert_eq!(Extractor::with_overlay(&lists).extract(text)[0].source, "Fjordnytt");
/// assert_eq!(whosaid::extract(text)[0].source, "");
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    changes: BTreeMap<String, Change>,
}

#[derive(Clone, Debug, Default)]
struct Change {
    add: Vec<StringRecord>,
    remove: BTreeSet<String>,
}

/// The names of the built-in lists, in alphabetical order.
pub fn list_names() -> Vec<&'static str> {
    texts::names()
}

/// A built-in list as CSV, its header first. A name that no list has is an error that lists the names.
///
/// ```
/// assert!(whosaid::list_text("outlets").unwrap().starts_with("name,kind,"));
/// let error = whosaid::list_text("outlet").unwrap_err();
/// assert!(error.to_string().contains("did you mean \"outlets\"?"));
/// ```
pub fn list_text(name: &str) -> Result<&'static str> {
    texts::text(proper(name)).ok_or_else(|| Error::unknown_word("list", name, &list_names()))
}

/// The rows of a text in CSV, with or without its header. A row that cannot be read is left out.
fn rows_of(text: &str, header: bool) -> impl Iterator<Item = StringRecord> {
    csv::ReaderBuilder::new()
        .has_headers(header)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        .filter_map(std::result::Result::ok)
}

/// The header of a list that can be changed.
fn header(list: &str) -> Result<Vec<&'static str>> {
    let text = list_text(list)?;
    if FIXED.contains(&list) {
        return Err(Error::input(format!("list \"{list}\""), "this list cannot be changed"));
    }
    Ok(text.lines().next().unwrap_or("").split(',').map(str::trim).collect())
}

impl Overlay {
    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// A hash of the changes (FNV-1a); 0 without any.
    #[cfg(any(test, feature = "cli"))]
    pub(crate) fn hash(&self) -> u64 {
        let rows = self.changes.iter().flat_map(|(list, change)| {
            let removed = change.remove.iter().map(String::as_str);
            let added = change.add.iter().flat_map(|row| std::iter::once("+").chain(row.iter()));
            std::iter::once(list.as_str()).chain(removed).chain(added)
        });
        let bytes = rows.flat_map(|text| text.bytes().chain([0]));
        let fnv = |h: u64, b: u8| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3);
        if self.is_empty() { 0 } else { bytes.fold(0xcbf2_9ce4_8422_2325, fnv) }
    }

    /// Whether this list is changed.
    pub(crate) fn changes_list(&self, name: &str) -> bool {
        self.changes.contains_key(proper(name))
    }

    /// The lists that are changed, with the number of rows added or replaced and of those removed.
    pub fn counts(&self) -> impl Iterator<Item = (&str, usize, usize)> {
        self.changes.iter().map(|(list, change)| {
            let replaced = change.add.iter().filter(|row| change.remove.contains(row.get(0).unwrap_or(""))).count();
            (list.as_str(), change.add.len(), change.remove.len() - replaced)
        })
    }

    /// Adds a row, given by the names of the list's columns. The first column is needed, the others may be left out.
    /// A row of the same name is replaced.
    pub fn add(&mut self, list: &str, cells: &[(String, String)]) -> Result<()> {
        let header = header(list)?;
        if let Some((wrong, _)) = cells.iter().find(|(name, _)| !header.contains(&name.as_str())) {
            let place = format!("list \"{list}\"");
            return Err(Error::input(place, Error::unknown_word("column", wrong, &header).to_string()));
        }
        let value = |name: &str| cells.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str());
        let row: StringRecord = header.iter().map(|name| value(name)).collect();
        if row[0].trim().is_empty() {
            return Err(Error::input(format!("list \"{list}\""), format!("a row without \"{}\"", header[0])));
        }
        let faults = header.iter().zip(&row).find_map(|(name, cell)| vocabulary::fault(proper(list), name, cell));
        if let Some(fault) = faults {
            return Err(Error::input(format!("list \"{list}\", row \"{}\"", &row[0]), fault));
        }
        let change = self.changes.entry(proper(list).to_owned()).or_default();
        change.remove.insert(row[0].to_owned());
        change.add.push(row);
        Ok(())
    }

    /// Removes a row by its first column.
    pub fn remove(&mut self, list: &str, key: &str) -> Result<()> {
        header(list)?;
        if !rows_of(list_text(list)?, true).any(|row| row.get(0) == Some(key)) {
            return Err(Error::input(format!("list \"{list}\""), format!("there is no row \"{key}\" to remove")));
        }
        self.changes.entry(proper(list).to_owned()).or_default().remove.insert(key.to_owned());
        Ok(())
    }

    /// Adds the rows of a CSV whose header names columns of the list; a first column that begins with `-` removes.
    pub fn read_csv(&mut self, list: &str, text: &str) -> Result<()> {
        let text = text.trim_start_matches('\u{FEFF}');
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let names = reader.headers()?.clone();
        for row in reader.records() {
            let row = row?;
            let line = row.position().map_or(0, csv::Position::line);
            let at_line = |e: Error| Error::input(format!("line {line}"), e.to_string());
            match row.get(0).and_then(|first| first.strip_prefix('-')) {
                // Some rows of the titles begin with a hyphen themselves.
                Some(key) if !rows_of(list_text(list)?, true).any(|r| r.get(0) == row.get(0)) => {
                    self.remove(list, key).map_err(at_line)?
                }
                _ => {
                    let cells: Vec<(String, String)> =
                        names.iter().zip(&row).map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
                    self.add(list, &cells).map_err(at_line)?;
                }
            }
        }
        Ok(())
    }

    /// The rows of a list with the changes made. A row that cannot be read is left out.
    pub(crate) fn rows(&self, name: &str) -> Vec<StringRecord> {
        let built_in = rows_of(list_text(name).unwrap_or(""), true);
        match self.changes.get(proper(name)) {
            None => built_in.collect(),
            Some(change) => built_in
                .filter(|row| !change.remove.contains(row.get(0).unwrap_or("")))
                .chain(change.add.iter().cloned())
                .collect(),
        }
    }

    /// A list as CSV with the changes made.
    pub fn list(&self, name: &str) -> Result<String> {
        let text = list_text(name)?;
        if !self.changes_list(name) {
            return Ok(text.to_owned());
        }
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(header(name)?)?;
        for row in self.rows(name) {
            table.write_record(&row)?;
        }
        let bytes = table.into_inner().map_err(|e| Error::Write(e.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl Lists for Overlay {
    fn each(&self, name: &str, show: &mut dyn FnMut(Row<'_>)) {
        let text = texts::text(name).unwrap_or("");
        let Some(change) = self.changes.get(name) else { return rows::each(text, show) };
        rows::each(text, &mut |row| {
            if !change.remove.contains(row.key()) {
                show(row);
            }
        });
        change.add.iter().for_each(|record| show(Row::of(record.iter())));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Lexicon;
    use super::*;

    #[test]
    fn rows_are_those_of_the_csv_crate() {
        let odd = "a,b\n\"x, y\",\"z\"\n\n\"say \"\"so\"\"\",1\nplain,\"\"\n,\nlast \"one\",2";
        for text in texts::names().into_iter().filter_map(texts::text).chain([odd]) {
            let mut found: Vec<Vec<String>> = Vec::new();
            rows::each(text, &mut |row| found.push((0..8).map(|n| row.cell(n).to_owned()).collect()));
            let cells = |record: StringRecord| (0..8).map(|n| record.get(n).unwrap_or("").trim().to_owned()).collect();
            assert_eq!(found, rows_of(text, true).map(cells).collect::<Vec<Vec<String>>>());
        }
    }

    fn cells(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn rows_are_added_replaced_and_removed() {
        let mut overlay = Overlay::default();
        overlay.add("outlets", &cells(&[("name", "Fjord FM"), ("kind", "broadcaster")])).unwrap();
        overlay.add("outlets", &cells(&[("name", "1+1"), ("kind", "website")])).unwrap();
        overlay.remove("outlets", "101 East").unwrap();
        assert!(overlay.hash() != 0 && Overlay::default().hash() == 0);
        let list = overlay.list("outlets").unwrap();
        assert!(list.contains("\nFjord FM,broadcaster,,,\n") && list.contains("\n1+1,website,,,\n"));
        assert!(!list.contains("\n1+1,agency") && !list.contains("\n101 East"));
    }

    #[test]
    fn a_csv_adds_and_removes() {
        let mut overlay = Overlay::default();
        overlay.read_csv("cues", "lemma,class,past\nyelp,manner,yelped\n-absolve,,\n").unwrap();
        let list = overlay.list("cues").unwrap();
        assert!(list.contains("\nyelp,manner,,yelped") && !list.contains("\nabsolve,"));
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let mut overlay = Overlay::default();
        let told = |result: Result<()>| result.unwrap_err().to_string();
        assert!(told(overlay.add("outlet", &cells(&[("name", "x")]))).contains("unknown list"));
        assert!(told(overlay.add("outlets", &cells(&[("nam", "x")]))).contains("unknown column"));
        assert!(told(overlay.add("outlets", &cells(&[("kind", "x")]))).contains("without \"name\""));
        let wrong = told(overlay.add("cues", &cells(&[("lemma", "yelp"), ("class", "mannre")])));
        assert!(wrong.contains("list \"cues\", row \"yelp\": unknown class \"mannre\" (have: "), "{wrong}");
        let wrong = told(Overlay::default().read_csv("cues", "lemma,class,frames\nyelp,manner,q\nyip,manner,qx\n"));
        assert!(wrong.starts_with("line 3: ") && wrong.contains("unknown frame \"x\""), "{wrong}");
        assert!(told(overlay.remove("outlets", "No Such Outlet")).contains("no row"));
        assert!(told(overlay.remove("hyphenation", "x")).contains("cannot be changed"));
        assert!(overlay.is_empty());
    }

    #[test]
    fn a_verb_needs_its_lemma_and_its_class() {
        let mut overlay = Overlay::default();
        for (lemma, class) in [("retweet-quote", "social"), ("counterclaim", "say"), ("overtell", "tell")] {
            overlay.add("cues", &cells(&[("lemma", lemma), ("class", class)])).unwrap();
        }
        let changed = Lexicon::with_overlay(&overlay);
        for form in ["counterclaimed", "counterclaims", "counterclaiming", "overtold", "retweet-quoted"] {
            assert!(changed.word(form).cue > 0, "{form}");
        }
        let told = changed.cue(changed.word("overtold").cue).unwrap();
        assert!(told.inflection.past && told.inflection.participle && told.frames.has(b'a'));
        assert_eq!(changed.word("overtelled").cue, 0);
    }

    #[test]
    fn lists_are_those_of_the_files() {
        for name in list_names() {
            let path = format!("{}/src/lexicon/{name}.csv", env!("CARGO_MANIFEST_DIR"));
            assert!(list_text(name).unwrap() == std::fs::read_to_string(path).unwrap(), "{name}");
        }
    }

    #[test]
    fn the_lexicon_heeds_the_changes() {
        let mut overlay = Overlay::default();
        let cells = cells(&[("name", "Zzyzx Ledger"), ("kind", "newspaper"), ("aliases", "The Zzyzx")]);
        overlay.add("outlets", &cells).unwrap();
        overlay.remove("cues", "absolve").unwrap();
        let (built_in, changed) = (Lexicon::built_in(), Lexicon::with_overlay(&overlay));
        assert_eq!((built_in.outlet_named("Zzyzx Ledger"), built_in.outlet_named("The Zzyzx")), (None, None));
        let outlet = changed.outlet_named("Zzyzx Ledger").and_then(|row| changed.outlet(row)).unwrap();
        assert_eq!(outlet.name, "Zzyzx Ledger");
        assert_eq!(changed.outlet_named("The Zzyzx"), changed.outlet_named("Zzyzx Ledger"));
        assert!(built_in.word("absolves").cue > 0 && changed.word("absolves").cue == 0);
    }
}
