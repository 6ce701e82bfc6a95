//! Which of the places where reported words can begin and end the weights choose.

use super::boundary::{Places, left_ends, left_starts, right_ends, right_starts};
use super::{Analysis, edges};
use crate::document::TokenKind;
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::model::questions::Question;
use crate::model::{Features, Weights};

/// Whether words are likely to begin at a place behind the cue where they can; `place` counts such places. Hardly any
/// begin behind an article, an adjective, a conjunction or a clitic, or with a preposition further on: a quarter of the
/// places in the train articles, and 0.3 % of the beginnings that were chosen when all were weighed.
fn likely_start(analysis: &Analysis<'_>, place: usize, at: usize) -> bool {
    let item = analysis.item(at);
    if place == 0 || item.is_quote() {
        return true;
    }
    let before = analysis.item(at - 1);
    let leading = WordClass::DETERMINER
        | WordClass::ADJECTIVE
        | WordClass::SUBJECT_PRONOUN
        | WordClass::CONJUNCTION
        | WordClass::SUBORDINATOR
        | WordClass::WH;
    let led = before.is_word() && before.is(leading) && !before.is(WordClass::THAT | WordClass::PREPOSITION);
    let further = place > 3 && before.is_word() && item.is(WordClass::PREPOSITION) && !item.is(WordClass::TO);
    !(led || further || before.kind == TokenKind::Clitic)
}

/// Whether words are likely to end at a place where they can: before a mark, a name, a day or one of these words. Before
/// others are four in ten of the places in the train articles, and 0.1 % of the ends that were chosen when all were weighed.
fn likely_end(analysis: &Analysis<'_>, at: usize, end: usize) -> bool {
    let likely = || {
        let item = analysis.item(at);
        item.kind != TokenKind::Word
            || item.capital
            || item.is_quote()
            || analysis.item(at - 1).is_quote()
            || item.is(WordClass::CALENDAR | WordClass::TIME)
            || analysis.document.is_any(at, &rule_words::SENTENCE_GOES_ON)
    };
    at == end || likely()
}

/// Where words behind the cue begin, and how sure that is; `None` where nothing stands there but who speaks.
pub fn right_start(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: Option<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> Option<(usize, f32)> {
    scratch.ask(Question::RightStart);
    let starts = right_starts(analysis, number);
    let likely = |place: usize| likely_start(analysis, place, starts[place]);
    let asked = edges::RightStart::new(analysis, number, speaker);
    best(&starts, likely, weights, scratch, |_, at, out| edges::right_start_features(&asked, at, out))
}

/// Where words end that begin at `start` behind the cue, and how sure that is; `None` where there is no room.
pub fn right_end(
    analysis: &Analysis<'_>,
    number: usize,
    start: usize,
    weights: &Weights,
    scratch: &mut Features,
) -> Option<(usize, f32)> {
    scratch.ask(Question::RightEnd);
    let ends = right_ends(analysis, number, start);
    let end = analysis.reach(&analysis.cues[number]).end;
    let likely = |rank: usize| likely_end(analysis, ends[rank], end);
    let asked = edges::RightEnd::new(analysis, number, start, ends.len());
    best(&ends, likely, weights, scratch, |rank, at, out| edges::right_end_features(&asked, at, rank, out))
}

/// Where words before the cue end, and how sure that is; `None` where there is no room.
pub fn left_end(
    analysis: &Analysis<'_>,
    number: usize,
    speaker: Option<usize>,
    weights: &Weights,
    scratch: &mut Features,
) -> Option<(usize, f32)> {
    scratch.ask(Question::LeftEnd);
    best(&left_ends(analysis, number, speaker), any, weights, scratch, |rank, at, out| {
        edges::left_end_features(analysis, number, speaker, at, rank, out);
    })
}

/// Where words before the cue begin that end at `end`, and how sure that is; `None` where there is no room.
pub fn left_start(
    analysis: &Analysis<'_>,
    number: usize,
    end: usize,
    weights: &Weights,
    scratch: &mut Features,
) -> Option<(usize, f32)> {
    scratch.ask(Question::LeftStart);
    let starts = left_starts(analysis, number, end);
    let most = starts.len();
    best(&starts, any, weights, scratch, |rank, at, out| {
        edges::left_start_features(analysis, number, end, at, rank, most, out);
    })
}

/// All places are likely: before the cue there are few.
fn any(_: usize) -> bool {
    true
}

/// Chooses the best of the likely places by score, of all where none is, and tells how probable it is; `None` where there
/// are no places. The list has been asked the question.
fn best(
    places: &[usize],
    likely: impl Fn(usize) -> bool,
    weights: &Weights,
    scratch: &mut Features,
    mut fill: impl FnMut(usize, usize, &mut Features),
) -> Option<(usize, f32)> {
    let mut asked = Places::new();
    for n in (0..places.len()).filter(|&n| likely(n)) {
        asked.push(n);
    }
    if asked.is_empty() {
        asked.extend(0..places.len());
    }
    if let [only] = asked[..] {
        return Some((places[only], 1.0));
    }
    for &rank in &asked {
        fill(rank, places[rank], scratch);
        scratch.weigh(weights);
    }
    let scores = scratch.sums();
    crate::model::softmax(scores);
    let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))?;
    Some((places[asked[best]], scores[best]))
}
