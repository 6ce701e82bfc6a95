//! What the name of an output file says of its form.
//!
//! Takes the endings that a command knows, the file and the form that was asked for; gives the form to write. Nothing is
//! written under a name that tells another form: spreadsheets and programs go by the name.

use anyhow::{Result, bail};
use clap::ValueEnum;
use std::path::Path;

/// An ending, in lower case and without the dot, a form that goes with it, and whether the ending alone decides for it.
pub(super) type Ending<F> = (&'static str, F, bool);

/// Endings that mean something, to this program or to those who open its files, whatever the command.
const MEANT: &[&str] = &[
    "csv", "tsv", "tab", "json", "jsonl", "ndjson", "xlsx", "xls", "xlsm", "xlsb", "ods", "parquet", "pq", "html",
    "htm", "xhtml", "md", "markdown", "xml", "docx", "odt", "rtf", "pdf", "doc", "zip", "gz", "zst",
];

/// The form to write. An ending that is not known needs `given`, one that is known must not contradict it; devices, pipes,
/// standard output and names without an ending take `given`, else `otherwise`.
pub(super) fn form<F>(output: Option<&Path>, given: Option<F>, known: &[Ending<F>], otherwise: F) -> Result<F>
where
    F: Copy + PartialEq + ValueEnum,
{
    let ordinary = |path: &&Path| !std::fs::metadata(path).is_ok_and(|about| !about.is_file());
    let Some(path) = output.filter(|path| *path != Path::new("-")).filter(ordinary) else {
        return Ok(given.unwrap_or(otherwise));
    };
    let Some(ending) = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()) else {
        return Ok(given.unwrap_or(otherwise));
    };
    let fits = |form: F| known.iter().any(|(e, f, _)| *e == ending && *f == form);
    match given {
        Some(form) if fits(form) || !MEANT.contains(&&*ending) => Ok(form),
        Some(form) => bail!(
            "{}: the ending says .{ending}, -f says {}; nothing was written (endings that go with it: {})",
            path.display(),
            name(form),
            list(known.iter().filter(|(_, f, _)| *f == form).map(|(e, ..)| *e))
        ),
        None => match known.iter().find(|(e, _, decides)| *decides && *e == ending) {
            Some((_, form, _)) => Ok(*form),
            None => bail!(
                "{}: .{ending} tells no form that this command writes; nothing was written (it knows {}; -f FORM chooses one)",
                path.display(),
                list(known.iter().filter(|(.., decides)| *decides).map(|(e, ..)| *e))
            ),
        },
    }
}

fn name<F: ValueEnum>(form: F) -> String {
    form.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn list(endings: impl Iterator<Item = &'static str>) -> String {
    let all: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
    enum Form {
        Csv,
        Jsonl,
        Text,
    }

    const KNOWN: &[Ending<Form>] = &[
        ("csv", Form::Csv, true),
        ("jsonl", Form::Jsonl, true),
        ("json", Form::Jsonl, false),
        ("txt", Form::Text, true),
    ];

    fn told(name: &str, given: Option<Form>) -> Result<Form, String> {
        form(Some(Path::new(name)), given, KNOWN, Form::Csv).map_err(|e| e.to_string())
    }

    #[test]
    fn endings_decide() {
        for (name, wanted) in
            [("a.csv", Form::Csv), ("a.JSONL", Form::Jsonl), ("b/a.txt", Form::Text), ("rows", Form::Csv)]
        {
            assert_eq!(told(name, None), Ok(wanted), "{name}");
        }
        assert_eq!(told("-", Some(Form::Text)), Ok(Form::Text));
        assert_eq!(told("a.out", Some(Form::Jsonl)), Ok(Form::Jsonl));
        assert_eq!(told("a.json", Some(Form::Jsonl)), Ok(Form::Jsonl));
        assert_eq!(form(None, None, KNOWN, Form::Text).unwrap(), Form::Text);
        #[cfg(unix)]
        assert_eq!(told("/dev/null", Some(Form::Jsonl)), Ok(Form::Jsonl));
    }

    #[test]
    fn unknown_and_contradicting_endings_are_errors() {
        for name in ["a.json", "a.ods", "a.parquet", "a.out", "a.csv.gz"] {
            assert!(told(name, None).unwrap_err().contains(".csv, .jsonl, .txt"), "{name}");
        }
        for (name, given) in [("a.csv", Form::Jsonl), ("a.xlsx", Form::Csv), ("a.json", Form::Csv)] {
            assert!(told(name, Some(given)).unwrap_err().contains("-f says"), "{name}");
        }
    }
}
