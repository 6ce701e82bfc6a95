//! Web pages.
//!
//! Takes a page, gives the article in it: the paragraphs of its body without navigation, captions, related boxes and
//! scripts, and what the page tells of title, date, outlet and address. Entities are decoded. A page that carries its
//! article as data (`articleBody` of JSON-LD) is believed where the page itself shows much less; the entries of a live
//! blog keep their times.

mod data;
mod marks;
pub(super) mod nests;
mod paragraphs;
mod state;
mod told;

#[cfg(all(feature = "packed", feature = "news"))]
use super::limits::Reached;
use super::{Article, Landmark, Limits};
use crate::error::{Error, Result};
use data::Data;
use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

/// Never part of an article.
const APART: &str = "figure, figcaption, aside, nav, header nav, footer, style, noscript, form, button, iframe, \
     template, svg, video, audio, [hidden], [aria-hidden='true'], script:not([type='application/ld+json'])";

/// Notes at the foot of a page and what stands at its edges, as office programs save them.
const NOTES: &str = "div[id^='sdfootnote'], div[id^='sdendnote'], div[id^='ftn'], div[id^='edn'], div[title='header'], div[title='footer']";

/// Boxes that stand in an article without belonging to it, by the words of their class or id.
const BOXES: &[&str] =
    &["related", "recirc", "newsletter", "promo", "share", "social", "advert", "caption", "subscribe", "most-read"];

/// The article of a page.
pub(super) fn article(id: String, html: &str, limits: &Limits) -> Result<Article> {
    nests::check(html, limits).map_err(|reached| reached.at(&id))?;
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut reader = Readability::new(html, None, Some(config)).map_err(|e| Error::input(&id, e.to_string()))?;
    let data = Data::of(&reader.doc);
    let scripts = state::scripts(&reader.doc);
    let told = told::told(&reader.doc, &data, super::names::saved(html).map(str::to_owned));
    let mut article =
        Article { date: told.date, outlet: told.outlet, url: told.url, title: told.title, ..Article::new(id, "") };
    marks::posts(&reader.doc);
    article.aside = set_aside(&reader.doc);
    marks::notes(&reader.doc);
    marks::quotations(&reader.doc);
    let whole = reader.doc.body().map(|body| body.formatted_text().trim().to_owned()).unwrap_or_default();
    let paragraphs = paragraphs::of(&reader.doc);
    let parsed = reader.parse().ok();
    if article.title.is_none() {
        article.title = parsed.as_ref().and_then(|p| non_empty(&p.title));
    }
    let shown = parsed.map(|p| p.text_content.trim().to_owned()).filter(|text| !text.is_empty()).unwrap_or(whole);
    article.text = paragraphs::completed(shown, &paragraphs);
    if let Some(body) = data.body.filter(|body| article.text.chars().count() * 2 < body.chars().count()) {
        article.text = body;
    }
    if article.text.len() < SHOWN
        && let Some(story) = state::story(&scripts).filter(|story| is_of_page(story, &article))
    {
        article.text = story.body;
        article.title = article.title.or(story.title);
        article.date = article.date.or(story.date);
    }
    entries(&mut article, &data.entries);
    if article.times.is_empty() {
        article.times = paragraphs::times(&article.text, &paragraphs);
    }
    if article.text.is_empty() {
        return Err(Error::input(article.id, "no article found in this page"));
    }
    Ok(article)
}

/// The text of a fragment of HTML, as feeds, mails and data have it: a blank line between paragraphs. Of one that no page
/// would hold, only the marks are taken out.
pub(super) fn fragment(html: &str) -> String {
    text_of(html, |_| ())
}

/// The text of a mail: as of a fragment, without what no reader of the mail sees and what programs quote of an earlier one. A
/// mail that is nothing else keeps it.
#[cfg(feature = "mail")]
pub(super) fn mail(html: &str) -> String {
    let text = text_of(html, without_earlier);
    if text.is_empty() { fragment(html) } else { text }
}

/// What is no text of a mail: what is not shown, and an earlier mail as the programs mark it.
#[cfg(feature = "mail")]
const MAILS: &str = "[style*='display:none'], [style*='display: none'], blockquote[type='cite'], blockquote.gmail_quote, \
     .gmail_attr, .yahoo_quoted, .moz-cite-prefix";

/// Behind these the earlier mail stands without a mark of its own.
#[cfg(feature = "mail")]
const EARLIER: &str = "#divRplyFwdMsg, #appendonsend";

/// Takes out of a mail what is no text of it. What follows an element is walked from there: a selector for it would look at
/// all that stands before each element.
#[cfg(feature = "mail")]
fn without_earlier(page: &Document) {
    page.select(MAILS).remove();
    for mark in page.select(EARLIER).nodes() {
        while let Some(next) = mark.next_sibling() {
            next.remove_from_parent();
        }
        mark.remove_from_parent();
    }
}

/// The text of a fragment, without what a further step takes out.
fn text_of(html: &str, take_out: impl Fn(&Document)) -> String {
    if nests::check(html, &Limits::default()).is_err() {
        return without_marks(html);
    }
    let page = Document::from(html);
    marks::posts(&page);
    page.select(APART).remove();
    take_out(&page);
    marks::notes(&page);
    marks::quotations(&page);
    page.body().map(|body| super::word::tidy(body.formatted_text().trim())).unwrap_or_default()
}

/// What stands between `<` and `>` becomes a blank.
fn without_marks(html: &str) -> String {
    let pieces = html.split('<').enumerate();
    let text: String = pieces
        .map(|(at, piece)| match piece.split_once('>') {
            Some((_, text)) if at > 0 => format!(" {text}"),
            _ if at > 0 => String::new(),
            _ => piece.to_owned(),
        })
        .collect();
    super::word::tidy(htmlize::unescape(text).trim())
}

/// A chapter of a book: its heading, and its text.
#[cfg(all(feature = "packed", feature = "news"))]
pub(super) fn chapter(html: &str, limits: &Limits) -> std::result::Result<(Option<String>, String), Reached> {
    nests::check(html, limits)?;
    let page = Document::from(html);
    let heading = page.select("h1, h2, h3").nodes().iter().find_map(|heading| non_empty(&heading.text()));
    page.select(APART).remove();
    marks::notes(&page);
    marks::quotations(&page);
    let text = page.body().map(|body| super::word::tidy(body.formatted_text().trim())).unwrap_or_default();
    Ok((heading.map(|heading| heading.split_whitespace().collect::<Vec<_>>().join(" ")), text))
}

/// `articleBody` and the like as text: some pages put markup or entities into it.
fn plain(text: &str) -> String {
    if !text.contains('<') && !text.contains('&') {
        return text.to_owned();
    }
    fragment(text)
}

fn non_empty(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether a story among the data is the article of the page, and more than the page shows of it.
fn is_of_page(story: &state::Story, article: &Article) -> bool {
    let bare =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let same = |title: &String| article.title.as_ref().is_some_and(|shown| bare(shown) == bare(title));
    let more = article.text.len() * 2 < story.body.len();
    more && (article.text.len() < NOTHING || story.title.as_ref().is_some_and(same))
}

/// The length up to which what a page shows is no article, and that from which its data are not looked at, in bytes.
const NOTHING: usize = 200;
const SHOWN: usize = 4000;

/// Notes where the entries of a live blog begin; where the page shows less than its data, the data are the text.
fn entries(article: &mut Article, entries: &[data::Entry]) {
    let told: usize = entries.iter().map(|entry| entry.body.len()).sum();
    if told > article.text.len() {
        let first = std::mem::take(&mut article.text);
        let first = if entries.iter().any(|entry| entry.body.contains(first.trim())) { "" } else { first.trim() };
        let mut text = first.to_owned();
        let (mut at, mut counted) = (0, 0);
        for entry in entries {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            at += text[counted..].chars().count();
            counted = text.len();
            for part in entry.title.iter().chain([&entry.body]) {
                text.push_str(part);
                text.push_str("\n\n");
            }
            text.truncate(text.trim_end().len());
            article.times.extend(entry.time.clone().map(|time| Landmark { at, label: clock(&time) }));
        }
        article.text = text;
        return;
    }
    let most = LOOKS / article.text.len().max(1);
    let mut found: Vec<(usize, &data::Entry)> =
        entries.iter().take(most).filter_map(|entry| Some((begins(&article.text, entry)?, entry))).collect();
    found.sort_by_key(|(at, _)| *at);
    let (mut bytes, mut points) = (0, 0);
    for (at, entry) in found {
        points += article.text[bytes..at].chars().count();
        bytes = at;
        article.times.extend(entry.time.clone().map(|time| Landmark { at: points, label: clock(&time) }));
    }
}

/// How many bytes are looked through for the beginnings of entries.
const LOOKS: usize = 1 << 31;

/// How much of an entry is looked for in the text, in bytes.
const BEGINNING: usize = 60;

/// The byte at which an entry begins in the text that the page shows.
fn begins(text: &str, entry: &data::Entry) -> Option<usize> {
    let first = entry.body.lines().map(str::trim).find(|line| line.len() > 20)?;
    let end = (0..=first.len().min(BEGINNING)).rev().find(|at| first.is_char_boundary(*at))?;
    let at = text.find(&first[..end])?;
    let title = entry.title.as_deref().and_then(|title| text[..at].trim_end().strip_suffix(title));
    Some(title.map_or(at, str::len))
}

/// A time as the column has it: ISO 8601 where it can be read.
fn clock(time: &str) -> String {
    super::dates::iso(time).unwrap_or_else(|| time.to_owned())
}

/// The most texts that are remembered as set aside, and the longest of them in characters.
const ASIDE: (usize, usize) = (200, 600);

/// Takes out what is never part of an article, and boxes, unless one holds so much of the page that it must be the
/// article; gives the texts of captions and boxes.
fn set_aside(page: &Document) -> Vec<String> {
    let mut aside: Vec<String> = Vec::new();
    let mut note = |text: &str| {
        let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(ASIDE.1).collect();
        if !words.is_empty() && aside.len() < ASIDE.0 {
            aside.push(words);
        }
    };
    for apart in ["figcaption, aside", NOTES] {
        page.select(apart).nodes().iter().take(ASIDE.0).for_each(|node| note(&node.text()));
    }
    page.select(NOTES).remove();
    page.select(APART).remove();
    let all = page.body().map_or(0, |body| body.text().len());
    for word in BOXES {
        let tags = ["div", "section", "ul", "ol", "p", "span"];
        let selector: Vec<String> =
            tags.iter().flat_map(|tag| [format!("{tag}[class*='{word}']"), format!("{tag}[id*='{word}']")]).collect();
        for node in page.select(&selector.join(", ")).nodes() {
            if node.text().len() * 4 < all {
                note(&node.text());
                node.remove_from_parent();
            }
        }
    }
    aside
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
        let article = article("a.html".into(), PAGE, &Limits::default()).unwrap();
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
        let article = article("a.html".into(), page, &Limits::default()).unwrap();
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
        let text = article("a.html".into(), &page, &Limits::default()).unwrap().text;
        assert!(text.contains("“We ‘cannot’ melt the sea”, said"), "{text}");
        assert!(text.contains("“Nobody will sail.\n\n“Not today.”"), "{text}");
        assert!(!text.contains("“A pulled"), "{text}");
    }

    #[test]
    fn numbers_of_notes_are_no_words() {
        let text = fragment(
            "<p>The ferry<sup><a href='#n'>[1]</a></sup> carried CO<sub>2</sub> on 10 m<sup>2</sup><a href='#m'><sup>2</sup></a>, Bo said.</p>",
        );
        assert_eq!(text, "The ferry carried CO2 on 10 m2, Bo said.");
    }

    #[test]
    fn notes_of_office_programs_are_set_aside() {
        let page = "<html><body><div title='header'><p>Quay Institute</p></div><h1>Ferry late</h1><p>The morning ferry left forty minutes late on Friday, and the harbour office blamed the ice.<a href='#sdfootnote1sym'><sup>1</sup></a></p>\
            <p>“We cannot melt the sea,” harbour master Mara Lindqvist said, and went back to her desk in the hall.</p><div id='sdfootnote1'><p>1Interview, 2 March.</p></div></body></html>";
        let article = article("a.html".into(), page, &Limits::default()).unwrap();
        assert!(article.text.ends_with("in the hall.") && !article.text.contains("Institute"), "{}", article.text);
        assert_eq!(article.aside, ["Quay Institute", "1Interview, 2 March."]);
    }

    #[test]
    fn posts_keep_their_words_and_no_links() {
        let post = |words: &str| {
            format!(
                "<blockquote class='twitter-tweet'><p>{words}</p>&mdash; Anna Haro (@haro) <a href='https://twitter.com/haro/1'>March 2, 2026</a></blockquote>"
            )
        };
        let page = format!(
            "<p>She left.</p>{}{}",
            post("We sail. <a href='https://t.co/a'>https://t.co/a</a> <a href='https://t.co/b'>pic.twitter.com/b</a>"),
            post("<a href='https://t.co/b'>pic.twitter.com/b</a>")
        );
        assert_eq!(fragment(&page), "She left.\n\n“We sail.” — Anna Haro (@haro) on Twitter");
    }

    #[test]
    fn an_empty_page_is_an_error() {
        assert!(article("a.html".into(), "<html><body><script>x</script></body></html>", &Limits::default()).is_err());
    }
}
