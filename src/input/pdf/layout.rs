//! The order in which a page is read.
//!
//! Takes the letters of a page, puts them together to stretches of words on one line, finds the columns, and gives the lines in
//! the order of reading. A page is cut in two where a gap runs through all of it; where only few lines bridge the gap
//! (a headline over columns), above and below these first (recursive X-Y cut, G. Nagy and S. Seth 1984).

use super::glyphs::{Glyph, Letters};
use super::lines::Line;
use std::collections::HashMap;

/// A gap of so many times the size of the font begins a new stretch.
const STRETCH: f32 = 0.9;
/// A gap of so much of the size is a space.
const SPACE: f32 = 0.17;
/// The least width of the gap between columns, in sizes of the font.
const GUTTER: f32 = 0.75;
/// The least width of a column, in sizes of the font.
const COLUMN: f32 = 5.0;
/// Letters of a word that a raised figure makes no power of: km², but harbour².
const WORD: usize = 3;
/// How often a page is cut at the most.
const CUTS: usize = 24;
/// The least number of lines on each side of a gap.
const SIDE: usize = 3;

/// Words on one line, without a gap between them.
#[derive(Debug)]
struct Stretch {
    text: String,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    /// The raised marks of notes in it, which are left out of the text.
    marks: Vec<String>,
}

/// The lines of a page in the order of reading.
pub(super) fn lines(page: Letters, number: usize) -> Vec<Line> {
    let mut out = Vec::new();
    let mut blocks = Vec::new();
    cut(stretches(&page.glyphs), 0, &mut blocks);
    for (block, stretches) in blocks.into_iter().enumerate() {
        for row in rows(stretches) {
            out.push(line(row, number, block));
        }
    }
    out
}

/// Puts letters together in the order in which the page shows them, then what stands side by side on one line.
fn stretches(glyphs: &[Glyph]) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let mut last: Option<Glyph> = None;
    for glyph in glyphs {
        // Letters that are shown twice, a little aside, to look bold.
        let doubled = last.is_some_and(|l| {
            l.c == glyph.c
                && !l.c.is_whitespace()
                && (l.x0 - glyph.x0).abs() < l.size * 0.15
                && (l.y - glyph.y).abs() < l.size * 0.15
        });
        if doubled {
            continue;
        }
        let open = all.last_mut().filter(|s| goes_on(s, glyph));
        match open {
            Some(stretch) if is_mark(stretch, glyph) => note(stretch, glyph, last.as_ref()),
            Some(stretch) => join(stretch, glyph),
            None if glyph.c.is_whitespace() => {}
            None => all.push(Stretch {
                text: glyph.c.to_string(),
                x0: glyph.x0,
                x1: glyph.x1,
                y: glyph.y,
                size: glyph.size,
                marks: Vec::new(),
            }),
        }
        last = Some(*glyph);
    }
    for stretch in &mut all {
        stretch.text.truncate(stretch.text.trim_end().len());
    }
    all.retain(|stretch| !stretch.text.is_empty());
    merged(all)
}

fn goes_on(stretch: &Stretch, glyph: &Glyph) -> bool {
    let size = stretch.size.max(glyph.size);
    // Raised figures and smaller capitals belong to their line.
    let level = (stretch.y - glyph.y).abs() < size * if glyph.size < stretch.size * 0.8 { 0.55 } else { 0.3 };
    let gap = glyph.x0 - stretch.x1;
    level && gap < size * STRETCH && gap > -size * 0.6
}

/// Whether a letter is the mark of a note: a raised figure or star behind a word of some length or its stop, and no power (10 m²).
fn is_mark(stretch: &Stretch, glyph: &Glyph) -> bool {
    let raised = glyph.size < stretch.size * 0.8 && glyph.y - stretch.y > stretch.size * 0.15;
    let letters = || stretch.text.chars().rev().take_while(|c| c.is_alphabetic()).take(WORD).count();
    let behind = || stretch.text.ends_with(|c: char| !c.is_alphanumeric() && c != ' ') || letters() == WORD;
    raised && (glyph.c.is_ascii_digit() || "*†‡".contains(glyph.c)) && behind()
}

/// Keeps the mark of a note apart from the words.
fn note(stretch: &mut Stretch, glyph: &Glyph, before: Option<&Glyph>) {
    match stretch.marks.last_mut().filter(|_| before.is_some_and(|b| b.y > stretch.y && b.size <= glyph.size * 1.05)) {
        Some(mark) => mark.push(glyph.c),
        None => stretch.marks.push(glyph.c.to_string()),
    }
    stretch.x1 = stretch.x1.max(glyph.x1);
}

fn join(stretch: &mut Stretch, glyph: &Glyph) {
    if glyph.c.is_whitespace() {
        if !stretch.text.ends_with(' ') {
            stretch.text.push(' ');
        }
    } else {
        let gap = glyph.x0 - stretch.x1;
        if gap > stretch.size.max(glyph.size) * SPACE && !stretch.text.ends_with(' ') {
            stretch.text.push(' ');
        }
        stretch.text.push(glyph.c);
        stretch.size = stretch.size.max(glyph.size);
    }
    stretch.x1 = stretch.x1.max(glyph.x1);
}

/// Joins stretches that stand side by side, in whatever order the page shows them.
fn merged(all: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for row in rows(all) {
        for stretch in row {
            match out.last_mut().filter(|last| {
                let size = last.size.max(stretch.size);
                (last.y - stretch.y).abs() < size * 0.3
                    && stretch.x0 >= last.x0
                    && stretch.x0 - last.x1 < size * STRETCH
                    && stretch.x0 - last.x1 > -size * 0.6
            }) {
                Some(last) => {
                    if stretch.x0 - last.x1 > last.size.max(stretch.size) * SPACE {
                        last.text.push(' ');
                    }
                    last.text.push_str(&stretch.text);
                    last.marks.extend(stretch.marks);
                    last.x1 = last.x1.max(stretch.x1);
                    last.size = last.size.max(stretch.size);
                }
                None => out.push(stretch),
            }
        }
    }
    out
}

/// Stretches by the line on which they stand, from the top, each from the left.
fn rows(mut all: Vec<Stretch>) -> Vec<Vec<Stretch>> {
    all.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Vec<Stretch>> = Vec::new();
    for stretch in all {
        match rows.last_mut().filter(|row| {
            row.first().is_some_and(|first| (first.y - stretch.y).abs() < first.size.max(stretch.size) * 0.3)
        }) {
            Some(row) => row.push(stretch),
            None => rows.push(vec![stretch]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

/// A gap that runs down the page: where, and how many stretches bridge it.
struct Gap {
    left: f32,
    right: f32,
    bridging: usize,
}

/// The best gap between columns.
fn gap(all: &[Stretch]) -> Option<Gap> {
    let size = median(all.iter().map(|s| s.size));
    let mut starts: Vec<f32> = all.iter().map(|s| s.x0).collect();
    let mut ends: Vec<f32> = all.iter().map(|s| s.x1).collect();
    starts.sort_unstable_by(f32::total_cmp);
    ends.sort_unstable_by(f32::total_cmp);
    let mut best: Option<Gap> = None;
    for (i, end) in ends.iter().enumerate() {
        let first = starts.partition_point(|start| *start < *end);
        let (left, right) = (i + 1, starts.len() - first);
        if left < SIDE || right < SIDE || first == starts.len() {
            continue;
        }
        let width = starts[first] - end;
        let bridging = all.len().saturating_sub(left + right);
        let good = width >= size * GUTTER && bridging * 4 <= all.len();
        if good
            && best.as_ref().is_none_or(|b| bridging < b.bridging || bridging == b.bridging && width > b.right - b.left)
        {
            best = Some(Gap { left: *end, right: starts[first], bridging });
        }
    }
    best.filter(|gap| {
        // Bullets, numbers and labels before lines are no column.
        let wide = |side: &dyn Fn(&&Stretch) -> bool| reach(all.iter().filter(side), size) > size * COLUMN;
        wide(&|s| s.x1 <= gap.left) && wide(&|s| s.x0 >= gap.right)
    })
}

/// How wide the lines are that some stretches make: most of them at least so.
fn reach<'a>(all: impl Iterator<Item = &'a Stretch>, size: f32) -> f32 {
    let mut lines: HashMap<i32, (f32, f32)> = HashMap::new();
    for stretch in all {
        let line = lines.entry((stretch.y / (size * 0.4).max(0.1)) as i32).or_insert((stretch.x0, stretch.x1));
        *line = (line.0.min(stretch.x0), line.1.max(stretch.x1));
    }
    median(lines.into_values().map(|(x0, x1)| x1 - x0))
}

fn median(numbers: impl Iterator<Item = f32>) -> f32 {
    let mut all: Vec<f32> = numbers.collect();
    all.sort_unstable_by(f32::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(0.0)
}

/// Cuts a part of the page into blocks, in the order of reading.
fn cut(all: Vec<Stretch>, depth: usize, blocks: &mut Vec<Vec<Stretch>>) {
    if all.is_empty() {
        return;
    }
    let Some(gap) = (depth < CUTS).then(|| gap(&all)).flatten() else {
        return blocks.push(all);
    };
    if gap.bridging == 0 {
        let (left, right) = all.into_iter().partition(|s| s.x1 <= gap.left);
        cut(left, depth + 1, blocks);
        return cut(right, depth + 1, blocks);
    }
    // Bands from the top: lines that bridge the gap, lines that do not.
    let mut bands: Vec<(bool, Vec<Stretch>)> = Vec::new();
    for row in rows(all) {
        let bridges = row.iter().any(|s| s.x0 < gap.left + 0.1 && s.x1 > gap.left + 0.1);
        match bands.last_mut().filter(|(before, _)| *before == bridges) {
            Some((_, band)) => band.extend(row),
            None => bands.push((bridges, row)),
        }
    }
    for (bridges, band) in bands {
        match bridges {
            true => blocks.push(band),
            false => cut(band, depth + 1, blocks),
        }
    }
}

fn line(row: Vec<Stretch>, page: usize, block: usize) -> Line {
    let main = row.iter().max_by_key(|s| s.text.len());
    let (y, size) = main.map_or((0.0, 0.0), |s| (s.y, s.size));
    let x0 = row.first().map_or(0.0, |s| s.x0);
    let x1 = row.iter().map(|s| s.x1).fold(x0, f32::max);
    let text: Vec<&str> = row.iter().map(|s| s.text.as_str()).collect();
    let text = text.join(" ");
    Line { text, x0, x1, y, size, page, block, marks: row.into_iter().flat_map(|s| s.marks).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of a text in a font of 10 points whose letters are all 5 points wide.
    fn shown(text: &str, x: f32, y: f32) -> Vec<Glyph> {
        let glyph =
            |(i, c): (usize, char)| Glyph { c, x0: x + 5.0 * i as f32, x1: x + 5.0 * (i + 1) as f32, y, size: 10.0 };
        text.chars().enumerate().map(glyph).collect()
    }

    #[test]
    fn raised_figures_behind_words_are_marks_of_notes() {
        let raised = |text: &str, x: f32| {
            let place = |glyph: Glyph| Glyph { y: glyph.y + 3.5, size: 6.0, ..glyph };
            shown(text, x, 700.0).into_iter().map(place).collect::<Vec<_>>()
        };
        let glyphs = [
            shown("Late,” 10 km", 50.0, 700.0),
            raised("2", 110.0),
            shown(" off harbour", 115.0, 700.0),
            raised("12", 175.0),
        ];
        let got = lines(Letters { glyphs: glyphs.concat(), unread: 0 }, 1);
        assert_eq!((got[0].text.as_str(), &got[0].marks[..]), ("Late,” 10 km2 off harbour", &["12".to_owned()][..]));
    }

    fn read(parts: &[(&str, f32, f32)]) -> Vec<String> {
        let glyphs = parts.iter().flat_map(|(text, x, y)| shown(text, *x, *y)).collect();
        lines(Letters { glyphs, unread: 0 }, 1).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let got = read(&[
            ("A headline over both of the columns", 50.0, 700.0),
            ("left column one", 50.0, 680.0),
            ("right column one", 200.0, 680.0),
            ("left column two", 50.0, 668.0),
            ("right column two", 200.0, 668.0),
            ("left column three", 50.0, 656.0),
            ("right column three", 200.0, 656.0),
            ("left column four", 50.0, 644.0),
        ]);
        let wanted = [
            "A headline over both of the columns",
            "left column one",
            "left column two",
            "left column three",
            "left column four",
            "right column one",
            "right column two",
            "right column three",
        ];
        assert_eq!(got, wanted);
    }

    #[test]
    fn columns_of_words_that_are_spread_are_columns() {
        let words =
            [("the", 50.0), ("ferry", 77.0), ("left", 114.0), ("Nobody", 170.0), ("was", 212.0), ("there", 239.0)];
        let rows: Vec<(&str, f32, f32)> =
            (0..4u8).flat_map(|n| words.map(|(word, x)| (word, x, 700.0 - 12.0 * f32::from(n)))).collect();
        let got = read(&rows);
        assert_eq!(got[..4], ["the ferry left"; 4], "{got:?}");
        assert_eq!(got[4..], ["Nobody was there"; 4], "{got:?}");
    }

    #[test]
    fn words_of_a_line_come_together_in_any_order() {
        assert_eq!(
            read(&[("world", 82.0, 700.0), ("Hello", 50.0, 700.0), ("wide gap", 200.0, 700.5)]),
            ["Hello world wide gap"]
        );
        assert_eq!(
            read(&[
                ("•", 50.0, 700.0),
                ("one item of a list", 62.0, 700.0),
                ("•", 50.0, 688.0),
                ("another", 62.0, 688.0),
                ("•", 50.0, 676.0),
                ("third", 62.0, 676.0)
            ])
            .len(),
            3
        );
    }
}
