//! Page furniture: lines that a page puts between the paragraphs of an article.
//!
//! Takes a line and where it stands; gives what kind of furniture it is, or that it is none. It does not cut anything.
//!
//! A pattern alone makes no furniture: the line must be short, begin like a line of its own, and, where the pattern is
//! made of ordinary words, not read like a sentence.

use super::layout::RegionKind;
use super::lines::is_ended;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The longest line, in bytes, that is looked at: a caption may be a sentence or two.
const LONGEST: usize = 300;

struct Patterns {
    /// All patterns that a line begins with, `kinds` in the same order.
    prefixes: AhoCorasick,
    prefix_kinds: Vec<RegionKind>,
    contained: AhoCorasick,
    contained_kinds: Vec<RegionKind>,
    exact: FxHashMap<Vec<u8>, RegionKind>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let (mut prefixes, mut prefix_kinds) = (Vec::new(), Vec::new());
    let (mut contained, mut contained_kinds) = (Vec::new(), Vec::new());
    let mut exact = FxHashMap::default();
    let mut rows = csv::Reader::from_reader(include_str!("../lexicon/page_furniture.csv").as_bytes());
    for row in rows.records().flatten() {
        let kind = match &row[2] {
            "byline" => RegionKind::Byline,
            "caption" => RegionKind::Caption,
            "credit" | "contact" => RegionKind::Credit,
            "correction" => RegionKind::Correction,
            _ => RegionKind::Furniture,
        };
        let pattern = row[0].to_string();
        match &row[1] {
            "line-exact" => _ = exact.insert(pattern.trim().as_bytes().to_vec(), kind),
            "line-contains" => {
                contained.push(pattern);
                contained_kinds.push(kind);
            }
            _ => {
                prefixes.push(pattern);
                prefix_kinds.push(kind);
            }
        }
    }
    let limits = "a few hundred short patterns are within the limits of the automaton";
    let prefixes = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .start_kind(StartKind::Anchored)
        .build(&prefixes)
        .expect(limits);
    // Every short line is searched whole, and only a search that minds the case is fast: hence three writings of each.
    let written = contained.iter().flat_map(|p| [p.clone(), capitalised(p), p.to_uppercase()]);
    let contained = AhoCorasick::new(written).expect(limits);
    Patterns { prefixes, prefix_kinds, contained, contained_kinds, exact }
});

/// A pattern with its first letter in upper case.
fn capitalised(pattern: &str) -> String {
    let mut chars = pattern.chars();
    chars.next().map(char::to_uppercase).into_iter().flatten().chain(chars).collect()
}

impl Patterns {
    /// The kind of a line that is a pattern as a whole, in whatever case.
    fn exact(&self, line: &str) -> Option<RegionKind> {
        let mut lower = [0; 40];
        let lower = lower.get_mut(..line.len())?;
        lower.copy_from_slice(line.as_bytes());
        lower.make_ascii_lowercase();
        self.exact.get(&*lower).copied()
    }
}

/// What kind of furniture `line` is, if any.
///
/// `inside` tells that the line before it breaks off in mid-sentence with no blank line between: then only what cannot
/// be a piece of running text counts.
pub(super) fn kind(line: &str, inside: bool) -> Option<RegionKind> {
    if line.len() > LONGEST {
        return (is_address(line)).then_some(RegionKind::Furniture);
    }
    if is_address(line) || is_page_mark(line, inside) {
        return Some(RegionKind::Furniture);
    }
    let line = line.trim_start_matches(['>', '→', '»', '▶', '►', '•', '*', '|', ' ', '\u{a0}']);
    // The bytes that can begin a pattern; most lines of prose end here or in the first steps of the automaton.
    let patterns = &*PATTERNS;
    if line.len() <= 40
        && let Some(kind) = patterns.exact(line.trim_end_matches([':', '.', '»', '>', '→', ' ']))
        && !(inside && line.starts_with(char::is_lowercase))
    {
        return Some(kind);
    }
    if let Some(found) = patterns.prefixes.find(Input::new(line).anchored(Anchored::Yes)) {
        let pattern = &line[..found.end()];
        let rest = &line[found.end()..];
        let marked = !pattern.ends_with(|c: char| c.is_alphanumeric() || c == ' ') || rest.starts_with(':');
        let whole = !pattern.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
        let capital = !line.starts_with(char::is_lowercase);
        let label = marked && !rest.trim_start_matches([':', ' ']).starts_with(['"', '“', '«']);
        let kind = patterns.prefix_kinds[found.pattern()];
        if whole && capital && (label || (!inside && reads_like_a_label(line, pattern, kind))) {
            return Some(kind);
        }
    }
    if !inside && line.len() <= 200 {
        return patterns.contained.find(line).map(|m| patterns.contained_kinds[m.pattern().as_usize() / 3]);
    }
    None
}

/// Whether a line that begins with ordinary words (`Photo by`, `Read more about`) is a label and not a sentence.
fn reads_like_a_label(line: &str, pattern: &str, kind: RegionKind) -> bool {
    let spoken = line.contains(['"', '“', '”', '«']) && is_ended(line);
    match kind {
        RegionKind::Furniture => {
            line.len() <= 120 && (!is_ended(line) || (line.len() <= 90 && pattern.len() >= 8)) && !spoken
        }
        RegionKind::Correction => true,
        _ => line.len() <= 200 && !spoken,
    }
}

/// Whether a line is nothing but a web or mail address.
fn is_address(line: &str) -> bool {
    let line = line.trim_matches(['<', '>', '(', ')', '[', ']']);
    let starts = ["http://", "https://", "www.", "HTTP://", "HTTPS://", "WWW."].iter().any(|s| line.starts_with(s));
    if starts {
        return !line.contains(char::is_whitespace);
    }
    line.len() <= 80
        && line.bytes().filter(|&b| b == b'@').count() == 1
        && !line.starts_with('@')
        && line.contains('.')
        && !line.contains(char::is_whitespace)
}

/// Whether a line is a page number or a rule: `3/12`, `Page 3 of 12`, `- 3 -`, `* * *`.
fn is_page_mark(line: &str, inside: bool) -> bool {
    if line.len() > 40 {
        return false;
    }
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    if digits > 0 {
        if inside && !line.contains('/') {
            return false;
        }
        let lower = line.to_ascii_lowercase();
        let bare = lower.strip_prefix("page ").unwrap_or(&lower);
        let paged = bare.len() < lower.len();
        let slash = bare.split_once('/').or_else(|| bare.split_once(" of "));
        return match slash {
            Some((a, b)) => is_number(a.trim(), 3) && is_number(b.trim(), 3) && a.trim().len() <= b.trim().len(),
            None => {
                let core = bare.trim_matches(['-', '–', '—', ' ', '|']);
                is_number(core, 4) && (paged || core.len() < bare.len())
            }
        };
    }
    line.chars().all(|c| matches!(c, '*' | '_' | '=' | '-' | '–' | '—' | '~' | '#' | ' ' | '.' | '•' | '·'))
        && line.chars().filter(|c| !matches!(c, ' ')).count() >= 3
        && !line.starts_with("...")
}

fn is_number(text: &str, longest: usize) -> bool {
    !text.is_empty() && text.len() <= longest && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_furniture() {
        use RegionKind::*;
        for (line, expected) in [
            ("Related article: Border Reopens After Talks", Furniture),
            ("READ MORE: Where to register", Furniture),
            ("Also Read: State to audit wells", Furniture),
            ("ADVERTISEMENT", Furniture),
            ("https://www.gyumri-post.example/2025/04/border-reopens", Furniture),
            ("newsdesk@wire.example", Furniture),
            ("3/12", Furniture),
            ("Page 3 of 12", Furniture),
            ("- 4 -", Furniture),
            ("* * *", Furniture),
            ("Share", Furniture),
            ("Sign up to our morning briefing", Furniture),
            ("Follow us on Telegram", Furniture),
            ("Published 2 hours ago", Furniture),
            ("(Reporting by Lida Haro in Gyumri; editing by A. Roe)", Credit),
            ("Pixwire contributed reporting.", Credit),
            ("© 2024 Aravot Wire", Credit),
            ("Photo: Voters wait in Gyumri. A. Roe/Pixwire", Caption),
            ("Image caption, The bridge is closed", Caption),
            ("This article was amended on 2 May.", Correction),
        ] {
            assert_eq!(kind(line, false), Some(expected), "{line}");
        }
    }

    #[test]
    fn leaves_sentences_alone() {
        for line in [
            "Related to this, the ministry said, are two further cases.",
            "Watch how the bridge sways, he told the visitors.",
            "Photographers were kept out of the photo call on Monday.",
            "Sharing the stage with Haro, the mayor promised a new school.",
            "Read more than ten pages, the teacher said, and you pass.",
            "More than 300 people fled.",
            "“Read more,” the teacher said.",
            "Published figures show a fall in exports, the bank said on Monday, though it warned the series was short.",
            "Source: \"He lied,\" the officer said.",
            "14:40",
            "1997",
            "...and that was it.",
        ] {
            assert_eq!(kind(line, false), None, "{line}");
        }
    }

    #[test]
    fn takes_only_clear_furniture_in_mid_sentence() {
        assert_eq!(kind("Related article: Border Reopens", true), Some(RegionKind::Furniture));
        assert_eq!(kind("https://gyumri-post.example/a", true), Some(RegionKind::Furniture));
        for line in ["read more: it", "published by the bank", "more from", "2 of 3", "photo: it", "Contact us"] {
            assert_eq!(kind(line, true), None, "{line}");
        }
    }
}
