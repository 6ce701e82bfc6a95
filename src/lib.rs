//! whosaid reads news text and says who said what, through whom.
//!
//! ```text
//! text -> document (view, paragraphs, sentences, tokens) -> quotation spans -> mentions -> cues
//!      -> attributions (grammar) -> speakers and sources resolved -> Quotation rows -> writers
//! ```
//!
//! Extraction is pure: no input or output, no globals to set up, `Send + Sync`; it never fails. Only [`input`],
//! [`writer`] and [`check`] touch files and bytes.

mod aliases;
pub mod attribution;
mod bytes;
pub mod cast;
pub mod check;
mod clause;
mod confidence;
pub mod cue;
pub mod document;
pub mod error;
pub mod evaluate;
pub mod explain;
pub mod extras;
pub mod grammar;
pub mod input;
pub mod lexicon;
pub mod mention;
pub mod model;
mod neutralised;
mod offsets;
mod perfect;
pub mod pipeline;
#[cfg(feature = "report")]
mod policy;
pub mod record;
#[cfg(feature = "report")]
pub mod report;
pub mod rows;
pub mod source;
pub mod span;
pub mod summary;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod teach;
pub mod verify;
pub mod writer;

pub use error::{Error, Result};
pub use explain::Explanation;
pub use extras::{Extras, MarkedAs};
pub use grammar::table::rules;
pub use grammar::{Rule, RuleKind};
pub use pipeline::{Extractor, Head, extract};
pub use record::{Channel, Kind, Quotation, SourceBasis, SpeakerBasis, SpeakerType};
pub use span::Span;
