//! Words of claims and texts in the form in which they are compared.
//!
//! Takes a text, gives its words with their place and normal form: compatibility-composed, lower case, straight
//! apostrophes, no soft hyphens. Punctuation is no word, but currency and percent signs are. Does not know quotations.
//! Spans count bytes of the text given.

use crate::lexicon::rule_words;
use crate::span::Span;
use rustc_hash::FxHasher;
use std::borrow::Cow;
use std::hash::Hasher;
use unicode_normalization::UnicodeNormalization;

/// One word.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The normal form.
    pub norm: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// It is joined to the word before by a hyphen, or by a hyphen and a line break.
    pub hyphen_before: bool,
    /// The text between the word before and this one holds a clause or sentence mark.
    pub break_before: bool,
    /// It begins with a capital letter.
    pub capital: bool,
    /// It is the first word of a sentence, as far as the marks before it tell.
    pub starts_sentence: bool,
}

/// Characters that stand for an apostrophe inside a word.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{ff07}' | '\u{2032}' | '`' | '\u{b4}')
}

/// Characters that are not there: soft hyphens, zero-width spaces and joiners, byte order marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Raised digits, as notes are numbered with.
fn is_raised(c: char) -> bool {
    matches!(c, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// Hyphens and dashes that join the parts of a compound.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}')
}

/// Currency signs.
pub(super) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20c0}')
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// The byte spans of the words of `text`, in order.
pub fn spans(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let (offset, first) = rest.char_indices().find(|&(_, c)| c.is_alphanumeric() || is_currency(c) || c == '%')?;
        let start = at + offset;
        let end = match first.is_alphanumeric() {
            true => word_end(text, start),
            false => start + first.len_utf8(),
        };
        at = end;
        Some(Span::new(start, end))
    })
}

/// The end of the word that begins at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        // Plain letters first: most of every text.
        while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
            end += 1;
        }
        let mut rest = text[end..].chars();
        let Some(c) = rest.next() else { return end };
        if c.is_ascii_whitespace() {
            return end;
        }
        if is_inner(c) {
            end += c.len_utf8();
            continue;
        }
        let next = rest.clone().find(|c| !is_invisible(*c));
        let before = text[start..end].chars().next_back();
        let (Some(next), Some(before)) = (next, before) else { return end };
        let digits = before.is_ascii_digit() && next.is_ascii_digit();
        let joins = match c {
            c if is_invisible(c) => next.is_alphanumeric(),
            c if is_apostrophe(c) => before.is_alphabetic() && next.is_alphabetic() || digits,
            ',' | '.' | ':' if digits => true,
            // U.S., a.m.: single letters with dots between them.
            '.' => {
                next.is_alphabetic()
                    && before.is_alphabetic()
                    && single(text, start, end)
                    && rest.nth(1).is_none_or(|c| !c.is_alphanumeric())
            }
            _ => false,
        };
        if !joins {
            return end;
        }
        end += c.len_utf8();
    }
}

/// Whether the last dotted part of `text[start..end]` is one letter.
fn single(text: &str, start: usize, end: usize) -> bool {
    text[start..end].rsplit('.').next().is_some_and(|part| part.chars().count() == 1)
}

/// The normal form of one word as written.
pub fn normal(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    if word == "%" {
        return Cow::Borrowed("percent");
    }
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    let mut out = String::with_capacity(word.len());
    // Raised numbers behind a word are notes.
    let kept = |c: &char| !is_invisible(*c) && (digits || !is_raised(*c));
    for c in word.chars().filter(kept).nfkc().flat_map(char::to_lowercase) {
        match c {
            c if is_apostrophe(c) => {
                if !digits {
                    out.push('\'');
                }
            }
            '.' if !digits => {}
            // Thousands: 1,400 and 1400 are one number.
            ',' if digits => {}
            c => out.push(c),
        }
    }
    // Lower case of a dotted capital I leaves a loose dot.
    if out.contains("i\u{307}") { Cow::Owned(out.replace("i\u{307}", "i")) } else { Cow::Owned(out) }
}

/// A hash of the normal form of a word as written.
pub fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        for b in word.bytes() {
            hasher.write_u8(b.to_ascii_lowercase());
        }
    } else {
        for b in normal(word).bytes() {
            hasher.write_u8(b);
        }
    }
    hasher.finish()
}

/// The words of `text`.
pub fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut last = 0;
    for span in spans(text) {
        let between = &text[last..span.start];
        let written = &text[span.start..span.end];
        let norm = normal(written);
        if norm.is_empty() {
            continue;
        }
        // Also "nego- tiation", as a wrapped word looks when its line break was made a space.
        // and "evalu - ation", as extractors leave it.
        let hyphens = between.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let hyphen_before = !out.is_empty() && hyphens.chars().count() == 1 && hyphens.chars().all(is_hyphen);
        let ends = between.contains(['.', '!', '?', '…']) || between.contains("\n\n");
        // "per cent" is one word in two.
        if &*norm == "cent"
            && between == " "
            && let Some(per) = out.last_mut()
            && &*per.norm == "per"
        {
            per.norm = "percent".into();
            per.span.end = span.end;
            last = span.end;
            continue;
        }
        out.push(Word {
            norm: norm.into(),
            span,
            hyphen_before,
            break_before: between.contains(['.', '!', '?', '…', ';', ':', ',', '—', '–', '\n'])
                || between.contains(" - "),
            capital: written.chars().next().is_some_and(char::is_uppercase),
            starts_sentence: last == 0 || ends || between.contains(['“', '"', '‘', '«', '„']),
        });
        last = span.end;
    }
    out
}

/// Whether a word says little by itself.
pub fn is_function_word(norm: &str) -> bool {
    rule_words::LITTLE_WORD.has(norm)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.norm.into()).collect()
    }

    #[test]
    fn words_and_their_normal_forms() {
        let table: &[(&str, &[&str])] = &[
            ("We won’t go.", &["we", "won't", "go"]),
            ("the mill's ‘old’ roof", &["the", "mill's", "old", "roof"]),
            ("1,400 lorries, 3.5% of $20", &["1400", "lorries", "3.5", "percent", "of", "$", "20"]),
            ("six per cent", &["six", "percent"]),
            ("the U.S. envoy at 10:30 a.m. today", &["the", "us", "envoy", "at", "10:30", "am", "today"]),
            ("coop\u{ad}erate ﬁrst", &["cooperate", "first"]),
            ("cost-sharing", &["cost", "sharing"]),
            ("Yes.No", &["yes", "no"]),
            ("", &[]),
        ];
        for (text, want) in table {
            assert_eq!(norms(text), *want, "{text}");
        }
    }

    #[test]
    fn hashes_follow_normal_forms() {
        for (a, b) in [("DON’T", "don't"), ("Café", "cafe\u{301}"), ("1,400", "1400"), ("İzmir", "izmir")] {
            assert_eq!(hash(a), hash(b), "{a} {b}");
        }
        assert_ne!(hash("june"), hash("july"));
    }

    #[test]
    fn joints_and_breaks_are_known() {
        let w = words("nego-\ntiation, now");
        assert!(w[1].hyphen_before && !w[2].hyphen_before && w[2].break_before && !w[2].starts_sentence);
        // Only words that are halves of one are joined: see `align`.
        assert!(words("evalu -\nation")[1].hyphen_before);
    }

    #[test]
    fn function_words_are_sorted() {
        for w in ["a", "the", "your", "it's", "not"] {
            assert!(is_function_word(w), "{w}");
        }
        assert!(!is_function_word("lorry"));
    }
}
