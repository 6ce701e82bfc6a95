//! Any text has a view, tokens that rebuild it, and sentences in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::stages::document::Document;
use whosaid::stages::lexicon::Lexicon;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let document = Document::new(&text, Lexicon::built_in());
    let view = document.text();
    let mut behind = 0;
    for token in &document.tokens {
        let (start, end) = (token.start as usize, token.end as usize);
        assert!(behind <= start && start <= end && end <= view.len());
        assert!(view.is_char_boundary(start) && view.is_char_boundary(end));
        behind = end;
    }
    assert!(document.sentences.windows(2).all(|pair| pair[0].items.end <= pair[1].items.start));
    for span in document.view.to_original(whosaid::Span::new(0, view.len())) {
        assert!(span.start <= span.end && span.end <= text.len());
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
    }
});
