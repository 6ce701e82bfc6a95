//! A user's other names of speakers: transliterations, former names, nicknames.
//!
//! Takes the list `aliases` (empty unless a user fills it), gives the speakers of finished rows their chosen names. It
//! compares whole names, without regard to case; it does not change what the text says (`speaker_mention`, `quote`).

use crate::lexicon::Overlay;
use crate::record::Quotation;
use std::collections::BTreeMap;

/// The chosen name of every alias.
#[derive(Clone, Debug, Default)]
pub(crate) struct Aliases(BTreeMap<String, String>);

static NONE: Aliases = Aliases(BTreeMap::new());

impl Aliases {
    /// No aliases at all.
    pub(crate) fn none() -> &'static Aliases {
        &NONE
    }

    /// The aliases of a user's list.
    pub(crate) fn of(overlay: &Overlay) -> Aliases {
        let pair = |row: &csv::StringRecord| Some((key(row.get(0)?), row.get(1)?.trim().to_owned()));
        let named = |(alias, name): &(String, String)| !alias.is_empty() && !name.is_empty();
        Aliases(overlay.rows("aliases").iter().filter_map(pair).filter(named).collect())
    }

    /// Gives every speaker of the rows his chosen name.
    pub(crate) fn apply(&self, rows: &mut [Quotation]) {
        if self.0.is_empty() {
            return;
        }
        for row in rows {
            let name = |name: &str| self.0.get(&key(name)).map_or_else(|| name.to_owned(), String::clone);
            let all: Vec<String> = row.speaker.split("; ").map(name).collect();
            row.speaker = all.join("; ");
        }
    }
}

fn key(name: &str) -> String {
    name.trim().to_lowercase().replace('\u{2019}', "'")
}

#[cfg(test)]
mod tests {
    use crate::Extractor;
    use crate::lexicon::Overlay;

    #[test]
    fn speakers_have_the_names_that_the_list_gives_them() {
        let mut overlay = Overlay::default();
        overlay.read_csv("aliases", "name,alias\nNikolai Bergström,Nikolay Bergstrom\n").unwrap();
        let rows = Extractor::with_overlay(&overlay).extract("“We wait,” said Nikolay Bergstrom.");
        assert_eq!(
            (rows[0].speaker.as_str(), rows[0].speaker_mention.as_str()),
            ("Nikolai Bergström", "Nikolay Bergstrom")
        );
        let rows = Extractor::default().extract("“We wait,” said Nikolay Bergstrom.");
        assert_eq!(rows[0].speaker, "Nikolay Bergstrom");
    }
}
