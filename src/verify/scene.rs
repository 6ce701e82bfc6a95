//! One article, one claim: the candidates and the best of them.
//!
//! Takes an article read, with its rows, and the places where runs of a claim stand; gives the best finding. Rows come
//! first: what they attribute, the text attributes. Only words that no row holds are looked for in the bare text.

use super::axes::{Faults, SourceCheck, SpeakerCheck, Verdict, Wording};
use super::claim::Claim;
use super::company::{Company, order};
use super::examine::{Rank, Verifier};
use super::index::{Hit, different};
use super::nested::{self, Inner};
use super::person::Person;
use super::text::{Passage, Text};
use super::wording::{Words, judge, short};
use crate::record::{Kind, Quotation};
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

/// An article with all that claims are compared with.
pub(super) struct Scene<'s> {
    pub(super) verifier: &'s Verifier,
    company: Company<'s>,
    pub(super) text: &'s Text<'s>,
    pub(super) rows: &'s [Quotation],
    pub(super) passages: Vec<Passage>,
    /// The rows that hold each word, by word.
    holders: Vec<(usize, usize)>,
    /// What claims of the same words share, by the place of their list.
    shared: RefCell<FxHashMap<usize, Rc<Held>>>,
}

/// A candidate before its evidence is gathered.
pub(super) struct Candidate {
    pub(super) words: Words,
    pub(super) rows: Vec<usize>,
    pub(super) faults: Faults,
    pub(super) flags: BTreeSet<String>,
    pub(super) rank: Rank,
}

/// The axes besides the words.
pub(super) struct Axes {
    pub(super) speaker: SpeakerCheck,
    pub(super) source: SourceCheck,
    pub(super) unsaid: bool,
}

/// Passages longer than this are looked at through a window around the hits.
pub(super) const LONG_PASSAGE: usize = 4000;
/// The most rows, and stretches of bare text, that are compared with one claim word for word.
pub(super) const MOST_ROWS: usize = 48;
/// The most places that are looked at outside the rows.
pub(super) const MOST_PLACES: usize = 4096;
/// The confidence of a row from which on its speaker is more than a guess: likelier than not, by the margin within which
/// confidences are calibrated.
const SURE: f32 = 0.55;
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
/// Cues that deny.
const DENIALS: [&str; 4] = ["denied", "denies", "deny", "denying"];
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

/// Where the runs of a claim stand.
struct Held {
    /// In code points, ascending.
    places: Vec<(usize, u64)>,
    by_row: BTreeMap<usize, Vec<(usize, u64)>>,
    /// The rows that share enough runs with the claim: how many, and the row; in the order of the text.
    likely: Vec<(usize, usize)>,
    /// Where those are too many: the same by the words of the speakers' names.
    by_name: OnceCell<FxHashMap<String, Vec<(usize, usize)>>>,
}

impl Held {
    /// Where many rows share words with the claim, those of the claimed speaker and those that share most; in the order
    /// of the text.
    fn chosen(&self, claimed: &str, rows: &[Quotation]) -> Vec<(usize, usize)> {
        if self.likely.len() <= MOST_ROWS {
            return self.likely.clone();
        }
        let names = |name: &str| Person::new(name).words;
        let most = |list: &mut Vec<(usize, usize)>| {
            list.sort_by_key(|(d, n)| (Reverse(*d), *n));
            list.truncate(MOST_ROWS);
        };
        let by_name = self.by_name.get_or_init(|| {
            let mut out: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
            for likely in &self.likely {
                for word in names(&rows[likely.1].speaker) {
                    out.entry(word).or_default().push(*likely);
                }
            }
            out.values_mut().for_each(most);
            let mut all = self.likely.clone();
            most(&mut all);
            out.insert(String::new(), all);
            out
        });
        let claimed = names(claimed);
        let own = claimed.iter().filter_map(|w| by_name.get(w)).min_by_key(|l| l.len());
        let mut out: Vec<(usize, usize)> = own.into_iter().chain(by_name.get("")).flatten().copied().collect();
        out.sort_unstable_by_key(|(_, n)| *n);
        out.dedup();
        out
    }
}

impl<'s> Scene<'s> {
    /// Sets an article out.
    pub fn new(verifier: &'s Verifier, text: &'s Text<'s>, rows: &'s [Quotation]) -> Self {
        let passages: Vec<Passage> = rows.iter().map(|r| text.passage(r)).collect();
        let mut holders: Vec<(usize, usize)> =
            passages.iter().enumerate().flat_map(|(n, p)| p.words.iter().map(move |w| (*w, n))).collect();
        holders.sort_unstable();
        let company = Company::new(rows, text, &verifier.aliases);
        Scene { verifier, company, text, rows, passages, holders, shared: RefCell::default() }
    }

    /// Where the runs of a claim stand, row by row. Claims of the same words share it.
    fn held(&self, hit: &Hit) -> Rc<Held> {
        let key = hit.places.as_ptr() as usize;
        if let Some(known) = self.shared.borrow().get(&key) {
            return Rc::clone(known);
        }
        let places: Vec<(usize, u64)> = hit.places.iter().map(|(b, run)| (self.text.point(*b), *run)).collect();
        let mut by_row: BTreeMap<usize, Vec<(usize, u64)>> = BTreeMap::new();
        for place in &places {
            for row in self.holding(self.text.word_at(place.0)) {
                by_row.entry(row).or_default().push(*place);
            }
        }
        let likely = by_row.iter().map(|(n, h)| (different(h), *n)).filter(|(d, _)| *d >= hit.need).collect();
        let held = Rc::new(Held { places, by_row, likely, by_name: OnceCell::new() });
        if Arc::strong_count(&hit.places) > 1 {
            self.shared.borrow_mut().insert(key, Rc::clone(&held));
        }
        held
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
        let held = self.held(hit);
        let judged = |n: usize| -> Option<Candidate> {
            let passage = &self.passages[n];
            let judged = match passage.words.len() > LONG_PASSAGE {
                true => {
                    let places = held.by_row[&n].iter().map(|p| p.0);
                    judge(claim, prepared, self.text, &self.narrowed(passage, places, prepared))
                }
                false => judge(claim, prepared, self.text, passage),
            };
            judged.map(|w| self.of_rows(claim, w, vec![n]))
        };
        // Rows with every run of the claim first: where one has the very words, no other can be better.
        let likely = held.chosen(&claim.speaker, self.rows);
        let (whole, part): (Vec<_>, Vec<_>) = likely.into_iter().partition(|(d, _)| *d == hit.runs);
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut plain = false;
        for (_, n) in whole {
            // Behind a row that leaves nothing to wish for, only one that denies the words can say more.
            if plain && !self.takes_back(n) {
                continue;
            }
            let candidate = judged(n);
            plain |= candidate.as_ref().is_some_and(|c| {
                c.faults.verdict() == Verdict::Confirmed
                    && (c.faults.wording == Wording::Exact || c.faults.reported)
                    && matches!(c.faults.speaker, SpeakerCheck::Same | SpeakerCheck::NotAsked)
                    && matches!(c.faults.source, SourceCheck::Same | SourceCheck::NotAsked)
            });
            candidates.extend(candidate);
        }
        // A report has no very words: all runs of it, and nothing that speaks against it.
        let told = |c: &Candidate| c.faults.reported && c.faults.verdict() == Verdict::Confirmed;
        let found = |all: &[Candidate]| all.iter().any(|c| c.rank.tier == 3 || told(c));
        if !found(&candidates) {
            candidates.extend(part.iter().filter_map(|(_, n)| judged(*n)));
            candidates.sort_by_key(|c| c.rows.first().copied());
        }
        if !found(&candidates) {
            let touched: Vec<(usize, u64)> = held.by_row.values().flatten().copied().take(MOST_PLACES).collect();
            let near: Vec<usize> = held.by_row.keys().copied().take(MOST_PLACES).collect();
            // Pieces hold all runs but those over their seams.
            if different(&touched) + 6 >= hit.runs {
                candidates.extend(self.stitched(claim, prepared, &near));
            }
            let places = &held.places[..held.places.len().min(MOST_PLACES)];
            if different(places) * 2 >= hit.runs {
                candidates.extend(self.in_marks(claim, prepared, places, hit));
                candidates.extend(self.loose(claim, prepared, places, hit));
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

    /// What the words of a mixed row say against those in marks behind them.
    fn doubted_inside(&self, row: usize, matched: &[usize]) -> Vec<&'static str> {
        let (Some(first), Some(from)) = (self.passages[row].words.first(), matched.first()) else { return Vec::new() };
        if self.rows[row].kind != Kind::Mixed || from <= first {
            return Vec::new();
        }
        crate::attribution::doubt::doubts(&self.text.written(*first, from - 1), "", "")
    }

    /// Whether a row says that its words were not said.
    fn takes_back(&self, n: usize) -> bool {
        let row = &self.rows[n];
        row.flags.iter().any(|f| UNSAID.contains(&f.as_str()))
            || row.cue.split_whitespace().any(|w| DENIALS.contains(&w))
    }

    /// The rows that hold some of the words.
    pub(super) fn over(&self, words: &[usize]) -> Vec<usize> {
        let rows: BTreeSet<usize> = words.iter().flat_map(|w| self.holding(*w)).collect();
        rows.into_iter().collect()
    }

    /// A candidate whose words stand in some rows.
    pub(super) fn of_rows(&self, claim: &Claim, words: Words, rows: Vec<usize>) -> Candidate {
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
        let denied = rows.iter().any(|n| self.rows[*n].cue.split_whitespace().any(|w| DENIALS.contains(&w)));
        flags.extend(TOLD.iter().filter(|f| of_rows(f)).map(|f| (*f).to_owned()));
        if denied || of_rows("denied") {
            flags.extend(["denied".to_owned(), "negated".to_owned()]);
        }
        let mut unsaid = denied || UNSAID.iter().any(|f| of_rows(f)) || self.rejected(&words.matched);
        // What the row itself says before the words: rejected a flyer "that has her calling them …".
        let inside = rows.iter().flat_map(|n| self.doubted_inside(*n, &words.matched)).collect::<Vec<_>>();
        unsaid |= !inside.is_empty();
        flags.extend(inside.into_iter().map(str::to_owned));
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

    pub(super) fn candidate(
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
}
