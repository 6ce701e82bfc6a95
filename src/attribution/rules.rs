//! The table of rules.

use super::{Analysis, Frame};
use std::ops::Range;

/// The id of the rule that an attribution follows.
pub fn name(
    _analysis: &Analysis<'_>,
    _cue: usize,
    frame: Frame,
    _speaker: Option<usize>,
    _content: &[Range<usize>],
) -> &'static str {
    match frame {
        Frame::Right => "SCQ",
        Frame::Left => "QSC",
        Frame::Split => "QSCQ",
        Frame::None => "NONE",
    }
}
