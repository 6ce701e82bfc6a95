//! What a page tells of its article: title, date, outlet and address.

use super::data::Data;
use super::non_empty;
use crate::input::{dates, names};
use dom_query::{Document, NodeRef};
use std::collections::HashMap;

/// Where pages tell the date, the best first; names of `meta`, in lower case.
const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "rnews:datepublished",
    "parsely-pub-date",
    "parsely-page:pub_date",
    "sailthru.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_date",
    "publication_date",
    "publicationdate",
    "article_date_original",
    "originalpublicationdate",
    "article:post_date",
    "pubdate",
    "pub_date",
    "bt:pubdate",
    "citation_publication_date",
    "citation_date",
    "displaydate",
    "release_date",
    "created",
    "date",
    "og:article",
    "og:updated_time",
    "ptime",
    "timestamp",
];

/// Elements in which a date may stand in words.
const DATED: &str = "[itemprop='datePublished'], [property='datePublished'], time, [class*='published'], [class*='publish'], \
     [class*='timestamp'], [class*='dateline'], [class*='post-date'], [class*='article-date'], [class='date'], [id*='publish']";

/// The longest text in which a date in words is looked for, in bytes.
const SHORT: usize = 100;

/// The length from which a text is a paragraph of prose, in bytes; and how many elements are looked through before it.
const PROSE: usize = 200;
const LEAVES: usize = 400;

pub(super) struct Told {
    pub title: Option<String>,
    pub date: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
}

/// Names and contents of the page's `meta`; the first of a name counts.
fn metas(page: &Document) -> HashMap<String, String> {
    let mut all = HashMap::new();
    for node in page.select("meta").nodes() {
        let Some(content) = node.attr("content").and_then(|content| non_empty(&content)) else { continue };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key) {
                all.entry(name.trim().to_ascii_lowercase()).or_insert_with(|| content.clone());
            }
        }
    }
    all
}

/// Reads it; to be called before anything is taken out of the page. `saved` is the address that the program wrote which saved
/// the page.
pub(super) fn told(page: &Document, data: &Data, saved: Option<String>) -> Told {
    let metas = metas(page);
    let meta = |names: &[&str]| names.iter().find_map(|name| metas.get(*name)).cloned();
    let canonical = page.select("link[rel='canonical']").attr("href").and_then(|href| non_empty(&href));
    let address = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let urls = [canonical, meta(&["og:url"]), data.url.clone(), saved].into_iter().flatten();
    let url = urls.map(|url| names::original(&url).to_owned()).find(address);
    let host = url.as_deref().and_then(names::host);
    let headings: Vec<String> = page.select("h1").nodes().iter().filter_map(|h| line(&h.text())).take(8).collect();
    let titles = [
        meta(&["og:title"]),
        meta(&["twitter:title", "dc.title", "parsely-title", "sailthru.title"]),
        data.title.clone(),
        match &headings[..] {
            [only] => Some(only.clone()),
            _ => None,
        },
        line(&page.select("head title, title").iter().next().map(|title| title.text().to_string()).unwrap_or_default()),
        headings.first().cloned(),
    ];
    let whole = titles[4].clone();
    let title = titles.into_iter().flatten().find_map(|title| line(&title));
    let outlets = [
        meta(&["og:site_name"]),
        data.outlet.clone(),
        meta(&["application-name", "dc.publisher", "publisher", "copyright-holder", "cre"]),
    ];
    let tails: Vec<&str> = [whole.as_deref(), title.as_deref()].into_iter().flatten().filter_map(names::tail).collect();
    let outlet = names::outlet(outlets.into_iter().flatten(), &tails, host.as_deref())
        .or_else(|| signed(page, whole.as_deref()?, title.iter().chain(&headings)));
    let title = title.map(|title| names::headline(&title, outlet.as_deref(), host.as_deref(), &headings));
    Told { title, date: date(page, data, &metas, url.as_deref()), outlet, url }
}

/// The outlet whose name stands behind the headline in the title of the page, where nothing else tells it. What the page links
/// as one of its sections ("World News") is none.
fn signed<'a>(page: &Document, whole: &str, mut headlines: impl Iterator<Item = &'a String>) -> Option<String> {
    let tail = names::tail(whole).filter(|tail| names::is_name(tail))?;
    let behind = |headline: &String| whole.len() > headline.len() && whole.starts_with(headline.as_str());
    headlines.find(|headline| behind(headline))?;
    let elsewhere = |href: &str| href.split("://").last().is_some_and(|path| path.trim_end_matches('/').contains('/'));
    let links = page.select("a[href]");
    let section =
        |link: &NodeRef<'_>| link.attr("href").is_some_and(|href| elsewhere(&href)) && link.text().trim() == tail;
    (!links.nodes().iter().any(section)).then(|| tail.to_owned())
}

/// What the page says of its date, as it says it: what can be read as a day goes first.
fn date(page: &Document, data: &Data, metas: &HashMap<String, String>, url: Option<&str>) -> Option<String> {
    let mut given: Vec<String> = DATES.iter().filter_map(|name| metas.get(*name).cloned()).collect();
    // What a page says to machines of its article as a whole is more to be trusted than a name among many.
    given.insert(usize::from(given.len() > 1).min(given.len()), data.date.clone().unwrap_or_default());
    let readable = |date: &String| dates::iso(date).is_some_and(|iso| iso.len() >= 10);
    if let Some(date) = given.iter().find(|date| readable(date)) {
        return Some(date.clone());
    }
    let shown = page.select(DATED);
    // When it was changed is the date only where nothing else is.
    let (changed, first): (Vec<_>, Vec<_>) = shown.nodes().iter().take(64).partition(|node| is_change(node));
    let times = || first.iter().chain(&changed).copied();
    let attribute = times().find_map(|node: &NodeRef<'_>| {
        ["datetime", "content", "data-timestamp", "title"]
            .iter()
            .find_map(|key| node.attr(key).map(|a| a.to_string()).filter(&readable))
    });
    let in_words = || times().find_map(|node| line(&node.text()).filter(|text| text.len() <= SHORT).filter(&readable));
    attribute
        .or_else(in_words)
        .or_else(|| url.and_then(in_address))
        .or_else(|| alone(page))
        .or_else(|| given.into_iter().find(|date| !date.is_empty()))
}

/// Whether an element tells when the article was changed: `class="updated"`, "Updated: 2 March 2026".
fn is_change(node: &NodeRef<'_>) -> bool {
    let says = |text: &str| {
        let text = text.to_ascii_lowercase();
        ["updated", "modified", "edited"].iter().any(|word| text.contains(word))
    };
    let attribute = |key: &str| node.attr(key).is_some_and(|value| says(&value));
    let around = node.parent().map(|parent| parent.text()).filter(|text| text.len() <= SHORT);
    attribute("class") || attribute("itemprop") || around.is_some_and(|text| says(&text) && !text.contains("ublished"))
}

/// A line that is a date and nothing else, before the first paragraph of prose: how print views have it.
fn alone(page: &Document) -> Option<String> {
    let leaves = page.select("p, div, span, td, li, b, i, em, small, font");
    let lines = leaves.nodes().iter().filter(|node| node.element_children().is_empty()).take(LEAVES);
    let before = lines.map(|node| node.text()).take_while(|text| text.trim().len() <= PROSE);
    before.filter_map(|text| line(&text)).find(|text| dates::is_line(text))
}

/// `/2026/03/02/` or `/2026-03-02-` of an address.
fn in_address(url: &str) -> Option<String> {
    let numbers: Vec<&str> = url.split(|c: char| !c.is_ascii_digit()).collect();
    numbers.windows(3).find_map(|three| match three {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            let date = format!("{year}-{month}-{day}");
            let stands = url.contains(&format!("/{year}/{month}/{day}/")) || url.contains(&format!("/{date}"));
            (stands && dates::iso(&date).is_some()).then_some(date)
        }
        _ => None,
    })
}

/// A text as one line; nothing if it is empty.
fn line(text: &str) -> Option<String> {
    non_empty(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
