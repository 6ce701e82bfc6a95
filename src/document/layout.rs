//! What the page around the running text was made of.
//!
//! Takes nothing; holds what the repair found: regions that later stages must not read as speech or speakers, and what
//! had to be mended. It does not change the text.

use crate::span::Span;

/// What a stretch of the original is, other than running text.
///
/// ```
/// use whosaid::{Extractor, RegionKind};
/// let text = "The ferry will sail, Anna Haro said.\n\nRead more: Storm closes bridge\n";
/// let (span, kind) = Extractor::default().left_out(text)[0];
/// assert_eq!(kind, RegionKind::Furniture);
/// assert!(text[span.start..span.end].starts_with("Read more"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RegionKind {
    /// Related links, advertisements, bare addresses, page numbers; not in the view.
    Furniture,
    /// `YEREVAN, May 5 (Aravot Wire) -`; stays in the view.
    Dateline,
    /// `By Lida Haro in Gyumri`; not in the view.
    Byline,
    /// `Photo: voters in Gyumri. A. Roe/Pixwire`; not in the view.
    Caption,
    /// `Reporting by ...`, `Editing by ...`, contacts; not in the view.
    Credit,
    /// The headline; stays in the view as a paragraph of its own.
    Headline,
    /// A time of day that stands alone above an entry of a live blog; stays in the view.
    Timestamp,
    /// A correction note of the editors; stays in the view.
    Correction,
}

impl RegionKind {
    /// The word for this kind.
    pub const fn as_str(self) -> &'static str {
        match self {
            RegionKind::Furniture => "furniture",
            RegionKind::Dateline => "dateline",
            RegionKind::Byline => "byline",
            RegionKind::Caption => "caption",
            RegionKind::Credit => "credit",
            RegionKind::Headline => "headline",
            RegionKind::Timestamp => "timestamp",
            RegionKind::Correction => "correction",
        }
    }

    /// Whether text of this kind is left out of the view.
    pub const fn is_cut(self) -> bool {
        matches!(self, RegionKind::Furniture | RegionKind::Byline | RegionKind::Caption | RegionKind::Credit)
    }
}

/// A stretch of the original that is no running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// What it is.
    pub kind: RegionKind,
    /// Where it stands: bytes of the original.
    pub span: Span,
}

/// What the repair found out about the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Ascending by start.
    pub regions: Vec<Region>,
    /// Words rejoined over a line end, ascending: bytes of the original, both halves with what stood between.
    pub rejoined: Vec<Span>,
    /// Whether lines were found to be wrapped at a width, and joined.
    pub wrapped: bool,
    /// Repaired text that had been decoded wrongly before, ascending: bytes of the original.
    pub mojibake: Vec<Span>,
}

impl Layout {
    /// The regions of one kind.
    pub fn of(&self, kind: RegionKind) -> impl Iterator<Item = Span> + '_ {
        self.regions.iter().filter(move |r| r.kind == kind).map(|r| r.span)
    }

    /// Whether a stretch of the original lies in a region of a kind, if only in part.
    pub fn is_in(&self, kind: RegionKind, part: Span) -> bool {
        overlapping(&self.regions, |region| region.span, part).any(|region| region.kind == kind)
    }

    /// Whether a word that was rejoined lies in a stretch of the original, if only in part.
    pub fn is_rejoined(&self, part: Span) -> bool {
        overlapping(&self.rejoined, |span| *span, part).next().is_some()
    }

    /// Whether text that had been decoded wrongly lies in a stretch of the original, if only in part.
    pub fn was_mojibake(&self, part: Span) -> bool {
        overlapping(&self.mojibake, |span| *span, part).next().is_some()
    }
}

/// Those of some places, ascending and apart from each other, that overlap a stretch.
fn overlapping<T>(places: &[T], span: impl Fn(&T) -> Span, part: Span) -> impl Iterator<Item = &T> {
    let first = places.partition_point(|place| span(place).end <= part.start);
    places[first..].iter().take_while(move |place| span(place).start < part.end)
}
