//! Names of outlets, and headlines without them.
//!
//! Takes what pages and feeds say of their outlet, gives its name ("National Post" for `nationalpost`); takes a headline,
//! gives it without the outlet's name behind or before it. It knows the list of outlets and the address of the page.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What may stand between a headline and the name of its outlet.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " -- ", " :: ", " • ", " · ", " » ", " « ", "| ", " |"];

/// The same, and what may stand within the name of an outlet ("Radio Free Europe / Radio Liberty").
const BETWEEN: &[&str] = &[
    " | ", " - ", " – ", " — ", " -- ", " :: ", " • ", " · ", " » ", " « ", "| ", " |", " : ", " < ", " › ", " ‹ ",
    " ~ ", " / ",
];

/// How much of a page is looked through for the note of a program that saved it, in bytes.
const HEAD: usize = 4096;

/// The most words of what is taken off a headline.
const WORDS: usize = 6;

/// Names of the listed outlets by their letters and digits.
static LISTED: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let text = crate::lexicon::overlay::list_text("outlets").unwrap_or_default();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let mut all = HashMap::new();
    for row in rows.records().flatten() {
        let name = row.get(0).unwrap_or_default();
        for known in std::iter::once(name).chain(row.get(2).unwrap_or_default().split(';')) {
            all.entry(squeezed(known)).or_insert_with(|| name.to_owned());
        }
    }
    all
});

/// The letters and digits in lower case, without a leading article.
fn squeezed(name: &str) -> String {
    let name = name.trim();
    let bare = name.get(..4).filter(|head| head.eq_ignore_ascii_case("the ")).map_or(name, |_| &name[4..]);
    bare.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The host of an address, without `www.`
pub(super) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// The address of a page of which an archive keeps a copy: what stands behind `https://web.archive.org/web/20260302101500/`.
pub(super) fn original(url: &str) -> &str {
    let behind =
        |rest: &'_ str| rest.split_once('/').map(|(stamp, _)| stamp.len() + 1).filter(|at| rest[*at..].contains(':'));
    let archived = ["://web.archive.org/web/", "://archive.org/web/", "://wayback.archive-it.org/"];
    let at = archived.iter().find_map(|archive| url.find(archive).map(|at| at + archive.len()));
    at.and_then(|at| behind(&url[at..]).map(|more| &url[at + more..])).unwrap_or(url)
}

/// The address that a program noted in a page when it saved it: `saved from url=(0024)https://...`, `url: https://...`.
pub(super) fn saved(html: &str) -> Option<&str> {
    let head = &html[..(0..=html.len().min(HEAD)).rev().find(|at| html.is_char_boundary(*at))?];
    head.split("<!--").skip(1).filter_map(|comment| comment.split_once("-->")).find_map(|(comment, _)| {
        let by_browser = comment.trim_start().strip_prefix("saved from url=(").and_then(|rest| rest.split_once(')'));
        let by_single_file = || comment.contains("SingleFile").then(|| comment.split_once("url:")).flatten();
        by_browser.or_else(by_single_file).and_then(|(_, url)| url.split_whitespace().next())
    })
}

/// The labels of a host that may be the outlet's name: `nationalpost` of `nationalpost.com`, `bbc` of `news.bbc.co.uk`.
fn labels(host: &str) -> impl Iterator<Item = &str> {
    let common =
        |label: &&str| label.len() >= 3 && !["com", "org", "net", "edition", "amp", "mobile", "news"].contains(label);
    host.split('.').filter(common)
}

/// What stands behind the last separator of a title.
pub(super) fn tail(title: &str) -> Option<&str> {
    let (at, separator) = BETWEEN.iter().filter_map(|s| Some((title.rfind(s)?, s))).max_by_key(|(at, _)| *at)?;
    Some(title[at + separator.len()..].trim()).filter(|tail| !tail.is_empty())
}

/// Whether a name looks like one: with a capital letter, and no address.
fn proper(name: &str) -> bool {
    let address = name.contains("://") || name.starts_with("www.");
    name.chars().any(char::is_uppercase) && !address && name.chars().count() <= 80
}

/// Whether words are more than a heading of a section may be: a name of two words and more, all with capital letters.
pub(super) fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let capital = |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase());
    let small = |word: &str| ["of", "the", "and", "for", "on", "in", "de", "la"].contains(&word);
    proper(words) && (2..=WORDS).contains(&count) && words.split_whitespace().all(|word| capital(word) || small(word))
}

/// The name of the outlet, of those that the page tells (the best first), the tails of its titles, and its host.
pub(super) fn outlet(told: impl Iterator<Item = String>, tails: &[&str], host: Option<&str>) -> Option<String> {
    // "The Quay Post | News from the harbour": what follows is no part of the name.
    let first = |name: &str| SEPARATORS.iter().filter_map(|s| name.find(s)).filter(|at| *at > 1).min();
    let told: Vec<String> = told
        .map(|name| name[..first(&name).unwrap_or(name.len())].trim().trim_start_matches('@').trim().to_owned())
        .collect();
    let listed = |name: &str| LISTED.get(&squeezed(name)).cloned();
    let address = |name: &str| {
        let bare = name.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        bare.contains('.') && !bare.contains(' ')
    };
    // Some pages write the parts of their name in lower case, or their section in its place.
    if let Some(name) = told.iter().find(|name| proper(name)) {
        return Some(name.clone());
    }
    let fits = |tail: &&&str| {
        let tail = squeezed(tail);
        proper(&tail.to_uppercase()) && told.iter().any(|name| squeezed(name) == tail)
            || host.is_some_and(|host| labels(host).any(|label| squeezed(label) == tail))
    };
    told.iter()
        .find_map(|name| listed(name).or_else(|| labels(name).filter(|_| address(name)).find_map(listed)))
        .or_else(|| tails.iter().find(fits).map(|tail| (*tail).to_owned()))
        .or_else(|| host.and_then(|host| labels(host).find_map(listed)))
        .or_else(|| told.into_iter().find(|name| !name.is_empty()))
}

/// The headline without the name of its outlet, or of a part of it ("CNN Politics"), behind or before it.
pub(super) fn headline(title: &str, outlet: Option<&str>, host: Option<&str>, headings: &[String]) -> String {
    // Where the page shows a part of its title as its heading, the rest is no headline.
    let shown = headings
        .iter()
        .find(|h| h.split_whitespace().count() > 2 && title.len() > h.len() && title.starts_with(h.as_str()));
    if let Some(heading) = shown
        && BETWEEN.iter().any(|s| title[heading.len()..].starts_with(s))
    {
        return heading.clone();
    }
    let name = outlet.map(squeezed).filter(|name| name.len() >= 2);
    let is_outlet = |part: &str| {
        let part_name = squeezed(part);
        let of_host =
            host.is_some_and(|host| labels(host).any(|l| squeezed(l) == part_name) || squeezed(host) == part_name);
        part.split_whitespace().count() <= WORDS
            && !part_name.is_empty()
            && (of_host
                || (distinct(part) && LISTED.contains_key(&part_name))
                || name.as_ref().is_some_and(|name| {
                    part_name == *name
                        || named_within(part, outlet.unwrap_or_default())
                        || name.starts_with(&part_name) && part_name.len() > 4
                }))
    };
    let mut rest = title.trim();
    for _ in 0..3 {
        let cut = BETWEEN.iter().filter_map(|s| rest.rfind(s)).max();
        match (cut, tail(rest)) {
            (Some(at), Some(behind)) if is_outlet(behind) => rest = rest[..at].trim_end(),
            _ => break,
        }
    }
    // "The Quay Post: Ferry late" is a headline; "The Quay Post | Ferry late" is one behind a name.
    if let Some((at, separator)) = SEPARATORS.iter().filter_map(|s| Some((rest.find(s)?, s))).min_by_key(|(at, _)| *at)
        && name.as_ref().is_some_and(|name| squeezed(&rest[..at]) == *name)
    {
        rest = rest[at + separator.len()..].trim_start();
    }
    if rest.is_empty() { title.trim().to_owned() } else { rest.to_owned() }
}

/// Whether a listed name cannot be a word of the headline: "BBC News", "CNN", "News.am", but not "Today".
fn distinct(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    name.contains([' ', '.']) && capitals > 0 || capitals > 1
}

/// Whether the words of a name stand in a row at the beginning or the end of others.
fn named_within(words: &str, name: &str) -> bool {
    let lower =
        |text: &str| -> Vec<String> { text.split_whitespace().map(squeezed).filter(|w| !w.is_empty()).collect() };
    let (words, mut name) = (lower(words), lower(name));
    if name.first().is_some_and(|first| first == "the") {
        name.remove(0);
    }
    !name.is_empty() && (words.starts_with(&name) || words.ends_with(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_lose_the_name_of_their_outlet() {
        for (title, outlet, host, wanted) in [
            ("Kiln to close | Kattvik Courier", Some("Kattvik Courier"), None, "Kiln to close"),
            ("Kiln to close | CNN Politics", Some("CNN"), Some("edition.cnn.com"), "Kiln to close"),
            ("Kiln to close - The Quay Post", Some("Quay Post"), None, "Kiln to close"),
            ("Kiln to close — Politics — The Quay Post", Some("The Quay Post"), None, "Kiln to close — Politics"),
            ("Kiln to close | kattvikcourier.example", None, Some("kattvikcourier.example"), "Kiln to close"),
            ("The Quay Post | Kiln to close", Some("The Quay Post"), None, "Kiln to close"),
            ("Kiln to close - BBC News", None, None, "Kiln to close"),
            ("Kiln to close - and then reopen", Some("The Quay Post"), None, "Kiln to close - and then reopen"),
            ("The Quay Post", Some("The Quay Post"), None, "The Quay Post"),
            ("Why we left the Courier | Opinion", Some("Kattvik Courier"), None, "Why we left the Courier | Opinion"),
        ] {
            assert_eq!(headline(title, outlet, host, &[]), wanted, "{title}");
        }
        let shown = ["Kiln to close in May".to_owned()];
        assert_eq!(headline("Kiln to close in May | Town | X", None, None, &shown), "Kiln to close in May");
    }

    #[test]
    fn outlets_have_their_names() {
        let of = |told: &[&str], tails: &[&str], host: Option<&str>| {
            outlet(told.iter().map(|n| (*n).to_owned()), tails, host)
        };
        assert_eq!(of(&["The Quay Post"], &[], None).as_deref(), Some("The Quay Post"));
        assert_eq!(of(&["canada", "Quay Post"], &[], None).as_deref(), Some("Quay Post"));
        assert_eq!(of(&["quaypost"], &["Quay Post"], Some("quaypost.example")).as_deref(), Some("Quay Post"));
        assert_eq!(of(&["canada"], &["Quay Post"], Some("quaypost.example")).as_deref(), Some("Quay Post"));
        assert_eq!(of(&["nytimes.com"], &[], None).as_deref(), Some("The New York Times"));
        assert_eq!(of(&["quay"], &[], None).as_deref(), Some("quay"));
        assert_eq!(of(&[], &[], Some("quay.example")), None);
    }
}
