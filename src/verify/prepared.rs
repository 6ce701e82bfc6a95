//! The words of a claim taken apart.
//!
//! Takes a [`Claim`], gives its words with what the claim's own marks say about them: marked elisions, editorial
//! brackets, letters in brackets. Entities and wrongly decoded characters are read as what was meant. Does not look at
//! any article. Spans count bytes of the claim as given.

use super::claim::Claim;
use super::forms;
use super::words::{self, Word};
use crate::document::repair::{RepairOptions, Wrap, view_with};
use crate::span::Span;

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

/// From how many words on a claim tells something even if none of them does alone.
const TELLING: usize = 5;

/// A claim taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// The words that count, in order.
    pub words: Vec<ClaimWord>,
    /// The hash of each word.
    pub hashes: Vec<u64>,
    /// The hash of each word's class in reported speech.
    pub reported: Vec<u64>,
    /// The claim marks an elision between two of its words.
    pub elided: bool,
    /// The claim holds brackets or `[sic]`.
    pub editorial: bool,
    /// Entities or wrongly decoded characters were read as what was meant.
    pub repaired: bool,
    /// From the first word to the last as it was read: no brackets, no entities.
    pub inner: String,
}

/// A character with the bytes of the claim that it was read from.
#[derive(Clone, Copy, Debug)]
struct Read {
    c: char,
    from: Span,
    editorial: bool,
}

impl Prepared {
    /// Takes `claim` apart.
    pub fn new(claim: &Claim) -> Self {
        let read = decoded(&claim.claim);
        let repaired = !read.iter().map(|r| r.c).eq(claim.claim.chars());
        let (read, brackets) = unbracketed(&read);
        let text: String = read.iter().map(|r| r.c).collect();
        // The character at each byte.
        let mut at = Vec::with_capacity(text.len());
        for (n, r) in read.iter().enumerate() {
            at.resize(at.len() + r.c.len_utf8(), n);
        }
        let gaps = elisions(&text);
        let mut gaps = gaps.iter().peekable();
        let mut out: Vec<ClaimWord> = Vec::new();
        let (mut elided, mut inner) = (false, Span::default());
        for mut word in words::words(&text) {
            let mut gap = false;
            while gaps.next_if(|g| g.end <= word.span.start).is_some() {
                gap = !out.is_empty();
            }
            elided |= gap;
            word.hyphen_before &= !gap;
            inner = Span::new(if out.is_empty() { word.span.start } else { inner.start }, word.span.end);
            let (first, last) = (&read[at[word.span.start]], &read[at[word.span.end - 1]]);
            word.span = Span::new(first.from.start, last.from.end);
            out.push(ClaimWord { word, editorial: first.editorial, gap_before: gap });
        }
        let hashes = out.iter().map(|w| words::hash(&w.word.norm)).collect();
        let reported = out.iter().map(|w| words::hash(forms::class(&w.word.norm))).collect();
        let inner = text[inner.start..inner.end].to_owned();
        Prepared { words: out, hashes, reported, elided, editorial: brackets, repaired, inner }
    }

    /// How many runs of `length` words hold a word that the text may have drawn together, or taken apart: it is, it's.
    pub fn loose_runs(&self, length: usize) -> usize {
        let norm = |n: usize| self.words.get(n).map_or("", |w| &*w.word.norm);
        let drawn = |n: usize| norm(n).contains('\'') || forms::may_contract(norm(n), norm(n + 1));
        let loose: Vec<bool> = (0..self.words.len()).map(|n| drawn(n) || n > 0 && drawn(n - 1)).collect();
        loose.windows(length).filter(|run| run.contains(&true)).count()
    }

    /// How many words count: those outside brackets.
    pub fn counted(&self) -> usize {
        self.words.iter().filter(|w| !w.editorial).count()
    }

    /// Whether the claim is short and no word of it says anything by itself: "of the". Longer runs of such words
    /// ("what I can say is that") are found by their order.
    pub fn empty(&self) -> bool {
        let mut own = self.words.iter().filter(|w| !w.editorial);
        let mut first = own.by_ref().take(TELLING);
        first.all(|w| words::is_function_word(&w.word.norm)) && own.next().is_none()
    }
}

/// The characters of a claim: mojibake and entities as what was meant.
fn decoded(claim: &str) -> Vec<Read> {
    let options = RepairOptions { wrap: Wrap::Hard, keep_furniture: true, ..RepairOptions::default() };
    let plain =
        || claim.char_indices().map(|(b, c)| Read { c, from: Span::new(b, b + c.len_utf8()), editorial: false });
    let damaged = claim.contains(['â', 'Ã', 'Â', '\u{80}', '\u{93}', '\u{94}', '\u{91}', '\u{92}']);
    let mut read: Vec<Read> = match damaged {
        false => plain().collect(),
        true => {
            let view = view_with(claim, &options).0;
            let of = |(b, c): (usize, char)| {
                let from = view.to_original(Span::new(b, b + c.len_utf8()));
                let from = Span::new(from.first().map_or(0, |s| s.start), from.last().map_or(0, |s| s.end));
                Read { c, from, editorial: false }
            };
            view.text().char_indices().map(of).collect()
        }
    };
    // Twice: entities are escaped twice as well.
    for _ in 0..2 {
        if read.iter().any(|r| r.c == '&') {
            read = without_entities(&read);
        }
    }
    read
}

fn without_entities(read: &[Read]) -> Vec<Read> {
    let mut out = Vec::with_capacity(read.len());
    let mut n = 0;
    while n < read.len() {
        let end = (read[n].c == '&').then(|| (n + 2..read.len().min(n + 12)).find(|m| read[*m].c == ';')).flatten();
        if let Some(end) = end {
            let entity: String = read[n..=end].iter().map(|r| r.c).collect();
            let meant = htmlize::unescape(&*entity);
            if meant != entity {
                let from = Span::new(read[n].from.start, read[end].from.end);
                out.extend(meant.chars().map(|c| Read { c, from, editorial: false }));
                n = end + 1;
                continue;
            }
        }
        out.push(read[n]);
        n += 1;
    }
    out
}

/// The characters without brackets: `[sic]` gone, `[W]e` and `want[s]` joined, `[…]` an ellipsis, what else stands in
/// brackets or parentheses marked as editorial. Also whether there were any.
fn unbracketed(read: &[Read]) -> (Vec<Read>, bool) {
    let mut out: Vec<Read> = Vec::with_capacity(read.len());
    let (mut n, mut any) = (0, false);
    while n < read.len() {
        let close = match read[n].c {
            '[' => ']',
            '(' => ')',
            _ => {
                out.push(read[n]);
                n += 1;
                continue;
            }
        };
        let Some(end) = (n + 1..read.len().min(n + 400)).find(|m| read[*m].c == close) else {
            out.push(read[n]);
            n += 1;
            continue;
        };
        let inside = &read[n + 1..end];
        let inner: String = inside.iter().map(|r| r.c).collect();
        let inner = inner.trim();
        let square = close == ']';
        let letters = |r: Option<&Read>| r.is_some_and(|r| r.c.is_alphanumeric());
        let note = square && !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || c == '^');
        any = true;
        if inner.chars().all(|c| matches!(c, '.' | '…' | ' ' | '\u{a0}')) {
            let dots = if inner.is_empty() { ' ' } else { '…' };
            out.extend([' ', dots, ' '].map(|c| Read { c, from: read[n].from, editorial: false }));
        } else if inner.trim_end_matches('!').eq_ignore_ascii_case("sic")
            || (note && letters(n.checked_sub(1).map(|m| &read[m])))
        {
            // Nothing of the speaker's; a number behind a word is a note.
        } else if square && !inner.contains(char::is_whitespace) && (letters(read.get(end + 1)) || letters(out.last()))
        {
            // A letter or an ending: it belongs to the word.
            out.extend_from_slice(inside);
        } else {
            out.push(Read { c: ' ', from: read[n].from, editorial: false });
            out.extend(inside.iter().map(|r| Read { editorial: true, ..*r }));
            out.push(Read { c: ' ', from: read[end].from, editorial: false });
        }
        n = end + 1;
    }
    (out, any)
}

/// The marked elisions of a text: an ellipsis, three points and more, with or without spaces.
fn elisions(text: &str) -> Vec<Span> {
    let mut gaps = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(['…', '.']).map(|i| from + i) {
        let rest = &text[start..];
        let len = rest.find(|c: char| !matches!(c, '.' | '…' | ' ' | '\u{a0}')).unwrap_or(rest.len());
        let run = rest[..len].trim_end();
        if run.contains('…') || run.matches('.').count() >= 3 {
            gaps.push(Span::new(start, start + run.len()));
        }
        from = start + len.max(1);
    }
    gaps
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
        for (claim, word) in [("“[W]e will wait”", "we"), ("want[s] it", "wants"), ("wait[ed] here", "waited")] {
            let one = prepared(claim);
            assert_eq!(&*one.words[0].word.norm, word);
            assert_eq!(one.counted(), one.words.len());
        }
    }

    #[test]
    fn damage_is_read_as_what_was_meant() {
        for claim in ["&quot;We don&#8217;t go&quot;", "We donâ€™t go", "We don&amp;rsquo;t go"] {
            let p = prepared(claim);
            let norms: Vec<&str> = p.words.iter().map(|w| &*w.word.norm).collect();
            assert_eq!(norms, ["we", "don't", "go"], "{claim}");
            assert!(p.repaired);
            let last = p.words[2].word.span;
            assert_eq!(&claim[last.start..last.end], "go");
        }
    }
}
