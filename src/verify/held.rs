//! Where the runs of a claim stand in an article, row by row.
//!
//! Takes the places of the runs, gives the rows that are compared with the claim. Does not compare words.

use super::person::Person;
use super::scene::MOST_ROWS;
use crate::record::Quotation;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Where the runs of a claim stand.
pub(super) struct Held {
    /// In code points, ascending.
    pub(super) places: Vec<(usize, u64)>,
    pub(super) by_row: BTreeMap<usize, Vec<(usize, u64)>>,
    /// The rows that share enough runs with the claim: how many, and the row; in the order of the text.
    pub(super) likely: Vec<(usize, usize)>,
    /// The same by the words of the speakers' names, and all under no word; the best of each where they are too many.
    pub(super) by_name: OnceCell<FxHashMap<String, Vec<(usize, usize)>>>,
}

impl Held {
    /// The rows to compare with the claim, those of the claimed speaker first, each part in the order of the text. Where
    /// many rows share words with the claim, those that share most.
    pub(super) fn chosen(&self, claimed: &str, rows: &[Quotation]) -> Vec<(usize, usize)> {
        if self.likely.len() < 2 {
            return self.likely.clone();
        }
        let names = |name: &str| Person::new(name).words;
        let most = |list: &mut Vec<(usize, usize)>| {
            if list.len() > MOST_ROWS {
                list.sort_unstable_by_key(|(d, n)| (Reverse(*d), *n));
                list.truncate(MOST_ROWS);
                list.sort_unstable_by_key(|(_, n)| *n);
            }
        };
        let by_name = self.by_name.get_or_init(|| {
            let mut out: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
            for likely in &self.likely {
                for word in names(&rows[likely.1].speaker) {
                    out.entry(word).or_default().push(*likely);
                }
            }
            out.insert(String::new(), self.likely.clone());
            out.values_mut().for_each(most);
            out
        });
        let claimed = names(claimed);
        let own = claimed.iter().filter_map(|w| by_name.get(w)).min_by_key(|l| l.len());
        let mut out = own.cloned().unwrap_or_default();
        let own: FxHashSet<usize> = out.iter().map(|(_, n)| *n).collect();
        out.extend(by_name.get("").into_iter().flatten().filter(|(_, n)| !own.contains(n)));
        out
    }
}
