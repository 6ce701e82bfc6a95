//! Page furniture: lines that a page puts between the paragraphs of an article.
//!
//! Takes a line and where it stands; gives what kind of furniture it is, or that it is none. It does not cut anything.
//!
//! A pattern alone makes no furniture: the line must be short, begin like a line of its own, and, where the pattern is
//! made of ordinary words, not read like a sentence.

use super::layout::RegionKind;
use super::lines::is_ended;
use crate::lexicon::rule_words;
use crate::lexicon::{Lexicon, LineKind};

/// The longest line, in bytes, that is looked at: a caption may be a sentence or two.
const LONGEST: usize = 300;

/// The longest line that is looked up as a whole.
const LONGEST_WHOLE: usize = 40;

/// The patterns that furniture is known by: those of the built-in lists, or with a user's changes.
#[derive(Clone, Copy)]
pub struct Furniture(&'static Lexicon);

impl Furniture {
    /// The patterns of these lists.
    pub fn of(lexicon: &'static Lexicon) -> Self {
        Furniture(lexicon)
    }
}

impl Default for Furniture {
    fn default() -> Self {
        Furniture(Lexicon::built_in())
    }
}

impl std::fmt::Debug for Furniture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if *self == Furniture::default() { "Furniture" } else { "Furniture(changed)" })
    }
}

impl PartialEq for Furniture {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Furniture {}

impl From<LineKind> for RegionKind {
    fn from(kind: LineKind) -> Self {
        match kind {
            LineKind::Furniture => RegionKind::Furniture,
            LineKind::Byline => RegionKind::Byline,
            LineKind::Caption => RegionKind::Caption,
            LineKind::Credit => RegionKind::Credit,
            LineKind::Correction => RegionKind::Correction,
        }
    }
}

/// A short line as it is looked up: without the marks of a link or label behind it.
fn bare(line: &str) -> Option<&str> {
    let line = line.trim_end_matches([':', '.', '»', '>', '→', ' ']);
    (line.len() <= LONGEST_WHOLE).then_some(line)
}

/// Whether `line` heads a list of links: `Most read`.
pub(super) fn heads_list(furniture: Furniture, line: &str) -> bool {
    bare(line).is_some_and(|line| furniture.0.heads_links(line))
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
    let Furniture(lexicon) = furniture;
    if line.len() <= LONGEST_WHOLE
        && let Some(kind) = bare(line).and_then(|line| lexicon.whole_line(line))
        // The last line of a wrapped paragraph may be a single word: `Twitter.`
        && !(inside && (line.ends_with('.') || line.chars().any(char::is_lowercase)))
    {
        return Some(kind.into());
    }
    if let Some((length, kind)) = lexicon.line_start(line) {
        let (pattern, rest) = line.split_at(length);
        let kind = kind.into();
        let whole = !pattern.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
        let capital = !line.starts_with(char::is_lowercase);
        // `Latest: The works will shut. “We burned coal here,” said Lena Brouk.` is a paragraph behind a label.
        let prose = kind == RegionKind::Furniture && is_prose(rest);
        if whole && capital && !prose && (is_label(pattern, rest) || (!inside && reads_like_a_label(line, rest, kind)))
        {
            return Some(kind);
        }
    }
    if !inside && line.len() <= 160 {
        let (length, kind) = lexicon.line_part(line)?;
        // In a sentence of any length the words are those of the article.
        let carries = !is_ended(line) || length * 5 >= line.len();
        return (carries && !reads_like_speech(line)).then_some(kind.into());
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

/// Whether what stands behind a label is running text: several sentences, or somebody's words with their speaker.
fn is_prose(rest: &str) -> bool {
    let quoted = rest.contains(['"', '“', '«', '‘']) && reads_like_speech(rest);
    let ends = rest.match_indices(['.', '!', '?']).filter(|(at, _)| {
        let mut behind = rest[at + 1..].chars().skip_while(|c| matches!(c, '”' | '"' | '’'));
        behind.next() == Some(' ') && behind.next().is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '‘'))
    });
    is_ended(rest) && (quoted || ends.count() > 0 && rest.len() > 60)
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
    line.split(' ').skip(1).any(|word| rule_words::SPEECH_VERB.iter().any(|verb| word.starts_with(verb)))
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

/// Whether a line is nothing but a number: that of a page, where it stands in the middle of a sentence.
pub(super) fn is_bare_number(line: &str) -> bool {
    is_number(line, 4)
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
    use crate::lexicon::Overlay;

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
        let changed = super::Furniture::of(Box::leak(Box::new(Lexicon::with_overlay(&overlay))));
        assert_eq!(kind(changed, "From our archive", false), Some(RegionKind::Furniture));
        assert_eq!(kind(super::Furniture::default(), "From our archive", false), None);
        assert_ne!(
            kind(changed, "Photo: Voters wait", false),
            kind(super::Furniture::default(), "Photo: Voters wait", false)
        );
    }

    #[test]
    fn a_pattern_of_two_rows_keeps_the_first_kind_and_a_whole_line_takes_the_last() {
        let mut overlay = Overlay::default();
        let rows = "Photo By,line-prefix,correction\nMost Read,line-exact,credit\n# ,line-contains,caption\n";
        overlay.read_csv("furniture", &format!("pattern,where,kind\n{rows}")).unwrap();
        let lexicon: &Lexicon = Box::leak(Box::new(Lexicon::with_overlay(&overlay)));
        let (changed, built_in) = (super::Furniture::of(lexicon), super::Furniture::default());
        for line in ["photo by A. Roe", "PHOTO BY A. ROE", "Photo By A. Roe"] {
            assert_eq!(kind(changed, line, false), kind(built_in, line, false), "{line}");
        }
        assert_eq!(kind(built_in, "MOST READ:", false), Some(RegionKind::Furniture));
        assert_eq!(kind(changed, "MOST READ:", false), Some(RegionKind::Credit));
        assert!(heads_list(changed, "Most read") && heads_list(built_in, "Most read"));
        assert_eq!(kind(changed, "At the bridge # 4", false), Some(RegionKind::Caption));
        assert_eq!(kind(built_in, "At the bridge # 4", false), None);
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
