//! What became of the articles of one run: how many were read, how many failed, and what the user is told meanwhile.
//!
//! Takes the results of `run` in order, gives those that are there; an error of one article is told and counted, or
//! ends the run where the user wants it so.

use super::progress::Progress;
use super::{Status, tell};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::Path;

/// The articles of a run so far.
pub(super) struct Tally {
    quiet: bool,
    strict: bool,
    progress: Progress,
    told: BTreeSet<String>,
    count: Count,
}

/// How many articles were read and how many failed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    /// Read and worked on.
    pub done: usize,
    /// Reported and left out.
    pub failed: usize,
    /// Those of them that are not there, or are nothing that is read.
    misused: usize,
}

impl Tally {
    /// Nothing read yet; `strict` ends the run at the first error, `output` is the file that the rows go to.
    pub(super) fn new(quiet: bool, strict: bool, output: Option<&Path>) -> Self {
        let progress = Progress::new(quiet, output);
        Tally { quiet, strict, progress, told: BTreeSet::new(), count: Count::default() }
    }

    /// Tells what a reader noticed, once.
    pub(super) fn notice(&mut self, notices: Vec<String>) {
        for notice in notices {
            if !self.quiet && self.told.insert(notice.clone()) {
                self.aside(|| tell(&notice));
            }
        }
    }

    /// Counts a result and gives it if it is there.
    pub(super) fn take<T>(&mut self, result: crate::Result<T>) -> Result<Option<T>> {
        match result {
            Ok(value) => {
                self.count.done += 1;
                self.progress.advance(self.count.done + self.count.failed);
                Ok(Some(value))
            }
            Err(e) if self.strict => Err(e.into()),
            Err(e) => {
                self.aside(|| tell(&e.to_string()));
                self.count.failed += 1;
                self.count.misused += usize::from(e.is_of_usage());
                Ok(None)
            }
        }
    }

    /// Does something that writes to standard error itself.
    pub(super) fn aside(&self, write: impl FnOnce()) {
        self.progress.aside(write);
    }

    /// Ends the run.
    pub(super) fn end(self) -> Count {
        self.progress.end();
        self.count
    }
}

impl Count {
    /// How the command ends where nothing could be read: inputs that are damaged are failures as they are among others;
    /// those that are not there, or are nothing that is read, are an error of who named them.
    pub(super) fn nothing(self) -> Option<Status> {
        let ended = if self.misused > 0 { Status::Failed } else { Status::Some };
        (self.done == 0 && self.failed > 0).then_some(ended)
    }

    /// Tells how many inputs failed, if any did, with what follows from it; gives whether any did.
    pub(super) fn failures(self, then: &str) -> bool {
        if self.failed > 0 {
            tell(&format!("{} of {} inputs failed{then}", self.failed, self.done + self.failed));
        }
        self.failed > 0
    }
}
