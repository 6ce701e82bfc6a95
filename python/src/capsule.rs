//! Arrow's C interface in Python's capsules, in and out.
//!
//! Takes any Python object with `__arrow_c_stream__` or `__arrow_c_array__`, gives a reader of arrays; takes a reader
//! of batches, gives a capsule. All pointers of this package are here.
#![allow(unsafe_code)]

use crate::error::arrow;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{ArrayRef, RecordBatchReader, make_array};
use arrow_schema::{ArrowError, DataType, Schema};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;

const STREAM: &CStr = c"arrow_array_stream";
const ARRAY: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";

/// Arrays as they come.
pub type Arrays = Box<dyn Iterator<Item = Result<ArrayRef, ArrowError>> + Send>;

/// The arrays of an Arrow object and their type: a structure for tables, else the type of a column.
pub fn import(data: &Bound<'_, PyAny>) -> PyResult<(DataType, Arrays)> {
    if data.hasattr("__arrow_c_stream__")? {
        let capsule = data.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let pointer = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: a capsule of this name holds a valid stream. Taking it out leaves the capsule released, so that
        // only one of the two frees it.
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
        let reader = ArrayStreamReader::try_new(stream).map_err(arrow)?;
        let kind = arrow_array::ArrayReader::field(&reader).data_type().clone();
        return Ok((kind, Box::new(reader)));
    }
    if data.hasattr("__arrow_c_array__")? {
        let pair = data.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
        let (schema, array) =
            (pair.get_item(0)?.cast_into::<PyCapsule>()?, pair.get_item(1)?.cast_into::<PyCapsule>()?);
        let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
        let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
        // SAFETY: capsules of these names hold a valid schema and a valid array of that schema. The array is taken
        // out, the schema only looked at while its capsule lives.
        let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) }.map_err(arrow)?;
        let array = make_array(data);
        return Ok((array.data_type().clone(), Box::new(std::iter::once(Ok(array)))));
    }
    Err(PyTypeError::new_err(format!(
        "Arrow data is wanted, something with __arrow_c_stream__ or __arrow_c_array__ (a table, batch, array or reader \
         of pyarrow, Polars, DuckDB, pandas 2.2 or later), not {}",
        data.get_type().name()?
    )))
}

/// A capsule with a stream of batches.
pub fn stream<'py>(py: Python<'py>, reader: Box<dyn RecordBatchReader + Send>) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM)
}

/// A capsule with a schema.
pub fn schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(schema).map_err(arrow)?, SCHEMA)
}
