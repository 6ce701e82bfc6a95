//! The fields of a JSON record, without what lies deeper.
//!
//! Takes a JSON value, gives it with the lists and objects inside its fields emptied: they are passed over, so that a
//! fault in their form is found, but nothing is kept of them. Annotated corpora hold more annotations than text.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// A value whose fields are kept and whose fields' fields are not.
pub(super) struct Skimmed(pub Value);

impl<'de> Deserialize<'de> for Skimmed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Skim::Record.deserialize(deserializer).map(Skimmed)
    }
}

/// What is read.
#[derive(Clone, Copy)]
enum Skim {
    /// The whole record.
    Record,
    /// One of its fields.
    Field,
}

impl<'de> DeserializeSeed<'de> for Skim {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Skim {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        // A list at the top is no record: what it holds does not matter.
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Array(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut kept = Map::new();
        match self {
            Skim::Record => {
                while let Some(key) = entries.next_key()? {
                    kept.insert(key, entries.next_value_seed(Skim::Field)?);
                }
            }
            Skim::Field => while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {},
        }
        Ok(Value::Object(kept))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_kept_and_what_lies_in_them_is_passed_over() {
        let json =
            r#"{"text": "A.", "n": -1, "x": 1.5, "y": null, "z": true, "list": [1, {"a": "b"}], "o": {"p": ["q"]}}"#;
        let Skimmed(value) = serde_json::from_str(json).unwrap();
        let expected = r#"{"text": "A.", "n": -1, "x": 1.5, "y": null, "z": true, "list": [], "o": {}}"#;
        assert_eq!(value, serde_json::from_str::<Value>(expected).unwrap());
        for bad in [r#"{"a": [1"#, r#"{"a": {"b"}}"#, r#"{"a": [1, {"b": tru}]}"#] {
            let whole = serde_json::from_str::<Value>(bad).unwrap_err().to_string();
            assert_eq!(serde_json::from_str::<Skimmed>(bad).err().map(|e| e.to_string()), Some(whole), "{bad}");
        }
        // What only the value of something passed over would have against it costs no article.
        for odd in [r#"{"a": [1, {"b": "\ud800"}]}"#, r#"{"a": {"b": 1e999}}"#] {
            assert!(serde_json::from_str::<Skimmed>(odd).is_ok(), "{odd}");
        }
    }
}
