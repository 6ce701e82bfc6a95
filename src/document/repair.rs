//! From the original input to the view: wrong characters, line wraps, hyphenation, furniture.
//!
//! Takes the input, gives a [`View`] and the [`Layout`] of the page. It does not look at words beyond what the repair
//! needs. Every paragraph break of the view holds one `\n`, the last byte of its white space.

use super::characters;
use super::furniture::Furniture;
use super::hyphens::{self, Joint, Words};
use super::layout::{Layout, RegionKind};
use super::lines::{self, Line};
use super::page;
use super::pieces::{Builder, compose, locate};
use super::view::{Piece, View};
use super::wraps::{self, Break, Marks};
use crate::span::Span;

/// Whether line breaks inside paragraphs are to be expected.
///
/// ```
/// use whosaid::{Extractor, Wrap};
/// let text = "Anna Haro said the ferry\nwould sail at dawn.";
/// let rows = |wrap| Extractor::default().with_repair(wrap, false).extract(text);
/// assert_eq!(rows(Wrap::Hard)[0].quote, "the ferry would sail at dawn");
/// assert!(rows(Wrap::Soft).is_empty());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wrap {
    /// Decide for each document by its lines.
    #[default]
    Auto,
    /// Lines are broken at a width: a single line break is a space.
    Hard,
    /// Every line is a paragraph.
    Soft,
}

/// What the repair is to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RepairOptions {
    /// How to read line breaks.
    pub wrap: Wrap,
    /// Leave page furniture, bylines, captions and credits in the view; they are still reported.
    pub keep_furniture: bool,
    /// What furniture is known by.
    pub furniture: Furniture,
}

/// Makes the view of `original`.
pub fn view(original: &str) -> View<'_> {
    view_with(original, &RepairOptions::default()).0
}

/// Makes the view of `original`, and says what the page was made of.
pub fn view_with<'a>(original: &'a str, options: &RepairOptions) -> (View<'a>, Layout) {
    let mut layout = Layout::default();
    let view = match characters::repair(original) {
        None => match arrange(original, &[], options, &mut layout) {
            None => View::plain(original),
            Some((text, pieces)) => View::repaired(original, text, pieces),
        },
        Some(characters::Repaired { text, pieces, mojibake }) => {
            layout.mojibake = mojibake;
            match arrange(&text, &pieces, options, &mut layout) {
                None => View::repaired(original, text, pieces),
                Some((text, pieces)) => View::repaired(original, text, pieces),
            }
        }
    };
    (view, layout)
}

/// A paragraph that goes on: its marks are read where they must be known, each part of it once.
#[derive(Default)]
struct Begun {
    marks: Marks,
    /// Up to where they are read.
    read: usize,
}

impl Begun {
    fn at(start: usize) -> Begun {
        Begun { read: start, ..Begun::default() }
    }

    /// Whether a quotation is open at `end`; the paragraph goes on at `next`.
    fn is_open(&mut self, text: &str, end: usize, next: usize) -> bool {
        self.marks.read(&text[self.read..end]);
        self.read = next;
        self.marks.is_open()
    }
}

/// Arranges the lines of `text` into paragraphs; `None` where they are so already.
///
/// `map` leads from `text` to the original; the layout speaks of the original.
fn arrange(text: &str, map: &[Piece], options: &RepairOptions, layout: &mut Layout) -> Option<(String, Vec<Piece>)> {
    let lines = lines::split(text);
    let measure = wraps::measure(text, &lines, options.wrap);
    layout.wrapped = measure.hard;
    let kinds = page::classify(text, &lines, &measure, options.furniture);
    layout.regions = page::regions(&lines, &kinds, map);
    let cut = |i: usize| !options.keep_furniture && kinds[i].is_some_and(|(kind, _)| kind.is_cut());

    let mut builder = Builder::new(text);
    let mut words: Option<Words> = None;
    let mut paragraph = Begun::default();
    let (mut last, mut changed) = (None::<usize>, false);
    for (i, line) in lines.iter().enumerate() {
        if cut(i) {
            changed = true;
            continue;
        }
        let Some(before) = last.replace(i) else {
            // Furniture and blank lines before the first paragraph go, a mere indentation stays.
            let indented = i == 0 && !line.after_blank;
            changed |= !indented;
            paragraph = Begun::at(line.start);
            builder.keep(if indented { 0 } else { line.start }, line.end);
            continue;
        };
        let from = &lines[before];
        let gap = before + 1 < i;
        let (own, next) = (own(kinds[before]), own(kinds[i]));
        let join = if own.is_some() || next.is_some() {
            // Only a headline runs over several lines.
            own == next && next == Some(RegionKind::Headline) && !line.after_blank
        } else if gap {
            let open = paragraph.is_open(text, from.end, line.start);
            wraps::carries_on(&measure, text, from, line, open)
        } else {
            wraps::judge(&measure, text, from, line) == Break::Join
        };
        changed |= if join {
            let joint = joint(text, &lines, from, line, &mut words);
            if join_lines(&mut builder, text, from, line, gap, joint) && !gap {
                layout.rejoined.push(halves(text, map, from, line));
            }
            true
        } else {
            paragraph = Begun::at(line.start);
            !end_paragraph(text, &mut builder, from, line, gap)
        };
        if gap {
            builder.gap();
        }
        builder.keep(line.start, line.end);
    }
    // White space at the very end is no paragraph break.
    let end = last.map_or(0, |i| lines[i].end);
    changed |= end < text.len() && text[end..] != *"\n";
    if !changed {
        return None;
    }
    Some(composed(builder, map))
}

/// The view that was built, and how it leads to the original.
fn composed(builder: Builder<'_>, map: &[Piece]) -> (String, Vec<Piece>) {
    let (view, pieces) = builder.finish();
    // Nothing but furniture: without text there is nothing to map.
    let pieces = if pieces.is_empty() { pieces } else { compose(pieces, map) };
    (view, pieces)
}

/// What a line is that stands by itself: a headline, a time.
fn own(kind: page::Kind) -> Option<RegionKind> {
    kind.map(|k| k.0).filter(|k| matches!(k, RegionKind::Headline | RegionKind::Timestamp))
}

/// Where the two halves of a word stand that was broken between two lines, in the original.
fn halves(text: &str, map: &[Piece], from: &Line, line: &Line) -> Span {
    let whole = |start: usize, end: usize| Span::new(locate(map, 0, start, false), locate(map, 0, end, true));
    let halves = whole(from.start + text[from.start..from.end].rfind(' ').map_or(0, |n| n + 1), line.start);
    let rest = text[line.start..line.end].find(' ').unwrap_or(line.len());
    Span::new(halves.start, whole(line.start, line.start + rest).end)
}

/// Writes a paragraph break; tells whether the text stood so already.
fn end_paragraph(text: &str, builder: &mut Builder<'_>, from: &Line, line: &Line, gap: bool) -> bool {
    if gap {
        // What was cut out must not count to either side.
        builder.replace(from.end, from.end, "\n");
        return false;
    }
    let between = &text[from.end..line.start];
    if between == "\n" {
        builder.keep(from.end, line.start);
        return true;
    }
    if between == "\n\n" {
        // By far the most frequent: byte for byte, so that the whole text stays one piece.
        builder.replace(from.end, line.start, " \n");
    } else {
        builder.replace(from.end, line.start, "\n");
    }
    false
}

/// How the end of one line and the beginning of the next are written together; `None` for a space.
fn joint(text: &str, lines: &[Line], from: &Line, line: &Line, words: &mut Option<Words>) -> Option<Joint> {
    let (a, b) = (from.text(text), line.text(text));
    if is_broken(a, b) {
        if is_spaced(a) {
            return hyphens::judge_spaced(a, b);
        }
        let words = words.get_or_insert_with(|| {
            let pairs = lines.windows(2).map(|p| (p[0].text(text), p[1].text(text)));
            // The pair asked for may have furniture between and then is not among the neighbours.
            Words::about(text, pairs.filter(|(a, b)| is_broken(a, b)).chain([(a, b)]))
        });
        return Some(hyphens::judge(a, b, words));
    }
    // A dash or a stroke that touches the word before it also touches the one behind it.
    let touching = a.ends_with(['—', '/']) && !a.ends_with(" —") && !a.ends_with(" /") && a.len() > 3;
    touching.then_some(Joint::Keep)
}

/// Whether a word may be broken between two lines.
fn is_broken(a: &str, b: &str) -> bool {
    let mut ending = a.chars().rev();
    ending.next().is_some_and(|c| hyphens::HYPHENS.contains(&c))
        && (ending.next().is_some_and(char::is_alphanumeric) && b.starts_with(char::is_alphanumeric)
            || is_spaced(a) && b.starts_with(char::is_lowercase))
}

/// Whether a line ends in a hyphen behind a space, as some programs write the hyphen of a broken word.
fn is_spaced(line: &str) -> bool {
    let word = line.strip_suffix(" -");
    word.is_some_and(|word| word.ends_with(char::is_lowercase))
}

/// Writes what stands between two lines of one paragraph; tells whether they were put together without a space.
fn join_lines(
    builder: &mut Builder<'_>,
    text: &str,
    from: &Line,
    line: &Line,
    gap: bool,
    joint: Option<Joint>,
) -> bool {
    match joint {
        Some(Joint::Drop) => {
            let whole = &text[..from.end];
            let word = whole.trim_end_matches(hyphens::HYPHENS).trim_end_matches(' ');
            let hyphen = whole.chars().next_back().map_or(0, char::len_utf8);
            builder.take_back(if whole.ends_with(" -") { whole.len() - word.len() } else { hyphen });
            true
        }
        Some(Joint::Keep) => true,
        None | Some(Joint::Suspended) if gap => {
            builder.replace(from.end, from.end, " ");
            false
        }
        None | Some(Joint::Suspended) => {
            builder.replace(from.end, line.start, " ");
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(original: &str) -> String {
        view(original).text().to_string()
    }

    #[test]
    fn leaves_a_plain_text_alone() {
        for original in
            ["", "One line.", "One.\nTwo goes on\nThree.\n", " Indented.\nTwo.", "14:40\nTurnout stood at 31%."]
        {
            let view = view(original);
            assert_eq!(view.text(), original);
            assert!(view.pieces().is_empty());
        }
    }

    #[test]
    fn keeps_paragraphs_and_joins_lines() {
        for (original, expected) in [
            ("One.\n\nTwo.\n", "One. \nTwo."),
            ("One.\r\n\r\n\r\nTwo.", "One.\nTwo."),
            ("\n\nOne.\nTwo.", "One.\nTwo."),
            (
                "The talks\nended well,\nHaro said.\n\nNobody\nasked.",
                "The talks ended well, Haro said. \nNobody asked.",
            ),
            ("The talks\r\nended well,\r\nHaro said.", "The talks ended well, Haro said."),
            ("“The nego-\ntiation ended\nwell,” Haro said.", "“The negotiation ended well,” Haro said."),
            (
                "He spoke of the two-\nand three-year plans\nof the town.",
                "He spoke of the two- and three-year plans of the town.",
            ),
            ("It was near Nagorno-\nKarabakh that\nthe road ends.", "It was near Nagorno-Karabakh that the road ends."),
        ] {
            assert_eq!(text_of(original), expected, "{original:?}");
        }
    }

    #[test]
    fn cuts_furniture_between_paragraphs() {
        let original = "The talks went on.\n\nRelated article: Border Reopens\n\nThe mayor left.\n\nADVERTISEMENT\n";
        assert_eq!(text_of(original), "The talks went on.\nThe mayor left.");
    }

    #[test]
    fn carries_a_quotation_over_furniture() {
        for (original, expected) in [
            (
                "“The talks went on.\n\nRelated article: “Border” Reopens\n\nThey will resume,” Haro said.",
                "“The talks went on. They will resume,” Haro said.",
            ),
            (
                "\"The talks went on.\n\nADVERTISEMENT\n\nThey will resume,\" Haro said.",
                "\"The talks went on. They will resume,\" Haro said.",
            ),
            (
                "“So we carry on. This cable\n\nhttps://gyumri-post.example/a\n\nbelongs to both,” Haro said.",
                "“So we carry on. This cable belongs to both,” Haro said.",
            ),
            // A new opening mark tells that a paragraph of the same speech begins.
            (
                "“The talks went on.\n\nADVERTISEMENT\n\n“They will resume,” Haro said.",
                "“The talks went on.\n“They will resume,” Haro said.",
            ),
        ] {
            assert_eq!(text_of(original), expected, "{original:?}");
        }
    }

    #[test]
    fn maps_across_furniture_in_two_spans() {
        let original = "“This cable\n\nADVERTISEMENT\n\nbelongs to both,” Haro said.";
        let view = view(original);
        let spans = view.to_original(Span::new(0, view.text().find('”').unwrap() + '”'.len_utf8()));
        let parts: Vec<_> = spans.iter().map(|s| &original[s.start..s.end]).collect();
        assert_eq!(parts, ["“This cable", "belongs to both,”"]);
    }

    #[test]
    fn maps_a_rejoined_word_in_one_span() {
        let original = "The nego-\ntiation ended\nwell.";
        let view = view(original);
        assert_eq!(view.to_original(Span::new(4, 15)), [Span::new(4, 17)]);
        assert_eq!(view_with(original, &RepairOptions::default()).1.rejoined, [Span::new(4, 17)]);
    }

    #[test]
    fn reports_the_regions_of_the_page() {
        let original = "Haro will not sign\n\nBy Ani Roe in Gyumri\n\nGYUMRI, March 3 (Aravot Wire) - Talks ended, Haro said.\n\n\
                        Photo: Haro in Gyumri. A. Roe/Pixwire\n\n(Editing by A. Roe)\n";
        let (view, layout) = view_with(original, &RepairOptions::default());
        assert_eq!(view.text(), "Haro will not sign\nGYUMRI, March 3 (Aravot Wire) - Talks ended, Haro said.");
        let got: Vec<_> = layout.regions.iter().map(|r| (r.kind, &original[r.span.start..r.span.end])).collect();
        assert_eq!(
            got,
            [
                (RegionKind::Headline, "Haro will not sign"),
                (RegionKind::Byline, "By Ani Roe in Gyumri"),
                (RegionKind::Dateline, "GYUMRI, March 3 (Aravot Wire) -"),
                (RegionKind::Caption, "Photo: Haro in Gyumri. A. Roe/Pixwire"),
                (RegionKind::Credit, "(Editing by A. Roe)"),
            ]
        );
    }

    #[test]
    fn obeys_the_options() {
        let original = "One line that is\nwrapped here.\n\nADVERTISEMENT\n\nTwo.";
        let soft = RepairOptions { wrap: Wrap::Soft, keep_furniture: true, ..RepairOptions::default() };
        assert_eq!(view_with(original, &soft).0.text(), "One line that is\nwrapped here. \nADVERTISEMENT \nTwo.");
        let hard = RepairOptions { wrap: Wrap::Hard, ..RepairOptions::default() };
        assert_eq!(view_with("One line\nTwo lines", &hard).0.text(), "One line Two lines");
    }
}
