//! Every reader takes any bytes: it gives articles or errors. The first byte chooses the form of the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::input::{Form, Item, Items, Nesting, Settings};

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
        Some(Form::Document),
        Some(Form::Rtf),
        Some(Form::Archive),
        Some(Form::Pdf),
        Some(Form::Mail),
        Some(Form::Xml),
        Some(Form::Subtitles),
        Some(Form::Markdown),
        Some(Form::ProQuest),
        Some(Form::Epub),
        Some(Form::Mailbox),
        Some(Form::Warc),
    ];
    let form = forms[*choice as usize % forms.len()];
    let settings = Settings { form, ..Settings::default() };
    let read = |item: Item| {
        for article in item.load(&settings) {
            match article {
                Ok(article) => assert!(!article.id.is_empty()),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    };
    match form {
        None
        | Some(
            Form::Text | Form::Page | Form::Nexis | Form::Factiva | Form::ProQuest | Form::Pdf | Form::Mail | Form::Xml
            | Form::Subtitles | Form::Markdown,
        ) => {
            read(Item::Bytes { id: "fuzz".to_owned(), bytes: bytes.to_vec(), form: Form::Text, within: Nesting::default() });
        }
        Some(form) => {
            let ending = match form {
                Form::Workbook => ".xlsx",
                Form::Document => ".docx",
                Form::Rtf => ".rtf",
                Form::Archive => ".zip",
                Form::Epub => ".epub",
                Form::Mailbox => ".mbox",
                Form::Warc => ".warc",
                _ => ".csv",
            };
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
    }
});
