//! The document: view, paragraphs, sentences, tokens.

mod furniture;
mod heads;
mod hyphens;
pub mod layout;
mod lines;
mod pieces;
pub mod repair;
pub mod view;
mod wraps;

pub use layout::{Layout, Region, RegionKind};
pub use repair::{RepairOptions, Wrap};
pub use view::{CodePoints, View};
