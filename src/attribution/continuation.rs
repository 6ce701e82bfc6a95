//! Quotations without a cue of their own: parts of the row before them, or floating rows.

use super::{Analysis, Attribution, Frame};
use crate::document::TokenKind;
use crate::grammar::table;
use crate::mention::MentionKind;
use std::ops::Range;

/// Gives every quoted span to one attribution: joins continuations, adds floating rows, and sorts.
pub fn settle(analysis: &Analysis<'_>, mut found: Vec<Attribution>) -> Vec<Attribution> {
    let items = &analysis.document.items;
    let mut owner: Vec<Option<usize>> = vec![None; analysis.document.quotes.len()];
    for (n, attribution) in found.iter().enumerate() {
        for range in &attribution.content {
            for item in &items[range.clone()] {
                if let Some(part) = analysis.document.part(item) {
                    owner[part.quote].get_or_insert(n);
                }
            }
        }
    }
    // The ranges that each has of its own; what is added to them here stands nowhere else.
    let mut own: Vec<usize> = found.iter().map(|attribution| attribution.content.len()).collect();
    // The last attribution that holds quoted words, and the sentence it stands in.
    let mut last: Option<(usize, usize)> = None;
    for (number, sentence) in analysis.document.sentences.iter().enumerate() {
        let range = sentence.items.clone();
        if analysis.counts.within(range.clone()).quotes == 0 {
            continue;
        }
        let alone = standing_alone(analysis, &range);
        for at in range.clone() {
            let Some(quote) = analysis.document.part(&items[at]).map(|part| part.quote) else { continue };
            if let Some(n) = owner[quote] {
                // The other parts of a running quotation.
                if !found[n].content[..own[n]].iter().any(|r| r.contains(&at)) {
                    found[n].content.push(at..at + 1);
                }
                last = Some((n, number));
                continue;
            }
            if !alone {
                // “The nets came up empty,” said Haro, who has fished for 40 years, “and then torn.”
                if let Some((n, before)) = last
                    && before == number
                    && goes_on(analysis, &found[n], at)
                {
                    found[n].content.push(at..at + 1);
                    owner[quote] = Some(n);
                }
                continue;
            }
            match last {
                Some((n, before)) if goes_on_later(analysis, &found[n], before, number) => {
                    found[n].content.push(at..at + 1);
                    owner[quote] = Some(n);
                    last = Some((n, number));
                }
                _ => {
                    if analysis.document.grammar.on(super::rules::FLOAT) && floats(analysis, at) {
                        let speaker = None;
                        owner[quote] = Some(found.len());
                        own.push(1);
                        found.push(Attribution {
                            rule: table::rule(super::rules::FLOAT).id,
                            cue: None,
                            frame: Frame::None,
                            speaker,
                            content: std::iter::once(at..at + 1).collect(),
                            probability: 0.5,
                            floating: true,
                            carried: last.and_then(|(n, _)| found[n].cue),
                            turn: false,
                            bare: false,
                        });
                        last = Some((found.len() - 1, number));
                    }
                }
            }
        }
    }
    for attribution in &mut found {
        attribution.content.sort_by_key(|r| r.start);
    }
    found.sort_by_key(|a| (a.content[0].start, a.cue));
    found
}

/// Whether a quotation goes on, behind the words about its speaker, what the row before the cue began.
fn goes_on(analysis: &Analysis<'_>, row: &Attribution, at: usize) -> bool {
    let items = &analysis.document.items;
    let Some(cue) = row.cue.map(|c| &analysis.cues[c]) else { return false };
    let Some(last) = row.content.last().map(|r| r.end - 1) else { return false };
    let sealed = items[last].is_quote()
        && matches!(analysis.document.last_inside(&items[last]), Some(TokenKind::Comma | TokenKind::Dash));
    row.frame == Frame::Left
        && sealed
        && cue.head < at
        && items[at - 1].kind == TokenKind::Comma
        && analysis.document.inside(&items[at]).len() > 4
}

/// Whether a quotation of its own sentence goes on with the row before: in the same paragraph, right behind it or behind
/// the writer's words about something else than another speaker.
fn goes_on_later(analysis: &Analysis<'_>, row: &Attribution, before: usize, number: usize) -> bool {
    if number - before > 2 || !same_paragraph(analysis, before, number) {
        return false;
    }
    (before + 1..number).all(|between| {
        let mentions = analysis.mentions_of[between].clone().map(|m| &analysis.mentions[m]);
        let other = mentions.into_iter().any(|m| {
            let person = matches!(m.kind, MentionKind::Name | MentionKind::Person | MentionKind::Pronoun);
            let same = row.speaker.is_some_and(|s| {
                let items = &analysis.document.items;
                items[analysis.mentions[s].head].hash == items[m.head].hash
            });
            person && !same
        });
        !other && analysis.cues_of[between].is_empty()
    })
}

fn same_paragraph(analysis: &Analysis<'_>, a: usize, b: usize) -> bool {
    let sentences = &analysis.document.sentences;
    sentences[a].paragraph == sentences[b].paragraph
}

/// Whether the sentence is quoted words and nothing else.
fn standing_alone(analysis: &Analysis<'_>, range: &Range<usize>) -> bool {
    analysis.document.items[range.clone()].iter().all(|i| i.is_quote() || !i.is_word())
}

/// Whether quoted words that stand alone are somebody's: a sentence, or more than a few words.
fn floats(analysis: &Analysis<'_>, at: usize) -> bool {
    let item = &analysis.document.items[at];
    let words = analysis.document.inside(item).len();
    words > 5
        && matches!(
            analysis.document.last_inside(item),
            Some(TokenKind::Stop | TokenKind::Exclaim | TokenKind::Ellipsis)
        )
}
