//! Quoted spans lie in the text, in order, and do not overlap.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::stages::document::tokens::tokens;
use whosaid::stages::grammar::table::Grammar;
use whosaid::stages::lexicon::Lexicon;
use whosaid::stages::document::quotation::quoted_spans;

fuzz_target!(|text: &str| {
    let tokens = tokens(text);
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for quote in quoted_spans(text, &tokens, Lexicon::built_in(), Grammar::built_in()) {
        assert!(!quote.parts.is_empty());
        for part in &quote.parts {
            assert!(part.first < part.last && part.last <= tokens.len());
            assert!(part.inner.start <= part.inner.end && part.inner.end <= text.len());
            assert!(text.is_char_boundary(part.inner.start) && text.is_char_boundary(part.inner.end));
            parts.push((part.first, part.last));
        }
    }
    parts.sort_unstable();
    assert!(parts.windows(2).all(|pair| pair[0].1 <= pair[1].0));
});
