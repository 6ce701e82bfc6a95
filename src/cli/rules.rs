//! `whosaid rules`: the table of the grammar's rules, and the option that switches some of them off.

use super::Status;
use crate::{Extractor, Rule};
use anyhow::Result;
use clap::ValueEnum;
use serde::Serialize;
use std::io::Write;

/// The arguments of `rules`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Form of the table
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Only these rules
    #[arg(value_name = "ID", value_parser = switch)]
    ids: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A paragraph for each rule
    Text,
    /// Comma-separated values (RFC 4180)
    Csv,
    /// A JSON object for each rule, one a line
    Json,
}

/// Which rules are left out.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Without {
    /// Leave out a rule of the grammar (`whosaid rules` lists them), or an alternative of its production (ID/NUMBER);
    /// several joined by commas
    #[arg(long, value_name = "ID", value_delimiter = ',', value_parser = switch)]
    without: Vec<String>,
}

impl Without {
    /// The extractor without these rules, whose ids were looked at when they were read.
    pub(super) fn apply(&self, extractor: Extractor) -> Extractor {
        match extractor.without(&self.without) {
            Ok(extractor) => extractor,
            Err(error) => unreachable!("{error}"),
        }
    }
}

/// An id that the table has, as given.
fn switch(id: &str) -> Result<String, crate::Error> {
    crate::Rule::check(id).map(|()| id.to_owned())
}

/// A rule as it is listed.
#[derive(Serialize)]
struct Row {
    id: &'static str,
    family: &'static str,
    kind: &'static str,
    production: &'static str,
    fixtures: String,
}

impl Row {
    fn of(rule: &'static Rule) -> Row {
        let &Rule { id, family, production, .. } = rule;
        Row { id, family, kind: rule.kind.name(), production, fixtures: rule.fixtures.join(" ") }
    }
}

/// Runs `rules`.
pub(super) fn run(args: &Args) -> Result<Status> {
    let wanted = |rule: &&Rule| args.ids.is_empty() || args.ids.iter().any(|id| id.split('/').next() == Some(rule.id));
    let rules: Vec<&'static Rule> = crate::grammar::table::rules().filter(wanted).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match args.format {
        Format::Text => {
            let mut family = "";
            for rule in rules {
                if family != rule.family {
                    family = rule.family;
                    writeln!(out, "{family}\n")?;
                }
                writeln!(out, "  {} ({})", rule.id, rule.kind.name())?;
                writeln!(out, "    {} = {}", rule.id, rule.production)?;
                rule.reads.iter().try_for_each(|text| writeln!(out, "    reads: {text}"))?;
                rule.refuses.iter().try_for_each(|text| writeln!(out, "    refuses: {text}"))?;
                writeln!(out, "    fixtures: {}\n", rule.fixtures.join(", "))?;
            }
        }
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(&mut out);
            rules.iter().try_for_each(|rule| writer.serialize(Row::of(rule)))?;
            writer.flush()?;
        }
        Format::Json => {
            for rule in rules {
                serde_json::to_writer(&mut out, &Row::of(rule))?;
                out.write_all(b"\n")?;
            }
        }
    }
    out.flush()?;
    Ok(Status::Done)
}
