//! The published JSON Schema says what the program writes.

use serde_json::Value;
use whosaid::writer::{Column, SCHEMA_VERSION};
use whosaid::{Channel, Kind, SourceBasis, SpeakerBasis, SpeakerType};

fn schema() -> Value {
    serde_json::from_str(include_str!("../schema/quotation.schema.json")).unwrap()
}

#[test]
fn it_has_every_column_and_no_other() {
    let schema = schema();
    let mut columns: Vec<&str> = Column::ALL.iter().map(|c| c.name()).collect();
    columns.sort_unstable();
    let mut described: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    described.sort_unstable();
    assert_eq!(described, columns);
    let required: Vec<&str> = schema["required"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
    let written: Vec<&str> = Column::record().iter().map(|c| c.name()).chain(["schema_version"]).collect();
    assert_eq!(required, written);
    assert_eq!(schema["properties"]["schema_version"]["const"], SCHEMA_VERSION);
}

#[test]
fn its_words_are_those_of_the_record() {
    let schema = schema();
    let words = |column: &str| -> Vec<String> {
        let list = schema["properties"][column]["enum"].as_array().unwrap();
        list.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()
    };
    fn all<T: std::fmt::Display>(values: &[T]) -> Vec<String> {
        values.iter().map(ToString::to_string).collect()
    }
    assert_eq!(words("kind"), all(Kind::ALL));
    assert_eq!(words("speaker_type"), all(SpeakerType::ALL));
    assert_eq!(words("speaker_basis"), all(SpeakerBasis::ALL));
    assert_eq!(words("source_basis"), all(SourceBasis::ALL));
    assert_eq!(words("channel"), all(Channel::ALL));
}
