//! The outlets that report: which outlet is the subject of a cue, and whose words it passes on.
//!
//! Takes the attributions of one sentence, adds the relays that stand in no adjunct: OUTLET quoted X; OUTLET, citing Y,
//! reported that X said; ..., Reuters reported.

use super::attach::Sentence;
use super::outlets::{Evidence, Outlet};
use super::relays::{self, Relay};
use super::words::{self, OutletKind};
use crate::cue::CueKind;
use crate::document::{Item, Items, TokenKind};
use crate::lexicon::{CueClass, WordClass};

/// Sentences back to the one that names what "it" means.
const BACK: usize = 4;
/// Items between an outlet and its verb that tell when at most.
const WHEN: usize = 4;
/// Items that an aside before a cue has at most, its commas included.
const ASIDE: usize = 24;

impl Sentence<'_, '_> {
    /// Adds the outlets that are subjects of cues: OUTLET quoted X; OUTLET, citing Y, reported that X said.
    pub(super) fn reported(&self, pairs: &mut Vec<(usize, Relay)>) {
        for number in self.analysis.cues_of(self.number) {
            let cue = &self.analysis.cues[number];
            if !matches!(cue.kind, CueKind::Verb) {
                continue;
            }
            let Some(outlet) = self.subject(number) else { continue };
            // Dahl said so after Radio Kattvik had shown it.
            let before = outlet.phrase.start.checked_sub(1).filter(|&at| at >= self.start());
            let under = before
                .map(|at| self.analysis.item(at))
                .is_some_and(|i| i.is(WordClass::PREPOSITION) && i.hash != words::AS);
            let mut relay = Relay {
                rule: "REPORTED",
                by: None,
                span: outlet.phrase.start..cue.group.end,
                outlet: Some(outlet),
                channel: None,
                cue: Some(number),
                level: relays::LAST,
            };
            if cue.class == CueClass::Quote && !cue.passive {
                if let Some(member) = self.members.iter().find(|m| m.cue == number) {
                    relay.rule = "QUOTED";
                    relay.level = relays::QUOTING;
                    pairs.push((member.number, relay));
                }
                continue;
            }
            if cue.passive || cue.negated {
                continue;
            }
            let own = self.members.iter().find(|m| m.cue == number);
            for member in self.members.iter().filter(|m| m.cue != number && !self.outlet_speaks(**m)) {
                let head = self.head(*member);
                let inside = own.is_some_and(|o| self.attribution(*o).content.iter().any(|r| r.contains(&head)));
                let citing = matches!(self.analysis.document.items[head].hash, words::CITING | words::QUOTING);
                let near = citing && head < cue.group.end + 8 && head + 24 > cue.group.start;
                // Haro said the newspaper would go on: what is said tells of it.
                let told = || self.attribution(*member).content.iter().any(|r| r.contains(&cue.head));
                let last = own.is_none() && self.closes(number) && head < cue.head && !told();
                let first = own.is_none() && head > cue.head && self.opens(number, head);
                if near || !under && (inside || last || first) {
                    pairs.push((member.number, relay.clone()));
                }
            }
        }
    }

    /// Whether a cue with its outlet closes the sentence: ..., Reuters reported on Tuesday.
    fn closes(&self, number: usize) -> bool {
        let items = &self.analysis.document.items;
        let range = self.analysis.document.sentences[self.number].items.clone();
        let cue = &self.analysis.cues[number];
        let behind = &items[cue.group.end..range.end];
        // Another clause begins, or the one cited is named: Interpressnews reported, and APA; APA reports, citing CNN.
        let over = behind.iter().position(|i| {
            i.kind == TokenKind::Semicolon
                || matches!(i.hash, words::CITING | words::QUOTING)
                || i.hash == words::hash("while")
        });
        let joined = behind.windows(2).position(|w| w[0].kind == TokenKind::Comma && w[1].is(WordClass::CONJUNCTION));
        let end = over.into_iter().chain(joined).min().unwrap_or(behind.len());
        // ... reported on its website late on Monday; reported from the scene; reported at the time.
        let clause = WordClass::SUBJECT_PRONOUN | WordClass::THAT | WordClass::AUXILIARY | WordClass::WH;
        let verb = |i: &Item| i.cue != 0 && i.is(WordClass::CUE) && !i.is(WordClass::NOUN | WordClass::PREPOSITION);
        end <= 12 && behind[..end].iter().all(|i| !i.is_quote() && !i.is(clause) && !verb(i))
    }

    /// Whether reported words open behind a cue and hold the item: reported, citing Y, that X had said.
    fn opens(&self, number: usize, head: usize) -> bool {
        let items = &self.analysis.document.items;
        let cue = &self.analysis.cues[number];
        let start = self.analysis.document.sentences[self.number].items.start;
        // As News.am reports, Haro said
        let as_clause = items[start].hash == words::AS
            && items[cue.group.end..head].iter().any(|i| i.kind == TokenKind::Comma)
            && cue.group.start <= start + 8;
        as_clause
            || cue.group.start == start
            || items[cue.group.end..head].iter().any(|i| i.is(WordClass::THAT))
            || cue.class == CueClass::Say
    }

    /// The outlet that is the subject of a cue, an aside between included: AFP, citing IRNA, said.
    fn subject(&self, number: usize) -> Option<Outlet> {
        let cue = &self.analysis.cues[number];
        let items = &self.analysis.document.items;
        let range = self.analysis.document.sentences[self.number].items.clone();
        let fits = |o: &&Outlet| {
            o.phrase.start >= range.start
                && o.kind != OutletKind::Platform
                && !o.journalist
                && !(o.evidence == Evidence::Anaphor && (o.indefinite || !o.article))
                && !(o.phrase.start > range.start
                    && items[o.phrase.start - 1].hash != words::AS
                    && items[o.phrase.start - 1].is(WordClass::PREPOSITION | WordClass::TO)
                    && !items[o.phrase.start - 1].is(WordClass::SUBORDINATOR))
        };
        // "The daily quoted": the group may take the noun for an adverb.
        let mut end = cue.group.start;
        if let Some(outlet) = (end..=cue.head).find_map(|at| self.registry.ending_at(at).filter(fits)) {
            return Some(outlet.clone());
        }
        // Xinhua last month quoted; the Kattvik Post on Monday quoted
        let when = |at: &usize| {
            let time = items[*at].is(WordClass::CALENDAR | WordClass::TIME | WordClass::ADVERB)
                || crate::mention::time(self.analysis.document, *at);
            time || *at + 1 < end && matches!(items[*at].hash, words::ON | words::LAST_WORD | words::THIS)
        };
        let before = (range.start..end).rev().take(WHEN).take_while(when).last();
        let opens = |o: &&Outlet| fits(o) && o.phrase.start == range.start;
        if let Some(outlet) = before.and_then(|at| self.registry.ending_at(at)).filter(opens) {
            return Some(outlet.clone());
        }
        if let Some(outlet) = self.behind(number, &fits).or_else(|| self.reporter(end)) {
            return Some(outlet);
        }
        if self.it(number) {
            return self.meant().cloned();
        }
        // The Kattvik Post, a weekly, quoted: what it is stands between commas.
        let described = |o: &&Outlet| fits(o) && self.opens_clause(o) && items[end - 1].kind == TokenKind::Comma;
        if let Some(outlet) = self.registry.ending_at(end.saturating_sub(1)).filter(described) {
            return Some(outlet.clone());
        }
        if let Some((at, cites)) = self.aside(number, range.start) {
            end = at;
            let clear = |o: &&Outlet| fits(o) && (cites || self.opens_clause(o));
            if let Some(outlet) = self.registry.ending_at(end).filter(clear) {
                return Some(outlet.clone());
            }
            if let Some(outlet) = self.unknown(range.start, end).filter(|_| cites) {
                return Some(outlet);
            }
        }
        self.unlisted(number, range.start, end)
    }

    /// Whether the paper that has been named is the subject: it quoted an aide as saying; quoting an aide, it reported.
    fn it(&self, number: usize) -> bool {
        let items = &self.analysis.document.items;
        let (start, cue) = (self.start(), &self.analysis.cues[number]);
        let Some(at) = cue.group.start.checked_sub(1).filter(|&at| at >= start) else { return false };
        let opens = at == start && cue.class == CueClass::Quote;
        let citing = at > start && matches!(items[start].hash, words::CITING | words::QUOTING);
        let cites = citing && items[at - 1].kind == TokenKind::Comma;
        items[at].hash == words::IT && (opens || cites)
    }

    /// The outlet that the sentence before begins with, or that reports it; back over those that begin with "it".
    fn meant(&self) -> Option<&Outlet> {
        let document = self.analysis.document;
        for before in (0..self.number).rev().take(BACK) {
            let range = document.sentences[before].items.clone();
            let told = |o: &&Outlet| {
                let named = o.evidence > Evidence::Anaphor || o.article && !o.indefinite;
                named && o.kind != OutletKind::Platform && !o.journalist
            };
            let opening = range.start..(range.start + 3).min(range.end);
            let first = self.registry.within(opening.clone()).iter().filter(told).find(|o| {
                let before = &document.items[opening.start..o.phrase.start.max(opening.start)];
                before.is_empty() || before[0].hash == words::ACCORDING
            });
            let mut cues = self.analysis.cues_of(before).map(|c| self.analysis.cues[c].group.start);
            let found = first.or_else(|| cues.find_map(|at| self.registry.ending_at(at).filter(told)));
            if found.is_some() {
                return found;
            }
            if document.items[range.start].hash != words::IT {
                return None;
            }
        }
        None
    }

    /// Where an aside begins that ends before a cue, and whether it cites: AFP, citing IRNA, said; AFP, for its part, quoted;
    /// the Courier, a weekly, quoted.
    fn aside(&self, number: usize, start: usize) -> Option<(usize, bool)> {
        let items = &self.analysis.document.items;
        let cue = &self.analysis.cues[number];
        let end = cue.group.start;
        if end <= start || items[end - 1].kind != TokenKind::Comma {
            return None;
        }
        let from = start.max(end.saturating_sub(ASIDE));
        let at = (from..end - 1).rev().find(|&at| items[at].kind == TokenKind::Comma)?;
        let first = items.get(at + 1)?;
        let cites = matches!(first.hash, words::CITING | words::QUOTING | words::AS | words::WHO)
            || first.is(WordClass::RELATIVE);
        let plain = |at: usize| {
            let item = &items[at];
            !item.is_quote() && (item.cue == 0 || !item.is(WordClass::CUE) || item.is(WordClass::NOUN))
        };
        // Al-Kattvik, run by the council, quoted
        let run = items.get(at + 2).is_some_and(|i| i.hash == words::BY);
        let quotes = cue.class == CueClass::Quote && !cue.passive;
        let remark = || quotes && (run || (at + 1..end - 1).all(plain) && !self.analysis.clauses.any(at + 1..end - 1));
        (cites || remark()).then_some((at, cites))
    }

    /// Whether an outlet opens its clause, so that it can be what quotes there.
    fn opens_clause(&self, outlet: &Outlet) -> bool {
        let at = outlet.phrase.start;
        let before = at.checked_sub(1).filter(|_| at > self.start()).map(|at| self.analysis.item(at));
        let joins = WordClass::CONJUNCTION | WordClass::SUBORDINATOR | WordClass::THAT;
        before.is_none_or(|i| !i.is_word() || i.is(joins))
    }

    /// An unknown name that ends at an item and cites or quotes somebody, or closes the sentence: ..., the minister said,
    /// Kilnwire reported.
    fn unlisted(&self, number: usize, start: usize, end: usize) -> Option<Outlet> {
        let cue = &self.analysis.cues[number];
        let items = &self.analysis.document.items;
        let sentence = self.analysis.document.sentences[self.number].items.end;
        let behind = &items[cue.group.end..sentence];
        let cites = cue.class == CueClass::Quote && !behind.is_empty()
            || behind.first().is_some_and(|i| i.kind == TokenKind::Comma)
                && behind.get(1).is_some_and(|i| matches!(i.hash, words::CITING | words::QUOTING));
        let saying = cue.class != CueClass::Quote
            || behind.windows(2).any(|w| w[0].hash == words::AS && w[1].hash == words::SAYING);
        if end != cue.group.start {
            return None;
        }
        if cites && saying {
            return self.unknown(start, end);
        }
        let parted = |o: &Outlet| {
            let before = o.phrase.start.checked_sub(1).filter(|_| o.phrase.start > start).map(|at| &items[at]);
            before.is_some_and(|i| i.kind == TokenKind::Comma || i.is_quote())
        };
        let closes = cue.lemma == words::hash("report") && self.closes(number);
        closes.then(|| self.unknown(start, end)).flatten().filter(parted)
    }

    /// The outlet behind its cue: ..., reports UNB; ..., reported the Washington Examiner.
    fn behind(&self, number: usize, fits: &impl Fn(&&Outlet) -> bool) -> Option<Outlet> {
        let cue = &self.analysis.cues[number];
        let at = cue.group.start;
        let before = at.checked_sub(1).filter(|_| at > self.start()).map(|at| self.analysis.item(at));
        let led = before.is_some_and(|i| i.kind == TokenKind::Comma || i.is_quote());
        if !led || cue.class == CueClass::Quote {
            return None;
        }
        let behind = self.registry.within(cue.group.end..cue.group.end + 1).first();
        behind.filter(|o| fits(o) && o.evidence > Evidence::Anaphor).cloned()
    }

    /// The outlet of the journalist who stands before an item: Trend's special correspondent reports.
    fn reporter(&self, end: usize) -> Option<Outlet> {
        let items = &self.analysis.document.items;
        let last = self.registry.within(end.saturating_sub(8).max(self.start())..end).last()?;
        let between = |i: &Item| {
            i.kind == TokenKind::Clitic
                || i.is(WordClass::PERSON | WordClass::ADJECTIVE | WordClass::NOUN) && !i.capital
        };
        let own = last.journalist && last.evidence > Evidence::Anaphor && last.phrase.end < end;
        (own && items[last.phrase.end..end].iter().all(between)).then(|| last.clone())
    }

    /// A bare capitalised name that ends at an item and is no person's.
    fn unknown(&self, start: usize, end: usize) -> Option<Outlet> {
        let items = &self.analysis.document.items;
        let mut from = end;
        while from > start && end - from < 5 && items[from - 1].kind == TokenKind::Word && items[from - 1].capital {
            from -= 1;
        }
        let (_, outlet) = super::outlets::outlet(self.context, Items::new(items, from..end)).ok()?;
        let body = WordClass::PLACE
            | WordClass::METONYM
            | WordClass::DEMONYM
            | WordClass::ORGANISATION
            | WordClass::SUFFIX
            | WordClass::FIRST_NAME
            | WordClass::SUBJECT_PRONOUN;
        let fits = outlet.phrase.end == end
            && outlet.evidence == Evidence::Unknown
            && !self.context.person(&outlet.name)
            && !items[outlet.name.clone()].iter().any(|i| i.is(body));
        fits.then_some(outlet)
    }
}
