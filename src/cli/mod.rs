//! Commands.
//!
//! Takes the arguments, gives the exit status: 0 done, 1 done with differences or failures in part, 2 usage or input
//! error. Data goes to standard output, everything else to standard error. All printing of the program is here.

mod about;
mod cast;
mod check;
mod color;
mod config;
mod draft;
mod ending;
mod evaluate;
mod explain;
mod extract;
mod input;
mod output;
mod passed;
mod progress;
mod rows_out;
mod rules;
mod run;
mod sink;
mod summary;
mod tally;
mod text;
mod variants;
mod verify;
mod visible;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// Reads news text and writes who said what, through whom.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true)]
#[command(before_long_help = EXAMPLES, args_override_self = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// When to colour: auto, always or never
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", hide_possible_values = true)]
    color: color::Color,
    /// Read this configuration instead of whosaid.toml
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<std::path::PathBuf>,
    /// Read no configuration
    #[arg(long, global = true, conflicts_with = "config")]
    no_config: bool,
}

const EXAMPLES: &str = "\
Examples:
  whosaid extract article.txt                      rows as CSV on standard output
  whosaid extract articles/ -o quotes.csv          a folder with all below it
  whosaid extract --columns simple < article.txt   speaker, source and quote only
  whosaid extract corpus.jsonl --text-field body --id-field url -f jsonl
  whosaid check fixtures/                          texts against expected rows
  whosaid explain article.txt --at 411             why is this row there?
  whosaid verify --claims claims.csv articles/     are these their words?
  whosaid cast article.txt                         who is in the story?
  whosaid summary --by source articles/            through whom, how often?
  whosaid evaluate gold.jsonl                      precision and recall

Exit status: 0 done; 1 some inputs failed, some claims are not confirmed, or there are differences; 2 usage or input
error.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the quotations of texts, a row each
    Extract(Box<extract::Args>),
    /// Print what was read as the article, without the page around it
    Text(Box<text::Args>),
    /// Compare texts (NAME.txt) with their expected rows (NAME.csv)
    Check(check::Args),
    /// Say why each row is there: its rule, its parts in place, what else was weighed
    Explain(Box<explain::Args>),
    /// Check claimed quotations against the articles: the words, the speaker, the source
    Verify(Box<verify::Args>),
    /// Write who is in the story: the people and bodies with their roles, all their mentions and their rows
    Cast(Box<cast::Args>),
    /// Group the quotations of many articles that are wordings of the same words
    Variants(Box<variants::Args>),
    /// Count who was quoted how often, in how many articles, and through whom
    Summary(Box<summary::Args>),
    /// Measure precision and recall against annotated articles
    Evaluate(Box<evaluate::Args>),
    /// List the rules of the grammar: what each reads, and which fixtures show it
    Rules(rules::Args),
    /// List the columns of the output
    Columns,
    /// Print a word list as it is used, or name the lists
    Lists {
        /// The list
        name: Option<String>,
    },
    /// Show which configuration is read and what it says
    Config {
        /// What the command does anyway
        #[arg(long, hide = true)]
        show: bool,
    },
    /// Write the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    Man,
}

impl Command {
    /// Whether it writes to standard output and nowhere else.
    fn prints(&self) -> bool {
        matches!(
            self,
            Command::Explain(_)
                | Command::Evaluate(_)
                | Command::Rules(_)
                | Command::Columns
                | Command::Lists { .. }
                | Command::Config { .. }
                | Command::Completions { .. }
                | Command::Man
        )
    }

    /// Whether only errors are told, or nothing is read that settings could change.
    fn is_quiet(&self) -> bool {
        match self {
            Command::Extract(args) => args.quiet,
            Command::Verify(args) => args.quiet,
            Command::Variants(args) => args.destination.quiet,
            Command::Cast(args) => args.destination.quiet,
            Command::Summary(args) => args.destination.quiet,
            Command::Text(args) => args.destination.quiet,
            Command::Check(_) | Command::Explain(_) | Command::Evaluate(_) | Command::Lists { .. } => false,
            Command::Rules(_)
            | Command::Columns
            | Command::Config { .. }
            | Command::Completions { .. }
            | Command::Man => true,
        }
    }
}

/// How a command ended, when it ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// All went well.
    Done,
    /// There are differences, or some of many inputs failed.
    Some,
    /// Usage or input error, told already.
    Failed,
}

/// Runs the program.
pub fn main() -> ExitCode {
    crate::input::quiet_guards();
    let given: Vec<OsString> = std::env::args_os().collect();
    let result = config::load(&given).and_then(|config| {
        let arguments = config.arguments(given);
        match Cli::try_parse_from(&arguments) {
            Ok(cli) => run(cli, &config),
            Err(e) => misused(&e, &arguments),
        }
    });
    match result {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Some) => ExitCode::from(1),
        Ok(Status::Failed) => ExitCode::from(2),
        Err(e) if output::closed_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            say(&message(&e));
            ExitCode::from(2)
        }
    }
}

/// Tells what clap has to say: help and version as they are; errors repeat the arguments, so they are told of arguments in
/// which all that a terminal would obey is visible.
fn misused(error: &clap::Error, arguments: &[OsString]) -> Result<Status> {
    if !error.use_stderr() {
        output::standard_output_is_open()?;
        error.print()?;
        return Ok(Status::Done);
    }
    let shown = arguments.iter().map(|arg| {
        let arg = crate::input::shown(std::path::Path::new(arg));
        visible::line(&arg).into_owned()
    });
    let _ = Cli::try_parse_from(shown).as_ref().err().unwrap_or(error).print();
    Ok(Status::Failed)
}

fn run(cli: Cli, config: &config::Config) -> Result<Status> {
    if !cli.command.is_quiet() {
        config.told().iter().for_each(|line| tell(line));
    }
    if cli.command.prints() {
        output::standard_output_is_open()?;
    }
    match cli.command {
        Command::Extract(args) => extract::run(&args),
        Command::Text(args) => text::run(&args),
        Command::Check(args) => check::run(&args, cli.color),
        Command::Explain(args) => explain::run(&args, cli.color),
        Command::Verify(args) => verify::run(&args),
        Command::Cast(args) => cast::run(&args),
        Command::Variants(args) => variants::run(&args),
        Command::Summary(args) => summary::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Columns => about::columns(),
        Command::Lists { name } => about::lists(name.as_deref()),
        Command::Config { show: _ } => about::config(config),
        Command::Completions { shell } => about::completions(shell),
        Command::Man => about::man(),
    }
}

/// The error with its causes, each once: the library's errors name their cause themselves.
fn message(error: &anyhow::Error) -> String {
    let words = |cause: &(dyn std::error::Error + 'static)| {
        // This one shows lines of the file, each behind its number.
        let settings = cause.is::<toml::de::Error>();
        let text = cause.to_string();
        if settings { visible::lines(&text).into_owned() } else { visible::line(&text).into_owned() }
    };
    error.chain().map(words).fold(String::new(), |mut told, cause| {
        if told.is_empty() {
            return cause;
        }
        if !told.ends_with(&cause) {
            told.push_str(": ");
            told.push_str(&cause);
        }
        told
    })
}

/// Writes one message to standard error, with all that a terminal would obey made visible: what files and names hold is
/// the word of others.
fn tell(message: &str) {
    say(&visible::line(message));
}

/// Writes to standard error. If even that is closed there is nobody left to tell.
fn say(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "whosaid: {message}");
}
