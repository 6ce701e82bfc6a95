//! What an alignment says about the words.
//!
//! Takes a claim, a passage of an article and the alignment of the two, gives the wording, the similarity and the
//! differences. Does not know who speaks.

use super::align::{self, Step, Target};
use super::axes::Wording;
use super::brackets::bounded;
use super::change::is_negator;
use super::claim::Claim;
use super::cut::{Cut, denies, governs, qualifies};
use super::difference::{Difference, Op, Source, Weight, differences};
use super::forms::{reported, same_contraction};
use super::prepared::Prepared;
use super::reported::changes;
use super::rung::MatchedBy;
use super::text::{Passage, Text};
use super::words::{self, is_function_word};
use crate::record::Kind;
use std::collections::BTreeSet;

/// The finding about the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// The axis value.
    pub wording: Wording,
    /// The elision is not marked in the claim.
    pub unmarked: bool,
    /// Matched words of the claim's words, 0 to 1.
    pub similarity: f64,
    /// The differences, in order.
    pub differences: Vec<Difference>,
    /// What a reader must know.
    pub flags: BTreeSet<String>,
    /// The rung of normalisation at which an exact match agrees.
    pub matched_by: Option<MatchedBy>,
    /// Numbers of the article's words that are matched, ascending.
    pub matched: Vec<usize>,
    /// The passage's words around the match that the claim leaves out: before and behind.
    pub dropped: (String, String),
    /// The passage's own words where the claim has others; empty where it has them.
    pub corrected: String,
}

/// Judges `claim` against a passage. `None` where too little agrees.
pub fn judge(claim: &Claim, prepared: &Prepared, text: &Text<'_>, passage: &Passage) -> Option<Words> {
    // A claim in reported speech may differ from the words in marks as reported speech does.
    let as_reported = claim.kind == Kind::Indirect.as_str();
    let targets: Vec<Target<'_>> = passage
        .words
        .iter()
        .enumerate()
        .map(|(n, w)| Target {
            norm: &text.words[*w].norm,
            hyphen_before: n > 0 && text.words[*w].hyphen_before && passage.words[n - 1] + 1 == *w,
        })
        .collect();
    let mut steps = align::align(&prepared.words, &targets, |a, b| {
        let word = passage.words[b];
        prepared.hashes[a] == text.hashes[word]
            || same_contraction(&prepared.words[a].word.norm, &text.words[word].norm)
            || (prepared.reported[a] == text.reported[word]
                && reported(&prepared.words[a].word.norm, &text.words[word].norm))
    });
    if prepared.editorial {
        steps = bounded(steps, prepared, |at| text.words[passage.words[at]].starts_sentence);
    }
    // Another form of a word is near enough to find the place by.
    let mut near = vec![false; prepared.words.len()];
    for step in &steps {
        if let Step::Match { claim_at, claim, .. } = *step {
            near[claim_at..claim_at + claim].fill(true);
        }
    }
    // Inside marks a word is a word: what passes in reported speech is a difference there.
    for step in &mut steps {
        if let Step::Match { claim_at, claim: 1, source_at, source: 1 } = *step
            && passage.verbatim[source_at]
            && !as_reported
            && *prepared.words[claim_at].word.norm != *targets[source_at].norm
            && !same_contraction(&prepared.words[claim_at].word.norm, targets[source_at].norm)
        {
            *step = Step::Replace(claim_at, source_at);
        }
    }
    let mut matched = Vec::new();
    let (mut hits, mut near_hits, mut content, mut content_hits, mut verbatim) = (0, 0, 0, 0, 0);
    let mut hit = vec![false; prepared.words.len()];
    for step in &steps {
        if let Step::Match { claim_at, claim, .. } = *step {
            hit[claim_at..claim_at + claim].fill(true);
        }
    }
    let mut counted = 0;
    for (n, word) in prepared.words.iter().enumerate() {
        let weighty = !is_function_word(&word.word.norm);
        let found = hit[n];
        // Words in brackets count where the text has them too.
        if word.editorial && !found {
            continue;
        }
        counted += 1;
        content += usize::from(weighty);
        hits += usize::from(found);
        near_hits += usize::from(near[n]);
        content_hits += usize::from(near[n] && weighty);
    }
    let mut source_matched = 0;
    for step in &steps {
        if let Step::Match { source_at, source, .. } = *step {
            for at in source_at..source_at + source {
                matched.push(at);
                source_matched += 1;
                verbatim += usize::from(passage.verbatim[at]);
            }
        }
    }
    if hits == 0 || counted == 0 {
        return None;
    }
    let similarity = hits as f64 / counted as f64;
    let kept = |i: usize| prepared.words[i].editorial;
    let whole = steps.iter().all(|s| match *s {
        Step::Replace(i, _) | Step::Insert(i) => kept(i),
        Step::Match { .. } | Step::Delete(..) => true,
    });
    if !whole && !enough(near_hits as f64 / counted as f64, content, content_hits, counted, &steps) {
        return None;
    }
    let source: Vec<Source<'_>> = passage
        .words
        .iter()
        .map(|w| Source { word: &text.words[*w], editorial: text.editorial[*w], place: text.places[*w] })
        .collect();
    let written = |a: usize, b: usize| pieces(text, &passage.words[a..=b], |a, b| text.written(a, b));
    let all = differences(&claim.claim, prepared, &source, &steps, written);
    let counts: Vec<&Difference> = all.iter().filter(|d| d.weight == Weight::Counts).collect();
    let mut flags: BTreeSet<String> = counts
        .iter()
        .filter(|d| d.op != Op::Delete || d.source.split_whitespace().count() <= 3)
        .flat_map(|d| d.flags.iter().map(|f| (*f).to_owned()))
        .collect();
    let (first, last) = (matched.first().copied()?, matched.last().copied()?);
    let cut = Cut { text, passage, first, last };
    let cut_negation = cut.negated();
    let hidden = hides(&steps, &source, prepared);
    let conditional = cut.conditional() || hidden == Some(Hidden::Condition);
    let dropped_negation = cut_negation || hidden == Some(Hidden::Negation);
    if dropped_negation {
        flags.insert("negation".to_owned());
    }
    if conditional {
        flags.insert("cut-condition".to_owned());
    }
    let dropped_negation = dropped_negation || conditional;
    if cut_negation {
        flags.insert("cut-negation".to_owned());
    }
    let gap_qualified =
        all.iter().any(|d| d.op == Op::Delete && words::words(&d.source).iter().any(|w| qualifies(&w.norm)));
    let quoted = verbatim == source_matched;
    let removed = |w: Weight| all.iter().any(|d| d.weight == w && d.op == Op::Delete);
    let names: Vec<String> = words::words(&claim.speaker).into_iter().map(|w| w.norm.into()).collect();
    let restated = !counts.iter().any(|d| changes(d, &names)) && !dropped_negation;
    let mut matched_by = None;
    let mut unmarked = false;
    let wording = if !quoted || as_reported {
        if restated { Wording::Paraphrase } else { Wording::Altered }
    } else if counts.iter().any(|d| d.op != Op::Delete) || dropped_negation {
        Wording::Altered
    } else if removed(Weight::Counts) {
        unmarked = true;
        Wording::Elided
    } else if removed(Weight::Marked) {
        Wording::Elided
    } else {
        let contracted = contracted(&steps, prepared, &targets);
        if contracted {
            flags.insert("contraction".to_owned());
        }
        let rung = rung(prepared, text, &passage.words[first..=last], contracted);
        matched_by = Some(rung);
        let plain = rung == MatchedBy::Bytes && !prepared.editorial && !prepared.elided;
        if plain { Wording::Exact } else { Wording::ExactNormalised }
    };
    if unmarked {
        flags.insert("unmarked-elision".to_owned());
    }
    if !quoted && verbatim > 0 && wording == Wording::Paraphrase {
        flags.insert("partly-verbatim".to_owned());
    }
    if prepared.editorial || all.iter().any(|d| d.weight == Weight::Editorial) {
        flags.insert("editorial".to_owned());
    }
    let (head, tail) = (&passage.words[..first], &passage.words[last + 1..]);
    let left = |range: std::ops::Range<usize>| range.into_iter().any(|n| passage.verbatim[n]);
    let part = matches!(wording, Wording::Exact | Wording::ExactNormalised)
        && (left(0..first) || left(last + 1..passage.words.len()));
    if part {
        flags.insert("partial".to_owned());
    }
    if wording != Wording::Altered && ((quoted && cut.risky()) || gap_qualified) {
        flags.insert("context-risk".to_owned());
    }
    // The speaker's own words in full, however few.
    let complete = first == 0 && last + 1 == passage.words.len();
    if prepared.empty() && !(complete && quoted && matches!(wording, Wording::Exact | Wording::ExactNormalised)) {
        return None;
    }
    if short(claim, prepared) && !matches!(wording, Wording::Exact | Wording::ExactNormalised) {
        flags.insert("too-short".to_owned());
    }
    let as_written = |a: usize, b: usize| text.written(a, b);
    let dropped = (pieces(text, head, as_written), pieces(text, tail, as_written));
    let changed = unmarked || wording == Wording::Altered;
    let corrected = if changed { corrected(&steps, prepared, text, passage) } else { String::new() };
    Some(Words {
        wording,
        unmarked,
        similarity,
        differences: all,
        flags,
        matched_by,
        matched: matched.into_iter().map(|at| passage.words[at]).collect(),
        dropped,
        corrected,
    })
}

/// The passage's own words from the first that the claim has to the last, with the gaps that the claim marks.
fn corrected(steps: &[Step], claim: &Prepared, text: &Text<'_>, passage: &Passage) -> String {
    let mut runs: Vec<Vec<usize>> = vec![Vec::new()];
    for step in steps {
        let (from, count) = match *step {
            Step::Match { source_at, source, .. } => (source_at, source),
            Step::Replace(_, at) => (at, 1),
            Step::Delete(i, at) => {
                if claim.words.get(i).is_some_and(|w| w.gap_before) && !is_negator(&text.words[passage.words[at]].norm)
                {
                    if runs.last().is_some_and(|r| !r.is_empty()) {
                        runs.push(Vec::new());
                    }
                    continue;
                }
                (at, 1)
            }
            Step::Insert(_) => continue,
        };
        if let Some(run) = runs.last_mut() {
            run.extend(passage.words[from..from + count].iter().copied());
        }
    }
    let written = |run: &Vec<usize>| pieces(text, run, |a, b| text.written(a, b));
    runs.iter().filter(|r| !r.is_empty()).map(written).collect::<Vec<_>>().join(" … ")
}

/// Whether a claim is so short that it agrees with much by chance.
pub fn short(claim: &Claim, prepared: &Prepared) -> bool {
    prepared.counted() < 4 || claim.claim.chars().filter(|c| c.is_alphanumeric()).count() < 12
}

/// Whether so much agrees that the passage can be what the claim means.
fn enough(similarity: f64, content: usize, content_hits: usize, counted: usize, steps: &[Step]) -> bool {
    if counted <= 2 {
        return false;
    }
    if similarity < 0.6 || (content_hits * 2 < content && similarity < 0.8) {
        return false;
    }
    // The longest stretch in which no two words in a row differ must hold half of the claim.
    let (mut best, mut run, mut broken) = (0, 0, 0);
    for step in steps {
        match step {
            Step::Match { claim, .. } => {
                run += claim;
                broken = 0;
            }
            Step::Delete(..) | Step::Insert(_) | Step::Replace(..) => {
                broken += 1;
                if broken > 3 {
                    run = 0;
                }
            }
        }
        best = best.max(run);
    }
    best * 2 >= counted
}

/// What a gap may not hide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hidden {
    /// A negation.
    Negation,
    /// What makes a condition or a comparison of the words behind the gap.
    Condition,
}

/// What a gap that the claim marks leaves out, other than with whole sentences: a negation, or the word that governs
/// what goes on behind the gap.
fn hides(steps: &[Step], source: &[Source<'_>], claim: &Prepared) -> Option<Hidden> {
    let deleted = |s: &Step| match *s {
        Step::Delete(i, j) => Some((i, j)),
        _ => None,
    };
    steps.chunk_by(|a, b| deleted(a).is_some() == deleted(b).is_some()).find_map(|run| {
        let gone: Vec<(usize, usize)> = run.iter().filter_map(deleted).collect();
        let &(i, from) = gone.first()?;
        let to = gone[gone.len() - 1].1;
        let opens = |at: usize| source.get(at).is_some_and(|s| s.word.starts_sentence);
        let parted = |at: usize| source.get(at).is_none_or(|s| s.word.starts_sentence || s.word.break_before);
        let marked = claim.words.get(i).is_some_and(|w| w.gap_before);
        let sentences = marked && opens(from) && opens(to + 1);
        // What the text's own brackets hold is judged as a bracket.
        let negator = |j: usize| is_negator(&source[j].word.norm) && !source[j].editorial;
        if !sentences && (from..=to).any(negator) {
            return Some(Hidden::Negation);
        }
        // The clause that goes on behind the gap, back to where it begins.
        let clause = (from..=to).rev().take_while(|j| !parted(j + 1));
        let next = |j: usize| source.get(j + 1).map_or("", |s| &*s.word.norm);
        if clause.clone().any(|j| denies(&source[j].word.norm, next(j))) {
            return Some(Hidden::Negation);
        }
        clause.into_iter().any(|j| governs(&source[j].word.norm)).then_some(Hidden::Condition)
    })
}

/// Whether a word of one side is drawn together on the other.
fn contracted(steps: &[Step], claim: &Prepared, targets: &[Target<'_>]) -> bool {
    steps.iter().any(|s| match *s {
        Step::Match { claim_at, claim: 2, source_at, .. } => {
            targets[source_at].norm.contains('\'') && !claim.words[claim_at].word.norm.contains('\'')
        }
        Step::Match { claim_at, source: 2, .. } => {
            claim.words[claim_at].word.norm.contains('\'') || &*claim.words[claim_at].word.norm == "cannot"
        }
        _ => false,
    })
}

/// The text of the words, runs without a gap as one piece, pieces joined by a space.
fn pieces(text: &Text<'_>, words: &[usize], piece: impl Fn(usize, usize) -> String) -> String {
    let mut out: Vec<String> = Vec::new();
    for run in words.chunk_by(|a, b| a + 1 == *b && !text.gap_before[*b]) {
        out.push(piece(run[0], run[run.len() - 1]));
    }
    out.join(" ")
}

/// The first rung of the ladder on which claim and text agree.
fn rung(prepared: &Prepared, text: &Text<'_>, words: &[usize], contracted: bool) -> MatchedBy {
    let theirs = pieces(text, words, |a, b| text.written(a, b));
    let repaired = pieces(text, words, |a, b| text.repaired(a, b).to_owned());
    let rung = MatchedBy::climb(&prepared.inner, &theirs, &repaired);
    match (prepared.repaired, contracted) {
        (true, _) => MatchedBy::Mojibake,
        (false, true) => MatchedBy::Contraction,
        _ => rung,
    }
}
