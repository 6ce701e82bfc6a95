//! The hash that words are known by.

/// FNV-1a over the lower-case form, 32 bits: stable over versions, because the weights are keyed by it.
pub fn word_hash(lower: &str) -> u32 {
    lower.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// The same of a word of ASCII in whatever case.
pub fn ascii_hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
}
