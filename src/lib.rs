//! whosaid reads news text and says who said what, through whom.
//!
//! ```text
//! text -> document (view, paragraphs, sentences, tokens) -> quotation spans -> mentions -> cues
//!      -> attributions (grammar) -> speakers and sources resolved -> Quotation rows -> writers
//! ```
//!
//! Extraction is pure: no input or output, no globals to set up, `Send + Sync`; it never fails. Only [`input`]
//! and [`writer`] touch files and bytes.

mod aliases;
mod attribution;
mod bytes;
mod cast;
#[cfg(any(feature = "cli", feature = "train"))]
mod check;
mod clause;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod confidence;
mod cue;
mod document;
mod error;
#[cfg(any(feature = "cli", feature = "train"))]
mod evaluate;
mod explain;
mod extras;
mod grammar;
pub mod input;
mod lexicon;
mod mention;
mod model;
mod neutralised;
mod normal;
mod offsets;
mod packed;
mod perfect;
mod pipeline;
#[cfg(feature = "report")]
mod policy;
mod record;
#[cfg(feature = "report")]
pub mod report;
mod rows;
mod source;
mod span;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod stages;
#[cfg(any(feature = "cli", feature = "train"))]
mod summary;
#[cfg(feature = "train")]
mod teach;
pub mod verify;
pub mod writer;

pub use cast::story::{Form, Member, Place};
pub use document::{RegionKind, Wrap};
pub use error::{Error, Result};
pub use explain::Explanation;
pub use extras::{Extras, MarkedAs};
pub use grammar::table::rules;
pub use grammar::{Rule, RuleKind};
pub use lexicon::overlay::{Overlay, list_text};
pub use pipeline::{Extractor, Head, extract};
pub use record::{COLUMNS, Channel, FLAGS, Kind, Quotation, SourceBasis, SpeakerBasis, SpeakerType};
pub use span::Span;
