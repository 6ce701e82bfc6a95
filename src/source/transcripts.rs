//! Printed interviews: through whom the turns of a transcript came.
//!
//! Takes the turns of a document and the scenes that the sentences before them set, gives every turn the outlet and the
//! channel that those tell of: was interviewed by Lida Haro on Morning Tide; spoke to the Courier.

use super::occasions::sentence_of;
use super::outlets::Evidence;
use super::registry::Registry;
use super::words;
use super::{Scene, Source};
use crate::attribution::{Analysis, Attribution};
use crate::cast::Speaker;
use crate::grammar::rules::paragraphs::TURN;
use crate::grammar::table;
use crate::lexicon::set::Hashes;
use crate::record::{Channel, SourceBasis};
use std::ops::Range;

/// Sentences before the first turn that tell what it is at most.
const INTRODUCTION: usize = 6;

/// The turns of one interview.
#[derive(Debug)]
pub struct Talk {
    /// Its turns, by their numbers among the attributions.
    turns: Vec<usize>,
    /// The sentences that introduce it.
    introduction: Range<usize>,
}

/// The interviews of a document: turns between which nobody else is quoted.
pub fn talks(analysis: &Analysis<'_>, attributions: &[Attribution]) -> Vec<Talk> {
    let turn = table::rule(TURN).id;
    let sentences = &analysis.document.sentences;
    let mut talks: Vec<Talk> = Vec::new();
    let mut before = 0;
    let mut open = false;
    for (number, attribution) in attributions.iter().enumerate() {
        if attribution.rule != turn {
            (open, before) = (false, sentence_of(analysis, attribution) + 1);
            continue;
        }
        let at = attribution.content.first().map_or(0, |r| r.start);
        match talks.last_mut().filter(|_| open) {
            Some(talk) => talk.turns.push(number),
            None => {
                let start = attribution.turn.as_ref().map_or(at, |t| t.start);
                let first = sentences.partition_point(|s| s.items.end <= start);
                let introduction = before.max(first.saturating_sub(INTRODUCTION)).min(first)..first;
                talks.push(Talk { turns: vec![number], introduction });
                open = true;
            }
        }
    }
    talks
}

/// Whether each sentence of a document introduces an interview.
pub fn introductions(talks: &[Talk], sentences: usize) -> Vec<bool> {
    let mut introduces = vec![false; sentences];
    talks.iter().for_each(|talk| introduces[talk.introduction.clone()].fill(true));
    introduces
}

/// Gives the turns what the sentences before them tell.
pub fn give(
    analysis: &Analysis<'_>,
    registry: &Registry,
    talks: &[Talk],
    scenes: &[Scene],
    speakers: &[Speaker],
    sources: &mut [Source],
) {
    for talk in talks {
        let said = introduced(analysis, talk, &words::INTERVIEWS);
        let Some(told) = said.or_else(|| introduced(analysis, talk, &words::TALKED)) else { continue };
        let at = |sentence: usize| scenes.partition_point(|s| s.sentence < sentence);
        let inside = &scenes[at(talk.introduction.start)..at(talk.introduction.end)];
        let scene = inside.iter().rfind(|s| !s.source.name.is_empty()).map(|s| s.source.name.clone());
        let name = scene.or_else(|| {
            let items = analysis.document.sentences[told].items.clone();
            let mut outlets = registry.within(items).iter().filter(|o| o.evidence > Evidence::Anaphor);
            let only = outlets.next()?;
            outlets.next().is_none().then(|| registry.name(analysis.document, only))
        });
        // Spoke to the council: only an outlet makes an interview of it.
        if said.is_none() && name.is_none() {
            continue;
        }
        for &number in &talk.turns {
            let source = &mut sources[number];
            source.channel = Some(Channel::Interview);
            // Where the outlet itself asks, it passes on nothing.
            if let Some(name) = &name
                && source.basis != SourceBasis::Stated
                && *name != speakers[number].name
            {
                source.name.clone_from(name);
                source.basis = SourceBasis::Carried;
            }
        }
    }
}

/// The last sentence before a talk that calls it one, by some words.
fn introduced(analysis: &Analysis<'_>, talk: &Talk, called: &Hashes) -> Option<usize> {
    let items = &analysis.document.items;
    let calls = |sentence: &usize| {
        let range = analysis.document.sentences[*sentence].items.clone();
        items[range].iter().any(|i| called.contains(&i.hash))
    };
    talk.introduction.clone().rev().find(calls)
}
