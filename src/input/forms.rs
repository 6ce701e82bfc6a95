//! The forms of files, by their names.

use super::walk;
use std::path::Path;

/// The first elements of the XML that is read.
const ROOTS: &[&str] = &[
    "rss",
    "feed",
    "RDF",
    "nitf",
    "newsItem",
    "newsMessage",
    "NewsML",
    "NewsItem",
    "packageItem",
    "knowledgeItem",
    "anyItem",
    "ppsArticleResponse",
    "factiva",
    "FactivaArchive",
    "article",
    "articles",
    "ArticleSet",
    "distDoc",
    "tt",
    "PerformContentSearchResponse",
];

/// Whether an element of this name begins XML that may be read.
pub(super) fn is_known_xml(root: &str) -> bool {
    ROOTS.contains(&root)
}

/// The form of a file.
///
/// ```
/// use std::path::Path;
/// use whosaid::input::Form;
/// assert_eq!(Form::of(Path::new("mails/tide.eml")), Form::Mail);
/// assert_eq!(Form::of(Path::new("corpus.jsonl.gz")), Form::JsonLines);
/// assert_eq!(Form::of(Path::new("NOTES")), Form::Text);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One text; other forms are recognised in it, unless this one is asked for.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Page,
    /// One JSON object a line.
    JsonLines,
    /// JSON with articles in it: a list of objects, or one.
    Json,
    /// Comma-separated values; semicolons and tabs are recognised.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// An Excel or OpenDocument workbook; its first sheet is read.
    Workbook,
    /// A Parquet file; a row is an article.
    Parquet,
    /// A Word or OpenDocument text.
    Document,
    /// An RTF document.
    Rtf,
    /// A PDF with a text layer.
    Pdf,
    /// An EPUB book; a chapter is an article.
    Epub,
    /// An archive with files in it.
    Archive,
    /// A mail, or a web page that was saved as one (MHTML).
    Mail,
    /// Many mails in one file.
    Mailbox,
    /// WebVTT, SubRip, SubStation Alpha or SBV subtitles.
    Subtitles,
    /// A feed (RSS, Atom), NITF, NewsML, Factiva XML or subtitles (TTML).
    Xml,
    /// What a crawler kept.
    Warc,
    /// References with their texts, as databases and libraries export them (RIS).
    Ris,
    /// A text with many articles as Nexis exports them.
    Nexis,
    /// A text with many articles as Factiva exports them.
    Factiva,
    /// A text with many articles as ProQuest exports them.
    ProQuest,
}

impl Form {
    /// The form that a file's name tells; the endings `.gz` and `.zst` are looked through.
    pub fn of(path: &Path) -> Form {
        let name = walk::unpacked_name(path);
        match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "htm" | "html" | "xhtml" => Form::Page,
            "md" | "markdown" => Form::Markdown,
            "jsonl" | "ndjson" => Form::JsonLines,
            "json" => Form::Json,
            "csv" => Form::Csv,
            "tsv" | "tab" => Form::Tsv,
            "docx" | "docm" | "odt" => Form::Document,
            "rtf" => Form::Rtf,
            "pdf" => Form::Pdf,
            "epub" => Form::Epub,
            "parquet" | "pq" => Form::Parquet,
            "zip" => Form::Archive,
            "eml" | "mht" | "mhtml" => Form::Mail,
            "mbox" => Form::Mailbox,
            "vtt" | "srt" | "sbv" | "ass" | "ssa" => Form::Subtitles,
            "xml" | "rss" | "atom" | "rdf" | "nitf" | "ttml" | "dfxp" => Form::Xml,
            "ris" => Form::Ris,
            "warc" => Form::Warc,
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Form::Workbook,
            _ => Form::Text,
        }
    }
}
