//! Sentences over items.
//!
//! Takes the items of each paragraph, gives sentence ranges. Where one ends, the rules of kind Sentence say: a stop ends
//! it unless it belongs to an abbreviation, an initial or a number; a quotation ends it where its own last stop does and
//! what follows does not go on with the sentence ("Who pays?" asked Haro). A dateline is a sentence of its own.

use super::items::{Item, QuotedPart, Sentence};
use super::tokens::TokenKind;
use super::{openings, stops};
use crate::grammar::Grammar;
use crate::lexicon::WordClass;
use std::ops::Range;

/// The longest sentence, in items. Nobody writes a longer one, and what is looked for in a sentence costs more than its
/// length: a text without stops must not bring the work to a halt.
const LONGEST: usize = 250;

/// Cuts the paragraphs into sentences.
pub fn sentences(
    text: &str,
    items: &[Item],
    parts: &[QuotedPart],
    paragraphs: &[Range<usize>],
    grammar: &Grammar,
) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let opening = openings::opening(text, items, parts, paragraph, grammar);
        if opening > paragraph.start {
            sentences.push(Sentence { items: paragraph.start..opening, paragraph: number });
        }
        let mut begin = opening;
        let mut at = opening;
        while at < paragraph.end {
            let ends = stops::may_end(&items[at]) && stops::ends(text, items, parts, at, paragraph.end, grammar);
            if ends || at + 1 - begin >= LONGEST {
                let mut end = at + 1;
                while end < paragraph.end && items[end].kind == TokenKind::Close {
                    end += 1;
                }
                sentences.push(Sentence { items: begin..end, paragraph: number });
                begin = end;
                at = end;
            } else {
                at += 1;
            }
        }
        if begin < paragraph.end {
            sentences.push(Sentence { items: begin..paragraph.end, paragraph: number });
        }
    }
    sentences
}

/// Whether nearly every word of a sentence has a capital, as in a headline: of the short ones those that are no function
/// words count too. Fewer tell where a headline stands: at the head of the text.
pub(crate) fn title_case(items: &[Item], sentence: &Sentence) -> bool {
    let least = if sentence.paragraph == 0 { 3 } else { 4 };
    if sentence.items.len() < least || sentence.items.len() > 30 {
        return false;
    }
    let (mut capital, mut all) = (0, 0);
    // One in ten may be without, and there are thirty at most.
    const WITHOUT: usize = 3;
    for item in &items[sentence.items.clone()] {
        if item.kind == TokenKind::Word {
            // A short word without a capital speaks against it where a headline would give it one: the council met.
            if item.end - item.start >= 4 || !item.capital && !item.is(WordClass::FUNCTION | WordClass::TO) {
                all += 1;
                capital += usize::from(item.capital);
                if all - capital > WITHOUT {
                    return false;
                }
            }
        }
    }
    all >= least && capital * 10 >= all * 9
}
