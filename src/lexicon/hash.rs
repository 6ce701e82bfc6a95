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

/// What undoes so many multiplications of [`hash_on`].
const UNDO: [u32; 9] = {
    // Each step of Newton's method doubles the bits that are right.
    let (prime, mut inverse, mut step) = (0x0100_0193_u32, 0x0100_0193_u32, 0);
    while step < 5 {
        inverse = inverse.wrapping_mul(2_u32.wrapping_sub(prime.wrapping_mul(inverse)));
        step += 1;
    }
    let mut undo = [1_u32; 9];
    let mut n = 1;
    while n < 9 {
        undo[n] = undo[n - 1].wrapping_mul(inverse);
        n += 1;
    }
    undo
};

/// The hash of a word that is up to eight bytes longer: the first `length` of `bytes`, the first one lowest, zeros behind
/// them. There is no branch to guess, however long words are.
#[inline]
pub fn hash_on_all(hash: u32, bytes: u64, length: usize) -> u32 {
    // A zero only multiplies.
    let all = bytes.to_le_bytes().into_iter().fold(hash, hash_on);
    all.wrapping_mul(UNDO[8 - length])
}

/// The hash of a word without the byte that it ends with.
#[inline]
pub const fn hash_off(hash: u32, byte: u8) -> u32 {
    hash.wrapping_mul(UNDO[1]) ^ byte as u32
}

#[cfg(test)]
mod tests {
    use super::super::eight::{eight, first_of};
    use super::*;

    #[test]
    fn words_are_hashed_eight_bytes_at_once_as_byte_for_byte() {
        let word = "parliament's";
        for start in 0..word.len() {
            for length in 0..=8.min(word.len() - start) {
                let bytes = first_of(eight(word.as_bytes(), start), length);
                assert_eq!(hash_on_all(7, bytes, length), word.bytes().skip(start).take(length).fold(7, hash_on));
            }
        }
        assert_eq!(hash_off(word_hash(word), b's'), word_hash("parliament'"));
    }
}
