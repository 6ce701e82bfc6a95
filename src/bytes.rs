//! Numbers where they lie in the program.
//!
//! Takes bytes that the build script has written, gives them as numbers without a copy.

use bytemuck::AnyBitPattern;
use std::borrow::Cow;

/// Numbers on a cache line.
#[repr(C, align(64))]
pub(crate) struct Aligned<T: ?Sized>(pub(crate) T);

/// Numbers, little-endian in a file, where they lie; a copy, as `read` gives them, on a machine that has them the other
/// way round.
pub(crate) fn numbers<T: AnyBitPattern, const N: usize>(
    bytes: &'static [u8],
    read: impl Fn([u8; N]) -> T,
) -> Cow<'static, [T]> {
    match bytemuck::try_cast_slice(bytes) {
        Ok(numbers) if cfg!(target_endian = "little") => Cow::Borrowed(numbers),
        _ => bytes.as_chunks().0.iter().map(|&n| read(n)).collect(),
    }
}
