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
/// The flags of a row that a reader must know of.
pub(super) const TOLD: &[&str] = &[
    "ambiguous",
    "anonymous",
    "corrected",
    "counterfactual",
    "denied",
    "disputed",
    "doctored",
    "future",
    "hypothetical",
    "misquoted",
    "negated",
    "nested",
    "question",
    "relayed",
    "satire",
    "unsaid",
];

/// The flags of rows that answers have too.
#[cfg(test)]
pub(super) fn told_flags() -> impl Iterator<Item = &'static str> {
    TOLD.iter().chain(UNSAID).copied()
}
