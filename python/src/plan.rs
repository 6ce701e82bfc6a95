//! What is asked of a table: which columns are the text and the id, and which columns come out.

use crate::error::{WhosaidError, python};
use crate::record::Wanted;
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use std::sync::Arc;
use whosaid::writer::{Column, parse_columns};

/// What becomes of a document that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faults {
    /// It stops everything.
    Raise,
    /// It is a row with the column `error`.
    Row,
    /// It is left out.
    Skip,
}

/// The options of `extract_batch` and `extract_stream`.
#[derive(Clone, Debug)]
pub struct Plan {
    pub text: String,
    pub id: Option<String>,
    pub carry: Vec<String>,
    pub columns: Vec<Column>,
    pub wanted: Wanted,
    pub faults: Faults,
    /// The most bytes of UTF-8 that a document may have.
    pub longest: Option<usize>,
}

/// The name of the column that says why a document has no rows.
pub const ERROR: &str = "error";

/// Reads the word for what becomes of a document that cannot be read.
pub fn faults(word: &str) -> PyResult<Faults> {
    match word {
        "raise" => Ok(Faults::Raise),
        "row" => Ok(Faults::Row),
        "skip" => Ok(Faults::Skip),
        _ => Err(python(whosaid::Error::unknown_word("word for errors", word, &["raise", "row", "skip"]))),
    }
}

/// Reads a choice of columns: `full`, `simple`, names joined by commas, or a list of names.
pub fn columns(choice: &Bound<'_, PyAny>) -> PyResult<Vec<Column>> {
    let words: String = match choice.extract::<String>() {
        Ok(words) => words,
        Err(_) => match choice.extract::<Vec<String>>() {
            Ok(list) => list.join(","),
            Err(_) => return Err(PyTypeError::new_err("columns must be str or a list of str")),
        },
    };
    let of_input = [
        Column::Title,
        Column::Date,
        Column::Outlet,
        Column::Url,
        Column::DateAsGiven,
        Column::Page,
        Column::Time,
        Column::OffsetUnit,
    ];
    let named = words.split(',').filter_map(|word| Column::from_name(word.trim()));
    if let Some(column) = named.into_iter().find(|column| of_input.contains(column)) {
        return Err(WhosaidError::new_err(format!(
            "column \"{}\" is the input's, not the extractor's: name the input's column in carry",
            column.name()
        )));
    }
    // `full` means those that are the extractor's.
    let columns = parse_columns(&words).map_err(python)?;
    Ok(columns.into_iter().filter(|column| !of_input.contains(column)).collect())
}

/// A place of a text in code points.
pub fn span_fields() -> Fields {
    Fields::from(vec![Field::new("start", DataType::Int64, false), Field::new("end", DataType::Int64, false)])
}

/// The element of a list.
pub fn element(kind: DataType) -> FieldRef {
    Arc::new(Field::new("element", kind, false))
}

/// The Arrow type of a column: the same as the command line writes to Parquet.
pub fn kind(column: Column) -> DataType {
    match column {
        Column::N | Column::SchemaVersion => DataType::Int64,
        Column::Confidence => DataType::Float64,
        Column::Flags => DataType::List(element(DataType::Utf8)),
        Column::SpeakerSpan | Column::CueSpan | Column::SourceSpan => DataType::Struct(span_fields()),
        Column::QuoteSpans | Column::VerbatimSpans => DataType::List(element(DataType::Struct(span_fields()))),
        _ => DataType::Utf8,
    }
}

/// Where the columns of the input stand.
#[derive(Clone, Debug)]
pub struct Places {
    /// The text; none where the input is a column by itself.
    pub text: Option<usize>,
    pub id: Option<usize>,
    pub carry: Vec<usize>,
    /// What comes out.
    pub schema: SchemaRef,
}

impl Plan {
    /// Finds the columns in the input, and says what comes out.
    pub fn places(&self, input: &DataType) -> PyResult<Places> {
        let mut out: Vec<Field> = self.columns.iter().map(|c| Field::new(c.name(), kind(*c), true)).collect();
        let DataType::Struct(fields) = input else {
            if !is_text(input) {
                return Err(WhosaidError::new_err(format!(
                    "Arrow data of type {input}: a table with a column of texts, or an array of texts is wanted"
                )));
            }
            if let Some(name) = self.carry.first() {
                return Err(WhosaidError::new_err(format!("column \"{name}\" not found (the input is one array)")));
            }
            self.finish(&mut out);
            return Ok(Places { text: None, id: None, carry: Vec::new(), schema: Arc::new(Schema::new(out)) });
        };
        let place = |name: &str, hint: &str| {
            fields.iter().position(|field| field.name() == name).ok_or_else(|| {
                let have: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
                WhosaidError::new_err(format!("column \"{name}\" not found (have: {}){hint}", have.join(", ")))
            })
        };
        let text = place(&self.text, "; name the column of the texts with text=")?;
        if !is_text(fields[text].data_type()) {
            return Err(WhosaidError::new_err(format!(
                "column \"{}\" holds {}, not texts",
                self.text,
                fields[text].data_type()
            )));
        }
        let hint = "; name the column of the ids with id=, id=None numbers the documents";
        let id = self.id.as_deref().map(|name| place(name, hint)).transpose()?;
        if let Some(id) = id
            && !is_id(fields[id].data_type())
        {
            return Err(WhosaidError::new_err(format!(
                "column \"{}\" holds {}: ids are texts or whole numbers",
                fields[id].name(),
                fields[id].data_type()
            )));
        }
        let carry = self
            .carry
            .iter()
            .map(|name| place(name, "; carry= names columns of the input"))
            .collect::<PyResult<Vec<_>>>()?;
        for at in &carry {
            let field = fields[*at].as_ref();
            if out.iter().any(|own| own.name() == field.name()) || field.name() == ERROR {
                return Err(WhosaidError::new_err(format!(
                    "carry: the rows have a column \"{}\" of their own; rename the input's",
                    field.name()
                )));
            }
            out.push(field.clone().with_nullable(true));
        }
        self.finish(&mut out);
        Ok(Places { text: Some(text), id, carry, schema: Arc::new(Schema::new(out)) })
    }

    fn finish(&self, out: &mut Vec<Field>) {
        if self.faults == Faults::Row {
            out.push(Field::new(ERROR, DataType::Utf8, true));
        }
    }
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_text(values),
        _ => matches!(
            kind,
            DataType::Null
                | DataType::Utf8
                | DataType::LargeUtf8
                | DataType::Utf8View
                | DataType::Binary
                | DataType::LargeBinary
                | DataType::BinaryView
        ),
    }
}

fn is_id(kind: &DataType) -> bool {
    is_text(kind) || kind.is_integer()
}
