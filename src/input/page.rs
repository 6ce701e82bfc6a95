//! Web pages.
//!
//! Takes a page, gives the article in it: the paragraphs of its body without navigation, captions, related boxes and
//! scripts, and what the page tells of title, date, outlet and address. Entities are decoded. A page that carries its
//! article as data (`articleBody` of JSON-LD) is believed where the page itself shows much less.

use super::Article;
use crate::error::{Error, Result};
use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;

/// Never part of an article.
const APART: &str = "figure, figcaption, aside, nav, header nav, footer, style, noscript, form, button, iframe, \
     template, svg, video, audio, [hidden], [aria-hidden='true'], script:not([type='application/ld+json'])";

/// Boxes that stand in an article without belonging to it, by the words of their class or id.
const BOXES: &[&str] =
    &["related", "recirc", "newsletter", "promo", "share", "social", "advert", "caption", "subscribe", "most-read"];

pub(super) fn article(id: String, html: &str) -> Result<Article> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut reader = Readability::new(html, None, Some(config)).map_err(|e| Error::input(&id, e.to_string()))?;
    let data = Data::of(&reader);
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let selector = format!("meta[property='{name}'], meta[name='{name}'], meta[itemprop='{name}']");
            let content = reader.doc.select(&selector).attr("content")?;
            non_empty(&content)
        })
    };
    let canonical = reader.doc.select("link[rel='canonical']").attr("href").and_then(|href| non_empty(&href));
    let first_time = || reader.doc.select("article time[datetime], time[datetime]").attr("datetime");
    let mut article = Article {
        date: meta(&["article:published_time", "datePublished", "date", "dc.date", "pubdate"])
            .or_else(|| data.date.clone())
            .or_else(|| first_time().and_then(|time| non_empty(&time))),
        outlet: meta(&["og:site_name", "application-name"]).or_else(|| data.outlet.clone()),
        url: canonical.or_else(|| meta(&["og:url"])).or_else(|| data.url.clone()),
        title: meta(&["og:title"]).or_else(|| data.title.clone()),
        ..Article::new(id, "")
    };
    reader.doc.select(APART).remove();
    remove_boxes(&reader);
    mark_quotations(&reader);
    let whole = reader.doc.body().map(|body| body.formatted_text().trim().to_owned()).unwrap_or_default();
    let parsed = reader.parse().ok();
    if article.title.is_none() {
        article.title = parsed.as_ref().and_then(|p| non_empty(&p.title));
    }
    let shown = parsed.map(|p| p.text_content.trim().to_owned()).filter(|text| !text.is_empty()).unwrap_or(whole);
    article.text = match data.body {
        Some(body) if shown.chars().count() * 2 < body.chars().count() => body,
        _ => shown,
    };
    if article.text.is_empty() {
        return Err(Error::input(article.id, "no article found in this page"));
    }
    Ok(article)
}

fn non_empty(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Gives quotations that the page shows by its own means the marks that a text has: `<q>`, and a block behind a colon.
fn mark_quotations(reader: &Readability) {
    let marked = |text: &str| text.trim_start().starts_with(['“', '"', '«', '„', '‘', '\'']);
    for quotation in reader.doc.select("q").nodes().iter().filter(|q| !marked(&q.text())) {
        let (open, close) =
            if quotation.ancestors(None).iter().any(|a| a.has_name("q")) { ("‘", "’") } else { ("“", "”") };
        quotation.prepend_html(open);
        quotation.append_html(close);
    }
    for block in reader.doc.select("blockquote").nodes().iter().filter(|b| !marked(&b.text())) {
        let announced = block.prev_element_sibling().is_some_and(|before| before.text().trim_end().ends_with(':'));
        if !announced {
            continue;
        }
        let paragraphs: Vec<_> = block.element_children().into_iter().filter(|child| child.has_name("p")).collect();
        let parts = if paragraphs.is_empty() { vec![*block] } else { paragraphs };
        for part in &parts {
            part.prepend_html("“");
        }
        if let Some(last) = parts.last() {
            last.append_html("”");
        }
    }
}

/// Takes out boxes, unless one holds so much of the page that it must be the article.
fn remove_boxes(reader: &Readability) {
    let all = reader.doc.body().map_or(0, |body| body.text().len());
    for word in BOXES {
        let tags = ["div", "section", "ul", "ol", "p", "span"];
        let selector: Vec<String> =
            tags.iter().flat_map(|tag| [format!("{tag}[class*='{word}']"), format!("{tag}[id*='{word}']")]).collect();
        for node in reader.doc.select(&selector.join(", ")).nodes() {
            if node.text().len() * 4 < all {
                node.remove_from_parent();
            }
        }
    }
}

/// What a page says of itself as JSON-LD.
#[derive(Default)]
struct Data {
    body: Option<String>,
    title: Option<String>,
    date: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
}

impl Data {
    fn of(reader: &Readability) -> Data {
        let mut data = Data::default();
        for script in reader.doc.select("script[type='application/ld+json']").nodes() {
            if let Ok(value) = serde_json::from_str(&script.text()) {
                data.search(&value, 0);
            }
        }
        data
    }

    /// Looks for articles at any depth that pages have: lists and `@graph`.
    fn search(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Array(list) if depth < 8 => list.iter().for_each(|item| self.search(item, depth + 1)),
            Value::Object(entries) if depth < 8 => {
                if let Some(graph) = entries.get("@graph") {
                    self.search(graph, depth + 1);
                }
                let is_article = |kind: &Value| kind.as_str().is_some_and(|k| k.ends_with("Article") || k == "Report");
                let kinds = entries.get("@type");
                let article =
                    kinds.is_some_and(|k| is_article(k) || k.as_array().is_some_and(|l| l.iter().any(is_article)));
                if article {
                    let text = |key: &str| entries.get(key).and_then(Value::as_str).and_then(non_empty);
                    self.body = self.body.take().or_else(|| text("articleBody").map(|body| plain(&body)));
                    self.title = self.title.take().or_else(|| text("headline"));
                    self.date = self.date.take().or_else(|| text("datePublished"));
                    self.url = self.url.take().or_else(|| text("url"));
                    let publisher = entries.get("publisher").and_then(|p| p.get("name")).and_then(Value::as_str);
                    self.outlet = self.outlet.take().or_else(|| publisher.and_then(non_empty));
                }
            }
            _ => {}
        }
    }
}

/// `articleBody` as text: some pages put markup or entities into it.
fn plain(body: &str) -> String {
    if !body.contains('<') && !body.contains('&') {
        return body.to_owned();
    }
    let reader = Readability::new(body, None, None).ok();
    let text = reader.and_then(|r| r.doc.body().map(|b| b.formatted_text().trim().to_owned()));
    text.unwrap_or_else(|| body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head><title>Ferry late | The Quay Post</title>
<meta property="og:site_name" content="The Quay Post">
<meta property="article:published_time" content="2024-03-01T08:00:00Z">
<meta property="og:title" content="Ferry late again">
<link rel="canonical" href="https://quay.example/ferry"><script>var x = "“no,” said a script";</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry late again</h1>
<p>The morning ferry left forty minutes late on Friday, the third delay this week, and the harbour office blamed the ice.</p>
<figure><img src="x.jpg"><figcaption>“A caption,” said nobody. Photo: A. Person</figcaption></figure>
<p>&ldquo;We cannot melt the sea,&rdquo; harbour master Mara Lindqvist said &amp; shrugged. She added that tugs, which had
been called on Thursday, were on their way.</p>
<div class="related-stories"><a href="/x">Related: “Storm,” says minister</a></div>
<p>Passengers waited in the hall, where the kiosk gave out coffee, tea and blankets until the gangway was lowered at nine.</p>
</article><footer>About us, contact, terms</footer></body></html>"#;

    #[test]
    fn the_article_is_found_and_the_rest_left_out() {
        let article = article("a.html".into(), PAGE).unwrap();
        let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
        assert!(
            paragraphs.iter().any(|p| p.starts_with("“We cannot melt the sea,” harbour master Mara Lindqvist said &")),
            "{:?}",
            article.text
        );
        for word in ["caption", "Related", "script", "Sport", "contact"] {
            assert!(!article.text.contains(word), "{word}: {}", article.text);
        }
        assert_eq!(article.outlet.as_deref(), Some("The Quay Post"));
        assert_eq!(article.date.as_deref(), Some("2024-03-01T08:00:00Z"));
        assert_eq!(article.title.as_deref(), Some("Ferry late again"));
        assert_eq!(article.url.as_deref(), Some("https://quay.example/ferry"));
    }

    #[test]
    fn an_article_that_is_only_data_is_taken_from_there() {
        let page = r#"<html><body><div id="app">Loading</div><script type="application/ld+json">
            {"@graph": [{"@type": ["NewsArticle"], "headline": "Late", "datePublished": "2024-03-01",
            "publisher": {"name": "The Quay Post"}, "articleBody": "<p>One &amp; two.</p><p>Three.</p>"}]}</script></body></html>"#;
        let article = article("a.html".into(), page).unwrap();
        assert_eq!(article.text, "One & two.\n\nThree.");
        assert_eq!((article.outlet.as_deref(), article.title.as_deref()), (Some("The Quay Post"), Some("Late")));
    }

    #[test]
    fn quotations_that_the_page_shows_have_marks() {
        let long = "<p>The morning ferry left forty minutes late on Friday, and the harbour office blamed the ice.</p>";
        let page = format!(
            "<html><body><article>{long}<p><q>We <q>cannot</q> melt the sea</q>, said Mara Lindqvist.</p><p>She wrote:</p>\
             <blockquote><p>Nobody will sail.</p><p>Not today.</p></blockquote>{long}<blockquote>A pulled line.</blockquote>{long}\
             </article></body></html>"
        );
        let text = article("a.html".into(), &page).unwrap().text;
        assert!(text.contains("“We ‘cannot’ melt the sea”, said"), "{text}");
        assert!(text.contains("“Nobody will sail.\n\n“Not today.”"), "{text}");
        assert!(!text.contains("“A pulled"), "{text}");
    }

    #[test]
    fn an_empty_page_is_an_error() {
        assert!(article("a.html".into(), "<html><body><script>x</script></body></html>").is_err());
    }
}
