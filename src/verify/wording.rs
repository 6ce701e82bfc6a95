//! What an alignment says about the words.
//!
//! Takes a claim, a passage of an article and the alignment of the two, gives the wording, the similarity and the
//! differences. Does not know who speaks.

use super::align::{self, Step, Target};
use super::axes::Wording;
use super::brackets::bounded;
use super::change::is_negator;
use super::claim::Claim;
use super::cut::{Cut, qualifies};
use super::difference::{Difference, Op, Source, Weight, differences};
use super::forms::{reported, same_contraction};
use super::frame::Frame;
use super::hidden::{Hidden, hides, remarked};
use super::lists::listed;
use super::prepared::Prepared;
use super::reported::changes;
use super::rung::MatchedBy;
use super::text::{Passage, Text};
use super::words::{self, Word, is_function_word};
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
    let laid = Laid::new(claim, prepared, text, passage);
    let agreed = laid.agreed()?;
    let source: Vec<Source<'_>> = passage
        .words
        .iter()
        .map(|w| Source { word: &text.words[*w], editorial: text.editorial[*w], place: text.places[*w] })
        .collect();
    let written = |a: usize, b: usize| pieces(text, &passage.words[a..=b], |a, b| text.written(a, b));
    let differences = differences(&claim.claim, prepared, &source, &laid.steps, written);
    let (first, last) = (agreed.matched.first().copied()?, agreed.matched.last().copied()?);
    let cut = Cut { text, passage, first, last };
    let counts = |d: &&Difference| d.weight == Weight::Counts;
    let mut flags: BTreeSet<String> = differences
        .iter()
        .filter(counts)
        .filter(|d| d.op != Op::Delete || d.source.split_whitespace().count() <= 3)
        .flat_map(|d| d.flags.iter().map(|f| (*f).to_owned()))
        .collect();
    let turned = laid.turned(&cut, &source);
    flags.extend(turned.iter().map(|f| (*f).to_owned()));
    let (wording, unmarked) = laid.wording(&differences, agreed.quoted, !turned.is_empty());
    let mut matched_by = None;
    if matches!(wording, Wording::Exact | Wording::ExactNormalised) {
        let contracted = contracted(&laid.steps, prepared, &laid.targets);
        if contracted {
            flags.insert("contraction".to_owned());
        }
        matched_by = Some(rung(prepared, text, &passage.words[first..=last], contracted));
    }
    let plain = matched_by == Some(MatchedBy::Bytes) && !prepared.editorial && !prepared.elided;
    let wording = if plain { Wording::Exact } else { wording };
    flags.extend(laid.told(wording, unmarked, &agreed, &differences, &cut)?);
    let (head, tail) = (&passage.words[..first], &passage.words[last + 1..]);
    let as_written = |a: usize, b: usize| text.written(a, b);
    // A report that puts in or leaves out words of its own has another build: the text's words do not fit into it.
    let rebuilt = laid.as_reported && differences.iter().any(|d| d.weight == Weight::Counts && d.op != Op::Replace);
    let changed = (unmarked || wording == Wording::Altered) && !rebuilt;
    Some(Words {
        wording,
        unmarked,
        similarity: agreed.similarity,
        differences,
        flags,
        matched_by,
        matched: agreed.matched.into_iter().map(|at| passage.words[at]).collect(),
        dropped: (pieces(text, head, as_written), pieces(text, tail, as_written)),
        corrected: if changed { corrected(&laid.steps, prepared, text, passage) } else { String::new() },
    })
}

/// A claim laid beside a passage.
struct Laid<'l> {
    claim: &'l Claim,
    prepared: &'l Prepared,
    text: &'l Text<'l>,
    passage: &'l Passage,
    targets: Vec<Target<'l>>,
    steps: Vec<Step>,
    /// Whether a form of each claim word stands there: near enough to find the place by.
    near: Vec<bool>,
    /// The claim is in reported speech and may differ from words in marks as that does.
    as_reported: bool,
}

/// What agrees of a claim and a passage.
struct Agreed {
    /// The passage words that the claim has.
    matched: Vec<usize>,
    /// How many of them stand in marks.
    verbatim: usize,
    /// All of them do.
    quoted: bool,
    similarity: f64,
}

impl<'l> Laid<'l> {
    fn new(claim: &'l Claim, prepared: &'l Prepared, text: &'l Text<'_>, passage: &'l Passage) -> Self {
        let as_reported = claim.kind == Kind::Indirect.as_str();
        let target = |(n, w): (usize, &usize)| Target {
            norm: &text.words[*w].norm,
            hyphen_before: n > 0 && text.words[*w].hyphen_before && passage.words[n - 1] + 1 == *w,
        };
        let targets: Vec<Target<'_>> = passage.words.iter().enumerate().map(target).collect();
        let ours = |n: usize| &*prepared.words[n].word.norm;
        // Who shouts writes every word in capitals.
        let named = prepared.inner.chars().any(char::is_lowercase);
        let mut steps = align::align(&prepared.words, &targets, |a, b| {
            let word = passage.words[b];
            let forms = prepared.hashes[a] == text.hashes[word]
                || same_contraction(ours(a), &text.words[word].norm)
                || (prepared.reported[a] == text.reported[word] && reported(ours(a), &text.words[word].norm));
            forms && !(named && another(&prepared.words[a].word, text, word))
        });
        if prepared.editorial {
            steps = bounded(steps, prepared, |at| text.words[passage.words[at]].starts_sentence);
        }
        let near = matched_words(&steps, prepared);
        // Inside marks a word is a word: what passes in reported speech is a difference there.
        for step in &mut steps {
            if let Step::Match { claim_at, claim: 1, source_at, source: 1 } = *step
                && passage.verbatim[source_at]
                && !as_reported
                && *ours(claim_at) != *targets[source_at].norm
                && !same_contraction(ours(claim_at), targets[source_at].norm)
            {
                *step = Step::Replace(claim_at, source_at);
            }
        }
        Laid { claim, prepared, text, passage, targets, steps, near, as_reported }
    }

    /// What agrees; `None` where it is too little.
    fn agreed(&self) -> Option<Agreed> {
        let hit = matched_words(&self.steps, self.prepared);
        let (mut hits, mut near_hits, mut content, mut content_hits, mut counted) = (0, 0, 0, 0, 0);
        for (n, word) in self.prepared.words.iter().enumerate() {
            // Words in brackets count where the text has them too.
            if word.editorial && !hit[n] {
                continue;
            }
            let weighty = !is_function_word(&word.word.norm);
            counted += 1;
            content += usize::from(weighty);
            hits += usize::from(hit[n]);
            near_hits += usize::from(self.near[n]);
            content_hits += usize::from(self.near[n] && weighty);
        }
        if hits == 0 || counted == 0 {
            return None;
        }
        let kept = |i: usize| self.prepared.words[i].editorial;
        let whole = self.steps.iter().all(|s| match *s {
            Step::Replace(i, _) | Step::Insert(i) => kept(i),
            Step::Match { .. } | Step::Delete(..) => true,
        });
        let near = near_hits as f64 / counted as f64;
        if !whole && !enough(near, content, content_hits, counted, &self.steps) {
            return None;
        }
        let places = |step: &Step| match *step {
            Step::Match { source_at, source, .. } => source_at..source_at + source,
            _ => 0..0,
        };
        let matched: Vec<usize> = self.steps.iter().flat_map(places).collect();
        let verbatim = matched.iter().filter(|at| self.passage.verbatim[**at]).count();
        let quoted = verbatim == matched.len();
        Some(Agreed { matched, verbatim, quoted, similarity: hits as f64 / counted as f64 })
    }

    /// What the words left out, and the marks, make of the claim that it is not there: flags. Any of them makes the claim
    /// an altered one.
    fn turned(&self, cut: &Cut<'_, '_>, source: &[Source<'_>]) -> Vec<&'static str> {
        let hidden = hides(&self.steps, source, self.prepared);
        let negated = cut.negated();
        let asked = remarked(&self.claim.claim, self.prepared, self.text, self.passage, &self.steps);
        let holds = [
            ("cut-condition", cut.conditional() || hidden == Some(Hidden::Condition)),
            ("cut-negation", negated),
            ("cut-view", hidden == Some(Hidden::View)),
            ("negation", negated || hidden == Some(Hidden::Negation)),
            ("question", asked),
        ];
        let framed = cut.frame().map(Frame::flag);
        holds.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).chain(framed).collect()
    }

    /// The wording, and whether it is one with a gap that is not marked. `turned`: what is left out makes another
    /// statement of it.
    fn wording(&self, all: &[Difference], quoted: bool, turned: bool) -> (Wording, bool) {
        let counts = || all.iter().filter(|d| d.weight == Weight::Counts);
        let removed = |w: Weight| all.iter().any(|d| d.weight == w && d.op == Op::Delete);
        if !quoted || self.as_reported {
            let names: Vec<String> = words::words(&self.claim.speaker).into_iter().map(|w| w.norm.into()).collect();
            let restated = !counts().any(|d| changes(d, &names)) && !turned;
            return (if restated { Wording::Paraphrase } else { Wording::Altered }, false);
        }
        match () {
            () if turned || counts().any(|d| d.op != Op::Delete) => (Wording::Altered, false),
            () if removed(Weight::Counts) => (Wording::Elided, true),
            () if removed(Weight::Marked) => (Wording::Elided, false),
            () => (Wording::ExactNormalised, false),
        }
    }

    /// What a reader must know of the wording: flags. `None` where the claim says too little to be found.
    fn told(
        &self,
        wording: Wording,
        unmarked: bool,
        agreed: &Agreed,
        all: &[Difference],
        cut: &Cut<'_, '_>,
    ) -> Option<impl Iterator<Item = String>> {
        let (prepared, passage, quoted) = (self.prepared, self.passage, agreed.quoted);
        let exact = matches!(wording, Wording::Exact | Wording::ExactNormalised);
        // The speaker's own words in full, however few.
        let complete = cut.first == 0 && cut.last + 1 == passage.words.len();
        if prepared.empty() && !(complete && quoted && exact) {
            return None;
        }
        let mut left = (0..cut.first).chain(cut.last + 1..passage.words.len());
        let gap = |d: &Difference| d.op == Op::Delete && words::words(&d.source).iter().any(|w| qualifies(&w.norm));
        let risky = || (quoted && cut.risky()) || all.iter().any(gap);
        let holds = [
            ("unmarked-elision", unmarked),
            ("partly-verbatim", !quoted && agreed.verbatim > 0 && wording == Wording::Paraphrase),
            ("editorial", prepared.editorial || all.iter().any(|d| d.weight == Weight::Editorial)),
            ("partial", exact && left.any(|n| passage.verbatim[n])),
            ("context-risk", wording != Wording::Altered && risky()),
            ("too-short", short(self.claim, prepared) && !exact),
        ];
        Some(holds.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag.to_owned()))
    }
}

/// Whether one side has a name in capitals and the other a word in small letters: US, us.
fn another(ours: &Word, text: &Text<'_>, at: usize) -> bool {
    let theirs = &text.words[at];
    let beside = |n: Option<usize>| n.and_then(|n| text.words.get(n)).is_some_and(|w| w.capital);
    listed("acronym", &ours.norm)
        && ours.capital != theirs.capital
        && !ours.starts_sentence
        && !theirs.starts_sentence
        && !(theirs.capital && beside(at.checked_sub(1)) && beside(Some(at + 1)))
}

/// Whether each word of a claim is matched.
fn matched_words(steps: &[Step], prepared: &Prepared) -> Vec<bool> {
    let mut out = vec![false; prepared.words.len()];
    for step in steps {
        if let Step::Match { claim_at, claim, .. } = *step {
            out[claim_at..claim_at + claim].fill(true);
        }
    }
    out
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
