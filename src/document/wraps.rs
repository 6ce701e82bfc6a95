//! Hard wraps: whether a text's lines were broken at a width, and which of its line breaks end a paragraph.
//!
//! Takes the lines; gives the width they were broken at, and for two lines that follow each other whether they belong
//! to one paragraph. It does not look at furniture, and it leaves the hyphens to `hyphens`.

use super::lines::{Line, breaks_off, first_letter, goes_on, is_ended, last_word};
use super::repair::Wrap;
use crate::lexicon::rule_words;

/// Lines wider than this were not broken by an editor or a mail program.
const WIDEST: usize = 200;

/// How the lines of a text are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// Whether lines were broken at a width.
    pub hard: bool,
    /// That width in characters, where `hard`.
    pub width: usize,
    /// Whether every line was filled to that width, as programs do it; else lines are ragged by a fifth.
    pub exact: bool,
    /// Whether blank lines part the paragraphs.
    pub blanks: bool,
}

/// Whether two lines that follow each other in the text are one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// The line break is a space.
    Join,
    /// A paragraph ends here.
    Paragraph,
}

/// Characters of a line, counted no further than needed to tell it from a wrapped one.
fn width(line: &str) -> usize {
    if line.len() > 4 * WIDEST { WIDEST + 1 } else { line.chars().count() }
}

/// Characters of a line's first word.
fn first_word(line: &str) -> usize {
    line.chars().take(WIDEST).take_while(|c| !c.is_whitespace()).count()
}

/// Measures the lines of `text`.
pub(super) fn measure(text: &str, lines: &[Line], wrap: Wrap) -> Measure {
    let mut widths = [0usize; WIDEST + 2];
    let (mut breaks, mut going_on, mut blanks) = (0, 0, 0);
    for pair in lines.windows(2) {
        if pair[1].after_blank {
            blanks += 1;
            continue;
        }
        let line = pair[0].text(text);
        breaks += 1;
        widths[width(line).min(WIDEST + 1)] += 1;
        if is_going_on(line, pair[1].text(text)) {
            going_on += 1;
        }
    }
    let mut measure = Measure { hard: wrap == Wrap::Hard, width: 0, exact: false, blanks: blanks > 0 };
    if breaks == 0 || wrap == Wrap::Soft {
        return measure;
    }
    // The width that all but one in twenty keep to: a few long addresses must not count.
    let mut over = breaks / 20;
    measure.width = WIDEST + 1;
    while measure.width > 0 && widths[measure.width] <= over {
        over -= widths[measure.width];
        measure.width -= 1;
    }
    if wrap == Wrap::Hard {
        return measure;
    }
    if measure.width <= WIDEST {
        let ragged = measure;
        let exact = Measure { exact: true, ..measure };
        let (mut full, mut filled) = (0, 0);
        for pair in lines.windows(2).filter(|p| !p[1].after_blank) {
            let (a, b) = (pair[0].text(text), pair[1].text(text));
            full += usize::from(is_full(&ragged, a, b));
            filled += usize::from(is_going_on(a, b) && is_full(&exact, a, b));
        }
        measure.exact = going_on >= 5 && filled * 20 >= going_on * 19;
        // In wrapped prose about three lines in four go on in lower case, and nearly all are full.
        measure.hard = going_on * 10 >= breaks * 3 || (going_on > 0 && breaks >= 3 && full * 10 >= breaks * 8);
    }
    measure
}

/// Whether both sides of a line break say that the sentence goes on.
fn is_going_on(line: &str, next: &str) -> bool {
    breaks_off(line) && (goes_on(next) || is_cut_off(line))
}

/// Whether `line` is as long as it could be: the first word of `next` would not have fitted behind it.
///
/// Text copied from a page set in proportional letters is ragged when counted in characters.
pub(super) fn is_full(measure: &Measure, line: &str, next: &str) -> bool {
    let needed = width(line) + 1 + first_word(next);
    if measure.exact { needed > measure.width } else { needed * 5 > measure.width * 4 }
}

/// Whether `line` begins an item of a list.
fn is_item(line: &str, before: &str) -> bool {
    line.starts_with(['•', '·', '▪', '◦', '‣', '●', '■', '*'])
        || (line.starts_with(['-', '–', '—']) && (is_ended(before) || before.ends_with([':', ';'])))
}

/// Whether `line` begins with a speaker's label, as in a transcript: `HARO: We will not sign.`
fn is_labelled(line: &str) -> bool {
    let Some(colon) = line.bytes().take(40).position(|b| b == b':') else { return false };
    colon >= 2 && line[..colon].chars().all(|c| !c.is_lowercase() && !c.is_numeric())
}

/// Judges the break between two lines of which the second follows the first, or follows it over blank lines.
pub(super) fn judge(measure: &Measure, text: &str, line: &Line, next: &Line) -> Break {
    let (a, b) = (line.text(text), next.text(text));
    if !measure.hard {
        // Elsewhere a stray wrap is one only where both sides say so, and where the line is no item of a list.
        let stray = !next.after_blank && a.len() >= 40 && goes_on(b) && breaks_off(a) && !is_item(b, a);
        return if stray { Break::Join } else { Break::Paragraph };
    }
    if is_item(b, a) {
        return Break::Paragraph;
    }
    let long = width(a) * 2 > measure.width;
    if next.after_blank {
        // A page or column ended in mid-sentence.
        return if long && breaks_off(a) && goes_on(b) { Break::Join } else { Break::Paragraph };
    }
    let (ended, full) = (is_ended(a), is_full(measure, a, b));
    if goes_on(b) {
        return if ended && !full { Break::Paragraph } else { Break::Join };
    }
    if (ended && is_labelled(b)) || (ended && !measure.blanks && next.indent > line.indent) {
        return Break::Paragraph;
    }
    if full || (long && !ended && breaks_off(a)) || a.ends_with(',') || is_unfinished(a) {
        return Break::Join;
    }
    Break::Paragraph
}

/// Whether a line's last word can end no sentence and no headline.
pub(super) fn is_cut_off(line: &str) -> bool {
    line.ends_with(char::is_alphanumeric) && rule_words::CUT_OFF.holds(last_word(line))
}

/// Whether a line's last word seldom ends a sentence; some of these end headlines: `The man they were waiting for`.
fn is_unfinished(line: &str) -> bool {
    is_cut_off(line) || (line.ends_with(char::is_alphanumeric) && rule_words::UNFINISHED.holds(last_word(line)))
}

/// Whether what follows a cut-out line carries on what stood before it.
///
/// `open` tells whether a quotation is open at the end of the text before.
pub(super) fn carries_on(measure: &Measure, text: &str, line: &Line, next: &Line, open: bool) -> bool {
    let (a, b) = (line.text(text), next.text(text));
    if is_item(b, a) {
        return false;
    }
    let ended = is_ended(a);
    if !ended && breaks_off(a) && (goes_on(b) || a.ends_with(',') || is_unfinished(a)) {
        return true;
    }
    if !ended && !next.after_blank && measure.hard && judge(measure, text, line, next) == Break::Join {
        return true;
    }
    // A quotation of several paragraphs opens each of them with a mark; without one the same paragraph goes on.
    open && !a.ends_with(':') && first_letter(b).is_some_and(|c| b.starts_with(c)) && closes_before_it_opens(b)
}

/// Whether the first quotation mark in a line is a closing one.
fn closes_before_it_opens(line: &str) -> bool {
    // A paragraph that says nothing of marks for so long is no end of an interrupted quotation.
    let mut before = ' ';
    for (i, c) in line.char_indices().take(2000) {
        match c {
            '”' | '»' => return true,
            '“' | '«' | '„' => return false,
            '"' => {
                let after = line[i + 1..].chars().next().unwrap_or(' ');
                return !before.is_whitespace() || !after.is_alphanumeric();
            }
            _ => {}
        }
        before = c;
    }
    false
}

/// Follows the double quotation marks of a paragraph, to tell whether one is open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    open: bool,
}

impl Marks {
    /// Reads a further part of the paragraph.
    pub(super) fn read(&mut self, part: &str) {
        for c in part.chars() {
            match c {
                '“' | '«' | '„' => self.open = true,
                '”' | '»' => self.open = false,
                '"' => self.open = !self.open,
                _ => {}
            }
        }
    }

    /// Whether a quotation is open.
    pub(super) fn is_open(self) -> bool {
        self.open
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn measured(text: &str, wrap: Wrap) -> (bool, bool) {
        let measure = measure(text, &lines::split(text), wrap);
        (measure.hard, measure.exact)
    }

    #[test]
    fn tells_wrapped_lines_from_paragraphs() {
        let ragged = "The council met on Monday to decide the fate of\nthe bridge, which has been closed\nsince March. The mayor, who came\nby boat, said that she had no money.";
        let exact = "The council met on\nMonday to decide the\nfate of the bridge,\nwhich has been closed\nsince the flood took\nits middle pillar away\nand the road with it.";
        for (text, expected) in [
            (ragged, (true, false)),
            (exact, (true, true)),
            ("The council met on Monday.\nThe mayor came by boat.\n“We have no money,” she said.", (false, false)),
            ("Residents said:\n• No water\n• No light\n• no bus", (false, false)),
            ("One line", (false, false)),
            ("", (false, false)),
        ] {
            assert_eq!(measured(text, Wrap::Auto), expected, "{text}");
            assert!(!measured(text, Wrap::Soft).0);
        }
        assert!(measured("One line.\nTwo lines.", Wrap::Hard).0);
    }

    #[test]
    fn judges_breaks_in_wrapped_text() {
        use Break::{Join, Paragraph};
        for (text, expected) in [
            ("the fate of the old bridge in the\ntown centre", Join),
            ("the fate of the old bridge in the\nArarat valley", Join),
            ("closed since the flood, said Ani\n“We have no money", Join),
            ("closed since.\nThe mayor came by boat that day.", Paragraph),
            ("14:40\nThe mayor came by boat that day.", Paragraph),
            ("and she promised to answer us all.\nMAYOR: I have promised nothing.", Paragraph),
            ("and this is what they told us all:\n• No water", Paragraph),
            ("the fate of the bridge, closed ever\n\nsince the flood in March", Join),
            ("the fate of the bridge is open now.\n\nsince the flood in March", Paragraph),
        ] {
            let lines = lines::split(text);
            let measure = Measure { hard: true, width: 35, exact: false, blanks: true };
            assert_eq!(judge(&measure, text, &lines[0], &lines[1]), expected, "{text}");
        }
    }

    #[test]
    fn carries_on_over_what_is_cut_out() {
        for (text, open, expected) in [
            ("Haro said the talks,\n\nwhich began in May, had failed.", false, true),
            ("This cable\n\nbelongs to both.", false, true),
            ("The talks went on.\n\nThey will resume,” Haro said.", true, true),
            ("The talks went on.\n\nThey will resume,\" Haro said.", true, true),
            ("The talks went on.\n\n“They will resume,” Haro said.", true, false),
            ("The talks went on.\n\n\"They will resume,\" Haro said.", true, false),
            ("The talks went on.\n\nThey will resume, Haro said.", false, false),
            ("He wrote:\n\nThey will resume,” Haro said.", true, false),
            ("Residents want,\n\n• water", false, false),
        ] {
            let lines = lines::split(text);
            let measure = Measure { hard: false, width: 0, exact: false, blanks: true };
            assert_eq!(carries_on(&measure, text, &lines[0], &lines[1], open), expected, "{text}");
        }
    }

    #[test]
    fn follows_marks() {
        for (text, open) in [
            ("“Yes", true),
            ("“Yes,” he", false),
            ("\"Yes", true),
            ("\"Yes\" \"No", true),
            ("it’s", false),
            ("«Да", true),
        ] {
            let mut marks = Marks::default();
            marks.read(text);
            assert_eq!(marks.is_open(), open, "{text}");
        }
    }
}
