//! Markdown.
//!
//! Takes the decoded text of a file, gives the words that it shows: links and emphasis without their signs, a blank line
//! between paragraphs, block quotations behind a colon with the marks that a text would have. What stands before the text between
//! `---` tells title, date, outlet and address. Code, pictures and notes are set aside.

use super::Article;
use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// The article of a file.
pub(super) fn article(id: String, text: &str) -> Article {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut page = Page::default();
    Parser::new_ext(text, options).for_each(|event| page.take(event));
    let mut article = Article { aside: page.aside, title: page.title, ..Article::new(id, page.text.trim()) };
    about(&page.about, &mut article);
    article
}

#[derive(Default)]
struct Page {
    text: String,
    aside: Vec<String>,
    about: String,
    title: Option<String>,
    /// Where the heading begins that is read now, if it may be the title.
    heading: Option<usize>,
    /// Where each open block quotation begins, and whether it is announced.
    quotes: Vec<(usize, bool)>,
    /// How many elements are open whose words are set aside.
    apart: usize,
    in_about: bool,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) => self.words(&words),
            Event::SoftBreak | Event::HardBreak => self.words("\n"),
            Event::InlineHtml(html) if html.starts_with("<br") => self.words("\n"),
            Event::Rule => self.paragraph(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => self.in_about = true,
            Tag::CodeBlock(_) | Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::HtmlBlock => {
                if self.apart == 0 {
                    self.aside.push(String::new());
                }
                self.apart += 1;
            }
            Tag::BlockQuote(_) => {
                self.paragraph();
                let announced = self.text.trim_end().ends_with(':');
                self.quotes.push((self.text.len(), announced));
            }
            Tag::Heading { .. } => {
                self.paragraph();
                self.heading = Some(self.text.len());
            }
            Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Table(_) => self.paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.in_about = false,
            TagEnd::CodeBlock | TagEnd::Image | TagEnd::FootnoteDefinition | TagEnd::HtmlBlock => {
                self.apart = self.apart.saturating_sub(1);
            }
            TagEnd::Heading(_) => {
                if let Some(at) = self.heading.take()
                    && self.title.is_none()
                {
                    self.title = Some(self.text[at..].split_whitespace().collect::<Vec<_>>().join(" "))
                        .filter(|t| !t.is_empty());
                }
                self.paragraph();
            }
            TagEnd::BlockQuote(_) => {
                // Of quotations within one another the outermost has the marks.
                if let Some((at, announced)) = self.quotes.pop()
                    && self.quotes.is_empty()
                {
                    self.mark(at, announced);
                }
                self.paragraph();
            }
            TagEnd::TableCell => self.words("\t"),
            TagEnd::TableRow | TagEnd::TableHead => self.words("\n"),
            TagEnd::Paragraph | TagEnd::Item | TagEnd::Table => self.paragraph(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        let out = match (self.in_about, self.apart > 0, self.aside.last_mut()) {
            (true, ..) => &mut self.about,
            (_, true, Some(aside)) => aside,
            _ => &mut self.text,
        };
        out.push_str(words);
    }

    /// Ends the paragraph, if one stands there.
    fn paragraph(&mut self) {
        if self.apart == 0 && !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\n\n");
        }
    }

    /// Gives a block quotation marks: an opening one to each paragraph, a closing one to the last.
    fn mark(&mut self, at: usize, announced: bool) {
        let block = self.text[at.min(self.text.len())..].trim().to_owned();
        if !announced || block.is_empty() || block.starts_with(['“', '"', '«', '„', '‘', '\'']) {
            return;
        }
        self.text.truncate(at);
        // A line that says whose words they are is none of them.
        let (words, whose) = match block.rsplit_once('\n') {
            Some((words, last)) if last.starts_with(['—', '–']) => (words.trim_end(), Some(last)),
            _ => (block.as_str(), None),
        };
        let marked: Vec<String> = words.split("\n\n").map(|paragraph| format!("“{paragraph}")).collect();
        self.text.push_str(&marked.join("\n\n"));
        self.text.push('”');
        if let Some(whose) = whose {
            self.text.push('\n');
            self.text.push_str(whose);
        }
    }
}

/// What the lines `key: value` before the text tell.
fn about(lines: &str, article: &mut Article) {
    for line in lines.lines() {
        let Some((key, value)) = line.split_once(':').or_else(|| line.split_once('=')) else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() {
            continue;
        }
        let place = match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => &mut article.title,
            "date" | "published" | "pubdate" | "publishdate" | "created" => &mut article.date,
            "outlet" | "publisher" | "publication" | "site" | "newspaper" | "source" if !value.contains("://") => {
                &mut article.outlet
            }
            "url" | "link" | "source" | "canonical" | "canonical_url" if value.contains("://") => &mut article.url,
            _ => continue,
        };
        *place = Some(value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_without_their_signs() {
        let text = "---\ntitle: \"Ferry late\"\ndate: 2026-03-02\nsource: https://quay.example/a\noutlet: The Quay Post\n---\n# Ferry *late* again\n\n“We **wait**,” said [Bo](https://x.example).\nIt `was` \\*cold\\*.[^1]\n\n- one\n- two\n\n![A ship](a.png)\n\n[^1]: A note.\n\n```\ncode\n```\n";
        let got = article("a.md".into(), text);
        assert_eq!(got.text, "Ferry late again\n\n“We wait,” said Bo.\nIt was *cold*.\n\none\n\ntwo");
        assert_eq!((got.title.as_deref(), got.date.as_deref()), (Some("Ferry late"), Some("2026-03-02")));
        assert_eq!(
            (got.outlet.as_deref(), got.url.as_deref()),
            (Some("The Quay Post"), Some("https://quay.example/a"))
        );
        assert!(got.aside.iter().any(|a| a == "A note.") && got.aside.iter().any(|a| a == "A ship"), "{:?}", got.aside);
    }

    #[test]
    fn block_quotations_behind_a_colon_have_marks() {
        let text = "She wrote:\n\n> Nobody will sail.\n>\n> Not today.\n\nA pulled line:\n\n> “Go,” he said.\n\nAside.\n\n> No words of hers.\n";
        assert_eq!(
            article("a.md".into(), text).text,
            "She wrote:\n\n“Nobody will sail.\n\n“Not today.”\n\nA pulled line:\n\n“Go,” he said.\n\nAside.\n\nNo words of hers."
        );
    }

    #[test]
    fn the_first_heading_is_the_title() {
        let got = article("a.md".into(), "Ferry late\n==========\n\nIt was.\n");
        assert_eq!((got.title.as_deref(), got.text.as_str()), (Some("Ferry late"), "Ferry late\n\nIt was."));
    }
}
