//! `whosaid.toml`: usual options of the commands, and changes to the word lists.
//!
//! Which file: `--config FILE`, else `$WHOSAID_CONFIG`, else the nearest `whosaid.toml` from here upwards, else
//! `whosaid/config.toml` in the user's configuration folder. `--no-config` reads none. Options given on the command
//! line win; a key that does not exist is an error.
//!
//! A file that is found by walking up may have come with the texts, from anybody. It may say how texts are read and how
//! rows are shown, and nothing that writes, accepts, costs or changes an exit status.
//!
//! ```toml
//! [extract]
//! columns = "simple"
//!
//! [lists.outlets]
//! add = [{ name = "Fjord FM", kind = "broadcaster", aliases = "FFM" }]
//! remove = ["1+1"]
//! file = "outlets.csv"
//! ```

use crate::Extractor;
use crate::lexicon::overlay::Overlay;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use toml::{Table, Value};

/// The commands whose options can be set.
const COMMANDS: &[&str] = &["extract", "check", "verify", "variants", "summary", "evaluate", "explain"];

/// The options that a file found by walking up may set: how texts are read and how rows are shown.
const SHOWING: &[&str] = &[
    "all",
    "bom",
    "columns",
    "delimiter",
    "encoding",
    "eol",
    "excel",
    "excel-sep",
    "explode",
    "format",
    "id-field",
    "date-field",
    "input-format",
    "input-neutralised",
    "keep-furniture",
    "kinds",
    "least",
    "min-confidence",
    "nested",
    "neutralise",
    "newlines",
    "offsets",
    "rejected",
    "source-field",
    "text-field",
    "title-field",
    "url-field",
    "wrap",
];

/// What is told of a setting that only the user's own files may have.
const OWN: &str = "a file that is found by its place cannot set this: give it on the command line, or name the file with \
    --config";

/// The longest file of settings.
const LONGEST: u64 = 16 << 20;

static OVERLAY: OnceLock<Overlay> = OnceLock::new();

/// What the file says.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The file, if there is one.
    pub path: Option<PathBuf>,
    /// Files that were found and not taken, and why.
    pub refused: Vec<String>,
    /// Options by command, as arguments.
    pub options: Vec<(String, Vec<String>)>,
    /// Changes to the word lists.
    pub overlay: Overlay,
}

/// The extractor with the changes that the configuration makes.
pub(super) fn extractor() -> Extractor {
    match OVERLAY.get() {
        Some(overlay) if !overlay.is_empty() => {
            crate::writer::tell_lists(overlay);
            Extractor::with_overlay(overlay)
        }
        _ => Extractor::default(),
    }
}

/// The changes to the word lists.
pub(super) fn overlay() -> Overlay {
    OVERLAY.get().cloned().unwrap_or_default()
}

/// Finds and reads the file that these arguments ask for, and keeps its changes to the word lists.
pub(super) fn load(arguments: &[OsString]) -> Result<Config> {
    let mut refused = Vec::new();
    let config = match wanted(arguments, &mut refused)? {
        Some((path, origin)) => read(&path, origin)?,
        None => Config::default(),
    };
    let config = Config { refused, ..config };
    // Set once, before any command runs.
    let _ = OVERLAY.set(config.overlay.clone());
    Ok(config)
}

impl Config {
    /// Which files are in force and which were not taken, a line each.
    pub(super) fn told(&self) -> Vec<String> {
        let path = self.path.as_ref();
        let taken = path.map(|path| format!("settings of {} are in force (--no-config)", path.display()));
        self.refused.iter().cloned().chain(taken).collect()
    }

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

/// How a file came into force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The user named it, or it lies in the user's own folder.
    Own,
    /// It lies where the program was started, or above.
    Found,
}

/// The file to read. clap looks at the same options later; here they only lead to the file.
fn wanted(arguments: &[OsString], refused: &mut Vec<String>) -> Result<Option<(PathBuf, Origin)>> {
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
            Some(file) if file.is_file() => Ok(Some((file, Origin::Own))),
            Some(file) => bail!("{}: no such configuration file", file.display()),
            None => Ok(None),
        };
    }
    if let Some(file) = std::env::var_os("WHOSAID_CONFIG").filter(|value| !value.is_empty()) {
        let file = PathBuf::from(file);
        if !file.is_file() {
            bail!("{}: no such configuration file (named by WHOSAID_CONFIG)", file.display());
        }
        return Ok(Some((file, Origin::Own)));
    }
    if let Ok(here) = std::env::current_dir() {
        for file in here.ancestors().map(|folder| folder.join("whosaid.toml")).filter(|file| file.is_file()) {
            if is_ours(&file) {
                return Ok(Some((file, Origin::Found)));
            }
            refused.push(format!("{}: not taken, it belongs to another user (--config takes it)", file.display()));
        }
    }
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config")));
    let file = folder.map(|folder| folder.join("whosaid").join("config.toml")).filter(|file| file.is_file());
    Ok(file.map(|file| (file, Origin::Own)))
}

/// Whether a file belongs to the user or to the superuser, and so does where a link leads to.
#[cfg(unix)]
fn is_ours(file: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::geteuid().as_raw();
    let owners = [std::fs::metadata(file), std::fs::symlink_metadata(file)];
    owners.into_iter().flatten().all(|about| about.uid() == user || about.uid() == 0)
}

#[cfg(not(unix))]
fn is_ours(_: &Path) -> bool {
    true
}

/// The text of a file of settings.
fn text_of(path: &Path) -> Result<String> {
    let mut text = String::new();
    let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    file.take(LONGEST + 1).read_to_string(&mut text).with_context(|| path.display().to_string())?;
    if text.len() as u64 > LONGEST {
        bail!("{}: too long for a file of settings", path.display());
    }
    Ok(text)
}

fn read(path: &Path, origin: Origin) -> Result<Config> {
    let name = path.display();
    let text = text_of(path)?;
    let table: Table = text.parse().with_context(|| name.to_string())?;
    let mut config = Config { path: Some(path.to_owned()), ..Config::default() };
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("lists", Value::Table(lists)) => {
                let folder = path.parent().unwrap_or(Path::new("."));
                for (list, change) in lists {
                    change_list(&mut config.overlay, list, change, folder, origin)
                        .with_context(|| format!("{name}: [lists.{list}]"))?;
                }
            }
            (command, Value::Table(options)) if COMMANDS.contains(&command) => {
                let mut arguments = Vec::new();
                for (option, value) in options {
                    let place = || format!("{name}: [{command}] {option}");
                    let argument = argument(command, option, value).with_context(place)?;
                    if origin == Origin::Found && !is_harmless(option, value) {
                        bail!("{}: {OWN}", place());
                    }
                    arguments.extend(argument);
                }
                config.options.push((command.to_owned(), arguments));
            }
            _ => bail!("{name}: unknown key \"{key}\" (have: lists, {})", COMMANDS.join(", ")),
        }
    }
    Ok(config)
}

/// Whether an option only says how texts are read and rows are shown.
fn is_harmless(option: &str, value: &Value) -> bool {
    let option = option.replace('_', "-");
    let unmarked = option == "neutralise" && value.as_str().is_none_or(|value| value.eq_ignore_ascii_case("off"));
    SHOWING.contains(&option.as_str()) && !unmarked
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
        let meant = match crate::Error::nearest(&long, known.iter().map(String::as_str)) {
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

fn change_list(overlay: &mut Overlay, list: &str, change: &Value, folder: &Path, origin: Origin) -> Result<()> {
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
                if origin == Origin::Found && !is_inside(&file, folder) {
                    bail!("file = \"{}\": it does not lie in the folder of these settings; {OWN}", file.display());
                }
                let text = text_of(&file)?;
                overlay.read_csv(list, &text).with_context(|| file.display().to_string())?;
            }
            _ => bail!("unknown key \"{key}\" (have: add and remove with lists, file with a name)"),
        }
    }
    Ok(())
}

/// Whether a file lies in a folder, wherever links lead to.
fn is_inside(file: &Path, folder: &Path) -> bool {
    match (file.canonicalize(), folder.canonicalize()) {
        (Ok(file), Ok(folder)) => file.starts_with(folder) && file.is_file(),
        // What cannot be found is told when it is read.
        _ => !file.exists(),
    }
}

/// A row: a table by column, or a word for the first column.
fn cells(list: &str, row: &Value) -> Result<Vec<(String, String)>> {
    match row {
        Value::String(word) => {
            let header = crate::list_text(list)?.lines().next().unwrap_or("");
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
