//! A user's changes to the word lists, as in `whosaid.toml`.
//!
//! Takes a mapping from Python, gives an extractor. The lists of an extractor stay in memory until the process ends, so
//! each set of changes is built once.

use crate::error::{WhosaidError, python};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use whosaid::Extractor;
use whosaid::Overlay;
use whosaid::list_text;

/// The extractors made so far, by their changes.
static MADE: Mutex<BTreeMap<String, Extractor>> = Mutex::new(BTreeMap::new());

/// The extractor with these changes; the usual one without any.
pub fn extractor(lists: Option<&Bound<'_, PyAny>>) -> PyResult<Extractor> {
    let Some(lists) = lists else { return Ok(Extractor::default()) };
    let py = lists.py();
    let options = PyDict::new(py);
    options.set_item("sort_keys", true)?;
    let json: String = py.import("json")?.call_method("dumps", (lists,), Some(&options))?.extract()?;
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(extractor) = made.get(&json) {
        return Ok(extractor.clone());
    }
    let changes: Value = serde_json::from_str(&json).map_err(|e| WhosaidError::new_err(format!("lists: {e}")))?;
    let extractor = Extractor::with_overlay(&overlay(&changes)?);
    made.insert(json, extractor.clone());
    Ok(extractor)
}

fn overlay(changes: &Value) -> PyResult<Overlay> {
    let wrong = |what: &str| WhosaidError::new_err(format!("lists: {what}"));
    let mut overlay = Overlay::default();
    for (list, change) in changes.as_object().ok_or_else(|| wrong("a dict of lists is wanted"))? {
        let change = change.as_object().ok_or_else(|| wrong("a dict with add or remove is wanted for a list"))?;
        for (key, rows) in change {
            if !["add", "remove"].contains(&key.as_str()) {
                return Err(wrong(&format!("unknown key \"{key}\" (have: add, remove)")));
            }
            let rows = rows.as_array().ok_or_else(|| wrong("add and remove want lists"))?;
            for row in rows {
                match (key.as_str(), row) {
                    ("add", row) => overlay.add(list, &cells(list, row)?).map_err(python)?,
                    ("remove", Value::String(word)) => overlay.remove(list, word).map_err(python)?,
                    _ => return Err(wrong("remove wants words")),
                }
            }
        }
    }
    Ok(overlay)
}

/// A row: a dict by column, or a word for the first column.
fn cells(list: &str, row: &Value) -> PyResult<Vec<(String, String)>> {
    match row {
        Value::String(word) => {
            let header = list_text(list).map_err(python)?.lines().next().unwrap_or("");
            Ok(vec![(header.split(',').next().unwrap_or("").to_owned(), word.clone())])
        }
        Value::Object(row) => row
            .iter()
            .map(|(name, value)| match value.as_str() {
                Some(text) => Ok((name.clone(), text.to_owned())),
                None => Err(WhosaidError::new_err(format!("lists: {list}: {name}: a word is wanted"))),
            })
            .collect(),
        _ => Err(WhosaidError::new_err("lists: add wants words, or dicts by column")),
    }
}
