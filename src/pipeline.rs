//! The flow as one function.

use crate::record::Quotation;

/// Extracts the quotations of one document with the built-in word lists.
///
/// Takes the text as given, of any length and quality; gives the rows in document order. Spans count code points.
pub fn extract(text: &str) -> Vec<Quotation> {
    Extractor::default().extract(text)
}

/// The extractor with its settings: cheap to share between threads.
#[derive(Clone, Debug, Default)]
pub struct Extractor {}

impl Extractor {
    /// Extracts the quotations of one document; see [`extract`].
    pub fn extract(&self, _text: &str) -> Vec<Quotation> {
        Vec::new()
    }
}
