//! Every reader takes any bytes: it gives articles or errors, and no text beyond the limits. The first byte chooses the
//! ending of the file's name, in the order of `ENDINGS`; the second whether the limits are tight and which form is asked
//! for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::input::{Form, Items, Limit, Limits, Settings};

/// `fuzz/corpora` numbers them in this order.
const ENDINGS: [&str; 24] = [
    "txt", "html", "md", "jsonl", "csv", "tsv", "xlsx", "docx", "rtf", "pdf", "epub", "zip", "eml", "mbox", "srt", "vtt",
    "xml", "warc", "ods", "xls", "xlsb", "txt.gz", "txt.zst", "warc.gz",
];

/// Limits that a file of a few kilobytes can reach.
fn tight() -> Limits {
    let of_each = [
        (Limit::Text, 600),
        (Limit::Unpacked, 6000),
        (Limit::Members, 6),
        (Limit::Depth, 2),
        (Limit::Elements, 12),
        (Limit::Tags, 60),
        (Limit::Workbook, 6000),
        (Limit::Cells, 30),
        (Limit::Line, 300),
        (Limit::Words, 100),
    ];
    of_each.into_iter().fold(Limits::default(), |limits, (limit, most)| limits.with(limit, most))
}

/// What panics inside a reader is an error of one input, so only a panic outside of the guard is a fault.
static HOOK: std::sync::Once = std::sync::Once::new();

fuzz_target!(|data: &[u8]| {
    // The fuzzer's own hook ends the run at any panic, also where it is caught.
    HOOK.call_once(|| std::panic::set_hook(Box::new(|_| ())));
    let [ending, choice, bytes @ ..] = data else { return };
    let ending = ENDINGS[*ending as usize % ENDINGS.len()];
    let form = match choice >> 1 {
        1 => Some(Form::Text),
        2 => Some(Form::Nexis),
        3 => Some(Form::Factiva),
        4 => Some(Form::ProQuest),
        5 => Some(Form::Mail),
        _ => None,
    };
    let limits = if choice & 1 == 1 { tight() } else { Limits::default() };
    let settings = Settings { form, limits, ..Settings::default() };
    let Ok(file) = tempfile::Builder::new().suffix(&format!(".{ending}")).tempfile_in("/dev/shm") else { return };
    std::fs::write(file.path(), bytes).unwrap();
    for item in Items::new(&[file.path()], &settings).take(200) {
        for article in item.map_or_else(|error| vec![Err(error)], |item| item.load(&settings)) {
            match article {
                Ok(article) => {
                    assert!(!article.id.is_empty());
                    assert!(article.text.len() as u64 <= limits.of(Limit::Text), "{}", article.text.len());
                }
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
});
