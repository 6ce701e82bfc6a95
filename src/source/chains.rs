//! Chains: who had it from whom.
//!
//! Takes the relays of one attribution, gives its source from first to last: what the speaker was told nearest first,
//! then the one who cites, then the one who reports it here.

use super::relays::FIRST;

/// One outlet of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The outlet's name.
    pub name: String,
    /// The lower, the nearer to the speaker.
    pub level: u8,
    /// Where it stands, as a number of an item.
    pub at: usize,
}

/// The name of a chain: links by level, one outlet a level, no outlet twice.
pub fn name(links: &mut Vec<Link>) -> String {
    links.sort_by_key(|l| (l.level, l.at));
    // The speaker told one; of those who report it each had it from the one named before it.
    links.dedup_by(|b, a| a.level == b.level && a.level == FIRST || a.name == b.name);
    let mut seen: Vec<&str> = Vec::new();
    for link in links.iter() {
        if !seen.contains(&link.name.as_str()) {
            seen.push(&link.name);
        }
    }
    seen.join(" > ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(name: &str, level: u8, at: usize) -> Link {
        Link { name: name.to_owned(), level, at }
    }

    #[test]
    fn from_first_to_last() {
        let mut links = vec![link("AFP", 3, 2), link("IRNA", 1, 5)];
        assert_eq!(name(&mut links), "IRNA > AFP");
    }

    #[test]
    fn one_outlet_is_no_chain() {
        let mut links = vec![link("NTV", 0, 2), link("NTV", 3, 9), link("Radio Sevan", 0, 4)];
        assert_eq!(name(&mut links), "NTV");
    }
}
