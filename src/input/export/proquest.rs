//! ProQuest: blocks of `Label: value` between rules of underscores, as a page and in mails without them; the text stands behind
//! `Full text:`, and the database ends a block.

use super::trimmed;
use crate::error::{Error, Result};
use crate::input::Article;

/// Labels that end the text of an article.
const LABELS: &[&str] = &[
    "Title",
    "Author",
    "Abstract",
    "Full text",
    "Links",
    "Subject",
    "Location",
    "People",
    "Company / organization",
    "Company/organization",
    "Classification",
    "Identifier / keyword",
    "Identifier/keyword",
    "Publication title",
    "Publication year",
    "Publication date",
    "Publication info",
    "Publication subject",
    "Year",
    "Pages",
    "First page",
    "Volume",
    "Issue",
    "Section",
    "Column",
    "Dateline",
    "Publisher",
    "Place of publication",
    "Country of publication",
    "ISSN",
    "Source type",
    "Language of publication",
    "Document type",
    "Document feature",
    "ProQuest document ID",
    "Document URL",
    "Copyright",
    "Credit",
    "Illustration",
    "Last updated",
    "Database",
    "Linking Service",
    "Number of pages",
    "Business indexing term",
    "Notes",
    "Company",
];

/// A line of underscores.
pub(super) fn is_rule(line: &str) -> bool {
    line.len() >= 20 && line.bytes().all(|b| b == b'_')
}

/// The label that a line begins with, and what it says.
fn label(line: &str) -> Option<(&'static str, &str)> {
    let (name, value) = line.split_once(':')?;
    LABELS.iter().find(|label| **label == name).map(|label| (*label, value.trim()))
}

/// The articles of an export.
pub(in crate::input) fn articles(id: &str, text: &str) -> Vec<Result<Article>> {
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        match (is_rule(line.trim()), blocks.last_mut()) {
            (false, Some(block)) => {
                block.push(line);
                // "Database: Quay Dailies" is the last line of an article.
                if label(line.trim()).is_some_and(|(name, value)| name == "Database" && !value.is_empty()) {
                    blocks.push(Vec::new());
                }
            }
            _ => blocks.push(Vec::new()),
        }
    }
    let is_article = |block: &Vec<&str>| {
        let has = |wanted: &str| block.iter().any(|line| label(line.trim()).is_some_and(|(name, _)| name == wanted));
        has("Full text") || has("Title") && has("Publication title")
    };
    let found: Vec<Vec<&str>> = blocks.into_iter().filter(is_article).collect();
    if found.is_empty() {
        return vec![Err(Error::asked(
            id,
            "no article found (looked for \"Full text:\" between lines of underscores)",
        ))];
    }
    found.iter().enumerate().map(|(i, block)| article(format!("{id}#{}", i + 1), block)).collect()
}

fn article(place: String, block: &[&str]) -> Result<Article> {
    let mut fields: Vec<(&'static str, Vec<&str>)> = Vec::new();
    // Lines of the text may begin like a label ("Location: unknown"); blank lines stand between the fields.
    let mut blank = true;
    for line in block {
        let found = label(line.trim()).filter(|_| blank || fields.last().is_none_or(|(name, _)| *name != "Full text"));
        match (found, fields.last_mut()) {
            (Some((name, value)), _) => fields.push((name, vec![value])),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => {}
        }
        blank = line.trim().is_empty();
    }
    let value = |wanted: &str| {
        let (_, lines) = fields.iter().find(|(name, _)| *name == wanted)?;
        let words = lines.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    };
    let text =
        fields.iter().find(|(name, _)| *name == "Full text").map(|(_, lines)| trimmed(lines)).unwrap_or_default();
    if text.is_empty() {
        return Err(Error::input(place, "this article has no \"Full text:\""));
    }
    // "The Quay Post; Fjordby" and "Quay Post, The"
    let outlet = value("Publication title").map(|name| name.split(';').next().unwrap_or_default().trim().to_owned());
    let outlet = outlet.map(|name| name.strip_suffix(", The").map(|name| format!("The {name}")).unwrap_or(name));
    // Without a label the headline stands above the first one.
    let labelled = block.iter().position(|line| label(line.trim()).is_some()).unwrap_or(0);
    let headline = block[..labelled].iter().map(|line| line.trim()).rfind(|line| !line.is_empty());
    Ok(Article {
        date: value("Publication date").or_else(|| value("Publication year")),
        outlet,
        title: value("Title").or_else(|| headline.map(str::to_owned)),
        url: value("Document URL").map(|url| url.replace(' ', "")).filter(|url| url.starts_with("http")),
        ..Article::new(value("ProQuest document ID").unwrap_or(place), text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_that_are_counted() {
        let rule = "_".repeat(60);
        let text = format!(
            "{rule}\n\nDocument 1 of 2\n\nFerry late again\n\nAuthor: Holm, Pia\n\nProQuest document link\n\nFull text: “Ice,” said Bo.\n\nPublication title: Quay Post; Fjordby\n\nPublication date: Mar 2, 2026\n\n\
             {rule}\n\nDocument 2 of 2\n\nFerry on time\n\nFull text: It sailed.\n\nPublication title: Quay Post; Fjordby\n\n{rule}\n\nContact ProQuest\n"
        );
        let all: Vec<Article> =
            super::super::detected("p.txt", &text).unwrap().into_iter().map(|a| a.unwrap()).collect();
        let told: Vec<_> = all.iter().map(|a| (a.title.as_deref(), a.text.as_str())).collect();
        assert_eq!(told, [(Some("Ferry late again"), "“Ice,” said Bo."), (Some("Ferry on time"), "It sailed.")]);
    }

    #[test]
    fn articles_between_rules() {
        let rule = "_".repeat(60);
        let text = format!(
            "{rule}\n\nReport Information from ProQuest\n\nTable of contents\n\n{rule}\n\nFerry late again\n\nAuthor: Holm, Pia\n\nPublication info: Quay Post ; Fjordby  [Fjordby]02 Mar 2026: A.1.\n\nDocument URL: https://search.example/1\n\nAbstract: None available.\n\n\
             Full text: “Ice,” said Mara Lindqvist.\n\nLocation unknown, she said.\nTitle: none.\n\nShe left.\n\nSubject: Ferries\n\nTitle: Ferry late again\n\nPublication title: Quay Post, The; Fjordby\n\nPublication date: Mar 2, 2026\n\nProQuest document ID: 12345\n\n{rule}\n\n\
             Title: Second\n\nPublication title: Quay Post\n\nFull text: Not available.\n\n{rule}\n\nBibliography\n"
        );
        let all: Vec<Article> = articles("p.txt", &text).into_iter().map(|a| a.unwrap()).collect();
        assert_eq!(all.len(), 2);
        assert_eq!(
            all[0].text,
            "“Ice,” said Mara Lindqvist.\n\nLocation unknown, she said.\nTitle: none.\n\nShe left."
        );
        assert_eq!(
            (all[0].id.as_str(), all[0].title.as_deref(), all[0].outlet.as_deref()),
            ("12345", Some("Ferry late again"), Some("The Quay Post"))
        );
        assert_eq!(
            (all[0].date.as_deref(), all[0].url.as_deref()),
            (Some("Mar 2, 2026"), Some("https://search.example/1"))
        );
        assert_eq!(all[1].id, "p.txt#2");
    }

    #[test]
    fn articles_without_rules_end_with_their_database() {
        let one = |n: usize| {
            format!(
                "Ferry late {n}\n\nAuthor:  Holm, Pia\n\nFull text: “Ice,” said Bo.\n\nShe left.\n\nSubject: Ferries\n\nPublication title: Quay Post; Fjordby\n\nPublication date: Mar {n}, 2026\n\nDatabase: Quay Dailies\n\n"
            )
        };
        let all: Vec<Article> = articles("p.txt", &(one(1) + &one(2))).into_iter().map(|a| a.unwrap()).collect();
        let told: Vec<_> = all.iter().map(|a| (a.title.as_deref(), a.text.as_str(), a.date.as_deref())).collect();
        let text = "“Ice,” said Bo.\n\nShe left.";
        assert_eq!(
            told,
            [(Some("Ferry late 1"), text, Some("Mar 1, 2026")), (Some("Ferry late 2"), text, Some("Mar 2, 2026"))]
        );
    }

    #[test]
    fn a_text_that_is_none_is_told() {
        assert!(articles("p.txt", "Plain text.")[0].is_err());
    }
}
