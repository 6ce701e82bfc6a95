//! "The newspaper", "the agency": which outlet a bare description means.
//!
//! Takes the outlets in the order in which the text uses them, gives the one meant. It abstains where no outlet of a
//! fitting kind has been named.

use super::words::OutletKind;

/// The outlets used so far.
#[derive(Debug, Default)]
pub struct Memory {
    used: Vec<(String, OutletKind)>,
}

/// How many outlets back a description can reach.
const DEPTH: usize = 6;

impl Memory {
    /// Remembers an outlet that was named.
    pub fn note(&mut self, name: &str, kind: OutletKind) {
        if name.is_empty() || kind == OutletKind::Platform {
            return;
        }
        self.used.push((name.to_owned(), kind));
        if self.used.len() > DEPTH {
            self.used.remove(0);
        }
    }

    /// The outlet that a description of this kind means: the last one of the kind, or the last one whose kind is not
    /// known.
    pub fn meant(&self, kind: OutletKind) -> Option<&str> {
        let fits = |have: OutletKind| {
            have == kind
                || have == OutletKind::Other
                || matches!((have, kind), (OutletKind::Site, OutletKind::Paper) | (OutletKind::Paper, OutletKind::Site))
                || matches!((have, kind), (OutletKind::Programme, OutletKind::Broadcaster))
                || matches!((have, kind), (OutletKind::Broadcaster, OutletKind::Programme))
                || kind == OutletKind::Site && have != OutletKind::Platform
        };
        // A station is often called by a word that says nothing of it: whatever was named last and is of no known kind.
        let newest = self.used.last().filter(|(_, have)| *have == OutletKind::Other && kind == OutletKind::Broadcaster);
        let exact = newest.or_else(|| self.used.iter().rev().find(|(_, have)| *have == kind));
        let near = exact.or_else(|| self.used.iter().rev().find(|(_, have)| fits(*have)));
        // Where only one has been named, it is the one, whatever it is called.
        // There are agencies of other sorts.
        let only = || self.used.first().filter(|first| self.used.iter().all(|(name, _)| *name == first.0));
        near.or_else(|| if kind == OutletKind::Agency { None } else { only() }).map(|(name, _)| name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_the_kind_is_meant() {
        let mut memory = Memory::default();
        memory.note("Hraparak", OutletKind::Paper);
        memory.note("Armenpress", OutletKind::Agency);
        assert_eq!(memory.meant(OutletKind::Paper), Some("Hraparak"));
        assert_eq!(memory.meant(OutletKind::Agency), Some("Armenpress"));
    }

    #[test]
    fn nothing_of_the_kind_nothing_meant() {
        let mut memory = Memory::default();
        memory.note("Armenpress", OutletKind::Agency);
        memory.note("Kyodo", OutletKind::Agency);
        memory.note("Facebook", OutletKind::Platform);
        assert_eq!(memory.meant(OutletKind::Paper), None);
    }
}
