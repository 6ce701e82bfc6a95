//! News of agencies and databases: NITF, NewsML-G2, NewsML 1, Factiva.

use super::{all, child, first, headline, line, name, paragraphs, plain, raw};
use crate::error::Result;
use crate::input::Article;
use roxmltree::Node;

/// Elements that hold one article each, the outermost first.
const ITEMS: &[&str] = &["newsItem", "NewsItem", "nitf", "article", "Article", "ArchiveDoc"];

/// The articles of an agency or a database.
pub(super) fn articles(id: &str, root: Node<'_, '_>) -> Vec<Result<Article>> {
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
        .or_else(|| all(item, &["copyrightHolder"]).find_map(|n| first(n, &["name"]).or_else(|| formal(n))))
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

/// The name of a party where it is no more than a code.
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
    use super::super::articles;
    use crate::input::Article;

    fn read(xml: &str) -> Vec<Article> {
        articles("a.xml", xml, &crate::input::Limits::default()).into_iter().map(|a| a.unwrap()).collect()
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
    fn block_quotations_are_signed_and_cells_stay_apart() {
        let nitf = "<nitf><body><body.content><p>The harbour answered:</p><bq><block><p>We wait.</p><p>We hope.</p></block></bq><p>Then this came.</p>\
            <bq><block><p>Nobody was told.</p></block><credit>Lena Brouk, on Monday</credit></bq><bq><p>A pulled line</p></bq><table><tr><td>Boats</td><td>212</td></tr></table></body.content></body></nitf>";
        let [one] = &read(nitf)[..] else { panic!() };
        assert_eq!(
            one.text,
            "The harbour answered:\n\n“We wait.\n\n“We hope.”\n\nThen this came.\n\n“Nobody was told.” — Lena Brouk, on Monday\n\nA pulled line\n\nBoats 212"
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
}
