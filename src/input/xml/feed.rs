//! Feeds: RSS and Atom.

use super::{all, child, headline, is, line, name, paragraphs, plain, raw};
use crate::error::{Error, Result};
use crate::input::{Article, word};
use roxmltree::Node;

/// The items of a feed.
pub(super) fn articles(id: &str, root: Node<'_, '_>) -> Vec<Result<Article>> {
    let channel = root.children().find(|n| name(*n) == "channel").unwrap_or(root);
    let outlet = child(channel, &["title"]).map(|title| plain(&title)).map(|title| feed_name(&title));
    let items =
        all(root, &["item", "entry"]).filter(|n| !n.ancestors().skip(1).any(|a| matches!(name(a), "item" | "entry")));
    items.enumerate().map(|(i, item)| entry(format!("{id}#{}", i + 1), item, outlet.as_deref())).collect()
}

/// The outlet of a feed's title: "The Quay Post - World", "The Quay Post | RSS", "The Quay Post RSS feed".
fn feed_name(title: &str) -> String {
    let end =
        [" - ", " | ", " – ", " — ", " » ", ": "].iter().filter_map(|s| title.find(s)).min().unwrap_or(title.len());
    let bare = title[..end].trim();
    let bare =
        [" RSS Feed", " RSS feed", " RSS", " feed", " Feed"].iter().find_map(|s| bare.strip_suffix(s)).unwrap_or(bare);
    if bare.is_empty() { title.to_owned() } else { bare.to_owned() }
}

fn entry(place: String, item: Node<'_, '_>, outlet: Option<&str>) -> Result<Article> {
    // The whole text before a summary of it, whatever their order.
    let mut texts: Vec<String> = Vec::new();
    for wanted in ["encoded", "content", "full-text", "body", "description", "summary", "subtitle"] {
        for node in item.children().filter(|n| is(n, wanted)) {
            let text = match node.attribute("type") {
                Some("xhtml") => paragraphs(node),
                Some("text" | "text/plain") => word::tidy(&raw(node)),
                _ if node.has_children() && node.children().any(|c| c.is_element()) => paragraphs(node),
                _ => plain(&raw(node)),
            };
            texts.push(text);
        }
        if texts.iter().any(|text| !text.trim().is_empty()) {
            break;
        }
    }
    let title = child(item, &["title"]).map(|title| plain(&title)).filter(|title| !title.is_empty());
    let Some(text) =
        texts.into_iter().filter(|text| !text.trim().is_empty()).max_by_key(String::len).or_else(|| title.clone())
    else {
        return Err(Error::input(place, "this item of the feed has neither text nor title"));
    };
    let link = item.children().filter(|n| is(n, "link")).find_map(|link| match link.attribute("href") {
        Some(href) => matches!(link.attribute("rel"), None | Some("alternate")).then(|| href.to_owned()),
        None => line(link),
    });
    let permanent = child(item, &["guid", "id"]);
    let http = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let source = item.children().find(|n| is(n, "source")).and_then(|s| child(s, &["title"]).or_else(|| line(s)));
    let outlet = source.or_else(|| outlet.map(str::to_owned));
    let title = title.map(|title| headline(&title, outlet.as_deref()));
    Ok(Article {
        date: child(item, &["pubDate", "published", "issued", "date", "created", "updated", "modified"]),
        url: link.filter(&http).or_else(|| permanent.filter(&http)),
        outlet,
        title,
        ..Article::new(place, text)
    })
}

#[cfg(test)]
mod tests {
    use super::super::articles;
    use crate::input::Article;

    fn read(xml: &str) -> Vec<Article> {
        articles("a.xml", xml, &crate::input::Limits::default()).into_iter().map(|a| a.unwrap()).collect()
    }

    #[test]
    #[cfg(feature = "html")]
    fn rss_gives_an_article_for_each_item() {
        let xml = "<?xml version='1.0'?><rss version='2.0' xmlns:content='c' xmlns:media='m'><channel><title>The Quay Post - World</title><item><title>Ferry &amp; ice</title>\
            <link>https://quay.example/1</link><description>Short.</description><content:encoded><![CDATA[<p>“We wait,” said Bo.</p><p>It rained&nbsp;on.</p>]]></content:encoded>\
            <pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><media:title>Caption</media:title></item><item><title>Second</title><guid>https://quay.example/2</guid><description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item></channel></rss>";
        let all = read(xml);
        assert_eq!(all[0].text, "“We wait,” said Bo.\n\nIt rained on.");
        assert_eq!((all[0].title.as_deref(), all[0].outlet.as_deref()), (Some("Ferry & ice"), Some("The Quay Post")));
        assert_eq!(
            (all[0].date.as_deref(), all[0].url.as_deref()),
            (Some("Mon, 02 Mar 2026 10:00:00 GMT"), Some("https://quay.example/1"))
        );
        assert_eq!((all[1].text.as_str(), all[1].url.as_deref()), ("Only a summary.", Some("https://quay.example/2")));
        assert_eq!(all[1].id, "a.xml#2");
        let undeclared = "<rss version='2.0'><channel><item><media:thumb a:b='c'/><title>T</title><content:encoded>One &copy; &amp; two.</content:encoded></item></channel></rss>";
        assert_eq!(read(undeclared)[0].text, "One © & two.");
    }

    #[test]
    #[cfg(feature = "html")]
    fn atom_and_rdf() {
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay Post</title><entry><title type='html'>Ferry &amp;amp; ice</title><link rel='self' href='x'/><link href='https://quay.example/a'/>\
            <published>2026-03-02T10:00:00Z</published><updated>2026-03-04</updated><summary>S.</summary><content type='xhtml'><div xmlns='h'><p>One <b>two</b>.</p><p>Three.</p></div></content></entry></feed>";
        let [one] = &read(atom)[..] else { panic!() };
        assert_eq!((one.text.as_str(), one.title.as_deref()), ("One two.\n\nThree.", Some("Ferry & ice")));
        assert_eq!(
            (one.url.as_deref(), one.date.as_deref()),
            (Some("https://quay.example/a"), Some("2026-03-02T10:00:00Z"))
        );
        let rdf = "<rdf:RDF xmlns:rdf='r' xmlns:dc='d'><channel><title>Quay</title></channel><item><title>T</title><description>Fine&nbsp;&rdquo; & more \u{b}.</description><dc:date>2026-03-02</dc:date></item></rdf:RDF>";
        let [one] = &read(rdf)[..] else { panic!() };
        assert_eq!(
            (one.text.as_str(), one.outlet.as_deref(), one.date.as_deref()),
            ("Fine ” & more .", Some("Quay"), Some("2026-03-02"))
        );
    }
}
