//! The grammar: its rules as data, and nom over items.
//!
//! Takes productions and whatever a stage offers as their alphabet, gives what they read. It knows word classes, not word
//! lists; it does no input or output.

mod compile;
mod machine;
pub mod memo;
pub mod production;
pub mod reader;
pub mod rule;
pub(crate) mod rules;
pub mod table;

pub use rule::{Rule, RuleId, RuleKind};
pub use table::Grammar;
