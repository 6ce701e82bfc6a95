//! Lines to paragraphs.
//!
//! Takes the lines of a document in the order of reading, gives its text: a blank line between paragraphs, none within. A paragraph
//! ends at a wider gap, before an indented line, behind a short one that ends a sentence, and where the letters change
//! their size; it goes on over columns and pages where nothing says that it ends.

use super::lines::Line;
use std::collections::HashSet;

/// The text, and where the pages begin in it, in code points.
pub(super) struct Text {
    pub text: String,
    pub pages: Vec<(usize, usize)>,
}

/// What is known of a block: its edges, and the distance of its lines.
#[derive(Clone, Copy, Default)]
struct Block {
    left: f32,
    right: f32,
    step: f32,
}

/// The number that a quarter of them do not reach.
fn lower(mut all: Vec<f32>) -> f32 {
    all.sort_unstable_by(f32::total_cmp);
    all.get(all.len() / 4).copied().unwrap_or(0.0)
}

/// The blocks of the lines, one for each line.
fn blocks(lines: &[Line]) -> Vec<Block> {
    let mut out = Vec::with_capacity(lines.len());
    let mut from = 0;
    while from < lines.len() {
        let same = |line: &&Line| line.page == lines[from].page && line.block == lines[from].block;
        let to = from + lines[from..].iter().take_while(same).count();
        let block = &lines[from..to];
        let steps = block.windows(2).map(|two| two[0].y - two[1].y).filter(|step| *step > 0.0).collect();
        // First lines of paragraphs may stand further in, and further from the line before.
        let left = lower(block.iter().map(|line| line.x0).collect());
        let right = block.iter().map(|line| line.x1).fold(0.0, f32::max);
        let known = Block { left, right, step: lower(steps) };
        out.extend(std::iter::repeat_n(known, to - from));
        from = to;
    }
    out
}

/// Whether a line ends a sentence.
fn ends(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', ':', '…'])
}

/// Whether a line begins a paragraph of its own.
fn begins(before: &Line, line: &Line, of_before: Block, of_line: Block) -> bool {
    let larger = before.size.max(line.size) / before.size.min(line.size).max(0.1);
    if larger > 1.15 {
        return true;
    }
    let size = line.size;
    let same_block = before.page == line.page && before.block == line.block;
    let short = before.x1 < of_before.right - (of_before.right - of_before.left) * 0.15;
    let indented = |line: &Line, block: Block| line.x0 - block.left > size * 0.7 && line.x0 - block.left < size * 6.0;
    if !same_block {
        let goes_on = line.text.starts_with(|c: char| c.is_lowercase()) || !ends(&before.text) && !short;
        return !goes_on || indented(line, of_line) && ends(&before.text);
    }
    let step = before.y - line.y;
    // Lines set in the middle have ragged edges.
    let middle = |line: &Line| (line.x0 + line.x1) / 2.0;
    let centred =
        (middle(before) - middle(line)).abs() < size * 0.5 && before.x0.max(line.x0) > of_before.left + size * 0.2;
    if same_block && centred && step < size * 1.6 && !ends(&before.text) {
        return false;
    }
    let wide = of_line.step > 0.0 && step > of_line.step * 1.3 && step > size * 1.1;
    let bullet = line.text.starts_with(['•', '▪', '●', '–', '—']) && ends(&before.text);
    wide || bullet
        || indented(line, of_line) && !indented(before, of_before) && (ends(&before.text) || short)
        || short && ends(&before.text)
}

/// The words of a document, by which it is decided how broken ones are joined.
fn words(lines: &[Line]) -> HashSet<String> {
    let mut all = HashSet::new();
    for line in lines {
        let mut words = line.text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            // The last word of a line may be half of one.
            if words.peek().is_some() || !is_broken(word) {
                all.insert(bare(word));
            }
        }
    }
    all
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_broken(text: &str) -> bool {
    let mut ending = text.chars().rev();
    ending.next().is_some_and(|c| matches!(c, '-' | '\u{2010}' | '\u{AD}'))
        && ending.next().is_some_and(char::is_alphabetic)
}

/// The longest half of a broken word, in bytes.
const WORD: usize = 60;

/// Makes the words that stand there ready for the next line of the paragraph; gives by how many characters they grow.
fn join(out: &mut String, line: &str, known: &HashSet<String>) -> isize {
    let soft = out.ends_with('\u{AD}');
    let half = out.len() - out.rfind(' ').unwrap_or(0);
    if !is_broken(out) || !line.starts_with(char::is_alphanumeric) || half > WORD {
        return match soft {
            true => out.pop().map_or(0, |_| -1),
            false => {
                out.push(' ');
                1
            }
        };
    }
    let first = out.rsplit(char::is_whitespace).next().unwrap_or_default();
    let half = first.trim_end_matches(['-', '\u{2010}', '\u{AD}']);
    let rest = line.split_whitespace().next().unwrap_or_default();
    let (whole, compound) = (bare(&format!("{half}{rest}")), bare(&format!("{half}-{rest}")));
    let of_two = known.contains(&bare(half)) && known.contains(&bare(rest)) && bare(half).len() > 2;
    let keep = !soft
        && (!line.starts_with(char::is_lowercase)
            || known.contains(&compound)
            || !known.contains(&whole) && of_two
            || half.contains('-'));
    if !keep {
        return out.pop().map_or(0, |_| -1);
    }
    if out.ends_with('\u{2010}') {
        out.pop();
        out.push('-');
    }
    0
}

/// The text of a document.
pub(super) fn text(lines: &[Line]) -> Text {
    let known = words(lines);
    let blocks = blocks(lines);
    let mut paragraph = String::new();
    let mut out = String::new();
    // Characters written, and those of the paragraph.
    let (mut points, mut own) = (0usize, 0usize);
    let mut pages: Vec<(usize, usize)> = Vec::new();
    let mut before: Option<usize> = None;
    for (i, line) in lines.iter().enumerate() {
        let new = before.is_none_or(|b| begins(&lines[b], line, blocks[b], blocks[i]));
        if new {
            close(&mut out, &mut paragraph, &mut points, &mut own);
        } else {
            own = own.saturating_add_signed(join(&mut paragraph, &line.text, &known));
        }
        if pages.last().is_none_or(|(_, page)| *page != line.page) {
            let gap = if out.is_empty() { 0 } else { 2 };
            pages.push((points + gap + own, line.page));
        }
        paragraph.push_str(&line.text);
        own += line.text.chars().count();
        before = Some(i);
    }
    close(&mut out, &mut paragraph, &mut points, &mut own);
    Text { text: out, pages }
}

/// Writes a paragraph behind the others.
fn close(out: &mut String, paragraph: &mut String, points: &mut usize, own: &mut usize) {
    if paragraph.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push_str("\n\n");
        *points += 2;
    }
    *points += std::mem::take(own);
    out.push_str(paragraph);
    paragraph.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x0: f32, x1: f32, y: f32, page: usize, block: usize) -> Line {
        Line { text: text.to_owned(), x0, x1, y, size: 10.0, page, block, marks: Vec::new() }
    }

    #[test]
    fn paragraphs_end_where_the_page_says_so() {
        let lines = [
            line("“We cannot melt the sea,” she", 60.0, 200.0, 700.0, 1, 0),
            line("said on Monday, and the evalu-", 50.0, 200.0, 688.0, 1, 0),
            line("ation was over.", 50.0, 120.0, 676.0, 1, 0),
            line("The next paragraph begins here", 60.0, 200.0, 664.0, 1, 0),
            line("and runs to the other column", 50.0, 200.0, 652.0, 1, 0),
            line("where it goes on.", 250.0, 330.0, 700.0, 1, 1),
            line("Third, behind a gap,", 250.0, 400.0, 670.0, 1, 1),
            line("goes over the page with the", 250.0, 400.0, 658.0, 1, 1),
            line("cost-sharing of the Nagorno-", 50.0, 200.0, 700.0, 2, 0),
            line("Karabakh talks and the cost-", 50.0, 200.0, 688.0, 2, 0),
            line("sharing of others.", 50.0, 130.0, 676.0, 2, 0),
        ];
        let got = text(&lines);
        let wanted = [
            "“We cannot melt the sea,” she said on Monday, and the evaluation was over.",
            "The next paragraph begins here and runs to the other column where it goes on.",
            "Third, behind a gap, goes over the page with the cost-sharing of the Nagorno-Karabakh talks and the cost-sharing of others.",
        ];
        assert_eq!(got.text, wanted.join("\n\n"));
        let places: Vec<(&str, usize)> = got
            .pages
            .iter()
            .map(|(at, page)| (got.text.char_indices().nth(*at).map_or("", |(b, _)| &got.text[b..b + 4]), *page))
            .collect();
        assert_eq!(places, [("“W", 1), ("cost", 2)]);
    }

    #[test]
    fn lines_in_the_middle_are_one_paragraph() {
        let lines = [
            line("The ferry was late again on Monday,", 50.0, 200.0, 700.0, 1, 0),
            line("and nobody knew why it was so.", 50.0, 180.0, 688.0, 1, 0),
            line("“Another season of empty", 52.0, 198.0, 670.0, 1, 0),
            line("nets”", 112.0, 138.0, 657.0, 1, 0),
            line("She left.", 50.0, 90.0, 636.0, 1, 0),
        ];
        let wanted = "The ferry was late again on Monday, and nobody knew why it was so.\n\n“Another season of empty nets”\n\nShe left.";
        assert_eq!(text(&lines).text, wanted);
    }

    #[test]
    fn soft_hyphens_go() {
        let lines =
            [line("the harbour mas\u{AD}", 50.0, 200.0, 700.0, 1, 0), line("ter said so", 50.0, 120.0, 688.0, 1, 0)];
        assert_eq!(text(&lines).text, "the harbour master said so");
    }
}
