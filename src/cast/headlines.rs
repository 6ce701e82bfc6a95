//! Titles that have somebody's words: ‘They never knocked’: residents tell of the raid.
//!
//! Takes the speakers of a document's rows; where the body has the words of its title, gives the title's row to whoever says
//! them there: ‘They never knocked’, widow tells court. “They never knocked,” Anna Haro said.

use super::Speaker;
use super::floating::CARRIED;
use crate::attribution::{Analysis, Attribution};
use crate::record::{SpeakerBasis, SpeakerType};

/// The most rows of a title.
const MOST: usize = 2;

/// Words in the marks of a title, at least: fewer can be anybody's.
const FEWEST: usize = 3;

/// Gives rows of the title the speaker of the same words in the body.
pub(super) fn give(analysis: &Analysis<'_>, attributions: &[Attribution], speakers: &mut [Speaker]) {
    let Some(title) = analysis.document.paragraphs.first() else { return };
    let own = |row: &Attribution| row.content[0].start < title.end;
    for n in (0..attributions.len()).take_while(|&n| own(&attributions[n])).take(MOST) {
        let words = spoken(analysis, &attributions[n]);
        let described = attributions[n].cue.is_some();
        let told =
            described && (speakers[n].basis != SpeakerBasis::Description || speakers[n].kind == SpeakerType::Group);
        if told || words.len() < FEWEST {
            continue;
        }
        let same = |row: &Attribution| !own(row) && holds(&spoken(analysis, row), &words);
        let body = (n + 1..attributions.len()).find(|&m| !speakers[m].name.is_empty() && same(&attributions[m]));
        let Some(said) = body.map(|body| speakers[body].clone()) else { continue };
        speakers[n] = match described {
            // Only somebody named says more than the title does.
            true if said.basis == SpeakerBasis::Description => continue,
            true => Speaker { mention: speakers[n].mention, basis: SpeakerBasis::Description, ..said },
            false => Speaker { mention: None, basis: SpeakerBasis::Carried, probability: CARRIED, ..said },
        };
    }
}

/// The words inside the marks of a row, by their hashes.
fn spoken(analysis: &Analysis<'_>, row: &Attribution) -> Vec<u32> {
    let document = analysis.document;
    let items = row.content.iter().cloned().flatten().map(|at| &document.items[at]).filter(|item| item.is_quote());
    items.flat_map(|item| document.inside(item)).filter(|token| token.is_word()).map(|token| token.hash).collect()
}

/// Whether some words hold others, in one piece.
fn holds(words: &[u32], piece: &[u32]) -> bool {
    words.windows(piece.len()).any(|window| window == piece)
}
