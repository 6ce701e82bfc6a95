//! The compiled half of the Python package `whosaid`.
//!
//! Takes Python strings and Arrow data, gives the extractor's rows as Python records and Arrow tables. It decides
//! nothing about language: every row is the library's. Offsets count Unicode code points, as Python's `str` does. Work
//! is done with the interpreter's lock released.

mod batch;
mod capsule;
mod error;
mod lists;
mod plan;
mod pool;
mod read;
mod record;
mod rows;
mod strings;
mod text;
mod verify;

use pyo3::prelude::*;

/// The compiled half of whosaid.
#[pymodule]
mod _whosaid {
    #[pymodule_export]
    use super::batch::{QuotationReader, QuotationTable, columns, extract_batch, extract_stream};
    #[pymodule_export]
    use super::error::WhosaidError;
    #[pymodule_export]
    use super::read::{Article, Articles, read};
    #[pymodule_export]
    use super::record::{Quotation, extract};
    #[pymodule_export]
    use super::verify::{Answer, verify, verify_claims};
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
