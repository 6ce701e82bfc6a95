//! Page furniture: lines that a page puts between the paragraphs of an article.
//!
//! Takes a line and where it stands; gives what kind of furniture it is, or that it is none. It does not cut anything.
//!
//! A pattern alone makes no furniture: the line must be short, begin like a line of its own, and, where the pattern is
//! made of ordinary words, not read like a sentence.

use super::layout::RegionKind;
use super::lines::is_ended;
use crate::lexicon::Overlay;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The longest line, in bytes, that is looked at: a caption may be a sentence or two.
const LONGEST: usize = 300;

pub struct Patterns {
    /// All patterns that a line begins with, `prefix_kinds` in the same order.
    prefixes: AhoCorasick,
    prefix_kinds: Vec<RegionKind>,
    contained: AhoCorasick,
    contained_kinds: Vec<RegionKind>,
    exact: FxHashMap<Vec<u8>, RegionKind>,
    /// Headings of link lists.
    heads: FxHashSet<Vec<u8>>,
}

static BUILT_IN: LazyLock<Patterns> = LazyLock::new(|| Patterns::of(Overlay::default().rows(LIST)));

/// The name of the list.
const LIST: &str = "page_patterns";

/// The patterns that furniture is known by; those of the list, or with a user's changes.
#[derive(Clone, Copy, Default)]
pub struct Furniture(Option<&'static Patterns>);

impl Furniture {
    /// The patterns with a user's changes. They stay in memory until the program ends.
    pub fn with_overlay(overlay: &Overlay) -> Self {
        Furniture(overlay.changes_list(LIST).then(|| &*Box::leak(Box::new(Patterns::of(overlay.rows(LIST))))))
    }

    fn patterns(self) -> &'static Patterns {
        self.0.unwrap_or(&BUILT_IN)
    }
}

impl std::fmt::Debug for Furniture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Furniture(changed)" } else { "Furniture" })
    }
}

impl PartialEq for Furniture {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.patterns(), other.patterns())
    }
}

impl Eq for Furniture {}

impl Patterns {
    fn of(rows: Vec<csv::StringRecord>) -> Patterns {
        let (mut prefixes, mut prefix_kinds) = (Vec::new(), Vec::new());
        let (mut contained, mut contained_kinds) = (Vec::new(), Vec::new());
        let mut exact = FxHashMap::default();
        let mut heads = FxHashSet::default();
        for row in rows {
            let kind = match &row[2] {
                "byline" => RegionKind::Byline,
                "caption" => RegionKind::Caption,
                "credit" | "copyright" => RegionKind::Credit,
                "correction" => RegionKind::Correction,
                _ => RegionKind::Furniture,
            };
            let pattern = row[0].to_lowercase();
            match &row[1] {
                "list-head" => {
                    exact.insert(pattern.trim().as_bytes().to_vec(), kind);
                    heads.insert(pattern.trim().as_bytes().to_vec());
                }
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
        let automaton = |patterns: Vec<String>, start| {
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::LeftmostLongest)
                .start_kind(start)
                .build(patterns)
                .expect("a few hundred short patterns are within the limits of the automaton")
        };
        let prefixes = automaton(prefixes, StartKind::Anchored);
        let contained = automaton(contained, StartKind::Unanchored);
        Patterns { prefixes, prefix_kinds, contained, contained_kinds, exact, heads }
    }
}

impl Patterns {
    /// The kind of a line that is a pattern as a whole, in whatever case.
    fn exact(&self, line: &str) -> Option<RegionKind> {
        let mut buffer = [0; 40];
        self.exact.get(lower(line, &mut buffer)?).copied()
    }
}

/// A short line as the lists have it: in lower case, without the marks of a link or label behind it.
fn lower<'a>(line: &str, buffer: &'a mut [u8; 40]) -> Option<&'a [u8]> {
    let line = line.trim_end_matches([':', '.', '»', '>', '→', ' ']);
    let lower = buffer.get_mut(..line.len())?;
    lower.copy_from_slice(line.as_bytes());
    lower.make_ascii_lowercase();
    Some(lower)
}

/// Whether `line` heads a list of links: `Most read`.
pub(super) fn heads_list(furniture: Furniture, line: &str) -> bool {
    let mut buffer = [0; 40];
    lower(line, &mut buffer).is_some_and(|line| furniture.patterns().heads.contains(line))
}

/// Whether `line`, standing in a list of links, may be one of them.
pub(super) fn is_list_item(line: &str) -> bool {
    line.len() <= 120 && !line.ends_with(['.', ':', ',']) && !reads_like_speech(line)
}

/// What kind of furniture `line` is, if any.
///
/// `inside` tells that running text may stand right before or behind the line, as in a wrapped paragraph: then only what
/// cannot be a piece of it counts.
pub(super) fn kind(furniture: Furniture, line: &str, inside: bool) -> Option<RegionKind> {
    if line.len() > LONGEST {
        return is_address(line).then_some(RegionKind::Furniture);
    }
    if is_address(line) || is_page_mark(line, inside) {
        return Some(RegionKind::Furniture);
    }
    let line = line.trim_start_matches(['>', '→', '»', '▶', '►', '•', '*', '|', ' ', '\u{a0}']);
    let patterns = furniture.patterns();
    if line.len() <= 40
        && let Some(kind) = patterns.exact(line)
        // The last line of a wrapped paragraph may be a single word: `Twitter.`
        && !(inside && (line.ends_with('.') || line.chars().any(char::is_lowercase)))
    {
        return Some(kind);
    }
    if let Some(found) = patterns.prefixes.find(Input::new(line).anchored(Anchored::Yes)) {
        let pattern = &line[..found.end()];
        let rest = &line[found.end()..];
        let kind = patterns.prefix_kinds[found.pattern()];
        let whole = !pattern.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
        let capital = !line.starts_with(char::is_lowercase);
        if whole && capital && (is_label(pattern, rest) || (!inside && reads_like_a_label(line, rest, kind))) {
            return Some(kind);
        }
    }
    if !inside && line.len() <= 160 {
        let found = patterns.contained.find(line)?;
        let kind = patterns.contained_kinds[found.pattern()];
        // In a sentence of any length the words are those of the article.
        let carries = !is_ended(line) || found.len() * 5 >= line.len();
        return (carries && !reads_like_speech(line)).then_some(kind);
    }
    None
}

/// Whether the beginning of a line is a label by its punctuation: `Photo:`, `(Reporting by`, `©`.
fn is_label(pattern: &str, rest: &str) -> bool {
    let marked = pattern.starts_with(['(', '[', '©'])
        || pattern.ends_with([':', '|', '–', '-', '/', ','])
        || rest.starts_with(':');
    // `Source: "He lied," the officer said` is a line of a transcript.
    marked && !rest.trim_start_matches([':', ' ']).starts_with(['"', '“', '«'])
}

/// Whether a line that begins with ordinary words (`Photo by`, `Read more about`) is a label and not a sentence.
fn reads_like_a_label(line: &str, rest: &str, kind: RegionKind) -> bool {
    if kind == RegionKind::Correction {
        return true;
    }
    let spoken = line.contains(['"', '“', '”', '«']) && is_ended(line);
    if rest.starts_with(',') || spoken || reads_like_speech(line) {
        return false;
    }
    match kind {
        RegionKind::Furniture => line.len() <= 120 && (!is_ended(line) || line.len() <= 90),
        RegionKind::Caption => line.len() <= 200,
        // `Written by a poet in 1920, the hymn was banned.`
        _ => {
            line.len() <= 200
                && ![" was ", " were ", " is ", " are ", " has ", " had ", " will "].iter().any(|v| line.contains(v))
        }
    }
}

/// Whether somebody speaks in a line, which furniture has nobody do.
fn reads_like_speech(line: &str) -> bool {
    [" said", " told ", " says", " wrote", " added"].iter().any(|verb| line.contains(verb))
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
            assert_eq!(kind(super::Furniture::default(), line, false), Some(expected), "{line}");
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
            "The site uses cookies to follow its readers, and the regulator has ordered it to stop by the end of May.",
            "Written by a poet in 1920, the hymn was banned.",
            "Follow us, the guide shouted.",
            "Sign up for the army, the minister told students.",
            "REPORTER: Will you sign?",
        ] {
            assert_eq!(kind(super::Furniture::default(), line, false), None, "{line}");
        }
    }

    #[test]
    fn a_users_patterns_count_and_removed_ones_do_not() {
        let mut overlay = Overlay::default();
        overlay.read_csv("furniture", "pattern,where,kind\nFrom our Archive,line-exact,\n-photo:,,\n").unwrap();
        let changed = super::Furniture::with_overlay(&overlay);
        assert_eq!(kind(changed, "From our archive", false), Some(RegionKind::Furniture));
        assert_eq!(kind(super::Furniture::default(), "From our archive", false), None);
        assert_ne!(
            kind(changed, "Photo: Voters wait", false),
            kind(super::Furniture::default(), "Photo: Voters wait", false)
        );
    }

    #[test]
    fn takes_only_clear_furniture_in_mid_sentence() {
        assert_eq!(
            kind(super::Furniture::default(), "Related article: Border Reopens", true),
            Some(RegionKind::Furniture)
        );
        assert_eq!(
            kind(super::Furniture::default(), "https://gyumri-post.example/a", true),
            Some(RegionKind::Furniture)
        );
        for line in [
            "read more: it",
            "published by the bank",
            "more from",
            "2 of 3",
            "photo: it",
            "Contact us",
            "Twitter.",
            "Twitter",
            "Share this with",
        ] {
            assert_eq!(kind(super::Furniture::default(), line, true), None, "{line}");
        }
    }
}
