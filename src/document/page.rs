//! What every line of the page is: running text, or one of the regions around it.
//!
//! Takes the lines and how they are wrapped; gives each line's kind, and the regions in the terms of the original. It
//! cuts nothing; see `repair`.

use super::furniture::{self, Furniture};
use super::heads;
use super::layout::{Region, RegionKind};
use super::lines::{self, Line};
use super::pieces::locate;
use super::view::Piece;
use super::wraps::{self, Measure};
use crate::span::Span;

/// What a line is, other than running text, and how many of its bytes are so.
pub(super) type Kind = Option<(RegionKind, usize)>;

/// Blocks of more lines than this are no wrapped captions, links or headlines.
const MOST_LINES: usize = 4;

/// Says of every line what it is.
pub(super) fn classify(text: &str, lines: &[Line], measure: &Measure, furniture: Furniture) -> Vec<Kind> {
    let mut kinds = Vec::with_capacity(lines.len());
    let mut body = 0; // lines of running text so far
    let mut listing = false; // whether the lines above are a list of links
    while kinds.len() < lines.len() {
        let start = kinds.len();
        // Where lines are not wrapped, each is a block of its own.
        let rest = lines[start + 1..].iter();
        let len = 1 + if measure.hard { rest.take_while(|l| !l.after_blank).count() } else { 0 };
        let end = start + len;
        let place = Place { body, last: end + 2 >= lines.len(), furniture };
        let first = lines[start].text(text);
        let found = block_kind(text, lines, start, end, measure, place)
            .or_else(|| page_number(text, lines, start, end).then_some(RegionKind::Furniture));
        let listed = listing && found.is_none() && len == 1 && furniture::is_list_item(first);
        listing =
            listed || found.is_some_and(|kind| kind.is_cut() && (listing || furniture::heads_list(furniture, first)));
        match found.or(listed.then_some(RegionKind::Furniture)) {
            Some(kind) => kinds.extend(lines[start..end].iter().map(|l| Some((kind, l.len())))),
            None if len == 1 => kinds.push(line_kind(first, place)),
            None => {
                for i in start..end {
                    // The other lines of the block may be what this one is a piece of.
                    let broken_off = i > start && kinds[i - 1].is_none() && !lines::is_ended(lines[i - 1].text(text));
                    let line = lines[i].text(text);
                    let furniture = furniture::kind(furniture, line, true).map(|kind| (kind, line.len()));
                    kinds.push(furniture.or_else(|| line_kind(line, place).filter(|_| !broken_off)));
                }
            }
        }
        body += kinds[start..].iter().filter(|k| k.is_none_or(|(kind, _)| !kind.is_cut())).count();
    }
    kinds
}

/// Where on the page a line or block stands.
#[derive(Clone, Copy)]
struct Place {
    /// Lines of running text before it.
    body: usize,
    /// Whether hardly anything follows.
    last: bool,
    /// The patterns.
    furniture: Furniture,
}

/// The kind of the block `start..end` as a whole.
fn block_kind(
    text: &str,
    lines: &[Line],
    start: usize,
    end: usize,
    measure: &Measure,
    place: Place,
) -> Option<RegionKind> {
    let block = &lines[start..end];
    let span = block[0].start..block[block.len() - 1].end;
    let first = block[0].text(text);
    if block.len() > MOST_LINES {
        return furniture::kind(place.furniture, first, false).filter(|&kind| kind == RegionKind::Correction);
    }
    // One line as it stands, several with their breaks made spaces.
    let joined;
    let whole = if block.len() == 1 {
        first
    } else {
        joined = text[span].replace('\n', " ");
        &joined
    };
    if let Some(kind) = furniture::kind(place.furniture, whole, false) {
        let one = match kind {
            // `Related article: Border Reopens` may have the article go on right below.
            // Links seldom end with a full stop, sentences do.
            RegionKind::Furniture if block.len() > 1 && whole.ends_with('.') => false,
            RegionKind::Furniture => block.windows(2).all(|p| {
                let (line, next) = (p[0].text(text), p[1].text(text));
                !lines::is_ended(line) && !line.starts_with("http") && wraps::is_full(measure, line, next)
            }),
            _ => true,
        };
        return one.then_some(kind);
    }
    if (place.body <= 3 || place.last) && heads::is_byline(whole) {
        return Some(RegionKind::Byline);
    }
    let next =
        lines[end..].iter().take(4).map(|l| l.text(text)).find(|l| furniture::kind(place.furniture, l, true).is_none());
    let headed = place.body == 0
        && next.is_some_and(|next| heads::is_headline(whole, next))
        && !heads::opens_turn(first, lines[start + 1..].iter().map(|l| l.text(text)));
    // Wrapped running text may end without a full stop, but then it is longer.
    (headed && block.len() <= 3).then_some(RegionKind::Headline)
}

/// Whether a block is the number of a page in the middle of a sentence: the line before breaks off, the one behind goes on.
fn page_number(text: &str, lines: &[Line], start: usize, end: usize) -> bool {
    let between = start > 0 && end == start + 1 && end < lines.len();
    between && furniture::is_bare_number(lines[start].text(text)) && {
        let (before, behind) = (lines[start - 1].text(text), lines[end].text(text));
        lines::breaks_off(before) && !lines::is_ended(before) && lines::goes_on(behind)
    }
}

/// The kind of a single line that is no furniture.
fn line_kind(line: &str, place: Place) -> Kind {
    if heads::is_timestamp(line) {
        return Some((RegionKind::Timestamp, line.len()));
    }
    if place.body <= 2 {
        return heads::dateline(line).map(|len| (RegionKind::Dateline, len));
    }
    None
}

/// The regions of the page; `map` leads to the original.
pub(super) fn regions(lines: &[Line], kinds: &[Kind], map: &[Piece]) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut before: Kind = None;
    for (line, kind) in lines.iter().zip(kinds) {
        if let Some((kind, len)) = *kind {
            let end = locate(map, 0, line.start + len, true);
            let span = Span::new(locate(map, 0, line.start, false), end);
            match regions.last_mut() {
                // A caption or headline of several lines is one region.
                Some(last)
                    if before.is_some_and(|(k, _)| k == kind) && !line.after_blank && kind != RegionKind::Timestamp =>
                {
                    last.span.end = end;
                }
                _ => regions.push(Region { kind, span }),
            }
        }
        before = *kind;
    }
    regions
}

#[cfg(test)]
mod tests {
    use super::super::repair::Wrap;
    use super::*;

    fn regions_of(text: &str) -> Vec<(RegionKind, &str)> {
        let lines = lines::split(text);
        let measure = wraps::measure(text, &lines, Wrap::Auto);
        let regions = regions(&lines, &classify(text, &lines, &measure, Furniture::default()), &[]);
        regions.iter().map(|r| (r.kind, &text[r.span.start..r.span.end])).collect()
    }

    const BODY: &str =
        "The road between the two towns is\nopen again, the mayor said, and the\nbuses will run from Monday.";

    #[test]
    fn takes_wrapped_blocks_as_wholes() {
        use RegionKind::*;
        for (block, kind) in [
            ("Photo: Voters wait in line at a school.\nA. Roe/Pixwire", Caption),
            ("(Reporting by Lida Haro in Gyumri;\nediting by A. Roe)", Credit),
            ("Related article: Border Reopens Only\nAfter Talks Resume in Gyumri", Furniture),
            ("Correction: An earlier version of this\nstory gave the wrong date.", Correction),
        ] {
            let text = format!("{BODY}\n\n{block}\n\n{BODY}");
            assert_eq!(regions_of(&text), [(kind, block)]);
        }
        let headline = "Border Reopens Only After Talks\nResume in Gyumri";
        assert_eq!(regions_of(&format!("{headline}\n\n{BODY}")), [(Headline, headline)]);
    }

    #[test]
    fn lets_the_article_go_on_below_a_link() {
        let text = format!("{BODY}\nRelated: Border Reopens\n{BODY}");
        assert_eq!(regions_of(&text), [(RegionKind::Furniture, "Related: Border Reopens")]);
        let text = format!("{BODY}\n\nRelated: Border Reopens\nNobody asked.\n\n{BODY}");
        assert_eq!(regions_of(&text), [(RegionKind::Furniture, "Related: Border Reopens")]);
    }

    #[test]
    fn takes_a_list_of_links_with_its_heading() {
        let text = format!("{BODY}\n\nMost read\n\nBridge closed again\n\nWho pays for the bus?\n\nThe mayor left.");
        let expected =
            ["Most read", "Bridge closed again", "Who pays for the bus?"].map(|l| (RegionKind::Furniture, l));
        assert_eq!(regions_of(&text), expected);
    }

    #[test]
    fn finds_nothing_in_running_text() {
        assert_eq!(regions_of(BODY), []);
        let text = "He was not paid for the sale of\nTwitter. The answer was sent with\nTwitter.\n\nNobody has read it so far.";
        assert_eq!(regions_of(text), []);
    }
}
