//! Factiva: with field codes (`HD`, `LP`, `TD` ...), and without.

use super::{iso_date, paragraphs, trimmed};
use crate::error::{Error, Result};
use crate::input::Article;

/// The codes of fields.
const CODES: &[&str] = &[
    "HD", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN", "NS",
    "RE", "IPC", "IPD", "PUB", "AN", "SE", "BY", "CLM", "ART", "DLN",
];

/// The field that a line opens: a code alone, or followed by its value.
pub(super) fn code(line: &str) -> Option<&'static str> {
    if !line.as_bytes().first_chunk::<2>().is_some_and(|start| start.iter().all(u8::is_ascii_uppercase)) {
        return None;
    }
    let word = line.split([' ', '\t']).next()?;
    CODES.iter().copied().find(|code| *code == word)
}

/// The articles of a Factiva export with field codes: HD, SN, PD, LP, TD ... AN.
pub(in crate::input) fn articles(id: &str, text: &str) -> Vec<Result<Article>> {
    let coded = text.lines().any(|line| code(line) == Some("HD"));
    if !coded && text.lines().any(|line| number(line.trim()).is_some()) {
        return plain(id, text);
    }
    let mut articles = Vec::new();
    let mut fields: Vec<(&'static str, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        match code(line) {
            // The accession number is the last field of an article, the headline or its column the first.
            Some(code) => {
                let opens = matches!(code, "HD" | "SE" | "CLM") && fields.iter().any(|(c, _)| *c == "AN" || *c == code);
                if opens {
                    articles.push(std::mem::take(&mut fields));
                }
                fields.push((code, vec![line[code.len()..].trim()]));
            }
            None => {
                if let Some((_, lines)) = fields.last_mut() {
                    lines.push(line.trim_end());
                }
            }
        }
    }
    articles.push(fields);
    articles.retain(|fields| fields.iter().any(|(code, _)| *code == "HD"));
    if articles.is_empty() {
        return vec![Err(Error::asked(id, "no article found (looked for the field codes HD, LP, TD)"))];
    }
    articles.iter().enumerate().map(|(i, fields)| coded_article(format!("{id}#{}", i + 1), fields)).collect()
}

fn coded_article(place: String, fields: &[(&str, Vec<&str>)]) -> Result<Article> {
    let value = |code: &str| {
        let (_, lines) = fields.iter().find(|(c, _)| *c == code)?;
        let words = lines.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    };
    let body: Vec<String> = fields
        .iter()
        .filter(|(code, _)| matches!(*code, "LP" | "TD"))
        .map(|(_, lines)| trimmed(lines))
        .filter(|text| !text.is_empty())
        .collect();
    if body.is_empty() {
        return Err(Error::input(place, "this article has neither LP nor TD: no body"));
    }
    let number = value("AN").and_then(|an| an.split_whitespace().last().map(str::to_owned));
    let date = value("PD");
    Ok(Article {
        id: number.unwrap_or(place),
        text: body.join("\n\n"),
        date,
        outlet: value("SN"),
        title: value("HD"),
        ..Article::default()
    })
}

/// The accession number in the line that ends an article: `Document QUAY000020240301ek310001a`.
pub(super) fn number(line: &str) -> Option<&str> {
    let number = line.strip_prefix("Document ")?.trim();
    let letters = number.bytes().take_while(|b| b.is_ascii_uppercase()).count();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let whole = number.bytes().all(|b| b.is_ascii_alphanumeric());
    (whole && letters >= 2 && digits >= 8 && number.len() <= 40).then_some(number)
}

/// `120 words`, `1,204 words`.
pub(super) fn is_word_count(line: &str) -> bool {
    line.strip_suffix(" words").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit() || b == b','))
}

/// The articles of an export without codes: headline, number of words, date, outlet ... and `Document NUMBER` behind the body.
fn plain(id: &str, text: &str) -> Vec<Result<Article>> {
    let mut all = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in text.lines() {
        match number(line.trim()) {
            Some(number) => {
                let place = format!("{id}#{}", all.len() + 1);
                all.push(plain_article(place, number, &std::mem::take(&mut block)));
            }
            None => block.push(line),
        }
    }
    // Without its number the last article would be lost; lines about the search stand there as well.
    if block.iter().any(|line| is_word_count(line.trim())) {
        all.push(plain_article(format!("{id}#{}", all.len() + 1), "", &block));
    }
    all
}

fn plain_article(place: String, number: &str, block: &[&str]) -> Result<Article> {
    let wrong = |what: &str| Err(Error::input(&place, what));
    let Some(count) = block.iter().position(|line| is_word_count(line.trim())) else {
        return wrong("the head of this article was not found (no line such as \"120 words\")");
    };
    let all = paragraphs(block);
    // The headline is what stands before, without the byline; sections and columns stand before it in lines of their own.
    let before: Vec<&str> = block[..count].iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let is_byline = |line: &&str| line.to_lowercase().starts_with("by ");
    let unsigned = before.iter().position(is_byline).unwrap_or(before.len());
    let headline = match unsigned {
        0 => before.first(),
        unsigned => before[..unsigned].last(),
    };
    let mut head = block[count + 1..].iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let date = head.next().filter(|line| iso_date(line).is_some());
    let is_time = |line: &&str| line.contains(':') && line.bytes().next().is_some_and(|b| b.is_ascii_digit());
    let outlet = head.by_ref().find(|line| !is_time(line));
    // The head ends with the paragraph that holds the number of words, or with its last lines: code, page, language, copyright.
    let copyright = block.iter().skip(count).take(24).position(|line| is_copyright(line.trim())).map(|at| count + at);
    let start = match copyright {
        Some(at) => at + 1,
        None => match all.iter().rfind(|(first, _)| *first <= count) {
            Some((first, lines)) => first + lines.len(),
            None => count + 1,
        },
    };
    let text = trimmed(block.get(start..).unwrap_or_default());
    if text.is_empty() || date.is_none() {
        return wrong(
            "the body of this article was not found (no date behind the number of words, or nothing behind its head)",
        );
    }
    Ok(Article {
        date: date.map(str::to_owned),
        outlet: outlet.map(str::to_owned),
        title: headline.map(|line| (*line).to_owned()),
        ..Article::new(if number.is_empty() { place.as_str() } else { number }, text)
    })
}

/// The last line of an article's head.
fn is_copyright(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.starts_with("copyright")
        || lower.starts_with("(c)")
        || lower.starts_with('©')
        || lower.starts_with("all rights reserved")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_without_codes() {
        let text = "Front\nKiln town counts its bricks\nBy Ada Fenn\n1,120 words\n24 May 2026\n10:15\nKattvik Courier\nKATCOU\n3\nEnglish\nCopyright 2026. Courier Ltd.\n\n“We burned coal,” said Lena Brouk.\n\nShe left.\n\nDocument KATCOU0020260524em5o0001a\n\n\n\
            Ferry late again\n88 words\n25 May 2026\nThe Harbour Post\nHARPOS\nEnglish\n\n“Late,” said Ivo Tamm.\n\nDocument HARPOS0020260525em5p00002\n\nSearch Summary\n";
        let all: Vec<Article> = articles("f.txt", text).into_iter().map(|a| a.unwrap()).collect();
        let first = &all[0];
        assert_eq!(
            (first.id.as_str(), first.text.as_str()),
            ("KATCOU0020260524em5o0001a", "“We burned coal,” said Lena Brouk.\n\nShe left.")
        );
        assert_eq!(
            (first.title.as_deref(), first.outlet.as_deref()),
            (Some("Kiln town counts its bricks"), Some("Kattvik Courier"))
        );
        assert_eq!((all[1].text.as_str(), all[1].date.as_deref()), ("“Late,” said Ivo Tamm.", Some("25 May 2026")));
        assert_eq!(all.len(), 2);
    }

    #[test]
    fn a_document_in_a_sentence_ends_nothing() {
        for line in ["Document this, she said", "Document 12", "Document KATCOU lost", "120 words or more"] {
            assert!(number(line).is_none() && !is_word_count(line), "{line}");
        }
    }
}
