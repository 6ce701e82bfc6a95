//! XML of news: feeds (RSS, Atom), NITF, NewsML, Factiva.
//!
//! Takes the decoded text of a file, gives its articles: their paragraphs, and title, date, outlet and address as far as the
//! elements tell them. Elements are known by their names without prefixes: agencies write the same standard with different
//! ones. Captions, notes and pictures are left out.

use super::Article;
use crate::error::{Error, Result};
use roxmltree::{Document, Node, ParsingOptions};

/// The most elements and attributes of a document.
const NODES: u32 = 2_000_000;

/// How often a document is mended.
const MENDINGS: usize = 12;

/// How deep elements are followed.
const DEPTH: usize = 256;

/// The articles of a document.
pub(super) fn articles(id: &str, text: &str) -> Vec<Result<Article>> {
    let mut text = std::borrow::Cow::Borrowed(text);
    // What feeds do wrongly is mended, each fault when it shows.
    for _ in 0..MENDINGS {
        match mended(&text).filter(|mended| *mended != *text) {
            Some(mended) => text = mended.into(),
            None => break,
        }
    }
    let document = match parsed(&text) {
        Ok(document) => document,
        Err(e) => return vec![Err(Error::input(id, format!("damaged XML: {e}")))],
    };
    if is_too_deep(&document) {
        return vec![Err(Error::input(id, format!("damaged XML: more than {DEPTH} elements in one another")))];
    }
    let root = document.root_element();
    let found = match name(root) {
        "rss" | "feed" | "RDF" => feed(id, root),
        _ => news(id, root),
    };
    match found.is_empty() {
        false => found,
        true => {
            let message = format!(
                "no article in this XML (its first element is <{}>; feeds, NITF, NewsML and Factiva are known, --input-format text reads it as it stands)",
                name(root)
            );
            vec![Err(Error::input(id, message))]
        }
    }
}

fn parsed(text: &str) -> std::result::Result<Document<'_>, roxmltree::Error> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
}

/// Whether elements lie deeper in one another than any document of news has them.
fn is_too_deep(document: &Document<'_>) -> bool {
    let mut depths: Vec<usize> = vec![0; document.descendants().count() + 1];
    document.descendants().any(|node| {
        let depth = node.parent().and_then(|parent| depths.get(parent.id().get_usize()).copied()).unwrap_or(0) + 1;
        if let Some(own) = depths.get_mut(node.id().get_usize()) {
            *own = depth;
        }
        depth > DEPTH
    })
}

/// The document without the fault that it cannot be read for; nothing if there is none, or none that can be mended.
fn mended(text: &str) -> Option<String> {
    use roxmltree::Error::{MalformedEntityReference, NonXmlChar, UnknownEntityReference, UnknownNamespace};
    match parsed(text).err()? {
        UnknownEntityReference(..) | MalformedEntityReference(..) | NonXmlChar(..) => Some(mended_entities(text)),
        UnknownNamespace(prefix, _) => Some(declared(text, &prefix)),
        _ => None,
    }
}

/// Feeds have entities of HTML, bare `&` and control characters in them, though XML knows them not.
fn mended_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) =
        rest.find(|c: char| c == '&' || (c < ' ' && !"\n\r\t".contains(c)) || c == '\u{FFFE}' || c == '\u{FFFF}')
    {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if !rest.starts_with('&') {
            rest = &rest[rest.chars().next().map_or(1, char::len_utf8)..];
            continue;
        }
        let length = rest[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).map_or(rest.len(), |n| n + 1);
        let entity = &rest[..length];
        match (rest[length..].starts_with(';'), &entity[1..]) {
            (true, "amp" | "lt" | "gt" | "quot" | "apos") => out.push_str(entity),
            (true, inner) if inner.starts_with('#') => out.push_str(entity),
            (true, inner) if !inner.is_empty() => {
                let whole = format!("{entity};");
                let read = htmlize::unescape(&whole);
                if *read == whole {
                    out.push_str(&whole.replace('&', "&amp;"))
                } else {
                    out.push_str(&read)
                }
                rest = &rest[length + 1..];
                continue;
            }
            _ => out.push_str(&entity.replace('&', "&amp;")),
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The document with a prefix declared that it uses and does not declare.
fn declared(text: &str, prefix: &str) -> String {
    match super::kind::root(text) {
        Some((_, at)) => format!("{} xmlns:{prefix}=\"undeclared:{prefix}\"{}", &text[..at], &text[at..]),
        None => text.to_owned(),
    }
}

fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// All words of an element in one line; nothing if there are none.
fn line(node: Node<'_, '_>) -> Option<String> {
    let mut words = String::new();
    for text in node.descendants().filter(Node::is_text).filter_map(|n| n.text()) {
        words.push_str(text);
        words.push(' ');
    }
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The elements below one with any of these names, in order.
fn all<'a, 'i>(node: Node<'a, 'i>, names: &'static [&'static str]) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |n| n.is_element() && names.contains(&name(*n)))
}

/// The words of the first element with one of these names, the names in their order.
fn first(node: Node<'_, '_>, names: &[&'static str]) -> Option<String> {
    names.iter().find_map(|wanted| node.descendants().filter(|n| n.is_element() && name(*n) == *wanted).find_map(line))
}

/// The words of a child element.
fn child(node: Node<'_, '_>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|wanted| node.children().filter(|n| n.is_element() && name(*n) == *wanted).find_map(line))
}

/// Text that may be HTML, as text.
fn plain(text: &str) -> String {
    if !text.contains('<') && !text.contains('&') {
        return super::word::tidy(text.trim());
    }
    #[cfg(feature = "html")]
    return super::page::fragment(text);
    #[cfg(not(feature = "html"))]
    htmlize::unescape(text).into_owned()
}

/// The items of a feed.
fn feed(id: &str, root: Node<'_, '_>) -> Vec<Result<Article>> {
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
    let is = |n: &Node<'_, '_>, wanted: &str| n.is_element() && name(*n) == wanted;
    // The whole text before a summary of it, whatever their order.
    let mut texts: Vec<String> = Vec::new();
    for wanted in ["encoded", "content", "full-text", "body", "description", "summary", "subtitle"] {
        for node in item.children().filter(|n| is(n, wanted)) {
            let text = match node.attribute("type") {
                Some("xhtml") => paragraphs(node),
                Some("text" | "text/plain") => super::word::tidy(&raw(node)),
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

/// A headline without the outlet's name, which some feeds put behind it.
fn headline(title: &str, outlet: Option<&str>) -> String {
    #[cfg(feature = "html")]
    return super::names::headline(title, outlet, None, &[]);
    #[cfg(not(feature = "html"))]
    {
        _ = outlet;
        title.to_owned()
    }
}

/// The text of an element as it stands.
fn raw(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect()
}

/// Elements that stand for a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "paragraph",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hl1",
    "hl2",
    "li",
    "dt",
    "dd",
    "tr",
    "div",
    "section",
    "blockquote",
    "block",
    "bq",
    "pre",
    "br",
    "lead",
    "body",
    "article",
    "title",
    "table",
    "ul",
    "ol",
    "leadParagraph",
    "tailParagraphs",
];

/// Elements whose words are not those of the text.
const APART: &[&str] = &[
    "media",
    "figure",
    "figcaption",
    "aside",
    "style",
    "script",
    "head",
    "body.head",
    "body.end",
    "note",
    "nitf-table-metadata",
    "media-caption",
    "media-producer",
    "photo",
    "img",
    "image",
    "caption",
    "credit",
    "fn",
    "byline",
    "distributor",
];

/// The words of an element: a blank line between paragraphs.
fn paragraphs(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    gather(node, 0, &mut out);
    let text: Vec<String> = out
        .split('\u{0}')
        .map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|p| !p.is_empty())
        .collect();
    text.join("\n\n")
}

/// Gathers words, with a NUL where a paragraph begins or ends.
fn gather(node: Node<'_, '_>, depth: usize, out: &mut String) {
    if depth > DEPTH {
        return;
    }
    for child in node.children() {
        if child.is_text() {
            out.push_str(&child.text().unwrap_or_default().replace('\u{0}', " "));
        } else if child.is_element() && !APART.contains(&name(child)) {
            let block = BLOCKS.contains(&name(child));
            let quoted = name(child) == "q" && !marked(&raw(child));
            if block {
                out.push('\u{0}');
            }
            if quoted {
                out.push('“');
            }
            gather(child, depth + 1, out);
            if quoted {
                out.push('”');
            }
            if block {
                out.push('\u{0}');
            }
        }
    }
}

fn marked(text: &str) -> bool {
    text.trim_start().starts_with(['“', '"', '«', '„', '‘', '\''])
}

/// Elements that hold one article each, the outermost first.
const ITEMS: &[&str] = &["newsItem", "NewsItem", "nitf", "article", "Article", "ArchiveDoc"];

/// The articles of an agency or a database.
fn news(id: &str, root: Node<'_, '_>) -> Vec<Result<Article>> {
    let outer = ITEMS.iter().find_map(|wanted| {
        let found: Vec<Node<'_, '_>> = root
            .descendants()
            .filter(|n| n.is_element() && name(*n) == *wanted && !n.ancestors().skip(1).any(|a| name(a) == *wanted))
            .collect();
        (!found.is_empty()).then_some(found)
    });
    let items = outer.unwrap_or_default();
    let alone = items.len() == 1;
    let articles = items.into_iter().enumerate().filter_map(|(i, item)| {
        let place = if alone { id.to_owned() } else { format!("{id}#{}", i + 1) };
        // Pictures and packages are items too, without text.
        Some(Ok(item_article(place, item)?))
    });
    articles.collect()
}

/// Where the text of an item stands, the best first.
const BODIES: &[&[&str]] = &[
    &["body.content"],
    &["leadParagraph", "tailParagraphs"],
    &["inlineXML"],
    &["DataContent"],
    &["inlineData"],
    &["body"],
];

fn item_article(place: String, item: Node<'_, '_>) -> Option<Article> {
    let text = BODIES.iter().find_map(|names| {
        let parts: Vec<String> = all(item, names)
            .filter(|n| !n.ancestors().skip(1).any(|a| names.contains(&name(a))))
            .map(|part| match part.children().any(|c| c.is_element()) {
                true => paragraphs(part),
                false => plain(&raw(part)),
            })
            .filter(|text| !text.is_empty())
            .collect();
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    })?;
    let attribute = |element: &'static str, key: &str| {
        item.descendants()
            .filter(|n| n.is_element() && name(*n) == element)
            .find_map(|n| n.attribute(key))
            .map(str::to_owned)
    };
    let outlet = attribute("pubdata", "name")
        .or_else(|| first(item, &["sourceName", "source"]))
        .or_else(|| {
            all(item, &["provider", "Provider", "infoSource"]).find_map(|n| first(n, &["name"]).or_else(|| formal(n)))
        })
        .or_else(|| first(item, &["doc.copyright"]).or_else(|| attribute("doc.copyright", "holder")));
    let date = attribute("date.issue", "norm")
        .or_else(|| attribute("pubdata", "date.publication"))
        .or_else(|| all(item, &["publicationDate"]).find_map(|n| first(n, &["date"]).or_else(|| line(n))))
        .or_else(|| {
            first(
                item,
                &[
                    "contentCreated",
                    "firstCreated",
                    "FirstCreated",
                    "versionCreated",
                    "story.date",
                    "ThisRevisionCreated",
                ],
            )
        })
        .or_else(|| attribute("story.date", "norm"));
    let http = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let url = attribute("du-key", "href")
        .or_else(|| attribute("link", "href"))
        .or_else(|| first(item, &["url", "webLink"]))
        .filter(http);
    let title = first(item, &["hl1", "headline", "HeadLine", "Headline", "title"])
        .map(|title| headline(&title, outlet.as_deref()));
    let number = first(item, &["accessionNo"]).or_else(|| reference(item));
    Some(Article { date, outlet, url, title, ..Article::new(number.unwrap_or(place), text) })
}

/// `FormalName` of a party in NewsML 1.
fn formal(node: Node<'_, '_>) -> Option<String> {
    node.descendants().find_map(|n| n.attribute("FormalName").or_else(|| n.attribute("literal"))).map(str::to_owned)
}

/// The number of an article in Factiva's references: `distdoc:archive/ArchiveDoc::Article/QUAY0000…`.
fn reference(item: Node<'_, '_>) -> Option<String> {
    let text = child(item, &["reference"])?;
    text.rsplit_once("Article/").map(|(_, number)| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Vec<Article> {
        articles("a.xml", xml).into_iter().map(|a| a.unwrap()).collect()
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

    #[test]
    fn nitf_and_newsml() {
        let nitf = "<!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf><head><title>File name</title><docdata><date.issue norm='20260302T100000Z'/></docdata><pubdata name='Quay Wire'/></head><body><body.head><hedline><hl1>Ferry late</hl1></hedline>\
            <byline>By Pia Holm</byline></body.head><body.content><block><p>“Ice,” said\nBo.</p><media><media-caption>A ship.</media-caption></media><p>She left.</p></block></body.content><body.end/></body></nitf>";
        let [one] = &read(nitf)[..] else { panic!() };
        assert_eq!((one.text.as_str(), one.title.as_deref()), ("“Ice,” said Bo.\n\nShe left.", Some("Ferry late")));
        assert_eq!((one.outlet.as_deref(), one.date.as_deref()), (Some("Quay Wire"), Some("20260302T100000Z")));
        let g2 = "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><newsItem guid='tag:x'><itemMeta><provider><name>Quay Wire</name></provider><firstCreated>2026-03-01T00:00:00Z</firstCreated></itemMeta>\
            <contentMeta><contentCreated>2026-03-02T10:00:00+01:00</contentCreated><headline>Ferry late</headline></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'><html xmlns='h'><head><title>t</title></head><body><p>One.</p><p>Two.</p></body></html></inlineXML></contentSet></newsItem>\
            <newsItem><contentMeta><headline>Picture</headline></contentMeta><contentSet><remoteContent href='x.jpg'/></contentSet></newsItem></itemSet></newsMessage>";
        let [one] = &read(g2)[..] else { panic!() };
        assert_eq!((one.text.as_str(), one.outlet.as_deref()), ("One.\n\nTwo.", Some("Quay Wire")));
        assert_eq!(
            (one.title.as_deref(), one.date.as_deref()),
            (Some("Ferry late"), Some("2026-03-02T10:00:00+01:00"))
        );
        let one = "<NewsML><NewsItem><NewsManagement><FirstCreated>20260302T100000Z</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>Ferry late</HeadLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName='Quay Wire'/></Provider></AdministrativeMetadata>\
            <ContentItem><DataContent><p>One.</p><p>Two.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>";
        let [one] = &read(one)[..] else { panic!() };
        assert_eq!(
            (one.text.as_str(), one.title.as_deref(), one.outlet.as_deref()),
            ("One.\n\nTwo.", Some("Ferry late"), Some("Quay Wire"))
        );
    }

    #[test]
    fn factiva() {
        let xml = "<ppsArticleResponse><a><b><article><reference>distdoc:archive/ArchiveDoc::Article/QUAY0001</reference><headline><paragraph>Ferry late</paragraph></headline><byline>Pia Holm</byline><sourceName>The Quay Post</sourceName>\
            <publicationDate><date>2026-03-02</date></publicationDate><leadParagraph><paragraph>One.</paragraph></leadParagraph><tailParagraphs><paragraph>Two <hlt>x</hlt>.</paragraph><paragraph>Three.</paragraph></tailParagraphs></article></b></a></ppsArticleResponse>";
        let [one] = &read(xml)[..] else { panic!() };
        assert_eq!((one.id.as_str(), one.text.as_str()), ("QUAY0001", "One.\n\nTwo x.\n\nThree."));
        assert_eq!(
            (one.outlet.as_deref(), one.date.as_deref(), one.title.as_deref()),
            (Some("The Quay Post"), Some("2026-03-02"), Some("Ferry late"))
        );
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for (xml, word) in [
            ("<rss><channel>", "damaged XML"),
            ("<rss><channel><item><a:b>", "damaged XML"),
            ("<sitemap><loc>x</loc></sitemap>", "<sitemap>"),
            ("<rss><channel><item/></channel></rss>", "neither text nor title"),
            ("<!DOCTYPE a [<!ENTITY b '&b;'>]><nitf>&b;</nitf>", "damaged XML"),
        ] {
            let all = articles("a.xml", xml);
            assert!(all[0].as_ref().unwrap_err().to_string().contains(word), "{xml}: {:?}", all[0]);
        }
    }
}
