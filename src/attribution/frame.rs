//! Which frame a cue is in: the features of its surroundings.

use super::{Analysis, Frame, speaker};
use crate::cue::{Cue, CueKind};
use crate::document::TokenKind;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::lexicon::{CueClass, WordClass};
use crate::mention::MentionKind;
use crate::model::features::{Asked, NOTHING, bucket};
use crate::model::questions as ask;
use crate::model::{Features, Weights};
use std::ops::Range;

/// The frames that can hold at all, and whether what speaks for words behind the cue speaks for those before it: nothing
/// is said behind it.
pub fn possible(analysis: &Analysis<'_>, cue: &Cue) -> ([bool; 4], bool) {
    let reach = analysis.reach(cue);
    let words =
        |range: std::ops::Range<usize>| analysis.document.items[range].iter().any(|i| i.is_word() || i.is_quote());
    let right = words(cue.group.end..reach.end);
    let left = words(reach.start..cue.group.start)
        && !subject_alone(analysis, cue, reach.start)
        && !subordinate(analysis, cue);
    let before = left && holds_clause(analysis, reach.start..cue.group.start);
    let spent = right && before && spent(analysis, cue, reach.end);
    // "has been called “the Vermeer of concrete”": the quotation alone is said.
    let alone = cue.passive
        && matches!(cue.class, CueClass::Call | CueClass::Describe)
        && right
        && analysis.item(cue.group.end).is_quote();
    ([true, right && !spent, left && !alone, right && left && !spent && !alone], spent)
}

/// Whether some items hold a quotation or a clause.
fn holds_clause(analysis: &Analysis<'_>, mut range: std::ops::Range<usize>) -> bool {
    analysis.clauses.any(range.clone()) || range.any(|at| analysis.item(at).is_quote())
}

/// Whether nothing but a name and what says who that is stands before a cue: Anna Haro, the mayor of Lori, said
fn subject_alone(analysis: &Analysis<'_>, cue: &Cue, start: usize) -> bool {
    let named = analysis
        .starting(cue.sentence, start)
        .map(|m| &analysis.mentions[m])
        .is_some_and(|m| m.phrase.end() < cue.group.start && matches!(m.kind, MentionKind::Name | MentionKind::Body));
    named && !holds_clause(analysis, start..cue.group.start)
}

/// Whether the cue is the verb of a clause of time or reason: the vote comes after | Anna Haro said. What stands before it
/// is the sentence's own, but for "as Anna Haro said".
fn subordinate(analysis: &Analysis<'_>, cue: &Cue) -> bool {
    let subject = analysis.ending(cue.sentence, cue.group.start).map(|m| &analysis.mentions[m]);
    let Some(start) = subject.map(|m| m.phrase.start().min(m.role.start())) else { return false };
    let sentence = analysis.document.sentences[cue.sentence].items.start;
    let Some(opener) = start.checked_sub(1).filter(|&at| at > sentence) else { return false };
    let parted = analysis.item(opener - 1).kind == TokenKind::Comma;
    let opens = analysis.item(opener).is(WordClass::SUBORDINATOR) && !analysis.document.is_any(opener, listed!["as"])
        || analysis.document.is_any(opener, listed!["than", "what"]);
    cue.kind == CueKind::Verb && opens && !parted
}

/// Whether only the one told, the day or the way stand behind a cue: a source told Reuters on Monday; quoted him as saying.
fn spent(analysis: &Analysis<'_>, cue: &Cue, end: usize) -> bool {
    let from = match cue.class {
        CueClass::Quote if !cue.passive => speaker::as_saying(analysis, cue),
        CueClass::Tell if !cue.passive => {
            analysis.starting(cue.sentence, cue.group.end).map(|told| analysis.mentions[told].phrase.end())
        }
        _ => None,
    };
    let circumstance = WordClass::TIME
        | WordClass::CALENDAR
        | WordClass::ADVERB
        | WordClass::DETERMINER
        | WordClass::NUMBER
        | WordClass::PLACE
        | WordClass::PREPOSITION;
    from.is_some_and(|from| {
        (from..end).all(|at| {
            let item = analysis.item(at);
            matches!(item.kind, TokenKind::Stop | TokenKind::Number)
                || item.kind == TokenKind::Word
                    && !item.is(WordClass::THAT)
                    && (item.is(circumstance) || analysis.document.is_any(at, &rule_words::CIRCUMSTANCE))
        })
    })
}

/// A cue and what stands around it.
struct Around<'a, 'd> {
    analysis: &'a Analysis<'d>,
    number: usize,
    cue: &'a Cue,
    reach: Range<usize>,
    class: u32,
    /// The tags of the two items before the cue and the three behind it, the nearest first.
    before: [u32; 2],
    after: [u32; 3],
}

type Out<'o> = Asked<'o, ask::Frame>;

/// Fills in what is seen around the cue.
pub fn features(analysis: &Analysis<'_>, number: usize, out: &mut Features) {
    let mut out = out.question::<ask::Frame>();
    let cue = &analysis.cues[number];
    let reach = analysis.reach(cue);
    let (start, end) = (cue.group.start, cue.group.end);
    let around = Around {
        analysis,
        number,
        cue,
        class: cue.class as u32 + 32 * (cue.kind as u32),
        before: [1, 2].map(|n| analysis.tag(&reach, start.checked_sub(n))),
        after: [0, 1, 2].map(|n| analysis.tag(&reach, Some(end + n))),
        reach,
    };
    around.verb(&mut out);
    around.quotations(&mut out);
    around.mentions(&mut out);
    around.others(&mut out);
    around.sentence(&mut out);
}

// Each is inlined: the places of its features are known when the program is made.
impl Around<'_, '_> {
    /// The verb, its form and the words beside it.
    #[inline(always)]
    fn verb(&self, out: &mut Out<'_>) {
        let &Around { analysis, cue, class, before: [p1, p2], after: [n1, n2, n3], .. } = self;
        let items = &analysis.document.items;
        let form = items[cue.head].hash;
        out.add(ask::Frame::Verb, cue.lemma);
        out.add2(ask::Frame::VerbForm, cue.lemma, form);
        out.add(ask::Frame::Before, p1);
        out.add(ask::Frame::After, n1);
        out.add2(ask::Frame::BeforeTwo, p2, p1);
        out.add2(ask::Frame::ClassAfter, class, n1);
        out.add2(ask::Frame::VerbBefore, cue.lemma, p1);
        out.add3(ask::Frame::AfterThree, n1, n2, n3);
        let shape = cue.shape();
        let inflection = analysis.lexicon.cue(items[cue.head].cue).map_or(0, |f| {
            let i = f.inflection;
            u32::from(i.base)
                | u32::from(i.third) << 1
                | u32::from(i.past) << 2
                | u32::from(i.participle) << 3
                | u32::from(i.gerund) << 4
        });
        out.add2(ask::Frame::ClassShape, class, shape);
        out.add(ask::Frame::Shape, shape);
        out.add2(ask::Frame::InflectionBefore, inflection, p1);
        out.add2(ask::Frame::InflectionAfter, inflection, n1);
        out.add2(ask::Frame::VerbShape, cue.lemma, shape);
    }

    /// Quotations around, and how much stands on either side.
    #[inline(always)]
    fn quotations(&self, out: &mut Out<'_>) {
        let &Around { analysis, cue, ref reach, class, .. } = self;
        let items = &analysis.document.items;
        let (start, end) = (cue.group.start, cue.group.end);
        let lead = analysis.counts.within(reach.start..start);
        let tail = analysis.counts.within(end..reach.end);
        let near = |places: &mut dyn Iterator<Item = usize>| places.take(8).position(|at| items[at].is_quote());
        let near_left = (lead.quotes > 0).then(|| near(&mut (reach.start..start).rev())).flatten();
        let near_right = (tail.quotes > 0).then(|| near(&mut (end..reach.end))).flatten();
        let [near_left, near_right] = [near_left, near_right].map(|near| near.map_or(99, |n| n as u32));
        out.add2(ask::Frame::QuotesNear, near_left, near_right);
        out.add2(ask::Frame::QuotesSides, u32::from(lead.quotes > 0), u32::from(tail.quotes > 0));
        out.add2(ask::Frame::QuoteBeforeClass, near_left, class);
        out.add(ask::Frame::LengthAfter, bucket(tail.words.into()));
        out.add(ask::Frame::LengthBefore, bucket(lead.words.into()));
    }

    /// The mention beside the cue, and what stands before it.
    #[inline(always)]
    fn mentions(&self, out: &mut Out<'_>) {
        let &Around { analysis, cue, ref reach, class, before: [p1, _], after: [n1, ..], .. } = self;
        let (start, end) = (cue.group.start, cue.group.end);
        let mentions = analysis.mentions_of(cue.sentence);
        let adjacent_left = analysis.mentions[mentions.clone()].iter().rev().find(|m| m.phrase.end() == start);
        let adjacent_right = analysis.starting(cue.sentence, end).map(|m| &analysis.mentions[m]);
        match adjacent_left {
            Some(m) => {
                let before = analysis.tag(reach, m.phrase.start().checked_sub(1));
                let before2 = analysis.tag(reach, m.phrase.start().checked_sub(2));
                let kind = m.kind as u32;
                out.add(ask::Frame::MentionBefore, kind);
                out.add2(ask::Frame::BeforeMention, before, before2);
                out.add2(ask::Frame::AroundMention, before, n1);
                out.add2(ask::Frame::ClassBeforeMention, class, before);
                out.add2(ask::Frame::MentionPlace, bucket(m.phrase.start() - reach.start), before);
            }
            None => {
                out.add(ask::Frame::MentionBefore, 99);
                out.add2(ask::Frame::NoMention, p1, n1);
            }
        }
        match adjacent_right {
            Some(m) => {
                let after = analysis.tag(reach, Some(m.phrase.end()));
                let kind = m.kind as u32;
                out.add(ask::Frame::MentionAfter, kind);
                out.add2(ask::Frame::ClassAfterMention, class, after);
                out.add2(ask::Frame::VerbAfterMention, cue.lemma, after);
            }
            None => out.add(ask::Frame::MentionAfter, 99),
        }
    }

    /// Other cues of the sentence.
    #[inline(always)]
    fn others(&self, out: &mut Out<'_>) {
        let &Around { analysis, number, cue, class, before: [p1, _], .. } = self;
        let start = cue.group.start;
        let cues = analysis.cues_of(cue.sentence);
        let earlier = number - cues.start;
        let later = cues.end - number - 1;
        out.add2(ask::Frame::OtherCues, earlier.min(3) as u32, later.min(3) as u32);
        if earlier > 0 {
            let before = &analysis.cues[number - 1];
            out.add3(
                ask::Frame::CueBeforeClass,
                before.class as u32,
                class,
                bucket(start.saturating_sub(before.group.end)),
            );
            out.add2(ask::Frame::CueBeforeVerb, before.lemma, p1);
        }
    }

    /// The place of the sentence, and whether a finite verb follows: a clause or a bare noun phrase.
    #[inline(always)]
    fn sentence(&self, out: &mut Out<'_>) {
        let &Around { analysis, cue, ref reach, after: [n1, ..], .. } = self;
        let items = &analysis.document.items;
        let (start, end) = (cue.group.start, cue.group.end);
        out.add(
            ask::Frame::Sentence,
            u32::from(cue.sentence == 0) + 2 * u32::from(items[reach.end - 1].kind == TokenKind::Stop),
        );
        out.add2(ask::Frame::SentenceStart, analysis.tags[reach.start], u32::from(start == reach.start));
        let finite = items[end..reach.end]
            .iter()
            .take(14)
            .take_while(|i| !matches!(i.kind, TokenKind::Semicolon))
            .any(|i| i.is(WordClass::AUXILIARY));
        out.add2(ask::Frame::FiniteAfter, u32::from(finite), n1);
        out.add2(ask::Frame::FiniteVerb, u32::from(finite), cue.lemma);
        let word = |at: Option<usize>| at.filter(|at| reach.contains(at)).map_or(NOTHING, |at| items[at].hash);
        out.add2(ask::Frame::WordsAfter, word(Some(end)), word(Some(end + 1)));
    }
}

/// The probability of each frame.
pub fn probabilities(analysis: &Analysis<'_>, number: usize, weights: &Weights, scratch: &mut Features) -> [f32; 4] {
    features(analysis, number, scratch);
    let (possible, spent) = possible(analysis, &analysis.cues[number]);
    let mut scores = weights.labelled(scratch.hashes());
    if spent {
        scores[2] = scores[1..].iter().copied().fold(f32::NEG_INFINITY, f32::max);
    }
    for (score, possible) in scores.iter_mut().zip(possible) {
        if !possible {
            *score = f32::NEG_INFINITY;
        }
    }
    crate::model::softmax(&mut scores);
    scores
}

/// The frame of a number.
pub fn of(number: usize) -> Frame {
    Frame::ALL[number]
}
