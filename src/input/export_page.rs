//! Exports of news databases as web pages.
//!
//! Takes a page, gives the articles of a Nexis, Factiva, ProQuest or Europresse export, if it is one. Factiva's pages come with field codes in
//! tables, or with classes; the text of all others is looked through as if it were a plain one. It does not read the
//! pages of newspapers (see `page`).

use super::{Article, export, word};
use crate::error::{Error, Result};
use dom_query::Selection;
use dom_smoothie::Readability;

/// Words of Factiva's pages, and the elements that have them as a class.
const FACTIVA: &[(&str, &str)] =
    &[("articleParagraph", "p.articleParagraph"), ("enArticle", "div.enArticle"), ("enHeadline", ".enHeadline")];

/// The articles of an export; nothing if the page is none.
pub(super) fn detected(id: &str, html: &str) -> Option<Vec<Result<Article>>> {
    let factiva = FACTIVA.iter().any(|(word, _)| html.contains(word));
    let nexis = ["DOCUMENTS", "Load-Date", "LOAD-DATE", "End of Document"].iter().any(|mark| html.contains(mark));
    let proquest = html.contains("ProQuest") && html.contains("Full text");
    let europresse = html.contains("DocPublicationName");
    if !factiva && !nexis && !proquest && !europresse {
        return None;
    }
    let reader = Readability::new(html, None, None).ok()?;
    // The scripts of newspapers have such words too (`openArticle`).
    let factiva = factiva && FACTIVA.iter().any(|(_, selector)| !reader.doc.select(selector).is_empty());
    if factiva {
        let articles = factiva_articles(id, &reader);
        if !articles.is_empty() {
            return Some(articles);
        }
    }
    if europresse {
        let articles = europresse_articles(id, &reader);
        if !articles.is_empty() {
            return Some(articles);
        }
    }
    reader.doc.select("script, style").remove();
    let text = reader.doc.body().map(|body| word::tidy(&body.formatted_text())).unwrap_or_default();
    match export::detected(id, &text) {
        None if factiva => {
            let message = "looks like a Factiva export of a layout that is not known (looked for field codes and the class articleParagraph)";
            Some(vec![Err(Error::asked(id, message))])
        }
        found => found,
    }
}

/// The articles of a Factiva page; none if it has no blocks that look like articles.
fn factiva_articles(id: &str, page: &Readability) -> Vec<Result<Article>> {
    let mut articles = Vec::new();
    for block in page.doc.select("div.article, div[class$='Article']:not(.article div)").iter() {
        let place = format!("{id}#{}", articles.len() + 1);
        let codes = block.select("td b, td:first-child").iter().any(|cell| cell.text().trim() == "HD");
        articles.push(if codes { coded(place, &block) } else { classed(place, &block) });
    }
    articles
}

/// The articles of a page of Europresse: one for each `<article>` that names what published it.
fn europresse_articles(id: &str, page: &Readability) -> Vec<Result<Article>> {
    let blocks = page.doc.select("article");
    let named = |block: &Selection<'_>| !block.select(".DocPublicationName").is_empty();
    let articles = blocks.iter().filter(named).enumerate().map(|(i, block)| {
        let place = format!("{id}#{}", i + 1);
        let told = |selector: &str| {
            block
                .select(selector)
                .iter()
                .next()
                .map(|part| lines(&part).replace('\n', " "))
                .filter(|text| !text.is_empty())
        };
        let text: Vec<String> = block.select(".docOcurrContainer").iter().map(|part| lines(&part)).collect();
        let text = text.join("\n\n").trim().to_owned();
        if text.is_empty() {
            return Err(Error::input(place, "the body of this article was not found (no class docOcurrContainer)"));
        }
        // "The Quay Post (site web)", "The Quay Post, no. 812"
        let outlet =
            told(".DocPublicationName").map(|name| name.split([',', '(']).next().unwrap_or_default().trim().to_owned());
        Ok(Article {
            outlet,
            date: told(".DocHeader"),
            title: told(".titreArticleVisu").or_else(|| told(".titreArticle")),
            ..Article::new(place, text)
        })
    });
    articles.collect()
}

/// An article whose fields stand in a table: a code, and what it says.
fn coded(place: String, block: &Selection<'_>) -> Result<Article> {
    let mut fields = String::new();
    for row in block.select("tr").iter() {
        let cells: Vec<Selection<'_>> = row.select("td").iter().collect();
        if let [code, value, ..] = &cells[..] {
            fields.push_str(&format!("{} {}\n", code.text().trim(), lines(value)));
        }
    }
    export::factiva(&place, &fields).into_iter().next().unwrap_or_else(|| Err(Error::input(&place, "no fields"))).map(
        |mut article| {
            // Without accession number the article is named by its place, of which there is one already.
            if article.id.starts_with(&place) {
                article.id = place;
            }
            article
        },
    )
}

/// An article whose parts are told by classes; date and outlet are lines of their own between headline and body.
fn classed(place: String, block: &Selection<'_>) -> Result<Article> {
    let body: Vec<String> = block
        .select("p[class*='articleParagraph'], p[class*='articleparagraph']")
        .iter()
        .map(|paragraph| lines(&paragraph))
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    let number = body.iter().find_map(|paragraph| paragraph.strip_prefix("Document ")).filter(|n| !n.contains(' '));
    let text: Vec<&str> = body.iter().map(String::as_str).filter(|p| !p.starts_with("Document ")).collect();
    if text.is_empty() {
        return Err(Error::input(
            place,
            "the body of this article was not found (no fields HD, LP, TD, no class articleParagraph)",
        ));
    }
    let head: Vec<String> = block
        .select("div")
        .iter()
        .filter(|div| div.select("div, p, table").is_empty())
        .map(|div| lines(&div))
        .filter(|line| !line.is_empty())
        .collect();
    let date = head.iter().position(|line| export::iso_date(line).is_some());
    let title = block.select("span[class$='Headline'], [id='hd'], h1").iter().next().map(|title| lines(&title));
    Ok(Article {
        id: number.map_or(place, str::to_owned),
        text: text.join("\n\n"),
        date: date.map(|at| head[at].clone()),
        // A time may stand between the two.
        outlet: date
            .and_then(|at| head[at + 1..].iter().find(|line| !line.starts_with(|c: char| c.is_ascii_digit())).cloned()),
        title: title.filter(|title| !title.is_empty()),
        ..Article::default()
    })
}

fn lines(part: &Selection<'_>) -> String {
    word::tidy(&part.formatted_text()).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODED: &str = r#"<html><body><div id="article-1"><div class="article enArticle"><table>
<tr><td><b>HD</b></td><td><b>Ferry late again</b></td></tr><tr><td>WC</td><td>42 words</td></tr>
<tr><td><b>PD</b></td><td>1 March 2024</td></tr><tr><td><b>SN</b></td><td>The Quay Post</td></tr>
<tr><td><b>LP</b></td><td><p class="articleParagraph enarticleParagraph">The ferry was late.</p></td></tr>
<tr><td><b>TD</b></td><td><p class="articleParagraph">&ldquo;Ice,&rdquo; said Mara Lindqvist.</p><p class="articleParagraph">She left.</p></td></tr>
<tr><td><b>AN</b></td><td>Document QUAY00002024</td></tr></table></div></div>
<div class="article enArticle"><table><tr><td>HD</td><td>Second</td></tr><tr><td>PD</td><td>2 March 2024</td></tr></table></div></body></html>"#;

    const CLASSED: &str = r#"<html><body><div class="article enArticle"><div id="hd"><span class="enHeadline">Ferry late again</span></div>
<div class="author">By Pia Holm</div><div>42 words</div><div>1 March 2024</div><div>08:15</div><div>The Quay Post</div><div>QUAY</div><div>English</div>
<div>Copyright 2024 The Quay Post</div><p class="articleParagraph enarticleParagraph">The ferry was late.</p>
<p class="articleParagraph enarticleParagraph">&ldquo;Ice,&rdquo; said Mara Lindqvist.</p><p class="articleParagraph">Document QUAY00002024</p></div></body></html>"#;

    const NEXIS: &str = "<html><body><div>1 of 2 DOCUMENTS</div><br><p>The Quay Post</p><p>March 1, 2024 Friday</p>\
        <p>Ferry late again</p><p>LENGTH: 42 words</p><p>The ferry was late.</p><p>&ldquo;Ice,&rdquo; said Mara Lindqvist.</p>\
        <p>LOAD-DATE: March 2, 2024</p><div>2 of 2 DOCUMENTS</div><p>The Quay Post</p><p>March 2, 2024</p><p>LENGTH: 4 words</p>\
        <p>Nothing more.</p></body></html>";

    #[test]
    fn factiva_with_codes_and_with_classes() {
        let all = detected("f.html", CODED).unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].as_ref().unwrap().text, "The ferry was late.\n\n“Ice,” said Mara Lindqvist.\n\nShe left.");
        assert!(all[1].as_ref().unwrap_err().to_string().contains("no body"));
        let classed = detected("f.html", CLASSED).unwrap();
        assert_eq!(classed[0].as_ref().unwrap().text, "The ferry was late.\n\n“Ice,” said Mara Lindqvist.");
        for first in [&all[0], &classed[0]] {
            let first = first.as_ref().unwrap();
            assert_eq!((first.id.as_str(), first.title.as_deref()), ("QUAY00002024", Some("Ferry late again")));
            assert_eq!((first.outlet.as_deref(), first.date.as_deref()), (Some("The Quay Post"), Some("1 March 2024")));
        }
    }

    #[test]
    fn nexis_as_a_page() {
        let all = detected("n.html", NEXIS).unwrap();
        assert_eq!(all.len(), 2, "{all:?}");
        let first = all[0].as_ref().unwrap();
        assert_eq!(first.text, "The ferry was late.\n\n“Ice,” said Mara Lindqvist.");
        assert_eq!(
            (first.outlet.as_deref(), first.date.as_deref()),
            (Some("The Quay Post"), Some("March 1, 2024 Friday"))
        );
    }

    #[test]
    fn proquest_and_europresse_as_pages() {
        let one = |n: usize| {
            format!(
                "<div><p><b>Ferry late {n}</b></p><p><strong>Author: </strong>Holm, Pia</p><p><strong>Full text: </strong><p>The ferry was late.</p><p>She left.</p></p><p><strong>Publication title: </strong>Quay Post</p><p><strong>ProQuest document ID: </strong>{n}</p><p><strong>Database: </strong>Quay Dailies</p></div>"
            )
        };
        let page = format!("<html><head><title>ProQuest Export</title></head><body>{}{}</body></html>", one(1), one(2));
        let all = detected("p.html", &page).unwrap();
        assert_eq!(all.len(), 2, "{all:?}");
        let second = all[1].as_ref().unwrap();
        assert_eq!(
            (second.title.as_deref(), second.text.as_str()),
            (Some("Ferry late 2"), "The ferry was late.\n\nShe left.")
        );
        let one = |n: usize| {
            format!(
                "<article><header><span class='DocPublicationName'>The Quay Post, no. 8</span><span class='DocHeader'>News, Monday, March {n}, 2026, p. 5</span><div class='titreArticle'><p class='titreArticleVisu rdp__articletitle'>Ferry late {n}</p></div></header><section><div class='docOcurrContainer'><p>The ferry was late.</p><p>She left.</p></div></section></article>"
            )
        };
        let all = detected("e.html", &format!("<html><body>{}{}</body></html>", one(1), one(2))).unwrap();
        let second = all[1].as_ref().unwrap();
        assert_eq!(
            (second.title.as_deref(), second.text.as_str()),
            (Some("Ferry late 2"), "The ferry was late.\n\nShe left.")
        );
        assert_eq!((second.outlet.as_deref(), all.len()), (Some("The Quay Post"), 2));
        assert_eq!(second.date.as_deref().and_then(crate::input::dates::iso).as_deref(), Some("2026-03-02"));
    }

    #[test]
    fn pages_are_no_exports_and_unknown_layouts_are_told() {
        assert!(detected("a.html", "<html><body><p>DOCUMENTS were lost.</p></body></html>").is_none());
        for script in ["window.openArticle = 1", "{\"evergreenArticle\": true, \"note\": \"articleParagraph\"}"] {
            let page = format!("<html><body><script>{script}</script><p>The ferry was late.</p></body></html>");
            assert!(detected("a.html", &page).is_none(), "{script}");
        }
        let odd = "<html><body><div class='enHeadline'>Late</div><p>It was.</p></body></html>";
        assert!(detected("a.html", odd).unwrap()[0].as_ref().unwrap_err().to_string().contains("not known"));
        let empty =
            "<html><body><div class='article enArticle'><span class='enHeadline'>Late</span></div></body></html>";
        assert!(
            detected("a.html", empty).unwrap()[0].as_ref().unwrap_err().to_string().contains("body of this article")
        );
    }
}
