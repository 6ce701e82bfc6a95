//! Reports that cite somebody: the words are those of the one cited, the paper only passes them on.
//!
//! Takes a sentence, gives its attribution where one of these productions reads it; the cue is "citing":
//!
//! ```text
//! outlet report-cue [","] citing speaker [","] ["that"] words
//! words "," outlet report-cue [","] citing speaker
//! words "," report-cue outlet [","] citing speaker
//! outlet "," citing speaker "," report-cue ["that"] words
//! "Citing" speaker "," outlet report-cue ["that"] words
//! ```

use super::{Analysis, Attribution, Frame, propose};
use crate::cue::{Cue, CueKind};
use crate::document::TokenKind;
use crate::grammar::rules::attributions::QUOTED;
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::mention::{Mention, MentionKind};
use std::ops::Range;

/// How sure such a reading is, before calibration.
const SURE: f32 = 0.9;

/// Puts the cited in the place of those who report them; one reading a sentence. One pass over the cues, one over the
/// rows, however many reports there are.
pub fn settle(analysis: &Analysis<'_>, found: &mut Vec<Attribution>) {
    if !analysis.document.grammar.on(QUOTED) {
        return;
    }
    let mut new: Vec<Attribution> = Vec::new();
    let mut last = usize::MAX;
    for cue in analysis.cues {
        if cue.sentence != last && cites(analysis, cue) {
            last = cue.sentence;
            new.extend(read(analysis, cue.sentence));
        }
    }
    if new.is_empty() {
        return;
    }
    // Each has one range, and they stand in the order of their sentences.
    let taken: Vec<Range<usize>> = new.iter().flat_map(|a| a.content.clone()).collect();
    let overlaps = |range: &Range<usize>| {
        let next = taken.partition_point(|t| t.end <= range.start);
        taken.get(next).is_some_and(|t| t.start < range.end)
    };
    found.retain(|old| !old.content.iter().any(overlaps));
    found.append(&mut new);
}

fn read(analysis: &Analysis<'_>, sentence: usize) -> Option<Attribution> {
    let items = &analysis.document.items;
    let range = analysis.document.sentences[sentence].items.clone();
    let comma = |at: usize| items.get(at).is_some_and(|i| i.kind == TokenKind::Comma);
    let cues = || analysis.cues_of(sentence);
    let number = cues().find(|&c| cites(analysis, &analysis.cues[c]))?;
    let citing = &analysis.cues[number];
    let speaker = analysis.starting(sentence, citing.group.end).filter(|&m| speaks(analysis, &analysis.mentions[m]))?;
    let cited = &analysis.mentions[speaker];
    let reports = |c: &usize| *c != number && reports(analysis, &analysis.cues[*c]);
    let words = |range: Range<usize>| {
        let mut range = propose::trim(analysis, range)?;
        propose::drop_conjunction(analysis, &mut range);
        (range.len() > 2).then_some(range)
    };
    let (frame, content) = if let Some(report) =
        cues().filter(reports).find(|&c| beside(analysis, analysis.cues[c].group.end, citing.group.start))
    {
        let outlet = subject(analysis, sentence, analysis.cues[report].group.start)?;
        let that = (cited.phrase.end()..range.end).take(24).find(|&at| items[at].is(WordClass::THAT) && comma(at - 1));
        let direct = items[cited.phrase.end()..range.end].iter().take(2).any(|i| i.is_quote());
        if let Some(that) = that {
            (Frame::Right, words(that..range.end)?)
        } else if comma(outlet.phrase.start().wrapping_sub(1)) && !direct {
            (Frame::Left, words(range.start..outlet.phrase.start() - 1)?)
        } else {
            return None;
        }
    } else if let Some(report) = cues()
        .filter(reports)
        .map(|c| &analysis.cues[c])
        .find(|c| comma(c.group.start.wrapping_sub(1)) && c.group.start > range.start + 2)
        .filter(|report| {
            let outlet = analysis.starting(sentence, report.group.end).map(|m| &analysis.mentions[m]);
            outlet.is_some_and(|o| names(o) && beside(analysis, o.phrase.end(), citing.group.start))
        })
    {
        // The bridge is shut, reports TASS, citing the port.
        (Frame::Left, words(range.start..report.group.start - 1)?)
    } else if citing.head == range.start {
        // Citing police, Kyodo reported that two boats had sunk.
        let report = cues().filter(reports).find(|&c| analysis.cues[c].head > cited.head)?;
        let report = &analysis.cues[report];
        let outlet = subject(analysis, sentence, report.group.start)?;
        if !comma(cited.phrase.end()) || outlet.phrase.start() != cited.phrase.end() + 1 {
            return None;
        }
        (Frame::Right, words(report.group.end..range.end)?)
    } else {
        let report = cues()
            .filter(reports)
            .find(|&c| comma(analysis.cues[c].group.start.wrapping_sub(1)) && analysis.cues[c].head > cited.head)?;
        let report = &analysis.cues[report];
        if report.group.start != cited.phrase.end() + 1 || !comma(citing.group.start.wrapping_sub(1)) {
            return None;
        }
        subject(analysis, sentence, citing.group.start - 1)?;
        let day = WordClass::CALENDAR | WordClass::TIME | WordClass::PREPOSITION;
        let that =
            (report.group.end..range.end).find(|&at| !items[at].is(day)).filter(|&at| items[at].is(WordClass::THAT));
        (Frame::Right, words(that.unwrap_or(report.group.end)..range.end)?)
    };
    let mut attribution = Attribution::of(number, frame, Some(speaker), std::iter::once(content).collect());
    (attribution.rule, attribution.probability) = (crate::grammar::table::rule(QUOTED).id, SURE);
    Some(attribution)
}

/// Whether a cue cites.
fn cites(analysis: &Analysis<'_>, cue: &Cue) -> bool {
    analysis.document.is_any_case(cue.head, &rule_words::CITING)
}

/// Whether nothing but a comma, or a day before it, stands between two places: reported on Monday, citing
fn beside(analysis: &Analysis<'_>, end: usize, start: usize) -> bool {
    let day = WordClass::CALENDAR | WordClass::TIME | WordClass::PREPOSITION | WordClass::DETERMINER;
    let comma = start > end && analysis.item(start - 1).kind == TokenKind::Comma;
    end == start
        || comma
            && (end..start - 1)
                .all(|at| analysis.item(at).is(day) || analysis.document.is_any(at, &rule_words::NEAR_TIME))
            && start - end <= 4
}

/// Whether a cue reports: reported, wrote, said.
fn reports(analysis: &Analysis<'_>, cue: &Cue) -> bool {
    let lemmas = &rule_words::PUBLISHING_LEMMA;
    cue.kind == CueKind::Verb && !cue.passive && !cue.negated && lemmas.contains(&cue.lemma)
        || cue.head > 0 && analysis.document.word(cue.head) == "reported"
}

/// The outlet that ends where a cue or an aside begins.
fn subject<'a>(analysis: &'a Analysis<'_>, sentence: usize, end: usize) -> Option<&'a Mention> {
    analysis
        .mentions_of(sentence)
        .map(|m| &analysis.mentions[m])
        .find(|m| m.phrase.end() == end && names(m) && analysis.document.items[m.head].is_word())
}

/// Whether a mention can be that of an outlet.
fn names(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Name | MentionKind::Body | MentionKind::Organisation)
}

/// Whether somebody is cited: not an outlet, which would be a link of the chain, and not one's own figures.
fn speaks(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let items = &analysis.document.items;
    let outlet = WordClass::OUTLET | WordClass::OUTLET_WORD | WordClass::OUTLET_NOUN;
    let own = mention.kind != MentionKind::Name && items[mention.phrase.start()].is(WordClass::POSSESSIVE);
    !own && !mention.possessive
        && !items[mention.head].is(outlet)
        && !matches!(mention.kind, MentionKind::Pronoun | MentionKind::Relative | MentionKind::Other)
}

#[cfg(test)]
mod tests {
    use crate::pipeline::extract;

    #[test]
    fn the_cited_speaks() {
        let cases = [
            ("Yonhap reported, citing the harbour office, that two boats had sunk.", "harbour office", "Yonhap"),
            ("Two boats have sunk, Clarín reported, citing local fishermen.", "local fishermen", "Clarín"),
            ("Kyodo, citing an unnamed envoy, reported that the talks had ended.", "unnamed envoy", "Kyodo"),
        ];
        for (text, speaker, source) in cases {
            let rows = extract(text);
            assert_eq!(rows.len(), 1, "{text}: {rows:?}");
            assert_eq!(rows[0].speaker, speaker, "{text}");
            assert_eq!(rows[0].source, source, "{text}");
            assert_eq!(rows[0].cue, "citing", "{text}");
        }
    }

    #[test]
    fn whoever_cites_figures_speaks() {
        let rows = extract("The weather office said, citing its own gauges, that May had been dry.");
        assert_eq!(rows[0].speaker, "weather office", "{rows:?}");
    }
}
