//! The words of an article as they are meant: without what its markup and its pages add.
//!
//! Takes the words of a text, gives those that somebody said or wrote there. Does not know rows.

use super::marks::{Inside, inside, page_number};
use super::words::Word;

/// The words, with the marks that they stand in, without the page numbers inside quotations.
pub(super) fn without_page_numbers(text: &str, words: Vec<Word>) -> (Vec<Word>, Inside) {
    let inside = inside(text, &words);
    let keep: Vec<bool> = words.iter().zip(&inside.marked).map(|(w, m)| !(*m && page_number(text, w))).collect();
    if keep.iter().all(|k| *k) {
        return (words, inside);
    }
    let kept = |all: Vec<bool>| all.into_iter().zip(&keep).filter(|(_, k)| **k).map(|(m, _)| m).collect();
    let words = words.into_iter().zip(&keep).filter(|(_, k)| **k).map(|(w, _)| w).collect();
    (words, Inside { marked: kept(inside.marked), editorial: kept(inside.editorial), inner: kept(inside.inner) })
}

/// The words of an article without what its markup adds: targets of links, numbers of notes; letters in brackets and
/// escaped marks joined to their words ("[W]e", "want[s]", "don\\'t").
pub(super) fn woven(text: &str, words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut target_until = 0;
    for word in words {
        if word.span.start < target_until {
            continue;
        }
        let last = out.last().map_or(0, |w| w.span.end);
        let between = &text[last..word.span.start];
        if between.ends_with("](") {
            // A link: what stands in parentheses is its target.
            let end = text[word.span.start..].find([')', '\n']).map_or(text.len(), |e| word.span.start + e);
            target_until = end;
            continue;
        }
        let after = &text[word.span.end..];
        let digits = word.norm.bytes().all(|b| b.is_ascii_digit());
        if digits && after.starts_with(']') && (between.ends_with('[') || between.ends_with("[^")) {
            continue;
        }
        let joins = match between {
            // "[W]e"
            "]" => {
                !out.is_empty()
                    && text[..out[out.len() - 1].span.start].ends_with('[')
                    && out[out.len() - 1].span.len() <= 4
            }
            // "want[s]", "wait[ed]"
            "[" => after.starts_with(']') && word.span.len() <= 3 && !digits,
            "\\'" | "\\’" => true,
            _ => false,
        };
        if let Some(before) = out.last_mut().filter(|_| joins) {
            let apostrophe = if between.starts_with('\\') { "'" } else { "" };
            before.norm = format!("{}{apostrophe}{}", before.norm, word.norm).into();
            before.span.end = word.span.end;
            continue;
        }
        out.push(word);
    }
    out
}
