//! Exports of news databases: many articles in one text.
//!
//! Takes the decoded text of a file, gives the articles that a Nexis or Factiva export holds, with headline, outlet
//! and date. These layouts change often: an article whose body cannot be told is an error with its number, never a
//! silent guess. Files of another kind (PDF, Word, archives) are told from texts here too.

use super::Article;
use crate::error::{Error, Result};

/// What a file is if it is no text, and what to do about it.
pub(super) fn foreign(text: &str) -> Option<&'static str> {
    match text {
        t if t.starts_with("%PDF-") => Some("a PDF: make text of it first (pdftotext FILE -)"),
        t if t.starts_with("PK\u{3}\u{4}") => {
            Some("a packed file (Word document or archive): unpack it, or save it as plain text first")
        }
        t if t.starts_with("ÐÏ\u{11}à") => Some("an old Word document: save it as plain text first"),
        _ => None,
    }
}

/// The articles of an export, if the text is one.
pub(super) fn detected(id: &str, text: &str) -> Option<Vec<Result<Article>>> {
    let (mut counts, mut ends, mut loads, mut bodies) = (0, 0, 0, 0);
    let mut fields = [false; 4];
    for line in text.lines().map(str::trim) {
        counts += usize::from(is_count(line));
        ends += usize::from(line == "End of Document");
        loads += usize::from(starts_with(line, "Load-Date:"));
        bodies += usize::from(line == "Body");
        for (seen, code) in fields.iter_mut().zip(["HD", "LP", "PD", "AN"]) {
            *seen |= factiva_code(line) == Some(code);
        }
    }
    if counts > 0 || (bodies > 0 && (loads > 0 || ends > 0)) || (ends > 0 && loads > 0) {
        return Some(nexis(id, text));
    }
    if fields.iter().all(|seen| *seen) {
        return Some(factiva(id, text));
    }
    // Better no articles than one that is made of many.
    let odd = match fields.iter().filter(|seen| **seen).count() {
        _ if loads > 0 => "a Nexis export (Load-Date:)",
        3.. => "a Factiva export (HD, LP, PD)",
        _ => return None,
    };
    let message = format!("looks like {odd} of a layout that is not known; --input-format text reads it as one text");
    Some(vec![Err(Error::input(id, message))])
}

fn starts_with(line: &str, label: &str) -> bool {
    line.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label))
}

/// `12 of 500 DOCUMENTS`, which opens every article of the older layout.
fn is_count(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = |word: Option<&str>| word.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    number(words.next())
        && words.next() == Some("of")
        && number(words.next())
        && matches!(words.next(), Some("DOCUMENTS" | "DOCUMENT"))
        && words.next().is_none()
}

/// The articles of a Nexis export, in the layout of Nexis Uni (`Body` ... `Load-Date:` ... `End of Document`) or the
/// older one (`1 of 500 DOCUMENTS`, `LENGTH: 612 words`).
pub(super) fn nexis(id: &str, text: &str) -> Vec<Result<Article>> {
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        let bare = line.trim();
        if is_count(bare) || bare == "End of Document" {
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            block.push(line);
        }
    }
    blocks.retain(|block| block.iter().any(|line| !line.trim().is_empty()));
    let mut articles = Vec::new();
    for block in blocks {
        // Cover pages stand before the first article and have neither body nor length.
        let is_article = block.iter().any(|l| {
            let l = l.trim();
            l == "Body" || starts_with(l, "LENGTH:") || starts_with(l, "Load-Date:")
        });
        if is_article {
            let place = format!("{id}#{}", articles.len() + 1);
            articles.push(nexis_article(place, &block));
        }
    }
    if articles.is_empty() {
        let message = "no article found (looked for \"Body\" ... \"End of Document\", or \"1 of 9 DOCUMENTS\")";
        articles.push(Err(Error::input(id, message)));
    }
    articles
}

const NEXIS_LABELS: &[&str] = &[
    "LENGTH:",
    "BYLINE:",
    "SECTION:",
    "DATELINE:",
    "HIGHLIGHT:",
    "HEADLINE:",
    "GRAPHIC:",
    "LANGUAGE:",
    "LOAD-DATE:",
    "PUBLICATION-TYPE:",
    "SERIES:",
    "SUBJECT:",
    "JOURNAL-CODE:",
    "URL:",
    "TYPE:",
    "COPYRIGHT",
];

/// Labels that stand behind the body.
const NEXIS_ENDS: &[&str] = &[
    "LOAD-DATE:",
    "GRAPHIC:",
    "LANGUAGE:",
    "PUBLICATION-TYPE:",
    "JOURNAL-CODE:",
    "SUBJECT:",
    "CLASSIFICATION",
    "DOCUMENT-TYPE:",
];

fn nexis_article(id: String, block: &[&str]) -> Result<Article> {
    let find = |label: &str| block.iter().position(|line| starts_with(line.trim(), label));
    let labelled = |line: &str| NEXIS_LABELS.iter().any(|label| starts_with(line, label));
    let start = match block.iter().position(|line| line.trim() == "Body") {
        Some(at) => at + 1,
        None => match block.iter().rposition(|line| {
            let line = line.trim();
            ["LENGTH:", "DATELINE:", "HIGHLIGHT:", "BYLINE:"].iter().any(|label| starts_with(line, label))
        }) {
            Some(at) => at + 1,
            None => {
                return Err(Error::input(id, "the body of this article was not found (no \"Body\", no \"LENGTH:\")"));
            }
        },
    };
    let end = (start..block.len())
        .find(|&i| NEXIS_ENDS.iter().any(|label| starts_with(block[i].trim(), label)))
        .unwrap_or(block.len());
    let text = trimmed(&block[start..end]);
    if text.is_empty() {
        return Err(Error::input(id, "the body of this article is empty"));
    }
    let mut article = Article::new(id, text);
    let value = |label: &str| {
        let line = block[find(label)?].trim();
        Some(line[label.len()..].trim().to_owned()).filter(|value| !value.is_empty())
    };
    // Before the labels: in the new layout headline, outlet, date; in the old one outlet, date, headline.
    let head: Vec<&str> = block[..start]
        .iter()
        .map(|line| line.trim())
        .take_while(|line| !labelled(line) && *line != "Body")
        .filter(|line| !line.is_empty())
        .collect();
    let date = head.iter().position(|line| looks_like_date(line));
    if let Some(at) = date {
        article.date = iso_date(head[at]).or_else(|| Some(head[at].to_owned()));
        article.outlet = at.checked_sub(1).map(|before| head[before].to_owned());
        let headline = if at >= 2 { head.first() } else { head.get(at + 1) };
        article.title = value("HEADLINE:").or_else(|| headline.map(|line| (*line).to_owned()));
    } else {
        article.title = value("HEADLINE:").or_else(|| head.first().map(|line| (*line).to_owned()));
    }
    article.url = value("URL:");
    Ok(article)
}

fn trimmed(lines: &[&str]) -> String {
    let text = lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
    text.trim_matches(['\n', '\u{FEFF}']).trim_end().to_owned()
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn looks_like_date(line: &str) -> bool {
    iso_date(line).is_some()
}

/// `March 1, 2024 Friday` and `1 March 2024` as `2024-03-01`.
pub(super) fn iso_date(line: &str) -> Option<String> {
    let words: Vec<String> = line
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.len() > 7 {
        return None;
    }
    let at = words.iter().position(|word| MONTHS.contains(&word.as_str()))?;
    let month = MONTHS.iter().position(|m| *m == words[at])? + 1;
    let number = |i: Option<usize>| words.get(i?)?.parse::<usize>().ok();
    let day = |n: &usize| (1..=31).contains(n);
    let year = |n: &usize| (1700..=2200).contains(n);
    let (d, y) = match (number(at.checked_sub(1)).filter(day), number(Some(at + 1))) {
        (Some(d), Some(y)) if year(&y) => (d, y),
        (_, Some(d)) if day(&d) => (d, number(Some(at + 2)).filter(year)?),
        _ => return None,
    };
    Some(format!("{y:04}-{month:02}-{d:02}"))
}

const FACTIVA_CODES: &[&str] = &[
    "HD", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN", "NS",
    "RE", "IPC", "IPD", "PUB", "AN", "SE", "BY", "CLM", "ART", "DLN",
];

/// The field that a line opens: a code alone, or followed by its value.
fn factiva_code(line: &str) -> Option<&'static str> {
    let word = line.split([' ', '\t']).next()?;
    FACTIVA_CODES.iter().copied().find(|code| *code == word)
}

/// The articles of a Factiva export with field codes: HD, SN, PD, LP, TD ... AN.
pub(super) fn factiva(id: &str, text: &str) -> Vec<Result<Article>> {
    let mut articles = Vec::new();
    let mut fields: Vec<(&'static str, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        match factiva_code(line) {
            // The accession number is the last field of an article, the headline or its column the first.
            Some(code) => {
                let opens = matches!(code, "HD" | "SE" | "CLM") && fields.iter().any(|(c, _)| *c == "AN" || *c == code);
                if opens {
                    articles.push(std::mem::take(&mut fields));
                }
                fields.push((code, vec![line[code.len()..].trim()]));
            }
            None => {
                if let Some((_, lines)) = fields.last_mut() {
                    lines.push(line.trim_end());
                }
            }
        }
    }
    articles.push(fields);
    articles.retain(|fields| fields.iter().any(|(code, _)| *code == "HD"));
    if articles.is_empty() {
        return vec![Err(Error::input(id, "no article found (looked for the field codes HD, LP, TD)"))];
    }
    articles.iter().enumerate().map(|(i, fields)| factiva_article(format!("{id}#{}", i + 1), fields)).collect()
}

fn factiva_article(place: String, fields: &[(&str, Vec<&str>)]) -> Result<Article> {
    let value = |code: &str| {
        let (_, lines) = fields.iter().find(|(c, _)| *c == code)?;
        let words = lines.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    };
    let body: Vec<String> = fields
        .iter()
        .filter(|(code, _)| matches!(*code, "LP" | "TD"))
        .map(|(_, lines)| trimmed(lines))
        .filter(|text| !text.is_empty())
        .collect();
    if body.is_empty() {
        return Err(Error::input(place, "this article has neither LP nor TD: no body"));
    }
    let number = value("AN").and_then(|an| an.split_whitespace().last().map(str::to_owned));
    let date = value("PD").map(|date| iso_date(&date).unwrap_or(date));
    Ok(Article {
        id: number.unwrap_or(place),
        text: body.join("\n\n"),
        date,
        outlet: value("SN"),
        title: value("HD"),
        ..Article::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &str = "Ferry late again\n\nThe Quay Post (Fjordby)\n\nMarch 1, 2024 Friday\n\nCopyright 2024 The Quay Post\n\n\
        Section: NEWS; Pg. 3\nLength: 42 words\nByline: Pia Holm\n\nBody\n\nThe ferry was late.\n\n\"Ice,\" said Mara \
        Lindqvist.\n\nLoad-Date: March 2, 2024\n\n\nEnd of Document\n\nSecond\nThe Quay Post\nMarch 2, 2024\nBody\n\
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
        assert_eq!(first.date.as_deref(), Some("2024-03-01"));
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
        assert_eq!((first.outlet.as_deref(), first.date.as_deref()), (Some("The Quay Post"), Some("2024-03-01")));
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
    fn files_of_another_kind_are_told() {
        for start in ["%PDF-1.7", "PK\u{3}\u{4}x"] {
            assert!(foreign(start).is_some());
        }
        assert!(foreign("PKK said").is_none());
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
