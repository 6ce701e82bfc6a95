//! The texts of the word lists as they are written, packed into the program.
//!
//! Takes the name of a list, gives its text. The program reads the lists in another form (see [`super::store`]); their
//! texts are shown to users and changed by them, now and then: so they lie packed (`build.rs`), each for itself, and stay
//! in memory once they were asked for.

use std::io::Read;
use std::sync::OnceLock;

/// Name, packed text, and room for the text.
struct Packed(&'static str, &'static [u8], OnceLock<String>);

include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// The names of all lists, in alphabetical order.
pub(super) fn names() -> Vec<&'static str> {
    PACKED.iter().map(|list| list.0).collect()
}

/// The text of a list, its header first.
pub(super) fn text(name: &str) -> Option<&'static str> {
    let Packed(_, packed, text) = PACKED.iter().find(|list| list.0 == name)?;
    Some(text.get_or_init(|| {
        let mut text = String::new();
        match flate2::read::DeflateDecoder::new(*packed).read_to_string(&mut text) {
            Ok(_) => text,
            Err(_) => unreachable!("the build script has packed the list"),
        }
    }))
}
