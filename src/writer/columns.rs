//! The columns of the output.
//!
//! Takes a quotation and the article it stands in, gives the text of one cell. It does not quote or escape: that is
//! the business of each format.

use crate::input::{Article, Landmark};
use crate::record::Quotation;
use crate::span::Span;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

macro_rules! columns {
    ($($(#[doc = $doc:literal])* $name:ident = $word:literal,)*) => {
        /// One column of the output.
        ///
        /// ```
        /// use whosaid::{input::Article, writer::Column};
        /// let article = Article::new("ferry.txt", "“We sail,” Anna Haro said.");
        /// let row = &whosaid::extract(&article.text)[0];
        /// assert_eq!(Column::QuoteSpans.cell(&article, row, &mut String::new()), "1-8");
        /// assert_eq!(Column::from_name("cue").unwrap().meaning(), "the words that mark the attribution, as written");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Column {
            $($(#[doc = $doc])* $name,)*
        }

        impl Column {
            /// Every column: those of the record in its order, then the optional ones.
            pub const ALL: &'static [Column] = &[$(Column::$name),*];

            /// The name in the header and in JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Column::$name => $word,)* }
            }

            /// What the column holds, in a sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Column::$name => concat!($($doc),*).trim_ascii(),)* }
            }
        }
    };
}

columns! {
    /// the document's id: the path as given, or the id field of a corpus
    Doc = "doc",
    /// the article's headline, without the outlet's name behind it
    Title = "title",
    /// the article's date in ISO 8601, with time and offset where they are told
    Date = "date",
    /// the outlet that published the article
    Outlet = "outlet",
    /// the article's address
    Url = "url",
    /// number in the document, 1 first, by start
    N = "n",
    /// the fullest name that the document gives; joint speakers joined by "; "; empty if unknown
    Speaker = "speaker",
    /// the outlet that relays the words; a chain from first to last joined by " > "
    Source = "source",
    /// the reported words, line breaks made spaces, the parts of an interrupted quotation joined by " … "
    Quote = "quote",
    /// direct, mixed or indirect
    Kind = "kind",
    /// the words that mark the attribution, as written
    Cue = "cue",
    /// the description that the article gives the speaker, as written
    Role = "role",
    /// person, organization, group, document or unknown
    SpeakerType = "speaker_type",
    /// the phrase beside the cue, as written
    SpeakerMention = "speaker_mention",
    /// how the speaker was found: named, short_name, pronoun, description, carried or none
    SpeakerBasis = "speaker_basis",
    /// the source as written
    SourceMention = "source_mention",
    /// how the source was found: stated, carried or none
    SourceBasis = "source_basis",
    /// interview, statement, social, briefing, broadcast, letter, document, recording, or empty
    Channel = "channel",
    /// the words inside quotation marks, parts joined by " … "
    Verbatim = "verbatim",
    /// what a reader must know, joined by ";": negated, floating, ambiguous and others
    Flags = "flags",
    /// 0.00 to 1.00: the share of such rows that are right
    Confidence = "confidence",
    /// the id of the grammar rule
    Rule = "rule",
    /// where the reported words stand: 411-497;512-530
    QuoteSpans = "quote_spans",
    /// where the words inside marks stand
    VerbatimSpans = "verbatim_spans",
    /// where the speaker mention stands
    SpeakerSpan = "speaker_span",
    /// where the cue stands
    CueSpan = "cue_span",
    /// where the source mention stands
    SourceSpan = "source_span",
    /// the sentence or sentences that hold the quotation
    Sentence = "sentence",
    /// optional: the date as the input has it
    DateAsGiven = "date_as_given",
    /// optional: the page of a PDF on which the quote begins
    Page = "page",
    /// optional: the time of the turn or entry in which the quote begins: of subtitles from their start, of a live blog by the clock
    Time = "time",
    /// optional: the row's own id, the same in every run; made of doc and the place of the quote
    Id = "id",
    /// optional: the version of this set of columns
    SchemaVersion = "schema_version",
    /// optional: the version of the program that wrote the row
    ToolVersion = "tool_version",
    /// optional: what words in marks are that nobody said: scare, title, nickname, term, name, slogan or unattributed
    MarkedAs = "marked_as",
    /// optional: what the offsets count: codepoint, byte or utf16
    OffsetUnit = "offset_unit",
    /// optional: a hash of the word lists, weights and rules that the program was built with
    RulesHash = "rules_hash",
}

/// The version of the set of columns; it grows when a column is added and never for another reason.
///
/// ```
/// use whosaid::writer::{Column, SCHEMA_VERSION};
/// # let (article, row) = (whosaid::input::Article::default(), whosaid::extract("“We sail,” Anna Haro said.").remove(0));
/// let mut cell = String::new();
/// assert_eq!(Column::SchemaVersion.cell(&article, &row, &mut cell), SCHEMA_VERSION.to_string());
/// ```
pub const SCHEMA_VERSION: usize = 3;

impl Column {
    /// The column of this name.
    pub fn from_name(name: &str) -> Option<Column> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
    }

    /// The columns of the record, without the optional ones.
    pub fn record() -> &'static [Column] {
        &Self::ALL[..crate::record::COLUMNS.len()]
    }

    /// Whether the cell is words, which a spreadsheet might misread; else numbers and words that we choose.
    pub fn is_text(self) -> bool {
        !self.is_number()
            && !matches!(
                self,
                Column::QuoteSpans | Column::VerbatimSpans | Column::SpeakerSpan | Column::CueSpan | Column::SourceSpan
            )
    }

    /// Whether the cell is a number.
    pub fn is_number(self) -> bool {
        matches!(self, Column::N | Column::Confidence | Column::SchemaVersion)
    }

    /// What this cell holds.
    #[inline(always)]
    pub(super) fn holds<'a>(self, article: &'a Article, q: &'a Quotation) -> Cell<'a> {
        match self {
            Column::Doc => Cell::Text(&article.id),
            Column::N => Cell::Number(q.n),
            Column::Speaker => Cell::Text(&q.speaker),
            Column::Source => Cell::Text(&q.source),
            Column::Quote => Cell::Text(&q.quote),
            Column::Kind => Cell::Word(q.kind.as_str()),
            Column::Cue => Cell::Text(&q.cue),
            Column::Role => Cell::Text(&q.role),
            Column::SpeakerType => Cell::Word(q.speaker_type.as_str()),
            Column::SpeakerMention => Cell::Text(&q.speaker_mention),
            Column::SpeakerBasis => Cell::Word(q.speaker_basis.as_str()),
            Column::SourceMention => Cell::Text(&q.source_mention),
            Column::SourceBasis => Cell::Word(q.source_basis.as_str()),
            Column::Channel => Cell::Word(q.channel.map_or("", |c| c.as_str())),
            Column::Verbatim => Cell::Text(&q.verbatim),
            Column::Flags => Cell::Flags(&q.flags),
            Column::Confidence => Cell::Share(q.confidence),
            Column::Rule => Cell::Text(&q.rule),
            Column::QuoteSpans => Cell::Spans(&q.quote_spans),
            Column::VerbatimSpans => Cell::Spans(&q.verbatim_spans),
            Column::SpeakerSpan => Cell::Span(q.speaker_span),
            Column::CueSpan => Cell::Span(q.cue_span),
            Column::SourceSpan => Cell::Span(q.source_span),
            Column::Sentence => Cell::Text(&q.sentence),
            Column::Date => Cell::Text(article.date.as_deref().unwrap_or("")),
            Column::Outlet => Cell::Text(article.outlet.as_deref().unwrap_or("")),
            Column::Url => Cell::Text(article.url.as_deref().unwrap_or("")),
            Column::Title => Cell::Text(article.title.as_deref().unwrap_or("")),
            Column::DateAsGiven => Cell::Text(article.date_as_given.as_deref().unwrap_or("")),
            Column::Page => Cell::Text(place(&article.pages, q)),
            Column::Time => Cell::Text(place(&article.times, q)),
            Column::Id => Cell::Id(identity(article, q)),
            Column::SchemaVersion => Cell::Number(SCHEMA_VERSION),
            Column::ToolVersion => Cell::Word(env!("CARGO_PKG_VERSION")),
            Column::MarkedAs => Cell::Word(crate::MarkedAs::of(q).map_or("", crate::MarkedAs::as_str)),
            Column::OffsetUnit => Cell::Word(article.offsets.as_str()),
            Column::RulesHash => Cell::Word(&RULES_HASH),
        }
    }

    /// The text of this cell. What is not already text is written into `scratch`, whose old content is dropped.
    pub fn cell<'a>(self, article: &'a Article, q: &'a Quotation, scratch: &'a mut String) -> &'a str {
        match self.holds(article, q) {
            Cell::Text(text) | Cell::Word(text) => text,
            made => {
                scratch.clear();
                made.write(&mut |piece| scratch.push_str(piece));
                scratch
            }
        }
    }
}

/// What a cell holds.
pub(super) enum Cell<'a> {
    /// Words of the text, or of who calls us: any characters.
    Text(&'a str),
    /// A word that we choose.
    Word(&'static str),
    Number(usize),
    Share(f32),
    Span(Option<Span>),
    Spans(&'a [Span]),
    Flags(&'a [String]),
    Id(String),
}

impl Cell<'_> {
    /// The signs that stand in cells of our own making, besides letters and digits.
    pub(super) const SIGNS: &'static [u8] = b"-;._";

    /// Writes the text of the cell, piece by piece.
    #[inline]
    pub(super) fn write(&self, put: &mut impl FnMut(&str)) {
        match self {
            Cell::Text(text) | Cell::Word(text) => put(text),
            Cell::Number(n) => put_number(put, *n),
            Cell::Share(share) => put_hundredths(put, *share),
            Cell::Span(span) => put_spans(put, span.as_slice()),
            Cell::Spans(spans) => put_spans(put, spans),
            Cell::Flags(flags) => {
                for (i, flag) in flags.iter().enumerate() {
                    if i > 0 {
                        put(";");
                    }
                    put(flag);
                }
            }
            Cell::Id(id) => put(id),
        }
    }
}

/// The label of the part of the article in which the quote begins.
fn place<'a>(marks: &'a [Landmark], q: &Quotation) -> &'a str {
    let start = q.quote_spans.first().map_or(0, |span| span.start);
    let behind = marks.partition_point(|mark| mark.at <= start);
    behind.checked_sub(1).map_or("", |i| &marks[i].label)
}

/// The hash of the changes that a user has made to the lists.
static USER_LISTS: AtomicU64 = AtomicU64::new(0);

#[cfg(feature = "cli")]
/// Makes the column `rules_hash` tell that rows come of changed lists, for the whole program; to be said before the first
/// row is written.
pub fn tell_lists(overlay: &crate::lexicon::Overlay) {
    USER_LISTS.store(overlay.hash(), Ordering::Relaxed);
}

/// The lists and weights as they were built in, the rules, and a user's lists.
static RULES_HASH: LazyLock<String> = LazyLock::new(|| {
    let user = USER_LISTS.load(Ordering::Relaxed).to_le_bytes();
    let rules = crate::grammar::table::rules().map(|rule| rule.production.as_bytes());
    let built_in = env!("WHOSAID_BUILT_IN").as_bytes();
    let hash = rules.chain([built_in, &user]).fold(FNV, fnv);
    format!("r{hash:016x}")
});

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3))
}

/// The row's id: `q` and sixteen hexadecimal digits over the document and the place of the quote (FNV-1a). Never all
/// digits, so that no spreadsheet rounds it.
pub(crate) fn identity(article: &Article, q: &Quotation) -> String {
    let (start, end) = match (q.quote_spans.first(), q.quote_spans.last()) {
        (Some(first), Some(last)) => (first.start, last.end),
        _ => (0, q.n),
    };
    let key = format!("{}\n{start}\n{end}", article.id);
    format!("q{:016x}", fnv(FNV, key.as_bytes()))
}

/// Writes a number in decimal.
pub(super) fn put_number(put: &mut impl FnMut(&str), n: usize) {
    put(itoa::Buffer::new().format(n));
}

/// Writes a share with exactly two decimals, held to 0.00-1.00.
pub(super) fn put_hundredths(put: &mut impl FnMut(&str), share: f32) {
    let hundredths = (share.clamp(0.0, 1.0) * 100.0).round() as usize;
    // 1.00 at most: the digits of 100 to 200, of which the first is one too high.
    let mut digits = itoa::Buffer::new();
    let digits = digits.format(100 + hundredths);
    put(if hundredths < 100 { "0." } else { "1." });
    put(&digits[1..]);
}

fn put_spans(put: &mut impl FnMut(&str), spans: &[Span]) {
    for (i, span) in spans.iter().enumerate() {
        if i > 0 {
            put(";");
        }
        put_number(put, span.start);
        put("-");
        put_number(put, span.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn record_columns_are_those_of_the_record() {
        let names: Vec<_> = Column::record().iter().map(|c| c.name()).collect();
        assert_eq!(names, crate::record::COLUMNS);
    }

    #[test]
    fn cells_of_our_own_making_are_letters_digits_and_known_signs() {
        let article = Article::new("a", "");
        let rows = [super::super::sample::full_row(), super::super::sample::bare_row()];
        let mut own: Vec<String> = crate::record::FLAGS.iter().map(|(flag, _)| (*flag).to_owned()).collect();
        own.extend(crate::record::Kind::ALL.iter().map(|word| word.to_string()));
        own.extend(crate::record::SpeakerType::ALL.iter().map(|word| word.to_string()));
        own.extend(crate::record::SpeakerBasis::ALL.iter().map(|word| word.to_string()));
        own.extend(crate::record::SourceBasis::ALL.iter().map(|word| word.to_string()));
        own.extend(crate::record::Channel::ALL.iter().map(|word| word.to_string()));
        for (row, column) in rows.iter().flat_map(|row| Column::ALL.iter().map(move |column| (row, column))) {
            let cell = column.holds(&article, row);
            if !matches!(cell, Cell::Text(_)) {
                let mut text = String::new();
                cell.write(&mut |piece| text.push_str(piece));
                own.push(text);
            }
        }
        let known = |byte: u8| byte.is_ascii_alphanumeric() || Cell::SIGNS.contains(&byte);
        assert!(own.iter().all(|text| text.bytes().all(known)), "{own:?}");
    }

    #[test]
    fn shares_have_two_decimals() {
        for (share, text) in [(0.0, "0.00"), (0.934, "0.93"), (0.05, "0.05"), (1.0, "1.00"), (7.0, "1.00")] {
            let mut out = String::new();
            put_hundredths(&mut |piece| out.push_str(piece), share);
            assert_eq!(out, text);
        }
    }
}
