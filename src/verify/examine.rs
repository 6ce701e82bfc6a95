//! One article, all claims.
//!
//! Takes an article and its rows, gives for every claim that it may hold the best finding in it. Rows come first: what
//! they attribute, the text attributes. Only words that no row holds are looked for in the bare text. Does not compare
//! articles with each other.

use super::answer::{Answer, Search};
use super::axes::{SourceCheck, SpeakerCheck, Verdict, Wording};
use super::claim::Claim;
use super::difference::Difference;
use super::index::Index;
use super::names::Aliases;
use super::prepared::Prepared;
use super::rung::MatchedBy;
use super::scene::Scene;
use super::text::Text;
use crate::input::Article;
use crate::normal::document_key;
use crate::record::Quotation;
use crate::span::Span;
use std::collections::BTreeSet;

/// The claims, ready to be looked for.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Verdict, Verifier, read_claims}};
/// let claims = read_claims("c.csv", "claim,speaker\nWe sail at dawn,Anna Haro\nWe sail at dawn,Bo Ek\n").unwrap();
/// let verifier = Verifier::new(claims.list, Aliases::default());
/// let answers = verifier.answers(&[Article::new("a.txt", "“We sail at dawn,” Anna Haro said.")]);
/// assert_eq!((answers[0].verdict, answers[1].verdict), (Verdict::Confirmed, Verdict::Misattributed));
/// ```
#[derive(Clone, Debug)]
pub struct Verifier {
    pub(super) claims: Vec<Claim>,
    pub(super) prepared: Vec<Prepared>,
    index: Index,
    pub(super) aliases: Aliases,
}

/// What one article says about one claim. Offsets are code points of the original text.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Claim, Verifier}};
/// let claim = Claim { claim: "the ferry will sail — at dawn".into(), speaker: "Haro".into(), ..Claim::default() };
/// let article = Article::new("a.txt", "“The ferry will sail at dawn,” Anna Haro said.");
/// let answers = Verifier::new(vec![claim], Aliases::default()).answers(&[article]);
/// let finding = answers[0].finding.as_ref().unwrap();
/// assert_eq!((finding.found_speaker.as_str(), finding.exact.as_str()), ("Anna Haro", "The ferry will sail at dawn"));
/// assert_eq!(finding.span().to_string(), "1-28");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Are these the words?
    pub wording: Wording,
    /// Is it this speaker?
    pub speaker_check: SpeakerCheck,
    /// Did it come through this outlet?
    pub source_check: SourceCheck,
    /// The headline.
    pub verdict: Verdict,
    /// The whole quotation as found.
    pub found_quote: String,
    /// Its speaker.
    pub found_speaker: String,
    /// Its source.
    pub found_source: String,
    /// The article's id.
    pub doc: String,
    /// The article's address.
    pub url: Option<String>,
    /// The outlet that published the article.
    pub outlet: Option<String>,
    /// The article's date.
    pub date: Option<String>,
    /// Where the matched words stand.
    pub spans: Vec<Span>,
    /// Matched words of the claim's words, 0 to 1.
    pub similarity: f64,
    /// The differences, in order.
    pub differences: Vec<Difference>,
    /// What a reader must know.
    pub flags: BTreeSet<String>,
    /// The rung of normalisation at which an exact match agrees.
    pub matched_by: Option<MatchedBy>,
    /// The quotation's words around the match that the claim leaves out: before and behind.
    pub dropped: (String, String),
    /// The sentence or sentences that hold it.
    pub sentence: String,
    /// The sentence before and the sentence behind, with what lies between them and the match.
    pub context: (String, String),
    /// The rows that hold it.
    pub rows: Vec<Quotation>,
    /// Up to 32 code points before the match, as they stand.
    pub prefix: String,
    /// The text from the first matched word to the last, as it stands.
    pub exact: String,
    /// Up to 32 code points behind the match, as they stand.
    pub suffix: String,
    /// A link to the words, where the article's address is known.
    pub link: Option<String>,
    /// The text's own wording of the claim, ready to paste; empty where the claim has it.
    pub corrected: String,
    /// The text denies or doubts that the words were said.
    pub unsaid: bool,
    /// The sentences around the match in pieces, as they stand, each with what it is: `match`, `quote`, `speaker`, `cue`,
    /// `source`, or nothing.
    pub shown: Vec<(String, &'static str)>,
    pub(super) rank: Rank,
}

/// The passage that is most like a claim that was not found.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Claim, Verifier}};
/// let claim = Claim { claim: "the ferry would surely never sail at dusk".into(), speaker: "".into(), ..Claim::default() };
/// let article = Article::new("a.txt", "Anna Haro said the ferry would sail at dawn.");
/// let answers = Verifier::new(vec![claim], Aliases::default()).answers(&[article]);
/// let near = answers[0].near.as_ref().unwrap();
/// assert_eq!((near.text.as_str(), near.span.to_string()), ("the ferry would sail at", "15-38".to_owned()));
/// assert!(near.similarity > 0.6);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The article's id.
    pub doc: String,
    /// Where it stands.
    pub span: Span,
    /// Its words, line breaks as spaces.
    pub text: String,
    /// Matched words of the claim's words, 0 to 1.
    pub similarity: f64,
}

/// How good a finding is; the greater the better, ties go to the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// All words in marks; some of them; the writer's own.
    pub tier: u8,
    /// Similarity, then speaker, source and kind, in thousandths.
    pub score: i32,
}

impl Finding {
    /// Whether this finding is better than another.
    pub(super) fn beats(&self, other: &Finding) -> bool {
        self.rank > other.rank
    }

    /// Whether all the words were found as words inside marks.
    pub(super) fn is_whole(&self) -> bool {
        self.rank.tier == 3
    }

    /// From the first matched word to the last.
    pub fn span(&self) -> Span {
        match (self.spans.first(), self.spans.last()) {
            (Some(a), Some(b)) => Span::new(a.start, b.end),
            _ => Span::default(),
        }
    }
}

/// What one article says about all claims.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Claim, Findings, Search, Verifier}};
/// let claim = Claim { claim: "We sail at dawn".into(), ..Claim::default() };
/// let verifier = Verifier::new(vec![claim], Aliases::default());
/// // Each article on its own, perhaps by a thread of its own; put together in their order.
/// let articles = ["a.txt", "b.txt"].map(|id| Article::new(id, "“We sail at dawn,” Anna Haro said."));
/// let found: Vec<Findings> = articles.iter().map(|article| verifier.examine(article, whosaid::extract)).collect();
/// let mut search = Search::new(&verifier);
/// found.into_iter().for_each(|findings| search.add(findings));
/// assert_eq!(search.answers()[0].also(), ["b.txt"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The article's key, for claims that cite an article.
    pub(super) key: String,
    /// The article's date.
    pub(super) date: Option<String>,
    /// Claim numbers, ascending, with the best finding each.
    pub(super) found: Vec<(usize, Finding)>,
    /// Claim numbers with the passage most like each that was not found.
    pub(super) near: Vec<(usize, Near)>,
}

impl Verifier {
    /// Prepares the claims.
    pub fn new(claims: Vec<Claim>, aliases: Aliases) -> Self {
        let nothing = Claim::default();
        let readable = |c: &Claim| Prepared::new(if c.fault.is_some() { &nothing } else { c });
        let prepared: Vec<Prepared> = claims.iter().map(readable).collect();
        let index = Index::new(&prepared);
        Verifier { claims, prepared, index, aliases }
    }

    /// The claims in the order given.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// The answers to all claims, in their order, from articles that are read as [`crate::extract`] reads them. [`Search`]
    /// takes articles one by one, and rows from elsewhere.
    pub fn answers(&self, articles: &[Article]) -> Vec<Answer> {
        let mut search = Search::new(self);
        articles.iter().for_each(|article| search.add(self.examine(article, crate::extract)));
        search.answers()
    }

    /// Looks for the claims in one article. `extract` is asked for its rows only where some claim may be there.
    pub fn examine(&self, article: &Article, extract: impl FnOnce(&str) -> Vec<Quotation>) -> Findings {
        let mut out = Findings {
            key: document_key(&article.id).to_owned(),
            date: article.date.clone(),
            found: Vec::new(),
            near: Vec::new(),
        };
        let hits = self.index.hits(&article.text);
        if hits.is_empty() {
            return out;
        }
        let rows = extract(&article.text);
        let text = Text::new(&article.text);
        let scene = Scene::new(self, &text, &rows);
        for hit in hits {
            match scene.best(&hit) {
                Some(best) => out.found.push((hit.claim, scene.finding(article, &self.claims[hit.claim], best))),
                None => out.near.extend(scene.near(article, &hit).map(|n| (hit.claim, n))),
            }
        }
        out
    }
}
