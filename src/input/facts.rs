//! What a plain text tells of itself: headline, outlet and date.
//!
//! Takes an article of which only the text is known and the regions of its page, fills in the headline and what the
//! dateline says: `YEREVAN, May 5, 2020 (Aravot Wire) -`. What the input has told already stays. A date without a year
//! is none. It never makes anybody a speaker or a source.

use super::Article;
use super::export::iso_date;
use crate::document::RegionKind;
use crate::span::Span;

/// Fills in what the regions of the page tell; spans count code points of the text.
pub fn complete(article: &mut Article, regions: &[(Span, RegionKind)]) {
    let text = |span: Span| -> String {
        let words: String = article.text.chars().skip(span.start).take(span.len()).collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let first = |kind: RegionKind| regions.iter().find(|(_, k)| *k == kind).map(|(span, _)| text(*span));
    let (title, dateline) = (first(RegionKind::Headline), first(RegionKind::Dateline));
    article.title = article.title.take().or(title);
    let Some(dateline) = dateline else { return };
    if article.outlet.is_none() {
        let inside =
            dateline.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside.trim());
        article.outlet = inside.filter(|outlet| outlet.starts_with(char::is_alphabetic)).map(str::to_owned);
    }
    if article.date.is_none() {
        let day = dateline.split(['(', '—', '–']).next().unwrap_or("").replace('.', " ");
        article.date = day.split_once(',').and_then(|(_, day)| iso_date(day));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Extractor;

    fn completed(mut article: Article) -> (Option<String>, Option<String>, Option<String>) {
        let regions = Extractor::default().left_out(&article.text);
        complete(&mut article, &regions);
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
