//! The document: view, paragraphs, sentences, tokens.

pub mod repair;
pub mod view;

pub use view::{CodePoints, View};
