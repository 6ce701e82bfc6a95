//! One article, one claim: the candidates and the best of them.
//!
//! Takes an article read, with its rows, and the places where runs of a claim stand; gives the best finding. Rows come
//! first: what they attribute, the text attributes. Only words that no row holds are looked for in the bare text.

use super::axes::{SourceCheck, SpeakerCheck, Verdict, Wording};
use super::candidate::{Axes, Candidate, Open, UNSURE, found};
use super::claim::Claim;
use super::company::{Company, order};
use super::examine::Verifier;
use super::flags::{UNSAID, told_flags};
use super::held::Held;
use super::index::{Hit, different};
use super::lists::listed;
use super::nested::{self, Inner, Outer};
use super::prepared::Prepared;
use super::text::{Passage, Text};
use super::wording::{Words, judge, short};
use crate::record::{Kind, Quotation};
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
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

/// Passages longer than this are looked at through a window around the hits.
pub(super) const LONG_PASSAGE: usize = 4000;
/// The most rows, and stretches of bare text, that are compared with one claim word for word.
pub(super) const MOST_ROWS: usize = 48;
/// The most places that are looked at outside the rows.
pub(super) const MOST_PLACES: usize = 4096;
/// The confidence of a row from which on its speaker is more than a guess: likelier than not, by the margin within which
/// confidences are calibrated.
const SURE: f32 = 0.55;
/// A claim and where its words may stand in an article.
struct Sought<'c> {
    claim: &'c Claim,
    prepared: &'c Prepared,
    hit: &'c Hit,
    held: Rc<Held>,
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
        let sought = Sought { claim, prepared: &self.verifier.prepared[hit.claim], hit, held: self.held(hit) };
        let mut candidates = self.in_rows(&sought);
        if !found(&candidates) {
            candidates.extend(self.beside_rows(&sought));
        }
        // A few words that somebody else has otherwise are no finding.
        if short(claim, sought.prepared) {
            let exact = |c: &Candidate| match c.faults.wording {
                Wording::Exact | Wording::ExactNormalised => true,
                wording => c.faults.reported && wording == Wording::Paraphrase,
            };
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

    /// What the rows have of a claim, in the order of the text.
    fn in_rows(&self, sought: &Sought<'_>) -> Vec<Candidate> {
        // Rows with every run of the claim first: where one has the very words, no other can be better.
        let likely = sought.held.chosen(&sought.claim.speaker, self.rows);
        let (whole, part): (Vec<_>, Vec<_>) = likely.into_iter().partition(|(d, _)| *d == sought.hit.runs);
        let mut candidates = self.compared(sought, &whole);
        if !found(&candidates) {
            candidates.extend(self.compared(sought, &part));
        }
        candidates.sort_by_key(|c| c.rows.first().copied());
        candidates
    }

    /// What some rows have of a claim, those of the claimed speaker first.
    fn compared(&self, sought: &Sought<'_>, rows: &[(usize, usize)]) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut open = Open::All;
        for (_, row) in rows {
            let more = match open {
                Open::All => true,
                Open::Sure => self.rows[*row].confidence >= SURE || self.takes_back(*row),
                Open::Denials => self.takes_back(*row),
            };
            if more && let Some(candidate) = self.in_row(sought, *row) {
                open = open.max(candidate.leaves(sought.prepared));
                candidates.push(candidate);
            }
        }
        candidates
    }

    /// What one row has of a claim.
    fn in_row(&self, sought: &Sought<'_>, row: usize) -> Option<Candidate> {
        let Sought { claim, prepared, held, .. } = sought;
        let passage = &self.passages[row];
        let words = match passage.words.len() > LONG_PASSAGE {
            true => {
                let places = held.by_row[&row].iter().map(|p| p.0);
                judge(claim, prepared, self.text, &self.narrowed(passage, places, prepared))
            }
            false => judge(claim, prepared, self.text, passage),
        };
        Some(self.of_rows(claim, words?, vec![row]))
    }

    /// What stands over the bounds of rows, and beside them.
    fn beside_rows(&self, sought: &Sought<'_>) -> Vec<Candidate> {
        let Sought { claim, prepared, hit, held } = sought;
        let mut candidates = Vec::new();
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
        candidates
    }

    /// What the words of a mixed row say against those in marks behind them, with the rest of their sentence.
    fn doubted_inside(&self, row: usize, matched: &[usize]) -> Vec<&'static str> {
        let (Some(first), [from, ..]) = (self.passages[row].words.first(), matched) else { return Vec::new() };
        if self.rows[row].kind != Kind::Mixed || from <= first {
            return Vec::new();
        }
        let (_, behind, _) = self.text.surroundings(*from, matched[matched.len() - 1]);
        crate::attribution::doubt::doubts(&self.text.written(*first, from - 1), behind, "")
    }

    /// Whether a row says that its words were not said.
    fn takes_back(&self, n: usize) -> bool {
        let row = &self.rows[n];
        row.flags.iter().any(|f| UNSAID.contains(&f.as_str()))
            || row.cue.split_whitespace().any(|w| listed("denial", w))
    }

    /// The rows that hold some of the words.
    pub(super) fn over(&self, words: &[usize]) -> Vec<usize> {
        let rows: BTreeSet<usize> = words.iter().flat_map(|w| self.holding(*w)).collect();
        rows.into_iter().collect()
    }

    /// A candidate whose words stand in some rows.
    pub(super) fn of_rows(&self, claim: &Claim, words: Words, rows: Vec<usize>) -> Candidate {
        let mut flags = words.flags.clone();
        let mut speaker = self.speaker(claim, &rows, &mut flags);
        let source = self.source_of(claim, &rows);
        let mut unsaid = self.unsaid(&words, &rows, &mut flags);
        // Words wholly inside inner marks are the inner speaker's.
        if let Some(outer) = self.nested_in(&words.matched, &rows) {
            flags.insert("nested".to_owned());
            match nested::inner(self.text, outer, &words.matched, &claim.speaker) {
                Inner::Own => {}
                Inner::Claimed => speaker = SpeakerCheck::Compatible,
                Inner::Another => speaker = SpeakerCheck::Different,
                Inner::Never => {
                    unsaid = true;
                    flags.insert("denied".to_owned());
                }
            }
        }
        if self.any_flagged(&rows, "headline") {
            flags.insert("headline-only".to_owned());
        }
        if claim.speaker.trim().is_empty() {
            flags.insert("speaker-not-asked".to_owned());
        }
        Candidate::new(claim, words, rows, Axes { speaker, source, unsaid }, flags)
    }

    /// In what some words of some rows are spoken, where they stand wholly inside the marks within it.
    fn nested_in(&self, matched: &[usize], rows: &[usize]) -> Option<Outer> {
        let within = |outer: Outer| matched.iter().all(|w| outer.holds(self.text, *w));
        let bare = |n: &usize| self.rows[*n].verbatim != self.rows[*n].quote;
        let turn = || self.any_flagged(rows, "transcript") && rows.iter().all(bare);
        match within(Outer::Marks) {
            true => Some(Outer::Marks),
            false => (within(Outer::Turn) && turn()).then_some(Outer::Turn),
        }
    }

    /// Whether one of some rows has a flag.
    fn any_flagged(&self, rows: &[usize], flag: &str) -> bool {
        rows.iter().any(|n| self.rows[*n].flags.iter().any(|f| f == flag))
    }

    /// The claimed speaker against those of some rows: the best of them.
    fn speaker(&self, claim: &Claim, rows: &[usize], flags: &mut BTreeSet<String>) -> SpeakerCheck {
        let checks: Vec<_> = rows.iter().map(|n| self.company.compare(&claim.speaker, &self.rows[*n])).collect();
        let best = checks.iter().min_by_key(|c| order(c.check));
        let mut speaker = best.map_or(SpeakerCheck::Unattributed, |c| c.check);
        flags.extend(best.and_then(|c| c.flag).map(str::to_owned));
        // As likely as not somebody else's: where the extraction itself only guesses, nothing is confirmed.
        let sure = rows.iter().any(|n| self.rows[*n].confidence >= SURE);
        if matches!(speaker, SpeakerCheck::Same | SpeakerCheck::Compatible) && !sure {
            speaker = SpeakerCheck::Ambiguous;
            flags.insert(UNSURE.to_owned());
        }
        let different = |c: &super::company::Compared| c.check == SpeakerCheck::Different;
        if checks.iter().any(different) && speaker != SpeakerCheck::Different {
            flags.insert("other-speaker".to_owned());
        }
        speaker
    }

    /// The claimed source against those of some rows: the best of them.
    fn source_of(&self, claim: &Claim, rows: &[usize]) -> SourceCheck {
        let sources = rows.iter().map(|n| self.source(claim, *n));
        let best = sources.min_by_key(|s| match s {
            SourceCheck::Same => 0,
            SourceCheck::Chain => 1,
            SourceCheck::NotAsked => 2,
            SourceCheck::Different => 3,
            SourceCheck::NotStated => 4,
        });
        best.unwrap_or(SourceCheck::NotStated)
    }

    /// Whether the text says that the words were not said, with the flags that tell how.
    fn unsaid(&self, words: &Words, rows: &[usize], flags: &mut BTreeSet<String>) -> bool {
        let denied = rows.iter().any(|n| self.rows[*n].cue.split_whitespace().any(|w| listed("denial", w)));
        flags.extend(told_flags().filter(|f| self.any_flagged(rows, f)).map(str::to_owned));
        if denied || self.any_flagged(rows, "denied") {
            flags.extend(["denied".to_owned(), "negated".to_owned()]);
        }
        let mut unsaid = denied || UNSAID.iter().any(|f| self.any_flagged(rows, f)) || self.rejected(&words.matched);
        // What the row itself says before the words: rejected a flyer "that has her calling them …".
        let inside = rows.iter().flat_map(|n| self.doubted_inside(*n, &words.matched)).collect::<Vec<_>>();
        unsaid |= !inside.is_empty();
        flags.extend(inside.into_iter().map(str::to_owned));
        if unsaid && !UNSAID.iter().any(|f| flags.contains(*f)) || flags.contains("future") {
            flags.insert("unsaid".to_owned());
        }
        unsaid
    }
}
