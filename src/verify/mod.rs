//! Does the text really attribute these words to them, through that source?
//!
//! Takes claims ([`Claim`]: words, a speaker, perhaps a source) and articles with their rows, gives an [`Answer`] for each
//! claim: three axes (wording, speaker, source), one headline, and the evidence. It answers from the text alone: it
//! does not know whether a statement is true, nor what was said elsewhere, and a claim that is not found is not found in
//! what was searched.
//!
//! ```text
//! claims -> words -> index of runs ──┐
//! article ───────── runs looked up ──┴─> rows -> passages -> alignment -> wording ┐
//!                                                speaker and source compared ─────┴-> finding -> best per claim
//! ```
//!
//! Similarity alone decides nothing: it finds the place, and the differences decide.

mod align;
mod answer;
mod apart;
mod axes;
mod bare;
mod brackets;
mod candidate;
mod change;
mod claim;
mod company;
mod cut;
mod difference;
#[cfg(any(feature = "cli", feature = "train"))]
pub(crate) mod draft;
mod editorial;
mod examine;
mod finding;
mod flags;
mod forms;
mod frame;
mod held;
mod hidden;
mod index;
mod link;
mod lists;
mod marks;
mod mention;
mod names;
mod nested;
mod notes;
#[cfg(any(feature = "cli", feature = "train"))]
pub(crate) mod patch;
pub(crate) mod person;
mod prepared;
pub mod report;
mod reported;
mod rung;
mod scene;
#[cfg(all(feature = "cli", feature = "xlsx"))]
pub(crate) mod sheet;
mod stitch;
mod table;
mod text;
#[cfg(feature = "cli")]
pub(crate) mod variants;
mod weave;
mod wording;
mod words;

pub use answer::{Answer, Evidence, Search};
pub use axes::{SourceCheck, SpeakerCheck, Verdict, Wording};
pub use claim::{Claim, Claims, read_claims};
pub use difference::{Difference, Op, Weight};
pub use examine::{Finding, Findings, Near, Verifier};
pub use names::Aliases;
pub use rung::MatchedBy;
