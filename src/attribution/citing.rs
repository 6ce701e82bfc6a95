//! Reports that cite somebody: the words are those of the one cited, the paper only passes them on.
//!
//! Takes a sentence, gives its attribution where one of these productions reads it; the cue is "citing":
//!
//! ```text
//! outlet report-cue [","] citing speaker [","] ["that"] words
//! words "," outlet report-cue [","] citing speaker
//! words "," report-cue outlet [","] citing speaker
//! outlet "," citing speaker "," report-cue ["that"] words
//! outlet report-cue ["that"] words "," citing speaker
//! "Citing" speaker "," outlet report-cue ["that"] words
//! "As" outlet report-cue [","] citing speaker "," words
//! "According" "to" outlet "," ( citing | "which" "cited" ) speaker "," words
//! ```
//!
//! Words may hang on the speaker before a comma: an official in the ministry.

use super::{Analysis, Attribution, Frame, propose};
use crate::cue::{Cue, CueKind};
use crate::document::tokens::word_hash;
use crate::document::{Item, TokenKind};
use crate::grammar::rules::attributions::QUOTED;
use crate::lexicon::WordClass;
use crate::lexicon::rule_words;
use crate::lexicon::set::listed;
use crate::mention::{Mention, MentionKind, time};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// How sure such a reading is, before calibration.
const SURE: f32 = 0.9;
/// The most words that hang on whoever is cited.
const HANGING: usize = 14;
/// The most words that tell when something was reported.
const DATE: usize = 6;

/// Puts the cited in the place of those who report them; one reading a sentence. One pass over the cues, one over the
/// rows, however many reports there are.
pub fn settle(analysis: &Analysis<'_>, found: &mut Vec<Attribution>) {
    if !analysis.document.grammar.on(QUOTED) {
        return;
    }
    let mut new: Vec<Attribution> = Vec::new();
    let mut last = usize::MAX;
    // Most articles cite nobody.
    let mut rows: Option<FxHashSet<usize>> = None;
    for cue in analysis.cues {
        if cue.sentence != last && cites(analysis, cue) {
            last = cue.sentence;
            let rows = rows.get_or_insert_with(|| found.iter().filter_map(|a| a.cue).collect());
            new.extend(read(analysis, cue.sentence, rows));
        }
    }
    if new.is_empty() {
        return;
    }
    // Each has one range and a cue of its own, and they stand in the order of their sentences.
    let taken: Vec<Range<usize>> = new.iter().flat_map(|a| a.content.clone()).collect();
    let overlaps = |range: &Range<usize>| {
        let next = taken.partition_point(|t| t.end <= range.start);
        taken.get(next).is_some_and(|t| t.start < range.end)
    };
    let cited = |old: &Attribution| new.binary_search_by_key(&old.cue, |a| a.cue).is_ok();
    found.retain(|old| !old.content.iter().any(overlaps) && !cited(old));
    found.append(&mut new);
}

/// A sentence in which a cue cites somebody.
struct Citation<'a, 'd> {
    analysis: &'a Analysis<'d>,
    sentence: usize,
    /// The cue that cites, and who is cited.
    number: usize,
    cited: &'a Mention,
    /// The cues that have a row.
    rows: &'a FxHashSet<usize>,
}

fn read(analysis: &Analysis<'_>, sentence: usize, rows: &FxHashSet<usize>) -> Option<Attribution> {
    let number = analysis.cues_of(sentence).find(|&c| cites(analysis, &analysis.cues[c]))?;
    let end = analysis.cues[number].group.end;
    let speaker = analysis.starting(sentence, end).filter(|&m| speaks(analysis, &analysis.mentions[m]))?;
    let citation = Citation { analysis, sentence, number, cited: &analysis.mentions[speaker], rows };
    let (frame, content) = citation.words()?;
    let mut attribution = Attribution::of(number, frame, Some(speaker), std::iter::once(content).collect());
    (attribution.rule, attribution.probability) = (crate::grammar::table::rule(QUOTED).id, SURE);
    Some(attribution)
}

impl<'a> Citation<'a, '_> {
    fn citing(&self) -> &'a Cue {
        &self.analysis.cues[self.number]
    }

    fn range(&self) -> Range<usize> {
        self.analysis.document.sentences[self.sentence].items.clone()
    }

    /// The other cues of the sentence that report.
    fn reports(&self) -> impl Iterator<Item = &'a Cue> {
        let (analysis, number) = (self.analysis, self.number);
        let others = analysis.cues_of(self.sentence).filter(move |c| *c != number).map(|c| &analysis.cues[c]);
        others.filter(|cue| reports(analysis, cue))
    }

    /// Where the phrase of the one who is cited ends, before the comma that stands before an item: an official in the
    /// ministry, people close to the talks.
    fn end(&self, before: usize) -> usize {
        let items = &self.analysis.document.items;
        let (own, last) = (self.cited.phrase.end(), before.saturating_sub(1));
        let plain = |at: usize| items[at].kind != TokenKind::Comma && !items[at].is_quote();
        if own < last && last - own <= HANGING && (own..last).all(plain) { last } else { own }
    }

    /// Whether who reports only passes the words on: not the senator who says something, citing satellite images, nor Anna
    /// Haro who reports it.
    fn prints(&self, report: &Cue, outlet: &Mention) -> bool {
        let says = super::shapes::says(report) && report.lemma != const { word_hash("report") };
        let listed = || self.analysis.document.outlet(self.analysis.lexicon, outlet.core.items()).is_some();
        // The Swedish daily Vast Allehanda
        let from = outlet.phrase.start().saturating_sub(1).max(self.range().start);
        let outlets = || (from..outlet.phrase.end()).any(|at| of_outlets(self.analysis.item(at))) || listed();
        let person = || outlet.phrase.items().any(|at| self.analysis.item(at).is(WordClass::FIRST_NAME));
        outlets() || !says && !person()
    }

    fn comma(&self, at: usize) -> bool {
        self.analysis.document.items.get(at).is_some_and(|i| i.kind == TokenKind::Comma)
    }

    /// The words that are reported and cited, by the order in which the sentence has them.
    fn words(&self) -> Option<(Frame, Range<usize>)> {
        let (citing, range) = (self.citing(), self.range());
        let (frame, words) = if let Some(report) =
            self.reports().find(|report| beside(self.analysis, report.group.end, citing.group.start))
        {
            self.beside(report)?
        } else if let Some(report) = self.reports().find(|report| self.closes(report)).filter(|r| self.named(r)) {
            // The bridge is shut, reports TASS, citing the port.
            (Frame::Left, range.start..report.group.start - 1)
        } else if citing.head == range.start {
            self.fronted()?
        } else {
            self.inserted().or_else(|| self.according()).or_else(|| self.closing())?
        };
        let mut words = propose::trim(self.analysis, words)?;
        propose::drop_conjunction(self.analysis, &mut words);
        (words.len() > 2).then_some((frame, words))
    }

    /// TASS reported, citing the port, that the bridge is shut; the bridge is shut, TASS reported, citing the port.
    fn beside(&self, report: &Cue) -> Option<(Frame, Range<usize>)> {
        let (items, range) = (&self.analysis.document.items, self.range());
        // As TASS adds, citing the port, the bridge is shut.
        let plain = |at: &usize| items[*at].is_word();
        let hanging = (self.cited.phrase.end()..range.end).take(HANGING).take_while(plain).count();
        let closed = self.cited.phrase.end() + hanging;
        if self.analysis.document.word(range.start) == "As" && self.comma(closed) {
            return Some((Frame::Right, closed + 1..range.end));
        }
        let outlet = subject(self.analysis, self.sentence, report.group.start).filter(|m| self.prints(report, m))?;
        let mut behind = (self.cited.phrase.end()..range.end).take(24);
        if let Some(that) = behind.find(|&at| items[at].is(WordClass::THAT) && self.comma(at - 1)) {
            return Some((Frame::Right, that..range.end));
        }
        let direct = items[self.cited.phrase.end()..range.end].iter().take(2).any(|i| i.is_quote());
        let left = self.comma(outlet.phrase.start().wrapping_sub(1)) && !direct;
        left.then(|| (Frame::Left, range.start..outlet.phrase.start() - 1))
    }

    /// Whether a report stands behind the comma that closes its words.
    fn closes(&self, report: &Cue) -> bool {
        self.comma(report.group.start.wrapping_sub(1)) && report.group.start > self.range().start + 2
    }

    /// Whether an outlet stands behind its cue, and the one who is cited right behind it.
    fn named(&self, report: &Cue) -> bool {
        let outlet = self.analysis.starting(self.sentence, report.group.end).map(|m| &self.analysis.mentions[m]);
        outlet.is_some_and(|o| names(o) && beside(self.analysis, o.phrase.end(), self.citing().group.start))
    }

    /// Citing police, Kyodo reported that two boats had sunk.
    fn fronted(&self) -> Option<(Frame, Range<usize>)> {
        let report = self.reports().find(|report| report.head > self.cited.head)?;
        let items = &self.analysis.document.items;
        let at = report.group.start;
        // Quoting an aide, it reported: the paper that has been named.
        let it = self.analysis.ending(self.sentence, at).map(|m| &self.analysis.mentions[m]);
        let it = it.filter(|m| m.kind == MentionKind::Pronoun && items[m.head].hash == const { word_hash("it") });
        let outlet = subject(self.analysis, self.sentence, at).or(it).filter(|m| self.prints(report, m))?;
        let end = self.end(outlet.phrase.start());
        let beside = self.comma(end) && outlet.phrase.start() == end + 1;
        beside.then(|| (Frame::Right, report.group.end..self.range().end))
    }

    /// Kyodo, citing police, reported on Monday that two boats had sunk.
    fn inserted(&self) -> Option<(Frame, Range<usize>)> {
        let closed = |report: &&Cue| self.comma(report.group.start.wrapping_sub(1)) && report.head > self.cited.head;
        let report = self.reports().find(closed)?;
        let opening = self.citing().group.start;
        if report.group.start != self.end(report.group.start) + 1 || !self.comma(opening.wrapping_sub(1)) {
            return None;
        }
        subject(self.analysis, self.sentence, opening - 1).filter(|m| self.prints(report, m))?;
        Some((Frame::Right, self.opening(report)..self.range().end))
    }

    /// According to Kyodo, which cited police, two boats had sunk.
    fn according(&self) -> Option<(Frame, Range<usize>)> {
        let (document, range) = (self.analysis.document, self.range());
        let which = usize::from(!self.citing().gerund);
        let comma = self.citing().group.start.checked_sub(1 + which).filter(|&at| self.comma(at))?;
        let outlet = subject(self.analysis, self.sentence, comma)?;
        let opens = document.is_any_case(range.start, listed!["according"]) && outlet.phrase.start() == range.start + 2;
        let closed = (self.cited.phrase.end()..range.end).take(HANGING).find(|&at| self.comma(at))?;
        opens.then_some((Frame::Right, closed + 1..range.end))
    }

    /// Kyodo reported on Monday that two boats had sunk, citing police; but what it reports that somebody said is theirs.
    fn closing(&self) -> Option<(Frame, Range<usize>)> {
        let comma = self.citing().group.start.checked_sub(1).filter(|&at| self.comma(at))?;
        let report = self.reports().find(|report| report.head < comma)?;
        subject(self.analysis, self.sentence, report.group.start).filter(|m| self.prints(report, m))?;
        let words = self.opening(report)..comma;
        // Had held talks, would close: what takes no "that" or no quotation says nothing unless it has a row.
        let says = |cue: &Cue| cue.frames.has(b't') && cue.frames.has(b'q');
        let inside = |cue: &Cue| cue.kind == CueKind::Verb && words.contains(&cue.head) && super::shapes::says(cue);
        let mut cues = self.analysis.cues_of(self.sentence).map(|c| (c, &self.analysis.cues[c]));
        let told = cues.any(|(c, cue)| inside(cue) && (self.rows.contains(&c) || says(cue)));
        (!words.is_empty() && !told && self.analysis.clauses.any(words.clone())).then_some((Frame::Right, words))
    }

    /// Where the words behind a report begin: reported on Monday that, reported that same evening that.
    fn opening(&self, report: &Cue) -> usize {
        let document = self.analysis.document;
        let day = |at: usize| document.items[at].is(WordClass::CALENDAR | WordClass::TIME) || time(document, at);
        let opens = |at: usize| at == report.group.end || day(at - 1);
        let mut behind = (report.group.end..self.range().end).take(DATE);
        behind.find(|&at| self.analysis.conjunction(at) && opens(at)).unwrap_or(report.group.end)
    }
}

/// Whether a cue cites; not without citing a source.
pub(super) fn cites(analysis: &Analysis<'_>, cue: &Cue) -> bool {
    // Quoting the minister, Anna Haro, as saying “...”: words of their own.
    let end = analysis.document.sentences[cue.sentence].items.end;
    let behind = cue.group.end..end.min(cue.group.end + HANGING);
    let as_saying = || {
        let mut behind = behind.clone().take_while(|&at| !analysis.item(at).is_quote());
        behind.any(|at| analysis.document.is_any(at, &rule_words::AS_SAYING) && analysis.document.word(at - 1) == "as")
    };
    let which = || {
        let before = cue.group.start.checked_sub(1);
        analysis.document.is_any(cue.head, listed!["cited"])
            && before.is_some_and(|at| analysis.document.is_any(at, listed!["which"]))
    };
    (analysis.document.is_any_case(cue.head, &rule_words::CITING) || which()) && !cue.negated && !as_saying()
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

/// Whether a word is that of outlets: the daily, the Kattvik Report; not the report, the union.
fn of_outlets(item: &Item) -> bool {
    item.is(WordClass::OUTLET | WordClass::OUTLET_NOUN) || item.capital && item.is(WordClass::OUTLET_WORD)
}

/// Whether somebody is cited: not an outlet, which would be a link of the chain, and not one's own figures.
fn speaks(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let items = &analysis.document.items;
    let people = WordClass::PERSON | WordClass::PERSONS | WordClass::GROUP;
    let own = mention.kind != MentionKind::Name
        && items[mention.phrase.start()].is(WordClass::POSSESSIVE)
        && !items[mention.head].is(people);
    // The weather service and the press service are no news service.
    let news = mention.head > 0 && analysis.document.is_any_case(mention.head - 1, &rule_words::NEWS_SERVICE);
    let service = analysis.document.word(mention.head) == "service" && !news;
    // the regional branch of the Harbour Committee
    let body = mention.phrase.items().any(|at| items[at].capital && items[at].is(WordClass::ORGANISATION));
    !own && !mention.possessive
        && (service || !of_outlets(&items[mention.head]))
        && !matches!(mention.kind, MentionKind::Pronoun | MentionKind::Relative)
        && (service || body || mention.kind != MentionKind::Other)
}

#[cfg(test)]
mod tests {
    use crate::pipeline::extract;

    #[test]
    fn the_cited_speaks() {
        let cases = [
            ("Yonhap reported, citing the harbour office, that two boats had sunk.", "harbour office", "Yonhap"),
            ("Two boats have sunk, Clarín reported, citing local fishermen.", "local fishermen", "Clarín"),
            (
                "Two boats have sunk, Clarín reported, citing the local branch of the Harbour Committee.",
                "local branch of the Harbour Committee",
                "Clarín",
            ),
            ("Kyodo, citing an unnamed envoy, reported that the talks had ended.", "unnamed envoy", "Kyodo"),
            ("Kyodo, citing an envoy, reported the same day that the talks had ended.", "envoy", "Kyodo"),
            ("It will snow by Friday, Yonhap said, citing the weather service.", "weather service", "Yonhap"),
            ("As Kyodo adds, citing the harbour office, two boats had sunk.", "harbour office", "Kyodo"),
            ("As Kyodo adds, citing an officer on the quay, two boats had sunk.", "officer", "Kyodo"),
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
    fn when_it_was_reported_is_no_part_of_the_words() {
        let when =
            ["on Monday", "the same evening", "that same day", "late on Monday", "earlier that week", "that week"];
        for when in when {
            let text = format!("Kyodo, citing an envoy, reported {when} that the talks had ended.");
            let rows = extract(&text);
            assert_eq!(rows.len(), 1, "{text}: {rows:?}");
            assert_eq!(rows[0].quote, "the talks had ended", "{text}");
        }
        for words in ["talks that day had ended in a week", "the week had ended", "the deal that was held back is off"]
        {
            let text = format!("Kyodo, citing an envoy, reported {words}.");
            assert_eq!(extract(&text)[0].quote, words, "{text}");
        }
    }

    #[test]
    fn whoever_cites_figures_speaks() {
        let rows = extract("The weather office said, citing its own gauges, that May had been dry.");
        assert_eq!(rows[0].speaker, "weather office", "{rows:?}");
    }
}
