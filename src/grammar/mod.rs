//! The grammar's ground: nom over items, and the small parsers that every production is built from.
//!
//! Takes [`Item`](crate::document::Item)s, gives matched ranges. It knows word classes, not word lists; it does no
//! input or output.

pub mod input;
pub mod words;

pub use input::{Items, Parsed};
