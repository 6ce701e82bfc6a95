//! Texts that lie packed in the program: the word lists as they are written, and the pages.
//!
//! The build script packs each for itself (`build.rs`). They are asked for now and then, and stay in memory once they were.

use std::io::Read;
use std::sync::OnceLock;

/// Name, packed text, and room for the text.
pub(crate) struct Packed(pub &'static str, pub &'static [u8], pub OnceLock<String>);

#[cfg(feature = "report")]
include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The text of one of the packed texts, by its name.
pub(crate) fn text(all: &'static [Packed], name: &str) -> Option<&'static str> {
    let Packed(_, packed, text) = all.iter().find(|one| one.0 == name)?;
    Some(text.get_or_init(|| {
        let mut text = String::new();
        match flate2::read::DeflateDecoder::new(*packed).read_to_string(&mut text) {
            Ok(_) => text,
            Err(_) => unreachable!("the build script has packed the text"),
        }
    }))
}

/// A page's template, style or script, by its path below `src`.
///
/// Panics where `build.rs` packs no file of that path.
#[cfg(feature = "report")]
pub(crate) fn page(path: &str) -> &'static str {
    text(&PAGES, path).unwrap_or_else(|| panic!("build.rs packs no {path}"))
}

#[cfg(all(test, feature = "report"))]
mod tests {
    #[test]
    fn pages_come_as_they_were_written() {
        let written = |path: &str| std::fs::read_to_string(std::path::Path::new("src").join(path)).unwrap();
        assert!(super::PAGES.len() > 5);
        for page in &super::PAGES {
            assert_eq!(super::page(page.0), written(page.0), "{}", page.0);
        }
    }
}
