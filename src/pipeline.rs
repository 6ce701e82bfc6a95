//! The flow as one function.

use crate::attribution::{Analysis, attributions};
use crate::document::Document;
use crate::explain::Explanation;
use crate::lexicon::Lexicon;
use crate::model::Weights;
use crate::record::Quotation;

/// Extracts the quotations of one document with the built-in word lists.
///
/// Takes the text as given, of any length and quality; gives the rows in document order. Spans count code points.
pub fn extract(text: &str) -> Vec<Quotation> {
    Extractor::default().extract(text)
}

/// The extractor with its settings: cheap to share between threads.
#[derive(Clone, Debug)]
pub struct Extractor {
    lexicon: &'static Lexicon,
    weights: &'static Weights,
}

impl Default for Extractor {
    fn default() -> Self {
        Extractor { lexicon: Lexicon::built_in(), weights: Weights::built_in() }
    }
}

impl Extractor {
    /// An extractor with other weights, for measuring what was learned.
    pub fn with_weights(weights: &'static Weights) -> Self {
        Extractor { weights, ..Extractor::default() }
    }

    /// An extractor with a user's changes to the word lists. They stay in memory until the program ends.
    pub fn with_overlay(overlay: &crate::lexicon::Overlay) -> Self {
        Extractor { lexicon: Box::leak(Box::new(Lexicon::with_overlay(overlay))), ..Extractor::default() }
    }

    /// Extracts the quotations of one document; see [`extract`].
    pub fn extract(&self, text: &str) -> Vec<Quotation> {
        self.analyse(text, |analysis| self.rows(analysis))
    }

    /// Extracts the quotations of one document and says of every cue what was weighed.
    pub fn explain(&self, text: &str) -> (Vec<Quotation>, Vec<Explanation>) {
        self.analyse(text, |analysis| {
            let rows = self.rows(analysis);
            let explanations = crate::explain::explain(analysis, self.weights, &rows);
            (rows, explanations)
        })
    }

    fn analyse<T>(&self, text: &str, use_it: impl FnOnce(&Analysis<'_>) -> T) -> T {
        let document = Document::new(text, self.lexicon);
        let mentions = crate::mention::mentions(&document, self.lexicon);
        let cues = crate::cue::cues(&document, self.lexicon);
        use_it(&Analysis::new(&document, self.lexicon, &mentions, &cues))
    }

    fn rows(&self, analysis: &Analysis<'_>) -> Vec<Quotation> {
        let found = attributions(analysis, self.weights);
        let speakers = crate::speaker::resolve(analysis, &found);
        let sources = crate::source::resolve(analysis, &found, &speakers);
        crate::rows::rows(analysis, &found, speakers, sources)
    }
}
