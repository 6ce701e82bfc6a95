//! The texts of the word lists as they are written, packed into the program.
//!
//! Takes the name of a list, gives its text. The program reads the lists in another form (see [`super::store`]); their
//! texts are shown to users and changed by them.

use crate::packed::Packed;
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// The names of all lists, in alphabetical order.
pub(super) fn names() -> Vec<&'static str> {
    LISTS.iter().map(|list| list.0).collect()
}

/// The text of a list, its header first.
pub(super) fn text(name: &str) -> Option<&'static str> {
    crate::packed::text(&LISTS, name)
}
