//! Columns of text, however Arrow stores them.
//!
//! Takes an array of strings (plain, large, view, dictionary), of bytes, of whole numbers or of nothing, gives bytes
//! by position. What comes over Arrow's C interface was never checked to be UTF-8, so it is handed on as bytes.

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowDictionaryKeyType, ByteArrayType};
use arrow_array::{Array, ArrayRef, BinaryViewArray, DictionaryArray, GenericByteArray, downcast_dictionary_array};
use arrow_array::{cast::downcast_array, types};
use arrow_buffer::{ArrowNativeType, NullBuffer};
use arrow_schema::DataType;

/// The cells of a column as bytes.
pub enum Strings {
    /// Nothing at all.
    Null,
    /// Offsets into one buffer.
    Packed { starts: Vec<usize>, bytes: arrow_buffer::Buffer, nulls: Option<NullBuffer> },
    /// Views.
    View(BinaryViewArray),
    /// Positions in a column of distinct values.
    Dictionary { keys: Vec<Option<usize>>, values: Box<Strings> },
}

impl Strings {
    /// Reads a column of texts; none where its type is no text.
    pub fn texts(column: &ArrayRef) -> Option<Strings> {
        Some(match column.data_type() {
            DataType::Null => Strings::Null,
            DataType::Utf8 => packed(column.as_string::<i32>()),
            DataType::LargeUtf8 => packed(column.as_string::<i64>()),
            DataType::Binary => packed(column.as_binary::<i32>()),
            DataType::LargeBinary => packed(column.as_binary::<i64>()),
            DataType::Utf8View => Strings::View(column.as_string_view().clone().to_binary_view()),
            DataType::BinaryView => Strings::View(column.as_binary_view().clone()),
            DataType::Dictionary(_, _) => downcast_dictionary_array!(
                column => dictionary(column)?,
                _ => return None
            ),
            _ => return None,
        })
    }

    /// Reads a column of ids: texts, or whole numbers as decimals.
    pub fn ids(column: &ArrayRef) -> Option<Strings> {
        macro_rules! numbers {
            ($($kind:ident => $type:ident),*) => {
                match column.data_type() {
                    $(DataType::$kind => {
                        let array = downcast_array::<arrow_array::PrimitiveArray<types::$type>>(column);
                        decimal(array.values().iter().map(|n| n.to_string()), array.nulls().cloned())
                    })*
                    _ => return Strings::texts(column),
                }
            };
        }
        Some(numbers!(
            Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type,
            UInt8 => UInt8Type, UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type
        ))
    }

    /// The bytes at a position; none where there is no value.
    pub fn get(&self, at: usize) -> Option<&[u8]> {
        match self {
            Strings::Null => None,
            Strings::Packed { starts, bytes, nulls } => {
                let valid = nulls.as_ref().is_none_or(|nulls| nulls.is_valid(at));
                valid.then(|| &bytes.as_slice()[starts[at]..starts[at + 1]])
            }
            Strings::View(array) => array.is_valid(at).then(|| array.value(at)),
            Strings::Dictionary { keys, values } => values.get(keys[at]?),
        }
    }
}

fn packed<T: ByteArrayType>(array: &GenericByteArray<T>) -> Strings {
    Strings::Packed {
        starts: array.value_offsets().iter().map(|offset| offset.as_usize()).collect(),
        bytes: array.values().clone(),
        nulls: array.nulls().cloned(),
    }
}

fn dictionary<K: ArrowDictionaryKeyType>(array: &DictionaryArray<K>) -> Option<Strings> {
    let keys = (0..array.len()).map(|at| array.key(at)).collect();
    Some(Strings::Dictionary { keys, values: Box::new(Strings::texts(array.values())?) })
}

fn decimal(numbers: impl Iterator<Item = String>, nulls: Option<NullBuffer>) -> Strings {
    let (mut starts, mut bytes) = (vec![0], Vec::new());
    for number in numbers {
        bytes.extend_from_slice(number.as_bytes());
        starts.push(bytes.len());
    }
    Strings::Packed { starts, bytes: bytes.into(), nulls }
}
