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
mod bytes;
pub mod check;
mod clause;
mod confidence;
mod error;
pub mod evaluate;
mod explain;
mod extras;
pub mod input;
mod neutralised;
mod offsets;
mod perfect;
mod pipeline;
#[cfg(feature = "report")]
mod policy;
mod record;
#[cfg(feature = "report")]
pub mod report;
mod span;
pub mod summary;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod teach;
pub mod verify;
pub mod writer;

// The stages are open to our own trainer, benches and fuzz targets alone. Each stands twice, since rustfmt finds no
// module that a macro declares.
#[cfg(not(feature = "train"))]
mod attribution;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod attribution;
#[cfg(not(feature = "train"))]
mod cast;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod cast;
#[cfg(not(feature = "train"))]
mod cue;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod cue;
#[cfg(not(feature = "train"))]
mod document;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod document;
#[cfg(not(feature = "train"))]
mod grammar;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod grammar;
#[cfg(not(feature = "train"))]
mod lexicon;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod lexicon;
#[cfg(not(feature = "train"))]
mod mention;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod mention;
#[cfg(not(feature = "train"))]
mod model;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod model;
#[cfg(not(feature = "train"))]
mod rows;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod rows;
#[cfg(not(feature = "train"))]
mod source;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod source;

pub use cast::story::{Form, Member, Place};
pub use document::{RegionKind, Wrap};
pub use error::{Error, Result};
pub use explain::Explanation;
pub use extras::{Extras, MarkedAs};
pub use grammar::table::rules;
pub use grammar::{Rule, RuleKind};
pub use lexicon::overlay::{Overlay, list_names, list_text};
pub use pipeline::{Extractor, Head, extract};
pub use record::{COLUMNS, Channel, FLAGS, Kind, Quotation, SourceBasis, SpeakerBasis, SpeakerType};
pub use span::Span;
