//! Python strings as Rust text.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyString;
use std::ops::Deref;

/// The text of a Python `str`, readable without the interpreter's lock.
pub enum Text {
    /// As Python holds it.
    Backed(PyBackedStr),
    /// A copy, where Python's text is no valid Unicode.
    Owned(String),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Backed(text) => text,
            Text::Owned(text) => text,
        }
    }
}

impl Text {
    /// The text of `value`. Lone surrogates, which Python allows, become U+FFFD one by one, so that offsets stand.
    pub fn new(value: &Bound<'_, PyAny>, what: &str) -> PyResult<Text> {
        let Ok(string) = value.cast::<PyString>() else {
            return Err(PyTypeError::new_err(format!("{what} must be str, not {}", value.get_type().name()?)));
        };
        if let Ok(text) = PyBackedStr::try_from(string.clone()) {
            return Ok(Text::Backed(text));
        }
        let wide: Vec<u8> = string.call_method1("encode", ("utf-32-le", "surrogatepass"))?.extract()?;
        let points = wide.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        Ok(Text::Owned(points.map(|point| char::from_u32(point).unwrap_or('\u{FFFD}')).collect()))
    }
}
