//! What a reader must know of an attribution itself: negated, denied, question, hypothetical, future ...
//!
//! Takes an attribution with its cue and the words around both, gives flags. What concerns the speaker (anonymous,
//! ambiguous) or the relay (relayed, outlet-as-speaker) is said by their own stages.

use super::{Analysis, Attribution, subject};
use crate::cue::{Cue, CueKind};
use crate::document::tokens::word_hash;
use crate::document::{Item, RegionKind, Token, TokenKind};
use crate::grammar::rules::paragraphs::{HEADING, SIGNED};
use crate::grammar::table;
use crate::lexicon::rule_words;
use crate::lexicon::set::{Words, listed};
use crate::lexicon::{CueClass, WordClass};
use smallvec::SmallVec;
use std::ops::Range;

/// The flags of one attribution.
pub fn flags(analysis: &Analysis<'_>, attribution: &Attribution) -> SmallVec<[&'static str; 8]> {
    let seen = Seen::new(analysis, attribution);
    let mut flags: SmallVec<[&'static str; 8]> = SmallVec::new();
    if let Some(cue) = attribution.cue.map(|c| &analysis.cues[c]) {
        let nobody = || attribution.speaker.is_some_and(|speaker| subject::nobody(analysis, speaker));
        let says: &[(&'static str, bool)] = &[
            ("negated", cue.negated || nobody() || seen.behind(cue, &["stopped", "short", "of"])),
            ("denied", denied(analysis, cue)),
            ("misquoted", misreported(analysis, cue)),
            ("question", seen.question(cue)),
            ("hypothetical", seen.hypothetical(cue)),
            ("future", seen.future(cue)),
            ("past", seen.past(cue)),
            ("directive", seen.directive(cue)),
            ("commitment", cue.class == CueClass::Promise),
            ("translated", seen.translated()),
            ("transcript", seen.transcript(cue)),
            ("disputed", seen.disputed()),
        ];
        flags.extend(says.iter().filter(|(_, holds)| *holds).map(|(flag, _)| *flag));
    }
    if attribution.turn.is_some() && attribution.rule != table::rule(SIGNED).id {
        flags.push("transcript");
        if seen.asks() {
            flags.push("question");
        }
    }
    if attribution.floating {
        flags.push("floating");
        if seen.asks() {
            flags.push("question");
        }
    }
    if attribution.rule == table::rule(HEADING).id || seen.region(RegionKind::Headline) {
        flags.push("headline");
    }
    if seen.corrected() {
        flags.push("corrected");
    }
    for quote in attribution.content.iter().flat_map(|r| &analysis.document.items[r.clone()]) {
        let Some((quoted, _)) = analysis.document.quoted(quote) else { continue };
        if !quoted.closed && !flags.contains(&"unclosed") {
            flags.push("unclosed");
        }
        if mixed(analysis, quote) && !flags.contains(&"mismatched") {
            flags.push("mismatched");
        }
    }
    flags
}

/// Whether a quotation is opened by a mark of one family and closed by one of another: “ and ".
fn mixed(analysis: &Analysis<'_>, quote: &Item) -> bool {
    let family = |token: &Token| match token.text(analysis.document.text()).chars().next()? {
        '"' => Some(0),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' => Some(1),
        '\'' => Some(2),
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' => Some(3),
        '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}' => Some(4),
        _ => None,
    };
    let inside = analysis.document.inside(quote);
    let (first, last) = (inside.first().and_then(family), inside.last().and_then(family));
    first.is_some() && last.is_some() && first != last
}

/// Whether the cue is a denial that something is so: denied having seen, denies that.
fn denied(analysis: &Analysis<'_>, cue: &Cue) -> bool {
    let word = analysis.document.word(cue.head).to_lowercase();
    cue.class == CueClass::Deny && (word.starts_with("den") || word.starts_with("disput"))
}

/// Whether it is said to be wrong that somebody said so: was wrongly reported to have said. Not: wrongly claimed.
fn misreported(analysis: &Analysis<'_>, cue: &Cue) -> bool {
    cue.passive && cue.group.clone().any(|at| analysis.document.is_any(at, &rule_words::MISTAKEN))
}

/// An attribution and its sentence.
struct Seen<'s, 'd> {
    analysis: &'s Analysis<'d>,
    attribution: &'s Attribution,
    /// The number of the sentence.
    number: usize,
    sentence: Range<usize>,
    /// The items of the sentence outside the reported words at which a look around begins: one walk finds them all.
    signs: SmallVec<[usize; 8]>,
}

impl<'s, 'd> Seen<'s, 'd> {
    fn new(analysis: &'s Analysis<'d>, attribution: &'s Attribution) -> Self {
        let sentences = &analysis.document.sentences;
        let number = match attribution.cue {
            Some(cue) => analysis.cues[cue].sentence,
            None => sentences.partition_point(|s| s.items.end <= attribution.content[0].start),
        };
        let sentence = sentences.get(number).map_or(0..0, |s| s.items.clone());
        let mut seen = Seen { analysis, attribution, number, sentence: sentence.clone(), signs: SmallVec::new() };
        let sign = |item: &Item| {
            rule_words::SIGN.may_hold(item.hash) || item.kind == TokenKind::Number || item.is(WordClass::DEMONYM)
        };
        let items = sentence.clone().zip(&analysis.document.items[sentence]);
        let signs = items.filter(|(at, item)| sign(item) && seen.outside(*at)).map(|(at, _)| at).collect();
        seen.signs = signs;
        seen
    }

    fn item(&self, at: usize) -> &Item {
        &self.analysis.document.items[at]
    }

    fn word(&self, at: usize) -> &str {
        self.analysis.document.word(at)
    }

    #[inline]
    fn is(&self, at: usize, words: &Words) -> bool {
        self.analysis.document.is_any_case(at, words)
    }

    /// Whether an item stands outside the reported words.
    fn outside(&self, at: usize) -> bool {
        !self.item(at).is_quote() && !self.attribution.content.iter().any(|r| r.contains(&at))
    }

    fn signs(&self) -> impl Iterator<Item = usize> {
        self.signs.iter().copied()
    }

    /// Whether one of some words stands outside the reported words, and next to it there one of others.
    fn pair(&self, first: &Words, second: &Words) -> bool {
        let next = |at: usize| (at + 1..self.sentence.end).find(|&at| self.outside(at));
        self.signs().any(|at| self.is(at, first) && next(at).is_some_and(|at| self.is(at, second)))
    }

    /// Whether these words stand directly before the cue.
    fn behind(&self, cue: &Cue, words: &[&str]) -> bool {
        let end = cue.group.start;
        end >= self.sentence.start + words.len()
            && words.iter().enumerate().all(|(n, w)| self.word(end - words.len() + n).eq_ignore_ascii_case(w))
    }

    /// Whether the reported words end with a question mark.
    fn asks(&self) -> bool {
        let Some(last) = self.attribution.content.iter().max_by_key(|r| r.end) else { return false };
        let document = self.analysis.document;
        let at = last.end - 1;
        if self.item(at).is_quote() {
            return document.last_inside(self.item(at)) == Some(TokenKind::Exclaim)
                && self.quoted_tail(at) == Some('?');
        }
        let mark =
            |at: usize| document.items.get(at).is_some_and(|i| i.kind == TokenKind::Exclaim && self.word(at) == "?");
        mark(at) || mark(last.end)
    }

    fn quoted_tail(&self, at: usize) -> Option<char> {
        let item = self.item(at);
        let (_, part) = self.analysis.document.quoted(item)?;
        self.analysis.document.text()[part.inner.start..part.inner.end].trim_end().chars().last()
    }

    /// A question that is asked: asked whether, “Why?” she asked, Q: Why?
    fn question(&self, cue: &Cue) -> bool {
        if cue.class == CueClass::Ask {
            let first = self.item(self.attribution.content[0].start);
            return self.asks() || !first.is_quote() && first.is(WordClass::WH | WordClass::RELATIVE);
        }
        self.transcript(cue) && self.asks()
    }

    /// Said only if: If Haro says ..., Haro might say ...
    fn hypothetical(&self, cue: &Cue) -> bool {
        let modal =
            cue.modal && !cue.negated && cue.group.clone().any(|at| self.is(at, listed!["might", "may", "could"]));
        let from = cue.group.start.saturating_sub(16).max(self.sentence.start);
        let comma = |from: usize| (from..cue.group.start).any(|at| self.item(at).kind == TokenKind::Comma);
        let clause = self.signs().filter(|at| (from..cue.group.start).contains(at));
        modal || clause.into_iter().any(|at| self.is(at, listed!["if", "unless"]) && !comma(at))
    }

    /// Not yet said: will tell, is expected to say.
    fn future(&self, cue: &Cue) -> bool {
        if cue.future {
            return true;
        }
        let plans = &rule_words::PLANNING;
        cue.infinitive && cue.group.start >= self.sentence.start + 2 && self.is(cue.group.start - 2, plans)
    }

    /// Said on an earlier occasion than that of the report: had said, in 2015, used to say.
    fn past(&self, cue: &Cue) -> bool {
        let year = |at: usize| {
            self.item(at).kind == TokenKind::Number
                && self.word(at).parse::<u32>().is_ok_and(|n| (1800..2100).contains(&n))
                && at > self.sentence.start
                && (self.is(at - 1, listed!["in", "a", "the", "of"]) || self.item(at - 1).is(WordClass::CALENDAR))
                && !self.aside(at)
        };
        let reported_by = self.signs().any(|at| at < cue.group.start && self.is(at, &rule_words::REPORTED_BY));
        let had = !reported_by && cue.group.clone().any(|at| self.is(at, listed!["had", "'d"]));
        let once = cue.group.clone().any(|at| self.is(at, &rule_words::EARLIER_ADVERB));
        let used = self.behind(cue, &["used", "to"]);
        let before = self.signs().any(|at| {
            year(at)
                || self.is(at, listed!["past"])
                    && at > self.sentence.start + 1
                    && self.is(at - 1, listed!["the"])
                    && self.is(at - 2, listed!["in"])
        });
        had || once || used || before && !cue.future
    }

    /// Whether an item stands in a clause about somebody: who has baked since 1990; in 2013, when she ...
    fn aside(&self, at: usize) -> bool {
        (self.sentence.start..at)
            .rev()
            .take_while(|&n| self.item(n).kind != TokenKind::Comma)
            .any(|n| self.item(n).is(WordClass::RELATIVE) && !self.item(n).is(WordClass::THAT))
    }

    /// A request or an order: urged the council to vote.
    fn directive(&self, cue: &Cue) -> bool {
        let words = || self.attribution.content.iter().flat_map(|r| r.clone());
        let Some(first) = words().next() else { return false };
        let infinitive = self.item(first).is(WordClass::TO)
            || self.item(first).is(WordClass::NEGATION)
                && words().nth(1).is_some_and(|at| self.item(at).is(WordClass::TO));
        match cue.class {
            CueClass::Tell | CueClass::Say => infinitive && cue.class == CueClass::Tell,
            CueClass::Urge | CueClass::Ask => {
                let inner = words().take(14).any(|at| self.item(at).is(WordClass::TO) && !self.item(at).is_quote());
                infinitive || inner && !self.question(cue)
            }
            _ => false,
        }
    }

    /// The words are a translation: speaking in Kazakh, through an interpreter.
    fn translated(&self) -> bool {
        self.signs().any(|at| {
            if self.is(at, &rule_words::TRANSLATION) {
                return true;
            }
            let language = at >= self.sentence.start + 2
                && self.item(at).is(WordClass::DEMONYM)
                && self.is(at - 1, listed!["in"])
                && (self.is(at - 2, &rule_words::LANGUAGE_VERB) || self.item(at - 2).is(WordClass::CUE));
            let next = self.analysis.document.items.get(at + 1);
            language && next.is_none_or(|n| n.kind != TokenKind::Word || n.is(WordClass::THAT | WordClass::PREPOSITION))
        })
    }

    /// A label and what follows it: HARO: We will not sign.
    fn transcript(&self, cue: &Cue) -> bool {
        let paragraphs = &self.analysis.document.paragraphs;
        let number = self.analysis.document.sentences[self.number].paragraph;
        cue.kind == CueKind::Colon
            && self.attribution.content.first().is_some_and(|r| r.start > cue.head && !self.item(r.start).is_quote())
            && paragraphs.get(number).is_some_and(|p| p.start == self.sentence.start)
            && cue.head - self.sentence.start <= 5
    }

    /// Words whose author is in doubt: a man identified as Haro is heard saying ...; Haro denies that the voice is his.
    fn disputed(&self) -> bool {
        let attributed = self.pair(&rule_words::MISTAKEN, &rule_words::ATTRIBUTED);
        let identified = self.pair(&rule_words::PURPORTED, listed!["as", "to"]);
        attributed || identified && self.denial_follows()
    }

    /// Whether one of the next two sentences denies the voice or the authorship.
    fn denial_follows(&self) -> bool {
        let sentences = &self.analysis.document.sentences;
        let authorship = &rule_words::AUTHORSHIP;
        sentences.iter().skip(self.number + 1).take(2).any(|s| {
            let any = |test: &dyn Fn(usize) -> bool| s.items.clone().any(test);
            any(&|at| self.item(at).is(WordClass::CUE) && self.word(at).to_lowercase().starts_with("deni"))
                && any(&|at| self.is(at, authorship))
        })
    }

    /// Whether the reported words stand in a region of the page.
    fn region(&self, kind: RegionKind) -> bool {
        let layout = &self.analysis.document.layout;
        let Some(first) = self.attribution.content.first() else { return false };
        let span = self.analysis.document.span(first.clone());
        self.analysis.document.view.parts(span).any(|part| layout.is_in(kind, part))
    }

    /// A note of the editors on what was wrong before.
    fn corrected(&self) -> bool {
        if self.region(RegionKind::Correction) {
            return true;
        }
        let items = &self.analysis.document.items;
        let version = word_hash("version");
        let earlier = self.signs().any(|at| {
            items[at].hash == version && at > self.sentence.start && self.is(at - 1, &rule_words::EARLIER_VERSION)
        });
        let label = self.is(self.sentence.start, &rule_words::CORRECTION_LABEL)
            && items.get(self.sentence.start + 1).is_some_and(|i| i.kind == TokenKind::Colon);
        earlier || label
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline::extract;

    /// The flags of the only row, without those of speaker and source.
    fn flags(text: &str) -> Vec<String> {
        let rows = extract(text);
        assert_eq!(rows.len(), 1, "{text}: {rows:?}");
        rows[0].flags.clone()
    }

    #[test]
    fn flags_that_hold() {
        let cases = [
            ("“Who keeps the keys?” asked the judge, Margarethe Thoma.", "question"),
            ("Tenor Vasco Pimentel never said the hall was cold.", "negated"),
            ("Cyclist Jens Vestergaard denied that he had taken the pills.", "denied"),
            ("Union secretary Patrick Mulenga will tell the congress: “The mine is ours.”", "future"),
            ("Candidate Selma Basic promised to reopen the railway within a year.", "commitment"),
            ("“The well is dry,” said farmer Aigul Omarova, speaking in Kazakh.", "translated"),
            ("In 2015 engineer Ilse Brandt said the dam was safe.", "past"),
        ];
        for (text, flag) in cases {
            assert!(flags(text).iter().any(|f| f == flag), "{text}: no {flag} in {:?}", flags(text));
        }
    }

    #[test]
    fn flags_that_must_not_hold() {
        let cases = [
            ("“Is this a road?” said farmer Aigul Omarova.", "question"),
            ("“The well is dry,” said farmer Aigul Omarova in Astana.", "translated"),
            ("“If it rains, we stay,” said farmer Aigul Omarova.", "hypothetical"),
            ("Engineer Ilse Brandt said the dam was built in 1962.", "past"),
        ];
        for (text, flag) in cases {
            assert!(!flags(text).iter().any(|f| f == flag), "{text}: {flag}");
        }
    }
}
