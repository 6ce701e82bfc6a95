//! What an article may have of a claim: words, whose they are, and what speaks for and against them.
//!
//! Takes the words of a place and the axes beside them, gives a candidate with its rank, and tells what candidates behind
//! it can still add.

use super::axes::{Faults, SourceCheck, SpeakerCheck, Verdict, Wording};
use super::claim::Claim;
use super::examine::Rank;
use super::prepared::Prepared;
use super::wording::Words;
use crate::record::Kind;
use std::collections::BTreeSet;

/// The flag of a finding whose speaker is no more than a guess.
pub(super) const UNSURE: &str = "uncertain-speaker";

/// The axes besides the words.
pub(super) struct Axes {
    pub(super) speaker: SpeakerCheck,
    pub(super) source: SourceCheck,
    pub(super) unsaid: bool,
}

/// A candidate before its evidence is gathered.
pub(super) struct Candidate {
    pub(super) words: Words,
    pub(super) rows: Vec<usize>,
    pub(super) faults: Faults,
    pub(super) flags: BTreeSet<String>,
    pub(super) rank: Rank,
}

impl Candidate {
    /// What some words of an article come to against a claim.
    pub(super) fn new(claim: &Claim, words: Words, rows: Vec<usize>, axes: Axes, flags: BTreeSet<String>) -> Self {
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

    /// Whether nothing speaks against it but that its speaker is a guess.
    fn confirmed_if_sure(&self) -> bool {
        let speaker = if self.flags.contains(UNSURE) { SpeakerCheck::Same } else { self.faults.speaker };
        Faults { speaker, ..self.faults }.verdict() == Verdict::Confirmed
    }

    /// What rows behind it can still add.
    pub(super) fn leaves(&self, prepared: &Prepared) -> Open {
        let faults = &self.faults;
        // A claim with brackets or gaps has no very words.
        let normalised = (prepared.elided || prepared.editorial) && faults.wording == Wording::ExactNormalised;
        let whole = self.confirmed_if_sure()
            && (faults.wording == Wording::Exact || normalised || faults.reported)
            && matches!(faults.source, SourceCheck::Same | SourceCheck::NotAsked);
        match faults.speaker {
            SpeakerCheck::Same | SpeakerCheck::NotAsked if whole => Open::Denials,
            SpeakerCheck::Ambiguous if whole => Open::Sure,
            _ => Open::All,
        }
    }
}

/// Which rows behind a candidate can still say more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Open {
    All,
    /// It only guesses who speaks: those that know, and those that deny the words.
    Sure,
    /// It leaves nothing to wish for: only those that deny the words.
    Denials,
}

/// Whether some candidate has all the words of the claim. A report has no very words: all runs of it, and nothing that
/// speaks against it.
pub(super) fn found(candidates: &[Candidate]) -> bool {
    let told = |c: &Candidate| c.faults.reported && c.confirmed_if_sure();
    candidates.iter().any(|c| c.rank.tier == 3 || told(c))
}
