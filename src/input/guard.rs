//! The guard that every reader runs in: damaged input that makes one panic is an error of that input alone.

use crate::error::{Error, Result};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// How many guards are around what this thread does.
    static GUARDS: Cell<usize> = const { Cell::new(0) };
}

/// Runs something that reads what others wrote. If it panics, that is an error of this one input, and the rest goes on.
pub fn guarded<T>(place: impl FnOnce() -> String, work: impl FnOnce() -> T) -> Result<T> {
    GUARDS.set(GUARDS.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDS.set(GUARDS.get() - 1);
    done.map_err(|_| Error::input(place(), "cannot be read: it is damaged, or whosaid broke on it; please report it"))
}

#[cfg(feature = "cli")]
/// From now on a panic inside a guard says nothing by itself: what guards tells it. For programs, once, at their start.
pub fn quiet_guards() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |about| {
        if GUARDS.get() == 0 || std::env::var_os("RUST_BACKTRACE").is_some() {
            before(about);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_one_input() {
        quiet_guards();
        assert_eq!(guarded(|| "a".to_owned(), || 7).unwrap(), 7);
        let broken = guarded(|| "bad.xlsx".to_owned(), || -> usize { panic!("broken on purpose") });
        assert!(broken.unwrap_err().to_string().starts_with("bad.xlsx: cannot be read"));
    }
}
