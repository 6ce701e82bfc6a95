//! Nexis: the layout of Nexis Uni (`Body` ... `Load-Date:` ... `End of Document`) and the older ones (`1 of 500 DOCUMENTS`,
//! `LENGTH: 612 words`).

use super::{iso_date, paragraphs, starts_with, trimmed};
use crate::error::{Error, Result};
use crate::input::Article;

/// `12 of 500 DOCUMENTS` or `Document 12 of 500`, which open every article of the older layouts.
pub(super) fn is_count(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    match words[..] {
        [n, "of", all, "DOCUMENTS" | "DOCUMENT"] => number(n) && number(all),
        ["Document" | "DOCUMENT", n, "of", all] => number(n) && number(all),
        _ => false,
    }
}

/// The articles of an export.
pub(in crate::input) fn articles(id: &str, text: &str) -> Vec<Result<Article>> {
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        let bare = line.trim();
        if is_count(bare) || bare == "End of Document" {
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            block.push(line);
        }
    }
    let mut articles = Vec::new();
    for block in blocks {
        // Cover pages and lists stand before the first article and have neither body nor length.
        let is_article = block.iter().any(|l| {
            let l = l.trim();
            l == "Body" || starts_with(l, "LENGTH:") || starts_with(l, "Load-Date:")
        });
        if is_article {
            let place = format!("{id}#{}", articles.len() + 1);
            articles.push(article(place, &block));
        }
    }
    if articles.is_empty() {
        let message = "no article found (looked for \"Body\" ... \"End of Document\", or \"1 of 9 DOCUMENTS\")";
        articles.push(Err(Error::asked(id, message)));
    }
    articles
}

/// Labels that stand before the body.
const BEFORE: &[&str] = &["LENGTH:", "DATELINE:", "HIGHLIGHT:", "BYLINE:"];

const LABELS: &[&str] = &[
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
const BEHIND: &[&str] = &[
    "LOAD-DATE:",
    "GRAPHIC:",
    "LANGUAGE:",
    "PUBLICATION-TYPE:",
    "JOURNAL-CODE:",
    "SUBJECT:",
    "CLASSIFICATION",
    "DOCUMENT-TYPE:",
    "CORRECTION-DATE:",
];

/// Headings of parts behind the body, each on a line of its own.
const PARTS: &[&str] = &["Graphic", "Classification", "Notes", "Correction", "Correction-Date"];

/// Whether a line ends the body.
fn ends(line: &str) -> bool {
    PARTS.contains(&line) || BEHIND.iter().any(|label| starts_with(line, label))
}

/// Where the body begins.
fn start(block: &[&str]) -> Option<usize> {
    if let Some(at) = block.iter().position(|line| line.trim() == "Body") {
        return Some(at + 1);
    }
    let end = block.iter().position(|line| starts_with(line.trim(), "LOAD-DATE:")).unwrap_or(block.len());
    let is_label = |line: &&str| BEFORE.iter().any(|label| starts_with(line.trim(), label));
    let last = block[..end].iter().rposition(is_label)?;
    // What these say may run over several lines.
    let long = ["HIGHLIGHT:", "BYLINE:", "DATELINE:"].iter().any(|label| starts_with(block[last].trim(), label));
    let rest = if long { block[last + 1..end].iter().take_while(|line| !line.trim().is_empty()).count() } else { 0 };
    Some(last + 1 + rest)
}

fn article(id: String, block: &[&str]) -> Result<Article> {
    let Some(start) = start(block) else {
        return Err(Error::input(id, "the body of this article was not found (no \"Body\", no \"LENGTH:\")"));
    };
    let end = (start..block.len()).find(|&i| ends(block[i].trim())).unwrap_or(block.len());
    // An abstract may stand before the text, each behind a heading.
    let full = (start..end).find(|&i| block[i].trim() == "FULL TEXT").map_or(start, |at| at + 1);
    let text = trimmed(&block[full..end]);
    if text.is_empty() {
        return Err(Error::input(id, "the body of this article is empty"));
    }
    let value = |label: &str| {
        let line = block.iter().map(|line| line.trim()).find(|line| starts_with(line, label))?;
        Some(line[label.len()..].trim().to_owned()).filter(|value| !value.is_empty())
    };
    let newer = block[..start].last().is_some_and(|line| line.trim() == "Body");
    let Head { title, outlet, date } = head(&block[..start], newer);
    Ok(Article {
        title: value("HEADLINE:").or(title),
        outlet,
        date,
        url: value("URL:").filter(|url| url.starts_with("http")),
        ..Article::new(id, text)
    })
}

#[derive(Default)]
struct Head {
    title: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
}

/// What stands before the labels: in the newer layout headline, outlet, date; in the older ones outlet, date, the edition, headline.
/// Whatever a cover page says before that is passed over.
fn head(lines: &[&str], newer: bool) -> Head {
    let labelled = |line: &str| LABELS.iter().any(|label| starts_with(line, label)) || line == "Body";
    let all = paragraphs(lines);
    let dated = all.iter().flat_map(|(first, lines)| lines.iter().enumerate().map(move |(i, line)| (first + i, *line)));
    // A colon between numbers is that of a time, any other that of a label.
    let label =
        |line: &str| line.match_indices(':').any(|(at, _)| !line[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    let dated = dated.filter(|(_, line)| iso_date(line).is_some() && !label(line));
    // A cover page has dates of its own before; a label may have one behind.
    let first_date = lines.iter().position(|line| iso_date(line.trim()).is_some()).unwrap_or(lines.len());
    let first_label = (first_date..lines.len()).find(|i| labelled(lines[*i].trim()));
    let Some((at, date)) = dated.take_while(|(at, _)| first_label.is_none_or(|label| *at < label)).last() else {
        let line = lines.iter().map(|line| line.trim()).find(|line| !line.is_empty() && !labelled(line));
        return Head { title: line.map(str::to_owned), ..Head::default() };
    };
    // Paragraph and line of each line that is not blank, up to the labels.
    let flat: Vec<(usize, usize, &str)> = all
        .iter()
        .enumerate()
        .flat_map(|(p, (first, lines))| lines.iter().enumerate().map(move |(i, line)| (p, first + i, *line)))
        .filter(|(_, place, _)| first_label.is_none_or(|label| *place < label))
        .collect();
    let Some(of_date) = flat.iter().position(|(_, place, _)| *place == at) else { return Head::default() };
    let outlet = of_date.checked_sub(1).map(|i| flat[i].2.to_owned());
    let title = match newer {
        true => of_date.checked_sub(2).map(|i| {
            // A headline over several lines is a paragraph of its own.
            let paragraph = flat[i].0;
            let own = paragraph != flat[i + 1].0;
            let from = if own { flat.iter().position(|(p, ..)| *p == paragraph).unwrap_or(i) } else { i };
            flat[from..=i].iter().map(|(_, _, line)| *line).collect::<Vec<_>>().join(" ")
        }),
        false => {
            let behind = &flat[of_date + 1..];
            // "Edition 1;" goes on in the next line: "Scotland".
            let of_edition = |i: usize| {
                is_edition(behind[i].2) || i > 0 && behind[i - 1].2.ends_with(';') && is_edition(behind[i - 1].2)
            };
            let next = (0..behind.len()).find(|&i| behind[i].0 != flat[of_date].0 || !of_edition(i));
            next.map(|i| {
                let paragraph = behind[i].0;
                let lines = behind[i..].iter().take_while(|(p, ..)| *p == paragraph).map(|(_, _, line)| *line);
                lines.collect::<Vec<_>>().join(" ")
            })
        }
    };
    Head { title, outlet, date: Some(date.to_owned()) }
}

/// `Final Edition`, `Late Edition - Final`, `CORRECTION APPENDED`: what stands below the date, before the headline.
fn is_edition(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.split(|c: char| !c.is_alphabetic()).any(|word| word == "edition" || word == "editions" || word == "appended")
        || ["final", "late", "metro", "national", "city", "weekend", "first", "all-round country"]
            .contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Article {
        articles("n.txt", text).into_iter().next().unwrap().unwrap()
    }

    #[test]
    fn editions_are_no_headlines() {
        let old = "   1 of 2 DOCUMENTS\n\n  The Harbour Post\n\n  May 25, 2012 Friday\n  Final Edition\n\nFerry late\nagain\n\nBYLINE: Ada Fenn\n\nHIGHLIGHT: What it\nmeans.\n\nLENGTH: 88 words\n\n\"Late,\" said Ivo Tamm.\n\nLOAD-DATE: May 26, 2012\n";
        let got = first(old);
        assert_eq!(
            (got.title.as_deref(), got.outlet.as_deref(), got.date.as_deref()),
            (Some("Ferry late again"), Some("The Harbour Post"), Some("May 25, 2012 Friday"))
        );
        assert_eq!(got.text, "\"Late,\" said Ivo Tamm.");
    }

    #[test]
    fn editions_go_on_and_dates_have_times() {
        let sun = first(
            "   1 of 2 DOCUMENTS\n\n  The Harbour Post\n\n  January 11, 2010 Monday\n  Edition 1;\n  Northern Isles\n\nFerry late\n\nLENGTH: 88 words\n\nABSTRACT\n\nLate.\n\nFULL TEXT\n\n\"Late,\" said Ivo Tamm.\n\nLOAD-DATE: May 26, 2012\n",
        );
        assert_eq!((sun.title.as_deref(), sun.text.as_str()), (Some("Ferry late"), "\"Late,\" said Ivo Tamm."));
        let blog = first(
            "   1 of 2 DOCUMENTS\n\n  harbourpost.example\n\n  January 11, 2010 Monday 9:12 PM GMT\n\nFerry late\n\nLENGTH: 88 words\n\n\"Late,\" said Ivo Tamm.\n",
        );
        assert_eq!(
            (blog.title.as_deref(), blog.outlet.as_deref(), blog.date.as_deref()),
            (Some("Ferry late"), Some("harbourpost.example"), Some("January 11, 2010 Monday 9:12 PM GMT"))
        );
    }

    #[test]
    fn a_cover_page_is_no_headline() {
        let new = "User Name: = Ada Fenn\nDate and Time: = Monday, March 2, 2026 10:15:00 AM\nJob Number: = 1\n\nDocuments (2)\n\n1. Ferry late again\nClient/Matter: -None-\nSearch Terms: ferry\n\nFerry late\nagain\n\nThe Harbour Post\n\nMay 25, 2012 Friday\n\nCopyright 2012 Post\nSection: NEWS; May 3, 2012\nLength: 88 words\nByline: Ada Fenn\n\nBody\n\n\"Late,\" said Ivo Tamm.\n\nLoad-Date: May 26, 2012\n\nEnd of Document\n";
        let got = first(new);
        assert_eq!(
            (got.title.as_deref(), got.outlet.as_deref(), got.date.as_deref()),
            (Some("Ferry late again"), Some("The Harbour Post"), Some("May 25, 2012 Friday"))
        );
    }

    #[test]
    fn counts_of_documents() {
        for line in ["1 of 2 DOCUMENTS", "Document 3 of 12"] {
            assert!(is_count(line), "{line}");
        }
        for line in ["1 of 3 documents was lost", "Document 3 of the court", "1 of 2 DOCUMENTS were lost"] {
            assert!(!is_count(line), "{line}");
        }
    }
}
