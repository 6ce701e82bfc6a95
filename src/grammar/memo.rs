//! What productions have read at a place of finitely many kinds, kept so that it is read once.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many kinds are kept at once; more share a slot and are read again.
const SLOTS: usize = 2048;
/// A slot that holds something.
const FULL: u64 = 1 << 63;

/// A table from the kind of a place to what its productions read there. It is the same whichever thread fills it.
#[derive(Debug)]
pub struct Memo(Box<[AtomicU64]>);

impl Default for Memo {
    fn default() -> Self {
        Memo((0..SLOTS).map(|_| AtomicU64::new(0)).collect())
    }
}

impl Memo {
    /// The value of a kind, below 2^31, read where it is not known yet.
    #[inline]
    pub fn get(&self, kind: u32, read: impl FnOnce() -> u32) -> u32 {
        let slot = &self.0[(kind.wrapping_mul(0x9E37_79B9) >> 21) as usize];
        let held = slot.load(Ordering::Relaxed);
        if held & FULL != 0 && (held & !FULL) >> 31 == u64::from(kind) {
            return (held & 0x7FFF_FFFF) as u32;
        }
        let value = read() & 0x7FFF_FFFF;
        slot.store(FULL | u64::from(kind) << 31 | u64::from(value), Ordering::Relaxed);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_was_read_and_reads_again_what_is_gone() {
        let memo = Memo::default();
        for round in 0..2 {
            for kind in 0..10_000 {
                assert_eq!(memo.get(kind, || kind * 3), kind * 3, "{round}");
            }
        }
        assert_eq!(memo.get(9_999, || unreachable!("it is kept")), 29_997);
    }
}
