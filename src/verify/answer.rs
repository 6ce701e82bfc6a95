//! All articles, one answer for each claim.
//!
//! Takes the findings of the articles in their order, gives the best of them for every claim and says how much was
//! searched. Keeps one finding for each claim, however many articles pass.

use super::axes::{SourceCheck, SpeakerCheck, Verdict, Wording};
use super::claim::Claim;
use super::examine::{Finding, Findings, Verifier};
use crate::evaluate::document_key;
use std::collections::BTreeSet;

/// The most other articles that are named.
const MOST_ALSO: usize = 10;

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
    /// Articles with a whole match besides the best one.
    also: Vec<String>,
}

/// The search over all articles.
#[derive(Debug)]
pub struct Search<'v> {
    verifier: &'v Verifier,
    states: Vec<State>,
    articles: usize,
    dates: Option<(String, String)>,
}

/// The answer to one claim.
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
    /// The evidence; none where nothing was found.
    pub finding: Option<Finding>,
    /// Further articles that hold the words, at most ten.
    pub also: Vec<String>,
    /// What a reader must know.
    pub flags: BTreeSet<String>,
    /// How much was searched, and what the axes do not say, in words.
    pub note: String,
}

impl<'v> Search<'v> {
    /// Starts a search for the claims of `verifier`.
    pub fn new(verifier: &'v Verifier) -> Self {
        let states = vec![State::default(); verifier.claims().len()];
        Search { verifier, states, articles: 0, dates: None }
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
        for (state, claim) in self.states.iter_mut().zip(self.verifier.claims()) {
            state.cited_seen |= !claim.doc.is_empty() && document_key(&claim.doc) == findings.key;
        }
        for (number, finding) in findings.found {
            let (state, claim) = (&mut self.states[number], &self.verifier.claims()[number]);
            if finding.is_whole() {
                if claim.speaker.trim().is_empty() && !finding.found_speaker.is_empty() {
                    state.speakers.insert(finding.found_speaker.clone());
                }
                if state.also.len() <= MOST_ALSO {
                    state.also.push(finding.doc.clone());
                }
            }
            if !claim.doc.is_empty()
                && document_key(&claim.doc) == findings.key
                && state.cited.as_ref().is_none_or(|best| finding.beats(best))
            {
                state.cited = Some(finding.clone());
            }
            if state.best.as_ref().is_none_or(|best| finding.beats(best)) {
                state.best = Some(finding);
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

fn answer(claim: Claim, state: State, searched: &str, articles: usize) -> Answer {
    let finding = if state.cited_seen { state.cited } else { state.best };
    let Some(finding) = finding else {
        let source_check = if claim.source.trim().is_empty() { SourceCheck::NotAsked } else { SourceCheck::NotStated };
        let note = match state.cited_seen {
            true => format!("not found in {}, the article cited", claim.doc),
            false => format!("not found {searched}"),
        };
        let count = if state.cited_seen { 1 } else { articles };
        return Answer {
            claim,
            verdict: Verdict::NotFound,
            wording: Wording::Absent,
            speaker_check: SpeakerCheck::Unattributed,
            source_check,
            finding: None,
            also: Vec::new(),
            flags: BTreeSet::from([format!("searched-{count}")]),
            note,
        };
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
    }
    if !state.cited_seen && !claim.doc.is_empty() {
        flags.insert("cited-not-searched".to_owned());
        notes.push(format!("{}, the article cited, is not among those searched", claim.doc));
    }
    let marks: Vec<String> = finding
        .differences
        .iter()
        .filter(|d| d.weight == super::Weight::Counts)
        .map(super::Difference::marked)
        .collect();
    if !marks.is_empty() {
        notes.push(format!("the text has {}", marks.join(" ")));
    }
    if flags.contains("context-risk") {
        notes.push("what is left out qualifies what is quoted".to_owned());
    }
    let also = state.also.into_iter().filter(|d| *d != finding.doc).take(MOST_ALSO).collect();
    Answer {
        verdict,
        wording: finding.wording,
        speaker_check,
        source_check: finding.source_check,
        finding: Some(finding),
        also,
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
