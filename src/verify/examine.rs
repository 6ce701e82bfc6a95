//! One article, all claims.
//!
//! Takes an article and its rows, gives for every claim that it may hold the best finding in it. Rows come first: what
//! they attribute, the text attributes. Only words that no row holds are looked for in the bare text. Does not compare
//! articles with each other.

use super::axes::{Faults, SourceCheck, SpeakerCheck, Verdict, Wording};
use super::claim::{Claim, Prepared};
use super::difference::{Difference, Op};
use super::index::{Hit, Index, different};
use super::link::text_fragment;
use super::names::{self, Aliases};
use super::stitch::stitch;
use super::text::{Passage, Text};
use super::wording::{MatchedBy, Words, judge, short};
use crate::evaluate::document_key;
use crate::input::Article;
use crate::record::{Kind, Quotation};
use crate::span::Span;
use std::collections::BTreeSet;

/// The claims, ready to be looked for.
#[derive(Clone, Debug)]
pub struct Verifier {
    pub(super) claims: Vec<Claim>,
    prepared: Vec<Prepared>,
    index: Index,
    aliases: Aliases,
}

/// What one article says about one claim. Offsets are code points of the original text.
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
    rank: Rank,
}

/// How good a finding is; the greater the better, ties go to the earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// All words in marks; some of them; the writer's own.
    tier: u8,
    /// Similarity, then speaker, source and kind, in thousandths.
    score: i32,
}

impl Finding {
    /// Whether this finding is better than another.
    pub fn beats(&self, other: &Finding) -> bool {
        self.rank > other.rank
    }

    /// Whether all the words were found as words inside marks.
    pub fn is_whole(&self) -> bool {
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
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The article's key, for claims that cite an article.
    pub(super) key: String,
    /// The article's date.
    pub(super) date: Option<String>,
    /// Claim numbers, ascending, with the best finding each.
    pub(super) found: Vec<(usize, Finding)>,
}

/// A candidate before its evidence is gathered.
struct Candidate {
    words: Words,
    rows: Vec<usize>,
    faults: Faults,
    flags: BTreeSet<String>,
    rank: Rank,
}

impl Verifier {
    /// Prepares the claims.
    pub fn new(claims: Vec<Claim>, aliases: Aliases) -> Self {
        let prepared: Vec<Prepared> = claims.iter().map(Prepared::new).collect();
        let index = Index::new(&prepared);
        Verifier { claims, prepared, index, aliases }
    }

    /// The claims in the order given.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// Looks for the claims in one article. `extract` is asked for its rows only where some claim may be there.
    pub fn examine(&self, article: &Article, extract: impl FnOnce(&str) -> Vec<Quotation>) -> Findings {
        let mut out =
            Findings { key: document_key(&article.id).to_owned(), date: article.date.clone(), found: Vec::new() };
        let hits = self.index.hits(&article.text);
        if hits.is_empty() {
            return out;
        }
        let rows = extract(&article.text);
        let text = Text::new(&article.text);
        let passages: Vec<Passage> = rows.iter().map(|r| text.passage(r)).collect();
        let scene = Scene {
            verifier: self,
            speakers: rows.iter().map(|r| r.speaker.clone()).filter(|s| !s.is_empty()).collect(),
            text: &text,
            rows: &rows,
            passages: &passages,
        };
        for hit in hits {
            if let Some(best) = scene.best(&hit) {
                out.found.push((hit.claim, scene.finding(article, &self.claims[hit.claim], best)));
            }
        }
        out
    }
}

/// An article with all that claims are compared with.
struct Scene<'s> {
    verifier: &'s Verifier,
    speakers: BTreeSet<String>,
    text: &'s Text<'s>,
    rows: &'s [Quotation],
    passages: &'s [Passage],
}

/// Passages longer than this are looked at through a window around the hits.
const LONG_PASSAGE: usize = 4000;

impl Scene<'_> {
    fn best(&self, hit: &Hit) -> Option<Candidate> {
        let claim = &self.verifier.claims[hit.claim];
        let prepared = &self.verifier.prepared[hit.claim];
        let places: Vec<(usize, u64)> = hit.places.iter().map(|(b, run)| (self.text.point(*b), *run)).collect();
        let at: Vec<usize> = places.iter().map(|p| p.0).collect();
        let mut candidates: Vec<Candidate> = Vec::new();
        let (mut near, mut touched) = (Vec::new(), Vec::new());
        for (n, row) in self.rows.iter().enumerate() {
            let mut held: Vec<(usize, u64)> = Vec::new();
            for span in &row.quote_spans {
                let from = at.partition_point(|p| *p < span.start);
                let to = at.partition_point(|p| *p < span.end);
                held.extend(&places[from..to.max(from)]);
            }
            if held.is_empty() {
                continue;
            }
            near.push(n);
            touched.extend(&held);
            if different(&held) < hit.need {
                continue;
            }
            let passage = &self.passages[n];
            let judged = match passage.words.len() > LONG_PASSAGE {
                true => judge(claim, prepared, self.text, &self.narrowed(passage, &at, prepared)),
                false => judge(claim, prepared, self.text, passage),
            };
            candidates.extend(judged.map(|w| self.of_rows(claim, w, vec![n])));
        }
        if !candidates.iter().any(|c| c.rank.tier == 3) {
            // Pieces hold all runs but those over their seams.
            if different(&touched) + 6 >= hit.runs {
                candidates.extend(self.stitched(claim, prepared, &near));
            }
            if different(&places) * 2 >= hit.runs {
                candidates.extend(self.in_marks(claim, prepared, &at));
                candidates.extend(self.loose(claim, prepared, &places, hit));
            }
        }
        // A few words inside somebody else's sentence are no finding.
        if short(claim, prepared) {
            let all_of_it = |c: &Candidate| {
                matches!(c.faults.wording, Wording::Exact | Wording::ExactNormalised) && !c.flags.contains("partial")
            };
            candidates.retain(|c| all_of_it(c) || c.faults.speaker != SpeakerCheck::Different);
        }
        // The first of the best: rows stand in the order of the text.
        candidates.into_iter().reduce(|a, b| if b.rank > a.rank { b } else { a })
    }

    /// The rows that reach over some of the words, which are ascending.
    fn over(&self, words: &[usize]) -> impl Iterator<Item = usize> + '_ {
        let (first, last) = (words.first().copied().unwrap_or(0), words.last().copied().unwrap_or(0));
        (0..self.rows.len()).filter(move |n| {
            let row = &self.passages[*n].words;
            matches!((row.first(), row.last()), (Some(a), Some(b)) if *a <= last && *b >= first)
        })
    }

    /// The part of a long passage around the places.
    fn narrowed(&self, passage: &Passage, places: &[usize], claim: &Prepared) -> Passage {
        let reach = 2 * claim.words.len() + 8;
        let mut keep = vec![false; passage.words.len()];
        for place in places {
            let at = passage.words.partition_point(|w| self.text.places[*w].end <= *place);
            let (from, to) = (at.saturating_sub(reach), (at + reach).min(keep.len()));
            if from < to {
                keep[from..to].fill(true);
            }
        }
        let kept = |n: &usize| keep[*n];
        Passage {
            words: (0..keep.len()).filter(kept).map(|n| passage.words[n]).collect(),
            verbatim: (0..keep.len()).filter(kept).map(|n| passage.verbatim[n]).collect(),
        }
    }

    /// A candidate whose words stand in some rows.
    fn of_rows(&self, claim: &Claim, words: Words, rows: Vec<usize>) -> Candidate {
        let mut flags = words.flags.clone();
        let check = |n: &usize| names::speaker(&claim.speaker, &self.rows[*n], &self.speakers, &self.verifier.aliases);
        // The order of the axis is from same to worse.
        let order = |c: &SpeakerCheck| match c {
            SpeakerCheck::Same => 0,
            SpeakerCheck::Compatible => 1,
            SpeakerCheck::Ambiguous => 2,
            SpeakerCheck::Unattributed => 3,
            SpeakerCheck::Different => 4,
        };
        let checks: Vec<SpeakerCheck> = rows.iter().map(check).collect();
        let speaker = checks.iter().copied().min_by_key(order).unwrap_or(SpeakerCheck::Unattributed);
        if checks.contains(&SpeakerCheck::Different) && speaker != SpeakerCheck::Different {
            flags.insert("other-speaker".to_owned());
        }
        let sources = rows.iter().map(|n| names::source(&claim.source, &self.rows[*n], &self.verifier.aliases));
        let source = sources
            .min_by_key(|s| match s {
                SourceCheck::Same => 0,
                SourceCheck::Chain => 1,
                SourceCheck::NotAsked => 2,
                SourceCheck::Different => 3,
                SourceCheck::NotStated => 4,
            })
            .unwrap_or(SourceCheck::NotStated);
        let of_rows = |flag: &str| rows.iter().any(|n| self.rows[*n].flags.iter().any(|f| f == flag));
        const DENIALS: [&str; 4] = ["denied", "denies", "deny", "denying"];
        let denied = of_rows("denied")
            || rows.iter().any(|n| self.rows[*n].cue.split_whitespace().any(|w| DENIALS.contains(&w)));
        let negated = denied || of_rows("negated");
        for flag in
            ["negated", "denied", "question", "hypothetical", "future", "nested", "anonymous", "ambiguous", "relayed"]
        {
            if of_rows(flag) {
                flags.insert(flag.to_owned());
            }
        }
        if words.matched.iter().all(|w| self.text.inner[*w]) {
            flags.insert("nested".to_owned());
        }
        if denied {
            flags.extend(["denied".to_owned(), "negated".to_owned()]);
        }
        if of_rows("headline") {
            flags.insert("headline-only".to_owned());
        }
        if claim.speaker.trim().is_empty() {
            flags.insert("speaker-not-asked".to_owned());
        }
        self.candidate(claim, words, rows, Axes { speaker, source, negated }, flags)
    }

    fn candidate(
        &self,
        claim: &Claim,
        words: Words,
        rows: Vec<usize>,
        axes: Axes,
        flags: BTreeSet<String>,
    ) -> Candidate {
        let faults = Faults {
            wording: words.wording,
            unmarked: words.unmarked,
            negated: axes.negated,
            reported: claim.kind == Kind::Indirect.as_str(),
            speaker: axes.speaker,
            source: axes.source,
        };
        let quoted = match faults.wording {
            Wording::Exact | Wording::ExactNormalised => true,
            Wording::Elided => !words.unmarked,
            _ => false,
        };
        let tier = match (quoted, rows.is_empty(), flags.contains("narration")) {
            (_, _, true) => 1,
            (true, false, _) => 3,
            _ => 2,
        };
        let speaker = match faults.speaker {
            SpeakerCheck::Same | SpeakerCheck::Compatible => 150,
            SpeakerCheck::Ambiguous => 120,
            SpeakerCheck::Unattributed => 50,
            SpeakerCheck::Different => 0,
        };
        let source = match faults.source {
            SourceCheck::Same | SourceCheck::Chain | SourceCheck::NotAsked => 40,
            SourceCheck::NotStated => 20,
            SourceCheck::Different => 10,
        };
        let wording = match faults.wording {
            Wording::Exact => 20,
            Wording::ExactNormalised => 15,
            Wording::Elided => 5,
            Wording::Altered | Wording::Absent => 0,
            Wording::Stitched => -20,
            Wording::Paraphrase => -60,
        };
        let lesser = if faults.negated { -100 } else { 0 } + if flags.contains("headline-only") { -10 } else { 0 };
        let similarity = (words.similarity * 1000.0) as i32;
        let rank = Rank { tier, score: similarity + speaker + source + wording + lesser };
        Candidate { words, rows, faults, flags, rank }
    }

    /// The claim as pieces of several rows.
    fn stitched(&self, claim: &Claim, prepared: &Prepared, near: &[usize]) -> Option<Candidate> {
        let passages: Vec<Passage> = near.iter().map(|n| self.passages[*n].clone()).collect();
        if passages.iter().map(|p| p.words.len()).sum::<usize>() > LONG_PASSAGE {
            return None;
        }
        let pieces = stitch(prepared, self.text, &passages)?;
        let mut rows: Vec<usize> = pieces.iter().map(|p| near[p.passage]).collect();
        rows.sort_unstable();
        rows.dedup();
        let mut matched: Vec<usize> = pieces
            .iter()
            .flat_map(|p| passages[p.passage].words[p.source_at..p.source_at + p.length].iter().copied())
            .collect();
        matched.sort_unstable();
        matched.dedup();
        let words = Words {
            wording: Wording::Stitched,
            unmarked: false,
            similarity: 1.0,
            differences: Vec::new(),
            flags: BTreeSet::new(),
            matched_by: None,
            matched,
            dropped: (String::new(), String::new()),
        };
        Some(self.of_rows(claim, words, rows))
    }

    /// The claim in the marked words of one paragraph, where the rows lack a part of it: one row at most may hold any.
    fn in_marks(&self, claim: &Claim, prepared: &Prepared, places: &[usize]) -> Vec<Candidate> {
        let mut out = Vec::new();
        let mut seen = BTreeSet::new();
        let mut behind = 0;
        for place in places {
            // Places are in order, and all of a paragraph give the same passage.
            if *place < behind {
                continue;
            }
            let (passage, end) = self.text.marked_paragraph(*place);
            behind = end;
            let Some(first) = passage.words.first() else { continue };
            if !seen.insert(*first) || passage.words.len() > LONG_PASSAGE {
                continue;
            }
            let Some(words) = judge(claim, prepared, self.text, &passage) else { continue };
            let holds = |n: &usize| {
                let row = &self.passages[*n];
                words.matched.iter().any(|w| row.words.binary_search(w).is_ok())
            };
            let rows: Vec<usize> = self.over(&words.matched).filter(holds).collect();
            let whole = matches!(words.wording, Wording::Exact | Wording::ExactNormalised);
            if whole && rows.len() == 1 {
                out.push(self.of_rows(claim, words, rows));
            }
        }
        out
    }

    /// The claim in the bare text: in marks that no row holds, across the end of a row, or in the writer's own words.
    fn loose(&self, claim: &Claim, prepared: &Prepared, places: &[(usize, u64)], hit: &Hit) -> Vec<Candidate> {
        let length = prepared.words.len();
        let apart = 12 * (2 * length + 8);
        let mut out = Vec::new();
        for cluster in places.chunk_by(|a, b| b.0 - a.0 <= apart) {
            if different(cluster) < hit.need {
                continue;
            }
            let cluster: Vec<usize> = cluster.iter().map(|p| p.0).collect();
            let window = self.text.window(cluster[0], cluster[cluster.len() - 1], length);
            let window = match window.words.len() > LONG_PASSAGE {
                true => self.narrowed(&window, &cluster, prepared),
                false => window,
            };
            let Some(mut words) = judge(claim, prepared, self.text, &window) else { continue };
            // Only inside one quotation may words be left out; the bare text has no such bounds.
            let long = |d: &Difference| d.op == Op::Delete && d.source.split_whitespace().count() > 3;
            if words.differences.iter().any(long) {
                continue;
            }
            let total = words.matched.len();
            let held = |n: &usize| {
                let passage = &self.passages[*n];
                words.matched.iter().filter(|w| passage.words.binary_search(w).is_ok()).count()
            };
            let most = self.over(&words.matched).map(|n| (held(&n), n)).filter(|(h, _)| h * 2 >= total);
            if let Some((_, row)) = most.max_by_key(|(h, n)| (*h, usize::MAX - n)) {
                // Words that the row lacks but that stand in marks beside it: the row's end was not seen.
                let passage = &self.passages[row];
                let outside = words.matched.iter().filter(|w| passage.words.binary_search(w).is_err());
                if outside.clone().count() > 0 && outside.clone().all(|w| self.text.marked[*w]) {
                    out.push(self.of_rows(claim, words, vec![row]));
                }
                continue;
            }
            let marked = words.matched.iter().filter(|w| self.text.marked[**w]).count();
            let mut flags = std::mem::take(&mut words.flags);
            // The window is no quotation: nothing of it was left out.
            flags.remove("partial");
            flags.remove("context-risk");
            words.dropped = (String::new(), String::new());
            if marked * 2 < total {
                if words.similarity < 0.9 {
                    continue;
                }
                flags.insert("narration".to_owned());
                // Beside a word of saying they are somebody's statement, else the writer's own.
                let ends = (words.matched.first().copied(), words.matched.last().copied());
                let told = matches!(ends, (Some(a), Some(b)) if self.text.tells(a, b));
                if words.wording == Wording::Paraphrase && !told {
                    words.wording = Wording::Exact;
                }
            } else if words.similarity < 0.75 {
                continue;
            }
            let source = if claim.source.trim().is_empty() { SourceCheck::NotAsked } else { SourceCheck::NotStated };
            let axes = Axes { speaker: SpeakerCheck::Unattributed, source, negated: false };
            out.push(self.candidate(claim, words, Vec::new(), axes, flags));
        }
        out
    }

    /// The finding with its evidence.
    fn finding(&self, article: &Article, claim: &Claim, best: Candidate) -> Finding {
        let Candidate { words, rows, faults, flags, rank } = best;
        let rows: Vec<Quotation> = rows.into_iter().map(|n| self.rows[n].clone()).collect();
        let spans: Vec<Span> = words
            .matched
            .chunk_by(|a, b| b - a <= 1 && !self.text.gap_before[*b])
            .map(|run| Span::new(self.text.places[run[0]].start, self.text.places[run[run.len() - 1]].end))
            .collect();
        let whole = match (spans.first(), spans.last()) {
            (Some(a), Some(b)) => Span::new(a.start, b.end),
            _ => Span::default(),
        };
        let (first, last) = match (words.matched.first(), words.matched.last()) {
            (Some(a), Some(b)) => (*a, *b),
            _ => (0, 0),
        };
        let context = self.text.context(first, last);
        let distinct = |f: fn(&Quotation) -> &str, join: &str| {
            let mut seen: Vec<&str> = Vec::new();
            for value in rows.iter().map(f).filter(|v| !v.is_empty()) {
                if !seen.contains(&value) {
                    seen.push(value);
                }
            }
            seen.join(join)
        };
        let sentence = match distinct(|r| &r.sentence, " ") {
            s if s.is_empty() => format!("{}{}{}", context.0, self.text.written(first, last), context.1),
            s => s,
        };
        let exact = self.text.as_it_stands(first, last).to_owned();
        let (prefix, suffix) = self.text.around(first, last, 32);
        let link = article.url.as_ref().map(|url| text_fragment(url, &article.text, whole));
        let mut found_quote = distinct(|r| &r.quote, " […] ");
        if found_quote.is_empty() {
            found_quote = self.text.written(first, last);
        }
        let mut verdict = faults.verdict();
        // Few words prove little unless they are the very words in marks.
        if verdict == Verdict::Confirmed && flags.contains("too-short") && claim.kind != Kind::Indirect.as_str() {
            verdict = Verdict::Altered;
        }
        Finding {
            wording: faults.wording,
            speaker_check: faults.speaker,
            source_check: faults.source,
            verdict,
            found_quote,
            found_speaker: distinct(|r| &r.speaker, "; "),
            found_source: distinct(|r| &r.source, "; "),
            doc: article.id.clone(),
            url: article.url.clone(),
            outlet: article.outlet.clone(),
            date: article.date.clone(),
            spans,
            similarity: words.similarity,
            differences: words.differences,
            flags,
            matched_by: words.matched_by,
            dropped: words.dropped,
            sentence,
            context,
            rows,
            prefix: prefix.to_owned(),
            exact,
            suffix: suffix.to_owned(),
            link,
            rank,
        }
    }
}

struct Axes {
    speaker: SpeakerCheck,
    source: SourceCheck,
    negated: bool,
}
