//! The output row.
//!
//! Takes nothing, gives the types of a finished row: [`Quotation`] and its small enumerations. All offsets here are
//! Unicode code points of the original input, 0-based, end-exclusive. How rows are written is the writers' business.

use crate::span::Span;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word that stands in the output for this value.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::error::Error;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|v| v.as_str() == s).ok_or_else(|| crate::error::Error::unknown_word(
                    stringify!($name), s, &Self::ALL.iter().map(|v| v.as_str()).collect::<Vec<_>>()))
            }
        }
    };
}

words! {
    /// How much of the reported words stands inside quotation marks.
    ///
    /// ```
    /// use whosaid::Kind;
    /// let text = "“We lost,” Anna Haro said. Bo Ek said they had “lost”. Lida Roe said they had lost.";
    /// let kinds: Vec<Kind> = whosaid::extract(text).iter().map(|row| row.kind).collect();
    /// assert_eq!(kinds, [Kind::Direct, Kind::Mixed, Kind::Indirect]);
    /// assert_eq!("mixed".parse::<Kind>().unwrap(), Kind::Mixed);
    /// ```
    Kind {
        /// The reported words stand wholly inside marks: `"We lost," she said.`
        Direct = "direct",
        /// A reported clause with some words inside marks: `She said they had "lost".`
        Mixed = "mixed",
        /// A reported clause without marks: `She said they had lost.`
        Indirect = "indirect",
        /// Words inside marks that nobody is said to have said; only under `--all`.
        Marked = "marked",
    }
}

words! {
    /// What sort of speaker it is.
    ///
    /// ```
    /// use whosaid::SpeakerType;
    /// let rows = whosaid::extract("The report said the pier was unsafe. Anna Haro said it was not.");
    /// let people = rows.iter().filter(|row| row.speaker_type == SpeakerType::Person);
    /// assert_eq!(people.map(|row| row.speaker.as_str()).collect::<Vec<_>>(), ["Anna Haro"]);
    /// assert_eq!(rows[0].speaker_type, SpeakerType::Document);
    /// ```
    SpeakerType {
        /// One person.
        Person = "person",
        /// A body, company, state or a place that stands for one.
        Organization = "organization",
        /// Several people, named or not.
        Group = "group",
        /// A report, poll, letter, banner and the like.
        Document = "document",
        /// Not told by the text.
        Unknown = "unknown",
    }
}

words! {
    /// How the speaker was found from the words beside the cue.
    ///
    /// ```
    /// use whosaid::SpeakerBasis;
    /// let row = &whosaid::extract("Anna Haro runs the ferry. “We sail at dawn,” she said.")[0];
    /// assert_eq!((row.speaker.as_str(), row.speaker_mention.as_str()), ("Anna Haro", "she"));
    /// assert_eq!(row.speaker_basis, SpeakerBasis::Pronoun);
    /// ```
    SpeakerBasis {
        /// The full name, or the only name, stands beside the cue.
        Named = "named",
        /// A part of a name that the article gives in full elsewhere.
        ShortName = "short_name",
        /// A pronoun.
        Pronoun = "pronoun",
        /// A bare description: "the minister", "a resident".
        Description = "description",
        /// No words of its own; continued from another quotation.
        Carried = "carried",
        /// No speaker was found.
        None = "none",
    }
}

words! {
    /// How the source was found.
    ///
    /// ```
    /// use whosaid::SourceBasis;
    /// let text = "Anna Haro told Radio Kattvik that the ferry would sail. She added that nobody had asked her.";
    /// let rows = whosaid::extract(text);
    /// assert!(rows.iter().all(|row| row.source == "Radio Kattvik"));
    /// assert_eq!((rows[0].source_basis, rows[1].source_basis), (SourceBasis::Stated, SourceBasis::Carried));
    /// ```
    SourceBasis {
        /// Stated in the words around this quotation.
        Stated = "stated",
        /// Continued from an earlier quotation of the same speaker.
        Carried = "carried",
        /// No source.
        None = "none",
    }
}

words! {
    /// The channel through which the words came, where the text states it.
    ///
    /// ```
    /// use whosaid::Channel;
    /// let row = &whosaid::extract("“We sail at dawn,” Anna Haro said in an interview with Radio Kattvik.")[0];
    /// assert_eq!(row.channel, Some(Channel::Interview));
    /// assert!(whosaid::extract("“We sail at dawn,” Anna Haro said.")[0].channel.is_none());
    /// ```
    Channel {
        /// "in an interview with"
        Interview = "interview",
        /// "in a statement"
        Statement = "statement",
        /// "wrote on Facebook"
        Social = "social",
        /// "told reporters", "at a news conference"
        Briefing = "briefing",
        /// "on the station's morning programme"
        Broadcast = "broadcast",
        /// "in an email to staff"
        Letter = "letter",
        /// "in a court filing", "the report found"
        Document = "document",
        /// "in audio obtained by"
        Recording = "recording",
    }
}

/// What stands between parts where words of the text are left out.
pub(crate) const ELISION: &str = " \u{2026} ";

/// What stands between two parts of some words, by the text between them: what parts an interrupted quotation is marked as
/// left out; between the paragraphs of a running one nothing is.
pub(crate) fn joint(between: &str) -> &'static str {
    if between.contains(char::is_alphanumeric) { ELISION } else { " " }
}

/// One attribution of words: what was said, by whom, with which cue, through which source.
///
/// Text fields are empty where the article gives nothing. All spans count Unicode code points of the original input.
///
/// ```
/// let text = "“The ferry,” Anna Haro told Radio Kattvik, “will sail at dawn.”";
/// let row = &whosaid::extract(text)[0];
/// assert_eq!((row.speaker.as_str(), row.source.as_str()), ("Anna Haro", "Radio Kattvik"));
/// assert_eq!(row.quote, "The ferry … will sail at dawn.");
/// let letters: Vec<char> = text.chars().collect();
/// let part = |n: usize| letters[row.quote_spans[n].start..row.quote_spans[n].end].iter().collect::<String>();
/// assert_eq!((part(0), part(1)), ("The ferry".to_owned(), "will sail at dawn.".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// Number in the document, 1 first, by start.
    pub n: usize,
    /// The fullest name that the document gives, without title or leading article; joint speakers joined by `; `.
    pub speaker: String,
    /// The outlet that relays the words; a chain from first to last joined by ` > `.
    pub source: String,
    /// The reported words, line breaks as spaces, the parts of an interrupted quotation joined by ` … `.
    pub quote: String,
    /// Direct, mixed or indirect.
    pub kind: Kind,
    /// The words that mark the attribution, as written.
    pub cue: String,
    /// The description that the article gives the speaker, as written.
    pub role: String,
    /// What sort of speaker it is.
    pub speaker_type: SpeakerType,
    /// The phrase beside the cue, as written.
    pub speaker_mention: String,
    /// How the speaker was found.
    pub speaker_basis: SpeakerBasis,
    /// The source as written.
    pub source_mention: String,
    /// How the source was found.
    pub source_basis: SourceBasis,
    /// The channel, where stated.
    pub channel: Option<Channel>,
    /// The words inside quotation marks, parts joined by ` … `.
    pub verbatim: String,
    /// What a reader must know: `negated`, `floating`, `ambiguous` ... sorted, unique.
    pub flags: Vec<String>,
    /// 0.00 to 1.00: the share of such rows that are right.
    pub confidence: f32,
    /// The id of the grammar rule that gave the row.
    pub rule: String,
    /// Where the reported words stand.
    pub quote_spans: Vec<Span>,
    /// Where the words inside marks stand.
    pub verbatim_spans: Vec<Span>,
    /// Where the speaker mention stands.
    pub speaker_span: Option<Span>,
    /// Where the cue stands.
    pub cue_span: Option<Span>,
    /// Where the source mention stands.
    pub source_span: Option<Span>,
    /// The sentence or sentences that hold the quotation, line breaks as spaces.
    pub sentence: String,
}

impl Quotation {
    /// Words of a kind that nobody is known to have said.
    pub(crate) fn bare(kind: Kind, quote: String) -> Quotation {
        Quotation {
            n: 0,
            speaker: String::new(),
            source: String::new(),
            quote,
            kind,
            cue: String::new(),
            role: String::new(),
            speaker_type: SpeakerType::Unknown,
            speaker_mention: String::new(),
            speaker_basis: SpeakerBasis::None,
            source_mention: String::new(),
            source_basis: SourceBasis::None,
            channel: None,
            verbatim: String::new(),
            flags: Vec::new(),
            confidence: 1.0,
            rule: String::new(),
            quote_spans: Vec::new(),
            verbatim_spans: Vec::new(),
            speaker_span: None,
            cue_span: None,
            source_span: None,
            sentence: String::new(),
        }
    }
}

/// The flags and what they tell, in alphabetical order.
///
/// ```
/// let row = &whosaid::extract("Anna Haro did not say that the ferry would sail.")[0];
/// let told = |flag: &str| whosaid::FLAGS.iter().find(|(name, _)| *name == flag).map(|(_, meaning)| *meaning);
/// assert_eq!(row.flags, ["negated"]);
/// assert_eq!(told(&row.flags[0]), Some("said not to have been said"));
/// ```
pub const FLAGS: &[(&str, &str)] = &[
    ("agentless", "a passive that names no speaker"),
    ("ambiguous", "nothing decides between several speakers"),
    ("anonymous", "the article does not name the speaker"),
    ("commitment", "a promise or threat"),
    ("corrected", "in a correction note"),
    ("counterfactual", "should have been said, would be said, is imagined: was not said"),
    ("dehyphenated", "a word broken at a line end was joined: compare with the original"),
    ("denied", "the speaker denies the words"),
    ("directive", "a request or order"),
    ("disputed", "the text doubts that these are the speaker's words"),
    ("doctored", "in something that the text calls fake, doctored or generated"),
    ("floating", "no cue of its own"),
    ("future", "to be said"),
    ("headline", "in the headline"),
    ("hypothetical", "said under a condition"),
    ("mismatched", "opened by one kind of mark, closed by another"),
    ("misquoted", "the text says that they are wrongly attributed"),
    ("mojibake", "characters that were decoded wrongly were repaired: compare with the original"),
    ("name", "marked words: the name of a body or thing"),
    ("negated", "said not to have been said"),
    ("nested", "inside another quotation"),
    ("nickname", "marked words: a person's other name"),
    ("outlet-as-speaker", "the outlet speaks for itself"),
    ("past", "said on an earlier occasion"),
    ("question", "a question"),
    ("relayed", "a person relays the words"),
    ("satire", "in something that the text calls satire, or played"),
    ("scare", "marked words: doubted or borrowed"),
    ("slogan", "marked words: shown or repeated"),
    ("term", "marked words: a word as a word, a label, a translation"),
    ("title", "marked words: the title of a work"),
    ("transcript", "a turn of a transcript"),
    ("translated", "said to be a translation"),
    ("unattributed", "marked words: somebody's, as it seems, but not said whose"),
    ("unclosed", "the closing mark is missing"),
    ("unsaid", "refused, wanted, stopped short of being said"),
];

/// The names of the columns, in the order of the CSV header. `doc` to `url` come from the reader of the document.
///
/// ```
/// // Where the words stand in a line of a CSV that `whosaid extract` wrote.
/// let place = whosaid::COLUMNS.iter().position(|name| *name == "quote");
/// assert_eq!(place, Some(8));
/// ```
pub const COLUMNS: &[&str] = &[
    "doc",
    "title",
    "date",
    "outlet",
    "url",
    "n",
    "speaker",
    "source",
    "quote",
    "kind",
    "cue",
    "role",
    "speaker_type",
    "speaker_mention",
    "speaker_basis",
    "source_mention",
    "source_basis",
    "channel",
    "verbatim",
    "flags",
    "confidence",
    "rule",
    "quote_spans",
    "verbatim_spans",
    "speaker_span",
    "cue_span",
    "source_span",
    "sentence",
];
