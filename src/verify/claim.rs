//! What is claimed: words, who is said to have said them, through whom.
//!
//! Takes CSV or JSON lines with the columns `claim,speaker,source` (and `id,doc,date,url,kind`), gives [`Claim`]s; and
//! takes the words of a claim apart: marked elisions, editorial brackets, outer quotation marks. Does not look at any
//! article. Spans count bytes of the claim's text.

use super::words::{self, Word};
use crate::error::{Error, Result};
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One claim as given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claim {
    /// Its id, as given or its number.
    #[serde(deserialize_with = "text")]
    pub id: String,
    /// The words.
    #[serde(alias = "quote", deserialize_with = "text")]
    pub claim: String,
    /// Who is said to have said them; empty where the claim does not say.
    #[serde(deserialize_with = "text")]
    pub speaker: String,
    /// The outlet through which they are said to have come; empty where the claim does not say.
    #[serde(alias = "via", deserialize_with = "text")]
    pub source: String,
    /// The article that is cited; where it is among those searched, no other counts.
    #[serde(deserialize_with = "text")]
    pub doc: String,
    /// The date of the claim.
    #[serde(deserialize_with = "text")]
    pub date: String,
    /// Where the claim was made.
    #[serde(deserialize_with = "text")]
    pub url: String,
    /// `indirect` for words that are not claimed to be verbatim.
    #[serde(deserialize_with = "text")]
    pub kind: String,
}

/// Text that may also come as null or as a number.
fn text<'de, D: serde::Deserializer<'de>>(value: D) -> std::result::Result<String, D::Error> {
    Ok(match serde_json::Value::deserialize(value)? {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(s) => s,
        other => other.to_string(),
    })
}

/// Reads claims from CSV or JSON lines, told by the first character; `name` stands in messages.
pub fn read_claims(name: &str, content: &str) -> Result<Vec<Claim>> {
    let content = content.trim_start_matches('\u{feff}');
    let mut claims = if content.trim_start().starts_with('{') { json(name, content)? } else { csv(name, content)? };
    for (n, claim) in claims.iter_mut().enumerate() {
        if claim.id.is_empty() {
            claim.id = (n + 1).to_string();
        }
        if Prepared::new(claim).words.is_empty() {
            return Err(Error::input(name, format!("claim {}: there is no word in it", claim.id)));
        }
    }
    Ok(claims)
}

fn json(name: &str, content: &str) -> Result<Vec<Claim>> {
    let lines = content.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    let parse = |(n, l): (usize, &str)| {
        serde_json::from_str::<Claim>(l).map_err(|e| {
            Error::input(
                format!("{name}:{}", n + 1),
                format!("{e}; a line is {{\"claim\": …, \"speaker\": …, \"source\": …}}"),
            )
        })
    };
    lines.map(parse).collect()
}

fn csv(name: &str, content: &str) -> Result<Vec<Claim>> {
    let body = match content.strip_prefix("sep=") {
        Some(rest) => rest.split_once('\n').map_or("", |x| x.1),
        None => content,
    };
    let header = body.lines().next().unwrap_or("");
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|d| (header.bytes().filter(|b| b == d).count(), usize::from(*d == b',')));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(body.as_bytes());
    let names: Vec<String> = reader.headers()?.iter().map(|h| h.trim().to_lowercase()).collect();
    let column = |wanted: &[&str]| names.iter().position(|n| wanted.contains(&n.as_str()));
    let Some(words) = column(&["claim", "quote"]) else {
        return Err(Error::input(
            name,
            format!("column \"claim\" not found (have: {}); the columns are claim,speaker,source", names.join(", ")),
        ));
    };
    let columns = [
        column(&["id"]),
        Some(words),
        column(&["speaker"]),
        column(&["source", "via"]),
        column(&["doc"]),
        column(&["date"]),
        column(&["url"]),
        column(&["kind"]),
    ];
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| Error::input(name, e.to_string()))?;
        let [id, claim, speaker, source, doc, date, url, kind] =
            columns.map(|c| c.and_then(|c| record.get(c)).unwrap_or("").trim().to_owned());
        out.push(Claim { id, claim, speaker, source, doc, date, url, kind });
    }
    Ok(out)
}

/// A word of a claim, with what the claim's own marks say about it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimWord {
    /// The word.
    pub word: Word,
    /// It stands in editorial brackets.
    pub editorial: bool,
    /// A marked elision comes before it.
    pub gap_before: bool,
}

/// A claim taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// The words that count, in order.
    pub words: Vec<ClaimWord>,
    /// The hash of each word.
    pub hashes: Vec<u64>,
    /// The hash of each word's form in reported speech.
    pub reported: Vec<u64>,
    /// The claim marks an elision between two of its words.
    pub elided: bool,
    /// The claim holds brackets or `[sic]`.
    pub editorial: bool,
}

impl Prepared {
    /// Takes `claim` apart.
    pub fn new(claim: &Claim) -> Self {
        let text = claim.claim.as_str();
        let (mask, editorial, gaps) = marks(text);
        let mut out = Vec::new();
        let (mut elided, mut last) = (false, 0);
        for mut word in words::words(&mask) {
            let gap = gaps.iter().any(|g| last <= g.start && g.end <= word.span.start) && !out.is_empty();
            elided |= gap;
            last = word.span.end;
            let inside = editorial.iter().any(|e| e.contains(word.span));
            if gap {
                word.hyphen_before = false;
            }
            out.push(ClaimWord { word, editorial: inside, gap_before: gap });
        }
        let hashes = out.iter().map(|w| words::hash(&w.word.norm)).collect();
        let reported = out.iter().map(|w| words::hash(words::reported(&w.word.norm))).collect();
        Prepared { words: out, hashes, reported, elided, editorial: !editorial.is_empty() || mask != text }
    }

    /// How many words count: those outside brackets.
    pub fn counted(&self) -> usize {
        self.words.iter().filter(|w| !w.editorial).count()
    }

    /// From the first word to the last, without outer marks and points.
    pub fn inner(&self) -> Span {
        match (self.words.first(), self.words.last()) {
            (Some(a), Some(b)) => Span::new(a.word.span.start, b.word.span.end),
            _ => Span::default(),
        }
    }
}

/// The text with `[sic]` and one-letter brackets blanked out or opened at equal length, the spans of editorial brackets,
/// and the spans of marked elisions.
fn marks(text: &str) -> (String, Vec<Span>, Vec<Span>) {
    let mut mask = text.to_owned();
    let (mut editorial, mut gaps) = (Vec::new(), Vec::new());
    for (open, close) in [('[', ']'), ('(', ')')] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|i| from + i) {
            let Some(end) = text[start..].find(close).map(|i| start + i + 1) else { break };
            from = end;
            let inner = text[start + 1..end - 1].trim();
            let blank = |mask: &mut String| mask.replace_range(start..end, &" ".repeat(end - start));
            if inner.chars().all(|c| matches!(c, '.' | '…' | ' ' | '\u{a0}')) {
                if !inner.is_empty() {
                    gaps.push(Span::new(start, end));
                }
                blank(&mut mask);
            } else if inner.eq_ignore_ascii_case("sic") || inner.eq_ignore_ascii_case("sic!") {
                blank(&mut mask);
            } else if open == '[' && inner.chars().count() == 1 && text[end..].starts_with(char::is_alphanumeric) {
                // "[W]e": the letter belongs to the word; a soft hyphen in the bracket's place keeps the offsets.
                mask.replace_range(end - 1..end, "\u{1}");
                mask.replace_range(start..start + 1, " ");
            } else {
                editorial.push(Span::new(start, end));
            }
        }
    }
    // The closing bracket inside a word: drop it by shifting the letter to stand beside the rest.
    while let Some(at) = mask.find('\u{1}') {
        let letter = mask[..at].chars().next_back().map_or(0, char::len_utf8);
        let moved = mask[at - letter..at].to_owned();
        mask.replace_range(at - letter..at + 1, &format!(" {moved}"));
    }
    let mut from = 0;
    while let Some(start) = mask[from..].find(['…', '.']).map(|i| from + i) {
        let rest = &mask[start..];
        let len = rest.find(|c: char| !matches!(c, '.' | '…' | ' ' | '\u{a0}')).unwrap_or(rest.len());
        let run = rest[..len].trim_end();
        if run.contains('…') || run.matches('.').count() >= 3 {
            gaps.push(Span::new(start, start + run.len()));
        }
        from = start + len.max(1);
    }
    gaps.sort();
    (mask, editorial, gaps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(claim: &str) -> Prepared {
        Prepared::new(&Claim { claim: claim.to_owned(), ..Claim::default() })
    }

    #[test]
    fn elisions_are_found_in_all_their_forms() {
        for claim in
            ["we go … home", "we go ... home", "we go […] home", "we go [...] home", "we go . . . home", "we go… home"]
        {
            let p = prepared(claim);
            assert!(p.elided && p.words[2].gap_before && p.words.len() == 3, "{claim}");
        }
        for claim in ["… we go home", "we go home …", "We go. Home.", "We go at 3.30. home"] {
            assert!(!prepared(claim).elided, "{claim}");
        }
    }

    #[test]
    fn brackets_are_editorial() {
        let p = prepared("We told [Armenia] to wait [sic] (again)");
        let inside: Vec<&str> = p.words.iter().filter(|w| w.editorial).map(|w| &*w.word.norm).collect();
        assert_eq!(inside, ["armenia", "again"]);
        assert_eq!((p.counted(), p.editorial, p.elided), (4, true, false));
        let one = prepared("“[W]e will wait”");
        assert_eq!(&*one.words[0].word.norm, "we");
        assert_eq!(one.counted(), 3);
    }

    #[test]
    fn tables_and_lines_are_read() {
        let csv = "\u{feff}id;Claim;speaker;via\r\n;\"We go\";Ida;Radio\r\n";
        let claims = read_claims("c.csv", csv).unwrap();
        assert_eq!((claims[0].id.as_str(), claims[0].source.as_str()), ("1", "Radio"));
        let lines = "{\"id\": 7, \"claim\": \"We go\", \"speaker\": null}\n";
        assert_eq!(read_claims("c", lines).unwrap()[0].id, "7");
        assert!(read_claims("c", "text,who\na,b\n").unwrap_err().to_string().contains("have: text, who"));
        assert!(read_claims("c", "{\"claim\": \"…\"}\n").unwrap_err().to_string().contains("no word"));
        assert!(read_claims("c", "{\"claim\": \"a\"}\n{bad\n").unwrap_err().to_string().starts_with("c:2: "));
    }
}
