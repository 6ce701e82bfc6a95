//! From the original input to the view: line wraps, hyphenation, furniture.
//!
//! Takes the input, gives a [`View`]. It does not look at words beyond what the repair needs.

use super::view::View;

/// Makes the view of `original`.
pub fn view(original: &str) -> View<'_> {
    View::plain(original)
}
