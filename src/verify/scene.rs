//! One article, one claim: the candidates and the best of them.
//!
//! Takes an article read, with its rows, and the places where runs of a claim stand; gives the best finding. Rows come
//! first: what they attribute, the text attributes. Only words that no row holds are looked for in the bare text.

use super::align::{Step, Target, align};
use super::axes::{Faults, SourceCheck, SpeakerCheck, Verdict, Wording};
use super::claim::Claim;
use super::company::{Company, order};
use super::difference::{Difference, Op};
use super::examine::{Finding, Near, Rank, Verifier};
use super::index::{Hit, different};
use super::link::text_fragment;
use super::names;
use super::nested::{self, Inner};
use super::prepared::Prepared;
use super::stitch::stitch;
use super::text::{Passage, Text};
use super::wording::{Words, judge, short};
use crate::attribution::doubt::doubts;
use crate::input::Article;
use crate::record::{Kind, Quotation, SourceBasis};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// An article with all that claims are compared with.
pub(super) struct Scene<'s> {
    verifier: &'s Verifier,
    company: Company<'s>,
    text: &'s Text<'s>,
    rows: &'s [Quotation],
    passages: Vec<Passage>,
    /// The rows that hold each word, by word.
    holders: Vec<(usize, usize)>,
}

/// A candidate before its evidence is gathered.
pub(super) struct Candidate {
    words: Words,
    rows: Vec<usize>,
    faults: Faults,
    flags: BTreeSet<String>,
    rank: Rank,
}

/// The axes besides the words.
struct Axes {
    speaker: SpeakerCheck,
    source: SourceCheck,
    unsaid: bool,
}

/// Passages longer than this are looked at through a window around the hits.
const LONG_PASSAGE: usize = 4000;
/// The most rows, and stretches of bare text, that are compared with one claim word for word.
const MOST_ROWS: usize = 48;
/// The confidence of a row from which on its speaker is more than a guess.
const SURE: f32 = 0.5;
/// The flags of a row with which its words were not said by its speaker, as far as the text tells.
const UNSAID: &[&str] = &[
    "counterfactual",
    "denied",
    "disputed",
    "doctored",
    "future",
    "hypothetical",
    "misquoted",
    "negated",
    "satire",
    "unsaid",
];
/// The flags of a row that a reader must know of.
const TOLD: &[&str] = &[
    "ambiguous",
    "anonymous",
    "corrected",
    "counterfactual",
    "denied",
    "disputed",
    "doctored",
    "future",
    "hypothetical",
    "misquoted",
    "negated",
    "nested",
    "question",
    "relayed",
    "satire",
    "unsaid",
];

impl<'s> Scene<'s> {
    /// Sets an article out.
    pub fn new(verifier: &'s Verifier, text: &'s Text<'s>, rows: &'s [Quotation]) -> Self {
        let passages: Vec<Passage> = rows.iter().map(|r| text.passage(r)).collect();
        let mut holders: Vec<(usize, usize)> =
            passages.iter().enumerate().flat_map(|(n, p)| p.words.iter().map(move |w| (*w, n))).collect();
        holders.sort_unstable();
        let company = Company::new(rows, text, &verifier.aliases);
        Scene { verifier, company, text, rows, passages, holders }
    }

    /// The rows that hold a word.
    fn holding(&self, word: usize) -> impl Iterator<Item = usize> {
        let from = self.holders.partition_point(|h| h.0 < word);
        self.holders[from..].iter().take_while(move |h| h.0 == word).map(|h| h.1)
    }

    /// The best candidate for a claim.
    pub fn best(&self, hit: &Hit) -> Option<Candidate> {
        let claim = &self.verifier.claims[hit.claim];
        let prepared = &self.verifier.prepared[hit.claim];
        let places: Vec<(usize, u64)> = hit.places.iter().map(|(b, run)| (self.text.point(*b), *run)).collect();
        let mut held: BTreeMap<usize, Vec<(usize, u64)>> = BTreeMap::new();
        for place in &places {
            for row in self.holding(self.text.word_at(place.0)) {
                held.entry(row).or_default().push(*place);
            }
        }
        let mut candidates: Vec<Candidate> = Vec::new();
        // Where many rows share a few words with the claim, those that share most; in the order of the text.
        let mut likely: Vec<(usize, usize)> =
            held.iter().map(|(n, h)| (different(h), *n)).filter(|(d, _)| *d >= hit.need).collect();
        if likely.len() > MOST_ROWS {
            likely.sort_by_key(|(d, n)| (std::cmp::Reverse(*d), *n));
            likely.truncate(MOST_ROWS);
            likely.sort_by_key(|(_, n)| *n);
        }
        for (n, held) in likely.iter().map(|(_, n)| (n, &held[n])) {
            let passage = &self.passages[*n];
            let judged = match passage.words.len() > LONG_PASSAGE {
                true => judge(claim, prepared, self.text, &self.narrowed(passage, held.iter().map(|p| p.0), prepared)),
                false => judge(claim, prepared, self.text, passage),
            };
            candidates.extend(judged.map(|w| self.of_rows(claim, w, vec![*n])));
        }
        if !candidates.iter().any(|c| c.rank.tier == 3) {
            let touched: Vec<(usize, u64)> = held.values().flatten().copied().collect();
            let near: Vec<usize> = held.keys().copied().collect();
            // Pieces hold all runs but those over their seams.
            if different(&touched) + 6 >= hit.runs {
                candidates.extend(self.stitched(claim, prepared, &near));
            }
            if different(&places) * 2 >= hit.runs {
                candidates.extend(self.in_marks(claim, prepared, &places, hit));
                candidates.extend(self.loose(claim, prepared, &places, hit));
            }
        }
        // A few words that somebody else has otherwise are no finding.
        if short(claim, prepared) {
            let exact = |c: &Candidate| matches!(c.faults.wording, Wording::Exact | Wording::ExactNormalised);
            candidates.retain(|c| exact(c) || c.faults.speaker != SpeakerCheck::Different);
        }
        // Said here and denied there: the article itself contradicts the claim.
        let whole = |c: &Candidate| c.rank.tier == 3 && order(c.faults.speaker) <= order(SpeakerCheck::Compatible);
        let denied = candidates.iter().any(|c| whole(c) && c.faults.unsaid);
        // The first of the best: rows stand in the order of the text.
        let mut best = candidates.into_iter().reduce(|a, b| if b.rank > a.rank { b } else { a })?;
        if denied && !best.faults.unsaid && best.faults.verdict() == Verdict::Confirmed {
            best.faults.speaker = SpeakerCheck::Ambiguous;
            best.flags.insert("contradicted".to_owned());
        }
        Some(best)
    }

    /// The passage most like a claim of which no candidate was good enough.
    pub fn near(&self, article: &Article, hit: &Hit) -> Option<Near> {
        let prepared = &self.verifier.prepared[hit.claim];
        let length = prepared.words.len();
        let apart = 12 * (2 * length + 8);
        let places: Vec<(usize, u64)> = hit.places.iter().map(|(b, run)| (self.text.point(*b), *run)).collect();
        let cluster = places.chunk_by(|a, b| b.0 - a.0 <= apart).max_by_key(|c| different(c))?;
        let window = self.text.window(cluster[0].0, cluster[cluster.len() - 1].0, length);
        let window = match window.words.len() > LONG_PASSAGE {
            true => self.narrowed(&window, cluster.iter().map(|p| p.0), prepared),
            false => window,
        };
        let targets: Vec<Target<'_>> =
            window.words.iter().map(|w| Target { norm: &self.text.words[*w].norm, hyphen_before: false }).collect();
        let steps = align(&prepared.words, &targets, |a, b| prepared.hashes[a] == self.text.hashes[window.words[b]]);
        let matched: Vec<usize> = steps
            .iter()
            .filter_map(|s| match *s {
                Step::Match { source_at, .. } => Some(window.words[source_at]),
                _ => None,
            })
            .collect();
        let (first, last) = (*matched.first()?, *matched.last()?);
        let similarity = matched.len() as f64 / length as f64;
        (similarity >= 0.4 && matched.len() > 2).then(|| Near {
            doc: article.id.clone(),
            span: Span::new(self.text.places[first].start, self.text.places[last].end),
            text: self.text.written(first, last),
            similarity,
        })
    }

    /// The rows that hold some of the words.
    fn over(&self, words: &[usize]) -> Vec<usize> {
        let rows: BTreeSet<usize> = words.iter().flat_map(|w| self.holding(*w)).collect();
        rows.into_iter().collect()
    }

    /// The part of a long passage around the places.
    fn narrowed(&self, passage: &Passage, places: impl Iterator<Item = usize>, claim: &Prepared) -> Passage {
        let reach = 2 * claim.words.len() + 8;
        let mut keep = vec![false; passage.words.len()];
        let mut filled = 0;
        for place in places {
            let at = passage.words.partition_point(|w| self.text.places[*w].end <= place);
            let (from, to) = (at.saturating_sub(reach).max(filled), (at + reach).min(keep.len()));
            if from < to {
                keep[from..to].fill(true);
                filled = to;
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
        let checks: Vec<_> = rows.iter().map(|n| self.company.compare(&claim.speaker, &self.rows[*n])).collect();
        let best = checks.iter().min_by_key(|c| order(c.check));
        let mut speaker = best.map_or(SpeakerCheck::Unattributed, |c| c.check);
        flags.extend(best.and_then(|c| c.flag).map(str::to_owned));
        // As likely as not somebody else's: where the extraction itself only guesses, nothing is confirmed.
        let sure = rows.iter().any(|n| self.rows[*n].confidence >= SURE);
        if matches!(speaker, SpeakerCheck::Same | SpeakerCheck::Compatible) && !sure {
            speaker = SpeakerCheck::Ambiguous;
            flags.insert("uncertain-speaker".to_owned());
        }
        let different = |c: &super::company::Compared| c.check == SpeakerCheck::Different;
        if checks.iter().any(different) && speaker != SpeakerCheck::Different {
            flags.insert("other-speaker".to_owned());
        }
        let sources = rows.iter().map(|n| self.source(claim, *n));
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
        let denied = rows.iter().any(|n| self.rows[*n].cue.split_whitespace().any(|w| DENIALS.contains(&w)));
        flags.extend(TOLD.iter().filter(|f| of_rows(f)).map(|f| (*f).to_owned()));
        if denied || of_rows("denied") {
            flags.extend(["denied".to_owned(), "negated".to_owned()]);
        }
        let mut unsaid = denied || UNSAID.iter().any(|f| of_rows(f)) || self.rejected(&words.matched);
        if unsaid && !UNSAID.iter().any(|f| flags.contains(*f)) {
            flags.insert("unsaid".to_owned());
        }
        if flags.contains("future") {
            flags.insert("unsaid".to_owned());
        }
        // Words wholly inside inner marks are the inner speaker's.
        if words.matched.iter().all(|w| self.text.inner[*w]) {
            flags.insert("nested".to_owned());
            match nested::inner(self.text, &words.matched, &claim.speaker) {
                Inner::Own => {}
                Inner::Claimed => speaker = SpeakerCheck::Compatible,
                Inner::Another => speaker = SpeakerCheck::Different,
                Inner::Never => {
                    unsaid = true;
                    flags.insert("denied".to_owned());
                }
            }
        }
        if of_rows("headline") {
            flags.insert("headline-only".to_owned());
        }
        if claim.speaker.trim().is_empty() {
            flags.insert("speaker-not-asked".to_owned());
        }
        self.candidate(claim, words, rows, Axes { speaker, source, unsaid }, flags)
    }

    /// Whether the words in marks are those that it was not: said “some”, not “all”.
    fn rejected(&self, matched: &[usize]) -> bool {
        let Some(first) = matched.first().copied().filter(|f| *f > 1) else { return false };
        let mut at = first;
        while at > 0 && self.text.marked[at - 1] && !self.text.words[at].starts_sentence {
            at -= 1;
        }
        let text = &self.text;
        at > 1
            && text.marked[at]
            && !text.marked[at - 1]
            && &*text.words[at - 1].norm == "not"
            && text.words[at - 1].break_before
    }

    /// Compares the claimed source with that of a row, or with what stands beside its cue.
    fn source(&self, claim: &Claim, row: usize) -> SourceCheck {
        let check = names::source(&claim.source, &self.rows[row], &self.verifier.aliases);
        let carried = check == SourceCheck::Different && self.rows[row].source_basis != SourceBasis::Stated;
        if (check == SourceCheck::NotStated || carried) && self.stated_beside(&claim.source, &self.rows[row]) {
            return SourceCheck::Same;
        }
        check
    }

    /// Whether an outlet is named right behind the cue: told “Coast and Harbour”, wrote in the Forward.
    fn stated_beside(&self, outlet: &str, row: &Quotation) -> bool {
        const LEADS: &[&str] = &[
            "told",
            "to",
            "in",
            "on",
            "with",
            "for",
            "by",
            "via",
            "the",
            "a",
            "of",
            "magazine",
            "newspaper",
            "program",
            "programme",
        ];
        let Some(cue) = row.cue_span else { return false };
        let name = super::words::words(outlet);
        let name: Vec<&str> = name.iter().map(|w| &*w.norm).skip_while(|w| *w == "the").collect();
        if name.is_empty() {
            return false;
        }
        let from = self.text.word_at(cue.start);
        let words = &self.text.words;
        let stands = |at: usize| {
            name.iter().enumerate().all(|(k, n)| words.get(at + k).is_some_and(|w| w.norm.trim_end_matches("'s") == *n))
                && words[at].capital
                && at > 0
                && (LEADS.contains(&&*words[at - 1].norm) || words[at - 1].norm.ends_with("'s"))
        };
        let held = |at: usize| {
            row.quote_spans.iter().any(|s| s.start <= self.text.places[at].start && self.text.places[at].start < s.end)
        };
        (from + 1..(from + 14).min(words.len()))
            .take_while(|at| {
                !(words[*at].starts_sentence && !stands(*at))
                    && !["who", "which", "after", "before", "and", "but"].contains(&&*words[*at].norm)
            })
            .any(|at| stands(at) && !held(at))
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
            unsaid: axes.unsaid,
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
            SpeakerCheck::Same | SpeakerCheck::Compatible | SpeakerCheck::NotAsked => 150,
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
        let lesser = if faults.unsaid { -100 } else { 0 } + if flags.contains("headline-only") { -10 } else { 0 };
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
            corrected: String::new(),
        };
        Some(self.of_rows(claim, words, rows))
    }

    /// The claim in the marked words of one paragraph, where the rows lack a part of it: one row at most may hold any.
    fn in_marks(&self, claim: &Claim, prepared: &Prepared, places: &[(usize, u64)], hit: &Hit) -> Vec<Candidate> {
        let mut out = Vec::new();
        let mut seen = BTreeSet::new();
        let mut behind = 0;
        for (n, (place, _)) in places.iter().enumerate() {
            // Places are in order, and all of a paragraph give the same passage.
            if *place < behind {
                continue;
            }
            let (passage, end) = self.text.marked_paragraph(*place);
            behind = end;
            // The whole claim stands there, or it is not looked at.
            let held = &places[n..n + places[n..].partition_point(|p| p.0 < end)];
            if different(held) * 2 < hit.runs {
                continue;
            }
            let Some(first) = passage.words.first() else { continue };
            if !seen.insert(*first) || passage.words.len() > LONG_PASSAGE {
                continue;
            }
            let Some(words) = judge(claim, prepared, self.text, &passage) else { continue };
            let holds = |n: &usize| {
                let row = &self.passages[*n];
                words.matched.iter().any(|w| row.words.binary_search(w).is_ok())
            };
            let rows: Vec<usize> = self.over(&words.matched).into_iter().filter(holds).collect();
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
        let mut clusters: Vec<(usize, &[(usize, u64)])> = places
            .chunk_by(|a, b| b.0 - a.0 <= apart)
            .map(|c| (different(c), c))
            .filter(|c| c.0 >= hit.need && c.0 * 3 >= hit.runs)
            .collect();
        clusters.sort_by_key(|(d, c)| (std::cmp::Reverse(*d), c[0].0));
        clusters.truncate(MOST_ROWS);
        clusters.sort_by_key(|(_, c)| c[0].0);
        for (_, cluster) in clusters {
            let cluster: Vec<usize> = cluster.iter().map(|p| p.0).collect();
            let window = self.text.window(cluster[0], cluster[cluster.len() - 1], length);
            let window = match window.words.len() > LONG_PASSAGE {
                true => self.narrowed(&window, cluster.iter().copied(), prepared),
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
            let most = self.over(&words.matched).into_iter().map(|n| (held(&n), n)).filter(|(h, _)| h * 2 >= total);
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
            // What stands around the words may deny them all the same.
            let doubted = self.doubted(&words.matched);
            flags.extend(doubted.iter().map(|f| (*f).to_owned()));
            let axes = Axes { speaker: SpeakerCheck::Unattributed, source, unsaid: !doubted.is_empty() };
            out.push(self.candidate(claim, words, Vec::new(), axes, flags));
        }
        out
    }

    /// What the sentence around some words, and the next, say against them.
    fn doubted(&self, matched: &[usize]) -> Vec<&'static str> {
        let (Some(first), Some(last)) = (matched.first(), matched.last()) else { return Vec::new() };
        let (before, after, following) = self.text.surroundings(*first, *last);
        doubts(before, after, following)
    }

    /// The finding with its evidence.
    pub fn finding(&self, article: &Article, claim: &Claim, best: Candidate) -> Finding {
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
        let mut marks: Vec<(Span, &'static str)> = Vec::new();
        for row in &rows {
            marks.extend(row.quote_spans.iter().map(|s| (*s, "quote")));
            let parts = [(row.source_span, "source"), (row.speaker_span, "speaker"), (row.cue_span, "cue")];
            marks.extend(parts.into_iter().filter_map(|(s, tag)| Some((s?, tag))));
        }
        marks.extend(spans.iter().map(|s| (*s, "match")));
        let shown = self.text.shown(first, last, &marks);
        let address = article.url.as_ref().filter(|u| super::link::is_web(u));
        let link = address.map(|url| text_fragment(url, &article.text, whole));
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
            corrected: words.corrected,
            unsaid: faults.unsaid,
            shown,
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
