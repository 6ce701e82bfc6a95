//! The hash that words are known by.

/// FNV-1a over the lower-case form, 32 bits: stable over versions, because the weights are keyed by it.
pub const fn word_hash(lower: &str) -> u32 {
    let bytes = lower.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut n = 0;
    while n < bytes.len() {
        hash = hash_on(hash, bytes[n]);
        n += 1;
    }
    hash
}

/// The hash of a word that is one byte longer.
#[inline]
pub const fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}
