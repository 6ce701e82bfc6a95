//! Progress of long work, on standard error and only where that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::path::Path;
use std::time::{Duration, Instant};

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(700);

/// A counter of articles.
pub(super) struct Progress {
    started: Instant,
    wanted: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// A counter that stays silent if `quiet` is set or nobody watches; `output` is the file that the rows go to.
    pub(super) fn new(quiet: bool, output: Option<&Path>) -> Self {
        // Rows that run over the same terminal say enough.
        let rows = output.is_none_or(|path| path == Path::new("-")) && std::io::stdout().is_terminal();
        let wanted = !quiet && !rows && std::io::stderr().is_terminal();
        Progress { started: Instant::now(), wanted, bar: None }
    }

    /// Shows that this many articles are done.
    pub(super) fn advance(&mut self, done: usize) {
        if !self.wanted {
            return;
        }
        if self.bar.is_none() && self.started.elapsed() > PATIENCE {
            let bar = ProgressBar::new_spinner().with_elapsed(self.started.elapsed());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} articles, {elapsed_precise}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(200));
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(done as u64);
        }
    }

    /// Does something that writes to standard error itself.
    pub(super) fn aside(&self, write: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the counter away.
    pub(super) fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
