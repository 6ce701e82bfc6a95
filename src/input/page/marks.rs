//! Quotations that a page shows by its own means, with the marks that a text has.

use dom_query::{Document, NodeRef};

/// Posts of social media that pages embed: the selector, and the place that they come from.
const POSTS: &[(&str, &str)] = &[
    ("blockquote.twitter-tweet, blockquote.twitter-video, blockquote.twitter-quote", "Twitter"),
    ("blockquote.bluesky-embed", "Bluesky"),
    ("blockquote.fb-xfbml-parse-ignore, .fb-post blockquote", "Facebook"),
    ("blockquote.instagram-media", "Instagram"),
    ("blockquote.text-post-media", "Threads"),
    ("blockquote.tiktok-embed", "TikTok"),
    ("blockquote.mastodon-embed", "Mastodon"),
];

/// What embedding puts around the words of a post.
const AROUND: &[&str] = &[
    "View this post on",
    "A post shared by",
    "A photo posted by",
    "A video posted by",
    "A post by",
    "View on Threads",
    "Post by",
    "Posted by",
    "♬",
];

/// The most paragraphs of a post.
const PARAGRAPHS: usize = 50;

/// The longest name of who posts, in bytes.
const NAME: usize = 80;

/// Makes embedded posts what a text has: `“We sail.” — Anna Haro (@haro) on Twitter, March 2, 2026`. A post without words is
/// taken out.
pub(super) fn posts(page: &Document) {
    for (selector, place) in POSTS {
        for post in page.select(selector).nodes() {
            let Some((words, name, rest)) = words_of(post) else {
                post.remove_from_parent();
                continue;
            };
            let x = *place == "Twitter" && !rest.contains("twitter.com") && post.html().contains("//x.com/");
            let place = if x { "X" } else { place };
            let words = words.replace('“', "‘").replace('”', "’").replace('"', "'");
            post.replace_with_html(format!("<p>“{}” — {} on {place}</p>", escaped(&words), escaped(&name)));
        }
    }
}

/// The words of a post, who posts, and what else is told.
fn words_of(post: &NodeRef<'_>) -> Option<(String, String, String)> {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_words = |text: &String| !text.is_empty() && !AROUND.iter().any(|around| text.starts_with(around));
    let paragraphs: Vec<String> = post
        .descendants()
        .iter()
        .filter(|n| n.has_name("p"))
        .take(PARAGRAPHS)
        .map(|p| line(without_links(&p.formatted_text())))
        .collect();
    let words: Vec<String> = paragraphs.iter().filter(|text| is_words(text)).cloned().collect();
    let whole = line(&post.text());
    let rest = paragraphs.iter().fold(whole, |rest, paragraph| rest.replacen(paragraph.as_str(), " ", 1));
    let rest = line(&rest);
    // "— Anna Haro (@haro) March 2, 2026", "A post shared by Anna Haro (@haro)", "Posted by Anna Haro on Monday"
    let all = format!("{rest} {}", paragraphs.join(" "));
    let after =
        ["A post shared by ", "A photo posted by ", "A video posted by ", "Posted by ", "Post by ", "— ", "– ", "- "]
            .iter()
            .find_map(|label| Some(&all[all.find(label)? + label.len()..]))?;
    let end = after.find('(').or_else(|| after.find(" on ")).unwrap_or(after.len());
    let name = after[..end].trim();
    let handle = after[end..].strip_prefix('(').and_then(|h| h.split_once(')')).map(|(handle, _)| handle);
    let handle = handle.filter(|handle| handle.starts_with('@') && handle.len() <= NAME);
    if words.is_empty() || name.is_empty() || name.len() > NAME {
        return None;
    }
    let name = handle.map_or_else(|| name.to_owned(), |handle| format!("{name} ({handle})"));
    Some((words.join(" "), name, all))
}

/// Addresses that programs put behind the words of a post: of its pictures, of what it quotes.
const LINKS: &[&str] = &["pic.twitter.com/", "pic.x.com/", "https://t.co/", "t.co/"];

/// The words of a post without the addresses behind them.
fn without_links(text: &str) -> &str {
    let mut rest = text.trim_end();
    while let Some(last) = rest.rsplit(char::is_whitespace).next()
        && LINKS.iter().any(|start| last.starts_with(start))
    {
        rest = rest[..rest.len() - last.len()].trim_end();
    }
    rest
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Takes out the numbers of notes: raised, linked, and behind the word that they would run into.
pub(super) fn notes(page: &Document) {
    for number in page.select("sup").nodes() {
        let text = number.text();
        let text = text.trim().trim_matches(['[', ']', '(', ')']);
        let linked = || number.descendants().iter().chain(number.parent().iter()).any(|n| n.has_name("a"));
        if text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit() || "*†‡".contains(c)) && linked() {
            number.remove_from_parent();
        }
    }
}

fn marked(text: &str) -> bool {
    text.trim_start().starts_with(['“', '"', '«', '„', '‘', '\''])
}

/// Gives `<q>`, and a block behind a colon, their marks.
pub(super) fn quotations(page: &Document) {
    for quotation in page.select("q").nodes().iter().filter(|q| !marked(&q.text())) {
        let inner = quotation.ancestors(None).iter().any(|a| a.has_name("q"));
        let (open, close) = if inner { ("‘", "’") } else { ("“", "”") };
        quotation.prepend_html(open);
        quotation.append_html(close);
    }
    for block in page.select("blockquote").nodes().iter().filter(|b| !marked(&b.text()) && announced(b)) {
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

/// How many nodes before a block are looked at.
const BEFORE: usize = 12;

/// Whether the words before a block end with a colon; line breaks between them do not count.
fn announced(block: &NodeRef<'_>) -> bool {
    let mut before = block.prev_sibling();
    for _ in 0..BEFORE {
        let Some(node) = before else { return false };
        let text = node.text();
        if !text.trim().is_empty() {
            return text.trim_end().ends_with(':');
        }
        before = node.prev_sibling();
    }
    false
}
