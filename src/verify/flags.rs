//! The flags of rows that answers have too.
//!
//! Takes nothing, gives the flags that matter to a reader and those with which words were not said. What each means is told
//! on the page: `report/flags.csv`.

/// The flags of a row with which its words were not said by its speaker, as far as the text tells.
pub(super) const UNSAID: &[&str] = &[
    "counterfactual",
    "denied",
    "disputed",
    "doctored",
    "future",
    "hypothetical",
    "misquoted",
    "negated",
    "satire",
    "unsaid",
];
/// Further flags of a row that a reader must know of.
const TOLD: &[&str] = &["ambiguous", "anonymous", "corrected", "nested", "question", "relayed"];

/// The flags of rows that answers have too.
pub(super) fn told_flags() -> impl Iterator<Item = &'static str> {
    TOLD.iter().chain(UNSAID).copied()
}
