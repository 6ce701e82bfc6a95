//! Commands about the program itself: `columns`, `lists`, `config`, `completions`, `man`.

use super::config::{self, Config};
use super::{Cli, Status};
use crate::lexicon::overlay::list_names;
use crate::writer::Column;
use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;

/// Lists the columns with their meanings.
pub(super) fn columns() -> Result<Status> {
    let mut out = std::io::stdout().lock();
    let width = Column::ALL.iter().map(|c| c.name().len()).max().unwrap_or(0);
    for column in Column::ALL {
        writeln!(out, "{:width$}  {}", column.name(), column.meaning())?;
    }
    Ok(Status::Done)
}

/// Prints a word list with the changes that the configuration makes; without a name, the names of all.
pub(super) fn lists(name: Option<&str>) -> Result<Status> {
    let mut out = std::io::stdout().lock();
    match name {
        Some(name) => out.write_all(config::overlay().list(name)?.as_bytes())?,
        None => list_names().iter().try_for_each(|name| writeln!(out, "{name}"))?,
    }
    Ok(Status::Done)
}

/// Shows the configuration in force.
pub(super) fn config(config: &Config) -> Result<Status> {
    let mut out = std::io::stdout().lock();
    config.refused.iter().for_each(|line| super::tell(line));
    let Some(path) = &config.path else {
        writeln!(out, "no configuration file")?;
        return Ok(Status::Done);
    };
    writeln!(out, "{}", path.display())?;
    for (command, options) in &config.options {
        writeln!(out, "{command} {}", options.join(" "))?;
    }
    for (list, added, removed) in config.overlay.counts() {
        writeln!(out, "lists {list}: {added} added, {removed} removed")?;
    }
    Ok(Status::Done)
}

/// Writes the completions of a shell.
pub(super) fn completions(shell: Shell) -> Result<Status> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "whosaid", &mut text);
    std::io::stdout().write_all(&text)?;
    Ok(Status::Done)
}

/// Writes the manual page: the program's, and one section for each command.
pub(super) fn man() -> Result<Status> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut text)?;
    for command in Cli::command().get_subcommands().filter(|c| c.get_name() != "help") {
        let name = command.get_name().to_uppercase();
        writeln!(text, ".SH {name}")?;
        let page = clap_mangen::Man::new(command.clone().bin_name(format!("whosaid {}", command.get_name())));
        page.render_synopsis_section(&mut text)?;
        page.render_description_section(&mut text)?;
        page.render_options_section(&mut text)?;
    }
    std::io::stdout().write_all(&text)?;
    Ok(Status::Done)
}
