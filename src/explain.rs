//! Why a row is there, and why another is not.
//!
//! Takes an analysed document and its rows, gives one [`Explanation`] for every cue that was weighed: what it could
//! have been, whom it could have belonged to, which rule read it, and what became of it.

use crate::attribution::propose::{Candidate, trim};
use crate::attribution::{Analysis, Attribution, Frame, decode::weigh, extent, frame, refuse, speaker};
use crate::document::CodePoints;
use crate::grammar::{Rule, RuleKind, table};
use crate::model::questions::Question;
use crate::model::{Features, Weights};
use crate::record::Quotation;
use crate::span::Span;
use rustc_hash::FxHashMap;
use serde::Serialize;

/// What was weighed about one cue.
///
/// ```
/// let text = "Anna Haro declined to say why the ferry was late. “We sail,” she said.";
/// let (rows, weighed) = whosaid::Extractor::default().explain(text);
/// let declined = weighed.iter().find(|cue| cue.cue == "declined").unwrap();
/// assert!(declined.n.is_none() && declined.verdict.starts_with("refused by SILENT"));
/// assert!(weighed.iter().any(|cue| cue.n == Some(rows[0].n) && cue.rule == "QSC"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The row that came of it; none where the cue gave none.
    pub n: Option<usize>,
    /// The cue as written.
    pub cue: String,
    /// Where it stands: code points of the original.
    pub cue_span: Span,
    /// none, right, left, split: where the reported words could stand, with probabilities.
    pub frames: Vec<(String, f32)>,
    /// The three looks that weighed most for the likeliest of these (or against it, below zero), in words.
    pub frame_reasons: Vec<(String, f32)>,
    /// The phrases that could be the speaker, best first, with probabilities; an empty phrase for nobody.
    pub speakers: Vec<(String, f32)>,
    /// The three looks that weighed most for the first of these; none where there was no choice.
    pub speaker_reasons: Vec<(String, f32)>,
    /// The rule that reads the parts; empty where none does.
    pub rule: String,
    /// The reported words of the proposal; empty where there was none.
    pub quote: String,
    /// How probable the proposal is as a whole.
    pub probability: f32,
    /// The rules that say where its words must begin or end, by their ids.
    pub edges: Vec<String>,
    /// The rules that say through whom or by which channel its words came, by their ids.
    pub relays: Vec<String>,
    /// What became of it, in words.
    pub verdict: String,
}

/// How many speakers an explanation lists.
const SPEAKERS: usize = 4;

/// How many looks an explanation lists for a choice.
const REASONS: usize = 3;

/// Explains every cue of a document.
pub fn explain(analysis: &Analysis<'_>, weights: &Weights, rows: &[Quotation]) -> Vec<Explanation> {
    let document = analysis.document;
    let points = CodePoints::new(document.view.original());
    let mut scratch = Features::new(Question::Frame);
    let candidates = weigh(analysis, weights);
    // The first of each, as they would be found one by one.
    let mut of_cue: FxHashMap<usize, &Candidate> = FxHashMap::default();
    for candidate in &candidates {
        if let Some(cue) = candidate.attribution.cue {
            of_cue.entry(cue).or_insert(candidate);
        }
    }
    let mut of_span: FxHashMap<Span, &Quotation> = FxHashMap::default();
    for row in rows {
        if let Some(span) = row.cue_span {
            of_span.entry(span).or_insert(row);
        }
    }
    (0..analysis.cues.len())
        .map(|number| {
            let cue = &analysis.cues[number];
            let spans = document.view.to_original(document.span(cue.group.clone()));
            let cue_span = match (spans.first(), spans.last()) {
                (Some(first), Some(last)) => points.span(Span::new(first.start, last.end)),
                _ => Span::default(),
            };
            scratch.ask(Question::Frame);
            let probabilities = frame::probabilities(analysis, number, weights, &mut scratch);
            let frames = ["none", "right", "left", "split"]
                .iter()
                .zip(probabilities)
                .map(|(n, p)| ((*n).to_owned(), p))
                .collect();
            let likeliest = (0..probabilities.len()).max_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b]));
            let frame_reasons = owned(scratch.heaviest(weights, likeliest, REASONS));
            let candidate = of_cue.get(&number).copied();
            let row = of_span.get(&cue_span).copied();
            let (speakers, speaker_reasons) =
                candidate.map(|c| speakers(analysis, c, number, weights, &mut scratch)).unwrap_or_default();
            Explanation {
                n: row.map(|r| r.n),
                cue: crate::document::spaces::clean(document.text_of(cue.group.clone())),
                cue_span,
                frames,
                frame_reasons,
                speakers,
                speaker_reasons,
                rule: candidate.map(|c| c.attribution.rule.to_owned()).unwrap_or_default(),
                quote: candidate.map(|c| quote(analysis, c)).unwrap_or_default(),
                probability: candidate.map_or(0.0, |c| c.attribution.probability),
                edges: edges(analysis, number, candidate),
                relays: relays(analysis, number),
                verdict: verdict(analysis, number, candidate, row, probabilities[0]),
            }
        })
        .collect()
}

/// What was chosen of, with a number for each.
type Weighed = Vec<(String, f32)>;

fn owned(reasons: Vec<(&'static str, f32)>) -> Weighed {
    reasons.into_iter().map(|(words, weight)| (words.to_owned(), weight)).collect()
}

/// The likeliest speakers of a cue, and what spoke for the first.
fn speakers(
    analysis: &Analysis<'_>,
    candidate: &Candidate,
    number: usize,
    weights: &Weights,
    scratch: &mut Features,
) -> (Weighed, Weighed) {
    scratch.ask(Question::Speaker);
    let frame = candidate.attribution.frame;
    let mut all = speaker::ranked(analysis, number, frame, None, weights, scratch);
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    let reasons = match all.as_slice() {
        [(first, _), _, ..] => {
            speaker::looks(analysis, number, frame, *first, scratch);
            owned(scratch.heaviest(weights, None, REASONS))
        }
        _ => Vec::new(),
    };
    let name =
        |m: usize| crate::document::spaces::clean(analysis.document.text_of(analysis.mentions[m].phrase.items()));
    let named = all.into_iter().take(SPEAKERS).map(|(m, p)| (m.map(name).unwrap_or_default(), p));
    (named.collect(), reasons)
}

fn quote(analysis: &Analysis<'_>, candidate: &Candidate) -> String {
    let parts: Vec<String> = candidate
        .attribution
        .content
        .iter()
        .map(|r| crate::document::spaces::clean(analysis.document.text_of(r.clone())))
        .collect();
    parts.join(" ")
}

/// The rules that cut the words of a cue, had they gone on as far as they can.
fn edges(analysis: &Analysis<'_>, number: usize, candidate: Option<&Candidate>) -> Vec<String> {
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue).end;
    let chosen = candidate.and_then(|c| c.attribution.content.last()).map(|r| r.start);
    let start = chosen.filter(|&start| start >= cue.group.end).unwrap_or(cue.group.end);
    let Some(words) = trim(analysis, start..reach) else { return Vec::new() };
    let ids = extent::cuts(analysis, number, &words).into_iter();
    ids.map(|id| table::rule(id).id.to_owned()).collect()
}

/// The relays that belong to a cue.
fn relays(analysis: &Analysis<'_>, number: usize) -> Vec<String> {
    let decided = analysis.decided(analysis.cues[number].head).into_iter().map(table::rule);
    decided.filter(|rule| rule.kind == RuleKind::Relay).map(|rule| rule.id.to_owned()).collect()
}

/// The refusal that has read what stands around a cue, or would read it if the words after it were taken for reported ones.
fn refusal(analysis: &Analysis<'_>, number: usize) -> Option<&'static Rule> {
    let refuses = |rule: &&Rule| rule.kind == RuleKind::Refusal;
    let decided = analysis.decided(analysis.cues[number].head).into_iter().map(table::rule).find(refuses);
    decided.or_else(|| {
        let supposed = supposed(analysis, number)?;
        let refuse::Judgement { bare, refused } = refuse::judge(analysis, &supposed);
        bare.or(refused).map(table::rule)
    })
}

/// What a cue would report if it reported all that stands after it.
fn supposed(analysis: &Analysis<'_>, number: usize) -> Option<Attribution> {
    let cue = &analysis.cues[number];
    let words = trim(analysis, cue.group.end..analysis.reach(cue).end)?;
    let speaker = analysis.ending(cue.sentence, cue.group.start);
    Some(Attribution::of(number, Frame::Right, speaker, std::iter::once(words).collect()))
}

fn verdict(
    analysis: &Analysis<'_>,
    number: usize,
    candidate: Option<&Candidate>,
    row: Option<&Quotation>,
    none: f32,
) -> String {
    if let Some(row) = row {
        return format!("row {}", row.n);
    }
    if let Some(rule) = refusal(analysis, number) {
        return format!("refused by {} ({}): {}", rule.id, rule.family.to_lowercase(), rule.production);
    }
    match candidate {
        None if none > 0.5 => "no cue here: its surroundings are not those of an attribution".to_owned(),
        None => "no rule of the grammar reads what stands around it".to_owned(),
        Some(c) if c.attribution.probability < crate::attribution::decode::least(analysis, &c.attribution) => {
            "too doubtful as a whole".to_owned()
        }
        Some(_) => "stands inside the words of a surer row, or shares words with it".to_owned(),
    }
}
