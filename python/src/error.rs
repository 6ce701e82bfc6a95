//! The library's errors as Python exceptions, with the words of the command line.

use pyo3::exceptions::PyValueError;
use pyo3::{PyErr, create_exception};

create_exception!(
    whosaid,
    WhosaidError,
    PyValueError,
    "Something in the input or in an option is not as it should be.\n\n\
     The message is the one that the command line prints: what is wrong, where, and how to mend it. A file that\n\
     cannot be opened raises the usual OSError instead."
);

/// The exception for an error of the library: system errors stay what they are, with the path before them.
pub fn python(error: whosaid::Error) -> PyErr {
    match &error {
        whosaid::Error::Io { source, .. } => std::io::Error::new(source.kind(), error.to_string()).into(),
        _ => WhosaidError::new_err(error.to_string()),
    }
}

/// The exception for an error that Arrow reports.
pub fn arrow(error: arrow_schema::ArrowError) -> PyErr {
    let message = match error {
        arrow_schema::ArrowError::ExternalError(inner) => inner.to_string(),
        other => other.to_string(),
    };
    WhosaidError::new_err(message)
}
