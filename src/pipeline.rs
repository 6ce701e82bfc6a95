//! The flow as one function.

use crate::aliases::Aliases;
use crate::attribution::{Analysis, attributions};
use crate::document::{CodePoints, Document, Furniture, RegionKind, RepairOptions, Wrap};
use crate::explain::Explanation;
use crate::extras::Extras;
use crate::lexicon::Lexicon;
use crate::model::Weights;
use crate::record::Quotation;
use crate::span::Span;

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
    repair: RepairOptions,
    aliases: &'static Aliases,
}

impl Default for Extractor {
    fn default() -> Self {
        Extractor {
            lexicon: Lexicon::built_in(),
            weights: Weights::built_in(),
            repair: RepairOptions::default(),
            aliases: Aliases::none(),
        }
    }
}

impl Extractor {
    /// An extractor with other weights, for measuring what was learned.
    pub fn with_weights(weights: &'static Weights) -> Self {
        Extractor { weights, ..Extractor::default() }
    }

    /// An extractor with a user's changes to the word lists. They stay in memory until the program ends.
    pub fn with_overlay(overlay: &crate::lexicon::Overlay) -> Self {
        Extractor {
            lexicon: Box::leak(Box::new(Lexicon::with_overlay(overlay))),
            repair: RepairOptions { furniture: Furniture::with_overlay(overlay), ..RepairOptions::default() },
            aliases: Box::leak(Box::new(Aliases::of(overlay))),
            ..Extractor::default()
        }
    }

    /// The extractor with other ways of reading line breaks and page furniture.
    pub fn with_repair(self, wrap: Wrap, keep_furniture: bool) -> Self {
        Extractor { repair: RepairOptions { wrap, keep_furniture, ..self.repair }, ..self }
    }

    /// What was left out of the running text or read otherwise than it stands there: code points of `text`.
    pub fn left_out(&self, text: &str) -> Vec<(Span, RegionKind)> {
        let (view, layout) = crate::document::repair::view_with(text, &self.repair);
        let points = CodePoints::new(view.original());
        layout.regions.iter().map(|region| (points.span(region.span), region.kind)).collect()
    }

    /// Extracts the quotations of one document; see [`extract`].
    pub fn extract(&self, text: &str) -> Vec<Quotation> {
        self.analyse(text, |analysis| self.rows(analysis))
    }

    /// Extracts the quotations of one document, and what else of its words in marks is asked for.
    pub fn extract_with(&self, text: &str, extras: Extras) -> Vec<Quotation> {
        if extras == Extras::default() {
            return self.extract(text);
        }
        self.analyse(text, |analysis| crate::extras::add(self, analysis, self.rows(analysis), extras))
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
        let document = Document::with_options(text, self.lexicon, &self.repair);
        let mentions = crate::mention::mentions(&document, self.lexicon);
        let cues = crate::cue::cues(&document, self.lexicon);
        use_it(&Analysis::new(&document, self.lexicon, &mentions, &cues))
    }

    fn rows(&self, analysis: &Analysis<'_>) -> Vec<Quotation> {
        let found = attributions(analysis, self.weights);
        let speakers = crate::speaker::resolve(analysis, &found);
        let sources = crate::source::resolve(analysis, &found, &speakers);
        let mut rows = crate::rows::rows(analysis, &found, speakers, sources);
        self.aliases.apply(&mut rows);
        rows
    }
}
