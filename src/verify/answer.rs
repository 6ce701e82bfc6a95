//! All articles, one answer for each claim.
//!
//! Takes the findings of the articles in their order, gives the best of them for every claim, what each article that
//! holds the words says, and how much was searched. Keeps one finding for each claim, and of further articles a line.

use super::axes::{SourceCheck, SpeakerCheck, Verdict, Wording};
use super::claim::Claim;
use super::examine::{Finding, Findings, Near, Verifier};
use super::prepared::Prepared;
use crate::normal::document_key;
use crate::record::Kind;
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The most articles whose evidence is kept for one claim.
const MOST_EVIDENCE: usize = 50;

/// What one article says about a claim.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Verdict, Verifier, read_claims}};
/// let claims = read_claims("c.csv", "claim,speaker\nWe sail at dawn,Anna Haro\n").unwrap().list;
/// let told = |name: &str| Article::new(name, format!("“We sail at dawn,” {name} said."));
/// let answers = Verifier::new(claims, Aliases::default()).answers(&[told("Anna Haro"), told("Bo Ek")]);
/// let verdicts: Vec<Verdict> = answers[0].evidence.iter().map(|article| article.verdict).collect();
/// assert_eq!(verdicts, [Verdict::Confirmed, Verdict::Misattributed]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The article's id.
    pub doc: String,
    /// The article's address.
    pub url: Option<String>,
    /// The outlet that published it.
    pub outlet: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// The headline for this article alone.
    pub verdict: Verdict,
    /// Are these the words?
    pub wording: Wording,
    /// Is it this speaker?
    pub speaker_check: SpeakerCheck,
    /// Did it come through this outlet?
    pub source_check: SourceCheck,
    /// Its speaker.
    pub speaker: String,
    /// Its source.
    pub source: String,
    /// Where the matched words stand.
    pub span: Span,
    /// The sentence or sentences that hold them.
    pub sentence: String,
    /// Why the text says that they were not said: `denied`, `doctored` ...
    pub flags: Vec<String>,
    /// Further articles that print the same sentences.
    pub printed_in: Vec<String>,
}

impl Evidence {
    fn of(finding: &Finding) -> Evidence {
        let told =
            ["denied", "disputed", "doctored", "misquoted", "negated", "nested", "satire", "unsaid", "counterfactual"];
        Evidence {
            doc: finding.doc.clone(),
            url: finding.url.clone(),
            outlet: finding.outlet.clone(),
            date: finding.date.clone(),
            verdict: finding.verdict,
            wording: finding.wording,
            speaker_check: finding.speaker_check,
            source_check: finding.source_check,
            speaker: finding.found_speaker.clone(),
            source: finding.found_source.clone(),
            span: finding.span(),
            sentence: finding.sentence.clone(),
            flags: finding.flags.iter().filter(|f| told.contains(&f.as_str())).cloned().collect(),
            printed_in: Vec::new(),
        }
    }

    /// Whether another article prints the same: a story of an agency in two papers.
    fn same_story(&self, other: &Evidence) -> bool {
        let plain = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        self.verdict == other.verdict
            && self.speaker == other.speaker
            && plain(&self.sentence) == plain(&other.sentence)
    }
}

/// What there is on one claim so far.
#[derive(Clone, Debug, Default)]
struct State {
    /// The best finding in any article.
    best: Option<Finding>,
    /// The best finding in the article that the claim cites.
    cited: Option<Finding>,
    /// The cited article was among those searched.
    cited_seen: bool,
    /// Speakers of whole matches, where the claim names none.
    speakers: BTreeSet<String>,
    /// What each article that holds the words says.
    evidence: Vec<Evidence>,
    /// The passage most like the claim.
    near: Option<Near>,
}

impl State {
    fn add(&mut self, claim: &Claim, finding: Finding, cited: bool) {
        let indirect = claim.kind == Kind::Indirect.as_str() && finding.wording == Wording::Paraphrase;
        if finding.is_whole() || finding.unsaid || indirect {
            if claim.speaker.trim().is_empty() && finding.is_whole() && !finding.found_speaker.is_empty() {
                self.speakers.insert(finding.found_speaker.clone());
            }
            let evidence = Evidence::of(&finding);
            if let Some(same) = self.evidence.iter_mut().find(|e| e.same_story(&evidence)) {
                same.printed_in.push(evidence.doc);
            } else if self.evidence.len() < MOST_EVIDENCE {
                self.evidence.push(evidence);
            }
        }
        if cited && self.cited.as_ref().is_none_or(|best| finding.beats(best)) {
            self.cited = Some(finding.clone());
        }
        if self.best.as_ref().is_none_or(|best| finding.beats(best)) {
            self.best = Some(finding);
        }
    }
}

/// The search over all articles.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Claim, Search, Verdict, Verifier}};
/// let claim = Claim { claim: "We sail at dawn".into(), ..Claim::default() };
/// let verifier = Verifier::new(vec![claim], Aliases::default());
/// let mut search = Search::new(&verifier);
/// for text in ["It rained.", "“We sail at dawn,” Anna Haro said."] {
///     search.add(verifier.examine(&Article::new("a.txt", text), whosaid::extract));
/// }
/// assert_eq!(search.searched(), "in 2 articles");
/// assert_eq!(search.answers()[0].verdict, Verdict::Confirmed);
/// ```
#[derive(Debug)]
pub struct Search<'v> {
    verifier: &'v Verifier,
    states: Vec<State>,
    /// The claims that cite an article, by its key.
    citing: FxHashMap<String, Vec<usize>>,
    articles: usize,
    dates: Option<(String, String)>,
}

/// The answer to one claim.
///
/// ```
/// use whosaid::{input::Article, verify::{Aliases, Claim, Verdict, Verifier}};
/// let claim = Claim { claim: "The ferry may sail at dawn".into(), speaker: "Anna Haro".into(), ..Claim::default() };
/// let article = Article::new("a.txt", "“The ferry will sail at dawn,” Anna Haro said.");
/// let answers = Verifier::new(vec![claim], Aliases::default()).answers(&[article]);
/// assert_eq!(answers[0].verdict, Verdict::Altered);
/// assert_eq!(answers[0].note, "the text has [-will-]{+may+}");
/// ```
#[derive(Clone, Debug)]
pub struct Answer {
    /// The claim as given.
    pub claim: Claim,
    /// The headline.
    pub verdict: Verdict,
    /// The words.
    pub wording: Wording,
    /// The speaker.
    pub speaker_check: SpeakerCheck,
    /// The source.
    pub source_check: SourceCheck,
    /// The best finding; none where nothing was found.
    pub finding: Option<Finding>,
    /// What each article that holds the words says, in the order of the articles.
    pub evidence: Vec<Evidence>,
    /// The passage most like a claim that was not found.
    pub near: Option<Near>,
    /// What a reader must know.
    pub flags: BTreeSet<String>,
    /// How much was searched, and what the axes do not say, in words.
    pub note: String,
}

impl Answer {
    /// The other articles that hold the words.
    pub fn also(&self) -> Vec<&str> {
        let own = self.finding.as_ref().map_or("", |f| f.doc.as_str());
        let all = self.evidence.iter().flat_map(|e| std::iter::once(&e.doc).chain(&e.printed_in));
        all.map(String::as_str).filter(|d| *d != own).collect()
    }
}

impl<'v> Search<'v> {
    /// Starts a search for the claims of `verifier`.
    pub fn new(verifier: &'v Verifier) -> Self {
        let states = vec![State::default(); verifier.claims().len()];
        let mut citing: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (n, claim) in verifier.claims().iter().enumerate().filter(|(_, c)| !c.doc.is_empty()) {
            citing.entry(document_key(&claim.doc).to_owned()).or_default().push(n);
        }
        Search { verifier, states, citing, articles: 0, dates: None }
    }

    /// Adds the findings of one article. Of equal findings the first stays.
    pub fn add(&mut self, findings: Findings) {
        self.articles += 1;
        if let Some(date) = findings.date {
            let (first, last) = self.dates.get_or_insert_with(|| (date.clone(), date.clone()));
            if date < *first {
                *first = date;
            } else if date > *last {
                *last = date;
            }
        }
        for number in self.citing.get(&findings.key).into_iter().flatten() {
            self.states[*number].cited_seen = true;
        }
        for (number, finding) in findings.found {
            let claim = &self.verifier.claims()[number];
            let cited = !claim.doc.is_empty() && document_key(&claim.doc) == findings.key;
            self.states[number].add(claim, finding, cited);
        }
        for (number, near) in findings.near {
            let best = &mut self.states[number].near;
            if best.as_ref().is_none_or(|b| near.similarity > b.similarity) {
                *best = Some(near);
            }
        }
    }

    /// How much was searched: "in 12,304 articles (2020-01-03…2020-11-10)".
    pub fn searched(&self) -> String {
        let count = grouped(self.articles);
        let articles = if self.articles == 1 { "article" } else { "articles" };
        match &self.dates {
            Some((a, b)) if a == b => format!("in {count} {articles} ({a})"),
            Some((a, b)) => format!("in {count} {articles} ({a}…{b})"),
            None => format!("in {count} {articles}"),
        }
    }

    /// The answers, in the order of the claims.
    pub fn answers(self) -> Vec<Answer> {
        let searched = self.searched();
        let articles = self.articles;
        let claims = self.verifier.claims().iter().cloned();
        self.states.into_iter().zip(claims).map(|(state, claim)| answer(claim, state, &searched, articles)).collect()
    }
}

/// The answer to a claim of which nothing was found, or that could not be read.
fn nothing(claim: Claim, state: State, searched: &str, articles: usize) -> Answer {
    let source_check = if claim.source.trim().is_empty() { SourceCheck::NotAsked } else { SourceCheck::NotStated };
    let speaker_check =
        if claim.speaker.trim().is_empty() { SpeakerCheck::NotAsked } else { SpeakerCheck::Unattributed };
    let mut out = Answer {
        verdict: Verdict::NotFound,
        wording: Wording::Absent,
        speaker_check,
        source_check,
        finding: None,
        evidence: Vec::new(),
        near: state.near,
        flags: BTreeSet::new(),
        note: String::new(),
        claim,
    };
    if let Some(fault) = &out.claim.fault {
        out.verdict = Verdict::Error;
        out.note = fault.clone();
        return out;
    }
    let count = if state.cited_seen { 1 } else { articles };
    out.flags.insert(format!("searched-{count}"));
    let mut notes = vec![match state.cited_seen {
        true => format!("not found in {}, the article cited", out.claim.doc),
        false => format!("not found {searched}"),
    }];
    if Prepared::new(&out.claim).empty() {
        out.flags.insert("too-short".to_owned());
        notes.push("words that every text has".to_owned());
    }
    if let Some(elsewhere) = state.evidence.first() {
        out.flags.insert("elsewhere".to_owned());
        notes.push(format!("{} has the words: {} there", elsewhere.doc, elsewhere.verdict));
        out.evidence = state.evidence;
    } else if let Some(near) = &out.near {
        notes.push(format!("nearest, in {}: “{}”", near.doc, near.text));
    }
    out.note = notes.join("; ");
    out
}

/// Whether the articles contradict one another: these words and this speaker here, another speaker or a denial there.
fn contradicted(evidence: &[Evidence]) -> bool {
    let any = |v: Verdict| evidence.iter().any(|e| e.verdict == v);
    any(Verdict::Confirmed) && any(Verdict::Misattributed)
}

/// How they do, in words.
fn contradiction(evidence: &[Evidence]) -> String {
    let others = evidence.iter().filter(|e| e.verdict == Verdict::Misattributed).take(5);
    let told =
        |e: &Evidence| match (e.speaker.is_empty() || e.speaker_check != SpeakerCheck::Different, e.flags.is_empty()) {
            (false, _) => format!("{} has {}", e.doc, e.speaker),
            (true, false) => format!("{} says {}", e.doc, e.flags.join(", ")),
            (true, true) => format!("{} differs", e.doc),
        };
    format!("the articles contradict one another: {}", others.map(told).collect::<Vec<_>>().join(", "))
}

fn answer(claim: Claim, mut state: State, searched: &str, articles: usize) -> Answer {
    let finding = if state.cited_seen { state.cited.take() } else { state.best.take() };
    let Some(finding) = finding.filter(|_| claim.fault.is_none()) else {
        return nothing(claim, state, searched, articles);
    };
    let mut flags = finding.flags.clone();
    let (mut verdict, mut speaker_check) = (finding.verdict, finding.speaker_check);
    let mut notes = Vec::new();
    // The claim names nobody, and the words are several people's.
    if state.speakers.len() > 1 && finding.is_whole() && !state.cited_seen {
        speaker_check = SpeakerCheck::Ambiguous;
        if verdict == Verdict::Confirmed {
            verdict = Verdict::Ambiguous;
        }
        let names: Vec<&str> = state.speakers.iter().take(5).map(String::as_str).collect();
        notes.push(format!("said by {}", names.join(" and by ")));
    } else if contradicted(&state.evidence) {
        flags.insert("contradicted".to_owned());
        if !state.cited_seen {
            (verdict, speaker_check) = (Verdict::Ambiguous, SpeakerCheck::Ambiguous);
        }
        notes.push(contradiction(&state.evidence));
    } else if flags.contains("contradicted") {
        notes.push("the article contradicts itself: said in one place, denied in another".to_owned());
    }
    let lacks = state.cited_seen && !finding.is_whole() && verdict != Verdict::Confirmed;
    if let Some(elsewhere) = state.evidence.iter().find(|e| lacks && e.doc != finding.doc) {
        flags.insert("elsewhere".to_owned());
        notes.push(format!("{} has the words: {} there", elsewhere.doc, elsewhere.verdict));
    }
    if !state.cited_seen && !claim.doc.is_empty() {
        flags.insert("cited-not-searched".to_owned());
    }
    notes.extend(super::notes::notes(&claim, &finding, &flags, speaker_check));
    Answer {
        verdict,
        wording: finding.wording,
        speaker_check,
        source_check: finding.source_check,
        finding: Some(finding),
        evidence: state.evidence,
        near: None,
        flags,
        note: notes.join("; "),
        claim,
    }
}

/// A number with its thousands apart.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(d);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_searched_is_told() {
        let verifier = Verifier::new(
            vec![Claim { id: "1".into(), claim: "nobody came to the fair".into(), ..Claim::default() }],
            super::super::Aliases::default(),
        );
        let mut search = Search::new(&verifier);
        for n in 0..1234 {
            search.add(Findings { date: Some(format!("2021-0{}-01", n % 3 + 1)), ..Findings::default() });
        }
        let answers = search.answers();
        assert_eq!(answers[0].note, "not found in 1,234 articles (2021-01-01…2021-03-01)");
        assert_eq!(answers[0].verdict, Verdict::NotFound);
    }
}
