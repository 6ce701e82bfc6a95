//! What holds of any text whatever: of its tokens, of the spans of its rows, of texts beside and behind it.

use proptest::prelude::*;
use proptest::test_runner::Config;
use rayon::prelude::*;
use whosaid::{Extractor, Quotation, Span};

/// What news is made of, and what the web makes of it.
const PARTS: &[&str] = &[
    "Mayor Lida Haro",
    "Armen Petrosyan",
    "the ministry",
    "residents",
    "She",
    "he",
    "said",
    "told Aravot Wire",
    "added",
    "according to",
    "quoted",
    "as saying",
    "did not say",
    "wrote on Facebook",
    "that the bridge was shut",
    "the road is open",
    "“We owe them the truth,”",
    "“And nothing else.”",
    "\"It is late\"",
    "'so-called'",
    "‘quiet’",
    "«Enough»",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    ",",
    ".",
    "?",
    ":",
    ";",
    "—",
    "-",
    "…",
    "(",
    ")",
    "and",
    "who",
    "Monday",
    "3,000",
    "U.S.",
    "REPORTER:",
    "Q:",
    "govern-\nment",
    "Share",
    "By Ani Roe",
    "\n",
    "\n\n",
    "\r\n",
    "  ",
    "\t",
    "\u{a0}",
    "\u{301}",
    "\u{200b}",
    "\u{202e}",
    "\0",
    "👩\u{200d}👩\u{200d}👧",
    "Ö",
    "İ",
    "ﬁ",
    "â€œ",
    "&quot;",
    "ελ",
    "日本",
    "שלום",
];

/// What the grammar asks for, word by word.
const WORDS: &str = "said says told tell telling asked added adding wrote called calls calling described urged urging \
    quoted quoting citing speaking saying dismissed denied suggesting announced posted issued per via through phone \
    according to as that whether if which who whom he she it his her their I we you himself the a an this in on at by of \
    for from with about into after before when while because and or but not never had has was is were been be would \
    Dana Mills Haro Anna Petrosyan Reuters TASS BBC Guardian Mr. Dr. U.S. p.m. President minister lawyer spokesman mayor \
    police ministry agency source officials people others both statement interview report letter email tweet Monday 12 \
    cent plan joke failure short own words where there what how “ ” \" ' ‘ ’ ’s n't “no” , , , . . ? ! : ; — - ( ) … \n";

/// Words of the grammar in any order.
fn words(most: usize) -> impl Strategy<Value = String> {
    let list: Vec<&str> = WORDS.split(' ').filter(|word| !word.is_empty()).collect();
    let word = (prop::sample::select(list), prop::bool::weighted(0.1), prop::bool::weighted(0.9));
    prop::collection::vec(word, 2..most).prop_map(|words| {
        let mut text = String::new();
        for (word, capital, space) in words {
            let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            text.push_str(&if capital { first.to_uppercase() } else { first.to_owned() });
            text.push_str(rest);
            text.push_str(if space { " " } else { "" });
        }
        text
    })
}

fn text(most: usize) -> impl Strategy<Value = String> {
    let part = prop_oneof![8 => prop::sample::select(PARTS).prop_map(str::to_owned), 1 => "\\PC{1,4}"];
    let joint = prop::sample::select(vec![" ", " ", " ", ""]);
    prop::collection::vec((part, joint), 0..most)
        .prop_map(|parts| parts.into_iter().flat_map(|(part, joint)| [part, joint.to_owned()]).collect())
}

/// Sentences as an article has them, several to a paragraph.
fn article() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(vec![
        "“The bridge is shut,” Mayor Lida Haro said.",
        "Armen Petrosyan told Aravot Wire that the road was open.",
        "“We owe them the truth,” she added, “and nothing else.”",
        "The ministry has 300 staff.",
        "According to the report, the wells are dry.",
        "“Not one of them came back.”",
        "Residents called the plan “a sham”.",
        "He did not say when the talks would begin.",
    ]);
    let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.join(" "));
    prop::collection::vec(paragraph, 1..6).prop_map(|paragraphs| paragraphs.join("\n\n"))
}

fn config(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

/// Everything of a text that a repair of its view leaves as it is.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() && c.is_ascii()).collect()
}

fn spans(row: &Quotation) -> impl Iterator<Item = Span> {
    let single = [row.speaker_span, row.cue_span, row.source_span];
    row.quote_spans.iter().chain(&row.verbatim_spans).copied().chain(single.into_iter().flatten())
}

fn slice(text: &str, span: Span) -> String {
    text.chars().skip(span.start).take(span.len()).collect()
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn every_span_lies_in_the_text_and_in_order(text in text(60)) {
        let length = text.chars().count();
        for row in whosaid::extract(&text) {
            for span in spans(&row) {
                prop_assert!(span.start < span.end && span.end <= length, "{span:?} of {length} in {row:?}");
            }
            for list in [&row.quote_spans, &row.verbatim_spans] {
                prop_assert!(list.windows(2).all(|pair| pair[0].end <= pair[1].start), "{list:?}");
            }
        }
    }

    #[test]
    fn spans_give_the_words_of_the_row(text in article()) {
        let rows = whosaid::extract(&text);
        for row in rows {
            let words: Vec<String> = row.quote_spans.iter().map(|&s| slice(&text, s)).collect();
            // What stands between the parts of an interrupted quotation is marked; between paragraphs nothing is.
            let left_out = |pair: &[Span]| slice(&text, Span::new(pair[0].end, pair[1].start)).contains(char::is_alphanumeric);
            let marks = row.quote_spans.windows(2).map(|pair| if left_out(pair) { " … " } else { " " }).chain([""]);
            let printed: String = words.iter().zip(marks).flat_map(|(words, mark)| [words.as_str(), mark]).collect();
            prop_assert_eq!(printed, &*row.quote);
            let words: Vec<String> = row.verbatim_spans.iter().map(|&s| slice(&text, s)).collect();
            prop_assert_eq!(words.join(" … "), &*row.verbatim);
            prop_assert_eq!(row.cue_span.map_or(String::new(), |s| slice(&text, s)), &*row.cue);
            prop_assert_eq!(row.speaker_span.map_or(String::new(), |s| slice(&text, s)), &*row.speaker_mention);
        }
    }

    #[test]
    fn spans_give_the_letters_of_the_row_even_in_odd_texts(text in text(60)) {
        for row in whosaid::extract(&text) {
            let words: String = row.quote_spans.iter().map(|&s| slice(&text, s)).collect();
            // Characters that are repaired show in the row and not in the text; furniture inside the words does not show
            // in the row.
            if !words.contains(['&', 'â']) && !words.contains(|c| ('\u{fb00}'..='\u{fb06}').contains(&c)) {
                let words = letters(&words);
                let mut rest = words.chars();
                let inside = letters(&row.quote).chars().all(|c| rest.any(|d| d == c));
                prop_assert!(inside, "{:?} is not in {words:?}", row.quote);
            }
        }
    }

    #[test]
    fn rows_do_not_depend_on_threads_or_other_documents(texts in prop::collection::vec(text(30), 1..6)) {
        let extractor = Extractor::default();
        let alone: Vec<Vec<Quotation>> = texts.iter().map(|text| whosaid::extract(text)).collect();
        let together: Vec<Vec<Quotation>> = texts.par_iter().map(|text| extractor.extract(text)).collect();
        prop_assert_eq!(&alone, &together);
        let backwards: Vec<Vec<Quotation>> = texts.iter().rev().map(|text| extractor.extract(text)).collect();
        prop_assert!(alone.iter().eq(backwards.iter().rev()));
    }

    #[test]
    fn unrelated_text_behind_changes_no_earlier_words(text in article()) {
        let words = |rows: &[Quotation]| -> Vec<(String, Vec<Span>, String)> {
            rows.iter().map(|row| (row.quote.clone(), row.quote_spans.clone(), row.cue.clone())).collect()
        };
        let before = words(&whosaid::extract(&text));
        let longer = format!("{text}\n\nThe harbour freezes in January. A path leads along the quay to the old mill.");
        prop_assert_eq!(before, words(&whosaid::extract(&longer)));
    }
}

proptest! {
    #![proptest_config(config(8000))]

    #[test]
    fn words_of_the_grammar_in_any_order_are_read(text in words(14)) {
        for row in whosaid::extract(&text) {
            prop_assert!(!row.quote.is_empty());
            prop_assert!(row.quote_spans.iter().all(|span| span.start < span.end && span.end <= text.chars().count()));
        }
    }
}
