//! The report: a page to look at.
//!
//! Takes articles with their quotations, gives one self-contained HTML page: the text with quotations, speakers, cues
//! and sources marked in place, the rows beside it, a summary of who said how much and through whom. The page loads
//! nothing from anywhere, and everything that comes from a text is escaped. Without scripts it still shows all.

mod marks;
mod summary;

use crate::error::{Error, Result};
use crate::extras::MarkedAs;
use crate::input::Article;
use crate::packed::page;
use crate::pipeline::Extractor;
use crate::record::{Kind, Quotation};
use crate::span::Span;
use crate::writer::WholeWriter;
use marks::Segment;
use serde::Serialize;
use std::io::Write;
use summary::{Bar, Summary};
use unicode_segmentation::UnicodeSegmentation;

/// Beyond this many articles a page becomes slow to open.
const MANY_ARTICLES: usize = 300;

/// Gathers articles for a report.
///
/// ```
/// use whosaid::{input::Article, report::ReportWriter, writer::WholeWriter};
/// let article = Article::new("ferry.txt", "“We sail,” Anna Haro said.");
/// let rows = whosaid::extract(&article.text);
/// let (mut report, mut page) = (Box::new(ReportWriter::new()), Vec::new());
/// report.add(article, rows)?;
/// report.finish(&mut page)?;
/// assert!(String::from_utf8_lossy(&page).contains("Anna Haro"));
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Default)]
pub struct ReportWriter {
    articles: Vec<Shown>,
    summary: Summary,
    /// Tells what of a text was not read.
    extractor: Extractor,
    /// Whether each article shows who is in it.
    cast: bool,
}

/// One article as the template takes it.
#[derive(Serialize)]
struct Shown {
    number: usize,
    doc: String,
    title: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    /// Only addresses that are safe to follow.
    url: Option<String>,
    segments: Vec<Segment>,
    rows: Vec<Row>,
    cast: Vec<Player>,
}

/// One person or body as the template takes it.
#[derive(Serialize)]
struct Player {
    name: String,
    kind: String,
    gender: &'static str,
    roles: String,
    /// How many rows are theirs.
    rows: usize,
    /// Whether a row has this name alone as its speaker, so that a click can choose it.
    speaks: bool,
    /// Each mention: the id of its place in the text, and the words.
    mentions: Vec<(String, String)>,
}

/// One row as the template takes it.
#[derive(Serialize)]
struct Row {
    /// `1-3`: article and row; ties the row to its marks.
    id: String,
    n: usize,
    speaker: String,
    hue: u32,
    role: String,
    basis: &'static str,
    mention: String,
    source: String,
    channel: &'static str,
    cue: String,
    quote: String,
    words: usize,
    kind: &'static str,
    /// What words in marks are that nobody said; empty for quotations.
    marked: &'static str,
    flags: Vec<String>,
    /// In hundredths.
    confidence: u32,
    rule: String,
}

/// What the template sees.
#[derive(Serialize)]
struct Page<'a> {
    heading: String,
    articles: &'a [Shown],
    speakers: Vec<Bar>,
    sources: Vec<Bar>,
    rows: usize,
    words: usize,
    kinds: Vec<&'static str>,
    version: &'static str,
}

impl ReportWriter {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty report on what this extractor finds; it also tells what of a text was not read.
    pub fn of(extractor: Extractor) -> Self {
        ReportWriter { extractor, ..Self::default() }
    }

    /// The same report with the people and bodies of each article as a list: a click on a name keeps to their rows, one
    /// on a mention goes to its place in the text.
    pub fn with_cast(self) -> Self {
        ReportWriter { cast: true, ..self }
    }

    /// The cast of an article, in order of the first mention.
    fn players(&self, number: usize, text: &str, quotations: &[Quotation]) -> (Vec<Player>, Vec<(String, usize)>) {
        let mut places = Vec::new();
        if !self.cast {
            return (Vec::new(), places);
        }
        let players = self.extractor.cast(text).into_iter().map(|member| {
            let mentions = member.mentions.into_iter().enumerate().map(|(n, mention)| {
                let id = format!("m{number}-{}-{}", member.id, n + 1);
                places.push((id.clone(), mention.span.start));
                (id, mention.text)
            });
            Player {
                mentions: mentions.collect(),
                kind: member.kind.to_string(),
                gender: member.gender.unwrap_or_default(),
                roles: member.roles.join("; "),
                rows: member.quotations.len(),
                speaks: quotations.iter().any(|q| q.speaker == member.name),
                name: member.name,
            }
        });
        let players = players.collect();
        (players, places)
    }

    fn show(&mut self, article: Article, quotations: &[Quotation]) {
        let number = self.articles.len() + 1;
        let (cast, places) = self.players(number, &article.text, quotations);
        let rows: Vec<Row> = quotations
            .iter()
            .map(|q| {
                let marked = MarkedAs::of(q).map_or("", MarkedAs::as_str);
                // Words that nobody said are no share of anybody's.
                let hue = if q.kind == Kind::Marked { 0 } else { summary::hue(self.summary.count(q)) };
                Row {
                    id: format!("{number}-{}", q.n),
                    n: q.n,
                    speaker: q.speaker.clone(),
                    hue,
                    marked,
                    role: q.role.clone(),
                    basis: q.speaker_basis.as_str(),
                    mention: q.speaker_mention.clone(),
                    source: q.source.clone(),
                    channel: q.channel.map_or("", |c| c.as_str()),
                    cue: q.cue.clone(),
                    quote: q.quote.clone(),
                    words: q.quote.unicode_words().count(),
                    kind: q.kind.as_str(),
                    flags: q.flags.clone(),
                    confidence: (q.confidence.clamp(0.0, 1.0) * 100.0).round() as u32,
                    rule: q.rule.clone(),
                }
            })
            .collect();
        let keys: Vec<(String, u32)> = rows.iter().map(|row| (row.id.clone(), row.hue)).collect();
        let left_out = self.extractor.left_out(&article.text);
        let cut: Vec<Span> = left_out.into_iter().filter(|(_, kind)| kind.is_cut()).map(|(span, _)| span).collect();
        let segments = marks::segments(&article.text, quotations, &keys, &cut, &places);
        let safe = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        self.articles.push(Shown {
            number,
            segments,
            rows,
            cast,
            doc: article.id,
            title: article.title,
            outlet: article.outlet,
            date: article.date,
            url: article.url.filter(safe),
        });
    }

    /// The kinds to choose from: marked words only where there are any.
    fn kinds(&self) -> Vec<&'static str> {
        let marked = self.articles.iter().flat_map(|a| &a.rows).any(|row| !row.marked.is_empty());
        let all = [Kind::Direct, Kind::Mixed, Kind::Indirect, Kind::Marked];
        all.into_iter().filter(|kind| marked || *kind != Kind::Marked).map(Kind::as_str).collect()
    }

    fn render(&self) -> std::result::Result<String, minijinja::Error> {
        let heading = match &self.articles[..] {
            [one] => one.title.clone().unwrap_or_else(|| one.doc.clone()),
            more => format!("{} articles", more.len()),
        };
        let mut environment = minijinja::Environment::new();
        let syntax = minijinja::syntax::SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
        environment.set_syntax(syntax);
        // The name ends in .html, so every value is escaped.
        environment.add_template("page.html", page("report/page.html"))?;
        let (style, script) = (style(), page("report/page.js"));
        let policy = crate::policy::policy(&style, Some(script));
        environment.add_global("style", minijinja::Value::from_safe_string(style));
        environment.add_global("policy", minijinja::Value::from_safe_string(policy));
        environment.add_global("script", minijinja::Value::from_safe_string(script.to_owned()));
        environment.get_template("page.html")?.render(minijinja::value::Serde(Page {
            heading,
            articles: &self.articles,
            speakers: self.summary.speakers(),
            sources: self.summary.sources(),
            kinds: self.kinds(),
            rows: self.articles.iter().flat_map(|a| &a.rows).filter(|row| row.marked.is_empty()).count(),
            words: self.summary.words(),
            version: env!("CARGO_PKG_VERSION"),
        }))
    }
}

/// The styles of the page with a class for each hue and each width of a bar: styles on elements are not allowed there.
fn style() -> String {
    let hues = (0..360).map(|hue| format!(".h{hue}{{--h:{hue}}}"));
    let widths = (0..=100).map(|width| format!(".w{width}{{width:{width}%}}"));
    page("report/page.css").to_owned() + &hues.chain(widths).collect::<String>() + "\n"
}

impl WholeWriter for ReportWriter {
    fn add(&mut self, article: Article, rows: Vec<Quotation>) -> Result<()> {
        self.show(article, &rows);
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut dyn Write) -> Result<Vec<String>> {
        let page = self.render().map_err(|e| Error::input("report", e.to_string()))?;
        out.write_all(page.as_bytes())?;
        Ok(match self.articles.len() {
            n if n > MANY_ARTICLES => vec![format!("{n} articles in one page: browsers will be slow; split the input")],
            _ => Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::sample;

    fn page(article: Article, rows: Vec<Quotation>) -> String {
        let mut writer = Box::new(ReportWriter::new());
        writer.add(article, rows).unwrap();
        let mut out = Vec::new();
        writer.finish(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_of_a_text_is_markup() {
        let evil = "<script>alert(1)</script>\"'&";
        let article = Article {
            title: Some(evil.into()),
            outlet: Some(evil.into()),
            url: Some("javascript:alert(1)".into()),
            ..Article::new(evil, evil)
        };
        let row = Quotation {
            quote: evil.into(),
            speaker: evil.into(),
            source: evil.into(),
            role: evil.into(),
            cue: evil.into(),
            speaker_mention: evil.into(),
            flags: vec![evil.into()],
            quote_spans: vec![Span::new(0, 20)],
            ..sample::full_row()
        };
        let html = page(article, vec![row]);
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(!html.contains("javascript:alert"));
        assert!(html.contains("&lt;script&gt;alert(1)&lt;&#x2f;script&gt;&quot;&#x27;&amp;"));
    }

    #[test]
    fn the_page_asks_for_nothing_from_elsewhere() {
        let article = Article { url: Some("https://quay.example/a?b&c".into()), ..Article::new("a.txt", "Hej.") };
        let html = page(article, vec![sample::bare_row()]);
        assert!(html.contains("default-src 'none'"));
        // Its own script and no other.
        let policy = html.split("script-src ").nth(1).and_then(|rest| rest.split(';').next()).unwrap();
        assert!(policy.starts_with("'sha256-") && !policy.contains("unsafe"), "{policy}");
        let script = html.split("<script>").nth(1).and_then(|rest| rest.split("</script>").next()).unwrap();
        assert!(crate::policy::policy("", Some(script)).contains(policy));
        // Its own styles and no others, none of them on an element.
        let style = html.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
        let policy = crate::policy::policy(style, Some(script));
        assert!(html.contains(&policy) && !html.contains("style="), "{policy}");
        for tag in ["<link", "<img", "src=", "@import", "url("] {
            assert!(!html.contains(tag), "{tag}");
        }
        assert!(html.contains("href=\"https:&#x2f;&#x2f;quay.example&#x2f;a?b&amp;c\""));
    }

    #[test]
    fn the_cast_is_a_list_to_click() {
        let text = "Lida Haro, the <b>mayor</b>, left. She said she was tired.";
        let rows = Extractor::default().extract(text);
        let mut writer = Box::new(ReportWriter::new().with_cast());
        writer.add(Article::new("a.txt", text), rows).unwrap();
        let mut out = Vec::new();
        writer.finish(&mut out).unwrap();
        let html = String::from_utf8(out).unwrap();
        assert!(html.contains("class=\"pick\" data-speaker=\"Lida Haro\">Lida Haro</button>"), "{html}");
        // Every mention is a link to a place that is there.
        let links: Vec<&str> = html.split("href=\"#tm").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(links.len() > 1);
        assert!(links.iter().all(|id| html.contains(&format!("id=\"tm{id}\""))), "{html}");
        assert!(!html.contains("<b>mayor"));
        assert!(!page(Article::new("a.txt", text), vec![]).contains("Who is in the story"));
    }

    #[test]
    fn every_row_stands_beside_its_marks() {
        let article =
            Article::new("a.txt", "“Så,” said Mara Lindqvist, harbour master. The ferry, late or not, sails.");
        let html = page(article, vec![Quotation { quote_spans: vec![Span::new(1, 3)], ..sample::full_row() }]);
        assert!(html.contains("data-q=\"1-1\""));
        assert!(html.contains("id=\"r1-1\"") && html.contains("id=\"t1-1\""));
    }

    #[test]
    fn words_that_nobody_said_are_shown_as_such() {
        let article = Article::new("a.txt", "The “experts” met.");
        let row = Quotation {
            kind: Kind::Marked,
            flags: vec!["scare".into()],
            quote_spans: vec![Span::new(5, 12)],
            ..sample::bare_row()
        };
        let html = page(article, vec![row]);
        assert!(html.contains("class=\"m k h") && html.contains("<b>scare</b>"), "{html}");
        assert!(html.contains("value=\"marked\"") && !html.contains("(not told)"));
    }

    #[test]
    fn lines_that_are_not_read_are_shown_paler() {
        let text = "“We go on.\n\nRelated article: Border reopens\n\nWe do,” said Bo Ek.";
        let html = page(Article::new("a.txt", text), Extractor::default().extract(text));
        assert!(
            html.contains("title=\"not read as text of the article\">Related article: Border reopens</span>"),
            "{html}"
        );
    }

    #[test]
    fn a_report_without_rows_is_a_page_too() {
        let html = page(Article::new("a.txt", ""), vec![]);
        assert!(html.contains("No quotations"));
    }
}
