//! Colours, where the reader wants them.
//!
//! `--color` decides; by itself the program colours only a terminal, and heeds NO_COLOR, CLICOLOR_FORCE and TERM=dumb.

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use std::fmt::Display;
use std::io::IsTerminal;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The styles of the program's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette(bool);

impl Color {
    /// The styles for standard output.
    pub(super) fn palette(self) -> Palette {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        Palette(match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR") => false,
            Color::Auto if set("CLICOLOR_FORCE") => true,
            Color::Auto => std::io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|t| t != "dumb"),
        })
    }
}

impl Palette {
    /// Text in these styles, with all else that a terminal would obey made visible.
    pub(super) fn shown(self, text: &str) -> String {
        super::visible::coloured(text, self.0).into_owned()
    }

    fn paint(self, style: Style, text: impl Display) -> String {
        match self.0 {
            true => format!("{style}{text}{style:#}"),
            false => text.to_string(),
        }
    }

    /// What was expected and is gone.
    pub(super) fn removed(self, text: impl Display) -> String {
        self.paint(AnsiColor::Red.on_default(), text)
    }

    /// What is there and was not expected.
    pub(super) fn added(self, text: impl Display) -> String {
        self.paint(AnsiColor::Green.on_default(), text)
    }

    /// Where something is.
    pub(super) fn place(self, text: impl Display) -> String {
        self.paint(AnsiColor::Cyan.on_default(), text)
    }

    /// What stands out.
    pub(super) fn strong(self, text: impl Display) -> String {
        self.paint(Style::new().bold(), text)
    }
}
