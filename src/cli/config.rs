//! `whosaid.toml`: usual options of the commands, and changes to the word lists.
//!
//! Which file: `--config FILE`, else `$WHOSAID_CONFIG`, else the nearest `whosaid.toml` from here upwards, else
//! `whosaid/config.toml` in the user's configuration folder. `--no-config` reads none. Options given on the command
//! line win; a key that does not exist is an error.
//!
//! ```toml
//! [extract]
//! columns = "simple"
//! jobs = 2
//!
//! [lists.outlets]
//! add = [{ name = "Fjord FM", kind = "broadcaster", aliases = "FFM" }]
//! remove = ["1+1"]
//! file = "outlets.csv"
//! ```

use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use toml::{Table, Value};
use whosaid::Extractor;
use whosaid::lexicon::Overlay;

/// The commands whose options can be set.
const COMMANDS: &[&str] = &["extract", "check", "verify", "evaluate", "explain"];

static OVERLAY: OnceLock<Overlay> = OnceLock::new();

/// What the file says.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The file, if there is one.
    pub path: Option<PathBuf>,
    /// Options by command, as arguments.
    pub options: Vec<(String, Vec<String>)>,
    /// Changes to the word lists.
    pub overlay: Overlay,
}

/// The extractor with the changes that the configuration makes.
pub(super) fn extractor() -> Extractor {
    match OVERLAY.get() {
        Some(overlay) if !overlay.is_empty() => Extractor::with_overlay(overlay),
        _ => Extractor::default(),
    }
}

/// The changes to the word lists.
pub(super) fn overlay() -> Overlay {
    OVERLAY.get().cloned().unwrap_or_default()
}

/// Finds and reads the file that these arguments ask for, and keeps its changes to the word lists.
pub(super) fn load(arguments: &[OsString]) -> Result<Config> {
    let config = match wanted(arguments)? {
        Some(path) => read(&path)?,
        None => Config::default(),
    };
    // Set once, before any command runs.
    let _ = OVERLAY.set(config.overlay.clone());
    Ok(config)
}

impl Config {
    /// The arguments with the options of the file put before the user's own.
    pub(super) fn arguments(&self, given: Vec<OsString>) -> Vec<OsString> {
        let at = given.iter().position(|arg| COMMANDS.iter().any(|command| arg.as_os_str() == *command));
        let Some(at) = at else { return given };
        let options = self.options.iter().find(|(command, _)| given[at].as_os_str() == command.as_str());
        let mut all = given;
        if let Some((_, options)) = options {
            all.splice(at + 1..at + 1, options.iter().map(OsString::from));
        }
        all
    }
}

/// The file to read. clap looks at the same options later; here they only lead to the file.
fn wanted(arguments: &[OsString]) -> Result<Option<PathBuf>> {
    let mut rest = arguments.iter().take_while(|arg| arg.as_os_str() != "--");
    while let Some(arg) = rest.next() {
        let arg = arg.to_string_lossy();
        if arg == "--no-config" {
            return Ok(None);
        }
        let file = match arg.strip_prefix("--config=") {
            Some(file) => Some(PathBuf::from(file)),
            None if arg == "--config" => rest.next().map(PathBuf::from),
            None => continue,
        };
        return match file {
            Some(file) if file.is_file() => Ok(Some(file)),
            Some(file) => bail!("{}: no such configuration file", file.display()),
            None => Ok(None),
        };
    }
    if let Some(file) = std::env::var_os("WHOSAID_CONFIG").filter(|value| !value.is_empty()) {
        let file = PathBuf::from(file);
        if !file.is_file() {
            bail!("{}: no such configuration file (named by WHOSAID_CONFIG)", file.display());
        }
        return Ok(Some(file));
    }
    if let Ok(here) = std::env::current_dir()
        && let Some(file) = here.ancestors().map(|folder| folder.join("whosaid.toml")).find(|file| file.is_file())
    {
        return Ok(Some(file));
    }
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config")));
    Ok(folder.map(|folder| folder.join("whosaid").join("config.toml")).filter(|file| file.is_file()))
}

fn read(path: &Path) -> Result<Config> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| name.to_string())?;
    let table: Table = text.parse().with_context(|| name.to_string())?;
    let mut config = Config { path: Some(path.to_owned()), ..Config::default() };
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("lists", Value::Table(lists)) => {
                let folder = path.parent().unwrap_or(Path::new("."));
                for (list, change) in lists {
                    change_list(&mut config.overlay, list, change, folder)
                        .with_context(|| format!("{name}: [lists.{list}]"))?;
                }
            }
            (command, Value::Table(options)) if COMMANDS.contains(&command) => {
                let mut arguments = Vec::new();
                for (option, value) in options {
                    let place = || format!("{name}: [{command}] {option}");
                    arguments.extend(argument(command, option, value).with_context(place)?);
                }
                config.options.push((command.to_owned(), arguments));
            }
            _ => bail!("{name}: unknown key \"{key}\" (have: lists, {})", COMMANDS.join(", ")),
        }
    }
    Ok(config)
}

/// `jobs = 2` as `--jobs=2`, `excel = true` as `--excel`; an option that the command does not have is an error.
fn argument(command: &str, option: &str, value: &Value) -> Result<Option<String>> {
    let long = option.replace('_', "-");
    let program = <super::Cli as clap::CommandFactory>::command();
    let known: Vec<String> = program
        .find_subcommand(command)
        .map(|c| c.get_arguments().filter_map(|a| a.get_long()).map(str::to_owned).collect())
        .unwrap_or_default();
    if !known.contains(&long) {
        let meant = match whosaid::error::nearest(&long, known.iter().map(String::as_str)) {
            Some(near) => format!(": did you mean {}?", near.replace('-', "_")),
            None => String::new(),
        };
        bail!("no such option{meant} (have: {})", known.join(", ").replace('-', "_"));
    }
    let text = match value {
        Value::Boolean(true) => return Ok(Some(format!("--{long}"))),
        Value::Boolean(false) => return Ok(None),
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Array(list) => {
            let words: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            words.context("a list of words is wanted")?.join(",")
        }
        _ => bail!("a word, a number, true or false is wanted"),
    };
    Ok(Some(format!("--{long}={text}")))
}

fn change_list(overlay: &mut Overlay, list: &str, change: &Value, folder: &Path) -> Result<()> {
    let change = change.as_table().context("a table with add, remove or file is wanted")?;
    for (key, value) in change {
        match (key.as_str(), value) {
            ("add", Value::Array(rows)) => {
                for row in rows {
                    overlay.add(list, &cells(list, row)?)?;
                }
            }
            ("remove", Value::Array(keys)) => {
                for key in keys {
                    overlay.remove(list, key.as_str().context("remove wants words")?)?;
                }
            }
            ("file", Value::String(file)) => {
                let file = folder.join(file);
                let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
                overlay.read_csv(list, &text).with_context(|| file.display().to_string())?;
            }
            _ => bail!("unknown key \"{key}\" (have: add and remove with lists, file with a name)"),
        }
    }
    Ok(())
}

/// A row: a table by column, or a word for the first column.
fn cells(list: &str, row: &Value) -> Result<Vec<(String, String)>> {
    match row {
        Value::String(word) => {
            let header = whosaid::lexicon::overlay::list_text(list)?.lines().next().unwrap_or("");
            Ok(vec![(header.split(',').next().unwrap_or("").to_owned(), word.clone())])
        }
        Value::Table(table) => table
            .iter()
            .map(|(name, value)| {
                let text = value.as_str().map(str::to_owned);
                Ok((name.clone(), text.with_context(|| format!("{name}: a word in quotation marks is wanted"))?))
            })
            .collect(),
        _ => bail!("add wants words, or tables by column"),
    }
}
