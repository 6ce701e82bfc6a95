//! What was passed over: told in a line for each reason, listed on demand, an error where the user wants it so.

use super::tell;
use crate::input::Settings;
use anyhow::{Result, bail};

/// Tells what was passed over while reading, with `list` each path; with `strict` it is an error.
pub(super) fn told(settings: &Settings, quiet: bool, list: bool, strict: bool) -> Result<()> {
    let lines = settings.passed.lines();
    if strict && let Some(first) = lines.first() {
        bail!("{first} (--strict)");
    }
    if !quiet {
        lines.iter().for_each(|line| tell(line));
        if list {
            settings.passed.paths().iter().for_each(|path| tell(&format!("passed over: {path}")));
        }
    }
    Ok(())
}
