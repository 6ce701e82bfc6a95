//! Every span of every row lies in the text; the same text gives the same rows, in every form of output.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::input::Article;
use whosaid::writer::{LineFormat, LineWriter, Offsets, Shape, parse_columns};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let length = text.chars().count();
    let rows = whosaid::extract(&text);
    for row in &rows {
        let single = [row.speaker_span, row.cue_span, row.source_span];
        let spans = row.quote_spans.iter().chain(&row.verbatim_spans).copied().chain(single.into_iter().flatten());
        for span in spans {
            assert!(span.start <= span.end && span.end <= length, "{span:?} of {length}");
        }
        assert!(row.quote_spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert!((0.0..=1.0).contains(&row.confidence));
    }
    assert!(rows == whosaid::extract(&text));
    let article = Article::new("fuzz", text.as_ref());
    for (format, offsets) in [
        (LineFormat::Csv, Offsets::CodePoint),
        (LineFormat::JsonLines, Offsets::Byte),
        (LineFormat::Markdown, Offsets::Utf16),
        (LineFormat::WebAnnotation, Offsets::CodePoint),
    ] {
        let shape = Shape { offsets, explode: true, least_confidence: 0.0, kinds: Vec::new() };
        let writer = LineWriter::new(format, parse_columns("full").unwrap());
        writer.rows(&article, &shape.apply(&article, &rows), &mut Vec::new()).unwrap();
    }
});
