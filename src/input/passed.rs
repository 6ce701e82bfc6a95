//! What was met on the way and not read.
//!
//! Takes the files that folders, archives and mails hold besides texts, gives a line for each reason: how many of which
//! kind. It is shared by all that read at the same time.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Why something is not read where it is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No form that is read.
    Foreign,
    /// A table: as often a result as a corpus.
    Table,
    /// An archive: what was unpacked beside it would be read twice.
    Archive,
    /// Parts of a web page that a browser saved.
    PageParts,
    /// A device, a pipe or a socket.
    Special,
    /// Hidden, as its name says.
    Hidden,
}

impl Reason {
    /// The end of the line that tells it.
    const fn words(self) -> &'static str {
        match self {
            Reason::Foreign => "not read",
            Reason::Table => "tables are read when they are named",
            Reason::Archive => "archives are read when they are named",
            Reason::PageParts => "parts of saved web pages, not read",
            Reason::Special => "devices and pipes are read when they are named",
            Reason::Hidden => "hidden, not read",
        }
    }
}

/// The most paths that are remembered for a list.
const LISTED: usize = 10_000;

#[derive(Debug, Default)]
struct Kept {
    counts: BTreeMap<Reason, BTreeMap<String, usize>>,
    paths: Vec<String>,
}

/// What was passed over so far; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Passed(Arc<Mutex<Kept>>);

impl Passed {
    /// Notes a file.
    pub fn note(&self, path: &Path, reason: Reason) {
        let kind = match path.extension() {
            Some(ending) => format!(".{}", ending.to_string_lossy().to_lowercase()),
            None => "without ending".to_owned(),
        };
        self.note_kind(&super::shown(path), kind, reason);
    }

    /// Notes something of a kind that has a name.
    pub(super) fn note_kind(&self, path: &str, kind: String, reason: Reason) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept.counts.entry(reason).or_default().entry(kind).or_default() += 1;
        if kept.paths.len() < LISTED {
            kept.paths.push(path.to_owned());
        }
    }

    /// A line for each reason, such as `3 .png, 1 .doc: not read`. What is hidden is only listed.
    pub fn lines(&self) -> Vec<String> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let told = kept.counts.iter().filter(|(reason, _)| **reason != Reason::Hidden);
        let line = |(reason, kinds): (&Reason, &BTreeMap<String, usize>)| {
            let mut kinds: Vec<_> = kinds.iter().collect();
            kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(**count), kind.to_owned()));
            let more = kinds.len().saturating_sub(KINDS);
            let mut all: Vec<String> =
                kinds.into_iter().take(KINDS).map(|(kind, count)| format!("{count} {kind}")).collect();
            all.extend((more > 0).then(|| format!("{more} other kinds")));
            format!("{}: {}", all.join(", "), reason.words())
        };
        told.map(line).collect()
    }

    /// The lines, once: what they tell is forgotten.
    pub fn take_lines(&self) -> Vec<String> {
        let lines = self.lines();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Kept::default();
        lines
    }

    /// The paths, in the order in which they were met.
    pub fn paths(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).paths.clone()
    }
}

/// The most kinds in a line.
const KINDS: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_how_many_of_which_kind() {
        let passed = Passed::default();
        for name in ["a.png", "b.PNG", "c.doc", "README", ".hidden"] {
            let reason = if name == ".hidden" { Reason::Hidden } else { Reason::Foreign };
            passed.clone().note(Path::new(name), reason);
        }
        passed.note(Path::new("rows.csv"), Reason::Table);
        assert_eq!(
            passed.lines(),
            ["2 .png, 1 .doc, 1 without ending: not read", "1 .csv: tables are read when they are named"]
        );
        assert_eq!(passed.paths().len(), 6);
    }
}
