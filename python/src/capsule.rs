//! Arrow's C interface in Python's capsules, in and out.
//!
//! Takes any Python object with `__arrow_c_stream__` or `__arrow_c_array__`, gives a reader of arrays; takes a reader
//! of batches, gives a capsule. All pointers of this package are here.
#![allow(unsafe_code)]

use crate::error::arrow;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array, ArrayRef, RecordBatchReader, make_array};
use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType, FieldRef, Schema};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

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
        return Ok((kind, Box::new(Checked(Some(reader)))));
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
        let array = guarded(|| sound(&data).map(|()| make_array(data.clone()))).map_err(arrow)?;
        return Ok((array.data_type().clone(), Box::new(std::iter::once(Ok(array)))));
    }
    Err(PyTypeError::new_err(format!(
        "Arrow data is wanted, something with __arrow_c_stream__ or __arrow_c_array__ (a table, batch, array or reader \
         of pyarrow, Polars, DuckDB, pandas 2.2 or later), not {}",
        data.get_type().name()?
    )))
}

/// The arrays of a stream, each looked through before anybody reads it. None comes after one that is not sound.
struct Checked<I>(Option<I>);

impl<I: Iterator<Item = Result<ArrayRef, ArrowError>>> Iterator for Checked<I> {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut arrays = self.0.take()?;
        let next = guarded(|| match arrays.next() {
            None => Ok(None),
            Some(array) => array.and_then(|array| sound(&array.to_data()).map(|()| Some(array))),
        });
        if matches!(next, Ok(Some(_))) {
            self.0 = Some(arrays);
        }
        next.transpose()
    }
}

/// What the library breaks on is an error of the data.
fn guarded<T>(work: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, ArrowError> {
    let broken = |_| Err(ArrowError::CDataInterface("Arrow data that is damaged".to_owned()));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(broken)
}

/// Fails where an offset, a view, a length or a position leads outside of what is there. Whether texts are UTF-8 is asked of
/// each text when it is read.
fn sound(data: &ArrayData) -> Result<(), ArrowError> {
    as_bytes(data.clone())
        .validate_full()
        .map_err(|e| ArrowError::CDataInterface(format!("Arrow data that is damaged: {e}")))
}

/// The same data with all texts taken for bytes.
fn as_bytes(data: ArrayData) -> ArrayData {
    let kind = bytes_for(data.data_type());
    let children = data.child_data().iter().cloned().map(as_bytes).collect();
    // SAFETY: nobody reads it before it is validated, and texts are laid out as bytes are.
    unsafe { data.into_builder().data_type(kind).child_data(children).build_unchecked() }
}

fn bytes_for(kind: &DataType) -> DataType {
    let field = |field: &FieldRef| Arc::new(field.as_ref().clone().with_data_type(bytes_for(field.data_type())));
    match kind {
        DataType::Utf8 => DataType::Binary,
        DataType::LargeUtf8 => DataType::LargeBinary,
        DataType::Utf8View => DataType::BinaryView,
        DataType::Dictionary(key, value) => DataType::Dictionary(key.clone(), Box::new(bytes_for(value))),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(field).collect()),
        DataType::List(inner) => DataType::List(field(inner)),
        DataType::LargeList(inner) => DataType::LargeList(field(inner)),
        DataType::ListView(inner) => DataType::ListView(field(inner)),
        DataType::LargeListView(inner) => DataType::LargeListView(field(inner)),
        DataType::FixedSizeList(inner, size) => DataType::FixedSizeList(field(inner), *size),
        DataType::Map(inner, sorted) => DataType::Map(field(inner), *sorted),
        DataType::RunEndEncoded(ends, values) => DataType::RunEndEncoded(ends.clone(), field(values)),
        other => other.clone(),
    }
}

/// A capsule with a stream of batches.
pub fn stream<'py>(py: Python<'py>, reader: Box<dyn RecordBatchReader + Send>) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM)
}

/// A capsule with a schema.
pub fn schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(schema).map_err(arrow)?, SCHEMA)
}
