//! What holds for the view of any text.

use super::layout::Layout;
use super::repair::{RepairOptions, Wrap, view_with};
use super::view::View;
use super::{Document, TokenKind};
use crate::lexicon::Lexicon;
use crate::span::Span;
use proptest::prelude::*;

/// Pieces of text that the repair has a rule for, and some that it has none for.
fn text() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "The talks went on.",
        "the road between",
        "“We appeal",
        "to both,” Haro said.",
        "\"",
        "”",
        "govern-",
        "ment",
        "five-",
        "year",
        "Nagorno-",
        "Karabakh",
        "two-",
        "and",
        "ADVERTISEMENT",
        "Related article: Border Reopens",
        "https://post.example/a",
        "Photo: Haro in Gyumri.",
        "By Ani Roe in Gyumri",
        "GYUMRI, March 3 —",
        "14:40",
        "(Reporting by A. Roe)",
        "3/12",
        "•",
        "—",
        "&ldquo;",
        "&amp;quot;",
        "&",
        "&#160;",
        "â€œ",
        "â€",
        "Ã©",
        "Ã¢â‚¬â„¢",
        "Â",
        "\u{93}",
        "\u{ad}",
        "\u{200b}",
        "\u{200c}",
        "\u{feff}",
        "ﬃ",
        "ﬁ",
        "é",
        "ë…”",
        "👩\u{200d}🌾",
        "م\u{200c}خ",
        "\r",
        "\r\n",
        "\n",
        "\n\n",
        "\n",
        "\n",
        " ",
        "  ",
        "\t",
        "\u{a0}",
        "\u{2028}",
        "\u{85}",
        "x",
    ]);
    prop_oneof![
        8 => prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat()),
        2 => prop::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect()),
    ]
}

fn check(original: &str, view: &View<'_>, layout: &Layout) -> Result<(), TestCaseError> {
    let text = view.text();
    let mut at = 0;
    let mut behind = 0;
    for piece in view.pieces() {
        // The pieces cover the view, and lie in the original in order and on character boundaries.
        prop_assert_eq!(piece.view, at);
        prop_assert!(piece.view_len > 0);
        at += piece.view_len;
        prop_assert!(piece.original >= behind, "{:?} behind {}", piece, behind);
        behind = piece.original + piece.original_len;
        prop_assert!(original.is_char_boundary(piece.original) && original.is_char_boundary(behind));
        if piece.view_len == piece.original_len {
            let (a, b) = (&text.as_bytes()[piece.view..at], &original.as_bytes()[piece.original..behind]);
            let same = a.iter().zip(b).all(|(a, b)| a == b || (a.is_ascii_whitespace() && b.is_ascii_whitespace()));
            prop_assert!(same, "{:?} is not unchanged in {:?}", piece, original);
        }
    }
    if view.pieces().is_empty() {
        // A text of nothing but furniture has an empty view.
        prop_assert!(text.is_empty() || text.len() == original.len());
    } else {
        prop_assert_eq!(at, text.len());
    }
    for (i, c) in text.char_indices() {
        for span in view.to_original(Span::new(i, i + c.len_utf8())) {
            prop_assert!(original.get(span.start..span.end).is_some(), "{} {:?} in {:?}", i, span, original);
        }
    }
    let spans = layout
        .regions
        .iter()
        .map(|r| r.span)
        .chain(layout.rejoined.iter().copied())
        .chain(layout.mojibake.iter().copied());
    for span in spans {
        prop_assert!(original.get(span.start..span.end).is_some_and(|s| !s.is_empty()), "{:?} in {:?}", span, original);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn items_and_the_tokens_of_quotations_rebuild_the_text(text in text()) {
        let document = Document::new(&text, Lexicon::built_in());
        let view = document.text();
        let mut rebuilt = String::new();
        for item in &document.items {
            let inside = document.inside(item).iter().map(|t| (t.start, t.end, t.kind));
            let own = (!item.is_quote()).then_some((item.start, item.end, item.kind));
            for (start, end, kind) in inside.chain(own) {
                let gap = &view[rebuilt.len()..start as usize];
                prop_assert!(gap.chars().next().is_none_or(char::is_whitespace), "{gap:?} before {item:?}");
                prop_assert!(kind == TokenKind::Break || start < end);
                rebuilt.push_str(gap);
                rebuilt.push_str(&view[start as usize..end as usize]);
            }
        }
        rebuilt.push_str(&view[rebuilt.len()..]);
        prop_assert_eq!(rebuilt, view);
    }

    #[test]
    fn the_map_leads_back(original in text(), wrap in prop::sample::select(vec![Wrap::Auto, Wrap::Hard, Wrap::Soft]), keep in any::<bool>()) {
        let (view, layout) = view_with(&original, &RepairOptions { wrap, keep_furniture: keep, ..RepairOptions::default() });
        check(&original, &view, &layout)?;
    }

    #[test]
    fn nothing_is_lost_but_what_is_reported(words in prop::collection::vec("[a-z]{2,9}", 1..80), width in 20usize..90) {
        // Any wrapping of a paragraph comes back as the paragraph.
        let mut original = String::from("A");
        let mut column = 1;
        for word in &words {
            let fits = column + 1 + word.len() <= width;
            original.push(if fits { ' ' } else { '\n' });
            original.push_str(word);
            column = if fits { column + 1 + word.len() } else { word.len() };
        }
        let (view, layout) = view_with(&original, &RepairOptions::default());
        prop_assert_eq!(view.text(), original.replace('\n', " "));
        prop_assert!(view.pieces().len() <= 1 && layout.regions.is_empty());
    }
}

/// Time must grow with the length of the text alone, whatever it is made of.
#[test]
fn time_is_linear_in_odd_texts() {
    for unit in [
        "\n",
        "a\n",
        "hy-\nphen hea-\n",
        "ADVERTISEMENT\n",
        "he said “foo,\nADVERTISEMENT\nfoo,\n",
        "&",
        "&a",
        "â€",
        "Ã¢",
        "\u{ad}\n",
        "-\n",
        "\"\n\nAd\n\n",
        "A:",
        "\r",
        "\u{200c}",
        "—\n",
        "14:40\n",
        "By A B\n",
    ] {
        let time = |times: usize| {
            let text = unit.repeat(times);
            let start = std::time::Instant::now();
            assert!(view_with(&text, &RepairOptions::default()).0.text().len() <= text.len() + 1);
            start.elapsed().as_secs_f64()
        };
        time(1000);
        // The quickest of some: other work on the machine only adds.
        let least = |times: usize| (0..4).map(|_| time(times)).fold(f64::MAX, f64::min);
        let (short, long) = (least(2000).max(1e-3), least(20_000));
        // Ten times the text, at most forty times the time: a machine may be busy, a square would be a hundred.
        assert!(long < 60.0 * short, "{unit:?}: {short} s, then {long} s");
    }
}
