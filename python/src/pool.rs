//! Threads.
//!
//! A pool for each number of threads, made when it is first wanted. A process that Python has forked gets pools of its
//! own: threads do not survive a fork, and waiting for them would never end.

use crate::error::WhosaidError;
use pyo3::PyResult;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, Mutex, PoisonError};

/// The pool that was used last: its process, its number of threads.
static LAST: Mutex<Option<(u32, usize, Arc<ThreadPool>)>> = Mutex::new(None);

/// How many threads `jobs` means: `None` and 0 are one for each core.
pub fn threads(jobs: Option<usize>) -> usize {
    match jobs {
        None | Some(0) => std::thread::available_parallelism().map_or(1, usize::from),
        Some(jobs) => jobs,
    }
}

/// A pool of so many threads; none where the calling thread is enough. Call it with the interpreter's lock held: a
/// fork takes that lock, so that this one is free in the child.
pub fn pool(threads: usize) -> PyResult<Option<Arc<ThreadPool>>> {
    if threads == 1 {
        return Ok(None);
    }
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let process = std::process::id();
    match &*last {
        Some((owner, size, pool)) if (*owner, *size) == (process, threads) => return Ok(Some(pool.clone())),
        _ => {}
    }
    let pool = ThreadPoolBuilder::new().num_threads(threads).thread_name(|n| format!("whosaid-{n}")).build();
    let pool = Arc::new(pool.map_err(|e| WhosaidError::new_err(format!("cannot start threads: {e}")))?);
    if let Some((owner, _, old)) = last.replace((process, threads, pool.clone()))
        && owner != process
    {
        // Its threads are the parent's: dropping it here would wait for them.
        std::mem::forget(old);
    }
    Ok(Some(pool))
}
