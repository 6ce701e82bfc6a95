//! The arguments that say what is read, shared by the commands that read texts.

use super::config;
use crate::Extractor;
use crate::Wrap;
use crate::input::{Fields, Form, Limits, Settings, encoding_named};
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::io::IsTerminal;
use std::path::PathBuf;

/// What is read.
#[derive(Debug, clap::Args)]
pub(super) struct InputArgs {
    /// Files, folders (with all below them, sorted), patterns, or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of every input; without it names and contents decide
    #[arg(long, value_enum, value_name = "FORM", help_heading = "Input")]
    input_format: Option<InputForm>,
    /// Encoding of every input, such as windows-1252; without it the bytes decide
    #[arg(long, value_name = "NAME", value_parser = encoding, help_heading = "Input")]
    encoding: Option<&'static encoding_rs::Encoding>,
    /// Tables were marked for spreadsheets (--excel) and lost the column neutralised: take the marks off
    #[arg(long, help_heading = "Input")]
    input_neutralised: bool,
    /// Read more than one input may usually cost: text, unpacked, ratio, members, depth, elements,
    /// tags, workbook, cells, line or words, several joined by commas
    #[arg(long, value_name = "NAME=SIZE,...", value_parser = limits, default_value = "", hide_default_value = true)]
    #[arg(help_heading = "Input")]
    limit: Limits,
    /// Stop at the first input that cannot be read
    #[arg(long, help_heading = "Input")]
    pub(super) strict: bool,
    /// Line breaks inside paragraphs: decided for each text, broken at a width, or every line a paragraph
    #[arg(long, value_enum, value_name = "HOW", default_value_t = WrapArg::Auto, help_heading = "Input")]
    wrap: WrapArg,
    /// Read links, captions, credits and bylines between the paragraphs as text of the article
    #[arg(long, help_heading = "Input")]
    keep_furniture: bool,
    #[command(flatten)]
    fields: FieldArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum WrapArg {
    Auto,
    Hard,
    Soft,
}

/// Which fields of a corpus hold what.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Fields of a corpus (a dotted path reaches into JSON objects)")]
struct FieldArgs {
    /// The article's text
    #[arg(long, value_name = "FIELD")]
    text_field: Option<String>,
    /// The article's id, for the column doc
    #[arg(long, value_name = "FIELD")]
    id_field: Option<String>,
    /// Its date
    #[arg(long, value_name = "FIELD")]
    date_field: Option<String>,
    /// The outlet that published it
    #[arg(long, value_name = "FIELD")]
    source_field: Option<String>,
    /// Its address
    #[arg(long, value_name = "FIELD")]
    url_field: Option<String>,
    /// Its headline
    #[arg(long, value_name = "FIELD")]
    title_field: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum InputForm {
    /// One text a file; exports are not split
    Text,
    /// Web pages
    Html,
    /// One JSON object a line
    Jsonl,
    /// JSON with articles in it: a list of objects, or one
    Json,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// Excel or OpenDocument workbook, first sheet
    Xlsx,
    /// Word or OpenDocument texts
    Docx,
    /// RTF documents
    Rtf,
    /// PDF with a text layer
    Pdf,
    /// EPUB books
    Epub,
    /// Markdown
    Md,
    /// Mails, also web pages saved as mails (MHTML)
    Eml,
    /// Mailboxes
    Mbox,
    /// Feeds (RSS, Atom), NITF, NewsML, Factiva XML
    Xml,
    /// WebVTT, SubRip, SubStation Alpha or SBV subtitles
    Vtt,
    /// What a crawler kept
    Warc,
    /// Archives
    Zip,
    /// Parquet file
    Parquet,
    /// Nexis export: text, page, Word or RTF
    Nexis,
    /// Factiva export: text, page, Word or RTF
    Factiva,
    /// ProQuest export as text
    Proquest,
    /// References with their texts
    Ris,
}

fn limits(text: &str) -> Result<Limits, crate::Error> {
    text.parse()
}

fn encoding(name: &str) -> Result<&'static encoding_rs::Encoding, String> {
    encoding_named(name).ok_or_else(|| "no such encoding (have: utf-8, utf-16, windows-1252 and others)".to_owned())
}

impl InputArgs {
    /// The paths; standard input if there are none and something is piped in.
    pub(super) fn paths(&self) -> Result<Vec<PathBuf>> {
        if !self.paths.is_empty() {
            return Ok(self.paths.clone());
        }
        if std::io::stdin().is_terminal() {
            bail!("nothing to read: name files or folders, or pipe a text in (--help shows examples)");
        }
        Ok(vec![PathBuf::from("-")])
    }

    /// The extractor that reads the inputs as these arguments and the configuration say.
    pub(super) fn extractor(&self) -> Extractor {
        let wrap = match self.wrap {
            WrapArg::Auto => Wrap::Auto,
            WrapArg::Hard => Wrap::Hard,
            WrapArg::Soft => Wrap::Soft,
        };
        config::extractor().with_repair(wrap, self.keep_furniture)
    }

    /// The paths as given, perhaps none.
    pub(super) fn given(&self) -> &[PathBuf] {
        &self.paths
    }

    /// The settings as the library takes them.
    pub(super) fn settings(&self) -> Settings {
        let fields = &self.fields;
        Settings {
            fields: Fields {
                text: fields.text_field.clone(),
                id: fields.id_field.clone(),
                date: fields.date_field.clone(),
                source: fields.source_field.clone(),
                url: fields.url_field.clone(),
                title: fields.title_field.clone(),
            },
            form: self.input_format.map(|form| match form {
                InputForm::Text => Form::Text,
                InputForm::Html => Form::Page,
                InputForm::Jsonl => Form::JsonLines,
                InputForm::Json => Form::Json,
                InputForm::Csv => Form::Csv,
                InputForm::Tsv => Form::Tsv,
                InputForm::Xlsx => Form::Workbook,
                InputForm::Docx => Form::Document,
                InputForm::Rtf => Form::Rtf,
                InputForm::Pdf => Form::Pdf,
                InputForm::Epub => Form::Epub,
                InputForm::Md => Form::Markdown,
                InputForm::Eml => Form::Mail,
                InputForm::Mbox => Form::Mailbox,
                InputForm::Xml => Form::Xml,
                InputForm::Vtt => Form::Subtitles,
                InputForm::Warc => Form::Warc,
                InputForm::Zip => Form::Archive,
                InputForm::Parquet => Form::Parquet,
                InputForm::Nexis => Form::Nexis,
                InputForm::Factiva => Form::Factiva,
                InputForm::Proquest => Form::ProQuest,
                InputForm::Ris => Form::Ris,
            }),
            encoding: self.encoding,
            neutralised: self.input_neutralised,
            limits: self.limit,
            ..Settings::default()
        }
    }
}
