//! What a plain text tells of itself: headline, outlet and date.
//!
//! Takes an article of which only the text is known and the head of its page, fills in the headline and what the
//! dateline says: `YEREVAN, May 5, 2020 (Aravot Wire) -`. What the input has told already stays. A date without a year
//! is none. It never makes anybody a speaker or a source.

use super::{Article, dates};
#[cfg(feature = "cli")]
use crate::Head;

/// Brings the date that the input tells into ISO 8601, and keeps it as given.
pub(super) fn dated(article: &mut Article) {
    if article.date_as_given.is_none() {
        article.date_as_given = article.date.take();
    }
    article.date = article.date_as_given.as_deref().and_then(dates::iso);
}

#[cfg(feature = "cli")]
/// Fills in what the text tells of itself.
pub fn complete(article: &mut Article, head: Head) {
    article.title = article.title.take().or(head.headline);
    let Some(dateline) = head.dateline else { return };
    if article.outlet.is_none() {
        let inside =
            dateline.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside.trim());
        article.outlet = inside.filter(|outlet| outlet.starts_with(char::is_alphabetic)).map(str::to_owned);
    }
    if article.date_as_given.is_none() {
        let day = dateline.split(['(', '—', '–']).next().unwrap_or("");
        let day = day.split_once(',').map(|(_, day)| day.trim());
        // Half a date is none.
        let full = |date: &String| date.len() >= "2026-03-02".len();
        article.date = day.and_then(dates::iso).filter(full);
        article.date_as_given = article.date.as_ref().and(day).map(|day| day.trim_end_matches([' ', '-']).to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Extractor, Extras};

    fn completed(mut article: Article) -> (Option<String>, Option<String>, Option<String>) {
        let (_, head) = Extractor::default().extract_headed(&[&article.text], Extras::default()).remove(0);
        complete(&mut article, head);
        (article.title, article.outlet, article.date)
    }

    #[test]
    fn headline_and_dateline_become_columns() {
        let text = "Ferry Late Again as Ice Closes Harbour\n\nFJORDBY, March 1, 2024 (Quay Wire) — The ferry was late on Friday.\n\nNobody knew why it was so.\n";
        let told = completed(Article::new("a.txt", text));
        assert_eq!(told.0.as_deref(), Some("Ferry Late Again as Ice Closes Harbour"));
        assert_eq!((told.1.as_deref(), told.2.as_deref()), (Some("Quay Wire"), Some("2024-03-01")));
    }

    #[test]
    fn what_is_known_stays_and_half_a_date_is_none() {
        let text = "FJORDBY, March 1 (Quay Wire) — The ferry was late on Friday.\n";
        let article = Article { outlet: Some("The Quay Post".into()), ..Article::new("a.txt", text) };
        assert_eq!(completed(article), (None, Some("The Quay Post".into()), None));
        assert_eq!(completed(Article::new("a.txt", "The ferry was late.")), (None, None, None));
    }
}
