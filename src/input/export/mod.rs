//! Exports of news databases: many articles in one text.
//!
//! Takes the decoded text of a file, gives the articles that a Nexis, Factiva, ProQuest or RIS export holds, with headline, outlet
//! and date. These layouts change often: an article whose body cannot be told is an error with its number, never a
//! silent guess.

mod factiva;
mod nexis;
mod proquest;
mod ris;

use super::{Article, dates};
use crate::error::{Error, Result};
pub(super) use factiva::articles as factiva;
pub(super) use nexis::articles as nexis;
pub(super) use proquest::articles as proquest;
pub(super) use ris::articles as ris;

/// What the lines of a text have of the marks of exports.
#[derive(Default)]
struct Signs {
    counts: usize,
    ends: usize,
    loads: usize,
    bodies: usize,
    lengths: usize,
    numbers: usize,
    words: usize,
    /// HD, LP, PD, AN.
    codes: [bool; 4],
    full_texts: usize,
    rules: usize,
    proquest: bool,
}

/// The articles of an export, if the text is one.
pub(super) fn detected(id: &str, text: &str) -> Option<Vec<Result<Article>>> {
    if ris::begins(text) {
        return Some(ris(id, text));
    }
    let mut signs = Signs { proquest: text.contains("ProQuest"), ..Signs::default() };
    for line in text.lines().map(str::trim) {
        signs.counts += usize::from(nexis::is_count(line));
        signs.ends += usize::from(line == "End of Document");
        signs.loads += usize::from(starts_with(line, "Load-Date:"));
        signs.lengths += usize::from(starts_with(line, "LENGTH:") && line.ends_with("words"));
        signs.bodies += usize::from(line == "Body");
        signs.numbers += usize::from(factiva::number(line).is_some());
        signs.words += usize::from(factiva::is_word_count(line));
        signs.full_texts += usize::from(line.starts_with("Full text:"));
        signs.rules += usize::from(proquest::is_rule(line));
        if let Some(code) = factiva::code(line) {
            for (seen, wanted) in signs.codes.iter_mut().zip(["HD", "LP", "PD", "AN"]) {
                *seen |= code == wanted;
            }
        }
    }
    let Signs { counts, ends, loads, bodies, lengths, .. } = signs;
    // "Document 1 of 2" stands above the articles of ProQuest too.
    if signs.full_texts > 0 && (signs.proquest || signs.rules > 0) && loads + lengths + bodies == 0 {
        return Some(proquest(id, text));
    }
    if counts > 0 || (bodies > 0 && (loads > 0 || ends > 0)) || (loads > 0 && (ends > 0 || lengths > 0)) {
        return Some(nexis(id, text));
    }
    if signs.codes.iter().all(|seen| *seen) || signs.numbers > 0 && signs.words > 0 {
        return Some(factiva(id, text));
    }
    // Better no articles than one that is made of many.
    let (odd, form) = match signs.codes.iter().filter(|seen| **seen).count() {
        _ if loads > 0 => ("a Nexis export (Load-Date:)", "nexis"),
        3.. => ("a Factiva export (HD, LP, PD)", "factiva"),
        _ => return None,
    };
    let message = format!(
        "looks like {odd} of a layout that is not known; --input-format text reads it as one text, --input-format {form} tries all the same"
    );
    Some(vec![Err(Error::asked(id, message))])
}

fn starts_with(line: &str, label: &str) -> bool {
    line.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label))
}

/// The lines as a text, without blank ones around it.
fn trimmed(lines: &[&str]) -> String {
    let text = lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
    text.trim_matches(['\n', '\u{FEFF}']).trim_end().to_owned()
}

/// Paragraphs of lines, each with the place of its first line.
fn paragraphs<'a>(lines: &[&'a str]) -> Vec<(usize, Vec<&'a str>)> {
    let mut all: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut open = false;
    for (i, line) in lines.iter().enumerate() {
        let line = line.trim();
        match (line.is_empty(), all.last_mut().filter(|_| open)) {
            (true, _) => open = false,
            (false, Some((_, paragraph))) => paragraph.push(line),
            (false, None) => {
                all.push((i, vec![line]));
                open = true;
            }
        }
    }
    all
}

/// A line that is a date and no sentence with one, in ISO 8601: `March 1, 2024 Friday`, `1 March 2024`.
pub(super) fn iso_date(line: &str) -> Option<String> {
    let words = line.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).count();
    let named = line.split(|c: char| !c.is_alphabetic()).any(|word| dates::month(word).is_some());
    // Years, numbers of pages and of words are no dates here.
    let day = |iso: &String| iso.len() >= "2024-03-01".len();
    (words <= 9 && named && line.len() <= 60)
        .then(|| dates::iso(line))
        .flatten()
        .filter(day)
        .map(|iso| iso[..10].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &str = "Ferry late again\n\nThe Quay Post (Fjordby)\n\nMarch 1, 2024 Friday\n\nCopyright 2024 The Quay Post\n\n\
        Section: NEWS; Pg. 3\nLength: 42 words\nByline: Pia Holm\n\nBody\n\nThe ferry was late.\n\n\"Ice,\" said Mara \
        Lindqvist.\n\nGraphic\n\nThe ferry\n\nLoad-Date: March 2, 2024\n\n\nEnd of Document\n\nSecond\nThe Quay Post\nMarch 2, 2024\nBody\n\
        Nothing more.\nEnd of Document\n";

    const OLD: &str = "        1 of 2 DOCUMENTS\n\n     The Quay Post\n\n    March 1, 2024 Friday\n\nFerry late again\n\n\
        BYLINE: Pia Holm\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 42 words\n\nThe ferry was late.\n\nLOAD-DATE: March 2, 2024\n\n\
        LANGUAGE: ENGLISH\n\n        2 of 2 DOCUMENTS\n\n   The Quay Post\n\n  March 3, 2024\n\nLENGTH: 0 words\n\n\
        LOAD-DATE: March 3, 2024\n";

    const CODES: &str = "HD \nFerry late\nagain\nBY By Pia Holm\nWC 42 words\nPD 1 March 2024\nSN The Quay Post\nSC QUAY\n\
        LP \nThe ferry was late.\n\nTD \n\"Ice,\" said Mara Lindqvist.\n\nAN \nDocument QUAY00002024\n\nHD Second\nPD 2 March \
        2024\nAN Document QUAY2\n";

    #[test]
    fn the_newer_nexis_layout() {
        let all = detected("n.txt", NEW).unwrap();
        assert_eq!(all.len(), 2);
        let first = all[0].as_ref().unwrap();
        assert_eq!(first.text, "The ferry was late.\n\n\"Ice,\" said Mara Lindqvist.");
        assert_eq!(first.id, "n.txt#1");
        assert_eq!(first.title.as_deref(), Some("Ferry late again"));
        assert_eq!(first.outlet.as_deref(), Some("The Quay Post (Fjordby)"));
        assert_eq!(first.date.as_deref(), Some("March 1, 2024 Friday"));
        assert_eq!(all[1].as_ref().unwrap().text, "Nothing more.");
    }

    #[test]
    fn the_older_nexis_layout_and_an_article_without_body() {
        let all = detected("n.txt", OLD).unwrap();
        let first = all[0].as_ref().unwrap();
        assert_eq!(first.text, "The ferry was late.");
        assert_eq!(first.title.as_deref(), Some("Ferry late again"));
        assert_eq!(first.outlet.as_deref(), Some("The Quay Post"));
        assert_eq!(all[1].as_ref().unwrap_err().to_string(), "n.txt#2: the body of this article is empty");
    }

    #[test]
    fn factiva_fields() {
        let all = detected("f.txt", CODES).unwrap();
        let first = all[0].as_ref().unwrap();
        assert_eq!(first.text, "The ferry was late.\n\n\"Ice,\" said Mara Lindqvist.");
        assert_eq!((first.id.as_str(), first.title.as_deref()), ("QUAY00002024", Some("Ferry late again")));
        assert_eq!((first.outlet.as_deref(), first.date.as_deref()), (Some("The Quay Post"), Some("1 March 2024")));
        assert!(all[1].as_ref().unwrap_err().to_string().starts_with("f.txt#2: "));
    }

    #[test]
    fn articles_are_no_exports() {
        for text in ["", "Body\n\nHD", "1 of 3 documents was lost, she said.", "The end of Document."] {
            assert!(detected("a.txt", text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_layout_that_is_not_known_is_an_error() {
        for text in
            ["Ferry late\n\nThe ferry was late.\n\nLoad-Date: March 2, 2024\n", "HD Late\nPD 1 March\nLP\nIt was.\n"]
        {
            let all = detected("x.txt", text).unwrap();
            assert!(all[0].as_ref().unwrap_err().to_string().contains("layout that is not known"), "{text}");
        }
    }

    #[test]
    fn a_forced_layout_that_is_not_there_is_an_error() {
        assert!(nexis("a.txt", "Plain text.")[0].is_err());
        assert!(factiva("a.txt", "Plain text.")[0].is_err());
    }

    #[test]
    fn dates_are_recognised_in_both_orders() {
        assert_eq!(iso_date("March 1, 2024 Friday").as_deref(), Some("2024-03-01"));
        assert_eq!(iso_date("1 March 2024").as_deref(), Some("2024-03-01"));
        for line in ["March", "The March 40, 2024", "on March 1 the ferry was late and so was the bus"] {
            assert_eq!(iso_date(line), None, "{line}");
        }
    }
}
