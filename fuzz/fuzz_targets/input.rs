//! Every reader takes any bytes: it gives articles or errors. The first byte chooses the form of the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::input::{Form, Item, Items, Settings};

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else { return };
    let forms = [
        None,
        Some(Form::Text),
        Some(Form::Page),
        Some(Form::Nexis),
        Some(Form::Factiva),
        Some(Form::JsonLines),
        Some(Form::Csv),
        Some(Form::Tsv),
        Some(Form::Workbook),
    ];
    let form = forms[*choice as usize % forms.len()];
    let settings = Settings { form, ..Settings::default() };
    let read = |item: Item| {
        for article in item.load(&settings) {
            match article {
                Ok(article) => assert!(article.text.len() <= 64 * bytes.len() + 4096 || bytes.starts_with(b"\x1f\x8b")),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    };
    match form {
        Some(Form::JsonLines | Form::Csv | Form::Tsv | Form::Workbook) => {
            let ending = if form == Some(Form::Workbook) { ".xlsx" } else { ".csv" };
            let Ok(file) = tempfile::Builder::new().suffix(ending).tempfile_in("/dev/shm") else { return };
            std::fs::write(file.path(), bytes).unwrap();
            let paths = [file.path().display().to_string()];
            for item in Items::new(&paths, &settings).take(200) {
                match item {
                    Ok(item) => read(item),
                    Err(error) => assert!(!error.to_string().is_empty()),
                }
            }
        }
        _ => read(Item::Bytes { id: "fuzz".to_owned(), bytes: bytes.to_vec() }),
    }
});
